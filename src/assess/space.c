/* Evaluating a questionnaire on what is still possible, and seeing what it waits for. */
#include "assess/space.h"

#include <string.h>

#include "base/limits.h"

bool space_init(struct space *space, const struct plan *plan, const struct answer *answers,
                uint32_t step_limit, struct arena *arena)
{
    const struct questionnaire *questionnaire = plan->questionnaire;
    *space = (struct space){.plan = plan, .arena = arena, .step_limit = step_limit};
    space->raw = arena_array(arena, questionnaire->question_count, sizeof *space->raw);
    space->values = arena_array(arena, questionnaire->scope.count, sizeof *space->values);
    space->applies = arena_array(arena, questionnaire->question_count, sizeof *space->applies);
    space->holds = arena_array(arena, questionnaire->rule_count, sizeof *space->holds);
    space->traces = arena_array(arena, plan->trace_length, sizeof *space->traces);
    space->stale = arena_array(arena, plan->condition_count, sizeof *space->stale);
    space->narrowed = arena_array(arena, questionnaire->scope.count, sizeof *space->narrowed);
    space->assumed = arena_array(arena, questionnaire->fact_count, sizeof *space->assumed);
    space->slots = arena_array(arena, plan->slot_length, sizeof *space->slots);
    space->visited = arena_array(arena, questionnaire->fact_count, sizeof *space->visited);
    if (space->raw == NULL || space->values == NULL || space->applies == NULL ||
        space->holds == NULL || space->traces == NULL || space->stale == NULL ||
        space->narrowed == NULL || space->slots == NULL || space->visited == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        space->raw[i] = answers[i].state == ANSWER_GIVEN
                            ? answers[i].value
                            : question_everything(&questionnaire->questions[i]);
    }
    memset(space->stale, true, plan->condition_count * sizeof *space->stale);
    space_keep(space);
    return true;
}

void space_keep(struct space *space)
{
    space->scratch = arena_mark(space->arena);
}

struct target target_condition(const struct space *space, uint32_t condition)
{
    const struct plan *plan = space->plan;
    return (struct target){plan->conditions[condition],
                           space->traces + plan->trace_starts[condition],
                           space->slots + plan->slot_starts[condition]};
}

/* ---- Evaluating ------------------------------------------------------------------------------ */

/* The value of condition [number], with its trace. Out of memory (the only error that range proofs
 * leave) it is [everything]. */
static struct value evaluate(struct space *space, uint32_t number, struct value everything)
{
    struct value value = expr_eval(space->plan->conditions[number], space->values,
                                   space->traces + space->plan->trace_starts[number], space->arena);
    space->stale[number] = false;
    if (value.kind == VALUE_ERROR) {
        space->exhausted = true;
        return everything;
    }
    return value;
}

static const struct value either = {.kind = VALUE_BOOL, .truth = TRUTH_OPEN};

static void update_question(struct space *space, uint32_t index)
{
    const struct question *question = &space->plan->questionnaire->questions[index];
    if (question->ask_if == NULL) {
        space->applies[index] = TRUTH_TRUE;
        space->values[index] = space->raw[index];
        return;
    }
    if (space->stale[index]) {
        space->applies[index] = evaluate(space, index, either).truth;
    }
    switch (space->applies[index]) {
    case TRUTH_TRUE:
        space->values[index] = space->raw[index];
        break;
    case TRUTH_FALSE:
        space->values[index] = question->otherwise;
        break;
    case TRUTH_OPEN:
    case TRUTH_NONE:
        space->values[index] = value_join(&space->raw[index], &question->otherwise);
        break;
    }
}

static void update_fact(struct space *space, uint32_t fact)
{
    const struct questionnaire *questionnaire = space->plan->questionnaire;
    uint32_t number = plan_fact_condition(space->plan, fact);
    uint32_t slot = questionnaire->question_count + fact;
    if (space->stale[number]) {
        space->values[slot] =
            evaluate(space, number, questionnaire->scope.variables[slot].everything);
    }
    if (space->assumed[fact] == TRUTH_NONE) {
        return;
    }
    const struct target target = target_condition(space, number);
    enum truth truth = target.trace[target.expr->node_count - 1].truth;
    if (truth == TRUTH_OPEN) {
        space->unrealized = fact;
    } else if (truth != space->assumed[fact]) {
        space->clash = fact;
    }
    space->values[slot] = value_truth(space->assumed[fact] == TRUTH_TRUE);
}

/* Strings and lists pile up until they are worth dropping; then everything is worked out anew. */
static void drop_scratch(struct space *space)
{
    if (space->arena->used - space->scratch.used > LIMIT_RECORD_MEMORY / 4) {
        arena_rewind(space->arena, space->scratch);
        memset(space->stale, true, space->plan->condition_count * sizeof *space->stale);
    }
}

void space_evaluate(struct space *space)
{
    const struct questionnaire *questionnaire = space->plan->questionnaire;
    space->steps++;
    drop_scratch(space);
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        update_question(space, i);
    }
    space->unrealized = NAME_NONE;
    space->clash = NAME_NONE;
    for (uint32_t i = 0; i < questionnaire->fact_count; i++) {
        update_fact(space, i);
    }
}

enum truth space_rule(struct space *space, uint32_t rule)
{
    uint32_t number = plan_rule_condition(space->plan, rule);
    if (space->stale[number]) {
        space->holds[rule] = evaluate(space, number, either).truth;
    }
    return space->holds[rule];
}

static void set_slot(struct space *space, uint32_t slot, struct value value)
{
    const struct dependents *dependents = &space->plan->dependents[slot];
    const uint32_t question_count = space->plan->questionnaire->question_count;
    if (slot < question_count) {
        space->raw[slot] = value;
    } else {
        space->assumed[slot - question_count] = value.truth;
        space->stale[slot] = true; /* its own condition, since its value was written over */
    }
    for (uint32_t i = 0; i < dependents->count; i++) {
        space->stale[dependents->conditions[i]] = true;
    }
}

struct value space_narrowing(const struct space *space, uint32_t slot)
{
    const uint32_t question_count = space->plan->questionnaire->question_count;
    return slot < question_count
               ? space->raw[slot]
               : (struct value){.kind = VALUE_BOOL, .truth = space->assumed[slot - question_count]};
}

bool space_split(const struct space *space, uint32_t slot, struct value ret_parts[2])
{
    if (slot < space->plan->questionnaire->question_count) {
        return plan_split(space->plan, slot, &space->raw[slot], &ret_parts[0], &ret_parts[1]);
    }
    ret_parts[0] = value_truth(false);
    ret_parts[1] = value_truth(true);
    return true;
}

void space_descend(struct space *space, uint32_t slot, struct value part)
{
    set_slot(space, slot, part);
    space->narrowed[slot]++;
    space->depth++;
}

void space_ascend(struct space *space, uint32_t slot, struct value before)
{
    set_slot(space, slot, before);
    space->narrowed[slot]--;
    space->depth--;
}

void space_fix(struct space *space, uint32_t question, struct value answer)
{
    set_slot(space, question, answer);
    space->narrowed[question] = 1;
}

void space_free(struct space *space, uint32_t question)
{
    set_slot(space, question,
             question_everything(&space->plan->questionnaire->questions[question]));
    space->narrowed[question] = 0;
}

bool space_out_of_budget(struct space *space)
{
    if (space->steps >= space->step_limit || space->depth >= LIMIT_SPLIT_DEPTH) {
        space->spent = true;
    }
    return space->spent;
}

/* ---- Targets --------------------------------------------------------------------------------- */

bool target_expression(const struct space *space, const struct expr *expr, struct target *ret)
{
    struct value *trace = arena_array(space->arena, expr->node_count, sizeof *trace);
    uint32_t *slots = arena_array(space->arena, expr->variable_count, sizeof *slots);
    if (trace == NULL || slots == NULL) {
        return false;
    }
    *ret = (struct target){expr, trace, slots};
    return true;
}

struct value space_target(struct space *space, const struct target *target)
{
    return expr_eval(target->expr, space->values, target->trace, space->arena);
}

/* ---- What a target waits for ----------------------------------------------------------------- */

static void look_at_condition(struct space *space, uint32_t number, struct look *look);

static void look_at_fact(struct space *space, uint32_t fact, struct look *look)
{
    uint32_t number = plan_fact_condition(space->plan, fact);
    uint32_t slot = space->plan->questionnaire->question_count + fact;
    if (look->assume && space->values[slot].kind == VALUE_BOOL &&
        (look->of == NAME_NONE || !plan_reads(space->plan, number, look->of))) {
        look->split = look->split == NAME_NONE ? slot : look->split;
    } else if (space->visited[fact] != space->look_count) {
        space->visited[fact] = space->look_count;
        look_at_condition(space, number, look);
    }
}

/* What an open variable waits for: a question for its answer and for whether it applies, a fact for
 * what its condition reads. */
static void look_at_slot(struct space *space, uint32_t slot, struct look *look)
{
    const uint32_t question_count = space->plan->questionnaire->question_count;
    struct value parts[2];
    if (value_is_known(&space->values[slot])) {
        return;
    }
    if (slot >= question_count) {
        look_at_fact(space, slot - question_count, look);
        return;
    }
    if (space->applies[slot] == TRUTH_OPEN) { /* first whether it applies at all */
        look_at_condition(space, slot, look);
    }
    if (slot == look->of) {
        look->seen = true;
    } else if (look->split == NAME_NONE && space_split(space, slot, parts)) {
        look->split = slot;
    }
}

static void look_at(struct space *space, const struct target *target, struct look *look)
{
    uint32_t count = expr_reasons(target->expr, space->values, target->trace, target->slots);
    for (uint32_t i = 0; i < count; i++) {
        look_at_slot(space, target->slots[i], look);
    }
}

/* A condition may be met again below itself only through facts and ask_ifs, which have slots of
 * their own: its list of slots is not overwritten while it is walked. */
static void look_at_condition(struct space *space, uint32_t number, struct look *look)
{
    struct target target = target_condition(space, number);
    look_at(space, &target, look);
}

struct look space_look(struct space *space, const struct target *target, uint32_t of)
{
    struct look look = {.of = of, .split = NAME_NONE};
    space->look_count++;
    look_at(space, target, &look);
    return look;
}

struct look space_look_at_condition(struct space *space, uint32_t number, uint32_t of, bool assume)
{
    struct look look = {.of = of, .assume = assume, .split = NAME_NONE};
    space->look_count++;
    look_at_condition(space, number, &look);
    return look;
}

/* ---- Sets of slots, and what forces a condition ------------------------------------------------ */

bool slot_set_has(const struct slot_set *set, uint32_t slot)
{
    return (set->words[slot / 64] >> (slot % 64) & 1) != 0;
}

void slot_set_add(struct slot_set *set, uint32_t slot)
{
    set->words[slot / 64] |= UINT64_C(1) << (slot % 64);
}

void slot_set_remove(struct slot_set *set, uint32_t slot)
{
    set->words[slot / 64] &= ~(UINT64_C(1) << (slot % 64));
}

void slot_set_join(struct slot_set *set, const struct slot_set *other)
{
    for (size_t i = 0; i < sizeof set->words / sizeof *set->words; i++) {
        set->words[i] |= other->words[i];
    }
}

bool slot_set_meets(const struct slot_set *set, const struct slot_set *other)
{
    for (size_t i = 0; i < sizeof set->words / sizeof *set->words; i++) {
        if ((set->words[i] & other->words[i]) != 0) {
            return true;
        }
    }
    return false;
}

uint32_t slot_set_count(const struct slot_set *set)
{
    uint32_t count = 0;
    for (size_t i = 0; i < sizeof set->words / sizeof *set->words; i++) {
        count += (uint32_t)__builtin_popcountll(set->words[i]);
    }
    return count;
}

static void add_condition(struct space *space, uint32_t number, struct slot_set *set);

static void add_slot(struct space *space, uint32_t slot, struct slot_set *set)
{
    const struct questionnaire *questionnaire = space->plan->questionnaire;
    if (slot >= questionnaire->question_count) {
        uint32_t fact = slot - questionnaire->question_count;
        if (space->assumed[fact] != TRUTH_NONE) {
            slot_set_add(set, slot);
        } else if (space->visited[fact] != space->look_count) {
            space->visited[fact] = space->look_count;
            add_condition(space, plan_fact_condition(space->plan, fact), set);
        }
        return;
    }
    if (space->applies[slot] == TRUTH_OPEN || space->applies[slot] == TRUTH_TRUE) {
        slot_set_add(set, slot);
    }
    if (space->applies[slot] != TRUTH_OPEN && space->plan->conditions[slot] != NULL) {
        add_condition(space, slot, set);
    }
}

/* What makes an open fact as narrow as it is may be anything that it reads. */
static void add_read(struct space *space, const struct expr *expr, struct slot_set *set)
{
    for (uint32_t i = 0; i < expr->variable_count; i++) {
        add_slot(space, expr->variables[i], set);
    }
}

static void add_condition(struct space *space, uint32_t number, struct slot_set *set)
{
    struct target target = target_condition(space, number);
    if (!value_is_known(&target.trace[target.expr->node_count - 1])) {
        add_read(space, target.expr, set);
        return;
    }
    uint32_t count = expr_reasons(target.expr, space->values, target.trace, target.slots);
    for (uint32_t i = 0; i < count; i++) {
        add_slot(space, target.slots[i], set);
    }
}

void space_add_reasons(struct space *space, uint32_t number, struct slot_set *set)
{
    space->look_count++;
    add_condition(space, number, set);
}

void space_add_all(const struct space *space, uint32_t number, struct slot_set *set)
{
    for (uint32_t i = 0; i < space->plan->questionnaire->scope.count; i++) {
        if (plan_reads(space->plan, number, i)) {
            slot_set_add(set, i);
        }
    }
}
