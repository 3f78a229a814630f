/* The circuit with the answer to one question set to constants, and the steps from one answer to
 * another: what properties of two completions that differ in one answer are made of. Only for this
 * room. */
#ifndef IOPFIT_PROVE_STEPS_H
#define IOPFIT_PROVE_STEPS_H

#include "prove/prover.h"

/* Answers to one question beyond which steps are not taken one by one. */
enum { MOST_STATES = 70 };
/* Nodes times answers that are worked out in all: some ten seconds. What comes after it is left open. */
#define MOST_WORK UINT64_C(400000000)

/* The circuit with one answer set. */
struct state {
    struct substitution substitution;
    literal *reaches; /* by rank */
    literal *rules;
    literal *told; /* by next step */
    literal except;
    uint32_t class; /* ordered, and set to one class */
};

/* From one answer to one of more concern. */
struct step {
    const struct state *from, *to;
    literal given;   /* what else must hold */
    uint32_t choice; /* that is told apart by it; NAME_NONE */
    bool is_adjacent;
};

/* What is known so far of a guarantee never to give the undetermined outcome. */
struct leaving {
    bool is_open; /* it allows a lower outcome, so that it has to be asked, question by question */
    literal when;
    enum proof proof;
    const struct answer *answers;
};

struct stepping {
    struct prover *prover;
    uint64_t work; /* see MOST_WORK */
    uint32_t base; /* nodes of the whole circuit */
    literal *told; /* by next step: it is shown */
    uint32_t told_count;
    literal *excepts;        /* by question */
    struct leaving *leaving; /* by guarantee */
    /* Of the question at hand. */
    uint32_t question;
    struct arena scratch;
    struct state *states;
    uint32_t state_count;
    struct step *steps;
    uint32_t step_count;
    /* The exception of an ordered question hangs on its own answer, so that a step over several
     * classes does not follow from the smaller ones. */
    bool all_pairs;
};

/* Everything that is compared, before the first answer is set. False when memory is used up. */
ATTR_MUST_USE bool steps_prepare(struct stepping *stepping);
/* The states and steps of the question at hand; adjacent steps first. False when memory is used up. */
ATTR_MUST_USE bool steps_make(struct stepping *stepping);
/* [of] holds whatever the answer to the question at hand. */
literal steps_whatever_is_answered(struct stepping *stepping, literal of);
/* In scratch memory of the question at hand; NULL when memory is used up. */
void *steps_array(struct stepping *stepping, size_t count, size_t size);

/* Whether a more concerning answer to the question at hand never leads to a lower outcome, but where
 * the exception says so, and whether that is needed (prove_monotone.c). */
void prove_monotone(struct stepping *stepping);

#endif
