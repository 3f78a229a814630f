/* Records of answers as the commands read them. The formats are answers/; this only opens, assesses
 * and closes. */
#include "cli/records.h"

#include "base/limits.h"

int records_open(struct records *records, struct session *session, const char *path,
                 enum answers_format format)
{
    *records = (struct records){.name = input_name(path), .session = session};
    struct messages *messages = &session->messages;
    records->file = open_answers(path, &messages->diags);
    if (records->file == NULL) {
        (void)messages_print(messages);
        return STATUS_NO_INPUT;
    }
    records->reader = answers_open(records->file, records->name, format, session->questionnaire,
                                   &messages->diags);
    if (records->reader == NULL) {
        (void)messages_print(messages);
        if (records->file != stdin) {
            fclose(records->file);
        }
        return STATUS_IO;
    }
    arena_init(&records->arena, LIMIT_RECORD_MEMORY);
    return STATUS_OK;
}

enum answers_status records_next(struct records *records, struct record *ret)
{
    *ret = (struct record){0};
    arena_reset(&records->arena);
    return answers_next(records->reader, &records->arena, ret, &records->session->messages.diags);
}

bool records_assess(struct records *records, const struct record *record, struct assessment *ret)
{
    struct assess_options options = assess_default_options();
    options.want_open = true;
    options.want_rules = true;
    return assess(records->session->plan, record->answers, options, &records->arena, ret,
                  &records->session->messages.diags);
}

void records_separate(FILE *out)
{
    fputs("\n----------------------------------------\n\n", out);
}

void records_close(struct records *records)
{
    answers_close(records->reader);
    if (records->file != stdin) {
        fclose(records->file);
    }
    arena_free(&records->arena);
}
