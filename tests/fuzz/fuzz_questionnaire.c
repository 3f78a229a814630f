/* Any bytes as a questionnaire file: loading either gives one, which is then warned about, or says
 * what is wrong at a place inside the file. */
#include <assert.h>
#include <stdlib.h>

#include "base/limits.h"
#include "questionnaire/questionnaire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every value that a question counts as can be printed. */
static void print_values(const struct questionnaire *questionnaire)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    assert(out);
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        const struct question *question = &questionnaire->questions[i];
        const struct value everything = question_everything(question);
        question_print_value(out, question, &everything);
        if (question->ask_if) {
            assert(value_is_known(&question->otherwise));
            question_print_value(out, question, &question->otherwise);
        }
    }
    fclose(out);
    free(text);
}

static void render(const struct diags *diags, const struct source *source)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    assert(out);
    diags_render(out, diags, (struct diag_style){.colour = false});
    fclose(out);
    assert((length > 0) == (diags->count > 0));
    free(text);
    for (uint32_t i = 0; i < diags->count; i++) {
        struct span span = diags->items[i].span;
        assert(!span.source || (span.source->text.start == source->text.start &&
                                span.offset + span.length <= source->text.length));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct arena scratch;
    struct arena diag_arena;
    struct diags diags;
    const struct questionnaire *questionnaire = NULL;
    const struct source source = {
        .name = "fuzz.yaml", .text = {(const char *)data, size}, .first_line = 1};

    arena_init(&arena, LIMIT_QUESTIONNAIRE_MEMORY);
    arena_init(&scratch, LIMIT_RECORD_MEMORY);
    arena_init(&diag_arena, LIMIT_DIAG_MEMORY);
    diags_init(&diags, &diag_arena);
    bool loaded = questionnaire_load(&source, "fuzz.yaml", NULL, &arena, &questionnaire, &diags);
    assert(loaded == (questionnaire != NULL));
    assert(loaded == (diags.errors == 0));
    if (loaded) {
        questionnaire_lint(questionnaire, &scratch, &diags);
        assert(diags.errors == 0);
        print_values(questionnaire);
    }
    diags_sort(&diags);
    render(&diags, &source);
    arena_free(&arena);
    arena_free(&scratch);
    arena_free(&diag_arena);
    return 0;
}
