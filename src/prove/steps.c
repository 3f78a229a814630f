/* Setting answers: one copy of the circuit for each class of answers to a question, or for each option
 * in and out. What does not hang on the answer is the same node in all of them. */
#include "prove/steps.h"

#include "base/limits.h"

/* ---- The states and steps of one question ------------------------------------------------------- */

void *steps_array(struct stepping *stepping, size_t count, size_t size)
{
    void *array = arena_array(&stepping->scratch, count, size);
    if (array == NULL) {
        prover_exhaust(stepping->prover);
    }
    return array;
}

static struct state *add_state(struct stepping *stepping)
{
    struct prover *prover = stepping->prover;
    struct state *state = &stepping->states[stepping->state_count++];
    state->class = NAME_NONE;
    if (!substitution_init(&state->substitution, &prover->circuit, stepping->base,
                           &stepping->scratch)) {
        prover_exhaust(prover);
    }
    return state;
}

/* Works out what becomes of everything in [state], whose answer has been set. */
static void complete(struct stepping *stepping, struct state *state)
{
    struct prover *prover = stepping->prover;
    const struct questionnaire *questionnaire = prover->questionnaire;
    const struct model *model = &prover->model;
    uint32_t ranks = questionnaire->outcome_count + 1;
    state->reaches = steps_array(stepping, ranks, sizeof *state->reaches);
    state->rules = steps_array(stepping, questionnaire->rule_count, sizeof *state->rules);
    state->told = steps_array(stepping, stepping->told_count, sizeof *state->told);
    if (!prover->ok) {
        return;
    }
    for (uint32_t i = 0; i < ranks; i++) {
        state->reaches[i] = substitute(&state->substitution, model->reaches[i]);
    }
    for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
        state->rules[i] = substitute(&state->substitution, model->rules[i]);
    }
    for (uint32_t i = 0; i < stepping->told_count; i++) {
        state->told[i] = substitute(&state->substitution, stepping->told[i]);
    }
    state->except = substitute(&state->substitution, stepping->excepts[stepping->question]);
}

/* Sets the chain of [count] atoms of which [atoms] are the literals so that the first [level] hold. */
static struct state *add_level(struct stepping *stepping, const literal *atoms, uint32_t count,
                               uint32_t level)
{
    struct state *state = add_state(stepping);
    if (stepping->prover->ok) {
        for (uint32_t i = 0; i < count; i++) {
            substitution_set(&state->substitution, atoms[i],
                             i < level ? LITERAL_TRUE : LITERAL_FALSE);
        }
        complete(stepping, state);
    }
    return state;
}

static void add_step(struct stepping *stepping, const struct state *from, const struct state *to,
                     uint32_t choice, bool is_adjacent)
{
    stepping->steps[stepping->step_count++] =
        (struct step){from, to, LITERAL_TRUE, choice, is_adjacent};
}

/* A state for each class; steps to the next, or to all that are higher. */
static void make_ordered(struct stepping *stepping, const struct raw *raw)
{
    for (uint32_t i = 0; i < raw->count && stepping->prover->ok; i++) {
        add_level(stepping, raw->holds + 1, raw->count - 1, i)->class = i;
    }
    for (uint32_t i = 1; i < raw->count && stepping->prover->ok; i++) {
        stepping->all_pairs =
            stepping->all_pairs || stepping->states[i].except != stepping->states[0].except;
    }
    for (uint32_t distance = 1; distance < (stepping->all_pairs ? raw->count : 2); distance++) {
        for (uint32_t i = distance; i < raw->count && stepping->prover->ok; i++) {
            add_step(stepping, &stepping->states[i - distance], &stepping->states[i], i,
                     distance == 1);
        }
    }
}

/* Where there are too many classes: any of them but the highest, and the one above it. */
static void make_shifted(struct stepping *stepping, const struct raw *raw)
{
    struct state *from = add_level(stepping, raw->holds, 0, 0);
    struct state *to = add_state(stepping);
    if (stepping->prover->ok) {
        for (uint32_t i = 1; i < raw->count; i++) {
            substitution_set(&to->substitution, raw->holds[i], raw->holds[i - 1]);
        }
        complete(stepping, to);
        add_step(stepping, from, to, NAME_NONE, true);
        stepping->all_pairs = from->except != to->except;
        stepping->steps[0].given = literal_not(raw->holds[raw->count - 1]);
    }
}

/* An option out and in; of those that are only counted, from each number to the next. */
static void make_set(struct stepping *stepping, const struct raw *raw)
{
    literal others[LIMIT_CHOICES];
    uint32_t options[LIMIT_CHOICES];
    uint32_t count = 0;
    for (uint32_t i = 0; i < raw->count && stepping->prover->ok; i++) {
        if ((raw->named >> i & 1) == 0) {
            options[count] = i;
            others[count++] = raw->holds[i];
            continue;
        }
        struct state *out = add_level(stepping, &raw->holds[i], 1, 0);
        add_step(stepping, out, add_level(stepping, &raw->holds[i], 1, 1), i, true);
    }
    struct state *before = NULL;
    for (uint32_t i = 0; i <= count && count > 0 && stepping->prover->ok; i++) {
        struct state *state = add_level(stepping, others, count, i);
        if (before != NULL) {
            add_step(stepping, before, state, options[i - 1], true);
        }
        before = state;
    }
}

bool steps_make(struct stepping *stepping)
{
    const struct raw *raw = &stepping->prover->raws[stepping->question];
    bool is_large = !raw->is_set && raw->count > MOST_STATES;
    stepping->all_pairs = false;
    uint32_t most = is_large ? 2 : 2 * raw->count + 2;
    uint32_t pairs = is_large || raw->is_set ? most : raw->count * raw->count;
    stepping->states = steps_array(stepping, most, sizeof *stepping->states);
    stepping->steps = steps_array(stepping, pairs, sizeof *stepping->steps);
    stepping->state_count = 0;
    stepping->step_count = 0;
    if (stepping->prover->ok) {
        raw->is_set ? make_set(stepping, raw)
        : is_large  ? make_shifted(stepping, raw)
                    : make_ordered(stepping, raw);
    }
    return stepping->prover->ok;
}

/* ---- Whatever is answered ------------------------------------------------------------------------ */

/* [of] with the first [level] of a chain's [count] atoms holding. */
static literal at_level(struct stepping *stepping, literal of, const literal *atoms, uint32_t count,
                        uint32_t level)
{
    struct prover *prover = stepping->prover;
    struct substitution substitution;
    if (!substitution_init(&substitution, &prover->circuit, prover->circuit.count,
                           &stepping->scratch)) {
        prover_exhaust(prover);
        return LITERAL_FALSE;
    }
    for (uint32_t i = 0; i < count; i++) {
        substitution_set(&substitution, atoms[i], i < level ? LITERAL_TRUE : LITERAL_FALSE);
    }
    return substitute(&substitution, of);
}

static literal at_all_levels(struct stepping *stepping, literal of, const literal *atoms,
                             uint32_t count)
{
    literal all = LITERAL_TRUE;
    for (uint32_t i = 0; i <= count && stepping->prover->ok; i++) {
        all = circuit_and(&stepping->prover->circuit, all, at_level(stepping, of, atoms, count, i));
    }
    return all;
}

literal steps_whatever_is_answered(struct stepping *stepping, literal of)
{
    const struct raw *raw = &stepping->prover->raws[stepping->question];
    literal others[LIMIT_CHOICES];
    uint32_t count = 0;
    if (!raw->is_set) {
        return at_all_levels(stepping, of, raw->holds + 1, raw->count - 1);
    }
    for (uint32_t i = 0; i < raw->count; i++) {
        if ((raw->named >> i & 1) != 0) {
            of = at_all_levels(stepping, of, &raw->holds[i], 1);
        } else {
            others[count++] = raw->holds[i];
        }
    }
    return at_all_levels(stepping, of, others, count);
}

/* ---- Before the first question -------------------------------------------------------------------- */

bool steps_prepare(struct stepping *stepping)
{
    struct prover *prover = stepping->prover;
    const struct questionnaire *questionnaire = prover->questionnaire;
    struct model *model = &prover->model;
    uint32_t steps = 0;
    for (uint32_t i = 0; i < questionnaire->outcome_count; i++) {
        steps += questionnaire->outcomes[i].next_step_count;
    }
    stepping->told = arena_array(prover->arena, steps, sizeof *stepping->told);
    stepping->excepts =
        arena_array(prover->arena, questionnaire->question_count, sizeof *stepping->excepts);
    if (stepping->told == NULL || stepping->excepts == NULL) {
        prover_exhaust(prover);
        return false;
    }
    for (uint32_t i = 0; i < questionnaire->outcome_count; i++) {
        const struct outcome *outcome = &questionnaire->outcomes[i];
        for (uint32_t j = 0; j < outcome->next_step_count; j++) {
            const struct expr *when = outcome->next_steps[j].when;
            if (when != NULL) {
                stepping->told[stepping->told_count++] = circuit_and(
                    &prover->circuit, model_outcome(model, i), model_condition(model, when));
            }
        }
    }
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        const struct expr *except = questionnaire->questions[i].except;
        stepping->excepts[i] = except == NULL ? LITERAL_FALSE : model_condition(model, except);
    }
    stepping->base = prover->circuit.count;
    return !prover->circuit.exhausted;
}
