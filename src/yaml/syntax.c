/* What a syntax problem of YAML means to someone who writes the file: the library's terse words and
 * the text around the place become a message in the author's terms and a way to mend it. Not for
 * problems that the library does not see (scan.c, bind.c). */
#include <ctype.h>
#include <string.h>

#include "yaml/room.h"

struct report {
    const struct source *source;
    const struct yaml_problem *problem;
    struct diags *diags;
};

/* ---- The text around a place ----------------------------------------------------------------- */

/* The byte at [offset]; 0 at the end of the file. */
static char byte_at(const struct report *report, size_t offset)
{
    return offset < report->source->text.length ? report->source->text.start[offset] : '\0';
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static bool is_end(char byte)
{
    return byte == '\n' || byte == '\r' || byte == '\0';
}

static size_t line_start(const struct report *report, size_t offset)
{
    while (offset > 0 && report->source->text.start[offset - 1] != '\n') {
        offset--;
    }
    return offset;
}

/* Where the text of the line that begins at [start] begins. */
static size_t text_start(const struct report *report, size_t start)
{
    while (is_blank(byte_at(report, start))) {
        start++;
    }
    return start;
}

/* The end of the text of the line that [offset] is in, without blanks. */
static size_t text_end(const struct report *report, size_t offset)
{
    size_t end = offset;
    while (!is_end(byte_at(report, end))) {
        end++;
    }
    while (end > offset && is_blank(byte_at(report, end - 1))) {
        end--;
    }
    return end;
}

static bool begins_line(const struct report *report, size_t offset)
{
    return text_start(report, line_start(report, offset)) >= offset;
}

/* Sets *ret to where the text of the last line with text before [offset]'s line begins. */
static bool previous_line(const struct report *report, size_t offset, size_t *ret)
{
    size_t start = line_start(report, offset);
    while (start > 0) {
        start = line_start(report, start - 1);
        size_t text = text_start(report, start);
        if (!is_end(byte_at(report, text)) && byte_at(report, text) != '#') {
            *ret = text;
            return true;
        }
    }
    return false;
}

/* The last byte that is no blank before [offset] on its line; 0 where there is none. */
static char byte_before(const struct report *report, size_t offset)
{
    size_t start = line_start(report, offset);
    while (offset > start && is_blank(byte_at(report, offset - 1))) {
        offset--;
    }
    return offset > start ? byte_at(report, offset - 1) : '\0';
}

/* Whether a colon that separates a key from its value stands between the two. */
static bool has_key_colon(const struct report *report, size_t start, size_t end)
{
    for (size_t offset = start; offset < end; offset++) {
        char next = byte_at(report, offset + 1);
        if (byte_at(report, offset) == ':' && (is_blank(next) || is_end(next))) {
            return true;
        }
    }
    return false;
}

static struct span character_at(const struct report *report, size_t offset)
{
    size_t end = offset;
    if (offset >= report->source->text.length || is_end(byte_at(report, offset))) {
        return span_of(report->source, offset, 0);
    }
    utf8_next(report->source->text, &end);
    return span_of(report->source, offset, end - offset);
}

/* The text from [offset] to the end of its line. */
static struct span rest_of_line(const struct report *report, size_t offset)
{
    return span_of(report->source, offset, text_end(report, offset) - offset);
}

static const char *quote_span(const struct report *report, struct span span, size_t most)
{
    struct text text = {report->source->text.start + span.offset, span.length};
    return diag_quote(report->diags, text, most);
}

static bool says(const char *words, const char *part)
{
    return words && strstr(words, part);
}

static struct diag *add(const struct report *report, enum code code, struct span span,
                        const char *message, const char *help)
{
    struct diag *diag = diag_add(report->diags, code, span, "%s", message);
    if (help) {
        diag_help(report->diags, diag, "%s", help);
    }
    return diag;
}

/* ---- One function a kind of problem: true where it was that one ------------------------------ */

static bool report_tab(const struct report *report)
{
    size_t at = report->problem->at;
    if (byte_at(report, at) != '\t') {
        return false;
    }
    size_t end = at;
    while (byte_at(report, end) == '\t') {
        end++;
    }
    add(report, CODE_Y106, span_of(report->source, at, end - at), "a tab in the indentation",
        "use blanks, and set the editor to insert blanks for the tab key");
    return true;
}

/* Whether an entry of a list begins at [offset] whose `-` stands right before its text. */
static bool lacks_blank_after_dash(const struct report *report, size_t offset)
{
    char next = byte_at(report, offset + 1);
    return byte_at(report, offset) == '-' &&
           (isalpha((unsigned char)next) || next == '{' || next == '[');
}

static void report_dash(const struct report *report, size_t offset)
{
    add(report, CODE_Y116, character_at(report, offset), "a blank is missing after this `-`",
        "write `- ` before each entry of a list");
}

static bool report_colon(const struct report *report)
{
    size_t at = report->problem->at;
    if (says(report->problem->problem, "unexpected ':'")) {
        add(report, CODE_Y116, character_at(report, at), "a `:` inside `[…]` or `{…}`",
            "put a blank after the `:` of a key; put a text with a `:` in quotes");
        return true;
    }
    if (!says(report->problem->problem, "mapping values are not allowed")) {
        return false;
    }
    size_t start = text_start(report, line_start(report, at));
    size_t above = 0;
    if (lacks_blank_after_dash(report, start)) {
        report_dash(report, start);
        return true;
    }
    if (has_key_colon(report, start, at) || !previous_line(report, at, &above)) {
        add(report, CODE_Y116, character_at(report, at), "a `: ` inside an unquoted text",
            "put the text in quotes, or on a line of its own after `|`");
        return true;
    }
    if (lacks_blank_after_dash(report, above)) {
        report_dash(report, above);
        return true;
    }
    size_t above_end = text_end(report, above);
    struct diag *diag =
        diag_add(report->diags, CODE_Y116, span_of(report->source, start, at + 1 - start),
                 "this line continues the text above it, so it cannot have a key of its own");
    diag_note(report->diags, diag, span_of(report->source, above, above_end - above),
              "the line above");
    if (!has_key_colon(report, above, above_end)) {
        bool colon = memchr(report->source->text.start + above, ':', above_end - above) != NULL;
        diag_help(report->diags, diag, "%s",
                  colon ? "put a blank after the `:` in the line above"
                        : "put `: ` after the key in the line above");
    } else {
        diag_help(
            report->diags, diag,
            "if it is a key, let it begin in the same column as the key above; if it is text, "
            "put the whole text in quotes or after `|`");
    }
    return true;
}

static bool report_quoted(const struct report *report)
{
    const struct yaml_problem *problem = report->problem;
    if (!says(problem->context, "quoted scalar")) {
        return false;
    }
    if (says(problem->problem, "unexpected")) {
        add(report, CODE_Y118, character_at(report, problem->context_at),
            "this quote is never closed",
            "close it with the same quote; inside double quotes write `\\\"` for a double quote, "
            "inside single quotes `''` for a single one");
        return true;
    }
    /* An escape: the place is at its backslash or, for a number, behind the letter. */
    size_t start = problem->at;
    if (byte_at(report, start) != '\\' && start >= 2) {
        start -= 2;
    }
    size_t end = start + 1;
    if (!is_end(byte_at(report, end))) {
        utf8_next(report->source->text, &end);
    }
    char letter = byte_at(report, start + 1);
    size_t most = end + (letter == 'x' ? 2u : letter == 'u' ? 4u : letter == 'U' ? 8u : 0u);
    while (end < most && strchr("0123456789abcdefABCDEF", byte_at(report, end)) &&
           byte_at(report, end)) {
        end++;
    }
    struct span span = span_of(report->source, start, end - start);
    if (letter == 'u' && end == start + 6 && strchr("dD", byte_at(report, start + 2)) &&
        strchr("89abcdefABCDEF", byte_at(report, start + 3))) {
        struct diag *half = diag_add(report->diags, CODE_Y123, span,
                                     "`%s` is one half of a character, as JSON writes it",
                                     quote_span(report, span, 12));
        diag_help(report->diags, half,
                  "YAML cannot read it: write the character itself; a file of answers that a "
                  "program has written as JSON is read with `-i json`");
        return true;
    }
    struct diag *diag = diag_add(report->diags, CODE_Y123, span, "`%s` is not an escape",
                                 quote_span(report, span, 12));
    diag_help(
        report->diags, diag,
        "write `\\\\` for a backslash, or put the text in single quotes, where a backslash has "
        "no special meaning");
    return true;
}

static bool report_flow(const struct report *report)
{
    const struct yaml_problem *problem = report->problem;
    if (!says(problem->context, "parsing a flow") || !says(problem->problem, "',' or")) {
        return false;
    }
    bool list = says(problem->context, "sequence");
    const char *brackets = list ? "[…]" : "{…}";
    size_t at = problem->at;
    struct span opening = span_of(report->source, problem->context_at, 1);
    size_t opening_line = line_start(report, problem->context_at);
    size_t opening_indent = text_start(report, opening_line) - opening_line;
    bool later_line = line_start(report, at) != opening_line && begins_line(report, at);
    /* The end of the file, or a line (its first word may have been taken into the list) that stands
     * no deeper than the one with the bracket: then the bracket is what is wrong. */
    size_t line = line_start(report, at);
    size_t indent = text_start(report, line) - line;
    if (at >= report->source->text.length || later_line ||
        (line != opening_line && indent <= opening_indent)) {
        struct diag *diag = diag_add(report->diags, CODE_Y119, opening, "this `%c` is not closed",
                                     list ? '[' : '{');
        if (at < report->source->text.length) {
            diag_note(report->diags, diag, rest_of_line(report, text_start(report, line)),
                      "this cannot belong to it");
        }
        diag_help(report->diags, diag, "close it with `%c`", list ? ']' : '}');
        return true;
    }
    size_t end = at + 1;
    while (isalnum((unsigned char)byte_at(report, at)) &&
           isalnum((unsigned char)byte_at(report, end))) {
        end++;
    }
    struct span span = span_of(report->source, at, end - at);
    if (end == at + 1) {
        span = character_at(report, at);
    }
    struct diag *diag = diag_add(report->diags, CODE_Y119, span,
                                 "`%s` cannot stand here: an entry inside `%s` ends before it",
                                 quote_span(report, span, 40), brackets);
    diag_note(report->diags, diag, opening, "the `%c` stands here", list ? '[' : '{');
    diag_help(report->diags, diag,
              "put the whole text in quotes, or leave the `%s` out and write each %s on a line of "
              "its own",
              brackets, list ? "entry after `- `" : "key");
    return true;
}

static bool report_no_colon(const struct report *report)
{
    const struct yaml_problem *problem = report->problem;
    if (!says(problem->context, "simple key")) {
        return false;
    }
    struct span span = rest_of_line(report, problem->context_at);
    bool entry = byte_at(report, problem->context_at) == '-';
    struct diag *diag = diag_add(report->diags, CODE_Y121, span, "`%s` is not followed by a `:`",
                                 quote_span(report, span, 40));
    diag_help(report->diags, diag, "%s",
              entry ? "put a blank after the `-`"
                    : "a key is followed by `: ` and its value; a text that goes on over several "
                      "lines is indented deeper than its key");
    return true;
}

/* The quoted text before [at] began on an earlier line: most likely it was meant to end there. */
static bool report_long_quote(const struct report *report, size_t at)
{
    while (at > 0 && is_blank(byte_at(report, at - 1))) {
        at--;
    }
    if (at == 0) {
        return false;
    }
    const size_t closing = at - 1;
    const char quote = byte_at(report, closing);
    size_t opening = closing;
    while (opening > 0) {
        opening--;
        bool is_inside = quote == '"' ? opening > 0 && byte_at(report, opening - 1) == '\\'
                                      : opening > 0 && byte_at(report, opening - 1) == quote;
        if (byte_at(report, opening) == quote && !is_inside) {
            break;
        }
        opening -= byte_at(report, opening) == quote && quote == '\'';
    }
    if ((quote != '"' && quote != '\'') || byte_at(report, opening) != quote ||
        line_start(report, opening) == line_start(report, closing)) {
        return false;
    }
    struct span end = character_at(report, closing);
    struct diag *diag =
        diag_add(report->diags, CODE_Y118, rest_of_line(report, opening),
                 "the quote that begins here is closed only in line %u, in the middle "
                 "of other text",
                 span_place(end).line);
    diag_note(report->diags, diag, end, "it ends at this quote");
    diag_help(report->diags, diag, "write the closing `%c` at the end of the text", quote);
    return true;
}

/* Something that fits nowhere in the block around it: behind a value on the same line, or on a line
 * of its own with the wrong indentation. */
static bool report_misplaced(const struct report *report)
{
    const struct yaml_problem *problem = report->problem;
    bool document = says(problem->problem, "<document start>");
    if (!document && !says(problem->problem, "did not find expected key") &&
        !says(problem->problem, "'-' indicator")) {
        return false;
    }
    size_t at = problem->at;
    char here = byte_at(report, at);
    if (!begins_line(report, at)) {
        char before = byte_before(report, at);
        if (here == ']' || here == '}') {
            struct diag *diag = diag_add(report->diags, CODE_Y119, character_at(report, at),
                                         "`%c` closes nothing", here);
            diag_help(report->diags, diag, "remove it, or put the whole value in quotes");
        } else if (before == ']' || before == '}') {
            struct diag *diag = diag_add(report->diags, CODE_Y119, rest_of_line(report, at),
                                         "text after the closing `%c`", before);
            diag_help(report->diags, diag, "put the whole value in quotes");
        } else if (!report_long_quote(report, at)) {
            add(report, CODE_Y120, rest_of_line(report, at), "text after the closing quote",
                before == '\''
                    ? "the text ends at that quote: write `''` for a quote inside, or put the "
                      "whole "
                      "text in double quotes"
                    : "the text ends at that quote: put the whole text in single quotes, or on a "
                      "line of its own after `|`");
        }
        return true;
    }
    if (lacks_blank_after_dash(report, at)) {
        report_dash(report, at);
        return true;
    }
    size_t above = 0;
    bool has_above = previous_line(report, at, &above);
    if (document && has_above && strncmp(report->source->text.start + above, "...", 3) == 0) {
        add(report, CODE_Y109, rest_of_line(report, at), "text after the end of the document",
            "leave out the line `...` above it");
        return true;
    }
    if (document && has_above && isalpha((unsigned char)byte_at(report, above)) &&
        !has_key_colon(report, above, text_end(report, above))) {
        struct span span = rest_of_line(report, above);
        struct diag *diag = diag_add(report->diags, CODE_Y121, span,
                                     "`%s` is not followed by a `:`", quote_span(report, span, 40));
        diag_help(report->diags, diag, "a key is followed by `: ` and its value");
        return true;
    }
    if (here == ':') {
        add(report, CODE_Y115, character_at(report, at), "a `:` without a key before it",
            "write the key before the `:`");
        return true;
    }
    bool entry =
        here == '-' && (is_blank(byte_at(report, at + 1)) || is_end(byte_at(report, at + 1)));
    struct diag *diag;
    if (entry && !says(problem->problem, "'-' indicator")) {
        diag = add(report, CODE_Y117, rest_of_line(report, at),
                   "an entry of a list where a key is expected",
                   "the `-` of all entries of one list stand in the same column");
    } else {
        diag = add(report, CODE_Y117, rest_of_line(report, at),
                   "this line does not line up with those above it",
                   "change the number of blanks before it, so that it begins below its neighbours");
    }
    if (!document) {
        struct span context = span_of(report->source, problem->context_at, 0);
        diag_note(report->diags, diag, context, "the %s here begin in column %u",
                  says(problem->context, "mapping") ? "keys" : "entries",
                  span_place(context).column);
    }
    return true;
}

static bool report_tag_or_anchor(const struct report *report)
{
    const struct yaml_problem *problem = report->problem;
    if (says(problem->context, "anchor")) {
        add(report, CODE_Y111, rest_of_line(report, problem->context_at),
            "a text cannot begin with `&`", "put the text in quotes");
        return true;
    }
    if (says(problem->context, "alias")) {
        add(report, CODE_Y110, rest_of_line(report, problem->context_at),
            "a text cannot begin with `*`", "put the text in quotes");
        return true;
    }
    if (says(problem->context, "a tag") || says(problem->problem, "tag handle")) {
        if (byte_at(report, line_start(report, problem->at)) == '%') {
            return false;
        }
        add(report, CODE_Y112, rest_of_line(report, problem->context_at),
            "a text cannot begin with `!`",
            "in a condition write `not`; put any other text in quotes");
        return true;
    }
    return false;
}

static bool report_start(const struct report *report)
{
    const struct yaml_problem *problem = report->problem;
    size_t at = problem->at;
    if (says(problem->context, "directive") || byte_at(report, line_start(report, at)) == '%') {
        size_t start = problem->context ? problem->context_at : line_start(report, at);
        add(report, CODE_Y126, rest_of_line(report, start), "a line that begins with `%`",
            "leave the line out, or put the text in quotes");
        return true;
    }
    if (says(problem->problem, "block sequence entries are not allowed")) {
        add(report, CODE_Y125, character_at(report, at),
            "a list cannot begin on the line of its key",
            "begin it on the next line; if `-` is a text, put it in quotes");
        return true;
    }
    if (says(problem->problem, "mapping keys are not allowed")) {
        add(report, CODE_Y125, character_at(report, at), "a text cannot begin with `? `",
            "put the text in quotes");
        return true;
    }
    if (says(problem->problem, "cannot start any token") ||
        says(problem->problem, "expected node content")) {
        struct span span = character_at(report, at);
        if (span.length == 0) {
            add(report, CODE_Y119, span, "the file ends inside `[…]` or `{…}`",
                "close what is open, or put a text that begins with `[` or `{` in quotes");
            return true;
        }
        if (byte_at(report, at) == ':') {
            add(report, CODE_Y115, span, "a `:` without a key before it",
                "write the key before the `:`");
            return true;
        }
        struct diag *diag = diag_add(report->diags, CODE_Y122, span,
                                     "a text cannot begin with `%s`", quote_span(report, span, 4));
        diag_help(report->diags, diag, "put the text in quotes");
        return true;
    }
    if (says(problem->context, "block scalar")) {
        struct span span = rest_of_line(report, at);
        struct diag *diag =
            diag_add(report->diags, CODE_Y124, span, "`%s` cannot stand behind `%c`",
                     quote_span(report, span, 40), byte_at(report, problem->context_at));
        diag_help(report->diags, diag, "begin the text on the next line, indented");
        return true;
    }
    return false;
}

void yaml_report_problem(const struct source *source, const struct yaml_problem *problem,
                         struct diags *diags)
{
    const struct report report = {source, problem, diags};

    if (report_tab(&report) || report_colon(&report) || report_quoted(&report) ||
        report_flow(&report) || report_no_colon(&report) || report_misplaced(&report) ||
        report_tag_or_anchor(&report) || report_start(&report)) {
        return;
    }
    struct diag *diag =
        diag_add(diags, CODE_Y127, character_at(&report, problem->at), "this is not YAML");
    diag_help(diags, diag, "the YAML reader says: %s", problem->problem ? problem->problem : "");
}
