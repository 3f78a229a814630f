/* A translation is held against the questionnaire, entry by entry, and makes a copy of it with
 * other texts. Every text that a person sees must be there, and must have been made from the text
 * that is there now: `of` is the fingerprint of the source texts of an entry. Not for finding the
 * file (cli/), nor for what staff read (`note`, `source`, `means`), which is not translated. */
#include "questionnaire/translation.h"

#include <stdarg.h>
#include <string.h>

#include "base/limits.h"
#include "base/message.h"
#include "questionnaire/room.h"

struct translator {
    const struct questionnaire *from;
    struct questionnaire *to;
    const struct yaml_node *root;
    struct arena *arena;
    struct diags *diags;
    char *hashed; /* the source texts of the entry at hand, for its fingerprint */
    size_t hashed_length;
    size_t hashed_room;
    bool ok;
    bool exhausted;
};

/* What an entry of the file translates. */
struct entry {
    const char *kind;             /* "question" */
    const char *list;             /* "questions" */
    struct text id;               /* empty: the head of the file */
    struct span span;             /* in the questionnaire */
    const struct yaml_node *node; /* NULL: not translated */
};

/* ---- Helpers --------------------------------------------------------------------------------- */

static struct diag *translator_error(struct translator *translator, enum code code,
                                     struct span span, const char *format, ...) ATTR_PRINTF(4, 5);
static struct diag *translator_error(struct translator *translator, enum code code,
                                     struct span span, const char *format, ...)
{
    char message[512];
    va_list values;

    translator->ok = false;
    va_start(values, format);
    vsnprintf(message, sizeof message, format, values);
    va_end(values);
    return diag_add(translator->diags, code, span, "%s", message);
}

static const char *quote(struct translator *translator, struct text text)
{
    return diag_quote(translator->diags, text, 40);
}

static void *array(struct translator *translator, size_t count, size_t size)
{
    void *memory = arena_array(translator->arena, count, size);
    translator->exhausted = translator->exhausted || !memory;
    return memory;
}

/* The text of [key] in [mapping] without blanks at its ends; empty where it is missing. */
static struct text text_at(const struct yaml_node *mapping, const char *key)
{
    const struct yaml_node *value = mapping ? yaml_get(mapping, key) : NULL;
    return value && value->kind == YAML_SCALAR && !yaml_is_null(value) ? text_trim(value->text)
                                                                       : TEXT("");
}

/* Where an entry is named in the translation: its id, or the start of the file. */
static struct span entry_span(const struct translator *translator, const struct entry *entry)
{
    return field_span(entry->node ? entry->node : translator->root,
                      entry->id.length > 0 ? "id" : "title");
}

/* ---- What was translated ---------------------------------------------------------------------- */

/* Adds "[key]: [text]" and a line end to what the fingerprint of the entry is made of. */
static void hash_text(struct translator *translator, const char *key, struct text text)
{
    size_t needed = translator->hashed_length + strlen(key) + text.length + 4;
    if (text.length == 0) {
        return;
    }
    if (needed > translator->hashed_room) {
        char *larger = array(translator, needed, 2);
        if (!larger) {
            return;
        }
        if (translator->hashed_length > 0) {
            memcpy(larger, translator->hashed, translator->hashed_length);
        }
        translator->hashed = larger;
        translator->hashed_room = 2 * needed;
    }
    char *end = translator->hashed + translator->hashed_length;
    size_t key_length = strlen(key);
    memcpy(end, key, key_length);
    memcpy(end + key_length, ": ", 2);
    memcpy(end + key_length + 2, text.start, text.length);
    end[key_length + 2 + text.length] = '\n';
    translator->hashed_length += key_length + text.length + 3;
}

/* Ends the entry: says where it is missing as a whole, or was made from another text. */
static void check_of(struct translator *translator, const struct entry *entry)
{
    char of[9];
    if (translator->exhausted) {
        return; /* not all of the texts are there to be compared */
    }
    fingerprint(translator->hashed_length > 0
                    ? (struct text){translator->hashed, translator->hashed_length}
                    : TEXT(""),
                of);
    translator->hashed_length = 0;
    struct diag *diag = NULL;
    if (!entry->node) {
        const struct yaml_node *list = yaml_get(translator->root, entry->list);
        diag = translator_error(
            translator, CODE_Q351,
            list ? list->key->span : span_of(translator->root->span.source, 0, 1),
            "the %s `%s` is not translated", entry->kind, quote(translator, entry->id));
        diag_note(translator->diags, diag, entry->span, "it is here");
        diag_help(translator->diags, diag, "add it to `%s`, with `of: %s`", entry->list, of);
        return;
    }
    struct text given = text_at(entry->node, "of");
    if (text_is(given, of)) {
        return;
    }
    const struct yaml_node *value = yaml_get(entry->node, "of");
    const char *kind = entry->id.length > 0 ? entry->kind : "title and intro";
    const char *open = entry->id.length > 0 ? " `" : "";
    const char *close = entry->id.length > 0 ? "`" : "";
    if (given.length == 0) {
        diag = translator_error(translator, CODE_Q352,
                                value ? value->key->span : entry_span(translator, entry),
                                "the %s%s%s%s: no `of` says which text was translated", kind, open,
                                quote(translator, entry->id), close);
    } else {
        diag = translator_error(translator, CODE_Q352, value->span,
                                "the %s%s%s%s: the text has changed since it was translated", kind,
                                open, quote(translator, entry->id), close);
    }
    if (entry->id.length > 0) {
        diag_note(translator->diags, diag, entry->span, "the text is here");
    }
    diag_help(translator->diags, diag, "once the translation is right, write `of: %s`", of);
}

/* ---- Texts ------------------------------------------------------------------------------------- */

static void say_missing(struct translator *translator, const struct entry *entry, const char *what)
{
    if (entry->id.length == 0) {
        translator_error(translator, CODE_Q351, field_span(translator->root, "id"),
                         "%s of the questionnaire is not translated", what);
        return;
    }
    struct diag *diag = translator_error(translator, CODE_Q351, entry_span(translator, entry),
                                         "the %s `%s`: %s is not translated", entry->kind,
                                         quote(translator, entry->id), what);
    diag_note(translator->diags, diag, entry->span, "it is here");
}

/* Takes the translation of [text], the field [key] of the entry, as what *ret becomes. */
static void translate(struct translator *translator, const struct entry *entry, const char *key,
                      struct text text, struct text *ret)
{
    hash_text(translator, key, text);
    if (!entry->node) {
        return;
    }
    struct text given = text_at(entry->node, key);
    const struct yaml_node *value = yaml_get(entry->node, key);
    if (text.length == 0 && value) {
        struct diag *diag = translator_error(translator, CODE_Q353, value->key->span,
                                             "there is no `%s` to translate", key);
        diag_help(translator->diags, diag, "leave it out");
    } else if (text.length > 0 && given.length == 0) {
        char what[64];
        snprintf(what, sizeof what, "`%s`", key);
        say_missing(translator, entry, what);
    } else if (text.length > 0) {
        *ret = given;
    }
}

/* The same for a list of [count] texts; [translated] has room for them. */
static void translate_list(struct translator *translator, const struct entry *entry,
                           const char *key, const struct text *texts, uint32_t count,
                           struct text *translated)
{
    const struct yaml_node *list = entry->node ? yaml_get(entry->node, key) : NULL;
    const struct yaml_node *item = list ? list->first : NULL;
    uint32_t given = 0;
    for (uint32_t i = 0; i < count; i++) {
        hash_text(translator, key, texts[i]);
        if (item && item->kind == YAML_SCALAR && text_trim(item->text).length > 0) {
            translated[i] = text_trim(item->text);
            given++;
        }
        item = item ? item->next : NULL;
    }
    if (entry->node && given < count) {
        char what[96];
        snprintf(what, sizeof what, "%u of the %u `%s`", count - given, count, key);
        say_missing(translator, entry, what);
    }
    if (item) {
        struct diag *diag = translator_error(translator, CODE_Q353, item->span,
                                             "there are only %u `%s` to translate", count, key);
        diag_help(translator->diags, diag, "leave it out");
    }
}

/* ---- Lists of entries --------------------------------------------------------------------------- */

/* The entry of [list] whose id is [id]; NULL where there is none. */
static const struct yaml_node *find_entry(const struct yaml_node *list, struct text id)
{
    for (const struct yaml_node *node = list ? list->first : NULL; node; node = node->next) {
        if (text_equal(text_at(node, "id"), id)) {
            return node;
        }
    }
    return NULL;
}

/* Complains about entries of [list] that are there twice, or have an id that is none of [ids]. */
static void check_ids(struct translator *translator, const char *kind, const struct yaml_node *list,
                      const struct text *ids, uint32_t count)
{
    struct names known;
    struct names seen;
    names_init(&known, translator->arena);
    names_init(&seen, translator->arena);
    for (uint32_t i = 0; i < count; i++) {
        translator->exhausted = names_add(&known, ids[i]) == NAME_NONE || translator->exhausted;
    }
    /* Where memory is used up, an id may be unknown only for want of it. */
    for (const struct yaml_node *node = list ? list->first : NULL; node && !translator->exhausted;
         node = node->next) {
        struct text id = text_at(node, "id");
        struct span span = field_span(node, "id");
        if (names_find(&known, id) == NAME_NONE) {
            struct diag *diag =
                translator_error(translator, CODE_Q353, span, "there is no %s `%s` to translate",
                                 kind, quote(translator, id));
            if (!diag_suggest(translator->diags, diag, id, ids, count)) {
                diag_help(translator->diags, diag, "leave it out");
            }
        } else if (names_find(&seen, id) != NAME_NONE) {
            struct diag *diag =
                translator_error(translator, CODE_Q354, span, "the %s `%s` is translated twice",
                                 kind, quote(translator, id));
            diag_note(translator->diags, diag, field_span(find_entry(list, id), "id"),
                      "first here");
        } else {
            translator->exhausted = names_add(&seen, id) == NAME_NONE || translator->exhausted;
        }
    }
}

static struct entry entry_of(const struct translator *translator, const char *kind,
                             const char *list, struct text id, struct span span)
{
    return (struct entry){.kind = kind,
                          .list = list,
                          .id = id,
                          .span = span,
                          .node = find_entry(yaml_get(translator->root, list), id)};
}

/* ---- The parts of a questionnaire --------------------------------------------------------------- */

static void translate_outcome(struct translator *translator, struct outcome *outcome)
{
    struct entry entry = entry_of(translator, "outcome", "outcomes", outcome->id, outcome->span);
    uint32_t count = outcome->next_step_count;
    struct next_step *steps = array(translator, count, sizeof *steps);
    struct text *texts = array(translator, count, sizeof *texts);
    struct text *lines = array(translator, outcome->line_count, sizeof *lines);
    if (translator->exhausted) {
        return;
    }
    translate(translator, &entry, "title", outcome->title, &outcome->title);
    translate(translator, &entry, "message", outcome->message, &outcome->message);
    translate_list(translator, &entry, "lines", outcome->lines, outcome->line_count, lines);
    outcome->lines = lines;
    for (uint32_t i = 0; i < count; i++) {
        steps[i] = outcome->next_steps[i];
        texts[i] = steps[i].text;
    }
    translate_list(translator, &entry, "next_steps", texts, count, texts);
    for (uint32_t i = 0; i < count; i++) {
        steps[i].text = texts[i];
    }
    outcome->next_steps = steps;
    check_of(translator, &entry);
}

static void translate_outcomes(struct translator *translator)
{
    uint32_t count = translator->from->outcome_count;
    struct outcome *outcomes = array(translator, count, sizeof *outcomes);
    struct text *ids = array(translator, count, sizeof *ids);
    for (uint32_t i = 0; i < count && !translator->exhausted; i++) {
        outcomes[i] = translator->from->outcomes[i];
        ids[i] = outcomes[i].id;
        translate_outcome(translator, &outcomes[i]);
    }
    if (!translator->exhausted) {
        check_ids(translator, "outcome", yaml_get(translator->root, "outcomes"), ids, count);
    }
    translator->to->outcomes = outcomes;
}

static void translate_sections(struct translator *translator)
{
    uint32_t count = translator->from->section_count;
    struct section *sections = array(translator, count, sizeof *sections);
    struct text *ids = array(translator, count, sizeof *ids);
    for (uint32_t i = 0; i < count && !translator->exhausted; i++) {
        struct section *section = &sections[i];
        *section = translator->from->sections[i];
        ids[i] = section->id;
        struct entry entry =
            entry_of(translator, "section", "sections", section->id, section->span);
        translate(translator, &entry, "title", section->title, &section->title);
        translate(translator, &entry, "intro", section->intro, &section->intro);
        check_of(translator, &entry);
    }
    if (!translator->exhausted) {
        check_ids(translator, "section", yaml_get(translator->root, "sections"), ids, count);
    }
    translator->to->sections = sections;
}

static void translate_choices(struct translator *translator, const struct entry *question,
                              const struct choice *from, uint32_t count, struct choice *choices)
{
    const struct yaml_node *list = question->node ? yaml_get(question->node, "choices") : NULL;
    struct text *ids = array(translator, count, sizeof *ids);
    for (uint32_t i = 0; i < count && !translator->exhausted; i++) {
        choices[i] = from[i];
        ids[i] = from[i].id;
        hash_text(translator, "choice", from[i].id);
        hash_text(translator, "label", from[i].label);
        struct text label = text_at(find_entry(list, from[i].id), "label");
        if (question->node && label.length == 0) {
            struct diag *diag = translator_error(
                translator, CODE_Q351, list ? list->key->span : entry_span(translator, question),
                "the choice `%s` of `%s` is not translated", quote(translator, from[i].id),
                quote(translator, question->id));
            diag_note(translator->diags, diag, from[i].span, "it is here");
        } else if (question->node) {
            choices[i].label = label;
        }
    }
    if (!translator->exhausted) {
        check_ids(translator, "choice", list, ids, count);
    }
}

static void translate_question(struct translator *translator, struct question *question)
{
    struct entry entry =
        entry_of(translator, "question", "questions", question->id, question->span);
    struct choice *choices = array(translator, question->choice_count, sizeof *choices);
    if (translator->exhausted) {
        return;
    }
    translate(translator, &entry, "ask", question->ask, &question->ask);
    translate(translator, &entry, "why", question->why, &question->why);
    translate(translator, &entry, "help", question->help, &question->help);
    translate_choices(translator, &entry, question->choices, question->choice_count, choices);
    question->choices = choices;
    bool own_label =
        question->type == QUESTION_MULTIPLE &&
        !text_is(question->none_label, message(translator->from->language, "None of these"));
    bool has_label = entry.node && yaml_get(entry.node, "none_label");
    if (question->type == QUESTION_MULTIPLE && !own_label && !has_label) {
        question->none_label = text_of(message(translator->to->language, "None of these"));
    } else {
        translate(translator, &entry, "none_label",
                  question->type == QUESTION_MULTIPLE ? question->none_label : TEXT(""),
                  &question->none_label);
    }
    translate(translator, &entry, "unit", question->unit, &question->unit);
    check_of(translator, &entry);
    question->language = translator->to->language;
}

static void translate_questions(struct translator *translator)
{
    uint32_t count = translator->from->question_count;
    struct question *questions = array(translator, count, sizeof *questions);
    struct text *ids = array(translator, count, sizeof *ids);
    for (uint32_t i = 0; i < count && !translator->exhausted; i++) {
        questions[i] = translator->from->questions[i];
        ids[i] = questions[i].id;
        translate_question(translator, &questions[i]);
    }
    if (!translator->exhausted) {
        check_ids(translator, "question", yaml_get(translator->root, "questions"), ids, count);
    }
    translator->to->questions = questions;
}

static void translate_rules(struct translator *translator)
{
    uint32_t count = translator->from->rule_count;
    struct rule *rules = array(translator, count, sizeof *rules);
    struct text *ids = array(translator, count, sizeof *ids);
    for (uint32_t i = 0; i < count && !translator->exhausted; i++) {
        struct rule *rule = &rules[i];
        *rule = translator->from->rules[i];
        ids[i] = rule->id;
        struct entry entry = entry_of(translator, "rule", "rules", rule->id, rule->span);
        translate(translator, &entry, "because", rule->because, &rule->because);
        check_of(translator, &entry);
    }
    if (!translator->exhausted) {
        check_ids(translator, "rule", yaml_get(translator->root, "rules"), ids, count);
    }
    translator->to->rules = rules;
}

/* ---- The head, and the whole -------------------------------------------------------------------- */

static void check_head(struct translator *translator, struct text language)
{
    const struct questionnaire *from = translator->from;
    const struct yaml_node *root = translator->root;
    struct text format = text_at(root, "format");
    struct text id = text_at(root, "id");
    struct text given = text_at(root, "language");
    if (!text_is(format, "1")) {
        struct diag *diag = translator_error(translator, CODE_Q301, field_span(root, "format"),
                                             "format `%s` is not known", quote(translator, format));
        diag_help(translator->diags, diag, "this program reads `format: 1`");
    }
    if (!text_equal(id, from->id)) {
        struct diag *diag = translator_error(translator, CODE_Q350, field_span(root, "id"),
                                             "this is a translation of `%s`, not of `%s`",
                                             quote(translator, id), quote(translator, from->id));
        diag_help(translator->diags, diag, "write `id: " TEXT_FORMAT "`", TEXT_ARGS(from->id));
    }
    struct span span = field_span(root, "language");
    if (!text_equal(given, language)) {
        struct diag *diag = translator_error(translator, CODE_Q350, span,
                                             "the file is named after the language `%s`, not `%s`",
                                             quote(translator, language), quote(translator, given));
        diag_help(translator->diags, diag, "write `language: " TEXT_FORMAT "`, or rename the file",
                  TEXT_ARGS(language));
    } else if (text_equal(given, from->language)) {
        struct diag *diag =
            translator_error(translator, CODE_Q350, span,
                             "`%s` is the questionnaire's own language", quote(translator, given));
        diag_help(translator->diags, diag, "a translation is into another one");
    } else if (!message_speaks(given)) {
        struct diag *diag = translator_error(
            translator, CODE_Q350, span,
            "the program itself does not speak `%s`, and people would read both languages",
            quote(translator, given));
        diag_help(translator->diags, diag, "the languages are `en` and `es`");
    }
}

static void translate_all(struct translator *translator, struct text language)
{
    struct questionnaire *to = translator->to;
    struct entry head = {.kind = "questionnaire", .list = "", .node = translator->root};
    check_head(translator, language);
    to->language = language;
    translate(translator, &head, "title", to->title, &to->title);
    translate(translator, &head, "intro", to->intro, &to->intro);
    check_of(translator, &head);
    translate_outcomes(translator);
    translate_sections(translator);
    translate_questions(translator);
    translate_rules(translator);
}

bool questionnaire_translate(const struct questionnaire *questionnaire, struct text language,
                             const struct source *source, struct arena *arena,
                             const struct questionnaire **ret, struct diags *diags)
{
    struct source *kept = arena_alloc(arena, sizeof *kept); /* places refer to it */
    struct questionnaire *to = arena_alloc(arena, sizeof *to);
    if (!kept || !to) {
        return diag_out_of_memory(diags);
    }
    *kept = *source;
    *to = *questionnaire;
    struct translator translator = {
        .from = questionnaire, .to = to, .arena = arena, .diags = diags, .ok = true};
    if (!yaml_read(kept, arena, &translator.root, diags) ||
        !yaml_check(translator.root, &translation_schema, "a translation", diags)) {
        return false;
    }
    translate_all(&translator, language);
    if (translator.exhausted) {
        return diag_out_of_memory(diags);
    }
    if (!translator.ok || diags->exhausted) {
        return false;
    }
    *ret = to;
    return true;
}
