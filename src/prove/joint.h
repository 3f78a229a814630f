/* Two versions of a questionnaire over the same answers: which question, choice, outcome and rule of
 * the one is which of the other, and one set of answers for both. Not for comparing what they decide
 * (diff.h).
 *
 * Joint questions are the questions of the old version, then those that only the new one asks. A
 * question that both ask has the answers that both take: the choices that both offer, the numbers in
 * both ranges; of a multiple choice, all options of either, of which each version sees its own. A
 * question that only one asks, or that has another type in the other, is a question of that version
 * alone. Text questions decide nothing and are left out. */
#ifndef IOPFIT_PROVE_JOINT_H
#define IOPFIT_PROVE_JOINT_H

#include "answers/answers.h"
#include "questionnaire/questionnaire.h"

enum side { SIDE_OLD, SIDE_NEW };
enum { SIDES = 2 };

/* "OLD=NEW": something that has another id in the new version. */
struct renaming {
    struct text question; /* of a choice; else empty */
    struct text from, to;
};
/* Reads `OLD=NEW` or `QUESTION.OLD=NEW`; false where it is neither. */
bool renaming_parse(struct text text, struct renaming *ret);

struct joint {
    const struct questionnaire *sides[SIDES];
    /* The joint questions, for code that walks over questions and their answers. Nothing else of a
     * questionnaire is filled in. */
    struct questionnaire answered;
    uint32_t
        *questions[SIDES];     /* by joint question: its number there; NAME_NONE: not asked there */
    uint32_t **options[SIDES]; /* by joint question and joint option: its number there; NAME_NONE */
    bool *retyped; /* by question of the new version: the old one asks it with another type (or with
                      no answer that both take) */
    uint32_t *old_outcomes; /* by outcome of the new version: its number in the old; NAME_NONE */
    uint32_t *old_rules;    /* by rule of the new version: its number in the old; NAME_NONE */
};

/* Joins [old] and [later], the new version, in [arena]. [ret_unused] is the first of [renamings] that
 * renames nothing in both; NAME_NONE. False, with a message, when memory is used up. */
ATTR_MUST_USE bool joint_make(const struct questionnaire *old, const struct questionnaire *later,
                              const struct renaming *renamings, uint32_t renaming_count,
                              struct arena *arena, struct joint *ret, uint32_t *ret_unused,
                              struct diags *diags);

/* Joint [answers] as those of [side]: one for each of its questions into [ret]. */
void joint_split(const struct joint *joint, const struct answer *answers, enum side side,
                 struct answer *ret);
/* Answers to the old version as answers to the new one. Returns how many could not be carried over:
 * given to a question or with a choice or number that the new one does not have; they are missing. */
uint32_t joint_carry(const struct joint *joint, const struct answer *answers, struct answer *ret);

/* Whether outcome [old] and outcome [later] are the same one, with the same recommendation. */
bool joint_same_outcome(const struct joint *joint, uint32_t old, uint32_t later);

#endif
