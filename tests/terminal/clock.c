/* A clock for tests of the kiosk, to be loaded before the C library: it is ahead of the real one by
 * as many milliseconds as the file says that IOPFIT_TEST_CLOCK names; and no wait is longer than a
 * moment, so that a change is noticed. So a test can let minutes pass without waiting for them. */
#include <dlfcn.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef int clock_function(clockid_t clock, struct timespec *ret);
typedef int poll_function(struct pollfd *files, nfds_t count, int timeout);

static void *real(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

static long long ahead(void)
{
    long long milliseconds = 0;
    const char *path = getenv("IOPFIT_TEST_CLOCK");
    FILE *file = path == NULL ? NULL : fopen(path, "re");
    if (file != NULL) {
        if (fscanf(file, "%lld", &milliseconds) != 1) {
            milliseconds = 0;
        }
        fclose(file);
    }
    return milliseconds;
}

__attribute__((visibility("default"))) int clock_gettime(clockid_t clock, struct timespec *ret)
{
    clock_function *function = NULL;
    *(void **)&function = real("clock_gettime");
    int result = function(clock, ret);
    if (clock == CLOCK_BOOTTIME) {
        ret->tv_sec += (time_t)(ahead() / 1000);
    }
    return result;
}

__attribute__((visibility("default"))) int poll(struct pollfd *files, nfds_t count, int timeout)
{
    enum { MOMENT = 50 };
    poll_function *function = NULL;
    *(void **)&function = real("poll");
    return function(files, count, timeout < 0 || timeout > MOMENT ? MOMENT : timeout);
}
