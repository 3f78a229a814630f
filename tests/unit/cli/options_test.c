/* The command line: what it means, and what is said where it is wrong. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/options.h"

/* Parses [words], which end with NULL; what was said is in said[]. */
static enum options_verdict parse(char **words, struct options *ret, char said[512])
{
    int count = 0;
    while (words[count] != NULL) {
        count++;
    }
    memset(said, 0, 512);
    FILE *errors = fmemopen(said, 511, "w");
    assert_non_null(errors);
    enum options_verdict verdict = options_parse(count, words, ret, errors);
    assert_int_equal(fclose(errors), 0);
    return verdict;
}

#define WORDS(...) ((char *[]){(char[]){"iopfit"}, __VA_ARGS__, NULL})
#define W(word) ((char[]){word})

static void expect_run(char **words, struct options *ret)
{
    char said[512];
    assert_int_equal(parse(words, ret, said), OPTIONS_RUN);
    assert_string_equal(said, "");
}

static void expect_wrong(char **words, const char *wanted)
{
    struct options options;
    char said[512];
    assert_int_equal(parse(words, &options, said), OPTIONS_WRONG);
    assert_string_equal(said, wanted);
}

static void without_options_the_defaults_hold(void **state)
{
    (void)state;
    struct options options;
    expect_run(WORDS(W("score"), W("a.yaml")), &options);
    assert_string_equal(options.command->name, "score");
    assert_null(options.questionnaire);
    assert_int_equal(options.format, FORMAT_NDJSON);
    assert_int_equal(options.input, ANSWERS_GUESS);
    assert_null(options.output);
    assert_null(options.answers);
    assert_false(options.exit_code);
    assert_false(options.all);
    assert_int_equal(options.operand_count, 1);
    assert_string_equal(options.operands[0], "a.yaml");
}

static void every_option_is_taken_long_and_short(void **state)
{
    (void)state;
    struct options options;
    expect_run(WORDS(W("score"), W("-q"), W("mine"), W("-f"), W("csv"), W("-i"), W("json"), W("-o"),
                     W("out"), W("--exit-code"), W("a"), W("b")),
               &options);
    assert_string_equal(options.questionnaire, "mine");
    assert_int_equal(options.format, FORMAT_CSV);
    assert_int_equal(options.input, ANSWERS_JSON);
    assert_string_equal(options.output, "out");
    assert_true(options.exit_code);
    assert_int_equal(options.operand_count, 2);
    expect_run(WORDS(W("score"), W("a"), W("--questionnaire=mine"), W("--format"), W("text"),
                     W("--input=csv"), W("--output=out")),
               &options);
    assert_string_equal(options.questionnaire, "mine");
    assert_int_equal(options.format, FORMAT_TEXT);
    assert_int_equal(options.input, ANSWERS_CSV);
    assert_string_equal(options.output, "out");
    assert_int_equal(options.operand_count, 1);
    expect_run(WORDS(W("ask"), W("--all")), &options);
    assert_true(options.all);
    expect_run(WORDS(W("eval"), W("-a"), W("a.yaml"), W("1 + 1")), &options);
    assert_string_equal(options.answers, "a.yaml");
    assert_string_equal(options.operands[0], "1 + 1");
}

static void two_hyphens_end_the_options(void **state)
{
    (void)state;
    struct options options;
    expect_run(WORDS(W("score"), W("--"), W("-o")), &options);
    assert_int_equal(options.operand_count, 1);
    assert_string_equal(options.operands[0], "-o");
    expect_run(WORDS(W("score"), W("-")), &options);
    assert_string_equal(options.operands[0], "-");
}

static void help_and_version_are_found(void **state)
{
    (void)state;
    struct options options;
    char said[512];
    assert_int_equal(parse(WORDS(W("--help")), &options, said), OPTIONS_HELP);
    assert_null(options.command);
    assert_int_equal(parse(WORDS(W("-h")), &options, said), OPTIONS_HELP);
    assert_int_equal(parse(WORDS(W("--version")), &options, said), OPTIONS_VERSION);
    assert_int_equal(parse(WORDS(W("score"), W("--help")), &options, said), OPTIONS_HELP);
    assert_string_equal(options.command->name, "score");
    assert_int_equal(parse(WORDS(W("check"), W("x"), W("-h")), &options, said), OPTIONS_HELP);
    assert_string_equal(options.command->name, "check");
}

static void an_unknown_command_is_told_the_nearest(void **state)
{
    (void)state;
    expect_wrong(WORDS(W("scroe")), "iopfit: there is no command `scroe`: did you mean `score`?\n"
                                    "try `iopfit help`\n");
    expect_wrong(WORDS(W("dance")), "iopfit: there is no command `dance`\ntry `iopfit help`\n");
}

static void a_missing_command_is_said(void **state)
{
    (void)state;
    char *words[] = {W("iopfit"), NULL};
    expect_wrong(words, "iopfit: a command is missing\ntry `iopfit help`\n");
    expect_wrong(WORDS(W("-q"), W("x"), W("ask")),
                 "iopfit: `-q` stands before a command; options come after it\n"
                 "try `iopfit help`\n");
}

static void an_unknown_option_is_told_the_nearest(void **state)
{
    (void)state;
    expect_wrong(WORDS(W("score"), W("--formt=csv"), W("a")),
                 "iopfit score: there is no option `--formt`: did you mean `--format`?\n"
                 "try `iopfit help score`\n");
    expect_wrong(WORDS(W("score"), W("a"), W("--exti-code")),
                 "iopfit score: there is no option `--exti-code`: did you mean `--exit-code`?\n"
                 "try `iopfit help score`\n");
    expect_wrong(WORDS(W("score"), W("--dance"), W("a")),
                 "iopfit score: there is no option `--dance`\ntry `iopfit help score`\n");
    expect_wrong(WORDS(W("score"), W("-x"), W("a")),
                 "iopfit score: there is no option `-x`\ntry `iopfit help score`\n");
    expect_wrong(WORDS(W("score"), W("-xy"), W("a")),
                 "iopfit score: there is no option `-x`\ntry `iopfit help score`\n");
    expect_wrong(WORDS(W("score"), W("a"), W("-x")),
                 "iopfit score: there is no option `-x`\ntry `iopfit help score`\n");
}

static void an_option_of_another_command_is_said_to_be_one(void **state)
{
    (void)state;
    expect_wrong(WORDS(W("check"), W("--format"), W("csv")),
                 "iopfit check: `check` takes no option `--format`\ntry `iopfit help check`\n");
    expect_wrong(WORDS(W("check"), W("-q"), W("x")),
                 "iopfit check: `check` takes no option `-q` (`--questionnaire`)\n"
                 "try `iopfit help check`\n");
}

static void values_are_checked(void **state)
{
    (void)state;
    expect_wrong(WORDS(W("score"), W("-f"), W("xml"), W("a")),
                 "iopfit score: there is no format `xml`; the formats are ndjson, csv and text\n"
                 "try `iopfit help score`\n");
    expect_wrong(WORDS(W("score"), W("-i"), W("text"), W("a")),
                 "iopfit score: answers are not read as `text`; the formats are yaml, json, ndjson "
                 "and csv\ntry `iopfit help score`\n");
    expect_wrong(WORDS(W("score"), W("a"), W("-o")),
                 "iopfit score: option `--output` needs a value: FILE\ntry `iopfit help score`\n");
    expect_wrong(WORDS(W("score"), W("a"), W("--format")),
                 "iopfit score: option `--format` needs a value: FORMAT\n"
                 "try `iopfit help score`\n");
    expect_wrong(WORDS(W("score"), W("a"), W("--exit-code=yes")),
                 "iopfit score: option `--exit-code` takes no value\ntry `iopfit help score`\n");
}

static void operands_are_counted(void **state)
{
    (void)state;
    expect_wrong(WORDS(W("score")), "iopfit score: FILE... is missing\ntry `iopfit help score`\n");
    expect_wrong(WORDS(W("explain")),
                 "iopfit explain: FILE is missing\ntry `iopfit help explain`\n");
    expect_wrong(WORDS(W("explain"), W("a"), W("b")),
                 "iopfit explain: `b` is one word too many\ntry `iopfit help explain`\n");
    expect_wrong(WORDS(W("ask"), W("b")),
                 "iopfit ask: `b` is one word too many\ntry `iopfit help ask`\n");
    struct options options;
    expect_run(WORDS(W("check")), &options);
    assert_int_equal(options.operand_count, 0);
    expect_run(WORDS(W("check"), W("a"), W("b"), W("c")), &options);
    assert_int_equal(options.operand_count, 3);
}

static void the_synopsis_names_the_options(void **state)
{
    (void)state;
    char *written = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&written, &length);
    assert_non_null(out);
    options_print_synopsis(out, command_find("eval"), 80);
    options_print_synopsis(out, command_find("ask"), 44);
    assert_int_equal(fclose(out), 0);
    assert_string_equal(written, "usage: iopfit eval [-q Q] [-i FORMAT] [-a FILE] EXPRESSION\n"
                                 "usage: iopfit ask [-q Q] [-o FILE] [--all]\n"
                                 "                  [-l LANGUAGE]\n"
                                 "                  [--save FILE]\n"
                                 "                  [--resume FILE]\n"
                                 "                  [--show-outcome] [--plain]\n"
                                 "                  [--timeout SECONDS]\n");
    free(written);
}

static void a_time_out_is_a_whole_number_of_seconds(void **state)
{
    (void)state;
    struct options options;
    expect_run(WORDS(W("ask"), W("--timeout"), W("300"), W("--plain"), W("--show-outcome"),
                     W("--save"), W("a"), W("--resume"), W("b")),
               &options);
    assert_int_equal(options.timeout, 300);
    assert_true(options.plain && options.show_outcome);
    assert_string_equal(options.save, "a");
    assert_string_equal(options.resume, "b");
    expect_wrong(WORDS(W("ask"), W("--timeout"), W("0")),
                 "iopfit ask: `0` is no time; --timeout takes whole seconds, from 1 to 86400\ntry "
                 "`iopfit help ask`\n");
    expect_wrong(WORDS(W("ask"), W("--timeout=5m")),
                 "iopfit ask: `5m` is no time; --timeout takes whole seconds, from 1 to 86400\ntry "
                 "`iopfit help ask`\n");
}

static void the_worse_of_two_statuses_is_kept(void **state)
{
    (void)state;
    assert_int_equal(status_worse(STATUS_OK, STATUS_OK), STATUS_OK);
    assert_int_equal(status_worse(STATUS_OK, STATUS_NEGATIVE), STATUS_NEGATIVE);
    assert_int_equal(status_worse(STATUS_NEGATIVE, STATUS_NO_INPUT), STATUS_NO_INPUT);
    assert_int_equal(status_worse(STATUS_IO, STATUS_NO_INPUT), STATUS_IO);
    assert_int_equal(status_worse(STATUS_NEGATIVE, STATUS_OK), STATUS_NEGATIVE);
    assert_int_equal(status_worse(STATUS_BROKEN, STATUS_NO_INPUT), STATUS_NO_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_options_the_defaults_hold),
        cmocka_unit_test(every_option_is_taken_long_and_short),
        cmocka_unit_test(two_hyphens_end_the_options),
        cmocka_unit_test(help_and_version_are_found),
        cmocka_unit_test(an_unknown_command_is_told_the_nearest),
        cmocka_unit_test(a_missing_command_is_said),
        cmocka_unit_test(an_unknown_option_is_told_the_nearest),
        cmocka_unit_test(an_option_of_another_command_is_said_to_be_one),
        cmocka_unit_test(values_are_checked),
        cmocka_unit_test(operands_are_counted),
        cmocka_unit_test(the_synopsis_names_the_options),
        cmocka_unit_test(a_time_out_is_a_whole_number_of_seconds),
        cmocka_unit_test(the_worse_of_two_statuses_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
