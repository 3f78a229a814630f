/* Assessing many records at once by a circuit: the same as assess() where that is exact (`possible`,
 * `open`, the rules that the result names, the answers that do not count), without its traces and
 * without examples of answers. Never past a budget: a record for which completions would have to be
 * looked for in too large a space is left to assess(). */
#ifndef IOPFIT_ASSESS_GROUP_H
#define IOPFIT_ASSESS_GROUP_H

#include "assess/circuit.h"

/* How many records at most. */
enum { GROUP_RECORDS = 256 };

struct verdict {
    bool left; /* not decided here: assess() has to */
    bool certain;
    uint32_t outcome;
    uint64_t possible;     /* outcomes, bit = rank */
    uint64_t open;         /* questions */
    uint64_t surplus;      /* questions that were answered and do not apply */
    const uint16_t *rules; /* that the result names, in the order of the file */
    uint32_t rule_count;
};

struct group;

/* NULL when [arena] is used up. */
struct group *group_make(const struct circuit *circuit, struct arena *arena);
/* The classes of all answers of the records to one question, or CLASS_UNKNOWN where it was not
 * answered: to be written before group_assess(). */
uint8_t *group_cells(struct group *group, uint32_t question);
/* Assesses the first [count] records; the verdicts stand until the next call. Then all answers are
 * forgotten. */
const struct verdict *group_assess(struct group *group, uint32_t count);

#endif
