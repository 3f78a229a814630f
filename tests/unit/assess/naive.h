/* A second, naive implementation of deciding, for comparison: random small questionnaires as trees
 * of our own, printed as YAML, and decided by enumerating every completion. It shares no code with
 * src/expr and src/assess. */
#ifndef IOPFIT_TESTS_NAIVE_H
#define IOPFIT_TESTS_NAIVE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* A generator of random numbers with a known sequence (splitmix64). */
struct random {
    uint64_t state;
};
uint64_t random_next(struct random *random);
uint32_t random_below(struct random *random, uint32_t bound);
bool random_chance(struct random *random, uint32_t percent);

enum {
    NAIVE_QUESTIONS = 6,
    NAIVE_VALUES = 16, /* values of one question */
    NAIVE_FACTS = 3,
    NAIVE_RULES = 7,
    NAIVE_GUARANTEES = 2,
    NAIVE_OUTCOMES = 6,
    NAIVE_NODES = 1500,
    NAIVE_COMPLETIONS = 4096
};

enum naive_type { NAIVE_YES_NO, NAIVE_CHOICE, NAIVE_MULTIPLE, NAIVE_INTEGER, NAIVE_NUMBER };

/* A concrete value: truth, option, mask of options or integer; numbers count in halves. */
struct naive_question {
    enum naive_type type;
    int options; /* of choices */
    int points[4];
    int min, max;
    int value_count;
    int64_t values[NAIVE_VALUES]; /* its whole domain, or one of each class */
    int ask_if;                   /* node, -1: always asked */
    int64_t otherwise;
    bool rising;
    int except; /* node, -1: none */
};

struct naive_node {
    int kind;
    int a, b, c;
    int64_t number;
};

/* For whom [when] holds, the outcome is one of [allowed]. */
struct naive_guarantee {
    int when; /* node */
    bool is_never;
    unsigned allowed;
};

struct naive {
    struct naive_question questions[NAIVE_QUESTIONS];
    int question_count;
    int facts[NAIVE_FACTS]; /* nodes */
    bool fact_is_truth[NAIVE_FACTS];
    int fact_count;
    int rules[NAIVE_RULES];
    int rule_outcomes[NAIVE_RULES];
    int rule_count;
    struct naive_guarantee guarantees[NAIVE_GUARANTEES];
    int guarantee_count;
    int outcome_count;
    int start;
    int undetermined;
    int urgent; /* outcome, -1: none */
    struct naive_node nodes[NAIVE_NODES];
    int node_count;
};

/* A random questionnaire whose completions can be enumerated. */
void naive_make(struct naive *naive, struct random *random);
/* Adds what it promises: concern that rises, exceptions to it, guarantees. */
void naive_promise(struct naive *naive, struct random *random);
/* A further random condition (or whole number) over its questions and facts. */
int naive_expression(struct naive *naive, struct random *random, bool truth);
void naive_print(FILE *out, const struct naive *naive);
void naive_print_node(FILE *out, const struct naive *naive, int node);

/* All of one completion: raw[i] is the raw value of question i. */
struct naive_result {
    int64_t values[NAIVE_QUESTIONS]; /* as they count */
    int64_t facts[NAIVE_FACTS];
    bool rules[NAIVE_RULES];
    int outcome;
};
void naive_decide(const struct naive *naive, const int64_t *raw, struct naive_result *ret);
int64_t naive_evaluate(const struct naive *naive, int node, const struct naive_result *result);

#endif
