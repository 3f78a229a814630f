/* What deciding needs beside the questionnaire, worked out once when it is loaded: how finely each
 * unknown answer must be split, where the trace of each condition goes, and the rules from the
 * highest outcome down. Only for this room. */
#ifndef IOPFIT_ASSESS_PLAN_H
#define IOPFIT_ASSESS_PLAN_H

#include "assess/assess.h"
#include "questionnaire/questionnaire.h"

/* How finely the values of one question must be told apart: two values of one class look the same
 * to every condition. Truth values and choices need no table: each value is a class. */
struct classes {
    /* Integers and numbers: each cut is the least value of a class; ascending, above the minimum.
     */
    int64_t *cuts;
    double *points;
    uint32_t cut_count;
    bool every_value; /* integers that arithmetic uses: each value is a class */
    /* Sets: options that conditions look at by name. The others are only counted, so that of the
     * sets of one size the first options stand for all. */
    uint64_t named;
};

/* The conditions that read a question or a fact, also by way of facts and ask_ifs. */
struct dependents {
    uint32_t *conditions;
    uint32_t count;
};

/* Conditions by number: the ask_if of question q is q, fact f is question_count + f, rule r is
 * question_count + fact_count + r. */
struct plan {
    const struct questionnaire *questionnaire;
    struct classes *classes;       /* by question */
    struct dependents *dependents; /* by slot */
    bool *reads;       /* by condition, then by slot: whether it reads it, also by way of others */
    uint32_t *falling; /* rules, from the highest outcome called for to the lowest */
    const struct expr **conditions; /* by number; NULL where a question is always asked */
    uint32_t condition_count;
    uint32_t *trace_starts; /* by number: where the values of its nodes go */
    uint32_t trace_length;  /* of all */
    uint32_t *slot_starts;  /* by number: room for the variables that it waits for */
    uint32_t slot_length;
    uint64_t urgent; /* outcomes */
};

uint32_t plan_fact_condition(const struct plan *plan, uint32_t fact);
uint32_t plan_rule_condition(const struct plan *plan, uint32_t rule);
/* Whether condition [number] reads the question or fact of [slot], also by way of others. */
bool plan_reads(const struct plan *plan, uint32_t number, uint32_t slot);

/* [plan] with classes fine enough for [expr], which is no part of the questionnaire, too. NULL when
 * memory is used up. */
const struct plan *plan_extend(const struct plan *plan, const struct expr *expr,
                               struct arena *arena);

/* Splits what is still possible for the raw answer to [question] into two parts that some condition
 * may tell apart, the less concerning (lower) part first. False where all of it is one class. The
 * parts together stand for every class of [value]. */
bool plan_split(const struct plan *plan, uint32_t question, const struct value *value,
                struct value *ret_low, struct value *ret_high);

/* The lowest of a set of outcomes that is not empty. */
uint32_t plan_lowest_rank(uint64_t outcomes);

/* One concrete value out of a class. */
struct value plan_representative(const struct value *value);

#endif
