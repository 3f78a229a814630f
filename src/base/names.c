/* The table of names and the nearest name. */
#include "base/names.h"

#include <assert.h>
#include <string.h>

void names_init(struct names *names, struct arena *arena)
{
    *names = (struct names){.arena = arena};
}

/* FNV-1a. Names come from files of bounded size, so that crafted collisions cost little. */
static uint32_t hash_text(struct text text)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < text.length; i++) {
        hash = (hash ^ (unsigned char)text.start[i]) * 16777619u;
    }
    return hash;
}

/* The slot that holds [text], or the free one where it belongs. */
static uint32_t find_slot(const struct names *names, struct text text)
{
    uint32_t slot = hash_text(text) & (names->slot_count - 1);
    while (names->slots[slot] != 0 && !text_equal(names->texts[names->slots[slot] - 1], text)) {
        slot = (slot + 1) & (names->slot_count - 1);
    }
    return slot;
}

uint32_t names_find(const struct names *names, struct text text)
{
    if (names->slot_count == 0) {
        return NAME_NONE;
    }
    uint32_t held = names->slots[find_slot(names, text)];
    return held == 0 ? NAME_NONE : held - 1;
}

/* Twice the slots, so that at most half are taken. */
static bool grow_slots(struct names *names)
{
    uint32_t wanted = names->slot_count == 0 ? 32 : names->slot_count * 2;
    uint32_t *slots = arena_array(names->arena, wanted, sizeof *slots);
    if (slots == NULL) {
        return false;
    }
    names->slots = slots;
    names->slot_count = wanted;
    for (uint32_t i = 0; i < names->count; i++) {
        slots[find_slot(names, names->texts[i])] = i + 1;
    }
    return true;
}

uint32_t names_add(struct names *names, struct text text)
{
    uint32_t found = names_find(names, text);
    if (found != NAME_NONE) {
        return found;
    }
    if (names->count >= names->slot_count / 2 && !grow_slots(names)) {
        return NAME_NONE;
    }
    struct text *texts =
        list_reserve(names->arena, names->texts, names->count, &names->capacity, sizeof *texts);
    if (texts == NULL) {
        return NAME_NONE;
    }
    names->texts = texts;
    uint32_t slot = find_slot(names, text);
    texts[names->count] = text;
    names->slots[slot] = ++names->count;
    return names->count - 1;
}

/* ---- The nearest name ------------------------------------------------------------------------ */

/* Longer names are not compared: nobody mistypes them by a letter and means them. */
enum { LONGEST_COMPARED = 80 };

/* Upper case as lower case, `-` as `_`: the commonest slips cost nothing. */
static char folded(char c)
{
    if (c >= 'A' && c <= 'Z') {
        return (char)(c - 'A' + 'a');
    }
    return c == '-' || c == ' ' ? '_' : c;
}

/* Letters to add, leave out, replace or swap with their neighbour to turn [a] into [b]. */
static size_t distance(struct text a, struct text b)
{
    size_t rows[3][LONGEST_COMPARED + 1];
    size_t *before = rows[0];
    size_t *last = rows[1];
    size_t *now = rows[2];
    for (size_t j = 0; j <= b.length; j++) {
        last[j] = j;
        before[j] = 0;
    }
    for (size_t i = 1; i <= a.length; i++) {
        now[0] = i;
        for (size_t j = 1; j <= b.length; j++) {
            char ca = folded(a.start[i - 1]);
            char cb = folded(b.start[j - 1]);
            size_t best = last[j - 1] + (ca != cb);
            if (last[j] + 1 < best) {
                best = last[j] + 1;
            }
            if (now[j - 1] + 1 < best) {
                best = now[j - 1] + 1;
            }
            if (i > 1 && j > 1 && ca == folded(b.start[j - 2]) && folded(a.start[i - 2]) == cb &&
                before[j - 2] + 1 < best) {
                best = before[j - 2] + 1;
            }
            now[j] = best;
        }
        size_t *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[b.length];
}

uint32_t nearest_name(struct text wrong, const struct text *candidates, uint32_t count)
{
    uint32_t best = NAME_NONE;
    size_t best_distance = SIZE_MAX;
    uint32_t begun = NAME_NONE;
    uint32_t begun_count = 0;
    if (wrong.length == 0 || wrong.length > LONGEST_COMPARED) {
        return NAME_NONE;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (candidates[i].length == 0 || candidates[i].length > LONGEST_COMPARED) {
            continue;
        }
        size_t away = distance(wrong, candidates[i]);
        size_t longer = wrong.length > candidates[i].length ? wrong.length : candidates[i].length;
        size_t allowed = longer / 3 > 0 ? longer / 3 : 1;
        if (away <= allowed && away < longer && away < best_distance) {
            best = i;
            best_distance = away;
        }
        if (wrong.length >= 3 && candidates[i].length >= 3 &&
            (text_starts(candidates[i], wrong) || text_starts(wrong, candidates[i]))) {
            begun = i;
            begun_count++;
        }
    }
    return best == NAME_NONE && begun_count == 1 ? begun : best;
}
