/* Scoring a file: its records are read, assessed and written, and rows are handed on in blocks. */
#include "batch/batch.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/limits.h"
#include "batch/block.h"
#include "batch/fast.h"
#include "batch/jobs.h"
#include "batch/slow.h"

/* Input that is worth the making of a circuit. */
enum { ENOUGH_BYTES = 32768 };
/* Answers that are unknown in a record so that making a circuit for it alone is worth it. */
enum { SPARSE = 16 };
/* Workers, where their number is not given: reading and writing take turns. */
enum { JOBS_AT_MOST = 16 };

struct batch *batch_open(const struct questionnaire *questionnaire, const struct plan *plan,
                         const struct batch_options *options, struct diags *diags)
{
    struct batch *batch = calloc(1, sizeof *batch);
    if (batch == NULL) {
        diag_out_of_memory(diags);
        return NULL;
    }
    *batch = (struct batch){
        .questionnaire = questionnaire, .plan = plan, .options = *options, .enough = ENOUGH_BYTES};
    if (options->jobs == 0) {
        long processors = sysconf(_SC_NPROCESSORS_ONLN);
        batch->options.jobs = processors > JOBS_AT_MOST ? JOBS_AT_MOST
                              : processors > 0          ? (unsigned)processors
                                                        : 1;
    }
    return batch;
}

void batch_close(struct batch *batch)
{
    if (batch != NULL) {
        fast_free(batch->fast);
        free(batch);
    }
}

/* One input on its way. */
struct run {
    struct batch *batch;
    struct slow slow;
    struct fast_worker *worker; /* NULL: there is no fast way, or not yet */
    struct block block;
    batch_sink *sink;
    void *context;
    struct answers_reader *reader;
};

static bool hand_on(struct run *run, bool urgent)
{
    struct batch_block view = block_view(&run->block, urgent);
    bool go_on = run->sink(run->context, &view);
    block_clear(&run->block);
    return go_on;
}

/* Whether deciding [record] alone would take as long as making a circuit: much of it is unknown. */
static bool is_sparse(const struct run *run, const struct record *record)
{
    const struct questionnaire *questionnaire = run->batch->questionnaire;
    uint32_t unknown = 0;
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        unknown += record->answers[i].state != ANSWER_GIVEN ? 1 : 0;
    }
    return unknown >= SPARSE;
}

/* Makes the fast way, where there is none yet and [is_worth_it]. */
static void make_fast(struct run *run, bool is_worth_it)
{
    struct batch *batch = run->batch;
    if (batch->fast == NULL && !batch->fast_was_tried && is_worth_it) {
        batch->fast_was_tried = true;
        batch->fast = fast_make(batch);
    }
    if (batch->fast == NULL || run->worker != NULL) {
        return;
    }
    run->worker = calloc(1, sizeof *run->worker);
    if (run->worker != NULL && !fast_start(run->worker, batch->fast)) {
        fast_end(run->worker);
        free(run->worker);
        run->worker = NULL;
    }
    run->slow.group = run->worker == NULL ? NULL : run->worker->group;
}

/* Whether what follows can be read and scored in the fast way. */
static bool is_fast(struct run *run)
{
    enum answers_format format = answers_format(run->reader);
    make_fast(run, answers_peek(run->reader).length >= run->batch->enough);
    return run->worker != NULL && format != ANSWERS_JSON;
}

/* Scores simple records up to one that is not, or to the end of what can be read. */
static enum batch_status score_fast(struct run *run)
{
    for (;;) {
        struct text text = answers_peek(run->reader);
        struct fast_taken taken = fast_take(run->worker, &run->slow, &run->block, run->reader, text,
                                            answers_line(run->reader), answers_offset(run->reader));
        if (!taken.good) {
            return BATCH_FAILED;
        }
        answers_pass(run->reader, taken.length, taken.lines, taken.records);
        if (run->block.count > 0 && !hand_on(run, !answers_has_more(run->reader))) {
            return BATCH_STOPPED;
        }
        if (!taken.is_all || text.length - taken.length > LIMIT_RECORD_BYTES ||
            !answers_read_more(run->reader)) {
            return BATCH_DONE;
        }
    }
}

static enum batch_status score_records(struct run *run)
{
    struct batch *batch = run->batch;
    for (;;) {
        struct record record = {0};
        slow_clear(&run->slow);
        enum answers_status status =
            answers_next(run->reader, &run->slow.arena, &record, &run->slow.diags);
        if (status == ANSWERS_END || status == ANSWERS_FAILED) {
            slow_say(&run->slow, &run->block);
            bool go_on = hand_on(run, true);
            return status == ANSWERS_FAILED ? BATCH_FAILED : go_on ? BATCH_DONE : BATCH_STOPPED;
        }
        uint64_t offset = answers_offset(run->reader);
        run->slow.is_csv = answers_format(run->reader) == ANSWERS_CSV;
        if (status == ANSWERS_RECORD) {
            make_fast(run, batch->enough < SIZE_MAX && is_sparse(run, &record));
        }
        if (offset > batch->options.skip || offset == 0) {
            if (!slow_add(&run->slow, &run->block, status, &record, offset)) {
                return BATCH_FAILED;
            }
            if (!hand_on(run, true)) {
                return BATCH_STOPPED;
            }
        }
        enum batch_status fast = BATCH_DONE;
        if (is_fast(run)) {
            bool enough = answers_peek(run->reader).length >= batch->enough;
            fast = batch->options.jobs > 1 && enough
                       ? jobs_score(batch, run->reader, run->sink, run->context)
                       : score_fast(run);
        }
        if (fast != BATCH_DONE) {
            return fast;
        }
    }
}

enum batch_status batch_score(struct batch *batch, FILE *file, const char *name,
                              enum answers_format format, batch_sink *sink, void *context)
{
    struct run run = {.batch = batch, .sink = sink, .context = context};
    slow_init(&run.slow, batch);
    block_init(&run.block);
    run.reader = answers_open(file, name, format, batch->questionnaire, &run.slow.diags);
    enum batch_status status = BATCH_FAILED;
    if (run.reader == NULL) {
        slow_say(&run.slow, &run.block);
        (void)hand_on(&run, true);
    } else {
        status = score_records(&run);
    }
    answers_close(run.reader);
    if (run.worker != NULL) {
        fast_end(run.worker);
        free(run.worker);
    }
    block_free(&run.block);
    slow_free(&run.slow);
    return status;
}
