/* Evaluation under unknowns: a loop over the nodes, each of which computes a value that covers all
 * that its operands can be. A failure is a value too; where only some ways of filling in what is
 * unknown fail, it is a `possible` one, which covers everything. Nothing here allocates but strings
 * and lists. */
#include "expr/eval.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "expr/arithmetic.h"
#include "expr/operate.h"

struct evaluator {
    const struct node *nodes;
    const struct value *variables;
    struct value *trace;
    struct arena *scratch;
    struct evaluation_log *log;
    bool is_proved;
};

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

/* A list of options whose type is that of a set: what may stand in it, and what surely does. */
static struct value eval_option_list(const struct evaluator *evaluator, uint32_t i)
{
    struct value set = value_set(0);
    uint32_t child = i - 1;
    for (uint32_t n = evaluator->nodes[i].count; n > 0; n--) {
        const struct value *item = &evaluator->trace[child];
        if (item->kind == VALUE_ERROR) {
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

/* ---- Macros ---------------------------------------------------------------------------------- */

static void run(struct evaluator *evaluator, uint32_t from, uint32_t to);

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
            return value_of_bits(rounds->possibly > 0 ? TRUTH_OPEN : TRUTH_FALSE);
        }
        bool can = rounds->surely <= 1 && rounds->possibly >= 1;
        bool must = rounds->surely == 1 && rounds->possibly == 1;
        return value_of_bits((can ? TRUTH_TRUE : 0u) | (must ? 0u : TRUTH_FALSE));
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
    /* What no round fills in must be readable all the same: as a truth value of no bits. */
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
        struct value element = value_widest(&evaluator->nodes[each].type);
        if (element.kind == VALUE_DOUBLE && !evaluator->is_proved) {
            element = value_failure(EVAL_NO_NUMBER, true); /* or not-a-number, in no interval */
        }
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

static bool is_infinite(const struct value *value)
{
    return value->kind == VALUE_DOUBLE &&
           (!isfinite(value->number.low) || !isfinite(value->number.high));
}

/* Logs a failure that begins at node [i]: that is not one of an operand. */
static void log_failure(const struct evaluator *evaluator, uint32_t i)
{
    const struct node *nodes = evaluator->nodes;
    const struct value *value = &evaluator->trace[i];
    enum node_kind kind = nodes[i].kind;
    struct failed *failed = &evaluator->log->nodes[i];
    bool computes =
        (kind >= NODE_ADD && kind <= NODE_NEGATE) || kind >= NODE_TO_BOOL; /* the last kinds */
    if (!computes || failed->is_set) {
        return;
    }
    const struct value *right = &evaluator->trace[i - 1];
    const struct value *left =
        kind_is_binary(kind) ? &evaluator->trace[node_left(nodes, i)] : right;
    if (left->kind == VALUE_ERROR || right->kind == VALUE_ERROR || is_infinite(left) ||
        is_infinite(right) || (value->kind != VALUE_ERROR && !is_infinite(value))) {
        return;
    }
    enum eval_error error = value->kind == VALUE_ERROR ? value->error : EVAL_NO_NUMBER;
    *failed = (struct failed){true, error, *left, *right};
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
        .variables = variables,
        .trace = trace,
        .scratch = scratch,
        .log = log,
        .is_proved = expr->is_proved,
    };
    run(&evaluator, 0, expr->node_count);
    return trace[expr->node_count - 1];
}

struct value evaluate_node(const struct expr *expr, uint32_t i, const struct value *variables,
                           struct value *trace, struct arena *scratch)
{
    struct evaluator evaluator = {
        .nodes = expr->nodes,
        .variables = variables,
        .trace = trace,
        .scratch = scratch,
        .is_proved = expr->is_proved,
    };
    run(&evaluator, expr->nodes[i].first, i + 1);
    return trace[i];
}

struct value expr_eval(const struct expr *expr, const struct value *variables, struct value *trace,
                       struct arena *scratch)
{
    struct value result = evaluate(expr, variables, trace, scratch, NULL);
    if (result.kind == VALUE_ERROR && result.possible) {
        /* Not an error yet: what is unknown decides. */
        bool is_bounded = expr->type.kind == TYPE_BOOL || expr->type.kind == TYPE_INT;
        result = is_bounded ? value_widest(&expr->type) : (struct value){.kind = VALUE_ANY};
        trace[expr->node_count - 1] = result;
    }
    return result;
}

struct value expr_eval_part(const struct expr *expr, uint32_t part, const struct value *variables,
                            struct value *trace, struct arena *scratch)
{
    struct evaluator evaluator = {
        .nodes = expr->nodes,
        .variables = variables,
        .trace = trace,
        .scratch = scratch,
        .is_proved = expr->is_proved,
    };
    run(&evaluator, expr->nodes[part].first, part + 1);
    return trace[part];
}
