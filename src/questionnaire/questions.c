/* The sections and questions of a questionnaire: ids, types, choices, bounds, and what a question
 * counts as when it is not asked. Not for its `ask_if` (conditions.c). */
#include "base/limits.h"
#include "base/message.h"
#include "questionnaire/room.h"

#define MASK(type) (1u << QUESTION_##type)

/* The fields that only some types have. */
struct type_field {
    const char *key;
    unsigned types;
    const char *types_say;
};
static const struct type_field type_fields[] = {
    {"choices", MASK(CHOICE) | MASK(MULTIPLE), "choice and multiple"},
    {"none_label", MASK(MULTIPLE), "multiple"},
    {"min", MASK(INTEGER) | MASK(NUMBER), "integer and number"},
    {"max", MASK(INTEGER) | MASK(NUMBER), "integer and number"},
    {"unit", MASK(INTEGER) | MASK(NUMBER), "integer and number"},
    {"concern", MASK(YES_NO) | MASK(CHOICE) | MASK(MULTIPLE) | MASK(INTEGER) | MASK(NUMBER),
     "yes_no, choice, multiple, integer and number"},
    {"except", MASK(YES_NO) | MASK(CHOICE) | MASK(MULTIPLE) | MASK(INTEGER) | MASK(NUMBER),
     "yes_no, choice, multiple, integer and number"},
};

/* Whether [node] says a type that exists; what is wrong with it has been said. */
static bool type_is_known(const struct yaml_node *node)
{
    const struct yaml_node *type = yaml_get(node, "type");
    for (enum question_type i = QUESTION_YES_NO; type && i <= QUESTION_TEXT; i++) {
        if (type->kind == YAML_SCALAR && text_is(type->text, question_type_name(i))) {
            return true;
        }
    }
    return false;
}

static void check_type_fields(struct loader *loader, const struct yaml_node *node,
                              enum question_type type)
{
    for (size_t i = 0; i < sizeof type_fields / sizeof *type_fields; i++) {
        const struct yaml_node *value = yaml_get(node, type_fields[i].key);
        if (!value || (type_fields[i].types & 1u << type)) {
            continue;
        }
        struct diag *diag =
            loader_error(loader, CODE_Q307, value->key->span, "a question of type %s has no `%s`",
                         question_type_name(type), type_fields[i].key);
        diag_help(loader->diags, diag, "leave it out; it belongs to the type%s %s",
                  type_fields[i].types & (type_fields[i].types - 1) ? "s" : "",
                  type_fields[i].types_say);
    }
}

/* Says where [key], which the type needs, is not there. */
static void needs_field(struct loader *loader, const struct yaml_node *node,
                        const struct question *question, const char *key)
{
    if (yaml_get(node, key) || yaml_key_is_mistyped(node, &question_schema, key)) {
        return;
    }
    struct diag *diag =
        loader_error(loader, CODE_Q308, question->span, "`%s` is of type %s and has no `%s`",
                     loader_quote(loader, question->id), question_type_name(question->type), key);
    diag_help(loader->diags, diag, "add `%s: …`", key);
}

/* ---- Choices --------------------------------------------------------------------------------- */

/* False where a choice has no id, so that conditions cannot be held against them. */
static bool load_choices(struct loader *loader, const struct raw_question *raw,
                         const struct yaml_node *node, struct question *question)
{
    uint32_t count = raw->choices_count;
    struct choice *choices = loader_array(loader, count, sizeof *choices);
    struct domain_option *options = loader_array(loader, count, sizeof *options);
    struct domain *domain = loader_array(loader, 1, sizeof *domain);
    struct span *spans = loader_array(loader, count, sizeof *spans);
    if (loader->exhausted) {
        return false;
    }
    struct names names;
    names_init(&names, loader->arena);
    bool whole = count > 0 && count <= LIMIT_CHOICES;
    const struct yaml_node *entry = field_entries(node, "choices");
    for (uint32_t i = 0; i < count && entry; i++, entry = entry->next) {
        struct choice *choice = &choices[i];
        choice->id = field_text(raw->choices[i].id);
        choice->label = field_text(raw->choices[i].label);
        choice->span = field_span(entry, "id");
        if (id_check(loader, ID_CHOICE, entry, choice->id) && choice->id.length > 0) {
            id_unique(loader, &names, spans, choice->id, choice->span);
        }
        whole = whole && choice->id.length > 0;
        if (raw->choices[i].points && question->type == QUESTION_MULTIPLE) {
            struct diag *diag =
                loader_error(loader, CODE_Q307, yaml_get(entry, "points")->key->span,
                             "the choices of a question of type multiple have no "
                             "`points`");
            diag_help(loader->diags, diag,
                      "count the choices with `size(…)`, or name them in rules");
        } else if (raw->choices[i].points) {
            field_integer(loader, entry, "points", raw->choices[i].points, &choice->points);
        }
        options[i] = (struct domain_option){choice->id, choice->points};
    }
    if (question->type == QUESTION_CHOICE && count == 1) {
        struct diag *diag =
            loader_error(loader, CODE_Q323, question->span, "`%s` has one choice only",
                         loader_quote(loader, question->id));
        diag_help(loader->diags, diag, "add a choice, or make it a question of type yes_no");
    }
    *domain = (struct domain){question->id, options, count};
    question->choices = choices;
    question->choice_count = count;
    question->domain = domain;
    return whole;
}

/* ---- Bounds ---------------------------------------------------------------------------------- */

static void refuse_bounds(struct loader *loader, const struct raw_question *raw,
                          const struct yaml_node *node)
{
    struct diag *diag = loader_error(
        loader, CODE_Q311, field_span(node, "min"), "the minimum `%s` is above the maximum `%s`",
        loader_quote(loader, field_text(raw->min)), loader_quote(loader, field_text(raw->max)));
    diag_note(loader->diags, diag, field_span(node, "max"), "the maximum");
    diag_help(loader->diags, diag, "swap the two");
}

/* False where the bounds are not known. */
static bool load_bounds(struct loader *loader, const struct raw_question *raw,
                        const struct yaml_node *node, struct question *question)
{
    needs_field(loader, node, question, "min");
    needs_field(loader, node, question, "max");
    bool known = raw->min && raw->max;
    bool in_order;
    if (question->type == QUESTION_INTEGER) {
        known =
            (!raw->min || field_integer(loader, node, "min", raw->min, &question->min)) && known;
        known =
            (!raw->max || field_integer(loader, node, "max", raw->max, &question->max)) && known;
        in_order = question->min <= question->max;
    } else {
        known = (!raw->min || field_number(loader, node, "min", raw->min, &question->number_min)) &&
                known;
        known = (!raw->max || field_number(loader, node, "max", raw->max, &question->number_max)) &&
                known;
        in_order = question->number_min <= question->number_max;
    }
    if (known && !in_order) {
        refuse_bounds(loader, raw, node);
    }
    return known && in_order;
}

/* ---- otherwise ------------------------------------------------------------------------------- */

static void refuse_otherwise(struct loader *loader, const struct question *question,
                             struct span span, struct text text, const char *help)
{
    struct diag *diag =
        loader_error(loader, CODE_Q314, span, "`%s` is not an answer to `%s`",
                     loader_quote(loader, text), loader_quote(loader, question->id));
    diag_help(loader->diags, diag, "%s", help);
}

static void otherwise_choice(struct loader *loader, struct question *question, struct span span,
                             struct text text)
{
    struct text *ids = loader_array(loader, question->choice_count, sizeof *ids);
    if (!ids) {
        return;
    }
    for (uint32_t i = 0; i < question->choice_count; i++) {
        ids[i] = question->choices[i].id;
        if (text_equal(ids[i], text)) {
            question->otherwise = value_choice(i);
            return;
        }
    }
    struct diag *diag =
        loader_error(loader, CODE_Q314, span, "`%s` is not a choice of `%s`",
                     loader_quote(loader, text), loader_quote(loader, question->id));
    if (!diag_suggest(loader->diags, diag, text, ids, question->choice_count)) {
        diag_help(loader->diags, diag, "write the id of one of its choices");
    }
}

static void otherwise_number(struct loader *loader, const struct yaml_node *node, const char *raw,
                             struct question *question, struct span span)
{
    bool fits;
    if (question->type == QUESTION_INTEGER) {
        int64_t value = 0;
        if (!field_integer(loader, node, "otherwise", raw, &value)) {
            return;
        }
        fits = value >= question->min && value <= question->max;
        question->otherwise = value_integer(value);
    } else {
        double value = 0;
        if (!field_number(loader, node, "otherwise", raw, &value)) {
            return;
        }
        fits = value >= question->number_min && value <= question->number_max;
        question->otherwise = value_number(value);
    }
    if (!fits) {
        refuse_otherwise(loader, question, span, field_text(raw),
                         "write a number from `min` to `max`");
    }
}

static void read_otherwise(struct loader *loader, const struct raw_question *raw,
                           const struct yaml_node *node, struct question *question)
{
    struct text text = field_text(raw->otherwise);
    struct span span = field_span(node, "otherwise");

    switch (question->type) {
    case QUESTION_YES_NO:
        if (text_is(text, "yes") || text_is(text, "true") || text_is(text, "no") ||
            text_is(text, "false")) {
            question->otherwise = value_truth(text_is(text, "yes") || text_is(text, "true"));
        } else {
            refuse_otherwise(loader, question, span, text, "write `yes` or `no`");
        }
        break;
    case QUESTION_CHOICE:
        otherwise_choice(loader, question, span, text);
        break;
    case QUESTION_MULTIPLE:
        if (!text_is(text, "none")) {
            refuse_otherwise(loader, question, span, text,
                             "a multiple choice that is not asked counts as `none`: leave the line "
                             "out");
        }
        break;
    case QUESTION_INTEGER:
    case QUESTION_NUMBER:
        otherwise_number(loader, node, raw->otherwise, question, span);
        break;
    case QUESTION_TEXT:
        refuse_otherwise(loader, question, span, text,
                         "no condition reads a question of type text: leave the line out");
        break;
    }
}

static void load_otherwise(struct loader *loader, const struct raw_question *raw,
                           const struct yaml_node *node, struct question *question, bool is_broken)
{
    const struct yaml_node *ask_if = yaml_get(node, "ask_if");
    const struct yaml_node *otherwise = yaml_get(node, "otherwise");

    if (question->type == QUESTION_MULTIPLE) {
        question->otherwise = value_set(0);
    } else if (question->type == QUESTION_TEXT) {
        question->otherwise = (struct value){.kind = VALUE_STRING, .string = TEXT("")};
    }
    if (otherwise && !ask_if) {
        if (yaml_key_is_mistyped(node, &question_schema, "ask_if")) {
            return;
        }
        struct diag *diag = loader_error(loader, CODE_Q312, otherwise->key->span,
                                         "`otherwise` without `ask_if`: `%s` is always asked",
                                         loader_quote(loader, question->id));
        diag_help(loader->diags, diag, "leave it out, or add `ask_if`");
        return;
    }
    if (is_broken) {
        return;
    }
    if (raw->otherwise) {
        read_otherwise(loader, raw, node, question);
    } else if (ask_if && !otherwise && question->type != QUESTION_MULTIPLE &&
               question->type != QUESTION_TEXT &&
               !yaml_key_is_mistyped(node, &question_schema, "otherwise")) {
        struct diag *diag = loader_error(loader, CODE_Q313, ask_if->key->span,
                                         "`%s` has an `ask_if` and no `otherwise`",
                                         loader_quote(loader, question->id));
        diag_help(loader->diags, diag,
                  "add `otherwise: …`, the answer that it counts as when it is not asked");
    }
}

/* ---- A question ------------------------------------------------------------------------------ */

static struct type type_of(const struct question *question)
{
    switch (question->type) {
    case QUESTION_YES_NO:
        break;
    case QUESTION_CHOICE:
        return (struct type){TYPE_CHOICE, NULL, question->domain};
    case QUESTION_MULTIPLE:
        return (struct type){TYPE_SET, NULL, question->domain};
    case QUESTION_INTEGER:
        return (struct type){TYPE_INT, NULL, NULL};
    case QUESTION_NUMBER:
        return (struct type){TYPE_DOUBLE, NULL, NULL};
    case QUESTION_TEXT:
        return (struct type){TYPE_STRING, NULL, NULL};
    }
    return (struct type){TYPE_BOOL, NULL, NULL};
}

static uint64_t first_bits(uint32_t count)
{
    return count >= 64 ? UINT64_MAX : (UINT64_C(1) << count) - 1;
}

struct value question_everything(const struct question *question)
{
    switch (question->type) {
    case QUESTION_YES_NO:
        break;
    case QUESTION_CHOICE:
        return (struct value){.kind = VALUE_CHOICE, .choices = first_bits(question->choice_count)};
    case QUESTION_MULTIPLE:
        return (struct value){.kind = VALUE_SET,
                              .set = {.in = 0, .possible = first_bits(question->choice_count)}};
    case QUESTION_INTEGER:
        return (struct value){.kind = VALUE_INT,
                              .integer = {.low = question->min, .high = question->max}};
    case QUESTION_NUMBER:
        return (struct value){
            .kind = VALUE_DOUBLE,
            .number = {.low = question->number_min, .high = question->number_max}};
    case QUESTION_TEXT:
        return (struct value){.kind = VALUE_ANY};
    }
    return (struct value){.kind = VALUE_BOOL, .truth = TRUTH_OPEN};
}

static void load_advice(struct loader *loader, const struct raw_question *raw,
                        const struct yaml_node *node, struct question *question)
{
    const struct yaml_node *entry = field_entries(node, "advice_for");
    for (uint32_t i = 0; i < raw->advice_for_count && entry; i++, entry = entry->next) {
        uint32_t outcome = find_outcome(loader, field_text(raw->advice_for[i]), entry->span);
        if (outcome != NAME_NONE && outcome < 64) {
            question->advice_for |= UINT64_C(1) << outcome;
        }
    }
}

/* Fills in the slot of a question; whether conditions can be held against it. */
static void load_question(struct loader *loader, const struct raw_question *raw,
                          const struct yaml_node *node, uint32_t index)
{
    struct question *question = &loader->questions[index];
    struct slot *slot = &loader->slots[index];

    question->id = field_text(raw->id);
    question->language = loader->made->language;
    question->span = field_span(node, "id");
    question->ask = field_text(raw->ask);
    question->why = field_text(raw->why);
    question->help = field_text(raw->help);
    question->type = raw->type;
    question->rising = raw->concern == RAW_CONCERN_RISING;
    question->unit = field_text(raw->unit);
    question->none_label = raw->none_label
                               ? field_text(raw->none_label)
                               : text_of(message(loader->made->language, "None of these"));
    slot->node = node;
    slot->is_broken = !type_is_known(node);
    if (!slot->is_broken) {
        check_type_fields(loader, node, raw->type);
        if (type_fields[0].types & 1u << raw->type) {
            needs_field(loader, node, question, "choices");
            slot->is_broken = !load_choices(loader, raw, node, question);
        } else if (type_fields[2].types & 1u << raw->type) {
            slot->is_broken = !load_bounds(loader, raw, node, question);
        }
        load_otherwise(loader, raw, node, question, slot->is_broken);
    }
    load_advice(loader, raw, node, question);
    if (question->type == QUESTION_TEXT) {
        slot->unreadable = "conditions do not read answers of type text";
    }
    loader->everything[index] = question_everything(question);
    loader->variables[index] = (struct variable){
        .name = question->id,
        .type = type_of(question),
        .declared = question->span,
        .declared_says = "asked",
        .everything = loader->everything[index],
        .unreadable = slot->unreadable,
        .compared_only = question->type == QUESTION_NUMBER,
    };
}

/* ---- Sections -------------------------------------------------------------------------------- */

static void load_section(struct loader *loader, const struct raw_section *raw,
                         const struct yaml_node *node, uint32_t index, uint32_t *next)
{
    struct section *section = &loader->sections[index];
    section->id = field_text(raw->id);
    section->span = field_span(node, "id");
    section->title = field_text(raw->title);
    section->intro = field_text(raw->intro);
    section->first_question = *next;
    section->question_count = raw->questions_count;

    const struct yaml_node *question = field_entries(node, "questions");
    for (uint32_t i = 0; i < raw->questions_count && question; i++, question = question->next) {
        if (*next == LIMIT_QUESTIONS) {
            loader_error(loader, CODE_Q306, field_span(question, "id"),
                         "there are %u questions; at most %d are possible",
                         loader->made->question_count, LIMIT_QUESTIONS);
        }
        loader->questions[*next].section = index;
        load_question(loader, &raw->questions[i], question, *next);
        ++*next;
    }
}

void load_sections(struct loader *loader)
{
    const struct raw_questionnaire *raw = loader->raw;
    struct names names;
    struct span *spans = loader_array(loader, raw->sections_count, sizeof *spans);
    if (!spans) {
        return;
    }
    names_init(&names, loader->arena);
    uint32_t next = 0;
    const struct yaml_node *node = field_entries(loader->root, "sections");
    for (uint32_t i = 0; i < raw->sections_count && node; i++, node = node->next) {
        load_section(loader, &raw->sections[i], node, i, &next);
        struct text id = loader->sections[i].id;
        if (id_check(loader, ID_SECTION, node, id) && id.length > 0) {
            id_unique(loader, &names, spans, id, loader->sections[i].span);
        }
    }
}
