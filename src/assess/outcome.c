/* Searches for the outcome. Both are led by what they want to show, so that little has to be split:
 *
 * An outcome is reached in a completion where a rule calls for it and none calls for a higher one.
 * For each outcome that evaluation leaves possible, the search first splits what its own rules wait
 * for, then what the higher ones wait for, and gives up wherever no rule for it is left or a higher
 * one surely holds.
 *
 * An answer matters if there are two completions that differ only in it and have different
 * outcomes. Then the higher of the two outcomes is called for by a rule R that holds in one of them
 * and not in the other, while no rule above R holds in the first and none from R's outcome upwards
 * in the second. For each rule that waits for the answer, the search first splits what else the
 * rule waits for, and then looks for such a pair among the parts of the answer.
 *
 * Where a search fails, it says which answers forced that. A split of any other answer then need
 * not be tried the other way round: it would fail for the same reasons (conflict-directed
 * backjumping; Prosser 1993). */
#include "assess/search.h"

#include <string.h>

/* ---- The set of outcomes --------------------------------------------------------------------- */

/* What plain evaluation leaves possible here: rules from the highest outcome down; what may hold
 * adds its outcome; what surely holds ends it. */
static uint64_t possible_here(struct space *space)
{
    const struct questionnaire *questionnaire = space->plan->questionnaire;
    uint64_t possible = 0;
    for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
        uint32_t rule = space->plan->falling[i];
        enum truth holds = space_rule(space, rule);
        if (holds != TRUTH_FALSE) {
            possible |= UINT64_C(1) << questionnaire->rules[rule].outcome;
        }
        if (holds == TRUTH_TRUE) {
            return possible;
        }
    }
    return possible | UINT64_C(1) << questionnaire->start;
}

static struct look look_at_rule(struct space *space, uint32_t rule, uint32_t of)
{
    return space_look_at_condition(space, plan_rule_condition(space->plan, rule), of, true);
}

static void add_reasons(struct space *space, uint32_t rule, struct slot_set *set)
{
    space_add_reasons(space, plan_rule_condition(space->plan, rule), set);
}

/* Whether an assumed fact is shown to be otherwise; then [conflict] says by what. */
static bool is_refuted(struct space *space, struct slot_set *conflict)
{
    if (space->clash == NAME_NONE) {
        return false;
    }
    space_add_reasons(space, plan_fact_condition(space->plan, space->clash), conflict);
    slot_set_add(conflict, space->plan->questionnaire->question_count + space->clash);
    return true;
}

/* What has to be split to realize an assumed fact; NAME_NONE where all are realized. */
static uint32_t find_unrealized(struct space *space, uint32_t of)
{
    if (space->unrealized == NAME_NONE) {
        return NAME_NONE;
    }
    uint32_t number = plan_fact_condition(space->plan, space->unrealized);
    return space_look_at_condition(space, number, of, true).split;
}

/* A search at one point: true where it succeeds somewhere below. */
typedef bool attempting(void *search, struct slot_set *conflict);

/* Splits [slot] and tries both parts. False: adds to [conflict] the answers and assumptions that
 * forced it. */
static bool try_parts(struct space *space, uint32_t slot, attempting *attempt, void *search,
                      struct slot_set *conflict)
{
    struct value parts[2];
    if (slot == NAME_NONE || !space_split(space, slot, parts)) {
        space->spent = true; /* nothing left to split: not shown either way */
        return false;
    }
    struct value before = space_narrowing(space, slot);
    struct slot_set both = {{0}};
    for (size_t i = 0; i < 2; i++) {
        struct slot_set one = {{0}};
        space_descend(space, slot, parts[i]);
        bool found = attempt(search, &one);
        space_ascend(space, slot, before);
        if (found) {
            return true;
        }
        if (!slot_set_has(&one, slot)) {
            both = one; /* it fails whatever this is */
            break;
        }
        slot_set_join(&both, &one);
    }
    if (space->narrowed[slot] == 0) {
        slot_set_remove(&both, slot);
    }
    slot_set_join(conflict, &both);
    return false;
}

struct reaching {
    struct space *space;
    uint32_t outcome;
    struct value *witness; /* NULL, or where the raw answers go when it is reached */
};

/* How a wanted outcome stands at one point. */
struct standing {
    bool called;   /* a rule for it surely holds, or it is the start, which needs none */
    uint32_t own;  /* an open rule for it; NAME_NONE */
    uint32_t over; /* an open rule for a higher outcome; NAME_NONE */
    uint32_t lost; /* a rule for a higher outcome that surely holds; NAME_NONE */
};

static struct standing stand(struct space *space, uint32_t outcome)
{
    const struct questionnaire *questionnaire = space->plan->questionnaire;
    struct standing standing = {outcome == questionnaire->start, NAME_NONE, NAME_NONE, NAME_NONE};
    for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
        uint32_t rule = space->plan->falling[i];
        if (questionnaire->rules[rule].outcome < outcome) {
            break;
        }
        enum truth holds = space_rule(space, rule);
        if (questionnaire->rules[rule].outcome == outcome) {
            standing.called = standing.called || holds == TRUTH_TRUE;
            standing.own = holds == TRUTH_OPEN && standing.own == NAME_NONE ? rule : standing.own;
        } else if (holds == TRUTH_TRUE) {
            standing.lost = rule;
            break;
        } else if (holds == TRUTH_OPEN) {
            standing.over = rule; /* the last: the one least above, likeliest to contradict */
        }
    }
    return standing;
}

/* True where some completion below this point has the outcome. */
static bool reach(void *search, struct slot_set *conflict)
{
    struct reaching *reaching = search;
    struct space *space = reaching->space;
    const struct questionnaire *questionnaire = space->plan->questionnaire;
    if (space_out_of_budget(space)) {
        return false;
    }
    space_evaluate(space);
    if (is_refuted(space, conflict)) {
        return false;
    }
    struct standing standing = stand(space, reaching->outcome);
    if (standing.lost != NAME_NONE) {
        add_reasons(space, standing.lost, conflict);
        return false;
    }
    if (!standing.called && standing.own == NAME_NONE) {
        for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
            if (questionnaire->rules[i].outcome == reaching->outcome) {
                add_reasons(space, i, conflict);
            }
        }
        return false;
    }
    uint32_t slot = NAME_NONE;
    if (!standing.called) {
        slot = look_at_rule(space, standing.own, NAME_NONE).split;
    } else if (space->unrealized != NAME_NONE) {
        slot = find_unrealized(space, NAME_NONE);
    } else if (standing.over != NAME_NONE) {
        slot = look_at_rule(space, standing.over, NAME_NONE).split;
    } else {
        if (reaching->witness != NULL) {
            memcpy(reaching->witness, space->raw,
                   questionnaire->question_count * sizeof *space->raw);
        }
        return true;
    }
    return try_parts(space, slot, reach, reaching, conflict);
}

uint64_t search_outcomes(struct space *space)
{
    space_evaluate(space);
    uint64_t coarse = possible_here(space);
    uint64_t found = 0;
    bool spent_before = space->spent;
    space->spent = false;
    for (uint32_t i = 0; i < space->plan->questionnaire->outcome_count; i++) {
        uint64_t outcome = UINT64_C(1) << i;
        if (coarse == outcome) {
            found = outcome; /* all there is */
        } else if ((coarse & outcome) != 0) {
            struct reaching reaching = {space, i, NULL};
            struct slot_set conflict = {{0}};
            found |= reach(&reaching, &conflict) ? outcome : 0;
        }
    }
    bool spent = space->spent;
    space->spent = spent || spent_before;
    return spent ? coarse : found;
}

bool search_reaches(struct space *space, uint64_t outcomes, struct value *witness,
                    struct slot_set *conflict)
{
    const struct questionnaire *questionnaire = space->plan->questionnaire;
    struct slot_set forced = {{0}};
    bool found = false;
    space->spent = false;
    for (uint32_t i = 0; i < questionnaire->outcome_count && !found && !space->spent; i++) {
        if ((outcomes >> i & 1) != 0) {
            struct reaching reaching = {space, i, witness};
            found = reach(&reaching, &forced);
        }
    }
    for (uint32_t i = 0; conflict != NULL && i < questionnaire->scope.count; i++) {
        /* What is not narrowed forces nothing, and at the top nothing is assumed. */
        if (i >= questionnaire->question_count || space->narrowed[i] == 0) {
            slot_set_remove(&forced, i);
        }
    }
    if (conflict != NULL) {
        *conflict = forced;
    }
    if (found) {
        space->spent = false;
    }
    return found;
}

/* ---- Whether one answer matters -------------------------------------------------------------- */

/* A rule that may make the difference, and what is known of the parts of the answer at a point. */
struct difference {
    struct space *space;
    uint32_t question;
    uint32_t rule;
    uint32_t outcome; /* of the rule */
    uint32_t given;
    struct open_question *result;
    struct value everything; /* the answer before any split */
    /* Parts with which the rule may decide, and with which a lower outcome may come out. */
    bool may_decide, may_fall;
    /* Parts with which it surely does. */
    bool decides, falls;
    struct value deciding, falling;
    uint32_t other; /* another question, whose answer keeps a part from being sure; NAME_NONE */
    /* What forces that the rule does not decide, or that no lower outcome comes out, with the parts
     * judged so far. */
    struct slot_set not_deciding, not_falling;
};

/* Looks at one part of the answer that the rules wait for no further, or that cannot be split. */
static void judge_part(struct difference *difference)
{
    struct space *space = difference->space;
    const struct questionnaire *questionnaire = space->plan->questionnaire;
    bool above_open = false; /* a rule for a higher outcome */
    bool from_open = false;  /* a rule for this or a higher outcome */
    uint32_t waits = NAME_NONE;
    uint32_t keeps_up = NAME_NONE; /* a rule for this or a higher outcome that surely holds */
    for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
        uint32_t rule = space->plan->falling[i];
        if (questionnaire->rules[rule].outcome < difference->outcome) {
            break;
        }
        enum truth holds = space_rule(space, rule);
        bool above = questionnaire->rules[rule].outcome > difference->outcome;
        if (holds == TRUTH_TRUE && above) {
            add_reasons(space, rule, &difference->not_deciding);
            add_reasons(space, rule, &difference->not_falling);
            return;
        }
        above_open = above_open || (above && holds == TRUTH_OPEN);
        if (holds == TRUTH_TRUE) {
            keeps_up = rule;
        } else if (holds == TRUTH_OPEN) {
            from_open = true;
            waits = rule; /* the last: the one least above */
        }
    }
    enum truth decides = space_rule(space, difference->rule);
    if (decides == TRUTH_FALSE) {
        add_reasons(space, difference->rule, &difference->not_deciding);
    } else {
        difference->may_decide = true;
        if (decides == TRUTH_TRUE && !above_open && !difference->decides) {
            difference->decides = true;
            difference->deciding = space->raw[difference->question];
        }
    }
    if (keeps_up != NAME_NONE) {
        add_reasons(space, keeps_up, &difference->not_falling);
    } else {
        difference->may_fall = true;
        if (!from_open && !difference->falls) {
            difference->falls = true;
            difference->falling = space->raw[difference->question];
        }
    }
    bool is_candidate = decides != TRUTH_FALSE || keeps_up == NAME_NONE;
    if (is_candidate && waits != NAME_NONE && difference->other == NAME_NONE) {
        difference->other = look_at_rule(space, waits, difference->question).split;
    }
}

static bool is_shown(const struct difference *difference)
{
    return difference->decides && difference->falls;
}

/* Whether a rule that counts here (of this or a higher outcome, and open) waits for the answer. */
static bool is_waited_for(struct difference *difference)
{
    struct space *space = difference->space;
    const struct questionnaire *questionnaire = space->plan->questionnaire;
    for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
        uint32_t rule = space->plan->falling[i];
        if (questionnaire->rules[rule].outcome < difference->outcome) {
            break;
        }
        if (space_rule(space, rule) == TRUTH_OPEN &&
            look_at_rule(space, rule, difference->question).seen) {
            return true;
        }
    }
    return false;
}

static void judge_parts(struct difference *difference)
{
    struct space *space = difference->space;
    if (is_shown(difference) || space_out_of_budget(space)) {
        return;
    }
    space_evaluate(space);
    struct value answer = space->raw[difference->question];
    struct value low;
    struct value high;
    if (!is_waited_for(difference) ||
        !plan_split(space->plan, difference->question, &answer, &low, &high)) {
        judge_part(difference);
        return;
    }
    space_descend(space, difference->question, low);
    judge_parts(difference);
    space_ascend(space, difference->question, answer);
    space_descend(space, difference->question, high);
    judge_parts(difference);
    space_ascend(space, difference->question, answer);
}

/* A rule for the same or a higher outcome that surely holds, whatever the answer: then this rule
 * cannot make the difference. NAME_NONE: none. */
static uint32_t idling(struct difference *difference)
{
    struct space *space = difference->space;
    const struct questionnaire *questionnaire = space->plan->questionnaire;
    for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
        uint32_t rule = space->plan->falling[i];
        if (questionnaire->rules[rule].outcome < difference->outcome) {
            break;
        }
        if (space_rule(space, rule) == TRUTH_TRUE) {
            return rule;
        }
    }
    return NAME_NONE;
}

/* The lowest outcome that some completion below this point has, less care first. */
static uint32_t settle(struct space *space)
{
    const struct questionnaire *questionnaire = space->plan->questionnaire;
    space_evaluate(space);
    uint32_t open = NAME_NONE;
    uint32_t outcome = questionnaire->start;
    for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
        uint32_t rule = space->plan->falling[i];
        enum truth holds = space_rule(space, rule);
        if (holds == TRUTH_TRUE) {
            outcome = questionnaire->rules[rule].outcome;
            break;
        }
        if (holds == TRUTH_OPEN && open == NAME_NONE) {
            open = rule;
        }
    }
    uint32_t question = open == NAME_NONE || space_out_of_budget(space)
                            ? NAME_NONE
                            : space_look_at_condition(space, plan_rule_condition(space->plan, open),
                                                      NAME_NONE, false)
                                  .split;
    struct value low;
    struct value high;
    if (question == NAME_NONE ||
        !plan_split(space->plan, question, &space->raw[question], &low, &high)) {
        return outcome;
    }
    struct value before = space->raw[question];
    space_descend(space, question, low);
    outcome = settle(space);
    space_ascend(space, question, before);
    return outcome;
}

/* How the two answers of a shown difference are reported: the one that leads away from [given]. */
static void conclude(struct difference *difference)
{
    struct space *space = difference->space;
    struct open_question *ret = difference->result;
    ret->question = difference->question;
    if (difference->outcome != difference->given) {
        ret->answer = plan_representative(&difference->deciding);
        ret->outcome = difference->outcome;
        return;
    }
    ret->answer = plan_representative(&difference->falling);
    space_descend(space, difference->question, difference->falling);
    ret->outcome = settle(space);
    space_ascend(space, difference->question, difference->everything);
}

/* Where the rule waits for nothing but the answer: whether two parts of it make the difference. If
 * not, but others may still bring it about, [other] names one of them; else [conflict] says why. */
static bool compare_parts(struct difference *difference, struct slot_set *conflict)
{
    difference->may_decide = difference->may_fall = false;
    difference->decides = difference->falls = false;
    difference->other = NAME_NONE;
    difference->not_deciding = difference->not_falling = (struct slot_set){{0}};
    judge_parts(difference);
    if (is_shown(difference)) {
        conclude(difference);
        return true;
    }
    if (!difference->may_decide || !difference->may_fall) {
        struct slot_set *why =
            difference->may_decide ? &difference->not_falling : &difference->not_deciding;
        slot_set_remove(why, difference->question);
        slot_set_join(conflict, why);
        difference->other = NAME_NONE;
    } else if (difference->other == NAME_NONE) {
        difference->space->spent = true; /* nothing left to split: not shown either way */
    }
    return false;
}

/* True where it is shown that the rule makes a difference somewhere below this point; then
 * [result] says how. */
static bool differ(void *search, struct slot_set *conflict)
{
    struct difference *difference = search;
    struct space *space = difference->space;
    if (space_out_of_budget(space)) {
        return false;
    }
    space_evaluate(space);
    if (is_refuted(space, conflict)) {
        return false;
    }
    uint32_t idle = idling(difference);
    if (idle != NAME_NONE) {
        add_reasons(space, idle, conflict);
        return false;
    }
    if (space_rule(space, difference->rule) != TRUTH_OPEN) {
        add_reasons(space, difference->rule, conflict);
        return false;
    }
    struct look look = look_at_rule(space, difference->rule, difference->question);
    if (!look.seen) {
        space_add_all(space, plan_rule_condition(space->plan, difference->rule), conflict);
        return false;
    }
    uint32_t other = look.split;
    if (other == NAME_NONE) {
        other = find_unrealized(space, difference->question);
    }
    if (other == NAME_NONE) {
        if (compare_parts(difference, conflict)) {
            return true;
        }
        if (space->spent || difference->other == NAME_NONE) {
            return false;
        }
        other = difference->other;
    }
    return try_parts(space, other, differ, difference, conflict);
}

bool search_opening(struct space *space, uint32_t question, uint32_t given,
                    struct open_question *ret)
{
    const struct questionnaire *questionnaire = space->plan->questionnaire;
    bool spent_before = space->spent;
    bool found = false;
    bool is_waited_for_at_all = false;
    space->spent = false;
    space_evaluate(space);
    uint64_t possible = possible_here(space);
    for (uint32_t i = 0; i < questionnaire->rule_count && !found; i++) {
        uint32_t rule = space->plan->falling[i];
        space_evaluate(space);
        enum truth holds = space_rule(space, rule);
        if (holds == TRUTH_TRUE || questionnaire->rules[rule].outcome <= questionnaire->start) {
            break; /* nothing lower can come out */
        }
        if (holds == TRUTH_FALSE || !look_at_rule(space, rule, question).seen) {
            continue;
        }
        is_waited_for_at_all = true;
        struct difference difference = {
            .space = space,
            .question = question,
            .rule = rule,
            .outcome = questionnaire->rules[rule].outcome,
            .given = given,
            .result = ret,
            .everything = space->raw[question],
        };
        struct slot_set conflict = {{0}};
        found = differ(&difference, &conflict);
    }
    bool spent = space->spent;
    space->spent = spent || spent_before;
    if (found || !spent || !is_waited_for_at_all) {
        return found;
    }
    uint64_t elsewhere = possible & ~(UINT64_C(1) << given);
    *ret = (struct open_question){
        .question = question,
        .answer = plan_representative(&space->raw[question]),
        .outcome = plan_lowest_rank(elsewhere != 0 ? elsewhere : possible),
    };
    return true;
}
