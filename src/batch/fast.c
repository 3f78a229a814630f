/* From text to rows, a group at a time. */
#include "batch/fast.h"

#include <assert.h>
#include <stdlib.h>

static_assert((size_t)WORDS_PADDING <= (size_t)ANSWERS_PADDING, "texts end with room to look on");

struct fast *fast_make(const struct batch *batch)
{
    struct fast *fast = batch->options.format == BATCH_TEXT ? NULL : calloc(1, sizeof *fast);
    if (fast == NULL) {
        return NULL;
    }
    arena_init(&fast->arena, LIMIT_QUESTIONNAIRE_MEMORY);
    fast->circuit = circuit_make(batch->plan, &fast->arena);
    if (fast->circuit == NULL || !flat_init(&fast->flat, fast->circuit, &fast->arena) ||
        !rows_init(&fast->rows, batch->questionnaire, batch->options.format == BATCH_CSV,
                   &fast->arena)) {
        fast_free(fast);
        return NULL;
    }
    return fast;
}

void fast_free(struct fast *fast)
{
    if (fast != NULL) {
        arena_free(&fast->arena);
        free(fast);
    }
}

bool fast_start(struct fast_worker *worker, const struct fast *fast)
{
    *worker = (struct fast_worker){.fast = fast};
    arena_init(&worker->arena, LIMIT_RECORD_MEMORY);
    worker->group = group_make(fast->circuit, &worker->arena);
    return worker->group != NULL &&
           flat_reader_init(&worker->reader, &fast->flat, worker->group, &worker->arena);
}

void fast_end(struct fast_worker *worker)
{
    arena_free(&worker->arena);
    explicit_bzero(worker, sizeof *worker);
}

/* ---- Rows ------------------------------------------------------------------------------------ */

/* A record that the group leaves to assess(). */
static bool add_left(struct slow *slow, struct block *block, const struct answers_reader *reader,
                     const struct held *held)
{
    struct record record = {0};
    slow_clear(slow);
    enum answers_status status =
        answers_read_one(reader, held->text, held->line, 0, &slow->arena, &record, &slow->diags);
    return slow_add(slow, block, status, &record, held->input_end);
}

static bool add_row(const struct fast *fast, struct block *block, const struct held *held,
                    const struct verdict *verdict)
{
    const struct flat_record *record = &held->record;
    if (!rows_add(&fast->rows, &block->rows, record->id, record->id_length, verdict)) {
        return false;
    }
    struct batch_entry *entry = block_add(block);
    if (entry == NULL) {
        return false;
    }
    entry->input_end = held->input_end;
    entry->line = held->line;
    entry->outcome = verdict->outcome;
    entry->recommendation = fast->rows.questionnaire->outcomes[verdict->outcome].recommendation;
    entry->certain = verdict->certain;
    entry->has_id = record->id != NULL;
    entry->id = (struct text){record->id == NULL ? "" : record->id, record->id_length};
    return true;
}

/* Adds the rows of all records held. */
static bool finish(struct fast_worker *worker, struct slow *slow, struct block *block,
                   const struct answers_reader *reader)
{
    const struct batch_options *options = &slow->batch->options;
    const struct verdict *verdicts = group_assess(worker->group, worker->count);
    bool good = true;
    slow->is_busy = true;
    for (uint32_t i = 0; i < worker->count && good; i++) {
        const struct held *held = &worker->held[i];
        struct text id = {held->record.id == NULL ? "" : held->record.id, held->record.id_length};
        if (options->filter != NULL &&
            !options->filter(options->filter_context, held->record.id != NULL, id)) {
            continue;
        }
        good = verdicts[i].left ? add_left(slow, block, reader, held)
                                : add_row(worker->fast, block, held, &verdicts[i]);
    }
    slow->is_busy = false;
    worker->count = 0;
    return good;
}

/* ---- Records --------------------------------------------------------------------------------- */

/* Passes over what may stand between records: blank lines, and in JSON any white space. */
static const char *skip_between(const char *at, const char *end, bool csv, uint32_t *lines)
{
    while (at < end) {
        if (*at == '\n') {
            ++*lines;
        } else if (csv ? *at != '\r' || at[1] != '\n' : *at != ' ' && *at != '\t' && *at != '\r') {
            break;
        }
        at++;
    }
    return at;
}

size_t fast_length(struct text text, enum answers_format format)
{
    if (format == ANSWERS_YAML) {
        return answers_whole_documents(text);
    }
    const char *newline = text.length > 0 ? memrchr(text.start, '\n', text.length) : NULL;
    return newline == NULL ? 0 : (size_t)(newline - text.start) + 1;
}

/* The record at [start] into lane [lane]; where the next one begins, or NULL. */
static const char *read_flat(struct flat_reader *reader, enum answers_format format,
                             const char *start, const char *end, uint32_t lane,
                             struct flat_record *ret, struct flat_place *ret_place)
{
    switch (format) {
    case ANSWERS_CSV:
        return flat_read_csv(reader, start, end, lane, ret);
    case ANSWERS_YAML:
        return flat_read_yaml(reader, start, end, lane, ret, ret_place);
    case ANSWERS_NDJSON:
    case ANSWERS_JSON:
    case ANSWERS_GUESS:
        break;
    }
    return flat_read_json(reader, start, end, lane, ret);
}

struct fast_taken fast_take(struct fast_worker *worker, struct slow *slow, struct block *block,
                            const struct answers_reader *reader, struct text text, uint32_t line,
                            uint64_t offset)
{
    enum answers_format format = answers_format(reader);
    struct fast_taken taken = {.is_all = true, .good = true};
    const char *end = text.start + fast_length(text, format);
    const char *at = text.start;
    if (format == ANSWERS_CSV) {
        worker->reader.column_count = answers_columns(reader, worker->columns);
        worker->reader.columns = worker->columns;
    }
    while (taken.good) {
        uint32_t between = 0;
        const char *start =
            format == ANSWERS_YAML ? at : skip_between(at, end, format == ANSWERS_CSV, &between);
        if (start >= end) {
            break;
        }
        struct held *held = &worker->held[worker->count];
        struct flat_place place = {.start = start, .lines = 1};
        const char *next =
            read_flat(&worker->reader, format, start, end, worker->count, &held->record, &place);
        if (next == NULL) {
            taken.is_all = false;
            break;
        }
        held->line = line + taken.lines + between + place.line;
        held->text = (struct text){place.start,
                                   (size_t)(next - place.start) - (format == ANSWERS_YAML ? 0 : 1)};
        held->input_end = offset + (size_t)(next - text.start);
        taken.lines += between + place.lines;
        taken.records++;
        at = next;
        if (held->input_end <= slow->batch->options.skip) {
            flat_forget(&worker->reader, slow->batch->fast->circuit->all, worker->count);
        } else if (++worker->count == GROUP_RECORDS) {
            taken.good = finish(worker, slow, block, reader);
        }
    }
    if (worker->count > 0 && taken.good) {
        taken.good = finish(worker, slow, block, reader);
    }
    taken.length = (size_t)(at - text.start);
    return taken;
}
