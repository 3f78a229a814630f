/* A YAML file as a tree that remembers its places: one pass over libyaml's events. Refuses what no
 * file of ours may hold and goes on where the rest can still be read. The only file that speaks to
 * libyaml. Not for what the tree means. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/limits.h"
#include "yaml/room.h"

/* A list or mapping that is not closed yet. */
struct open {
    struct yaml_node *node;
    struct yaml_node *last; /* its newest child */
    struct yaml_node *key;  /* of a mapping: the key that waits for its value */
    size_t end;             /* of its newest child */
};

struct scanner {
    const struct source *source;
    size_t start;  /* behind a byte order mark */
    bool is_plain; /* every character is one byte */
    struct arena *arena;
    struct diags *diags;
    /* libyaml counts characters; this is where the last one it named stands. */
    size_t character;
    size_t byte;
    struct open open[LIMIT_DEPTH];
    uint32_t depth;
    uint32_t nodes;
    struct yaml_node *root;
    bool ok;
    bool stopped; /* nothing further can be read: the tree is not complete */
};

/* ---- Places ---------------------------------------------------------------------------------- */

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* The byte that character [index] begins with. Marks come nearly in order, so walking from the last
 * one costs next to nothing. */
static size_t byte_of(struct scanner *scanner, size_t index)
{
    struct text text = scanner->source->text;

    if (scanner->is_plain) {
        return index < text.length - scanner->start ? scanner->start + index : text.length;
    }
    while (scanner->character < index && scanner->byte < text.length) {
        do {
            scanner->byte++;
        } while (scanner->byte < text.length && is_continuation(text.start[scanner->byte]));
        scanner->character++;
    }
    while (scanner->character > index && scanner->byte > scanner->start) {
        do {
            scanner->byte--;
        } while (scanner->byte > scanner->start && is_continuation(text.start[scanner->byte]));
        scanner->character--;
    }
    return scanner->byte;
}

static struct span span_between(const struct scanner *scanner, size_t start, size_t end)
{
    return span_of(scanner->source, start, end - start);
}

/* From [start] to the next blank, line end or sign that closes a flow entry. */
static struct span word_at(const struct scanner *scanner, size_t start)
{
    struct text text = scanner->source->text;
    size_t end = start;
    while (end < text.length && !strchr(" \t\r\n,]}", text.start[end])) {
        end++;
    }
    return span_between(scanner, start, end);
}

/* ---- Making nodes ---------------------------------------------------------------------------- */

static void stop(struct scanner *scanner)
{
    scanner->ok = false;
    scanner->stopped = true;
}

static void out_of_memory(struct scanner *scanner)
{
    diag_out_of_memory(scanner->diags);
    stop(scanner);
}

static struct yaml_node *new_node(struct scanner *scanner, enum yaml_kind kind, struct span span)
{
    if (++scanner->nodes > LIMIT_YAML_NODES) {
        struct diag *diag = diag_add(scanner->diags, CODE_Y108, span,
                                     "more than %u keys and values in one file", LIMIT_YAML_NODES);
        diag_help(scanner->diags, diag, "check that this is the right file");
        stop(scanner);
        return NULL;
    }
    struct yaml_node *node = arena_alloc(scanner->arena, sizeof *node);
    if (!node) {
        out_of_memory(scanner);
        return NULL;
    }
    node->kind = kind;
    node->span = span;
    return node;
}

/* Whether [key] may be one; else says why not. */
static void check_key(struct scanner *scanner, struct yaml_node *key)
{
    if (key->kind == YAML_REFUSED) {
        return;
    }
    if (key->kind != YAML_SCALAR) {
        struct diag *diag = diag_add(scanner->diags, CODE_Y115, key->span, "a %s as a key",
                                     key->kind == YAML_SEQUENCE ? "list" : "mapping");
        diag_help(scanner->diags, diag,
                  "a key is a plain word; put a text with brackets in quotes");
    } else if (key->text.length == 0) {
        struct diag *diag = diag_add(scanner->diags, CODE_Y115, key->span, "an empty key");
        diag_help(scanner->diags, diag, "write the key before the `:`");
    } else if (key->style == YAML_PLAIN && text_is(key->text, "<<")) {
        struct diag *diag =
            diag_add(scanner->diags, CODE_Y113, key->span, "merge keys (`<<`) are not accepted");
        diag_help(scanner->diags, diag, "write the keys out");
    } else {
        return;
    }
    key->kind = YAML_REFUSED;
    scanner->ok = false;
}

/* Inside braces a comma ends an unquoted value, and what follows it looks like a key without a
 * colon. Then neither that key nor the value before it is what the author wrote. */
static void check_comma(struct scanner *scanner, struct open *open, struct yaml_node *value,
                        struct yaml_node *key)
{
    struct text text = scanner->source->text;
    size_t at = key->span.offset + key->span.length;
    if (text.start[open->node->span.offset] != '{' || key->kind != YAML_SCALAR ||
        value->kind != YAML_SCALAR || value->span.length > 0) {
        return;
    }
    while (at < text.length && strchr(" \t\r\n", text.start[at])) {
        at++;
    }
    if (at < text.length && text.start[at] == ':') {
        return;
    }
    struct yaml_node *before = open->last;
    const char *word = diag_quote(scanner->diags, key->text, 40);
    if (before && before->kind == YAML_SCALAR && before->style == YAML_PLAIN &&
        before->span.length > 0) {
        struct diag *diag = diag_add(scanner->diags, CODE_Y148, span_join(before->span, key->span),
                                     "the comma before `%s` ends the value of `%s`", word,
                                     diag_quote(scanner->diags, before->key->text, 40));
        diag_help(scanner->diags, diag,
                  "put the whole value in quotes, or leave the `{…}` out and write each key on a "
                  "line of its own");
        before->kind = YAML_REFUSED;
    } else {
        struct diag *diag =
            diag_add(scanner->diags, CODE_Y121, key->span, "`%s` is not followed by a `:`", word);
        diag_help(scanner->diags, diag, "inside `{…}` each key is followed by `: ` and its value");
    }
    key->kind = YAML_REFUSED;
    scanner->ok = false;
}

static void check_duplicates(struct scanner *scanner, const struct yaml_node *mapping);
static void place(struct scanner *scanner, struct yaml_node *node);

/* Whether [key] is the key that the innermost mapping began with, which is an entry of a list with
 * its keys on lines of their own. */
static bool begins_again(const struct scanner *scanner, const struct yaml_node *key)
{
    const struct open *open = &scanner->open[scanner->depth - 1];
    const struct yaml_node *first = open->node->first;
    return scanner->depth >= 2 && scanner->open[scanner->depth - 2].node->kind == YAML_SEQUENCE &&
           scanner->source->text.start[open->node->span.offset] != '{' && open->node->count >= 2 &&
           first->key->kind == YAML_SCALAR && key->kind == YAML_SCALAR &&
           text_equal(first->key->text, key->text);
}

/* Ends the innermost mapping and begins the next entry of its list with [key]: only the missing
 * `- ` is wrong, and nothing that follows from it. */
static void begin_again(struct scanner *scanner, struct yaml_node *key)
{
    struct open *open = &scanner->open[--scanner->depth];
    struct yaml_node *entry = open->node;
    struct diag *diag = diag_add(scanner->diags, CODE_Y114, key->span, "`%s` is there twice",
                                 diag_quote(scanner->diags, key->text, 40));
    diag_note(scanner->diags, diag, entry->first->key->span, "it is here already");
    diag_help(scanner->diags, diag,
              "leave one out; if a new entry of a list begins here, a `- ` is missing before it");
    scanner->ok = false;
    entry->span = span_between(scanner, entry->span.offset, open->end);
    check_duplicates(scanner, entry);
    place(scanner, entry);
    struct yaml_node *next = new_node(scanner, YAML_MAPPING, key->span);
    if (next) {
        size_t end = key->span.offset + key->span.length;
        scanner->open[scanner->depth++] = (struct open){.node = next, .key = key, .end = end};
    }
}

/* Puts a finished node where it belongs: the root, a key, or the next child. */
static void place(struct scanner *scanner, struct yaml_node *node)
{
    if (scanner->depth == 0) {
        scanner->root = node;
        return;
    }
    struct open *open = &scanner->open[scanner->depth - 1];
    if (open->node->kind == YAML_MAPPING && !open->key) {
        check_key(scanner, node);
        if (begins_again(scanner, node)) {
            begin_again(scanner, node);
            return;
        }
        open->key = node;
    }
    open->end = node->span.offset + node->span.length;
    if (open->key == node) {
        return;
    }
    if (open->key) {
        check_comma(scanner, open, node, open->key);
    }
    node->key = open->key;
    open->key = NULL;
    if (open->last) {
        open->last->next = node;
    } else {
        open->node->first = node;
    }
    open->last = node;
    open->node->count++;
}

/* ---- What is refused ------------------------------------------------------------------------- */

static void refuse_word(struct scanner *scanner, enum code code, size_t at, const char *name,
                        const char *help)
{
    struct span span = word_at(scanner, at);
    struct text word = {scanner->source->text.start + at, span.length};
    struct diag *diag = diag_add(scanner->diags, code, span, "%s (`%s`) are not accepted", name,
                                 diag_quote(scanner->diags, word, 40));
    diag_help(scanner->diags, diag, "%s", help);
    scanner->ok = false;
}

/* Complains about the anchor and the tag of a node that begins at [start], where it has them. */
static void check_properties(struct scanner *scanner, size_t start, const yaml_char_t *anchor,
                             const yaml_char_t *tag)
{
    struct text text = scanner->source->text;

    for (size_t at = start; (anchor || tag) && at < text.length; at++) {
        if (anchor && text.start[at] == '&') {
            refuse_word(scanner, CODE_Y111, at, "anchors",
                        "leave it out; if it is part of a text, put the text in quotes");
            anchor = NULL;
        } else if (tag && text.start[at] == '!') {
            refuse_word(scanner, CODE_Y112, at, "tags",
                        "in a condition write `not` for `!`; put any other text that begins with "
                        "`!` in quotes");
            tag = NULL;
        }
        /* Both are words of their own; signs inside them begin nothing. */
        while (at + 1 < text.length && !strchr(" \t\r\n", text.start[at])) {
            at++;
        }
    }
}

static int by_key(const void *a, const void *b)
{
    const struct yaml_node *const *left = a;
    const struct yaml_node *const *right = b;
    int order = text_compare((*left)->key->text, (*right)->key->text);
    if (order != 0) {
        return order;
    }
    return (*left)->key->span.offset < (*right)->key->span.offset ? -1 : 1;
}

static void check_duplicates(struct scanner *scanner, const struct yaml_node *mapping)
{
    if (mapping->count < 2) {
        return;
    }
    const struct yaml_node **values = arena_array(scanner->arena, mapping->count, sizeof *values);
    if (!values) {
        out_of_memory(scanner);
        return;
    }
    size_t count = 0;
    for (const struct yaml_node *value = mapping->first; value; value = value->next) {
        if (value->key->kind == YAML_SCALAR) {
            values[count++] = value;
        }
    }
    qsort(values, count, sizeof *values, by_key);
    size_t first = 0;
    for (size_t i = 1; i < count; i++) {
        if (!text_equal(values[i]->key->text, values[first]->key->text)) {
            first = i;
            continue;
        }
        struct diag *diag =
            diag_add(scanner->diags, CODE_Y114, values[i]->key->span, "`%s` is there twice",
                     diag_quote(scanner->diags, values[i]->key->text, 40));
        diag_note(scanner->diags, diag, values[first]->key->span, "it is here already");
        diag_help(
            scanner->diags, diag,
            "leave one out; if a new entry of a list begins here, a `- ` is missing before it");
        scanner->ok = false;
    }
}

/* An escape in double quotes can write characters that no text may hold. */
static void check_escapes(struct scanner *scanner, const struct yaml_node *scalar)
{
    size_t offset = 0;
    while (offset < scalar->text.length) {
        size_t start = offset;
        uint32_t code = utf8_next(scalar->text, &offset);
        if (!yaml_is_control(code)) {
            continue;
        }
        struct passage passage;
        if (!yaml_passage(scalar, scanner->arena, &passage)) {
            out_of_memory(scanner);
            return;
        }
        struct span span = passage_span(&passage, start, offset);
        struct diag *diag;
        if (code == 0) {
            diag = diag_add(scanner->diags, CODE_Y104, span, "an escape for a zero byte");
        } else {
            diag = diag_add(scanner->diags, CODE_Y105, span,
                            "an escape for an invisible control character (U+%04X)", code);
        }
        diag_help(scanner->diags, diag, "leave it out");
        scanner->ok = false;
        return;
    }
}

/* ---- Events ---------------------------------------------------------------------------------- */

static enum yaml_style style_of(yaml_scalar_style_t style)
{
    switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
        return YAML_SINGLE_QUOTED;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        return YAML_DOUBLE_QUOTED;
    case YAML_LITERAL_SCALAR_STYLE:
        return YAML_LITERAL;
    case YAML_FOLDED_SCALAR_STYLE:
        return YAML_FOLDED;
    case YAML_ANY_SCALAR_STYLE:
    case YAML_PLAIN_SCALAR_STYLE:
        break;
    }
    return YAML_PLAIN;
}

static void scan_scalar(struct scanner *scanner, const yaml_event_t *event)
{
    size_t start = byte_of(scanner, event->start_mark.index);
    size_t end = byte_of(scanner, event->end_mark.index);
    /* libyaml lets `|` and `>` reach to whatever comes next. */
    while (end > start && strchr(" \t\r\n", scanner->source->text.start[end - 1])) {
        end--;
    }
    check_properties(scanner, start, event->data.scalar.anchor, event->data.scalar.tag);
    /* A tag took the first word of the text, and an anchor too may have been meant as text. */
    bool refused = event->data.scalar.tag || event->data.scalar.anchor;
    struct yaml_node *node =
        new_node(scanner, refused ? YAML_REFUSED : YAML_SCALAR, span_between(scanner, start, end));
    if (!node) {
        return;
    }
    node->style = style_of(event->data.scalar.style);
    node->text = text_copy(scanner->arena, (struct text){(const char *)event->data.scalar.value,
                                                         event->data.scalar.length});
    if (!node->text.start) {
        out_of_memory(scanner);
        return;
    }
    if (node->kind == YAML_SCALAR && node->style == YAML_DOUBLE_QUOTED) {
        check_escapes(scanner, node);
    }
    place(scanner, node);
}

static void scan_alias(struct scanner *scanner, const yaml_event_t *event)
{
    size_t start = byte_of(scanner, event->start_mark.index);
    refuse_word(scanner, CODE_Y110, start, "aliases",
                "write out what it stands for; if it is part of a text, put the text in quotes");
    struct yaml_node *node = new_node(scanner, YAML_REFUSED, word_at(scanner, start));
    if (node) {
        place(scanner, node);
    }
}

static void open_collection(struct scanner *scanner, enum yaml_kind kind, const yaml_event_t *event,
                            const yaml_char_t *anchor, const yaml_char_t *tag)
{
    size_t start = byte_of(scanner, event->start_mark.index);
    check_properties(scanner, start, anchor, tag);
    struct span span = span_between(scanner, start, start + 1);
    if (scanner->depth == LIMIT_DEPTH) {
        struct diag *diag =
            diag_add(scanner->diags, CODE_Y107, span,
                     "lists and mappings inside each other more than %d deep", LIMIT_DEPTH);
        diag_help(scanner->diags, diag, "check for brackets that are not closed");
        stop(scanner);
        return;
    }
    struct yaml_node *node = new_node(scanner, kind, span);
    if (node) {
        scanner->open[scanner->depth++] = (struct open){.node = node, .end = start + 1};
    }
}

static void close_collection(struct scanner *scanner, const yaml_event_t *event, bool flow)
{
    assert(scanner->depth > 0);
    struct open open = scanner->open[--scanner->depth];
    size_t end = flow ? byte_of(scanner, event->end_mark.index) : open.end;
    open.node->span = span_between(scanner, open.node->span.offset, end);
    if (open.node->kind == YAML_MAPPING) {
        check_duplicates(scanner, open.node);
    }
    place(scanner, open.node);
}

static void start_document(struct scanner *scanner, const yaml_event_t *event)
{
    if (!scanner->root) {
        return;
    }
    size_t start = byte_of(scanner, event->start_mark.index);
    struct diag *diag = diag_add(scanner->diags, CODE_Y109, word_at(scanner, start),
                                 "a second document begins here");
    diag_help(scanner->diags, diag,
              "leave out the line `---`, or put the rest in a file of its own");
    scanner->ok = false;
}

/* Reads one event; false after the last one that matters. */
static bool scan_event(struct scanner *scanner, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        start_document(scanner, event);
        return !scanner->root;
    case YAML_ALIAS_EVENT:
        scan_alias(scanner, event);
        break;
    case YAML_SCALAR_EVENT:
        scan_scalar(scanner, event);
        break;
    case YAML_SEQUENCE_START_EVENT:
        open_collection(scanner, YAML_SEQUENCE, event, event->data.sequence_start.anchor,
                        event->data.sequence_start.tag);
        break;
    case YAML_MAPPING_START_EVENT:
        open_collection(scanner, YAML_MAPPING, event, event->data.mapping_start.anchor,
                        event->data.mapping_start.tag);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_collection(scanner, event, event->end_mark.index > event->start_mark.index);
        break;
    case YAML_STREAM_END_EVENT:
        return false;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        break;
    }
    return !scanner->stopped;
}

static void scan_problem(struct scanner *scanner, const yaml_parser_t *parser)
{
    if (parser->error == YAML_MEMORY_ERROR) {
        out_of_memory(scanner);
        return;
    }
    const struct yaml_problem problem = {
        .problem = parser->problem,
        .context = parser->context,
        .at = byte_of(scanner, parser->problem_mark.index),
        .context_at = parser->context ? byte_of(scanner, parser->context_mark.index) : 0,
    };
    yaml_report_problem(scanner->source, &problem, scanner->diags);
    stop(scanner);
}

static void scan(struct scanner *scanner)
{
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) {
        out_of_memory(scanner);
        return;
    }
    struct text text = scanner->source->text;
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text.start + scanner->start,
                                 text.length - scanner->start);
    bool more = true;
    while (more) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            scan_problem(scanner, &parser);
            break;
        }
        more = scan_event(scanner, &event);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
}

/* Nothing was found: says whether the file is empty or holds comments only. */
static void report_nothing(const struct scanner *scanner)
{
    struct text text = scanner->source->text;
    text = (struct text){text.start + scanner->start, text.length - scanner->start};
    if (text.length == 0 || !memchr(text.start, '#', text.length)) {
        diag_add_file(scanner->diags, CODE_Y101, scanner->source->name, "the file is empty");
    } else {
        diag_add_file(scanner->diags, CODE_Y128, scanner->source->name,
                      "the file has comments only");
    }
}

bool yaml_scan(const struct source *source, struct arena *arena, const struct yaml_node **ret_root,
               struct diags *diags)
{
    struct scanner scanner = {.source = source, .arena = arena, .diags = diags, .ok = true};

    *ret_root = NULL;
    if (!yaml_check_bytes(source, &scanner.start, &scanner.is_plain, diags)) {
        return false;
    }
    scanner.byte = scanner.start;
    scan(&scanner);
    if (scanner.stopped) {
        return false;
    }
    if (!scanner.root || (scanner.root->kind == YAML_SCALAR && scanner.root->span.length == 0)) {
        report_nothing(&scanner);
        return false;
    }
    *ret_root = scanner.root;
    return scanner.ok;
}

bool yaml_read(const struct source *source, struct arena *arena, const struct yaml_node **ret,
               struct diags *diags)
{
    const struct yaml_node *root;
    if (!yaml_scan(source, arena, &root, diags)) {
        return false;
    }
    *ret = root;
    return true;
}
