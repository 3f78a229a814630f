/* Each limit of a condition from both sides, and what happens when memory runs out anywhere. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scope.h"

/* [count] times [unit] between [before] and [after]. */
static char *repeated(const char *before, const char *unit, uint32_t count, const char *after)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    fputs(before, out);
    for (uint32_t i = 0; i < count; i++) {
        fputs(unit, out);
    }
    fputs(after, out);
    fclose(out);
    return text;
}

static void expect_fits(char *text)
{
    struct compiled compiled;
    begin(&compiled, text_of(text), as_any);
    char *says = messages_of(&compiled);
    assert_string_equal(says, "");
    assert_non_null(compiled.expr);
    free(says);
    end(&compiled);
    free(text);
}

/* [says]: the beginning of what is said. */
static void expect_refused(char *text, const char *says)
{
    struct compiled compiled;
    begin(&compiled, text_of(text), as_any);
    char *said = messages_of(&compiled);
    assert_null(compiled.expr);
    assert_int_equal(compiled.diags.errors, 1);
    if (strncmp(said, says, strlen(says)) != 0) {
        assert_string_equal(said, says);
    }
    free(said);
    end(&compiled);
    free(text);
}

static void a_condition_has_at_most_16384_bytes(void **state)
{
    (void)state;
    expect_fits(repeated("true", " ", LIMIT_EXPR_BYTES - 4, ""));
    expect_refused(repeated("true", " ", LIMIT_EXPR_BYTES - 3, ""),
                   "E230 0+1 the condition is longer than 16384 bytes\n"
                   "  help name parts of it as facts");
}

static void a_condition_has_at_most_4096_parts(void **state)
{
    (void)state;
    expect_fits(repeated("0 in[", "1,", LIMIT_EXPR_NODES - 3, "]"));
    expect_refused(repeated("0 in[", "1,", LIMIT_EXPR_NODES - 2, "]"),
                   "E231 0+8194 the condition has more than 4096 parts");
    expect_refused(repeated("0 in[", "1,", LIMIT_EXPR_NODES - 1, "]"),
                   "E231 4+8192 the condition has more than 4096 parts");
    expect_refused(repeated("0 in[", "1,", LIMIT_EXPR_NODES, "]"),
                   "E231 8195+1 the condition has more than 4096 parts");
}

/* Whatever it is that is one part too many. */
static void any_part_can_be_the_one_too_many(void **state)
{
    (void)state;
    static const char *const lasts[] = {"-age]",          "!true]",      "not true]",
                                        "true ? 1 : 2]",  "size([])]",   "[1].all(x, x > 1)]",
                                        "count(true)]",   "[1].foo(1)]", "mood.points]",
                                        "[1].map(x, x)]", "[]]",         "foo]",
                                        "x.foo]",         "1 + 1]",      "[1].all(x, true, true)]",
                                        "(1 1)]",         "while]",      "99999999999999999999]"};
    for (size_t i = 0; i < sizeof lasts / sizeof *lasts; i++) {
        for (uint32_t count = LIMIT_EXPR_NODES - 10; count <= LIMIT_EXPR_NODES; count++) {
            char *text = repeated("[", "1,", count, lasts[i]);
            struct compiled compiled;
            begin(&compiled, text_of(text), as_cel);
            assert_true(compiled.expr != NULL || compiled.diags.errors > 0);
            if (count == LIMIT_EXPR_NODES) {
                char *says = messages_of(&compiled);
                assert_non_null(strstr(says, "the condition has more than 4096 parts"));
                free(says);
            }
            end(&compiled);
            free(text);
        }
    }
}

static void a_condition_nests_at_most_64_deep(void **state)
{
    (void)state;
    static const char *const says = "the condition is nested more than 64 deep";
    static const char *const openings[] = {"(", "[", "!", "not ", "- ", "true ? 1 : ", "size("};
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        char *text = repeated("", openings[i], LIMIT_EXPR_DEPTH + 1, "age");
        struct compiled compiled;
        begin(&compiled, text_of(text), as_any);
        char *said = messages_of(&compiled);
        assert_non_null(strstr(said, says));
        assert_int_equal(compiled.diags.errors, 1);
        free(said);
        end(&compiled);
        free(text);
    }
    char *inside = repeated("", "(", LIMIT_EXPR_DEPTH, "1");
    expect_fits(repeated(inside, ")", LIMIT_EXPR_DEPTH, ""));
    free(inside);
    expect_fits(repeated("", "!", LIMIT_EXPR_DEPTH, "true"));
    expect_fits(repeated("", "not ", LIMIT_EXPR_DEPTH, "true"));
    expect_fits(repeated("", "-", LIMIT_EXPR_DEPTH, "age"));
    expect_fits(repeated("", "true ? 1 : ", LIMIT_EXPR_DEPTH, "1"));
    inside = repeated("", "[", LIMIT_EXPR_DEPTH, "1");
    expect_fits(repeated(inside, "]", LIMIT_EXPR_DEPTH, ""));
    free(inside);
    inside = repeated("", "[1].all(x, ", LIMIT_EXPR_DEPTH, "true");
    expect_fits(repeated(inside, ")", LIMIT_EXPR_DEPTH, ""));
    free(inside);
    inside = repeated("", "[1].all(x, ", LIMIT_EXPR_DEPTH + 1, "true");
    expect_refused(repeated(inside, ")", LIMIT_EXPR_DEPTH + 1, ""),
                   "E232 705+1 the condition is nested more than 64 deep");
    free(inside);
}

static void at_most_512_operators_build_on_each_other(void **state)
{
    (void)state;
    expect_fits(repeated("0", "+1", LIMIT_EXPR_HEIGHT, ""));
    expect_refused(repeated("0", "+1", LIMIT_EXPR_HEIGHT + 1, ""),
                   "E232 0+1027 more than 512 operators work on each other's results here");
    expect_fits(repeated("true", " or true", 2000, ""));
}

/* Macros inside macros multiply: so many rounds of 450 rounds fit, and one more does not. */
static void a_condition_takes_at_most_1000000_steps(void **state)
{
    (void)state;
    uint32_t most = 0;
    for (uint32_t count = 100; count < 1200 && most == 0; count++) {
        char *range = repeated("[", "1,", count, "].all(x, [");
        char *text = repeated(range, "1,", 450, "].all(y, x == y))");
        struct compiled compiled;
        begin(&compiled, text_of(text), as_any);
        if (compiled.expr == NULL) {
            char *said = messages_of(&compiled);
            assert_int_equal(compiled.diags.errors, 1);
            assert_non_null(
                strstr(said, "working this out can take more than 1000000 steps\n"
                             "  help go through fewer elements, or put fewer of `all`, `exists`, "
                             "`map` and `filter` into each other"));
            free(said);
            most = count - 1;
        }
        end(&compiled);
        free(text);
        free(range);
    }
    assert_int_equal(most, 170);
}

static void doubling_again_and_again_is_refused(void **state)
{
    (void)state;
    expect_fits(repeated("size([1]", ".map(x, [x, x])", 8, ")"));
    expect_refused(repeated("[[1]]", ".map(x, x + x)", 30, " == [[1]]"), "E233 0+");
    expect_refused(
        repeated("[[1]]", ".map(x, x + x)", 15,
                 ".exists(x, x.exists(y, numbers.all(z, [1, 2, 3, 4, 5].all(w, w > 1))))"),
        "E233 ");
}

/* At least what the CEL specification asks for. */
static void the_minimums_of_cel_are_met(void **state)
{
    (void)state;
    expect_fits(repeated("true", " || true", 31, ""));
    expect_fits(repeated("true", " && true", 31, ""));
    expect_fits(repeated("", "true ? true : ", 32, "true"));
    expect_fits(repeated("1", " * 1", 32, ""));
    expect_fits(repeated("true", " == true", 32, ""));
    expect_fits(repeated("count(true", ", true", 31, ")"));
    expect_fits(repeated("[0", ", 1", 62, "]"));
    char *inside = repeated("", "[", 32, "1");
    expect_fits(repeated(inside, "]", 32, ""));
    free(inside);
}

/* ---- Memory ---------------------------------------------------------------------------------- */

/* Uses every way to allocate. */
static const char *const everything =
    "[1, age].map(x, x + 1).filter(y, y in [2, 3]) == [[3]].map(z, z + [4]).map(w, size(w)) or "
    "\"a\\n\" + string(age) + string(ratio) < (remote ? word : \"x\") or "
    "count(remote, severe, frequency in [\"daily\", \"weekly\"]) > 1 or "
    "size(substances.filter(s, s in [\"alcohol\"])) > 0 or [[], [1]] == [[1]] or weight > 1.5";

static bool compile_with(size_t limit, const char *text, uint32_t *ret_errors)
{
    struct arena arena;
    struct arena messages;
    arena_init(&arena, limit);
    arena_init(&messages, (size_t)1 << 20);
    struct diags diags;
    diags_init(&diags, &messages);
    struct source source = {.name = "test", .text = text_of(text), .first_line = 1};
    struct passage passage = {&source, source.text, NULL, 0};
    const struct expr *expr = NULL;
    bool done = expr_compile(&passage, test_scope(), as_rule, &arena, &expr, &diags);
    assert_int_equal(done, expr != NULL);
    assert_int_equal(done, diags.errors == 0);
    assert_int_equal(done, !diags.exhausted);
    *ret_errors = diags.count;
    arena_free(&arena);
    arena_free(&messages);
    return done;
}

/* How much it takes to compile [text]; with any less, that memory is used up is all that is said. */
static size_t memory_for(const char *text)
{
    uint32_t messages = 0;
    size_t limit = 1;
    while (!compile_with(limit, text, &messages)) {
        assert_true(messages <= 1);
        limit += limit < 64 ? 1 : 16;
        assert_true(limit < (size_t)1 << 20);
    }
    return limit;
}

static void compiling_with_little_memory_says_so(void **state)
{
    (void)state;
    assert_true(memory_for(everything) > 4096);
    /* The arena of the nodes is a second one; what is large in the first alone: */
    char *escaped = repeated("word == \"", "\\n", 4000, "\"");
    assert_true(memory_for(escaped) > 8000);
    free(escaped);
    char *both =
        repeated("word == \"", "\\n", 5000,
                 "\" or numbers.map(x, [x]) == [[1]] or (remote ? [[], [1]] : [[]]) == []");
    assert_true(memory_for(both) > 8000);
    free(both);
    char *parts = repeated("word == \"a\"", " + \"aaaaaaaaaaaaaaaaaaaaaaaa\"", 200, "");
    assert_true(memory_for(parts) > 8000);
    free(parts);
    char *lists =
        repeated("[[[[1]]]] == [[[[2]]]] + [[[[1]]]]", " + [[[[1, 2, 3, 4, 5, 6]]]]", 20, "");
    assert_true(memory_for(lists) > 8000);
    free(lists);
    char *maps = repeated("numbers", ".map(x, x).filter(x, x > 1)", 20, " == [1]");
    assert_true(memory_for(maps) > 8000);
    free(maps);
    char *evaluated =
        repeated("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]",
                 ".map(x, age + [1, 2, 3, 4, 5, 6, 7, 8].map(y, x + y).size())", 8, " == [1]");
    assert_true(memory_for(evaluated) > 8000);
    free(evaluated);
}

/* Messages and expression from one arena, as a careless caller has it. */
static void complaining_with_little_memory_never_crashes(void **state)
{
    (void)state;
    static const char *const wrong =
        "frequncy == \"a\\qb\" and age / score > remot or frequency == \"dayly\" + [1, 'x'] or "
        "substances == alcohol or [0, age].exists(x, 10 / x > 2) or “x” == 12abc or last-use > 1";
    static const char *const unproved = "[0, age].exists(x, 10 / x > 2) or 1.0 / ratio > 2.0";
    for (size_t limit = 1; limit < 60000; limit += limit < 64 ? 1 : 48) {
        for (int i = 0; i < 2; i++) {
            struct arena arena;
            arena_init(&arena, limit);
            struct diags diags;
            diags_init(&diags, &arena);
            struct source source = {
                .name = "test", .text = text_of(i == 0 ? wrong : unproved), .first_line = 1};
            struct passage passage = {&source, source.text, NULL, 0};
            const struct expr *expr = NULL;
            assert_false(expr_compile(&passage, test_scope(), as_rule, &arena, &expr, &diags));
            assert_true(diags.errors > 0);
            arena_free(&arena);
        }
    }
}

static void evaluating_with_little_memory_is_an_error_value(void **state)
{
    (void)state;
    struct compiled compiled;
    begin(&compiled, text_of(everything), as_rule);
    assert_non_null(compiled.expr);
    struct value values[VARIABLES];
    test_everything(values);
    values[AGE] = value_integer(30);
    values[RATIO] = value_number(1.5);
    values[REMOTE] = value_truth(false);
    struct value *trace = calloc(compiled.expr->node_count, sizeof *trace);
    bool failed = false;
    bool done = false;
    for (size_t limit = 1; !done; limit += 8) {
        struct arena scratch;
        arena_init(&scratch, limit);
        struct value value = expr_eval(compiled.expr, values, trace, &scratch);
        failed = failed || (value.kind == VALUE_ERROR && value.error == EVAL_MEMORY);
        done = value.kind == VALUE_BOOL && scratch.used > 300;
        arena_free(&scratch);
        assert_true(limit < 100000);
    }
    free(trace);
    end(&compiled);
}

static void lists_of_uses_that_cannot_grow_are_a_failure(void **state)
{
    (void)state;
    struct compiled compiled;
    begin(&compiled, TEXT("age > 3 and weight > 1.5 and age in [1, 2, 3, 4, 5, 6, 7, 8, 9]"),
          as_rule);
    assert_non_null(compiled.expr);
    bool done = false;
    for (size_t limit = 1; !done; limit += 8) {
        struct arena arena;
        arena_init(&arena, limit);
        struct variable_use uses[VARIABLES] = {0};
        done = expr_add_uses(compiled.expr, uses, &arena);
        assert_true(done || limit < 2000);
        arena_free(&arena);
    }
    end(&compiled);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_condition_has_at_most_16384_bytes),
        cmocka_unit_test(a_condition_has_at_most_4096_parts),
        cmocka_unit_test(any_part_can_be_the_one_too_many),
        cmocka_unit_test(a_condition_nests_at_most_64_deep),
        cmocka_unit_test(at_most_512_operators_build_on_each_other),
        cmocka_unit_test(a_condition_takes_at_most_1000000_steps),
        cmocka_unit_test(doubling_again_and_again_is_refused),
        cmocka_unit_test(the_minimums_of_cel_are_met),
        cmocka_unit_test(compiling_with_little_memory_says_so),
        cmocka_unit_test(complaining_with_little_memory_never_crashes),
        cmocka_unit_test(evaluating_with_little_memory_is_an_error_value),
        cmocka_unit_test(lists_of_uses_that_cannot_grow_are_a_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
