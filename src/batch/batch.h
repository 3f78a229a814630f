/* Scoring a stream of records: one record in, one row out, in the same order, whatever the number
 * of workers and however the input arrives. Records are read in blocks of whole records, and rows
 * are handed on in blocks. Not for opening files, nor for what becomes of the rows: that is the
 * sink's. What is decided is assess/; how a row looks is view/. */
#ifndef IOPFIT_BATCH_BATCH_H
#define IOPFIT_BATCH_BATCH_H

#include <stdio.h>

#include "answers/answers.h"
#include "assess/assess.h"
#include "diag/diag.h"
#include "questionnaire/questionnaire.h"

enum batch_format { BATCH_NDJSON, BATCH_CSV, BATCH_TEXT };

/* Why a record could not be used: its errors, by place. Texts live as long as the block. */
struct batch_error {
    enum code code;
    struct text message;
    struct text key;                /* of the question; may be empty */
    struct text help;               /* how to mend it; may be empty */
    uint32_t line;                  /* of the file, from 1; 0: no place */
    uint32_t column;                /* in code points, from 1; 0: no place */
    const struct batch_error *next; /* of the same record; NULL: none */
};

/* One record and its row. */
struct batch_entry {
    size_t row_end;      /* its row ends here in block->rows; it begins where the one before ends */
    size_t messages_end; /* the same of what is to be said of it, in block->messages */
    uint64_t input_end; /* bytes of this input up to the end of the record, its line end included */
    uint32_t line;      /* of the file where it begins, from 1; 0 where that is not known */
    uint32_t outcome;   /* by rank; only where error is NULL */
    enum recommendation recommendation; /* only where error is NULL */
    bool certain;                       /* only where error is NULL */
    bool
        is_unreadable; /* the error is not in what the record says, but in how the file is written */
    bool has_id;
    struct text id;                  /* lives as long as the block */
    const struct batch_error *error; /* NULL: a result */
};

/* Rows in the order of the input. Everything lives until the sink returns and is then wiped. */
struct batch_block {
    struct text rows;     /* whole rows, each with its line end (text: with what separates it) */
    struct text messages; /* rendered for standard error; those behind the last entry's end, too */
    const struct batch_entry *entries;
    uint32_t count; /* 0: nothing but messages */
    bool urgent;    /* more input was not there yet: whoever feeds us may wait for these rows */
};

/* Takes a block; blocks come in order, one at a time, but not always from the same thread. False:
 * stop, nothing more is wanted. */
typedef bool batch_sink(void *context, const struct batch_block *block);

/* Whether a record is to be scored, by its id (not of records with errors, whose id may be
 * unknown); called by several threads at once. A record that is not gives no row and no entry. */
typedef bool batch_filter(void *context, bool has_id, struct text id);

struct batch_options {
    enum batch_format format;
    unsigned width;          /* text: columns */
    struct diag_style style; /* of messages */
    unsigned jobs;           /* workers; 0: as many as there are processors */
    batch_filter *filter;    /* NULL: all records */
    void *filter_context;
    uint64_t
        skip; /* records that end within so many bytes of an input were scored before: no rows */
};

enum batch_status {
    BATCH_DONE,
    BATCH_STOPPED, /* the sink wants no more */
    BATCH_FAILED   /* the input cannot be read on; the last block said why */
};

/* What scoring needs beside questionnaire and plan, worked out once for any number of inputs. */
struct batch;

/* NULL, with a message, when memory is used up. [questionnaire] and [plan] must live as long. */
struct batch *batch_open(const struct questionnaire *questionnaire, const struct plan *plan,
                         const struct batch_options *options, struct diags *diags);
/* Scores the records of [file], of which nothing may have been read, known as [name] in messages,
 * and hands them to [sink]. Does not close [file]. */
enum batch_status batch_score(struct batch *batch, FILE *file, const char *name,
                              enum answers_format format, batch_sink *sink, void *context);
void batch_close(struct batch *batch);

#endif
