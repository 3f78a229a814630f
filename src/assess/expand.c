/* Completions as lanes: laid out so that the answers to one question change every so many lanes.
 * Then a question makes a difference where the outcomes of two neighbours along it differ. */
#include "assess/expand.h"

#include <string.h>

#include "assess/plan.h"

/* ---- Laying out ------------------------------------------------------------------------------ */

/* The axes of [questions]; false where they have too many completions. */
static bool find_axes(const struct circuit *circuit, uint64_t questions, struct expanded *ret)
{
    uint32_t count = 1;
    for (uint64_t rest = questions; rest != 0; rest &= rest - 1) {
        uint32_t question = (uint32_t)__builtin_ctzll(rest);
        uint32_t class_count = circuit->codings[question].class_count;
        if (class_count < 2) {
            continue;
        }
        if (class_count > LANES / count) {
            return false;
        }
        ret->axes[ret->axis_count++] = (struct axis){question, count, class_count};
        count *= class_count;
    }
    ret->count = count;
    return true;
}

static void lay_out_axis(uint8_t *cells, const struct axis *axis, uint32_t count)
{
    uint32_t lane = 0;
    while (lane < count) {
        for (uint32_t class = 0; class < axis->class_count; class ++) {
            memset(cells + lane, (int)class, axis->stride);
            lane += axis->stride;
        }
    }
}

static void lay_out(struct group *group, const struct expanded *expanded)
{
    const struct circuit *circuit = group->circuit;
    for (uint32_t i = 0; i < circuit->questionnaire->question_count; i++) {
        uint8_t class = group->records.cells[i][expanded->record];
        /* What is unknown and not waited for makes no difference. */
        memset(&group->completions.cells[i][expanded->first], class == CLASS_UNKNOWN ? 0 : class,
               expanded->count);
    }
    for (uint32_t i = 0; i < expanded->axis_count; i++) {
        const struct axis *axis = &expanded->axes[i];
        lay_out_axis(&group->completions.cells[axis->question][expanded->first], axis,
                     expanded->count);
    }
}

void expand_record(struct group *group, uint32_t record, uint64_t questions)
{
    struct expanded expanded = {.record = record};
    if (!find_axes(group->circuit, questions, &expanded)) {
        group->verdicts[record].left = true;
        return;
    }
    /* No record crosses from one word of lanes into another, if it fits into one. */
    uint32_t first = group->filled;
    if (first % 64 + expanded.count > 64) {
        first = (first + 63) / 64 * 64;
    }
    if (first + expanded.count > LANES) {
        expand_finish(group);
        first = 0;
    }
    expanded.first = first;
    group->filled = first + expanded.count;
    lay_out(group, &expanded);
    group->expanded[group->expanded_count++] = expanded;
}

/* ---- Reading off ----------------------------------------------------------------------------- */

/* The lanes of a record, moved to the bottom. */
struct window {
    uint64_t words[LANE_WORDS];
    uint32_t word_count;
};

static struct window look(const struct expanded *expanded, const lane_bits *lanes)
{
    struct window window = {.word_count = (expanded->count + 63) / 64};
    for (uint32_t i = 0; i < window.word_count; i++) {
        window.words[i] = (*lanes)[expanded->first / 64 + i] >> (expanded->first % 64);
    }
    if (expanded->count % 64 != 0) {
        window.words[window.word_count - 1] &= (UINT64_C(1) << (expanded->count % 64)) - 1;
    }
    return window;
}

static bool is_empty(const struct window *window)
{
    uint64_t any = 0;
    for (uint32_t i = 0; i < window->word_count; i++) {
        any |= window->words[i];
    }
    return any == 0;
}

static bool is_full(const struct expanded *expanded, const struct window *window)
{
    for (uint32_t i = 0; i < window->word_count; i++) {
        uint32_t left = expanded->count - i * 64;
        if (window->words[i] != (left >= 64 ? UINT64_MAX : (UINT64_C(1) << left) - 1)) {
            return false;
        }
    }
    return true;
}

static bool bit_at(const struct window *window, uint32_t lane)
{
    return (window->words[lane / 64] >> (lane % 64) & 1) != 0;
}

/* The lanes that have a neighbour above along [axis], where all lanes are in one word. */
static uint64_t with_neighbour(const struct axis *axis, uint32_t count)
{
    uint32_t period = axis->stride * axis->class_count;
    uint64_t unit = (UINT64_C(1) << (period - axis->stride)) - 1;
    uint64_t result = 0;
    for (uint32_t at = 0; at < count; at += period) {
        result |= unit << at;
    }
    return result;
}

/* Whether some lane of [window] differs from its neighbour along [axis]. */
static bool differs(const struct expanded *expanded, const struct axis *axis,
                    const struct window *window)
{
    if (axis->class_count < 2) {
        return false;
    }
    if (window->word_count == 1) {
        uint64_t word = window->words[0];
        return ((word ^ word >> axis->stride) & with_neighbour(axis, expanded->count)) != 0;
    }
    uint32_t period = axis->stride * axis->class_count;
    for (uint32_t lane = 0; lane + axis->stride < expanded->count; lane++) {
        if (lane % period < period - axis->stride &&
            bit_at(window, lane) != bit_at(window, lane + axis->stride)) {
            return true;
        }
    }
    return false;
}

static uint32_t decide(const struct questionnaire *questionnaire, uint64_t possible)
{
    uint32_t low = plan_lowest_rank(possible);
    bool certain = (possible & (possible - 1)) == 0;
    return certain || low > questionnaire->undetermined ? low : questionnaire->undetermined;
}

/* The rules that hold in all lanes, of [outcome] only or of all outcomes. */
static void name_rules(const struct group *group, const struct expanded *expanded, uint32_t outcome,
                       bool all, struct verdict *verdict)
{
    const struct circuit *circuit = group->circuit;
    const struct questionnaire *questionnaire = circuit->questionnaire;
    uint16_t *named = group->named + (size_t)expanded->record * questionnaire->rule_count;
    for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
        if (!all && questionnaire->rules[i].outcome != outcome) {
            continue;
        }
        struct window holds = look(expanded, &group->completions.registers[circuit->rules[i].may]);
        if (is_full(expanded, &holds)) {
            named[verdict->rule_count++] = (uint16_t)i;
        }
    }
}

static void conclude(struct group *group, const struct expanded *expanded, const lane_bits *levels,
                     uint32_t level_count)
{
    const struct circuit *circuit = group->circuit;
    struct verdict *verdict = &group->verdicts[expanded->record];
    for (uint32_t level = 0; level < level_count; level++) {
        struct window here = look(expanded, &levels[level]);
        if (is_empty(&here)) {
            continue;
        }
        uint32_t outcome =
            level < circuit->level_count ? circuit->levels[level] : circuit->questionnaire->start;
        verdict->possible |= UINT64_C(1) << outcome;
        for (uint32_t i = 0; i < expanded->axis_count; i++) {
            const struct axis *axis = &expanded->axes[i];
            uint64_t bit = UINT64_C(1) << axis->question;
            if ((verdict->open & bit) == 0 && differs(expanded, axis, &here)) {
                verdict->open |= bit;
            }
        }
    }
    verdict->certain = (verdict->possible & (verdict->possible - 1)) == 0;
    verdict->outcome = decide(circuit->questionnaire, verdict->possible);
    name_rules(group, expanded, verdict->outcome, false, verdict);
    if (verdict->rule_count == 0) {
        if ((group->skipped[expanded->record / 64] >> (expanded->record % 64) & 1) != 0) {
            verdict->left = true; /* of some rules nothing is known here */
        }
        name_rules(group, expanded, 0, true, verdict);
    }
}

void expand_finish(struct group *group)
{
    const struct circuit *circuit = group->circuit;
    if (group->expanded_count == 0) {
        return;
    }
    lanes_run(&group->completions, circuit);
    lane_bits levels[LIMIT_OUTCOMES + 1];
    lane_bits alive = ~(lane_bits){0};
    uint32_t level = 0;
    uint32_t rule = 0;
    for (; level < circuit->level_count; level++) {
        lane_bits holds = {0};
        for (; rule < circuit->level_ends[level]; rule++) {
            uint32_t number = circuit->level_rules[rule];
            holds |= group->completions.registers[circuit->rules[number].may];
        }
        if (circuit->levels[level] == circuit->questionnaire->start) {
            holds = ~(lane_bits){0};
        }
        levels[level] = alive & holds;
        alive &= ~holds;
    }
    levels[level++] = alive; /* none where a rule calls for the start outcome */
    for (uint32_t i = 0; i < group->expanded_count; i++) {
        conclude(group, &group->expanded[i], levels, level);
    }
    group->expanded_count = 0;
    group->filled = 0;
}
