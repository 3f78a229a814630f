/* Printing diagnostics: the one place that knows how a message looks.
 *
 *   FILE:LINE:COLUMN: error[E204]: what is wrong
 *      41 |   - when: remote > 3
 *         |           ^~~~~~~~~~
 *   FILE:9:9: note: `remote` is asked here
 *   help: how to mend it
 */
#include <string.h>

#include "diag/diag.h"

/* A longer line of source is shown around the place only. */
enum { LINE_COLUMNS = 100, CONTEXT_BEFORE = 40, SPARE_COLUMNS = 40 };

struct palette {
    const char *error;
    const char *warning;
    const char *note;
    const char *bold;
    const char *end;
};
static const struct palette plain = {"", "", "", "", ""};
static const struct palette coloured = {"\033[1;31m", "\033[1;35m", "\033[1;36m", "\033[1m",
                                        "\033[0m"};

/* One character of the source line: control characters as blanks, so that a file can neither move
 * the cursor nor colour the screen. Returns its columns. */
static size_t put_character(FILE *out, struct text line, size_t *offset)
{
    size_t before = *offset;
    uint32_t code = utf8_next(line, offset);
    bool shown = code != UINT32_MAX && code >= 0x20 && (code < 0x7F || code >= 0xA0) &&
                 !(code >= 0x200B && code <= 0x200F) && !(code >= 0x2028 && code <= 0x202E) &&
                 !(code >= 0x2066 && code <= 0x2069) && code != 0xFEFF;
    if (!shown) {
        fputs(code == UINT32_MAX ? "?" : " ", out);
        return 1;
    }
    struct text character = {line.start + before, *offset - before};
    fprintf(out, TEXT_FORMAT, TEXT_ARGS(character));
    return utf8_width(character);
}

/* The source line with carets under [span]. */
static void put_line(FILE *out, struct span span, const struct palette *palette)
{
    struct text line = span_line(span);
    struct place place = span_place(span);
    const char *span_start = span.source->text.start + span.offset;
    if (span.offset > span.source->text.length) {
        span_start = span.source->text.start + span.source->text.length;
    }
    size_t start = (size_t)(span_start - line.start); /* of the span, in the line */
    if (start > line.length) {
        start = line.length;
    }
    size_t end = start + span.length < line.length ? start + span.length : line.length;

    size_t from = 0; /* of what is shown */
    bool cut = false;
    if (place.column > LINE_COLUMNS - CONTEXT_BEFORE) {
        size_t skip = place.column - CONTEXT_BEFORE;
        for (size_t i = 0; i < skip && from < start; i++) {
            (void)utf8_next(line, &from);
        }
        cut = true;
    }
    fprintf(out, "%5u | %s", (unsigned)place.line, cut ? "\xE2\x80\xA6" : "");
    size_t columns = 0;
    size_t before_carets = 0;
    size_t carets = 0;
    size_t offset = from;
    while (offset < line.length && columns < LINE_COLUMNS) {
        bool is_before = offset < start;
        bool is_in = offset >= start && offset < end;
        size_t width = put_character(out, line, &offset);
        columns += width;
        before_carets += is_before ? width : 0;
        carets += is_in ? width : 0;
    }
    fprintf(out, "%s\n      | %*s%s^", offset < line.length ? "\xE2\x80\xA6" : "",
            (int)(before_carets + (cut ? 1 : 0)), "", palette->bold);
    for (size_t i = 1; i < carets; i++) {
        fputc('~', out);
    }
    fprintf(out, "%s\n", palette->end);
}

/* The start of [span] alone, which may be on several lines, with carets under it. */
static void put_span(FILE *out, struct span span, const struct palette *palette)
{
    struct text text = {span.source->text.start + span.offset, span.length};
    const char *end = text.length == 0 ? NULL : memchr(text.start, '\n', text.length);
    size_t length = end == NULL ? text.length : (size_t)(end - text.start);
    struct text line = {text.start, length};
    fprintf(out, "%5u | ", (unsigned)span_place(span).line);
    size_t columns = 0;
    size_t offset = 0;
    while (offset < line.length && columns < SPARE_COLUMNS) {
        columns += put_character(out, line, &offset);
    }
    fprintf(out, "%s\n      | %s^", offset < text.length ? "\xE2\x80\xA6" : "", palette->bold);
    for (size_t i = 1; i < columns; i++) {
        fputc('~', out);
    }
    fprintf(out, "%s\n", palette->end);
}

static void put_place(FILE *out, struct span span, const char *file, const struct palette *palette)
{
    if (span.source != NULL) {
        struct place place = span_place(span);
        fprintf(out, "%s%s:%u:%u:%s ", palette->bold, span.source->name, (unsigned)place.line,
                (unsigned)place.column, palette->end);
    } else if (file != NULL) {
        fprintf(out, "%s%s:%s ", palette->bold, file, palette->end);
    }
}

void diag_render(FILE *out, const struct diag *diag, struct diag_style style)
{
    const struct palette *palette = style.colour ? &coloured : &plain;
    bool is_error = diag->severity == SEVERITY_ERROR;
    put_place(out, diag->span, diag->file, palette);
    fprintf(out, "%s%s[%s]:%s " TEXT_FORMAT "\n", is_error ? palette->error : palette->warning,
            is_error ? "error" : "warning", code_info(diag->code)->name, palette->end,
            TEXT_ARGS(diag->message));
    if (diag->span.source != NULL && !style.spare) {
        put_line(out, diag->span, palette);
    } else if (diag->span.source != NULL && diag->key.length > 0 &&
               diag->span.offset + diag->span.length <= diag->span.source->text.length) {
        put_span(out, diag->span, palette);
    }
    for (const struct diag_note *note = diag->notes; note != NULL; note = note->next) {
        put_place(out, note->span, NULL, palette);
        fprintf(out, "%snote:%s " TEXT_FORMAT "\n", palette->note, palette->end,
                TEXT_ARGS(note->message));
    }
    if (diag->help.length > 0) {
        fprintf(out, "%shelp:%s " TEXT_FORMAT "\n", palette->note, palette->end,
                TEXT_ARGS(diag->help));
    }
}

void diags_render(FILE *out, const struct diags *diags, struct diag_style style)
{
    const struct palette *palette = style.colour ? &coloured : &plain;
    for (uint32_t i = 0; i < diags->count; i++) {
        diag_render(out, &diags->items[i], style);
    }
    if (diags->exhausted) {
        fprintf(out, "%serror[F004]:%s memory is used up; what was found up to here is above\n",
                palette->error, palette->end);
    }
    uint32_t said = diags->errors + diags->warnings - (diags->exhausted ? 1 : 0);
    if (said > diags->count) {
        fprintf(out, "… and %u more messages\n", (unsigned)(said - diags->count));
    }
}
