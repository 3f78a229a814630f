/* What operators do with operands that do not fit, and the comparisons: the operators that care most
 * for what exactly stands on each side. check.c has the others. */
#include "expr/check.h"

#include <assert.h>

/* The operator as written canonically. */
const char *operator_says(enum node_kind kind)
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

static bool is_text(const struct node *node)
{
    return node->kind == NODE_CONSTANT && node->type.kind == TYPE_STRING;
}

/* `x == "a" or "b"`: a text that goes on with the comparison before it. */
static void help_alternative(struct checker *checker, struct diag *diag, uint32_t i,
                             uint32_t operand)
{
    struct node *nodes = checker->nodes;
    if (nodes[i].kind != NODE_OR || operand != i - 1 || !is_text(&nodes[operand])) {
        return;
    }
    uint32_t before = node_left(nodes, i);
    if (nodes[before].kind != NODE_EQUAL || nodes[before - 1].kind != NODE_CONSTANT) {
        return;
    }
    diag_help(checker->diags, diag, "write `%s in [%s, %s]`",
              checker_quote(checker, node_left(nodes, before)), checker_quote(checker, before - 1),
              checker_quote(checker, operand));
}

/* `"18"` where a number is wanted. */
static void help_quoted_number(struct checker *checker, struct diag *diag, uint32_t operand)
{
    struct text text = text_of(checker_quote(checker, operand));
    int64_t number;
    if (!is_text(&checker->nodes[operand]) || text.length < 3) {
        return;
    }
    text = (struct text){text.start + 1, text.length - 2};
    if (text_to_integer(text, &number) != NUMBER_OK) {
        return;
    }
    diag_help(checker->diags, diag, "write `" TEXT_FORMAT "` without quotes", TEXT_ARGS(text));
}

/* How to make of [operand] what node [i] takes, where that is known. */
static void help_operand(struct checker *checker, struct diag *diag, uint32_t i, uint32_t operand,
                         unsigned kinds)
{
    bool does_order = kind_is_ordering(checker->nodes[i].kind);
    enum type_kind kind = checker->nodes[operand].type.kind;
    const char *quoted = checker_quote(checker, operand);
    bool wants_number = (kinds & kind_bit(TYPE_INT)) != 0;
    if (kind == TYPE_BOOL && does_order) {
        diag_help(checker->diags, diag, "`%s` is a condition by itself: write `%s` or `not %s`",
                  quoted, quoted, quoted);
    } else if (kind == TYPE_BOOL && wants_number) {
        diag_help(checker->diags, diag, "`count(%s, …)` says how many of several conditions hold",
                  quoted);
    } else if (kind == TYPE_CHOICE && wants_number) {
        diag_help(checker->diags, diag, "write `%s.points` for the points of the choice", quoted);
    } else if (kind == TYPE_CHOICE && kinds == kind_bit(TYPE_BOOL)) {
        diag_help(checker->diags, diag, "write `%s == \"…\"` with one of its choices", quoted);
    } else if (kind == TYPE_SET && kinds == kind_bit(TYPE_BOOL)) {
        diag_help(checker->diags, diag,
                  "write `\"…\" in %s` with one of its choices, or `size(%s) > 0`", quoted, quoted);
    } else if (kind == TYPE_SET && wants_number) {
        diag_help(checker->diags, diag, "`size(%s)` says how many were chosen", quoted);
    } else if (is_number_kind(kind) && kinds == kind_bit(TYPE_BOOL)) {
        diag_help(checker->diags, diag, "compare it: `%s > 0`", quoted);
    } else if (kind == TYPE_STRING && kinds == kind_bit(TYPE_BOOL)) {
        help_alternative(checker, diag, i, operand);
    } else if (kind == TYPE_STRING && wants_number) {
        help_quoted_number(checker, diag, operand);
    }
}

void help_condition(struct checker *checker, struct diag *diag, uint32_t root)
{
    /* What is put behind `?:` would belong to its last part. */
    if (checker->nodes[root].kind != NODE_CONDITIONAL) {
        help_operand(checker, diag, root, root, kind_bit(TYPE_BOOL));
    }
}

/* Whether [operand] of node [i] is of one of [kinds]; complains where not. */
bool check_operand(struct checker *checker, uint32_t i, uint32_t operand, unsigned kinds,
                   const char *does)
{
    enum type_kind kind = checker->nodes[operand].type.kind;
    if (kind == TYPE_ANY || (kinds & kind_bit(kind)) != 0) {
        return true;
    }
    help_operand(checker, complain(checker, i, operand, does), i, operand, kinds);
    return false;
}

void complain_of_difference(struct checker *checker, uint32_t i, uint32_t a, uint32_t b,
                            const char *problem)
{
    struct diag *diag = NULL;
    if (checker->nodes[a].type.kind == TYPE_LIST && checker->nodes[b].type.kind == TYPE_LIST) {
        diag = diag_add(checker->diags, CODE_E219, checker_span(checker, i),
                        "`%s` and `%s` are lists of things that do not go together%s",
                        checker_quote(checker, a), checker_quote(checker, b), problem);
    } else {
        diag = diag_add(checker->diags, CODE_E219, checker_span(checker, i),
                        "`%s` is %s and `%s` is %s%s", checker_quote(checker, a),
                        checker_says(checker, a), checker_quote(checker, b),
                        checker_says(checker, b), problem);
    }
    checker_note(checker, diag, a);
    checker_note(checker, diag, b);
    uint32_t truth = checker->nodes[a].type.kind == TYPE_BOOL ? a : b;
    bool compares =
        checker->nodes[i].kind == NODE_EQUAL || checker->nodes[i].kind == NODE_NOT_EQUAL;
    if (compares && checker->nodes[truth].type.kind == TYPE_BOOL) {
        const char *quoted = checker_quote(checker, truth);
        diag_help(checker->diags, diag, "`%s` is a condition by itself: write `%s` or `not %s`",
                  quoted, quoted, quoted);
    }
}

/* ---- Comparisons ----------------------------------------------------------------------------- */

/* `1 < x < 3` is `(1 < x) < 3`, which nobody means. */
static bool complain_of_chain(struct checker *checker, uint32_t i, uint32_t a, uint32_t b)
{
    const struct node *left = &checker->nodes[a];
    if (!kind_is_ordering(left->kind) || left->in_parentheses ||
        !is_number_kind(checker->nodes[b].type.kind)) {
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
    bool is_strict = kind == NODE_LESS || kind == NODE_GREATER;
    bool is_left = choice != i - 1;
    bool rises = (kind == NODE_GREATER || kind == NODE_GREATER_EQUAL) == is_left;
    struct diag *diag = diag_add(checker->diags, CODE_E209, checker_span(checker, i),
                                 "`%s` is a choice, which `%s` does not compare",
                                 checker_quote(checker, choice), operator_says(kind));
    checker_note(checker, diag, choice);
    if (is_number_kind(checker->nodes[other].type.kind)) {
        diag_help(checker->diags, diag, "write `%s.points` for the points of the choice",
                  checker_quote(checker, choice));
    } else {
        /* What is more than an option is not at most that option. */
        diag_help(checker->diags, diag, "write `%s%s.%s(%s)`", is_strict ? "not " : "",
                  checker_quote(checker, choice), rises != is_strict ? "atLeast" : "atMost",
                  is_text(&checker->nodes[other]) ? checker_quote(checker, other) : "\"…\"");
    }
}

void check_ordering(struct checker *checker, uint32_t i)
{
    struct node *nodes = checker->nodes;
    const unsigned kinds =
        kind_bit(TYPE_INT) | kind_bit(TYPE_DOUBLE) | kind_bit(TYPE_STRING) | kind_bit(TYPE_BOOL);
    uint32_t b = i - 1;
    uint32_t a = node_left(nodes, i);
    nodes[i].type.kind = TYPE_BOOL;
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
    uint32_t odd = is_number_kind(nodes[a].type.kind) ? b : a;
    if (is_number_kind(nodes[a].type.kind) || is_number_kind(nodes[b].type.kind)) {
        help_operand(checker, complain(checker, i, odd, "compares numbers"), i, odd,
                     kind_bit(TYPE_INT));
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
    } else if (is_number_kind(kind)) {
        diag_help(checker->diags, diag, "write `%s.points` for the points of the choice",
                  checker_quote(checker, choice));
    }
}

static void complain_of_set_equality(struct checker *checker, uint32_t i, uint32_t set,
                                     uint32_t other)
{
    struct node *node = &checker->nodes[other];
    const struct domain *domain = checker->nodes[set].type.domain;
    struct diag *diag =
        diag_add(checker->diags, CODE_E210, checker_span(checker, i),
                 "`%s` can have several choices at once, which `%s` does not compare",
                 checker_quote(checker, set), operator_says(checker->nodes[i].kind));
    checker_note(checker, diag, set);
    if (node->kind == NODE_UNKNOWN && domain_has(domain, node->name)) {
        diag_help(checker->diags, diag, "write `\"%s\" in %s`", checker_quote(checker, other),
                  checker_quote(checker, set));
        node->is_complained = true;
    } else if (is_text(node)) {
        diag_help(checker->diags, diag, "write `%s in %s`", checker_quote(checker, other),
                  checker_quote(checker, set));
    } else if (node->kind == NODE_LIST && node->count == 0) {
        diag_help(checker->diags, diag, "write `size(%s) == 0`", checker_quote(checker, set));
    } else {
        diag_help(checker->diags, diag, "write `\"…\" in %s`", checker_quote(checker, set));
    }
}

void check_equality(struct checker *checker, uint32_t i)
{
    struct node *nodes = checker->nodes;
    uint32_t b = i - 1;
    uint32_t a = node_left(nodes, i);
    const struct type *left = &nodes[a].type;
    const struct type *right = &nodes[b].type;
    nodes[i].type.kind = TYPE_BOOL;
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
void check_in(struct checker *checker, uint32_t i)
{
    struct node *nodes = checker->nodes;
    uint32_t b = i - 1;
    uint32_t a = node_left(nodes, i);
    nodes[i].type.kind = TYPE_BOOL;
    if (nodes[b].type.kind == TYPE_SET) {
        check_in_set(checker, i, a, b);
    } else if (nodes[b].type.kind == TYPE_LIST) {
        check_in_list(checker, i, a, b);
    } else if (nodes[b].type.kind != TYPE_ANY) {
        struct diag *diag = complain(checker, i, b, "looks into a list or a multiple question");
        bool swap = nodes[b].type.kind == TYPE_CHOICE && is_text(&nodes[a]);
        if (swap || (nodes[a].type.kind == TYPE_CHOICE && is_text(&nodes[b]))) {
            diag_help(checker->diags, diag, "write `%s == %s`",
                      checker_quote(checker, swap ? b : a), checker_quote(checker, swap ? a : b));
        }
    }
}
