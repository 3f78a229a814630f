/* Being asked to stop: SIGINT, SIGTERM and SIGHUP as something that is looked at between records, so
 * that a run ends with whole rows. No handler runs and nothing is interrupted. */
#ifndef IOPFIT_BATCH_STOP_H
#define IOPFIT_BATCH_STOP_H

#include <signal.h>
#include <stdbool.h>

#include "base/attr.h"

struct stop {
    int signals;   /* a signalfd; -1: none, nothing is watched */
    int signal;    /* the one that asked; 0: none yet */
    sigset_t mask; /* as it was before */
};

/* Begins to watch; threads that are started later must not take the signals, and inherit that. A
 * signal that the caller of the program ignores stays ignored (nohup). */
void stop_open(struct stop *stop);
/* Whether a signal has asked to stop. */
bool stop_asked(struct stop *stop);
/* Waits until [file] can be read or written ([events]: POLLIN or POLLOUT, as in poll(2)) or is at its
 * end or broken; false where a signal has asked to stop before that. */
ATTR_MUST_USE bool stop_wait(struct stop *stop, int file, short events);
/* Signals do again what they did before. */
void stop_close(struct stop *stop);

#endif
