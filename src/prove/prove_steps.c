/* What an answer decides: whether it matters at all, which outcomes it can change where it is
 * withheld, which choices are told apart, and whether it alone can leave open what a guarantee says
 * never to leave open. */
#include "base/limits.h"
#include "prove/shrink.h"
#include "prove/steps.h"

/* ---- What an answer decides ---------------------------------------------------------------------- */

/* Some step (over classes or options next to each other) leads from [rank] elsewhere, or to it. */
static literal outcome_flips(struct stepping *stepping, uint32_t rank)
{
    struct circuit *circuit = &stepping->prover->circuit;
    literal any = LITERAL_FALSE;
    for (uint32_t i = 0; i < stepping->step_count; i++) {
        const struct step *step = &stepping->steps[i];
        if (!step->is_adjacent) {
            continue;
        }
        const literal *from = step->from->reaches;
        const literal *to = step->to->reaches;
        literal differ =
            circuit_differ(circuit, circuit_and(circuit, from[rank], literal_not(from[rank + 1])),
                           circuit_and(circuit, to[rank], literal_not(to[rank + 1])));
        any = circuit_or(circuit, any, circuit_and(circuit, step->given, differ));
    }
    return any;
}

/* The question of which this one decides whether it is asked. */
static uint32_t gated_question(struct stepping *stepping)
{
    const struct questionnaire *questionnaire = stepping->prover->questionnaire;
    const literal *applies = stepping->prover->model.applies;
    for (uint32_t i = stepping->question + 1; i < questionnaire->question_count; i++) {
        for (uint32_t j = 1; j < stepping->state_count; j++) {
            if (substitute(&stepping->states[j].substitution, applies[i]) !=
                substitute(&stepping->states[0].substitution, applies[i])) {
                return i;
            }
        }
    }
    return NAME_NONE;
}

/* Which outcomes a withheld answer can change, and whether it can change any. A withheld answer leaves
 * the undetermined outcome as it is. */
static void prove_matters(struct stepping *stepping)
{
    struct prover *prover = stepping->prover;
    const struct questionnaire *questionnaire = prover->questionnaire;
    enum proof matters = PROOF_FAILS;
    for (uint32_t i = 0; i < questionnaire->outcome_count; i++) {
        if (i == questionnaire->undetermined ||
            (matters == PROOF_HOLDS && !prover->options.want_withheld)) {
            continue;
        }
        enum solved solved = prover_ask_one(prover, outcome_flips(stepping, i));
        enum proof proof = proof_by_example(prover, solved);
        if (prover->options.want_withheld) {
            prover_find(prover, PROPERTY_WITHHELD, proof, stepping->question, i);
        }
        if (proof == PROOF_HOLDS || (proof == PROOF_OPEN && matters == PROOF_FAILS)) {
            matters = proof;
        }
    }
    if (questionnaire->questions[stepping->question].advice_for == 0) {
        prover_find(prover, PROPERTY_MATTERS, matters, stepping->question,
                    matters == PROOF_FAILS ? gated_question(stepping) : NAME_NONE);
    }
}

/* The two answers of a step lead to another outcome or other next steps. */
static literal step_tells(struct stepping *stepping, const struct step *step)
{
    struct prover *prover = stepping->prover;
    struct circuit *circuit = &prover->circuit;
    literal differ = LITERAL_FALSE;
    for (uint32_t i = 0; i < prover->questionnaire->outcome_count; i++) {
        differ = circuit_or(circuit, differ,
                            circuit_differ(circuit, step->from->reaches[i], step->to->reaches[i]));
    }
    for (uint32_t i = 0; i < stepping->told_count; i++) {
        differ = circuit_or(circuit, differ,
                            circuit_differ(circuit, step->from->told[i], step->to->told[i]));
    }
    return differ;
}

/* Whether each choice is told apart from the one before it, each option in from the same one out.
 * Options that are only counted are alike: it is true of all of them or of none. */
static void prove_choices(struct stepping *stepping)
{
    struct prover *prover = stepping->prover;
    const struct raw *raw = &prover->raws[stepping->question];
    literal others = LITERAL_FALSE;
    for (uint32_t i = 0; i < stepping->step_count && prover->ok; i++) {
        const struct step *step = &stepping->steps[i];
        literal tells = step->is_adjacent ? step_tells(stepping, step) : LITERAL_FALSE;
        if (raw->is_set && (raw->named >> step->choice & 1) == 0) {
            others = circuit_or(&prover->circuit, others, tells);
        } else if (step->is_adjacent) {
            enum proof proof = proof_by_example(prover, prover_ask_one(prover, tells));
            prover_find(prover, PROPERTY_CHOICE, proof, stepping->question, step->choice);
        }
    }
    enum proof proof = proof_by_example(prover, prover_ask_one(prover, others));
    for (uint32_t i = 0; raw->is_set && i < raw->count; i++) {
        if ((raw->named >> i & 1) == 0) {
            prover_find(prover, PROPERTY_CHOICE, proof, stepping->question, i);
        }
    }
}

/* ---- Never undetermined -------------------------------------------------------------------------- */

struct undetermined {
    struct prover *prover;
    const struct guarantee *guarantee;
    struct arena person;
};

/* The guarantee's `when` surely holds, and what is given is the undetermined outcome. */
static bool shows_undetermined(void *context, const struct answer *answers, uint64_t *work,
                               bool *ret_failed)
{
    struct undetermined *undetermined = context;
    struct prover *prover = undetermined->prover;
    struct assess_options options = shrink_assess_options();
    struct assessment assessment;
    struct evaluation evaluation;
    arena_reset(&undetermined->person);
    *ret_failed = !assess(prover->plan, answers, options, &undetermined->person, &assessment,
                          prover->diags) ||
                  !assess_evaluate(prover->plan, answers, undetermined->guarantee->when, options,
                                   &undetermined->person, &evaluation, prover->diags);
    *work += *ret_failed ? 0 : assessment.steps + 1;
    return !*ret_failed && assessment.exact && !assessment.certain &&
           evaluation.value.truth == TRUTH_TRUE &&
           assessment.outcome == prover->questionnaire->undetermined;
}

/* Whether the question at hand, alone withheld, can lead to the undetermined outcome though a
 * guarantee whose `when` surely holds says never. */
static void prove_leaving(struct stepping *stepping, uint32_t index)
{
    struct prover *prover = stepping->prover;
    struct leaving *leaving = &stepping->leaving[index];
    struct circuit *circuit = &prover->circuit;
    uint32_t rank = prover->questionnaire->undetermined;
    literal leads = LITERAL_FALSE;
    if (!prover->raws[stepping->question].is_set &&
        prover->raws[stepping->question].count > MOST_STATES) {
        leaving->proof = PROOF_OPEN;
        return;
    }
    for (uint32_t i = 0; i < stepping->step_count; i++) {
        const struct step *step = &stepping->steps[i];
        literal differ = LITERAL_FALSE;
        for (uint32_t j = 0; j < prover->questionnaire->outcome_count; j++) {
            differ =
                circuit_or(circuit, differ,
                           circuit_differ(circuit, step->from->reaches[j], step->to->reaches[j]));
        }
        literal lower = circuit_or(circuit, literal_not(step->from->reaches[rank]),
                                   literal_not(step->to->reaches[rank]));
        leads = circuit_or(circuit, leads, circuit_and(circuit, differ, lower));
    }
    const literal both[] = {leads, steps_whatever_is_answered(stepping, leaving->when)};
    enum solved solved = prover_ask(prover, both, 2);
    if (solved == SOLVED_NO) {
        return;
    }
    leaving->proof = PROOF_OPEN;
    struct answer *answers = solved == SOLVED_YES ? prover_answers(prover) : NULL;
    if (answers != NULL) {
        struct undetermined undetermined = {.prover = prover,
                                            .guarantee = &prover->questionnaire->guarantees[index]};
        answers[stepping->question] = (struct answer){.state = ANSWER_NOT_ASKED};
        arena_init(&undetermined.person, LIMIT_RECORD_MEMORY);
        leaving->answers =
            shrink_answers(prover->questionnaire, answers, stepping->question, shows_undetermined,
                           &undetermined, &prover->shrink_left, prover->arena, prover->diags);
        arena_free(&undetermined.person);
        leaving->proof = leaving->answers == NULL ? PROOF_OPEN : PROOF_FAILS;
    }
}

/* Guarantees that say never of the undetermined outcome, and hold for complete answers. */
static bool prepare_leaving(struct stepping *stepping)
{
    struct prover *prover = stepping->prover;
    const struct questionnaire *questionnaire = prover->questionnaire;
    uint64_t lower = (UINT64_C(1) << questionnaire->undetermined) - 1;
    stepping->leaving =
        arena_array(prover->arena, questionnaire->guarantee_count, sizeof *stepping->leaving);
    if (stepping->leaving == NULL) {
        prover_exhaust(prover);
        return false;
    }
    for (uint32_t i = 0; i < questionnaire->guarantee_count; i++) {
        const struct guarantee *guarantee = &questionnaire->guarantees[i];
        struct leaving *leaving = &stepping->leaving[i];
        bool is_never =
            guarantee->kind == GUARANTEE_NEVER || guarantee->kind == GUARANTEE_NEVER_RECOMMEND;
        bool is_kept = prover->findings[i].property == PROPERTY_GUARANTEE &&
                       prover->findings[i].proof == PROOF_HOLDS;
        if (is_never && is_kept && (guarantee->allowed >> questionnaire->undetermined & 1) == 0) {
            leaving->is_open = (guarantee->allowed & lower) != 0;
            leaving->when = model_condition(&prover->model, guarantee->when);
            leaving->proof = PROOF_HOLDS;
        } else {
            leaving->when = LITERAL_FALSE;
        }
    }
    return true;
}

static void end_leaving(struct stepping *stepping)
{
    struct prover *prover = stepping->prover;
    for (uint32_t i = 0; i < prover->questionnaire->guarantee_count; i++) {
        const struct leaving *leaving = &stepping->leaving[i];
        if (leaving->when != LITERAL_FALSE) {
            struct finding *finding =
                prover_find(prover, PROPERTY_UNDETERMINED, leaving->proof, i, NAME_NONE);
            finding->answers = leaving->answers;
            finding->outcome = prover->questionnaire->undetermined;
        }
    }
}

/* ---- The driver ---------------------------------------------------------------------------------- */

/* What would be asked of the question at hand, had not all those before it taken so much. */
static void leave_open(struct stepping *stepping)
{
    struct prover *prover = stepping->prover;
    const struct question *question = &prover->questionnaire->questions[stepping->question];
    prover_find(prover, PROPERTY_MATTERS, PROOF_OPEN, stepping->question, NAME_NONE);
    if (question->rising) {
        prover_find(prover, PROPERTY_MONOTONE, PROOF_OPEN, stepping->question, NAME_NONE);
    }
    for (uint32_t i = 0; i < prover->questionnaire->guarantee_count; i++) {
        if (stepping->leaving[i].is_open && stepping->leaving[i].proof == PROOF_HOLDS) {
            stepping->leaving[i].proof = PROOF_OPEN;
        }
    }
}

static void prove_question(struct stepping *stepping)
{
    struct prover *prover = stepping->prover;
    const struct question *question = &prover->questionnaire->questions[stepping->question];
    if (question->type == QUESTION_TEXT) { /* no condition reads it */
        if (question->advice_for == 0) {
            prover_find(prover, PROPERTY_MATTERS, PROOF_FAILS, stepping->question, NAME_NONE);
        }
        return;
    }
    stepping->work += (uint64_t)(prover->raws[stepping->question].count + 1) * stepping->base;
    if (stepping->work > MOST_WORK) {
        leave_open(stepping);
        return;
    }
    prover_turn_to(prover, (enum property)PROPERTIES);
    if (!steps_make(stepping)) {
        return;
    }
    prover_turn_to(prover, PROPERTY_MATTERS);
    prove_matters(stepping);
    if (prover->options.want_details &&
        (question->type == QUESTION_CHOICE || question->type == QUESTION_MULTIPLE)) {
        prover_turn_to(prover, PROPERTY_CHOICE);
        prove_choices(stepping);
    }
    prover_turn_to(prover, PROPERTY_UNDETERMINED);
    for (uint32_t i = 0; i < prover->questionnaire->guarantee_count && prover->ok; i++) {
        if (stepping->leaving[i].is_open && stepping->leaving[i].proof != PROOF_FAILS) {
            prove_leaving(stepping, i);
        }
    }
    if (question->rising) {
        prover_turn_to(prover, PROPERTY_MONOTONE);
        prove_monotone(stepping);
    }
}

void prove_steps(struct prover *prover)
{
    struct stepping stepping = {.prover = prover};
    if (!prover->ok || !prepare_leaving(&stepping) || !steps_prepare(&stepping)) {
        return;
    }
    arena_init(&stepping.scratch, LIMIT_QUESTIONNAIRE_MEMORY);
    for (uint32_t i = 0; i < prover->questionnaire->question_count && prover->ok; i++) {
        stepping.question = i;
        prove_question(&stepping);
        prover_rewind(prover, stepping.base);
        arena_reset(&stepping.scratch);
    }
    end_leaving(&stepping);
    arena_free(&stepping.scratch);
}
