/* Evaluation under unknowns: a loop over the nodes, each of which computes a value that covers all
 * that its operands can be. A failure is a value too; where only some ways of filling in what is
 * unknown fail, it is a `possible` one, which covers everything. Nothing here allocates but strings
 * and lists. */
#include "expr/eval.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "expr/arithmetic.h"

struct evaluator {
    const struct node *nodes;
    const struct scope *scope;
    const struct value *variables;
    struct value *trace;
    struct arena *scratch;
    struct evaluation_log *log;
};

static struct value failure(enum eval_error error, bool possible)
{
    return (struct value){.kind = VALUE_ERROR, .error = error, .possible = possible};
}

static struct value truth(unsigned bits)
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

/* A chain of `and` (where [absorbing] is TRUTH_FALSE) or of `or` (TRUTH_TRUE), operand by operand. */
struct chain {
    unsigned absorbing;
    bool can_absorb;     /* some operand can be the absorbing one */
    bool all_neutral;    /* every one can be neutral */
    bool all_unabsorbed; /* every one can be neutral or fail */
    bool can_fail;
    enum eval_error error;
};

static struct chain chain_start(unsigned absorbing)
{
    return (struct chain){.absorbing = absorbing, .all_neutral = true, .all_unabsorbed = true};
}

static void chain_add(struct chain *chain, const struct value *value, bool optional)
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

static struct value chain_result(const struct chain *chain)
{
    unsigned outcomes = (chain->can_absorb ? chain->absorbing : 0) |
                        (chain->all_neutral ? TRUTH_OPEN ^ chain->absorbing : 0);
    if (chain->can_fail && chain->all_unabsorbed) {
        return failure(chain->error, outcomes != 0);
    }
    return truth(outcomes);
}

static struct value eval_chain(const struct evaluator *evaluator, uint32_t i, unsigned absorbing)
{
    struct chain chain = chain_start(absorbing);
    uint32_t child = i - 1;
    for (uint32_t n = evaluator->nodes[i].count; n > 0; n--) {
        chain_add(&chain, &evaluator->trace[child], false);
        child = node_before(evaluator->nodes, child);
    }
    return chain_result(&chain);
}

/* ---- Strict operators ------------------------------------------------------------------------ */

/* A failure of either operand, a certain one first; false where neither failed. */
static bool take_failure(const struct value *a, const struct value *b, struct value *ret)
{
    if (a->kind != VALUE_ERROR && b->kind != VALUE_ERROR) {
        return false;
    }
    bool take_a = a->kind == VALUE_ERROR && (b->kind != VALUE_ERROR || !a->possible || b->possible);
    *ret = take_a ? *a : *b;
    return true;
}

static struct value eval_not(const struct value *a)
{
    if (a->kind == VALUE_ERROR) {
        return *a;
    }
    return truth((unsigned)((a->truth & TRUTH_FALSE) << 1 | (a->truth & TRUTH_TRUE) >> 1));
}

static struct value eval_conditional(const struct value *condition, const struct value *a,
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

static struct value eval_comparison(enum node_kind kind, const struct value *a,
                                    const struct value *b)
{
    static const unsigned holding[] = {
        [NODE_EQUAL] = ORDER_EQUAL,     [NODE_NOT_EQUAL] = ORDER_LESS | ORDER_GREATER | ORDER_NONE,
        [NODE_LESS] = ORDER_LESS,       [NODE_LESS_EQUAL] = ORDER_LESS | ORDER_EQUAL,
        [NODE_GREATER] = ORDER_GREATER, [NODE_GREATER_EQUAL] = ORDER_GREATER | ORDER_EQUAL,
    };
    unsigned orders = order_values(a, b);
    return truth(((orders & holding[kind]) != 0 ? TRUTH_TRUE : 0u) |
                 ((orders & ~holding[kind]) != 0 ? TRUTH_FALSE : 0u));
}

/* a in b */
static struct value eval_in(const struct value *a, const struct value *b)
{
    if (a->kind == VALUE_ANY || b->kind == VALUE_ANY) {
        return b->kind == VALUE_LIST && b->list.count == 0 ? truth(TRUTH_FALSE) : truth(TRUTH_OPEN);
    }
    if (b->kind == VALUE_SET) {
        return truth(((a->choices & b->set.possible) != 0 ? TRUTH_TRUE : 0u) |
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
        return failure(EVAL_MEMORY, false);
    }
    if (a.length > 0) {
        memcpy(joined, a.start, a.length);
    }
    if (b.length > 0) {
        memcpy(joined + a.length, b.start, b.length);
    }
    return (struct value){.kind = VALUE_STRING, .string = {joined, a.length + b.length}};
}

static struct value make_list(struct arena *scratch, uint32_t count, struct value **ret_items)
{
    *ret_items = arena_array(scratch, count, sizeof **ret_items);
    if (*ret_items == NULL) {
        return failure(EVAL_MEMORY, false);
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

static struct value eval_add(const struct value *a, const struct value *b, struct arena *scratch)
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

/* A list of options whose type is that of a set: what may stand in it, and what surely does. */
static struct value eval_option_list(const struct evaluator *evaluator, uint32_t i)
{
    struct value set = value_set(0);
    uint32_t child = i - 1;
    for (uint32_t n = evaluator->nodes[i].count; n > 0; n--) {
        const struct value *item = &evaluator->trace[child];
        if (item->kind == VALUE_ERROR || item->kind == VALUE_ANY) {
            return *item;
        }
        set.set.in |= value_is_known(item) ? item->choices : 0;
        set.set.possible |= item->choices;
        child = node_before(evaluator->nodes, child);
    }
    return set;
}

static struct value eval_list(const struct evaluator *evaluator, uint32_t i)
{
    const struct node *node = &evaluator->nodes[i];
    if (node->type.kind == TYPE_SET) {
        return eval_option_list(evaluator, i);
    }
    struct value failed = value_truth(false);
    uint32_t child = i - 1;
    for (uint32_t n = node->count; n > 0; n--) {
        (void)take_failure(&failed, &evaluator->trace[child], &failed);
        child = node_before(evaluator->nodes, child);
    }
    if (failed.kind == VALUE_ERROR) {
        return failed;
    }
    struct value *items = NULL;
    struct value list = make_list(evaluator->scratch, node->count, &items);
    child = i - 1;
    for (uint32_t n = list.kind == VALUE_LIST ? node->count : 0; n > 0; n--) {
        items[n - 1] = evaluator->trace[child];
        child = node_before(evaluator->nodes, child);
    }
    return list;
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
static struct value eval_size(const struct value *a, uint32_t most)
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

/* ---- Choices --------------------------------------------------------------------------------- */

static struct value eval_count(const struct evaluator *evaluator, uint32_t i)
{
    struct value count = value_integer(0);
    struct value failed = value_truth(false);
    uint32_t child = i - 1;
    for (uint32_t n = evaluator->nodes[i].count; n > 0; n--) {
        const struct value *value = &evaluator->trace[child];
        if (!take_failure(&failed, value, &failed)) {
            count.integer.low += value->truth == TRUTH_TRUE;
            count.integer.high += value->truth != TRUTH_FALSE;
        }
        child = node_before(evaluator->nodes, child);
    }
    return failed.kind == VALUE_ERROR ? failed : count;
}

/* q.atLeast(option), q.atMost(option): by the order of the choices. */
static struct value eval_rank(enum node_kind kind, const struct value *a, const struct value *b)
{
    if (a->kind == VALUE_ANY || b->kind == VALUE_ANY) {
        return truth(TRUTH_OPEN);
    }
    unsigned bits = 0;
    for (uint64_t rest = b->choices; rest != 0; rest &= rest - 1) {
        uint64_t option = rest & (~rest + 1);
        uint64_t wanted = kind == NODE_AT_LEAST ? ~(option - 1) : (option - 1) | option;
        bits |= ((a->choices & wanted) != 0 ? TRUTH_TRUE : 0u) |
                ((a->choices & ~wanted) != 0 ? TRUTH_FALSE : 0u);
    }
    return truth(bits);
}

static struct value eval_points(const struct value *a, const struct domain *domain)
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

/* ---- Macros ---------------------------------------------------------------------------------- */

static void run(struct evaluator *evaluator, uint32_t from, uint32_t to);

/* All that a value of [type] can be. */
static struct value widest(const struct type *type)
{
    struct value value = {.kind = VALUE_ANY};
    uint64_t all = 0;
    switch (type->kind) {
    case TYPE_BOOL:
        return truth(TRUTH_OPEN);
    case TYPE_INT:
        value.kind = VALUE_INT;
        value.integer.low = INT64_MIN;
        value.integer.high = INT64_MAX;
        return value;
    case TYPE_DOUBLE:
        value.kind = VALUE_DOUBLE;
        value.number.low = -INFINITY;
        value.number.high = INFINITY;
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

/* One run of a macro over its elements. */
struct rounds {
    enum node_kind kind;
    struct chain chain;  /* all, exists */
    struct value failed; /* exists_one, map, filter: what they fail with */
    uint32_t surely;     /* exists_one: how many hold, at least */
    uint32_t possibly;   /* … and at most */
    struct value *items; /* map, filter on a list */
    uint32_t item_count;
    bool sparse;
    struct value set; /* filter on a set */
};

static void end_round(struct rounds *rounds, const struct value *element, const struct value *body,
                      bool optional)
{
    if (rounds->kind == NODE_ALL || rounds->kind == NODE_EXISTS) {
        chain_add(&rounds->chain, body, optional);
        return;
    }
    if (body->kind == VALUE_ERROR) {
        struct value failed = *body;
        failed.possible = failed.possible || optional;
        (void)take_failure(&rounds->failed, &failed, &rounds->failed);
        return;
    }
    if (rounds->kind == NODE_MAP) {
        if (rounds->items != NULL) {
            rounds->items[rounds->item_count++] = *body;
        }
        return;
    }
    bool surely = body->truth == TRUTH_TRUE && !optional;
    bool possibly = body->truth != TRUTH_FALSE;
    rounds->surely += surely;
    rounds->possibly += possibly;
    if (rounds->kind == NODE_FILTER && element->kind == VALUE_CHOICE) {
        rounds->set.set.in |= surely ? element->choices : 0;
        rounds->set.set.possible |= possibly ? element->choices : 0;
    }
    if (rounds->items != NULL && possibly) {
        rounds->items[rounds->item_count++] = *element;
        rounds->sparse = rounds->sparse || !surely;
    }
}

static struct value end_rounds(const struct rounds *rounds, const struct value *range)
{
    if (rounds->kind == NODE_ALL || rounds->kind == NODE_EXISTS) {
        return chain_result(&rounds->chain);
    }
    if (rounds->failed.kind == VALUE_ERROR) {
        return rounds->failed;
    }
    if (rounds->kind == NODE_EXISTS_ONE) {
        if (range->kind == VALUE_ANY) {
            return truth(rounds->possibly > 0 ? TRUTH_OPEN : TRUTH_FALSE);
        }
        bool can = rounds->surely <= 1 && rounds->possibly >= 1;
        bool must = rounds->surely == 1 && rounds->possibly == 1;
        return truth((can ? TRUTH_TRUE : 0u) | (must ? 0u : TRUTH_FALSE));
    }
    if (range->kind == VALUE_SET) {
        return rounds->set;
    }
    if (range->kind == VALUE_ANY) {
        return *range;
    }
    return (struct value){.kind = VALUE_LIST,
                          .list = {rounds->items, rounds->item_count, rounds->sparse}};
}

static void run_round(struct evaluator *evaluator, uint32_t each, uint32_t macro,
                      struct rounds *rounds, const struct value *element, bool optional)
{
    evaluator->trace[each] = *element;
    run(evaluator, each + 1, macro);
    end_round(rounds, element, &evaluator->trace[macro - 1], optional);
}

/* range.all(x, body) and its kin: [each] is the EACH node, whose range stands before it. */
static struct value eval_macro(struct evaluator *evaluator, uint32_t each)
{
    uint32_t macro = evaluator->nodes[each].slot;
    /* A copy: the body may not change it, but says so to nobody. */
    const struct value range = evaluator->trace[each - 1];
    struct rounds rounds = {
        .kind = evaluator->nodes[macro].kind, .set = value_set(0), .failed = value_truth(false)};
    rounds.chain = chain_start(rounds.kind == NODE_ALL ? TRUTH_FALSE : TRUTH_TRUE);
    /* What no round fills in must be readable all the same. */
    memset(&evaluator->trace[each], 0, (macro - each) * sizeof *evaluator->trace);
    if (range.kind == VALUE_ERROR) {
        return range;
    }
    if (range.kind == VALUE_SET) {
        for (uint64_t rest = range.set.possible; rest != 0; rest &= rest - 1) {
            struct value element = {.kind = VALUE_CHOICE, .choices = rest & (~rest + 1)};
            run_round(evaluator, each, macro, &rounds, &element,
                      (range.set.in & element.choices) == 0);
        }
    } else if (range.kind == VALUE_LIST) {
        rounds.sparse = range.list.sparse;
        if (rounds.kind == NODE_MAP || rounds.kind == NODE_FILTER) {
            struct value list = make_list(evaluator->scratch, range.list.count, &rounds.items);
            if (list.kind == VALUE_ERROR) {
                return list;
            }
        }
        for (uint32_t i = 0; i < range.list.count; i++) {
            run_round(evaluator, each, macro, &rounds, &range.list.items[i], range.list.sparse);
        }
    } else {
        /* Any number of any elements. */
        struct value element = widest(&evaluator->nodes[each].type);
        run_round(evaluator, each, macro, &rounds, &element, true);
    }
    return end_rounds(&rounds, &range);
}

/* ---- Nodes ----------------------------------------------------------------------------------- */

static struct value eval_binary(const struct evaluator *evaluator, uint32_t i)
{
    enum node_kind kind = evaluator->nodes[i].kind;
    const struct value *b = &evaluator->trace[i - 1];
    const struct value *a = &evaluator->trace[node_left(evaluator->nodes, i)];
    struct value result;
    if (take_failure(a, b, &result)) {
        return result;
    }
    if (kind_is_comparison(kind)) {
        return eval_comparison(kind, a, b);
    }
    if (kind == NODE_IN) {
        return eval_in(a, b);
    }
    if (kind == NODE_AT_LEAST || kind == NODE_AT_MOST) {
        return eval_rank(kind, a, b);
    }
    if (kind == NODE_ADD) {
        return eval_add(a, b, evaluator->scratch);
    }
    return arithmetic_binary(kind, a, b);
}

static struct value eval_unary(const struct evaluator *evaluator, uint32_t i)
{
    const struct value *a = &evaluator->trace[i - 1];
    if (a->kind == VALUE_ERROR) {
        return *a;
    }
    switch ((int)evaluator->nodes[i].kind) {
    case NODE_NOT:
        return eval_not(a);
    case NODE_NEGATE:
        return arithmetic_negate(a);
    case NODE_SIZE:
        return eval_size(a, evaluator->nodes[i - 1].most);
    case NODE_POINTS:
        return eval_points(a, evaluator->nodes[i - 1].type.domain);
    case NODE_TO_BOOL:
        return convert_to_bool(a);
    case NODE_TO_INT:
        return convert_to_int(a);
    case NODE_TO_DOUBLE:
        return convert_to_double(a);
    default:
        assert(evaluator->nodes[i].kind == NODE_TO_STRING);
        return convert_to_string(a, evaluator->scratch);
    }
}

static struct value eval_node(const struct evaluator *evaluator, uint32_t i)
{
    const struct node *node = &evaluator->nodes[i];
    switch (node->kind) {
    case NODE_VARIABLE:
        return evaluator->variables[node->slot];
    case NODE_LOCAL:
        return evaluator->trace[node->slot];
    case NODE_LIST:
        return eval_list(evaluator, i);
    case NODE_AND:
        return eval_chain(evaluator, i, TRUTH_FALSE);
    case NODE_OR:
        return eval_chain(evaluator, i, TRUTH_TRUE);
    case NODE_CONDITIONAL: {
        uint32_t a = node_left(evaluator->nodes, i);
        return eval_conditional(&evaluator->trace[node_before(evaluator->nodes, a)],
                                &evaluator->trace[a], &evaluator->trace[i - 1]);
    }
    case NODE_COUNT:
        return eval_count(evaluator, i);
    case NODE_EQUAL:
    case NODE_NOT_EQUAL:
    case NODE_LESS:
    case NODE_LESS_EQUAL:
    case NODE_GREATER:
    case NODE_GREATER_EQUAL:
    case NODE_IN:
    case NODE_ADD:
    case NODE_SUBTRACT:
    case NODE_MULTIPLY:
    case NODE_DIVIDE:
    case NODE_REMAINDER:
    case NODE_AT_LEAST:
    case NODE_AT_MOST:
        return eval_binary(evaluator, i);
    case NODE_NOT:
    case NODE_NEGATE:
    case NODE_SIZE:
    case NODE_POINTS:
    case NODE_TO_BOOL:
    case NODE_TO_INT:
    case NODE_TO_DOUBLE:
    case NODE_TO_STRING:
        break;
    case NODE_BROKEN: /* no expression has these */
    case NODE_UNKNOWN:
    case NODE_CONSTANT: /* folded */
    case NODE_EACH:     /* these are run_macro()'s */
    case NODE_ALL:
    case NODE_EXISTS:
    case NODE_EXISTS_ONE:
    case NODE_MAP:
    case NODE_FILTER:
        assert(false);
        break;
    }
    return eval_unary(evaluator, i);
}

/* Logs a failure that begins at node [i]: that is not one of an operand. */
static void log_failure(const struct evaluator *evaluator, uint32_t i)
{
    const struct node *nodes = evaluator->nodes;
    const struct value *value = &evaluator->trace[i];
    enum node_kind kind = nodes[i].kind;
    struct failed *failed = &evaluator->log->nodes[i];
    bool computes = (kind >= NODE_ADD && kind <= NODE_NEGATE) ||
                    (kind >= NODE_TO_BOOL && kind <= NODE_TO_STRING);
    if (!computes || failed->is_set) {
        return;
    }
    const struct value *right = &evaluator->trace[i - 1];
    const struct value *left =
        kind_is_binary(kind) ? &evaluator->trace[node_left(nodes, i)] : right;
    bool is_infinite = value->kind == VALUE_DOUBLE &&
                       (!isfinite(value->number.low) || !isfinite(value->number.high));
    if ((value->kind != VALUE_ERROR && !is_infinite) || left->kind == VALUE_ERROR ||
        right->kind == VALUE_ERROR) {
        return;
    }
    *failed = (struct failed){true, is_infinite ? EVAL_NO_NUMBER : value->error, *left, *right};
}

static void run(struct evaluator *evaluator, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        const struct node *node = &evaluator->nodes[i];
        if (node->is_folded) {
            evaluator->trace[i] = node->value;
            continue;
        }
        if (node->kind == NODE_EACH) {
            uint32_t macro = node->slot;
            evaluator->trace[macro] = eval_macro(evaluator, i);
            i = macro;
            continue;
        }
        evaluator->trace[i] = eval_node(evaluator, i);
        if (evaluator->log != NULL) {
            log_failure(evaluator, i);
        }
    }
}

struct value evaluate(const struct expr *expr, const struct value *variables, struct value *trace,
                      struct arena *scratch, struct evaluation_log *log)
{
    struct evaluator evaluator = {
        .nodes = expr->nodes,
        .scope = expr->scope,
        .variables = variables,
        .trace = trace,
        .scratch = scratch,
        .log = log,
    };
    run(&evaluator, 0, expr->node_count);
    return trace[expr->node_count - 1];
}

struct value expr_eval(const struct expr *expr, const struct value *variables, struct value *trace,
                       struct arena *scratch)
{
    struct value result = evaluate(expr, variables, trace, scratch, NULL);
    if (result.kind == VALUE_ERROR && result.possible) {
        /* Not an error yet: what is unknown decides. */
        bool has_order = expr->type.kind == TYPE_BOOL || expr->type.kind == TYPE_INT ||
                         expr->type.kind == TYPE_DOUBLE;
        result = has_order ? widest(&expr->type) : (struct value){.kind = VALUE_ANY};
        trace[expr->node_count - 1] = result;
    }
    return result;
}
