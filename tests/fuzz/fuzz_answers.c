/* Answers in all formats. The first byte of an input chooses the format and how many bytes are read
 * at a time. Whatever the input: reading ends, a record comes without errors and a bad one with,
 * the steps of reading change nothing, every message can be printed, a record that is written as
 * YAML reads back the same, jansson accepts a line of JSON exactly where we do, and deciding keeps
 * the law of withheld answers. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "answers/reader.h"
#include "assess/assess.h"
#include "base/limits.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char questionnaire_text[] =
    "format: 1\n"
    "id: fuzz\n"
    "version: 1\n"
    "title: Fuzzing\n"
    "language: en\n"
    "facility: {name: Nowhere, phone: \"0\"}\n"
    "outcomes:\n"
    "  - {id: less, recommendation: intake, title: A, message: A}\n"
    "  - {id: fits-iop, recommendation: iop, title: B, message: B}\n"
    "  - {id: talk, recommendation: intake, title: C, message: C}\n"
    "start: less\n"
    "undetermined: talk\n"
    "sections:\n"
    "  - id: all\n"
    "    title: All\n"
    "    questions:\n"
    "      - {id: smokes, ask: A, type: yes_no}\n"
    "      - id: last_use\n"
    "        ask: B\n"
    "        type: choice\n"
    "        choices:\n"
    "          - {id: over_30_days, label: A}\n"
    "          - {id: last_week, label: B}\n"
    "          - {id: last_24h, label: C}\n"
    "      - id: substances\n"
    "        ask: C\n"
    "        type: multiple\n"
    "        choices:\n"
    "          - {id: alcohol, label: A}\n"
    "          - {id: opioids, label: B}\n"
    "          - {id: cannabis, label: C}\n"
    "      - {id: age, ask: D, type: integer, min: 0, max: 120, unit: years}\n"
    "      - {id: weight, ask: E, type: number, min: 2.5, max: 400, unit: kg}\n"
    "      - {id: notes, ask: F, type: text}\n"
    "facts:\n"
    "  - {id: severe, is: \"size(substances) >= 2\"}\n"
    "rules:\n"
    "  - {id: seizure-history, when: severe or smokes, outcome: talk, because: A}\n"
    "  - {id: recent, when: last_use == \"last_24h\" or age < 18, outcome: fits-iop, because: B}\n";

static struct arena questionnaire_arena;
static const struct questionnaire *questionnaire;
static const struct plan *plan;
static FILE *nowhere;
/* Kept from one input to the next, since making them takes longer than reading. */
static struct arena record_arena;
static struct arena diag_arena;
static struct arena back_arena;
static struct diags diags;
enum { CHUNK = 4096 };
static const struct answers_options usual = {.chunk = CHUNK, .memory = (size_t)16 << 20};

static void require(bool holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "%s\n", what);
        abort();
    }
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    static const struct source source = {
        .name = "fuzz.yaml",
        .text = {questionnaire_text, sizeof questionnaire_text - 1},
        .first_line = 1};
    arena_init(&questionnaire_arena, LIMIT_QUESTIONNAIRE_MEMORY);
    arena_init(&record_arena, LIMIT_RECORD_MEMORY);
    arena_init(&back_arena, LIMIT_RECORD_MEMORY);
    arena_init(&diag_arena, LIMIT_DIAG_MEMORY);
    diags_init(&diags, &diag_arena);
    bool loaded = questionnaire_load(&source, "fuzz.yaml", NULL, &questionnaire_arena,
                                     &questionnaire, &diags);
    diags_render(stderr, &diags, (struct diag_style){.colour = false});
    require(loaded, "the questionnaire does not load");
    plan = plan_make(questionnaire, &questionnaire_arena, &diags);
    require(plan != NULL, "no plan");
    diags_clear(&diags);
    arena_reset(&diag_arena);
    nowhere = fopen("/dev/null", "w");
    require(nowhere != NULL, "no /dev/null");
    return 0;
}

static bool same_answer(const struct answer *a, const struct answer *b)
{
    if (a->state != b->state) {
        return false;
    }
    return a->state != ANSWER_GIVEN || value_equal(&a->value, &b->value);
}

/* That [record] reads back from YAML as it is. */
static void check_written(const struct record *record)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    answers_write_yaml(out, questionnaire, record);
    fclose(out);
    struct record back;
    FILE *file = fmemopen(text, length, "r");
    struct answers_reader *reader =
        answers_open_with(file, "back.yaml", ANSWERS_YAML, questionnaire, usual, &diags);
    enum answers_status status = answers_next(reader, &back_arena, &back, &diags);
    if (status != ANSWERS_RECORD) {
        diags_render(stderr, &diags, (struct diag_style){.colour = false});
        fputs(text, stderr);
    }
    require(status == ANSWERS_RECORD, "what was written cannot be read");
    require(back.has_id == record->has_id && text_equal(back.id, record->id), "another id");
    require(text_equal(back.expect_recommendation, record->expect_recommendation) &&
                text_equal(back.expect_outcome, record->expect_outcome),
            "another expectation");
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        require(same_answer(&back.answers[i], &record->answers[i]), "another answer");
    }
    require(answers_next(reader, &back_arena, &back, &diags) == ANSWERS_END,
            "more than one record");
    answers_close(reader);
    fclose(file);
    arena_reset(&back_arena);
    free(text);
}

static struct assessment assess_record(const struct record *record)
{
    struct assessment assessment;
    require(
        assess(plan, record->answers, assess_default_options(), &back_arena, &assessment, &diags),
        "cannot be assessed");
    require(assessment.exact, "a small questionnaire is beyond the budget");
    require((assessment.possible >> assessment.outcome & 1) != 0 ||
                assessment.outcome == questionnaire->undetermined,
            "an outcome that is not possible");
    require(assessment.certain == (assessment.open_count == 0), "open, yet certain");
    return assessment;
}

/* That withholding an answer gives the same outcome, the undetermined one, or one between it and
 * the old. */
static void check_assessed(const struct record *record)
{
    uint32_t old = assess_record(record).outcome;
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        struct answer answer = record->answers[i];
        record->answers[i].state = ANSWER_DECLINED;
        uint32_t now = assess_record(record).outcome;
        require(now == old || now == questionnaire->undetermined ||
                    (now > questionnaire->undetermined && now <= old),
                "withholding an answer breaks the law");
        record->answers[i] = answer;
    }
    arena_reset(&back_arena);
}

/* What was read, in one number: statuses, ids, codes and places of messages. */
static void mix(uint64_t *hash, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < length; i++) {
        *hash = (*hash ^ at[i]) * UINT64_C(1099511628211);
    }
}

static void mix_number(uint64_t *hash, uint64_t number)
{
    mix(hash, &number, sizeof number);
}

/* What came of reading an input. */
struct reading {
    uint64_t hash;
    uint32_t records;
    bool errors; /* there was any message */
    bool syntax; /* there was one about how a record is written */
};

static void mix_messages(struct reading *reading)
{
    uint64_t *hash = &reading->hash;
    diags_sort(&diags);
    for (uint32_t i = 0; i < diags.count; i++) {
        const struct diag *diag = &diags.items[i];
        if (diag->span.source != NULL) {
            require((size_t)diag->span.offset + diag->span.length <= diag->span.source->text.length,
                    "a place outside its text");
            struct place place = span_place(diag->span);
            mix_number(hash, place.line);
            mix_number(hash, place.column);
        }
        mix_number(hash, (uint64_t)diag->code);
        mix(hash, diag->message.start, diag->message.length);
        mix(hash, diag->help.start, diag->help.length);
        reading->errors = true;
        reading->syntax = reading->syntax || (diag->code >= CODE_A111 && diag->code <= CODE_A122);
    }
    diags_render(nowhere, &diags, (struct diag_style){.colour = true});
}

static struct reading read_all(struct text text, enum answers_format format, size_t chunk)
{
    struct reading reading = {.hash = UINT64_C(14695981039346656037)};
    FILE *file = text.length == 0 ? fopen("/dev/null", "r")
                                  : fmemopen((void *)(uintptr_t)text.start, text.length, "r");
    require(file != NULL, "no file");
    struct answers_options options = {.chunk = chunk, .memory = usual.memory};
    struct answers_reader *reader =
        answers_open_with(file, "standard input", format, questionnaire, options, &diags);
    for (;;) {
        struct record record;
        enum answers_status status = answers_next(reader, &record_arena, &record, &diags);
        require(status != ANSWERS_FAILED, "reading failed");
        if (status == ANSWERS_END) {
            break;
        }
        reading.records++;
        require(reading.records <= text.length + 2, "records without end");
        require((status == ANSWERS_RECORD) == (diags.errors == 0), "errors and status disagree");
        mix_number(&reading.hash, (uint64_t)status);
        mix(&reading.hash, record.id.start, record.id.length);
        mix_messages(&reading);
        if (status == ANSWERS_RECORD) {
            check_written(&record);
            check_assessed(&record);
        }
        diags_clear(&diags);
        arena_reset(&diag_arena);
        arena_reset(&record_arena);
    }
    answers_close(reader);
    fclose(file);
    diags_clear(&diags);
    arena_reset(&diag_arena);
    arena_reset(&record_arena);
    return reading;
}

/* That jansson takes [text], one line of NDJSON, where we find nothing wrong with it, and that we
 * find nothing wrong with how it is written where jansson takes it. */
static void check_jansson(struct text text, struct reading reading)
{
    json_error_t error;
    json_t *json =
        json_loadb(text.start, text.length, JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL, &error);
    bool beyond = json == NULL && (json_error_code(&error) == json_error_numeric_overflow ||
                                   json_error_code(&error) == json_error_null_byte_in_key);
    json_decref(json);
    if (!beyond && !reading.errors) {
        require(json != NULL, "jansson refuses what we accept");
    }
    if (json != NULL && reading.syntax) {
        /* We refuse what is nested too deeply. */
        uint32_t brackets = 0;
        for (size_t i = 0; i < text.length; i++) {
            brackets += text.start[i] == '[' || text.start[i] == '{' ? 1 : 0;
        }
        require(brackets > LIMIT_DEPTH, "jansson accepts what we refuse");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum answers_format formats[] = {ANSWERS_GUESS, ANSWERS_YAML, ANSWERS_JSON,
                                                  ANSWERS_NDJSON, ANSWERS_CSV};
    static const size_t chunks[] = {1, 2, 3, 4, 7, 64, 1024};
    if (size == 0) {
        return 0;
    }
    struct text text = {(const char *)data + 1, size - 1};
    enum answers_format format = formats[data[0] % 5];
    struct reading whole = read_all(text, format, CHUNK);
    struct reading steps = read_all(text, format, chunks[data[0] / 5 % 7]);
    require(whole.hash == steps.hash, "the steps of reading matter");
    bool plain = text.length > 0 && memchr(text.start, '\n', text.length) == NULL &&
                 memchr(text.start, '\0', text.length) == NULL &&
                 !text_starts(text, TEXT("\xEF\xBB\xBF"));
    if (format == ANSWERS_NDJSON && whole.records == 1 && plain) {
        check_jansson(text, whole);
    }
    return 0;
}
