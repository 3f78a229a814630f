/* Scoring a text and writing down everything that a sink is told. */
#include "both.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/limits.h"
#include "batch/slow.h"

struct seen {
    FILE *rows;
    FILE *messages;
    FILE *rest;
};

static bool take_block(void *context, const struct batch_block *block)
{
    struct seen *seen = context;
    fwrite(block->rows.start, 1, block->rows.length, seen->rows);
    fwrite(block->messages.start, 1, block->messages.length, seen->messages);
    size_t row = 0;
    size_t said = 0;
    for (uint32_t i = 0; i < block->count; i++) {
        const struct batch_entry *entry = &block->entries[i];
        fprintf(seen->rest, "row %zu said %zu end %" PRIu64 " line %" PRIu32, entry->row_end - row,
                entry->messages_end - said, entry->input_end, entry->line);
        row = entry->row_end;
        said = entry->messages_end;
        if (entry->has_id) {
            fprintf(seen->rest, " id " TEXT_FORMAT, TEXT_ARGS(entry->id));
        }
        if (entry->error == NULL) {
            fprintf(seen->rest, " outcome %" PRIu32 " %d %d\n", entry->outcome,
                    (int)entry->recommendation, entry->certain);
        } else {
            fprintf(seen->rest, " error %d %" PRIu32 ":%" PRIu32 " " TEXT_FORMAT "\n",
                    (int)entry->error->code, entry->error->line, entry->error->column,
                    TEXT_ARGS(entry->error->message));
        }
    }
    return true;
}

char *score_text(const struct questionnaire *questionnaire, const struct plan *plan,
                 struct text text, enum answers_format format, struct way way)
{
    char *rows = NULL;
    char *messages = NULL;
    char *rest = NULL;
    size_t rows_length = 0;
    size_t messages_length = 0;
    size_t rest_length = 0;
    struct arena arena;
    struct diags diags;
    arena_init(&arena, LIMIT_DIAG_MEMORY);
    diags_init(&diags, &arena);
    struct seen seen = {open_memstream(&rows, &rows_length),
                        open_memstream(&messages, &messages_length),
                        open_memstream(&rest, &rest_length)};
    const struct batch_options options = {.format = way.format, .jobs = way.jobs};
    struct batch *batch = batch_open(questionnaire, plan, &options, &diags);
    FILE *file = text.length == 0 ? fopen("/dev/null", "r")
                                  : fmemopen((void *)(uintptr_t)text.start, text.length, "r");
    if (batch == NULL || file == NULL || seen.rows == NULL || seen.messages == NULL ||
        seen.rest == NULL) {
        abort();
    }
    batch->enough = way.fast ? 0 : SIZE_MAX;
    enum batch_status status = batch_score(batch, file, "records", format, take_block, &seen);
    fprintf(seen.rest, "status %d\n", (int)status);
    fclose(file);
    batch_close(batch);
    arena_free(&arena);
    fclose(seen.messages);
    fclose(seen.rest);
    fwrite(messages, 1, messages_length, seen.rows);
    free(messages);
    fwrite(rest, 1, rest_length, seen.rows);
    free(rest);
    fclose(seen.rows);
    return rows;
}
