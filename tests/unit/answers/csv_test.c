/* CSV: RFC 4180, the header, and what is wrong with rows. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "fixture.h"

static void columns_stand_in_any_order(void **unused)
{
    (void)unused;
    assert_reads("x.csv", "age,id,smokes\n34,a1,yes\n,a2,unsure\n",
                 "record a1: smokes=yes age=34\n"
                 "record a2: smokes=unsure\n");
}

static void rows_may_end_with_cr_lf_and_the_last_with_nothing(void **unused)
{
    (void)unused;
    assert_reads("x.csv", "id,age\r\na1,34\r\na2,35",
                 "record a1: age=34\n"
                 "record a2: age=35\n");
    assert_reads("x.csv", "id,notes\r\na1,\r\na2,last\r",
                 "record a1:\n"
                 "record a2: notes=<last>\n");
}

static void a_quoted_cell_holds_commas_quotes_and_line_ends(void **unused)
{
    (void)unused;
    assert_reads("x.csv",
                 "id,notes,age\na1,\"one, \"\"two\"\"\r\nthree\n\",34\n\"a2\",\"\",\"35\"\n",
                 "record a1: age=34 notes=<one, \"two\"\nthree\n>\n"
                 "record a2: age=35\n");
}

/* How much of [text] is whole rows, found one row after the other. */
static size_t whole_by_rows(struct text text)
{
    size_t whole = 0;
    while (whole < text.length) {
        struct answers_place place =
            answers_first_row((struct text){text.start + whole, text.length - whole});
        size_t next = whole + place.next;
        if (place.none || next == whole + place.end) {
            break; /* it ends with the text, not with a line */
        }
        whole = next;
    }
    /* Blank lines belong to what is before or behind them. */
    while (whole < text.length &&
           (text.start[whole] == '\n' || (text.start[whole] == '\r' && whole + 1 < text.length &&
                                          text.start[whole + 1] == '\n'))) {
        whole += text.start[whole] == '\n' ? 1 : 2;
    }
    return whole;
}

/* Of many texts of the signs that count; the longer half mostly as programs write them, so that the way
 * for those is taken, and left. */
static void whole_rows_are_what_one_row_after_the_other_is(void **unused)
{
    enum { LONGEST = 300, TEXTS = 200000 };
    static const char signs[] = "\"\",\n\rx";
    static const char *const cells[] = {"\"x\"",    "\"\"", "x", "\"x,\n\"\"\"",
                                        "\"\"\"\"", "",     "x", "\"\r\n\""};
    (void)unused;
    uint64_t state = 7;
    size_t found = 0;
    for (uint32_t i = 0; i < TEXTS; i++) {
        char bytes[LONGEST + 16];
        struct text text = {bytes, 0};
        size_t wanted = i % LONGEST;
        while (text.length < wanted) {
            state = state * UINT64_C(6364136223846793005) + 1;
            uint32_t draw = (uint32_t)(state >> 33);
            if (i % 2 == 0 || draw % 512 == 0) {
                bytes[text.length++] = signs[draw / 512 % 6];
                continue;
            }
            const char *cell = cells[draw % 8];
            memcpy(bytes + text.length, cell, strlen(cell));
            text.length += strlen(cell);
            bytes[text.length++] = draw / 8 % 4 == 0 ? '\n' : ',';
        }
        size_t whole = answers_whole_rows(text);
        found += whole > 0 ? 1 : 0;
        if (whole != whole_by_rows(text)) {
            fail_msg("text %" PRIu32 ": %zu, not %zu: <" TEXT_FORMAT ">", i, whole,
                     whole_by_rows(text), TEXT_ARGS(text));
        }
    }
    assert_true(found > TEXTS / 2);
}

static void a_byte_order_mark_at_the_start_is_no_part_of_the_header(void **unused)
{
    (void)unused;
    assert_reads("x.csv", "\xEF\xBB\xBFid,agee\na1,34\n",
                 "bad:\n"
                 "  x.csv:1:4 A101 [agee] there is no question `agee`\n"
                 "    help did you mean `age`?\n");
    assert_reads("x.csv", "\xEF\xBB\xBFid,age\na1,34\n", "record a1: age=34\n");
}

static void blank_lines_are_passed_over(void **unused)
{
    (void)unused;
    assert_reads("x.csv", "\n\r\nid,age\n\n\na1,34\n\r\n\na2,x\n\n",
                 "record a1: age=34\n"
                 "bad a2:\n"
                 "  x.csv:9:4 A103 [age] for `age`, `x` is not a number\n"
                 "    help `age` takes a whole number from 0 to 120 years\n");
    assert_reads("x.csv", "age\n34\n\"\"\n35\n", "record: age=34\nrecord:\nrecord: age=35\n");
}

static void every_wrong_cell_of_a_row_is_reported_at_its_place(void **unused)
{
    (void)unused;
    assert_reads("x.csv",
                 "id,age,last_use,substances\na2,12abc,\"last_weak\",alcohol;beer\na3,1,,\n",
                 "bad a2:\n"
                 "  x.csv:2:4 A103 [age] for `age`, `12abc` has something after the number\n"
                 "    help `age` takes a whole number from 0 to 120 years\n"
                 "  x.csv:2:11 A103 [last_use] `last_use` has no choice `last_weak`\n"
                 "    help did you mean `last_week`?\n"
                 "  x.csv:2:30 A103 [substances] `substances` has no choice `beer`\n"
                 "    help `substances` takes any of `alcohol`, `opioids`, `cannabis`\n"
                 "record a3: age=1\n");
}

static void choices_in_a_cell_with_doubled_quotes_are_shown_with_their_cell(void **unused)
{
    (void)unused;
    assert_reads("x.csv", "substances\n\"alcohol;\"\"beer\"\"\"\n",
                 "bad:\n"
                 "  x.csv:2:2 A103 [substances] `substances` has no choice `\"beer\"`\n"
                 "    help `substances` takes any of `alcohol`, `opioids`, `cannabis`\n");
}

static void columns_count_characters_not_bytes(void **unused)
{
    (void)unused;
    assert_reads("x.csv", "notes,age\n日本é,x\n",
                 "bad:\n"
                 "  x.csv:2:5 A103 [age] for `age`, `x` is not a number\n"
                 "    help `age` takes a whole number from 0 to 120 years\n");
}

static void lines_are_counted_through_quoted_line_ends(void **unused)
{
    (void)unused;
    assert_reads("x.csv", "id,notes,age\na1,\"1\n2\n3\",34\na2,\"1\n2\",x\n",
                 "record a1: age=34 notes=<1\n2\n3>\n"
                 "bad a2:\n"
                 "  x.csv:6:4 A103 [age] for `age`, `x` is not a number\n"
                 "    help `age` takes a whole number from 0 to 120 years\n");
}

static void a_row_with_too_many_or_too_few_cells_is_not_used(void **unused)
{
    (void)unused;
    assert_reads("x.csv", "id,age,smokes\na1,34\na2,34,yes,no\na3,34,yes\na4\n",
                 "bad:\n"
                 "  x.csv:2:1 A131 the row has 2 cells, the header has 3\n"
                 "    note x.csv:1:1 the columns are named here\n"
                 "bad:\n"
                 "  x.csv:3:1 A131 the row has 4 cells, the header has 3\n"
                 "    note x.csv:1:1 the columns are named here\n"
                 "record a3: smokes=yes age=34\n"
                 "bad:\n"
                 "  x.csv:5:1 A131 the row has 1 cell, the header has 3\n"
                 "    note x.csv:1:1 the columns are named here\n");
    /* `yes` stands where the id should. */
    assert_reads("x.csv", "age,id\n34,yes,a1\n",
                 "bad:\n"
                 "  x.csv:2:1 A131 the row has 3 cells, the header has 2\n"
                 "    note x.csv:1:1 the columns are named here\n");
}

static void every_mistake_in_the_header_is_reported_and_no_row_is_read(void **unused)
{
    (void)unused;
    assert_reads(
        "x.csv", "id,agee,severe,age,,expect,age,seizure-history,fits-iop\na1,1,2,3,4,5,6,7,8\n",
        "bad:\n"
        "  x.csv:1:4 A101 [agee] there is no question `agee`\n"
        "    help did you mean `age`?\n"
        "  x.csv:1:9 A101 [severe] `severe` is a fact of the questionnaire, not a question\n"
        "    help it is worked out from the answers; leave it out\n"
        "  x.csv:1:20 A130 a column without a name\n"
        "  x.csv:1:21 A105 [expect] `expect` has no place in CSV\n"
        "    help worked examples are written in YAML or JSON\n"
        "  x.csv:1:28 A102 [age] the column `age` is there twice\n"
        "    note x.csv:1:16 it is there already\n"
        "  x.csv:1:32 A101 [seizure-history] `seizure-history` is a rule of the "
        "questionnaire, not a question\n"
        "    help it is worked out from the answers; leave it out\n"
        "  x.csv:1:48 A101 [fits-iop] `fits-iop` is an outcome of the questionnaire, not a "
        "question\n"
        "    help it is worked out from the answers; leave it out\n");
}

static void a_file_without_a_header_is_said_once(void **unused)
{
    (void)unused;
    static const char help[] = "    help put a line with the ids of the questions before the "
                               "answers, as in `id,smokes,...`\n";
    static const char *const lines[] = {"34,a", "p-1,34,no,x;y", "12"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char content[64];
        char expected[300];
        snprintf(content, sizeof content, "%s\n35,b\n", lines[i]);
        snprintf(expected, sizeof expected,
                 "bad:\n"
                 "  x.csv:1:1 A130 the first line of a CSV file names the columns, and no name "
                 "here is known\n%s",
                 help);
        assert_reads("x.csv", content, expected);
    }
    /* Where a name is near, the mistake is in the name. */
    assert_reads("x.csv", "agee,34\n35,b\n",
                 "bad:\n"
                 "  x.csv:1:1 A101 [agee] there is no question `agee`\n"
                 "    help did you mean `age`?\n"
                 "  x.csv:1:6 A101 [34] there is no question `34`\n");
}

static void an_empty_file_has_no_header(void **unused)
{
    (void)unused;
    assert_reads(
        "x.csv", "",
        "bad:\n"
        "  x.csv A130 the file is empty; a CSV file begins with the names of its columns\n");
    assert_reads(
        "x.csv", "\n\n",
        "bad:\n"
        "  x.csv A130 the file is empty; a CSV file begins with the names of its columns\n");
}

static void a_header_alone_is_a_file_of_no_records(void **unused)
{
    (void)unused;
    assert_reads("x.csv", "id,age\n", "");
    assert_reads("x.csv", "id,age", "");
    assert_reads("x.csv", "id,age\r\n\r", "");
}

static void other_separators_are_named(void **unused)
{
    (void)unused;
    assert_reads("x.csv", "id;age\na1;34\n",
                 "bad:\n"
                 "  x.csv:1:1 A130 the cells of this file are not separated by commas\n"
                 "    help save it again with `,` between the cells in place of `;`\n");
    assert_reads("x.csv", "id\tage\na1\t34\n",
                 "bad:\n"
                 "  x.csv:1:1 A130 the cells of this file are not separated by commas\n"
                 "    help save it again with `,` between the cells in place of tabs\n");
}

static void a_quote_that_never_closes_is_reported_where_it_opens(void **unused)
{
    (void)unused;
    assert_reads("x.csv", "id,notes\na1,fine\na2,\"open\na3,lost\n",
                 "record a1: notes=<fine>\n"
                 "bad a2:\n"
                 "  x.csv:3:4 A132 [notes] the quote that is opened here never closes\n");
}

static void a_quote_that_never_closes_is_found_in_a_file_of_any_size(void **unused)
{
    (void)unused;
    size_t length = (size_t)3 * LIMIT_RECORD_BYTES;
    char *bytes = malloc(length);
    assert_non_null(bytes);
    memset(bytes, 'a', length);
    static const char start[] = "id,notes\na1,fine\na2,\"";
    memcpy(bytes, start, sizeof start - 1);
    for (size_t i = 100; i < length; i += 50) {
        bytes[i] = '\n';
    }
    assert_bytes_read("x.csv", (struct text){bytes, length},
                      "record a1: notes=<fine>\n"
                      "bad:\n"
                      "  x.csv:3:4 A132 the quote that is opened here never closes\n");
    free(bytes);
}

static void a_row_that_is_too_large_is_passed_over(void **unused)
{
    (void)unused;
    size_t large = (size_t)10 << 20;
    char *bytes = malloc(large + 100);
    assert_non_null(bytes);
    int length = snprintf(bytes, 100, "id,notes\na1,\"");
    memset(bytes + length, 'a', large);
    snprintf(bytes + length + large, 50, "\"\na2,fine\n");
    assert_bytes_read("x.csv", (struct text){bytes, (size_t)length + large + 10},
                      "bad:\n"
                      "  x.csv:2:1 A110 the record that begins here is larger than 1 MiB\n"
                      "    help a line end or a closing quote may be missing\n"
                      "record a2: notes=<fine>\n");
    free(bytes);
}

static void quotes_in_the_wrong_place_are_refused(void **unused)
{
    (void)unused;
    assert_reads("x.csv", "id,notes,age\na1,say \"hi\",x\na2,\"hi\"there,3\na3,\"hi\" ,3\na4,b,4\n",
                 "bad a1:\n"
                 "  x.csv:2:8 A133 [notes] a quote inside an unquoted cell\n"
                 "    help put the whole cell in quotes, and write this quote twice\n"
                 "  x.csv:2:13 A103 [age] for `age`, `x` is not a number\n"
                 "    help `age` takes a whole number from 0 to 120 years\n"
                 "bad a2:\n"
                 "  x.csv:3:8 A133 [notes] text after the closing quote of a cell\n"
                 "    help a quote inside a quoted cell is written twice\n"
                 "bad a3:\n"
                 "  x.csv:4:8 A133 [notes] text after the closing quote of a cell\n"
                 "    help a quote inside a quoted cell is written twice\n"
                 "record a4: age=4 notes=<b>\n");
}

static void a_carriage_return_alone_is_refused(void **unused)
{
    (void)unused;
    assert_reads("x.csv", "id,age\na1,3\r4\na2,5\n",
                 "bad a1:\n"
                 "  x.csv:2:5 A134 [age] a carriage return without a line feed behind it\n"
                 "record a2: age=5\n");
}

static void bytes_that_are_no_text_are_reported_in_their_cell(void **unused)
{
    (void)unused;
    static const char bytes[] = "id,notes,age\na1,caf\xE9,x\na2,\"a\"\"b\xE9\",1\na3,a\0b,2\n";
    assert_bytes_read("x.csv", (struct text){bytes, sizeof bytes - 1},
                      "bad a1:\n"
                      "  x.csv:2:7 A111 [notes] the byte 0xE9 is not UTF-8\n"
                      "  x.csv:2:9 A103 [age] for `age`, `x` is not a number\n"
                      "    help `age` takes a whole number from 0 to 120 years\n"
                      "bad a2:\n"
                      "  x.csv:3:9 A111 [notes] the byte 0xE9 is not UTF-8\n"
                      "bad a3:\n"
                      "  x.csv:4:5 A112 [notes] a zero byte\n");
}

static void utf_16_is_named(void **unused)
{
    (void)unused;
    static const char marked[] = "\xFF\xFEi\0d\0,\0a\0g\0e\0";
    static const char bare[] = "i\0d\0,\0a\0g\0e\0\n\0";
    static const char expected[] = "bad:\n"
                                   "  x.csv A111 the file is written in UTF-16 or UTF-32, not in "
                                   "UTF-8\n"
                                   "    help save it again and choose UTF-8\n";
    assert_bytes_read("x.csv", (struct text){marked, sizeof marked - 1}, expected);
    assert_bytes_read("x.csv", (struct text){bare, sizeof bare - 1}, expected);
}

static void an_id_is_text_without_control_characters(void **unused)
{
    (void)unused;
    assert_reads("x.csv", "id,age\n007,1\n\"a\nb\",2\n,3\n",
                 "record 007: age=1\n"
                 "bad:\n"
                 "  x.csv:3:2 A104 [id] the id has a line end or another control character in it\n"
                 "record: age=3\n");
}

static void an_id_has_at_most_256_bytes(void **unused)
{
    (void)unused;
    char text[600];
    char expected[900];
    snprintf(text, sizeof text, "id\n%0*d\n%0*d\n", LIMIT_RECORD_ID_BYTES, 1,
             LIMIT_RECORD_ID_BYTES + 1, 1);
    snprintf(expected, sizeof expected,
             "record %0*d:\nbad:\n  x.csv:3:1 A104 [id] the id is longer than 256 bytes\n",
             LIMIT_RECORD_ID_BYTES, 1);
    assert_reads("x.csv", text, expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_stand_in_any_order),
        cmocka_unit_test(rows_may_end_with_cr_lf_and_the_last_with_nothing),
        cmocka_unit_test(a_quoted_cell_holds_commas_quotes_and_line_ends),
        cmocka_unit_test(whole_rows_are_what_one_row_after_the_other_is),
        cmocka_unit_test(a_byte_order_mark_at_the_start_is_no_part_of_the_header),
        cmocka_unit_test(blank_lines_are_passed_over),
        cmocka_unit_test(every_wrong_cell_of_a_row_is_reported_at_its_place),
        cmocka_unit_test(choices_in_a_cell_with_doubled_quotes_are_shown_with_their_cell),
        cmocka_unit_test(columns_count_characters_not_bytes),
        cmocka_unit_test(lines_are_counted_through_quoted_line_ends),
        cmocka_unit_test(a_row_with_too_many_or_too_few_cells_is_not_used),
        cmocka_unit_test(every_mistake_in_the_header_is_reported_and_no_row_is_read),
        cmocka_unit_test(a_file_without_a_header_is_said_once),
        cmocka_unit_test(an_empty_file_has_no_header),
        cmocka_unit_test(a_header_alone_is_a_file_of_no_records),
        cmocka_unit_test(other_separators_are_named),
        cmocka_unit_test(a_quote_that_never_closes_is_reported_where_it_opens),
        cmocka_unit_test(a_quote_that_never_closes_is_found_in_a_file_of_any_size),
        cmocka_unit_test(a_row_that_is_too_large_is_passed_over),
        cmocka_unit_test(quotes_in_the_wrong_place_are_refused),
        cmocka_unit_test(a_carriage_return_alone_is_refused),
        cmocka_unit_test(bytes_that_are_no_text_are_reported_in_their_cell),
        cmocka_unit_test(utf_16_is_named),
        cmocka_unit_test(an_id_is_text_without_control_characters),
        cmocka_unit_test(an_id_has_at_most_256_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
