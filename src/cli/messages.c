/* Printing messages to standard error. Rendering one is diag/render.c. */
#include "cli/cli.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "cli/output.h"

struct diag_style messages_style(void)
{
    const char *no_colour = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    bool plain = (no_colour != NULL && no_colour[0] != '\0') || terminal == NULL ||
                 strcmp(terminal, "dumb") == 0;
    return (struct diag_style){.colour = !plain && isatty(STDERR_FILENO)};
}

void messages_init(struct messages *messages)
{
    arena_init(&messages->arena, LIMIT_DIAG_MEMORY);
    diags_init(&messages->diags, &messages->arena);
}

uint32_t messages_print(struct messages *messages)
{
    diags_sort(&messages->diags);
    uint32_t errors = messages->diags.errors;
    if (errors + messages->diags.warnings > 0) {
        diags_render(stderr, &messages->diags, messages_style());
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
