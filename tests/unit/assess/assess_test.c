/* assess/: against the naive enumeration of every completion, on thousands of random questionnaires
 * with seeds; the law of withheld answers on every one; the budget; memory limits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "assess/assess.h"
#include "base/limits.h"
#include "trial.h"

enum { QUESTIONNAIRES = 4000, RECORDS = 3 };

/* ---- Enumerating ------------------------------------------------------------------------------
 */

/* Results of all completions of the given answers. A completion is numbered with the values of the
 * unknown questions as digits; stride[i] is the worth of question i's digit, 0 where it is given.
 */
struct completions {
    int count;
    int stride[NAIVE_QUESTIONS];
    struct naive_result results[NAIVE_COMPLETIONS];
};

static void enumerate(const struct trial *trial, struct completions *ret)
{
    const struct naive *naive = &trial->naive;
    ret->count = 1;
    for (int i = 0; i < naive->question_count; i++) {
        ret->stride[i] = trial->given[i] < 0 ? ret->count : 0;
        ret->count *= trial->given[i] < 0 ? naive->questions[i].value_count : 1;
    }
    for (int n = 0; n < ret->count; n++) {
        int64_t raw[NAIVE_QUESTIONS];
        for (int i = 0; i < naive->question_count; i++) {
            int digit = ret->stride[i] == 0 ? trial->given[i]
                                            : n / ret->stride[i] % naive->questions[i].value_count;
            raw[i] = naive->questions[i].values[digit];
        }
        naive_decide(naive, raw, &ret->results[n]);
    }
}

static uint64_t possible_outcomes(const struct completions *completions)
{
    uint64_t possible = 0;
    for (int n = 0; n < completions->count; n++) {
        possible |= UINT64_C(1) << completions->results[n].outcome;
    }
    return possible;
}

static int decide(const struct naive *naive, uint64_t possible)
{
    int low = __builtin_ctzll(possible);
    bool certain = (possible & (possible - 1)) == 0;
    return certain || low > naive->undetermined ? low : naive->undetermined;
}

/* Whether two completions that differ only in question [q] give different outcomes; of the
 * expression [node] where that is not negative. */
static bool matters(const struct trial *trial, const struct completions *completions, int q,
                    int node)
{
    int stride = completions->stride[q];
    int values = trial->naive.questions[q].value_count;
    for (int n = 0; stride > 0 && n < completions->count; n++) {
        if (n / stride % values != 0) {
            continue;
        }
        for (int v = 1; v < values; v++) {
            const struct naive_result *a = &completions->results[n];
            const struct naive_result *b = &completions->results[n + v * stride];
            if (node < 0 ? a->outcome != b->outcome
                         : naive_evaluate(&trial->naive, node, a) !=
                               naive_evaluate(&trial->naive, node, b)) {
                return true;
            }
        }
    }
    return false;
}

/* Whether the concrete [answer] is the value [raw], or one of its class: numbers are only compared
 * with whole numbers. */
static bool is_of_class(const struct naive_question *question, const struct value *answer,
                        int64_t raw)
{
    if (question->type == NAIVE_NUMBER) {
        double number = answer->number.low;
        int64_t below = (int64_t)number;
        bool whole = (double)below == number;
        return raw == 2 * below + (whole ? 0 : 1);
    }
    if (question->type == NAIVE_MULTIPLE || question->type == NAIVE_INTEGER) {
        return true; /* checked by outcome alone: classes of these are found by src/assess */
    }
    struct value same = value_of(question, raw);
    return value_equal(answer, &same);
}

/* ---- Comparing --------------------------------------------------------------------------------
 */

static struct assessment assess_now(struct trial *trial)
{
    struct assessment assessment;
    assert_true(assess(trial->plan, trial->answers, assess_default_options(), &trial->record_arena,
                       &assessment, &trial->diags));
    return assessment;
}

static void compare_open(const struct trial *trial, const struct completions *completions,
                         const struct assessment *assessment)
{
    uint32_t next = 0;
    for (int q = 0; q < trial->naive.question_count; q++) {
        bool is_open =
            next < assessment->open_count && assessment->open[next].question == (uint32_t)q;
        if (is_open != matters(trial, completions, q, -1)) {
            fail_trial(trial, is_open ? "reported as open, is not:" : "open, not reported:", q);
        }
        if (!is_open) {
            continue;
        }
        const struct open_question *open = &assessment->open[next++];
        if (open->outcome == assessment->outcome) {
            fail_trial(trial, "its answer leads nowhere else:", q);
        }
        bool leads_there = false;
        for (int n = 0; n < completions->count && !leads_there; n++) {
            const struct naive_question *question = &trial->naive.questions[q];
            int64_t raw = question->values[n / completions->stride[q] % question->value_count];
            leads_there = completions->results[n].outcome == (int)open->outcome &&
                          is_of_class(question, &open->answer, raw);
        }
        if (!leads_there) {
            fail_trial(trial, "its answer does not lead to the outcome named:", q);
        }
    }
    assert_int_equal(next, assessment->open_count);
}

static void compare_rules(const struct trial *trial, const struct completions *completions,
                          const struct assessment *assessment)
{
    for (int r = 0; r < trial->naive.rule_count; r++) {
        int held = 0;
        for (int n = 0; n < completions->count; n++) {
            held += completions->results[n].rules[r];
        }
        enum rule_state state = held == 0                    ? RULE_CANNOT_HOLD
                                : held == completions->count ? RULE_HOLDS
                                                             : RULE_COULD_HOLD;
        if (assessment->rules[r] != state) {
            fail_trial(trial, "wrong state of rule", r);
        }
    }
}

static void compare(const struct trial *trial, const struct completions *completions,
                    const struct assessment *assessment)
{
    uint64_t possible = possible_outcomes(completions);
    if (!assessment->exact) {
        fail_trial(trial, "not exact after steps:", (int)assessment->steps);
    }
    if (assessment->possible != possible) {
        fail_trial(trial, "possible outcomes differ:", (int)assessment->possible);
    }
    assert_int_equal(assessment->certain, (possible & (possible - 1)) == 0);
    assert_int_equal(assessment->outcome, decide(&trial->naive, possible));
    assert_int_equal(assessment->urgent,
                     trial->naive.urgent >= 0 && (possible >> trial->naive.urgent & 1) != 0);
    compare_rules(trial, completions, assessment);
    compare_open(trial, completions, assessment);
}

/* DESIGN: withholding an answer gives the same outcome, the undetermined one, or one above the
 * undetermined but not above the old. */
static void check_law(struct trial *trial, uint32_t old)
{
    const uint32_t undetermined = trial->questionnaire->undetermined;
    for (int q = 0; q < trial->naive.question_count; q++) {
        int value = trial->given[q];
        if (value < 0) {
            continue;
        }
        struct answer answer = trial->answers[q];
        set_answer(trial, q, -1);
        uint32_t now = assess_now(trial).outcome;
        if (now != old && now != undetermined && !(now > undetermined && now <= old)) {
            fail_trial(trial, "withholding breaks the law:", q);
        }
        trial->answers[q] = answer;
        trial->given[q] = value;
    }
}

static struct completions completions; /* too large for the stack */

static void
every_random_questionnaire_is_decided_like_the_enumeration_of_its_completions(void **state)
{
    (void)state;
    uint32_t undecided = 0;
    uint32_t open = 0;
    for (uint64_t seed = 1; seed <= QUESTIONNAIRES; seed++) {
        struct trial trial = {.random = {seed * 1000003}};
        naive_make(&trial.naive, &trial.random);
        load_trial(&trial);
        for (int i = 0; i < RECORDS; i++) {
            make_answers(&trial);
            enumerate(&trial, &completions);
            struct assessment assessment = assess_now(&trial);
            compare(&trial, &completions, &assessment);
            undecided += !assessment.certain;
            open += assessment.open_count;
            check_law(&trial, assessment.outcome);
            arena_reset(&trial.record_arena);
        }
        end_trial(&trial);
    }
    /* The test is about something: many records are open, and many questions in them. */
    assert_true(undecided > QUESTIONNAIRES / 2);
    assert_true(open > QUESTIONNAIRES);
}

static void every_random_expression_has_the_values_of_its_completions(void **state)
{
    (void)state;
    uint32_t unknown = 0;
    for (uint64_t seed = 1; seed <= QUESTIONNAIRES / 2; seed++) {
        struct trial trial = {.random = {seed * 7919}};
        naive_make(&trial.naive, &trial.random);
        load_trial(&trial);
        make_answers(&trial);
        enumerate(&trial, &completions);
        bool truth = random_chance(&trial.random, 50);
        int node = naive_expression(&trial.naive, &trial.random, truth);

        char *text = NULL;
        size_t length = 0;
        FILE *out = open_memstream(&text, &length);
        naive_print_node(out, &trial.naive, node);
        fclose(out);
        struct passage passage = {.text = {text, length}};
        const struct expr *expr = NULL;
        struct expr_options options = {.prove_ranges = true, .expected = TYPE_ANY, .purpose = "it"};
        assert_true(expr_compile(&passage, &trial.questionnaire->scope, options, &trial.arena,
                                 &expr, &trial.diags));
        struct evaluation evaluation;
        assert_true(assess_evaluate(trial.plan, trial.answers, expr, assess_default_options(),
                                    &trial.record_arena, &evaluation, &trial.diags));

        int64_t low = INT64_MAX;
        int64_t high = INT64_MIN;
        for (int n = 0; n < completions.count; n++) {
            int64_t value = naive_evaluate(&trial.naive, node, &completions.results[n]);
            low = value < low ? value : low;
            high = value > high ? value : high;
        }
        assert_true(evaluation.exact);
        bool matches =
            truth ? evaluation.value.truth == (low != high ? TRUTH_OPEN
                                               : low != 0  ? TRUTH_TRUE
                                                           : TRUTH_FALSE)
                  : evaluation.value.integer.low == low && evaluation.value.integer.high == high;
        if (!matches) {
            print_error("%s\n", text);
            fail_trial(&trial, "wrong value", 0);
        }
        unknown += low != high;
        uint32_t next = 0;
        for (int q = 0; q < trial.naive.question_count; q++) {
            bool waits =
                next < evaluation.waits_for_count && evaluation.waits_for[next] == (uint32_t)q;
            if (waits != matters(&trial, &completions, q, node)) {
                print_error("%s\n", text);
                fail_trial(&trial, waits ? "does not wait for" : "waits for", q);
            }
            next += waits;
        }
        free(text);
        end_trial(&trial);
    }
    assert_true(unknown > QUESTIONNAIRES / 10);
}

static void a_small_budget_gives_a_superset_and_says_so(void **state)
{
    (void)state;
    uint32_t inexact = 0;
    for (uint64_t seed = 1; seed <= QUESTIONNAIRES / 4; seed++) {
        struct trial trial = {.random = {seed * 104729}};
        naive_make(&trial.naive, &trial.random);
        load_trial(&trial);
        make_answers(&trial);
        enumerate(&trial, &completions);
        struct assess_options options = assess_default_options();
        options.step_limit = random_below(&trial.random, 12);
        struct assessment assessment;
        assert_true(assess(trial.plan, trial.answers, options, &trial.record_arena, &assessment,
                           &trial.diags));
        uint64_t possible = possible_outcomes(&completions);
        assert_int_equal(possible & ~assessment.possible, 0);
        if (assessment.exact) {
            compare(&trial, &completions, &assessment);
        } else {
            inexact++;
            for (int q = 0; q < trial.naive.question_count; q++) {
                bool reported = false;
                for (uint32_t i = 0; i < assessment.open_count; i++) {
                    reported = reported || assessment.open[i].question == (uint32_t)q;
                }
                if (!reported && matters(&trial, &completions, q, -1)) {
                    fail_trial(&trial, "open past the budget, not reported:", q);
                }
            }
            /* An outcome below the undetermined one only where nothing else is possible. */
            assert_true(assessment.outcome >= trial.questionnaire->undetermined ||
                        possible == UINT64_C(1) << assessment.outcome);
        }
        end_trial(&trial);
    }
    assert_true(inexact > QUESTIONNAIRES / 40);
}

static void interviews_that_ask_what_is_open_end_where_the_full_answers_lead(void **state)
{
    (void)state;
    uint32_t spared = 0;
    for (uint64_t seed = 1; seed <= QUESTIONNAIRES / 4; seed++) {
        struct trial trial = {.random = {seed * 15485863}};
        naive_make(&trial.naive, &trial.random);
        load_trial(&trial);
        int truth[NAIVE_QUESTIONS];
        for (int i = 0; i < trial.naive.question_count; i++) {
            uint32_t count = (uint32_t)trial.naive.questions[i].value_count;
            truth[i] = (int)random_below(&trial.random, count);
            trial.given[i] = -1;
            trial.answers[i].state = ANSWER_NOT_ASKED;
        }
        int asked = 0;
        for (;;) {
            struct assessment assessment = assess_now(&trial);
            uint32_t next = assess_next_question(trial.plan, &assessment, trial.answers, false);
            if (next == NAME_NONE) {
                for (int i = 0; i < trial.naive.question_count; i++) {
                    trial.given[i] = truth[i];
                }
                enumerate(&trial, &completions);
                assert_true(assessment.certain);
                assert_int_equal(assessment.outcome, completions.results[0].outcome);
                break;
            }
            assert_int_equal(trial.answers[next].state, ANSWER_NOT_ASKED);
            set_answer(&trial, (int)next, truth[next]);
            asked++;
            arena_reset(&trial.record_arena);
        }
        spared += (uint32_t)(trial.naive.question_count - asked);
        end_trial(&trial);
    }
    assert_true(spared > QUESTIONNAIRES / 4);
}

static void memory_limits_end_an_assessment_and_never_break_it(void **state)
{
    (void)state;
    struct trial trial = {.random = {42}};
    naive_make(&trial.naive, &trial.random);
    load_trial(&trial);
    make_answers(&trial);
    bool done = false;
    for (size_t limit = 1; !done && limit < 1000000; limit += 1 + limit / 64) {
        struct arena arena;
        arena_init(&arena, limit);
        diags_clear(&trial.diags);
        struct assessment assessment = {.steps = 77};
        done = assess(trial.plan, trial.answers, assess_default_options(), &arena, &assessment,
                      &trial.diags);
        if (!done) {
            assert_int_equal(assessment.steps, 77);
            assert_true(trial.diags.exhausted);
        }
        for (int r = 0; done && r < trial.naive.rule_count; r++) {
            struct explanation explanation;
            struct arena small;
            for (size_t room = 1; room < 100000; room += 1 + room / 8) {
                arena_init(&small, room);
                bool explained =
                    explain_condition(trial.plan, &assessment, trial.questionnaire->rules[r].when,
                                      &small, &explanation, &trial.diags);
                assert_true(explained || trial.diags.exhausted);
                arena_free(&small);
            }
        }
        arena_free(&arena);
    }
    assert_true(done);
    for (size_t limit = 1; limit < 100000; limit += 1 + limit / 16) {
        struct arena arena;
        arena_init(&arena, limit);
        diags_clear(&trial.diags);
        if (plan_make(trial.questionnaire, &arena, &trial.diags) == NULL) {
            assert_true(trial.diags.exhausted);
        }
        arena_free(&arena);
    }
    end_trial(&trial);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            every_random_questionnaire_is_decided_like_the_enumeration_of_its_completions),
        cmocka_unit_test(every_random_expression_has_the_values_of_its_completions),
        cmocka_unit_test(a_small_budget_gives_a_superset_and_says_so),
        cmocka_unit_test(interviews_that_ask_what_is_open_end_where_the_full_answers_lead),
        cmocka_unit_test(memory_limits_end_an_assessment_and_never_break_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
