/* Diagnostics: what is wrong, as values. Rooms add them, go on where that is safe, and return false
 * where at least one error was added; only cli/ prints. Not for our own mistakes: those are
 * assert(). */
#ifndef IOPFIT_DIAG_DIAG_H
#define IOPFIT_DIAG_DIAG_H

#include <stdio.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/text.h"
#include "diag/codes.h"
#include "diag/source.h"

enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

struct diag_note {
    struct span span; /* the other place; a NULL source for a help line */
    struct text message;
    struct diag_note *next;
};

struct diag {
    enum code code;
    enum severity severity;
    struct span span;
    const char *file;    /* named where the place is a whole file; may be NULL */
    struct text message; /* lower case, no full stop, in the author's words */
    struct text key;     /* answers: the question the value was given for; else empty */
    struct diag_note *notes;
    struct text help; /* how to mend it; may be empty */
    uint32_t order;   /* of arrival, to keep sorting stable */
};

struct diags {
    struct arena *arena;
    struct diag *items;
    uint32_t count;
    uint32_t capacity;
    uint32_t errors; /* all that were added, also those not kept past LIMIT_DIAGS */
    uint32_t warnings;
    bool exhausted; /* memory ran out somewhere; counted as an error */
};

void diags_init(struct diags *diags, struct arena *arena);
/* Forgets all messages; the arena is the caller's to reset. */
void diags_clear(struct diags *diags);

/* Adds a message; its severity is that of its code (codes.h). Texts inside are quoted with
 * backquotes by the caller. The result is for diag_note(), diag_help() and diag_key(), which accept
 * NULL (it is NULL past LIMIT_DIAGS or without memory). A second message with the same code, place
 * and text is dropped when sorted. */
struct diag *diag_add(struct diags *diags, enum code code, struct span span, const char *format,
                      ...) ATTR_PRINTF(4, 5);
/* The same for a whole file. */
struct diag *diag_add_file(struct diags *diags, enum code code, const char *file,
                           const char *format, ...) ATTR_PRINTF(4, 5);
void diag_note(struct diags *diags, struct diag *diag, struct span span, const char *format, ...)
    ATTR_PRINTF(4, 5);
void diag_help(struct diags *diags, struct diag *diag, const char *format, ...) ATTR_PRINTF(3, 4);
/* Sets the help to "did you mean `NAME`?" where one of [candidates] is near to [wrong]; tells
 * whether it did. */
bool diag_suggest(struct diags *diags, struct diag *diag, struct text wrong,
                  const struct text *candidates, uint32_t count);
void diag_key(struct diags *diags, struct diag *diag, struct text key);

/* An allocation failed: counts as an error and is said once. Returns false, so that a function can
 * end with it. */
bool diag_out_of_memory(struct diags *diags);

/* Sorts by file, place and arrival, and drops repetitions. */
void diags_sort(struct diags *diags);

/* Control characters and line ends of a quoted text made visible, at most [most] code points. For
 * quoting what a file said. In diags->arena; "" when memory is used up. */
const char *diag_quote(struct diags *diags, struct text text, size_t most);

/* How messages are printed. */
struct diag_style {
    bool colour; /* ANSI colours, never the only carrier of a meaning */
    bool spare;  /* of the source only what is at fault, and only where the message has a key: what
                  * else stands beside it may be nobody's business */
};
/* Prints one message with its source line, carets, notes and help (see DESIGN in src/README.md). */
void diag_render(FILE *out, const struct diag *diag, struct diag_style style);
/* All of them, in their present order, and a line about those not kept. */
void diags_render(FILE *out, const struct diags *diags, struct diag_style style);

#endif
