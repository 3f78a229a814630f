/* What each operator computes from the values of its operands, which may be many at once. Total: a
 * failure is a value too; where only some ways of filling in what is unknown fail, it is a
 * `possible` one, which covers everything. eval.c walks the nodes; numbers are in arithmetic.c. */
#include "expr/operate.h"

#include <math.h>
#include <string.h>

#include "expr/arithmetic.h"

struct value value_failure(enum eval_error error, bool possible)
{
    return (struct value){.kind = VALUE_ERROR, .error = error, .possible = possible};
}

struct value value_of_bits(unsigned bits)
{
    return (struct value){.kind = VALUE_BOOL, .truth = (enum truth)bits};
}

/* ---- Truth with failure ---------------------------------------------------------------------- */

/* What an operand of `and` or `or` can be: TRUTH_FALSE, TRUTH_TRUE and this one, as bits. */
enum { FAILS = 4 };

static unsigned outcomes_of(const struct value *value)
{
    if (value->kind != VALUE_ERROR) {
        return value->truth;
    }
    return value->possible ? TRUTH_OPEN | FAILS : FAILS;
}

struct chain chain_start(unsigned absorbing)
{
    return (struct chain){.absorbing = absorbing, .all_neutral = true, .all_unabsorbed = true};
}

void chain_add(struct chain *chain, const struct value *value, bool optional)
{
    unsigned neutral = TRUTH_OPEN ^ chain->absorbing;
    unsigned outcomes = outcomes_of(value) | (optional ? neutral : 0);
    chain->can_absorb = chain->can_absorb || (outcomes & chain->absorbing) != 0;
    chain->all_neutral = chain->all_neutral && (outcomes & neutral) != 0;
    chain->all_unabsorbed = chain->all_unabsorbed && outcomes != chain->absorbing;
    if ((outcomes & FAILS) != 0) {
        chain->error = chain->can_fail ? chain->error : value->error;
        chain->can_fail = true;
    }
}

struct value chain_result(const struct chain *chain)
{
    unsigned outcomes = (chain->can_absorb ? chain->absorbing : 0) |
                        (chain->all_neutral ? TRUTH_OPEN ^ chain->absorbing : 0);
    if (chain->can_fail && chain->all_unabsorbed) {
        return value_failure(chain->error, outcomes != 0);
    }
    return value_of_bits(outcomes);
}

/* ---- Strict operators ------------------------------------------------------------------------ */

/* A failure of either operand, a certain one first; false where neither failed. */
bool take_failure(const struct value *a, const struct value *b, struct value *ret)
{
    if (a->kind != VALUE_ERROR && b->kind != VALUE_ERROR) {
        return false;
    }
    bool take_a = a->kind == VALUE_ERROR && (b->kind != VALUE_ERROR || !a->possible || b->possible);
    *ret = take_a ? *a : *b;
    return true;
}

struct value eval_not(const struct value *a)
{
    return value_of_bits((unsigned)((a->truth & TRUTH_FALSE) << 1 | (a->truth & TRUTH_TRUE) >> 1));
}

struct value eval_conditional(const struct value *condition, const struct value *a,
                              const struct value *b)
{
    if (condition->kind == VALUE_ERROR) {
        return *condition;
    }
    if (condition->truth == TRUTH_OPEN) {
        return value_join(a, b);
    }
    return condition->truth == TRUTH_TRUE ? *a : *b;
}

/* ---- Comparisons ----------------------------------------------------------------------------- */

static unsigned order_truths(unsigned a, unsigned b)
{
    unsigned orders = (a & b) != 0 ? ORDER_EQUAL : 0;
    if ((a & TRUTH_FALSE) != 0 && (b & TRUTH_TRUE) != 0) {
        orders |= ORDER_LESS;
    }
    if ((a & TRUTH_TRUE) != 0 && (b & TRUTH_FALSE) != 0) {
        orders |= ORDER_GREATER;
    }
    return orders;
}

static unsigned order_values(const struct value *a, const struct value *b);

/* Lists are only ever equal or not; ORDER_NONE stands for unequal. */
static unsigned order_lists(const struct value *a, const struct value *b)
{
    if (a->list.sparse || b->list.sparse) {
        return ORDER_EQUAL | ORDER_NONE;
    }
    if (a->list.count != b->list.count) {
        return ORDER_NONE;
    }
    unsigned orders = ORDER_EQUAL;
    for (uint32_t i = 0; i < a->list.count; i++) {
        unsigned order = order_values(&a->list.items[i], &b->list.items[i]);
        if ((order & ORDER_EQUAL) == 0) {
            return ORDER_NONE;
        }
        if (order != ORDER_EQUAL) {
            orders |= ORDER_NONE;
        }
    }
    return orders;
}

/* Which orders are possible between two values of comparable types. */
static unsigned order_values(const struct value *a, const struct value *b)
{
    if (a->kind == VALUE_ANY || b->kind == VALUE_ANY) {
        return ORDER_LESS | ORDER_EQUAL | ORDER_GREATER;
    }
    switch (a->kind) {
    case VALUE_BOOL:
        return order_truths(a->truth, b->truth);
    case VALUE_STRING: {
        int order = text_compare(a->string, b->string);
        return order < 0 ? ORDER_LESS : order > 0 ? ORDER_GREATER : ORDER_EQUAL;
    }
    case VALUE_CHOICE:
        if ((a->choices & b->choices) == 0) {
            return ORDER_NONE;
        }
        return value_is_known(a) && value_is_known(b) ? ORDER_EQUAL : ORDER_EQUAL | ORDER_NONE;
    case VALUE_LIST:
        return order_lists(a, b);
    case VALUE_INT:
    case VALUE_DOUBLE:
    case VALUE_SET:   /* never compared: the checker refuses it */
    case VALUE_ANY:   /* handled above */
    case VALUE_ERROR: /* handled before comparing */
        break;
    }
    return order_numbers(a, b);
}

struct value eval_comparison(enum node_kind kind, const struct value *a, const struct value *b)
{
    static const unsigned holding[] = {
        [NODE_EQUAL] = ORDER_EQUAL,     [NODE_NOT_EQUAL] = ORDER_LESS | ORDER_GREATER | ORDER_NONE,
        [NODE_LESS] = ORDER_LESS,       [NODE_LESS_EQUAL] = ORDER_LESS | ORDER_EQUAL,
        [NODE_GREATER] = ORDER_GREATER, [NODE_GREATER_EQUAL] = ORDER_GREATER | ORDER_EQUAL,
    };
    unsigned orders = order_values(a, b);
    return value_of_bits(((orders & holding[kind]) != 0 ? TRUTH_TRUE : 0u) |
                         ((orders & ~holding[kind]) != 0 ? TRUTH_FALSE : 0u));
}

/* a in b */
struct value eval_in(const struct value *a, const struct value *b)
{
    if (a->kind == VALUE_ANY || b->kind == VALUE_ANY) {
        return b->kind == VALUE_LIST && b->list.count == 0 ? value_of_bits(TRUTH_FALSE)
                                                           : value_of_bits(TRUTH_OPEN);
    }
    if (b->kind == VALUE_SET) {
        return value_of_bits(((a->choices & b->set.possible) != 0 ? TRUTH_TRUE : 0u) |
                             ((a->choices & ~b->set.in) != 0 ? TRUTH_FALSE : 0u));
    }
    struct chain chain = chain_start(TRUTH_TRUE);
    for (uint32_t i = 0; i < b->list.count; i++) {
        struct value equal = eval_comparison(NODE_EQUAL, a, &b->list.items[i]);
        chain_add(&chain, &equal, b->list.sparse);
    }
    return chain_result(&chain);
}

/* ---- Texts and lists ------------------------------------------------------------------------- */

static struct value concatenate_texts(struct text a, struct text b, struct arena *scratch)
{
    char *joined = arena_alloc(scratch, a.length + b.length);
    if (joined == NULL) {
        return value_failure(EVAL_MEMORY, false);
    }
    if (a.length > 0) {
        memcpy(joined, a.start, a.length);
    }
    if (b.length > 0) {
        memcpy(joined + a.length, b.start, b.length);
    }
    return (struct value){.kind = VALUE_STRING, .string = {joined, a.length + b.length}};
}

struct value make_list(struct arena *scratch, uint32_t count, struct value **ret_items)
{
    *ret_items = arena_array(scratch, count, sizeof **ret_items);
    if (*ret_items == NULL) {
        return value_failure(EVAL_MEMORY, false);
    }
    return (struct value){.kind = VALUE_LIST, .list = {*ret_items, count, false}};
}

static struct value concatenate_lists(const struct value *a, const struct value *b,
                                      struct arena *scratch)
{
    struct value *items = NULL;
    struct value list = make_list(scratch, a->list.count + b->list.count, &items);
    if (list.kind == VALUE_LIST) {
        if (a->list.count > 0) {
            memcpy(items, a->list.items, a->list.count * sizeof *items);
        }
        if (b->list.count > 0) {
            memcpy(items + a->list.count, b->list.items, b->list.count * sizeof *items);
        }
        list.list.sparse = a->list.sparse || b->list.sparse;
    }
    return list;
}

struct value eval_add(const struct value *a, const struct value *b, struct arena *scratch)
{
    if (a->kind == VALUE_ANY || b->kind == VALUE_ANY) {
        return (struct value){.kind = VALUE_ANY};
    }
    if (a->kind == VALUE_STRING) {
        return concatenate_texts(a->string, b->string, scratch);
    }
    if (a->kind == VALUE_LIST) {
        return concatenate_lists(a, b, scratch);
    }
    return arithmetic_binary(NODE_ADD, a, b);
}

static int64_t members(uint64_t mask)
{
    int64_t count = 0;
    for (; mask != 0; mask &= mask - 1) {
        count++;
    }
    return count;
}

/* [most]: what the checker knows of the length. */
struct value eval_size(const struct value *a, uint32_t most)
{
    struct value size = {.kind = VALUE_INT};
    if (a->kind == VALUE_SET) {
        size.integer.low = members(a->set.in);
        size.integer.high = members(a->set.possible);
    } else if (a->kind == VALUE_LIST) {
        size.integer.low = a->list.sparse ? 0 : a->list.count;
        size.integer.high = a->list.count;
    } else if (a->kind == VALUE_STRING) {
        size = value_integer((int64_t)utf8_count(a->string));
    } else {
        size.integer.high = most == UINT32_MAX ? INT64_MAX : most;
    }
    return size;
}

/* q.atLeast(option), q.atMost(option): by the order of the choices. */
struct value eval_rank(enum node_kind kind, const struct value *a, const struct value *b)
{
    if (a->kind == VALUE_ANY) {
        return value_of_bits(TRUTH_OPEN);
    }
    unsigned bits = 0;
    for (uint64_t rest = b->choices; rest != 0; rest &= rest - 1) {
        uint64_t option = rest & (~rest + 1);
        uint64_t wanted = kind == NODE_AT_LEAST ? ~(option - 1) : (option - 1) | option;
        bits |= ((a->choices & wanted) != 0 ? TRUTH_TRUE : 0u) |
                ((a->choices & ~wanted) != 0 ? TRUTH_FALSE : 0u);
    }
    return value_of_bits(bits);
}

struct value eval_points(const struct value *a, const struct domain *domain)
{
    uint64_t choices = a->kind == VALUE_CHOICE ? a->choices : UINT64_MAX;
    struct value points = {.kind = VALUE_INT, .integer = {INT64_MAX, INT64_MIN}};
    for (uint32_t i = 0; i < domain->count; i++) {
        if ((choices >> i & 1) != 0) {
            int64_t own = domain->options[i].points;
            points.integer.low = own < points.integer.low ? own : points.integer.low;
            points.integer.high = own > points.integer.high ? own : points.integer.high;
        }
    }
    return points;
}

/* All that a value of [type] can be. */
struct value value_widest(const struct type *type)
{
    struct value value = {.kind = VALUE_ANY};
    uint64_t all = 0;
    switch (type->kind) {
    case TYPE_BOOL:
        return value_of_bits(TRUTH_OPEN);
    case TYPE_INT:
        value.kind = VALUE_INT;
        value.integer.low = INT64_MIN;
        value.integer.high = INT64_MAX;
        return value;
    case TYPE_DOUBLE:
        value.kind = VALUE_DOUBLE;
        value.number.low = -HUGE_VAL;
        value.number.high = HUGE_VAL;
        return value;
    case TYPE_CHOICE:
    case TYPE_SET:
        all = type->domain->count == 64 ? UINT64_MAX : (UINT64_C(1) << type->domain->count) - 1;
        if (type->kind == TYPE_CHOICE) {
            value.kind = VALUE_CHOICE;
            value.choices = all;
        } else {
            value.kind = VALUE_SET;
            value.set.in = 0;
            value.set.possible = all;
        }
        return value;
    case TYPE_STRING:
    case TYPE_LIST:
    case TYPE_ANY:
        break;
    }
    return value;
}
