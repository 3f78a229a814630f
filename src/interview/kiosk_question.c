/* Answering a question at the kiosk: picking and typing. Not for the screens around it (kiosk.c). */
#include "interview/kiosk_room.h"

#include <assert.h>
#include <string.h>

#include "base/message.h"
#include "interview/typed.h"

static const char *says(const struct kiosk *kiosk, const char *english) ATTR_FORMAT_LIKE(2);
static const char *says(const struct kiosk *kiosk, const char *english)
{
    return message(kiosk_spoken(kiosk), english);
}

static void notice(struct kiosk *kiosk, const char *sentence)
{
    kiosk->notice = text_of(sentence);
}

/* ---- What keys mean ---------------------------------------------------------------------------- */

static enum act act_of_sign(uint32_t sign)
{
    if (sign >= '0' && sign <= '9') {
        return ACT_DIGIT;
    }
    switch (sign) {
    case '+':
    case '=': /* the same key without Shift */
        return ACT_MORE;
    case '-':
    case '<':
        return ACT_BACK;
    case '/':
    case '?':
        return ACT_HELP;
    case '*':
        return ACT_HIDE;
    case '.':
    case ',': /* of keypads for languages that write a decimal comma */
        return ACT_MENU;
    case ' ':
        return ACT_MARK;
    default:
        return ACT_NONE;
    }
}

/* What [key] means where nothing is typed. */
enum act kiosk_act_of(struct key key)
{
    switch (key.kind) {
    case KEY_CHARACTER:
    case KEY_PAD:
        return act_of_sign(key.code);
    case KEY_FUNCTION: /* F2 to F4 are / * - of a keypad on the Linux console (keys.c) */
        return key.code == 1 || key.code == 2 ? ACT_HELP
               : key.code == 3                ? ACT_HIDE
               : key.code == 4                ? ACT_BACK
                                              : ACT_NONE;
    case KEY_CONTROL:
        return key.code == 'X' ? ACT_STAFF : ACT_NONE;
    case KEY_ENTER:
        return ACT_ENTER;
    case KEY_BACKSPACE:
        return ACT_BACK;
    case KEY_TAB:
    case KEY_INSERT:
    case KEY_DELETE:
        return ACT_MENU;
    case KEY_ESCAPE:
        return ACT_HIDE;
    case KEY_UP:
        return ACT_UP;
    case KEY_DOWN:
        return ACT_DOWN;
    case KEY_LEFT:
    case KEY_PAGE_UP:
        return ACT_LESS;
    case KEY_RIGHT:
    case KEY_PAGE_DOWN:
        return ACT_MORE;
    case KEY_HOME:
    case KEY_END:
    case KEY_OTHER:
        break;
    }
    return ACT_NONE;
}

/* ---- The question that is asked ---------------------------------------------------------------- */

static const struct question *asked(const struct kiosk *kiosk)
{
    assert(kiosk->interview.question != NAME_NONE);
    return &kiosk->interview.questionnaire->questions[kiosk->interview.question];
}

bool kiosk_is_entry(const struct kiosk *kiosk)
{
    enum question_type type = asked(kiosk)->type;
    return type == QUESTION_INTEGER || type == QUESTION_NUMBER || type == QUESTION_TEXT;
}

uint32_t kiosk_option_count(const struct kiosk *kiosk)
{
    return interview_option_count(asked(kiosk));
}

struct text kiosk_option_label(const struct kiosk *kiosk, uint32_t index)
{
    return interview_option(asked(kiosk), index).label;
}

/* Whether what is noted about pages is about those that there are now. */
static bool pages_are_the_same(const struct kiosk *kiosk, uint32_t pages)
{
    return kiosk->seen.pages == pages && kiosk->seen.language == kiosk->language &&
           kiosk->seen.columns == kiosk->columns && kiosk->seen.height == kiosk->height;
}

/* Pages that are told apart; those behind count as one with the last of these. */
enum { PAGES_MOST = 64 };

static uint64_t page_bit(uint32_t page)
{
    return (uint64_t)1 << (page < PAGES_MOST ? page : PAGES_MOST - 1);
}

/* The present page is shown. */
static void note_page(struct kiosk *kiosk, uint32_t pages)
{
    if (!pages_are_the_same(kiosk, pages)) {
        kiosk->seen.bits = 0;
        kiosk->seen.pages = pages;
        kiosk->seen.language = kiosk->language;
        kiosk->seen.columns = kiosk->columns;
        kiosk->seen.height = kiosk->height;
    }
    kiosk->seen.bits |= page_bit(kiosk->page);
}

uint32_t kiosk_unseen_page(const struct kiosk *kiosk, uint32_t pages)
{
    uint64_t seen = pages_are_the_same(kiosk, pages) ? kiosk->seen.bits : 0;
    for (uint32_t i = 1; i < pages; i++) {
        uint32_t page = (kiosk->page + i) % pages;
        if ((seen & page_bit(page)) == 0) {
            return page;
        }
    }
    return NAME_NONE;
}

/* Whether [index] is `none of these`, which stands alone. */
static bool is_none(const struct kiosk *kiosk, uint32_t index)
{
    return asked(kiosk)->type == QUESTION_MULTIPLE && index == asked(kiosk)->choice_count;
}

void kiosk_forget_entry(struct kiosk *kiosk)
{
    explicit_bzero(kiosk->typed, sizeof kiosk->typed);
    kiosk->typed_length = 0;
    kiosk->refused = false;
    kiosk->pick = KIOSK_PICK_NOTHING;
    kiosk->picked = 0;
    kiosk->cursor = NAME_NONE;
    kiosk->seen.bits = 0;
}

void kiosk_pick_standing(struct kiosk *kiosk)
{
    const struct question *question = asked(kiosk);
    const struct answer *standing = &kiosk->interview.record.answers[kiosk->interview.question];
    if (standing->state == ANSWER_UNSURE || standing->state == ANSWER_DECLINED) {
        kiosk->pick = standing->state == ANSWER_UNSURE ? KIOSK_PICK_UNSURE : KIOSK_PICK_DECLINED;
    } else if (standing->state == ANSWER_GIVEN && !kiosk_is_entry(kiosk)) {
        const struct value *value = &standing->value;
        kiosk->pick = KIOSK_PICK_OPTIONS;
        kiosk->picked = question->type == QUESTION_YES_NO   ? (value->truth == TRUTH_TRUE ? 1 : 2)
                        : question->type == QUESTION_CHOICE ? value->choices
                        : value->set.in != 0                ? value->set.in
                                                            : (uint64_t)1 << question->choice_count;
    }
}

/* Whether a choice is marked that one key must not erase. */
static bool has_marks(const struct kiosk *kiosk)
{
    const struct question *question = asked(kiosk);
    return question->type == QUESTION_MULTIPLE && kiosk->pick == KIOSK_PICK_OPTIONS &&
           kiosk->picked != (uint64_t)1 << question->choice_count;
}

/* Makes [index] the answer that is picked; of a multiple choice, puts its mark or takes it away. */
static void pick(struct kiosk *kiosk, uint32_t index)
{
    uint64_t bit = (uint64_t)1 << index;
    kiosk->cursor = index;
    kiosk->notice = TEXT("");
    if (is_none(kiosk, index) && has_marks(kiosk)) {
        notice(kiosk, says(kiosk, "None cannot stand with other marks. Take those away first."));
        return;
    }
    if (asked(kiosk)->type != QUESTION_MULTIPLE || is_none(kiosk, index)) {
        kiosk->picked = kiosk->picked == bit && is_none(kiosk, index) ? 0 : bit;
    } else {
        uint64_t none = (uint64_t)1 << asked(kiosk)->choice_count;
        kiosk->picked = ((kiosk->pick == KIOSK_PICK_OPTIONS ? kiosk->picked : 0) ^ bit) & ~none;
    }
    kiosk->pick = kiosk->picked != 0 ? KIOSK_PICK_OPTIONS : KIOSK_PICK_NOTHING;
}

static bool answer(struct kiosk *kiosk, struct answer given)
{
    if (!interview_answer(&kiosk->interview, given, kiosk->diags)) {
        return false;
    }
    kiosk_follow(kiosk);
    return true;
}

bool kiosk_leave_out(struct kiosk *kiosk, enum kiosk_pick how)
{
    return answer(kiosk, (struct answer){.state = how == KIOSK_PICK_UNSURE ? ANSWER_UNSURE
                                                                           : ANSWER_DECLINED});
}

/* ---- A question -------------------------------------------------------------------------------- */

/* Text is typed with every sign; a number with digits and what else it may have. */
bool kiosk_is_typed(const struct kiosk *kiosk, struct key key)
{
    bool nothing = kiosk->typed_length == 0;
    if (key.kind != KEY_CHARACTER && key.kind != KEY_PAD) {
        return false;
    }
    bool digit = key.code >= '0' && key.code <= '9';
    switch (asked(kiosk)->type) {
    case QUESTION_TEXT: /* at the beginning, and on a keypad that tells, the signs are keys */
        return digit || (key.kind == KEY_CHARACTER && (!nothing || kiosk_act_of(key) == ACT_NONE));
    case QUESTION_NUMBER:
        return digit || (!nothing && (key.code == '.' || key.code == ',') &&
                         memchr(kiosk->typed, '.', kiosk->typed_length) == NULL);
    case QUESTION_INTEGER:
        return digit;
    case QUESTION_YES_NO:
    case QUESTION_CHOICE:
    case QUESTION_MULTIPLE:
        break;
    }
    return false;
}

/* Digits of a number: more than any question can ask for. */
enum { NUMBER_LONGEST = 20 };

static void type(struct kiosk *kiosk, uint32_t code)
{
    char letter[4];
    bool number = asked(kiosk)->type != QUESTION_TEXT;
    size_t length = utf8_write(number && code == ',' ? '.' : code, letter);
    size_t room = number ? NUMBER_LONGEST : LIMIT_LINE_BYTES;
    kiosk->notice = TEXT("");
    if (kiosk->refused && number) {
        kiosk_forget_entry(kiosk);
    }
    if (kiosk->typed_length + length > room) {
        notice(kiosk, says(kiosk, "There is no room for more."));
        return;
    }
    memcpy(kiosk->typed + kiosk->typed_length, letter, length);
    kiosk->typed_length += length;
}

/* Erases the last letter that was typed. */
static void erase(struct kiosk *kiosk)
{
    kiosk->notice = TEXT("");
    kiosk->refused = false;
    while (kiosk->typed_length > 0) {
        char byte = kiosk->typed[--kiosk->typed_length];
        kiosk->typed[kiosk->typed_length] = 0;
        if (((unsigned char)byte & 0xc0) != 0x80) {
            return;
        }
    }
}

/* `+` changes the sign of a number that can be negative. */
static void turn_sign(struct kiosk *kiosk)
{
    const struct question *question = asked(kiosk);
    bool can = (question->type == QUESTION_INTEGER && question->min < 0) ||
               (question->type == QUESTION_NUMBER && question->number_min < 0);
    if (!can) {
        return;
    }
    if (kiosk->typed_length > 0 && kiosk->typed[0] == '-') {
        memmove(kiosk->typed, kiosk->typed + 1, --kiosk->typed_length);
        kiosk->typed[kiosk->typed_length] = 0;
    } else if (kiosk->typed_length < NUMBER_LONGEST) {
        memmove(kiosk->typed + 1, kiosk->typed, kiosk->typed_length++);
        kiosk->typed[0] = '-';
    }
}

static bool give_typed(struct kiosk *kiosk)
{
    struct answer given = {.state = ANSWER_GIVEN};
    const struct question *question = asked(kiosk);
    struct text typed = text_trim((struct text){kiosk->typed, kiosk->typed_length});
    arena_reset(&kiosk->notice_memory);
    if (typed.length == 0) {
        notice(kiosk,
               says(kiosk, question->type == QUESTION_TEXT
                               ? "Nothing is typed yet. To leave this out, press . (point)."
                               : "Please type a number. To leave this out, press . (point)."));
        return true;
    }
    if (question->type == QUESTION_TEXT) { /* also `unsure` is a text here */
        given.value = (struct value){.kind = VALUE_STRING, .string = typed};
    } else if (!typed_answer(question, typed, &kiosk->notice_memory, &given, &kiosk->notice)) {
        kiosk->refused = true;
        return true;
    }
    return answer(kiosk, given);
}

static bool give_picked(struct kiosk *kiosk, uint32_t pages)
{
    const struct question *question = asked(kiosk);
    bool turned = false;
    if (kiosk->pick == KIOSK_PICK_UNSURE || kiosk->pick == KIOSK_PICK_DECLINED) {
        return kiosk_leave_out(kiosk, kiosk->pick);
    }
    if (kiosk->pick == KIOSK_PICK_NOTHING) {
        bool ok = kiosk_turn_to_next(kiosk, &turned);
        if (ok && !turned) {
            notice(kiosk, says(kiosk, "Please press a number first, then Enter."));
        }
        return ok;
    }
    /* Whoever answers should have seen all that can be answered. */
    uint32_t unseen = kiosk_unseen_page(kiosk, pages);
    if (unseen != NAME_NONE) {
        kiosk->page = unseen;
        kiosk->notice = TEXT("");
        return true;
    }
    struct answer given = {.state = ANSWER_GIVEN};
    uint32_t first = 0;
    while ((kiosk->picked >> first & 1) == 0) {
        first++;
    }
    given.value = question->type == QUESTION_YES_NO   ? value_truth(first == 0)
                  : question->type == QUESTION_CHOICE ? value_choice(first)
                  : is_none(kiosk, first)             ? value_set(0)
                                                      : value_set(kiosk->picked);
    return answer(kiosk, given);
}

static void digit_on_options(struct kiosk *kiosk, const struct kiosk_layout *layout, uint32_t digit)
{
    kiosk->notice = TEXT("");
    if ((digit == KIOSK_UNSURE || digit == KIOSK_DECLINE) && has_marks(kiosk)) {
        notice(kiosk, says(kiosk, "To leave this out, first take the marks away."));
    } else if (digit == KIOSK_UNSURE || digit == KIOSK_DECLINE) {
        kiosk->pick = digit == KIOSK_UNSURE ? KIOSK_PICK_UNSURE : KIOSK_PICK_DECLINED;
        kiosk->picked = 0;
        kiosk->cursor = NAME_NONE;
    } else if (digit >= 1 && digit <= layout->shown) {
        pick(kiosk, layout->first + digit - 1);
    } else {
        notice(kiosk, says(kiosk, "There is no such number here."));
    }
}

/* Moves the mark of the arrows up or down, over the ends of pages. */
static void move_cursor(struct kiosk *kiosk, const struct kiosk_layout *layout, bool down)
{
    uint32_t count = kiosk_option_count(kiosk);
    uint32_t first = layout->first;
    uint32_t last = layout->first + (layout->shown > 0 ? layout->shown - 1 : 0);
    if (kiosk->cursor == NAME_NONE || kiosk->cursor < first || kiosk->cursor > last) {
        kiosk->cursor = down ? first : last;
    } else if (down && kiosk->cursor + 1 < count) {
        kiosk->page += kiosk->cursor == last;
        kiosk->cursor++;
    } else if (!down && kiosk->cursor > 0) {
        kiosk->page -= kiosk->cursor == first;
        kiosk->cursor--;
    }
    if (asked(kiosk)->type != QUESTION_MULTIPLE) { /* the arrows pick the one answer */
        pick(kiosk, kiosk->cursor);
    }
    kiosk->notice = TEXT("");
}

static bool act_on_entry(struct kiosk *kiosk, enum act act)
{
    if (act == ACT_ENTER) {
        return give_typed(kiosk);
    }
    if (act == ACT_BACK && kiosk->typed_length == 0) {
        return kiosk_go_back(kiosk);
    }
    if (act == ACT_BACK) {
        erase(kiosk);
    } else if (act == ACT_MORE) {
        turn_sign(kiosk);
    }
    return true;
}

static bool act_on_options(struct kiosk *kiosk, enum act act, uint32_t digit)
{
    struct kiosk_layout layout;
    if (!kiosk_lay_out(kiosk, &layout)) {
        return false;
    }
    note_page(kiosk, layout.pages);
    if (act == ACT_DIGIT && digit == 0) {
        return kiosk_speak_next(kiosk);
    }
    if (act == ACT_ENTER) {
        return give_picked(kiosk, layout.pages);
    }
    if (act == ACT_BACK) {
        return kiosk_go_back(kiosk);
    }
    if (act == ACT_MORE || act == ACT_LESS) {
        return kiosk_turn_page(kiosk, act == ACT_MORE);
    }
    if (act == ACT_DIGIT) {
        digit_on_options(kiosk, &layout, digit);
    } else if (act == ACT_UP || act == ACT_DOWN) {
        move_cursor(kiosk, &layout, act == ACT_DOWN);
    } else if (act == ACT_MARK && kiosk->cursor != NAME_NONE) {
        pick(kiosk, kiosk->cursor);
    }
    return true;
}

bool kiosk_key_on_question(struct kiosk *kiosk, struct key key, enum act act)
{
    bool entry = kiosk_is_entry(kiosk);
    if (entry && kiosk_is_typed(kiosk, key)) {
        type(kiosk, key.code);
        return true;
    }
    if (act == ACT_HELP || act == ACT_MENU) {
        kiosk_open_behind(kiosk, act == ACT_HELP ? KIOSK_HELP : KIOSK_MENU);
        return true;
    }
    return entry ? act_on_entry(kiosk, act)
                 : act_on_options(kiosk, act, act == ACT_DIGIT ? key.code - '0' : 0);
}
