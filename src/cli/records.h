/* The records of one input, one after the other, with room for their assessment. */
#ifndef IOPFIT_CLI_RECORDS_H
#define IOPFIT_CLI_RECORDS_H

#include "cli/cli.h"

struct records {
    FILE *file;
    const char *name; /* in messages */
    struct answers_reader *reader;
    struct session *session; /* its messages are where problems go */
    struct arena arena;      /* one record and what is made of it; wiped before the next */
};

/* Opens [path] ("-": standard input). STATUS_OK, or the status to end with, with messages printed.
 * records_close() only after STATUS_OK. */
int records_open(struct records *records, struct session *session, const char *path,
                 enum answers_format format);
/* The next record. Messages are left for the caller to print, before the next call. */
enum answers_status records_next(struct records *records, struct record *ret);
/* Assesses [record]; everything is worked out. False with a message. */
ATTR_MUST_USE bool records_assess(struct records *records, const struct record *record,
                                  struct assessment *ret);
/* Sets the text of one record off from that of the one before. */
void records_separate(FILE *out);
void records_close(struct records *records);

#endif
