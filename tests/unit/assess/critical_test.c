/* What a withheld answer does to people who get IOP, question by question, and how soon the
 * interview ends once an emergency is certain. On the shipped questionnaire. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "people.h"

enum { DRAWN = 12000, PERCENT = 100 };

struct critical {
    const char *question;
    bool always; /* withholding it must lead to staff whoever is asked */
};

/* What a clinician has to know before IOP. Not `always`, and why no answer to it could change the
 * result of the rest:
 *   drinks_day       counts from 4 days a week on, or weekly with a drink in the last 3 days; with
 *                    less or longer ago, no amount matters
 *   withdrawal_past  what happened on stopping counts for alcohol, pills, opioids and GHB-like
 *                    drugs; nothing of the kind follows from cannabis, uppers or psychedelics
 *   night_helper     counts where a body reacts to stopping today, where use is likely within
 *                    hours, or within days after repeated care. All of these keep a person from
 *                    IOP whatever the nights are; somebody overnight never opens the way to it. */
static const struct critical CRITICAL[] = {
    {"age", true},
    {"emergency_now", true},
    {"self_harm", true},
    {"harm_others", true},
    {"home_safety", true},
    {"substances", true},
    {"alcohol_days", true},
    {"alcohol_last", true},
    {"drinks_day", false},
    {"sedative_use", true},
    {"sedative_last", true},
    {"opioid_use", true},
    {"other_days", true},
    {"other_last", true},
    {"withdrawal_now", true},
    {"withdrawal_past", false},
    {"detox_status", true},
    {"overdose", true},
    {"medical", true},
    {"pregnancy", true},
    {"mental_health", true},
    {"mental_care", true},
    {"problems", true},
    {"housing", true},
    {"home_support", true},
    {"night_helper", false},
};
enum { CRITICALS = sizeof CRITICAL / sizeof *CRITICAL };

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

static struct assessment decide(struct people *people)
{
    struct assess_options options = assess_default_options();
    options.want_open = false;
    options.want_rules = false;
    return people_assess(people, options);
}

static bool is_iop(const struct people *people, const struct assessment *assessment)
{
    return people->questionnaire->outcomes[assessment->outcome].recommendation == RECOMMEND_IOP;
}

static void a_withheld_critical_answer_leads_to_staff(void **state)
{
    struct people *people = *state;
    struct random random = {42};
    uint32_t asked[CRITICALS] = {0};
    uint32_t staff[CRITICALS] = {0};
    uint32_t iop = 0;
    for (int i = 0; i < DRAWN; i++) {
        people_draw(people, &random, PERCENT);
        struct assessment assessment = decide(people);
        if (!is_iop(people, &assessment)) {
            continue;
        }
        iop++;
        bool applies[CRITICALS];
        for (size_t c = 0; c < CRITICALS; c++) {
            uint32_t question = people_question(people, CRITICAL[c].question);
            applies[c] = assessment.applies[question] == TRUTH_TRUE;
        }
        for (size_t c = 0; c < CRITICALS; c++) {
            struct answer *answer = &people->answers[people_question(people, CRITICAL[c].question)];
            struct answer given = *answer;
            if (!applies[c] || given.state != ANSWER_GIVEN) {
                continue;
            }
            answer->state = ANSWER_DECLINED;
            struct assessment without = decide(people);
            asked[c]++;
            staff[c] += !is_iop(people, &without);
            *answer = given;
        }
    }
    print_message("of %u people who get IOP (%d drawn), a withheld answer leads to staff:\n",
                  (unsigned)iop, DRAWN);
    assert_true(iop > DRAWN / 50);
    for (size_t c = 0; c < CRITICALS; c++) {
        print_message("  %-16s %5u asked  %5.1f %%\n", CRITICAL[c].question, (unsigned)asked[c],
                      asked[c] == 0 ? 0.0 : PERCENT * (double)staff[c] / (double)asked[c]);
    }
    for (size_t c = 0; c < CRITICALS; c++) {
        assert_true(asked[c] > 0);
        if (CRITICAL[c].always) {
            assert_int_equal(staff[c], asked[c]);
        }
    }
}

static bool is_surely_urgent(const struct people *people, const struct assessment *assessment)
{
    return assessment->certain && people->questionnaire->outcomes[assessment->outcome].urgent;
}

/* Interviews the person with [truth]; returns how many questions come after [deciding]. */
static uint32_t asked_after(struct people *people, const struct answer *truth, uint32_t deciding)
{
    struct assess_options options = assess_default_options();
    options.want_rules = false;
    options.only_next = true;
    uint32_t count = people->questionnaire->question_count;
    uint32_t after = 0;
    bool decided = false;
    for (uint32_t i = 0; i < count; i++) {
        people->answers[i] = (struct answer){.state = ANSWER_NOT_ASKED};
    }
    for (;;) {
        struct assessment assessment = people_assess(people, options);
        if (is_surely_urgent(people, &assessment)) {
            assert_true(decided);
            return after;
        }
        uint32_t next = assess_next_question(people->plan, &assessment, people->answers, false);
        assert_true(next < count);
        after += decided;
        decided = decided || next == deciding;
        people->answers[next] = truth[next];
        if (truth[next].state == ANSWER_NOT_ASKED) {
            people->answers[next].state = ANSWER_UNSURE; /* the example leaves it out */
        }
    }
}

static void an_emergency_ends_the_interview_within_three_questions(void **state)
{
    struct people *people = *state;
    uint32_t count = people->questionnaire->question_count;
    uint32_t most = 0;
    uint32_t paths = 0;
    uint32_t persons = 0;
    struct answer *truth = calloc(count, sizeof *truth);
    assert_non_null(truth);
    for (uint32_t e = 0; e < people->example_count && persons < 6; e++) {
        memcpy(people->answers, people->examples[e].answers, count * sizeof *truth);
        struct assessment assessment = decide(people);
        if (!is_iop(people, &assessment)) {
            continue;
        }
        persons++;
        for (uint32_t q = 0; q < count; q++) {
            const struct question *question = &people->questionnaire->questions[q];
            for (uint32_t v = 0; v < question->choice_count; v++) {
                memcpy(truth, people->examples[e].answers, count * sizeof *truth);
                truth[q] = (struct answer){.state = ANSWER_GIVEN,
                                           .value = question->type == QUESTION_MULTIPLE
                                                        ? value_set(UINT64_C(1) << v)
                                                        : value_choice(v)};
                memcpy(people->answers, truth, count * sizeof *truth);
                assessment = decide(people);
                if (is_surely_urgent(people, &assessment)) {
                    uint32_t after = asked_after(people, truth, q);
                    most = after > most ? after : most;
                    paths++;
                }
            }
        }
    }
    free(truth);
    print_message("%u emergencies; at most %u questions after the answer that decides\n",
                  (unsigned)paths, (unsigned)most);
    assert_true(paths >= persons * 11); /* six signs, three answers, severe withdrawal, violence */
    assert_true(most <= 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_withheld_critical_answer_leads_to_staff),
        cmocka_unit_test(an_emergency_ends_the_interview_within_three_questions),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
