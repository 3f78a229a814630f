/* `iopfit explain`: how the recommendation for each record of a file came about. What is shown is
 * view/explain.c. */
#include "cli/cli.h"
#include "cli/output.h"
#include "cli/records.h"
#include "view/view.h"

static bool explain_record(struct records *records, const struct record *record, bool json,
                           FILE *out)
{
    struct session *session = records->session;
    struct assessment assessment;
    struct why why;
    if (!records_assess(records, record, &assessment) ||
        !why_find(session->plan, record->answers, &assessment, WHY_STEPS, &records->arena, &why,
                  &session->messages.diags)) {
        return false;
    }
    const struct view_result result = {.questionnaire = session->questionnaire,
                                       .plan = session->plan,
                                       .record = record,
                                       .assessment = &assessment};
    if (json) {
        view_explanation_json(out, &result, &why);
        return true;
    }
    const struct view_style style = {.width = output_width(out), .for_staff = true};
    return view_explanation_text(out, &result, &why, style, &records->arena,
                                 &session->messages.diags);
}

/* The row that `score` has for a record that cannot be used. Nothing where no error was said. */
static void put_error(struct records *records, const struct record *record, FILE *out)
{
    struct diags *diags = &records->session->messages.diags;
    diags_sort(diags);
    for (uint32_t i = 0; i < diags->count; i++) {
        if (diags->items[i].severity == SEVERITY_ERROR) {
            view_error_ndjson(out, record, &diags->items[i]);
            return;
        }
    }
    if (diags->errors > 0) {
        const struct diag error = {.code = CODE_F004, .message = TEXT("memory is used up")};
        view_error_ndjson(out, record, &error);
    }
}

/* Returns the status to end with. */
static int explain_records(struct records *records, bool json, FILE *out)
{
    int status = STATUS_OK;
    bool any = false;
    for (;;) {
        struct record record;
        enum answers_status next = records_next(records, &record);
        bool good = next == ANSWERS_RECORD;
        if (good) {
            if (any && !json) {
                records_separate(out);
            }
            any = true;
            good = explain_record(records, &record, json, out);
        }
        if (json && !good && next != ANSWERS_END && next != ANSWERS_FAILED) {
            put_error(records, &record, out);
        }
        (void)messages_print(&records->session->messages);
        if (next == ANSWERS_FAILED) {
            return STATUS_IO;
        }
        if (next == ANSWERS_END) {
            break;
        }
        status = good ? status : STATUS_NEGATIVE;
    }
    if (!any && status == STATUS_OK) {
        complain("the file of answers holds no record");
        status = STATUS_NEGATIVE;
    }
    return status;
}

static int explain(const struct options *options, struct session *session)
{
    struct records records;
    int status = records_open(&records, session, options->operands[0], options->input);
    if (status != STATUS_OK) {
        return status;
    }
    struct output output;
    if (!output_open(&output, NULL, &session->messages.diags)) {
        status = STATUS_IO;
    } else {
        status = explain_records(&records, options->json, output.file);
        if (!output_commit(&output, &session->messages.diags)) {
            status = STATUS_IO;
        }
    }
    records_close(&records);
    (void)messages_print(&session->messages);
    return status;
}

int command_explain(const struct options *options)
{
    struct session session;
    int status = session_open(&session, options->questionnaire);
    if (status == STATUS_OK) {
        session.messages.of_people = true;
        status = explain(options, &session);
    }
    session_close(&session);
    return status;
}
