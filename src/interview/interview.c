/* The conversation's state machine. Not for what a typed line means (typed.c), nor for what stands
 * on the screen (front.c). */
#include "interview/interview.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/message.h"
#include "interview/typed.h"

/* ---- Assessing ------------------------------------------------------------------------------- */

/* Assesses the answers as they stand. On failure the last assessment stays. */
static bool assess_again(struct interview *interview, struct diags *diags)
{
    struct arena memory;
    struct assessment assessment;
    struct assess_options options = assess_default_options();
    options.want_open = true;
    options.want_rules = true;
    arena_init(&memory, LIMIT_RECORD_MEMORY);
    if (!assess(interview->plan, interview->record.answers, options, &memory, &assessment, diags)) {
        arena_free(&memory);
        return false;
    }
    arena_free(&interview->assess_memory);
    interview->assess_memory = memory;
    interview->assessment = assessment;
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

/* Goes where the answers lead: to the next question, or to the end. */
static void move_on(struct interview *interview)
{
    interview->question = NAME_NONE;
    if (is_surely_urgent(interview)) {
        interview->phase = INTERVIEW_URGENT;
        return;
    }
    interview->question = assess_next_question(interview->plan, &interview->assessment,
                                               interview->record.answers, interview->options.all);
    interview->phase = interview->question == NAME_NONE ? INTERVIEW_LAST_LOOK : INTERVIEW_QUESTION;
}

/* ---- What a person can do ---------------------------------------------------------------------
 */

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
    interview->path = arena_array(&interview->answers_memory, questionnaire->question_count,
                                  sizeof *interview->path);
    bool started = interview->path != NULL &&
                   record_init(&interview->record, questionnaire, &interview->answers_memory);
    if (!started) {
        (void)diag_out_of_memory(diags);
    } else {
        started = assess_again(interview, diags);
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

void interview_begin(struct interview *interview)
{
    assert(interview->phase == INTERVIEW_WELCOME);
    move_on(interview);
}

bool interview_answer(struct interview *interview, struct answer answer, struct diags *diags)
{
    assert(interview->phase == INTERVIEW_QUESTION);
    assert(answer.state != ANSWER_NOT_ASKED);
    uint32_t question = interview->question;
    if (answer.state == ANSWER_GIVEN && answer.value.kind == VALUE_STRING) {
        answer.value.string = text_copy(&interview->answers_memory, answer.value.string);
        if (answer.value.string.start == NULL) {
            return diag_out_of_memory(diags);
        }
    }
    interview->record.answers[question] = answer;
    if (!assess_again(interview, diags)) {
        interview->record.answers[question] = (struct answer){.state = ANSWER_NOT_ASKED};
        return false;
    }
    interview->path[interview->path_count++] = question;
    move_on(interview);
    return true;
}

bool interview_can_go_back(const struct interview *interview)
{
    bool in_conversation = interview->phase == INTERVIEW_QUESTION ||
                           interview->phase == INTERVIEW_LAST_LOOK ||
                           interview->phase == INTERVIEW_URGENT;
    return in_conversation && interview->path_count > 0;
}

bool interview_back(struct interview *interview, struct diags *diags)
{
    assert(interview_can_go_back(interview));
    uint32_t question = interview->path[interview->path_count - 1];
    struct answer taken = interview->record.answers[question];
    interview->record.answers[question] = (struct answer){.state = ANSWER_NOT_ASKED};
    if (!assess_again(interview, diags)) {
        interview->record.answers[question] = taken;
        return false;
    }
    interview->path_count--;
    move_on(interview);
    assert(interview->question == question); /* the same answers ask the same question */
    return true;
}

void interview_finish(struct interview *interview)
{
    assert(interview->phase == INTERVIEW_LAST_LOOK || interview->phase == INTERVIEW_URGENT);
    interview->phase = INTERVIEW_FINISHED;
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

struct interview_progress interview_progress(const struct interview *interview)
{
    struct interview_progress progress = {.number = interview->path_count + 1, .most_left = 0};
    for (uint32_t i = 0; i < interview->questionnaire->question_count; i++) {
        if (i != interview->question && can_still_be_asked(interview, i)) {
            progress.most_left++;
        }
    }
    return progress;
}

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

static enum interview_reply take(struct interview *interview, struct answer answer,
                                 struct text *ret_says, struct diags *diags)
{
    struct text words = in_words(interview, interview->question, answer);
    if (!interview_answer(interview, answer, diags)) {
        return INTERVIEW_FAILED;
    }
    *ret_says = typed_says(&interview->says_memory,
                           message(interview->questionnaire->language, "Your answer: " TEXT_FORMAT),
                           TEXT_ARGS(words));
    return INTERVIEW_MOVED;
}

struct text interview_last_answer(struct interview *interview)
{
    if (!interview_can_go_back(interview)) {
        return TEXT("");
    }
    uint32_t question = interview->path[interview->path_count - 1];
    return in_words(interview, question, interview->record.answers[question]);
}

static enum interview_reply go_back(struct interview *interview, struct text *ret_says,
                                    struct diags *diags)
{
    if (!interview_can_go_back(interview)) {
        *ret_says =
            interview->phase == INTERVIEW_QUESTION
                ? says(interview, "This is the first question. There is no answer to go back to.")
                : says(interview, "There is no answer to go back to yet.");
        return INTERVIEW_REFUSED;
    }
    uint32_t question = interview->path[interview->path_count - 1];
    struct text words = in_words(interview, question, interview->record.answers[question]);
    *ret_says = typed_says(&interview->says_memory,
                           message(interview->questionnaire->language,
                                   "Back to the question before. Your answer was: " TEXT_FORMAT),
                           TEXT_ARGS(words));
    return interview_back(interview, diags) ? INTERVIEW_MOVED : INTERVIEW_FAILED;
}

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

enum interview_reply interview_enter(struct interview *interview, struct text line,
                                     struct text *ret_says, struct diags *diags)
{
    assert(interview->phase != INTERVIEW_FINISHED && interview->phase != INTERVIEW_ABANDONED);
    arena_reset(&interview->says_memory);
    *ret_says = TEXT("");
    enum typed_kind kind =
        typed_command(line, interview->questionnaire->language, &interview->says_memory, ret_says);
    if (kind == TYPED_REFUSED) {
        return INTERVIEW_REFUSED;
    }
    if (interview->phase == INTERVIEW_QUITTING) {
        return answer_quitting(interview, kind, line, ret_says);
    }
    if (kind == TYPED_QUIT) {
        interview_quit(interview);
        return INTERVIEW_MOVED;
    }
    if (kind == TYPED_COMMANDS) {
        return INTERVIEW_COMMANDS;
    }
    if (kind == TYPED_BACK) {
        return go_back(interview, ret_says, diags);
    }
    if (interview->phase != INTERVIEW_QUESTION) {
        return kind == TYPED_HELP ? INTERVIEW_COMMANDS : answer_pause(interview, kind, ret_says);
    }
    if (kind == TYPED_HELP) {
        return INTERVIEW_HELP;
    }
    return answer_question(interview, kind, line, ret_says, diags);
}

enum interview_reply interview_enter_end(struct interview *interview, struct text *ret_says)
{
    assert(interview->phase != INTERVIEW_FINISHED && interview->phase != INTERVIEW_ABANDONED);
    *ret_says = TEXT("");
    switch (interview->phase) {
    case INTERVIEW_WELCOME:
    case INTERVIEW_QUESTION:
        interview_quit(interview);
        break;
    case INTERVIEW_QUITTING:
        interview_confirm_quit(interview, true);
        break;
    case INTERVIEW_LAST_LOOK:
    case INTERVIEW_URGENT:
        interview_finish(interview);
        break;
    case INTERVIEW_FINISHED:
    case INTERVIEW_ABANDONED:
        break;
    }
    return INTERVIEW_MOVED;
}
