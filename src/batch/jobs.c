/* Workers take turns. Whoever has the input takes some whole lines from it, and a ticket; then
 * another may take the next lines while these are scored; and rows are handed on in the order of the
 * tickets. So there is no reader and no writer of their own, no queue, and as many blocks in memory
 * as workers. */
#include "batch/jobs.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct jobs {
    struct batch *batch;
    struct answers_reader *reader;
    batch_sink *sink;
    void *context;
    pthread_mutex_t input; /* guards the reader, and what follows */
    bool ended;
    uint64_t tickets;
    pthread_mutex_t output; /* guards what follows */
    pthread_cond_t turned;
    uint64_t turn; /* the ticket whose rows are next */
    enum batch_status status;
};

/* Lines that a worker has taken. */
struct share {
    char *bytes;
    size_t capacity;
    size_t length;
    uint32_t line;
    uint64_t offset;
    uint64_t ticket;
    bool urgent;
};

struct worker {
    struct jobs *jobs;
    struct fast_worker fast;
    struct slow slow;
    struct block block;
    struct share share;
};

/* ---- Turns ----------------------------------------------------------------------------------- */

static void stop(struct jobs *jobs, enum batch_status status)
{
    pthread_mutex_lock(&jobs->output);
    jobs->status = jobs->status == BATCH_DONE ? status : jobs->status;
    pthread_cond_broadcast(&jobs->turned);
    pthread_mutex_unlock(&jobs->output);
}

static bool is_stopped(struct jobs *jobs)
{
    pthread_mutex_lock(&jobs->output);
    bool stopped = jobs->status != BATCH_DONE;
    pthread_mutex_unlock(&jobs->output);
    return stopped;
}

/* Waits for the turn of [ticket]; false where the run was stopped. */
static bool wait_for(struct jobs *jobs, uint64_t ticket)
{
    pthread_mutex_lock(&jobs->output);
    while (jobs->turn != ticket && jobs->status == BATCH_DONE) {
        pthread_cond_wait(&jobs->turned, &jobs->output);
    }
    bool good = jobs->status == BATCH_DONE;
    pthread_mutex_unlock(&jobs->output);
    return good;
}

/* Hands the block on, which has its turn. The sink runs outside the lock: nobody else has the turn.
 */
static void hand_on(struct worker *worker)
{
    struct jobs *jobs = worker->jobs;
    struct batch_block view = block_view(&worker->block, worker->share.urgent);
    bool go_on =
        view.count == 0 && view.messages.length == 0 ? true : jobs->sink(jobs->context, &view);
    block_clear(&worker->block);
    pthread_mutex_lock(&jobs->output);
    jobs->turn++;
    jobs->status = go_on ? jobs->status : BATCH_STOPPED;
    pthread_cond_broadcast(&jobs->turned);
    pthread_mutex_unlock(&jobs->output);
}

/* ---- Input ----------------------------------------------------------------------------------- */

/* How much of [text] is whole lines that can be read one by one: in CSV up to the line of the first
 * quote, since what is quoted may go over lines. */
static size_t whole_lines(struct text text, bool csv)
{
    const char *quote = csv && text.length > 0 ? memchr(text.start, '"', text.length) : NULL;
    size_t length = quote == NULL ? text.length : (size_t)(quote - text.start);
    const char *newline = length > 0 ? memrchr(text.start, '\n', length) : NULL;
    return newline == NULL ? 0 : (size_t)(newline - text.start) + 1;
}

static uint32_t count_lines(const char *bytes, size_t length)
{
    uint32_t count = 0;
    for (const char *at = bytes; (at = memchr(at, '\n', length - (size_t)(at - bytes))) != NULL;
         at++) {
        count++;
    }
    return count;
}

/* Copies [length] bytes of what the reader holds, and passes over them. */
static bool take(struct worker *worker, struct text text, size_t length)
{
    struct share *share = &worker->share;
    struct jobs *jobs = worker->jobs;
    if (share->capacity < length + ANSWERS_PADDING) {
        if (share->bytes != NULL) {
            explicit_bzero(share->bytes, share->capacity);
        }
        free(share->bytes);
        share->capacity = length + length / 4 + ANSWERS_PADDING;
        share->bytes = calloc(1, share->capacity);
        if (share->bytes == NULL) {
            share->capacity = 0;
            return false;
        }
    }
    memcpy(share->bytes, text.start, length);
    share->length = length;
    share->line = answers_line(jobs->reader);
    share->offset = answers_offset(jobs->reader);
    answers_pass(jobs->reader, length, count_lines(share->bytes, length), 1);
    share->urgent = !answers_has_more(jobs->reader);
    share->ticket = jobs->tickets++;
    return true;
}

/* The next record by the reader itself, which can read anything; all rows before it were handed on.
 * False where there is none. */
static bool take_slowly(struct worker *worker)
{
    struct jobs *jobs = worker->jobs;
    struct record record = {0};
    uint64_t ticket = jobs->tickets++;
    if (!wait_for(jobs, ticket)) {
        return false;
    }
    slow_clear(&worker->slow);
    enum answers_status status =
        answers_next(jobs->reader, &worker->slow.arena, &record, &worker->slow.diags);
    uint64_t offset = answers_offset(jobs->reader);
    bool is_record = status == ANSWERS_RECORD || status == ANSWERS_BAD;
    if (is_record && offset > jobs->batch->options.skip &&
        !slow_add(&worker->slow, &worker->block, status, &record, offset)) {
        stop(jobs, BATCH_FAILED);
        return false;
    }
    slow_say(&worker->slow, &worker->block);
    worker->share.urgent = !answers_has_more(jobs->reader);
    hand_on(worker);
    if (status == ANSWERS_FAILED) {
        stop(jobs, BATCH_FAILED);
    }
    return is_record;
}

/* Takes some lines from the input; false where there are no more. */
static bool next_share(struct worker *worker)
{
    struct jobs *jobs = worker->jobs;
    bool csv = answers_format(jobs->reader) == ANSWERS_CSV;
    bool found = false;
    pthread_mutex_lock(&jobs->input);
    while (!jobs->ended && !found && !is_stopped(jobs)) {
        struct text text = answers_peek(jobs->reader);
        size_t length = whole_lines(text, csv);
        bool quoted = csv && text.length > 0 && memchr(text.start, '"', text.length) != NULL;
        if (length > 0) {
            found = take(worker, text, length);
            jobs->ended = !found;
            if (!found) {
                stop(jobs, BATCH_FAILED);
            }
        } else if (quoted || text.length > LIMIT_RECORD_BYTES) {
            jobs->ended = !take_slowly(worker);
        } else {
            jobs->ended = !answers_read_more(jobs->reader);
        }
    }
    pthread_mutex_unlock(&jobs->input);
    return found;
}

/* ---- Scoring --------------------------------------------------------------------------------- */

/* The record at the beginning of [text] is not simple: it is read by the strict reader. */
static bool score_slowly(struct worker *worker, struct text text, uint32_t *line, uint64_t *offset,
                         size_t *ret_length)
{
    const struct jobs *jobs = worker->jobs;
    size_t start = 0;
    size_t line_start = 0;
    bool csv = answers_format(jobs->reader) == ANSWERS_CSV;
    while (start < text.length) {
        char c = text.start[start];
        if (c == '\n') {
            ++*line;
            line_start = start + 1;
        } else if (csv ? c != '\r' || text.start[start + 1] != '\n'
                       : c != ' ' && c != '\t' && c != '\r') {
            break;
        }
        start++;
    }
    const char *newline =
        start < text.length ? memchr(text.start + start, '\n', text.length - start) : NULL;
    if (newline == NULL) {
        *ret_length = text.length;
        return true;
    }
    size_t end = (size_t)(newline - text.start);
    struct record record = {0};
    struct text one = {text.start + start, end - start};
    *ret_length = end + 1;
    *offset += end + 1;
    slow_clear(&worker->slow);
    enum answers_status status =
        answers_read_one(jobs->reader, one, *line, (uint32_t)(start - line_start),
                         &worker->slow.arena, &record, &worker->slow.diags);
    ++*line;
    return *offset <= jobs->batch->options.skip ||
           slow_add(&worker->slow, &worker->block, status, &record, *offset);
}

static bool score_share(struct worker *worker)
{
    const struct share *share = &worker->share;
    struct text text = {share->bytes, share->length};
    uint32_t line = share->line;
    uint64_t offset = share->offset;
    while (text.length > 0) {
        struct fast_taken taken = fast_take(&worker->fast, &worker->slow, &worker->block,
                                            worker->jobs->reader, text, line, offset);
        if (!taken.good) {
            return false;
        }
        text = (struct text){text.start + taken.length, text.length - taken.length};
        line += taken.lines;
        offset += taken.length;
        if (taken.is_all) {
            break;
        }
        size_t length = 0;
        if (!score_slowly(worker, text, &line, &offset, &length)) {
            return false;
        }
        text = (struct text){text.start + length, text.length - length};
    }
    return true;
}

static void *work(void *argument)
{
    struct worker *worker = argument;
    struct jobs *jobs = worker->jobs;
    while (next_share(worker)) {
        bool good = score_share(worker);
        if (!wait_for(jobs, worker->share.ticket)) {
            break;
        }
        hand_on(worker); /* what was scored before memory was used up, too */
        if (!good) {
            stop(jobs, BATCH_FAILED);
            break;
        }
    }
    return NULL;
}

/* ---- Workers --------------------------------------------------------------------------------- */

static bool start_worker(struct worker *worker, struct jobs *jobs)
{
    worker->jobs = jobs;
    slow_init(&worker->slow, jobs->batch);
    block_init(&worker->block);
    bool good = fast_start(&worker->fast, jobs->batch->fast);
    worker->slow.group = good ? worker->fast.group : NULL;
    return good;
}

static void end_worker(struct worker *worker)
{
    fast_end(&worker->fast);
    slow_free(&worker->slow);
    block_free(&worker->block);
    if (worker->share.bytes != NULL) {
        explicit_bzero(worker->share.bytes, worker->share.capacity);
        free(worker->share.bytes);
    }
}

enum batch_status jobs_score(struct batch *batch, struct answers_reader *reader, batch_sink *sink,
                             void *context)
{
    uint32_t wanted = batch->options.jobs;
    struct jobs jobs = {.batch = batch, .reader = reader, .sink = sink, .context = context};
    struct worker *workers = calloc(wanted, sizeof *workers);
    pthread_t *threads = calloc(wanted, sizeof *threads);
    if (workers == NULL || threads == NULL) {
        free(workers);
        free(threads);
        return BATCH_FAILED;
    }
    pthread_mutex_init(&jobs.input, NULL);
    pthread_mutex_init(&jobs.output, NULL);
    pthread_cond_init(&jobs.turned, NULL);
    uint32_t made = 0;
    uint32_t started = 0;
    while (made < wanted && start_worker(&workers[made], &jobs)) {
        made++;
    }
    /* The caller works, too; where no more threads can be had, those there are do it all. */
    while (started + 1 < made &&
           pthread_create(&threads[started], NULL, work, &workers[started + 1]) == 0) {
        started++;
    }
    if (made > 0) {
        work(&workers[0]);
    } else {
        jobs.status = BATCH_FAILED;
    }
    for (uint32_t i = 0; i < started; i++) {
        pthread_join(threads[i], NULL);
    }
    for (uint32_t i = 0; i < wanted && i <= made; i++) {
        end_worker(&workers[i]);
    }
    pthread_cond_destroy(&jobs.turned);
    pthread_mutex_destroy(&jobs.output);
    pthread_mutex_destroy(&jobs.input);
    free(workers);
    free(threads);
    return jobs.status;
}
