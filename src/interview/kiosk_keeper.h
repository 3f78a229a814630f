/* What keeps a kiosk open: a process for each person, one after the other, and a parent that never
 * reads a key, so that nothing anyone said is ever in it or in what comes after. Not for what
 * happens in a session (kiosk_session.h). */
#ifndef IOPFIT_INTERVIEW_KIOSK_KEEPER_H
#define IOPFIT_INTERVIEW_KIOSK_KEEPER_H

#include "interview/kiosk_session.h"

enum keeper_end {
    KEEPER_LEFT,  /* staff ended the kiosk */
    KEEPER_TOLD,  /* by a signal, SIGTERM or SIGHUP */
    KEEPER_GONE,  /* the terminal is gone */
    KEEPER_FAILED /* session after session failed, or none could be started; a message says so */
};

/* Serves one person after the other at [tty], which stays taken; [setup].lock is set here. While it
 * runs the signals that a terminal can send are ignored, and SIGTERM and SIGHUP end it: the person's
 * session is wiped, and *ret_signal is the signal. */
ATTR_MUST_USE enum keeper_end keeper_run(struct tty *tty, struct kiosk_setup setup, int *ret_signal,
                                         struct diags *diags);

#endif
