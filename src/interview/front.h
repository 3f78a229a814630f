/* The interview at a terminal: shows what the state machine asks and hands in what is typed. Not
 * for the result, which is the caller's to show. */
#ifndef IOPFIT_INTERVIEW_FRONT_H
#define IOPFIT_INTERVIEW_FRONT_H

#include "interview/interview.h"
#include "interview/line.h"

enum front_end {
    FRONT_FINISHED,  /* the interview is INTERVIEW_FINISHED */
    FRONT_ABANDONED, /* the person stopped */
    FRONT_SIGNALLED, /* line->signal asks to end; the terminal is restored */
    FRONT_FAILED     /* memory is used up; the messages say so */
};

struct front_options {
    const char *keeps; /* the file that answers are written to in the end; NULL: none are kept */
    bool bold;         /* questions and headings stand out */
};

/* Leads the conversation from its welcome to its end. */
ATTR_MUST_USE enum front_end front_run(struct interview *interview, struct line *line,
                                       struct front_options options, struct diags *diags);

#endif
