/* Values and arithmetic on intervals, held against arithmetic on each number in them; and how
 * values are printed. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "expr/arithmetic.h"
#include "scope.h"

static const enum node_kind operators[] = {NODE_ADD, NODE_SUBTRACT, NODE_MULTIPLY, NODE_DIVIDE,
                                           NODE_REMAINDER};

/* All results of [kind] between two small intervals lie in the computed one, and its ends are
 * results themselves, but for remainders of many divisors. */
static void intervals_of_whole_numbers_are_tight(void **state)
{
    (void)state;
    for (int64_t a = -5; a <= 5; a++) {
        for (int64_t b = a; b <= 5; b++) {
            for (int64_t c = -4; c <= 4; c++) {
                for (int64_t d = c; d <= 4; d++) {
                    for (int k = 0; k < 5; k++) {
                        struct value left = some_integers(a, b);
                        struct value right = some_integers(c, d);
                        struct value all = arithmetic_binary(operators[k], &left, &right);
                        bool divides = k >= 3;
                        if (divides && c <= 0 && d >= 0) {
                            assert_int_equal(all.kind, VALUE_ERROR);
                            assert_int_equal(all.error, EVAL_DIVIDE_BY_ZERO);
                            assert_int_equal(all.possible, c != d);
                            continue;
                        }
                        bool low = false;
                        bool high = false;
                        for (int64_t x = a; x <= b; x++) {
                            for (int64_t y = c; y <= d; y++) {
                                int64_t one = k == 0   ? x + y
                                              : k == 1 ? x - y
                                              : k == 2 ? x * y
                                              : k == 3 ? x / y
                                                       : x % y;
                                assert_in_range(one + 100, all.integer.low + 100,
                                                all.integer.high + 100);
                                low = low || one == all.integer.low;
                                high = high || one == all.integer.high;
                            }
                        }
                        if (k != 4 || c == d) {
                            assert_true(low && high);
                        }
                    }
                }
            }
        }
    }
}

static void the_ends_of_64_bits_are_known(void **state)
{
    (void)state;
    static const int64_t numbers[] = {
        INT64_MIN, INT64_MIN + 1, INT64_MIN / 2, -3,       -2, -1, 0, 1, 2,
        3,         INT64_MAX / 2, INT64_MAX - 1, INT64_MAX};
    const size_t count = sizeof numbers / sizeof *numbers;
    for (size_t i = 0; i < count * count; i++) {
        int64_t a = numbers[i / count];
        int64_t b = numbers[i % count];
        struct value left = value_integer(a);
        struct value right = value_integer(b);
        int64_t wanted = 0;
        for (int k = 0; k < 3; k++) {
            bool overflows = k == 0   ? __builtin_add_overflow(a, b, &wanted)
                             : k == 1 ? __builtin_sub_overflow(a, b, &wanted)
                                      : __builtin_mul_overflow(a, b, &wanted);
            struct value got = arithmetic_binary(operators[k], &left, &right);
            assert_int_equal(got.kind, overflows ? VALUE_ERROR : VALUE_INT);
            if (overflows) {
                assert_int_equal(got.error, EVAL_OVERFLOW);
                assert_false(got.possible);
            } else {
                assert_true(got.integer.low == wanted && got.integer.high == wanted);
            }
        }
        for (int k = 3; k < 5; k++) {
            struct value got = arithmetic_binary(operators[k], &left, &right);
            if (b == 0 || (a == INT64_MIN && b == -1)) {
                assert_int_equal(got.kind, VALUE_ERROR);
                assert_int_equal(got.error, b == 0 ? EVAL_DIVIDE_BY_ZERO : EVAL_OVERFLOW);
            } else {
                assert_true(got.integer.low == (k == 3 ? a / b : a % b));
            }
        }
    }
    struct value least = some_integers(INT64_MIN, 5);
    struct value divisors = some_integers(-3, -1);
    struct value got = arithmetic_binary(NODE_REMAINDER, &least, &divisors);
    assert_int_equal(got.kind, VALUE_ERROR);
    assert_true(got.possible);
    got = arithmetic_negate(&least);
    assert_int_equal(got.kind, VALUE_ERROR);
    assert_true(got.possible);
}

static struct value numbers_from(double low, double high)
{
    return (struct value){.kind = VALUE_DOUBLE, .number = {low, high}};
}

static void what_could_be_no_number_is_a_possible_failure(void **state)
{
    (void)state;
    const struct {
        enum node_kind kind;
        struct value a, b;
    } rows[] = {
        {NODE_ADD, numbers_from(1, HUGE_VAL), numbers_from(-HUGE_VAL, 0)},
        {NODE_MULTIPLY, numbers_from(0, 1), numbers_from(1, HUGE_VAL)},
        {NODE_MULTIPLY, numbers_from(1, HUGE_VAL), numbers_from(-1, 1)},
        {NODE_DIVIDE, numbers_from(1, 2), numbers_from(-1, 1)},
        {NODE_DIVIDE, numbers_from(1, HUGE_VAL), numbers_from(1, HUGE_VAL)},
        {NODE_ADD, numbers_from((double)NAN, (double)NAN), numbers_from(0, 1)},
        {NODE_ADD, numbers_from(0, 1), numbers_from((double)NAN, (double)NAN)},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct value got = arithmetic_binary(rows[i].kind, &rows[i].a, &rows[i].b);
        assert_int_equal(got.kind, VALUE_ERROR);
        assert_int_equal(got.error, EVAL_NO_NUMBER);
        assert_true(got.possible);
    }
    struct value large = numbers_from(1, HUGE_VAL);
    struct value small = numbers_from(1, 2);
    struct value halved = arithmetic_binary(NODE_DIVIDE, &large, &small);
    assert_true(halved.number.low == 0.5 && halved.number.high == HUGE_VAL);
    struct value zero = numbers_from(0, 0);
    struct value some = numbers_from(-1, 1);
    struct value got = arithmetic_binary(NODE_MULTIPLY, &some, &zero);
    assert_false(value_is_known(&got)); /* 0.0 or -0.0 */
}

static void numbers_of_both_kinds_share_one_line(void **state)
{
    (void)state;
    const struct {
        struct value a, b;
        unsigned orders;
    } rows[] = {
        {value_integer(INT64_MAX), value_number(9223372036854775808.0), ORDER_LESS},
        {value_integer(INT64_MIN), value_number(-9223372036854775808.0), ORDER_EQUAL},
        {value_integer(INT64_MIN), value_number(-1e19), ORDER_GREATER},
        {value_integer(9007199254740993), value_number(9007199254740992.0), ORDER_GREATER},
        {value_number(9007199254740992.0), value_integer(9007199254740993), ORDER_LESS},
        {value_integer(2), value_number(2.5), ORDER_LESS},
        {value_integer(-2), value_number(-2.5), ORDER_GREATER},
        {value_number(2.5), value_integer(2), ORDER_GREATER},
        {value_number((double)NAN), value_integer(2), ORDER_NONE},
        {value_integer(2), value_number((double)NAN), ORDER_NONE},
        {some_integers(1, 3), numbers_from(2.5, 2.5), ORDER_LESS | ORDER_GREATER | ORDER_EQUAL},
        {some_integers(1, 3), some_integers(3, 5), ORDER_LESS | ORDER_EQUAL},
        {numbers_from(1, 2), numbers_from(0, 1), ORDER_GREATER | ORDER_EQUAL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(order_numbers(&rows[i].a, &rows[i].b), rows[i].orders);
    }
}

static struct value list_of(const struct value *items, uint32_t count)
{
    return (struct value){.kind = VALUE_LIST, .list = {.items = items, .count = count}};
}

static void equal_joined_and_disjoint_values(void **state)
{
    (void)state;
    const struct value one = value_integer(1);
    const struct value two = value_integer(2);
    const struct value nan = value_number((double)NAN);
    const struct value items[] = {value_integer(1), value_integer(2)};
    const struct value others[] = {value_integer(1), value_integer(3)};
    const struct value opens[] = {value_integer(1), some_integers(2, 3)};
    const struct value any = {.kind = VALUE_ANY};
    const struct value error = {.kind = VALUE_ERROR, .error = EVAL_OVERFLOW};
    const struct value text = {.kind = VALUE_STRING, .string = {"a", 1}};
    const struct value same_text = {.kind = VALUE_STRING, .string = {"a", 1}};
    const struct value other_text = {.kind = VALUE_STRING, .string = {"b", 1}};
    const struct value list = list_of(items, 2);
    const struct value other_list = list_of(others, 2);
    const struct value open_list = list_of(opens, 2);
    const struct value short_list = list_of(items, 1);
    struct value sparse = list;
    sparse.list.sparse = true;
    const struct value low = some_integers(1, 2);
    const struct value high = some_integers(2, 3);
    const struct value half = value_number(0.5);
    const struct value minus_zero = value_number(-0.0);
    const struct value zero = value_number(0.0);
    const struct value yes = value_truth(true);
    const struct value no = value_truth(false);
    const struct value choice = value_choice(1);
    const struct value other_choice = value_choice(2);
    const struct value set = value_set(1);
    const struct value other_set = value_set(2);
    const struct value open_set = some_set(0, 3);
    const struct value copies[] = {value_integer(1), value_integer(2)};
    const struct value copied = list_of(copies, 2);
    const struct value some_of_one = some_set(0, 1);
    const struct value full_set = some_set(2, 6);
    const struct value maybe = {.kind = VALUE_ERROR, .error = EVAL_OVERFLOW, .possible = true};
    const struct value zeros = {.kind = VALUE_DOUBLE, .number = {-0.0, 0.0}};
    const struct {
        const struct value *a, *b;
        bool equal, disjoint;
        enum value_kind joined;
        bool covers_a, covers_b; /* a covers b, b covers a */
    } rows[] = {
        {&one, &one, true, false, VALUE_INT, true, true},
        {&one, &two, false, true, VALUE_INT, false, false},
        {&low, &high, false, false, VALUE_INT, false, false},
        {&high, &low, false, false, VALUE_INT, false, false},
        {&two, &one, false, true, VALUE_INT, false, false},
        {&nan, &nan, false, false, VALUE_DOUBLE, true, true},
        {&nan, &half, false, true, VALUE_ERROR, false, false},
        {&half, &nan, false, true, VALUE_ERROR, false, false},
        {&half, &zero, false, true, VALUE_DOUBLE, false, false},
        {&zero, &half, false, true, VALUE_DOUBLE, false, false},
        {&zero, &minus_zero, true, false, VALUE_DOUBLE, false, false},
        {&text, &same_text, true, false, VALUE_STRING, true, true},
        {&text, &other_text, false, true, VALUE_ANY, false, false},
        {&list, &list, true, false, VALUE_LIST, true, true},
        {&list, &other_list, false, true, VALUE_ANY, false, false},
        {&list, &short_list, false, true, VALUE_ANY, false, false},
        {&list, &open_list, false, false, VALUE_ANY, false, false},
        {&open_list, &open_list, false, false, VALUE_LIST, true, true},
        {&sparse, &list, false, false, VALUE_ANY, false, false},
        {&any, &list, false, false, VALUE_ANY, true, false},
        {&any, &any, false, false, VALUE_ANY, true, true},
        {&any, &error, false, false, VALUE_ERROR, false, false},
        {&error, &error, false, false, VALUE_ERROR, true, true},
        {&error, &one, false, false, VALUE_ERROR, false, false},
        {&one, &error, false, false, VALUE_ERROR, false, false},
        {&yes, &yes, true, false, VALUE_BOOL, true, true},
        {&yes, &no, false, true, VALUE_BOOL, false, false},
        {&choice, &choice, true, false, VALUE_CHOICE, true, true},
        {&choice, &other_choice, false, true, VALUE_CHOICE, false, false},
        {&set, &set, true, false, VALUE_SET, true, true},
        {&set, &other_set, false, true, VALUE_SET, false, false},
        {&other_set, &set, false, true, VALUE_SET, false, false},
        {&open_set, &set, false, false, VALUE_SET, true, false},
        {&one, &text, false, false, VALUE_ANY, false, false},
        {&set, &open_set, false, false, VALUE_SET, false, true},
        {&full_set, &set, false, true, VALUE_SET, false, false},
        {&maybe, &one, false, false, VALUE_ERROR, true, false},
        {&maybe, &error, false, false, VALUE_ERROR, true, false},
        {&error, &maybe, false, false, VALUE_ERROR, false, true},
        {&minus_zero, &zero, true, false, VALUE_DOUBLE, false, false},
        {&zeros, &zero, false, false, VALUE_DOUBLE, true, false},
        {&list, &copied, true, false, VALUE_LIST, true, true},
        {&some_of_one, &other_set, false, true, VALUE_SET, false, false},
        {&sparse, &sparse, false, false, VALUE_LIST, true, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(value_equal(rows[i].a, rows[i].b), rows[i].equal);
        assert_int_equal(value_disjoint(rows[i].a, rows[i].b), rows[i].disjoint);
        struct value join = value_join(rows[i].a, rows[i].b);
        assert_int_equal(join.kind, rows[i].joined);
        assert_int_equal(value_covers(rows[i].a, rows[i].b), rows[i].covers_a);
        assert_int_equal(value_covers(rows[i].b, rows[i].a), rows[i].covers_b);
        if (join.kind != VALUE_LIST) {
            assert_true(value_covers(&join, rows[i].a) || join.kind == VALUE_ERROR);
            assert_true(value_covers(&join, rows[i].b) || join.kind == VALUE_ERROR);
        }
    }
}

/* Expression, type ANY of ranges not proved; result where everything is unknown. */
static const char *const printed[][2] = {
    {"true", "true"},
    {"1 == 2", "false"},
    {"remote", "unknown"},
    {"age", "0..120"},
    {"huge", "unknown"},
    {"-3", "-3"},
    {"ratio", "-1.0..2.0"},
    {"0.1 + 0.2", "0.30000000000000004"},
    {"1e300", "1e+300"},
    {"1e14", "100000000000000.0"},
    {"1.0 / 0.0", "+Inf"},
    {"-1.0 / 0.0", "-Inf"},
    {"0.0 / 0.0", "NaN"},
    {"ratio / 0.0", "unknown"},
    {"\"a\\\"\\\\\\n\\t\\x01é\\x7f\"", "\"a\\\"\\\\\\n\\t\\x01é\\x7f\""},
    {"frequency", "unknown"},
    {"substances", "unknown"},
    {"[1, age]", "[1, 0..120]"},
    {"[]", "[]"},
    {"[1, age].filter(x, x > 3)", "unknown"},
    {"word", "unknown"},
    {"numbers", "unknown"},
    {"1 / 0", "error: division by 0"},
    {"9223372036854775807 + 1", "error: the result is too large"},
    {"int('x')", "error: a value cannot be converted"},
    {"1 / age", "unknown"},
    {"1.0 / ratio", "unknown"},
    {"1 / age > 3", "unknown"},
    {"1 / age > 3 ? frequency : frequency", "unknown"},
    {"remote ? 1 : 5", "1..5"},
    {"remote ? 'a' : 'b'", "unknown"},
    {"remote ? 'a' : 'a'", "\"a\""},
    {"remote ? 0.5 : -0.5", "-0.5..0.5"},
    {"remote ? 1 : 1 / 0", "unknown"},
    {"1 / 0 == 1 ? 1 : 2", "error: division by 0"},
    {"count(remote, true, severe)", "1..3"},
    {"size(substances)", "0..4"},
    {"size(word)", "0..9223372036854775807"},
    {"size('é😀')", "2"},
    {"size(numbers.filter(x, x > 0)) >= 0", "true"},
    {"frequency.points", "-2..3"},
    {"numbers.all(x, true)", "true"},
    {"numbers.exists(x, false)", "false"},
    {"numbers.exists_one(x, true)", "unknown"},
    {"numbers.exists_one(x, false)", "false"},
    {"numbers.map(x, 1 / x) == []", "unknown"},
    {"[remote].exists(x, x or 1 / 0 == 1)", "unknown"},
    {"string(true) + string(1) + string(2.5) + string(1e21) + string('x')", "\"true12.51e+21x\""},
    {"string(1e6) + string(100000.0) + string(-0.0) + string(0.00001)", "\"1e+06100000-01e-05\""},
    {"string(age)", "unknown"},
    {"int(word)", "unknown"},
    {"double(word)", "unknown"},
    {"bool(word)", "unknown"},
    {"bool('t') and not bool('False')", "true"},
    {"int(age) + int('-7') + int('+7')", "0..120"},
    {"int('-')", "error: a value cannot be converted"},
    {"int('')", "error: a value cannot be converted"},
    {"int('9223372036854775808')", "error: a value cannot be converted"},
    {"int('-9223372036854775808')", "-9223372036854775808"},
    {"double('+1.5e3') + double('.5')", "1500.5"},
    {"double('-Infinity')", "-Inf"},
    {"double('NaN')", "NaN"},
    {"double('inf')", "+Inf"},
    {"double('1e999')", "error: a value cannot be converted"},
    {"double('1e')", "error: a value cannot be converted"},
    {"double('1e+')", "error: a value cannot be converted"},
    {"double('.')", "error: a value cannot be converted"},
    {"double('')", "error: a value cannot be converted"},
    {"double('1x')", "error: a value cannot be converted"},
    {"double(age)", "0.0..120.0"},
    {"int(ratio * 2.0)", "-2..4"},
    {"int(ratio * 1e30)", "unknown"},
    {"int(1e30)", "error: a value cannot be converted"},
    {"int(0.0 / 0.0)", "error: a value cannot be converted"},
    {"age in [200, 300]", "false"},
    {"age in [0, 1] + [2]", "unknown"},
    {"3 in numbers", "unknown"},
    {"word in []", "false"},
    {"word in ['a']", "unknown"},
    {"word < 'a'", "unknown"},
    {"word + 'a' == 'a'", "unknown"},
    {"numbers + [1] == [1]", "unknown"},
    {"[age] + [1]", "[0..120, 1]"},
    {"[age] == [130]", "false"},
    {"[age] == [3]", "unknown"},
    {"[1, age].filter(x, x > 3) == [1]", "unknown"},
    {"2 in [1, age].filter(x, x > 3)", "unknown"},
    {"size([1, age].filter(x, x > 3))", "0..1"},
    {"size([1, age].filter(x, x >= 1))", "0..2"},
    {"[1, age].filter(x, x > 3).map(y, y * 2).all(z, z > 1)", "unknown"},
    {"[5, age].filter(x, x > 3).all(z, z > -1)", "true"},
    {"substances.filter(s, s != 'alcohol')", "unknown"},
    {"'alcohol' in substances.filter(s, s != 'alcohol')", "false"},
    {"substances.exists_one(s, s == 'alcohol')", "unknown"},
    {"substances.all(s, s in ['alcohol', 'opioids', 'sedatives', 'cannabis'])", "true"},
    {"frequency in [remote ? 'daily' : 'weekly', 'never']", "unknown"},
    {"frequency in [1 / 0 == 1 ? 'daily' : 'weekly']", "error: division by 0"},
    {"frequency in [1 / age == 1 ? 'daily' : 'weekly']", "unknown"},
    {"[1 / 0, 1]", "error: division by 0"},
    {"[1 / age, 2, 1 / 0]", "error: division by 0"},
    {"[1 / age]", "unknown"},
    {"size(1 / age > 1 ? substances : substances)", "unknown"},
    {"count(1 / age > 1, remote)", "unknown"},
    {"count(1 / 0 > 1, remote)", "error: division by 0"},
    {"(1 / age) + (1 / 0)", "error: division by 0"},
    {"(1 / 0) + (1 / age)", "error: division by 0"},
    {"not (1 / 0 == 1)", "error: division by 0"},
    {"-(1 / 0)", "error: division by 0"},
    {"false and 1 / 0 == 1", "false"},
    {"1 / 0 == 1 and false", "false"},
    {"true or 1 / 0 == 1", "true"},
    {"true and 1 / 0 == 1", "error: division by 0"},
    {"1 / 0 == 1 or remote", "unknown"},
    {"1 / 0 == 1 and 1 / 0 == 2", "error: division by 0"},
    {"[1, 0].map(x, 1 / x)", "error: division by 0"},
    {"[1, 0].exists_one(x, 1 / x == 1)", "error: division by 0"},
    {"[1, 0].filter(x, 1 / x == 1)", "error: division by 0"},
    {"[1, 0].exists(x, 1 / x == 1)", "true"},
    {"[1, 0].all(x, 1 / x == 2)", "false"},
    {"[1 / 0].all(x, true)", "error: division by 0"},
    {"[1, 2, 3].exists_one(x, x > 2)", "true"},
    {"[1, 2, 3].exists_one(x, x > 1)", "false"},
    {"(remote ? [1] : [2]).all(x, x > 0)", "unknown"},
    {"remote == remote", "unknown"},
    {"remote < true", "unknown"},
    {"false < true", "true"},
    {"true > remote", "unknown"},
    {"frequency.atLeast('never')", "true"},
    {"frequency.atMost('never')", "unknown"},
    {"frequency.atMost(remote ? 'never' : 'daily')", "unknown"},
    {"(1 / age > 1 ? frequency : frequency).atLeast('never')", "unknown"},
    {"'b' > 'a' and 'é' > 'z' and 'a' != 'b' and 'a' <= 'a' and 'a' < 'ab'", "true"},
    {"2 % 5 + -7 % 3", "1"},
    {"0x1F + 010", "41"},
    {"r'\\n' + '''a'b''' + \"\"\"c\"\"\" + R\"d\"", "\"\\\\na'bcd\""},
    {"'\\a\\b\\f\\r\\v\\?\\`\\101\\x41\\X41\\u0041\\U00000041'",
     "\"\\x07\\x08\\x0c\\x0d\\x0b?`AAAAA\""},
    {"1 < 1.5 and 2.0 == 2 and 2 in [1.0, 2.0]", "true"},
    {"[].exists(e, e == 2)", "false"},
    {"[,]", "[]"},
    {"1 // end", "1"},
    {"int((ratio + 1.0) * 1e30)", "unknown"},
    {"\"\\x00\" == '\\000'", "true"},
    {"'' + '' + 'a' + ''", "\"a\""},
    {"[1] + [2, age].filter(x, x > 3)", "unknown"},
    {"[2, age].filter(x, x > 3) + [1]", "unknown"},
    {"int('9223372036854775800') + int('92233720368547758070')",
     "error: a value cannot be converted"},
    {"double('1E5') + double('1e-5')", "100000.00001"},
    {"double('1d')", "error: a value cannot be converted"},
    {"double('1e5x')", "error: a value cannot be converted"},
    {"double('1ex')", "error: a value cannot be converted"},
    {"int(ratio * 1e30 - 1e30)", "unknown"},
    {"bool(remote)", "unknown"},
    {"int(3) + int(3.9)", "6"},
    {"double(2.5)", "2.5"},
    {"1e3 + 1E3 + 1e+3 + 1e-3 + 5E0", "3005.001"},
    {"'a' in ['b', 'c']", "false"},
    {"true == (1 == 1) != false", "true"},
    {"(1.0 / 0.0) + (ratio * 0.0)", "+Inf"},
    {"1e308 * 10.0 * ratio", "unknown"},
    {"ratio - 1.0", "-2.0..1.0"},
    {"ratio / 2.0", "-0.5..1.0"},
    {"-ratio", "-2.0..1.0"},
    {"// all of it\n1 // and the rest\r + 1", "2"},
    {"\f1\t+\r\n1 ", "2"},
    {"(remote ? [0.0 / 0.0] : [1.0, 2.0]).all(x, x <= 1.0 / 0.0)", "unknown"},
    {"ratio * 1e308 * 1e308 * 0.0", "unknown"},
};

static void values_are_printed_in_the_words_of_their_type(void **state)
{
    (void)state;
    struct value values[VARIABLES];
    test_everything(values);
    for (size_t i = 0; i < sizeof printed / sizeof *printed; i++) {
        struct compiled compiled;
        begin(&compiled, text_of(printed[i][0]), as_cel);
        if (compiled.expr == NULL) {
            print_error("%s\n", printed[i][0]);
        }
        assert_non_null(compiled.expr);
        char *text = value_of(compiled.expr, values);
        if (strcmp(text, printed[i][1]) != 0) {
            print_error("%s\n", printed[i][0]);
        }
        assert_string_equal(text, printed[i][1]);
        free(text);
        end(&compiled);
    }
}

/* What is infinite for some answers and 0 for others is no number for the former. */
static void a_result_that_may_be_no_number_covers_that(void **state)
{
    (void)state;
    struct value values[VARIABLES];
    test_everything(values);
    struct compiled compiled;
    begin(&compiled, TEXT("ratio * 1e308 * 1e308 * 0.0"), as_cel);
    assert_non_null(compiled.expr);
    struct value trace[7];
    assert_int_equal(compiled.expr->node_count, 7);
    struct value whole = expr_eval(compiled.expr, values, trace, &compiled.arena);
    values[RATIO] = value_number(2);
    struct value part = expr_eval(compiled.expr, values, trace, &compiled.arena);
    assert_true(isnan(part.number.low));
    assert_true(value_covers(&whole, &part));
    end(&compiled);
}

/* Without range proofs an evaluation can end in a choice or set of which nothing is known, not even
 * that it does not fail; such a value may be what another expression reads. */
static void a_variable_of_which_nothing_is_known_leaves_all_open(void **state)
{
    (void)state;
    struct value values[VARIABLES];
    test_everything(values);
    values[FREQUENCY].kind = VALUE_ANY;
    values[SUBSTANCES].kind = VALUE_ANY;
    values[RATIO].kind = VALUE_ANY;
    static const char *const rows[][2] = {
        {"frequency == 'daily'", "unknown"},
        {"frequency in ['daily']", "unknown"},
        {"frequency in [remote ? 'daily' : 'weekly']", "unknown"},
        {"frequency.atLeast('never')", "unknown"},
        {"frequency.points", "-2..3"},
        {"size(substances)", "0..4"},
        {"'alcohol' in substances", "unknown"},
        {"substances.exists(s, s == 'alcohol')", "unknown"},
        {"substances.filter(s, s == 'alcohol')", "unknown"},
        {"substances.exists(s, s in ['alcohol', 'opioids', 'sedatives', 'cannabis'])", "unknown"},
        {"ratio > 1.0", "unknown"},
        {"int(ratio) > 3", "unknown"},
        {"string(ratio)", "unknown"},
        {"ratio == 1.0 ? 1 : 2", "1..2"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct compiled compiled;
        begin(&compiled, text_of(rows[i][0]), as_cel);
        assert_non_null(compiled.expr);
        char *text = value_of(compiled.expr, values);
        if (strcmp(text, rows[i][1]) != 0) {
            print_error("%s\n", rows[i][0]);
        }
        assert_string_equal(text, rows[i][1]);
        free(text);
        end(&compiled);
    }
}

/* A domain of as many options as a mask has bits. */
static void the_largest_domain_fills_a_mask(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, (size_t)1 << 20);
    static struct domain_option options[LIMIT_CHOICES];
    static char ids[LIMIT_CHOICES][4];
    for (int i = 0; i < LIMIT_CHOICES; i++) {
        options[i].id = (struct text){ids[i], (size_t)snprintf(ids[i], sizeof ids[i], "o%d", i)};
        options[i].points = i;
    }
    struct domain domain = {TEXT("s"), options, LIMIT_CHOICES};
    struct variable variables[2] = {
        {.name = TEXT("s"),
         .type = {TYPE_SET, NULL, &domain},
         .declared_says = "asked",
         .everything = some_set(0, UINT64_MAX)},
        {.name = TEXT("c"),
         .type = {TYPE_CHOICE, NULL, &domain},
         .declared_says = "asked",
         .everything = {.kind = VALUE_CHOICE, .choices = UINT64_MAX}},
    };
    struct names names;
    names_init(&names, &arena);
    assert_int_equal(names_add(&names, TEXT("s")), 0);
    assert_int_equal(names_add(&names, TEXT("c")), 1);
    struct scope scope = {variables, 2, &names};
    static const char *const rows[][2] = {
        {"size(s)", "0..64"},
        {"s.exists(x, x == 'o63')", "unknown"},
        {"(c == 'o1' ? [s] : [s, s]).all(t, t.all(x, x.points < 64))", "true"},
        {"(c == 'o1' ? [c] : [c, c]).all(d, d.points < 64)", "true"},
        {"c", "unknown"},
        {"c.points", "0..63"},
        {"c.atMost('o63') and c.atLeast('o0')", "true"},
        {"c == 'o63' or c.atMost('o62')", "unknown"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct source source = {.name = "test", .text = text_of(rows[i][0]), .first_line = 1};
        struct passage passage = {&source, source.text, NULL, 0};
        struct diags diags;
        diags_init(&diags, &arena);
        const struct expr *expr = NULL;
        assert_true(expr_compile(&passage, &scope, as_any, &arena, &expr, &diags));
        const struct value values[2] = {variables[0].everything, variables[1].everything};
        char *text = value_of(expr, values);
        assert_string_equal(text, rows[i][1]);
        free(text);
        struct variable_use uses[2] = {0};
        assert_true(expr_add_uses(expr, uses, &arena));
    }
    arena_free(&arena);
}

static void partly_known_choices_are_printed_by_name(void **state)
{
    (void)state;
    struct value values[VARIABLES];
    test_everything(values);
    values[FREQUENCY].choices = 9;
    values[RATIO].number.low = -HUGE_VAL;
    values[SUBSTANCES] = some_set(1, 7);
    static const char *const rows[][2] = {
        {"ratio", "-Inf..2.0"},
        {"-ratio", "-2.0..+Inf"},
        {"(remote ? [0.5] : [1.0, 2.0]).all(x, x < 3.0)", "unknown"},
        {"frequency", "\"never\" or \"daily\""},
        {"substances", "[\"alcohol\"] and perhaps \"opioids\", \"sedatives\""},
        {"substances.filter(s, s == 'alcohol')", "[\"alcohol\"]"},
        {"substances.filter(s, s == 'cannabis')", "[]"},
        {"frequency == 'weekly'", "false"},
        {"frequency in ['never', 'daily']", "true"},
        {"'cannabis' in substances or 'alcohol' in substances", "true"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct compiled compiled;
        begin(&compiled, text_of(rows[i][0]), as_any);
        assert_non_null(compiled.expr);
        char *text = value_of(compiled.expr, values);
        assert_string_equal(text, rows[i][1]);
        free(text);
        end(&compiled);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intervals_of_whole_numbers_are_tight),
        cmocka_unit_test(the_ends_of_64_bits_are_known),
        cmocka_unit_test(what_could_be_no_number_is_a_possible_failure),
        cmocka_unit_test(numbers_of_both_kinds_share_one_line),
        cmocka_unit_test(equal_joined_and_disjoint_values),
        cmocka_unit_test(values_are_printed_in_the_words_of_their_type),
        cmocka_unit_test(a_result_that_may_be_no_number_covers_that),
        cmocka_unit_test(a_variable_of_which_nothing_is_known_leaves_all_open),
        cmocka_unit_test(the_largest_domain_fills_a_mask),
        cmocka_unit_test(partly_known_choices_are_printed_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
