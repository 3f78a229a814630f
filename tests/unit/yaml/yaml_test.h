/* What the tests of yaml/ share: one YAML text with its memory and the messages about it. */
#ifndef IOPFIT_TESTS_YAML_TEST_H
#define IOPFIT_TESTS_YAML_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
/* Last, since it builds on those. */
#include <cmocka.h>

#include "diag/diag.h"
#include "yaml/yaml.h"

struct bench {
    struct arena arena;
    struct arena diag_arena;
    struct diags diags;
    struct source source;
};

/* [length] bytes at [text], known as f.yaml. */
void bench_init(struct bench *bench, const char *text, size_t length);
void bench_free(struct bench *bench);
/* All messages, sorted and printed; to be freed. */
char *bench_messages(struct bench *bench);
/* Fails where the messages are not [expected]. */
void assert_messages(struct bench *bench, const char *expected);

int run_scan_tests(void);
int run_syntax_tests(void);
int run_flow_tests(void);
int run_tree_tests(void);
int run_passage_tests(void);
int run_bind_tests(void);
int run_limit_tests(void);

#endif
