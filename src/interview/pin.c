/* crypto_pwhash_str() of libsodium, which has the salt and the costs in its result. */
#include "interview/pin.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "interview/kiosk.h"

bool pin_is_possible(struct text pin)
{
    for (size_t i = 0; i < pin.length; i++) {
        if (pin.start[i] < '0' || pin.start[i] > '9') {
            return false;
        }
    }
    return pin.length >= KIOSK_PIN_SHORTEST && pin.length <= KIOSK_PIN_LONGEST;
}

bool pin_hash(struct text pin, char ret[PIN_HASH_SIZE])
{
    _Static_assert(PIN_HASH_SIZE == crypto_pwhash_STRBYTES, "libsodium's own size");
    return sodium_init() >= 0 &&
           crypto_pwhash_str(ret, pin.start, pin.length, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                             crypto_pwhash_MEMLIMIT_INTERACTIVE) == 0;
}

/* The number behind [name] in a hash, "…m=65536,…"; 0 where there is none. */
static unsigned long cost(struct text hash, const char *name)
{
    const char *found = memmem(hash.start, hash.length, name, strlen(name));
    unsigned long number = 0;
    size_t at = found == NULL ? hash.length : (size_t)(found - hash.start) + strlen(name);
    for (; at < hash.length && hash.start[at] >= '0' && hash.start[at] <= '9'; at++) {
        number =
            number < 100000000UL ? number * 10 + (unsigned long)(hash.start[at] - '0') : number;
    }
    return number;
}

bool pin_hash_is_possible(struct text hash)
{
    static const unsigned long memory_most = 256UL << 10; /* KiB */
    static const unsigned long rounds_most = 16;
    char string[PIN_HASH_SIZE] = "";
    if (hash.length >= PIN_HASH_SIZE || !text_starts(hash, TEXT(crypto_pwhash_STRPREFIX))) {
        return false;
    }
    memcpy(string, hash.start, hash.length);
    /* This reads the whole of it, and says only whether the costs are the ones asked for. */
    bool reads = sodium_init() >= 0 &&
                 crypto_pwhash_str_needs_rehash(string, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                                crypto_pwhash_MEMLIMIT_INTERACTIVE) >= 0;
    return reads && cost(hash, "$m=") >= 8 && cost(hash, "$m=") <= memory_most &&
           cost(hash, ",t=") >= 1 && cost(hash, ",t=") <= rounds_most;
}

bool pin_is_right(struct text pin, const char *hash)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        bool right =
            sodium_init() >= 0 && crypto_pwhash_str_verify(hash, pin.start, pin.length) == 0;
        _exit(right ? 0 : 1);
    }
    if (child < 0) {
        return false;
    }
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
