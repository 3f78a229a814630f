/* A record: one slot for each question, filled from keys and values; and which keys there are. Not
 * for the values themselves (parse.c), nor for any file format. */
#include <assert.h>
#include <string.h>

#include "answers/reader.h"
#include "base/limits.h"

/* As much of a wrong key as a message quotes; and the errors of a record up to which the nearest
 * right key is looked for, since a large file of wrong keys would take long. */
enum { QUOTED = 60, SUGGESTIONS = 20 };

bool record_init(struct record *record, const struct questionnaire *questionnaire,
                 struct arena *arena)
{
    struct answer *answers = arena_array(arena, questionnaire->question_count, sizeof *answers);
    if (answers == NULL) {
        return false;
    }
    *record = (struct record){
        .id = TEXT(""),
        .answers = answers,
        .expect_recommendation = TEXT(""),
        .expect_outcome = TEXT(""),
    };
    return true;
}

/* ---- Keys ----------------------------------------------------------------------------------- */

bool keys_init(struct keys *keys, const struct questionnaire *questionnaire, struct arena *arena)
{
    *keys = (struct keys){.questionnaire = questionnaire};
    struct names *names = &keys->names;
    names_init(names, arena);
    bool good = true;
    for (uint32_t i = 0; i < questionnaire->question_count && good; i++) {
        good = names_add(names, questionnaire->questions[i].id) == i;
    }
    good = good && names_add(names, TEXT("id")) == questionnaire->question_count;
    good = good && names_add(names, TEXT("expect")) == questionnaire->question_count + 1;
    good = good && names_add(names, TEXT("interview")) == questionnaire->question_count + 2;
    for (uint32_t i = 0; i < questionnaire->fact_count && good; i++) {
        good = names_add(names, questionnaire->facts[i].id) != NAME_NONE;
    }
    keys->fact_end = names->count;
    for (uint32_t i = 0; i < questionnaire->rule_count && good; i++) {
        good = names_add(names, questionnaire->rules[i].id) != NAME_NONE;
    }
    keys->rule_end = names->count;
    for (uint32_t i = 0; i < questionnaire->outcome_count && good; i++) {
        good = names_add(names, questionnaire->outcomes[i].id) != NAME_NONE;
    }
    return good;
}

/* "`severe` is a fact, not a question" or "there is no question `agee`". */
static void add_wrong_key(const struct keys *keys, struct text name, struct span span,
                          struct diags *diags)
{
    uint32_t question_count = keys->questionnaire->question_count;
    uint32_t number = names_find(&keys->names, name);
    struct diag *diag = NULL;
    if (number == NAME_NONE) {
        diag = diag_add(diags, CODE_A101, span, "there is no question `%s`",
                        diag_quote(diags, name, QUOTED));
        if (diags->errors <= SUGGESTIONS) {
            diag_suggest(diags, diag, text_trim(name), keys->names.texts, question_count + 1);
        }
    } else {
        const char *what = number < keys->fact_end   ? "a fact"
                           : number < keys->rule_end ? "a rule"
                                                     : "an outcome";
        diag = diag_add(diags, CODE_A101, span,
                        "`" TEXT_FORMAT "` is %s of the questionnaire, not a question",
                        TEXT_ARGS(name), what);
        diag_help(diags, diag, "it is worked out from the answers; leave it out");
    }
    diag_key(diags, diag, name);
}

enum key_kind keys_find(const struct keys *keys, struct text name, struct span span,
                        uint32_t *ret_question, struct diags *diags)
{
    uint32_t question_count = keys->questionnaire->question_count;
    uint32_t number = names_find(&keys->names, name);
    if (number < question_count) {
        *ret_question = number;
        return KEY_QUESTION;
    }
    if (number == question_count) {
        return KEY_ID;
    }
    if (number == question_count + 1) {
        return KEY_EXPECT;
    }
    if (number == question_count + 2) {
        return KEY_INTERVIEW;
    }
    add_wrong_key(keys, name, span, diags);
    return KEY_WRONG;
}

/* ---- The id --------------------------------------------------------------------------------- */

static bool bad_id(struct span span, struct diags *diags, const char *message)
{
    diag_key(diags, diag_add(diags, CODE_A104, span, "%s", message), TEXT("id"));
    return false;
}

bool record_take_id(struct record *record, struct text text, struct span span, struct arena *arena,
                    struct diags *diags)
{
    if (text_trim(text).length == 0) {
        return true;
    }
    if (text.length > LIMIT_RECORD_ID_BYTES) {
        return bad_id(span, diags, "the id is longer than 256 bytes");
    }
    for (size_t offset = 0; offset < text.length;) {
        uint32_t code = utf8_next(text, &offset);
        if (code == '\t' || code == '\n' || answer_forbids(code)) {
            return bad_id(span, diags,
                          answer_is_no_character(code)
                              ? "the id has an invisible sign in it that is no character"
                              : "the id has a line end or another control character in it");
        }
    }
    struct text copy = text_copy(arena, text);
    if (copy.start == NULL) {
        return diag_out_of_memory(diags);
    }
    record->id = copy;
    record->has_id = true;
    return true;
}

static bool is_whole_number(struct text text)
{
    size_t start = text.length > 0 && text.start[0] == '-' ? 1 : 0;
    for (size_t i = start; i < text.length; i++) {
        if (text.start[i] < '0' || text.start[i] > '9') {
            return false;
        }
    }
    return text.length > start;
}

static bool fill_id(struct record *record, const struct given *given, struct arena *arena,
                    struct diags *diags)
{
    switch (given->kind) {
    case GIVEN_NOTHING:
        return true;
    case GIVEN_SCALAR:
    case GIVEN_STRING:
        return record_take_id(record, given->text, given->span, arena, diags);
    case GIVEN_NUMBER:
        if (is_whole_number(given->text)) {
            return record_take_id(record, given->text, given->span, arena, diags);
        }
        return bad_id(given->span, diags, "an id that is a number must be whole, digits only");
    case GIVEN_TRUTH:
    case GIVEN_LIST:
    case GIVEN_MAP:
        return bad_id(given->span, diags, "the id must be a text or a whole number");
    case GIVEN_BROKEN:
        break;
    }
    return false;
}

/* ---- What an example expects ----------------------------------------------------------------- */

/* The recommendation or outcome that [given] names, one of [names]. */
static bool expected_name(const struct given *given, const char *what, const struct text *names,
                          uint32_t count, struct text *ret, struct diags *diags)
{
    if (given->kind == GIVEN_NOTHING || given->kind == GIVEN_BROKEN) {
        return given->kind == GIVEN_NOTHING;
    }
    if (given->kind == GIVEN_SCALAR || given->kind == GIVEN_STRING) {
        for (uint32_t i = 0; i < count; i++) {
            if (text_equal(given->text, names[i])) {
                *ret = names[i];
                return true;
            }
        }
    }
    bool is_text = given->kind == GIVEN_SCALAR || given->kind == GIVEN_STRING;
    struct diag *diag =
        is_text ? diag_add(diags, CODE_A105, given->span, "there is no %s `%s`", what,
                           diag_quote(diags, given->text, QUOTED))
                : diag_add(diags, CODE_A105, given->span, "the %s expected must be a text", what);
    diag_key(diags, diag, TEXT("expect"));
    if (is_text) {
        diag_suggest(diags, diag, given->text, names, count);
    }
    return false;
}

static bool add_twice(struct text name, struct text key, struct span span, struct span first,
                      struct diags *diags)
{
    struct diag *diag =
        diag_add(diags, CODE_A102, span, "`" TEXT_FORMAT "` is given twice", TEXT_ARGS(name));
    diag_note(diags, diag, first, "it is given here already");
    diag_key(diags, diag, key);
    return false;
}

/* The two keys of `expect`. */
enum { EXPECT_RECOMMENDATION, EXPECT_OUTCOME, EXPECT_COUNT };
static const struct text expect_keys[EXPECT_COUNT] = {{"recommendation", 14}, {"outcome", 7}};

static bool fill_expected(struct record *record, const struct questionnaire *questionnaire,
                          struct span seen[EXPECT_COUNT], bool keys_checked,
                          const struct given *member, struct diags *diags)
{
    static const enum recommendation recommendations[] = {RECOMMEND_INTAKE, RECOMMEND_IOP,
                                                          RECOMMEND_INPATIENT};
    uint32_t which = 0;
    while (which < EXPECT_COUNT && !text_equal(member->key, expect_keys[which])) {
        which++;
    }
    if (which == EXPECT_COUNT) {
        struct diag *diag = diag_add(diags, CODE_A105, member->key_span, "`expect` has no `%s`",
                                     diag_quote(diags, member->key, QUOTED));
        if (!diag_suggest(diags, diag, member->key, expect_keys, EXPECT_COUNT)) {
            diag_help(diags, diag, "it has `recommendation` and `outcome`");
        }
        diag_key(diags, diag, TEXT("expect"));
        return false;
    }
    if (seen[which].source != NULL && keys_checked) {
        return false;
    }
    if (seen[which].source != NULL) {
        return add_twice(member->key, TEXT("expect"), member->key_span, seen[which], diags);
    }
    seen[which] = member->key_span;
    struct text names[LIMIT_OUTCOMES];
    if (which == EXPECT_RECOMMENDATION) {
        for (uint32_t i = 0; i < 3; i++) {
            names[i] = text_of(recommendation_name(recommendations[i]));
        }
        return expected_name(member, "recommendation", names, 3, &record->expect_recommendation,
                             diags);
    }
    for (uint32_t i = 0; i < questionnaire->outcome_count; i++) {
        names[i] = questionnaire->outcomes[i].id;
    }
    return expected_name(member, "outcome", names, questionnaire->outcome_count,
                         &record->expect_outcome, diags);
}

static bool fill_expect(struct record *record, const struct questionnaire *questionnaire,
                        const struct given *given, struct diags *diags)
{
    if (given->kind == GIVEN_NOTHING || given->kind == GIVEN_BROKEN) {
        return given->kind == GIVEN_NOTHING;
    }
    if (given->kind != GIVEN_MAP) {
        struct diag *diag = diag_add(diags, CODE_A105, given->span,
                                     "`expect` must be a map with `recommendation` or `outcome`");
        diag_key(diags, diag, TEXT("expect"));
        return false;
    }
    record->expect_span = given->key_span;
    struct span seen[EXPECT_COUNT] = {{NULL, 0, 0}, {NULL, 0, 0}};
    bool good = true;
    for (const struct given *member = given->first; member != NULL; member = member->next) {
        bool readable = member->key_span.source != NULL;
        good = readable &&
               fill_expected(record, questionnaire, seen, given->keys_checked, member, diags) &&
               good;
    }
    return good;
}

/* What an interview keeps beside the answers (visit.c) is no answer and decides nothing. */
static bool fill_interview(struct record *record, const struct given *given, struct arena *arena,
                           struct diags *diags)
{
    if (given->kind == GIVEN_MAP) {
        return visit_take_words(given, arena, record) || diag_out_of_memory(diags);
    }
    if (given->kind == GIVEN_NOTHING || given->kind == GIVEN_BROKEN) {
        return given->kind != GIVEN_BROKEN;
    }
    struct diag *diag = diag_add(diags, CODE_A107, given->span,
                                 "`interview` must be a map, as `iopfit ask` writes it");
    diag_key(diags, diag, TEXT("interview"));
    return false;
}

/* ---- The whole record ----------------------------------------------------------------------- */

static bool fill_member(struct record *record, const struct keys *keys, struct span *seen,
                        bool keys_checked, const struct given *member, struct arena *arena,
                        struct diags *diags)
{
    const struct questionnaire *questionnaire = keys->questionnaire;
    if (member->key_span.source == NULL) {
        return false; /* the reader could not read the key and has said so */
    }
    uint32_t question = 0;
    enum key_kind kind = keys_find(keys, member->key, member->key_span, &question, diags);
    if (kind == KEY_WRONG) {
        return false;
    }
    uint32_t number = kind == KEY_QUESTION ? question
                      : kind == KEY_ID     ? questionnaire->question_count
                      : kind == KEY_EXPECT ? questionnaire->question_count + 1
                                           : questionnaire->question_count + 2;
    if (seen[number].source != NULL && keys_checked) {
        return false;
    }
    if (seen[number].source != NULL) {
        return add_twice(member->key, member->key, member->key_span, seen[number], diags);
    }
    seen[number] = member->key_span;
    switch (kind) {
    case KEY_ID:
        return fill_id(record, member, arena, diags);
    case KEY_EXPECT:
        return fill_expect(record, questionnaire, member, diags);
    case KEY_INTERVIEW:
        return fill_interview(record, member, arena, diags);
    case KEY_QUESTION:
    case KEY_WRONG:
        break;
    }
    return answer_of_given(&questionnaire->questions[question], member, arena,
                           &record->answers[question], diags);
}

bool record_fill(struct record *record, const struct keys *keys, const struct given *map,
                 struct arena *arena, struct diags *diags)
{
    assert(map->kind == GIVEN_MAP);
    struct span *seen =
        arena_array(arena, (size_t)keys->questionnaire->question_count + 3, sizeof *seen);
    if (seen == NULL) {
        return diag_out_of_memory(diags);
    }
    bool good = true;
    record->span = map->first != NULL ? map->first->key_span : map->span;
    for (const struct given *member = map->first; member != NULL; member = member->next) {
        good = fill_member(record, keys, seen, map->keys_checked, member, arena, diags) && good;
    }
    return good;
}
