/* A small questionnaire with one question of each type, and what a reader makes of a file, written
 * out so that a test can compare all of it at once. */
#ifndef IOPFIT_TESTS_ANSWERS_FIXTURE_H
#define IOPFIT_TESTS_ANSWERS_FIXTURE_H

#include "answers/answers.h"

const struct questionnaire *fixture_questionnaire(void);

/* How a file is read: bytes at a time, and memory for the reader, for each record, for messages. */
struct fixture_limits {
    size_t chunk;
    size_t reader;
    size_t record;
    size_t messages;
};

/* [text] read as [format]:
 *
 *   record a1: smokes=yes age=34
 *   bad a2:
 *     x.csv:3:4 A103 [age] for `age`, `12abc` has something after the number
 *       note 1:4 …
 *       help …
 *
 * The result is from malloc. */
char *fixture_read(struct text text, const char *name, enum answers_format format,
                   struct fixture_limits limits);
struct fixture_limits fixture_limits_of(size_t chunk);

/* That [text], called [name], reads as [expected], whatever the steps it is read in. */
void assert_reads(const char *name, const char *text, const char *expected);
void assert_bytes_read(const char *name, struct text text, const char *expected);

/* Writes the answers of [record] as above: ` smokes=yes age=34`. */
void fixture_write_answers(FILE *out, const struct record *record);
/* Writes the messages as above. */
void fixture_write_messages(FILE *out, const struct diags *diags);

#endif
