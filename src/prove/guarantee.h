/* Whether what a questionnaire guarantees is kept for one set of answers. For complete answers:
 * where `when` holds, the outcome given is an allowed one. For partial answers that means: where
 * `when` surely holds, an outcome that is not allowed may be given only because the answers leave it
 * open (the undetermined one; under `always`, only where everything possible is allowed). And an
 * outcome that is the only one possible is given in every completion, so that it must be an allowed
 * one even where `when` may merely hold: all outcomes below the undetermined one are of that kind. */
#ifndef IOPFIT_PROVE_GUARANTEE_H
#define IOPFIT_PROVE_GUARANTEE_H

#include "assess/assess.h"

enum verdict {
    GUARANTEE_SILENT, /* its `when` does not surely hold, and nothing is broken */
    GUARANTEE_KEPT,   /* its `when` surely holds */
    GUARANTEE_BROKEN
};

/* Judges [guarantee] by [assessment], which is that of [answers]. False, with a message, when memory
 * is used up. */
ATTR_MUST_USE bool guarantee_judge(const struct plan *plan,
                                   const struct questionnaire *questionnaire,
                                   const struct guarantee *guarantee, const struct answer *answers,
                                   const struct assessment *assessment, struct arena *arena,
                                   enum verdict *ret, struct diags *diags);

#endif
