/* See outlet.h. A file or disk takes what it is given at once, and what was too much for it is cut off
 * again. A pipe, a socket or a terminal gets at most PIPE_BUF bytes at a time, and only when it has room for
 * them: a pipe then takes all of them or none, and the wait for a reader that has stopped can end. */
#include "batch/outlet.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

void outlet_open(struct outlet *outlet, int file, enum row_kind kind, struct stop *stop,
                 bool digests)
{
    struct stat status;
    bool known = fstat(file, &status) == 0;
    *outlet = (struct outlet){
        .file = file,
        .kind = kind,
        .stop = stop,
        .waits = !known || !(S_ISREG(status.st_mode) || S_ISBLK(status.st_mode) ||
                             (S_ISCHR(status.st_mode) && !isatty(file))),
        .digests = digests,
    };
    digest_begin(&outlet->digest);
}

/* The length of the whole rows at the start of [rows] that fit into [most] bytes; of the first row
 * where not even that fits. */
static size_t whole_rows(enum row_kind kind, struct text rows, size_t most)
{
    size_t length = 0;
    struct text rest = rows;
    struct text row;
    while (tally_cut(kind, rest, &row) && (length + row.length <= most || length == 0)) {
        length += row.length;
        rest.start += row.length;
        rest.length -= row.length;
    }
    return length == 0 ? rows.length : length;
}

/* Whether there is room again, or something better to say than that there is none. */
static bool wait_for_room(const struct outlet *outlet)
{
    struct pollfd room = {.fd = outlet->file, .events = POLLOUT};
    return poll(&room, 1, -1) >= 0 || errno == EINTR;
}

/* Writes all of [bytes]; returns how much of it arrived. */
static size_t write_all(struct outlet *outlet, struct text bytes)
{
    size_t done = 0;
    while (done < bytes.length) {
        ssize_t count = write(outlet->file, bytes.start + done, bytes.length - done);
        if (count < 0 && (errno == EINTR || (errno == EAGAIN && wait_for_room(outlet)))) {
            continue;
        }
        if (count <= 0) {
            outlet->error = count < 0 ? errno : EIO;
            break;
        }
        done += (size_t)count;
    }
    return done;
}

/* Of [done] bytes of [rows] that arrived, cuts off what is no whole row. */
static void cut_off(const struct outlet *outlet, struct text rows, size_t done)
{
    size_t whole = 0;
    struct text rest = {rows.start, done};
    struct text row;
    while (tally_cut(outlet->kind, rest, &row)) {
        whole += row.length;
        rest.start += row.length;
        rest.length -= row.length;
    }
    off_t end = lseek(outlet->file, 0, SEEK_CUR);
    struct stat status;
    /* Where someone else has written behind it, nothing may be cut. */
    if (whole < done && end >= 0 && fstat(outlet->file, &status) == 0 && S_ISREG(status.st_mode) &&
        status.st_size == end && ftruncate(outlet->file, end - (off_t)(done - whole)) == 0) {
        (void)lseek(outlet->file, 0, SEEK_END);
    }
}

static bool write_plain(struct outlet *outlet, struct text rows)
{
    stop_forbid(outlet->stop);
    size_t done = write_all(outlet, rows);
    if (done < rows.length) {
        cut_off(outlet, rows, done);
    }
    stop_allow(outlet->stop);
    return done == rows.length;
}

static bool write_waiting(struct outlet *outlet, struct text rows)
{
    while (rows.length > 0) {
        size_t length =
            rows.length <= PIPE_BUF ? rows.length : whole_rows(outlet->kind, rows, PIPE_BUF);
        (void)wait_for_room(outlet);
        stop_forbid(outlet->stop);
        size_t done = write_all(outlet, (struct text){rows.start, length});
        stop_allow(outlet->stop);
        if (done < length) {
            return false;
        }
        rows.start += length;
        rows.length -= length;
    }
    return true;
}

bool outlet_write(struct outlet *outlet, struct text rows)
{
    if (outlet->error != 0 ||
        !(outlet->waits ? write_waiting(outlet, rows) : write_plain(outlet, rows))) {
        return false;
    }
    if (outlet->digests) {
        digest_add(&outlet->digest, rows);
    }
    return true;
}
