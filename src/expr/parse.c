/* A Pratt parser: one row of the table below for each kind of token says how it begins an
 * expression, how it goes on with one, and how tightly it binds. The grammar is that of CEL with
 * three words beside its symbols:
 *
 *   expression  = or [ "?" or ":" expression ]
 *   or          = and { ("||" | "or") and }
 *   and         = negation { ("&&" | "and") negation }
 *   negation    = { "not" } relation
 *   relation    = sum { ("<" | "<=" | ">" | ">=" | "==" | "!=" | "in") sum }
 *   sum         = product { ("+" | "-") product }
 *   product     = unary { ("*" | "/" | "%") unary }
 *   unary       = { "!" | "-" } member
 *   member      = primary { "." NAME [ "(" arguments ")" ] }
 *   primary     = NAME [ "(" arguments ")" ] | "(" expression ")" | "[" list "]" | literal
 *
 * One mistake gives one message: it unwinds to the innermost bracket, which takes its contents for
 * broken and goes on behind them. Calls and macros are in parse_call.c. */
#include "expr/parse.h"

#include <assert.h>
#include <string.h>

#include "expr/parse_call.h"

/* How tightly operators bind, loosest first. */
enum power {
    POWER_NONE,
    POWER_CONDITIONAL,
    POWER_OR,
    POWER_AND,
    POWER_NOT,
    POWER_RELATION,
    POWER_SUM,
    POWER_PRODUCT,
    POWER_UNARY,
    POWER_MEMBER
};

/* ---- Messages -------------------------------------------------------------------------------- */

struct span parser_span(const struct parser *parser, uint32_t start, uint32_t end)
{
    return passage_span(parser->lexer.passage, start, end);
}

const char *parser_quote(const struct parser *parser, uint32_t start, uint32_t end)
{
    return quote_passage(parser->lexer.passage, parser->diags, start, end);
}

/* A limit or the memory is used up: no bracket can help. */
static bool stop(struct parser *parser)
{
    parser->is_fatal = true;
    return false;
}

bool parser_has_complained(const struct parser *parser)
{
    const struct diags *diags = parser->diags;
    struct span span = parser_span(parser, parser->token.start, parser->token.end);
    return parser->token.kind == TOKEN_BROKEN ||
           (diags->count > 0 && parser->token.kind != TOKEN_END && span.source != NULL &&
            diags->items[diags->count - 1].span.source == span.source &&
            diags->items[diags->count - 1].span.offset == span.offset);
}

bool parser_expected(struct parser *parser, const char *what)
{
    struct token token = parser->token;
    if (parser_has_complained(parser)) {
        return false;
    }
    if (token.kind == TOKEN_END) {
        uint32_t end =
            parser->last_end; /* something stands before: an empty text is said earlier */
        diag_add(parser->diags, CODE_E201, parser_span(parser, end - 1, end),
                 "the condition breaks off: %s is missing at its end", what);
        return false;
    }
    diag_add(parser->diags, CODE_E201, parser_span(parser, token.start, token.end),
             "%s is missing before `%s`", what, parser_quote(parser, token.start, token.end));
    return false;
}

/* ---- Tokens ---------------------------------------------------------------------------------- */

void parser_advance(struct parser *parser)
{
    parser->last_end = parser->token.end;
    parser->token = lex_next(&parser->lexer);
    if (parser->lexer.exhausted) {
        parser->is_fatal = true;
    }
}

bool parser_accept(struct parser *parser, enum token_kind kind)
{
    if (parser->token.kind != kind) {
        return false;
    }
    parser_advance(parser);
    return true;
}

bool parser_expect(struct parser *parser, enum token_kind kind)
{
    if (parser_accept(parser, kind)) {
        return true;
    }
    return parser_expected(parser, token_says(kind));
}

static bool is_opening(enum token_kind kind)
{
    return kind == TOKEN_OPEN_PARENTHESIS || kind == TOKEN_OPEN_BRACKET || kind == TOKEN_OPEN_BRACE;
}

static bool is_closing(enum token_kind kind)
{
    return kind == TOKEN_CLOSE_PARENTHESIS || kind == TOKEN_CLOSE_BRACKET ||
           kind == TOKEN_CLOSE_BRACE;
}

bool parser_skip_to(struct parser *parser, bool stop_at_comma)
{
    uint32_t open = 0;
    while (parser->token.kind != TOKEN_END) {
        enum token_kind kind = parser->token.kind;
        if (open == 0 && (is_closing(kind) || (stop_at_comma && kind == TOKEN_COMMA))) {
            return true;
        }
        if (is_opening(kind)) {
            open++;
        } else if (is_closing(kind)) {
            open--;
        }
        parser_advance(parser);
    }
    return false;
}

/* ---- Nodes ----------------------------------------------------------------------------------- */

struct node *parser_push(struct parser *parser, enum node_kind kind, uint32_t first, uint32_t start,
                         uint32_t end)
{
    if (parser->count == LIMIT_EXPR_NODES) {
        diag_add(parser->diags, CODE_E231, parser_span(parser, start, end),
                 "the condition has more than %u parts", LIMIT_EXPR_NODES);
        stop(parser);
        return NULL;
    }
    struct node *nodes = list_reserve(parser->scratch, parser->nodes, parser->count,
                                      &parser->capacity, sizeof *nodes);
    if (nodes == NULL) {
        diag_out_of_memory(parser->diags);
        stop(parser);
        return NULL;
    }
    parser->nodes = nodes;
    uint32_t height = 0;
    for (uint32_t child = parser->count; child > first; child = nodes[child - 1].first) {
        if (nodes[child - 1].height >= height) {
            height = nodes[child - 1].height + 1;
        }
    }
    if (height > LIMIT_EXPR_HEIGHT) {
        diag_add(parser->diags, CODE_E232, parser_span(parser, start, end),
                 "more than %u operators work on each other's results here", LIMIT_EXPR_HEIGHT);
        stop(parser);
        return NULL;
    }
    struct node *node = &nodes[parser->count++];
    *node =
        (struct node){.kind = kind, .first = first, .start = start, .end = end, .height = height};
    return node;
}

bool parser_push_broken(struct parser *parser, uint32_t start, uint32_t end)
{
    return parser_push(parser, NODE_BROKEN, parser->count, start, end) != NULL;
}

static struct node *last_node(const struct parser *parser)
{
    return &parser->nodes[parser->count - 1];
}

/* ---- Expressions ----------------------------------------------------------------------------- */

struct operation {
    bool (*prefix)(struct parser *parser, enum power least);
    enum power power; /* as an infix operator; POWER_NONE where it is none */
    enum node_kind kind;
};
static const struct operation operations[TOKEN_COUNT];

static bool parse(struct parser *parser, enum power least);

bool parser_nest(struct parser *parser)
{
    if (parser->depth == LIMIT_EXPR_DEPTH) {
        diag_add(parser->diags, CODE_E232,
                 parser_span(parser, parser->token.start, parser->token.end),
                 "the condition is nested more than %u deep", LIMIT_EXPR_DEPTH);
        return stop(parser);
    }
    parser->depth++;
    return true;
}

bool parser_unnest(struct parser *parser, bool done)
{
    parser->depth--;
    return done;
}

bool parser_expression(struct parser *parser)
{
    return parser_nest(parser) && parser_unnest(parser, parse(parser, POWER_CONDITIONAL));
}

bool parser_bracketed(struct parser *parser, bool stop_at_comma)
{
    uint32_t count = parser->count;
    uint32_t locals = parser->local_count;
    uint32_t start = parser->token.start;
    if (parser_expression(parser)) {
        enum token_kind kind = parser->token.kind;
        if (is_closing(kind) || kind == TOKEN_END || (stop_at_comma && kind == TOKEN_COMMA)) {
            return true;
        }
        parser_unexpected(parser);
    }
    parser->local_count = locals;
    if (parser->is_fatal || !parser_skip_to(parser, stop_at_comma)) {
        return false;
    }
    parser->count = count;
    return parser_push_broken(parser, start, parser->last_end);
}

/* "(" expression ")" */
static bool parse_parentheses(struct parser *parser, enum power least)
{
    (void)least;
    uint32_t start = parser->token.start;
    parser_advance(parser);
    if (!parser_bracketed(parser, false) || !parser_expect(parser, TOKEN_CLOSE_PARENTHESIS)) {
        return false;
    }
    struct node *node = last_node(parser);
    node->start = start;
    node->end = parser->last_end;
    node->in_parentheses = true;
    return true;
}

/* "[" [ expression { "," expression } ] [ "," ] "]" */
static bool parse_list(struct parser *parser, enum power least)
{
    (void)least;
    uint32_t start = parser->token.start;
    uint32_t first = parser->count;
    uint32_t count = 0;
    parser_advance(parser);
    bool is_open = !parser_accept(parser, TOKEN_COMMA); /* CEL allows `[,]` */
    while (is_open && parser->token.kind != TOKEN_CLOSE_BRACKET) {
        if (!parser_bracketed(parser, true)) {
            return false;
        }
        count++;
        is_open = parser_accept(parser, TOKEN_COMMA);
    }
    if (!parser_expect(parser, TOKEN_CLOSE_BRACKET)) {
        return false;
    }
    struct node *node = parser_push(parser, NODE_LIST, first, start, parser->last_end);
    if (node == NULL) {
        return false;
    }
    node->count = count;
    return true;
}

static bool push_constant(struct parser *parser, struct token token, enum type_kind kind,
                          struct value value)
{
    struct node *node = parser_push(parser, NODE_CONSTANT, parser->count, token.start, token.end);
    if (node == NULL) {
        return false;
    }
    node->type.kind = kind;
    node->value = value;
    return true;
}

static bool push_integer(struct parser *parser, struct token token, bool is_negative)
{
    if (token.magnitude > INT64_MAX && !is_negative) {
        struct diag *diag =
            diag_add(parser->diags, CODE_E216, parser_span(parser, token.start, token.end),
                     "`%s` is too large", parser_quote(parser, token.start, token.end));
        diag_help(parser->diags, diag, "the largest whole number is 9223372036854775807");
        return parser_push_broken(parser, token.start, token.end);
    }
    /* By way of the unsigned complement, since 2^63 itself is no int64_t. */
    int64_t integer =
        is_negative ? -(int64_t)(token.magnitude - (token.magnitude > 0)) - (token.magnitude > 0)
                    : (int64_t)token.magnitude;
    return push_constant(parser, token, TYPE_INT, value_integer(integer));
}

static bool parse_literal(struct parser *parser, enum power least)
{
    (void)least;
    struct token token = parser->token;
    parser_advance(parser);
    if (token.kind == TOKEN_INTEGER) {
        return push_integer(parser, token, false);
    }
    if (token.kind == TOKEN_DOUBLE) {
        return push_constant(parser, token, TYPE_DOUBLE, value_number(token.number));
    }
    if (token.kind == TOKEN_STRING) {
        return push_constant(parser, token, TYPE_STRING,
                             (struct value){.kind = VALUE_STRING, .string = token.string});
    }
    return push_constant(parser, token, TYPE_BOOL, value_truth(token.kind == TOKEN_TRUE));
}

/* "-" unary; with a number, a negative number: so that the least integer can be written. */
static bool parse_minus(struct parser *parser, enum power least)
{
    (void)least;
    uint32_t start = parser->token.start;
    parser_advance(parser);
    struct token token = parser->token;
    if (token.kind == TOKEN_INTEGER || token.kind == TOKEN_DOUBLE) {
        parser_advance(parser);
        token.start = start;
        return token.kind == TOKEN_INTEGER
                   ? push_integer(parser, token, true)
                   : push_constant(parser, token, TYPE_DOUBLE, value_number(-token.number));
    }
    uint32_t first = parser->count;
    return parser_nest(parser) && parser_unnest(parser, parse(parser, POWER_UNARY)) &&
           parser_push(parser, NODE_NEGATE, first, start, parser->last_end) != NULL;
}

/* "!" unary */
static bool parse_exclamation(struct parser *parser, enum power least)
{
    (void)least;
    uint32_t start = parser->token.start;
    uint32_t first = parser->count;
    parser_advance(parser);
    return parser_nest(parser) && parser_unnest(parser, parse(parser, POWER_UNARY)) &&
           parser_push(parser, NODE_NOT, first, start, parser->last_end) != NULL;
}

/* "not" negation, where nothing that binds tighter stands before it. */
static bool parse_not(struct parser *parser, enum power least)
{
    struct token token = parser->token;
    uint32_t first = parser->count;
    parser_advance(parser);
    if (least > POWER_NOT) {
        struct diag *diag =
            diag_add(parser->diags, CODE_E203, parser_span(parser, token.start, token.end),
                     "`not` cannot stand here without parentheses");
        diag_help(parser->diags, diag, "write `(not …)`");
    }
    return parser_nest(parser) && parser_unnest(parser, parse(parser, POWER_NOT)) &&
           parser_push(parser, NODE_NOT, first, token.start, parser->last_end) != NULL;
}

static bool parse_broken(struct parser *parser, enum power least)
{
    (void)least;
    struct token token = parser->token;
    parser_advance(parser);
    return parser_push_broken(parser, token.start, token.end);
}

static bool parse_name(struct parser *parser, enum power least)
{
    (void)least;
    return parser_name(parser);
}

/* What begins an expression in CEL, but not here. */
static bool parse_refused(struct parser *parser, enum power least)
{
    (void)least;
    struct token token = parser->token;
    struct span span = parser_span(parser, token.start, token.end);
    parser_advance(parser);
    if (token.kind == TOKEN_NULL) {
        struct diag *diag = diag_add(parser->diags, CODE_E251, span, "conditions have no `null`");
        diag_help(parser->diags, diag,
                  "a missing answer is unknown; what follows from it is decided for you");
    } else if (token.kind == TOKEN_OPEN_BRACE) {
        diag_add(parser->diags, CODE_E242, span, "`{` begins a map, which conditions do not have");
        if (!parser_skip_to(parser, false)) {
            return false;
        }
        parser_advance(parser);
    } else if (token.kind == TOKEN_DOT) {
        struct diag *diag =
            diag_add(parser->diags, CODE_E241, span, "a name cannot begin with `.`");
        diag_help(parser->diags, diag, "leave out the point");
        if (parser->token.kind == TOKEN_NAME) {
            return parser_name(parser);
        }
    } else {
        struct diag *diag = diag_add(parser->diags, CODE_E217, span, "`%s` is a reserved word",
                                     parser_quote(parser, token.start, token.end));
        diag_help(parser->diags, diag,
                  token.end - token.start == 2 &&
                          memcmp(parser->lexer.passage->text.start + token.start, "if", 2) == 0
                      ? "write `condition ? value : other value`"
                      : "choose another name");
        enum token_kind next = parser->token.kind;
        if (operations[next].prefix != NULL && operations[next].power == POWER_NONE) {
            return false; /* a sentence of another language: what follows fits nowhere */
        }
    }
    return parser_push_broken(parser, token.start, parser->last_end);
}

/* or "?" or ":" expression */
static bool parse_conditional(struct parser *parser, uint32_t first)
{
    uint32_t start = last_node(parser)->start;
    parser_advance(parser);
    return parser_nest(parser) && parser_unnest(parser, parse(parser, POWER_OR)) &&
           parser_expect(parser, TOKEN_COLON) && parser_expression(parser) &&
           parser_push(parser, NODE_CONDITIONAL, first, start, parser->last_end) != NULL;
}

/* A chain of `and`s, or of `or`s, is one node of many children, however it is bracketed. */
static bool push_chain(struct parser *parser, enum node_kind kind, uint32_t first, uint32_t start,
                       uint32_t children)
{
    struct node *last = last_node(parser);
    if (last->kind == kind) {
        children += last->count;
        parser->count--;
    } else {
        children++;
    }
    struct node *node = parser_push(parser, kind, first, start, parser->last_end);
    if (node == NULL) {
        return false;
    }
    node->count = children;
    return true;
}

static const struct operation operations[TOKEN_COUNT] = {
    [TOKEN_BROKEN] = {parse_broken, POWER_NONE, NODE_BROKEN},
    [TOKEN_INTEGER] = {parse_literal, POWER_NONE, NODE_BROKEN},
    [TOKEN_DOUBLE] = {parse_literal, POWER_NONE, NODE_BROKEN},
    [TOKEN_STRING] = {parse_literal, POWER_NONE, NODE_BROKEN},
    [TOKEN_TRUE] = {parse_literal, POWER_NONE, NODE_BROKEN},
    [TOKEN_FALSE] = {parse_literal, POWER_NONE, NODE_BROKEN},
    [TOKEN_NAME] = {parse_name, POWER_NONE, NODE_BROKEN},
    [TOKEN_NULL] = {parse_refused, POWER_NONE, NODE_BROKEN},
    [TOKEN_RESERVED] = {parse_refused, POWER_NONE, NODE_BROKEN},
    [TOKEN_OPEN_BRACE] = {parse_refused, POWER_MEMBER, NODE_BROKEN},
    [TOKEN_DOT] = {parse_refused, POWER_MEMBER, NODE_BROKEN},
    [TOKEN_OPEN_BRACKET] = {parse_list, POWER_MEMBER, NODE_BROKEN},
    [TOKEN_OPEN_PARENTHESIS] = {parse_parentheses, POWER_NONE, NODE_BROKEN},
    [TOKEN_NOT] = {parse_not, POWER_NONE, NODE_BROKEN},
    [TOKEN_EXCLAMATION] = {parse_exclamation, POWER_NONE, NODE_BROKEN},
    [TOKEN_QUESTION] = {NULL, POWER_CONDITIONAL, NODE_CONDITIONAL},
    [TOKEN_OR] = {NULL, POWER_OR, NODE_OR},
    [TOKEN_AND] = {NULL, POWER_AND, NODE_AND},
    [TOKEN_EQUAL] = {NULL, POWER_RELATION, NODE_EQUAL},
    [TOKEN_NOT_EQUAL] = {NULL, POWER_RELATION, NODE_NOT_EQUAL},
    [TOKEN_LESS] = {NULL, POWER_RELATION, NODE_LESS},
    [TOKEN_LESS_EQUAL] = {NULL, POWER_RELATION, NODE_LESS_EQUAL},
    [TOKEN_GREATER] = {NULL, POWER_RELATION, NODE_GREATER},
    [TOKEN_GREATER_EQUAL] = {NULL, POWER_RELATION, NODE_GREATER_EQUAL},
    [TOKEN_IN] = {NULL, POWER_RELATION, NODE_IN},
    [TOKEN_PLUS] = {NULL, POWER_SUM, NODE_ADD},
    [TOKEN_MINUS] = {parse_minus, POWER_SUM, NODE_SUBTRACT},
    [TOKEN_STAR] = {NULL, POWER_PRODUCT, NODE_MULTIPLY},
    [TOKEN_SLASH] = {NULL, POWER_PRODUCT, NODE_DIVIDE},
    [TOKEN_PERCENT] = {NULL, POWER_PRODUCT, NODE_REMAINDER},
};

/* operand OPERATOR operand: [first] is where the left operand, the last node, begins. */
static bool parse_infix(struct parser *parser, uint32_t first)
{
    const struct operation *operation = &operations[parser->token.kind];
    if (operation->power == POWER_MEMBER) {
        return parser_member(parser, first);
    }
    if (operation->kind == NODE_CONDITIONAL) {
        return parse_conditional(parser, first);
    }
    uint32_t start = last_node(parser)->start;
    bool is_chain = operation->kind == NODE_AND || operation->kind == NODE_OR;
    uint32_t children = 1;
    if (is_chain && last_node(parser)->kind == operation->kind) {
        children = last_node(parser)->count;
        parser->count--;
    }
    parser_advance(parser);
    if (!parse(parser, (enum power)(operation->power + 1))) {
        return false;
    }
    return is_chain ? push_chain(parser, operation->kind, first, start, children)
                    : parser_push(parser, operation->kind, first, start, parser->last_end) != NULL;
}

/* Parses what binds at least as tightly as [least]. Its depth is bounded: each nesting goes through
 * parser_nest(), and in between [least] only grows. */
static bool parse(struct parser *parser, enum power least)
{
    uint32_t first = parser->count;
    if (parser->is_fatal) {
        return false;
    }
    if (operations[parser->token.kind].prefix == NULL) {
        return parser_expected(parser, "a value");
    }
    if (!operations[parser->token.kind].prefix(parser, least)) {
        return false;
    }
    while (operations[parser->token.kind].power >= least) {
        if (!parse_infix(parser, first)) {
            return false;
        }
    }
    return !parser->is_fatal;
}

bool parse_expression(const struct passage *passage, const struct scope *scope, struct arena *arena,
                      struct arena *scratch, struct parsed *ret, struct diags *diags)
{
    struct parser parser = {
        .lexer = {.passage = passage, .scope = scope, .arena = arena, .diags = diags},
        .scope = scope,
        .scratch = scratch,
        .diags = diags,
    };
    parser_advance(&parser);
    if (parser.token.kind == TOKEN_END) {
        struct diag *diag =
            diag_add(diags, CODE_E200, parser_span(&parser, 0, 0), "the condition is empty");
        diag_help(diags, diag, "write `true` for a condition that always holds");
        return false;
    }
    if (!parse(&parser, POWER_CONDITIONAL)) {
        return false;
    }
    if (parser.token.kind != TOKEN_END) {
        return parser_unexpected(&parser);
    }
    *ret = (struct parsed){parser.nodes, parser.count};
    return true;
}
