/* The kiosk: what one person sees and can do at a screen that nobody watches over, as a state
 * machine over keys and time. No input or output and no clock of its own: the caller hands in keys
 * and the time, and shows the frame that comes out; files and the PIN are behind hooks. The
 * conversation itself is interview.h. One struct kiosk serves one person, from the screen that
 * invites to the one after which everything is wiped.
 *
 *   ATTRACT → ABOUT → QUESTION … → REVIEW → RESULT → CODE → over
 *                        └ HELP, MENU, REVIEW, STOP, PIN from there and back
 *                        └ URGENT, once an urgent outcome is certain → URGENT_END → over; answers
 *                          are left for staff at once, and taken away again on the way back
 *
 * Over all of them lie two more: hidden (a blank screen, whatever happens), and the warning of an
 * idle kiosk. */
#ifndef IOPFIT_INTERVIEW_KIOSK_H
#define IOPFIT_INTERVIEW_KIOSK_H

#include "base/limits.h"
#include "interview/interview.h"
#include "interview/keys.h"
#include "interview/screen.h"

/* ---- What a kiosk is set to --------------------------------------------------------------------
 */

/* How much of the result the person sees. The lines of an urgent outcome are always shown. */
enum kiosk_result {
    KIOSK_RESULT_FULL,      /* the recommendation with its reasons, as `ask` shows it */
    KIOSK_RESULT_NEXT_STEP, /* only the next steps */
    KIOSK_RESULT_STAFF      /* only that staff will talk about it */
};

struct kiosk_language {
    const struct questionnaire *questionnaire;
    const struct plan *plan;
};

/* A code by which staff find the answers: letters and digits that are not mistaken for each other. */
enum { KIOSK_CODE_LENGTH = 6 };

/* So many times as long as elsewhere no key has to be pressed on an urgent screen. */
enum { KIOSK_URGENT_PATIENCE = 5 };

/* Digits of the PIN of staff. */
enum { KIOSK_PIN_SHORTEST = 6, KIOSK_PIN_LONGEST = 32 };

/* What the kiosk cannot do itself. */
struct kiosk_hooks {
    void *context;
    /* Makes *ret, in [arena], the text of a finished interview, in lines of at most [width]
     * columns: what [what] says, or with [lines_only] only the phone lines of the urgent outcomes
     * that are possible. False where memory is used up. */
    bool (*result)(void *context, const struct interview *interview, enum kiosk_result what,
                   bool lines_only, unsigned width, struct arena *arena, struct text *ret);
    /* Leaves a file of the answers for staff under a code of its own, and tells the code; where
     * [code] is not empty, replaces the file of that code. NULL: nothing is kept. False where it
     * could not; [code] is then as it was. */
    bool (*keep)(void *context, const struct interview *interview,
                 char code[KIOSK_CODE_LENGTH + 1]);
    /* Takes the file of [code] away again. Needed with [keep]. False where it could not. */
    bool (*take_back)(void *context, const char code[KIOSK_CODE_LENGTH + 1]);
    /* Whether [pin] is that of staff. NULL: there is no way out by keys. */
    bool (*pin_is_right)(void *context, struct text pin);
};

/* Wrong PINs. It outlives the person, so that nobody gets new tries by starting anew. */
struct kiosk_lock {
    uint32_t wrong;       /* tries in a row */
    int64_t locked_until; /* milliseconds of the caller's clock */
};

struct kiosk_setup {
    const struct kiosk_language
        *languages; /* at least one, in the order in which they are offered */
    uint32_t language_count;
    int64_t idle_warning; /* milliseconds without a key until the warning … */
    int64_t idle_end;     /* … and from then until everything is wiped; where phone numbers are
                           * shown, KIOSK_URGENT_PATIENCE times as long */
    enum kiosk_result result;
    struct kiosk_hooks hooks;
    const char *folder; /* the only one that hooks.keep writes in; NULL: none */
    struct kiosk_lock *lock;
};

/* ---- One person --------------------------------------------------------------------------------
 */

enum kiosk_view {
    KIOSK_ATTRACT,
    KIOSK_ABOUT,
    KIOSK_QUESTION,
    KIOSK_HELP,
    KIOSK_MENU,
    KIOSK_REVIEW,
    KIOSK_STOP,
    KIOSK_PIN,
    KIOSK_URGENT,
    KIOSK_URGENT_END,
    KIOSK_RESULT,
    KIOSK_CODE
};

/* What was picked as the answer to a question with options, and is not given yet. */
enum kiosk_pick { KIOSK_PICK_NOTHING, KIOSK_PICK_OPTIONS, KIOSK_PICK_UNSURE, KIOSK_PICK_DECLINED };

/* What the caller does next. */
enum kiosk_next {
    KIOSK_GOES_ON, /* shows the frame, waits for a key or for kiosk_due() */
    KIOSK_OVER,    /* wipes everything; the next person may come */
    KIOSK_LEAVES,  /* the same, and the kiosk itself ends: staff want that */
    KIOSK_FAILED   /* memory is used up: like over */
};

/* To be changed by the functions below only, and never copied. */
struct kiosk {
    const struct kiosk_setup *setup;
    struct interview interview;
    struct diags *diags;
    uint32_t language;

    enum kiosk_view view;
    enum kiosk_view behind;     /* where HELP, MENU, STOP and an early REVIEW lead back to … */
    enum kiosk_view behind_pin; /* … and PIN */
    uint32_t page;              /* of the view, from 0 */
    uint32_t cursor;            /* option that the arrows are on; NAME_NONE: none */
    enum kiosk_pick pick;
    unsigned hidden_strokes; /* of the staff's key in a row, on the hidden screen */
    unsigned columns, height;
    uint64_t picked; /* options, bits */
    struct {
        uint64_t bits; /* pages of the question that were shown … */
        uint32_t pages, language;
        unsigned columns, height; /* … as long as all this is as it was */
    } seen;
    size_t typed_length;
    size_t pin_length;
    int64_t last_key;
    int64_t now;
    struct text notice; /* what was wrong with the last key; may be empty */
    struct arena notice_memory;
    struct arena screen_memory; /* what was shown last */

    bool hidden;
    bool behind_pin_was_hidden;
    bool warns;        /* the idle warning is shown */
    bool refused;      /* what is typed was refused: a digit begins anew */
    bool forget_typed; /* the caller drops what was typed ahead, and sets it to false */
    bool has_code;
    bool could_not_keep;
    char code[KIOSK_CODE_LENGTH + 1];
    char pin[KIOSK_PIN_LONGEST + 1];
    char typed[LIMIT_LINE_BYTES + 1];
};

/* Begins with the screen that invites, at [now] (milliseconds of a clock that never goes back).
 * False, with a message, where memory is used up; there is then nothing to end. [setup] and [diags]
 * must live as long. */
ATTR_MUST_USE bool kiosk_start(struct kiosk *kiosk, const struct kiosk_setup *setup, int64_t now,
                               struct diags *diags);
/* Wipes and frees everything that the person said. */
void kiosk_end(struct kiosk *kiosk);

/* The person pressed a key. */
ATTR_MUST_USE enum kiosk_next kiosk_key(struct kiosk *kiosk, struct key key, int64_t now);
/* Time has passed. */
ATTR_MUST_USE enum kiosk_next kiosk_tick(struct kiosk *kiosk, int64_t now);
/* When kiosk_tick() is due; -1: never, as things are. */
int64_t kiosk_due(const struct kiosk *kiosk);
/* The smallest screen that a kiosk can be shown on. */
enum { KIOSK_COLUMNS_FEWEST = 24, KIOSK_ROWS_FEWEST = 12 };
/* The screen has this size. A smaller one only says that it is too small. */
void kiosk_resize(struct kiosk *kiosk, unsigned columns, unsigned rows);
/* What the screen shows now. It lives until the next call of any function here. False where memory
 * is used up. */
ATTR_MUST_USE bool kiosk_show(struct kiosk *kiosk, struct frame *ret);

#endif
