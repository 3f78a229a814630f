/* What no YAML file of ours may hold: each refused with its own message at its place. */
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

static void an_empty_file_is_refused(void **state)
{
    (void)state;
    static const char text[] = "";
    check(text, sizeof text - 1, "f.yaml: error[Y101]: the file is empty\n");
}

static void a_file_of_blank_lines_is_empty(void **state)
{
    (void)state;
    static const char text[] = " \n"
                               "\n";
    check(text, sizeof text - 1, "f.yaml: error[Y101]: the file is empty\n");
}

static void a_file_with_comments_only_is_refused(void **state)
{
    (void)state;
    static const char text[] = "# a\n"
                               "  # b\n";
    check(text, sizeof text - 1, "f.yaml: error[Y128]: the file has comments only\n");
}

static void a_file_with_a_document_mark_only_is_refused(void **state)
{
    (void)state;
    static const char text[] = "---\n";
    check(text, sizeof text - 1, "f.yaml: error[Y101]: the file is empty\n");
}

static void utf_16_with_a_mark_is_refused_by_name(void **state)
{
    (void)state;
    static const char text[] = "\377\376a\000:\000";
    check(text, sizeof text - 1,
          "f.yaml: error[Y102]: the file is in the encoding UTF-16\n"
          "help: save it in the encoding UTF-8\n");
}

static void utf_16_big_endian_with_a_mark_is_refused_by_name(void **state)
{
    (void)state;
    static const char text[] = "\376\377\000a\000:";
    check(text, sizeof text - 1,
          "f.yaml: error[Y102]: the file is in the encoding UTF-16\n"
          "help: save it in the encoding UTF-8\n");
}

static void utf_16_without_a_mark_is_refused_by_name(void **state)
{
    (void)state;
    static const char text[] = "a\000:\000 \000b\000";
    check(text, sizeof text - 1,
          "f.yaml: error[Y102]: the file is in the encoding UTF-16\n"
          "help: save it in the encoding UTF-8\n");
}

static void utf_16_big_endian_without_a_mark_is_refused_by_name(void **state)
{
    (void)state;
    static const char text[] = "\000a\000:\000 \000b";
    check(text, sizeof text - 1,
          "f.yaml: error[Y102]: the file is in the encoding UTF-16\n"
          "help: save it in the encoding UTF-8\n");
}

static void utf_32_with_a_mark_is_refused_by_name(void **state)
{
    (void)state;
    static const char text[] = "\377\376\000\000a\000\000\000";
    check(text, sizeof text - 1,
          "f.yaml: error[Y102]: the file is in the encoding UTF-32\n"
          "help: save it in the encoding UTF-8\n");
}

static void utf_32_big_endian_with_a_mark_is_refused_by_name(void **state)
{
    (void)state;
    static const char text[] = "\000\000\376\377\000\000\000a";
    check(text, sizeof text - 1,
          "f.yaml: error[Y102]: the file is in the encoding UTF-32\n"
          "help: save it in the encoding UTF-8\n");
}

static void utf_32_without_a_mark_is_refused_by_name(void **state)
{
    (void)state;
    static const char text[] = "a\000\000\000:\000\000\000";
    check(text, sizeof text - 1,
          "f.yaml: error[Y102]: the file is in the encoding UTF-32\n"
          "help: save it in the encoding UTF-8\n");
}

static void utf_32_big_endian_without_a_mark_is_refused_by_name(void **state)
{
    (void)state;
    static const char text[] = "\000\000\000a\000\000\000:";
    check(text, sizeof text - 1,
          "f.yaml: error[Y102]: the file is in the encoding UTF-32\n"
          "help: save it in the encoding UTF-8\n");
}

static void a_byte_that_is_not_utf_8_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: 1\n"
                               "b: caf\351\n";
    check(text, sizeof text - 1,
          "f.yaml:2:7: error[Y103]: the byte 0xE9 is not UTF-8\n"
          "    2 | b: caf?\n"
          "      |       ^\n"
          "help: save the file in the encoding UTF-8\n");
}

static void many_bytes_that_are_not_utf_8_are_one_message(void **state)
{
    (void)state;
    static const char text[] = "a: \351\n"
                               "b: \350\n";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y103]: the byte 0xE9 is not UTF-8, and more such bytes follow\n"
          "    1 | a: ?\n"
          "      |    ^\n"
          "help: save the file in the encoding UTF-8\n");
}

static void a_surrogate_in_utf_8_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: \355\240\200\n";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y103]: the byte 0xED is not UTF-8\n"
          "    1 | a: ?\??\n"
          "      |    ^\n"
          "help: save the file in the encoding UTF-8\n");
}

static void a_cut_off_character_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: \342\202";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y103]: the byte 0xE2 is not UTF-8\n"
          "    1 | a: ?\?\n"
          "      |    ^\n"
          "help: save the file in the encoding UTF-8\n");
}

static void a_zero_byte_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: b\000c\n";
    check(text, sizeof text - 1,
          "f.yaml:1:5: error[Y104]: a zero byte in the file\n"
          "    1 | a: b c\n"
          "      |     ^\n"
          "help: delete it; if there are many, this is not a text file\n");
}

static void a_control_character_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: b\033[31m\n";
    check(text, sizeof text - 1,
          "f.yaml:1:5: error[Y105]: an invisible control character (U+001B)\n"
          "    1 | a: b [31m\n"
          "      |     ^\n"
          "help: delete it and type the place anew\n");
}

static void every_control_character_is_reported(void **state)
{
    (void)state;
    static const char text[] = "a: \001\n"
                               "b: \177\n";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y105]: an invisible control character (U+0001)\n"
          "    1 | a:  \n"
          "      |    ^\n"
          "help: delete it and type the place anew\n"
          "f.yaml:2:4: error[Y105]: an invisible control character (U+007F)\n"
          "    2 | b:  \n"
          "      |    ^\n"
          "help: delete it and type the place anew\n");
}

static void a_unicode_line_separator_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: b\342\200\250c: d\n";
    check(text, sizeof text - 1,
          "f.yaml:1:5: error[Y105]: an invisible control character (U+2028)\n"
          "    1 | a: b c: d\n"
          "      |     ^\n"
          "help: delete it and type the place anew\n");
}

static void a_byte_order_mark_in_the_middle_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: \357\273\277b\n";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y105]: an invisible control character (U+FEFF)\n"
          "    1 | a:  b\n"
          "      |    ^\n"
          "help: delete it and type the place anew\n");
}

static void a_carriage_return_alone_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: b\rc: d\n";
    check(text, sizeof text - 1,
          "f.yaml:1:5: error[Y105]: a carriage return without a line feed\n"
          "    1 | a: b c: d\n"
          "      |     ^\n"
          "help: save the file with line ends LF (Unix) or CR LF (Windows)\n");
}

static void a_second_document_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: 1\n"
                               "---\n"
                               "b: 2\n";
    check(text, sizeof text - 1,
          "f.yaml:2:1: error[Y109]: a second document begins here\n"
          "    2 | ---\n"
          "      | ^~~\n"
          "help: leave out the line `---`, or put the rest in a file of its own\n");
}

static void text_after_the_end_of_the_document_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: 1\n"
                               "...\n"
                               "b: 2\n";
    check(text, sizeof text - 1,
          "f.yaml:3:1: error[Y109]: text after the end of the document\n"
          "    3 | b: 2\n"
          "      | ^~~~\n"
          "help: leave out the line `...` above it\n");
}

static void an_alias_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: x\n"
                               "b: *x\n";
    check(text, sizeof text - 1,
          "f.yaml:2:4: error[Y110]: aliases (`*x`) are not accepted\n"
          "    2 | b: *x\n"
          "      |    ^~\n"
          "help: write out what it stands for; if it is part of a text, put the text in quotes\n");
}

static void an_anchor_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: &x {b: 1}\n";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y111]: anchors (`&x`) are not accepted\n"
          "    1 | a: &x {b: 1}\n"
          "      |    ^~\n"
          "help: leave it out; if it is part of a text, put the text in quotes\n");
}

static void a_tag_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: !x in y\n";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y112]: tags (`!x`) are not accepted\n"
          "    1 | a: !x in y\n"
          "      |    ^~\n"
          "help: in a condition write `not` for `!`; put any other text that begins with `!` in "
          "quotes\n");
}

static void a_tag_without_a_value_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: !=x\n";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y112]: tags (`!=x`) are not accepted\n"
          "    1 | a: !=x\n"
          "      |    ^~~\n"
          "help: in a condition write `not` for `!`; put any other text that begins with `!` in "
          "quotes\n");
}

static void a_tag_on_a_list_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: !!set [b]\n";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y112]: tags (`!!set`) are not accepted\n"
          "    1 | a: !!set [b]\n"
          "      |    ^~~~~\n"
          "help: in a condition write `not` for `!`; put any other text that begins with `!` in "
          "quotes\n");
}

static void an_anchor_and_a_tag_are_both_reported(void **state)
{
    (void)state;
    static const char text[] = "a: &x !!str b\n";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y111]: anchors (`&x`) are not accepted\n"
          "    1 | a: &x !!str b\n"
          "      |    ^~\n"
          "help: leave it out; if it is part of a text, put the text in quotes\n"
          "f.yaml:1:7: error[Y112]: tags (`!!str`) are not accepted\n"
          "    1 | a: &x !!str b\n"
          "      |       ^~~~~\n"
          "help: in a condition write `not` for `!`; put any other text that begins with `!` in "
          "quotes\n");
}

static void a_tag_before_an_anchor_does_not_hide_it(void **state)
{
    (void)state;
    static const char text[] = "a: !!str &x b\n";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y112]: tags (`!!str`) are not accepted\n"
          "    1 | a: !!str &x b\n"
          "      |    ^~~~~\n"
          "help: in a condition write `not` for `!`; put any other text that begins with `!` in "
          "quotes\n"
          "f.yaml:1:10: error[Y111]: anchors (`&x`) are not accepted\n"
          "    1 | a: !!str &x b\n"
          "      |          ^~\n"
          "help: leave it out; if it is part of a text, put the text in quotes\n");
}

static void a_merge_key_is_refused(void **state)
{
    (void)state;
    static const char text[] = "<<: {a: 1}\n"
                               "b: 2\n";
    check(text, sizeof text - 1,
          "f.yaml:1:1: error[Y113]: merge keys (`<<`) are not accepted\n"
          "    1 | <<: {a: 1}\n"
          "      | ^~\n"
          "help: write the keys out\n");
}

static void a_quoted_merge_key_is_a_key(void **state)
{
    (void)state;
    static const char text[] = "'<<': 1\n"
                               "<<: {}\n";
    check(text, sizeof text - 1,
          "f.yaml:2:1: error[Y113]: merge keys (`<<`) are not accepted\n"
          "    2 | <<: {}\n"
          "      | ^~\n"
          "help: write the keys out\n");
}

static void a_repeated_key_is_refused_with_both_places(void **state)
{
    (void)state;
    static const char text[] = "a: 1\n"
                               "b: 2\n"
                               "a: 3\n";
    check(
        text, sizeof text - 1,
        "f.yaml:3:1: error[Y114]: `a` is there twice\n"
        "    3 | a: 3\n"
        "      | ^\n"
        "f.yaml:1:1: note: it is here already\n"
        "help: leave one out; if a new entry of a list begins here, a `- ` is missing before it\n");
}

static void three_times_the_same_key_are_two_messages(void **state)
{
    (void)state;
    static const char text[] = "a: 1\n"
                               "a: 2\n"
                               "a: 3\n";
    check(
        text, sizeof text - 1,
        "f.yaml:2:1: error[Y114]: `a` is there twice\n"
        "    2 | a: 2\n"
        "      | ^\n"
        "f.yaml:1:1: note: it is here already\n"
        "help: leave one out; if a new entry of a list begins here, a `- ` is missing before it\n"
        "f.yaml:3:1: error[Y114]: `a` is there twice\n"
        "    3 | a: 3\n"
        "      | ^\n"
        "f.yaml:1:1: note: it is here already\n"
        "help: leave one out; if a new entry of a list begins here, a `- ` is missing before it\n");
}

static void a_key_repeated_in_quotes_is_repeated(void **state)
{
    (void)state;
    static const char text[] = "a: 1\n"
                               "\"a\": 2\n";
    check(
        text, sizeof text - 1,
        "f.yaml:2:1: error[Y114]: `a` is there twice\n"
        "    2 | \"a\": 2\n"
        "      | ^~~\n"
        "f.yaml:1:1: note: it is here already\n"
        "help: leave one out; if a new entry of a list begins here, a `- ` is missing before it\n");
}

static void a_list_as_a_key_is_refused(void **state)
{
    (void)state;
    static const char text[] = "[a]: b\n";
    check(text, sizeof text - 1,
          "f.yaml:1:1: error[Y115]: a list as a key\n"
          "    1 | [a]: b\n"
          "      | ^~~\n"
          "help: a key is a plain word; put a text with brackets in quotes\n");
}

static void a_mapping_as_a_key_is_refused(void **state)
{
    (void)state;
    static const char text[] = "? {q: r}\n"
                               ": v\n";
    check(text, sizeof text - 1,
          "f.yaml:1:3: error[Y115]: a mapping as a key\n"
          "    1 | ? {q: r}\n"
          "      |   ^~~~~~\n"
          "help: a key is a plain word; put a text with brackets in quotes\n");
}

static void an_empty_key_is_refused(void **state)
{
    (void)state;
    static const char text[] = "\"\": b\n";
    check(text, sizeof text - 1,
          "f.yaml:1:1: error[Y115]: an empty key\n"
          "    1 | \"\": b\n"
          "      | ^~\n"
          "help: write the key before the `:`\n");
}

static void an_empty_key_in_braces_is_refused(void **state)
{
    (void)state;
    static const char text[] = "{: x}\n";
    check(text, sizeof text - 1,
          "f.yaml:1:2: error[Y115]: a `:` without a key before it\n"
          "    1 | {: x}\n"
          "      |  ^\n"
          "help: write the key before the `:`\n");
}

static void an_alias_as_a_key_is_refused_once(void **state)
{
    (void)state;
    static const char text[] = "*x : b\n";
    check(text, sizeof text - 1,
          "f.yaml:1:1: error[Y110]: aliases (`*x`) are not accepted\n"
          "    1 | *x : b\n"
          "      | ^~\n"
          "help: write out what it stands for; if it is part of a text, put the text in quotes\n");
}

static void an_escape_for_a_zero_byte_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: \"b\\0\"\n";
    check(text, sizeof text - 1,
          "f.yaml:1:6: error[Y104]: an escape for a zero byte\n"
          "    1 | a: \"b\\0\"\n"
          "      |      ^\n"
          "help: leave it out\n");
}

static void an_escape_for_a_control_character_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: \"\\e[31m\"\n";
    check(text, sizeof text - 1,
          "f.yaml:1:5: error[Y105]: an escape for an invisible control character (U+001B)\n"
          "    1 | a: \"\\e[31m\"\n"
          "      |     ^\n"
          "help: leave it out\n");
}

static void an_escape_for_a_line_separator_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a: \"b\\Lc\"\n";
    check(text, sizeof text - 1,
          "f.yaml:1:6: error[Y105]: an escape for an invisible control character (U+2028)\n"
          "    1 | a: \"b\\Lc\"\n"
          "      |      ^\n"
          "help: leave it out\n");
}

static void a_value_cut_at_a_comma_is_named(void **state)
{
    (void)state;
    static const char text[] = "when: {is: size(x, y) > 2, means: z}\n";
    check(text, sizeof text - 1,
          "f.yaml:1:12: error[Y148]: the comma before `y) > 2` ends the value of `is`\n"
          "    1 | when: {is: size(x, y) > 2, means: z}\n"
          "      |            ^~~~~~~~~~~~~~\n"
          "help: put the whole value in quotes, or leave the `{…}` out and write each key on a "
          "line of its own\n");
}

static void a_key_without_a_colon_in_braces_is_refused(void **state)
{
    (void)state;
    static const char text[] = "{b, c: d}\n";
    check(text, sizeof text - 1,
          "f.yaml:1:2: error[Y121]: `b` is not followed by a `:`\n"
          "    1 | {b, c: d}\n"
          "      |  ^\n"
          "help: inside `{…}` each key is followed by `: ` and its value\n");
}

static void a_key_without_a_colon_after_a_quoted_value_is_refused(void **state)
{
    (void)state;
    static const char text[] = "{a: \"x\", b}\n";
    check(text, sizeof text - 1,
          "f.yaml:1:10: error[Y121]: `b` is not followed by a `:`\n"
          "    1 | {a: \"x\", b}\n"
          "      |          ^\n"
          "help: inside `{…}` each key is followed by `: ` and its value\n");
}

static void errors_do_not_hide_those_further_down(void **state)
{
    (void)state;
    static const char text[] = "a: *x\n"
                               "b: !y z\n"
                               "c: &w v\n"
                               "c: 1\n"
                               "<<: 2\n"
                               "[d]: e\n";
    check(text, sizeof text - 1,
          "f.yaml:1:4: error[Y110]: aliases (`*x`) are not accepted\n"
          "    1 | a: *x\n"
          "      |    ^~\n"
          "help: write out what it stands for; if it is part of a text, put the text in quotes\n"
          "f.yaml:2:4: error[Y112]: tags (`!y`) are not accepted\n"
          "    2 | b: !y z\n"
          "      |    ^~\n"
          "help: in a condition write `not` for `!`; put any other text that begins with `!` in "
          "quotes\n"
          "f.yaml:3:4: error[Y111]: anchors (`&w`) are not accepted\n"
          "    3 | c: &w v\n"
          "      |    ^~\n"
          "help: leave it out; if it is part of a text, put the text in quotes\n"
          "f.yaml:4:1: error[Y114]: `c` is there twice\n"
          "    4 | c: 1\n"
          "      | ^\n"
          "f.yaml:3:1: note: it is here already\n"
          "help: leave one out; if a new entry of a list begins here, a `- ` is missing before it\n"
          "f.yaml:5:1: error[Y113]: merge keys (`<<`) are not accepted\n"
          "    5 | <<: 2\n"
          "      | ^~\n"
          "help: write the keys out\n"
          "f.yaml:6:1: error[Y115]: a list as a key\n"
          "    6 | [d]: e\n"
          "      | ^~~\n"
          "help: a key is a plain word; put a text with brackets in quotes\n");
}

int run_scan_tests(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_file_is_refused),
        cmocka_unit_test(a_file_of_blank_lines_is_empty),
        cmocka_unit_test(a_file_with_comments_only_is_refused),
        cmocka_unit_test(a_file_with_a_document_mark_only_is_refused),
        cmocka_unit_test(utf_16_with_a_mark_is_refused_by_name),
        cmocka_unit_test(utf_16_big_endian_with_a_mark_is_refused_by_name),
        cmocka_unit_test(utf_16_without_a_mark_is_refused_by_name),
        cmocka_unit_test(utf_16_big_endian_without_a_mark_is_refused_by_name),
        cmocka_unit_test(utf_32_with_a_mark_is_refused_by_name),
        cmocka_unit_test(utf_32_big_endian_with_a_mark_is_refused_by_name),
        cmocka_unit_test(utf_32_without_a_mark_is_refused_by_name),
        cmocka_unit_test(utf_32_big_endian_without_a_mark_is_refused_by_name),
        cmocka_unit_test(a_byte_that_is_not_utf_8_is_refused),
        cmocka_unit_test(many_bytes_that_are_not_utf_8_are_one_message),
        cmocka_unit_test(a_surrogate_in_utf_8_is_refused),
        cmocka_unit_test(a_cut_off_character_is_refused),
        cmocka_unit_test(a_zero_byte_is_refused),
        cmocka_unit_test(a_control_character_is_refused),
        cmocka_unit_test(every_control_character_is_reported),
        cmocka_unit_test(a_unicode_line_separator_is_refused),
        cmocka_unit_test(a_byte_order_mark_in_the_middle_is_refused),
        cmocka_unit_test(a_carriage_return_alone_is_refused),
        cmocka_unit_test(a_second_document_is_refused),
        cmocka_unit_test(text_after_the_end_of_the_document_is_refused),
        cmocka_unit_test(an_alias_is_refused),
        cmocka_unit_test(an_anchor_is_refused),
        cmocka_unit_test(a_tag_is_refused),
        cmocka_unit_test(a_tag_without_a_value_is_refused),
        cmocka_unit_test(a_tag_on_a_list_is_refused),
        cmocka_unit_test(an_anchor_and_a_tag_are_both_reported),
        cmocka_unit_test(a_tag_before_an_anchor_does_not_hide_it),
        cmocka_unit_test(a_merge_key_is_refused),
        cmocka_unit_test(a_quoted_merge_key_is_a_key),
        cmocka_unit_test(a_repeated_key_is_refused_with_both_places),
        cmocka_unit_test(three_times_the_same_key_are_two_messages),
        cmocka_unit_test(a_key_repeated_in_quotes_is_repeated),
        cmocka_unit_test(a_list_as_a_key_is_refused),
        cmocka_unit_test(a_mapping_as_a_key_is_refused),
        cmocka_unit_test(an_empty_key_is_refused),
        cmocka_unit_test(an_empty_key_in_braces_is_refused),
        cmocka_unit_test(an_alias_as_a_key_is_refused_once),
        cmocka_unit_test(an_escape_for_a_zero_byte_is_refused),
        cmocka_unit_test(an_escape_for_a_control_character_is_refused),
        cmocka_unit_test(an_escape_for_a_line_separator_is_refused),
        cmocka_unit_test(a_value_cut_at_a_comma_is_named),
        cmocka_unit_test(a_key_without_a_colon_in_braces_is_refused),
        cmocka_unit_test(a_key_without_a_colon_after_a_quoted_value_is_refused),
        cmocka_unit_test(errors_do_not_hide_those_further_down),
    };
    return cmocka_run_group_tests_name("yaml: what no file may hold", tests, NULL, NULL);
}
