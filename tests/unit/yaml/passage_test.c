/* Where each byte of a scalar stands in its file, for every way of writing one. */
#include "yaml_test.h"

#include "base/limits.h"

/* Reads [yaml], takes the value of `a`, and checks its text and the offset of each byte in the
 * file. */
static void check(const char *yaml, const char *text, const uint32_t *offsets, size_t count)
{
    struct bench bench;
    const struct yaml_node *root = NULL;
    struct passage passage;

    bench_init(&bench, yaml, strlen(yaml));
    assert_true(yaml_read(&bench.source, &bench.arena, &root, &bench.diags));
    const struct yaml_node *scalar = yaml_get(root, "a");
    assert_non_null(scalar);
    assert_true(yaml_passage(scalar, &bench.arena, &passage));
    assert_string_equal(passage.text.start, text);
    assert_int_equal(passage.text.length, count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(passage_span(&passage, i, i + 1).offset, offsets[i]);
    }
    bench_free(&bench);
}

#define OFFSETS(...)                                                                               \
    (const uint32_t[]){__VA_ARGS__}, sizeof((const uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t)

static void a_plain_text_stands_letter_by_letter(void **state)
{
    (void)state;
    check("a: x > 3 # why\n", "x > 3", OFFSETS(3, 4, 5, 6, 7));
}

static void a_plain_text_after_a_byte_order_mark_has_its_true_offsets(void **state)
{
    (void)state;
    check("\xEF\xBB\xBF"
          "a: xy\n",
          "xy", OFFSETS(6, 7));
}

static void a_text_after_letters_of_many_bytes_has_its_true_offsets(void **state)
{
    (void)state;
    check("é: ü\na: xé\n", "xé", OFFSETS(10, 11, 12));
}

static void a_plain_text_over_lines_is_folded(void **state)
{
    (void)state;
    check("a: x\n  and  \n\n  y\n", "x and\ny", OFFSETS(3, 4, 7, 8, 9, 13, 16));
}

static void a_plain_text_over_lines_with_windows_line_ends_is_folded(void **state)
{
    (void)state;
    check("a: x\r\n  y\r\n\r\n  z\r\n", "x y\nz", OFFSETS(3, 4, 8, 11, 15));
}

static void blanks_inside_a_plain_text_stay(void **state)
{
    (void)state;
    check("a: x \t y\n", "x \t y", OFFSETS(3, 4, 5, 6, 7));
}

static void a_single_quoted_text_leaves_out_its_quotes(void **state)
{
    (void)state;
    check("a: 'x''y '\n", "x'y ", OFFSETS(4, 5, 7, 8));
}

static void a_single_quoted_text_over_lines_is_folded(void **state)
{
    (void)state;
    check("a: 'x\n  y  \n\n\n z'\n", "x y\n\nz", OFFSETS(4, 5, 8, 12, 13, 15));
}

static void a_double_quoted_text_maps_its_escapes(void **state)
{
    (void)state;
    check("a: \"x\\ty\\\"\\\\\\u00e9\\x41\\U0001F600z\"\n", "x\ty\"\\éA😀z",
          OFFSETS(4, 5, 7, 8, 10, 12, 12, 18, 22, 22, 22, 22, 32));
}

static void every_escape_of_a_text_is_followed(void **state)
{
    (void)state;
    check("a: \"\\t\\n\\ \\\"\\/\\\\\\_\\\t\"\n", "\t\n \"/\\\xC2\xA0\t",
          OFFSETS(4, 6, 8, 10, 12, 14, 16, 16, 18));
}

static void an_escaped_line_end_joins_lines(void **state)
{
    (void)state;
    check("a: \"x \\\n   y\\\n\n  z\"\n", "x y\nz", OFFSETS(4, 5, 11, 14, 17));
}

static void a_double_quoted_text_over_lines_is_folded(void **state)
{
    (void)state;
    check("a: \"x \n\n y\n z\"\n", "x\ny z", OFFSETS(4, 7, 9, 10, 12));
}

static void a_literal_text_leaves_out_its_indentation(void **state)
{
    (void)state;
    check("a: | # why\n   x\n     y\n\n   z\nb: 1\n", "x\n  y\n\nz\n",
          OFFSETS(14, 15, 19, 20, 21, 22, 23, 27, 28));
}

static void a_literal_text_with_windows_line_ends_is_followed(void **state)
{
    (void)state;
    check("a: |\r\n  x\r\n  y\r\n", "x\ny\n", OFFSETS(8, 10, 13, 15));
}

static void a_literal_text_keeps_or_strips_its_end(void **state)
{
    (void)state;
    check("a: |-\n  x\n\n\nb: 1\n", "x", OFFSETS(8));
    check("a: |+\n  x\n\n \nb: 1\n", "x\n\n\n", OFFSETS(8, 9, 10, 12));
    check("a: |\n  x\n\n\nb: 1\n", "x\n", OFFSETS(7, 8));
}

static void a_literal_text_may_end_without_a_line_end(void **state)
{
    (void)state;
    check("a: |\n  x", "x", OFFSETS(7));
}

static void an_indentation_that_is_given_keeps_blanks(void **state)
{
    (void)state;
    check("a: |2\n     x\n    y\n", "   x\n  y\n", OFFSETS(8, 9, 10, 11, 12, 15, 16, 17, 18));
}

static void a_literal_text_may_begin_with_empty_lines(void **state)
{
    (void)state;
    check("a: |\n\n \n  x\n", "\n\nx\n", OFFSETS(5, 7, 10, 11));
}

static void a_folded_text_joins_lines(void **state)
{
    (void)state;
    check("a: >-\n  x\n  y\n\n  z\n", "x y\nz", OFFSETS(8, 9, 12, 14, 17));
}

static void a_folded_text_keeps_indented_lines(void **state)
{
    (void)state;
    check("a: >\n  x\n    y\n  z\n", "x\n  y\nz\n", OFFSETS(7, 8, 11, 12, 13, 14, 17, 18));
}

static void a_folded_text_keeps_all_its_end_where_told(void **state)
{
    (void)state;
    check("a: >+\n  x\n  y\n\n", "x y\n\n", OFFSETS(8, 9, 12, 13, 14));
}

static void a_text_in_braces_stands_letter_by_letter(void **state)
{
    (void)state;
    check("{b: 1, a: x > 2}\n", "x > 2", OFFSETS(10, 11, 12, 13, 14));
}

static void an_empty_text_has_its_place(void **state)
{
    (void)state;
    struct bench bench;
    const struct yaml_node *root = NULL;
    struct passage passage;

    bench_init(&bench, "a: ''\n", 6);
    assert_true(yaml_read(&bench.source, &bench.arena, &root, &bench.diags));
    assert_true(yaml_passage(yaml_get(root, "a"), &bench.arena, &passage));
    assert_int_equal(passage.text.length, 0);
    assert_int_equal(passage_span(&passage, 0, 0).offset, 5);
    bench_free(&bench);
}

static void a_message_in_a_folded_text_points_into_its_line(void **state)
{
    (void)state;
    struct bench bench;
    const struct yaml_node *root = NULL;
    struct passage passage;

    static const char yaml[] = "a: >-\n  one and\n  two\n";
    bench_init(&bench, yaml, sizeof yaml - 1);
    assert_true(yaml_read(&bench.source, &bench.arena, &root, &bench.diags));
    assert_true(yaml_passage(yaml_get(root, "a"), &bench.arena, &passage));
    assert_string_equal(passage.text.start, "one and two");
    struct span span = passage_span(&passage, 8, 11);
    assert_int_equal(span_place(span).line, 3);
    assert_int_equal(span_place(span).column, 3);
    assert_int_equal(span.length, 3);
    bench_free(&bench);
}

static void a_passage_needs_memory(void **state)
{
    (void)state;
    struct bench bench;
    const struct yaml_node *root = NULL;
    struct passage passage;
    struct arena small;

    bench_init(&bench, "a: 'x''y'\n", 10);
    arena_init(&small, 1);
    assert_true(yaml_read(&bench.source, &bench.arena, &root, &bench.diags));
    assert_false(yaml_passage(yaml_get(root, "a"), &small, &passage));
    arena_free(&small);
    bench_free(&bench);
}

int run_passage_tests(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_text_stands_letter_by_letter),
        cmocka_unit_test(a_plain_text_after_a_byte_order_mark_has_its_true_offsets),
        cmocka_unit_test(a_text_after_letters_of_many_bytes_has_its_true_offsets),
        cmocka_unit_test(a_plain_text_over_lines_is_folded),
        cmocka_unit_test(a_plain_text_over_lines_with_windows_line_ends_is_folded),
        cmocka_unit_test(blanks_inside_a_plain_text_stay),
        cmocka_unit_test(a_single_quoted_text_leaves_out_its_quotes),
        cmocka_unit_test(a_single_quoted_text_over_lines_is_folded),
        cmocka_unit_test(a_double_quoted_text_maps_its_escapes),
        cmocka_unit_test(every_escape_of_a_text_is_followed),
        cmocka_unit_test(an_escaped_line_end_joins_lines),
        cmocka_unit_test(a_double_quoted_text_over_lines_is_folded),
        cmocka_unit_test(a_literal_text_leaves_out_its_indentation),
        cmocka_unit_test(a_literal_text_with_windows_line_ends_is_followed),
        cmocka_unit_test(a_literal_text_keeps_or_strips_its_end),
        cmocka_unit_test(a_literal_text_may_end_without_a_line_end),
        cmocka_unit_test(an_indentation_that_is_given_keeps_blanks),
        cmocka_unit_test(a_literal_text_may_begin_with_empty_lines),
        cmocka_unit_test(a_folded_text_joins_lines),
        cmocka_unit_test(a_folded_text_keeps_indented_lines),
        cmocka_unit_test(a_folded_text_keeps_all_its_end_where_told),
        cmocka_unit_test(a_text_in_braces_stands_letter_by_letter),
        cmocka_unit_test(an_empty_text_has_its_place),
        cmocka_unit_test(a_message_in_a_folded_text_points_into_its_line),
        cmocka_unit_test(a_passage_needs_memory),
    };
    return cmocka_run_group_tests_name("yaml: where texts stand", tests, NULL, NULL);
}
