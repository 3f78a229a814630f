/* What is wrong with a questionnaire: every message at its place, numbers and conditions. Each
 * test changes one thing in a questionnaire that loads. */
#include "questionnaire_test.h"

static void a_leading_zero_is_refused_as_a_bound(void **state)
{
    (void)state;
    refused("        max: 60\n", "        max: 010\n",
            "f.yaml:52:14: error[Q309]: `010` begins with a zero; write it without\n"
            "   52 |         max: 010\n"
            "      |              ^~~\n"
            "help: write `max` as a plain number, such as 0, 12 or -3\n");
}

static void a_hexadecimal_number_is_refused_as_a_bound(void **state)
{
    (void)state;
    refused("        max: 60\n", "        max: 0x10\n",
            "f.yaml:52:14: error[Q309]: `0x10` is not a decimal number\n"
            "   52 |         max: 0x10\n"
            "      |              ^~~~\n"
            "help: write `max` as a plain number, such as 0, 12 or -3\n");
}

static void a_decimal_comma_is_refused_as_a_bound(void **state)
{
    (void)state;
    refused("        max: 60\n", "        max: 1,5\n",
            "f.yaml:52:14: error[Q309]: `1,5` has a comma; a decimal point is written `.`, "
            "thousands are not separated\n"
            "   52 |         max: 1,5\n"
            "      |              ^~~\n"
            "help: write `max` as a plain number, such as 0, 12 or -3\n");
}

static void an_underscore_is_refused_as_a_bound(void **state)
{
    (void)state;
    refused("        max: 60\n", "        max: 1_000\n",
            "f.yaml:52:14: error[Q309]: `1_000` has an underscore; write the digits alone\n"
            "   52 |         max: 1_000\n"
            "      |              ^~~~~\n"
            "help: write `max` as a plain number, such as 0, 12 or -3\n");
}

static void an_exponent_is_refused_as_a_bound(void **state)
{
    (void)state;
    refused("        max: 60\n", "        max: 1e3\n",
            "f.yaml:52:14: error[Q309]: `1e3` is written with an exponent; write out the digits\n"
            "   52 |         max: 1e3\n"
            "      |              ^~~\n"
            "help: write `max` as a plain number, such as 0, 12 or -3\n");
}

static void nan_is_refused_as_a_bound(void **state)
{
    (void)state;
    refused("        max: 60\n", "        max: nan\n",
            "f.yaml:52:14: error[Q309]: `nan` is not a number\n"
            "   52 |         max: nan\n"
            "      |              ^~~\n"
            "help: write `max` as a plain number, such as 0, 12 or -3\n");
}

static void a_full_width_digit_is_refused_as_a_bound(void **state)
{
    (void)state;
    refused("        max: 60\n", "        max: ３\n",
            "f.yaml:52:14: error[Q309]: `３` has signs that are not the digits 0 to 9\n"
            "   52 |         max: ３\n"
            "      |              ^\n"
            "help: write `max` as a plain number, such as 0, 12 or -3\n");
}

static void a_fraction_is_refused_as_a_bound(void **state)
{
    (void)state;
    refused("        max: 60\n", "        max: 3.7\n",
            "f.yaml:52:14: error[Q309]: `3.7` has a fraction; a whole number is asked\n"
            "   52 |         max: 3.7\n"
            "      |              ^~~\n"
            "help: write `max` as a plain number, such as 0, 12 or -3\n");
}

static void a_number_out_of_range_is_refused_as_a_bound(void **state)
{
    (void)state;
    refused("        max: 60\n", "        max: 99999999999999999999\n",
            "f.yaml:52:14: error[Q309]: `99999999999999999999` is too large\n"
            "   52 |         max: 99999999999999999999\n"
            "      |              ^~~~~~~~~~~~~~~~~~~~\n"
            "help: write `max` as a plain number, such as 0, 12 or -3\n");
}

static void a_word_is_refused_as_a_bound(void **state)
{
    (void)state;
    refused("        max: 60\n", "        max: many\n",
            "f.yaml:52:14: error[Q309]: `many` is not a number\n"
            "   52 |         max: many\n"
            "      |              ^~~~\n"
            "help: write `max` as a plain number, such as 0, 12 or -3\n");
}

static void a_plus_sign_is_refused_as_a_bound(void **state)
{
    (void)state;
    refused("        max: 60\n", "        max: +5\n",
            "f.yaml:52:14: error[Q309]: `+5` is not a number\n"
            "   52 |         max: +5\n"
            "      |              ^~\n"
            "help: write `max` as a plain number, such as 0, 12 or -3\n");
}

static void a_sum_is_refused_as_a_bound(void **state)
{
    (void)state;
    refused("        max: 60\n", "        max: 5 + 5\n",
            "f.yaml:52:14: error[Q309]: `5 + 5` has blanks in or around the number\n"
            "   52 |         max: 5 + 5\n"
            "      |              ^~~~~\n"
            "help: write `max` as a plain number, such as 0, 12 or -3\n");
}

static void points_that_are_no_number_are_refused(void **state)
{
    (void)state;
    refused("points: 2", "points: two",
            "f.yaml:41:47: error[Q309]: `two` is not a number\n"
            "   41 |           - {id: shaky, label: Shaky, points: two}\n"
            "      |                                               ^~~\n"
            "help: write `points` as a plain number, such as 0, 12 or -3\n");
}

static void a_decimal_bound_with_a_comma_is_refused(void **state)
{
    (void)state;
    refused("min: 20.5", "min: 20,5",
            "f.yaml:63:14: error[Q309]: `20,5` has a comma; a decimal point is written `.`, "
            "thousands are not separated\n"
            "   63 |         min: 20,5\n"
            "      |              ^~~~\n"
            "help: write `min` as a plain number, such as 0, 12 or -3\n");
}

static void a_minimum_above_the_maximum_is_refused(void **state)
{
    (void)state;
    refused("        min: 0\n"
            "        max: 60\n",
            "        min: 60\n"
            "        max: 0\n",
            "f.yaml:51:14: error[Q311]: the minimum `60` is above the maximum `0`\n"
            "   51 |         min: 60\n"
            "      |              ^~\n"
            "f.yaml:52:14: note: the maximum\n"
            "help: swap the two\n");
}

static void a_decimal_minimum_above_the_maximum_is_refused(void **state)
{
    (void)state;
    refused("min: 20.5", "min: 400.5",
            "f.yaml:63:14: error[Q311]: the minimum `400.5` is above the maximum `400`\n"
            "   63 |         min: 400.5\n"
            "      |              ^~~~~\n"
            "f.yaml:64:14: note: the maximum\n"
            "help: swap the two\n");
}

static void otherwise_without_ask_if_is_refused(void **state)
{
    (void)state;
    refused("        ask_if: drinks\n", "",
            "f.yaml:54:9: error[Q312]: `otherwise` without `ask_if`: `amount` is always asked\n"
            "   54 |         otherwise: 0\n"
            "      |         ^~~~~~~~~\n"
            "help: leave it out, or add `ask_if`\n");
}

static void ask_if_without_otherwise_is_refused(void **state)
{
    (void)state;
    refused("        otherwise: 0\n", "",
            "f.yaml:54:9: error[Q313]: `amount` has an `ask_if` and no `otherwise`\n"
            "   54 |         ask_if: drinks\n"
            "      |         ^~~~~~\n"
            "help: add `otherwise: …`, the answer that it counts as when it is not asked\n");
}

static void an_otherwise_out_of_bounds_is_refused(void **state)
{
    (void)state;
    refused("        otherwise: 0\n", "        otherwise: 61\n",
            "f.yaml:55:20: error[Q314]: `61` is not an answer to `amount`\n"
            "   55 |         otherwise: 61\n"
            "      |                    ^~\n"
            "help: write a number from `min` to `max`\n");
}

static void an_otherwise_that_is_no_number_is_refused(void **state)
{
    (void)state;
    refused("        otherwise: 0\n", "        otherwise: none\n",
            "f.yaml:55:20: error[Q309]: `none` is not a number\n"
            "   55 |         otherwise: none\n"
            "      |                    ^~~~\n"
            "help: write `otherwise` as a plain number, such as 0, 12 or -3\n");
}

static void an_otherwise_that_is_no_choice_is_refused(void **state)
{
    (void)state;
    refused("          - {id: badly, label: Badly, points: 4}\n",
            "          - {id: badly, label: Badly, points: 4}\n"
            "        ask_if: \"true\"\n"
            "        otherwise: bad\n",
            "f.yaml:44:20: error[Q314]: `bad` is not a choice of `sick`\n"
            "   44 |         otherwise: bad\n"
            "      |                    ^~~\n"
            "help: did you mean `badly`?\n");
}

static void an_otherwise_far_from_any_choice_is_refused(void **state)
{
    (void)state;
    refused("          - {id: badly, label: Badly, points: 4}\n",
            "          - {id: badly, label: Badly, points: 4}\n"
            "        ask_if: \"true\"\n"
            "        otherwise: zzz\n",
            "f.yaml:44:20: error[Q314]: `zzz` is not a choice of `sick`\n"
            "   44 |         otherwise: zzz\n"
            "      |                    ^~~\n"
            "help: write the id of one of its choices\n");
}

static void an_otherwise_that_is_neither_yes_nor_no_is_refused(void **state)
{
    (void)state;
    refused("        type: yes_no\n",
            "        type: yes_no\n"
            "        ask_if: sick == \"fine\"\n"
            "        otherwise: perhaps\n",
            "f.yaml:48:20: error[Q314]: `perhaps` is not an answer to `drinks`\n"
            "   48 |         otherwise: perhaps\n"
            "      |                    ^~~~~~~\n"
            "help: write `yes` or `no`\n");
}

static void an_otherwise_of_a_multiple_choice_is_none(void **state)
{
    (void)state;
    refused("          - {id: care, label: Care}\n",
            "          - {id: care, label: Care}\n"
            "        ask_if: drinks\n"
            "        otherwise: job\n",
            "f.yaml:73:20: error[Q314]: `job` is not an answer to `duties`\n"
            "   73 |         otherwise: job\n"
            "      |                    ^~~\n"
            "help: a multiple choice that is not asked counts as `none`: leave the line out\n");
}

static void an_otherwise_of_a_decimal_out_of_bounds_is_refused(void **state)
{
    (void)state;
    refused("        max: 400\n",
            "        max: 400\n"
            "        ask_if: drinks\n"
            "        otherwise: 20\n",
            "f.yaml:66:20: error[Q314]: `20` is not an answer to `weight`\n"
            "   66 |         otherwise: 20\n"
            "      |                    ^~\n"
            "help: write a number from `min` to `max`\n");
}

static void an_otherwise_of_a_text_is_refused(void **state)
{
    (void)state;
    refused("        type: text\n",
            "        type: text\n"
            "        ask_if: drinks\n"
            "        otherwise: x\n",
            "f.yaml:78:20: error[Q314]: `x` is not an answer to `words`\n"
            "   78 |         otherwise: x\n"
            "      |                    ^\n"
            "help: no condition reads a question of type text: leave the line out\n");
}

static void an_ask_if_on_a_later_question_is_refused(void **state)
{
    (void)state;
    refused("        ask_if: drinks\n", "        ask_if: size(duties) > 0\n",
            "f.yaml:54:22: error[E212]: `duties` cannot be read by a condition: it is asked "
            "further down, and an `ask_if` reads only questions above it\n"
            "   54 |         ask_if: size(duties) > 0\n"
            "      |                      ^~~~~~\n"
            "f.yaml:65:13: note: `duties` is asked here\n");
}

static void an_ask_if_on_its_own_question_is_refused(void **state)
{
    (void)state;
    refused("        ask_if: drinks\n", "        ask_if: amount > 0\n",
            "f.yaml:54:17: error[E212]: `amount` cannot be read by a condition: an `ask_if` cannot "
            "read its own question\n"
            "   54 |         ask_if: amount > 0\n"
            "      |                 ^~~~~~\n"
            "f.yaml:47:13: note: `amount` is asked here\n");
}

static void an_ask_if_on_a_fact_that_needs_a_later_question_is_refused(void **state)
{
    (void)state;
    refused("        ask_if: drinks\n", "        ask_if: heavy\n",
            "f.yaml:54:17: error[E212]: `heavy` cannot be read by a condition: it depends on "
            "`amount`, which is asked further down\n"
            "   54 |         ask_if: heavy\n"
            "      |                 ^~~~~\n"
            "f.yaml:78:9: note: `heavy` is defined here\n");
}

static void an_ask_if_that_is_no_condition_is_refused(void **state)
{
    (void)state;
    refused("        ask_if: drinks\n", "        ask_if: sick\n",
            "f.yaml:54:17: error[E211]: an `ask_if` must be a condition, but `sick` is a choice "
            "question\n"
            "   54 |         ask_if: sick\n"
            "      |                 ^~~~\n"
            "f.yaml:35:13: note: `sick` is asked here\n"
            "help: write `sick == \"…\"` with one of its choices\n");
}

static void a_fact_that_reads_a_later_fact_is_refused(void **state)
{
    (void)state;
    refused("    is: drinks and amount >= 8", "    is: drinks and score >= 8",
            "f.yaml:79:20: error[E212]: `score` cannot be read by a condition: it is defined "
            "further down, and a fact reads only facts above it\n"
            "   79 |     is: drinks and score >= 8\n"
            "      |                    ^~~~~\n"
            "f.yaml:80:9: note: `score` is defined here\n");
}

static void a_fact_that_reads_itself_is_refused(void **state)
{
    (void)state;
    refused("    is: drinks and amount >= 8", "    is: drinks and heavy",
            "f.yaml:79:20: error[E212]: `heavy` cannot be read by a condition: a fact cannot read "
            "itself\n"
            "   79 |     is: drinks and heavy\n"
            "      |                    ^~~~~\n"
            "f.yaml:78:9: note: `heavy` is defined here\n");
}

static void a_condition_on_a_text_is_refused(void **state)
{
    (void)state;
    refused("    when: sick == \"badly\"", "    when: words == \"badly\"",
            "f.yaml:84:11: error[E212]: `words` cannot be read by a condition: conditions do not "
            "read answers of type text\n"
            "   84 |     when: words == \"badly\"\n"
            "      |           ^~~~~\n"
            "f.yaml:73:13: note: `words` is asked here\n");
}

static void an_unknown_name_in_a_rule_is_refused(void **state)
{
    (void)state;
    refused("    when: heavy or", "    when: heavi or",
            "f.yaml:88:11: error[E220]: nothing is called `heavi`\n"
            "   88 |     when: heavi or score > 5 or weight < 40.0\n"
            "      |           ^~~~~\n"
            "help: did you mean `heavy`?\n");
}

static void an_unknown_choice_in_a_rule_is_refused(void **state)
{
    (void)state;
    refused("    when: sick == \"badly\"", "    when: sick == \"bad\"",
            "f.yaml:84:19: error[E208]: `sick` has no choice `bad`\n"
            "   84 |     when: sick == \"bad\"\n"
            "      |                   ^~~~~\n"
            "f.yaml:35:13: note: `sick` is asked here\n"
            "help: did you mean `\"badly\"`?\n");
}

static void a_wrong_type_in_a_folded_condition_is_refused_at_its_place(void **state)
{
    (void)state;
    refused("    when: heavy or score > 5 or weight < 40.0",
            "    when: >-\n"
            "      heavy or\n"
            "      drinks > 5 or weight < 40.0",
            "f.yaml:90:7: error[E204]: `drinks` is a yes/no question, but `>` compares numbers\n"
            "   90 |       drinks > 5 or weight < 40.0\n"
            "      |       ^~~~~~~~~~\n"
            "f.yaml:43:13: note: `drinks` is asked here\n"
            "help: `drinks` is a condition by itself: write `drinks` or `not drinks`\n");
}

static void a_wrong_type_in_a_quoted_condition_is_refused_at_its_place(void **state)
{
    (void)state;
    refused("    when: sick == \"badly\"", "    when: 'sick == \"badly\" and drinks > 1'",
            "f.yaml:84:32: error[E204]: `drinks` is a yes/no question, but `>` compares numbers\n"
            "   84 |     when: 'sick == \"badly\" and drinks > 1'\n"
            "      |                                ^~~~~~~~~~\n"
            "f.yaml:43:13: note: `drinks` is asked here\n"
            "help: `drinks` is a condition by itself: write `drinks` or `not drinks`\n");
}

static void a_rule_that_is_no_condition_is_refused(void **state)
{
    (void)state;
    refused("    when: sick == \"badly\"", "    when: score",
            "f.yaml:84:11: error[E211]: a rule's `when` must be a condition, but `score` is a "
            "whole number\n"
            "   84 |     when: score\n"
            "      |           ^~~~~\n"
            "f.yaml:80:9: note: `score` is defined here\n"
            "help: compare it: `score > 0`\n");
}

static void a_next_step_that_is_no_condition_is_refused(void **state)
{
    (void)state;
    refused("        when: size(duties) > 0", "        when: size(duties)",
            "f.yaml:18:15: error[E211]: a next step's `when` must be a condition, but "
            "`size(duties)` is a whole number\n"
            "   18 |         when: size(duties)\n"
            "      |               ^~~~~~~~~~~~\n"
            "help: compare it: `size(duties) > 0`\n");
}

static void a_wide_range_is_refused_for_arithmetic(void **state)
{
    (void)state;
    refused("        max: 60\n", "        max: 10001\n",
            "f.yaml:81:23: error[Q315]: `amount` goes from 0 to 10001, which is too wide a range "
            "to calculate with\n"
            "   81 |     is: sick.points + amount\n"
            "      |                       ^~~~~~\n"
            "f.yaml:47:13: note: it is asked here\n"
            "help: bring `min` and `max` to at most 10000 apart, or only compare it with fixed "
            "numbers\n");
}

static void advice_that_a_rule_reads_is_refused(void **state)
{
    (void)state;
    refused("    when: sick == \"badly\"", "    when: sick == \"badly\" or \"job\" in duties",
            "f.yaml:65:13: error[Q321]: `duties` has `advice_for`, but its answer decides\n"
            "   65 |       - id: duties\n"
            "      |             ^~~~~~\n"
            "f.yaml:83:9: note: this rule depends on it, itself or through facts and `ask_if`\n"
            "help: leave out `advice_for`\n");
}

static void advice_that_a_rule_reads_through_a_fact_is_refused(void **state)
{
    (void)state;
    refused("    is: drinks and amount >= 8",
            "    is: drinks and amount >= 8 and size(duties) == 0",
            "f.yaml:65:13: error[Q321]: `duties` has `advice_for`, but its answer decides\n"
            "   65 |       - id: duties\n"
            "      |             ^~~~~~\n"
            "f.yaml:87:9: note: this rule depends on it, itself or through facts and `ask_if`\n"
            "help: leave out `advice_for`\n");
}

static void advice_that_another_question_depends_on_is_refused(void **state)
{
    (void)state;
    refused("        type: yes_no\n",
            "        type: yes_no\n"
            "        advice_for: [home]\n",
            "f.yaml:43:13: error[Q321]: `drinks` has `advice_for`, but its answer decides\n"
            "   43 |       - id: drinks\n"
            "      |             ^~~~~~\n"
            "f.yaml:92:9: note: this rule depends on it, itself or through facts and `ask_if`\n"
            "help: leave out `advice_for`\n");
}

static void a_tag_in_a_condition_is_refused(void **state)
{
    (void)state;
    refused("    when: not drinks and", "    when: !drinks and",
            "f.yaml:92:11: error[Y112]: tags (`!drinks`) are not accepted\n"
            "   92 |     when: !drinks and sick == \"fine\"\n"
            "      |           ^~~~~~~\n"
            "help: in a condition write `not` for `!`; put any other text that begins with `!` in "
            "quotes\n");
}

static void a_broken_question_is_one_message(void **state)
{
    (void)state;
    refused("        type: yes_no\n", "        type: yesno\n",
            "f.yaml:46:15: error[Y144]: `type` cannot be `yesno`\n"
            "   46 |         type: yesno\n"
            "      |               ^~~~~\n"
            "help: did you mean `yes_no`?\n");
}

static void a_mistyped_ask_if_is_one_message(void **state)
{
    (void)state;
    refused("        ask_if: drinks", "        ask_fi: drinks",
            "f.yaml:54:9: error[Y140]: unknown key `ask_fi`\n"
            "   54 |         ask_fi: drinks\n"
            "      |         ^~~~~~\n"
            "help: did you mean `ask_if`?\n");
}

static void a_mistyped_otherwise_is_one_message(void **state)
{
    (void)state;
    refused("        otherwise: 0", "        otherwize: 0",
            "f.yaml:55:9: error[Y140]: unknown key `otherwize`\n"
            "   55 |         otherwize: 0\n"
            "      |         ^~~~~~~~~\n"
            "help: did you mean `otherwise`?\n");
}

static void a_mistyped_bound_is_one_message(void **state)
{
    (void)state;
    refused("        max: 60\n", "        maxx: 60\n",
            "f.yaml:52:9: error[Y140]: unknown key `maxx`\n"
            "   52 |         maxx: 60\n"
            "      |         ^~~~\n"
            "help: did you mean `max`?\n");
}

static void mistyped_lines_are_one_message(void **state)
{
    (void)state;
    refused("    lines: [\"911\"]", "    line: [\"911\"]",
            "f.yaml:28:5: error[Y140]: unknown key `line`\n"
            "   28 |     line: [\"911\"]\n"
            "      |     ^~~~\n"
            "help: did you mean `lines`?\n");
}

static void a_mistyped_urgent_is_one_message(void **state)
{
    (void)state;
    refused("    urgent: yes", "    urgnt: yes",
            "f.yaml:25:5: error[Y140]: unknown key `urgnt`\n"
            "   25 |     urgnt: yes\n"
            "      |     ^~~~~\n"
            "help: did you mean `urgent`?\n");
}

static void lines_with_urgent_no_are_refused(void **state)
{
    (void)state;
    refused("    urgent: yes", "    urgent: no",
            "f.yaml:28:5: error[Q320]: `lines` are shown for urgent outcomes only\n"
            "   28 |     lines: [\"911\"]\n"
            "      |     ^~~~~\n"
            "help: add `urgent: yes` to the outcome, or move the lines to `next_steps`\n");
}

static void a_broken_question_does_not_hide_other_errors_of_a_rule(void **state)
{
    (void)state;
    static const struct change changes[] = {
        {"        min: 0\n"
         "        max: 60\n",
         "        min: 0\n"
         "        max: sixty\n"},
        {"    is: drinks and amount >= 8",
         "    is: drunk and amount >= 8 and amount + \"x\" > \"y\""},
        {NULL, NULL},
    };
    refused_all(changes, "f.yaml:52:14: error[Q309]: `sixty` is not a number\n"
                         "   52 |         max: sixty\n"
                         "      |              ^~~~~\n"
                         "help: write `max` as a plain number, such as 0, 12 or -3\n"
                         "f.yaml:79:9: error[E220]: nothing is called `drunk`\n"
                         "   79 |     is: drunk and amount >= 8 and amount + \"x\" > \"y\"\n"
                         "      |         ^~~~~\n"
                         "help: did you mean `drinks`?\n");
}

static void errors_in_one_place_do_not_hide_those_in_another(void **state)
{
    (void)state;
    static const struct change changes[] = {
        {"id: small", "id: Small"},
        {"        type: choice\n", "        type: chioce\n"},
        {"        max: 400\n", "        max: lots\n"},
        {"    when: heavy or score > 5 or", "    when: heavy or scores > 5 or"},
        {"    because: You feel well.\n", "    becuase: You feel well.\n"},
        {"    outcome: now", "    outcome: later"},
        {NULL, NULL},
    };
    refused_all(changes, "f.yaml:2:5: error[Q302]: `Small` cannot be the id of a questionnaire\n"
                         "    2 | id: Small\n"
                         "      |     ^~~~~\n"
                         "help: use small letters, digits and `_` or `-`, beginning with a letter\n"
                         "f.yaml:38:15: error[Y144]: `type` cannot be `chioce`\n"
                         "   38 |         type: chioce\n"
                         "      |               ^~~~~~\n"
                         "help: did you mean `choice`?\n"
                         "f.yaml:64:14: error[Q309]: `lots` is not a number\n"
                         "   64 |         max: lots\n"
                         "      |              ^~~~\n"
                         "help: write `max` as a plain number, such as 0, 12 or -3\n"
                         "f.yaml:85:14: error[Q305]: there is no outcome `later`\n"
                         "   85 |     outcome: later\n"
                         "      |              ^~~~~\n"
                         "help: write one of the ids that are listed under `outcomes`\n"
                         "f.yaml:88:20: error[E220]: nothing is called `scores`\n"
                         "   88 |     when: heavy or scores > 5 or weight < 40.0\n"
                         "      |                    ^~~~~~\n"
                         "help: did you mean `score`?\n"
                         "f.yaml:94:5: error[Y140]: unknown key `becuase`\n"
                         "   94 |     becuase: You feel well.\n"
                         "      |     ^~~~~~~\n"
                         "help: did you mean `because`?\n");
}

static void yaml_errors_do_not_hide_those_of_the_content(void **state)
{
    (void)state;
    static const struct change changes[] = {
        {"title: A small one", "title: *x"},
        {"      - id: words", "      - id: words\n"
                              "        id: sick"},
        {"    outcome: now", "    outcome: later"},
        {"    is: drinks and amount >= 8", "    is: !drinks and amount"},
        {NULL, NULL},
    };
    refused_all(
        changes,
        "f.yaml:4:8: error[Y110]: aliases (`*x`) are not accepted\n"
        "    4 | title: *x\n"
        "      |        ^~\n"
        "help: write out what it stands for; if it is part of a text, put the text in quotes\n"
        "f.yaml:74:9: error[Y114]: `id` is there twice\n"
        "   74 |         id: sick\n"
        "      |         ^~\n"
        "f.yaml:73:9: note: it is here already\n"
        "help: leave one out; if a new entry of a list begins here, a `- ` is missing before it\n"
        "f.yaml:80:9: error[Y112]: tags (`!drinks`) are not accepted\n"
        "   80 |     is: !drinks and amount\n"
        "      |         ^~~~~~~\n"
        "help: in a condition write `not` for `!`; put any other text that begins with `!` in "
        "quotes\n"
        "f.yaml:86:14: error[Q305]: there is no outcome `later`\n"
        "   86 |     outcome: later\n"
        "      |              ^~~~~\n"
        "help: write one of the ids that are listed under `outcomes`\n");
}

static void a_broken_fact_does_not_hide_other_errors(void **state)
{
    (void)state;
    static const struct change changes[] = {
        {"    is: drinks and amount >= 8", "    is: drinks and amout >= 8"},
        {"    when: heavy or score > 5 or", "    when: heavy or scor > 5 or heavy > 3 or"},
        {NULL, NULL},
    };
    refused_all(changes, "f.yaml:79:20: error[E220]: nothing is called `amout`\n"
                         "   79 |     is: drinks and amout >= 8\n"
                         "      |                    ^~~~~\n"
                         "help: did you mean `amount`?\n"
                         "f.yaml:88:20: error[E220]: nothing is called `scor`\n"
                         "   88 |     when: heavy or scor > 5 or heavy > 3 or weight < 40.0\n"
                         "      |                    ^~~~\n"
                         "help: did you mean `score`?\n");
}

int run_condition_tests(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_leading_zero_is_refused_as_a_bound),
        cmocka_unit_test(a_hexadecimal_number_is_refused_as_a_bound),
        cmocka_unit_test(a_decimal_comma_is_refused_as_a_bound),
        cmocka_unit_test(an_underscore_is_refused_as_a_bound),
        cmocka_unit_test(an_exponent_is_refused_as_a_bound),
        cmocka_unit_test(nan_is_refused_as_a_bound),
        cmocka_unit_test(a_full_width_digit_is_refused_as_a_bound),
        cmocka_unit_test(a_fraction_is_refused_as_a_bound),
        cmocka_unit_test(a_number_out_of_range_is_refused_as_a_bound),
        cmocka_unit_test(a_word_is_refused_as_a_bound),
        cmocka_unit_test(a_plus_sign_is_refused_as_a_bound),
        cmocka_unit_test(a_sum_is_refused_as_a_bound),
        cmocka_unit_test(points_that_are_no_number_are_refused),
        cmocka_unit_test(a_decimal_bound_with_a_comma_is_refused),
        cmocka_unit_test(a_minimum_above_the_maximum_is_refused),
        cmocka_unit_test(a_decimal_minimum_above_the_maximum_is_refused),
        cmocka_unit_test(otherwise_without_ask_if_is_refused),
        cmocka_unit_test(ask_if_without_otherwise_is_refused),
        cmocka_unit_test(an_otherwise_out_of_bounds_is_refused),
        cmocka_unit_test(an_otherwise_that_is_no_number_is_refused),
        cmocka_unit_test(an_otherwise_that_is_no_choice_is_refused),
        cmocka_unit_test(an_otherwise_far_from_any_choice_is_refused),
        cmocka_unit_test(an_otherwise_that_is_neither_yes_nor_no_is_refused),
        cmocka_unit_test(an_otherwise_of_a_multiple_choice_is_none),
        cmocka_unit_test(an_otherwise_of_a_decimal_out_of_bounds_is_refused),
        cmocka_unit_test(an_otherwise_of_a_text_is_refused),
        cmocka_unit_test(an_ask_if_on_a_later_question_is_refused),
        cmocka_unit_test(an_ask_if_on_its_own_question_is_refused),
        cmocka_unit_test(an_ask_if_on_a_fact_that_needs_a_later_question_is_refused),
        cmocka_unit_test(an_ask_if_that_is_no_condition_is_refused),
        cmocka_unit_test(a_fact_that_reads_a_later_fact_is_refused),
        cmocka_unit_test(a_fact_that_reads_itself_is_refused),
        cmocka_unit_test(a_condition_on_a_text_is_refused),
        cmocka_unit_test(an_unknown_name_in_a_rule_is_refused),
        cmocka_unit_test(an_unknown_choice_in_a_rule_is_refused),
        cmocka_unit_test(a_wrong_type_in_a_folded_condition_is_refused_at_its_place),
        cmocka_unit_test(a_wrong_type_in_a_quoted_condition_is_refused_at_its_place),
        cmocka_unit_test(a_rule_that_is_no_condition_is_refused),
        cmocka_unit_test(a_next_step_that_is_no_condition_is_refused),
        cmocka_unit_test(a_wide_range_is_refused_for_arithmetic),
        cmocka_unit_test(advice_that_a_rule_reads_is_refused),
        cmocka_unit_test(advice_that_a_rule_reads_through_a_fact_is_refused),
        cmocka_unit_test(advice_that_another_question_depends_on_is_refused),
        cmocka_unit_test(a_tag_in_a_condition_is_refused),
        cmocka_unit_test(a_broken_question_is_one_message),
        cmocka_unit_test(a_mistyped_ask_if_is_one_message),
        cmocka_unit_test(a_mistyped_otherwise_is_one_message),
        cmocka_unit_test(a_mistyped_bound_is_one_message),
        cmocka_unit_test(mistyped_lines_are_one_message),
        cmocka_unit_test(a_mistyped_urgent_is_one_message),
        cmocka_unit_test(lines_with_urgent_no_are_refused),
        cmocka_unit_test(a_broken_question_does_not_hide_other_errors_of_a_rule),
        cmocka_unit_test(errors_in_one_place_do_not_hide_those_in_another),
        cmocka_unit_test(yaml_errors_do_not_hide_those_of_the_content),
        cmocka_unit_test(a_broken_fact_does_not_hide_other_errors),
    };
    return cmocka_run_group_tests_name("questionnaire: conditions that are refused", tests, NULL,
                                       NULL);
}
