/* Where rows leave: an open file to which only whole rows are ever written, whatever happens. A full
 * disk, a reader that stops or goes away, a signal: what has arrived ends with the end of a row. */
#ifndef IOPFIT_BATCH_OUTLET_H
#define IOPFIT_BATCH_OUTLET_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/digest.h"
#include "batch/stop.h"
#include "batch/tally.h"

struct outlet {
    int file;
    enum row_kind kind;
    struct stop *stop; /* the gate for a row that must not be cut in two */
    bool waits;        /* a pipe, socket or terminal: whoever reads it may be slow */
    int error;         /* errno of what failed; 0. Then nothing more is written */
    bool digests;
    struct digest digest; /* of what was written, with [digests] */
};

/* Rows go to [file], which stays the caller's. */
void outlet_open(struct outlet *outlet, int file, enum row_kind kind, struct stop *stop,
                 bool digests);
/* Writes [rows], which are whole. False: outlet->error says why. */
ATTR_MUST_USE bool outlet_write(struct outlet *outlet, struct text rows);

#endif
