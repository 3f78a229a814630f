/* Reading a conversation back from its file, to go on with it. Writing is write.c. */
#include "answers/visit.h"

#include <string.h>

#include "answers/reader.h"
#include "base/limits.h"

/* As much of a wrong text as a message quotes. */
enum { QUOTED = 60 };

const char *override_reason_code(enum override_reason reason)
{
    static const char *const codes[OVERRIDE_REASONS] = {
        "not_available", "distance", "wait_list", "cost",       "job",
        "family",        "language", "court",     "preference", "declined_medication",
        "judgement",     "other"};
    return codes[reason];
}

struct reading {
    const struct source *source;
    const struct questionnaire *questionnaire;
    struct keys keys;
    struct arena *arena;
    struct diags *diags;
    bool same; /* the questionnaire is the one that the file was written under */
    struct visit visit;
    struct answer *aside;
    struct text *notes;
    uint32_t *path;
    struct visit_leftover *leftovers;
    uint32_t leftover_capacity;
};

static bool refuse(struct reading *reading, struct span span, const char *message)
{
    diag_add(reading->diags, CODE_A107, span, "%s", message);
    return false;
}

static const struct given *find(const struct given *map, const char *key)
{
    for (const struct given *member = map->first; member != NULL; member = member->next) {
        if (text_is(member->key, key)) {
            return member;
        }
    }
    return NULL;
}

/* The text under [key] of [map]; false where there is none. */
static bool find_text(const struct given *map, const char *key, struct text *ret)
{
    const struct given *member = find(map, key);
    if (member == NULL || (member->kind != GIVEN_SCALAR && member->kind != GIVEN_NOTHING)) {
        return false;
    }
    *ret = member->kind == GIVEN_SCALAR ? member->text : TEXT("");
    return true;
}

/* ---- Only to be shown ------------------------------------------------------------------------ */

static bool take_shown_notes(const struct given *map, struct arena *arena,
                             struct visit_words *words)
{
    uint32_t count = 0;
    for (const struct given *member = map->first; member != NULL; member = member->next) {
        count += member->kind == GIVEN_SCALAR ? 1 : 0;
    }
    struct visit_note *notes = arena_array(arena, count, sizeof *notes);
    words->notes = notes;
    for (const struct given *member = map->first; member != NULL && notes != NULL;
         member = member->next) {
        if (member->kind == GIVEN_SCALAR) {
            notes[words->note_count++] = (struct visit_note){member->key, member->text};
        }
    }
    return notes != NULL;
}

/* The texts of an override into [ret]; false where some are missing, which are empty. */
static bool find_override(const struct given *map, struct visit_words *ret)
{
    const struct {
        const char *key;
        struct text *text;
    } parts[] = {{"recommendation", &ret->recommendation},
                 {"reason", &ret->reason},
                 {"words", &ret->words},
                 {"harm", &ret->harm},
                 {"time", &ret->time},
                 {"fingerprint", &ret->fingerprint}};
    bool whole = true;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        *parts[i].text = TEXT("");
        whole = find_text(map, parts[i].key, parts[i].text) && whole;
    }
    return whole;
}

bool visit_take_words(const struct given *interview, struct arena *arena, struct record *record)
{
    const struct given *notes = find(interview, "notes");
    const struct given *override = find(interview, "override");
    bool has_notes = notes != NULL && notes->kind == GIVEN_MAP && notes->first != NULL;
    bool has_override = override != NULL && override->kind == GIVEN_MAP && override->first != NULL;
    if (!has_notes && !has_override) {
        return true;
    }
    struct visit_words *words = arena_alloc(arena, sizeof *words);
    if (words == NULL || (has_notes && !take_shown_notes(notes, arena, words))) {
        return false;
    }
    if (has_override) {
        words->overridden = true;
        (void)find_override(override, words); /* also half of one is shown */
    }
    record->words = words;
    return true;
}

/* ---- What does not fit ----------------------------------------------------------------------- */

/* Keeps [member] as it stands. False, with a message, where it is neither a text nor a list of them,
 * or memory is used up. */
static bool keep(struct reading *reading, const struct given *member, bool note, struct text why)
{
    uint32_t count = 0;
    bool list = member->kind == GIVEN_LIST;
    for (const struct given *item = member->first; list && item != NULL; item = item->next) {
        count++;
    }
    struct text *values = arena_array(reading->arena, list ? count : 1, sizeof *values);
    struct visit_leftover *leftovers =
        list_reserve(reading->arena, reading->leftovers, reading->visit.leftover_count,
                     &reading->leftover_capacity, sizeof *leftovers);
    why = text_copy(reading->arena, why);
    if (values == NULL || leftovers == NULL || why.start == NULL) {
        return diag_out_of_memory(reading->diags);
    }
    reading->leftovers = leftovers;
    count = 0;
    for (const struct given *item = list ? member->first : member; item != NULL;
         item = list ? item->next : NULL) {
        if (item->kind != GIVEN_SCALAR && item->kind != GIVEN_NOTHING) {
            return refuse(reading, item->span, "this is neither an answer nor a list of choices");
        }
        values[count++] = item->kind == GIVEN_SCALAR ? item->text : TEXT("");
    }
    reading->leftovers[reading->visit.leftover_count++] =
        (struct visit_leftover){.key = member->key,
                                .note = note,
                                .list = list,
                                .values = values,
                                .value_count = count,
                                .why = why};
    return true;
}

/* Whether the question of [key], if there is one, has its answer already. */
static bool is_answered(const struct reading *reading, const struct record *record, struct text key)
{
    uint32_t question = names_find(&reading->keys.names, key);
    return question < reading->questionnaire->question_count &&
           record->answers[question].state != ANSWER_NOT_ASKED;
}

/* Puts the answer that [member] gives into [record]. Where it does not fit, it is an error if it is
 * [strict], and else is kept as a leftover. */
static bool take_answer(struct reading *reading, const struct given *member, bool strict,
                        struct record *record)
{
    struct given map = {.kind = GIVEN_MAP, .span = member->span, .keys_checked = true};
    struct given alone = *member;
    alone.next = NULL;
    map.first = &alone;
    if (strict) {
        return record_fill(record, &reading->keys, &map, reading->arena, reading->diags);
    }
    if (is_answered(reading, record, member->key)) {
        return keep(reading, member, false, TEXT("the question was answered again since"));
    }
    struct arena messages;
    struct diags diags;
    arena_init(&messages, LIMIT_DIAG_MEMORY);
    diags_init(&diags, &messages);
    bool good = record_fill(record, &reading->keys, &map, reading->arena, &diags) ||
                keep(reading, member, false, diags.count > 0 ? diags.items[0].message : TEXT(""));
    arena_free(&messages);
    return good;
}

static bool take_answers(struct reading *reading, const struct given *map, bool strict,
                         struct record *record)
{
    bool good = true;
    for (const struct given *member = map->first; member != NULL; member = member->next) {
        if (!text_is(member->key, "interview")) {
            good = take_answer(reading, member, strict, record) && good;
        }
    }
    return good;
}

/* ---- What stands beside the answers ---------------------------------------------------------- */

static uint32_t find_question(const struct reading *reading, struct text id)
{
    uint32_t number = names_find(&reading->keys.names, id);
    return number < reading->questionnaire->question_count ? number : NAME_NONE;
}

static bool take_order(struct reading *reading, const struct given *list)
{
    if (list->kind != GIVEN_LIST) {
        return refuse(reading, list->span, "`asked` must be a list of questions");
    }
    for (const struct given *item = list->first; item != NULL; item = item->next) {
        uint32_t question =
            item->kind == GIVEN_SCALAR ? find_question(reading, item->text) : NAME_NONE;
        bool twice = false;
        for (uint32_t i = 0; i < reading->visit.path_count; i++) {
            twice = twice || reading->path[i] == question;
        }
        if (question != NAME_NONE && !twice) {
            reading->path[reading->visit.path_count++] = question;
        } else if (reading->same) {
            return refuse(reading, item->span, "`asked` names each question once");
        }
    }
    return true;
}

static bool take_notes(struct reading *reading, const struct given *map)
{
    for (const struct given *member = map->first; member != NULL; member = member->next) {
        if (member->kind != GIVEN_SCALAR) {
            return refuse(reading, member->span, "a note must be a text");
        }
        uint32_t question = find_question(reading, member->key);
        if (question != NAME_NONE) {
            reading->notes[question] = member->text;
        } else if (!keep(reading, member, true, TEXT(""))) {
            return false;
        }
    }
    return true;
}

static bool take_result(struct reading *reading, const struct given *map)
{
    struct visit_result *result = &reading->visit.result;
    struct text certain = TEXT("");
    if (!find_text(map, "recommendation", &result->recommendation) ||
        !find_text(map, "outcome", &result->outcome) || !find_text(map, "certain", &certain) ||
        !find_text(map, "time", &result->time) ||
        !find_text(map, "fingerprint", &result->fingerprint)) {
        return refuse(reading, map->span, "this result is not whole");
    }
    result->made = true;
    result->certain = text_is(certain, "yes");
    return true;
}

static bool take_override(struct reading *reading, const struct given *map)
{
    static const enum recommendation recommendations[] = {RECOMMEND_INTAKE, RECOMMEND_IOP,
                                                          RECOMMEND_INPATIENT};
    struct override *override = &reading->visit.override;
    struct visit_words given = {0};
    if (!find_override(map, &given)) {
        return refuse(reading, map->span, "this override is not whole");
    }
    override->words = given.words;
    override->harm = given.harm;
    override->time = given.time;
    override->fingerprint = given.fingerprint;
    bool known = false;
    for (size_t i = 0; i < 3; i++) {
        if (text_is(given.recommendation, recommendation_name(recommendations[i]))) {
            override->recommendation = recommendations[i];
            known = true;
        }
    }
    for (int i = 0; i < OVERRIDE_REASONS; i++) {
        if (text_is(given.reason, override_reason_code((enum override_reason)i))) {
            override->reason = (enum override_reason)i;
            override->made = known;
        }
    }
    return override->made || refuse(reading, map->span,
                                    "this override has a recommendation or a reason that is none");
}

/* One entry of `interview`. */
static bool take_part(struct reading *reading, const struct given *part)
{
    static const struct text parts[] = {
        {"questionnaire", 13}, {"version", 7}, {"fingerprint", 11}, {"state", 5},  {"asked", 5},
        {"aside", 5},          {"notes", 5},   {"unusable", 8},     {"result", 6}, {"override", 8}};
    enum { PARTS = sizeof parts / sizeof *parts };
    struct record kept = {.answers = reading->aside};
    size_t which = 0;
    while (which < PARTS && !text_equal(part->key, parts[which])) {
        which++;
    }
    if (which == PARTS) {
        struct diag *diag =
            diag_add(reading->diags, CODE_A107, part->key_span, "`interview` has no `%s`",
                     diag_quote(reading->diags, part->key, QUOTED));
        (void)diag_suggest(reading->diags, diag, part->key, parts, PARTS);
        return false;
    }
    if (which < 3) {
        return true;
    }
    if (which == 3) {
        reading->visit.finished = text_is(part->text, "finished");
        return reading->visit.finished || text_is(part->text, "open") ||
               refuse(reading, part->span, "`state` is `open` or `finished`");
    }
    if (which == 4) {
        return take_order(reading, part);
    }
    if (part->kind != GIVEN_MAP) {
        return refuse(reading, part->span, "this must be a map");
    }
    return which == 5   ? take_answers(reading, part, reading->same, &kept)
           : which == 6 ? take_notes(reading, part)
           : which == 7 ? take_answers(reading, part, false, &reading->visit.record)
           : which == 8 ? take_result(reading, part)
                        : take_override(reading, part);
}

/* Whether the file belongs to this questionnaire; and to just this version of it. */
static bool check_origin(struct reading *reading, const struct given *interview,
                         struct visit_origin *ret)
{
    struct text id = TEXT("");
    if (!find_text(interview, "questionnaire", &id) ||
        !find_text(interview, "version", &ret->version) ||
        !find_text(interview, "fingerprint", &ret->fingerprint)) {
        return refuse(reading, interview->span,
                      "`interview` does not say which questionnaire was "
                      "asked");
    }
    if (!text_equal(id, reading->questionnaire->id)) {
        struct diag *diag =
            diag_add(reading->diags, CODE_A107, interview->span,
                     "this interview is about another questionnaire: `%s`, not "
                     "`" TEXT_FORMAT "`",
                     diag_quote(reading->diags, id, QUOTED), TEXT_ARGS(reading->questionnaire->id));
        diag_help(reading->diags, diag, "name its questionnaire with -q");
        return false;
    }
    reading->same = text_is(ret->fingerprint, reading->questionnaire->fingerprint);
    return true;
}

static bool read_parts(struct reading *reading, const struct given *root,
                       struct visit_origin *ret_origin)
{
    const struct given *interview = root->kind == GIVEN_MAP ? find(root, "interview") : NULL;
    if (interview == NULL || interview->kind != GIVEN_MAP) {
        struct span span = {reading->source, 0, 0};
        struct diag *diag =
            diag_add(reading->diags, CODE_A107, interview == NULL ? span : interview->span,
                     "this file holds no interview that could be gone on with");
        diag_help(reading->diags, diag, "such a file is written by `iopfit ask --save`");
        return false;
    }
    if (!check_origin(reading, interview, ret_origin) ||
        !take_answers(reading, root, reading->same, &reading->visit.record)) {
        return false;
    }
    bool good = true;
    for (const struct given *part = interview->first; part != NULL; part = part->next) {
        good = take_part(reading, part) && good;
    }
    return good;
}

bool visit_read(const struct source *source, const struct questionnaire *questionnaire,
                struct arena *arena, struct visit *ret, struct visit_origin *ret_origin,
                struct diags *diags)
{
    struct reading reading = {
        .source = source, .questionnaire = questionnaire, .arena = arena, .diags = diags};
    uint32_t count = questionnaire->question_count;
    struct given root = {.kind = GIVEN_NOTHING};
    bool empty = false;
    reading.aside = arena_array(arena, count, sizeof *reading.aside);
    reading.notes = arena_array(arena, count, sizeof *reading.notes);
    reading.path = arena_array(arena, count, sizeof *reading.path);
    if (reading.aside == NULL || reading.notes == NULL || reading.path == NULL ||
        !record_init(&reading.visit.record, questionnaire, arena) ||
        !keys_init(&reading.keys, questionnaire, arena)) {
        return diag_out_of_memory(diags);
    }
    for (uint32_t i = 0; i < count; i++) {
        reading.notes[i] = TEXT("");
    }
    if (!yaml_read_given(source, arena, &root, &empty, diags) ||
        !read_parts(&reading, &root, ret_origin)) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (reading.visit.record.answers[i].state != ANSWER_NOT_ASKED) {
            reading.aside[i] = reading.visit.record.answers[i];
        }
    }
    reading.visit.aside = reading.aside;
    reading.visit.notes = reading.notes;
    reading.visit.path = reading.path;
    reading.visit.leftovers = reading.leftovers;
    *ret = reading.visit;
    return true;
}
