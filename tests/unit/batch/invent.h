/* Questionnaires and records that nobody wrote: many, small, and each the same from the same seed. */
#ifndef TESTS_UNIT_BATCH_INVENT_H
#define TESTS_UNIT_BATCH_INVENT_H

#include <stdio.h>

#include "answers/answers.h"

/* Of a xorshift generator; never 0. */
struct chance {
    uint64_t state;
};
uint32_t chance_below(struct chance *chance, uint32_t limit);

/* Writes a questionnaire whose conditions use most of the language. */
void invent_questionnaire(FILE *out, struct chance *chance);
/* Writes a record of NDJSON or a row of CSV (behind invent_header()): of a hundred answers about
 * [missing] are not given, and of a hundred records about [odd] have something unusual or wrong. */
void invent_json(FILE *out, const struct questionnaire *questionnaire, uint32_t number,
                 struct chance *chance, uint32_t missing, uint32_t odd);
void invent_header(FILE *out, const struct questionnaire *questionnaire);
void invent_row(FILE *out, const struct questionnaire *questionnaire, uint32_t number,
                struct chance *chance, uint32_t missing, uint32_t odd);
/* A document of YAML, with its mark. */
void invent_yaml(FILE *out, const struct questionnaire *questionnaire, uint32_t number,
                 struct chance *chance, uint32_t missing, uint32_t odd);
/* [count] records as a text to be freed. */
char *invent_records(const struct questionnaire *questionnaire, enum answers_format format,
                     uint32_t count, struct chance *chance, uint32_t odd, size_t *ret_length);
/* Records of NDJSON without answers, with ids from p0 on. */
char *invent_ids(uint32_t count);

#endif
