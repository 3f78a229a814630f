/* Testing guarantees, which is not proving them: on worked examples, and on random people that come
 * from a seed, so that every run draws the same ones. People are drawn so that every outcome and the
 * `when` of every guarantee come up often. Answers that break a guarantee are shrunk to a case that
 * can be read. */
#ifndef IOPFIT_PROVE_SAMPLE_H
#define IOPFIT_PROVE_SAMPLE_H

#include "assess/assess.h"

struct sample_options {
    uint64_t seed;
    uint32_t complete; /* people who answer everything */
    uint32_t partial;  /* people with one or more answers withheld */
};
/* What `iopfit check` does: 100,000 in all, in a few seconds for a questionnaire of 30 questions. */
struct sample_options sample_default_options(void);

/* How one guarantee fared. */
struct trial {
    uint32_t held;               /* sets of answers for which its `when` surely held */
    const struct answer *broken; /* NULL, or answers (one for each question) that break it … */
    uint32_t outcome;            /* … with the outcome that they lead to */
};

/* Whether a known [value] is surely the mildest answer to [question]: none of a multiple choice; the
 * first choice, no, or the least number only where the concern is said to rise. */
bool sample_is_mildest(const struct question *question, const struct value *value);

/* Tries all guarantees on [examples] (each one answer for each question) and on random people. One
 * trial for each guarantee into [ret]. What lasts is in [arena]. False, with a message, when memory
 * is used up. */
ATTR_MUST_USE bool sample_guarantees(const struct questionnaire *questionnaire,
                                     const struct plan *plan, const struct answer *const *examples,
                                     uint32_t example_count, struct sample_options options,
                                     struct arena *arena, struct trial *ret, struct diags *diags);

#endif
