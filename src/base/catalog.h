/* The tables that scripts/catalog.py makes of po/ when the program is built. Only for message.c. */
#ifndef IOPFIT_BASE_CATALOG_H
#define IOPFIT_BASE_CATALOG_H

#include <stddef.h>

struct catalog_entry {
    const char *english; /* of something counted: its singular */
    const char *one;
    const char *several; /* NULL where nothing is counted */
};

struct catalog {
    const char *language;
    const struct catalog_entry *entries; /* sorted by [english], byte by byte */
    size_t count;
};

/* Ended by one without a language. */
extern const struct catalog catalogs[];

#endif
