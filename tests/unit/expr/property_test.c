/* Random expressions over small variables, held against every way of filling in what is unknown:
 * evaluation under unknowns covers them all, knowing more never says less, reasons suffice, uses
 * part the values well enough, and printing keeps the expression. The seed is fixed. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "expr/node.h"

enum { A, B, P, Q, C, S, VARIABLES };

static const struct domain_option options[] = {{{"u", 1}, 2}, {{"v", 1}, -1}, {{"w", 1}, 5}};
static const struct domain choice_domain = {{"c", 1}, options, 3};
static const struct domain set_domain = {{"s", 1}, options, 3};

static const struct variable variables[VARIABLES] = {
    [A] = {{"a", 1},
           {TYPE_INT, NULL, NULL},
           .declared_says = "asked",
           .everything = {.kind = VALUE_INT, .integer = {0, 3}}},
    [B] = {{"b", 1},
           {TYPE_INT, NULL, NULL},
           .declared_says = "asked",
           .everything = {.kind = VALUE_INT, .integer = {-2, 2}}},
    [P] = {{"p", 1},
           {TYPE_BOOL, NULL, NULL},
           .declared_says = "asked",
           .everything = {.kind = VALUE_BOOL, .truth = TRUTH_OPEN}},
    [Q] = {{"q", 1},
           {TYPE_BOOL, NULL, NULL},
           .declared_says = "asked",
           .everything = {.kind = VALUE_BOOL, .truth = TRUTH_OPEN}},
    [C] = {{"c", 1},
           {TYPE_CHOICE, NULL, &choice_domain},
           .declared_says = "asked",
           .everything = {.kind = VALUE_CHOICE, .choices = 7}},
    [S] = {{"s", 1},
           {TYPE_SET, NULL, &set_domain},
           .declared_says = "asked",
           .everything = {.kind = VALUE_SET, .set = {0, 7}}},
};

/* ---- Random numbers and expressions ---------------------------------------------------------- */

struct random {
    uint64_t state;
};

/* splitmix64, by Sebastiano Vigna, in the public domain; below [limit]. */
static unsigned below(struct random *random, unsigned limit)
{
    random->state += UINT64_C(0x9E3779B97F4A7C15);
    uint64_t mixed = random->state;
    mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (unsigned)((mixed ^ (mixed >> 31)) % limit);
}

static const char *pick(struct random *random, const char *const *words, unsigned count)
{
    return words[below(random, count)];
}

struct writer {
    FILE *out;
    struct random *random;
    int element; /* a macro's element is in scope: 1 a whole number, 2 a choice */
};

static void write_bool(struct writer *writer, int depth);

static const char *const ids[] = {"\"u\"", "\"v\"", "\"w\""};

static void write_integer(struct writer *writer, int depth)
{
    static const char *const leaves[] = {"a", "b", "0", "1", "2", "-1", "3", "(-4)"};
    static const char *const signs[] = {" + ", " - ", " * ", " / ", " % "};
    unsigned kind = depth <= 0 ? 0 : below(writer->random, 9);
    switch (kind) {
    case 0:
    case 1:
        if (writer->element == 1 && below(writer->random, 2) == 0) {
            fputs("x", writer->out);
        } else {
            fputs(pick(writer->random, leaves, 8), writer->out);
        }
        return;
    case 2:
    case 3:
        fputs("(", writer->out);
        write_integer(writer, depth - 1);
        fputs(pick(writer->random, signs, 5), writer->out);
        write_integer(writer, depth - 1);
        fputs(")", writer->out);
        return;
    case 4:
        fputs("-(", writer->out);
        write_integer(writer, depth - 1);
        fputs(")", writer->out);
        return;
    case 5:
        fputs("count(", writer->out);
        for (unsigned i = below(writer->random, 3); i > 0; i--) {
            write_bool(writer, depth - 1);
            fputs(", ", writer->out);
        }
        write_bool(writer, depth - 1);
        fputs(")", writer->out);
        return;
    case 6:
        fputs(below(writer->random, 2) == 0 ? "size(s)" : "c.points", writer->out);
        return;
    case 7:
        fputs("(", writer->out);
        write_bool(writer, depth - 1);
        fputs(" ? ", writer->out);
        write_integer(writer, depth - 1);
        fputs(" : ", writer->out);
        write_integer(writer, depth - 1);
        fputs(")", writer->out);
        return;
    default:
        fputs("int(double(", writer->out);
        write_integer(writer, depth - 1);
        fputs(") / 2.0)", writer->out);
        return;
    }
}

static void write_list(struct writer *writer, int depth)
{
    fputs("[", writer->out);
    for (unsigned i = below(writer->random, 4); i > 0; i--) {
        write_integer(writer, depth - 1);
        fputs(i > 1 ? ", " : "", writer->out);
    }
    fputs("]", writer->out);
    int outer = writer->element;
    switch (depth <= 0 ? 0 : below(writer->random, 4)) {
    case 1:
        writer->element = 1;
        fputs(".filter(x, ", writer->out);
        write_bool(writer, depth - 1);
        fputs(")", writer->out);
        break;
    case 2:
        writer->element = 1;
        fputs(".map(x, ", writer->out);
        write_integer(writer, depth - 1);
        fputs(")", writer->out);
        break;
    case 3:
        fputs(" + ", writer->out);
        write_list(writer, depth - 1);
        break;
    default:
        break;
    }
    writer->element = outer;
}

static void write_ids(struct writer *writer)
{
    fprintf(writer->out, "[%s, %s]", pick(writer->random, ids, 3), pick(writer->random, ids, 3));
}

/* A condition on the choice [name]. */
static void write_choice(struct writer *writer, const char *name, int depth)
{
    fputs(name, writer->out);
    switch (below(writer->random, 6)) {
    case 0:
        fprintf(writer->out, ".atLeast(%s)", pick(writer->random, ids, 3));
        return;
    case 1:
        fprintf(writer->out, ".atMost(%s)", pick(writer->random, ids, 3));
        return;
    case 2:
        fputs(" in ", writer->out);
        write_ids(writer);
        return;
    case 3:
        fputs(" == (", writer->out);
        write_bool(writer, depth - 1);
        fprintf(writer->out, " ? %s : %s)", pick(writer->random, ids, 3),
                pick(writer->random, ids, 3));
        return;
    case 4:
        fprintf(writer->out, " != %s", pick(writer->random, ids, 3));
        return;
    default:
        fprintf(writer->out, " == %s", pick(writer->random, ids, 3));
        return;
    }
}

static void write_macro(struct writer *writer, int depth)
{
    static const char *const names[] = {"all", "exists", "exists_one"};
    int outer = writer->element;
    bool over_set = below(writer->random, 2) == 0;
    fputs("(", writer->out);
    if (over_set) {
        fputs("s", writer->out);
        if (below(writer->random, 3) == 0) {
            fputs(".filter(x, ", writer->out);
            writer->element = 2;
            write_bool(writer, depth - 1);
            fputs(")", writer->out);
        }
    } else {
        fputs("(", writer->out);
        write_list(writer, depth - 1);
        fputs(")", writer->out);
    }
    if (below(writer->random, 4) == 0) {
        fputs(".size() > 1", writer->out);
    } else {
        writer->element = over_set ? 2 : 1;
        fprintf(writer->out, ".%s(x, ", pick(writer->random, names, 3));
        write_bool(writer, depth - 1);
        fputs(")", writer->out);
    }
    fputs(")", writer->out);
    writer->element = outer;
}

static void write_pair(struct writer *writer, int depth, const char *between,
                       void (*write)(struct writer *, int))
{
    write(writer, depth - 1);
    fputs(between, writer->out);
    write(writer, depth - 1);
}

static void write_bool(struct writer *writer, int depth)
{
    static const char *const leaves[] = {"p", "q", "true", "false", "p", "q"};
    static const char *const orders[] = {" == ", " != ", " < ", " <= ", " > ", " >= "};
    static const char *const constants[] = {"0", "1", "2", "1.5", "-1", "3.0"};
    static const char *const joins[] = {" and ", " or ", " && ", " || ", " == ", " != "};
    unsigned kind = depth <= 0 ? below(writer->random, 3) : below(writer->random, 14);
    switch (kind) {
    case 0:
        fputs(pick(writer->random, leaves, 6), writer->out);
        return;
    case 1:
        fputs("(", writer->out);
        write_choice(writer, writer->element == 2 ? "x" : "c", depth);
        fputs(")", writer->out);
        return;
    case 2:
        fprintf(writer->out, "(%s in s)", pick(writer->random, ids, 3));
        return;
    case 3:
    case 4:
    case 5:
        fputs("(", writer->out);
        write_pair(writer, depth, pick(writer->random, joins, 6), write_bool);
        fputs(")", writer->out);
        return;
    case 6:
        fputs("!(", writer->out);
        write_bool(writer, depth - 1);
        fputs(")", writer->out);
        return;
    case 7:
        fprintf(writer->out, "(%s%s%s)", below(writer->random, 2) == 0 ? "a" : "b",
                pick(writer->random, orders, 6), pick(writer->random, constants, 6));
        return;
    case 8:
        fputs("(", writer->out);
        write_pair(writer, depth, pick(writer->random, orders, 6), write_integer);
        fputs(")", writer->out);
        return;
    case 9:
        fputs("(", writer->out);
        write_integer(writer, depth - 1);
        fputs(" in ", writer->out);
        write_list(writer, depth - 1);
        fputs(")", writer->out);
        return;
    case 10:
        write_macro(writer, depth);
        return;
    case 11:
        fputs("(", writer->out);
        write_pair(writer, depth, below(writer->random, 2) == 0 ? " == " : " != ", write_list);
        fputs(")", writer->out);
        return;
    case 12:
        fputs("(string(", writer->out);
        write_integer(writer, depth - 1);
        fputs(") + \"1\" < string(", writer->out);
        write_bool(writer, depth - 1);
        fputs("))", writer->out);
        return;
    default:
        fputs("(double(", writer->out);
        write_integer(writer, depth - 1);
        fputs(") * 0.5 - 1.0 / double(", writer->out);
        write_integer(writer, depth - 1);
        fprintf(writer->out, ")%s", pick(writer->random, orders, 6));
        write_integer(writer, depth - 1);
        fputs(")", writer->out);
        return;
    }
}

static char *random_text(struct random *random)
{
    char *text = NULL;
    size_t length = 0;
    struct writer writer = {open_memstream(&text, &length), random, 0};
    switch (below(random, 8)) {
    case 0:
        write_integer(&writer, 3);
        break;
    case 1:
        write_list(&writer, 3);
        break;
    default:
        write_bool(&writer, 4);
        break;
    }
    fclose(writer.out);
    return text;
}

/* ---- Values ---------------------------------------------------------------------------------- */

/* A random part of [whole], which may be all of it. */
static struct value random_part(struct random *random, const struct value *whole)
{
    struct value part = *whole;
    switch ((int)whole->kind) {
    case VALUE_BOOL:
        if (whole->truth == TRUTH_OPEN && below(random, 2) == 0) {
            part.truth = below(random, 2) == 0 ? TRUTH_TRUE : TRUTH_FALSE;
        }
        break;
    case VALUE_INT: {
        unsigned width = (unsigned)(whole->integer.high - whole->integer.low);
        unsigned from = below(random, width + 1);
        part.integer.low += from;
        part.integer.high = part.integer.low + below(random, width - from + 1);
        break;
    }
    case VALUE_CHOICE: {
        uint64_t kept = whole->choices & below(random, 8);
        part.choices = kept == 0 ? whole->choices : kept;
        break;
    }
    default: {
        uint64_t open = whole->set.possible & ~whole->set.in;
        uint64_t decided = open & below(random, 8);
        uint64_t chosen = decided & below(random, 8);
        part.set.in |= chosen;
        part.set.possible &= ~(decided & ~chosen);
        break;
    }
    }
    return part;
}

static uint32_t ways_of(const struct value *value)
{
    switch ((int)value->kind) {
    case VALUE_BOOL:
        return value->truth == TRUTH_OPEN ? 2 : 1;
    case VALUE_INT:
        return (uint32_t)(value->integer.high - value->integer.low + 1);
    case VALUE_CHOICE:
        return (uint32_t)__builtin_popcountll(value->choices);
    default:
        return 1u << __builtin_popcountll(value->set.possible & ~value->set.in);
    }
}

/* Way number [way] of filling in [value]. */
static struct value way_of(const struct value *value, uint32_t way)
{
    switch ((int)value->kind) {
    case VALUE_BOOL:
        return value->truth == TRUTH_OPEN ? value_truth(way == 1) : *value;
    case VALUE_INT:
        return value_integer(value->integer.low + way);
    case VALUE_CHOICE:
        for (uint32_t i = 0;; i++) {
            if ((value->choices >> i & 1) != 0 && way-- == 0) {
                return value_choice(i);
            }
        }
    default: {
        uint64_t members = value->set.in;
        for (uint32_t i = 0; i < 3; i++) {
            if (((value->set.possible & ~value->set.in) >> i & 1) != 0) {
                members |= (uint64_t)(way & 1) << i;
                way >>= 1;
            }
        }
        return value_set(members);
    }
    }
}

static bool list_covers(const struct value *whole, const struct value *part);

static bool covers(const struct value *whole, const struct value *part)
{
    if (part->kind == VALUE_ERROR) {
        return whole->kind == VALUE_ERROR || !value_is_known(whole);
    }
    if (whole->kind == VALUE_LIST && part->kind == VALUE_LIST) {
        return list_covers(whole, part);
    }
    return whole->kind != VALUE_ERROR && value_covers(whole, part);
}

/* Greedily: each item of the part belongs to a later item of the whole. */
static bool list_covers(const struct value *whole, const struct value *part)
{
    if (!whole->list.sparse && whole->list.count != part->list.count) {
        return false;
    }
    uint32_t at = 0;
    for (uint32_t i = 0; i < part->list.count; i++) {
        while (whole->list.sparse && at < whole->list.count &&
               !covers(&whole->list.items[at], &part->list.items[i])) {
            at++;
        }
        if (at == whole->list.count || !covers(&whole->list.items[at], &part->list.items[i])) {
            return false;
        }
        at++;
    }
    return true;
}

/* ---- One random expression ------------------------------------------------------------------- */

struct trial {
    const char *text;
    struct arena arena;
    struct scope scope;
    struct names names;
    const struct expr *expr;
    bool proved;
};

static void fail_trial(const struct trial *trial, const char *what, const struct value *values)
{
    fprintf(stderr, "%s: %s\n", what, trial->text);
    for (uint32_t i = 0; i < VARIABLES; i++) {
        fprintf(stderr, "  " TEXT_FORMAT " = ", TEXT_ARGS(variables[i].name));
        expr_print_value(stderr, &variables[i].type, &values[i]);
        fprintf(stderr, "\n");
    }
    fail();
}

static const struct expr *compile(struct trial *trial, const char *text)
{
    struct source *source = arena_alloc(&trial->arena, sizeof *source);
    *source = (struct source){.name = "random", .text = text_of(text), .first_line = 1};
    struct passage passage = {source, source->text, NULL, 0};
    struct diags diags;
    diags_init(&diags, &trial->arena);
    const struct expr *expr = NULL;
    struct expr_options given = {trial->proved, TYPE_ANY, "what is tried"};
    if (!expr_compile(&passage, &trial->scope, given, &trial->arena, &expr, &diags)) {
        /* All that can be written compiles, but that ranges may not be provable. */
        for (uint32_t i = 0; i < diags.count; i++) {
            enum code code = diags.items[i].code;
            if (!trial->proved || code < CODE_E221 || code > CODE_E224) {
                fprintf(stderr, "%s: " TEXT_FORMAT "\n", text, TEXT_ARGS(diags.items[i].message));
                fail();
            }
        }
        return NULL;
    }
    return expr;
}

static struct value eval(struct trial *trial, const struct value *values, struct value *trace)
{
    return expr_eval(trial->expr, values, trace, &trial->arena);
}

/* The result for every way of filling in [values] is covered by [whole]. */
static void check_coverage(struct trial *trial, const struct value *values,
                           const struct value *whole, struct value *trace)
{
    uint32_t ways = 1;
    for (uint32_t i = 0; i < trial->expr->variable_count; i++) {
        ways *= ways_of(&values[trial->expr->variables[i]]);
    }
    struct arena_mark mark = arena_mark(&trial->arena);
    for (uint32_t way = 0; way < ways; way++) {
        struct value filled[VARIABLES];
        memcpy(filled, values, sizeof filled);
        uint32_t rest = way;
        for (uint32_t i = 0; i < trial->expr->variable_count; i++) {
            struct value *value = &filled[trial->expr->variables[i]];
            uint32_t count = ways_of(value);
            *value = way_of(value, rest % count);
            rest /= count;
        }
        struct value part = eval(trial, filled, trace);
        if (part.kind == VALUE_ERROR ? trial->proved : !value_is_known(&part)) {
            /* A list may hold not-a-number, which is known as well; nothing else is open. */
            fail_trial(trial, "known answers do not give a known result", filled);
        }
        if (!covers(whole, &part)) {
            fail_trial(trial, "not covered", filled);
        }
        arena_rewind(&trial->arena, mark);
    }
}

/* Reasons alone force a known condition; what an open one waits for settles it. */
static void check_reasons(struct trial *trial, struct random *random, const struct value *values,
                          const struct value *whole, struct value *trace)
{
    uint32_t slots[VARIABLES];
    (void)eval(trial, values, trace);
    uint32_t count = expr_reasons(trial->expr, values, trace, slots);
    struct value others[VARIABLES];
    bool known = value_is_known(whole);
    for (uint32_t i = 0; i < VARIABLES; i++) {
        others[i] = known ? variables[i].everything : values[i];
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t slot = slots[i];
        others[slot] =
            known ? values[slot] : way_of(&values[slot], below(random, ways_of(&values[slot])));
        if (!known && value_is_known(&values[slot])) {
            fail_trial(trial, "waits for what is known", values);
        }
    }
    struct value again = eval(trial, others, trace);
    if (known ? !value_equal(&again, whole)
              : again.kind != VALUE_ERROR && !value_is_known(&again)) {
        fail_trial(trial, known ? "reasons do not suffice" : "waits for too little", others);
    }
}

static bool same_class(const struct variable_use *use, const struct value *a, const struct value *b)
{
    if (a->kind == VALUE_INT) {
        int64_t low = a->integer.low < b->integer.low ? a->integer.low : b->integer.low;
        int64_t high = a->integer.low < b->integer.low ? b->integer.low : a->integer.low;
        for (uint32_t i = 0; i < use->cut_count; i++) {
            if (use->cuts[i] > low && use->cuts[i] <= high) {
                return false;
            }
        }
        return !use->every_value || low == high;
    }
    if (a->kind == VALUE_SET) {
        return ((a->set.in ^ b->set.in) & use->named) == 0 &&
               __builtin_popcountll(a->set.in) == __builtin_popcountll(b->set.in);
    }
    return value_equal(a, b);
}

/* No expression tells two values of one class apart. */
static void check_uses(struct trial *trial, struct random *random, struct value *trace)
{
    struct variable_use uses[VARIABLES] = {0};
    assert_true(expr_add_uses(trial->expr, uses, &trial->arena));
    struct value one[VARIABLES];
    for (uint32_t i = 0; i < VARIABLES; i++) {
        const struct value *all = &variables[i].everything;
        one[i] = way_of(all, below(random, ways_of(all)));
    }
    struct value result = eval(trial, one, trace);
    for (uint32_t n = 0; n < trial->expr->variable_count; n++) {
        uint32_t slot = trial->expr->variables[n];
        assert_true(uses[slot].read);
        const struct value *all = &variables[slot].everything;
        for (uint32_t way = 0; way < ways_of(all); way++) {
            struct value other[VARIABLES];
            memcpy(other, one, sizeof other);
            other[slot] = way_of(all, way);
            if (!same_class(&uses[slot], &one[slot], &other[slot])) {
                continue;
            }
            struct value again = eval(trial, other, trace);
            bool same = again.kind == VALUE_ERROR
                            ? result.kind == VALUE_ERROR
                            : covers(&result, &again) && covers(&again, &result);
            if (!same) {
                fail_trial(trial, "one class, two results", other);
            }
        }
    }
}

static bool same_nodes(const struct expr *a, const struct expr *b)
{
    if (a->node_count != b->node_count) {
        return false;
    }
    for (uint32_t i = 0; i < a->node_count; i++) {
        const struct node *x = &a->nodes[i];
        const struct node *y = &b->nodes[i];
        if (x->kind != y->kind || x->first != y->first || x->count != y->count ||
            x->slot != y->slot || x->type.kind != y->type.kind ||
            x->type.domain != y->type.domain || x->is_folded != y->is_folded ||
            (x->is_folded && !value_equal(&x->value, &y->value) &&
             !(x->value.kind == VALUE_DOUBLE && isnan(x->value.number.low))) ||
            !text_equal(x->name, y->name)) {
            return false;
        }
    }
    return true;
}

static void check_print(struct trial *trial)
{
    char *once = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&once, &length);
    expr_print(out, trial->expr);
    fclose(out);
    const struct expr *again = compile(trial, once);
    if (again == NULL || !same_nodes(trial->expr, again)) {
        fprintf(stderr, "printed as: %s\n", once);
        struct value values[VARIABLES];
        memset(values, 0, sizeof values);
        fail_trial(trial, "printing changed it", values);
    }
    free(once);
}

static void try_one(struct random *random, bool proved, unsigned *compiled)
{
    char *text = random_text(random);
    struct trial trial = {.text = text, .proved = proved};
    arena_init(&trial.arena, (size_t)64 << 20);
    names_init(&trial.names, &trial.arena);
    for (uint32_t i = 0; i < VARIABLES; i++) {
        assert_int_equal(names_add(&trial.names, variables[i].name), i);
    }
    trial.scope = (struct scope){variables, VARIABLES, &trial.names};
    trial.expr = compile(&trial, text);
    if (trial.expr != NULL) {
        ++*compiled;
        struct value *trace = arena_array(&trial.arena, trial.expr->node_count, sizeof *trace);
        check_print(&trial);
        check_uses(&trial, random, trace);
        for (int i = 0; i < 3; i++) {
            struct value values[VARIABLES];
            struct value narrower[VARIABLES];
            for (uint32_t n = 0; n < VARIABLES; n++) {
                values[n] = i == 0 ? variables[n].everything
                                   : random_part(random, &variables[n].everything);
                narrower[n] = random_part(random, &values[n]);
            }
            struct value whole = eval(&trial, values, trace);
            if (trial.expr->type.kind == TYPE_BOOL && whole.kind == VALUE_BOOL && proved) {
                check_reasons(&trial, random, values, &whole, trace);
            }
            struct value part = eval(&trial, narrower, trace);
            if (!covers(&whole, &part)) {
                fail_trial(&trial, "knowing more says less", narrower);
            }
            check_coverage(&trial, values, &whole, trace);
        }
    }
    arena_free(&trial.arena);
    free(text);
}

enum { TRIALS = 4000 };

static void results_under_unknowns_cover_every_completion(void **state)
{
    (void)state;
    struct random random = {20261123};
    unsigned compiled = 0;
    for (int i = 0; i < TRIALS; i++) {
        try_one(&random, false, &compiled);
    }
    assert_int_equal(compiled, TRIALS);
}

static void proved_expressions_never_fail(void **state)
{
    (void)state;
    struct random random = {1123};
    unsigned compiled = 0;
    for (int i = 0; i < TRIALS; i++) {
        try_one(&random, true, &compiled);
    }
    assert_true(compiled > TRIALS / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_under_unknowns_cover_every_completion),
        cmocka_unit_test(proved_expressions_never_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
