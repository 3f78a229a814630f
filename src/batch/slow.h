/* One record at a time: any format, any questionnaire, every mistake said with its place. The way
 * that decides what is right; all faster ones give the same bytes. Only for this room. */
#ifndef IOPFIT_BATCH_SLOW_H
#define IOPFIT_BATCH_SLOW_H

#include "assess/group.h"
#include "batch/block.h"

struct fast;

struct batch {
    const struct questionnaire *questionnaire;
    const struct plan *plan;
    struct batch_options options;
    struct fast *fast; /* NULL: not made yet, or not possible */
    bool fast_was_tried;
    size_t enough; /* bytes that are there to be read for which the fast way is worth making */
    uint64_t rows; /* text: written so far, to set them off from each other */
};

/* Room for one record. */
struct slow {
    struct batch *batch;
    struct arena arena; /* the record and what is made of it */
    struct arena diag_arena;
    struct diags diags;
    struct group *group; /* NULL, or what assesses a record sooner than assess(), and as exactly */
    bool is_busy;        /* the group has verdicts that are still read */
    bool is_csv;         /* what is read has a header, which is its first line */
};
void slow_init(struct slow *slow, struct batch *batch);
void slow_free(struct slow *slow);
/* Forgets and wipes the last record. */
void slow_clear(struct slow *slow);

/* Adds the row of [record], which reading left with [status] and with messages in slow->diags, to
 * [block]; it ends [input_end] bytes into its input. Nothing where the filter does not want it.
 * False when memory is used up. */
ATTR_MUST_USE bool slow_add(struct slow *slow, struct block *block, enum answers_status status,
                            const struct record *record, uint64_t input_end);
/* Moves what is in slow->diags to the messages of [block]. */
void slow_say(struct slow *slow, struct block *block);

#endif
