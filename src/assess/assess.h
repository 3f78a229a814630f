/* Deciding: from a questionnaire and one person's answers to an assessment: the set of outcomes
 * over all completions, what is open, and why.
 *
 * A completion gives every question a value of its domain (given answers keep theirs); then, in
 * file order, a question whose ask_if is false counts as its `otherwise`. Every rule that holds
 * calls for its outcome; the highest called for wins, else `start`. An assessment is the set of
 * outcomes over all completions; nothing is ever assumed about a missing answer.
 *
 * Exact in two steps: unknown-aware evaluation gives a superset; where that leaves more than one,
 * case-splitting over finite classes of the unknown answers makes it exact, within a budget of
 * steps (LIMIT_STEPS). Past it the superset stands and `exact` is false. */
#ifndef IOPFIT_ASSESS_ASSESS_H
#define IOPFIT_ASSESS_ASSESS_H

#include "answers/answers.h"
#include "base/arena.h"
#include "questionnaire/questionnaire.h"

/* What deciding needs beside the questionnaire, worked out once: for each question the classes of
 * its values that no condition can tell apart. */
struct plan;

/* NULL, with a message, when memory is used up. Lives in [arena]. */
const struct plan *plan_make(const struct questionnaire *questionnaire, struct arena *arena,
                             struct diags *diags);

enum rule_state {
    RULE_CANNOT_HOLD, /* in no completion */
    RULE_COULD_HOLD,  /* in some */
    RULE_HOLDS        /* in all */
};

/* A question whose answer can still change the outcome, with an answer that would lead away from
 * the outcome that the assessment gives (in some completion). */
struct open_question {
    uint32_t question;
    struct value answer;
    uint32_t outcome;
};

struct assessment {
    uint64_t possible; /* outcomes, bit = rank */
    uint32_t outcome;
    bool certain;                     /* one outcome is possible */
    bool exact;                       /* the budget sufficed: possible, open and rules are exact */
    bool urgent;                      /* an urgent outcome is possible */
    const struct open_question *open; /* unanswered, in the order of the file */
    uint32_t open_count;
    const enum rule_state *rules; /* by rule */
    /* Questions (as they count: `otherwise` where they do not apply) and facts, by slot; and for
     * each question whether it applies: TRUTH_TRUE, TRUTH_FALSE or TRUTH_OPEN. */
    const struct value *values;
    const enum truth *applies;
    const struct value *traces; /* of all conditions, for explain_condition() only */
    /* Questions that were answered and do not apply: kept, but they do not count. */
    const uint32_t *surplus;
    uint32_t surplus_count;
    uint32_t steps; /* case-splitting steps that were spent */
};

struct assess_options {
    uint32_t step_limit; /* LIMIT_STEPS; smaller in tests */
    bool want_open;      /* work out `open`; else it stays empty */
    bool only_next;      /* with want_open: only the first open question that was not asked yet */
    bool want_rules;     /* work out `rules` exactly; else by evaluation alone */
};
struct assess_options assess_default_options(void);

/* Assesses [answers] (one for each question). All results live in [arena]. False, with a message,
 * only when memory is used up. */
ATTR_MUST_USE bool assess(const struct plan *plan, const struct answer *answers,
                          struct assess_options options, struct arena *arena,
                          struct assessment *ret, struct diags *diags);

/* Whether rule [rule] is one that the result names: it surely holds and calls for the outcome
 * given; where no such rule exists, every rule that surely holds. */
bool assessment_names_rule(const struct plan *plan, const struct assessment *assessment,
                           uint32_t rule);

/* The question that the interview asks next: the first in the author's order that is open, not
 * answered, unsure or declined, and does not certainly not apply; then those that shape the advice
 * for every outcome still possible. [all]: every one that applies or might. NAME_NONE: none. */
uint32_t assess_next_question(const struct plan *plan, const struct assessment *assessment,
                              const struct answer *answers, bool all);

/* ---- Explaining ------------------------------------------------------------------------------ */

/* Why a rule holds, or what it waits for: questions in the order of the rule's text, facts resolved
 * to the questions they read; and the facts themselves. Each once. */
struct explanation {
    const uint32_t *questions;
    uint32_t question_count;
    const uint32_t *facts;
    uint32_t fact_count;
};
/* False, with a message, when memory is used up. */
ATTR_MUST_USE bool explain_condition(const struct plan *plan, const struct assessment *assessment,
                                     const struct expr *condition, struct arena *arena,
                                     struct explanation *ret, struct diags *diags);

/* ---- Evaluating any expression ----------------------------------------------------------------
 */

/* The value of [expr] over all completions of [answers], as narrow as case-splitting can show it:
 * known where all completions agree. Where it is not, the questions that it waits for: those whose
 * answer can change it. False, with a message, when memory is used up. */
struct evaluation {
    struct value value;
    bool exact;
    const uint32_t *waits_for;
    uint32_t waits_for_count;
};
ATTR_MUST_USE bool assess_evaluate(const struct plan *plan, const struct answer *answers,
                                   const struct expr *expr, struct assess_options options,
                                   struct arena *arena, struct evaluation *ret,
                                   struct diags *diags);

/* Warns of each condition that is the same over all completions of no answers, where that could be
 * decided exactly and questionnaire_lint() has not said it in [diags] already. [arena]: scratch. */
void assess_find_constants(const struct plan *plan, const struct questionnaire *questionnaire,
                           struct arena *arena, struct diags *diags);

#endif
