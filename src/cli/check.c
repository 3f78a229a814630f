/* `iopfit check`: everything that can be said of a questionnaire without searching through all of its
 * answers, its worked examples, and its guarantees (guarantees.c). What is wrong with the file itself
 * is found in questionnaire/. */
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/names.h"
#include "cli/cli.h"
#include "cli/guarantees.h"
#include "cli/output.h"
#include "cli/proofs.h"
#include "cli/records.h"
#include "cli/story.h"
#include "view/view.h"

/* What was found in one questionnaire. */
struct findings {
    uint32_t errors;
    uint32_t warnings;
    uint32_t examples;
    struct names ids;      /* of examples */
    struct text *id_files; /* by id: the file in which it came first */
    uint32_t id_capacity;
    struct text example_file; /* its name, as long as the session */
    struct guarantee_check guarantees;
    struct proof_check proofs;
    uint32_t translations; /* that are complete */
    bool is_cut; /* reading stopped at what is not YAML, so that the rest was not looked at */
};

/* Prints what was collected and counts it. */
static void take_stock(struct findings *findings, struct messages *messages)
{
    diags_sort(&messages->diags);
    findings->errors += messages->diags.errors;
    findings->warnings += messages->diags.warnings;
    (void)messages_print(messages);
}

/* ---- Examples -------------------------------------------------------------------------------- */

/* What came out, as notes. */
static void note_result(struct session *session, struct diag *diag,
                        const struct assessment *assessment)
{
    story_rules(session, diag, assessment);
    if (assessment->open_count > 0) {
        const struct question *question =
            &session->questionnaire->questions[assessment->open[0].question];
        diag_note(&session->messages.diags, diag, question->span,
                  "`" TEXT_FORMAT "` is open, and an answer to it could lead elsewhere",
                  TEXT_ARGS(question->id));
    }
}

/* What an example is called in messages. */
struct example_name {
    char text[512]; /* of an id, a diag_quote() of at most LIMIT_ID_BYTES characters */
};

static struct example_name example_name(const struct record *record, struct diags *diags)
{
    struct example_name name = {"an example without an id"};
    if (record->has_id) {
        snprintf(name.text, sizeof name.text, "example `%s`",
                 diag_quote(diags, record->id, LIMIT_ID_BYTES));
    }
    return name;
}

/* Says what did not come out as the example expects it, in one message. */
static void compare(struct session *session, const struct record *record,
                    const struct assessment *assessment)
{
    struct diags *diags = &session->messages.diags;
    const struct outcome *outcome = &session->questionnaire->outcomes[assessment->outcome];
    struct text recommendation = record->expect_recommendation;
    const char *found = recommendation_name(outcome->recommendation);
    bool is_other_recommendation = recommendation.length > 0 && !text_is(recommendation, found);
    bool is_other_outcome =
        record->expect_outcome.length > 0 && !text_equal(record->expect_outcome, outcome->id);
    if (!is_other_recommendation && !is_other_outcome) {
        return;
    }
    struct example_name name = example_name(record, diags);
    const char *wanted = diag_quote(diags, recommendation, LIMIT_ID_BYTES);
    const char *wanted_outcome = diag_quote(diags, record->expect_outcome, LIMIT_ID_BYTES);
    struct diag *diag;
    if (!is_other_outcome) {
        diag = diag_add(diags, CODE_C401, record->expect_span,
                        "%s expects the recommendation `%s`, but `%s` comes out", name.text, wanted,
                        found);
    } else if (!is_other_recommendation) {
        diag = diag_add(diags, CODE_C402, record->expect_span,
                        "%s expects the outcome `%s`, but `" TEXT_FORMAT "` comes out", name.text,
                        wanted_outcome, TEXT_ARGS(outcome->id));
    } else {
        diag = diag_add(diags, CODE_C401, record->expect_span,
                        "%s expects the recommendation `%s` with the outcome `%s`, but `%s` with "
                        "`" TEXT_FORMAT "` comes out",
                        name.text, wanted, wanted_outcome, found, TEXT_ARGS(outcome->id));
    }
    note_result(session, diag, assessment);
}

/* Warns of an id that an earlier example has. */
static void check_id(struct records *records, const struct record *record,
                     struct findings *findings)
{
    struct session *session = records->session;
    struct diags *diags = &session->messages.diags;
    if (!record->has_id) {
        return;
    }
    uint32_t earlier = names_find(&findings->ids, record->id);
    if (earlier != NAME_NONE) {
        struct example_name name = example_name(record, diags);
        const char *file = diag_quote(diags, findings->id_files[earlier], LIMIT_ID_BYTES);
        if (record->span.source != NULL) {
            diag_add(diags, CODE_C420, record->span, "%s has an id that one in `%s` has already",
                     name.text, file);
        } else {
            diag_add_file(diags, CODE_C420, records->name,
                          "%s has an id that one in `%s` has already", name.text, file);
        }
        return;
    }
    /* The record goes before the next one is read. */
    struct text id = text_copy(&session->arena, record->id);
    struct text *files = list_reserve(&session->arena, findings->id_files, findings->ids.count,
                                      &findings->id_capacity, sizeof *files);
    if (id.start == NULL || files == NULL) {
        (void)diag_out_of_memory(diags);
        return;
    }
    findings->id_files = files;
    uint32_t number = names_add(&findings->ids, id);
    if (number == NAME_NONE) {
        (void)diag_out_of_memory(diags);
        return;
    }
    files[number] = findings->example_file;
}

static void check_example(struct records *records, const struct record *record)
{
    struct session *session = records->session;
    struct diags *diags = &session->messages.diags;
    if (record->expect_recommendation.length + record->expect_outcome.length == 0) {
        struct example_name name = example_name(record, diags);
        if (record->span.source != NULL) {
            diag_add(diags, CODE_C403, record->span, "%s does not say what it expects", name.text);
        } else {
            diag_add_file(diags, CODE_C403, records->name, "%s does not say what it expects",
                          name.text);
        }
        return;
    }
    struct assessment assessment;
    if (!records_assess(records, record, &assessment)) {
        return;
    }
    compare(session, record, &assessment);
}

static void check_example_file(struct session *session, const char *path, struct findings *findings)
{
    struct records records;
    if (records_open(&records, session, path, ANSWERS_GUESS) != STATUS_OK) {
        findings->errors++;
        return;
    }
    for (;;) {
        struct record record;
        enum answers_status next = records_next(&records, &record);
        if (next == ANSWERS_RECORD) {
            check_id(&records, &record, findings);
            check_example(&records, &record);
            guarantees_add_example(&findings->guarantees, session, &record);
        }
        take_stock(findings, &session->messages);
        if (next == ANSWERS_END || next == ANSWERS_FAILED) {
            break;
        }
        findings->examples++;
    }
    records_close(&records);
}

static bool is_answer_file(const char *name)
{
    static const char *const endings[] = {".yaml", ".yml", ".json", ".ndjson", ".jsonl", ".csv"};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot != NULL && i < sizeof endings / sizeof *endings; i++) {
        if (strcmp(dot, endings[i]) == 0) {
            return true;
        }
    }
    return false;
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* In byte order, so that the result does not hang on the locale. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void check_examples(struct session *session, struct findings *findings)
{
    if (session->questionnaire->folder == NULL) {
        return; /* the built-in one: its examples were checked where they are kept */
    }
    struct diags *diags = &session->messages.diags;
    char *folder = NULL;
    struct dirent **entries = NULL;
    if (asprintf(&folder, "%s/examples", session->questionnaire->folder) < 0) {
        (void)diag_out_of_memory(diags);
        return;
    }
    int count = scandir(folder, &entries, is_visible, by_name);
    if (count < 0 && errno != ENOENT) {
        diag_add_file(diags, CODE_F001, folder, "cannot be opened: %s", strerror(errno));
        take_stock(findings, &session->messages);
    }
    for (int i = 0; i < count; i++) {
        char *path = NULL;
        if (asprintf(&path, "%s/%s", folder, entries[i]->d_name) < 0) {
            (void)diag_out_of_memory(diags);
        } else if (is_answer_file(entries[i]->d_name)) {
            findings->example_file = text_copy(&session->arena, text_of(entries[i]->d_name));
            check_example_file(session, path, findings);
        } else {
            diag_add_file(diags, CODE_C404, path,
                          "is not read: its name does not end as a file of "
                          "answers does");
        }
        take_stock(findings, &session->messages);
        free(path);
        free(entries[i]);
    }
    free(entries);
    free(folder);
}

/* ---- Translations ---------------------------------------------------------------------------- */

static void check_translations(struct session *session, struct findings *findings)
{
    struct diags *diags = &session->messages.diags;
    struct translations translations;
    if (translations_find(session->questionnaire, &session->arena, &translations, diags)) {
        for (uint32_t i = 0; i < translations.count; i++) {
            const struct questionnaire *translated = NULL;
            int status = STATUS_OK;
            if (translations_apply(session->questionnaire, translations.languages[i],
                                   &session->arena, &translated, &status, diags)) {
                findings->translations++;
            }
            take_stock(findings, &session->messages);
        }
    }
    take_stock(findings, &session->messages);
}

/* ---- Questionnaires -------------------------------------------------------------------------- */

static void print_count(uint32_t count, const char *what)
{
    printf("%" PRIu32 " %s%s", count, what, count == 1 ? "" : "s");
}

/* What is no finding and yet no proof. */
static void print_unsettled(uint32_t allowed, uint32_t open)
{
    if (allowed > 0) {
        printf(" but %" PRIu32 " allowed", allowed);
    }
    if (open > 0) {
        printf("%s %" PRIu32 " not decided", allowed > 0 ? " and" : " but", open);
    }
}

static void print_summary(const struct questionnaire *questionnaire, const char *choice,
                          const struct findings *findings)
{
    if (questionnaire != NULL) {
        printf(TEXT_FORMAT "@" TEXT_FORMAT "#%s: ", TEXT_ARGS(questionnaire->id),
               TEXT_ARGS(questionnaire->version), questionnaire->fingerprint);
        print_count(questionnaire->question_count, "question");
        fputs(", ", stdout);
        print_count(questionnaire->fact_count, "fact");
        fputs(", ", stdout);
        print_count(questionnaire->rule_count, "rule");
        fputs(", ", stdout);
        print_count(findings->examples, "example");
        if (findings->translations > 0) {
            fputs(", ", stdout);
            print_count(findings->translations, "translation");
        }
        fputs(": ", stdout);
    } else {
        printf("%s: ", choice);
    }
    if (findings->errors + findings->warnings == 0) {
        fputs("no findings", stdout);
        print_unsettled(proofs_count_allowed(&findings->proofs), findings->proofs.open);
    } else {
        print_count(findings->errors, "error");
        fputs(", ", stdout);
        print_count(findings->warnings, "warning");
    }
    if (findings->is_cut) {
        fputs("; reading stopped there, and what is wrong elsewhere is not said yet", stdout);
    }
    fputc('\n', stdout);
    proofs_print(stdout, questionnaire, &findings->proofs);
    guarantees_print(stdout, &findings->guarantees);
}

/* The same for programs, in one line; [messages] are members of an array. */
static void print_json(const struct questionnaire *questionnaire, const char *choice,
                       const struct findings *findings, const char *messages)
{
    fputs("{\"questionnaire\":", stdout);
    view_json_string(stdout, questionnaire == NULL ? text_of(choice) : questionnaire->id);
    if (questionnaire != NULL) {
        fputs(",\"version\":", stdout);
        view_json_string(stdout, questionnaire->version);
        printf(",\"fingerprint\":\"%s\"", questionnaire->fingerprint);
    } else {
        fputs(",\"version\":null,\"fingerprint\":null", stdout);
    }
    printf(",\"errors\":%" PRIu32 ",\"warnings\":%" PRIu32 ",\"examples\":%" PRIu32
           ",\"proved\":%s,",
           findings->errors, findings->warnings, findings->examples,
           findings->proofs.is_done ? "true" : "false");
    proofs_print_json(stdout, questionnaire, &findings->proofs);
    printf(",\"messages\":[%s]}\n", messages);
}

/* Loads, then says all that there is to say, then runs the examples. */
static int check_loaded(struct session *session, const struct chosen *chosen,
                        const struct options *options, struct findings *findings)
{
    struct proof_check *proofs = &findings->proofs;
    struct diags *diags = &session->messages.diags;
    bool loaded = questionnaire_load(chosen->source, chosen->path, chosen->folder, &session->arena,
                                     &session->questionnaire, diags);
    if (loaded) {
        struct arena scratch;
        arena_init(&scratch, LIMIT_QUESTIONNAIRE_MEMORY);
        questionnaire_lint(session->questionnaire, &scratch, diags);
        session->plan = plan_make(session->questionnaire, &session->arena, diags);
        if (session->plan != NULL) {
            assess_find_constants(session->plan, session->questionnaire, &scratch, diags);
        }
        arena_free(&scratch);
        proofs_skip_said(proofs, session);
    }
    findings->is_cut = !loaded && !questionnaire_is_readable(chosen->source);
    take_stock(findings, &session->messages);
    if (session->plan != NULL) {
        check_translations(session, findings);
        check_examples(session, findings);
        if (options->dump != NULL) {
            proofs_dump(session, options);
        }
        if (prove_is_there() && !options->test) {
            proofs_check(proofs, session, options);
        } else {
            guarantees_check(&findings->guarantees, proofs, session);
        }
        take_stock(findings, &session->messages);
    }
    return findings->errors > 0 ? STATUS_NEGATIVE : proofs->open > 0 ? STATUS_UNDECIDED : STATUS_OK;
}

/* Finds the questionnaire and checks it. *ret_name is what it is called where it could not be loaded. */
static int check_chosen(struct session *session, const char *choice, const struct options *options,
                        struct findings *findings, const char **ret_name)
{
    struct chosen chosen;
    int status = STATUS_OK;
    if (choose_questionnaire(choice, &session->arena, &chosen, &status, &session->messages.diags)) {
        *ret_name = chosen.path;
        return check_loaded(session, &chosen, options, findings);
    }
    *ret_name = NULL;
    take_stock(findings, &session->messages);
    return status == STATUS_BROKEN ? STATUS_NEGATIVE : status;
}

static int check(const char *choice, const struct options *options)
{
    struct session session = {0};
    struct findings findings = {0};
    char *messages = NULL;
    size_t length = 0;
    arena_init(&session.arena, LIMIT_QUESTIONNAIRE_MEMORY);
    names_init(&findings.ids, &session.arena);
    messages_init(&session.messages);
    if (options->json) {
        session.messages.json = open_memstream(&messages, &length);
    }
    const char *name = NULL;
    int status = STATUS_IO;
    if (options->json && session.messages.json == NULL) {
        (void)diag_out_of_memory(&session.messages.diags);
        (void)messages_print(&session.messages);
    } else {
        status = check_chosen(&session, choice, options, &findings, &name);
    }
    if (session.messages.json != NULL) {
        if (fclose(session.messages.json) == 0) {
            print_json(session.questionnaire,
                       name != NULL     ? name
                       : choice != NULL ? choice
                                        : "",
                       &findings, messages);
        }
        session.messages.json = NULL;
    } else if (name != NULL) {
        print_summary(session.questionnaire, name, &findings);
    }
    free(messages);
    session_close(&session);
    return status;
}

int command_check(const struct options *options)
{
    int status = STATUS_OK;
    if (options->operand_count == 0) {
        status = check(NULL, options);
    }
    for (int i = 0; i < options->operand_count; i++) {
        status = status_worse(status, check(options->operands[i], options));
    }
    return status_worse(status, output_end());
}
