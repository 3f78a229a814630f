/* What the files of the state machine share. Only for this room. */
#ifndef IOPFIT_INTERVIEW_ROOM_H
#define IOPFIT_INTERVIEW_ROOM_H

#include "interview/interview.h"

/* Assesses all that is kept, and makes the record of what applies; interview->effect says what has
 * left and come back. False, with a message, when memory is used up; nothing has changed then. */
ATTR_MUST_USE bool interview_assess(struct interview *interview, struct diags *diags);
/* Goes where the answers lead: to the next question, or to the end. */
void interview_move_on(struct interview *interview);
/* How many questions can still be asked at most, the present one with them. */
uint32_t interview_most_asked(const struct interview *interview);
/* Whether the answer to [question] was left out (unsure or declined) and an urgent outcome stays
 * possible because of that; and whether that is so of any question. */
bool interview_keeps_urgent_open(const struct interview *interview, uint32_t question);
bool interview_any_keeps_urgent_open(const struct interview *interview);
/* Makes the questions of an override in the language of the questionnaire. */
ATTR_MUST_USE bool interview_make_override_questions(struct interview *interview,
                                                     struct diags *diags);

#endif
