/* What the tests of questionnaire/ share: a questionnaire that loads, changes to it, and what is
 * said about the result. */
#ifndef IOPFIT_TESTS_QUESTIONNAIRE_TEST_H
#define IOPFIT_TESTS_QUESTIONNAIRE_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
/* Last, since it builds on those. */
#include <cmocka.h>

#include "questionnaire/questionnaire.h"

/* It has a question of every type. */
extern const char base_questionnaire[];

struct bench {
    struct arena arena;
    struct arena scratch;
    struct arena diag_arena;
    struct diags diags;
    struct source source;
    const struct questionnaire *questionnaire; /* NULL where it was not loaded */
};

/* The first [old] in the text becomes [new]. */
struct change {
    const char *old;
    const char *new;
};

/* [text] with [changes], ended by one of NULL; to be freed. Fails where one does not apply. */
char *changed(const char *text, const struct change *changes);

/* Loads [length] bytes at [text], known as f.yaml. */
void bench_load(struct bench *bench, const char *text, size_t length);
void bench_free(struct bench *bench);
/* questionnaire_lint() without what it says of the base questionnaire as it stands: that nobody is asked
 * for its text. */
void bench_lint(struct bench *bench);
/* Fails where the messages, sorted and printed, are not [expected]. */
void assert_messages(struct bench *bench, const char *expected);

/* The base questionnaire with a change is refused with these messages. */
void refused(const char *old, const char *new, const char *expected);
void refused_all(const struct change *changes, const char *expected);
/* It loads and is warned of. */
void warned(const char *old, const char *new, const char *expected);
void warned_all(const struct change *changes, const char *expected);

int run_load_tests(void);
int run_refused_tests(void);
int run_condition_tests(void);
int run_guarantee_tests(void);
int run_exception_tests(void);
int run_lint_tests(void);
int run_words_tests(void);
int run_limit_tests(void);
int run_texts_tests(void);
int run_repair_tests(void);
int run_translation_tests(void);

#endif
