/* What stands on a screen: text as wrapped rows, a frame of exactly as many rows and columns as the
 * screen has, and that frame as bytes. Pure: no terminal, no clock. Texts are slices of what the
 * caller holds, so that an answer is not copied for being shown; the bytes are the only copy. */
#ifndef IOPFIT_INTERVIEW_SCREEN_H
#define IOPFIT_INTERVIEW_SCREEN_H

#include "base/arena.h"
#include "base/text.h"

/* A row: [indent] blanks, or [lead] in their place, then [text]. */
struct row {
    unsigned indent;
    struct text lead;
    struct text text;
    bool bold;
};

/* Rows that are made one after the other. Once memory is used up, [failed] is set and rows are
 * missing. */
struct sheet {
    struct arena *arena;
    unsigned width; /* columns that a row may take */
    struct row *rows;
    uint32_t count;
    uint32_t capacity;
    bool failed;
};

void sheet_init(struct sheet *sheet, struct arena *arena, unsigned width);
/* Adds [text], wrapped: the first row after [lead], the others after as many blanks as that is
 * wide. A line end counts as a blank, an empty line stays one, a line that begins with `- ` or a
 * blank begins a row. A word that is wider than a row is broken. An empty text adds nothing. */
void sheet_add(struct sheet *sheet, struct text lead, struct text text, bool bold);
/* Adds text whose lines are wrapped already: one row a line, cut at the width. */
void sheet_add_lines(struct sheet *sheet, struct text text);
/* An empty row, but for at the beginning and below another empty row. */
void sheet_gap(struct sheet *sheet);

/* ---- Pages -------------------------------------------------------------------------------------
 */

/* What must not be torn apart by the end of a page. */
struct item {
    unsigned height; /* rows */
    bool numbered;   /* it takes one of the numbers of its page */
};
/* Items [start] to [end] (exclusive) stand on the page. */
struct page {
    uint32_t start;
    uint32_t end;
};
/* Page [number] (from 0), where each page holds as many items as fit into [room] rows (an item that
 * is higher stands alone), and at most [most] of those that are numbered. Empty where there is no
 * such page. */
struct page page_of(const struct item *items, uint32_t count, unsigned room, uint32_t most,
                    uint32_t number);
/* How many pages that makes; at least 1. */
uint32_t page_count(const struct item *items, uint32_t count, unsigned room, uint32_t most);

/* ---- Bytes -------------------------------------------------------------------------------------
 */

/* Where a frame puts its rows: [left] columns of margin, [top] rows of margin, on a screen of
 * [columns] and [height]. */
struct frame {
    unsigned columns;
    unsigned height;
    unsigned left;
    unsigned top;
    const struct row *rows;
    uint32_t count;
};

/* The bytes that make the whole screen show [frame], rows below it blank. Control characters in
 * texts become `?`, so that no text can steer the terminal; what is too wide is cut. They live in
 * [arena]; an empty text where memory is used up. */
struct text frame_bytes(const struct frame *frame, struct arena *arena);
/* The same without any control: each row and a line end, blanks at the ends of rows left out. For
 * tests. */
struct text frame_text(const struct frame *frame, struct arena *arena);

#endif
