/* Values under unknowns. Each value stands for a set of concrete values, a superset of those that
 * are possible: a truth value that may be either, an interval, the choices still possible, a set
 * between what is surely in and what may be in. A concrete value is the special case with one
 * member. */
#ifndef IOPFIT_EXPR_VALUE_H
#define IOPFIT_EXPR_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

enum value_kind {
    VALUE_BOOL,
    VALUE_INT,
    VALUE_DOUBLE,
    VALUE_STRING, /* concrete */
    VALUE_CHOICE,
    VALUE_SET,
    VALUE_LIST, /* of known length, elements may be unknown */
    VALUE_ANY,  /* a string or list of which nothing is known; without range proofs also a double,
                   choice or set whose evaluation may fail */
    VALUE_ERROR /* only without range proofs: evaluation fails */
};

/* Bits of a truth value. */
enum truth { TRUTH_NONE = 0, TRUTH_FALSE = 1, TRUTH_TRUE = 2, TRUTH_OPEN = 3 };

enum eval_error {
    EVAL_OVERFLOW,
    EVAL_DIVIDE_BY_ZERO,
    EVAL_CONVERSION, /* int(1e99), bool('maybe'), int('x') … */
    EVAL_NO_NUMBER,  /* an interval computation that could give NaN */
    EVAL_MEMORY      /* the scratch arena is used up */
};

struct value {
    enum value_kind kind;
    union {
        enum truth truth;
        struct {
            int64_t low, high; /* inclusive */
        } integer;
        struct {
            double low, high; /* inclusive; NaN only when low and high are the same NaN */
        } number;
        struct text string;
        uint64_t choices; /* bit i: option i is possible; never 0 */
        struct {
            uint64_t in, possible; /* in ⊆ the set ⊆ possible */
        } set;
        struct {
            const struct value *items;
            uint32_t count;
            bool sparse; /* each item may also be missing: filter() with an open condition */
        } list;
        struct {
            enum eval_error error;
            bool possible; /* in a trace: only some ways of filling in what is unknown fail */
        };
    };
};

struct value value_truth(bool truth);
struct value value_integer(int64_t integer);
struct value value_number(double number);
struct value value_choice(uint32_t option);
struct value value_set(uint64_t members);

/* Exactly one concrete value is left. */
bool value_is_known(const struct value *value);
/* Both known and the same (CEL equality; lists element by element). */
bool value_equal(const struct value *a, const struct value *b);
/* No concrete value belongs to both; for lists only decided where both are known. Same type. */
bool value_disjoint(const struct value *a, const struct value *b);
/* The smallest value that covers both. Same type. Where no value is that wide (an error and a
 * number), a VALUE_ERROR that is only possible: it covers everything. */
struct value value_join(const struct value *a, const struct value *b);
/* Every concrete value of [part] belongs to [whole]. Same type; lists: only where both are known. */
bool value_covers(const struct value *whole, const struct value *part);

#endif
