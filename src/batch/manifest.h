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
    enum row_kind rows;
    struct shard shard;
    char *const *inputs; /* as they were named */
    uint32_t input_count;
    /* What came of it; not used when it starts. */
    struct tally tally;
    const struct manifest_file *read; /* one for each input */
    struct manifest_file written;
};

/* Write errors are the caller's to find (ferror). */
void manifest_write_started(FILE *out, const struct manifest *manifest);
void manifest_write_complete(FILE *out, const struct manifest *manifest);

enum manifest_state {
    MANIFEST_FOREIGN, /* of another run: another questionnaire, version, input …, or no manifest */
    MANIFEST_STARTED, /* of this run, which was interrupted */
    MANIFEST_COMPLETE /* of this run, which is done: errors and written are filled in */
};
/* What [text], the content of a manifest file, is to the run that [manifest] tells of. */
enum manifest_state manifest_compare(struct text text, const struct manifest *manifest,
                                     uint64_t *ret_errors, struct manifest_file *ret_written);

#endif
