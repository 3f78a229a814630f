/* `iopfit kiosk --self-test`: what guards a kiosk on this machine, tried and told, a line each. Not for
 * how anything is guarded (interview/guard.h), nor for what is wrong with the file of a kiosk. */
#ifndef IOPFIT_CLI_SELF_TEST_H
#define IOPFIT_CLI_SELF_TEST_H

#include <stdbool.h>

/* What is tried beside the guards, where the kiosk has a file. */
struct self_test {
    bool with_terminal;           /* tell also whether standard input is a terminal that will do */
    const char *folder;           /* where answers are left; NULL: nowhere */
    bool (*leave)(void *context); /* leaves a file in [folder] and takes it away again, guarded */
    void *context;
};

/* Tries, and prints `yes` or `no`, a name and plain words for each: STATUS_OK where all are yes,
 * STATUS_NEGATIVE where one is no, STATUS_IO where nothing could be tried or printed. */
int self_test_run(const struct self_test *test);

/* Whether screens can be drawn on a terminal that TERM calls [name]; NULL: it says nothing. */
bool terminal_draws(const char *name);

#endif
