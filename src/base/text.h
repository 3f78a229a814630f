/* Slices of text, UTF-8, and numbers read strictly: the whole text or an error that says what is
 * wrong with it, in no locale. Not for building text (that is a FILE of open_memstream). */
#ifndef IOPFIT_BASE_TEXT_H
#define IOPFIT_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* [length] bytes at [start]; not ended by NUL. */
struct text {
    const char *start;
    size_t length;
};

/* A literal as a text. TEXT_FORMAT and TEXT_ARGS print one: printf(TEXT_FORMAT, TEXT_ARGS(t)). */
#define TEXT(literal) ((struct text){"" literal, sizeof(literal) - 1})
#define TEXT_FORMAT "%.*s"
#define TEXT_ARGS(text) (int)(text).length, (text).start

/* The text of a C string; an empty text for NULL. */
struct text text_of(const char *string);
bool text_equal(struct text a, struct text b);
bool text_is(struct text text, const char *string);
bool text_starts(struct text text, struct text prefix);
/* Byte order, which for UTF-8 is the order of code points. Negative, 0, positive. */
int text_compare(struct text a, struct text b);
/* [text] without blanks and line ends at its ends. */
struct text text_trim(struct text text);
/* A copy in [arena], ended by NUL (not counted); start is NULL when memory is used up. */
struct text text_copy(struct arena *arena, struct text text);

/* 3 where [text] begins with a byte order mark (U+FEFF), else 0. */
size_t text_mark_length(struct text text);

/* Writes [number], which is finite, as `d.ddde+dd` with the fewest digits that read back as it, which are
 * never more than 17; returns how many. */
enum { SHORTEST_ROOM = 40 };
int number_shortest(double number, char ret[SHORTEST_ROOM]);

/* Why a text is not the number that was asked for; NUMBER_OK where it is. */
enum number_problem {
    NUMBER_OK,
    NUMBER_EMPTY,          /* nothing there */
    NUMBER_NOT_A_NUMBER,   /* `many`, `nan`, `inf` */
    NUMBER_TRAILING,       /* `12abc` */
    NUMBER_LEADING_ZERO,   /* `010`: eight or ten? */
    NUMBER_HEX,            /* `0x10`, `0o10`, `0b10` */
    NUMBER_COMMA,          /* `1,5` */
    NUMBER_UNDERSCORE,     /* `1_000` */
    NUMBER_EXPONENT,       /* `1e3` */
    NUMBER_FRACTION,       /* `3.7` where a whole number is asked */
    NUMBER_FOREIGN_DIGITS, /* full-width or other non-ASCII digits */
    NUMBER_BLANK,          /* blanks inside or around */
    NUMBER_TOO_PRECISE,    /* has digits that a double does not keep */
    NUMBER_TOO_LARGE       /* beyond 64 bits, or beyond a finite double */
};

/* Reads a whole number: optional `-`, ASCII digits, no leading zero. [ret] is set only on
 * NUMBER_OK. */
enum number_problem text_to_integer(struct text text, int64_t *ret);
/* Reads a decimal number: optional `-`, digits, optionally `.` and digits. Nothing is rounded: of two
 * texts that are read the greater is never read as less or, but for zeros at the end, as the same.
 * Up to 15 digits that count are always read; 16 or 17 where no shorter text is read as the same
 * number. */
enum number_problem text_to_number(struct text text, double *ret);
/* What to say of it, to follow the quoted text: "has letters after the number; …". */
const char *number_problem_says(enum number_problem problem);

/* The code point at *offset, which moves behind it; UINT32_MAX for an invalid sequence (then
 * *offset moves by one byte). *offset must be below the length. */
uint32_t utf8_next(struct text text, size_t *offset);
/* The offset of the first byte that is not valid UTF-8; the length where all is valid. */
size_t utf8_valid_length(struct text text);
/* Code points in [text]; an invalid byte counts as one. */
size_t utf8_count(struct text text);
/* Columns that [text] takes on a terminal (wide characters 2, combining ones 0, others 1). */
size_t utf8_width(struct text text);
/* Writes [code] as UTF-8 to [buffer] (4 bytes) and returns its length. [code] must be a scalar
 * value. */
size_t utf8_write(uint32_t code, char buffer[4]);
/* A Unicode scalar value: at most U+10FFFF and no surrogate. */
bool utf8_is_scalar(uint32_t code);

#endif
