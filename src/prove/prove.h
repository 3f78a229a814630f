/* What holds for every set of answers that anyone could give, complete or not: each property proved,
 * or refuted with answers that show it. The same compiled conditions run in the interview and in
 * scoring. Not for how it is told (cli/), nor for the search (solver.h).
 *
 * Everything is decided for completions, with two values. Why that is enough for partial answers:
 * an assessment of partial answers is the set S of the outcomes of their completions; one member is
 * the outcome given, of several the higher of the lowest member and the undetermined outcome u.
 *
 *   Guarantees (guarantee.h says what they promise of partial answers). Where `when` surely holds, it
 *   holds in every completion, so that all of S is allowed. One member: it is allowed. Several: what
 *   is given is the lowest member, which is allowed, or u, given only because the answers leave it
 *   open. Where `when` merely may hold, it holds in some completion, whose outcome is allowed; if S
 *   has one member, that is the one given, and all outcomes below u are given in that way only.
 *   What this leaves is a `never` that lists u itself: can u be given, undetermined, where `when`
 *   surely holds? If so, then with one answer missing: some completion with a lower outcome than u
 *   must be in the box of completions that the partial answers leave; from there to one with another
 *   outcome lead steps that change one answer each inside the box, on all of which `when` holds; at
 *   the first that changes the outcome, that one question withheld does it. So it is asked directly,
 *   question by question, with `when` holding for each of its answers (PROPERTY_UNDETERMINED).
 *
 *   Monotonicity. If no completion falls when an answer rises, then neither does the lowest nor the
 *   highest member of S: each completion of the one file has its counterpart of the other.
 *
 *   Unknown-safety, the law: withholding an answer gives the same outcome, u, or one above u but not
 *   above the old. Withholding only adds completions, so that S ⊆ S'. If S' has one member, it is
 *   that of S. Else the new outcome is u, or the lowest of S', which is above u and at most the
 *   lowest of S, which is at most the outcome before. This holds of every questionnaire (while
 *   assessments are exact), and takes no solver; tests try it by brute force. */
#ifndef IOPFIT_PROVE_PROVE_H
#define IOPFIT_PROVE_PROVE_H

#include <stdio.h>

#include "assess/assess.h"

enum property {
    PROPERTY_GUARANTEE,    /* subject: guarantee. Refuted: answers that break it */
    PROPERTY_UNDETERMINED, /* subject: guarantee. A `never` of the undetermined outcome holds also
                              where answers are missing. Refuted: answers with one missing */
    PROPERTY_MONOTONE,     /* subject: question of rising concern. Refuted: two sets of answers, of
                              which the one with the more concerning answer has the lower outcome */
    PROPERTY_EXCEPTION,    /* subject: question. Its `except` is needed */
    PROPERTY_PROMISE_LIVE, /* subject: guarantee. Its `when` holds for someone: it promises something */
    PROPERTY_RULE_LIVE,   /* subject: rule. It holds for someone */
    PROPERTY_RULE_SEEN,   /* subject: rule. It holds for someone and no higher one does */
    PROPERTY_RULE_NEEDED, /* subject: rule. Without it, someone's outcome would be another */
    PROPERTY_RULE_APART,  /* subject, other: rules for one outcome. The first does not imply the
                              second; not listed where that holds */
    PROPERTY_ASKED,       /* subject: question. It applies to someone */
    PROPERTY_MATTERS, /* subject: question. Some answer to it changes someone's outcome. Refuted,
                              other: the question of which it only decides whether it is asked, or
                              NAME_NONE */
    PROPERTY_CHOICE,  /* subject: question; other: choice. It and the one before it (multiple:
                              having it or not) lead someone to other outcomes or next steps */
    PROPERTY_REACHED, /* subject: outcome. Someone gets it */
    PROPERTY_STEP,    /* subject: outcome that someone gets; other: next step with a `when`. It is
                         shown to someone. Of the undetermined outcome only refuted where that is sure:
                         where its `when` holds, the outcome is always a higher one */
    PROPERTY_FACT,    /* subject: fact. It is not the same for everyone */
    PROPERTY_WITHHELD /* subject: question; other: outcome. Withholding the answer can change
                              this outcome */
};
enum { PROPERTIES = PROPERTY_WITHHELD + 1 };
/* A name for machines: "guarantee", "monotone" …. */
const char *property_name(enum property property);

enum proof {
    PROOF_HOLDS,
    PROOF_FAILS,
    PROOF_OPEN /* not decided within the budget */
};

/* One property of one subject. */
struct finding {
    enum property property;
    enum proof proof;
    uint32_t subject;
    uint32_t other; /* NAME_NONE where the property has one subject */
    /* What shows that it fails: one answer for each question, made as small as it can be read, and
     * the outcome that they lead to; for monotonicity also the same with the more concerning answer.
     * NULL where nothing can be shown. */
    const struct answer *answers;
    uint32_t outcome;
    const struct answer *worse;
    uint32_t worse_outcome;
};

struct prove_options {
    uint32_t budget; /* conflicts of one query */
    bool want_withheld;
    bool want_details; /* PROPERTY_RULE_NEEDED, PROPERTY_RULE_APART and PROPERTY_CHOICE, too */
    /* NULL, or is told each time that the work goes over to another property, or (PROPERTIES) to what
     * several need: for measurements. MATTERS is said for WITHHELD and MONOTONE for EXCEPTION, too. */
    void (*watch)(void *context, enum property property);
    void *watch_context;
};
struct prove_options prove_default_options(void);

struct proofs {
    bool is_there;                  /* false: built without a prover; nothing else is filled in */
    const struct finding *findings; /* all, those that hold included, by property and subject */
    uint32_t count;
    uint32_t queries;     /* that the solver answered */
    uint32_t loose_count; /* parts of conditions that were too large to be compiled */
};

/* Whether this program was built with a prover. */
bool prove_is_there(void);

/* Proves or refutes everything that the options want. Lives in [arena]. False, with a message, when
 * memory is used up. */
ATTR_MUST_USE bool prove(const struct questionnaire *questionnaire, const struct plan *plan,
                         struct prove_options options, struct arena *arena, struct proofs *ret,
                         struct diags *diags);

/* Writes what is asked of one guarantee (are there complete answers that break it?) as DIMACS, for any
 * solver: it can be satisfied if and only if the guarantee does not hold. Comments say which answer
 * each variable is. Needs no prover. False, with a message, when memory is used up. */
ATTR_MUST_USE bool prove_dump(const struct questionnaire *questionnaire, uint32_t guarantee,
                              FILE *out, struct arena *arena, struct diags *diags);

#endif
