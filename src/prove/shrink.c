/* Shrinking: each answer is made milder, then withheld, as long as they still show what they are to
 * show, until nothing changes any more. Not for finding the case (sample.c). */
#include "prove/shrink.h"

#include "base/limits.h"
#include "prove/guarantee.h"
#include "prove/sample.h"

struct shrinking {
    const struct questionnaire *questionnaire;
    struct answer *answers;
    uint32_t fixed;
    shrink_shows *shows;
    void *context;
    uint64_t *left; /* work that may still be done; NULL: any amount */
    bool failed;    /* memory was used up, and it is said */
};

bool sample_is_mildest(const struct question *question, const struct value *value)
{
    switch (question->type) {
    case QUESTION_YES_NO:
        return question->rising && value->truth == TRUTH_FALSE;
    case QUESTION_CHOICE:
        return question->rising && value->choices == 1;
    case QUESTION_MULTIPLE:
        return value->set.in == 0;
    case QUESTION_INTEGER:
        return question->rising && value->integer.low == question->min;
    case QUESTION_NUMBER:
        return question->rising && value->number.low <= question->number_min;
    case QUESTION_TEXT:
        break;
    }
    return true;
}

/* Far more than a case of a few missing answers needs. */
enum { SHRINK_STEPS = 2000 };

struct assess_options shrink_assess_options(void)
{
    struct assess_options options = assess_default_options();
    options.step_limit = SHRINK_STEPS;
    options.want_open = false;
    options.want_rules = false;
    return options;
}

static bool still_shows(struct shrinking *shrinking)
{
    if (shrinking->failed || (shrinking->left != NULL && *shrinking->left == 0)) {
        return false;
    }
    uint64_t work = 0;
    bool shows =
        shrinking->shows(shrinking->context, shrinking->answers, &work, &shrinking->failed);
    if (shrinking->left != NULL) {
        work *= 1 + (uint64_t)shrinking->questionnaire->rule_count;
        *shrinking->left -= work < *shrinking->left ? work : *shrinking->left;
    }
    return shows;
}

/* Whether they still show it with [answer] to question [index], which then stays. */
static bool try_answer(struct shrinking *shrinking, uint32_t index, struct answer answer)
{
    struct answer before = shrinking->answers[index];
    shrinking->answers[index] = answer;
    if (still_shows(shrinking)) {
        return true;
    }
    shrinking->answers[index] = before;
    return false;
}

static bool try_value(struct shrinking *shrinking, uint32_t index, struct value value)
{
    return try_answer(shrinking, index, (struct answer){.state = ANSWER_GIVEN, .value = value});
}

/* The least number from [low] on with which they show it, as far as halving finds it. */
static bool lower_integer(struct shrinking *shrinking, uint32_t index, int64_t low)
{
    bool changed = false;
    while (low < shrinking->answers[index].value.integer.low) {
        int64_t high = shrinking->answers[index].value.integer.low;
        int64_t middle = (int64_t)((uint64_t)low + ((uint64_t)high - (uint64_t)low) / 2);
        if (try_value(shrinking, index, value_integer(middle))) {
            changed = true;
        } else {
            low = middle + 1;
        }
    }
    return changed;
}

static bool soften(struct shrinking *shrinking, uint32_t index)
{
    const struct question *question = &shrinking->questionnaire->questions[index];
    const struct value value = shrinking->answers[index].value;
    bool changed = false;
    if (shrinking->answers[index].state != ANSWER_GIVEN || sample_is_mildest(question, &value)) {
        return false;
    }
    switch (question->type) {
    case QUESTION_YES_NO:
        return question->rising && try_value(shrinking, index, value_truth(false));
    case QUESTION_CHOICE:
        for (uint32_t i = 0; !changed && UINT64_C(1) << i < value.choices; i++) {
            changed = try_value(shrinking, index, value_choice(i));
        }
        return changed;
    case QUESTION_MULTIPLE:
        for (uint32_t i = 0; i < question->choice_count; i++) {
            uint64_t set = shrinking->answers[index].value.set.in;
            if (set >> i & 1) {
                changed =
                    try_value(shrinking, index, value_set(set & ~(UINT64_C(1) << i))) || changed;
            }
        }
        return changed;
    case QUESTION_INTEGER:
        return question->rising && lower_integer(shrinking, index, question->min);
    case QUESTION_NUMBER:
        return question->rising && try_value(shrinking, index, value_number(question->number_min));
    case QUESTION_TEXT:
        break;
    }
    return false;
}

static bool shrink_once(struct shrinking *shrinking)
{
    uint32_t count = shrinking->questionnaire->question_count;
    bool changed = false;
    for (uint32_t i = 0; i < count; i++) {
        changed = (i != shrinking->fixed && soften(shrinking, i)) || changed;
    }
    for (uint32_t i = 0; i < count; i++) {
        changed = (i != shrinking->fixed && shrinking->answers[i].state != ANSWER_NOT_ASKED &&
                   try_answer(shrinking, i, (struct answer){.state = ANSWER_NOT_ASKED})) ||
                  changed;
    }
    return changed;
}

const struct answer *shrink_answers(const struct questionnaire *questionnaire,
                                    const struct answer *answers, uint32_t fixed,
                                    shrink_shows *shows, void *context, uint64_t *left,
                                    struct arena *arena, struct diags *diags)
{
    struct shrinking shrinking = {.questionnaire = questionnaire,
                                  .fixed = fixed,
                                  .shows = shows,
                                  .context = context,
                                  .left = left};
    shrinking.answers =
        arena_array(arena, questionnaire->question_count, sizeof *shrinking.answers);
    if (shrinking.answers == NULL) {
        (void)diag_out_of_memory(diags);
        return NULL;
    }
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        shrinking.answers[i] = answers[i];
    }
    /* Whether they show it at all is always worth knowing. */
    uint64_t work = 0;
    bool shown = shows(context, shrinking.answers, &work, &shrinking.failed);
    while (shown && shrink_once(&shrinking)) {
    }
    return shown && !shrinking.failed ? shrinking.answers : NULL;
}

/* ---- Guarantees ------------------------------------------------------------------------------ */

struct breaking {
    const struct questionnaire *questionnaire;
    const struct plan *plan;
    const struct guarantee *guarantee;
    uint32_t outcome; /* of the last answers that broke it */
    struct arena person;
    struct diags *diags;
};

static bool is_broken(void *context, const struct answer *answers, uint64_t *work, bool *ret_failed)
{
    struct breaking *breaking = context;
    struct assess_options options = shrink_assess_options();
    struct assessment assessment;
    enum verdict verdict = GUARANTEE_SILENT;
    arena_reset(&breaking->person);
    if (!assess(breaking->plan, answers, options, &breaking->person, &assessment,
                breaking->diags) ||
        (assessment.exact &&
         !guarantee_judge(breaking->plan, breaking->questionnaire, breaking->guarantee, answers,
                          &assessment, &breaking->person, &verdict, breaking->diags))) {
        *ret_failed = true;
        return false;
    }
    *work += assessment.steps + 1;
    if (verdict == GUARANTEE_BROKEN) {
        breaking->outcome = assessment.outcome;
    }
    return verdict == GUARANTEE_BROKEN;
}

const struct answer *shrink(const struct questionnaire *questionnaire, const struct plan *plan,
                            const struct guarantee *guarantee, const struct answer *answers,
                            uint64_t *left, struct arena *arena, uint32_t *ret_outcome,
                            struct diags *diags)
{
    struct breaking breaking = {
        .questionnaire = questionnaire, .plan = plan, .guarantee = guarantee, .diags = diags};
    arena_init(&breaking.person, LIMIT_RECORD_MEMORY);
    const struct answer *shrunk =
        shrink_answers(questionnaire, answers, NAME_NONE, is_broken, &breaking, left, arena, diags);
    arena_free(&breaking.person);
    *ret_outcome = breaking.outcome;
    return shrunk;
}
