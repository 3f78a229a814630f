/* The file of one interview's answers: the result for its reader as comments, then the answers as
 * `score` and `explain` read them. Not for where it goes (output.h). */
#ifndef IOPFIT_CLI_ANSWER_FILE_H
#define IOPFIT_CLI_ANSWER_FILE_H

#include <stdio.h>

#include "interview/interview.h"

/* Writes the file of [interview] to [out]. False, with a message, where memory is used up; write
 * errors are the caller's to find. */
ATTR_MUST_USE bool answer_file_write(const struct interview *interview, FILE *out,
                                     struct diags *diags);

#endif
