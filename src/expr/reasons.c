/* Which variables made a condition what it is, read off the trace of its evaluation; and where they
 * stand in the text. */
#include <assert.h>
#include <limits.h>
#include <string.h>

#include "expr/node.h"

/* The nodes that matter, as bits. */
struct marks {
    unsigned char bits[LIMIT_EXPR_NODES / CHAR_BIT];
};

static void mark(struct marks *marks, uint32_t i)
{
    marks->bits[i / CHAR_BIT] |= (unsigned char)(1u << (i % CHAR_BIT));
}

static bool is_marked(const struct marks *marks, uint32_t i)
{
    return (marks->bits[i / CHAR_BIT] >> (i % CHAR_BIT) & 1) != 0;
}

struct reasoner {
    const struct node *nodes;
    const struct value *trace;
    struct marks marks;
    bool waits; /* what is open is asked for; else what forces the value */
};

static bool has_truth(const struct reasoner *reasoner, uint32_t i, enum truth truth)
{
    return reasoner->trace[i].kind == VALUE_BOOL && reasoner->trace[i].truth == truth;
}

/* Child [child], unless it is known and open ones are asked for. */
static void mark_child(struct reasoner *reasoner, uint32_t child)
{
    if (!reasoner->waits || !value_is_known(&reasoner->trace[child])) {
        mark(&reasoner->marks, child);
    }
}

static void mark_children(struct reasoner *reasoner, uint32_t i)
{
    for (uint32_t child = i; child > reasoner->nodes[i].first;
         child = reasoner->nodes[child - 1].first) {
        mark_child(reasoner, child - 1);
    }
}

/* Those children that are [truth]. */
static void mark_children_that_are(struct reasoner *reasoner, uint32_t i, enum truth truth)
{
    for (uint32_t child = i; child > reasoner->nodes[i].first;
         child = reasoner->nodes[child - 1].first) {
        if (has_truth(reasoner, child - 1, truth)) {
            mark(&reasoner->marks, child - 1);
        }
    }
}

/* One absorbing operand settles a chain, the first in the text; else all of them are needed. */
static void mark_chain(struct reasoner *reasoner, uint32_t i, enum truth absorbing)
{
    if (!has_truth(reasoner, i, absorbing)) {
        mark_children(reasoner, i);
        return;
    }
    uint32_t settling = i;
    for (uint32_t child = i; child > reasoner->nodes[i].first;
         child = reasoner->nodes[child - 1].first) {
        if (has_truth(reasoner, child - 1, absorbing)) {
            settling = child - 1;
        }
    }
    assert(settling != i);
    mark(&reasoner->marks, settling);
}

static void mark_conditional(struct reasoner *reasoner, uint32_t i)
{
    uint32_t b = i - 1;
    uint32_t a = node_before(reasoner->nodes, b);
    uint32_t condition = node_before(reasoner->nodes, a);
    mark_child(reasoner, condition);
    if (!has_truth(reasoner, condition, TRUTH_FALSE)) {
        mark_child(reasoner, a);
    }
    if (!has_truth(reasoner, condition, TRUTH_TRUE)) {
        mark_child(reasoner, b);
    }
}

/* `count(…) >= 2` that holds does so by those that hold; that fails, by those that do not. True
 * where that is all there is to node [i]. */
static bool mark_count(struct reasoner *reasoner, uint32_t i)
{
    const struct node *nodes = reasoner->nodes;
    if (!kind_is_ordering(nodes[i].kind) || reasoner->waits ||
        !value_is_known(&reasoner->trace[i])) {
        return false;
    }
    uint32_t b = i - 1;
    uint32_t a = node_left(nodes, i);
    bool is_left = nodes[a].kind == NODE_COUNT && nodes[b].is_constant;
    bool is_right = nodes[b].kind == NODE_COUNT && nodes[a].is_constant;
    if (!is_left && !is_right) {
        return false;
    }
    bool asks_for_many =
        (nodes[i].kind == NODE_GREATER || nodes[i].kind == NODE_GREATER_EQUAL) == is_left;
    bool many = asks_for_many == has_truth(reasoner, i, TRUTH_TRUE);
    mark_children_that_are(reasoner, is_left ? a : b, many ? TRUTH_TRUE : TRUTH_FALSE);
    return true;
}

static void mark_node(struct reasoner *reasoner, uint32_t i)
{
    enum node_kind kind = reasoner->nodes[i].kind;
    if (kind == NODE_AND || kind == NODE_OR) {
        mark_chain(reasoner, i, kind == NODE_AND ? TRUTH_FALSE : TRUTH_TRUE);
    } else if (kind == NODE_CONDITIONAL) {
        mark_conditional(reasoner, i);
    } else if (kind_is_macro(kind)) {
        /* The trace has only the last round, so everything inside counts. */
        for (uint32_t inside = reasoner->nodes[i].first; inside < i; inside++) {
            mark(&reasoner->marks, inside);
        }
    } else if (!mark_count(reasoner, i)) {
        mark_children(reasoner, i);
    }
}

uint32_t expr_reasons(const struct expr *expr, const struct value *variables,
                      const struct value *trace, uint32_t *ret)
{
    uint32_t root = expr->node_count - 1;
    struct reasoner reasoner = {
        .nodes = expr->nodes, .trace = trace, .waits = !value_is_known(&trace[root])};
    mark(&reasoner.marks, root);
    for (uint32_t i = root + 1; i > 0; i--) {
        if (is_marked(&reasoner.marks, i - 1)) {
            mark_node(&reasoner, i - 1);
        }
    }
    uint32_t count = 0;
    for (uint32_t i = 0; i <= root; i++) {
        uint32_t slot = expr->nodes[i].slot;
        if (expr->nodes[i].kind != NODE_VARIABLE || !is_marked(&reasoner.marks, i)) {
            continue;
        }
        const struct value *value = &variables[slot];
        bool is_known = value_is_known(value);
        /* A variable that can still be anything forces nothing; a known one is not waited for. */
        bool counts =
            reasoner.waits
                ? !is_known
                : is_known || !value_covers(value, &expr->scope->variables[slot].everything);
        for (uint32_t n = 0; n < count && counts; n++) {
            counts = ret[n] != slot;
        }
        if (counts) {
            ret[count++] = slot;
        }
    }
    return count;
}

struct span expr_variable_span(const struct expr *expr, uint32_t slot)
{
    for (uint32_t i = 0; i < expr->node_count; i++) {
        const struct node *node = &expr->nodes[i];
        if (node->kind == NODE_VARIABLE && node->slot == slot) {
            return passage_span(&expr->passage, node->start, node->end);
        }
    }
    return (struct span){NULL, 0, 0};
}
