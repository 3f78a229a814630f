/* Finding a factor with which no two words fall into one slot. */
#include "batch/words.h"

static bool try_factor(struct words *words, const struct word *list, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        uint64_t slot = words_mix(list[i].bytes, list[i].length) * words->factor >> words->shift;
        if (words->table[slot].length != 0) {
            return false;
        }
        words->table[slot] = list[i];
    }
    return true;
}

bool words_make(struct words *words, const struct word *list, uint32_t count, struct arena *arena)
{
    enum { SIZES = 4, TRIES = 64 };
    uint32_t bits = 3;
    while (UINT32_C(1) << bits < 2 * count) {
        bits++;
    }
    for (uint32_t size = 0; size < SIZES; size++, bits++) {
        words->table = arena_array(arena, (size_t)1 << bits, sizeof *words->table);
        if (words->table == NULL) {
            return false;
        }
        words->shift = 64 - bits;
        words->factor = UINT64_C(0x9E3779B97F4A7C15);
        for (uint32_t i = 0; i < TRIES; i++) {
            if (try_factor(words, list, count)) {
                return true;
            }
            memset(words->table, 0, sizeof *words->table << bits);
            words->factor = words->factor * UINT64_C(6364136223846793005) + 1442695040888963406;
            words->factor |= 1;
        }
    }
    return false;
}
