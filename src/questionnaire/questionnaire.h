/* The questionnaire as the program uses it: questions, facts, outcomes and rules with their
 * conditions compiled. Made from a YAML file by questionnaire_load(); everything in it lives in
 * one arena. The file format is iopfit-questionnaire(5). */
#ifndef IOPFIT_QUESTIONNAIRE_QUESTIONNAIRE_H
#define IOPFIT_QUESTIONNAIRE_QUESTIONNAIRE_H

#include "base/arena.h"
#include "base/names.h"
#include "diag/diag.h"
#include "expr/expr.h"

/* What is recommended; several outcomes may share one. The order says nothing. */
enum recommendation { RECOMMEND_INTAKE, RECOMMEND_IOP, RECOMMEND_INPATIENT };
/* "intake", "iop", "inpatient": as in files and rows. */
const char *recommendation_name(enum recommendation recommendation);
/* "Talk with intake staff", …: as a heading for a person, in [language]. */
const char *recommendation_title(enum recommendation recommendation, struct text language);

struct next_step {
    struct text text;
    const struct expr *when; /* NULL: always shown */
};

/* An outcome; its index is its rank: a higher one is more care. */
struct outcome {
    struct text id;
    enum recommendation recommendation;
    struct text title;
    struct text message;
    const struct next_step *next_steps;
    uint32_t next_step_count;
    bool urgent;
    const struct text *lines; /* phone lines, shown as soon as an urgent outcome is possible */
    uint32_t line_count;
    struct span span;
};

enum question_type {
    QUESTION_YES_NO,
    QUESTION_CHOICE,
    QUESTION_MULTIPLE,
    QUESTION_INTEGER,
    QUESTION_NUMBER,
    QUESTION_TEXT
};
/* The word of the file format: "yes_no", "choice" …. */
const char *question_type_name(enum question_type type);

struct choice {
    struct text id;
    struct text label;
    int64_t points;
    struct span span;
};

struct question {
    struct text id;
    struct text language; /* of its texts */
    struct text ask;
    struct text why;  /* may be empty */
    struct text help; /* may be empty */
    enum question_type type;
    bool rising; /* the choices (or numbers) run from least to most concerning; multiple: each
                    option is a concern */
    const struct expr *except;  /* NULL; where a more concerning answer may lower the outcome … */
    struct text except_because; /* … and why */
    struct span except_span;
    const struct choice *choices;
    uint32_t choice_count;
    struct text none_label; /* multiple: what to call the empty set; "None of these" by default */
    int64_t min, max;       /* integer */
    double number_min, number_max; /* number */
    struct text unit;              /* may be empty */
    const struct expr *ask_if;     /* NULL: always asked. Reads only earlier questions */
    struct value otherwise;        /* its value where ask_if is false; unused without ask_if */
    uint64_t advice_for;           /* outcomes (bits) whose next steps it shapes; 0: decides */
    uint32_t section;
    const struct domain *domain; /* choice and multiple */
    struct span span;            /* of its id */
};

struct section {
    struct text id;
    struct text title;
    struct text intro; /* may be empty */
    uint32_t first_question;
    uint32_t question_count;
    struct span span;
};

/* A named value that rules may use; it reads questions and earlier facts. */
struct fact {
    struct text id;
    const struct expr *is;
    struct text means; /* in words; may be empty */
    struct span span;
};

/* A rule can only raise: where [when] holds it calls for [outcome]. */
struct rule {
    struct text id;
    const struct expr *when;
    uint32_t outcome;
    struct text because; /* to the person */
    struct text note;    /* to staff; may be empty */
    bool is_private;     /* the reason is not shown on a shared screen */
    struct text source;  /* where the rule comes from; may be empty */
    struct span span;
};

/* What a guarantee says of the outcomes that it lists. */
enum guarantee_kind {
    GUARANTEE_NEVER,           /* none of these outcomes is given */
    GUARANTEE_NEVER_RECOMMEND, /* no outcome with one of these recommendations */
    GUARANTEE_ALWAYS,          /* one of these outcomes is given */
    GUARANTEE_ALWAYS_RECOMMEND /* an outcome with one of these recommendations */
};
enum { GUARANTEE_KINDS = GUARANTEE_ALWAYS_RECOMMEND + 1 };
/* The word of the file format: "never", "never_recommend" …. */
const char *guarantee_kind_name(enum guarantee_kind kind);

/* A promise about the rules, for every set of answers. No rule reads it, and it decides nothing. */
struct guarantee {
    struct text id;
    const struct expr *when;
    enum guarantee_kind kind;
    uint64_t allowed;   /* outcomes (bits) that may be given where [when] holds */
    struct text means;  /* in words */
    struct text source; /* where it comes from; may be empty */
    struct span span;
};

struct facility {
    struct text name;
    struct text phone;
    struct text address; /* may be empty */
};

struct questionnaire {
    struct text id;
    struct text version;
    struct text title;
    struct text language;
    struct text intro; /* may be empty */
    struct facility facility;
    char fingerprint[9]; /* the first 8 hex digits of the file's SHA-256, in lower case */

    const struct outcome *outcomes; /* least to most care */
    uint32_t outcome_count;
    uint32_t start;        /* the outcome before any rule */
    uint32_t undetermined; /* the one that unknown answers lead to */
    const struct section *sections;
    uint32_t section_count;
    const struct question *questions; /* in the order of the file */
    uint32_t question_count;
    const struct fact *facts;
    uint32_t fact_count;
    const struct rule *rules;
    uint32_t rule_count;
    const struct guarantee *guarantees;
    uint32_t guarantee_count;

    /* Slot i < question_count is question i, slot question_count + j is fact j. */
    struct scope scope;

    const char *path;   /* as it was named; "built-in:glendora-iop" for the embedded one */
    const char *folder; /* where examples/ and translations are; NULL for the embedded one */
    struct source source;
};

/* All values that an answer to [question] can have. */
struct value question_everything(const struct question *question);
/* The concrete value of an answer, in words for a person: the choice's label, "yes", "12 drinks",
 * labels joined by "; ". Unknown values: "not known". All in the language of the question. */
void question_print_value(FILE *out, const struct question *question, const struct value *value);

/* Loads [source] (already read). Finds everything that is wrong in one pass: schema, ids, types,
 * conditions, ranges. False: at least one error; *ret is untouched. Places refer to a copy of
 * [source] in [arena]; its text, [path] and [folder] must live as long. */
ATTR_MUST_USE bool questionnaire_load(const struct source *source, const char *path,
                                      const char *folder, struct arena *arena,
                                      const struct questionnaire **ret, struct diags *diags);

/* Whether [source], which did not load, was read to its end all the same (an empty one is), so that all
 * that is wrong with it was said; where it is no YAML, reading stopped at the first place that is not. */
bool questionnaire_is_readable(const struct source *source);
/* What an author would want to know of a questionnaire that loads: unused facts and questions,
 * constant conditions, outcomes that no rule calls for, and the like. Adds warnings only. */
void questionnaire_lint(const struct questionnaire *questionnaire, struct arena *scratch,
                        struct diags *diags);

#endif
