/* The fingerprint of a questionnaire file, so that a result says which one it came from. The only
 * file that speaks to libsodium. Not for secrets. */
#include <sodium.h>
#include <string.h>

#include "questionnaire/room.h"

void fingerprint(struct text text, char ret[9])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char hash[crypto_hash_sha256_BYTES];

    /* Hashing needs no sodium_init(), and cannot fail. */
    crypto_hash_sha256(hash, (const unsigned char *)text.start, text.length);
    for (size_t i = 0; i < 4; i++) {
        ret[2 * i] = digits[hash[i] >> 4];
        ret[2 * i + 1] = digits[hash[i] & 15];
    }
    ret[8] = '\0';
}
