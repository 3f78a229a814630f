/* Putting together why a result is what it is. The searches are reason.c and change.c. */
#include "assess/why.h"

#include "assess/change.h"
#include "assess/reason.h"

/* The outcomes of [questionnaire] that recommend [recommendation]. */
static uint64_t outcomes_with(const struct questionnaire *questionnaire,
                              enum recommendation recommendation)
{
    uint64_t outcomes = 0;
    for (uint32_t i = 0; i < questionnaire->outcome_count; i++) {
        if (questionnaire->outcomes[i].recommendation == recommendation) {
            outcomes |= UINT64_C(1) << i;
        }
    }
    return outcomes;
}

/* What the outcome given says of the completions; 0: nothing, since unknown answers led to it. */
static uint64_t forced_outcomes(const struct questionnaire *questionnaire,
                                const struct assessment *assessment)
{
    if (assessment->certain) {
        return assessment->possible;
    }
    if (assessment->outcome != questionnaire->undetermined) {
        return ~((UINT64_C(1) << assessment->outcome) - 1);
    }
    return 0;
}

/* The answers that count. */
static struct slot_set find_counting(const struct questionnaire *questionnaire,
                                     const struct answer *answers,
                                     const struct assessment *assessment)
{
    struct slot_set set = {{0}};
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        if (answers[i].state == ANSWER_GIVEN && assessment->applies[i] != TRUTH_FALSE &&
            questionnaire->questions[i].type != QUESTION_TEXT) {
            slot_set_add(&set, i);
        }
    }
    return set;
}

/* The reason for [forced]; none for 0. */
static bool find_reason(const struct plan *plan, const struct answer *answers,
                        const struct assessment *assessment, uint64_t forced, uint32_t step_limit,
                        struct arena *arena, struct reason *ret)
{
    struct space space;
    struct slot_set counting = find_counting(plan->questionnaire, answers, assessment);
    *ret = (struct reason){0};
    if (forced == 0) {
        return true;
    }
    if (!space_init(&space, plan, answers, step_limit, arena)) {
        return false;
    }
    for (uint32_t i = 0; i < plan->questionnaire->question_count; i++) {
        space_free(&space, i);
    }
    return reason_find(&space, answers, &counting, forced, arena, ret) && !space.exhausted;
}

bool why_find(const struct plan *plan, const struct answer *answers,
              const struct assessment *assessment, uint32_t step_limit, struct arena *arena,
              struct why *ret, struct diags *diags)
{
    const struct questionnaire *questionnaire = plan->questionnaire;
    struct why why = {0};
    enum recommendation given = questionnaire->outcomes[assessment->outcome].recommendation;
    uint64_t with = outcomes_with(questionnaire, given);
    bool is_certain = (assessment->possible & ~with) == 0;
    if (!find_reason(plan, answers, assessment, forced_outcomes(questionnaire, assessment),
                     step_limit, arena, &why.outcome) ||
        !find_reason(plan, answers, assessment, is_certain ? with : 0, step_limit, arena,
                     &why.recommendation)) {
        return diag_out_of_memory(diags);
    }
    for (uint32_t i = 0; i < WHY_RECOMMENDATIONS; i++) {
        uint64_t wanted = outcomes_with(questionnaire, (enum recommendation)i);
        struct alternative *alternative = &why.alternatives[why.alternative_count];
        if (wanted == 0 || (is_certain && i == (uint32_t)given)) {
            continue;
        }
        alternative->recommendation = (enum recommendation)i;
        if (!change_find(plan, answers, wanted, step_limit, arena, &alternative->surely,
                         &alternative->possibly)) {
            return diag_out_of_memory(diags);
        }
        why.alternative_count++;
    }
    *ret = why;
    return true;
}

bool why_is_private(const struct plan *plan, uint32_t question)
{
    for (uint32_t i = 0; i < plan->questionnaire->rule_count; i++) {
        if (plan->questionnaire->rules[i].is_private &&
            plan_reads(plan, plan_rule_condition(plan, i), question)) {
            return true;
        }
    }
    return false;
}
