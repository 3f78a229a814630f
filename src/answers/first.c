/* The first bytes of a file: its encoding, and which format it has where nobody says so. Not for the
 * records. NDJSON has no beginning of its own, since a file of it may be split at any line: nothing is
 * said of the whole file that only one line tells. */
#include <string.h>

#include "answers/reader.h"
#include "base/limits.h"

/* The lines among which a whole object tells NDJSON from other formats, where the first is not one. */
enum { LINES_LOOKED_AT = 10 };

/* ---- Lines ----------------------------------------------------------------------------------- */

/* The line at byte [at], read to its end where the lines so far are no longer than a record;
 * *ret_next: where the next one begins, which is [at] at the end of the file. */
static struct text line_at(struct stream *stream, size_t at, size_t *ret_next)
{
    size_t looked = at;
    for (;;) {
        struct text bytes = stream_bytes(stream);
        const char *newline = looked < bytes.length
                                  ? memchr(bytes.start + looked, '\n', bytes.length - looked)
                                  : NULL;
        if (newline != NULL) {
            *ret_next = (size_t)(newline - bytes.start) + 1;
            return (struct text){bytes.start + at, *ret_next - 1 - at};
        }
        looked = bytes.length;
        if (bytes.length > LIMIT_RECORD_BYTES || !stream_more(stream)) {
            bytes = stream_bytes(stream); /* it may have moved */
            *ret_next = bytes.length;
            return (struct text){bytes.start + at, bytes.length - at};
        }
    }
}

static struct text skip_marks(struct text text)
{
    size_t mark = 0;
    while ((mark = text_mark_length(text)) > 0) {
        text = (struct text){text.start + mark, text.length - mark};
    }
    return text;
}

/* Passes over blank lines. False where nothing comes behind them. */
static bool skip_blank_lines(struct stream *stream)
{
    for (;;) {
        size_t next = 0;
        struct text line = line_at(stream, 0, &next);
        if (text_trim(line).length > 0) {
            return true;
        }
        stream_skip(stream, next);
        if (next == 0) {
            return !stream->ended;
        }
    }
}

/* ---- Formats --------------------------------------------------------------------------------- */

/* Whether one of the lines behind the first is a whole object and begins where a record may: the
 * first is damaged then. [is_object]: the first one begins with `{`; where what it opens is closed,
 * or where a document of YAML ends, no more lines are waited for. */
static bool has_object_line(struct stream *stream, bool is_object)
{
    size_t at = 0;
    char before = '\0';
    for (uint32_t i = 0; i < LINES_LOOKED_AT; i++) {
        size_t next = at;
        struct text line = skip_marks(line_at(stream, at, &next));
        struct text content = text_trim(line);
        if (next == at) {
            return false;
        }
        if (i > 0 && before != ':' && text_starts(line, TEXT("{")) && json_is_object_line(line)) {
            return true;
        }
        struct text so_far = skip_marks((struct text){stream_bytes(stream).start, next});
        if (is_object ? json_is_closed(so_far)
                      : text_starts(line, TEXT("---")) || text_starts(line, TEXT("..."))) {
            return false;
        }
        before = content.length > 0 ? content.start[content.length - 1] : before;
        at = next;
    }
    return false;
}

/* Whether [line] is hardly a line of YAML, but may be what is left of one of NDJSON. */
static bool is_damaged(struct text line)
{
    struct text content = text_trim(line);
    return utf8_valid_length(line) < line.length || memchr(line.start, '\0', line.length) != NULL ||
           (content.length > 0 && content.start[content.length - 1] == '}');
}

static enum answers_format format_of_lines(struct answers_reader *reader)
{
    struct stream *stream = &reader->stream;
    size_t next = 0;
    struct text line = text_trim(skip_marks(line_at(stream, 0, &next)));
    if (text_starts(line, TEXT("{"))) {
        bool is_lines = line.length > LIMIT_RECORD_BYTES || json_is_object_line(line) ||
                        has_object_line(stream, true);
        return is_lines ? ANSWERS_NDJSON : ANSWERS_JSON;
    }
    if (text_starts(line, TEXT("["))) {
        return ANSWERS_JSON;
    }
    if (csv_is_header_line(&reader->keys, line)) {
        return ANSWERS_CSV;
    }
    bool is_lines = is_damaged(line) && has_object_line(stream, false);
    return is_lines ? ANSWERS_NDJSON : ANSWERS_YAML;
}

/* ---- Encodings ------------------------------------------------------------------------------- */

bool reader_is_wide(struct text bytes)
{
    if (bytes.length < 2) {
        return false;
    }
    return text_starts(bytes, (struct text){"\xFF\xFE", 2}) ||
           text_starts(bytes, (struct text){"\xFE\xFF", 2}) ||
           (bytes.start[0] == '\0') != (bytes.start[1] == '\0') ||
           text_starts(bytes, (struct text){"\0\0\0", 3});
}

enum answers_status reader_begin(struct answers_reader *reader, struct diags *diags)
{
    struct stream *stream = &reader->stream;
    if (reader->format == ANSWERS_NDJSON) {
        return ANSWERS_RECORD;
    }
    while (stream_bytes(stream).length < 4 && stream_more(stream)) {
    }
    bool is_guess = reader->format == ANSWERS_GUESS;
    if (reader_is_wide(stream_bytes(stream))) {
        if (is_guess && has_object_line(stream, false)) {
            reader->format = ANSWERS_NDJSON;
            return ANSWERS_RECORD;
        }
        struct diag *diag = diag_add_file(diags, CODE_A111, stream->name,
                                          "the file is written in UTF-16 or UTF-32, not in UTF-8");
        diag_help(diags, diag, "save it again and choose UTF-8");
        return ANSWERS_BAD;
    }
    stream_skip(stream, text_mark_length(stream_bytes(stream)));
    if (is_guess && !skip_blank_lines(stream)) {
        struct diag *diag =
            diag_add_file(diags, CODE_A114, stream->name, "there is nothing to read");
        diag_help(diags, diag,
                  "a person who has answered nothing is `{}`; a file that is empty and is meant to "
                  "be such a person needs `-i yaml`");
        reader->format = ANSWERS_NDJSON;
        return ANSWERS_END;
    }
    if (is_guess) {
        reader->format = format_of_lines(reader);
        reader->guessed = true;
    }
    return ANSWERS_RECORD;
}

/* ---- A guess that was wrong ------------------------------------------------------------------ */

/* Whether [code] tells of how a file is written, not of an answer. */
static bool is_of_format(enum code code)
{
    return code != CODE_A101 && code != CODE_A102 && code != CODE_A103 && code != CODE_A104 &&
           code != CODE_A105 && code != CODE_A107;
}

void reader_add_guess(const struct answers_reader *reader, struct diags *diags)
{
    bool is_yaml = reader->format == ANSWERS_YAML;
    if (!reader->guessed || reader->records > 0 || (!is_yaml && reader->format != ANSWERS_JSON) ||
        !reader->stream.ended || stream_bytes(&reader->stream).length > 0) {
        return;
    }
    diags_sort(diags);
    for (uint32_t i = 0; i < diags->count; i++) {
        struct diag *diag = &diags->items[i];
        if (diag->severity == SEVERITY_ERROR && is_of_format(diag->code)) {
            diag_note(diags, diag, (struct span){NULL, 0, 0},
                      "all of this was read as one record of %s, which was guessed; the option "
                      "`-i` says what it is",
                      is_yaml ? "YAML" : "JSON");
            return;
        }
    }
}
