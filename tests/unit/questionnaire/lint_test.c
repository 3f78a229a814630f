/* What an author is warned of: every warning at its place. */
#include "questionnaire_test.h"

static void a_fact_that_nothing_reads_is_named(void **state)
{
    (void)state;
    warned("when: heavy or score", "when: score",
           "f.yaml:78:9: warning[Q340]: nothing reads the fact `heavy`\n"
           "   78 |   - id: heavy\n"
           "      |         ^~~~~\n"
           "help: use it in a rule, or leave it out\n");
}

static void a_fact_that_only_an_unused_fact_reads_is_named(void **state)
{
    (void)state;
    static const struct change changes[] = {
        {"    is: sick.points + amount", "    is: \"sick.points + (heavy ? 1 : 0)\""},
        {"when: heavy or score > 5 or weight", "when: weight"},
        {NULL, NULL},
    };
    warned_all(changes, "f.yaml:47:13: warning[Q341]: nothing reads the answer to `amount`\n"
                        "   47 |       - id: amount\n"
                        "      |             ^~~~~~\n"
                        "help: use it in a fact or rule, or leave it out\n"
                        "f.yaml:78:9: warning[Q340]: nothing reads the fact `heavy`\n"
                        "   78 |   - id: heavy\n"
                        "      |         ^~~~~\n"
                        "help: use it in a rule, or leave it out\n"
                        "f.yaml:80:9: warning[Q340]: nothing reads the fact `score`\n"
                        "   80 |   - id: score\n"
                        "      |         ^~~~~\n"
                        "help: use it in a rule, or leave it out\n");
}

static void a_question_that_nothing_reads_is_named(void **state)
{
    (void)state;
    static const struct change changes[] = {
        {"        advice_for: [home]\n", ""},
        {"        when: size(duties) > 0\n", ""},
        {NULL, NULL},
    };
    warned_all(changes, "f.yaml:64:13: warning[Q341]: nothing reads the answer to `duties`\n"
                        "   64 |       - id: duties\n"
                        "      |             ^~~~~~\n"
                        "help: use it in a fact or rule, or leave it out\n");
}

static void a_text_is_not_missed(void **state)
{
    (void)state;
    warned("        why: It matters.\n"
           "        type: text",
           "        type: text",
           "f.yaml:73:13: warning[Q346]: `words` does not say why it is asked\n"
           "   73 |       - id: words\n"
           "      |             ^~~~~\n"
           "help: add `why: …`\n");
}

static void a_rule_that_always_holds_is_named(void **state)
{
    (void)state;
    warned("    when: sick == \"badly\"", "    when: amount >= 0",
           "f.yaml:84:11: warning[Q342]: `emergency` always holds\n"
           "   84 |     when: amount >= 0\n"
           "      |           ^~~~~~~~~~~\n"
           "help: check the words and numbers in it\n");
}

static void a_rule_that_never_holds_is_named(void **state)
{
    (void)state;
    warned("    when: sick == \"badly\"", "    when: amount > 60",
           "f.yaml:84:11: warning[Q342]: `emergency` never holds\n"
           "   84 |     when: amount > 60\n"
           "      |           ^~~~~~~~~~~\n"
           "help: check the words and numbers in it\n");
}

static void a_fact_that_always_holds_is_named(void **state)
{
    (void)state;
    warned("    is: drinks and amount >= 8", "    is: amount <= 60",
           "f.yaml:79:9: warning[Q343]: `heavy` always holds\n"
           "   79 |     is: amount <= 60\n"
           "      |         ^~~~~~~~~~~~\n"
           "help: check the words and numbers in it\n"
           "f.yaml:88:11: warning[Q342]: `check-first` always holds\n"
           "   88 |     when: heavy or score > 5 or weight < 40.0\n"
           "      |           ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n"
           "help: check the words and numbers in it\n");
}

static void a_fact_with_one_value_is_named(void **state)
{
    (void)state;
    warned("    is: sick.points + amount", "    is: sick.points * 0",
           "f.yaml:81:9: warning[Q343]: `score` always has the same value\n"
           "   81 |     is: sick.points * 0\n"
           "      |         ^~~~~~~~~~~~~~~\n"
           "help: check the words and numbers in it\n");
}

static void a_fact_that_names_a_number_is_none_of_these(void **state)
{
    (void)state;
    warned("    is: sick.points + amount", "    is: \"4\"",
           "f.yaml:41:18: warning[Q347]: nothing reads the points of `sick`\n"
           "   41 |           - {id: shaky, label: Shaky, points: 2}\n"
           "      |                  ^~~~~\n"
           "help: write `sick.points` in a fact or rule, or leave them out\n");
}

static void an_ask_if_that_always_holds_is_named(void **state)
{
    (void)state;
    warned("        ask_if: drinks\n", "        ask_if: sick in [\"fine\", \"shaky\", \"badly\"]\n",
           "f.yaml:54:17: warning[Q344]: `amount` is always asked\n"
           "   54 |         ask_if: sick in [\"fine\", \"shaky\", \"badly\"]\n"
           "      |                 ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n"
           "help: leave out `ask_if` and `otherwise`\n");
}

static void an_ask_if_that_never_holds_is_named(void **state)
{
    (void)state;
    warned("        ask_if: drinks\n", "        ask_if: \"false\"\n",
           "f.yaml:54:18: warning[Q344]: `amount` is never asked\n"
           "   54 |         ask_if: \"false\"\n"
           "      |                  ^~~~~\n"
           "help: leave out the question\n");
}

static void a_next_step_that_is_always_shown_is_named(void **state)
{
    (void)state;
    warned("size(duties) > 0", "size(duties) >= 0",
           "f.yaml:18:15: warning[Q349]: this next step is always shown\n"
           "   18 |         when: size(duties) >= 0\n"
           "      |               ^~~~~~~~~~~~~~~~~\n"
           "help: leave out its `when`\n");
}

static void a_next_step_that_is_never_shown_is_named(void **state)
{
    (void)state;
    warned("size(duties) > 0", "size(duties) > 2",
           "f.yaml:18:15: warning[Q349]: this next step is never shown\n"
           "   18 |         when: size(duties) > 2\n"
           "      |               ^~~~~~~~~~~~~~~~\n"
           "help: leave it out\n");
}

static void an_outcome_that_no_rule_calls_for_is_named(void **state)
{
    (void)state;
    warned("    outcome: now", "    outcome: talk",
           "f.yaml:23:9: warning[Q345]: no rule calls for `now`\n"
           "   23 |   - id: now\n"
           "      |         ^~~\n"
           "help: add a rule with `outcome: now`, or leave it out\n");
}

static void a_question_without_a_reason_is_named(void **state)
{
    (void)state;
    warned("        why: It matters.\n", "",
           "f.yaml:35:13: warning[Q346]: `sick` does not say why it is asked\n"
           "   35 |       - id: sick\n"
           "      |             ^~~~\n"
           "help: add `why: …`\n");
}

static void points_that_nothing_reads_are_named(void **state)
{
    (void)state;
    warned("    is: sick.points + amount", "    is: amount + 1",
           "f.yaml:41:18: warning[Q347]: nothing reads the points of `sick`\n"
           "   41 |           - {id: shaky, label: Shaky, points: 2}\n"
           "      |                  ^~~~~\n"
           "help: write `sick.points` in a fact or rule, or leave them out\n");
}

static void points_of_another_question_do_not_count(void **state)
{
    (void)state;
    static const struct change changes[] = {
        {"    is: sick.points + amount", "    is: \"drinks ? other_sick.points : 0\""},
        {"      - id: drinks\n",
         "      - id: other_sick\n"
         "        ask: Sick?\n"
         "        why: Yes.\n"
         "        type: choice\n"
         "        choices: [{id: a, label: A, points: 1}, {id: b, label: B}]\n"
         "      - id: drinks\n"},
        {NULL, NULL},
    };
    warned_all(changes, "f.yaml:41:18: warning[Q347]: nothing reads the points of `sick`\n"
                        "   41 |           - {id: shaky, label: Shaky, points: 2}\n"
                        "      |                  ^~~~~\n"
                        "help: write `sick.points` in a fact or rule, or leave them out\n");
}

static void a_start_that_is_a_program_is_named(void **state)
{
    (void)state;
    warned("start: less", "start: home",
           "f.yaml:8:9: warning[Q345]: no rule calls for `less`\n"
           "    8 |   - id: less\n"
           "      |         ^~~~\n"
           "help: no rule can: it is lower than the start outcome; leave it out, or write "
           "`start: less`\n"
           "f.yaml:12:9: warning[Q348]: `home` is where everyone starts, and it recommends iop\n"
           "   12 |   - id: home\n"
           "      |         ^~~~\n"
           "help: start with a conversation, and let a rule call for `home`\n");
}

int run_lint_tests(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fact_that_nothing_reads_is_named),
        cmocka_unit_test(a_fact_that_only_an_unused_fact_reads_is_named),
        cmocka_unit_test(a_question_that_nothing_reads_is_named),
        cmocka_unit_test(a_text_is_not_missed),
        cmocka_unit_test(a_rule_that_always_holds_is_named),
        cmocka_unit_test(a_rule_that_never_holds_is_named),
        cmocka_unit_test(a_fact_that_always_holds_is_named),
        cmocka_unit_test(a_fact_with_one_value_is_named),
        cmocka_unit_test(a_fact_that_names_a_number_is_none_of_these),
        cmocka_unit_test(an_ask_if_that_always_holds_is_named),
        cmocka_unit_test(an_ask_if_that_never_holds_is_named),
        cmocka_unit_test(a_next_step_that_is_always_shown_is_named),
        cmocka_unit_test(a_next_step_that_is_never_shown_is_named),
        cmocka_unit_test(an_outcome_that_no_rule_calls_for_is_named),
        cmocka_unit_test(a_question_without_a_reason_is_named),
        cmocka_unit_test(points_that_nothing_reads_are_named),
        cmocka_unit_test(points_of_another_question_do_not_count),
        cmocka_unit_test(a_start_that_is_a_program_is_named),
    };
    return cmocka_run_group_tests_name("questionnaire: warnings", tests, NULL, NULL);
}
