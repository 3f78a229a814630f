/* How a result came about, as text for staff: rules, facts, and the answers behind them. Not for a
 * shared screen: private reasons are shown. */
#include "view/page.h"
#include "view/view.h"

#include "answers/visit.h"
#include "base/wrap.h"

/* One question as the assessment sees it: what was answered, or that it was not. */
static void write_question(struct page *page, uint32_t index)
{
    const struct view_result *result = page->result;
    const struct question *question = &result->questionnaire->questions[index];
    const struct answer *answer = &result->record->answers[index];
    const char *missing = NULL;
    struct text value = {"", 0};
    if (result->assessment->applies[index] == TRUTH_FALSE) {
        missing = "does not apply";
    } else if (answer->state == ANSWER_GIVEN) {
        value = page_value(page, question, &answer->value);
    } else if (answer->state == ANSWER_UNSURE) {
        missing = "not sure";
    } else if (answer->state == ANSWER_DECLINED) {
        missing = "preferred not to say";
    } else {
        missing = "not answered";
    }
    if (missing != NULL) {
        value = text_of(missing);
    }
    page_write(page, "      ", TEXT_FORMAT ": " TEXT_FORMAT " " TEXT_FORMAT "%s",
               TEXT_ARGS(question->id), TEXT_ARGS(text_trim(question->ask)), TEXT_ARGS(value),
               missing == NULL && result->assessment->applies[index] == TRUTH_OPEN
                   ? " (whether it applies is open)"
                   : "");
}

static void write_fact(struct page *page, const char *lead, uint32_t index)
{
    const struct questionnaire *questionnaire = page->result->questionnaire;
    const struct fact *fact = &questionnaire->facts[index];
    struct text value =
        page_notation(page, &fact->is->type,
                      &page->result->assessment->values[questionnaire->question_count + index]);
    if (fact->means.length > 0) {
        page_write(page, lead, TEXT_FORMAT " = " TEXT_FORMAT " (" TEXT_FORMAT ")",
                   TEXT_ARGS(fact->id), TEXT_ARGS(value), TEXT_ARGS(text_trim(fact->means)));
    } else {
        page_write(page, lead, TEXT_FORMAT " = " TEXT_FORMAT, TEXT_ARGS(fact->id),
                   TEXT_ARGS(value));
    }
}

static void write_rule(struct page *page, const struct rule *rule, const char *behind)
{
    const struct questionnaire *questionnaire = page->result->questionnaire;
    page_write(page, "  ", TEXT_FORMAT " calls for " TEXT_FORMAT "%s", TEXT_ARGS(rule->id),
               TEXT_ARGS(questionnaire->outcomes[rule->outcome].id),
               rule->is_private ? " (private)" : "");
    page_write(page, "    ", TEXT_FORMAT, TEXT_ARGS(rule->because));
    if (rule->note.length > 0) {
        page_write(page, "    ", "Note: " TEXT_FORMAT, TEXT_ARGS(rule->note));
    }
    if (rule->source.length > 0) {
        page_write(page, "    ", "Source: " TEXT_FORMAT, TEXT_ARGS(rule->source));
    }
    struct text condition = page_condition(page, rule->when);
    page_write(page, "    ", "When " TEXT_FORMAT, TEXT_ARGS(condition));
    struct explanation why = page_explain(page, rule->when);
    if (why.question_count + why.fact_count > 0) {
        page_write(page, "    ", "%s:", behind);
    }
    for (uint32_t i = 0; i < why.question_count; i++) {
        write_question(page, why.questions[i]);
    }
    for (uint32_t i = 0; i < why.fact_count; i++) {
        write_fact(page, "      ", why.facts[i]);
    }
}

static void write_rules(struct page *page, enum rule_state state, const char *heading,
                        const char *behind)
{
    const struct view_result *result = page->result;
    bool any = false;
    page_heading(page, heading);
    for (uint32_t i = 0; i < result->questionnaire->rule_count; i++) {
        if (result->assessment->rules[i] != state) {
            continue;
        }
        if (any) {
            page_gap(page);
        }
        any = true;
        write_rule(page, &result->questionnaire->rules[i], behind);
    }
    if (!any) {
        page_write(page, "  ", "none");
    }
}

static void write_facts(struct page *page)
{
    const struct questionnaire *questionnaire = page->result->questionnaire;
    if (questionnaire->fact_count == 0) {
        return;
    }
    page_heading(page, "Facts");
    for (uint32_t i = 0; i < questionnaire->fact_count; i++) {
        write_fact(page, "  ", i);
    }
}

static void write_surplus(struct page *page)
{
    const struct view_result *result = page->result;
    if (result->assessment->surplus_count == 0) {
        return;
    }
    page_heading(page, "Answers that do not count");
    for (uint32_t i = 0; i < result->assessment->surplus_count; i++) {
        uint32_t index = result->assessment->surplus[i];
        const struct question *question = &result->questionnaire->questions[index];
        struct text value = page_value(page, question, &result->record->answers[index].value);
        page_write(page, "  - ",
                   TEXT_FORMAT ": " TEXT_FORMAT " was answered, but the question does not apply",
                   TEXT_ARGS(question->id), TEXT_ARGS(value));
    }
}

static void write_open(struct page *page)
{
    const struct view_result *result = page->result;
    if (result->assessment->open_count == 0) {
        return;
    }
    page_heading(page, "Open questions");
    for (uint32_t i = 0; i < result->assessment->open_count; i++) {
        const struct open_question *open = &result->assessment->open[i];
        const struct question *question = &result->questionnaire->questions[open->question];
        struct text value = page_value(page, question, &open->answer);
        page_write(page, "  - ",
                   TEXT_FORMAT ": " TEXT_FORMAT " \"" TEXT_FORMAT "\" could lead to " TEXT_FORMAT,
                   TEXT_ARGS(question->id), TEXT_ARGS(text_trim(question->ask)), TEXT_ARGS(value),
                   TEXT_ARGS(result->questionnaire->outcomes[open->outcome].id));
    }
}

static void write_result(struct page *page)
{
    const struct view_result *result = page->result;
    const struct assessment *assessment = result->assessment;
    const struct outcome *outcome = &result->questionnaire->outcomes[assessment->outcome];
    page_write(page, "", "Outcome: " TEXT_FORMAT ", recommendation: %s, %s%s",
               TEXT_ARGS(outcome->id), recommendation_name(outcome->recommendation),
               assessment->certain ? "certain" : "not certain",
               assessment->exact ? "" : ", not worked out exactly");
    if (!assessment->certain) {
        fputs("Possible:", page->out);
        const char *before = " ";
        for (uint32_t i = 0; i < result->questionnaire->outcome_count; i++) {
            if (assessment->possible >> i & 1) {
                fputs(before, page->out);
                write_plain(page->out, result->questionnaire->outcomes[i].id);
                before = ", ";
            }
        }
        page_gap(page);
    }
    page_write(page, "", TEXT_FORMAT, TEXT_ARGS(outcome->title));
}

static struct text or_not_said(struct text text)
{
    return text.length > 0 ? text : TEXT("not said");
}

/* What staff decided instead; the result above stays the program's own. */
static void write_override(struct page *page, const struct visit_words *words)
{
    if (!words->overridden) {
        return;
    }
    bool same = text_is(words->fingerprint, page->result->questionnaire->fingerprint);
    struct text recommendation = or_not_said(words->recommendation);
    struct text reason = or_not_said(words->reason);
    struct text why = or_not_said(words->words);
    struct text harm = or_not_said(words->harm);
    struct text time = or_not_said(words->time);
    struct text fingerprint = or_not_said(words->fingerprint);
    page_heading(page, "What staff decided instead");
    page_write(page, "  ", "Recommendation: " TEXT_FORMAT " (reason: " TEXT_FORMAT ")",
               TEXT_ARGS(recommendation), TEXT_ARGS(reason));
    page_write(page, "  ", "In words: " TEXT_FORMAT, TEXT_ARGS(why));
    page_write(page, "  ", "Harm that could come of it: " TEXT_FORMAT, TEXT_ARGS(harm));
    if (same) {
        page_write(page, "  ", "When: " TEXT_FORMAT, TEXT_ARGS(time));
    } else {
        page_write(page, "  ",
                   "When: " TEXT_FORMAT ", under another questionnaire (" TEXT_FORMAT ")",
                   TEXT_ARGS(time), TEXT_ARGS(fingerprint));
    }
}

static void write_notes(struct page *page, const struct visit_words *words)
{
    if (words->note_count == 0) {
        return;
    }
    page_heading(page, "Notes of staff");
    for (uint32_t i = 0; i < words->note_count; i++) {
        page_write(page, "  - ", TEXT_FORMAT ": " TEXT_FORMAT, TEXT_ARGS(words->notes[i].question),
                   TEXT_ARGS(words->notes[i].text));
    }
}

bool view_explanation_text(FILE *out, const struct view_result *result, const struct why *why,
                           struct view_style style, struct arena *scratch, struct diags *diags)
{
    struct page page = {
        .out = out, .result = result, .style = style, .scratch = scratch, .diags = diags};
    if (result->assessment->urgent) {
        view_urgent_lines(out, result, style);
        page_gap(&page);
    }
    write_result(&page);
    if (result->record->words != NULL) {
        write_override(&page, result->record->words);
        write_notes(&page, result->record->words);
    }
    page_write_reasons(&page, why);
    write_rules(&page, RULE_HOLDS, "Rules that hold", "Because of");
    write_rules(&page, RULE_COULD_HOLD, "Rules that could still hold", "Waits for");
    write_facts(&page);
    write_surplus(&page);
    write_open(&page);
    page_write_alternatives(&page, why);
    page_gap(&page);
    fputs("Questionnaire ", out);
    view_questionnaire_name(out, result->questionnaire);
    if (result->record->has_id) {
        fputs(", record ", out);
        write_plain(out, result->record->id);
    }
    fputc('\n', out);
    return page_end(&page);
}
