/* Operators on values under unknowns. Operands are never failures, except where that is said. */
#ifndef IOPFIT_EXPR_OPERATE_H
#define IOPFIT_EXPR_OPERATE_H

#include "base/arena.h"
#include "expr/node.h"

struct value value_failure(enum eval_error error, bool possible);
/* A truth value from TRUTH_FALSE and TRUTH_TRUE, as bits. */
struct value value_of_bits(unsigned bits);
/* All that a value of [type] can be. */
struct value value_widest(const struct type *type);

/* A chain of `and` (where [absorbing] is TRUTH_FALSE) or of `or` (TRUTH_TRUE), operand by operand. */
struct chain {
    unsigned absorbing;
    bool can_absorb;     /* some operand can be the absorbing one */
    bool all_neutral;    /* every one can be neutral */
    bool all_unabsorbed; /* every one can be neutral or fail */
    bool can_fail;
    enum eval_error error;
};

struct chain chain_start(unsigned absorbing);
/* The next operand, which may be a failure; an [optional] one may also be missing. */
void chain_add(struct chain *chain, const struct value *value, bool optional);
struct value chain_result(const struct chain *chain);

/* A failure of either operand, a certain one first; false where neither failed. */
bool take_failure(const struct value *a, const struct value *b, struct value *ret);

struct value eval_not(const struct value *a);
/* Takes failures. */
struct value eval_conditional(const struct value *condition, const struct value *a,
                              const struct value *b);
/* NODE_EQUAL … NODE_GREATER_EQUAL. */
struct value eval_comparison(enum node_kind kind, const struct value *a, const struct value *b);
struct value eval_in(const struct value *a, const struct value *b);
/* Of numbers, texts or lists; the latter in [scratch]. */
struct value eval_add(const struct value *a, const struct value *b, struct arena *scratch);
/* A list with room for [count] items, or a failure. */
struct value make_list(struct arena *scratch, uint32_t count, struct value **ret_items);
/* [most]: the greatest length there can be, where [a] does not say. */
struct value eval_size(const struct value *a, uint32_t most);
/* NODE_AT_LEAST, NODE_AT_MOST: by the order of the choices. */
struct value eval_rank(enum node_kind kind, const struct value *a, const struct value *b);
struct value eval_points(const struct value *a, const struct domain *domain);

#endif
