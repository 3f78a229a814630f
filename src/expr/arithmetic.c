/* Interval arithmetic on 64-bit integers and doubles, comparisons on one number line, and the
 * conversions between kinds. Concrete operands are intervals of one number and give exactly what
 * the CEL specification says. */
#include "expr/arithmetic.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static struct value failure(enum eval_error error, bool possible)
{
    return (struct value){.kind = VALUE_ERROR, .error = error, .possible = possible};
}

static bool both_known(const struct value *a, const struct value *b)
{
    return value_is_known(a) && value_is_known(b);
}

/* ---- Integers -------------------------------------------------------------------------------- */

/* Each tells whether the result fits into 64 bits, and sets it then. */

static bool add(int64_t a, int64_t b, int64_t *ret)
{
    if ((b > 0 && a > INT64_MAX - b) || (b < 0 && a < INT64_MIN - b)) {
        return false;
    }
    *ret = a + b;
    return true;
}

static bool subtract(int64_t a, int64_t b, int64_t *ret)
{
    if ((b < 0 && a > INT64_MAX + b) || (b > 0 && a < INT64_MIN + b)) {
        return false;
    }
    *ret = a - b;
    return true;
}

static bool multiply(int64_t a, int64_t b, int64_t *ret)
{
    if (a > 0 ? (b > 0 ? a > INT64_MAX / b : b < INT64_MIN / a)
              : (b > 0 ? a < INT64_MIN / b : a != 0 && b < INT64_MAX / a)) {
        return false;
    }
    *ret = a * b;
    return true;
}

static bool divide(int64_t a, int64_t b, int64_t *ret)
{
    if (a == INT64_MIN && b == -1) {
        return false;
    }
    *ret = a / b;
    return true;
}

static bool compute(enum node_kind kind, int64_t a, int64_t b, int64_t *ret)
{
    return kind == NODE_ADD        ? add(a, b, ret)
           : kind == NODE_SUBTRACT ? subtract(a, b, ret)
           : kind == NODE_MULTIPLY ? multiply(a, b, ret)
                                   : divide(a, b, ret);
}

/* + - * and / (by an interval without 0) are monotone in each operand where the other is held, so
 * the extremes lie at the corners. */
static struct value integer_corners(enum node_kind kind, const struct value *a,
                                    const struct value *b)
{
    const int64_t as[2] = {a->integer.low, a->integer.high};
    const int64_t bs[2] = {b->integer.low, b->integer.high};
    struct value result = {.kind = VALUE_INT, .integer = {INT64_MAX, INT64_MIN}};
    for (int i = 0; i < 4; i++) {
        int64_t corner = 0;
        if (!compute(kind, as[i / 2], bs[i % 2], &corner)) {
            return failure(EVAL_OVERFLOW, !both_known(a, b));
        }
        if (corner < result.integer.low) {
            result.integer.low = corner;
        }
        if (corner > result.integer.high) {
            result.integer.high = corner;
        }
    }
    return result;
}

/* |a| - 1 for a != 0, which always fits. */
static int64_t below_magnitude(int64_t a)
{
    return a < 0 ? -(a + 1) : a - 1;
}

/* The remainder has the sign of [a] and is smaller than [b] and at most as large as [a]. */
static struct value integer_remainder(const struct value *a, const struct value *b)
{
    int64_t low = a->integer.low;
    int64_t high = a->integer.high;
    int64_t divisor = b->integer.low;
    if (low == INT64_MIN && b->integer.low <= -1 && b->integer.high >= -1) {
        return failure(EVAL_OVERFLOW, !both_known(a, b));
    }
    bool one_divisor = divisor == b->integer.high;
    bool one_sign = low >= 0 || high <= 0;
    if (one_divisor && one_sign && low / divisor == high / divisor) {
        return (struct value){.kind = VALUE_INT, .integer = {low % divisor, high % divisor}};
    }
    int64_t most = below_magnitude(b->integer.low);
    if (below_magnitude(b->integer.high) > most) {
        most = below_magnitude(b->integer.high);
    }
    int64_t least = low < 0 ? (low < -most ? -most : low) : 0;
    int64_t largest = high > 0 ? (high > most ? most : high) : 0;
    int64_t smallest_divisor =
        below_magnitude(b->integer.low < 0 ? b->integer.high : b->integer.low);
    if (low >= -smallest_divisor && high <= smallest_divisor) {
        return *a;
    }
    return (struct value){.kind = VALUE_INT, .integer = {least, largest}};
}

static struct value integer_binary(enum node_kind kind, const struct value *a,
                                   const struct value *b)
{
    if ((kind == NODE_DIVIDE || kind == NODE_REMAINDER) && b->integer.low <= 0 &&
        b->integer.high >= 0) {
        return failure(EVAL_DIVIDE_BY_ZERO, b->integer.low != b->integer.high);
    }
    return kind == NODE_REMAINDER ? integer_remainder(a, b) : integer_corners(kind, a, b);
}

/* ---- Doubles --------------------------------------------------------------------------------- */

static double compute_double(enum node_kind kind, double a, double b)
{
    return kind == NODE_ADD        ? a + b
           : kind == NODE_SUBTRACT ? a - b
           : kind == NODE_MULTIPLY ? a * b
                                   : a / b;
}

static bool has_infinity(const struct value *a)
{
    return isinf(a->number.low) || isinf(a->number.high);
}

static bool has_zero(const struct value *a)
{
    return a->number.low <= 0 && a->number.high >= 0;
}

static bool could_be_nan(enum node_kind kind, const struct value *a, const struct value *b)
{
    if (isnan(a->number.low) || isnan(b->number.low)) {
        return true;
    }
    if (kind == NODE_MULTIPLY) {
        return (has_zero(a) && has_infinity(b)) || (has_infinity(a) && has_zero(b));
    }
    if (kind == NODE_DIVIDE) {
        return has_zero(b) || (has_infinity(a) && has_infinity(b));
    }
    return has_infinity(a) && has_infinity(b);
}

static struct value double_binary(enum node_kind kind, const struct value *a, const struct value *b)
{
    if (both_known(a, b)) {
        return value_number(compute_double(kind, a->number.low, b->number.low));
    }
    if (could_be_nan(kind, a, b)) {
        return failure(EVAL_NO_NUMBER, true);
    }
    const double as[2] = {a->number.low, a->number.high};
    const double bs[2] = {b->number.low, b->number.high};
    double low = HUGE_VAL;
    double high = -HUGE_VAL;
    for (int i = 0; i < 4; i++) {
        double corner = compute_double(kind, as[i / 2], bs[i % 2]);
        low = corner < low ? corner : low;
        high = corner > high ? corner : high;
    }
    /* Which of the two zeros it is depends on more than the corners. */
    return (struct value){.kind = VALUE_DOUBLE,
                          .number = {low == 0 ? -0.0 : low, high == 0 ? 0.0 : high}};
}

struct value arithmetic_binary(enum node_kind kind, const struct value *a, const struct value *b)
{
    return a->kind == VALUE_INT ? integer_binary(kind, a, b) : double_binary(kind, a, b);
}

struct value arithmetic_negate(const struct value *a)
{
    if (a->kind == VALUE_DOUBLE) {
        return (struct value){.kind = VALUE_DOUBLE, .number = {-a->number.high, -a->number.low}};
    }
    if (a->integer.low == INT64_MIN) {
        return failure(EVAL_OVERFLOW, !value_is_known(a));
    }
    return (struct value){.kind = VALUE_INT, .integer = {-a->integer.high, -a->integer.low}};
}

/* ---- One number line ------------------------------------------------------------------------- */

/* -1, 0, 1; exact, although not every integer is a double. [b] is not NaN. */
static int compare_mixed(int64_t a, double b)
{
    if (b >= 9223372036854775808.0) {
        return -1;
    }
    if (b < -9223372036854775808.0) {
        return 1;
    }
    int64_t whole = (int64_t)b; /* toward zero */
    if (a != whole) {
        return a < whole ? -1 : 1;
    }
    double rest = b - (double)whole;
    return rest > 0 ? -1 : rest < 0 ? 1 : 0;
}

static int compare_ends(const struct value *a, bool a_high, const struct value *b, bool b_high)
{
    if (a->kind == VALUE_INT && b->kind == VALUE_INT) {
        int64_t left = a_high ? a->integer.high : a->integer.low;
        int64_t right = b_high ? b->integer.high : b->integer.low;
        return left < right ? -1 : left > right;
    }
    if (a->kind == VALUE_DOUBLE && b->kind == VALUE_DOUBLE) {
        double left = a_high ? a->number.high : a->number.low;
        double right = b_high ? b->number.high : b->number.low;
        return left < right ? -1 : left > right;
    }
    if (a->kind == VALUE_INT) {
        return compare_mixed(a_high ? a->integer.high : a->integer.low,
                             b_high ? b->number.high : b->number.low);
    }
    return -compare_mixed(b_high ? b->integer.high : b->integer.low,
                          a_high ? a->number.high : a->number.low);
}

unsigned order_numbers(const struct value *a, const struct value *b)
{
    if ((a->kind == VALUE_DOUBLE && isnan(a->number.low)) ||
        (b->kind == VALUE_DOUBLE && isnan(b->number.low))) {
        return ORDER_NONE;
    }
    unsigned orders = 0;
    if (compare_ends(a, false, b, true) < 0) {
        orders |= ORDER_LESS;
    }
    if (compare_ends(a, true, b, false) > 0) {
        orders |= ORDER_GREATER;
    }
    if (compare_ends(a, false, b, true) <= 0 && compare_ends(a, true, b, false) >= 0) {
        orders |= ORDER_EQUAL;
    }
    return orders;
}

/* ---- Conversions ----------------------------------------------------------------------------- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Digits with an optional sign, as in CEL's int('…'). */
static bool read_integer(struct text text, int64_t *ret)
{
    size_t i = text.length > 0 && (text.start[0] == '-' || text.start[0] == '+') ? 1 : 0;
    bool negative = i == 1 && text.start[0] == '-';
    if (i == text.length) {
        return false;
    }
    int64_t number = 0;
    for (; i < text.length; i++) {
        if (!is_digit(text.start[i])) {
            return false;
        }
        int64_t digit = text.start[i] - '0';
        if (!multiply(number, 10, &number) || !add(number, negative ? -digit : digit, &number)) {
            return false;
        }
    }
    *ret = number;
    return true;
}

static bool is_named(struct text text, const char *name)
{
    return text.length == strlen(name) && strncasecmp(text.start, name, text.length) == 0;
}

/* Digits, a fraction, an exponent; at least one digit. */
static bool is_decimal(struct text text)
{
    size_t i = 0;
    size_t digits = 0;
    while (i < text.length && is_digit(text.start[i])) {
        i++;
        digits++;
    }
    if (i < text.length && text.start[i] == '.') {
        for (i++; i < text.length && is_digit(text.start[i]); i++) {
            digits++;
        }
    }
    if (digits == 0) {
        return false;
    }
    if (i < text.length && (text.start[i] == 'e' || text.start[i] == 'E')) {
        i++;
        if (i < text.length && (text.start[i] == '-' || text.start[i] == '+')) {
            i++;
        }
        size_t from = i;
        while (i < text.length && is_digit(text.start[i])) {
            i++;
        }
        if (i == from) {
            return false;
        }
    }
    return i == text.length;
}

bool read_double(struct text text, double *ret)
{
    bool negative = text.length > 0 && text.start[0] == '-';
    if (negative || (text.length > 0 && text.start[0] == '+')) {
        text.start++;
        text.length--;
    }
    double number = 0;
    if (is_named(text, "inf") || is_named(text, "infinity")) {
        number = HUGE_VAL;
    } else if (is_named(text, "nan")) {
        number = (double)NAN;
    } else if (is_decimal(text)) {
        char buffer[LIMIT_EXPR_BYTES + 1]; /* strtod() wants an end */
        if (text.length >= sizeof buffer) {
            return false;
        }
        memcpy(buffer, text.start, text.length);
        buffer[text.length] = '\0';
        number = strtod(buffer, NULL);
        if (isinf(number)) {
            return false;
        }
    } else {
        return false;
    }
    *ret = negative ? -number : number;
    return true;
}

/* Both bounds are excluded: the largest integers are no doubles, and what rounds to a bound may
 * have been beyond it. */
static bool fits_integer(double number)
{
    return number > -9223372036854775808.0 && number < 9223372036854775808.0;
}

struct value convert_to_int(const struct value *a)
{
    if (a->kind == VALUE_DOUBLE) {
        if (!fits_integer(a->number.low) || !fits_integer(a->number.high)) {
            return failure(EVAL_CONVERSION, !value_is_known(a));
        }
        return (struct value){.kind = VALUE_INT,
                              .integer = {(int64_t)a->number.low, (int64_t)a->number.high}};
    }
    if (a->kind == VALUE_STRING) {
        int64_t number = 0;
        return read_integer(a->string, &number) ? value_integer(number)
                                                : failure(EVAL_CONVERSION, false);
    }
    return a->kind == VALUE_ANY ? failure(EVAL_CONVERSION, true) : *a;
}

struct value convert_to_double(const struct value *a)
{
    if (a->kind == VALUE_INT) {
        return (struct value){.kind = VALUE_DOUBLE,
                              .number = {(double)a->integer.low, (double)a->integer.high}};
    }
    if (a->kind == VALUE_STRING) {
        double number = 0;
        return read_double(a->string, &number) ? value_number(number)
                                               : failure(EVAL_CONVERSION, false);
    }
    return a->kind == VALUE_ANY ? failure(EVAL_CONVERSION, true) : *a;
}

struct value convert_to_bool(const struct value *a)
{
    if (a->kind == VALUE_STRING) {
        static const char *const words[2][5] = {{"0", "f", "false", "FALSE", "False"},
                                                {"1", "t", "true", "TRUE", "True"}};
        for (int i = 0; i < 10; i++) {
            if (text_is(a->string, words[i / 5][i % 5])) {
                return value_truth(i / 5 == 1);
            }
        }
        return failure(EVAL_CONVERSION, false);
    }
    return a->kind == VALUE_ANY ? failure(EVAL_CONVERSION, true) : *a;
}

size_t number_text(double number, int exponent_from, char buffer[NUMBER_TEXT_ROOM])
{
    if (isnan(number) || isinf(number)) {
        return (size_t)snprintf(buffer, NUMBER_TEXT_ROOM, "%s",
                                isnan(number) ? "NaN"
                                : number < 0  ? "-Inf"
                                              : "+Inf");
    }
    int digits = number_shortest(number, buffer);
    int exponent = (int)strtol(strchr(buffer, 'e') + 1, NULL, 10);
    if (exponent >= -4 && exponent < exponent_from) {
        int decimals = digits - 1 - exponent;
        return (size_t)snprintf(buffer, NUMBER_TEXT_ROOM, "%.*f", decimals < 0 ? 0 : decimals,
                                number);
    }
    return strlen(buffer);
}

struct value convert_to_string(const struct value *a, struct arena *scratch)
{
    if (a->kind == VALUE_STRING || a->kind == VALUE_ANY) {
        return *a;
    }
    if (!value_is_known(a)) {
        return (struct value){.kind = VALUE_ANY};
    }
    char buffer[NUMBER_TEXT_ROOM];
    size_t length = 0;
    if (a->kind == VALUE_BOOL) {
        length = (size_t)snprintf(buffer, sizeof buffer, "%s",
                                  a->truth == TRUTH_TRUE ? "true" : "false");
    } else if (a->kind == VALUE_INT) {
        length = (size_t)snprintf(buffer, sizeof buffer, "%lld", (long long)a->integer.low);
    } else {
        /* CEL says nothing of the form; this is that of its Go implementation. */
        length = number_text(a->number.low, 6, buffer);
    }
    struct text copy = text_copy(scratch, (struct text){buffer, length});
    return copy.start == NULL ? failure(EVAL_MEMORY, false)
                              : (struct value){.kind = VALUE_STRING, .string = copy};
}
