/* A small set of words, found by their bytes with one look into a table that has no collisions. Only
 * for this room. */
#ifndef IOPFIT_BATCH_WORDS_H
#define IOPFIT_BATCH_WORDS_H

#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/text.h"

/* Text that is looked at must be readable for so many bytes behind its end. */
enum { WORDS_PADDING = 128 };

struct word {
    char bytes[LIMIT_ID_BYTES]; /* the rest is zero */
    uint32_t length;
    uint32_t code; /* what the caller wants to know of it */
};

struct words {
    struct word *table; /* of a power of 2; length 0 where there is none */
    uint64_t factor;
    uint32_t shift;
};

/* Makes the set of [count] words, of which no two are the same and none is longer than an id. False
 * when [arena] is used up or no table without collisions was found. */
ATTR_MUST_USE bool words_make(struct words *words, const struct word *list, uint32_t count,
                              struct arena *arena);

static inline uint64_t words_eight(const char *bytes)
{
    uint64_t eight;
    memcpy(&eight, bytes, sizeof eight);
    return eight;
}

/* A number that hangs on all bytes of most words; on those at both ends of longer ones. */
static inline uint64_t words_mix(const char *start, size_t length)
{
    uint64_t first = words_eight(start);
    if (length < 8) {
        uint64_t keep = (UINT64_C(1) << (length * 8)) - 1;
        return (first & keep) + length;
    }
    uint64_t last = words_eight(start + length - 8);
    return first + (last << 17 | last >> 47) + length;
}

/* The word that stands at [start]; NULL where there is none like it. */
static inline const struct word *words_find(const struct words *words, const char *start,
                                            size_t length)
{
    if (length == 0 || length > LIMIT_ID_BYTES) {
        return NULL;
    }
    uint64_t slot = words_mix(start, length) * words->factor >> words->shift;
    const struct word *word = &words->table[slot];
    return word->length == length && memcmp(word->bytes, start, length) == 0 ? word : NULL;
}

#endif
