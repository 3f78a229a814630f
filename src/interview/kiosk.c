/* The kiosk's state machine: what each key does on each screen. What the screens say is
 * kiosk_show.c. */
#include "interview/kiosk_room.h"

#include <assert.h>
#include <string.h>

#include "base/message.h"
#include "interview/typed.h"

/* Strokes of `/` on the hidden screen that ask for the PIN, where a keypad has no Ctrl. */
enum { STAFF_STROKES = 3 };

/* The tries that cost nothing, and how long one has to wait from then on: doubled each time. */
enum { PIN_TRIES = 3, PIN_WAIT = 30000, PIN_WAIT_LONGEST = 900000 };

struct text kiosk_spoken(const struct kiosk *kiosk)
{
    return kiosk->setup->languages[kiosk->language].questionnaire->language;
}

static const char *says(const struct kiosk *kiosk, const char *english) ATTR_FORMAT_LIKE(2);
static const char *says(const struct kiosk *kiosk, const char *english)
{
    return message(kiosk_spoken(kiosk), english);
}

static void notice(struct kiosk *kiosk, const char *sentence)
{
    kiosk->notice = text_of(sentence);
}

/* ---- Moving about ------------------------------------------------------------------------------ */

void kiosk_show_view(struct kiosk *kiosk, enum kiosk_view view)
{
    kiosk->view = view;
    kiosk->page = 0;
    kiosk->notice = TEXT("");
}

void kiosk_open_behind(struct kiosk *kiosk, enum kiosk_view view)
{
    kiosk->behind = kiosk->view;
    kiosk_show_view(kiosk, view);
}

/* Leaves the answers for staff, where that is set; what was left of this person before is
 * replaced. */
static void keep(struct kiosk *kiosk)
{
    const struct kiosk_hooks *hooks = &kiosk->setup->hooks;
    if (hooks->keep == NULL) {
        return;
    }
    bool kept = hooks->keep(hooks->context, &kiosk->interview, kiosk->code);
    kiosk->has_code = kiosk->has_code || kept;
    kiosk->could_not_keep = !kiosk->has_code;
}

/* Takes away again what an urgent screen left. */
static void take_back(struct kiosk *kiosk)
{
    const struct kiosk_hooks *hooks = &kiosk->setup->hooks;
    kiosk->could_not_keep = false;
    if (!kiosk->has_code) {
        return;
    }
    if (hooks->take_back(hooks->context, kiosk->code)) {
        kiosk->has_code = false;
        explicit_bzero(kiosk->code, sizeof kiosk->code);
    } else {
        notice(kiosk, says(kiosk, "What was left for staff could not be taken away again."));
    }
}

/* Goes to the view that belongs to where the interview is. */
void kiosk_follow(struct kiosk *kiosk)
{
    enum interview_phase phase = kiosk->interview.phase;
    kiosk_forget_entry(kiosk);
    if (phase == INTERVIEW_QUESTION) {
        kiosk_show_view(kiosk, KIOSK_QUESTION);
    } else if (phase == INTERVIEW_REVIEW || phase == INTERVIEW_LAST_LOOK) {
        kiosk_show_view(kiosk, KIOSK_REVIEW);
    } else if (phase == INTERVIEW_URGENT) {
        kiosk_show_view(kiosk, KIOSK_URGENT);
        kiosk->forget_typed = true; /* a key typed ahead must not wipe this away unread */
        keep(kiosk);                /* nobody may come back to this screen */
    }
}

bool kiosk_go_back(struct kiosk *kiosk)
{
    if (!interview_can_go_back(&kiosk->interview)) {
        kiosk_show_view(kiosk, KIOSK_ABOUT);
        return true;
    }
    bool urgent = kiosk->view == KIOSK_URGENT;
    bool changes = kiosk->interview.phase == INTERVIEW_QUESTION && kiosk->interview.changing;
    struct text last = text_copy(&kiosk->screen_memory, interview_last_answer(&kiosk->interview));
    if (last.start == NULL || !interview_back(&kiosk->interview, kiosk->diags)) {
        return false;
    }
    kiosk_follow(kiosk);
    if (kiosk->view == KIOSK_QUESTION && !changes && last.length > 0) {
        arena_reset(&kiosk->notice_memory);
        kiosk->notice = typed_says(&kiosk->notice_memory,
                                   says(kiosk, "Your answer was: " TEXT_FORMAT), TEXT_ARGS(last));
    }
    if (urgent) {
        take_back(kiosk);
    }
    return true;
}

/* The interview is finished: the answers are kept where that is set, and the result is shown. */
static void finish(struct kiosk *kiosk)
{
    bool urgent = kiosk->interview.phase == INTERVIEW_URGENT;
    interview_finish(&kiosk->interview);
    keep(kiosk);
    kiosk_show_view(kiosk, urgent ? KIOSK_URGENT_END : KIOSK_RESULT);
    kiosk->forget_typed = true;
}

/* ---- Pages, language, hiding ------------------------------------------------------------------- */

bool kiosk_turn_page(struct kiosk *kiosk, bool forward)
{
    struct kiosk_layout layout;
    if (!kiosk_lay_out(kiosk, &layout)) {
        return false;
    }
    kiosk->page = forward ? (kiosk->page + 1) % layout.pages
                          : (kiosk->page + layout.pages - 1) % layout.pages;
    kiosk->notice = TEXT("");
    return true;
}

/* Turns the page where there is another one; *ret_turned tells. */
bool kiosk_turn_to_next(struct kiosk *kiosk, bool *ret_turned)
{
    struct kiosk_layout layout;
    if (!kiosk_lay_out(kiosk, &layout)) {
        return false;
    }
    *ret_turned = kiosk->page + 1 < layout.pages;
    kiosk->page += *ret_turned;
    kiosk->notice = *ret_turned ? TEXT("") : kiosk->notice;
    return true;
}

/* Goes on in another language. */
static bool speak(struct kiosk *kiosk, uint32_t language)
{
    const struct kiosk_language *wanted = &kiosk->setup->languages[language];
    kiosk->notice = TEXT("");
    if (!interview_translate(&kiosk->interview, wanted->questionnaire, wanted->plan,
                             kiosk->diags)) {
        return false;
    }
    kiosk->language = language;
    return true;
}

bool kiosk_speak_next(struct kiosk *kiosk)
{
    return speak(kiosk, (kiosk->language + 1) % kiosk->setup->language_count);
}

static void hide(struct kiosk *kiosk)
{
    kiosk->hidden = true;
    kiosk->hidden_strokes = 0;
    kiosk->forget_typed = true;
}

static void ask_pin(struct kiosk *kiosk)
{
    if (kiosk->setup->hooks.pin_is_right == NULL || kiosk->view == KIOSK_PIN) {
        return;
    }
    kiosk->behind_pin = kiosk->view;
    kiosk->behind_pin_was_hidden = kiosk->hidden;
    kiosk->hidden = false;
    kiosk->view = KIOSK_PIN;
    kiosk->notice = TEXT("");
}

/* ---- Staff ------------------------------------------------------------------------------------- */

static void forget_pin(struct kiosk *kiosk)
{
    explicit_bzero(kiosk->pin, sizeof kiosk->pin);
    kiosk->pin_length = 0;
}

static enum kiosk_next try_pin(struct kiosk *kiosk)
{
    struct kiosk_lock *lock = kiosk->setup->lock;
    const struct kiosk_hooks *hooks = &kiosk->setup->hooks;
    if (kiosk->now < lock->locked_until) {
        forget_pin(kiosk);
        return KIOSK_GOES_ON;
    }
    bool right = hooks->pin_is_right(hooks->context, (struct text){kiosk->pin, kiosk->pin_length});
    forget_pin(kiosk);
    if (right) {
        *lock = (struct kiosk_lock){0};
        return KIOSK_LEAVES;
    }
    lock->wrong++;
    notice(kiosk, says(kiosk, "That is not the PIN."));
    if (lock->wrong >= PIN_TRIES) {
        int64_t wait = PIN_WAIT;
        for (uint32_t i = PIN_TRIES; i < lock->wrong && wait < PIN_WAIT_LONGEST; i++) {
            wait *= 2;
        }
        lock->locked_until = kiosk->now + (wait < PIN_WAIT_LONGEST ? wait : PIN_WAIT_LONGEST);
    }
    return KIOSK_GOES_ON;
}

static void leave_pin(struct kiosk *kiosk)
{
    forget_pin(kiosk);
    kiosk->view = kiosk->behind_pin;
    kiosk->hidden = kiosk->behind_pin_was_hidden;
    kiosk->notice = TEXT("");
}

static enum kiosk_next key_on_pin(struct kiosk *kiosk, struct key key, enum act act)
{
    if (act == ACT_DIGIT && kiosk->pin_length < KIOSK_PIN_LONGEST) {
        kiosk->pin[kiosk->pin_length++] = (char)key.code;
        kiosk->notice = TEXT("");
    } else if (act == ACT_ENTER && kiosk->pin_length > 0) {
        return try_pin(kiosk);
    } else if (act == ACT_BACK && kiosk->pin_length > 0) {
        kiosk->pin[--kiosk->pin_length] = 0;
    } else if (act == ACT_BACK || act == ACT_ENTER) {
        leave_pin(kiosk);
    } else if (act == ACT_HIDE) {
        leave_pin(kiosk);
        hide(kiosk);
    }
    return KIOSK_GOES_ON;
}

static enum kiosk_next verdict(bool ok)
{
    return ok ? KIOSK_GOES_ON : KIOSK_FAILED;
}

/* ---- The other views --------------------------------------------------------------------------- */

/* Enter on a text of several pages shows the next one, and leads on from the last. */
static bool enter_leads_on(struct kiosk *kiosk, bool *ret_leads)
{
    bool turned = false;
    bool ok = kiosk_turn_to_next(kiosk, &turned);
    *ret_leads = ok && !turned;
    return ok;
}

static enum kiosk_next key_on_attract(struct kiosk *kiosk, enum act act, uint32_t digit)
{
    uint32_t language = act == ACT_DIGIT ? digit - 1 : 0;
    if (act == ACT_NONE || (act == ACT_DIGIT && language >= kiosk->setup->language_count)) {
        return KIOSK_GOES_ON;
    }
    if (!speak(kiosk, language)) {
        return KIOSK_FAILED;
    }
    kiosk_show_view(kiosk, KIOSK_ABOUT);
    return KIOSK_GOES_ON;
}

static bool key_on_about(struct kiosk *kiosk, enum act act, enum kiosk_next *ret_next)
{
    bool leads = false;
    if (act == ACT_BACK && kiosk->page > 0) {
        kiosk->page--;
    } else if (act == ACT_BACK) {
        *ret_next = KIOSK_OVER;
    } else if (act == ACT_ENTER) {
        if (!enter_leads_on(kiosk, &leads)) {
            return false;
        }
        if (leads) {
            if (kiosk->interview.phase == INTERVIEW_WELCOME) {
                interview_begin(&kiosk->interview);
            }
            kiosk_follow(kiosk);
        }
    }
    return true;
}

/* Back to the question or the review that a view lies over; what was typed is still there. */
static void go_behind(struct kiosk *kiosk)
{
    kiosk_show_view(kiosk, kiosk->behind);
}

static bool key_on_help(struct kiosk *kiosk, enum act act)
{
    bool leads = act == ACT_BACK || act == ACT_HELP;
    if (act == ACT_ENTER && !enter_leads_on(kiosk, &leads)) {
        return false;
    }
    if (leads) {
        go_behind(kiosk);
    }
    return true;
}

static bool key_on_menu(struct kiosk *kiosk, enum act act, uint32_t digit)
{
    bool question = kiosk->behind == KIOSK_QUESTION;
    if (act == ACT_ENTER || act == ACT_BACK || act == ACT_MENU) {
        go_behind(kiosk);
    } else if (act == ACT_DIGIT && digit == 1 && question) {
        kiosk_show_view(kiosk, KIOSK_HELP);
    } else if (act == ACT_DIGIT && digit == 2 && question &&
               interview_can_review(&kiosk->interview)) {
        interview_review(&kiosk->interview);
        kiosk_follow(kiosk);
    } else if (act == ACT_DIGIT && digit == 3) {
        kiosk_show_view(kiosk, KIOSK_STOP);
    } else if (act == ACT_DIGIT && (digit == KIOSK_UNSURE || digit == KIOSK_DECLINE) && question) {
        kiosk_show_view(kiosk, KIOSK_QUESTION);
        return kiosk_leave_out(kiosk,
                               digit == KIOSK_UNSURE ? KIOSK_PICK_UNSURE : KIOSK_PICK_DECLINED);
    }
    return true;
}

static bool change(struct kiosk *kiosk, uint32_t digit)
{
    struct kiosk_layout layout;
    if (!kiosk_lay_out(kiosk, &layout)) {
        return false;
    }
    if (digit < 1 || digit > layout.shown) {
        notice(kiosk, says(kiosk, "There is no such number here."));
        return true;
    }
    uint32_t question = interview_review_question(&kiosk->interview, layout.first + digit - 1);
    interview_change(&kiosk->interview, question);
    kiosk_follow(kiosk);
    kiosk_pick_standing(kiosk);
    return true;
}

static bool key_on_review(struct kiosk *kiosk, enum act act, uint32_t digit)
{
    bool early = kiosk->interview.phase == INTERVIEW_REVIEW;
    bool leads = false;
    if (act == ACT_DIGIT) {
        return change(kiosk, digit);
    }
    if (act == ACT_BACK && kiosk->page > 0) {
        kiosk->page--;
    } else if (act == ACT_BACK) {
        return kiosk_go_back(kiosk);
    } else if (act == ACT_MENU && !early) {
        kiosk_open_behind(kiosk, KIOSK_MENU);
    } else if (act == ACT_ENTER) {
        if (!enter_leads_on(kiosk, &leads)) {
            return false;
        }
        if (leads && early) {
            interview_go_on(&kiosk->interview);
            kiosk_follow(kiosk);
        } else if (leads) {
            finish(kiosk);
        }
    }
    return true;
}

static bool key_on_urgent(struct kiosk *kiosk, enum act act)
{
    bool leads = false;
    if (act == ACT_BACK && interview_can_go_back(&kiosk->interview)) {
        return kiosk_go_back(kiosk);
    }
    if (act == ACT_ENTER) {
        if (!enter_leads_on(kiosk, &leads)) {
            return false;
        }
        if (leads) {
            finish(kiosk);
        }
    }
    return true;
}

static bool key_on_result(struct kiosk *kiosk, enum act act, enum kiosk_next *ret_next)
{
    bool leads = false;
    if (act == ACT_BACK && kiosk->page > 0) {
        kiosk->page--;
    } else if (act == ACT_ENTER) {
        if (!enter_leads_on(kiosk, &leads)) {
            return false;
        }
        if (leads && kiosk->setup->hooks.keep != NULL) {
            kiosk_show_view(kiosk, KIOSK_CODE);
            kiosk->forget_typed = true;
        } else if (leads) {
            *ret_next = KIOSK_OVER;
        }
    }
    return true;
}

/* What ends the session is not Enter, which may be a slip, and works only once all was shown. */
static enum kiosk_next key_at_the_end(struct kiosk *kiosk, enum act act, uint32_t digit)
{
    bool turned = true;
    bool ends = act == ACT_DIGIT && digit == 1;
    if (act == ACT_BACK && kiosk->page > 0) {
        kiosk->page--;
    } else if ((ends || act == ACT_ENTER) && !kiosk_turn_to_next(kiosk, &turned)) {
        return KIOSK_FAILED;
    }
    return ends && !turned ? KIOSK_OVER : KIOSK_GOES_ON;
}

/* Where 0 changes the language, and the arrows and `+` turn pages, as on all views without a
 * question. */
static bool act_on_any(struct kiosk *kiosk, enum act act, uint32_t digit, bool *ret_done)
{
    *ret_done = true;
    if (act == ACT_DIGIT && digit == 0) {
        return kiosk_speak_next(kiosk);
    }
    if (act == ACT_MORE || act == ACT_DOWN) {
        return kiosk_turn_page(kiosk, true);
    }
    if (act == ACT_LESS || act == ACT_UP) {
        return kiosk_turn_page(kiosk, false);
    }
    *ret_done = false;
    return true;
}

static enum kiosk_next key_on_view(struct kiosk *kiosk, struct key key, enum act act)
{
    enum kiosk_next next = KIOSK_GOES_ON;
    uint32_t digit = act == ACT_DIGIT ? key.code - '0' : 0;
    bool done = false;
    if (kiosk->view == KIOSK_ATTRACT) {
        return key_on_attract(kiosk, act, digit);
    }
    if (kiosk->view == KIOSK_QUESTION) {
        return verdict(kiosk_key_on_question(kiosk, key, act));
    }
    kiosk->notice = TEXT("");
    if (!act_on_any(kiosk, act, digit, &done)) {
        return KIOSK_FAILED;
    }
    if (done) {
        return KIOSK_GOES_ON;
    }
    switch (kiosk->view) {
    case KIOSK_ABOUT:
        return key_on_about(kiosk, act, &next) ? next : KIOSK_FAILED;
    case KIOSK_HELP:
        return verdict(key_on_help(kiosk, act));
    case KIOSK_MENU:
        return verdict(key_on_menu(kiosk, act, digit));
    case KIOSK_REVIEW:
        return verdict(key_on_review(kiosk, act, digit));
    case KIOSK_STOP:
        if (act == ACT_DIGIT && digit == 1) {
            return KIOSK_OVER;
        }
        if (act == ACT_ENTER || act == ACT_BACK || (act == ACT_DIGIT && digit == 2)) {
            go_behind(kiosk);
        }
        return KIOSK_GOES_ON;
    case KIOSK_URGENT:
        return verdict(key_on_urgent(kiosk, act));
    case KIOSK_RESULT:
        return key_on_result(kiosk, act, &next) ? next : KIOSK_FAILED;
    case KIOSK_URGENT_END:
    case KIOSK_CODE:
        return key_at_the_end(kiosk, act, digit);
    case KIOSK_ATTRACT:
    case KIOSK_QUESTION:
    case KIOSK_PIN:
        break;
    }
    return KIOSK_GOES_ON;
}

/* On the blank screen only two keys do something. */
static void key_while_hidden(struct kiosk *kiosk, enum act act)
{
    if (act == ACT_ENTER) {
        kiosk->hidden = false;
    } else if (act == ACT_STAFF) {
        ask_pin(kiosk);
    } else if (act == ACT_HELP && ++kiosk->hidden_strokes == STAFF_STROKES) {
        kiosk->hidden_strokes = 0;
        ask_pin(kiosk);
    } else if (act != ACT_HELP) {
        kiosk->hidden_strokes = 0;
    }
}

/* ---- Time and keys ----------------------------------------------------------------------------- */

/* Nobody has begun yet: there is nothing to wipe. */
static bool is_at_rest(const struct kiosk *kiosk)
{
    return kiosk->view == KIOSK_ATTRACT && !kiosk->hidden;
}

bool kiosk_is_urgent(const struct kiosk *kiosk)
{
    enum kiosk_view view = kiosk->view == KIOSK_PIN ? kiosk->behind_pin : kiosk->view;
    return view == KIOSK_URGENT || view == KIOSK_URGENT_END ||
           ((view == KIOSK_RESULT || view == KIOSK_CODE) && kiosk->interview.assessment.urgent);
}

int64_t kiosk_idle_warning(const struct kiosk *kiosk)
{
    return kiosk->setup->idle_warning * (kiosk_is_urgent(kiosk) ? KIOSK_URGENT_PATIENCE : 1);
}

int64_t kiosk_idle_end(const struct kiosk *kiosk)
{
    return kiosk->setup->idle_end * (kiosk_is_urgent(kiosk) ? KIOSK_URGENT_PATIENCE : 1);
}

enum kiosk_next kiosk_tick(struct kiosk *kiosk, int64_t now)
{
    kiosk->now = now;
    if (is_at_rest(kiosk)) {
        return KIOSK_GOES_ON;
    }
    int64_t idle = now - kiosk->last_key;
    if (idle >= kiosk_idle_warning(kiosk) + kiosk_idle_end(kiosk)) {
        return KIOSK_OVER;
    }
    kiosk->warns = !kiosk->hidden && idle >= kiosk_idle_warning(kiosk);
    return KIOSK_GOES_ON;
}

int64_t kiosk_due(const struct kiosk *kiosk)
{
    const struct kiosk_lock *lock = kiosk->setup->lock;
    if (is_at_rest(kiosk)) {
        return -1;
    }
    int64_t due = kiosk->last_key + kiosk_idle_warning(kiosk);
    int64_t end = due + kiosk_idle_end(kiosk);
    if (kiosk->hidden) {
        return end;
    }
    if (kiosk->warns) { /* the countdown shows whole seconds */
        due = end - (end - kiosk->now - 1) / 1000 * 1000;
    }
    if (kiosk->view == KIOSK_PIN && !kiosk->warns && kiosk->now < lock->locked_until) {
        int64_t left = lock->locked_until - kiosk->now;
        int64_t second = lock->locked_until - (left - 1) / 1000 * 1000;
        due = second < due ? second : due;
    }
    return due;
}

enum kiosk_next kiosk_key(struct kiosk *kiosk, struct key key, int64_t now)
{
    enum act act = kiosk_act_of(key);
    enum kiosk_next next = kiosk_tick(kiosk, now);
    if (next != KIOSK_GOES_ON) {
        return next;
    }
    kiosk->last_key = now;
    if (kiosk->warns) { /* any key goes on, and does nothing else */
        kiosk->warns = false;
        return KIOSK_GOES_ON;
    }
    if (kiosk->hidden) {
        key_while_hidden(kiosk, act);
        return KIOSK_GOES_ON;
    }
    if (kiosk->view == KIOSK_PIN) {
        return key_on_pin(kiosk, key, act);
    }
    bool typed =
        kiosk->view == KIOSK_QUESTION && kiosk_is_entry(kiosk) && kiosk_is_typed(kiosk, key);
    if (act == ACT_HIDE && !typed) {
        hide(kiosk);
        return KIOSK_GOES_ON;
    }
    if (act == ACT_STAFF) {
        ask_pin(kiosk);
        return KIOSK_GOES_ON;
    }
    return key_on_view(kiosk, key, act);
}

void kiosk_resize(struct kiosk *kiosk, unsigned columns, unsigned rows)
{
    kiosk->columns = columns;
    kiosk->height = rows;
}

/* ---- Beginning and end ------------------------------------------------------------------------- */

bool kiosk_start(struct kiosk *kiosk, const struct kiosk_setup *setup, int64_t now,
                 struct diags *diags)
{
    assert(setup->language_count > 0);
    *kiosk = (struct kiosk){.setup = setup,
                            .diags = diags,
                            .view = KIOSK_ATTRACT,
                            .behind = KIOSK_ABOUT,
                            .cursor = NAME_NONE,
                            .last_key = now,
                            .now = now,
                            .columns = 80,
                            .height = 24};
    arena_init(&kiosk->notice_memory, LIMIT_RECORD_MEMORY);
    arena_init(&kiosk->screen_memory, LIMIT_RECORD_MEMORY);
    return interview_start(&kiosk->interview, setup->languages[0].questionnaire,
                           setup->languages[0].plan, (struct interview_options){0}, diags);
}

void kiosk_end(struct kiosk *kiosk)
{
    interview_end(&kiosk->interview);
    arena_free(&kiosk->notice_memory);
    arena_free(&kiosk->screen_memory);
    explicit_bzero(kiosk, sizeof *kiosk);
}
