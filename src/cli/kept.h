/* What an earlier run of `score` left, and whether it can be used: its manifest, its rows, its errors,
 * and the answers that they were made from. Not for writing any of it, which is delivery.c. */
#ifndef IOPFIT_CLI_KEPT_H
#define IOPFIT_CLI_KEPT_H

#include "cli/delivery.h"

/* Whether all files of answers are there and may be read, without reading of them. STATUS_OK, or
 * STATUS_NO_INPUT with a message for each that is not. */
int kept_has_inputs(struct delivery *delivery);
/* Fills in delivery->found from the manifest. */
void kept_look(struct delivery *delivery);
/* That FILE.part is not of this run, and what differs. Returns STATUS_UNEXPECTED. */
int kept_refuse(struct delivery *delivery);
/* Whether the run in delivery->found is complete, and all that it wrote and is wanted now is still
 * there as it was written. */
bool kept_is_whole(struct delivery *delivery);
/* Whether the answers are those that a complete run was made from; standard input and pipes are read
 * to their end. STATUS_OK, or the status to end with, with messages. */
int kept_is_current(struct delivery *delivery);
/* Takes up the rows and errors up to delivery->progress, into counts, summary and digests. False, with
 * a message, where they are not those of this run. */
ATTR_MUST_USE bool kept_take_up(struct delivery *delivery);

#endif
