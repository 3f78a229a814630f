/* Smallest sets that meet others: branch and bound. Members of the smallest set that is not met yet
 * are tried in the order of the file, each without those tried before it; sets that have nothing in
 * common each need a member of their own, which bounds what can still come. */
#include "assess/hitting.h"

bool clauses_init(struct clauses *clauses, uint32_t capacity, struct arena *arena)
{
    *clauses = (struct clauses){.capacity = capacity};
    clauses->sets = arena_array(arena, capacity, sizeof *clauses->sets);
    return clauses->sets != NULL;
}

bool clauses_add(struct clauses *clauses, const struct slot_set *set)
{
    if (clauses->count == clauses->capacity) {
        return false;
    }
    clauses->sets[clauses->count++] = *set;
    return true;
}

const struct slot_set *clauses_unmet(const struct clauses *clauses, const struct slot_set *set)
{
    const struct slot_set *smallest = NULL;
    uint32_t size = UINT32_MAX;
    for (uint32_t i = 0; i < clauses->count; i++) {
        if (!slot_set_meets(&clauses->sets[i], set)) {
            uint32_t count = slot_set_count(&clauses->sets[i]);
            if (count < size) {
                smallest = &clauses->sets[i];
                size = count;
            }
        }
    }
    return smallest;
}

struct meeting {
    const struct clauses *clauses;
    uint32_t question_count;
    uint32_t *budget;
    struct slot_set chosen;
    struct slot_set left_out; /* tried on their own already */
    uint32_t count;           /* of the chosen */
    struct slot_set best;
    uint32_t best_count;
};

/* How many members are still needed at least. */
static uint32_t least_missing(const struct meeting *meeting)
{
    struct slot_set seen = meeting->chosen;
    uint32_t missing = 0;
    for (uint32_t i = 0; i < meeting->clauses->count; i++) {
        if (!slot_set_meets(&meeting->clauses->sets[i], &seen)) {
            slot_set_join(&seen, &meeting->clauses->sets[i]);
            missing++;
        }
    }
    return missing;
}

static void meet(struct meeting *meeting)
{
    if (*meeting->budget == 0) {
        return;
    }
    --*meeting->budget;
    if (meeting->count + least_missing(meeting) >= meeting->best_count) {
        return;
    }
    const struct slot_set *unmet = clauses_unmet(meeting->clauses, &meeting->chosen);
    if (unmet == NULL) {
        meeting->best = meeting->chosen;
        meeting->best_count = meeting->count;
        return;
    }
    struct slot_set before = meeting->left_out;
    for (uint32_t i = 0; i < meeting->question_count; i++) {
        if (slot_set_has(unmet, i) && !slot_set_has(&meeting->left_out, i)) {
            slot_set_add(&meeting->chosen, i);
            meeting->count++;
            meet(meeting);
            meeting->count--;
            slot_set_remove(&meeting->chosen, i);
            slot_set_add(&meeting->left_out, i);
        }
    }
    meeting->left_out = before;
}

bool clauses_meet(const struct clauses *clauses, uint32_t question_count, uint32_t *budget,
                  struct slot_set *ret)
{
    struct meeting meeting = {.clauses = clauses,
                              .question_count = question_count,
                              .budget = budget,
                              .best_count = UINT32_MAX};
    meet(&meeting);
    if (*budget == 0) {
        return false;
    }
    *ret = meeting.best;
    return true;
}
