/* The public C API, as a program would use it: only iopfit.h is included. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "iopfit.h"

static const char questionnaire[] =
    "format: 1\n"
    "id: small\n"
    "version: 3\n"
    "title: A small one\n"
    "language: en\n"
    "facility: {name: Test House, phone: \"555-0100\"}\n"
    "outcomes:\n"
    "  - {id: less, recommendation: intake, title: Less, message: Less may do.}\n"
    "  - {id: iop, recommendation: iop, title: A program, message: It fits.}\n"
    "  - {id: talk, recommendation: intake, title: Talk, message: A person looks at it.}\n"
    "  - {id: now, recommendation: intake, title: Now, message: At once., urgent: true,\n"
    "     lines: [Call 911.]}\n"
    "start: less\n"
    "undetermined: talk\n"
    "sections:\n"
    "  - id: all\n"
    "    title: All\n"
    "    questions:\n"
    "      - {id: danger, ask: Are you in danger?, type: yes_no}\n"
    "      - {id: hurt, ask: Does someone hurt you?, type: yes_no}\n"
    "      - {id: many, ask: Do you have many?, type: yes_no}\n"
    "      - {id: which, ask: Which?, type: integer, min: 1, max: 9, ask_if: many, otherwise: 1}\n"
    "rules:\n"
    "  - {id: danger-now, when: danger, outcome: now, because: You are in danger.}\n"
    "  - {id: hurt-at-home, when: hurt, outcome: talk, because: Someone hurts you., private: "
    "true}\n"
    "  - {id: fits, when: many and which > 2, outcome: iop, because: You have many.}\n";

static int set_up(void **state)
{
    struct iopfit *iopfit = iopfit_new();
    assert_non_null(iopfit);
    if (!iopfit_load_text(iopfit, "small.yaml", questionnaire, strlen(questionnaire))) {
        fail_msg("%s", iopfit_problems(iopfit));
    }
    *state = iopfit;
    return 0;
}

static int tear_down(void **state)
{
    iopfit_free(*state);
    return 0;
}

static void answer_all(struct iopfit *iopfit, const char *danger, const char *hurt,
                       const char *many, const char *which)
{
    assert_true(iopfit_answer(iopfit, "danger", danger));
    assert_true(iopfit_answer(iopfit, "hurt", hurt));
    assert_true(iopfit_answer(iopfit, "many", many));
    assert_true(iopfit_answer(iopfit, "which", which));
    assert_true(iopfit_assess(iopfit));
}

static void the_questionnaire_and_its_questions_can_be_read(void **state)
{
    struct iopfit *iopfit = *state;
    assert_int_equal(strncmp(iopfit_questionnaire(iopfit), "small@3#", 8), 0);
    assert_int_equal(strlen(iopfit_questionnaire(iopfit)), 16);
    assert_int_equal(iopfit_question_count(iopfit), 4);
    assert_string_equal(iopfit_question_id(iopfit, 3), "which");
    assert_string_equal(iopfit_question_text(iopfit, 0), "Are you in danger?");
    assert_null(iopfit_question_id(iopfit, 4));
    assert_null(iopfit_question_text(iopfit, 4));
}

static void answers_lead_to_a_recommendation(void **state)
{
    struct iopfit *iopfit = *state;
    answer_all(iopfit, "no", "no", "yes", "3");
    assert_string_equal(iopfit_recommendation(iopfit), "iop");
    assert_string_equal(iopfit_outcome(iopfit), "iop");
    assert_string_equal(iopfit_title(iopfit), "A program");
    assert_string_equal(iopfit_message(iopfit), "It fits.");
    assert_true(iopfit_is_certain(iopfit));
    assert_true(iopfit_is_exact(iopfit));
    assert_false(iopfit_is_urgent(iopfit));
    assert_string_equal(iopfit_possible(iopfit, 0), "iop");
    assert_null(iopfit_possible(iopfit, 1));
    assert_null(iopfit_open(iopfit, 0));
    assert_string_equal(iopfit_rule(iopfit, 0), "fits");
    assert_string_equal(iopfit_reason(iopfit, 0), "You have many.");
    assert_false(iopfit_reason_is_private(iopfit, 0));
    assert_null(iopfit_rule(iopfit, 1));
    assert_null(iopfit_surplus(iopfit, 0));
}

static void a_missing_answer_leaves_it_to_a_person(void **state)
{
    struct iopfit *iopfit = *state;
    assert_true(iopfit_answer(iopfit, "hurt", "no"));
    assert_true(iopfit_assess(iopfit));
    assert_string_equal(iopfit_recommendation(iopfit), "intake");
    assert_string_equal(iopfit_outcome(iopfit), "talk");
    assert_false(iopfit_is_certain(iopfit));
    assert_true(iopfit_is_urgent(iopfit));
    assert_string_equal(iopfit_possible(iopfit, 0), "less");
    assert_string_equal(iopfit_possible(iopfit, 1), "iop");
    assert_string_equal(iopfit_possible(iopfit, 2), "now");
    assert_null(iopfit_possible(iopfit, 3));
    assert_string_equal(iopfit_open(iopfit, 0), "danger");
    assert_string_equal(iopfit_open(iopfit, 1), "many");
    assert_string_equal(iopfit_open(iopfit, 2), "which");
    assert_null(iopfit_open(iopfit, 3));
}

static void a_private_reason_is_marked(void **state)
{
    struct iopfit *iopfit = *state;
    answer_all(iopfit, "no", "yes", "no", "");
    assert_string_equal(iopfit_rule(iopfit, 0), "hurt-at-home");
    assert_true(iopfit_reason_is_private(iopfit, 0));
    assert_false(iopfit_reason_is_private(iopfit, 1));
}

static void an_answer_that_does_not_apply_is_listed(void **state)
{
    struct iopfit *iopfit = *state;
    answer_all(iopfit, "no", "no", "no", "9");
    assert_string_equal(iopfit_outcome(iopfit), "less");
    assert_string_equal(iopfit_surplus(iopfit, 0), "which");
    assert_null(iopfit_surplus(iopfit, 1));
}

static void an_answer_can_be_changed_and_taken_back(void **state)
{
    struct iopfit *iopfit = *state;
    answer_all(iopfit, "yes", "no", "no", "");
    assert_string_equal(iopfit_outcome(iopfit), "now");
    assert_true(iopfit_answer(iopfit, "danger", "no"));
    assert_null(iopfit_outcome(iopfit)); /* the assessment is of other answers */
    assert_true(iopfit_assess(iopfit));
    assert_string_equal(iopfit_outcome(iopfit), "less");
    assert_true(iopfit_answer(iopfit, "danger", ""));
    assert_true(iopfit_assess(iopfit));
    assert_string_equal(iopfit_open(iopfit, 0), "danger");
    assert_true(iopfit_clear(iopfit));
    assert_true(iopfit_assess(iopfit));
    assert_string_equal(iopfit_open(iopfit, 1), "hurt");
}

static void a_wrong_answer_is_said_and_changes_nothing(void **state)
{
    struct iopfit *iopfit = *state;
    answer_all(iopfit, "no", "no", "yes", "3");
    assert_false(iopfit_answer(iopfit, "which", "10"));
    assert_non_null(strstr(iopfit_problems(iopfit), "error[A103]"));
    assert_string_equal(iopfit_outcome(iopfit), "iop");
    assert_false(iopfit_answer(iopfit, "hrut", "no"));
    assert_string_equal(iopfit_problems(iopfit), "error[A101]: there is no question `hrut`\n"
                                                 "help: did you mean `hurt`?\n");
    assert_true(iopfit_answer(iopfit, "hurt", "yes"));
    assert_string_equal(iopfit_problems(iopfit), "");
}

static void nothing_is_recommended_before_it_is_assessed(void **state)
{
    struct iopfit *iopfit = *state;
    assert_null(iopfit_recommendation(iopfit));
    assert_null(iopfit_outcome(iopfit));
    assert_null(iopfit_title(iopfit));
    assert_null(iopfit_message(iopfit));
    assert_false(iopfit_is_certain(iopfit));
    assert_false(iopfit_is_exact(iopfit));
    assert_false(iopfit_is_urgent(iopfit));
    assert_null(iopfit_possible(iopfit, 0));
    assert_null(iopfit_reason(iopfit, 0));
}

static void without_a_questionnaire_there_is_nothing_to_answer(void **state)
{
    (void)state;
    struct iopfit *iopfit = iopfit_new();
    assert_non_null(iopfit);
    assert_false(iopfit_answer(iopfit, "hurt", "no"));
    assert_string_equal(iopfit_problems(iopfit), "error[F006]: no questionnaire is loaded\n");
    assert_false(iopfit_assess(iopfit));
    assert_false(iopfit_clear(iopfit));
    assert_string_equal(iopfit_questionnaire(iopfit), "");
    assert_int_equal(iopfit_question_count(iopfit), 0);
    iopfit_free(iopfit);
    iopfit_free(NULL);
}

static void a_questionnaire_that_is_broken_is_not_loaded(void **state)
{
    struct iopfit *iopfit = *state;
    assert_true(iopfit_answer(iopfit, "hurt", "no"));
    assert_false(iopfit_load_text(iopfit, "x.yaml", "format: 1\n", 10));
    assert_non_null(strstr(iopfit_problems(iopfit), "x.yaml:1:1: error[Y141]"));
    assert_string_equal(iopfit_questionnaire(iopfit), "");
    assert_false(iopfit_load(iopfit, "/nowhere/x.yaml"));
    assert_string_equal(iopfit_problems(iopfit),
                        "/nowhere/x.yaml: error[F001]: cannot be opened: No such file or "
                        "directory\n");
    assert_true(iopfit_load_text(iopfit, "small.yaml", questionnaire, strlen(questionnaire)));
    assert_true(iopfit_assess(iopfit));
    assert_string_equal(iopfit_open(iopfit, 1), "hurt"); /* the answers before are forgotten */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_questionnaire_and_its_questions_can_be_read, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(answers_lead_to_a_recommendation, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_missing_answer_leaves_it_to_a_person, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_private_reason_is_marked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_answer_that_does_not_apply_is_listed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_answer_can_be_changed_and_taken_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_wrong_answer_is_said_and_changes_nothing, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(nothing_is_recommended_before_it_is_assessed, set_up,
                                        tear_down),
        cmocka_unit_test(without_a_questionnaire_there_is_nothing_to_answer),
        cmocka_unit_test_setup_teardown(a_questionnaire_that_is_broken_is_not_loaded, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
