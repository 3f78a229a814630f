/* The conversation with one person, as a state machine without input or output: which question is
 * asked now, what was answered, and what a typed line means there. Every front (readline now, a
 * kiosk later) shows what stands here and hands in what the person did.
 *
 *   interview_start()                                       WELCOME
 *   a line, or interview_begin()                            QUESTION
 *   lines, or interview_answer() and interview_back()       … until nothing can change any more
 *   nothing is left to ask                                  LAST_LOOK
 *   an urgent outcome has become certain                    URGENT: shown at once, nothing else
 *   a line, or interview_finish()                           FINISHED
 *   quitting, from anywhere above                           QUITTING, then back or ABANDONED
 *
 * After each answer the whole record is assessed again, so that the assessment depends on the
 * answers alone and never on the way that led to them. Not for showing the result: that is view/.
 */
#ifndef IOPFIT_INTERVIEW_INTERVIEW_H
#define IOPFIT_INTERVIEW_INTERVIEW_H

#include "answers/answers.h"
#include "assess/assess.h"
#include "base/arena.h"
#include "questionnaire/questionnaire.h"

enum interview_phase {
    INTERVIEW_WELCOME,   /* the person may begin */
    INTERVIEW_QUESTION,  /* `question` is asked */
    INTERVIEW_LAST_LOOK, /* nothing is left to ask; the person may go on to the result, or back */
    INTERVIEW_URGENT,    /* the same, since an urgent outcome is certain: its lines come first */
    INTERVIEW_QUITTING,  /* stop, really? */
    INTERVIEW_FINISHED,
    INTERVIEW_ABANDONED
};

struct interview_options {
    bool all; /* ask everything that applies, also what cannot change the outcome */
};

/* To be read by fronts, changed by the functions below only, and never copied. */
struct interview {
    const struct questionnaire *questionnaire;
    const struct plan *plan;
    struct interview_options options;

    enum interview_phase phase;
    enum interview_phase before_quitting; /* where a `no` leads back to */
    uint32_t question;                    /* that is asked; NAME_NONE outside INTERVIEW_QUESTION */

    struct record record;         /* the answers so far */
    uint32_t *path;               /* questions that have been answered, left out or put off … */
    uint32_t path_count;          /* … in the order in which they were asked */
    struct assessment assessment; /* of the answers so far, with `open` and `rules` */

    struct arena answers_memory; /* record, path, typed texts: as long as the interview */
    struct arena assess_memory;  /* the assessment: until the next answer */
    struct arena says_memory;    /* what interview_enter() said: until the next line */
};

/* Begins a conversation in INTERVIEW_WELCOME. False, with a message, when memory is used up; there
 * is then nothing to end. [questionnaire] and [plan] must live as long. */
ATTR_MUST_USE bool interview_start(struct interview *interview,
                                   const struct questionnaire *questionnaire,
                                   const struct plan *plan, struct interview_options options,
                                   struct diags *diags);
/* Wipes and frees everything that the person said. */
void interview_end(struct interview *interview);

/* ---- What a person can do ---------------------------------------------------------------------
 * Each belongs to certain phases (asserted). Those that assess can run out of memory: false, with a
 * message, and nothing has changed. */

/* INTERVIEW_WELCOME: asks the first question. */
void interview_begin(struct interview *interview);
/* INTERVIEW_QUESTION: takes [answer] (given, unsure or declined) to the question that is asked, and
 * asks the next. A text answer is copied. */
ATTR_MUST_USE bool interview_answer(struct interview *interview, struct answer answer,
                                    struct diags *diags);
/* Whether there is an answer to take back, in this phase. */
bool interview_can_go_back(const struct interview *interview);
/* The answer that going back would take back, in words; empty where there is none. It lasts until
 * the next line is entered. */
struct text interview_last_answer(struct interview *interview);
/* Takes the last answer back and asks its question again. */
ATTR_MUST_USE bool interview_back(struct interview *interview, struct diags *diags);
/* INTERVIEW_LAST_LOOK, INTERVIEW_URGENT: goes on to the result. */
void interview_finish(struct interview *interview);
/* Any phase but the last two: asks whether to stop. */
void interview_quit(struct interview *interview);
/* INTERVIEW_QUITTING: stops, or goes on where the person was. */
void interview_confirm_quit(struct interview *interview, bool stop);

/* Where the person is: [number] of the question asked (from 1), and how many more can still follow
 * it at most. The bound holds whatever is answered; it only falls. */
struct interview_progress {
    uint32_t number;
    uint32_t most_left;
};
struct interview_progress interview_progress(const struct interview *interview);

/* ---- What a person can type -------------------------------------------------------------------
 */

enum interview_reply {
    INTERVIEW_MOVED,    /* the phase or the question is another: show what is there now */
    INTERVIEW_REFUSED,  /* not understood; the sentence says what would be */
    INTERVIEW_HELP,     /* asks for help with the question, and why it is asked */
    INTERVIEW_COMMANDS, /* asks what can be typed */
    INTERVIEW_FAILED    /* memory is used up; nothing has changed */
};

/* Does what [line] asks for in this phase: an answer (the number of a choice, its id, the beginning
 * of its id or label where only one begins so; several for a multiple choice; `none`; yes, no; a
 * number), `?`, `<`, `-`, `/unsure`, `/quit`, `/help`. *ret_says is a sentence for the person: what
 * was understood, or what would be; it may be empty, and lives until the next call. */
ATTR_MUST_USE enum interview_reply interview_enter(struct interview *interview, struct text line,
                                                   struct text *ret_says, struct diags *diags);
/* The end of input (Ctrl-D, a closed terminal): like `/quit`, and like `yes` where that is asked;
 * once nothing is left to ask, like going on. */
ATTR_MUST_USE enum interview_reply interview_enter_end(struct interview *interview,
                                                       struct text *ret_says);

/* ---- What a question offers -------------------------------------------------------------------
 */

/* A line of the numbered list under a question: its choices; yes and no; last, for a multiple
 * choice, none of them, with the number 0. */
struct interview_option {
    uint32_t number;
    struct text id;
    struct text label;
};
uint32_t interview_option_count(const struct question *question);
struct interview_option interview_option(const struct question *question, uint32_t index);
/* Whether [typed] names the option, or begins its id or its label; letter case, and which kind of
 * dash or blank, do not count. */
bool interview_option_begins(const struct interview_option *option, struct text typed);

#endif
