/* Making the plan, and splitting unknown answers along it. */
#include "assess/plan.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "base/limits.h"

uint32_t plan_fact_condition(const struct plan *plan, uint32_t fact)
{
    return plan->questionnaire->question_count + fact;
}

uint32_t plan_rule_condition(const struct plan *plan, uint32_t rule)
{
    return plan->questionnaire->question_count + plan->questionnaire->fact_count + rule;
}

uint32_t plan_lowest_rank(uint64_t outcomes)
{
    return (uint32_t)__builtin_ctzll(outcomes);
}

/* ---- Making ---------------------------------------------------------------------------------- */

static int compare_integers(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left;
    int64_t b = *(const int64_t *)right;
    return a < b ? -1 : a > b;
}

static int compare_numbers(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return a < b ? -1 : a > b;
}

/* The cuts of [use] inside the range of [question], sorted, each once. */
static bool integer_classes(const struct question *question, const struct variable_use *use,
                            struct arena *arena, struct classes *ret)
{
    ret->every_value = use->every_value;
    ret->cuts = arena_array(arena, use->cut_count, sizeof *ret->cuts);
    if (ret->cuts == NULL) {
        return false;
    }
    if (use->cut_count > 0) {
        qsort(use->cuts, use->cut_count, sizeof *use->cuts, compare_integers);
    }
    for (uint32_t i = 0; i < use->cut_count; i++) {
        int64_t cut = use->cuts[i];
        bool is_new = ret->cut_count == 0 || ret->cuts[ret->cut_count - 1] != cut;
        if (is_new && cut > question->min && cut <= question->max) {
            ret->cuts[ret->cut_count++] = cut;
        }
    }
    return true;
}

/* A point that numbers are compared with makes three classes: below, at, above. */
static bool number_classes(const struct question *question, const struct variable_use *use,
                           struct arena *arena, struct classes *ret)
{
    ret->points = arena_array(arena, (size_t)use->point_count * 2, sizeof *ret->points);
    if (ret->points == NULL) {
        return false;
    }
    if (use->point_count > 0) {
        qsort(use->points, use->point_count, sizeof *use->points, compare_numbers);
    }
    for (uint32_t i = 0; i < use->point_count; i++) {
        double cuts[2] = {use->points[i], nextafter(use->points[i], (double)INFINITY)};
        for (size_t j = 0; j < 2; j++) {
            bool is_new = ret->cut_count == 0 || ret->points[ret->cut_count - 1] < cuts[j];
            if (is_new && cuts[j] > question->number_min && cuts[j] <= question->number_max) {
                ret->points[ret->cut_count++] = cuts[j];
            }
        }
    }
    return true;
}

/* [also] is an expression beside the questionnaire's, or NULL. */
static bool make_classes(struct plan *plan, const struct expr *also, struct arena *arena)
{
    const struct questionnaire *questionnaire = plan->questionnaire;
    struct variable_use *uses = arena_array(arena, questionnaire->scope.count, sizeof *uses);
    plan->classes = arena_array(arena, questionnaire->question_count, sizeof *plan->classes);
    if (uses == NULL || plan->classes == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < plan->condition_count; i++) {
        if (plan->conditions[i] != NULL && !expr_add_uses(plan->conditions[i], uses, arena)) {
            return false;
        }
    }
    if (also != NULL && !expr_add_uses(also, uses, arena)) {
        return false;
    }
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        const struct question *question = &questionnaire->questions[i];
        struct classes *classes = &plan->classes[i];
        classes->named = uses[i].named;
        if (question->type == QUESTION_INTEGER &&
            !integer_classes(question, &uses[i], arena, classes)) {
            return false;
        }
        if (question->type == QUESTION_NUMBER &&
            !number_classes(question, &uses[i], arena, classes)) {
            return false;
        }
    }
    return true;
}

bool plan_reads(const struct plan *plan, uint32_t number, uint32_t slot)
{
    return plan->reads[(size_t)number * plan->questionnaire->scope.count + slot];
}

/* Whether condition [number] reads [slot], once that is known of all conditions before it: a
 * question's value hangs on its ask_if, whose number is its slot; so does a fact's on its
 * condition. */
static bool find_reads(const struct plan *plan, uint32_t number, uint32_t slot)
{
    const struct expr *condition = plan->conditions[number];
    for (uint32_t i = 0; condition != NULL && i < condition->variable_count; i++) {
        uint32_t read = condition->variables[i];
        if (read == slot || plan_reads(plan, read, slot)) {
            return true;
        }
    }
    return false;
}

/* Conditions read only what stands before them, so that one pass is enough. */
static bool find_dependents(struct plan *plan, struct arena *arena)
{
    const uint32_t slot_count = plan->questionnaire->scope.count;
    plan->dependents = arena_array(arena, slot_count, sizeof *plan->dependents);
    plan->reads =
        arena_array(arena, (size_t)plan->condition_count * slot_count, sizeof *plan->reads);
    if (plan->dependents == NULL || plan->reads == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < plan->condition_count; i++) {
        for (uint32_t slot = 0; slot < slot_count; slot++) {
            bool reads = find_reads(plan, i, slot);
            plan->reads[(size_t)i * slot_count + slot] = reads;
            plan->dependents[slot].count += reads;
        }
    }
    for (uint32_t slot = 0; slot < slot_count; slot++) {
        struct dependents *dependents = &plan->dependents[slot];
        dependents->conditions =
            arena_array(arena, dependents->count, sizeof *dependents->conditions);
        if (dependents->conditions == NULL) {
            return false;
        }
        uint32_t count = 0;
        for (uint32_t i = 0; i < plan->condition_count; i++) {
            if (plan_reads(plan, i, slot)) {
                dependents->conditions[count++] = i;
            }
        }
    }
    return true;
}

/* Insertion by falling outcome keeps the order of the file among equals. */
static void sort_rules(struct plan *plan)
{
    const struct rule *rules = plan->questionnaire->rules;
    for (uint32_t i = 0; i < plan->questionnaire->rule_count; i++) {
        uint32_t j = i;
        while (j > 0 && rules[plan->falling[j - 1]].outcome < rules[i].outcome) {
            plan->falling[j] = plan->falling[j - 1];
            j--;
        }
        plan->falling[j] = i;
    }
}

static bool number_conditions(struct plan *plan, struct arena *arena)
{
    const struct questionnaire *questionnaire = plan->questionnaire;
    uint32_t count =
        questionnaire->question_count + questionnaire->fact_count + questionnaire->rule_count;
    plan->conditions = arena_array(arena, count, sizeof *plan->conditions);
    plan->trace_starts = arena_array(arena, count, sizeof *plan->trace_starts);
    plan->slot_starts = arena_array(arena, count, sizeof *plan->slot_starts);
    if (plan->conditions == NULL || plan->trace_starts == NULL || plan->slot_starts == NULL) {
        return false;
    }
    plan->condition_count = count;
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        plan->conditions[i] = questionnaire->questions[i].ask_if;
    }
    for (uint32_t i = 0; i < questionnaire->fact_count; i++) {
        plan->conditions[plan_fact_condition(plan, i)] = questionnaire->facts[i].is;
    }
    for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
        plan->conditions[plan_rule_condition(plan, i)] = questionnaire->rules[i].when;
    }
    for (uint32_t i = 0; i < count; i++) {
        plan->trace_starts[i] = plan->trace_length;
        plan->slot_starts[i] = plan->slot_length;
        if (plan->conditions[i] != NULL) {
            plan->trace_length += plan->conditions[i]->node_count;
            plan->slot_length += plan->conditions[i]->variable_count;
        }
    }
    return true;
}

const struct plan *plan_make(const struct questionnaire *questionnaire, struct arena *arena,
                             struct diags *diags)
{
    struct plan *plan = arena_alloc(arena, sizeof *plan);
    if (plan == NULL) {
        diag_out_of_memory(diags);
        return NULL;
    }
    plan->questionnaire = questionnaire;
    plan->falling = arena_array(arena, questionnaire->rule_count, sizeof *plan->falling);
    if (plan->falling == NULL || !number_conditions(plan, arena) ||
        !make_classes(plan, NULL, arena) || !find_dependents(plan, arena)) {
        diag_out_of_memory(diags);
        return NULL;
    }
    sort_rules(plan);
    for (uint32_t i = 0; i < questionnaire->outcome_count; i++) {
        plan->urgent |= questionnaire->outcomes[i].urgent ? UINT64_C(1) << i : 0;
    }
    return plan;
}

const struct plan *plan_extend(const struct plan *plan, const struct expr *expr,
                               struct arena *arena)
{
    struct plan *extended = arena_alloc(arena, sizeof *extended);
    if (extended == NULL) {
        return NULL;
    }
    *extended = *plan;
    return make_classes(extended, expr, arena) ? extended : NULL;
}

/* ---- Splitting ------------------------------------------------------------------------------- */

static uint64_t lowest(uint64_t options)
{
    return options & (~options + 1);
}

/* The lower half of the options in [options] (rounded up). */
static uint64_t lower_half(uint64_t options)
{
    int keep = (__builtin_popcountll(options) + 1) / 2;
    uint64_t half = 0;
    while (keep-- > 0) {
        half |= lowest(options & ~half);
    }
    return half;
}

/* The cut in (low, high] nearest to the middle of those there; cut_count where there is none. */
static uint32_t middle_cut(const struct classes *classes, const struct value *value, bool integer)
{
    uint32_t first = classes->cut_count;
    uint32_t end = classes->cut_count;
    for (uint32_t i = 0; i < classes->cut_count; i++) {
        bool above_low = integer ? classes->cuts[i] > value->integer.low
                                 : classes->points[i] > value->number.low;
        bool above_high = integer ? classes->cuts[i] > value->integer.high
                                  : classes->points[i] > value->number.high;
        if (above_low && first == classes->cut_count) {
            first = i;
        }
        if (above_high) {
            end = i;
            break;
        }
    }
    return first >= end ? classes->cut_count : first + (end - first) / 2;
}

static bool split_integer(const struct classes *classes, const struct value *value,
                          struct value *ret_low, struct value *ret_high)
{
    int64_t low = value->integer.low;
    int64_t high = value->integer.high;
    int64_t cut;
    if (classes->every_value) {
        if (low == high) {
            return false;
        }
        cut = low + (high - low) / 2 + 1;
    } else {
        uint32_t index = middle_cut(classes, value, true);
        if (index == classes->cut_count) {
            return false;
        }
        cut = classes->cuts[index];
    }
    *ret_low = *ret_high = *value;
    ret_low->integer.high = cut - 1;
    ret_high->integer.low = cut;
    return true;
}

static bool split_number(const struct classes *classes, const struct value *value,
                         struct value *ret_low, struct value *ret_high)
{
    uint32_t index = middle_cut(classes, value, false);
    if (index == classes->cut_count) {
        return false;
    }
    *ret_low = *ret_high = *value;
    ret_low->number.high = nextafter(classes->points[index], -(double)INFINITY);
    ret_high->number.low = classes->points[index];
    return true;
}

/* First the options that have names in conditions, one by one: out, in. Then how many of the
 * others: the first k of them stand for any k. */
static bool split_set(const struct classes *classes, const struct value *value,
                      struct value *ret_low, struct value *ret_high)
{
    uint64_t undecided = value->set.possible & ~value->set.in;
    uint64_t named = undecided & classes->named;
    if (undecided == 0) {
        return false;
    }
    *ret_low = *ret_high = *value;
    if (named != 0) {
        ret_low->set.possible &= ~lowest(named);
        ret_high->set.in |= lowest(named);
        return true;
    }
    /* n undecided ones: 0 … n of them are in. The lower part: at most the first half. */
    uint64_t half = lower_half(undecided);
    if (half == undecided) { /* one left: out, in */
        half = 0;
    }
    ret_low->set.possible = value->set.in | half;
    ret_high->set.in |= half | lowest(undecided & ~half);
    return true;
}

bool plan_split(const struct plan *plan, uint32_t question, const struct value *value,
                struct value *ret_low, struct value *ret_high)
{
    const struct classes *classes = &plan->classes[question];
    switch (value->kind) {
    case VALUE_BOOL:
        if (value->truth != TRUTH_OPEN) {
            return false;
        }
        *ret_low = value_truth(false);
        *ret_high = value_truth(true);
        return true;
    case VALUE_CHOICE:
        if (lower_half(value->choices) == value->choices) {
            return false;
        }
        *ret_low = *ret_high = *value;
        ret_low->choices = lower_half(value->choices);
        ret_high->choices = value->choices & ~ret_low->choices;
        return true;
    case VALUE_SET:
        return split_set(classes, value, ret_low, ret_high);
    case VALUE_INT:
        return split_integer(classes, value, ret_low, ret_high);
    case VALUE_DOUBLE:
        return split_number(classes, value, ret_low, ret_high);
    case VALUE_STRING:
    case VALUE_LIST:
    case VALUE_ANY:
    case VALUE_ERROR:
        break; /* text answers, which no condition reads */
    }
    return false;
}

struct value plan_representative(const struct value *value)
{
    struct value one = *value;
    switch (value->kind) {
    case VALUE_BOOL:
        return value_truth(value->truth == TRUTH_TRUE);
    case VALUE_CHOICE:
        one.choices = lowest(value->choices);
        return one;
    case VALUE_SET:
        one.set.possible = value->set.in;
        return one;
    case VALUE_INT:
        return value_integer(value->integer.low);
    case VALUE_DOUBLE:
        return value_number(value->number.low);
    case VALUE_STRING:
    case VALUE_LIST:
    case VALUE_ANY:
    case VALUE_ERROR:
        break;
    }
    return one;
}
