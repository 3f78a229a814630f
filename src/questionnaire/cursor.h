/* All conditions of a questionnaire, one after the other. Not for other rooms. */
#ifndef IOPFIT_QUESTIONNAIRE_CURSOR_H
#define IOPFIT_QUESTIONNAIRE_CURSOR_H

#include "questionnaire/questionnaire.h"

/* Begins zeroed but for the questionnaire. */
struct condition_cursor {
    const struct questionnaire *questionnaire;
    uint32_t fact, question, rule, outcome, step, guarantee, except; /* the next of each */
};

/* The next condition: facts, then `ask_if`, rules, next steps, guarantees and exceptions; NULL after the
 * last. */
const struct expr *next_condition(struct condition_cursor *cursor);

#endif
