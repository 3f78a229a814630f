/* From the text of a condition to its words, numbers, texts and symbols. Complains of what is
 * misspelt and goes on with what was most likely meant, so that the rest is checked too. */
#ifndef IOPFIT_EXPR_LEX_H
#define IOPFIT_EXPR_LEX_H

#include "expr/expr.h"

enum token_kind {
    TOKEN_END,
    TOKEN_BROKEN, /* complained about already */
    TOKEN_INTEGER,
    TOKEN_DOUBLE,
    TOKEN_STRING,
    TOKEN_NAME,
    TOKEN_TRUE,
    TOKEN_FALSE,
    TOKEN_NULL,
    TOKEN_RESERVED, /* a word that CEL keeps for itself */
    TOKEN_AND,
    TOKEN_OR,
    TOKEN_NOT,         /* the word */
    TOKEN_EXCLAMATION, /* the symbol; binds tighter */
    TOKEN_EQUAL,
    TOKEN_NOT_EQUAL,
    TOKEN_LESS,
    TOKEN_LESS_EQUAL,
    TOKEN_GREATER,
    TOKEN_GREATER_EQUAL,
    TOKEN_IN,
    TOKEN_PLUS,
    TOKEN_MINUS,
    TOKEN_STAR,
    TOKEN_SLASH,
    TOKEN_PERCENT,
    TOKEN_QUESTION,
    TOKEN_COLON,
    TOKEN_COMMA,
    TOKEN_DOT,
    TOKEN_OPEN_PARENTHESIS,
    TOKEN_CLOSE_PARENTHESIS,
    TOKEN_OPEN_BRACKET,
    TOKEN_CLOSE_BRACKET,
    TOKEN_OPEN_BRACE,
    TOKEN_CLOSE_BRACE,
    TOKEN_COUNT
};

struct token {
    enum token_kind kind;
    uint32_t start; /* bytes in the passage */
    uint32_t end;
    union {
        uint64_t magnitude; /* INTEGER: at most 2^63, which only a minus sign makes valid */
        double number;      /* DOUBLE */
        struct text string; /* STRING, escapes resolved */
    };
};

struct lexer {
    const struct passage *passage;
    const struct scope *scope; /* `yes` is a slip unless it is a name */
    struct arena *arena;       /* for texts with escapes */
    struct diags *diags;
    uint32_t offset;
    bool exhausted; /* memory is used up; said already */
};

struct token lex_next(struct lexer *lexer);

/* What a token looks like, for "expected …": "`)`", "a value". Static text. */
const char *token_says(enum token_kind kind);

/* The author's text of bytes [start] to [end], fit for a message. */
const char *quote_passage(const struct passage *passage, struct diags *diags, uint32_t start,
                          uint32_t end);

#endif
