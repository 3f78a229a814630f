/* The words and symbols of a condition; numbers and quoted texts are in literal.c. The tables say
 * what people write who know another language, and what stands for it here. */
#include "expr/lex.h"

#include <assert.h>
#include <string.h>

#include "expr/literal.h"

const char *token_says(enum token_kind kind)
{
    static const char *const says[TOKEN_COUNT] = {
        [TOKEN_END] = "the end",
        [TOKEN_COLON] = "`:`",
        [TOKEN_CLOSE_PARENTHESIS] = "`)`",
        [TOKEN_CLOSE_BRACKET] = "`]`",
    };
    assert(says[kind] != NULL); /* only these are ever asked for */
    return says[kind];
}

const char *quote_passage(const struct passage *passage, struct diags *diags, uint32_t start,
                          uint32_t end)
{
    return diag_quote(diags, (struct text){passage->text.start + start, end - start}, 60);
}

struct symbol {
    const char *spelling;
    enum token_kind kind;
    const char *mend; /* NULL: it is right as it is */
};

/* Longer ones before those that they begin with. */
static const struct symbol symbols[] = {
    {"===", TOKEN_EQUAL, "=="},
    {"!==", TOKEN_NOT_EQUAL, "!="},
    {"==", TOKEN_EQUAL, NULL},
    {"!=", TOKEN_NOT_EQUAL, NULL},
    {"<=", TOKEN_LESS_EQUAL, NULL},
    {">=", TOKEN_GREATER_EQUAL, NULL},
    {"<>", TOKEN_NOT_EQUAL, "!="},
    {"=<", TOKEN_LESS_EQUAL, "<="},
    {"=>", TOKEN_GREATER_EQUAL, ">="},
    {"=", TOKEN_EQUAL, "=="},
    {"<", TOKEN_LESS, NULL},
    {">", TOKEN_GREATER, NULL},
    {"&&", TOKEN_AND, NULL},
    {"||", TOKEN_OR, NULL},
    {"&", TOKEN_AND, "and"},
    {"|", TOKEN_OR, "or"},
    {"!", TOKEN_EXCLAMATION, NULL},
    {"+", TOKEN_PLUS, NULL},
    {"-", TOKEN_MINUS, NULL},
    {"*", TOKEN_STAR, NULL},
    {"/", TOKEN_SLASH, NULL},
    {"%", TOKEN_PERCENT, NULL},
    {"?", TOKEN_QUESTION, NULL},
    {":", TOKEN_COLON, NULL},
    {",", TOKEN_COMMA, NULL},
    {".", TOKEN_DOT, NULL},
    {"(", TOKEN_OPEN_PARENTHESIS, NULL},
    {")", TOKEN_CLOSE_PARENTHESIS, NULL},
    {"[", TOKEN_OPEN_BRACKET, NULL},
    {"]", TOKEN_CLOSE_BRACKET, NULL},
    {"{", TOKEN_OPEN_BRACE, NULL},
    {"}", TOKEN_CLOSE_BRACE, NULL},
    {"\xE2\x89\xA4", TOKEN_LESS_EQUAL, "<="},    /* ≤ */
    {"\xE2\x89\xA5", TOKEN_GREATER_EQUAL, ">="}, /* ≥ */
    {"\xE2\x89\xA0", TOKEN_NOT_EQUAL, "!="},     /* ≠ */
    {"\xC3\x97", TOKEN_STAR, "*"},               /* × */
    {"\xC3\xB7", TOKEN_SLASH, "/"},              /* ÷ */
    {"\xE2\x88\x92", TOKEN_MINUS, "-"},          /* minus sign */
    {"\xE2\x80\x93", TOKEN_MINUS, "-"},          /* en dash */
};

/* Words with a meaning of their own; those with a mend are a slip unless they name something. */
static const struct symbol words[] = {
    {"true", TOKEN_TRUE, NULL},
    {"false", TOKEN_FALSE, NULL},
    {"null", TOKEN_NULL, NULL},
    {"in", TOKEN_IN, NULL},
    {"and", TOKEN_AND, NULL},
    {"or", TOKEN_OR, NULL},
    {"not", TOKEN_NOT, NULL},
    {"as", TOKEN_RESERVED, NULL},
    {"break", TOKEN_RESERVED, NULL},
    {"const", TOKEN_RESERVED, NULL},
    {"continue", TOKEN_RESERVED, NULL},
    {"else", TOKEN_RESERVED, NULL},
    {"for", TOKEN_RESERVED, NULL},
    {"function", TOKEN_RESERVED, NULL},
    {"if", TOKEN_RESERVED, NULL},
    {"import", TOKEN_RESERVED, NULL},
    {"let", TOKEN_RESERVED, NULL},
    {"loop", TOKEN_RESERVED, NULL},
    {"package", TOKEN_RESERVED, NULL},
    {"namespace", TOKEN_RESERVED, NULL},
    {"return", TOKEN_RESERVED, NULL},
    {"var", TOKEN_RESERVED, NULL},
    {"void", TOKEN_RESERVED, NULL},
    {"while", TOKEN_RESERVED, NULL},
    {"AND", TOKEN_AND, "and"},
    {"And", TOKEN_AND, "and"},
    {"OR", TOKEN_OR, "or"},
    {"Or", TOKEN_OR, "or"},
    {"NOT", TOKEN_NOT, "not"},
    {"Not", TOKEN_NOT, "not"},
    {"IN", TOKEN_IN, "in"},
    {"TRUE", TOKEN_TRUE, "true"},
    {"True", TOKEN_TRUE, "true"},
    {"FALSE", TOKEN_FALSE, "false"},
    {"False", TOKEN_FALSE, "false"},
    {"yes", TOKEN_TRUE, "true"},
    {"Yes", TOKEN_TRUE, "true"},
    {"YES", TOKEN_TRUE, "true"},
    {"no", TOKEN_FALSE, "false"},
    {"No", TOKEN_FALSE, "false"},
    {"NO", TOKEN_FALSE, "false"},
};

static bool is_name_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_name_part(char c)
{
    return is_name_start(c) || (c >= '0' && c <= '9');
}

static struct text rest_of(const struct lexer *lexer)
{
    struct text text = lexer->passage->text;
    return (struct text){text.start + lexer->offset, text.length - lexer->offset};
}

/* Blanks, and comments from `//` to the end of the line. */
static void skip_blanks(struct lexer *lexer)
{
    struct text text = lexer->passage->text;
    while (lexer->offset < text.length) {
        if (strchr(" \t\r\n\f", text.start[lexer->offset]) != NULL &&
            text.start[lexer->offset] != '\0') {
            lexer->offset++;
        } else if (text_starts(rest_of(lexer), TEXT("//"))) {
            while (lexer->offset < text.length && text.start[lexer->offset] != '\n' &&
                   text.start[lexer->offset] != '\r') {
                lexer->offset++;
            }
        } else {
            return;
        }
    }
}

/* The token from [start] to where the lexer stands. */
static struct token token_from(const struct lexer *lexer, uint32_t start, enum token_kind kind)
{
    return (struct token){.kind = kind, .start = start, .end = lexer->offset};
}

static void complain_of_slip(struct lexer *lexer, struct token token, const char *mend)
{
    struct span span = passage_span(lexer->passage, token.start, token.end);
    const char *written = quote_passage(lexer->passage, lexer->diags, token.start, token.end);
    struct diag *diag =
        diag_add(lexer->diags, CODE_E202, span, "`%s` has no meaning here", written);
    diag_help(lexer->diags, diag, "write `%s`", mend);
}

static struct token lex_name(struct lexer *lexer)
{
    uint32_t start = lexer->offset;
    struct text text = lexer->passage->text;
    while (lexer->offset < text.length && is_name_part(text.start[lexer->offset])) {
        lexer->offset++;
    }
    struct token token = token_from(lexer, start, TOKEN_NAME);
    struct text name = {text.start + start, lexer->offset - start};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!text_is(name, words[i].spelling)) {
            continue;
        }
        if (words[i].mend != NULL && names_find(lexer->scope->names, name) != NAME_NONE) {
            break;
        }
        token.kind = words[i].kind;
        if (words[i].mend != NULL) {
            complain_of_slip(lexer, token, words[i].mend);
        }
        break;
    }
    return token;
}

static struct token lex_symbol(struct lexer *lexer)
{
    uint32_t start = lexer->offset;
    struct text rest = rest_of(lexer);
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
        if (text_starts(rest, text_of(symbols[i].spelling))) {
            lexer->offset += (uint32_t)strlen(symbols[i].spelling);
            struct token token = token_from(lexer, start, symbols[i].kind);
            if (symbols[i].mend != NULL) {
                complain_of_slip(lexer, token, symbols[i].mend);
            }
            return token;
        }
    }
    size_t length = 0;
    uint32_t code = utf8_next(rest, &length);
    lexer->offset += (uint32_t)length;
    struct token token = token_from(lexer, start, TOKEN_BROKEN);
    if (code == 0xA0 || code == 0x2007 || code == 0x202F) {
        struct diag *diag =
            diag_add(lexer->diags, CODE_E202, passage_span(lexer->passage, start, token.end),
                     "a non-breaking space, which only looks like a blank");
        diag_help(lexer->diags, diag, "delete it and type a blank");
        return token;
    }
    diag_add(lexer->diags, CODE_E202, passage_span(lexer->passage, start, token.end),
             "`%s` has no meaning in a condition",
             quote_passage(lexer->passage, lexer->diags, start, token.end));
    return token;
}

struct token lex_next(struct lexer *lexer)
{
    skip_blanks(lexer);
    struct text rest = rest_of(lexer);
    if (rest.length == 0) {
        return token_from(lexer, lexer->offset, TOKEN_END);
    }
    if (literal_is_number(rest)) {
        return lex_number(lexer);
    }
    if (literal_is_string(rest)) {
        return lex_string(lexer);
    }
    return is_name_start(rest.start[0]) ? lex_name(lexer) : lex_symbol(lexer);
}
