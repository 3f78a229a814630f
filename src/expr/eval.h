/* Evaluation with a log of what failed where, for range proofs; and of a part alone, for
 * prove/. Others use expr_eval(). */
#ifndef IOPFIT_EXPR_EVAL_H
#define IOPFIT_EXPR_EVAL_H

#include "expr/node.h"

/* The first failure of a node, and its operands then. */
struct failed {
    bool is_set;
    enum eval_error error;
    struct value left; /* of a unary operator: its operand */
    struct value right;
};

struct evaluation_log {
    struct failed *nodes; /* one for each node */
};

/* As expr_eval(), also into [log] where it is not NULL. */
struct value evaluate(const struct expr *expr, const struct value *variables, struct value *trace,
                      struct arena *scratch, struct evaluation_log *log);

/* The value of node [i] alone: only its subtree is evaluated. Not for a node in a macro's body. */
struct value evaluate_node(const struct expr *expr, uint32_t i, const struct value *variables,
                           struct value *trace, struct arena *scratch);

#endif
