/* Guarantees as `iopfit check` shows them: one that is broken becomes a message with the story of a
 * person whom it fails. Not for finding the story (prove/). */
#include "cli/guarantees.h"

#include <inttypes.h>
#include <stdlib.h>

#include "prove/sample.h"

/* Questions and titles are sentences; longer ones are cut. */
enum { LONGEST_SENTENCE = 160 };

void guarantees_add_example(struct guarantee_check *check, struct session *session,
                            const struct record *record)
{
    uint32_t count = session->questionnaire->question_count;
    struct answer *copy = arena_array(&session->arena, count, sizeof *copy);
    const struct answer **examples =
        list_reserve(&session->arena, check->examples, check->example_count,
                     &check->example_capacity, sizeof *examples);
    if (copy == NULL || examples == NULL) {
        (void)diag_out_of_memory(&session->messages.diags);
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        /* Texts go with the record, and no condition reads them. */
        if (session->questionnaire->questions[i].type != QUESTION_TEXT) {
            copy[i] = (struct answer){.state = record->answers[i].state,
                                      .value = record->answers[i].value};
        }
    }
    examples[check->example_count++] = copy;
    check->examples = examples;
}

/* ---- The story ------------------------------------------------------------------------------- */

/* [value] as an answer to [question], in words. */
static const char *answer_words(struct diags *diags, const struct question *question,
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
    const char *words =
        ok ? diag_quote(diags, (struct text){buffer, length}, LONGEST_SENTENCE) : "";
    free(buffer);
    return words;
}

static void tell_outcome(struct diags *diags, struct diag *diag, const struct outcome *outcome,
                         uint32_t mild, uint32_t withheld)
{
    const char *title = diag_quote(diags, outcome->title, LONGEST_SENTENCE);
    char with[160] = "";
    if (mild > 0) {
        snprintf(with, sizeof with, "with the mildest answer to %" PRIu32 " other question%s%s, ",
                 mild, mild == 1 ? "" : "s", withheld > 0 ? " and none to the rest" : "");
    } else if (withheld > 0) {
        snprintf(with, sizeof with, "with no other answer, ");
    }
    diag_note(diags, diag, outcome->span,
              "%sthe outcome is `" TEXT_FORMAT "`, and the person is told: %s", with,
              TEXT_ARGS(outcome->id), title);
}

/* How the guarantee is broken, as one person's answers. */
static void tell(struct session *session, const struct guarantee *guarantee,
                 const struct trial *trial)
{
    const struct questionnaire *questionnaire = session->questionnaire;
    struct diags *diags = &session->messages.diags;
    struct diag *diag =
        diag_add(diags, CODE_C410, guarantee->span,
                 "the rules break the guarantee `" TEXT_FORMAT "`", TEXT_ARGS(guarantee->id));
    diag_note(diags, diag, guarantee->span, "it promises: %s",
              diag_quote(diags, guarantee->means, LONGEST_SENTENCE));
    uint32_t mild = 0;
    uint32_t withheld = 0;
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        const struct question *question = &questionnaire->questions[i];
        const struct answer *answer = &trial->broken[i];
        if (answer->state != ANSWER_GIVEN) {
            withheld += question->type != QUESTION_TEXT;
        } else if (sample_is_mildest(question, &answer->value)) {
            mild++;
        } else {
            diag_note(diags, diag, question->span, "%s The person answers: %s",
                      diag_quote(diags, question->ask, LONGEST_SENTENCE),
                      answer_words(diags, question, &answer->value));
        }
    }
    tell_outcome(diags, diag, &questionnaire->outcomes[trial->outcome], mild, withheld);
    diag_help(diags, diag, "mend the rules; or the guarantee, where it promises too much");
}

/* ---- The check ------------------------------------------------------------------------------- */

void guarantees_check(struct guarantee_check *check, struct session *session)
{
    const struct questionnaire *questionnaire = session->questionnaire;
    struct diags *diags = &session->messages.diags;
    uint32_t count = questionnaire->guarantee_count;
    struct sample_options options = sample_default_options();
    struct trial *trials = arena_array(&session->arena, count, sizeof *trials);
    if (trials == NULL) {
        (void)diag_out_of_memory(diags);
        return;
    }
    if (count == 0 ||
        !sample_guarantees(questionnaire, session->plan, check->examples, check->example_count,
                           options, &session->arena, trials, diags)) {
        return;
    }
    check->is_done = true;
    check->count = count;
    check->people = options.complete + options.partial;
    for (uint32_t i = 0; i < count; i++) {
        const struct guarantee *guarantee = &questionnaire->guarantees[i];
        if (trials[i].broken != NULL) {
            tell(session, guarantee, &trials[i]);
            continue;
        }
        check->held += trials[i].held > 0;
        if (trials[i].held == 0) {
            struct diag *diag = diag_add(diags, CODE_C411, guarantee->span,
                                         "the `when` of the guarantee `" TEXT_FORMAT
                                         "` held for none of the answers tried",
                                         TEXT_ARGS(guarantee->id));
            diag_help(diags, diag, "check the condition, or add an example in which it holds");
        }
    }
}

/* 100000 as 100,000. */
static void print_grouped(FILE *out, uint32_t number)
{
    if (number >= 1000) {
        print_grouped(out, number / 1000);
        fprintf(out, ",%03" PRIu32, number % 1000);
    } else {
        fprintf(out, "%" PRIu32, number);
    }
}

void guarantees_print(FILE *out, const struct guarantee_check *check)
{
    if (!check->is_done) {
        return;
    }
    fputs("; ", out);
    if (check->held < check->count) {
        fprintf(out, "%" PRIu32 " of ", check->held);
    }
    fprintf(out, "%" PRIu32 " guarantee%s held on ", check->count, check->count == 1 ? "" : "s");
    if (check->example_count > 0) {
        fprintf(out, "%" PRIu32 " example%s and ", check->example_count,
                check->example_count == 1 ? "" : "s");
    }
    print_grouped(out, check->people);
    fputs(" random answer sets (tested, not proved)", out);
}
