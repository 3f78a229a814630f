/* A YAML file becomes a questionnaire: the order of the work, and what all of it needs. Not for any
 * one part of the file (outcomes.c, questions.c, conditions.c,
 * guarantees.c). */
#include <stdarg.h>

#include "base/limits.h"
#include "questionnaire/room.h"
#include "questionnaire/translation.h"

/* ---- Helpers --------------------------------------------------------------------------------- */

void *loader_array(struct loader *loader, size_t count, size_t size)
{
    void *memory = arena_array(loader->arena, count, size);
    loader->exhausted = loader->exhausted || !memory;
    return memory;
}

struct diag *loader_error(struct loader *loader, enum code code, struct span span,
                          const char *format, ...)
{
    char message[512];
    va_list values;

    loader->ok = false;
    va_start(values, format);
    vsnprintf(message, sizeof message, format, values);
    va_end(values);
    return diag_add(loader->diags, code, span, "%s", message);
}

const char *loader_quote(struct loader *loader, struct text text)
{
    return diag_quote(loader->diags, text, 40);
}

struct text field_text(const char *raw)
{
    return text_trim(text_of(raw));
}

struct span field_span(const struct yaml_node *mapping, const char *key)
{
    const struct yaml_node *value = yaml_get(mapping, key);
    return value ? value->span : span_of(mapping->span.source, mapping->span.offset, 1);
}

const struct yaml_node *field_entries(const struct yaml_node *mapping, const char *key)
{
    const struct yaml_node *list = yaml_get(mapping, key);
    return list && list->kind == YAML_SEQUENCE ? list->first : NULL;
}

bool field_truth(struct loader *loader, const struct yaml_node *mapping, const char *key,
                 const char *raw)
{
    struct text text = field_text(raw);
    if (text_is(text, "yes") || text_is(text, "true")) {
        return true;
    }
    if (text.length > 0 && !text_is(text, "no") && !text_is(text, "false")) {
        struct diag *diag =
            loader_error(loader, CODE_Q310, field_span(mapping, key),
                         "`%s` is `yes` or `no`, not `%s`", key, loader_quote(loader, text));
        diag_help(loader->diags, diag, "write `%s: yes`, or leave the line out", key);
    }
    return false;
}

static void refuse_number(struct loader *loader, const struct yaml_node *mapping, const char *key,
                          struct text text, enum number_problem problem)
{
    struct diag *diag = loader_error(loader, CODE_Q309, field_span(mapping, key), "`%s` %s",
                                     loader_quote(loader, text), number_problem_says(problem));
    diag_help(loader->diags, diag, "write `%s` as a plain number, such as 0, 12 or -3", key);
}

bool field_integer(struct loader *loader, const struct yaml_node *mapping, const char *key,
                   const char *raw, int64_t *ret)
{
    struct text text = field_text(raw);
    enum number_problem problem = text_to_integer(text, ret);
    if (problem != NUMBER_OK) {
        refuse_number(loader, mapping, key, text, problem);
    }
    return problem == NUMBER_OK;
}

bool field_number(struct loader *loader, const struct yaml_node *mapping, const char *key,
                  const char *raw, double *ret)
{
    struct text text = field_text(raw);
    enum number_problem problem = text_to_number(text, ret);
    if (problem != NUMBER_OK) {
        refuse_number(loader, mapping, key, text, problem);
    }
    return problem == NUMBER_OK;
}

/* ---- The head of the file -------------------------------------------------------------------- */

static bool is_alphanumeric(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9');
}

static bool is_version(struct text text)
{
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.start[i];
        if (!is_alphanumeric(byte) && byte != '.' && byte != '-' && byte != '_') {
            return false;
        }
    }
    return text.length <= LIMIT_ID_BYTES;
}

bool language_is_tag(struct text text)
{
    size_t at = 0;
    while (at < text.length && text.start[at] >= 'a' && text.start[at] <= 'z') {
        at++;
    }
    bool fits = at == 2 || at == 3;
    while (fits && at < text.length) {
        size_t part = at + 1;
        fits = text.start[at] == '-';
        for (at = part; at < text.length && is_alphanumeric(text.start[at]);) {
            at++;
        }
        fits = fits && at - part >= 2 && at - part <= 8;
    }
    return fits;
}

static void load_head(struct loader *loader)
{
    const struct raw_questionnaire *raw = loader->raw;
    struct questionnaire *made = loader->made;

    made->id = field_text(raw->id);
    made->version = field_text(raw->version);
    made->title = field_text(raw->title);
    made->language = field_text(raw->language);
    made->intro = field_text(raw->intro);
    made->facility.name = field_text(raw->facility.name);
    made->facility.phone = field_text(raw->facility.phone);
    made->facility.address = field_text(raw->facility.address);

    if (raw->format && !text_is(field_text(raw->format), "1")) {
        struct diag *diag =
            loader_error(loader, CODE_Q301, field_span(loader->root, "format"),
                         "format `%s` is not known", loader_quote(loader, field_text(raw->format)));
        diag_help(loader->diags, diag, "this program reads `format: 1`");
    }
    id_check(loader, ID_QUESTIONNAIRE, loader->root, made->id);
    if (!is_version(made->version)) {
        struct diag *diag =
            loader_error(loader, CODE_Q322, field_span(loader->root, "version"),
                         "`%s` cannot be a version", loader_quote(loader, made->version));
        diag_help(loader->diags, diag,
                  "use at most %d letters, digits, `.`, `-` and `_`, as in `2026.11`",
                  LIMIT_ID_BYTES);
    }
    if (made->language.length > 0 && !language_is_tag(made->language)) {
        struct diag *diag =
            loader_error(loader, CODE_Q322, field_span(loader->root, "language"),
                         "`%s` is not a language", loader_quote(loader, made->language));
        diag_help(loader->diags, diag, "write it like `en`, `es` or `pt-BR`");
    }
}

/* ---- The whole ------------------------------------------------------------------------------- */

static bool make_lists(struct loader *loader)
{
    const struct raw_questionnaire *raw = loader->raw;
    struct questionnaire *made = loader->made;

    made->outcome_count = raw->outcomes_count;
    made->section_count = raw->sections_count;
    made->fact_count = raw->facts_count;
    made->rule_count = raw->rules_count;
    made->guarantee_count = raw->guarantees_count;
    for (uint32_t i = 0; i < raw->sections_count; i++) {
        made->question_count += raw->sections[i].questions_count;
    }
    made->scope.count = made->question_count + made->fact_count;

    made->outcomes = loader->outcomes =
        loader_array(loader, made->outcome_count, sizeof *loader->outcomes);
    loader->outcome_ids = loader_array(loader, made->outcome_count, sizeof *loader->outcome_ids);
    made->sections = loader->sections =
        loader_array(loader, made->section_count, sizeof *loader->sections);
    made->questions = loader->questions =
        loader_array(loader, made->question_count, sizeof *loader->questions);
    made->facts = loader->facts = loader_array(loader, made->fact_count, sizeof *loader->facts);
    made->rules = loader->rules = loader_array(loader, made->rule_count, sizeof *loader->rules);
    made->guarantees = loader->guarantees =
        loader_array(loader, made->guarantee_count, sizeof *loader->guarantees);
    made->scope.variables = loader->variables =
        loader_array(loader, made->scope.count, sizeof *loader->variables);
    loader->slots = loader_array(loader, made->scope.count, sizeof *loader->slots);
    loader->everything = loader_array(loader, made->scope.count, sizeof *loader->everything);
    made->scope.names = loader->names = loader_array(loader, 1, sizeof *loader->names);
    if (loader->exhausted) {
        return false;
    }
    names_init(loader->names, loader->arena);
    return true;
}

/* More than this is refused (with messages) before anything of that size is made. */
static bool counts_fit(const struct raw_questionnaire *raw)
{
    return raw->outcomes_count <= LIMIT_OUTCOMES && raw->sections_count <= LIMIT_QUESTIONS &&
           raw->facts_count <= LIMIT_FACTS && raw->rules_count <= LIMIT_RULES &&
           raw->guarantees_count <= LIMIT_GUARANTEES;
}

static void load_parts(struct loader *loader)
{
    void (*const parts[])(struct loader *) = {
        load_head,       load_outcomes,   load_special_outcomes, load_sections,
        load_conditions, load_guarantees, load_exceptions,       check_conditions,
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts && !loader->exhausted; i++) {
        parts[i](loader);
    }
}

/* A file of another kind, most likely answers: one message, and not one for each of its keys. */
static bool refuse_other_file(const struct yaml_node *root, struct diags *diags)
{
    struct diag *diag = diag_add(diags, CODE_Q325, root->first->key->span,
                                 "this does not look like a questionnaire");
    diag_help(diags, diag,
              "a questionnaire begins with `format: 1`; files of answers are for `iopfit score`");
    return false;
}

bool questionnaire_load(const struct source *source, const char *path, const char *folder,
                        struct arena *arena, const struct questionnaire **ret, struct diags *diags)
{
    /* Places refer to this copy, so that they live as long as the questionnaire. */
    struct questionnaire *made = arena_alloc(arena, sizeof *made);
    if (!made) {
        return diag_out_of_memory(diags);
    }
    made->path = path;
    made->folder = folder;
    made->source = *source;
    fingerprint(source->text, made->fingerprint);

    const struct yaml_node *root = NULL;
    const struct diags before = *diags;
    bool ok = yaml_scan(&made->source, arena, &root, diags);
    if (!root) {
        return false;
    }
    if (root->kind == YAML_MAPPING && root->first && !schema_has_key_of(root)) {
        if (!diags->exhausted) {
            *diags = before; /* what else is wrong with it is beside the point */
        }
        return refuse_other_file(root, diags);
    }
    uint32_t errors = diags->errors;
    root = repair_lists(root, arena, diags);
    if (!root) {
        return diag_out_of_memory(diags);
    }
    ok = ok && diags->errors == errors;
    void *raw = NULL;
    if (ok) {
        ok = yaml_bind(&made->source, root, &questionnaire_schema, "a questionnaire", arena, &raw,
                       diags);
    } else {
        ok = yaml_check(root, &questionnaire_schema, "a questionnaire", diags) && ok;
    }
    if (!raw && !yaml_bind_what_fits(root, &questionnaire_schema, arena, &raw)) {
        return diag_out_of_memory(diags);
    }
    struct loader loader = {
        .raw = raw, .root = root, .arena = arena, .diags = diags, .made = made, .ok = ok};
    if (root->kind != YAML_MAPPING || !counts_fit(raw)) {
        return false;
    }
    if (make_lists(&loader)) {
        load_parts(&loader);
    }
    if (loader.exhausted) {
        return diag_out_of_memory(diags);
    }
    if (!loader.ok || diags->exhausted) {
        /* They may be the reason for an error; where there is none, questionnaire_lint() says so. */
        warn_of_texts(root, diags);
        return false;
    }
    *ret = made;
    return true;
}

bool questionnaire_is_readable(const struct source *source)
{
    struct arena scratch;
    struct arena messages;
    struct diags diags;
    const struct yaml_node *root = NULL;
    arena_init(&scratch, LIMIT_QUESTIONNAIRE_MEMORY);
    arena_init(&messages, LIMIT_DIAG_MEMORY);
    diags_init(&diags, &messages);
    bool ok = yaml_scan(source, &scratch, &root, &diags) || root != NULL;
    for (uint32_t i = 0; i < diags.count; i++) {
        ok = ok || diags.items[i].code == CODE_Y101 || diags.items[i].code == CODE_Y128;
    }
    arena_free(&scratch);
    arena_free(&messages);
    return ok;
}
