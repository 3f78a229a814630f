/* What looking for witnesses (seek.c) and searching (explore.c) share. Only for them. */
#ifndef IOPFIT_ASSESS_SEEK_H
#define IOPFIT_ASSESS_SEEK_H

#include "assess/expand.h"

struct seek {
    struct group *group;
    uint32_t record;
    uint64_t unknown;                       /* questions */
    uint64_t live;                          /* those that rules wait for … */
    struct axis choices[CIRCUIT_QUESTIONS]; /* … with one class of each that these tell apart */
    uint64_t allowed[CIRCUIT_QUESTIONS];    /* classes that the choices made so far leave */
    uint64_t touched;                       /* questions that choices were made for */
    uint64_t random;
    uint64_t wanted;           /* questions not yet shown to be open */
    uint64_t possible;         /* outcomes shown to be possible */
    uint64_t full[RULE_WORDS]; /* rules that held in all completions */
    /* The lanes laid out: which question was changed, and the lane it is to be compared with. */
    uint32_t filled;
    uint8_t changed[LANES];
    uint8_t base[LANES];
};

/* Lays out what is known of the record, and nothing else, in the first [count] lanes: of what is known only
 * in the first, since lanes_run() is told that all have the same. */
void seek_lay_out_open(struct seek *seek, uint32_t count);
/* Lays out the completion in which the answer to questions[i] is of classes[i] (or of the first class
 * where that is CLASS_UNKNOWN), and those that differ from it in the answer to [question]. */
void seek_try(struct seek *seek, const uint8_t *questions, const uint8_t *classes, uint32_t count,
              uint32_t question);
/* Reads off what the completions laid out show. */
void seek_run(struct seek *seek);

enum explored {
    EXPLORED_FOUND,
    EXPLORED_NONE, /* there is none */
    EXPLORED_NOT   /* the search was given up */
};
/* Whether some completion has the outcome. */
enum explored explore_outcome(struct seek *seek, uint32_t outcome);
/* Whether [rule] does not hold in some completion. */
enum explored explore_failing(struct seek *seek, uint32_t rule);
/* Whether two completions that differ in the answer to [question] have different outcomes. */
enum explored explore_question(struct seek *seek, uint32_t question);

#endif
