/* Scoring the same text in two ways, for tests that compare them. */
#ifndef TESTS_UNIT_BATCH_BOTH_H
#define TESTS_UNIT_BATCH_BOTH_H

#include "batch/batch.h"

struct way {
    enum batch_format format;
    bool fast;
    unsigned jobs;
};

/* All that came of scoring [text], in one text to be freed: rows, messages, entries, the status. */
char *score_text(const struct questionnaire *questionnaire, const struct plan *plan,
                 struct text text, enum answers_format format, struct way way);

#endif
