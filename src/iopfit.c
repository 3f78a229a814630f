/* The public C API over the rooms. Not for anything that a room does not already do: it keeps what
 * belongs together, and turns slices of text into C strings. */
#include "iopfit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answers/answers.h"
#include "assess/assess.h"
#include "base/limits.h"
#include "diag/diag.h"
#include "questionnaire/questionnaire.h"

/* Texts as C strings. */
struct list {
    const char **items;
    uint32_t count;
};

struct iopfit {
    struct arena forever; /* the questionnaire and its plan */
    struct arena record;  /* the answers */
    struct arena scratch; /* the assessment */
    struct arena messages;
    struct diags diags;
    const struct questionnaire *questionnaire;
    const struct plan *plan;
    const char *name; /* of the questionnaire, with its version and fingerprint */
    const char **question_ids;
    const char **question_texts;
    struct record answers;
    struct assessment assessment;
    bool assessed;
    char *problems;
    /* Of the last assessment, all in [scratch]. */
    const char *outcome;
    const char *title;
    const char *message;
    struct list possible;
    struct list open;
    struct list surplus;
    struct list rules;
    struct list reasons;
    const uint32_t *named; /* the rules of those two lists */
};

/* ---- Problems -------------------------------------------------------------------------------- */

static void begin(struct iopfit *iopfit)
{
    if (iopfit->problems != NULL) {
        explicit_bzero(iopfit->problems, strlen(iopfit->problems)); /* it may quote answers */
    }
    free(iopfit->problems);
    iopfit->problems = NULL;
    diags_clear(&iopfit->diags);
    arena_reset(&iopfit->messages);
}

/* The messages so far become a text; returns false, so that a function can end with it. */
static bool fail(struct iopfit *iopfit)
{
    size_t length = 0;
    char *text = NULL;
    FILE *out = open_memstream(&text, &length);
    if (out == NULL) {
        return false;
    }
    diags_sort(&iopfit->diags);
    diags_render(out, &iopfit->diags, (struct diag_style){.colour = false});
    if (fclose(out) == 0) {
        iopfit->problems = text;
    } else {
        free(text);
    }
    return false;
}

const char *iopfit_problems(const struct iopfit *iopfit)
{
    return iopfit->problems == NULL ? "" : iopfit->problems;
}

/* [text] as a C string in [arena]; NULL without memory. */
static const char *string_of(struct arena *arena, struct text text)
{
    return text_copy(arena, text).start;
}

/* ---- The object ------------------------------------------------------------------------------ */

struct iopfit *iopfit_new(void)
{
    struct iopfit *iopfit = calloc(1, sizeof *iopfit);
    if (iopfit == NULL) {
        return NULL;
    }
    arena_init(&iopfit->forever, LIMIT_QUESTIONNAIRE_MEMORY);
    arena_init(&iopfit->record, LIMIT_RECORD_MEMORY);
    arena_init(&iopfit->scratch, LIMIT_RECORD_MEMORY);
    arena_init(&iopfit->messages, LIMIT_DIAG_MEMORY);
    diags_init(&iopfit->diags, &iopfit->messages);
    return iopfit;
}

static void forget_assessment(struct iopfit *iopfit)
{
    iopfit->assessed = false;
    arena_reset(&iopfit->scratch);
}

static void forget_questionnaire(struct iopfit *iopfit)
{
    forget_assessment(iopfit);
    arena_reset(&iopfit->record);
    arena_reset(&iopfit->forever);
    iopfit->questionnaire = NULL;
    iopfit->plan = NULL;
    iopfit->name = NULL;
}

void iopfit_free(struct iopfit *iopfit)
{
    if (iopfit == NULL) {
        return;
    }
    begin(iopfit);
    arena_free(&iopfit->forever);
    arena_free(&iopfit->record);
    arena_free(&iopfit->scratch);
    arena_free(&iopfit->messages);
    free(iopfit);
}

/* ---- The questionnaire ----------------------------------------------------------------------- */

static bool name_questionnaire(struct iopfit *iopfit)
{
    const struct questionnaire *questionnaire = iopfit->questionnaire;
    size_t room = questionnaire->id.length + questionnaire->version.length +
                  sizeof questionnaire->fingerprint + 2;
    char *name = arena_alloc(&iopfit->forever, room);
    if (name == NULL) {
        return false;
    }
    snprintf(name, room, TEXT_FORMAT "@" TEXT_FORMAT "#%s", TEXT_ARGS(questionnaire->id),
             TEXT_ARGS(questionnaire->version), questionnaire->fingerprint);
    iopfit->name = name;
    return true;
}

static bool list_questions(struct iopfit *iopfit)
{
    const struct questionnaire *questionnaire = iopfit->questionnaire;
    struct arena *arena = &iopfit->forever;
    uint32_t count = questionnaire->question_count;
    iopfit->question_ids = arena_array(arena, count, sizeof *iopfit->question_ids);
    iopfit->question_texts = arena_array(arena, count, sizeof *iopfit->question_texts);
    if (iopfit->question_ids == NULL || iopfit->question_texts == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        const struct question *question = &questionnaire->questions[i];
        iopfit->question_ids[i] = string_of(arena, question->id);
        iopfit->question_texts[i] = string_of(arena, text_trim(question->ask));
        if (iopfit->question_ids[i] == NULL || iopfit->question_texts[i] == NULL) {
            return false;
        }
    }
    return true;
}

/* [source] is in the arena already. */
static bool load(struct iopfit *iopfit, const struct source *source)
{
    struct diags *diags = &iopfit->diags;
    if (!questionnaire_load(source, source->name, NULL, &iopfit->forever, &iopfit->questionnaire,
                            diags)) {
        return false;
    }
    iopfit->plan = plan_make(iopfit->questionnaire, &iopfit->forever, diags);
    if (iopfit->plan == NULL) {
        return false;
    }
    bool done = name_questionnaire(iopfit) && list_questions(iopfit) &&
                record_init(&iopfit->answers, iopfit->questionnaire, &iopfit->record);
    return done || diag_out_of_memory(diags);
}

/* Loads what [source] holds, or, where it is NULL, what could not be read. */
static bool load_or_forget(struct iopfit *iopfit, const struct source *source)
{
    if (source != NULL && load(iopfit, source)) {
        return true;
    }
    fail(iopfit);
    forget_questionnaire(iopfit);
    return false;
}

bool iopfit_load(struct iopfit *iopfit, const char *path)
{
    begin(iopfit);
    forget_questionnaire(iopfit);
    struct arena *arena = &iopfit->forever;
    const char *name = string_of(arena, text_of(path));
    struct source *source = arena_alloc(arena, sizeof *source);
    if (name == NULL || source == NULL) {
        diag_out_of_memory(&iopfit->diags);
        return load_or_forget(iopfit, NULL);
    }
    bool read = source_read(name, LIMIT_QUESTIONNAIRE_BYTES, arena, source, NULL, &iopfit->diags);
    return load_or_forget(iopfit, read ? source : NULL);
}

bool iopfit_load_text(struct iopfit *iopfit, const char *name, const char *text, size_t length)
{
    begin(iopfit);
    forget_questionnaire(iopfit);
    struct arena *arena = &iopfit->forever;
    struct source *source = arena_alloc(arena, sizeof *source);
    if (source != NULL) {
        *source = (struct source){.name = string_of(arena, text_of(name)),
                                  .text = text_copy(arena, (struct text){text, length}),
                                  .first_line = 1};
    }
    if (source == NULL || source->name == NULL || source->text.start == NULL) {
        diag_out_of_memory(&iopfit->diags);
        source = NULL;
    }
    return load_or_forget(iopfit, source);
}

const char *iopfit_questionnaire(const struct iopfit *iopfit)
{
    return iopfit->name == NULL ? "" : iopfit->name;
}

size_t iopfit_question_count(const struct iopfit *iopfit)
{
    return iopfit->questionnaire == NULL ? 0 : iopfit->questionnaire->question_count;
}

const char *iopfit_question_id(const struct iopfit *iopfit, size_t index)
{
    return index < iopfit_question_count(iopfit) ? iopfit->question_ids[index] : NULL;
}

const char *iopfit_question_text(const struct iopfit *iopfit, size_t index)
{
    return index < iopfit_question_count(iopfit) ? iopfit->question_texts[index] : NULL;
}

/* ---- Answers --------------------------------------------------------------------------------- */

static const struct span nowhere = {NULL, 0, 0};

static bool fail_without_questionnaire(struct iopfit *iopfit)
{
    diag_add(&iopfit->diags, CODE_F006, nowhere, "no questionnaire is loaded");
    return fail(iopfit);
}

static uint32_t find_question(const struct iopfit *iopfit, struct text id)
{
    const struct questionnaire *questionnaire = iopfit->questionnaire;
    uint32_t slot = names_find(questionnaire->scope.names, id);
    return slot < questionnaire->question_count ? slot : NAME_NONE;
}

bool iopfit_answer(struct iopfit *iopfit, const char *id, const char *answer)
{
    begin(iopfit);
    if (iopfit->questionnaire == NULL) {
        return fail_without_questionnaire(iopfit);
    }
    uint32_t question = find_question(iopfit, text_of(id));
    if (question == NAME_NONE) {
        struct diag *diag =
            diag_add(&iopfit->diags, CODE_A101, nowhere, "there is no question `%s`",
                     diag_quote(&iopfit->diags, text_of(id), LIMIT_ID_BYTES));
        diag_suggest(&iopfit->diags, diag, text_of(id), iopfit->questionnaire->scope.names->texts,
                     iopfit->questionnaire->question_count);
        return fail(iopfit);
    }
    struct answer parsed = {0};
    if (!answer_parse(&iopfit->questionnaire->questions[question], text_of(answer), nowhere,
                      &iopfit->record, &parsed, &iopfit->diags)) {
        return fail(iopfit);
    }
    iopfit->answers.answers[question] = parsed;
    forget_assessment(iopfit);
    return true;
}

bool iopfit_clear(struct iopfit *iopfit)
{
    begin(iopfit);
    if (iopfit->questionnaire == NULL) {
        return fail_without_questionnaire(iopfit);
    }
    forget_assessment(iopfit);
    arena_reset(&iopfit->record);
    if (!record_init(&iopfit->answers, iopfit->questionnaire, &iopfit->record)) {
        diag_out_of_memory(&iopfit->diags);
        return fail(iopfit);
    }
    return true;
}

/* ---- The assessment -------------------------------------------------------------------------- */

/* A list with room for [count] texts. */
static bool list_begin(struct iopfit *iopfit, struct list *list, uint32_t count)
{
    *list = (struct list){arena_array(&iopfit->scratch, count, sizeof *list->items), 0};
    return list->items != NULL;
}

static bool list_add(struct iopfit *iopfit, struct list *list, struct text text)
{
    const char *item = string_of(&iopfit->scratch, text);
    if (item != NULL) {
        list->items[list->count++] = item;
    }
    return item != NULL;
}

static const char *list_item(const struct iopfit *iopfit, const struct list *list, size_t index)
{
    return iopfit->assessed && index < list->count ? list->items[index] : NULL;
}

static bool list_possible(struct iopfit *iopfit)
{
    const struct questionnaire *questionnaire = iopfit->questionnaire;
    bool done = list_begin(iopfit, &iopfit->possible, questionnaire->outcome_count);
    for (uint32_t i = 0; done && i < questionnaire->outcome_count; i++) {
        done = (iopfit->assessment.possible >> i & 1) == 0 ||
               list_add(iopfit, &iopfit->possible, questionnaire->outcomes[i].id);
    }
    return done;
}

static bool list_unanswered(struct iopfit *iopfit)
{
    const struct assessment *assessment = &iopfit->assessment;
    const struct question *questions = iopfit->questionnaire->questions;
    bool done = list_begin(iopfit, &iopfit->open, assessment->open_count) &&
                list_begin(iopfit, &iopfit->surplus, assessment->surplus_count);
    for (uint32_t i = 0; done && i < assessment->open_count; i++) {
        done = list_add(iopfit, &iopfit->open, questions[assessment->open[i].question].id);
    }
    for (uint32_t i = 0; done && i < assessment->surplus_count; i++) {
        done = list_add(iopfit, &iopfit->surplus, questions[assessment->surplus[i]].id);
    }
    return done;
}

static bool list_rules(struct iopfit *iopfit)
{
    const struct questionnaire *questionnaire = iopfit->questionnaire;
    uint32_t *named = arena_array(&iopfit->scratch, questionnaire->rule_count, sizeof *named);
    bool done = named != NULL && list_begin(iopfit, &iopfit->rules, questionnaire->rule_count) &&
                list_begin(iopfit, &iopfit->reasons, questionnaire->rule_count);
    for (uint32_t i = 0; done && i < questionnaire->rule_count; i++) {
        if (assessment_names_rule(iopfit->plan, &iopfit->assessment, i)) {
            named[iopfit->rules.count] = i;
            done = list_add(iopfit, &iopfit->rules, questionnaire->rules[i].id) &&
                   list_add(iopfit, &iopfit->reasons, text_trim(questionnaire->rules[i].because));
        }
    }
    iopfit->named = named;
    return done;
}

static bool keep_texts(struct iopfit *iopfit)
{
    const struct outcome *outcome = &iopfit->questionnaire->outcomes[iopfit->assessment.outcome];
    iopfit->outcome = string_of(&iopfit->scratch, outcome->id);
    iopfit->title = string_of(&iopfit->scratch, text_trim(outcome->title));
    iopfit->message = string_of(&iopfit->scratch, text_trim(outcome->message));
    bool done = iopfit->outcome != NULL && iopfit->title != NULL && iopfit->message != NULL &&
                list_possible(iopfit) && list_unanswered(iopfit) && list_rules(iopfit);
    return done || diag_out_of_memory(&iopfit->diags);
}

bool iopfit_assess(struct iopfit *iopfit)
{
    begin(iopfit);
    if (iopfit->questionnaire == NULL) {
        return fail_without_questionnaire(iopfit);
    }
    forget_assessment(iopfit);
    struct assess_options options = assess_default_options();
    options.want_open = true;
    options.want_rules = true;
    if (!assess(iopfit->plan, iopfit->answers.answers, options, &iopfit->scratch,
                &iopfit->assessment, &iopfit->diags) ||
        !keep_texts(iopfit)) {
        return fail(iopfit);
    }
    iopfit->assessed = true;
    return true;
}

const char *iopfit_recommendation(const struct iopfit *iopfit)
{
    return iopfit->assessed
               ? recommendation_name(
                     iopfit->questionnaire->outcomes[iopfit->assessment.outcome].recommendation)
               : NULL;
}

const char *iopfit_outcome(const struct iopfit *iopfit)
{
    return iopfit->assessed ? iopfit->outcome : NULL;
}

const char *iopfit_title(const struct iopfit *iopfit)
{
    return iopfit->assessed ? iopfit->title : NULL;
}

const char *iopfit_message(const struct iopfit *iopfit)
{
    return iopfit->assessed ? iopfit->message : NULL;
}

bool iopfit_is_certain(const struct iopfit *iopfit)
{
    return iopfit->assessed && iopfit->assessment.certain;
}

bool iopfit_is_exact(const struct iopfit *iopfit)
{
    return iopfit->assessed && iopfit->assessment.exact;
}

bool iopfit_is_urgent(const struct iopfit *iopfit)
{
    return iopfit->assessed && iopfit->assessment.urgent;
}

const char *iopfit_possible(const struct iopfit *iopfit, size_t index)
{
    return list_item(iopfit, &iopfit->possible, index);
}

const char *iopfit_open(const struct iopfit *iopfit, size_t index)
{
    return list_item(iopfit, &iopfit->open, index);
}

const char *iopfit_rule(const struct iopfit *iopfit, size_t index)
{
    return list_item(iopfit, &iopfit->rules, index);
}

const char *iopfit_reason(const struct iopfit *iopfit, size_t index)
{
    return list_item(iopfit, &iopfit->reasons, index);
}

bool iopfit_reason_is_private(const struct iopfit *iopfit, size_t index)
{
    return iopfit_reason(iopfit, index) != NULL &&
           iopfit->questionnaire->rules[iopfit->named[index]].is_private;
}

const char *iopfit_surplus(const struct iopfit *iopfit, size_t index)
{
    return list_item(iopfit, &iopfit->surplus, index);
}
