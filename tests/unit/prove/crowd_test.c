/* What is proved of the shipped questionnaire, held against random people: their answers are scored,
 * changed one at a time and withheld one by one, and nobody may be a counter-example to any claim,
 * whether that something never happens (guarantees, falls) or that something never matters.
 *
 * usage: crowd_test [PEOPLE [SEED]]      10000 people; a million take about four minutes */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "base/limits.h"
#include "people.h"
#include "prove/guarantee.h"
#include "prove/prove.h"

static uint32_t people_count = 10000;
static uint64_t people_seed = 20261125;

enum { STEPS = 4, WITHHOLDINGS = 3, MOST_OUTCOMES = 64, MEMORY = 16 };

struct crowd {
    struct people *people;
    struct arena arena;
    struct arena person; /* one person */
    const struct questionnaire *questionnaire;
    const struct plan *plan;
    struct proofs proofs;
    struct variable_use *uses;
    struct random random;
    /* The last people with each outcome: others are like them but for a few answers. */
    struct answer *known[MOST_OUTCOMES][MEMORY];
    uint32_t known_count[MOST_OUTCOMES];
    struct value *first_facts; /* of the first person */
    bool has_first;
    bool *met; /* by finding: somebody showed that something holds */
    /* What was tried. */
    uint64_t outcomes[MOST_OUTCOMES];
    uint64_t in_force[LIMIT_GUARANTEES];
    uint64_t assessments, judged, rises, falls_excepted, changes, withheld, left_open;
    uint64_t claims[PROPERTIES]; /* times that a claim spoke of the person (or pair) at hand */
};

static void load(struct crowd *crowd)
{
    crowd->people = people_load();
    crowd->questionnaire = crowd->people->questionnaire;
    crowd->plan = crowd->people->plan;
    arena_init(&crowd->arena, LIMIT_QUESTIONNAIRE_MEMORY);
    arena_init(&crowd->person, LIMIT_RECORD_MEMORY);
    assert_true(prove(crowd->questionnaire, crowd->plan, prove_default_options(), &crowd->arena,
                      &crowd->proofs, &crowd->people->diags));
    const struct questionnaire *questionnaire = crowd->questionnaire;
    crowd->uses = arena_array(&crowd->arena, questionnaire->scope.count, sizeof *crowd->uses);
    crowd->first_facts =
        arena_array(&crowd->arena, questionnaire->fact_count, sizeof *crowd->first_facts);
    crowd->met = arena_array(&crowd->arena, crowd->proofs.count, sizeof *crowd->met);
    assert_non_null(crowd->met);
    assert_non_null(crowd->uses);
    assert_non_null(crowd->first_facts);
    for (uint32_t i = 0; i < questionnaire->fact_count; i++) {
        assert_true(expr_add_uses(questionnaire->facts[i].is, crowd->uses, &crowd->arena));
    }
    for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
        assert_true(expr_add_uses(questionnaire->rules[i].when, crowd->uses, &crowd->arena));
    }
}

static void unload(struct crowd *crowd)
{
    arena_free(&crowd->arena);
    arena_free(&crowd->person);
    people_free(crowd->people);
}

/* ---- People -------------------------------------------------------------------------------------- */

static int64_t draw_integer(struct crowd *crowd, uint32_t index)
{
    const struct question *question = &crowd->questionnaire->questions[index];
    const struct variable_use *use = &crowd->uses[index];
    int64_t drawn =
        question->min + random_below(&crowd->random, (uint32_t)(question->max - question->min) + 1);
    if (use->cut_count > 0 && random_chance(&crowd->random, 60)) {
        int64_t near = use->cuts[random_below(&crowd->random, use->cut_count)] -
                       random_below(&crowd->random, 2);
        drawn = near >= question->min && near <= question->max ? near : drawn;
    }
    return drawn;
}

static double draw_number(struct crowd *crowd, uint32_t index)
{
    const struct question *question = &crowd->questionnaire->questions[index];
    const struct variable_use *use = &crowd->uses[index];
    if (use->point_count > 0 && random_chance(&crowd->random, 50)) {
        return use->points[random_below(&crowd->random, use->point_count)];
    }
    return question->number_min + (question->number_max - question->number_min) *
                                      random_below(&crowd->random, 1001) / 1000;
}

/* The higher [mild] (percent), the more often the answer is the first choice, none or the least. */
static struct answer draw(struct crowd *crowd, uint32_t index, uint32_t mild)
{
    const struct question *question = &crowd->questionnaire->questions[index];
    struct answer answer = {.state = ANSWER_GIVEN};
    bool is_mild = random_chance(&crowd->random, mild);
    uint64_t set = 0;
    switch (question->type) {
    case QUESTION_YES_NO:
        answer.value = value_truth(!is_mild);
        break;
    case QUESTION_CHOICE:
        answer.value =
            value_choice(is_mild ? 0 : random_below(&crowd->random, question->choice_count));
        break;
    case QUESTION_MULTIPLE:
        for (uint32_t i = 0; i < question->choice_count; i++) {
            set |= random_chance(&crowd->random, is_mild ? 5 : 40) ? UINT64_C(1) << i : 0;
        }
        answer.value = value_set(set);
        break;
    case QUESTION_INTEGER:
        answer.value = value_integer(is_mild ? question->min : draw_integer(crowd, index));
        break;
    case QUESTION_NUMBER:
        answer.value = value_number(is_mild ? question->number_min : draw_number(crowd, index));
        break;
    case QUESTION_TEXT:
        answer.state = ANSWER_NOT_ASKED; /* no condition reads it */
        break;
    }
    return answer;
}

static void copy(const struct crowd *crowd, const struct answer *from, struct answer *to)
{
    for (uint32_t i = 0; i < crowd->questionnaire->question_count; i++) {
        to[i] = from[i];
    }
}

/* Somebody new, somebody like a worked example or like a person seen before but for a few answers, so
 * that every outcome and every guarantee comes up, and people at the border between two outcomes. */
static void draw_person(struct crowd *crowd, struct answer *answers)
{
    const struct questionnaire *questionnaire = crowd->questionnaire;
    const struct people *people = crowd->people;
    uint32_t like = random_below(&crowd->random, questionnaire->outcome_count);
    uint32_t mild = 30 + random_below(&crowd->random, 70);
    uint32_t from = random_below(&crowd->random, 4);
    uint32_t redrawn = from == 0 ? 0 : random_below(&crowd->random, 5);
    const struct answer *base =
        people->examples[random_below(&crowd->random, people->example_count)].answers;
    if (from == 1 && crowd->known_count[like] > 0) {
        uint32_t most = crowd->known_count[like] < MEMORY ? crowd->known_count[like] : MEMORY;
        base = crowd->known[like][random_below(&crowd->random, most)];
    }
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        answers[i] = from > 0 && base[i].state == ANSWER_GIVEN
                         ? base[i]
                         : draw(crowd, i, from > 0 ? 90 : mild);
    }
    for (; redrawn > 0; redrawn--) {
        uint32_t index = random_below(&crowd->random, questionnaire->question_count);
        answers[index] = draw(crowd, index, 60);
    }
}

static void remember(struct crowd *crowd, const struct answer *answers, uint32_t outcome)
{
    uint32_t place = crowd->known_count[outcome]++ % MEMORY;
    if (crowd->known[outcome][place] == NULL) {
        crowd->known[outcome][place] = arena_array(
            &crowd->arena, crowd->questionnaire->question_count, sizeof **crowd->known[outcome]);
        assert_non_null(crowd->known[outcome][place]);
    }
    copy(crowd, answers, crowd->known[outcome][place]);
}

/* ---- Counter-examples ---------------------------------------------------------------------------- */

static void print_value(const struct crowd *crowd, const struct answer *answers, uint32_t index)
{
    const struct question *question = &crowd->questionnaire->questions[index];
    fprintf(stderr, "  " TEXT_FORMAT ": ", TEXT_ARGS(question->id));
    if (answers[index].state == ANSWER_GIVEN) {
        question_print_value(stderr, question, &answers[index].value);
    }
    fputc('\n', stderr);
}

static void fail_person(const struct crowd *crowd, const struct answer *answers, const char *claim,
                        uint32_t subject)
{
    for (uint32_t i = 0; i < crowd->questionnaire->question_count; i++) {
        print_value(crowd, answers, i);
    }
    fail_msg("seed %" PRIu64 ": a counter-example to %s of %" PRIu32, people_seed, claim, subject);
}

static void decide(struct crowd *crowd, const struct answer *answers, struct assessment *ret)
{
    struct assess_options options = assess_default_options();
    options.want_open = false;
    options.want_rules = false;
    crowd->assessments++;
    assert_true(assess(crowd->plan, answers, options, &crowd->person, ret, &crowd->people->diags));
    assert_true(ret->exact);
}

static void judge(struct crowd *crowd, const struct answer *answers,
                  const struct assessment *assessment)
{
    const struct questionnaire *questionnaire = crowd->questionnaire;
    for (uint32_t i = 0; i < questionnaire->guarantee_count; i++) {
        enum verdict verdict;
        assert_true(guarantee_judge(crowd->plan, questionnaire, &questionnaire->guarantees[i],
                                    answers, assessment, &crowd->person, &verdict,
                                    &crowd->people->diags));
        crowd->judged += verdict != GUARANTEE_SILENT;
        crowd->in_force[i] += verdict != GUARANTEE_SILENT;
        if (verdict == GUARANTEE_BROKEN) {
            fail_person(crowd, answers, "guarantee", i);
        }
    }
}

static bool is_true_of(struct crowd *crowd, const struct expr *expr,
                       const struct assessment *assessment)
{
    struct value *trace = arena_array(&crowd->person, expr->node_count, sizeof *trace);
    assert_non_null(trace);
    return expr_eval(expr, assessment->values, trace, &crowd->person).truth == TRUTH_TRUE;
}

/* ---- Claims about one person --------------------------------------------------------------------- */

/* Whether [assessment], which is complete, is someone who the claim says does not exist. */
static bool contradicts(struct crowd *crowd, const struct finding *finding,
                        const struct assessment *assessment)
{
    const struct questionnaire *questionnaire = crowd->questionnaire;
    uint32_t subject = finding->subject;
    bool is_alone = true;
    const struct value *fact;
    switch ((int)finding->property) {
    case PROPERTY_PROMISE_LIVE:
        return is_true_of(crowd, questionnaire->guarantees[subject].when, assessment);
    case PROPERTY_STEP:
        return assessment->outcome == subject &&
               is_true_of(crowd, questionnaire->outcomes[subject].next_steps[finding->other].when,
                          assessment);
    case PROPERTY_RULE_LIVE:
        return assessment->rules[subject] == RULE_HOLDS;
    case PROPERTY_RULE_SEEN:
        return assessment->rules[subject] == RULE_HOLDS &&
               assessment->outcome == questionnaire->rules[subject].outcome;
    case PROPERTY_RULE_NEEDED:
        for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
            is_alone = is_alone &&
                       (i == subject || assessment->rules[i] != RULE_HOLDS ||
                        questionnaire->rules[i].outcome != questionnaire->rules[subject].outcome);
        }
        return is_alone && assessment->rules[subject] == RULE_HOLDS &&
               assessment->outcome == questionnaire->rules[subject].outcome;
    case PROPERTY_RULE_APART:
        return assessment->rules[subject] == RULE_HOLDS &&
               assessment->rules[finding->other] != RULE_HOLDS;
    case PROPERTY_ASKED:
        return assessment->applies[subject] != TRUTH_FALSE;
    case PROPERTY_REACHED:
        return assessment->outcome == subject;
    case PROPERTY_FACT:
        fact = &assessment->values[questionnaire->question_count + subject];
        return !value_equal(fact, &crowd->first_facts[subject]);
    default:
        return false;
    }
}

static void hold_against_claims(struct crowd *crowd, const struct answer *answers,
                                const struct assessment *assessment)
{
    for (uint32_t i = 0; i < crowd->proofs.count; i++) {
        const struct finding *finding = &crowd->proofs.findings[i];
        if (finding->proof == PROOF_HOLDS) {
            crowd->met[i] = crowd->met[i] || contradicts(crowd, finding, assessment);
            continue;
        }
        bool is_about_rule =
            finding->property >= PROPERTY_RULE_LIVE && finding->property <= PROPERTY_RULE_APART;
        crowd->claims[finding->property] +=
            !is_about_rule || assessment->rules[finding->subject] == RULE_HOLDS;
        if (contradicts(crowd, finding, assessment)) {
            fail_person(crowd, answers, property_name(finding->property), finding->subject);
        }
    }
}

/* ---- Claims about one answer changed --------------------------------------------------------------*/

static bool is_excepted(struct crowd *crowd, const struct question *question,
                        const struct assessment *assessment)
{
    return question->except != NULL && is_true_of(crowd, question->except, assessment);
}

/* Whether [b] is the more concerning of two different answers. */
static bool is_more(const struct question *question, const struct value *a, const struct value *b)
{
    switch (question->type) {
    case QUESTION_YES_NO:
        return b->truth == TRUTH_TRUE;
    case QUESTION_CHOICE:
        return b->choices > a->choices;
    case QUESTION_MULTIPLE:
        return (a->set.in & ~b->set.in) == 0;
    case QUESTION_INTEGER:
        return b->integer.low > a->integer.low;
    case QUESTION_NUMBER:
        return b->number.low > a->number.low;
    case QUESTION_TEXT:
        break;
    }
    return false;
}

/* Whether [finding], refuted, says that the outcome stays where the answer goes from [a] to [b], or (of an
 * outcome) that it is not the one that comes or goes. */
static bool forbids_change(const struct question *question, const struct finding *finding,
                           const struct value *a, const struct value *b, uint32_t from, uint32_t to)
{
    uint64_t choice = UINT64_C(1) << finding->other % LIMIT_CHOICES;
    switch ((int)finding->property) {
    case PROPERTY_MATTERS:
        return true;
    case PROPERTY_CHOICE:
        return question->type == QUESTION_MULTIPLE
                   ? (a->set.in ^ b->set.in) == choice
                   : (a->choices | b->choices) == (choice | choice >> 1);
    case PROPERTY_WITHHELD:
        return from == finding->other || to == finding->other;
    default:
        return false;
    }
}

/* Another answer to question [index]: often a neighbour. */
static struct answer change(struct crowd *crowd, uint32_t index, const struct answer *before)
{
    const struct question *question = &crowd->questionnaire->questions[index];
    struct answer after = *before;
    if (question->type == QUESTION_MULTIPLE && random_chance(&crowd->random, 70)) {
        after.value = value_set(before->value.set.in ^ UINT64_C(1) << random_below(
                                                           &crowd->random, question->choice_count));
    } else if (question->type == QUESTION_YES_NO) {
        after.value = value_truth(before->value.truth != TRUTH_TRUE);
    } else if (question->type == QUESTION_CHOICE && random_chance(&crowd->random, 50)) {
        uint32_t rank = (uint32_t)__builtin_ctzll(before->value.choices);
        after.value = value_choice(rank > 0 ? rank - 1 : 1 % question->choice_count);
    } else {
        after = draw(crowd, index, 20);
    }
    return after;
}

static void change_one(struct crowd *crowd, struct answer *answers, uint32_t index,
                       const struct assessment *before)
{
    const struct question *question = &crowd->questionnaire->questions[index];
    const struct answer kept = answers[index];
    struct assessment after;
    if (kept.state != ANSWER_GIVEN) {
        return;
    }
    answers[index] = change(crowd, index, &kept);
    if (value_equal(&kept.value, &answers[index].value)) {
        return;
    }
    decide(crowd, answers, &after);
    crowd->changes++;
    const struct value *values[] = {&kept.value, &answers[index].value};
    uint32_t outcomes[] = {before->outcome, after.outcome};
    bool is_rise = is_more(question, values[0], values[1]);
    bool is_fall = is_more(question, values[1], values[0]);
    if (question->rising && (is_rise || is_fall)) {
        crowd->rises++;
        if (outcomes[is_rise] < outcomes[is_fall]) {
            if (!is_excepted(crowd, question, before) && !is_excepted(crowd, question, &after)) {
                print_value(crowd, answers, index);
                answers[index] = kept;
                fail_person(crowd, answers, "monotone", index);
            }
            crowd->falls_excepted++;
        }
    }
    for (uint32_t i = 0; i < crowd->proofs.count; i++) {
        const struct finding *finding = &crowd->proofs.findings[i];
        if (finding->subject != index ||
            !forbids_change(question, finding, values[0], values[1], outcomes[0], outcomes[1])) {
            continue;
        }
        if (finding->proof == PROOF_HOLDS) {
            crowd->met[i] = crowd->met[i] || outcomes[0] != outcomes[1];
            continue;
        }
        crowd->claims[finding->property]++;
        if (outcomes[0] != outcomes[1]) {
            print_value(crowd, answers, index);
            answers[index] = kept;
            fail_person(crowd, answers, property_name(finding->property), index);
        }
    }
    answers[index] = kept;
}

/* ---- Answers withheld ---------------------------------------------------------------------------- */

/* One answer after another: all that was possible still is, and the outcome stays, or moves towards
 * the undetermined one. */
static void withhold(struct crowd *crowd, struct answer *answers, struct assessment before)
{
    uint32_t undetermined = crowd->questionnaire->undetermined;
    for (int i = 0; i < WITHHOLDINGS; i++) {
        uint32_t index = random_below(&crowd->random, crowd->questionnaire->question_count);
        struct assessment after;
        answers[index] = (struct answer){.state = ANSWER_NOT_ASKED};
        decide(crowd, answers, &after);
        crowd->withheld++;
        crowd->left_open += !after.certain;
        bool is_lawful = after.outcome == before.outcome || after.outcome == undetermined ||
                         (after.outcome > undetermined && after.outcome <= before.outcome);
        if (!is_lawful || (before.possible & ~after.possible) != 0) {
            fail_person(crowd, answers, "the law of withholding", index);
        }
        judge(crowd, answers, &after);
        before = after;
    }
}

/* ---- All of it ----------------------------------------------------------------------------------- */

static void report(const struct crowd *crowd, uint32_t count)
{
    const struct questionnaire *questionnaire = crowd->questionnaire;
    uint32_t exist = 0;
    uint32_t met = 0;
    uint32_t rarest = 0;
    for (uint32_t i = 0; i < crowd->proofs.count; i++) {
        const struct finding *finding = &crowd->proofs.findings[i];
        exist += finding->proof == PROOF_HOLDS && finding->property > PROPERTY_EXCEPTION;
        met += crowd->met[i];
    }
    print_message("%" PRIu32 " people, %" PRIu64
                  " assessments, CPU %.1f s: no counter-example; of %" PRIu32
                  " findings that someone exists, %" PRIu32 " were met\n",
                  count, crowd->assessments, (double)clock() / CLOCKS_PER_SEC, exist, met);
    assert_true(met > exist / 2); /* what is false would likely be noticed */
    for (uint32_t i = 0; i < questionnaire->outcome_count; i++) {
        print_message("  " TEXT_FORMAT " %" PRIu64, TEXT_ARGS(questionnaire->outcomes[i].id),
                      crowd->outcomes[i]);
    }
    for (uint32_t i = 1; i < questionnaire->guarantee_count; i++) {
        rarest = crowd->in_force[i] < crowd->in_force[rarest] ? i : rarest;
    }
    print_message("\n  guarantees in force %" PRIu64 ", the rarest %" PRIu64
                  "; one answer changed %" PRIu64 ", of rising "
                  "concern %" PRIu64 ", declared falls %" PRIu64 "; withheld %" PRIu64
                  ", of these left open %" PRIu64 "\n",
                  crowd->judged, crowd->in_force[rarest], crowd->changes, crowd->rises,
                  crowd->falls_excepted, crowd->withheld, crowd->left_open);
    for (int i = 0; i < PROPERTIES; i++) {
        if (crowd->claims[i] > 0) {
            print_message("  claims against %s put to the test %" PRIu64 "\n",
                          property_name((enum property)i), crowd->claims[i]);
        }
    }
}

static void nobody_is_a_counter_example(void **state)
{
    (void)state;
    if (!prove_is_there()) {
        print_message("built without a prover: nothing to compare\n");
        return;
    }
    static struct crowd crowd;
    crowd.random.state = people_seed;
    load(&crowd);
    const struct questionnaire *questionnaire = crowd.questionnaire;
    struct answer *answers =
        arena_array(&crowd.arena, questionnaire->question_count, sizeof *answers);
    assert_non_null(answers);
    for (uint32_t n = 0; n < people_count; n++) {
        struct assessment assessment;
        arena_reset(&crowd.person);
        draw_person(&crowd, answers);
        decide(&crowd, answers, &assessment);
        assert_true(assessment.certain);
        crowd.outcomes[assessment.outcome]++;
        remember(&crowd, answers, assessment.outcome);
        for (uint32_t i = 0; !crowd.has_first && i < questionnaire->fact_count; i++) {
            crowd.first_facts[i] = assessment.values[questionnaire->question_count + i];
        }
        crowd.has_first = true;
        judge(&crowd, answers, &assessment);
        hold_against_claims(&crowd, answers, &assessment);
        for (int i = 0; i < STEPS; i++) {
            change_one(&crowd, answers, random_below(&crowd.random, questionnaire->question_count),
                       &assessment);
        }
        withhold(&crowd, answers, assessment);
    }
    report(&crowd, people_count);
    for (uint32_t i = 0; i < questionnaire->outcome_count; i++) {
        assert_true(crowd.outcomes[i] > people_count / 100);
    }
    for (uint32_t i = 0; i < questionnaire->guarantee_count; i++) {
        assert_true(crowd.in_force[i] > people_count / 1000);
    }
    assert_true(crowd.judged > people_count && crowd.falls_excepted > 0);
    assert_true(crowd.rises > people_count && crowd.left_open > people_count);
    unload(&crowd);
}

int main(int argc, char **argv)
{
    if (argc > 1) {
        people_count = (uint32_t)strtoul(argv[1], NULL, 10);
    }
    if (argc > 2) {
        people_seed = strtoull(argv[2], NULL, 10);
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_is_a_counter_example),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
