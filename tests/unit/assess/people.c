/* See people.h. */
#include "people.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

/* Not cmocka's: measurements use this too. */
static void must(bool holds)
{
    if (!holds) {
        fputs("the shipped questionnaire and its examples cannot be used\n", stderr);
        abort();
    }
}

/* Room for the worked examples of all files. */
enum { EXAMPLES = 500 };

static void load_examples(struct people *people, const char *path)
{
    FILE *file = fopen(path, "r");
    must(file != NULL);
    struct answers_reader *reader =
        answers_open(file, path, ANSWERS_YAML, people->questionnaire, &people->diags);
    must(reader != NULL);
    for (;;) {
        must(people->example_count < EXAMPLES);
        struct record *record = &people->examples[people->example_count];
        enum answers_status status = answers_next(reader, &people->arena, record, &people->diags);
        if (status == ANSWERS_END) {
            break;
        }
        must(status == ANSWERS_RECORD);
        people->example_count++;
    }
    answers_close(reader);
    fclose(file);
}

static void load_all_examples(struct people *people)
{
    people->examples = arena_array(&people->arena, EXAMPLES, sizeof *people->examples);
    must(people->examples != NULL);
    glob_t found;
    must(glob(getenv("IOPFIT_EXAMPLES"), 0, NULL, &found) == 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        load_examples(people, found.gl_pathv[i]);
    }
    globfree(&found);
    must(people->example_count >= 12);
}

struct people *people_load(void)
{
    struct people *people = calloc(1, sizeof *people);
    must(people != NULL);
    arena_init(&people->arena, LIMIT_QUESTIONNAIRE_MEMORY);
    arena_init(&people->record_arena, LIMIT_RECORD_MEMORY);
    arena_init(&people->diag_arena, LIMIT_DIAG_MEMORY);
    diags_init(&people->diags, &people->diag_arena);
    const char *path = getenv("IOPFIT_SHIPPED");
    must(path != NULL);
    bool loads = source_read(path, LIMIT_QUESTIONNAIRE_BYTES, &people->arena, &people->source, NULL,
                             &people->diags) &&
                 questionnaire_load(&people->source, path, NULL, &people->arena,
                                    &people->questionnaire, &people->diags);
    diags_render(stderr, &people->diags, (struct diag_style){.colour = false});
    must(loads);
    people->plan = plan_make(people->questionnaire, &people->arena, &people->diags);
    must(people->plan != NULL);
    people->answers =
        arena_array(&people->arena, people->questionnaire->question_count, sizeof *people->answers);
    must(people->answers != NULL);
    load_all_examples(people);
    return people;
}

void people_free(struct people *people)
{
    arena_free(&people->arena);
    arena_free(&people->record_arena);
    arena_free(&people->diag_arena);
    free(people);
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

void people_draw(struct people *people, struct random *random, uint32_t known)
{
    const struct record *example = &people->examples[random_below(random, people->example_count)];
    uint32_t mild = 30 + random_below(random, 70);
    uint32_t changed = random_chance(random, 50) ? 100 : random_below(random, 30);
    for (uint32_t i = 0; i < people->questionnaire->question_count; i++) {
        const struct question *question = &people->questionnaire->questions[i];
        struct answer *answer = &people->answers[i];
        *answer = example->answers[i];
        bool missing = known == 100 && answer->state != ANSWER_GIVEN;
        if (random_chance(random, changed) || missing) {
            *answer = (struct answer){.state = ANSWER_GIVEN,
                                      .value = random_value(question, random, mild)};
        }
        if (!random_chance(random, known)) {
            *answer = (struct answer){.state = (enum answer_state)random_below(random, 3)};
        }
    }
}

struct assessment people_assess(struct people *people, struct assess_options options)
{
    struct assessment assessment;
    arena_reset(&people->record_arena);
    must(assess(people->plan, people->answers, options, &people->record_arena, &assessment,
                &people->diags));
    return assessment;
}

uint32_t people_question(const struct people *people, const char *id)
{
    uint32_t question = 0;
    while (question < people->questionnaire->question_count &&
           !text_is(people->questionnaire->questions[question].id, id)) {
        question++;
    }
    must(question < people->questionnaire->question_count);
    return question;
}
