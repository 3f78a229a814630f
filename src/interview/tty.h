/* The terminal of a kiosk: taken over whole, with no key that a shell or the kernel would obey, and
 * given back as it was. The only file of the kiosk that touches it. Bytes in and out, nothing
 * buffered by a library: an answer passes through one array here, which is wiped. Not for what bytes
 * mean (keys.c) or what is shown. */
#ifndef IOPFIT_INTERVIEW_TTY_H
#define IOPFIT_INTERVIEW_TTY_H

#include <termios.h>

#include "base/attr.h"
#include "base/text.h"
#include "diag/diag.h"

struct tty {
    int file;              /* the terminal; not ours to close */
    struct termios before; /* its settings until it was taken over */
    bool taken;
};

/* Remembers the settings of the terminal [file] and takes it over: no echo, no lines, no signals by
 * keys, no flow control. False, with a message, where it cannot. */
ATTR_MUST_USE bool tty_take(struct tty *tty, int file, struct diags *diags);
/* Takes it over once more, whatever was done to it in between. */
void tty_take_again(const struct tty *tty);
/* Clears the screen and what can be scrolled back to, drops what was typed ahead, and gives the
 * terminal back as it was. */
void tty_give_back(struct tty *tty);

/* Gets the screen ready for frames: another screen than the one that scrolls where there is one, no
 * cursor, digits from the numeric keypad whatever NumLock says. */
void tty_begin(const struct tty *tty);
/* Wipes the screen, and what can be scrolled back to, and resets what the terminal remembers. */
void tty_wipe(const struct tty *tty);
/* Writes all of [bytes]; false where the terminal is gone. */
bool tty_write(const struct tty *tty, struct text bytes);
/* Drops what was typed and not read yet. */
void tty_forget_typed(const struct tty *tty);
/* The size of the screen; 80 and 24 where it is not known. */
void tty_size(const struct tty *tty, unsigned *ret_columns, unsigned *ret_rows);

/* Asks for a secret at the terminal [file] after [prompt], without showing it: what was typed up to
 * Enter, at most [room] bytes, in [ret]; the terminal is as before afterwards. False where it is no
 * terminal, or the person gives up by Ctrl-C or Ctrl-D. */
ATTR_MUST_USE bool tty_ask_secret(int file, const char *prompt, char *ret, size_t room,
                                  size_t *ret_length, struct diags *diags);

#endif
