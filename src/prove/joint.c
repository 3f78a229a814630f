/* Finding what belongs together, by id or by what was renamed. */
#include "prove/joint.h"

#include <string.h>

#include "base/limits.h"

bool renaming_parse(struct text text, struct renaming *ret)
{
    const char *equals = memchr(text.start, '=', text.length);
    if (equals == NULL) {
        return false;
    }
    size_t at = (size_t)(equals - text.start);
    struct renaming renaming = {.from = {text.start, at}, .to = {equals + 1, text.length - at - 1}};
    const char *point = memchr(text.start, '.', at);
    if (point != NULL) {
        size_t length = (size_t)(point - text.start);
        renaming.question = (struct text){text.start, length};
        renaming.from = (struct text){point + 1, at - length - 1};
        if (length == 0) {
            return false;
        }
    }
    *ret = renaming;
    return renaming.from.length > 0 && renaming.to.length > 0;
}

struct joining {
    struct joint *joint;
    const struct renaming *renamings;
    uint32_t renaming_count;
    bool *used; /* by renaming */
    struct arena *arena;
};

/* The id in the new version of what is called [id] in the old one; of a choice of [question]. */
static struct text renamed(const struct joining *joining, struct text question, struct text id)
{
    for (uint32_t i = 0; i < joining->renaming_count; i++) {
        const struct renaming *renaming = &joining->renamings[i];
        if (text_equal(renaming->question, question) && text_equal(renaming->from, id)) {
            return renaming->to;
        }
    }
    return id;
}

static void note_used(struct joining *joining, struct text question, struct text from,
                      struct text to)
{
    for (uint32_t i = 0; i < joining->renaming_count; i++) {
        const struct renaming *renaming = &joining->renamings[i];
        if (text_equal(renaming->question, question) && text_equal(renaming->from, from) &&
            text_equal(renaming->to, to)) {
            joining->used[i] = true;
        }
    }
}

static const struct text no_question = {"", 0};

/* Whether [old] of the old version is [later] of the new one. */
static bool is_same(struct joining *joining, struct text question, struct text old,
                    struct text later)
{
    if (!text_equal(renamed(joining, question, old), later)) {
        return false;
    }
    for (uint32_t i = 0; i < joining->renaming_count; i++) {
        const struct renaming *renaming = &joining->renamings[i];
        if (text_equal(renaming->question, question) && text_equal(renaming->to, later) &&
            !text_equal(renaming->from, old)) {
            return false; /* another one has become it */
        }
    }
    note_used(joining, question, old, later);
    return true;
}

/* ---- Questions ------------------------------------------------------------------------------- */

/* The option of [later] that is [option] of [old]; NAME_NONE. */
static uint32_t option_of(struct joining *joining, const struct question *old, uint32_t option,
                          const struct question *later)
{
    for (uint32_t i = 0; i < later->choice_count; i++) {
        if (is_same(joining, old->id, old->choices[option].id, later->choices[i].id)) {
            return i;
        }
    }
    return NAME_NONE;
}

static bool add_option(struct joining *joining, uint32_t index, struct choice *choices,
                       uint32_t *count, const struct choice *choice, uint32_t old, uint32_t later)
{
    if (*count == LIMIT_CHOICES) {
        return false;
    }
    choices[*count] = *choice;
    joining->joint->options[SIDE_OLD][index][*count] = old;
    joining->joint->options[SIDE_NEW][index][*count] = later;
    ++*count;
    return true;
}

/* The options that both offer; of a multiple choice, then those of either. False where there is
 * none, or there are too many. */
static bool join_options(struct joining *joining, uint32_t index, const struct question *old,
                         const struct question *later, struct choice *choices, struct question *ret)
{
    bool is_set = old->type == QUESTION_MULTIPLE;
    uint32_t count = 0;
    for (uint32_t i = 0; i < old->choice_count; i++) {
        uint32_t there = option_of(joining, old, i, later);
        if ((is_set || there != NAME_NONE) &&
            !add_option(joining, index, choices, &count, &old->choices[i], i, there)) {
            return false;
        }
    }
    for (uint32_t i = 0; is_set && i < later->choice_count; i++) {
        bool is_known = false;
        for (uint32_t j = 0; j < old->choice_count && !is_known; j++) {
            is_known = is_same(joining, old->id, old->choices[j].id, later->choices[i].id);
        }
        if (!is_known &&
            !add_option(joining, index, choices, &count, &later->choices[i], NAME_NONE, i)) {
            return false;
        }
    }
    ret->choices = choices;
    ret->choice_count = count;
    return count > 0;
}

static int64_t higher(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t lower(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static double higher_number(double a, double b)
{
    return a > b ? a : b;
}

/* The answers that both take; false where there are none. */
static bool join_question(struct joining *joining, uint32_t index, const struct question *old,
                          const struct question *later, struct question *ret)
{
    if (old->type != later->type) {
        return false;
    }
    *ret = *old;
    if (old->type == QUESTION_CHOICE || old->type == QUESTION_MULTIPLE) {
        struct choice *choices = arena_array(joining->arena, LIMIT_CHOICES, sizeof *choices);
        return choices != NULL && join_options(joining, index, old, later, choices, ret);
    }
    ret->min = higher(old->min, later->min);
    ret->max = lower(old->max, later->max);
    ret->number_min = higher_number(old->number_min, later->number_min);
    ret->number_max = -higher_number(-old->number_max, -later->number_max);
    return ret->min <= ret->max && ret->number_min <= ret->number_max;
}

static void add_alone(struct joining *joining, uint32_t index, enum side side,
                      const struct question *question)
{
    struct joint *joint = joining->joint;
    for (uint32_t i = 0; i < question->choice_count; i++) {
        joint->options[side][index][i] = i;
        joint->options[1 - side][index][i] = NAME_NONE;
    }
}

/* The question of the new version that is question [index] of the old one; NAME_NONE. */
static uint32_t find_question(struct joining *joining, uint32_t index)
{
    const struct questionnaire *later = joining->joint->sides[SIDE_NEW];
    struct text id = joining->joint->sides[SIDE_OLD]->questions[index].id;
    for (uint32_t i = 0; i < later->question_count; i++) {
        if (is_same(joining, no_question, id, later->questions[i].id)) {
            return i;
        }
    }
    return NAME_NONE;
}

static void join_questions(struct joining *joining, struct question *questions)
{
    struct joint *joint = joining->joint;
    const struct questionnaire *old = joint->sides[SIDE_OLD];
    const struct questionnaire *later = joint->sides[SIDE_NEW];
    uint32_t count = 0;
    for (uint32_t i = 0; i < old->question_count; i++) {
        const struct question *question = &old->questions[i];
        uint32_t there = find_question(joining, i);
        if (question->type == QUESTION_TEXT) {
            continue;
        }
        joint->questions[SIDE_OLD][count] = i;
        joint->questions[SIDE_NEW][count] = there;
        if (there == NAME_NONE ||
            !join_question(joining, count, question, &later->questions[there], &questions[count])) {
            if (there != NAME_NONE) {
                joint->retyped[there] = true;
            }
            joint->questions[SIDE_NEW][count] = NAME_NONE;
            questions[count] = *question;
            add_alone(joining, count, SIDE_OLD, question);
        }
        count++;
    }
    uint32_t old_count = count;
    for (uint32_t i = 0; i < later->question_count; i++) {
        bool is_joined = later->questions[i].type == QUESTION_TEXT;
        for (uint32_t j = 0; j < old_count && !is_joined; j++) {
            is_joined = joint->questions[SIDE_NEW][j] == i;
        }
        if (!is_joined) {
            joint->questions[SIDE_OLD][count] = NAME_NONE;
            joint->questions[SIDE_NEW][count] = i;
            questions[count] = later->questions[i];
            add_alone(joining, count, SIDE_NEW, &later->questions[i]);
            count++;
        }
    }
    joint->answered.questions = questions;
    joint->answered.question_count = count;
}

/* ---- All of it ------------------------------------------------------------------------------- */

static void join_outcomes(struct joining *joining)
{
    struct joint *joint = joining->joint;
    const struct questionnaire *old = joint->sides[SIDE_OLD];
    const struct questionnaire *later = joint->sides[SIDE_NEW];
    for (uint32_t i = 0; i < later->outcome_count; i++) {
        joint->old_outcomes[i] = NAME_NONE;
        for (uint32_t j = 0; j < old->outcome_count; j++) {
            if (is_same(joining, no_question, old->outcomes[j].id, later->outcomes[i].id)) {
                joint->old_outcomes[i] = j;
            }
        }
    }
    for (uint32_t i = 0; i < later->rule_count; i++) {
        joint->old_rules[i] = NAME_NONE;
        for (uint32_t j = 0; j < old->rule_count; j++) {
            if (is_same(joining, no_question, old->rules[j].id, later->rules[i].id)) {
                joint->old_rules[i] = j;
            }
        }
    }
}

/* Whether there is room for all of it. */
static bool make_room(struct joining *joining, uint32_t most)
{
    struct joint *joint = joining->joint;
    const struct questionnaire *later = joint->sides[SIDE_NEW];
    for (int side = 0; side < SIDES; side++) {
        joint->questions[side] = arena_array(joining->arena, most, sizeof **joint->questions);
        joint->options[side] = arena_array(joining->arena, most, sizeof **joint->options);
        if (joint->questions[side] == NULL || joint->options[side] == NULL) {
            return false;
        }
        for (uint32_t i = 0; i < most; i++) {
            joint->options[side][i] =
                arena_array(joining->arena, LIMIT_CHOICES, sizeof ***joint->options);
            if (joint->options[side][i] == NULL) {
                return false;
            }
        }
    }
    joint->retyped = arena_array(joining->arena, later->question_count, sizeof *joint->retyped);
    joint->old_outcomes =
        arena_array(joining->arena, later->outcome_count, sizeof *joint->old_outcomes);
    joint->old_rules = arena_array(joining->arena, later->rule_count, sizeof *joint->old_rules);
    joining->used = arena_array(joining->arena, joining->renaming_count, sizeof *joining->used);
    return joint->retyped != NULL && joint->old_outcomes != NULL && joint->old_rules != NULL &&
           joining->used != NULL;
}

bool joint_make(const struct questionnaire *old, const struct questionnaire *later,
                const struct renaming *renamings, uint32_t renaming_count, struct arena *arena,
                struct joint *ret, uint32_t *ret_unused, struct diags *diags)
{
    struct joint joint = {.sides = {[SIDE_OLD] = old, [SIDE_NEW] = later}};
    struct joining joining = {
        .joint = &joint, .renamings = renamings, .renaming_count = renaming_count, .arena = arena};
    uint32_t most = old->question_count + later->question_count;
    struct question *questions = arena_array(arena, most, sizeof *questions);
    if (questions == NULL || !make_room(&joining, most)) {
        return diag_out_of_memory(diags);
    }
    join_questions(&joining, questions);
    join_outcomes(&joining);
    *ret_unused = NAME_NONE;
    for (uint32_t i = renaming_count; i > 0; i--) {
        *ret_unused = joining.used[i - 1] ? *ret_unused : i - 1;
    }
    *ret = joint;
    return true;
}

bool joint_same_outcome(const struct joint *joint, uint32_t old, uint32_t later)
{
    return joint->old_outcomes[later] == old &&
           joint->sides[SIDE_OLD]->outcomes[old].recommendation ==
               joint->sides[SIDE_NEW]->outcomes[later].recommendation;
}

/* ---- Answers --------------------------------------------------------------------------------- */

/* [value] of joint question [index] as [side] has it, or (where [back]) the other way round. False
 * where it has no such choice. [ret_lost]: options that were left out. */
static bool translate(const struct joint *joint, uint32_t index, enum side side, bool back,
                      const struct value *value, struct value *ret, uint32_t *ret_lost)
{
    const struct question *question = &joint->answered.questions[index];
    const uint32_t *options = joint->options[side][index];
    uint64_t from = value->kind == VALUE_CHOICE ? value->choices : value->set.in;
    uint64_t to = 0;
    uint64_t seen = 0;
    *ret = *value;
    if (question->type == QUESTION_INTEGER) {
        return value->integer.low >= question->min && value->integer.low <= question->max;
    }
    if (question->type == QUESTION_NUMBER) {
        return value->number.low >= question->number_min &&
               value->number.low <= question->number_max;
    }
    if (question->type != QUESTION_CHOICE && question->type != QUESTION_MULTIPLE) {
        return true;
    }
    for (uint32_t i = 0; i < question->choice_count; i++) {
        uint32_t there = options[i];
        uint64_t here = UINT64_C(1) << (back && there != NAME_NONE ? there : i);
        if (there != NAME_NONE && (from & here) != 0) {
            seen |= here;
            to |= UINT64_C(1) << (back ? i : there);
        }
    }
    *ret_lost += (uint32_t)__builtin_popcountll(from & ~seen);
    *ret = question->type == QUESTION_MULTIPLE ? value_set(to)
           : to != 0                           ? value_choice((uint32_t)__builtin_ctzll(to))
                                               : *value;
    return question->type == QUESTION_MULTIPLE || to != 0;
}

void joint_split(const struct joint *joint, const struct answer *answers, enum side side,
                 struct answer *ret)
{
    for (uint32_t i = 0; i < joint->sides[side]->question_count; i++) {
        ret[i] = (struct answer){.state = ANSWER_NOT_ASKED};
    }
    for (uint32_t i = 0; i < joint->answered.question_count; i++) {
        uint32_t index = joint->questions[side][i];
        uint32_t lost = 0;
        if (index == NAME_NONE) {
            continue;
        }
        ret[index] = answers[i];
        if (answers[i].state == ANSWER_GIVEN &&
            !translate(joint, i, side, false, &answers[i].value, &ret[index].value, &lost)) {
            ret[index] = (struct answer){.state = ANSWER_NOT_ASKED};
        }
    }
}

uint32_t joint_carry(const struct joint *joint, const struct answer *answers, struct answer *ret)
{
    uint32_t lost = 0;
    for (uint32_t i = 0; i < joint->sides[SIDE_NEW]->question_count; i++) {
        ret[i] = (struct answer){.state = ANSWER_NOT_ASKED};
    }
    for (uint32_t i = 0; i < joint->answered.question_count; i++) {
        uint32_t from = joint->questions[SIDE_OLD][i];
        uint32_t to = joint->questions[SIDE_NEW][i];
        if (from == NAME_NONE || answers[from].state == ANSWER_NOT_ASKED) {
            continue;
        }
        if (to == NAME_NONE) {
            lost += answers[from].state == ANSWER_GIVEN;
            continue;
        }
        ret[to] = answers[from];
        struct value joined;
        uint32_t options = 0;
        if (answers[from].state == ANSWER_GIVEN &&
            (!translate(joint, i, SIDE_OLD, true, &answers[from].value, &joined, &options) ||
             !translate(joint, i, SIDE_NEW, false, &joined, &ret[to].value, &options))) {
            ret[to] = (struct answer){.state = ANSWER_NOT_ASKED};
            options = 1;
        }
        lost += options > 0;
    }
    return lost;
}
