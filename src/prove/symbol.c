/* Node by node: what has a number of its own in the circuit (truth values, ordered values, sets) is
 * made of the circuits of its operands. Whatever is not of that kind (lists, texts, products, macros)
 * is worked out with the evaluator itself, case by case over what it reads, wherever a truth value is
 * made of it. */
#include "prove/symbol.h"

#include <assert.h>

#include "base/limits.h"
#include "expr/arithmetic.h"
#include "expr/eval.h"
#include "expr/operate.h"

enum {
    MOST_VALUES = 4096,  /* that one ordered value is told apart into */
    MOST_PAIRS = 200000, /* of values of two operands that are added or compared */
    MOST_CASES = 20000   /* evaluations of one node, case by case */
};

struct translation {
    struct model *model;
    struct circuit *circuit;
    const struct expr *expr;
    const struct node *nodes;
    struct symbol *symbols; /* by node */
};

static const struct symbol none = {.shape = SYMBOL_NONE};

static struct symbol symbol_truth(literal truth)
{
    return (struct symbol){.shape = SYMBOL_TRUTH, .truth = truth};
}

/* ---- Values ---------------------------------------------------------------------------------- */

/* Numbers on one line, choices by their order; -1, 0 or 1. */
static int compare(const struct value *a, const struct value *b)
{
    if (a->kind == VALUE_CHOICE) {
        return a->choices < b->choices ? -1 : a->choices > b->choices;
    }
    unsigned order = order_numbers(a, b);
    return (order & ORDER_LESS) != 0 ? -1 : (order & ORDER_GREATER) != 0;
}

static bool is_ordered_kind(enum value_kind kind)
{
    return kind == VALUE_INT || kind == VALUE_DOUBLE || kind == VALUE_CHOICE;
}

struct symbol symbol_constant(struct model *model, const struct value *value)
{
    if (value->kind == VALUE_BOOL) {
        return symbol_truth(value->truth == TRUTH_TRUE ? LITERAL_TRUE : LITERAL_FALSE);
    }
    bool is_set = value->kind == VALUE_SET;
    uint32_t count = is_set ? LIMIT_CHOICES : 1;
    literal *holds = arena_array(model->arena, count, sizeof *holds);
    struct value *values = arena_array(model->arena, 1, sizeof *values);
    if (holds == NULL || values == NULL) {
        model->circuit->exhausted = true;
        return none;
    }
    values[0] = *value;
    for (uint32_t i = 0; i < count; i++) {
        holds[i] = !is_set || (value->set.in >> i & 1) != 0 ? LITERAL_TRUE : LITERAL_FALSE;
    }
    return (struct symbol){.shape = is_set                         ? SYMBOL_SET
                                    : is_ordered_kind(value->kind) ? SYMBOL_ORDERED
                                                                   : SYMBOL_LISTED,
                           .count = count,
                           .holds = holds,
                           .values = values};
}

literal symbol_is(struct circuit *circuit, const struct symbol *symbol, uint32_t i)
{
    if (symbol->shape != SYMBOL_ORDERED || i + 1 == symbol->count) {
        return symbol->holds[i];
    }
    return circuit_and(circuit, symbol->holds[i], literal_not(symbol->holds[i + 1]));
}

/* An ordered symbol is at least [value]; or, [strictly], more. */
static literal is_above(const struct symbol *symbol, const struct value *value, bool strictly)
{
    for (uint32_t i = 0; i < symbol->count; i++) {
        int order = compare(&symbol->values[i], value);
        if (strictly ? order > 0 : order >= 0) {
            return symbol->holds[i];
        }
    }
    return LITERAL_FALSE;
}

static bool is_same(const struct value *a, const struct value *b)
{
    return is_ordered_kind(a->kind) && is_ordered_kind(b->kind) ? compare(a, b) == 0
                                                                : value_equal(a, b);
}

/* A symbol of any finite shape is [value]. */
static literal is_value(struct circuit *circuit, const struct symbol *symbol,
                        const struct value *value)
{
    literal any = LITERAL_FALSE;
    for (uint32_t i = 0; i < symbol->count; i++) {
        if (is_same(&symbol->values[i], value)) {
            any = circuit_or(circuit, any, symbol_is(circuit, symbol, i));
        }
    }
    return any;
}

/* A list of values with where each is so, while it is made. */
struct listing {
    struct model *model;
    struct value *values;
    literal *holds;
    uint32_t count;
    uint32_t capacity;
};

static bool listing_init(struct listing *listing, struct model *model, uint32_t capacity)
{
    *listing = (struct listing){.model = model, .capacity = capacity};
    listing->values = arena_array(model->arena, capacity, sizeof *listing->values);
    listing->holds = arena_array(model->arena, capacity, sizeof *listing->holds);
    if (listing->values == NULL || listing->holds == NULL) {
        model->circuit->exhausted = true;
        return false;
    }
    return true;
}

/* Where [value] stands in the listing, or would. */
static uint32_t place_of(const struct listing *listing, const struct value *value)
{
    uint32_t low = 0;
    uint32_t high = listing->count;
    if (!is_ordered_kind(value->kind)) {
        while (low < high && !is_same(&listing->values[low], value)) {
            low++;
        }
        return low;
    }
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (compare(&listing->values[middle], value) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* [value] is so where [holds]. Ordered values keep their order. False where there are too many. */
static bool list(struct listing *listing, const struct value *value, literal holds)
{
    uint32_t at = place_of(listing, value);
    if (at < listing->count && is_same(&listing->values[at], value)) {
        listing->holds[at] = circuit_or(listing->model->circuit, listing->holds[at], holds);
        return true;
    }
    if (listing->count == listing->capacity) {
        return false;
    }
    for (uint32_t i = listing->count++; i > at; i--) {
        listing->values[i] = listing->values[i - 1];
        listing->holds[i] = listing->holds[i - 1];
    }
    listing->values[at] = *value;
    listing->holds[at] = holds;
    return true;
}

/* "It is this" becomes "at least this", from the greatest down. */
static struct symbol listing_end(struct listing *listing)
{
    struct symbol symbol = {.shape = SYMBOL_LISTED,
                            .count = listing->count,
                            .holds = listing->holds,
                            .values = listing->values};
    if (listing->count == 0) {
        return none;
    }
    if (is_ordered_kind(listing->values[0].kind)) {
        symbol.shape = SYMBOL_ORDERED;
        for (uint32_t i = listing->count - 1; i-- > 1;) {
            listing->holds[i] =
                circuit_or(listing->model->circuit, listing->holds[i], listing->holds[i + 1]);
        }
        listing->holds[0] = LITERAL_TRUE;
    }
    return symbol;
}

/* ---- Case by case ---------------------------------------------------------------------------- */

/* What is still possible for one variable that a node reads. */
struct unknown {
    uint32_t slot;
    uint32_t low, high; /* ordered and listed: values that are possible, [low, high) */
};

struct cases {
    struct translation *translation;
    uint32_t node;
    struct unknown *unknowns;
    uint32_t count;
    struct value *variables; /* by slot */
    struct value *trace;
    struct listing *listing; /* of a node that is no truth value */
    uint32_t evaluated;
    bool failed; /* too many cases, or a value that cannot be worked out */
};

static struct value join_values(const struct symbol *symbol, uint32_t low, uint32_t high)
{
    struct value joined = symbol->values[low];
    for (uint32_t i = low + 1; i < high; i++) {
        joined = value_join(&joined, &symbol->values[i]);
    }
    return joined;
}

/* Splits what is possible for [unknown], which becomes *ret_low or *ret_high, the latter where the
 * literal that it returns holds. CIRCUIT_UNKNOWN: it cannot be split. */
static literal split(struct cases *cases, const struct unknown *unknown, struct unknown ret[2],
                     struct value ret_values[2])
{
    const struct symbol *symbol = &cases->translation->model->values[unknown->slot];
    const struct value *value = &cases->variables[unknown->slot];
    ret[0] = ret[1] = *unknown;
    ret_values[0] = ret_values[1] = *value;
    if (symbol->shape == SYMBOL_TRUTH && value->truth == TRUTH_OPEN) {
        ret_values[0] = value_truth(false);
        ret_values[1] = value_truth(true);
        return symbol->truth;
    }
    if (symbol->shape == SYMBOL_SET && value->set.in != value->set.possible) {
        uint64_t undecided = value->set.possible & ~value->set.in;
        uint64_t option = undecided & (~undecided + 1);
        ret_values[0].set.possible &= ~option;
        ret_values[1].set.in |= option;
        return symbol->holds[__builtin_ctzll(option)];
    }
    bool is_finite = symbol->shape == SYMBOL_ORDERED || symbol->shape == SYMBOL_LISTED;
    if (!is_finite || unknown->high - unknown->low < 2) {
        return CIRCUIT_UNKNOWN;
    }
    bool is_ordered = symbol->shape == SYMBOL_ORDERED;
    uint32_t middle =
        is_ordered ? unknown->low + (unknown->high - unknown->low) / 2 : unknown->high - 1;
    ret[0].high = ret[1].low = middle;
    ret_values[0] = join_values(symbol, ret[0].low, ret[0].high);
    ret_values[1] = join_values(symbol, ret[1].low, ret[1].high);
    return symbol->holds[middle];
}

static struct value evaluate_case(struct cases *cases)
{
    const struct expr *expr = cases->translation->expr;
    struct arena *arena = cases->translation->model->arena;
    struct arena_mark mark = arena_mark(arena);
    struct value value = evaluate_node(expr, cases->node, cases->variables, cases->trace, arena);
    if (value.kind == VALUE_BOOL) {
        arena_rewind(arena, mark);
    }
    return value;
}

/* What the node is in the cases that are still possible; they are those where [path] holds. */
static literal go_through(struct cases *cases, literal path)
{
    if (cases->failed || cases->evaluated++ >= MOST_CASES) {
        cases->failed = true;
        return LITERAL_FALSE;
    }
    struct value value = evaluate_case(cases);
    if (value.kind != VALUE_ERROR && value_is_known(&value)) {
        if (cases->listing != NULL) {
            cases->failed = !list(cases->listing, &value, path);
            return LITERAL_FALSE;
        }
        return value.truth == TRUTH_TRUE ? LITERAL_TRUE : LITERAL_FALSE;
    }
    for (uint32_t i = 0; i < cases->count; i++) {
        const struct unknown before = cases->unknowns[i];
        const struct value value_before = cases->variables[before.slot];
        struct circuit *circuit = cases->translation->circuit;
        struct unknown parts[2];
        struct value values[2];
        literal results[2];
        literal by = split(cases, &before, parts, values);
        if (by == CIRCUIT_UNKNOWN) {
            continue;
        }
        for (size_t j = 0; j < 2; j++) {
            cases->unknowns[i] = parts[j];
            cases->variables[before.slot] = values[j];
            results[j] =
                go_through(cases, circuit_and(circuit, path, j == 1 ? by : literal_not(by)));
        }
        cases->unknowns[i] = before;
        cases->variables[before.slot] = value_before;
        return circuit_if(circuit, by, results[1], results[0]);
    }
    cases->failed = true;
    return LITERAL_FALSE;
}

/* All that variable [slot] can be. */
static struct value everything(const struct model *model, uint32_t slot)
{
    const struct symbol *symbol = &model->values[slot];
    if (symbol->shape == SYMBOL_ORDERED || symbol->shape == SYMBOL_LISTED) {
        return join_values(symbol, 0, symbol->count);
    }
    return model->questionnaire->scope.variables[slot].everything;
}

static bool find_unknowns(struct cases *cases)
{
    const struct translation *translation = cases->translation;
    const struct model *model = translation->model;
    const struct expr *expr = translation->expr;
    cases->unknowns = arena_array(model->arena, expr->variable_count, sizeof *cases->unknowns);
    cases->variables = arena_array(model->arena, expr->scope->count, sizeof *cases->variables);
    cases->trace = arena_array(model->arena, expr->node_count, sizeof *cases->trace);
    if (cases->unknowns == NULL || cases->variables == NULL || cases->trace == NULL) {
        model->circuit->exhausted = true;
        return false;
    }
    for (uint32_t i = 0; i < expr->variable_count; i++) {
        uint32_t slot = expr->variables[i];
        bool is_read = false;
        for (uint32_t j = expr->nodes[cases->node].first; j <= cases->node; j++) {
            const struct node *node = &expr->nodes[j];
            is_read = is_read || (node->kind == NODE_VARIABLE && node->slot == slot);
        }
        if (is_read) {
            cases->variables[slot] = everything(model, slot);
            cases->unknowns[cases->count++] = (struct unknown){slot, 0, model->values[slot].count};
        }
    }
    return true;
}

/* Node [i], worked out case by case. */
static struct symbol symbol_by_cases(struct translation *translation, uint32_t i)
{
    struct model *model = translation->model;
    struct listing listing;
    struct cases cases = {.translation = translation, .node = i};
    bool is_truth = translation->nodes[i].type.kind == TYPE_BOOL;
    if (!find_unknowns(&cases) || (!is_truth && !listing_init(&listing, model, MOST_VALUES))) {
        return none;
    }
    cases.listing = is_truth ? NULL : &listing;
    literal truth = go_through(&cases, LITERAL_TRUE);
    if (!cases.failed) {
        return is_truth ? symbol_truth(truth) : listing_end(&listing);
    }
    if (!is_truth) {
        return none;
    }
    model->loose_count++;
    return symbol_truth(circuit_chain(translation->circuit, 1));
}

/* ---- Operators ------------------------------------------------------------------------------- */

static struct symbol chain(struct translation *translation, uint32_t i)
{
    bool is_and = translation->nodes[i].kind == NODE_AND;
    literal result = is_and ? LITERAL_TRUE : LITERAL_FALSE;
    /* From the last child to the first, so that what is made does not hang on what stands behind. */
    uint32_t child = i - 1;
    for (uint32_t n = translation->nodes[i].count; n > 0; n--) {
        literal operand = translation->symbols[child].truth;
        result = is_and ? circuit_and(translation->circuit, operand, result)
                        : circuit_or(translation->circuit, operand, result);
        child = node_before(translation->nodes, child);
    }
    return symbol_truth(result);
}

/* Numbers 0 … [count] of literals that hold. */
static struct symbol counted(struct translation *translation, const literal *these, uint32_t count)
{
    struct model *model = translation->model;
    struct value *values = arena_array(model->arena, (size_t)count + 1, sizeof *values);
    literal *holds = arena_array(model->arena, (size_t)count + 1, sizeof *holds);
    if (values == NULL || holds == NULL) {
        model->circuit->exhausted = true;
        return none;
    }
    holds[0] = LITERAL_TRUE;
    circuit_count(translation->circuit, these, count, holds + 1);
    for (uint32_t i = 0; i <= count; i++) {
        values[i] = value_integer(i);
    }
    return (struct symbol){
        .shape = SYMBOL_ORDERED, .count = count + 1, .holds = holds, .values = values};
}

static struct symbol count_children(struct translation *translation, uint32_t i)
{
    uint32_t count = translation->nodes[i].count;
    literal *these = arena_array(translation->model->arena, count, sizeof *these);
    uint32_t child = i - 1;
    if (these == NULL) {
        translation->circuit->exhausted = true;
        return none;
    }
    for (uint32_t n = count; n > 0; n--) {
        these[n - 1] = translation->symbols[child].truth;
        child = node_before(translation->nodes, child);
    }
    return counted(translation, these, count);
}

static struct symbol points(struct translation *translation, uint32_t i)
{
    const struct symbol *choice = &translation->symbols[i - 1];
    const struct domain *domain = translation->nodes[i - 1].type.domain;
    struct listing listing;
    if (choice->shape != SYMBOL_ORDERED ||
        !listing_init(&listing, translation->model, choice->count)) {
        return none;
    }
    for (uint32_t j = 0; j < choice->count; j++) {
        struct value own = eval_points(&choice->values[j], domain);
        (void)list(&listing, &own, symbol_is(translation->circuit, choice, j));
    }
    return listing_end(&listing);
}

/* -x, or x where not [negate]: at least -v where x is not more than v. */
static struct symbol negated(struct translation *translation, const struct symbol *symbol)
{
    struct listing listing;
    if (symbol->shape != SYMBOL_ORDERED || symbol->values[0].kind != VALUE_INT ||
        !listing_init(&listing, translation->model, symbol->count)) {
        return none;
    }
    for (uint32_t i = 0; i < symbol->count; i++) {
        uint32_t from = symbol->count - 1 - i;
        listing.values[i] = arithmetic_negate(&symbol->values[from]);
        listing.holds[i] = i == 0 ? LITERAL_TRUE : literal_not(symbol->holds[from + 1]);
        if (listing.values[i].kind != VALUE_INT) {
            return none;
        }
    }
    return (struct symbol){SYMBOL_ORDERED, LITERAL_FALSE, symbol->count, listing.holds,
                           listing.values};
}

/* Sums of whole numbers: a + b reaches s where, for some value v of a, a reaches v and b reaches
 * s - v. Only thresholds are used, so that two sums that share summands share circuits. */
static struct symbol sum(struct translation *translation, const struct symbol *a,
                         const struct symbol *b)
{
    struct circuit *circuit = translation->circuit;
    struct listing listing;
    if (a->shape != SYMBOL_ORDERED || b->shape != SYMBOL_ORDERED ||
        a->values[0].kind != VALUE_INT || b->values[0].kind != VALUE_INT ||
        (uint64_t)a->count * b->count > MOST_PAIRS ||
        !listing_init(&listing, translation->model,
                      a->count * b->count < MOST_VALUES ? a->count * b->count : MOST_VALUES)) {
        return none;
    }
    for (uint32_t i = 0; i < a->count; i++) {
        for (uint32_t j = 0; j < b->count; j++) {
            struct value total = arithmetic_binary(NODE_ADD, &a->values[i], &b->values[j]);
            literal both = circuit_and(circuit, a->holds[i], b->holds[j]);
            if (total.kind != VALUE_INT || !list(&listing, &total, both)) {
                return none;
            }
        }
    }
    return listing_end(&listing);
}

static struct symbol product(struct translation *translation, const struct symbol *a,
                             const struct symbol *b)
{
    if (a->count != 1) {
        const struct symbol *other = a;
        a = b;
        b = other;
    }
    struct listing listing;
    if (a->shape != SYMBOL_ORDERED || b->shape != SYMBOL_ORDERED || a->count != 1 ||
        a->values[0].kind != VALUE_INT || b->values[0].kind != VALUE_INT ||
        !listing_init(&listing, translation->model, b->count)) {
        return none;
    }
    for (uint32_t i = 0; i < b->count; i++) {
        struct value result = arithmetic_binary(NODE_MULTIPLY, &a->values[0], &b->values[i]);
        if (result.kind != VALUE_INT ||
            !list(&listing, &result, symbol_is(translation->circuit, b, i))) {
            return none;
        }
    }
    return listing_end(&listing);
}

/* [a] equals [b]; none where that cannot be said of their shapes. */
static struct symbol equal(struct translation *translation, const struct symbol *a,
                           const struct symbol *b)
{
    struct circuit *circuit = translation->circuit;
    if (a->shape == SYMBOL_TRUTH && b->shape == SYMBOL_TRUTH) {
        return symbol_truth(literal_not(circuit_differ(circuit, a->truth, b->truth)));
    }
    bool is_finite = (a->shape == SYMBOL_ORDERED || a->shape == SYMBOL_LISTED) &&
                     (b->shape == SYMBOL_ORDERED || b->shape == SYMBOL_LISTED);
    if (!is_finite || (uint64_t)a->count * b->count > MOST_PAIRS) {
        return none;
    }
    literal any = LITERAL_FALSE;
    for (uint32_t i = 0; i < a->count; i++) {
        any = circuit_or(
            circuit, any,
            circuit_and(circuit, symbol_is(circuit, a, i), is_value(circuit, b, &a->values[i])));
    }
    return symbol_truth(any);
}

/* [a] is less than [b], or, not [strictly], at most as much. */
static struct symbol less(struct translation *translation, const struct symbol *a,
                          const struct symbol *b, bool strictly)
{
    struct circuit *circuit = translation->circuit;
    if (a->shape != SYMBOL_ORDERED || b->shape != SYMBOL_ORDERED ||
        (uint64_t)a->count * b->count > MOST_PAIRS) {
        return none;
    }
    literal any = LITERAL_FALSE;
    for (uint32_t i = 0; i < a->count; i++) {
        literal at_most = i + 1 == a->count ? LITERAL_TRUE : literal_not(a->holds[i + 1]);
        any = circuit_or(circuit, any,
                         circuit_and(circuit, at_most, is_above(b, &a->values[i], strictly)));
    }
    return symbol_truth(any);
}

static struct symbol in(struct translation *translation, uint32_t i)
{
    struct circuit *circuit = translation->circuit;
    uint32_t left = node_left(translation->nodes, i);
    const struct symbol *element = &translation->symbols[left];
    const struct symbol *all = &translation->symbols[i - 1];
    const struct node *node = &translation->nodes[i - 1];
    literal any = LITERAL_FALSE;
    if (element->shape != SYMBOL_ORDERED && element->shape != SYMBOL_LISTED) {
        return none;
    }
    if (all->shape == SYMBOL_SET && element->shape == SYMBOL_ORDERED) {
        for (uint32_t j = 0; j < element->count; j++) {
            uint32_t option = (uint32_t)__builtin_ctzll(element->values[j].choices);
            any = circuit_or(circuit, any,
                             circuit_and(circuit, symbol_is(circuit, element, j),
                                         option < all->count ? all->holds[option] : LITERAL_FALSE));
        }
        return symbol_truth(any);
    }
    if (!node->is_folded || node->value.kind != VALUE_LIST) {
        return none;
    }
    for (uint32_t j = 0; j < node->value.list.count; j++) {
        any = circuit_or(circuit, any, is_value(circuit, element, &node->value.list.items[j]));
    }
    return symbol_truth(any);
}

static struct symbol conditional(struct translation *translation, uint32_t i)
{
    struct circuit *circuit = translation->circuit;
    const struct symbol *b = &translation->symbols[i - 1];
    uint32_t left = node_left(translation->nodes, i);
    const struct symbol *a = &translation->symbols[left];
    literal condition = translation->symbols[node_before(translation->nodes, left)].truth;
    struct listing listing;
    if (a->shape == SYMBOL_TRUTH && b->shape == SYMBOL_TRUTH) {
        return symbol_truth(circuit_if(circuit, condition, a->truth, b->truth));
    }
    if (a->shape != SYMBOL_ORDERED || b->shape != SYMBOL_ORDERED ||
        a->values[0].kind != b->values[0].kind ||
        !listing_init(&listing, translation->model, a->count + b->count)) {
        return none;
    }
    for (uint32_t j = 0; j < a->count; j++) {
        (void)list(&listing, &a->values[j],
                   circuit_and(circuit, condition, symbol_is(circuit, a, j)));
    }
    for (uint32_t j = 0; j < b->count; j++) {
        (void)list(&listing, &b->values[j],
                   circuit_and(circuit, literal_not(condition), symbol_is(circuit, b, j)));
    }
    return listing_end(&listing);
}

static struct symbol negate_truth(struct symbol symbol)
{
    symbol.truth = literal_not(symbol.truth);
    return symbol;
}

static struct symbol binary(struct translation *translation, uint32_t i)
{
    const struct symbol *a = &translation->symbols[node_left(translation->nodes, i)];
    const struct symbol *b = &translation->symbols[i - 1];
    struct symbol minus;
    switch ((int)translation->nodes[i].kind) {
    case NODE_EQUAL:
        return equal(translation, a, b);
    case NODE_NOT_EQUAL:
        return negate_truth(equal(translation, a, b));
    case NODE_LESS:
        return less(translation, a, b, true);
    case NODE_LESS_EQUAL:
    case NODE_AT_MOST:
        return less(translation, a, b, false);
    case NODE_GREATER:
        return less(translation, b, a, true);
    case NODE_GREATER_EQUAL:
    case NODE_AT_LEAST:
        return less(translation, b, a, false);
    case NODE_ADD:
        return sum(translation, a, b);
    case NODE_SUBTRACT:
        minus = negated(translation, b);
        return sum(translation, a, &minus);
    case NODE_MULTIPLY:
        return product(translation, a, b);
    default:
        return none;
    }
}

static struct symbol size(struct translation *translation, uint32_t i)
{
    const struct symbol *set = &translation->symbols[i - 1];
    return set->shape == SYMBOL_SET ? counted(translation, set->holds, set->count) : none;
}

/* ---- Nodes ----------------------------------------------------------------------------------- */

/* Node [i] made of its operands; none where they have no circuits, or it is of another kind. */
static struct symbol symbol_of_node(struct translation *translation, uint32_t i)
{
    const struct node *node = &translation->nodes[i];
    switch (node->kind) {
    case NODE_VARIABLE:
        return translation->model->values[node->slot];
    case NODE_AND:
    case NODE_OR:
        return chain(translation, i);
    case NODE_NOT:
        return negate_truth(translation->symbols[i - 1]);
    case NODE_CONDITIONAL:
        return conditional(translation, i);
    case NODE_COUNT:
        return count_children(translation, i);
    case NODE_POINTS:
        return points(translation, i);
    case NODE_NEGATE:
        return negated(translation, &translation->symbols[i - 1]);
    case NODE_SIZE:
        return size(translation, i);
    case NODE_IN:
        return in(translation, i);
    case NODE_EQUAL:
    case NODE_NOT_EQUAL:
    case NODE_LESS:
    case NODE_LESS_EQUAL:
    case NODE_GREATER:
    case NODE_GREATER_EQUAL:
    case NODE_AT_LEAST:
    case NODE_AT_MOST:
    case NODE_ADD:
    case NODE_SUBTRACT:
    case NODE_MULTIPLY:
        return binary(translation, i);
    case NODE_BROKEN:
    case NODE_UNKNOWN:
    case NODE_CONSTANT:
    case NODE_LOCAL:
    case NODE_EACH:
    case NODE_LIST:
    case NODE_DIVIDE:
    case NODE_REMAINDER:
    case NODE_ALL:
    case NODE_EXISTS:
    case NODE_EXISTS_ONE:
    case NODE_MAP:
    case NODE_FILTER:
    case NODE_TO_BOOL:
    case NODE_TO_INT:
    case NODE_TO_DOUBLE:
    case NODE_TO_STRING:
        break;
    }
    return none;
}

struct symbol symbol_of(struct model *model, const struct expr *expr)
{
    struct translation translation = {
        .model = model, .circuit = model->circuit, .expr = expr, .nodes = expr->nodes};
    translation.symbols = arena_array(model->arena, expr->node_count, sizeof *translation.symbols);
    if (translation.symbols == NULL) {
        model->circuit->exhausted = true;
        return none;
    }
    for (uint32_t i = 0; i < expr->node_count && !model->circuit->exhausted; i++) {
        const struct node *node = &expr->nodes[i];
        struct symbol *symbol = &translation.symbols[i];
        if (node->kind == NODE_EACH) {
            i = node->slot; /* the macro; nothing in its body stands alone */
            node = &expr->nodes[i];
            symbol = &translation.symbols[i];
        }
        *symbol = node->is_folded ? symbol_constant(model, &node->value)
                                  : symbol_of_node(&translation, i);
        bool is_wanted = node->type.kind == TYPE_BOOL || i + 1 == expr->node_count;
        if (symbol->shape == SYMBOL_NONE && is_wanted) {
            *symbol = symbol_by_cases(&translation, i);
        }
    }
    return translation.symbols[expr->node_count - 1];
}
