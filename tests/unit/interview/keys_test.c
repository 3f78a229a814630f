/* Bytes as keys: every terminal's sequences, UTF-8, what is cut off, and any bytes at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "interview/keys.h"

/* The keys that [bytes] make, as words: "a", "pad5", "F3", "^X", "enter"; and then what giving up
 * adds. */
static const char *const names[] = {
    [KEY_ENTER] = "enter",    [KEY_BACKSPACE] = "backspace",
    [KEY_TAB] = "tab",        [KEY_ESCAPE] = "escape",
    [KEY_UP] = "up",          [KEY_DOWN] = "down",
    [KEY_LEFT] = "left",      [KEY_RIGHT] = "right",
    [KEY_PAGE_UP] = "pageup", [KEY_PAGE_DOWN] = "pagedown",
    [KEY_HOME] = "home",      [KEY_END] = "end",
    [KEY_INSERT] = "insert",  [KEY_DELETE] = "delete",
    [KEY_OTHER] = "other",
};

static void append(char *out, size_t room, struct key key)
{
    size_t length = strlen(out);
    const char *gap = length > 0 ? " " : "";
    switch (key.kind) {
    case KEY_CHARACTER:
        snprintf(out + length, room - length, key.code < 0x80 ? "%s%c" : "%sU+%04X", gap,
                 (int)key.code);
        break;
    case KEY_PAD:
        snprintf(out + length, room - length, "%spad%c", gap, (int)key.code);
        break;
    case KEY_FUNCTION:
        snprintf(out + length, room - length, "%sF%u", gap, (unsigned)key.code);
        break;
    case KEY_CONTROL:
        snprintf(out + length, room - length, "%s^%c", gap, (int)key.code);
        break;
    case KEY_ENTER:
    case KEY_BACKSPACE:
    case KEY_TAB:
    case KEY_ESCAPE:
    case KEY_UP:
    case KEY_DOWN:
    case KEY_LEFT:
    case KEY_RIGHT:
    case KEY_PAGE_UP:
    case KEY_PAGE_DOWN:
    case KEY_HOME:
    case KEY_END:
    case KEY_INSERT:
    case KEY_DELETE:
    case KEY_OTHER:
        snprintf(out + length, room - length, "%s%s", gap, names[key.kind]);
        break;
    }
}

static void reads(const char *bytes, size_t length, const char *expected)
{
    struct keys keys = {.state = KEYS_PLAIN};
    struct key made[KEYS_PER_BYTE];
    char actual[512] = "";
    for (size_t i = 0; i < length; i++) {
        size_t count = keys_take(&keys, (unsigned char)bytes[i], made);
        assert_true(count <= KEYS_PER_BYTE);
        for (size_t j = 0; j < count; j++) {
            append(actual, sizeof actual, made[j]);
        }
    }
    bool waiting = keys_are_waiting(&keys);
    size_t count = keys_give_up(&keys, made);
    assert_int_equal(count, waiting ? 1 : 0);
    for (size_t j = 0; j < count; j++) {
        append(actual, sizeof actual, made[j]);
    }
    assert_false(keys_are_waiting(&keys));
    assert_string_equal(actual, expected);
}
#define READS(bytes, expected) reads(bytes, sizeof(bytes) - 1, expected)

static void plain_bytes_are_characters_and_controls(void **state)
{
    (void)state;
    READS("a1+ ~", "a 1 +   ~");
    READS("\r\n\t\b\x7f", "enter enter tab backspace backspace");
    READS("\x03\x1a\x1c\x18\x00", "^C ^Z ^\\ ^X ^@");
}

static void letters_beyond_ascii_are_one_key(void **state)
{
    (void)state;
    READS("\xc3\xb1", "U+00F1");
    READS("\xe2\x82\xac", "U+20AC");
    READS("\xf0\x9f\x98\x80", "U+1F600");
}

static void broken_letters_are_no_characters(void **state)
{
    (void)state;
    READS("\x80", "other");
    READS("\xc3"
          "a",
          "other a");
    READS("\xe2\x82", "other");
    READS("\xc0\xaf", "other other"); /* written longer than it needs to be */
    READS("\xe0\x80\xaf", "other");
    READS("\xed\xa0\x80", "other"); /* a surrogate */
    READS("\xc2\x9b", "other");     /* a control character */
    READS("\xff", "other");
    READS("\xc3\x1b[A", "other up");
}

static void arrows_and_their_neighbours(void **state)
{
    (void)state;
    READS("\033[A\033[B\033[C\033[D", "up down right left");
    READS("\033OA\033OB\033OC\033OD", "up down right left");
    READS("\033[1;5A\033O5B", "up down");
    READS("\033[H\033[F\033OH\033OF", "home end home end");
    READS("\033[1~\033[2~\033[3~\033[4~\033[5~\033[6~\033[7~\033[8~",
          "home insert delete end pageup pagedown home end");
    READS("\033[Z", "tab");
}

static void function_keys_of_xterm_and_of_the_linux_console(void **state)
{
    (void)state;
    READS("\033OP\033OQ\033OR\033OS", "F1 F2 F3 F4");
    READS("\033[[A\033[[B\033[[E", "F1 F2 F5");
    READS("\033[11~\033[15~\033[17~\033[21~\033[24~", "F1 F5 F6 F10 F12");
    READS("\033[1;2P\033[15;2~", "F1 F5");
    READS("\033[16~\033[99~\033[~\033[P", "other other other other");
}

static void the_keypad_in_its_own_mode(void **state)
{
    (void)state;
    READS("\033Op\033Oq\033Oy", "pad0 pad1 pad9");
    READS("\033OM", "enter");
    READS("\033Oj\033Ok\033Om\033On\033Oo", "pad* pad+ pad- pad. pad/");
    /* The Linux console: + . and, as F2 to F4 elsewhere, / * - */
    READS("\033Ol\033On\033OQ\033OR\033OS", "pad+ pad. F2 F3 F4");
}

static void escape_alone_needs_time_or_another_key(void **state)
{
    (void)state;
    READS("\033", "escape");
    READS("\033\033", "escape escape");
    READS("\033a", "escape a");
    READS("\033\r", "escape enter");
    READS("\033\xc3\xb1", "escape U+00F1");
}

static void what_a_terminal_reports_is_passed_over(void **state)
{
    (void)state;
    READS("\033]0;title\007a", "other a");
    READS("\033P1$r\033\\a", "other a");
    READS("\033_x\033y\033\\a", "other a");
    READS("\033[?62;1c\033[200~", "other other");
}

static void cut_off_sequences_lose_no_key_after_them(void **state)
{
    (void)state;
    READS("\033[1;\r", "other enter");
    READS("\033O\033[A", "other up");
    READS("\033[\x7f", "other backspace");
    READS("\033[[\033", "other escape");
    READS("\033[", "other");
    READS("\033[1;", "other");
}

static void a_sequence_without_end_ends(void **state)
{
    struct keys keys = {.state = KEYS_PLAIN};
    struct key made[KEYS_PER_BYTE];
    (void)state;
    static const char *const beginnings[] = {"\033[", "\033O", "\033]"};
    for (size_t i = 0; i < 3; i++) {
        size_t count = 0;
        for (const char *byte = beginnings[i]; *byte != '\0'; byte++) {
            (void)keys_take(&keys, (unsigned char)*byte, made);
        }
        for (size_t j = 0; j < 5000 && count == 0; j++) {
            count = keys_take(&keys, '1', made);
        }
        assert_int_equal(count, 1);
        assert_int_equal(made[0].kind, KEY_OTHER);
        assert_false(keys_are_waiting(&keys));
    }
}

/* A generator of our own: the same bytes on every machine. */
static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 16;
}

static void any_bytes_make_keys_that_are_what_they_say(void **state)
{
    static const char often[] = "\033\033\033[O[;1~ABM\r]P\\\xc3\xb1\x07";
    struct keys keys = {.state = KEYS_PLAIN};
    uint32_t seed = 4;
    (void)state;
    for (size_t i = 0; i < 2000000; i++) {
        struct key made[KEYS_PER_BYTE];
        uint32_t dice = next(&seed);
        unsigned char byte = (dice & 1) != 0
                                 ? (unsigned char)often[(dice >> 1) % (sizeof often - 1)]
                                 : (unsigned char)(dice >> 1);
        size_t count = keys_take(&keys, byte, made);
        assert_true(count <= KEYS_PER_BYTE);
        for (size_t j = 0; j < count; j++) {
            uint32_t code = made[j].code;
            switch (made[j].kind) {
            case KEY_CHARACTER:
                assert_true(code >= 0x20 && code < 0x110000 && !(code >= 0x7f && code < 0xa0));
                break;
            case KEY_PAD:
                assert_true(strchr("0123456789+-*/.", (int)code) != NULL && code != 0);
                break;
            case KEY_FUNCTION:
                assert_true(code >= 1 && code <= 20);
                break;
            case KEY_CONTROL:
                assert_true(code >= '@' && code <= '_');
                break;
            case KEY_ENTER:
            case KEY_BACKSPACE:
            case KEY_TAB:
            case KEY_ESCAPE:
            case KEY_UP:
            case KEY_DOWN:
            case KEY_LEFT:
            case KEY_RIGHT:
            case KEY_PAGE_UP:
            case KEY_PAGE_DOWN:
            case KEY_HOME:
            case KEY_END:
            case KEY_INSERT:
            case KEY_DELETE:
            case KEY_OTHER:
                assert_int_equal(code, 0);
                break;
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_bytes_are_characters_and_controls),
        cmocka_unit_test(letters_beyond_ascii_are_one_key),
        cmocka_unit_test(broken_letters_are_no_characters),
        cmocka_unit_test(arrows_and_their_neighbours),
        cmocka_unit_test(function_keys_of_xterm_and_of_the_linux_console),
        cmocka_unit_test(the_keypad_in_its_own_mode),
        cmocka_unit_test(escape_alone_needs_time_or_another_key),
        cmocka_unit_test(what_a_terminal_reports_is_passed_over),
        cmocka_unit_test(cut_off_sequences_lose_no_key_after_them),
        cmocka_unit_test(a_sequence_without_end_ends),
        cmocka_unit_test(any_bytes_make_keys_that_are_what_they_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
