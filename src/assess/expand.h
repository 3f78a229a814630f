/* Records whose completions are looked at. Only for group.c. */
#ifndef IOPFIT_ASSESS_EXPAND_H
#define IOPFIT_ASSESS_EXPAND_H

#include "assess/group.h"
#include "assess/lanes.h"

enum {
    SOLO_LANES = 16384, /* the most completions of one record that are looked at here */
    EXPLORE_BOXES = 2048,
    SHARING = 64, /* records in one run, at most */
    RULE_WORDS = (CIRCUIT_RULES + 63) / 64
};

/* A question of a record that is expanded: every [stride] lanes its answer is of the next of some
 * classes, which stand for all. */
struct axis {
    uint32_t question;
    uint32_t stride;
    uint32_t class_count;
    uint8_t classes[CIRCUIT_CLASSES];
};
enum { AXES = 14 }; /* 2 to the 14th are all lanes there are */

/* A record among the completions. */
struct expanded {
    uint32_t record;
    uint32_t first; /* lane */
    uint32_t count;
    struct axis axes[AXES];
    uint32_t axis_count;
};

/* A leaf that undecided gates hang on. */
struct live {
    uint64_t questions;
    uint32_t *leaves;
    uint32_t leaf_count;
    uint32_t *gates; /* passed */
    uint32_t gate_count;
};

struct group {
    const struct circuit *circuit;
    struct lanes records;
    struct lanes completions;
    struct verdict verdicts[LANES];
    uint16_t *named;                   /* by record: room for all rules */
    uint64_t idle[LANES];              /* by record: questions that certainly do not apply */
    uint64_t waits[LANES][RULE_WORDS]; /* by record: undecided rules that have to be looked at */
    bool *passed;                      /* by gate, while walking */
    struct live live;
    uint8_t (*boxes)[CIRCUIT_QUESTIONS]; /* a search (explore.c) has still to look into them */
    uint8_t *solo;                       /* the level of each completion of one record */
    struct expanded *expanded;
    uint32_t expanded_count;
    uint32_t filled;       /* lanes of completions that are in use */
    uint32_t again[LANES]; /* records of which more rules have to be looked at */
    uint32_t again_count;
};

/* Takes record [record], whose undecided rules are in group->waits. */
void expand_record(struct group *group, uint32_t record);
/* Decides what was taken and not yet decided. */
void expand_finish(struct group *group);

/* ---- For both ways of looking (expand.c, seek.c) ------------------------------------------------
 */

/* Whether a truth value is undecided in lane [lane]. */
bool expand_is_open(const struct lanes *lanes, struct sides sides, uint32_t lane);
/* Finds in group->live what rule [rule], undecided in lane [lane], hangs on. */
void expand_walk(struct group *group, const struct lanes *lanes, uint32_t lane, uint32_t rule);
/* Sets the classes of *axis: one of each that the live leaves of [question] tell apart. */
void expand_join_classes(const struct group *group, uint32_t question, struct axis *axis);
/* The axes of [questions]; [walked]: only classes that live leaves tell apart. False where there are
 * more than SOLO_LANES completions. */
bool expand_axes(const struct group *group, uint64_t questions, bool walked, struct expanded *ret);
/* Lays out [count] completions of the axes from the [from]th on, from lane [first] on. */
void expand_lay_out(struct group *group, const struct expanded *expanded, uint32_t from,
                    uint32_t first, uint32_t count);
/* The unknown questions that the rules which [record] waits for read. */
uint64_t expand_questions(const struct group *group, uint32_t record);
/* Lays out what is known of [record], and the first class of what is not. */
void expand_lay_out_known(struct group *group, uint32_t record, uint32_t first, uint32_t count);
/* After a run: the lanes of each level of outcomes, from the highest down; returns how many levels. */
uint32_t expand_levels(const struct group *group, lane_bits *ret);
/* Notes the levels of the first [count] lanes (rounded up to 64). */
void expand_note_levels(const lane_bits *levels, uint32_t level_count, uint32_t count,
                        uint8_t *ret);
uint32_t expand_outcome_of_level(const struct circuit *circuit, uint32_t level);
/* What remains to be said of [record] once verdict->possible and open are known. [full]: the rules
 * that held in all completions looked at. */
void expand_conclude(struct group *group, uint32_t record, const uint64_t *full);

/* Looks for completions that show all outcomes to be possible, and all questions open, that may be;
 * after walk_all(). False where not all was shown, which proves nothing. */
bool seek_witnesses(struct group *group, uint32_t record);

#endif
