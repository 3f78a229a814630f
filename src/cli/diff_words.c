/* What differs between two versions and can be read off the files: added and removed questions and
 * choices, conditions with another text, and what is only worded differently. Not for what they
 * decide (prove/diff.c), nor for rules, which are compared there. */
#include "cli/diff.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct finding_differences {
    const struct joint *joint;
    struct arena *arena;
    struct differences *differences;
};

static const char *format(struct finding_differences *finding, const char *format, ...)
    ATTR_PRINTF(2, 3);
static const char *format(struct finding_differences *finding, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = length < 0 ? NULL : arena_alloc(finding->arena, (size_t)length + 1);
    if (text == NULL) {
        finding->differences->exhausted = true;
    } else {
        vsnprintf(text, (size_t)length + 1, format, again);
    }
    va_end(again);
    return text == NULL ? "" : text;
}

static void add(struct finding_differences *finding, enum difference_kind kind, const char *what,
                const char *was, const char *is)
{
    struct differences *differences = finding->differences;
    struct difference *list = list_reserve(finding->arena, differences->list, differences->count,
                                           &differences->capacity, sizeof *list);
    if (list == NULL) {
        differences->exhausted = true;
        return;
    }
    differences->list = list;
    list[differences->count++] = (struct difference){kind, what, was, is};
}

/* ---- Conditions ------------------------------------------------------------------------------ */

/* A condition in its canonical form; "always" for none. */
static const char *condition_text(struct finding_differences *finding, const struct expr *expr)
{
    char *buffer = NULL;
    size_t length = 0;
    if (expr == NULL) {
        return "always";
    }
    FILE *out = open_memstream(&buffer, &length);
    if (out == NULL) {
        finding->differences->exhausted = true;
        return "";
    }
    expr_print(out, expr);
    const char *text = "";
    if (fclose(out) == 0) {
        text = format(finding, "%s", buffer);
    } else {
        finding->differences->exhausted = true;
    }
    free(buffer);
    return text;
}

static void compare_conditions(struct finding_differences *finding, enum difference_kind kind,
                               const char *what, const struct expr *old, const struct expr *later)
{
    const char *was = condition_text(finding, old);
    const char *is = condition_text(finding, later);
    if (strcmp(was, is) != 0) {
        add(finding, kind, what, was, is);
    }
}

/* ---- Words ----------------------------------------------------------------------------------- */

/* Names of what is worded differently in one thing: "ask, help". */
struct worded {
    struct finding_differences *finding;
    const char *names;
};

static void compare_words(struct worded *worded, const char *name, struct text old,
                          struct text later)
{
    if (!text_equal(text_trim(old), text_trim(later))) {
        worded->names =
            worded->names == NULL ? name : format(worded->finding, "%s, %s", worded->names, name);
    }
}

static void end_words(struct worded *worded, const char *of, struct text id)
{
    if (worded->names != NULL) {
        const char *what = id.length == 0 ? format(worded->finding, "%s (%s)", of, worded->names)
                                          : format(worded->finding, "%s " TEXT_FORMAT " (%s)", of,
                                                   TEXT_ARGS(id), worded->names);
        add(worded->finding, DIFFERENCE_WORDS, what, NULL, NULL);
    }
}

/* ---- Questions ------------------------------------------------------------------------------- */

static const char *value_text(struct finding_differences *finding, const struct question *question)
{
    char *buffer = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&buffer, &length);
    if (out == NULL) {
        finding->differences->exhausted = true;
        return "";
    }
    if (question->type == QUESTION_CHOICE) {
        fprintf(out, TEXT_FORMAT,
                TEXT_ARGS(question->choices[__builtin_ctzll(question->otherwise.choices)].id));
    } else {
        question_print_value(out, question, &question->otherwise);
    }
    const char *text = fclose(out) == 0 ? format(finding, "%s", buffer) : "";
    free(buffer);
    return text;
}

static void compare_otherwise(struct finding_differences *finding, const struct question *old,
                              const struct question *later)
{
    if (old->ask_if == NULL || later->ask_if == NULL || old->type == QUESTION_TEXT) {
        return;
    }
    const char *was = value_text(finding, old);
    const char *is = value_text(finding, later);
    if (strcmp(was, is) != 0) {
        add(finding, DIFFERENCE_CONDITION,
            format(finding, "question " TEXT_FORMAT ", `otherwise`", TEXT_ARGS(later->id)), was,
            is);
    }
}

static void compare_ranges(struct finding_differences *finding, const struct question *old,
                           const struct question *later)
{
    if (old->type == QUESTION_INTEGER && (old->min != later->min || old->max != later->max)) {
        add(finding, DIFFERENCE_ANSWERS,
            format(finding,
                   "question " TEXT_FORMAT " takes %" PRId64 " to %" PRId64 ", not %" PRId64
                   " to %" PRId64 " any more (what only one takes is not compared)",
                   TEXT_ARGS(later->id), later->min, later->max, old->min, old->max),
            NULL, NULL);
    }
    if (old->type == QUESTION_NUMBER &&
        (old->number_min != later->number_min || old->number_max != later->number_max)) {
        add(finding, DIFFERENCE_ANSWERS,
            format(finding,
                   "question " TEXT_FORMAT " takes %g to %g, not %g to %g any more (what only "
                   "one takes is not compared)",
                   TEXT_ARGS(later->id), later->number_min, later->number_max, old->number_min,
                   old->number_max),
            NULL, NULL);
    }
}

/* Choice [option] of [question] was added to or removed from a question that both ask. */
static void add_choice(struct finding_differences *finding, const struct question *question,
                       const struct choice *choice, const char *how)
{
    const char *note =
        question->type == QUESTION_CHOICE ? " (answers with it are not compared)" : "";
    add(finding, DIFFERENCE_ANSWERS,
        format(finding, "choice " TEXT_FORMAT "." TEXT_FORMAT " %s%s", TEXT_ARGS(question->id),
               TEXT_ARGS(choice->id), how, note),
        NULL, NULL);
}

/* The joint option that is option [option] of [side]; NAME_NONE. */
static uint32_t joint_option(const struct joint *joint, uint32_t index, enum side side,
                             uint32_t option)
{
    for (uint32_t i = 0; i < joint->answered.questions[index].choice_count; i++) {
        if (joint->options[side][index][i] == option) {
            return i;
        }
    }
    return NAME_NONE;
}

static void compare_choices(struct finding_differences *finding, uint32_t index,
                            const struct question *old, const struct question *later,
                            struct worded *worded)
{
    const struct joint *joint = finding->joint;
    bool is_reordered = false;
    uint32_t last = 0;
    for (uint32_t i = 0; i < old->choice_count; i++) {
        uint32_t there = joint_option(joint, index, SIDE_OLD, i);
        uint32_t number = there == NAME_NONE ? NAME_NONE : joint->options[SIDE_NEW][index][there];
        if (number == NAME_NONE) {
            add_choice(finding, old, &old->choices[i], "removed");
            continue;
        }
        compare_words(worded, "choices", old->choices[i].label, later->choices[number].label);
        is_reordered = is_reordered || number < last;
        last = number;
        if (old->choices[i].points != later->choices[number].points) {
            add(finding, DIFFERENCE_CONDITION,
                format(finding, "choice " TEXT_FORMAT "." TEXT_FORMAT ", `points`",
                       TEXT_ARGS(later->id), TEXT_ARGS(later->choices[number].id)),
                format(finding, "%" PRId64, old->choices[i].points),
                format(finding, "%" PRId64, later->choices[number].points));
        }
    }
    for (uint32_t i = 0; i < later->choice_count; i++) {
        uint32_t there = joint_option(joint, index, SIDE_NEW, i);
        if (there == NAME_NONE || joint->options[SIDE_OLD][index][there] == NAME_NONE) {
            add_choice(finding, later, &later->choices[i], "added");
        }
    }
    if (is_reordered) {
        add(finding, DIFFERENCE_OTHER,
            format(finding, "question " TEXT_FORMAT ": its choices stand in another order",
                   TEXT_ARGS(later->id)),
            NULL, NULL);
    }
}

static void compare_questions(struct finding_differences *finding, uint32_t index,
                              const struct question *old, const struct question *later)
{
    struct worded worded = {.finding = finding};
    compare_words(&worded, "ask", old->ask, later->ask);
    compare_words(&worded, "why", old->why, later->why);
    compare_words(&worded, "help", old->help, later->help);
    compare_words(&worded, "unit", old->unit, later->unit);
    compare_words(&worded, "none_label", old->none_label, later->none_label);
    compare_conditions(finding, DIFFERENCE_CONDITION,
                       format(finding, "question " TEXT_FORMAT ", `ask_if`", TEXT_ARGS(later->id)),
                       old->ask_if, later->ask_if);
    compare_otherwise(finding, old, later);
    if (index != NAME_NONE) {
        compare_ranges(finding, old, later);
        compare_choices(finding, index, old, later, &worded);
    }
    if (old->rising != later->rising) {
        add(finding, DIFFERENCE_OTHER,
            format(finding, "question " TEXT_FORMAT ": its concern is %s", TEXT_ARGS(later->id),
                   later->rising ? "said to be rising" : "not said to be rising any more"),
            NULL, NULL);
    }
    if ((old->advice_for != 0) != (later->advice_for != 0)) {
        add(finding, DIFFERENCE_OTHER,
            format(finding, "question " TEXT_FORMAT ": it is %s for advice", TEXT_ARGS(later->id),
                   later->advice_for != 0 ? "now asked" : "not asked any more"),
            NULL, NULL);
    }
    end_words(&worded, "question", later->id);
}

static void compare_all_questions(struct finding_differences *finding)
{
    const struct joint *joint = finding->joint;
    const struct questionnaire *sides[] = {joint->sides[SIDE_OLD], joint->sides[SIDE_NEW]};
    bool is_reordered = false;
    uint32_t last = 0;
    for (uint32_t i = 0; i < joint->answered.question_count; i++) {
        uint32_t old = joint->questions[SIDE_OLD][i];
        uint32_t later = joint->questions[SIDE_NEW][i];
        if (old != NAME_NONE && later != NAME_NONE) {
            compare_questions(finding, i, &sides[0]->questions[old], &sides[1]->questions[later]);
            is_reordered = is_reordered || later < last;
            last = later;
        } else if (old != NAME_NONE) {
            add(finding, DIFFERENCE_ANSWERS,
                format(finding, "question " TEXT_FORMAT " removed",
                       TEXT_ARGS(sides[0]->questions[old].id)),
                NULL, NULL);
        } else {
            add(finding, DIFFERENCE_ANSWERS,
                format(finding, "question " TEXT_FORMAT " added%s",
                       TEXT_ARGS(sides[1]->questions[later].id),
                       joint->retyped[later] ? " (it takes other answers than the one removed)"
                                             : ""),
                NULL, NULL);
        }
    }
    if (is_reordered) {
        add(finding, DIFFERENCE_OTHER, "the questions stand in another order", NULL, NULL);
    }
}

/* ---- Outcomes, facts, rules, guarantees -------------------------------------------------------- */

static struct text joined_lines(struct finding_differences *finding, const struct outcome *outcome)
{
    const char *lines = "";
    for (uint32_t i = 0; i < outcome->line_count; i++) {
        lines = format(finding, "%s" TEXT_FORMAT "\n", lines, TEXT_ARGS(outcome->lines[i]));
    }
    return text_of(lines);
}

static struct text joined_steps(struct finding_differences *finding, const struct outcome *outcome,
                                bool conditions)
{
    const char *steps = "";
    for (uint32_t i = 0; i < outcome->next_step_count; i++) {
        const struct next_step *step = &outcome->next_steps[i];
        steps = conditions ? format(finding, "%s%s\n", steps, condition_text(finding, step->when))
                           : format(finding, "%s" TEXT_FORMAT "\n", steps, TEXT_ARGS(step->text));
    }
    return text_of(steps);
}

static void compare_outcomes(struct finding_differences *finding, const struct outcome *old,
                             const struct outcome *later)
{
    struct worded worded = {.finding = finding};
    compare_words(&worded, "title", old->title, later->title);
    compare_words(&worded, "message", old->message, later->message);
    compare_words(&worded, "lines", joined_lines(finding, old), joined_lines(finding, later));
    compare_words(&worded, "next_steps", joined_steps(finding, old, false),
                  joined_steps(finding, later, false));
    end_words(&worded, "outcome", later->id);
    if (!text_equal(joined_steps(finding, old, true), joined_steps(finding, later, true))) {
        add(finding, DIFFERENCE_OTHER,
            format(finding, "outcome " TEXT_FORMAT ": its next steps are shown to others",
                   TEXT_ARGS(later->id)),
            NULL, NULL);
    }
    if (old->urgent != later->urgent) {
        add(finding, DIFFERENCE_OTHER,
            format(finding, "outcome " TEXT_FORMAT ": it is %s", TEXT_ARGS(later->id),
                   later->urgent ? "now urgent" : "not urgent any more"),
            NULL, NULL);
    }
    if (old->recommendation != later->recommendation) {
        add(finding, DIFFERENCE_OTHER,
            format(finding, "outcome " TEXT_FORMAT ": it recommends %s, not %s any more",
                   TEXT_ARGS(later->id), recommendation_name(later->recommendation),
                   recommendation_name(old->recommendation)),
            NULL, NULL);
    }
}

static void compare_all_outcomes(struct finding_differences *finding)
{
    const struct joint *joint = finding->joint;
    const struct questionnaire *old = joint->sides[SIDE_OLD];
    const struct questionnaire *later = joint->sides[SIDE_NEW];
    for (uint32_t i = 0; i < old->outcome_count; i++) {
        bool is_there = false;
        for (uint32_t j = 0; j < later->outcome_count && !is_there; j++) {
            is_there = joint->old_outcomes[j] == i;
        }
        if (!is_there) {
            add(finding, DIFFERENCE_OTHER,
                format(finding, "outcome " TEXT_FORMAT " removed", TEXT_ARGS(old->outcomes[i].id)),
                NULL, NULL);
        }
    }
    for (uint32_t j = 0; j < later->outcome_count; j++) {
        if (joint->old_outcomes[j] != NAME_NONE) {
            compare_outcomes(finding, &old->outcomes[joint->old_outcomes[j]], &later->outcomes[j]);
        } else {
            add(finding, DIFFERENCE_OTHER,
                format(finding, "outcome " TEXT_FORMAT " added", TEXT_ARGS(later->outcomes[j].id)),
                NULL, NULL);
        }
    }
}

/* Facts have no ids that matter to anyone but rules: those with the same id are compared. */
static void compare_all_facts(struct finding_differences *finding)
{
    const struct questionnaire *old = finding->joint->sides[SIDE_OLD];
    const struct questionnaire *later = finding->joint->sides[SIDE_NEW];
    for (uint32_t i = 0; i < later->fact_count; i++) {
        for (uint32_t j = 0; j < old->fact_count; j++) {
            if (text_equal(old->facts[j].id, later->facts[i].id)) {
                struct worded worded = {.finding = finding};
                compare_words(&worded, "means", old->facts[j].means, later->facts[i].means);
                end_words(&worded, "fact", later->facts[i].id);
                compare_conditions(
                    finding, DIFFERENCE_CONDITION,
                    format(finding, "fact " TEXT_FORMAT, TEXT_ARGS(later->facts[i].id)),
                    old->facts[j].is, later->facts[i].is);
            }
        }
    }
}

static void compare_all_rules(struct finding_differences *finding)
{
    const struct joint *joint = finding->joint;
    for (uint32_t i = 0; i < joint->sides[SIDE_NEW]->rule_count; i++) {
        if (joint->old_rules[i] == NAME_NONE) {
            continue;
        }
        const struct rule *old = &joint->sides[SIDE_OLD]->rules[joint->old_rules[i]];
        const struct rule *later = &joint->sides[SIDE_NEW]->rules[i];
        struct worded worded = {.finding = finding};
        compare_words(&worded, "because", old->because, later->because);
        compare_words(&worded, "note", old->note, later->note);
        compare_words(&worded, "source", old->source, later->source);
        end_words(&worded, "rule", later->id);
        if (old->is_private != later->is_private) {
            add(finding, DIFFERENCE_OTHER,
                format(finding, "rule " TEXT_FORMAT ": its reason is %s", TEXT_ARGS(later->id),
                       later->is_private ? "now private" : "not private any more"),
                NULL, NULL);
        }
    }
}

/* What is promised is for `check`: here only that it is another promise. */
static void compare_all_guarantees(struct finding_differences *finding)
{
    const struct questionnaire *sides[] = {finding->joint->sides[SIDE_OLD],
                                           finding->joint->sides[SIDE_NEW]};
    for (int side = 0; side < SIDES; side++) {
        for (uint32_t i = 0; i < sides[side]->guarantee_count; i++) {
            const struct guarantee *guarantee = &sides[side]->guarantees[i];
            bool is_there = false;
            for (uint32_t j = 0; j < sides[1 - side]->guarantee_count && !is_there; j++) {
                const struct guarantee *other = &sides[1 - side]->guarantees[j];
                is_there = text_equal(guarantee->id, other->id) && guarantee->kind == other->kind &&
                           guarantee->allowed == other->allowed &&
                           strcmp(condition_text(finding, guarantee->when),
                                  condition_text(finding, other->when)) == 0;
            }
            if (!is_there) {
                add(finding, DIFFERENCE_OTHER,
                    format(finding, "guarantee " TEXT_FORMAT ": the %s version promises it so",
                           TEXT_ARGS(guarantee->id), side == SIDE_OLD ? "old" : "new"),
                    NULL, NULL);
            }
        }
    }
}

static void compare_rest(struct finding_differences *finding)
{
    const struct questionnaire *old = finding->joint->sides[SIDE_OLD];
    const struct questionnaire *later = finding->joint->sides[SIDE_NEW];
    struct worded worded = {.finding = finding};
    compare_words(&worded, "title", old->title, later->title);
    compare_words(&worded, "intro", old->intro, later->intro);
    compare_words(&worded, "facility", old->facility.name, later->facility.name);
    compare_words(&worded, "phone", old->facility.phone, later->facility.phone);
    compare_words(&worded, "address", old->facility.address, later->facility.address);
    for (uint32_t i = 0; i < later->section_count && i < old->section_count; i++) {
        struct text id = later->sections[i].id;
        struct worded section = {.finding = finding};
        compare_words(&section, "id", old->sections[i].id, id);
        compare_words(&section, "title", old->sections[i].title, later->sections[i].title);
        compare_words(&section, "intro", old->sections[i].intro, later->sections[i].intro);
        end_words(&section, "section", id);
    }
    end_words(&worded, "the questionnaire", (struct text){"", 0});
}

static int compare_kinds(const struct difference *a, const struct difference *b)
{
    return (int)a->kind - (int)b->kind;
}

/* Insertion keeps the order of the files within a kind. */
static void sort_by_kind(struct differences *differences)
{
    for (uint32_t i = 1; i < differences->count; i++) {
        struct difference moved = differences->list[i];
        uint32_t j = i;
        while (j > 0 && compare_kinds(&differences->list[j - 1], &moved) > 0) {
            differences->list[j] = differences->list[j - 1];
            j--;
        }
        differences->list[j] = moved;
    }
}

bool differences_find(const struct joint *joint, struct arena *arena, struct differences *ret,
                      struct diags *diags)
{
    *ret = (struct differences){0};
    struct finding_differences finding = {.joint = joint, .arena = arena, .differences = ret};
    compare_all_questions(&finding);
    compare_all_outcomes(&finding);
    compare_all_facts(&finding);
    compare_all_rules(&finding);
    compare_all_guarantees(&finding);
    compare_rest(&finding);
    if (ret->exhausted) {
        return diag_out_of_memory(diags);
    }
    sort_by_kind(ret);
    return true;
}
