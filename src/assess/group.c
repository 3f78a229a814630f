/* Two passes. First every record is one lane, what is unknown may be anything: that decides complete
 * records and most others. For the rest, the answers that undecided rules wait for are few: each
 * completion of these, one for each class, becomes a lane, and what is true of all completions or of
 * some, and which answer makes a difference, is read off the bits. */
#include "assess/group.h"

#include <string.h>

#include "assess/expand.h"
#include "assess/lanes.h"
#include "assess/plan.h"

struct group *group_make(const struct circuit *circuit, struct arena *arena)
{
    struct group *group = arena_alloc(arena, sizeof *group);
    uint32_t rule_count = circuit->questionnaire->rule_count;
    if (group == NULL) {
        return NULL;
    }
    group->circuit = circuit;
    group->named = arena_array(arena, (size_t)LANES * rule_count, sizeof *group->named);
    group->passed = arena_array(arena, circuit->gate_count, sizeof *group->passed);
    group->live.gates = arena_array(arena, circuit->gate_count, sizeof *group->live.gates);
    group->live.leaves = arena_array(arena, circuit->leaf_count, sizeof *group->live.leaves);
    group->solo = arena_alloc(arena, SOLO_LANES);
    group->boxes = arena_array(arena, EXPLORE_BOXES, sizeof *group->boxes);
    group->expanded = arena_array(arena, SHARING, sizeof *group->expanded);
    bool good = group->named != NULL && group->passed != NULL && group->live.gates != NULL &&
                group->live.leaves != NULL && group->solo != NULL && group->boxes != NULL &&
                group->expanded != NULL && lanes_init(&group->records, circuit, arena) &&
                lanes_init(&group->completions, circuit, arena);
    return good ? group : NULL;
}

uint8_t *group_cells(struct group *group, uint32_t question)
{
    return group->records.cells[question];
}

static void set_first(lane_bits *lanes, uint32_t count)
{
    for (uint32_t i = 0; i < LANE_WORDS; i++) {
        uint32_t begin = i * 64;
        (*lanes)[i] = count >= begin + 64 ? UINT64_MAX
                      : count > begin     ? (UINT64_C(1) << (count - begin)) - 1
                                          : 0;
    }
}

/* Calls for each lane in [lanes]: `FOR_LANES(lanes, lane) { … }`. */
/* NOLINTBEGIN(bugprone-macro-parentheses): [lane] is declared here */
#define FOR_LANES(lanes, lane)                                                                     \
    for (uint32_t word_ = 0; word_ < LANE_WORDS; word_++)                                          \
        for (uint64_t rest_ = (lanes)[word_], lane = 0;                                            \
             rest_ != 0 && (lane = word_ * 64 + (uint64_t)__builtin_ctzll(rest_), true);           \
             rest_ &= rest_ - 1)
/* NOLINTEND(bugprone-macro-parentheses) */

/* ---- Records as they are --------------------------------------------------------------------- */

/* What the first pass says of all records, by level of outcomes, from the highest down. */
struct survey {
    lane_bits alive[LIMIT_OUTCOMES + 1];    /* no higher outcome is sure; [level_count]: none is */
    lane_bits possible[LIMIT_OUTCOMES + 1]; /* this one is possible */
    lane_bits several;                      /* more than one outcome is possible */
    lane_bits pending;                      /* a look at completions is needed */
    uint32_t level_count;                   /* with the start outcome, where no rule calls for it */
};

static uint32_t outcome_of_level(const struct circuit *circuit, uint32_t level)
{
    return level < circuit->level_count ? circuit->levels[level] : circuit->questionnaire->start;
}

static uint32_t level_start(const struct circuit *circuit, uint32_t level)
{
    return level == 0 ? 0 : circuit->level_ends[level - 1];
}

/* [lanes]: those in use. */
static void take_survey(const struct group *group, const lane_bits *lanes, struct survey *ret)
{
    const struct circuit *circuit = group->circuit;
    const lane_bits *registers = group->records.registers;
    lane_bits alive = *lanes;
    lane_bits seen = {0};
    lane_bits several = {0};
    lane_bits unsettled = {0};
    uint32_t level = 0;
    for (; level < circuit->level_count; level++) {
        lane_bits may = {0};
        lane_bits sure = {0};
        lane_bits open = {0};
        for (uint32_t i = level_start(circuit, level); i < circuit->level_ends[level]; i++) {
            const struct sides *rule = &circuit->rules[circuit->level_rules[i]];
            may |= registers[rule->may];
            sure |= ~registers[rule->may_not];
            open |= registers[rule->may] & registers[rule->may_not];
        }
        if (circuit->levels[level] == circuit->questionnaire->start) {
            may = ~(lane_bits){0};
        }
        ret->alive[level] = alive;
        ret->possible[level] = alive & may;
        several |= seen & alive & may;
        seen |= alive & may;
        unsettled |= alive & may & open;
        alive &= ~sure;
    }
    ret->alive[level] = alive;
    if (level == 0 || circuit->levels[level - 1] != circuit->questionnaire->start) {
        ret->possible[level] = alive;
        several |= seen & alive;
        level++;
    }
    ret->level_count = level;
    ret->several = several;
    ret->pending = several | unsettled;
}

/* Notes which answered questions do not apply, and, of records that are pending, which questions
 * certainly do not. */
static void find_applying(struct group *group, const lane_bits *lanes, const struct survey *survey)
{
    const struct circuit *circuit = group->circuit;
    for (uint64_t rest = circuit->conditional; rest != 0; rest &= rest - 1) {
        uint32_t question = (uint32_t)__builtin_ctzll(rest);
        uint64_t bit = UINT64_C(1) << question;
        lane_bits not = *lanes & ~group->records.registers[circuit->applies[question].may];
        lane_bits surplus = not &~group->records.unknown[question];
        FOR_LANES(surplus, lane)
        {
            group->verdicts[lane].surplus |= bit;
        }
        lane_bits pending = not &survey->pending;
        FOR_LANES(pending, lane)
        {
            group->idle[lane] |= bit;
        }
    }
}

/* Records with one possible outcome of which all that matters is sure. */
static void conclude_records(struct group *group, const struct survey *survey)
{
    const struct circuit *circuit = group->circuit;
    const struct questionnaire *questionnaire = circuit->questionnaire;
    for (uint32_t level = 0; level < survey->level_count; level++) {
        lane_bits here = survey->possible[level] & ~survey->pending;
        uint32_t outcome = outcome_of_level(circuit, level);
        FOR_LANES(here, lane)
        {
            struct verdict *verdict = &group->verdicts[lane];
            verdict->certain = true;
            verdict->outcome = outcome;
            verdict->possible = UINT64_C(1) << outcome;
        }
        if (level == circuit->level_count) {
            break; /* the start outcome, which no rule calls for */
        }
        for (uint32_t i = level_start(circuit, level); i < circuit->level_ends[level]; i++) {
            uint32_t rule = circuit->level_rules[i];
            lane_bits named = here & ~group->records.registers[circuit->rules[rule].may_not];
            FOR_LANES(named, lane)
            {
                struct verdict *verdict = &group->verdicts[lane];
                group->named[lane * questionnaire->rule_count + verdict->rule_count++] =
                    (uint16_t)rule;
            }
        }
    }
}

/* ---- Records that wait ----------------------------------------------------------------------- */

/* What undecided rules that could change the outcome read, by record. Of a record with one possible
 * outcome: the rules for it that may hold, which would be named. */
static void find_waits(struct group *group, const struct survey *survey)
{
    const struct circuit *circuit = group->circuit;
    const lane_bits *registers = group->records.registers;
    for (uint32_t level = 0; level < circuit->level_count; level++) {
        /* In [above] a lower outcome is possible too. */
        lane_bits above = survey->several & survey->alive[level + 1];
        if (circuit->levels[level] == circuit->questionnaire->start) {
            above = (lane_bits){0};
        }
        lane_bits own = survey->pending & ~survey->several & survey->possible[level];
        for (uint32_t i = level_start(circuit, level); i < circuit->level_ends[level]; i++) {
            uint32_t rule = circuit->level_rules[i];
            const struct sides *sides = &circuit->rules[rule];
            lane_bits waiting = registers[sides->may] & registers[sides->may_not] & (above | own);
            FOR_LANES(waiting, lane)
            {
                group->waits[lane][rule / 64] |= UINT64_C(1) << (rule % 64);
            }
        }
    }
}

const struct verdict *group_assess(struct group *group, uint32_t count)
{
    lane_bits lanes = {0};
    struct survey survey;
    set_first(&lanes, count);
    memset(group->verdicts, 0, count * sizeof *group->verdicts);
    memset(group->idle, 0, sizeof group->idle);
    memset(group->waits, 0, count * sizeof *group->waits);
    for (uint32_t i = 0; i < count; i++) {
        group->verdicts[i].rules =
            group->named + (size_t)i * group->circuit->questionnaire->rule_count;
    }
    lanes_run(&group->records, group->circuit, count, 0);
    take_survey(group, &lanes, &survey);
    find_applying(group, &lanes, &survey);
    conclude_records(group, &survey);
    find_waits(group, &survey);
    FOR_LANES(survey.pending, lane)
    {
        expand_record(group, (uint32_t)lane);
    }
    expand_finish(group);
    lanes_clear(&group->records, group->circuit);
    return group->verdicts;
}
