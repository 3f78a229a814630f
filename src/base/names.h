/* Names as numbers: a table that gives each distinct text the next whole number, from 0, and finds
 * it again; and the name nearest to a mistyped one. */
#ifndef IOPFIT_BASE_NAMES_H
#define IOPFIT_BASE_NAMES_H

#include "base/arena.h"
#include "base/text.h"

#define NAME_NONE UINT32_MAX

struct names {
    struct arena *arena;
    struct text *texts; /* by number */
    uint32_t count;
    uint32_t capacity;
    uint32_t *slots; /* open addressing; number + 1, 0 = free */
    uint32_t slot_count;
};

/* An empty table that grows in [arena]. The texts are not copied: they must live as long. */
void names_init(struct names *names, struct arena *arena);
/* The number of [text], NAME_NONE where it is not in the table. */
uint32_t names_find(const struct names *names, struct text text);
/* The number of [text], added where it is new; NAME_NONE when memory is used up. */
uint32_t names_add(struct names *names, struct text text);

/* The index of the candidate that [wrong] was most likely meant to be: at most a third of its
 * letters (at least 1) added, left out, replaced or swapped with their neighbour; letter case, `-`
 * and `_` count little. A candidate that [wrong] begins, or that begins with [wrong], counts too
 * where it is the only one. NAME_NONE where nothing is near. Ties: the first. */
uint32_t nearest_name(struct text wrong, const struct text *candidates, uint32_t count);

#endif
