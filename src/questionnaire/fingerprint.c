/* The fingerprint of a questionnaire file, so that a result says which one it came from. Not for
 * secrets. */
#include <string.h>

#include "base/digest.h"
#include "questionnaire/room.h"

void fingerprint(struct text text, char ret[9])
{
    struct digest digest;
    char digits[DIGEST_TEXT_ROOM];
    digest_begin(&digest);
    digest_add(&digest, text);
    digest_end(&digest, digits);
    memcpy(ret, digits, 8);
    ret[8] = '\0';
}
