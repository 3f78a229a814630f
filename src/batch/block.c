/* Blocks of rows: memory that is kept from block to block and wiped in between. */
#include "batch/block.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

void block_init(struct block *block)
{
    *block = (struct block){.count = 0};
    arena_init(&block->arena, LIMIT_DIAG_MEMORY);
}

static void bytes_clear(struct bytes *bytes)
{
    if (bytes->length > 0) {
        explicit_bzero(bytes->start, bytes->length);
    }
    bytes->length = 0;
}

void block_clear(struct block *block)
{
    bytes_clear(&block->rows);
    bytes_clear(&block->messages);
    block->count = 0;
    arena_reset(&block->arena);
}

void block_free(struct block *block)
{
    block_clear(block);
    free(block->rows.start);
    free(block->messages.start);
    free(block->entries);
    arena_free(&block->arena);
    *block = (struct block){.count = 0};
}

char *bytes_reserve(struct bytes *bytes, size_t length)
{
    if (bytes->capacity - bytes->length >= length) {
        return bytes->start + bytes->length;
    }
    size_t capacity = (bytes->capacity + length) * 2;
    char *start = malloc(capacity);
    if (start == NULL) {
        return NULL;
    }
    if (bytes->length > 0) {
        memcpy(start, bytes->start, bytes->length);
        explicit_bzero(bytes->start, bytes->length);
    }
    free(bytes->start);
    bytes->start = start;
    bytes->capacity = capacity;
    return start + bytes->length;
}

struct batch_entry *block_add(struct block *block)
{
    if (block->count == block->capacity) {
        uint32_t capacity = block->capacity == 0 ? 64 : block->capacity * 2;
        struct batch_entry *entries = realloc(block->entries, capacity * sizeof *entries);
        if (entries == NULL) {
            return NULL;
        }
        block->entries = entries;
        block->capacity = capacity;
    }
    struct batch_entry *entry = &block->entries[block->count++];
    *entry =
        (struct batch_entry){.row_end = block->rows.length, .messages_end = block->messages.length};
    return entry;
}

struct batch_block block_view(const struct block *block, bool urgent)
{
    return (struct batch_block){
        .rows = {block->rows.start, block->rows.length},
        .messages = {block->messages.start, block->messages.length},
        .entries = block->entries,
        .count = block->count,
        .urgent = urgent,
    };
}
