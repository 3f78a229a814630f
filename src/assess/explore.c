/* Searching the completions of one record, hundreds of branches at a time: each lane is what is left
 * of them after some answers were chosen. Evaluation drops a branch in which what is looked for
 * cannot be; of the others an answer is chosen that an undecided rule waits for. */
#include "assess/seek.h"

#include <string.h>

/* Few boxes at a time, so that the search goes down before it goes wide. */
enum { BOXES_AT_MOST = 60000, WIDTH = 8 };

struct explorer {
    struct seek *seek;
    struct group *group;
    const struct circuit *circuit;
    uint8_t questions[CIRCUIT_QUESTIONS]; /* those that are unknown */
    uint32_t question_count;
    bool is_fine;   /* all classes are told apart, not only those that waiting rules tell apart */
    uint32_t count; /* boxes on the stack */
    uint32_t spent; /* boxes looked at */
    uint8_t here[LANES][CIRCUIT_QUESTIONS]; /* those in the lanes */
};

static void start(struct explorer *explorer, struct seek *seek)
{
    explorer->seek = seek;
    explorer->group = seek->group;
    explorer->circuit = seek->group->circuit;
    explorer->question_count = 0;
    explorer->is_fine = false;
    for (uint64_t rest = seek->unknown; rest != 0; rest &= rest - 1) {
        explorer->questions[explorer->question_count++] = (uint8_t)__builtin_ctzll(rest);
    }
    explorer->count = 1;
    explorer->spent = 0;
    memset(explorer->group->boxes[0], CLASS_UNKNOWN, sizeof *explorer->group->boxes);
}

/* Takes boxes off the stack into the lanes and evaluates them; returns how many. */
static uint32_t take(struct explorer *explorer)
{
    struct group *group = explorer->group;
    uint32_t count = explorer->count < WIDTH ? explorer->count : WIDTH;
    explorer->count -= count;
    explorer->spent += count;
    memcpy(explorer->here, group->boxes[explorer->count], count * sizeof *group->boxes);
    seek_lay_out_open(explorer->seek, count);
    for (uint32_t i = 0; i < explorer->question_count; i++) {
        uint8_t *cells = group->completions.cells[explorer->questions[i]];
        for (uint32_t lane = 0; lane < count; lane++) {
            cells[lane] = explorer->here[lane][i];
        }
    }
    lanes_run(&group->completions, explorer->circuit, count,
              explorer->circuit->all & ~explorer->seek->unknown);
    return count;
}

/* Puts the branches of the box in [lane] on the stack: one for each class of [question]. False where
 * there is no room. */
static bool split(struct explorer *explorer, uint32_t lane, uint32_t question)
{
    const struct axis *choices = &explorer->seek->choices[question];
    uint32_t class_count =
        explorer->is_fine ? explorer->circuit->codings[question].class_count : choices->class_count;
    if (class_count == 0 || explorer->count + class_count > EXPLORE_BOXES ||
        explorer->spent > BOXES_AT_MOST) {
        return false;
    }
    for (uint32_t i = 0; i < explorer->question_count; i++) {
        if (explorer->questions[i] == question) {
            for (uint32_t j = class_count; j > 0; j--) {
                uint8_t *box = explorer->group->boxes[explorer->count++];
                memcpy(box, explorer->here[lane], sizeof explorer->here[lane]);
                box[i] = explorer->is_fine ? (uint8_t)(j - 1) : choices->classes[j - 1];
            }
        }
    }
    return true;
}

/* Questions that the undecided rule waits for in [lane]. */
static uint64_t waits_for(struct explorer *explorer, uint32_t rule, uint32_t lane)
{
    expand_walk(explorer->group, &explorer->group->completions, lane, rule);
    return explorer->group->live.questions;
}

/* The first of the file: whether others apply hangs on it. */
static uint32_t first_of(uint64_t questions)
{
    return (uint32_t)__builtin_ctzll(questions);
}

/* ---- An outcome ------------------------------------------------------------------------------ */

/* The rules for one outcome, and those for higher ones. */
struct standing {
    lane_bits own_may, own_sure, above_may, above_sure;
};

static struct standing *stand(const struct explorer *explorer, uint32_t outcome,
                              struct standing *ret)
{
    const struct circuit *circuit = explorer->circuit;
    const lane_bits *registers = explorer->group->completions.registers;
    memset(ret, 0, sizeof *ret);
    if (outcome == circuit->questionnaire->start) {
        ret->own_may = ret->own_sure = ~(lane_bits){0};
    }
    for (uint32_t i = 0; i < circuit->questionnaire->rule_count; i++) {
        const struct sides *rule = &circuit->rules[i];
        if (circuit->questionnaire->rules[i].outcome > outcome) {
            ret->above_may |= registers[rule->may];
            ret->above_sure |= ~registers[rule->may_not];
        } else if (circuit->questionnaire->rules[i].outcome == outcome) {
            ret->own_may |= registers[rule->may];
            ret->own_sure |= ~registers[rule->may_not];
        }
    }
    return ret;
}

/* A rule that is undecided in [lane]: for [outcome], or above it, the lowest. */
static uint32_t undecided(const struct explorer *explorer, uint32_t lane, uint32_t outcome,
                          bool above)
{
    const struct circuit *circuit = explorer->circuit;
    const struct rule *rules = circuit->questionnaire->rules;
    for (uint32_t i = circuit->questionnaire->rule_count; i > 0; i--) {
        uint32_t rule = circuit->level_rules[i - 1];
        if ((above ? rules[rule].outcome > outcome : rules[rule].outcome == outcome) &&
            expand_is_open(&explorer->group->completions, circuit->rules[rule], lane)) {
            return rule;
        }
    }
    return NAME_NONE;
}

enum explored explore_outcome(struct seek *seek, uint32_t outcome)
{
    struct explorer explorer;
    start(&explorer, seek);
    while (explorer.count > 0) {
        struct standing standing;
        uint32_t count = take(&explorer);
        stand(&explorer, outcome, &standing);
        lane_bits success = standing.own_sure & ~standing.above_may;
        lane_bits left = standing.own_may & ~standing.above_sure;
        for (uint32_t lane = count; lane > 0; lane--) {
            if (lanes_bit(&success, lane - 1)) {
                return EXPLORED_FOUND;
            }
            if (!lanes_bit(&left, lane - 1)) {
                continue;
            }
            bool sure = lanes_bit(&standing.own_sure, lane - 1);
            uint32_t rule = undecided(&explorer, lane - 1, outcome, sure);
            uint64_t questions = rule == NAME_NONE ? 0 : waits_for(&explorer, rule, lane - 1);
            if (questions == 0 || !split(&explorer, lane - 1, first_of(questions))) {
                return EXPLORED_NOT;
            }
        }
    }
    return EXPLORED_NONE;
}

/* ---- A rule ---------------------------------------------------------------------------------- */

enum explored explore_failing(struct seek *seek, uint32_t rule)
{
    struct explorer explorer;
    start(&explorer, seek);
    explorer.is_fine = true;
    const struct sides sides = explorer.circuit->rules[rule];
    while (explorer.count > 0) {
        uint32_t count = take(&explorer);
        for (uint32_t lane = count; lane > 0; lane--) {
            if (!lanes_bit(&explorer.group->completions.registers[sides.may], lane - 1)) {
                return EXPLORED_FOUND;
            }
            if (!expand_is_open(&explorer.group->completions, sides, lane - 1)) {
                continue;
            }
            uint64_t questions = waits_for(&explorer, rule, lane - 1);
            if (questions == 0 || !split(&explorer, lane - 1, first_of(questions))) {
                return EXPLORED_NOT;
            }
        }
    }
    return EXPLORED_NONE;
}

/* ---- A question ------------------------------------------------------------------------------ */

/* What is to be done with a branch. */
enum verdict_of_box { BOX_DROP, BOX_SPLIT, BOX_TRY };

/* Looks at the undecided rules that can decide in [lane], those that read [question] or the others.
 * True where one waits for [question] and for something else: that is in *ret_others. Else all that
 * they wait for beside it is added to *ret_others, and *ret_seen tells whether one waits for it. */
static bool look_at_rules(struct explorer *explorer, uint32_t lane, uint32_t question,
                          bool that_read_it, uint64_t *ret_others, bool *ret_seen)
{
    const struct circuit *circuit = explorer->circuit;
    const struct lanes *lanes = &explorer->group->completions;
    uint64_t bit = UINT64_C(1) << question;
    for (uint32_t level = 0, i = 0; level < circuit->level_count; level++) {
        if (circuit->levels[level] == circuit->questionnaire->start) {
            return false; /* rules for it decide nothing, and are not waited for */
        }
        for (uint32_t j = i; j < circuit->level_ends[level]; j++) {
            const struct sides *rule = &circuit->rules[circuit->level_rules[j]];
            if (!lanes_bit(&lanes->registers[rule->may_not], lane)) {
                return false; /* neither this outcome nor a lower one hangs on anything */
            }
        }
        for (; i < circuit->level_ends[level]; i++) {
            uint32_t rule = circuit->level_rules[i];
            uint64_t reads = circuit->gates[circuit->rule_literals[rule] / 2].reads;
            if (((reads & bit) != 0) != that_read_it ||
                !lanes_bit(&lanes->registers[circuit->rules[rule].may], lane)) {
                continue;
            }
            uint64_t questions = waits_for(explorer, rule, lane);
            *ret_others = questions & bit && questions != bit ? questions & ~bit
                                                              : *ret_others | (questions & ~bit);
            *ret_seen = *ret_seen || (questions & bit) != 0;
            if ((questions & bit) != 0 && questions != bit) {
                return true;
            }
        }
    }
    return false;
}

/* Whether the answer to [question] can make a difference in the box in [lane]; then another question
 * to be chosen for, if there is one. */
static enum verdict_of_box judge(struct explorer *explorer, uint32_t lane, uint32_t question,
                                 uint32_t *ret_split)
{
    uint64_t others = 0;
    bool seen = false;
    if (!look_at_rules(explorer, lane, question, true, &others, &seen)) {
        if (!seen) {
            return BOX_DROP;
        }
        (void)look_at_rules(explorer, lane, question, false, &others, &seen);
    }
    *ret_split = others == 0 ? NAME_NONE : first_of(others);
    return others == 0 ? BOX_TRY : BOX_SPLIT;
}

/* The lanes in which an undecided rule that reads [question] could still decide: no rule for the same
 * or a higher outcome is sure. */
static void where_it_may_matter(const struct explorer *explorer, uint32_t question, lane_bits *ret)
{
    const struct circuit *circuit = explorer->circuit;
    const lane_bits *registers = explorer->group->completions.registers;
    lane_bits alive = ~(lane_bits){0};
    lane_bits result = {0};
    for (uint32_t level = 0, i = 0; level < circuit->level_count; level++) {
        lane_bits open = {0};
        if (circuit->levels[level] == circuit->questionnaire->start) {
            break;
        }
        for (; i < circuit->level_ends[level]; i++) {
            uint32_t rule = circuit->level_rules[i];
            const struct sides *sides = &circuit->rules[rule];
            uint64_t reads = circuit->gates[circuit->rule_literals[rule] / 2].reads;
            alive &= registers[sides->may_not];
            if ((reads >> question & 1) != 0) {
                open |= registers[sides->may] & registers[sides->may_not];
            }
        }
        result |= open & alive;
    }
    *ret = result;
}

enum explored explore_question(struct seek *seek, uint32_t question)
{
    struct explorer explorer;
    uint64_t bit = UINT64_C(1) << question;
    start(&explorer, seek);
    while (explorer.count > 0) {
        uint32_t count = take(&explorer);
        uint8_t tried[LANES];
        uint32_t tried_count = 0;
        lane_bits left;
        where_it_may_matter(&explorer, question, &left);
        for (uint32_t lane = count; lane > 0; lane--) {
            if (!lanes_bit(&left, lane - 1)) {
                continue;
            }
            uint32_t other = NAME_NONE;
            enum verdict_of_box verdict = judge(&explorer, lane - 1, question, &other);
            if (verdict == BOX_SPLIT && !split(&explorer, lane - 1, other)) {
                return EXPLORED_NOT;
            }
            if (verdict == BOX_TRY) {
                tried[tried_count++] = (uint8_t)(lane - 1);
            }
        }
        /* Nothing but this answer is left: all of its classes. Runs take the lanes, so this is last. */
        for (uint32_t i = 0; i < tried_count && (seek->wanted & bit) != 0; i++) {
            seek_try(seek, explorer.questions, explorer.here[tried[i]], explorer.question_count,
                     question);
        }
        seek_run(seek);
        if ((seek->wanted & bit) == 0) {
            return EXPLORED_FOUND;
        }
    }
    return EXPLORED_NONE;
}
