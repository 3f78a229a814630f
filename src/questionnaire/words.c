/* The words for things of a questionnaire: as files write them and as people read them. */
#include "questionnaire/questionnaire.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/message.h"

const char *recommendation_name(enum recommendation recommendation)
{
    switch (recommendation) {
    case RECOMMEND_INTAKE:
        break;
    case RECOMMEND_IOP:
        return "iop";
    case RECOMMEND_INPATIENT:
        return "inpatient";
    }
    return "intake";
}

const char *recommendation_title(enum recommendation recommendation, struct text language)
{
    switch (recommendation) {
    case RECOMMEND_INTAKE:
        break;
    case RECOMMEND_IOP:
        return message(language, "Intensive outpatient program (IOP)");
    case RECOMMEND_INPATIENT:
        return message(language, "Inpatient care");
    }
    return message(language, "Talk with intake staff");
}

const char *question_type_name(enum question_type type)
{
    switch (type) {
    case QUESTION_YES_NO:
        break;
    case QUESTION_CHOICE:
        return "choice";
    case QUESTION_MULTIPLE:
        return "multiple";
    case QUESTION_INTEGER:
        return "integer";
    case QUESTION_NUMBER:
        return "number";
    case QUESTION_TEXT:
        return "text";
    }
    return "yes_no";
}

static void print_text(FILE *out, struct text text)
{
    fwrite(text.start, 1, text.length, out);
}

static void print_unit(FILE *out, const struct question *question)
{
    if (question->unit.length > 0) {
        fputc(' ', out);
        print_text(out, question->unit);
    }
}

static void print_set(FILE *out, const struct question *question, uint64_t members)
{
    const char *between = "";
    if (members == 0) {
        print_text(out, question->none_label);
    }
    for (uint32_t i = 0; i < question->choice_count; i++) {
        if (members >> i & 1) {
            fputs(between, out);
            print_text(out, question->choices[i].label);
            between = "; ";
        }
    }
}

/* A number with no more digits than it needs. */
static void print_number(FILE *out, double number)
{
    char digits[400];
    for (int precision = 0; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*f", precision, number);
        if (strtod(digits, NULL) == number) {
            break;
        }
    }
    fputs(digits, out);
}

void question_print_value(FILE *out, const struct question *question, const struct value *value)
{
    if (!value_is_known(value)) {
        fputs(message(question->language, "not known"), out);
        return;
    }
    switch (value->kind) {
    case VALUE_BOOL:
        fputs(value->truth == TRUTH_TRUE ? message(question->language, "yes")
                                         : message(question->language, "no"),
              out);
        break;
    case VALUE_INT:
        fprintf(out, "%" PRId64, value->integer.low);
        print_unit(out, question);
        break;
    case VALUE_DOUBLE:
        print_number(out, value->number.low);
        print_unit(out, question);
        break;
    case VALUE_STRING:
        print_text(out, value->string);
        break;
    case VALUE_CHOICE:
        for (uint32_t i = 0; i < question->choice_count; i++) {
            if (value->choices == UINT64_C(1) << i) {
                print_text(out, question->choices[i].label);
            }
        }
        break;
    case VALUE_SET:
        print_set(out, question, value->set.in);
        break;
    case VALUE_LIST:
    case VALUE_ANY:
    case VALUE_ERROR:
        break;
    }
}
