/* The kernel's calls for each guard. landlock has no functions in the C library, and the filter for
 * seccomp is written by hand: a list of calls, each compared with the one that is made. */
#include "interview/guard.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static const struct {
    const char *name;
    const char *says;
} guards[GUARD_COUNT] = {
    [GUARD_CORE_LIMIT] = {"core-limit", "no core file is written"},
    [GUARD_UNDUMPABLE] = {"undumpable", "no other process of the same user can look into it"},
    [GUARD_LEFT_OUT] = {"left-out", "a dump made all the same would hold none of its memory"},
    [GUARD_NO_NEW_RIGHTS] = {"no-new-rights", "it can gain no rights"},
    [GUARD_CALLS] = {"seccomp", "it can open no connection, start no program, touch no process"},
    [GUARD_FILES] = {"landlock", "it can open no file, but make new ones where answers are left"},
    [GUARD_LOCKED] = {"locked", "its memory is never written to swap"},
};

const char *guard_name(enum guard guard)
{
    return guards[guard].name;
}

const char *guard_says(enum guard guard)
{
    return guards[guard].says;
}

static struct guard_state missing(const char *why)
{
    struct guard_state state = {.kept = false};
    snprintf(state.why, sizeof state.why, "%s", why);
    return state;
}

/* [called] tells whether a system call succeeded; errno is why not. */
static struct guard_state state_of(bool called)
{
    struct guard_state kept = {.kept = true};
    return called ? kept : missing(strerror(errno));
}

/* ---- Limits and flags -------------------------------------------------------------------------- */

static struct guard_state limit_core(void)
{
    const struct rlimit nothing = {0, 0};
    return state_of(setrlimit(RLIMIT_CORE, &nothing) == 0);
}

static struct guard_state refuse_new_rights(void)
{
    return state_of(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
}

#ifdef IOPFIT_NO_CORE_DUMPS /* off under sanitizers, which have to look into the process */

static struct guard_state forbid_looking(void)
{
    return state_of(prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0);
}

/* Marks all memory of now that can be written to. */
static bool mark_memory(void)
{
    char *line = NULL;
    size_t room = 0;
    bool marked = true;
    FILE *maps = fopen("/proc/self/maps", "re");
    if (maps == NULL) {
        return false;
    }
    while (getline(&line, &room, maps) > 0) {
        char *rest = NULL;
        uintptr_t start = strtoul(line, &rest, 16);
        uintptr_t end = *rest == '-' ? strtoul(rest + 1, &rest, 16) : start;
        if (end > start && strncmp(rest, " rw", 3) == 0) {
            void *area = NULL;
            memcpy(&area, &start, sizeof area);
            marked = madvise(area, end - start, MADV_DONTDUMP) == 0 && marked;
        }
    }
    free(line);
    return fclose(maps) == 0 && marked;
}

/* And what comes later: no kind of memory belongs into a dump. */
static bool mark_later_memory(void)
{
    int filter = open("/proc/self/coredump_filter", O_WRONLY | O_CLOEXEC);
    bool written = filter >= 0 && write(filter, "0\n", 2) == 2;
    int reason = errno;
    if (filter >= 0) {
        close(filter);
    }
    errno = reason;
    return written;
}

/* The files under /proc/self belong to root while the process is undumpable, so that it is not for a
 * moment; nobody has said anything by then. */
static struct guard_state leave_memory_out(void)
{
    (void)prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
    return state_of(mark_memory() && mark_later_memory());
}

/* ---- seccomp ----------------------------------------------------------------------------------- */

#if defined __x86_64__
#define OWN_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined __aarch64__ && defined __AARCH64EL__
#define OWN_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef OWN_ARCHITECTURE

/* Calls that a kiosk never makes, and whoever took it over would want. */
static const uint32_t refused[] = {
    /* speaking to anyone */
    SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4,
    SYS_sendto, SYS_sendmsg, SYS_sendmmsg,
    /* starting programs */
    SYS_execve, SYS_execveat,
    /* other processes */
    SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_process_madvise, SYS_kcmp,
    SYS_pidfd_open, SYS_pidfd_getfd,
    /* a way around this filter */
    SYS_io_uring_setup, SYS_io_uring_enter, SYS_io_uring_register,
    /* other views of the system, and parts of the kernel that are often broken into */
    SYS_unshare, SYS_setns, SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_bpf,
    SYS_perf_event_open, SYS_userfaultfd, SYS_add_key, SYS_request_key, SYS_keyctl};

/* Keys typed by a program, for the shell that comes after. */
static const uint32_t refused_ioctls[] = {TIOCSTI, TIOCLINUX};

enum {
    REFUSED = sizeof refused / sizeof *refused,
    REFUSED_IOCTLS = sizeof refused_ioctls / sizeof *refused_ioctls,
    OTHER_ABI = 0x40000000, /* of x86-64: other numbers for the same calls (x32) */
    FILTER_MOST = 2 * REFUSED + 2 * REFUSED_IOCTLS + 16
};

struct filter {
    struct sock_filter steps[FILTER_MOST];
    unsigned short count;
};

static void step(struct filter *filter, uint16_t code, uint8_t if_true, uint8_t if_false,
                 uint32_t value)
{
    filter->steps[filter->count++] =
        (struct sock_filter){.code = code, .jt = if_true, .jf = if_false, .k = value};
}

static void load(struct filter *filter, size_t offset)
{
    step(filter, BPF_LD | BPF_W | BPF_ABS, 0, 0, (uint32_t)offset);
}

static void answer(struct filter *filter, uint32_t what)
{
    step(filter, BPF_RET | BPF_K, 0, 0, what);
}

/* The call is refused where what was loaded is [value]. */
static void refuse(struct filter *filter, uint32_t value)
{
    step(filter, BPF_JMP | BPF_JEQ | BPF_K, 0, 1, value);
    answer(filter, SECCOMP_RET_ERRNO | EPERM);
}

static void write_filter(struct filter *filter)
{
    load(filter, offsetof(struct seccomp_data, arch));
    step(filter, BPF_JMP | BPF_JEQ | BPF_K, 1, 0, OWN_ARCHITECTURE);
    answer(filter, SECCOMP_RET_ERRNO | EPERM);
    load(filter, offsetof(struct seccomp_data, nr));
    step(filter, BPF_JMP | BPF_JGE | BPF_K, 0, 1, OTHER_ABI);
    answer(filter, SECCOMP_RET_ERRNO | EPERM);
    for (size_t i = 0; i < REFUSED; i++) {
        refuse(filter, refused[i]);
    }
    step(filter, BPF_JMP | BPF_JEQ | BPF_K, 1, 0, SYS_ioctl);
    answer(filter, SECCOMP_RET_ALLOW);
    /* The lower half of the second argument: both processors are little-endian, and the kernel looks
     * at no more of it. */
    load(filter, offsetof(struct seccomp_data, args[1]));
    for (size_t i = 0; i < REFUSED_IOCTLS; i++) {
        refuse(filter, refused_ioctls[i]);
    }
    answer(filter, SECCOMP_RET_ALLOW);
}

static struct guard_state refuse_calls(void)
{
    struct filter filter = {.count = 0};
    write_filter(&filter);
    const struct sock_fprog program = {.len = filter.count, .filter = filter.steps};
    bool taken = prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
    return !taken && errno == EINVAL ? missing("this kernel has no seccomp filters")
                                     : state_of(taken);
}

#else

static struct guard_state refuse_calls(void)
{
    return missing("not made for this kind of processor");
}

#endif

/* ---- landlock ---------------------------------------------------------------------------------- */

/* What versions of landlock newer than Debian 12's header can forbid, too. */
static const uint64_t access_truncate = UINT64_C(1) << 14;  /* from version 3 */
static const uint64_t access_ioctl_dev = UINT64_C(1) << 15; /* from version 5; of new files only */

/* What is forbidden everywhere, in [version] of landlock: all that it knows. */
static uint64_t all_access(long version)
{
    const uint64_t first = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
    return first | (version >= 2 ? LANDLOCK_ACCESS_FS_REFER : 0) |
           (version >= 3 ? access_truncate : 0) | (version >= 5 ? access_ioctl_dev : 0);
}

/* Files may be written in [folder] under a temporary name, get theirs, and its listing be synced. */
static bool allow_folder(int rules, const char *folder)
{
    struct landlock_path_beneath_attr rule = {
        .allowed_access = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_DIR |
                          LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE,
        .parent_fd = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC)};
    if (rule.parent_fd < 0) {
        return true; /* it is gone: then nothing can be left there */
    }
    bool added = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    int reason = errno;
    close(rule.parent_fd);
    errno = reason;
    return added;
}

static struct guard_state close_files(const char *folder)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 0) {
        return errno == ENOSYS       ? missing("this kernel has no landlock")
               : errno == EOPNOTSUPP ? missing("landlock is off in this kernel (`lsm=` lacks it)")
                                     : state_of(false);
    }
    const struct landlock_ruleset_attr wanted = {.handled_access_fs = all_access(version)};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &wanted, sizeof wanted, 0);
    if (rules < 0) {
        return state_of(false);
    }
    struct guard_state state = state_of((folder == NULL || allow_folder(rules, folder)) &&
                                        syscall(SYS_landlock_restrict_self, rules, 0) == 0);
    close(rules);
    return state;
}

/* ---- Locked memory ----------------------------------------------------------------------------- */

static struct guard_state lock_memory(void)
{
    struct rlimit room = {0, 0};
    if (getrlimit(RLIMIT_MEMLOCK, &room) == 0 && room.rlim_cur != room.rlim_max) {
        room.rlim_cur = room.rlim_max;
        (void)setrlimit(RLIMIT_MEMLOCK, &room);
    }
    bool roomy = room.rlim_cur == RLIM_INFINITY || room.rlim_cur >= (rlim_t)GUARD_ROOM << 20;
    if (roomy && mlockall(MCL_CURRENT | MCL_FUTURE) == 0) {
        return (struct guard_state){.kept = true};
    }
    return missing(mlockall(MCL_CURRENT) == 0
                       ? "only what it has at its beginning: `ulimit -l` allows less than 256 MiB"
                       : "`ulimit -l` allows too little");
}

void guard_process(struct guard_state *ret)
{
    ret[GUARD_CORE_LIMIT] = limit_core();
    ret[GUARD_LEFT_OUT] = leave_memory_out();
    ret[GUARD_UNDUMPABLE] = forbid_looking();
    ret[GUARD_NO_NEW_RIGHTS] = refuse_new_rights();
    ret[GUARD_CALLS] = refuse_calls();
}

void guard_session(const char *folder, struct guard_state *ret)
{
    ret[GUARD_FILES] = close_files(folder);
    ret[GUARD_LOCKED] = lock_memory();
}

#else

static const struct guard_state off = {
    .why = "off in this build, made with sanitizers, which have to look into it"};

void guard_process(struct guard_state *ret)
{
    ret[GUARD_CORE_LIMIT] = limit_core();
    ret[GUARD_LEFT_OUT] = off;
    ret[GUARD_UNDUMPABLE] = off;
    ret[GUARD_NO_NEW_RIGHTS] = refuse_new_rights();
    ret[GUARD_CALLS] = off;
}

void guard_session(const char *folder, struct guard_state *ret)
{
    (void)folder;
    ret[GUARD_FILES] = off;
    ret[GUARD_LOCKED] = off;
}

#endif
