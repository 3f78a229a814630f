/* Rows, pages and frames: where text is broken, what stands where, and that no text can steer the
 * terminal. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "interview/screen.h"

static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, LIMIT_RECORD_MEMORY);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

/* The sheet as it would stand on a screen of its own. */
static void looks_like(const struct sheet *sheet, const char *expected)
{
    const struct frame frame = {.columns = sheet->width + 1,
                                .height = sheet->count,
                                .rows = sheet->rows,
                                .count = sheet->count};
    struct text text = frame_text(&frame, &arena);
    char actual[2048];
    snprintf(actual, sizeof actual, TEXT_FORMAT, TEXT_ARGS(text));
    assert_string_equal(actual, expected);
    assert_false(sheet->failed);
}

static void text_is_broken_between_words(void **state)
{
    struct sheet sheet;
    (void)state;
    sheet_init(&sheet, &arena, 10);
    sheet_add(&sheet, TEXT(""), TEXT("One two three, four\nfive."), false);
    looks_like(&sheet, "One two\nthree,\nfour five.\n");
}

static void rows_after_the_first_are_indented(void **state)
{
    struct sheet sheet;
    (void)state;
    sheet_init(&sheet, &arena, 14);
    sheet_add(&sheet, TEXT("  1  "), TEXT("One two three four"), false);
    looks_like(&sheet, "  1  One two\n     three\n     four\n");
}

static void empty_lines_and_dashes_begin_rows(void **state)
{
    struct sheet sheet;
    (void)state;
    sheet_init(&sheet, &arena, 20);
    sheet_add(&sheet, TEXT(""), TEXT("One\n\ntwo\n- three\n  four\nfive"), false);
    looks_like(&sheet, "One\n\ntwo\n- three\nfour five\n");
}

static void a_word_that_is_wider_than_a_row_is_broken(void **state)
{
    struct sheet sheet;
    (void)state;
    sheet_init(&sheet, &arena, 6);
    sheet_add(&sheet, TEXT(""), TEXT("ab abcdefghijklmnop q"), false);
    looks_like(&sheet, "ab\nabcdef\nghijkl\nmnop q\n");
}

static void wide_letters_count_as_two_columns(void **state)
{
    struct sheet sheet;
    (void)state;
    sheet_init(&sheet, &arena, 5);
    sheet_add(&sheet, TEXT(""), TEXT("日本語 日本"), false);
    looks_like(&sheet, "日本\n語\n日本\n");
}

static void gaps_are_single_and_never_first(void **state)
{
    struct sheet sheet;
    (void)state;
    sheet_init(&sheet, &arena, 20);
    sheet_gap(&sheet);
    sheet_add(&sheet, TEXT(""), TEXT("a"), false);
    sheet_gap(&sheet);
    sheet_gap(&sheet);
    sheet_add(&sheet, TEXT(""), TEXT(""), false);
    sheet_add(&sheet, TEXT(""), TEXT("b"), false);
    looks_like(&sheet, "a\n\nb\n");
}

static void lines_that_are_wrapped_stay_as_they_are(void **state)
{
    struct sheet sheet;
    (void)state;
    sheet_init(&sheet, &arena, 20);
    sheet_add_lines(&sheet, TEXT("Why\n  - one\n      two\n\nend\n"));
    looks_like(&sheet, "Why\n  - one\n      two\n\nend\n");
}

/* Adds the letters of [text] to [letters], blanks left out. */
static void add_letters(char *letters, struct text text)
{
    size_t length = strlen(letters);
    for (size_t i = 0; i < text.length; i++) {
        if (text.start[i] != ' ') {
            letters[length++] = text.start[i];
        }
    }
    letters[length] = '\0';
}

static void any_width_holds_every_word(void **state)
{
    const struct text text = TEXT("The quick brown fox: jumps over the lazy dog, and sleeps.");
    char expected[128] = "";
    (void)state;
    add_letters(expected, text);
    for (unsigned width = 1; width < 70; width++) {
        struct sheet sheet;
        char actual[128] = "";
        sheet_init(&sheet, &arena, width);
        sheet_add(&sheet, TEXT(""), text, false);
        for (uint32_t i = 0; i < sheet.count; i++) {
            assert_true(utf8_width(sheet.rows[i].text) <= (width < 4 ? 4 : width));
            add_letters(actual, sheet.rows[i].text);
        }
        assert_string_equal(actual, expected);
    }
}

/* ---- Pages ------------------------------------------------------------------------------------- */

static void pages_hold_whole_items(void **state)
{
    static const struct item items[] = {{2, true}, {2, true}, {3, true}, {9, true}, {1, true}};
    (void)state;
    assert_int_equal(page_count(items, 5, 5, 7), 4);
    struct page page = page_of(items, 5, 5, 7, 0);
    assert_int_equal(page.start, 0);
    assert_int_equal(page.end, 2);
    page = page_of(items, 5, 5, 7, 2); /* higher than a page: alone */
    assert_int_equal(page.start, 3);
    assert_int_equal(page.end, 4);
    page = page_of(items, 5, 5, 7, 4);
    assert_int_equal(page.start, page.end);
}

static void pages_hold_no_more_numbers_than_there_are(void **state)
{
    static const struct item items[] = {{1, false}, {1, true}, {1, true},
                                        {1, false}, {1, true}, {1, true}};
    (void)state;
    assert_int_equal(page_count(items, 6, 20, 2), 2);
    assert_int_equal(page_of(items, 6, 20, 2, 0).end, 4);
    assert_int_equal(page_of(items, 6, 20, 2, 1).start, 4);
    assert_int_equal(page_count(NULL, 0, 20, 2), 1);
}

/* ---- Frames ------------------------------------------------------------------------------------ */

static void a_frame_fills_the_screen_and_leaves_the_last_column_free(void **state)
{
    const struct row rows[] = {{.text = TEXT("bold"), .bold = true},
                               {.lead = TEXT("> 1 "), .indent = 5, .text = TEXT("abcdefghijk")}};
    const struct frame frame = {
        .columns = 12, .height = 4, .left = 1, .top = 1, .rows = rows, .count = 2};
    (void)state;
    struct text bytes = frame_bytes(&frame, &arena);
    static const char expected[] = "\033[0m\033[H\033[K\r\n"
                                   " \033[1mbold\033[0m\033[K\r\n"
                                   " > 1  abcde\033[K\r\n"
                                   "\033[K";
    assert_int_equal(bytes.length, sizeof expected - 1);
    assert_memory_equal(bytes.start, expected, bytes.length);
}

static void no_text_steers_the_terminal(void **state)
{
    const struct row rows[] = {{.text = TEXT("a\033[2Jb\x07"
                                             "c\xc2\x9b"
                                             "1m\xe2\x80\xae"
                                             "d\xff"
                                             "e")}};
    const struct frame frame = {.columns = 40, .height = 1, .rows = rows, .count = 1};
    (void)state;
    struct text bytes = frame_bytes(&frame, &arena);
    static const char expected[] = "\033[0m\033[Ha?[2Jb?c?1m?d?e\033[K";
    assert_int_equal(bytes.length, sizeof expected - 1);
    assert_memory_equal(bytes.start, expected, bytes.length);
}

static void a_screen_of_any_size_gets_no_more_than_fits(void **state)
{
    const struct row rows[] = {{.lead = TEXT("  1  "), .indent = 5, .text = TEXT("日本 abcdef ñ")},
                               {.text = TEXT("x")},
                               {.indent = 30, .text = TEXT("far")}};
    (void)state;
    for (unsigned columns = 1; columns < 50; columns++) {
        for (unsigned height = 1; height < 5; height++) {
            const struct frame frame = {.columns = columns,
                                        .height = height,
                                        .left = columns / 4,
                                        .top = height / 2,
                                        .rows = rows,
                                        .count = 3};
            struct text text = frame_text(&frame, &arena);
            size_t line = 0;
            unsigned lines = 0;
            for (size_t i = 0; i < text.length; i++) {
                if (text.start[i] == '\n') {
                    size_t width = utf8_width((struct text){text.start + line, i - line});
                    assert_true(width < columns);
                    line = i + 1;
                    lines++;
                }
            }
            assert_true(lines <= height);
        }
    }
}

static void without_memory_a_sheet_says_so(void **state)
{
    struct arena small;
    struct sheet sheet;
    (void)state;
    arena_init(&small, 64);
    sheet_init(&sheet, &small, 10);
    sheet_add(&sheet, TEXT(""), TEXT("one two three four five six seven"), false);
    assert_true(sheet.failed);
    const struct frame frame = {.columns = 80, .height = 24};
    assert_int_equal(frame_bytes(&frame, &small).length, 0);
    arena_free(&small);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_broken_between_words),
        cmocka_unit_test(rows_after_the_first_are_indented),
        cmocka_unit_test(empty_lines_and_dashes_begin_rows),
        cmocka_unit_test(a_word_that_is_wider_than_a_row_is_broken),
        cmocka_unit_test(wide_letters_count_as_two_columns),
        cmocka_unit_test(gaps_are_single_and_never_first),
        cmocka_unit_test(lines_that_are_wrapped_stay_as_they_are),
        cmocka_unit_test(any_width_holds_every_word),
        cmocka_unit_test(pages_hold_whole_items),
        cmocka_unit_test(pages_hold_no_more_numbers_than_there_are),
        cmocka_unit_test(a_frame_fills_the_screen_and_leaves_the_last_column_free),
        cmocka_unit_test(no_text_steers_the_terminal),
        cmocka_unit_test(a_screen_of_any_size_gets_no_more_than_fits),
        cmocka_unit_test(without_memory_a_sheet_says_so),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
