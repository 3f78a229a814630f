/* The properties that compare two completions which differ in the answer to one question. Its answer
 * is set to a constant in each of two copies of the circuit; what does not hang on it is then the same
 * node in both, and most comparisons are over before they are asked. For monotonicity it is first
 * shown of each rule that it can only rise (a lemma, which few nodes decide); only where that fails of
 * some rule the outcome as a whole is asked about, with the lemmas that hold as hints. */
#include "base/limits.h"
#include "prove/prover.h"
#include "prove/shrink.h"

/* Answers to one question beyond which steps are not taken one by one. */
enum { MOST_STATES = 70 };

/* The circuit with one answer set. */
struct state {
    struct substitution substitution;
    literal *reaches; /* by rank */
    literal *rules;
    literal *told; /* by next step */
    literal except;
    uint32_t class; /* ordered, and set to one class */
};

/* From one answer to one of more concern. */
struct step {
    const struct state *from, *to;
    literal given;   /* what else must hold */
    uint32_t choice; /* that is told apart by it; NAME_NONE */
    bool is_adjacent;
};

struct stepping {
    struct prover *prover;
    uint32_t base; /* nodes of the whole circuit */
    literal *told; /* by next step: it is shown */
    uint32_t told_count;
    literal *whens; /* of guarantees that may be given undetermined; LITERAL_FALSE for others */
    bool has_whens;
    literal *excepts; /* by question */
    /* Of the question at hand. */
    uint32_t question;
    struct arena scratch;
    struct state *states;
    uint32_t state_count;
    struct step *steps;
    uint32_t step_count;
    /* The exception of an ordered question hangs on its own answer, so that a step over several
     * classes does not follow from the smaller ones. */
    bool all_pairs;
};

/* ---- The states and steps of one question ------------------------------------------------------- */

static void *scratch_array(struct stepping *stepping, size_t count, size_t size)
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
    state->reaches = scratch_array(stepping, ranks, sizeof *state->reaches);
    state->rules = scratch_array(stepping, questionnaire->rule_count, sizeof *state->rules);
    state->told = scratch_array(stepping, stepping->told_count, sizeof *state->told);
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

static bool make_steps(struct stepping *stepping)
{
    const struct raw *raw = &stepping->prover->raws[stepping->question];
    bool is_large = !raw->is_set && raw->count > MOST_STATES;
    stepping->all_pairs = false;
    uint32_t most = is_large ? 2 : 2 * raw->count + 2;
    uint32_t pairs = is_large || raw->is_set ? most : raw->count * raw->count;
    stepping->states = scratch_array(stepping, most, sizeof *stepping->states);
    stepping->steps = scratch_array(stepping, pairs, sizeof *stepping->steps);
    stepping->state_count = 0;
    stepping->step_count = 0;
    if (stepping->prover->ok) {
        raw->is_set ? make_set(stepping, raw)
        : is_large  ? make_shifted(stepping, raw)
                    : make_ordered(stepping, raw);
    }
    return stepping->prover->ok;
}

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

/* Whether the two answers of a step lead someone to another outcome or other next steps. */
static void prove_choice(struct stepping *stepping, const struct step *step)
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
    prover_find(prover, PROPERTY_CHOICE, proof_by_example(prover, prover_ask_one(prover, differ)),
                stepping->question, step->choice);
}

/* ---- Monotonicity -------------------------------------------------------------------------------- */

struct falling {
    struct prover *prover;
    uint32_t question;
    struct value worse; /* the more concerning answer */
    uint32_t outcome, worse_outcome;
    struct arena person;
};

/* Both sets of answers lead to one outcome for certain, the one of more concern to the lower, and the
 * exception holds of neither. */
static bool shows_fall(void *context, const struct answer *answers, bool *ret_failed)
{
    struct falling *falling = context;
    struct prover *prover = falling->prover;
    const struct expr *except = prover->questionnaire->questions[falling->question].except;
    struct assess_options options = assess_default_options();
    options.want_open = false;
    options.want_rules = false;
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
                       prover->arena, prover->diags);
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
    bool *is_tried = scratch_array(stepping, questionnaire->rule_count, sizeof *is_tried);
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

static void prove_monotone(struct stepping *stepping)
{
    struct prover *prover = stepping->prover;
    const struct question *question = &prover->questionnaire->questions[stepping->question];
    struct circuit *circuit = &prover->circuit;
    enum proof all = PROOF_HOLDS;
    enum proof needed = PROOF_FAILS;
    for (uint32_t i = 0; i < stepping->step_count && prover->ok; i++) {
        const struct step *step = &stepping->steps[i];
        literal excepted = circuit_or(circuit, step->from->except, step->to->except);
        enum solved solved = ask_fall(stepping, step, literal_not(excepted));
        if (solved == SOLVED_YES) {
            struct finding *finding = prover_find(prover, PROPERTY_MONOTONE, PROOF_FAILS,
                                                  stepping->question, step->choice);
            show_fall(stepping, step, finding);
            all = PROOF_FAILS;
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

/* ---- The driver ---------------------------------------------------------------------------------- */

static void prove_question(struct stepping *stepping)
{
    struct prover *prover = stepping->prover;
    const struct question *question = &prover->questionnaire->questions[stepping->question];
    if (question->type == QUESTION_TEXT || !make_steps(stepping)) {
        return;
    }
    prove_matters(stepping);
    bool has_choices = question->type == QUESTION_CHOICE || question->type == QUESTION_MULTIPLE;
    for (uint32_t i = 0; prover->options.want_details && has_choices && i < stepping->step_count;
         i++) {
        if (stepping->steps[i].is_adjacent && prover->ok) {
            prove_choice(stepping, &stepping->steps[i]);
        }
    }
    if (question->rising) {
        prove_monotone(stepping);
    }
}

/* Everything that is compared, before the first answer is set. */
static bool prepare(struct stepping *stepping)
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

void prove_steps(struct prover *prover)
{
    struct stepping stepping = {.prover = prover};
    if (!prover->ok || !prepare(&stepping)) {
        return;
    }
    arena_init(&stepping.scratch, LIMIT_QUESTIONNAIRE_MEMORY);
    for (uint32_t i = 0; i < prover->questionnaire->question_count && prover->ok; i++) {
        stepping.question = i;
        prove_question(&stepping);
        prover_rewind(prover, stepping.base);
        arena_reset(&stepping.scratch);
    }
    arena_free(&stepping.scratch);
}
