/* Reasons and changes: that they are right and that none is smaller, against the enumeration of every
 * completion, every set of answers and every change of up to three, on random questionnaires. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "assess/why.h"
#include "base/limits.h"
#include "trial.h"

enum { QUESTIONNAIRES = 1500, RECORDS = 4 };

/* The outcome of every raw set of answers; stride[i] is the worth of the digit of question i. */
struct outcomes {
    int count;
    int stride[NAIVE_QUESTIONS];
    uint8_t outcome[NAIVE_COMPLETIONS];
};

static void enumerate(const struct naive *naive, struct outcomes *ret)
{
    ret->count = 1;
    for (int i = 0; i < naive->question_count; i++) {
        ret->stride[i] = ret->count;
        ret->count *= naive->questions[i].value_count;
    }
    for (int n = 0; n < ret->count; n++) {
        int64_t raw[NAIVE_QUESTIONS];
        struct naive_result result;
        for (int i = 0; i < naive->question_count; i++) {
            raw[i] =
                naive->questions[i].values[n / ret->stride[i] % naive->questions[i].value_count];
        }
        naive_decide(naive, raw, &result);
        ret->outcome[n] = (uint8_t)result.outcome;
    }
}

static struct outcomes outcomes; /* too large for the stack */

static int digit(const struct trial *trial, int n, int question)
{
    return n / outcomes.stride[question] % trial->naive.questions[question].value_count;
}

/* Whether set of answers [n] has the answers given to the questions in [fixed] (bits). */
static bool agrees(const struct trial *trial, int n, unsigned fixed)
{
    for (int i = 0; i < trial->naive.question_count; i++) {
        if ((fixed >> i & 1) != 0 && digit(trial, n, i) != trial->given[i]) {
            return false;
        }
    }
    return true;
}

static uint64_t possible_with(const struct trial *trial, unsigned fixed)
{
    uint64_t possible = 0;
    for (int n = 0; n < outcomes.count; n++) {
        possible |= agrees(trial, n, fixed) ? UINT64_C(1) << outcomes.outcome[n] : 0;
    }
    return possible;
}

static unsigned given_questions(const struct trial *trial)
{
    unsigned given = 0;
    for (int i = 0; i < trial->naive.question_count; i++) {
        given |= trial->given[i] >= 0 ? 1u << i : 0;
    }
    return given;
}

/* The smallest k for which changing k questions leads to [wanted]: surely, or possibly; -1: more
 * than three. */
static int fewest_changes(const struct trial *trial, uint64_t wanted, bool surely)
{
    static uint64_t possible[NAIVE_COMPLETIONS]; /* by the digits of the changed questions */
    unsigned given = given_questions(trial);
    for (int k = 0; k <= WHY_MOST_CHANGES; k++) {
        for (unsigned set = 0; set < 1u << trial->naive.question_count; set++) {
            if (__builtin_popcount(set) != k) {
                continue;
            }
            for (int n = 0; n < outcomes.count; n++) {
                possible[n] = 0;
            }
            for (int n = 0; n < outcomes.count; n++) {
                int index = 0;
                for (int i = 0; i < trial->naive.question_count; i++) {
                    index += (set >> i & 1) != 0 ? digit(trial, n, i) * outcomes.stride[i] : 0;
                }
                possible[index] |=
                    agrees(trial, n, given & ~set) ? UINT64_C(1) << outcomes.outcome[n] : 0;
            }
            for (int n = 0; n < outcomes.count; n++) {
                bool reached = surely ? possible[n] != 0 && (possible[n] & ~wanted) == 0
                                      : (possible[n] & wanted) != 0;
                if (reached) {
                    return k;
                }
            }
        }
    }
    return -1;
}

static uint64_t outcomes_with(const struct trial *trial, enum recommendation recommendation)
{
    uint64_t with = 0;
    for (uint32_t i = 0; i < trial->questionnaire->outcome_count; i++) {
        bool has = trial->questionnaire->outcomes[i].recommendation == recommendation;
        with |= has ? UINT64_C(1) << i : 0;
    }
    return with;
}

/* [forced]: what must be left; 0: there is no reason. Returns whether there is one. */
static bool compare_reason(struct trial *trial, const struct assessment *assessment,
                           const struct reason *reason, uint64_t forced)
{
    if (reason->forced != forced) {
        fail_trial(trial, "wrong outcomes of a reason:", (int)reason->forced);
    }
    if (forced == 0) {
        return false;
    }
    unsigned counting = given_questions(trial);
    for (uint32_t i = 0; i < assessment->surplus_count; i++) {
        counting &= ~(1u << assessment->surplus[i]);
    }
    unsigned found = 0;
    for (uint32_t i = 0; i < reason->count; i++) {
        found |= 1u << reason->questions[i];
    }
    if ((found & ~counting) != 0 || (possible_with(trial, found) & ~forced) != 0) {
        fail_trial(trial, "a reason that is none:", (int)found);
    }
    for (unsigned set = 0; set < 1u << trial->naive.question_count; set++) {
        bool is_smaller = __builtin_popcount(set) < __builtin_popcount(found);
        if ((set & ~counting) == 0 && is_smaller && (possible_with(trial, set) & ~forced) == 0) {
            fail_trial(trial, "a smaller reason:", (int)set);
        }
    }
    if (!reason->smallest) {
        fail_trial(trial, "not said to be the smallest:", (int)found);
    }
    return true;
}

/* Whether [change] leads to [wanted], by assessing the changed answers. */
static void try_change(struct trial *trial, const struct change *change, uint64_t wanted,
                       bool surely)
{
    struct answer changed[NAIVE_QUESTIONS];
    struct assessment assessment;
    for (int i = 0; i < trial->naive.question_count; i++) {
        changed[i] = trial->answers[i];
    }
    for (uint32_t i = 0; i < change->count; i++) {
        const struct changed_answer *answer = &change->answers[i];
        struct answer *old = &changed[answer->question];
        assert_true(value_is_known(&answer->answer));
        assert_false(old->state == ANSWER_GIVEN && value_equal(&old->value, &answer->answer));
        assert_true(i == 0 || change->answers[i - 1].question < answer->question);
        *old = (struct answer){.state = ANSWER_GIVEN, .value = answer->answer};
    }
    assert_true(assess(trial->plan, changed, assess_default_options(), &trial->record_arena,
                       &assessment, &trial->diags));
    if (surely ? (assessment.possible & ~wanted) != 0 : (assessment.possible & wanted) == 0) {
        fail_trial(trial, "a change that leads elsewhere:", (int)wanted);
    }
}

/* Returns whether one was found that changes something. */
static bool compare_change(struct trial *trial, const struct change *change, uint64_t wanted,
                           bool surely)
{
    int fewest = fewest_changes(trial, wanted, surely);
    bool is_reachable = (possible_with(trial, 0) & wanted) != 0;
    enum change_verdict verdict = fewest >= 0    ? CHANGE_FOUND
                                  : is_reachable ? CHANGE_NONE
                                                 : CHANGE_UNREACHABLE;
    if (change->verdict != verdict) {
        fail_trial(trial, "wrong verdict on a change:", (int)change->verdict);
    }
    if (verdict != CHANGE_FOUND) {
        return false;
    }
    if ((int)change->count != fewest) {
        fail_trial(trial, "not as few changes as could be:", (int)change->count);
    }
    try_change(trial, change, wanted, surely);
    return change->count > 0;
}

static void every_reason_and_change_is_right_and_none_is_smaller(void **state)
{
    (void)state;
    uint32_t reasons = 0;
    uint32_t sure = 0;
    uint32_t possible = 0;
    for (uint64_t seed = 1; seed <= QUESTIONNAIRES; seed++) {
        struct trial trial = {.random = {seed * 7919}};
        naive_make(&trial.naive, &trial.random);
        load_trial(&trial);
        enumerate(&trial.naive, &outcomes);
        for (int i = 0; i < RECORDS; i++) {
            struct assessment assessment;
            struct why why;
            make_answers(&trial);
            assert_true(assess(trial.plan, trial.answers, assess_default_options(),
                               &trial.record_arena, &assessment, &trial.diags));
            assert_true(why_find(trial.plan, trial.answers, &assessment, WHY_STEPS,
                                 &trial.record_arena, &why, &trial.diags));
            uint64_t below = (UINT64_C(1) << assessment.outcome) - 1;
            uint64_t forced = assessment.certain ? assessment.possible
                              : assessment.outcome != trial.questionnaire->undetermined ? ~below
                                                                                        : 0;
            reasons += compare_reason(&trial, &assessment, &why.outcome, forced);
            enum recommendation given =
                trial.questionnaire->outcomes[assessment.outcome].recommendation;
            uint64_t with = outcomes_with(&trial, given);
            bool is_certain = (assessment.possible & ~with) == 0;
            reasons +=
                compare_reason(&trial, &assessment, &why.recommendation, is_certain ? with : 0);
            uint32_t next = 0;
            for (int r = 0; r < WHY_RECOMMENDATIONS; r++) {
                uint64_t wanted = outcomes_with(&trial, (enum recommendation)r);
                if (wanted == 0 || (is_certain && (enum recommendation)r == given)) {
                    continue;
                }
                const struct alternative *alternative = &why.alternatives[next++];
                assert_int_equal(alternative->recommendation, r);
                bool found = compare_change(&trial, &alternative->surely, wanted, true);
                sure += found;
                if (alternative->surely.verdict != CHANGE_FOUND) {
                    possible += compare_change(&trial, &alternative->possibly, wanted, false);
                }
            }
            assert_int_equal(next, why.alternative_count);
            arena_reset(&trial.record_arena);
        }
        end_trial(&trial);
    }
    /* The test is about something. */
    assert_true(reasons > QUESTIONNAIRES);
    assert_true(sure > QUESTIONNAIRES);
    assert_true(possible > 20);
}

static void a_small_budget_claims_less_and_never_something_false(void **state)
{
    (void)state;
    uint32_t undecided = 0;
    uint32_t not_smallest = 0;
    for (uint64_t seed = 1; seed <= QUESTIONNAIRES / 3; seed++) {
        struct trial trial = {.random = {seed * 104729}};
        struct assessment assessment;
        struct why why;
        naive_make(&trial.naive, &trial.random);
        load_trial(&trial);
        enumerate(&trial.naive, &outcomes);
        make_answers(&trial);
        assert_true(assess(trial.plan, trial.answers, assess_default_options(), &trial.record_arena,
                           &assessment, &trial.diags));
        uint32_t limit = random_below(&trial.random, 40);
        assert_true(why_find(trial.plan, trial.answers, &assessment, limit, &trial.record_arena,
                             &why, &trial.diags));
        for (uint32_t i = 0; i < why.alternative_count; i++) {
            const struct change *change = &why.alternatives[i].surely;
            uint64_t wanted = outcomes_with(&trial, why.alternatives[i].recommendation);
            undecided += change->verdict == CHANGE_UNDECIDED;
            if (change->verdict != CHANGE_UNDECIDED) {
                (void)compare_change(&trial, change, wanted, true);
            }
        }
        unsigned found = 0;
        for (uint32_t i = 0; i < why.outcome.count; i++) {
            found |= 1u << why.outcome.questions[i];
        }
        if (why.outcome.forced != 0) {
            not_smallest += !why.outcome.smallest;
            assert_true((possible_with(&trial, found) & ~why.outcome.forced) == 0);
        }
        end_trial(&trial);
    }
    assert_true(undecided > 50);
    assert_true(not_smallest > 5);
}

static void too_little_memory_is_said(void **state)
{
    (void)state;
    struct trial trial = {.random = {4711}};
    struct assessment assessment;
    struct why why;
    naive_make(&trial.naive, &trial.random);
    load_trial(&trial);
    make_answers(&trial);
    assert_true(assess(trial.plan, trial.answers, assess_default_options(), &trial.record_arena,
                       &assessment, &trial.diags));
    uint32_t refused = 0;
    for (size_t limit = 0;; limit += 1024) {
        struct arena arena;
        arena_init(&arena, limit);
        bool done =
            why_find(trial.plan, trial.answers, &assessment, WHY_STEPS, &arena, &why, &trial.diags);
        assert_int_equal(done, !trial.diags.exhausted);
        diags_clear(&trial.diags);
        arena_free(&arena);
        if (done) {
            break;
        }
        refused++;
    }
    assert_true(refused > 3);
    end_trial(&trial);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_reason_and_change_is_right_and_none_is_smaller),
        cmocka_unit_test(a_small_budget_claims_less_and_never_something_false),
        cmocka_unit_test(too_little_memory_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
