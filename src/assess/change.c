/* Finding the fewest changes of answers, by sets of questions of growing size. A search that fails
 * says which answers forced that: one of them at least must be another one, so that only sets of
 * questions with such a member are looked at. For changes after which nothing else is possible there
 * is a second kind of such sets: what forces another outcome in some completion of the answers as
 * they are, whatever the questions chosen so far. The values of the questions of a set are split
 * like the unknown answers in deciding, and each part is judged by exact searches. */
#include "assess/change.h"

#include "assess/hitting.h"
#include "assess/search.h"

enum { MOST_CLAUSES = 500 };

/* Of changes of as many answers: one more that was given weighs more than leading to an emergency,
 * and that more than how far the answers are. */
enum { GIVEN_COST = 1 << 22, URGENT_COST = 1 << 20 };

struct changing {
    struct space *space;
    const struct answer *answers;
    uint64_t wanted;
    bool surely;            /* nothing else may stay possible; else it is enough that it is */
    struct slot_set usable; /* questions that some condition reads */
    struct clauses clauses; /* each must be met by the questions that are changed */
    struct value *witness;
    /* The questions that may be anything now. */
    struct slot_set chosen;
    struct slot_set left_out; /* tried already together with those chosen before them */
    uint32_t count;
    uint32_t size; /* of the sets that are looked at */
    /* The best so far. */
    bool found;
    uint32_t cost;
    struct changed_answer best[WHY_MOST_CHANGES];
};

static uint32_t question_count_of(const struct changing *changing)
{
    return changing->space->plan->questionnaire->question_count;
}

/* Gives [question] the answer that it has. */
static void restore(struct changing *changing, uint32_t question)
{
    if (changing->answers[question].state == ANSWER_GIVEN) {
        space_fix(changing->space, question, changing->answers[question].value);
    } else {
        space_free(changing->space, question);
    }
}

/* ---- What a change costs --------------------------------------------------------------------- */

static uint32_t bit_distance(uint32_t a, uint32_t b)
{
    return a > b ? a - b : b - a;
}

/* The option in [choices] nearest to [given], the milder of two. */
static uint32_t nearest_choice(uint64_t choices, uint32_t given)
{
    uint32_t nearest = plan_lowest_rank(choices);
    for (uint32_t i = nearest; i < LIMIT_CHOICES; i++) {
        if ((choices >> i & 1) != 0 && bit_distance(i, given) < bit_distance(nearest, given)) {
            nearest = i;
        }
    }
    return nearest;
}

/* How many classes lie between two numbers of [question]. */
static uint32_t classes_between(const struct classes *classes, const struct value *a,
                                const struct value *b)
{
    bool is_integer = a->kind == VALUE_INT;
    if (is_integer && classes->every_value) {
        int64_t low = a->integer.low < b->integer.low ? a->integer.low : b->integer.low;
        int64_t high = a->integer.low < b->integer.low ? b->integer.low : a->integer.low;
        return (uint32_t)(high - low); /* at most LIMIT_INTEGER_SPAN */
    }
    uint32_t count = 0;
    for (uint32_t i = 0; i < classes->cut_count; i++) {
        bool above_a =
            is_integer ? classes->cuts[i] > a->integer.low : classes->points[i] > a->number.low;
        bool above_b =
            is_integer ? classes->cuts[i] > b->integer.low : classes->points[i] > b->number.low;
        count += above_a != above_b;
    }
    return count;
}

/* The value in [part] nearest to [from] (the mildest value of the question, where none was given),
 * and in [ret_distance] how far it is. */
static struct value nearest_value(const struct classes *classes, const struct value *part,
                                  const struct value *from, uint32_t *ret_distance)
{
    struct value nearest = *part;
    *ret_distance = 0;
    switch (part->kind) {
    case VALUE_BOOL:
        if (part->truth == TRUTH_OPEN) {
            nearest = *from;
        }
        *ret_distance = nearest.truth != from->truth;
        break;
    case VALUE_CHOICE: {
        uint32_t given = plan_lowest_rank(from->choices);
        uint32_t choice = nearest_choice(part->choices, given);
        nearest = value_choice(choice);
        *ret_distance = bit_distance(choice, given);
        break;
    }
    case VALUE_SET:
        nearest = value_set(part->set.in | (from->set.in & part->set.possible));
        *ret_distance = (uint32_t)__builtin_popcountll(nearest.set.in ^ from->set.in);
        break;
    case VALUE_INT:
        nearest = value_integer(from->integer.low < part->integer.low    ? part->integer.low
                                : from->integer.low > part->integer.high ? part->integer.high
                                                                         : from->integer.low);
        *ret_distance = classes_between(classes, &nearest, from);
        break;
    case VALUE_DOUBLE:
        nearest = value_number(from->number.low < part->number.low    ? part->number.low
                               : from->number.low > part->number.high ? part->number.high
                                                                      : from->number.low);
        *ret_distance = classes_between(classes, &nearest, from);
        break;
    case VALUE_STRING:
    case VALUE_LIST:
    case VALUE_ANY:
    case VALUE_ERROR:
        break; /* no condition reads a text */
    }
    return nearest;
}

/* The nearest answers within what is possible for the chosen questions, and their cost: first how
 * many answers were given and are changed, then how far they are. */
static uint32_t nearest_answers(const struct changing *changing,
                                struct changed_answer ret[WHY_MOST_CHANGES])
{
    const struct plan *plan = changing->space->plan;
    uint32_t cost = 0;
    uint32_t count = 0;
    for (uint32_t i = 0; i < question_count_of(changing); i++) {
        if (!slot_set_has(&changing->chosen, i)) {
            continue;
        }
        bool is_given = changing->answers[i].state == ANSWER_GIVEN;
        struct value everything = question_everything(&plan->questionnaire->questions[i]);
        struct value from =
            is_given ? changing->answers[i].value : plan_representative(&everything);
        uint32_t distance;
        ret[count++] = (struct changed_answer){
            i, nearest_value(&plan->classes[i], &changing->space->raw[i], &from, &distance)};
        cost += distance + (is_given ? GIVEN_COST : 0);
    }
    return cost;
}

/* ---- The values of a set of questions ---------------------------------------------------------- */

/* The first chosen question that an undecided rule waits for and that can be split; NAME_NONE. */
static uint32_t find_split(struct changing *changing, struct value parts[2])
{
    struct space *space = changing->space;
    const struct questionnaire *questionnaire = space->plan->questionnaire;
    space_evaluate(space);
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        if (!slot_set_has(&changing->chosen, i) ||
            !plan_split(space->plan, i, &space->raw[i], &parts[0], &parts[1])) {
            continue;
        }
        for (uint32_t j = 0; j < questionnaire->rule_count; j++) {
            if (space_rule(space, j) == TRUTH_OPEN &&
                space_look_at_condition(space, plan_rule_condition(space->plan, j), i, false)
                    .seen) {
                return i;
            }
        }
    }
    return NAME_NONE;
}

/* Whether the values that are possible for the chosen questions do what is wanted, all of them. */
static bool is_wanted(struct changing *changing)
{
    struct space *space = changing->space;
    if (changing->surely) {
        return !search_reaches(space, ~changing->wanted, NULL, NULL) && !space->spent;
    }
    return search_reaches(space, changing->wanted, NULL, NULL);
}

static void try_values(struct changing *changing)
{
    struct space *space = changing->space;
    struct changed_answer nearest[WHY_MOST_CHANGES];
    uint32_t cost = nearest_answers(changing, nearest);
    if (space->spent || (changing->found && cost >= changing->cost) ||
        !search_reaches(space, changing->wanted, NULL, NULL)) {
        return;
    }
    struct value parts[2];
    uint32_t question =
        changing->surely && is_wanted(changing) ? NAME_NONE : find_split(changing, parts);
    if (space->spent) {
        return;
    }
    if (question == NAME_NONE) {
        if (is_wanted(changing)) {
            cost += search_reaches(space, space->plan->urgent, NULL, NULL) ? URGENT_COST : 0;
        }
        if (is_wanted(changing) && (!changing->found || cost < changing->cost)) {
            changing->found = true;
            changing->cost = cost;
            for (uint32_t i = 0; i < changing->count; i++) {
                changing->best[i] = nearest[i];
            }
        }
        return;
    }
    /* The part that is nearer first: what is found there bounds the other. */
    struct value before = space->raw[question];
    uint32_t costs[2];
    for (size_t i = 0; i < 2; i++) {
        space_descend(space, question, parts[i]);
        costs[i] = nearest_answers(changing, nearest);
        space_ascend(space, question, before);
    }
    size_t first = costs[1] < costs[0];
    for (size_t i = 0; i < 2; i++) {
        space_descend(space, question, parts[i == 0 ? first : 1 - first]);
        try_values(changing);
        space_ascend(space, question, before);
    }
}

/* ---- The sets of questions --------------------------------------------------------------------- */

/* What forces that nothing wanted comes out in a completion that has [outcome], whatever the chosen
 * questions are. False where it does not. */
static bool learn_from_outcome(struct changing *changing, uint32_t outcome, struct slot_set *ret)
{
    struct space *space = changing->space;
    if (!search_reaches(space, UINT64_C(1) << outcome, changing->witness, NULL)) {
        return false;
    }
    for (uint32_t i = 0; i < question_count_of(changing); i++) {
        if (slot_set_has(&changing->usable, i) && !slot_set_has(&changing->chosen, i) &&
            changing->answers[i].state != ANSWER_GIVEN) {
            space_fix(space, i, changing->witness[i]);
        }
    }
    bool learned = !search_reaches(space, changing->wanted, NULL, ret) && !space->spent;
    for (uint32_t i = 0; i < question_count_of(changing); i++) {
        if (space->narrowed[i] != 0 && changing->answers[i].state != ANSWER_GIVEN) {
            space_free(space, i);
        }
    }
    return learned;
}

/* The same for any outcome that is not wanted: the higher it is, the less the chosen questions can
 * do about it. */
static bool learn_from_others(struct changing *changing, struct slot_set *ret)
{
    bool learned = false;
    for (uint32_t i = changing->space->plan->questionnaire->outcome_count;
         i > 0 && !learned && !changing->space->spent; i--) {
        learned =
            (changing->wanted >> (i - 1) & 1) == 0 && learn_from_outcome(changing, i - 1, ret);
    }
    return learned;
}

/* Whether more than the chosen questions have to be changed; then a set of which one has to is
 * added. */
static bool learn(struct changing *changing)
{
    struct slot_set set;
    struct space *space = changing->space;
    bool learned = !search_reaches(space, changing->wanted, NULL, &set) && !space->spent;
    if (!learned && !space->spent && changing->surely) {
        learned = learn_from_others(changing, &set);
    }
    if (learned && !clauses_add(&changing->clauses, &set)) {
        space->spent = true;
    }
    return learned && !space->spent;
}

static void explore(struct changing *changing)
{
    struct space *space = changing->space;
    const struct slot_set *members = clauses_unmet(&changing->clauses, &changing->chosen);
    if (members == NULL && learn(changing)) {
        members = clauses_unmet(&changing->clauses, &changing->chosen);
    }
    if (changing->count == changing->size) {
        if (members == NULL && !space->spent) {
            try_values(changing);
        }
        return;
    }
    /* The set may move while others are added: a copy. */
    struct slot_set choice = members != NULL ? *members : changing->usable;
    struct slot_set before = changing->left_out;
    for (uint32_t i = 0; i < question_count_of(changing) && !space->spent; i++) {
        if (!slot_set_has(&choice, i) || slot_set_has(&changing->chosen, i) ||
            slot_set_has(&changing->left_out, i)) {
            continue;
        }
        space_free(space, i);
        slot_set_add(&changing->chosen, i);
        changing->count++;
        explore(changing);
        changing->count--;
        slot_set_remove(&changing->chosen, i);
        restore(changing, i);
        slot_set_add(&changing->left_out, i);
    }
    changing->left_out = before;
}

/* The smallest change, of up to WHY_MOST_CHANGES answers. */
static struct change find_change(struct changing *changing, bool surely)
{
    struct space *space = changing->space;
    struct change change = {.verdict = CHANGE_NONE};
    changing->surely = surely;
    changing->clauses.count = 0;
    space->steps = 0;
    space->spent = false;
    for (uint32_t i = 0; i < question_count_of(changing); i++) {
        restore(changing, i);
    }
    if (is_wanted(changing)) {
        change.verdict = CHANGE_FOUND; /* as things are */
        return change;
    }
    for (changing->size = 1; changing->size <= WHY_MOST_CHANGES && !space->spent;
         changing->size++) {
        changing->found = false;
        explore(changing);
        if (changing->found) {
            change.verdict = CHANGE_FOUND;
            change.count = changing->size;
            for (uint32_t i = 0; i < change.count; i++) {
                change.answers[i] = changing->best[i];
            }
            return change;
        }
    }
    if (space->spent) {
        change.verdict = CHANGE_UNDECIDED;
    }
    return change;
}

bool change_find(const struct plan *plan, const struct answer *answers, uint64_t wanted,
                 uint32_t step_limit, struct arena *arena, struct change *ret_surely,
                 struct change *ret_possibly)
{
    const struct questionnaire *questionnaire = plan->questionnaire;
    struct space space;
    struct changing changing = {.space = &space, .answers = answers, .wanted = wanted};
    changing.witness = arena_array(arena, questionnaire->question_count, sizeof *changing.witness);
    if (changing.witness == NULL || !space_init(&space, plan, answers, step_limit, arena) ||
        !clauses_init(&changing.clauses, MOST_CLAUSES, arena)) {
        return false;
    }
    space_keep(&space);
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        space_free(&space, i);
        if (plan->dependents[i].count > 0 && questionnaire->questions[i].type != QUESTION_TEXT) {
            slot_set_add(&changing.usable, i);
        }
    }
    if (!search_reaches(&space, wanted, NULL, NULL) && !space.spent) {
        ret_surely->verdict = ret_possibly->verdict = CHANGE_UNREACHABLE;
        return !space.exhausted;
    }
    *ret_surely = find_change(&changing, true);
    if (ret_surely->verdict == CHANGE_NONE || ret_surely->verdict == CHANGE_UNDECIDED) {
        *ret_possibly = find_change(&changing, false);
    }
    return !space.exhausted;
}
