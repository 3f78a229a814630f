/* JSON: cutting a file into records (one object, a list of objects, objects one after the other, or
 * one a line) without holding more than one of them. Not for reading a record (json.c). */
#include <string.h>

#include "answers/reader.h"

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* ---- Brackets ------------------------------------------------------------------------------- */

/* Brackets and texts on the way through a record, so that its end can be found without reading it.
 * Where brackets do not match, a closing one closes back to its partner: then the records behind a
 * broken one are still found. */
struct brackets {
    uint32_t depth;
    uint64_t kinds; /* the innermost 64: bit 0 is the innermost, set for `{` */
    bool in_string;
    bool escaped;
};

/* Takes one byte; true when it closes the outermost bracket. */
static bool brackets_take(struct brackets *brackets, char c)
{
    if (brackets->in_string) {
        bool escaped = brackets->escaped;
        brackets->escaped = !escaped && c == '\\';
        /* No text goes over a line end, so that a missing quote does not swallow the file. */
        brackets->in_string = c != '\n' && (escaped || c != '"');
        return false;
    }
    if (c == '"') {
        brackets->in_string = true;
        brackets->escaped = false;
    } else if (c == '{' || c == '[') {
        brackets->depth++;
        brackets->kinds = brackets->kinds << 1 | (c == '{' ? 1u : 0u);
    } else if (c == '}' || c == ']') {
        uint64_t kinds = brackets->kinds;
        uint32_t depth = brackets->depth;
        bool matches = false;
        while (depth > 0 && !matches) {
            matches = (kinds & 1) == (c == '}' ? 1u : 0u);
            kinds >>= 1;
            depth--;
        }
        if (matches) {
            brackets->kinds = kinds;
            brackets->depth = depth;
            return depth == 0;
        }
    }
    return false;
}

/* How much of [text] it takes to close the bracket that it begins with; 0 where it is not closed. */
static size_t closed_length(struct text text)
{
    struct brackets brackets = {0};
    for (size_t i = 0; i < text.length; i++) {
        if (brackets_take(&brackets, text.start[i])) {
            return i + 1;
        }
    }
    return 0;
}

bool json_is_object_line(struct text line)
{
    line = text_trim(line);
    return text_starts(line, TEXT("{")) && closed_length(line) == line.length;
}

bool json_is_closed(struct text text)
{
    return closed_length(text) > 0;
}

/* ---- A list of records, or records one after the other --------------------------------------- */

struct json_cut {
    struct answers_reader *reader;
    bool inside; /* a record has begun */
    bool bare;   /* it is no map, list or text */
    struct brackets brackets;
    enum json_gap gap;
};

static bool finish(struct cut *cut, size_t begin, size_t end)
{
    cut->begin = begin;
    cut->end = end;
    cut->next = end;
    return true;
}

/* A byte between two records. True where it makes a record of its own, for its message. */
static bool take_between(struct json_cut *state, struct cut *cut, char c)
{
    struct answers_reader *reader = state->reader;
    if (is_space(c)) {
        cut->begin = ++cut->at;
        return false;
    }
    if (reader->json_position == JSON_BEFORE && c == '[') {
        reader->json_position = JSON_IN_ARRAY;
        cut->begin = ++cut->at;
        return false;
    }
    if (reader->json_position == JSON_IN_ARRAY && c == ',') {
        reader->json_commas++;
        cut->begin = ++cut->at;
        return false;
    }
    if (reader->json_position == JSON_IN_ARRAY && c == ']') {
        reader->json_position = JSON_AFTER;
        cut->begin = cut->at++;
        if (reader->json_commas > 0) {
            state->gap = JSON_GAP_TRAILING_COMMA;
            return finish(cut, cut->begin, cut->at);
        }
        cut->begin = cut->at;
        return false;
    }
    if (reader->json_position == JSON_AFTER) {
        state->gap = JSON_GAP_AFTER_END;
    } else if (reader->json_position == JSON_IN_ARRAY) {
        uint32_t wanted = reader->json_elements > 0 ? 1 : 0;
        state->gap = reader->json_commas < wanted   ? JSON_GAP_NO_COMMA
                     : reader->json_commas > wanted ? JSON_GAP_COMMA
                                                    : JSON_GAP_GOOD;
        reader->json_elements += reader->json_elements == UINT32_MAX ? 0 : 1;
        reader->json_commas = 0;
    } else {
        reader->json_position = JSON_TOP;
        state->gap = c == ',' ? JSON_GAP_COMMA : JSON_GAP_GOOD;
    }
    state->inside = true;
    state->bare = c != '{' && c != '[';
    return false;
}

/* Whether [c] ends a record that is neither a map nor a list. */
static bool ends_bare(const struct json_cut *state, char c)
{
    if (state->brackets.in_string) {
        return false;
    }
    return c == '{' || c == '[' ||
           (state->reader->json_position == JSON_IN_ARRAY && (c == ',' || c == ']'));
}

static bool find_json(void *opaque, struct cut *cut, struct text bytes, bool ended)
{
    struct json_cut *state = opaque;
    struct answers_reader *reader = state->reader;
    while (cut->at < bytes.length) {
        char c = bytes.start[cut->at];
        if (!state->inside) {
            if (take_between(state, cut, c)) {
                return true;
            }
            continue;
        }
        if (reader->json_position == JSON_AFTER) {
            cut->at = bytes.length; /* nothing behind the array is read */
            break;
        }
        if (state->bare && cut->at > cut->begin && ends_bare(state, c)) {
            return finish(cut, cut->begin, cut->at);
        }
        cut->at++;
        if (brackets_take(&state->brackets, c)) {
            return finish(cut, cut->begin, cut->at);
        }
    }
    if (!ended) {
        return false;
    }
    bool in_array = reader->json_position == JSON_IN_ARRAY;
    if (in_array) {
        reader->json_position = JSON_AFTER;
    }
    if (!state->inside && in_array) {
        state->gap = JSON_GAP_UNCLOSED;
    }
    cut->none = !state->inside && !in_array;
    return finish(cut, state->inside ? cut->begin : bytes.length, bytes.length);
}

/* What is wrong before the record in [source]. Its message says so; false where there is nothing
 * but the message. */
static bool add_gap(enum json_gap gap, const struct source *source, struct diags *diags)
{
    struct span span = span_of(source, 0, source->text.length > 0 ? 1 : 0);
    switch (gap) {
    case JSON_GAP_GOOD:
        return true;
    case JSON_GAP_NO_COMMA:
        diag_add(diags, CODE_A120, span, "a comma is missing before this record");
        return true;
    case JSON_GAP_COMMA:
        diag_add(diags, CODE_A120, span, "a comma too many before this record");
        return true;
    case JSON_GAP_TRAILING_COMMA:
        diag_add(diags, CODE_A120, span, "a comma before the end of the list");
        return false;
    case JSON_GAP_UNCLOSED:
        diag_add(diags, CODE_A120, span, "the file ends, but the `]` of the list is missing");
        return false;
    case JSON_GAP_AFTER_END:
        diag_add(diags, CODE_A122, span, "text after the end of the list of records");
        return false;
    }
    return false;
}

enum answers_status json_next(struct answers_reader *reader, struct arena *arena,
                              struct record *record, struct diags *diags)
{
    struct json_cut state = {.reader = reader};
    const struct source *source = NULL;
    switch (stream_take(&reader->stream, find_json, &state, arena, &source, diags)) {
    case PIECE_RECORD:
        break;
    case PIECE_TOO_LARGE:
        if (add_gap(state.gap, source, diags)) {
            reader_add_too_large(reader->format, source, diags);
        }
        return ANSWERS_BAD;
    case PIECE_LOST:
        return ANSWERS_BAD;
    case PIECE_FAILED:
        return ANSWERS_FAILED;
    case PIECE_NONE:
        if (reader->json_position == JSON_BEFORE) {
            reader->json_position = JSON_AFTER;
            diag_add_file(diags, CODE_A120, reader->stream.name,
                          "the file is empty; a JSON file holds an object or a list of them");
            return ANSWERS_BAD;
        }
        return ANSWERS_END;
    }
    if (!add_gap(state.gap, source, diags)) {
        return ANSWERS_BAD;
    }
    bool good = json_read_record(reader, source, arena, record, diags);
    return good && state.gap == JSON_GAP_GOOD ? ANSWERS_RECORD : ANSWERS_BAD;
}

/* ---- One record a line ----------------------------------------------------------------------- */

struct line_cut {
    bool inside;   /* a record has begun */
    bool indented; /* blanks of its line were passed over */
};

/* Passes over blank lines, blanks, and byte order marks at the beginning of a line: they stand in
 * mid-file where files are joined, and a file may be split at any line. False where more bytes must
 * tell. */
static bool skip_to_record(struct line_cut *state, struct cut *cut, struct text bytes, bool ended)
{
    while (!state->inside && cut->at < bytes.length) {
        struct text rest = {bytes.start + cut->at, bytes.length - cut->at};
        size_t mark = state->indented ? 0 : text_mark_length(rest);
        if (mark > 0) {
            cut->at += mark;
        } else if (!state->indented && !ended && rest.length < 3 &&
                   memcmp(rest.start, "\xEF\xBB", rest.length) == 0) {
            return false;
        } else if (is_space(rest.start[0])) {
            state->indented = rest.start[0] != '\n';
            cut->at++;
        } else {
            state->inside = true;
        }
        cut->begin = cut->at;
    }
    return true;
}

static bool find_line(void *opaque, struct cut *cut, struct text bytes, bool ended)
{
    struct line_cut *state = opaque;
    if (!skip_to_record(state, cut, bytes, ended)) {
        return false;
    }
    const char *newline =
        cut->at < bytes.length ? memchr(bytes.start + cut->at, '\n', bytes.length - cut->at) : NULL;
    if (newline != NULL) {
        cut->at = (size_t)(newline - bytes.start) + 1;
        finish(cut, cut->begin, cut->at - 1);
        cut->next = cut->at;
        return true;
    }
    cut->at = bytes.length;
    if (!ended) {
        return false;
    }
    cut->none = !state->inside;
    return finish(cut, cut->begin, bytes.length);
}

enum answers_status ndjson_next(struct answers_reader *reader, struct arena *arena,
                                struct record *record, struct diags *diags)
{
    struct line_cut state = {.inside = false};
    const struct source *source = NULL;
    switch (stream_take(&reader->stream, find_line, &state, arena, &source, diags)) {
    case PIECE_RECORD:
        break;
    case PIECE_TOO_LARGE:
        reader_add_too_large(reader->format, source, diags);
        return ANSWERS_BAD;
    case PIECE_LOST:
        return ANSWERS_BAD;
    case PIECE_FAILED:
        return ANSWERS_FAILED;
    case PIECE_NONE:
        return ANSWERS_END;
    }
    bool good = json_read_record(reader, source, arena, record, diags);
    return good ? ANSWERS_RECORD : ANSWERS_BAD;
}
