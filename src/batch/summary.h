/* What a run found, in numbers: recommendations, how sure they are, the rules that decided, the questions
 * that most often kept it open, errors by kind. Made from rows, so that it tells of the same whether a
 * run was interrupted or not; shown as text, JSON and a page of HTML. Tells of no single record. */
#ifndef IOPFIT_BATCH_SUMMARY_H
#define IOPFIT_BATCH_SUMMARY_H

#include <stdio.h>

#include "base/arena.h"
#include "base/names.h"
#include "batch/tally.h"

struct summary {
    const struct questionnaire *questionnaire;
    struct tally tally;
    uint64_t rules[LIMIT_RULES];    /* records for which the rule is named */
    uint64_t open[LIMIT_QUESTIONS]; /* records for which the question is open */
    uint64_t codes[CODE_COUNT];     /* records with an error of this kind */
    struct names rule_names;
    struct names question_names;
};

/* NULL when [arena] is used up. */
struct summary *summary_open(const struct questionnaire *questionnaire, struct arena *arena);
/* Counts one row of [questionnaire], with its line end; false where it is none. */
ATTR_MUST_USE bool summary_add(struct summary *summary, enum row_kind kind, struct text row);

/* With bars, in at most [width] columns; at most ten lines of each kind. */
void summary_write_text(FILE *out, const struct summary *summary, unsigned width);
/* An object with everything. */
void summary_write_json(FILE *out, const struct summary *summary);
/* A page that needs nothing else, with bars drawn in SVG. */
void summary_write_html(FILE *out, const struct summary *summary);

#endif
