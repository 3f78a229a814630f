/* One slip gives one message: the line of a list that is missing, mistyped or there twice, a `- `
 * that is missing, a start outcome that is too high. */
#include "questionnaire_test.h"

static void a_missing_line_of_the_rules_is_reported_once(void **state)
{
    (void)state;
    refused("rules:\n", "",
            "f.yaml:82:9: error[Q382]: this looks like a rule, and stands in `facts`: is the line "
            "`rules:` missing above it?\n"
            "   82 |   - id: emergency\n"
            "      |         ^~~~~~~~~\n"
            "help: write `rules:` on a line of its own above this entry\n");
}

static void a_missing_line_of_the_facts_is_reported_once(void **state)
{
    (void)state;
    refused("facts:\n", "",
            "f.yaml:77:9: error[Q382]: this looks like a fact, and stands in `sections`: is the "
            "line `facts:` missing above it?\n"
            "   77 |   - id: heavy\n"
            "      |         ^~~~~\n"
            "help: write `facts:` on a line of its own above this entry\n");
}

static void two_missing_lines_are_reported_at_their_places(void **state)
{
    (void)state;
    static const struct change changes[] = {{"facts:\n", ""}, {"rules:\n", ""}, {NULL, NULL}};
    refused_all(changes, "f.yaml:77:9: error[Q382]: this looks like a fact, and stands in "
                         "`sections`: is the line `facts:` missing above it?\n"
                         "   77 |   - id: heavy\n"
                         "      |         ^~~~~\n"
                         "help: write `facts:` on a line of its own above this entry\n"
                         "f.yaml:81:9: error[Q382]: this looks like a rule, and stands in "
                         "`sections`: is the line `rules:` missing above it?\n"
                         "   81 |   - id: emergency\n"
                         "      |         ^~~~~~~~~\n"
                         "help: write `rules:` on a line of its own above this entry\n");
}

static void mistyped_lines_are_reported_once(void **state)
{
    (void)state;
    static const struct change changes[] = {
        {"sections:\n", "section:\n"}, {"facts:\n", "fact:\n"}, {NULL, NULL}};
    refused_all(changes, "f.yaml:31:1: error[Y140]: unknown key `section`\n"
                         "   31 | section:\n"
                         "      | ^~~~~~~\n"
                         "help: did you mean `sections`?\n"
                         "f.yaml:77:1: error[Y140]: unknown key `fact`\n"
                         "   77 | fact:\n"
                         "      | ^~~~\n"
                         "help: did you mean `facts`?\n");
}

static void a_line_that_is_there_twice_is_reported_once(void **state)
{
    (void)state;
    refused(
        "facts:\n", "facts:\nfacts:\n",
        "f.yaml:78:1: error[Y114]: `facts` is there twice\n"
        "   78 | facts:\n"
        "      | ^~~~~\n"
        "f.yaml:77:1: note: it is here already\n"
        "help: leave one out; if a new entry of a list begins here, a `- ` is missing before it\n");
}

static void a_line_that_is_there_twice_takes_no_entries_away(void **state)
{
    (void)state;
    refused(
        "  - id: score\n", "facts:\n  - id: score\n",
        "f.yaml:80:1: error[Y114]: `facts` is there twice\n"
        "   80 | facts:\n"
        "      | ^~~~~\n"
        "f.yaml:77:1: note: it is here already\n"
        "help: leave one out; if a new entry of a list begins here, a `- ` is missing before it\n");
}

static void the_line_of_the_facts_instead_of_that_of_the_rules_is_named(void **state)
{
    (void)state;
    refused(
        "rules:\n", "facts:\n",
        "f.yaml:82:1: error[Y114]: `facts` is there twice\n"
        "   82 | facts:\n"
        "      | ^~~~~\n"
        "f.yaml:77:1: note: it is here already\n"
        "help: leave one out; if a new entry of a list begins here, a `- ` is missing before it\n"
        "f.yaml:83:9: error[Q382]: this looks like a rule, and stands in `facts`: is the line "
        "`rules:` missing above it?\n"
        "   83 |   - id: emergency\n"
        "      |         ^~~~~~~~~\n"
        "help: write `rules:` on a line of its own above this entry\n");
}

static void a_missing_dash_is_reported_once(void **state)
{
    (void)state;
    refused(
        "  - id: check-first\n", "    id: check-first\n",
        "f.yaml:87:5: error[Y114]: `id` is there twice\n"
        "   87 |     id: check-first\n"
        "      |     ^~\n"
        "f.yaml:83:5: note: it is here already\n"
        "help: leave one out; if a new entry of a list begins here, a `- ` is missing before it\n");
}

static void an_error_below_a_mistyped_line_is_found(void **state)
{
    (void)state;
    static const struct change changes[] = {
        {"rules:\n", "rule:\n"}, {"outcome: now", "outcome: later"}, {NULL, NULL}};
    refused_all(changes, "f.yaml:82:1: error[Y140]: unknown key `rule`\n"
                         "   82 | rule:\n"
                         "      | ^~~~\n"
                         "help: did you mean `rules`?\n"
                         "f.yaml:85:14: error[Q305]: there is no outcome `later`\n"
                         "   85 |     outcome: later\n"
                         "      |              ^~~~~\n"
                         "help: write one of the ids that are listed under `outcomes`\n");
}

static void a_start_that_is_too_high_is_reported_once(void **state)
{
    (void)state;
    static const struct change changes[] = {
        {"start: less", "start: now"},
        {"rules:\n", "rules:\n"
                     "  - {id: first, when: drinks, outcome: talk, because: Drinks.}\n"
                     "  - {id: second, when: not drinks, outcome: talk, because: None.}\n"},
        {NULL, NULL},
    };
    refused_all(changes, "f.yaml:29:8: error[Q324]: 4 rules call for less than the start outcome "
                         "`now`, and a rule can only raise\n"
                         "   29 | start: now\n"
                         "      |        ^~~\n"
                         "f.yaml:83:10: note: the first of these rules\n"
                         "help: let `start` name the lowest outcome\n"
                         "f.yaml:30:15: error[Q316]: `talk` is lower than the start outcome `now`\n"
                         "   30 | undetermined: talk\n"
                         "      |               ^~~~\n"
                         "f.yaml:29:8: note: the start outcome\n"
                         "help: outcomes are listed from least to most care: name a higher one, or "
                         "change their order\n");
}

int run_repair_tests(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_missing_line_of_the_rules_is_reported_once),
        cmocka_unit_test(a_missing_line_of_the_facts_is_reported_once),
        cmocka_unit_test(two_missing_lines_are_reported_at_their_places),
        cmocka_unit_test(mistyped_lines_are_reported_once),
        cmocka_unit_test(a_line_that_is_there_twice_is_reported_once),
        cmocka_unit_test(a_line_that_is_there_twice_takes_no_entries_away),
        cmocka_unit_test(the_line_of_the_facts_instead_of_that_of_the_rules_is_named),
        cmocka_unit_test(a_missing_dash_is_reported_once),
        cmocka_unit_test(an_error_below_a_mistyped_line_is_found),
        cmocka_unit_test(a_start_that_is_too_high_is_reported_once),
    };
    return cmocka_run_group_tests_name("questionnaire: one slip, one message", tests, NULL, NULL);
}
