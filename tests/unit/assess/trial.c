/* A random questionnaire and a random record on it. */
#include "trial.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/limits.h"

void fail_trial(const struct trial *trial, const char *what, int index)
{
    fprintf(stderr, "seed state %llu: %s %d\n%s\n", (unsigned long long)trial->random.state, what,
            index, trial->text);
    for (int i = 0; i < trial->naive.question_count; i++) {
        print_error("q%d: value %d\n", i, trial->given[i]);
    }
    fail();
}

void load_trial(struct trial *trial)
{
    size_t length = 0;
    FILE *out = open_memstream(&trial->text, &length);
    assert_non_null(out);
    naive_print(out, &trial->naive);
    fclose(out);
    arena_init(&trial->arena, LIMIT_QUESTIONNAIRE_MEMORY);
    arena_init(&trial->record_arena, LIMIT_RECORD_MEMORY);
    arena_init(&trial->diag_arena, LIMIT_DIAG_MEMORY);
    diags_init(&trial->diags, &trial->diag_arena);
    struct source *source = arena_alloc(&trial->arena, sizeof *source);
    *source = (struct source){.name = "random", .text = {trial->text, length}, .first_line = 1};
    if (!questionnaire_load(source, "random", NULL, &trial->arena, &trial->questionnaire,
                            &trial->diags)) {
        diags_render(stderr, &trial->diags, (struct diag_style){.colour = false});
        fail_trial(trial, "does not load", 0);
    }
    trial->plan = plan_make(trial->questionnaire, &trial->arena, &trial->diags);
    assert_non_null(trial->plan);
}

void end_trial(struct trial *trial)
{
    arena_free(&trial->arena);
    arena_free(&trial->record_arena);
    arena_free(&trial->diag_arena);
    free(trial->text);
}

struct value value_of(const struct naive_question *question, int64_t raw)
{
    switch (question->type) {
    case NAIVE_YES_NO:
        return value_truth(raw != 0);
    case NAIVE_CHOICE:
        return value_choice((uint32_t)raw);
    case NAIVE_MULTIPLE:
        return value_set((uint64_t)raw);
    case NAIVE_INTEGER:
        return value_integer(raw);
    case NAIVE_NUMBER:
        break;
    }
    return value_number((double)raw / 2);
}

void set_answer(struct trial *trial, int question, int value)
{
    trial->given[question] = value;
    const struct naive_question *asked = &trial->naive.questions[question];
    trial->answers[question] =
        value < 0 ? (struct answer){.state = (enum answer_state)random_below(&trial->random, 3)}
                  : (struct answer){.state = ANSWER_GIVEN,
                                    .value = value_of(asked, asked->values[value])};
}

void make_answers(struct trial *trial)
{
    uint32_t share = random_below(&trial->random, 101);
    for (int i = 0; i < trial->naive.question_count; i++) {
        uint32_t count = (uint32_t)trial->naive.questions[i].value_count;
        bool is_given = random_chance(&trial->random, share);
        set_answer(trial, i, is_given ? (int)random_below(&trial->random, count) : -1);
    }
}
