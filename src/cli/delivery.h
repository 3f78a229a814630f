/* How the rows of `score` reach their file: at once under its name when all is done, or, with a
 * manifest, growing as FILE.part, which is kept when the run is interrupted and gone on with by
 * --resume. Scores nothing. */
#ifndef IOPFIT_CLI_DELIVERY_H
#define IOPFIT_CLI_DELIVERY_H

#include "batch/inlet.h"
#include "batch/outlet.h"
#include "batch/summary.h"
#include "cli/cli.h"
#include "cli/output.h"

struct delivery {
    const struct options *options;
    struct session *session;
    struct stop *stop;
    struct output output;    /* of rows; not used where they grow as FILE.part */
    struct output errors;    /* of --errors; the same */
    FILE *errors_file;       /* where errors go; NULL: to standard error */
    struct summary *summary; /* NULL: none is wanted */
    struct outlet outlet;
    struct manifest manifest;
    struct manifest_file *read; /* one for each input */
    struct digest said;         /* of what was written to errors_file */
    struct digest before;       /* of the SHA-256 of the inputs before the present one */
    /* Growing: */
    struct manifest_found found; /* what the manifest of an earlier run tells */
    char *part;                  /* FILE.part; NULL: nothing grows */
    int part_file;
    char *errors_part;    /* the same of --errors; NULL: none */
    int manifest_file;    /* the manifest of the started run, to overwrite its progress */
    uint64_t progress_at; /* where that stands */
    struct manifest_progress
        progress;         /* where the run goes on from, and then how far it has come */
    bool progresses;      /* false since something was read that cannot be read again */
    bool is_begun;        /* FILE.part is of this run */
    bool has_errors_part; /* the same of that of --errors */
    bool is_done;         /* nothing is left to do: the run that is gone on with was complete */
};

/* Opens what --output, --errors and --manifest name; rows that are kept of an earlier run are counted
 * in [summary], too (NULL: none). STATUS_OK, or the status to end with, with messages printed;
 * delivery_close() either way. */
int delivery_open(struct delivery *delivery, const struct options *options, struct session *session,
                  struct stop *stop, struct summary *summary);
/* Writes [rows], which are whole; false with a message. */
ATTR_MUST_USE bool delivery_write(struct delivery *delivery, struct text rows);
/* Writes what is wrong with a record to errors_file; false with a message. */
ATTR_MUST_USE bool delivery_say(struct delivery *delivery, struct text errors);
/* An input was read to its end: [read] is what it was. */
void delivery_pass(struct delivery *delivery, const struct manifest_file *read);
/* Whether the inputs that were passed are those that the interrupted run had passed. */
bool delivery_is_behind(const struct delivery *delivery);
/* All that was made of the first [read] bytes of [inlet], input [number], is written, and some record
 * of it could be [used]. False, with a message, where that cannot be kept. */
ATTR_MUST_USE bool delivery_progress(struct delivery *delivery, uint32_t number,
                                     struct inlet *inlet, uint64_t read, bool used);
/* Everything is written: files get their names, and the manifest its counts. False, with a message. */
ATTR_MUST_USE bool delivery_commit(struct delivery *delivery);
/* What was opened is closed. Where nothing was committed, what grows is kept as it is, and everything
 * else is as it was before. */
void delivery_close(struct delivery *delivery);
/* A stop_last of the delivery that is its context. */
void delivery_stop(void *context, int signal);
/* On standard error: where to go on, if anywhere. */
void delivery_say_kept(const struct delivery *delivery);

#endif
