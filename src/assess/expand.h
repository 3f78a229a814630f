/* Records whose completions are looked at, several records at once. Only for group.c. */
#ifndef IOPFIT_ASSESS_EXPAND_H
#define IOPFIT_ASSESS_EXPAND_H

#include "assess/group.h"
#include "assess/lanes.h"

/* A question of a record that is expanded: every [stride] lanes its answer is of the next class. */
struct axis {
    uint32_t question;
    uint32_t stride;
    uint32_t class_count;
};
enum { AXES = 8 }; /* 2 to the 8th are all lanes there are */

/* A record among the completions. */
struct expanded {
    uint32_t record;
    uint32_t first; /* lane */
    uint32_t count;
    struct axis axes[AXES];
    uint32_t axis_count;
};

struct group {
    const struct circuit *circuit;
    struct lanes records;
    struct lanes completions;
    struct verdict verdicts[LANES];
    uint16_t *named;              /* by record: room for all rules */
    uint64_t idle[LANES];         /* by record: questions that certainly do not apply */
    uint64_t waits[LANES];        /* by record: what undecided rules that matter read */
    uint64_t skipped[LANE_WORDS]; /* records with other undecided rules, by bit */
    bool *gates;                  /* walks: those that were passed */
    struct expanded expanded[LANES];
    uint32_t expanded_count;
    uint32_t filled; /* lanes of completions that are in use */
};

/* Takes record [record], whose undecided rules wait for [questions]. */
void expand_record(struct group *group, uint32_t record, uint64_t questions);
/* Decides what was taken and not yet decided. */
void expand_finish(struct group *group);

#endif
