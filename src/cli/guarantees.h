/* The part of `iopfit check` that holds a questionnaire's guarantees against its worked examples and
 * random people, and tells what broke them. */
#ifndef IOPFIT_CLI_GUARANTEES_H
#define IOPFIT_CLI_GUARANTEES_H

#include "answers/answers.h"
#include "cli/cli.h"
#include "cli/proofs.h"

/* Begins zeroed. */
struct guarantee_check {
    const struct answer **examples; /* in the session's arena */
    uint32_t example_count;
    uint32_t example_capacity;
    bool is_done;
    uint32_t count; /* of guarantees */
    uint32_t held;
    uint32_t people; /* random ones */
};

/* Keeps a copy of the example's answers. Out of memory: a message. */
void guarantees_add_example(struct guarantee_check *check, struct session *session,
                            const struct record *record);
/* Tries all guarantees; messages are left for the caller to print. One of which [said] has a message
 * that it promises nothing needs no other. */
void guarantees_check(struct guarantee_check *check, const struct proof_check *said,
                      struct session *session);
/* The message about a guarantee that [answers] break, with their story; NULL where there is no room
 * for it. */
struct diag *guarantees_tell(struct session *session, const struct guarantee *guarantee,
                             const struct answer *answers, uint32_t outcome);
/* What came of it, in a line: "  tested    12 guarantees held …". Nothing where there are no
 * guarantees. */
void guarantees_print(FILE *out, const struct guarantee_check *check);

#endif
