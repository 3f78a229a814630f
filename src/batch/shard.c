/* See shard.h. */
#include "batch/shard.h"

#include <string.h>

bool shard_of(struct text text, struct shard *ret)
{
    const char *slash = memchr(text.start, '/', text.length);
    if (slash == NULL) {
        return false;
    }
    size_t before = (size_t)(slash - text.start);
    int64_t part = 0;
    int64_t of = 0;
    if (text_to_integer((struct text){text.start, before}, &part) != NUMBER_OK ||
        text_to_integer((struct text){slash + 1, text.length - before - 1}, &of) != NUMBER_OK ||
        part < 1 || of < part || of > SHARDS_MOST) {
        return false;
    }
    *ret = (struct shard){.part = (uint32_t)part, .of = (uint32_t)of};
    return true;
}

bool shard_has(struct shard shard, struct text id)
{
    if (shard.of == 0) {
        return true;
    }
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < id.length; i++) {
        hash = (hash ^ (unsigned char)id.start[i]) * UINT64_C(1099511628211);
    }
    return hash % shard.of + 1 == shard.part;
}
