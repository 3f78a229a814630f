/* Making a circuit: conditions become gates over tables of raw classes; classes that no table that
 * is left tells apart are joined; then registers are given out. */
#include "assess/circuit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "assess/circuit_build.h"
#include "assess/plan.h"

/* ---- Raw classes ----------------------------------------------------------------------------- */

/* False where the question has too many. */
static bool code_set(const struct question *question, uint64_t named, struct coding *coding)
{
    uint32_t others = 0;
    uint32_t weight = 1;
    for (uint32_t i = 0; i < question->choice_count; i++) {
        if ((named >> i & 1) == 0) {
            coding->weights[i] = 1;
            others++;
        }
    }
    weight = others + 1;
    for (uint32_t i = 0; i < question->choice_count; i++) {
        if ((named >> i & 1) != 0) {
            if (weight > CIRCUIT_RAW / 2) {
                return false;
            }
            coding->weights[i] = (uint16_t)weight;
            weight *= 2;
        }
    }
    coding->raw_count = weight;
    return true;
}

static bool code_question(const struct plan *plan, uint32_t index, struct coding *coding)
{
    const struct question *question = &plan->questionnaire->questions[index];
    const struct classes *classes = &plan->classes[index];
    coding->question = question;
    switch (question->type) {
    case QUESTION_YES_NO:
        coding->raw_count = 2;
        return true;
    case QUESTION_CHOICE:
        coding->raw_count = question->choice_count;
        return true;
    case QUESTION_MULTIPLE:
        return code_set(question, classes->named, coding);
    case QUESTION_INTEGER:
        if ((uint64_t)question->max - (uint64_t)question->min >= CIRCUIT_RAW) {
            return false;
        }
        coding->raw_count = (uint32_t)(question->max - question->min) + 1;
        return true;
    case QUESTION_NUMBER:
        coding->points = classes->points;
        coding->point_count = classes->cut_count;
        coding->raw_count = classes->cut_count + 1;
        return coding->raw_count <= CIRCUIT_RAW;
    case QUESTION_TEXT:
        coding->raw_count = 1;
        return true;
    }
    return false;
}

static uint32_t raw_of_number(const struct coding *coding, double number)
{
    uint32_t raw = 0;
    while (raw < coding->point_count && number >= coding->points[raw]) {
        raw++;
    }
    return raw;
}

static uint32_t raw_of_value(const struct coding *coding, const struct value *value)
{
    uint32_t raw = 0;
    switch (coding->question->type) {
    case QUESTION_YES_NO:
        return value->truth == TRUTH_TRUE ? 1 : 0;
    case QUESTION_CHOICE:
        return (uint32_t)__builtin_ctzll(value->choices);
    case QUESTION_MULTIPLE:
        for (uint64_t rest = value->set.in; rest != 0; rest &= rest - 1) {
            raw += coding->weights[__builtin_ctzll(rest)];
        }
        return raw;
    case QUESTION_INTEGER:
        return (uint32_t)(value->integer.low - coding->question->min);
    case QUESTION_NUMBER:
        return raw_of_number(coding, value->number.low);
    case QUESTION_TEXT:
        break;
    }
    return 0;
}

uint8_t circuit_class(const struct coding *coding, const struct value *value)
{
    return coding->classes[raw_of_value(coding, value)];
}

/* One answer of that raw class. Of options that are only counted the first stand for all. */
static struct value value_of_raw(const struct coding *coding, uint32_t raw)
{
    const struct question *question = coding->question;
    switch (question->type) {
    case QUESTION_YES_NO:
        return value_truth(raw == 1);
    case QUESTION_CHOICE:
        return value_choice(raw);
    case QUESTION_MULTIPLE: {
        uint64_t members = 0;
        uint32_t left = raw;
        for (uint32_t i = question->choice_count; i > 0; i--) {
            if (coding->weights[i - 1] > 1 && left >= coding->weights[i - 1]) {
                left -= coding->weights[i - 1];
                members |= UINT64_C(1) << (i - 1);
            }
        }
        for (uint32_t i = 0; i < question->choice_count && left > 0; i++) {
            if (coding->weights[i] == 1) {
                left--;
                members |= UINT64_C(1) << i;
            }
        }
        return value_set(members);
    }
    case QUESTION_INTEGER:
        return value_integer(question->min + raw);
    case QUESTION_NUMBER:
        return value_number(raw == 0 ? question->number_min : coding->points[raw - 1]);
    case QUESTION_TEXT:
        break;
    }
    return question_everything(question);
}

/* ---- Conditions to gates --------------------------------------------------------------------- */

/* Adds the questions that [slots] are or, as facts, read; not those of their ask_ifs. */
static uint64_t questions_of(const struct builder *builder, const uint32_t *slots, uint32_t count)
{
    uint64_t result = 0;
    const uint32_t question_count = builder->questionnaire->question_count;
    for (uint32_t i = 0; i < count; i++) {
        result |= slots[i] < question_count ? UINT64_C(1) << slots[i]
                                            : builder->fact_reads[slots[i] - question_count];
    }
    return result;
}

/* The truth of a part where its only question has [value]; facts that are more than truth values are
 * worked out on the way. TRUTH_NONE where that cannot be done. */
static enum truth truth_of_part(struct builder *builder, const struct expr *expr, uint32_t part,
                                uint32_t question, struct value value)
{
    const struct questionnaire *questionnaire = builder->questionnaire;
    builder->values[question] = value;
    for (uint32_t i = 0; i < questionnaire->fact_count; i++) {
        if (builder->fact_reads[i] == UINT64_C(1) << question) {
            builder->values[questionnaire->question_count + i] = expr_eval(
                questionnaire->facts[i].is, builder->values, builder->trace, &builder->scratch);
        }
    }
    struct value truth =
        expr_eval_part(expr, part, builder->values, builder->trace, &builder->scratch);
    arena_reset(&builder->scratch);
    return truth.kind == VALUE_BOOL && value_is_known(&truth) ? truth.truth : TRUTH_NONE;
}

/* A part that reads the answer to [question] only: a table of its raw classes, and what the part is
 * where the question does not apply. */
static uint32_t part_of_question(struct builder *builder, const struct expr *expr, uint32_t part,
                                 uint32_t question)
{
    const struct coding *coding = &builder->codings[question];
    uint64_t table[CIRCUIT_RAW / 64] = {0};
    for (uint32_t raw = 0; raw < coding->raw_count; raw++) {
        enum truth truth = truth_of_part(builder, expr, part, question, value_of_raw(coding, raw));
        if (truth == TRUTH_NONE) {
            return EXPR_NO_LOGIC;
        }
        table[raw / 64] |= truth == TRUTH_TRUE ? UINT64_C(1) << (raw % 64) : 0;
    }
    uint32_t answered = build_table(builder, question, table);
    uint32_t applies = builder->applies[question];
    if (applies == EXPR_NO_LOGIC || answered == EXPR_NO_LOGIC) {
        return answered;
    }
    enum truth otherwise =
        truth_of_part(builder, expr, part, question, coding->question->otherwise);
    if (otherwise == TRUTH_NONE) {
        return EXPR_NO_LOGIC;
    }
    return otherwise == TRUTH_TRUE
               ? build_join(builder, false, build_negate(builder, applies), answered)
               : build_join(builder, true, applies, answered);
}

static uint32_t lower_part(void *context, const struct expr *expr, uint32_t part)
{
    struct builder *builder = context;
    const uint32_t question_count = builder->questionnaire->question_count;
    uint32_t count = expr_part_variables(expr, part, builder->slots);
    if (count == 1 && builder->slots[0] >= question_count && expr_part_is_variable(expr, part)) {
        return builder->facts[builder->slots[0] - question_count];
    }
    uint64_t questions = questions_of(builder, builder->slots, count);
    if (questions == 0 || (questions & (questions - 1)) != 0) {
        return EXPR_NO_LOGIC;
    }
    return part_of_question(builder, expr, part, (uint32_t)__builtin_ctzll(questions));
}

static uint32_t lower_constant(void *context, bool truth)
{
    return build_constant(context, truth);
}

static uint32_t lower_negation(void *context, uint32_t a)
{
    return build_negate(context, a);
}

static uint32_t lower_join(void *context, bool both, uint32_t a, uint32_t b)
{
    return build_join(context, both, a, b);
}

/* Whether [ask_if] reads a question that may not apply, of a type whose values are joined to more
 * than there is (0 or 5: 0 to 5). Evaluation would then say less than gates do, and an answer that
 * certainly does not apply is told by evaluation. */
static bool reads_joined(const struct builder *builder, const struct expr *ask_if)
{
    for (uint32_t i = 0; i < ask_if->variable_count; i++) {
        const struct question *question = &builder->questionnaire->questions[ask_if->variables[i]];
        if (question->ask_if != NULL && question->type != QUESTION_CHOICE &&
            question->type != QUESTION_YES_NO) {
            return true;
        }
    }
    return false;
}

/* All conditions in the order in which they may read each other. False where one does not fit. */
static bool lower_all(struct builder *builder)
{
    const struct questionnaire *questionnaire = builder->questionnaire;
    const struct expr_logic logic = {builder, lower_constant, lower_part, lower_negation,
                                     lower_join};
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        const struct expr *ask_if = questionnaire->questions[i].ask_if;
        builder->applies[i] = EXPR_NO_LOGIC;
        if (ask_if != NULL) {
            builder->applies[i] = expr_lower(ask_if, &logic);
            if (builder->applies[i] == EXPR_NO_LOGIC || builder->has_constant ||
                reads_joined(builder, ask_if)) {
                return false;
            }
        }
    }
    for (uint32_t i = 0; i < questionnaire->fact_count; i++) {
        const struct expr *is = questionnaire->facts[i].is;
        builder->fact_reads[i] = questions_of(builder, is->variables, is->variable_count);
        builder->facts[i] = is->type.kind == TYPE_BOOL ? expr_lower(is, &logic) : EXPR_NO_LOGIC;
    }
    for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
        builder->rules[i] = expr_lower(questionnaire->rules[i].when, &logic);
        if (builder->rules[i] == EXPR_NO_LOGIC) {
            return false;
        }
    }
    return !builder->failed;
}

/* ---- The whole ------------------------------------------------------------------------------- */

static bool fits(const struct questionnaire *questionnaire)
{
    return questionnaire->question_count <= CIRCUIT_QUESTIONS &&
           questionnaire->rule_count <= CIRCUIT_RULES;
}

static bool start_builder(struct builder *builder, const struct plan *plan, struct arena *arena)
{
    const struct questionnaire *questionnaire = plan->questionnaire;
    uint32_t slots = questionnaire->scope.count;
    *builder = (struct builder){.plan = plan, .questionnaire = questionnaire, .arena = arena};
    arena_init(&builder->scratch, LIMIT_RECORD_MEMORY);
    builder->codings = arena_array(arena, questionnaire->question_count, sizeof *builder->codings);
    builder->applies = arena_array(arena, questionnaire->question_count, sizeof(uint32_t));
    builder->facts = arena_array(arena, questionnaire->fact_count, sizeof(uint32_t));
    builder->fact_reads = arena_array(arena, questionnaire->fact_count, sizeof(uint64_t));
    builder->rules = arena_array(arena, questionnaire->rule_count, sizeof(uint32_t));
    builder->values = arena_array(arena, slots, sizeof *builder->values);
    builder->slots = arena_array(arena, slots, sizeof(uint32_t));
    builder->trace = arena_array(arena, LIMIT_EXPR_NODES, sizeof *builder->trace);
    bool good = builder->codings != NULL && builder->applies != NULL && builder->facts != NULL &&
                builder->fact_reads != NULL && builder->rules != NULL && builder->values != NULL &&
                builder->slots != NULL && builder->trace != NULL;
    for (uint32_t i = 0; good && i < slots; i++) {
        builder->values[i] = questionnaire->scope.variables[i].everything;
    }
    for (uint32_t i = 0; good && i < questionnaire->question_count; i++) {
        good = code_question(plan, i, &builder->codings[i]);
    }
    return good && build_start(builder);
}

/* The outcomes that rules call for, from the highest down, and the rules of each. */
static bool sort_levels(struct circuit *circuit, struct arena *arena)
{
    const struct questionnaire *questionnaire = circuit->questionnaire;
    circuit->levels = arena_array(arena, questionnaire->outcome_count, sizeof(uint32_t));
    circuit->level_ends = arena_array(arena, questionnaire->outcome_count, sizeof(uint32_t));
    circuit->level_rules = arena_array(arena, questionnaire->rule_count, sizeof(uint32_t));
    if (circuit->levels == NULL || circuit->level_ends == NULL || circuit->level_rules == NULL) {
        return false;
    }
    uint32_t count = 0;
    for (uint32_t outcome = questionnaire->outcome_count; outcome > 0; outcome--) {
        uint32_t before = count;
        for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
            if (questionnaire->rules[i].outcome == outcome - 1) {
                circuit->level_rules[count++] = i;
            }
        }
        if (count > before) {
            circuit->levels[circuit->level_count] = outcome - 1;
            circuit->level_ends[circuit->level_count++] = count;
        }
    }
    return true;
}

const struct circuit *circuit_make(const struct plan *plan, struct arena *arena)
{
    if (!fits(plan->questionnaire)) {
        return NULL;
    }
    struct builder builder;
    struct circuit *circuit = arena_alloc(arena, sizeof *circuit);
    bool good = circuit != NULL && start_builder(&builder, plan, arena);
    if (good) {
        *circuit = (struct circuit){.plan = plan, .questionnaire = plan->questionnaire};
        good = lower_all(&builder) && build_registers(&builder, circuit) &&
               sort_levels(circuit, arena);
        arena_free(&builder.scratch);
    }
    return good ? circuit : NULL;
}
