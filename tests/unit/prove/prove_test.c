/* prove/: judging guarantees against every completion of a small questionnaire; finding what breaks
 * one, shrinking it, and always the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "prove/guarantee.h"
#include "prove/prove.h"
#include "prove/sample.h"

/* The start is followed by an IOP outcome that three answers have to agree on. */
static const char small[] =
    "format: 1\nid: small\nversion: 1\ntitle: T\nlanguage: en\n"
    "facility: {name: Clinic, phone: \"555\"}\n"
    "outcomes:\n"
    "  - {id: less, recommendation: intake, title: Less, message: M}\n"
    "  - {id: home, recommendation: iop, title: Home, message: M}\n"
    "  - {id: talk, recommendation: intake, title: Talk, message: M}\n"
    "  - {id: now, recommendation: inpatient, title: Now, message: M}\n"
    "start: less\nundetermined: talk\n"
    "sections:\n"
    "  - id: one\n    title: One\n    questions:\n"
    "      - id: sick\n        ask: Are you sick?\n        type: choice\n        concern: rising\n"
    "        choices: [{id: fine, label: Fine}, {id: shaky, label: Shaky}, {id: badly, label: B}]\n"
    "      - {id: drinks, ask: Do you drink?, type: yes_no, concern: rising}\n"
    "      - {id: amount, ask: How much?, type: integer, min: 0, max: 60, concern: rising,\n"
    "         ask_if: drinks, otherwise: 0}\n"
    "      - id: duties\n        ask: Which duties?\n        type: multiple\n"
    "        choices: [{id: job, label: Job}, {id: care, label: Care}]\n"
    "      - {id: words, ask: Anything else?, type: text}\n"
    "facts:\n"
    "  - {id: heavy, is: drinks and amount >= 8}\n"
    "rules:\n"
    "  - {id: r1, when: 'sick == \"badly\" or (heavy and sick == \"shaky\")', outcome: now,"
    " because: B}\n"
    "  - {id: r2, when: heavy, outcome: talk, because: B}\n"
    "  - {id: r3, when: 'size(duties) >= 1 and not (sick == \"badly\")', outcome: home,"
    " because: B}\n"
    "guarantees:\n";

enum { QUESTIONS = 5 };

struct fixture {
    struct arena arena;
    struct arena person;
    struct arena diag_arena;
    struct diags diags;
    struct source source;
    char *text;
    const struct questionnaire *questionnaire;
    const struct plan *plan;
};

static void load_text(struct fixture *fixture);

/* The small questionnaire with [guarantees], entries of the list. */
static void load(struct fixture *fixture, const char *guarantees)
{
    assert_true(asprintf(&fixture->text, "%s%s", small, guarantees) > 0);
    load_text(fixture);
}

static void load_text(struct fixture *fixture)
{
    arena_init(&fixture->arena, LIMIT_QUESTIONNAIRE_MEMORY);
    arena_init(&fixture->person, LIMIT_RECORD_MEMORY);
    arena_init(&fixture->diag_arena, LIMIT_DIAG_MEMORY);
    diags_init(&fixture->diags, &fixture->diag_arena);
    fixture->source = (struct source){.name = "f", .text = text_of(fixture->text), .first_line = 1};
    bool loaded = questionnaire_load(&fixture->source, "f", NULL, &fixture->arena,
                                     &fixture->questionnaire, &fixture->diags);
    diags_render(stderr, &fixture->diags, (struct diag_style){.colour = false});
    assert_true(loaded);
    assert_int_equal(fixture->questionnaire->question_count, QUESTIONS);
    fixture->plan = plan_make(fixture->questionnaire, &fixture->arena, &fixture->diags);
    assert_non_null(fixture->plan);
}

static void unload(struct fixture *fixture)
{
    arena_free(&fixture->arena);
    arena_free(&fixture->person);
    arena_free(&fixture->diag_arena);
    free(fixture->text);
}

/* ---- Judging --------------------------------------------------------------------------------- */

static struct assessment assess_now(struct fixture *fixture, const struct answer *answers)
{
    struct assessment assessment;
    arena_reset(&fixture->person);
    assert_true(assess(fixture->plan, answers, assess_default_options(), &fixture->person,
                       &assessment, &fixture->diags));
    return assessment;
}

static enum verdict judge(struct fixture *fixture, uint32_t guarantee, const struct answer *answers,
                          const struct assessment *assessment)
{
    enum verdict verdict = GUARANTEE_SILENT;
    assert_true(guarantee_judge(fixture->plan, fixture->questionnaire,
                                &fixture->questionnaire->guarantees[guarantee], answers, assessment,
                                &fixture->person, &verdict, &fixture->diags));
    return verdict;
}

/* The values that are told apart: 3 choices; yes and no; three amounts; four sets. */
enum { VALUES = 4 };
static const uint32_t value_counts[] = {3, 2, 3, 4};

static struct answer answer_of(uint32_t question, uint32_t value)
{
    static const int64_t amounts[] = {0, 8, 60};
    struct answer answer = {.state = ANSWER_GIVEN};
    if (value == value_counts[question]) {
        return (struct answer){.state = ANSWER_DECLINED};
    }
    switch (question) {
    case 0:
        answer.value = value_choice(value);
        break;
    case 1:
        answer.value = value_truth(value != 0);
        break;
    case 2:
        answer.value = value_integer(amounts[value]);
        break;
    default:
        answer.value = value_set(value);
        break;
    }
    return answer;
}

/* Steps through all combinations of values, and of unknown ones too where [unknown]. */
static bool next_answers(uint32_t values[VALUES], bool unknown)
{
    for (uint32_t i = 0; i < VALUES; i++) {
        if (++values[i] < value_counts[i] + (unknown ? 1 : 0)) {
            return true;
        }
        values[i] = 0;
    }
    return false;
}

static void fill(const uint32_t values[VALUES], struct answer answers[QUESTIONS])
{
    for (uint32_t i = 0; i < VALUES; i++) {
        answers[i] = answer_of(i, values[i]);
    }
    answers[VALUES] = (struct answer){.state = ANSWER_NOT_ASKED};
}

static bool is_completion(const uint32_t values[VALUES], const uint32_t partial[VALUES])
{
    for (uint32_t i = 0; i < VALUES; i++) {
        if (partial[i] != value_counts[i] && partial[i] != values[i]) {
            return false;
        }
    }
    return true;
}

/* ---- What is about nobody ---------------------------------------------------------------------- */

static enum proof proof_of(const struct proofs *proofs, enum property property, uint32_t subject,
                           uint32_t other)
{
    for (uint32_t i = 0; i < proofs->count; i++) {
        const struct finding *finding = &proofs->findings[i];
        if (finding->property == property && finding->subject == subject &&
            finding->other == other) {
            return finding->proof;
        }
    }
    fail_msg("no finding of %s", property_name(property));
    return PROOF_OPEN;
}

static struct proofs prove_now(struct fixture *fixture)
{
    struct proofs proofs;
    assert_true(prove(fixture->questionnaire, fixture->plan, prove_default_options(),
                      &fixture->arena, &proofs, &fixture->diags));
    return proofs;
}

static void a_guarantee_that_no_answers_call_for_is_found(void **state)
{
    (void)state;
    struct fixture fixture;
    load(&fixture, "  - {id: a, when: drinks and not drinks, never: [home], means: M}\n"
                   "  - {id: b, when: amount >= 5 and not drinks, never: [home], means: M}\n"
                   "  - {id: c, when: heavy and amount < 8, never: [home], means: M}\n"
                   "  - {id: d, when: heavy and amount < 9, never: [home], means: M}\n"
                   "  - {id: e, when: 'true', always: [less, home, talk, now], means: M}\n");
    struct proofs proofs = prove_now(&fixture);
    for (uint32_t i = 0; i < fixture.questionnaire->guarantee_count && proofs.is_there; i++) {
        assert_int_equal(proof_of(&proofs, PROPERTY_GUARANTEE, i, NAME_NONE), PROOF_HOLDS);
        assert_int_equal(proof_of(&proofs, PROPERTY_PROMISE_LIVE, i, NAME_NONE),
                         i < 3 ? PROOF_FAILS : PROOF_HOLDS);
    }
    unload(&fixture);
}

/* Each outcome with the same next steps. */
static void load_with_next_steps(struct fixture *fixture, const char *next_steps)
{
    static const char end[] = ", message: M}";
    size_t length = 0;
    FILE *out = open_memstream(&fixture->text, &length);
    assert_non_null(out);
    const char *rest = small;
    for (const char *at; (at = strstr(rest, end)) != NULL; rest = at + strlen(end)) {
        fprintf(out, "%.*s, message: M, next_steps: [%s]}", (int)(at - rest), rest, next_steps);
    }
    const char *guarantees = strstr(rest, "guarantees:\n");
    assert_non_null(guarantees);
    fprintf(out, "%.*s", (int)(guarantees - rest), rest);
    assert_int_equal(fclose(out), 0);
    load_text(fixture);
}

static bool surely_holds(struct fixture *fixture, const struct expr *expr,
                         const struct assessment *assessment)
{
    struct value *trace = arena_array(&fixture->person, expr->node_count, sizeof *trace);
    assert_non_null(trace);
    struct value value = expr_eval(expr, assessment->values, trace, &fixture->person);
    return value.truth == TRUTH_TRUE;
}

/* Against every set of answers, partial ones included. */
static void a_next_step_is_dead_where_nobody_with_its_outcome_is_shown_it(void **state)
{
    (void)state;
    struct fixture fixture;
    enum { OUTCOMES = 4, STEPS = 7 };
    bool is_shown[OUTCOMES][STEPS] = {{false}};
    load_with_next_steps(&fixture, "{text: T, when: heavy}, {text: T, when: not drinks}, "
                                   "{text: T, when: 'sick == \"badly\"'}, {text: Always.}, "
                                   "{text: T, when: 'sick == \"shaky\"'}, "
                                   "{text: T, when: amount > 8 and size(duties) >= 1}, "
                                   "{text: T, when: 'heavy and sick != \"fine\"'}");
    uint32_t values[VALUES] = {0};
    do {
        struct answer answers[QUESTIONS];
        fill(values, answers);
        struct assessment assessment = assess_now(&fixture, answers);
        const struct outcome *outcome = &fixture.questionnaire->outcomes[assessment.outcome];
        assert_int_equal(outcome->next_step_count, STEPS);
        for (uint32_t i = 0; i < STEPS; i++) {
            const struct expr *when = outcome->next_steps[i].when;
            is_shown[assessment.outcome][i] = is_shown[assessment.outcome][i] || when == NULL ||
                                              surely_holds(&fixture, when, &assessment);
        }
    } while (next_answers(values, true));
    struct proofs proofs = prove_now(&fixture);
    uint32_t dead = 0;
    uint32_t undetermined = fixture.questionnaire->undetermined;
    for (uint32_t i = 0; i < OUTCOMES && proofs.is_there; i++) {
        for (uint32_t j = 0; j < STEPS; j++) {
            if (fixture.questionnaire->outcomes[i].next_steps[j].when == NULL) {
                continue;
            }
            enum proof proof = proof_of(&proofs, PROPERTY_STEP, i, j);
            assert_false(proof == PROOF_FAILS && is_shown[i][j]);
            assert_true(i == undetermined || (proof == PROOF_HOLDS) == is_shown[i][j]);
            dead += proof == PROOF_FAILS;
        }
    }
    /* Of the undetermined outcome, too. */
    assert_true(!proofs.is_there ||
                proof_of(&proofs, PROPERTY_STEP, undetermined, 2) != PROOF_OPEN);
    assert_true(!proofs.is_there || dead > 5);
    unload(&fixture);
}

/* ---- Random people ------------------------------------------------------------------------------ */

/* Every condition with every set of outcomes, never and always. */
static char *all_guarantees(void)
{
    static const char *const conditions[] = {
        "true",
        "heavy",
        "sick == \\\"badly\\\"",
        "sick != \\\"fine\\\"",
        "drinks",
        "amount >= 8",
        "size(duties) >= 1 or drinks",
        /* Always holds, which evaluation alone does not see. */
        "drinks or not drinks",
    };
    static const char *const outcomes[] = {"less", "home", "talk", "now"};
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        for (unsigned set = 1; set < 32; set++) {
            if (set % 16 == 0) {
                continue;
            }
            fprintf(out, "  - {id: g%zu-%u, when: \"%s\", means: M, %s: [", i, set, conditions[i],
                    set < 16 ? "never" : "always");
            const char *comma = "";
            for (unsigned bit = 0; bit < 4; bit++) {
                if (set >> bit & 1) {
                    fprintf(out, "%s%s", comma, outcomes[bit]);
                    comma = ", ";
                }
            }
            fputs("]}\n", out);
        }
    }
    assert_int_equal(fclose(out), 0);
    return text;
}

/* By the definition: complete answers, the condition holds, and the outcome is not allowed. */
static bool is_breach(struct fixture *fixture, uint32_t guarantee,
                      const struct assessment *assessment, bool *ret_holds)
{
    const struct guarantee *made = &fixture->questionnaire->guarantees[guarantee];
    struct value *trace = arena_array(&fixture->person, made->when->node_count, sizeof *trace);
    assert_non_null(trace);
    struct value value = expr_eval(made->when, assessment->values, trace, &fixture->person);
    assert_true(value_is_known(&value));
    *ret_holds = value.truth == TRUTH_TRUE;
    return *ret_holds && (made->allowed >> assessment->outcome & 1) == 0;
}

static void complete_answers_are_judged_by_the_definition(void **state)
{
    (void)state;
    struct fixture fixture;
    char *guarantees = all_guarantees();
    load(&fixture, guarantees);
    uint32_t seen[3] = {0};
    uint32_t values[VALUES] = {0};
    do {
        struct answer answers[QUESTIONS];
        fill(values, answers);
        struct assessment assessment = assess_now(&fixture, answers);
        for (uint32_t i = 0; i < fixture.questionnaire->guarantee_count; i++) {
            bool holds = false;
            bool breach = is_breach(&fixture, i, &assessment, &holds);
            enum verdict verdict = judge(&fixture, i, answers, &assessment);
            assert_int_equal(verdict, breach  ? GUARANTEE_BROKEN
                                      : holds ? GUARANTEE_KEPT
                                              : GUARANTEE_SILENT);
            seen[verdict]++;
        }
    } while (next_answers(values, false));
    assert_true(seen[0] > 1000 && seen[1] > 1000 && seen[2] > 1000);
    unload(&fixture);
    free(guarantees);
}

/* What is promised for complete answers carries over: partial answers break a guarantee only where
 * one of their completions does. And what all completions break, they break, unless the answers
 * lead to the undetermined outcome. */
static void partial_answers_break_only_what_a_completion_breaks(void **state)
{
    (void)state;
    struct fixture fixture;
    char *guarantees = all_guarantees();
    load(&fixture, guarantees);
    uint32_t count = fixture.questionnaire->guarantee_count;
    uint32_t broken = 0;
    uint32_t partial[VALUES] = {0};
    do {
        bool some[512] = {false};
        bool all[512];
        memset(all, true, sizeof all);
        assert_true(count <= 512);
        struct answer answers[QUESTIONS];
        uint32_t values[VALUES] = {0};
        do {
            if (!is_completion(values, partial)) {
                continue;
            }
            fill(values, answers);
            struct assessment assessment = assess_now(&fixture, answers);
            for (uint32_t i = 0; i < count; i++) {
                bool holds = false;
                bool breach = is_breach(&fixture, i, &assessment, &holds);
                some[i] = some[i] || breach;
                all[i] = all[i] && breach;
            }
        } while (next_answers(values, false));
        fill(partial, answers);
        struct assessment assessment = assess_now(&fixture, answers);
        for (uint32_t i = 0; i < count; i++) {
            enum verdict verdict = judge(&fixture, i, answers, &assessment);
            assert_true(verdict != GUARANTEE_BROKEN || some[i]);
            bool is_open =
                !assessment.certain && assessment.outcome == fixture.questionnaire->undetermined;
            assert_true(!all[i] || is_open || verdict == GUARANTEE_BROKEN);
            /* One possible outcome: then any completion that breaks it is a person who is told. */
            assert_true(!assessment.certain || (verdict == GUARANTEE_BROKEN) == some[i]);
            broken += verdict == GUARANTEE_BROKEN;
        }
    } while (next_answers(partial, true));
    assert_true(broken > 1000);
    unload(&fixture);
    free(guarantees);
}

/* ---- Finding --------------------------------------------------------------------------------- */

static struct trial find(struct fixture *fixture, struct sample_options options)
{
    struct trial trial;
    assert_int_equal(fixture->questionnaire->guarantee_count, 1);
    assert_true(sample_guarantees(fixture->questionnaire, fixture->plan, NULL, 0, options,
                                  &fixture->arena, &trial, &fixture->diags));
    return trial;
}

static const struct sample_options few = {.seed = 1, .complete = 800, .partial = 200};

static void a_guarantee_that_holds_is_not_broken(void **state)
{
    (void)state;
    struct fixture fixture;
    load(&fixture, "  - {id: g, when: heavy, never: [home, less], means: M}\n");
    struct trial trial = find(&fixture, few);
    assert_null(trial.broken);
    assert_true(trial.held > 100);
    unload(&fixture);
}

static void a_broken_guarantee_is_found_and_told_as_mildly_as_possible(void **state)
{
    (void)state;
    struct fixture fixture;
    load(&fixture, "  - {id: g, when: drinks, never: [home], means: M}\n");
    struct trial trial = find(&fixture, few);
    assert_non_null(trial.broken);
    assert_int_equal(trial.outcome, 1);
    /* Care at home needs a duty, and is certain only with the other answers. */
    assert_int_equal(trial.broken[0].state, ANSWER_GIVEN);
    assert_int_equal(trial.broken[0].value.choices, 1);
    assert_int_equal(trial.broken[2].state, ANSWER_GIVEN);
    assert_int_equal(trial.broken[2].value.integer.low, 0);
    assert_int_equal(trial.broken[3].state, ANSWER_GIVEN);
    assert_int_equal(__builtin_popcountll(trial.broken[3].value.set.in), 1);
    /* Whether they drink need not be known: with so few drinks care at home is what they get. */
    assert_int_equal(trial.broken[1].state, ANSWER_NOT_ASKED);
    assert_int_equal(trial.broken[4].state, ANSWER_NOT_ASKED);
    unload(&fixture);
}

static void a_case_is_withheld_down_to_what_breaks_it(void **state)
{
    (void)state;
    struct fixture fixture;
    load(&fixture, "  - {id: g, when: 'sick != \"fine\"', always: [talk], means: M}\n");
    struct trial trial = find(&fixture, few);
    assert_non_null(trial.broken);
    assert_int_equal(trial.broken[0].state, ANSWER_GIVEN);
    assert_true(trial.outcome != fixture.questionnaire->undetermined);
    unload(&fixture);
}

static void the_smallest_number_that_breaks_it_is_found(void **state)
{
    (void)state;
    struct fixture fixture;
    load(&fixture, "  - {id: g, when: amount >= 8, always: [now], means: M}\n");
    struct trial trial = find(&fixture, few);
    assert_non_null(trial.broken);
    assert_int_equal(trial.outcome, 2);
    assert_int_equal(trial.broken[2].state, ANSWER_GIVEN);
    assert_int_equal(trial.broken[2].value.integer.low, 8);
    assert_int_equal(trial.broken[1].value.truth, TRUTH_TRUE);
    unload(&fixture);
}

static void a_condition_that_never_holds_is_counted_as_such(void **state)
{
    (void)state;
    struct fixture fixture;
    load(&fixture, "  - {id: g, when: amount > 3 and not drinks, never: [home], means: M}\n");
    struct trial trial = find(&fixture, few);
    assert_null(trial.broken);
    assert_int_equal(trial.held, 0);
    unload(&fixture);
}

static void an_example_alone_can_break_a_guarantee(void **state)
{
    (void)state;
    struct fixture fixture;
    struct answer answers[QUESTIONS];
    const struct answer *examples[] = {answers};
    static const uint32_t values[VALUES] = {1, 1, 2, 0};
    load(&fixture, "  - {id: g, when: drinks, never_recommend: [inpatient], means: M}\n");
    fill(values, answers);
    struct trial trial;
    struct sample_options none = {.seed = 1};
    assert_true(sample_guarantees(fixture.questionnaire, fixture.plan, examples, 1, none,
                                  &fixture.arena, &trial, &fixture.diags));
    assert_int_equal(trial.held, 1);
    assert_non_null(trial.broken);
    assert_int_equal(trial.outcome, 3);
    assert_int_equal(trial.broken[3].state, ANSWER_NOT_ASKED);
    unload(&fixture);
}

static void one_seed_gives_one_result(void **state)
{
    (void)state;
    uint32_t held[3];
    for (size_t i = 0; i < 3; i++) {
        struct fixture fixture;
        load(&fixture, "  - {id: g, when: heavy, never: [home, less], means: M}\n");
        struct sample_options options = few;
        options.seed = i < 2 ? 5 : 6;
        held[i] = find(&fixture, options).held;
        unload(&fixture);
    }
    assert_int_equal(held[0], held[1]);
    assert_int_not_equal(held[0], held[2]);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    struct fixture fixture;
    load(&fixture, "  - {id: g, when: drinks, never: [home], means: M}\n");
    bool ok = false;
    for (size_t limit = 1; !ok; limit += 61) {
        struct arena arena;
        struct diags diags;
        struct trial trial;
        struct sample_options options = {.seed = 1, .complete = 40};
        arena_init(&arena, limit);
        diags_init(&diags, &fixture.diag_arena);
        ok = sample_guarantees(fixture.questionnaire, fixture.plan, NULL, 0, options, &arena,
                               &trial, &diags);
        assert_true(ok == !diags.exhausted);
        arena_free(&arena);
        assert_true(limit < 1u << 20);
    }
    unload(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(complete_answers_are_judged_by_the_definition),
        cmocka_unit_test(partial_answers_break_only_what_a_completion_breaks),
        cmocka_unit_test(a_guarantee_that_holds_is_not_broken),
        cmocka_unit_test(a_guarantee_that_no_answers_call_for_is_found),
        cmocka_unit_test(a_next_step_is_dead_where_nobody_with_its_outcome_is_shown_it),
        cmocka_unit_test(a_broken_guarantee_is_found_and_told_as_mildly_as_possible),
        cmocka_unit_test(a_case_is_withheld_down_to_what_breaks_it),
        cmocka_unit_test(the_smallest_number_that_breaks_it_is_found),
        cmocka_unit_test(a_condition_that_never_holds_is_counted_as_such),
        cmocka_unit_test(an_example_alone_can_break_a_guarantee),
        cmocka_unit_test(one_seed_gives_one_result),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
