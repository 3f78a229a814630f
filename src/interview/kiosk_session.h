/* One person at the kiosk, from the first key to the last: reads bytes, keeps time, draws. It joins
 * the machine (kiosk.h), the terminal (tty.h) and the clock, and is meant to be the whole life of a
 * process, so that nothing of one person can be in the memory of the next one's. */
#ifndef IOPFIT_INTERVIEW_KIOSK_SESSION_H
#define IOPFIT_INTERVIEW_KIOSK_SESSION_H

#include "interview/kiosk.h"
#include "interview/tty.h"

enum session_end {
    SESSION_OVER,  /* the next person may come */
    SESSION_LEFT,  /* staff end the kiosk */
    SESSION_TOLD,  /* a signal asked for the end: SIGTERM, SIGHUP */
    SESSION_GONE,  /* the terminal is gone */
    SESSION_FAILED /* memory is used up; messages say so */
};

/* Leads one session. The screen is wiped when it returns, and all that was said is forgotten; the
 * terminal stays taken. SIGTERM and SIGHUP are to be blocked by the caller: they come as input. */
ATTR_MUST_USE enum session_end session_run(const struct tty *tty, const struct kiosk_setup *setup,
                                           struct diags *diags);

/* Milliseconds of a clock that goes on while the machine sleeps. */
int64_t session_clock(void);

#endif
