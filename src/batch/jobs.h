/* Several workers on one input. Only for this room. */
#ifndef IOPFIT_BATCH_JOBS_H
#define IOPFIT_BATCH_JOBS_H

#include "batch/fast.h"

/* Scores what [reader] has still to give, as far as it is whole lines, by as many workers as the
 * options of [batch] say, and hands blocks on in order. BATCH_DONE: what is left, if anything, is no
 * whole line. */
enum batch_status jobs_score(struct batch *batch, struct answers_reader *reader, batch_sink *sink,
                             void *context);

#endif
