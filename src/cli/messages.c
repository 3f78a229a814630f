/* Printing messages to standard error. Rendering one is diag/render.c. */
#include "cli/cli.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "cli/output.h"
#include "view/view.h"

struct diag_style messages_style(void)
{
    const char *no_colour = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    bool plain = (no_colour != NULL && no_colour[0] != '\0') || terminal == NULL ||
                 strcmp(terminal, "dumb") == 0;
    return (struct diag_style){.colour = !plain && isatty(STDERR_FILENO)};
}

struct diag_style messages_style_of_people(void)
{
    struct diag_style style = messages_style();
    style.spare = !isatty(STDERR_FILENO);
    return style;
}

static void put_text(FILE *out, const char *name, struct text text)
{
    fprintf(out, "\"%s\":", name);
    if (text.length > 0) {
        view_json_string(out, text);
    } else {
        fputs("null", out);
    }
}

static void put_place(FILE *out, struct span span, const char *file)
{
    const char *name = span.source != NULL ? span.source->name : file;
    put_text(out, "file", name == NULL ? TEXT("") : text_of(name));
    if (span.source != NULL) {
        struct place place = span_place(span);
        fprintf(out, ",\"line\":%" PRIu32 ",\"column\":%" PRIu32, place.line, place.column);
    } else {
        fputs(",\"line\":null,\"column\":null", out);
    }
}

static void put_diag(struct messages *messages, const struct diag *diag)
{
    FILE *out = messages->json;
    fprintf(out, "%s{\"code\":\"%s\",\"severity\":\"%s\",", messages->json_more ? "," : "",
            code_info(diag->code)->name, diag->severity == SEVERITY_ERROR ? "error" : "warning");
    put_text(out, "message", diag->message);
    fputc(',', out);
    put_place(out, diag->span, diag->file);
    fputc(',', out);
    put_text(out, "help", diag->help);
    fputs(",\"notes\":[", out);
    for (const struct diag_note *note = diag->notes; note != NULL; note = note->next) {
        fputc('{', out);
        put_text(out, "message", note->message);
        fputc(',', out);
        put_place(out, note->span, NULL);
        fputs(note->next == NULL ? "}" : "},", out);
    }
    fputs("]}", out);
    messages->json_more = true;
}

static void put_diags(struct messages *messages)
{
    const struct diags *diags = &messages->diags;
    for (uint32_t i = 0; i < diags->count; i++) {
        put_diag(messages, &diags->items[i]);
    }
    if (diags->exhausted) {
        const struct diag diag = {
            .code = CODE_F004, .severity = SEVERITY_ERROR, .message = TEXT("memory is used up")};
        put_diag(messages, &diag);
    }
}

void messages_init(struct messages *messages)
{
    *messages = (struct messages){0};
    arena_init(&messages->arena, LIMIT_DIAG_MEMORY);
    diags_init(&messages->diags, &messages->arena);
}

uint32_t messages_print(struct messages *messages)
{
    diags_sort(&messages->diags);
    uint32_t errors = messages->diags.errors;
    if (errors + messages->diags.warnings > 0) {
        if (messages->json != NULL) {
            put_diags(messages);
        }
        diags_render(stderr, &messages->diags,
                     messages->of_people ? messages_style_of_people() : messages_style());
    }
    diags_clear(&messages->diags);
    arena_reset(&messages->arena);
    return errors;
}

void messages_free(struct messages *messages)
{
    diags_clear(&messages->diags);
    arena_free(&messages->arena);
}

void complain(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    fputs("iopfit: ", stderr);
    vfprintf(stderr, format, values);
    fputc('\n', stderr);
    va_end(values);
}

int output_end(void)
{
    struct messages messages;
    struct output output;
    messages_init(&messages);
    bool arrived =
        output_open(&output, NULL, &messages.diags) && output_commit(&output, &messages.diags);
    (void)messages_print(&messages);
    messages_free(&messages);
    return arrived ? STATUS_OK : STATUS_IO;
}

int status_worse(int a, int b)
{
    static const int order[] = {STATUS_UNEXPECTED, STATUS_IO,       STATUS_NO_INPUT, STATUS_BROKEN,
                                STATUS_USAGE,      STATUS_NEGATIVE, STATUS_UNDECIDED};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        if (a == order[i] || b == order[i]) {
            return order[i];
        }
    }
    return a;
}
