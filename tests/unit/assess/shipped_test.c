/* assess/ on the shipped questionnaire: that the budget of case-splitting is never spent on its set
 * of outcomes, that withheld answers keep the law, and what is said with nothing answered. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <glob.h>

#include "answers/answers.h"
#include "assess/assess.h"
#include "base/limits.h"
#include "naive.h"

enum { PEOPLE = 4000 };

struct fixture {
    struct arena arena;
    struct arena record_arena;
    struct arena diag_arena;
    struct diags diags;
    struct source source;
    const struct questionnaire *questionnaire;
    const struct plan *plan;
    struct answer *answers;
    struct record *examples; /* the worked examples */
    uint32_t example_count;
};

/* Room for the worked examples of all files. */
enum { EXAMPLES = 500 };

static void load_examples(struct fixture *fixture, const char *path)
{
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    struct answers_reader *reader =
        answers_open(file, path, ANSWERS_YAML, fixture->questionnaire, &fixture->diags);
    assert_non_null(reader);
    for (;;) {
        assert_true(fixture->example_count < EXAMPLES);
        struct record *record = &fixture->examples[fixture->example_count];
        enum answers_status status = answers_next(reader, &fixture->arena, record, &fixture->diags);
        if (status == ANSWERS_END) {
            break;
        }
        assert_int_equal(status, ANSWERS_RECORD);
        fixture->example_count++;
    }
    answers_close(reader);
    fclose(file);
}

static void load_all_examples(struct fixture *fixture)
{
    fixture->examples = arena_array(&fixture->arena, EXAMPLES, sizeof *fixture->examples);
    assert_non_null(fixture->examples);
    glob_t found;
    assert_int_equal(glob(getenv("IOPFIT_EXAMPLES"), 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        load_examples(fixture, found.gl_pathv[i]);
    }
    globfree(&found);
    assert_true(fixture->example_count >= 12);
}

static int load(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    arena_init(&fixture->arena, LIMIT_QUESTIONNAIRE_MEMORY);
    arena_init(&fixture->record_arena, LIMIT_RECORD_MEMORY);
    arena_init(&fixture->diag_arena, LIMIT_DIAG_MEMORY);
    diags_init(&fixture->diags, &fixture->diag_arena);
    const char *path = getenv("IOPFIT_SHIPPED");
    assert_non_null(path);
    bool loads = source_read(path, LIMIT_QUESTIONNAIRE_BYTES, &fixture->arena, &fixture->source,
                             NULL, &fixture->diags) &&
                 questionnaire_load(&fixture->source, path, NULL, &fixture->arena,
                                    &fixture->questionnaire, &fixture->diags);
    diags_render(stderr, &fixture->diags, (struct diag_style){.colour = false});
    assert_true(loads);
    fixture->plan = plan_make(fixture->questionnaire, &fixture->arena, &fixture->diags);
    assert_non_null(fixture->plan);
    fixture->answers = arena_array(&fixture->arena, fixture->questionnaire->question_count,
                                   sizeof *fixture->answers);
    assert_non_null(fixture->answers);
    load_all_examples(fixture);
    *state = fixture;
    return 0;
}

static int unload(void **state)
{
    struct fixture *fixture = *state;
    arena_free(&fixture->arena);
    arena_free(&fixture->record_arena);
    arena_free(&fixture->diag_arena);
    free(fixture);
    return 0;
}

/* A step up from the mildest answer is not taken with [mild] percent each. */
static struct value random_value(const struct question *question, struct random *random,
                                 uint32_t mild)
{
    uint32_t option = 0;
    uint64_t set = 0;
    switch (question->type) {
    case QUESTION_YES_NO:
        return value_truth(random_chance(random, 100 - mild));
    case QUESTION_CHOICE:
        while (option + 1 < question->choice_count && !random_chance(random, mild)) {
            option++;
        }
        return value_choice(option);
    case QUESTION_MULTIPLE:
        for (uint32_t i = 0; i < question->choice_count; i++) {
            set |= random_chance(random, mild) ? 0 : UINT64_C(1) << i;
        }
        return value_set(set);
    case QUESTION_INTEGER:
        return value_integer(
            question->min +
            (int64_t)(random_next(random) % (uint64_t)(question->max - question->min + 1)));
    case QUESTION_NUMBER:
        return value_number(random_chance(random, mild) ? question->number_min
                                                        : question->number_max);
    case QUESTION_TEXT:
        break;
    }
    return (struct value){.kind = VALUE_STRING, .string = TEXT("text")};
}

/* Half of the people are worked examples with some answers changed, so that every outcome occurs;
 * the others are drawn freely. Some answers are withheld from both. */
static void random_answers(struct fixture *fixture, struct random *random)
{
    const struct record *example = &fixture->examples[random_below(random, fixture->example_count)];
    uint32_t mild = 30 + random_below(random, 70);
    uint32_t known = random_chance(random, 25) ? 100 : random_below(random, 101);
    uint32_t changed = random_chance(random, 50) ? 100 : random_below(random, 30);
    for (uint32_t i = 0; i < fixture->questionnaire->question_count; i++) {
        const struct question *question = &fixture->questionnaire->questions[i];
        struct answer *answer = &fixture->answers[i];
        *answer = example->answers[i];
        if (random_chance(random, changed)) {
            *answer = (struct answer){.state = ANSWER_GIVEN,
                                      .value = random_value(question, random, mild)};
        }
        if (!random_chance(random, known)) {
            *answer = (struct answer){.state = (enum answer_state)random_below(random, 3)};
        }
    }
}

static struct assessment assess_now(struct fixture *fixture, bool all)
{
    struct assess_options options = assess_default_options();
    options.want_open = all;
    options.want_rules = all;
    struct assessment assessment;
    arena_reset(&fixture->record_arena);
    assert_true(assess(fixture->plan, fixture->answers, options, &fixture->record_arena,
                       &assessment, &fixture->diags));
    return assessment;
}

static void the_budget_is_never_spent_on_the_set_of_outcomes(void **state)
{
    struct fixture *fixture = *state;
    struct random random = {20261123};
    uint32_t most = 0;
    uint64_t seen = 0;
    for (int i = 0; i < PEOPLE; i++) {
        random_answers(fixture, &random);
        struct assessment assessment = assess_now(fixture, false);
        if (!assessment.exact) {
            fputs("past the budget:\n", stderr);
            struct record record = {.answers = fixture->answers};
            answers_write_yaml(stderr, fixture->questionnaire, &record);
        }
        assert_true(assessment.exact);
        most = assessment.steps > most ? assessment.steps : most;
        seen |= assessment.certain ? UINT64_C(1) << assessment.outcome : 0;
    }
    print_message("most steps for a set of outcomes: %u of %u\n", (unsigned)most,
                  (unsigned)LIMIT_STEPS);
    assert_true(most <= LIMIT_STEPS / 30); /* as limits.h says */
    assert_int_equal(seen, (UINT64_C(1) << fixture->questionnaire->outcome_count) - 1);
}

static void withheld_answers_keep_the_law(void **state)
{
    struct fixture *fixture = *state;
    struct random random = {7};
    const uint32_t undetermined = fixture->questionnaire->undetermined;
    for (int i = 0; i < PEOPLE / 4; i++) {
        random_answers(fixture, &random);
        uint32_t old = assess_now(fixture, false).outcome;
        for (uint32_t q = 0; q < fixture->questionnaire->question_count; q++) {
            struct answer answer = fixture->answers[q];
            if (answer.state == ANSWER_GIVEN) {
                fixture->answers[q].state = ANSWER_DECLINED;
                uint32_t now = assess_now(fixture, false).outcome;
                assert_true(now == old || now == undetermined ||
                            (now > undetermined && now <= old));
                fixture->answers[q] = answer;
            }
        }
    }
}

static void everything_asked_for_is_exact_within_the_budget(void **state)
{
    struct fixture *fixture = *state;
    struct random random = {99};
    uint32_t inexact = 0;
    uint32_t most = 0;
    for (int i = 0; i < PEOPLE / 20; i++) {
        random_answers(fixture, &random);
        struct assessment assessment = assess_now(fixture, true);
        inexact += !assessment.exact;
        most = assessment.steps > most ? assessment.steps : most;
    }
    print_message("most steps with open questions and rules: %u; past the budget: %u of %d\n",
                  (unsigned)most, (unsigned)inexact, PEOPLE / 20);
    assert_int_equal(inexact, 0);
}

static void nothing_answered_leads_to_a_person(void **state)
{
    struct fixture *fixture = *state;
    memset(fixture->answers, 0, fixture->questionnaire->question_count * sizeof *fixture->answers);
    struct assessment assessment = assess_now(fixture, true);
    assert_false(assessment.certain);
    assert_true(assessment.exact);
    assert_true(assessment.urgent);
    assert_int_equal(assessment.outcome, fixture->questionnaire->undetermined);
    assert_int_equal(assessment.possible,
                     (UINT64_C(1) << fixture->questionnaire->outcome_count) - 1);
    assert_true(assessment.open_count > 10);
    assert_int_equal(assess_next_question(fixture->plan, &assessment, fixture->answers, false), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_budget_is_never_spent_on_the_set_of_outcomes),
        cmocka_unit_test(withheld_answers_keep_the_law),
        cmocka_unit_test(everything_asked_for_is_exact_within_the_budget),
        cmocka_unit_test(nothing_answered_leads_to_a_person),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
