/* What the files of `iopfit diff` share: two opened versions, what was found, and the differences of
 * the files that no proof is needed for. Only for them. */
#ifndef IOPFIT_CLI_DIFF_H
#define IOPFIT_CLI_DIFF_H

#include "base/limits.h"
#include "cli/cli.h"
#include "prove/diff.h"

/* ---- Differences that can be read off (diff_words.c) -------------------------------------------- */

enum difference_kind {
    DIFFERENCE_ANSWERS,   /* a question, choice or range that only one version has */
    DIFFERENCE_CONDITION, /* a fact or an ask_if is another one */
    DIFFERENCE_OTHER,     /* what is shown, or asked when, beside the recommendation */
    DIFFERENCE_WORDS      /* only words */
};
enum { DIFFERENCE_KINDS = DIFFERENCE_WORDS + 1 };

struct difference {
    enum difference_kind kind;
    const char *what; /* "question drinks added", "fact heavy" … */
    const char *was;  /* the condition, in its canonical form; NULL: no condition */
    const char *is;
};
struct differences {
    struct difference *list; /* by kind, then in the order of the files */
    uint32_t count;
    uint32_t capacity;
    bool exhausted; /* memory was used up */
};
/* In [arena]. False, with a message, when memory is used up. */
ATTR_MUST_USE bool differences_find(const struct joint *joint, struct arena *arena,
                                    struct differences *ret, struct diags *diags);

/* ---- The report ------------------------------------------------------------------------------ */

/* Real records, by the outcomes that they get: counted, never shown. */
struct diff_counts {
    bool is_there;     /* files of answers were given */
    uint64_t *by_pair; /* old outcome * outcomes of the new version + new outcome */
    uint64_t total;
    uint64_t differing;
    uint64_t bad;  /* could not be read */
    uint64_t lost; /* gave an answer that the new version does not have; there it is missing */
};

struct diff_report {
    struct session sessions[SIDES];
    struct joint joint;
    struct diff diff;
    struct differences differences;
    struct diff_counts counts;
    const char *folder; /* of the witnesses; NULL: none are written */
};

/* The name of a pair, as in the names of its files: "inpatient-talk". In [buffer]. */
enum { PAIR_NAME_ROOM = 2 * LIMIT_ID_BYTES + 2 };
void diff_pair_name(const struct diff_report *report, const struct diff_pair *pair,
                    char buffer[PAIR_NAME_ROOM]);
/* The answers of [pair] as those of [side], and their assessment, in the arena of that session. False
 * with a message when memory is used up. */
ATTR_MUST_USE bool diff_assess_pair(struct diff_report *report, const struct diff_pair *pair,
                                    enum side side, struct answer **ret_answers,
                                    struct assessment *ret);
/* Whether the versions decide the same, as far as is known. */
enum proof diff_verdict(const struct diff_report *report);

/* diff_text.c, diff_json.c. False, with a message, when memory is used up. */
ATTR_MUST_USE bool diff_print_text(FILE *out, struct diff_report *report);
ATTR_MUST_USE bool diff_print_json(FILE *out, struct diff_report *report);

#endif
