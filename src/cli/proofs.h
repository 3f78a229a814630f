/* The part of `iopfit check` that proves: what is refuted becomes a message with its story, and each
 * group of properties a line. Not for proving (prove/). */
#ifndef IOPFIT_CLI_PROOFS_H
#define IOPFIT_CLI_PROOFS_H

#include "cli/cli.h"
#include "prove/prove.h"

/* Begins zeroed. */
struct proof_check {
    bool is_done;
    bool is_detailed;
    struct proofs proofs;
    uint32_t open;           /* findings that were not decided within the budget */
    const bool *allowed;     /* by finding: refuted, and named after --allow */
    const struct span *said; /* places of messages about the same, which are not repeated */
    uint32_t said_count;
};

/* Remembers where the messages that are there already stand. */
void proofs_skip_said(struct proof_check *check, struct session *session);
/* Whether a message stands there that was made before: what would be said has been said. */
bool proofs_is_said(const struct proof_check *check, struct span span);
/* Writes the queries of all guarantees to options->dump, a folder that is made where it is not there.
 * Messages are left for the caller to print. */
void proofs_dump(struct session *session, const struct options *options);
/* Proves; messages are left for the caller to print. */
void proofs_check(struct proof_check *check, struct session *session,
                  const struct options *options);
/* How much is refuted and allowed. */
uint32_t proofs_count_allowed(const struct proof_check *check);
/* A line for each group of properties, indented; or one that says that nothing is proved. */
void proofs_print(FILE *out, const struct questionnaire *questionnaire,
                  const struct proof_check *check);
/* All findings as members of a JSON object: `"findings":[…]` (proofs_json.c). */
void proofs_print_json(FILE *out, const struct questionnaire *questionnaire,
                       const struct proof_check *check);
/* The id of what a finding is about. */
struct text proofs_subject(const struct questionnaire *questionnaire,
                           const struct finding *finding);

#endif
