/* Evaluating a questionnaire on what is still possible, and seeing what it waits for. */
#include "assess/space.h"

#include <assert.h>
#include <string.h>

bool space_init(struct space *space, const struct plan *plan, const struct answer *answers,
                uint32_t step_limit, struct arena *arena)
{
    const struct questionnaire *questionnaire = plan->questionnaire;
    *space = (struct space){.plan = plan, .arena = arena, .step_limit = step_limit};
    space->raw = arena_array(arena, questionnaire->question_count, sizeof *space->raw);
    space->values = arena_array(arena, questionnaire->scope.count, sizeof *space->values);
    space->applies = arena_array(arena, questionnaire->question_count, sizeof *space->applies);
    space->traces = arena_array(arena, plan->trace_length, sizeof *space->traces);
    space->slots = arena_array(arena, plan->slot_length, sizeof *space->slots);
    space->visited = arena_array(arena, questionnaire->fact_count, sizeof *space->visited);
    if (space->raw == NULL || space->values == NULL || space->applies == NULL ||
        space->traces == NULL || space->slots == NULL || space->visited == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        space->raw[i] = answers[i].state == ANSWER_GIVEN
                            ? answers[i].value
                            : question_everything(&questionnaire->questions[i]);
    }
    space->scratch = arena_mark(arena);
    return true;
}

/* The value of condition [number], with its trace. */
static struct value evaluate(struct space *space, uint32_t number)
{
    return expr_eval(space->plan->conditions[number], space->values,
                     space->traces + space->plan->trace_starts[number], space->arena);
}

void space_evaluate(struct space *space)
{
    const struct questionnaire *questionnaire = space->plan->questionnaire;
    space->steps++;
    arena_rewind(space->arena, space->scratch);
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        const struct question *question = &questionnaire->questions[i];
        if (question->ask_if == NULL) {
            space->applies[i] = TRUTH_TRUE;
            space->values[i] = space->raw[i];
            continue;
        }
        struct value asked = evaluate(space, i);
        space->applies[i] = asked.truth;
        space->values[i] = asked.truth == TRUTH_TRUE ? space->raw[i]
                           : asked.truth == TRUTH_FALSE
                               ? question->otherwise
                               : value_join(&space->raw[i], &question->otherwise);
    }
    for (uint32_t i = 0; i < questionnaire->fact_count; i++) {
        space->values[questionnaire->question_count + i] =
            evaluate(space, plan_fact_condition(space->plan, i));
    }
}

struct target target_outcome(void)
{
    return (struct target){NULL, NULL, NULL};
}

struct target target_condition(const struct space *space, uint32_t condition)
{
    const struct plan *plan = space->plan;
    return (struct target){plan->conditions[condition],
                           space->traces + plan->trace_starts[condition],
                           space->slots + plan->slot_starts[condition]};
}

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

/* Rules from the highest outcome down: what may hold adds its outcome, what surely holds ends it,
 * since nothing lower can count any more. */
static struct value possible_outcomes(struct space *space)
{
    const struct questionnaire *questionnaire = space->plan->questionnaire;
    struct value result = {.kind = VALUE_CHOICE, .choices = 0};
    for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
        uint32_t rule = space->plan->falling[i];
        uint64_t outcome = UINT64_C(1) << questionnaire->rules[rule].outcome;
        uint32_t number = plan_rule_condition(space->plan, rule);
        struct value holds = evaluate(space, number);
        if (holds.truth != TRUTH_FALSE) {
            result.choices |= outcome;
        }
        if (holds.truth == TRUTH_TRUE) {
            return result;
        }
    }
    result.choices |= UINT64_C(1) << questionnaire->start;
    return result;
}

struct value space_target(struct space *space, const struct target *target)
{
    if (target->expr == NULL) {
        return possible_outcomes(space);
    }
    return expr_eval(target->expr, space->values, target->trace, space->arena);
}

/* ---- What a target waits for ----------------------------------------------------------------- */

static void look_at_condition(struct space *space, uint32_t number, struct look *look);

/* What an open variable waits for: a question for its answer and for whether it applies, a fact for
 * what its condition reads. */
static void look_at_slot(struct space *space, uint32_t slot, struct look *look)
{
    const struct questionnaire *questionnaire = space->plan->questionnaire;
    if (value_is_known(&space->values[slot])) {
        return;
    }
    if (slot >= questionnaire->question_count) {
        uint32_t fact = slot - questionnaire->question_count;
        if (space->visited[fact] != space->look_count) {
            space->visited[fact] = space->look_count;
            look_at_condition(space, plan_fact_condition(space->plan, fact), look);
        }
        return;
    }
    if (space->applies[slot] == TRUTH_OPEN) { /* first whether it applies at all */
        look_at_condition(space, slot, look);
    }
    struct value low;
    struct value high;
    if (slot == look->of) {
        look->seen = true;
    } else if (look->split == NAME_NONE &&
               plan_split(space->plan, slot, &space->raw[slot], &low, &high)) {
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
    struct look result = {of, false, NAME_NONE};
    if (target->expr != NULL) {
        space->look_count++;
        look_at(space, target, &result);
        return result;
    }
    const struct questionnaire *questionnaire = space->plan->questionnaire;
    uint32_t any = NAME_NONE;
    for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
        uint32_t rule = space->plan->falling[i];
        struct target when = target_condition(space, plan_rule_condition(space->plan, rule));
        enum truth holds = when.trace[when.expr->node_count - 1].truth;
        if (holds == TRUTH_TRUE) {
            break; /* what is lower was not evaluated and does not count */
        }
        if (holds == TRUTH_FALSE) {
            continue;
        }
        struct look look = {of, false, NAME_NONE};
        space->look_count++;
        look_at(space, &when, &look);
        any = any == NAME_NONE ? look.split : any;
        if (look.seen && result.split == NAME_NONE) {
            result.split = look.split;
        }
        result.seen = result.seen || look.seen;
        if (of == NAME_NONE && any != NAME_NONE) {
            break;
        }
    }
    result.split = result.split == NAME_NONE ? any : result.split;
    return result;
}
