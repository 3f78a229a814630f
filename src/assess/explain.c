/* Explaining: the questions and facts behind a condition, read back from the values that deciding
 * used. */
#include "assess/assess.h"

#include "assess/plan.h"

struct gathering {
    const struct plan *plan;
    const struct assessment *assessment;
    bool *seen;      /* by slot */
    uint32_t *slots; /* room for what each condition reads (plan->slot_starts) */
    uint32_t *questions;
    uint32_t question_count;
    uint32_t *facts;
    uint32_t fact_count;
};

static void gather_condition(struct gathering *gathering, uint32_t number);

static void gather_slot(struct gathering *gathering, uint32_t slot)
{
    const struct questionnaire *questionnaire = gathering->plan->questionnaire;
    if (gathering->seen[slot]) {
        return;
    }
    gathering->seen[slot] = true;
    if (slot >= questionnaire->question_count) {
        uint32_t fact = slot - questionnaire->question_count;
        gathering->facts[gathering->fact_count++] = fact;
        gather_condition(gathering, plan_fact_condition(gathering->plan, fact));
        return;
    }
    /* A question that does not apply was never answered: what made it not apply is the reason. */
    enum truth applies = gathering->assessment->applies[slot];
    if (applies != TRUTH_TRUE) {
        gather_condition(gathering, slot);
    }
    if (applies != TRUTH_FALSE) {
        gathering->questions[gathering->question_count++] = slot;
    }
}

static void gather(struct gathering *gathering, const struct expr *condition,
                   const struct value *trace, uint32_t *slots)
{
    uint32_t count = expr_reasons(condition, gathering->assessment->values, trace, slots);
    for (uint32_t i = 0; i < count; i++) {
        gather_slot(gathering, slots[i]);
    }
}

static void gather_condition(struct gathering *gathering, uint32_t number)
{
    const struct plan *plan = gathering->plan;
    gather(gathering, plan->conditions[number],
           gathering->assessment->traces + plan->trace_starts[number],
           gathering->slots + plan->slot_starts[number]);
}

bool explain_condition(const struct plan *plan, const struct assessment *assessment,
                       const struct expr *condition, struct arena *arena, struct explanation *ret,
                       struct diags *diags)
{
    const struct questionnaire *questionnaire = plan->questionnaire;
    struct gathering gathering = {.plan = plan, .assessment = assessment};
    gathering.seen = arena_array(arena, questionnaire->scope.count, sizeof *gathering.seen);
    gathering.slots = arena_array(arena, plan->slot_length, sizeof *gathering.slots);
    gathering.questions =
        arena_array(arena, questionnaire->question_count, sizeof *gathering.questions);
    gathering.facts = arena_array(arena, questionnaire->fact_count, sizeof *gathering.facts);
    struct value *trace = arena_array(arena, condition->node_count, sizeof *trace);
    uint32_t *slots = arena_array(arena, condition->variable_count, sizeof *slots);
    if (gathering.seen == NULL || gathering.slots == NULL || gathering.questions == NULL ||
        gathering.facts == NULL || trace == NULL || slots == NULL) {
        return diag_out_of_memory(diags);
    }
    uint32_t number = 0;
    while (number < plan->condition_count && plan->conditions[number] != condition) {
        number++;
    }
    if (number < plan->condition_count) {
        gather_condition(&gathering, number);
    } else { /* a next step's `when`, or an expression of the user's: not part of deciding */
        (void)expr_eval(condition, assessment->values, trace, arena);
        gather(&gathering, condition, trace, slots);
    }
    *ret = (struct explanation){gathering.questions, gathering.question_count, gathering.facts,
                                gathering.fact_count};
    return true;
}
