/* The parser's two halves share this: parse.c has operators and brackets, parse_call.c names,
 * calls, methods and macros. Functions return false where a message was added (or is_fatal set) and
 * the enclosing bracket must recover. */
#ifndef IOPFIT_EXPR_PARSE_CALL_H
#define IOPFIT_EXPR_PARSE_CALL_H

#include "expr/lex.h"
#include "expr/node.h"

struct local {
    struct text name;
    uint32_t each; /* its NODE_EACH */
};

struct parser {
    struct lexer lexer;
    struct token token; /* the one that is next */
    uint32_t last_end;  /* where the one before it ended */
    const struct scope *scope;
    struct arena *scratch;
    struct diags *diags;
    struct node *nodes;
    uint32_t count;
    uint32_t capacity;
    uint32_t depth;
    struct local locals[LIMIT_EXPR_DEPTH + 1]; /* innermost last; each is a nesting */
    uint32_t local_count;
    bool is_fatal; /* a limit is reached or memory used up: no recovery */
};

/* parse.c */
struct span parser_span(const struct parser *parser, uint32_t start, uint32_t end);
const char *parser_quote(const struct parser *parser, uint32_t start, uint32_t end);
void parser_advance(struct parser *parser);
bool parser_accept(struct parser *parser, enum token_kind kind);
bool parser_expect(struct parser *parser, enum token_kind kind);
/* Whether the next token itself was what the last message was about. */
bool parser_has_complained(const struct parser *parser);
/* Complains that [what] is missing before the next token; false. */
bool parser_expected(struct parser *parser, const char *what);
/* Moves to the bracket that closes the innermost open one, or to a comma in it. False: the end. */
bool parser_skip_to(struct parser *parser, bool stop_at_comma);
/* Adds a node over all nodes from [first] on; NULL at a limit. */
struct node *parser_push(struct parser *parser, enum node_kind kind, uint32_t first, uint32_t start,
                         uint32_t end);
bool parser_push_broken(struct parser *parser, uint32_t start, uint32_t end);
/* One level deeper, and back (giving back [done]). */
bool parser_nest(struct parser *parser);
bool parser_unnest(struct parser *parser, bool done);
/* A whole expression, one level deeper. */
bool parser_expression(struct parser *parser);
/* A whole expression inside brackets: what cannot be understood is broken up to the comma or the
 * closing bracket, and parsing goes on there. */
bool parser_bracketed(struct parser *parser, bool stop_at_comma);

/* parse_call.c */
/* NAME [ "(" arguments ")" ] */
bool parser_name(struct parser *parser);
/* member ( "." NAME [ "(" arguments ")" ] | "[" … | "{" … ) */
bool parser_member(struct parser *parser, uint32_t first);
/* Complains of the next token, which cannot follow a whole expression; false. */
bool parser_unexpected(struct parser *parser);

#endif
