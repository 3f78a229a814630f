/* Slices of text, UTF-8, and strict numbers. No function here depends on the locale but
 * utf8_width(), which asks the C library how wide a character is. */
#include "base/text.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

struct text text_of(const char *string)
{
    return string == NULL ? (struct text){"", 0} : (struct text){string, strlen(string)};
}

bool text_equal(struct text a, struct text b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.start, b.start, a.length) == 0);
}

bool text_is(struct text text, const char *string)
{
    if (string == NULL) {
        return text.length == 0;
    }
    /* Nearly always the first bytes tell; so the length of [string] is not needed. */
    for (size_t i = 0; i < text.length; i++) {
        if (text.start[i] != string[i] || string[i] == '\0') {
            return false;
        }
    }
    return string[text.length] == '\0';
}

bool text_starts(struct text text, struct text prefix)
{
    return text.length >= prefix.length &&
           text_equal((struct text){text.start, prefix.length}, prefix);
}

int text_compare(struct text a, struct text b)
{
    size_t common = a.length < b.length ? a.length : b.length;
    int order = common == 0 ? 0 : memcmp(a.start, b.start, common);
    if (order != 0) {
        return order;
    }
    return a.length < b.length ? -1 : a.length > b.length;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct text text_trim(struct text text)
{
    while (text.length > 0 && is_blank(text.start[0])) {
        text.start++;
        text.length--;
    }
    while (text.length > 0 && is_blank(text.start[text.length - 1])) {
        text.length--;
    }
    return text;
}

size_t text_mark_length(struct text text)
{
    return text_starts(text, TEXT("\xEF\xBB\xBF")) ? 3 : 0;
}

struct text text_copy(struct arena *arena, struct text text)
{
    char *copy = arena_alloc(arena, text.length + 1);
    if (copy == NULL) {
        return (struct text){NULL, 0};
    }
    if (text.length > 0) {
        memcpy(copy, text.start, text.length);
    }
    copy[text.length] = '\0';
    return (struct text){copy, text.length};
}

/* ---- Numbers --------------------------------------------------------------------------------- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Digits outside ASCII that people paste: full-width, Arabic-Indic, Devanagari …; and the Unicode
 * minus. Asked only of texts that are no number already. */
static bool is_foreign_digit(uint32_t code)
{
    static const uint32_t zeros[] = {0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50, 0xFF10};
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++) {
        if (code >= zeros[i] && code <= zeros[i] + 9) {
            return true;
        }
    }
    return code == 0x2212 || code == 0x00BD || code == 0x00BC || code == 0x00B2;
}

/* What is wrong with a text that is not digits, optionally with a fraction. */
static enum number_problem problem_of(struct text text)
{
    if (text.length == 0) {
        return NUMBER_EMPTY;
    }
    bool digits = false;
    bool blank = false;
    for (size_t i = 0; i < text.length;) {
        uint32_t code = utf8_next(text, &i);
        if (is_foreign_digit(code)) {
            return NUMBER_FOREIGN_DIGITS;
        }
        digits = digits || (code >= '0' && code <= '9');
        blank = blank || (code < 128 && is_blank((char)code));
    }
    if (!digits) {
        return blank && text_trim(text).length == 0 ? NUMBER_EMPTY : NUMBER_NOT_A_NUMBER;
    }
    if (blank) {
        return NUMBER_BLANK;
    }
    size_t i = text.start[0] == '-' || text.start[0] == '+' ? 1 : 0;
    if (i + 1 < text.length && text.start[i] == '0' &&
        memchr("xXoObB", text.start[i + 1], 6) != NULL) {
        return NUMBER_HEX;
    }
    if (i >= text.length || !is_digit(text.start[i])) {
        return NUMBER_NOT_A_NUMBER;
    }
    while (i < text.length && is_digit(text.start[i])) {
        i++;
    }
    if (i == text.length) { /* only digits: a sign `+` or a leading zero is what is wrong */
        return text.start[0] == '+' ? NUMBER_NOT_A_NUMBER : NUMBER_LEADING_ZERO;
    }
    char c = text.start[i];
    bool digit_follows = i + 1 < text.length && is_digit(text.start[i + 1]);
    if (c == ',' && digit_follows) {
        return NUMBER_COMMA;
    }
    if (c == '_' && digit_follows) {
        return NUMBER_UNDERSCORE;
    }
    size_t after_exponent = i + 1;
    if (after_exponent < text.length && memchr("+-", text.start[after_exponent], 2) != NULL) {
        after_exponent++;
    }
    if ((c == 'e' || c == 'E') && after_exponent < text.length &&
        is_digit(text.start[after_exponent])) {
        return NUMBER_EXPONENT;
    }
    if (c == '.' && digit_follows) {
        i++;
        while (i < text.length && is_digit(text.start[i])) {
            i++;
        }
        return i == text.length ? NUMBER_FRACTION : NUMBER_TRAILING;
    }
    return NUMBER_TRAILING;
}

/* Length of `-`? digits without a leading zero at the start of [text]; 0 where there is none. */
static size_t integer_length(struct text text)
{
    size_t i = text.length > 0 && text.start[0] == '-' ? 1 : 0;
    size_t first = i;
    while (i < text.length && is_digit(text.start[i])) {
        i++;
    }
    bool leading_zero = i - first > 1 && text.start[first] == '0';
    return i == first || leading_zero ? 0 : i;
}

enum number_problem text_to_integer(struct text text, int64_t *ret)
{
    if (text.length == 0 || integer_length(text) != text.length) {
        return problem_of(text);
    }
    bool negative = text.start[0] == '-';
    int64_t result = 0;
    for (size_t i = negative ? 1 : 0; i < text.length; i++) {
        int64_t digit = text.start[i] - '0';
        if (__builtin_mul_overflow(result, (int64_t)10, &result) ||
            __builtin_sub_overflow(result, digit, &result)) {
            return NUMBER_TOO_LARGE;
        }
    }
    if (!negative && result == INT64_MIN) {
        return NUMBER_TOO_LARGE;
    }
    *ret = negative ? result : -result; /* built up below zero, where there is room for the least */
    return NUMBER_OK;
}

enum { DIGITS_ALWAYS = 15, DIGITS_AT_MOST = 17 };

/* How many digits there are from the first to the last that is not zero; the first of them go to
 * [ret]. */
static size_t digits_that_count(struct text text, char ret[DIGITS_AT_MOST])
{
    size_t count = 0;
    size_t zeros = 0;
    for (size_t i = 0; i < text.length && text.start[i] != 'e'; i++) {
        char c = text.start[i];
        if (!is_digit(c) || (c == '0' && count == 0)) {
            continue;
        }
        if (c == '0') {
            zeros++;
            continue;
        }
        for (; zeros > 0; zeros--, count++) {
            if (count < DIGITS_AT_MOST) {
                ret[count] = '0';
            }
        }
        if (count < DIGITS_AT_MOST) {
            ret[count] = c;
        }
        count++;
    }
    return count;
}

int number_shortest(double number, char ret[SHORTEST_ROOM])
{
    int digits = 0;
    do {
        snprintf(ret, SHORTEST_ROOM, "%.*e", digits++, number);
    } while (digits < DIGITS_AT_MOST && strtod(ret, NULL) != number);
    return digits;
}

/* Whether [number] stands for what [text] says and for nothing else. */
static bool is_kept(struct text text, double number)
{
    char digits[DIGITS_AT_MOST];
    size_t count = text.length <= DIGITS_ALWAYS ? 0 : digits_that_count(text, digits);
    if (count > 0 && fabs(number) < DBL_MIN) {
        return false; /* so near to zero that fewer digits are kept, or none */
    }
    if (count <= DIGITS_ALWAYS || count > DIGITS_AT_MOST) {
        return count <= DIGITS_ALWAYS;
    }
    char printed[SHORTEST_ROOM];
    char shortest[DIGITS_AT_MOST];
    (void)number_shortest(number, printed);
    return digits_that_count(text_of(printed), shortest) == count &&
           memcmp(shortest, digits, count) == 0;
}

enum number_problem text_to_number(struct text text, double *ret)
{
    size_t i = integer_length(text);
    if (i > 0 && i < text.length && text.start[i] == '.') {
        size_t first = ++i;
        while (i < text.length && is_digit(text.start[i])) {
            i++;
        }
        if (i == first) {
            i = 0;
        }
    }
    if (text.length == 0 || i != text.length) {
        return problem_of(text);
    }
    char buffer[400]; /* longer than any double that is finite, digit by digit */
    if (text.length >= sizeof buffer) {
        return NUMBER_TOO_LARGE;
    }
    memcpy(buffer, text.start, text.length);
    buffer[text.length] = '\0';
    double result = strtod(buffer, NULL); /* LC_NUMERIC is never set: the point is a point */
    if (!isfinite(result)) {
        return NUMBER_TOO_LARGE;
    }
    if (!is_kept(text, result)) {
        return NUMBER_TOO_PRECISE;
    }
    *ret = result;
    return NUMBER_OK;
}

const char *number_problem_says(enum number_problem problem)
{
    switch (problem) {
    case NUMBER_EMPTY:
        return "is empty where a number is asked";
    case NUMBER_NOT_A_NUMBER:
        return "is not a number";
    case NUMBER_TRAILING:
        return "has something after the number";
    case NUMBER_LEADING_ZERO:
        return "begins with a zero; write it without";
    case NUMBER_HEX:
        return "is not a decimal number";
    case NUMBER_COMMA:
        return "has a comma; a decimal point is written `.`, thousands are not separated";
    case NUMBER_UNDERSCORE:
        return "has an underscore; write the digits alone";
    case NUMBER_EXPONENT:
        return "is written with an exponent; write out the digits";
    case NUMBER_FRACTION:
        return "has a fraction; a whole number is asked";
    case NUMBER_FOREIGN_DIGITS:
        return "has signs that are not the digits 0 to 9";
    case NUMBER_BLANK:
        return "has blanks in or around the number";
    case NUMBER_TOO_PRECISE:
        return "has more digits than can be kept without rounding; 15 always can";
    case NUMBER_TOO_LARGE:
        return "is too large";
    case NUMBER_OK:
        break;
    }
    return "is a number";
}

/* ---- UTF-8 ----------------------------------------------------------------------------------- */

bool utf8_is_scalar(uint32_t code)
{
    return code < 0xD800 || (code > 0xDFFF && code <= 0x10FFFF);
}

uint32_t utf8_next(struct text text, size_t *offset)
{
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    assert(*offset < text.length);
    const unsigned char *bytes = (const unsigned char *)text.start + *offset;
    size_t left = text.length - *offset;
    unsigned char first = bytes[0];
    if (first < 0x80) {
        *offset += 1;
        return first;
    }
    size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    uint32_t code = first & (0x7Fu >> length);
    bool valid = first >= 0xC2 && first <= 0xF4 && length <= left;
    for (size_t i = 1; valid && i < length; i++) {
        valid = (bytes[i] & 0xC0) == 0x80;
        code = code << 6 | (bytes[i] & 0x3Fu);
    }
    if (!valid || code < smallest[length] || !utf8_is_scalar(code)) {
        *offset += 1;
        return UINT32_MAX;
    }
    *offset += length;
    return code;
}

size_t utf8_valid_length(struct text text)
{
    size_t offset = 0;
    while (offset < text.length) {
        size_t before = offset;
        if (utf8_next(text, &offset) == UINT32_MAX) {
            return before;
        }
    }
    return offset;
}

size_t utf8_count(struct text text)
{
    size_t count = 0;
    for (size_t offset = 0; offset < text.length; count++) {
        (void)utf8_next(text, &offset);
    }
    return count;
}

size_t utf8_width(struct text text)
{
    size_t width = 0;
    for (size_t offset = 0; offset < text.length;) {
        uint32_t code = utf8_next(text, &offset);
        int columns = code == UINT32_MAX || code < 128 ? 1 : wcwidth((wchar_t)code);
        width += columns < 0 ? 1 : (size_t)columns;
    }
    return width;
}

size_t utf8_write(uint32_t code, char buffer[4])
{
    assert(utf8_is_scalar(code));
    if (code < 0x80) {
        buffer[0] = (char)code;
        return 1;
    }
    size_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--) {
        buffer[i] = (char)(0x80u | (code & 0x3Fu));
        code >>= 6;
    }
    buffer[0] = (char)(0xF00u >> length | code);
    return length;
}
