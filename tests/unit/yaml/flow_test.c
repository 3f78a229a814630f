/* Mistakes with brackets and braces: each with its message and its place. */
#include "yaml_test.h"

static void check(const char *text, size_t length, const char *expected)
{
    struct bench bench;
    const struct yaml_node *root = NULL;

    bench_init(&bench, text, length);
    assert_false(yaml_read(&bench.source, &bench.arena, &root, &bench.diags));
    assert_null(root);
    assert_messages(&bench, expected);
    bench_free(&bench);
}

static void an_open_bracket_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: [x, y\n"
                               "b: c\n";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y119]: this `[` is not closed\n"
          "    1 | a: [x, y\n"
          "      |    ^\n"
          "f.yaml:2:1: note: this cannot belong to it\n"
          "help: close it with `]`\n");
}

static void an_open_bracket_at_the_end_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: [x\n";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y119]: this `[` is not closed\n"
          "    1 | a: [x\n"
          "      |    ^\n"
          "help: close it with `]`\n");
}

static void an_open_brace_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: {x: {y: 1}\n"
                               "b: 2\n";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y119]: this `{` is not closed\n"
          "    1 | a: {x: {y: 1}\n"
          "      |    ^\n"
          "f.yaml:2:1: note: this cannot belong to it\n"
          "help: close it with `}`\n");
}

static void a_bracket_that_closes_nothing_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: [x]]\n";
    check(text, sizeof text - 1,
          "f.yaml:1:7: error[Y119]: `]` closes nothing\n"
          "    1 | a: [x]]\n"
          "      |       ^\n"
          "help: remove it, or put the whole value in quotes\n");
}

static void a_brace_that_closes_nothing_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: {x: 1}}\n";
    check(text, sizeof text - 1,
          "f.yaml:1:10: error[Y119]: `}` closes nothing\n"
          "    1 | a: {x: 1}}\n"
          "      |          ^\n"
          "help: remove it, or put the whole value in quotes\n");
}

static void text_after_a_bracket_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: [x] y\n";
    check(text, sizeof text - 1,
          "f.yaml:1:8: error[Y119]: text after the closing `]`\n"
          "    1 | a: [x] y\n"
          "      |        ^\n"
          "help: put the whole value in quotes\n");
}

static void text_after_a_bracket_at_the_root_is_refused(void **state)
{
    (void)state;
    static const char text[] = "[a] b\n";
    check(text, sizeof text - 1,
          "f.yaml:1:5: error[Y119]: text after the closing `]`\n"
          "    1 | [a] b\n"
          "      |     ^\n"
          "help: put the whole value in quotes\n");
}

static void a_condition_with_brackets_in_braces_is_refused(void **state)
{
    (void)state;
    static const char text[] = "- {is: x in [b], means: c}\n";
    check(text, sizeof text - 1,
          "f.yaml:1:13: error[Y119]: `[` cannot stand here: an entry inside `{…}` ends before it\n"
          "    1 | - {is: x in [b], means: c}\n"
          "      |             ^\n"
          "f.yaml:1:3: note: the `{` stands here\n"
          "help: put the whole text in quotes, or leave the `{…}` out and write each key on a line "
          "of its own\n");
}

static void a_condition_with_quotes_in_braces_is_refused(void **state)
{
    (void)state;
    static const char text[] = "- {is: \"x\" in y, means: c}\n";
    check(text, sizeof text - 1,
          "f.yaml:1:12: error[Y119]: `in` cannot stand here: an entry inside `{…}` ends before it\n"
          "    1 | - {is: \"x\" in y, means: c}\n"
          "      |            ^~\n"
          "f.yaml:1:3: note: the `{` stands here\n"
          "help: put the whole text in quotes, or leave the `{…}` out and write each key on a line "
          "of its own\n");
}

static void a_quote_in_a_list_in_brackets_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: [b, \"x\" in y]\n";
    check(text, sizeof text - 1,
          "f.yaml:1:12: error[Y119]: `in` cannot stand here: an entry inside `[…]` ends before it\n"
          "    1 | a: [b, \"x\" in y]\n"
          "      |            ^~\n"
          "f.yaml:1:4: note: the `[` stands here\n"
          "help: put the whole text in quotes, or leave the `[…]` out and write each entry after "
          "`- ` on a line of its own\n");
}

static void a_second_colon_in_brackets_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: [x: y: z]\n";
    check(text, sizeof text - 1,
          "f.yaml:1:9: error[Y119]: `:` cannot stand here: an entry inside `[…]` ends before it\n"
          "    1 | a: [x: y: z]\n"
          "      |         ^\n"
          "f.yaml:1:4: note: the `[` stands here\n"
          "help: put the whole text in quotes, or leave the `[…]` out and write each entry after "
          "`- ` on a line of its own\n");
}

static void a_broken_entry_on_a_later_line_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: [b,\n"
                               "    \"x\" y]\n";
    check(text, sizeof text - 1,
          "f.yaml:2:9: error[Y119]: `y` cannot stand here: an entry inside `[…]` ends before it\n"
          "    2 |     \"x\" y]\n"
          "      |         ^\n"
          "f.yaml:1:4: note: the `[` stands here\n"
          "help: put the whole text in quotes, or leave the `[…]` out and write each entry after "
          "`- ` on a line of its own\n");
}

static void a_comma_in_the_wrong_place_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: [,]\n";
    check(text, sizeof text - 1,
          "f.yaml:1:5: error[Y122]: a text cannot begin with `,`\n"
          "    1 | a: [,]\n"
          "      |     ^\n"
          "help: put the text in quotes\n");
}

static void an_open_bracket_with_nothing_in_it_is_refused(void **state)
{
    (void)state;
    static const char text[] = "[";
    check(text, sizeof text - 1,
          "f.yaml:1:2: error[Y119]: the file ends inside `[…]` or `{…}`\n"
          "    1 | [\n"
          "      |  ^\n"
          "help: close what is open, or put a text that begins with `[` or `{` in quotes\n");
}

static void an_open_brace_after_a_key_is_refused(void **state)
{
    (void)state;
    static const char text[] = "{a:\n";
    check(text, sizeof text - 1,
          "f.yaml:2:1: error[Y119]: the file ends inside `[…]` or `{…}`\n"
          "    2 | \n"
          "      | ^\n"
          "help: close what is open, or put a text that begins with `[` or `{` in quotes\n");
}

static void a_colon_before_a_bracket_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: [b:[c]]\n";
    check(text, sizeof text - 1,
          "f.yaml:1:6: error[Y116]: a `:` inside `[…]` or `{…}`\n"
          "    1 | a: [b:[c]]\n"
          "      |      ^\n"
          "help: put a blank after the `:` of a key; put a text with a `:` in quotes\n");
}

static void columns_count_characters_not_bytes(void **state)
{
    (void)state;
    static const char text[] = "é: [ü, \"x\" y]\n";
    check(text, sizeof text - 1,
          "f.yaml:1:12: error[Y119]: `y` cannot stand here: an entry inside `[…]` ends before it\n"
          "    1 | é: [ü, \"x\" y]\n"
          "      |            ^\n"
          "f.yaml:1:4: note: the `[` stands here\n"
          "help: put the whole text in quotes, or leave the `[…]` out and write each entry after "
          "`- ` on a line of its own\n");
}

int run_flow_tests(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_open_bracket_is_refused),
        cmocka_unit_test(an_open_bracket_at_the_end_is_refused),
        cmocka_unit_test(an_open_brace_is_refused),
        cmocka_unit_test(a_bracket_that_closes_nothing_is_refused),
        cmocka_unit_test(a_brace_that_closes_nothing_is_refused),
        cmocka_unit_test(text_after_a_bracket_is_refused),
        cmocka_unit_test(text_after_a_bracket_at_the_root_is_refused),
        cmocka_unit_test(a_condition_with_brackets_in_braces_is_refused),
        cmocka_unit_test(a_condition_with_quotes_in_braces_is_refused),
        cmocka_unit_test(a_quote_in_a_list_in_brackets_is_refused),
        cmocka_unit_test(a_second_colon_in_brackets_is_refused),
        cmocka_unit_test(a_broken_entry_on_a_later_line_is_refused),
        cmocka_unit_test(a_comma_in_the_wrong_place_is_refused),
        cmocka_unit_test(an_open_bracket_with_nothing_in_it_is_refused),
        cmocka_unit_test(an_open_brace_after_a_key_is_refused),
        cmocka_unit_test(a_colon_before_a_bracket_is_refused),
        cmocka_unit_test(columns_count_characters_not_bytes),
    };
    return cmocka_run_group_tests_name("yaml: brackets and braces", tests, NULL, NULL);
}
