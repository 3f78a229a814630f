/* The manifest of a run: what was scored with what, and what came out, as a small JSON file. The same
 * inputs, questionnaire and version give the same bytes, so that it tells of no time and no machine.
 * It is written twice: when the run starts, so that an interrupted one can be recognised, and when
 * everything has arrived. iopfit-score(1) describes it. */
#ifndef IOPFIT_BATCH_MANIFEST_H
#define IOPFIT_BATCH_MANIFEST_H

#include <stdio.h>

#include "base/digest.h"
#include "batch/shard.h"
#include "batch/tally.h"

/* The bytes of a file. */
struct manifest_file {
    uint64_t bytes;
    char sha256[DIGEST_TEXT_ROOM];
};

struct manifest {
    /* What the run is of. */
    const struct questionnaire *questionnaire;
    char *const *inputs; /* as they were named */
    uint32_t input_count;
    enum row_kind rows;
    struct shard shard;
    /* What came of it; not used when it starts. */
    struct tally tally;
    const struct manifest_file *read; /* one for each input */
    struct manifest_file written;
};

/* How far a run has come: everything of the inputs before [input], and [read] bytes of that one, whose
 * digest is [sha256], is in the first [written] bytes of the output; what was wrong with it in the
 * first [said] bytes of the file of errors. */
struct manifest_progress {
    uint32_t input;
    uint64_t read;
    char sha256[DIGEST_TEXT_ROOM];
    uint64_t written;
    uint64_t said;
};

/* The manifest of a run that has started. Its last lines tell of the progress; they are always of one
 * length, so that they can be overwritten. *ret_at (may be NULL) is where they begin. Write errors are
 * the caller's to find (ferror). */
void manifest_write_started(FILE *out, const struct manifest *manifest,
                            const struct manifest_progress *progress, uint64_t *ret_at);
enum { MANIFEST_PROGRESS_ROOM = 256 };
/* Those lines alone; returns their length. */
size_t manifest_progress_text(const struct manifest_progress *progress,
                              char ret[MANIFEST_PROGRESS_ROOM]);
void manifest_write_complete(FILE *out, const struct manifest *manifest);

enum manifest_state {
    MANIFEST_FOREIGN, /* of another run: another questionnaire, version, input …, or no manifest */
    MANIFEST_STARTED, /* of this run, which was interrupted: progress is filled in */
    MANIFEST_COMPLETE /* of this run, which is done: errors and written are filled in */
};
/* What an earlier run left in its manifest. */
struct manifest_found {
    enum manifest_state state;
    struct manifest_progress progress;
    uint64_t errors;
    struct manifest_file written;
};
/* What [text], the content of a manifest file, is to the run that [manifest] tells of. */
struct manifest_found manifest_compare(struct text text, const struct manifest *manifest);

#endif
