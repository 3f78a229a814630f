/* YAML: streams of documents, and what is wrong with them. What src/yaml refuses on its own is
 * tested there; here, that it is refused in answers too and does not stop the stream. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "fixture.h"

/* ---- Shapes ---------------------------------------------------------------------------------- */

static void a_file_is_one_record(void **unused)
{
    (void)unused;
    assert_reads("x.yaml",
                 "id: a1\nsmokes: yes\nlast_use: last_24h\nsubstances: [opioids, alcohol]\n"
                 "age: 34\nweight: 70.5\nnotes: two words\n",
                 "record a1: smokes=yes last_use=last_24h substances=+alcohol+opioids age=34 "
                 "weight=70.5 notes=<two words>\n");
}

static void values_may_be_quoted_or_stand_in_blocks(void **unused)
{
    (void)unused;
    assert_reads(
        "x.yml",
        "\"id\": '007'\nsmokes: \"true\"\nage: '34'\nsubstances:\n- alcohol\n- \"cannabis\"\n"
        "notes: |\n  one\n  two\n",
        "record 007: smokes=yes substances=+alcohol+cannabis age=34 notes=<one\ntwo\n>\n");
}

static void null_in_any_form_is_no_answer(void **unused)
{
    (void)unused;
    assert_reads(
        "x.yaml",
        "id:\nsmokes: null\nlast_use: ~\nsubstances: []\nage: Null\nweight: NULL\nnotes: ''\n",
        "record: substances=\n");
    assert_reads("x.yaml", "expect:\n", "record:\n");
}

static void unsure_and_declined_are_no_lists(void **unused)
{
    (void)unused;
    assert_reads("x.yaml", "substances: unsure\nage: declined\n",
                 "record: substances=unsure age=declined\n");
}

static void an_example_says_what_it_expects(void **unused)
{
    (void)unused;
    assert_reads("x.yaml", "age: 3\nexpect: {recommendation: iop}\n",
                 "record: age=3 expect=iop/\n");
    assert_reads("x.yaml", "expect:\n  recommendation: [iop]\n  outcome: fits_iop\n",
                 "bad:\n"
                 "  x.yaml:2:19 A105 [expect] the recommendation expected must be a text\n"
                 "  x.yaml:3:12 A105 [expect] there is no outcome `fits_iop`\n"
                 "    help did you mean `fits-iop`?\n");
}

static void an_empty_file_is_a_person_who_answered_nothing(void **unused)
{
    (void)unused;
    assert_reads("x.yaml", "", "record:\n");
    assert_reads("x.yaml", "\n  \n", "record:\n");
    assert_reads("x.yaml", "# nothing yet\n  # still nothing\n", "record:\n");
    assert_reads("x.yaml", "---\n", "record:\n");
    assert_reads("x.yaml", "--- # nothing\n...\n", "record:\n");
    assert_reads("x.yaml", "{}\n", "record:\n");
    assert_reads("x.yaml", "null\n", "record:\n");
    assert_reads("x.yaml", "\xEF\xBB\xBF", "record:\n");
}

static void documents_are_separated_by_markers(void **unused)
{
    (void)unused;
    static const char expected[] = "record a1: age=1\nrecord a2: age=2\nrecord a3:\n";
    assert_reads("x.yaml", "id: a1\nage: 1\n---\nid: a2\nage: 2\n---\nid: a3\n", expected);
    assert_reads("x.yaml", "---\nid: a1\nage: 1\n...\n---\nid: a2\nage: 2\n...\n\nid: a3\n...\n",
                 expected);
    assert_reads("x.yaml",
                 "# people\n\n--- {id: a1, age: 1}\n---\t# two\nid: a2\nage: 2\n--- {id: a3}",
                 expected);
    assert_reads("x.yaml",
                 "---\r\nid: a1\r\nage: 1\r\n---\r\nid: a2\r\nage: 2\r\n---\r\nid: a3\r\n",
                 expected);
}

static void a_document_without_content_is_a_record(void **unused)
{
    (void)unused;
    assert_reads("x.yaml", "---\n# nothing\n---\nage: 1\n---\n",
                 "record:\nrecord: age=1\nrecord:\n");
}

static void markers_stand_at_the_start_of_a_line_alone(void **unused)
{
    (void)unused;
    assert_reads("x.yaml", "notes: |\n  ---\n  ...\n   ---x\nage: 1\n",
                 "record: age=1 notes=<---\n...\n ---x\n>\n");
    assert_reads("x.yaml", "notes: a --- b\n", "record: notes=<a --- b>\n");
}

/* ---- Mistakes -------------------------------------------------------------------------------- */

static void every_mistake_of_a_record_is_reported_at_its_place(void **unused)
{
    (void)unused;
    assert_reads("x.yaml",
                 "---\nage: 1\n---\nsmokes: yes please\nlast_use: [last_24h]\nsubstances: alcohol\n"
                 "age: 12abc\nweight: 401\nagee: 3\nsevere: yes\nnotes: {a: b}\nid: a2\n",
                 "record: age=1\n"
                 "bad a2:\n"
                 "  x.yaml:4:9 A103 [smokes] `smokes` is a yes/no question; `yes please` is no "
                 "answer to it\n"
                 "    help write `yes`, `no`, `unsure` or `declined`\n"
                 "  x.yaml:5:11 A103 [last_use] `last_use` cannot be answered with a list\n"
                 "    help `last_use` takes one of `over_30_days`, `last_week`, `last_24h`\n"
                 "  x.yaml:6:13 A103 [substances] `substances` takes a list, even for a single "
                 "choice\n"
                 "    help write `[alcohol]`\n"
                 "  x.yaml:7:6 A103 [age] for `age`, `12abc` has something after the number\n"
                 "    help `age` takes a whole number from 0 to 120 years\n"
                 "  x.yaml:8:9 A103 [weight] for `weight`, `401` is out of range\n"
                 "    help `weight` takes a number from 2.5 to 400 kg\n"
                 "  x.yaml:9:1 A101 [agee] there is no question `agee`\n"
                 "    help did you mean `age`?\n"
                 "  x.yaml:10:1 A101 [severe] `severe` is a fact of the questionnaire, not a "
                 "question\n"
                 "    help it is worked out from the answers; leave it out\n"
                 "  x.yaml:11:8 A103 [notes] `notes` cannot be answered with a map of keys\n"
                 "    help `notes` takes a text of at most 16384 bytes\n");
}

static void numbers_are_read_strictly(void **unused)
{
    (void)unused;
    static const char *const wrong[] = {"010",  "0x10", "1,5", "1_000", "1e3",   "nan",  "３",
                                        ".inf", "+3",   "0b1", "1.",    "12:30", "true", "yes"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char text[100];
        char expected[100];
        snprintf(text, sizeof text, "age: %s\nid: a1\n", wrong[i]);
        snprintf(expected, sizeof expected, "bad a1:\n  x.yaml:1:6 A103 [age] for `age`, `%s` ",
                 wrong[i]);
        char *read = fixture_read(text_of(text), "x.yaml", ANSWERS_GUESS, fixture_limits_of(100));
        assert_memory_equal(read, expected, strlen(expected));
        free(read);
    }
}

static void a_record_must_be_a_map(void **unused)
{
    (void)unused;
    assert_reads(
        "x.yaml", "- age: 1\n- age: 2\n---\nhello\n---\nage: 1\n",
        "bad:\n"
        "  x.yaml:1:1 A106 a record is a map of answers\n"
        "    help this is a list; write each record as a document of its own, with the line "
        "`---` between them\n"
        "bad:\n"
        "  x.yaml:4:1 A106 a record is a map of answers\n"
        "    help this is a text; write `question: answer`, a line for each\n"
        "record: age=1\n");
}

/* The lines of what is read that begin with "record", "bad" or "failed", and the places and codes
 * of the messages: what src/yaml says in words is tested there. */
static void assert_outline(const char *text, size_t length, const char *expected)
{
    static const size_t chunks[] = {65536, 1, 3, 11};
    for (size_t i = 0; i < sizeof chunks / sizeof *chunks; i++) {
        char *read = fixture_read((struct text){text, length}, "x.yaml", ANSWERS_GUESS,
                                  fixture_limits_of(chunks[i]));
        char outline[2000] = "";
        size_t used = 0;
        for (char *line = strtok(read, "\n"); line != NULL; line = strtok(NULL, "\n")) {
            if (strncmp(line, "    ", 4) == 0) {
                continue;
            }
            size_t end = strlen(line);
            if (line[0] == ' ') {
                const char *code = strchr(line + 2, ' ');
                assert_non_null(code);
                end = (size_t)(code - line) + 5;
            }
            used +=
                (size_t)snprintf(outline + used, sizeof outline - used, "%.*s\n", (int)end, line);
        }
        assert_string_equal(outline, expected);
        free(read);
    }
}

static void what_yaml_refuses_is_refused_and_the_next_document_read(void **unused)
{
    (void)unused;
    static const struct {
        const char *text;
        const char *expected;
    } wrong[] = {
        {"age: 1\nage: 2\nsmokes: x\nid: a1", "bad a1:\n  x.yaml:2:1 Y114\n  x.yaml:3:9 A103\n"},
        {"expect: {outcome: fits-iop, outcome: x}\nid: a1", "bad a1:\n  x.yaml:1:29 Y114\n"},
        {"age: &x 1\nweight: *x\nid: a1", "bad a1:\n  x.yaml:1:6 Y111\n  x.yaml:2:9 Y110\n"},
        {"age: !!int 1\nsmokes: x\nid: a1", "bad a1:\n  x.yaml:1:6 Y112\n  x.yaml:2:9 A103\n"},
        {"!!map {age: 1}", "bad:\n  x.yaml:1:1 Y112\n"},
        {"!x hello", "bad:\n  x.yaml:1:1 Y112\n"},
        {"<<: 1\nid: a1", "bad a1:\n  x.yaml:1:1 Y113\n"},
        {"[a]: 1\nid: a1", "bad a1:\n  x.yaml:1:1 Y115\n"},
        {"age: 1\n  smokes: yes", NULL},
        {"age: [1", NULL},
        {"age:\t1\n\tsmokes: yes", NULL},
        {"notes: \"\\x07\"\nid: a1", NULL},
        {"notes: caf\xE9", "bad:\n  x.yaml:1:11 Y103\n"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char text[200];
        snprintf(text, sizeof text, "%s\n---\nage: 7\n", wrong[i].text);
        char expected[200];
        if (wrong[i].expected != NULL) {
            snprintf(expected, sizeof expected, "%srecord: age=7\n", wrong[i].expected);
            assert_outline(text, strlen(text), expected);
        } else {
            char *read =
                fixture_read(text_of(text), "x.yaml", ANSWERS_GUESS, fixture_limits_of(100));
            assert_memory_equal(read, "bad", 3);
            assert_non_null(strstr(read, "\nrecord: age=7\n"));
            free(read);
        }
    }
}

static void directives_belong_to_the_document_behind_them(void **unused)
{
    (void)unused;
    assert_reads("x.yaml", "# people\n%YAML 1.1\n---\nage: 3\n...\n%YAML 1.1\n---\nage: 4\n",
                 "record: age=3\nrecord: age=4\n");
    static const char text[] = "age: 3\n...\n%WRONG\n";
    assert_outline(text, sizeof text - 1, "record: age=3\nbad:\n  x.yaml:3:1 Y126\n");
}

static void what_yaml_refuses_names_the_question(void **unused)
{
    (void)unused;
    assert_reads("x.yaml", "id: a1\nage: 1\nnotes: &x y\nage: 2\n",
                 "bad a1:\n"
                 "  x.yaml:3:8 Y111 [notes] anchors (`&x`) are not accepted\n"
                 "    help leave it out; if it is part of a text, put the text in quotes\n"
                 "  x.yaml:4:1 Y114 [age] `age` is there twice\n"
                 "    note x.yaml:2:1 it is here already\n"
                 "    help leave one out; if a new entry of a list begins here, a `- ` is missing "
                 "before it\n");
}

static void a_zero_byte_does_not_cut_the_text(void **unused)
{
    (void)unused;
    static const char text[] = "notes: a\0b\n---\nage: 7\n";
    assert_outline(text, sizeof text - 1, "bad:\n  x.yaml:1:9 Y104\nrecord: age=7\n");
}

static void an_alias_bomb_is_refused(void **unused)
{
    (void)unused;
    static const char text[] = "a: &a [x,x]\nb: &b [*a,*a]\nid: a1\n";
    assert_outline(text, sizeof text - 1,
                   "bad a1:\n  x.yaml:1:1 A101\n  x.yaml:1:4 Y111\n  x.yaml:2:1 A101\n"
                   "  x.yaml:2:4 Y111\n  x.yaml:2:8 Y110\n  x.yaml:2:11 Y110\n");
}

static void a_hundred_thousand_brackets_are_refused_at_once(void **unused)
{
    (void)unused;
    enum { COUNT = 100000 };
    char *bytes = malloc(COUNT + 20);
    assert_non_null(bytes);
    memset(bytes, '[', COUNT);
    memcpy(bytes, "age: ", 5);
    memcpy(bytes + COUNT, "\n---\nage: 3\n", 12);
    char *read = fixture_read((struct text){bytes, COUNT + 12}, "x.yaml", ANSWERS_GUESS,
                              fixture_limits_of(65536));
    assert_memory_equal(read, "bad:\n  x.yaml:1:37 Y107 ", 24);
    assert_non_null(strstr(read, "\nrecord: age=3\n"));
    free(read);
    free(bytes);
}

static void a_document_that_is_too_large_is_passed_over(void **unused)
{
    (void)unused;
    size_t large = (size_t)3 << 20;
    char *bytes = malloc(large + 100);
    assert_non_null(bytes);
    memset(bytes, 'a', large);
    for (size_t i = 70; i + 1 < large; i += 70) {
        bytes[i] = '\n';
        bytes[i + 1] = ' ';
    }
    memcpy(bytes, "age: 1\n---\nnotes: ", 18);
    memcpy(bytes + large, "\n---\nage: 3\n", 12);
    assert_bytes_read("x.yaml", (struct text){bytes, large + 12},
                      "record: age=1\n"
                      "bad:\n"
                      "  x.yaml:2:1 A110 the record that begins here is larger than 1 MiB\n"
                      "    help records are separated by lines of `---`; one may be missing\n"
                      "record: age=3\n");
    free(bytes);
}

static void blank_lines_without_end_are_said_in_the_words_of_yaml(void **unused)
{
    (void)unused;
    size_t large = (size_t)3 << 20;
    char *bytes = malloc(large + 20);
    assert_non_null(bytes);
    memset(bytes, '\n', large);
    memcpy(bytes, "age: 1\n", 7);
    memcpy(bytes + large, "---\nage: 3\n", 11);
    assert_bytes_read("x.yaml", (struct text){bytes, large + 11},
                      "bad:\n"
                      "  x.yaml:1:1 A110 the record that begins here is larger than 1 MiB\n"
                      "    help records are separated by lines of `---`; one may be missing\n"
                      "record: age=3\n");
    free(bytes);
}

static void ten_mb_of_comments_are_no_record(void **unused)
{
    (void)unused;
    size_t large = (size_t)10 << 20;
    char *bytes = malloc(large + 20);
    assert_non_null(bytes);
    memset(bytes, '#', large);
    for (size_t i = 5000000; i < large; i += 80) {
        bytes[i] = '\n';
    }
    memcpy(bytes + large, "\nage: 3\n", 8);
    assert_bytes_read("x.yaml", (struct text){bytes, large + 8}, "record: age=3\n");
    free(bytes);
}

/* Whether the id is kept in the record that [text] is, which must be a bad one. */
static void assert_id_kept(const char *text, const char *beginning)
{
    char *read = fixture_read(text_of(text), "x.yaml", ANSWERS_GUESS, fixture_limits_of(65536));
    if (strncmp(read, beginning, strlen(beginning)) != 0) {
        fail_msg("%s gives %s", text, read);
    }
    free(read);
}

static void the_id_above_a_mistake_is_kept(void **unused)
{
    (void)unused;
    assert_id_kept("id: early\nnotes: \xFF\n", "bad early:\n");
    assert_id_kept("---\n# who\nid: p-1 \nnotes: a: b\n", "bad p-1:\n");
    assert_id_kept("id: 'p.1'\r\nnotes: \"x\n", "bad p.1:\n");
    assert_id_kept("age: 3\nid: \"17\"\nsubstances: [a\n", "bad 17:\n");
    assert_id_kept("substances: [alcohol]\nid: a_1\nnotes: \"\\q\"\n", "bad a_1:\n");
    assert_id_kept("\xEF\xBB\xBFid: a1\nnotes: @\n", "bad a1:\n");
}

static void an_id_that_may_be_none_is_not_taken(void **unused)
{
    (void)unused;
    /* Below the mistake, or on its line. */
    assert_id_kept("notes: a: b\nid: a1\n", "bad:\n");
    assert_id_kept("id: a1\xFF\n", "bad:\n");
    /* Inside a text or a list. */
    assert_id_kept("notes: \"one\nid: a1\ntwo\"\nage: @\n", "bad:\n");
    assert_id_kept("--- |\nid: a1\n\xFF\n", "bad:\n");
    assert_id_kept("expect: {\nid: a1\n}\nnotes: \xFF\n", "bad:\n");
    assert_id_kept("notes: |\n  id: a1\nage: @\n", "bad:\n");
    /* Twice; no text; more than a simple one. */
    assert_id_kept("id: a1\nid: a2\nnotes: @\n", "bad:\n");
    assert_id_kept("id: a1\nid: 'a b'\nnotes: @\n", "bad:\n");
    assert_id_kept("id: null\nnotes: @\n", "bad:\n");
    assert_id_kept("id: [a1]\nnotes: @\n", "bad:\n");
    assert_id_kept("id: \"\\x41\"\nnotes: @\n", "bad:\n");
    assert_id_kept("id:\nnotes: @\n", "bad:\n");
    assert_id_kept("id:a1\nnotes: @\n", "bad:\n");
}

static void utf_16_is_named(void **unused)
{
    (void)unused;
    static const char bytes[] = "a\0g\0e\0:\0 \0001\0\n\0";
    assert_bytes_read("x.yaml", (struct text){bytes, sizeof bytes - 1},
                      "bad:\n"
                      "  x.yaml A111 the file is written in UTF-16 or UTF-32, not in UTF-8\n"
                      "    help save it again and choose UTF-8\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_one_record),
        cmocka_unit_test(values_may_be_quoted_or_stand_in_blocks),
        cmocka_unit_test(null_in_any_form_is_no_answer),
        cmocka_unit_test(unsure_and_declined_are_no_lists),
        cmocka_unit_test(an_example_says_what_it_expects),
        cmocka_unit_test(an_empty_file_is_a_person_who_answered_nothing),
        cmocka_unit_test(documents_are_separated_by_markers),
        cmocka_unit_test(a_document_without_content_is_a_record),
        cmocka_unit_test(markers_stand_at_the_start_of_a_line_alone),
        cmocka_unit_test(every_mistake_of_a_record_is_reported_at_its_place),
        cmocka_unit_test(numbers_are_read_strictly),
        cmocka_unit_test(a_record_must_be_a_map),
        cmocka_unit_test(what_yaml_refuses_is_refused_and_the_next_document_read),
        cmocka_unit_test(directives_belong_to_the_document_behind_them),
        cmocka_unit_test(what_yaml_refuses_names_the_question),
        cmocka_unit_test(a_zero_byte_does_not_cut_the_text),
        cmocka_unit_test(an_alias_bomb_is_refused),
        cmocka_unit_test(a_hundred_thousand_brackets_are_refused_at_once),
        cmocka_unit_test(a_document_that_is_too_large_is_passed_over),
        cmocka_unit_test(blank_lines_without_end_are_said_in_the_words_of_yaml),
        cmocka_unit_test(ten_mb_of_comments_are_no_record),
        cmocka_unit_test(the_id_above_a_mistake_is_kept),
        cmocka_unit_test(an_id_that_may_be_none_is_not_taken),
        cmocka_unit_test(utf_16_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
