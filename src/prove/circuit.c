/* Making a circuit: nodes are looked up before they are made, and what is plain to see at one glance
 * is never made at all. */
#include "prove/circuit.h"

#include <assert.h>
#include <string.h>

enum { FIRST_BUCKETS = 1024 };

static literal exhaust(struct circuit *circuit)
{
    circuit->exhausted = true;
    return LITERAL_FALSE;
}

static bool is_atom(const struct circuit *circuit, literal a)
{
    return circuit->nodes[a >> 1].chain != CIRCUIT_NO_CHAIN;
}

/* The next node, not in any bucket; 0 when memory is used up. */
static uint32_t push(struct circuit *circuit, struct circuit_node node)
{
    struct circuit_node *nodes = list_reserve(circuit->arena, circuit->nodes, circuit->count,
                                              &circuit->capacity, sizeof *nodes);
    if (nodes == NULL || circuit->count >= UINT32_MAX / 4) {
        (void)exhaust(circuit);
        return 0;
    }
    circuit->nodes = nodes;
    nodes[circuit->count] = node;
    return circuit->count++;
}

bool circuit_init(struct circuit *circuit, struct arena *arena)
{
    *circuit = (struct circuit){.arena = arena, .bucket_count = FIRST_BUCKETS};
    circuit->buckets = arena_array(arena, FIRST_BUCKETS, sizeof *circuit->buckets);
    if (circuit->buckets == NULL) {
        return false;
    }
    (void)push(circuit, (struct circuit_node){.chain = CIRCUIT_NO_CHAIN});
    return !circuit->exhausted;
}

literal circuit_chain(struct circuit *circuit, uint32_t count)
{
    literal first = 2 * circuit->count;
    for (uint32_t i = 0; i < count; i++) {
        (void)push(circuit,
                   (struct circuit_node){.chain = circuit->chain_count, .position = i + 1});
    }
    circuit->chain_count++;
    return circuit->exhausted ? LITERAL_FALSE : first;
}

/* ---- Looking up ------------------------------------------------------------------------------ */

static uint32_t *bucket_of(const struct circuit *circuit, literal left, literal right)
{
    uint64_t mixed = ((uint64_t)left << 32 | right) * UINT64_C(0x9E3779B97F4A7C15);
    return &circuit->buckets[(mixed >> 32) & (circuit->bucket_count - 1)];
}

/* Twice the buckets, so that each holds about one node. */
static void spread(struct circuit *circuit)
{
    uint32_t count = circuit->bucket_count * 2;
    uint32_t *buckets = arena_array(circuit->arena, count, sizeof *buckets);
    if (buckets == NULL) {
        (void)exhaust(circuit);
        return;
    }
    circuit->buckets = buckets;
    circuit->bucket_count = count;
    for (uint32_t i = 1; i < circuit->count; i++) {
        struct circuit_node *node = &circuit->nodes[i];
        if (node->chain == CIRCUIT_NO_CHAIN) {
            uint32_t *bucket = bucket_of(circuit, node->left, node->right);
            node->next = *bucket;
            *bucket = i;
        }
    }
}

static literal find_or_make(struct circuit *circuit, literal left, literal right)
{
    if (left < right) {
        literal other = left;
        left = right;
        right = other;
    }
    for (uint32_t i = *bucket_of(circuit, left, right); i != 0; i = circuit->nodes[i].next) {
        if (circuit->nodes[i].left == left && circuit->nodes[i].right == right) {
            return 2 * i;
        }
    }
    if (circuit->count > circuit->bucket_count) {
        spread(circuit);
    }
    uint32_t *bucket = bucket_of(circuit, left, right);
    uint32_t made = push(circuit, (struct circuit_node){left, right, CIRCUIT_NO_CHAIN, 0, *bucket});
    if (made != 0) {
        *bucket = made;
    }
    return 2 * made;
}

/* ---- AND, and what is made of it -------------------------------------------------------------- */

/* Two atoms of one chain, or their negations, that say more than each alone: sets *ret. */
static bool join_atoms(const struct circuit *circuit, literal a, literal b, literal *ret)
{
    const struct circuit_node *left = &circuit->nodes[a >> 1];
    const struct circuit_node *right = &circuit->nodes[b >> 1];
    if (!is_atom(circuit, a) || left->chain != right->chain) {
        return false;
    }
    if (left->position > right->position) {
        literal other = a;
        a = b;
        b = other;
    }
    /* From here on [b] implies [a], as atoms. */
    bool is_a = (a & 1u) == 0;
    bool is_b = (b & 1u) == 0;
    if (is_a && !is_b) {
        return false;
    }
    *ret = is_b ? (is_a ? b : LITERAL_FALSE) : a;
    return true;
}

/* Where [b] is an AND (or not one), and [a] one of its operands (or not it): sets *ret. */
static bool absorb(const struct circuit *circuit, literal a, literal b, literal *ret)
{
    const struct circuit_node *node = &circuit->nodes[b >> 1];
    if (node->chain != CIRCUIT_NO_CHAIN || b <= LITERAL_TRUE) {
        return false;
    }
    bool is_operand = node->left == a || node->right == a;
    bool is_denied = node->left == literal_not(a) || node->right == literal_not(a);
    if ((b & 1u) == 0 && (is_operand || is_denied)) {
        *ret = is_operand ? b : LITERAL_FALSE; /* a and (a and c); a and (not a and c) */
        return true;
    }
    if ((b & 1u) != 0 && is_denied) {
        *ret = a; /* a and not (not a and c) */
        return true;
    }
    return false;
}

literal circuit_and(struct circuit *circuit, literal a, literal b)
{
    literal joined = LITERAL_FALSE;
    if (a == b || b == LITERAL_TRUE) {
        return a;
    }
    if (a == LITERAL_TRUE) {
        return b;
    }
    if (a == LITERAL_FALSE || b == LITERAL_FALSE || a == literal_not(b)) {
        return LITERAL_FALSE;
    }
    if (join_atoms(circuit, a, b, &joined) || absorb(circuit, a, b, &joined) ||
        absorb(circuit, b, a, &joined)) {
        return joined;
    }
    /* a and not (a and c) is a and not c. */
    for (int i = 0; i < 2; i++) {
        const struct circuit_node *node = &circuit->nodes[b >> 1];
        if ((b & 1u) != 0 && node->chain == CIRCUIT_NO_CHAIN &&
            (node->left == a || node->right == a)) {
            return circuit_and(circuit, a, literal_not(node->left == a ? node->right : node->left));
        }
        literal other = a;
        a = b;
        b = other;
    }
    return find_or_make(circuit, a, b);
}

literal circuit_or(struct circuit *circuit, literal a, literal b)
{
    return literal_not(circuit_and(circuit, literal_not(a), literal_not(b)));
}

literal circuit_implies(struct circuit *circuit, literal a, literal b)
{
    return literal_not(circuit_and(circuit, a, literal_not(b)));
}

literal circuit_if(struct circuit *circuit, literal condition, literal a, literal b)
{
    if (a == b) {
        return a;
    }
    return circuit_and(circuit, circuit_implies(circuit, condition, a),
                       circuit_or(circuit, condition, b));
}

literal circuit_differ(struct circuit *circuit, literal a, literal b)
{
    return circuit_or(circuit, circuit_and(circuit, a, literal_not(b)),
                      circuit_and(circuit, b, literal_not(a)));
}

void circuit_count(struct circuit *circuit, const literal *these, uint32_t count, literal *ret)
{
    for (uint32_t i = 0; i < count; i++) {
        ret[i] = LITERAL_FALSE;
    }
    for (uint32_t i = 0; i < count; i++) {
        /* Of the first i + 1, more than j hold if more than j of the first i do, or more than j - 1
         * and this one. */
        for (uint32_t j = i + 1; j-- > 0;) {
            literal fewer = j == 0 ? LITERAL_TRUE : ret[j - 1];
            ret[j] = circuit_or(circuit, ret[j], circuit_and(circuit, fewer, these[i]));
        }
    }
}

/* ---- Substitution ---------------------------------------------------------------------------- */

bool substitution_init(struct substitution *substitution, struct circuit *circuit, uint32_t limit,
                       struct arena *arena)
{
    *substitution = (struct substitution){.circuit = circuit, .limit = limit};
    substitution->by_node = arena_array(arena, limit, sizeof *substitution->by_node);
    if (substitution->by_node == NULL) {
        return false;
    }
    memset(substitution->by_node, 0xFF, limit * sizeof *substitution->by_node);
    substitution->by_node[0] = LITERAL_FALSE;
    return true;
}

void substitution_set(struct substitution *substitution, literal atom, literal by)
{
    assert((atom & 1u) == 0 && is_atom(substitution->circuit, atom));
    substitution->by_node[atom >> 1] = by;
}

literal substitute(struct substitution *substitution, literal of)
{
    uint32_t root = of >> 1;
    literal *by = substitution->by_node;
    assert(root < substitution->limit);
    if (by[root] == CIRCUIT_UNKNOWN) {
        /* Operands stand before what is made of them: mark what is needed, then go upwards. */
        static const literal needed = CIRCUIT_UNKNOWN - 1;
        uint32_t first = root;
        by[root] = needed;
        for (uint32_t i = root + 1; i-- > first;) {
            const struct circuit_node node = substitution->circuit->nodes[i];
            if (by[i] != needed || node.chain != CIRCUIT_NO_CHAIN) {
                continue;
            }
            const uint32_t operands[] = {node.left >> 1, node.right >> 1};
            for (size_t j = 0; j < 2; j++) {
                if (by[operands[j]] == CIRCUIT_UNKNOWN) {
                    by[operands[j]] = needed;
                    first = operands[j] < first ? operands[j] : first;
                }
            }
        }
        for (uint32_t i = first; i <= root; i++) {
            const struct circuit_node node = substitution->circuit->nodes[i];
            if (by[i] != needed) {
                continue;
            }
            by[i] = node.chain != CIRCUIT_NO_CHAIN
                        ? 2 * i
                        : circuit_and(substitution->circuit, by[node.left >> 1] ^ (node.left & 1u),
                                      by[node.right >> 1] ^ (node.right & 1u));
        }
    }
    return by[root] ^ (of & 1u);
}

/* ---- The rest -------------------------------------------------------------------------------- */

void circuit_shrink(struct circuit *circuit, uint32_t count)
{
    while (circuit->count > count) {
        const struct circuit_node *node = &circuit->nodes[--circuit->count];
        assert(node->chain == CIRCUIT_NO_CHAIN);
        uint32_t *bucket = bucket_of(circuit, node->left, node->right);
        assert(*bucket == circuit->count);
        *bucket = node->next;
    }
}

void circuit_simulate(const struct circuit *circuit, uint64_t *words, uint32_t first)
{
    words[0] = 0;
    for (uint32_t i = first; i < circuit->count; i++) {
        const struct circuit_node *node = &circuit->nodes[i];
        if (i > 0 && node->chain == CIRCUIT_NO_CHAIN) {
            words[i] = circuit_word(words, node->left) & circuit_word(words, node->right);
        }
    }
}
