/* Answers: one slot per question, and the readers that fill them from YAML, JSON, NDJSON and CSV,
 * one record after the other. Nothing is coerced; whatever is wrong in a record is said with its
 * place and the question it was given for. The formats are iopfit-answers(5). */
#ifndef IOPFIT_ANSWERS_ANSWERS_H
#define IOPFIT_ANSWERS_ANSWERS_H

#include <stdio.h>

#include "base/arena.h"
#include "diag/diag.h"
#include "questionnaire/questionnaire.h"

enum answer_state {
    ANSWER_NOT_ASKED, /* nothing was given */
    ANSWER_UNSURE,
    ANSWER_DECLINED,
    ANSWER_GIVEN
};

struct answer {
    enum answer_state state;
    struct value value; /* known; only where given. Text answers: VALUE_STRING */
    struct span span;   /* where it stands; may be no place */
};

/* One person's answers. */
struct visit_words;
struct record {
    bool has_id;
    struct text id;
    struct answer *answers; /* one for each question */
    /* What a worked example expects; empty texts where it says nothing. */
    struct text expect_recommendation;
    struct text expect_outcome;
    struct span expect_span;
    struct span span; /* its first key, or its row; no place where it says nothing at all */
    /* What staff wrote in the interview that it comes from (visit.h); it decides nothing. NULL: nothing. */
    const struct visit_words *words;
};

/* An empty record; false when [arena] is used up. */
ATTR_MUST_USE bool record_init(struct record *record, const struct questionnaire *questionnaire,
                               struct arena *arena);

/* Reads one answer to [question] as a person types it or a file's scalar says it: a choice's id, a
 * number, `yes`, `no`, `unsure`, `declined`; a multiple choice as ids joined by `;` or `none`.
 * [text] stands at [span]. Blank text is ANSWER_NOT_ASKED. False with a message where it is none of
 * these. [arena] keeps text answers. */
ATTR_MUST_USE bool answer_parse(const struct question *question, struct text text, struct span span,
                                struct arena *arena, struct answer *ret, struct diags *diags);

enum answers_format {
    ANSWERS_GUESS, /* by the file's name, else by its first bytes */
    ANSWERS_YAML,
    ANSWERS_JSON,
    ANSWERS_NDJSON,
    ANSWERS_CSV
};
/* The format of that name ("yaml", "json", "ndjson", "csv"); false where there is none. */
bool answers_format_of(struct text name, enum answers_format *ret);
/* That name; NULL for ANSWERS_GUESS. */
const char *answers_format_name(enum answers_format format);

enum answers_status {
    ANSWERS_RECORD, /* *ret is filled in */
    ANSWERS_BAD,    /* a record that cannot be used: the messages say why; id filled where read */
    ANSWERS_END,
    ANSWERS_FAILED /* the file cannot be read on (I/O): the messages say why */
};

struct answers_reader;

/* A reader of [file], of which nothing may have been read, known as [name] in messages. It reads on
 * demand, keeps one record in memory, and does not close [file]. NULL, with a message, when memory
 * is used up. */
struct answers_reader *answers_open(FILE *file, const char *name, enum answers_format format,
                                    const struct questionnaire *questionnaire, struct diags *diags);
/* The next record, in [arena] (the caller resets it between records). The places of messages refer
 * to the record's text, which is in [arena], and to a CSV header, which lives as long as the
 * reader. After ANSWERS_BAD the reader goes on with the next record it can find: the next line, row
 * or YAML document. */
enum answers_status answers_next(struct answers_reader *reader, struct arena *arena,
                                 struct record *ret, struct diags *diags);
/* For those who read simple records themselves, more quickly. What stands behind the records given
 * so far, as much as has been read; behind it ANSWERS_PADDING bytes can be read, and mean nothing.
 * It moves with each call on the reader. */
enum { ANSWERS_PADDING = 128 };
struct text answers_peek(const struct answers_reader *reader);
/* The format, known once a record was given; and the line at which the bytes of answers_peek()
 * begin. */
enum answers_format answers_format(const struct answers_reader *reader);
uint32_t answers_line(const struct answers_reader *reader);
/* Passes over [length] bytes, which are [records] records on [lines] whole lines. */
void answers_pass(struct answers_reader *reader, size_t length, uint32_t lines, uint32_t records);
/* Reads the one record that [text], bytes that were passed over, is: a line of NDJSON or a row of
 * CSV, without its line end, or a document of YAML; it stands at line [line] behind [column] code
 * points. As answers_next(); several threads may call it at once. */
enum answers_status answers_read_one(const struct answers_reader *reader, struct text text,
                                     uint32_t line, uint32_t column, struct arena *arena,
                                     struct record *ret, struct diags *diags);
/* YAML: letters, digits and other signs that mean nothing wherever they stand in a plain text. */
static inline bool answers_is_harmless(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.' || c == ';' || c == '/' || c == '+';
}
/* Where the first document of YAML or the first row of CSV is in [text], behind which nothing comes. */
struct answers_place {
    size_t begin; /* what stands before it belongs to none */
    size_t end;
    size_t next; /* where looking for the one after it begins */
    bool none;   /* there is none */
};
struct answers_place answers_first_document(struct text text);
struct answers_place answers_first_row(struct text text);
/* YAML: how many bytes of [text], which begins where a document may, are whole documents, since the
 * mark `---` stands behind them; directives, if any, belong to what follows that mark. */
size_t answers_whole_documents(struct text text);
bool answers_may_have_directives(struct text text);
/* CSV: how many bytes of [text], which begins where a row does, are whole rows: a line end in quotes ends
 * none. */
size_t answers_whole_rows(struct text text);
/* Memory that a reader reads into: its own, or one of its caller's, {0} at first. */
struct answers_buffer {
    char *bytes;
    size_t capacity; /* without ANSWERS_PADDING */
};
/* Reads into [buffer] from now on, or into its own again where it is NULL; what answers_peek() gives moves
 * there, while in the buffer before nothing is touched any more. False when memory is used up: then it
 * reads on where it did. The reader does not free [buffer]. */
ATTR_MUST_USE bool answers_use(struct answers_reader *reader, struct answers_buffer *buffer);
/* Wipes and frees; no reader may use it. */
void answers_buffer_free(struct answers_buffer *buffer);
/* Waits for more bytes. False where there are none, for whatever reason: answers_next() tells. */
bool answers_read_more(struct answers_reader *reader);
/* Whether answers_read_more() need not wait. */
bool answers_has_more(const struct answers_reader *reader);
/* CSV, once a record was given: by column, the number of its question; of `id`, the count of
 * questions. How many columns: at most as many as there are questions, and one. */
uint32_t answers_columns(const struct answers_reader *reader, uint16_t *ret);

/* How many bytes of the file the records given so far take, line ends included. */
uint64_t answers_offset(const struct answers_reader *reader);
void answers_close(struct answers_reader *reader);

/* Writes [record] as a YAML answer file that the reader reads back as the same record. */
void answers_write_yaml(FILE *out, const struct questionnaire *questionnaire,
                        const struct record *record);

#endif
