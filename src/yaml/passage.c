/* Where each byte of a scalar's text stands in its file: the rules of YAML for quotes, escapes,
 * folding and indentation are followed a second time, and each byte that they give must be the one
 * that libyaml gave. Not for reading YAML (scan.c). */
#include <assert.h>
#include <string.h>

#include "yaml/room.h"

/* Follows one scalar through the file. */
struct walk {
    const char *text; /* of the file */
    size_t at;
    size_t end;
    struct text expected; /* the scalar's text */
    uint32_t *offsets;
    size_t length; /* of what has been found */
    bool astray;   /* what was found is not what is expected */
};

/* A run of blanks or line ends that is kept, dropped or folded once it is known what follows. */
struct run {
    size_t start;
    size_t count; /* of blanks, or of line ends */
};

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static bool is_break(char byte)
{
    return byte == '\n' || byte == '\r';
}

static bool more(const struct walk *walk)
{
    return walk->at < walk->end;
}

static char byte_here(const struct walk *walk)
{
    return more(walk) ? walk->text[walk->at] : '\0';
}

static void give(struct walk *walk, char byte, size_t offset)
{
    if (walk->length >= walk->expected.length || walk->expected.start[walk->length] != byte) {
        walk->astray = true;
        return;
    }
    walk->offsets[walk->length++] = (uint32_t)offset;
}

static void give_here(struct walk *walk)
{
    give(walk, walk->text[walk->at], walk->at);
    walk->at++;
}

static void skip_break(struct walk *walk)
{
    if (byte_here(walk) == '\r') {
        walk->at++;
    }
    if (byte_here(walk) == '\n') {
        walk->at++;
    }
}

/* ---- Plain and quoted ------------------------------------------------------------------------ */

/* Blanks and line ends between two words: blanks on one line are kept; one line end becomes a
 * blank, each further one stays; blanks around line ends go. [joined]: an escaped line end came
 * before. */
static void walk_between(struct walk *walk, bool joined)
{
    size_t blanks = walk->at;
    while (is_blank(byte_here(walk))) {
        walk->at++;
    }
    if (!is_break(byte_here(walk)) && !joined) {
        for (size_t at = blanks; at < walk->at; at++) {
            give(walk, walk->text[at], at);
        }
        return;
    }
    size_t first = walk->at;
    size_t breaks = 0;
    while (more(walk) && (is_blank(byte_here(walk)) || is_break(byte_here(walk)))) {
        if (is_blank(byte_here(walk))) {
            walk->at++;
            continue;
        }
        if (joined || breaks > 0) {
            give(walk, '\n', walk->at);
        }
        breaks++;
        skip_break(walk);
    }
    if (!joined && breaks == 1) {
        give(walk, ' ', first);
    }
}

static void walk_plain(struct walk *walk)
{
    while (more(walk) && !walk->astray) {
        if (is_blank(byte_here(walk)) || is_break(byte_here(walk))) {
            walk_between(walk, false);
        } else {
            give_here(walk);
        }
    }
}

static void walk_single_quoted(struct walk *walk)
{
    walk->at++;
    walk->end--;
    while (more(walk) && !walk->astray) {
        if (byte_here(walk) == '\'') {
            give(walk, '\'', walk->at);
            walk->at += 2;
        } else if (is_blank(byte_here(walk)) || is_break(byte_here(walk))) {
            walk_between(walk, false);
        } else {
            give_here(walk);
        }
    }
}

static uint32_t hex(const char *digits, size_t count)
{
    uint32_t code = 0;
    for (size_t i = 0; i < count; i++) {
        char digit = digits[i];
        uint32_t value = digit <= '9'   ? (uint32_t)(digit - '0')
                         : digit <= 'F' ? (uint32_t)(digit - 'A') + 10
                                        : (uint32_t)(digit - 'a') + 10;
        code = code << 4 | value;
    }
    return code;
}

/* An escape other than that of a line end; libyaml has accepted it, so that it is whole. */
static void walk_escape(struct walk *walk)
{
    static const char letters[] = "0abt\tnvfre \"/\\N_LP";
    static const uint32_t codes[] = {0,  7,   8,   '\t', '\t', '\n', 11,   12,     '\r',
                                     27, ' ', '"', '/',  '\\', 0x85, 0xA0, 0x2028, 0x2029};
    size_t start = walk->at;
    char letter = walk->text[start + 1];
    size_t digits = letter == 'x' ? 2u : letter == 'u' ? 4u : letter == 'U' ? 8u : 0u;
    uint32_t code;

    if (digits > 0) {
        assert(start + 2 + digits <= walk->end);
        code = hex(walk->text + start + 2, digits);
    } else {
        const char *found = memchr(letters, letter, sizeof letters - 1);
        assert(found);
        code = codes[found - letters];
    }
    char bytes[4];
    size_t length = utf8_write(code, bytes);
    for (size_t i = 0; i < length; i++) {
        give(walk, bytes[i], start);
    }
    walk->at = start + 2 + digits;
}

static void walk_double_quoted(struct walk *walk)
{
    walk->at++;
    walk->end--;
    while (more(walk) && !walk->astray) {
        if (byte_here(walk) == '\\' && is_break(walk->text[walk->at + 1])) {
            walk->at++;
            skip_break(walk);
            walk_between(walk, true);
        } else if (byte_here(walk) == '\\') {
            walk_escape(walk);
        } else if (is_blank(byte_here(walk)) || is_break(byte_here(walk))) {
            walk_between(walk, false);
        } else {
            give_here(walk);
        }
    }
}

/* ---- Literal and folded ---------------------------------------------------------------------- */

/* Passes indentation and empty lines; *ret_breaks: the line ends passed. */
static void walk_empty_lines(struct walk *walk, size_t indent, struct run *ret_breaks)
{
    *ret_breaks = (struct run){walk->at, 0};
    for (;;) {
        size_t column = 0;
        while (column < indent && byte_here(walk) == ' ') {
            walk->at++;
            column++;
        }
        if (!is_break(byte_here(walk))) {
            return;
        }
        if (ret_breaks->count++ == 0) {
            ret_breaks->start = walk->at;
        }
        skip_break(walk);
    }
}

static void give_breaks(struct walk *walk, struct run breaks)
{
    /* Empty lines may be indented, so each line end is looked for. */
    size_t at = breaks.start;
    for (size_t i = 0; i < breaks.count; i++) {
        while (walk->text[at] != '\n') {
            at++;
        }
        give(walk, '\n', at++);
    }
}

/* Follows the lines of a literal or folded scalar whose text is indented by [indent] blanks.
 * [keep]: all line ends at the end stay (`+`); [strip]: none does (`-`). */
static void walk_lines(struct walk *walk, size_t indent, bool folded, bool keep, bool strip)
{
    struct run empty;
    struct run line_end = {0, 0};
    bool was_blank = false;

    walk_empty_lines(walk, indent, &empty);
    while (more(walk) && !walk->astray) {
        /* A line that stands less deep ends the text. */
        if (walk->at < indent || memchr(walk->text + walk->at - indent, '\n', indent)) {
            break;
        }
        bool blank = is_blank(byte_here(walk));
        if (folded && line_end.count > 0 && !was_blank && !blank) {
            if (empty.count == 0) {
                give(walk, ' ', line_end.start);
            }
        } else {
            give_breaks(walk, line_end);
        }
        give_breaks(walk, empty);
        was_blank = blank;
        while (more(walk) && !is_break(byte_here(walk))) {
            give_here(walk);
        }
        line_end = (struct run){walk->at, more(walk) ? 1 : 0};
        skip_break(walk);
        walk_empty_lines(walk, indent, &empty);
    }
    if (!strip) {
        give_breaks(walk, line_end);
    }
    if (keep) {
        give_breaks(walk, empty);
    }
}

/* The most blanks that a line from [at] on begins with. */
static size_t deepest_indent(const char *text, size_t at, size_t end)
{
    size_t deepest = 0;
    while (at < end) {
        size_t start = at;
        while (at < end && text[at] == ' ') {
            at++;
        }
        deepest = at - start > deepest ? at - start : deepest;
        while (at < end && text[at] != '\n') {
            at++;
        }
        at++;
    }
    return deepest;
}

/* The indentation of a `|` or `>` text follows from its first line, or from a digit and the block
 * around it, which is not known here. So it is tried: only the right one gives the right text. */
static void walk_block(struct walk *walk, bool folded)
{
    bool keep = false;
    bool strip = false;
    while (more(walk) && !is_break(byte_here(walk)) && byte_here(walk) != '#') {
        keep = keep || byte_here(walk) == '+';
        strip = strip || byte_here(walk) == '-';
        walk->at++;
    }
    while (more(walk) && !is_break(byte_here(walk))) {
        walk->at++;
    }
    skip_break(walk);

    size_t start = walk->at;
    size_t deepest = deepest_indent(walk->text, start, walk->end);
    size_t indent = 0;
    do {
        walk->at = start;
        walk->length = 0;
        walk->astray = false;
        walk_lines(walk, ++indent, folded, keep, strip);
        walk->astray = walk->astray || walk->length < walk->expected.length;
    } while (walk->astray && indent < deepest);
}

/* ---- Together -------------------------------------------------------------------------------- */

bool yaml_passage(const struct yaml_node *scalar, struct arena *arena, struct passage *ret)
{
    assert(scalar->kind == YAML_SCALAR);
    const struct source *source = scalar->span.source;
    size_t start = scalar->span.offset;
    size_t length = scalar->span.length;

    if (scalar->style == YAML_PLAIN && scalar->text.length == length) {
        *ret = (struct passage){source, scalar->text, NULL, (uint32_t)start};
        return true;
    }
    struct walk walk = {
        .text = source->text.start,
        .at = start,
        .end = start + length,
        .expected = scalar->text,
        .offsets = arena_array(arena, scalar->text.length + 1, sizeof(uint32_t)),
    };
    if (!walk.offsets) {
        return false;
    }
    switch (scalar->style) {
    case YAML_PLAIN:
        walk_plain(&walk);
        break;
    case YAML_SINGLE_QUOTED:
        walk_single_quoted(&walk);
        break;
    case YAML_DOUBLE_QUOTED:
        walk_double_quoted(&walk);
        break;
    case YAML_LITERAL:
    case YAML_FOLDED:
        /* The span leaves out the empty lines at the end, which the text may keep. */
        while (walk.end < source->text.length &&
               (is_blank(source->text.start[walk.end]) || is_break(source->text.start[walk.end]))) {
            walk.end++;
        }
        walk_block(&walk, scalar->style == YAML_FOLDED);
        break;
    }
    assert(!walk.astray && walk.length == scalar->text.length);
    /* Where a message about the end points: behind the last letter. */
    walk.offsets[walk.length] = (uint32_t)(start + length);
    *ret = (struct passage){source, scalar->text, walk.offsets, 0};
    return true;
}
