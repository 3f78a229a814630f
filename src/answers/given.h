/* What a file gives for a key, whatever its format: the tree that the YAML and JSON readers make of
 * a record before it is checked against the questionnaire. Private to this room. */
#ifndef IOPFIT_ANSWERS_GIVEN_H
#define IOPFIT_ANSWERS_GIVEN_H

#include "answers/answers.h"

enum given_kind {
    GIVEN_NOTHING, /* null */
    GIVEN_SCALAR,  /* text of a format that does not tell texts from numbers: YAML, CSV, a person */
    GIVEN_STRING,  /* text of a format that does: a JSON string */
    GIVEN_NUMBER,  /* a JSON number, as it is written */
    GIVEN_TRUTH,   /* JSON true or false */
    GIVEN_LIST,
    GIVEN_MAP,
    GIVEN_BROKEN /* the reader has complained about it already */
};

struct given {
    enum given_kind kind;
    struct text text; /* of a scalar, string, number or truth */
    struct span span;
    struct text key;           /* of a member of a map */
    struct span key_span;      /* no place where the key itself could not be read */
    const struct given *first; /* element of a list, member of a map */
    const struct given *next;
    bool keys_checked; /* of a map: the reader has complained about keys that are there twice */
};

/* A character that neither a text answer nor an id may hold: a terminal would obey it, or nobody
 * sees it. The same that YAML files may not hold. */
bool answer_forbids(uint32_t code);
/* One of those that stands for no character at all: U+FEFF, U+FFFE or U+FFFF. */
bool answer_is_no_character(uint32_t code);

/* The answer to [question] that [given] says; see answer_parse(). A multiple choice must be a list
 * or one of the reserved words. */
ATTR_MUST_USE bool answer_of_given(const struct question *question, const struct given *given,
                                   struct arena *arena, struct answer *ret, struct diags *diags);

#endif
