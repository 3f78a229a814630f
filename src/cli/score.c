/* `iopfit score`: one record in, one row out, in the same order. A record that cannot be used gives
 * a row with its error, and the run goes on. How a row looks is view/. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "batch/batch.h"
#include "cli/cli.h"
#include "cli/output.h"
#include "view/view.h"

struct scoring {
    const struct options *options;
    struct session *session;
    struct output output;
    FILE *out; /* where rows go: the output, or, with --exit-code, memory until all is known */
    struct batch *batch;
    bool prompt; /* rows may not wait in a buffer */
    int status;
    uint64_t count;
    bool several;                       /* more than one record where --exit-code allows one */
    enum recommendation recommendation; /* of the last record */
};

/* ---- Rows ------------------------------------------------------------------------------------ */

/* How many of the entries of [block] count: all, or with --exit-code the first of the run. */
static uint32_t take_entries(struct scoring *scoring, const struct batch_block *block)
{
    uint64_t before = scoring->count;
    uint32_t taken = block->count;
    if (scoring->options->exit_code && before + taken > 1) {
        scoring->several = true;
        taken = before == 0 ? 1 : 0;
    }
    scoring->count += block->count;
    for (uint32_t i = 0; i < taken; i++) {
        if (block->entries[i].error != NULL) {
            scoring->status = status_worse(scoring->status, STATUS_NEGATIVE);
        }
        scoring->recommendation = block->entries[i].recommendation;
    }
    return taken;
}

/* Writes the rows up to [end], and then what there is to say up to [said]. */
struct written {
    size_t rows;
    size_t messages;
};
static bool write_up_to(struct scoring *scoring, const struct batch_block *block,
                        struct written *written, struct written end)
{
    errno = 0;
    if (end.rows > written->rows) {
        fwrite(block->rows.start + written->rows, 1, end.rows - written->rows, scoring->out);
    }
    if (scoring->prompt && block->urgent) {
        fflush(scoring->out); /* whoever feeds us may wait for the row */
    }
    bool good = output_good(&scoring->output, &scoring->session->messages.diags);
    if (end.messages > written->messages) {
        fwrite(block->messages.start + written->messages, 1, end.messages - written->messages,
               stderr);
    }
    (void)messages_print(&scoring->session->messages);
    *written = end;
    return good;
}

/* False where the run has to end. Rows and messages leave in the order of their records. */
static bool take_block(void *context, const struct batch_block *block)
{
    struct scoring *scoring = context;
    uint32_t taken = take_entries(scoring, block);
    struct written written = {0, 0};
    bool good = true;
    for (uint32_t i = 0; i < taken && good; i++) {
        const struct batch_entry *entry = &block->entries[i];
        if (entry->messages_end > written.messages) {
            good = write_up_to(scoring, block, &written,
                               (struct written){entry->row_end, entry->messages_end});
        }
    }
    if (good && !scoring->several) {
        good = write_up_to(scoring, block, &written,
                           (struct written){block->rows.length, block->messages.length});
    }
    if (!good) {
        scoring->status = STATUS_IO;
    }
    return good && !scoring->several;
}

/* ---- Inputs ---------------------------------------------------------------------------------- */

/* False where the run has to end. A missing file is said, and the others are scored. */
static bool score_input(struct scoring *scoring, const char *path)
{
    FILE *file = open_answers(path, &scoring->session->messages.diags);
    if (file == NULL) {
        (void)messages_print(&scoring->session->messages);
        scoring->status = status_worse(scoring->status, STATUS_NO_INPUT);
        return true;
    }
    scoring->prompt = file == stdin;
    enum batch_status status = batch_score(scoring->batch, file, input_name(path),
                                           scoring->options->input, take_block, scoring);
    if (status == BATCH_FAILED) {
        scoring->status = status_worse(scoring->status, STATUS_IO);
    }
    if (file != stdin) {
        fclose(file);
    }
    return status != BATCH_STOPPED;
}

static void score_inputs(struct scoring *scoring)
{
    if (scoring->options->format == FORMAT_CSV) {
        view_header_csv(scoring->out);
    }
    for (int i = 0; i < scoring->options->operand_count; i++) {
        if (!score_input(scoring, scoring->options->operands[i])) {
            return;
        }
    }
}

static void score_to_output(struct scoring *scoring)
{
    scoring->out = scoring->output.file;
    score_inputs(scoring);
}

/* With --exit-code nothing is written before it is known that there is only one record. */
static void score_one(struct scoring *scoring)
{
    char *held = NULL;
    size_t length = 0;
    scoring->out = open_memstream(&held, &length);
    if (scoring->out == NULL) {
        (void)diag_out_of_memory(&scoring->session->messages.diags);
        scoring->status = STATUS_IO;
        return;
    }
    score_inputs(scoring);
    if (fclose(scoring->out) != 0) {
        (void)diag_out_of_memory(&scoring->session->messages.diags);
        scoring->status = STATUS_IO;
        return;
    }
    if (scoring->several) {
        options_wrong(stderr, scoring->options->command,
                      "--exit-code tells of one record, and here are several");
        scoring->status = STATUS_USAGE;
    } else {
        fwrite(held, 1, length, scoring->output.file);
    }
    explicit_bzero(held, length);
    free(held);
}

/* The status of a run with --exit-code in which nothing went wrong. */
static int status_of_recommendation(const struct scoring *scoring)
{
    if (scoring->count == 0) {
        fputs("iopfit score: --exit-code tells of one record, and here is none\n", stderr);
        return STATUS_NEGATIVE;
    }
    switch (scoring->recommendation) {
    case RECOMMEND_INTAKE:
        return STATUS_INTAKE;
    case RECOMMEND_IOP:
        return STATUS_IOP;
    case RECOMMEND_INPATIENT:
        return STATUS_INPATIENT;
    }
    return STATUS_OK;
}

static int score(const struct options *options, struct session *session)
{
    struct scoring scoring = {.options = options, .session = session};
    struct diags *diags = &session->messages.diags;
    if (!output_open(&scoring.output, options->output, diags)) {
        (void)messages_print(&session->messages);
        return STATUS_IO;
    }
    static const enum batch_format formats[] = {
        [FORMAT_NDJSON] = BATCH_NDJSON, [FORMAT_CSV] = BATCH_CSV, [FORMAT_TEXT] = BATCH_TEXT};
    const struct batch_options how = {.format = formats[options->format],
                                      .width = output_width(scoring.output.file),
                                      .style = messages_style(),
                                      .jobs = options->exit_code ? 1 : options->jobs};
    scoring.batch = batch_open(session->questionnaire, session->plan, &how, diags);
    if (scoring.batch == NULL) {
        scoring.status = STATUS_IO;
    } else if (options->exit_code) {
        score_one(&scoring);
    } else {
        score_to_output(&scoring);
    }
    batch_close(scoring.batch);
    bool nothing = scoring.count == 0 && (scoring.status != STATUS_OK || options->exit_code);
    if (scoring.several || nothing || scoring.status == STATUS_IO) {
        output_discard(&scoring.output);
    } else if (!output_commit(&scoring.output, diags)) {
        scoring.status = STATUS_IO;
    }
    (void)messages_print(&session->messages);
    if (options->exit_code && scoring.status == STATUS_OK) {
        return status_of_recommendation(&scoring);
    }
    return scoring.status;
}

/* A result in place of the answers that it was made from would be a loss, and rows that are appended
 * to what is being read would never end. */
static bool spares_what_it_reads(const struct options *options, const struct session *session)
{
    const char *lost = NULL;
    for (int i = 0; i < options->operand_count && lost == NULL; i++) {
        lost = output_is_input(options->output, options->operands[i]) ? options->operands[i] : NULL;
    }
    if (lost == NULL && output_is_input(options->output, session->questionnaire->path)) {
        lost = session->questionnaire->path;
    }
    if (lost != NULL) {
        options_wrong(stderr, options->command,
                      "the result would be written over `%s`, which is read for it",
                      input_name(lost));
    }
    return lost == NULL;
}

int command_score(const struct options *options)
{
    struct session session;
    int status = session_open(&session, options->questionnaire);
    if (status == STATUS_OK && !spares_what_it_reads(options, &session)) {
        status = STATUS_USAGE;
    } else if (status == STATUS_OK) {
        status = score(options, &session);
    }
    session_close(&session);
    return status;
}
