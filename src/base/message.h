/* The program's own words to the person at its screen, in that person's language. The texts in the
 * sources are English; po/LANGUAGE.po has the others, which the build turns into a table inside the
 * program (scripts/catalog.py): nothing has to be installed, no locale has to exist, and which
 * language is spoken is the caller's to say, never the environment's. Not for diagnostics, which
 * are for authors and staff. */
#ifndef IOPFIT_BASE_MESSAGE_H
#define IOPFIT_BASE_MESSAGE_H

#include "base/attr.h"
#include "base/text.h"

/* [english] in [language] (`es`, `es-US`: what stands behind `-` does not count); [english] itself
 * where there is no such translation. It may be a format: a translation has the same conversions. */
const char *message(struct text language, const char *english) ATTR_FORMAT_LIKE(2);
/* The same for something counted: [one] where [count] is 1. */
const char *message_counted(struct text language, const char *one, const char *several,
                            unsigned long count) ATTR_FORMAT_LIKE(2) ATTR_FORMAT_LIKE(3);

/* Whether the program speaks [language]; an empty one is English. */
bool message_speaks(struct text language);

#endif
