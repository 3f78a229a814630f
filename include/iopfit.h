/* iopfit as a library: load a questionnaire, give answers, assess, and read what is recommended and
 * why.
 *
 *     struct iopfit *iopfit = iopfit_new();
 *     if (!iopfit_load(iopfit, "questionnaires/mine/questionnaire.yaml") ||
 *         !iopfit_answer(iopfit, "last_use", "over_30_days") ||
 *         !iopfit_assess(iopfit)) {
 *         fputs(iopfit_problems(iopfit), stderr);
 *     } else {
 *         puts(iopfit_recommendation(iopfit));
 *     }
 *     iopfit_free(iopfit);
 *
 * One object serves one person at a time and one thread at a time; several objects do not know of
 * each other. Nothing is printed, and nothing is read but the file that iopfit_load() names. Texts
 * that are returned belong to the object and are good until the next call that changes it: load,
 * answer, clear, assess, free. */
#ifndef IOPFIT_H
#define IOPFIT_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct iopfit;

/* A new object without a questionnaire; NULL where there is no memory. */
struct iopfit *iopfit_new(void);
/* Wipes all answers and frees everything. NULL is fine. */
void iopfit_free(struct iopfit *iopfit);

/* Loads a questionnaire file (iopfit-questionnaire(5)) in the place of the one before, whose
 * answers are forgotten. False where it cannot be used; iopfit_problems() says why, and nothing is
 * loaded then. */
bool iopfit_load(struct iopfit *iopfit, const char *path);
/* The same for a text of [length] bytes that is known as [name] in messages. The text is copied. */
bool iopfit_load_text(struct iopfit *iopfit, const char *name, const char *text, size_t length);

/* What was wrong in the last call that returned false: one or more messages with their places, as
 * the program prints them; "" where nothing was. */
const char *iopfit_problems(const struct iopfit *iopfit);

/* "glendora-iop@2026.11#1a2b3c4d": the questionnaire's id, version and fingerprint; "" where none
 * is loaded. */
const char *iopfit_questionnaire(const struct iopfit *iopfit);

/* How many questions there are, in the author's order, and the id and the words of one. NULL where
 * [index] is none. */
size_t iopfit_question_count(const struct iopfit *iopfit);
const char *iopfit_question_id(const struct iopfit *iopfit, size_t index);
const char *iopfit_question_text(const struct iopfit *iopfit, size_t index);

/* Sets the answer to the question [id], as it would stand in a CSV file (iopfit-answers(5)): the id
 * of a choice, ids joined by `;` or `none`, a number, `yes`, `no`, `unsure`, `declined`; an empty
 * text takes the answer back. False where there is no such question or [answer] is none of its
 * answers; the answer before then stays. */
bool iopfit_answer(struct iopfit *iopfit, const char *id, const char *answer);
/* Forgets and wipes all answers. */
bool iopfit_clear(struct iopfit *iopfit);

/* Works out the assessment of the present answers; what is read below is of the last one. False
 * where no questionnaire is loaded or the memory is used up. */
bool iopfit_assess(struct iopfit *iopfit);

/* "intake", "iop" or "inpatient"; NULL before the first assessment. */
const char *iopfit_recommendation(const struct iopfit *iopfit);
/* The id, the title and the message of the outcome; NULL before the first assessment. */
const char *iopfit_outcome(const struct iopfit *iopfit);
const char *iopfit_title(const struct iopfit *iopfit);
const char *iopfit_message(const struct iopfit *iopfit);
/* No other outcome is possible, whatever the missing answers would be. */
bool iopfit_is_certain(const struct iopfit *iopfit);
/* Every way of filling in the missing answers was looked at. */
bool iopfit_is_exact(const struct iopfit *iopfit);
/* An urgent outcome is possible: show the phone lines. */
bool iopfit_is_urgent(const struct iopfit *iopfit);

/* Lists of the last assessment, item by item from 0; NULL behind the last. */

/* Ids of the outcomes that are possible, from least to most care. */
const char *iopfit_possible(const struct iopfit *iopfit, size_t index);
/* Ids of the unanswered questions whose answer could still lead to another outcome. */
const char *iopfit_open(const struct iopfit *iopfit, size_t index);
/* Ids of the rules that hold and call for the outcome; where there is none, of all that hold. */
const char *iopfit_rule(const struct iopfit *iopfit, size_t index);
/* Why the rule at [index] of that list calls for its outcome, in words for the person. */
const char *iopfit_reason(const struct iopfit *iopfit, size_t index);
/* That reason is private: not for a screen that others see. */
bool iopfit_reason_is_private(const struct iopfit *iopfit, size_t index);
/* Ids of the questions that were answered and do not apply: their answers do not count. */
const char *iopfit_surplus(const struct iopfit *iopfit, size_t index);

#ifdef __cplusplus
}
#endif

#endif
