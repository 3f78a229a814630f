/* Why this result and not another: the fewest given answers that already force it, and the fewest
 * changes of answers that would lead to each other recommendation. All of it speaks of completions
 * (assess.h), as deciding does, so that a changed answer that opens new questions leads somewhere
 * only where their answers do not matter or are named with it. Not for advice to a person: nobody is
 * told to answer otherwise than is true. */
#ifndef IOPFIT_ASSESS_WHY_H
#define IOPFIT_ASSESS_WHY_H

#include "assess/assess.h"

/* Answers that alone force something, whatever the others are. */
struct reason {
    uint64_t forced; /* the outcomes (bits) that are left; 0: nothing is forced, no reason exists */
    const uint32_t *questions; /* in the order of the file; all of them answered and counting */
    uint32_t count;
    bool smallest; /* no fewer answers force it; else only: none of these can be left out */
};

/* Most answers that are changed at once. */
enum { WHY_MOST_CHANGES = 3 };

enum change_verdict {
    CHANGE_FOUND,
    CHANGE_NONE,        /* none of up to WHY_MOST_CHANGES answers leads there */
    CHANGE_UNREACHABLE, /* no answers at all lead there: no rules call for it in any completion */
    CHANGE_UNDECIDED    /* not found within the budget of steps */
};

struct changed_answer {
    uint32_t question; /* answered otherwise before, or not answered */
    struct value answer;
};

/* The fewest answers that have to be other than they are (or given where they are not). Where the
 * number is the same: fewest answers changed that were given, then no urgent outcome, then the
 * nearest to what was given or the mildest, as far as the budget of steps sufficed to compare. */
struct change {
    enum change_verdict verdict;
    struct changed_answer answers[WHY_MOST_CHANGES]; /* in the order of the file */
    uint32_t count;
};

/* How another recommendation could have come about. */
struct alternative {
    enum recommendation recommendation;
    /* After this change nothing else is possible, whatever is still unknown. */
    struct change surely;
    /* Where [surely] is not found: after this change it is possible, and hangs on answers that are
     * unknown. Found with no answers: it is possible as things are. */
    struct change possibly;
};

enum { WHY_RECOMMENDATIONS = RECOMMEND_INPATIENT + 1 };

struct why {
    /* What forces the outcome: that no other is possible; for an uncertain outcome above the
     * undetermined one, that none below it is. */
    struct reason outcome;
    /* What forces the recommendation: that only outcomes with it are possible. */
    struct reason recommendation;
    /* All recommendations of the questionnaire but the one that is certain; where none is, all. In
     * the order of the enumeration. */
    struct alternative alternatives[WHY_RECOMMENDATIONS];
    uint32_t alternative_count;
};

/* The steps that finding one reason or one change may take. */
enum { WHY_STEPS = 100000 };

/* Works out [ret] for [answers], of which [assessment] is the assessment. [step_limit]: WHY_STEPS;
 * smaller in tests. The result lives in [arena]. False, with a message, only when memory is used
 * up. */
ATTR_MUST_USE bool why_find(const struct plan *plan, const struct answer *answers,
                            const struct assessment *assessment, uint32_t step_limit,
                            struct arena *arena, struct why *ret, struct diags *diags);

/* Whether a rule whose reason is private reads the answer to [question], so that it is not shown on
 * a shared screen as part of a reason. */
bool why_is_private(const struct plan *plan, uint32_t question);

#endif
