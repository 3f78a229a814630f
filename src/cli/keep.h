/* The file of a conversation: written anew after every answer, so that a crash, a power cut or
 * `kill -9` loses at most the answer that is being typed; and read back to go on. What is in it is
 * answers/visit.h. */
#ifndef IOPFIT_CLI_KEEP_H
#define IOPFIT_CLI_KEEP_H

#include "cli/output.h"
#include "interview/interview.h"

enum { KEEP_TIME_BYTES = 24 };

struct keep {
    const char *path; /* of the file that is saved to; NULL: none */
    struct arena arena;
    struct visit earlier; /* what was read back; zeroes where nothing was */
    char result_time[KEEP_TIME_BYTES];
    char override_time[KEEP_TIME_BYTES];
    const char *override_words; /* of the override that this is the time of */
    char says[512];             /* why it could not be written */
};

void keep_init(struct keep *keep, const char *path);
void keep_free(struct keep *keep);

/* Reads the file [path], to go on with it; says on standard error what no longer fits. STATUS_OK, or
 * the status to end with, with messages added. */
int keep_read(struct keep *keep, const char *path, const struct questionnaire *questionnaire,
              struct diags *diags);
/* All of [interview], with what was read and cannot be used, and with times: now, where something has
 * no time yet. */
struct visit keep_visit(struct keep *keep, const struct interview *interview);
/* Writes the file: into a new file of the same folder, which then takes its name. False, with a
 * message. */
ATTR_MUST_USE bool keep_write(struct keep *keep, const struct interview *interview,
                              struct diags *diags);
/* The same for front_options: why it could not be written, for the person; else empty. [context] is
 * the struct keep. */
struct text keep_save(void *context, const struct interview *interview);

#endif
