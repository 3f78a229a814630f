/* The files that a run of `score` writes: that none of them is another, nor one that is read, whatever
 * they are called. Opens and writes none of them. */
#ifndef IOPFIT_CLI_TARGETS_H
#define IOPFIT_CLI_TARGETS_H

#include "cli/cli.h"

/* Looks at what --output, --errors, --manifest and --summary name, and at the FILE.part of those that
 * grow. False where two of them, or one of them and a file of answers or the [questionnaire] (a path),
 * are one file: by name, by folder and name, or by what the names lead to. What is wrong is said on
 * standard error as an error of the command line. */
bool targets_are_apart(const struct options *options, const char *questionnaire);

#endif
