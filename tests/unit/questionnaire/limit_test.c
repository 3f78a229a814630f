/* The limits of questionnaire/ from both sides, files that are too large, and every amount of
 * memory that is too little. */
#include "questionnaire_test.h"

#include <unistd.h>

#include "base/limits.h"

/* What a questionnaire is made of, in numbers. */
struct shape {
    unsigned outcomes, sections, questions, choices, facts, rules, guarantees, id_bytes;
};
static const struct shape smallest = {2, 1, 1, 2, 0, 0, 0, 1};

static void print_id(FILE *out, char first, unsigned number, unsigned bytes)
{
    char id[128];
    int length = snprintf(id, sizeof id, "%c%u", first, number);
    fputs(id, out);
    for (unsigned i = (unsigned)length; i < bytes; i++) {
        fputc('x', out);
    }
}

/* A questionnaire of that shape; to be freed. [questions] is for each section. */
static char *of_shape(struct shape shape, size_t *ret_length)
{
    char *text = NULL;
    FILE *out = open_memstream(&text, ret_length);
    assert_non_null(out);
    fputs("format: 1\nid: x\nversion: 1\ntitle: T\nlanguage: en\nfacility: {name: F, phone: P}\n"
          "outcomes:\n",
          out);
    for (unsigned i = 0; i < shape.outcomes; i++) {
        fprintf(out, "  - {id: o%u, recommendation: intake, title: T, message: M}\n", i);
    }
    fputs("start: o0\nundetermined: o1\nsections:\n", out);
    for (unsigned i = 0; i < shape.sections; i++) {
        fprintf(out, "  - id: s%u\n    title: S\n    questions:\n", i);
        for (unsigned j = 0; j < shape.questions; j++) {
            fputs("      - {id: ", out);
            print_id(out, 'q', i * shape.questions + j, shape.id_bytes);
            fputs(", ask: A, type: choice, choices: [", out);
            for (unsigned k = 0; k < shape.choices; k++) {
                fprintf(out, "%s{id: c%u, label: C}", k == 0 ? "" : ", ", k);
            }
            fputs("]}\n", out);
        }
    }
    fputs(shape.facts > 0 ? "facts:\n" : "", out);
    for (unsigned i = 0; i < shape.facts; i++) {
        fprintf(out, "  - {id: f%u, is: 'true'}\n", i);
    }
    fputs(shape.rules > 0 ? "rules:\n" : "", out);
    for (unsigned i = 0; i < shape.rules; i++) {
        fprintf(out, "  - {id: r%u, when: 'true', outcome: o1, because: B}\n", i);
    }
    fputs(shape.guarantees > 0 ? "guarantees:\n" : "", out);
    for (unsigned i = 0; i < shape.guarantees; i++) {
        fprintf(out, "  - {id: g%u, when: 'true', never: [o1], means: M}\n", i);
    }
    assert_int_equal(fclose(out), 0);
    return text;
}

static void accepted(struct shape shape)
{
    struct bench bench;
    size_t length = 0;
    char *text = of_shape(shape, &length);
    bench_load(&bench, text, length);
    assert_messages(&bench, "");
    assert_non_null(bench.questionnaire);
    bench_free(&bench);
    free(text);
}

/* The shape is refused with one message. */
static void too_much(struct shape shape, enum code code, const char *message)
{
    struct bench bench;
    size_t length = 0;
    char *text = of_shape(shape, &length);
    bench_load(&bench, text, length);
    assert_null(bench.questionnaire);
    assert_int_equal(bench.diags.count, 1);
    assert_int_equal(bench.diags.items[0].code, code);
    assert_string_equal(bench.diags.items[0].message.start, message);
    bench_free(&bench);
    free(text);
}

static void outcomes_are_limited(void **state)
{
    (void)state;
    struct shape shape = smallest;
    shape.outcomes = LIMIT_OUTCOMES;
    accepted(shape);
    shape.outcomes++;
    too_much(shape, CODE_Y146, "`outcomes` has 65 entries; at most 64 are possible");
}

static void choices_are_limited(void **state)
{
    (void)state;
    struct shape shape = smallest;
    shape.choices = LIMIT_CHOICES;
    accepted(shape);
    shape.choices++;
    too_much(shape, CODE_Y146, "`choices` has 65 entries; at most 64 are possible");
}

static void questions_of_one_section_are_limited(void **state)
{
    (void)state;
    struct shape shape = smallest;
    shape.questions = LIMIT_QUESTIONS;
    accepted(shape);
    shape.questions++;
    struct bench bench;
    size_t length = 0;
    char *text = of_shape(shape, &length);
    bench_load(&bench, text, length);
    assert_int_equal(bench.diags.count, 2);
    assert_int_equal(bench.diags.items[0].code, CODE_Y146);
    assert_int_equal(bench.diags.items[1].code, CODE_Q306);
    bench_free(&bench);
    free(text);
}

static void questions_of_all_sections_are_limited(void **state)
{
    (void)state;
    struct shape shape = smallest;
    shape.sections = 2;
    shape.questions = LIMIT_QUESTIONS / 2;
    accepted(shape);
    shape.sections = 7;
    shape.questions = 143;
    too_much(shape, CODE_Q306, "there are 1001 questions; at most 1000 are possible");
}

static void facts_are_limited(void **state)
{
    (void)state;
    struct shape shape = smallest;
    shape.facts = LIMIT_FACTS;
    accepted(shape);
    shape.facts++;
    too_much(shape, CODE_Y146, "`facts` has 1001 entries; at most 1000 are possible");
}

static void rules_are_limited(void **state)
{
    (void)state;
    struct shape shape = smallest;
    shape.rules = LIMIT_RULES;
    accepted(shape);
    shape.rules++;
    too_much(shape, CODE_Y146, "`rules` has 2001 entries; at most 2000 are possible");
}

static void guarantees_are_limited(void **state)
{
    (void)state;
    struct shape shape = smallest;
    shape.guarantees = LIMIT_GUARANTEES;
    accepted(shape);
    shape.guarantees++;
    too_much(shape, CODE_Y146, "`guarantees` has 501 entries; at most 500 are possible");
}

static void ids_are_limited(void **state)
{
    (void)state;
    struct shape shape = smallest;
    shape.id_bytes = LIMIT_ID_BYTES;
    accepted(shape);
    shape.id_bytes++;
    too_much(shape, CODE_Q302, "the id has 65 signs, more than 64");
}

static void a_range_for_arithmetic_is_limited(void **state)
{
    (void)state;
    const struct change changes[] = {{"        max: 60\n", "        max: 10000\n"}, {NULL, NULL}};
    struct bench bench;
    char *text = changed(base_questionnaire, changes);
    bench_load(&bench, text, strlen(text));
    assert_messages(&bench, "");
    bench_free(&bench);
    free(text);
}

static void a_wide_range_is_accepted_where_it_is_only_compared(void **state)
{
    (void)state;
    const struct change changes[] = {
        {"        max: 60\n", "        max: 9223372036854775807\n"},
        {"        min: 0\n", "        min: -9223372036854775808\n"},
        {"    is: sick.points + amount\n", "    is: sick.points + (amount > 5000000000 ? 1 :0)\n"},
        {NULL, NULL}};
    struct bench bench;
    char *text = changed(base_questionnaire, changes);
    bench_load(&bench, text, strlen(text));
    assert_messages(&bench, "");
    bench_free(&bench);
    free(text);
}

static void depth_is_limited_in_a_questionnaire_too(void **state)
{
    (void)state;
    const struct change changes[] = {
        {"rules:\n",
         "notes: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n"
         "rules:\n"},
        {NULL, NULL}};
    struct bench bench;
    char *text = changed(base_questionnaire, changes);
    bench_load(&bench, text, strlen(text));
    assert_int_equal(bench.diags.count, 1);
    assert_int_equal(bench.diags.items[0].code, CODE_Y107);
    bench_free(&bench);
    free(text);
}

static void a_questionnaire_of_20_megabytes_is_refused_before_it_is_read(void **state)
{
    (void)state;
    char path[] = "/tmp/iopfit-test-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(ftruncate(file, 20 << 20), 0);
    assert_int_equal(close(file), 0);
    struct arena arena;
    struct diags diags;
    struct source source;
    bool missing = true;
    arena_init(&arena, LIMIT_QUESTIONNAIRE_MEMORY);
    diags_init(&diags, &arena);
    assert_false(source_read(path, LIMIT_QUESTIONNAIRE_BYTES, &arena, &source, &missing, &diags));
    assert_false(missing);
    assert_int_equal(diags.count, 1);
    assert_int_equal(diags.items[0].code, CODE_F003);
    arena_free(&arena);
    assert_int_equal(unlink(path), 0);
}

static void the_largest_questionnaire_of_comments_is_read(void **state)
{
    (void)state;
    struct bench bench;
    size_t base = strlen(base_questionnaire);
    char *text = malloc(LIMIT_QUESTIONNAIRE_BYTES);
    assert_non_null(text);
    memset(text, '#', LIMIT_QUESTIONNAIRE_BYTES);
    memcpy(text, base_questionnaire, base);
    bench_load(&bench, text, LIMIT_QUESTIONNAIRE_BYTES);
    assert_messages(&bench, "");
    bench_free(&bench);
    free(text);
}

/* ---- Too little memory ----------------------------------------------------------------------- */

/* Loads [text] with every limit from 1 on, by [step], until it is loaded or refused for another
 * reason than memory. */
static void sweep(const char *text, size_t step, bool loads)
{
    for (size_t limit = 1;; limit += step) {
        struct arena arena;
        struct arena diag_arena;
        struct diags diags;
        const struct questionnaire *questionnaire = NULL;
        const struct source source = {
            .name = "f.yaml", .text = {text, strlen(text)}, .first_line = 1};

        arena_init(&arena, limit);
        arena_init(&diag_arena, LIMIT_DIAG_MEMORY);
        diags_init(&diags, &diag_arena);
        bool loaded = questionnaire_load(&source, "f.yaml", NULL, &arena, &questionnaire, &diags);
        assert_true(loaded == (questionnaire != NULL));
        assert_true(loaded == (diags.errors == 0));
        bool exhausted = diags.exhausted;
        if (loads && !loaded) {
            assert_true(exhausted);
            assert_int_equal(diags.count, 0);
        }
        arena_free(&arena);
        arena_free(&diag_arena);
        if (!exhausted) {
            assert_true(loaded == loads);
            return;
        }
        assert_true(limit < 4u << 20);
    }
}

static void any_memory_that_is_too_little_is_said(void **state)
{
    (void)state;
    sweep(base_questionnaire, 31, true);
}

static void memory_may_run_out_in_a_file_with_errors(void **state)
{
    (void)state;
    static const struct change changes[] = {
        {"id: small", "id: Small"},
        {"        type: choice\n", "        type: chioce\n"},
        {"      - id: words\n", "      - id: drinks\n"},
        {"    is: drinks and amount >= 8\n", "    is: drinks and amout >= 8\n"},
        {"    outcome: now\n", "    outcome: later\n"},
        {"    because: You feel well.\n",
         "    because: You feel well.\n"
         "guarantees:\n"
         "  - {id: calm, when: drinks, never: [tlak], always_recommend: [], means: M}\n"},
        {NULL, NULL}};
    char *text = changed(base_questionnaire, changes);
    sweep(text, 37, false);
    free(text);
}

static void memory_for_warnings_may_run_out(void **state)
{
    (void)state;
    struct bench bench;
    bench_load(&bench, base_questionnaire, strlen(base_questionnaire));
    for (size_t limit = 1;; limit += 5) {
        struct arena scratch;
        struct diags diags;
        arena_init(&scratch, limit);
        arena_reset(&bench.diag_arena);
        diags_init(&diags, &bench.diag_arena);
        questionnaire_lint(bench.questionnaire, &scratch, &diags);
        bool exhausted = diags.exhausted;
        arena_free(&scratch);
        if (!exhausted) {
            assert_int_equal(diags.count, 1); /* nobody is asked for its text */
            break;
        }
        assert_true(limit < 1u << 20);
    }
    bench_free(&bench);
}

int run_limit_tests(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outcomes_are_limited),
        cmocka_unit_test(choices_are_limited),
        cmocka_unit_test(questions_of_one_section_are_limited),
        cmocka_unit_test(questions_of_all_sections_are_limited),
        cmocka_unit_test(facts_are_limited),
        cmocka_unit_test(rules_are_limited),
        cmocka_unit_test(guarantees_are_limited),
        cmocka_unit_test(ids_are_limited),
        cmocka_unit_test(a_range_for_arithmetic_is_limited),
        cmocka_unit_test(a_wide_range_is_accepted_where_it_is_only_compared),
        cmocka_unit_test(depth_is_limited_in_a_questionnaire_too),
        cmocka_unit_test(a_questionnaire_of_20_megabytes_is_refused_before_it_is_read),
        cmocka_unit_test(the_largest_questionnaire_of_comments_is_read),
        cmocka_unit_test(any_memory_that_is_too_little_is_said),
        cmocka_unit_test(memory_may_run_out_in_a_file_with_errors),
        cmocka_unit_test(memory_for_warnings_may_run_out),
    };
    return cmocka_run_group_tests_name("questionnaire: limits", tests, NULL, NULL);
}
