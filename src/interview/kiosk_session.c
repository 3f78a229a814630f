/* The loop of one session. */
#include "interview/kiosk_session.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

/* How long a key's sequence may take to arrive; then what has come is all. */
enum { SEQUENCE_WAIT = 100 };

int64_t session_clock(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_BOOTTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- The loop ---------------------------------------------------------------------------------- */

struct session {
    const struct tty *tty;
    struct kiosk kiosk;
    struct keys keys;
    int signals; /* a signalfd */
    unsigned char bytes[256];
};

static bool draw(struct session *session)
{
    struct frame frame;
    unsigned columns = 0;
    unsigned rows = 0;
    tty_size(session->tty, &columns, &rows);
    kiosk_resize(&session->kiosk, columns, rows);
    if (!kiosk_show(&session->kiosk, &frame)) {
        return false;
    }
    struct text bytes = frame_bytes(&frame, &session->kiosk.screen_memory);
    (void)tty_write(session->tty, bytes); /* a terminal that is gone is found when it is read */
    return bytes.length > 0;
}

/* Hands in [keys]. Where the machine wants what was typed ahead forgotten, the rest is dropped. */
static enum kiosk_next press(struct session *session, const struct key *keys, size_t count,
                             bool *ret_forgets)
{
    enum kiosk_next next = KIOSK_GOES_ON;
    for (size_t i = 0; i < count && next == KIOSK_GOES_ON && !*ret_forgets; i++) {
        next = kiosk_key(&session->kiosk, keys[i], session_clock());
        *ret_forgets = session->kiosk.forget_typed;
    }
    return next;
}

static enum kiosk_next take_bytes(struct session *session, const unsigned char *bytes, size_t count)
{
    enum kiosk_next next = KIOSK_GOES_ON;
    bool forgets = false;
    for (size_t i = 0; i < count && next == KIOSK_GOES_ON && !forgets; i++) {
        struct key keys[KEYS_PER_BYTE];
        size_t made = keys_take(&session->keys, bytes[i], keys);
        next = press(session, keys, made, &forgets);
        explicit_bzero(keys, sizeof keys);
    }
    if (forgets) {
        tty_forget_typed(session->tty);
        session->keys = (struct keys){.state = KEYS_PLAIN};
        session->kiosk.forget_typed = false;
    }
    return next;
}

static enum kiosk_next give_up_waiting(struct session *session)
{
    struct key keys[KEYS_PER_BYTE];
    bool forgets = false;
    size_t made = keys_give_up(&session->keys, keys);
    enum kiosk_next next = press(session, keys, made, &forgets);
    session->kiosk.forget_typed = false;
    return next;
}

/* Milliseconds until something is due; -1: never. */
static int wait_time(const struct session *session)
{
    if (keys_are_waiting(&session->keys)) {
        return SEQUENCE_WAIT;
    }
    int64_t due = kiosk_due(&session->kiosk);
    if (due < 0) {
        return -1;
    }
    int64_t left = due - session_clock();
    return left < 0 ? 0 : left > 60000 ? 60000 : (int)left;
}

static enum session_end end_of(enum kiosk_next next)
{
    return next == KIOSK_LEAVES ? SESSION_LEFT : next == KIOSK_OVER ? SESSION_OVER : SESSION_FAILED;
}

/* Whether a signal asks for the end; a changed size does not. */
static bool is_told_to_end(const struct session *session)
{
    struct signalfd_siginfo info;
    bool read_one = read(session->signals, &info, sizeof info) == (ssize_t)sizeof info;
    return read_one && info.ssi_signo != SIGWINCH;
}

/* What the terminal sent: *ret_count bytes, none where poll() was mistaken; false where it is gone.
 * [events] are what poll() said. */
static bool read_bytes(struct session *session, short events, size_t *ret_count)
{
    ssize_t count = read(session->tty->file, session->bytes, sizeof session->bytes);
    *ret_count = count > 0 ? (size_t)count : 0;
    if (count == 0) {
        return (events & (POLLHUP | POLLERR | POLLNVAL)) == 0;
    }
    return count > 0 || errno == EINTR || errno == EAGAIN;
}

static enum session_end lead(struct session *session)
{
    enum kiosk_next next = KIOSK_GOES_ON;
    while (next == KIOSK_GOES_ON) {
        if (!draw(session)) {
            return SESSION_FAILED;
        }
        struct pollfd sources[] = {{.fd = session->signals, .events = POLLIN},
                                   {.fd = session->tty->file, .events = POLLIN}};
        int ready = poll(sources, 2, wait_time(session));
        if (ready < 0 && errno != EINTR) {
            return SESSION_GONE;
        }
        if (ready > 0 && sources[0].revents != 0 && is_told_to_end(session)) {
            return SESSION_TOLD;
        }
        if (ready > 0 && sources[1].revents != 0) {
            size_t count = 0;
            if (!read_bytes(session, sources[1].revents, &count)) {
                return SESSION_GONE;
            }
            next = take_bytes(session, session->bytes, count);
            explicit_bzero(session->bytes, sizeof session->bytes);
        } else if (ready == 0 && keys_are_waiting(&session->keys)) {
            next = give_up_waiting(session);
        }
        if (next == KIOSK_GOES_ON) {
            next = kiosk_tick(&session->kiosk, session_clock());
        }
    }
    return end_of(next);
}

enum session_end session_run(const struct tty *tty, const struct kiosk_setup *setup,
                             struct diags *diags)
{
    struct session session = {.tty = tty};
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);
    sigaddset(&signals, SIGWINCH);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    session.signals = signalfd(-1, &signals, SFD_CLOEXEC);
    if (session.signals < 0) {
        diag_add_file(diags, CODE_F004, "the kiosk", "has no room for signals: %s",
                      strerror(errno));
        return SESSION_FAILED;
    }
    enum session_end end = SESSION_FAILED;
    if (kiosk_start(&session.kiosk, setup, session_clock(), diags)) {
        tty_begin(tty);
        end = lead(&session);
        kiosk_end(&session.kiosk);
        tty_wipe(tty);
    }
    tty_forget_typed(tty);
    close(session.signals);
    explicit_bzero(&session, sizeof session);
    return end;
}
