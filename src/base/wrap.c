/* Breaking text into lines for a person. Not for layout beyond that: who wants headings and lists
 * writes them around it. */
#include "base/wrap.h"

#include <stdbool.h>

/* Where the pen is. */
struct pen {
    FILE *out;
    size_t width;
    size_t column;
    size_t indent; /* of lines after the first */
    bool fresh;    /* nothing but the indent stands on this line */
    bool gap;      /* an empty line is due before the next word */
};

static void write_code(FILE *out, uint32_t code)
{
    /* C0, DEL and C1: a terminal would obey them. The others turn the direction of what follows. */
    bool steers = code < 0x20 || (code >= 0x7f && code < 0xa0) ||
                  (code >= 0x200e && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) ||
                  (code >= 0x2066 && code <= 0x2069);
    if (steers || !utf8_is_scalar(code)) {
        fputc('?', out);
        return;
    }
    char bytes[4];
    size_t length = utf8_write(code, bytes);
    fwrite(bytes, 1, length, out);
}

void write_plain(FILE *out, struct text text)
{
    size_t at = 0;
    while (at < text.length) {
        write_code(out, utf8_next(text, &at));
    }
}

static void write_blanks(FILE *out, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        fputc(' ', out);
    }
}

static void new_line(struct pen *pen)
{
    fputc('\n', pen->out);
    pen->column = 0;
    pen->fresh = true;
}

/* Ends the line where something stands on it. */
static void break_line(struct pen *pen)
{
    if (!pen->fresh) {
        new_line(pen);
    }
}

static void put_word(struct pen *pen, struct text word)
{
    size_t width = utf8_width(word);
    if (!pen->fresh && pen->column + 1 + width > pen->width) {
        new_line(pen);
    }
    if (pen->gap) {
        fputc('\n', pen->out);
        pen->gap = false;
    }
    if (!pen->fresh) {
        fputc(' ', pen->out);
        pen->column++;
    } else if (pen->column == 0) {
        write_blanks(pen->out, pen->indent);
        pen->column = pen->indent;
    }
    write_plain(pen->out, word);
    pen->column += width;
    pen->fresh = false;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

/* The words of one line of the text, without its line end. */
static void put_line(struct pen *pen, struct text line)
{
    size_t at = 0;
    bool any = false;
    while (at < line.length) {
        while (at < line.length && is_blank(line.start[at])) {
            at++;
        }
        size_t start = at;
        while (at < line.length && !is_blank(line.start[at])) {
            at++;
        }
        if (at > start) {
            if (!any && (start > 0 || text_starts(line, TEXT("- ")))) {
                break_line(pen);
            }
            put_word(pen, (struct text){line.start + start, at - start});
            any = true;
        }
    }
    if (!any) {
        break_line(pen);
        pen->gap = true;
    }
}

void wrap_text(FILE *out, struct text text, unsigned width, const char *lead)
{
    text = text_trim(text);
    if (text.length == 0) {
        return;
    }
    size_t indent = utf8_width(text_of(lead));
    struct pen pen = {
        .out = out, .width = width, .column = indent, .indent = indent, .fresh = true};
    fputs(lead, out);
    size_t start = 0;
    while (start <= text.length) {
        size_t end = start;
        while (end < text.length && text.start[end] != '\n') {
            end++;
        }
        put_line(&pen, (struct text){text.start + start, end - start});
        start = end + 1;
    }
    break_line(&pen);
}
