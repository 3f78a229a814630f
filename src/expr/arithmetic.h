/* Arithmetic and conversions on numbers that may be intervals. Each function gives the smallest
 * interval that covers all results; where some operands fail, a VALUE_ERROR (`possible` where
 * others do not). Operands are VALUE_INT or VALUE_DOUBLE, both of one kind. */
#ifndef IOPFIT_EXPR_ARITHMETIC_H
#define IOPFIT_EXPR_ARITHMETIC_H

#include "base/arena.h"
#include "expr/node.h"

/* NODE_ADD … NODE_REMAINDER. */
struct value arithmetic_binary(enum node_kind kind, const struct value *a, const struct value *b);
struct value arithmetic_negate(const struct value *a);

/* int() of a double or a string, double() of an int or a string, bool() of a string. Other kinds
 * are given back as they are. */
struct value convert_to_int(const struct value *a);
struct value convert_to_double(const struct value *a);
struct value convert_to_bool(const struct value *a);
/* string() of a bool, int, double; in [scratch]. */
struct value convert_to_string(const struct value *a, struct arena *scratch);

/* Which of these hold between some concrete value of one operand and some of the other. */
enum order { ORDER_LESS = 1, ORDER_EQUAL = 2, ORDER_GREATER = 4, ORDER_NONE = 8 };
/* Numbers of either kind, on one number line. */
unsigned order_numbers(const struct value *a, const struct value *b);

/* The shortest decimal digits that read back as [number], written as C's %g writes them from
 * [exponent_from] on; returns the length. "NaN", "+Inf", "-Inf" for those. */
enum { NUMBER_TEXT_ROOM = 352 };
size_t number_text(double number, int exponent_from, char buffer[NUMBER_TEXT_ROOM]);

/* Reads digits, optionally with a sign, a fraction and an exponent, or the names of infinity and
 * not-a-number in either case. */
bool read_double(struct text text, double *ret);

#endif
