/* The fewest answers that force an outcome. Only for this room. */
#ifndef IOPFIT_ASSESS_REASON_H
#define IOPFIT_ASSESS_REASON_H

#include "assess/space.h"
#include "assess/why.h"

/* Works out the reason for [forced] (outcomes, bits): the fewest of the answers in [counting] with
 * which alone nothing else is possible; with all of them nothing else is. [space] has its whole
 * budget before it; its answers are left as they fall. False when [arena] is used up; what is
 * allocated is kept through the search. */
ATTR_MUST_USE bool reason_find(struct space *space, const struct answer *answers,
                               const struct slot_set *counting, uint64_t forced,
                               struct arena *arena, struct reason *ret);

#endif
