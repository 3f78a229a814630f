/* What is wrong with a questionnaire: every message at its place. Each test changes one thing in
 * a questionnaire that loads. */
#include "questionnaire_test.h"

static void a_format_that_is_not_known_is_refused(void **state)
{
    (void)state;
    refused("format: 1", "format: 2",
            "f.yaml:1:9: error[Q301]: format `2` is not known\n"
            "    1 | format: 2\n"
            "      |         ^\n"
            "help: this program reads `format: 1`\n");
}

static void a_questionnaire_id_with_capitals_is_refused(void **state)
{
    (void)state;
    refused("id: small", "id: Small",
            "f.yaml:2:5: error[Q302]: `Small` cannot be the id of a questionnaire\n"
            "    2 | id: Small\n"
            "      |     ^~~~~\n"
            "help: use small letters, digits and `_` or `-`, beginning with a letter\n");
}

static void a_version_with_blanks_is_refused(void **state)
{
    (void)state;
    refused("version: 1.0", "version: 1 0",
            "f.yaml:3:10: error[Q322]: `1 0` cannot be a version\n"
            "    3 | version: 1 0\n"
            "      |          ^~~\n"
            "help: use at most 64 letters, digits, `.`, `-` and `_`, as in `2026.11`\n");
}

static void a_version_that_is_too_long_is_refused(void **state)
{
    (void)state;
    refused("version: 1.0",
            "version: 11111111111111111111111111111111111111111111111111111111111111111",
            "f.yaml:3:10: error[Q322]: `1111111111111111111111111111111111111111…` cannot be a "
            "version\n"
            "    3 | version: 11111111111111111111111111111111111111111111111111111111111111111\n"
            "      |          ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n"
            "help: use at most 64 letters, digits, `.`, `-` and `_`, as in `2026.11`\n");
}

static void a_language_in_words_is_refused(void **state)
{
    (void)state;
    refused("language: en", "language: english",
            "f.yaml:5:11: error[Q322]: `english` is not a language\n"
            "    5 | language: english\n"
            "      |           ^~~~~~~\n"
            "help: write it like `en`, `es` or `pt-BR`\n");
}

static void a_language_with_an_empty_part_is_refused(void **state)
{
    (void)state;
    refused("language: en", "language: en-",
            "f.yaml:5:11: error[Q322]: `en-` is not a language\n"
            "    5 | language: en-\n"
            "      |           ^~~\n"
            "help: write it like `en`, `es` or `pt-BR`\n");
}

static void a_language_with_a_long_part_is_refused(void **state)
{
    (void)state;
    refused("language: en", "language: en-abcdefghi",
            "f.yaml:5:11: error[Q322]: `en-abcdefghi` is not a language\n"
            "    5 | language: en-abcdefghi\n"
            "      |           ^~~~~~~~~~~~\n"
            "help: write it like `en`, `es` or `pt-BR`\n");
}

static void a_language_with_a_foreign_sign_is_refused(void **state)
{
    (void)state;
    refused("language: en", "language: en_US",
            "f.yaml:5:11: error[Q322]: `en_US` is not a language\n"
            "    5 | language: en_US\n"
            "      |           ^~~~~\n"
            "help: write it like `en`, `es` or `pt-BR`\n");
}

static void an_unknown_key_is_refused(void **state)
{
    (void)state;
    refused("title: A small one", "titel: A small one",
            "f.yaml:4:1: error[Y140]: unknown key `titel`\n"
            "    4 | titel: A small one\n"
            "      | ^~~~~\n"
            "help: did you mean `title`?\n");
}

static void an_unknown_key_of_a_question_is_refused(void **state)
{
    (void)state;
    refused("        ask_if: drinks", "        askif: drinks",
            "f.yaml:54:9: error[Y140]: unknown key `askif`\n"
            "   54 |         askif: drinks\n"
            "      |         ^~~~~\n"
            "help: did you mean `ask_if`?\n");
}

static void a_missing_key_of_a_question_is_refused(void **state)
{
    (void)state;
    refused("        ask: Do you drink?\n", "",
            "f.yaml:43:13: error[Y141]: `drinks` in `questions` has no `ask`\n"
            "   43 |       - id: drinks\n"
            "      |             ^~~~~~\n"
            "help: add `ask: …`\n");
}

static void a_missing_key_of_a_rule_is_refused(void **state)
{
    (void)state;
    refused("    because: You are sick.\n", "",
            "f.yaml:83:9: error[Y141]: `emergency` in `rules` has no `because`\n"
            "   83 |   - id: emergency\n"
            "      |         ^~~~~~~~~\n"
            "help: add `because: …`\n");
}

static void an_unknown_type_is_refused(void **state)
{
    (void)state;
    refused("        type: yes_no\n", "        type: boolean\n",
            "f.yaml:46:15: error[Y144]: `type` cannot be `boolean`\n"
            "   46 |         type: boolean\n"
            "      |               ^~~~~~~\n"
            "help: it can be `yes_no`, `choice`, `multiple`, `integer`, `number` or `text`\n");
}

static void an_unknown_recommendation_is_refused(void **state)
{
    (void)state;
    refused("    recommendation: iop", "    recommendation: outpatient",
            "f.yaml:13:21: error[Y144]: `recommendation` cannot be `outpatient`\n"
            "   13 |     recommendation: outpatient\n"
            "      |                     ^~~~~~~~~~\n"
            "help: did you mean `inpatient`?\n");
}

static void an_unknown_concern_is_refused(void **state)
{
    (void)state;
    refused("        type: yes_no\n",
            "        type: yes_no\n"
            "        concern: falling\n",
            "f.yaml:47:18: error[Y144]: `concern` cannot be `falling`\n"
            "   47 |         concern: falling\n"
            "      |                  ^~~~~~~\n"
            "help: it can be `rising`\n");
}

static void a_list_among_outcomes_is_refused(void **state)
{
    (void)state;
    refused("outcomes:\n",
            "outcomes:\n"
            "  - [x]\n",
            "f.yaml:8:5: error[Y142]: an entry of `outcomes` takes keys with values, not a list\n"
            "    8 |   - [x]\n"
            "      |     ^~~\n"
            "help: write each key on a line of its own, with its value after `: `\n");
}

static void a_list_among_questions_is_refused(void **state)
{
    (void)state;
    refused("      - id: words",
            "      - [x]\n"
            "      - id: words",
            "f.yaml:73:9: error[Y142]: an entry of `questions` takes keys with values, not a list\n"
            "   73 |       - [x]\n"
            "      |         ^~~\n"
            "help: write each key on a line of its own, with its value after `: `\n");
}

static void a_text_among_rules_is_refused(void **state)
{
    (void)state;
    refused("rules:\n",
            "rules:\n"
            "  - x\n",
            "f.yaml:83:5: error[Y142]: an entry of `rules` takes keys with values, not a text\n"
            "   83 |   - x\n"
            "      |     ^\n"
            "help: write each key on a line of its own, with its value after `: `\n");
}

static void a_list_among_facts_is_refused(void **state)
{
    (void)state;
    refused("facts:\n",
            "facts:\n"
            "  - [x]\n",
            "f.yaml:78:5: error[Y142]: an entry of `facts` takes keys with values, not a list\n"
            "   78 |   - [x]\n"
            "      |     ^~~\n"
            "help: write each key on a line of its own, with its value after `: `\n");
}

static void a_text_among_sections_is_refused(void **state)
{
    (void)state;
    refused("sections:\n",
            "sections:\n"
            "  - x\n",
            "f.yaml:32:5: error[Y142]: an entry of `sections` takes keys with values, not a text\n"
            "   32 |   - x\n"
            "      |     ^\n"
            "help: write each key on a line of its own, with its value after `: `\n");
}

static void a_list_among_choices_is_refused(void **state)
{
    (void)state;
    refused("          - {id: job,",
            "          - [x]\n"
            "          - {id: job,",
            "f.yaml:70:13: error[Y142]: an entry of `choices` takes keys with values, not a list\n"
            "   70 |           - [x]\n"
            "      |             ^~~\n"
            "help: write each key on a line of its own, with its value after `: `\n");
}

static void a_list_among_next_steps_is_refused(void **state)
{
    (void)state;
    refused(
        "      - text: Ask",
        "      - [x]\n"
        "      - text: Ask",
        "f.yaml:17:9: error[Y142]: an entry of `next_steps` takes keys with values, not a list\n"
        "   17 |       - [x]\n"
        "      |         ^~~\n"
        "help: write each key on a line of its own, with its value after `: `\n");
}

static void a_text_for_lines_is_refused(void **state)
{
    (void)state;
    refused("    lines: [\"911\"]\n", "    lines: \"911\"\n",
            "f.yaml:28:12: error[Y142]: `lines` takes a list, not a text\n"
            "   28 |     lines: \"911\"\n"
            "      |            ^~~~~\n"
            "help: write each entry on a line of its own, after `- `\n");
}

static void a_value_cut_at_a_comma_is_refused_once(void **state)
{
    (void)state;
    refused(
        "  - id: heavy\n"
        "    is: drinks and amount >= 8\n",
        "  - {id: heavy, is: count(drinks, amount >= 8) > 1}\n",
        "f.yaml:78:21: error[Y148]: the comma before `amount >= 8) > 1` ends the value of `is`\n"
        "   78 |   - {id: heavy, is: count(drinks, amount >= 8) > 1}\n"
        "      |                     ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n"
        "help: put the whole value in quotes, or leave the `{…}` out and write each key on a line "
        "of its own\n");
}

static void a_list_that_no_questionnaire_has_is_refused(void **state)
{
    (void)state;
    refused("rules:\n",
            "appendices: []\n"
            "rules:\n",
            "f.yaml:82:1: error[Y140]: unknown key `appendices`\n"
            "   82 | appendices: []\n"
            "      | ^~~~~~~~~~\n"
            "help: the keys here are `format`, `id`, `version`, `title`, `language`, `facility`, "
            "`intro`, `outcomes`, `start`, `undetermined`, `sections`, `facts`, `rules` "
            "and `guarantees`\n");
}

static void an_id_with_a_dash_is_refused_for_a_question(void **state)
{
    (void)state;
    refused("      - id: words", "      - id: any-words",
            "f.yaml:73:13: error[Q302]: `any-words` cannot be the id of a question\n"
            "   73 |       - id: any-words\n"
            "      |             ^~~~~~~~~\n"
            "help: use small letters, digits and `_`, beginning with a letter\n");
}

static void an_id_that_begins_with_a_digit_is_refused(void **state)
{
    (void)state;
    refused("          - {id: fine,", "          - {id: 1fine,",
            "f.yaml:40:18: error[Q302]: `1fine` cannot be the id of a choice\n"
            "   40 |           - {id: 1fine, label: Fine}\n"
            "      |                  ^~~~~\n"
            "help: use small letters, digits and `_` or `-`, beginning with a letter\n"
            "f.yaml:92:34: error[E208]: `sick` has no choice `fine`\n"
            "   92 |     when: not drinks and sick == \"fine\"\n"
            "      |                                  ^~~~~~\n"
            "f.yaml:35:13: note: `sick` is asked here\n"
            "help: did you mean `\"1fine\"`?\n");
}

static void an_id_of_a_fact_with_capitals_is_refused_once(void **state)
{
    (void)state;
    refused("  - id: heavy", "  - id: Heavy",
            "f.yaml:78:9: error[Q302]: `Heavy` cannot be the id of a fact\n"
            "   78 |   - id: Heavy\n"
            "      |         ^~~~~\n"
            "help: use small letters, digits and `_`, beginning with a letter\n"
            "f.yaml:88:11: error[E220]: nothing is called `heavy`\n"
            "   88 |     when: heavy or score > 5 or weight < 40.0\n"
            "      |           ^~~~~\n"
            "help: did you mean `Heavy`?\n");
}

static void a_word_of_answer_files_is_refused_as_a_question(void **state)
{
    (void)state;
    refused(
        "      - id: words", "      - id: expect",
        "f.yaml:73:13: error[Q303]: `expect` cannot be the id of a question: the word is taken\n"
        "   73 |       - id: expect\n"
        "      |             ^~~~~~\n"
        "help: choose another word\n");
}

static void a_word_of_the_conditions_is_refused_as_a_fact(void **state)
{
    (void)state;
    refused("  - id: heavy", "  - id: size",
            "f.yaml:78:9: error[Q303]: `size` cannot be the id of a fact: the word is taken\n"
            "   78 |   - id: size\n"
            "      |         ^~~~\n"
            "help: choose another word\n"
            "f.yaml:88:11: error[E220]: nothing is called `heavy`\n"
            "   88 |     when: heavy or score > 5 or weight < 40.0\n"
            "      |           ^~~~~\n");
}

static void none_is_refused_as_a_choice(void **state)
{
    (void)state;
    refused("          - {id: fine,", "          - {id: none,",
            "f.yaml:40:18: error[Q303]: `none` cannot be the id of a choice: the word is taken\n"
            "   40 |           - {id: none, label: Fine}\n"
            "      |                  ^~~~\n"
            "help: choose another word; in a multiple choice, none of the choices is always "
            "possible, and `none_label` says what it is called\n"
            "f.yaml:92:34: error[E208]: `sick` has no choice `fine`\n"
            "   92 |     when: not drinks and sick == \"fine\"\n"
            "      |                                  ^~~~~~\n"
            "f.yaml:35:13: note: `sick` is asked here\n"
            "help: its choices are `\"none\"`, `\"shaky\"` and `\"badly\"`\n");
}

static void unsure_is_refused_as_a_choice(void **state)
{
    (void)state;
    refused("          - {id: care,", "          - {id: unsure,",
            "f.yaml:71:18: error[Q303]: `unsure` cannot be the id of a choice: the word is taken\n"
            "   71 |           - {id: unsure, label: Care}\n"
            "      |                  ^~~~~~\n"
            "help: choose another word\n");
}

static void a_question_that_is_there_twice_is_refused(void **state)
{
    (void)state;
    refused("      - id: words", "      - id: sick",
            "f.yaml:73:13: error[Q304]: the id `sick` is taken\n"
            "   73 |       - id: sick\n"
            "      |             ^~~~\n"
            "f.yaml:35:13: note: it is used here already\n"
            "help: choose another id\n");
}

static void a_fact_with_the_name_of_a_question_is_refused(void **state)
{
    (void)state;
    refused("  - id: score", "  - id: drinks",
            "f.yaml:80:9: error[Q304]: the id `drinks` is taken\n"
            "   80 |   - id: drinks\n"
            "      |         ^~~~~~\n"
            "f.yaml:43:13: note: it is used here already\n"
            "help: choose another id\n"
            "f.yaml:88:20: error[E220]: nothing is called `score`\n"
            "   88 |     when: heavy or score > 5 or weight < 40.0\n"
            "      |                    ^~~~~\n");
}

static void a_choice_that_is_there_twice_is_refused(void **state)
{
    (void)state;
    refused("{id: shaky,", "{id: fine,",
            "f.yaml:41:18: error[Q304]: the id `fine` is taken\n"
            "   41 |           - {id: fine, label: Shaky, points: 2}\n"
            "      |                  ^~~~\n"
            "f.yaml:40:18: note: it is used here already\n"
            "help: choose another id\n");
}

static void an_outcome_that_is_there_twice_is_refused(void **state)
{
    (void)state;
    refused("  - id: talk", "  - id: home",
            "f.yaml:19:9: error[Q304]: the id `home` is taken\n"
            "   19 |   - id: home\n"
            "      |         ^~~~\n"
            "f.yaml:12:9: note: it is used here already\n"
            "help: choose another id\n"
            "f.yaml:30:15: error[Q305]: there is no outcome `talk`\n"
            "   30 | undetermined: talk\n"
            "      |               ^~~~\n"
            "help: write one of the ids that are listed under `outcomes`\n"
            "f.yaml:89:14: error[Q305]: there is no outcome `talk`\n"
            "   89 |     outcome: talk\n"
            "      |              ^~~~\n"
            "help: write one of the ids that are listed under `outcomes`\n");
}

static void a_rule_that_is_there_twice_is_refused(void **state)
{
    (void)state;
    refused("  - id: fits", "  - id: emergency",
            "f.yaml:91:9: error[Q304]: the id `emergency` is taken\n"
            "   91 |   - id: emergency\n"
            "      |         ^~~~~~~~~\n"
            "f.yaml:83:9: note: it is used here already\n"
            "help: choose another id\n");
}

static void a_section_that_is_there_twice_is_refused(void **state)
{
    (void)state;
    refused("  - id: two", "  - id: one",
            "f.yaml:56:9: error[Q304]: the id `one` is taken\n"
            "   56 |   - id: one\n"
            "      |         ^~~\n"
            "f.yaml:32:9: note: it is used here already\n"
            "help: choose another id\n");
}

static void a_start_that_does_not_exist_is_refused(void **state)
{
    (void)state;
    refused("start: less", "start: lest",
            "f.yaml:29:8: error[Q305]: there is no outcome `lest`\n"
            "   29 | start: lest\n"
            "      |        ^~~~\n"
            "help: did you mean `less`?\n");
}

static void an_undetermined_outcome_that_does_not_exist_is_refused(void **state)
{
    (void)state;
    refused("undetermined: talk", "undetermined: zzz",
            "f.yaml:30:15: error[Q305]: there is no outcome `zzz`\n"
            "   30 | undetermined: zzz\n"
            "      |               ^~~\n"
            "help: write one of the ids that are listed under `outcomes`\n");
}

static void an_outcome_of_a_rule_that_does_not_exist_is_refused(void **state)
{
    (void)state;
    refused("    outcome: now", "    outcome: no",
            "f.yaml:85:14: error[Q305]: there is no outcome `no`\n"
            "   85 |     outcome: no\n"
            "      |              ^~\n"
            "help: did you mean `now`?\n");
}

static void an_outcome_for_advice_that_does_not_exist_is_refused(void **state)
{
    (void)state;
    refused("advice_for: [home]", "advice_for: [home, hom]",
            "f.yaml:72:28: error[Q305]: there is no outcome `hom`\n"
            "   72 |         advice_for: [home, hom]\n"
            "      |                            ^~~\n"
            "help: did you mean `home`?\n");
}

static void an_undetermined_outcome_below_the_start_is_refused(void **state)
{
    (void)state;
    refused("start: less\n"
            "undetermined: talk",
            "start: talk\n"
            "undetermined: less",
            "f.yaml:12:9: error[Q318]: `home` recommends iop and stands above `less`, so that "
            "missing answers could lead to it\n"
            "   12 |   - id: home\n"
            "      |         ^~~~\n"
            "f.yaml:30:15: note: `undetermined` is named here\n"
            "help: list it before `less`\n"
            "f.yaml:30:15: error[Q316]: `less` is lower than the start outcome `talk`\n"
            "   30 | undetermined: less\n"
            "      |               ^~~~\n"
            "f.yaml:29:8: note: the start outcome\n"
            "help: outcomes are listed from least to most care: name a higher one, or change their "
            "order\n"
            "f.yaml:93:14: error[Q324]: `home` is lower than the start outcome `talk`, and a rule "
            "can only raise\n"
            "   93 |     outcome: home\n"
            "      |              ^~~~\n"
            "f.yaml:29:8: note: the start outcome\n"
            "help: name a higher outcome, or let `start` name this one\n");
}

static void an_undetermined_outcome_that_is_no_talk_is_refused(void **state)
{
    (void)state;
    refused("undetermined: talk", "undetermined: home",
            "f.yaml:30:15: error[Q317]: `home` recommends iop; where answers are missing, a person "
            "decides\n"
            "   30 | undetermined: home\n"
            "      |               ^~~~\n"
            "help: name an outcome with `recommendation: intake`\n");
}

static void an_iop_outcome_above_the_undetermined_one_is_refused(void **state)
{
    (void)state;
    refused("undetermined: talk", "undetermined: less",
            "f.yaml:12:9: error[Q318]: `home` recommends iop and stands above `less`, so that "
            "missing answers could lead to it\n"
            "   12 |   - id: home\n"
            "      |         ^~~~\n"
            "f.yaml:30:15: note: `undetermined` is named here\n"
            "help: list it before `less`\n");
}

static void an_urgent_outcome_without_lines_is_refused(void **state)
{
    (void)state;
    refused("    lines: [\"911\"]\n", "",
            "f.yaml:23:9: error[Q319]: `now` is urgent and has no `lines`\n"
            "   23 |   - id: now\n"
            "      |         ^~~\n"
            "help: add `lines:` with the phone lines to show, each after `- `\n");
}

static void lines_of_an_outcome_that_is_not_urgent_are_refused(void **state)
{
    (void)state;
    refused("    title: Home\n",
            "    title: Home\n"
            "    lines: [x]\n",
            "f.yaml:15:5: error[Q320]: `lines` are shown for urgent outcomes only\n"
            "   15 |     lines: [x]\n"
            "      |     ^~~~~\n"
            "help: add `urgent: yes` to the outcome, or move the lines to `next_steps`\n");
}

static void an_urgency_that_is_neither_yes_nor_no_is_refused(void **state)
{
    (void)state;
    refused("    urgent: yes", "    urgent: \"on\"",
            "f.yaml:25:13: error[Q310]: `urgent` is `yes` or `no`, not `on`\n"
            "   25 |     urgent: \"on\"\n"
            "      |             ^~~~\n"
            "help: write `urgent: yes`, or leave the line out\n");
}

static void a_private_rule_that_is_neither_yes_nor_no_is_refused(void **state)
{
    (void)state;
    refused("    because: You are sick.",
            "    because: You are sick.\n"
            "    private: maybe",
            "f.yaml:87:14: error[Q310]: `private` is `yes` or `no`, not `maybe`\n"
            "   87 |     private: maybe\n"
            "      |              ^~~~~\n"
            "help: write `private: yes`, or leave the line out\n");
}

static void choices_of_a_yes_no_question_are_refused(void **state)
{
    (void)state;
    refused("        type: yes_no\n",
            "        type: yes_no\n"
            "        choices: [{id: a, label: b}]\n",
            "f.yaml:47:9: error[Q307]: a question of type yes_no has no `choices`\n"
            "   47 |         choices: [{id: a, label: b}]\n"
            "      |         ^~~~~~~\n"
            "help: leave it out; it belongs to the types choice and multiple\n");
}

static void bounds_of_a_choice_are_refused(void **state)
{
    (void)state;
    refused("        type: choice\n",
            "        type: choice\n"
            "        min: 0\n"
            "        max: 3\n",
            "f.yaml:39:9: error[Q307]: a question of type choice has no `min`\n"
            "   39 |         min: 0\n"
            "      |         ^~~\n"
            "help: leave it out; it belongs to the types integer and number\n"
            "f.yaml:40:9: error[Q307]: a question of type choice has no `max`\n"
            "   40 |         max: 3\n"
            "      |         ^~~\n"
            "help: leave it out; it belongs to the types integer and number\n");
}

static void a_none_label_of_a_choice_is_refused(void **state)
{
    (void)state;
    refused("        type: choice\n",
            "        type: choice\n"
            "        none_label: Nothing\n",
            "f.yaml:39:9: error[Q307]: a question of type choice has no `none_label`\n"
            "   39 |         none_label: Nothing\n"
            "      |         ^~~~~~~~~~\n"
            "help: leave it out; it belongs to the type multiple\n");
}

static void a_unit_of_a_text_is_refused(void **state)
{
    (void)state;
    refused("        type: text\n",
            "        type: text\n"
            "        unit: m\n",
            "f.yaml:77:9: error[Q307]: a question of type text has no `unit`\n"
            "   77 |         unit: m\n"
            "      |         ^~~~\n"
            "help: leave it out; it belongs to the types integer and number\n");
}

static void concern_of_a_text_is_refused(void **state)
{
    (void)state;
    refused("        type: text\n",
            "        type: text\n"
            "        concern: rising\n",
            "f.yaml:77:9: error[Q307]: a question of type text has no `concern`\n"
            "   77 |         concern: rising\n"
            "      |         ^~~~~~~\n"
            "help: leave it out; it belongs to the types yes_no, choice, multiple, integer and "
            "number\n");
}

static void a_choice_without_choices_is_refused(void **state)
{
    (void)state;
    refused("        choices:\n"
            "          - {id: job, label: A job}\n"
            "          - {id: care, label: Care}\n",
            "",
            "f.yaml:65:13: error[Q308]: `duties` is of type multiple and has no `choices`\n"
            "   65 |       - id: duties\n"
            "      |             ^~~~~~\n"
            "help: add `choices: …`\n");
}

static void an_integer_without_bounds_is_refused(void **state)
{
    (void)state;
    refused("        min: 0\n"
            "        max: 60\n",
            "",
            "f.yaml:47:13: error[Q308]: `amount` is of type integer and has no `min`\n"
            "   47 |       - id: amount\n"
            "      |             ^~~~~~\n"
            "help: add `min: …`\n"
            "f.yaml:47:13: error[Q308]: `amount` is of type integer and has no `max`\n"
            "   47 |       - id: amount\n"
            "      |             ^~~~~~\n"
            "help: add `max: …`\n");
}

static void a_number_without_a_maximum_is_refused(void **state)
{
    (void)state;
    refused("        max: 400\n", "",
            "f.yaml:59:13: error[Q308]: `weight` is of type number and has no `max`\n"
            "   59 |       - id: weight\n"
            "      |             ^~~~~~\n"
            "help: add `max: …`\n");
}

static void a_choice_with_a_single_answer_is_refused(void **state)
{
    (void)state;
    refused("          - {id: shaky, label: Shaky, points: 2}\n"
            "          - {id: badly, label: Badly, points: 4}\n",
            "",
            "f.yaml:35:13: error[Q323]: `sick` has one choice only\n"
            "   35 |       - id: sick\n"
            "      |             ^~~~\n"
            "help: add a choice, or make it a question of type yes_no\n"
            "f.yaml:82:19: error[E208]: `sick` has no choice `badly`\n"
            "   82 |     when: sick == \"badly\"\n"
            "      |                   ^~~~~~~\n"
            "f.yaml:35:13: note: `sick` is asked here\n"
            "help: its choices are `\"fine\"`\n");
}

static void points_of_a_multiple_choice_are_refused(void **state)
{
    (void)state;
    refused(
        "{id: job, label: A job}", "{id: job, label: A job, points: 1}",
        "f.yaml:70:37: error[Q307]: the choices of a question of type multiple have no `points`\n"
        "   70 |           - {id: job, label: A job, points: 1}\n"
        "      |                                     ^~~~~~\n"
        "help: count the choices with `size(…)`, or name them in rules\n");
}

static void a_number_with_letters_is_refused_as_a_bound(void **state)
{
    (void)state;
    refused("        max: 60\n", "        max: 12abc\n",
            "f.yaml:52:14: error[Q309]: `12abc` has something after the number\n"
            "   52 |         max: 12abc\n"
            "      |              ^~~~~\n"
            "help: write `max` as a plain number, such as 0, 12 or -3\n");
}

int run_refused_tests(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_format_that_is_not_known_is_refused),
        cmocka_unit_test(a_questionnaire_id_with_capitals_is_refused),
        cmocka_unit_test(a_version_with_blanks_is_refused),
        cmocka_unit_test(a_version_that_is_too_long_is_refused),
        cmocka_unit_test(a_language_in_words_is_refused),
        cmocka_unit_test(a_language_with_an_empty_part_is_refused),
        cmocka_unit_test(a_language_with_a_long_part_is_refused),
        cmocka_unit_test(a_language_with_a_foreign_sign_is_refused),
        cmocka_unit_test(an_unknown_key_is_refused),
        cmocka_unit_test(an_unknown_key_of_a_question_is_refused),
        cmocka_unit_test(a_missing_key_of_a_question_is_refused),
        cmocka_unit_test(a_missing_key_of_a_rule_is_refused),
        cmocka_unit_test(an_unknown_type_is_refused),
        cmocka_unit_test(an_unknown_recommendation_is_refused),
        cmocka_unit_test(an_unknown_concern_is_refused),
        cmocka_unit_test(a_list_among_outcomes_is_refused),
        cmocka_unit_test(a_list_among_questions_is_refused),
        cmocka_unit_test(a_text_among_rules_is_refused),
        cmocka_unit_test(a_list_among_facts_is_refused),
        cmocka_unit_test(a_text_among_sections_is_refused),
        cmocka_unit_test(a_list_among_choices_is_refused),
        cmocka_unit_test(a_list_among_next_steps_is_refused),
        cmocka_unit_test(a_text_for_lines_is_refused),
        cmocka_unit_test(a_value_cut_at_a_comma_is_refused_once),
        cmocka_unit_test(a_list_that_no_questionnaire_has_is_refused),
        cmocka_unit_test(an_id_with_a_dash_is_refused_for_a_question),
        cmocka_unit_test(an_id_that_begins_with_a_digit_is_refused),
        cmocka_unit_test(an_id_of_a_fact_with_capitals_is_refused_once),
        cmocka_unit_test(a_word_of_answer_files_is_refused_as_a_question),
        cmocka_unit_test(a_word_of_the_conditions_is_refused_as_a_fact),
        cmocka_unit_test(none_is_refused_as_a_choice),
        cmocka_unit_test(unsure_is_refused_as_a_choice),
        cmocka_unit_test(a_question_that_is_there_twice_is_refused),
        cmocka_unit_test(a_fact_with_the_name_of_a_question_is_refused),
        cmocka_unit_test(a_choice_that_is_there_twice_is_refused),
        cmocka_unit_test(an_outcome_that_is_there_twice_is_refused),
        cmocka_unit_test(a_rule_that_is_there_twice_is_refused),
        cmocka_unit_test(a_section_that_is_there_twice_is_refused),
        cmocka_unit_test(a_start_that_does_not_exist_is_refused),
        cmocka_unit_test(an_undetermined_outcome_that_does_not_exist_is_refused),
        cmocka_unit_test(an_outcome_of_a_rule_that_does_not_exist_is_refused),
        cmocka_unit_test(an_outcome_for_advice_that_does_not_exist_is_refused),
        cmocka_unit_test(an_undetermined_outcome_below_the_start_is_refused),
        cmocka_unit_test(an_undetermined_outcome_that_is_no_talk_is_refused),
        cmocka_unit_test(an_iop_outcome_above_the_undetermined_one_is_refused),
        cmocka_unit_test(an_urgent_outcome_without_lines_is_refused),
        cmocka_unit_test(lines_of_an_outcome_that_is_not_urgent_are_refused),
        cmocka_unit_test(an_urgency_that_is_neither_yes_nor_no_is_refused),
        cmocka_unit_test(a_private_rule_that_is_neither_yes_nor_no_is_refused),
        cmocka_unit_test(choices_of_a_yes_no_question_are_refused),
        cmocka_unit_test(bounds_of_a_choice_are_refused),
        cmocka_unit_test(a_none_label_of_a_choice_is_refused),
        cmocka_unit_test(a_unit_of_a_text_is_refused),
        cmocka_unit_test(concern_of_a_text_is_refused),
        cmocka_unit_test(a_choice_without_choices_is_refused),
        cmocka_unit_test(an_integer_without_bounds_is_refused),
        cmocka_unit_test(a_number_without_a_maximum_is_refused),
        cmocka_unit_test(a_choice_with_a_single_answer_is_refused),
        cmocka_unit_test(points_of_a_multiple_choice_are_refused),
        cmocka_unit_test(a_number_with_letters_is_refused_as_a_bound),
    };
    return cmocka_run_group_tests_name("questionnaire: what is refused", tests, NULL, NULL);
}
