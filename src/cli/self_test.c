/* Guards are tried in a process of their own: here, too, they could not be undone. */
#include "cli/self_test.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/attr.h"
#include "cli/cli.h"
#include "interview/guard.h"
#include "interview/kiosk.h"
#include "interview/tty.h"

/* Prints one line; returns [good]. */
ATTR_PRINTF(3, 4) static bool say(bool good, const char *name, const char *format, ...)
{
    va_list values;
    printf("%-3s  %-13s  ", good ? "yes" : "no", name);
    va_start(values, format);
    vprintf(format, values);
    va_end(values);
    putchar('\n');
    return good;
}

static bool say_guards(const struct guard_state *states)
{
    bool all = true;
    for (int i = 0; i < GUARD_COUNT; i++) {
        enum guard guard = (enum guard)i;
        if (states[i].kept) {
            (void)say(true, guard_name(guard), "%s", guard_says(guard));
        } else {
            all =
                say(false, guard_name(guard), "%s; otherwise %s", states[i].why, guard_says(guard));
        }
    }
    return all;
}

bool terminal_draws(const char *name)
{
    return name != NULL && name[0] != '\0' && strcmp(name, "dumb") != 0;
}

static bool say_terminal(void)
{
    const struct tty tty = {.file = STDIN_FILENO};
    const char *name = getenv("TERM");
    unsigned columns = 0;
    unsigned rows = 0;
    if (!isatty(STDIN_FILENO)) {
        return say(false, "terminal", "standard input is none");
    }
    if (!terminal_draws(name)) {
        return say(false, "terminal", "TERM is `%s`, which cannot draw screens",
                   name == NULL ? "" : name);
    }
    tty_size(&tty, &columns, &rows);
    bool fits = columns >= KIOSK_COLUMNS_FEWEST && rows >= KIOSK_ROWS_FEWEST;
    return fits ? say(true, "terminal", "%u columns and %u rows", columns, rows)
                : say(false, "terminal", "%u columns and %u rows; a kiosk needs %d and %d", columns,
                      rows, KIOSK_COLUMNS_FEWEST, KIOSK_ROWS_FEWEST);
}

static bool say_answers(const char *folder, bool left)
{
    if (folder == NULL) {
        return say(true, "answers", "none are left");
    }
    return left ? say(true, "answers", "a file was left in `%s`, and taken away", folder)
                : say(false, "answers", "no file could be left in `%s`", folder);
}

int self_test_run(const struct self_test *test)
{
    struct guard_state states[GUARD_COUNT];
    bool left = false;
    if (!guard_try(test->folder, test->folder == NULL ? NULL : test->leave, test->context, states,
                   &left)) {
        complain("the guards cannot be tried: no process for it could be started");
        return STATUS_IO;
    }
    bool all = say_guards(states);
    if (test->with_terminal) {
        all = say_terminal() && all;
        all = say_answers(test->folder, left) && all;
    }
    int printed = output_end();
    return printed != STATUS_OK ? printed : all ? STATUS_OK : STATUS_NEGATIVE;
}
