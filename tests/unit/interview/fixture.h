/* What the tests of the conversation share: questionnaires that are loaded, lines that are typed,
 * and answers drawn at random. */
#ifndef IOPFIT_TEST_INTERVIEW_FIXTURE_H
#define IOPFIT_TEST_INTERVIEW_FIXTURE_H

#include "base/limits.h"
#include "interview/interview.h"

struct world {
    struct arena arena;
    struct arena messages;
    struct diags diags;
    struct source source;
    const struct questionnaire *questionnaire;
    const struct plan *plan;
};
/* Loads the questionnaire file [path], in its own language. */
void load(struct world *world, const char *path);
void unload(struct world *world);

void start(struct interview *interview, struct world *world, bool all);
/* The id of the question that is asked; "" where none is. */
const char *asked(const struct interview *interview);
/* Types [line], expects [reply], and gives what is said. */
const char *enter(struct interview *interview, const char *line, enum interview_reply reply);
/* Types the lines, each of which must be taken. */
void enter_all(struct interview *interview, const char *const *lines);
/* The id of the outcome that is given at present. */
const char *outcome(const struct interview *interview);

struct dice {
    uint64_t state;
};

uint32_t roll(struct dice *dice, uint32_t sides);
/* An answer to [question] drawn at random. */
struct answer draw(const struct question *question, struct dice *dice);

#endif
