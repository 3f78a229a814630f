/* Each guard is asked for what it forbids. Every try is harmless where it is let through. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "interview/guard.h"

/* What the guarded process tells. */
struct findings {
    struct guard_state states[GUARD_COUNT];
    bool worked;
};

/* Files that tell about a process, opened before none can be. */
struct views {
    FILE *status;
    FILE *filter;
};

static bool has_no_core_limit(void)
{
    struct rlimit limit = {1, 1};
    return getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_cur == 0 && limit.rlim_max == 0;
}

static bool is_left_out(const struct views *views)
{
    char kinds[32] = "";
    return views->filter != NULL && fgets(kinds, sizeof kinds, views->filter) != NULL &&
           strtoul(kinds, NULL, 16) == 0;
}

/* KiB of locked memory; 0 where it is not known. */
static unsigned long locked(FILE *status)
{
    static const char key[] = "VmLck:";
    char line[256];
    rewind(status);
    while (fgets(line, sizeof line, status) != NULL) {
        if (strncmp(line, key, sizeof key - 1) == 0) {
            return strtoul(line + sizeof key - 1, NULL, 10);
        }
    }
    return 0;
}

/* Whether new memory is locked, too. */
static bool is_locked(const struct views *views)
{
    enum { MORE = 1 << 20 };
    unsigned long before = views->status == NULL ? 0 : locked(views->status);
    void *more = mmap(NULL, MORE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (more == MAP_FAILED) {
        return false;
    }
    bool is = before > 0 && locked(views->status) >= before + MORE / 1024;
    munmap(more, MORE);
    return is;
}

static bool refuses_to_open(const char *path, int flags)
{
    int file = open(path, flags | O_CLOEXEC);
    if (file >= 0) {
        close(file);
        return false;
    }
    return errno == EACCES;
}

static bool refuses_files(void)
{
    return refuses_to_open("/etc/passwd", O_RDONLY) &&
           refuses_to_open("/", O_RDONLY | O_DIRECTORY) && refuses_to_open("/dev/null", O_WRONLY) &&
           refuses_to_open("/dev/tty", O_RDWR | O_NOCTTY);
}

/* Without the filter each of these fails for another reason, or does nothing. */
static bool refuses_calls(void)
{
    char name[] = "/";
    char *arguments[] = {name, NULL};
    char *surroundings[] = {NULL};
    const struct iovec nothing = {NULL, 0};
    int ends[2];
    return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0) < 0 && errno == EPERM &&
           socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0 && errno == EPERM &&
           execve(name, arguments, surroundings) < 0 && errno == EPERM &&
           ptrace(PTRACE_TRACEME, 0, 0, 0) < 0 && errno == EPERM &&
           process_vm_readv(getpid(), &nothing, 0, &nothing, 0, 0) < 0 && errno == EPERM &&
           ioctl(-1, TIOCSTI, "") < 0 && errno == EPERM;
}

static bool holds(enum guard guard, const struct views *views)
{
    switch (guard) {
    case GUARD_CORE_LIMIT:
        return has_no_core_limit();
    case GUARD_UNDUMPABLE:
        return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0;
    case GUARD_LEFT_OUT:
        return is_left_out(views);
    case GUARD_NO_NEW_RIGHTS:
        return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1;
    case GUARD_CALLS:
        return refuses_calls();
    case GUARD_FILES:
        return refuses_files();
    case GUARD_LOCKED:
        return is_locked(views);
    case GUARD_COUNT:
        break;
    }
    return false;
}

static _Noreturn void tell(int pipe_end, const char *folder, bool (*work)(void *context),
                           void *context)
{
    struct findings findings = {.worked = false};
    const struct views views = {.status = fopen("/proc/self/status", "re"),
                                .filter = fopen("/proc/self/coredump_filter", "re")};
    guard_process(findings.states);
    guard_session(folder, findings.states);
    for (int guard = 0; guard < GUARD_COUNT; guard++) {
        struct guard_state *state = &findings.states[guard];
        if (state->kept && !holds((enum guard)guard, &views)) {
            *state = (struct guard_state){.why = "the kernel takes it, and does not keep it"};
        }
    }
    findings.worked = work == NULL || work(context);
    ssize_t told = write(pipe_end, &findings, sizeof findings);
    _exit(told == (ssize_t)sizeof findings ? 0 : 1);
}

bool guard_try(const char *folder, bool (*work)(void *context), void *context,
               struct guard_state *ret, bool *ret_worked)
{
    struct findings findings = {.worked = false};
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        return false;
    }
    pid_t child = fork();
    if (child == 0) {
        tell(ends[1], folder, work, context);
    }
    close(ends[1]);
    bool told = child > 0 && read(ends[0], &findings, sizeof findings) == (ssize_t)sizeof findings;
    close(ends[0]);
    while (child > 0 && waitpid(child, NULL, 0) < 0 && errno == EINTR) {
    }
    for (int guard = 0; told && guard < GUARD_COUNT; guard++) {
        ret[guard] = findings.states[guard];
    }
    *ret_worked = told && findings.worked;
    return told;
}
