/* A questionnaire as a circuit over what a person may answer: what each question counts as, facts,
 * rules and the outcome, for every completion at once (assess/assess.h says what a completion is).
 *
 * The raw answer to a question is one of finitely many classes of values that no condition tells
 * apart: ordered ones (no and yes, choices, runs of numbers between the constants that they are
 * compared with) are a chain of atoms "at least class i"; of a multiple choice, each option that a
 * condition names is an atom of its own, and the others, which are only ever counted, are a chain
 * "at least i of the others", whose first i are then the ones that are in.
 *
 * Two values suffice, since every claim speaks of completions; what that says of partial answers is
 * in prove.h. A part of a condition that would be too large becomes an atom of its own that may be
 * anything (model->loose_count): what is proved then still holds, and what is refuted has to be
 * tried. Not for finding answers (solver.h). */
#ifndef IOPFIT_PROVE_MODEL_H
#define IOPFIT_PROVE_MODEL_H

#include "answers/answers.h"
#include "prove/circuit.h"
#include "questionnaire/questionnaire.h"

/* What a raw answer can be. Each field is an array of [count]; all literals of one chain or option. */
struct raw {
    bool is_set;
    uint32_t count;             /* ordered: classes, at least 1; set: options */
    const struct value *values; /* ordered: one concrete value of each class, ascending */
    const literal *holds;       /* ordered: at least class i ([0] is yes); set: option i is in */
    uint64_t named;             /* set: options that are told apart; others are in in their order */
};

/* How finely the answers to each question must be told apart, by slot (expr_add_uses()): for all
 * conditions of [questionnaire], guarantees, exceptions and next steps included. Uses of several
 * questionnaires may be joined. False when [arena] is used up. */
ATTR_MUST_USE bool model_add_uses(const struct questionnaire *questionnaire,
                                  struct variable_use *uses, struct arena *arena);
/* New atoms for an answer to [question]; false when memory is used up. */
ATTR_MUST_USE bool raw_make(struct circuit *circuit, const struct question *question,
                            const struct variable_use *use, struct raw *ret);
/* The class, or the set of options in terms of [raw], that a concrete [value] belongs to. */
uint64_t raw_class(const struct raw *raw, const struct value *value);
/* A concrete value of [class] (for a set: of the options that are in). */
struct value raw_value(const struct raw *raw, uint64_t class);

/* A value that depends on the answers. */
struct symbol {
    enum symbol_shape {
        SYMBOL_NONE,    /* too large, or not worked out */
        SYMBOL_TRUTH,   /* [truth] */
        SYMBOL_ORDERED, /* at least values[i] where holds[i] ([0] is yes); ascending */
        SYMBOL_SET,     /* option i is in where holds[i] */
        SYMBOL_LISTED   /* values[i] where holds[i]; one of them does */
    } shape;
    literal truth;
    uint32_t count;
    const literal *holds;
    const struct value *values;
};

struct model {
    struct circuit *circuit;
    const struct questionnaire *questionnaire;
    struct arena *arena;
    const struct raw *raws; /* by question */
    literal *applies;       /* by question */
    struct symbol *values;  /* by slot: as questions count, then facts */
    literal *rules;         /* by rule */
    literal *reaches; /* by rank, one more than there are outcomes: the outcome is at least it */
    uint32_t loose_count;
};

/* Compiles [questionnaire] over [raws], which the caller has made, one for each question; several
 * models may share them. In [arena]. False, with a message, when memory is used up. */
ATTR_MUST_USE bool model_make(struct model *model, struct circuit *circuit,
                              const struct questionnaire *questionnaire, const struct raw *raws,
                              struct arena *arena, struct diags *diags);
/* A condition over the model's questions and facts; they all have been added to the uses. */
literal model_condition(struct model *model, const struct expr *condition);
/* The outcome is [rank]; is one of [outcomes] (bits). */
literal model_outcome(struct model *model, uint32_t rank);
literal model_outcome_in(struct model *model, uint64_t outcomes);

#endif
