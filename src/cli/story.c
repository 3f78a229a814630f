/* Telling what a set of answers shows. */
#include "cli/story.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "cli/output.h"
#include "prove/sample.h"

const char *story_words(struct diags *diags, const struct question *question,
                        const struct value *value)
{
    char *buffer = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&buffer, &length);
    if (out == NULL) {
        return "";
    }
    question_print_value(out, question, value);
    bool ok = fclose(out) == 0;
    const char *words = ok ? diag_quote(diags, (struct text){buffer, length}, STORY_SENTENCE) : "";
    free(buffer);
    return words;
}

void story_answers(struct session *session, struct diag *diag, const struct answer *answers,
                   uint32_t but, char ret_with[STORY_WITH])
{
    const struct questionnaire *questionnaire = session->questionnaire;
    struct diags *diags = &session->messages.diags;
    uint32_t mild = 0;
    uint32_t withheld = 0;
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        const struct question *question = &questionnaire->questions[i];
        if (i == but) {
            continue;
        }
        if (answers[i].state != ANSWER_GIVEN) {
            withheld += question->type != QUESTION_TEXT;
        } else if (sample_is_mildest(question, &answers[i].value)) {
            mild++;
        } else {
            diag_note(diags, diag, question->span, "%s The person answers: %s",
                      diag_quote(diags, question->ask, STORY_SENTENCE),
                      story_words(diags, question, &answers[i].value));
        }
    }
    ret_with[0] = '\0';
    if (mild > 0) {
        snprintf(ret_with, STORY_WITH,
                 "with the mildest answer to %" PRIu32 " other question%s%s, ", mild,
                 mild == 1 ? "" : "s", withheld > 0 ? " and none to the rest" : "");
    } else if (withheld > 0) {
        snprintf(ret_with, STORY_WITH, "with no other answer, ");
    }
}

void story_rules(struct session *session, struct diag *diag, const struct assessment *assessment)
{
    const struct questionnaire *questionnaire = session->questionnaire;
    uint32_t noted = 0;
    for (uint32_t i = 0; i < questionnaire->rule_count && noted < 3; i++) {
        if (assessment_names_rule(session->plan, assessment, i)) {
            const struct rule *rule = &questionnaire->rules[i];
            diag_note(&session->messages.diags, diag, rule->span,
                      "rule `" TEXT_FORMAT "` holds and calls for `" TEXT_FORMAT "`",
                      TEXT_ARGS(rule->id), TEXT_ARGS(questionnaire->outcomes[rule->outcome].id));
            noted++;
        }
    }
}

void story_outcome(struct session *session, struct diag *diag, const struct answer *answers,
                   uint32_t outcome, const char *with)
{
    const struct outcome *given = &session->questionnaire->outcomes[outcome];
    struct diags *diags = &session->messages.diags;
    diag_note(diags, diag, given->span,
              "%sthe outcome is `" TEXT_FORMAT "`, and the person is told: %s", with,
              TEXT_ARGS(given->id), diag_quote(diags, given->title, STORY_SENTENCE));
    struct arena arena;
    struct assessment assessment;
    struct assess_options options = assess_default_options();
    options.want_open = false;
    arena_init(&arena, LIMIT_RECORD_MEMORY);
    if (assess(session->plan, answers, options, &arena, &assessment, diags)) {
        story_rules(session, diag, &assessment);
    }
    arena_free(&arena);
}

bool story_folder(struct session *session, const char *folder)
{
    if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
        diag_add_file(&session->messages.diags, CODE_F005, folder, "cannot be made: %s",
                      strerror(errno));
        return false;
    }
    return true;
}

const char *story_path(struct session *session, const char *folder, struct text name,
                       const char *ending)
{
    size_t room = strlen(folder) + name.length + strlen(ending) + sizeof "/";
    char *path = arena_array(&session->arena, room, 1);
    if (path == NULL) {
        (void)diag_out_of_memory(&session->messages.diags);
        return NULL;
    }
    snprintf(path, room, "%s/" TEXT_FORMAT "%s", folder, TEXT_ARGS(name), ending);
    return path;
}

static const char written_by_us[] = "# Written by iopfit, which overwrites it in a later run.\n";

/* Nothing is there yet, or what an earlier run has written; else a message, and somebody's file stays. */
static bool may_write(struct session *session, const char *path)
{
    char line[sizeof written_by_us] = "";
    struct stat status;
    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode)) {
        return true; /* that is output_open()'s to judge */
    }
    FILE *file = fopen(path, "r");
    bool is_ours =
        file != NULL && fgets(line, sizeof line, file) != NULL && strcmp(line, written_by_us) == 0;
    if (file != NULL) {
        (void)fclose(file);
    }
    if (!is_ours) {
        diag_add_file(&session->messages.diags, CODE_F005, path,
                      "is not overwritten: it is there, and iopfit has not written it");
    }
    return is_ours;
}

const char *story_write_file(struct session *session, const char *folder, const char *name,
                             const struct answer *answers, uint32_t outcome)
{
    struct diags *diags = &session->messages.diags;
    uint32_t count = session->questionnaire->question_count;
    struct output output;
    struct record record = {.expect_outcome = session->questionnaire->outcomes[outcome].id};
    const char *path = story_path(session, folder, text_of(name), ".yaml");
    record.answers = arena_array(&session->arena, count, sizeof *record.answers);
    if (path == NULL || record.answers == NULL) {
        (void)diag_out_of_memory(diags);
        return NULL;
    }
    for (uint32_t i = 0; i < count; i++) {
        record.answers[i] = answers[i];
    }
    if (!story_folder(session, folder) || !may_write(session, path) ||
        !output_open(&output, path, diags)) {
        return NULL;
    }
    errno = 0;
    fputs(written_by_us, output.file);
    answers_write_yaml(output.file, session->questionnaire, &record);
    return output_commit(&output, diags) ? path : NULL;
}

void story_write(struct session *session, struct diag *diag, const char *folder, const char *name,
                 const struct answer *answers, uint32_t outcome)
{
    struct diags *diags = &session->messages.diags;
    const char *path = story_write_file(session, folder, name, answers, outcome);
    if (path != NULL) {
        diag_note(diags, diag, (struct span){0}, "these answers are in `%s`, for `iopfit score`",
                  diag_quote(diags, text_of(path), STORY_SENTENCE));
    }
}
