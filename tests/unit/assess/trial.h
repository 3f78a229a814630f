/* One random questionnaire, loaded, with one random record on it: for tests that compare with the
 * naive enumeration. */
#ifndef IOPFIT_TESTS_TRIAL_H
#define IOPFIT_TESTS_TRIAL_H

#include "answers/answers.h"
#include "assess/assess.h"
#include "naive.h"

/* One random questionnaire, loaded, and one random record on it. */
struct trial {
    struct random random;
    struct naive naive;
    struct arena arena; /* of the questionnaire */
    struct arena record_arena;
    struct arena diag_arena;
    struct diags diags;
    char *text;
    const struct questionnaire *questionnaire;
    const struct plan *plan;
    struct answer answers[NAIVE_QUESTIONS];
    int given[NAIVE_QUESTIONS]; /* index of the value, -1: unknown */
};

/* Ends the test: prints [what], [index], the questionnaire and the answers. */
void fail_trial(const struct trial *trial, const char *what, int index);
/* Loads trial->naive. */
void load_trial(struct trial *trial);
void end_trial(struct trial *trial);
struct value value_of(const struct naive_question *question, int64_t raw);
/* Gives [question] its value number [value]; -1: none. */
void set_answer(struct trial *trial, int question, int value);
/* A random record. */
void make_answers(struct trial *trial);

#endif
