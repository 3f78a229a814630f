/* Random people, and what becomes of the guarantees with them. Not for judging (guarantee.c), nor
 * for making a case smaller (shrink.c). */
#include <assert.h>

#include "prove/sample.h"

#include "base/limits.h"
#include "prove/guarantee.h"
#include "prove/shrink.h"

struct sampler {
    const struct questionnaire *questionnaire;
    const struct plan *plan;
    const struct answer *const *examples;
    uint32_t example_count;
    struct variable_use *uses; /* by slot: the numbers that conditions compare with */
    uint32_t **focus;          /* by guarantee: the questions that its `when` reads, … */
    uint32_t *focus_count;
    struct answer **holders; /* … and the last complete answers for which it held; NULL */
    struct answer **reached; /* by outcome: the last complete answers that led to it; NULL */
    struct answer *answers;  /* of the person at hand */
    uint64_t random;
    struct arena *arena;
    struct arena person; /* one assessment */
    struct trial *trials;
    struct diags *diags;
};

struct sample_options sample_default_options(void)
{
    return (struct sample_options){.seed = 20261123, .complete = 80000, .partial = 20000};
}

/* ---- Chance ---------------------------------------------------------------------------------- */

/* splitmix64 (Steele, Lea and Flood 2014): a known sequence for each seed. */
static uint64_t next_random(struct sampler *sampler)
{
    uint64_t mixed = sampler->random += UINT64_C(0x9E3779B97F4A7C15);
    mixed = (mixed ^ mixed >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94D049BB133111EB);
    return mixed ^ mixed >> 31;
}

static uint32_t below(struct sampler *sampler, uint32_t bound)
{
    assert(bound > 0);
    return (uint32_t)(next_random(sampler) % bound);
}

static bool chance(struct sampler *sampler, uint32_t percent)
{
    return below(sampler, 100) < percent;
}

/* ---- Answers --------------------------------------------------------------------------------- */

static int64_t draw_integer(struct sampler *sampler, uint32_t index)
{
    const struct question *question = &sampler->questionnaire->questions[index];
    const struct variable_use *use = &sampler->uses[index];
    if (use->cut_count > 0 && chance(sampler, 50)) {
        /* On one side of a cut or the other. */
        int64_t cut = use->cuts[below(sampler, use->cut_count)];
        cut -= cut > question->min && chance(sampler, 50);
        if (cut >= question->min && cut <= question->max) {
            return cut;
        }
    }
    uint64_t span = (uint64_t)question->max - (uint64_t)question->min;
    uint64_t above = span == UINT64_MAX ? next_random(sampler) : next_random(sampler) % (span + 1);
    return (int64_t)((uint64_t)question->min + above);
}

static double draw_number(struct sampler *sampler, uint32_t index)
{
    const struct question *question = &sampler->questionnaire->questions[index];
    const struct variable_use *use = &sampler->uses[index];
    if (use->point_count > 0 && chance(sampler, 50)) {
        double point = use->points[below(sampler, use->point_count)];
        if (point >= question->number_min && point <= question->number_max) {
            return point;
        }
    }
    /* The middle of both ends cannot overflow, and a step of 1/1000 stays between them. */
    double part = (double)below(sampler, 1001) / 1000;
    return question->number_min * (1 - part) + question->number_max * part;
}

/* An answer to question [index]; the higher [mild] (percent), the more often a mild one. */
static struct answer draw_answer(struct sampler *sampler, uint32_t index, uint32_t mild)
{
    const struct question *question = &sampler->questionnaire->questions[index];
    struct answer answer = {.state = ANSWER_GIVEN};
    uint64_t set = 0;
    bool is_mildest = chance(sampler, mild);
    switch (question->type) {
    case QUESTION_YES_NO:
        answer.value = value_truth(question->rising ? !is_mildest : chance(sampler, 50));
        break;
    case QUESTION_CHOICE:
        answer.value = value_choice(is_mildest ? 0 : below(sampler, question->choice_count));
        break;
    case QUESTION_MULTIPLE:
        /* Often none, which is what an emergency is ruled out by; else few or many. */
        mild = chance(sampler, 50) ? 100 : 10 + below(sampler, 80);
        for (uint32_t i = 0; i < question->choice_count; i++) {
            set |= chance(sampler, mild) ? 0 : UINT64_C(1) << i;
        }
        answer.value = value_set(set);
        break;
    case QUESTION_INTEGER:
        answer.value = value_integer(is_mildest && question->rising ? question->min
                                                                    : draw_integer(sampler, index));
        break;
    case QUESTION_NUMBER:
        answer.value = value_number(is_mildest && question->rising ? question->number_min
                                                                   : draw_number(sampler, index));
        break;
    case QUESTION_TEXT:
        return (struct answer){.state = ANSWER_NOT_ASKED}; /* no condition reads it */
    }
    return answer;
}

/* ---- People ---------------------------------------------------------------------------------- */

static void copy_answers(const struct sampler *sampler, const struct answer *from,
                         struct answer *to)
{
    for (uint32_t i = 0; i < sampler->questionnaire->question_count; i++) {
        to[i] = from[i];
    }
}

/* A person who answers everything: somebody for whom guarantee [focus] held before, a worked
 * example, somebody with an outcome drawn from all, or nobody in particular; with some answers drawn
 * anew. */
static void draw_person(struct sampler *sampler, uint32_t focus)
{
    uint32_t count = sampler->questionnaire->question_count;
    uint32_t mild = 20 + below(sampler, 76);
    uint32_t from = below(sampler, 4);
    const struct answer *reached =
        sampler->reached[below(sampler, sampler->questionnaire->outcome_count)];
    bool is_holder = from == 0 && sampler->holders[focus] != NULL;
    if (is_holder) {
        copy_answers(sampler, sampler->holders[focus], sampler->answers);
    } else if (from <= 1 && sampler->example_count > 0) {
        copy_answers(sampler, sampler->examples[below(sampler, sampler->example_count)],
                     sampler->answers);
    } else if (from <= 2 && reached != NULL) {
        copy_answers(sampler, reached, sampler->answers);
    } else {
        for (uint32_t i = 0; i < count; i++) {
            sampler->answers[i] = (struct answer){.state = ANSWER_NOT_ASKED};
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        if (sampler->answers[i].state != ANSWER_GIVEN) {
            sampler->answers[i] = draw_answer(sampler, i, mild);
        }
    }
    for (uint32_t i = below(sampler, 6); i > 0; i--) {
        uint32_t index = below(sampler, count);
        sampler->answers[index] = draw_answer(sampler, index, mild);
    }
    uint32_t redrawn = is_holder ? 5 : below(sampler, 80);
    for (uint32_t i = 0; i < sampler->focus_count[focus]; i++) {
        if (chance(sampler, redrawn)) {
            uint32_t index = sampler->focus[focus][i];
            sampler->answers[index] = draw_answer(sampler, index, 30);
        }
    }
}

/* Most often one answer or a few; now and then half of them. */
static void withhold(struct sampler *sampler, uint32_t focus)
{
    uint32_t count = sampler->questionnaire->question_count;
    struct answer *answers = sampler->answers;
    const struct answer withheld = {.state = ANSWER_NOT_ASKED};
    if (chance(sampler, 3)) {
        for (uint32_t i = 0; i < count; i++) {
            answers[i] = chance(sampler, 50) ? withheld : answers[i];
        }
        return;
    }
    do {
        uint32_t index = below(sampler, count);
        if (sampler->focus_count[focus] > 0 && chance(sampler, 30)) {
            index = sampler->focus[focus][below(sampler, sampler->focus_count[focus])];
        }
        answers[index] = withheld;
    } while (chance(sampler, 50));
}

/* ---- Trying ---------------------------------------------------------------------------------- */

/* Keeps the answers at hand in [place]. */
static bool remember(struct sampler *sampler, struct answer **place)
{
    if (*place == NULL) {
        *place =
            arena_array(sampler->arena, sampler->questionnaire->question_count, sizeof **place);
    }
    if (*place == NULL) {
        return diag_out_of_memory(sampler->diags);
    }
    copy_answers(sampler, sampler->answers, *place);
    return true;
}

/* Holds all guarantees that are not broken yet against [answers]. */
static bool try_answers(struct sampler *sampler, const struct answer *answers, bool is_complete)
{
    const struct questionnaire *questionnaire = sampler->questionnaire;
    struct assess_options options = assess_default_options();
    options.want_open = false;
    options.want_rules = false;
    struct assessment assessment;
    arena_reset(&sampler->person);
    if (!assess(sampler->plan, answers, options, &sampler->person, &assessment, sampler->diags)) {
        return false;
    }
    if (is_complete && !remember(sampler, &sampler->reached[assessment.outcome])) {
        return false;
    }
    for (uint32_t i = 0; i < questionnaire->guarantee_count; i++) {
        struct trial *trial = &sampler->trials[i];
        enum verdict verdict;
        if (trial->broken != NULL) {
            continue;
        }
        if (!guarantee_judge(sampler->plan, questionnaire, &questionnaire->guarantees[i], answers,
                             &assessment, &sampler->person, &verdict, sampler->diags)) {
            return false;
        }
        trial->held += verdict != GUARANTEE_SILENT;
        if (verdict == GUARANTEE_KEPT && is_complete && !remember(sampler, &sampler->holders[i])) {
            return false;
        }
        if (verdict == GUARANTEE_BROKEN) {
            trial->broken = shrink(questionnaire, sampler->plan, &questionnaire->guarantees[i],
                                   answers, NULL, sampler->arena, &trial->outcome, sampler->diags);
            if (trial->broken == NULL) {
                return false;
            }
        }
    }
    return true;
}

static bool try_all(struct sampler *sampler, struct sample_options options)
{
    for (uint32_t i = 0; i < sampler->example_count; i++) {
        if (!try_answers(sampler, sampler->examples[i], false)) {
            return false;
        }
    }
    uint32_t count = sampler->questionnaire->guarantee_count;
    for (uint32_t i = 0; i < options.complete; i++) {
        draw_person(sampler, i % count);
        if (!try_answers(sampler, sampler->answers, true)) {
            return false;
        }
    }
    for (uint32_t i = 0; i < options.partial; i++) {
        draw_person(sampler, i % count);
        withhold(sampler, i % count);
        if (!try_answers(sampler, sampler->answers, false)) {
            return false;
        }
    }
    return true;
}

/* ---- What the conditions read ---------------------------------------------------------------- */

static bool add_uses(struct sampler *sampler)
{
    const struct questionnaire *questionnaire = sampler->questionnaire;
    struct variable_use *uses = sampler->uses;
    bool ok = true;
    for (uint32_t i = 0; ok && i < questionnaire->fact_count; i++) {
        ok = expr_add_uses(questionnaire->facts[i].is, uses, sampler->arena);
    }
    for (uint32_t i = 0; ok && i < questionnaire->question_count; i++) {
        const struct expr *ask_if = questionnaire->questions[i].ask_if;
        ok = ask_if == NULL || expr_add_uses(ask_if, uses, sampler->arena);
    }
    for (uint32_t i = 0; ok && i < questionnaire->rule_count; i++) {
        ok = expr_add_uses(questionnaire->rules[i].when, uses, sampler->arena);
    }
    for (uint32_t i = 0; ok && i < questionnaire->guarantee_count; i++) {
        ok = expr_add_uses(questionnaire->guarantees[i].when, uses, sampler->arena);
    }
    return ok;
}

/* Whether there was anything new to mark. */
static bool mark_reads(const struct expr *expr, bool *reads)
{
    bool is_new = false;
    for (uint32_t i = 0; expr != NULL && i < expr->variable_count; i++) {
        is_new = is_new || !reads[expr->variables[i]];
        reads[expr->variables[i]] = true;
    }
    return is_new;
}

/* The questions that the `when` of guarantee [index] reads, itself or through facts and `ask_if`. */
static bool find_focus(struct sampler *sampler, uint32_t index)
{
    const struct questionnaire *questionnaire = sampler->questionnaire;
    uint32_t count = questionnaire->question_count;
    bool *reads = arena_array(sampler->arena, questionnaire->scope.count, sizeof *reads);
    sampler->focus[index] = arena_array(sampler->arena, count, sizeof **sampler->focus);
    if (reads == NULL || sampler->focus[index] == NULL) {
        return false;
    }
    bool is_new = mark_reads(questionnaire->guarantees[index].when, reads);
    while (is_new) {
        is_new = false;
        for (uint32_t i = questionnaire->fact_count; i-- > 0;) {
            const struct expr *is = reads[count + i] ? questionnaire->facts[i].is : NULL;
            is_new = mark_reads(is, reads) || is_new;
        }
        for (uint32_t i = count; i-- > 0;) {
            const struct expr *ask_if = reads[i] ? questionnaire->questions[i].ask_if : NULL;
            is_new = mark_reads(ask_if, reads) || is_new;
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        if (reads[i]) {
            sampler->focus[index][sampler->focus_count[index]++] = i;
        }
    }
    return true;
}

static bool prepare(struct sampler *sampler)
{
    const struct questionnaire *questionnaire = sampler->questionnaire;
    struct arena *arena = sampler->arena;
    uint32_t count = questionnaire->guarantee_count;
    sampler->uses = arena_array(arena, questionnaire->scope.count, sizeof *sampler->uses);
    sampler->focus = arena_array(arena, count, sizeof *sampler->focus);
    sampler->focus_count = arena_array(arena, count, sizeof *sampler->focus_count);
    sampler->holders = arena_array(arena, count, sizeof *sampler->holders);
    sampler->reached = arena_array(arena, questionnaire->outcome_count, sizeof *sampler->reached);
    sampler->answers = arena_array(arena, questionnaire->question_count, sizeof *sampler->answers);
    bool ok = sampler->uses != NULL && sampler->focus != NULL && sampler->focus_count != NULL &&
              sampler->holders != NULL && sampler->reached != NULL && sampler->answers != NULL &&
              add_uses(sampler);
    for (uint32_t i = 0; ok && i < count; i++) {
        ok = find_focus(sampler, i);
    }
    return ok || diag_out_of_memory(sampler->diags);
}

bool sample_guarantees(const struct questionnaire *questionnaire, const struct plan *plan,
                       const struct answer *const *examples, uint32_t example_count,
                       struct sample_options options, struct arena *arena, struct trial *ret,
                       struct diags *diags)
{
    struct sampler sampler = {.questionnaire = questionnaire,
                              .plan = plan,
                              .examples = examples,
                              .example_count = example_count,
                              .random = options.seed,
                              .arena = arena,
                              .trials = ret,
                              .diags = diags};
    for (uint32_t i = 0; i < questionnaire->guarantee_count; i++) {
        ret[i] = (struct trial){0};
    }
    if (questionnaire->guarantee_count == 0) {
        return true;
    }
    arena_init(&sampler.person, LIMIT_RECORD_MEMORY);
    bool ok =
        prepare(&sampler) && (questionnaire->question_count == 0 || try_all(&sampler, options));
    arena_free(&sampler.person);
    return ok;
}
