/* Making answers that break a guarantee into a case that can be read. Only for this room. */
#ifndef IOPFIT_PROVE_SHRINK_H
#define IOPFIT_PROVE_SHRINK_H

#include "assess/assess.h"

/* From [answers], which break [guarantee], to answers that still break it, each as mild as it can be
 * alone, and withheld where that leaves it broken. In [arena]; NULL, with a message, when memory is
 * used up. [ret_outcome] is what they lead to. */
const struct answer *shrink(const struct questionnaire *questionnaire, const struct plan *plan,
                            const struct guarantee *guarantee, const struct answer *answers,
                            struct arena *arena, uint32_t *ret_outcome, struct diags *diags);

#endif
