/* The permanent codes of all messages. A code always keeps its meaning and is never reused. Each
 * has an entry in iopfit-messages(7), made from these tables, and a golden test (tests/golden).
 * One table a room, so that the list beside the room's code stays short:
 *   CODE(E204, ERROR, "title, as in the manual", "what it means and how to mend it") */
#ifndef IOPFIT_DIAG_CODES_H
#define IOPFIT_DIAG_CODES_H

#include <stddef.h>

enum code {
#define CODE(name, severity, title, text) CODE_##name,
#include "diag/codes/all.def"
#undef CODE
    CODE_COUNT
};

struct code_info {
    const char *name; /* "E204" */
    int severity;     /* enum severity */
    const char *title;
    const char *text;
};
const struct code_info *code_info(enum code code);
/* The code of that name (letters in either case); NULL where there is none. */
const struct code_info *code_find(const char *name);

#endif
