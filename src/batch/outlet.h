/* Where rows leave: an open file to which only whole rows are ever written, whatever happens. A full
 * disk, a reader that stops or goes away, a signal: what has arrived ends with the end of a row. */
#ifndef IOPFIT_BATCH_OUTLET_H
#define IOPFIT_BATCH_OUTLET_H

#include "base/attr.h"
#include "base/digest.h"
#include "batch/stop.h"
#include "batch/tally.h"

enum outlet_status {
    OUTLET_GOOD,
    OUTLET_FAILED, /* outlet->error says why; for good */
    OUTLET_STOPPED /* a signal asked to stop before all was written */
};

struct outlet {
    int file;
    enum row_kind kind;
    struct stop *stop;
    bool waits; /* a pipe, socket or terminal: whoever reads it may be slow */
    int error;  /* errno of what failed; 0 */
    /* With digest_begin() and a questionnaire, what is written is counted too. */
    bool counts;
    const struct questionnaire *questionnaire;
    struct digest digest;
    struct tally tally;
};

/* Rows go to [file], which stays the caller's. */
struct outlet outlet_open(int file, enum row_kind kind, struct stop *stop);
/* From here on rows are counted and digested. */
void outlet_count(struct outlet *outlet, const struct questionnaire *questionnaire);
/* Takes [rows] into the counts that stand in the file already. False where they are no rows. */
ATTR_MUST_USE bool outlet_recount(struct outlet *outlet, struct text rows);
/* Writes [rows], which are whole. */
ATTR_MUST_USE enum outlet_status outlet_write(struct outlet *outlet, struct text rows);
/* The same for a line that is no row: the names of the columns of CSV. */
ATTR_MUST_USE enum outlet_status outlet_write_names(struct outlet *outlet, struct text line);

#endif
