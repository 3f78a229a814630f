/* The type of every node, children before parents. One function for each group of operators; each
 * complains in the author's words and then takes the result for right, so that one mistake gives
 * one message. */
#include "expr/check.h"
#include "expr/lex.h"

#include <assert.h>
#include <string.h>

static const struct type type_bool = {TYPE_BOOL, NULL, NULL};
static const struct type type_int = {TYPE_INT, NULL, NULL};
static const struct type type_any = {TYPE_ANY, NULL, NULL};

/* ---- Logic ----------------------------------------------------------------------------------- */

static void check_conditions(struct checker *checker, uint32_t i, const char *does)
{
    uint32_t child = i - 1;
    for (uint32_t n = 0; n < checker->nodes[i].count; n++) {
        check_operand(checker, i, child, kind_bit(TYPE_BOOL), does);
        child = node_before(checker->nodes, child);
    }
    checker->nodes[i].type = type_bool;
}

/* condition ? a : b */
static void check_conditional(struct checker *checker, uint32_t i)
{
    struct node *nodes = checker->nodes;
    uint32_t b = i - 1;
    uint32_t a = node_before(nodes, b);
    check_operand(checker, i, node_before(nodes, a), kind_bit(TYPE_BOOL), "asks a condition");
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
    if (is_number_kind(nodes[a].type.kind) && is_number_kind(nodes[b].type.kind)) {
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
    bool fits = check_operand(checker, i, i - 1, kind_bit(TYPE_INT) | kind_bit(TYPE_DOUBLE),
                              "stands before numbers");
    checker->nodes[i].type = fits ? checker->nodes[i - 1].type : type_any;
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
            if (is_number_kind(element.kind) && is_number_kind(nodes[child].type.kind)) {
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
    check_operand(checker, i, i - 1, kind_bit(TYPE_BOOL), "asks a condition of each element");
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
        check_operand(checker, i, a, kind_bit(TYPE_CHOICE), "compares choices");
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

/* `last-use` reads as a difference. Where it is a name with `_` that is what it was meant to be:
 * its end then; else 0. */
static uint32_t end_of_dashed(const struct checker *checker, const struct node *node,
                              char buffer[LIMIT_ID_BYTES])
{
    struct text text = checker->passage->text;
    uint32_t end = node->start;
    for (; end < text.length && end - node->start < LIMIT_ID_BYTES; end++) {
        char c = text.start[end];
        if (c != '-' && c != '_' && (c < '0' || c > '9') && (c < 'a' || c > 'z') &&
            (c < 'A' || c > 'Z')) {
            break;
        }
        buffer[end - node->start] = c == '-' ? '_' : c;
    }
    struct text name = {buffer, end - node->start};
    return names_find(checker->scope->names, name) == NAME_NONE ? 0 : end;
}

/* Names that no choice has explained. */
static void complain_of_unknown(struct checker *checker)
{
    uint32_t said_to = 0;
    for (uint32_t i = 0; i < checker->count; i++) {
        const struct node *node = &checker->nodes[i];
        if (node->kind != NODE_UNKNOWN || node->is_complained || node->start < said_to) {
            continue;
        }
        char buffer[LIMIT_ID_BYTES];
        uint32_t dashed = end_of_dashed(checker, node, buffer);
        said_to = dashed > 0 ? dashed : node->end;
        struct diag *diag =
            diag_add(checker->diags, CODE_E220,
                     passage_span(checker->passage, node->start, said_to), "nothing is called `%s`",
                     quote_passage(checker->passage, checker->diags, node->start, said_to));
        if (dashed > 0) {
            diag_help(checker->diags, diag, "did you mean `%.*s`?", (int)(dashed - node->start),
                      buffer);
        } else {
            diag_suggest(checker->diags, diag, node->name, checker->scope->names->texts,
                         checker->scope->count);
        }
    }
}

/* ---- All ------------------------------------------------------------------------------------- */

static void check_node(struct checker *checker, uint32_t i)
{
    const unsigned numbers = kind_bit(TYPE_INT) | kind_bit(TYPE_DOUBLE);
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
        check_operand(checker, i, i - 1, kind_bit(TYPE_BOOL), "stands before conditions");
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
        check_arithmetic(checker, i, numbers | kind_bit(TYPE_STRING) | kind_bit(TYPE_LIST),
                         "adds numbers");
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
        check_arithmetic(checker, i, kind_bit(TYPE_INT), "divides whole numbers");
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
        check_function(checker, i, kind_bit(TYPE_LIST) | kind_bit(TYPE_SET) | kind_bit(TYPE_STRING),
                       TYPE_INT, "takes a list, a multiple question or a text");
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
        check_function(checker, i, kind_bit(TYPE_CHOICE), TYPE_INT, "belongs to choices");
        break;
    case NODE_TO_BOOL:
        check_function(checker, i, kind_bit(TYPE_BOOL) | kind_bit(TYPE_STRING), TYPE_BOOL,
                       "takes a text");
        break;
    case NODE_TO_INT:
        check_function(checker, i, numbers | kind_bit(TYPE_STRING), TYPE_INT,
                       "takes a number or a text");
        break;
    case NODE_TO_DOUBLE:
        check_function(checker, i, numbers | kind_bit(TYPE_STRING), TYPE_DOUBLE,
                       "takes a number or a text");
        break;
    case NODE_TO_STRING:
        check_function(checker, i, numbers | kind_bit(TYPE_STRING) | kind_bit(TYPE_BOOL),
                       TYPE_STRING, "takes a number, a text or a condition");
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
