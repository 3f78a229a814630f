/* From the searches to an assessment. */
#include "assess/assess.h"

#include <assert.h>

#include "assess/search.h"
#include "base/limits.h"

struct assess_options assess_default_options(void)
{
    return (struct assess_options){
        .step_limit = LIMIT_STEPS, .want_open = true, .want_rules = true};
}

/* One possible outcome is the outcome. Of several: the higher of the lowest and the undetermined
 * one, so that an unknown never lowers what is already sure. */
static uint32_t decide(const struct questionnaire *questionnaire, uint64_t possible)
{
    uint32_t low = plan_lowest_rank(possible);
    if ((possible & (possible - 1)) == 0 || low > questionnaire->undetermined) {
        return low;
    }
    return questionnaire->undetermined;
}

static enum rule_state state_of(enum truth truth)
{
    return truth == TRUTH_TRUE    ? RULE_HOLDS
           : truth == TRUTH_FALSE ? RULE_CANNOT_HOLD
                                  : RULE_COULD_HOLD;
}

/* All rules by plain evaluation, with their traces. */
static void evaluate_rules(struct space *space, enum rule_state *rules)
{
    space_evaluate(space);
    for (uint32_t i = 0; i < space->plan->questionnaire->rule_count; i++) {
        rules[i] = state_of(space_rule(space, i));
    }
}

static void search_rules(struct space *space, enum rule_state *rules)
{
    for (uint32_t i = 0; i < space->plan->questionnaire->rule_count; i++) {
        if (rules[i] == RULE_COULD_HOLD) {
            struct target when = target_condition(space, plan_rule_condition(space->plan, i));
            rules[i] = state_of(search_values(space, &when).truth);
        }
    }
}

/* [only_next]: stops at the first that an interview can ask. What certainly does not apply is never
 * open. */
static bool search_open(struct space *space, const struct answer *answers, bool only_next,
                        struct assessment *ret)
{
    uint32_t question_count = space->plan->questionnaire->question_count;
    struct open_question *open = arena_array(space->arena, question_count, sizeof *open);
    if (open == NULL) {
        return false;
    }
    space_keep(space);
    uint32_t count = 0;
    for (uint32_t i = 0; i < question_count && !(only_next && count > 0); i++) {
        bool wanted =
            only_next ? answers[i].state == ANSWER_NOT_ASKED : answers[i].state != ANSWER_GIVEN;
        if (wanted && search_opening(space, i, ret->outcome, &open[count])) {
            count++;
        }
    }
    ret->open = open;
    ret->open_count = count;
    return true;
}

static bool find_surplus(const struct space *space, const struct answer *answers,
                         struct assessment *ret)
{
    uint32_t question_count = space->plan->questionnaire->question_count;
    uint32_t *surplus = arena_array(space->arena, question_count, sizeof *surplus);
    if (surplus == NULL) {
        return false;
    }
    uint32_t count = 0;
    for (uint32_t i = 0; i < question_count; i++) {
        if (answers[i].state == ANSWER_GIVEN && space->applies[i] == TRUTH_FALSE) {
            surplus[count++] = i;
        }
    }
    ret->surplus = surplus;
    ret->surplus_count = count;
    return true;
}

bool assess(const struct plan *plan, const struct answer *answers, struct assess_options options,
            struct arena *arena, struct assessment *ret, struct diags *diags)
{
    const struct questionnaire *questionnaire = plan->questionnaire;
    struct space space;
    struct assessment result = {.exact = true};
    enum rule_state *rules = arena_array(arena, questionnaire->rule_count, sizeof *rules);
    if (rules == NULL || !space_init(&space, plan, answers, options.step_limit, arena)) {
        return diag_out_of_memory(diags);
    }
    result.possible = search_outcomes(&space);
    result.certain = (result.possible & (result.possible - 1)) == 0;
    result.outcome = decide(questionnaire, result.possible);
    result.urgent = (result.possible & plan->urgent) != 0;

    evaluate_rules(&space, rules);
    if (options.want_rules) {
        search_rules(&space, rules);
    }
    if (options.want_open && !result.certain &&
        !search_open(&space, answers, options.only_next, &result)) {
        return diag_out_of_memory(diags);
    }
    result.steps = space.steps;
    result.exact = !space.spent;

    /* Values and traces as they are before any split: what explanations read. */
    enum rule_state *plain = arena_array(arena, questionnaire->rule_count, sizeof *plain);
    if (plain == NULL) {
        return diag_out_of_memory(diags);
    }
    evaluate_rules(&space, plain);
    if (space.exhausted) {
        return diag_out_of_memory(diags);
    }
    if (!find_surplus(&space, answers, &result)) {
        return diag_out_of_memory(diags);
    }
    result.rules = rules;
    result.values = space.values;
    result.applies = space.applies;
    result.traces = space.traces;
    *ret = result;
    return true;
}

bool assessment_names_rule(const struct plan *plan, const struct assessment *assessment,
                           uint32_t rule)
{
    const struct questionnaire *questionnaire = plan->questionnaire;
    if (assessment->rules[rule] != RULE_HOLDS) {
        return false;
    }
    if (questionnaire->rules[rule].outcome == assessment->outcome) {
        return true;
    }
    for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
        if (assessment->rules[i] == RULE_HOLDS &&
            questionnaire->rules[i].outcome == assessment->outcome) {
            return false;
        }
    }
    return true;
}

uint32_t assess_next_question(const struct plan *plan, const struct assessment *assessment,
                              const struct answer *answers, bool all)
{
    const struct questionnaire *questionnaire = plan->questionnaire;
    if (all) {
        for (uint32_t i = 0; i < questionnaire->question_count; i++) {
            if (answers[i].state == ANSWER_NOT_ASKED && assessment->applies[i] != TRUTH_FALSE) {
                return i;
            }
        }
        return NAME_NONE;
    }
    for (uint32_t i = 0; i < assessment->open_count; i++) {
        uint32_t question = assessment->open[i].question;
        if (answers[question].state == ANSWER_NOT_ASKED &&
            assessment->applies[question] != TRUTH_FALSE) {
            return question;
        }
    }
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        uint64_t advised = questionnaire->questions[i].advice_for;
        if (advised != 0 && (assessment->possible & ~advised) == 0 &&
            answers[i].state == ANSWER_NOT_ASKED && assessment->applies[i] != TRUTH_FALSE) {
            return i;
        }
    }
    return NAME_NONE;
}

bool assess_evaluate(const struct plan *plan, const struct answer *answers, const struct expr *expr,
                     struct assess_options options, struct arena *arena, struct evaluation *ret,
                     struct diags *diags)
{
    uint32_t question_count = plan->questionnaire->question_count;
    struct space space;
    struct target target;
    uint32_t *waits_for = arena_array(arena, question_count, sizeof *waits_for);
    plan = plan_extend(plan, expr, arena);
    if (plan == NULL || waits_for == NULL ||
        !space_init(&space, plan, answers, options.step_limit, arena) ||
        !target_expression(&space, expr, &target)) {
        return diag_out_of_memory(diags);
    }
    space_keep(&space);
    struct evaluation result = {.waits_for = waits_for};
    result.value = search_values(&space, &target);
    for (uint32_t i = 0; options.want_open && i < question_count; i++) {
        if (!value_is_known(&result.value) && answers[i].state != ANSWER_GIVEN &&
            search_matters(&space, &target, i)) {
            waits_for[result.waits_for_count++] = i;
        }
    }
    result.exact = !space.spent;
    if (!value_is_known(&result.value) || result.value.kind == VALUE_LIST ||
        result.value.kind == VALUE_STRING) {
        /* Strings and lists live in the scratch memory of the last evaluation: make that this. */
        space_evaluate(&space);
        struct value again = space_target(&space, &target);
        result.value =
            again.kind == VALUE_LIST || again.kind == VALUE_STRING ? again : result.value;
    }
    *ret = result;
    return true;
}
