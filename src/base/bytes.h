/* Looking at 64 bytes at once. */
#ifndef IOPFIT_BASE_BYTES_H
#define IOPFIT_BASE_BYTES_H

#include <stddef.h>
#include <stdint.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Which of the 64 bytes at [bytes] are [wanted]: bit i is set where byte i is. */
static inline uint64_t bytes_find(const void *bytes, uint8_t wanted)
{
    const uint8_t *at = bytes;
    uint64_t found = 0;
#ifdef __SSE2__
    const __m128i all = _mm_set1_epi8((char)wanted);
    for (size_t i = 4; i > 0; i--) {
        const __m128i here = _mm_loadu_si128((const __m128i *)(const void *)(at + (i - 1) * 16));
        found = found << 16 | (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(here, all));
    }
#else
    for (size_t i = 64; i > 0; i--) {
        found = found << 1 | (at[i - 1] == wanted ? 1u : 0u);
    }
#endif
    return found;
}

#endif
