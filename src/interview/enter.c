/* What a typed line does in each phase of the conversation. Not for what the line means by itself
 * (typed.c, command.c), nor for what stands on the screen (front.c). */
#include "interview/interview.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "interview/room.h"
#include "interview/typed.h"

/* ---- What a person can type -------------------------------------------------------------------
 */

/* [english] in the language of the questionnaire. */
static struct text says(const struct interview *interview, const char *english)
{
    return text_of(message(interview->questionnaire->language, english));
}

/* [answer] to [question] in words. */
static struct text in_words(struct interview *interview, uint32_t question, struct answer answer)
{
    struct text words = TEXT("");
    char *buffer = NULL;
    size_t length = 0;
    if (answer.state == ANSWER_UNSURE) {
        return says(interview, "not sure");
    }
    if (answer.state == ANSWER_DECLINED) {
        return says(interview, "prefer not to say");
    }
    FILE *out = open_memstream(&buffer, &length);
    if (out == NULL) {
        return words;
    }
    question_print_value(out, &interview->questionnaire->questions[question], &answer.value);
    if (fclose(out) == 0) {
        words = text_copy(&interview->says_memory, (struct text){buffer, length});
    }
    if (buffer != NULL) {
        explicit_bzero(buffer, length);
        free(buffer);
    }
    return words.start == NULL ? TEXT("") : words;
}

/* What an answer did to others, each in a sentence behind [words]. */
static struct text add_effect(struct interview *interview, struct text words)
{
    const struct interview_effect effect = interview->effect;
    struct text language = interview->questionnaire->language;
    struct arena *arena = &interview->says_memory;
    if (effect.left > 0) {
        words = typed_says(arena,
                           message_counted(language,
                                           TEXT_FORMAT ". %u other answer does not apply any more "
                                                       "and is set aside",
                                           TEXT_FORMAT ". %u other answers do not apply any more "
                                                       "and are set aside",
                                           effect.left),
                           TEXT_ARGS(words), effect.left);
    }
    if (effect.back > 0) {
        words = typed_says(
            arena,
            message_counted(language, TEXT_FORMAT ". %u answer that you gave before applies again",
                            TEXT_FORMAT ". %u answers that you gave before apply again",
                            effect.back),
            TEXT_ARGS(words), effect.back);
    }
    if (effect.more > 0) {
        words = typed_says(
            arena,
            message_counted(language, TEXT_FORMAT ". Because of it there may be %u more question",
                            TEXT_FORMAT ". Because of it there may be %u more questions",
                            effect.more),
            TEXT_ARGS(words), effect.more);
    }
    return words;
}

static enum interview_reply take(struct interview *interview, struct answer answer,
                                 struct text *ret_says, struct diags *diags)
{
    struct text words = in_words(interview, interview->question, answer);
    if (!interview_answer(interview, answer, diags)) {
        return INTERVIEW_FAILED;
    }
    words = typed_says(&interview->says_memory,
                       message(interview->questionnaire->language, "Your answer: " TEXT_FORMAT),
                       TEXT_ARGS(words));
    *ret_says = add_effect(interview, words);
    return INTERVIEW_MOVED;
}

/* The question whose answer going back takes back. */
static uint32_t last_question(const struct interview *interview)
{
    if (interview->phase == INTERVIEW_QUESTION && interview->changing) {
        return interview->question;
    }
    return interview->undo.possible
               ? interview->undo.question
               : interview_review_question(interview, interview_review_count(interview) - 1);
}

struct text interview_last_answer(struct interview *interview)
{
    if (!interview_can_go_back(interview) || interview_review_count(interview) == 0) {
        return TEXT("");
    }
    uint32_t question = last_question(interview);
    return in_words(interview, question, interview->kept[question]);
}

/* What staff answered to the step of overriding that they are at. */
static struct text override_answer(const struct interview *interview)
{
    const struct override *draft = &interview->draft;
    const struct question *question = &interview->override_questions[interview->step];
    switch (interview->step) {
    case OVERRIDE_RECOMMENDATION:
        return question->choices[draft->recommendation].label;
    case OVERRIDE_REASON:
        return question->choices[draft->reason].label;
    case OVERRIDE_WORDS:
        return draft->words;
    case OVERRIDE_HARM:
    case OVERRIDE_STEPS:
        break;
    }
    return draft->harm;
}

static struct text say_back(struct interview *interview, struct text answer)
{
    return typed_says(&interview->says_memory,
                      message(interview->questionnaire->language,
                              "Back to the question before. Your answer was: " TEXT_FORMAT),
                      TEXT_ARGS(answer));
}

static enum interview_reply go_back(struct interview *interview, struct text *ret_says,
                                    struct diags *diags)
{
    if (!interview_can_go_back(interview)) {
        *ret_says =
            interview->phase == INTERVIEW_QUESTION
                ? says(interview, "This is the first question. There is no answer to go back to.")
            : interview->phase == INTERVIEW_RESULT
                ? says(interview, "The result was given. There is no way back from here.")
                : says(interview, "There is no answer to go back to yet.");
        return INTERVIEW_REFUSED;
    }
    if (interview->phase == INTERVIEW_OVERRIDE) {
        bool good = interview_back(interview, diags);
        if (interview->phase == INTERVIEW_OVERRIDE) {
            *ret_says = say_back(interview, override_answer(interview));
        }
        return good ? INTERVIEW_MOVED : INTERVIEW_FAILED;
    }
    if (interview->phase == INTERVIEW_QUESTION && interview->changing) {
        *ret_says = says(interview, "Nothing was changed.");
    } else if (interview->phase != INTERVIEW_REVIEW) {
        *ret_says = say_back(interview, interview_last_answer(interview));
    }
    return interview_back(interview, diags) ? INTERVIEW_MOVED : INTERVIEW_FAILED;
}

/* ---- The list of answers ----------------------------------------------------------------------
 */

/* The question on the line of the list that [number] names; NAME_NONE, with a sentence. */
static uint32_t listed_question(struct interview *interview, struct text number,
                                struct text *ret_says)
{
    uint32_t count = interview_review_count(interview);
    int64_t line = 0;
    if (text_to_integer(number, &line) == NUMBER_OK && line >= 1 && line <= count) {
        return interview_review_question(interview, (uint32_t)line - 1);
    }
    struct text quoted = typed_quote(number, &interview->says_memory);
    *ret_says = typed_says(&interview->says_memory,
                           message(interview->questionnaire->language,
                                   "\"" TEXT_FORMAT
                                   "\" is no number of this list. To change an answer, type its "
                                   "number, from 1 to %u. To go on, press Enter."),
                           TEXT_ARGS(quoted), count);
    return NAME_NONE;
}

/* In a list: a number changes an answer, and Enter goes on. */
static enum interview_reply answer_list(struct interview *interview, enum typed_kind kind,
                                        struct text line, struct text *ret_says)
{
    if (kind == TYPED_NOTHING) {
        if (interview->phase == INTERVIEW_REVIEW) {
            interview_go_on(interview);
        } else {
            interview_finish(interview);
        }
        return INTERVIEW_MOVED;
    }
    if (interview_review_count(interview) == 0) {
        *ret_says = says(interview, "There is nothing to ask. Press Enter to see the result.");
        return INTERVIEW_REFUSED;
    }
    uint32_t question =
        listed_question(interview, kind == TYPED_ANSWER ? text_trim(line) : TEXT("-"), ret_says);
    if (question == NAME_NONE) {
        return INTERVIEW_REFUSED;
    }
    interview_change(interview, question);
    return INTERVIEW_MOVED;
}

static enum interview_reply review(struct interview *interview, struct text *ret_says)
{
    if (!interview_can_review(interview)) {
        *ret_says = interview->phase == INTERVIEW_RESULT || interview->phase == INTERVIEW_OVERRIDE
                        ? says(interview, "The result was given. There is no way back from here.")
                        : says(interview, "There are no answers yet.");
        return INTERVIEW_REFUSED;
    }
    interview_review(interview);
    return INTERVIEW_MOVED;
}

/* `/note WORDS` at a question, `/note NUMBER WORDS` in a list; `-` as the words takes it away. */
static enum interview_reply take_note(struct interview *interview, struct text words,
                                      struct text *ret_says, struct diags *diags)
{
    uint32_t question = interview->question;
    bool listed = interview->phase == INTERVIEW_REVIEW || interview->phase == INTERVIEW_LAST_LOOK;
    if (interview->phase != INTERVIEW_QUESTION && !listed) {
        *ret_says = says(interview, "A note belongs to an answer. Type /review first.");
        return INTERVIEW_REFUSED;
    }
    if (listed) {
        size_t length = 0;
        while (length < words.length && words.start[length] != ' ' && words.start[length] != '\t') {
            length++;
        }
        question = listed_question(interview, (struct text){words.start, length}, ret_says);
        words = text_trim((struct text){words.start + length, words.length - length});
        if (question == NAME_NONE || words.length == 0) {
            *ret_says = says(interview, "Type /note, the number of the answer, and your words: "
                                        "/note 2 She was not sure.");
            return INTERVIEW_REFUSED;
        }
    }
    if (words.length == 0) {
        struct text note = interview->notes[question];
        *ret_says =
            note.length > 0
                ? typed_says(&interview->says_memory,
                             message(interview->questionnaire->language,
                                     "Your note: " TEXT_FORMAT " (Type /note - to take it away.)"),
                             TEXT_ARGS(note))
                : says(interview, "Type /note and your words behind it.");
        return INTERVIEW_REFUSED;
    }
    bool away = text_is(words, "-");
    if (!interview_note(interview, question, away ? TEXT("") : words, diags)) {
        return INTERVIEW_FAILED;
    }
    *ret_says = away ? says(interview, "The note is taken away.")
                     : says(interview, "Noted. Now the question again.");
    if (listed && !away) {
        *ret_says = says(interview, "Noted.");
    }
    return INTERVIEW_MOVED;
}

/* ---- After the result ------------------------------------------------------------------------- */

/* Enter ends; an override is asked for. */
static enum interview_reply answer_result(struct interview *interview, enum typed_kind kind,
                                          struct text *ret_says, struct diags *diags)
{
    if (kind == TYPED_OVERRIDE) {
        return interview_override(interview, diags) ? INTERVIEW_MOVED : INTERVIEW_FAILED;
    }
    if (kind == TYPED_NOTHING || kind == TYPED_QUIT) {
        interview_finish(interview);
        return INTERVIEW_MOVED;
    }
    *ret_says = says(interview, "Please press Enter to end, or type /override to record that you "
                                "decide otherwise.");
    return INTERVIEW_REFUSED;
}

/* One step of an override; each of them has to be answered. */
static enum interview_reply answer_override(struct interview *interview, enum typed_kind kind,
                                            struct text line, struct text *ret_says,
                                            struct diags *diags)
{
    struct answer answer = {.state = ANSWER_NOT_ASKED};
    if (kind == TYPED_QUIT) {
        interview->phase = INTERVIEW_RESULT;
        *ret_says = says(interview, "Nothing was recorded.");
        return INTERVIEW_MOVED;
    }
    if (kind != TYPED_ANSWER) {
        *ret_says =
            says(interview, "This has to be answered. Type < to go back, or /quit to record "
                            "nothing.");
        return INTERVIEW_REFUSED;
    }
    if (!typed_answer(interview_asked(interview), line, &interview->says_memory, &answer,
                      ret_says)) {
        return INTERVIEW_REFUSED;
    }
    if (answer.state != ANSWER_GIVEN) { /* the word `unsure` alone, where words are asked */
        answer.state = ANSWER_GIVEN;
        answer.value = (struct value){.kind = VALUE_STRING, .string = text_trim(line)};
        if (interview_option_count(interview_asked(interview)) > 0) {
            *ret_says = says(interview, "This has to be answered. Type < to go back, or /quit to "
                                        "record nothing.");
            return INTERVIEW_REFUSED;
        }
    }
    if (!interview_override_answer(interview, answer, diags)) {
        return INTERVIEW_FAILED;
    }
    if (interview->phase == INTERVIEW_RESULT) {
        *ret_says = says(interview, "Your decision is recorded. The result stays beside it.");
    }
    return INTERVIEW_MOVED;
}

/* ---- A question ------------------------------------------------------------------------------- */

static enum interview_reply answer_question(struct interview *interview, enum typed_kind kind,
                                            struct text line, struct text *ret_says,
                                            struct diags *diags)
{
    struct answer answer = {.state = ANSWER_NOT_ASKED};
    if (kind == TYPED_NOTHING) {
        *ret_says = says(
            interview, "Please type an answer. To leave this question out, type - (a minus sign).");
        return INTERVIEW_REFUSED;
    }
    if (kind == TYPED_UNSURE || kind == TYPED_DECLINE) {
        answer.state = kind == TYPED_UNSURE ? ANSWER_UNSURE : ANSWER_DECLINED;
        return take(interview, answer, ret_says, diags);
    }
    const struct question *question = &interview->questionnaire->questions[interview->question];
    if (!typed_answer(question, line, &interview->says_memory, &answer, ret_says)) {
        return INTERVIEW_REFUSED;
    }
    return take(interview, answer, ret_says, diags);
}

/* Where the person can only go on or back. */
static enum interview_reply answer_pause(struct interview *interview, enum typed_kind kind,
                                         struct text *ret_says)
{
    if (kind != TYPED_NOTHING) {
        bool welcome = interview->phase == INTERVIEW_WELCOME;
        *ret_says =
            welcome ? says(interview, "Please press Enter to begin, or type /quit to stop.")
                    : says(interview, "There are no more questions. Please press Enter to see the "
                                      "result, or type < to change your last answer.");
        return INTERVIEW_REFUSED;
    }
    if (interview->phase == INTERVIEW_WELCOME) {
        interview_begin(interview);
    } else {
        interview_finish(interview);
    }
    return INTERVIEW_MOVED;
}

/* Enter alone goes on: a slip must not lose the answers. */
static enum interview_reply answer_quitting(struct interview *interview, enum typed_kind kind,
                                            struct text line, struct text *ret_says)
{
    const struct question stop_question = {.type = QUESTION_YES_NO,
                                           .language = interview->questionnaire->language};
    struct answer answer = {.state = ANSWER_NOT_ASKED};
    struct text ignored = TEXT("");
    bool stop = kind == TYPED_QUIT;
    bool go_on = kind == TYPED_NOTHING || kind == TYPED_BACK;
    if (kind == TYPED_ANSWER &&
        typed_answer(&stop_question, line, &interview->says_memory, &answer, &ignored) &&
        answer.state == ANSWER_GIVEN) {
        stop = answer.value.truth == TRUTH_TRUE;
        go_on = !stop;
    }
    if (!stop && !go_on) {
        *ret_says = says(interview, "Please type yes to stop, or no to go on.");
        return INTERVIEW_REFUSED;
    }
    interview_confirm_quit(interview, stop);
    *ret_says = stop ? TEXT("") : says(interview, "Good. We go on.");
    return INTERVIEW_MOVED;
}

/* What belongs to the phase alone, once commands that are the same everywhere are done. */
static enum interview_reply enter_phase(struct interview *interview, enum typed_kind kind,
                                        struct text line, struct text *ret_says,
                                        struct diags *diags)
{
    switch (interview->phase) {
    case INTERVIEW_QUESTION:
        return answer_question(interview, kind, line, ret_says, diags);
    case INTERVIEW_REVIEW:
    case INTERVIEW_LAST_LOOK:
        return answer_list(interview, kind, line, ret_says);
    case INTERVIEW_RESULT:
        return answer_result(interview, kind, ret_says, diags);
    case INTERVIEW_OVERRIDE:
        return answer_override(interview, kind, line, ret_says, diags);
    case INTERVIEW_QUITTING:
        return answer_quitting(interview, kind, line, ret_says);
    case INTERVIEW_WELCOME:
    case INTERVIEW_URGENT:
    case INTERVIEW_FINISHED:
    case INTERVIEW_ABANDONED:
        break;
    }
    return answer_pause(interview, kind, ret_says);
}

enum interview_reply interview_enter(struct interview *interview, struct text line,
                                     struct text *ret_says, struct diags *diags)
{
    assert(interview->phase != INTERVIEW_FINISHED && interview->phase != INTERVIEW_ABANDONED);
    arena_reset(&interview->says_memory);
    interview->keeps_urgent = false;
    *ret_says = TEXT("");
    struct text words = TEXT("");
    bool after = interview->phase == INTERVIEW_RESULT || interview->phase == INTERVIEW_OVERRIDE;
    enum typed_kind kind = typed_command(line, interview->questionnaire->language,
                                         &interview->says_memory, &words, ret_says);
    if (kind == TYPED_REFUSED) {
        return INTERVIEW_REFUSED;
    }
    if (interview->phase == INTERVIEW_QUITTING) {
        return answer_quitting(interview, kind, line, ret_says);
    }
    if (kind == TYPED_QUIT && !after) {
        interview_quit(interview);
        return INTERVIEW_MOVED;
    }
    if (kind == TYPED_COMMANDS) {
        return INTERVIEW_COMMANDS;
    }
    if (kind == TYPED_BACK) {
        return go_back(interview, ret_says, diags);
    }
    if (kind == TYPED_REVIEW) {
        return review(interview, ret_says);
    }
    if (kind == TYPED_NOTE) {
        return take_note(interview, words, ret_says, diags);
    }
    if (kind == TYPED_OVERRIDE && interview->phase != INTERVIEW_RESULT) {
        *ret_says =
            says(interview, "Staff can decide otherwise after the result, where the answers "
                            "are kept.");
        return INTERVIEW_REFUSED;
    }
    if (kind == TYPED_HELP) {
        return interview->phase == INTERVIEW_QUESTION ? INTERVIEW_HELP : INTERVIEW_COMMANDS;
    }
    return enter_phase(interview, kind, line, ret_says, diags);
}

enum interview_reply interview_enter_end(struct interview *interview, struct text *ret_says)
{
    assert(interview->phase != INTERVIEW_FINISHED && interview->phase != INTERVIEW_ABANDONED);
    interview->keeps_urgent = false;
    *ret_says = TEXT("");
    switch (interview->phase) {
    case INTERVIEW_WELCOME:
    case INTERVIEW_QUESTION:
    case INTERVIEW_REVIEW:
    case INTERVIEW_LAST_LOOK:
    case INTERVIEW_URGENT:
        interview_quit(interview);
        break;
    case INTERVIEW_QUITTING:
        interview_confirm_quit(interview, true);
        break;
    case INTERVIEW_RESULT:
        interview_finish(interview);
        break;
    case INTERVIEW_OVERRIDE:
        interview->phase = INTERVIEW_RESULT;
        break;
    case INTERVIEW_FINISHED:
    case INTERVIEW_ABANDONED:
        break;
    }
    return INTERVIEW_MOVED;
}
