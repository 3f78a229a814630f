/* termios, a few control sequences that every terminal of today and the Linux console obey or
 * ignore, and write(2). */
#include "interview/tty.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* The alternate screen, blank, without a cursor; mouse and paste reports off; the keypad sends its
 * own sequences. */
static const char begin_sequence[] =
    "\033[?1049h\033[0m\033[2J\033[H\033[?25l\033[?1000l\033[?1002l"
    "\033[?1003l\033[?2004l\033=";
/* Blank both screens, give up the alternate one, reset, and forget what can be scrolled back to. */
static const char wipe_sequence[] = "\033[0m\033[2J\033[H\033[?1049l\033[2J\033[H\033>\033[?25h"
                                    "\033c\033[H\033[2J\033[3J";

/* How long a terminal that takes no bytes (Ctrl-S at a serial line, a hung console) is waited for. */
enum { PATIENCE = 2000 };

static struct termios raw(const struct termios *before)
{
    struct termios settings = *before;
    settings.c_iflag &=
        (tcflag_t) ~(BRKINT | ICRNL | INLCR | IGNCR | INPCK | ISTRIP | IXON | IXOFF | PARMRK);
    settings.c_iflag |= IGNBRK;
    settings.c_oflag &= (tcflag_t)~OPOST;
    settings.c_lflag &= (tcflag_t) ~(ECHO | ECHOE | ECHOK | ECHONL | ICANON | IEXTEN | ISIG);
    settings.c_cflag |= CS8;
    settings.c_cc[VMIN] = 0; /* never waits: what poll() has seen may be gone by then */
    settings.c_cc[VTIME] = 0;
    return settings;
}

bool tty_take(struct tty *tty, int file, struct diags *diags)
{
    *tty = (struct tty){.file = file};
    if (tcgetattr(file, &tty->before) != 0) {
        diag_add_file(diags, CODE_F002, "the terminal", "cannot be used: %s", strerror(errno));
        return false;
    }
    struct termios settings = raw(&tty->before);
    if (tcsetattr(file, TCSAFLUSH, &settings) != 0) {
        diag_add_file(diags, CODE_F002, "the terminal", "cannot be used: %s", strerror(errno));
        return false;
    }
    tty->taken = true;
    return true;
}

void tty_take_again(const struct tty *tty)
{
    struct termios settings = raw(&tty->before);
    (void)tcsetattr(tty->file, TCSAFLUSH, &settings);
}

void tty_give_back(struct tty *tty)
{
    if (!tty->taken) {
        return;
    }
    tty_wipe(tty);
    /* TCSAFLUSH drops what was typed ahead: a shell must not read it. */
    (void)tcsetattr(tty->file, TCSAFLUSH, &tty->before);
    tty->taken = false;
}

bool tty_write(const struct tty *tty, struct text bytes)
{
    size_t written = 0;
    while (written < bytes.length) {
        struct pollfd ready = {.fd = tty->file, .events = POLLOUT};
        int count = poll(&ready, 1, PATIENCE);
        if (count == 0 || (count < 0 && errno != EINTR) ||
            (ready.revents & (POLLHUP | POLLERR)) != 0) {
            return false;
        }
        ssize_t wrote = write(tty->file, bytes.start + written, bytes.length - written);
        if (wrote < 0 && errno != EINTR && errno != EAGAIN) {
            return false;
        }
        written += wrote > 0 ? (size_t)wrote : 0;
    }
    return true;
}

void tty_begin(const struct tty *tty)
{
    (void)tty_write(tty, text_of(begin_sequence));
}

void tty_wipe(const struct tty *tty)
{
    (void)tty_write(tty, text_of(wipe_sequence));
}

void tty_forget_typed(const struct tty *tty)
{
    (void)tcflush(tty->file, TCIFLUSH);
}

void tty_size(const struct tty *tty, unsigned *ret_columns, unsigned *ret_rows)
{
    struct winsize size;
    bool known = ioctl(tty->file, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0;
    *ret_columns = known ? size.ws_col : 80;
    *ret_rows = known ? size.ws_row : 24;
}

/* ---- A secret ---------------------------------------------------------------------------------- */

enum { CONTROL_C = 3, CONTROL_D = 4, CONTROL_U = 21, DELETE = 0x7f };

/* Reads up to Enter; false where the person gives up. */
static bool read_secret(const struct tty *tty, char *ret, size_t room, size_t *ret_length)
{
    size_t length = 0;
    char byte = 0;
    for (;;) {
        struct pollfd ready = {.fd = tty->file, .events = POLLIN};
        bool came = poll(&ready, 1, -1) == 1 && read(tty->file, &byte, 1) == 1;
        if (!came && (ready.revents & (POLLHUP | POLLERR)) != 0) {
            return false;
        }
        if (!came) {
            continue;
        }
        if (byte == '\r' || byte == '\n') {
            *ret_length = length;
            return true;
        }
        if (byte == CONTROL_C || byte == CONTROL_D) {
            return false;
        }
        if (byte == CONTROL_U) {
            length = 0;
        } else if (byte == '\b' || byte == DELETE) {
            length -= length > 0;
        } else if (length < room) {
            ret[length++] = byte;
        }
    }
}

bool tty_ask_secret(int file, const char *prompt, char *ret, size_t room, size_t *ret_length,
                    struct diags *diags)
{
    struct tty tty;
    sigset_t ending;
    sigset_t before;
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGHUP);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGTSTP);
    sigprocmask(SIG_BLOCK, &ending, &before); /* none may leave the terminal without its echo */
    bool got = tty_take(&tty, file, diags);
    if (got) {
        got = tty_write(&tty, text_of(prompt)) && read_secret(&tty, ret, room, ret_length);
        (void)tty_write(&tty, TEXT("\r\n"));
        (void)tcsetattr(file, TCSAFLUSH, &tty.before);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    return got;
}
