/* A circuit of AND and NOT over atoms, each node once: two conditions that say the same thing mostly
 * are the same literal, and two copies of a questionnaire share everything in which they cannot
 * differ. Not for what the atoms mean (model.h), nor for solving (solver.h). */
#ifndef IOPFIT_PROVE_CIRCUIT_H
#define IOPFIT_PROVE_CIRCUIT_H

#include "base/arena.h"

/* A node, or its negation: twice the node's index, and one more where negated. */
typedef uint32_t literal;
enum { LITERAL_FALSE = 0, LITERAL_TRUE = 1 };
static inline literal literal_not(literal a)
{
    return a ^ 1u;
}

/* Node 0 is the constant no. An atom belongs to a chain, in which each atom implies the one before
 * it: "the class is at least 2" implies "at least 1". */
struct circuit_node {
    literal left, right; /* of an AND; left > right */
    uint32_t chain;      /* of an atom; CIRCUIT_NO_CHAIN for an AND and the constant */
    uint32_t position;   /* of an atom in its chain, from 1 */
    uint32_t next;       /* in its bucket; 0: none */
};
#define CIRCUIT_NO_CHAIN UINT32_MAX

struct circuit {
    struct arena *arena;
    struct circuit_node *nodes;
    uint32_t count;
    uint32_t capacity;
    uint32_t *buckets;
    uint32_t bucket_count;
    uint32_t chain_count;
    bool exhausted; /* memory was used up: literals made since mean nothing */
};

/* An empty circuit that lives in [arena]; false when memory is used up. Everything made later sets
 * circuit->exhausted instead, and gives LITERAL_FALSE. */
ATTR_MUST_USE bool circuit_init(struct circuit *circuit, struct arena *arena);

/* A chain of [count] new atoms, which are nodes in a row: the literal of the first one (position 1).
 * Atom i is circuit_atom(first, i), i from 0. */
literal circuit_chain(struct circuit *circuit, uint32_t count);
static inline literal circuit_atom(literal first, uint32_t i)
{
    return first + 2 * i;
}

literal circuit_and(struct circuit *circuit, literal a, literal b);
literal circuit_or(struct circuit *circuit, literal a, literal b);
literal circuit_implies(struct circuit *circuit, literal a, literal b);
literal circuit_differ(struct circuit *circuit, literal a, literal b);
/* [a] where [condition] holds, else [b]. */
literal circuit_if(struct circuit *circuit, literal condition, literal a, literal b);

/* Sets ret[i] to "more than i of these hold", for i < count: the thresholds of a counter. */
void circuit_count(struct circuit *circuit, const literal *these, uint32_t count, literal *ret);

/* What becomes of literals when some atoms are replaced. Results are remembered, so that many
 * literals can be replaced one after the other. */
struct substitution {
    struct circuit *circuit;
    literal *by_node; /* of each node below [limit]; CIRCUIT_UNKNOWN: not worked out yet */
    uint32_t limit;   /* only nodes below it can be replaced or asked for */
};
#define CIRCUIT_UNKNOWN UINT32_MAX
/* Nothing is replaced yet, of the first [limit] nodes; in [arena]. False when memory is used up. */
ATTR_MUST_USE bool substitution_init(struct substitution *substitution, struct circuit *circuit,
                                     uint32_t limit, struct arena *arena);
/* Before the first substitute(): [atom] becomes [by]. */
void substitution_set(struct substitution *substitution, literal atom, literal by);
/* [of] with the atoms replaced. [of] is below the limit. */
literal substitute(struct substitution *substitution, literal of);

/* Forgets all nodes made since there were [count] of them. */
void circuit_shrink(struct circuit *circuit, uint32_t count);

/* 64 trials at once: words[node] is bit by bit the value of each node; those of the atoms are filled
 * in, all others get theirs. [words] has room for circuit->count; from the node [first] on. */
void circuit_simulate(const struct circuit *circuit, uint64_t *words, uint32_t first);
static inline uint64_t circuit_word(const uint64_t *words, literal a)
{
    return words[a >> 1] ^ ((a & 1u) ? UINT64_MAX : 0);
}

#endif
