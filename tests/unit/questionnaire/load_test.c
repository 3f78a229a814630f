/* What a questionnaire that loads is in memory. */
#include "questionnaire_test.h"

#include "base/limits.h"

static void loaded(struct bench *bench, const char *text)
{
    bench_load(bench, text, strlen(text));
    assert_messages(bench, "");
    assert_non_null(bench->questionnaire);
}

static void the_head_is_loaded(void **state)
{
    (void)state;
    struct bench bench;
    loaded(&bench, base_questionnaire);
    const struct questionnaire *made = bench.questionnaire;
    assert_true(text_is(made->id, "small"));
    assert_true(text_is(made->version, "1.0"));
    assert_true(text_is(made->title, "A small one"));
    assert_true(text_is(made->language, "en"));
    assert_true(text_is(made->facility.name, "Clinic"));
    assert_true(text_is(made->facility.phone, "555"));
    assert_int_equal(made->facility.address.length, 0);
    assert_int_equal(made->intro.length, 0);
    assert_string_equal(made->path, "f.yaml");
    assert_string_equal(made->folder, "folder");
    assert_int_equal(made->source.text.length, strlen(base_questionnaire));
    bench_free(&bench);
}

static void the_fingerprint_is_the_sha_256_of_the_file(void **state)
{
    (void)state;
    struct bench bench;
    /* printf '…' | sha256sum */
    loaded(&bench, base_questionnaire);
    assert_string_equal(bench.questionnaire->fingerprint, "6e6f3ca7");
    bench_free(&bench);
}

static void outcomes_are_loaded_in_their_order(void **state)
{
    (void)state;
    struct bench bench;
    loaded(&bench, base_questionnaire);
    const struct questionnaire *made = bench.questionnaire;
    assert_int_equal(made->outcome_count, 4);
    assert_true(text_is(made->outcomes[0].id, "less"));
    assert_int_equal(made->outcomes[1].recommendation, RECOMMEND_IOP);
    assert_int_equal(made->outcomes[1].next_step_count, 1);
    assert_true(text_is(made->outcomes[1].next_steps[0].text, "Ask for evenings."));
    assert_non_null(made->outcomes[1].next_steps[0].when);
    assert_false(made->outcomes[1].urgent);
    assert_true(made->outcomes[3].urgent);
    assert_int_equal(made->outcomes[3].line_count, 1);
    assert_true(text_is(made->outcomes[3].lines[0], "911"));
    assert_int_equal(span_place(made->outcomes[3].span).line, 23);
    assert_int_equal(made->start, 0);
    assert_int_equal(made->undetermined, 2);
    bench_free(&bench);
}

static void questions_are_loaded_with_their_sections(void **state)
{
    (void)state;
    struct bench bench;
    loaded(&bench, base_questionnaire);
    const struct questionnaire *made = bench.questionnaire;
    assert_int_equal(made->section_count, 2);
    assert_int_equal(made->sections[0].first_question, 0);
    assert_int_equal(made->sections[0].question_count, 3);
    assert_int_equal(made->sections[1].first_question, 3);
    assert_int_equal(made->sections[1].question_count, 3);
    assert_int_equal(made->question_count, 6);
    for (uint32_t i = 0; i < 6; i++) {
        assert_int_equal(made->questions[i].section, i / 3);
    }
    const struct question *sick = &made->questions[0];
    assert_int_equal(sick->type, QUESTION_CHOICE);
    assert_false(sick->rising);
    assert_int_equal(sick->choice_count, 3);
    assert_true(text_is(sick->choices[1].label, "Shaky"));
    assert_int_equal(sick->choices[0].points, 0);
    assert_int_equal(sick->choices[2].points, 4);
    assert_int_equal(sick->domain->count, 3);
    assert_int_equal(sick->domain->options[2].points, 4);
    assert_null(sick->ask_if);
    const struct question *amount = &made->questions[2];
    assert_int_equal(amount->type, QUESTION_INTEGER);
    assert_int_equal(amount->min, 0);
    assert_int_equal(amount->max, 60);
    assert_true(text_is(amount->unit, "drinks"));
    assert_non_null(amount->ask_if);
    assert_int_equal(amount->otherwise.kind, VALUE_INT);
    assert_int_equal(amount->otherwise.integer.low, 0);
    assert_true(made->questions[3].number_min == 20.5);
    assert_true(made->questions[3].number_max == 400.0);
    assert_int_equal(made->questions[4].advice_for, 2);
    assert_true(text_is(made->questions[4].none_label, "None of these"));
    assert_int_equal(made->questions[5].type, QUESTION_TEXT);
    bench_free(&bench);
}

static void facts_and_rules_are_loaded(void **state)
{
    (void)state;
    struct bench bench;
    loaded(&bench, base_questionnaire);
    const struct questionnaire *made = bench.questionnaire;
    assert_int_equal(made->fact_count, 2);
    assert_int_equal(made->facts[0].is->type.kind, TYPE_BOOL);
    assert_int_equal(made->facts[1].is->type.kind, TYPE_INT);
    assert_int_equal(made->rule_count, 3);
    assert_int_equal(made->rules[0].outcome, 3);
    assert_true(text_is(made->rules[0].because, "You are sick."));
    assert_false(made->rules[0].is_private);
    assert_int_equal(made->rules[1].when->variable_count, 3);
    bench_free(&bench);
}

static void the_scope_names_questions_and_then_facts(void **state)
{
    (void)state;
    struct bench bench;
    loaded(&bench, base_questionnaire);
    const struct scope *scope = &bench.questionnaire->scope;
    assert_int_equal(scope->count, 8);
    for (uint32_t i = 0; i < scope->count; i++) {
        assert_int_equal(names_find(scope->names, scope->variables[i].name), i);
    }
    assert_true(text_is(scope->variables[6].name, "heavy"));
    assert_int_equal(scope->variables[6].everything.truth, TRUTH_OPEN);
    assert_int_equal(scope->variables[7].everything.integer.low, 0);
    assert_int_equal(scope->variables[7].everything.integer.high, 64);
    assert_null(scope->variables[0].unreadable);
    assert_non_null(scope->variables[5].unreadable);
    assert_null(scope->variables[7].unreadable);
    assert_true(scope->variables[3].compared_only);
    bench_free(&bench);
}

static void everything_that_can_be_answered_is_known(void **state)
{
    (void)state;
    struct bench bench;
    loaded(&bench, base_questionnaire);
    const struct question *questions = bench.questionnaire->questions;
    assert_int_equal(question_everything(&questions[0]).choices, 7);
    assert_int_equal(question_everything(&questions[1]).truth, TRUTH_OPEN);
    assert_int_equal(question_everything(&questions[2]).integer.high, 60);
    assert_true(question_everything(&questions[3]).number.low == 20.5);
    assert_int_equal(question_everything(&questions[4]).set.possible, 3);
    assert_int_equal(question_everything(&questions[4]).set.in, 0);
    assert_int_equal(question_everything(&questions[5]).kind, VALUE_ANY);
    bench_free(&bench);
}

static void every_type_can_have_an_otherwise(void **state)
{
    (void)state;
    static const struct change changes[] = {
        {"        type: yes_no\n",
         "        type: yes_no\n        ask_if: sick == \"fine\"\n        otherwise: yes\n"},
        {"        max: 400\n",
         "        max: 400\n        ask_if: drinks\n        otherwise: 70.25\n"},
        {"        advice_for: [home]\n",
         "        advice_for: [home]\n        ask_if: drinks\n        otherwise: none\n"},
        {"        type: text\n", "        type: text\n        ask_if: drinks\n"},
        {"      - id: words\n",
         "      - id: more\n        ask: More?\n        type: choice\n        ask_if: drinks\n"
         "        choices: [{id: a, label: A}, {id: b-c, label: B}]\n        otherwise: b-c\n"
         "      - id: again\n        ask: Again?\n        type: yes_no\n        ask_if: drinks\n"
         "        otherwise: 'false'\n"
         "      - id: words\n"},
        {NULL, NULL},
    };
    struct bench bench;
    char *text = changed(base_questionnaire, changes);
    loaded(&bench, text);
    const struct question *questions = bench.questionnaire->questions;
    assert_int_equal(questions[1].otherwise.truth, TRUTH_TRUE);
    assert_true(questions[3].otherwise.number.low == 70.25);
    assert_int_equal(questions[4].otherwise.kind, VALUE_SET);
    assert_int_equal(questions[4].otherwise.set.possible, 0);
    assert_int_equal(questions[5].otherwise.choices, 2);
    assert_int_equal(questions[6].otherwise.truth, TRUTH_FALSE);
    assert_int_equal(questions[7].otherwise.kind, VALUE_STRING);
    bench_free(&bench);
    free(text);
}

static void yes_and_true_are_the_same(void **state)
{
    (void)state;
    static const struct change changes[] = {
        {"    urgent: yes", "    urgent: true"},
        {"    because: You are sick.\n",
         "    because: You are sick.\n    private: yes\n    note: >-\n"
         "      two\n      lines\n    source: a book\n"},
        {"    because: You feel well.\n", "    because: You feel well.\n    private: false\n"},
        {NULL, NULL},
    };
    struct bench bench;
    char *text = changed(base_questionnaire, changes);
    loaded(&bench, text);
    assert_true(bench.questionnaire->outcomes[3].urgent);
    assert_true(bench.questionnaire->rules[0].is_private);
    assert_true(text_is(bench.questionnaire->rules[0].note, "two lines"));
    assert_true(text_is(bench.questionnaire->rules[0].source, "a book"));
    assert_false(bench.questionnaire->rules[2].is_private);
    bench_free(&bench);
    free(text);
}

static void rules_and_facts_may_be_left_out(void **state)
{
    (void)state;
    struct bench bench;
    char *text = strdup(base_questionnaire);
    *strstr(text, "facts:\n") = '\0';
    loaded(&bench, text);
    assert_int_equal(bench.questionnaire->fact_count, 0);
    assert_int_equal(bench.questionnaire->rule_count, 0);
    bench_free(&bench);
    free(text);
}

static void an_ask_if_may_read_a_fact_about_earlier_questions(void **state)
{
    (void)state;
    static const struct change changes[] = {
        {"        max: 400\n", "        max: 400\n        ask_if: heavy\n        otherwise: 70\n"},
        {NULL, NULL},
    };
    struct bench bench;
    char *text = changed(base_questionnaire, changes);
    loaded(&bench, text);
    assert_non_null(bench.questionnaire->questions[3].ask_if);
    bench_free(&bench);
    free(text);
}

static void an_ask_if_may_read_a_fact_that_reads_nothing(void **state)
{
    (void)state;
    static const struct change changes[] = {
        {"        ask_if: drinks\n", "        ask_if: drinks and enough > 3\n"},
        {"facts:\n", "facts:\n  - id: enough\n    is: '4'\n"},
        {NULL, NULL},
    };
    struct bench bench;
    char *text = changed(base_questionnaire, changes);
    loaded(&bench, text);
    bench_free(&bench);
    free(text);
}

static void a_byte_order_mark_and_windows_line_ends_are_accepted(void **state)
{
    (void)state;
    struct bench bench;
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    fputs("\xEF\xBB\xBF", out);
    for (const char *at = base_questionnaire; *at; at++) {
        fputs(*at == '\n' ? "\r\n" : (const char[]){*at, '\0'}, out);
    }
    assert_int_equal(fclose(out), 0);
    loaded(&bench, text);
    assert_int_equal(span_place(bench.questionnaire->outcomes[3].span).line, 23);
    assert_int_equal(span_place(bench.questionnaire->outcomes[3].span).column, 9);
    bench_free(&bench);
    free(text);
}

/* The text of [path]; to be freed. */
static char *read_text(const char *path)
{
    struct arena arena;
    struct diags diags;
    struct source source;
    arena_init(&arena, LIMIT_QUESTIONNAIRE_MEMORY);
    diags_init(&diags, &arena);
    assert_true(source_read(path, LIMIT_QUESTIONNAIRE_BYTES, &arena, &source, NULL, &diags));
    char *text = strdup(source.text.start);
    arena_free(&arena);
    assert_non_null(text);
    return text;
}

static void the_example_of_the_manual_loads_without_a_warning(void **state)
{
    (void)state;
    struct bench bench;
    char *page = read_text(MANUAL_PAGE);
    char *text = strstr(page, "format: 1\n");
    assert_non_null(text);
    char *end = strstr(text, "\n.Ed\n");
    assert_non_null(end);
    end[1] = '\0';
    loaded(&bench, text);
    assert_int_equal(bench.questionnaire->question_count, 4);
    assert_int_equal(bench.questionnaire->rule_count, 3);
    bench_lint(&bench);
    assert_messages(&bench, "");
    bench_free(&bench);
    free(page);
}

static void places_do_not_need_the_source_that_was_given(void **state)
{
    (void)state;
    struct bench bench;
    loaded(&bench, base_questionnaire);
    bench.source = (struct source){0};
    assert_int_equal(span_place(bench.questionnaire->rules[2].span).line, 91);
    assert_ptr_equal(bench.questionnaire->rules[2].span.source, &bench.questionnaire->source);
    bench_free(&bench);
}

static void the_base_questionnaire_has_no_warning(void **state)
{
    (void)state;
    warned("title", "title", "");
}

int run_load_tests(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_head_is_loaded),
        cmocka_unit_test(the_fingerprint_is_the_sha_256_of_the_file),
        cmocka_unit_test(outcomes_are_loaded_in_their_order),
        cmocka_unit_test(questions_are_loaded_with_their_sections),
        cmocka_unit_test(facts_and_rules_are_loaded),
        cmocka_unit_test(the_scope_names_questions_and_then_facts),
        cmocka_unit_test(everything_that_can_be_answered_is_known),
        cmocka_unit_test(every_type_can_have_an_otherwise),
        cmocka_unit_test(yes_and_true_are_the_same),
        cmocka_unit_test(rules_and_facts_may_be_left_out),
        cmocka_unit_test(an_ask_if_may_read_a_fact_about_earlier_questions),
        cmocka_unit_test(an_ask_if_may_read_a_fact_that_reads_nothing),
        cmocka_unit_test(a_byte_order_mark_and_windows_line_ends_are_accepted),
        cmocka_unit_test(the_example_of_the_manual_loads_without_a_warning),
        cmocka_unit_test(places_do_not_need_the_source_that_was_given),
        cmocka_unit_test(the_base_questionnaire_has_no_warning),
    };
    return cmocka_run_group_tests_name("questionnaire: what is loaded", tests, NULL, NULL);
}
