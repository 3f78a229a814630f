/* The shape of a translation for libcyaml. All fields are texts; which of them a translation has to
 * have hangs on the questionnaire (translation.c), so most are optional here. */
#include <cyaml/cyaml.h>

#include "base/limits.h"
#include "questionnaire/room.h"

#define REQUIRED CYAML_FLAG_POINTER
#define OPTIONAL (CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL)
#define TEXT_FIELD(key, flags, structure, member)                                                  \
    CYAML_FIELD_STRING_PTR(key, flags, structure, member, 1, CYAML_UNLIMITED)
#define LIST_FIELD(key, structure, member, entry)                                                  \
    CYAML_FIELD_SEQUENCE(key, OPTIONAL, structure, member, entry, 1, CYAML_UNLIMITED)

/* What libcyaml would write to; the texts are read off the tree, where they have their places. */
struct entry {
    const char *id, *of, *title, *message, *intro, *ask, *why, *help, *none_label, *unit, *label,
        *because;
    const char **lines;
    uint32_t lines_count;
    const char **next_steps;
    uint32_t next_steps_count;
    struct entry *choices;
    uint32_t choices_count;
};
struct whole {
    const char *format, *id, *language, *of, *title, *intro;
    struct entry *outcomes;
    uint32_t outcomes_count;
    struct entry *sections;
    uint32_t sections_count;
    struct entry *questions;
    uint32_t questions_count;
    struct entry *rules;
    uint32_t rules_count;
};

static const cyaml_schema_value_t text_value = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, CYAML_UNLIMITED),
};

static const cyaml_schema_field_t outcome_fields[] = {
    TEXT_FIELD("id", REQUIRED, struct entry, id),
    TEXT_FIELD("of", OPTIONAL, struct entry, of),
    TEXT_FIELD("title", OPTIONAL, struct entry, title),
    TEXT_FIELD("message", OPTIONAL, struct entry, message),
    LIST_FIELD("lines", struct entry, lines, &text_value),
    LIST_FIELD("next_steps", struct entry, next_steps, &text_value),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t outcome_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct entry, outcome_fields),
};

static const cyaml_schema_field_t section_fields[] = {
    TEXT_FIELD("id", REQUIRED, struct entry, id),
    TEXT_FIELD("of", OPTIONAL, struct entry, of),
    TEXT_FIELD("title", OPTIONAL, struct entry, title),
    TEXT_FIELD("intro", OPTIONAL, struct entry, intro),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t section_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct entry, section_fields),
};

static const cyaml_schema_field_t choice_fields[] = {
    TEXT_FIELD("id", REQUIRED, struct entry, id),
    TEXT_FIELD("label", OPTIONAL, struct entry, label),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t choice_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct entry, choice_fields),
};

static const cyaml_schema_field_t question_fields[] = {
    TEXT_FIELD("id", REQUIRED, struct entry, id),
    TEXT_FIELD("of", OPTIONAL, struct entry, of),
    TEXT_FIELD("ask", OPTIONAL, struct entry, ask),
    TEXT_FIELD("why", OPTIONAL, struct entry, why),
    TEXT_FIELD("help", OPTIONAL, struct entry, help),
    LIST_FIELD("choices", struct entry, choices, &choice_value),
    TEXT_FIELD("none_label", OPTIONAL, struct entry, none_label),
    TEXT_FIELD("unit", OPTIONAL, struct entry, unit),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t question_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct entry, question_fields),
};

static const cyaml_schema_field_t rule_fields[] = {
    TEXT_FIELD("id", REQUIRED, struct entry, id),
    TEXT_FIELD("of", OPTIONAL, struct entry, of),
    TEXT_FIELD("because", OPTIONAL, struct entry, because),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t rule_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct entry, rule_fields),
};

static const cyaml_schema_field_t translation_fields[] = {
    TEXT_FIELD("format", REQUIRED, struct whole, format),
    TEXT_FIELD("id", REQUIRED, struct whole, id),
    TEXT_FIELD("language", REQUIRED, struct whole, language),
    TEXT_FIELD("of", OPTIONAL, struct whole, of),
    TEXT_FIELD("title", OPTIONAL, struct whole, title),
    TEXT_FIELD("intro", OPTIONAL, struct whole, intro),
    LIST_FIELD("outcomes", struct whole, outcomes, &outcome_value),
    LIST_FIELD("sections", struct whole, sections, &section_value),
    LIST_FIELD("questions", struct whole, questions, &question_value),
    LIST_FIELD("rules", struct whole, rules, &rule_value),
    CYAML_FIELD_END,
};
const struct cyaml_schema_value translation_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct whole, translation_fields),
};
