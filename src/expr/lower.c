/* The logic of a condition: what of it is and, or and not, and which parts are judged as a whole.
 * For those who want to evaluate many conditions, or one many times, by other means. */
#include <assert.h>

#include "expr/eval.h"
#include "expr/node.h"

struct lowering {
    const struct expr *expr;
    const struct expr_logic *logic;
};

static uint32_t join(const struct lowering *lowering, bool both, uint32_t a, uint32_t b)
{
    const struct expr_logic *logic = lowering->logic;
    return a == EXPR_NO_LOGIC || b == EXPR_NO_LOGIC ? EXPR_NO_LOGIC
                                                    : logic->join(logic->context, both, a, b);
}

static uint32_t negate(const struct lowering *lowering, uint32_t a)
{
    const struct expr_logic *logic = lowering->logic;
    return a == EXPR_NO_LOGIC ? a : logic->negate(logic->context, a);
}

static uint32_t constant(const struct lowering *lowering, bool truth)
{
    return lowering->logic->constant(lowering->logic->context, truth);
}

static uint32_t lower(const struct lowering *lowering, uint32_t i);

static uint32_t lower_chain(const struct lowering *lowering, uint32_t i)
{
    const struct node *nodes = lowering->expr->nodes;
    uint32_t child = i - 1;
    uint32_t result = lower(lowering, child);
    for (uint32_t n = nodes[i].count; n > 1; n--) {
        child = node_before(nodes, child);
        result = join(lowering, nodes[i].kind == NODE_AND, lower(lowering, child), result);
    }
    return result;
}

/* `c ? a : b`; where both sides agree, the condition does not matter. */
static uint32_t lower_conditional(const struct lowering *lowering, uint32_t i)
{
    const struct node *nodes = lowering->expr->nodes;
    uint32_t middle = node_left(nodes, i);
    uint32_t c = lower(lowering, node_before(nodes, middle));
    uint32_t a = lower(lowering, middle);
    uint32_t b = lower(lowering, i - 1);
    uint32_t chosen = join(lowering, false, join(lowering, true, c, a),
                           join(lowering, true, negate(lowering, c), b));
    return join(lowering, false, chosen, join(lowering, true, a, b));
}

static uint32_t lower_equality(const struct lowering *lowering, uint32_t i)
{
    const struct node *nodes = lowering->expr->nodes;
    uint32_t a = lower(lowering, node_left(nodes, i));
    uint32_t b = lower(lowering, i - 1);
    uint32_t same = join(lowering, false, join(lowering, true, a, b),
                         join(lowering, true, negate(lowering, a), negate(lowering, b)));
    return nodes[i].kind == NODE_EQUAL ? same : negate(lowering, same);
}

/* Whether at least [least] of the children of the COUNT at node [count] hold: with each child, what
 * holds of the first ones with it or without it. */
static uint32_t at_least(const struct lowering *lowering, uint32_t count, int64_t least)
{
    enum { MOST = 16 };
    const struct node *nodes = lowering->expr->nodes;
    uint32_t total = nodes[count].count;
    if (least <= 0 || least > total) {
        return constant(lowering, least <= 0);
    }
    if (total > MOST) {
        return EXPR_NO_LOGIC;
    }
    uint32_t holds[MOST + 1]; /* holds[k]: at least k of the children seen */
    holds[0] = constant(lowering, true);
    for (uint32_t k = 1; k <= total; k++) {
        holds[k] = constant(lowering, false);
    }
    uint32_t child = count - 1;
    for (uint32_t n = 0; n < total; n++, child = node_before(nodes, child)) {
        uint32_t here = lower(lowering, child);
        for (uint32_t k = (uint32_t)least; k > 0; k--) {
            holds[k] = join(lowering, false, holds[k], join(lowering, true, holds[k - 1], here));
        }
    }
    return holds[least];
}

/* count(…) compared with a whole number, which stands on the right. */
static uint32_t lower_count(const struct lowering *lowering, enum node_kind kind, uint32_t count,
                            int64_t number)
{
    if (number < -1 || number > LIMIT_EXPR_NODES) {
        number = number < 0 ? -1 : (int64_t)LIMIT_EXPR_NODES;
    }
    switch ((int)kind) {
    case NODE_GREATER_EQUAL:
        return at_least(lowering, count, number);
    case NODE_GREATER:
        return at_least(lowering, count, number + 1);
    case NODE_LESS:
        return negate(lowering, at_least(lowering, count, number));
    case NODE_LESS_EQUAL:
        return negate(lowering, at_least(lowering, count, number + 1));
    default:
        break;
    }
    uint32_t equal = join(lowering, true, at_least(lowering, count, number),
                          negate(lowering, at_least(lowering, count, number + 1)));
    return kind == NODE_EQUAL ? equal : negate(lowering, equal);
}

static enum node_kind mirrored(enum node_kind kind)
{
    switch ((int)kind) {
    case NODE_LESS:
        return NODE_GREATER;
    case NODE_LESS_EQUAL:
        return NODE_GREATER_EQUAL;
    case NODE_GREATER:
        return NODE_LESS;
    case NODE_GREATER_EQUAL:
        return NODE_LESS_EQUAL;
    default:
        return kind;
    }
}

static bool is_whole(const struct node *node)
{
    return node->is_folded && node->value.kind == VALUE_INT;
}

static uint32_t lower_comparison(const struct lowering *lowering, uint32_t i)
{
    const struct node *nodes = lowering->expr->nodes;
    uint32_t left = node_left(nodes, i);
    uint32_t right = i - 1;
    enum node_kind kind = nodes[i].kind;
    bool equality = kind == NODE_EQUAL || kind == NODE_NOT_EQUAL;
    if (equality && nodes[left].type.kind == TYPE_BOOL && nodes[right].type.kind == TYPE_BOOL) {
        return lower_equality(lowering, i);
    }
    if (nodes[left].kind == NODE_COUNT && !nodes[left].is_folded && is_whole(&nodes[right])) {
        return lower_count(lowering, kind, left, nodes[right].value.integer.low);
    }
    if (nodes[right].kind == NODE_COUNT && !nodes[right].is_folded && is_whole(&nodes[left])) {
        return lower_count(lowering, mirrored(kind), right, nodes[left].value.integer.low);
    }
    return lowering->logic->part(lowering->logic->context, lowering->expr, i);
}

/* Recursion is bounded by LIMIT_EXPR_HEIGHT. */
static uint32_t lower(const struct lowering *lowering, uint32_t i)
{
    const struct node *node = &lowering->expr->nodes[i];
    if (node->type.kind != TYPE_BOOL) {
        return EXPR_NO_LOGIC;
    }
    if (node->is_folded) {
        return node->value.kind == VALUE_BOOL && value_is_known(&node->value)
                   ? constant(lowering, node->value.truth == TRUTH_TRUE)
                   : EXPR_NO_LOGIC;
    }
    if (node->kind == NODE_AND || node->kind == NODE_OR) {
        return lower_chain(lowering, i);
    }
    if (node->kind == NODE_NOT) {
        return negate(lowering, lower(lowering, i - 1));
    }
    if (node->kind == NODE_CONDITIONAL) {
        return lower_conditional(lowering, i);
    }
    if (kind_is_comparison(node->kind)) {
        return lower_comparison(lowering, i);
    }
    return lowering->logic->part(lowering->logic->context, lowering->expr, i);
}

uint32_t expr_lower(const struct expr *expr, const struct expr_logic *logic)
{
    const struct lowering lowering = {expr, logic};
    return lower(&lowering, expr->node_count - 1);
}

uint32_t expr_part_variables(const struct expr *expr, uint32_t part, uint32_t *ret)
{
    uint32_t count = 0;
    for (uint32_t i = expr->nodes[part].first; i <= part; i++) {
        bool reads = expr->nodes[i].kind == NODE_VARIABLE && !expr->nodes[i].is_folded;
        for (uint32_t j = 0; j < count && reads; j++) {
            reads = ret[j] != expr->nodes[i].slot;
        }
        if (reads) {
            ret[count++] = expr->nodes[i].slot;
        }
    }
    return count;
}

bool expr_part_is_variable(const struct expr *expr, uint32_t part)
{
    return expr->nodes[part].kind == NODE_VARIABLE;
}
