/* Collecting, sorting and quoting diagnostics. Printing them is render.c. */
#include "diag/diag.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/names.h"

void diags_init(struct diags *diags, struct arena *arena)
{
    *diags = (struct diags){.arena = arena};
}

void diags_clear(struct diags *diags)
{
    diags_init(diags, diags->arena);
}

/* A formatted text in [arena]; start is NULL without memory. */
static struct text ATTR_PRINTF(2, 0)
    format_text(struct arena *arena, const char *format, va_list values)
{
    va_list again;
    va_copy(again, values);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    assert(length >= 0);
    char *text = arena_alloc(arena, (size_t)length + 1);
    if (text == NULL) {
        return (struct text){NULL, 0};
    }
    vsnprintf(text, (size_t)length + 1, format, values);
    return (struct text){text, (size_t)length};
}

bool diag_out_of_memory(struct diags *diags)
{
    if (!diags->exhausted) {
        diags->exhausted = true;
        diags->errors++;
    }
    return false;
}

static struct diag *ATTR_PRINTF(5, 0) add(struct diags *diags, enum code code, struct span span,
                                          const char *file, const char *format, va_list values)
{
    enum severity severity = (enum severity)code_info(code)->severity;
    if (severity == SEVERITY_ERROR) {
        diags->errors++;
    } else {
        diags->warnings++;
    }
    if (diags->count >= LIMIT_DIAGS) {
        return NULL;
    }
    /* Pointers that were handed out must stay good, so that the list never moves. */
    if (diags->items == NULL) {
        diags->items = arena_array(diags->arena, LIMIT_DIAGS, sizeof *diags->items);
        diags->capacity = LIMIT_DIAGS;
        if (diags->items == NULL) {
            diag_out_of_memory(diags);
            return NULL;
        }
    }
    struct text message = format_text(diags->arena, format, values);
    if (message.start == NULL) {
        diag_out_of_memory(diags);
        return NULL;
    }
    struct diag *diag = &diags->items[diags->count];
    *diag = (struct diag){
        .code = code,
        .severity = severity,
        .span = span,
        .file = file,
        .message = message,
        .key = TEXT(""),
        .help = TEXT(""),
        .order = diags->count,
    };
    diags->count++;
    return diag;
}

struct diag *diag_add(struct diags *diags, enum code code, struct span span, const char *format,
                      ...)
{
    va_list values;
    va_start(values, format);
    struct diag *diag = add(diags, code, span, NULL, format, values);
    va_end(values);
    return diag;
}

struct diag *diag_add_file(struct diags *diags, enum code code, const char *file,
                           const char *format, ...)
{
    va_list values;
    va_start(values, format);
    struct diag *diag = add(diags, code, (struct span){NULL, 0, 0}, file, format, values);
    va_end(values);
    return diag;
}

void diag_note(struct diags *diags, struct diag *diag, struct span span, const char *format, ...)
{
    if (diag == NULL) {
        return;
    }
    struct diag_note *note = arena_alloc(diags->arena, sizeof *note);
    va_list values;
    va_start(values, format);
    struct text message = format_text(diags->arena, format, values);
    va_end(values);
    if (note == NULL || message.start == NULL) {
        diag_out_of_memory(diags);
        return;
    }
    *note = (struct diag_note){span, message, NULL};
    struct diag_note **last = &diag->notes;
    while (*last != NULL) {
        last = &(*last)->next;
    }
    *last = note;
}

void diag_help(struct diags *diags, struct diag *diag, const char *format, ...)
{
    if (diag == NULL) {
        return;
    }
    va_list values;
    va_start(values, format);
    struct text message = format_text(diags->arena, format, values);
    va_end(values);
    if (message.start == NULL) {
        diag_out_of_memory(diags);
        return;
    }
    diag->help = message;
}

bool diag_suggest(struct diags *diags, struct diag *diag, struct text wrong,
                  const struct text *candidates, uint32_t count)
{
    uint32_t nearest = nearest_name(wrong, candidates, count);
    if (nearest == NAME_NONE) {
        return false;
    }
    diag_help(diags, diag, "did you mean `" TEXT_FORMAT "`?", TEXT_ARGS(candidates[nearest]));
    return true;
}

void diag_key(struct diags *diags, struct diag *diag, struct text key)
{
    if (diag == NULL) {
        return;
    }
    struct text copy = text_copy(diags->arena, key);
    if (copy.start == NULL) {
        diag_out_of_memory(diags);
        return;
    }
    diag->key = copy;
}

/* By place: file, then line of the stream, then offset; messages without a place come first. */
static int compare(const void *left, const void *right)
{
    const struct diag *a = left;
    const struct diag *b = right;
    const char *name_a = a->span.source != NULL ? a->span.source->name : a->file;
    const char *name_b = b->span.source != NULL ? b->span.source->name : b->file;
    int order = strcmp(name_a == NULL ? "" : name_a, name_b == NULL ? "" : name_b);
    if (order != 0) {
        return order;
    }
    uint32_t line_a = a->span.source != NULL ? a->span.source->first_line : 0;
    uint32_t line_b = b->span.source != NULL ? b->span.source->first_line : 0;
    if (line_a != line_b) {
        return line_a < line_b ? -1 : 1;
    }
    if (a->span.offset != b->span.offset) {
        return a->span.offset < b->span.offset ? -1 : 1;
    }
    return a->order < b->order ? -1 : a->order > b->order;
}

static bool says_the_same(const struct diag *a, const struct diag *b)
{
    return a->code == b->code && a->span.source == b->span.source &&
           a->span.offset == b->span.offset && text_equal(a->message, b->message);
}

void diags_sort(struct diags *diags)
{
    if (diags->count == 0) {
        return;
    }
    qsort(diags->items, diags->count, sizeof *diags->items, compare);
    uint32_t kept = 1;
    for (uint32_t i = 1; i < diags->count; i++) {
        if (says_the_same(&diags->items[i], &diags->items[kept - 1])) {
            if (diags->items[i].severity == SEVERITY_ERROR) {
                diags->errors--;
            } else {
                diags->warnings--;
            }
        } else {
            diags->items[kept++] = diags->items[i];
        }
    }
    diags->count = kept;
}

const char *diag_quote(struct diags *diags, struct text text, size_t most)
{
    /* At most "\u{10ffff}" for each code point, an ellipsis and NUL. */
    size_t count = utf8_count(text);
    size_t room = (count < most ? count : most) * 10 + 4;
    char *quoted = arena_alloc(diags->arena, room);
    if (quoted == NULL) {
        diag_out_of_memory(diags);
        return "";
    }
    size_t length = 0;
    size_t offset = 0;
    for (size_t i = 0; i < most && offset < text.length; i++) {
        size_t before = offset;
        uint32_t code = utf8_next(text, &offset);
        if (code == UINT32_MAX) {
            length += (size_t)snprintf(quoted + length, room - length, "\\x%02x",
                                       (unsigned)(unsigned char)text.start[before]);
        } else if (code == '\n') {
            length += (size_t)snprintf(quoted + length, room - length, "\\n");
        } else if (code == '\t') {
            length += (size_t)snprintf(quoted + length, room - length, "\\t");
        } else if (code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 ||
                   code == 0x2029 || (code >= 0x202A && code <= 0x202E) ||
                   (code >= 0x2066 && code <= 0x2069)) {
            length += (size_t)snprintf(quoted + length, room - length, "\\u{%x}", (unsigned)code);
        } else {
            memcpy(quoted + length, text.start + before, offset - before);
            length += offset - before;
        }
    }
    if (offset < text.length) {
        memcpy(quoted + length, "\xE2\x80\xA6", 3);
        length += 3;
    }
    quoted[length] = '\0';
    return quoted;
}
