/* The rules of a questionnaire as one circuit of and-gates and or-gates over classes of answers, so
 * that hundreds of records (or of completions of one record) are evaluated at once, one bit each.
 *
 * Each question has a few classes of answers that no condition can tell apart. A leaf of the circuit
 * says whether the answer to one question is of one of some classes; ask_if and otherwise are part
 * of the circuit, so that its inputs are raw answers, each free of the others. Every gate has two
 * sides: whether it may hold and whether it may not; for known answers these are opposites.
 *
 * Not every questionnaire fits: a condition that computes with the answers to two questions at once
 * does not. Then there is no circuit, and assess() decides. */
#ifndef IOPFIT_ASSESS_CIRCUIT_H
#define IOPFIT_ASSESS_CIRCUIT_H

#include "assess/assess.h"
#include "base/limits.h"

/* The most that fits. A set of questions is a word of 64 bits. */
enum {
    CIRCUIT_QUESTIONS = 64,
    CIRCUIT_RULES = 1024,
    CIRCUIT_CLASSES = 250, /* of one question */
    CIRCUIT_RAW = 4096,    /* of one question, before those that look the same are joined */
    CIRCUIT_REGISTERS = 16384
};

/* The class of an answer that was not given. */
#define CLASS_UNKNOWN 255

/* How answers to one question become classes. A raw class is: no or yes; the option; how far above
 * the minimum (integers); the sum of the weights of the options given (sets). */
struct coding {
    const struct question *question;
    uint8_t *classes; /* by raw class */
    uint32_t raw_count;
    uint32_t class_count;
    uint16_t weights[LIMIT_CHOICES]; /* of the options of a set */
    const double *points;            /* numbers: as struct classes has them */
    uint32_t point_count;
    bool read; /* some rule hangs on it */
};

/* A gate and its mirror image: two registers, of what is true on both and on either. */
struct gate_step {
    uint16_t both_a, both_b;
    uint16_t either_a, either_b;
};
/* A register that is the union of two. */
struct union_step {
    uint16_t a, b;
};
/* Where the two sides of a truth value are. */
struct sides {
    uint16_t may;     /* it may hold */
    uint16_t may_not; /* it may not hold */
};

/* A leaf: a question, and the classes of its answers with which it holds. */
struct leaf {
    uint32_t question;
    uint64_t holds[(CIRCUIT_CLASSES + 63) / 64]; /* bits by class */
};
enum gate_kind { GATE_CONSTANT, GATE_LEAF, GATE_AND };
/* What a walk from a rule down to its leaves needs. A literal is the number of a gate times 2, plus 1
 * for its negation. */
struct gate {
    enum gate_kind kind;
    uint32_t a, b;  /* literals; of a leaf a is its number */
    uint64_t reads; /* questions */
    struct sides sides;
};

struct circuit {
    const struct plan *plan;
    const struct questionnaire *questionnaire;
    struct coding *codings; /* by question */
    /* Registers: 0 never, 1 always; then one for each class of each question; then those of
     * [unions]; then two for each of [steps], which work out the gates. */
    uint32_t *class_registers; /* by question: of its first class */
    const struct union_step *unions;
    uint32_t union_count;
    uint32_t first_union;
    const struct gate_step *steps;
    uint32_t step_count;
    uint32_t first_step;
    uint32_t register_count;
    const struct gate *gates;
    uint32_t gate_count;
    const struct leaf *leaves;
    uint32_t leaf_count;
    uint32_t *rule_literals;
    struct sides *rules;   /* by rule */
    struct sides *applies; /* by question; of those in [conditional] only */
    uint32_t *levels;      /* outcomes that rules call for, from the highest down */
    uint32_t level_count;
    uint32_t *level_rules; /* rules, level by level, each in the order of the file */
    uint32_t *level_ends;  /* by level */
    uint64_t conditional;  /* questions with an ask_if */
    uint64_t read;         /* questions that rules hang on */
    uint64_t all;          /* all questions */
};

/* NULL where the questionnaire does not fit, or memory is used up. Lives in [arena]. */
const struct circuit *circuit_make(const struct plan *plan, struct arena *arena);

/* The class of a given answer. */
uint8_t circuit_class(const struct coding *coding, const struct value *value);

#endif
