/* Whoever has the input takes a part of it, some whole lines, and a ticket; then another may take the
 * next part while this one is scored. Rows are handed on in the order of the tickets, by whoever has
 * scored the part whose turn it is, and with it those behind it that are ready. So there is no reader
 * and no writer of their own; and as there are more parts than workers, nobody waits for a part that
 * takes a little longer. */
#include "batch/jobs.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

enum { PARTS_PER_WORKER = 2 };

/* A part of the input, and its rows. Each belongs to one worker, in whose processor's cache it stays. */
struct part {
    bool is_busy; /* guarded by the output's lock */
    struct answers_buffer buffer;
    /* In the buffer: whole records; empty where the reader itself gave a record. */
    struct text text;
    size_t mark; /* YAML: bytes behind them that begin the next document */
    uint32_t line;
    uint64_t offset;
    uint64_t ticket;
    bool urgent;
    struct block block;
    bool good; /* false: it ends with what could not be read or held */
};

struct jobs {
    struct batch *batch;
    struct answers_reader *reader;
    batch_sink *sink;
    void *context;
    struct part *parts;
    uint32_t part_count;
    pthread_mutex_t input; /* guards the reader, and what follows */
    bool ended;
    uint64_t tickets;
    pthread_mutex_t output; /* guards what follows */
    pthread_cond_t changed;
    struct part **ready; /* by ticket modulo part_count: scored, and waiting for their turn */
    uint64_t turn;       /* the ticket whose rows are next */
    bool is_handing_on;  /* somebody is */
    enum batch_status status;
};

struct worker {
    struct jobs *jobs;
    struct part *parts; /* PARTS_PER_WORKER */
    struct fast_worker fast;
    struct slow slow;
};

/* ---- Turns ----------------------------------------------------------------------------------- */

static bool is_stopped(struct jobs *jobs)
{
    pthread_mutex_lock(&jobs->output);
    bool stopped = jobs->status != BATCH_DONE;
    pthread_mutex_unlock(&jobs->output);
    return stopped;
}

static struct part *find_idle(const struct worker *worker)
{
    for (uint32_t i = 0; i < PARTS_PER_WORKER; i++) {
        if (!worker->parts[i].is_busy) {
            return &worker->parts[i];
        }
    }
    return NULL;
}

/* Waits for a part of the worker's that is idle; NULL where the run was stopped. */
static struct part *begin_part(const struct worker *worker)
{
    struct jobs *jobs = worker->jobs;
    struct part *part = NULL;
    pthread_mutex_lock(&jobs->output);
    while ((part = find_idle(worker)) == NULL && jobs->status == BATCH_DONE) {
        pthread_cond_wait(&jobs->changed, &jobs->output);
    }
    part = jobs->status == BATCH_DONE ? part : NULL;
    if (part != NULL) {
        part->is_busy = true;
    }
    pthread_mutex_unlock(&jobs->output);
    return part;
}

/* Waits for the turn of [ticket]; false where the run was stopped. */
static bool wait_for(struct jobs *jobs, uint64_t ticket)
{
    pthread_mutex_lock(&jobs->output);
    while (jobs->turn != ticket && jobs->status == BATCH_DONE) {
        pthread_cond_wait(&jobs->changed, &jobs->output);
    }
    bool good = jobs->status == BATCH_DONE;
    pthread_mutex_unlock(&jobs->output);
    return good;
}

/* Hands the rows of [part] on: what became of the run. */
static enum batch_status hand_on(struct jobs *jobs, struct part *part)
{
    struct batch_block view = block_view(&part->block, part->urgent);
    bool go_on = (view.count == 0 && view.messages.length == 0) || jobs->sink(jobs->context, &view);
    block_clear(&part->block);
    return !go_on ? BATCH_STOPPED : part->good ? BATCH_DONE : BATCH_FAILED;
}

/* [part] was scored: hands on all whose turn has come, unless somebody is at it, who then takes this
 * one, too. The sink runs outside the lock. */
static void end_part(struct jobs *jobs, struct part *part)
{
    pthread_mutex_lock(&jobs->output);
    jobs->ready[part->ticket % jobs->part_count] = part;
    bool mine = !jobs->is_handing_on;
    while (mine && jobs->status == BATCH_DONE) {
        struct part **next = &jobs->ready[jobs->turn % jobs->part_count];
        part = *next;
        if (part == NULL) {
            break;
        }
        *next = NULL;
        jobs->is_handing_on = true;
        pthread_mutex_unlock(&jobs->output);
        enum batch_status status = hand_on(jobs, part);
        pthread_mutex_lock(&jobs->output);
        jobs->is_handing_on = false;
        jobs->turn++;
        jobs->status = status;
        part->is_busy = false;
        pthread_cond_broadcast(&jobs->changed);
    }
    pthread_mutex_unlock(&jobs->output);
}

/* ---- Input ----------------------------------------------------------------------------------- */

/* How much of [text] is whole records. */
static size_t whole_length(struct text text, enum answers_format format)
{
    return format == ANSWERS_CSV ? answers_whole_rows(text) : fast_length(text, format);
}

/* Lines that end in [bytes]: counted while the other workers wait, so sixteen bytes at a time. */
static uint32_t count_lines(const char *bytes, size_t length)
{
    typedef unsigned char some __attribute__((vector_size(16)));
    enum { WIDTH = sizeof(some), MOST = 255 }; /* as far as a byte counts */
    uint32_t count = 0;
    size_t at = 0;
    while (length - at >= WIDTH) {
        some found = {0};
        for (uint32_t i = 0; i < MOST && length - at >= WIDTH; i++) {
            some here;
            memcpy(&here, bytes + at, WIDTH);
            found -= (some)(here == '\n'); /* all bits of a byte, which is -1 */
            at += WIDTH;
        }
        for (uint32_t i = 0; i < WIDTH; i++) {
            count += found[i];
        }
    }
    for (; at < length; at++) {
        count += bytes[at] == '\n' ? 1 : 0;
    }
    return count;
}

/* Takes the first [length] bytes of what the reader holds, in the buffer of [part]. Of YAML the mark that
 * ends a document stands behind them: `---` and what tells it from a longer word. */
static bool take(struct jobs *jobs, struct part *part, size_t length)
{
    enum { MARK = 4 };
    if (!answers_use(jobs->reader, &part->buffer)) {
        return false;
    }
    part->text = (struct text){answers_peek(jobs->reader).start, length};
    part->mark = answers_format(jobs->reader) == ANSWERS_YAML ? MARK : 0;
    part->line = answers_line(jobs->reader);
    part->offset = answers_offset(jobs->reader);
    answers_pass(jobs->reader, length, count_lines(part->text.start, length), 1);
    return true;
}

/* The next record, if there is one, by the reader itself, which can read anything. That may move the bytes
 * of earlier parts: they were all handed on. */
static bool take_slowly(struct worker *worker, struct part *part)
{
    struct jobs *jobs = worker->jobs;
    struct record record = {0};
    if (!wait_for(jobs, part->ticket)) {
        return false;
    }
    slow_clear(&worker->slow);
    enum answers_status status =
        answers_next(jobs->reader, &worker->slow.arena, &record, &worker->slow.diags);
    uint64_t offset = answers_offset(jobs->reader);
    part->good = status != ANSWERS_FAILED;
    jobs->ended = status == ANSWERS_END || status == ANSWERS_FAILED;
    if (!jobs->ended && offset > jobs->batch->options.skip) {
        part->good = slow_add(&worker->slow, &part->block, status, &record, offset);
    }
    slow_say(&worker->slow, &part->block);
    return true;
}

/* Who waits for the input mostly waits for a read from memory: to sleep and be woken takes longer. */
static void lock_input(struct jobs *jobs)
{
    enum { TRIES = 200 };
    for (uint32_t i = 0; i < TRIES; i++) {
        if (pthread_mutex_trylock(&jobs->input) == 0) {
            return;
        }
        sched_yield();
    }
    pthread_mutex_lock(&jobs->input);
}

/* Takes a part of the input; false where there is none, or the run was stopped. */
static bool next_part(struct worker *worker, struct part *part)
{
    struct jobs *jobs = worker->jobs;
    enum answers_format format = answers_format(jobs->reader);
    bool found = false;
    lock_input(jobs);
    while (!jobs->ended && !found && !is_stopped(jobs)) {
        struct text text = answers_peek(jobs->reader);
        bool is_plain = format != ANSWERS_YAML || !answers_may_have_directives(text);
        size_t length = is_plain ? whole_length(text, format) : 0;
        part->text = (struct text){"", 0};
        part->good = true;
        part->ticket = jobs->tickets;
        if (length > 0) {
            part->good = take(jobs, part, length);
            jobs->ended = !part->good;
            found = true;
        } else if (!is_plain || text.length > LIMIT_RECORD_BYTES) {
            found = take_slowly(worker, part);
            jobs->ended = jobs->ended || !found;
        } else {
            part->good = answers_use(jobs->reader, &part->buffer);
            found = !part->good;
            jobs->ended = found || !answers_read_more(jobs->reader);
        }
    }
    jobs->tickets += found ? 1 : 0;
    part->urgent = !found || !answers_has_more(jobs->reader);
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

/* The first line of NDJSON that is not blank, behind byte order marks. */
static struct found find_line(struct text text)
{
    struct found found = {.none = true, .next = text.length};
    size_t start = 0;
    size_t line_start = 0;
    while (start < text.length) {
        char c = text.start[start];
        size_t mark =
            start > line_start
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
        } else if (c != ' ' && c != '\t' && c != '\r') {
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

/* The first row of CSV, or document of YAML. */
static struct found find_lines(struct text text, bool csv)
{
    struct answers_place place = csv ? answers_first_row(text) : answers_first_document(text);
    return (struct found){
        .text = {text.start + place.begin, place.end - place.begin},
        .line = count_lines(text.start, place.begin),
        .next = place.next,
        .none = place.none,
    };
}

/* The record at the beginning of [text], line [line] of the input and [offset] bytes into it, is not
 * simple: it is read by the strict reader. */
static bool score_slowly(struct worker *worker, struct part *part, struct text text, uint32_t line,
                         uint64_t offset, size_t *ret_length)
{
    const struct jobs *jobs = worker->jobs;
    enum answers_format format = answers_format(jobs->reader);
    struct found found =
        format == ANSWERS_NDJSON ? find_line(text) : find_lines(text, format == ANSWERS_CSV);
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
           slow_add(&worker->slow, &part->block, status, &record, offset + found.next);
}

static bool score_part(struct worker *worker, struct part *part)
{
    struct text text = part->text;
    uint32_t line = part->line;
    uint64_t offset = part->offset;
    while (text.length > 0) {
        struct text marked = {text.start, text.length + part->mark};
        struct fast_taken taken = fast_take(&worker->fast, &worker->slow, &part->block,
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
        if (!score_slowly(worker, part, text, line, offset, &length)) {
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
    struct part *part = NULL;
    while ((part = begin_part(worker)) != NULL && next_part(worker, part)) {
        part->good = part->good && score_part(worker, part);
        end_part(jobs, part); /* what was scored before memory was used up, too */
    }
    return NULL;
}

/* ---- Workers --------------------------------------------------------------------------------- */

static bool start_worker(struct worker *worker, struct jobs *jobs, struct part *parts)
{
    worker->jobs = jobs;
    worker->parts = parts;
    slow_init(&worker->slow, jobs->batch);
    bool good = fast_start(&worker->fast, jobs->batch->fast);
    worker->slow.group = good ? worker->fast.group : NULL;
    return good;
}

static void end_worker(struct worker *worker)
{
    fast_end(&worker->fast);
    slow_free(&worker->slow);
}

static bool open_parts(struct jobs *jobs, uint32_t count)
{
    jobs->parts = calloc(count, sizeof *jobs->parts);
    jobs->ready = calloc(count, sizeof(struct part *));
    if (jobs->parts == NULL || jobs->ready == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        block_init(&jobs->parts[i].block);
    }
    jobs->part_count = count;
    pthread_mutex_init(&jobs->input, NULL);
    pthread_mutex_init(&jobs->output, NULL);
    pthread_cond_init(&jobs->changed, NULL);
    return true;
}

static void close_parts(struct jobs *jobs)
{
    for (uint32_t i = 0; i < jobs->part_count; i++) {
        block_free(&jobs->parts[i].block);
        answers_buffer_free(&jobs->parts[i].buffer);
    }
    if (jobs->part_count > 0) {
        pthread_cond_destroy(&jobs->changed);
        pthread_mutex_destroy(&jobs->output);
        pthread_mutex_destroy(&jobs->input);
    }
    free(jobs->parts);
    free(jobs->ready);
}

/* Scores with up to [wanted] workers: the caller is one; where no more threads can be had, those there
 * are do it all. False where there is no memory for one. */
static bool run_workers(struct jobs *jobs, struct worker *workers, pthread_t *threads,
                        uint32_t wanted)
{
    uint32_t made = 0;
    uint32_t started = 0;
    while (made < wanted &&
           start_worker(&workers[made], jobs, &jobs->parts[made * PARTS_PER_WORKER])) {
        made++;
    }
    while (started + 1 < made &&
           pthread_create(&threads[started], NULL, work, &workers[started + 1]) == 0) {
        started++;
    }
    if (made > 0) {
        work(&workers[0]);
    }
    for (uint32_t i = 0; i < started; i++) {
        pthread_join(threads[i], NULL);
    }
    for (uint32_t i = 0; i < wanted && i <= made; i++) {
        end_worker(&workers[i]);
    }
    return made > 0;
}

enum batch_status jobs_score(struct batch *batch, struct answers_reader *reader, batch_sink *sink,
                             void *context)
{
    uint32_t wanted = batch->options.jobs;
    struct jobs jobs = {.batch = batch, .reader = reader, .sink = sink, .context = context};
    struct worker *workers = calloc(wanted, sizeof *workers);
    pthread_t *threads = calloc(wanted, sizeof *threads);
    bool good = workers != NULL && threads != NULL &&
                open_parts(&jobs, wanted * PARTS_PER_WORKER) &&
                run_workers(&jobs, workers, threads, wanted);
    /* What is no whole line is still to be read. */
    good = answers_use(reader, NULL) && good;
    close_parts(&jobs);
    free(workers);
    free(threads);
    return good ? jobs.status : BATCH_FAILED;
}
