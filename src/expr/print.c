/* Expressions and values as text, in one canonical form: compiling what is printed gives the same
 * expression. Recursion is bounded by LIMIT_EXPR_HEIGHT. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "expr/arithmetic.h"
#include "expr/node.h"

/* ---- Literals -------------------------------------------------------------------------------- */

static void print_text(FILE *out, struct text text)
{
    fputc('"', out);
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.start[i];
        if (c == '"' || c == '\\') {
            fprintf(out, "\\%c", c);
        } else if (c == '\n') {
            fputs("\\n", out);
        } else if (c == '\t') {
            fputs("\\t", out);
        } else if (c < 0x20 || c == 0x7F) {
            fprintf(out, "\\x%02x", c);
        } else {
            fputc(c, out);
        }
    }
    fputc('"', out);
}

/* With a point or an exponent, so that it reads as a number with decimals. */
static void print_double(FILE *out, double number)
{
    char buffer[NUMBER_TEXT_ROOM];
    size_t length = number_text(number, 15, buffer);
    fwrite(buffer, 1, length, out);
    if (isfinite(number) && strpbrk(buffer, ".e") == NULL) {
        fputs(".0", out);
    }
}

static void print_option(FILE *out, const struct domain *domain, uint32_t option)
{
    print_text(out, domain->options[option].id);
}

/* ---- Values ---------------------------------------------------------------------------------- */

/* The options of [mask], with [between] between them. */
static void print_options(FILE *out, const struct domain *domain, uint64_t mask,
                          const char *between)
{
    const char *lead = "";
    for (uint32_t i = 0; i < domain->count; i++) {
        if ((mask >> i & 1) != 0) {
            fputs(lead, out);
            print_option(out, domain, i);
            lead = between;
        }
    }
}

static void print_set(FILE *out, const struct domain *domain, const struct value *value)
{
    uint64_t open = value->set.possible & ~value->set.in;
    if (value->set.in == 0 && open != 0) {
        fputs("unknown", out);
        return;
    }
    fputc('[', out);
    print_options(out, domain, value->set.in, ", ");
    fputc(']', out);
    if (open != 0) {
        fputs(" and perhaps ", out);
        print_options(out, domain, open, ", ");
    }
}

static void print_error(FILE *out, enum eval_error error)
{
    static const char *const says[] = {
        [EVAL_OVERFLOW] = "the result is too large",
        [EVAL_DIVIDE_BY_ZERO] = "division by 0",
        [EVAL_CONVERSION] = "a value cannot be converted",
        [EVAL_NO_NUMBER] = "the result is no number",
        [EVAL_MEMORY] = "memory used up",
    };
    fprintf(out, "error: %s", says[error]);
}

void expr_print_value(FILE *out, const struct type *type, const struct value *value)
{
    bool is_known = value_is_known(value);
    switch (value->kind) {
    case VALUE_BOOL:
        fputs(!is_known ? "unknown" : value->truth == TRUTH_TRUE ? "true" : "false", out);
        return;
    case VALUE_INT:
        if (value->integer.low == INT64_MIN && value->integer.high == INT64_MAX) {
            break;
        }
        fprintf(out, "%lld", (long long)value->integer.low);
        if (!is_known) {
            fprintf(out, "..%lld", (long long)value->integer.high);
        }
        return;
    case VALUE_DOUBLE:
        if (isinf(value->number.low) && isinf(value->number.high) && !is_known) {
            break;
        }
        print_double(out, value->number.low);
        if (!is_known) {
            fputs("..", out);
            print_double(out, value->number.high);
        }
        return;
    case VALUE_STRING:
        print_text(out, value->string);
        return;
    case VALUE_CHOICE: {
        uint32_t count = type->domain->count;
        uint64_t all = count == 64 ? UINT64_MAX : (UINT64_C(1) << count) - 1;
        if (!is_known && value->choices == all) {
            break;
        }
        print_options(out, type->domain, value->choices, " or ");
        return;
    }
    case VALUE_SET:
        print_set(out, type->domain, value);
        return;
    case VALUE_LIST:
        if (value->list.sparse) {
            break;
        }
        fputc('[', out);
        for (uint32_t i = 0; i < value->list.count; i++) {
            fputs(i > 0 ? ", " : "", out);
            expr_print_value(out, type->element, &value->list.items[i]);
        }
        fputc(']', out);
        return;
    case VALUE_ANY:
        break;
    case VALUE_ERROR:
        print_error(out, value->error);
        return;
    }
    fputs("unknown", out);
}

/* ---- Expressions ----------------------------------------------------------------------------- */

/* As in parse.c. */
enum power {
    POWER_CONDITIONAL,
    POWER_OR,
    POWER_AND,
    POWER_NOT,
    POWER_RELATION,
    POWER_SUM,
    POWER_PRODUCT,
    POWER_UNARY,
    POWER_MEMBER
};

struct form {
    const char *word; /* of operators, macros and functions */
    enum power power;
};

static const struct form forms[] = {
    [NODE_CONSTANT] = {NULL, POWER_MEMBER},
    [NODE_VARIABLE] = {NULL, POWER_MEMBER},
    [NODE_LOCAL] = {NULL, POWER_MEMBER},
    [NODE_LIST] = {NULL, POWER_MEMBER},
    [NODE_AND] = {" and ", POWER_AND},
    [NODE_OR] = {" or ", POWER_OR},
    [NODE_NOT] = {"not ", POWER_NOT},
    [NODE_CONDITIONAL] = {NULL, POWER_CONDITIONAL},
    [NODE_EQUAL] = {" == ", POWER_RELATION},
    [NODE_NOT_EQUAL] = {" != ", POWER_RELATION},
    [NODE_LESS] = {" < ", POWER_RELATION},
    [NODE_LESS_EQUAL] = {" <= ", POWER_RELATION},
    [NODE_GREATER] = {" > ", POWER_RELATION},
    [NODE_GREATER_EQUAL] = {" >= ", POWER_RELATION},
    [NODE_IN] = {" in ", POWER_RELATION},
    [NODE_ADD] = {" + ", POWER_SUM},
    [NODE_SUBTRACT] = {" - ", POWER_SUM},
    [NODE_MULTIPLY] = {" * ", POWER_PRODUCT},
    [NODE_DIVIDE] = {" / ", POWER_PRODUCT},
    [NODE_REMAINDER] = {" % ", POWER_PRODUCT},
    [NODE_NEGATE] = {"-", POWER_UNARY},
    [NODE_ALL] = {"all", POWER_MEMBER},
    [NODE_EXISTS] = {"exists", POWER_MEMBER},
    [NODE_EXISTS_ONE] = {"exists_one", POWER_MEMBER},
    [NODE_MAP] = {"map", POWER_MEMBER},
    [NODE_FILTER] = {"filter", POWER_MEMBER},
    [NODE_SIZE] = {"size", POWER_MEMBER},
    [NODE_COUNT] = {"count", POWER_MEMBER},
    [NODE_AT_LEAST] = {"atLeast", POWER_MEMBER},
    [NODE_AT_MOST] = {"atMost", POWER_MEMBER},
    [NODE_POINTS] = {"points", POWER_MEMBER},
    [NODE_TO_BOOL] = {"bool", POWER_MEMBER},
    [NODE_TO_INT] = {"int", POWER_MEMBER},
    [NODE_TO_DOUBLE] = {"double", POWER_MEMBER},
    [NODE_TO_STRING] = {"string", POWER_MEMBER},
};

static void print_node(FILE *out, const struct expr *expr, uint32_t i, enum power least);

/* The children of [i] in their order, each at least [least]. */
static void print_children(FILE *out, const struct expr *expr, uint32_t i, enum power least,
                           const char *between)
{
    const struct node *nodes = expr->nodes;
    for (uint32_t n = nodes[i].count; n > 0; n--) {
        uint32_t child = i - 1;
        for (uint32_t back = 1; back < n; back++) {
            child = node_before(nodes, child);
        }
        print_node(out, expr, child, least);
        fputs(n > 1 ? between : "", out);
    }
}

static bool is_negative(const struct value *value)
{
    return value->kind == VALUE_INT ? value->integer.low < 0 : signbit(value->number.low) != 0;
}

static bool is_number(const struct node *node)
{
    return node->kind == NODE_CONSTANT &&
           (node->value.kind == VALUE_INT || node->value.kind == VALUE_DOUBLE);
}

static enum power power_of(const struct node *node)
{
    return is_number(node) && is_negative(&node->value) ? POWER_UNARY : forms[node->kind].power;
}

static void print_constant(FILE *out, const struct node *node)
{
    expr_print_value(out, &node->type, &node->value);
}

/* range.word(x, body) */
static void print_macro(FILE *out, const struct expr *expr, uint32_t i)
{
    const struct node *nodes = expr->nodes;
    print_node(out, expr, node_range(nodes, i), POWER_MEMBER);
    fprintf(out, ".%s(" TEXT_FORMAT ", ", forms[nodes[i].kind].word,
            TEXT_ARGS(nodes[nodes[i].slot].name));
    print_node(out, expr, i - 1, POWER_CONDITIONAL);
    fputc(')', out);
}

/* -x; a minus before a positive number would read as a negative one. */
static void print_negate(FILE *out, const struct expr *expr, uint32_t i)
{
    const struct node *operand = &expr->nodes[i - 1];
    bool is_positive = is_number(operand) && !is_negative(&operand->value);
    fputs(is_positive ? "-(" : "-", out);
    print_node(out, expr, i - 1, POWER_UNARY);
    fputs(is_positive ? ")" : "", out);
}

static void print_operation(FILE *out, const struct expr *expr, uint32_t i)
{
    const struct node *nodes = expr->nodes;
    const struct node *node = &nodes[i];
    const struct form *form = &forms[node->kind];
    if (kind_is_macro(node->kind)) {
        print_macro(out, expr, i);
    } else if (node->kind == NODE_AND || node->kind == NODE_OR) {
        print_children(out, expr, i, (enum power)(form->power + 1), form->word);
    } else if (node->kind == NODE_CONDITIONAL) {
        uint32_t a = node_left(nodes, i);
        print_node(out, expr, node_before(nodes, a), POWER_OR);
        fputs(" ? ", out);
        print_node(out, expr, a, POWER_OR);
        fputs(" : ", out);
        print_node(out, expr, i - 1, POWER_CONDITIONAL);
    } else if (node->kind == NODE_NOT) {
        fputs(form->word, out);
        print_node(out, expr, i - 1, POWER_NOT);
    } else if (node->kind == NODE_NEGATE) {
        print_negate(out, expr, i);
    } else if (node->kind == NODE_AT_LEAST || node->kind == NODE_AT_MOST) {
        print_node(out, expr, node_left(nodes, i), POWER_MEMBER);
        fprintf(out, ".%s(", form->word);
        print_node(out, expr, i - 1, POWER_CONDITIONAL);
        fputc(')', out);
    } else if (node->kind == NODE_POINTS) {
        print_node(out, expr, i - 1, POWER_MEMBER);
        fputs(".points", out);
    } else if (kind_is_binary(node->kind)) {
        print_node(out, expr, node_left(nodes, i), form->power);
        fputs(form->word, out);
        print_node(out, expr, i - 1, (enum power)(form->power + 1));
    } else {
        /* A function of all its children, of which all but count() have one. */
        fprintf(out, "%s(", form->word);
        if (node->kind == NODE_COUNT) {
            print_children(out, expr, i, POWER_CONDITIONAL, ", ");
        } else {
            print_node(out, expr, i - 1, POWER_CONDITIONAL);
        }
        fputc(')', out);
    }
}

static void print_node(FILE *out, const struct expr *expr, uint32_t i, enum power least)
{
    const struct node *node = &expr->nodes[i];
    bool needs_parentheses = power_of(node) < least;
    fputs(needs_parentheses ? "(" : "", out);
    if (node->kind == NODE_CONSTANT) {
        print_constant(out, node);
    } else if (node->kind == NODE_VARIABLE) {
        struct text name = expr->scope->variables[node->slot].name;
        fprintf(out, TEXT_FORMAT, TEXT_ARGS(name));
    } else if (node->kind == NODE_LOCAL) {
        fprintf(out, TEXT_FORMAT, TEXT_ARGS(expr->nodes[node->slot].name));
    } else if (node->kind == NODE_LIST) {
        fputc('[', out);
        print_children(out, expr, i, POWER_CONDITIONAL, ", ");
        fputc(']', out);
    } else {
        print_operation(out, expr, i);
    }
    fputs(needs_parentheses ? ")" : "", out);
}

void expr_print(FILE *out, const struct expr *expr)
{
    print_node(out, expr, expr->node_count - 1, POWER_CONDITIONAL);
}
