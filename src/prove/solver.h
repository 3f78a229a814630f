/* Whether some answers make literals of a circuit hold all at once: clauses, handed to CaDiCaL. The
 * one file that speaks to it is solver.c. Work is counted in conflicts, never in time, so that a
 * verdict is the same on every machine. Not for what is asked (prove.h). */
#ifndef IOPFIT_PROVE_SOLVER_H
#define IOPFIT_PROVE_SOLVER_H

#include <stdio.h>

#include "prove/circuit.h"

struct solver;

/* Whether this program was built with a prover at all; without, every query is undecided. */
bool solver_is_there(void);

/* A solver for [circuit], which may grow meanwhile but not shrink; NULL when memory is used up.
 * Cheap: well under a millisecond. */
struct solver *solver_make(const struct circuit *circuit);
void solver_free(struct solver *solver);

enum solved {
    SOLVED_YES, /* some answers do: solver_holds() reads them */
    SOLVED_NO,  /* none do */
    SOLVED_NOT  /* not decided within the budget, or no prover, or memory is used up */
};
/* Looks for atoms with which all [count] of [literals] hold. At most [budget] conflicts. */
enum solved solver_solve(struct solver *solver, const literal *literals, uint32_t count,
                         uint32_t budget);
/* All conflicts of this solver so far. */
uint64_t solver_conflicts(const struct solver *solver);
/* After SOLVED_YES: whether an atom holds. One that does not matter does not. */
bool solver_holds(const struct solver *solver, literal atom);
/* Clauses that hold whatever is asked, such as a lemma that was proved: one of [literals] holds. */
void solver_add(struct solver *solver, const literal *literals, uint32_t count);

/* Writes the query as DIMACS. [name] says what an atom is, in a comment; it may be NULL. False when
 * memory is used up: nothing is written. */
ATTR_MUST_USE bool solver_dump(struct solver *solver, const literal *literals, uint32_t count,
                               FILE *out,
                               void (*name)(FILE *out, literal atom, const void *context),
                               const void *context);

#endif
