/* The words of a conversation that is kept in a file. */
#include "answers/visit.h"

const char *override_reason_code(enum override_reason reason)
{
    static const char *const codes[OVERRIDE_REASONS] = {
        "not_available", "distance", "wait_list", "cost",       "job",
        "family",        "language", "court",     "preference", "declined_medication",
        "judgement",     "other"};
    return codes[reason];
}
