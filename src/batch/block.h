/* A block of rows while it is made: rows, messages and entries, in the order of the input. Only for
 * this room. */
#ifndef IOPFIT_BATCH_BLOCK_H
#define IOPFIT_BATCH_BLOCK_H

#include "base/arena.h"
#include "batch/batch.h"

/* Bytes that grow; wiped when they are given up. */
struct bytes {
    char *start;
    size_t length;
    size_t capacity;
};

struct block {
    struct bytes rows;
    struct bytes messages;
    struct batch_entry *entries;
    uint32_t count;
    uint32_t capacity;
    struct arena arena; /* ids, and why records could not be used */
    bool failed;        /* memory was used up: something is missing */
};

void block_init(struct block *block);
/* Forgets and wipes what is in it; what it has allocated is kept for the next rows. */
void block_clear(struct block *block);
void block_free(struct block *block);

/* Room for [length] more bytes behind those there; NULL when memory is used up. */
char *bytes_reserve(struct bytes *bytes, size_t length);

/* A new entry at the end, whose row and messages are those written since the one before; NULL when
 * memory is used up. */
struct batch_entry *block_add(struct block *block);

/* What is in the block, for a sink. */
struct batch_block block_view(const struct block *block, bool urgent);

#endif
