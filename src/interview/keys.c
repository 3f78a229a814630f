/* Bytes as keys: a small machine over one byte at a time. Whatever comes, it goes on: a sequence
 * that is too long or means nothing is one KEY_OTHER. */
#include "interview/keys.h"

#include "base/text.h"

enum { ESC = 0x1b, BEL = 0x07, DEL = 0x7f, SEQUENCE_LONGEST = 32, STRING_LONGEST = 4096 };

static size_t give(struct keys *keys, enum key_kind kind, uint32_t code, struct key *ret)
{
    *keys = (struct keys){.state = KEYS_PLAIN};
    *ret = (struct key){.kind = kind, .code = code};
    return 1;
}

/* ---- Sequences --------------------------------------------------------------------------------- */

/* Keys that end a sequence by a letter, after ESC [ and ESC O alike. */
static enum key_kind kind_of_letter(unsigned char letter)
{
    switch (letter) {
    case 'A':
        return KEY_UP;
    case 'B':
        return KEY_DOWN;
    case 'C':
        return KEY_RIGHT;
    case 'D':
        return KEY_LEFT;
    case 'H':
        return KEY_HOME;
    case 'F':
        return KEY_END;
    case 'Z': /* Shift and TAB */
        return KEY_TAB;
    default:
        return KEY_OTHER;
    }
}

/* Keys that end a sequence by `~`, by their number. */
static size_t give_numbered(struct keys *keys, uint32_t number, struct key *ret)
{
    static const enum key_kind kinds[] = {KEY_OTHER,     KEY_HOME, KEY_INSERT,
                                          KEY_DELETE,    KEY_END,  KEY_PAGE_UP,
                                          KEY_PAGE_DOWN, KEY_HOME, KEY_END};
    /* F1 to F20; the numbers leave gaps. */
    static const unsigned char functions[] = {11, 12, 13, 14, 15, 17, 18, 19, 20, 21,
                                              23, 24, 25, 26, 28, 29, 31, 32, 33, 34};
    if (number < sizeof kinds / sizeof *kinds) {
        return give(keys, kinds[number], 0, ret);
    }
    for (uint32_t i = 0; i < sizeof functions; i++) {
        if (number == functions[i]) {
            return give(keys, KEY_FUNCTION, i + 1, ret);
        }
    }
    return give(keys, KEY_OTHER, 0, ret);
}

/* After ESC O: the keypad, and F1 to F4. The Linux console sends for NumLock / * - what others send
 * for F1 to F4; and it counts 0 to 9 from `p` on, as all others do. */
static size_t take_ss3(struct keys *keys, unsigned char byte, struct key *ret)
{
    if (byte >= 'p' && byte <= 'y') {
        return give(keys, KEY_PAD, (uint32_t)('0' + byte - 'p'), ret);
    }
    if (byte >= 'P' && byte <= 'S') {
        return give(keys, KEY_FUNCTION, (uint32_t)(1 + byte - 'P'), ret);
    }
    if (byte >= '0' && byte <= '9') { /* a modifier, as in ESC O 5 A */
        keys->length++;
        return keys->length > SEQUENCE_LONGEST ? give(keys, KEY_OTHER, 0, ret) : 0;
    }
    switch (byte) {
    case 'M':
        return give(keys, KEY_ENTER, 0, ret);
    case 'j':
        return give(keys, KEY_PAD, '*', ret);
    case 'k':
    case 'l': /* the console's +; the comma of terminals that hardly anyone has */
        return give(keys, KEY_PAD, '+', ret);
    case 'm':
        return give(keys, KEY_PAD, '-', ret);
    case 'n':
        return give(keys, KEY_PAD, '.', ret);
    case 'o':
        return give(keys, KEY_PAD, '/', ret);
    default:
        return give(keys, kind_of_letter(byte), 0, ret);
    }
}

static size_t take_csi(struct keys *keys, unsigned char byte, struct key *ret)
{
    if (byte == '[' && keys->length == 2) {
        keys->state = KEYS_CONSOLE;
        return 0;
    }
    if (byte >= '0' && byte <= '9') {
        if (!keys->first_is_over && keys->code < 10000) {
            keys->code = keys->code * 10 + (uint32_t)(byte - '0');
        }
    } else if (byte >= 0x20 && byte < 0x40) {
        keys->first_is_over = true;
    } else if (byte == '~') {
        return give_numbered(keys, keys->code, ret);
    } else if (byte >= 'P' && byte <= 'S' && keys->first_is_over) {
        return give(keys, KEY_FUNCTION, (uint32_t)(1 + byte - 'P'), ret);
    } else {
        return give(keys, kind_of_letter(byte), 0, ret);
    }
    keys->length++;
    return keys->length > SEQUENCE_LONGEST ? give(keys, KEY_OTHER, 0, ret) : 0;
}

/* What a terminal answers to questions that nobody asked here: swallowed to its end. */
static size_t take_string(struct keys *keys, unsigned char byte, struct key *ret)
{
    bool over = byte == BEL || (keys->state == KEYS_STRING_ESCAPED && byte == '\\');
    if (over || keys->length > STRING_LONGEST) {
        return give(keys, KEY_OTHER, 0, ret);
    }
    keys->state = byte == ESC ? KEYS_STRING_ESCAPED : KEYS_STRING;
    keys->length++;
    return 0;
}

/* ---- Plain bytes ------------------------------------------------------------------------------- */

static size_t begin_letter(struct keys *keys, unsigned char byte, struct key *ret)
{
    unsigned left = byte >= 0xf0 && byte <= 0xf4   ? 3
                    : byte >= 0xe0 && byte <= 0xef ? 2
                    : byte >= 0xc2 && byte <= 0xdf ? 1
                                                   : 0;
    if (left == 0) {
        return give(keys, KEY_OTHER, 0, ret);
    }
    *keys = (struct keys){
        .state = KEYS_LETTER, .left = left, .code = byte & (0x3fU >> left), .length = left};
    return 0;
}

static size_t take_plain(struct keys *keys, unsigned char byte, struct key *ret)
{
    switch (byte) {
    case ESC:
        *keys = (struct keys){.state = KEYS_ESCAPED, .length = 1};
        return 0;
    case '\r':
    case '\n':
        return give(keys, KEY_ENTER, 0, ret);
    case '\t':
        return give(keys, KEY_TAB, 0, ret);
    case '\b':
    case DEL:
        return give(keys, KEY_BACKSPACE, 0, ret);
    default:
        break;
    }
    if (byte < 0x20) {
        return give(keys, KEY_CONTROL, byte + (uint32_t)'@', ret);
    }
    return byte < 0x80 ? give(keys, KEY_CHARACTER, byte, ret) : begin_letter(keys, byte, ret);
}

static size_t take_letter(struct keys *keys, unsigned char byte, struct key *ret)
{
    static const uint32_t fewest[] = {0, 0x80, 0x800, 0x10000}; /* less is written shorter */
    if ((byte & 0xc0) != 0x80) { /* cut off: the byte begins something else */
        size_t count = give(keys, KEY_OTHER, 0, ret);
        return count + take_plain(keys, byte, ret + count);
    }
    keys->code = keys->code << 6 | (byte & 0x3fU);
    if (--keys->left > 0) {
        return 0;
    }
    uint32_t code = keys->code;
    bool fits = code >= fewest[keys->length] && utf8_is_scalar(code) && code >= 0xa0;
    return give(keys, fits ? KEY_CHARACTER : KEY_OTHER, fits ? code : 0, ret);
}

static size_t take_escaped(struct keys *keys, unsigned char byte, struct key *ret)
{
    switch (byte) {
    case '[':
        *keys = (struct keys){.state = KEYS_CSI, .length = 2};
        return 0;
    case 'O':
        *keys = (struct keys){.state = KEYS_SS3, .length = 2};
        return 0;
    case ']':
    case 'P':
    case 'X':
    case '^':
    case '_':
        *keys = (struct keys){.state = KEYS_STRING, .length = 2};
        return 0;
    default: { /* ESC, and then something of its own */
        size_t count = give(keys, KEY_ESCAPE, 0, ret);
        return count + take_plain(keys, byte, ret + count);
    }
    }
}

/* ---- The machine ------------------------------------------------------------------------------- */

size_t keys_take(struct keys *keys, unsigned char byte, struct key ret[KEYS_PER_BYTE])
{
    bool in_sequence =
        keys->state == KEYS_CSI || keys->state == KEYS_SS3 || keys->state == KEYS_CONSOLE;
    if (in_sequence && (byte < 0x20 || byte >= DEL)) { /* cut off */
        size_t count = give(keys, KEY_OTHER, 0, ret);
        return count + take_plain(keys, byte, ret + count);
    }
    switch (keys->state) {
    case KEYS_ESCAPED:
        return take_escaped(keys, byte, ret);
    case KEYS_CSI:
        return take_csi(keys, byte, ret);
    case KEYS_SS3:
        return take_ss3(keys, byte, ret);
    case KEYS_CONSOLE:
        return byte >= 'A' && byte <= 'E'
                   ? give(keys, KEY_FUNCTION, (uint32_t)(1 + byte - 'A'), ret)
                   : give(keys, KEY_OTHER, 0, ret);
    case KEYS_STRING:
    case KEYS_STRING_ESCAPED:
        return take_string(keys, byte, ret);
    case KEYS_LETTER:
        return take_letter(keys, byte, ret);
    case KEYS_PLAIN:
        break;
    }
    return take_plain(keys, byte, ret);
}

bool keys_are_waiting(const struct keys *keys)
{
    return keys->state != KEYS_PLAIN;
}

size_t keys_give_up(struct keys *keys, struct key ret[KEYS_PER_BYTE])
{
    if (keys->state == KEYS_PLAIN) {
        return 0;
    }
    return give(keys, keys->state == KEYS_ESCAPED ? KEY_ESCAPE : KEY_OTHER, 0, ret);
}
