/* The shipped questionnaire with its worked examples, and random people drawn around them: for
 * tests and measurements of what the questionnaire does to people. */
#ifndef IOPFIT_TESTS_PEOPLE_H
#define IOPFIT_TESTS_PEOPLE_H

#include "answers/answers.h"
#include "assess/assess.h"
#include "naive.h"

struct people {
    struct arena arena;
    struct arena record_arena;
    struct arena diag_arena;
    struct diags diags;
    struct source source;
    const struct questionnaire *questionnaire;
    const struct plan *plan;
    struct answer *answers;
    struct record *examples; /* the worked examples */
    uint32_t example_count;
};

/* Loads $IOPFIT_SHIPPED and the examples $IOPFIT_EXAMPLES (a pattern); ends the program, with the
 * messages, where that fails. */
struct people *people_load(void);
void people_free(struct people *people);

/* Draws a person into people->answers. Half of them are worked examples with some answers changed,
 * so that every outcome occurs; the others are drawn freely. [known]: percent of answers kept;
 * 100: every question is answered. */
void people_draw(struct people *people, struct random *random, uint32_t known);

/* Assesses people->answers; the result lives until the next call. */
struct assessment people_assess(struct people *people, struct assess_options options);

/* The number of the question [id]; ends the program where there is none. */
uint32_t people_question(const struct people *people, const char *id);

#endif
