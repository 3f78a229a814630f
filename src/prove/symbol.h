/* From a compiled condition to a circuit: what it is, for all values of what it reads. Only for this
 * room. */
#ifndef IOPFIT_PROVE_SYMBOL_H
#define IOPFIT_PROVE_SYMBOL_H

#include "prove/model.h"

/* A value that is always the same. */
struct symbol symbol_constant(struct model *model, const struct value *value);
/* An ordered or listed symbol: it is values[i]. */
literal symbol_is(struct circuit *circuit, const struct symbol *symbol, uint32_t i);

/* What [expr] is; the symbols of all that it reads are in model->values. A truth value is always
 * worked out: where it would be too large it becomes an atom of its own (model->loose_count). */
struct symbol symbol_of(struct model *model, const struct expr *expr);

#endif
