/* Sets of questions that must be met: what forces a result and what changes it are both found from
 * the outside, by collecting sets of which any solution has to contain a member, until a smallest
 * set that meets them all is a solution (implicit hitting sets). Only for this room. */
#ifndef IOPFIT_ASSESS_HITTING_H
#define IOPFIT_ASSESS_HITTING_H

#include "assess/space.h"

/* Sets of questions, each of which must be met. */
struct clauses {
    struct slot_set *sets;
    uint32_t count;
    uint32_t capacity;
};
/* Room for [capacity] sets; false when [arena] is used up. */
ATTR_MUST_USE bool clauses_init(struct clauses *clauses, uint32_t capacity, struct arena *arena);
/* False where there is no room. */
bool clauses_add(struct clauses *clauses, const struct slot_set *set);
/* The smallest of the sets that [set] does not meet, the first of them; NULL where it meets all. */
const struct slot_set *clauses_unmet(const struct clauses *clauses, const struct slot_set *set);

/* A smallest set of questions (below [question_count]) that meets all [clauses], the first in the
 * order of the search. Counts its steps down in [budget]; false where that is used up. */
ATTR_MUST_USE bool clauses_meet(const struct clauses *clauses, uint32_t question_count,
                                uint32_t *budget, struct slot_set *ret);

#endif
