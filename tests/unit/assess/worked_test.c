/* What the worked examples of the shipped questionnaire show of its rules: each rule at work, and each
 * rule from just outside, so that a threshold that moves by one step is noticed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "people.h"

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

static struct assessment assess_answers(struct people *people)
{
    struct assess_options options = assess_default_options();
    options.want_open = false;
    options.want_rules = false;
    return people_assess(people, options);
}

static void take_example(struct people *people, uint32_t example)
{
    memcpy(people->answers, people->examples[example].answers,
           people->questionnaire->question_count * sizeof *people->answers);
}

/* Fails with the names of the rules that were not [found]. */
static void assert_all_found(const struct people *people, const bool *found)
{
    uint32_t missing = 0;
    for (uint32_t rule = 0; rule < people->questionnaire->rule_count; rule++) {
        if (!found[rule]) {
            struct text id = people->questionnaire->rules[rule].id;
            print_error("  " TEXT_FORMAT "\n", TEXT_ARGS(id));
            missing++;
        }
    }
    assert_int_equal(missing, 0);
}

static void each_rule_has_an_example_whose_result_it_decides(void **state)
{
    struct people *people = *state;
    bool *found = calloc(people->questionnaire->rule_count, sizeof *found);
    assert_non_null(found);
    for (uint32_t example = 0; example < people->example_count; example++) {
        take_example(people, example);
        const struct assessment assessment = assess_answers(people);
        for (uint32_t rule = 0; rule < people->questionnaire->rule_count; rule++) {
            found[rule] =
                found[rule] || (people->questionnaire->rules[rule].outcome == assessment.outcome &&
                                assessment.rules[rule] == RULE_HOLDS);
        }
    }
    assert_all_found(people, found);
    free(found);
}

/* Notes the rules that hold now and could not hold in the example as it stands. */
static void note_rules_reached(struct people *people, const enum rule_state *before, bool *found)
{
    const struct assessment assessment = assess_answers(people);
    for (uint32_t rule = 0; rule < people->questionnaire->rule_count; rule++) {
        found[rule] = found[rule] ||
                      (before[rule] == RULE_CANNOT_HOLD && assessment.rules[rule] == RULE_HOLDS);
    }
}

/* Tries each answer to [question] that is one step from the one given: another choice, one option
 * more or less, a number one higher or lower. */
static void step_answer(struct people *people, uint32_t question, const enum rule_state *before,
                        bool *found)
{
    const struct question *asked = &people->questionnaire->questions[question];
    struct answer *answer = &people->answers[question];
    const struct answer given = *answer;
    for (uint32_t choice = 0; choice < asked->choice_count; choice++) {
        answer->value = asked->type == QUESTION_MULTIPLE
                            ? value_set(given.value.set.in ^ (UINT64_C(1) << choice))
                            : value_choice(choice);
        note_rules_reached(people, before, found);
    }
    for (int64_t step = -1; asked->type == QUESTION_INTEGER && step <= 1; step += 2) {
        int64_t number = given.value.integer.low + step;
        if (number >= asked->min && number <= asked->max) {
            answer->value = value_integer(number);
            note_rules_reached(people, before, found);
        }
    }
    *answer = given;
}

static void each_rule_has_an_example_that_is_one_answer_short_of_it(void **state)
{
    struct people *people = *state;
    const uint32_t rules = people->questionnaire->rule_count;
    bool *found = calloc(rules, sizeof *found);
    enum rule_state *before = calloc(rules, sizeof *before);
    assert_non_null(found);
    assert_non_null(before);
    for (uint32_t example = 0; example < people->example_count; example++) {
        take_example(people, example);
        memcpy(before, assess_answers(people).rules, rules * sizeof *before);
        for (uint32_t question = 0; question < people->questionnaire->question_count; question++) {
            if (people->answers[question].state == ANSWER_GIVEN) {
                step_answer(people, question, before, found);
            }
        }
    }
    assert_all_found(people, found);
    free(before);
    free(found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_rule_has_an_example_whose_result_it_decides),
        cmocka_unit_test(each_rule_has_an_example_that_is_one_answer_short_of_it),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
