/* What the parser built, given types. check.c walks the nodes, types.c knows the types, bounds.c
 * how large and how costly things can get, prove.c what can overflow. All complain and go on. */
#ifndef IOPFIT_EXPR_CHECK_H
#define IOPFIT_EXPR_CHECK_H

#include "expr/node.h"

struct checker {
    const struct passage *passage;
    const struct scope *scope;
    struct node *nodes;
    uint32_t count;
    struct arena *arena;
    struct diags *diags;
};

/* Gives every node its type. Complains of all that does not fit; what was complained about counts
 * as fitting. */
void check_types(struct checker *checker);

/* Fills in most, weight and steps, and complains where they pass LIMIT_EXPR_STEPS. */
void check_bounds(struct checker *checker);

/* Evaluates [expr] with every variable at `everything`: folds what is constant, and complains of
 * what can fail where [prove] is set. */
void check_ranges(struct checker *checker, const struct expr *expr, bool prove);

/* ---- check_compare.c -------------------------------------------------------------------------- */

/* A set of type kinds is the sum of these. */
static inline unsigned kind_bit(enum type_kind kind)
{
    return 1u << kind;
}

/* An operator or function as it is written canonically. */
const char *operator_says(enum node_kind kind);
/* Whether [operand] of node [i] is of one of [kinds]; complains where not: "`x` is …, but `>`
 * [does]". */
bool check_operand(struct checker *checker, uint32_t i, uint32_t operand, unsigned kinds,
                   const char *does);
/* How to make a condition of the whole, where that is known. */
void help_condition(struct checker *checker, struct diag *diag, uint32_t root);
/* "`a` is … and `b` is …[problem]" at node [i]. */
void complain_of_difference(struct checker *checker, uint32_t i, uint32_t a, uint32_t b,
                            const char *problem);
/* Nodes of < <= > >=, of == and !=, of in. */
void check_ordering(struct checker *checker, uint32_t i);
void check_equality(struct checker *checker, uint32_t i);
void check_in(struct checker *checker, uint32_t i);

/* ---- types.c --------------------------------------------------------------------------------- */

struct span checker_span(const struct checker *checker, uint32_t node);
const char *checker_quote(const struct checker *checker, uint32_t node);
/* What node [i] is, for "`x` is …": "a yes/no question", "a whole number". */
const char *checker_says(const struct checker *checker, uint32_t i);
/* Adds "`x` is asked here" where node [i] is a variable. */
void checker_note(const struct checker *checker, struct diag *diag, uint32_t i);

bool domain_has(const struct domain *domain, struct text id);
/* Makes texts that stand for an option of [domain] (literals, or conditionals of them) options.
 * False: node [i] is no such thing; nothing was said. An unknown option is complained about. */
bool coerce_option(struct checker *checker, uint32_t i, const struct domain *domain);
/* The same for a list of them, which becomes a set. */
bool coerce_options(struct checker *checker, uint32_t i, const struct domain *domain);

bool is_number_kind(enum type_kind kind);
/* The one type that both are; false where there is none. Out of memory is said and counts as
 * success. */
bool unify_types(struct checker *checker, const struct type *a, const struct type *b,
                 struct type *ret);
/* Whether == may stand between them: also a whole number and one with decimals. */
bool types_compare(const struct type *a, const struct type *b);

#endif
