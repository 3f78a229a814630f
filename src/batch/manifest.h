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
/* What [digest] has taken so far; more may follow. */
struct manifest_file manifest_file_of(const struct digest *digest);
bool manifest_file_equal(const struct manifest_file *a, const struct manifest_file *b);

struct manifest {
    /* What the run is of. */
    const struct questionnaire *questionnaire;
    char *const *inputs; /* as they were named */
    uint32_t input_count;
    const char *input_format; /* what it was said that they are; NULL: nothing */
    enum row_kind rows;
    struct shard shard;
    /* What came of it; not used when it starts. */
    struct tally tally;
    const struct manifest_file *read; /* one for each input */
    uint32_t unusable; /* inputs of which no record could be used, for how they are written */
    struct manifest_file written;
    struct manifest_file said;    /* the file of errors */
    struct manifest_file summary; /* the same of the summary */
    bool has_said;                /* there is one */
    bool has_summary;
};

/* How far a run has come: everything of the inputs before [input], and [read] of that one, is in
 * [written], the beginning of the output; what was wrong with it in [said], the beginning of the file
 * of errors. */
struct manifest_progress {
    uint32_t input;
    char before[DIGEST_TEXT_ROOM]; /* SHA-256 of those of the inputs before, one after the other */
    struct manifest_file read;
    struct manifest_file written;
    struct manifest_file said;
    uint32_t unusable; /* of the inputs before */
    bool used;         /* some record of [input] could be used */
};

/* The manifest of a run that has started. Its last lines tell of the progress; they are always of one
 * length, so that they can be overwritten. *ret_at (may be NULL) is where they begin. Write errors are
 * the caller's to find (ferror). */
void manifest_write_started(FILE *out, const struct manifest *manifest,
                            const struct manifest_progress *progress, uint64_t *ret_at);
enum { MANIFEST_PROGRESS_ROOM = 640 };
/* Those lines alone; returns their length. */
size_t manifest_progress_text(const struct manifest_progress *progress,
                              char ret[MANIFEST_PROGRESS_ROOM]);
void manifest_write_complete(FILE *out, const struct manifest *manifest);

enum manifest_state {
    MANIFEST_FOREIGN, /* of another run: another questionnaire, version, input …, or no manifest */
    MANIFEST_STARTED, /* of this run, which was interrupted: progress is filled in */
    MANIFEST_COMPLETE /* of this run, which is done: everything else is filled in */
};
/* What an earlier run left in its manifest. */
struct manifest_found {
    enum manifest_state state;
    struct manifest_progress progress;
    uint64_t errors;
    uint32_t unusable;
    struct manifest_file written;
    struct manifest_file said;
    struct manifest_file summary;
    bool has_said;
    bool has_summary;
};
/* What [text], the content of a manifest file, is to the run that [manifest] tells of. Where that is
 * complete, [ret_read], of one for each input, is filled in. */
struct manifest_found manifest_compare(struct text text, const struct manifest *manifest,
                                       struct manifest_file *ret_read);

/* Takes one thing that two runs differ in: its name in manifests, and its values there and here, in
 * JSON. */
typedef void manifest_told(void *context, struct text name, struct text there, struct text here);
/* Tells what the run of [text], the content of a manifest file, and that of [manifest] differ in.
 * False where [text] is no manifest. */
bool manifest_differences(struct text text, const struct manifest *manifest, manifest_told *tell,
                          void *context);

#endif
