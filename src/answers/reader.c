/* Reading answers: opening a file, and giving its records one after the other.
 * What the formats have in common; each has a file of its own. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "answers/reader.h"
#include "base/limits.h"

/* A reader holds one record, while its buffer grows by doubling, and the table of keys. */
enum { DEFAULT_CHUNK = 262144, SMALL_CHUNK = 512 };
static const size_t reader_memory = (size_t)16 << 20;

static const struct {
    const char *name;
    enum answers_format format;
} formats[] = {{"yaml", ANSWERS_YAML},
               {"json", ANSWERS_JSON},
               {"ndjson", ANSWERS_NDJSON},
               {"csv", ANSWERS_CSV}};

bool answers_format_of(struct text name, enum answers_format *ret)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (text_is(name, formats[i].name)) {
            *ret = formats[i].format;
            return true;
        }
    }
    return false;
}

const char *answers_format_name(enum answers_format format)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (formats[i].format == format) {
            return formats[i].name;
        }
    }
    return NULL;
}

/* The format that the ending of a file's name says; ANSWERS_GUESS where it says none. */
static enum answers_format format_of_ending(const char *name)
{
    static const struct {
        const char *ending;
        enum answers_format format;
    } endings[] = {{".yaml", ANSWERS_YAML},     {".yml", ANSWERS_YAML},     {".json", ANSWERS_JSON},
                   {".ndjson", ANSWERS_NDJSON}, {".jsonl", ANSWERS_NDJSON}, {".csv", ANSWERS_CSV}};
    size_t length = strlen(name);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t ending = strlen(endings[i].ending);
        if (length > ending && strcasecmp(name + length - ending, endings[i].ending) == 0) {
            return endings[i].format;
        }
    }
    return ANSWERS_GUESS;
}

struct answers_reader *answers_open_with(FILE *file, const char *name, enum answers_format format,
                                         const struct questionnaire *questionnaire,
                                         struct answers_options options, struct diags *diags)
{
    struct answers_reader *reader = malloc(sizeof *reader);
    if (reader == NULL) {
        diag_out_of_memory(diags);
        return NULL;
    }
    *reader = (struct answers_reader){
        .format = format == ANSWERS_GUESS ? format_of_ending(name) : format,
        .stream = {.file = file,
                   .name = name,
                   .chunk = options.chunk,
                   .most = options.memory,
                   .own = {calloc(1, options.chunk + ANSWERS_PADDING), options.chunk},
                   .line = 1},
    };
    reader->stream.buffer = &reader->stream.own;
    arena_init(&reader->arena, options.memory);
    if (reader->stream.own.bytes == NULL ||
        !keys_init(&reader->keys, questionnaire, &reader->arena)) {
        diag_out_of_memory(diags);
        answers_close(reader);
        return NULL;
    }
    return reader;
}

struct answers_reader *answers_open(FILE *file, const char *name, enum answers_format format,
                                    const struct questionnaire *questionnaire, struct diags *diags)
{
    /* A small file needs no large buffer: a little more than it holds. */
    struct stat status;
    int number = fileno(file);
    bool is_small = number >= 0 && fstat(number, &status) == 0 && S_ISREG(status.st_mode) &&
                    status.st_size >= 0 && status.st_size < DEFAULT_CHUNK - SMALL_CHUNK;
    size_t chunk = is_small ? (size_t)status.st_size + SMALL_CHUNK : DEFAULT_CHUNK;
    struct answers_options options = {.chunk = chunk, .memory = reader_memory};
    return answers_open_with(file, name, format, questionnaire, options, diags);
}

struct text answers_peek(const struct answers_reader *reader)
{
    /* Where the file is not to be read on, nothing follows. */
    return reader->ended ? (struct text){"", 0} : stream_bytes(&reader->stream);
}

enum answers_format answers_format(const struct answers_reader *reader)
{
    return reader->format;
}

uint32_t answers_line(const struct answers_reader *reader)
{
    return reader->stream.line;
}

void answers_pass(struct answers_reader *reader, size_t length, uint32_t lines, uint32_t records)
{
    assert(length <= stream_bytes(&reader->stream).length);
    if (length == 0) {
        return;
    }
    reader->stream.start += length;
    reader->stream.taken += length;
    reader->stream.line += lines;
    reader->stream.column = 0;
    reader->records =
        records < UINT32_MAX - reader->records ? reader->records + records : UINT32_MAX;
}

enum answers_status answers_read_one(const struct answers_reader *reader, struct text text,
                                     uint32_t line, uint32_t column, struct arena *arena,
                                     struct record *ret, struct diags *diags)
{
    struct source *source = arena_alloc(arena, sizeof *source);
    if (source == NULL || !record_init(ret, reader->keys.questionnaire, arena)) {
        diag_out_of_memory(diags);
        return ANSWERS_BAD;
    }
    if (text.length > LIMIT_RECORD_BYTES) {
        *source = (struct source){reader->stream.name, stream_beginning(text), line, column};
        reader_add_too_large(reader->format, source, diags);
        return ANSWERS_BAD;
    }
    *source = (struct source){reader->stream.name, text, line, column};
    if (reader->format == ANSWERS_CSV) {
        return csv_read_row(reader, source, arena, ret, diags);
    }
    bool good = reader->format == ANSWERS_YAML
                    ? yaml_read_record(reader, source, arena, ret, diags)
                    : json_read_record(reader, source, arena, ret, diags);
    return good ? ANSWERS_RECORD : ANSWERS_BAD;
}

bool answers_use(struct answers_reader *reader, struct answers_buffer *buffer)
{
    struct stream *stream = &reader->stream;
    buffer = buffer != NULL ? buffer : &stream->own;
    return buffer == stream->buffer || stream_use(stream, buffer);
}

bool answers_read_more(struct answers_reader *reader)
{
    return !reader->ended && stream_more(&reader->stream);
}

bool answers_has_more(const struct answers_reader *reader)
{
    return stream_has_more(&reader->stream);
}

uint32_t answers_columns(const struct answers_reader *reader, uint16_t *ret)
{
    uint32_t id = reader->keys.questionnaire->question_count;
    for (uint32_t i = 0; i < reader->csv_column_count; i++) {
        const struct csv_column *column = &reader->csv_columns[i];
        ret[i] = (uint16_t)(column->kind == KEY_ID ? id : column->question);
    }
    return reader->csv_column_count;
}

uint64_t answers_offset(const struct answers_reader *reader)
{
    return reader->stream.taken;
}

void answers_close(struct answers_reader *reader)
{
    if (reader == NULL) {
        return;
    }
    answers_buffer_free(&reader->stream.own);
    arena_free(&reader->arena);
    explicit_bzero(reader, sizeof *reader);
    free(reader);
}

/* ---- Records --------------------------------------------------------------------------------- */

static enum answers_status next_of_format(struct answers_reader *reader, struct arena *arena,
                                          struct record *record, struct diags *diags)
{
    switch (reader->format) {
    case ANSWERS_YAML:
        return yaml_next(reader, arena, record, diags);
    case ANSWERS_JSON:
        return json_next(reader, arena, record, diags);
    case ANSWERS_NDJSON:
        return ndjson_next(reader, arena, record, diags);
    case ANSWERS_CSV:
        return csv_next(reader, arena, record, diags);
    case ANSWERS_GUESS:
        break;
    }
    assert(false);
    return ANSWERS_FAILED;
}

enum answers_status answers_next(struct answers_reader *reader, struct arena *arena,
                                 struct record *ret, struct diags *diags)
{
    if (reader->ended) {
        return ANSWERS_END;
    }
    if (!record_init(ret, reader->keys.questionnaire, arena)) {
        diag_out_of_memory(diags);
        reader->ended = true;
        return ANSWERS_FAILED;
    }
    if (!reader->opened) {
        reader->opened = true;
        enum answers_status begun = reader_begin(reader, diags);
        if (begun != ANSWERS_RECORD) {
            reader->ended = true;
            return begun;
        }
    }
    enum answers_status status = next_of_format(reader, arena, ret, diags);
    if (status == ANSWERS_END || status == ANSWERS_FAILED) {
        reader->ended = true;
    } else if (status == ANSWERS_BAD) {
        reader_add_guess(reader, diags);
    }
    reader->records += reader->records < UINT32_MAX ? 1 : 0;
    return status;
}

/* ---- What the formats share ------------------------------------------------------------------ */

/* What is most likely wrong where a record never seems to end. */
static const char *how_to_end(enum answers_format format)
{
    switch (format) {
    case ANSWERS_YAML:
        return "records are separated by lines of `---`; one may be missing";
    case ANSWERS_JSON:
        return "a closing brace or quote may be missing";
    case ANSWERS_NDJSON:
        return "each record stands on a line of its own; a line end may be missing";
    case ANSWERS_CSV:
    case ANSWERS_GUESS:
        break;
    }
    return "a line end or a closing quote may be missing";
}

void reader_add_too_large(enum answers_format format, const struct source *source,
                          struct diags *diags)
{
    struct diag *diag =
        diag_add(diags, CODE_A110, span_of(source, 0, source->text.length > 0 ? 1 : 0),
                 "the record that begins here is larger than 1 MiB");
    diag_help(diags, diag, "%s", how_to_end(format));
}

bool reader_check_text(const struct source *source, struct text text, struct text key,
                       struct diags *diags)
{
    size_t valid = utf8_valid_length(text);
    const char *zero = memchr(text.start, '\0', valid);
    size_t at = zero != NULL ? (size_t)(zero - text.start) : valid;
    if (at == text.length) {
        return true;
    }
    struct span span = span_of(source, (size_t)(text.start - source->text.start) + at, 1);
    struct diag *diag = zero != NULL
                            ? diag_add(diags, CODE_A112, span, "a zero byte")
                            : diag_add(diags, CODE_A111, span, "the byte 0x%02X is not UTF-8",
                                       (unsigned)(unsigned char)text.start[at]);
    diag_key(diags, diag, key);
    if (reader_is_wide(source->text)) {
        diag_help(diags, diag,
                  "where every line begins like this one, the file is written in UTF-16 or UTF-32: "
                  "save it again and choose UTF-8");
    }
    return false;
}
