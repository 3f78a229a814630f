/* Making answers that show something into a case that can be read. Only for this room. */
#ifndef IOPFIT_PROVE_SHRINK_H
#define IOPFIT_PROVE_SHRINK_H

#include "assess/assess.h"

/* How assessments are made while shrinking: what takes longer is not shown, and the answer stays. */
struct assess_options shrink_assess_options(void);

/* Whether [answers] still show what they are to show. Adds the steps that it took to *work. Sets
 * *ret_failed, with a message, when memory is used up. */
typedef bool shrink_shows(void *context, const struct answer *answers, uint64_t *work,
                          bool *ret_failed);

/* From [answers], which show something, to answers that still do, each as mild as it can be alone,
 * and withheld where that leaves it so; the answer to question [fixed] stays (NAME_NONE: none). In
 * [arena]; NULL where [answers] do not show it, or, with a message, when memory is used up.
 * Not more than *left work is done, counted in steps times rules, and taken off it; NULL: any amount. */
const struct answer *shrink_answers(const struct questionnaire *questionnaire,
                                    const struct answer *answers, uint32_t fixed,
                                    shrink_shows *shows, void *context, uint64_t *left,
                                    struct arena *arena, struct diags *diags);

/* The same for answers that break [guarantee]; [ret_outcome] is what they lead to. */
const struct answer *shrink(const struct questionnaire *questionnaire, const struct plan *plan,
                            const struct guarantee *guarantee, const struct answer *answers,
                            uint64_t *left, struct arena *arena, uint32_t *ret_outcome,
                            struct diags *diags);

#endif
