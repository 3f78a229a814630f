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
    const char *where; /* for which people withholding it must lead to staff, always; NULL: all */
};

/* What a clinician has to know before IOP. Not for all people, and why no answer to it could change
 * the result of the rest:
 *   drinks_day       counts where a person drank in the last 30 days, or would drink within hours;
 *                    for others it is history, and no amount makes stopping dangerous any more
 *   withdrawal_past  what happened on stopping counts for alcohol, pills, opioids, GHB-like drugs
 *                    and uppers; nothing of the kind follows from cannabis or psychedelics
 *   night_helper     counts where a person drinks 5 or more on most days up to now, where a body
 *                    reacts to stopping today, where a dangerous use is likely within hours, or
 *                    within days after repeated care. All but the first keep a person from IOP
 *                    whatever the nights are; somebody overnight never opens the way to it. */
static const struct critical CRITICAL[] = {
    {"age", NULL},
    {"emergency_now", NULL},
    {"self_harm", NULL},
    {"harm_others", NULL},
    {"home_safety", NULL},
    {"substances", NULL},
    {"alcohol_days", NULL},
    {"alcohol_last", NULL},
    {"drinks_day", "alcohol_days != \"not_at_all\" or use_soon == \"hours\""},
    {"sedative_use", NULL},
    {"sedative_last", NULL},
    {"opioid_use", NULL},
    {"other_days", NULL},
    {"other_last", NULL},
    {"withdrawal_now", NULL},
    {"withdrawal_past", "can_make_sick or \"stimulants\" in substances"},
    {"detox_status", NULL},
    {"overdose", NULL},
    {"medical", NULL},
    {"pregnancy", NULL},
    {"mental_health", NULL},
    {"mental_care", NULL},
    {"problems", NULL},
    {"housing", NULL},
    {"home_support", NULL},
    {"night_helper", "drinks_now and drinks_day >= 5 and alcohol_days.atLeast(\"most_days\") and "
                     "alcohol_last.atLeast(\"days_1_3\")"},
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

/* The people whom each row is about, as a condition over the questionnaire. */
static void compile_all(struct people *people, const struct expr *ret[CRITICALS])
{
    const struct expr_options options = {
        .prove_ranges = true, .expected = TYPE_BOOL, .purpose = "a condition of this test"};
    for (size_t c = 0; c < CRITICALS; c++) {
        const char *where = CRITICAL[c].where == NULL ? "true" : CRITICAL[c].where;
        const struct passage passage = {.text = text_of(where)};
        assert_true(expr_compile(&passage, &people->questionnaire->scope, options, &people->arena,
                                 &ret[c], &people->diags));
    }
}

static bool is_about(struct people *people, const struct expr *where,
                     const struct assessment *assessment, struct value *trace)
{
    const struct value value = expr_eval(where, assessment->values, trace, &people->record_arena);
    assert_true(value_is_known(&value));
    return value.truth == TRUTH_TRUE;
}

enum { TRACE = 100 }; /* nodes of a row's condition */

static void a_withheld_critical_answer_leads_to_staff(void **state)
{
    struct people *people = *state;
    struct random random = {42};
    const struct expr *where[CRITICALS];
    struct value trace[TRACE];
    uint32_t asked[CRITICALS] = {0};
    uint32_t staff[CRITICALS] = {0};
    uint32_t must[CRITICALS] = {0};       /* people whom the row is about … */
    uint32_t must_staff[CRITICALS] = {0}; /* … and who are led to staff */
    uint32_t iop = 0;
    compile_all(people, where);
    for (int i = 0; i < DRAWN; i++) {
        people_draw(people, &random, PERCENT);
        struct assessment assessment = decide(people);
        if (!is_iop(people, &assessment)) {
            continue;
        }
        iop++;
        bool applies[CRITICALS];
        bool about[CRITICALS];
        for (size_t c = 0; c < CRITICALS; c++) {
            uint32_t question = people_question(people, CRITICAL[c].question);
            applies[c] = assessment.applies[question] == TRUTH_TRUE;
            assert_true(where[c]->node_count <= TRACE);
            about[c] = is_about(people, where[c], &assessment, trace);
        }
        for (size_t c = 0; c < CRITICALS; c++) {
            struct answer *answer = &people->answers[people_question(people, CRITICAL[c].question)];
            struct answer given = *answer;
            if (!applies[c] || given.state != ANSWER_GIVEN) {
                continue;
            }
            answer->state = ANSWER_DECLINED;
            struct assessment without = decide(people);
            const bool leads = !is_iop(people, &without);
            asked[c]++;
            staff[c] += leads;
            must[c] += about[c];
            must_staff[c] += about[c] && leads;
            *answer = given;
        }
    }
    print_message("of %u people who get IOP (%d drawn), a withheld answer leads to staff:\n",
                  (unsigned)iop, DRAWN);
    assert_true(iop > DRAWN / 50);
    for (size_t c = 0; c < CRITICALS; c++) {
        print_message("  %-16s %5u asked  %5.1f %%", CRITICAL[c].question, (unsigned)asked[c],
                      asked[c] == 0 ? 0.0 : PERCENT * (double)staff[c] / (double)asked[c]);
        if (CRITICAL[c].where != NULL) {
            print_message("; of %u whom it could lead elsewhere, %u do", (unsigned)must[c],
                          (unsigned)must_staff[c]);
        }
        print_message("\n");
    }
    for (size_t c = 0; c < CRITICALS; c++) {
        assert_true(asked[c] > 0);
        assert_true(must[c] > 0);
        assert_int_equal(must_staff[c], must[c]);
        assert_int_equal(staff[c], must_staff[c]); /* the reasons above leave nobody out */
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
