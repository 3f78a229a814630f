/* What staff decide instead of the recommendation: another recommendation, a coded reason, words,
 * and the harm that they expect from it. It never takes the place of the program's own result, which
 * stays in the record beside it. Not for asking staff (that is interview.h). */
#ifndef IOPFIT_INTERVIEW_OVERRIDE_H
#define IOPFIT_INTERVIEW_OVERRIDE_H

#include "answers/visit.h"

/* What staff are asked, in this order. */
enum override_step {
    OVERRIDE_RECOMMENDATION, /* choice: what is recommended instead */
    OVERRIDE_REASON,         /* choice: one of the coded reasons */
    OVERRIDE_WORDS,          /* text: the reason in words */
    OVERRIDE_HARM,           /* text: what harm could come of it, and what is done about that */
    OVERRIDE_STEPS
};

/* The questions of the steps in [language], as any question is shown and answered; they live in
 * [arena]. NULL when memory is used up. */
const struct question *override_questions(struct text language, struct arena *arena);
/* Takes [answer] (given) to [step]; its texts are copied to [arena]. False when memory is used up. */
ATTR_MUST_USE bool override_take(struct override *override, enum override_step step,
                                 struct answer answer, struct arena *arena);

#endif
