/* Where results go: standard output, or a file that appears whole or not at all. */
#ifndef IOPFIT_CLI_OUTPUT_H
#define IOPFIT_CLI_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/attr.h"
#include "diag/diag.h"

struct output {
    FILE *file;
    const char *name; /* in messages */
    char *target;     /* the file that is to appear; NULL: written to directly */
    char *temporary;  /* its name until then; NULL: it has none yet */
    char *folder;     /* of the target */
    bool quiet;       /* who reads has gone away: nothing to say */
};

/* Whether writing to [path] (NULL and "-": standard output) would write over the plain file [input]
 * ("-": standard input), by whichever names and links. */
bool output_is_input(const char *path, const char *input);

/* Opens [path] for writing; NULL and "-" are standard output. What is no plain file (a device, a
 * pipe) is written to directly. The new file is readable by its owner only. False, with a message.
 */
ATTR_MUST_USE bool output_open(struct output *output, const char *path, struct diags *diags);
/* The same for a plain file, without the nameless temporary files that not every file system has.
 */
ATTR_MUST_USE bool output_open_named(struct output *output, const char *path, struct diags *diags);
/* Whether all that was written so far has arrived, as far as is known; false with a message. The
 * caller sets errno to 0 before it writes, so that the message can name the reason. */
ATTR_MUST_USE bool output_good(struct output *output, struct diags *diags);
/* Writes what is buffered, makes the file appear under its name, and closes it. False, with a
 * message, where not all of it could be written; then nothing is left behind. */
ATTR_MUST_USE bool output_commit(struct output *output, struct diags *diags);
/* Closes it and leaves nothing behind. */
void output_discard(struct output *output);
/* Leaves nothing behind when the process ends now; another thread may still be writing. */
void output_abandon(const struct output *output);
/* Says why it cannot be written, by the errno in [reason]; nothing where it is standard output and
 * whoever read it has gone away. Returns false. */
bool output_fail(struct output *output, int reason, struct diags *diags);
/* Makes sure that the name of the new file [path] outlasts a power cut. Not every file system can, and
 * the file is whole either way. */
void output_sync_folder(const char *path);

#endif
