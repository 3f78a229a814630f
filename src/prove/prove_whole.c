/* The properties of the questionnaire as it stands: each is one query, or a few, about one set of
 * answers. */
#include "prove/prover.h"
#include "prove/shrink.h"
#include "prove/symbol.h"

/* ---- Guarantees ------------------------------------------------------------------------------ */

static void prove_guarantee(struct prover *prover, uint32_t index)
{
    const struct guarantee *guarantee = &prover->questionnaire->guarantees[index];
    struct model *model = &prover->model;
    const literal broken[] = {model_condition(model, guarantee->when),
                              literal_not(model_outcome_in(model, guarantee->allowed))};
    enum solved solved = prover_ask(prover, broken, 2);
    struct finding *finding =
        prover_find(prover, PROPERTY_GUARANTEE, proof_by_absence(solved), index, NAME_NONE);
    if (solved != SOLVED_YES) {
        return;
    }
    const struct answer *answers = prover_answers(prover);
    finding->answers = answers == NULL ? NULL
                                       : shrink(prover->questionnaire, prover->plan, guarantee,
                                                answers, &prover->shrink_left, prover->arena,
                                                &finding->outcome, prover->diags);
    if (finding->answers == NULL) {
        finding->proof = PROOF_OPEN; /* something loose only looked like answers that break it */
    }
}

/* Answers with which its `when` surely holds can be completed, so that complete ones tell. */
static void prove_promise(struct prover *prover, uint32_t index)
{
    const struct guarantee *guarantee = &prover->questionnaire->guarantees[index];
    enum solved solved = prover_ask_one(prover, model_condition(&prover->model, guarantee->when));
    prover_find(prover, PROPERTY_PROMISE_LIVE, proof_by_example(prover, solved), index, NAME_NONE);
}

/* ---- Rules ----------------------------------------------------------------------------------- */

static void prove_rule(struct prover *prover, uint32_t index)
{
    const struct questionnaire *questionnaire = prover->questionnaire;
    struct model *model = &prover->model;
    struct circuit *circuit = &prover->circuit;
    const struct rule *rule = &questionnaire->rules[index];
    literal when = model->rules[index];
    literal seen = circuit_and(circuit, when, literal_not(model->reaches[rule->outcome + 1]));

    prover_turn_to(prover, PROPERTY_RULE_LIVE);
    enum solved solved = prover_ask_one(prover, when);
    prover_find(prover, PROPERTY_RULE_LIVE, proof_by_example(prover, solved), index, NAME_NONE);
    if (solved == SOLVED_NO) {
        return;
    }
    prover_turn_to(prover, PROPERTY_RULE_SEEN);
    solved = prover_ask_one(prover, seen);
    prover_find(prover, PROPERTY_RULE_SEEN, proof_by_example(prover, solved), index, NAME_NONE);
    if (solved == SOLVED_NO || !prover->options.want_details) {
        return;
    }
    literal *alone = arena_array(prover->arena, questionnaire->rule_count, sizeof *alone);
    uint32_t count = 0;
    if (alone == NULL) {
        prover_exhaust(prover);
        return;
    }
    alone[count++] = seen;
    for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
        if (i != index && questionnaire->rules[i].outcome == rule->outcome) {
            alone[count++] = literal_not(model->rules[i]);
        }
    }
    prover_turn_to(prover, PROPERTY_RULE_NEEDED);
    enum proof needed = proof_by_example(prover, prover_ask(prover, alone, count));
    if (rule->outcome != questionnaire->start) { /* that one needs no rule */
        prover_find(prover, PROPERTY_RULE_NEEDED, needed, index, NAME_NONE);
    }
    if (needed == PROOF_HOLDS) {
        return; /* a rule that is the only one for someone does not imply another one */
    }
    prover_turn_to(prover, PROPERTY_RULE_APART);
    for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
        if (i != index && questionnaire->rules[i].outcome == rule->outcome) {
            const literal apart[] = {when, literal_not(model->rules[i])};
            solved = prover_ask(prover, apart, 2);
            enum proof proof = proof_by_example(prover, solved);
            if (proof != PROOF_HOLDS) { /* of nearly all pairs it does: too many to list */
                prover_find(prover, PROPERTY_RULE_APART, proof, index, i);
            }
        }
    }
}

/* ---- Questions, outcomes, facts --------------------------------------------------------------- */

/* A next step is shown where its `when` surely holds, with every completion of what is answered. The
 * outcome is that of one of them; but the undetermined one may be given where all lead elsewhere, of
 * which the lowest is then lower. */
static void prove_next_steps(struct prover *prover, uint32_t rank)
{
    const struct outcome *outcome = &prover->questionnaire->outcomes[rank];
    struct model *model = &prover->model;
    literal given = rank == prover->questionnaire->undetermined
                        ? literal_not(model->reaches[rank + 1])
                        : model_outcome(model, rank);
    for (uint32_t i = 0; i < outcome->next_step_count; i++) {
        if (outcome->next_steps[i].when == NULL) {
            continue;
        }
        const literal both[] = {given, model_condition(model, outcome->next_steps[i].when)};
        enum proof proof = proof_by_example(prover, prover_ask(prover, both, 2));
        prover_find(prover, PROPERTY_STEP, proof, rank, i);
    }
}

/* Complete answers lead to it; or all answers are missing, and it is the undetermined outcome, with
 * one possible that is lower and another one. */
static void prove_reached(struct prover *prover)
{
    const struct questionnaire *questionnaire = prover->questionnaire;
    uint32_t undetermined = questionnaire->undetermined;
    uint32_t reached = 0;
    bool is_lower_reached = false;
    for (uint32_t i = 0; i < questionnaire->outcome_count; i++) {
        enum solved solved = prover_ask_one(prover, model_outcome(&prover->model, i));
        prover_find(prover, PROPERTY_REACHED, proof_by_example(prover, solved), i, NAME_NONE);
        reached += solved == SOLVED_YES;
        is_lower_reached = is_lower_reached || (solved == SOLVED_YES && i < undetermined);
    }
    if (!prover->ok) {
        return;
    }
    struct finding *waiting =
        &prover->findings[prover->count - questionnaire->outcome_count + undetermined];
    if (waiting->proof == PROOF_FAILS && is_lower_reached && reached > 1) {
        waiting->proof = PROOF_HOLDS;
    }
    prover_turn_to(prover, PROPERTY_STEP);
    const uint32_t first = prover->count - questionnaire->outcome_count;
    for (uint32_t i = 0; i < questionnaire->outcome_count && prover->ok; i++) {
        if (prover->findings[first + i].proof == PROOF_HOLDS) {
            prove_next_steps(prover, i);
        }
    }
}

/* A fact varies if it can be one of its values, and can be another one. */
static void prove_fact(struct prover *prover, uint32_t index)
{
    const struct symbol *symbol =
        &prover->model.values[prover->questionnaire->question_count + index];
    struct circuit *circuit = &prover->circuit;
    enum proof proof = PROOF_FAILS;
    bool is_open = symbol->shape == SYMBOL_NONE;
    uint32_t count = symbol->shape == SYMBOL_TRUTH ? 1 : symbol->count;
    for (uint32_t i = 0; i < count; i++) {
        literal is = symbol->shape == SYMBOL_TRUTH ? symbol->truth
                     : symbol->shape == SYMBOL_SET ? symbol->holds[i]
                                                   : symbol_is(circuit, symbol, i);
        enum solved can = prover_ask_one(prover, is);
        enum solved need_not = can == SOLVED_YES ? prover_ask_one(prover, literal_not(is)) : can;
        if (can == SOLVED_YES && need_not == SOLVED_YES) {
            proof = PROOF_HOLDS;
            is_open = false;
            break;
        }
        is_open = is_open || need_not == SOLVED_NOT;
        if (can == SOLVED_YES && need_not == SOLVED_NO && symbol->shape != SYMBOL_SET) {
            break;
        }
    }
    is_open = is_open || prover->model.loose_count > 0;
    prover_find(prover, PROPERTY_FACT, is_open ? PROOF_OPEN : proof, index, NAME_NONE);
}

void prove_whole(struct prover *prover)
{
    const struct questionnaire *questionnaire = prover->questionnaire;
    prover_turn_to(prover, PROPERTY_GUARANTEE);
    for (uint32_t i = 0; i < questionnaire->guarantee_count && prover->ok; i++) {
        prove_guarantee(prover, i);
    }
    prover_turn_to(prover, PROPERTY_PROMISE_LIVE);
    for (uint32_t i = 0; i < questionnaire->guarantee_count && prover->ok; i++) {
        prove_promise(prover, i);
    }
    for (uint32_t i = 0; i < questionnaire->rule_count && prover->ok; i++) {
        prove_rule(prover, i);
    }
    prover_turn_to(prover, PROPERTY_ASKED);
    for (uint32_t i = 0; i < questionnaire->question_count && prover->ok; i++) {
        enum solved solved = prover_ask_one(prover, prover->model.applies[i]);
        prover_find(prover, PROPERTY_ASKED, proof_by_example(prover, solved), i, NAME_NONE);
    }
    prover_turn_to(prover, PROPERTY_FACT);
    for (uint32_t i = 0; i < questionnaire->fact_count && prover->ok; i++) {
        prove_fact(prover, i);
    }
    prover_turn_to(prover, PROPERTY_REACHED);
    if (prover->ok) {
        prove_reached(prover);
    }
}
