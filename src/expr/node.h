/* The inside of a compiled expression: one flat array of nodes, children before their parents, so
 * that evaluating, checking and explaining are loops over it. Private to this room,
 * and to prove/symbol.c, which compiles it once more.
 *
 * The subtree of node i is nodes[first … i]: its last child is i - 1, the child before child c is
 * nodes[c].first - 1. A macro `range.all(x, body)` stands as
 *     [range …] EACH [body …] ALL
 * where EACH holds the present element in the trace; the body is run once for each element. */
#ifndef IOPFIT_EXPR_NODE_H
#define IOPFIT_EXPR_NODE_H

#include "base/limits.h"
#include "expr/expr.h"

enum node_kind {
    NODE_BROKEN,   /* stands in for what was complained about; fits everywhere */
    NODE_UNKNOWN,  /* a name that is not in scope; complained about when its place is known */
    NODE_CONSTANT, /* a literal; after checking also an option of a choice */
    NODE_VARIABLE,
    NODE_LOCAL, /* the element name of a macro */
    NODE_EACH,
    NODE_LIST,

    NODE_AND, /* of any number of children: chains are one node */
    NODE_OR,
    NODE_NOT,
    NODE_CONDITIONAL,

    NODE_EQUAL,
    NODE_NOT_EQUAL,
    NODE_LESS,
    NODE_LESS_EQUAL,
    NODE_GREATER,
    NODE_GREATER_EQUAL,
    NODE_IN,

    NODE_ADD,
    NODE_SUBTRACT,
    NODE_MULTIPLY,
    NODE_DIVIDE,
    NODE_REMAINDER,
    NODE_NEGATE,

    NODE_ALL,
    NODE_EXISTS,
    NODE_EXISTS_ONE,
    NODE_MAP,
    NODE_FILTER,

    NODE_SIZE,
    NODE_COUNT,
    NODE_AT_LEAST,
    NODE_AT_MOST,
    NODE_POINTS,
    NODE_TO_BOOL,
    NODE_TO_INT,
    NODE_TO_DOUBLE,
    NODE_TO_STRING
};

struct node {
    enum node_kind kind;
    uint32_t first; /* of its subtree; itself for a leaf */
    uint32_t start; /* its bytes in the passage, parentheses included */
    uint32_t end;
    uint32_t count;  /* children of AND, OR, LIST and COUNT */
    uint32_t slot;   /* VARIABLE: in the scope; LOCAL: its EACH; EACH: its macro; macro: its EACH */
    uint32_t height; /* longest way down to a leaf */
    bool is_constant; /* reads no variable and no element */
    bool is_folded;   /* its value is in [value] */
    bool in_parentheses;
    bool is_complained; /* UNKNOWN: its message exists */
    struct type type;
    struct value value; /* where folded */
    struct text name;   /* EACH: of the element; UNKNOWN: the name */
    /* Upper bounds: elements of a list or bytes of a string; the same with all that is inside;
     * steps that evaluating the subtree takes. */
    uint32_t most;
    uint32_t weight;
    uint32_t steps;
};

static inline bool kind_is_macro(enum node_kind kind)
{
    return kind >= NODE_ALL && kind <= NODE_FILTER;
}

static inline bool kind_is_ordering(enum node_kind kind)
{
    return kind >= NODE_LESS && kind <= NODE_GREATER_EQUAL;
}

static inline bool kind_is_comparison(enum node_kind kind)
{
    return kind >= NODE_EQUAL && kind <= NODE_GREATER_EQUAL;
}

static inline bool kind_is_binary(enum node_kind kind)
{
    return (kind >= NODE_EQUAL && kind <= NODE_REMAINDER) || kind == NODE_AT_LEAST ||
           kind == NODE_AT_MOST;
}

/* The child before child [child]. */
static inline uint32_t node_before(const struct node *nodes, uint32_t child)
{
    return nodes[child].first - 1;
}

/* Left operand of binary node [i]; the right one is i - 1. */
static inline uint32_t node_left(const struct node *nodes, uint32_t i)
{
    return nodes[i - 1].first - 1;
}

/* The EACH of macro [i] and its range are next to each other: the range ends before EACH. */
static inline uint32_t node_range(const struct node *nodes, uint32_t i)
{
    return nodes[i].slot - 1;
}

#endif
