/* One point of a search through the completions: what is still possible for each raw answer, and
 * everything that follows from it. Only for this room. */
#ifndef IOPFIT_ASSESS_SPACE_H
#define IOPFIT_ASSESS_SPACE_H

#include "assess/plan.h"

struct space {
    const struct plan *plan;
    struct value *raw;    /* by question: what is still possible for its answer */
    struct value *values; /* by slot: as questions count, then facts */
    enum truth *applies;  /* by question */
    struct value *traces; /* of all conditions (plan->trace_starts) */
    uint32_t *slots;      /* what conditions wait for (plan->slot_starts) */
    uint32_t *visited;    /* by fact: the last look that came by */
    uint32_t look_count;
    struct arena *arena;
    struct arena_mark scratch; /* strings and lists of an evaluation are dropped by the next */
    uint32_t steps;
    uint32_t step_limit;
    uint32_t depth; /* of splits at this point */
    bool spent;     /* the budget did not suffice somewhere */
};

/* All completions of [answers]. False when [arena] is used up. */
ATTR_MUST_USE bool space_init(struct space *space, const struct plan *plan,
                              const struct answer *answers, uint32_t step_limit,
                              struct arena *arena);

/* Works out values, applies and traces of questions and facts from raw. Counts a step. */
void space_evaluate(struct space *space);

/* What is searched for: the outcome, or the value of one expression. */
struct target {
    const struct expr *expr; /* NULL: the outcome */
    struct value *trace;     /* of expr */
    uint32_t *slots;         /* of expr */
};
struct target target_outcome(void);
struct target target_condition(const struct space *space, uint32_t condition);
/* For an expression that is no part of the questionnaire; false when memory is used up. */
ATTR_MUST_USE bool target_expression(const struct space *space, const struct expr *expr,
                                     struct target *ret);

/* The value of [target] here, after space_evaluate(): for the outcome a VALUE_CHOICE over ranks.
 * Fills in the traces of the rules that were needed. */
struct value space_target(struct space *space, const struct target *target);

/* What [target] waits for here, after space_target(). [of] is a question of interest, or NAME_NONE;
 * the others are searched for one that can be split. */
struct look {
    uint32_t of;
    bool seen;      /* the target waits for [of] */
    uint32_t split; /* another question that it waits for; NAME_NONE: none. Where [seen], preferably
                       one that stands beside [of] in a condition */
};
struct look space_look(struct space *space, const struct target *target, uint32_t of);

#endif
