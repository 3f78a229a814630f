/* Evaluating a circuit on many sets of answers at once: lane i of every register is one of them.
 * Only for group.c. */
#ifndef IOPFIT_ASSESS_LANES_H
#define IOPFIT_ASSESS_LANES_H

#include "assess/circuit.h"

enum { LANES = 256, LANE_WORDS = LANES / 64 };

/* One bit for each lane. The processor works on as many at once as it can. */
typedef uint64_t lane_bits __attribute__((vector_size(LANES / 8)));

struct lanes {
    /* By question and lane: the class of the answer, or CLASS_UNKNOWN. */
    uint8_t (*cells)[LANES];
    lane_bits *registers;
    lane_bits *unknown; /* by question: whose answer is not known */
    /* By question: the class that its registers say of all lanes; NOT_ONE_CLASS where they do not. */
    uint8_t of_all[CIRCUIT_QUESTIONS];
    bool wide; /* by instructions of newer processors: to the same results */
};

/* False when [arena] is used up. All answers are unknown. */
ATTR_MUST_USE bool lanes_init(struct lanes *lanes, const struct circuit *circuit,
                              struct arena *arena);
/* Makes all answers unknown. */
void lanes_clear(struct lanes *lanes, const struct circuit *circuit);
/* Works out all registers from the cells, for the first [count] lanes; what they are for others means
 * nothing. Of the questions [same] all lanes have the answer of the first. */
void lanes_run(struct lanes *lanes, const struct circuit *circuit, uint32_t count, uint64_t same);

/* Whether lane [lane] is among [lanes]. */
static inline bool lanes_bit(const lane_bits *lanes, uint32_t lane)
{
    return ((*lanes)[lane / 64] >> (lane % 64) & 1) != 0;
}

#endif
