/* YAML: cutting a stream at the lines `---` and `...` into documents, each of which is one record,
 * and turning the tree of a document into what it gives. Reading a document is src/yaml. */
#include <string.h>

#include "answers/reader.h"
#include "yaml/yaml.h"

/* ---- Cutting --------------------------------------------------------------------------------- */

/* Where in a line the cut is. Outside a document the line decides whether one begins. */
enum line_state { LINE_START, LINE_BLANK, LINE_COMMENT, LINE_REST };

struct yaml_cut {
    bool inside;     /* a document has begun */
    bool directives; /* directives were read, which belong to the document that follows */
    enum line_state line;
};

enum marker { MARKER_NONE, MARKER_START, MARKER_END, MARKER_UNSURE };

/* Whether the line that begins [bytes] is `---` or `...`, perhaps with more behind a blank. */
static enum marker marker_at(struct text bytes, bool ended)
{
    char c = bytes.length > 0 ? bytes.start[0] : '\0';
    if (c != '-' && c != '.') {
        return bytes.length > 0 || ended ? MARKER_NONE : MARKER_UNSURE;
    }
    for (size_t i = 1; i < 3; i++) {
        if (i >= bytes.length) {
            return ended ? MARKER_NONE : MARKER_UNSURE;
        }
        if (bytes.start[i] != c) {
            return MARKER_NONE;
        }
    }
    if (bytes.length == 3 && !ended) {
        return MARKER_UNSURE;
    }
    bool alone = bytes.length == 3 || memchr(" \t\r\n", bytes.start[3], 4) != NULL;
    return !alone ? MARKER_NONE : c == '-' ? MARKER_START : MARKER_END;
}

/* Passes over the rest of the line. */
static void take_rest(struct yaml_cut *state, struct cut *cut, struct text bytes)
{
    const char *newline = memchr(bytes.start + cut->at, '\n', bytes.length - cut->at);
    state->line = newline == NULL ? state->line : LINE_START;
    cut->at = newline == NULL ? bytes.length : (size_t)(newline - bytes.start) + 1;
}

/* At the start of a line. True where it ends the document. */
static bool take_line_start(struct yaml_cut *state, struct cut *cut, struct text bytes,
                            enum marker marker)
{
    if (state->inside) {
        state->line = LINE_REST;
        return marker == MARKER_START || marker == MARKER_END;
    }
    if (!state->directives) {
        cut->begin = cut->at;
    }
    state->line = LINE_REST;
    if (marker == MARKER_START) {
        state->inside = true;
    } else if (marker == MARKER_END) {
        state->line = LINE_COMMENT; /* the end of the document before */
    } else if (bytes.start[cut->at] == '%') {
        state->directives = true;
    } else {
        state->line = LINE_BLANK;
    }
    return false;
}

static bool find_document(void *opaque, struct cut *cut, struct text bytes, bool ended)
{
    struct yaml_cut *state = opaque;
    while (cut->at < bytes.length) {
        char c = bytes.start[cut->at];
        if (state->line == LINE_START) {
            struct text rest = {bytes.start + cut->at, bytes.length - cut->at};
            enum marker marker = marker_at(rest, ended);
            if (marker == MARKER_UNSURE) {
                return false;
            }
            if (take_line_start(state, cut, bytes, marker)) {
                cut->end = cut->at;
                cut->next = cut->at;
                return true;
            }
        } else if (state->line == LINE_BLANK) {
            if (c == '#' || c == '\n') {
                state->line = LINE_COMMENT;
            } else if (c != ' ' && c != '\t' && c != '\r') {
                state->line = LINE_REST;
                state->inside = true;
            } else {
                cut->at++;
            }
        } else {
            take_rest(state, cut, bytes);
            if (!state->inside && !state->directives) {
                cut->begin = cut->at;
            }
        }
    }
    if (!ended) {
        return false;
    }
    cut->none = !state->inside && !state->directives;
    cut->end = bytes.length;
    cut->next = bytes.length;
    return true;
}

struct answers_place answers_first_document(struct text text)
{
    struct yaml_cut state = {.inside = false};
    struct cut cut = {0};
    (void)find_document(&state, &cut, text, true);
    return (struct answers_place){cut.begin, cut.end, cut.next, cut.none};
}

size_t answers_whole_documents(struct text text)
{
    const char *newline = NULL;
    size_t at = text.length;
    while (at > 0 && (newline = memrchr(text.start, '\n', at)) != NULL) {
        at = (size_t)(newline - text.start);
        struct text rest = {newline + 1, text.length - at - 1};
        if (marker_at(rest, false) == MARKER_START) {
            return at + 1;
        }
    }
    return 0;
}

bool answers_may_have_directives(struct text text)
{
    return text.length > 0 &&
           (text.start[0] == '%' || memmem(text.start, text.length, "\n%", 2) != NULL);
}

/* A document without content: nothing but its marker, blanks and comments. */
static bool is_empty(struct text text)
{
    bool comment = false;
    bool blank_before = true;
    for (size_t i = marker_at(text, true) == MARKER_START ? 3 : 0; i < text.length; i++) {
        char c = text.start[i];
        bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
        comment = c != '\n' && (comment || (c == '#' && blank_before));
        if (!comment && !blank) {
            return false;
        }
        blank_before = blank;
    }
    return true;
}

/* ---- Reading --------------------------------------------------------------------------------- */

/* What [node] gives. Its depth is bounded by the scan. False when [arena] is used up. */
static bool convert(const struct yaml_node *node, struct arena *arena, struct given *ret)
{
    ret->span = node->span;
    ret->text = node->text;
    ret->key = TEXT("");
    if (node->key != NULL && node->key->kind == YAML_SCALAR) {
        ret->key = node->key->text;
        ret->key_span = node->key->span;
    }
    switch (node->kind) {
    case YAML_SCALAR:
        ret->kind = yaml_is_null(node) ? GIVEN_NOTHING : GIVEN_SCALAR;
        return true;
    case YAML_REFUSED:
        ret->kind = GIVEN_BROKEN;
        return true;
    case YAML_SEQUENCE:
        ret->kind = GIVEN_LIST;
        break;
    case YAML_MAPPING:
        ret->kind = GIVEN_MAP;
        ret->keys_checked = true;
        break;
    }
    const struct given **last = &ret->first;
    for (const struct yaml_node *child = node->first; child != NULL; child = child->next) {
        struct given *given = arena_alloc(arena, sizeof *given);
        if (given == NULL || !convert(child, arena, given)) {
            return false;
        }
        *last = given;
        last = &given->next;
    }
    return true;
}

/* Names the question in each message, from the [before]th on, that src/yaml has about a place
 * inside one member of [map]: it knows no questions. */
static void add_keys(const struct given *map, uint32_t before, struct diags *diags)
{
    for (uint32_t i = before; i < diags->count; i++) {
        struct diag *diag = &diags->items[i];
        const struct given *member = map->first;
        while (member != NULL && diag->span.source != NULL) {
            if (diag->span.offset < member->span.offset + member->span.length) {
                break;
            }
            member = member->next;
        }
        if (member != NULL && member->key_span.source == diag->span.source &&
            diag->span.offset >= member->key_span.offset) {
            diag_key(diags, diag, member->key);
        }
    }
}

bool yaml_read_given(const struct source *source, struct arena *arena, struct given *ret,
                     bool *ret_empty, struct diags *diags)
{
    *ret_empty = is_empty(source->text);
    if (*ret_empty) {
        return true;
    }
    const struct yaml_node *root = NULL;
    uint32_t before = diags->count;
    bool good = yaml_scan(source, arena, &root, diags);
    *ret = (struct given){.kind = GIVEN_BROKEN};
    if (root == NULL) {
        return false;
    }
    if (!convert(root, arena, ret)) {
        return diag_out_of_memory(diags);
    }
    if (ret->kind == GIVEN_MAP) {
        add_keys(ret, before, diags);
    }
    return good;
}

/* ---- The id of what cannot be read ----------------------------------------------------------- */

/* Where the first of the messages from the [before]th on stands in [source]; 0 where one of them has
 * no place. */
static size_t first_mistake(const struct source *source, uint32_t before, const struct diags *diags)
{
    size_t first = before < diags->count ? source->text.length : 0;
    for (uint32_t i = before; i < diags->count; i++) {
        const struct span *span = &diags->items[i].span;
        size_t at = span->source == source ? span->offset : 0;
        first = at < first ? at : first;
    }
    return first;
}

/* Whether quotes and brackets that [line] opens may go on below it, or the line is the text of a
 * document that has no keys. */
static bool may_go_on(struct text line)
{
    int balance = 0;
    bool odd_double = false;
    bool odd_single = false;
    for (size_t i = 0; i < line.length; i++) {
        char c = line.start[i];
        balance += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
        odd_double = odd_double != (c == '"');
        odd_single = odd_single != (c == '\'');
    }
    return balance != 0 || odd_double || odd_single ||
           (text_starts(line, TEXT("---")) && text_trim(line).length > 3);
}

/* The text that [line] gives as the id, which must be a simple one: letters, digits and a few signs,
 * in quotes or not. Empty where it gives none. */
static struct text simple_id(struct text line)
{
    static const struct text key = {"id:", 3};
    struct text none = TEXT("");
    if (!text_starts(line, key) || line.length == key.length || line.start[key.length] != ' ') {
        return none;
    }
    struct text value = text_trim((struct text){line.start + key.length, line.length - key.length});
    char quote = value.length > 0 ? value.start[0] : '\0';
    bool quoted = value.length > 2 && (quote == '"' || quote == '\'') &&
                  value.start[value.length - 1] == quote;
    if (quoted) {
        value = (struct text){value.start + 1, value.length - 2};
    } else if (quote == '-' || quote == '.' || text_is(value, "null") || text_is(value, "Null") ||
               text_is(value, "NULL")) {
        return none;
    }
    for (size_t i = 0; i < value.length; i++) {
        if (!answers_is_harmless(value.start[i])) {
            return none;
        }
    }
    return value;
}

/* Takes the id of a document that is no YAML, so that whoever mends it knows whose it is: only where
 * it stands on a line of its own, once, above the mistake, and nothing above it leaves in doubt that
 * the line is a key. */
static bool take_id_above(struct record *record, const struct source *source, size_t mistake,
                          struct arena *arena, struct diags *diags)
{
    struct text id = TEXT("");
    size_t at = text_mark_length(source->text);
    const char *newline = NULL;
    while (at < mistake &&
           (newline = memchr(source->text.start + at, '\n', mistake - at)) != NULL) {
        struct text line = {source->text.start + at, (size_t)(newline - source->text.start) - at};
        if (may_go_on(line)) {
            break;
        }
        if (text_starts(line, TEXT("id:"))) {
            if (id.length > 0) {
                return true; /* there are two */
            }
            id = simple_id(line);
        }
        at += line.length + 1;
    }
    struct span span =
        span_of(source, id.length > 0 ? (size_t)(id.start - source->text.start) : 0, id.length);
    return record_take_id(record, id, span, arena, diags);
}

bool yaml_read_record(const struct answers_reader *reader, const struct source *source,
                      struct arena *arena, struct record *record, struct diags *diags)
{
    struct given given = {.kind = GIVEN_BROKEN};
    bool empty = false;
    uint32_t before = diags->count;
    bool good = yaml_read_given(source, arena, &given, &empty, diags);
    if (empty) {
        return true;
    }
    switch (given.kind) {
    case GIVEN_NOTHING:
        return good;
    case GIVEN_MAP:
        return record_fill(record, &reader->keys, &given, arena, diags) && good;
    case GIVEN_BROKEN:
        (void)take_id_above(record, source, first_mistake(source, before, diags), arena, diags);
        return false;
    case GIVEN_LIST:
    case GIVEN_SCALAR:
    case GIVEN_STRING:
    case GIVEN_NUMBER:
    case GIVEN_TRUTH:
        break;
    }
    struct diag *diag = diag_add(diags, CODE_A106, given.span, "a record is a map of answers");
    diag_help(diags, diag,
              given.kind == GIVEN_LIST
                  ? "this is a list; write each record as a document of its own, with "
                    "the line `---` between them"
                  : "this is a text; write `question: answer`, a line for each");
    return false;
}

enum answers_status yaml_next(struct answers_reader *reader, struct arena *arena,
                              struct record *record, struct diags *diags)
{
    struct yaml_cut state = {.inside = false};
    const struct source *source = NULL;
    switch (stream_take(&reader->stream, find_document, &state, arena, &source, diags)) {
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
        /* A file without a document answers nothing, which is a record and no mistake: the person
         * is to talk with the staff. */
        reader->ended = true;
        return reader->records == 0 ? ANSWERS_RECORD : ANSWERS_END;
    }
    return yaml_read_record(reader, source, arena, record, diags) ? ANSWERS_RECORD : ANSWERS_BAD;
}
