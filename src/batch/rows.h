/* Rows for programs out of texts that are prepared once: the same bytes as view/row.c writes. Only
 * for this room. */
#ifndef IOPFIT_BATCH_ROWS_H
#define IOPFIT_BATCH_ROWS_H

#include "assess/group.h"
#include "batch/block.h"

/* A text that can be copied in steps: readable for a step behind its end. */
struct piece {
    const char *start;
    uint32_t length;
};

/* The texts of one questionnaire in one format. Each is written with all that stands before it and
 * does not change. */
struct rows {
    bool csv;
    const struct questionnaire *questionnaire;
    struct piece begin;     /* to the id */
    struct piece no_id;     /* in place of an id */
    struct piece *outcomes; /* by outcome, certain and urgent: from behind the id to the list */
    struct piece *possible; /* by outcome */
    struct piece *rules;
    struct piece *questions;
    struct piece *surplus; /* questions that were answered and do not apply */
    struct piece to_rules, to_open, to_warnings, end, separator;
    size_t longest;  /* a row without its id has no more bytes than this */
    uint64_t urgent; /* outcomes */
};
/* False when [arena] is used up. */
ATTR_MUST_USE bool rows_init(struct rows *rows, const struct questionnaire *questionnaire, bool csv,
                             struct arena *arena);

/* Adds the row of a record with that id (NULL: none; visible ASCII and blanks, no quotes, no
 * backslash). False when memory is used up. */
ATTR_MUST_USE bool rows_add(const struct rows *rows, struct bytes *bytes, const char *id,
                            uint32_t id_length, const struct verdict *verdict);

#endif
