/* Looking for witnesses where completions are too many to be looked at one by one. Evaluation says
 * which outcomes may be possible and which questions may be open; a completion shows that an outcome
 * is possible, and two that differ in one answer only that its question is open. Where everything
 * that may be has been shown, all is decided.
 *
 * A rule that may hold leads to likely completions: choose answers that make it hold (of an `or` one
 * branch, of an `and` all), leave all others at their first class, which is the least concerning
 * one, and change one answer at a time. */
#include "assess/seek.h"

#include <string.h>

enum { RUNS = 24, FEWEST_RUNS = 8, NO_QUESTION = 255 };

static uint64_t next_random(struct seek *seek)
{
    seek->random ^= seek->random << 13;
    seek->random ^= seek->random >> 7;
    seek->random ^= seek->random << 17;
    return seek->random;
}

static uint64_t all_classes(const struct seek *seek, uint32_t question)
{
    uint32_t count = seek->group->circuit->codings[question].class_count;
    return count >= 64 ? UINT64_MAX : (UINT64_C(1) << count) - 1;
}

/* Chooses so that [literal] holds. False where that contradicts what was chosen before; then choices
 * may have been made that lead nowhere. */
static bool satisfy(struct seek *seek, uint32_t literal)
{
    const struct circuit *circuit = seek->group->circuit;
    const struct gate *gate = &circuit->gates[literal / 2];
    const lane_bits *registers = seek->group->records.registers;
    bool want = (literal & 1) == 0;
    if (!expand_is_open(&seek->group->records, gate->sides, seek->record)) {
        return lanes_bit(&registers[gate->sides.may], seek->record) == want;
    }
    if (gate->kind == GATE_LEAF) {
        const struct leaf *leaf = &circuit->leaves[gate->a];
        seek->allowed[leaf->question] &= want ? leaf->holds[0] : ~leaf->holds[0];
        seek->touched |= UINT64_C(1) << leaf->question;
        return seek->allowed[leaf->question] != 0;
    }
    if (want) {
        return satisfy(seek, gate->a) && satisfy(seek, gate->b);
    }
    bool swap = (next_random(seek) >> 32 & 1) != 0;
    uint64_t before[CIRCUIT_QUESTIONS];
    uint64_t touched = seek->touched;
    memcpy(before, seek->allowed, sizeof before);
    if (satisfy(seek, (swap ? gate->b : gate->a) ^ 1)) {
        return true;
    }
    memcpy(seek->allowed, before, sizeof before);
    seek->touched = touched;
    return satisfy(seek, (swap ? gate->a : gate->b) ^ 1);
}

void seek_run(struct seek *seek)
{
    struct group *group = seek->group;
    const struct circuit *circuit = group->circuit;
    uint8_t outcomes[LANES];
    lane_bits levels[LIMIT_OUTCOMES + 1];
    if (seek->filled == 0) {
        return;
    }
    lanes_run(&group->completions, circuit, seek->filled, circuit->all & ~seek->unknown);
    uint32_t level_count = expand_levels(group, levels);
    expand_note_levels(levels, level_count, seek->filled, outcomes);
    for (uint32_t lane = 0; lane < seek->filled; lane++) {
        seek->possible |= UINT64_C(1) << expand_outcome_of_level(circuit, outcomes[lane]);
        if (seek->changed[lane] != NO_QUESTION && outcomes[lane] != outcomes[seek->base[lane]]) {
            seek->wanted &= ~(UINT64_C(1) << seek->changed[lane]);
        }
    }
    for (uint32_t i = 0; i < circuit->questionnaire->rule_count; i++) {
        const lane_bits *holds = &group->completions.registers[circuit->rules[i].may];
        bool full = true;
        for (uint32_t word = 0; word * 64 < seek->filled; word++) {
            uint32_t left = seek->filled - word * 64;
            uint64_t used = left >= 64 ? UINT64_MAX : (UINT64_C(1) << left) - 1;
            full = full && ((*holds)[word] & used) == used;
        }
        seek->full[i / 64] &= full ? UINT64_MAX : ~(UINT64_C(1) << (i % 64));
    }
    seek->filled = 0;
}

/* One of the classes in [allowed]: the lowest at first, later any. */
static uint8_t choose(struct seek *seek, uint64_t allowed, bool any)
{
    uint64_t count = (uint64_t)__builtin_popcountll(allowed);
    uint32_t skip = any ? (uint32_t)((next_random(seek) >> 32) * count >> 32) : 0;
    while (skip-- > 0) {
        allowed &= allowed - 1;
    }
    return (uint8_t)__builtin_ctzll(allowed);
}

/* Sets [count] cells from lane [first] on, and perhaps some behind them, which are laid out later. */
static void set_lanes(uint8_t *cells, uint8_t class, uint32_t first, uint32_t count)
{
    enum { FEW = 16 };
    if (count <= FEW && first + FEW <= LANES) {
        memset(cells, class, FEW);
    } else {
        memset(cells, class, count);
    }
}

/* Lays out a completion with the choices made, and those that differ from it in the answer to one of
 * the questions [changing]. */
static void lay_out(struct seek *seek, uint64_t changing, uint32_t round)
{
    struct group *group = seek->group;
    uint8_t classes[CIRCUIT_QUESTIONS];
    uint32_t count = 1;
    for (uint64_t rest = changing; rest != 0; rest &= rest - 1) {
        uint32_t question = (uint32_t)__builtin_ctzll(rest);
        count += seek->choices[question].class_count;
    }
    if (count > LANES) {
        changing = 0;
        count = 1;
    }
    if (seek->filled + count > LANES) {
        seek_run(seek);
    }
    uint32_t first = seek->filled;
    if (first == 0) {
        /* What is known is the same in all lanes. */
        expand_lay_out_known(group, seek->record, 0, 1);
    }
    for (uint64_t rest = seek->unknown; rest != 0; rest &= rest - 1) {
        uint32_t question = (uint32_t)__builtin_ctzll(rest);
        bool touched = (seek->touched >> question & 1) != 0;
        bool any = round > 0 && (touched || (next_random(seek) >> 40 & 3) == 0);
        uint64_t allowed = touched ? seek->allowed[question] & all_classes(seek, question)
                                   : all_classes(seek, question);
        classes[question] = allowed == 0 ? 0 : choose(seek, allowed, any);
        set_lanes(&group->completions.cells[question][first], classes[question], first, count);
    }
    seek->changed[first] = NO_QUESTION;
    uint32_t lane = first + 1;
    for (uint64_t rest = changing; rest != 0; rest &= rest - 1) {
        uint32_t question = (uint32_t)__builtin_ctzll(rest);
        const struct axis *choices = &seek->choices[question];
        for (uint32_t i = 0; i < choices->class_count; i++) {
            group->completions.cells[question][lane] = choices->classes[i];
            seek->changed[lane] = (uint8_t)question;
            seek->base[lane++] = (uint8_t)first;
        }
    }
    seek->filled = lane;
}

static void try_literal(struct seek *seek, uint32_t literal, uint32_t round)
{
    for (uint64_t rest = seek->unknown; rest != 0; rest &= rest - 1) {
        uint32_t question = (uint32_t)__builtin_ctzll(rest);
        seek->allowed[question] = all_classes(seek, question);
    }
    seek->touched = 0;
    if (satisfy(seek, literal)) {
        lay_out(seek, seek->touched & seek->unknown & seek->wanted, round);
    }
}

/* The outcomes that evaluation leaves possible. */
static uint64_t may_be_possible(const struct group *group, uint32_t record)
{
    const struct circuit *circuit = group->circuit;
    const lane_bits *registers = group->records.registers;
    uint64_t possible = 0;
    for (uint32_t level = 0, i = 0; level < circuit->level_count; level++) {
        bool sure = false;
        for (; i < circuit->level_ends[level]; i++) {
            const struct sides *rule = &circuit->rules[circuit->level_rules[i]];
            if (lanes_bit(&registers[rule->may], record)) {
                possible |= UINT64_C(1) << circuit->levels[level];
                sure = sure || !lanes_bit(&registers[rule->may_not], record);
            }
        }
        if (sure) {
            return possible;
        }
    }
    return possible | UINT64_C(1) << circuit->questionnaire->start;
}

/* Whether a rule that would be named has not been shown not to hold, and may not. */
static bool has_unsure_name(const struct seek *seek)
{
    const struct group *group = seek->group;
    const struct circuit *circuit = group->circuit;
    for (uint32_t i = 0; i < circuit->questionnaire->rule_count; i++) {
        if ((seek->full[i / 64] >> (i % 64) & 1) != 0 &&
            lanes_bit(&group->records.registers[circuit->rules[i].may_not], seek->record)) {
            return true;
        }
    }
    return false;
}

static void seek_round(struct seek *seek, uint32_t round)
{
    const struct group *group = seek->group;
    const struct circuit *circuit = group->circuit;
    for (uint32_t i = 0; i < circuit->questionnaire->rule_count; i++) {
        uint64_t bit = UINT64_C(1) << (i % 64);
        uint32_t literal = circuit->rule_literals[i];
        if ((group->waits[seek->record][i / 64] & bit) != 0 &&
            (round == 0 || (circuit->gates[literal / 2].reads & seek->wanted) != 0)) {
            try_literal(seek, literal, round);
        }
        if ((seek->full[i / 64] & bit) != 0 &&
            expand_is_open(&group->records, circuit->rules[i], seek->record)) {
            try_literal(seek, literal ^ 1, round);
        }
    }
    seek_run(seek);
}

void seek_lay_out_open(struct seek *seek, uint32_t count)
{
    struct group *group = seek->group;
    expand_lay_out_known(group, seek->record, 0, 1);
    for (uint64_t rest = seek->unknown; rest != 0; rest &= rest - 1) {
        memset(group->completions.cells[__builtin_ctzll(rest)], CLASS_UNKNOWN, count);
    }
}

/* Tries some completions with the [number]th combination of [boxes], and all answers to [question].
 * The lanes are those of the caller, who lays them out again: what it has read off them is kept. */
static void try_box(struct seek *seek, const struct expanded *boxes, uint32_t number,
                    uint32_t question, uint32_t *tries)
{
    enum { TRIES = 64, EACH = 8 };
    uint64_t bit = UINT64_C(1) << question;
    if (*tries >= TRIES) {
        return;
    }
    ++*tries;
    seek->touched = bit;
    seek->allowed[question] = all_classes(seek, question);
    for (uint32_t i = 0; i < boxes->axis_count; i++) {
        const struct axis *axis = &boxes->axes[i];
        uint32_t index = number / axis->stride % axis->class_count;
        seek->touched |= UINT64_C(1) << axis->question;
        seek->allowed[axis->question] = UINT64_C(1) << axis->classes[index];
    }
    for (uint32_t i = 0; i < EACH; i++) {
        lay_out(seek, bit, i);
    }
    seek_run(seek);
}

void seek_try(struct seek *seek, const uint8_t *questions, const uint8_t *classes, uint32_t count,
              uint32_t question)
{
    seek->touched = 0;
    for (uint32_t i = 0; i < count; i++) {
        bool chosen = classes[i] != CLASS_UNKNOWN;
        seek->touched |= chosen ? UINT64_C(1) << questions[i] : 0;
        seek->allowed[questions[i]] = chosen ? UINT64_C(1) << classes[i] : 0;
    }
    lay_out(seek, UINT64_C(1) << question, 0);
}

/* ---- Questions that make no difference ------------------------------------------------------- */

/* All combinations of the answers to [questions], as finely as any rule that is waited for tells them
 * apart. False where there are so many that searching is quicker. */
static bool find_boxes(const struct seek *seek, uint64_t questions, struct expanded *ret)
{
    enum { MOST_BOXES = 2 * LANES };
    uint32_t count = 1;
    for (uint64_t rest = questions; rest != 0; rest &= rest - 1) {
        const struct axis *choices = &seek->choices[__builtin_ctzll(rest)];
        if (choices->class_count > MOST_BOXES / count || ret->axis_count == AXES) {
            return false;
        }
        struct axis *axis = &ret->axes[ret->axis_count++];
        *axis = *choices;
        axis->question = (uint32_t)__builtin_ctzll(rest);
        axis->stride = count;
        count *= axis->class_count;
    }
    ret->count = count;
    return true;
}

/* Where an answer makes a difference, it does so by a rule R that waits for it, and no rule for the
 * same or a higher outcome surely holds, whatever the answer, given what else R reads. So all
 * combinations of what else R reads are tried, everything else left open. */
static bool may_decide(struct seek *seek, uint32_t rule, uint32_t question, uint32_t *tries)
{
    struct group *group = seek->group;
    const struct circuit *circuit = group->circuit;
    const lane_bits *registers = group->completions.registers;
    uint64_t bit = UINT64_C(1) << question;
    struct expanded boxes = {.record = seek->record};
    expand_walk(group, &group->records, seek->record, rule);
    if ((group->live.questions & bit) == 0) {
        return false;
    }
    if (!find_boxes(seek, group->live.questions & ~bit, &boxes)) {
        return true;
    }
    bool may = false;
    for (uint32_t from = 0; from < boxes.count && (seek->wanted & bit) != 0; from += LANES) {
        uint32_t count = boxes.count - from < LANES ? boxes.count - from : LANES;
        seek_lay_out_open(seek, count);
        expand_lay_out(group, &boxes, from, 0, LANES);
        lanes_run(&group->completions, circuit, count, circuit->all & ~seek->unknown);
        const struct sides *sides = &circuit->rules[rule];
        lane_bits open = registers[sides->may] & registers[sides->may_not];
        for (uint32_t level = 0, i = 0; level < circuit->level_count; level++) {
            if (circuit->levels[level] < circuit->questionnaire->rules[rule].outcome) {
                break;
            }
            for (; i < circuit->level_ends[level]; i++) {
                open &= registers[circuit->rules[circuit->level_rules[i]].may_not];
            }
        }
        for (uint32_t lane = 0; lane < count && (seek->wanted & bit) != 0; lane++) {
            if (lanes_bit(&open, lane)) {
                may = true;
                try_box(seek, &boxes, from + lane, question, tries);
            }
        }
    }
    return may && (seek->wanted & bit) != 0;
}

/* Settles whether [question] is open. False where that was not possible. */
static bool settle(struct seek *seek, uint32_t question, uint64_t *open)
{
    const struct group *group = seek->group;
    uint64_t bit = UINT64_C(1) << question;
    uint32_t tries = 0;
    bool may = false;
    for (uint32_t word = 0; word < RULE_WORDS; word++) {
        for (uint64_t rest = group->waits[seek->record][word]; rest != 0; rest &= rest - 1) {
            uint32_t rule = word * 64 + (uint32_t)__builtin_ctzll(rest);
            may = may_decide(seek, rule, question, &tries) || may;
            if ((seek->wanted & bit) == 0) {
                return true; /* it was shown on the way */
            }
        }
    }
    enum explored explored = may ? explore_question(seek, question) : EXPLORED_NONE;
    if (explored == EXPLORED_NONE) {
        *open &= ~bit;
        seek->wanted &= ~bit;
    }
    return explored != EXPLORED_NOT;
}

/* Settles which of the outcomes that may be possible are. False where that was not possible. */
static bool settle_outcomes(struct seek *seek, uint64_t may)
{
    for (uint64_t rest = may & ~seek->possible; rest != 0; rest &= rest - 1) {
        uint32_t outcome = (uint32_t)__builtin_ctzll(rest);
        enum explored explored = explore_outcome(seek, outcome);
        if (explored == EXPLORED_NOT) {
            return false;
        }
        seek->possible |= explored == EXPLORED_FOUND ? UINT64_C(1) << outcome : 0;
    }
    return true;
}

/* Settles whether the rules that held so far hold in all completions. False where that was not
 * possible. */
static bool settle_names(struct seek *seek)
{
    struct group *group = seek->group;
    const struct circuit *circuit = group->circuit;
    for (uint32_t i = 0; i < circuit->questionnaire->rule_count; i++) {
        uint64_t bit = UINT64_C(1) << (i % 64);
        if ((seek->full[i / 64] & bit) == 0 ||
            !lanes_bit(&group->records.registers[circuit->rules[i].may_not], seek->record)) {
            continue;
        }
        switch (explore_failing(seek, i)) {
        case EXPLORED_FOUND:
            seek->full[i / 64] &= ~bit;
            break;
        case EXPLORED_NONE:
            group->waits[seek->record][i / 64] |= bit; /* it has been looked at */
            break;
        case EXPLORED_NOT:
            return false;
        }
    }
    return true;
}

/* Everything is shown: the verdict. */
static void conclude(struct seek *seek, uint64_t open)
{
    struct group *group = seek->group;
    struct verdict *verdict = &group->verdicts[seek->record];
    uint32_t rule_count = group->circuit->questionnaire->rule_count;
    for (uint32_t i = 0; i < RULE_WORDS; i++) {
        uint32_t left = rule_count > i * 64 ? rule_count - i * 64 : 0;
        seek->full[i] &= left >= 64 ? UINT64_MAX : (UINT64_C(1) << left) - 1;
    }
    verdict->possible = seek->possible;
    verdict->open = open;
    expand_conclude(group, seek->record, seek->full);
}

static bool start(struct seek *seek)
{
    const struct group *group = seek->group;
    const struct circuit *circuit = group->circuit;
    for (uint64_t rest = circuit->read & ~group->idle[seek->record]; rest != 0; rest &= rest - 1) {
        uint32_t question = (uint32_t)__builtin_ctzll(rest);
        if (group->records.cells[question][seek->record] == CLASS_UNKNOWN) {
            seek->unknown |= UINT64_C(1) << question;
            if (circuit->codings[question].class_count > 64) {
                return false;
            }
        }
    }
    for (uint64_t rest = seek->live; rest != 0; rest &= rest - 1) {
        uint32_t question = (uint32_t)__builtin_ctzll(rest);
        expand_join_classes(group, question, &seek->choices[question]);
    }
    memset(seek->full, 0xFF, sizeof seek->full);
    return true;
}

bool seek_witnesses(struct group *group, uint32_t record)
{
    uint64_t may = may_be_possible(group, record);
    bool several = (may & (may - 1)) != 0;
    struct seek seek = {.group = group,
                        .record = record,
                        .live = group->live.questions,
                        .random = UINT64_C(0x2545F4914F6CDD1D),
                        .wanted = several ? group->live.questions : 0};
    uint64_t open = seek.wanted;
    if (!start(&seek)) {
        return false;
    }
    uint32_t round = 0;
    for (bool better = true; better && round < RUNS; round++) {
        uint64_t before = seek.wanted;
        uint64_t possible_before = seek.possible;
        seek_round(&seek, round);
        better = round < FEWEST_RUNS || before != seek.wanted || possible_before != seek.possible;
        if (seek.wanted == 0 && seek.possible == may && !has_unsure_name(&seek)) {
            break;
        }
    }
    bool good = settle_outcomes(&seek, may);
    if (good && (seek.possible & (seek.possible - 1)) == 0) {
        open = 0;
        seek.wanted = 0;
    }
    for (uint64_t rest = seek.wanted; rest != 0 && good; rest &= rest - 1) {
        uint32_t question = (uint32_t)__builtin_ctzll(rest);
        good = (seek.wanted >> question & 1) == 0 || settle(&seek, question, &open);
    }
    good = good && settle_names(&seek);
    if (good) {
        conclude(&seek, open);
    }
    return good;
}
