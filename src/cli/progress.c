/* See progress.h. */
#include "cli/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Between two lines, and before a rate says anything. */
static const double quiet_seconds = 0.25;

static double since(struct timespec then)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - then.tv_sec) + (double)(now.tv_nsec - then.tv_nsec) / 1e9;
}

void progress_open(struct progress *progress, bool shows)
{
    *progress = (struct progress){.shows = shows && isatty(STDERR_FILENO)};
    if (progress->shows) {
        clock_gettime(CLOCK_MONOTONIC, &progress->begun);
        progress->last = progress->begun;
    }
}

/* Digits in groups of three. */
static void grouped(uint64_t number, char ret[32])
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%" PRIu64, number);
    size_t at = 0;
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0) {
            ret[at++] = ',';
        }
        ret[at++] = digits[i];
    }
    ret[at] = '\0';
}

void progress_line(uint64_t records, double seconds, uint64_t bytes, uint64_t total,
                   char ret[PROGRESS_ROOM])
{
    char count[32];
    char rate[32];
    char rest[40] = "";
    grouped(records, count);
    grouped(seconds > 0 ? (uint64_t)((double)records / seconds) : 0, rate);
    if (total > 0 && bytes > 0) {
        double share = bytes < total ? (double)bytes / (double)total : 1;
        double left = seconds / share - seconds;
        snprintf(rest, sizeof rest, ", %.0f %%, %.0f s left", share * 100, left < 1e6 ? left : 1e6);
    }
    snprintf(ret, PROGRESS_ROOM, "%s records, %s a second%s", count, rate, rest);
}

void progress_tell(struct progress *progress, uint64_t records, uint64_t read)
{
    if (!progress->shows || since(progress->last) < quiet_seconds) {
        return;
    }
    char line[PROGRESS_ROOM];
    progress_line(records, since(progress->begun), progress->before + read, progress->total, line);
    clock_gettime(CLOCK_MONOTONIC, &progress->last);
    progress->visible = true;
    fprintf(stderr, "\r%s\033[K", line);
    fflush(stderr);
}

void progress_clear(struct progress *progress)
{
    if (progress->visible) {
        fputs("\r\033[K", stderr);
        progress->visible = false;
    }
}
