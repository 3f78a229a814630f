/* A file's text, and places in it. Every node, token and value that can be complained about carries
 * a span; line and column are worked out only when a message is printed. */
#ifndef IOPFIT_DIAG_SOURCE_H
#define IOPFIT_DIAG_SOURCE_H

#include "base/arena.h"
#include "base/text.h"

struct diags;

/* A text with the name it is known by. [first_line] is 1 for a whole file; a record of a longer
 * stream says at which line of that stream its text begins, and behind how many code points of that
 * line (JSON records may share one). */
struct source {
    const char *name;
    struct text text;
    uint32_t first_line;
    uint32_t columns_before;
};

/* [length] bytes at [offset] in [source]; a NULL source is no place at all. */
struct span {
    const struct source *source;
    uint32_t offset;
    uint32_t length;
};

/* Both counted from 1; columns in code points. */
struct place {
    uint32_t line;
    uint32_t column;
};
struct place span_place(struct span span);
/* The line of text that [span] begins in, without its line end. */
struct text span_line(struct span span);
struct span span_of(const struct source *source, size_t offset, size_t length);
/* From the start of [a] to the end of [b]; both of one source. */
struct span span_join(struct span a, struct span b);

/* A text together with where each of its bytes stands in a source. A YAML scalar that is quoted,
 * folded or indented does not stand in its file letter by letter; [offsets] then maps each byte
 * (length + 1 entries). NULL: it stands there as it is, from [base] on. */
struct passage {
    const struct source *source;
    struct text text;
    const uint32_t *offsets;
    uint32_t base;
};
/* Where bytes [start] to [end] (exclusive) of the passage stand. */
struct span passage_span(const struct passage *passage, size_t start, size_t end);

/* Reads a whole file of at most [limit] bytes into [arena] ("-" is standard input). False, with a
 * message, where it cannot be opened or read or is larger. *ret_missing (may be NULL) tells whether
 * it could not be opened at all. */
ATTR_MUST_USE bool source_read(const char *path, size_t limit, struct arena *arena,
                               struct source *ret, bool *ret_missing, struct diags *diags);

#endif
