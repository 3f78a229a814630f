/* What the tests of the conversation share. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"

void load(struct world *world, const char *path)
{
    arena_init(&world->arena, LIMIT_QUESTIONNAIRE_MEMORY);
    arena_init(&world->messages, LIMIT_DIAG_MEMORY);
    diags_init(&world->diags, &world->messages);
    bool loaded = source_read(path, LIMIT_QUESTIONNAIRE_BYTES, &world->arena, &world->source, NULL,
                              &world->diags) &&
                  questionnaire_load(&world->source, path, NULL, &world->arena,
                                     &world->questionnaire, &world->diags);
    world->plan = loaded ? plan_make(world->questionnaire, &world->arena, &world->diags) : NULL;
    diags_render(stderr, &world->diags, (struct diag_style){.colour = false});
    assert_non_null(world->plan);
}

void unload(struct world *world)
{
    arena_free(&world->arena);
    arena_free(&world->messages);
}

void start(struct interview *interview, struct world *world, bool all)
{
    assert_true(interview_start(interview, world->questionnaire, world->plan,
                                (struct interview_options){.all = all}, &world->diags));
}

/* The id of the question that is asked; "" where none is. */
const char *asked(const struct interview *interview)
{
    static char id[LIMIT_ID_BYTES + 1];
    id[0] = '\0';
    if (interview->question != NAME_NONE) {
        const struct question *question = &interview->questionnaire->questions[interview->question];
        snprintf(id, sizeof id, TEXT_FORMAT, TEXT_ARGS(question->id));
    }
    return id;
}

/* Types [line], expects [reply], and gives what is said. */
const char *enter(struct interview *interview, const char *line, enum interview_reply reply)
{
    static char said[600];
    struct text says = TEXT("");
    struct arena messages;
    struct diags diags;
    arena_init(&messages, LIMIT_DIAG_MEMORY);
    diags_init(&diags, &messages);
    assert_int_equal(interview_enter(interview, text_of(line), &says, &diags), reply);
    arena_free(&messages);
    snprintf(said, sizeof said, TEXT_FORMAT, TEXT_ARGS(says));
    return said;
}

/* Types the lines, each of which must be taken. */
void enter_all(struct interview *interview, const char *const *lines)
{
    for (size_t i = 0; lines[i] != NULL; i++) {
        (void)enter(interview, lines[i], INTERVIEW_MOVED);
    }
}

const char *outcome(const struct interview *interview)
{
    static char id[LIMIT_ID_BYTES + 1];
    const struct outcome *given =
        &interview->questionnaire->outcomes[interview->assessment.outcome];
    snprintf(id, sizeof id, TEXT_FORMAT, TEXT_ARGS(given->id));
    return id;
}

uint32_t roll(struct dice *dice, uint32_t sides)
{
    dice->state = dice->state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(dice->state >> 33) % sides;
}

/* An answer to [question] drawn at random. */
struct answer draw(const struct question *question, struct dice *dice)
{
    struct answer answer = {.state = ANSWER_GIVEN};
    uint32_t kind = roll(dice, 8);
    if (kind < 2) {
        answer.state = kind == 0 ? ANSWER_UNSURE : ANSWER_DECLINED;
        return answer;
    }
    switch (question->type) {
    case QUESTION_YES_NO:
        answer.value = value_truth(roll(dice, 2) == 1);
        break;
    case QUESTION_CHOICE:
        answer.value = value_choice(roll(dice, question->choice_count));
        break;
    case QUESTION_MULTIPLE: {
        uint64_t every =
            question->choice_count == 64 ? UINT64_MAX : ((uint64_t)1 << question->choice_count) - 1;
        uint64_t some = ((uint64_t)roll(dice, 1u << 20) << 20 | roll(dice, 1u << 20)) & every;
        answer.value = value_set(roll(dice, 3) == 0 ? 0 : some);
        break;
    }
    case QUESTION_INTEGER:
        answer.value = value_integer(
            question->min + (int64_t)roll(dice, (uint32_t)(question->max - question->min + 1)));
        break;
    case QUESTION_NUMBER:
        answer.value = value_number(question->number_min);
        break;
    case QUESTION_TEXT:
        answer.value = (struct value){.kind = VALUE_STRING, .string = TEXT("some words")};
        break;
    }
    return answer;
}
