/* diag/: places, collecting, sorting, quoting and printing messages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/limits.h"
#include "diag/diag.h"

struct fixture {
    struct arena arena;
    struct diags diags;
};

static void begin(struct fixture *fixture)
{
    arena_init(&fixture->arena, LIMIT_DIAG_MEMORY);
    diags_init(&fixture->diags, &fixture->arena);
}

static void expect_rendered(const struct diags *diags, bool colour, const char *expected)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    diags_render(out, diags, (struct diag_style){.colour = colour});
    fclose(out);
    assert_string_equal(text, expected);
    free(text);
}

static const struct source sample = {
    .name = "a.yaml",
    .text = {"one: 1\n  when: remote > 3\r\nl\xC3\xA9t: x\n", 35},
    .first_line = 1,
};

static void a_span_knows_its_line_and_its_column_in_characters(void **state)
{
    (void)state;
    struct place place = span_place(span_of(&sample, 15, 6));
    assert_int_equal(place.line, 2);
    assert_int_equal(place.column, 9);
    assert_true(text_equal(span_line(span_of(&sample, 15, 6)), TEXT("  when: remote > 3")));
    place = span_place(span_of(&sample, 33, 1)); /* behind the two bytes of é */
    assert_int_equal(place.line, 3);
    assert_int_equal(place.column, 6);
    place = span_place(span_of(&sample, 35, 0)); /* behind the last line */
    assert_int_equal(place.line, 4);
    assert_int_equal(place.column, 1);
    assert_int_equal(span_line(span_of(&sample, 35, 0)).length, 0);
    assert_int_equal(span_place((struct span){NULL, 0, 0}).line, 0);
}

static void a_byte_order_mark_takes_no_column(void **state)
{
    (void)state;
    struct source source = {.name = "b",
                            .text = {"\xEF\xBB\xBF"
                                     "ab",
                                     5},
                            .first_line = 10};
    struct place place = span_place(span_of(&source, 4, 1));
    assert_int_equal(place.line, 10);
    assert_int_equal(place.column, 2);
}

static void a_passage_maps_its_bytes_to_their_places(void **state)
{
    (void)state;
    static const uint32_t offsets[] = {10, 11, 20, 23};
    struct passage mapped = {&sample, TEXT("abc"), offsets, 0};
    struct span span = passage_span(&mapped, 1, 3);
    assert_int_equal(span.offset, 11);
    assert_int_equal(span.length, 10);
    span = passage_span(&mapped, 3, 3);
    assert_int_equal(span.offset, 23);
    assert_int_equal(span.length, 0);
    struct passage plain = {&sample, TEXT("abc"), NULL, 5};
    span = passage_span(&plain, 1, 2);
    assert_int_equal(span.offset, 6);
    assert_int_equal(span.length, 1);
    struct passage nowhere = {NULL, TEXT("abc"), NULL, 0};
    assert_null(passage_span(&nowhere, 0, 1).source);
}

static void a_message_shows_its_line_with_carets_a_note_and_help(void **state)
{
    (void)state;
    struct fixture f;
    begin(&f);
    struct diag *diag = diag_add(&f.diags, CODE_F002, span_of(&sample, 15, 10),
                                 "`%s` is a yes/no question, but `>` compares numbers", "remote");
    diag_note(&f.diags, diag, span_of(&sample, 0, 3), "`remote` is asked here");
    diag_help(&f.diags, diag, "compare with `yes`");
    expect_rendered(&f.diags, false,
                    "a.yaml:2:9: error[F002]: `remote` is a yes/no question, but `>` compares "
                    "numbers\n"
                    "    2 |   when: remote > 3\n"
                    "      |         ^~~~~~~~~~\n"
                    "a.yaml:1:1: note: `remote` is asked here\n"
                    "help: compare with `yes`\n");
    arena_free(&f.arena);
}

static void colour_only_surrounds_the_words(void **state)
{
    (void)state;
    struct fixture f;
    begin(&f);
    diag_add_file(&f.diags, CODE_F001, "x.yaml", "cannot be opened: %s", "no");
    expect_rendered(&f.diags, true,
                    "\033[1mx.yaml:\033[0m \033[1;31merror[F001]:\033[0m cannot be opened: no\n");
    arena_free(&f.arena);
}

static void control_characters_of_a_file_never_reach_the_screen(void **state)
{
    (void)state;
    struct fixture f;
    begin(&f);
    struct source source = {.name = "e", .text = {"a\033[31mb\xFFz", 8}, .first_line = 1};
    diag_add(&f.diags, CODE_F002, span_of(&source, 6, 1), "%s",
             diag_quote(&f.diags, TEXT("\033\n\t\xFFx\xE2\x80\xAE"), 10));
    expect_rendered(&f.diags, false,
                    "e:1:7: error[F002]: \\u{1b}\\n\\t\\xffx\\u{202e}\n"
                    "    1 | a [31mb?\n"
                    "      |       ^\n");
    assert_string_equal(diag_quote(&f.diags, TEXT("abcdef"), 3), "abc\xE2\x80\xA6");
    assert_string_equal(diag_quote(&f.diags, TEXT("abc"), 3), "abc");
    arena_free(&f.arena);
}

static void a_long_line_is_shown_around_the_place(void **state)
{
    (void)state;
    struct fixture f;
    begin(&f);
    char line[400];
    memset(line, '-', sizeof line);
    line[300] = 'X';
    struct source source = {.name = "l", .text = {line, sizeof line}, .first_line = 1};
    diag_add(&f.diags, CODE_F002, span_of(&source, 300, 1), "here");
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    diags_render(out, &f.diags, (struct diag_style){.colour = false});
    fclose(out);
    /* The caret stands under the X, in columns (an ellipsis is one of them). */
    char *second = strchr(strchr(text, '\n') + 1, '\n') + 1;
    struct text shown = {strchr(text, '\n') + 1, 0};
    shown.length = (size_t)(strchr(shown.start, 'X') - shown.start);
    assert_int_equal(utf8_count(shown), (size_t)(strchr(second, '^') - second));
    assert_true(length < 400);
    free(text);
    arena_free(&f.arena);
}

static void messages_are_sorted_by_place_and_said_once(void **state)
{
    (void)state;
    struct fixture f;
    begin(&f);
    diag_add(&f.diags, CODE_F002, span_of(&sample, 9, 4), "later");
    diag_add(&f.diags, CODE_F002, span_of(&sample, 0, 3), "first");
    diag_add(&f.diags, CODE_F002, span_of(&sample, 9, 4), "later");
    diag_add(&f.diags, CODE_F002, span_of(&sample, 9, 4), "later, but different");
    assert_int_equal(f.diags.errors, 4);
    diags_sort(&f.diags);
    assert_int_equal(f.diags.errors, 3);
    assert_int_equal(f.diags.count, 3);
    assert_true(text_equal(f.diags.items[0].message, TEXT("first")));
    assert_true(text_equal(f.diags.items[1].message, TEXT("later")));
    assert_true(text_equal(f.diags.items[2].message, TEXT("later, but different")));
    diags_clear(&f.diags);
    diags_sort(&f.diags);
    assert_int_equal(f.diags.count, 0);
    arena_free(&f.arena);
}

static void messages_past_the_limit_are_counted(void **state)
{
    (void)state;
    struct fixture f;
    begin(&f);
    for (uint32_t i = 0; i < LIMIT_DIAGS; i++) {
        assert_non_null(diag_add(&f.diags, CODE_F002, span_of(&sample, 0, 1), "m%u", (unsigned)i));
    }
    assert_null(diag_add(&f.diags, CODE_F002, span_of(&sample, 0, 1), "one too many"));
    diag_help(&f.diags, NULL, "help for a message that is not kept");
    diag_note(&f.diags, NULL, span_of(&sample, 0, 1), "the same");
    diag_key(&f.diags, NULL, TEXT("k"));
    assert_int_equal(f.diags.errors, LIMIT_DIAGS + 1);
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    diags_render(out, &f.diags, (struct diag_style){.colour = false});
    fclose(out);
    assert_non_null(strstr(text, "… and 1 more messages\n"));
    free(text);
    arena_free(&f.arena);
}

static void used_up_memory_is_an_error_that_is_said_once(void **state)
{
    (void)state;
    struct arena arena;
    struct diags diags;
    arena_init(&arena, 64);
    diags_init(&diags, &arena);
    assert_null(diag_add(&diags, CODE_F002, span_of(&sample, 0, 1), "no room"));
    assert_false(diag_out_of_memory(&diags));
    assert_true(diags.exhausted);
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    diags_render(out, &diags, (struct diag_style){.colour = false});
    fclose(out);
    assert_non_null(strstr(text, "error[F004]: memory is used up"));
    free(text);
    arena_free(&arena);
}

static void a_suggestion_names_the_nearest(void **state)
{
    (void)state;
    struct fixture f;
    begin(&f);
    static const struct text names[] = {{"housing", 7}, {"age", 3}};
    struct diag *diag = diag_add_file(&f.diags, CODE_F001, "x", "unknown `hosing`");
    assert_true(diag_suggest(&f.diags, diag, TEXT("hosing"), names, 2));
    assert_true(text_equal(diag->help, TEXT("did you mean `housing`?")));
    assert_false(diag_suggest(&f.diags, diag, TEXT("qqqq"), names, 2));
    diag_key(&f.diags, diag, TEXT("housing"));
    assert_true(text_equal(diag->key, TEXT("housing")));
    arena_free(&f.arena);
}

static void codes_are_found_by_name(void **state)
{
    (void)state;
    assert_string_equal(code_info(CODE_F003)->name, "F003");
    assert_ptr_equal(code_find("f003"), code_info(CODE_F003));
    assert_null(code_find("F999"));
    for (int i = 0; i < CODE_COUNT; i++) { /* the manual has something to say of each */
        const struct code_info *info = code_info((enum code)i);
        assert_int_equal(strlen(info->name), 4);
        assert_true(strlen(info->title) >= 5);
        assert_true(strlen(info->text) > 20);
    }
}

static void a_file_is_read_whole_up_to_the_limit(void **state)
{
    (void)state;
    struct fixture f;
    begin(&f);
    char path[] = "/tmp/iopfit-diag-test-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, "0123456789", 10), 10);
    struct source source = {.name = "untouched"};
    bool missing = true;
    assert_true(source_read(path, 10, &f.arena, &source, &missing, &f.diags));
    assert_false(missing);
    assert_true(text_equal(source.text, TEXT("0123456789")));
    assert_int_equal(source.first_line, 1);
    source.name = "untouched";
    assert_false(source_read(path, 9, &f.arena, &source, NULL, &f.diags));
    assert_string_equal(source.name, "untouched");
    assert_string_equal(f.diags.items[0].message.start, "the file is larger than 0 KiB");
    assert_int_equal(f.diags.items[0].code, CODE_F003);
    close(file);
    unlink(path);
    assert_false(source_read(path, 10, &f.arena, &source, &missing, &f.diags));
    assert_true(missing);
    assert_int_equal(f.diags.items[1].code, CODE_F001);
    assert_false(source_read("/tmp", 10, &f.arena, &source, &missing, &f.diags));
    assert_false(missing);
    assert_int_equal(f.diags.items[2].code, CODE_F002);
    arena_free(&f.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_span_knows_its_line_and_its_column_in_characters),
        cmocka_unit_test(a_byte_order_mark_takes_no_column),
        cmocka_unit_test(a_passage_maps_its_bytes_to_their_places),
        cmocka_unit_test(a_message_shows_its_line_with_carets_a_note_and_help),
        cmocka_unit_test(colour_only_surrounds_the_words),
        cmocka_unit_test(control_characters_of_a_file_never_reach_the_screen),
        cmocka_unit_test(a_long_line_is_shown_around_the_place),
        cmocka_unit_test(messages_are_sorted_by_place_and_said_once),
        cmocka_unit_test(messages_past_the_limit_are_counted),
        cmocka_unit_test(used_up_memory_is_an_error_that_is_said_once),
        cmocka_unit_test(a_suggestion_names_the_nearest),
        cmocka_unit_test(codes_are_found_by_name),
        cmocka_unit_test(a_file_is_read_whole_up_to_the_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
