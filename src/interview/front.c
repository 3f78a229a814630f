/* The screens of the interview. Strictly sequential: nothing is drawn over, each screen is a few
 * lines of plain words below the last, so that a screen reader and a slow line serve as well. Not
 * for deciding what comes next (interview.c), nor for keys (line.c). */
#include "interview/front.h"

#include <inttypes.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "base/names.h"
#include "base/wrap.h"
#include "interview/typed.h"

/* Of an urgent screen: empty lines, the last answer in two lines, the sentence behind it, the prompt. */
enum { URGENT_ROWS = 7 };

struct front {
    struct interview *interview;
    struct line *line;
    struct front_options options;
    FILE *screen;
    unsigned width;
    uint32_t section;  /* the last one whose title was shown; NAME_NONE: none yet */
    uint32_t revision; /* of the interview, that was saved */
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
    size_t width = front->options.plain ? 0 : utf8_width(title);
    for (size_t i = 0; i < width && i < front->width; i++) {
        fputc('-', front->screen);
    }
    if (width > 0) {
        gap(front);
    }
}

/* ---- Whom to call ------------------------------------------------------------------------------
 */

/* How many rows [text] takes on the screen after [lead]. */
static unsigned rows_of(const struct front *front, const char *lead, struct text text)
{
    unsigned rows = 0;
    char *buffer = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&buffer, &length);
    if (out != NULL) {
        wrap_text(out, text, front->width, lead);
        fclose(out);
    }
    for (size_t i = 0; buffer != NULL && i < length; i++) {
        rows += buffer[i] == '\n';
    }
    free(buffer);
    return rows;
}

/* The lines of all urgent outcomes that are possible, the most urgent first; as many as fit into
 * [most] rows, but the first two of them always. Returns the rows. */
static unsigned show_urgent_lines(const struct front *front, unsigned most)
{
    unsigned rows = 0;
    struct text line;
    for (uint32_t i = 0; interview_urgent_line(front->interview, i, &line); i++) {
        rows += rows_of(front, "- ", line);
        if (i >= 2 && rows > most) {
            break;
        }
        say_bold(front, "- ", line);
    }
    return rows;
}

/* The first of them once more, above the [below] that ends a screen and the prompt, so that they are
 * on the screen when everything above has scrolled away. */
static void repeat_urgent_lines(const struct front *front, const char *below)
{
    unsigned taken = rows_of(front, "", text_of(below)) + 3;
    unsigned height = line_height(front->line);
    gap(front);
    (void)show_urgent_lines(front, height > taken ? height - taken : 0);
    gap(front);
}

/* An answer was left out that keeps an emergency possible: calm, and once. */
static void show_left_open(const struct front *front)
{
    gap(front);
    say_line(front, "You do not have to say. If you or someone else is in danger now, or it is a "
                    "medical emergency, help is there day and night:");
    (void)show_urgent_lines(front, line_height(front->line) / 4);
}

/* ---- A question -------------------------------------------------------------------------------
 */

static const struct question *asked(const struct front *front)
{
    return interview_asked(front->interview);
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
    if (front->interview->changing) {
        struct text last = interview_last_answer(front->interview);
        say_format(front, "Changing answer %u. It is now: " TEXT_FORMAT, progress.number,
                   TEXT_ARGS(last));
    } else if (progress.most_left == 0) {
        say_format(front, "Question %u (the last one)", progress.number);
    } else {
        say_format(front, "Question %u (at most %u more)", progress.number, progress.most_left);
    }
}

/* For staff: what the answers lead to so far, by the ids of outcomes. */
static void show_outcome(const struct front *front)
{
    const struct questionnaire *questionnaire = front->interview->questionnaire;
    char *list = NULL;
    size_t length = 0;
    FILE *out = front->options.show_outcome ? open_memstream(&list, &length) : NULL;
    if (out == NULL) {
        return;
    }
    for (uint32_t i = 0; i < questionnaire->outcome_count; i++) {
        if ((front->interview->assessment.possible >> i & 1) != 0) {
            fprintf(out, "%s" TEXT_FORMAT, ftell(out) > 0 ? ", " : "",
                    TEXT_ARGS(questionnaire->outcomes[i].id));
        }
    }
    if (fclose(out) == 0 && front->interview->assessment.certain) {
        say_format(front, "Outcome so far: %s (certain)", list);
    } else if (list != NULL) {
        say_format(front, "Outcome so far: open, one of %s", list);
    }
    free(list);
}

/* A numbered line: the number stands before the label. */
static void show_numbered(const struct front *front, uint32_t number, int digits, struct text label)
{
    char lead[24];
    if (front->options.plain) {
        snprintf(lead, sizeof lead, "%" PRIu32 ": ", number);
    } else {
        snprintf(lead, sizeof lead, "  %*" PRIu32 "  ", digits, number);
    }
    say(front, lead, label);
}

static void show_options(const struct front *front, const struct question *question)
{
    uint32_t count = interview_option_count(question);
    for (uint32_t i = 0; i < count; i++) {
        struct interview_option option = interview_option(question, i);
        show_numbered(front, option.number, count > 9 ? 2 : 1, option.label);
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

/* The [keys] (NULL: none), as many on a line as fit. */
static void show_keys(const struct front *front, const char *const *keys, size_t count)
{
    size_t between = front->options.plain ? 2 : 3;
    size_t column = 0;
    for (size_t i = 0; i < count; i++) {
        size_t length = keys[i] == NULL ? 0 : utf8_width(text_of(keys[i]));
        if (length == 0) {
            continue;
        }
        if (column > 0 && column + between + length > front->width) {
            fputs(front->options.plain ? ",\n" : "\n", front->screen);
            column = 0;
        }
        fputs(column == 0 ? "" : front->options.plain ? ", " : "   ", front->screen);
        fputs(keys[i], front->screen);
        column += length + (column > 0 ? between : 0);
    }
    gap(front);
}

static void show_question_keys(const struct front *front)
{
    struct text spoken = language(front);
    const struct interview *interview = front->interview;
    const char *keys[] = {message(spoken, "? help"),
                          interview->changing ? message(spoken, "< leave it as it is")
                          : interview_can_go_back(interview) ? message(spoken, "< back")
                                                             : NULL,
                          message(spoken, "- prefer not to say"),
                          message(spoken, "/unsure"),
                          interview_can_review(interview) ? message(spoken, "/review") : NULL,
                          message(spoken, "/quit"),
                          message(spoken, "/help")};
    show_keys(front, keys, sizeof keys / sizeof *keys);
}

static void show_note(const struct front *front, uint32_t question)
{
    struct text note = front->interview->notes[question];
    if (note.length > 0) {
        say_format(front, "Your note: " TEXT_FORMAT, TEXT_ARGS(note));
    }
}

static void show_question(struct front *front)
{
    const struct question *question = asked(front);
    if (!front->interview->changing) {
        show_section(front);
    }
    gap(front);
    show_progress(front);
    show_outcome(front);
    gap(front);
    say_bold(front, "", question->ask);
    show_options(front, question);
    show_kind(front, question);
    show_note(front, front->interview->question);
    gap(front);
    show_question_keys(front);
}

/* ---- The list of answers -----------------------------------------------------------------------
 */

/* Each question with its answer in one paragraph, after its number. */
static void show_list(const struct front *front)
{
    const struct interview *interview = front->interview;
    uint32_t count = interview_review_count(interview);
    heading(front, text_of(message(language(front), "Your answers")));
    for (uint32_t i = 0; i < count; i++) {
        uint32_t index = interview_review_question(interview, i);
        const struct question *question = &interview->questionnaire->questions[index];
        char *buffer = NULL;
        size_t length = 0;
        FILE *out = open_memstream(&buffer, &length);
        if (out == NULL) {
            continue;
        }
        fprintf(out, TEXT_FORMAT " ", TEXT_ARGS(text_trim(question->ask)));
        interview_print_answer(out, interview, index);
        if (interview->notes[index].length > 0) {
            fprintf(out, message(language(front), " (note: " TEXT_FORMAT ")"),
                    TEXT_ARGS(interview->notes[index]));
        }
        if (fclose(out) == 0) {
            show_numbered(front, i + 1, count > 9 ? 2 : 1, (struct text){buffer, length});
        }
        if (buffer != NULL) {
            explicit_bzero(buffer, length);
            free(buffer);
        }
    }
    gap(front);
}

static void show_review(const struct front *front)
{
    show_list(front);
    say_line(front, "To change an answer, type its number. To go on, press Enter.");
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
    bool unkept = front->options.keeps == NULL && front->options.saves == NULL;
    const char *kept = message(language(front), "Your answers are not kept when the program ends.");
    if (progress.most_left == 0) {
        say_format(front, "All questions are answered. %s", unkept ? kept : "");
    } else {
        say_format(
            front,
            message_counted(language(front),
                            "We ask at most %u question, and stop when we know enough. You can "
                            "go back and stop at any time. %s",
                            "We ask at most %u questions, and stop when we know enough. You can "
                            "go back and stop at any time. %s",
                            progress.most_left),
            progress.most_left, unkept ? kept : "");
    }
    if (front->options.saves != NULL) {
        say_format(front, "After each answer, all of them are saved in the file %s.",
                   front->options.saves);
    }
    if (front->options.keeps != NULL) {
        say_format(front, "At the end, your answers are written to the file %s.",
                   front->options.keeps);
    }
    gap(front);
    uint32_t answers = interview_review_count(front->interview);
    if (answers > 0) {
        say_format(front,
                   message_counted(language(front),
                                   "%u answer is there already. Type /review to see it, or press "
                                   "Enter to go on.",
                                   "%u answers are there already. Type /review to see them, or "
                                   "press Enter to go on.",
                                   answers),
                   answers);
    } else {
        say_line(front, "Press Enter to begin.");
    }
}

static void show_last_look(const struct front *front)
{
    gap(front);
    if (interview_review_count(front->interview) == 0) {
        say_line(front, "There is nothing to ask. Press Enter to see the result.");
        return;
    }
    say_line(front, "That was the last question. Thank you.");
    show_list(front);
    show_outcome(front);
    say_line(front, "Press Enter to see the result. To change an answer, type its number, or < for "
                    "the last one.");
}

static void show_urgent(const struct front *front)
{
    struct interview *interview = front->interview;
    const struct outcome *outcome =
        &interview->questionnaire->outcomes[interview->assessment.outcome];
    const char *below =
        interview_can_go_back(interview)
            ? message(language(front), "Press Enter to see what to do next. If your last answer "
                                       "was a slip, type < to change it.")
            : message(language(front), "Press Enter to see what to do next.");
    gap(front);
    unsigned rows = show_urgent_lines(front, UINT_MAX);
    gap(front);
    say(front, "", outcome->message);
    gap(front);
    if (interview_can_go_back(interview)) { /* so that a slip is noticed */
        struct text last = interview_last_answer(interview);
        say_format(front, "Your last answer: " TEXT_FORMAT, TEXT_ARGS(last));
    }
    say_line(front, "We ask nothing more now.");
    rows += rows_of(front, "", outcome->message) + rows_of(front, "", text_of(below));
    if (rows + URGENT_ROWS > line_height(front->line)) {
        repeat_urgent_lines(front, below);
    }
    say(front, "", text_of(below));
}

static void show_quitting(const struct front *front)
{
    gap(front);
    if (front->options.saves != NULL) {
        say_format(front,
                   "Do you want to stop? Your answers stay in the file %s; \"iopfit ask --resume\" "
                   "goes on with it. Type yes to stop, or press Enter to go on.",
                   front->options.saves);
    } else {
        say_line(front, "Do you want to stop? There will be no result, and your answers will not "
                        "be kept. Type yes to stop, or press Enter to go on.");
    }
}

/* What staff decided, where they did. */
static void show_decision(const struct front *front)
{
    const struct override *override = &front->interview->override;
    struct text title = text_of(recommendation_title(override->recommendation, language(front)));
    if (override->made) {
        say_format(front, "Recorded beside the result: you decide for \"" TEXT_FORMAT "\" (%s).",
                   TEXT_ARGS(title), override_reason_code(override->reason));
    }
}

static void show_result(const struct front *front)
{
    const struct assessment *assessment = &front->interview->assessment;
    const char *below =
        message(language(front), "For staff: press Enter to end. If you decide otherwise than the "
                                 "result, type /override to record that and why.");
    gap(front);
    show_decision(front);
    if (front->interview->questionnaire->outcomes[assessment->outcome].urgent) {
        repeat_urgent_lines(front, below);
    }
    say(front, "", text_of(below));
}

static void show_override(const struct front *front)
{
    struct text spoken = language(front);
    const char *keys[] = {message(spoken, "< back"), message(spoken, "/quit (record nothing)")};
    gap(front);
    say_format(front, "Your decision, %u of %u", (unsigned)front->interview->step + 1,
               (unsigned)OVERRIDE_STEPS);
    gap(front);
    say_bold(front, "", asked(front)->ask);
    show_options(front, asked(front));
    gap(front);
    show_keys(front, keys, 2);
}

/* The end of a conversation without a result. */
static void say_kept(const struct front *front)
{
    if (front->options.saves != NULL) {
        say_format(front, "Your answers so far are in the file %s.", front->options.saves);
    } else {
        say_line(front, "Your answers were not kept.");
    }
}

static void show(struct front *front)
{
    front->width = line_width(front->line);
    if (front->interview->keeps_urgent && front->interview->phase != INTERVIEW_URGENT) {
        show_left_open(front);
    }
    switch (front->interview->phase) {
    case INTERVIEW_WELCOME:
        show_welcome(front);
        break;
    case INTERVIEW_QUESTION:
        show_question(front);
        break;
    case INTERVIEW_REVIEW:
        show_review(front);
        break;
    case INTERVIEW_RESULT:
        show_result(front);
        break;
    case INTERVIEW_OVERRIDE:
        show_override(front);
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
        if (front->options.saves != NULL) {
            say_kept(front);
        } else {
            say_line(front, "Stopped. Your answers were not kept.");
        }
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
                 "begins.");
        break;
    case QUESTION_MULTIPLE:
        say_line(front, "How to answer: type the numbers of all answers that fit, with blanks "
                        "between them. Type 0 if none of them fits.");
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
    if (!front->options.plain && interview_option_count(question) > 2) {
        say_line(front, "The TAB key shows the answers.");
    }
    say_line(front, "You do not have to answer. Type - if you would rather not say, or /unsure if "
                    "you do not know. If it matters, staff will talk about it with you.");
}

/* A row of the list of what can be typed. */
static void say_key(const struct front *front, const char *key, const char *means)
{
    enum { WIDTH = 9 };
    char lead[32];
    size_t width = utf8_width(text_of(key));
    snprintf(lead, sizeof lead, "%s%*s", key, (int)(width < WIDTH ? WIDTH - width : 0) + 2, "");
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
    say_key(front, message(spoken, "/review"),
            message(spoken, "your answers so far; any of them can be changed (short: /r)"));
    say_key(front, message(spoken, "/note"),
            message(spoken, "and words behind it: a note on this answer (short: /n)"));
    say_key(front, message(spoken, "/quit"), message(spoken, "stop (short: /q)"));
    say_key(front, message(spoken, "/help"), message(spoken, "this list (short: /h)"));
    if (front->options.keeps != NULL || front->options.saves != NULL) {
        say_key(front, message(spoken, "/override"),
                message(spoken, "after the result: staff decide otherwise (short: /o)"));
    }
    if (front->options.plain) {
        return;
    }
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

/* Has what changed written to the file, and says where that failed. */
static void save(struct front *front)
{
    if (front->options.save == NULL || front->revision == front->interview->revision) {
        return;
    }
    struct text trouble = front->options.save(front->options.context, front->interview);
    if (trouble.length == 0) {
        front->revision = front->interview->revision;
        return;
    }
    gap(front);
    say_bold(front, "", trouble);
    say_line(front, "What is in the file is older than what you see. It is tried again after the "
                    "next answer.");
}

/* How a conversation ends for which no more line will come. */
static enum front_end end_early(const struct front *front, enum front_end end)
{
    gap(front);
    if (end == FRONT_IDLE) {
        say_format(front, "Nothing was typed for %u seconds, so the interview ends here.",
                   front->line->options.timeout);
        say_kept(front);
    }
    fflush(front->screen);
    return end;
}

enum front_end front_run(struct interview *interview, struct line *line,
                         struct front_options options, struct diags *diags)
{
    struct front front = {.interview = interview,
                          .line = line,
                          .options = options,
                          .screen = line->screen,
                          .section = NAME_NONE,
                          .revision = interview->revision};
    show(&front);
    while (goes_on(interview)) {
        struct text typed;
        struct text says = TEXT("");
        enum interview_reply reply = INTERVIEW_MOVED;
        enum interview_phase before = interview->phase;
        if (line_forget_lines(line)) {
            say_line(&front, "What was typed before this was on the screen was not taken. Please "
                             "read it and answer now.");
        }
        switch (line_read(line, "> ", asked(&front), &typed)) {
        case LINE_SIGNAL:
            return end_early(&front, FRONT_SIGNALLED);
        case LINE_IDLE:
            return end_early(&front, FRONT_IDLE);
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
        save(&front);
        if (interview->phase == INTERVIEW_RESULT && before != INTERVIEW_RESULT &&
            before != INTERVIEW_OVERRIDE) {
            fflush(front.screen);
            return FRONT_RESULT;
        }
        react(&front, reply, says);
    }
    fflush(front.screen);
    return interview->phase == INTERVIEW_FINISHED ? FRONT_FINISHED : FRONT_ABANDONED;
}
