/* Preparing and copying the texts of rows. */
#include "batch/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view/page.h"

/* Texts are copied so many bytes at a time, whatever their length. */
enum { STEP = 32 };

static struct piece piece_of(const char *text, struct arena *arena, bool *good)
{
    size_t length = strlen(text);
    char *start = arena_alloc(arena, length + STEP);
    if (start == NULL) {
        *good = false;
        return (struct piece){"", 0};
    }
    memcpy(start, text, length);
    return (struct piece){start, (uint32_t)length};
}

static struct piece item(const struct rows *rows, const char *prefix, struct text id,
                         struct arena *arena, bool *good)
{
    char text[LIMIT_ID_BYTES + 32];
    const char *quote = rows->csv ? "" : "\"";
    snprintf(text, sizeof text, "%s%s" TEXT_FORMAT "%s", quote, prefix, TEXT_ARGS(id), quote);
    return piece_of(text, arena, good);
}

/* What stands between the id and the outcomes that are possible. */
static struct piece head(const struct rows *rows, const struct outcome *outcome, bool certain,
                         bool urgent, struct arena *arena, bool *good)
{
    static const char *const says[] = {"false", "true"};
    char text[2 * LIMIT_ID_BYTES + 128];
    const char *recommendation = recommendation_name(outcome->recommendation);
    if (rows->csv) {
        snprintf(text, sizeof text, ",%s," TEXT_FORMAT ",%s,true,%s,", recommendation,
                 TEXT_ARGS(outcome->id), says[certain], says[urgent]);
    } else {
        snprintf(text, sizeof text,
                 ",\"recommendation\":\"%s\",\"outcome\":\"" TEXT_FORMAT
                 "\",\"certain\":%s,\"exact\":true,\"urgent\":%s,\"possible\":[",
                 recommendation, TEXT_ARGS(outcome->id), says[certain], says[urgent]);
    }
    return piece_of(text, arena, good);
}

static void measure(struct rows *rows, const struct piece *pieces, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        rows->longest += pieces[i].length + rows->separator.length;
    }
}

static bool make_ends(struct rows *rows, struct arena *arena)
{
    const struct questionnaire *questionnaire = rows->questionnaire;
    bool good = true;
    rows->begin = piece_of(rows->csv ? "" : "{\"id\":", arena, &good);
    rows->no_id = piece_of(rows->csv ? "" : "null", arena, &good);
    rows->to_rules = piece_of(rows->csv ? "," : "],\"rules\":[", arena, &good);
    rows->to_open = piece_of(rows->csv ? "," : "],\"open\":[", arena, &good);
    rows->to_warnings = piece_of(rows->csv ? "," : "],\"warnings\":[", arena, &good);
    rows->separator = piece_of(rows->csv ? ";" : ",", arena, &good);
    char *end = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&end, &length);
    if (out == NULL) {
        return false;
    }
    fputs(rows->csv ? "," : "],\"questionnaire\":\"", out);
    view_questionnaire_name(out, questionnaire);
    fputs(rows->csv ? ",,,,\n" : "\"}\n", out);
    good = fclose(out) == 0 && good;
    rows->end = piece_of(good ? end : "", arena, &good);
    free(end);
    return good;
}

bool rows_init(struct rows *rows, const struct questionnaire *questionnaire, bool csv,
               struct arena *arena)
{
    *rows = (struct rows){.csv = csv, .questionnaire = questionnaire};
    uint32_t outcome_count = questionnaire->outcome_count;
    uint32_t question_count = questionnaire->question_count;
    rows->outcomes = arena_array(arena, (size_t)outcome_count * 4, sizeof(struct piece));
    rows->possible = arena_array(arena, outcome_count, sizeof(struct piece));
    rows->rules = arena_array(arena, questionnaire->rule_count, sizeof(struct piece));
    rows->questions = arena_array(arena, question_count, sizeof(struct piece));
    rows->surplus = arena_array(arena, question_count, sizeof(struct piece));
    if (rows->outcomes == NULL || rows->possible == NULL || rows->rules == NULL ||
        rows->questions == NULL || rows->surplus == NULL || !make_ends(rows, arena)) {
        return false;
    }
    bool good = true;
    for (uint32_t i = 0; i < outcome_count; i++) {
        const struct outcome *outcome = &questionnaire->outcomes[i];
        rows->urgent |= outcome->urgent ? UINT64_C(1) << i : 0;
        rows->possible[i] = item(rows, "", outcome->id, arena, &good);
        for (uint32_t j = 0; j < 4; j++) {
            rows->outcomes[i * 4 + j] =
                head(rows, outcome, (j & 1) != 0, (j & 2) != 0, arena, &good);
        }
    }
    for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
        rows->rules[i] = item(rows, "", questionnaire->rules[i].id, arena, &good);
    }
    for (uint32_t i = 0; i < question_count; i++) {
        struct text id = questionnaire->questions[i].id;
        rows->questions[i] = item(rows, "", id, arena, &good);
        rows->surplus[i] = item(rows, "not-applicable:", id, arena, &good);
    }
    measure(rows, rows->outcomes, outcome_count * 4);
    measure(rows, rows->possible, outcome_count);
    measure(rows, rows->rules, questionnaire->rule_count);
    measure(rows, rows->questions, question_count);
    measure(rows, rows->surplus, question_count);
    rows->longest += rows->begin.length + rows->no_id.length + rows->to_rules.length +
                     rows->to_open.length + rows->to_warnings.length + rows->end.length;
    return good;
}

/* ---- Writing --------------------------------------------------------------------------------- */

/* Writes up to a step more than the text, which the next text or the caller's room takes up. */
static inline char *put(char *at, struct piece piece)
{
    for (uint32_t done = 0; done < piece.length; done += STEP) {
        memcpy(at + done, piece.start + done, STEP);
    }
    return at + piece.length;
}

static char *put_id(char *at, const struct rows *rows, const char *id, uint32_t length)
{
    bool quoted =
        !rows->csv || memchr(id, ',', length) != NULL || id[0] == ' ' || id[length - 1] == ' ';
    *at = '"';
    at += quoted;
    memcpy(at, id, length);
    at[length] = '"';
    return at + length + quoted;
}

static char *put_set(char *at, const struct rows *rows, const struct piece *pieces, uint64_t set)
{
    for (uint64_t rest = set; rest != 0; rest &= rest - 1) {
        at = put(at, pieces[__builtin_ctzll(rest)]);
        if ((rest & (rest - 1)) != 0) {
            *at++ = *rows->separator.start;
        }
    }
    return at;
}

bool rows_add(const struct rows *rows, struct bytes *bytes, const char *id, uint32_t id_length,
              const struct verdict *verdict)
{
    char *start = bytes_reserve(bytes, rows->longest + id_length + 2 + STEP);
    if (start == NULL) {
        return false;
    }
    char *at = put(start, rows->begin);
    at = id == NULL ? put(at, rows->no_id) : put_id(at, rows, id, id_length);
    bool urgent = (verdict->possible & rows->urgent) != 0;
    at = put(at,
             rows->outcomes[verdict->outcome * 4 + (verdict->certain ? 1 : 0) + (urgent ? 2 : 0)]);
    at = put_set(at, rows, rows->possible, verdict->possible);
    at = put(at, rows->to_rules);
    for (uint32_t i = 0; i < verdict->rule_count; i++) {
        if (i > 0) {
            *at++ = *rows->separator.start;
        }
        at = put(at, rows->rules[verdict->rules[i]]);
    }
    at = put(at, rows->to_open);
    at = put_set(at, rows, rows->questions, verdict->open);
    at = put(at, rows->to_warnings);
    at = put_set(at, rows, rows->surplus, verdict->surplus);
    at = put(at, rows->end);
    bytes->length += (size_t)(at - start);
    return true;
}
