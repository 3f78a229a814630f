/* Wrapping text into rows, pages of items, and frames as bytes. Not for what is shown. */
#include "interview/screen.h"

#include <string.h>

/* ---- Rows -------------------------------------------------------------------------------------- */

void sheet_init(struct sheet *sheet, struct arena *arena, unsigned width)
{
    *sheet = (struct sheet){.arena = arena, .width = width < 4 ? 4 : width};
}

static void add_row(struct sheet *sheet, struct row row)
{
    struct row *rows =
        list_reserve(sheet->arena, sheet->rows, sheet->count, &sheet->capacity, sizeof *rows);
    if (rows == NULL) {
        sheet->failed = true;
        return;
    }
    sheet->rows = rows;
    rows[sheet->count++] = row;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* Bytes of [text] from [start] that fit into [width] columns; at least one code point. */
static size_t fitting(struct text text, size_t start, size_t end, unsigned width)
{
    size_t at = start;
    while (at < end) {
        size_t next = at;
        (void)utf8_next(text, &next);
        if (at > start &&
            utf8_width((struct text){text.start + start, next - start}) > (size_t)width) {
            break;
        }
        at = next;
    }
    return at - start;
}

/* Where the words of a paragraph are being put. */
struct wrapping {
    struct sheet *sheet;
    struct text text;
    struct text lead;
    unsigned indent;
    unsigned width; /* beside the lead */
    bool bold;
    size_t start; /* of the present row */
    size_t end;   /* behind its last word; start: none yet */
};

static void end_row(struct wrapping *wrapping)
{
    if (wrapping->end > wrapping->start) {
        add_row(wrapping->sheet, (struct row){.indent = wrapping->indent,
                                              .lead = wrapping->lead,
                                              .text = {wrapping->text.start + wrapping->start,
                                                       wrapping->end - wrapping->start},
                                              .bold = wrapping->bold});
        wrapping->lead = TEXT("");
    }
    wrapping->start = wrapping->end;
}

static void put_word(struct wrapping *wrapping, size_t start, size_t end)
{
    bool first = wrapping->end == wrapping->start;
    size_t from = first ? start : wrapping->start;
    size_t width = utf8_width((struct text){wrapping->text.start + from, end - from});
    if (!first && width > wrapping->width) {
        end_row(wrapping);
        first = true;
    }
    if (!first) {
        wrapping->end = end;
        return;
    }
    for (;;) { /* a word that is wider than a row is broken */
        size_t fits = fitting(wrapping->text, start, end, wrapping->width);
        wrapping->start = start;
        wrapping->end = start + fits;
        if (start + fits >= end) {
            return;
        }
        end_row(wrapping);
        start += fits;
    }
}

/* A line of the text: whether it stands by itself, and whether it is empty. */
static void put_line(struct wrapping *wrapping, size_t start, size_t end)
{
    bool any = false;
    bool alone =
        start < end && (is_blank(wrapping->text.start[start]) ||
                        (end - start > 1 && memcmp(wrapping->text.start + start, "- ", 2) == 0));
    size_t at = start;
    while (at < end) {
        while (at < end && is_blank(wrapping->text.start[at])) {
            at++;
        }
        size_t word = at;
        while (at < end && !is_blank(wrapping->text.start[at])) {
            at++;
        }
        if (at > word) {
            if (!any && alone) {
                end_row(wrapping);
            }
            put_word(wrapping, word, at);
            any = true;
        }
    }
    if (!any) {
        end_row(wrapping);
        sheet_gap(wrapping->sheet);
    }
}

void sheet_add(struct sheet *sheet, struct text lead, struct text text, bool bold)
{
    size_t indent = utf8_width(lead);
    text = text_trim(text);
    struct wrapping wrapping = {.sheet = sheet,
                                .text = text,
                                .lead = lead,
                                .indent = (unsigned)indent,
                                .width =
                                    sheet->width > indent + 4 ? sheet->width - (unsigned)indent : 4,
                                .bold = bold};
    size_t start = 0;
    while (start <= text.length && text.length > 0) {
        const char *found =
            start == text.length ? NULL : memchr(text.start + start, '\n', text.length - start);
        size_t end = found == NULL ? text.length : (size_t)(found - text.start);
        put_line(&wrapping, start, end);
        start = end + 1;
    }
    end_row(&wrapping);
}

void sheet_add_lines(struct sheet *sheet, struct text text)
{
    size_t start = 0;
    while (start < text.length) {
        const char *found = memchr(text.start + start, '\n', text.length - start);
        size_t end = found == NULL ? text.length : (size_t)(found - text.start);
        if (end == start) {
            sheet_gap(sheet);
        } else {
            add_row(sheet, (struct row){.text = {text.start + start, end - start}});
        }
        start = end + 1;
    }
}

static bool is_empty(const struct row *row)
{
    return row->text.length == 0 && row->lead.length == 0;
}

void sheet_gap(struct sheet *sheet)
{
    if (sheet->count > 0 && !is_empty(&sheet->rows[sheet->count - 1])) {
        add_row(sheet, (struct row){0});
    }
}

/* ---- Pages ------------------------------------------------------------------------------------- */

static uint32_t page_end(const struct item *items, uint32_t count, unsigned room, uint32_t most,
                         uint32_t start)
{
    unsigned filled = 0;
    uint32_t numbered = 0;
    uint32_t at = start;
    while (at < count && (at == start || (filled + items[at].height <= room &&
                                          numbered + items[at].numbered <= most))) {
        filled += items[at].height;
        numbered += items[at].numbered;
        at++;
    }
    return at;
}

struct page page_of(const struct item *items, uint32_t count, unsigned room, uint32_t most,
                    uint32_t number)
{
    uint32_t start = 0;
    for (uint32_t i = 0; i < number && start < count; i++) {
        start = page_end(items, count, room, most, start);
    }
    return (struct page){start, page_end(items, count, room, most, start)};
}

uint32_t page_count(const struct item *items, uint32_t count, unsigned room, uint32_t most)
{
    uint32_t pages = 1;
    uint32_t at = page_end(items, count, room, most, 0);
    while (at < count) {
        at = page_end(items, count, room, most, at);
        pages++;
    }
    return pages;
}

/* ---- Bytes ------------------------------------------------------------------------------------- */

/* Bytes being put together; [room] was reckoned to be enough, and what would not fit is left out. */
struct writer {
    char *bytes;
    size_t length;
    size_t room;
};

static void put(struct writer *writer, const char *bytes, size_t length)
{
    if (writer->length + length <= writer->room) {
        memcpy(writer->bytes + writer->length, bytes, length);
        writer->length += length;
    }
}

static void put_string(struct writer *writer, const char *string)
{
    put(writer, string, strlen(string));
}

static void put_blanks(struct writer *writer, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        put(writer, " ", 1);
    }
}

/* Characters that a terminal would obey, or that turn the direction of what follows. */
static bool steers(uint32_t code)
{
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x061c ||
           (code >= 0x200e && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) ||
           (code >= 0x2066 && code <= 0x2069) || !utf8_is_scalar(code);
}

/* Writes [text] within [width] columns; returns the columns taken. */
static unsigned put_text(struct writer *writer, struct text text, unsigned width)
{
    unsigned column = 0;
    size_t at = 0;
    while (at < text.length) {
        size_t start = at;
        uint32_t code = utf8_next(text, &at);
        struct text letter = {text.start + start, at - start};
        if (code == '\n' || code == '\t' || code == '\r') {
            letter = TEXT(" ");
        } else if (steers(code)) {
            letter = TEXT("?");
        }
        unsigned wide = (unsigned)utf8_width(letter);
        if (column + wide > width) {
            break;
        }
        put(writer, letter.start, letter.length);
        column += wide;
    }
    return column;
}

static void put_row(struct writer *writer, const struct frame *frame, const struct row *row,
                    bool styled)
{
    if (is_empty(row)) {
        return;
    }
    /* The last column stays free: behind a letter there, terminals differ. */
    unsigned left = frame->left + 1 < frame->columns ? frame->left : 0;
    unsigned width = frame->columns > left ? frame->columns - left - 1 : 0;
    put_blanks(writer, left);
    put_string(writer, styled && row->bold ? "\033[1m" : "");
    unsigned lead = put_text(writer, row->lead, width);
    if (row->text.length > 0) {
        unsigned indent = row->indent < width ? row->indent : 0;
        put_blanks(writer, indent > lead ? indent - lead : 0);
        lead = indent > lead ? indent : lead;
        (void)put_text(writer, row->text, width - lead);
    }
    put_string(writer, styled && row->bold ? "\033[0m" : "");
}

static bool begin(struct writer *writer, const struct frame *frame, struct arena *arena)
{
    size_t room = 64 + frame->height * (size_t)16;
    for (uint32_t i = 0; i < frame->count; i++) {
        /* A letter takes at least a byte, and what replaces it one. */
        room += frame->columns + frame->rows[i].indent + frame->rows[i].lead.length +
                frame->rows[i].text.length + 32;
    }
    *writer = (struct writer){.bytes = arena_alloc(arena, room), .room = room};
    return writer->bytes != NULL;
}

struct text frame_bytes(const struct frame *frame, struct arena *arena)
{
    struct writer writer;
    if (!begin(&writer, frame, arena)) {
        return TEXT("");
    }
    put_string(&writer, "\033[0m\033[H");
    for (uint32_t y = 0; y < frame->height; y++) {
        if (y >= frame->top && y - frame->top < frame->count) {
            put_row(&writer, frame, &frame->rows[y - frame->top], true);
        }
        put_string(&writer, y + 1 < frame->height ? "\033[K\r\n" : "\033[K");
    }
    return (struct text){writer.bytes, writer.length};
}

struct text frame_text(const struct frame *frame, struct arena *arena)
{
    struct writer writer;
    if (!begin(&writer, frame, arena)) {
        return TEXT("");
    }
    for (uint32_t y = 0; y < frame->height && y < frame->top + frame->count; y++) {
        if (y >= frame->top) {
            put_row(&writer, frame, &frame->rows[y - frame->top], false);
        }
        while (writer.length > 0 && writer.bytes[writer.length - 1] == ' ') {
            writer.length--;
        }
        put(&writer, "\n", 1);
    }
    return (struct text){writer.bytes, writer.length};
}
