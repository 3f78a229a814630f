/* Case-splitting: what is true of a target over all completions. Only for this room. */
#ifndef IOPFIT_ASSESS_SEARCH_H
#define IOPFIT_ASSESS_SEARCH_H

#include "assess/space.h"

/* The value of [target] over all completions of space: exact, or the superset of plain evaluation
 * where the budget does not suffice (space->spent is set then). Leaves raw as it was; values and
 * traces are those of the last step. Strings and lists are not split. */
struct value search_values(struct space *space, const struct target *target);

/* Whether two completions that differ only in the answer to [question] give [target] different
 * values. If so, and [away_from] is not NULL: an answer and the value that it gives in some
 * completion, other than [away_from]. Past the budget: whether plain evaluation waits for it (then
 * the answer is any, and its value what evaluation says). */
struct opening {
    bool open;
    struct value answer;
    struct value leads_to;
};
struct opening search_opening(struct space *space, const struct target *target, uint32_t question,
                              const struct value *away_from);

#endif
