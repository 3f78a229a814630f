/* Gates of which no two are the same, and registers for those that are used. Everything is made of
 * and-gates and negations, which cost nothing: they swap the two sides. */
#include "assess/circuit_build.h"

#include <string.h>

enum { BUCKETS = BUILD_GATES * 2, FALSE = 0, TRUE = 1 };

bool build_start(struct builder *builder)
{
    builder->gates = arena_array(builder->arena, BUILD_GATES, sizeof *builder->gates);
    builder->buckets = arena_array(builder->arena, BUCKETS, sizeof *builder->buckets);
    if (builder->gates == NULL || builder->buckets == NULL) {
        return false;
    }
    builder->gates[0] = (struct built){.kind = GATE_CONSTANT};
    builder->gate_count = 1;
    return true;
}

uint32_t build_constant(struct builder *builder, bool truth)
{
    (void)builder;
    return truth ? TRUE : FALSE;
}

uint32_t build_negate(struct builder *builder, uint32_t a)
{
    (void)builder;
    return a ^ 1;
}

static uint32_t word_count(const struct builder *builder, uint32_t question)
{
    return (builder->codings[question].raw_count + 63) / 64;
}

static bool is_same(const struct builder *builder, const struct built *a, const struct built *b)
{
    return a->kind == b->kind && a->a == b->a && a->b == b->b &&
           (a->kind != GATE_LEAF ||
            memcmp(a->table, b->table, word_count(builder, a->a) * sizeof *a->table) == 0);
}

static uint64_t hash_of(const struct builder *builder, const struct built *gate)
{
    const uint64_t factor = UINT64_C(0x9E3779B97F4A7C15);
    uint64_t hash = ((uint64_t)gate->kind << 48 ^ (uint64_t)gate->a << 24 ^ gate->b) * factor;
    for (uint32_t i = 0; gate->kind == GATE_LEAF && i < word_count(builder, gate->a); i++) {
        hash = (hash ^ hash >> 29 ^ gate->table[i]) * factor;
    }
    return hash ^ hash >> 32;
}

/* The number of [gate], a new one where there is none like it yet. */
static uint32_t add_gate(struct builder *builder, struct built gate)
{
    uint64_t at = hash_of(builder, &gate) % BUCKETS;
    while (builder->buckets[at] != 0) {
        if (is_same(builder, &builder->gates[builder->buckets[at]], &gate)) {
            return builder->buckets[at] * 2;
        }
        at = (at + 1) % BUCKETS;
    }
    if (builder->gate_count == BUILD_GATES) {
        builder->failed = true;
        return EXPR_NO_LOGIC;
    }
    if (gate.kind == GATE_LEAF) {
        size_t size = word_count(builder, gate.a) * sizeof *gate.table;
        uint64_t *table = arena_alloc(builder->arena, size);
        if (table == NULL) {
            builder->failed = true;
            return EXPR_NO_LOGIC;
        }
        memcpy(table, gate.table, size);
        gate.table = table;
    }
    builder->gates[builder->gate_count] = gate;
    builder->buckets[at] = builder->gate_count;
    return builder->gate_count++ * 2;
}

static bool has_raw(const uint64_t *table, uint32_t raw)
{
    return (table[raw / 64] >> (raw % 64) & 1) != 0;
}

uint32_t build_table(struct builder *builder, uint32_t question, const uint64_t *table)
{
    uint32_t raw_count = builder->codings[question].raw_count;
    bool negated = has_raw(table, 0);
    uint64_t words[CIRCUIT_RAW / 64] = {0};
    bool any = false;
    for (uint32_t raw = 0; raw < raw_count; raw++) {
        if (has_raw(table, raw) != negated) {
            words[raw / 64] |= UINT64_C(1) << (raw % 64);
            any = true;
        }
    }
    if (!any) {
        return negated ? TRUE : FALSE;
    }
    uint32_t gate = add_gate(builder, (struct built){.kind = GATE_LEAF,
                                                     .a = question,
                                                     .table = words,
                                                     .reads = UINT64_C(1) << question});
    return gate == EXPR_NO_LOGIC ? gate : gate ^ (negated ? 1u : 0u);
}

/* Both of two leaves of one question are one leaf. */
static uint32_t join_leaves(struct builder *builder, uint32_t a, uint32_t b)
{
    const struct built *left = &builder->gates[a / 2];
    const struct built *right = &builder->gates[b / 2];
    uint64_t table[CIRCUIT_RAW / 64] = {0};
    for (uint32_t i = 0; i < word_count(builder, left->a); i++) {
        table[i] = (left->table[i] ^ ((a & 1) != 0 ? UINT64_MAX : 0)) &
                   (right->table[i] ^ ((b & 1) != 0 ? UINT64_MAX : 0));
    }
    uint32_t both = build_table(builder, left->a, table);
    /* Then a condition is the same whatever is answered, which evaluation does not see. */
    builder->has_constant = builder->has_constant || both == FALSE;
    return both;
}

static uint32_t join_both(struct builder *builder, uint32_t a, uint32_t b)
{
    if (a == FALSE || b == FALSE || a == TRUE || b == TRUE || a == b) {
        return a == TRUE ? b : b == TRUE || a == b ? a : FALSE;
    }
    const struct built *left = &builder->gates[a / 2];
    const struct built *right = &builder->gates[b / 2];
    if (left->kind == GATE_LEAF && right->kind == GATE_LEAF && left->a == right->a) {
        return join_leaves(builder, a, b);
    }
    uint32_t low = a < b ? a : b;
    uint32_t high = a < b ? b : a;
    return add_gate(
        builder,
        (struct built){.kind = GATE_AND, .a = low, .b = high, .reads = left->reads | right->reads});
}

uint32_t build_join(struct builder *builder, bool both, uint32_t a, uint32_t b)
{
    if (both) {
        return join_both(builder, a, b);
    }
    uint32_t neither = join_both(builder, a ^ 1, b ^ 1);
    return neither == EXPR_NO_LOGIC ? neither : neither ^ 1;
}

/* ---- What is used ---------------------------------------------------------------------------- */

/* Gates stand behind those that they read. */
static void mark_used(struct builder *builder)
{
    const struct questionnaire *questionnaire = builder->questionnaire;
    for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
        builder->gates[builder->rules[i] / 2].used = true;
    }
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        if (builder->applies[i] != EXPR_NO_LOGIC) {
            builder->gates[builder->applies[i] / 2].used = true;
        }
    }
    for (uint32_t i = builder->gate_count; i > 0; i--) {
        const struct built *gate = &builder->gates[i - 1];
        if (gate->used && gate->kind == GATE_AND) {
            builder->gates[gate->a / 2].used = true;
            builder->gates[gate->b / 2].used = true;
        }
    }
}

/* Joins the raw classes of [question] that no leaf tells apart. False where too many are left. */
static bool join_classes(struct builder *builder, uint32_t question)
{
    struct coding *coding = &builder->codings[question];
    coding->classes = arena_alloc(builder->arena, coding->raw_count);
    uint16_t *classes = arena_array(builder->arena, coding->raw_count, sizeof *classes);
    uint16_t *split = arena_array(builder->arena, (size_t)coding->raw_count * 2, sizeof *split);
    if (coding->classes == NULL || classes == NULL || split == NULL) {
        return false;
    }
    uint16_t count = 1;
    for (uint32_t i = 0; i < builder->gate_count; i++) {
        const struct built *gate = &builder->gates[i];
        if (!gate->used || gate->kind != GATE_LEAF || gate->a != question) {
            continue;
        }
        memset(split, 0xFF, (size_t)coding->raw_count * 2 * sizeof *split);
        count = 0;
        for (uint32_t raw = 0; raw < coding->raw_count; raw++) {
            uint16_t *to = &split[(size_t)classes[raw] * 2 + (has_raw(gate->table, raw) ? 1 : 0)];
            *to = *to == UINT16_MAX ? count++ : *to;
            classes[raw] = *to;
        }
    }
    coding->class_count = count;
    for (uint32_t raw = 0; raw < coding->raw_count && count <= CIRCUIT_CLASSES; raw++) {
        coding->classes[raw] = (uint8_t)classes[raw];
    }
    return count <= CIRCUIT_CLASSES;
}

/* ---- Registers ------------------------------------------------------------------------------- */

struct allotting {
    struct builder *builder;
    struct circuit *circuit;
    struct union_step *unions;
    struct gate_step *steps;
    struct gate *gates;
    struct leaf *leaves;
};

/* The union of two registers, one that is there already where possible. */
static uint16_t unite(struct allotting *allotting, uint16_t a, uint16_t b)
{
    struct circuit *circuit = allotting->circuit;
    if (a == 0 || b == 0) {
        return a == 0 ? b : a;
    }
    for (uint32_t i = circuit->union_count; i > 0; i--) {
        if (allotting->unions[i - 1].a == a && allotting->unions[i - 1].b == b) {
            return (uint16_t)(circuit->first_union + i - 1);
        }
    }
    if (circuit->union_count == CIRCUIT_REGISTERS / 2) {
        allotting->builder->failed = true;
        return 0;
    }
    allotting->unions[circuit->union_count] = (struct union_step){a, b};
    return (uint16_t)(circuit->first_union + circuit->union_count++);
}

/* The register of the classes of [leaf] with which it holds, or does not. */
static uint16_t unite_classes(struct allotting *allotting, const struct leaf *leaf, bool holds)
{
    const struct circuit *circuit = allotting->circuit;
    uint32_t count = allotting->builder->codings[leaf->question].class_count;
    uint16_t result = 0;
    for (uint32_t class = count; class > 0; class --) {
        if (has_raw(leaf->holds, class - 1) == holds) {
            uint32_t here = circuit->class_registers[leaf->question] + class - 1;
            result = unite(allotting, result, (uint16_t)here);
        }
    }
    return result;
}

static void allot_leaf(struct allotting *allotting, uint32_t number)
{
    const struct built *built = &allotting->builder->gates[number];
    const struct coding *coding = &allotting->builder->codings[built->a];
    struct leaf *leaf = &allotting->leaves[allotting->circuit->leaf_count];
    leaf->question = built->a;
    for (uint32_t raw = 0; raw < coding->raw_count; raw++) {
        if (has_raw(built->table, raw)) {
            uint32_t class = coding->classes[raw];
            leaf->holds[class / 64] |= UINT64_C(1) << (class % 64);
        }
    }
    struct gate *gate = &allotting->gates[number];
    gate->a = allotting->circuit->leaf_count++;
    gate->sides =
        (struct sides){unite_classes(allotting, leaf, true), unite_classes(allotting, leaf, false)};
}

static struct sides sides_of(const struct allotting *allotting, uint32_t literal)
{
    struct sides sides = allotting->gates[literal / 2].sides;
    return (literal & 1) == 0 ? sides : (struct sides){sides.may_not, sides.may};
}

static void allot_gate(struct allotting *allotting, uint32_t number)
{
    struct circuit *circuit = allotting->circuit;
    const struct built *built = &allotting->builder->gates[number];
    struct sides a = sides_of(allotting, built->a);
    struct sides b = sides_of(allotting, built->b);
    allotting->steps[circuit->step_count] = (struct gate_step){a.may, b.may, a.may_not, b.may_not};
    uint32_t at = circuit->first_step + 2 * circuit->step_count++;
    struct gate *gate = &allotting->gates[number];
    gate->a = built->a;
    gate->b = built->b;
    gate->sides = (struct sides){(uint16_t)at, (uint16_t)(at + 1)};
}

static bool allot_all(struct allotting *allotting)
{
    struct builder *builder = allotting->builder;
    struct circuit *circuit = allotting->circuit;
    allotting->gates[0].sides = (struct sides){0, 1};
    for (uint32_t pass = 0; pass < 2; pass++) { /* leaves first: their unions stand together */
        circuit->first_step = circuit->first_union + circuit->union_count;
        for (uint32_t i = 1; i < builder->gate_count; i++) {
            const struct built *built = &builder->gates[i];
            allotting->gates[i].kind = built->kind;
            allotting->gates[i].reads = built->reads;
            if (built->used && built->kind == GATE_LEAF && pass == 0) {
                allot_leaf(allotting, i);
            } else if (built->used && built->kind == GATE_AND && pass == 1) {
                allot_gate(allotting, i);
            }
            if (builder->failed ||
                circuit->first_step + 2 * circuit->step_count + 2 > CIRCUIT_REGISTERS) {
                return false;
            }
        }
    }
    circuit->register_count = circuit->first_step + 2 * circuit->step_count;
    return true;
}

static bool allot_classes(struct allotting *allotting)
{
    struct circuit *circuit = allotting->circuit;
    const struct questionnaire *questionnaire = circuit->questionnaire;
    circuit->class_registers =
        arena_array(allotting->builder->arena, questionnaire->question_count, sizeof(uint32_t));
    if (circuit->class_registers == NULL) {
        return false;
    }
    uint32_t next = 2;
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        if (!join_classes(allotting->builder, i)) {
            return false;
        }
        circuit->class_registers[i] = next;
        next += allotting->builder->codings[i].class_count;
    }
    circuit->first_union = next;
    return next < CIRCUIT_REGISTERS / 2;
}

static bool keep_conditions(const struct allotting *allotting)
{
    struct circuit *circuit = allotting->circuit;
    const struct builder *builder = allotting->builder;
    const struct questionnaire *questionnaire = circuit->questionnaire;
    struct arena *arena = builder->arena;
    circuit->rule_literals = arena_array(arena, questionnaire->rule_count, sizeof(uint32_t));
    circuit->rules = arena_array(arena, questionnaire->rule_count, sizeof(struct sides));
    circuit->applies = arena_array(arena, questionnaire->question_count, sizeof(struct sides));
    if (circuit->rule_literals == NULL || circuit->rules == NULL || circuit->applies == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
        circuit->rule_literals[i] = builder->rules[i];
        circuit->rules[i] = sides_of(allotting, builder->rules[i]);
        circuit->read |= builder->gates[builder->rules[i] / 2].reads;
    }
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        circuit->all |= UINT64_C(1) << i;
        if (builder->applies[i] != EXPR_NO_LOGIC) {
            circuit->conditional |= UINT64_C(1) << i;
            circuit->applies[i] = sides_of(allotting, builder->applies[i]);
        }
    }
    return true;
}

bool build_registers(struct builder *builder, struct circuit *ret)
{
    struct arena *arena = builder->arena;
    struct allotting allotting = {.builder = builder, .circuit = ret};
    mark_used(builder);
    ret->codings = builder->codings;
    allotting.unions = arena_array(arena, CIRCUIT_REGISTERS / 2, sizeof *allotting.unions);
    allotting.steps = arena_array(arena, builder->gate_count, sizeof *allotting.steps);
    allotting.gates = arena_array(arena, builder->gate_count, sizeof *allotting.gates);
    allotting.leaves = arena_array(arena, builder->gate_count, sizeof *allotting.leaves);
    if (allotting.unions == NULL || allotting.steps == NULL || allotting.gates == NULL ||
        allotting.leaves == NULL || !allot_classes(&allotting) || !allot_all(&allotting) ||
        !keep_conditions(&allotting)) {
        return false;
    }
    ret->unions = allotting.unions;
    ret->steps = allotting.steps;
    ret->gates = allotting.gates;
    ret->leaves = allotting.leaves;
    ret->gate_count = builder->gate_count;
    return true;
}
