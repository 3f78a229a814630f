/* JSON: reading one record into a tree that knows the place of every key and value. Cutting a file
 * into records is json_cut.c. By hand, since a person is told the place of each wrong value, all of
 * them in one run, and nothing of a record may stay in memory that we do not wipe; the tests
 * compare what is accepted, and what texts mean, with jansson. Follows RFC 8259. */
#include <assert.h>
#include <string.h>

#include "answers/reader.h"
#include "base/limits.h"

/* As much of wrong text as a message quotes. */
enum { QUOTED = 40 };

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* ---- Reading one record ---------------------------------------------------------------------- */

struct json {
    const struct source *source;
    struct text text;
    size_t at;
    struct arena *arena;
    struct diags *diags;
    struct text key; /* of the outermost map that is being read, for messages */
    uint32_t depth;  /* brackets that are open */
    bool broken;     /* a message was added */
};

static struct span place(const struct json *json, size_t start, size_t end)
{
    return span_of(json->source, start, end - start);
}

/* Adds a syntax error; reading may go on. The result is for help and notes. */
static struct diag *complain(struct json *json, enum code code, struct span span,
                             const char *message)
{
    json->broken = true;
    struct diag *diag = diag_add(json->diags, code, span, "%s", message);
    diag_key(json->diags, diag, json->key);
    return diag;
}

static void skip_space(struct json *json)
{
    while (json->at < json->text.length && is_space(json->text.start[json->at])) {
        json->at++;
    }
}

/* The next byte that counts, without taking it; NUL at the end. */
static char peek(struct json *json)
{
    skip_space(json);
    return json->at < json->text.length ? json->text.start[json->at] : '\0';
}

static bool at_end(struct json *json)
{
    skip_space(json);
    return json->at >= json->text.length;
}

/* The run of bytes from here to the next structural one: a number, a literal, or a mistake. */
static struct text take_word(struct json *json)
{
    size_t start = json->at;
    while (json->at < json->text.length && !is_space(json->text.start[json->at]) &&
           strchr(",:[]{}\"", json->text.start[json->at]) == NULL) {
        json->at++;
    }
    if (json->at == start) {
        json->at++; /* NUL, which strchr finds in every string */
    }
    return (struct text){json->text.start + start, json->at - start};
}

/* ---- Strings */

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The code unit of `\uXXXX` at [at]; -1 where there is none. */
static int32_t code_unit(struct text text, size_t at)
{
    if (text.length < 6 || at > text.length - 6 || text.start[at] != '\\' ||
        text.start[at + 1] != 'u') {
        return -1;
    }
    int32_t unit = 0;
    for (size_t i = at + 2; i < at + 6; i++) {
        int digit = hex_digit(text.start[i]);
        if (digit < 0) {
            return -1;
        }
        unit = unit * 16 + digit;
    }
    return unit;
}

/* The character of the escape at [at] in the raw text, whose length goes to *ret_length;
 * UINT32_MAX, with a message, where it is none. */
static uint32_t take_escape(struct json *json, struct text raw, size_t raw_start, size_t at,
                            size_t *ret_length)
{
    static const char letters[] = "\"\\/bfnrt";
    static const char meanings[] = "\"\\/\b\f\n\r\t";
    *ret_length = at + 1 < raw.length ? 2 : 1;
    const char *letter = at + 1 < raw.length && raw.start[at + 1] != '\0'
                             ? strchr(letters, raw.start[at + 1])
                             : NULL;
    if (letter != NULL) {
        return (unsigned char)meanings[letter - letters];
    }
    int32_t unit = code_unit(raw, at);
    if (unit < 0) {
        struct diag *diag =
            complain(json, CODE_A120, place(json, raw_start + at, raw_start + at + *ret_length),
                     "a `\\` in a text begins an escape, but this is none");
        diag_help(json->diags, diag, "a backslash itself is written `\\\\`");
        return UINT32_MAX;
    }
    *ret_length = 6;
    struct span span = place(json, raw_start + at, raw_start + at + 6);
    if (unit == 0) {
        complain(json, CODE_A112, span, "a text cannot hold the character number 0");
        return UINT32_MAX;
    }
    if (unit < 0xD800 || unit > 0xDFFF) {
        return (uint32_t)unit;
    }
    int32_t low = code_unit(raw, at + 6);
    if (unit > 0xDBFF || low < 0xDC00 || low > 0xDFFF) {
        complain(json, CODE_A120, span, "half of a surrogate pair is no character");
        return UINT32_MAX;
    }
    *ret_length = 12;
    return 0x10000 + (((uint32_t)unit - 0xD800) << 10) + ((uint32_t)low - 0xDC00);
}

/* The text that the escapes in [raw] stand for; false with messages where one is wrong. */
static bool unescape(struct json *json, struct text raw, size_t raw_start, struct text *ret)
{
    char *bytes = arena_alloc(json->arena, raw.length + 1); /* never longer than what is written */
    if (bytes == NULL) {
        return diag_out_of_memory(json->diags);
    }
    size_t length = 0;
    bool good = true;
    for (size_t at = 0; at < raw.length;) {
        if (raw.start[at] != '\\') {
            bytes[length++] = raw.start[at++];
            continue;
        }
        size_t taken = 0;
        uint32_t code = take_escape(json, raw, raw_start, at, &taken);
        if (code == UINT32_MAX) {
            good = false;
        } else {
            length += utf8_write(code, bytes + length);
        }
        at += taken;
    }
    *ret = (struct text){bytes, length};
    return good;
}

/* Takes a string; *ret_good tells whether its text can be used. False where it never ends. */
static bool take_string(struct json *json, struct text *ret, struct span *ret_span, bool *ret_good)
{
    assert(json->text.start[json->at] == '"');
    size_t open = json->at;
    size_t at = open + 1;
    bool has_escape = false;
    bool good = true;
    while (at < json->text.length && json->text.start[at] != '"') {
        unsigned char c = (unsigned char)json->text.start[at];
        if (c == '\n') {
            break;
        }
        if (c == '\\') {
            has_escape = true;
            at += at + 1 < json->text.length && json->text.start[at + 1] != '\n' ? 1 : 0;
        } else if (c < 0x20 && c != '\0' && good) { /* NUL is said by reader_check_text() */
            struct diag *diag = complain(json, CODE_A120, place(json, at, at + 1),
                                         "a control character inside a text");
            diag_help(json->diags, diag, "a tab is written `\\t`");
            good = false;
        }
        at++;
    }
    if (at >= json->text.length || json->text.start[at] != '"') {
        complain(json, CODE_A120, place(json, open, open + 1),
                 "the text is not closed on its line");
        json->at = at;
        return false;
    }
    json->at = at + 1;
    struct text raw = {json->text.start + open + 1, at - open - 1};
    *ret = raw;
    *ret_span = place(json, open, at + 1);
    if (!reader_check_text(json->source, raw, json->key, json->diags)) {
        json->broken = true;
        good = false;
    } else if (has_escape) {
        good = unescape(json, raw, open + 1, ret) && good;
    }
    *ret_good = good;
    return true;
}

/* ---- Numbers and literals */

static size_t count_digits(struct text text, size_t at)
{
    size_t count = 0;
    while (at + count < text.length && text.start[at + count] >= '0' &&
           text.start[at + count] <= '9') {
        count++;
    }
    return count;
}

static bool has_at(struct text text, size_t at, const char *any_of)
{
    return at < text.length && text.start[at] != '\0' && strchr(any_of, text.start[at]) != NULL;
}

/* -? (0 | [1-9][0-9]*) (\.[0-9]+)? ([eE][+-]?[0-9]+)? */
static bool is_json_number(struct text text)
{
    size_t at = has_at(text, 0, "-") ? 1 : 0;
    size_t digits = count_digits(text, at);
    if (digits == 0 || (digits > 1 && text.start[at] == '0')) {
        return false;
    }
    at += digits;
    if (has_at(text, at, ".")) {
        digits = count_digits(text, at + 1);
        if (digits == 0) {
            return false;
        }
        at += 1 + digits;
    }
    if (has_at(text, at, "eE")) {
        at += has_at(text, at + 1, "+-") ? 2 : 1;
        digits = count_digits(text, at);
        if (digits == 0) {
            return false;
        }
        at += digits;
    }
    return at == text.length;
}

/* Whether [word] is nothing but signs of numbers, and begins with a wrong one: `.5`, `+34`. */
static bool is_like_number(struct text word)
{
    size_t at = 0;
    while (has_at(word, at, "+-.0123456789eE")) {
        at++;
    }
    return at == word.length && has_at(word, 0, "+-.");
}

/* A word that is neither a number of JSON nor one of its three literals. */
static void add_wrong_word(struct json *json, struct text word, struct span span)
{
    json->broken = true;
    if (!reader_check_text(json->source, word, json->key, json->diags)) {
        return;
    }
    const char *quoted = diag_quote(json->diags, word, QUOTED);
    double number = 0;
    enum number_problem problem = text_to_number(word, &number);
    struct diag *diag = NULL;
    if (problem == NUMBER_NOT_A_NUMBER && is_like_number(word)) {
        diag = diag_add(json->diags, CODE_A103, span, "`%s` is not a number", quoted);
        diag_help(json->diags, diag, "a number begins with a digit, or with `-` and a digit");
    } else if (problem != NUMBER_OK && problem != NUMBER_NOT_A_NUMBER) {
        diag =
            diag_add(json->diags, CODE_A103, span, "`%s` %s", quoted, number_problem_says(problem));
    } else if (text_starts(word, TEXT("//")) || text_starts(word, TEXT("/*")) ||
               text_starts(word, TEXT("#"))) {
        diag = diag_add(json->diags, CODE_A120, span, "JSON has no comments");
    } else {
        diag = diag_add(json->diags, CODE_A120, span, "`%s` is no value of JSON", quoted);
        diag_help(json->diags, diag,
                  "texts stand in double quotes; without them there are only numbers, `true`, "
                  "`false` and `null`");
    }
    diag_key(json->diags, diag, json->key);
}

static void take_scalar(struct json *json, struct given *ret)
{
    size_t start = json->at;
    struct text word = take_word(json);
    ret->span = place(json, start, json->at);
    ret->text = word;
    if (text_is(word, "null")) {
        ret->kind = GIVEN_NOTHING;
    } else if (text_is(word, "true") || text_is(word, "false")) {
        ret->kind = GIVEN_TRUTH;
    } else if (is_json_number(word)) {
        ret->kind = GIVEN_NUMBER;
    } else {
        add_wrong_word(json, word, ret->span);
        ret->kind = GIVEN_BROKEN;
    }
}

/* ---- Lists and maps */

static bool take_value(struct json *json, struct given *ret);

static struct given *add_child(struct json *json, const struct given ***last)
{
    struct given *child = arena_alloc(json->arena, sizeof *child);
    if (child == NULL) {
        diag_out_of_memory(json->diags);
        json->broken = true;
        return NULL;
    }
    **last = child;
    *last = &child->next;
    return child;
}

/* What stands behind an element or a member: a comma, or the bracket [close]. False where reading
 * cannot go on; *ret_closed: the bracket was taken. */
static bool take_separator(struct json *json, char close, size_t open, bool *ret_closed)
{
    *ret_closed = false;
    if (at_end(json)) {
        struct diag *diag = complain(json, CODE_A120, place(json, json->at, json->at),
                                     close == '}' ? "the record ends, but a `}` is missing"
                                                  : "the record ends, but a `]` is missing");
        diag_note(json->diags, diag, place(json, open, open + 1), "`%c` is opened here",
                  json->text.start[open]);
        return false;
    }
    size_t here = json->at;
    char c = json->text.start[here];
    if (c == close) {
        json->at++;
        *ret_closed = true;
        return true;
    }
    if (c == ',') {
        json->at++;
        if (peek(json) == close) {
            complain(json, CODE_A120, place(json, here, here + 1),
                     "a comma too many: nothing follows it");
            json->at++;
            *ret_closed = true;
        }
        return true;
    }
    if (c == ':' || c == '}' || c == ']') {
        complain(json, CODE_A120, place(json, here, here + 1),
                 close == '}' ? "`,` or `}` should stand here" : "`,` or `]` should stand here");
        return false;
    }
    complain(json, CODE_A120, place(json, here, here + 1), "a comma is missing before this");
    return true;
}

static bool take_list(struct json *json, struct given *ret)
{
    size_t open = json->at++;
    const struct given **last = &ret->first;
    ret->kind = GIVEN_LIST;
    bool closed = peek(json) == ']';
    if (closed) {
        json->at++;
    }
    while (!closed) {
        struct given *item = add_child(json, &last);
        if (item == NULL || (!at_end(json) && !take_value(json, item)) ||
            !take_separator(json, ']', open, &closed)) {
            return false;
        }
    }
    ret->span = place(json, open, json->at);
    return true;
}

/* A key and the colon behind it. False where reading cannot go on. */
static bool take_key(struct json *json, struct given *member)
{
    bool good = true;
    char c = peek(json);
    size_t start = json->at;
    if (c == '"') {
        if (!take_string(json, &member->key, &member->key_span, &good)) {
            return false;
        }
    } else {
        struct text word = take_word(json);
        if (!reader_check_text(json->source, word, json->key, json->diags)) {
            json->broken = true;
            return false;
        }
        bool is_comment = text_starts(word, TEXT("//")) || text_starts(word, TEXT("/*"));
        struct diag *diag = complain(json, CODE_A120, place(json, start, json->at),
                                     is_comment ? "JSON has no comments"
                                                : "a key in double quotes should stand here");
        if (is_comment || has_at(word, 0, ",:[]{}")) {
            return false;
        }
        diag_help(json->diags, diag, "write `\"%s\"`", diag_quote(json->diags, word, QUOTED));
        member->key = word;
        good = false;
    }
    if (!good) {
        member->key_span = (struct span){NULL, 0, 0};
    }
    if (peek(json) != ':') {
        complain(json, CODE_A120, place(json, json->at, json->at),
                 "a `:` and a value should follow the key");
        return false;
    }
    json->at++;
    return true;
}

static bool take_map(struct json *json, struct given *ret)
{
    size_t open = json->at++;
    const struct given **last = &ret->first;
    ret->kind = GIVEN_MAP;
    bool closed = peek(json) == '}';
    if (closed) {
        json->at++;
    }
    while (!closed) {
        if (at_end(json)) {
            return take_separator(json, '}', open, &closed);
        }
        struct given *member = add_child(json, &last);
        if (member == NULL || !take_key(json, member)) {
            return false;
        }
        if (json->depth == 1) {
            json->key = member->key;
        }
        bool good = at_end(json) || take_value(json, member);
        if (json->depth == 1) {
            json->key = TEXT("");
        }
        if (!good || !take_separator(json, '}', open, &closed)) {
            return false;
        }
    }
    ret->span = place(json, open, json->at);
    return true;
}

/* Takes one value, which the caller knows to begin. False where reading cannot go on. */
static bool take_value(struct json *json, struct given *ret)
{
    char c = peek(json);
    size_t start = json->at;
    assert(start < json->text.length);
    if (c == '"') {
        bool good = true;
        ret->kind = GIVEN_BROKEN;
        if (!take_string(json, &ret->text, &ret->span, &good)) {
            return false;
        }
        ret->kind = good ? GIVEN_STRING : GIVEN_BROKEN;
        return true;
    }
    if (c != '{' && c != '[') {
        if (has_at(json->text, start, ",:]}")) {
            ret->kind = GIVEN_BROKEN;
            complain(json, CODE_A120, place(json, start, start + 1), "a value should stand here");
            return c == ',';
        }
        take_scalar(json, ret);
        return true;
    }
    ret->span = place(json, start, start + 1);
    if (json->depth == LIMIT_DEPTH) {
        ret->kind = GIVEN_BROKEN;
        complain(json, CODE_A121, ret->span, "brackets are nested more than 32 deep");
        return false;
    }
    json->depth++;
    bool good = c == '{' ? take_map(json, ret) : take_list(json, ret);
    json->depth--;
    if (!good) {
        ret->kind = ret->kind == GIVEN_MAP && json->depth == 0 ? GIVEN_MAP : GIVEN_BROKEN;
    }
    return good;
}

static const char *kind_says(enum given_kind kind)
{
    switch (kind) {
    case GIVEN_NOTHING:
        return "nothing";
    case GIVEN_SCALAR:
    case GIVEN_STRING:
        return "a text";
    case GIVEN_NUMBER:
        return "a number";
    case GIVEN_TRUTH:
        return "a truth value";
    case GIVEN_LIST:
        return "a list";
    case GIVEN_MAP:
    case GIVEN_BROKEN:
        break;
    }
    return "a map";
}

bool json_read_record(const struct answers_reader *reader, const struct source *source,
                      struct arena *arena, struct record *record, struct diags *diags)
{
    struct json json = {
        .source = source,
        .text = source->text,
        .arena = arena,
        .diags = diags,
        .key = TEXT(""),
    };
    if (text_mark_length(json.text) > 0) {
        complain(&json, CODE_A113, place(&json, 0, 3),
                 "a byte order mark (U+FEFF) stands inside the file");
        json.at = 3;
        if (at_end(&json)) {
            return false;
        }
    }
    struct given root = {.kind = GIVEN_BROKEN, .key = TEXT("")};
    bool whole = take_value(&json, &root);
    bool good = true;
    if (root.kind == GIVEN_MAP) {
        good = record_fill(record, &reader->keys, &root, arena, diags);
    } else if (root.kind != GIVEN_BROKEN) {
        struct diag *diag = complain(&json, CODE_A106, root.span, "a record is a map of answers");
        diag_help(diags, diag, "this is %s", kind_says(root.kind));
    }
    if (whole && !at_end(&json)) {
        complain(&json, CODE_A122, place(&json, json.at, json.text.length),
                 "text after the end of the record");
    }
    return good && whole && !json.broken;
}
