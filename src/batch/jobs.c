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

/* Whole records that a worker has taken. */
struct share {
    char *bytes;
    size_t capacity;
    size_t length;
    size_t mark; /* YAML: bytes behind them that begin the next document */
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

/* How much of [text] can be cut without being read: in CSV up to the first quote, since what is quoted
 * may go over lines; in YAML nothing where there are directives. */
static size_t plain_length(struct text text, enum answers_format format)
{
    const char *quote =
        format == ANSWERS_CSV && text.length > 0 ? memchr(text.start, '"', text.length) : NULL;
    return quote != NULL ? (size_t)(quote - text.start)
           : format == ANSWERS_YAML && answers_may_have_directives(text) ? 0
                                                                         : text.length;
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

/* Copies [length] bytes of what the reader holds, and passes over them. Of the mark that ends a
 * document of YAML there is a copy, too: `---` and what tells it from a longer word. */
static bool take(struct worker *worker, struct text text, size_t length)
{
    enum { MARK = 4 };
    struct share *share = &worker->share;
    struct jobs *jobs = worker->jobs;
    share->mark = answers_format(jobs->reader) == ANSWERS_YAML ? MARK : 0;
    size_t copied = length + share->mark;
    if (share->capacity < copied + ANSWERS_PADDING) {
        if (share->bytes != NULL) {
            explicit_bzero(share->bytes, share->capacity);
        }
        free(share->bytes);
        share->capacity = copied + copied / 4 + ANSWERS_PADDING;
        share->bytes = calloc(1, share->capacity);
        if (share->bytes == NULL) {
            share->capacity = 0;
            return false;
        }
    }
    memcpy(share->bytes, text.start, copied);
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
    enum answers_format format = answers_format(jobs->reader);
    bool found = false;
    pthread_mutex_lock(&jobs->input);
    while (!jobs->ended && !found && !is_stopped(jobs)) {
        struct text text = answers_peek(jobs->reader);
        struct text plain = {text.start, plain_length(text, format)};
        size_t length = fast_whole_records(plain, format);
        if (length > 0) {
            found = take(worker, text, length);
            jobs->ended = !found;
            if (!found) {
                stop(jobs, BATCH_FAILED);
            }
        } else if (plain.length < text.length || text.length > LIMIT_RECORD_BYTES) {
            jobs->ended = !take_slowly(worker);
        } else {
            jobs->ended = !answers_read_more(jobs->reader);
        }
    }
    pthread_mutex_unlock(&jobs->input);
    return found;
}

/* ---- Scoring --------------------------------------------------------------------------------- */

/* Where a record is that is not simple, and how much of the text is done with behind it. */
struct found {
    struct text text;
    uint32_t line;   /* lines before it */
    uint32_t column; /* and code points in its own */
    size_t next;
    bool none;
};

/* The first line of [text] that is not blank, behind byte order marks, if it is NDJSON. */
static struct found find_line(struct text text, bool csv)
{
    struct found found = {.none = true, .next = text.length};
    size_t start = 0;
    size_t line_start = 0;
    while (start < text.length) {
        char c = text.start[start];
        size_t mark =
            csv || start > line_start
                ? 0
                : text_mark_length((struct text){text.start + start, text.length - start});
        if (mark > 0) {
            start += mark;
            line_start = start; /* it takes no column */
            continue;
        }
        if (c == '\n') {
            found.line++;
            line_start = start + 1;
        } else if (csv ? c != '\r' || text.start[start + 1] != '\n'
                       : c != ' ' && c != '\t' && c != '\r') {
            break;
        }
        start++;
    }
    const char *newline =
        start < text.length ? memchr(text.start + start, '\n', text.length - start) : NULL;
    if (newline != NULL) {
        size_t end = (size_t)(newline - text.start);
        found.none = false;
        found.text = (struct text){text.start + start, end - start};
        found.column = (uint32_t)(start - line_start);
        found.next = end + 1;
    }
    return found;
}

static struct found find_document(struct text text)
{
    struct answers_document document = answers_first_document(text);
    return (struct found){
        .text = {text.start + document.begin, document.end - document.begin},
        .line = count_lines(text.start, document.begin),
        .next = document.next,
        .none = document.none,
    };
}

/* The record at the beginning of [text], line [line] of the input and [offset] bytes into it, is not
 * simple: it is read by the strict reader. */
static bool score_slowly(struct worker *worker, struct text text, uint32_t line, uint64_t offset,
                         size_t *ret_length)
{
    const struct jobs *jobs = worker->jobs;
    enum answers_format format = answers_format(jobs->reader);
    struct found found =
        format == ANSWERS_YAML ? find_document(text) : find_line(text, format == ANSWERS_CSV);
    *ret_length = found.next;
    if (found.none) {
        return true;
    }
    struct record record = {0};
    slow_clear(&worker->slow);
    enum answers_status status =
        answers_read_one(jobs->reader, found.text, line + found.line, found.column,
                         &worker->slow.arena, &record, &worker->slow.diags);
    return offset + found.next <= jobs->batch->options.skip ||
           slow_add(&worker->slow, &worker->block, status, &record, offset + found.next);
}

static bool score_share(struct worker *worker)
{
    const struct share *share = &worker->share;
    struct text text = {share->bytes, share->length};
    uint32_t line = share->line;
    uint64_t offset = share->offset;
    while (text.length > 0) {
        struct text marked = {text.start, text.length + share->mark};
        struct fast_taken taken = fast_take(&worker->fast, &worker->slow, &worker->block,
                                            worker->jobs->reader, marked, line, offset);
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
        if (!score_slowly(worker, text, line, offset, &length)) {
            return false;
        }
        line += count_lines(text.start, length);
        offset += length;
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
