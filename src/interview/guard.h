/* What a kiosk shuts in its own process, unprivileged: what it remembers gets out neither into a dump,
 * nor onto the disk, nor to another process, and whoever took the process over by some mistake in it
 * could open no file, speak to nobody and start nothing. Each guard stands by itself: where the kernel
 * lacks one, that is reported, and the rest are kept. Nothing here can be undone, and everything but
 * locked memory passes on to children. Off under sanitizers, which have to look into the process, but
 * for GUARD_CORE_LIMIT and GUARD_NO_NEW_RIGHTS. The only file that speaks to landlock and seccomp; not
 * for the terminal (tty.h), nor for the user and the unit that the kiosk runs as. */
#ifndef IOPFIT_INTERVIEW_GUARD_H
#define IOPFIT_INTERVIEW_GUARD_H

#include <stdbool.h>

#include "base/attr.h"

enum guard {
    GUARD_CORE_LIMIT,    /* RLIMIT_CORE is 0: no core file is written */
    GUARD_UNDUMPABLE,    /* PR_SET_DUMPABLE: no dump, and no other process of the user looks in */
    GUARD_LEFT_OUT,      /* MADV_DONTDUMP and coredump_filter: a dump would hold no memory */
    GUARD_NO_NEW_RIGHTS, /* PR_SET_NO_NEW_PRIVS: no set-user-id program helps */
    GUARD_CALLS,         /* seccomp: no sockets, no programs, no other processes' memory, … */
    GUARD_FILES,         /* landlock: no file is opened, but new ones in one folder */
    GUARD_LOCKED,        /* mlockall: memory is never written to swap */
    GUARD_COUNT
};

/* Room for a reason, with its NUL. */
enum { GUARD_WHY = 96 };

struct guard_state {
    bool kept;
    char why[GUARD_WHY]; /* that it is not kept, in plain words; empty where it is */
};

/* How [guard] is called in a list, such as "seccomp". */
const char *guard_name(enum guard guard);
/* What holds where [guard] is kept, in plain words. */
const char *guard_says(enum guard guard);

/* Keeps what the parent and its sessions both can: GUARD_CORE_LIMIT to GUARD_CALLS, whose places in
 * [ret], of GUARD_COUNT, it fills. GUARD_LEFT_OUT counts for memory of now and of later. */
void guard_process(struct guard_state *ret);

/* Keeps the rest, in a session, and fills their places in [ret]. Files can then only be made, renamed
 * and removed in [folder] (NULL: nowhere), none read; files that are open stay so. A [folder] that is
 * not there is none. Memory is locked with all that comes later where at least GUARD_ROOM may be locked
 * (RLIMIT_MEMLOCK), else as it is now, which counts as not kept: later requests for memory would fail
 * at the limit, in the middle of an interview. */
void guard_session(const char *folder, struct guard_state *ret);

/* MiB that have to be lockable for all memory to be locked. */
enum { GUARD_ROOM = 256 };

/* ---- Trying (guard_trial.c) --------------------------------------------------------------------
 */

/* Takes all guards in a new process, where it then tries what they forbid: a guard is kept where its
 * call succeeded and what it forbids is refused. Fills [ret], of GUARD_COUNT. In the guarded process
 * [work] is called with [context] (NULL: nothing is): *ret_worked is what it returned, false where the
 * process did not live to tell. Returns false where there could be no such process. */
ATTR_MUST_USE bool guard_try(const char *folder, bool (*work)(void *context), void *context,
                             struct guard_state *ret, bool *ret_worked);

#endif
