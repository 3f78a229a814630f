/* One point of a search through the completions: what is still possible for each raw answer, and
 * everything that follows from it, worked out again only where an answer that it reads has been
 * narrowed. Only for this room. */
#ifndef IOPFIT_ASSESS_SPACE_H
#define IOPFIT_ASSESS_SPACE_H

#include "assess/plan.h"
#include "base/limits.h"

struct space {
    const struct plan *plan;
    struct value *raw;    /* by question: what is still possible for its answer */
    struct value *values; /* by slot: as questions count, then facts */
    enum truth *applies;  /* by question */
    enum truth *holds;    /* by rule */
    enum truth *assumed;  /* by fact: TRUTH_NONE, or what a search takes it to be for now … */
    uint32_t
        unrealized; /* … a fact so assumed of which the answers do not yet say that it is so … */
    uint32_t clash;       /* … and one of which they say that it is not; NAME_NONE */
    struct value *traces; /* of all conditions (plan->trace_starts) */
    bool *stale;          /* by condition: reads something that has changed since */
    uint32_t *narrowed;   /* by slot: how many splits above this point narrowed it */
    uint32_t *slots;      /* what conditions wait for (plan->slot_starts) */
    uint32_t *visited;    /* by fact: the last look that came by */
    uint32_t look_count;
    struct arena *arena;
    struct arena_mark scratch; /* strings and lists of evaluations, dropped now and then */
    uint32_t steps;
    uint32_t step_limit;
    uint32_t depth; /* of splits at this point */
    bool spent;     /* the budget did not suffice somewhere */
    bool exhausted; /* memory was used up while evaluating: results are supersets, and it is said */
};

/* All completions of [answers]. False when [arena] is used up. */
ATTR_MUST_USE bool space_init(struct space *space, const struct plan *plan,
                              const struct answer *answers, uint32_t step_limit,
                              struct arena *arena);
/* What is allocated in the arena up to now is not dropped with the strings and lists. */
void space_keep(struct space *space);

/* Brings questions and facts up to date after narrowing. Counts a step. */
void space_evaluate(struct space *space);
/* Whether rule [rule] holds here, after space_evaluate(). */
enum truth space_rule(struct space *space, uint32_t rule);

/* Splits what a slot may be: the answer to a question (plan_split()), or an open fact into no and
 * yes. To assume a fact is to look at a superset of the completions: what fails with it and without
 * it fails, and where a search succeeds, every assumption has to be realized by answers. */
bool space_split(const struct space *space, uint32_t slot, struct value ret_parts[2]);
/* Narrows [slot] to [part], one split deeper; and takes that back. */
void space_descend(struct space *space, uint32_t slot, struct value part);
void space_ascend(struct space *space, uint32_t slot, struct value before);
/* What [slot] is narrowed to, for space_ascend(). */
struct value space_narrowing(const struct space *space, uint32_t slot);
/* At the top of a search: gives [question] the answer [answer], which then counts as narrowed, so
 * that conflicts name it; and takes it back, so that the question may have any answer. */
void space_fix(struct space *space, uint32_t question, struct value answer);
void space_free(struct space *space, uint32_t question);
/* Whether the budget of steps, or the depth, is used up; notes that it is. */
bool space_out_of_budget(struct space *space);

/* An expression whose value is searched for. */
struct target {
    const struct expr *expr;
    struct value *trace;
    uint32_t *slots;
};
struct target target_condition(const struct space *space, uint32_t condition);
/* For an expression that is no part of the questionnaire; false when memory is used up. */
ATTR_MUST_USE bool target_expression(const struct space *space, const struct expr *expr,
                                     struct target *ret);
/* Its value here, after space_evaluate(). */
struct value space_target(struct space *space, const struct target *target);

/* What [target] waits for here, after space_target() or space_rule(): whether for the question
 * [of] (NAME_NONE: none), and the first other slot that can be split (NAME_NONE: none): a question,
 * or, where [assume] allows it, a fact that is a condition and does not read [of]. */
struct look {
    uint32_t of;
    bool assume;
    bool seen;
    uint32_t split;
};
struct look space_look(struct space *space, const struct target *target, uint32_t of);
struct look space_look_at_condition(struct space *space, uint32_t number, uint32_t of, bool assume);

/* A set of questions and facts. */
struct slot_set {
    uint64_t words[(LIMIT_QUESTIONS + LIMIT_FACTS + 63) / 64];
};
bool slot_set_has(const struct slot_set *set, uint32_t slot);
void slot_set_add(struct slot_set *set, uint32_t slot);
void slot_set_remove(struct slot_set *set, uint32_t slot);
void slot_set_join(struct slot_set *set, const struct slot_set *other);
bool slot_set_meets(const struct slot_set *set, const struct slot_set *other);
uint32_t slot_set_count(const struct slot_set *set);

/* Adds questions and assumed facts that alone, as narrow as they are here, force the truth of
 * condition [number], which is not open here; after it was evaluated. */
void space_add_reasons(struct space *space, uint32_t number, struct slot_set *set);
/* Adds everything that condition [number] reads. */
void space_add_all(const struct space *space, uint32_t number, struct slot_set *set);

#endif
