/* The condition language: a statically typed subset of the Common Expression Language (CEL,
 * https://github.com/cel-expr/cel-spec), with `and`, `or`, `not`, count(), atLeast(), atMost() and
 * points on top (iopfit-expressions(7)). A text is compiled against a scope of typed variables and
 * evaluated under unknowns: truth values may be open, integers are intervals, choices and sets are
 * what is still possible. This room never sees a questionnaire. */
#ifndef IOPFIT_EXPR_EXPR_H
#define IOPFIT_EXPR_EXPR_H

#include <stdio.h>

#include "base/arena.h"
#include "base/names.h"
#include "base/text.h"
#include "diag/diag.h"
#include "diag/source.h"
#include "expr/value.h"

/* ---- Types and variables ------------------------------------------------------------------- */

enum type_kind {
    TYPE_BOOL,
    TYPE_INT,
    TYPE_DOUBLE,
    TYPE_STRING,
    TYPE_CHOICE, /* one of the options of a domain */
    TYPE_SET,    /* any of the options of a domain */
    TYPE_LIST,
    TYPE_ANY /* the elements of `[]` */
};

/* The options that a choice question offers, in the author's order. */
struct domain_option {
    struct text id;
    int64_t points; /* what `q.points` is; 0 where the author gave none */
};
struct domain {
    struct text name; /* of the question, for messages */
    const struct domain_option *options;
    uint32_t count; /* at most LIMIT_CHOICES */
};

struct type {
    enum type_kind kind;
    const struct type *element;  /* of a list; else NULL */
    const struct domain *domain; /* of a choice or a set; else NULL */
};

/* A name that an expression may read. Its index in the scope is its slot in evaluation. */
struct variable {
    struct text name;
    struct type type;
    struct span declared;      /* for "`x` is asked here"; may be no place */
    const char *declared_says; /* "asked" or "defined": the verb of that note */
    struct value everything;   /* all values that it can have (value.h): bounds for range proofs */
    const char *unreadable; /* NULL, or why conditions may not read it ("text answers are …") */
    bool compared_only;     /* a `number` question: may only be compared with constants */
};

struct scope {
    const struct variable *variables;
    uint32_t count;
    const struct names *names; /* names->texts[i] is variables[i].name */
};

/* ---- Compiled expressions ------------------------------------------------------------------- */

struct node; /* expr/node.h: one flat array, children before parents, the root last */

struct expr {
    struct passage passage;
    struct node *nodes;
    uint32_t node_count;
    struct type type; /* of the root */
    const struct scope *scope;
    const uint32_t *variables; /* slots that it reads, ascending, each once */
    uint32_t variable_count;
    bool is_proved; /* compiled with prove_ranges: evaluation never fails */
};

struct expr_options {
    /* Refuse what could overflow or divide by zero for some values of the variables. On for
     * questionnaires; off in the CEL conformance program, where such things are errors when
     * evaluated. */
    bool prove_ranges;
    /* The kind that the root must have; TYPE_ANY accepts every kind. */
    enum type_kind expected;
    /* How to name the place in a message about the root's type: "a rule's `when`". */
    const char *purpose;
};

/* Lexes, parses and checks [passage]. Finds as many errors as can be found without guessing. *ret is
 * allocated in [arena] and refers to passage->text and [scope], which must live as long. False
 * (with messages at their places) leaves *ret alone. */
ATTR_MUST_USE bool expr_compile(const struct passage *passage, const struct scope *scope,
                                struct expr_options options, struct arena *arena,
                                const struct expr **ret, struct diags *diags);

/* Evaluates [expr] where variable i has variables[i] (abstract values are fine: see value.h).
 * trace[0 … node_count-1] receives the value of every node (of a macro's body: of its last round);
 * it may not be NULL. [scratch] serves strings and lists only. The result is sound: it covers the
 * result for every way of filling in what is unknown, and equals it where nothing is unknown. An
 * error is VALUE_ERROR; where prove_ranges was on it cannot happen. */
struct value expr_eval(const struct expr *expr, const struct value *variables, struct value *trace,
                       struct arena *scratch);

/* Which variables made the root of a boolean [expr] what it is in [trace]: where it is known, a set
 * of variables whose values alone force it (of an `or` that holds: the first branch that holds, of
 * an `and` that holds: all branches …); where it is open, the variables that it waits for. Slots in
 * the order of the text, each once, into [ret] (room for expr->variable_count); returns how many. */
uint32_t expr_reasons(const struct expr *expr, const struct value *variables,
                      const struct value *trace, uint32_t *ret);

/* Where [expr] first reads variable [slot]; no place where it does not. */
struct span expr_variable_span(const struct expr *expr, uint32_t slot);

/* Prints [expr] in one canonical form: `and or not`, one blank around operators, only the
 * parentheses that are needed. Compiling what is printed gives the same expression, except at the
 * limits of length and nesting: `!` becomes `not`, which can need parentheses. */
void expr_print(FILE *out, const struct expr *expr);
/* The same for a value, in the words of its type (`true`, `"daily"`, `3`, `3..7`, `unknown`). */
void expr_print_value(FILE *out, const struct type *type, const struct value *value);
/* A type in the author's words: "a yes/no question", "a whole number" …. Static text. */
const char *type_says(const struct type *type);

/* ---- The logic of a condition ----------------------------------------------------------------
 */

/* Builds truth values out of others, each known by a number; EXPR_NO_LOGIC where that cannot be. */
#define EXPR_NO_LOGIC UINT32_MAX
struct expr_logic {
    void *context;
    uint32_t (*constant)(void *context, bool truth);
    /* The truth value of node [part] of [expr], which is none of the others. */
    uint32_t (*part)(void *context, const struct expr *expr, uint32_t part);
    uint32_t (*negate)(void *context, uint32_t a);
    uint32_t (*join)(void *context, bool both, uint32_t a, uint32_t b); /* both: and; else or */
};
/* Builds the truth value of [expr] (boolean) out of its parts. With three-valued and, or and not the
 * result is what expr_eval() says, where each part is. */
uint32_t expr_lower(const struct expr *expr, const struct expr_logic *logic);
/* The variables that node [part] reads, each once, into [ret] (room for expr->variable_count);
 * returns how many. */
uint32_t expr_part_variables(const struct expr *expr, uint32_t part, uint32_t *ret);
/* Whether node [part] is a variable and nothing else. */
bool expr_part_is_variable(const struct expr *expr, uint32_t part);
/* As expr_eval(), of node [part] only. */
struct value expr_eval_part(const struct expr *expr, uint32_t part, const struct value *variables,
                            struct value *trace, struct arena *scratch);

/* ---- What a set of expressions asks of a variable -------------------------------------------- */

/* How finely the values of one variable must be told apart so that no expression can tell two
 * values of one class apart. All zero to begin with; expr_add_uses() adds to it. */
struct variable_use {
    bool read;
    /* Integers: compared with these constants only, unless [every_value]. The classes of an integer
     * are then the runs between the cuts: a cut c separates c-1 from c. Numbers: a cut is a point:
     * below, at, above. */
    bool every_value;
    int64_t *cuts; /* not sorted, may repeat */
    uint32_t cut_count;
    uint32_t cut_capacity;
    double *points;
    uint32_t point_count;
    uint32_t point_capacity;
    /* Sets: options that are looked at by name; the others are only ever counted. */
    uint64_t named;
};

/* Adds what [expr] asks of each variable to uses[slot]. False when [arena] is used up. */
ATTR_MUST_USE bool expr_add_uses(const struct expr *expr, struct variable_use *uses,
                                 struct arena *arena);

#endif
