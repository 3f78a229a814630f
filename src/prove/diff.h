/* What two versions of a questionnaire decide differently: proved the same, or shown by answers for
 * every pair of outcomes (old, new). Not for what is worded differently (cli/), nor for which
 * question is which (joint.h).
 *
 * Compared are completions of joint answers (joint.h): every set of answers that both versions take,
 * with any answer to what only one of them asks. Two circuits share the joint answers; a pair is
 * answers for which the old outcome is the one and the new outcome is the other. Why that is enough
 * for partial answers: an assessment follows from the set of outcomes over the completions, from
 * their order and from the undetermined outcome (prove.h). Where no completion differs, both sets
 * are the same for any partial answers; so where the order and the undetermined outcome are the same
 * too ([is_order_same], [is_undetermined_same]), every assessment is. And since joint answers range
 * over what only one version asks, what is the same does not hang on that. */
#ifndef IOPFIT_PROVE_DIFF_H
#define IOPFIT_PROVE_DIFF_H

#include "prove/joint.h"
#include "prove/prove.h"

/* Answers for which the two versions have different outcomes, or recommendations. */
struct diff_pair {
    uint32_t outcomes[SIDES];
    enum proof proof;             /* PROOF_FAILS: there are such answers; PROOF_OPEN: not decided */
    const struct answer *answers; /* joint; as few and mild as can be read, with which both outcomes
                                     are certain. NULL where not decided */
};

/* A rule that is in both versions, or in one. */
struct diff_rule {
    uint32_t rules[SIDES];   /* NAME_NONE: not there */
    bool is_outcome_changed; /* it calls for another outcome */
    bool is_rewritten;       /* its condition is another text */
    enum proof same; /* it holds for the same answers; PROOF_OPEN for a rule of one version */
    enum proof idle; /* it has no part in a changed outcome: nobody whose outcome differs has
                                it hold in one version only, or for another outcome */
};

struct diff_options {
    bool test;       /* only on random people, whether or not there is a prover */
    uint32_t budget; /* conflicts of one query (all together take at most some hundred times as
                        many); 0: the default */
    uint32_t people; /* random sets of complete answers where it is only tested; 0: the default */
};
enum { DIFF_PEOPLE = 100000 };

struct diff {
    bool is_proved; /* else only tested, on [people] random people */
    uint32_t people;
    bool is_undetermined_same;
    bool is_order_same; /* of the outcomes that both have */
    /* No pair: the same. PROOF_OPEN: some pair was not decided, and none was found. */
    enum proof same;
    const struct diff_pair *pairs; /* those found or not decided, by old and new rank */
    uint32_t pair_count;
    const struct diff_rule
        *rules; /* changed ones: in the order of the old version, then new ones */
    uint32_t rule_count;
};

/* Compares what [joint] joins. [plans]: of the two versions. Lives in [arena]. False, with a message,
 * when memory is used up. */
ATTR_MUST_USE bool diff_find(const struct joint *joint, const struct plan *const plans[SIDES],
                             struct diff_options options, struct arena *arena, struct diff *ret,
                             struct diags *diags);

#endif
