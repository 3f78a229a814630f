/* See outlet.h. A file or disk takes what it is given at once, and what was too much for it is cut off
 * again. A pipe, a socket or a terminal gets at most PIPE_BUF bytes at a time, and only when it has room for
 * them: a pipe then takes all of them or none, and waiting for a reader that has stopped can end. */
#include "batch/outlet.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

struct outlet outlet_open(int file, enum row_kind kind, struct stop *stop)
{
    struct stat status;
    bool known = fstat(file, &status) == 0;
    return (struct outlet){
        .file = file,
        .kind = kind,
        .stop = stop,
        .waits = !known || !(S_ISREG(status.st_mode) || S_ISBLK(status.st_mode) ||
                             (S_ISCHR(status.st_mode) && !isatty(file))),
    };
}

void outlet_count(struct outlet *outlet, const struct questionnaire *questionnaire)
{
    outlet->counts = true;
    outlet->questionnaire = questionnaire;
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

/* Writes all of [bytes]; returns how much of it arrived. */
static size_t write_all(struct outlet *outlet, struct text bytes)
{
    size_t done = 0;
    while (done < bytes.length) {
        ssize_t count = write(outlet->file, bytes.start + done, bytes.length - done);
        if (count < 0 && errno == EINTR) {
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

static enum outlet_status write_plain(struct outlet *outlet, struct text rows)
{
    size_t done = write_all(outlet, rows);
    if (done < rows.length) {
        cut_off(outlet, rows, done);
        return OUTLET_FAILED;
    }
    return OUTLET_GOOD;
}

static enum outlet_status write_waiting(struct outlet *outlet, struct text rows)
{
    while (rows.length > 0) {
        size_t length =
            rows.length <= PIPE_BUF ? rows.length : whole_rows(outlet->kind, rows, PIPE_BUF);
        if (!stop_wait(outlet->stop, outlet->file, POLLOUT)) {
            return OUTLET_STOPPED;
        }
        if (write_all(outlet, (struct text){rows.start, length}) < length) {
            return OUTLET_FAILED;
        }
        rows.start += length;
        rows.length -= length;
    }
    return OUTLET_GOOD;
}

static enum outlet_status write_bytes(struct outlet *outlet, struct text bytes)
{
    if (outlet->error != 0) {
        return OUTLET_FAILED;
    }
    return outlet->waits ? write_waiting(outlet, bytes) : write_plain(outlet, bytes);
}

bool outlet_recount(struct outlet *outlet, struct text rows)
{
    struct text rest = rows;
    struct text row;
    while (rest.length > 0) {
        struct row_head head;
        if (!tally_cut(outlet->kind, rest, &row) ||
            !tally_read(outlet->kind, outlet->questionnaire, row, &head)) {
            return false;
        }
        tally_add(&outlet->tally, &head);
        rest.start += row.length;
        rest.length -= row.length;
    }
    digest_add(&outlet->digest, rows);
    return true;
}

enum outlet_status outlet_write(struct outlet *outlet, struct text rows)
{
    enum outlet_status status = write_bytes(outlet, rows);
    if (status == OUTLET_GOOD && outlet->counts) {
        bool counted = outlet_recount(outlet, rows);
        assert(counted);
        (void)counted;
    }
    return status;
}

enum outlet_status outlet_write_names(struct outlet *outlet, struct text line)
{
    enum outlet_status status = write_bytes(outlet, line);
    if (status == OUTLET_GOOD && outlet->counts) {
        digest_add(&outlet->digest, line);
    }
    return status;
}
