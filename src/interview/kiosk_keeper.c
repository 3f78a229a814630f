/* fork(2), and waiting for a child or a signal. */
#include "interview/kiosk_keeper.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "interview/guard.h"

enum {
    FAILURES_MOST = 5, /* sessions in a row that fail before the kiosk gives up */
    SECONDS_TO_END = 5 /* that a session has, once it is told to end */
};

struct keeper {
    struct tty *tty;
    const struct kiosk_setup *setup;
    struct diags *diags;
    sigset_t awaited; /* SIGCHLD, SIGTERM, SIGHUP */
    pid_t child;
};

/* ---- The child --------------------------------------------------------------------------------- */

/* One person, and then this process is over. */
static _Noreturn void serve(const struct keeper *keeper, pid_t parent)
{
    (void)prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0);
    struct guard_state guards[GUARD_COUNT];
    guard_session(keeper->setup->folder, guards); /* what is missing, `--self-test` tells */
    enum session_end end = SESSION_TOLD;
    if (getppid() == parent) {
        end = session_run(keeper->tty, keeper->setup, keeper->diags);
    }
    if (getppid() != parent) { /* nobody else will give the terminal back */
        tty_give_back(keeper->tty);
    }
    _exit((int)end);
}

/* ---- The parent -------------------------------------------------------------------------------- */

/* Waits for the child to end or for a signal to end by, which it passes on. Returns that signal, or
 * 0; *ret_status is the child's. */
static int await(const struct keeper *keeper, int *ret_status)
{
    int told = 0;
    const struct timespec patience = {.tv_sec = SECONDS_TO_END};
    while (waitpid(keeper->child, ret_status, WNOHANG) == 0) {
        int signal = told == 0 ? sigwaitinfo(&keeper->awaited, NULL)
                               : sigtimedwait(&keeper->awaited, NULL, &patience);
        if (signal == SIGTERM || signal == SIGHUP) {
            told = told == 0 ? signal : told;
            (void)kill(keeper->child, SIGTERM);
        } else if (signal < 0 && errno == EAGAIN) {
            (void)kill(keeper->child, SIGKILL);
        }
    }
    return told;
}

static void ignore_terminal_signals(struct sigaction before[NSIG], bool ignore)
{
    static const int ignored[] = {SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU};
    const struct sigaction ignoring = {.sa_handler = SIG_IGN};
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++) {
        int signal = ignored[i];
        (void)sigaction(signal, ignore ? &ignoring : &before[signal],
                        ignore ? &before[signal] : NULL);
    }
}

/* One session. *ret_failed tells whether the next one is worth a try. */
static bool serve_one(struct keeper *keeper, enum keeper_end *ret_end, bool *ret_failed,
                      int *ret_signal)
{
    int status = 0;
    pid_t parent = getpid();
    tty_take_again(keeper->tty);
    keeper->child = fork();
    if (keeper->child == 0) {
        serve(keeper, parent);
    }
    if (keeper->child < 0) {
        diag_add_file(keeper->diags, CODE_F004, "the kiosk", "cannot start a session: %s",
                      strerror(errno));
        *ret_end = KEEPER_FAILED;
        return false;
    }
    *ret_signal = await(keeper, &status);
    bool ended = WIFEXITED(status);
    enum session_end end = ended ? (enum session_end)WEXITSTATUS(status) : SESSION_FAILED;
    if (!ended) {
        tty_wipe(keeper->tty);
    }
    if (*ret_signal != 0) {
        *ret_end = KEEPER_TOLD;
        return false;
    }
    if (end == SESSION_LEFT || end == SESSION_GONE) {
        *ret_end = end == SESSION_LEFT ? KEEPER_LEFT : KEEPER_GONE;
        return false;
    }
    *ret_failed = end == SESSION_FAILED;
    return true;
}

static enum keeper_end serve_all(struct keeper *keeper, int *ret_signal)
{
    unsigned failures = 0;
    enum keeper_end end = KEEPER_FAILED;
    while (failures < FAILURES_MOST) {
        bool failed = false;
        if (!serve_one(keeper, &end, &failed, ret_signal)) {
            return end;
        }
        failures = failed ? failures + 1 : 0;
    }
    diag_add_file(keeper->diags, CODE_F004, "the kiosk", "gives up: %d sessions in a row failed",
                  FAILURES_MOST);
    return KEEPER_FAILED;
}

enum keeper_end keeper_run(struct tty *tty, struct kiosk_setup setup, int *ret_signal,
                           struct diags *diags)
{
    struct keeper keeper = {.tty = tty, .setup = &setup, .diags = diags};
    struct sigaction before[NSIG];
    sigset_t mask;
    sigemptyset(&keeper.awaited);
    sigaddset(&keeper.awaited, SIGCHLD);
    sigaddset(&keeper.awaited, SIGTERM);
    sigaddset(&keeper.awaited, SIGHUP);
    *ret_signal = 0;
    /* Shared with the sessions: how often a wrong PIN was tried, and nothing else. */
    setup.lock =
        mmap(NULL, sizeof *setup.lock, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (setup.lock == MAP_FAILED) {
        (void)diag_out_of_memory(diags);
        return KEEPER_FAILED;
    }
    struct guard_state guards[GUARD_COUNT];
    guard_process(guards);
    ignore_terminal_signals(before, true);
    sigprocmask(SIG_BLOCK, &keeper.awaited, &mask);
    enum keeper_end end = serve_all(&keeper, ret_signal);
    sigprocmask(SIG_SETMASK, &mask, NULL);
    ignore_terminal_signals(before, false);
    munmap(setup.lock, sizeof *setup.lock);
    return end;
}
