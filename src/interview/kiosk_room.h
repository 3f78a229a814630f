/* What the files of the kiosk's state machine share: kiosk.c (screens and time), kiosk_question.c
 * (answering), kiosk_show.c (what screens say). Only for them. */
#ifndef IOPFIT_INTERVIEW_KIOSK_ROOM_H
#define IOPFIT_INTERVIEW_KIOSK_ROOM_H

#include "interview/kiosk.h"

/* ---- Keys (kiosk_question.c) -------------------------------------------------------------------
 */

/* What a key does, where nothing is typed. */
enum act {
    ACT_NONE,
    ACT_DIGIT,
    ACT_ENTER,
    ACT_BACK,
    ACT_MORE,
    ACT_LESS,
    ACT_UP,
    ACT_DOWN,
    ACT_MARK,
    ACT_HELP,
    ACT_HIDE,
    ACT_MENU,
    ACT_STAFF
};
enum act kiosk_act_of(struct key key);

/* ---- Moving about (kiosk.c) --------------------------------------------------------------------
 */

void kiosk_show_view(struct kiosk *kiosk, enum kiosk_view view);
/* Opens a view over the present one, which it leads back to. */
void kiosk_open_behind(struct kiosk *kiosk, enum kiosk_view view);
/* Goes to the view that belongs to where the interview is. */
void kiosk_follow(struct kiosk *kiosk);
/* Whether the screen shows phone numbers that somebody may need, or did before the PIN was asked
 * for. */
bool kiosk_is_urgent(const struct kiosk *kiosk);
/* Milliseconds without a key until the warning, and from then to the end: longer where it is
 * urgent. */
int64_t kiosk_idle_warning(const struct kiosk *kiosk);
int64_t kiosk_idle_end(const struct kiosk *kiosk);
/* Those that follow are false where memory is used up. Takes the last answer back, or goes back to
 * what the kiosk is about. */
ATTR_MUST_USE bool kiosk_go_back(struct kiosk *kiosk);
/* To the next page, or to the one before, round and round. */
ATTR_MUST_USE bool kiosk_turn_page(struct kiosk *kiosk, bool forward);
/* To the next page where there is one; *ret_turned tells. */
ATTR_MUST_USE bool kiosk_turn_to_next(struct kiosk *kiosk, bool *ret_turned);
ATTR_MUST_USE bool kiosk_speak_next(struct kiosk *kiosk);

/* ---- The question that is asked (kiosk_question.c) ---------------------------------------------
 */

/* Whether it is answered by typing. */
bool kiosk_is_entry(const struct kiosk *kiosk);
/* Whether [key] is typed into the answer, and does nothing else. */
bool kiosk_is_typed(const struct kiosk *kiosk, struct key key);
/* Its options, `none of these` as the last of a multiple choice. */
uint32_t kiosk_option_count(const struct kiosk *kiosk);
struct text kiosk_option_label(const struct kiosk *kiosk, uint32_t index);
/* The next page, round and round, of the [pages] of a question that was not shown yet; NAME_NONE:
 * all were. The present one counts as shown. */
uint32_t kiosk_unseen_page(const struct kiosk *kiosk, uint32_t pages);
/* Forgets what was typed or picked and not given. */
void kiosk_forget_entry(struct kiosk *kiosk);
/* Picks the answer that stands, where a question is asked again from the review. */
void kiosk_pick_standing(struct kiosk *kiosk);
/* The key on the screen of a question. */
ATTR_MUST_USE bool kiosk_key_on_question(struct kiosk *kiosk, struct key key, enum act act);
/* The question is left out, as KIOSK_PICK_UNSURE or KIOSK_PICK_DECLINED. */
ATTR_MUST_USE bool kiosk_leave_out(struct kiosk *kiosk, enum kiosk_pick how);

/* ---- Screens (kiosk_show.c) --------------------------------------------------------------------
 */

/* Options on a page have the numbers 1 to 7; 8 is always `not sure`, 9 `prefer not to say`. */
enum { KIOSK_NUMBERS = 7, KIOSK_UNSURE = 8, KIOSK_DECLINE = 9 };

struct kiosk_layout {
    struct row *rows; /* the whole frame */
    uint32_t count;
    unsigned left, top;
    uint32_t pages;
    uint32_t first; /* the option (or answer of the review) with the number 1 on this page … */
    uint32_t shown; /* … and how many have one */
};
/* Lays the view out for the present size, and mends kiosk->page where it has fewer. */
ATTR_MUST_USE bool kiosk_lay_out(struct kiosk *kiosk, struct kiosk_layout *ret);
/* The language of the texts. */
struct text kiosk_spoken(const struct kiosk *kiosk);

#endif
