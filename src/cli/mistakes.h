/* What is wrong with a record, as a line of JSON for `score --errors`; iopfit-score(1) describes it. Not
 * for rows, which are view/. */
#ifndef IOPFIT_CLI_MISTAKES_H
#define IOPFIT_CLI_MISTAKES_H

#include <stdio.h>

#include "batch/batch.h"

/* Writes the line of [entry], which has an error, of the file that messages call [name]. */
void mistakes_write(FILE *out, const char *name, const struct batch_entry *entry);

#endif
