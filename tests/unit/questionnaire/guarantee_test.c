/* The guarantees of a questionnaire: what is read, and every message about them at its place. */
#include "questionnaire_test.h"

#define END "    because: You feel well.\n"

static void every_kind_of_promise_is_read(void **state)
{
    (void)state;
    static const struct change changes[] = {
        {END, END "guarantees:\n"
                  "  - {id: a, when: drinks, never: [home, now], means: one, source: here}\n"
                  "  - {id: b-2, when: heavy, never_recommend: [iop, inpatient], means: two}\n"
                  "  - {id: c, when: \"true\", always: [talk], means: three}\n"
                  "  - {id: d, when: score > 3, always_recommend: [intake], means: four}\n"},
        {NULL, NULL}};
    struct bench bench;
    char *text = changed(base_questionnaire, changes);
    bench_load(&bench, text, strlen(text));
    assert_messages(&bench, "");
    assert_int_equal(bench.questionnaire->guarantee_count, 4);
    const struct guarantee *guarantees = bench.questionnaire->guarantees;
    /* Outcomes by rank: less, home, talk, now. */
    static const uint64_t allowed[] = {5, 13, 4, 13};
    static const char *const names[] = {"never", "never_recommend", "always", "always_recommend"};
    static const char *const means[] = {"one", "two", "three", "four"};
    for (uint32_t i = 0; i < 4; i++) {
        assert_int_equal(guarantees[i].kind, i);
        assert_string_equal(guarantee_kind_name(guarantees[i].kind), names[i]);
        assert_int_equal(guarantees[i].allowed & 15, allowed[i]);
        assert_true(text_is(guarantees[i].means, means[i]));
        assert_non_null(guarantees[i].when);
    }
    assert_true(text_is(guarantees[0].source, "here"));
    assert_true(text_is(guarantees[1].id, "b-2"));
    assert_int_equal(guarantees[1].source.length, 0);
    bench_lint(&bench);
    assert_messages(&bench, "");
    bench_free(&bench);
    free(text);
}

static void a_fact_that_only_a_guarantee_reads_is_used(void **state)
{
    (void)state;
    static const struct change changes[] = {
        {"when: heavy or score", "when: score"},
        {END, END "guarantees:\n  - {id: calm, when: heavy, never: [home], means: M}\n"},
        {NULL, NULL}};
    warned_all(changes, "");
}

static void a_wide_range_that_only_a_guarantee_calculates_with_is_refused(void **state)
{
    (void)state;
    static const struct change changes[] = {
        {"        max: 60\n", "        max: 20000\n"},
        {"    is: sick.points + amount", "    is: sick.points"},
        {END, END "guarantees:\n  - {id: calm, when: amount + 1 > 9, never: [home], means: M}\n"},
        {NULL, NULL}};
    refused_all(changes, "f.yaml:96:22: error[Q315]: `amount` goes from 0 to 20000, "
                         "which is too wide a range to calculate with\n"
                         "   96 |   - {id: calm, when: amount + 1 > 9, never: [home], "
                         "means: M}\n"
                         "      |                      ^~~~~~\n"
                         "f.yaml:47:13: note: it is asked here\n"
                         "help: bring `min` and `max` to at most 10000 apart, or only "
                         "compare it with fixed numbers\n");
}

static void an_unknown_outcome_is_named_with_the_nearest(void **state)
{
    (void)state;
    refused(END,
            END "guarantees:\n"
                "  - {id: calm, when: drinks, never: [tlak], means: M}\n",
            "f.yaml:96:38: error[Q305]: there is no outcome `tlak`\n"
            "   96 |   - {id: calm, when: drinks, never: [tlak], means: M}\n"
            "      |                                      ^~~~\n"
            "help: did you mean `talk`?\n");
}

static void an_unknown_recommendation_is_named_with_the_nearest(void **state)
{
    (void)state;
    refused(END,
            END "guarantees:\n"
                "  - {id: calm, when: drinks, never_recommend: [inpatent], means: M}\n",
            "f.yaml:96:48: error[Q329]: there is no recommendation `inpatent`\n"
            "   96 |   - {id: calm, when: drinks, never_recommend: [inpatent], means: "
            "M}\n"
            "      |                                                ^~~~~~~~\n"
            "help: did you mean `inpatient`?\n");
}

static void a_recommendation_far_from_any_lists_them(void **state)
{
    (void)state;
    refused(END,
            END "guarantees:\n"
                "  - {id: calm, when: drinks, always_recommend: [home-visit], means: M}\n",
            "f.yaml:96:49: error[Q329]: there is no recommendation `home-visit`\n"
            "   96 |   - {id: calm, when: drinks, always_recommend: [home-visit], means: "
            "M}\n"
            "      |                                                 ^~~~~~~~~~\n"
            "help: write `intake`, `iop` or `inpatient`\n");
}

static void a_recommendation_is_no_outcome(void **state)
{
    (void)state;
    refused(END,
            END "guarantees:\n"
                "  - {id: calm, when: drinks, always: [inpatient], means: M}\n",
            "f.yaml:96:39: error[Q305]: there is no outcome `inpatient`\n"
            "   96 |   - {id: calm, when: drinks, always: [inpatient], means: M}\n"
            "      |                                       ^~~~~~~~~\n"
            "help: write one of the ids that are listed under `outcomes`\n");
}

static void a_guarantee_of_nothing_is_refused(void **state)
{
    (void)state;
    refused(END,
            END "guarantees:\n"
                "  - {id: calm, when: drinks, means: M}\n",
            "f.yaml:96:10: error[Q327]: `calm` does not say what it guarantees\n"
            "   96 |   - {id: calm, when: drinks, means: M}\n"
            "      |          ^~~~\n"
            "help: add `never: [OUTCOME]`, `always: [OUTCOME]`, `never_recommend: [iop]` "
            "or `always_recommend: [inpatient]`\n");
}

static void a_guarantee_of_two_things_is_refused(void **state)
{
    (void)state;
    refused(END,
            END "guarantees:\n"
                "  - {id: calm, when: drinks, never: [home], always: [talk], means: M}\n",
            "f.yaml:96:45: error[Q327]: `always` stands beside `never`; a guarantee has "
            "one of them\n"
            "   96 |   - {id: calm, when: drinks, never: [home], always: [talk], means: "
            "M}\n"
            "      |                                             ^~~~~~\n"
            "f.yaml:96:30: note: the other one\n"
            "help: write two guarantees with the same `when`\n");
}

static void a_mistyped_promise_is_said_once(void **state)
{
    (void)state;
    refused(END,
            END "guarantees:\n"
                "  - {id: calm, when: drinks, allways: [talk], means: M}\n",
            "f.yaml:96:30: error[Y140]: unknown key `allways`\n"
            "   96 |   - {id: calm, when: drinks, allways: [talk], means: M}\n"
            "      |                              ^~~~~~~\n"
            "help: did you mean `always`?\n");
}

static void an_empty_list_of_outcomes_is_refused(void **state)
{
    (void)state;
    refused(END,
            END "guarantees:\n"
                "  - {id: calm, when: drinks, always: [], means: M}\n",
            "f.yaml:96:38: error[Q328]: `always` lists nothing\n"
            "   96 |   - {id: calm, when: drinks, always: [], means: M}\n"
            "      |                                      ^~\n"
            "help: list the ids of one or more outcomes, as in `[talk]`\n");
}

static void an_empty_list_of_recommendations_is_refused(void **state)
{
    (void)state;
    refused(END,
            END "guarantees:\n"
                "  - {id: calm, when: drinks, never_recommend: [], means: M}\n",
            "f.yaml:96:47: error[Q328]: `never_recommend` lists nothing\n"
            "   96 |   - {id: calm, when: drinks, never_recommend: [], means: M}\n"
            "      |                                               ^~\n"
            "help: list one or more of `intake`, `iop` and `inpatient`, as in `[iop]`\n");
}

static void a_promise_that_is_no_list_is_refused(void **state)
{
    (void)state;
    refused(END,
            END "guarantees:\n"
                "  - {id: calm, when: drinks, never: talk, means: M}\n",
            "f.yaml:96:37: error[Y142]: `never` takes a list, not a text\n"
            "   96 |   - {id: calm, when: drinks, never: talk, means: M}\n"
            "      |                                     ^~~~\n"
            "help: write each entry on a line of its own, after `- `\n");
}

static void an_id_that_is_there_twice_is_refused(void **state)
{
    (void)state;
    refused(END,
            END "guarantees:\n"
                "  - {id: calm, when: drinks, never: [home], means: M}\n"
                "  - {id: calm, when: heavy, never: [home], means: M}\n",
            "f.yaml:97:10: error[Q304]: the id `calm` is taken\n"
            "   97 |   - {id: calm, when: heavy, never: [home], means: M}\n"
            "      |          ^~~~\n"
            "f.yaml:96:10: note: it is used here already\n"
            "help: choose another id\n");
}

static void an_id_with_capitals_is_refused(void **state)
{
    (void)state;
    refused(END,
            END "guarantees:\n"
                "  - {id: Calm, when: drinks, never: [home], means: M}\n",
            "f.yaml:96:10: error[Q302]: `Calm` cannot be the id of a guarantee\n"
            "   96 |   - {id: Calm, when: drinks, never: [home], means: M}\n"
            "      |          ^~~~\n"
            "help: use small letters, digits and `_` or `-`, beginning with a letter\n");
}

static void words_are_needed(void **state)
{
    (void)state;
    refused(END,
            END "guarantees:\n"
                "  - {id: calm, when: drinks, never: [home]}\n",
            "f.yaml:96:10: error[Y141]: `calm` in `guarantees` has no `means`\n"
            "   96 |   - {id: calm, when: drinks, never: [home]}\n"
            "      |          ^~~~\n"
            "help: add `means: …`\n");
}

static void a_condition_is_checked_like_any_other(void **state)
{
    (void)state;
    refused(END,
            END "guarantees:\n"
                "  - {id: calm, when: drinsk, never: [home], means: M}\n"
                "  - {id: cold, when: sick == \"baldy\", never: [home], means: M}\n"
                "  - {id: warm, when: amount, never: [home], means: M}\n",
            "f.yaml:96:22: error[E220]: nothing is called `drinsk`\n"
            "   96 |   - {id: calm, when: drinsk, never: [home], means: M}\n"
            "      |                      ^~~~~~\n"
            "help: did you mean `drinks`?\n"
            "f.yaml:97:30: error[E208]: `sick` has no choice `baldy`\n"
            "   97 |   - {id: cold, when: sick == \"baldy\", never: [home], means: M}\n"
            "      |                              ^~~~~~~\n"
            "f.yaml:35:13: note: `sick` is asked here\n"
            "help: did you mean `\"badly\"`?\n"
            "f.yaml:98:22: error[E211]: the `when` of a guarantee must be a condition, "
            "but `amount` is a whole number\n"
            "   98 |   - {id: warm, when: amount, never: [home], means: M}\n"
            "      |                      ^~~~~~\n"
            "f.yaml:47:13: note: `amount` is asked here\n"
            "help: compare it: `amount > 0`\n");
}

static void everything_wrong_is_said_at_once(void **state)
{
    (void)state;
    refused(END,
            END "guarantees:\n"
                "  - {id: calm, when: drinsk, never: [tlak, hmoe], always_recommend: [], "
                "means: M}\n",
            "f.yaml:96:22: error[E220]: nothing is called `drinsk`\n"
            "   96 |   - {id: calm, when: drinsk, never: [tlak, hmoe], always_recommend: "
            "[], means: M}\n"
            "      |                      ^~~~~~\n"
            "help: did you mean `drinks`?\n"
            "f.yaml:96:38: error[Q305]: there is no outcome `tlak`\n"
            "   96 |   - {id: calm, when: drinsk, never: [tlak, hmoe], always_recommend: "
            "[], means: M}\n"
            "      |                                      ^~~~\n"
            "help: did you mean `talk`?\n"
            "f.yaml:96:44: error[Q305]: there is no outcome `hmoe`\n"
            "   96 |   - {id: calm, when: drinsk, never: [tlak, hmoe], always_recommend: "
            "[], means: M}\n"
            "      |                                            ^~~~\n"
            "help: did you mean `home`?\n"
            "f.yaml:96:51: error[Q327]: `always_recommend` stands beside `never`; a "
            "guarantee has one of them\n"
            "   96 |   - {id: calm, when: drinsk, never: [tlak, hmoe], always_recommend: "
            "[], means: M}\n"
            "      |                                                   ^~~~~~~~~~~~~~~~\n"
            "f.yaml:96:30: note: the other one\n"
            "help: write two guarantees with the same `when`\n"
            "f.yaml:96:69: error[Q328]: `always_recommend` lists nothing\n"
            "   96 | …never: [tlak, hmoe], always_recommend: [], means: M}\n"
            "      |                                         ^~\n"
            "help: list one or more of `intake`, `iop` and `inpatient`, as in `[iop]`\n");
}

static void an_entry_that_is_no_mapping_is_refused(void **state)
{
    (void)state;
    refused(END,
            END "guarantees:\n"
                "  - calm\n",
            "f.yaml:96:5: error[Y142]: an entry of `guarantees` takes keys with values, "
            "not a text\n"
            "   96 |   - calm\n"
            "      |     ^~~~\n"
            "help: write each key on a line of its own, with its value after `: `\n");
}

static void a_guarantee_about_nobody_is_warned_of(void **state)
{
    (void)state;
    warned(END,
           END "guarantees:\n"
               "  - {id: calm, when: amount > 60, never: [home], means: M}\n",
           "f.yaml:96:22: warning[Q330]: the `when` of the guarantee `calm` never "
           "holds, so that it promises nothing\n"
           "   96 |   - {id: calm, when: amount > 60, never: [home], means: M}\n"
           "      |                      ^~~~~~~~~~~\n"
           "help: check the words and numbers in it\n");
}

int run_guarantee_tests(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_promise_is_read),
        cmocka_unit_test(a_fact_that_only_a_guarantee_reads_is_used),
        cmocka_unit_test(a_wide_range_that_only_a_guarantee_calculates_with_is_refused),
        cmocka_unit_test(an_unknown_outcome_is_named_with_the_nearest),
        cmocka_unit_test(an_unknown_recommendation_is_named_with_the_nearest),
        cmocka_unit_test(a_recommendation_far_from_any_lists_them),
        cmocka_unit_test(a_recommendation_is_no_outcome),
        cmocka_unit_test(a_guarantee_of_nothing_is_refused),
        cmocka_unit_test(a_guarantee_of_two_things_is_refused),
        cmocka_unit_test(a_mistyped_promise_is_said_once),
        cmocka_unit_test(an_empty_list_of_outcomes_is_refused),
        cmocka_unit_test(an_empty_list_of_recommendations_is_refused),
        cmocka_unit_test(a_promise_that_is_no_list_is_refused),
        cmocka_unit_test(an_id_that_is_there_twice_is_refused),
        cmocka_unit_test(an_id_with_capitals_is_refused),
        cmocka_unit_test(words_are_needed),
        cmocka_unit_test(a_condition_is_checked_like_any_other),
        cmocka_unit_test(everything_wrong_is_said_at_once),
        cmocka_unit_test(an_entry_that_is_no_mapping_is_refused),
        cmocka_unit_test(a_guarantee_about_nobody_is_warned_of),
    };
    return cmocka_run_group_tests_name("questionnaire: guarantees", tests, NULL, NULL);
}
