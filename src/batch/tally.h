/* Reading back rows that `score` wrote: where one ends, and what it says. For counting them and for
 * going on where an interrupted run ended. Not a reader of answers, nor of anyone else's rows. */
#ifndef IOPFIT_BATCH_TALLY_H
#define IOPFIT_BATCH_TALLY_H

#include "base/attr.h"
#include "base/limits.h"
#include "questionnaire/questionnaire.h"

/* How the rows are written. */
enum row_kind { ROWS_NDJSON, ROWS_CSV };
/* "ndjson", "csv": as after --format. */
const char *row_kind_name(enum row_kind kind);

/* The first row in [rows] with its line end; false where no whole one is left. A line end between
 * quotes ends no row of CSV. */
bool tally_cut(enum row_kind kind, struct text rows, struct text *ret);

/* What a row says. */
struct row_head {
    struct text id; /* as it is written, quotes included; `null` or nothing where there is none */
    bool is_error;
    bool certain;     /* where it is no error */
    uint32_t outcome; /* where it is no error */
    /* Where it is no error: lists of ids, as they are written between the brackets. */
    struct text rules;
    struct text open;
    struct text code; /* where it is one: "A103" */
};
/* Takes the first id off [list], one of the lists of a row; false where there is none left. */
bool tally_take(enum row_kind kind, struct text *list, struct text *ret);
/* Reads a row (with its line end) of the same program and [questionnaire]; false where it is none. */
ATTR_MUST_USE bool tally_read(enum row_kind kind, const struct questionnaire *questionnaire,
                              struct text row, struct row_head *ret);

/* Counts of rows. */
struct tally {
    uint64_t records; /* rows of errors included */
    uint64_t errors;
    uint64_t certain;
    uint64_t outcomes[LIMIT_OUTCOMES];
};
void tally_add(struct tally *tally, const struct row_head *head);

#endif
