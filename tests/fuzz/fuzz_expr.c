/* libFuzzer target for conditions: any bytes are compiled against a scope with a variable of every
 * kind. What compiles is evaluated with unknown and with known answers, where the known results
 * must be among those that the unknown ones leave possible, and printed, where compiling what was
 * printed must print the same. The first byte chooses the answers and whether ranges are proved. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "expr/expr.h"

enum { FLAG, COUNT, NUMBER, CHOICE, SEVERAL, TEXT_ANSWER, LIST, FREE_TEXT, HUGE_COUNT, VARIABLES };

static const struct domain_option options[] = {
    {{"never", 5}, 0}, {{"weekly", 6}, 2}, {{"daily", 5}, -3}};
static const struct domain choice_domain = {{"choice", 6}, options, 3};
static const struct domain several_domain = {{"several", 7}, options, 3};
static const struct type integer_type = {TYPE_INT, NULL, NULL};

static const struct variable variables[VARIABLES] = {
    [FLAG] = {{"flag", 4},
              {TYPE_BOOL, NULL, NULL},
              .declared_says = "asked",
              .everything = {.kind = VALUE_BOOL, .truth = TRUTH_OPEN}},
    [COUNT] = {{"number", 6},
               {TYPE_INT, NULL, NULL},
               .declared_says = "asked",
               .everything = {.kind = VALUE_INT, .integer = {-3, 100}}},
    [NUMBER] = {{"weight", 6},
                {TYPE_DOUBLE, NULL, NULL},
                .declared_says = "asked",
                .everything = {.kind = VALUE_DOUBLE, .number = {-1.5, 500}}},
    [CHOICE] = {{"choice", 6},
                {TYPE_CHOICE, NULL, &choice_domain},
                .declared_says = "asked",
                .everything = {.kind = VALUE_CHOICE, .choices = 7}},
    [SEVERAL] = {{"several", 7},
                 {TYPE_SET, NULL, &several_domain},
                 .declared_says = "asked",
                 .everything = {.kind = VALUE_SET, .set = {0, 7}}},
    [TEXT_ANSWER] = {{"word", 4},
                     {TYPE_STRING, NULL, NULL},
                     .declared_says = "defined",
                     .everything = {.kind = VALUE_ANY}},
    [LIST] = {{"list", 4},
              {TYPE_LIST, &integer_type, NULL},
              .declared_says = "defined",
              .everything = {.kind = VALUE_ANY}},
    [FREE_TEXT] = {{"story", 5},
                   {TYPE_STRING, NULL, NULL},
                   .declared_says = "asked",
                   .everything = {.kind = VALUE_ANY},
                   .unreadable = "it is answered in free words"},
    [HUGE_COUNT] = {{"huge", 4},
                    {TYPE_INT, NULL, NULL},
                    .declared_says = "asked",
                    .everything = {.kind = VALUE_INT, .integer = {INT64_MIN, INT64_MAX}}},
};

static const struct value numbers[] = {
    {.kind = VALUE_INT, .integer = {-3, -3}},
    {.kind = VALUE_INT, .integer = {0, 0}},
    {.kind = VALUE_INT, .integer = {1, 1}},
};

static void require(bool holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "broken: %s\n", what);
        abort();
    }
}

/* One way of filling in what is unknown. */
static void fill_in(struct value values[VARIABLES], unsigned seed)
{
    static const int64_t counts[] = {-3, -1, 0, 1, 2, 7, 99, 100};
    static const double weights[] = {-1.5, -0.0, 0.0, 0.5, 3, 500};
    static const int64_t huge[] = {INT64_MIN, INT64_MIN + 1, -1, 0, 1, INT64_MAX};
    values[FLAG] = value_truth((seed & 1) != 0);
    values[COUNT] = value_integer(counts[seed / 2 % 8]);
    values[NUMBER] = value_number(weights[seed / 3 % 6]);
    values[CHOICE] = value_choice(seed / 5 % 3);
    values[SEVERAL] = value_set(seed / 7 % 8);
    values[TEXT_ANSWER] =
        (struct value){.kind = VALUE_STRING, .string = {"daily", seed % 2 == 0 ? 5 : 0}};
    values[LIST] =
        (struct value){.kind = VALUE_LIST, .list = {.items = numbers, .count = seed / 11 % 4}};
    values[HUGE_COUNT] = value_integer(huge[seed / 13 % 6]);
}

static char *printed(const struct expr *expr)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    require(out != NULL, "memory");
    expr_print(out, expr);
    fclose(out);
    return text;
}

static void check_print(const struct expr *expr, const struct scope *scope,
                        struct expr_options given, struct arena *arena)
{
    char *once = printed(expr);
    struct source source = {.name = "printed", .text = text_of(once), .first_line = 1};
    struct passage passage = {&source, source.text, NULL, 0};
    struct diags diags;
    diags_init(&diags, arena);
    const struct expr *again = NULL;
    if (expr_compile(&passage, scope, given, arena, &again, &diags)) {
        char *twice = printed(again);
        require(strcmp(once, twice) == 0, once);
        free(twice);
    } else { /* the canonical form can be longer, and needs parentheses that `!` does without */
        require(diags.count == 1 &&
                    (diags.items[0].code == CODE_E230 || diags.items[0].code == CODE_E232),
                once);
    }
    free(once);
}

/* A known result is among the possible ones; lists only where both are known. */
static void check_covered(const struct value *whole, const struct value *part, bool proved)
{
    if (whole->kind == VALUE_ERROR && whole->error == EVAL_MEMORY) {
        return;
    }
    if (part->kind == VALUE_ERROR) {
        require(part->error == EVAL_MEMORY || !proved, "a proved expression failed");
        require(part->error == EVAL_MEMORY || !value_is_known(whole), "a failure was not foreseen");
        return;
    }
    require(whole->kind != VALUE_ERROR, "no failure was foreseen");
    if (whole->kind == VALUE_LIST) {
        require(part->kind == VALUE_LIST, "a list became something else");
        return;
    }
    require(value_covers(whole, part), "the result was not foreseen");
    require(!value_disjoint(whole, part), "what covers is not disjoint");
    struct value join = value_join(whole, part);
    require(join.kind == VALUE_ERROR || value_covers(&join, part), "a join covers both");
    require(!value_equal(whole, part) || value_is_known(whole), "only known values are equal");
}

static void print_to_nowhere(const struct type *type, const struct value *value)
{
    char buffer[64]; /* what does not fit is thrown away */
    FILE *out = fmemopen(buffer, sizeof buffer, "w");
    require(out != NULL, "memory");
    expr_print_value(out, type, value);
    fclose(out);
}

static void check_values(const struct expr *expr, struct arena *arena, unsigned seed, bool proved)
{
    struct value unknown[VARIABLES];
    struct value known[VARIABLES];
    struct value *trace = arena_array(arena, expr->node_count, sizeof *trace);
    uint32_t *reasons = arena_array(arena, expr->variable_count, sizeof *reasons);
    require(trace != NULL && reasons != NULL, "memory");
    for (uint32_t i = 0; i < VARIABLES; i++) {
        unknown[i] = variables[i].everything;
    }
    fill_in(known, seed);
    for (uint32_t i = 0; i < VARIABLES; i++) {
        if (i != FREE_TEXT && (seed >> i & 1) != 0) {
            unknown[i] = known[i];
        }
    }
    known[FREE_TEXT] = unknown[FREE_TEXT];
    struct value whole = expr_eval(expr, unknown, trace, arena);
    require(expr_reasons(expr, unknown, trace, reasons) <= expr->variable_count, "reasons");
    struct value part = expr_eval(expr, known, trace, arena);
    if (expr->type.kind == TYPE_BOOL && part.kind == VALUE_BOOL) {
        require(value_is_known(&part), "a known answer left it open");
    }
    check_covered(&whole, &part, proved);
    print_to_nowhere(&expr->type, &whole);
    print_to_nowhere(&expr->type, &part);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) {
        return 0;
    }
    struct arena arena;
    arena_init(&arena, (size_t)128 << 20);
    struct names names;
    names_init(&names, &arena);
    for (uint32_t i = 0; i < VARIABLES; i++) {
        require(names_add(&names, variables[i].name) == i, "names");
    }
    struct scope scope = {variables, VARIABLES, &names};
    /* A copy of its own, so that reading past its end is found. */
    char *text = malloc(size);
    require(text != NULL, "memory");
    memcpy(text, data + 1, size - 1);
    struct source source = {.name = "fuzz", .text = {text, size - 1}, .first_line = 1};
    struct passage passage = {&source, source.text, NULL, 0};
    struct expr_options given = {.prove_ranges = (data[0] & 1) != 0,
                                 .expected = (data[0] & 2) != 0 ? TYPE_BOOL : TYPE_ANY,
                                 .purpose = "what is tried"};
    struct diags diags;
    diags_init(&diags, &arena);
    const struct expr *expr = NULL;
    if (expr_compile(&passage, &scope, given, &arena, &expr, &diags)) {
        require(diags.errors == 0, "compiled with errors");
        struct variable_use uses[VARIABLES] = {0};
        require(expr_add_uses(expr, uses, &arena), "uses");
        check_print(expr, &scope, given, &arena);
        for (unsigned seed = data[0] / 4u; seed < 4000; seed += 977) {
            check_values(expr, &arena, seed, given.prove_ranges);
        }
    } else {
        require(diags.errors > 0, "failed without a message");
        FILE *out = fopen("/dev/null", "w");
        require(out != NULL, "no /dev/null");
        diags_sort(&diags);
        diags_render(out, &diags, (struct diag_style){0});
        fclose(out);
    }
    free(text);
    arena_free(&arena);
    return 0;
}
