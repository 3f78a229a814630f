/* Proving, from the circuit to the list of findings: what the properties have in common. */
#include "prove/prove.h"

#include "base/limits.h"
#include "prove/prover.h"

/* Conflicts of one query: far more than any query on the shipped questionnaire needs. */
enum { BUDGET = 20000 };
/* So many times the budget of one query is what all queries together may take. */
enum { MOST_BUDGETS = 100 };
/* Steps times rules of shrinking: about two seconds. Past it, answers are shown as they were found. */
enum { SHRINK_WORK = 20000000 };

static const char *const property_names[PROPERTIES] = {
    [PROPERTY_GUARANTEE] = "guarantee",
    [PROPERTY_UNDETERMINED] = "guarantee_when_undetermined",
    [PROPERTY_MONOTONE] = "monotone",
    [PROPERTY_EXCEPTION] = "exception_needed",
    [PROPERTY_PROMISE_LIVE] = "guarantee_can_apply",
    [PROPERTY_RULE_LIVE] = "rule_can_hold",
    [PROPERTY_RULE_SEEN] = "rule_can_decide",
    [PROPERTY_RULE_NEEDED] = "rule_needed",
    [PROPERTY_RULE_APART] = "rule_without_other",
    [PROPERTY_ASKED] = "question_asked",
    [PROPERTY_MATTERS] = "question_matters",
    [PROPERTY_CHOICE] = "choice_matters",
    [PROPERTY_REACHED] = "outcome_reached",
    [PROPERTY_STEP] = "next_step_shown",
    [PROPERTY_FACT] = "fact_varies",
    [PROPERTY_WITHHELD] = "withheld_matters",
};

const char *property_name(enum property property)
{
    return property_names[property];
}

struct prove_options prove_default_options(void)
{
    return (struct prove_options){.budget = BUDGET, .want_withheld = true, .want_details = true};
}

void prover_exhaust(struct prover *prover)
{
    if (prover->ok) {
        prover->ok = diag_out_of_memory(prover->diags);
    }
}

void prover_turn_to(const struct prover *prover, enum property property)
{
    if (prover->options.watch != NULL) {
        prover->options.watch(prover->options.watch_context, property);
    }
}

enum proof proof_by_example(const struct prover *prover, enum solved solved)
{
    if (solved == SOLVED_YES && prover->model.loose_count > 0) {
        return PROOF_OPEN;
    }
    return solved == SOLVED_YES ? PROOF_HOLDS : solved == SOLVED_NO ? PROOF_FAILS : PROOF_OPEN;
}

enum proof proof_by_absence(enum solved solved)
{
    return solved == SOLVED_NO ? PROOF_HOLDS : solved == SOLVED_YES ? PROOF_FAILS : PROOF_OPEN;
}

struct finding *prover_find(struct prover *prover, enum property property, enum proof proof,
                            uint32_t subject, uint32_t other)
{
    struct finding *findings = list_reserve(prover->arena, prover->findings, prover->count,
                                            &prover->capacity, sizeof *findings);
    if (findings == NULL) {
        prover_exhaust(prover);
        return &prover->lost;
    }
    prover->findings = findings;
    findings[prover->count] =
        (struct finding){.property = property, .proof = proof, .subject = subject, .other = other};
    return &findings[prover->count++];
}

/* ---- Random answers -------------------------------------------------------------------------- */

/* splitmix64 (Steele, Lea and Flood 2014). */
static uint64_t next_random(uint64_t *state)
{
    uint64_t mixed = *state += UINT64_C(0x9E3779B97F4A7C15);
    mixed = (mixed ^ mixed >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94D049BB133111EB);
    return mixed ^ mixed >> 31;
}

/* Atoms of one chain are nodes in a row, so that one level is drawn for all of them. The higher
 * [mild] (percent), the more often it is the lowest. */
static void draw_trial(struct prover *prover, uint64_t *words, uint32_t mild, uint64_t *random)
{
    const struct circuit *circuit = &prover->circuit;
    for (uint32_t i = 1; i < circuit->count;) {
        if (circuit->nodes[i].chain == CIRCUIT_NO_CHAIN) {
            i++;
            continue;
        }
        uint32_t length = 1;
        while (i + length < circuit->count &&
               circuit->nodes[i + length].chain == circuit->nodes[i].chain) {
            length++;
        }
        for (uint32_t j = 0; j < length; j++) {
            words[i + j] = 0;
        }
        for (uint32_t bit = 0; bit < 64; bit++) {
            uint64_t drawn = next_random(random);
            uint32_t level = drawn % 100 < mild ? 0 : (uint32_t)(drawn >> 32) % (length + 1);
            for (uint32_t j = 0; j < level; j++) {
                words[i + j] |= UINT64_C(1) << bit;
            }
        }
        i += length;
    }
}

/* Brings all trials up to the nodes that the circuit has by now. */
static bool simulate(struct prover *prover)
{
    const struct circuit *circuit = &prover->circuit;
    if (circuit->count > prover->word_capacity) {
        uint32_t capacity = circuit->count * 2;
        for (size_t i = 0; i < PROVER_TRIALS; i++) {
            uint64_t *words = arena_array(prover->arena, capacity, sizeof *words);
            if (words == NULL) {
                prover_exhaust(prover);
                return false;
            }
            for (uint32_t j = 0; j < prover->simulated; j++) {
                words[j] = prover->words[i][j];
            }
            prover->words[i] = words;
        }
        prover->word_capacity = capacity;
    }
    if (prover->simulated == 0) {
        uint64_t random = 20261123;
        for (uint32_t i = 0; i < PROVER_TRIALS; i++) {
            draw_trial(prover, prover->words[i], 20 + 5 * i, &random);
        }
    }
    for (size_t i = 0; i < PROVER_TRIALS; i++) {
        circuit_simulate(circuit, prover->words[i], prover->simulated);
    }
    prover->simulated = circuit->count;
    return true;
}

/* ---- Queries --------------------------------------------------------------------------------- */

static bool find_in_trials(struct prover *prover, const literal *literals, uint32_t count)
{
    for (uint32_t i = 0; i < PROVER_TRIALS; i++) {
        uint64_t all = UINT64_MAX;
        for (uint32_t j = 0; j < count && all != 0; j++) {
            all &= circuit_word(prover->words[i], literals[j]);
        }
        if (all != 0) {
            prover->in_trials = true;
            prover->trial = i;
            prover->bit = (uint32_t)__builtin_ctzll(all);
            return true;
        }
    }
    return false;
}

/* What the solver found becomes one of the trials, in the place of an old one: who was hard to find
 * once is likely wanted again. */
static void keep_found(struct prover *prover)
{
    const struct circuit *circuit = &prover->circuit;
    uint64_t *words = prover->words[prover->oldest / 64 % PROVER_TRIALS];
    uint64_t bit = UINT64_C(1) << (prover->oldest % 64);
    prover->oldest++;
    for (uint32_t i = 1; i < circuit->count; i++) {
        const struct circuit_node *node = &circuit->nodes[i];
        bool holds =
            node->chain != CIRCUIT_NO_CHAIN
                ? solver_holds(prover->solver, 2 * i)
                : (circuit_word(words, node->left) & circuit_word(words, node->right) & bit) != 0;
        words[i] = holds ? words[i] | bit : words[i] & ~bit;
    }
}

enum solved prover_ask(struct prover *prover, const literal *literals, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (literals[i] == LITERAL_FALSE) {
            return SOLVED_NO;
        }
    }
    prover->in_trials = false;
    if (!prover->ok || prover->circuit.exhausted) {
        prover_exhaust(prover);
        return SOLVED_NOT;
    }
    if (!simulate(prover) || find_in_trials(prover, literals, count)) {
        return prover->ok ? SOLVED_YES : SOLVED_NOT;
    }
    if (prover->solver == NULL) {
        prover->solver = solver_make(&prover->circuit);
    }
    if (prover->solver == NULL) {
        prover_exhaust(prover);
        return SOLVED_NOT;
    }
    uint32_t budget = prover->options.budget;
    if (prover->conflicts > (uint64_t)budget * MOST_BUDGETS) {
        budget = budget / MOST_BUDGETS + 1; /* the easy ones are still decided */
    }
    uint64_t before = solver_conflicts(prover->solver);
    prover->queries++;
    enum solved solved = solver_solve(prover->solver, literals, count, budget);
    prover->conflicts += solver_conflicts(prover->solver) - before;
    if (solved == SOLVED_YES) {
        keep_found(prover);
    }
    return solved;
}

enum solved prover_ask_one(struct prover *prover, literal a)
{
    return prover_ask(prover, &a, 1);
}

static bool atom_holds(const struct prover *prover, literal atom)
{
    if (atom <= LITERAL_TRUE) {
        return atom == LITERAL_TRUE;
    }
    return prover->in_trials
               ? (circuit_word(prover->words[prover->trial], atom) >> prover->bit & 1) != 0
               : solver_holds(prover->solver, atom);
}

struct answer *prover_answers(struct prover *prover)
{
    uint32_t count = prover->questionnaire->question_count;
    struct answer *answers = arena_array(prover->arena, count, sizeof *answers);
    if (answers == NULL) {
        prover_exhaust(prover);
        return NULL;
    }
    for (uint32_t i = 0; i < count; i++) {
        const struct raw *raw = &prover->raws[i];
        if (prover->questionnaire->questions[i].type == QUESTION_TEXT) {
            continue; /* no condition reads it */
        }
        uint64_t class = 0;
        for (uint32_t j = 0; j < raw->count; j++) {
            bool holds = atom_holds(prover, raw->holds[j]);
            class = !holds ? class : raw->is_set ? class | UINT64_C(1) << j : j;
        }
        answers[i] = (struct answer){.state = ANSWER_GIVEN, .value = raw_value(raw, class)};
    }
    return answers;
}

void prover_rewind(struct prover *prover, uint32_t count)
{
    solver_free(prover->solver);
    prover->solver = NULL;
    circuit_shrink(&prover->circuit, count);
    prover->simulated = prover->simulated < count ? prover->simulated : count;
}

/* ---- All of it ------------------------------------------------------------------------------- */

bool prover_compile(struct prover *prover)
{
    const struct questionnaire *questionnaire = prover->questionnaire;
    struct variable_use *uses =
        arena_array(prover->arena, questionnaire->scope.count, sizeof *uses);
    prover->raws = arena_array(prover->arena, questionnaire->question_count, sizeof *prover->raws);
    if (uses == NULL || prover->raws == NULL || !circuit_init(&prover->circuit, prover->arena) ||
        !model_add_uses(questionnaire, uses, prover->arena)) {
        return diag_out_of_memory(prover->diags);
    }
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        if (!raw_make(&prover->circuit, &questionnaire->questions[i], &uses[i], &prover->raws[i])) {
            return diag_out_of_memory(prover->diags);
        }
    }
    return model_make(&prover->model, &prover->circuit, questionnaire, prover->raws, prover->arena,
                      prover->diags);
}

/* By property, then as they were found: which is by subject. */
static void sort_findings(struct prover *prover)
{
    struct finding *sorted = arena_array(prover->arena, prover->count, sizeof *sorted);
    if (sorted == NULL) {
        prover_exhaust(prover);
        return;
    }
    uint32_t count = 0;
    for (int property = 0; property < PROPERTIES; property++) {
        for (uint32_t i = 0; i < prover->count; i++) {
            if (prover->findings[i].property == (enum property)property) {
                sorted[count++] = prover->findings[i];
            }
        }
    }
    prover->findings = sorted;
}

bool prove_is_there(void)
{
    return solver_is_there();
}

bool prove(const struct questionnaire *questionnaire, const struct plan *plan,
           struct prove_options options, struct arena *arena, struct proofs *ret,
           struct diags *diags)
{
    struct prover prover = {.questionnaire = questionnaire,
                            .plan = plan,
                            .options = options,
                            .arena = arena,
                            .diags = diags,
                            .shrink_left = SHRINK_WORK,
                            .ok = true};
    *ret = (struct proofs){.is_there = solver_is_there()};
    if (!ret->is_there) {
        return true;
    }
    prover_turn_to(&prover, (enum property)PROPERTIES);
    if (!prover_compile(&prover)) {
        return false;
    }
    prove_whole(&prover);
    prove_steps(&prover);
    prover_turn_to(&prover, (enum property)PROPERTIES);
    solver_free(prover.solver);
    sort_findings(&prover);
    if (prover.circuit.exhausted) {
        prover_exhaust(&prover);
    }
    ret->findings = prover.findings;
    ret->count = prover.count;
    ret->queries = prover.queries;
    ret->loose_count = prover.model.loose_count;
    return prover.ok;
}
