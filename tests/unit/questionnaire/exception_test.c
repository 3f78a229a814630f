/* Exceptions to rising concern: what is read, and every message about them at its place. */
#include "questionnaire_test.h"

#define SICK "        type: choice\n        choices:\n          - {id: fine"
#define RISING "        type: choice\n        concern: rising\n"
#define CHOICES "        choices:\n          - {id: fine"

static void an_exception_is_read_with_its_reason(void **state)
{
    (void)state;
    static const struct change changes[] = {
        {SICK, RISING "        except:\n          when: heavy and sick == \"fine\"\n"
                      "          because: They do not match.\n" CHOICES},
        {NULL, NULL}};
    struct bench bench;
    char *text = changed(base_questionnaire, changes);
    bench_load(&bench, text, strlen(text));
    assert_messages(&bench, "");
    const struct question *question = &bench.questionnaire->questions[0];
    assert_non_null(question->except);
    assert_int_equal(question->except->variable_count, 2);
    assert_true(text_is(question->except_because, "They do not match."));
    assert_null(bench.questionnaire->questions[1].except);
    bench_lint(&bench);
    assert_messages(&bench, "");
    bench_free(&bench);
    free(text);
}

static void a_fact_that_only_an_exception_reads_is_used(void **state)
{
    (void)state;
    static const struct change changes[] = {
        {SICK, RISING "        except: {when: heavy, because: B}\n" CHOICES},
        {"when: heavy or score", "when: score"},
        {NULL, NULL}};
    warned_all(changes, "");
}

static void a_wide_range_that_only_an_exception_calculates_with_is_refused(void **state)
{
    (void)state;
    static const struct change changes[] = {
        {SICK, RISING "        except: {when: amount + 1 > 9, because: B}\n" CHOICES},
        {"        max: 60\n", "        max: 20000\n"},
        {"    is: sick.points + amount", "    is: sick.points"},
        {NULL, NULL}};
    refused_all(changes, "f.yaml:40:24: error[Q315]: `amount` goes from 0 to 20000, which is too "
                         "wide a range to calculate with\n"
                         "   40 |         except: {when: amount + 1 > 9, because: B}\n"
                         "      |                        ^~~~~~\n"
                         "f.yaml:49:13: note: it is asked here\n"
                         "help: bring `min` and `max` to at most 10000 apart, or only compare it "
                         "with fixed numbers\n");
}

static void an_exception_without_concern_is_refused(void **state)
{
    (void)state;
    refused(SICK, "        type: choice\n        except: {when: heavy, because: B}\n" CHOICES,
            "f.yaml:39:9: error[Q331]: `sick` has an exception and no `concern`\n"
            "   39 |         except: {when: heavy, because: B}\n"
            "      |         ^~~~~~\n"
            "help: add `concern: rising`, or leave out `except`\n");
}

static void an_exception_of_a_text_is_refused(void **state)
{
    (void)state;
    refused("        type: text\n",
            "        type: text\n        except: {when: drinks, because: B}\n",
            "f.yaml:77:9: error[Q307]: a question of type text has no `except`\n"
            "   77 |         except: {when: drinks, because: B}\n"
            "      |         ^~~~~~\n"
            "help: leave it out; it belongs to the types yes_no, choice, multiple, integer and "
            "number\n");
}

static void an_exception_needs_a_reason(void **state)
{
    (void)state;
    refused(SICK, RISING "        except: {when: heavy}\n" CHOICES,
            "f.yaml:40:18: error[Y141]: `except` has no `because`\n"
            "   40 |         except: {when: heavy}\n"
            "      |                  ^~~~\n"
            "help: add `because: …`\n");
}

static void an_exception_needs_a_condition(void **state)
{
    (void)state;
    refused(SICK, RISING "        except: {because: B}\n" CHOICES,
            "f.yaml:40:18: error[Y141]: `except` has no `when`\n"
            "   40 |         except: {because: B}\n"
            "      |                  ^~~~~~~\n"
            "help: add `when: …`\n");
}

static void an_exception_that_is_no_mapping_is_refused(void **state)
{
    (void)state;
    refused(SICK, RISING "        except: heavy\n" CHOICES,
            "f.yaml:40:17: error[Y142]: `except` takes keys with values, not a text\n"
            "   40 |         except: heavy\n"
            "      |                 ^~~~~\n"
            "help: write each key on a line of its own, with its value after `: `\n");
}

static void the_condition_of_an_exception_is_checked_like_any_other(void **state)
{
    (void)state;
    refused(SICK, RISING "        except: {when: hevy, because: B}\n" CHOICES,
            "f.yaml:40:24: error[E220]: nothing is called `hevy`\n"
            "   40 |         except: {when: hevy, because: B}\n"
            "      |                        ^~~~\n"
            "help: did you mean `heavy`?\n");
}

int run_exception_tests(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_exception_is_read_with_its_reason),
        cmocka_unit_test(a_fact_that_only_an_exception_reads_is_used),
        cmocka_unit_test(a_wide_range_that_only_an_exception_calculates_with_is_refused),
        cmocka_unit_test(an_exception_without_concern_is_refused),
        cmocka_unit_test(an_exception_of_a_text_is_refused),
        cmocka_unit_test(an_exception_needs_a_reason),
        cmocka_unit_test(an_exception_needs_a_condition),
        cmocka_unit_test(an_exception_that_is_no_mapping_is_refused),
        cmocka_unit_test(the_condition_of_an_exception_is_checked_like_any_other),
    };
    return cmocka_run_group_tests_name("questionnaire: exceptions", tests, NULL, NULL);
}
