/* See stop.h. */
#include "batch/stop.h"

#include <stddef.h>
#include <unistd.h>

/* Wakes the thread when all is done: pthread_cancel() would load a library first. Not SIGRTMAX, which
 * valgrind keeps for itself. */
static int wake_signal(void)
{
    return SIGRTMIN;
}

static void *wait_for_signal(void *context)
{
    struct stop *stop = context;
    for (bool closed = false; !closed;) {
        int signal = 0;
        if (sigwait(&stop->signals, &signal) != 0) {
            break;
        }
        pthread_mutex_lock(&stop->gate);
        closed = stop->closed;
        if (!closed && signal != wake_signal()) {
            stop->last(stop->context, signal);
            _exit(128 + signal);
        }
        pthread_mutex_unlock(&stop->gate);
    }
    return NULL;
}

void stop_open(struct stop *stop, stop_last *last, void *context)
{
    static const int watched[] = {SIGINT, SIGTERM, SIGHUP};
    *stop = (struct stop){.gate = PTHREAD_MUTEX_INITIALIZER, .last = last, .context = context};
    sigemptyset(&stop->signals);
    sigaddset(&stop->signals, wake_signal());
    for (size_t i = 0; i < sizeof watched / sizeof *watched; i++) {
        struct sigaction action;
        if (sigaction(watched[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN) {
            sigaddset(&stop->signals, watched[i]);
        }
    }
    sigset_t before;
    pthread_sigmask(SIG_BLOCK, &stop->signals, &before);
    stop->watches = pthread_create(&stop->thread, NULL, wait_for_signal, stop) == 0;
    if (!stop->watches) {
        pthread_sigmask(SIG_SETMASK, &before, NULL);
    }
}

void stop_close(struct stop *stop)
{
    if (!stop->watches) {
        return;
    }
    stop_forbid(stop);
    stop->closed = true;
    stop_allow(stop);
    pthread_kill(stop->thread, wake_signal());
    pthread_join(stop->thread, NULL);
    stop->watches = false;
}

void stop_forbid(struct stop *stop)
{
    pthread_mutex_lock(&stop->gate);
}

void stop_allow(struct stop *stop)
{
    pthread_mutex_unlock(&stop->gate);
}
