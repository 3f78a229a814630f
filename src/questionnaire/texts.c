/* Texts that YAML reads otherwise than their author most likely meant: cut at a `#`, or held in
 * curly quotes. YAML allows both, so that only warnings come of it. Not for what texts say. */
#include <string.h>

#include "base/limits.h"
#include "questionnaire/room.h"

/* An unquoted text with one blank and a `#` behind it: the sign was hardly meant to begin a comment.
 * Two blanks show that it was. */
static void warn_of_cut(struct diags *diags, const struct yaml_node *scalar)
{
    struct text file = scalar->span.source->text;
    size_t end = scalar->span.offset + scalar->span.length;
    if (scalar->style != YAML_PLAIN || scalar->span.length == 0 || file.length < end + 2 ||
        file.start[end] != ' ' || file.start[end + 1] != '#') {
        return;
    }
    size_t start = end + 1;
    for (end = start; end < file.length && !strchr("\r\n", file.start[end]);) {
        end++;
    }
    while (strchr(" \t", file.start[end - 1])) {
        end--;
    }
    struct text rest = {file.start + start, end - start};
    struct diag *diag =
        diag_add(diags, CODE_Q380, span_of(scalar->span.source, start, rest.length),
                 "the text ends before `%s`; the rest is a comment", diag_quote(diags, rest, 40));
    diag_help(diags, diag,
              "put the text in quotes; if a comment is meant, put two blanks before the `#`");
}

/* A text that begins and ends with curly quotes: they are part of it. */
static void warn_of_curly_quotes(struct diags *diags, const struct yaml_node *scalar)
{
    static const struct {
        const char *opening, *closing, *straight;
    } quotes[] = {
        {"“", "”", "\""}, {"„", "“", "\""}, {"”", "”", "\""}, {"‘", "’", "'"}, {"’", "’", "'"}};
    if (scalar->style != YAML_PLAIN) {
        return;
    }
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        struct text opening = text_of(quotes[i].opening);
        struct text closing = text_of(quotes[i].closing);
        struct text text = scalar->text;
        if (text.length < opening.length + closing.length || !text_starts(text, opening) ||
            memcmp(text.start + text.length - closing.length, closing.start, closing.length) != 0) {
            continue;
        }
        struct diag *diag = diag_add(diags, CODE_Q381, scalar->span,
                                     "`%s` and `%s` are curly quotes, and become part of the text",
                                     quotes[i].opening, quotes[i].closing);
        diag_help(diags, diag, "use straight quotes (`%s`)", quotes[i].straight);
        return;
    }
}

void warn_of_texts(const struct yaml_node *root, struct diags *diags)
{
    /* The next entry of each level; a tree has at most LIMIT_DEPTH of them and their texts. */
    const struct yaml_node *next[LIMIT_DEPTH + 1] = {root};
    uint32_t depth = 1;
    while (depth > 0) {
        const struct yaml_node *node = next[depth - 1];
        if (!node) {
            depth--;
            continue;
        }
        next[depth - 1] = node->next;
        if (node->kind == YAML_SCALAR) {
            warn_of_cut(diags, node);
            warn_of_curly_quotes(diags, node);
        } else if (node->first && depth <= LIMIT_DEPTH) {
            next[depth++] = node->first;
        }
    }
}
