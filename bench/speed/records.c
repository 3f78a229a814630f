/* Seeded records of answers for scripts/bench, and the questionnaire as its peers need it. Not a
 * test, and not for learning anything about people: each answer is drawn by itself, the first
 * choices more often than the last.
 *
 *   records make QUESTIONNAIRE ndjson|csv|yaml COUNT SEED MISSING MILD
 *   records model QUESTIONNAIRE
 *
 * `make` writes COUNT records with the ids r0, r1, …. Record i depends on SEED and i alone, so that
 * any number can be streamed and a longer file begins like a shorter one. Every question that
 * applies is answered, but for MISSING percent of the answers, which are left out; which ones does
 * not change the others. The first choice, `no`, and leaving out an option of a set have MILD percent
 * or more. `model` prints questions, facts and rules as JSON, conditions in the
 * canonical form of expr_print(). */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assess/assess.h"
#include "base/limits.h"

enum { HUNDRED = 100, WRITTEN_AT_ONCE = 1 << 20 };

struct bench {
    struct arena arena, record_arena, diag_arena;
    struct diags diags;
    struct source source;
    const struct questionnaire *questionnaire;
    const struct plan *plan;
    struct answer *answers;
    bool asks; /* some question has an ask_if */
};

/* ---- Random numbers --------------------------------------------------------------------------- */

/* SplitMix64, after Steele, Lea and Flood 2014. */
static uint64_t draw(uint64_t *state)
{
    *state += UINT64_C(0x9E3779B97F4A7C15);
    uint64_t z = *state;
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

/* A number from 0 to [below] - 1. */
static uint64_t draw_below(uint64_t *state, uint64_t below)
{
    return (draw(state) >> 32) * below >> 32;
}

static bool chance(uint64_t *state, unsigned percent)
{
    return draw_below(state, HUNDRED) < percent;
}

/* ---- A record ---------------------------------------------------------------------------------- */

/* From [low] to [high], those in the middle more often. */
static int64_t draw_integer(uint64_t *state, int64_t low, int64_t high)
{
    uint64_t span = (uint64_t)(high - low);
    uint64_t first = draw_below(state, span / 2 + 1);
    return low + (int64_t)(first + draw_below(state, span - span / 2 + 1));
}

static struct value draw_value(uint64_t *state, const struct question *question, unsigned mild)
{
    switch (question->type) {
    case QUESTION_YES_NO:
        return value_truth(chance(state, HUNDRED - mild));
    case QUESTION_CHOICE: {
        uint32_t option = 0;
        while (option + 1 < question->choice_count && !chance(state, mild)) {
            option++;
        }
        return value_choice(option);
    }
    case QUESTION_MULTIPLE: {
        uint64_t members = 0;
        for (uint32_t i = 0; i < question->choice_count; i++) {
            members |= (uint64_t)chance(state, (HUNDRED - mild) / 2) << i;
        }
        return value_set(members);
    }
    case QUESTION_INTEGER:
        return value_integer(draw_integer(state, question->min, question->max));
    case QUESTION_NUMBER:
        return value_number((double)draw_integer(state, (int64_t)question->number_min,
                                                 (int64_t)question->number_max));
    case QUESTION_TEXT:
        return (struct value){.kind = VALUE_STRING, .string = TEXT("as was said on the phone")};
    }
    abort();
}

/* Takes away the answers to what does not apply. */
static void keep_what_applies(struct bench *bench)
{
    struct assess_options options = assess_default_options();
    options.want_open = false;
    options.want_rules = false;
    struct assessment assessment;
    arena_reset(&bench->record_arena);
    if (!assess(bench->plan, bench->answers, options, &bench->record_arena, &assessment,
                &bench->diags)) {
        abort();
    }
    for (uint32_t i = 0; i < assessment.surplus_count; i++) {
        bench->answers[assessment.surplus[i]].state = ANSWER_NOT_ASKED;
    }
}

static void make_record(struct bench *bench, uint64_t seed, uint64_t number, unsigned missing,
                        unsigned mild)
{
    uint64_t state = seed;
    state = draw(&state) + number;
    uint64_t leaves_out = draw(&state);
    const struct questionnaire *questionnaire = bench->questionnaire;
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        bench->answers[i] = (struct answer){
            .state = ANSWER_GIVEN, .value = draw_value(&state, &questionnaire->questions[i], mild)};
    }
    if (bench->asks) {
        keep_what_applies(bench);
    }
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        if (chance(&leaves_out, missing)) {
            bench->answers[i].state = ANSWER_NOT_ASKED;
        }
    }
}

/* ---- Writing ------------------------------------------------------------------------------------ */

static void put(struct text text)
{
    fwrite_unlocked(text.start, 1, text.length, stdout);
}

static void put_quoted(struct text text, const char *quote)
{
    fputs_unlocked(quote, stdout);
    put(text);
    fputs_unlocked(quote, stdout);
}

static void put_members(const struct question *question, uint64_t members, const char *quote,
                        const char *between)
{
    const char *lead = "";
    for (uint32_t i = 0; i < question->choice_count; i++) {
        if (members >> i & 1) {
            fputs_unlocked(lead, stdout);
            put_quoted(question->choices[i].id, quote);
            lead = between;
        }
    }
}

/* [csv]: as a cell, else as a value of JSON or YAML. No id and no text here needs escapes. */
static void put_value(const struct question *question, const struct value *value, bool csv)
{
    const char *quote = csv ? "" : "\"";
    switch (question->type) {
    case QUESTION_YES_NO:
        fputs_unlocked(value->truth == TRUTH_TRUE ? "true" : "false", stdout);
        break;
    case QUESTION_CHOICE:
        for (uint32_t i = 0; i < question->choice_count; i++) {
            if (value->choices >> i & 1) {
                put_quoted(question->choices[i].id, quote);
            }
        }
        break;
    case QUESTION_MULTIPLE:
        if (csv) {
            fputs_unlocked(value->set.in == 0 ? "none" : "", stdout);
            put_members(question, value->set.in, "", ";");
        } else {
            putchar_unlocked('[');
            put_members(question, value->set.in, "\"", ",");
            putchar_unlocked(']');
        }
        break;
    case QUESTION_INTEGER:
        printf("%" PRId64, value->integer.low);
        break;
    case QUESTION_NUMBER:
        printf("%g", value->number.low);
        break;
    case QUESTION_TEXT:
        put_quoted(value->string, quote);
        break;
    }
}

static void write_csv_header(const struct bench *bench)
{
    fputs_unlocked("id", stdout);
    for (uint32_t i = 0; i < bench->questionnaire->question_count; i++) {
        putchar_unlocked(',');
        put(bench->questionnaire->questions[i].id);
    }
    putchar_unlocked('\n');
}

static void write_csv(const struct bench *bench, uint64_t number)
{
    printf("r%" PRIu64, number);
    for (uint32_t i = 0; i < bench->questionnaire->question_count; i++) {
        putchar_unlocked(',');
        if (bench->answers[i].state == ANSWER_GIVEN) {
            put_value(&bench->questionnaire->questions[i], &bench->answers[i].value, true);
        }
    }
    putchar_unlocked('\n');
}

/* [yaml]: a document of plain keys, else a line of JSON. */
static void write_map(const struct bench *bench, uint64_t number, bool yaml)
{
    printf(yaml ? "---\nid: r%" PRIu64 "\n" : "{\"id\":\"r%" PRIu64 "\"", number);
    for (uint32_t i = 0; i < bench->questionnaire->question_count; i++) {
        if (bench->answers[i].state != ANSWER_GIVEN) {
            continue;
        }
        fputs_unlocked(yaml ? "" : ",", stdout);
        put_quoted(bench->questionnaire->questions[i].id, yaml ? "" : "\"");
        fputs_unlocked(yaml ? ": " : ":", stdout);
        put_value(&bench->questionnaire->questions[i], &bench->answers[i].value, false);
        fputs_unlocked(yaml ? "\n" : "", stdout);
    }
    fputs_unlocked(yaml ? "" : "}\n", stdout);
}

/* ---- The model ---------------------------------------------------------------------------------- */

static void print_string(const char *string, size_t length)
{
    putchar('"');
    for (size_t i = 0; i < length; i++) {
        if (string[i] == '"' || string[i] == '\\') {
            putchar('\\');
        }
        putchar(string[i]);
    }
    putchar('"');
}

static void print_field(const char *name, struct text text)
{
    printf("\"%s\": ", name);
    print_string(text.start, text.length);
}

static void print_condition(const char *name, const struct expr *expr)
{
    char *buffer = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&buffer, &length);
    if (out == NULL) {
        abort();
    }
    expr_print(out, expr);
    fclose(out);
    print_field(name, (struct text){buffer, length});
    free(buffer);
}

static void print_questions(const struct questionnaire *questionnaire)
{
    fputs("\"questions\": [\n", stdout);
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        const struct question *question = &questionnaire->questions[i];
        fputs(i == 0 ? " {" : ",\n {", stdout);
        print_field("id", question->id);
        printf(", \"type\": \"%s\", \"choices\": [", question_type_name(question->type));
        for (uint32_t j = 0; j < question->choice_count; j++) {
            fputs(j == 0 ? "" : ", ", stdout);
            print_string(question->choices[j].id.start, question->choices[j].id.length);
        }
        fputs("]}", stdout);
    }
    fputs("\n],\n", stdout);
}

static void print_model(const struct questionnaire *questionnaire)
{
    fputs("{", stdout);
    print_questions(questionnaire);
    fputs("\"facts\": [\n", stdout);
    for (uint32_t i = 0; i < questionnaire->fact_count; i++) {
        fputs(i == 0 ? " {" : ",\n {", stdout);
        print_field("id", questionnaire->facts[i].id);
        fputs(", ", stdout);
        print_condition("is", questionnaire->facts[i].is);
        fputs("}", stdout);
    }
    fputs("\n],\n\"outcomes\": [\n", stdout);
    for (uint32_t i = 0; i < questionnaire->outcome_count; i++) {
        const struct outcome *outcome = &questionnaire->outcomes[i];
        printf("%s {\"recommendation\": \"%s\"}", i == 0 ? "" : ",\n",
               recommendation_name(outcome->recommendation));
    }
    printf("\n],\n\"start\": %" PRIu32 ",\n\"rules\": [\n", questionnaire->start);
    for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
        const struct rule *rule = &questionnaire->rules[i];
        fputs(i == 0 ? " {" : ",\n {", stdout);
        print_field("id", rule->id);
        fputs(", ", stdout);
        print_condition("when", rule->when);
        printf(", \"outcome\": %" PRIu32 "}", rule->outcome);
    }
    fputs("\n]}\n", stdout);
}

/* ---- Entry -------------------------------------------------------------------------------------- */

static void load(struct bench *bench, const char *path)
{
    arena_init(&bench->arena, LIMIT_QUESTIONNAIRE_MEMORY);
    arena_init(&bench->record_arena, LIMIT_RECORD_MEMORY);
    arena_init(&bench->diag_arena, LIMIT_DIAG_MEMORY);
    diags_init(&bench->diags, &bench->diag_arena);
    bool loads = source_read(path, LIMIT_QUESTIONNAIRE_BYTES, &bench->arena, &bench->source, NULL,
                             &bench->diags) &&
                 questionnaire_load(&bench->source, path, NULL, &bench->arena,
                                    &bench->questionnaire, &bench->diags);
    if (loads) {
        bench->plan = plan_make(bench->questionnaire, &bench->arena, &bench->diags);
        bench->answers = arena_array(&bench->arena, bench->questionnaire->question_count,
                                     sizeof *bench->answers);
    }
    if (bench->plan == NULL || bench->answers == NULL) {
        diags_render(stderr, &bench->diags, (struct diag_style){.colour = false});
        exit(1);
    }
    for (uint32_t i = 0; i < bench->questionnaire->question_count; i++) {
        bench->asks |= bench->questionnaire->questions[i].ask_if != NULL;
    }
}

static int usage(void)
{
    fputs("usage: records make QUESTIONNAIRE ndjson|csv|yaml COUNT SEED MISSING MILD\n"
          "       records model QUESTIONNAIRE\n",
          stderr);
    return 2;
}

int main(int argc, char **argv)
{
    struct bench bench = {0};
    bool model = argc == 3 && strcmp(argv[1], "model") == 0;
    bool make = argc == 8 && strcmp(argv[1], "make") == 0;
    if (!model && !make) {
        return usage();
    }
    load(&bench, argv[2]);
    setvbuf(stdout, NULL, _IOFBF, WRITTEN_AT_ONCE);
    if (model) {
        print_model(bench.questionnaire);
    } else {
        const char *format = argv[3];
        uint64_t count = strtoull(argv[4], NULL, 10);
        uint64_t seed = strtoull(argv[5], NULL, 10);
        unsigned missing = (unsigned)strtoul(argv[6], NULL, 10);
        unsigned mild = (unsigned)strtoul(argv[7], NULL, 10);
        bool csv = strcmp(format, "csv") == 0;
        if (csv) {
            write_csv_header(&bench);
        }
        for (uint64_t i = 0; i < count && !ferror(stdout); i++) {
            make_record(&bench, seed, i, missing, mild);
            if (csv) {
                write_csv(&bench, i);
            } else {
                write_map(&bench, i, strcmp(format, "yaml") == 0);
            }
        }
    }
    int written = fflush(stdout);
    arena_free(&bench.arena);
    arena_free(&bench.record_arena);
    arena_free(&bench.diag_arena);
    return written == 0 ? 0 : 1;
}
