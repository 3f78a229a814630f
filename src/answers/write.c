/* Writing a record, or a whole conversation, as a YAML file that is pleasant to read and that the
 * reader reads back as the same. Not for rows of results (src/view). */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "answers/visit.h"

/* Words that YAML readers elsewhere take for something else than text. */
static bool is_yaml_word(struct text text)
{
    static const char *const words[] = {"null", "true", "false", "yes", "no",
                                        "on",   "off",  "y",     "n"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (text.length == strlen(words[i]) &&
            strncasecmp(text.start, words[i], text.length) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Letters, digits, `_`, `-` and single blanks, beginning with a letter: safe everywhere in YAML. */
static bool is_plain(struct text text)
{
    if (text.length == 0 || !is_letter(text.start[0]) || text.start[text.length - 1] == ' ' ||
        is_yaml_word(text)) {
        return false;
    }
    for (size_t i = 1; i < text.length; i++) {
        char c = text.start[i];
        bool blank = c == ' ' && text.start[i - 1] != ' ';
        if (!is_letter(c) && !(c >= '0' && c <= '9') && c != '_' && c != '-' && !blank) {
            return false;
        }
    }
    return true;
}

/* As it is where that is safe; else in double quotes. */
static void write_text(FILE *out, struct text text)
{
    if (is_plain(text)) {
        fprintf(out, TEXT_FORMAT, TEXT_ARGS(text));
        return;
    }
    fputc('"', out);
    for (size_t at = 0; at < text.length;) {
        size_t start = at;
        uint32_t code = utf8_next(text, &at);
        if (code == '"' || code == '\\') {
            fprintf(out, "\\%c", (char)code);
        } else if (code == '\n') {
            fputs("\\n", out);
        } else if (code == '\t') {
            fputs("\\t", out);
        } else if (code >= 0x80 && code < 0xA1) {
            fprintf(out, "\\x%02X", (unsigned)code);
        } else {
            fwrite(text.start + start, 1, at - start, out);
        }
    }
    fputc('"', out);
}

/* Writes [number], large and whole, into [buffer] with zeros for the digits that do not count. */
static void shorten(char *buffer, double number)
{
    char printed[SHORTEST_ROOM];
    size_t at = 0;
    (void)number_shortest(number, printed);
    const char *digit = printed;
    for (; *digit != 'e'; digit++) {
        if (*digit != '.') {
            buffer[at++] = *digit;
        }
    }
    size_t whole = (size_t)strtol(digit + 1, NULL, 10) + (number < 0 ? 2 : 1);
    while (at < whole) {
        buffer[at++] = '0';
    }
    buffer[at] = '\0';
}

/* The shortest decimal that reads back as [number], without an exponent. */
static void write_number(FILE *out, double number)
{
    char buffer[800];
    for (int digits = 0; digits < 400; digits++) {
        snprintf(buffer, sizeof buffer, "%.*f", digits, number);
        if (strtod(buffer, NULL) == number) {
            if (digits == 0 && fabs(number) >= 1e15) {
                shorten(buffer, number);
            }
            break;
        }
    }
    fputs(buffer, out);
}

static void write_value(FILE *out, const struct question *question, const struct value *value)
{
    const char *separator = "";
    switch (question->type) {
    case QUESTION_YES_NO:
        fputs(value->truth == TRUTH_TRUE ? "yes" : "no", out);
        break;
    case QUESTION_CHOICE:
        for (uint32_t i = 0; i < question->choice_count; i++) {
            if ((value->choices >> i & 1) != 0) {
                write_text(out, question->choices[i].id);
            }
        }
        break;
    case QUESTION_MULTIPLE:
        fputc('[', out);
        for (uint32_t i = 0; i < question->choice_count; i++) {
            if ((value->set.in >> i & 1) != 0) {
                fputs(separator, out);
                write_text(out, question->choices[i].id);
                separator = ", ";
            }
        }
        fputc(']', out);
        break;
    case QUESTION_INTEGER:
        fprintf(out, "%lld", (long long)value->integer.low);
        break;
    case QUESTION_NUMBER:
        write_number(out, value->number.low);
        break;
    case QUESTION_TEXT:
        write_text(out, value->string);
        break;
    }
}

static void write_answer(FILE *out, const struct question *question, const struct answer *answer)
{
    if (answer->state == ANSWER_NOT_ASKED) {
        return;
    }
    write_text(out, question->id);
    fputs(": ", out);
    switch (answer->state) {
    case ANSWER_UNSURE:
        fputs("unsure", out);
        break;
    case ANSWER_DECLINED:
        fputs("declined", out);
        break;
    case ANSWER_GIVEN:
        write_value(out, question, &answer->value);
        break;
    case ANSWER_NOT_ASKED:
        break;
    }
    fputc('\n', out);
}

void answers_write_yaml(FILE *out, const struct questionnaire *questionnaire,
                        const struct record *record)
{
    bool expects = record->expect_recommendation.length > 0 || record->expect_outcome.length > 0;
    bool empty = !record->has_id && !expects;
    if (record->has_id) {
        fputs("id: ", out);
        write_text(out, record->id);
        fputc('\n', out);
    }
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        write_answer(out, &questionnaire->questions[i], &record->answers[i]);
        empty = empty && record->answers[i].state == ANSWER_NOT_ASKED;
    }
    if (expects) {
        fputs("expect:\n", out);
    }
    if (record->expect_recommendation.length > 0) {
        fputs("  recommendation: ", out);
        write_text(out, record->expect_recommendation);
        fputc('\n', out);
    }
    if (record->expect_outcome.length > 0) {
        fputs("  outcome: ", out);
        write_text(out, record->expect_outcome);
        fputc('\n', out);
    }
    if (empty) {
        fputs("{}\n", out);
    }
}

/* ---- A conversation --------------------------------------------------------------------------- */

/* A line `KEY: TEXT`, [indent] blanks deep. */
static void write_entry(FILE *out, int indent, const char *key, struct text text)
{
    fprintf(out, "%*s%s: ", indent, "", key);
    write_text(out, text);
    fputc('\n', out);
}

static bool is_aside(const struct visit *visit, uint32_t question)
{
    return visit->aside != NULL && visit->aside[question].state != ANSWER_NOT_ASKED &&
           visit->record.answers[question].state == ANSWER_NOT_ASKED;
}

static void write_aside(FILE *out, const struct questionnaire *questionnaire,
                        const struct visit *visit)
{
    bool any = false;
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        if (is_aside(visit, i)) {
            fputs(any ? "    " : "  aside:\n    ", out);
            write_answer(out, &questionnaire->questions[i], &visit->aside[i]);
            any = true;
        }
    }
}

static void write_notes(FILE *out, const struct questionnaire *questionnaire,
                        const struct visit *visit)
{
    const char *before = "  notes:\n    ";
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        if (visit->notes != NULL && visit->notes[i].length > 0) {
            fputs(before, out);
            write_text(out, questionnaire->questions[i].id);
            fputs(": ", out);
            write_text(out, visit->notes[i]);
            fputc('\n', out);
            before = "    ";
        }
    }
    for (uint32_t i = 0; i < visit->leftover_count; i++) {
        if (visit->leftovers[i].note) {
            fputs(before, out);
            write_text(out, visit->leftovers[i].key);
            fputs(": ", out);
            write_text(out, visit->leftovers[i].values[0]);
            fputc('\n', out);
            before = "    ";
        }
    }
}

static void write_leftovers(FILE *out, const struct visit *visit)
{
    const char *before = "  unusable:\n    ";
    for (uint32_t i = 0; i < visit->leftover_count; i++) {
        const struct visit_leftover *leftover = &visit->leftovers[i];
        if (leftover->note) {
            continue;
        }
        fputs(before, out);
        before = "    ";
        write_text(out, leftover->key);
        fputs(leftover->list ? ": [" : ": ", out);
        for (uint32_t j = 0; j < leftover->value_count; j++) {
            fputs(j > 0 ? ", " : "", out);
            write_text(out, leftover->values[j]);
        }
        fputs(leftover->list ? "]\n" : "\n", out);
    }
}

static void write_result(FILE *out, const struct visit_result *result)
{
    if (result->made) {
        fputs("  result:\n", out);
        write_entry(out, 4, "recommendation", result->recommendation);
        write_entry(out, 4, "outcome", result->outcome);
        fprintf(out, "    certain: %s\n", result->certain ? "yes" : "no");
        write_entry(out, 4, "time", result->time);
        write_entry(out, 4, "fingerprint", result->fingerprint);
    }
}

static void write_override(FILE *out, const struct override *override)
{
    if (override->made) {
        fputs("  override:\n", out);
        write_entry(out, 4, "recommendation",
                    text_of(recommendation_name(override->recommendation)));
        write_entry(out, 4, "reason", text_of(override_reason_code(override->reason)));
        write_entry(out, 4, "words", override->words);
        write_entry(out, 4, "harm", override->harm);
        write_entry(out, 4, "time", override->time);
        write_entry(out, 4, "fingerprint", override->fingerprint);
    }
}

void visit_write(FILE *out, const struct questionnaire *questionnaire, const struct visit *visit)
{
    bool empty = !visit->record.has_id;
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        empty = empty && visit->record.answers[i].state == ANSWER_NOT_ASKED;
    }
    if (!empty) {
        answers_write_yaml(out, questionnaire, &visit->record);
    }
    fputs("interview:\n", out);
    write_entry(out, 2, "questionnaire", questionnaire->id);
    write_entry(out, 2, "version", questionnaire->version);
    write_entry(out, 2, "fingerprint", text_of(questionnaire->fingerprint));
    fprintf(out, "  state: %s\n", visit->finished ? "finished" : "open");
    fputs("  asked: [", out);
    for (uint32_t i = 0; i < visit->path_count; i++) {
        fputs(i > 0 ? ", " : "", out);
        write_text(out, questionnaire->questions[visit->path[i]].id);
    }
    fputs("]\n", out);
    write_aside(out, questionnaire, visit);
    write_notes(out, questionnaire, visit);
    write_leftovers(out, visit);
    write_result(out, &visit->result);
    write_override(out, &visit->override);
}
