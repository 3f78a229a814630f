/* What `iopfit diff` found, as one JSON object. The fields are described in iopfit-diff(1). */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli/diff.h"
#include "cli/story.h"
#include "view/view.h"

static const char *const side_names[SIDES] = {[SIDE_OLD] = "old", [SIDE_NEW] = "new"};

static void print_outcome(FILE *out, const struct outcome *outcome)
{
    fputs("{\"outcome\":", out);
    view_json_string(out, outcome->id);
    fprintf(out, ",\"recommendation\":\"%s\"", recommendation_name(outcome->recommendation));
}

static void print_answers(FILE *out, const struct questionnaire *questionnaire,
                          const struct answer *answers)
{
    const char *separator = "";
    fputs(",\"answers\":{", out);
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

static void print_rules(FILE *out, const struct questionnaire *questionnaire,
                        const struct assessment *assessment)
{
    const char *separator = "";
    fputs(",\"rules\":[", out);
    for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
        if (questionnaire->rules[i].outcome == assessment->outcome &&
            assessment->rules[i] == RULE_HOLDS) {
            fputs(separator, out);
            view_json_string(out, questionnaire->rules[i].id);
            separator = ",";
        }
    }
    fputc(']', out);
}

static bool print_pair(FILE *out, struct diff_report *report, const struct diff_pair *pair)
{
    char name[PAIR_NAME_ROOM + 8];
    fprintf(out, "{\"verdict\":\"%s\"", pair->proof == PROOF_FAILS ? "different" : "undecided");
    for (int side = 0; side < SIDES; side++) {
        const struct questionnaire *questionnaire = report->joint.sides[side];
        fprintf(out, ",\"%s\":", side_names[side]);
        print_outcome(out, &questionnaire->outcomes[pair->outcomes[side]]);
        if (pair->answers != NULL) {
            struct answer *answers;
            struct assessment assessment;
            if (!diff_assess_pair(report, pair, (enum side)side, &answers, &assessment)) {
                return false;
            }
            print_answers(out, questionnaire, answers);
            print_rules(out, questionnaire, &assessment);
            if (report->folder != NULL) {
                diff_pair_name(report, pair, name);
                snprintf(name + strlen(name), 8, "-%s", side_names[side]);
                (void)story_write_file(&report->sessions[side], report->folder, name, answers,
                                       assessment.outcome);
            }
        }
        fputc('}', out);
    }
    fputc('}', out);
    return true;
}

static const char *verdict(enum proof proof, const char *holds, const char *fails)
{
    return proof == PROOF_HOLDS ? holds : proof == PROOF_FAILS ? fails : "undecided";
}

static void print_rule(FILE *out, const struct diff_report *report, const struct diff_rule *rule)
{
    const char *separator = "{";
    for (int side = 0; side < SIDES; side++) {
        if (rule->rules[side] != NAME_NONE) {
            fprintf(out, "%s\"%s\":", separator, side_names[side]);
            view_json_string(out, report->joint.sides[side]->rules[rule->rules[side]].id);
            separator = ",";
        }
    }
    if (rule->rules[SIDE_OLD] != NAME_NONE && rule->rules[SIDE_NEW] != NAME_NONE) {
        fprintf(out, ",\"holds_for\":\"%s\",\"rewritten\":%s,\"other_outcome\":%s",
                verdict(rule->same, "the_same", "others"), rule->is_rewritten ? "true" : "false",
                rule->is_outcome_changed ? "true" : "false");
    }
    fprintf(out, ",\"changes_outcomes\":\"%s\"}", verdict(rule->idle, "no", "yes"));
}

static void print_differences(FILE *out, const struct diff_report *report)
{
    static const char *const kinds[DIFFERENCE_KINDS] = {
        [DIFFERENCE_ANSWERS] = "answers",
        [DIFFERENCE_CONDITION] = "condition",
        [DIFFERENCE_OTHER] = "other",
        [DIFFERENCE_WORDS] = "words",
    };
    for (uint32_t i = 0; i < report->differences.count; i++) {
        const struct difference *difference = &report->differences.list[i];
        fprintf(out, "%s{\"kind\":\"%s\",\"what\":", i == 0 ? "" : ",", kinds[difference->kind]);
        view_json_string(out, text_of(difference->what));
        if (difference->was != NULL) {
            fputs(",\"was\":", out);
            view_json_string(out, text_of(difference->was));
            fputs(",\"is\":", out);
            view_json_string(out, text_of(difference->is));
        }
        fputc('}', out);
    }
}

static void print_counts(FILE *out, const struct diff_report *report)
{
    const struct diff_counts *counts = &report->counts;
    const struct questionnaire *old = report->joint.sides[SIDE_OLD];
    const struct questionnaire *later = report->joint.sides[SIDE_NEW];
    const char *separator = "";
    fprintf(out,
            ",\"records\":{\"read\":%" PRIu64 ",\"different\":%" PRIu64
            ",\"with_answers_lost\":%" PRIu64 ",\"bad\":%" PRIu64 ",\"outcomes\":[",
            counts->total, counts->differing, counts->lost, counts->bad);
    for (uint32_t i = 0; i < old->outcome_count; i++) {
        for (uint32_t j = 0; j < later->outcome_count; j++) {
            uint64_t count = counts->by_pair[i * later->outcome_count + j];
            if (count > 0) {
                fprintf(out, "%s{\"old\":", separator);
                view_json_string(out, old->outcomes[i].id);
                fputs(",\"new\":", out);
                view_json_string(out, later->outcomes[j].id);
                fprintf(out, ",\"count\":%" PRIu64 "}", count);
                separator = ",";
            }
        }
    }
    fputs("]}", out);
}

bool diff_print_json(FILE *out, struct diff_report *report)
{
    const struct diff *diff = &report->diff;
    fputc('{', out);
    for (int side = 0; side < SIDES; side++) {
        fprintf(out, "\"%s\":\"", side_names[side]);
        view_questionnaire_name(out, report->joint.sides[side]);
        fputs("\",", out);
    }
    fprintf(out, "\"verdict\":\"%s\",\"proved\":%s,\"undetermined_same\":%s,\"order_same\":%s",
            verdict(diff_verdict(report), "same", "different"), diff->is_proved ? "true" : "false",
            diff->is_undetermined_same ? "true" : "false", diff->is_order_same ? "true" : "false");
    fputs(",\"pairs\":[", out);
    for (uint32_t i = 0; i < diff->pair_count; i++) {
        fputs(i == 0 ? "" : ",", out);
        if (!print_pair(out, report, &diff->pairs[i])) {
            return false;
        }
    }
    fputs("],\"rules\":[", out);
    for (uint32_t i = 0; i < diff->rule_count; i++) {
        fputs(i == 0 ? "" : ",", out);
        print_rule(out, report, &diff->rules[i]);
    }
    fputs("],\"differences\":[", out);
    print_differences(out, report);
    fputc(']', out);
    if (report->counts.is_there) {
        print_counts(out, report);
    }
    fputs("}\n", out);
    return true;
}
