/* The PIN of staff as a hash that can stand in a file: argon2id, slow and large on purpose. The only
 * file of this room that speaks to libsodium. Not for how often one may try (kiosk.c). */
#ifndef IOPFIT_INTERVIEW_PIN_H
#define IOPFIT_INTERVIEW_PIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/text.h"

/* Room for a hash as a string, with its NUL. */
enum { PIN_HASH_SIZE = 128 };

/* Whether [pin] can be one: KIOSK_PIN_SHORTEST to KIOSK_PIN_LONGEST digits. */
bool pin_is_possible(struct text pin);
/* The hash of [pin]. False where the 64 MiB that it takes are not there. */
ATTR_MUST_USE bool pin_hash(struct text pin, char ret[PIN_HASH_SIZE]);
/* Whether [hash] looks like one that pin_hash() makes, and asks for no more than 256 MiB. */
bool pin_hash_is_possible(struct text hash);
/* Whether [hash] is that of [pin]. It is worked out in a process of its own, which may use memory
 * that is not locked: 64 MiB do not fit into what an unprivileged process may lock. */
bool pin_is_right(struct text pin, const char *hash);

#endif
