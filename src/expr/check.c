/* The type of every node, children before parents. One function for each group of operators; each
 * complains in the author's words and then takes the result for right, so that one mistake gives
 * one message. */
#include "expr/check.h"

#include <assert.h>
#include <string.h>

#define BIT(kind) (1u << (kind))

static const struct type type_bool = {TYPE_BOOL, NULL, NULL};
static const struct type type_int = {TYPE_INT, NULL, NULL};
static const struct type type_any = {TYPE_ANY, NULL, NULL};

static bool is_number(enum type_kind kind)
{
    return kind == TYPE_INT || kind == TYPE_DOUBLE;
}

/* The operator as written canonically. */
static const char *operator_says(enum node_kind kind)
{
    static const char *const says[] = {
        [NODE_AND] = "and",
        [NODE_OR] = "or",
        [NODE_NOT] = "not",
        [NODE_CONDITIONAL] = "?",
        [NODE_EQUAL] = "==",
        [NODE_NOT_EQUAL] = "!=",
        [NODE_LESS] = "<",
        [NODE_LESS_EQUAL] = "<=",
        [NODE_GREATER] = ">",
        [NODE_GREATER_EQUAL] = ">=",
        [NODE_IN] = "in",
        [NODE_ADD] = "+",
        [NODE_SUBTRACT] = "-",
        [NODE_MULTIPLY] = "*",
        [NODE_DIVIDE] = "/",
        [NODE_REMAINDER] = "%",
        [NODE_NEGATE] = "-",
        [NODE_ALL] = "all",
        [NODE_EXISTS] = "exists",
        [NODE_EXISTS_ONE] = "exists_one",
        [NODE_MAP] = "map",
        [NODE_FILTER] = "filter",
        [NODE_SIZE] = "size",
        [NODE_COUNT] = "count",
        [NODE_AT_LEAST] = "atLeast",
        [NODE_AT_MOST] = "atMost",
        [NODE_POINTS] = "points",
        [NODE_TO_BOOL] = "bool",
        [NODE_TO_INT] = "int",
        [NODE_TO_DOUBLE] = "double",
        [NODE_TO_STRING] = "string",
    };
    return says[kind];
}

/* "`x` is …, but `>` compares numbers" at node [i], for its operand [operand]. */
static struct diag *complain(struct checker *checker, uint32_t i, uint32_t operand,
                             const char *does)
{
    struct diag *diag =
        diag_add(checker->diags, CODE_E204, checker_span(checker, i), "`%s` is %s, but `%s` %s",
                 checker_quote(checker, operand), checker_says(checker, operand),
                 operator_says(checker->nodes[i].kind), does);
    checker_note(checker, diag, operand);
    return diag;
}

/* How to make of [operand] what was wanted, where that is known. */
static void help_operand(struct checker *checker, struct diag *diag, uint32_t operand,
                         unsigned kinds)
{
    enum type_kind kind = checker->nodes[operand].type.kind;
    const char *quoted = checker_quote(checker, operand);
    bool wants_number = (kinds & BIT(TYPE_INT)) != 0;
    if (kind == TYPE_BOOL && wants_number) {
        diag_help(checker->diags, diag, "`count(%s, …)` says how many of several conditions hold",
                  quoted);
    } else if (kind == TYPE_CHOICE && wants_number) {
        diag_help(checker->diags, diag, "write `%s.points` for the points of the choice", quoted);
    } else if (kind == TYPE_CHOICE && kinds == BIT(TYPE_BOOL)) {
        diag_help(checker->diags, diag, "write `%s == \"…\"` with one of its choices", quoted);
    } else if (kind == TYPE_SET && kinds == BIT(TYPE_BOOL)) {
        diag_help(checker->diags, diag,
                  "write `\"…\" in %s` with one of its choices, or `size(%s) > 0`", quoted, quoted);
    } else if (kind == TYPE_SET && wants_number) {
        diag_help(checker->diags, diag, "`size(%s)` says how many were chosen", quoted);
    } else if (is_number(kind) && kinds == BIT(TYPE_BOOL)) {
        diag_help(checker->diags, diag, "compare it: `%s > 0`", quoted);
    }
}

/* Whether [operand] of node [i] is of one of [kinds]; complains where not. */
static bool check_operand(struct checker *checker, uint32_t i, uint32_t operand, unsigned kinds,
                          const char *does)
{
    enum type_kind kind = checker->nodes[operand].type.kind;
    if (kind == TYPE_ANY || (kinds & BIT(kind)) != 0) {
        return true;
    }
    help_operand(checker, complain(checker, i, operand, does), operand, kinds);
    return false;
}

/* ---- Logic ----------------------------------------------------------------------------------- */

static void check_conditions(struct checker *checker, uint32_t i, const char *does)
{
    uint32_t child = i - 1;
    for (uint32_t n = 0; n < checker->nodes[i].count; n++) {
        check_operand(checker, i, child, BIT(TYPE_BOOL), does);
        child = node_before(checker->nodes, child);
    }
    checker->nodes[i].type = type_bool;
}

static void complain_of_difference(struct checker *checker, uint32_t i, uint32_t a, uint32_t b,
                                   const char *problem)
{
    struct diag *diag =
        diag_add(checker->diags, CODE_E219, checker_span(checker, i), "`%s` is %s and `%s` is %s%s",
                 checker_quote(checker, a), checker_says(checker, a), checker_quote(checker, b),
                 checker_says(checker, b), problem);
    checker_note(checker, diag, a);
    checker_note(checker, diag, b);
}

/* condition ? a : b */
static void check_conditional(struct checker *checker, uint32_t i)
{
    struct node *nodes = checker->nodes;
    uint32_t b = i - 1;
    uint32_t a = node_before(nodes, b);
    check_operand(checker, i, node_before(nodes, a), BIT(TYPE_BOOL), "asks a condition");
    if (nodes[a].type.kind == TYPE_CHOICE && nodes[b].type.kind != TYPE_CHOICE) {
        (void)coerce_option(checker, b, nodes[a].type.domain);
    } else if (nodes[b].type.kind == TYPE_CHOICE && nodes[a].type.kind != TYPE_CHOICE) {
        (void)coerce_option(checker, a, nodes[b].type.domain);
    }
    if (!unify_types(checker, &nodes[a].type, &nodes[b].type, &nodes[i].type)) {
        complain_of_difference(checker, i, a, b, "; both sides of `:` must be of one kind");
        nodes[i].type = type_any;
    }
}

/* ---- Arithmetic ------------------------------------------------------------------------------ */

static void check_arithmetic(struct checker *checker, uint32_t i, unsigned kinds, const char *does)
{
    struct node *nodes = checker->nodes;
    uint32_t b = i - 1;
    uint32_t a = node_left(nodes, i);
    bool fits = check_operand(checker, i, a, kinds, does);
    fits = check_operand(checker, i, b, kinds, does) && fits;
    nodes[i].type = type_any;
    if (!fits || unify_types(checker, &nodes[a].type, &nodes[b].type, &nodes[i].type)) {
        return;
    }
    if (is_number(nodes[a].type.kind) && is_number(nodes[b].type.kind)) {
        uint32_t whole = nodes[a].type.kind == TYPE_INT ? a : b;
        struct diag *diag =
            diag_add(checker->diags, CODE_E219, checker_span(checker, i),
                     "`%s` is %s and `%s` is %s; `%s` takes two of one kind",
                     checker_quote(checker, a), checker_says(checker, a), checker_quote(checker, b),
                     checker_says(checker, b), operator_says(nodes[i].kind));
        const char *quoted = checker_quote(checker, whole);
        if (nodes[whole].kind == NODE_CONSTANT) {
            diag_help(checker->diags, diag, "write `%s.0`", quoted);
        } else {
            diag_help(checker->diags, diag, "write `double(%s)`", quoted);
        }
        return;
    }
    complain_of_difference(checker, i, a, b, "; they cannot be put together");
}

static void check_negate(struct checker *checker, uint32_t i)
{
    bool fits =
        check_operand(checker, i, i - 1, BIT(TYPE_INT) | BIT(TYPE_DOUBLE), "stands before numbers");
    checker->nodes[i].type = fits ? checker->nodes[i - 1].type : type_any;
}

/* ---- Comparisons ----------------------------------------------------------------------------- */

static bool is_text(const struct node *node)
{
    return node->kind == NODE_CONSTANT && node->type.kind == TYPE_STRING;
}

/* `1 < x < 3` is `(1 < x) < 3`, which nobody means. */
static bool complain_of_chain(struct checker *checker, uint32_t i, uint32_t a, uint32_t b)
{
    const struct node *left = &checker->nodes[a];
    if (!kind_is_ordering(left->kind) || left->in_parentheses ||
        !is_number(checker->nodes[b].type.kind)) {
        return false;
    }
    uint32_t middle = a - 1;
    struct diag *diag =
        diag_add(checker->diags, CODE_E214, checker_span(checker, i),
                 "comparisons cannot be chained: `%s` is a condition", checker_quote(checker, a));
    diag_help(checker->diags, diag, "write `%s and %s %s %s`", checker_quote(checker, a),
              checker_quote(checker, middle), operator_says(checker->nodes[i].kind),
              checker_quote(checker, b));
    return true;
}

static void complain_of_choice_order(struct checker *checker, uint32_t i, uint32_t choice,
                                     uint32_t other)
{
    enum node_kind kind = checker->nodes[i].kind;
    bool rises = kind == NODE_GREATER || kind == NODE_GREATER_EQUAL;
    if (choice == i - 1) {
        rises = !rises;
    }
    struct diag *diag = diag_add(checker->diags, CODE_E209, checker_span(checker, i),
                                 "`%s` is a choice, which `%s` does not compare",
                                 checker_quote(checker, choice), operator_says(kind));
    checker_note(checker, diag, choice);
    if (is_number(checker->nodes[other].type.kind)) {
        diag_help(checker->diags, diag, "write `%s.points` for the points of the choice",
                  checker_quote(checker, choice));
    } else {
        diag_help(checker->diags, diag, "write `%s.%s(%s)`", checker_quote(checker, choice),
                  rises ? "atLeast" : "atMost",
                  is_text(&checker->nodes[other]) ? checker_quote(checker, other) : "\"…\"");
    }
}

static void check_ordering(struct checker *checker, uint32_t i)
{
    struct node *nodes = checker->nodes;
    const unsigned kinds = BIT(TYPE_INT) | BIT(TYPE_DOUBLE) | BIT(TYPE_STRING) | BIT(TYPE_BOOL);
    uint32_t b = i - 1;
    uint32_t a = node_left(nodes, i);
    nodes[i].type = type_bool;
    if (nodes[a].type.kind == TYPE_CHOICE || nodes[b].type.kind == TYPE_CHOICE) {
        bool left = nodes[a].type.kind == TYPE_CHOICE;
        complain_of_choice_order(checker, i, left ? a : b, left ? b : a);
        return;
    }
    if (complain_of_chain(checker, i, a, b)) {
        return;
    }
    bool fits = check_operand(checker, i, a, kinds, "compares numbers");
    fits = check_operand(checker, i, b, kinds, "compares numbers") && fits;
    if (!fits || types_compare(&nodes[a].type, &nodes[b].type)) {
        return;
    }
    /* The one that is no number, if the other is. */
    uint32_t odd = is_number(nodes[a].type.kind) ? b : a;
    if (is_number(nodes[a].type.kind) || is_number(nodes[b].type.kind)) {
        help_operand(checker, complain(checker, i, odd, "compares numbers"), odd, BIT(TYPE_INT));
    } else {
        complain_of_difference(checker, i, a, b, "; they cannot be compared");
    }
}

/* A choice on one side of == or !=: the other must be one of its options. */
static void check_choice_equality(struct checker *checker, uint32_t i, uint32_t choice,
                                  uint32_t other)
{
    struct node *nodes = checker->nodes;
    enum type_kind kind = nodes[other].type.kind;
    if (kind != TYPE_CHOICE && coerce_option(checker, other, nodes[choice].type.domain)) {
        return;
    }
    struct diag *diag = NULL;
    if (kind == TYPE_CHOICE || kind == TYPE_STRING) {
        diag = diag_add(checker->diags, CODE_E209, checker_span(checker, i),
                        "`%s` is a choice; it compares only with its own choices in quotes",
                        checker_quote(checker, choice));
    } else {
        diag = diag_add(checker->diags, CODE_E209, checker_span(checker, i),
                        "`%s` is a choice, and `%s` is %s", checker_quote(checker, choice),
                        checker_quote(checker, other), checker_says(checker, other));
    }
    checker_note(checker, diag, choice);
    if (kind == TYPE_LIST) {
        diag_help(checker->diags, diag, "write `%s in %s`", checker_quote(checker, choice),
                  checker_quote(checker, other));
    } else if (is_number(kind)) {
        diag_help(checker->diags, diag, "write `%s.points` for the points of the choice",
                  checker_quote(checker, choice));
    }
}

static void complain_of_set_equality(struct checker *checker, uint32_t i, uint32_t set,
                                     uint32_t other)
{
    const struct node *node = &checker->nodes[other];
    struct diag *diag =
        diag_add(checker->diags, CODE_E210, checker_span(checker, i),
                 "`%s` can have several choices at once, which `%s` does not compare",
                 checker_quote(checker, set), operator_says(checker->nodes[i].kind));
    checker_note(checker, diag, set);
    if (is_text(node) || node->kind == NODE_UNKNOWN) {
        diag_help(checker->diags, diag, "write `%s in %s`", checker_quote(checker, other),
                  checker_quote(checker, set));
    } else if (node->kind == NODE_LIST && node->count == 0) {
        diag_help(checker->diags, diag, "write `size(%s) == 0`", checker_quote(checker, set));
    } else {
        diag_help(checker->diags, diag, "write `\"…\" in %s`", checker_quote(checker, set));
    }
}

static void check_equality(struct checker *checker, uint32_t i)
{
    struct node *nodes = checker->nodes;
    uint32_t b = i - 1;
    uint32_t a = node_left(nodes, i);
    const struct type *left = &nodes[a].type;
    const struct type *right = &nodes[b].type;
    nodes[i].type = type_bool;
    if (left->kind == TYPE_SET || right->kind == TYPE_SET) {
        bool is_left = left->kind == TYPE_SET;
        complain_of_set_equality(checker, i, is_left ? a : b, is_left ? b : a);
    } else if (left->kind == TYPE_CHOICE || right->kind == TYPE_CHOICE) {
        bool is_left = left->kind == TYPE_CHOICE;
        check_choice_equality(checker, i, is_left ? a : b, is_left ? b : a);
    } else if (!types_compare(left, right)) {
        complain_of_difference(checker, i, a, b, "; they are never equal");
    }
}

/* ---- in -------------------------------------------------------------------------------------- */

static void check_in_set(struct checker *checker, uint32_t i, uint32_t a, uint32_t b)
{
    struct node *nodes = checker->nodes;
    const struct domain *domain = nodes[b].type.domain;
    if (nodes[a].type.kind == TYPE_CHOICE) {
        if (nodes[a].type.domain != domain) {
            diag_add(checker->diags, CODE_E209, checker_span(checker, i),
                     "`%s` is a choice of another question than `%s`", checker_quote(checker, a),
                     checker_quote(checker, b));
        }
        return;
    }
    if (coerce_option(checker, a, domain)) {
        return;
    }
    struct diag *diag =
        diag_add(checker->diags, CODE_E209, checker_span(checker, i),
                 "`%s` is %s, but before `in` stands one of the choices of `%s` in quotes",
                 checker_quote(checker, a), checker_says(checker, a), checker_quote(checker, b));
    if (nodes[a].kind == NODE_LIST) {
        diag_help(checker->diags, diag, "write `%s.exists(x, x in %s)`", checker_quote(checker, b),
                  checker_quote(checker, a));
    }
}

static void check_in_list(struct checker *checker, uint32_t i, uint32_t a, uint32_t b)
{
    struct node *nodes = checker->nodes;
    if (nodes[a].type.kind == TYPE_CHOICE) {
        if (!coerce_options(checker, b, nodes[a].type.domain)) {
            struct diag *diag =
                diag_add(checker->diags, CODE_E209, checker_span(checker, i),
                         "`%s` is a choice; behind `in` stands a list of its choices in quotes",
                         checker_quote(checker, a));
            checker_note(checker, diag, a);
        }
        return;
    }
    if (!types_compare(&nodes[a].type, nodes[b].type.element)) {
        struct diag *diag =
            diag_add(checker->diags, CODE_E219, checker_span(checker, i),
                     "`%s` is %s, which is never in `%s`", checker_quote(checker, a),
                     checker_says(checker, a), checker_quote(checker, b));
        checker_note(checker, diag, a);
    }
}

/* a in b */
static void check_in(struct checker *checker, uint32_t i)
{
    struct node *nodes = checker->nodes;
    uint32_t b = i - 1;
    uint32_t a = node_left(nodes, i);
    nodes[i].type = type_bool;
    if (nodes[b].type.kind == TYPE_SET) {
        check_in_set(checker, i, a, b);
    } else if (nodes[b].type.kind == TYPE_LIST) {
        check_in_list(checker, i, a, b);
    } else if (nodes[b].type.kind != TYPE_ANY) {
        struct diag *diag = complain(checker, i, b, "looks into a list or a multiple question");
        if (nodes[b].type.kind == TYPE_CHOICE || is_text(&nodes[b])) {
            bool swap = nodes[b].type.kind == TYPE_CHOICE;
            diag_help(checker->diags, diag, "write `%s == %s`",
                      checker_quote(checker, swap ? b : a), checker_quote(checker, swap ? a : b));
        }
    }
}

/* ---- Lists and macros ------------------------------------------------------------------------ */

static void check_list(struct checker *checker, uint32_t i)
{
    struct node *nodes = checker->nodes;
    struct type element = type_any;
    uint32_t child = i - 1;
    uint32_t first = child; /* the first one (from the end) whose type counts */
    for (uint32_t n = 0; n < nodes[i].count; n++) {
        struct type both;
        if (unify_types(checker, &element, &nodes[child].type, &both)) {
            if (element.kind == TYPE_ANY) {
                first = child;
            }
            element = both;
        } else {
            struct diag *diag =
                diag_add(checker->diags, CODE_E245, checker_span(checker, i),
                         "the elements of a list are of one kind, but `%s` is %s and `%s` is %s",
                         checker_quote(checker, child), checker_says(checker, child),
                         checker_quote(checker, first), checker_says(checker, first));
            if (is_number(element.kind) && is_number(nodes[child].type.kind)) {
                diag_help(checker->diags, diag, "write all of them with decimals");
            }
            element = type_any;
            break;
        }
        child = node_before(nodes, child);
    }
    struct type *stored = arena_alloc(checker->arena, sizeof *stored);
    if (stored == NULL) {
        diag_out_of_memory(checker->diags);
        nodes[i].type = type_any;
        return;
    }
    *stored = element;
    nodes[i].type = (struct type){TYPE_LIST, stored, NULL};
}

/* The element of a macro: of the range that stands before it. */
static void check_each(struct checker *checker, uint32_t i)
{
    struct node *nodes = checker->nodes;
    uint32_t range = i - 1;
    uint32_t macro = nodes[i].slot;
    const struct type *type = &nodes[range].type;
    nodes[i].type = type_any;
    if (type->kind == TYPE_LIST) {
        nodes[i].type = *type->element;
    } else if (type->kind == TYPE_SET && nodes[macro].kind != NODE_MAP) {
        nodes[i].type = (struct type){TYPE_CHOICE, NULL, type->domain};
    } else if (type->kind != TYPE_ANY) {
        struct diag *diag =
            diag_add(checker->diags, CODE_E207, checker_span(checker, range),
                     "`%s` is %s, but `%s` goes through %s", checker_quote(checker, range),
                     checker_says(checker, range), operator_says(nodes[macro].kind),
                     nodes[macro].kind == NODE_MAP ? "a list" : "a list or a multiple question");
        checker_note(checker, diag, range);
    }
}

static void check_macro(struct checker *checker, uint32_t i)
{
    struct node *nodes = checker->nodes;
    enum node_kind kind = nodes[i].kind;
    if (kind == NODE_MAP) {
        struct type *stored = arena_alloc(checker->arena, sizeof *stored);
        if (stored == NULL) {
            diag_out_of_memory(checker->diags);
            nodes[i].type = type_any;
            return;
        }
        *stored = nodes[i - 1].type;
        nodes[i].type = (struct type){TYPE_LIST, stored, NULL};
        return;
    }
    check_operand(checker, i, i - 1, BIT(TYPE_BOOL), "asks a condition of each element");
    nodes[i].type = kind == NODE_FILTER ? nodes[node_range(nodes, i)].type : type_bool;
}

/* ---- Functions ------------------------------------------------------------------------------- */

/* f(value), to which nothing but [kinds] can be given. */
static void check_function(struct checker *checker, uint32_t i, unsigned kinds,
                           enum type_kind result, const char *does)
{
    check_operand(checker, i, i - 1, kinds, does);
    checker->nodes[i].type = (struct type){result, NULL, NULL};
}

/* q.atLeast("id"), q.atMost("id") */
static void check_rank(struct checker *checker, uint32_t i)
{
    struct node *nodes = checker->nodes;
    uint32_t b = i - 1;
    uint32_t a = node_left(nodes, i);
    nodes[i].type = type_bool;
    if (nodes[a].type.kind != TYPE_CHOICE) {
        check_operand(checker, i, a, BIT(TYPE_CHOICE), "compares choices");
    } else if (!coerce_option(checker, b, nodes[a].type.domain)) {
        struct diag *diag = diag_add(checker->diags, CODE_E209, checker_span(checker, i),
                                     "`%s` takes one of the choices of `%s` in quotes",
                                     operator_says(nodes[i].kind), checker_quote(checker, a));
        checker_note(checker, diag, a);
    }
}

/* ---- Names ----------------------------------------------------------------------------------- */

static void check_variable(struct checker *checker, uint32_t i)
{
    struct node *node = &checker->nodes[i];
    const struct variable *variable = &checker->scope->variables[node->slot];
    node->type = variable->type;
    if (variable->unreadable != NULL) {
        struct diag *diag = diag_add(checker->diags, CODE_E212, checker_span(checker, i),
                                     "`%s` cannot be read by a condition: %s",
                                     checker_quote(checker, i), variable->unreadable);
        checker_note(checker, diag, i);
        node->type = type_any;
    }
}

/* `last-use` reads as a difference; where it is a name with `_`, say so. */
static bool suggest_underscores(struct checker *checker, struct diag *diag, const struct node *node)
{
    struct text text = checker->passage->text;
    uint32_t end = node->end;
    while (end < text.length && (text.start[end] == '-' || text.start[end] == '_' ||
                                 (text.start[end] >= '0' && text.start[end] <= '9') ||
                                 (text.start[end] >= 'a' && text.start[end] <= 'z') ||
                                 (text.start[end] >= 'A' && text.start[end] <= 'Z'))) {
        end++;
    }
    char buffer[LIMIT_ID_BYTES];
    uint32_t length = end - node->start;
    if (end == node->end || length > sizeof buffer) {
        return false;
    }
    for (uint32_t i = 0; i < length; i++) {
        char c = text.start[node->start + i];
        buffer[i] = c == '-' ? '_' : c;
    }
    struct text name = {buffer, length};
    if (names_find(checker->scope->names, name) == NAME_NONE) {
        return false;
    }
    diag_help(checker->diags, diag, "did you mean `" TEXT_FORMAT "`?", TEXT_ARGS(name));
    return true;
}

/* Names that no choice has explained. */
static void complain_of_unknown(struct checker *checker)
{
    for (uint32_t i = 0; i < checker->count; i++) {
        const struct node *node = &checker->nodes[i];
        if (node->kind != NODE_UNKNOWN || node->is_complained) {
            continue;
        }
        struct diag *diag = diag_add(checker->diags, CODE_E220, checker_span(checker, i),
                                     "nothing is called `%s`", checker_quote(checker, i));
        if (!suggest_underscores(checker, diag, node)) {
            diag_suggest(checker->diags, diag, node->name, checker->scope->names->texts,
                         checker->scope->count);
        }
    }
}

/* ---- All ------------------------------------------------------------------------------------- */

static void check_node(struct checker *checker, uint32_t i)
{
    const unsigned numbers = BIT(TYPE_INT) | BIT(TYPE_DOUBLE);
    struct node *node = &checker->nodes[i];
    switch (node->kind) {
    case NODE_BROKEN:
    case NODE_UNKNOWN:
        node->type = type_any;
        break;
    case NODE_CONSTANT:
        node->is_folded = true;
        break;
    case NODE_VARIABLE:
        check_variable(checker, i);
        break;
    case NODE_LOCAL:
        node->type = checker->nodes[node->slot].type;
        break;
    case NODE_EACH:
        check_each(checker, i);
        break;
    case NODE_LIST:
        check_list(checker, i);
        break;
    case NODE_AND:
    case NODE_OR:
        check_conditions(checker, i, "combines conditions");
        break;
    case NODE_NOT:
        check_operand(checker, i, i - 1, BIT(TYPE_BOOL), "stands before conditions");
        node->type = type_bool;
        break;
    case NODE_CONDITIONAL:
        check_conditional(checker, i);
        break;
    case NODE_EQUAL:
    case NODE_NOT_EQUAL:
        check_equality(checker, i);
        break;
    case NODE_LESS:
    case NODE_LESS_EQUAL:
    case NODE_GREATER:
    case NODE_GREATER_EQUAL:
        check_ordering(checker, i);
        break;
    case NODE_IN:
        check_in(checker, i);
        break;
    case NODE_ADD:
        check_arithmetic(checker, i, numbers | BIT(TYPE_STRING) | BIT(TYPE_LIST), "adds numbers");
        break;
    case NODE_SUBTRACT:
        check_arithmetic(checker, i, numbers, "subtracts numbers");
        break;
    case NODE_MULTIPLY:
        check_arithmetic(checker, i, numbers, "multiplies numbers");
        break;
    case NODE_DIVIDE:
        check_arithmetic(checker, i, numbers, "divides numbers");
        break;
    case NODE_REMAINDER:
        check_arithmetic(checker, i, BIT(TYPE_INT), "divides whole numbers");
        break;
    case NODE_NEGATE:
        check_negate(checker, i);
        break;
    case NODE_ALL:
    case NODE_EXISTS:
    case NODE_EXISTS_ONE:
    case NODE_MAP:
    case NODE_FILTER:
        check_macro(checker, i);
        break;
    case NODE_SIZE:
        check_function(checker, i, BIT(TYPE_LIST) | BIT(TYPE_SET) | BIT(TYPE_STRING), TYPE_INT,
                       "takes a list, a multiple question or a text");
        break;
    case NODE_COUNT:
        check_conditions(checker, i, "counts conditions");
        node->type = type_int;
        break;
    case NODE_AT_LEAST:
    case NODE_AT_MOST:
        check_rank(checker, i);
        break;
    case NODE_POINTS:
        check_function(checker, i, BIT(TYPE_CHOICE), TYPE_INT, "belongs to choices");
        break;
    case NODE_TO_BOOL:
        check_function(checker, i, BIT(TYPE_BOOL) | BIT(TYPE_STRING), TYPE_BOOL, "takes a text");
        break;
    case NODE_TO_INT:
        check_function(checker, i, numbers | BIT(TYPE_STRING), TYPE_INT,
                       "takes a number or a text");
        break;
    case NODE_TO_DOUBLE:
        check_function(checker, i, numbers | BIT(TYPE_STRING), TYPE_DOUBLE,
                       "takes a number or a text");
        break;
    case NODE_TO_STRING:
        check_function(checker, i, numbers | BIT(TYPE_STRING) | BIT(TYPE_BOOL), TYPE_STRING,
                       "takes a number, a text or a condition");
        break;
    }
}

/* Constant: all leaves are. An element of a macro is none, so a macro never is. */
static void mark_constant(struct checker *checker, uint32_t i)
{
    struct node *node = &checker->nodes[i];
    node->is_constant = node->kind == NODE_CONSTANT ||
                        (node->kind == NODE_LIST && node->count == 0) || node->first != i;
    for (uint32_t child = i; child > node->first && node->is_constant;
         child = checker->nodes[child - 1].first) {
        node->is_constant = checker->nodes[child - 1].is_constant;
    }
}

/* A `number` question has no classes of values but those that constants cut out. */
static void check_compared_only(struct checker *checker)
{
    struct node *nodes = checker->nodes;
    for (uint32_t i = 0; i < checker->count; i++) {
        if (nodes[i].kind != NODE_VARIABLE ||
            !checker->scope->variables[nodes[i].slot].compared_only) {
            continue;
        }
        /* Its parent: the left operand is followed by the right one and that by the parent. */
        uint32_t parent = i + 1;
        while (parent < checker->count && nodes[parent].first > i) {
            parent++;
        }
        bool fits = parent < checker->count &&
                    (kind_is_comparison(nodes[parent].kind) || nodes[parent].kind == NODE_IN);
        if (fits) {
            uint32_t left = node_left(nodes, parent);
            fits = nodes[left == i ? parent - 1 : left].is_constant;
        }
        if (!fits) {
            struct diag *diag =
                diag_add(checker->diags, CODE_E213, checker_span(checker, i),
                         "`%s` may only be compared with constants", checker_quote(checker, i));
            checker_note(checker, diag, i);
            diag_help(checker->diags, diag, "write `%s >= 1.5`, or make it a whole number",
                      checker_quote(checker, i));
        }
    }
}

void check_types(struct checker *checker)
{
    for (uint32_t i = 0; i < checker->count; i++) {
        check_node(checker, i);
        mark_constant(checker, i);
    }
    complain_of_unknown(checker);
    check_compared_only(checker);
}
