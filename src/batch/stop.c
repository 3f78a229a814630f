/* See stop.h. */
#include "batch/stop.h"

#include <errno.h>
#include <poll.h>
#include <stddef.h>
#include <sys/signalfd.h>
#include <unistd.h>

void stop_open(struct stop *stop)
{
    static const int watched[] = {SIGINT, SIGTERM, SIGHUP};
    sigset_t signals;
    sigemptyset(&signals);
    for (size_t i = 0; i < sizeof watched / sizeof *watched; i++) {
        struct sigaction action;
        if (sigaction(watched[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN) {
            sigaddset(&signals, watched[i]);
        }
    }
    *stop = (struct stop){.signals = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK)};
    if (stop->signals >= 0) {
        sigprocmask(SIG_BLOCK, &signals, &stop->mask);
    }
}

bool stop_asked(struct stop *stop)
{
    struct signalfd_siginfo info;
    if (stop->signal == 0 && stop->signals >= 0 &&
        read(stop->signals, &info, sizeof info) == (ssize_t)sizeof info) {
        stop->signal = (int)info.ssi_signo;
    }
    return stop->signal != 0;
}

bool stop_wait(struct stop *stop, int file, short events)
{
    struct pollfd files[] = {{.fd = stop->signals, .events = POLLIN},
                             {.fd = file, .events = events}};
    for (;;) {
        if (stop_asked(stop)) {
            return false;
        }
        if (poll(files, 2, -1) < 0 && errno != EINTR) {
            return true; /* reading or writing will say what is wrong */
        }
        if (files[1].revents != 0) {
            return !stop_asked(stop);
        }
    }
}

void stop_close(struct stop *stop)
{
    if (stop->signals >= 0) {
        close(stop->signals);
        sigprocmask(SIG_SETMASK, &stop->mask, NULL);
    }
    stop->signals = -1;
}
