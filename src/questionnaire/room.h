/* What the files of this room share among themselves: the fields of the file as libcyaml reads
 * them, and the state of loading. Nothing here is for other rooms. */
#ifndef IOPFIT_QUESTIONNAIRE_ROOM_H
#define IOPFIT_QUESTIONNAIRE_ROOM_H

#include "questionnaire/questionnaire.h"
#include "yaml/yaml.h"

/* ---- The file, field by field (schema.c): texts as they stand there, NULL where left out ----- */

enum raw_concern { RAW_CONCERN_NONE, RAW_CONCERN_RISING };

struct raw_next_step {
    const char *text;
    const char *when;
};

struct raw_outcome {
    const char *id;
    enum recommendation recommendation;
    const char *title;
    const char *message;
    const char *urgent;
    const char **lines;
    uint32_t lines_count;
    struct raw_next_step *next_steps;
    uint32_t next_steps_count;
};

struct raw_choice {
    const char *id;
    const char *label;
    const char *points;
};

struct raw_except {
    const char *when;
    const char *because;
};

struct raw_question {
    const char *id;
    const char *ask;
    const char *why;
    const char *help;
    enum question_type type;
    enum raw_concern concern;
    struct raw_except except;
    struct raw_choice *choices;
    uint32_t choices_count;
    const char *none_label;
    const char *min;
    const char *max;
    const char *unit;
    const char *ask_if;
    const char *otherwise;
    const char **advice_for;
    uint32_t advice_for_count;
};

struct raw_section {
    const char *id;
    const char *title;
    const char *intro;
    struct raw_question *questions;
    uint32_t questions_count;
};

struct raw_fact {
    const char *id;
    const char *is;
    const char *means;
};

struct raw_rule {
    const char *id;
    const char *when;
    const char *outcome;
    const char *because;
    const char *note;
    const char *is_private;
    const char *source;
};

struct raw_guarantee {
    const char *id;
    const char *when;
    /* Of these, one is there; entries are read from the marked tree, which knows their places. */
    const char **never;
    uint32_t never_count;
    const char **never_recommend;
    uint32_t never_recommend_count;
    const char **always;
    uint32_t always_count;
    const char **always_recommend;
    uint32_t always_recommend_count;
    const char *means;
    const char *source;
};

struct raw_facility {
    const char *name;
    const char *phone;
    const char *address;
};

struct raw_questionnaire {
    const char *format;
    const char *id;
    const char *version;
    const char *title;
    const char *language;
    struct raw_facility facility;
    const char *intro;
    struct raw_outcome *outcomes;
    uint32_t outcomes_count;
    const char *start;
    const char *undetermined;
    struct raw_section *sections;
    uint32_t sections_count;
    struct raw_fact *facts;
    uint32_t facts_count;
    struct raw_rule *rules;
    uint32_t rules_count;
    struct raw_guarantee *guarantees;
    uint32_t guarantees_count;
};

struct cyaml_schema_value;
extern const struct cyaml_schema_value questionnaire_schema;
/* Whether the mapping [root] has a key of a questionnaire that files of answers do not have. */
bool schema_has_key_of(const struct yaml_node *root);
extern const struct cyaml_schema_value outcome_schema;
extern const struct cyaml_schema_value question_schema;
extern const struct cyaml_schema_value guarantee_schema;

/* The shape of a translation (schema_translation.c). */
extern const struct cyaml_schema_value translation_schema;

/* ---- The state of loading -------------------------------------------------------------------- */

/* A question or fact while its file is loaded. */
struct slot {
    const struct yaml_node *node;
    bool is_broken;         /* complained about: conditions that read it cannot be judged */
    const char *unreadable; /* why no condition at all may read it; NULL: they may */
    uint32_t last;          /* of a fact: the last question that it needs, NAME_NONE for none */
};

struct loader {
    const struct raw_questionnaire *raw;
    const struct yaml_node *root;
    struct arena *arena;
    struct diags *diags;
    /* The one that is being made, and its lists while they can still be written. */
    struct questionnaire *made;
    struct outcome *outcomes;
    struct section *sections;
    struct question *questions;
    struct fact *facts;
    struct rule *rules;
    struct guarantee *guarantees;
    struct text *outcome_ids;
    struct variable *variables; /* one for each slot */
    struct names *names;
    struct slot *slots;
    struct value *everything; /* by slot: variables[i].everything */
    bool ok;
    bool exhausted;
};

/* [size] bytes for each of [count]; NULL, and loader->exhausted, when memory is used up. */
void *loader_array(struct loader *loader, size_t count, size_t size);
/* An error message at [span]. */
struct diag *loader_error(struct loader *loader, enum code code, struct span span,
                          const char *format, ...) ATTR_PRINTF(4, 5);
/* [text] in backquotes' place: shortened and without control characters. */
const char *loader_quote(struct loader *loader, struct text text);

/* The text of a field without blanks at its ends; empty where it was left out. */
struct text field_text(const char *raw);
/* The place of the value of [key] in [mapping]; of the whole mapping's start where it is
 * missing. */
struct span field_span(const struct yaml_node *mapping, const char *key);
/* Reads yes or no; false where the field was left out or is neither. */
bool field_truth(struct loader *loader, const struct yaml_node *mapping, const char *key,
                 const char *raw);
/* Reads a whole number, a decimal number; false, with a message, where it is none. */
bool field_integer(struct loader *loader, const struct yaml_node *mapping, const char *key,
                   const char *raw, int64_t *ret);
bool field_number(struct loader *loader, const struct yaml_node *mapping, const char *key,
                  const char *raw, double *ret);

/* ---- ids.c ----------------------------------------------------------------------------------- */

enum id_kind {
    ID_QUESTIONNAIRE,
    ID_OUTCOME,
    ID_SECTION,
    ID_QUESTION,
    ID_CHOICE,
    ID_FACT,
    ID_RULE,
    ID_GUARANTEE
};

/* Whether the id of [mapping] may be one; else says why not. True also where it is missing, which
 * has been said. */
bool id_check(struct loader *loader, enum id_kind kind, const struct yaml_node *mapping,
              struct text id);
/* Adds [id] to [names]; false, with a message, where it is there already. [spans] holds the
 * place of each name that is there. */
bool id_unique(struct loader *loader, struct names *names, struct span *spans, struct text id,
               struct span span);

/* ---- outcomes.c, questions.c, conditions.c, guarantees.c, exceptions.c ------------------------ */

void load_outcomes(struct loader *loader);
/* `start` and `undetermined`, and how they stand to the outcomes. */
void load_special_outcomes(struct loader *loader);
/* The rank of the outcome that the text at [span] names; NAME_NONE, with a message, where there is
 * none. */
uint32_t find_outcome(struct loader *loader, struct text id, struct span span);

/* Sections and questions, apart from their conditions. */
void load_sections(struct loader *loader);
/* The entries of the list [key] in [mapping], NULL where there is no such list. */
const struct yaml_node *field_entries(const struct yaml_node *mapping, const char *key);

/* Facts, then the conditions of questions, outcomes and rules. */
void load_conditions(struct loader *loader);
/* Compiles the condition that stands under [key] against all names that may be read by now. NULL
 * where there is none, or, with a message, where it is wrong. [purpose] as in struct expr_options. */
const struct expr *load_condition(struct loader *loader, const struct yaml_node *mapping,
                                  const char *key, enum type_kind expected, const char *purpose);
/* Guarantees and exceptions, after all other conditions. */
void load_guarantees(struct loader *loader);
void load_exceptions(struct loader *loader);
/* What can only be seen once all conditions are compiled: ranges, advice that decides. */
void check_conditions(struct loader *loader);

/* ---- repair.c -------------------------------------------------------------------------------- */

/* [root] with its lists as they were most likely meant, each repair with an error; NULL when memory
 * is used up. */
const struct yaml_node *repair_lists(const struct yaml_node *root, struct arena *arena,
                                     struct diags *diags);

/* ---- texts.c --------------------------------------------------------------------------------- */

/* Warns of texts that YAML reads otherwise than they were most likely meant. */
void warn_of_texts(const struct yaml_node *root, struct diags *diags);

/* ---- fingerprint.c --------------------------------------------------------------------------- */

/* The first 8 hex digits of the SHA-256 of [text]. */
void fingerprint(struct text text, char ret[9]);

#endif
