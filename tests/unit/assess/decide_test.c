/* assess/ on a small questionnaire, case by case: the outcome over unknown answers, what is open,
 * which rules are named, what does not count, what is asked next, and why. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "assess/assess.h"
#include "base/limits.h"

static const char text[] = "format: 1\n"
                           "id: small\n"
                           "version: 1\n"
                           "title: Small\n"
                           "language: en\n"
                           "facility: {name: A, phone: \"1\"}\n"
                           "outcomes:\n"
                           "  - {id: less, recommendation: intake, title: L, message: L}\n"
                           "  - {id: home, recommendation: iop, title: H, message: H}\n"
                           "  - {id: talk, recommendation: intake, title: T, message: T}\n"
                           "  - {id: stay, recommendation: inpatient, title: S, message: S}\n"
                           "  - {id: now, recommendation: intake, title: N, message: N,\n"
                           "     urgent: yes, lines: [Call]}\n"
                           "start: less\n"
                           "undetermined: talk\n"
                           "sections:\n"
                           "  - id: all\n"
                           "    title: All\n"
                           "    questions:\n"
                           "      - {id: danger, ask: A, why: W, type: yes_no}\n"
                           "      - {id: drinks, ask: B, why: W, type: yes_no}\n"
                           "      - id: amount\n"
                           "        ask: C\n"
                           "        why: W\n"
                           "        type: integer\n"
                           "        min: 0\n"
                           "        max: 60\n"
                           "        ask_if: drinks\n"
                           "        otherwise: 0\n"
                           "      - {id: steady, ask: D, why: W, type: yes_no}\n"
                           "      - {id: notes, ask: E, why: W, type: text}\n"
                           "      - id: keeps_up\n"
                           "        ask: F\n"
                           "        why: W\n"
                           "        type: multiple\n"
                           "        advice_for: [home]\n"
                           "        choices:\n"
                           "          - {id: job, label: A job}\n"
                           "          - {id: school, label: School}\n"
                           "facts:\n"
                           "  - {id: heavy, is: amount >= 11}\n"
                           "rules:\n"
                           "  - {id: danger-now, when: danger, outcome: now, because: B}\n"
                           "  - {id: heavy-use, when: heavy, outcome: stay, because: B}\n"
                           "  - {id: no-home, when: not steady, outcome: talk, because: B}\n"
                           "  - {id: fits, when: drinks and steady, outcome: home, because: B}\n"
                           "  - {id: either, when: steady or not steady, outcome: less,\n"
                           "     because: B}\n";

enum { DANGER, DRINKS, AMOUNT, STEADY, NOTES, KEEPS_UP, QUESTIONS };
enum { LESS, HOME, TALK, STAY, NOW };
enum { DANGER_NOW, HEAVY_USE, NO_HOME, FITS, EITHER };

struct fixture {
    struct arena arena;
    struct diags diags;
    struct source source;
    const struct questionnaire *questionnaire;
    const struct plan *plan;
    struct answer answers[QUESTIONS];
};

static int load(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    arena_init(&fixture->arena, LIMIT_QUESTIONNAIRE_MEMORY);
    diags_init(&fixture->diags, &fixture->arena);
    fixture->source =
        (struct source){.name = "small", .text = {text, sizeof text - 1}, .first_line = 1};
    bool loads = questionnaire_load(&fixture->source, "small", NULL, &fixture->arena,
                                    &fixture->questionnaire, &fixture->diags);
    diags_render(stderr, &fixture->diags, (struct diag_style){.colour = false});
    assert_true(loads);
    fixture->plan = plan_make(fixture->questionnaire, &fixture->arena, &fixture->diags);
    assert_non_null(fixture->plan);
    *state = fixture;
    return 0;
}

static int unload(void **state)
{
    struct fixture *fixture = *state;
    arena_free(&fixture->arena);
    free(fixture);
    return 0;
}

static void give(struct fixture *fixture, int question, struct value value)
{
    fixture->answers[question] = (struct answer){.state = ANSWER_GIVEN, .value = value};
}

static struct assessment assess_now(struct fixture *fixture)
{
    struct assessment assessment;
    assert_true(assess(fixture->plan, fixture->answers, assess_default_options(), &fixture->arena,
                       &assessment, &fixture->diags));
    assert_true(assessment.exact);
    return assessment;
}

static uint32_t next_of(struct fixture *fixture, bool all)
{
    struct assessment assessment = assess_now(fixture);
    return assess_next_question(fixture->plan, &assessment, fixture->answers, all);
}

static void nothing_answered_leaves_all_open_and_urgent(void **state)
{
    struct fixture *fixture = *state;
    struct assessment assessment = assess_now(fixture);
    assert_int_equal(assessment.possible, 0x1f);
    assert_int_equal(assessment.outcome, TALK);
    assert_false(assessment.certain);
    assert_true(assessment.urgent);
    assert_int_equal(assessment.open_count, 4); /* not the text, not the advice */
    assert_int_equal(assessment.open[0].question, DANGER);
    assert_int_equal(assessment.open[0].outcome, NOW);
    assert_int_equal(assessment.open[0].answer.truth, TRUTH_TRUE);
    assert_int_equal(assessment.open[2].question, AMOUNT);
    assert_int_equal(assessment.open[2].outcome, STAY);
    assert_int_equal(assessment.open[2].answer.integer.low, 11);
    assert_int_equal(assessment.rules[EITHER], RULE_HOLDS); /* by case-splitting */
    assert_int_equal(assessment.rules[FITS], RULE_COULD_HOLD);
}

static void an_unknown_never_lowers_what_is_sure(void **state)
{
    struct fixture *fixture = *state;
    give(fixture, AMOUNT, value_integer(20));
    give(fixture, DRINKS, value_truth(true));
    struct assessment assessment = assess_now(fixture);
    assert_int_equal(assessment.possible, 1u << STAY | 1u << NOW);
    assert_int_equal(assessment.outcome, STAY);
    assert_int_equal(assessment.open_count, 1);
    assert_true(assessment_names_rule(fixture->plan, &assessment, HEAVY_USE));
    assert_false(assessment_names_rule(fixture->plan, &assessment, EITHER));
    assert_false(assessment_names_rule(fixture->plan, &assessment, DANGER_NOW));
}

static void where_no_rule_calls_for_the_outcome_all_that_hold_are_named(void **state)
{
    struct fixture *fixture = *state;
    struct assessment assessment = assess_now(fixture);
    assert_true(assessment_names_rule(fixture->plan, &assessment, EITHER));
    assert_false(assessment_names_rule(fixture->plan, &assessment, FITS));
}

static void an_answer_that_does_not_apply_is_surplus_and_does_not_count(void **state)
{
    struct fixture *fixture = *state;
    give(fixture, DANGER, value_truth(false));
    give(fixture, DRINKS, value_truth(false));
    give(fixture, AMOUNT, value_integer(20));
    give(fixture, STEADY, value_truth(true));
    struct assessment assessment = assess_now(fixture);
    assert_int_equal(assessment.possible, 1u << LESS);
    assert_true(assessment.certain);
    assert_int_equal(assessment.surplus_count, 1);
    assert_int_equal(assessment.surplus[0], AMOUNT);
    assert_int_equal(assessment.applies[AMOUNT], TRUTH_FALSE);
    assert_int_equal(assessment.values[AMOUNT].integer.low, 0);
}

static void open_questions_are_asked_in_order_and_then_advice(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(next_of(fixture, false), DANGER);
    fixture->answers[DANGER].state = ANSWER_DECLINED; /* stays open, is not asked again */
    assert_int_equal(next_of(fixture, false), DRINKS);
    give(fixture, DANGER, value_truth(false));
    give(fixture, DRINKS, value_truth(true));
    give(fixture, AMOUNT, value_integer(3));
    assert_int_equal(next_of(fixture, false), STEADY);
    give(fixture, STEADY, value_truth(true));
    assert_int_equal(next_of(fixture, false), KEEPS_UP); /* home is the only outcome left */
    fixture->answers[KEEPS_UP].state = ANSWER_UNSURE;
    assert_int_equal(next_of(fixture, false), NAME_NONE);
    assert_int_equal(next_of(fixture, true), NOTES);
    fixture->answers[NOTES].state = ANSWER_UNSURE;
    assert_int_equal(next_of(fixture, true), NAME_NONE);
    give(fixture, STEADY, value_truth(false)); /* then it is no advice */
    fixture->answers[KEEPS_UP].state = ANSWER_NOT_ASKED;
    assert_int_equal(next_of(fixture, false), NAME_NONE);
}

static void all_that_applies_leaves_out_what_does_not(void **state)
{
    struct fixture *fixture = *state;
    give(fixture, DANGER, value_truth(true));
    give(fixture, DRINKS, value_truth(false));
    assert_int_equal(next_of(fixture, true), STEADY);
    assert_int_equal(next_of(fixture, false), NAME_NONE);
}

static void a_rule_is_explained_by_answers_and_by_what_made_them_not_apply(void **state)
{
    struct fixture *fixture = *state;
    struct explanation why;
    give(fixture, DRINKS, value_truth(true));
    give(fixture, AMOUNT, value_integer(20));
    struct assessment assessment = assess_now(fixture);
    assert_true(explain_condition(fixture->plan, &assessment,
                                  fixture->questionnaire->rules[HEAVY_USE].when, &fixture->arena,
                                  &why, &fixture->diags));
    assert_int_equal(why.fact_count, 1);
    assert_int_equal(why.question_count, 1);
    assert_int_equal(why.questions[0], AMOUNT);
    give(fixture, DRINKS, value_truth(false));
    assessment = assess_now(fixture);
    assert_true(explain_condition(fixture->plan, &assessment,
                                  fixture->questionnaire->rules[HEAVY_USE].when, &fixture->arena,
                                  &why, &fixture->diags));
    assert_int_equal(why.question_count, 1);
    assert_int_equal(why.questions[0], DRINKS);
}

static struct evaluation evaluate(struct fixture *fixture, const char *expression)
{
    const struct expr *expr = NULL;
    struct evaluation evaluation;
    struct passage passage = {.text = text_of(expression)};
    struct expr_options options = {.prove_ranges = true, .expected = TYPE_ANY, .purpose = "it"};
    assert_true(expr_compile(&passage, &fixture->questionnaire->scope, options, &fixture->arena,
                             &expr, &fixture->diags));
    assert_true(assess_evaluate(fixture->plan, fixture->answers, expr, assess_default_options(),
                                &fixture->arena, &evaluation, &fixture->diags));
    return evaluation;
}

static void an_expression_has_its_value_over_all_completions(void **state)
{
    struct fixture *fixture = *state;
    struct evaluation value = evaluate(fixture, "amount - amount");
    assert_int_equal(value.value.integer.low, 0);
    assert_int_equal(value.value.integer.high, 0);
    assert_int_equal(value.waits_for_count, 0);
    value = evaluate(fixture, "amount + 1");
    assert_int_equal(value.value.integer.low, 1);
    assert_int_equal(value.value.integer.high, 61);
    assert_int_equal(value.waits_for_count, 2); /* drinks, and the amount itself */
    assert_int_equal(value.waits_for[0], DRINKS);
    assert_int_equal(value.waits_for[1], AMOUNT);
    value = evaluate(fixture, "\"a\" + \"b\"");
    assert_int_equal(value.value.kind, VALUE_STRING);
    assert_true(text_equal(value.value.string, TEXT("ab")));
    value = evaluate(fixture, "[1, 2].map(x, x * 2)");
    assert_int_equal(value.value.kind, VALUE_LIST);
    assert_int_equal(value.value.list.items[1].integer.low, 4);
}

static void past_the_budget_the_superset_stands(void **state)
{
    struct fixture *fixture = *state;
    struct assess_options options = assess_default_options();
    options.step_limit = 1;
    struct assessment assessment;
    give(fixture, STEADY, value_truth(true));
    assert_true(assess(fixture->plan, fixture->answers, options, &fixture->arena, &assessment,
                       &fixture->diags));
    assert_false(assessment.exact);
    assert_int_equal(assessment.possible & (1u << HOME | 1u << STAY | 1u << NOW),
                     1u << HOME | 1u << STAY | 1u << NOW);
    assert_int_equal(assessment.outcome, TALK);
    assert_int_equal(assessment.open_count, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_answered_leaves_all_open_and_urgent, load, unload),
        cmocka_unit_test_setup_teardown(an_unknown_never_lowers_what_is_sure, load, unload),
        cmocka_unit_test_setup_teardown(where_no_rule_calls_for_the_outcome_all_that_hold_are_named,
                                        load, unload),
        cmocka_unit_test_setup_teardown(an_answer_that_does_not_apply_is_surplus_and_does_not_count,
                                        load, unload),
        cmocka_unit_test_setup_teardown(open_questions_are_asked_in_order_and_then_advice, load,
                                        unload),
        cmocka_unit_test_setup_teardown(all_that_applies_leaves_out_what_does_not, load, unload),
        cmocka_unit_test_setup_teardown(
            a_rule_is_explained_by_answers_and_by_what_made_them_not_apply, load, unload),
        cmocka_unit_test_setup_teardown(an_expression_has_its_value_over_all_completions, load,
                                        unload),
        cmocka_unit_test_setup_teardown(past_the_budget_the_superset_stands, load, unload),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
