/* Why the result is what it is and not another: as text for staff, and as one JSON object. Not for
 * finding it (assess/why.h). What is said is never advice to answer otherwise. */
#include "view/page.h"
#include "view/view.h"

#include <inttypes.h>
#include <stdlib.h>

#include "answers/visit.h"
#include "base/limits.h"

/* ---- Text: the fewest answers ------------------------------------------------------------------ */

static bool is_hidden(const struct page *page, uint32_t question)
{
    return !page->style.for_staff && why_is_private(page->result->plan, question);
}

static void write_answer(struct page *page, uint32_t index, const struct value *answer)
{
    const struct question *question = &page->result->questionnaire->questions[index];
    struct text value = page_value(page, question, answer);
    page_write(page, "      ", TEXT_FORMAT ": " TEXT_FORMAT " " TEXT_FORMAT,
               TEXT_ARGS(question->id), TEXT_ARGS(text_trim(question->ask)), TEXT_ARGS(value));
}

static uint32_t count_given(const struct page *page)
{
    const struct view_result *result = page->result;
    uint32_t count = 0;
    for (uint32_t i = 0; i < result->questionnaire->question_count; i++) {
        count += result->record->answers[i].state == ANSWER_GIVEN;
    }
    return count;
}

/* [what]: "the outcome is talk". */
static void write_reason(struct page *page, const struct reason *reason, const char *what)
{
    uint32_t given = count_given(page);
    uint32_t hidden = 0;
    if (reason->count == 0) {
        page_write(page, "  ", "Whatever is answered, %s.", what);
        return;
    }
    if (reason->count == 1) {
        page_write(page, "  ",
                   "This answer (of %" PRIu32 ") is enough: with it %s, whatever the rest.", given,
                   what);
    } else {
        page_write(page, "  ",
                   "These %" PRIu32 " answers (of %" PRIu32
                   ") are enough: with them %s, whatever the rest. %s",
                   reason->count, given, what,
                   reason->smallest ? "No fewer are."
                                    : "Without any one of them it would not be sure; whether fewer "
                                      "others are enough was not worked out.");
    }
    for (uint32_t i = 0; i < reason->count; i++) {
        uint32_t question = reason->questions[i];
        if (is_hidden(page, question)) {
            hidden++;
        } else {
            write_answer(page, question, &page->result->record->answers[question].value);
        }
    }
    if (hidden > 0) {
        page_write(page, "      ", "(answers that are not shown here: %" PRIu32 ")", hidden);
    }
}

void page_write_reasons(struct page *page, const struct why *why)
{
    const struct view_result *result = page->result;
    const struct outcome *outcome = &result->questionnaire->outcomes[result->assessment->outcome];
    bool is_certain = result->assessment->certain;
    char what[2 * LIMIT_ID_BYTES + 80];
    page_heading(page, "The answers that settle it");
    if (why->outcome.forced == 0 && why->recommendation.forced == 0) {
        page_write(page, "  ",
                   is_certain || result->assessment->outcome != result->questionnaire->undetermined
                       ? "not worked out: the search for them has a limit"
                       : "none: the answers leave it open");
        return;
    }
    if (why->outcome.forced != 0) {
        snprintf(what, sizeof what, "the outcome is %s" TEXT_FORMAT, is_certain ? "" : "at least ",
                 TEXT_ARGS(outcome->id));
        write_reason(page, &why->outcome, what);
    }
    /* The same answers need not be said twice. */
    if (why->recommendation.forced != 0 &&
        (why->outcome.forced == 0 || why->recommendation.count < why->outcome.count)) {
        snprintf(what, sizeof what, "the recommendation is %s",
                 recommendation_name(outcome->recommendation));
        write_reason(page, &why->recommendation, what);
    }
}

/* ---- Text: what would lead elsewhere ------------------------------------------------------------ */

/* How many answers of [change] were given otherwise. */
static uint32_t count_changed(const struct page *page, const struct change *change)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < change->count; i++) {
        const struct answer *old = &page->result->record->answers[change->answers[i].question];
        count += old->state == ANSWER_GIVEN;
    }
    return count;
}

static void write_change(struct page *page, const struct change *change)
{
    const struct view_result *result = page->result;
    for (uint32_t i = 0; i < change->count; i++) {
        uint32_t index = change->answers[i].question;
        const struct question *question = &result->questionnaire->questions[index];
        const struct answer *old = &result->record->answers[index];
        struct text value = page_value(page, question, &change->answers[i].answer);
        if (is_hidden(page, index)) {
            page_write(page, "      ", "(an answer that is not shown here)");
        } else if (old->state != ANSWER_GIVEN) {
            page_write(
                page, "      ", TEXT_FORMAT ": " TEXT_FORMAT " " TEXT_FORMAT " (now not known)",
                TEXT_ARGS(question->id), TEXT_ARGS(text_trim(question->ask)), TEXT_ARGS(value));
        } else {
            struct text given = page_value(page, question, &old->value);
            page_write(page, "      ",
                       TEXT_FORMAT ": " TEXT_FORMAT " " TEXT_FORMAT " (now: " TEXT_FORMAT ")",
                       TEXT_ARGS(question->id), TEXT_ARGS(text_trim(question->ask)),
                       TEXT_ARGS(value), TEXT_ARGS(given));
        }
    }
}

/* "this answer were different", "these 2 answers were known". */
static const char *describe(const struct page *page, const struct change *change, char *buffer,
                            size_t size)
{
    uint32_t changed = count_changed(page, change);
    const char *how = changed == change->count ? "different"
                      : changed == 0           ? "known"
                                               : "different or known";
    if (change->count == 1) {
        snprintf(buffer, size, "this answer were %s", how);
    } else {
        snprintf(buffer, size, "these %" PRIu32 " answers were %s", change->count, how);
    }
    return buffer;
}

static void write_alternative(struct page *page, const struct alternative *alternative)
{
    const char *name = recommendation_name(alternative->recommendation);
    const struct change *surely = &alternative->surely;
    const struct change *possibly = &alternative->possibly;
    char how[80];
    if (surely->verdict == CHANGE_UNREACHABLE) {
        page_write(page, "  ", "%s: no answers at all lead there.", name);
        return;
    }
    if (surely->verdict == CHANGE_FOUND) {
        page_write(page, "  ", "%s, if %s:", name, describe(page, surely, how, sizeof how));
        write_change(page, surely);
        return;
    }
    const char *no_way = surely->verdict == CHANGE_NONE
                             ? "other answers to up to 3 questions do not settle it"
                             : "whether other answers to up to 3 questions settle it was not "
                               "worked out";
    if (possibly->verdict == CHANGE_NONE) {
        page_write(page, "  ", "%s: not with other answers to up to 3 questions.", name);
    } else if (possibly->verdict == CHANGE_UNDECIDED) {
        page_write(page, "  ", "%s: not worked out: the search has a limit.", name);
    } else if (possibly->count == 0) {
        page_write(page, "  ", "%s: possible as things are; %s.", name, no_way);
    } else {
        page_write(page, "  ", "%s: %s. It would be possible if %s:", name, no_way,
                   describe(page, possibly, how, sizeof how));
        write_change(page, possibly);
    }
}

void page_write_alternatives(struct page *page, const struct why *why)
{
    page_heading(page, why->recommendation.forced != 0 ? "What would lead to another recommendation"
                                                       : "What would settle the recommendation");
    page_write(
        page, "  ",
        "The fewest answers that would have to be so, whatever else is not known. This is to "
        "compare with, and no advice to answer otherwise than is true.");
    for (uint32_t i = 0; i < why->alternative_count; i++) {
        write_alternative(page, &why->alternatives[i]);
    }
    if (why->alternative_count == 0) {
        page_write(page, "  ", "There is no other recommendation.");
    }
}

bool view_why_text(FILE *out, const struct view_result *result, const struct why *why,
                   struct view_style style, struct arena *scratch, struct diags *diags)
{
    struct page page = {
        .out = out, .result = result, .style = style, .scratch = scratch, .diags = diags};
    page_write_reasons(&page, why);
    page_write_alternatives(&page, why);
    return page_end(&page);
}

/* ---- JSON -------------------------------------------------------------------------------------- */

/* With no more digits than it needs. */
static void write_json_number(FILE *out, double number)
{
    char digits[40];
    for (int precision = 1; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, number);
        if (strtod(digits, NULL) == number) {
            break;
        }
    }
    fputs(digits, out);
}

void view_json_answer(FILE *out, const struct question *question, const struct value *value)
{
    const char *before = "";
    switch (question->type) {
    case QUESTION_YES_NO:
        fputs(value->truth == TRUTH_TRUE ? "true" : "false", out);
        break;
    case QUESTION_CHOICE:
        view_json_string(out, question->choices[__builtin_ctzll(value->choices)].id);
        break;
    case QUESTION_MULTIPLE:
        fputc('[', out);
        for (uint32_t i = 0; i < question->choice_count; i++) {
            if ((value->set.in >> i & 1) != 0) {
                fputs(before, out);
                view_json_string(out, question->choices[i].id);
                before = ",";
            }
        }
        fputc(']', out);
        break;
    case QUESTION_INTEGER:
        fprintf(out, "%" PRId64, value->integer.low);
        break;
    case QUESTION_NUMBER:
        write_json_number(out, value->number.low);
        break;
    case QUESTION_TEXT:
        view_json_string(out, value->string);
        break;
    }
}

static void write_json_reason(FILE *out, const struct questionnaire *questionnaire,
                              const struct reason *reason)
{
    if (reason->forced == 0) {
        fputs("null", out);
        return;
    }
    fprintf(out, "{\"smallest\":%s,\"questions\":[", reason->smallest ? "true" : "false");
    for (uint32_t i = 0; i < reason->count; i++) {
        fputs(i == 0 ? "" : ",", out);
        view_json_string(out, questionnaire->questions[reason->questions[i]].id);
    }
    fputs("]}", out);
}

static void write_json_change(FILE *out, const struct questionnaire *questionnaire,
                              const struct change *change)
{
    static const char *const verdicts[] = {[CHANGE_FOUND] = "found",
                                           [CHANGE_NONE] = "none",
                                           [CHANGE_UNREACHABLE] = "unreachable",
                                           [CHANGE_UNDECIDED] = "undecided"};
    fprintf(out, "{\"verdict\":\"%s\",\"answers\":{", verdicts[change->verdict]);
    for (uint32_t i = 0; i < change->count; i++) {
        const struct question *question = &questionnaire->questions[change->answers[i].question];
        fputs(i == 0 ? "" : ",", out);
        view_json_string(out, question->id);
        fputc(':', out);
        view_json_answer(out, question, &change->answers[i].answer);
    }
    fputs("}}", out);
}

static void write_json_rules(FILE *out, const struct view_result *result, enum rule_state state)
{
    const char *before = "";
    fputc('[', out);
    for (uint32_t i = 0; i < result->questionnaire->rule_count; i++) {
        if (result->assessment->rules[i] == state) {
            fputs(before, out);
            view_json_string(out, result->questionnaire->rules[i].id);
            before = ",";
        }
    }
    fputc(']', out);
}

/* What staff wrote; [words] may be NULL. */
static void write_json_words(FILE *out, const struct visit_words *words)
{
    fputs(",\"override\":", out);
    if (words == NULL || !words->overridden) {
        fputs("null", out);
    } else {
        const struct {
            const char *name;
            struct text text;
        } fields[] = {{"recommendation", words->recommendation},
                      {"reason", words->reason},
                      {"words", words->words},
                      {"harm", words->harm},
                      {"time", words->time},
                      {"fingerprint", words->fingerprint}};
        for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
            fprintf(out, "%s\"%s\":", i == 0 ? "{" : ",", fields[i].name);
            view_json_string(out, fields[i].text);
        }
        fputc('}', out);
    }
    fputs(",\"notes\":[", out);
    for (uint32_t i = 0; words != NULL && i < words->note_count; i++) {
        fputs(i == 0 ? "{\"question\":" : ",{\"question\":", out);
        view_json_string(out, words->notes[i].question);
        fputs(",\"text\":", out);
        view_json_string(out, words->notes[i].text);
        fputc('}', out);
    }
    fputc(']', out);
}

void view_explanation_json(FILE *out, const struct view_result *result, const struct why *why)
{
    const struct questionnaire *questionnaire = result->questionnaire;
    fputs("{\"result\":", out);
    view_row_json(out, result);
    fputs(",\"holds\":", out);
    write_json_rules(out, result, RULE_HOLDS);
    fputs(",\"could_hold\":", out);
    write_json_rules(out, result, RULE_COULD_HOLD);
    fputs(",\"outcome_reason\":", out);
    write_json_reason(out, questionnaire, &why->outcome);
    fputs(",\"recommendation_reason\":", out);
    write_json_reason(out, questionnaire, &why->recommendation);
    fputs(",\"alternatives\":[", out);
    for (uint32_t i = 0; i < why->alternative_count; i++) {
        const struct alternative *alternative = &why->alternatives[i];
        fprintf(out, "%s{\"recommendation\":\"%s\",\"surely\":", i == 0 ? "" : ",",
                recommendation_name(alternative->recommendation));
        write_json_change(out, questionnaire, &alternative->surely);
        if (alternative->surely.verdict == CHANGE_NONE ||
            alternative->surely.verdict == CHANGE_UNDECIDED) {
            fputs(",\"possibly\":", out);
            write_json_change(out, questionnaire, &alternative->possibly);
        }
        fputc('}', out);
    }
    fputc(']', out);
    write_json_words(out, result->record->words);
    fputs("}\n", out);
}
