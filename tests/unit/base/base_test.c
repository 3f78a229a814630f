/* base/: arenas, texts, strict numbers, UTF-8, names and the nearest name. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/message.h"
#include "base/names.h"
#include "base/text.h"

static void an_arena_hands_out_up_to_its_limit(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 64);
    assert_non_null(arena_alloc(&arena, 48));
    assert_null(arena_alloc(&arena, 17));
    assert_non_null(arena_alloc(&arena, 16));
    assert_null(arena_alloc(&arena, 1));
    arena_reset(&arena);
    assert_non_null(arena_alloc(&arena, 64));
    arena_free(&arena);
}

static void an_arena_refuses_sizes_that_overflow(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, SIZE_MAX);
    assert_null(arena_alloc(&arena, SIZE_MAX));
    assert_null(arena_array(&arena, SIZE_MAX / 2, 3));
    assert_non_null(arena_array(&arena, 0, 8));
    arena_free(&arena);
}

static void rewinding_gives_back_what_came_after_the_mark_and_wipes_it(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, (size_t)1 << 24);
    char *kept = arena_alloc(&arena, 8);
    memcpy(kept, "kept", 5);
    struct arena_mark mark = arena_mark(&arena);
    char *secret = arena_alloc(&arena, 32);
    memcpy(secret, "secret", 7);
    assert_non_null(arena_alloc(&arena, 100000)); /* a block of its own */
    arena_rewind(&arena, mark);
    assert_string_equal(kept, "kept");
    assert_int_equal(arena.used, mark.used);
    char *again = arena_alloc(&arena, 32);
    assert_ptr_equal(again, secret);
    for (size_t i = 0; i < 32; i++) {
        assert_int_equal(again[i], 0);
    }
    arena_free(&arena);
}

static void a_list_grows_and_keeps_its_elements(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 4096);
    uint32_t *list = NULL;
    uint32_t count = 0;
    uint32_t capacity = 0;
    for (;;) {
        uint32_t *grown = list_reserve(&arena, list, count, &capacity, sizeof *list);
        if (grown == NULL) {
            break; /* the limit: what is there stays good */
        }
        list = grown;
        list[count] = count;
        count++;
    }
    assert_true(count >= 256);
    for (uint32_t i = 0; i < count; i++) {
        assert_int_equal(list[i], i);
    }
    arena_free(&arena);
}

static void texts_compare_by_code_point(void **state)
{
    (void)state;
    assert_true(text_compare(TEXT("a"), TEXT("b")) < 0);
    assert_true(text_compare(TEXT("ab"), TEXT("a")) > 0);
    assert_true(text_compare(TEXT(""), TEXT("")) == 0);
    assert_true(text_compare(TEXT("z"), TEXT("\xC3\xA9")) < 0);
    assert_true(text_equal(text_trim(TEXT(" \ta b\r\n")), TEXT("a b")));
    assert_true(text_equal(text_trim(TEXT(" \n")), TEXT("")));
    assert_true(text_starts(TEXT("abc"), TEXT("ab")));
    assert_false(text_starts(TEXT("a"), TEXT("ab")));
}

static void whole_numbers_are_read_to_their_limits(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t value;
    } good[] = {{"0", 0},
                {"-0", 0},
                {"7", 7},
                {"-12", -12},
                {"9223372036854775807", INT64_MAX},
                {"-9223372036854775808", INT64_MIN}};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        int64_t value = 99;
        assert_int_equal(text_to_integer(text_of(good[i].text), &value), NUMBER_OK);
        assert_true(value == good[i].value);
    }
}

static void what_is_no_whole_number_is_told_apart(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum number_problem problem;
    } bad[] = {
        {"", NUMBER_EMPTY},
        {"  ", NUMBER_EMPTY},
        {"many", NUMBER_NOT_A_NUMBER},
        {"nan", NUMBER_NOT_A_NUMBER},
        {"inf", NUMBER_NOT_A_NUMBER},
        {"-", NUMBER_NOT_A_NUMBER},
        {"+5", NUMBER_NOT_A_NUMBER},
        {"--5", NUMBER_NOT_A_NUMBER},
        {".5", NUMBER_NOT_A_NUMBER},
        {"a1", NUMBER_NOT_A_NUMBER},
        {"12abc", NUMBER_TRAILING},
        {"5.", NUMBER_TRAILING},
        {"1.2.3", NUMBER_TRAILING},
        {"1e", NUMBER_TRAILING},
        {"010", NUMBER_LEADING_ZERO},
        {"-007", NUMBER_LEADING_ZERO},
        {"0x10", NUMBER_HEX},
        {"0o10", NUMBER_HEX},
        {"0b1", NUMBER_HEX},
        {"1,5", NUMBER_COMMA},
        {"1_000", NUMBER_UNDERSCORE},
        {"1e3", NUMBER_EXPONENT},
        {"1E+3", NUMBER_EXPONENT},
        {"3.7", NUMBER_FRACTION},
        {"1.0", NUMBER_FRACTION},
        {"\xEF\xBC\x93", NUMBER_FOREIGN_DIGITS},
        {"1\xD9\xA2", NUMBER_FOREIGN_DIGITS},
        {"\xE2\x88\x92\x35", NUMBER_FOREIGN_DIGITS},
        {" 5", NUMBER_BLANK},
        {"5 ", NUMBER_BLANK},
        {"1 000", NUMBER_BLANK},
        {"9223372036854775808", NUMBER_TOO_LARGE},
        {"-9223372036854775809", NUMBER_TOO_LARGE},
        {"99999999999999999999999999", NUMBER_TOO_LARGE},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        int64_t value = 99;
        enum number_problem problem = text_to_integer(text_of(bad[i].text), &value);
        if (problem != bad[i].problem) {
            fail_msg("`%s` gives %d, not %d", bad[i].text, (int)problem, (int)bad[i].problem);
        }
        assert_int_equal(value, 99);
    }
}

static void as_many_digits_are_read_as_are_kept(void **state)
{
    (void)state;
    double value = 0;
    assert_int_equal(text_to_number(TEXT("123456789.012345"), &value), NUMBER_OK);
    assert_true(value == 123456789.012345);
    assert_int_equal(text_to_number(TEXT("-0.500000000000000000000000000"), &value), NUMBER_OK);
    assert_true(value == -0.5);
    assert_int_equal(text_to_number(TEXT("100000000000000000000000000000"), &value), NUMBER_OK);
    assert_true(value == 1e29);
    /* Both neighbours of numbers that have fewer digits. */
    assert_int_equal(text_to_number(TEXT("3.3000000000000003"), &value), NUMBER_OK);
    assert_true(value == nextafter(3.3, 4));
    assert_int_equal(text_to_number(TEXT("90.50000000000001"), &value), NUMBER_OK);
    assert_true(value == nextafter(90.5, 91));
    assert_int_equal(text_to_number(TEXT("0"), &value), NUMBER_OK);
    assert_int_equal(text_to_number(TEXT("0.00000000000000000000"), &value), NUMBER_OK);
    assert_true(value == 0);
}

static void every_number_problem_has_its_own_words(void **state)
{
    (void)state;
    for (int a = NUMBER_OK; a <= NUMBER_TOO_LARGE; a++) {
        assert_true(strlen(number_problem_says((enum number_problem)a)) > 5);
        for (int b = NUMBER_OK; b < a; b++) {
            assert_string_not_equal(number_problem_says((enum number_problem)a),
                                    number_problem_says((enum number_problem)b));
        }
    }
}

static void decimal_numbers_are_read_strictly(void **state)
{
    (void)state;
    double value = 99;
    assert_int_equal(text_to_number(TEXT("1.5"), &value), NUMBER_OK);
    assert_true(value == 1.5);
    assert_int_equal(text_to_number(TEXT("-3"), &value), NUMBER_OK);
    assert_true(value == -3.0);
    value = 99;
    assert_int_equal(text_to_number(TEXT("1,5"), &value), NUMBER_COMMA);
    assert_int_equal(text_to_number(TEXT("1e5"), &value), NUMBER_EXPONENT);
    assert_int_equal(text_to_number(TEXT("1.5x"), &value), NUMBER_TRAILING);
    assert_int_equal(text_to_number(TEXT("1."), &value), NUMBER_TRAILING);
    assert_int_equal(text_to_number(TEXT("01.5"), &value), NUMBER_FRACTION);
    assert_int_equal(text_to_number(TEXT("1000000.0000000000000000000000000001"), &value),
                     NUMBER_TOO_PRECISE);
    assert_int_equal(text_to_number(TEXT("9007199254740993"), &value), NUMBER_TOO_PRECISE);
    /* The same double as 90.1, and less than it. */
    assert_int_equal(text_to_number(TEXT("90.099999999999994"), &value), NUMBER_TOO_PRECISE);
    char tiny[350];
    memset(tiny, '0', sizeof tiny);
    memcpy(tiny, "-0.", 3);
    tiny[340] = '1';
    assert_int_equal(text_to_number((struct text){tiny, 341}, &value), NUMBER_TOO_PRECISE);
    char huge[500];
    memset(huge, '9', sizeof huge);
    assert_int_equal(text_to_number((struct text){huge, 350}, &value), NUMBER_TOO_LARGE);
    assert_int_equal(text_to_number((struct text){huge, 500}, &value), NUMBER_TOO_LARGE);
    assert_true(value == 99);
}

static void utf8_is_read_strictly(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t code;
    } cases[] = {{"a", 'a'},
                 {"\xC3\xA9", 0xE9},
                 {"\xE2\x82\xAC", 0x20AC},
                 {"\xF0\x9F\x90\xB1", 0x1F431},
                 {"\xF4\x8F\xBF\xBF", 0x10FFFF},
                 {"\xC0\x80", UINT32_MAX},         /* overlong */
                 {"\xE0\x80\x80", UINT32_MAX},     /* overlong */
                 {"\xED\xA0\x80", UINT32_MAX},     /* surrogate */
                 {"\xF4\x90\x80\x80", UINT32_MAX}, /* beyond U+10FFFF */
                 {"\xF0\x9F\x90", UINT32_MAX},     /* cut off */
                 {"\x80", UINT32_MAX},
                 {"\xFF", UINT32_MAX}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t offset = 0;
        assert_int_equal(utf8_next(text_of(cases[i].text), &offset), cases[i].code);
        assert_int_equal(offset, cases[i].code == UINT32_MAX ? 1 : strlen(cases[i].text));
        char buffer[4];
        if (cases[i].code != UINT32_MAX) {
            assert_int_equal(utf8_write(cases[i].code, buffer), strlen(cases[i].text));
            assert_memory_equal(buffer, cases[i].text, strlen(cases[i].text));
        }
    }
    assert_int_equal(utf8_valid_length(TEXT("ab\xFFz")), 2);
    assert_int_equal(utf8_valid_length(TEXT("\xC3\xA9")), 2);
    assert_int_equal(utf8_count(TEXT("\xC3\xA9\xFFz")), 3);
    assert_false(utf8_is_scalar(0xD800));
    assert_false(utf8_is_scalar(0x110000));
}

static void names_keep_their_numbers_while_the_table_grows(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, (size_t)1 << 20);
    struct names names;
    names_init(&names, &arena);
    assert_int_equal(names_find(&names, TEXT("x")), NAME_NONE);
    static char texts[500][8];
    for (uint32_t i = 0; i < 500; i++) {
        int length = snprintf(texts[i], sizeof texts[i], "n%u", (unsigned)i);
        assert_int_equal(names_add(&names, (struct text){texts[i], (size_t)length}), i);
    }
    assert_int_equal(names_add(&names, TEXT("n77")), 77);
    assert_int_equal(names_find(&names, TEXT("n499")), 499);
    assert_int_equal(names_find(&names, TEXT("n500")), NAME_NONE);
    assert_int_equal(names.count, 500);
    arena_free(&arena);
}

static void a_table_of_names_says_when_memory_is_used_up(void **state)
{
    (void)state;
    for (size_t limit = 0; limit < 600; limit += 16) {
        struct arena arena;
        arena_init(&arena, limit);
        struct names names;
        names_init(&names, &arena);
        uint32_t number = names_add(&names, TEXT("x"));
        assert_true(number == 0 || number == NAME_NONE);
        assert_int_equal(names_find(&names, TEXT("x")), number);
        arena_free(&arena);
    }
}

static void the_nearest_name_is_what_was_meant(void **state)
{
    (void)state;
    static const struct text candidates[] = {
        {"drinks_day", 10}, {"use_days", 8}, {"housing", 7}, {"age", 3}, {"home_support", 12}};
    static const struct {
        const char *wrong;
        uint32_t nearest;
    } cases[] = {{"drink_day", 0}, {"drinks-day", 0}, {"dirnks_day", 0}, {"Housing", 2},
                 {"houseing", 2},  {"agee", 3},       {"home", 4},       {"zzzzzz", NAME_NONE},
                 {"", NAME_NONE},  {"x", NAME_NONE},  {"use_day", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t found = nearest_name(text_of(cases[i].wrong), candidates, 5);
        if (found != cases[i].nearest) {
            fail_msg("`%s` gives %u, not %u", cases[i].wrong, (unsigned)found,
                     (unsigned)cases[i].nearest);
        }
    }
    char longest[200];
    memset(longest, 'a', sizeof longest);
    assert_int_equal(nearest_name((struct text){longest, 200}, candidates, 5), NAME_NONE);
}

static void the_program_speaks_the_language_that_is_asked(void **state)
{
    (void)state;
    assert_string_equal(message(TEXT("es"), "Inpatient care"), "Atención con internamiento");
    assert_string_equal(message(TEXT("es-US"), "Next steps"), "Próximos pasos");
    assert_string_equal(message(TEXT("en"), "Next steps"), "Next steps");
    assert_string_equal(message(TEXT(""), "Next steps"), "Next steps");
    assert_string_equal(message(TEXT("fr"), "Next steps"), "Next steps");
    assert_string_equal(message(TEXT("es"), "no such text"), "no such text");
    assert_true(message_speaks(TEXT("es")));
    assert_true(message_speaks(TEXT("es-MX")));
    assert_true(message_speaks(TEXT("en-US")));
    assert_true(message_speaks(TEXT("")));
    assert_false(message_speaks(TEXT("fr")));
    assert_false(message_speaks(TEXT("est")));
}

static void what_is_counted_has_a_singular(void **state)
{
    (void)state;
    const char *one = "%u more of your answers stands behind this.";
    const char *several = "%u more of your answers stand behind this.";
    assert_string_equal(message_counted(TEXT("en"), one, several, 1), one);
    assert_string_equal(message_counted(TEXT("en"), one, several, 0), several);
    assert_string_equal(message_counted(TEXT("es"), one, several, 1),
                        "%u más de sus respuestas cuenta para esto.");
    assert_string_equal(message_counted(TEXT("es"), one, several, 2),
                        "%u más de sus respuestas cuentan para esto.");
}

/* The examples of FIPS 180-4. */
static void a_digest_is_sha_256_however_the_bytes_come(void **state)
{
    (void)state;
    struct digest digest;
    char digits[DIGEST_TEXT_ROOM];
    digest_begin(&digest);
    assert_int_equal(digest.bytes, 0);
    digest_end(&digest, digits);
    assert_string_equal(digits, "e3b0c44298fc1c149afbf4c8996fb924"
                                "27ae41e4649b934ca495991b7852b855");
    digest_begin(&digest);
    digest_add(&digest, TEXT("a"));
    digest_add(&digest, TEXT(""));
    digest_add(&digest, TEXT("bc"));
    assert_int_equal(digest.bytes, 3);
    digest_end(&digest, digits);
    assert_string_equal(digits, "ba7816bf8f01cfea414140de5dae2223"
                                "b00361a396177a9cb410ff61f20015ad");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_arena_hands_out_up_to_its_limit),
        cmocka_unit_test(an_arena_refuses_sizes_that_overflow),
        cmocka_unit_test(rewinding_gives_back_what_came_after_the_mark_and_wipes_it),
        cmocka_unit_test(a_list_grows_and_keeps_its_elements),
        cmocka_unit_test(texts_compare_by_code_point),
        cmocka_unit_test(whole_numbers_are_read_to_their_limits),
        cmocka_unit_test(what_is_no_whole_number_is_told_apart),
        cmocka_unit_test(as_many_digits_are_read_as_are_kept),
        cmocka_unit_test(every_number_problem_has_its_own_words),
        cmocka_unit_test(decimal_numbers_are_read_strictly),
        cmocka_unit_test(utf8_is_read_strictly),
        cmocka_unit_test(names_keep_their_numbers_while_the_table_grows),
        cmocka_unit_test(a_table_of_names_says_when_memory_is_used_up),
        cmocka_unit_test(the_nearest_name_is_what_was_meant),
        cmocka_unit_test(the_program_speaks_the_language_that_is_asked),
        cmocka_unit_test(what_is_counted_has_a_singular),
        cmocka_unit_test(a_digest_is_sha_256_however_the_bytes_come),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
