/* Memory by lifetime: everything that lives as long as a questionnaire, a record or a step is
 * allocated from one arena and released at once. Released memory is wiped, since answers are health
 * data. Not for anything that must be freed one by one. */
#ifndef IOPFIT_BASE_ARENA_H
#define IOPFIT_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"

struct arena_block;

struct arena {
    struct arena_block *blocks; /* newest first */
    size_t used;                /* bytes handed out since the last reset, with padding */
    size_t limit;               /* most bytes it hands out */
};

/* Makes [arena] empty. It hands out at most [limit] bytes. Cannot fail. */
void arena_init(struct arena *arena, size_t limit);

/* [size] zeroed bytes, aligned for any type; NULL when the limit or the memory is used up. A [size]
 * of 0 gives a valid pointer. */
ATTR_MUST_USE void *arena_alloc(struct arena *arena, size_t size);

/* The same for [count] elements of [size] bytes; NULL also where the product overflows. */
ATTR_MUST_USE void *arena_array(struct arena *arena, size_t count, size_t size);

/* A mark to return to with arena_rewind(): what was allocated after it is wiped and reused. */
struct arena_mark {
    struct arena_block *block;
    size_t filled;
    size_t used;
};
struct arena_mark arena_mark(const struct arena *arena);
void arena_rewind(struct arena *arena, struct arena_mark mark);

/* Wipes all and keeps one block for the next use. Pointers into [arena] are dead. */
void arena_reset(struct arena *arena);

/* Wipes and frees all; [arena] is as after arena_init(). */
void arena_free(struct arena *arena);

/* Room for one more element in a list that grows in an arena: returns [items], or its copy of twice
 * the [capacity] when [count] has reached it; NULL (and nothing changed) when memory is used up.
 * New elements are zeroed. */
ATTR_MUST_USE void *list_reserve(struct arena *arena, void *items, uint32_t count,
                                 uint32_t *capacity, size_t size);

#endif
