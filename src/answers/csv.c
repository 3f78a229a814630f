/* CSV as RFC 4180 has it: cells in quotes, doubled quotes, line ends inside quotes; a header that
 * names the columns in any order. Not for what the cells say (parse.c). */
#include <string.h>

#include "answers/reader.h"
#include "base/bytes.h"
#include "base/limits.h"

/* ---- Cutting --------------------------------------------------------------------------------- */

enum csv_state { CSV_CELL_START, CSV_PLAIN, CSV_QUOTED, CSV_QUOTE_IN_QUOTED };

/* As much of the row is kept of where a quote is opened that never closes. */
enum { SHOWN = 60 };

struct csv_cut {
    const struct stream *stream;
    bool inside; /* a row has begun */
    enum csv_state state;
    size_t quote; /* where the quote stands that is open */
    bool quote_noted;
    uint32_t quote_line, quote_column;
    char shown[SHOWN];
    size_t shown_length;
};

static enum csv_state state_after(enum csv_state state, char c)
{
    switch (state) {
    case CSV_CELL_START:
        return c == '"' ? CSV_QUOTED : c == ',' ? CSV_CELL_START : CSV_PLAIN;
    case CSV_PLAIN:
        return c == ',' ? CSV_CELL_START : CSV_PLAIN;
    case CSV_QUOTED:
        return c == '"' ? CSV_QUOTE_IN_QUOTED : CSV_QUOTED;
    case CSV_QUOTE_IN_QUOTED:
        return c == '"' ? CSV_QUOTED : c == ',' ? CSV_CELL_START : CSV_PLAIN;
    }
    return state;
}

/* Remembers the place of the open quote before the bytes that it stands in are given up. */
static void note_quote(struct csv_cut *state)
{
    struct stream at_quote = *state->stream;
    stream_skip(&at_quote, state->quote);
    state->quote_line = at_quote.line;
    state->quote_column = at_quote.column;
    struct text bytes = stream_bytes(&at_quote);
    size_t length = bytes.length < SHOWN ? bytes.length : SHOWN;
    const char *newline = memchr(bytes.start, '\n', length);
    length = newline != NULL ? (size_t)(newline - bytes.start) : length;
    memcpy(state->shown, bytes.start, length);
    state->shown_length = length;
    state->quote_noted = true;
}

/* Blank lines between rows are passed over; a row of one empty cell is written `""`. */
static bool skip_blank_lines(struct csv_cut *state, struct cut *cut, struct text bytes, bool ended)
{
    while (cut->at < bytes.length) {
        size_t left = bytes.length - cut->at;
        if (bytes.start[cut->at] == '\n') {
            cut->at++;
        } else if (bytes.start[cut->at] == '\r' && left == 1) {
            if (!ended) {
                return false;
            }
            cut->at++;
        } else if (bytes.start[cut->at] == '\r' && bytes.start[cut->at + 1] == '\n') {
            cut->at += 2;
        } else {
            state->inside = true;
            return true;
        }
        cut->begin = cut->at;
    }
    return ended;
}

static bool find_row(void *opaque, struct cut *cut, struct text bytes, bool ended)
{
    struct csv_cut *state = opaque;
    if (!state->inside && !skip_blank_lines(state, cut, bytes, ended)) {
        return false;
    }
    while (cut->at < bytes.length) {
        char c = bytes.start[cut->at];
        if (c == '\n' && state->state != CSV_QUOTED) {
            cut->end = cut->at++;
            cut->next = cut->at;
            return true;
        }
        enum csv_state before = state->state;
        state->state = state_after(before, c);
        if (before == CSV_CELL_START && state->state == CSV_QUOTED) {
            state->quote = cut->at;
            state->quote_noted = false;
        }
        cut->at++;
    }
    if (!ended) {
        if (state->state == CSV_QUOTED && !state->quote_noted) {
            note_quote(state);
        }
        return false;
    }
    cut->none = !state->inside;
    cut->end = bytes.length;
    cut->next = bytes.length;
    return true;
}

struct answers_place answers_first_row(struct text text)
{
    struct csv_cut state = {0};
    struct cut cut = {0};
    (void)find_row(&state, &cut, text, true);
    return (struct answers_place){cut.begin, cut.end, cut.next, cut.none};
}

/* What is behind the quoted cell whose text begins at [at]; NULL where that is not known yet. */
static const char *behind_quoted(const char *at, const char *end)
{
    const char *quote = NULL;
    while ((quote = memchr(at, '"', (size_t)(end - at))) != NULL && quote + 1 < end) {
        if (quote[1] != '"') {
            return quote + 1;
        }
        at = quote + 2;
    }
    return NULL;
}

/* The same as answers_whole_rows() for 64 bytes at a time, where each quote that opens stands at the
 * beginning of a cell, or is the second of two in quotes; SIZE_MAX where one does not. */
static size_t whole_tidy_rows(struct text text)
{
    size_t whole = 0;
    uint64_t was_inside = 0; /* all bits, or none */
    uint64_t may_open = 1;   /* the first byte of the next 64 */
    for (size_t at = 0; at < text.length; at += 64) {
        char last[64] = {0};
        const char *bytes = text.start + at;
        if (text.length - at < sizeof last) {
            memcpy(last, bytes, text.length - at);
            bytes = last;
        }
        uint64_t quotes = bytes_find(bytes, '"');
        uint64_t newlines = bytes_find(bytes, '\n');
        uint64_t before = newlines | quotes | bytes_find(bytes, ',');
        uint64_t inside = quotes; /* from a quote that opens up to the one that closes */
        for (int shift = 1; shift < 64; shift *= 2) {
            inside ^= inside << shift;
        }
        inside ^= was_inside;
        if ((quotes & inside & ~(before << 1 | may_open)) != 0) {
            return SIZE_MAX;
        }
        if ((newlines & ~inside) != 0) {
            whole = at + 64 - (size_t)__builtin_clzll(newlines & ~inside);
        }
        was_inside = (inside >> 63) != 0 ? UINT64_MAX : 0;
        may_open = before >> 63;
    }
    return whole;
}

size_t answers_whole_rows(struct text text)
{
    size_t tidy = whole_tidy_rows(text);
    if (tidy != SIZE_MAX) {
        return tidy;
    }
    const char *end = text.start + text.length;
    const char *at = text.start; /* in no quotes */
    size_t whole = 0;
    while (at != NULL && at < end) {
        const char *quote = memchr(at, '"', (size_t)(end - at));
        const char *newline = memrchr(at, '\n', (size_t)((quote != NULL ? quote : end) - at));
        whole = newline != NULL ? (size_t)(newline + 1 - text.start) : whole;
        bool opens =
            quote == text.start || (quote != NULL && (quote[-1] == ',' || quote[-1] == '\n'));
        at = quote == NULL ? NULL : opens ? behind_quoted(quote + 1, end) : quote + 1;
    }
    return whole;
}

/* ---- Cells ----------------------------------------------------------------------------------- */

struct cell {
    struct text text;
    struct span span;
    bool good;
    struct cell *next;
};

struct row {
    const struct source *source;
    struct text text;
    struct cell *first;
    struct cell **last;
    uint32_t count;
    bool good;
    const struct answers_reader *reader; /* for the names of the columns in messages */
};

/* Adds a message about the cell that is being read. */
static struct diag *complain(struct row *row, enum code code, size_t start, size_t end,
                             struct diags *diags, const char *message)
{
    struct diag *diag =
        diag_add(diags, code, span_of(row->source, start, end - start), "%s", message);
    if (row->reader->csv_columns != NULL && row->count < row->reader->csv_column_count) {
        diag_key(diags, diag, row->reader->csv_columns[row->count].name);
    }
    row->good = false;
    return diag;
}

/* Whether the bytes of a cell from [start] on are text. */
static bool check_cell(struct row *row, size_t start, size_t end, struct diags *diags)
{
    struct text key = TEXT("");
    if (row->reader->csv_columns != NULL && row->count < row->reader->csv_column_count) {
        key = row->reader->csv_columns[row->count].name;
    }
    struct text text = {row->text.start + start, end - start};
    bool good = reader_check_text(row->source, text, key, diags);
    row->good = row->good && good;
    return good;
}

/* The text between the quotes, in which a quote is doubled. NULL start without memory. */
static struct text undouble(struct text text, struct arena *arena)
{
    if (memchr(text.start, '"', text.length) == NULL) {
        return text;
    }
    char *bytes = arena_alloc(arena, text.length);
    size_t length = 0;
    for (size_t i = 0; i < text.length && bytes != NULL; i++) {
        bytes[length++] = text.start[i];
        i += text.start[i] == '"' ? 1 : 0;
    }
    return (struct text){bytes, length};
}

/* Reads a cell in quotes from *at on, and moves it behind the cell. */
static void read_quoted(struct row *row, struct cell *cell, size_t *at, struct arena *arena,
                        struct diags *diags)
{
    struct text text = row->text;
    size_t open = *at;
    size_t end = open + 1;
    while (end < text.length &&
           (text.start[end] != '"' || (end + 1 < text.length && text.start[end + 1] == '"'))) {
        end += text.start[end] == '"' ? 2 : 1;
    }
    cell->span = span_of(row->source, open + 1, end - open - 1);
    cell->good = check_cell(row, open + 1, end, diags);
    cell->text = undouble((struct text){text.start + open + 1, end - open - 1}, arena);
    if (cell->text.start == NULL) {
        diag_out_of_memory(diags);
        cell->text = TEXT("");
        row->good = false;
        cell->good = false;
    }
    *at = end + 1;
    if (end >= text.length) {
        complain(row, CODE_A132, open, open + 1, diags,
                 "the quote that is opened here never closes");
        cell->good = false;
        *at = text.length;
        return;
    }
    size_t stray = *at;
    while (*at < text.length && text.start[*at] != ',') {
        ++*at;
    }
    if (*at > stray) {
        struct diag *diag =
            complain(row, CODE_A133, stray, *at, diags, "text after the closing quote of a cell");
        diag_help(diags, diag, "a quote inside a quoted cell is written twice");
        cell->good = false;
    }
}

static void read_plain(struct row *row, struct cell *cell, size_t *at, struct diags *diags)
{
    struct text text = row->text;
    size_t start = *at;
    const char *comma = memchr(text.start + start, ',', text.length - start);
    size_t end = comma == NULL ? text.length : (size_t)(comma - text.start);
    cell->text = (struct text){text.start + start, end - start};
    cell->span = span_of(row->source, start, end - start);
    cell->good = check_cell(row, start, end, diags);
    *at = end;
    const char *quote = memchr(cell->text.start, '"', cell->text.length);
    if (quote != NULL) {
        size_t stands = (size_t)(quote - text.start);
        struct diag *diag =
            complain(row, CODE_A133, stands, stands + 1, diags, "a quote inside an unquoted cell");
        diag_help(diags, diag, "put the whole cell in quotes, and write this quote twice");
        cell->good = false;
    }
    const char *carriage = memchr(cell->text.start, '\r', cell->text.length);
    if (carriage != NULL) {
        size_t stands = (size_t)(carriage - text.start);
        complain(row, CODE_A134, stands, stands + 1, diags,
                 "a carriage return without a line feed behind it");
        cell->good = false;
    }
}

/* Reads all cells of row->source. False, with messages, where some cannot be used. */
static bool read_row(struct row *row, struct arena *arena, struct diags *diags)
{
    row->text = row->source->text;
    row->last = &row->first;
    row->good = true;
    size_t at = 0;
    if (row->text.length > 0 && row->text.start[row->text.length - 1] == '\r') {
        row->text.length--; /* the line ended with CR LF */
    }
    for (;;) {
        struct cell *cell = arena_alloc(arena, sizeof *cell);
        if (cell == NULL) {
            return diag_out_of_memory(diags);
        }
        if (at < row->text.length && row->text.start[at] == '"') {
            read_quoted(row, cell, &at, arena, diags);
        } else {
            read_plain(row, cell, &at, diags);
        }
        *row->last = cell;
        row->last = &cell->next;
        row->count++;
        if (at >= row->text.length) {
            return row->good;
        }
        at++; /* the comma */
    }
}

/* ---- The header ------------------------------------------------------------------------------ */

bool csv_is_header_line(const struct keys *keys, struct text line)
{
    size_t start = 0;
    bool known = false;
    for (size_t i = 0; i <= line.length; i++) {
        if (i < line.length && line.start[i] == ':') {
            return false; /* a key of YAML */
        }
        if (i == line.length || line.start[i] == ',') {
            struct text name = text_trim((struct text){line.start + start, i - start});
            if (name.length >= 2 && name.start[0] == '"') {
                name = (struct text){name.start + 1, name.length - 2};
            }
            known = known || names_find(&keys->names, name) <= keys->questionnaire->question_count;
            start = i + 1;
        }
    }
    return known;
}

/* What the column that [cell] names holds. False with a message where it cannot be used. */
static bool read_column(const struct answers_reader *reader, const struct cell *cell,
                        struct csv_column *ret, struct diags *diags)
{
    if (text_trim(cell->text).length == 0) {
        diag_add(diags, CODE_A130, cell->span, "a column without a name");
        return false;
    }
    ret->name = cell->text;
    ret->kind = keys_find(&reader->keys, cell->text, cell->span, &ret->question, diags);
    if (ret->kind == KEY_EXPECT) {
        struct diag *diag = diag_add(diags, CODE_A105, cell->span, "`expect` has no place in CSV");
        diag_key(diags, diag, cell->text);
        diag_help(diags, diag, "worked examples are written in YAML or JSON");
        return false;
    }
    if (ret->kind == KEY_INTERVIEW) {
        struct diag *diag =
            diag_add(diags, CODE_A107, cell->span, "`interview` has no place in CSV");
        diag_key(diags, diag, cell->text);
        return false;
    }
    return ret->kind != KEY_WRONG;
}

static bool add_twice(const struct cell *cell, struct span first, struct diags *diags)
{
    struct diag *diag =
        diag_add(diags, CODE_A102, cell->span, "the column `" TEXT_FORMAT "` is there twice",
                 TEXT_ARGS(cell->text));
    diag_note(diags, diag, first, "it is there already");
    diag_key(diags, diag, cell->text);
    return false;
}

/* A header that is one cell because the file separates its cells by something else. */
static bool add_wrong_separator(const struct row *row, struct diags *diags)
{
    struct text text = row->text;
    bool semicolon = memchr(text.start, ';', text.length) != NULL;
    bool tab = memchr(text.start, '\t', text.length) != NULL;
    if (row->count > 1 || (!semicolon && !tab)) {
        return false;
    }
    struct diag *diag = diag_add(diags, CODE_A130, span_of(row->source, 0, text.length),
                                 "the cells of this file are not separated by commas");
    diag_help(diags, diag, "save it again with `,` between the cells in place of %s",
              semicolon ? "`;`" : "tabs");
    return true;
}

/* Whether [name] is likely to be a misspelt name. Shorter ones are near to too many. */
static bool is_near_name(const struct keys *keys, struct text name)
{
    enum { SHORTEST = 3 };
    uint32_t count = keys->questionnaire->question_count + 1; /* with `id` */
    name = text_trim(name);
    return name.length >= SHORTEST && nearest_name(name, keys->names.texts, count) != NAME_NONE;
}

/* A first line that is answers, and no header at all. */
static bool add_no_header(const struct answers_reader *reader, const struct row *row,
                          struct diags *diags)
{
    enum { LOOKED_AT = 16 }; /* looking for near names takes time */
    const struct questionnaire *questionnaire = reader->keys.questionnaire;
    bool blank = true;
    uint32_t number = 0;
    for (const struct cell *cell = row->first; cell != NULL; cell = cell->next, number++) {
        if (names_find(&reader->keys.names, cell->text) != NAME_NONE ||
            (number < LOOKED_AT && is_near_name(&reader->keys, cell->text))) {
            return false;
        }
        blank = blank && text_trim(cell->text).length == 0;
    }
    if (blank) {
        return false; /* each cell says more */
    }
    struct diag *diag = diag_add(diags, CODE_A130, span_of(row->source, 0, row->text.length),
                                 "the first line of a CSV file names the columns, and no name here "
                                 "is known");
    if (questionnaire->question_count > 0) {
        diag_help(diags, diag,
                  "put a line with the ids of the questions before the answers, as in "
                  "`id," TEXT_FORMAT ",...`",
                  TEXT_ARGS(questionnaire->questions[0].id));
    }
    return true;
}

static bool read_header(struct answers_reader *reader, const struct source *source,
                        struct diags *diags)
{
    struct arena *arena = &reader->arena;
    struct row row = {.source = source, .reader = reader};
    bool good = read_row(&row, arena, diags);
    if (good && (add_wrong_separator(&row, diags) || add_no_header(reader, &row, diags))) {
        return false;
    }
    struct csv_column *columns = arena_array(arena, row.count + 1, sizeof *columns);
    uint32_t key_count = reader->keys.questionnaire->question_count + 1;
    struct span *seen = arena_array(arena, key_count, sizeof *seen);
    if (columns == NULL || seen == NULL) {
        return diag_out_of_memory(diags);
    }
    uint32_t column = 0;
    for (const struct cell *cell = row.first; cell != NULL; cell = cell->next, column++) {
        if (!cell->good || !read_column(reader, cell, &columns[column], diags)) {
            good = false;
            continue;
        }
        uint32_t number = columns[column].kind == KEY_ID ? key_count - 1 : columns[column].question;
        if (seen[number].source != NULL) {
            good = add_twice(cell, seen[number], diags);
        }
        seen[number] = cell->span;
    }
    if (good) {
        reader->csv_header = source;
        reader->csv_columns = columns;
        reader->csv_column_count = row.count;
    }
    return good;
}

/* ---- Rows ------------------------------------------------------------------------------------ */

static bool fill_cell(const struct answers_reader *reader, const struct csv_column *column,
                      const struct cell *cell, struct arena *arena, struct record *record,
                      struct diags *diags)
{
    if (!cell->good) {
        return false;
    }
    if (column->kind == KEY_ID) {
        return record_take_id(record, cell->text, cell->span, arena, diags);
    }
    return answer_parse(&reader->keys.questionnaire->questions[column->question], cell->text,
                        cell->span, arena, &record->answers[column->question], diags);
}

static void add_ragged(const struct answers_reader *reader, const struct row *row,
                       struct diags *diags)
{
    struct diag *diag = diag_add(diags, CODE_A131, span_of(row->source, 0, row->text.length),
                                 "the row has %u cell%s, the header has %u", (unsigned)row->count,
                                 row->count == 1 ? "" : "s", (unsigned)reader->csv_column_count);
    diag_note(diags, diag, span_of(reader->csv_header, 0, reader->csv_header->text.length),
              "the columns are named here");
}

enum answers_status csv_read_row(const struct answers_reader *reader, const struct source *source,
                                 struct arena *arena, struct record *record, struct diags *diags)
{
    struct row row = {.source = source, .reader = reader};
    bool good = read_row(&row, arena, diags);
    record->span = span_of(source, 0, row.text.length);
    bool ragged = row.count != reader->csv_column_count;
    if (good && ragged) {
        add_ragged(reader, &row, diags);
    }
    if (ragged) {
        /* Nobody can tell which comma is too many or missing, so that any cell may belong to another
         * column: their mistakes would be misleading, and so would an id. */
        return ANSWERS_BAD;
    }
    uint32_t column = 0;
    for (const struct cell *cell = row.first; cell != NULL; cell = cell->next, column++) {
        good = fill_cell(reader, &reader->csv_columns[column], cell, arena, record, diags) && good;
    }
    return good ? ANSWERS_RECORD : ANSWERS_BAD;
}

/* A row that is too large; where its quote never closes, that is what is wrong. */
static void add_too_large(const struct answers_reader *reader, const struct csv_cut *state,
                          const struct source *source, struct arena *arena, struct diags *diags)
{
    if (state->state != CSV_QUOTED || !state->quote_noted) {
        reader_add_too_large(reader->format, source, diags);
        return;
    }
    struct source *at_quote = arena_alloc(arena, sizeof *at_quote);
    struct text shown = text_copy(arena, (struct text){state->shown, state->shown_length});
    if (at_quote == NULL || shown.start == NULL) {
        diag_out_of_memory(diags);
        return;
    }
    *at_quote = (struct source){reader->stream.name, shown, state->quote_line, state->quote_column};
    diag_add(diags, CODE_A132, span_of(at_quote, 0, 1),
             "the quote that is opened here never closes");
}

static enum answers_status bad_header(struct answers_reader *reader)
{
    reader->ended = true;
    return ANSWERS_BAD;
}

enum answers_status csv_next(struct answers_reader *reader, struct arena *arena,
                             struct record *record, struct diags *diags)
{
    for (;;) {
        bool is_header = reader->csv_columns == NULL;
        struct csv_cut state = {.stream = &reader->stream};
        const struct source *source = NULL;
        enum piece_status status = stream_take(&reader->stream, find_row, &state,
                                               is_header ? &reader->arena : arena, &source, diags);
        switch (status) {
        case PIECE_RECORD:
            break;
        case PIECE_TOO_LARGE:
            add_too_large(reader, &state, source, is_header ? &reader->arena : arena, diags);
            return is_header ? bad_header(reader) : ANSWERS_BAD;
        case PIECE_LOST:
            return is_header ? bad_header(reader) : ANSWERS_BAD;
        case PIECE_FAILED:
            return ANSWERS_FAILED;
        case PIECE_NONE:
            if (is_header) {
                diag_add_file(diags, CODE_A130, reader->stream.name,
                              "the file is empty; a CSV file begins with the names of its columns");
                return bad_header(reader);
            }
            return ANSWERS_END;
        }
        if (!is_header) {
            return csv_read_row(reader, source, arena, record, diags);
        }
        if (!read_header(reader, source, diags)) {
            return bad_header(reader);
        }
    }
}
