/* What a set of expressions asks of each variable: which of its values they can tell apart. A
 * variable that stands alone on one side of a comparison with a constant is cut there; anywhere
 * else every value may matter. */
#include <math.h>

#include "expr/node.h"

struct user {
    const struct expr *expr;
    struct variable_use *uses;
    struct arena *arena;
};

static bool add_cut(struct user *user, struct variable_use *use, int64_t cut)
{
    int64_t *cuts =
        list_reserve(user->arena, use->cuts, use->cut_count, &use->cut_capacity, sizeof *cuts);
    if (cuts == NULL) {
        return false;
    }
    use->cuts = cuts;
    cuts[use->cut_count++] = cut;
    return true;
}

/* A cut behind [last], the last value before it; none at the end of the numbers. */
static bool add_cut_behind(struct user *user, struct variable_use *use, int64_t last)
{
    return last == INT64_MAX || add_cut(user, use, last + 1);
}

static bool add_point(struct user *user, struct variable_use *use, double point)
{
    double *points = list_reserve(user->arena, use->points, use->point_count, &use->point_capacity,
                                  sizeof *points);
    if (points == NULL) {
        return false;
    }
    use->points = points;
    points[use->point_count++] = point;
    return true;
}

/* Which sides of a constant an operator tells apart. */
struct sides {
    bool before; /* what is less from what is equal */
    bool behind; /* what is equal from what is greater */
};

static struct sides sides_of(enum node_kind kind, bool constant_is_left)
{
    switch ((int)kind) {
    case NODE_LESS: /* x < c: c itself is with what is greater */
    case NODE_GREATER_EQUAL:
        return (struct sides){!constant_is_left, constant_is_left};
    case NODE_LESS_EQUAL:
    case NODE_GREATER:
        return (struct sides){constant_is_left, !constant_is_left};
    default: /* ==, !=, in */
        return (struct sides){true, true};
    }
}

static bool cut_integer(struct user *user, struct variable_use *use, struct sides sides,
                        const struct value *constant)
{
    int64_t at = constant->integer.low;
    if (constant->kind == VALUE_DOUBLE) {
        double number = constant->number.low;
        if (isnan(number) || number < -9223372036854775808.0 || number >= 9223372036854775808.0) {
            return true; /* all integers lie on one side of it */
        }
        at = (int64_t)floor(number);
        if ((double)at != number) {
            return add_cut_behind(user, use, at); /* between two integers */
        }
    }
    return (!sides.before || at == INT64_MIN || add_cut(user, use, at)) &&
           (!sides.behind || add_cut_behind(user, use, at));
}

static bool cut_number(struct user *user, struct variable_use *use, const struct value *constant)
{
    /* An integer that is no double lies between two of them: the nearest one parts the numbers
     * below it from those above all the same. */
    double number =
        constant->kind == VALUE_INT ? (double)constant->integer.low : constant->number.low;
    return isnan(number) || add_point(user, use, number);
}

/* Cuts the variable at one constant or at each of a list. */
static bool cut(struct user *user, struct variable_use *use, enum type_kind kind,
                struct sides sides, const struct value *constant)
{
    if (constant->kind == VALUE_LIST) {
        for (uint32_t i = 0; i < constant->list.count; i++) {
            if (!cut(user, use, kind, sides, &constant->list.items[i])) {
                return false;
            }
        }
        return true;
    }
    return kind == TYPE_INT ? cut_integer(user, use, sides, constant)
                            : cut_number(user, use, constant);
}

/* The node that has [i] as a child; the count of nodes for the root. */
static uint32_t parent_of(const struct expr *expr, uint32_t i)
{
    uint32_t parent = i + 1;
    while (parent < expr->node_count && expr->nodes[parent].first > i) {
        parent++;
    }
    return parent;
}

/* The constant that node [i] is compared with by [parent]; NULL where it is something else. */
static const struct value *compared_with(const struct node *nodes, uint32_t i, uint32_t parent)
{
    if (!kind_is_comparison(nodes[parent].kind) && nodes[parent].kind != NODE_IN) {
        return NULL;
    }
    uint32_t left = node_left(nodes, parent);
    const struct node *other = &nodes[left == i ? parent - 1 : left];
    return other->is_folded ? &other->value : NULL;
}

static bool use_number(struct user *user, struct variable_use *use, uint32_t i)
{
    uint32_t parent = parent_of(user->expr, i);
    const struct value *constant =
        parent < user->expr->node_count ? compared_with(user->expr->nodes, i, parent) : NULL;
    if (constant == NULL) {
        use->every_value = true;
        return true;
    }
    const struct node *nodes = user->expr->nodes;
    struct sides sides = sides_of(nodes[parent].kind, node_left(nodes, parent) != i);
    return cut(user, use, nodes[i].type.kind, sides, constant);
}

/* The options that the body of a macro over a set looks at by name; all where it does anything
 * with its element but compare it with constants. */
static uint64_t named_by_element(const struct expr *expr, uint32_t each)
{
    const struct node *nodes = expr->nodes;
    uint64_t named = 0;
    for (uint32_t i = each + 1; i < nodes[each].slot; i++) {
        if (nodes[i].kind != NODE_LOCAL || nodes[i].slot != each) {
            continue;
        }
        const struct value *constant = compared_with(nodes, i, parent_of(expr, i));
        if (constant == NULL) {
            return UINT64_MAX;
        }
        named |= constant->kind == VALUE_SET ? constant->set.in : constant->choices;
    }
    return named;
}

/* The options of the set at node [i] (a variable, or what filter() leaves of one) that its place in
 * the expression looks at by name. */
static uint64_t named_by_place(const struct expr *expr, uint32_t i)
{
    const struct node *nodes = expr->nodes;
    uint32_t parent = parent_of(expr, i);
    if (parent == expr->node_count) {
        return UINT64_MAX;
    }
    if (nodes[parent].kind == NODE_SIZE) {
        return 0;
    }
    if (nodes[parent].kind == NODE_IN) {
        const struct node *left = &nodes[node_left(nodes, parent)];
        return left->is_folded ? left->value.choices : UINT64_MAX;
    }
    if (!kind_is_macro(nodes[parent].kind) || node_range(nodes, parent) != i) {
        return UINT64_MAX;
    }
    return named_by_element(expr, nodes[parent].slot);
}

static void use_set(struct user *user, struct variable_use *use, uint32_t i)
{
    const struct node *nodes = user->expr->nodes;
    uint64_t named = named_by_place(user->expr, i);
    /* What a filter leaves is looked at in its turn. */
    for (uint32_t parent = parent_of(user->expr, i);
         parent < user->expr->node_count && nodes[parent].kind == NODE_FILTER &&
         named != UINT64_MAX;
         parent = parent_of(user->expr, parent)) {
        named |= named_by_place(user->expr, parent);
    }
    uint32_t count = nodes[i].type.domain->count;
    use->named |= count == 64 ? named : named & ((UINT64_C(1) << count) - 1);
}

bool expr_add_uses(const struct expr *expr, struct variable_use *uses, struct arena *arena)
{
    struct user user = {expr, uses, arena};
    for (uint32_t i = 0; i < expr->node_count; i++) {
        const struct node *node = &expr->nodes[i];
        if (node->kind != NODE_VARIABLE) {
            continue;
        }
        struct variable_use *use = &uses[node->slot];
        use->read = true;
        if (node->type.kind == TYPE_SET) {
            use_set(&user, use, i);
        } else if ((node->type.kind == TYPE_INT || node->type.kind == TYPE_DOUBLE) &&
                   !use_number(&user, use, i)) {
            return false;
        }
    }
    return true;
}
