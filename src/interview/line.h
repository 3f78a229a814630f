/* One typed line after the other, from a person at a terminal: editing, TAB over the answers of the
 * question, signals, the size of the screen. Not for what a line means. Answers are health data:
 * there is no history, nothing that was erased can be brought back, and buffers are wiped (but for
 * the copies that readline keeps for its own drawing; a kiosk must not use it). */
#ifndef IOPFIT_INTERVIEW_LINE_H
#define IOPFIT_INTERVIEW_LINE_H

#include <signal.h>
#include <stdio.h>

#include "base/limits.h"
#include "interview/interview.h"

struct line_options {
    bool plain; /* no editing but the terminal's own, no cursor movement: for screen readers */
    unsigned timeout; /* seconds without a key (plain: without a line) that end a read; 0: never */
};

struct line {
    char name[8];         /* of the program; must stand first (line.c) */
    FILE *screen;         /* where prompts and questions go; buffered, ours */
    int in;               /* the terminal; where it can be, our own that never waits */
    int signals;          /* a signalfd: signals come as input, at a known point */
    sigset_t mask;        /* as it was before */
    int signal;           /* that ended the last read; 0: none */
    bool over;            /* no byte will come for this read */
    bool idle;            /* … since nothing was typed for too long */
    bool redraw;          /* … since the screen has another width now */
    bool resized;         /* the size is changing */
    unsigned drawn_width; /* that what stands on the screen was written for */
    int64_t last_key;     /* when, in milliseconds of the monotonic clock */
    struct line_options options;
    size_t kept;        /* bytes of [text] that the next read begins with */
    size_t ahead_count; /* keys without Enter that came before the prompt … */
    size_t ahead_at;    /* … of which so many were given to readline */
    unsigned char ahead[LIMIT_LINE_BYTES];
    const struct question *question; /* whose answers TAB offers; NULL: none */
    char text[LIMIT_LINE_BYTES + 2];
    char screen_buffer[4096];
};

enum line_event {
    LINE_TYPED,   /* a line, up to Enter; longer ones are cut behind LIMIT_LINE_BYTES */
    LINE_END,     /* Ctrl-D on an empty line, or the terminal is gone */
    LINE_RESUMED, /* brought back after Ctrl-Z, or another width: show again what is asked */
    LINE_IDLE,    /* nothing was typed for options.timeout seconds */
    LINE_SIGNAL   /* line->signal asks to end: SIGINT, SIGTERM, SIGHUP or SIGQUIT */
};

/* Takes over the terminal's signals; standard input must be a terminal, prompts go to a copy of
 * standard error. False, with a message, where the system has no room for that. One at a time:
 * readline has only one state. */
ATTR_MUST_USE bool line_open(struct line *line, struct line_options options, struct diags *diags);
/* Wipes, and gives the signals back. */
void line_close(struct line *line);

/* Reads a line after [prompt]. *ret_text lives until the next call. The terminal is as it was
 * before whenever this returns. */
enum line_event line_read(struct line *line, const char *prompt, const struct question *question,
                          struct text *ret_text);
/* Forgets what was typed ahead, where it must not be taken for an answer to what comes now. */
void line_forget_typed(struct line *line);
/* Forgets whole lines that came before what stands on the screen now, and whatever comes with them:
 * nobody can have read the question that they would answer. Keys without Enter stay: they appear
 * behind the prompt. Whether there were any lines. */
bool line_forget_lines(struct line *line);

/* Columns of the screen, within what can be read. */
unsigned line_width(const struct line *line);
/* Its rows; 24 where they are not known. */
unsigned line_height(const struct line *line);

#endif
