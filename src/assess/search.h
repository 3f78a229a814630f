/* Case-splitting: what is true over all completions, of an expression and of the outcome. Every
 * search leaves the raw answers as they were; values and traces are those of its last step. Past
 * the budget the result is a superset, and space->spent says so. Only for this room. */
#ifndef IOPFIT_ASSESS_SEARCH_H
#define IOPFIT_ASSESS_SEARCH_H

#include "assess/space.h"

/* The value of [target] over all completions: exact, or what plain evaluation says past the budget.
 * Strings and lists are not split. */
struct value search_values(struct space *space, const struct target *target);
/* Whether two completions that differ only in the answer to [question] give [target] different
 * values. Past the budget: whether plain evaluation waits for it. */
bool search_matters(struct space *space, const struct target *target, uint32_t question);

/* The outcomes over all completions, bit = rank (outcome.c). */
uint64_t search_outcomes(struct space *space);
/* Whether some completion has one of [outcomes]. If so, [witness] (one for each question; may be
 * NULL) is what the raw answers may then be: every completion within it has one and the same of
 * them. If not, [conflict] (may be NULL) is a set of questions with fixed answers (space_fix()) that
 * alone force it. Past the budget: false, and space->spent is set; else it is not. */
bool search_reaches(struct space *space, uint64_t outcomes, struct value *witness,
                    struct slot_set *conflict);
/* Whether two completions that differ only in the answer to [question] have different outcomes. If
 * so: one such answer, and the outcome that it leads to, which is not [given]. Past the budget:
 * whether an undecided rule waits for the question; the answer and outcome are then only possible
 * ones. */
bool search_opening(struct space *space, uint32_t question, uint32_t given,
                    struct open_question *ret);

#endif
