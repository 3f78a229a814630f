/* Finding the fewest answers that force an outcome. A completion that goes elsewhere differs from
 * the answers given in some questions; every reason must hold one of these. Such sets are collected
 * until a smallest set that meets them all forces the outcome: then nothing smaller does. Past the
 * budget, answers are left out of a reason that is at hand one by one, as long as it stays one. */
#include "assess/reason.h"

#include "assess/hitting.h"
#include "assess/search.h"

/* Sets that are collected, and steps of the search for a smallest set that meets them, before a
 * reason of which nothing can be left out is good enough. */
enum { MOST_CLAUSES = 500, MEETING_STEPS = 20000 };

enum forcing { FORCES, FORCES_NOT, FORCES_UNDECIDED };

struct reasoning {
    struct space *space;
    const struct answer *answers;
    uint64_t others; /* outcomes that are not to be possible */
    struct value *witness;
    struct slot_set conflict;
};

/* Whether the answers in [set] alone force it. If so, [conflict] is the part of them that was
 * needed; if not, [witness] is how it goes elsewhere. */
static enum forcing try_set(struct reasoning *reasoning, const struct slot_set *set)
{
    struct space *space = reasoning->space;
    for (uint32_t i = 0; i < space->plan->questionnaire->question_count; i++) {
        bool is_fixed = space->narrowed[i] != 0;
        if (slot_set_has(set, i) && !is_fixed) {
            space_fix(space, i, reasoning->answers[i].value);
        } else if (!slot_set_has(set, i) && is_fixed) {
            space_free(space, i);
        }
    }
    if (search_reaches(space, reasoning->others, reasoning->witness, &reasoning->conflict)) {
        return FORCES_NOT;
    }
    return space->spent ? FORCES_UNDECIDED : FORCES;
}

/* Leaves out of [set], which forces it, whatever can be left out. False past the budget; [set]
 * forces it either way. */
static bool leave_out(struct reasoning *reasoning, struct slot_set *set)
{
    uint32_t count = reasoning->space->plan->questionnaire->question_count;
    for (uint32_t i = count; i > 0; i--) {
        if (!slot_set_has(set, i - 1)) {
            continue;
        }
        struct slot_set without = *set;
        slot_set_remove(&without, i - 1);
        switch (try_set(reasoning, &without)) {
        case FORCES:
            *set = reasoning->conflict;
            break;
        case FORCES_NOT:
            break;
        case FORCES_UNDECIDED:
            return false;
        }
    }
    return true;
}

/* The answers in [counting] that the witness does not share. */
static struct slot_set unshared(const struct reasoning *reasoning, const struct slot_set *counting)
{
    struct slot_set set = {{0}};
    for (uint32_t i = 0; i < reasoning->space->plan->questionnaire->question_count; i++) {
        if (slot_set_has(counting, i) &&
            !value_covers(&reasoning->witness[i], &reasoning->answers[i].value)) {
            slot_set_add(&set, i);
        }
    }
    return set;
}

/* What [chosen], which does not force it, lacks: a set of which every reason holds a member, made
 * small by sharing as many answers as still go elsewhere. False past the budget. */
static bool find_lacking(struct reasoning *reasoning, const struct slot_set *counting,
                         struct slot_set *ret)
{
    struct slot_set lacking = unshared(reasoning, counting);
    for (uint32_t i = 0; i < reasoning->space->plan->questionnaire->question_count; i++) {
        if (!slot_set_has(&lacking, i)) {
            continue;
        }
        struct slot_set shared = *counting;
        for (uint32_t j = 0; j < reasoning->space->plan->questionnaire->question_count; j++) {
            if (slot_set_has(&lacking, j) && j != i) {
                slot_set_remove(&shared, j);
            }
        }
        switch (try_set(reasoning, &shared)) {
        case FORCES:
            break;
        case FORCES_NOT:
            lacking = unshared(reasoning, counting);
            break;
        case FORCES_UNDECIDED:
            return false;
        }
    }
    *ret = lacking;
    return true;
}

/* Makes [set], which forces it, the smallest that does. False past a budget. */
static bool find_smallest(struct reasoning *reasoning, const struct slot_set *counting,
                          struct clauses *clauses, struct slot_set *set)
{
    uint32_t budget = MEETING_STEPS;
    for (;;) {
        struct slot_set chosen;
        struct slot_set lacking;
        if (!clauses_meet(clauses, reasoning->space->plan->questionnaire->question_count, &budget,
                          &chosen)) {
            return false;
        }
        if (slot_set_count(&chosen) == slot_set_count(set)) {
            return true;
        }
        switch (try_set(reasoning, &chosen)) {
        case FORCES:
            *set = chosen;
            return true;
        case FORCES_NOT:
            if (!find_lacking(reasoning, counting, &lacking) || !clauses_add(clauses, &lacking)) {
                return false;
            }
            break;
        case FORCES_UNDECIDED:
            return false;
        }
    }
}

bool reason_find(struct space *space, const struct answer *answers, const struct slot_set *counting,
                 uint64_t forced, struct arena *arena, struct reason *ret)
{
    uint32_t question_count = space->plan->questionnaire->question_count;
    struct reasoning reasoning = {.space = space, .answers = answers, .others = ~forced};
    struct clauses clauses;
    uint32_t *questions = arena_array(arena, question_count, sizeof *questions);
    reasoning.witness = arena_array(arena, question_count, sizeof *reasoning.witness);
    if (questions == NULL || reasoning.witness == NULL ||
        !clauses_init(&clauses, MOST_CLAUSES, arena)) {
        return false;
    }
    space_keep(space);
    *ret = (struct reason){.questions = questions};
    if (try_set(&reasoning, counting) != FORCES) {
        return true; /* past the budget: nothing is claimed */
    }
    struct slot_set set = reasoning.conflict;
    if (!leave_out(&reasoning, &set)) {
        return true;
    }
    ret->forced = forced;
    ret->smallest = find_smallest(&reasoning, counting, &clauses, &set);
    for (uint32_t i = 0; i < question_count; i++) {
        if (slot_set_has(&set, i)) {
            questions[ret->count++] = i;
        }
    }
    return true;
}
