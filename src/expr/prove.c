/* Evaluates an expression once with every variable at all that it can be. What can fail then can
 * fail for some answers; what cannot fail then never can. Also folds what is constant. */
#include <stdlib.h>
#include <string.h>

#include "expr/check.h"
#include "expr/eval.h"

/* ---- Folding --------------------------------------------------------------------------------- */

/* A copy whose texts and lists live in [arena]; nesting is that of the type. False: no memory. */
static bool copy_value(struct arena *arena, const struct value *value, struct value *ret)
{
    *ret = *value;
    if (value->kind == VALUE_STRING) {
        ret->string = text_copy(arena, value->string);
        return ret->string.start != NULL;
    }
    if (value->kind != VALUE_LIST) {
        return true;
    }
    struct value *items = arena_array(arena, value->list.count, sizeof *items);
    if (items == NULL) {
        return false;
    }
    ret->list.items = items;
    for (uint32_t i = 0; i < value->list.count; i++) {
        if (!copy_value(arena, &value->list.items[i], &items[i])) {
            return false;
        }
    }
    return true;
}

/* In the body of a macro that goes through no elements at all. */
static bool was_never_run(const struct value *value)
{
    return value->kind == VALUE_BOOL && value->truth == TRUTH_NONE;
}

/* A constant that fails stays as it is: it fails when evaluated. */
static void fold(struct checker *checker, const struct value *trace)
{
    for (uint32_t i = 0; i < checker->count; i++) {
        struct node *node = &checker->nodes[i];
        if (!node->is_constant || node->is_folded || trace[i].kind == VALUE_ERROR ||
            was_never_run(&trace[i])) {
            continue;
        }
        if (!copy_value(checker->arena, &trace[i], &node->value)) {
            diag_out_of_memory(checker->diags);
            return;
        }
        node->is_folded = true;
    }
}

/* ---- Complaining ----------------------------------------------------------------------------- */

/* The text of a value, in the arena of the messages. */
static const char *value_text(struct checker *checker, uint32_t node, const struct value *value)
{
    char *buffer = NULL;
    size_t length = 0;
    const char *copy = NULL;
    FILE *out = open_memstream(&buffer, &length);
    if (out != NULL) { /* else the machine's memory is used up, as where fclose() fails */
        expr_print_value(out, &checker->nodes[node].type, value);
        if (fclose(out) == 0) {
            copy = text_copy(checker->diags->arena, (struct text){buffer, length}).start;
        }
        free(buffer);
    }
    if (copy == NULL) {
        diag_out_of_memory(checker->diags);
        return "";
    }
    return copy;
}

static void note_range(struct checker *checker, struct diag *diag, uint32_t operand,
                       const struct value *value)
{
    if (checker->nodes[operand].is_constant) {
        return;
    }
    const char *range = value_text(checker, operand, value);
    diag_note(checker->diags, diag, checker_span(checker, operand), "`%s` can be %s",
              checker_quote(checker, operand), strcmp(range, "unknown") == 0 ? "anything" : range);
    checker_note(checker, diag, operand);
}

static void complain(struct checker *checker, uint32_t i, const struct failed *failed)
{
    const struct node *nodes = checker->nodes;
    uint32_t right = i - 1;
    uint32_t left = kind_is_binary(nodes[i].kind) ? node_left(nodes, i) : right;
    struct span span = checker_span(checker, i);
    const char *quoted = checker_quote(checker, i);
    bool is_division = nodes[i].kind == NODE_DIVIDE || nodes[i].kind == NODE_REMAINDER;
    bool by_zero = is_division && failed->right.kind == VALUE_DOUBLE &&
                   failed->right.number.low <= 0 && failed->right.number.high >= 0;
    struct diag *diag = NULL;
    if (failed->error == EVAL_DIVIDE_BY_ZERO || by_zero) {
        diag = diag_add(checker->diags, CODE_E222, span, "`%s` can divide by 0", quoted);
        diag_help(checker->diags, diag,
                  "give what you divide by a `min` above 0, or compare products: `a > b * c` in "
                  "place of `a / b > c`");
    } else if (failed->error == EVAL_CONVERSION) {
        diag = diag_add(checker->diags, CODE_E224, span, "`%s` can fail", quoted);
        diag_help(checker->diags, diag, "convert only what surely is such a value");
    } else if (failed->error == EVAL_NO_NUMBER) {
        diag = diag_add(checker->diags, CODE_E223, span, "`%s` can be too large for any number",
                        quoted);
        diag_help(checker->diags, diag, "use smaller numbers");
    } else {
        diag = diag_add(checker->diags, CODE_E221, span,
                        "`%s` can be beyond 9223372036854775807, the largest whole number", quoted);
        diag_help(checker->diags, diag, "use smaller numbers, or a narrower `min` and `max`");
    }
    if (left != right) {
        note_range(checker, diag, left, &failed->left);
    }
    note_range(checker, diag, right, &failed->right);
}

void check_ranges(struct checker *checker, const struct expr *expr, bool prove)
{
    struct arena scratch;
    arena_init(&scratch, checker->arena->limit);
    uint32_t variable_count = checker->scope->count;
    struct value *variables = arena_array(&scratch, variable_count, sizeof *variables);
    struct value *trace = arena_array(&scratch, checker->count, sizeof *trace);
    struct evaluation_log log = {arena_array(&scratch, checker->count, sizeof *log.nodes)};
    /* The nodes alone took more from an arena of this limit: only the machine can refuse these. */
    if (variables == NULL || trace == NULL || log.nodes == NULL) {
        diag_out_of_memory(checker->diags);
        arena_free(&scratch);
        return;
    }
    for (uint32_t i = 0; i < variable_count; i++) {
        variables[i] = checker->scope->variables[i].everything;
    }
    (void)evaluate(expr, variables, trace, &scratch, prove ? &log : NULL);
    for (uint32_t i = 0; i < checker->count && prove; i++) {
        if (!log.nodes[i].is_set) {
            continue;
        }
        if (log.nodes[i].error == EVAL_MEMORY) {
            diag_out_of_memory(checker->diags);
        } else {
            complain(checker, i, &log.nodes[i]);
        }
    }
    fold(checker, trace);
    arena_free(&scratch);
}
