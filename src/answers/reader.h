/* What the readers of all formats share: the stream that cuts a file into records, the table of
 * keys, and filling a record from what was read. Private to this room, but for
 * answers_open_with(), which tests use. */
#ifndef IOPFIT_ANSWERS_READER_H
#define IOPFIT_ANSWERS_READER_H

#include "answers/answers.h"
#include "answers/given.h"
#include "base/names.h"

/* ---- Keys (record.c) ------------------------------------------------------------------------- */

/* All names that a key could mean. The questions come first and have their own numbers; then `id`,
 * `expect` and `interview`; then what cannot be answered, for better messages. */
struct keys {
    const struct questionnaire *questionnaire;
    struct names names;
    uint32_t fact_end; /* facts stand behind `interview`, up to here; then rules, then outcomes */
    uint32_t rule_end;
};
/* False when [arena] is used up. */
ATTR_MUST_USE bool keys_init(struct keys *keys, const struct questionnaire *questionnaire,
                             struct arena *arena);

/* What a key stands for. */
enum key_kind { KEY_QUESTION, KEY_ID, KEY_EXPECT, KEY_INTERVIEW, KEY_WRONG };
/* Finds [name]; for a question *ret_question is its number. KEY_WRONG: a message was added. */
enum key_kind keys_find(const struct keys *keys, struct text name, struct span span,
                        uint32_t *ret_question, struct diags *diags);

/* Takes [text] as the id of [record]; false with a message where it cannot be. Blank text: none. */
ATTR_MUST_USE bool record_take_id(struct record *record, struct text text, struct span span,
                                  struct arena *arena, struct diags *diags);

/* Fills [record] (initialised) from a map of keys and values. Reports all that is wrong; what is
 * right is filled in all the same, above all the id. */
ATTR_MUST_USE bool record_fill(struct record *record, const struct keys *keys,
                               const struct given *map, struct arena *arena, struct diags *diags);

/* Keeps for [record] what staff wrote under [interview], a map (visit.c); false when memory is used up. */
ATTR_MUST_USE bool visit_take_words(const struct given *interview, struct arena *arena,
                                    struct record *record);

/* Reads [source], one document of YAML, as a tree; *ret_empty: there is nothing in it. False, with
 * messages, where it cannot be read (yaml.c). */
ATTR_MUST_USE bool yaml_read_given(const struct source *source, struct arena *arena,
                                   struct given *ret, bool *ret_empty, struct diags *diags);

/* ---- The stream (stream.c) ------------------------------------------------------------------- */

/* Bytes of a file, read on demand. buffer->bytes[start … end) have been read and not yet been taken. */
struct stream {
    FILE *file;
    const char *name;
    size_t chunk;
    size_t most; /* that a buffer may hold */
    struct answers_buffer own;
    struct answers_buffer *buffer; /* its own, or a caller's */
    size_t start, end;
    bool ended;      /* the end of the file was read */
    int error;       /* errno of the read that failed; 0 */
    bool exhausted;  /* memory is used up */
    uint32_t line;   /* of the byte at start */
    uint32_t column; /* code points before it in that line */
    uint64_t taken;  /* bytes of the file before it */
};

/* Where a record is, found step by step as bytes come in. All offsets count from stream->start. */
struct cut {
    size_t at;    /* looked at so far */
    size_t begin; /* where the record begins: what stands before it is passed over */
    size_t end;
    size_t next; /* where looking for the one after it begins */
    bool none;   /* there is no further record */
};

/* Looks for the end of the record at the start of [bytes], going on at cut->at; [ended]: no more
 * bytes will come. True: found (or none); it must be true where [ended]. False: all of [bytes] was
 * looked at, but for what cannot be judged before more comes. */
typedef bool cut_function(void *state, struct cut *cut, struct text bytes, bool ended);

enum piece_status {
    PIECE_RECORD,
    PIECE_TOO_LARGE, /* passed over; its beginning is kept to show where it is */
    PIECE_LOST,      /* passed over, since memory for it is used up; with a message */
    PIECE_NONE,      /* the end of the file */
    PIECE_FAILED     /* read error, or no memory to read on; with a message */
};

/* Moves what is held into [buffer] and reads into it from now on; false when memory is used up. */
ATTR_MUST_USE bool stream_use(struct stream *stream, struct answers_buffer *buffer);
/* At least one more byte in the buffer; false at the end of the file, or where it cannot be read or
 * held (stream->error, stream->exhausted). */
bool stream_more(struct stream *stream);
/* Whether stream_more() need not wait. */
bool stream_has_more(const struct stream *stream);
/* The bytes that were read and not taken. */
struct text stream_bytes(const struct stream *stream);
/* As much of a record that is too large as is shown: at most one line. */
struct text stream_beginning(struct text record);
/* Passes over [length] bytes. */
void stream_skip(struct stream *stream, size_t length);

/* Takes the next record that [find] finds and makes it a source in [arena], of which at most
 * LIMIT_RECORD_BYTES are ever kept. *ret is set for PIECE_RECORD and PIECE_TOO_LARGE. */
ATTR_MUST_USE enum piece_status stream_take(struct stream *stream, cut_function *find, void *state,
                                            struct arena *arena, const struct source **ret,
                                            struct diags *diags);

/* ---- The readers ----------------------------------------------------------------------------- */

/* JSON: where in the file the reader is. */
enum json_position {
    JSON_BEFORE, /* nothing was read yet */
    JSON_TOP,    /* objects one after the other */
    JSON_IN_ARRAY,
    JSON_AFTER /* the array is closed */
};
/* What is wrong between two records of a JSON file. */
enum json_gap {
    JSON_GAP_GOOD,
    JSON_GAP_NO_COMMA,
    JSON_GAP_COMMA,          /* one too many before a record, or one between top-level objects */
    JSON_GAP_TRAILING_COMMA, /* before the `]` */
    JSON_GAP_UNCLOSED,       /* the file ends without the `]` */
    JSON_GAP_AFTER_END       /* something behind the `]` */
};

struct csv_column {
    enum key_kind kind; /* KEY_QUESTION or KEY_ID */
    uint32_t question;
    struct text name;
};

struct answers_reader {
    struct arena arena;
    struct stream stream;
    struct keys keys;
    enum answers_format format; /* ANSWERS_GUESS until the first bytes were read */
    bool opened;                /* the first bytes were judged */
    bool guessed;               /* by the first bytes alone */
    bool ended;                 /* nothing more to give */
    uint32_t records;           /* given so far, good or bad */

    enum json_position json_position;
    uint32_t json_elements; /* of the array, so far */
    uint32_t json_commas;   /* since the last element */

    const struct source *csv_header;
    const struct csv_column *csv_columns; /* NULL until the header was read */
    uint32_t csv_column_count;
};

/* For tests: how many bytes are read at a time, and how much memory the reader may take. */
struct answers_options {
    size_t chunk;
    size_t memory;
};
struct answers_reader *answers_open_with(FILE *file, const char *name, enum answers_format format,
                                         const struct questionnaire *questionnaire,
                                         struct answers_options options, struct diags *diags);

/* The next record of each format; [record] is initialised. */
enum answers_status yaml_next(struct answers_reader *reader, struct arena *arena,
                              struct record *record, struct diags *diags);
enum answers_status json_next(struct answers_reader *reader, struct arena *arena,
                              struct record *record, struct diags *diags);
enum answers_status ndjson_next(struct answers_reader *reader, struct arena *arena,
                                struct record *record, struct diags *diags);
enum answers_status csv_next(struct answers_reader *reader, struct arena *arena,
                             struct record *record, struct diags *diags);

/* Reads the JSON text in [source] into [record]; false with messages where it is not one object
 * that answers questions. */
ATTR_MUST_USE bool json_read_record(const struct answers_reader *reader,
                                    const struct source *source, struct arena *arena,
                                    struct record *record, struct diags *diags);
/* The same for the document of YAML in [source]. One without content answers nothing. */
ATTR_MUST_USE bool yaml_read_record(const struct answers_reader *reader,
                                    const struct source *source, struct arena *arena,
                                    struct record *record, struct diags *diags);
/* Reads the row of CSV in [source], behind a header. */
enum answers_status csv_read_row(const struct answers_reader *reader, const struct source *source,
                                 struct arena *arena, struct record *record, struct diags *diags);
/* [line] is one whole JSON object: then more of them may follow, one a line. */
bool json_is_object_line(struct text line);
/* The bracket that [text] begins with is closed in it. */
bool json_is_closed(struct text text);
/* [line], the first of a file, names columns as CSV does. */
bool csv_is_header_line(const struct keys *keys, struct text line);

/* Judges the first bytes of the file: sets the format where it is ANSWERS_GUESS, and passes over a
 * byte order mark. ANSWERS_RECORD: records may follow; ANSWERS_BAD, with a message: nothing of the
 * file can be read; ANSWERS_END, with a warning: nobody says what the file is, and it has no content
 * (first.c). */
enum answers_status reader_begin(struct answers_reader *reader, struct diags *diags);
/* After a bad record: adds to its first message that the format was guessed, where that record is
 * all of a file whose format may be another. */
void reader_add_guess(const struct answers_reader *reader, struct diags *diags);
/* Whether [bytes] are UTF-16 or UTF-32, by a byte order mark or by zero bytes beside the first
 * letter. */
bool reader_is_wide(struct text bytes);

/* A record that is too large to be read, whose beginning is [source]. */
void reader_add_too_large(enum answers_format format, const struct source *source,
                          struct diags *diags);
/* Invalid UTF-8 or NUL in [text], which is a part of the text of [source]: false with a message for
 * [key] (may be empty). */
ATTR_MUST_USE bool reader_check_text(const struct source *source, struct text text, struct text key,
                                     struct diags *diags);

#endif
