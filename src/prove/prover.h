/* What the files of this room share while they prove: the questionnaire's circuit, a query with its
 * cheap part (random answers, 64 at a time), and the list of findings. Only for this room. */
#ifndef IOPFIT_PROVE_PROVER_H
#define IOPFIT_PROVE_PROVER_H

#include "prove/model.h"
#include "prove/prove.h"
#include "prove/solver.h"

enum { PROVER_TRIALS = 16 }; /* words of 64 random sets of answers each */

struct prover {
    const struct questionnaire *questionnaire;
    const struct plan *plan;
    struct prove_options options;
    struct arena *arena;
    struct diags *diags;
    struct circuit circuit;
    struct raw *raws;
    struct model model;
    struct solver *solver; /* for the circuit as it is now */
    /* The outcome of random people: by trial, the words of all nodes up to [simulated]. */
    uint64_t *words[PROVER_TRIALS];
    uint32_t word_capacity;
    uint32_t simulated;
    uint32_t oldest; /* of the sets of answers that a query found: the next one to be replaced */
    /* Where the answers of the last satisfied query are. */
    bool in_trials;
    uint32_t trial, bit;
    struct finding *findings;
    uint32_t count;
    uint32_t capacity;
    struct finding lost; /* what could not be kept */
    uint32_t queries;
    uint64_t shrink_left; /* work that may still go into making answers readable */
    uint64_t conflicts;   /* that all solvers have taken */
    bool ok;              /* memory was not used up */
};

/* The questionnaire as a circuit. False, with a message, when memory is used up. */
ATTR_MUST_USE bool prover_compile(struct prover *prover);
/* Memory is used up: says so once. */
void prover_exhaust(struct prover *prover);

/* The work goes over to [property] (PROPERTIES: what several need). */
void prover_turn_to(const struct prover *prover, enum property property);

/* Whether some answers make all [count] of [literals] hold. */
enum solved prover_ask(struct prover *prover, const literal *literals, uint32_t count);
enum solved prover_ask_one(struct prover *prover, literal a);
/* After SOLVED_YES: one answer for each question, complete, in the arena; NULL when memory is used
 * up. */
struct answer *prover_answers(struct prover *prover);

/* Forgets the nodes from [count] on and what the solver knows: for the next question's circuits. */
void prover_rewind(struct prover *prover, uint32_t count);

/* A new entry in the list, which the caller may complete; never NULL (a scratch one when memory is
 * used up). */
struct finding *prover_find(struct prover *prover, enum property property, enum proof proof,
                            uint32_t subject, uint32_t other);
/* PROOF_HOLDS where answers were found that show it; PROOF_OPEN where they may only look like it, since
 * something was too large to be compiled. */
enum proof proof_by_example(const struct prover *prover, enum solved solved);
/* PROOF_HOLDS where there are none that refute it. */
enum proof proof_by_absence(enum solved solved);

/* ---- The properties (prove_whole.c, prove_steps.c) ---------------------------------------------- */

/* Those of guarantees, rules, outcomes and facts, and whether questions are asked. */
void prove_whole(struct prover *prover);
/* Those of one answer changed: monotonicity, what matters, what is withheld. */
void prove_steps(struct prover *prover);

#endif
