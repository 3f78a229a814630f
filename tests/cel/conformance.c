/* Runs rows of the Common Expression Language's conformance suite: one JSON object a line with an
 * expression, its bindings, and the value it must have or `"error": true`. Prints each failure and
 * a count. A row is refused where the checker says that the expression needs what this language
 * leaves out; iopfit-expressions(7) lists why. Not for our own additions: those are unit tests. */
#include <inttypes.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "expr/expr.h"

enum verdict { PASSED, FAILED, REFUSED };

struct row {
    const char *text; /* the expression */
    size_t length;
    json_t *json;
    struct arena *arena;
    bool is_verbose;
    const char *place; /* file, section and name, for messages */
};

/* Codes that refuse a part of CEL. */
static bool is_refusal(enum code code)
{
    return code >= CODE_E240 && code <= CODE_E252;
}

/* Wrong types and unknown names are errors of CEL's own checker as well: a row that wants a value
 * all the same is meant for evaluation without a checker, which this language does not have. */
static bool is_for_checkers(enum code code)
{
    return code == CODE_E204 || code == CODE_E205 || code == CODE_E219 || code == CODE_E220;
}

/* ---- Values ---------------------------------------------------------------------------------- */

static const struct type *type_of_list(struct arena *arena, json_t *items);

static struct type type_of(struct arena *arena, json_t *typed)
{
    const char *name = json_string_value(json_object_get(typed, "t"));
    struct type type = {TYPE_ANY, NULL, NULL};
    if (name == NULL) {
        return type;
    }
    if (strcmp(name, "bool") == 0) {
        type.kind = TYPE_BOOL;
    } else if (strcmp(name, "int64") == 0) {
        type.kind = TYPE_INT;
    } else if (strcmp(name, "double") == 0) {
        type.kind = TYPE_DOUBLE;
    } else if (strcmp(name, "string") == 0) {
        type.kind = TYPE_STRING;
    } else if (strcmp(name, "list") == 0) {
        type.kind = TYPE_LIST;
        type.element = type_of_list(arena, json_object_get(typed, "v"));
    }
    return type;
}

static const struct type *type_of_list(struct arena *arena, json_t *items)
{
    struct type *element = arena_alloc(arena, sizeof *element);
    if (element == NULL) {
        abort();
    }
    *element = json_array_size(items) > 0 ? type_of(arena, json_array_get(items, 0))
                                          : (struct type){TYPE_ANY, NULL, NULL};
    return element;
}

/* A value of the suite; false for a type that this language does not have. */
static bool value_of(struct arena *arena, json_t *typed, struct value *ret)
{
    struct type type = type_of(arena, typed);
    json_t *json = json_object_get(typed, "v");
    switch (type.kind) {
    case TYPE_BOOL:
        *ret = value_truth(json_is_true(json));
        return true;
    case TYPE_INT:
        *ret = value_integer(strtoll(json_string_value(json), NULL, 10));
        return true;
    case TYPE_DOUBLE:
        *ret = value_number(strtod(json_string_value(json), NULL));
        return true;
    case TYPE_STRING:
        *ret = (struct value){.kind = VALUE_STRING,
                              .string = {json_string_value(json), json_string_length(json)}};
        return true;
    case TYPE_LIST: {
        size_t count = json_array_size(json);
        struct value *items = arena_array(arena, count, sizeof *items);
        if (items == NULL) {
            abort();
        }
        for (size_t i = 0; i < count; i++) {
            if (!value_of(arena, json_array_get(json, i), &items[i]) ||
                items[i].kind != items[0].kind) {
                return false;
            }
        }
        *ret =
            (struct value){.kind = VALUE_LIST, .list = {.items = items, .count = (uint32_t)count}};
        return true;
    }
    case TYPE_CHOICE:
    case TYPE_SET:
    case TYPE_ANY:
        break;
    }
    return false;
}

/* The same value, bit for bit but for the kind of not-a-number. */
static bool same(const struct value *a, const struct value *b)
{
    if (a->kind != b->kind) {
        return false;
    }
    if (a->kind == VALUE_DOUBLE) {
        return (isnan(a->number.low) && isnan(b->number.low)) ||
               (value_equal(a, b) && signbit(a->number.low) == signbit(b->number.low));
    }
    if (a->kind == VALUE_LIST) {
        for (uint32_t i = 0; i < a->list.count && i < b->list.count; i++) {
            if (!same(&a->list.items[i], &b->list.items[i])) {
                return false;
            }
        }
        return a->list.count == b->list.count;
    }
    return value_equal(a, b);
}

/* ---- Rows ------------------------------------------------------------------------------------ */

static void print_row(const struct row *row, const char *verdict)
{
    printf("%s: %s: %.*s\n", row->place, verdict, (int)row->length, row->text);
}

static enum verdict fail(const struct row *row, const char *reason)
{
    print_row(row, "FAILED");
    printf("    %s\n", reason);
    return FAILED;
}

/* What the checker said decides. */
static enum verdict judge_messages(const struct row *row, const struct diags *diags)
{
    if (diags->count == 0) {
        return fail(row, "memory used up");
    }
    bool wants_error = json_is_true(json_object_get(row->json, "error"));
    bool is_refused = false;
    for (uint32_t i = 0; i < diags->count; i++) {
        enum code code = diags->items[i].code;
        is_refused = is_refused || is_refusal(code) || (!wants_error && is_for_checkers(code));
    }
    if (wants_error && !is_refused) {
        return PASSED;
    }
    if (is_refused && !row->is_verbose) {
        return REFUSED;
    }
    print_row(row, is_refused ? "refused" : "FAILED");
    for (uint32_t i = 0; i < diags->count; i++) {
        printf("    %s: %.*s\n", code_info(diags->items[i].code)->name,
               TEXT_ARGS(diags->items[i].message));
    }
    return is_refused ? REFUSED : FAILED;
}

static enum verdict judge_value(const struct row *row, const struct expr *expr,
                                const struct value *variables)
{
    struct value *trace = arena_array(row->arena, expr->node_count, sizeof *trace);
    if (trace == NULL) {
        return fail(row, "memory used up");
    }
    struct value value = expr_eval(expr, variables, trace, row->arena);
    if (json_is_true(json_object_get(row->json, "error"))) {
        return value.kind == VALUE_ERROR ? PASSED : fail(row, "an error was wanted");
    }
    if (json_object_get(row->json, "check_only") != NULL) {
        return PASSED;
    }
    struct value wanted;
    if (!value_of(row->arena, json_object_get(row->json, "value"), &wanted)) {
        return fail(row, "the row wants a value of a type that there is not");
    }
    if (same(&value, &wanted)) {
        return PASSED;
    }
    print_row(row, "FAILED");
    printf("    got ");
    expr_print_value(stdout, &expr->type, &value);
    printf("\n    not ");
    struct type type = type_of(row->arena, json_object_get(row->json, "value"));
    expr_print_value(stdout, &type, &wanted);
    printf("\n");
    return FAILED;
}

/* The bindings as variables and their values. */
static enum verdict run_row(const struct row *row)
{
    json_t *bindings = json_object_get(row->json, "bindings");
    size_t room = json_object_size(bindings);
    struct variable *variables = arena_array(row->arena, room, sizeof *variables);
    struct value *values = arena_array(row->arena, room, sizeof *values);
    if (variables == NULL || values == NULL) {
        return fail(row, "memory used up");
    }
    struct names names;
    names_init(&names, row->arena);
    struct scope scope = {variables, 0, &names};
    const char *key = NULL;
    json_t *typed = NULL;
    json_object_foreach(bindings, key, typed)
    {
        uint32_t slot = names_add(&names, text_of(key));
        if (slot == NAME_NONE) {
            return fail(row, "memory used up");
        }
        if (!value_of(row->arena, typed, &values[slot])) {
            if (row->is_verbose) {
                print_row(row, "refused");
                printf("    `%s` has a type that there is not\n", key);
            }
            return REFUSED;
        }
        variables[slot] = (struct variable){.name = text_of(key),
                                            .type = type_of(row->arena, typed),
                                            .declared_says = "defined",
                                            .everything = values[slot]};
        scope.count++;
    }
    struct source source = {.name = row->place, .text = {row->text, row->length}, .first_line = 1};
    struct passage passage = {&source, source.text, NULL, 0};
    struct expr_options options = {.expected = TYPE_ANY, .purpose = "a row"};
    struct diags diags;
    diags_init(&diags, row->arena);
    const struct expr *expr = NULL;
    return expr_compile(&passage, &scope, options, row->arena, &expr, &diags)
               ? judge_value(row, expr, values)
               : judge_messages(row, &diags);
}

static const char *member(json_t *json, const char *key)
{
    const char *text = json_string_value(json_object_get(json, key));
    return text == NULL ? "" : text;
}

static enum verdict run_line(const char *line, size_t length, const char *file, unsigned number,
                             bool is_verbose)
{
    json_error_t error;
    json_t *json = json_loadb(line, length, JSON_ALLOW_NUL, &error);
    json_t *text = json_object_get(json, "expr");
    if (!json_is_string(text)) {
        printf("%s:%u: FAILED: not a row\n", file, number);
        json_decref(json);
        return FAILED;
    }
    char place[512];
    snprintf(place, sizeof place, "%s:%u: %s/%s/%s", file, number, member(json, "file"),
             member(json, "section"), member(json, "name"));
    struct arena arena;
    arena_init(&arena, (size_t)64 << 20);
    struct row row = {
        json_string_value(text), json_string_length(text), json, &arena, is_verbose, place};
    enum verdict verdict = run_row(&row);
    arena_free(&arena);
    json_decref(json);
    return verdict;
}

/* Adds the verdicts on one file; false where it cannot be read. */
static bool run_file(const char *path, bool is_verbose, unsigned counts[3])
{
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        perror(path);
        return false;
    }
    char *line = NULL;
    size_t room = 0;
    ssize_t length = 0;
    for (unsigned number = 1; (length = getline(&line, &room, file)) > 0; number++) {
        if (line[0] != '\n') {
            counts[run_line(line, (size_t)length, path, number, is_verbose)]++;
        }
    }
    free(line);
    bool done = ferror(file) == 0;
    fclose(file);
    return done;
}

int main(int count, char **arguments)
{
    bool is_verbose = count > 1 && strcmp(arguments[1], "-v") == 0;
    unsigned counts[3] = {0, 0, 0};
    bool done = true;
    if (count < (is_verbose ? 3 : 2)) {
        fprintf(stderr, "usage: conformance [-v] FILE...\n");
        return 2;
    }
    for (int i = is_verbose ? 2 : 1; i < count; i++) {
        done = run_file(arguments[i], is_verbose, counts) && done;
    }
    printf("%u passed, %u failed, %u refused\n", counts[PASSED], counts[FAILED], counts[REFUSED]);
    return done && counts[FAILED] == 0 ? 0 : 1;
}
