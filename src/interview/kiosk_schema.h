/* What kiosk_config.c takes from kiosk_schema.c; only for these two. */
#ifndef IOPFIT_INTERVIEW_KIOSK_SCHEMA_H
#define IOPFIT_INTERVIEW_KIOSK_SCHEMA_H

#include "interview/kiosk.h"

struct cyaml_schema_value;
extern const struct cyaml_schema_value kiosk_schema;

/* The setting that [word] of the file stands for. */
ATTR_MUST_USE bool kiosk_result_of(struct text word, enum kiosk_result *ret);

#endif
