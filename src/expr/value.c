/* Values as sets of concrete values: making, comparing, joining. Everything here is total: no
 * allocation, no messages. Arithmetic is in arithmetic.c. */
#include "expr/value.h"

#include <math.h>

struct value value_truth(bool truth)
{
    return (struct value){.kind = VALUE_BOOL, .truth = truth ? TRUTH_TRUE : TRUTH_FALSE};
}

struct value value_integer(int64_t integer)
{
    return (struct value){.kind = VALUE_INT, .integer = {integer, integer}};
}

struct value value_number(double number)
{
    return (struct value){.kind = VALUE_DOUBLE, .number = {number, number}};
}

struct value value_choice(uint32_t option)
{
    return (struct value){.kind = VALUE_CHOICE, .choices = UINT64_C(1) << option};
}

struct value value_set(uint64_t members)
{
    return (struct value){.kind = VALUE_SET, .set = {members, members}};
}

static bool is_single(uint64_t mask)
{
    return (mask & (mask - 1)) == 0; /* choices are never 0 */
}

static bool same_number(double a, double b)
{
    return (isnan(a) && isnan(b)) || (a == b && signbit(a) == signbit(b));
}

/* The order of numbers with -0.0 before 0.0, which division tells apart. */
static bool at_most(double a, double b)
{
    return a < b || (a == b && (signbit(a) || !signbit(b)));
}

bool value_is_known(const struct value *value)
{
    switch (value->kind) {
    case VALUE_BOOL:
        return value->truth == TRUTH_FALSE || value->truth == TRUTH_TRUE;
    case VALUE_INT:
        return value->integer.low == value->integer.high;
    case VALUE_DOUBLE:
        return same_number(value->number.low, value->number.high);
    case VALUE_STRING:
        return true;
    case VALUE_CHOICE:
        return is_single(value->choices);
    case VALUE_SET:
        return value->set.in == value->set.possible;
    case VALUE_LIST:
        if (value->list.sparse) {
            return false;
        }
        for (uint32_t i = 0; i < value->list.count; i++) {
            if (!value_is_known(&value->list.items[i])) {
                return false;
            }
        }
        return true;
    case VALUE_ANY:
    case VALUE_ERROR:
        break;
    }
    return false;
}

bool value_equal(const struct value *a, const struct value *b)
{
    if (a->kind != b->kind || !value_is_known(a) || !value_is_known(b)) {
        return false;
    }
    switch (a->kind) {
    case VALUE_BOOL:
        return a->truth == b->truth;
    case VALUE_INT:
        return a->integer.low == b->integer.low;
    case VALUE_DOUBLE:
        return a->number.low == b->number.low;
    case VALUE_STRING:
        return text_equal(a->string, b->string);
    case VALUE_CHOICE:
        return a->choices == b->choices;
    case VALUE_SET:
        return a->set.in == b->set.in;
    case VALUE_LIST:
        break;
    case VALUE_ANY:   /* never known */
    case VALUE_ERROR: /* never known */
        return false;
    }
    if (a->list.count != b->list.count) {
        return false;
    }
    for (uint32_t i = 0; i < a->list.count; i++) {
        if (!value_equal(&a->list.items[i], &b->list.items[i])) {
            return false;
        }
    }
    return true;
}

bool value_disjoint(const struct value *a, const struct value *b)
{
    if (a->kind != b->kind) {
        return false; /* one of them is VALUE_ANY or an error */
    }
    switch (a->kind) {
    case VALUE_BOOL:
        return (a->truth & b->truth) == 0;
    case VALUE_INT:
        return a->integer.high < b->integer.low || b->integer.high < a->integer.low;
    case VALUE_DOUBLE:
        if (isnan(a->number.low) || isnan(b->number.low)) {
            return !(isnan(a->number.low) && isnan(b->number.low));
        }
        return a->number.high < b->number.low || b->number.high < a->number.low;
    case VALUE_STRING:
        return !text_equal(a->string, b->string);
    case VALUE_CHOICE:
        return (a->choices & b->choices) == 0;
    case VALUE_SET:
        return (a->set.in & ~b->set.possible) != 0 || (b->set.in & ~a->set.possible) != 0;
    case VALUE_LIST:
        return value_is_known(a) && value_is_known(b) && !value_equal(a, b);
    case VALUE_ANY:
    case VALUE_ERROR:
        break;
    }
    return false;
}

static struct value join_errors(const struct value *a, const struct value *b)
{
    bool both = a->kind == b->kind;
    const struct value *error = a->kind == VALUE_ERROR ? a : b;
    return (struct value){
        .kind = VALUE_ERROR,
        .error = error->error,
        .possible = !both || a->possible || b->possible,
    };
}

static bool same_list(const struct value *a, const struct value *b)
{
    return a->list.items == b->list.items && a->list.count == b->list.count &&
           a->list.sparse == b->list.sparse;
}

struct value value_join(const struct value *a, const struct value *b)
{
    if (a->kind == VALUE_ERROR || b->kind == VALUE_ERROR) {
        return join_errors(a, b);
    }
    struct value join = *a;
    if (a->kind != b->kind) {
        join.kind = VALUE_ANY;
        return join;
    }
    switch (a->kind) {
    case VALUE_BOOL:
        join.truth = (enum truth)(a->truth | b->truth);
        break;
    case VALUE_INT:
        if (b->integer.low < join.integer.low) {
            join.integer.low = b->integer.low;
        }
        if (b->integer.high > join.integer.high) {
            join.integer.high = b->integer.high;
        }
        break;
    case VALUE_DOUBLE:
        if (isnan(a->number.low) && isnan(b->number.low)) {
            break;
        }
        if (isnan(a->number.low) || isnan(b->number.low)) {
            return (struct value){.kind = VALUE_ERROR, .error = EVAL_NO_NUMBER, .possible = true};
        }
        if (at_most(b->number.low, join.number.low)) {
            join.number.low = b->number.low;
        }
        if (at_most(join.number.high, b->number.high)) {
            join.number.high = b->number.high;
        }
        break;
    case VALUE_STRING:
        if (!text_equal(a->string, b->string)) {
            join.kind = VALUE_ANY;
        }
        break;
    case VALUE_CHOICE:
        join.choices |= b->choices;
        break;
    case VALUE_SET:
        join.set.in &= b->set.in;
        join.set.possible |= b->set.possible;
        break;
    case VALUE_LIST:
        if (!same_list(a, b) && !value_equal(a, b)) {
            join.kind = VALUE_ANY;
        }
        break;
    case VALUE_ANY:
    case VALUE_ERROR:
        break;
    }
    return join;
}

bool value_covers(const struct value *whole, const struct value *part)
{
    if (whole->kind == VALUE_ANY) {
        return part->kind != VALUE_ERROR;
    }
    if (whole->kind == VALUE_ERROR) {
        return whole->possible || (part->kind == VALUE_ERROR && !part->possible);
    }
    if (whole->kind != part->kind) {
        return false;
    }
    switch (whole->kind) {
    case VALUE_BOOL:
        return (part->truth & ~(unsigned)whole->truth) == 0;
    case VALUE_INT:
        return whole->integer.low <= part->integer.low && part->integer.high <= whole->integer.high;
    case VALUE_DOUBLE:
        if (isnan(whole->number.low) || isnan(part->number.low)) {
            return isnan(whole->number.low) && isnan(part->number.low);
        }
        return at_most(whole->number.low, part->number.low) &&
               at_most(part->number.high, whole->number.high);
    case VALUE_STRING:
        return text_equal(whole->string, part->string);
    case VALUE_CHOICE:
        return (part->choices & ~whole->choices) == 0;
    case VALUE_SET:
        return (whole->set.in & ~part->set.in) == 0 &&
               (part->set.possible & ~whole->set.possible) == 0;
    case VALUE_LIST:
        return same_list(whole, part) || value_equal(whole, part);
    case VALUE_ANY:
    case VALUE_ERROR:
        break;
    }
    return false;
}
