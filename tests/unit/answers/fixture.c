#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "answers/reader.h"
#include "base/limits.h"
#include "fixture.h"

enum { YES_NO, CHOICE, MULTIPLE, INTEGER, NUMBER, FREE_TEXT, QUESTION_COUNT };

static const struct choice uses[] = {
    {.id = {"over_30_days", 12}, .label = {"More than 30 days ago", 21}},
    {.id = {"last_week", 9}, .label = {"In the last week", 16}},
    {.id = {"last_24h", 8}, .label = {"In the last 24 hours", 20}},
};
static const struct choice substances[] = {
    {.id = {"alcohol", 7}, .label = {"Alcohol", 7}},
    {.id = {"opioids", 7}, .label = {"Opioids", 7}},
    {.id = {"cannabis", 8}, .label = {"Cannabis", 8}},
};
static const struct question questions[QUESTION_COUNT] = {
    [YES_NO] = {.id = {"smokes", 6}, .type = QUESTION_YES_NO},
    [CHOICE] = {.id = {"last_use", 8}, .type = QUESTION_CHOICE, .choices = uses, .choice_count = 3},
    [MULTIPLE] = {.id = {"substances", 10},
                  .type = QUESTION_MULTIPLE,
                  .choices = substances,
                  .choice_count = 3},
    [INTEGER] =
        {.id = {"age", 3}, .type = QUESTION_INTEGER, .min = 0, .max = 120, .unit = {"years", 5}},
    [NUMBER] = {.id = {"weight", 6},
                .type = QUESTION_NUMBER,
                .number_min = 2.5,
                .number_max = 400,
                .unit = {"kg", 2}},
    [FREE_TEXT] = {.id = {"notes", 5}, .type = QUESTION_TEXT},
};
static const struct fact facts[] = {{.id = {"severe", 6}}};
static const struct rule rules[] = {{.id = {"seizure-history", 15}}};
static const struct outcome outcomes[] = {
    {.id = {"less-may-do", 11}, .recommendation = RECOMMEND_INTAKE},
    {.id = {"fits-iop", 8}, .recommendation = RECOMMEND_IOP},
};
static const struct questionnaire questionnaire = {
    .id = {"fixture", 7},
    .outcomes = outcomes,
    .outcome_count = 2,
    .questions = questions,
    .question_count = QUESTION_COUNT,
    .facts = facts,
    .fact_count = 1,
    .rules = rules,
    .rule_count = 1,
};

const struct questionnaire *fixture_questionnaire(void)
{
    return &questionnaire;
}

/* ---- Writing out ----------------------------------------------------------------------------- */

static void write_value(FILE *out, const struct question *question, const struct value *value)
{
    switch (question->type) {
    case QUESTION_YES_NO:
        assert_int_equal(value->kind, VALUE_BOOL);
        fputs(value->truth == TRUTH_TRUE ? "yes" : "no", out);
        break;
    case QUESTION_CHOICE:
        assert_int_equal(value->kind, VALUE_CHOICE);
        for (uint32_t i = 0; i < question->choice_count; i++) {
            if (value->choices == UINT64_C(1) << i) {
                fprintf(out, TEXT_FORMAT, TEXT_ARGS(question->choices[i].id));
            }
        }
        break;
    case QUESTION_MULTIPLE:
        assert_int_equal(value->kind, VALUE_SET);
        assert_int_equal(value->set.in, value->set.possible);
        for (uint32_t i = 0; i < question->choice_count; i++) {
            if ((value->set.in >> i & 1) != 0) {
                fprintf(out, "+" TEXT_FORMAT, TEXT_ARGS(question->choices[i].id));
            }
        }
        break;
    case QUESTION_INTEGER:
        assert_int_equal(value->kind, VALUE_INT);
        assert_int_equal(value->integer.low, value->integer.high);
        fprintf(out, "%lld", (long long)value->integer.low);
        break;
    case QUESTION_NUMBER:
        assert_int_equal(value->kind, VALUE_DOUBLE);
        assert_true(value->number.low >= value->number.high);
        fprintf(out, "%.17g", value->number.low);
        break;
    case QUESTION_TEXT:
        assert_int_equal(value->kind, VALUE_STRING);
        fprintf(out, "<" TEXT_FORMAT ">", TEXT_ARGS(value->string));
        break;
    }
}

void fixture_write_answers(FILE *out, const struct record *record)
{
    for (uint32_t i = 0; i < QUESTION_COUNT; i++) {
        const struct answer *answer = &record->answers[i];
        if (answer->state == ANSWER_NOT_ASKED) {
            continue;
        }
        fprintf(out, " " TEXT_FORMAT "=", TEXT_ARGS(questions[i].id));
        if (answer->state == ANSWER_GIVEN) {
            write_value(out, &questions[i], &answer->value);
        } else {
            fputs(answer->state == ANSWER_UNSURE ? "unsure" : "declined", out);
        }
    }
    if (record->expect_recommendation.length > 0 || record->expect_outcome.length > 0) {
        fprintf(out, " expect=" TEXT_FORMAT "/" TEXT_FORMAT,
                TEXT_ARGS(record->expect_recommendation), TEXT_ARGS(record->expect_outcome));
    }
}

static void write_place(FILE *out, struct span span)
{
    if (span.source != NULL) {
        struct place place = span_place(span);
        fprintf(out, "%s:%u:%u", span.source->name, place.line, place.column);
    }
}

void fixture_write_messages(FILE *out, const struct diags *diags)
{
    for (uint32_t i = 0; i < diags->count; i++) {
        const struct diag *diag = &diags->items[i];
        fputs("  ", out);
        write_place(out, diag->span);
        fprintf(out, "%s %s ", diag->file != NULL ? diag->file : "", code_info(diag->code)->name);
        if (diag->key.length > 0) {
            fprintf(out, "[" TEXT_FORMAT "] ", TEXT_ARGS(diag->key));
        }
        fprintf(out, TEXT_FORMAT "\n", TEXT_ARGS(diag->message));
        for (const struct diag_note *note = diag->notes; note != NULL; note = note->next) {
            fputs("    note ", out);
            write_place(out, note->span);
            fprintf(out, " " TEXT_FORMAT "\n", TEXT_ARGS(note->message));
        }
        if (diag->help.length > 0) {
            fprintf(out, "    help " TEXT_FORMAT "\n", TEXT_ARGS(diag->help));
        }
    }
    if (diags->exhausted) {
        fputs("  out of memory\n", out);
    }
}

static void write_record(FILE *out, enum answers_status status, const struct record *record)
{
    if (status == ANSWERS_FAILED) {
        fputs("failed:\n", out);
        return;
    }
    fprintf(out, "%s%s" TEXT_FORMAT ":", status == ANSWERS_RECORD ? "record" : "bad",
            record->has_id ? " " : "", TEXT_ARGS(record->id));
    if (status == ANSWERS_RECORD) {
        fixture_write_answers(out, record);
    }
    fputc('\n', out);
}

/* ---- Reading --------------------------------------------------------------------------------- */

static FILE *open_text(struct text text)
{
    /* The C library would rather not open nothing. */
    FILE *file = text.length == 0 ? fopen("/dev/null", "r")
                                  : fmemopen((void *)(uintptr_t)text.start, text.length, "r");
    assert_non_null(file);
    return file;
}

struct fixture_limits fixture_limits_of(size_t chunk)
{
    return (struct fixture_limits){chunk, (size_t)16 << 20, LIMIT_RECORD_MEMORY, LIMIT_DIAG_MEMORY};
}

char *fixture_read(struct text text, const char *name, enum answers_format format,
                   struct fixture_limits limits)
{
    char *written = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&written, &length);
    FILE *file = open_text(text);
    struct arena diag_arena;
    struct arena arena;
    struct diags diags;
    arena_init(&diag_arena, limits.messages);
    arena_init(&arena, limits.record);
    diags_init(&diags, &diag_arena);
    struct answers_options options = {.chunk = limits.chunk, .memory = limits.reader};
    struct answers_reader *reader =
        answers_open_with(file, name, format, &questionnaire, options, &diags);
    enum answers_status status = ANSWERS_RECORD;
    if (reader == NULL) {
        fputs("failed:\n", out);
        fixture_write_messages(out, &diags);
    }
    while (reader != NULL && status != ANSWERS_END && status != ANSWERS_FAILED) {
        struct record record = {0};
        status = answers_next(reader, &arena, &record, &diags);
        if (status == ANSWERS_RECORD) {
            assert_int_equal(diags.errors, 0);
        }
        if (status == ANSWERS_BAD || status == ANSWERS_FAILED) {
            assert_true(diags.errors > 0);
        }
        diags_sort(&diags);
        if (status != ANSWERS_END) {
            write_record(out, status, &record);
        }
        fixture_write_messages(out, &diags);
        diags_clear(&diags);
        arena_reset(&diag_arena);
        arena_reset(&arena);
    }
    if (reader != NULL && status == ANSWERS_END) {
        struct record record;
        assert_int_equal(answers_next(reader, &arena, &record, &diags), ANSWERS_END);
    }
    answers_close(reader);
    arena_free(&arena);
    arena_free(&diag_arena);
    fclose(file);
    fclose(out);
    return written;
}

void assert_bytes_read(const char *name, struct text text, const char *expected)
{
    static const size_t chunks[] = {65536, 1, 2, 3, 5, 7, 16, 31};
    size_t count = text.length > 100000 ? 1 : sizeof chunks / sizeof *chunks;
    for (size_t i = 0; i < count; i++) {
        char *read = fixture_read(text, name, ANSWERS_GUESS, fixture_limits_of(chunks[i]));
        assert_string_equal(read, expected);
        free(read);
    }
}

void assert_reads(const char *name, const char *text, const char *expected)
{
    assert_bytes_read(name, text_of(text), expected);
}
