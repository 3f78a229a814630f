/* SHA-256 of bytes that come piece by piece: fingerprints of questionnaires, and what a manifest says
 * of inputs and outputs. Not for secrets. */
#ifndef IOPFIT_BASE_DIGEST_H
#define IOPFIT_BASE_DIGEST_H

#include <stdalign.h>
#include <stdint.h>

#include "base/text.h"

enum { DIGEST_STATE_BYTES = 128, DIGEST_TEXT_ROOM = 65 };

struct digest {
    alignas(16) unsigned char state[DIGEST_STATE_BYTES];
    uint64_t bytes; /* so far */
};

void digest_begin(struct digest *digest);
void digest_add(struct digest *digest, struct text bytes);
/* 64 digits in lower case, and a NUL. [digest] is used up. */
void digest_end(struct digest *digest, char ret[DIGEST_TEXT_ROOM]);

#endif
