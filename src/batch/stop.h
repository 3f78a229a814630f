/* Being asked to stop by SIGINT, SIGTERM or SIGHUP: the process ends at once, but never in the middle
 * of a row. A thread of its own waits for the signals, so that they are heard while a run waits for
 * whoever feeds or reads it; what must not be cut in two is done behind a gate that it takes first. */
#ifndef IOPFIT_BATCH_STOP_H
#define IOPFIT_BATCH_STOP_H

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>

/* What is left to do before the process ends, with the gate taken. */
typedef void stop_last(void *context, int signal);

struct stop {
    pthread_mutex_t gate;
    pthread_t thread;
    bool watches; /* the thread is there */
    bool closed;  /* behind the gate: a signal comes too late */
    sigset_t signals;
    stop_last *last;
    void *context;
};

/* From now on a signal calls [last] and ends the process with the status 128 + signal. A signal that
 * the caller of the program ignores stays ignored (nohup). Threads must be started later, so that
 * they do not take the signals. Where no thread can be had, signals do what they always do. */
void stop_open(struct stop *stop, stop_last *last, void *context);
/* From now on signals wait until the process has ended by itself. */
void stop_close(struct stop *stop);
/* Between these the process does not stop. */
void stop_forbid(struct stop *stop);
void stop_allow(struct stop *stop);

#endif
