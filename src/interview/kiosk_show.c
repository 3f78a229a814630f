/* What each screen of the kiosk says. Not for where it stands on the screen (kiosk_layout.c), nor for
 * what a key does (kiosk.c). */
#include "interview/kiosk_draft.h"

#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "interview/typed.h"

static const char *says(const struct draft *draft, const char *english) ATTR_FORMAT_LIKE(2);
static const char *says(const struct draft *draft, const char *english)
{
    return message(kiosk_spoken(draft->kiosk), english);
}

/* ---- Building blocks --------------------------------------------------------------------------- */

void kiosk_add_item(struct draft *draft, unsigned height, bool numbered)
{
    struct item *items = list_reserve(draft->arena, draft->items, draft->item_count,
                                      &draft->item_capacity, sizeof *items);
    if (items == NULL) {
        draft->failed = true;
        return;
    }
    draft->items = items;
    items[draft->item_count++] = (struct item){.height = height, .numbered = numbered};
}

/* The rows of the body that came since [from] become items of a row each. */
static void make_rows_items(struct draft *draft, uint32_t from)
{
    for (uint32_t i = from; i < draft->body.count; i++) {
        kiosk_add_item(draft, 1, false);
    }
}

/* A paragraph, which stays on one page. */
static void body_text(struct draft *draft, const char *lead, struct text text, bool bold)
{
    uint32_t from = draft->body.count;
    sheet_add(&draft->body, text_of(lead), text, bold);
    if (draft->body.count > from) {
        kiosk_add_item(draft, draft->body.count - from, false);
    }
}

static void body_line(struct draft *draft, const char *text)
{
    body_text(draft, "", text_of(text), false);
}

static void body_gap(struct draft *draft)
{
    uint32_t from = draft->body.count;
    sheet_gap(&draft->body);
    make_rows_items(draft, from);
}

/* A paragraph of its own. */
static void body_paragraph(struct draft *draft, struct text text)
{
    if (text.length > 0) {
        body_gap(draft);
        body_text(draft, "", text, false);
    }
}

/* The same for each paragraph of [text], which empty lines keep apart. */
static void body_paragraphs(struct draft *draft, struct text text)
{
    for (size_t start = 0; start < text.length;) {
        const char *gap = memmem(text.start + start, text.length - start, "\n\n", 2);
        size_t end = gap == NULL ? text.length : (size_t)(gap - text.start);
        body_paragraph(draft, text_trim((struct text){text.start + start, end - start}));
        start = end + 2;
    }
}

static void key_hint(struct draft *draft, const char *key, const char *does, struct text *line)
{
    struct text hint = typed_says(draft->arena, "%s %s", key, does);
    if (line->length > 0) {
        struct text both = typed_says(draft->arena, TEXT_FORMAT "   " TEXT_FORMAT, TEXT_ARGS(*line),
                                      TEXT_ARGS(hint));
        if (utf8_width(both) <= draft->width) {
            *line = both;
            return;
        }
        sheet_add_lines(&draft->keys, *line);
    }
    *line = hint;
}

/* The last of the hints, with those that are on many screens before it. */
enum hints {
    HINT_ENTER_GOES_ON = 1 << 0,
    HINT_BACK = 1 << 1,
    HINT_HELP = 1 << 2,
    HINT_HIDE = 1 << 3,
    HINT_MENU = 1 << 4,
    HINT_LANGUAGE = 1 << 5,
    HINT_ERASE = 1 << 6,
    HINT_TYPING = 1 << 7,
    HINT_BEGIN = 1 << 8,
    HINT_END = 1 << 9,
    HINT_LEAVE = 1 << 10 /* Enter leads back, which HINT_BACK says already */
};

/* The name of the language that 0 changes to, in that language. */
static const char *next_language(const struct kiosk *kiosk)
{
    uint32_t next = (kiosk->language + 1) % kiosk->setup->language_count;
    return message(kiosk->setup->languages[next].questionnaire->language, "English");
}

static void add_hints(struct draft *draft, unsigned hints)
{
    draft->hints = hints;
}

void kiosk_draft_keys(struct draft *draft, bool turns)
{
    struct text line = TEXT("");
    unsigned hints = draft->hints;
    bool typing = (hints & HINT_TYPING) != 0;
    if (hints == 0) { /* whatever is named stands there already */
        return;
    }
    draft->keys.count = 0;
    if (turns && (hints & (HINT_BEGIN | HINT_ENTER_GOES_ON | HINT_END | HINT_LEAVE))) {
        key_hint(draft, says(draft, "Enter:"), says(draft, "next page"), &line);
        hints &= ~(unsigned)(HINT_BEGIN | HINT_ENTER_GOES_ON | HINT_END);
    }
    if (hints & HINT_BEGIN) {
        key_hint(draft, says(draft, "Enter:"), says(draft, "begin"), &line);
    }
    if (hints & HINT_ENTER_GOES_ON) {
        key_hint(draft, says(draft, "Enter:"), says(draft, "go on"), &line);
    }
    if (hints & HINT_END) {
        key_hint(draft, "1:", says(draft, "clear the screen"), &line);
    }
    if (hints & HINT_BACK) {
        key_hint(draft, typing ? says(draft, "Backspace:") : "-:",
                 hints & HINT_ERASE ? says(draft, "erase, back") : says(draft, "back"), &line);
    }
    if (hints & HINT_HELP) {
        key_hint(draft, typing ? "F1:" : "/:", says(draft, "why, help"), &line);
    }
    if (hints & HINT_HIDE) {
        key_hint(draft, typing ? "Esc:" : "*:", says(draft, "hide"), &line);
    }
    if (hints & HINT_MENU) {
        key_hint(draft, typing ? "Tab:" : ".:", says(draft, "more"), &line);
    }
    if ((hints & HINT_LANGUAGE) && draft->kiosk->setup->language_count > 1) {
        key_hint(draft, "0:", next_language(draft->kiosk), &line);
    }
    sheet_add_lines(&draft->keys, line);
}

/* The answer that stands for [question], in words, in the arena of the screen. */
static struct text answer_text(struct draft *draft, uint32_t question)
{
    char *buffer = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&buffer, &length);
    if (out == NULL) {
        draft->failed = true;
        return TEXT("");
    }
    interview_print_answer(out, &draft->kiosk->interview, question);
    bool whole = fclose(out) == 0;
    struct text text = whole ? text_copy(draft->arena, (struct text){buffer, length}) : TEXT("");
    draft->failed = draft->failed || !whole || text.start == NULL;
    if (buffer != NULL) {
        explicit_bzero(buffer, length);
        free(buffer);
    }
    return text;
}

/* ---- A question -------------------------------------------------------------------------------- */

static const struct question *asked(const struct draft *draft)
{
    const struct interview *interview = &draft->kiosk->interview;
    return &interview->questionnaire->questions[interview->question];
}

static void add_progress(struct draft *draft)
{
    struct interview_progress progress = interview_progress(&draft->kiosk->interview);
    const struct section *section =
        &draft->kiosk->interview.questionnaire->sections[asked(draft)->section];
    struct text where =
        progress.most_left == 0
            ? typed_says(draft->arena, says(draft, "Question %u (the last one)"), progress.number)
            : typed_says(draft->arena, says(draft, "Question %u (at most %u more)"),
                         progress.number, progress.most_left);
    if (draft->height >= 22) {
        sheet_add(&draft->top, TEXT(""), section->title, false);
    }
    sheet_add(&draft->top, TEXT(""), where, false);
}

/* The beginning of an option's first row, but for its number, which hangs on the page. */
static void add_option(struct draft *draft, struct text label, bool bold)
{
    uint32_t from = draft->body.count;
    bool several = asked(draft)->type == QUESTION_MULTIPLE;
    sheet_add(&draft->body, several ? TEXT("         ") : TEXT("     "), label, bold);
    kiosk_add_item(draft, draft->body.count - from, true);
}

static void add_options(struct draft *draft)
{
    struct kiosk *kiosk = draft->kiosk;
    uint32_t count = kiosk_option_count(kiosk);
    for (uint32_t i = 0; i < count; i++) {
        bool picked = kiosk->pick == KIOSK_PICK_OPTIONS && (kiosk->picked >> i & 1) != 0;
        add_option(draft, kiosk_option_label(kiosk, i), picked);
    }
    bool unsure = kiosk->pick == KIOSK_PICK_UNSURE;
    bool declined = kiosk->pick == KIOSK_PICK_DECLINED;
    sheet_add(&draft->tail, unsure ? TEXT("> 8  ") : TEXT("  8  "),
              text_of(says(draft, "I am not sure")), unsure);
    sheet_add(&draft->tail, declined ? TEXT("> 9  ") : TEXT("  9  "),
              text_of(says(draft, "I prefer not to say")), declined);
}

static void add_entry(struct draft *draft)
{
    const struct question *question = asked(draft);
    uint32_t index = draft->kiosk->interview.question;
    struct kiosk *kiosk = draft->kiosk;
    const char *before = question->unit.length > 0 ? " (" : "";
    const char *after = question->unit.length > 0 ? ")" : "";
    struct text how;
    if (question->type == QUESTION_INTEGER) {
        how = typed_says(draft->arena,
                         says(draft, "Type a number from %lld to %lld%s" TEXT_FORMAT "%s."),
                         (long long)question->min, (long long)question->max, before,
                         TEXT_ARGS(question->unit), after);
    } else if (question->type == QUESTION_NUMBER) {
        how = typed_says(
            draft->arena, says(draft, "Type a number from %g to %g%s" TEXT_FORMAT "%s."),
            question->number_min, question->number_max, before, TEXT_ARGS(question->unit), after);
    } else {
        how = text_of(says(draft, "Type your answer in your own words."));
    }
    body_text(draft, "", how, false);
    body_gap(draft);
    struct text typed =
        typed_says(draft->arena, TEXT_FORMAT "_", (int)kiosk->typed_length, kiosk->typed);
    body_text(draft, "  > ", typed, true);
    body_gap(draft);
    if (kiosk->interview.record.answers[index].state != ANSWER_NOT_ASKED) { /* it is changed */
        struct text standing = answer_text(draft, index);
        body_text(draft, "",
                  typed_says(draft->arena, says(draft, "Your answer now: " TEXT_FORMAT),
                             TEXT_ARGS(standing)),
                  false);
        body_gap(draft);
    }
    body_line(draft, question->type == QUESTION_TEXT && kiosk->typed_length > 0
                         ? says(draft, "Not sure, or prefer not to say? Press Tab.")
                         : says(draft, "Not sure, or prefer not to say? Press . (point)."));
}

static void draft_question(struct draft *draft)
{
    const struct question *question = asked(draft);
    add_progress(draft);
    sheet_add(&draft->head, TEXT(""), question->ask, true);
    if (kiosk_is_entry(draft->kiosk)) {
        bool typing = question->type == QUESTION_TEXT && draft->kiosk->typed_length > 0;
        add_entry(draft);
        add_hints(draft, HINT_ENTER_GOES_ON | HINT_BACK | HINT_ERASE | HINT_HELP | HINT_HIDE |
                             HINT_MENU | (typing ? (unsigned)HINT_TYPING : 0));
        return;
    }
    if (question->type == QUESTION_MULTIPLE) {
        sheet_add(&draft->head, TEXT(""),
                  text_of(says(draft, "Press the number of each that fits, then Enter.")), false);
    }
    add_options(draft);
    add_hints(draft,
              HINT_ENTER_GOES_ON | HINT_BACK | HINT_HELP | HINT_HIDE | HINT_MENU | HINT_LANGUAGE);
}

static void draft_help(struct draft *draft)
{
    const struct question *question = asked(draft);
    const struct section *section =
        &draft->kiosk->interview.questionnaire->sections[question->section];
    body_text(draft, "", question->ask, true);
    if (question->why.length > 0) {
        body_paragraph(draft, typed_says(draft->arena, says(draft, "Why we ask: " TEXT_FORMAT),
                                         TEXT_ARGS(question->why)));
    }
    body_paragraphs(draft, question->help);
    body_paragraphs(draft, section->intro);
    body_paragraph(draft, text_of(says(draft, "You do not have to answer. If you are not sure, or "
                                              "prefer not to say, we do not guess: if it matters, "
                                              "staff will talk about it with you.")));
    body_paragraph(draft,
                   text_of(says(draft, "If somebody comes too close, press * or Esc: the screen "
                                       "goes blank at once. Enter brings it back.")));
    add_hints(draft, HINT_LEAVE | HINT_BACK | HINT_HIDE | HINT_LANGUAGE);
}

/* ---- Other views ------------------------------------------------------------------------------- */

static void draft_attract(struct draft *draft)
{
    const struct kiosk_setup *setup = draft->kiosk->setup;
    body_text(draft, "", setup->languages[0].questionnaire->facility.name, false);
    for (uint32_t i = 0; i < setup->language_count; i++) {
        const struct questionnaire *questionnaire = setup->languages[i].questionnaire;
        struct text press = typed_says(
            draft->arena, message(questionnaire->language, "For English, press %u."), i + 1);
        body_gap(draft);
        body_gap(draft);
        body_text(draft, "", questionnaire->title, true);
        body_gap(draft);
        body_text(draft, "", press, false);
    }
}

static void draft_about(struct draft *draft)
{
    const struct kiosk *kiosk = draft->kiosk;
    const struct questionnaire *questionnaire = kiosk->interview.questionnaire;
    uint32_t most = interview_progress(&kiosk->interview).most_left;
    body_text(draft, "", questionnaire->title, true);
    body_paragraphs(draft, questionnaire->intro);
    if (kiosk->setup->hooks.keep != NULL) {
        body_paragraph(
            draft,
            typed_says(draft->arena,
                       says(draft,
                            "Who sees your answers: the staff of " TEXT_FORMAT
                            ". They are kept for them under a code, without your name, once "
                            "you have looked them over at the end. If you stop before that, "
                            "nothing is kept. Only if you need urgent help, your answers are "
                            "left for them at once."),
                       TEXT_ARGS(questionnaire->facility.name)));
    } else {
        body_paragraph(draft, text_of(says(draft, "Who sees your answers: only you. Nothing is "
                                                  "kept on this machine; it is all wiped at the "
                                                  "end.")));
    }
    body_paragraph(draft,
                   typed_says(draft->arena,
                              message_counted(kiosk_spoken(kiosk),
                                              "We ask at most %u question, and stop when we know "
                                              "enough.",
                                              "We ask at most %u questions, and stop when we know "
                                              "enough.",
                                              most),
                              most));
    body_paragraph(draft, text_of(says(draft, "You may skip any question. Press * to hide the "
                                              "screen at once. If no key is pressed for a while, "
                                              "everything is wiped.")));
    add_hints(draft, HINT_BEGIN | HINT_BACK | HINT_HIDE | HINT_LANGUAGE);
}

static void draft_menu(struct draft *draft)
{
    sheet_add(&draft->head, TEXT(""), text_of(says(draft, "What would you like to do?")), true);
    if (draft->kiosk->behind == KIOSK_QUESTION) {
        body_text(draft, "  1  ", text_of(says(draft, "See why we ask this, and help")), false);
        if (interview_can_review(&draft->kiosk->interview)) {
            body_text(draft, "  2  ", text_of(says(draft, "Look at my answers, and change one")),
                      false);
        }
    }
    body_text(draft, "  3  ", text_of(says(draft, "Stop, and wipe my answers")), false);
    if (draft->kiosk->behind == KIOSK_QUESTION) {
        body_text(draft, "  8  ", text_of(says(draft, "Leave this out: I am not sure")), false);
        body_text(draft, "  9  ", text_of(says(draft, "Leave this out: I prefer not to say")),
                  false);
    }
    if (draft->kiosk->setup->language_count > 1) {
        body_text(draft, "  0  ", text_of(next_language(draft->kiosk)), false);
    }
    add_hints(draft, HINT_BACK | HINT_HIDE);
}

static void draft_stop(struct draft *draft)
{
    body_text(draft, "",
              text_of(says(draft, "Do you want to stop? Your answers are wiped, and there is no "
                                  "result.")),
              true);
    body_gap(draft);
    body_text(draft, "  1  ", text_of(says(draft, "Stop, and wipe my answers")), false);
    body_text(draft, "  2  ", text_of(says(draft, "Go on")), false);
    add_hints(draft, HINT_BACK | HINT_HIDE | HINT_LANGUAGE);
}

static void draft_pin(struct draft *draft)
{
    struct kiosk *kiosk = draft->kiosk;
    const struct kiosk_lock *lock = kiosk->setup->lock;
    static const char dots[] = "********************************";
    body_text(draft, "", text_of(says(draft, "Staff: the PIN, then Enter")), true);
    body_gap(draft);
    body_text(draft, "  > ", typed_says(draft->arena, "%.*s_", (int)kiosk->pin_length, dots), true);
    if (kiosk->now < lock->locked_until) {
        unsigned seconds = (unsigned)((lock->locked_until - kiosk->now + 999) / 1000);
        body_paragraph(draft,
                       typed_says(draft->arena,
                                  message_counted(kiosk_spoken(kiosk), "Please wait for %u second.",
                                                  "Please wait for %u seconds.", seconds),
                                  seconds));
    }
    add_hints(draft, HINT_BACK | HINT_ERASE);
}

static struct text result_text(struct draft *draft, bool lines_only)
{
    const struct kiosk *kiosk = draft->kiosk;
    const struct kiosk_hooks *hooks = &kiosk->setup->hooks;
    struct text text = TEXT("");
    if (!hooks->result(hooks->context, &kiosk->interview, kiosk->setup->result, lines_only,
                       draft->width, draft->arena, &text)) {
        draft->failed = true;
    }
    return text;
}

static void add_lines(struct draft *draft, struct text text)
{
    uint32_t from = draft->body.count;
    sheet_add_lines(&draft->body, text);
    make_rows_items(draft, from);
}

static void add_code(struct draft *draft)
{
    const struct kiosk *kiosk = draft->kiosk;
    body_gap(draft);
    if (kiosk->has_code) { /* on one page with what it is for */
        uint32_t from = draft->body.count;
        sheet_add(&draft->body, TEXT(""),
                  text_of(says(draft, "Please take this code to the desk. Staff find your answers "
                                      "by it:")),
                  false);
        sheet_gap(&draft->body);
        sheet_add(&draft->body, TEXT("    "),
                  typed_says(draft->arena, "%.3s %.3s", kiosk->code, kiosk->code + 3), true);
        kiosk_add_item(draft, draft->body.count - from, false);
    } else if (kiosk->could_not_keep) {
        body_text(draft, "",
                  text_of(says(draft, "Your answers could not be kept for staff. Please go to the "
                                      "desk and tell them.")),
                  true);
    }
}

/* Who to see and the phone numbers: on every page, since they are what it is about. Where there are
 * too many for that, the other pages have the beginning of each. */
static void add_numbers(struct draft *draft, unsigned most)
{
    struct sheet lines;
    sheet_init(&lines, draft->arena, draft->width);
    sheet_add_lines(&lines, result_text(draft, true));
    sheet_add(&draft->head, TEXT(""), text_of(says(draft, "Please see a staff member now.")), true);
    draft->failed = draft->failed || lines.failed;
    if (draft->head.count + 1 + lines.count <= most) {
        sheet_gap(&draft->head);
        sheet_add_lines(&draft->head, result_text(draft, true));
        return;
    }
    for (uint32_t i = 0; i < lines.count;) {
        uint32_t from = draft->body.count;
        uint32_t end = i + 1;
        while (end < lines.count && !text_starts(lines.rows[end].text, TEXT("- "))) {
            end++;
        }
        for (uint32_t row = i; row < end; row++) {
            sheet_add_lines(&draft->body, lines.rows[row].text);
        }
        kiosk_add_item(draft, draft->body.count - from, false);
        sheet_add_lines(&draft->brief, end == i + 1 ? lines.rows[i].text
                                                    : typed_says(draft->arena, TEXT_FORMAT "…",
                                                                 TEXT_ARGS(lines.rows[i].text)));
        i = end;
    }
}

static void draft_urgent(struct draft *draft)
{
    struct kiosk *kiosk = draft->kiosk;
    struct interview *interview = &kiosk->interview;
    bool over = kiosk->view == KIOSK_URGENT_END;
    const struct outcome *outcome =
        &interview->questionnaire->outcomes[interview->assessment.outcome];
    add_numbers(draft, (draft->height - 5) / 2);
    if (over) { /* the rest was said before */
        add_code(draft);
        add_hints(draft, HINT_END | HINT_HIDE | HINT_LANGUAGE);
        return;
    }
    body_paragraphs(draft, outcome->message);
    if (kiosk->has_code) {
        body_paragraph(
            draft, typed_says(draft->arena,
                              says(draft, "So that staff can help, your answers up to here have "
                                          "been left for them, under the code %.3s %.3s."),
                              kiosk->code, kiosk->code + 3));
    } else if (kiosk->could_not_keep) {
        add_code(draft);
    }
    if (interview_can_go_back(interview)) {
        struct text last = interview_last_answer(interview);
        struct text slip =
            kiosk->has_code
                ? typed_says(draft->arena,
                             says(draft, "Your last answer: " TEXT_FORMAT
                                         ". If that was a slip, press - to change it; what was "
                                         "left for staff is then taken away again."),
                             TEXT_ARGS(last))
                : typed_says(draft->arena,
                             says(draft, "Your last answer: " TEXT_FORMAT ". If that was a slip, "
                                         "press - to change it."),
                             TEXT_ARGS(last));
        body_paragraph(draft, slip);
    }
    add_hints(draft, HINT_ENTER_GOES_ON | HINT_BACK | HINT_HIDE | HINT_LANGUAGE);
}

static void draft_result(struct draft *draft)
{
    if (draft->kiosk->setup->result == KIOSK_RESULT_STAFF) {
        add_lines(draft, result_text(draft, true));
        body_gap(draft);
        body_text(draft, "", text_of(says(draft, "Thank you. Please go to the desk now.")), true);
        body_paragraph(draft, text_of(says(draft, "Staff will talk with you about your answers and "
                                                  "what comes next.")));
    } else {
        add_lines(draft, result_text(draft, false));
    }
    add_hints(draft, HINT_ENTER_GOES_ON | HINT_HIDE | HINT_LANGUAGE);
}

static void draft_code(struct draft *draft)
{
    body_text(draft, "", text_of(says(draft, "Thank you.")), true);
    add_code(draft);
    add_hints(draft, HINT_END | HINT_HIDE | HINT_LANGUAGE);
}

/* The beginnings of the phone numbers as part of the body. */
static void append_brief(struct draft *draft)
{
    for (uint32_t i = 0; i < draft->brief.count; i++) {
        sheet_add_lines(&draft->body, draft->brief.rows[i].text);
        kiosk_add_item(draft, 1, false);
    }
    draft->brief.count = 0;
}

static void draft_warning(struct draft *draft)
{
    const struct kiosk *kiosk = draft->kiosk;
    int64_t end = kiosk->last_key + kiosk_idle_warning(kiosk) + kiosk_idle_end(kiosk);
    unsigned seconds = (unsigned)((end - kiosk->now + 999) / 1000);
    if (kiosk_is_urgent(kiosk)) {
        add_numbers(draft, draft->height - 8);
        if (draft->brief.count > 0) { /* a warning is one page */
            draft->body.count = draft->item_count = 0;
            append_brief(draft);
        }
        body_gap(draft);
    }
    body_text(draft, "", text_of(says(draft, "Are you still there?")), true);
    body_gap(draft);
    body_line(draft, says(draft, "Press any key to go on."));
    struct text left =
        kiosk->has_code /* what is left for staff stays */
            ? typed_says(draft->arena,
                         message_counted(kiosk_spoken(kiosk),
                                         "In %u second this screen is cleared.",
                                         "In %u seconds this screen is cleared.", seconds),
                         seconds)
            : typed_says(draft->arena,
                         message_counted(kiosk_spoken(kiosk),
                                         "In %u second everything here is wiped.",
                                         "In %u seconds everything here is wiped.", seconds),
                         seconds);
    body_paragraph(draft, left);
}

static void add_review_item(struct draft *draft, uint32_t question)
{
    const struct questionnaire *questionnaire = draft->kiosk->interview.questionnaire;
    uint32_t from = draft->body.count;
    sheet_add(&draft->body, TEXT("     "), questionnaire->questions[question].ask, false);
    sheet_add(&draft->body, TEXT("       "), answer_text(draft, question), true);
    kiosk_add_item(draft, draft->body.count - from, true);
}

/* What comes after the list of answers, as it is set. */
static const char *review_says(const struct draft *draft)
{
    switch (draft->kiosk->setup->result) {
    case KIOSK_RESULT_FULL:
        break;
    case KIOSK_RESULT_NEXT_STEP:
        return says(draft, "That was the last question. To change an answer, press its number. "
                           "After the last answer Enter leads to the next step.");
    case KIOSK_RESULT_STAFF:
        return says(draft, "That was the last question. To change an answer, press its number. "
                           "After the last answer Enter ends this.");
    }
    return says(draft, "That was the last question. To change an answer, press its number. "
                       "After the last answer Enter leads to the result.");
}

static void draft_review(struct draft *draft)
{
    const struct interview *interview = &draft->kiosk->interview;
    bool early = interview->phase == INTERVIEW_REVIEW;
    uint32_t count = interview_review_count(interview);
    sheet_add(&draft->head, TEXT(""), text_of(says(draft, "Your answers")), true);
    sheet_add(&draft->head, TEXT(""),
              text_of(early ? says(draft, "To change one, press its number. Enter goes on with the "
                                          "questions.")
                            : review_says(draft)),
              false);
    for (uint32_t i = 0; i < count; i++) {
        add_review_item(draft, interview_review_question(interview, i));
    }
    add_hints(draft, HINT_ENTER_GOES_ON | HINT_BACK | HINT_HIDE | HINT_LANGUAGE |
                         (early ? 0 : (unsigned)HINT_MENU));
}

void kiosk_draft_view(struct draft *draft)
{
    if (draft->kiosk->warns) {
        draft_warning(draft);
        return;
    }
    switch (draft->kiosk->view) {
    case KIOSK_ATTRACT:
        draft_attract(draft);
        break;
    case KIOSK_ABOUT:
        draft_about(draft);
        break;
    case KIOSK_QUESTION:
        draft_question(draft);
        break;
    case KIOSK_HELP:
        draft_help(draft);
        break;
    case KIOSK_MENU:
        draft_menu(draft);
        break;
    case KIOSK_REVIEW:
        draft_review(draft);
        break;
    case KIOSK_STOP:
        draft_stop(draft);
        break;
    case KIOSK_PIN:
        draft_pin(draft);
        break;
    case KIOSK_URGENT:
    case KIOSK_URGENT_END:
        draft_urgent(draft);
        break;
    case KIOSK_RESULT:
        draft_result(draft);
        break;
    case KIOSK_CODE:
        draft_code(draft);
        break;
    }
}
