/* From words and symbols to nodes. Names are looked up; types are not looked at. */
#ifndef IOPFIT_EXPR_PARSE_H
#define IOPFIT_EXPR_PARSE_H

#include "expr/node.h"

struct parsed {
    struct node *nodes; /* in [scratch] */
    uint32_t count;
};

/* Parses [passage]. Texts go to [arena], nodes to [scratch]. False: a message was added and nothing
 * can be checked. True does not say that there were no messages: what could not be understood is a
 * NODE_BROKEN then. */
ATTR_MUST_USE bool parse_expression(const struct passage *passage, const struct scope *scope,
                                    struct arena *arena, struct arena *scratch, struct parsed *ret,
                                    struct diags *diags);

#endif
