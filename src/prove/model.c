/* Atoms for what a person may answer, and what follows from them: conditions are compiled in the
 * order in which they need each other. */
#include "prove/model.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "prove/symbol.h"

/* ---- How finely answers are told apart ---------------------------------------------------------- */

bool model_add_uses(const struct questionnaire *questionnaire, struct variable_use *uses,
                    struct arena *arena)
{
    bool ok = true;
    for (uint32_t i = 0; ok && i < questionnaire->question_count; i++) {
        const struct question *question = &questionnaire->questions[i];
        ok = (question->ask_if == NULL || expr_add_uses(question->ask_if, uses, arena)) &&
             (question->except == NULL || expr_add_uses(question->except, uses, arena));
    }
    for (uint32_t i = 0; ok && i < questionnaire->fact_count; i++) {
        ok = expr_add_uses(questionnaire->facts[i].is, uses, arena);
    }
    for (uint32_t i = 0; ok && i < questionnaire->rule_count; i++) {
        ok = expr_add_uses(questionnaire->rules[i].when, uses, arena);
    }
    for (uint32_t i = 0; ok && i < questionnaire->guarantee_count; i++) {
        ok = expr_add_uses(questionnaire->guarantees[i].when, uses, arena);
    }
    for (uint32_t i = 0; ok && i < questionnaire->outcome_count; i++) {
        const struct outcome *outcome = &questionnaire->outcomes[i];
        for (uint32_t j = 0; ok && j < outcome->next_step_count; j++) {
            const struct expr *when = outcome->next_steps[j].when;
            ok = when == NULL || expr_add_uses(when, uses, arena);
        }
    }
    return ok;
}

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

/* The least value of each class of an integer; sets *ret_count. NULL when memory is used up. */
static struct value *integer_values(struct arena *arena, const struct question *question,
                                    const struct variable_use *use, uint32_t *ret_count)
{
    uint64_t span = (uint64_t)question->max - (uint64_t)question->min;
    size_t most = use->every_value ? (size_t)span + 1 : (size_t)use->cut_count + 1;
    struct value *values = arena_array(arena, most, sizeof *values);
    uint32_t count = 0;
    if (values == NULL) {
        return NULL;
    }
    values[count++] = value_integer(question->min);
    if (use->every_value) {
        while (count <= span) {
            values[count] = value_integer(question->min + (int64_t)count);
            count++;
        }
    } else if (use->cut_count > 0) {
        qsort(use->cuts, use->cut_count, sizeof *use->cuts, compare_integers);
        for (uint32_t i = 0; i < use->cut_count; i++) {
            if (use->cuts[i] > values[count - 1].integer.low && use->cuts[i] <= question->max) {
                values[count++] = value_integer(use->cuts[i]);
            }
        }
    }
    *ret_count = count;
    return values;
}

/* The same of a number; a point that it is compared with makes three classes: below, at, above. */
static struct value *number_values(struct arena *arena, const struct question *question,
                                   const struct variable_use *use, uint32_t *ret_count)
{
    struct value *values = arena_array(arena, 2 * (size_t)use->point_count + 1, sizeof *values);
    uint32_t count = 0;
    if (values == NULL) {
        return NULL;
    }
    values[count++] = value_number(question->number_min);
    if (use->point_count > 0) {
        qsort(use->points, use->point_count, sizeof *use->points, compare_numbers);
    }
    for (uint32_t i = 0; i < use->point_count; i++) {
        const double cuts[] = {use->points[i], nextafter(use->points[i], (double)INFINITY)};
        for (size_t j = 0; j < 2; j++) {
            if (cuts[j] > values[count - 1].number.low && cuts[j] <= question->number_max) {
                values[count++] = value_number(cuts[j]);
            }
        }
    }
    *ret_count = count;
    return values;
}

static struct value *option_values(struct arena *arena, const struct question *question,
                                   uint32_t *ret_count)
{
    bool is_truth = question->type == QUESTION_YES_NO;
    uint32_t count = is_truth ? 2 : question->type == QUESTION_CHOICE ? question->choice_count : 1;
    struct value *values = arena_array(arena, count, sizeof *values);
    for (uint32_t i = 0; values != NULL && i < count; i++) {
        values[i] = is_truth ? value_truth(i == 1) : value_choice(i);
    }
    *ret_count = count;
    return values;
}

/* ---- Atoms ----------------------------------------------------------------------------------- */

static bool make_set(struct circuit *circuit, const struct question *question,
                     const struct variable_use *use, literal *holds, struct raw *ret)
{
    uint32_t others = 0;
    for (uint32_t i = 0; i < question->choice_count; i++) {
        others += (use->named >> i & 1) == 0;
    }
    literal other = circuit_chain(circuit, others);
    for (uint32_t i = 0; i < question->choice_count; i++) {
        if ((use->named >> i & 1) != 0) {
            holds[i] = circuit_chain(circuit, 1);
        } else {
            holds[i] = other;
            other = circuit_atom(other, 1);
        }
    }
    *ret = (struct raw){
        .is_set = true, .count = question->choice_count, .holds = holds, .named = use->named};
    return !circuit->exhausted;
}

bool raw_make(struct circuit *circuit, const struct question *question,
              const struct variable_use *use, struct raw *ret)
{
    bool is_set = question->type == QUESTION_MULTIPLE;
    struct value *values = NULL;
    uint32_t count = 0;
    if (question->type == QUESTION_INTEGER) {
        values = integer_values(circuit->arena, question, use, &count);
    } else if (question->type == QUESTION_NUMBER) {
        values = number_values(circuit->arena, question, use, &count);
    } else {
        values = option_values(circuit->arena, question, &count);
    }
    literal *holds =
        arena_array(circuit->arena, is_set ? question->choice_count : count, sizeof *holds);
    if (values == NULL || holds == NULL) {
        return false;
    }
    if (is_set) {
        return make_set(circuit, question, use, holds, ret);
    }
    literal first = circuit_chain(circuit, count - 1);
    for (uint32_t i = 0; i < count; i++) {
        holds[i] = i == 0 ? LITERAL_TRUE : circuit_atom(first, i - 1);
    }
    *ret = (struct raw){.count = count, .values = values, .holds = holds};
    return !circuit->exhausted;
}

static bool is_at_most(const struct value *a, const struct value *b)
{
    switch ((int)a->kind) {
    case VALUE_BOOL:
    case VALUE_CHOICE:
        return a->kind == VALUE_BOOL ? a->truth <= b->truth : a->choices <= b->choices;
    case VALUE_INT:
        return a->integer.low <= b->integer.low;
    default:
        return a->kind != VALUE_DOUBLE || a->number.low <= b->number.low;
    }
}

uint64_t raw_class(const struct raw *raw, const struct value *value)
{
    if (!raw->is_set) {
        uint32_t class = 0;
        while (class + 1 < raw->count && is_at_most(&raw->values[class + 1], value)) {
            class ++;
        }
        return class;
    }
    int others = __builtin_popcountll(value->set.in & ~raw->named);
    uint64_t options = value->set.in & raw->named;
    for (uint32_t i = 0; i < raw->count && others > 0; i++) {
        if ((raw->named >> i & 1) == 0) {
            options |= UINT64_C(1) << i;
            others--;
        }
    }
    return options;
}

struct value raw_value(const struct raw *raw, uint64_t class)
{
    return raw->is_set ? value_set(class) : raw->values[class];
}

/* ---- What follows ---------------------------------------------------------------------------- */

/* The raw answer to question [index] where it applies, else its `otherwise`. */
static struct symbol as_it_counts(struct model *model, uint32_t index)
{
    const struct question *question = &model->questionnaire->questions[index];
    const struct raw *raw = &model->raws[index];
    literal applies = model->applies[index];
    uint64_t otherwise = question->ask_if == NULL ? 0 : raw_class(raw, &question->otherwise);
    literal *holds = arena_array(model->arena, raw->count, sizeof *holds);
    if (holds == NULL) {
        model->circuit->exhausted = true;
        return (struct symbol){.shape = SYMBOL_NONE};
    }
    for (uint32_t i = 0; i < raw->count; i++) {
        bool holds_otherwise = raw->is_set ? (otherwise >> i & 1) != 0 : otherwise >= i;
        holds[i] = circuit_if(model->circuit, applies, raw->holds[i],
                              holds_otherwise ? LITERAL_TRUE : LITERAL_FALSE);
    }
    struct symbol symbol = {.shape = raw->is_set ? SYMBOL_SET : SYMBOL_ORDERED,
                            .count = raw->count,
                            .holds = holds,
                            .values = raw->values};
    if (question->type == QUESTION_YES_NO) {
        symbol.shape = SYMBOL_TRUTH;
        symbol.truth = holds[1];
    } else if (question->type == QUESTION_TEXT) {
        symbol.shape = SYMBOL_NONE;
    }
    return symbol;
}

static void make_slot(struct model *model, bool *is_made, uint32_t slot);

static struct symbol compile(struct model *model, bool *is_made, const struct expr *expr)
{
    for (uint32_t i = 0; i < expr->variable_count; i++) {
        make_slot(model, is_made, expr->variables[i]);
    }
    return symbol_of(model, expr);
}

/* Facts read questions and earlier facts; an ask_if reads earlier questions, and facts that read
 * only such. */
static void make_slot(struct model *model, bool *is_made, uint32_t slot)
{
    const struct questionnaire *questionnaire = model->questionnaire;
    if (is_made[slot] || model->circuit->exhausted) {
        return;
    }
    is_made[slot] = true;
    if (slot >= questionnaire->question_count) {
        const struct fact *fact = &questionnaire->facts[slot - questionnaire->question_count];
        model->values[slot] = compile(model, is_made, fact->is);
        return;
    }
    const struct expr *ask_if = questionnaire->questions[slot].ask_if;
    model->applies[slot] = ask_if == NULL ? LITERAL_TRUE : compile(model, is_made, ask_if).truth;
    model->values[slot] = as_it_counts(model, slot);
}

/* Rules never call for less than the start outcome. */
static void make_reaches(struct model *model)
{
    const struct questionnaire *questionnaire = model->questionnaire;
    for (uint32_t rank = questionnaire->outcome_count + 1; rank-- > 0;) {
        if (rank <= questionnaire->start) {
            model->reaches[rank] = LITERAL_TRUE;
            continue;
        }
        model->reaches[rank] =
            rank == questionnaire->outcome_count ? LITERAL_FALSE : model->reaches[rank + 1];
        for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
            if (questionnaire->rules[i].outcome == rank) {
                model->reaches[rank] =
                    circuit_or(model->circuit, model->reaches[rank], model->rules[i]);
            }
        }
    }
}

bool model_make(struct model *model, struct circuit *circuit,
                const struct questionnaire *questionnaire, const struct raw *raws,
                struct arena *arena, struct diags *diags)
{
    *model = (struct model){
        .circuit = circuit, .questionnaire = questionnaire, .arena = arena, .raws = raws};
    uint32_t slots = questionnaire->scope.count;
    bool *is_made = arena_array(arena, slots, sizeof *is_made);
    model->applies = arena_array(arena, questionnaire->question_count, sizeof *model->applies);
    model->values = arena_array(arena, slots, sizeof *model->values);
    model->rules = arena_array(arena, questionnaire->rule_count, sizeof *model->rules);
    model->reaches =
        arena_array(arena, (size_t)questionnaire->outcome_count + 1, sizeof *model->reaches);
    if (is_made == NULL || model->applies == NULL || model->values == NULL ||
        model->rules == NULL || model->reaches == NULL) {
        return diag_out_of_memory(diags);
    }
    for (uint32_t i = 0; i < slots; i++) {
        make_slot(model, is_made, i);
    }
    for (uint32_t i = 0; i < questionnaire->rule_count && !circuit->exhausted; i++) {
        model->rules[i] = symbol_of(model, questionnaire->rules[i].when).truth;
    }
    if (!circuit->exhausted) {
        make_reaches(model);
    }
    return !circuit->exhausted || diag_out_of_memory(diags);
}

literal model_condition(struct model *model, const struct expr *condition)
{
    return symbol_of(model, condition).truth;
}

literal model_outcome(struct model *model, uint32_t rank)
{
    return circuit_and(model->circuit, model->reaches[rank], literal_not(model->reaches[rank + 1]));
}

literal model_outcome_in(struct model *model, uint64_t outcomes)
{
    literal any = LITERAL_FALSE;
    for (uint32_t i = 0; i < model->questionnaire->outcome_count; i++) {
        if ((outcomes >> i & 1) != 0) {
            any = circuit_or(model->circuit, any, model_outcome(model, i));
        }
    }
    return any;
}
