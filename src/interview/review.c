/* The list of answers, changing one of them, notes, and how far the conversation has come. Not for
 * taking answers (interview.c). */
#include <assert.h>
#include <string.h>

#include "base/limits.h"
#include "base/message.h"
#include "interview/interview.h"
#include "interview/room.h"

/* ---- The list -------------------------------------------------------------------------------- */

static bool is_listed(const struct interview *interview, uint32_t question)
{
    return interview->record.answers[question].state != ANSWER_NOT_ASKED;
}

uint32_t interview_review_count(const struct interview *interview)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < interview->path_count; i++) {
        count += is_listed(interview, interview->path[i]);
    }
    return count;
}

uint32_t interview_review_question(const struct interview *interview, uint32_t index)
{
    for (uint32_t i = 0; i < interview->path_count; i++) {
        if (is_listed(interview, interview->path[i]) && index-- == 0) {
            return interview->path[i];
        }
    }
    assert(false); /* the list has fewer answers */
    return NAME_NONE;
}

bool interview_can_review(const struct interview *interview)
{
    bool in_conversation =
        interview->phase == INTERVIEW_WELCOME || interview->phase == INTERVIEW_QUESTION ||
        interview->phase == INTERVIEW_REVIEW || interview->phase == INTERVIEW_LAST_LOOK ||
        interview->phase == INTERVIEW_URGENT;
    return in_conversation && interview_review_count(interview) > 0;
}

void interview_review(struct interview *interview)
{
    assert(interview_can_review(interview));
    if (interview->phase != INTERVIEW_LAST_LOOK) {
        interview->phase = INTERVIEW_REVIEW;
    }
    interview->changing = false;
    interview->question = NAME_NONE;
}

void interview_go_on(struct interview *interview)
{
    assert(interview->phase == INTERVIEW_REVIEW);
    interview_move_on(interview);
}

void interview_change(struct interview *interview, uint32_t question)
{
    assert(interview->phase == INTERVIEW_REVIEW || interview->phase == INTERVIEW_LAST_LOOK);
    assert(is_listed(interview, question));
    interview->changed_from = interview->phase;
    interview->changing = true;
    interview->question = question;
    interview->phase = INTERVIEW_QUESTION;
}

void interview_print_answer(FILE *out, const struct interview *interview, uint32_t question)
{
    const struct answer *answer = &interview->kept[question];
    struct text language = interview->questionnaire->language;
    switch (answer->state) {
    case ANSWER_NOT_ASKED:
        break;
    case ANSWER_UNSURE:
        fputs(message(language, "not sure"), out);
        break;
    case ANSWER_DECLINED:
        fputs(message(language, "prefer not to say"), out);
        break;
    case ANSWER_GIVEN:
        question_print_value(out, &interview->questionnaire->questions[question], &answer->value);
        break;
    }
}

bool interview_note(struct interview *interview, uint32_t question, struct text note,
                    struct diags *diags)
{
    note = text_trim(note);
    if (note.length > LIMIT_NOTE_BYTES) {
        note.length = LIMIT_NOTE_BYTES;
        while (note.length > 0 && ((unsigned char)note.start[note.length] & 0xC0) == 0x80) {
            note.length--; /* never in the middle of a character */
        }
    }
    struct text copy = note.length == 0 ? TEXT("") : text_copy(&interview->answers_memory, note);
    if (copy.start == NULL) {
        return diag_out_of_memory(diags);
    }
    interview->notes[question] = copy;
    interview->revision++;
    return true;
}

/* ---- Progress -------------------------------------------------------------------------------- */

/* Whether [question] can be asked now or after further answers. What is not open now never becomes
 * so, and what certainly does not apply stays so. */
static bool can_still_be_asked(const struct interview *interview, uint32_t question)
{
    const struct assessment *assessment = &interview->assessment;
    if (interview->record.answers[question].state != ANSWER_NOT_ASKED ||
        assessment->applies[question] == TRUTH_FALSE) {
        return false;
    }
    if (interview->options.all) {
        return true;
    }
    uint64_t advice_for = interview->questionnaire->questions[question].advice_for;
    if ((advice_for & assessment->possible) != 0) {
        return true;
    }
    for (uint32_t i = 0; i < assessment->open_count; i++) {
        if (assessment->open[i].question == question) {
            return true;
        }
    }
    return false;
}

uint32_t interview_most_asked(const struct interview *interview)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < interview->questionnaire->question_count; i++) {
        count += can_still_be_asked(interview, i);
    }
    return count;
}

struct interview_progress interview_progress(const struct interview *interview)
{
    struct interview_progress progress = {.number = interview_review_count(interview) + 1,
                                          .most_left = 0};
    for (uint32_t i = 0; i < interview->questionnaire->question_count; i++) {
        progress.most_left += i != interview->question && can_still_be_asked(interview, i);
    }
    if (interview->phase == INTERVIEW_QUESTION && interview->changing) {
        progress.number = 1;
        while (interview_review_question(interview, progress.number - 1) != interview->question) {
            progress.number++;
        }
    }
    return progress;
}
