/* Overriding a result: the questions that staff are asked, and what they decide. Not for what is
 * recommended, which stays as it is. */
#include "interview/override.h"

#include <assert.h>

#include "base/message.h"
#include "interview/interview.h"
#include "interview/room.h"

/* ---- The questions --------------------------------------------------------------------------- */

static struct text says(struct text language, const char *english)
{
    return text_of(message(language, english));
}

static struct text reason_label(enum override_reason reason, struct text language)
{
    switch (reason) {
    case OVERRIDE_NOT_AVAILABLE:
        return says(language, "This care is not available here");
    case OVERRIDE_DISTANCE:
        return says(language, "It is too far away");
    case OVERRIDE_WAIT_LIST:
        return says(language, "The wait for it is too long");
    case OVERRIDE_COST:
        return says(language, "Cost or insurance");
    case OVERRIDE_JOB:
        return says(language, "Work or school");
    case OVERRIDE_FAMILY:
        return says(language, "Children, family or other duties");
    case OVERRIDE_LANGUAGE:
        return says(language, "Language or culture");
    case OVERRIDE_COURT:
        return says(language, "A court or another authority decides");
    case OVERRIDE_PREFERENCE:
        return says(language, "The person wants something else");
    case OVERRIDE_DECLINED_MEDICATION:
        return says(language, "The person declines medicine that they need");
    case OVERRIDE_JUDGEMENT:
        return says(language, "Judgement of a clinician");
    case OVERRIDE_OTHER:
        break;
    }
    return says(language, "Another reason");
}

const struct question *override_questions(struct text language, struct arena *arena)
{
    static const enum recommendation recommendations[] = {RECOMMEND_INTAKE, RECOMMEND_IOP,
                                                          RECOMMEND_INPATIENT};
    struct question *questions = arena_array(arena, OVERRIDE_STEPS, sizeof *questions);
    struct choice *levels = arena_array(arena, 3, sizeof *levels);
    struct choice *reasons = arena_array(arena, OVERRIDE_REASONS, sizeof *reasons);
    if (questions == NULL || levels == NULL || reasons == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < 3; i++) {
        levels[i] =
            (struct choice){.id = text_of(recommendation_name(recommendations[i])),
                            .label = text_of(recommendation_title(recommendations[i], language))};
    }
    for (int i = 0; i < OVERRIDE_REASONS; i++) {
        reasons[i] = (struct choice){.id = text_of(override_reason_code((enum override_reason)i)),
                                     .label = reason_label((enum override_reason)i, language)};
    }
    for (size_t i = 0; i < OVERRIDE_STEPS; i++) {
        questions[i] = (struct question){.language = language, .type = QUESTION_TEXT};
    }
    questions[OVERRIDE_RECOMMENDATION].type = QUESTION_CHOICE;
    questions[OVERRIDE_RECOMMENDATION].choices = levels;
    questions[OVERRIDE_RECOMMENDATION].choice_count = 3;
    questions[OVERRIDE_RECOMMENDATION].ask = says(language, "What do you decide instead?");
    questions[OVERRIDE_REASON].type = QUESTION_CHOICE;
    questions[OVERRIDE_REASON].choices = reasons;
    questions[OVERRIDE_REASON].choice_count = OVERRIDE_REASONS;
    questions[OVERRIDE_REASON].ask = says(language, "What is the main reason?");
    questions[OVERRIDE_WORDS].ask = says(language, "Please say why, in your own words.");
    questions[OVERRIDE_HARM].ask =
        says(language, "What harm could come of it, and what is done about that?");
    return questions;
}

bool override_take(struct override *override, enum override_step step, struct answer answer,
                   struct arena *arena)
{
    assert(answer.state == ANSWER_GIVEN);
    uint32_t choice = 0;
    struct text text = TEXT("");
    if (answer.value.kind == VALUE_CHOICE) {
        choice = (uint32_t)__builtin_ctzll(answer.value.choices);
    } else {
        text = text_copy(arena, answer.value.string);
        if (text.start == NULL) {
            return false;
        }
    }
    switch (step) {
    case OVERRIDE_RECOMMENDATION:
        override->recommendation = (enum recommendation)choice;
        break;
    case OVERRIDE_REASON:
        override->reason = (enum override_reason)choice;
        break;
    case OVERRIDE_WORDS:
        override->words = text;
        break;
    case OVERRIDE_HARM:
        override->harm = text;
        break;
    case OVERRIDE_STEPS:
        break;
    }
    return true;
}

/* ---- In the conversation --------------------------------------------------------------------- */

bool interview_make_override_questions(struct interview *interview, struct diags *diags)
{
    const struct question *questions =
        override_questions(interview->questionnaire->language, &interview->answers_memory);
    if (questions == NULL) {
        return diag_out_of_memory(diags);
    }
    interview->override_questions = questions;
    return true;
}

bool interview_override(struct interview *interview, struct diags *diags)
{
    assert(interview->phase == INTERVIEW_RESULT);
    if (interview->override_questions == NULL &&
        !interview_make_override_questions(interview, diags)) {
        return false;
    }
    interview->draft = (struct override){.words = TEXT(""), .harm = TEXT(""), .time = TEXT("")};
    interview->step = OVERRIDE_RECOMMENDATION;
    interview->phase = INTERVIEW_OVERRIDE;
    return true;
}

bool interview_override_answer(struct interview *interview, struct answer answer,
                               struct diags *diags)
{
    assert(interview->phase == INTERVIEW_OVERRIDE);
    if (!override_take(&interview->draft, interview->step, answer, &interview->answers_memory)) {
        return diag_out_of_memory(diags);
    }
    if (interview->step + 1 < OVERRIDE_STEPS) {
        interview->step++;
        return true;
    }
    interview->override = interview->draft;
    interview->override.made = true;
    interview->override.time = TEXT("");
    interview->override.fingerprint = text_of(interview->questionnaire->fingerprint);
    interview->revision++;
    interview->phase = INTERVIEW_RESULT;
    return true;
}

const struct question *interview_asked(const struct interview *interview)
{
    if (interview->phase == INTERVIEW_OVERRIDE) {
        return &interview->override_questions[interview->step];
    }
    return interview->phase == INTERVIEW_QUESTION
               ? &interview->questionnaire->questions[interview->question]
               : NULL;
}
