/* A circuit while it is made: gates of which no two are the same. Only for circuit*.c. */
#ifndef IOPFIT_ASSESS_CIRCUIT_BUILD_H
#define IOPFIT_ASSESS_CIRCUIT_BUILD_H

#include "assess/circuit.h"

enum { BUILD_GATES = 4096 };

/* A gate, known by its number times 2; plus 1 for its negation. */
struct built {
    enum gate_kind kind;
    uint32_t a, b; /* AND: what it joins; LEAF: a is the question */
    const uint64_t
        *table; /* LEAF: raw classes with which it holds; that of its first one does not */
    uint64_t reads;
    bool used;
};

struct builder {
    const struct plan *plan;
    const struct questionnaire *questionnaire;
    struct arena *arena;
    struct arena scratch;
    struct coding *codings;
    uint32_t *applies;
    uint32_t *facts;
    uint64_t *fact_reads; /* questions that a fact reads, not by way of ask_ifs */
    uint32_t *rules;
    struct value *values; /* by slot */
    struct value *trace;
    uint32_t *slots;
    struct built *gates;
    uint32_t gate_count;
    uint32_t *buckets;
    bool failed;       /* too large */
    bool has_constant; /* a part of a condition came out the same whatever is answered */
};

ATTR_MUST_USE bool build_start(struct builder *builder);
uint32_t build_constant(struct builder *builder, bool truth);
/* Whether the answer to [question] is of one of the raw classes in [table]. */
uint32_t build_table(struct builder *builder, uint32_t question, const uint64_t *table);
uint32_t build_negate(struct builder *builder, uint32_t a);
uint32_t build_join(struct builder *builder, bool both, uint32_t a, uint32_t b);

/* Joins classes and gives out registers, for what the rules and ask_ifs of [builder] hang on. */
ATTR_MUST_USE bool build_registers(struct builder *builder, struct circuit *ret);

#endif
