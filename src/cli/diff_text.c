/* What `iopfit diff` found, as text for authors and clinicians. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/wrap.h"
#include "cli/diff.h"
#include "cli/story.h"
#include "prove/sample.h"
#include "view/view.h"

struct telling {
    FILE *out;
    struct diff_report *report;
    unsigned width;
    bool failed; /* memory was used up */
};

/* A formatted text in wrapped lines, the first after [lead]. */
static void say(struct telling *telling, const char *lead, const char *format, ...)
    ATTR_PRINTF(3, 4);
static void say(struct telling *telling, const char *lead, const char *format, ...)
{
    char *text = NULL;
    va_list args;
    va_start(args, format);
    int length = vasprintf(&text, format, args);
    va_end(args);
    if (length < 0) {
        telling->failed = true;
        return;
    }
    wrap_text(telling->out, (struct text){text, (size_t)length}, telling->width, lead);
    free(text);
}

static void heading(struct telling *telling, const char *text)
{
    fprintf(telling->out, "\n%s\n", text);
}

static const struct outcome *outcome_of(const struct telling *telling, enum side side,
                                        uint32_t outcome)
{
    return &telling->report->joint.sides[side]->outcomes[outcome];
}

/* "inpatient becomes talk (recommendation inpatient becomes intake)" in [buffer]. */
enum { CHANGE_ROOM = 2 * LIMIT_ID_BYTES + 100 };
static const char *describe(const struct telling *telling, const uint32_t outcomes[SIDES],
                            char buffer[CHANGE_ROOM])
{
    const struct outcome *old = outcome_of(telling, SIDE_OLD, outcomes[SIDE_OLD]);
    const struct outcome *later = outcome_of(telling, SIDE_NEW, outcomes[SIDE_NEW]);
    int length = snprintf(buffer, CHANGE_ROOM, TEXT_FORMAT " becomes " TEXT_FORMAT,
                          TEXT_ARGS(old->id), TEXT_ARGS(later->id));
    if (old->recommendation == later->recommendation) {
        snprintf(buffer + length, (size_t)(CHANGE_ROOM - length), " (both recommend %s)",
                 recommendation_name(old->recommendation));
    } else {
        snprintf(buffer + length, (size_t)(CHANGE_ROOM - length), " (%s becomes %s)",
                 recommendation_name(old->recommendation),
                 recommendation_name(later->recommendation));
    }
    return buffer;
}

/* 100000 as 100,000. */
static void write_grouped(char *buffer, size_t size, uint64_t number)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%" PRIu64, number);
    size_t at = 0;
    for (int i = 0; i < length && at + 2 < size; i++) {
        if (i > 0 && (length - i) % 3 == 0) {
            buffer[at++] = ',';
        }
        buffer[at++] = digits[i];
    }
    buffer[at] = '\0';
}

/* ---- The verdict ------------------------------------------------------------------------------- */

/* What differs where answers are missing. */
static void tell_partial(struct telling *telling)
{
    const struct diff *diff = &telling->report->diff;
    const struct joint *joint = &telling->report->joint;
    if (!diff->is_undetermined_same) {
        say(telling, "",
            "Answers that leave it open now lead to " TEXT_FORMAT "; before, to " TEXT_FORMAT ".",
            TEXT_ARGS(joint->sides[SIDE_NEW]->outcomes[joint->sides[SIDE_NEW]->undetermined].id),
            TEXT_ARGS(joint->sides[SIDE_OLD]->outcomes[joint->sides[SIDE_OLD]->undetermined].id));
    }
    if (!diff->is_order_same) {
        say(telling, "",
            "The outcomes stand in another order: where answers are missing, another one may be "
            "given.");
    }
}

static void tell_verdict(struct telling *telling)
{
    const struct diff *diff = &telling->report->diff;
    char people[32];
    uint32_t found = 0;
    uint32_t open = 0;
    for (uint32_t i = 0; i < diff->pair_count; i++) {
        found += diff->pairs[i].proof == PROOF_FAILS;
        open += diff->pairs[i].proof == PROOF_OPEN;
    }
    write_grouped(people, sizeof people, diff->people);
    /* What follows is about complete answers; this comes first, where these are the same. */
    bool is_partial_same = diff->is_undetermined_same && diff->is_order_same;
    if (found == 0) {
        tell_partial(telling);
    }
    if (found > 0) {
        say(telling, "", "Some answers get another outcome, in %" PRIu32 " way%s%s.", found,
            found == 1 ? "" : "s",
            !diff->is_proved ? " (tested, not proved: there may be more)"
            : open > 0       ? ""
                             : " (proved: in no other way)");
    } else if (!diff->is_proved) {
        say(telling, "", "No answers of %s random people get another outcome (tested, not proved).",
            people);
    } else if (open == 0) {
        say(telling, "", "The same %sanswers get the same outcome, whatever they are (proved).",
            is_partial_same ? "" : "complete ");
    }
    if (open > 0) {
        say(telling, "",
            "Not decided within the budget: %" PRIu32 " way%s in which outcomes could change.",
            open, open == 1 ? "" : "s");
    }
    if (found > 0) {
        tell_partial(telling);
    }
}

/* ---- Pairs ------------------------------------------------------------------------------------ */

/* That only one version takes [value] as an answer to joint question [index]. */
static const char *taken_by(const struct joint *joint, uint32_t index, const struct value *value)
{
    static const char *const only[SIDES] = {" (only the old version asks it)",
                                            " (only the new version asks it)"};
    static const char *const choice[SIDES] = {" (with a choice that only the old version has)",
                                              " (with a choice that only the new version has)"};
    for (int side = 0; side < SIDES; side++) {
        if (joint->questions[1 - side][index] == NAME_NONE) {
            return only[side];
        }
    }
    const struct question *question = &joint->answered.questions[index];
    for (uint32_t i = 0; question->type == QUESTION_MULTIPLE && i < question->choice_count; i++) {
        for (int side = 0; side < SIDES; side++) {
            if ((value->set.in >> i & 1) != 0 && joint->options[1 - side][index][i] == NAME_NONE) {
                return choice[side];
            }
        }
    }
    return "";
}

static void tell_answers(struct telling *telling, const struct answer *answers)
{
    const struct joint *joint = &telling->report->joint;
    struct diags *diags = &telling->report->sessions[SIDE_NEW].messages.diags;
    uint32_t mild = 0;
    uint32_t withheld = 0;
    for (uint32_t i = 0; i < joint->answered.question_count; i++) {
        const struct question *question = &joint->answered.questions[i];
        if (answers[i].state != ANSWER_GIVEN) {
            withheld++;
        } else if (sample_is_mildest(question, &answers[i].value)) {
            mild++;
        } else {
            say(telling, "    ", TEXT_FORMAT ": " TEXT_FORMAT " %s%s", TEXT_ARGS(question->id),
                TEXT_ARGS(text_trim(question->ask)),
                story_words(diags, question, &answers[i].value),
                taken_by(joint, i, &answers[i].value));
        }
    }
    if (mild > 0) {
        say(telling, "    ", "the mildest answer to %" PRIu32 " other question%s", mild,
            mild == 1 ? "" : "s");
    }
    if (withheld > 0) {
        say(telling, "    ", "whatever the answer to %" PRIu32 " question%s", withheld,
            withheld == 1 ? "" : "s");
    }
}

/* The rules that the result of one version rests on. */
static void tell_rules(struct telling *telling, enum side side, const struct assessment *assessment)
{
    const struct session *session = &telling->report->sessions[side];
    const char *lead = side == SIDE_OLD ? "    old: " : "    new: ";
    bool any = false;
    for (uint32_t i = 0; i < session->questionnaire->rule_count; i++) {
        const struct rule *rule = &session->questionnaire->rules[i];
        if (rule->outcome == assessment->outcome && assessment->rules[i] == RULE_HOLDS) {
            say(telling, lead, "rule " TEXT_FORMAT " calls for " TEXT_FORMAT, TEXT_ARGS(rule->id),
                TEXT_ARGS(session->questionnaire->outcomes[rule->outcome].id));
            any = true;
        }
    }
    if (!any) {
        say(telling, lead, "no rule calls for more than the start outcome, " TEXT_FORMAT,
            TEXT_ARGS(session->questionnaire->outcomes[assessment->outcome].id));
    }
}

static void tell_pair(struct telling *telling, const struct diff_pair *pair)
{
    struct diff_report *report = telling->report;
    char change[CHANGE_ROOM];
    char name[PAIR_NAME_ROOM + 8];
    say(telling, "  ", "%s%s", describe(telling, pair->outcomes, change),
        pair->answers != NULL ? ", as for these answers:" : ": not decided");
    if (pair->answers == NULL) {
        return;
    }
    tell_answers(telling, pair->answers);
    for (int side = 0; side < SIDES; side++) {
        struct answer *answers;
        struct assessment assessment;
        if (!diff_assess_pair(report, pair, (enum side)side, &answers, &assessment)) {
            telling->failed = true;
            return;
        }
        tell_rules(telling, (enum side)side, &assessment);
        if (report->folder != NULL) {
            diff_pair_name(report, pair, name);
            snprintf(name + strlen(name), 8, "-%s", side == SIDE_OLD ? "old" : "new");
            const char *path = story_write_file(&report->sessions[side], report->folder, name,
                                                answers, assessment.outcome);
            if (path != NULL) {
                say(telling, "         ", "answers in %s", path);
            }
        }
    }
}

static void tell_pairs(struct telling *telling)
{
    const struct diff *diff = &telling->report->diff;
    if (diff->pair_count > 0) {
        heading(telling, "Outcomes that change");
    }
    for (uint32_t i = 0; i < diff->pair_count; i++) {
        if (i > 0) {
            fputc('\n', telling->out);
        }
        tell_pair(telling, &diff->pairs[i]);
    }
}

/* ---- Real records ------------------------------------------------------------------------------ */

static void tell_counts(struct telling *telling)
{
    const struct diff_counts *counts = &telling->report->counts;
    const struct joint *joint = &telling->report->joint;
    uint32_t later_count = joint->sides[SIDE_NEW]->outcome_count;
    if (!counts->is_there) {
        return;
    }
    heading(telling, "Records");
    for (uint32_t i = 0; i < joint->sides[SIDE_OLD]->outcome_count; i++) {
        for (uint32_t j = 0; j < later_count; j++) {
            const uint32_t outcomes[SIDES] = {i, j};
            char change[CHANGE_ROOM];
            uint64_t count = counts->by_pair[i * later_count + j];
            if (count > 0 && !joint_same_outcome(joint, i, j)) {
                say(telling, "  ", "%s: %" PRIu64, describe(telling, outcomes, change), count);
            }
        }
    }
    say(telling, "  ", "the same outcome: %" PRIu64 " of %" PRIu64,
        counts->total - counts->differing, counts->total);
    if (counts->lost > 0) {
        say(telling, "  ",
            "with an answer that the new version does not have (there it is missing): %" PRIu64,
            counts->lost);
    }
    if (counts->bad > 0) {
        say(telling, "  ", "not counted, since they could not be read: %" PRIu64, counts->bad);
    }
}

/* ---- Rules and the rest ------------------------------------------------------------------------ */

static const char *part_of(const struct diff_rule *rule)
{
    return rule->idle == PROOF_FAILS   ? "it has a part in a changed outcome"
           : rule->idle == PROOF_HOLDS ? "no outcome changes by it"
                                       : "whether an outcome changes by it is not decided";
}

static char *condition_words(const struct expr *expr)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    if (out == NULL) {
        return NULL;
    }
    expr_print(out, expr);
    if (fclose(out) != 0) {
        free(text);
        return NULL;
    }
    return text;
}

static void tell_condition(struct telling *telling, const char *lead, const struct expr *when)
{
    char *text = condition_words(when);
    if (text == NULL) {
        telling->failed = true;
        return;
    }
    say(telling, lead, "%s", text);
    free(text);
}

static void tell_rule(struct telling *telling, const struct diff_rule *changed)
{
    const struct joint *joint = &telling->report->joint;
    uint32_t numbers[SIDES] = {changed->rules[SIDE_OLD], changed->rules[SIDE_NEW]};
    if (numbers[SIDE_OLD] == NAME_NONE || numbers[SIDE_NEW] == NAME_NONE) {
        enum side side = numbers[SIDE_OLD] == NAME_NONE ? SIDE_NEW : SIDE_OLD;
        const struct rule *rule = &joint->sides[side]->rules[numbers[side]];
        say(telling, "  ", TEXT_FORMAT ", which calls for " TEXT_FORMAT ", %s; %s",
            TEXT_ARGS(rule->id), TEXT_ARGS(joint->sides[side]->outcomes[rule->outcome].id),
            side == SIDE_OLD ? "is removed" : "is added", part_of(changed));
        tell_condition(telling, side == SIDE_OLD ? "    was when " : "    is when ", rule->when);
        return;
    }
    const struct rule *old = &joint->sides[SIDE_OLD]->rules[numbers[SIDE_OLD]];
    const struct rule *later = &joint->sides[SIDE_NEW]->rules[numbers[SIDE_NEW]];
    if (changed->same == PROOF_HOLDS && !changed->is_outcome_changed) {
        say(telling, "  ", TEXT_FORMAT " is written otherwise and holds for the same answers",
            TEXT_ARGS(later->id));
    } else if (changed->is_outcome_changed) {
        say(telling, "  ", TEXT_FORMAT " calls for " TEXT_FORMAT ", not " TEXT_FORMAT "; %s",
            TEXT_ARGS(later->id), TEXT_ARGS(joint->sides[SIDE_NEW]->outcomes[later->outcome].id),
            TEXT_ARGS(joint->sides[SIDE_OLD]->outcomes[old->outcome].id), part_of(changed));
    } else {
        say(telling, "  ", TEXT_FORMAT " %s; %s", TEXT_ARGS(later->id),
            changed->same == PROOF_FAILS
                ? (changed->is_rewritten ? "holds for other answers"
                                         : "holds for other answers, by what it reads")
                : "may hold for other answers",
            part_of(changed));
    }
    if (changed->is_rewritten) {
        tell_condition(telling, "    was when ", old->when);
        tell_condition(telling, "    is when  ", later->when);
    }
}

static void tell_rules_changed(struct telling *telling)
{
    const struct diff *diff = &telling->report->diff;
    if (diff->rule_count > 0) {
        heading(telling, "Rules that change");
    }
    for (uint32_t i = 0; i < diff->rule_count; i++) {
        tell_rule(telling, &diff->rules[i]);
    }
}

static void tell_differences(struct telling *telling)
{
    static const char *const headings[DIFFERENCE_KINDS] = {
        [DIFFERENCE_ANSWERS] = "Questions and answers that only one version has",
        [DIFFERENCE_CONDITION] = "What conditions read",
        [DIFFERENCE_OTHER] = "Other changes",
        [DIFFERENCE_WORDS] = "Only words change",
    };
    const struct differences *differences = &telling->report->differences;
    for (uint32_t i = 0; i < differences->count; i++) {
        const struct difference *difference = &differences->list[i];
        if (i == 0 || differences->list[i - 1].kind != difference->kind) {
            heading(telling, headings[difference->kind]);
        }
        say(telling, "  ", "%s", difference->what);
        if (difference->was != NULL) {
            say(telling, "    was ", "%s", difference->was);
            say(telling, "    is  ", "%s", difference->is);
        }
    }
}

bool diff_print_text(FILE *out, struct diff_report *report)
{
    struct telling telling = {.out = out, .report = report, .width = output_width(out)};
    for (int side = 0; side < SIDES; side++) {
        fputs(side == SIDE_OLD ? "Old: " : "New: ", out);
        view_questionnaire_name(out, report->joint.sides[side]);
        fputc('\n', out);
    }
    tell_verdict(&telling);
    tell_pairs(&telling);
    tell_counts(&telling);
    tell_rules_changed(&telling);
    tell_differences(&telling);
    return !telling.failed || diag_out_of_memory(&report->sessions[SIDE_NEW].messages.diags);
}
