/* The conversation with one person, as a state machine without input or output: which question is
 * asked now, what was answered, and what a typed line means there. Every front (a line editor for
 * staff, a full screen for a kiosk) shows what stands here and hands in what the person did.
 *
 *   interview_start()                                       WELCOME
 *   a line, or interview_begin()                            QUESTION
 *   lines, or interview_answer() and interview_back()       … until nothing can change any more
 *   /review, or interview_review()                          REVIEW: the answers, any can be changed
 *   a number, or interview_change()                         QUESTION (`changing`), then REVIEW again
 *   nothing is left to ask                                  LAST_LOOK: the same list, at the end
 *   an urgent outcome has become certain                    URGENT: shown at once, nothing else
 *   a line, or interview_finish()                           FINISHED, or RESULT for staff, who may
 *   /override, or interview_override()                      OVERRIDE it step by step, then RESULT
 *   quitting, from anywhere above                           QUITTING, then back or ABANDONED
 *
 * After each answer the whole record is assessed again, so that the assessment depends on the
 * answers alone and never on the way that led to them. An answer to a question that does not apply
 * any more leaves the record and comes back by itself if it applies again. Not for showing the
 * result: that is view/.
 */
#ifndef IOPFIT_INTERVIEW_INTERVIEW_H
#define IOPFIT_INTERVIEW_INTERVIEW_H

#include "answers/answers.h"
#include "answers/visit.h"
#include "assess/assess.h"
#include "base/arena.h"
#include "interview/override.h"
#include "questionnaire/questionnaire.h"

enum interview_phase {
    INTERVIEW_WELCOME,   /* the person may begin */
    INTERVIEW_QUESTION,  /* `question` is asked */
    INTERVIEW_REVIEW,    /* the list of answers: change one, or go on */
    INTERVIEW_LAST_LOOK, /* nothing is left to ask: the list of answers once more, then the result */
    INTERVIEW_URGENT,    /* the same, since an urgent outcome is certain: its lines come first */
    INTERVIEW_QUITTING,  /* stop, really? */
    INTERVIEW_RESULT,    /* with options.stays: the result is there, and may be overridden */
    INTERVIEW_OVERRIDE,  /* the question of override step `step` is asked */
    INTERVIEW_FINISHED,
    INTERVIEW_ABANDONED
};

struct interview_options {
    bool all;   /* ask everything that applies, also what cannot change the outcome */
    bool stays; /* after the result there is INTERVIEW_RESULT, for staff, before the end */
};

/* What the last answer did to others. */
struct interview_effect {
    uint32_t left; /* answers that do not apply any more: they are set aside */
    uint32_t back; /* answers that apply again */
    uint32_t more; /* by so much the bound of interview_progress() has grown */
};

/* To be read by fronts, changed by the functions below only, and never copied. */
struct interview {
    const struct questionnaire *questionnaire;
    const struct plan *plan;
    struct interview_options options;

    enum interview_phase phase;
    enum interview_phase before_quitting; /* where a `no` leads back to */
    uint32_t question;                    /* that is asked; NAME_NONE outside INTERVIEW_QUESTION */
    bool changing;                        /* it is changed from the list of answers … */
    enum interview_phase changed_from;    /* … REVIEW or LAST_LOOK, where `<` leads back to */

    struct record record; /* the answers that count */
    struct answer *kept;  /* by question: all that was said, also what does not apply at present */
    uint32_t *path;       /* questions that have been answered, left out or put off … */
    uint32_t path_count;  /* … in the order in which they were asked; as kept */
    struct text *notes;   /* by question; empty where there is none */
    struct assessment assessment;   /* of the answers that count, with `open` and `rules` */
    struct interview_effect effect; /* of the last answer */
    bool
        keeps_urgent; /* the last answer was left out, and an urgent outcome stays possible by that:
                          its lines are shown once, before what comes next */
    uint32_t revision; /* grows with all that a file of the conversation keeps */
    struct {
        bool possible;
        uint32_t question;
        struct answer before;
    } undo; /* the last thing done was to change this answer: `<` brings the one before back */

    struct override override; /* what staff decided instead; the result stands beside it */
    struct override draft;    /* the same while it is asked */
    enum override_step step;  /* in INTERVIEW_OVERRIDE */
    const struct question *override_questions; /* by step; NULL before the first override */

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
/* Goes on with an earlier conversation, in INTERVIEW_WELCOME: takes over answers, notes, order and
 * override of [visit] (copied), read for the same questionnaire. False, with a message, when memory
 * is used up: the interview must then be ended. */
ATTR_MUST_USE bool interview_restore(struct interview *interview, const struct visit *visit,
                                     struct diags *diags);
/* The conversation so far, to be written; it points into [interview]. Its result is set from
 * INTERVIEW_RESULT on; times are the caller's to set. */
struct visit interview_visit(const struct interview *interview);
/* Brings the conversation into another language, in any phase: [questionnaire] is the same one in
 * that language (asserted as far as its shape goes), [plan] its plan. All answers stay. False, with
 * a message, when memory is used up; nothing has changed then. */
ATTR_MUST_USE bool interview_translate(struct interview *interview,
                                       const struct questionnaire *questionnaire,
                                       const struct plan *plan, struct diags *diags);
/* Wipes and frees everything that the person said. */
void interview_end(struct interview *interview);

/* ---- What a person can do ---------------------------------------------------------------------
 * Each belongs to certain phases (asserted). Those that assess can run out of memory: false, with a
 * message, and nothing has changed. */

/* INTERVIEW_WELCOME: asks the first question that is not answered. */
void interview_begin(struct interview *interview);
/* INTERVIEW_QUESTION: takes [answer] (given, unsure or declined) to the question that is asked, and
 * asks the next, or shows the list again that it was changed from. A text answer is copied.
 * interview->effect says what it did to other answers. */
ATTR_MUST_USE bool interview_answer(struct interview *interview, struct answer answer,
                                    struct diags *diags);
/* Whether `<` leads somewhere in this phase: to the answer before, or back to a list. */
bool interview_can_go_back(const struct interview *interview);
/* The answer that going back would take back, in words; empty where there is none. It lasts until
 * the next line is entered. */
struct text interview_last_answer(struct interview *interview);
/* From a question: takes the last answer back and asks its question again; where the last thing was
 * a change, the answer before the change stands again. From a question that is being changed: back
 * to the list, with nothing changed. From the review: on with the conversation. From a step of an
 * override: the step before, or the result. */
ATTR_MUST_USE bool interview_back(struct interview *interview, struct diags *diags);
/* Whom to call: line [index] (from 0) of the urgent outcomes that are possible, the highest outcome
 * first, each line once. False where there are not so many (urgent.c). */
bool interview_urgent_line(const struct interview *interview, uint32_t index, struct text *ret);
/* INTERVIEW_LAST_LOOK, INTERVIEW_URGENT: goes on to the result. INTERVIEW_RESULT: ends. */
void interview_finish(struct interview *interview);
/* Any phase but the last two: asks whether to stop. */
void interview_quit(struct interview *interview);
/* INTERVIEW_QUITTING: stops, or goes on where the person was. */
void interview_confirm_quit(struct interview *interview, bool stop);

/* ---- The list of answers (review.c) ------------------------------------------------------------
 */

/* How many answers the list has: what was given, not known or not told, and applies. */
uint32_t interview_review_count(const struct interview *interview);
/* The question of line [index] (from 0) of the list, in the order of asking. */
uint32_t interview_review_question(const struct interview *interview, uint32_t index);
/* Whether the list can be shown in this phase: there are answers, and they can be changed. */
bool interview_can_review(const struct interview *interview);
/* Shows the list: INTERVIEW_REVIEW. Where the list is shown already, it stays. */
void interview_review(struct interview *interview);
/* INTERVIEW_REVIEW: goes on with the conversation. */
void interview_go_on(struct interview *interview);
/* INTERVIEW_REVIEW, INTERVIEW_LAST_LOOK: asks [question], which is on the list, again; its answer
 * stands until another is given. */
void interview_change(struct interview *interview, uint32_t question);
/* The answer that stands for [question] (kept or not), in words; writes nothing where there is
 * none. */
void interview_print_answer(FILE *out, const struct interview *interview, uint32_t question);
/* Sets the note on [question]: trimmed, at most LIMIT_NOTE_BYTES of it; empty takes it away. False,
 * with a message, when memory is used up. */
ATTR_MUST_USE bool interview_note(struct interview *interview, uint32_t question, struct text note,
                                  struct diags *diags);

/* Where the person is: [number] of the question asked (from 1), and how many more can still follow
 * it at most. The bound holds whatever is answered; it only falls, but where answers are changed or
 * taken back (see interview_effect). */
struct interview_progress {
    uint32_t number;
    uint32_t most_left;
};
struct interview_progress interview_progress(const struct interview *interview);

/* ---- Overriding the result (override.c) --------------------------------------------------------
 */

/* INTERVIEW_RESULT: asks staff what they decide instead. False, with a message, when memory is used
 * up. */
ATTR_MUST_USE bool interview_override(struct interview *interview, struct diags *diags);
/* INTERVIEW_OVERRIDE: takes the answer (given) to the present step, and asks the next; after the
 * last the override is made. False, with a message, when memory is used up. */
ATTR_MUST_USE bool interview_override_answer(struct interview *interview, struct answer answer,
                                             struct diags *diags);
/* The question that is asked, of the questionnaire or of an override; NULL where none is. */
const struct question *interview_asked(const struct interview *interview);

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
 * number), `?`, `<`, `-`, `/unsure`, `/review`, `/note WORDS`, `/override`, `/quit`, `/help`; in the
 * list of answers the number of one. *ret_says is a sentence for the person: what was understood, or
 * what would be; it may be empty, and lives until the next call. */
ATTR_MUST_USE enum interview_reply interview_enter(struct interview *interview, struct text line,
                                                   struct text *ret_says, struct diags *diags);
/* The end of input (Ctrl-D, a closed terminal): like `/quit`, and like `yes` where that is asked;
 * once the result was given, like going on. */
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
