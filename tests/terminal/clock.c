/* A clock for tests of the kiosk, to be loaded before the C library: it is ahead of the real one by
 * as many milliseconds as the file says that IOPFIT_TEST_CLOCK names; and no wait is longer than a
 * moment, so that a change is noticed. So a test can let minutes pass without waiting for them. */
#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

typedef int clock_function(clockid_t clock, struct timespec *ret);
typedef int poll_function(struct pollfd *files, nfds_t count, int timeout);

static void *real(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

/* Opened before the program can close itself off from files. */
static int clock_file = -1;

__attribute__((constructor)) static void open_clock(void)
{
    const char *path = getenv("IOPFIT_TEST_CLOCK");
    clock_file = path == NULL ? -1 : open(path, O_RDONLY | O_CLOEXEC);
}

static long long ahead(void)
{
    char digits[32] = "";
    ssize_t count = pread(clock_file, digits, sizeof digits - 1, 0);
    return count > 0 ? strtoll(digits, NULL, 10) : 0;
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
