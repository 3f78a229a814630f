/* A small set of words, found by their bytes with one look into a table that has no collisions. Only
 * for this room. */
#ifndef IOPFIT_BATCH_WORDS_H
#define IOPFIT_BATCH_WORDS_H

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

/* Whether the same [length] bytes stand at both; behind both, 15 more can be read. */
static inline bool words_same(const char *a, const char *b, size_t length)
{
#ifdef __SSE2__
    for (size_t i = 0; i < length; i += 16) {
        const __m128i left = _mm_loadu_si128((const __m128i *)(const void *)(a + i));
        const __m128i right = _mm_loadu_si128((const __m128i *)(const void *)(b + i));
        unsigned same = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(left, right));
        unsigned wanted = length - i >= 16 ? 0xFFFFu : (1u << (length - i)) - 1;
        if ((same & wanted) != wanted) {
            return false;
        }
    }
    return true;
#else
    return memcmp(a, b, length) == 0;
#endif
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
    return word->length == length && words_same(word->bytes, start, length) ? word : NULL;
}

#endif
