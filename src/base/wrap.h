/* Text for a person, broken into lines of a width. Knows UTF-8 and wide characters; knows nothing
 * of what the text says. */
#ifndef IOPFIT_BASE_WRAP_H
#define IOPFIT_BASE_WRAP_H

#include <stdio.h>

#include "base/text.h"

/* The width where none is known, and the widest that reads well. */
#define WRAP_WIDTH_DEFAULT 80u
#define WRAP_WIDTH_MOST 100u

/* Writes [text] in lines of at most [width] columns: the first after [lead], the others after as
 * many blanks as [lead] is wide. A line end in [text] counts as a blank; an empty line stays one;
 * a line that begins with `- ` or with a blank begins a line of its own. A word that is wider than
 * a line stands alone on one and is not broken. Control characters are written as `?`, so that no
 * text can steer a terminal. Ends with a line end; an empty text writes nothing. */
void wrap_text(FILE *out, struct text text, unsigned width, const char *lead);

/* Writes [text] on the present line, control characters and line ends as `?`. */
void write_plain(FILE *out, struct text text);

#endif
