/* The fewest changes of answers that lead to some outcomes. Only for this room. */
#ifndef IOPFIT_ASSESS_CHANGE_H
#define IOPFIT_ASSESS_CHANGE_H

#include "assess/space.h"
#include "assess/why.h"

/* Works out how [wanted] (outcomes, bits) could have come about from [answers]: surely, so that
 * nothing else is possible, and, where that is not found, possibly. [arena] serves the search. False
 * when it is used up. */
ATTR_MUST_USE bool change_find(const struct plan *plan, const struct answer *answers,
                               uint64_t wanted, uint32_t step_limit, struct arena *arena,
                               struct change *ret_surely, struct change *ret_possibly);

#endif
