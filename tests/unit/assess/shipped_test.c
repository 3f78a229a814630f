/* assess/ on the shipped questionnaire: that the budget of case-splitting is never spent on its set
 * of outcomes, that withheld answers keep the law, and what is said with nothing answered. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "answers/answers.h"
#include "assess/assess.h"
#include "base/limits.h"
#include "people.h"

enum { PEOPLE = 4000 };

static int load(void **state)
{
    *state = people_load();
    return 0;
}

static int unload(void **state)
{
    people_free(*state);
    return 0;
}

/* Some answers are withheld, of most people. */
static void random_answers(struct people *people, struct random *random)
{
    people_draw(people, random, random_chance(random, 25) ? 100 : random_below(random, 101));
}

static struct assessment assess_now(struct people *people, bool all)
{
    struct assess_options options = assess_default_options();
    options.want_open = all;
    options.want_rules = all;
    return people_assess(people, options);
}

static void the_budget_is_never_spent_on_the_set_of_outcomes(void **state)
{
    struct people *people = *state;
    struct random random = {20261123};
    uint32_t most = 0;
    uint64_t seen = 0;
    for (int i = 0; i < PEOPLE; i++) {
        random_answers(people, &random);
        struct assessment assessment = assess_now(people, false);
        if (!assessment.exact) {
            fputs("past the budget:\n", stderr);
            struct record record = {.answers = people->answers};
            answers_write_yaml(stderr, people->questionnaire, &record);
        }
        assert_true(assessment.exact);
        most = assessment.steps > most ? assessment.steps : most;
        seen |= assessment.certain ? UINT64_C(1) << assessment.outcome : 0;
    }
    print_message("most steps for a set of outcomes: %u of %u\n", (unsigned)most,
                  (unsigned)LIMIT_STEPS);
    assert_true(most <= LIMIT_STEPS / 30); /* as limits.h says */
    assert_int_equal(seen, (UINT64_C(1) << people->questionnaire->outcome_count) - 1);
}

static void withheld_answers_keep_the_law(void **state)
{
    struct people *people = *state;
    struct random random = {7};
    const uint32_t undetermined = people->questionnaire->undetermined;
    for (int i = 0; i < PEOPLE / 4; i++) {
        random_answers(people, &random);
        uint32_t old = assess_now(people, false).outcome;
        for (uint32_t q = 0; q < people->questionnaire->question_count; q++) {
            struct answer answer = people->answers[q];
            if (answer.state == ANSWER_GIVEN) {
                people->answers[q].state = ANSWER_DECLINED;
                uint32_t now = assess_now(people, false).outcome;
                assert_true(now == old || now == undetermined ||
                            (now > undetermined && now <= old));
                people->answers[q] = answer;
            }
        }
    }
}

static void everything_asked_for_is_exact_within_the_budget(void **state)
{
    struct people *people = *state;
    struct random random = {99};
    uint32_t inexact = 0;
    uint32_t most = 0;
    for (int i = 0; i < PEOPLE / 20; i++) {
        random_answers(people, &random);
        struct assessment assessment = assess_now(people, true);
        inexact += !assessment.exact;
        most = assessment.steps > most ? assessment.steps : most;
    }
    print_message("most steps with open questions and rules: %u; past the budget: %u of %d\n",
                  (unsigned)most, (unsigned)inexact, PEOPLE / 20);
    assert_int_equal(inexact, 0);
}

static void nothing_answered_leads_to_a_person(void **state)
{
    struct people *people = *state;
    memset(people->answers, 0, people->questionnaire->question_count * sizeof *people->answers);
    struct assessment assessment = assess_now(people, true);
    assert_false(assessment.certain);
    assert_true(assessment.exact);
    assert_true(assessment.urgent);
    assert_int_equal(assessment.outcome, people->questionnaire->undetermined);
    assert_int_equal(assessment.possible,
                     (UINT64_C(1) << people->questionnaire->outcome_count) - 1);
    assert_true(assessment.open_count > 10);
    assert_int_equal(assess_next_question(people->plan, &assessment, people->answers, false), 0);
}

static void the_next_question_is_found_without_all_the_open_ones(void **state)
{
    struct people *people = *state;
    struct random random = {5};
    for (int i = 0; i < PEOPLE / 20; i++) {
        random_answers(people, &random);
        struct assess_options options = assess_default_options();
        options.want_rules = false;
        struct assessment whole = people_assess(people, options);
        uint32_t next = assess_next_question(people->plan, &whole, people->answers, false);
        options.only_next = true;
        struct assessment first = people_assess(people, options);
        assert_true(first.open_count <= 1);
        assert_int_equal(assess_next_question(people->plan, &first, people->answers, false), next);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_budget_is_never_spent_on_the_set_of_outcomes),
        cmocka_unit_test(withheld_answers_keep_the_law),
        cmocka_unit_test(everything_asked_for_is_exact_within_the_budget),
        cmocka_unit_test(the_next_question_is_found_without_all_the_open_ones),
        cmocka_unit_test(nothing_answered_leads_to_a_person),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
