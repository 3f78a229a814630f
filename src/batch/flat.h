/* Reading simple records quickly: flat ones, without escapes, in which everything is right. They go
 * straight into the cells of a group. Of anything else the readers in answers/ decide what it is and
 * what is wrong with it; both read the same records (tests/fuzz). Only for this room. */
#ifndef IOPFIT_BATCH_FLAT_H
#define IOPFIT_BATCH_FLAT_H

#include "assess/group.h"
#include "batch/words.h"

enum {
    FLAT_UNKNOWN = 0xFFFE, /* the code of `unsure` and `declined` */
    FLAT_ID = 0xFFFF       /* the code of the key `id` */
};

/* A question as it is read. */
struct flat_question {
    const struct coding *coding;
    struct words words; /* what a text may say: code is the raw class, or FLAT_UNKNOWN */
    uint64_t bit;
};

/* What reading needs beside the circuit. */
struct flat {
    const struct circuit *circuit;
    struct flat_question *questions;
    struct words keys; /* code is the question, or FLAT_ID */
};
/* False when [arena] is used up, or some names cannot be told apart quickly. */
ATTR_MUST_USE bool flat_init(struct flat *flat, const struct circuit *circuit, struct arena *arena);

/* A key that is likely to come next, as it stands in JSON: `id":`. */
struct flat_guess {
    char bytes[LIMIT_ID_BYTES + 16]; /* the rest is zero */
    uint8_t length;
    uint16_t code;
    uint16_t next; /* by code (of the questions, then of `id`): the key that followed it last */
};

/* One reader's own state. */
struct flat_reader {
    const struct flat *flat;
    uint8_t *cells[CIRCUIT_QUESTIONS]; /* of the group */
    struct flat_guess *guesses;        /* by code */
    const uint16_t *columns;           /* CSV: the codes of the columns */
    uint32_t column_count;
};
ATTR_MUST_USE bool flat_reader_init(struct flat_reader *reader, const struct flat *flat,
                                    struct group *group, struct arena *arena);

/* A record that was read. Its id points into the text. */
struct flat_record {
    const char *id; /* NULL: none */
    uint32_t id_length;
};

/* Reads the NDJSON record that begins at [start] (no white space) into lane [lane] of the cells, up
 * to a line end before or at [end], behind which WORDS_PADDING bytes can be read. The beginning of
 * the next line; NULL where it is not simple: then the lane is as if nothing had been read. */
const char *flat_read_json(struct flat_reader *reader, const char *start, const char *end,
                           uint32_t lane, struct flat_record *ret);
/* The same for a row of CSV. */
const char *flat_read_csv(struct flat_reader *reader, const char *start, const char *end,
                          uint32_t lane, struct flat_record *ret);

/* Where a document of YAML says something. */
struct flat_place {
    const char *start; /* its first key */
    uint32_t line;     /* how many lines that is below the document's first */
    uint32_t lines;    /* of the whole document */
};
/* The same for a document of YAML, from its mark `---` up to the next one, which is returned and
 * stands before or at [end]; there is one at [end]. */
const char *flat_read_yaml(struct flat_reader *reader, const char *start, const char *end,
                           uint32_t lane, struct flat_record *ret, struct flat_place *ret_place);

/* For all: takes back what was written into [lane] for [questions]. */
void flat_forget(struct flat_reader *reader, uint64_t questions, uint32_t lane);
/* The class of the text at [start], a whole number of at most 9 digits; CLASS_UNKNOWN where it is none
 * or does not answer the question. */
static inline uint8_t flat_class_of_integer(const struct coding *coding, const char *start,
                                            size_t length)
{
    int64_t number = 0;
    if (length == 0 || length > 9 || (start[0] == '0' && length > 1)) {
        return CLASS_UNKNOWN;
    }
    for (size_t i = 0; i < length; i++) {
        if (start[i] < '0' || start[i] > '9') {
            return CLASS_UNKNOWN;
        }
        number = number * 10 + (start[i] - '0');
    }
    return number < coding->question->min || number > coding->question->max
               ? CLASS_UNKNOWN
               : coding->classes[number - coding->question->min];
}
/* The same for a number of digits and perhaps a point. */
uint8_t flat_class_of_number(const struct coding *coding, const char *start, size_t length);
/* The same for a question of any type: CLASS_UNKNOWN where it asks for no number. */
static inline uint8_t flat_class_of_figures(const struct coding *coding, const char *start,
                                            size_t length)
{
    enum question_type type = coding->question->type;
    return type == QUESTION_INTEGER  ? flat_class_of_integer(coding, start, length)
           : type == QUESTION_NUMBER ? flat_class_of_number(coding, start, length)
                                     : CLASS_UNKNOWN;
}
/* Takes the choice at [start] into the set that a list says: its members, and the sum of their weights.
 * False where it is none of the question's, or was taken already. */
static inline bool flat_take_member(const struct flat_question *question, const char *start,
                                    size_t length, uint64_t *members, uint32_t *raw)
{
    const struct word *word = words_find(&question->words, start, length);
    if (word == NULL || word->code == FLAT_UNKNOWN || (*members >> word->code & 1) != 0) {
        return false;
    }
    *members |= UINT64_C(1) << word->code;
    *raw += question->coding->weights[word->code];
    return true;
}
/* The length of the text at [start] that a simple record may hold (visible ASCII and blanks), up to
 * the first byte that is [stop]; SIZE_MAX where there is another byte before it. */
size_t flat_text_length(const char *start, const char *end, char stop);
/* Not empty, and not blanks only. */
bool flat_says_something(const char *start, size_t length);

#endif
