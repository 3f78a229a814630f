/* The tables of messages as data. */
#include "diag/codes.h"

#include <strings.h>

#include "diag/diag.h"

static const struct code_info infos[CODE_COUNT] = {
#define CODE(name, severity, title, text) [CODE_##name] = {#name, SEVERITY_##severity, title, text},
#include "diag/codes/all.def"
#undef CODE
};

const struct code_info *code_info(enum code code)
{
    return &infos[code];
}

const struct code_info *code_find(const char *name)
{
    for (size_t i = 0; i < CODE_COUNT; i++) {
        if (strcasecmp(infos[i].name, name) == 0) {
            return &infos[i];
        }
    }
    return NULL;
}
