/* Numbers and quoted texts, as in the grammar of the CEL specification:
 *
 *   INT_LIT    = DIGIT+ | 0x HEXDIGIT+
 *   FLOAT_LIT  = DIGIT* . DIGIT+ EXPONENT? | DIGIT+ EXPONENT
 *   STRING_LIT = [rR]? ( "…" | '…' | """…""" | '''…''' )
 *
 * Signs are operators; the parser joins a minus and a number. */
#include "expr/literal.h"

#include <string.h>

#include "expr/arithmetic.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The value of a hexadecimal digit; 16 for anything else. */
static unsigned digit_value(char c)
{
    if (is_digit(c)) {
        return (unsigned)(c - '0');
    }
    if (c >= 'a' && c <= 'f') {
        return (unsigned)(c - 'a') + 10;
    }
    return c >= 'A' && c <= 'F' ? (unsigned)(c - 'A') + 10 : 16;
}

static bool is_word_part(char c)
{
    return is_digit(c) || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The byte at [i], NUL past the end. */
static char byte_at(struct text text, size_t i)
{
    return i < text.length ? text.start[i] : '\0';
}

bool literal_is_number(struct text rest)
{
    return is_digit(byte_at(rest, 0)) || (byte_at(rest, 0) == '.' && is_digit(byte_at(rest, 1)));
}

/* ---- Numbers --------------------------------------------------------------------------------- */

static size_t skip_digits(struct text text, size_t i)
{
    while (is_digit(byte_at(text, i))) {
        i++;
    }
    return i;
}

/* Digits in [base]; false where they exceed 2^63, which is the magnitude of the least integer. */
static bool read_magnitude(struct text digits, unsigned base, uint64_t *ret)
{
    const uint64_t most = UINT64_C(1) << 63;
    uint64_t number = 0;
    for (size_t i = 0; i < digits.length; i++) {
        unsigned digit = digit_value(digits.start[i]);
        if (number > (most - digit) / base) {
            return false;
        }
        number = number * base + digit;
    }
    *ret = number;
    return true;
}

static struct token bad_number(struct lexer *lexer, size_t length, const char *problem,
                               const char *help)
{
    uint32_t start = lexer->offset;
    lexer->offset += (uint32_t)length;
    struct diag *diag = diag_add(
        lexer->diags, CODE_E216, passage_span(lexer->passage, start, lexer->offset), "`%s` %s",
        quote_passage(lexer->passage, lexer->diags, start, lexer->offset), problem);
    diag_help(lexer->diags, diag, "%s", help);
    return (struct token){.kind = TOKEN_BROKEN, .start = start, .end = lexer->offset};
}

static struct token refuse_unsigned(struct lexer *lexer, size_t length)
{
    uint32_t start = lexer->offset;
    lexer->offset += (uint32_t)length;
    struct diag *diag =
        diag_add(lexer->diags, CODE_E244, passage_span(lexer->passage, start, lexer->offset),
                 "`%s` is an unsigned number, which conditions do not have",
                 quote_passage(lexer->passage, lexer->diags, start, lexer->offset));
    diag_help(lexer->diags, diag, "leave out the `u`");
    return (struct token){.kind = TOKEN_BROKEN, .start = start, .end = lexer->offset};
}

struct token lex_number(struct lexer *lexer)
{
    struct text whole = lexer->passage->text;
    struct text rest = {whole.start + lexer->offset, whole.length - lexer->offset};
    bool is_hex = byte_at(rest, 0) == '0' && byte_at(rest, 1) == 'x';
    bool is_double = false;
    size_t i = 0;
    if (is_hex) {
        for (i = 2; digit_value(byte_at(rest, i)) < 16; i++) {
        }
    } else {
        i = skip_digits(rest, 0);
        if (byte_at(rest, i) == '.' && is_digit(byte_at(rest, i + 1))) {
            is_double = true;
            i = skip_digits(rest, i + 1);
        }
        size_t exponent = i + 1;
        if (byte_at(rest, exponent) == '+' || byte_at(rest, exponent) == '-') {
            exponent++;
        }
        if ((byte_at(rest, i) == 'e' || byte_at(rest, i) == 'E') &&
            is_digit(byte_at(rest, exponent))) {
            is_double = true;
            i = skip_digits(rest, exponent);
        }
    }
    if (!is_double && (byte_at(rest, i) == 'u' || byte_at(rest, i) == 'U') &&
        !is_word_part(byte_at(rest, i + 1))) {
        return refuse_unsigned(lexer, i + 1);
    }
    if (is_word_part(byte_at(rest, i)) || (is_hex && i == 2)) {
        bool grouped = byte_at(rest, i) == '_';
        while (is_word_part(byte_at(rest, i))) {
            i++;
        }
        return bad_number(lexer, i, "is neither a number nor a name",
                          grouped
                              ? "write the digits without `_`"
                              : "put a blank or an operator between the number and the letters");
    }
    if (!is_double && byte_at(rest, i) == '.' && !is_word_part(byte_at(rest, i + 1))) {
        return bad_number(lexer, i + 1, "lacks its decimals", "write a digit after the point");
    }
    struct token token = {.kind = is_double ? TOKEN_DOUBLE : TOKEN_INTEGER,
                          .start = lexer->offset,
                          .end = lexer->offset + (uint32_t)i};
    struct text digits = {rest.start + (is_hex ? 2 : 0), i - (is_hex ? 2 : 0)};
    if (is_double ? !read_double(digits, &token.number)
                  : !read_magnitude(digits, is_hex ? 16 : 10, &token.magnitude)) {
        return bad_number(lexer, i, "is too large",
                          is_double ? "the largest number with decimals is about 1.8e308"
                                    : "the largest whole number is 9223372036854775807");
    }
    lexer->offset = token.end;
    return token;
}

/* ---- Quoted texts ---------------------------------------------------------------------------- */

/* The typographic quotes of word processors, all of three bytes: “ ” „ ‘ ’ ‚. */
static bool is_curly(struct text rest)
{
    if (rest.length < 3 || rest.start[0] != '\xE2' || rest.start[1] != '\x80') {
        return false;
    }
    unsigned char last = (unsigned char)rest.start[2];
    return last >= 0x98 && last <= 0x9F;
}

bool literal_is_string(struct text rest)
{
    size_t i = 0;
    if (byte_at(rest, i) == 'b' || byte_at(rest, i) == 'B') {
        i++;
    }
    if (byte_at(rest, i) == 'r' || byte_at(rest, i) == 'R') {
        i++;
    }
    return byte_at(rest, i) == '"' || byte_at(rest, i) == '\'' || is_curly(rest);
}

/* A text between typographic quotes is taken as it stands. */
static struct token lex_curly(struct lexer *lexer)
{
    struct text whole = lexer->passage->text;
    uint32_t start = lexer->offset;
    size_t i = start + 3;
    while (i < whole.length && whole.start[i] != '\n' && whole.start[i] != '"' &&
           whole.start[i] != '\'' && !is_curly((struct text){whole.start + i, whole.length - i})) {
        i++;
    }
    size_t end = i;
    if (i < whole.length && whole.start[i] != '\n') {
        end += whole.start[i] == '"' || whole.start[i] == '\'' ? 1 : 3;
    }
    lexer->offset = (uint32_t)end;
    struct diag *diag = diag_add(lexer->diags, CODE_E202, passage_span(lexer->passage, start, end),
                                 "`%s` stands in curly quotes",
                                 quote_passage(lexer->passage, lexer->diags, start, (uint32_t)end));
    diag_help(lexer->diags, diag, "write straight quotes: `\"%s\"`",
              quote_passage(lexer->passage, lexer->diags, start + 3, (uint32_t)i));
    return (struct token){.kind = TOKEN_STRING,
                          .start = start,
                          .end = (uint32_t)end,
                          .string = {whole.start + start + 3, i - start - 3}};
}

/* A text that is being resolved; what is written never is longer than what was read. */
struct resolving {
    struct lexer *lexer;
    struct text text; /* between the quotes */
    uint32_t start;   /* of that in the passage */
    char *buffer;
    size_t length;
    bool broken;
};

static void bad_escape(struct resolving *resolving, size_t from, size_t to, const char *problem)
{
    struct lexer *lexer = resolving->lexer;
    uint32_t start = resolving->start + (uint32_t)from;
    uint32_t end =
        resolving->start + (uint32_t)(to < resolving->text.length ? to : resolving->text.length);
    struct diag *diag =
        diag_add(lexer->diags, CODE_E215, passage_span(lexer->passage, start, end), "`%s` %s",
                 quote_passage(lexer->passage, lexer->diags, start, end), problem);
    diag_help(lexer->diags, diag, "write `\\\\` for a backslash");
    resolving->broken = true;
}

/* [digits] digits in [base] from [at] on, as a character; returns the offset behind them. */
static size_t resolve_code(struct resolving *resolving, size_t at, size_t digits, unsigned base,
                           size_t escape)
{
    uint32_t code = 0;
    for (size_t i = at; i < at + digits; i++) {
        unsigned digit = digit_value(byte_at(resolving->text, i));
        if (digit >= base) {
            /* With the wrong character, whole; but a backslash begins an escape of its own. */
            size_t end = i;
            if (i < resolving->text.length && resolving->text.start[i] != '\\') {
                utf8_next(resolving->text, &end);
            }
            bad_escape(resolving, escape, end, "has too few digits");
            return end;
        }
        code = code * base + digit;
    }
    if (!utf8_is_scalar(code)) {
        bad_escape(resolving, escape, at + digits, "is no character");
    } else {
        resolving->length += utf8_write(code, resolving->buffer + resolving->length);
    }
    return at + digits;
}

/* ESCAPE = \ ( \ | ? | " | ' | ` | a b f n r t v | x HH | X HH | u HHHH | U HHHHHHHH | OOO )
 * The backslash stands at [at]; returns the offset behind the escape. */
static size_t resolve_escape(struct resolving *resolving, size_t at)
{
    static const char letters[] = "abfnrtv\\?\"'`";
    static const char meanings[] = "\a\b\f\n\r\t\v\\?\"'`";
    char c = byte_at(resolving->text, at + 1);
    const char *letter = c == '\0' ? NULL : strchr(letters, c);
    if (letter != NULL) {
        resolving->buffer[resolving->length++] = meanings[letter - letters];
        return at + 2;
    }
    if (c == 'x' || c == 'X') {
        return resolve_code(resolving, at + 2, 2, 16, at);
    }
    if (c == 'u') {
        return resolve_code(resolving, at + 2, 4, 16, at);
    }
    if (c == 'U') {
        return resolve_code(resolving, at + 2, 8, 16, at);
    }
    if (c >= '0' && c <= '3') {
        return resolve_code(resolving, at + 1, 3, 8, at);
    }
    size_t end = at + 1; /* a backslash is never last: the quote behind it would not close */
    utf8_next(resolving->text, &end);
    bad_escape(resolving, at, end, "is no escape");
    return end;
}

/* Resolves escapes; a text without any is a slice of the passage. */
static struct token resolve(struct lexer *lexer, struct token token, struct text text,
                            uint32_t start, bool is_raw)
{
    token.string = text;
    if (is_raw || text.length == 0 || memchr(text.start, '\\', text.length) == NULL) {
        return token;
    }
    struct resolving resolving = {.lexer = lexer, .text = text, .start = start};
    resolving.buffer = arena_alloc(lexer->arena, text.length);
    if (resolving.buffer == NULL) {
        diag_out_of_memory(lexer->diags);
        lexer->exhausted = true;
        token.kind = TOKEN_BROKEN;
        return token;
    }
    for (size_t i = 0; i < text.length;) {
        if (text.start[i] == '\\') {
            i = resolve_escape(&resolving, i);
        } else {
            resolving.buffer[resolving.length++] = text.start[i++];
        }
    }
    token.string = (struct text){resolving.buffer, resolving.length};
    if (resolving.broken) {
        token.kind = TOKEN_BROKEN;
    }
    return token;
}

/* The offset of the closing quote from [i] on; the length of [text] where there is none before the
 * end, or before the end of the line where the quotes are single. */
static size_t find_closing(struct text text, size_t i, struct text quote, bool is_raw)
{
    for (; i < text.length; i++) {
        if (quote.length == 1 && (text.start[i] == '\n' || text.start[i] == '\r')) {
            return text.length;
        }
        if (text.start[i] == '\\' && !is_raw) {
            i++;
        } else if (text_starts((struct text){text.start + i, text.length - i}, quote)) {
            return i;
        }
    }
    return text.length;
}

/* Without its closing quote nothing behind the text can be understood. */
static struct token unclosed(struct lexer *lexer, uint32_t start, struct text quote)
{
    uint32_t end = start;
    struct text text = lexer->passage->text;
    while (end < text.length && text.start[end] != '\n') {
        end++;
    }
    struct diag *diag = diag_add(lexer->diags, CODE_E215, passage_span(lexer->passage, start, end),
                                 "the text is not closed");
    diag_help(lexer->diags, diag, "write `" TEXT_FORMAT "` behind its last letter",
              TEXT_ARGS(quote));
    lexer->offset = (uint32_t)text.length;
    return (struct token){.kind = TOKEN_BROKEN, .start = start, .end = end};
}

struct token lex_string(struct lexer *lexer)
{
    struct text whole = lexer->passage->text;
    uint32_t start = lexer->offset;
    size_t i = start;
    if (is_curly((struct text){whole.start + i, whole.length - i})) {
        return lex_curly(lexer);
    }
    bool is_bytes = whole.start[i] == 'b' || whole.start[i] == 'B';
    i += is_bytes ? 1 : 0;
    bool is_raw = whole.start[i] == 'r' || whole.start[i] == 'R';
    i += is_raw ? 1 : 0;
    char mark = whole.start[i];
    bool is_triple = byte_at(whole, i + 1) == mark && byte_at(whole, i + 2) == mark;
    struct text quote = {whole.start + i, is_triple ? 3 : 1};
    size_t open = i + quote.length;
    size_t close = find_closing(whole, open, quote, is_raw);
    if (close == whole.length) {
        return unclosed(lexer, start, quote);
    }
    lexer->offset = (uint32_t)(close + quote.length);
    struct token token = {.kind = TOKEN_STRING, .start = start, .end = lexer->offset};
    if (is_bytes) {
        struct diag *diag =
            diag_add(lexer->diags, CODE_E243, passage_span(lexer->passage, start, lexer->offset),
                     "`%s` is a sequence of bytes, which conditions do not have",
                     quote_passage(lexer->passage, lexer->diags, start, lexer->offset));
        diag_help(lexer->diags, diag, "leave out the `%c`", whole.start[start]);
        token.kind = TOKEN_BROKEN;
        return token;
    }
    struct text text = {whole.start + open, close - open};
    return resolve(lexer, token, text, (uint32_t)open, is_raw);
}
