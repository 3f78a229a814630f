/* How far a long run has come, on a terminal: one line that is written over. It is only for the eye; no
 * result depends on it, and nothing of it is written anywhere else. */
#ifndef IOPFIT_CLI_PROGRESS_H
#define IOPFIT_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct progress {
    bool shows;
    bool visible;    /* the line is on the terminal now */
    uint64_t total;  /* bytes of all inputs; 0: not known */
    uint64_t before; /* of those, bytes of the inputs before the present one */
    struct timespec begun;
    struct timespec last; /* when the line was written */
};

/* Begins, where standard error is a terminal and [shows]. */
void progress_open(struct progress *progress, bool shows);
/* [records] are scored, and [read] bytes of the present input were read for it. Writes at most four
 * times a second. */
void progress_tell(struct progress *progress, uint64_t records, uint64_t read);
/* Takes the line away, before something else is written. */
void progress_clear(struct progress *progress);

enum { PROGRESS_ROOM = 120 };
/* "1,234,567 records, 987,654 a second, 45 %, 3 s left": what is not known is left out. [total] 0: not
 * known. */
void progress_line(uint64_t records, double seconds, uint64_t bytes, uint64_t total,
                   char ret[PROGRESS_ROOM]);

#endif
