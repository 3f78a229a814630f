/* Completions as lanes: laid out so that the answers to one question change every so many lanes.
 * Then a question makes a difference where the outcomes of two neighbours along it differ. Small
 * records share a run; a large one has runs of its own. */
#include "assess/expand.h"

#include <string.h>

#include "assess/plan.h"

/* From so many completions on it pays to look which answers and classes the rules still tell apart.
 */
enum { WALK_FROM = 12 };

bool expand_is_open(const struct lanes *lanes, struct sides sides, uint32_t lane)
{
    return lanes_bit(&lanes->registers[sides.may], lane) &&
           lanes_bit(&lanes->registers[sides.may_not], lane);
}

/* ---- What is waited for ---------------------------------------------------------------------- */

/* Goes from an undecided gate down to the leaves that it hangs on. As deep as conditions are high.
 */
static void walk(struct group *group, const struct lanes *lanes, uint32_t lane, uint32_t number)
{
    const struct gate *gate = &group->circuit->gates[number];
    struct live *live = &group->live;
    if (group->passed[number] || !expand_is_open(lanes, gate->sides, lane)) {
        return;
    }
    group->passed[number] = true;
    live->gates[live->gate_count++] = number;
    if (gate->kind == GATE_LEAF) {
        live->leaves[live->leaf_count++] = gate->a;
        live->questions |= gate->reads;
    } else {
        walk(group, lanes, lane, gate->a / 2);
        walk(group, lanes, lane, gate->b / 2);
    }
}

static void walk_start(struct live *live)
{
    live->questions = 0;
    live->leaf_count = 0;
    live->gate_count = 0;
}

static void walk_end(struct group *group)
{
    for (uint32_t i = 0; i < group->live.gate_count; i++) {
        group->passed[group->live.gates[i]] = false;
    }
}

void expand_walk(struct group *group, const struct lanes *lanes, uint32_t lane, uint32_t rule)
{
    walk_start(&group->live);
    walk(group, lanes, lane, group->circuit->rule_literals[rule] / 2);
    walk_end(group);
}

/* Walks from all rules that [record] waits for. */
static void walk_all(struct group *group, uint32_t record)
{
    walk_start(&group->live);
    for (uint32_t word = 0; word < RULE_WORDS; word++) {
        for (uint64_t rest = group->waits[record][word]; rest != 0; rest &= rest - 1) {
            uint32_t rule = word * 64 + (uint32_t)__builtin_ctzll(rest);
            walk(group, &group->records, record, group->circuit->rule_literals[rule] / 2);
        }
    }
    walk_end(group);
}

uint64_t expand_questions(const struct group *group, uint32_t record)
{
    const struct circuit *circuit = group->circuit;
    uint64_t reads = 0;
    uint64_t unknown = 0;
    for (uint32_t word = 0; word < RULE_WORDS; word++) {
        for (uint64_t rest = group->waits[record][word]; rest != 0; rest &= rest - 1) {
            uint32_t rule = word * 64 + (uint32_t)__builtin_ctzll(rest);
            reads |= circuit->gates[circuit->rule_literals[rule] / 2].reads;
        }
    }
    for (uint64_t rest = reads & ~group->idle[record]; rest != 0; rest &= rest - 1) {
        uint32_t question = (uint32_t)__builtin_ctzll(rest);
        if (group->records.cells[question][record] == CLASS_UNKNOWN) {
            unknown |= UINT64_C(1) << question;
        }
    }
    return unknown;
}

static bool has_class(const struct leaf *leaf, uint32_t class)
{
    return (leaf->holds[class / 64] >> (class % 64) & 1) != 0;
}

void expand_join_classes(const struct group *group, uint32_t question, struct axis *axis)
{
    const struct circuit *circuit = group->circuit;
    const struct live *live = &group->live;
    uint32_t total = circuit->codings[question].class_count;
    uint8_t part[CIRCUIT_CLASSES] = {0};
    uint32_t count = 1;
    axis->classes[0] = 0;
    for (uint32_t i = 0; i < live->leaf_count; i++) {
        const struct leaf *leaf = &circuit->leaves[live->leaves[i]];
        if (leaf->question != question) {
            continue;
        }
        uint32_t before = count;
        uint8_t moved[CIRCUIT_CLASSES] = {0}; /* by part: where its other half went */
        for (uint32_t class = 0; class < total; class ++) {
            uint32_t from = part[class];
            bool as_first = has_class(leaf, axis->classes[from]) == has_class(leaf, class);
            if (from < before && !as_first) {
                if (moved[from] == 0) {
                    axis->classes[count] = (uint8_t) class;
                    moved[from] = (uint8_t)count++;
                }
                part[class] = moved[from];
            }
        }
    }
    axis->class_count = count;
}

bool expand_axes(const struct group *group, uint64_t questions, bool walked, struct expanded *ret)
{
    uint32_t count = 1;
    ret->axis_count = 0;
    for (uint64_t rest = questions; rest != 0; rest &= rest - 1) {
        struct axis *axis = &ret->axes[ret->axis_count];
        uint32_t question = (uint32_t)__builtin_ctzll(rest);
        axis->question = question;
        axis->stride = count;
        axis->class_count = group->circuit->codings[question].class_count;
        if (walked) {
            expand_join_classes(group, question, axis);
        }
        if (axis->class_count < 2) {
            continue;
        }
        if (axis->class_count > SOLO_LANES / count) {
            return false;
        }
        if (!walked) {
            for (uint32_t i = 0; i < axis->class_count; i++) {
                axis->classes[i] = (uint8_t)i;
            }
        }
        count *= axis->class_count;
        ret->axis_count++;
    }
    ret->count = count;
    return true;
}

/* ---- Laying out ------------------------------------------------------------------------------ */

void expand_lay_out_known(struct group *group, uint32_t record, uint32_t first, uint32_t count)
{
    const struct circuit *circuit = group->circuit;
    for (uint64_t rest = circuit->read; rest != 0; rest &= rest - 1) {
        uint32_t question = (uint32_t)__builtin_ctzll(rest);
        uint8_t class = group->records.cells[question][record];
        /* What is unknown and not waited for makes no difference. */
        memset(&group->completions.cells[question][first], class == CLASS_UNKNOWN ? 0 : class,
               count);
    }
}

/* Lays out completions [from] to [from] + [count] of [axis]. */
static void lay_out_axis(const struct axis *axis, uint32_t from, uint32_t count, uint8_t *cells)
{
    uint32_t index = from / axis->stride % axis->class_count;
    uint32_t left = axis->stride - from % axis->stride;
    for (uint32_t done = 0; done < count;) {
        uint32_t length = left < count - done ? left : count - done;
        memset(cells + done, axis->classes[index], length);
        done += length;
        left = axis->stride;
        index = index + 1 == axis->class_count ? 0 : index + 1;
    }
}

void expand_lay_out(struct group *group, const struct expanded *expanded, uint32_t from,
                    uint32_t first, uint32_t count)
{
    for (uint32_t i = 0; i < expanded->axis_count; i++) {
        const struct axis *axis = &expanded->axes[i];
        lay_out_axis(axis, from, count, &group->completions.cells[axis->question][first]);
    }
}

/* The lanes of each level of outcomes, from the highest down; returns how many levels. */
uint32_t expand_levels(const struct group *group, lane_bits *ret)
{
    const struct circuit *circuit = group->circuit;
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
        ret[level] = alive & holds;
        alive &= ~holds;
    }
    ret[level] = alive; /* none where a rule calls for the start outcome */
    return level + 1;
}

uint32_t expand_outcome_of_level(const struct circuit *circuit, uint32_t level)
{
    return level < circuit->level_count ? circuit->levels[level] : circuit->questionnaire->start;
}

/* ---- Verdicts -------------------------------------------------------------------------------- */

static void decide(const struct questionnaire *questionnaire, struct verdict *verdict)
{
    uint32_t low = plan_lowest_rank(verdict->possible);
    verdict->certain = (verdict->possible & (verdict->possible - 1)) == 0;
    verdict->outcome =
        verdict->certain || low > questionnaire->undetermined ? low : questionnaire->undetermined;
}

/* Names the rules of [outcome] (NAME_NONE: of all) that are in [full]: those that held in every
 * completion looked at. One that was not waited for may yet not hold in another: then all is looked
 * at again. False where that has to be. */
static bool name_rules(struct group *group, uint32_t record, const uint64_t *full, uint32_t outcome)
{
    const struct circuit *circuit = group->circuit;
    const struct questionnaire *questionnaire = circuit->questionnaire;
    struct verdict *verdict = &group->verdicts[record];
    uint16_t *named = group->named + (size_t)record * questionnaire->rule_count;
    bool good = true;
    for (uint32_t word = 0; word < RULE_WORDS; word++) {
        for (uint64_t rest = full[word]; rest != 0; rest &= rest - 1) {
            uint32_t rule = word * 64 + (uint32_t)__builtin_ctzll(rest);
            uint64_t bit = rest & (~rest + 1);
            if (outcome != NAME_NONE && questionnaire->rules[rule].outcome != outcome) {
                continue;
            }
            if ((group->waits[record][word] & bit) == 0 &&
                lanes_bit(&group->records.registers[circuit->rules[rule].may_not], record)) {
                group->waits[record][word] |= bit;
                good = false;
            }
            named[verdict->rule_count++] = (uint16_t)rule;
        }
    }
    return good;
}

/* What remains to be said once the outcomes are known. */
void expand_conclude(struct group *group, uint32_t record, const uint64_t *full)
{
    const struct questionnaire *questionnaire = group->circuit->questionnaire;
    struct verdict *verdict = &group->verdicts[record];
    decide(questionnaire, verdict);
    bool good = name_rules(group, record, full, verdict->outcome);
    if (good && verdict->rule_count == 0) {
        good = name_rules(group, record, full, NAME_NONE);
    }
    if (!good) {
        *verdict = (struct verdict){.surplus = verdict->surplus, .rules = verdict->rules};
        group->again[group->again_count++] = record;
    }
}

/* ---- A run that records share ---------------------------------------------------------------- */

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

static bool is_full(const struct window *window, uint32_t count)
{
    for (uint32_t i = 0; i < window->word_count; i++) {
        uint32_t left = count - i * 64;
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

static void conclude_shared(struct group *group, const struct expanded *expanded,
                            const lane_bits *levels, uint32_t level_count)
{
    const struct circuit *circuit = group->circuit;
    struct verdict *verdict = &group->verdicts[expanded->record];
    for (uint32_t level = 0; level < level_count; level++) {
        struct window here = look(expanded, &levels[level]);
        if (is_empty(&here)) {
            continue;
        }
        verdict->possible |= UINT64_C(1) << expand_outcome_of_level(circuit, level);
        for (uint32_t i = 0; i < expanded->axis_count; i++) {
            const struct axis *axis = &expanded->axes[i];
            uint64_t bit = UINT64_C(1) << axis->question;
            if ((verdict->open & bit) == 0 && differs(expanded, axis, &here)) {
                verdict->open |= bit;
            }
        }
    }
    uint64_t full[RULE_WORDS] = {0};
    for (uint32_t i = 0; i < circuit->questionnaire->rule_count; i++) {
        const lane_bits *holds = &group->completions.registers[circuit->rules[i].may];
        if (!lanes_bit(holds, expanded->first)) {
            continue;
        }
        struct window window = look(expanded, holds);
        full[i / 64] |= is_full(&window, expanded->count) ? UINT64_C(1) << (i % 64) : 0;
    }
    expand_conclude(group, expanded->record, full);
}

static void finish_shared(struct group *group)
{
    if (group->expanded_count == 0) {
        return;
    }
    lane_bits levels[LIMIT_OUTCOMES + 1];
    lanes_run(&group->completions, group->circuit, group->filled, 0);
    uint32_t level_count = expand_levels(group, levels);
    for (uint32_t i = 0; i < group->expanded_count; i++) {
        conclude_shared(group, &group->expanded[i], levels, level_count);
    }
    group->expanded_count = 0;
    group->filled = 0;
}

static void share(struct group *group, const struct expanded *expanded)
{
    /* No record crosses from one word of lanes into another, if it fits into one. */
    uint32_t first = group->filled;
    if (first % 64 + expanded->count > 64) {
        first = (first + 63) / 64 * 64;
    }
    if (first + expanded->count > LANES || group->expanded_count == SHARING) {
        finish_shared(group);
        first = 0;
    }
    struct expanded *here = &group->expanded[group->expanded_count++];
    *here = *expanded;
    here->first = first;
    group->filled = first + expanded->count;
    expand_lay_out_known(group, here->record, first, here->count);
    expand_lay_out(group, here, 0, first, here->count);
}

/* ---- Runs of one record ---------------------------------------------------------------------- */

/* Notes the levels of [count] completions. */
void expand_note_levels(const lane_bits *levels, uint32_t level_count, uint32_t count, uint8_t *ret)
{
    for (uint32_t level = 0; level < level_count; level++) {
        for (uint32_t word = 0; word * 64 < count; word++) {
            for (uint64_t rest = levels[level][word]; rest != 0; rest &= rest - 1) {
                ret[word * 64 + (uint32_t)__builtin_ctzll(rest)] = (uint8_t)level;
            }
        }
    }
}

static bool axis_is_open(const struct expanded *expanded, const struct axis *axis,
                         const uint8_t *levels)
{
    uint32_t period = axis->stride * axis->class_count;
    for (uint32_t at = 0; at < expanded->count; at += period) {
        if (memcmp(levels + at, levels + at + axis->stride, period - axis->stride) != 0) {
            return true;
        }
    }
    return false;
}

static void run_alone(struct group *group, struct expanded *expanded)
{
    const struct circuit *circuit = group->circuit;
    struct verdict *verdict = &group->verdicts[expanded->record];
    uint32_t rule_count = circuit->questionnaire->rule_count;
    uint64_t full[RULE_WORDS];
    memset(full, 0xFF, sizeof full);
    uint64_t same = circuit->all;
    for (uint32_t i = 0; i < expanded->axis_count; i++) {
        same &= ~(UINT64_C(1) << expanded->axes[i].question);
    }
    expand_lay_out_known(group, expanded->record, 0, LANES);
    for (uint32_t from = 0; from < expanded->count; from += LANES) {
        uint32_t count = expanded->count - from < LANES ? expanded->count - from : LANES;
        lane_bits levels[LIMIT_OUTCOMES + 1];
        expand_lay_out(group, expanded, from, 0, LANES); /* behind the last: the first ones again */
        lanes_run(&group->completions, circuit, LANES, same);
        uint32_t level_count = expand_levels(group, levels);
        expand_note_levels(levels, level_count, count, group->solo + from);
        for (uint32_t level = 0; level < level_count; level++) {
            const lane_bits here = levels[level];
            verdict->possible |= (here[0] | here[1] | here[2] | here[3]) == 0
                                     ? 0
                                     : UINT64_C(1) << expand_outcome_of_level(circuit, level);
        }
        for (uint32_t i = 0; i < rule_count; i++) {
            const lane_bits holds = group->completions.registers[circuit->rules[i].may];
            full[i / 64] &= (holds[0] & holds[1] & holds[2] & holds[3]) == UINT64_MAX
                                ? UINT64_MAX
                                : ~(UINT64_C(1) << (i % 64));
        }
    }
    for (uint32_t i = 0; i < RULE_WORDS; i++) {
        uint32_t left = rule_count > i * 64 ? rule_count - i * 64 : 0;
        full[i] &= left >= 64 ? UINT64_MAX : (UINT64_C(1) << left) - 1;
    }
    for (uint32_t i = 0; i < expanded->axis_count; i++) {
        const struct axis *axis = &expanded->axes[i];
        verdict->open |=
            axis_is_open(expanded, axis, group->solo) ? UINT64_C(1) << axis->question : 0;
    }
    expand_conclude(group, expanded->record, full);
}

/* ---- Records --------------------------------------------------------------------------------- */

void expand_record(struct group *group, uint32_t record)
{
    struct expanded expanded = {.record = record};
    bool fits = expand_axes(group, expand_questions(group, record), false, &expanded);
    if (!fits || expanded.count > WALK_FROM) {
        walk_all(group, record);
        fits = expand_axes(group, group->live.questions, true, &expanded);
    }
    bool is_large = !fits || expanded.count > LANES;
    if (is_large) {
        finish_shared(group);
    }
    if (is_large && seek_witnesses(group, record)) {
        return;
    }
    if (!fits) {
        group->verdicts[record].left = true;
    } else if (expanded.count <= LANES) {
        share(group, &expanded);
    } else {
        run_alone(group, &expanded);
    }
}

void expand_finish(struct group *group)
{
    finish_shared(group);
    while (group->again_count > 0) {
        expand_record(group, group->again[--group->again_count]);
        finish_shared(group);
    }
}
