/* Monotonicity: a more concerning answer never leads to a lower outcome. First it is shown of each rule
 * that it can only rise (a lemma, which few nodes decide); only where that fails of some rule the
 * outcome as a whole is asked about, with the lemmas that hold as hints. */
#include "base/limits.h"
#include "prove/shrink.h"
#include "prove/steps.h"

struct falling {
    struct prover *prover;
    uint32_t question;
    struct value worse; /* the more concerning answer */
    uint32_t outcome, worse_outcome;
    struct arena person;
};

/* Both sets of answers lead to one outcome for certain, the one of more concern to the lower, and the
 * exception holds of neither. */
static bool shows_fall(void *context, const struct answer *answers, uint64_t *work,
                       bool *ret_failed)
{
    struct falling *falling = context;
    struct prover *prover = falling->prover;
    const struct expr *except = prover->questionnaire->questions[falling->question].except;
    struct assess_options options = shrink_assess_options();
    uint32_t outcomes[2];
    arena_reset(&falling->person);
    struct answer *changed =
        arena_array(&falling->person, prover->questionnaire->question_count, sizeof *changed);
    *ret_failed = changed == NULL;
    for (uint32_t i = 0; i < prover->questionnaire->question_count && !*ret_failed; i++) {
        changed[i] = answers[i];
    }
    for (size_t i = 0; i < 2 && !*ret_failed; i++) {
        struct assessment assessment;
        struct evaluation evaluation = {.value = value_truth(false)};
        if (i == 1) {
            changed[falling->question].value = falling->worse;
        }
        *ret_failed =
            !assess(prover->plan, changed, options, &falling->person, &assessment, prover->diags) ||
            (except != NULL && !assess_evaluate(prover->plan, changed, except, options,
                                                &falling->person, &evaluation, prover->diags));
        *work += *ret_failed ? 0 : assessment.steps + 1;
        if (*ret_failed || !assessment.certain || evaluation.value.truth != TRUTH_FALSE) {
            return false;
        }
        outcomes[i] = assessment.outcome;
    }
    if (*ret_failed || outcomes[1] >= outcomes[0]) {
        return false;
    }
    falling->outcome = outcomes[0];
    falling->worse_outcome = outcomes[1];
    return true;
}

/* The answers that were found, before and after the step, made readable. */
static void show_fall(struct stepping *stepping, const struct step *step, struct finding *finding)
{
    struct prover *prover = stepping->prover;
    uint32_t question = stepping->question;
    const struct raw *raw = &prover->raws[question];
    struct answer *answers = prover_answers(prover);
    struct answer *worse =
        arena_array(prover->arena, prover->questionnaire->question_count, sizeof *worse);
    if (answers == NULL || worse == NULL) {
        prover_exhaust(prover);
        return;
    }
    struct falling falling = {.prover = prover, .question = question};
    uint64_t class = raw_class(raw, &answers[question].value);
    uint64_t above = class + 1;
    if (raw->is_set) {
        /* The options are as the copies had them: those that were found do not say. */
        bool is_named = (raw->named >> step->choice & 1) != 0;
        uint64_t option = UINT64_C(1) << step->choice;
        uint64_t below = option - 1;
        uint64_t rest = is_named ? class & ~option : (class & raw->named) | (below & ~raw->named);
        class = rest;
        above = rest | option;
    } else if (step->from->class != NAME_NONE) {
        class = step->from->class;
        above = step->to->class;
    }
    answers[question].value = raw_value(raw, class);
    falling.worse = raw_value(raw, above);
    arena_init(&falling.person, LIMIT_RECORD_MEMORY);
    const struct answer *shrunk =
        shrink_answers(prover->questionnaire, answers, question, shows_fall, &falling,
                       &prover->shrink_left, prover->arena, prover->diags);
    arena_free(&falling.person);
    if (shrunk == NULL) {
        finding->proof = PROOF_OPEN; /* something loose only looked like a fall */
        return;
    }
    for (uint32_t i = 0; i < prover->questionnaire->question_count; i++) {
        worse[i] = shrunk[i];
    }
    worse[question].value = falling.worse;
    finding->answers = shrunk;
    finding->outcome = falling.outcome;
    finding->worse = worse;
    finding->worse_outcome = falling.worse_outcome;
}

/* Shows of each rule for [rank] or more that it rises, and tells the solver of those that do. Whether
 * all of them do. */
static bool prove_lemmas(struct stepping *stepping, const struct step *step, uint32_t rank,
                         bool *is_tried)
{
    struct prover *prover = stepping->prover;
    const struct questionnaire *questionnaire = prover->questionnaire;
    bool all = true;
    for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
        if (questionnaire->rules[i].outcome < rank) {
            continue;
        }
        literal rises = circuit_implies(&prover->circuit, step->from->rules[i], step->to->rules[i]);
        if (rises == LITERAL_TRUE) {
            continue;
        }
        const literal falls[] = {step->given, literal_not(rises)};
        if (is_tried[i] || prover_ask(prover, falls, 2) != SOLVED_NO) {
            is_tried[i] = true;
            all = false;
            continue;
        }
        const literal clause[] = {literal_not(step->given), rises};
        solver_add(prover->solver, clause, 2);
    }
    return all;
}

/* Whether the outcome falls in [step] where [also] holds; from rank to rank. */
static enum solved ask_fall(struct stepping *stepping, const struct step *step, literal also)
{
    struct prover *prover = stepping->prover;
    const struct questionnaire *questionnaire = prover->questionnaire;
    bool *is_tried = steps_array(stepping, questionnaire->rule_count, sizeof *is_tried);
    enum solved worst = SOLVED_NO;
    for (uint32_t rank = questionnaire->outcome_count; is_tried != NULL && rank-- > 0;) {
        const literal falls[] = {step->given, step->from->reaches[rank],
                                 literal_not(step->to->reaches[rank]), also};
        if (step->from->reaches[rank] == step->to->reaches[rank] ||
            prove_lemmas(stepping, step, rank, is_tried)) {
            continue;
        }
        enum solved solved = prover_ask(prover, falls, 4);
        if (solved == SOLVED_YES) {
            return SOLVED_YES;
        }
        worst = solved == SOLVED_NOT ? SOLVED_NOT : worst;
    }
    return worst;
}

/* Whether the option of [step] is one of those that are only counted. */
static bool is_only_counted(const struct raw *raw, const struct step *step)
{
    return raw->is_set && (raw->named >> step->choice & 1) == 0;
}

void prove_monotone(struct stepping *stepping)
{
    struct prover *prover = stepping->prover;
    const struct question *question = &prover->questionnaire->questions[stepping->question];
    struct circuit *circuit = &prover->circuit;
    enum proof all = PROOF_HOLDS;
    enum proof needed = PROOF_FAILS;
    bool counted_falls = false;
    for (uint32_t i = 0; i < stepping->step_count && prover->ok; i++) {
        const struct step *step = &stepping->steps[i];
        bool is_counted = is_only_counted(&prover->raws[stepping->question], step);
        if (is_counted && counted_falls) {
            continue; /* one more of those that are alike */
        }
        literal excepted = circuit_or(circuit, step->from->except, step->to->except);
        enum solved solved = ask_fall(stepping, step, literal_not(excepted));
        if (solved == SOLVED_YES) {
            struct finding *finding = prover_find(prover, PROPERTY_MONOTONE, PROOF_FAILS,
                                                  stepping->question, step->choice);
            show_fall(stepping, step, finding);
            all = PROOF_FAILS;
            counted_falls = counted_falls || is_counted;
        } else if (solved == SOLVED_NOT && all == PROOF_HOLDS) {
            all = PROOF_OPEN;
        }
        if (question->except != NULL && needed != PROOF_HOLDS) {
            enum proof proof = proof_by_example(prover, ask_fall(stepping, step, excepted));
            needed = proof == PROOF_FAILS ? needed : proof;
        }
    }
    if (stepping->all_pairs && prover->raws[stepping->question].count > MOST_STATES &&
        all == PROOF_HOLDS) {
        all = PROOF_OPEN; /* steps over several classes were not tried */
    }
    if (all != PROOF_FAILS) {
        prover_find(prover, PROPERTY_MONOTONE, all, stepping->question, NAME_NONE);
    }
    if (question->except != NULL) {
        prover_find(prover, PROPERTY_EXCEPTION, needed, stepping->question, NAME_NONE);
    }
}
