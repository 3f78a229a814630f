/* What the conversation knows of an emergency: whom to call while one is possible, and whether an
 * answer that was left out keeps it possible. Not for showing that (front.c), nor for deciding that
 * an emergency is certain (interview.c). */
#include "base/limits.h"
#include "interview/interview.h"
#include "interview/room.h"

static bool is_possible(const struct interview *interview, uint32_t outcome)
{
    return interview->questionnaire->outcomes[outcome].urgent &&
           (interview->assessment.possible >> outcome & 1) != 0;
}

/* Whether a line like [line] of [outcome] comes before it. */
static bool came_before(const struct interview *interview, uint32_t outcome, uint32_t line)
{
    const struct questionnaire *questionnaire = interview->questionnaire;
    for (uint32_t i = questionnaire->outcome_count; i-- > outcome;) {
        const struct outcome *other = &questionnaire->outcomes[i];
        uint32_t end = i == outcome ? line : other->line_count;
        for (uint32_t j = 0; is_possible(interview, i) && j < end; j++) {
            if (text_equal(other->lines[j], questionnaire->outcomes[outcome].lines[line])) {
                return true;
            }
        }
    }
    return false;
}

bool interview_urgent_line(const struct interview *interview, uint32_t index, struct text *ret)
{
    const struct questionnaire *questionnaire = interview->questionnaire;
    for (uint32_t i = questionnaire->outcome_count; i-- > 0;) {
        const struct outcome *outcome = &questionnaire->outcomes[i];
        for (uint32_t j = 0; is_possible(interview, i) && j < outcome->line_count; j++) {
            if (!came_before(interview, i, j) && index-- == 0) {
                *ret = outcome->lines[j];
                return true;
            }
        }
    }
    return false;
}

/* Whether [rule] waits for [question]. Where memory is used up it may. */
static bool waits_for(const struct interview *interview, const struct rule *rule, uint32_t question)
{
    struct arena memory;
    struct diags ignored;
    struct explanation why = {0};
    arena_init(&memory, LIMIT_RECORD_MEMORY);
    diags_init(&ignored, &memory);
    bool waits = !explain_condition(interview->plan, &interview->assessment, rule->when, &memory,
                                    &why, &ignored);
    for (uint32_t i = 0; i < why.question_count; i++) {
        waits = waits || why.questions[i] == question;
    }
    arena_free(&memory);
    return waits;
}

bool interview_keeps_urgent_open(const struct interview *interview, uint32_t question)
{
    const struct questionnaire *questionnaire = interview->questionnaire;
    enum answer_state state = interview->record.answers[question].state;
    if (state != ANSWER_UNSURE && state != ANSWER_DECLINED) {
        return false;
    }
    for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
        const struct rule *rule = &questionnaire->rules[i];
        if (interview->assessment.rules[i] == RULE_COULD_HOLD &&
            is_possible(interview, rule->outcome) && waits_for(interview, rule, question)) {
            return true;
        }
    }
    return false;
}

bool interview_any_keeps_urgent_open(const struct interview *interview)
{
    for (uint32_t i = 0; i < interview->questionnaire->question_count; i++) {
        if (interview_keeps_urgent_open(interview, i)) {
            return true;
        }
    }
    return false;
}
