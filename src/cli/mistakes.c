/* See mistakes.h. */
#include "cli/mistakes.h"

#include <inttypes.h>

#include "view/view.h"

/* One mistake: where it stands, and what it is. */
static void put_place(FILE *out, const struct batch_error *error)
{
    if (error->line > 0) {
        fprintf(out, "\"line\":%" PRIu32 ",\"column\":%" PRIu32 ",", error->line, error->column);
    }
}

static void put_error(FILE *out, const struct batch_error *error)
{
    fprintf(out, "\"code\":\"%s\",\"message\":", code_info(error->code)->name);
    view_json_string(out, error->message);
    if (error->key.length > 0) {
        fputs(",\"key\":", out);
        view_json_string(out, error->key);
    }
    if (error->help.length > 0) {
        fputs(",\"help\":", out);
        view_json_string(out, error->help);
    }
}

void mistakes_write(FILE *out, const char *name, const struct batch_entry *entry)
{
    fputs("{\"file\":", out);
    view_json_string(out, text_of(name));
    fputc(',', out);
    put_place(out, entry->error);
    fputs("\"id\":", out);
    if (entry->has_id) {
        view_json_string(out, entry->id);
    } else {
        fputs("null", out);
    }
    fputc(',', out);
    put_error(out, entry->error);
    const struct batch_error *more = entry->error->next;
    fputs(more == NULL ? "" : ",\"more\":[", out);
    for (; more != NULL; more = more->next) {
        fputc('{', out);
        put_place(out, more);
        put_error(out, more);
        fputs(more->next == NULL ? "}]" : "},", out);
    }
    fputs("}\n", out);
}
