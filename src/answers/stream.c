/* A file read in chunks and cut into records: how much is kept, where each record stands, and what
 * becomes of one that is too large. What a record is, the formats say (struct cut). */
#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answers/reader.h"
#include "base/limits.h"

/* As much of a record that is too large as is kept, to show where it is. */
enum { SHOWN = 60 };

struct text stream_bytes(const struct stream *stream)
{
    return (struct text){stream->buffer->bytes + stream->start, stream->end - stream->start};
}

void answers_buffer_free(struct answers_buffer *buffer)
{
    if (buffer->bytes != NULL) {
        explicit_bzero(buffer->bytes, buffer->capacity);
        free(buffer->bytes);
    }
    *buffer = (struct answers_buffer){NULL, 0};
}

bool stream_use(struct stream *stream, struct answers_buffer *buffer)
{
    size_t held = stream->end - stream->start;
    struct answers_buffer old = *buffer;
    if (old.capacity < held + stream->chunk) {
        size_t capacity = (held + stream->chunk) * 2;
        char *bytes = capacity <= stream->most ? calloc(1, capacity + ANSWERS_PADDING) : NULL;
        if (bytes == NULL) {
            return false;
        }
        *buffer = (struct answers_buffer){bytes, capacity};
    }
    if (held > 0) {
        const char *from = stream->buffer == buffer ? old.bytes : stream->buffer->bytes;
        memmove(buffer->bytes, from + stream->start, held);
    }
    if (buffer->bytes != old.bytes) {
        answers_buffer_free(&old);
    }
    stream->buffer = buffer;
    stream->start = 0;
    stream->end = held;
    return true;
}

/* Reads up to [size] bytes; 0 at the end of the file; -1 with errno. A file of the system is read
 * without stdio's buffer: what a pipe holds is used at once, and no second copy of it stays in
 * memory. */
static ssize_t read_some(FILE *file, char *bytes, size_t size)
{
    int number = fileno(file);
    if (number < 0) {
        size_t got = fread(bytes, 1, size, file);
        return got == 0 && ferror(file) ? -1 : (ssize_t)got;
    }
    for (;;) {
        ssize_t got = read(number, bytes, size);
        if (got >= 0 || errno != EINTR) {
            return got;
        }
    }
}

bool stream_more(struct stream *stream)
{
    if (stream->ended || stream->error != 0) {
        return false;
    }
    /* Room for one more chunk behind the bytes that are held. */
    if (stream->buffer->capacity - stream->end < stream->chunk &&
        !stream_use(stream, stream->buffer)) {
        stream->exhausted = true;
        return false;
    }
    errno = 0;
    ssize_t got = read_some(stream->file, stream->buffer->bytes + stream->end, stream->chunk);
    if (got < 0) {
        stream->error = errno != 0 ? errno : EIO;
        return false;
    }
    if (got == 0) {
        stream->ended = true;
        return false;
    }
    stream->end += (size_t)got;
    return true;
}

bool stream_has_more(const struct stream *stream)
{
    int number = fileno(stream->file);
    struct pollfd wait = {.fd = number, .events = POLLIN};
    return number < 0 || stream->ended || poll(&wait, 1, 0) != 0;
}

void stream_skip(struct stream *stream, size_t length)
{
    assert(length <= stream->end - stream->start);
    const char *at = stream_bytes(stream).start;
    const char *end = at + length;
    for (;;) {
        const char *newline = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
        if (newline == NULL) {
            break;
        }
        stream->line++;
        stream->column = 0;
        at = newline + 1;
    }
    /* Byte order marks at the beginning of a line take no column. */
    while (stream->column == 0 && text_mark_length((struct text){at, (size_t)(end - at)}) > 0) {
        at += 3;
    }
    for (; at < end; at++) {
        if (((unsigned char)*at & 0xC0) != 0x80) {
            stream->column++;
        }
    }
    stream->start += length;
    stream->taken += length;
}

/* The first [length] bytes as a source in [arena]. */
static const struct source *make_source(const struct stream *stream, size_t length,
                                        struct arena *arena)
{
    struct source *source = arena_alloc(arena, sizeof *source);
    struct text text = text_copy(arena, (struct text){stream_bytes(stream).start, length});
    if (source == NULL || text.start == NULL) {
        return NULL;
    }
    *source = (struct source){stream->name, text, stream->line, stream->column};
    return source;
}

struct text stream_beginning(struct text record)
{
    size_t length = record.length > SHOWN ? SHOWN : record.length;
    const char *newline = memchr(record.start, '\n', length);
    return (struct text){record.start, newline != NULL ? (size_t)(newline - record.start) : length};
}

static const struct source *make_beginning(const struct stream *stream, size_t begin,
                                           struct arena *arena)
{
    struct stream at_begin = *stream;
    stream_skip(&at_begin, begin);
    return make_source(&at_begin, stream_beginning(stream_bytes(&at_begin)).length, arena);
}

static enum piece_status failed(struct stream *stream, struct diags *diags)
{
    if (stream->error != 0) {
        diag_add_file(diags, CODE_F002, stream->name, "cannot be read: %s",
                      strerror(stream->error));
    } else {
        diag_out_of_memory(diags);
    }
    return PIECE_FAILED;
}

enum piece_status stream_take(struct stream *stream, cut_function *find, void *state,
                              struct arena *arena, const struct source **ret, struct diags *diags)
{
    struct cut cut = {0};
    const struct source *source = NULL;
    bool too_large = false;
    while (!find(state, &cut, stream_bytes(stream), stream->ended)) {
        assert(!stream->ended);
        stream_skip(stream, cut.begin);
        cut.at -= cut.begin;
        cut.begin = 0;
        if (!too_large && cut.at > LIMIT_RECORD_BYTES) {
            too_large = true;
            source = make_beginning(stream, 0, arena);
        }
        if (too_large) {
            stream_skip(stream, cut.at);
            cut.at = 0;
        }
        if (!stream_more(stream) && !stream->ended) {
            return failed(stream, diags);
        }
    }
    if (cut.none && !too_large) {
        stream_skip(stream, cut.next);
        return PIECE_NONE;
    }
    if (!too_large && cut.end - cut.begin > LIMIT_RECORD_BYTES) {
        too_large = true;
        source = make_beginning(stream, cut.begin, arena);
    } else if (!too_large) {
        stream_skip(stream, cut.begin);
        cut.end -= cut.begin;
        cut.next -= cut.begin;
        source = make_source(stream, cut.end, arena);
    }
    stream_skip(stream, cut.next);
    if (source == NULL) {
        diag_out_of_memory(diags);
        return PIECE_LOST;
    }
    *ret = source;
    return too_large ? PIECE_TOO_LARGE : PIECE_RECORD;
}
