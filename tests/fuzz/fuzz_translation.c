/* Any bytes as a questionnaire and a translation of it: what stands before the first line `%%` is the
 * questionnaire. Translating either gives a questionnaire of the same shape in which no text that was
 * there is empty, or says what is wrong at a place inside one of the two files. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "questionnaire/questionnaire.h"
#include "questionnaire/translation.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char MARK[] = "\n%%\n";
enum { MARK_LENGTH = sizeof MARK - 1 };

static bool is_inside(struct span span, const struct source *source)
{
    return span.source->text.start == source->text.start &&
           span.offset + span.length <= source->text.length;
}

static void check_places(const struct diags *diags, const struct source *first,
                         const struct source *second)
{
    for (uint32_t i = 0; i < diags->count; i++) {
        struct span span = diags->items[i].span;
        assert(!span.source || is_inside(span, first) || is_inside(span, second));
    }
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    assert(out);
    diags_render(out, diags, (struct diag_style){.colour = false});
    fclose(out);
    assert((length > 0) == (diags->count > 0));
    free(text);
}

/* What decides is the same, and every text is there. */
static void check_translated(const struct questionnaire *from, const struct questionnaire *to)
{
    assert(to->question_count == from->question_count);
    assert(to->outcome_count == from->outcome_count);
    assert(to->rule_count == from->rule_count);
    assert(strcmp(to->fingerprint, from->fingerprint) == 0);
    for (uint32_t i = 0; i < to->question_count; i++) {
        const struct question *before = &from->questions[i];
        const struct question *after = &to->questions[i];
        assert(after->choice_count == before->choice_count);
        assert(after->ask.length > 0 || before->ask.length == 0);
        for (uint32_t j = 0; j < after->choice_count; j++) {
            assert(text_equal(after->choices[j].id, before->choices[j].id));
            assert(after->choices[j].label.length > 0 || before->choices[j].label.length == 0);
        }
    }
    for (uint32_t i = 0; i < to->rule_count; i++) {
        assert(to->rules[i].when == from->rules[i].when);
        assert(to->rules[i].because.length > 0 || from->rules[i].because.length == 0);
    }
    for (uint32_t i = 0; i < to->outcome_count; i++) {
        assert(to->outcomes[i].line_count == from->outcomes[i].line_count);
        assert(to->outcomes[i].next_step_count == from->outcomes[i].next_step_count);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    const char *mark = size == 0 ? NULL : memmem(bytes, size, MARK, MARK_LENGTH);
    if (mark == NULL) {
        return 0;
    }
    const size_t length = (size_t)(mark - bytes) + 1;
    const char *rest = mark + MARK_LENGTH;
    const struct source first = {.name = "q.yaml", .text = {bytes, length}, .first_line = 1};
    const struct source second = {
        .name = "es.yaml", .text = {rest, size - (size_t)(rest - bytes)}, .first_line = 1};
    struct arena arena;
    struct arena diag_arena;
    struct diags diags;
    const struct questionnaire *from = NULL;
    const struct questionnaire *to = NULL;

    arena_init(&arena, LIMIT_QUESTIONNAIRE_MEMORY);
    arena_init(&diag_arena, LIMIT_DIAG_MEMORY);
    diags_init(&diags, &diag_arena);
    if (questionnaire_load(&first, "q.yaml", NULL, &arena, &from, &diags)) {
        diags_clear(&diags);
        const bool done = questionnaire_translate(from, TEXT("es"), &second, &arena, &to, &diags);
        assert(done == (to != NULL));
        assert(done == (diags.errors == 0));
        if (done) {
            check_translated(from, to);
        }
    }
    diags_sort(&diags);
    check_places(&diags, &first, &second);
    arena_free(&arena);
    arena_free(&diag_arena);
    return 0;
}
