/* See digest.h. The only file that speaks to libsodium; hashing needs no sodium_init(), and cannot
 * fail. */
#include "base/digest.h"

#include <assert.h>
#include <sodium.h>

static_assert(sizeof(crypto_hash_sha256_state) <= DIGEST_STATE_BYTES, "the state of a digest fits");

static crypto_hash_sha256_state *state_of(struct digest *digest)
{
    return (void *)digest->state;
}

void digest_begin(struct digest *digest)
{
    *digest = (struct digest){.bytes = 0};
    crypto_hash_sha256_init(state_of(digest));
}

void digest_add(struct digest *digest, struct text bytes)
{
    crypto_hash_sha256_update(state_of(digest), (const unsigned char *)bytes.start, bytes.length);
    digest->bytes += bytes.length;
}

void digest_end(struct digest *digest, char ret[DIGEST_TEXT_ROOM])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_final(state_of(digest), hash);
    for (size_t i = 0; i < sizeof hash; i++) {
        ret[2 * i] = digits[hash[i] >> 4];
        ret[2 * i + 1] = digits[hash[i] & 15];
    }
    ret[2 * sizeof hash] = '\0';
}
