/* The shape of a questionnaire file for libcyaml: which keys there are, which have to be there,
 * and which words an enumeration knows. Numbers, truth values, ids and conditions are texts here
 * and are read by us, since libcyaml reads them loosely. Not for what the values mean. */
#include <cyaml/cyaml.h>
#include <string.h>

#include "base/limits.h"
#include "questionnaire/room.h"

#define REQUIRED CYAML_FLAG_POINTER
#define OPTIONAL (CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL)
#define TEXT_FIELD(key, flags, structure, member)                                                  \
    CYAML_FIELD_STRING_PTR(key, flags, structure, member, 1, CYAML_UNLIMITED)
#define WORD_FIELD(key, flags, structure, member, words)                                           \
    CYAML_FIELD_ENUM(key, (flags) | CYAML_FLAG_STRICT, structure, member, words,                   \
                     CYAML_ARRAY_LEN(words))

static const cyaml_strval_t recommendation_words[] = {
    {"intake", RECOMMEND_INTAKE},
    {"iop", RECOMMEND_IOP},
    {"inpatient", RECOMMEND_INPATIENT},
};

static const cyaml_strval_t type_words[] = {
    {"yes_no", QUESTION_YES_NO},   {"choice", QUESTION_CHOICE}, {"multiple", QUESTION_MULTIPLE},
    {"integer", QUESTION_INTEGER}, {"number", QUESTION_NUMBER}, {"text", QUESTION_TEXT},
};

static const cyaml_strval_t concern_words[] = {
    {"rising", RAW_CONCERN_RISING},
};

static const cyaml_schema_value_t text_value = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, CYAML_UNLIMITED),
};

static const cyaml_schema_field_t next_step_fields[] = {
    TEXT_FIELD("text", REQUIRED, struct raw_next_step, text),
    TEXT_FIELD("when", OPTIONAL, struct raw_next_step, when),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t next_step_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_next_step, next_step_fields),
};

static const cyaml_schema_field_t outcome_fields[] = {
    TEXT_FIELD("id", REQUIRED, struct raw_outcome, id),
    WORD_FIELD("recommendation", CYAML_FLAG_DEFAULT, struct raw_outcome, recommendation,
               recommendation_words),
    TEXT_FIELD("title", REQUIRED, struct raw_outcome, title),
    TEXT_FIELD("message", REQUIRED, struct raw_outcome, message),
    TEXT_FIELD("urgent", OPTIONAL, struct raw_outcome, urgent),
    CYAML_FIELD_SEQUENCE("lines", OPTIONAL, struct raw_outcome, lines, &text_value, 1,
                         CYAML_UNLIMITED),
    CYAML_FIELD_SEQUENCE("next_steps", OPTIONAL, struct raw_outcome, next_steps, &next_step_value,
                         1, CYAML_UNLIMITED),
    CYAML_FIELD_END,
};
const struct cyaml_schema_value outcome_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_outcome, outcome_fields),
};

static const cyaml_schema_field_t choice_fields[] = {
    TEXT_FIELD("id", REQUIRED, struct raw_choice, id),
    TEXT_FIELD("label", REQUIRED, struct raw_choice, label),
    TEXT_FIELD("points", OPTIONAL, struct raw_choice, points),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t choice_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_choice, choice_fields),
};

static const cyaml_schema_field_t except_fields[] = {
    TEXT_FIELD("when", REQUIRED, struct raw_except, when),
    TEXT_FIELD("because", REQUIRED, struct raw_except, because),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t question_fields[] = {
    TEXT_FIELD("id", REQUIRED, struct raw_question, id),
    TEXT_FIELD("ask", REQUIRED, struct raw_question, ask),
    TEXT_FIELD("why", OPTIONAL, struct raw_question, why),
    TEXT_FIELD("help", OPTIONAL, struct raw_question, help),
    WORD_FIELD("type", CYAML_FLAG_DEFAULT, struct raw_question, type, type_words),
    WORD_FIELD("concern", CYAML_FLAG_OPTIONAL, struct raw_question, concern, concern_words),
    CYAML_FIELD_MAPPING("except", CYAML_FLAG_OPTIONAL, struct raw_question, except, except_fields),
    CYAML_FIELD_SEQUENCE("choices", OPTIONAL, struct raw_question, choices, &choice_value, 1,
                         LIMIT_CHOICES),
    TEXT_FIELD("none_label", OPTIONAL, struct raw_question, none_label),
    TEXT_FIELD("min", OPTIONAL, struct raw_question, min),
    TEXT_FIELD("max", OPTIONAL, struct raw_question, max),
    TEXT_FIELD("unit", OPTIONAL, struct raw_question, unit),
    TEXT_FIELD("ask_if", OPTIONAL, struct raw_question, ask_if),
    TEXT_FIELD("otherwise", OPTIONAL, struct raw_question, otherwise),
    CYAML_FIELD_SEQUENCE("advice_for", OPTIONAL, struct raw_question, advice_for, &text_value, 1,
                         LIMIT_OUTCOMES),
    CYAML_FIELD_END,
};
const struct cyaml_schema_value question_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_question, question_fields),
};

static const cyaml_schema_field_t section_fields[] = {
    TEXT_FIELD("id", REQUIRED, struct raw_section, id),
    TEXT_FIELD("title", REQUIRED, struct raw_section, title),
    TEXT_FIELD("intro", OPTIONAL, struct raw_section, intro),
    CYAML_FIELD_SEQUENCE("questions", REQUIRED, struct raw_section, questions, &question_schema, 1,
                         LIMIT_QUESTIONS),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t section_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_section, section_fields),
};

static const cyaml_schema_field_t fact_fields[] = {
    TEXT_FIELD("id", REQUIRED, struct raw_fact, id),
    TEXT_FIELD("is", REQUIRED, struct raw_fact, is),
    TEXT_FIELD("means", OPTIONAL, struct raw_fact, means),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t fact_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_fact, fact_fields),
};

static const cyaml_schema_field_t rule_fields[] = {
    TEXT_FIELD("id", REQUIRED, struct raw_rule, id),
    TEXT_FIELD("when", REQUIRED, struct raw_rule, when),
    TEXT_FIELD("outcome", REQUIRED, struct raw_rule, outcome),
    TEXT_FIELD("because", REQUIRED, struct raw_rule, because),
    TEXT_FIELD("note", OPTIONAL, struct raw_rule, note),
    TEXT_FIELD("private", OPTIONAL, struct raw_rule, is_private),
    TEXT_FIELD("source", OPTIONAL, struct raw_rule, source),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t rule_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_rule, rule_fields),
};

static const cyaml_schema_field_t guarantee_fields[] = {
    TEXT_FIELD("id", REQUIRED, struct raw_guarantee, id),
    TEXT_FIELD("when", REQUIRED, struct raw_guarantee, when),
    CYAML_FIELD_SEQUENCE("never", OPTIONAL, struct raw_guarantee, never, &text_value, 0,
                         LIMIT_OUTCOMES),
    CYAML_FIELD_SEQUENCE("never_recommend", OPTIONAL, struct raw_guarantee, never_recommend,
                         &text_value, 0, LIMIT_OUTCOMES),
    CYAML_FIELD_SEQUENCE("always", OPTIONAL, struct raw_guarantee, always, &text_value, 0,
                         LIMIT_OUTCOMES),
    CYAML_FIELD_SEQUENCE("always_recommend", OPTIONAL, struct raw_guarantee, always_recommend,
                         &text_value, 0, LIMIT_OUTCOMES),
    TEXT_FIELD("means", REQUIRED, struct raw_guarantee, means),
    TEXT_FIELD("source", OPTIONAL, struct raw_guarantee, source),
    CYAML_FIELD_END,
};
const struct cyaml_schema_value guarantee_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_guarantee, guarantee_fields),
};

static const cyaml_schema_field_t facility_fields[] = {
    TEXT_FIELD("name", REQUIRED, struct raw_facility, name),
    TEXT_FIELD("phone", REQUIRED, struct raw_facility, phone),
    TEXT_FIELD("address", OPTIONAL, struct raw_facility, address),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t questionnaire_fields[] = {
    TEXT_FIELD("format", REQUIRED, struct raw_questionnaire, format),
    TEXT_FIELD("id", REQUIRED, struct raw_questionnaire, id),
    TEXT_FIELD("version", REQUIRED, struct raw_questionnaire, version),
    TEXT_FIELD("title", REQUIRED, struct raw_questionnaire, title),
    TEXT_FIELD("language", REQUIRED, struct raw_questionnaire, language),
    CYAML_FIELD_MAPPING("facility", CYAML_FLAG_DEFAULT, struct raw_questionnaire, facility,
                        facility_fields),
    TEXT_FIELD("intro", OPTIONAL, struct raw_questionnaire, intro),
    CYAML_FIELD_SEQUENCE("outcomes", REQUIRED, struct raw_questionnaire, outcomes, &outcome_schema,
                         1, LIMIT_OUTCOMES),
    TEXT_FIELD("start", REQUIRED, struct raw_questionnaire, start),
    TEXT_FIELD("undetermined", REQUIRED, struct raw_questionnaire, undetermined),
    CYAML_FIELD_SEQUENCE("sections", REQUIRED, struct raw_questionnaire, sections, &section_value,
                         1, LIMIT_QUESTIONS),
    CYAML_FIELD_SEQUENCE("facts", OPTIONAL, struct raw_questionnaire, facts, &fact_value, 1,
                         LIMIT_FACTS),
    CYAML_FIELD_SEQUENCE("rules", OPTIONAL, struct raw_questionnaire, rules, &rule_value, 1,
                         LIMIT_RULES),
    CYAML_FIELD_SEQUENCE("guarantees", OPTIONAL, struct raw_questionnaire, guarantees,
                         &guarantee_schema, 1, LIMIT_GUARANTEES),
    CYAML_FIELD_END,
};

const struct cyaml_schema_value questionnaire_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct raw_questionnaire, questionnaire_fields),
};

bool schema_has_key_of(const struct yaml_node *root)
{
    for (const struct cyaml_schema_field *field = questionnaire_fields; field->key; field++) {
        if (strcmp(field->key, "id") != 0 && yaml_get(root, field->key)) {
            return true;
        }
    }
    return false;
}
