/* Arenas: blocks of growing size in a list, the newest first. Not thread-safe; one arena belongs to
 * one thread. */
#include "base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

/* Small enough that a short life costs little, large enough that a record fits into one block. */
static const size_t first_block = 16384;
static const size_t largest_block = (size_t)1 << 20;

struct arena_block {
    struct arena_block *older;
    size_t size; /* of the bytes that follow this header */
    size_t filled;
    alignas(max_align_t) unsigned char bytes[];
};

void arena_init(struct arena *arena, size_t limit)
{
    *arena = (struct arena){.blocks = NULL, .used = 0, .limit = limit};
}

static struct arena_block *add_block(struct arena *arena, size_t size)
{
    size_t room = arena->blocks == NULL ? first_block : arena->blocks->size * 2;
    if (room > largest_block) {
        room = largest_block;
    }
    if (room < size) {
        room = size;
    }
    struct arena_block *block = malloc(sizeof *block + room);
    if (block == NULL) {
        return NULL;
    }
    block->older = arena->blocks;
    block->size = room;
    block->filled = 0;
    arena->blocks = block;
    return block;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    const size_t alignment = alignof(max_align_t);
    if (size > SIZE_MAX / 2) {
        return NULL;
    }
    size = size == 0 ? alignment : (size + alignment - 1) / alignment * alignment;
    if (size > arena->limit || arena->used > arena->limit - size) {
        return NULL;
    }
    struct arena_block *block = arena->blocks;
    if (block == NULL || block->size - block->filled < size) {
        block = add_block(arena, size);
        if (block == NULL) {
            return NULL;
        }
    }
    void *result = block->bytes + block->filled;
    block->filled += size;
    arena->used += size;
    memset(result, 0, size);
    return result;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    assert(size > 0);
    return count > SIZE_MAX / size ? NULL : arena_alloc(arena, count * size);
}

struct arena_mark arena_mark(const struct arena *arena)
{
    return (struct arena_mark){
        .block = arena->blocks,
        .filled = arena->blocks == NULL ? 0 : arena->blocks->filled,
        .used = arena->used,
    };
}

static void drop_block(struct arena *arena)
{
    struct arena_block *block = arena->blocks;
    arena->blocks = block->older;
    explicit_bzero(block->bytes, block->filled);
    free(block);
}

void arena_rewind(struct arena *arena, struct arena_mark mark)
{
    while (arena->blocks != mark.block) {
        assert(arena->blocks != NULL);
        drop_block(arena);
    }
    if (arena->blocks != NULL) {
        assert(arena->blocks->filled >= mark.filled);
        explicit_bzero(arena->blocks->bytes + mark.filled, arena->blocks->filled - mark.filled);
        arena->blocks->filled = mark.filled;
    }
    arena->used = mark.used;
}

void arena_reset(struct arena *arena)
{
    while (arena->blocks != NULL && arena->blocks->older != NULL) {
        drop_block(arena);
    }
    if (arena->blocks != NULL) {
        explicit_bzero(arena->blocks->bytes, arena->blocks->filled);
        arena->blocks->filled = 0;
    }
    arena->used = 0;
}

void arena_free(struct arena *arena)
{
    while (arena->blocks != NULL) {
        drop_block(arena);
    }
    arena->used = 0;
}

void *list_reserve(struct arena *arena, void *items, uint32_t count, uint32_t *capacity,
                   size_t size)
{
    if (count < *capacity) {
        return items;
    }
    if (*capacity > UINT32_MAX / 2) {
        return NULL;
    }
    uint32_t wanted = *capacity == 0 ? 8 : *capacity * 2;
    void *grown = arena_array(arena, wanted, size);
    if (grown == NULL) {
        return NULL;
    }
    if (count > 0) {
        memcpy(grown, items, count * size);
    }
    *capacity = wanted;
    return grown;
}
