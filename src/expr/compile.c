/* From a text to a compiled expression, step by step. */
#include <string.h>

#include "expr/check.h"
#include "expr/lex.h"
#include "expr/parse.h"

/* Complains of what makes [passage] no text at all, or one that is too long. */
static void check_text(const struct passage *passage, struct diags *diags)
{
    size_t length = passage->text.length;
    if (length > LIMIT_EXPR_BYTES) {
        struct diag *diag = diag_add(diags, CODE_E230, passage_span(passage, 0, 1),
                                     "the condition is longer than %u bytes", LIMIT_EXPR_BYTES);
        diag_help(diags, diag, "name parts of it as facts");
        return;
    }
    size_t valid = utf8_valid_length(passage->text);
    if (valid < length) {
        diag_add(diags, CODE_E234, passage_span(passage, valid, valid + 1),
                 "the condition is not valid UTF-8 here");
    }
}

static void check_root(struct checker *checker, struct expr_options options)
{
    uint32_t root = checker->count - 1;
    enum type_kind kind = checker->nodes[root].type.kind;
    if (options.expected == TYPE_ANY || kind == TYPE_ANY || kind == options.expected) {
        return;
    }
    struct type expected = {options.expected, NULL, NULL};
    struct diag *diag = diag_add(
        checker->diags, CODE_E211, checker_span(checker, root), "%s must be %s, but `%s` is %s",
        options.purpose, options.expected == TYPE_BOOL ? "a condition" : type_says(&expected),
        checker_quote(checker, root), checker_says(checker, root));
    checker_note(checker, diag, root);
    if (options.expected == TYPE_BOOL) {
        help_condition(checker, diag, root);
    }
}

/* The slots that the nodes read, ascending. False: no memory. */
static bool list_variables(struct checker *checker, struct expr *expr)
{
    uint32_t *slots = arena_array(checker->arena, checker->count, sizeof *slots);
    uint32_t count = 0;
    if (slots == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < checker->count; i++) {
        if (checker->nodes[i].kind != NODE_VARIABLE) {
            continue;
        }
        uint32_t slot = checker->nodes[i].slot;
        uint32_t at = count;
        while (at > 0 && slots[at - 1] > slot) {
            at--;
        }
        if (at > 0 && slots[at - 1] == slot) {
            continue;
        }
        memmove(&slots[at + 1], &slots[at], (count - at) * sizeof *slots);
        slots[at] = slot;
        count++;
    }
    expr->variables = slots;
    expr->variable_count = count;
    return true;
}

/* Everything behind parsing; [parsed] is in scratch memory. */
static bool finish(const struct passage *passage, const struct scope *scope,
                   struct expr_options options, const struct parsed *parsed, struct arena *arena,
                   const struct expr **ret, struct diags *diags)
{
    uint32_t errors = diags->errors;
    struct expr *expr = arena_alloc(arena, sizeof *expr);
    struct node *nodes = arena_array(arena, parsed->count, sizeof *nodes);
    if (expr == NULL || nodes == NULL) {
        return diag_out_of_memory(diags);
    }
    memcpy(nodes, parsed->nodes, parsed->count * sizeof *nodes);
    struct checker checker = {passage, scope, nodes, parsed->count, arena, diags};
    check_types(&checker);
    check_root(&checker, options);
    if (diags->errors == errors) {
        check_bounds(&checker);
    }
    *expr = (struct expr){.passage = *passage,
                          .nodes = nodes,
                          .node_count = parsed->count,
                          .type = nodes[parsed->count - 1].type,
                          .scope = scope,
                          .is_proved = options.prove_ranges};
    if (!list_variables(&checker, expr)) {
        return diag_out_of_memory(diags);
    }
    if (diags->errors != errors) {
        return false;
    }
    bool is_whole = true; /* what could not be parsed cannot be evaluated */
    for (uint32_t i = 0; i < parsed->count; i++) {
        is_whole = is_whole && nodes[i].kind != NODE_BROKEN;
    }
    if (is_whole) {
        check_ranges(&checker, expr, options.prove_ranges);
    }
    if (diags->errors != errors) {
        return false;
    }
    *ret = expr;
    return true;
}

bool expr_compile(const struct passage *passage, const struct scope *scope,
                  struct expr_options options, struct arena *arena, const struct expr **ret,
                  struct diags *diags)
{
    uint32_t errors = diags->errors;
    check_text(passage, diags);
    if (diags->errors != errors) {
        return false;
    }
    struct arena scratch;
    arena_init(&scratch, arena->limit);
    struct parsed parsed;
    const struct expr *expr = NULL;
    if (parse_expression(passage, scope, arena, &scratch, &parsed, diags)) {
        (void)finish(passage, scope, options, &parsed, arena, &expr, diags);
    }
    arena_free(&scratch);
    if (diags->errors != errors) {
        return false;
    }
    *ret = expr;
    return true;
}
