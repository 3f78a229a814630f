/* Clauses of what a query needs of the circuit, added as queries need it, and CaDiCaL, which is
 * asked under assumptions. */
#include "prove/solver.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>

#ifdef IOPFIT_PROVER
#include <ccadical.h>
#endif

struct solver {
    const struct circuit *circuit;
    struct arena arena;
    int *variables; /* by node: its variable; 0: none yet */
    uint32_t variable_capacity;
    int variable_count;
    uint32_t *nodes; /* of variable i + 1 */
    uint32_t node_capacity;
    int *clauses; /* all, each ended by 0: for solver_dump() */
    uint32_t clause_length;
    uint32_t clause_capacity;
    uint32_t clause_count;
    bool exhausted;
    uint64_t conflicts;
#ifdef IOPFIT_PROVER
    CCaDiCaL *cadical;
#endif
};

enum { SOLVER_MEMORY = 1 << 30 };

bool solver_is_there(void)
{
#ifdef IOPFIT_PROVER
    return true;
#else
    return false;
#endif
}

/* ---- Clauses --------------------------------------------------------------------------------- */

static void put(struct solver *solver, int number)
{
    int *clauses = list_reserve(&solver->arena, solver->clauses, solver->clause_length,
                                &solver->clause_capacity, sizeof *clauses);
    if (clauses == NULL) {
        solver->exhausted = true;
        return;
    }
    solver->clauses = clauses;
    clauses[solver->clause_length++] = number;
    solver->clause_count += number == 0;
#ifdef IOPFIT_PROVER
    ccadical_add(solver->cadical, number);
#endif
}

static void put_clause(struct solver *solver, int a, int b, int c)
{
    const int numbers[] = {a, b, c};
    for (size_t i = 0; i < 3; i++) {
        if (numbers[i] != 0) {
            put(solver, numbers[i]);
        }
    }
    put(solver, 0);
}

/* Room for the variables of nodes that the circuit has by now. */
static bool make_room(struct solver *solver)
{
    uint32_t count = solver->circuit->count;
    if (count <= solver->variable_capacity) {
        return true;
    }
    uint32_t capacity = count + count / 2;
    int *variables = arena_array(&solver->arena, capacity, sizeof *variables);
    if (variables == NULL) {
        solver->exhausted = true;
        return false;
    }
    for (uint32_t i = 0; i < solver->variable_capacity; i++) {
        variables[i] = solver->variables[i];
    }
    solver->variables = variables;
    solver->variable_capacity = capacity;
    return true;
}

static int variable_of(struct solver *solver, uint32_t node)
{
    if (solver->variables[node] != 0) {
        return solver->variables[node];
    }
    uint32_t index = (uint32_t)solver->variable_count;
    uint32_t *nodes =
        list_reserve(&solver->arena, solver->nodes, index, &solver->node_capacity, sizeof *nodes);
    if (nodes == NULL) {
        solver->exhausted = true;
        return 1;
    }
    solver->nodes = nodes;
    nodes[index] = node;
    solver->variable_count++;
    solver->variables[node] = solver->variable_count;
    return solver->variable_count;
}

static int number_of(struct solver *solver, literal a)
{
    int variable = variable_of(solver, a >> 1);
    return (a & 1u) != 0 ? -variable : variable;
}

/* The clauses of one node; its operands get variables, and their own clauses later. */
static void define(struct solver *solver, uint32_t index)
{
    const struct circuit_node *node = &solver->circuit->nodes[index];
    int variable = solver->variables[index];
    if (index == 0) {
        put_clause(solver, -variable, 0, 0);
    } else if (node->chain == CIRCUIT_NO_CHAIN) {
        int left = number_of(solver, node->left);
        int right = number_of(solver, node->right);
        put_clause(solver, -variable, left, 0);
        put_clause(solver, -variable, right, 0);
        put_clause(solver, variable, -left, -right);
    } else if (node->position > 1) {
        put_clause(solver, -variable, variable_of(solver, index - 1), 0);
    }
}

/* The number of [a], with the clauses of all that it is made of. Variables are numbered as they are
 * met, so that those without clauses yet are the last ones. */
static int encode(struct solver *solver, literal a)
{
    if (!make_room(solver)) {
        return 1;
    }
    int defined = solver->variable_count;
    int number = number_of(solver, a);
    while (!solver->exhausted && defined < solver->variable_count) {
        define(solver, solver->nodes[defined++]);
    }
    return number;
}

/* ---- Asking ---------------------------------------------------------------------------------- */

#ifdef IOPFIT_PROVER
/* CaDiCaL learns a clause from each conflict. */
static void count_conflict(void *state, int *clause)
{
    struct solver *solver = state;
    (void)clause;
    solver->conflicts++;
}
#endif

uint64_t solver_conflicts(const struct solver *solver)
{
    return solver->conflicts;
}

struct solver *solver_make(const struct circuit *circuit)
{
    struct solver *solver = calloc(1, sizeof *solver);
    if (solver == NULL) {
        return NULL;
    }
    solver->circuit = circuit;
    arena_init(&solver->arena, SOLVER_MEMORY);
#ifdef IOPFIT_PROVER
    solver->cadical = ccadical_init();
    /* Tries whole assignments before each of many small queries: dearer than the queries. */
    ccadical_set_option(solver->cadical, "lucky", 0);
    ccadical_set_learn(solver->cadical, solver, INT_MAX, count_conflict);
#endif
    return solver;
}

void solver_free(struct solver *solver)
{
    if (solver == NULL) {
        return;
    }
#ifdef IOPFIT_PROVER
    ccadical_release(solver->cadical);
#endif
    arena_free(&solver->arena);
    free(solver);
}

enum solved solver_solve(struct solver *solver, const literal *literals, uint32_t count,
                         uint32_t budget)
{
    for (uint32_t i = 0; i < count; i++) {
        if (literals[i] == LITERAL_FALSE) {
            return SOLVED_NO;
        }
        (void)encode(solver, literals[i]);
    }
    if (solver->exhausted || solver->circuit->exhausted) {
        return SOLVED_NOT;
    }
#ifdef IOPFIT_PROVER
    for (uint32_t i = 0; i < count; i++) {
        ccadical_assume(solver->cadical, number_of(solver, literals[i]));
    }
    ccadical_limit(solver->cadical, "conflicts", budget > INT32_MAX ? INT32_MAX : (int)budget);
    int result = ccadical_solve(solver->cadical);
    return result == 10 ? SOLVED_YES : result == 20 ? SOLVED_NO : SOLVED_NOT;
#else
    (void)budget;
    return SOLVED_NOT;
#endif
}

bool solver_holds(const struct solver *solver, literal atom)
{
    uint32_t node = atom >> 1;
    bool holds = false;
#ifdef IOPFIT_PROVER
    int variable = node < solver->variable_capacity ? solver->variables[node] : 0;
    holds = variable != 0 && ccadical_val(solver->cadical, variable) > 0;
#else
    (void)solver;
    (void)node;
#endif
    return holds != ((atom & 1u) != 0);
}

void solver_add(struct solver *solver, const literal *literals, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        (void)encode(solver, literals[i]);
    }
    for (uint32_t i = 0; i < count && !solver->exhausted; i++) {
        put(solver, number_of(solver, literals[i]));
    }
    put(solver, 0);
}

bool solver_dump(struct solver *solver, const literal *literals, uint32_t count, FILE *out,
                 void (*name)(FILE *out, literal atom, const void *context), const void *context)
{
    for (uint32_t i = 0; i < count; i++) {
        (void)encode(solver, literals[i]);
    }
    if (solver->exhausted) {
        return false;
    }
    for (int i = 0; name != NULL && i < solver->variable_count; i++) {
        if (solver->circuit->nodes[solver->nodes[i]].chain != CIRCUIT_NO_CHAIN) {
            fprintf(out, "c %d: ", i + 1);
            name(out, 2 * solver->nodes[i], context);
            fputc('\n', out);
        }
    }
    fprintf(out, "p cnf %d %" PRIu32 "\n", solver->variable_count, solver->clause_count + count);
    for (uint32_t i = 0; i < solver->clause_length; i++) {
        fprintf(out, solver->clauses[i] == 0 ? "0\n" : "%d ", solver->clauses[i]);
    }
    for (uint32_t i = 0; i < count; i++) {
        fprintf(out, "%d 0\n", number_of(solver, literals[i]));
    }
    return true;
}
