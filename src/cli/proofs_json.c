/* Findings for programs. The fields are described in iopfit-check(1). */
#include "cli/proofs.h"

#include <inttypes.h>

#include "view/view.h"

static const char *verdict_name(const struct finding *finding, bool allowed)
{
    return finding->proof == PROOF_HOLDS  ? "proved"
           : finding->proof == PROOF_OPEN ? "undecided"
           : allowed                      ? "allowed"
                                          : "refuted";
}

static void print_member(FILE *out, const char *name, struct text text)
{
    fprintf(out, ",\"%s\":", name);
    view_json_string(out, text);
}

/* The answers that are given, as a record that `iopfit score` reads. */
static void print_answers(FILE *out, const struct questionnaire *questionnaire, const char *name,
                          const struct answer *answers)
{
    const char *separator = "";
    fprintf(out, ",\"%s\":{", name);
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        if (answers[i].state == ANSWER_GIVEN) {
            fputs(separator, out);
            view_json_string(out, questionnaire->questions[i].id);
            fputc(':', out);
            view_json_answer(out, &questionnaire->questions[i], &answers[i].value);
            separator = ",";
        }
    }
    fputc('}', out);
}

/* The second thing that a finding is about. */
static void print_other(FILE *out, const struct questionnaire *questionnaire,
                        const struct finding *finding)
{
    if (finding->other == NAME_NONE) {
        return;
    }
    const struct question *question = &questionnaire->questions[finding->subject];
    switch ((int)finding->property) {
    case PROPERTY_RULE_APART:
        print_member(out, "other", questionnaire->rules[finding->other].id);
        break;
    case PROPERTY_MATTERS:
        print_member(out, "decides_only", questionnaire->questions[finding->other].id);
        break;
    case PROPERTY_STEP:
        fprintf(out, ",\"next_step\":%" PRIu32, finding->other + 1);
        break;
    case PROPERTY_MONOTONE:
    case PROPERTY_CHOICE:
        if (finding->other < question->choice_count) {
            print_member(out, "choice", question->choices[finding->other].id);
        }
        break;
    default:
        print_member(out, "of_outcome", questionnaire->outcomes[finding->other].id);
        break;
    }
}

void proofs_print_json(FILE *out, const struct questionnaire *questionnaire,
                       const struct proof_check *check)
{
    fputs("\"findings\":[", out);
    for (uint32_t i = 0; check->is_done && i < check->proofs.count; i++) {
        const struct finding *finding = &check->proofs.findings[i];
        fprintf(out, "%s{\"property\":\"%s\",\"verdict\":\"%s\",\"of\":", i == 0 ? "" : ",",
                property_name(finding->property), verdict_name(finding, check->allowed[i]));
        view_json_string(out, proofs_subject(questionnaire, finding));
        print_other(out, questionnaire, finding);
        if (finding->answers != NULL) {
            print_answers(out, questionnaire, "answers", finding->answers);
            print_member(out, "outcome", questionnaire->outcomes[finding->outcome].id);
        }
        if (finding->worse != NULL) {
            print_answers(out, questionnaire, "worse_answers", finding->worse);
            print_member(out, "worse_outcome", questionnaire->outcomes[finding->worse_outcome].id);
        }
        fputc('}', out);
    }
    fputc(']', out);
}
