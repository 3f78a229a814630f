/* The screens of the interview. Strictly sequential: nothing is drawn over, each screen is a few
 * lines of plain words below the last, so that a screen reader and a slow line serve as well. Not
 * for deciding what comes next (interview.c), nor for keys (line.c). */
#include "interview/front.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "base/names.h"
#include "base/wrap.h"
#include "interview/typed.h"

struct front {
    struct interview *interview;
    struct line *line;
    struct front_options options;
    FILE *screen;
    unsigned width;
    uint32_t section; /* the last one whose title was shown; NAME_NONE: none yet */
};

/* ---- Writing --------------------------------------------------------------------------------- */

static void gap(const struct front *front)
{
    fputc('\n', front->screen);
}

static void say(const struct front *front, const char *lead, struct text text)
{
    wrap_text(front->screen, text, front->width, lead);
}

/* The language of all that is shown: that of the questionnaire. */
static struct text language(const struct front *front)
{
    return front->interview->questionnaire->language;
}

/* [english] in that language. */
static void say_line(const struct front *front, const char *english)
{
    say(front, "", text_of(message(language(front), english)));
}

/* A formatted sentence, in that language, wrapped. */
static void say_format(const struct front *front, const char *format, ...) ATTR_PRINTF(2, 3);
static void say_format(const struct front *front, const char *format, ...)
{
    char *buffer = NULL;
    va_list arguments;
    va_start(arguments, format);
    int length = vasprintf(&buffer, message(language(front), format), arguments);
    va_end(arguments);
    if (length >= 0) {
        say(front, "", (struct text){buffer, (size_t)length});
        free(buffer);
    }
}

static void say_bold(const struct front *front, const char *lead, struct text text)
{
    fputs(front->options.bold ? "\033[1m" : "", front->screen);
    say(front, lead, text);
    fputs(front->options.bold ? "\033[0m" : "", front->screen);
}

static void heading(const struct front *front, struct text title)
{
    gap(front);
    say_bold(front, "", title);
    size_t width = utf8_width(title);
    for (size_t i = 0; i < width && i < front->width; i++) {
        fputc('-', front->screen);
    }
    gap(front);
}

/* ---- A question -------------------------------------------------------------------------------
 */

static const struct question *asked(const struct front *front)
{
    return &front->interview->questionnaire->questions[front->interview->question];
}

static void show_section(struct front *front)
{
    uint32_t index = asked(front)->section;
    if (index == front->section) {
        return;
    }
    const struct section *section = &front->interview->questionnaire->sections[index];
    front->section = index;
    if (section->title.length > 0) {
        heading(front, section->title);
    }
    say(front, "", section->intro);
}

static void show_progress(const struct front *front)
{
    struct interview_progress progress = interview_progress(front->interview);
    if (progress.most_left == 0) {
        say_format(front, "Question %u (the last one)", progress.number);
    } else {
        say_format(front, "Question %u (at most %u more)", progress.number, progress.most_left);
    }
}

static void show_options(const struct front *front, const struct question *question)
{
    uint32_t count = interview_option_count(question);
    int digits = count > 9 ? 2 : 1;
    for (uint32_t i = 0; i < count; i++) {
        struct interview_option option = interview_option(question, i);
        char lead[16];
        snprintf(lead, sizeof lead, "  %*" PRIu32 "  ", digits, option.number);
        say(front, lead, option.label);
    }
}

/* What kind of answer is asked, where the list of options does not say it. */
static void show_kind(const struct front *front, const struct question *question)
{
    const char *before = question->unit.length > 0 ? " (" : "";
    const char *after = question->unit.length > 0 ? ")" : "";
    switch (question->type) {
    case QUESTION_MULTIPLE:
        say_line(front,
                 question->choice_count > 1
                     ? "Type the numbers of all that fit, with blanks between them, like 1 2."
                     : "Type 1 if it fits, or 0.");
        break;
    case QUESTION_INTEGER:
        say_format(front, "Type a number from %lld to %lld%s" TEXT_FORMAT "%s.",
                   (long long)question->min, (long long)question->max, before,
                   TEXT_ARGS(question->unit), after);
        break;
    case QUESTION_NUMBER:
        say_format(front, "Type a number from %g to %g%s" TEXT_FORMAT "%s.", question->number_min,
                   question->number_max, before, TEXT_ARGS(question->unit), after);
        break;
    case QUESTION_TEXT:
        say_line(front, "Type your answer in your own words.");
        break;
    case QUESTION_YES_NO:
    case QUESTION_CHOICE:
        break;
    }
}

/* The keys, as many on a line as fit. */
static void show_keys(const struct front *front)
{
    struct text spoken = language(front);
    const char *keys[] = {message(spoken, "? help"),
                          interview_can_go_back(front->interview) ? message(spoken, "< back")
                                                                  : NULL,
                          message(spoken, "- prefer not to say"),
                          message(spoken, "/unsure"),
                          message(spoken, "/quit"),
                          message(spoken, "/help")};
    size_t column = 0;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        size_t length = keys[i] == NULL ? 0 : utf8_width(text_of(keys[i]));
        if (length > 0 && column > 0 && column + 3 + length > front->width) {
            gap(front);
            column = 0;
        }
        if (length > 0) {
            fprintf(front->screen, "%s%s", column > 0 ? "   " : "", keys[i]);
            column += length + (column > 0 ? 3 : 0);
        }
    }
    gap(front);
}

static void show_question(struct front *front)
{
    const struct question *question = asked(front);
    show_section(front);
    gap(front);
    show_progress(front);
    gap(front);
    say_bold(front, "", question->ask);
    if (interview_option_count(question) > 0) {
        show_options(front, question);
    }
    show_kind(front, question);
    gap(front);
    show_keys(front);
}

/* ---- The other screens -------------------------------------------------------------------------
 */

static void show_welcome(const struct front *front)
{
    const struct questionnaire *questionnaire = front->interview->questionnaire;
    struct interview_progress progress = interview_progress(front->interview);
    heading(front, questionnaire->title);
    say(front, "", questionnaire->facility.name);
    if (questionnaire->intro.length > 0) {
        gap(front);
        say(front, "", questionnaire->intro);
    }
    gap(front);
    const char *kept = message(language(front), "Your answers are not kept when the program ends.");
    say_format(front,
               message_counted(language(front),
                               "We ask at most %u question, and stop when we know enough. You can "
                               "go back and stop at any time. %s",
                               "We ask at most %u questions, and stop when we know enough. You can "
                               "go back and stop at any time. %s",
                               progress.most_left),
               progress.most_left, front->options.keeps == NULL ? kept : "");
    if (front->options.keeps != NULL) {
        say_format(front, "At the end, your answers are written to the file %s.",
                   front->options.keeps);
    }
    gap(front);
    say_line(front, "Press Enter to begin.");
}

static void show_last_look(const struct front *front)
{
    gap(front);
    if (interview_can_go_back(front->interview)) {
        say_line(front, "That was the last question. Thank you.");
        say_line(front, "Press Enter to see the result, or type < to change your last answer.");
    } else {
        say_line(front, "There is nothing to ask. Press Enter to see the result.");
    }
}

static bool line_was_said(const struct questionnaire *questionnaire, uint64_t outcomes,
                          struct text line)
{
    for (uint32_t i = 0; i < questionnaire->outcome_count; i++) {
        const struct outcome *outcome = &questionnaire->outcomes[i];
        for (uint32_t j = 0; (outcomes >> i & 1) != 0 && j < outcome->line_count; j++) {
            if (text_equal(outcome->lines[j], line)) {
                return true;
            }
        }
    }
    return false;
}

/* The lines of all outcomes that are still possible, the most urgent first, each once. */
static void show_urgent_lines(const struct front *front)
{
    const struct questionnaire *questionnaire = front->interview->questionnaire;
    uint64_t said = 0;
    for (uint32_t i = questionnaire->outcome_count; i-- > 0;) {
        const struct outcome *outcome = &questionnaire->outcomes[i];
        if ((front->interview->assessment.possible >> i & 1) == 0) {
            continue;
        }
        for (uint32_t j = 0; j < outcome->line_count; j++) {
            if (!line_was_said(questionnaire, said, outcome->lines[j])) {
                say_bold(front, "- ", outcome->lines[j]);
            }
        }
        said |= (uint64_t)1 << i;
    }
}

static void show_urgent(const struct front *front)
{
    struct interview *interview = front->interview;
    const struct outcome *outcome =
        &interview->questionnaire->outcomes[interview->assessment.outcome];
    gap(front);
    show_urgent_lines(front);
    gap(front);
    say(front, "", outcome->message);
    gap(front);
    if (interview_can_go_back(interview)) { /* so that a slip is noticed */
        struct text last = interview_last_answer(interview);
        say_format(front, "Your last answer: " TEXT_FORMAT, TEXT_ARGS(last));
    }
    say_line(front, "We ask nothing more now.");
    say_line(front, interview_can_go_back(interview)
                        ? "Press Enter to see what to do next. If your last answer was a slip, "
                          "type < to change it."
                        : "Press Enter to see what to do next.");
}

static void show_quitting(const struct front *front)
{
    gap(front);
    say_line(front, "Do you want to stop? There will be no result, and your answers will not be "
                    "kept. Type yes to stop, or press Enter to go on.");
}

static void show(struct front *front)
{
    front->width = line_width(front->line);
    switch (front->interview->phase) {
    case INTERVIEW_WELCOME:
        show_welcome(front);
        break;
    case INTERVIEW_QUESTION:
        show_question(front);
        break;
    case INTERVIEW_REVIEW:
    case INTERVIEW_RESULT:
    case INTERVIEW_OVERRIDE:
        break;
    case INTERVIEW_LAST_LOOK:
        show_last_look(front);
        break;
    case INTERVIEW_URGENT:
        show_urgent(front);
        line_forget_typed(front->line); /* a key typed ahead must not wipe this away unread */
        break;
    case INTERVIEW_QUITTING:
        show_quitting(front);
        break;
    case INTERVIEW_FINISHED:
        break;
    case INTERVIEW_ABANDONED:
        gap(front);
        say_line(front, "Stopped. Your answers were not kept.");
        break;
    }
}

/* ---- Help --------------------------------------------------------------------------------------
 */

static void show_how(const struct front *front, const struct question *question)
{
    switch (question->type) {
    case QUESTION_YES_NO:
        say_line(front, "How to answer: type yes or no, or the number.");
        break;
    case QUESTION_CHOICE:
        say_line(front,
                 "How to answer: type the number of the one answer that fits best, or how it "
                 "begins. The TAB key shows the answers.");
        break;
    case QUESTION_MULTIPLE:
        say_line(front,
                 "How to answer: type the numbers of all answers that fit, with blanks "
                 "between them. Type 0 if none of them fits. The TAB key shows the answers.");
        break;
    case QUESTION_INTEGER:
    case QUESTION_NUMBER:
        say_line(front, "How to answer: type the number in digits. Your best guess is fine.");
        break;
    case QUESTION_TEXT:
        say_line(front, "How to answer: type it in your own words and press Enter.");
        break;
    }
}

static void show_help(struct front *front)
{
    const struct question *question = asked(front);
    gap(front);
    if (question->why.length > 0) {
        say_format(front, "Why we ask: " TEXT_FORMAT, TEXT_ARGS(question->why));
    }
    say(front, "", question->help);
    show_how(front, question);
    say_line(front, "You do not have to answer. Type - if you would rather not say, or /unsure if "
                    "you do not know. If it matters, staff will talk about it with you.");
}

/* A row of the list of what can be typed. */
static void say_key(const struct front *front, const char *key, const char *means)
{
    char lead[32];
    snprintf(lead, sizeof lead, "%-7s  ", key);
    say(front, lead, text_of(means));
}

static void show_commands(struct front *front)
{
    struct text spoken = language(front);
    heading(front, text_of(message(spoken, "What you can type")));
    say_key(front, "?", message(spoken, "help with the question, and why we ask it"));
    say_key(front, "<", message(spoken, "back to the question before"));
    say_key(front, "-", message(spoken, "you prefer not to say; the question is left out"));
    say_key(front, message(spoken, "/unsure"),
            message(spoken, "you do not know, or are not sure (short: /u)"));
    say_key(front, message(spoken, "/quit"), message(spoken, "stop (short: /q)"));
    say_key(front, message(spoken, "/help"), message(spoken, "this list (short: /h)"));
    say_key(front, "TAB", message(spoken, "shows the answers that begin with what you typed"));
}

/* ---- The conversation --------------------------------------------------------------------------
 */

static void react(struct front *front, enum interview_reply reply, struct text says)
{
    if (front->interview->phase != INTERVIEW_URGENT || reply == INTERVIEW_REFUSED) {
        say(front, "", says); /* nothing stands before the lines of an urgent outcome */
    }
    switch (reply) {
    case INTERVIEW_MOVED:
        show(front);
        break;
    case INTERVIEW_HELP:
        show_help(front);
        show(front);
        break;
    case INTERVIEW_COMMANDS:
        show_commands(front);
        show(front);
        break;
    case INTERVIEW_REFUSED:
    case INTERVIEW_FAILED:
        break;
    }
}

static bool goes_on(const struct interview *interview)
{
    return interview->phase != INTERVIEW_FINISHED && interview->phase != INTERVIEW_ABANDONED;
}

enum front_end front_run(struct interview *interview, struct line *line,
                         struct front_options options, struct diags *diags)
{
    struct front front = {.interview = interview,
                          .line = line,
                          .options = options,
                          .screen = line->screen,
                          .section = NAME_NONE};
    show(&front);
    while (goes_on(interview)) {
        struct text typed;
        struct text says = TEXT("");
        enum interview_reply reply = INTERVIEW_MOVED;
        bool asking = interview->phase == INTERVIEW_QUESTION;
        switch (line_read(line, "> ", asking ? asked(&front) : NULL, &typed)) {
        case LINE_SIGNAL:
            gap(&front);
            fflush(front.screen);
            return FRONT_SIGNALLED;
        case LINE_TYPED:
            reply = interview_enter(interview, typed, &says, diags);
            break;
        case LINE_END:
            gap(&front);
            reply = interview_enter_end(interview, &says);
            break;
        case LINE_RESUMED:
            break;
        }
        if (reply == INTERVIEW_FAILED) {
            return FRONT_FAILED;
        }
        front.width = line_width(line);
        react(&front, reply, says);
    }
    fflush(front.screen);
    return interview->phase == INTERVIEW_FINISHED ? FRONT_FINISHED : FRONT_ABANDONED;
}
