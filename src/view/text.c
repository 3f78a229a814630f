/* A result as text for the person it is about. Not for staff who ask how it came about: that is
 * explain.c. What is said here is chosen with care: no diagnosis, never that no treatment is
 * needed, and the phone lines of an urgent outcome before any other text. */
#include "view/page.h"
#include "view/view.h"

#include "base/message.h"
#include "base/wrap.h"

/* A person reads a few reasons; staff see all of them. */
#define MOST_REASONS 5u
#define MOST_ANSWERS 3u
#define MOST_OPTIONS 3u /* of a multiple choice */

/* ---- Urgent ------------------------------------------------------------------------------------
 */

static bool line_is_new(const struct view_result *result, uint32_t outcome, uint32_t line)
{
    const struct questionnaire *questionnaire = result->questionnaire;
    struct text text = questionnaire->outcomes[outcome].lines[line];
    for (uint32_t i = questionnaire->outcome_count; i-- > outcome;) {
        const struct outcome *other = &questionnaire->outcomes[i];
        if (!other->urgent || (result->assessment->possible >> i & 1) == 0) {
            continue;
        }
        uint32_t end = i == outcome ? line : other->line_count;
        for (uint32_t j = 0; j < end; j++) {
            if (text_equal(other->lines[j], text)) {
                return false;
            }
        }
    }
    return true;
}

void view_urgent_lines(FILE *out, const struct view_result *result, struct view_style style)
{
    const struct questionnaire *questionnaire = result->questionnaire;
    for (uint32_t i = questionnaire->outcome_count; i-- > 0;) {
        const struct outcome *outcome = &questionnaire->outcomes[i];
        if (!outcome->urgent || (result->assessment->possible >> i & 1) == 0) {
            continue;
        }
        for (uint32_t j = 0; j < outcome->line_count; j++) {
            if (line_is_new(result, i, j)) {
                wrap_text(out, outcome->lines[j], style.width, "- ");
            }
        }
    }
}

/* ---- Why ----------------------------------------------------------------------------------------
 */

static bool has_answer(const struct page *page, uint32_t question)
{
    return page->result->record->answers[question].state == ANSWER_GIVEN &&
           page->result->assessment->applies[question] != TRUTH_FALSE;
}

/* The person's own answers that made the rule hold, the first that the rule names; each once, under
 * the first reason that it belongs to. Staff see all of them. [told] notes which count, and which of
 * them were shown. */
enum telling { TOLD_NOT, TOLD_COUNTS, TOLD_SHOWN };

/* A question with the person's answer. Of many options a person reads the first few: all of them
 * would bury what stands around them. Staff see all. */
static void write_answer(struct page *page, uint32_t index)
{
    const struct question *question = &page->result->questionnaire->questions[index];
    struct value value = page->result->record->answers[index].value;
    struct text ask = text_trim(question->ask);
    uint32_t left = 0;
    if (question->type == QUESTION_MULTIPLE && !page->style.for_staff) {
        uint64_t rest = value.set.in;
        for (uint32_t i = 0; i < MOST_OPTIONS; i++) {
            rest &= rest - 1; /* without its first member */
        }
        const struct value first = value_set(value.set.in ^ rest);
        for (; rest != 0; rest &= rest - 1) {
            left++;
        }
        left = left > 1 ? left : 0; /* one more is shown at once */
        value = left > 0 ? first : value;
    }
    struct text shown = page_value(page, question, &value);
    if (left > 0) {
        page_write(page, "      ", TEXT_FORMAT " " TEXT_FORMAT "; and %u more", TEXT_ARGS(ask),
                   TEXT_ARGS(shown), left);
    } else {
        page_write(page, "      ", TEXT_FORMAT " " TEXT_FORMAT, TEXT_ARGS(ask), TEXT_ARGS(shown));
    }
}

static void write_answers(struct page *page, const struct rule *rule, enum telling *told)
{
    struct explanation why = page_explain(page, rule->when);
    uint32_t most = page->style.for_staff ? why.question_count : MOST_ANSWERS;
    uint32_t count = 0;
    for (uint32_t i = 0; i < why.question_count; i++) {
        uint32_t index = why.questions[i];
        if (!has_answer(page, index)) {
            continue;
        }
        count++;
        if (told[index] == TOLD_NOT) {
            told[index] = TOLD_COUNTS;
        }
        if (count > most || (told[index] == TOLD_SHOWN && !page->style.for_staff)) {
            continue;
        }
        write_answer(page, index);
        told[index] = TOLD_SHOWN;
    }
}

/* The answers behind the reasons that were not shown, in one line. */
static void write_count(struct page *page, const enum telling *told)
{
    uint32_t left = 0;
    for (uint32_t i = 0; i < page->result->questionnaire->question_count; i++) {
        left += told[i] == TOLD_COUNTS;
    }
    if (left > 0) {
        page_write(page, "  ",
                   message_counted(page->result->questionnaire->language,
                                   "%u more of your answers stands behind this.",
                                   "%u more of your answers stand behind this.", left),
                   left);
    }
}

static void write_reason(struct page *page, const struct rule *rule, enum telling *told)
{
    page_write(page, "  - ", TEXT_FORMAT, TEXT_ARGS(rule->because));
    if (page->style.for_staff) {
        page_write(page, "    ", "[" TEXT_FORMAT "]%s" TEXT_FORMAT "%s", TEXT_ARGS(rule->id),
                   rule->note.length > 0 ? " " : "", TEXT_ARGS(rule->note),
                   rule->is_private ? page_says(page, " (private)") : "");
    }
    write_answers(page, rule, told);
}

/* The reasons that the result names; those of private rules as one neutral line. */
static void write_reasons(struct page *page)
{
    const struct view_result *result = page->result;
    uint32_t most = page->style.for_staff ? UINT32_MAX : MOST_REASONS;
    uint32_t shown = 0;
    uint32_t left = 0;
    bool kept_private = false;
    enum telling *told =
        arena_array(page->scratch, result->questionnaire->question_count, sizeof *told);
    if (told == NULL) {
        page->failed = true;
        return;
    }
    for (uint32_t i = 0; i < result->questionnaire->rule_count; i++) {
        const struct rule *rule = &result->questionnaire->rules[i];
        if (!assessment_names_rule(result->plan, result->assessment, i)) {
            continue;
        }
        bool hide = rule->is_private && !page->style.for_staff;
        if (hide && kept_private) {
            continue;
        }
        if (shown == most) {
            left++;
            continue;
        }
        shown++;
        if (hide) {
            page_write(page, "  - ", "The staff would like to go over this with you.");
            kept_private = true;
        } else {
            write_reason(page, rule, told);
        }
    }
    if (left > 0) {
        page_write(page, "  - ", "and %u more, which staff can show you", left);
    }
    write_count(page, told);
}

/* Whether the result names rules, and whether they are the ones that call for its outcome. */
enum naming { NAMES_NONE, NAMES_OTHERS, NAMES_CALLERS };

static enum naming naming_of(const struct view_result *result)
{
    enum naming naming = NAMES_NONE;
    for (uint32_t i = 0; i < result->questionnaire->rule_count; i++) {
        if (assessment_names_rule(result->plan, result->assessment, i)) {
            naming = result->questionnaire->rules[i].outcome == result->assessment->outcome
                         ? NAMES_CALLERS
                         : NAMES_OTHERS;
        }
    }
    return naming;
}

static void write_why(struct page *page)
{
    const struct assessment *assessment = page->result->assessment;
    enum naming naming = naming_of(page->result);
    page_heading(page, "Why");
    if (naming == NAMES_CALLERS) {
        write_reasons(page);
    } else if (assessment->open_count > 0) {
        page_write(page, "  - ",
                   "Some answers are missing that could lead to another recommendation. We do not "
                   "guess: a person should look at this with you.");
    } else {
        page_write(page, "  - ", "None of your answers points to another recommendation.");
    }
    if (naming == NAMES_OTHERS) {
        page_heading(page, "What your answers already show");
        write_reasons(page);
    }
}

/* ---- What is open, and what to do next ----------------------------------------------------------
 */

static void write_open(struct page *page)
{
    const struct view_result *result = page->result;
    if (result->assessment->open_count == 0) {
        return;
    }
    page_heading(page, "Still open");
    for (uint32_t i = 0; i < result->assessment->open_count; i++) {
        const struct open_question *open = &result->assessment->open[i];
        const struct question *question = &result->questionnaire->questions[open->question];
        const struct outcome *outcome = &result->questionnaire->outcomes[open->outcome];
        struct text value = page_value(page, question, &open->answer);
        page_write(page, "  - ", TEXT_FORMAT, TEXT_ARGS(question->ask));
        if (result->record->answers[open->question].state == ANSWER_DECLINED) {
            page_write(page, "      ", "You preferred not to say.");
        } else if (result->record->answers[open->question].state == ANSWER_UNSURE) {
            page_write(page, "      ", "You were not sure.");
        }
        if (!page->style.for_staff) { /* nobody is to answer for a result */
            continue;
        }
        page_write(page, "      ", "For example, \"" TEXT_FORMAT "\" could lead to: " TEXT_FORMAT,
                   TEXT_ARGS(value), TEXT_ARGS(outcome->title));
    }
    if (!result->assessment->exact) {
        page_write(page, "  ",
                   "There were too many ways to fill in the missing answers to look at every one, "
                   "so this list may be longer than it needs to be.");
    }
}

/* Returns how many there were. */
static uint32_t write_next_steps(struct page *page, const struct outcome *outcome)
{
    uint32_t number = 0;
    for (uint32_t i = 0; i < outcome->next_step_count; i++) {
        const struct next_step *step = &outcome->next_steps[i];
        if (step->when != NULL && !page_holds(page, step->when)) {
            continue;
        }
        if (number == 0) {
            page_heading(page, "Next steps");
        }
        number++;
        char lead[16];
        snprintf(lead, sizeof lead, "%3u. ", number);
        page_write(page, lead, TEXT_FORMAT, TEXT_ARGS(step->text));
    }
    return number;
}

/* Answers that were given and do not count are said, so that nobody thinks they were weighed. */
static void write_surplus(struct page *page)
{
    const struct view_result *result = page->result;
    if (result->assessment->surplus_count == 0) {
        return;
    }
    page_heading(page, "Answers that did not count");
    for (uint32_t i = 0; i < result->assessment->surplus_count; i++) {
        uint32_t index = result->assessment->surplus[i];
        const struct question *question = &result->questionnaire->questions[index];
        struct text value = page_value(page, question, &result->record->answers[index].value);
        page_write(page, "  - ", TEXT_FORMAT " " TEXT_FORMAT, TEXT_ARGS(text_trim(question->ask)),
                   TEXT_ARGS(value));
    }
    page_write(page, "  ",
               "The other answers say that this does not apply. If they are wrong, so may the "
               "recommendation be: please look at it with staff.");
}

/* The phone lines once more, where they are still on the screen when the text has scrolled by. */
static void write_urgent_end(struct page *page, const struct outcome *outcome)
{
    if (outcome->urgent) {
        page_heading(page, "Get help now");
        view_urgent_lines(page->out, page->result, page->style);
    }
}

static void write_facility(struct page *page)
{
    const struct facility *facility = &page->result->questionnaire->facility;
    page_gap(page);
    page_write(page, "", TEXT_FORMAT, TEXT_ARGS(facility->name));
    page_write(page, "", TEXT_FORMAT, TEXT_ARGS(facility->phone));
    page_write(page, "", TEXT_FORMAT, TEXT_ARGS(facility->address));
}

static void write_footer(struct page *page)
{
    const struct view_result *result = page->result;
    write_facility(page);
    page_gap(page);
    page_write(page, "",
               "This is a guide for a first conversation. It is not a diagnosis, and it does not "
               "replace the judgement of a clinician.");
    page_write(page, "",
               "Confidential health information: only for the person it is about and for those who "
               "care for them.");
    fputs(page_says(page, "Questionnaire "), page->out);
    view_questionnaire_name(page->out, result->questionnaire);
    if (result->record->has_id) {
        fputs(page_says(page, ", record "), page->out);
        write_plain(page->out, result->record->id);
    }
    fputc('\n', page->out);
}

/* What is urgent comes before what is recommended, or the one would seem to deny the other. */
static void write_recommendation(struct page *page, const struct outcome *outcome)
{
    struct text title = text_of(
        recommendation_title(outcome->recommendation, page->result->questionnaire->language));
    if (outcome->urgent) {
        page_write(page, "", TEXT_FORMAT, TEXT_ARGS(outcome->title));
        page_write(page, "", "Recommendation: " TEXT_FORMAT ", now", TEXT_ARGS(title));
        return;
    }
    page_write(page, "", "Recommendation: " TEXT_FORMAT, TEXT_ARGS(title));
    if (!text_equal(title, text_trim(outcome->title))) {
        page_write(page, "", TEXT_FORMAT, TEXT_ARGS(outcome->title));
    }
}

bool view_result_text(FILE *out, const struct view_result *result, struct view_style style,
                      struct arena *scratch, struct diags *diags)
{
    struct page page = {
        .out = out, .result = result, .style = style, .scratch = scratch, .diags = diags};
    const struct outcome *outcome = &result->questionnaire->outcomes[result->assessment->outcome];
    if (result->assessment->urgent) {
        view_urgent_lines(out, result, style);
        page_gap(&page);
    }
    write_recommendation(&page, outcome);
    if (outcome->message.length > 0) {
        page_gap(&page);
        page_write(&page, "", TEXT_FORMAT, TEXT_ARGS(outcome->message));
    }
    write_why(&page);
    write_open(&page);
    write_surplus(&page);
    (void)write_next_steps(&page, outcome);
    write_footer(&page);
    write_urgent_end(&page, outcome);
    return page_end(&page);
}

bool view_next_steps_text(FILE *out, const struct view_result *result, struct view_style style,
                          struct arena *scratch, struct diags *diags)
{
    struct page page = {
        .out = out, .result = result, .style = style, .scratch = scratch, .diags = diags};
    const struct outcome *outcome = &result->questionnaire->outcomes[result->assessment->outcome];
    if (result->assessment->urgent) {
        view_urgent_lines(out, result, style);
    }
    if (write_next_steps(&page, outcome) == 0) {
        page_heading(&page, "Next steps");
        page_write(&page, "", "Please talk with our staff about what comes next.");
    }
    write_facility(&page);
    return page_end(&page);
}

void view_error_text(FILE *out, const struct record *record, const struct diag *diag,
                     struct view_style style)
{
    if (record->has_id) {
        fputs("Record ", out);
        write_plain(out, record->id);
    } else {
        fputs("A record without an id", out);
    }
    fputs(" cannot be used\n", out);
    wrap_text(out, diag->message, style.width, "  ");
}
