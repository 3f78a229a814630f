/* A kiosk without a terminal, for the tests of its state machine: a clock that they set, hooks that
 * note what was asked of them, keys as a text. */
#ifndef IOPFIT_TESTS_KIOSK_FIXTURE_H
#define IOPFIT_TESTS_KIOSK_FIXTURE_H

#include "interview/kiosk.h"

enum { WARNING = 60000, END = 30000, MOST_LANGUAGES = 2 };

struct world {
    struct arena arena;
    struct arena messages;
    struct diags diags;
    struct source sources[MOST_LANGUAGES];
    struct kiosk_language languages[MOST_LANGUAGES];
    uint32_t count;
};
extern struct world small_world;
extern struct world shipped_world;

struct fixture {
    struct kiosk kiosk;
    struct kiosk_setup setup;
    struct kiosk_lock lock;
    int64_t now;
    enum kiosk_next next; /* what the last key led to */
    bool keeps;
    unsigned kept;
    unsigned taken_back;
    bool sticks; /* what was kept cannot be taken back */
    unsigned tried; /* PINs */
    char screen[20000];
};

/* Of the group, and of a test with the small questionnaire or the shipped one. */
int set_up_all(void **state);
int tear_down_all(void **state);
int set_up(void **state);
int set_up_shipped(void **state);
int tear_down(void **state);
/* Begins a session; begins anew in the small world, with what was changed in the setup. */
void begin(struct fixture *fixture, struct world *world);
void again(struct fixture *fixture);
/* A hook that keeps answers, where fixture->keeps says so. */
bool stub_keep(void *context, const struct interview *interview, char code[]);

void press(struct fixture *fixture, enum key_kind kind, uint32_t code);
/* Types each sign; line ends are Enter, \b Backspace, \t TAB, \033 Escape. */
void type(struct fixture *fixture, const char *keys);
/* Takes what is shown into fixture->screen; and whether a text is there. */
void look(struct fixture *fixture);
void sees(struct fixture *fixture, const char *text);
void sees_not(struct fixture *fixture, const char *text);
void is_on(const struct fixture *fixture, enum kiosk_view view);
/* Time passes without a key. */
void wait_for(struct fixture *fixture, int64_t milliseconds);

/* To the first question of the small questionnaire; to the one about drinks, a whole number from 0
 * to 60; to the last, which is answered in words. */
void to_questions(struct fixture *fixture);
void to_drinks(struct fixture *fixture);
void to_words(struct fixture *fixture);

#endif
