/* Bytes from a terminal as keys: escape sequences of xterm, the Linux console and what imitates
 * them, the numeric keypad in either of its modes, UTF-8. No input or output, no clock: that a lone
 * ESC is the key of that name, and not the beginning of a sequence, only time can tell, and the
 * caller says so. Not for what a key means: that hangs on the screen (kiosk.c). */
#ifndef IOPFIT_INTERVIEW_KEYS_H
#define IOPFIT_INTERVIEW_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum key_kind {
    KEY_CHARACTER, /* `code`: a code point, from U+0020 on */
    KEY_PAD,       /* the numeric keypad, where it says so itself; `code`: 0-9 + - * / . */
    KEY_FUNCTION,  /* `code`: 1 for F1 … */
    KEY_CONTROL,   /* Ctrl; `code`: the letter or sign with it, letters in capitals */
    KEY_ENTER,
    KEY_BACKSPACE,
    KEY_TAB,
    KEY_ESCAPE,
    KEY_UP,
    KEY_DOWN,
    KEY_LEFT,
    KEY_RIGHT,
    KEY_PAGE_UP,
    KEY_PAGE_DOWN,
    KEY_HOME,
    KEY_END,
    KEY_INSERT,
    KEY_DELETE,
    KEY_OTHER /* a sequence or byte without a meaning here */
};

struct key {
    enum key_kind kind;
    uint32_t code; /* 0 where the kind says all */
};

/* Where in a sequence the bytes are. All zero: at its beginning. */
struct keys {
    enum {
        KEYS_PLAIN,
        KEYS_ESCAPED, /* ESC */
        KEYS_CSI,     /* ESC [ … */
        KEYS_SS3,     /* ESC O */
        KEYS_CONSOLE, /* ESC [ [: function keys of the Linux console */
        KEYS_STRING,  /* what a terminal reports: up to BEL or ESC \ */
        KEYS_STRING_ESCAPED,
        KEYS_LETTER /* inside a code point */
    } state;
    uint32_t code;      /* of a sequence: its first number; of a letter: its bits so far */
    bool first_is_over; /* behind the first number of a sequence */
    unsigned left;      /* bytes that a letter still needs */
    unsigned length;    /* bytes of the sequence so far */
};

/* No byte gives more keys than this. */
#define KEYS_PER_BYTE 2

/* Takes the next byte. Returns how many keys it completed, and writes them to [ret]. */
size_t keys_take(struct keys *keys, unsigned char byte, struct key ret[KEYS_PER_BYTE]);

/* Whether the bytes so far may be the beginning of a sequence. */
bool keys_are_waiting(const struct keys *keys);
/* Nothing more has come for a while: what is there is all. Returns how many keys that makes, 0 or 1. */
size_t keys_give_up(struct keys *keys, struct key ret[KEYS_PER_BYTE]);

#endif
