/* Names, function calls, methods and macros; and what stands where nothing can follow. The tables
 * list what there is, and what CEL has beside it with the reason why it is refused here. */
#include "expr/parse_call.h"

#include <string.h>

/* ---- What there is --------------------------------------------------------------------------- */

struct function {
    const char *name;
    enum node_kind kind;
    uint32_t arguments; /* at least */
    uint32_t most_arguments;
};

static const struct function functions[] = {
    {"size", NODE_SIZE, 1, 1},    {"count", NODE_COUNT, 1, UINT32_MAX},
    {"int", NODE_TO_INT, 1, 1},   {"double", NODE_TO_DOUBLE, 1, 1},
    {"bool", NODE_TO_BOOL, 1, 1}, {"string", NODE_TO_STRING, 1, 1},
};

/* Called as `value.name(…)`; the value is not counted. */
static const struct function methods[] = {
    {"size", NODE_SIZE, 0, 0},
    {"atLeast", NODE_AT_LEAST, 1, 1},
    {"atMost", NODE_AT_MOST, 1, 1},
};

static const struct function macros[] = {
    {"all", NODE_ALL, 2, 2},
    {"exists", NODE_EXISTS, 2, 2},
    {"exists_one", NODE_EXISTS_ONE, 2, 2},
    {"existsOne", NODE_EXISTS_ONE, 2, 2},
    {"map", NODE_MAP, 2, 3},
    {"filter", NODE_FILTER, 2, 2},
};

enum { FUNCTIONS = sizeof functions / sizeof *functions };
enum { METHODS = sizeof methods / sizeof *methods };
enum { MACROS = sizeof macros / sizeof *macros };

static const struct function *find(const struct function *table, size_t count, struct text name)
{
    for (size_t i = 0; i < count; i++) {
        if (text_is(name, table[i].name)) {
            return &table[i];
        }
    }
    return NULL;
}

/* ---- What there is not ----------------------------------------------------------------------- */

struct refusal {
    const char *name;
    enum code code;
    const char *help; /* NULL where there is nothing to do instead */
};

static const char no_dates[] = "ask for a number of days instead";
static const char no_matching[] =
    "to look for a choice in the answer to a multiple question, write `\"id\" in question`";
static const char no_types[] = "every type is known before the condition is used";

/* Functions and methods of CEL. */
static const struct refusal refused_calls[] = {
    {"has", CODE_E247, "a missing answer is unknown; what follows from it is decided for you"},
    {"dyn", CODE_E248, no_types},
    {"type", CODE_E249, no_types},
    {"uint", CODE_E244, "use `int`"},
    {"bytes", CODE_E243, NULL},
    {"timestamp", CODE_E250, no_dates},
    {"duration", CODE_E250, no_dates},
    {"matches", CODE_E246, no_matching},
    {"contains", CODE_E246, no_matching},
    {"startsWith", CODE_E246, no_matching},
    {"endsWith", CODE_E246, no_matching},
    {"getDate", CODE_E250, no_dates},
    {"getDayOfMonth", CODE_E250, no_dates},
    {"getDayOfWeek", CODE_E250, no_dates},
    {"getDayOfYear", CODE_E250, no_dates},
    {"getFullYear", CODE_E250, no_dates},
    {"getHours", CODE_E250, no_dates},
    {"getMilliseconds", CODE_E250, no_dates},
    {"getMinutes", CODE_E250, no_dates},
    {"getMonth", CODE_E250, no_dates},
    {"getSeconds", CODE_E250, no_dates},
};

/* Names of types, which are values in CEL. */
static const char *const type_names[] = {"bool", "bytes",     "double", "int",  "list",
                                         "map",  "null_type", "string", "type", "uint"};

static const struct refusal *find_refusal(struct text name)
{
    for (size_t i = 0; i < sizeof refused_calls / sizeof *refused_calls; i++) {
        if (text_is(name, refused_calls[i].name)) {
            return &refused_calls[i];
        }
    }
    return NULL;
}

static bool is_type_name(struct text name)
{
    for (size_t i = 0; i < sizeof type_names / sizeof *type_names; i++) {
        if (text_is(name, type_names[i])) {
            return true;
        }
    }
    return false;
}

static struct text token_text(const struct parser *parser, struct token token)
{
    return (struct text){parser->lexer.passage->text.start + token.start, token.end - token.start};
}

/* ---- Calls ----------------------------------------------------------------------------------- */

/* Takes all nodes from [first] on, which stand from [start] to here, for broken. */
static bool replace_broken(struct parser *parser, uint32_t first, uint32_t start)
{
    parser->count = first;
    return parser_push_broken(parser, start, parser->last_end);
}

/* "(" [ expression { "," expression } ] ")" */
static bool parse_arguments(struct parser *parser, uint32_t *ret_count)
{
    uint32_t count = 0;
    parser_advance(parser);
    while (parser->token.kind != TOKEN_CLOSE_PARENTHESIS) {
        if (!parser_bracketed(parser, true)) {
            return false;
        }
        count++;
        if (!parser_accept(parser, TOKEN_COMMA)) {
            break;
        }
    }
    *ret_count = count;
    return parser_expect(parser, TOKEN_CLOSE_PARENTHESIS);
}

static const char *plural(uint32_t count)
{
    return count == 1 ? "" : "s";
}

static void complain_of_count(struct parser *parser, const struct function *function,
                              uint32_t start, uint32_t count)
{
    bool few = count < function->arguments;
    uint32_t wanted = few ? function->arguments : function->most_arguments;
    const char *bound = function->arguments == function->most_arguments ? ""
                        : few                                           ? "at least "
                                                                        : "at most ";
    diag_add(parser->diags, CODE_E206, parser_span(parser, start, parser->last_end),
             "`%s` takes %s%u value%s, not %u", function->name, bound, wanted, plural(wanted),
             count);
}

/* Arguments of [function]; the nodes from [first] on are its own, [name] begins the call. */
static bool parse_call(struct parser *parser, const struct function *function, uint32_t first,
                       uint32_t start, struct token name)
{
    uint32_t count = 0;
    if (!parse_arguments(parser, &count)) {
        return false;
    }
    if (count < function->arguments || count > function->most_arguments) {
        complain_of_count(parser, function, name.start, count);
        return replace_broken(parser, first, start);
    }
    struct node *node = parser_push(parser, function->kind, first, start, parser->last_end);
    if (node == NULL) {
        return false;
    }
    node->count = function->kind == NODE_COUNT ? count : 0;
    return true;
}

static void suggest(struct parser *parser, struct diag *diag, struct text wrong,
                    const struct function *table, size_t count, const struct function *more,
                    size_t more_count)
{
    struct text names[FUNCTIONS + METHODS + MACROS + 1];
    uint32_t filled = 0;
    for (size_t i = 0; i < count; i++) {
        names[filled++] = text_of(table[i].name);
    }
    for (size_t i = 0; i < more_count; i++) {
        names[filled++] = text_of(more[i].name);
    }
    if (table == methods) {
        names[filled++] = TEXT("points");
    }
    diag_suggest(parser->diags, diag, wrong, names, filled);
}

/* What cannot be called: refused with its reason, or unknown. Its arguments are parsed (they may
 * have mistakes of their own) and left out. */
static bool parse_wrong_call(struct parser *parser, uint32_t first, uint32_t start,
                             struct token name, bool is_method)
{
    struct text text = token_text(parser, name);
    struct span span = parser_span(parser, name.start, name.end);
    const char *quoted = parser_quote(parser, name.start, name.end);
    const struct refusal *refusal = find_refusal(text);
    if (refusal != NULL) {
        struct diag *diag =
            diag_add(parser->diags, refusal->code, span, "conditions have no `%s`", quoted);
        if (refusal->help != NULL) {
            diag_help(parser->diags, diag, "%s", refusal->help);
        }
    } else if (!is_method && find(macros, MACROS, text) != NULL) {
        struct diag *diag = diag_add(parser->diags, CODE_E205, span,
                                     "`%s` must be asked of a list or a multiple question", quoted);
        diag_help(parser->diags, diag, "write `question.%s(x, …)`", quoted);
    } else {
        struct diag *diag = diag_add(parser->diags, CODE_E205, span, "there is no function `%s`%s",
                                     quoted, is_method ? " that can follow a value" : "");
        if (is_method) {
            suggest(parser, diag, text, methods, METHODS, macros, MACROS);
        } else {
            suggest(parser, diag, text, functions, FUNCTIONS, NULL, 0);
        }
    }
    if (refusal != NULL && refusal->code == CODE_E247) {
        /* What has() takes is refused as well; once is enough. */
        parser_advance(parser);
        if (!parser_skip_to(parser, false)) {
            return false;
        }
        parser_advance(parser);
        return replace_broken(parser, first, start);
    }
    uint32_t count = 0;
    return parse_arguments(parser, &count) && replace_broken(parser, first, start);
}

/* ---- Macros ---------------------------------------------------------------------------------- */

/* The body of a macro after its comma: EACH body KIND. [first] is where the range begins. */
static bool parse_body(struct parser *parser, enum node_kind kind, uint32_t first, uint32_t start,
                       struct token name)
{
    uint32_t each = parser->count;
    struct node *node = parser_push(parser, NODE_EACH, each, name.start, name.end);
    if (node == NULL) {
        return false;
    }
    node->name = token_text(parser, name);
    parser->locals[parser->local_count++] = (struct local){node->name, each};
    if (!parser_bracketed(parser, true)) {
        return false;
    }
    parser->local_count--;
    node = parser_push(parser, kind, first, start, parser->last_end);
    if (node == NULL) {
        return false;
    }
    node->slot = each;
    parser->nodes[each].slot = parser->count - 1;
    return true;
}

/* "(" NAME "," expression [ "," expression ] ")" behind the name of a macro; a third argument,
 * which only map() has, is what the second filters for. */
static bool parse_macro(struct parser *parser, const struct function *macro, uint32_t first,
                        uint32_t start, struct token macro_name)
{
    parser_advance(parser);
    struct token name = parser->token;
    if (name.kind != TOKEN_NAME) {
        if (name.kind != TOKEN_BROKEN) {
            struct diag *diag =
                diag_add(parser->diags, CODE_E218, parser_span(parser, name.start, name.end),
                         "`%s` first takes a name for the elements, one by one", macro->name);
            diag_help(parser->diags, diag, "write `.%s(x, … x …)`", macro->name);
        }
        if (!parser_skip_to(parser, false)) {
            return false;
        }
        parser_advance(parser);
        return replace_broken(parser, first, start);
    }
    parser_advance(parser);
    if (parser->token.kind != TOKEN_COMMA && parser->token.kind != TOKEN_CLOSE_PARENTHESIS) {
        return parser_expected(parser, "`,`");
    }
    uint32_t count = 1;
    bool is_second_name = false; /* as in `list.exists(i, x, …)` */
    while (parser_accept(parser, TOKEN_COMMA)) {
        struct token begin = parser->token;
        count++;
        if (count == 3 && macro->kind == NODE_MAP) {
            /* What was taken for the result was the condition. */
            parser->nodes[parser->count - 1].kind = NODE_FILTER;
        }
        if (!parse_body(parser, macro->kind, count > macro->most_arguments ? parser->count : first,
                        start, name)) {
            return false;
        }
        if (count == 2) {
            is_second_name = begin.kind == TOKEN_NAME && parser->last_end == begin.end;
        }
    }
    if (!parser_expect(parser, TOKEN_CLOSE_PARENTHESIS)) {
        return false;
    }
    if (count == 3 && macro->most_arguments == 2 && is_second_name) {
        struct diag *diag = diag_add(
            parser->diags, CODE_E252, parser_span(parser, macro_name.start, parser->last_end),
            "`%s` takes one name, for the elements, and not another for their place", macro->name);
        diag_help(parser->diags, diag, "write `.%s(x, … x …)`", macro->name);
        return replace_broken(parser, first, start);
    }
    if (count < 2 || count > macro->most_arguments) {
        complain_of_count(parser, macro, macro_name.start, count);
        return replace_broken(parser, first, start);
    }
    parser->nodes[parser->count - 1].end = parser->last_end;
    return true;
}

/* ---- Names ----------------------------------------------------------------------------------- */

bool parser_name(struct parser *parser)
{
    struct token token = parser->token;
    struct text name = token_text(parser, token);
    parser_advance(parser);
    uint32_t first = parser->count;
    if (parser->token.kind == TOKEN_OPEN_PARENTHESIS) {
        const struct function *function = find(functions, FUNCTIONS, name);
        return function != NULL ? parse_call(parser, function, first, token.start, token)
                                : parse_wrong_call(parser, first, token.start, token, false);
    }
    for (uint32_t i = parser->local_count; i > 0; i--) {
        if (text_equal(parser->locals[i - 1].name, name)) {
            struct node *node = parser_push(parser, NODE_LOCAL, first, token.start, token.end);
            if (node != NULL) {
                node->slot = parser->locals[i - 1].each;
            }
            return node != NULL;
        }
    }
    uint32_t slot = names_find(parser->scope->names, name);
    if (slot == NAME_NONE && is_type_name(name)) {
        struct diag *diag =
            diag_add(parser->diags, CODE_E249, parser_span(parser, token.start, token.end),
                     "`%s` is a type, and conditions have no types as values",
                     parser_quote(parser, token.start, token.end));
        diag_help(parser->diags, diag, "%s", no_types);
        return parser_push_broken(parser, token.start, token.end);
    }
    struct node *node = parser_push(parser, slot == NAME_NONE ? NODE_UNKNOWN : NODE_VARIABLE, first,
                                    token.start, token.end);
    if (node != NULL) {
        node->name = name;
        node->slot = slot;
    }
    return node != NULL;
}

/* "." NAME without parentheses: only `points`. */
static bool parse_field(struct parser *parser, uint32_t first, uint32_t start, struct token name)
{
    if (text_is(token_text(parser, name), "points")) {
        return parser_push(parser, NODE_POINTS, first, start, name.end) != NULL;
    }
    struct diag *diag = diag_add(
        parser->diags, CODE_E241, parser_span(parser, name.start, name.end),
        "answers have no parts, so there is no `.%s`", parser_quote(parser, name.start, name.end));
    suggest(parser, diag, token_text(parser, name), methods, METHODS, macros, MACROS);
    return replace_broken(parser, first, start);
}

bool parser_member(struct parser *parser, uint32_t first)
{
    uint32_t start = parser->nodes[parser->count - 1].start;
    struct token symbol = parser->token;
    parser_advance(parser);
    if (symbol.kind != TOKEN_DOT) {
        bool is_index = symbol.kind == TOKEN_OPEN_BRACKET;
        struct diag *diag =
            diag_add(parser->diags, is_index ? CODE_E240 : CODE_E242,
                     parser_span(parser, symbol.start, symbol.end),
                     is_index ? "the elements of a list cannot be taken by number"
                              : "`{` begins a record, which conditions do not have");
        if (is_index) {
            diag_help(parser->diags, diag, "use `in`, `exists` or `all`");
        }
        if (!parser_skip_to(parser, false)) {
            return false;
        }
        parser_advance(parser);
        return replace_broken(parser, first, start);
    }
    struct token name = parser->token;
    /* CEL lets functions behind a value be called by its reserved words. */
    if (name.kind != TOKEN_NAME && name.kind != TOKEN_RESERVED) {
        return parser_expected(parser, "a name");
    }
    parser_advance(parser);
    if (parser->token.kind != TOKEN_OPEN_PARENTHESIS) {
        return parse_field(parser, first, start, name);
    }
    struct text text = token_text(parser, name);
    const struct function *macro = find(macros, MACROS, text);
    if (macro != NULL) {
        return parse_macro(parser, macro, first, start, name);
    }
    const struct function *method = find(methods, METHODS, text);
    return method != NULL ? parse_call(parser, method, first, start, name)
                          : parse_wrong_call(parser, first, start, name, true);
}

/* ---- What cannot follow ---------------------------------------------------------------------- */

static const char *help_for_word(struct text word)
{
    static const char *const helps[][2] = {
        {"is", "write `==`"},
        {"equals", "write `==`"},
        {"then", "a condition has no `then`; it only says when something holds"},
        {"between", "write `x >= low and x <= high`"},
        {"xor", "write `a != b`"},
        {"contains", "write `\"id\" in question`"},
        {"includes", "write `\"id\" in question`"},
        {"div", "write `/`"},
        {"mod", "write `%`"},
    };
    for (size_t i = 0; i < sizeof helps / sizeof *helps; i++) {
        if (text_is(word, helps[i][0])) {
            return helps[i][1];
        }
    }
    return NULL;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool parser_unexpected(struct parser *parser)
{
    struct token token = parser->token;
    const struct node *before = &parser->nodes[parser->count - 1];
    if (parser_has_complained(parser) || before->kind == NODE_BROKEN) {
        return false;
    }
    bool is_closing = token.kind == TOKEN_CLOSE_PARENTHESIS || token.kind == TOKEN_CLOSE_BRACKET ||
                      token.kind == TOKEN_CLOSE_BRACE;
    struct diag *diag =
        diag_add(parser->diags, CODE_E203, parser_span(parser, token.start, token.end),
                 is_closing ? "`%s` closes nothing" : "`%s` cannot follow what stands before it",
                 parser_quote(parser, token.start, token.end));
    struct text text = parser->lexer.passage->text;
    bool in_number = token.start > 0 && is_digit(text.start[token.start - 1]) &&
                     token.end < text.length && is_digit(text.start[token.end]);
    const char *help = NULL;
    if (token.kind == TOKEN_NAME) {
        help = help_for_word(token_text(parser, token));
    } else if (token.kind == TOKEN_NOT) {
        help = "write `not (… in …)`, with `not` in front";
    } else if (token.kind == TOKEN_COMMA && in_number) {
        help = "write a decimal point: `1.5`";
    } else if (token.kind == TOKEN_COMMA) {
        help = "write `and` or `or`";
    }
    if (help == NULL && !is_closing) {
        help = "an operator is missing between them, or the condition should have ended here";
    }
    if (help != NULL) {
        diag_help(parser->diags, diag, "%s", help);
    }
    return false;
}
