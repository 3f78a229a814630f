/* What the files of this room share among themselves. Nothing here is for other rooms. */
#ifndef IOPFIT_YAML_ROOM_H
#define IOPFIT_YAML_ROOM_H

#include "yaml/yaml.h"

/* The bytes of a file before they are read as YAML: encoding and forbidden characters. *ret_start
 * is where the content begins, behind a byte order mark; *ret_is_plain: it is all printable ASCII
 * and line feeds. */
ATTR_MUST_USE bool yaml_check_bytes(const struct source *source, size_t *ret_start,
                                    bool *ret_is_plain, struct diags *diags);

/* A character that no text may hold, also when it is written as an escape. */
bool yaml_is_control(uint32_t code);

/* A syntax problem as the YAML library sees it, with byte offsets into the file. */
struct yaml_problem {
    const char *problem;
    const char *context; /* NULL: none */
    size_t at;
    size_t context_at; /* where the construct began; only with a context */
};

/* Says what [problem] means to someone who writes the file, and how to mend it. */
void yaml_report_problem(const struct source *source, const struct yaml_problem *problem,
                         struct diags *diags);

#endif
