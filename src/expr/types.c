/* Types: what to call them, which fit together, and texts that stand for the options of a choice. */
#include "expr/check.h"

#include <string.h>

#include "expr/lex.h"

const char *type_says(const struct type *type)
{
    static const char *const says[] = {
        [TYPE_BOOL] = "a yes/no question",
        [TYPE_INT] = "a whole number",
        [TYPE_DOUBLE] = "a number with decimals",
        [TYPE_STRING] = "a text",
        [TYPE_CHOICE] = "a choice question",
        [TYPE_SET] = "a multiple question",
        [TYPE_LIST] = "a list",
        [TYPE_ANY] = "anything",
    };
    return says[type->kind];
}

struct span checker_span(const struct checker *checker, uint32_t node)
{
    return passage_span(checker->passage, checker->nodes[node].start, checker->nodes[node].end);
}

const char *checker_quote(const struct checker *checker, uint32_t node)
{
    return quote_passage(checker->passage, checker->diags, checker->nodes[node].start,
                         checker->nodes[node].end);
}

const char *checker_says(const struct checker *checker, uint32_t i)
{
    const struct node *node = &checker->nodes[i];
    bool is_asked = node->kind == NODE_VARIABLE &&
                    strcmp(checker->scope->variables[node->slot].declared_says, "asked") == 0;
    if (is_asked) {
        return type_says(&node->type);
    }
    if (node->type.kind == TYPE_BOOL) {
        return node->kind == NODE_VARIABLE ? "a yes/no fact" : "a condition";
    }
    if (node->type.kind == TYPE_CHOICE) {
        return "a choice";
    }
    return node->type.kind == TYPE_SET ? "a set of choices" : type_says(&node->type);
}

void checker_note(const struct checker *checker, struct diag *diag, uint32_t i)
{
    if (checker->nodes[i].kind != NODE_VARIABLE) {
        return;
    }
    const struct variable *variable = &checker->scope->variables[checker->nodes[i].slot];
    if (variable->declared.source != NULL) {
        diag_note(checker->diags, diag, variable->declared, "`" TEXT_FORMAT "` is %s here",
                  TEXT_ARGS(variable->name), variable->declared_says);
    }
}

/* ---- Options --------------------------------------------------------------------------------- */

static uint32_t find_option(const struct domain *domain, struct text id)
{
    for (uint32_t i = 0; i < domain->count; i++) {
        if (text_equal(domain->options[i].id, id)) {
            return i;
        }
    }
    return NAME_NONE;
}

bool domain_has(const struct domain *domain, struct text id)
{
    return find_option(domain, id) != NAME_NONE;
}

/* "`q` is asked here", for the question whose choices these are. */
static void note_domain(const struct checker *checker, struct diag *diag,
                        const struct domain *domain)
{
    for (uint32_t i = 0; i < checker->scope->count; i++) {
        const struct variable *variable = &checker->scope->variables[i];
        if (variable->type.domain == domain && variable->declared.source != NULL) {
            diag_note(checker->diags, diag, variable->declared, "`" TEXT_FORMAT "` is %s here",
                      TEXT_ARGS(variable->name), variable->declared_says);
            return;
        }
    }
}

static uint32_t nearest_option(const struct domain *domain, struct text wrong)
{
    struct text ids[LIMIT_CHOICES];
    for (uint32_t i = 0; i < domain->count; i++) {
        ids[i] = domain->options[i].id;
    }
    return nearest_name(wrong, ids, domain->count);
}

enum { MOST_CHOICES_NAMED = 6 };

static void suggest_option(struct checker *checker, struct diag *diag, struct text wrong,
                           const struct domain *domain)
{
    uint32_t nearest = nearest_option(domain, wrong);
    if (nearest != NAME_NONE) {
        diag_help(checker->diags, diag, "did you mean `\"" TEXT_FORMAT "\"`?",
                  TEXT_ARGS(domain->options[nearest].id));
    } else if (domain->count > MOST_CHOICES_NAMED) {
        diag_help(checker->diags, diag, "its choices are `\"" TEXT_FORMAT "\"` and others",
                  TEXT_ARGS(domain->options[0].id));
    } else if (domain->count > 0) {
        char list[MOST_CHOICES_NAMED * (LIMIT_ID_BYTES + 8)] = "";
        size_t length = 0;
        for (uint32_t i = 0; i < domain->count; i++) {
            const char *between = i == 0 ? "" : i + 1 == domain->count ? " and " : ", ";
            int more = snprintf(list + length, sizeof list - length, "%s`\"" TEXT_FORMAT "\"`",
                                between, TEXT_ARGS(domain->options[i].id));
            length += more > 0 ? (size_t)more : 0;
            length = length < sizeof list ? length : sizeof list - 1;
        }
        diag_help(checker->diags, diag, "its choices are %s", list);
    }
}

/* A name that nothing has where a choice is wanted: one of the choices without its quotes, or what
 * was meant to be one. Else it is an unknown name, which is said later. */
static void complain_of_unquoted(struct checker *checker, uint32_t i, const struct domain *domain)
{
    struct node *node = &checker->nodes[i];
    uint32_t nearest = nearest_option(domain, node->name);
    if (nearest == NAME_NONE) {
        return;
    }
    struct text id = domain->options[nearest].id;
    struct diag *diag = NULL;
    if (text_equal(id, node->name)) {
        diag = diag_add(checker->diags, CODE_E208, checker_span(checker, i),
                        "`%s` is a choice of `" TEXT_FORMAT "` and stands without quotes",
                        checker_quote(checker, i), TEXT_ARGS(domain->name));
    } else {
        diag = diag_add(checker->diags, CODE_E220, checker_span(checker, i),
                        "nothing is called `%s`", checker_quote(checker, i));
    }
    diag_help(checker->diags, diag, "did you mean `\"" TEXT_FORMAT "\"`?", TEXT_ARGS(id));
    node->is_complained = true;
}

static void make_option(struct node *node, const struct domain *domain, uint32_t option)
{
    node->type = (struct type){TYPE_CHOICE, NULL, domain};
    node->value = value_choice(option);
}

/* A broken text counts as an option. */
static void make_broken(struct node *node)
{
    node->kind = NODE_BROKEN;
    node->type.kind = TYPE_ANY;
    node->is_constant = false;
    node->is_folded = false;
}

bool coerce_option(struct checker *checker, uint32_t i, const struct domain *domain)
{
    struct node *node = &checker->nodes[i];
    if (node->kind == NODE_CONDITIONAL && node->type.kind == TYPE_STRING) {
        uint32_t right = i - 1;
        uint32_t left = node_before(checker->nodes, right);
        if (!coerce_option(checker, left, domain) || !coerce_option(checker, right, domain)) {
            return false;
        }
        node->type = (struct type){TYPE_CHOICE, NULL, domain};
        return true;
    }
    if (node->kind == NODE_UNKNOWN) {
        complain_of_unquoted(checker, i, domain);
        return true;
    }
    if (node->type.kind == TYPE_ANY) {
        return true;
    }
    if (node->kind != NODE_CONSTANT || node->type.kind != TYPE_STRING) {
        return false;
    }
    uint32_t option = find_option(domain, node->value.string);
    if (option != NAME_NONE) {
        make_option(node, domain, option);
        return true;
    }
    struct diag *diag = diag_add(checker->diags, CODE_E208, checker_span(checker, i),
                                 "`" TEXT_FORMAT "` has no choice `%s`", TEXT_ARGS(domain->name),
                                 diag_quote(checker->diags, node->value.string, 60));
    note_domain(checker, diag, domain);
    suggest_option(checker, diag, node->value.string, domain);
    make_broken(node);
    return true;
}

bool coerce_options(struct checker *checker, uint32_t i, const struct domain *domain)
{
    struct node *node = &checker->nodes[i];
    if (node->kind != NODE_LIST) {
        return node->type.kind == TYPE_ANY;
    }
    uint64_t members = 0;
    bool is_known = true;
    uint32_t child = i;
    for (uint32_t n = 0; n < node->count; n++) {
        child = n == 0 ? i - 1 : node_before(checker->nodes, child);
        if (!coerce_option(checker, child, domain)) {
            return false;
        }
        is_known = is_known && checker->nodes[child].is_folded;
        members |= is_known ? checker->nodes[child].value.choices : 0;
    }
    node->type = (struct type){TYPE_SET, NULL, domain};
    node->value = value_set(members);
    node->is_folded = is_known;
    return true;
}

/* ---- Fitting together ------------------------------------------------------------------------ */

bool unify_types(struct checker *checker, const struct type *a, const struct type *b,
                 struct type *ret)
{
    if (a->kind == TYPE_ANY || b->kind == TYPE_ANY) {
        *ret = a->kind == TYPE_ANY ? *b : *a;
        return true;
    }
    if (a->kind != b->kind || a->domain != b->domain) {
        return false;
    }
    *ret = *a;
    if (a->kind != TYPE_LIST) {
        return true;
    }
    struct type element;
    if (!unify_types(checker, a->element, b->element, &element)) {
        return false;
    }
    struct type *stored = arena_alloc(checker->arena, sizeof *stored);
    if (stored == NULL) {
        diag_out_of_memory(checker->diags);
        return true;
    }
    *stored = element;
    ret->element = stored;
    return true;
}

bool is_number_kind(enum type_kind kind)
{
    return kind == TYPE_INT || kind == TYPE_DOUBLE;
}

bool types_compare(const struct type *a, const struct type *b)
{
    if (a->kind == TYPE_ANY || b->kind == TYPE_ANY) {
        return true;
    }
    if (a->kind == TYPE_CHOICE || a->kind == TYPE_SET) {
        return false;
    }
    if (a->kind == TYPE_LIST && b->kind == TYPE_LIST) {
        return types_compare(a->element, b->element);
    }
    return a->kind == b->kind || (is_number_kind(a->kind) && is_number_kind(b->kind));
}
