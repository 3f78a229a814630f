/* Parts of an archive: which records a worker takes that is told `--shard 2/8`. A record belongs to
 * one part, whatever file it stands in and whoever asks, so that the parts together are the whole.
 * The rule is public and never changes (iopfit-score(1)). */
#ifndef IOPFIT_BATCH_SHARD_H
#define IOPFIT_BATCH_SHARD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

/* More machines than that are no use to anyone, and a mistyped number is found. */
#define SHARDS_MOST 100000u

/* Part [part] of [of], counted from 1; of 0: the whole. */
struct shard {
    uint32_t part;
    uint32_t of;
};

/* Reads `2/8`; false where it is no part of a whole. */
bool shard_of(struct text text, struct shard *ret);

/* Whether the record with [id] belongs to [shard]: its part is 1 + h mod N, h being the FNV-1a hash of
 * 64 bits (Fowler, Noll and Vo) of the bytes of the id. A record without an id counts as one whose
 * id is empty: all of them belong to the same part. */
bool shard_has(struct shard shard, struct text id);

#endif
