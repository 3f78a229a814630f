/* `iopfit score`: one record in, one row out, in the same order. A record that cannot be used gives
 * a row with its error, and the run goes on. How a row looks is view/. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/output.h"
#include "cli/records.h"
#include "view/view.h"

struct scoring {
    const struct options *options;
    struct session *session;
    struct output output;
    FILE *out; /* where rows go: the output, or, with --exit-code, memory until all is known */
    unsigned width;
    int status;
    uint64_t count;
    bool several;                       /* more than one record where --exit-code allows one */
    enum recommendation recommendation; /* of the last record */
};

/* ---- Rows ------------------------------------------------------------------------------------ */

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

static void separate(struct scoring *scoring)
{
    if (scoring->count > 1) {
        records_separate(scoring->out);
    }
}

static void write_error(struct scoring *scoring, const struct record *record)
{
    struct diag error = first_error(&scoring->session->messages.diags);
    switch (scoring->options->format) {
    case FORMAT_NDJSON:
        view_error_ndjson(scoring->out, record, &error);
        break;
    case FORMAT_CSV:
        view_error_csv(scoring->out, record, &error);
        break;
    case FORMAT_TEXT:
        separate(scoring);
        view_error_text(scoring->out, record, &error, (struct view_style){.width = scoring->width});
        break;
    }
    scoring->status = status_worse(scoring->status, STATUS_NEGATIVE);
}

static bool write_result(struct scoring *scoring, struct records *records,
                         const struct record *record)
{
    struct assessment assessment;
    if (!records_assess(records, record, &assessment)) {
        return false;
    }
    const struct view_result result = {.questionnaire = scoring->session->questionnaire,
                                       .plan = scoring->session->plan,
                                       .record = record,
                                       .assessment = &assessment};
    scoring->recommendation = result.questionnaire->outcomes[assessment.outcome].recommendation;
    switch (scoring->options->format) {
    case FORMAT_NDJSON:
        view_row_ndjson(scoring->out, &result);
        return true;
    case FORMAT_CSV:
        view_row_csv(scoring->out, &result);
        return true;
    case FORMAT_TEXT:
        separate(scoring);
        return view_result_text(scoring->out, &result, (struct view_style){.width = scoring->width},
                                &records->arena, &scoring->session->messages.diags);
    }
    return true;
}

/* ---- Inputs ---------------------------------------------------------------------------------- */

/* Scores the records of an open input. False where the run has to end. */
static bool score_records(struct scoring *scoring, struct records *records)
{
    for (;;) {
        struct record record;
        enum answers_status next = records_next(records, &record);
        if (next == ANSWERS_END || next == ANSWERS_FAILED) {
            if (next == ANSWERS_FAILED) {
                scoring->status = status_worse(scoring->status, STATUS_IO);
            }
            (void)messages_print(&scoring->session->messages);
            return true;
        }
        scoring->count++;
        if (scoring->options->exit_code && scoring->count > 1) {
            scoring->several = true;
            return false;
        }
        errno = 0;
        if (next == ANSWERS_BAD || !write_result(scoring, records, &record)) {
            write_error(scoring, &record);
        }
        if (records->file == stdin) {
            fflush(scoring->out); /* whoever feeds us may wait for the row */
        }
        bool good = output_good(&scoring->output, &scoring->session->messages.diags);
        (void)messages_print(&scoring->session->messages);
        if (!good) {
            scoring->status = STATUS_IO;
            return false;
        }
    }
}

/* False where the run has to end. A missing file is said, and the others are scored. */
static bool score_input(struct scoring *scoring, const char *path)
{
    struct records records;
    int opened = records_open(&records, scoring->session, path, scoring->options->input);
    if (opened != STATUS_OK) {
        scoring->status = status_worse(scoring->status, opened);
        return true;
    }
    bool go_on = score_records(scoring, &records);
    records_close(&records);
    return go_on;
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
    scoring.width = output_width(scoring.output.file);
    if (options->exit_code) {
        score_one(&scoring);
    } else {
        score_to_output(&scoring);
    }
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
