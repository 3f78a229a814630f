/* What can be seen only once all conditions are compiled: how wide a range may be that arithmetic
 * uses, and whether advice decides. Not for warnings (lint.c). */
#include "base/limits.h"
#include "questionnaire/cursor.h"
#include "questionnaire/room.h"

/* ---- Ranges ---------------------------------------------------------------------------------- */

static bool is_wide(const struct question *question)
{
    return question->type == QUESTION_INTEGER && question->max >= question->min &&
           (uint64_t)question->max - (uint64_t)question->min > LIMIT_INTEGER_SPAN;
}

/* Complains about each question of a wide range that [expr] does arithmetic with. */
static void check_ranges(struct loader *loader, const struct expr *expr)
{
    bool any = false;
    for (uint32_t i = 0; i < expr->variable_count; i++) {
        uint32_t slot = expr->variables[i];
        any = any || (slot < loader->made->question_count && is_wide(&loader->questions[slot]));
    }
    if (!any) {
        return;
    }
    struct variable_use *uses = loader_array(loader, loader->made->scope.count, sizeof *uses);
    if (!uses) {
        return;
    }
    if (!expr_add_uses(expr, uses, loader->arena)) {
        loader->exhausted = true;
        return;
    }
    for (uint32_t i = 0; i < loader->made->question_count; i++) {
        const struct question *question = &loader->questions[i];
        if (!uses[i].every_value || !is_wide(question)) {
            continue;
        }
        struct diag *diag = loader_error(
            loader, CODE_Q315, expr_variable_span(expr, i),
            "`%s` goes from %lld to %lld, which is too wide a range to calculate with",
            loader_quote(loader, question->id), (long long)question->min, (long long)question->max);
        diag_note(loader->diags, diag, question->span, "it is asked here");
        diag_help(
            loader->diags, diag,
            "bring `min` and `max` to at most %d apart, or only compare it with fixed numbers",
            LIMIT_INTEGER_SPAN);
    }
}

/* ---- Advice ---------------------------------------------------------------------------------- */

/* Marks every slot that [expr] reads with the rule that it serves. */
static void mark(const struct expr *expr, uint32_t rule, uint32_t *serves, uint32_t *pending,
                 uint32_t *pending_count)
{
    for (uint32_t i = 0; expr && i < expr->variable_count; i++) {
        uint32_t slot = expr->variables[i];
        if (serves[slot] == NAME_NONE) {
            serves[slot] = rule;
            pending[(*pending_count)++] = slot;
        }
    }
}

static void check_advice(struct loader *loader)
{
    const struct questionnaire *made = loader->made;
    uint32_t *serves = loader_array(loader, made->scope.count, sizeof *serves);
    uint32_t *pending = loader_array(loader, made->scope.count, sizeof *pending);
    uint32_t count = 0;
    if (loader->exhausted) {
        return;
    }
    for (uint32_t i = 0; i < made->scope.count; i++) {
        serves[i] = NAME_NONE;
    }
    for (uint32_t i = 0; i < made->rule_count; i++) {
        mark(made->rules[i].when, i, serves, pending, &count);
    }
    while (count > 0) {
        uint32_t slot = pending[--count];
        const struct expr *expr = slot < made->question_count
                                      ? made->questions[slot].ask_if
                                      : made->facts[slot - made->question_count].is;
        mark(expr, serves[slot], serves, pending, &count);
    }
    for (uint32_t i = 0; i < made->question_count; i++) {
        if (made->questions[i].advice_for == 0 || serves[i] == NAME_NONE) {
            continue;
        }
        struct diag *diag = loader_error(loader, CODE_Q321, made->questions[i].span,
                                         "`%s` has `advice_for`, but its answer decides",
                                         loader_quote(loader, made->questions[i].id));
        diag_note(loader->diags, diag, made->rules[serves[i]].span,
                  "this rule depends on it, itself or through facts and `ask_if`");
        diag_help(loader->diags, diag, "leave out `advice_for`");
    }
}

void check_conditions(struct loader *loader)
{
    struct condition_cursor cursor = {.questionnaire = loader->made};
    const struct expr *expr;
    while (!loader->exhausted && (expr = next_condition(&cursor))) {
        check_ranges(loader, expr);
    }
    if (!loader->exhausted) {
        check_advice(loader);
    }
}
