/* `iopfit eval`: the value of one expression over a questionnaire, or the questions that it waits
 * for. The language is expr/, unknowns are assess/. */
#include "cli/cli.h"

#include "base/limits.h"
#include "base/wrap.h"
#include "cli/output.h"
#include "cli/records.h"

/* The one record of the answer file. STATUS_OK, or the status to end with. */
static int read_record(struct records *records, struct record *ret)
{
    struct messages *messages = &records->session->messages;
    enum answers_status next = records_next(records, ret);
    (void)messages_print(messages);
    switch (next) {
    case ANSWERS_RECORD:
        return STATUS_OK;
    case ANSWERS_END:
        complain("the file of answers holds no record");
        return STATUS_NEGATIVE;
    case ANSWERS_BAD:
        return STATUS_NEGATIVE;
    case ANSWERS_FAILED:
        break;
    }
    return STATUS_IO;
}

/* The answers of one person are evaluated with; more would leave it open whose. */
static int expect_end(struct records *records)
{
    struct arena arena;
    struct record record = {0};
    arena_init(&arena, LIMIT_RECORD_MEMORY);
    enum answers_status next =
        answers_next(records->reader, &arena, &record, &records->session->messages.diags);
    arena_free(&arena);
    (void)messages_print(&records->session->messages);
    if (next == ANSWERS_END) {
        return STATUS_OK;
    }
    if (next == ANSWERS_FAILED) {
        return STATUS_IO;
    }
    complain("eval needs the answers of one person, and the file holds several records");
    return STATUS_USAGE;
}

static const struct expr *compile(struct session *session, const char *text)
{
    struct arena *arena = &session->arena;
    struct source *source = arena_alloc(arena, sizeof *source);
    if (source == NULL) {
        (void)diag_out_of_memory(&session->messages.diags);
        return NULL;
    }
    *source = (struct source){.name = "expression", .text = text_of(text), .first_line = 1};
    struct passage passage = {.source = source, .text = source->text};
    const struct expr_options options = {
        .prove_ranges = true, .expected = TYPE_ANY, .purpose = "the expression"};
    const struct expr *expr = NULL;
    return expr_compile(&passage, &session->questionnaire->scope, options, arena, &expr,
                        &session->messages.diags)
               ? expr
               : NULL;
}

static void print_evaluation(FILE *out, const struct questionnaire *questionnaire,
                             const struct expr *expr, const struct evaluation *evaluation)
{
    if (value_is_known(&evaluation->value)) {
        expr_print_value(out, &expr->type, &evaluation->value);
        fputc('\n', out);
        return;
    }
    fputs("unknown\n", out);
    for (uint32_t i = 0; i < evaluation->waits_for_count; i++) {
        const struct question *question = &questionnaire->questions[evaluation->waits_for[i]];
        fprintf(out, TEXT_FORMAT ": ", TEXT_ARGS(question->id));
        write_plain(out, text_trim(question->ask));
        fputc('\n', out);
    }
}

/* Evaluates with [record] and prints. */
static int evaluate(struct session *session, struct arena *arena, const struct record *record,
                    const struct expr *expr, FILE *out)
{
    struct evaluation evaluation;
    if (!assess_evaluate(session->plan, record->answers, expr, assess_default_options(), arena,
                         &evaluation, &session->messages.diags)) {
        return STATUS_NEGATIVE;
    }
    print_evaluation(out, session->questionnaire, expr, &evaluation);
    return STATUS_OK;
}

static int eval_with_answers(struct session *session, const struct options *options,
                             const struct expr *expr, FILE *out)
{
    struct records records;
    int status = records_open(&records, session, options->answers, options->input);
    if (status != STATUS_OK) {
        return status;
    }
    struct record record;
    status = read_record(&records, &record);
    if (status == STATUS_OK) {
        status = expect_end(&records);
    }
    if (status == STATUS_OK) {
        status = evaluate(session, &records.arena, &record, expr, out);
    }
    records_close(&records);
    return status;
}

static int eval_without_answers(struct session *session, const struct expr *expr, FILE *out)
{
    struct arena arena;
    struct record record;
    arena_init(&arena, LIMIT_RECORD_MEMORY);
    int status = STATUS_NEGATIVE;
    if (record_init(&record, session->questionnaire, &arena)) {
        status = evaluate(session, &arena, &record, expr, out);
    } else {
        (void)diag_out_of_memory(&session->messages.diags);
    }
    arena_free(&arena);
    return status;
}

static int eval(struct session *session, const struct options *options)
{
    const struct expr *expr = compile(session, options->operands[0]);
    uint32_t errors = messages_print(&session->messages);
    if (expr == NULL || errors > 0) {
        return STATUS_USAGE; /* the expression is a word of the command line */
    }
    struct output output;
    if (!output_open(&output, NULL, &session->messages.diags)) {
        return STATUS_IO;
    }
    int status = options->answers == NULL ? eval_without_answers(session, expr, output.file)
                                          : eval_with_answers(session, options, expr, output.file);
    if (!output_commit(&output, &session->messages.diags)) {
        status = STATUS_IO;
    }
    (void)messages_print(&session->messages);
    return status;
}

int command_eval(const struct options *options)
{
    struct session session;
    int status = session_open(&session, options->questionnaire);
    if (status == STATUS_OK) {
        status = eval(&session, options);
    }
    session_close(&session);
    return status;
}
