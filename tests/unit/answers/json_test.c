/* JSON: one object, a list, objects one after the other, or one a line; and all that is wrong with
 * them. What is accepted, and what texts mean, is compared with jansson. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "fixture.h"

/* ---- Shapes --------------------------------------------------------------------------------- */

static void a_file_is_one_object(void **unused)
{
    (void)unused;
    assert_reads("x.json", "{\n  \"id\": \"a1\",\n  \"smokes\": true,\n  \"age\": 34\n}\n",
                 "record a1: smokes=yes age=34\n");
}

static void a_file_is_a_list_of_objects(void **unused)
{
    (void)unused;
    assert_reads("x.json", "[{\"id\": \"a1\"}, {\"id\": \"a2\", \"age\": 1}\n,\n{}]\n",
                 "record a1:\nrecord a2: age=1\nrecord:\n");
    assert_reads("x.json", " [ ] ", "");
}

static void a_file_is_objects_one_after_the_other(void **unused)
{
    (void)unused;
    assert_reads("x.json", "{\"id\": \"a1\"}{\"id\": \"a2\"}\n\n{\"id\":\n\"a3\"}",
                 "record a1:\nrecord a2:\nrecord a3:\n");
}

static void a_file_is_an_object_a_line(void **unused)
{
    (void)unused;
    assert_reads("x.ndjson", "{\"id\": \"a1\"}\n\n  \r\n{\"id\": \"a2\"}\r\n {\"id\": \"a3\"}",
                 "record a1:\nrecord a2:\nrecord a3:\n");
    assert_reads("x.jsonl", "", "");
    assert_reads("x.ndjson", "\n\n", "");
}

static void values_are_typed(void **unused)
{
    (void)unused;
    assert_reads("x.json",
                 "{\"id\": 17, \"smokes\": \"no\", \"last_use\": \"last_24h\", "
                 "\"substances\": [\"opioids\", \"alcohol\"], \"age\": 0, \"weight\": 70.5, "
                 "\"notes\": \"a \\\"b\\\"\\n\\u00e9\\ud83d\\ude00\\/\\t\"}",
                 "record 17: smokes=no last_use=last_24h substances=+alcohol+opioids age=0 "
                 "weight=70.5 notes=<a \"b\"\né😀/\t>\n");
    assert_reads("x.json",
                 "{\"smokes\": false, \"last_use\": null, \"substances\": [], \"age\": \"unsure\", "
                 "\"weight\": \"declined\", \"notes\": \"\"}",
                 "record: smokes=no substances= age=unsure weight=declined\n");
}

static void keys_may_be_written_with_escapes(void **unused)
{
    (void)unused;
    assert_reads("x.json", "{\"\\u0061ge\": 3}", "record: age=3\n");
}

static void an_example_says_what_it_expects(void **unused)
{
    (void)unused;
    assert_reads(
        "x.json",
        "{\"age\": 3, \"expect\": {\"recommendation\": \"iop\", \"outcome\": \"fits-iop\"}}",
        "record: age=3 expect=iop/fits-iop\n");
    assert_reads("x.json", "{\"expect\": null}\n{\"expect\": {\"outcome\": null}}",
                 "record:\nrecord:\n");
    assert_reads(
        "x.json",
        "{\"id\": \"a1\", \"expect\": {\"recommendation\": \"iopp\", \"outcome\": 3, "
        "\"outcomes\": \"x\", \"why\": 1, \"outcome\": \"fits-iop\"}}\n{\"expect\": \"iop\"}",
        "bad a1:\n"
        "  x.json:1:43 A105 [expect] there is no recommendation `iopp`\n"
        "    help did you mean `iop`?\n"
        "  x.json:1:62 A105 [expect] the outcome expected must be a text\n"
        "  x.json:1:65 A105 [expect] `expect` has no `outcomes`\n"
        "    help did you mean `outcome`?\n"
        "  x.json:1:82 A105 [expect] `expect` has no `why`\n"
        "    help it has `recommendation` and `outcome`\n"
        "  x.json:1:92 A102 [expect] `outcome` is given twice\n"
        "    note x.json:1:51 it is given here already\n"
        "bad:\n"
        "  x.json:2:12 A105 [expect] `expect` must be a map with `recommendation` or "
        "`outcome`\n");
}

/* ---- Places --------------------------------------------------------------------------------- */

static void records_that_share_a_line_have_columns_of_that_line(void **unused)
{
    (void)unused;
    assert_reads(
        "x.json", "[{\"notes\": \"é\"}, {\"age\": 1.5}]",
        "record: notes=<é>\n"
        "bad:\n"
        "  x.json:1:26 A103 [age] for `age`, `1.5` has a fraction; a whole number is asked\n"
        "    help `age` takes a whole number from 0 to 120 years\n");
    assert_reads("x.json", "{\"age\":1}\n {\"age\":1}\t{\n\"age\": \"x\"}",
                 "record: age=1\n"
                 "record: age=1\n"
                 "bad:\n"
                 "  x.json:3:8 A103 [age] for `age`, `\"x\"` is a text, not a number\n"
                 "    help write the number without quotes\n");
}

static void every_mistake_of_a_record_is_reported(void **unused)
{
    (void)unused;
    assert_reads(
        "x.ndjson",
        "{\"agee\": 3, \"smokes\": 1, \"last_use\": [\"last_24h\"], \"substances\": \"alcohol\", "
        "\"age\": 34.0, \"weight\": 1e2, \"notes\": 7, \"severe\": true, \"id\": \"a1\"}\n",
        "bad a1:\n"
        "  x.ndjson:1:2 A101 [agee] there is no question `agee`\n"
        "    help did you mean `age`?\n"
        "  x.ndjson:1:23 A103 [smokes] `smokes` cannot be answered with a number\n"
        "    help `smokes` takes `yes` or `no`\n"
        "  x.ndjson:1:38 A103 [last_use] `last_use` cannot be answered with a list\n"
        "    help `last_use` takes one of `over_30_days`, `last_week`, `last_24h`\n"
        "  x.ndjson:1:66 A103 [substances] `substances` takes a list, even for a single "
        "choice\n"
        "    help write `[\"alcohol\"]`\n"
        "  x.ndjson:1:84 A103 [age] for `age`, `34.0` has a fraction; a whole number is "
        "asked\n"
        "    help `age` takes a whole number from 0 to 120 years\n"
        "  x.ndjson:1:100 A103 [weight] for `weight`, `1e2` is written with an exponent; "
        "write out the digits\n"
        "    help `weight` takes a number from 2.5 to 400 kg\n"
        "  x.ndjson:1:114 A103 [notes] `notes` cannot be answered with a number\n"
        "    help write it in quotes: `\"7\"`\n"
        "  x.ndjson:1:117 A101 [severe] `severe` is a fact of the questionnaire, not a "
        "question\n"
        "    help it is worked out from the answers; leave it out\n");
}

static void wrong_values_of_each_kind_are_named(void **unused)
{
    (void)unused;
    assert_reads(
        "x.ndjson",
        "{\"smokes\": {}, \"last_use\": true, \"substances\": [1, null, [], true, {}, "
        "\"none\", \"alcohol\"], \"age\": false, \"notes\": [\"a\"]}\n"
        "{\"smokes\": [], \"substances\": true, \"age\": 99999999999999999999, "
        "\"weight\": 1e999, \"notes\": true}\n"
        "{\"substances\": \"none\", \"id\": true}\n"
        "{\"substances\": \"beer\", \"id\": 1.5}\n"
        "{\"id\": [1]}\n"
        "{\"id\": \"a\\q\", \"substances\": [\"\\q\", \"x\"]}\n",
        "bad:\n"
        "  x.ndjson:1:12 A103 [smokes] `smokes` cannot be answered with a map of keys\n"
        "    help `smokes` takes `yes` or `no`\n"
        "  x.ndjson:1:28 A103 [last_use] `last_use` cannot be answered with a truth value\n"
        "    help `last_use` takes one of `over_30_days`, `last_week`, `last_24h`\n"
        "  x.ndjson:1:49 A103 [substances] a choice of `substances` cannot be a number\n"
        "    help `substances` takes any of `alcohol`, `opioids`, `cannabis`\n"
        "  x.ndjson:1:52 A103 [substances] a choice of `substances` is empty\n"
        "    help `substances` takes any of `alcohol`, `opioids`, `cannabis`\n"
        "  x.ndjson:1:58 A103 [substances] a choice of `substances` cannot be a list\n"
        "    help `substances` takes any of `alcohol`, `opioids`, `cannabis`\n"
        "  x.ndjson:1:62 A103 [substances] a choice of `substances` cannot be a truth "
        "value\n"
        "    help `substances` takes any of `alcohol`, `opioids`, `cannabis`\n"
        "  x.ndjson:1:68 A103 [substances] a choice of `substances` cannot be a map of "
        "keys\n"
        "    help `substances` takes any of `alcohol`, `opioids`, `cannabis`\n"
        "  x.ndjson:1:72 A103 [substances] `none` answers all of `substances`; it cannot be "
        "one of several\n"
        "    help leave the others out, or leave out `none`\n"
        "  x.ndjson:1:99 A103 [age] `age` cannot be answered with a truth value\n"
        "    help `age` takes a whole number from 0 to 120 years\n"
        "  x.ndjson:1:115 A103 [notes] `notes` cannot be answered with a list\n"
        "    help `notes` takes a text of at most 16384 bytes\n"
        "bad:\n"
        "  x.ndjson:2:12 A103 [smokes] `smokes` cannot be answered with a list\n"
        "    help `smokes` takes `yes` or `no`\n"
        "  x.ndjson:2:30 A103 [substances] `substances` cannot be answered with a truth "
        "value\n"
        "    help `substances` takes any of `alcohol`, `opioids`, `cannabis`\n"
        "  x.ndjson:2:43 A103 [age] for `age`, `99999999999999999999` is too large\n"
        "    help `age` takes a whole number from 0 to 120 years\n"
        "  x.ndjson:2:75 A103 [weight] for `weight`, `1e999` is written with an exponent; "
        "write out the digits\n"
        "    help `weight` takes a number from 2.5 to 400 kg\n"
        "  x.ndjson:2:91 A103 [notes] `notes` cannot be answered with a truth value\n"
        "    help write it in quotes: `\"true\"`\n"
        "bad:\n"
        "  x.ndjson:3:16 A103 [substances] `substances` takes a list, even for a single "
        "choice\n"
        "    help for none of them write the empty list: `[]`\n"
        "  x.ndjson:3:30 A104 [id] the id must be a text or a whole number\n"
        "bad:\n"
        "  x.ndjson:4:16 A103 [substances] `substances` takes a list, even for a single "
        "choice\n"
        "    help `substances` takes any of `alcohol`, `opioids`, `cannabis`\n"
        "  x.ndjson:4:30 A104 [id] an id that is a number must be whole, digits only\n"
        "bad:\n"
        "  x.ndjson:5:8 A104 [id] the id must be a text or a whole number\n"
        "bad:\n"
        "  x.ndjson:6:10 A120 [id] a `\\` in a text begins an escape, but this is none\n"
        "    help a backslash itself is written `\\\\`\n"
        "  x.ndjson:6:31 A120 [substances] a `\\` in a text begins an escape, but this is "
        "none\n"
        "    help a backslash itself is written `\\\\`\n"
        "  x.ndjson:6:36 A103 [substances] `substances` has no choice `x`\n"
        "    help `substances` takes any of `alcohol`, `opioids`, `cannabis`\n");
}

static void a_key_that_is_there_twice_does_not_hide_other_mistakes(void **unused)
{
    (void)unused;
    assert_reads(
        "x.ndjson", "{\"age\": 3, \"\\u0061ge\": 4, \"age\": 5, \"smokes\": \"maybe\"}",
        "bad:\n"
        "  x.ndjson:1:12 A102 [age] `age` is given twice\n"
        "    note x.ndjson:1:2 it is given here already\n"
        "  x.ndjson:1:27 A102 [age] `age` is given twice\n"
        "    note x.ndjson:1:2 it is given here already\n"
        "  x.ndjson:1:47 A103 [smokes] `smokes` is a yes/no question; `maybe` is no answer "
        "to it\n"
        "    help write `yes`, `no`, `unsure` or `declined`\n");
}

/* ---- Broken JSON ----------------------------------------------------------------------------- */

static void numbers_that_json_does_not_have_are_named(void **unused)
{
    (void)unused;
    static const struct {
        const char *value;
        const char *says;
    } wrong[] = {
        {"12abc", "A103 [age] `12abc` has something after the number"},
        {"010", "A103 [age] `010` begins with a zero; write it without"},
        {"0x10", "A103 [age] `0x10` is not a decimal number"},
        {"1_000", "A103 [age] `1_000` has an underscore; write the digits alone"},
        {"３", "A103 [age] `３` has signs that are not the digits 0 to 9"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char text[100];
        char expected[300];
        snprintf(text, sizeof text, "{\"age\": %s, \"id\": \"a1\"}", wrong[i].value);
        snprintf(expected, sizeof expected, "bad a1:\n  x.ndjson:1:9 %s\n", wrong[i].says);
        assert_reads("x.ndjson", text, expected);
    }
}

static void words_that_json_does_not_have_are_named(void **unused)
{
    (void)unused;
    static const char *const words[] = {"NaN", "Infinity", "yes", "True", "None", "'x'",
                                        "-",   "+1",       "1.",  "1e",   "1e+",  "-01"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        char text[100];
        snprintf(text, sizeof text, "{\"weight\": %s, \"id\": \"a1\"}", words[i]);
        char *read = fixture_read(text_of(text), "x.ndjson", ANSWERS_GUESS, fixture_limits_of(100));
        static const char start[] = "bad a1:\n  x.ndjson:1:12 A1";
        assert_memory_equal(read, start, sizeof start - 1);
        free(read);
    }
    assert_reads("x.ndjson", "{\"smokes\": yes, \"age\": 3}",
                 "bad:\n"
                 "  x.ndjson:1:12 A120 [smokes] `yes` is no value of JSON\n"
                 "    help texts stand in double quotes; without them there are only numbers, "
                 "`true`, `false` and `null`\n");
}

static void commas_and_colons_out_of_place_are_named(void **unused)
{
    (void)unused;
    assert_reads("x.ndjson",
                 "{\"id\": \"a1\" \"age\": 200}\n"
                 "{\"id\": \"a2\", \"substances\": [\"alcohol\" \"opioids\",], \"age\": 3,}\n"
                 "{\"id\": \"a3\", \"age\" 3}\n"
                 "{\"id\": \"a4\", \"age\": , \"smokes\": true}\n"
                 "{\"id\": \"a5\", age: 3, \"smokes\": 3}\n"
                 "{\"id\": \"a6\", , \"age\": 3}\n"
                 "{\"id\": \"a7\", \"age\": 3]\n"
                 "{\"id\": \"a8\", \"age\": }\n",
                 "bad a1:\n"
                 "  x.ndjson:1:13 A120 a comma is missing before this\n"
                 "  x.ndjson:1:20 A103 [age] for `age`, `200` is out of range\n"
                 "    help `age` takes a whole number from 0 to 120 years\n"
                 "bad a2:\n"
                 "  x.ndjson:2:39 A120 [substances] a comma is missing before this\n"
                 "  x.ndjson:2:48 A120 [substances] a comma too many: nothing follows it\n"
                 "  x.ndjson:2:60 A120 a comma too many: nothing follows it\n"
                 "bad a3:\n"
                 "  x.ndjson:3:20 A120 a `:` and a value should follow the key\n"
                 "bad a4:\n"
                 "  x.ndjson:4:21 A120 [age] a value should stand here\n"
                 "bad a5:\n"
                 "  x.ndjson:5:14 A120 a key in double quotes should stand here\n"
                 "    help write `\"age\"`\n"
                 "  x.ndjson:5:32 A103 [smokes] `smokes` cannot be answered with a number\n"
                 "    help `smokes` takes `yes` or `no`\n"
                 "bad a6:\n"
                 "  x.ndjson:6:14 A120 a key in double quotes should stand here\n"
                 "bad a7:\n"
                 "  x.ndjson:7:22 A120 `,` or `}` should stand here\n"
                 "bad a8:\n"
                 "  x.ndjson:8:21 A120 [age] a value should stand here\n");
}

static void what_is_not_closed_is_named_with_where_it_opens(void **unused)
{
    (void)unused;
    assert_reads("x.ndjson",
                 "{\"id\": \"a1\", \"age\": 3\n"
                 "{\"id\": \"a2\", \"substances\": [\"alcohol\", \n"
                 "{\"id\": \"a3\", \"notes\": \"open\n"
                 "{\"id\": \"a4\", \"notes\": \"open\\\n"
                 "{\"id\": \"a5\", \n",
                 "bad a1:\n"
                 "  x.ndjson:1:22 A120 the record ends, but a `}` is missing\n"
                 "    note x.ndjson:1:1 `{` is opened here\n"
                 "bad a2:\n"
                 "  x.ndjson:2:40 A120 [substances] the record ends, but a `]` is missing\n"
                 "    note x.ndjson:2:28 `[` is opened here\n"
                 "bad a3:\n"
                 "  x.ndjson:3:23 A120 [notes] the text is not closed on its line\n"
                 "bad a4:\n"
                 "  x.ndjson:4:23 A120 [notes] the text is not closed on its line\n"
                 "bad a5:\n"
                 "  x.ndjson:5:14 A120 the record ends, but a `}` is missing\n"
                 "    note x.ndjson:5:1 `{` is opened here\n");
}

static void text_after_a_record_is_refused(void **unused)
{
    (void)unused;
    assert_reads("x.ndjson", "{\"id\": \"a1\"} {\"id\": \"a2\"}\n{\"id\": \"a3\"},\n",
                 "bad a1:\n"
                 "  x.ndjson:1:14 A122 text after the end of the record\n"
                 "bad a3:\n"
                 "  x.ndjson:2:13 A122 text after the end of the record\n");
    assert_reads("x.json", "[{\"id\": \"a1\"}]\nrest\n{}\n",
                 "record a1:\n"
                 "bad:\n"
                 "  x.json:2:1 A122 text after the end of the list of records\n");
}

static void a_record_must_be_an_object(void **unused)
{
    (void)unused;
    assert_reads("x.ndjson", "[{\"age\": 3}]\n3\n\"a\"\nnull\n{}\n",
                 "bad:\n"
                 "  x.ndjson:1:1 A106 a record is a map of answers\n"
                 "    help this is a list\n"
                 "bad:\n"
                 "  x.ndjson:2:1 A106 a record is a map of answers\n"
                 "    help this is a number\n"
                 "bad:\n"
                 "  x.ndjson:3:1 A106 a record is a map of answers\n"
                 "    help this is a text\n"
                 "bad:\n"
                 "  x.ndjson:4:1 A106 a record is a map of answers\n"
                 "    help this is nothing\n"
                 "record:\n");
    assert_reads("x.json", "[3, {}, \"a, b]\", [{}], true]",
                 "bad:\n"
                 "  x.json:1:2 A106 a record is a map of answers\n"
                 "    help this is a number\n"
                 "record:\n"
                 "bad:\n"
                 "  x.json:1:9 A106 a record is a map of answers\n"
                 "    help this is a text\n"
                 "bad:\n"
                 "  x.json:1:18 A106 a record is a map of answers\n"
                 "    help this is a list\n"
                 "bad:\n"
                 "  x.json:1:24 A106 a record is a map of answers\n"
                 "    help this is a truth value\n");
}

static void commas_between_records_are_checked(void **unused)
{
    (void)unused;
    assert_reads("x.json", "[{\"id\":\"a1\"} {\"id\":\"a2\"},,{\"id\":\"a3\"},]",
                 "record a1:\n"
                 "bad a2:\n"
                 "  x.json:1:14 A120 a comma is missing before this record\n"
                 "bad a3:\n"
                 "  x.json:1:27 A120 a comma too many before this record\n"
                 "bad:\n"
                 "  x.json:1:39 A120 a comma before the end of the list\n");
    assert_reads("x.json", "[,{\"id\":\"a1\"}",
                 "bad a1:\n"
                 "  x.json:1:3 A120 a comma too many before this record\n"
                 "bad:\n"
                 "  x.json:1:14 A120 the file ends, but the `]` of the list is missing\n");
}

static void a_list_that_ends_inside_a_record_is_one_mistake(void **unused)
{
    (void)unused;
    assert_reads("x.json", "[{\"id\":\"a1\"},\n{\"id\":\"a2\",",
                 "record a1:\n"
                 "bad a2:\n"
                 "  x.json:2:12 A120 the record ends, but a `}` is missing\n"
                 "    note x.json:2:1 `{` is opened here\n");
}

static void after_a_broken_record_the_next_one_is_found(void **unused)
{
    (void)unused;
    assert_reads("x.json",
                 "[{\"id\":\"a1\",\"substances\":[\"alcohol\"},\n"
                 "{\"id\":\"a2\",\n\"notes\":\"open,\n\"age\":3},\n"
                 "{\"id\":\"a3\"}]",
                 "bad a1:\n"
                 "  x.json:1:36 A120 [substances] `,` or `]` should stand here\n"
                 "bad a2:\n"
                 "  x.json:3:9 A120 [notes] the text is not closed on its line\n"
                 "record a3:\n");
    assert_reads("x.json", "hello, world {\"id\":\"a1\"}",
                 "bad:\n"
                 "  x.json:1:1 A120 `hello` is no value of JSON\n"
                 "    help texts stand in double quotes; without them there are only numbers, "
                 "`true`, `false` and `null`\n"
                 "  x.json:1:6 A122 text after the end of the record\n"
                 "record a1:\n");
}

static void an_empty_file_is_no_json(void **unused)
{
    (void)unused;
    static const char expected[] =
        "bad:\n"
        "  x.json A120 the file is empty; a JSON file holds an object or a list of them\n";
    assert_reads("x.json", "", expected);
    assert_reads("x.json", " \n", expected);
}

static void comments_are_refused(void **unused)
{
    (void)unused;
    assert_reads("x.ndjson", "{\"id\": \"a1\", // hm\n{\"age\": # hm\n",
                 "bad a1:\n"
                 "  x.ndjson:1:14 A120 JSON has no comments\n"
                 "bad:\n"
                 "  x.ndjson:2:9 A120 [age] JSON has no comments\n"
                 "  x.ndjson:2:11 A120 a comma is missing before this\n"
                 "  x.ndjson:2:11 A120 a key in double quotes should stand here\n"
                 "    help write `\"hm\"`\n"
                 "  x.ndjson:2:13 A120 a `:` and a value should follow the key\n");
}

static void wrong_escapes_are_reported_at_their_places(void **unused)
{
    (void)unused;
    assert_reads(
        "x.ndjson",
        "{\"notes\": \"a\\xb\\u12g4\", \"age\": 200}\n"
        "{\"notes\": \"\\ud800\"}\n"
        "{\"notes\": \"\\udc00\\ud83dx\"}\n"
        "{\"notes\": \"\\u0000\"}\n"
        "{\"notes\": \"\\u0007\"}\n"
        "{\"notes\": \"\t\"}\n",
        "bad:\n"
        "  x.ndjson:1:13 A120 [notes] a `\\` in a text begins an escape, but this is none\n"
        "    help a backslash itself is written `\\\\`\n"
        "  x.ndjson:1:16 A120 [notes] a `\\` in a text begins an escape, but this is none\n"
        "    help a backslash itself is written `\\\\`\n"
        "  x.ndjson:1:32 A103 [age] for `age`, `200` is out of range\n"
        "    help `age` takes a whole number from 0 to 120 years\n"
        "bad:\n"
        "  x.ndjson:2:12 A120 [notes] half of a surrogate pair is no character\n"
        "bad:\n"
        "  x.ndjson:3:12 A120 [notes] half of a surrogate pair is no character\n"
        "  x.ndjson:3:18 A120 [notes] half of a surrogate pair is no character\n"
        "bad:\n"
        "  x.ndjson:4:12 A112 [notes] a text cannot hold the character number 0\n"
        "bad:\n"
        "  x.ndjson:5:11 A103 [notes] the text for `notes` has an invisible control "
        "character (U+0007)\n"
        "bad:\n"
        "  x.ndjson:6:12 A120 [notes] a control character inside a text\n"
        "    help a tab is written `\\t`\n");
}

static void malformed_numbers_have_one_code(void **unused)
{
    (void)unused;
    assert_reads("x.ndjson", "{\"weight\":5.}\n{\"weight\":.5}\n{\"weight\":+34}\n",
                 "bad:\n"
                 "  x.ndjson:1:11 A103 [weight] `5.` has something after the number\n"
                 "bad:\n"
                 "  x.ndjson:2:11 A103 [weight] `.5` is not a number\n"
                 "    help a number begins with a digit, or with `-` and a digit\n"
                 "bad:\n"
                 "  x.ndjson:3:11 A103 [weight] `+34` is not a number\n"
                 "    help a number begins with a digit, or with `-` and a digit\n");
}

static void a_sign_that_is_no_character_is_not_called_a_control_character(void **unused)
{
    (void)unused;
    assert_reads("x.ndjson",
                 "{\"id\":\"\\uffff\"}\n{\"notes\":\"\\ufffe\"}\n{\"id\":\"\\u2028\"}\n",
                 "bad:\n"
                 "  x.ndjson:1:7 A104 [id] the id has an invisible sign in it that is no "
                 "character\n"
                 "bad:\n"
                 "  x.ndjson:2:10 A103 [notes] the text for `notes` has an invisible sign that is "
                 "no character (U+FFFE)\n"
                 "bad:\n"
                 "  x.ndjson:3:7 A104 [id] the id has a line end or another control character in "
                 "it\n");
}

static void bytes_that_are_no_text_are_reported(void **unused)
{
    (void)unused;
    static const char bytes[] = "{\"id\":\"a1\",\"notes\":\"caf\xE9\",\"age\":200}\n"
                                "{\"id\":\"a2\",\"notes\":\"a\0b\"}\n"
                                "{\"id\":\"a3\",\xE9:3}\n"
                                "{\"id\":\"a4\",\"age\":\0}\n"
                                "{\"id\":\"a5\",\"\xE9\":3}\n";
    assert_bytes_read("x.ndjson", (struct text){bytes, sizeof bytes - 1},
                      "bad a1:\n"
                      "  x.ndjson:1:24 A111 [notes] the byte 0xE9 is not UTF-8\n"
                      "  x.ndjson:1:33 A103 [age] for `age`, `200` is out of range\n"
                      "    help `age` takes a whole number from 0 to 120 years\n"
                      "bad a2:\n"
                      "  x.ndjson:2:22 A112 [notes] a zero byte\n"
                      "bad a3:\n"
                      "  x.ndjson:3:12 A111 the byte 0xE9 is not UTF-8\n"
                      "bad a4:\n"
                      "  x.ndjson:4:18 A112 [age] a zero byte\n"
                      "bad a5:\n"
                      "  x.ndjson:5:13 A111 the byte 0xE9 is not UTF-8\n");
}

static void byte_order_marks_may_begin_each_line_and_no_other_record(void **unused)
{
    (void)unused;
    assert_reads("x.ndjson",
                 "\xEF\xBB\xBF{\"id\":\"a1\",\"age\":x}\n"
                 "\xEF\xBB\xBF{\"id\":\"a2\",\"age\":x}\r\n"
                 "\xEF\xBB\xBF\r\n"
                 "\xEF\xBB\xBF\xEF\xBB\xBF {\"id\":\"a3\",\"age\":x}\n"
                 " \xEF\xBB\xBF{\"id\":\"a4\"}\n"
                 "\xEF\xBB\xBF",
                 "bad a1:\n"
                 "  x.ndjson:1:18 A120 [age] `x` is no value of JSON\n"
                 "    help texts stand in double quotes; without them there are only numbers, "
                 "`true`, `false` and `null`\n"
                 "bad a2:\n"
                 "  x.ndjson:2:18 A120 [age] `x` is no value of JSON\n"
                 "    help texts stand in double quotes; without them there are only numbers, "
                 "`true`, `false` and `null`\n"
                 "bad a3:\n"
                 "  x.ndjson:4:19 A120 [age] `x` is no value of JSON\n"
                 "    help texts stand in double quotes; without them there are only numbers, "
                 "`true`, `false` and `null`\n"
                 "bad a4:\n"
                 "  x.ndjson:5:2 A113 a byte order mark (U+FEFF) stands inside the file\n");
    assert_reads("x.json", "\xEF\xBB\xBF{\"id\":\"a1\"}\n\xEF\xBB\xBF{\"id\":\"a2\"}\n",
                 "record a1:\n"
                 "bad:\n"
                 "  x.json:2:1 A113 a byte order mark (U+FEFF) stands inside the file\n"
                 "record a2:\n");
}

static void a_damaged_first_line_of_ndjson_is_one_bad_line(void **unused)
{
    (void)unused;
    static const struct text beginnings[] = {{"\0{\"id\":\"a1\"}\n", 13},
                                             {"\xFF\xFE{\"id\":\"a1\"}\n", 14},
                                             {"{\0\"id\":\"a1\"}\n", 13}};
    static const char *const expected[][2] = {
        {"1:1 A112 a zero byte", "  x.ndjson:1:2 A122 text after the end of the record\n"},
        {"1:1 A111 the byte 0xFF is not UTF-8",
         "  x.ndjson:1:3 A122 text after the end of the record\n"},
        {"1:2 A112 a zero byte", ""},
    };
    for (size_t i = 0; i < 3; i++) {
        char text[80];
        char wanted[400];
        memcpy(text, beginnings[i].start, beginnings[i].length);
        int more = snprintf(text + beginnings[i].length, sizeof text - beginnings[i].length,
                            "{\"id\":\"a2\"}\n");
        snprintf(wanted, sizeof wanted,
                 "bad:\n  x.ndjson:%s\n    help where every line begins like this one, the file is "
                 "written in UTF-16 or UTF-32: save it again and choose UTF-8\n%srecord a2:\n",
                 expected[i][0], expected[i][1]);
        assert_bytes_read("x.ndjson", (struct text){text, beginnings[i].length + (size_t)more},
                          wanted);
    }
}

/* ---- Limits --------------------------------------------------------------------------------- */

static void brackets_nest_32_deep_and_no_deeper(void **unused)
{
    (void)unused;
    char text[200];
    int length = snprintf(text, sizeof text, "{\"age\": ");
    memset(text + length, '[', LIMIT_DEPTH - 1);
    memset(text + length + LIMIT_DEPTH - 1, ']', LIMIT_DEPTH - 1);
    text[length + 2 * (LIMIT_DEPTH - 1)] = '}';
    text[length + 2 * (LIMIT_DEPTH - 1) + 1] = '\0';
    assert_reads("x.json", text,
                 "bad:\n"
                 "  x.json:1:9 A103 [age] `age` cannot be answered with a list\n"
                 "    help `age` takes a whole number from 0 to 120 years\n");
    memset(text + length, '[', LIMIT_DEPTH);
    memset(text + length + LIMIT_DEPTH, ']', LIMIT_DEPTH);
    text[length + 2 * LIMIT_DEPTH] = '}';
    text[length + 2 * LIMIT_DEPTH + 1] = '\0';
    assert_reads("x.json", text,
                 "bad:\n"
                 "  x.json:1:40 A121 [age] brackets are nested more than 32 deep\n");
}

static void a_hundred_thousand_brackets_are_refused_at_once(void **unused)
{
    (void)unused;
    enum { COUNT = 100000 };
    char *bytes = malloc(COUNT + 20);
    assert_non_null(bytes);
    memset(bytes, '[', COUNT);
    memcpy(bytes + COUNT, "\n{\"age\": 3}\n", 12);
    assert_bytes_read("x.ndjson", (struct text){bytes, COUNT + 12},
                      "bad:\n"
                      "  x.ndjson:1:33 A121 brackets are nested more than 32 deep\n"
                      "record: age=3\n");
    assert_bytes_read("x.json", (struct text){bytes, COUNT},
                      "bad:\n"
                      "  x.json:1:34 A121 brackets are nested more than 32 deep\n");
    free(bytes);
}

static void a_line_of_10_mb_is_passed_over(void **unused)
{
    (void)unused;
    size_t large = (size_t)10 << 20;
    char *bytes = malloc(large + 100);
    assert_non_null(bytes);
    int length = snprintf(bytes, 100, "{\"age\": 1}\n{\"notes\": \"");
    memset(bytes + length, 'a', large);
    size_t end = (size_t)length + large;
    end += (size_t)snprintf(bytes + end, 50, "\"}\n{\"age\": 3}\n");
    assert_bytes_read(
        "x.ndjson", (struct text){bytes, end},
        "record: age=1\n"
        "bad:\n"
        "  x.ndjson:2:1 A110 the record that begins here is larger than 1 MiB\n"
        "    help each record stands on a line of its own; a line end may be missing\n"
        "record: age=3\n");
    assert_bytes_read("x.json", (struct text){bytes, end},
                      "record: age=1\n"
                      "bad:\n"
                      "  x.json:2:1 A110 the record that begins here is larger than 1 MiB\n"
                      "    help a closing brace or quote may be missing\n"
                      "record: age=3\n");
    free(bytes);
}

static void ten_mb_of_blanks_are_no_record(void **unused)
{
    (void)unused;
    size_t large = (size_t)10 << 20;
    char *bytes = malloc(large + 10);
    assert_non_null(bytes);
    memset(bytes, ' ', large);
    memcpy(bytes + large, "{\"age\":1}", 9);
    assert_bytes_read("x.json", (struct text){bytes, large + 9}, "record: age=1\n");
    assert_bytes_read("x.ndjson", (struct text){bytes, large + 9}, "record: age=1\n");
    free(bytes);
}

/* ---- jansson -------------------------------------------------------------------------------- */

/* Whether our reader finds nothing wrong with how [text] is written. */
static bool we_accept(const char *text)
{
    char *read = fixture_read(text_of(text), "x.ndjson", ANSWERS_NDJSON, fixture_limits_of(4096));
    bool accepted =
        strstr(read, "A120") == NULL && strstr(read, "A122") == NULL && strstr(read, " `") == NULL;
    free(read);
    return accepted;
}

/* Random texts made of the pieces of JSON: both readers must agree on every one. */
static void jansson_accepts_the_same_texts(void **unused)
{
    (void)unused;
    static const char *const pieces[] = {
        "{",     "}",       "[",       "]",       ",",  ":",     "\"notes\"", "\"notes\": \"a\"",
        "\"\\n", "\\u00e9", "\\ud83d", "\\ude00", "\"", " ",     "null",      "\"",
        "{}",    "\\",      "\\/",     "[]",      "é",  "\"x\"", "\t",        "\"\\uD83D\\uDE00\"",
    };
    uint32_t seed = 20261123;
    unsigned accepted = 0;
    for (unsigned round = 0; round < 30000; round++) {
        char text[200] = "{\"notes\":";
        unsigned count = 1 + (seed >> 8) % 6;
        for (unsigned i = 0; i < count; i++) {
            seed = seed * 1664525 + 1013904223;
            strcat(text, pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)]);
        }
        strcat(text, "}");
        seed = seed * 1664525 + 1013904223;
        json_error_t error;
        json_t *json = json_loads(text, JSON_DECODE_INT_AS_REAL, &error);
        bool ours = we_accept(text);
        if (ours != (json != NULL)) {
            /* What we refuse for its meaning is no difference. */
            char *read =
                fixture_read(text_of(text), "x.ndjson", ANSWERS_NDJSON, fixture_limits_of(4096));
            bool meaning = strstr(read, "A101") != NULL || strstr(read, "A102") != NULL ||
                           strstr(read, "A103") != NULL;
            if (ours || !meaning || strstr(read, "A120") != NULL || strstr(read, "A122") != NULL) {
                print_error("%s\n%s%s\n", text, read, json == NULL ? error.text : "accepted");
            }
            assert_true(!ours && meaning && strstr(read, "A120") == NULL &&
                        strstr(read, "A122") == NULL);
            free(read);
        }
        if (json != NULL && ours) {
            accepted++;
            char *read =
                fixture_read(text_of(text), "x.ndjson", ANSWERS_NDJSON, fixture_limits_of(4096));
            const char *notes = json_string_value(json_object_get(json, "notes"));
            char expected[400] = "record:\n";
            if (notes != NULL && notes[strspn(notes, " \t\n")] != '\0') {
                snprintf(expected, sizeof expected, "record: notes=<%s>\n", notes);
            }
            assert_string_equal(read, expected);
            free(read);
        }
        json_decref(json);
    }
    assert_true(accepted > 300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_one_object),
        cmocka_unit_test(a_file_is_a_list_of_objects),
        cmocka_unit_test(a_file_is_objects_one_after_the_other),
        cmocka_unit_test(a_file_is_an_object_a_line),
        cmocka_unit_test(values_are_typed),
        cmocka_unit_test(keys_may_be_written_with_escapes),
        cmocka_unit_test(an_example_says_what_it_expects),
        cmocka_unit_test(records_that_share_a_line_have_columns_of_that_line),
        cmocka_unit_test(every_mistake_of_a_record_is_reported),
        cmocka_unit_test(wrong_values_of_each_kind_are_named),
        cmocka_unit_test(a_key_that_is_there_twice_does_not_hide_other_mistakes),
        cmocka_unit_test(numbers_that_json_does_not_have_are_named),
        cmocka_unit_test(words_that_json_does_not_have_are_named),
        cmocka_unit_test(commas_and_colons_out_of_place_are_named),
        cmocka_unit_test(what_is_not_closed_is_named_with_where_it_opens),
        cmocka_unit_test(text_after_a_record_is_refused),
        cmocka_unit_test(a_record_must_be_an_object),
        cmocka_unit_test(commas_between_records_are_checked),
        cmocka_unit_test(a_list_that_ends_inside_a_record_is_one_mistake),
        cmocka_unit_test(after_a_broken_record_the_next_one_is_found),
        cmocka_unit_test(an_empty_file_is_no_json),
        cmocka_unit_test(comments_are_refused),
        cmocka_unit_test(wrong_escapes_are_reported_at_their_places),
        cmocka_unit_test(malformed_numbers_have_one_code),
        cmocka_unit_test(a_sign_that_is_no_character_is_not_called_a_control_character),
        cmocka_unit_test(bytes_that_are_no_text_are_reported),
        cmocka_unit_test(byte_order_marks_may_begin_each_line_and_no_other_record),
        cmocka_unit_test(a_damaged_first_line_of_ndjson_is_one_bad_line),
        cmocka_unit_test(brackets_nest_32_deep_and_no_deeper),
        cmocka_unit_test(a_hundred_thousand_brackets_are_refused_at_once),
        cmocka_unit_test(a_line_of_10_mb_is_passed_over),
        cmocka_unit_test(ten_mb_of_blanks_are_no_record),
        cmocka_unit_test(jansson_accepts_the_same_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
