/* The interview at a terminal: shows what the state machine asks and hands in what is typed. Not
 * for the result, which is the caller's to show, nor for writing files, which it is told to. */
#ifndef IOPFIT_INTERVIEW_FRONT_H
#define IOPFIT_INTERVIEW_FRONT_H

#include "interview/interview.h"
#include "interview/line.h"

enum front_end {
    FRONT_RESULT,    /* the interview has come to INTERVIEW_RESULT: show it, then call again */
    FRONT_FINISHED,  /* the interview is INTERVIEW_FINISHED */
    FRONT_ABANDONED, /* the person stopped */
    FRONT_IDLE,      /* nothing was typed for too long */
    FRONT_SIGNALLED, /* line->signal asks to end; the terminal is restored */
    FRONT_FAILED     /* memory is used up; the messages say so */
};

struct front_options {
    const char *keeps; /* the file that answers are written to in the end; NULL: none are kept */
    const char *saves; /* the file that is written after every answer; NULL: none */
    bool bold;         /* questions and headings stand out */
    bool plain;        /* for screen readers: no lines are drawn, and keys are told in words */
    bool show_outcome; /* what the answers lead to so far, after each of them */
    /* Writes the file [saves] whenever interview->revision has grown; with [context]. An empty text,
     * or why it could not be written (it is then tried again after the next answer). */
    struct text (*save)(void *context, const struct interview *interview);
    void *context;
};

/* Leads the conversation from where it is: from its welcome to its result, and again from there to
 * its end. */
ATTR_MUST_USE enum front_end front_run(struct interview *interview, struct line *line,
                                       struct front_options options, struct diags *diags);

#endif
