/* All conditions of a questionnaire, one after the other, for what looks at each of them. Not for
 * evaluating them. */
#include "questionnaire/cursor.h"

const struct expr *next_condition(struct condition_cursor *cursor)
{
    const struct questionnaire *made = cursor->questionnaire;
    while (cursor->fact < made->fact_count) {
        const struct expr *expr = made->facts[cursor->fact++].is;
        if (expr) {
            return expr;
        }
    }
    while (cursor->question < made->question_count) {
        const struct expr *expr = made->questions[cursor->question++].ask_if;
        if (expr) {
            return expr;
        }
    }
    while (cursor->rule < made->rule_count) {
        const struct expr *expr = made->rules[cursor->rule++].when;
        if (expr) {
            return expr;
        }
    }
    while (cursor->outcome < made->outcome_count) {
        const struct outcome *outcome = &made->outcomes[cursor->outcome];
        while (cursor->step < outcome->next_step_count) {
            const struct expr *expr = outcome->next_steps[cursor->step++].when;
            if (expr) {
                return expr;
            }
        }
        cursor->outcome++;
        cursor->step = 0;
    }
    while (cursor->guarantee < made->guarantee_count) {
        const struct expr *expr = made->guarantees[cursor->guarantee++].when;
        if (expr) {
            return expr;
        }
    }
    while (cursor->except < made->question_count) {
        const struct expr *expr = made->questions[cursor->except++].except;
        if (expr) {
            return expr;
        }
    }
    return NULL;
}
