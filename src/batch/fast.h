/* Many simple records at a time: read by flat*.c, assessed by a circuit, written by rows.c. What is
 * not simple goes the slow way, one record at a time, in its place. Only for this room. */
#ifndef IOPFIT_BATCH_FAST_H
#define IOPFIT_BATCH_FAST_H

#include "assess/group.h"
#include "batch/flat.h"
#include "batch/rows.h"
#include "batch/slow.h"

/* What all workers share; it does not change. */
struct fast {
    struct arena arena;
    const struct circuit *circuit;
    struct flat flat;
    struct rows rows;
};
/* NULL where the questionnaire or the format of the rows does not allow it. */
struct fast *fast_make(const struct batch *batch);
void fast_free(struct fast *fast);

/* A record in the group, and its text, which must stay until the group is finished. */
struct held {
    struct flat_record record;
    struct text text; /* without its line end */
    uint64_t input_end;
    uint32_t line;
};

struct fast_worker {
    const struct fast *fast;
    struct arena arena;
    struct group *group;
    struct flat_reader reader;
    struct held held[GROUP_RECORDS];
    uint32_t count;
    uint16_t columns[CIRCUIT_QUESTIONS + 1];
};
/* False when memory is used up. */
ATTR_MUST_USE bool fast_start(struct fast_worker *worker, const struct fast *fast);
void fast_end(struct fast_worker *worker);

/* How much of [text] there is to look for simple records in: up to its last line end; in YAML up to the
 * last mark. */
size_t fast_length(struct text text, enum answers_format format);

/* What became of some text. */
struct fast_taken {
    size_t length; /* bytes passed over */
    uint32_t lines;
    uint32_t records;
    bool is_all; /* what follows is no whole record; else one that is not simple */
    bool good;   /* false: memory is used up */
};
/* Takes simple records from the beginning of [text], which is followed by ANSWERS_PADDING bytes and
 * begins at line [line], [offset] bytes into the input; adds their rows to [block]. [reader] knows
 * the format. */
struct fast_taken fast_take(struct fast_worker *worker, struct slow *slow, struct block *block,
                            const struct answers_reader *reader, struct text text, uint32_t line,
                            uint64_t offset);

#endif
