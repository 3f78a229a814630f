/* A file read in chunks and cut into records: how much is kept, where each record stands, and what
 * becomes of one that is too large. What a record is, the formats say (struct cut). */
#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "answers/reader.h"
#include "base/limits.h"

/* As much of a record that is too large as is kept, to show where it is. */
enum { SHOWN = 60 };

struct text stream_bytes(const struct stream *stream)
{
    return (struct text){stream->bytes + stream->start, stream->end - stream->start};
}

/* Room for one more chunk behind the bytes that are held. */
static bool make_room(struct stream *stream)
{
    if (stream->capacity - stream->end >= stream->chunk) {
        return true;
    }
    size_t held = stream->end - stream->start;
    char *bytes = stream->bytes;
    size_t capacity = stream->capacity;
    if (capacity - held < stream->chunk) {
        capacity = (capacity + stream->chunk) * 2;
        bytes = arena_alloc(stream->arena, capacity + ANSWERS_PADDING);
        if (bytes == NULL) {
            stream->exhausted = true;
            return false;
        }
    }
    if (held > 0) {
        memmove(bytes, stream->bytes + stream->start, held);
    }
    stream->bytes = bytes;
    stream->capacity = capacity;
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
    if (stream->ended || stream->error != 0 || !make_room(stream)) {
        return false;
    }
    errno = 0;
    ssize_t got = read_some(stream->file, stream->bytes + stream->end, stream->chunk);
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
    const char *at = stream->bytes + stream->start;
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
    struct text text = text_copy(arena, (struct text){stream->bytes + stream->start, length});
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
