/* How long lists and texts can get and how many steps evaluation takes at most: macros inside
 * macros multiply, and concatenation inside macros doubles. All bounds saturate. */
#include "expr/check.h"

/* Elements that are assumed of a list, and bytes of a text, that a variable brings along and of
 * which nothing is known. Questionnaires have neither; the arena bounds what evaluation takes. */
enum { ASSUMED_LENGTH = 1000 };

static uint32_t sum(uint32_t a, uint32_t b)
{
    return a > UINT32_MAX - b ? UINT32_MAX : a + b;
}

static uint32_t product(uint32_t a, uint32_t b)
{
    uint64_t exact = (uint64_t)a * b;
    return exact > UINT32_MAX ? UINT32_MAX : (uint32_t)exact;
}

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static uint32_t length_of(const struct value *value, uint32_t unknown)
{
    return value->kind == VALUE_LIST     ? value->list.count
           : value->kind == VALUE_STRING ? (uint32_t)value->string.length
                                         : unknown;
}

/* All elements, those of elements included. Nesting is that of the type. */
static uint32_t weight_of(const struct value *value)
{
    uint32_t weight = sum(1, length_of(value, ASSUMED_LENGTH));
    if (value->kind == VALUE_LIST) {
        for (uint32_t i = 0; i < value->list.count; i++) {
            weight = sum(weight, weight_of(&value->list.items[i]));
        }
    }
    return weight;
}

static bool has_length(const struct type *type)
{
    return type->kind == TYPE_LIST || type->kind == TYPE_STRING;
}

static void bound_macro(struct node *nodes, uint32_t i)
{
    struct node *node = &nodes[i];
    const struct node *range = &nodes[node_range(nodes, i)];
    const struct node *body = &nodes[i - 1];
    uint32_t rounds = range->most == UINT32_MAX ? ASSUMED_LENGTH : range->most;
    /* A body runs at least once when ranges are proved. */
    node->steps = sum(sum(range->steps, 1), product(larger(rounds, 1), sum(body->steps, 1)));
    if (node->kind == NODE_MAP) {
        node->most = range->most;
        node->weight = sum(1, product(rounds, body->weight));
    } else if (node->kind == NODE_FILTER) {
        node->most = range->most;
        node->weight = range->weight;
    }
}

static void bound_node(struct checker *checker, uint32_t i)
{
    struct node *nodes = checker->nodes;
    struct node *node = &nodes[i];
    node->weight = 1;
    node->steps = 1;
    for (uint32_t child = i; child > node->first; child = nodes[child - 1].first) {
        node->steps = sum(node->steps, nodes[child - 1].steps);
        node->most = sum(node->most, nodes[child - 1].most);
        node->weight = sum(node->weight, nodes[child - 1].weight);
    }
    if (node->kind == NODE_CONSTANT) {
        node->most = length_of(&node->value, 0);
        node->weight = sum(1, node->most);
    } else if (node->kind == NODE_VARIABLE) {
        const struct value *all = &checker->scope->variables[node->slot].everything;
        node->most = has_length(&node->type) ? length_of(all, UINT32_MAX) : 0;
        node->weight = has_length(&node->type) ? weight_of(all) : 1;
    } else if (node->kind == NODE_EACH || node->kind == NODE_LOCAL) {
        /* An element holds at most what its list holds. */
        const struct node *range = &nodes[(node->kind == NODE_EACH ? i : node->slot) - 1];
        node->most = has_length(&node->type) ? range->weight : 0;
        node->weight = has_length(&node->type) ? range->weight : 1;
    } else if (node->kind == NODE_LIST) {
        node->most = node->count;
    } else if (node->kind == NODE_TO_STRING) {
        node->most = larger(nodes[i - 1].most, 32);
        node->weight = sum(1, node->most);
    } else if (kind_is_macro(node->kind)) {
        bound_macro(nodes, i);
    }
    /* What is looked at element by element; `in` and == may look at all of both. */
    node->steps = sum(node->steps, node->weight);
    if (!has_length(&node->type)) {
        node->most = node->type.kind == TYPE_SET ? node->type.domain->count : 0;
        node->weight = 1;
    }
}

void check_bounds(struct checker *checker)
{
    for (uint32_t i = 0; i < checker->count; i++) {
        bound_node(checker, i);
        const struct node *node = &checker->nodes[i];
        if (node->steps > LIMIT_EXPR_STEPS) {
            struct diag *diag =
                diag_add(checker->diags, CODE_E233, checker_span(checker, i),
                         "working this out can take more than %u steps", LIMIT_EXPR_STEPS);
            diag_help(checker->diags, diag,
                      "go through fewer elements, or put fewer of `all`, `exists`, `map` and "
                      "`filter` into each other");
            return; /* what contains it takes more still */
        }
    }
}
