/* Reading files whole, and finding lines and columns in them. */
#include "diag/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "diag/diag.h"

struct span span_of(const struct source *source, size_t offset, size_t length)
{
    return (struct span){source, (uint32_t)offset, (uint32_t)length};
}

struct span span_join(struct span a, struct span b)
{
    return span_of(a.source, a.offset, b.offset + b.length - a.offset);
}

/* The offset at which the line of [span] begins; *ret_line counts the lines before it. */
static size_t line_start(struct span span, uint32_t *ret_line)
{
    struct text text = span.source->text;
    size_t end = span.offset < text.length ? span.offset : text.length;
    size_t start = 0;
    uint32_t line = span.source->first_line;
    for (;;) {
        const char *newline = start < end ? memchr(text.start + start, '\n', end - start) : NULL;
        if (newline == NULL) {
            *ret_line = line;
            return start;
        }
        start = (size_t)(newline - text.start) + 1;
        line++;
    }
}

struct place span_place(struct span span)
{
    struct place place = {0, 0};
    if (span.source == NULL) {
        return place;
    }
    struct text text = span.source->text;
    size_t start = line_start(span, &place.line);
    size_t end = span.offset < text.length ? span.offset : text.length;
    struct text before = {text.start + start, end - start};
    if (start == 0) { /* a byte order mark at the start of a file takes no column */
        size_t mark = text_mark_length(before);
        before = (struct text){before.start + mark, before.length - mark};
    }
    place.column = (uint32_t)utf8_count(before) + 1;
    if (start == 0) {
        place.column += span.source->columns_before;
    }
    return place;
}

struct text span_line(struct span span)
{
    if (span.source == NULL) {
        return TEXT("");
    }
    struct text text = span.source->text;
    uint32_t line = 0;
    size_t start = line_start(span, &line);
    if (start == text.length) {
        return TEXT("");
    }
    const char *newline = memchr(text.start + start, '\n', text.length - start);
    size_t end = newline == NULL ? text.length : (size_t)(newline - text.start);
    if (end > start && text.start[end - 1] == '\r') {
        end--;
    }
    return (struct text){text.start + start, end - start};
}

struct span passage_span(const struct passage *passage, size_t start, size_t end)
{
    if (passage->source == NULL) {
        return (struct span){NULL, 0, 0};
    }
    if (passage->offsets == NULL) {
        return span_of(passage->source, passage->base + start, end - start);
    }
    size_t from = passage->offsets[start];
    /* The last byte's own place, not that of the byte behind it: what stands between may be
     * indentation or a quote. */
    size_t to = end > start ? (size_t)passage->offsets[end - 1] + 1 : from;
    return span_of(passage->source, from, to > from ? to - from : 0);
}

/* Reads [file] to its end into [buffer] of limit + 1 bytes; false on a read error. */
static bool read_all(int file, char *buffer, size_t limit, size_t *ret_length)
{
    size_t length = 0;
    while (length <= limit) {
        ssize_t got = read(file, buffer + length, limit + 1 - length);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return false;
        }
        if (got == 0) {
            break;
        }
        length += (size_t)got;
    }
    *ret_length = length;
    return true;
}

static void add_too_large(struct diags *diags, const char *name, size_t limit)
{
    struct diag *diag =
        diag_add_file(diags, CODE_F003, name, "the file is larger than %zu KiB", limit >> 10);
    diag_help(diags, diag, "check that this is the file you meant");
}

bool source_read(const char *path, size_t limit, struct arena *arena, struct source *ret,
                 bool *ret_missing, struct diags *diags)
{
    bool is_input = strcmp(path, "-") == 0;
    const char *name = is_input ? "standard input" : path;
    int file = is_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (ret_missing != NULL) {
        *ret_missing = file < 0;
    }
    if (file < 0) {
        diag_add_file(diags, CODE_F001, name, "cannot be opened: %s", strerror(errno));
        return false;
    }
    struct stat status;
    size_t room =
        limit; /* of a plain file no more than it holds, so that a small one costs little */
    if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size >= 0 &&
        (uintmax_t)status.st_size < limit) {
        room = (size_t)status.st_size;
    }
    struct arena_mark mark = arena_mark(arena);
    char *buffer = arena_alloc(arena, room + 1);
    size_t length = 0;
    bool was_read = buffer != NULL && read_all(file, buffer, room, &length);
    int problem = errno;
    bool done = was_read && length <= room;
    if (!done) { /* before any message is added: it may be in the same arena */
        arena_rewind(arena, mark);
    }
    if (done) {
        buffer[length] = '\0';
        *ret = (struct source){.name = name, .text = {buffer, length}, .first_line = 1};
    } else if (buffer == NULL) {
        diag_out_of_memory(diags);
    } else if (!was_read) {
        diag_add_file(diags, CODE_F002, name, "cannot be read: %s", strerror(problem));
    } else if (room == limit) {
        add_too_large(diags, name, limit);
    } else {
        diag_add_file(diags, CODE_F002, name, "grew while it was read; try again");
    }
    if (!is_input) {
        close(file);
    }
    return done;
}
