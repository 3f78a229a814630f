/* Numbers and quoted texts in a condition. Used by lex.c alone. */
#ifndef IOPFIT_EXPR_LITERAL_H
#define IOPFIT_EXPR_LITERAL_H

#include "expr/lex.h"

/* Whether [rest] begins with a number, or with a quoted text (prefixes `r` and `b` included). */
bool literal_is_number(struct text rest);
bool literal_is_string(struct text rest);

/* Read one, complain of what is wrong with it, and move behind it. */
struct token lex_number(struct lexer *lexer);
struct token lex_string(struct lexer *lexer);

#endif
