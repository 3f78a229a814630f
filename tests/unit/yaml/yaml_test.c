/* Runs the tests of yaml/, and what they share. */
#include "yaml_test.h"

#include "base/limits.h"

void bench_init(struct bench *bench, const char *text, size_t length)
{
    arena_init(&bench->arena, LIMIT_QUESTIONNAIRE_MEMORY);
    arena_init(&bench->diag_arena, LIMIT_DIAG_MEMORY);
    diags_init(&bench->diags, &bench->diag_arena);
    bench->source = (struct source){.name = "f.yaml", .text = {text, length}, .first_line = 1};
}

void bench_free(struct bench *bench)
{
    arena_free(&bench->arena);
    arena_free(&bench->diag_arena);
}

char *bench_messages(struct bench *bench)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    diags_sort(&bench->diags);
    diags_render(out, &bench->diags, (struct diag_style){.colour = false});
    assert_int_equal(fclose(out), 0);
    return text;
}

void assert_messages(struct bench *bench, const char *expected)
{
    char *messages = bench_messages(bench);
    assert_string_equal(messages, expected);
    free(messages);
}

int main(void)
{
    return run_scan_tests() + run_syntax_tests() + run_flow_tests() + run_tree_tests() +
           run_passage_tests() + run_bind_tests() + run_limit_tests();
}
