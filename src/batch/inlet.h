/* The SHA-256 of what is read: of a file by reading it a second time, up to where its records were
 * scored; of anything else as it passes by. Knows nothing of what is read. */
#ifndef IOPFIT_BATCH_INLET_H
#define IOPFIT_BATCH_INLET_H

#include <stdio.h>
#include <sys/types.h>

#include "base/attr.h"
#include "batch/manifest.h"

struct inlet {
    int file;
    off_t start;   /* where its first byte is in the file */
    bool is_file;  /* it can be read again */
    int error;     /* errno of the second reading; 0 */
    uint64_t size; /* of a file when it was opened, from start on; 0 */
    struct digest digest;
};

/* Prepares to read [file], of which nothing was read. Returns what to read instead: the same where it
 * is a file; NULL where memory is used up. inlet_close() gives both back. */
ATTR_MUST_USE FILE *inlet_open(struct inlet *inlet, FILE *file);
/* The SHA-256 of its first [length] bytes, which are no fewer than the last time. False where that
 * cannot be told: it is no file, is shorter, or cannot be read (inlet->error). */
ATTR_MUST_USE bool inlet_digest(struct inlet *inlet, uint64_t length, char ret[DIGEST_TEXT_ROOM]);
/* Of all its bytes, when it was read to its end. False where it cannot be read (inlet->error), or is a
 * file that has become shorter since it was opened (then inlet->error is 0). */
ATTR_MUST_USE bool inlet_end(struct inlet *inlet, struct manifest_file *ret);
/* Reads what is no file to its end, through [read], which inlet_open() returned. False where it cannot
 * be read (inlet->error). */
ATTR_MUST_USE bool inlet_pass(struct inlet *inlet, FILE *read);
/* Closes what inlet_open() returned where that is not [file]. */
void inlet_close(FILE *read, FILE *file);

#endif
