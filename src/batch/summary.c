/* See summary.h. */
#include "batch/summary.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Lines of a kind that are shown, and columns of a bar: a summary is to be seen at once. */
enum { SHOWN_MOST = 10, BAR_LEAST = 10, NAME_MOST = 32, PERCENT = 100 };

struct summary *summary_open(const struct questionnaire *questionnaire, struct arena *arena)
{
    struct summary *summary = arena_alloc(arena, sizeof *summary);
    if (summary == NULL) {
        return NULL;
    }
    memset(summary, 0, sizeof *summary);
    summary->questionnaire = questionnaire;
    names_init(&summary->rule_names, arena);
    names_init(&summary->question_names, arena);
    bool good = true;
    for (uint32_t i = 0; i < questionnaire->rule_count && good; i++) {
        good = names_add(&summary->rule_names, questionnaire->rules[i].id) == i;
    }
    for (uint32_t i = 0; i < questionnaire->question_count && good; i++) {
        good = names_add(&summary->question_names, questionnaire->questions[i].id) == i;
    }
    return good ? summary : NULL;
}

static bool add_list(uint64_t *counts, const struct names *names, enum row_kind kind,
                     struct text list)
{
    struct text id;
    while (tally_take(kind, &list, &id)) {
        uint32_t number = names_find(names, id);
        if (number == NAME_NONE) {
            return false;
        }
        counts[number]++;
    }
    return true;
}

/* The number of the code called [name]; CODE_COUNT where there is none. */
static size_t find_code(struct text name)
{
    size_t code = 0;
    while (code < CODE_COUNT && !text_is(name, code_info((enum code)code)->name)) {
        code++;
    }
    return code;
}

bool summary_add(struct summary *summary, enum row_kind kind, struct text row)
{
    struct row_head head;
    if (!tally_read(kind, summary->questionnaire, row, &head)) {
        return false;
    }
    if (head.is_error) {
        size_t code = find_code(head.code);
        if (code == CODE_COUNT) {
            return false;
        }
        summary->codes[code]++;
    }
    tally_add(&summary->tally, &head);
    return add_list(summary->rules, &summary->rule_names, kind, head.rules) &&
           add_list(summary->open, &summary->question_names, kind, head.open);
}

/* ---- What is shown ------------------------------------------------------------------------------ */

struct line {
    struct text name;
    const char *says; /* more words; NULL: none */
    uint64_t records;
    uint32_t number; /* its place in the order of the questionnaire */
};

/* Lines of one kind, the most frequent first; in the order of the questionnaire where it is the same.
 */
struct part {
    const char *name;  /* in JSON */
    const char *title; /* for people */
    struct line *lines;
    uint32_t count;
    bool ordered; /* in an order of its own; lines without a record are shown, too */
};

static int more_records_first(const void *a, const void *b)
{
    const struct line *first = a;
    const struct line *second = b;
    if (first->records != second->records) {
        return first->records < second->records ? 1 : -1;
    }
    return (first->number > second->number) - (first->number < second->number);
}

static void part_add(struct part *part, struct text name, const char *says, uint64_t records)
{
    if (records > 0 || part->ordered) {
        part->lines[part->count] = (struct line){name, says, records, part->count};
        part->count++;
    }
}

static void add_recommendations(struct part *part, const struct summary *summary)
{
    static const enum recommendation all[] = {RECOMMEND_INTAKE, RECOMMEND_IOP, RECOMMEND_INPATIENT};
    const struct questionnaire *questionnaire = summary->questionnaire;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        uint64_t records = 0;
        for (uint32_t j = 0; j < questionnaire->outcome_count; j++) {
            bool same = questionnaire->outcomes[j].recommendation == all[i];
            records += same ? summary->tally.outcomes[j] : 0;
        }
        part_add(part, text_of(recommendation_name(all[i])), NULL, records);
    }
}

enum part_kind {
    PART_RECOMMENDATIONS,
    PART_OUTCOMES,
    PART_CERTAINTY,
    PART_RULES,
    PART_OPEN,
    PART_CODES,
    PARTS
};
static_assert(LIMIT_QUESTIONS <= LIMIT_RULES && CODE_COUNT <= LIMIT_RULES, "lines are enough");

/* The lines of [part]. */
static void fill_part(struct part *part, enum part_kind kind, const struct summary *summary)
{
    const struct questionnaire *questionnaire = summary->questionnaire;
    const struct tally *tally = &summary->tally;
    switch (kind) {
    case PART_RECOMMENDATIONS:
        add_recommendations(part, summary);
        break;
    case PART_OUTCOMES:
        for (uint32_t i = 0; i < questionnaire->outcome_count; i++) {
            part_add(part, questionnaire->outcomes[i].id, NULL, tally->outcomes[i]);
        }
        break;
    case PART_CERTAINTY:
        part_add(part, TEXT("certain"), NULL, tally->certain);
        part_add(part, TEXT("open"), NULL, tally->records - tally->errors - tally->certain);
        part_add(part, TEXT("error"), NULL, tally->errors);
        break;
    case PART_RULES:
        for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
            part_add(part, questionnaire->rules[i].id, NULL, summary->rules[i]);
        }
        break;
    case PART_OPEN:
        for (uint32_t i = 0; i < questionnaire->question_count; i++) {
            part_add(part, questionnaire->questions[i].id, NULL, summary->open[i]);
        }
        break;
    case PART_CODES:
    case PARTS:
        for (size_t i = 0; i < CODE_COUNT; i++) {
            const struct code_info *info = code_info((enum code)i);
            part_add(part, text_of(info->name), info->title, summary->codes[i]);
        }
        break;
    }
}

/* Calls [write] with each part in turn. */
typedef void write_part(FILE *out, const struct summary *summary, const struct part *part,
                        unsigned width);
static void each_part(FILE *out, const struct summary *summary, write_part *write, unsigned width)
{
    static const struct part parts[PARTS] = {
        [PART_RECOMMENDATIONS] = {.name = "recommendations",
                                  .title = "Recommendations",
                                  .ordered = true},
        [PART_OUTCOMES] = {.name = "outcomes", .title = "Outcomes", .ordered = true},
        [PART_CERTAINTY] = {.name = "certainty", .title = "How sure", .ordered = true},
        [PART_RULES] = {.name = "rules", .title = "Rules that decided"},
        [PART_OPEN] = {.name = "open", .title = "Questions that kept it open"},
        [PART_CODES] = {.name = "codes", .title = "Records that cannot be used"}};
    struct line lines[LIMIT_RULES];
    for (size_t i = 0; i < PARTS; i++) {
        struct part part = parts[i];
        part.lines = lines;
        fill_part(&part, (enum part_kind)i, summary);
        if (!part.ordered) {
            qsort(part.lines, part.count, sizeof *part.lines, more_records_first);
        }
        write(out, summary, &part, width);
    }
}

/* Of [of] records, in tenths of a percent; 0 of 0 is nothing. */
static unsigned tenths(uint64_t records, uint64_t of)
{
    return of == 0 ? 0 : (unsigned)((double)records * PERCENT * 10 / (double)of + 0.5);
}

/* ---- As text ------------------------------------------------------------------------------------ */

static void write_text_part(FILE *out, const struct summary *summary, const struct part *part,
                            unsigned width)
{
    if (part->count == 0) {
        return;
    }
    fprintf(out, "%s\n", part->title);
    /* Two blanks, the name, the number, the share; what is left is the bar. */
    unsigned taken = 2 + NAME_MOST + 1 + 12 + 2 + 7 + 2;
    unsigned bar = width > taken + BAR_LEAST ? width - taken : BAR_LEAST;
    uint32_t shown = part->count < SHOWN_MOST || part->ordered ? part->count : SHOWN_MOST;
    for (uint32_t i = 0; i < shown; i++) {
        const struct line *line = &part->lines[i];
        unsigned share = tenths(line->records, summary->tally.records);
        fprintf(out, "  %-*.*s %12" PRIu64 "  %3u.%u %%", NAME_MOST, (int)line->name.length,
                line->name.start, line->records, share / 10, share % 10);
        unsigned length = (share * bar + PERCENT * 10 / 2) / (PERCENT * 10);
        length += length == 0 && line->records > 0 ? 1 : 0;
        for (unsigned j = 0; j < length; j++) {
            fputs(j == 0 ? "  #" : "#", out);
        }
        fputc('\n', out);
    }
    if (shown < part->count) {
        fprintf(out, "  and %" PRIu32 " more\n", part->count - shown);
    }
}

void summary_write_text(FILE *out, const struct summary *summary, unsigned width)
{
    fprintf(out, "%" PRIu64 " records\n", summary->tally.records);
    each_part(out, summary, write_text_part, width);
}

/* ---- As JSON ------------------------------------------------------------------------------------ */

static void write_name(FILE *out, const struct questionnaire *questionnaire)
{
    fprintf(out, TEXT_FORMAT "@" TEXT_FORMAT "#%s", TEXT_ARGS(questionnaire->id),
            TEXT_ARGS(questionnaire->version), questionnaire->fingerprint);
}

/* Names and titles here hold nothing that JSON would have to escape. */
static void write_json_part(FILE *out, const struct summary *summary, const struct part *part,
                            unsigned width)
{
    (void)summary;
    (void)width;
    fprintf(out, ",\n  \"%s\": {", part->name);
    for (uint32_t i = 0; i < part->count; i++) {
        fprintf(out, "%s\n    \"" TEXT_FORMAT "\": %" PRIu64, i == 0 ? "" : ",",
                TEXT_ARGS(part->lines[i].name), part->lines[i].records);
    }
    fputs(part->count == 0 ? "}" : "\n  }", out);
}

void summary_write_json(FILE *out, const struct summary *summary)
{
    fputs("{\n  \"questionnaire\": \"", out);
    write_name(out, summary->questionnaire);
    fprintf(out, "\",\n  \"records\": %" PRIu64, summary->tally.records);
    each_part(out, summary, write_json_part, 0);
    fputs("\n}\n", out);
}

/* ---- As a page ---------------------------------------------------------------------------------- */

static void write_escaped(FILE *out, struct text text)
{
    for (size_t i = 0; i < text.length; i++) {
        switch (text.start[i]) {
        case '&':
            fputs("&amp;", out);
            break;
        case '<':
            fputs("&lt;", out);
            break;
        case '>':
            fputs("&gt;", out);
            break;
        default:
            fputc(text.start[i], out);
            break;
        }
    }
}

static void write_html_part(FILE *out, const struct summary *summary, const struct part *part,
                            unsigned width)
{
    (void)width;
    if (part->count == 0) {
        return;
    }
    fprintf(out, "<h2>%s</h2>\n<table>\n", part->title);
    for (uint32_t i = 0; i < part->count; i++) {
        const struct line *line = &part->lines[i];
        unsigned share = tenths(line->records, summary->tally.records);
        fputs("<tr><th scope=\"row\">", out);
        write_escaped(out, line->name);
        if (line->says != NULL) {
            fputs(" ", out);
            write_escaped(out, text_of(line->says));
        }
        fprintf(out,
                "</th><td>%" PRIu64 "</td><td>%u.%u %%</td><td><svg width=\"300\" height=\"14\" "
                "aria-hidden=\"true\"><rect width=\"300\" height=\"14\" fill=\"#e4e8ee\"/><rect "
                "width=\"%u.%u\" height=\"14\" fill=\"#2a5d9f\"/></svg></td></tr>\n",
                line->records, share / 10, share % 10, share * 3 / 10, share * 3 % 10);
    }
    fputs("</table>\n", out);
}

void summary_write_html(FILE *out, const struct summary *summary)
{
    fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
          "<meta name=\"viewport\" content=\"width=device-width\">\n<title>",
          out);
    write_name(out, summary->questionnaire);
    fputs("</title>\n<style>\nbody { font: 16px/1.4 sans-serif; margin: 2em; color: #1a1a1a; "
          "background: #fff }\nth { text-align: left; font-weight: normal; padding-right: 2em }\n"
          "td { text-align: right; padding-right: 1em; font-variant-numeric: tabular-nums }\n"
          "</style>\n</head>\n<body>\n<h1>",
          out);
    write_name(out, summary->questionnaire);
    fprintf(out, "</h1>\n<p>%" PRIu64 " records</p>\n", summary->tally.records);
    each_part(out, summary, write_html_part, 0);
    fputs("</body>\n</html>\n", out);
}
