/* Breaking text into lines: what stands on each, at the width and one column beside it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/wrap.h"

static void expect(const char *text, unsigned width, const char *lead, const char *wanted)
{
    char *written = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&written, &length);
    assert_non_null(out);
    wrap_text(out, text_of(text), width, lead);
    assert_int_equal(fclose(out), 0);
    assert_string_equal(written, wanted);
    free(written);
}

static void words_fill_a_line_to_its_last_column(void **state)
{
    (void)state;
    expect("one two three", 13, "", "one two three\n");
    expect("one two three", 12, "", "one two\nthree\n");
    expect("one two three", 7, "", "one two\nthree\n");
    expect("one two three", 6, "", "one\ntwo\nthree\n");
}

static void lines_after_the_first_are_indented_as_far_as_the_lead_is_wide(void **state)
{
    (void)state;
    expect("one two three", 11, "  - ", "  - one two\n    three\n");
    expect("one two", 8, "• ", "• one\n  two\n");
}

static void a_word_wider_than_a_line_is_not_broken(void **state)
{
    (void)state;
    expect("a incomprehensible b", 6, "", "a\nincomprehensible\nb\n");
    expect("incomprehensible", 6, "> ", "> incomprehensible\n");
}

static void a_line_end_is_a_blank_and_an_empty_line_stays(void **state)
{
    (void)state;
    expect("one\ntwo\r\nthree", 80, "", "one two three\n");
    expect("one\n\ntwo", 80, "", "one\n\ntwo\n");
    expect("one\n \n\n\ntwo", 80, "  ", "  one\n\n  two\n");
    expect("\n\none\n\n", 80, "", "one\n");
}

static void a_line_that_is_indented_or_an_item_begins_a_line(void **state)
{
    (void)state;
    expect("Call:\n- 911\n- 988\nor us", 80, "", "Call:\n- 911\n- 988 or us\n");
    expect("Call\n   911", 80, "", "Call\n911\n");
    expect("a -b\n-c", 80, "", "a -b -c\n");
}

static void nothing_is_written_for_an_empty_text(void **state)
{
    (void)state;
    expect("", 80, "- ", "");
    expect(" \n\t ", 80, "- ", "");
}

static void width_is_counted_in_columns_not_bytes(void **state)
{
    (void)state;
    expect("señor señor", 11, "", "señor señor\n");
    expect("señor señor", 10, "", "señor\nseñor\n");
    expect("日本 日本", 9, "", "日本 日本\n");
    expect("日本 日本", 8, "", "日本\n日本\n");
}

static void no_text_can_steer_the_terminal(void **state)
{
    (void)state;
    expect("a\033[2Jb", 80, "", "a?[2Jb\n");
    expect("a\x7f"
           "b\xc2\x9b"
           "c",
           80, "", "a?b?c\n");
    expect("a\xff"
           "b",
           80, "", "a?b\n");
    expect("a\xe2\x80\xae"
           "b",
           80, "", "a?b\n");
}

static void plain_text_stays_on_its_line(void **state)
{
    (void)state;
    char *written = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&written, &length);
    assert_non_null(out);
    write_plain(out, TEXT("a b\nc\tñ"));
    assert_int_equal(fclose(out), 0);
    assert_string_equal(written, "a b?c?ñ");
    free(written);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_fill_a_line_to_its_last_column),
        cmocka_unit_test(lines_after_the_first_are_indented_as_far_as_the_lead_is_wide),
        cmocka_unit_test(a_word_wider_than_a_line_is_not_broken),
        cmocka_unit_test(a_line_end_is_a_blank_and_an_empty_line_stays),
        cmocka_unit_test(a_line_that_is_indented_or_an_item_begins_a_line),
        cmocka_unit_test(nothing_is_written_for_an_empty_text),
        cmocka_unit_test(width_is_counted_in_columns_not_bytes),
        cmocka_unit_test(no_text_can_steer_the_terminal),
        cmocka_unit_test(plain_text_stays_on_its_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
