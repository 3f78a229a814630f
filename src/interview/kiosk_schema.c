/* The shape of kiosk.yaml for libcyaml. All fields are texts, which kiosk_config.c reads off the
 * tree, where they have their places. */
#include <cyaml/cyaml.h>

#include "base/limits.h"
#include "interview/kiosk_schema.h"

#define OPTIONAL (CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL)
#define TEXT_FIELD(key, flags, member)                                                             \
    CYAML_FIELD_STRING_PTR(key, flags, struct raw_kiosk, member, 1, CYAML_UNLIMITED)

/* What libcyaml would write to. */
struct raw_kiosk {
    const char *format, *idle_warning, *idle_end, *answers, *staff_pin;
    int result;
    const char **languages;
    uint32_t languages_count;
};

static const cyaml_strval_t result_words[] = {
    {"full", KIOSK_RESULT_FULL},
    {"next_step", KIOSK_RESULT_NEXT_STEP},
    {"staff", KIOSK_RESULT_STAFF},
};

static const cyaml_schema_value_t language_value = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, CYAML_UNLIMITED),
};

static const cyaml_schema_field_t kiosk_fields[] = {
    TEXT_FIELD("format", CYAML_FLAG_POINTER, format),
    CYAML_FIELD_SEQUENCE("languages", OPTIONAL, struct raw_kiosk, languages, &language_value, 1,
                         LIMIT_KIOSK_LANGUAGES),
    TEXT_FIELD("idle_warning", OPTIONAL, idle_warning),
    TEXT_FIELD("idle_end", OPTIONAL, idle_end),
    CYAML_FIELD_ENUM("result", CYAML_FLAG_OPTIONAL | CYAML_FLAG_STRICT, struct raw_kiosk, result,
                     result_words, CYAML_ARRAY_LEN(result_words)),
    TEXT_FIELD("answers", OPTIONAL, answers),
    TEXT_FIELD("staff_pin", OPTIONAL, staff_pin),
    CYAML_FIELD_END,
};

const struct cyaml_schema_value kiosk_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct raw_kiosk, kiosk_fields),
};

bool kiosk_result_of(struct text word, enum kiosk_result *ret)
{
    for (size_t i = 0; i < CYAML_ARRAY_LEN(result_words); i++) {
        if (text_is(word, result_words[i].str)) {
            *ret = (enum kiosk_result)result_words[i].val;
            return true;
        }
    }
    return false;
}
