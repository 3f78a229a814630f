/* The words for things of a questionnaire. */
#include "questionnaire_test.h"

static void check(const struct question *question, struct value value, const char *expected)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    question_print_value(out, question, &value);
    assert_int_equal(fclose(out), 0);
    assert_string_equal(text, expected);
    free(text);
}

static void a_value_is_printed_in_the_words_of_its_question(void **state)
{
    (void)state;
    struct bench bench;
    bench_load(&bench, base_questionnaire, strlen(base_questionnaire));
    const struct question *questions = bench.questionnaire->questions;
    check(&questions[0], value_choice(1), "Shaky");
    check(&questions[1], value_truth(true), "yes");
    check(&questions[1], value_truth(false), "no");
    check(&questions[2], value_integer(12), "12 drinks");
    check(&questions[2], value_integer(-3), "-3 drinks");
    check(&questions[3], value_number(70.25), "70.25");
    check(&questions[3], value_number(70), "70");
    check(&questions[3], value_number(0.1), "0.1");
    check(&questions[3], value_number(1.0 / 3), "0.3333333333333333");
    check(&questions[4], value_set(0), "None of these");
    check(&questions[4], value_set(1), "A job");
    check(&questions[4], value_set(3), "A job; Care");
    check(&questions[5], (struct value){.kind = VALUE_STRING, .string = TEXT("some words")},
          "some words");
    bench_free(&bench);
}

static void a_value_that_is_not_known_is_called_so(void **state)
{
    (void)state;
    struct bench bench;
    bench_load(&bench, base_questionnaire, strlen(base_questionnaire));
    const struct question *questions = bench.questionnaire->questions;
    for (uint32_t i = 0; i < bench.questionnaire->question_count; i++) {
        check(&questions[i], question_everything(&questions[i]), "not known");
    }
    bench_free(&bench);
}

static void recommendations_have_names_and_titles(void **state)
{
    (void)state;
    assert_string_equal(recommendation_name(RECOMMEND_INTAKE), "intake");
    assert_string_equal(recommendation_name(RECOMMEND_IOP), "iop");
    assert_string_equal(recommendation_name(RECOMMEND_INPATIENT), "inpatient");
    assert_string_equal(recommendation_title(RECOMMEND_INTAKE, TEXT("en")),
                        "Talk with intake staff");
    assert_string_equal(recommendation_title(RECOMMEND_IOP, TEXT("en")),
                        "Intensive outpatient program (IOP)");
    assert_string_equal(recommendation_title(RECOMMEND_INPATIENT, TEXT("en")), "Inpatient care");
}

static void types_have_the_names_of_the_file(void **state)
{
    (void)state;
    static const char *const names[] = {"yes_no",  "choice", "multiple",
                                        "integer", "number", "text"};
    for (enum question_type type = QUESTION_YES_NO; type <= QUESTION_TEXT; type++) {
        assert_string_equal(question_type_name(type), names[type]);
    }
}

int run_words_tests(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_is_printed_in_the_words_of_its_question),
        cmocka_unit_test(a_value_that_is_not_known_is_called_so),
        cmocka_unit_test(recommendations_have_names_and_titles),
        cmocka_unit_test(types_have_the_names_of_the_file),
    };
    return cmocka_run_group_tests_name("questionnaire: words", tests, NULL, NULL);
}
