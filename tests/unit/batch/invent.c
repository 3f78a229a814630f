/* Inventing by chance, in the words of the file formats. */
#include "invent.h"

#include <inttypes.h>
#include <stdlib.h>

uint32_t chance_below(struct chance *chance, uint32_t limit)
{
    chance->state ^= chance->state << 13;
    chance->state ^= chance->state >> 7;
    chance->state ^= chance->state << 17;
    return (uint32_t)(chance->state >> 33) % limit;
}

/* ---- Questionnaires -------------------------------------------------------------------------- */

enum kind { YES_NO, CHOICE, MULTIPLE, INTEGER, NUMBER, KINDS };
enum { MOST_QUESTIONS = 9, DEEPEST = 3 };

struct plan_of_questions {
    enum kind kinds[MOST_QUESTIONS];
    uint32_t choices[MOST_QUESTIONS];
    uint32_t count;
    uint32_t facts;
};

static void invent_atom(FILE *out, const struct plan_of_questions *plan, uint32_t below,
                        struct chance *chance)
{
    static const char *const orders[] = {"<", "<=", ">", ">=", "==", "!="};
    if (plan->facts > 0 && below == plan->count && chance_below(chance, 4) == 0) {
        fprintf(out, "f%" PRIu32, chance_below(chance, plan->facts));
        return;
    }
    uint32_t question = chance_below(chance, below);
    uint32_t choice = chance_below(chance, plan->choices[question]);
    const char *order = orders[chance_below(chance, 6)];
    switch (plan->kinds[question]) {
    case YES_NO:
        fprintf(out, "q%" PRIu32, question);
        break;
    case CHOICE:
        if (chance_below(chance, 2) == 0) {
            fprintf(out, "q%" PRIu32 ".%s(\"c%" PRIu32 "\")", question,
                    chance_below(chance, 2) == 0 ? "atLeast" : "atMost", choice);
        } else {
            fprintf(out, "q%" PRIu32 " %s \"c%" PRIu32 "\"", question,
                    chance_below(chance, 2) == 0 ? "==" : "!=", choice);
        }
        break;
    case MULTIPLE:
        if (chance_below(chance, 2) == 0) {
            fprintf(out, "\"c%" PRIu32 "\" in q%" PRIu32, choice, question);
        } else {
            fprintf(out, "size(q%" PRIu32 ") %s %" PRIu32, question, order,
                    chance_below(chance, 4));
        }
        break;
    case INTEGER:
        fprintf(out, "q%" PRIu32 " %s %" PRIu32, question, order, chance_below(chance, 12));
        break;
    case NUMBER:
        fprintf(out, "q%" PRIu32 " %s %" PRIu32 ".5", question, order, chance_below(chance, 10));
        break;
    case KINDS:
        break;
    }
}

/* [below]: reads only questions before that one, and facts only where these are all. */
static void invent_condition(FILE *out, const struct plan_of_questions *plan, uint32_t below,
                             uint32_t depth, struct chance *chance)
{
    uint32_t what = depth == DEEPEST ? 0 : chance_below(chance, 9);
    fputc('(', out);
    if (what < 3) {
        invent_atom(out, plan, below, chance);
    } else if (what < 7) {
        invent_condition(out, plan, below, depth + 1, chance);
        fputs(what < 5 ? " and " : " or ", out);
        invent_condition(out, plan, below, depth + 1, chance);
    } else if (what == 7) {
        fputs("not ", out);
        invent_condition(out, plan, below, depth + 1, chance);
    } else if (chance_below(chance, 3) == 0) {
        fputs("count(", out);
        invent_condition(out, plan, below, DEEPEST, chance);
        for (uint32_t i = 0; i < 2; i++) {
            fputs(", ", out);
            invent_condition(out, plan, below, DEEPEST, chance);
        }
        fprintf(out, ") >= %" PRIu32, 1 + chance_below(chance, 3));
    } else if (chance_below(chance, 2) == 0) {
        invent_condition(out, plan, below, DEEPEST, chance);
        fputs(" ? ", out);
        invent_condition(out, plan, below, DEEPEST, chance);
        fputs(" : ", out);
        invent_condition(out, plan, below, DEEPEST, chance);
    } else {
        invent_condition(out, plan, below, DEEPEST, chance);
        fputs(chance_below(chance, 2) == 0 ? " == " : " != ", out);
        invent_condition(out, plan, below, DEEPEST, chance);
    }
    fputc(')', out);
}

static void invent_question(FILE *out, struct plan_of_questions *plan, uint32_t i,
                            struct chance *chance)
{
    static const char *const types[] = {"yes_no", "choice", "multiple", "integer", "number"};
    static const char *const otherwise[] = {"no", "c0", NULL, "0", "0"};
    enum kind kind = (enum kind)chance_below(chance, KINDS);
    plan->kinds[i] = kind;
    plan->choices[i] = 2 + chance_below(chance, 4);
    fprintf(out, "      - id: q%" PRIu32 "\n        ask: A\n        type: %s\n", i, types[kind]);
    if (kind == CHOICE || kind == MULTIPLE) {
        fputs("        choices:\n", out);
        for (uint32_t j = 0; j < plan->choices[i]; j++) {
            fprintf(out, "          - {id: c%" PRIu32 ", label: L}\n", j);
        }
    } else if (kind != YES_NO) {
        fputs("        min: 0\n        max: 12\n", out);
    }
    if (i > 0 && chance_below(chance, 3) == 0) {
        fputs("        ask_if: >-\n          ", out);
        invent_condition(out, plan, i, DEEPEST - 1, chance);
        if (otherwise[kind] != NULL) {
            fprintf(out, "\n        otherwise: %s", otherwise[kind]);
        }
        fputc('\n', out);
    }
}

void invent_questionnaire(FILE *out, struct chance *chance)
{
    static const char *const outcomes[] = {"low", "fits", "talk", "stay", "now"};
    static const char *const recommendations[] = {"intake", "iop", "intake", "inpatient", "intake"};
    struct plan_of_questions plan = {.count = 2 + chance_below(chance, MOST_QUESTIONS - 1)};
    fputs("format: 1\nid: invented\nversion: 1\ntitle: T\nlanguage: en\n"
          "facility: {name: F, phone: P, address: A}\noutcomes:\n",
          out);
    for (uint32_t i = 0; i < 5; i++) {
        fprintf(out, "  - {id: %s, recommendation: %s, title: T, message: M%s}\n", outcomes[i],
                recommendations[i], i == 4 ? ", urgent: true, lines: [\"911\"]" : "");
    }
    fputs("start: low\nundetermined: talk\nsections:\n  - id: s\n    title: S\n    questions:\n",
          out);
    for (uint32_t i = 0; i < plan.count; i++) {
        invent_question(out, &plan, i, chance);
    }
    fputs("facts:\n", out);
    uint32_t facts = 1 + chance_below(chance, 4);
    for (uint32_t i = 0; i < facts; i++) {
        plan.facts = 0; /* each reads questions only */
        fprintf(out, "  - id: f%" PRIu32 "\n    is: >-\n      ", i);
        invent_condition(out, &plan, plan.count, 1, chance);
        fputc('\n', out);
    }
    plan.facts = facts;
    fputs("rules:\n", out);
    uint32_t rules = 2 + chance_below(chance, 9);
    for (uint32_t i = 0; i < rules; i++) {
        fprintf(out, "  - id: r%" PRIu32 "\n    outcome: %s\n    because: B\n    when: >-\n      ",
                i, outcomes[chance_below(chance, 5)]);
        invent_condition(out, &plan, plan.count, 0, chance);
        fputc('\n', out);
    }
}

/* ---- Records --------------------------------------------------------------------------------- */

static void invent_text(FILE *out, struct chance *chance)
{
    static const char *const texts[] = {"x", "a b", "12", "yes;no", "unsure?", "none"};
    fputs(texts[chance_below(chance, 6)], out);
}

/* An answer as its text; of a multiple choice one of several. */
static void invent_answer(FILE *out, const struct question *question, struct chance *chance)
{
    switch (question->type) {
    case QUESTION_YES_NO:
        fputs(chance_below(chance, 2) == 0 ? "yes" : "no", out);
        break;
    case QUESTION_CHOICE:
    case QUESTION_MULTIPLE: {
        const struct choice *choice =
            &question->choices[chance_below(chance, question->choice_count)];
        fprintf(out, TEXT_FORMAT, TEXT_ARGS(choice->id));
        break;
    }
    case QUESTION_INTEGER:
        fprintf(out, "%" PRId64,
                question->min +
                    chance_below(chance, (uint32_t)(question->max - question->min) + 1));
        break;
    case QUESTION_NUMBER:
        fprintf(out, "%" PRIu32 ".%" PRIu32, chance_below(chance, 12), chance_below(chance, 10));
        break;
    case QUESTION_TEXT:
        invent_text(out, chance);
        break;
    }
}

/* The chosen of a multiple choice, with [quote] around each and [separator] between. */
static bool invent_set(FILE *out, const struct question *question, struct chance *chance,
                       const char *quote, char separator)
{
    bool any = false;
    for (uint32_t i = 0; i < question->choice_count; i++) {
        if (chance_below(chance, 3) == 0) {
            if (any) {
                fputc(separator, out);
            }
            fprintf(out, "%s" TEXT_FORMAT "%s", quote, TEXT_ARGS(question->choices[i].id), quote);
            any = true;
        }
    }
    return any;
}

static void invent_json_value(FILE *out, const struct question *question, struct chance *chance)
{
    uint32_t what = chance_below(chance, 30);
    if (what < 3) {
        static const char *const unknown[] = {"null", "\"unsure\"", "\"declined\""};
        fputs(unknown[what], out);
        return;
    }
    if (question->type == QUESTION_MULTIPLE) {
        fputc('[', out);
        (void)invent_set(out, question, chance, "\"", ',');
        fputc(']', out);
        return;
    }
    if (question->type == QUESTION_YES_NO && what < 10) {
        fputs(what < 6 ? "true" : "false", out);
        return;
    }
    const char *quote =
        question->type == QUESTION_INTEGER || question->type == QUESTION_NUMBER ? "" : "\"";
    fputs(quote, out);
    invent_answer(out, question, chance);
    fputs(quote, out);
}

/* Something that is no ordinary member of a record. */
static void invent_odd_member(FILE *out, const struct questionnaire *questionnaire,
                              struct chance *chance)
{
    static const char *const members[] = {
        "\"\\u0069d\":\"escaped\"",
        "\"id\":\"a\\\"b\"",
        "\"id\":\"\xC3\xA9\"",
        "\"id\":7",
        "\"id\":-7",
        "\"id\":\" \"",
        "\"nobody\":1",
        "\"expect\":{}",
        "\"id\":\"twice\"",
        "\"id\" : \"spaced\" ",
        "\"id\":[1]",
        "\"id\":\"\t\"",
        "\"id\":007",
        "\"id\":\"a,b; c\"",
        "\"id\":\" end \"",
        "\"id\":null",
        "\"id\":12345678901234567",
        "\"id\":\"unclosed",
        "\"id\":\"x\"}",
        "\"id\":{\"a\":1}",
    };
    uint32_t what = chance_below(chance, 26);
    const struct question *question =
        &questionnaire->questions[chance_below(chance, questionnaire->question_count)];
    if (what < 20) {
        fputs(members[what], out);
    } else {
        static const char *const values[] = {"\"nothing\"",     "-1", "1e3",
                                             "[\"c0\",\"c0\"]", "99", "05"};
        fprintf(out, "\"" TEXT_FORMAT "\":%s", TEXT_ARGS(question->id), values[what - 20]);
    }
}

void invent_json(FILE *out, const struct questionnaire *questionnaire, uint32_t number,
                 struct chance *chance, uint32_t missing, uint32_t odd)
{
    bool is_odd = chance_below(chance, 100) < odd;
    const char *blank = chance_below(chance, 20) == 0 ? " " : "";
    uint32_t count = questionnaire->question_count;
    uint32_t turned = chance_below(chance, 10) == 0 ? chance_below(chance, count) : 0;
    fprintf(out, "%s{%s\"id\"%s:%s\"p%" PRIu32 "\"", blank, blank, blank, blank, number);
    for (uint32_t i = 0; i < count; i++) {
        const struct question *question = &questionnaire->questions[(i + turned) % count];
        if (chance_below(chance, 100) < missing) {
            continue;
        }
        fprintf(out, "%s,%s\"" TEXT_FORMAT "\":%s", blank, blank, TEXT_ARGS(question->id), blank);
        invent_json_value(out, question, chance);
    }
    if (is_odd) {
        fputc(',', out);
        invent_odd_member(out, questionnaire, chance);
    }
    fprintf(out, "%s}%s%s\n", blank, blank, chance_below(chance, 40) == 0 ? "\r\n\n" : "");
}

void invent_header(FILE *out, const struct questionnaire *questionnaire)
{
    fputs("id", out);
    for (uint32_t i = questionnaire->question_count; i > 0; i--) {
        fprintf(out, "," TEXT_FORMAT, TEXT_ARGS(questionnaire->questions[i - 1].id));
    }
    fputc('\n', out);
}

/* A cell of a row, without quotes around it. */
static void invent_cell(FILE *out, const struct question *question, struct chance *chance,
                        uint32_t missing)
{
    if (chance_below(chance, 100) < missing) {
        fputs(chance_below(chance, 5) == 0 ? "unsure" : "", out);
    } else if (question->type != QUESTION_MULTIPLE) {
        invent_answer(out, question, chance);
    } else if (!invent_set(out, question, chance, "", ';')) {
        fputs("none", out);
    }
}

void invent_row(FILE *out, const struct questionnaire *questionnaire, uint32_t number,
                struct chance *chance, uint32_t missing, uint32_t odd)
{
    static const char *const odd_cells[] = {
        "\"c0\"",      "\"a\nb\"",     " ",          "c0;c0",    "nothing",
        "-1",          "007",          "1,2",        "\xC3\xA9", "c0;none",
        "un\"sure",    "c0;",          "99999",      "a\rb",     "\"a\"b\"",
        "\"1\"\"2\"",  "\"\xC3\xA9\"", "\"c0;c1\" ", "\"\"\"\"", "\"never closed",
        "\"a\r\n\nb\""};
    enum { ODD_CELLS = sizeof odd_cells / sizeof *odd_cells };
    static const char *const ids[] = {"p", "\"p", "\"p, "};
    bool is_odd = chance_below(chance, 100) < odd;
    uint32_t where = chance_below(chance, questionnaire->question_count);
    uint32_t id = chance_below(chance, 3);
    uint32_t quoted = chance_below(chance, 4); /* cells of ten; 3: all, as some programs do it */
    fprintf(out, "%s%" PRIu32 "%s", ids[id], number, id > 0 ? "\"" : "");
    for (uint32_t i = questionnaire->question_count; i > 0; i--) {
        const struct question *question = &questionnaire->questions[i - 1];
        const char *quote = quoted == 3 || chance_below(chance, 10) < quoted ? "\"" : "";
        fputc(',', out);
        if (is_odd && where == i - 1) {
            fputs(odd_cells[chance_below(chance, ODD_CELLS)], out);
        } else {
            fputs(quote, out);
            invent_cell(out, question, chance, missing);
            fputs(quote, out);
        }
    }
    fputs(chance_below(chance, 40) == 0 ? "\r\n\n" : "\n", out);
}

/* ---- YAML ------------------------------------------------------------------------------------ */

static void invent_yaml_value(FILE *out, const struct question *question, struct chance *chance)
{
    static const char *const quotes[] = {"", "", "", "", "\"", "'"};
    const char *quote = quotes[chance_below(chance, 6)];
    uint32_t what = chance_below(chance, 40);
    if (what < 6) {
        static const char *const unknown[] = {"null",     "unsure", "declined",
                                              "\"null\"", "~",      "Null"};
        fputs(unknown[what], out);
    } else if (question->type == QUESTION_MULTIPLE) {
        fputc('[', out);
        (void)invent_set(out, question, chance, quote, ',');
        fputc(']', out);
    } else {
        fputs(quote, out);
        invent_answer(out, question, chance);
        fputs(quote, out);
    }
}

/* A line that is nothing ordinary; many are wrong. */
static void invent_odd_line(FILE *out, const struct questionnaire *questionnaire,
                            struct chance *chance)
{
    static const char *const lines[] = {
        "id: 'it''s'",
        "id: \"a\\nb\"",
        "id: \"\xC3\xA9\"",
        "id: 7",
        "id: -7",
        "id: \" \"",
        "nobody: 1",
        "expect: {}",
        "id: twice",
        "id : spaced",
        "id: [1]",
        "id:\tx",
        "id: 007",
        "id: a,b; c",
        "id: a # with a reason",
        "id: a# without",
        "id: ~",
        "id:",
        "id: \"unclosed",
        "id: >-\n  folded\n  text",
        "id: two\n  lines",
        "id: two\n\n  lines",
        "id: {a: 1}",
        "id: &anchor x",
        "id: !!str x",
        "id: a: b",
        " id: indented",
        "- id: x",
        "? id",
        "...",
        "...\n# between\n%YAML 1.1\n---\nid: directed",
        "...\nid: without",
        "--- {id: inline}",
        "---\n...",
        "---\n\n# nothing",
        "--- # said of the next\nid: x",
        "---",
        "----",
        "# \xC3\xA9",
        "#\x01",
        "\t",
        "id: x\r",
        "id: x\ry",
        "id: 'x' # quoted",
        "id: 'x'# quoted",
        "id: .x",
        "id: ;x",
        "id: /x",
        "id: x;",
        "id: <<",
    };
    enum { LINES = sizeof lines / sizeof *lines };
    static const char *const values[] = {
        " nothing",       " -1",          " 1e3",     " [c0,c0]",  " 99",      " 05",
        " [c0, ]",        " [ c0 , c1 ]", " [c0]#x",  " [c0] # x", "\n  - c0", "\n- c0",
        " [[c0]]",        " YES",         " none",    " c0;c1",    " [none]",  " [,]",
        " [\"c0\" 'c1']", " [~]",         " |\n  c0", " 0x1",      " 1.",      " .5",
    };
    enum { VALUES = sizeof values / sizeof *values };
    uint32_t what = chance_below(chance, LINES + VALUES);
    const struct question *question =
        &questionnaire->questions[chance_below(chance, questionnaire->question_count)];
    if (what < LINES) {
        fprintf(out, "%s\n", lines[what]);
    } else {
        fprintf(out, TEXT_FORMAT ":%s\n", TEXT_ARGS(question->id), values[what - LINES]);
    }
}

void invent_yaml(FILE *out, const struct questionnaire *questionnaire, uint32_t number,
                 struct chance *chance, uint32_t missing, uint32_t odd)
{
    static const char *const between[] = {"", "# a note\n", "\n", "  # further in\n", " \r\n"};
    bool is_odd = chance_below(chance, 100) < odd;
    uint32_t count = questionnaire->question_count;
    uint32_t turned = chance_below(chance, 10) == 0 ? chance_below(chance, count) : 0;
    uint32_t where = chance_below(chance, count);
    bool often = chance_below(chance, 5) == 0;
    fputs(chance_below(chance, 20) == 0 ? "--- \r\n" : "---\n", out);
    if (often) {
        fputs(between[chance_below(chance, 5)], out);
    }
    if (chance_below(chance, 20) != 0) {
        fprintf(out, "id: p%" PRIu32 "\n", number);
    }
    for (uint32_t i = 0; i < count; i++) {
        const struct question *question = &questionnaire->questions[(i + turned) % count];
        if (is_odd && where == i) {
            invent_odd_line(out, questionnaire, chance);
        }
        if (chance_below(chance, 100) < missing) {
            continue;
        }
        fprintf(out, TEXT_FORMAT ": ", TEXT_ARGS(question->id));
        invent_yaml_value(out, question, chance);
        fputs(chance_below(chance, 20) == 0 ? " # said twice\n" : "\n", out);
        if (often) {
            fputs(between[chance_below(chance, 5)], out);
        }
    }
}

char *invent_records(const struct questionnaire *questionnaire, enum answers_format format,
                     uint32_t count, struct chance *chance, uint32_t odd, size_t *ret_length)
{
    char *text = NULL;
    FILE *out = open_memstream(&text, ret_length);
    uint32_t missing = chance_below(chance, 4) * 15;
    if (out == NULL) {
        abort();
    }
    if (format == ANSWERS_CSV) {
        invent_header(out, questionnaire);
    }
    for (uint32_t i = 0; i < count; i++) {
        if (format == ANSWERS_CSV) {
            invent_row(out, questionnaire, i, chance, missing, odd);
        } else if (format == ANSWERS_YAML && chance_below(chance, 50) != 0) {
            invent_yaml(out, questionnaire, i, chance, missing, odd);
        } else {
            fputs(format == ANSWERS_YAML ? "---\n" : "", out); /* JSON is YAML, too */
            invent_json(out, questionnaire, i, chance, missing, odd);
        }
    }
    fclose(out);
    return text;
}

char *invent_ids(uint32_t count)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    if (out == NULL) {
        abort();
    }
    for (uint32_t i = 0; i < count; i++) {
        fprintf(out, "{\"id\":\"p%u\"}\n", (unsigned)i);
    }
    fclose(out);
    return text;
}
