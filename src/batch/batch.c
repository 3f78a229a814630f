/* Scoring a file: its records are read, assessed and written, and rows are handed on in blocks. */
#include "batch/batch.h"

#include <poll.h>
#include <stdlib.h>

#include "batch/block.h"
#include "batch/slow.h"

/* Rows are handed on when there are this many bytes of them, or when no more input is there yet. */
enum { BLOCK_BYTES = 65536 };

struct batch *batch_open(const struct questionnaire *questionnaire, const struct plan *plan,
                         const struct batch_options *options, struct diags *diags)
{
    struct batch *batch = calloc(1, sizeof *batch);
    if (batch == NULL) {
        diag_out_of_memory(diags);
        return NULL;
    }
    *batch = (struct batch){questionnaire, plan, *options, 0};
    return batch;
}

void batch_close(struct batch *batch)
{
    free(batch);
}

/* One input on its way through one worker. */
struct run {
    struct batch *batch;
    struct slow slow;
    struct block block;
    batch_sink *sink;
    void *context;
};

static bool hand_on(struct run *run, bool urgent)
{
    struct batch_block view = block_view(&run->block, urgent);
    bool go_on = run->sink(run->context, &view);
    block_clear(&run->block);
    return go_on;
}

static enum batch_status score_records(struct run *run, struct answers_reader *reader)
{
    for (;;) {
        struct record record = {0};
        slow_clear(&run->slow);
        enum answers_status status =
            answers_next(reader, &run->slow.arena, &record, &run->slow.diags);
        if (status == ANSWERS_END || status == ANSWERS_FAILED) {
            slow_say(&run->slow, &run->block);
            bool go_on = hand_on(run, true);
            return status == ANSWERS_FAILED ? BATCH_FAILED : go_on ? BATCH_DONE : BATCH_STOPPED;
        }
        uint64_t offset = answers_offset(reader);
        if (offset <= run->batch->options.skip && offset > 0) {
            continue;
        }
        if (!slow_add(&run->slow, &run->block, status, &record, offset)) {
            return BATCH_FAILED;
        }
        if (!hand_on(run, true)) {
            return BATCH_STOPPED;
        }
    }
}

enum batch_status batch_score(struct batch *batch, FILE *file, const char *name,
                              enum answers_format format, batch_sink *sink, void *context)
{
    struct run run = {.batch = batch, .sink = sink, .context = context};
    slow_init(&run.slow, batch);
    block_init(&run.block);
    struct answers_reader *reader =
        answers_open(file, name, format, batch->questionnaire, &run.slow.diags);
    enum batch_status status = BATCH_FAILED;
    if (reader == NULL) {
        slow_say(&run.slow, &run.block);
        (void)hand_on(&run, true);
    } else {
        status = score_records(&run, reader);
    }
    answers_close(reader);
    block_free(&run.block);
    slow_free(&run.slow);
    return status;
}
