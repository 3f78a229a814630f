/* What a typed line means: a command, or an answer to the question that is asked. Only for this
 * room; it knows nothing of the conversation's state. */
#ifndef IOPFIT_INTERVIEW_TYPED_H
#define IOPFIT_INTERVIEW_TYPED_H

#include "answers/answers.h"

enum typed_kind {
    TYPED_NOTHING,  /* an empty line */
    TYPED_HELP,     /* ? */
    TYPED_BACK,     /* < */
    TYPED_DECLINE,  /* - */
    TYPED_UNSURE,   /* /unsure */
    TYPED_REVIEW,   /* /review */
    TYPED_NOTE,     /* /note WORDS */
    TYPED_OVERRIDE, /* /override */
    TYPED_QUIT,     /* /quit */
    TYPED_COMMANDS, /* /help */
    TYPED_ANSWER,   /* anything else: for typed_answer() */
    TYPED_REFUSED   /* cannot mean anything; the sentence says why */
};

/* What [line] is, blanks at its ends aside. The words after a slash are understood in English and in
 * [language]. *ret_words are what follows /note, else empty; *ret_says is set for TYPED_REFUSED
 * only. */
enum typed_kind typed_command(struct text line, struct text language, struct arena *arena,
                              struct text *ret_words, struct text *ret_says);
/* What may have been meant by a [line] that is no answer: words that other programs know, and ours
 * without their signs, as a sentence in [language]. NULL: nothing. */
const char *typed_meant_command(struct text line, struct text language);
/* Control characters, which no terminal may be given. */
bool typed_is_control(uint32_t code);

/* Reads [line] as an answer to [question]. False where it is none: *ret_says is then a sentence for
 * the person that says what would be. All texts are made in [arena]; a text answer points into
 * [line]. */
ATTR_MUST_USE bool typed_answer(const struct question *question, struct text line,
                                struct arena *arena, struct answer *ret, struct text *ret_says);

/* Whether [beginning] begins [whole], case, accents and kinds of dashes aside; *ret_all: it is all of it. */
bool typed_begins(struct text whole, struct text beginning, bool *ret_all);

/* [line] as it can be shown inside a sentence: short, on one line, without control characters. */
struct text typed_quote(struct text line, struct arena *arena);

/* A formatted sentence in [arena]; empty where memory is used up. */
struct text typed_says(struct arena *arena, const char *format, ...) ATTR_PRINTF(2, 3);

#endif
