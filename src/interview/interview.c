/* The conversation's state machine. Not for what a typed line means (typed.c) or does (enter.c), nor
 * for the list of answers (review.c) and overriding (override.c), nor for what stands on the screen
 * (front.c). */
#include "interview/interview.h"

#include <assert.h>
#include <string.h>

#include "base/limits.h"
#include "interview/room.h"

/* ---- Assessing ------------------------------------------------------------------------------- */

/* The record is what is kept and applies. */
static void fill_record(struct interview *interview)
{
    interview->effect.left = 0;
    interview->effect.back = 0;
    for (uint32_t i = 0; i < interview->questionnaire->question_count; i++) {
        struct answer *counts = &interview->record.answers[i];
        bool did = counts->state != ANSWER_NOT_ASKED;
        bool applies = interview->assessment.applies[i] != TRUTH_FALSE;
        bool does = applies && interview->kept[i].state != ANSWER_NOT_ASKED;
        interview->effect.left += did && !applies;
        interview->effect.back += does && !did;
        *counts = does ? interview->kept[i] : (struct answer){.state = ANSWER_NOT_ASKED};
    }
    /* What does not apply has left the record, so that nothing is left over in it. */
    interview->assessment.surplus = NULL;
    interview->assessment.surplus_count = 0;
}

bool interview_assess(struct interview *interview, struct diags *diags)
{
    struct arena memory;
    struct assessment assessment;
    struct assess_options options = assess_default_options();
    options.want_open = true;
    options.want_rules = true;
    arena_init(&memory, LIMIT_RECORD_MEMORY);
    if (!assess(interview->plan, interview->kept, options, &memory, &assessment, diags)) {
        arena_free(&memory);
        return false;
    }
    arena_free(&interview->assess_memory);
    interview->assess_memory = memory;
    interview->assessment = assessment;
    fill_record(interview);
    return true;
}

/* Every outcome that is still possible is urgent: whatever else the person could say, it is time to
 * act and not to ask. */
static bool is_surely_urgent(const struct interview *interview)
{
    const struct questionnaire *questionnaire = interview->questionnaire;
    for (uint32_t i = 0; i < questionnaire->outcome_count; i++) {
        bool possible = (interview->assessment.possible >> i & 1) != 0;
        if (possible && !questionnaire->outcomes[i].urgent) {
            return false;
        }
    }
    return true;
}

void interview_move_on(struct interview *interview)
{
    interview->question = NAME_NONE;
    interview->changing = false;
    if (is_surely_urgent(interview)) {
        interview->phase = INTERVIEW_URGENT;
        return;
    }
    interview->question = assess_next_question(interview->plan, &interview->assessment,
                                               interview->record.answers, interview->options.all);
    interview->phase = interview->question == NAME_NONE ? INTERVIEW_LAST_LOOK : INTERVIEW_QUESTION;
}

/* ---- Beginning and ending -------------------------------------------------------------------- */

bool interview_start(struct interview *interview, const struct questionnaire *questionnaire,
                     const struct plan *plan, struct interview_options options, struct diags *diags)
{
    *interview = (struct interview){.questionnaire = questionnaire,
                                    .plan = plan,
                                    .options = options,
                                    .phase = INTERVIEW_WELCOME,
                                    .before_quitting = INTERVIEW_WELCOME,
                                    .question = NAME_NONE};
    arena_init(&interview->answers_memory, LIMIT_RECORD_MEMORY);
    arena_init(&interview->assess_memory, LIMIT_RECORD_MEMORY);
    arena_init(&interview->says_memory, LIMIT_RECORD_MEMORY);
    struct arena *memory = &interview->answers_memory;
    size_t count = questionnaire->question_count;
    interview->path = arena_array(memory, count, sizeof *interview->path);
    interview->kept = arena_array(memory, count, sizeof *interview->kept);
    interview->notes = arena_array(memory, count, sizeof *interview->notes);
    bool started = interview->path != NULL && interview->kept != NULL && interview->notes != NULL &&
                   record_init(&interview->record, questionnaire, memory);
    for (size_t i = 0; started && i < count; i++) {
        interview->notes[i] = TEXT("");
    }
    if (!started) {
        (void)diag_out_of_memory(diags);
    } else {
        started = interview_assess(interview, diags);
    }
    if (!started) {
        interview_end(interview);
    }
    return started;
}

void interview_end(struct interview *interview)
{
    arena_free(&interview->answers_memory);
    arena_free(&interview->assess_memory);
    arena_free(&interview->says_memory);
    explicit_bzero(interview, sizeof *interview);
}

bool interview_translate(struct interview *interview, const struct questionnaire *questionnaire,
                         const struct plan *plan, struct diags *diags)
{
    assert(text_equal(questionnaire->id, interview->questionnaire->id));
    assert(questionnaire->question_count == interview->questionnaire->question_count);
    assert(questionnaire->rule_count == interview->questionnaire->rule_count);
    const struct questionnaire *questionnaire_before = interview->questionnaire;
    const struct plan *plan_before = interview->plan;
    const struct question *override_before = interview->override_questions;
    struct interview_effect effect = interview->effect;
    interview->questionnaire = questionnaire;
    interview->plan = plan;
    if ((override_before != NULL && !interview_make_override_questions(interview, diags)) ||
        !interview_assess(interview, diags)) {
        interview->questionnaire = questionnaire_before;
        interview->plan = plan_before;
        interview->override_questions = override_before;
        return false;
    }
    interview->effect = effect;
    arena_reset(&interview->says_memory);
    return true;
}

/* ---- Keeping --------------------------------------------------------------------------------- */

/* A copy of [answer] whose text, if it has one, lives as long as the interview. */
static bool copy_answer(struct interview *interview, struct answer answer, struct answer *ret)
{
    if (answer.state == ANSWER_GIVEN && answer.value.kind == VALUE_STRING) {
        answer.value.string = text_copy(&interview->answers_memory, answer.value.string);
        if (answer.value.string.start == NULL) {
            return false;
        }
    }
    *ret = answer;
    return true;
}

static bool copy_text(struct interview *interview, struct text text, struct text *ret)
{
    *ret = text.length == 0 ? TEXT("") : text_copy(&interview->answers_memory, text);
    return ret->start != NULL;
}

static bool is_on_path(const struct interview *interview, uint32_t question)
{
    for (uint32_t i = 0; i < interview->path_count; i++) {
        if (interview->path[i] == question) {
            return true;
        }
    }
    return false;
}

/* Takes over answers and notes of [visit]. What stands in its order comes first, in that order. */
static bool take_over(struct interview *interview, const struct visit *visit)
{
    uint32_t count = interview->questionnaire->question_count;
    for (uint32_t i = 0; i < count; i++) {
        struct answer answer = visit->record.answers[i];
        if (answer.state == ANSWER_NOT_ASKED && visit->aside != NULL) {
            answer = visit->aside[i];
        }
        struct text note = visit->notes == NULL ? TEXT("") : visit->notes[i];
        if (!copy_answer(interview, answer, &interview->kept[i]) ||
            !copy_text(interview, note, &interview->notes[i])) {
            return false;
        }
    }
    for (uint32_t i = 0; i < visit->path_count + count; i++) {
        uint32_t question = i < visit->path_count ? visit->path[i] : i - visit->path_count;
        if (interview->kept[question].state != ANSWER_NOT_ASKED &&
            !is_on_path(interview, question)) {
            interview->path[interview->path_count++] = question;
        }
    }
    interview->record.has_id = visit->record.has_id;
    interview->override = visit->override;
    return copy_text(interview, visit->record.id, &interview->record.id) &&
           copy_text(interview, visit->override.words, &interview->override.words) &&
           copy_text(interview, visit->override.harm, &interview->override.harm) &&
           copy_text(interview, visit->override.time, &interview->override.time) &&
           copy_text(interview, visit->override.fingerprint, &interview->override.fingerprint);
}

bool interview_restore(struct interview *interview, const struct visit *visit, struct diags *diags)
{
    assert(interview->phase == INTERVIEW_WELCOME && interview->path_count == 0);
    if (!take_over(interview, visit)) {
        return diag_out_of_memory(diags);
    }
    if (!interview_assess(interview, diags)) {
        return false;
    }
    interview->effect = (struct interview_effect){0};
    interview->keeps_urgent = interview_any_keeps_urgent_open(interview);
    return true;
}

struct visit interview_visit(const struct interview *interview)
{
    struct visit visit = {.record = interview->record,
                          .aside = interview->kept,
                          .notes = interview->notes,
                          .path = interview->path,
                          .path_count = interview->path_count,
                          .override = interview->override};
    if (interview->phase == INTERVIEW_RESULT || interview->phase == INTERVIEW_OVERRIDE ||
        interview->phase == INTERVIEW_FINISHED) {
        const struct outcome *outcome =
            &interview->questionnaire->outcomes[interview->assessment.outcome];
        visit.result = (struct visit_result){
            .made = true,
            .recommendation = text_of(recommendation_name(outcome->recommendation)),
            .outcome = outcome->id,
            .certain = interview->assessment.certain,
            .time = TEXT(""),
            .fingerprint = text_of(interview->questionnaire->fingerprint)};
    }
    return visit;
}

/* ---- What a person can do ---------------------------------------------------------------------
 */

void interview_begin(struct interview *interview)
{
    assert(interview->phase == INTERVIEW_WELCOME);
    interview_move_on(interview);
}

/* Puts [answer] in the place of what is kept for [question]. */
static bool replace(struct interview *interview, uint32_t question, struct answer answer,
                    struct diags *diags)
{
    struct answer before = interview->kept[question];
    uint32_t bound = interview_most_asked(interview);
    interview->kept[question] = answer;
    if (!interview_assess(interview, diags)) {
        interview->kept[question] = before;
        return false;
    }
    bool is_new = before.state == ANSWER_NOT_ASKED && answer.state != ANSWER_NOT_ASKED;
    interview->effect.back -= is_new; /* it does not come back: it is new */
    interview->revision++;
    uint32_t now = interview_most_asked(interview);
    interview->effect.more = now > bound ? now - bound : 0;
    return true;
}

bool interview_answer(struct interview *interview, struct answer answer, struct diags *diags)
{
    assert(interview->phase == INTERVIEW_QUESTION);
    assert(answer.state != ANSWER_NOT_ASKED);
    uint32_t question = interview->question;
    struct answer before = interview->kept[question];
    if (!copy_answer(interview, answer, &answer)) {
        return diag_out_of_memory(diags);
    }
    if (!replace(interview, question, answer, diags)) {
        return false;
    }
    bool changing = interview->changing;
    if (!is_on_path(interview, question)) {
        interview->path[interview->path_count++] = question;
    }
    interview->undo.possible = changing;
    interview->undo.question = question;
    interview->undo.before = before;
    interview->keeps_urgent = interview_keeps_urgent_open(interview, question);
    interview_move_on(interview);
    if (changing && interview->changed_from == INTERVIEW_REVIEW &&
        interview->phase != INTERVIEW_URGENT) {
        interview->phase = INTERVIEW_REVIEW;
        interview->question = NAME_NONE;
    }
    return true;
}

/* ---- Going back ------------------------------------------------------------------------------ */

bool interview_can_go_back(const struct interview *interview)
{
    switch (interview->phase) {
    case INTERVIEW_QUESTION:
    case INTERVIEW_LAST_LOOK:
    case INTERVIEW_URGENT:
        return interview_review_count(interview) > 0;
    case INTERVIEW_REVIEW:
    case INTERVIEW_OVERRIDE:
        return true;
    case INTERVIEW_WELCOME:
    case INTERVIEW_QUITTING:
    case INTERVIEW_RESULT:
    case INTERVIEW_FINISHED:
    case INTERVIEW_ABANDONED:
        break;
    }
    return false;
}

/* The answer before a change stands again, and its question is asked as before the change. */
static bool undo_change(struct interview *interview, struct diags *diags)
{
    uint32_t question = interview->undo.question;
    if (!replace(interview, question, interview->undo.before, diags)) {
        return false;
    }
    interview->undo.possible = false;
    interview->phase = interview->changed_from;
    interview_change(interview, question);
    return true;
}

/* Takes the last answer of the list back and asks its question again. */
static bool undo_answer(struct interview *interview, struct diags *diags)
{
    uint32_t question = interview_review_question(interview, interview_review_count(interview) - 1);
    if (!replace(interview, question, (struct answer){.state = ANSWER_NOT_ASKED}, diags)) {
        return false;
    }
    uint32_t end = 0;
    for (uint32_t i = 0; i < interview->path_count; i++) {
        if (interview->path[i] != question) {
            interview->path[end++] = interview->path[i];
        }
    }
    interview->path_count = end;
    interview->effect.more = 0; /* one that was asked is asked again: no news */
    interview->phase = INTERVIEW_QUESTION;
    interview->question = question;
    return true;
}

bool interview_back(struct interview *interview, struct diags *diags)
{
    assert(interview_can_go_back(interview));
    if (interview->phase == INTERVIEW_OVERRIDE) {
        if (interview->step == OVERRIDE_RECOMMENDATION) {
            interview->phase = INTERVIEW_RESULT;
        } else {
            interview->step--;
        }
        return true;
    }
    if (interview->phase == INTERVIEW_REVIEW) {
        interview_go_on(interview);
        return true;
    }
    if (interview->phase == INTERVIEW_QUESTION && interview->changing) {
        interview_move_on(interview);
        if (interview->changed_from == INTERVIEW_REVIEW) {
            interview_review(interview);
        }
        return true;
    }
    return interview->undo.possible ? undo_change(interview, diags) : undo_answer(interview, diags);
}

void interview_finish(struct interview *interview)
{
    assert(interview->phase == INTERVIEW_LAST_LOOK || interview->phase == INTERVIEW_URGENT ||
           interview->phase == INTERVIEW_RESULT);
    bool stays = interview->options.stays && interview->phase != INTERVIEW_RESULT;
    interview->revision += interview->phase != INTERVIEW_RESULT;
    interview->phase = stays ? INTERVIEW_RESULT : INTERVIEW_FINISHED;
}

void interview_quit(struct interview *interview)
{
    assert(interview->phase != INTERVIEW_FINISHED && interview->phase != INTERVIEW_ABANDONED);
    if (interview->phase != INTERVIEW_QUITTING) {
        interview->before_quitting = interview->phase;
        interview->phase = INTERVIEW_QUITTING;
    }
}

void interview_confirm_quit(struct interview *interview, bool stop)
{
    assert(interview->phase == INTERVIEW_QUITTING);
    interview->phase = stop ? INTERVIEW_ABANDONED : interview->before_quitting;
}
