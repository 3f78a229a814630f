/* Mistakes in writing YAML: each with its message and its place. */
#include "yaml_test.h"

#include "yaml/room.h"

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

static void a_tab_before_a_key_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a:\n"
                               "  b: 1\n"
                               "\tc: 2\n";
    check(text, sizeof text - 1,
          "f.yaml:3:1: error[Y106]: a tab in the indentation\n"
          "    3 |  c: 2\n"
          "      | ^\n"
          "help: use blanks, and set the editor to insert blanks for the tab key\n");
}

static void a_tab_at_the_start_is_refused(void **state)
{
    (void)state;
    static const char text[] = "\ta: 1\n";
    check(text, sizeof text - 1,
          "f.yaml:1:1: error[Y106]: a tab in the indentation\n"
          "    1 |  a: 1\n"
          "      | ^\n"
          "help: use blanks, and set the editor to insert blanks for the tab key\n");
}

static void tabs_before_a_list_are_refused(void **state)
{
    (void)state;
    static const char text[] = "a:\n"
                               "\t\t- b\n";
    check(text, sizeof text - 1,
          "f.yaml:2:1: error[Y106]: a tab in the indentation\n"
          "    2 |   - b\n"
          "      | ^~\n"
          "help: use blanks, and set the editor to insert blanks for the tab key\n");
}

static void a_tab_in_a_literal_text_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: |\n"
                               "\tb\n";
    check(text, sizeof text - 1,
          "f.yaml:2:1: error[Y106]: a tab in the indentation\n"
          "    2 |  b\n"
          "      | ^\n"
          "help: use blanks, and set the editor to insert blanks for the tab key\n");
}

static void a_colon_in_a_text_is_refused(void **state)
{
    (void)state;
    static const char text[] = "ask: Choose one: now\n";
    check(text, sizeof text - 1,
          "f.yaml:1:16: error[Y116]: a `: ` inside an unquoted text\n"
          "    1 | ask: Choose one: now\n"
          "      |                ^\n"
          "help: put the text in quotes, or on a line of its own after `|`\n");
}

static void a_colon_at_the_start_of_a_text_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: : x\n";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y116]: a `: ` inside an unquoted text\n"
          "    1 | a: : x\n"
          "      |    ^\n"
          "help: put the text in quotes, or on a line of its own after `|`\n");
}

static void a_colon_at_the_end_of_a_text_is_refused(void **state)
{
    (void)state;
    static const char text[] = "ask: Choose one:\n";
    check(text, sizeof text - 1,
          "f.yaml:1:16: error[Y116]: a `: ` inside an unquoted text\n"
          "    1 | ask: Choose one:\n"
          "      |                ^\n"
          "help: put the text in quotes, or on a line of its own after `|`\n");
}

static void a_missing_colon_in_the_line_above_is_named(void **state)
{
    (void)state;
    static const char text[] = "title\n"
                               "id: x\n";
    check(text, sizeof text - 1,
          "f.yaml:2:1: error[Y116]: this line continues the text above it, so it cannot have a key "
          "of its own\n"
          "    2 | id: x\n"
          "      | ^~~\n"
          "f.yaml:1:1: note: the line above\n"
          "help: put `: ` after the key in the line above\n");
}

static void a_missing_blank_in_the_line_above_is_named(void **state)
{
    (void)state;
    static const char text[] = "title:x\n"
                               "id: x\n";
    check(text, sizeof text - 1,
          "f.yaml:2:1: error[Y116]: this line continues the text above it, so it cannot have a key "
          "of its own\n"
          "    2 | id: x\n"
          "      | ^~~\n"
          "f.yaml:1:1: note: the line above\n"
          "help: put a blank after the `:` in the line above\n");
}

static void a_key_indented_too_deep_is_refused(void **state)
{
    (void)state;
    static const char text[] = "title: x\n"
                               "  id: y\n";
    check(text, sizeof text - 1,
          "f.yaml:2:3: error[Y116]: this line continues the text above it, so it cannot have a key "
          "of its own\n"
          "    2 |   id: y\n"
          "      |   ^~~\n"
          "f.yaml:1:1: note: the line above\n"
          "help: if it is a key, let it begin in the same column as the key above; if it is text, "
          "put the whole text in quotes or after `|`\n");
}

static void a_key_indented_too_deep_in_a_list_is_refused(void **state)
{
    (void)state;
    static const char text[] = "- a: 1\n"
                               "    b: 2\n";
    check(text, sizeof text - 1,
          "f.yaml:2:5: error[Y116]: this line continues the text above it, so it cannot have a key "
          "of its own\n"
          "    2 |     b: 2\n"
          "      |     ^~\n"
          "f.yaml:1:1: note: the line above\n"
          "help: if it is a key, let it begin in the same column as the key above; if it is text, "
          "put the whole text in quotes or after `|`\n");
}

static void a_line_indented_too_little_is_refused(void **state)
{
    (void)state;
    static const char text[] = "x:\n"
                               "  - a: 1\n"
                               "   b: 2\n";
    check(text, sizeof text - 1,
          "f.yaml:3:4: error[Y117]: this line does not line up with those above it\n"
          "    3 |    b: 2\n"
          "      |    ^~~~\n"
          "f.yaml:2:3: note: the entries here begin in column 3\n"
          "help: change the number of blanks before it, so that it begins below its neighbours\n");
}

static void a_line_between_two_columns_is_refused(void **state)
{
    (void)state;
    static const char text[] = "x:\n"
                               "    a: 1\n"
                               "  b: 2\n";
    check(text, sizeof text - 1,
          "f.yaml:3:3: error[Y117]: this line does not line up with those above it\n"
          "    3 |   b: 2\n"
          "      |   ^~~~\n"
          "f.yaml:1:1: note: the keys here begin in column 1\n"
          "help: change the number of blanks before it, so that it begins below its neighbours\n");
}

static void a_line_indented_after_a_quoted_text_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: \"x\"\n"
                               "  b: c\n";
    check(text, sizeof text - 1,
          "f.yaml:2:3: error[Y117]: this line does not line up with those above it\n"
          "    2 |   b: c\n"
          "      |   ^~~~\n"
          "f.yaml:1:1: note: the keys here begin in column 1\n"
          "help: change the number of blanks before it, so that it begins below its neighbours\n");
}

static void a_first_line_indented_more_is_refused(void **state)
{
    (void)state;
    static const char text[] = "  a: 1\n"
                               "b: 2\n";
    check(text, sizeof text - 1,
          "f.yaml:2:1: error[Y117]: this line does not line up with those above it\n"
          "    2 | b: 2\n"
          "      | ^~~~\n"
          "help: change the number of blanks before it, so that it begins below its neighbours\n");
}

static void a_list_entry_among_keys_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: 1\n"
                               "- b\n";
    check(text, sizeof text - 1,
          "f.yaml:2:1: error[Y117]: an entry of a list where a key is expected\n"
          "    2 | - b\n"
          "      | ^~~\n"
          "f.yaml:1:1: note: the keys here begin in column 1\n"
          "help: the `-` of all entries of one list stand in the same column\n");
}

static void list_entries_in_two_columns_are_refused(void **state)
{
    (void)state;
    static const char text[] = "x:\n"
                               "  - a: 1\n"
                               "- b: 2\n";
    check(text, sizeof text - 1,
          "f.yaml:3:1: error[Y117]: an entry of a list where a key is expected\n"
          "    3 | - b: 2\n"
          "      | ^~~~~~\n"
          "f.yaml:1:1: note: the keys here begin in column 1\n"
          "help: the `-` of all entries of one list stand in the same column\n");
}

static void a_key_among_list_entries_is_refused(void **state)
{
    (void)state;
    static const char text[] = "- a\n"
                               "b: c\n";
    check(text, sizeof text - 1,
          "f.yaml:2:1: error[Y117]: this line does not line up with those above it\n"
          "    2 | b: c\n"
          "      | ^~~~\n"
          "f.yaml:1:1: note: the entries here begin in column 1\n"
          "help: change the number of blanks before it, so that it begins below its neighbours\n");
}

static void a_literal_text_indented_less_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: |\n"
                               "   x\n"
                               "  y\n";
    check(text, sizeof text - 1,
          "f.yaml:3:3: error[Y117]: this line does not line up with those above it\n"
          "    3 |   y\n"
          "      |   ^\n"
          "f.yaml:1:1: note: the keys here begin in column 1\n"
          "help: change the number of blanks before it, so that it begins below its neighbours\n");
}

static void a_colon_without_a_key_is_refused(void **state)
{
    (void)state;
    static const char text[] = ": x\n";
    check(text, sizeof text - 1,
          "f.yaml:1:1: error[Y115]: a `:` without a key before it\n"
          "    1 | : x\n"
          "      | ^\n"
          "help: write the key before the `:`\n");
}

static void an_open_double_quote_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: \"x\n"
                               "b: y\n";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y118]: this quote is never closed\n"
          "    1 | a: \"x\n"
          "      |    ^\n"
          "help: close it with the same quote; inside double quotes write `\\\"` for a double "
          "quote, inside single quotes `''` for a single one\n");
}

static void an_open_single_quote_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: 'x\n"
                               "b: y\n";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y118]: this quote is never closed\n"
          "    1 | a: 'x\n"
          "      |    ^\n"
          "help: close it with the same quote; inside double quotes write `\\\"` for a double "
          "quote, inside single quotes `''` for a single one\n");
}

static void a_quote_open_at_a_document_mark_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: \"x\n"
                               "---\n"
                               "y\"\n";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y118]: this quote is never closed\n"
          "    1 | a: \"x\n"
          "      |    ^\n"
          "help: close it with the same quote; inside double quotes write `\\\"` for a double "
          "quote, inside single quotes `''` for a single one\n");
}

static void text_after_a_double_quote_is_refused(void **state)
{
    (void)state;
    static const char text[] = "when: \"alcohol\" in substances\n";
    check(text, sizeof text - 1,
          "f.yaml:1:17: error[Y120]: text after the closing quote\n"
          "    1 | when: \"alcohol\" in substances\n"
          "      |                 ^~~~~~~~~~~~~\n"
          "help: the text ends at that quote: put the whole text in single quotes, or on a line of "
          "its own after `|`\n");
}

static void text_after_a_single_quote_is_refused(void **state)
{
    (void)state;
    static const char text[] = "ask: 'What's new?'\n";
    check(text, sizeof text - 1,
          "f.yaml:1:12: error[Y120]: text after the closing quote\n"
          "    1 | ask: 'What's new?'\n"
          "      |            ^~~~~~~\n"
          "help: the text ends at that quote: write `''` for a quote inside, or put the whole text "
          "in double quotes\n");
}

static void text_after_a_quote_in_a_list_is_refused(void **state)
{
    (void)state;
    static const char text[] = "- \"x\" y\n";
    check(text, sizeof text - 1,
          "f.yaml:1:7: error[Y120]: text after the closing quote\n"
          "    1 | - \"x\" y\n"
          "      |       ^\n"
          "help: the text ends at that quote: put the whole text in single quotes, or on a line of "
          "its own after `|`\n");
}

static void text_after_a_quoted_key_is_refused(void **state)
{
    (void)state;
    static const char text[] = "\"a\" b: c\n";
    check(text, sizeof text - 1,
          "f.yaml:1:5: error[Y120]: text after the closing quote\n"
          "    1 | \"a\" b: c\n"
          "      |     ^~~~\n"
          "help: the text ends at that quote: put the whole text in single quotes, or on a line of "
          "its own after `|`\n");
}

static void an_unknown_escape_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: \"x\\q\"\n";
    check(text, sizeof text - 1,
          "f.yaml:1:6: error[Y123]: `\\q` is not an escape\n"
          "    1 | a: \"x\\q\"\n"
          "      |      ^~\n"
          "help: write `\\\\` for a backslash, or put the text in single quotes, where a backslash "
          "has no special meaning\n");
}

static void a_short_escape_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: \"\\x1\"\n";
    check(text, sizeof text - 1,
          "f.yaml:1:5: error[Y123]: `\\x1` is not an escape\n"
          "    1 | a: \"\\x1\"\n"
          "      |     ^~~\n"
          "help: write `\\\\` for a backslash, or put the text in single quotes, where a backslash "
          "has no special meaning\n");
}

static void a_surrogate_escape_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: \"\\ud800\"\n";
    check(text, sizeof text - 1,
          "f.yaml:1:5: error[Y123]: `\\ud800` is one half of a character, as JSON writes it\n"
          "    1 | a: \"\\ud800\"\n"
          "      |     ^~~~~~\n"
          "help: YAML cannot read it: write the character itself; a file of answers that a program "
          "has written as JSON is read with `-i json`\n");
}

static void a_line_without_a_colon_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: 1\n"
                               "b\n"
                               "c: 2\n";
    check(text, sizeof text - 1,
          "f.yaml:2:1: error[Y121]: `b` is not followed by a `:`\n"
          "    2 | b\n"
          "      | ^\n"
          "help: a key is followed by `: ` and its value; a text that goes on over several lines "
          "is indented deeper than its key\n");
}

static void a_dash_without_a_blank_is_refused(void **state)
{
    (void)state;
    static const char text[] = "- a\n"
                               "-b\n"
                               "- c\n";
    check(text, sizeof text - 1,
          "f.yaml:2:1: error[Y121]: `-b` is not followed by a `:`\n"
          "    2 | -b\n"
          "      | ^~\n"
          "help: put a blank after the `-`\n");
}

static void an_at_sign_cannot_begin_a_text(void **state)
{
    (void)state;
    static const char text[] = "a: @x\n";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y122]: a text cannot begin with `@`\n"
          "    1 | a: @x\n"
          "      |    ^\n"
          "help: put the text in quotes\n");
}

static void a_backquote_cannot_begin_a_text(void **state)
{
    (void)state;
    static const char text[] = "a: `x`\n";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y122]: a text cannot begin with ```\n"
          "    1 | a: `x`\n"
          "      |    ^\n"
          "help: put the text in quotes\n");
}

static void a_percent_sign_cannot_begin_a_text(void **state)
{
    (void)state;
    static const char text[] = "a: %x\n";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y122]: a text cannot begin with `%`\n"
          "    1 | a: %x\n"
          "      |    ^\n"
          "help: put the text in quotes\n");
}

static void a_closing_brace_cannot_begin_a_text(void **state)
{
    (void)state;
    static const char text[] = "a: }\n";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y122]: a text cannot begin with `}`\n"
          "    1 | a: }\n"
          "      |    ^\n"
          "help: put the text in quotes\n");
}

static void an_ampersand_cannot_begin_a_text(void **state)
{
    (void)state;
    static const char text[] = "a: && b\n";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y111]: a text cannot begin with `&`\n"
          "    1 | a: && b\n"
          "      |    ^~~~\n"
          "help: put the text in quotes\n");
}

static void an_asterisk_cannot_begin_a_text(void **state)
{
    (void)state;
    static const char text[] = "a: * b\n";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y110]: a text cannot begin with `*`\n"
          "    1 | a: * b\n"
          "      |    ^~~\n"
          "help: put the text in quotes\n");
}

static void an_undefined_tag_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: !x!y z\n";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y112]: a text cannot begin with `!`\n"
          "    1 | a: !x!y z\n"
          "      |    ^~~~~~\n"
          "help: in a condition write `not`; put any other text in quotes\n");
}

static void an_open_tag_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: !<x y\n";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y112]: a text cannot begin with `!`\n"
          "    1 | a: !<x y\n"
          "      |    ^~~~~\n"
          "help: in a condition write `not`; put any other text in quotes\n");
}

static void something_behind_a_bar_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: |x y\n";
    check(text, sizeof text - 1,
          "f.yaml:1:5: error[Y124]: `x y` cannot stand behind `|`\n"
          "    1 | a: |x y\n"
          "      |     ^~~\n"
          "help: begin the text on the next line, indented\n");
}

static void an_indentation_of_zero_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: >0\n";
    check(text, sizeof text - 1,
          "f.yaml:1:5: error[Y124]: `0` cannot stand behind `>`\n"
          "    1 | a: >0\n"
          "      |     ^\n"
          "help: begin the text on the next line, indented\n");
}

static void a_list_on_the_line_of_its_key_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: - b\n";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y125]: a list cannot begin on the line of its key\n"
          "    1 | a: - b\n"
          "      |    ^\n"
          "help: begin it on the next line; if `-` is a text, put it in quotes\n");
}

static void a_question_mark_with_a_blank_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: ? b\n";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y125]: a text cannot begin with `? `\n"
          "    1 | a: ? b\n"
          "      |    ^\n"
          "help: put the text in quotes\n");
}

static void a_directive_is_refused(void **state)
{
    (void)state;
    static const char text[] = "%FOO\n"
                               "---\n"
                               "a: 1\n";
    check(text, sizeof text - 1,
          "f.yaml:1:1: error[Y126]: a line that begins with `%`\n"
          "    1 | %FOO\n"
          "      | ^~~~\n"
          "help: leave the line out, or put the text in quotes\n");
}

static void a_yaml_version_that_is_unknown_is_refused(void **state)
{
    (void)state;
    static const char text[] = "%YAML 3.0\n"
                               "---\n"
                               "a: 1\n";
    check(text, sizeof text - 1,
          "f.yaml:1:1: error[Y126]: a line that begins with `%`\n"
          "    1 | %YAML 3.0\n"
          "      | ^~~~~~~~~\n"
          "help: leave the line out, or put the text in quotes\n");
}

static void a_broken_tag_directive_is_refused(void **state)
{
    (void)state;
    static const char text[] = "%TAG\n"
                               "---\n"
                               "a: 1\n";
    check(text, sizeof text - 1,
          "f.yaml:1:1: error[Y126]: a line that begins with `%`\n"
          "    1 | %TAG\n"
          "      | ^~~~\n"
          "help: leave the line out, or put the text in quotes\n");
}

static void a_percent_sign_after_a_byte_order_mark_is_refused(void **state)
{
    (void)state;
    static const char text[] = "\357\273\277%\n";
    check(text, sizeof text - 1,
          "f.yaml:1:1: error[Y126]: a line that begins with `%`\n"
          "    1 |  %\n"
          "      |  ^\n"
          "help: leave the line out, or put the text in quotes\n");
}

static void a_tab_in_an_empty_line_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: b\n"
                               "\t\n"
                               "c: d\n";
    check(text, sizeof text - 1,
          "f.yaml:2:1: error[Y106]: a tab in the indentation\n"
          "    2 |  \n"
          "      | ^\n"
          "help: use blanks, and set the editor to insert blanks for the tab key\n");
}

static void a_comment_between_does_not_hide_the_line_above(void **state)
{
    (void)state;
    static const char text[] = "title\n"
                               "# why\n"
                               "\n"
                               "id: x\n";
    check(text, sizeof text - 1,
          "f.yaml:1:1: error[Y121]: `title` is not followed by a `:`\n"
          "    1 | title\n"
          "      | ^~~~~\n"
          "help: a key is followed by `: ` and its value\n");
}

static void a_second_dash_with_a_wrong_column_is_refused(void **state)
{
    (void)state;
    static const char text[] = "- a: 1\n"
                               " - b: 2\n";
    check(text, sizeof text - 1,
          "f.yaml:2:2: error[Y117]: this line does not line up with those above it\n"
          "    2 |  - b: 2\n"
          "      |  ^~~~~~\n"
          "f.yaml:1:1: note: the entries here begin in column 1\n"
          "help: change the number of blanks before it, so that it begins below its neighbours\n");
}

static void an_escape_of_eight_digits_that_is_none_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: \"\\UFFFFFFFF\"\n";
    check(text, sizeof text - 1,
          "f.yaml:1:5: error[Y123]: `\\UFFFFFFFF` is not an escape\n"
          "    1 | a: \"\\UFFFFFFFF\"\n"
          "      |     ^~~~~~~~~~\n"
          "help: write `\\\\` for a backslash, or put the text in single quotes, where a backslash "
          "has no special meaning\n");
}

static void an_escape_at_the_end_of_the_file_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: \"\\";
    check(text, sizeof text - 1,
          "f.yaml:1:5: error[Y123]: `\\` is not an escape\n"
          "    1 | a: \"\\\n"
          "      |     ^\n"
          "help: write `\\\\` for a backslash, or put the text in single quotes, where a backslash "
          "has no special meaning\n");
}

static void an_indentation_twice_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: |23\n"
                               "  x\n";
    check(text, sizeof text - 1,
          "f.yaml:1:6: error[Y124]: `3` cannot stand behind `|`\n"
          "    1 | a: |23\n"
          "      |      ^\n"
          "help: begin the text on the next line, indented\n");
}

/* No file is known that gets here; a later libyaml may find one. */
static void a_problem_without_words_of_ours_is_said_in_the_librarys(void **state)
{
    (void)state;
    struct bench bench;
    const struct yaml_problem problem = {
        .problem = "found something new", .context = "while looking", .at = 3, .context_at = 0};

    bench_init(&bench, "a: b\n", 5);
    yaml_report_problem(&bench.source, &problem, &bench.diags);
    assert_messages(&bench, "f.yaml:1:4: error[Y127]: this is not YAML\n"
                            "    1 | a: b\n"
                            "      |    ^\n"
                            "help: the YAML reader says: found something new\n");
    bench_free(&bench);
}

int run_syntax_tests(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tab_before_a_key_is_refused),
        cmocka_unit_test(a_tab_at_the_start_is_refused),
        cmocka_unit_test(tabs_before_a_list_are_refused),
        cmocka_unit_test(a_tab_in_a_literal_text_is_refused),
        cmocka_unit_test(a_colon_in_a_text_is_refused),
        cmocka_unit_test(a_colon_at_the_start_of_a_text_is_refused),
        cmocka_unit_test(a_colon_at_the_end_of_a_text_is_refused),
        cmocka_unit_test(a_missing_colon_in_the_line_above_is_named),
        cmocka_unit_test(a_missing_blank_in_the_line_above_is_named),
        cmocka_unit_test(a_key_indented_too_deep_is_refused),
        cmocka_unit_test(a_key_indented_too_deep_in_a_list_is_refused),
        cmocka_unit_test(a_line_indented_too_little_is_refused),
        cmocka_unit_test(a_line_between_two_columns_is_refused),
        cmocka_unit_test(a_line_indented_after_a_quoted_text_is_refused),
        cmocka_unit_test(a_first_line_indented_more_is_refused),
        cmocka_unit_test(a_list_entry_among_keys_is_refused),
        cmocka_unit_test(list_entries_in_two_columns_are_refused),
        cmocka_unit_test(a_key_among_list_entries_is_refused),
        cmocka_unit_test(a_literal_text_indented_less_is_refused),
        cmocka_unit_test(a_colon_without_a_key_is_refused),
        cmocka_unit_test(an_open_double_quote_is_refused),
        cmocka_unit_test(an_open_single_quote_is_refused),
        cmocka_unit_test(a_quote_open_at_a_document_mark_is_refused),
        cmocka_unit_test(text_after_a_double_quote_is_refused),
        cmocka_unit_test(text_after_a_single_quote_is_refused),
        cmocka_unit_test(text_after_a_quote_in_a_list_is_refused),
        cmocka_unit_test(text_after_a_quoted_key_is_refused),
        cmocka_unit_test(an_unknown_escape_is_refused),
        cmocka_unit_test(a_short_escape_is_refused),
        cmocka_unit_test(a_surrogate_escape_is_refused),
        cmocka_unit_test(a_line_without_a_colon_is_refused),
        cmocka_unit_test(a_dash_without_a_blank_is_refused),
        cmocka_unit_test(an_at_sign_cannot_begin_a_text),
        cmocka_unit_test(a_backquote_cannot_begin_a_text),
        cmocka_unit_test(a_percent_sign_cannot_begin_a_text),
        cmocka_unit_test(a_closing_brace_cannot_begin_a_text),
        cmocka_unit_test(an_ampersand_cannot_begin_a_text),
        cmocka_unit_test(an_asterisk_cannot_begin_a_text),
        cmocka_unit_test(an_undefined_tag_is_refused),
        cmocka_unit_test(an_open_tag_is_refused),
        cmocka_unit_test(something_behind_a_bar_is_refused),
        cmocka_unit_test(an_indentation_of_zero_is_refused),
        cmocka_unit_test(a_list_on_the_line_of_its_key_is_refused),
        cmocka_unit_test(a_question_mark_with_a_blank_is_refused),
        cmocka_unit_test(a_directive_is_refused),
        cmocka_unit_test(a_yaml_version_that_is_unknown_is_refused),
        cmocka_unit_test(a_broken_tag_directive_is_refused),
        cmocka_unit_test(a_percent_sign_after_a_byte_order_mark_is_refused),
        cmocka_unit_test(a_tab_in_an_empty_line_is_refused),
        cmocka_unit_test(a_comment_between_does_not_hide_the_line_above),
        cmocka_unit_test(a_second_dash_with_a_wrong_column_is_refused),
        cmocka_unit_test(an_escape_of_eight_digits_that_is_none_is_refused),
        cmocka_unit_test(an_escape_at_the_end_of_the_file_is_refused),
        cmocka_unit_test(an_indentation_twice_is_refused),
        cmocka_unit_test(a_problem_without_words_of_ours_is_said_in_the_librarys),
    };
    return cmocka_run_group_tests_name("yaml: mistakes in writing YAML", tests, NULL, NULL);
}
