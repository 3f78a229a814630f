/* Assessing a record by assess/ and writing its row by view/. */
#include "batch/fast.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "view/view.h"

void slow_init(struct slow *slow, struct batch *batch)
{
    *slow = (struct slow){.batch = batch};
    arena_init(&slow->arena, LIMIT_RECORD_MEMORY);
    arena_init(&slow->diag_arena, LIMIT_DIAG_MEMORY);
    diags_init(&slow->diags, &slow->diag_arena);
}

void slow_clear(struct slow *slow)
{
    arena_reset(&slow->arena);
    diags_clear(&slow->diags);
    arena_reset(&slow->diag_arena);
}

void slow_free(struct slow *slow)
{
    arena_free(&slow->arena);
    arena_free(&slow->diag_arena);
}

/* ---- Writing where a FILE is wanted ---------------------------------------------------------- */

struct memory_file {
    FILE *file;
    char *text;
    size_t length;
};

static bool memory_open(struct memory_file *memory)
{
    *memory = (struct memory_file){.text = NULL};
    memory->file = open_memstream(&memory->text, &memory->length);
    return memory->file != NULL;
}

/* Moves what was written to the end of [bytes]. */
static bool memory_close(struct memory_file *memory, struct bytes *bytes)
{
    bool good = fclose(memory->file) == 0;
    char *room = good ? bytes_reserve(bytes, memory->length) : NULL;
    if (room != NULL) {
        memcpy(room, memory->text, memory->length);
        bytes->length += memory->length;
    }
    if (memory->text != NULL) {
        explicit_bzero(memory->text, memory->length);
        free(memory->text);
    }
    return room != NULL;
}

void slow_say(struct slow *slow, struct block *block)
{
    struct memory_file memory;
    diags_sort(&slow->diags);
    if (slow->diags.errors + slow->diags.warnings > 0) {
        if (!memory_open(&memory)) {
            block->failed = true;
            return;
        }
        diags_render(memory.file, &slow->diags, slow->batch->options.style);
        block->failed = !memory_close(&memory, &block->messages) || block->failed;
    }
    diags_clear(&slow->diags);
    arena_reset(&slow->diag_arena);
}

/* ---- Rows ------------------------------------------------------------------------------------ */

static void separate(struct batch *batch, FILE *out)
{
    if (batch->rows++ > 0) {
        fputs("\n----------------------------------------\n\n", out);
    }
}

/* The first error among the messages, by place; one of our own where memory left no room for any.
 */
static struct diag first_error(struct diags *diags)
{
    diags_sort(diags);
    for (uint32_t i = 0; i < diags->count; i++) {
        if (diags->items[i].severity == SEVERITY_ERROR) {
            return diags->items[i];
        }
    }
    return (struct diag){.code = CODE_F004, .message = TEXT("memory is used up")};
}

static void write_error(struct slow *slow, FILE *out, const struct record *record,
                        const struct diag *error)
{
    struct batch *batch = slow->batch;
    switch (batch->options.format) {
    case BATCH_NDJSON:
        view_error_ndjson(out, record, error);
        break;
    case BATCH_CSV:
        view_error_csv(out, record, error);
        break;
    case BATCH_TEXT:
        separate(batch, out);
        view_error_text(out, record, error, (struct view_style){.width = batch->options.width});
        break;
    }
}

/* False with a message where memory is used up. */
static bool write_result(struct slow *slow, FILE *out, const struct record *record,
                         const struct assessment *assessment)
{
    struct batch *batch = slow->batch;
    const struct view_result result = {.questionnaire = batch->questionnaire,
                                       .plan = batch->plan,
                                       .record = record,
                                       .assessment = assessment};
    switch (batch->options.format) {
    case BATCH_NDJSON:
        view_row_ndjson(out, &result);
        return true;
    case BATCH_CSV:
        view_row_csv(out, &result);
        return true;
    case BATCH_TEXT:
        separate(batch, out);
        return view_result_text(out, &result, (struct view_style){.width = batch->options.width},
                                &slow->arena, &slow->diags);
    }
    return true;
}

/* NULL when memory is used up. */
static struct batch_error *keep_error(struct block *block, const struct diag *diag)
{
    struct batch_error *error = arena_alloc(&block->arena, sizeof *error);
    if (error == NULL) {
        return NULL;
    }
    *error = (struct batch_error){.code = diag->code,
                                  .message = text_copy(&block->arena, diag->message),
                                  .key = text_copy(&block->arena, diag->key),
                                  .help = text_copy(&block->arena, diag->help)};
    if (diag->span.source != NULL) {
        struct place place = span_place(diag->span);
        error->line = place.line;
        error->column = place.column;
    }
    return error->message.start == NULL || error->key.start == NULL || error->help.start == NULL
               ? NULL
               : error;
}

/* All errors, of which [first] is the first. NULL when memory is used up. */
static const struct batch_error *keep_errors(struct block *block, const struct diag *first,
                                             const struct diags *diags)
{
    struct batch_error *error = keep_error(block, first);
    struct batch_error *last = error;
    bool is_behind = false;
    for (uint32_t i = 0; last != NULL && i < diags->count; i++) {
        if (diags->items[i].severity != SEVERITY_ERROR) {
            continue;
        }
        if (is_behind) {
            struct batch_error *next = keep_error(block, &diags->items[i]);
            last->next = next;
            last = next;
        }
        is_behind = true;
    }
    return last == NULL ? NULL : error;
}

/* Whether the error is not in what a record says, but in how the file is written: codes of YAML, those
 * from A110 on, and whatever is wrong with the header of CSV. */
static bool is_of_writing(const struct slow *slow, const struct batch_error *error)
{
    const char *name = code_info(error->code)->name;
    return name[0] == 'Y' || (name[0] == 'A' && strcmp(name, "A110") >= 0) ||
           (slow->is_csv && error->line == 1);
}

/* Moves the row in [memory] and what there is to say into [block]. */
static bool add_entry(struct slow *slow, struct block *block, struct memory_file *memory,
                      const struct record *record, struct batch_entry entry)
{
    bool good = memory_close(memory, &block->rows);
    slow_say(slow, block);
    entry.has_id = record->has_id;
    entry.id = record->has_id ? text_copy(&block->arena, record->id) : TEXT("");
    entry.line = record->span.source != NULL ? span_place(record->span).line : 0;
    entry.row_end = block->rows.length;
    entry.messages_end = block->messages.length;
    struct batch_entry *added = good && entry.id.start != NULL ? block_add(block) : NULL;
    if (added != NULL) {
        *added = entry;
    }
    return added != NULL;
}

/* Rows of the fast way hold nothing that would have to be escaped. */
static bool has_plain_id(const struct record *record)
{
    return !record->has_id ||
           flat_text_length(record->id.start, record->id.start + record->id.length + 1, '\0') ==
               record->id.length;
}

/* Assesses [record] by the circuit and adds its row. False where that cannot be done: then nothing
 * was added. */
static bool add_by_circuit(struct slow *slow, struct block *block, const struct record *record,
                           struct batch_entry entry)
{
    const struct fast *fast = slow->batch->fast;
    const struct questionnaire *questionnaire = slow->batch->questionnaire;
    if (slow->group == NULL || slow->is_busy || slow->diags.count > 0 || !has_plain_id(record)) {
        return false;
    }
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        const struct answer *answer = &record->answers[i];
        if (answer->state == ANSWER_GIVEN) {
            group_cells(slow->group, i)[0] =
                circuit_class(&fast->circuit->codings[i], &answer->value);
        }
    }
    const struct verdict *verdict = group_assess(slow->group, 1);
    entry.has_id = record->has_id;
    entry.id = record->has_id ? text_copy(&block->arena, record->id) : TEXT("");
    if (verdict->left || entry.id.start == NULL ||
        !rows_add(&fast->rows, &block->rows, record->has_id ? record->id.start : NULL,
                  (uint32_t)record->id.length, verdict)) {
        return false;
    }
    entry.outcome = verdict->outcome;
    entry.recommendation = questionnaire->outcomes[verdict->outcome].recommendation;
    entry.certain = verdict->certain;
    entry.line = record->span.source != NULL ? span_place(record->span).line : 0;
    entry.row_end = block->rows.length;
    entry.messages_end = block->messages.length;
    struct batch_entry *added = block_add(block);
    if (added != NULL) {
        *added = entry;
    }
    return added != NULL;
}

bool slow_add(struct slow *slow, struct block *block, enum answers_status status,
              const struct record *record, uint64_t input_end)
{
    const struct batch_options *options = &slow->batch->options;
    if (status == ANSWERS_RECORD && options->filter != NULL &&
        !options->filter(options->filter_context, record->has_id, record->id)) {
        slow_say(slow, block);
        return true;
    }
    struct batch_entry entry = {.input_end = input_end};
    if (status == ANSWERS_RECORD && add_by_circuit(slow, block, record, entry)) {
        return true;
    }
    struct memory_file memory;
    if (!memory_open(&memory)) {
        return false;
    }
    struct assessment assessment;
    bool good = status == ANSWERS_RECORD &&
                assess(slow->batch->plan, record->answers, assess_default_options(), &slow->arena,
                       &assessment, &slow->diags) &&
                write_result(slow, memory.file, record, &assessment);
    if (good) {
        entry.outcome = assessment.outcome;
        entry.recommendation =
            slow->batch->questionnaire->outcomes[assessment.outcome].recommendation;
        entry.certain = assessment.certain;
    } else {
        struct diag error = first_error(&slow->diags);
        write_error(slow, memory.file, record, &error);
        entry.error = keep_errors(block, &error, &slow->diags);
        if (entry.error == NULL) {
            (void)memory_close(&memory, &block->rows);
            return false;
        }
        entry.is_unreadable = is_of_writing(slow, entry.error);
    }
    return add_entry(slow, block, &memory, record, entry);
}
