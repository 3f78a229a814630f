/* The scope that the tests of conditions share. */
#include "scope.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct domain_option frequency_options[] = {
    {{"never", 5}, 0}, {{"monthly", 7}, 1}, {{"weekly", 6}, 3}, {{"daily", 5}, -2}};
static const struct domain frequency = {{"frequency", 9}, frequency_options, 4};
static const struct domain_option mood_options[] = {
    {{"low", 3}, 1}, {{"middle", 6}, 2}, {{"high", 4}, 3}};
static const struct domain mood = {{"mood", 4}, mood_options, 3};
static const struct domain_option substance_options[] = {
    {{"alcohol", 7}, 0}, {{"opioids", 7}, 5}, {{"sedatives", 9}, 0}, {{"cannabis", 8}, 1}};
static const struct domain substances = {{"substances", 10}, substance_options, 4};

static const struct source declarations = {
    .name = "questions", .text = {"remote", 6}, .first_line = 1};
static const struct type integer_type = {TYPE_INT, NULL, NULL};

#define ASKED .declared = {&declarations, 0, 6}, .declared_says = "asked"
#define DEFINED .declared = {&declarations, 0, 6}, .declared_says = "defined"

static const struct variable variables[VARIABLES] = {
    [REMOTE] = {{"remote", 6},
                {TYPE_BOOL, NULL, NULL},
                ASKED,
                .everything = {.kind = VALUE_BOOL, .truth = TRUTH_OPEN}},
    [PREGNANT] = {{"pregnant", 8},
                  {TYPE_BOOL, NULL, NULL},
                  ASKED,
                  .everything = {.kind = VALUE_BOOL, .truth = TRUTH_OPEN}},
    [SEVERE] = {{"severe", 6},
                {TYPE_BOOL, NULL, NULL},
                DEFINED,
                .everything = {.kind = VALUE_BOOL, .truth = TRUTH_OPEN}},
    [AGE] = {{"age", 3},
             {TYPE_INT, NULL, NULL},
             ASKED,
             .everything = {.kind = VALUE_INT, .integer = {0, 120}}},
    [DRINKS] = {{"drinks", 6},
                {TYPE_INT, NULL, NULL},
                ASKED,
                .everything = {.kind = VALUE_INT, .integer = {1, 60}}},
    [SCORE] = {{"score", 5},
               {TYPE_INT, NULL, NULL},
               DEFINED,
               .everything = {.kind = VALUE_INT, .integer = {-5, 11}}},
    [HUGE] = {{"huge", 4},
              {TYPE_INT, NULL, NULL},
              ASKED,
              .everything = {.kind = VALUE_INT, .integer = {INT64_MIN, INT64_MAX}}},
    [WEIGHT] = {{"weight", 6},
                {TYPE_DOUBLE, NULL, NULL},
                ASKED,
                .everything = {.kind = VALUE_DOUBLE, .number = {0, 500}},
                .compared_only = true},
    [STORY] = {{"story", 5},
               {TYPE_STRING, NULL, NULL},
               ASKED,
               .everything = {.kind = VALUE_ANY},
               .unreadable = "it is answered in free words"},
    [FREQUENCY] = {{"frequency", 9},
                   {TYPE_CHOICE, NULL, &frequency},
                   ASKED,
                   .everything = {.kind = VALUE_CHOICE, .choices = 15}},
    [MOOD] = {{"mood", 4},
              {TYPE_CHOICE, NULL, &mood},
              ASKED,
              .everything = {.kind = VALUE_CHOICE, .choices = 7}},
    [SUBSTANCES] = {{"substances", 10},
                    {TYPE_SET, NULL, &substances},
                    ASKED,
                    .everything = {.kind = VALUE_SET, .set = {0, 15}}},
    [LAST_USE] = {{"last_use", 8},
                  {TYPE_INT, NULL, NULL},
                  ASKED,
                  .everything = {.kind = VALUE_INT, .integer = {0, 400}}},
    [WORD] = {{"word", 4}, {TYPE_STRING, NULL, NULL}, DEFINED, .everything = {.kind = VALUE_ANY}},
    [NUMBERS] = {{"numbers", 7},
                 {TYPE_LIST, &integer_type, NULL},
                 DEFINED,
                 .everything = {.kind = VALUE_ANY}},
    [RATIO] = {{"ratio", 5},
               {TYPE_DOUBLE, NULL, NULL},
               DEFINED,
               .everything = {.kind = VALUE_DOUBLE, .number = {-1, 2}}},
};

/* A table of names is made once for a fixed list, so it needs no arena of its own to live on: the
 * slots are computed for this scope and kept for the whole program. */
const struct scope *test_scope(void)
{
    static struct arena arena;
    static struct names names;
    static struct scope scope;
    if (scope.count == 0) {
        arena_init(&arena, 1 << 16);
        names_init(&names, &arena);
        for (uint32_t i = 0; i < VARIABLES; i++) {
            if (names_add(&names, variables[i].name) != i) {
                abort();
            }
        }
        scope = (struct scope){variables, VARIABLES, &names};
    }
    return &scope;
}

void test_everything(struct value values[VARIABLES])
{
    for (uint32_t i = 0; i < VARIABLES; i++) {
        values[i] = variables[i].everything;
    }
}

const struct expr_options as_rule = {true, TYPE_BOOL, "a rule's `when`"};
const struct expr_options as_any = {true, TYPE_ANY, "an expression"};
const struct expr_options as_cel = {false, TYPE_ANY, "an expression"};

void begin(struct compiled *compiled, struct text text, struct expr_options options)
{
    *compiled = (struct compiled){.source = {.name = "test", .text = text, .first_line = 1}};
    arena_init(&compiled->arena, (size_t)64 << 20);
    arena_init(&compiled->messages, (size_t)16 << 20);
    diags_init(&compiled->diags, &compiled->messages);
    struct passage passage = {&compiled->source, text, NULL, 0};
    if (!expr_compile(&passage, test_scope(), options, &compiled->arena, &compiled->expr,
                      &compiled->diags)) {
        compiled->expr = NULL;
    }
}

void end(struct compiled *compiled)
{
    arena_free(&compiled->arena);
    arena_free(&compiled->messages);
}

static void print_place(FILE *out, const struct compiled *compiled, struct span span)
{
    if (span.source == &compiled->source) {
        fprintf(out, "%u+%u ", span.offset, span.length);
    } else if (span.source != NULL) {
        fprintf(out, "declared ");
    }
}

char *messages_of(struct compiled *compiled)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    diags_sort(&compiled->diags);
    for (uint32_t i = 0; i < compiled->diags.count; i++) {
        const struct diag *diag = &compiled->diags.items[i];
        fprintf(out, "%s%s ", i > 0 ? "\n" : "", code_info(diag->code)->name);
        print_place(out, compiled, diag->span);
        fprintf(out, TEXT_FORMAT, TEXT_ARGS(diag->message));
        for (const struct diag_note *note = diag->notes; note != NULL; note = note->next) {
            fprintf(out, "\n  note ");
            print_place(out, compiled, note->span);
            fprintf(out, TEXT_FORMAT, TEXT_ARGS(note->message));
        }
        if (diag->help.length > 0) {
            fprintf(out, "\n  help " TEXT_FORMAT, TEXT_ARGS(diag->help));
        }
    }
    fclose(out);
    return text;
}

char *value_of(const struct expr *expr, const struct value *values)
{
    struct arena scratch;
    arena_init(&scratch, (size_t)64 << 20);
    struct value *trace = calloc(expr->node_count, sizeof *trace);
    struct value value = expr_eval(expr, values, trace, &scratch);
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    expr_print_value(out, &expr->type, &value);
    fclose(out);
    free(trace);
    arena_free(&scratch);
    return text;
}

char *text_of_expr(const struct expr *expr)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    expr_print(out, expr);
    fclose(out);
    return text;
}

struct value some_set(uint64_t in, uint64_t possible)
{
    return (struct value){.kind = VALUE_SET, .set = {in, possible}};
}

struct value some_integers(int64_t low, int64_t high)
{
    return (struct value){.kind = VALUE_INT, .integer = {low, high}};
}

struct value open_truth(void)
{
    return (struct value){.kind = VALUE_BOOL, .truth = TRUTH_OPEN};
}
