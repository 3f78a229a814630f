/* Judging one guarantee by one assessment. Not for finding answers that break it (sample.c). */
#include "prove/guarantee.h"

/* Whether an outcome that is not allowed is given only because the answers leave it open. */
static bool is_excused(const struct questionnaire *questionnaire, const struct guarantee *guarantee,
                       const struct assessment *assessment)
{
    if (assessment->certain || assessment->outcome != questionnaire->undetermined) {
        return false;
    }
    bool is_never =
        guarantee->kind == GUARANTEE_NEVER || guarantee->kind == GUARANTEE_NEVER_RECOMMEND;
    return is_never || (assessment->possible & ~guarantee->allowed) == 0;
}

bool guarantee_judge(const struct plan *plan, const struct questionnaire *questionnaire,
                     const struct guarantee *guarantee, const struct answer *answers,
                     const struct assessment *assessment, struct arena *arena, enum verdict *ret,
                     struct diags *diags)
{
    struct value *trace = arena_array(arena, guarantee->when->node_count, sizeof *trace);
    if (trace == NULL) {
        return diag_out_of_memory(diags);
    }
    enum truth holds = expr_eval(guarantee->when, assessment->values, trace, arena).truth;
    bool is_fine = (guarantee->allowed >> assessment->outcome & 1) != 0 ||
                   is_excused(questionnaire, guarantee, assessment);
    if (holds == TRUTH_OPEN && !is_fine) {
        /* Evaluation alone says less than there is to say. */
        struct assess_options options = assess_default_options();
        struct evaluation evaluation;
        options.want_open = false;
        if (!assess_evaluate(plan, answers, guarantee->when, options, arena, &evaluation, diags)) {
            return false;
        }
        holds = evaluation.value.truth;
        is_fine = holds == TRUTH_OPEN && !(assessment->certain && evaluation.exact);
    }
    if (holds == TRUTH_FALSE || (holds == TRUTH_OPEN && is_fine)) {
        *ret = GUARANTEE_SILENT;
    } else {
        *ret = is_fine ? GUARANTEE_KEPT : GUARANTEE_BROKEN;
    }
    return true;
}
