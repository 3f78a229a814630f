/* Typed lines that are commands: signs and words after a slash, and words that may have been meant
 * as one. Not for answers (typed.c), nor for what a command does (enter.c). */
#include <string.h>

#include "base/limits.h"
#include "base/message.h"
#include "interview/typed.h"

/* ---- Commands -------------------------------------------------------------------------------- */

/* The commands that begin with a slash; each can be shortened as far as to its first letter. Where
 * one word begins two, the first of them is meant. */
static const char *slash_words(enum typed_kind kind, struct text language)
{
    switch (kind) {
    case TYPED_UNSURE:
        return message(language, "/unsure");
    case TYPED_QUIT:
        return message(language, "/quit");
    case TYPED_REVIEW:
        return message(language, "/review");
    case TYPED_NOTE:
        return message(language, "/note");
    case TYPED_OVERRIDE:
        return message(language, "/override");
    case TYPED_COMMANDS:
    case TYPED_NOTHING:
    case TYPED_HELP:
    case TYPED_BACK:
    case TYPED_DECLINE:
    case TYPED_ANSWER:
    case TYPED_REFUSED:
        break;
    }
    return message(language, "/help");
}

/* Whether [line] begins [command]; both without their slash. */
static bool begins_command(struct text line, const char *command)
{
    bool all = false;
    return typed_begins(text_of(command), line, &all);
}

static enum typed_kind slash_command(struct text line, struct text language, struct arena *arena,
                                     struct text *ret_words, struct text *ret_says)
{
    static const enum typed_kind kinds[] = {TYPED_UNSURE, TYPED_QUIT,     TYPED_COMMANDS,
                                            TYPED_REVIEW, TYPED_OVERRIDE, TYPED_NOTE};
    enum { KINDS = sizeof kinds / sizeof *kinds };
    struct text word = text_trim((struct text){line.start + 1, line.length - 1});
    struct text words = TEXT("");
    for (size_t i = 0; i < word.length; i++) {
        if (word.start[i] == ' ' || word.start[i] == '\t') {
            words = text_trim((struct text){word.start + i, word.length - i});
            word.length = i;
        }
    }
    const struct text languages[] = {language, TEXT("en")};
    for (size_t i = 0; word.length > 0 && i < 2 * (size_t)KINDS; i++) {
        enum typed_kind kind = kinds[i % KINDS];
        if (begins_command(word, slash_words(kind, languages[i / KINDS]) + 1) &&
            (words.length == 0 || kind == TYPED_NOTE)) {
            *ret_words = words;
            return kind;
        }
    }
    struct text quoted = typed_quote(line, arena);
    *ret_says = typed_says(arena,
                           message(language, "There is no \"" TEXT_FORMAT
                                             "\" here. After a slash you can type "
                                             "/unsure, /review, /note, /quit or /help."),
                           TEXT_ARGS(quoted));
    return TYPED_REFUSED;
}

enum typed_kind typed_command(struct text line, struct text language, struct arena *arena,
                              struct text *ret_words, struct text *ret_says)
{
    line = text_trim(line);
    *ret_words = TEXT("");
    if (line.length == 0) {
        return TYPED_NOTHING;
    }
    if (line.length > LIMIT_LINE_BYTES) {
        *ret_says =
            text_of(message(language, "That is too long to read. Please type a shorter answer."));
        return TYPED_REFUSED;
    }
    for (size_t at = 0; at < line.length;) {
        uint32_t code = utf8_next(line, &at);
        if (code == '\n' || code == '\r') {
            *ret_says =
                text_of(message(language, "That was more than one line. Please type one answer."));
            return TYPED_REFUSED;
        }
        if (code == UINT32_MAX || (typed_is_control(code) && code != '\t')) {
            *ret_says = text_of(message(
                language, "That had signs in it that are no letters or digits. Please type your "
                          "answer again."));
            return TYPED_REFUSED;
        }
    }
    if (text_is(line, "?")) {
        return TYPED_HELP;
    }
    if (text_is(line, "<")) {
        return TYPED_BACK;
    }
    if (text_is(line, "-")) {
        return TYPED_DECLINE;
    }
    return line.start[0] == '/' ? slash_command(line, language, arena, ret_words, ret_says)
                                : TYPED_ANSWER;
}

/* ---- Commands without their sign --------------------------------------------------------------
 */

/* What to say of a command that was typed without its sign. */
static const char *how_to_command(enum typed_kind kind, struct text language)
{
    if (kind == TYPED_QUIT) {
        return message(language, "Type /quit to stop.");
    }
    if (kind == TYPED_BACK) {
        return message(language, "Type < to go back.");
    }
    if (kind == TYPED_HELP) {
        return message(language, "Type ? for help with this question.");
    }
    if (kind == TYPED_REVIEW) {
        return message(language, "Type /review to see and change your answers.");
    }
    if (kind == TYPED_UNSURE) {
        return message(language, "Type /unsure if you are not sure.");
    }
    return message(language, "Type - to leave this question out.");
}

const char *typed_meant_command(struct text line, struct text language)
{
    static const struct {
        const char *word;
        enum typed_kind kind;
    } words[] = {
        {"quit", TYPED_QUIT},       {"q", TYPED_QUIT},        {"exit", TYPED_QUIT},
        {"stop", TYPED_QUIT},       {"salir", TYPED_QUIT},    {"parar", TYPED_QUIT},
        {"back", TYPED_BACK},       {"<<", TYPED_BACK},       {"volver", TYPED_BACK},
        {"atras", TYPED_BACK},      {"atrás", TYPED_BACK},    {"help", TYPED_HELP},
        {"h", TYPED_HELP},          {"??", TYPED_HELP},       {"???", TYPED_HELP},
        {"ayuda", TYPED_HELP},      {"unsure", TYPED_UNSURE}, {"u", TYPED_UNSURE},
        {"not sure", TYPED_UNSURE}, {"duda", TYPED_UNSURE},   {"no se", TYPED_UNSURE},
        {"no sé", TYPED_UNSURE},    {"review", TYPED_REVIEW}, {"revisar", TYPED_REVIEW},
        {"skip", TYPED_DECLINE},    {"--", TYPED_DECLINE},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct text word = text_of(words[i].word);
        if (word.length == line.length && begins_command(line, words[i].word)) {
            return how_to_command(words[i].kind, language);
        }
    }
    if (line.length == strlen("declined") && begins_command(line, "declined")) {
        return message(language, "Type - if you would rather not say.");
    }
    return NULL;
}
