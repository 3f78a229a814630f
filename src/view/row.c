/* A result, or a record that could not be used, as one line for programs: NDJSON and CSV with the
 * same fields. The fields, their names and their order never change; iopfit-score(1) describes
 * them. */
#include "view/page.h"
#include "view/view.h"

#include <inttypes.h>

#define REPLACEMENT 0xFFFDu

/* ---- JSON ---------------------------------------------------------------------------------------
 */

static void write_json_code(FILE *out, uint32_t code)
{
    switch (code) {
    case '"':
        fputs("\\\"", out);
        return;
    case '\\':
        fputs("\\\\", out);
        return;
    case '\b':
        fputs("\\b", out);
        return;
    case '\f':
        fputs("\\f", out);
        return;
    case '\n':
        fputs("\\n", out);
        return;
    case '\r':
        fputs("\\r", out);
        return;
    case '\t':
        fputs("\\t", out);
        return;
    default:
        break;
    }
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) {
        fprintf(out, "\\u%04" PRIx32, code);
        return;
    }
    char bytes[4];
    size_t length = utf8_write(utf8_is_scalar(code) ? code : REPLACEMENT, bytes);
    fwrite(bytes, 1, length, out);
}

void view_json_string(FILE *out, struct text text)
{
    fputc('"', out);
    size_t at = 0;
    while (at < text.length) {
        write_json_code(out, utf8_next(text, &at));
    }
    fputc('"', out);
}

/* ---- CSV ----------------------------------------------------------------------------------------
 */

static bool needs_quotes(struct text text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (text.start[i] == ',' || text.start[i] == '"' || text.start[i] == '\n' ||
            text.start[i] == '\r') {
            return true;
        }
    }
    return text.length > 0 && (text.start[0] == ' ' || text.start[text.length - 1] == ' ');
}

void view_csv_field(FILE *out, struct text text)
{
    const char *quote = needs_quotes(text) ? "\"" : "";
    fputs(quote, out);
    for (size_t i = 0; i < text.length; i++) {
        if (text.start[i] == '"') {
            fputc('"', out);
        }
        fputc(text.start[i], out);
    }
    fputs(quote, out);
}

/* ---- The fields ---------------------------------------------------------------------------------
 */

/* How a row is written: the fields go through these, in one order for both formats. */
struct row {
    FILE *out;
    bool csv;
    uint32_t fields; /* written so far */
    uint32_t items;  /* in the present list */
};

static void field(struct row *row, const char *name)
{
    if (row->fields > 0) {
        fputc(',', row->out);
    }
    if (!row->csv) {
        fprintf(row->out, "\"%s\":", name);
    }
    row->fields++;
}

static void text_field(struct row *row, const char *name, struct text text)
{
    field(row, name);
    if (row->csv) {
        view_csv_field(row->out, text);
    } else {
        view_json_string(row->out, text);
    }
}

static void bool_field(struct row *row, const char *name, bool value)
{
    field(row, name);
    fputs(value ? "true" : "false", row->out);
}

/* Ids hold neither `;` nor quotes, so that a joined list needs no quoting of its own. */
static void list_begin(struct row *row, const char *name)
{
    field(row, name);
    row->items = 0;
    if (!row->csv) {
        fputc('[', row->out);
    }
}

static void list_item(struct row *row, const char *prefix, struct text id)
{
    if (row->items > 0) {
        fputc(row->csv ? ';' : ',', row->out);
    }
    fprintf(row->out, row->csv ? "%s" TEXT_FORMAT : "\"%s" TEXT_FORMAT "\"", prefix, TEXT_ARGS(id));
    row->items++;
}

static void list_end(struct row *row)
{
    if (!row->csv) {
        fputc(']', row->out);
    }
}

static void id_field(struct row *row, const struct record *record)
{
    if (record->has_id) {
        text_field(row, "id", record->id);
        return;
    }
    field(row, "id");
    if (!row->csv) {
        fputs("null", row->out);
    }
}

/* Ids and versions hold nothing that either format would have to quote. */
static void questionnaire_field(struct row *row, const struct questionnaire *questionnaire)
{
    const char *quote = row->csv ? "" : "\"";
    field(row, "questionnaire");
    fputs(quote, row->out);
    view_questionnaire_name(row->out, questionnaire);
    fputs(quote, row->out);
}

static void write_fields(struct row *row, const struct view_result *result)
{
    const struct questionnaire *questionnaire = result->questionnaire;
    const struct assessment *assessment = result->assessment;
    const struct outcome *outcome = &questionnaire->outcomes[assessment->outcome];
    id_field(row, result->record);
    text_field(row, "recommendation", text_of(recommendation_name(outcome->recommendation)));
    text_field(row, "outcome", outcome->id);
    bool_field(row, "certain", assessment->certain);
    bool_field(row, "exact", assessment->exact);
    bool_field(row, "urgent", assessment->urgent);
    list_begin(row, "possible");
    for (uint32_t i = 0; i < questionnaire->outcome_count; i++) {
        if (assessment->possible >> i & 1) {
            list_item(row, "", questionnaire->outcomes[i].id);
        }
    }
    list_end(row);
    list_begin(row, "rules");
    for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
        if (assessment_names_rule(result->plan, assessment, i)) {
            list_item(row, "", questionnaire->rules[i].id);
        }
    }
    list_end(row);
    list_begin(row, "open");
    for (uint32_t i = 0; i < assessment->open_count; i++) {
        list_item(row, "", questionnaire->questions[assessment->open[i].question].id);
    }
    list_end(row);
    list_begin(row, "warnings");
    for (uint32_t i = 0; i < assessment->surplus_count; i++) {
        list_item(row, "not-applicable:", questionnaire->questions[assessment->surplus[i]].id);
    }
    list_end(row);
    questionnaire_field(row, questionnaire);
}

/* ---- Rows ---------------------------------------------------------------------------------------
 */

void view_row_json(FILE *out, const struct view_result *result)
{
    struct row row = {.out = out};
    fputc('{', out);
    write_fields(&row, result);
    fputc('}', out);
}

void view_row_ndjson(FILE *out, const struct view_result *result)
{
    view_row_json(out, result);
    fputc('\n', out);
}

void view_row_csv(FILE *out, const struct view_result *result)
{
    struct row row = {.out = out, .csv = true};
    write_fields(&row, result);
    fputs(",,,,\n", out);
}

void view_header_csv(FILE *out)
{
    fputs("id,recommendation,outcome,certain,exact,urgent,possible,rules,open,warnings,"
          "questionnaire,error_code,error_message,error_key,error_column\n",
          out);
}

void view_error_ndjson(FILE *out, const struct record *record, const struct diag *diag)
{
    struct row row = {.out = out};
    fputc('{', out);
    id_field(&row, record);
    fputs(",\"error\":{", out);
    row.fields = 0;
    text_field(&row, "code", text_of(code_info(diag->code)->name));
    text_field(&row, "message", diag->message);
    if (diag->key.length > 0) {
        text_field(&row, "key", diag->key);
    }
    if (diag->span.source != NULL) {
        field(&row, "column");
        fprintf(out, "%" PRIu32, span_place(diag->span).column);
    }
    fputs("}}\n", out);
}

void view_error_csv(FILE *out, const struct record *record, const struct diag *diag)
{
    struct row row = {.out = out, .csv = true};
    id_field(&row, record);
    fputs(",,,,,,,,,,", out);
    text_field(&row, "error_code", text_of(code_info(diag->code)->name));
    text_field(&row, "error_message", diag->message);
    text_field(&row, "error_key", diag->key);
    field(&row, "error_column");
    if (diag->span.source != NULL) {
        fprintf(out, "%" PRIu32, span_place(diag->span).column);
    }
    fputc('\n', out);
}
