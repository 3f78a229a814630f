/* Searches for the value of one expression: evaluate on what is still possible, stop where the
 * value is settled, else split the answer of a question that it waits for, the less concerning half
 * first. Depth is bounded by the classes of all questions and by the budget. */
#include "assess/search.h"

/* ---- All values ------------------------------------------------------------------------------ */

struct all_values {
    struct space *space;
    const struct target *target;
    bool any;
    struct value found; /* covers the leaves seen so far */
};

static void add_found(struct all_values *all, const struct value *value)
{
    all->found = all->any ? value_join(&all->found, value) : *value;
    all->any = true;
}

static void walk_values(struct all_values *all)
{
    struct space *space = all->space;
    if (space_out_of_budget(space)) {
        return;
    }
    space_evaluate(space);
    struct value here = space_target(space, all->target);
    if (value_is_known(&here)) {
        add_found(all, &here);
        return;
    }
    if (all->any && value_covers(&all->found, &here)) {
        return; /* nothing new below */
    }
    uint32_t question = space_look(space, all->target, NAME_NONE).split;
    struct value low;
    struct value high;
    if (question == NAME_NONE ||
        !plan_split(space->plan, question, &space->raw[question], &low, &high)) {
        add_found(all, &here); /* nothing left to split: sound, but not shown to be exact */
        space->spent = true;
        return;
    }
    struct value before = space->raw[question];
    space_descend(space, question, low);
    walk_values(all);
    space_ascend(space, question, before);
    space_descend(space, question, high);
    walk_values(all);
    space_ascend(space, question, before);
}

static bool can_be_searched(const struct value *value)
{
    return value->kind != VALUE_STRING && value->kind != VALUE_LIST && value->kind != VALUE_ANY &&
           value->kind != VALUE_ERROR;
}

struct value search_values(struct space *space, const struct target *target)
{
    space_evaluate(space);
    struct value coarse = space_target(space, target);
    if (value_is_known(&coarse) || !can_be_searched(&coarse)) {
        return coarse;
    }
    bool spent_before = space->spent;
    space->spent = false;
    struct all_values all = {.space = space, .target = target};
    walk_values(&all);
    bool spent = space->spent;
    space->spent = spent || spent_before;
    return spent ? coarse : all.found;
}

/* ---- Whether one answer matters -------------------------------------------------------------- */

/* Different values seen at one point. More than this many need not be kept: at a point where all
 * other answers are settled, the first one and any other exclude one another. */
enum { SIGHTS = 16 };

struct one_answer {
    struct space *space;
    const struct target *target;
    uint32_t question;
    struct value sights[SIGHTS];
    uint32_t sight_count;
    bool all_known; /* all sights are known values */
    uint32_t split; /* another question to split, seen on the way */
};

/* Notes what an answer gives here. True where an earlier one gives something else for sure. */
static bool note_sight(struct one_answer *one, struct value value)
{
    one->all_known = one->all_known && value_is_known(&value);
    for (uint32_t i = 0; i < one->sight_count; i++) {
        if (value_disjoint(&one->sights[i], &value)) {
            return true;
        }
    }
    if (one->sight_count < SIGHTS) {
        one->sights[one->sight_count++] = value;
    }
    return false;
}

/* Splits the answer in question as far as the target waits for it. True where two parts exclude one
 * another. */
static bool look_inside(struct one_answer *one)
{
    struct space *space = one->space;
    if (space_out_of_budget(space)) {
        return false;
    }
    space_evaluate(space);
    struct value here = space_target(space, one->target);
    struct value answer = space->raw[one->question];
    struct value low;
    struct value high;
    struct look look = {.of = one->question, .split = NAME_NONE};
    if (!value_is_known(&here)) {
        look = space_look(space, one->target, one->question);
        one->split = one->split == NAME_NONE ? look.split : one->split;
    }
    if (!look.seen || !plan_split(space->plan, one->question, &answer, &low, &high)) {
        return note_sight(one, here);
    }
    space_descend(space, one->question, low);
    bool found = look_inside(one);
    space_ascend(space, one->question, answer);
    if (!found) {
        space_descend(space, one->question, high);
        found = look_inside(one);
        space_ascend(space, one->question, answer);
    }
    return found;
}

/* True where it is shown that the answer matters somewhere below this point. */
static bool walk_others(struct one_answer *one)
{
    struct space *space = one->space;
    if (space_out_of_budget(space)) {
        return false;
    }
    space_evaluate(space);
    struct value here = space_target(space, one->target);
    if (value_is_known(&here)) {
        return false;
    }
    struct look look = space_look(space, one->target, one->question);
    if (!look.seen) {
        return false; /* nothing that is still undecided waits for it */
    }
    one->sight_count = 0;
    one->all_known = true;
    one->split = look.split;
    if (look_inside(one)) {
        return true;
    }
    uint32_t other = one->split;
    struct value low;
    struct value high;
    if (space->spent || one->all_known) {
        return false;
    }
    if (other == NAME_NONE || !plan_split(space->plan, other, &space->raw[other], &low, &high)) {
        space->spent = true; /* nothing left to split: not shown either way */
        return false;
    }
    struct value before = space->raw[other];
    space_descend(space, other, low);
    bool found = walk_others(one);
    space_ascend(space, other, before);
    if (!found) {
        space_descend(space, other, high);
        found = walk_others(one);
        space_ascend(space, other, before);
    }
    return found;
}

bool search_matters(struct space *space, const struct target *target, uint32_t question)
{
    space_evaluate(space);
    struct value coarse = space_target(space, target);
    if (value_is_known(&coarse) || !space_look(space, target, question).seen) {
        return false;
    }
    struct one_answer one = {.space = space, .target = target, .question = question};
    bool spent_before = space->spent;
    space->spent = false;
    bool found = walk_others(&one);
    bool spent = space->spent;
    space->spent = spent || spent_before;
    return found || spent;
}
