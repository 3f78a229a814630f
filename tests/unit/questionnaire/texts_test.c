/* Texts that YAML reads otherwise than they were meant: cut at a `#`, in curly quotes. */
#include "questionnaire_test.h"

static void a_text_that_is_cut_at_a_number_sign_is_named(void **state)
{
    (void)state;
    warned("because: You are sick.", "because: You are sick. Call us #(626) 240-5056",
           "f.yaml:86:36: warning[Q380]: the text ends before `#(626) 240-5056`; the rest is a "
           "comment\n"
           "   86 |     because: You are sick. Call us #(626) 240-5056\n"
           "      |                                    ^~~~~~~~~~~~~~~\n"
           "help: put the text in quotes; if a comment is meant, put two blanks before the `#`\n");
}

static void a_condition_that_is_cut_at_a_number_sign_is_named(void **state)
{
    (void)state;
    warned(
        "when: sick == \"badly\"", "when: sick == \"badly\" # or drinks",
        "f.yaml:84:27: warning[Q380]: the text ends before `# or drinks`; the rest is a comment\n"
        "   84 |     when: sick == \"badly\" # or drinks\n"
        "      |                           ^~~~~~~~~~~\n"
        "help: put the text in quotes; if a comment is meant, put two blanks before the `#`\n");
}

static void an_entry_of_a_list_that_is_cut_is_named(void **state)
{
    (void)state;
    warned("    lines: [\"911\"]\n", "    lines:\n      - Call us #(626) 240-5056\n",
           "f.yaml:29:17: warning[Q380]: the text ends before `#(626) 240-5056`; the rest is a "
           "comment\n"
           "   29 |       - Call us #(626) 240-5056\n"
           "      |                 ^~~~~~~~~~~~~~~\n"
           "help: put the text in quotes; if a comment is meant, put two blanks before the `#`\n");
}

static void a_comment_after_two_blanks_a_quote_or_a_bracket_is_one(void **state)
{
    (void)state;
    static const struct change changes[] = {
        {"because: You are sick.", "because: You are sick.  # a comment"},
        {"because: A check is needed.", "because: \"A check is needed.\" # a comment"},
        {"because: You feel well.", "because: You feel#1.\n# a comment"},
        {"advice_for: [home]", "advice_for: [home] # a comment"},
        {NULL, NULL},
    };
    warned_all(changes, "");
}

static void the_reason_for_an_error_is_named_with_it(void **state)
{
    (void)state;
    refused("when: sick == \"badly\"", "when: sick == \"badly\" or # drinks",
            "f.yaml:84:28: error[E201]: the condition breaks off: a value is missing at its end\n"
            "   84 |     when: sick == \"badly\" or # drinks\n"
            "      |                            ^\n"
            "f.yaml:84:30: warning[Q380]: the text ends before `# drinks`; the rest is a comment\n"
            "   84 |     when: sick == \"badly\" or # drinks\n"
            "      |                              ^~~~~~~~\n"
            "help: put the text in quotes; if a comment is meant, put two blanks before the `#`\n");
}

static void curly_quotes_are_named(void **state)
{
    (void)state;
    warned(
        "because: You are sick.", "because: “You are sick.”",
        "f.yaml:86:14: warning[Q381]: `“` and `”` are curly quotes, and become part of the text\n"
        "   86 |     because: “You are sick.”\n"
        "      |              ^~~~~~~~~~~~~~~\n"
        "help: use straight quotes (`\"`)\n");
}

static void curly_quotes_around_an_outcome_are_named(void **state)
{
    (void)state;
    refused(
        "outcome: now", "outcome: ‘now’",
        "f.yaml:85:14: error[Q305]: there is no outcome `‘now’`\n"
        "   85 |     outcome: ‘now’\n"
        "      |              ^~~~~\n"
        "help: write one of the ids that are listed under `outcomes`\n"
        "f.yaml:85:14: warning[Q381]: `‘` and `’` are curly quotes, and become part of the text\n"
        "   85 |     outcome: ‘now’\n"
        "      |              ^~~~~\n"
        "help: use straight quotes (`'`)\n");
}

static void curly_quotes_inside_a_text_or_in_straight_quotes_are_meant(void **state)
{
    (void)state;
    static const struct change changes[] = {
        {"because: You are sick.", "because: You said “yes”"},
        {"because: A check is needed.", "because: \"“A check”\""},
        {NULL, NULL},
    };
    warned_all(changes, "");
}

int run_texts_tests(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_that_is_cut_at_a_number_sign_is_named),
        cmocka_unit_test(a_condition_that_is_cut_at_a_number_sign_is_named),
        cmocka_unit_test(an_entry_of_a_list_that_is_cut_is_named),
        cmocka_unit_test(a_comment_after_two_blanks_a_quote_or_a_bracket_is_one),
        cmocka_unit_test(the_reason_for_an_error_is_named_with_it),
        cmocka_unit_test(curly_quotes_are_named),
        cmocka_unit_test(curly_quotes_around_an_outcome_are_named),
        cmocka_unit_test(curly_quotes_inside_a_text_or_in_straight_quotes_are_meant),
    };
    return cmocka_run_group_tests_name("questionnaire: texts", tests, NULL, NULL);
}
