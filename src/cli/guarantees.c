/* Guarantees as `iopfit check` shows them: one that is broken becomes a message with the story of a
 * person whom it fails. Not for finding the story (prove/). */
#include "cli/guarantees.h"

#include <inttypes.h>
#include "cli/story.h"
#include "prove/sample.h"

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

struct diag *guarantees_tell(struct session *session, const struct guarantee *guarantee,
                             const struct answer *answers, uint32_t outcome)
{
    struct diags *diags = &session->messages.diags;
    struct diag *diag =
        diag_add(diags, CODE_C410, guarantee->span,
                 "the rules break the guarantee `" TEXT_FORMAT "`", TEXT_ARGS(guarantee->id));
    char with[STORY_WITH];
    diag_note(diags, diag, guarantee->span, "it promises: %s",
              diag_quote(diags, guarantee->means, STORY_SENTENCE));
    story_answers(session, diag, answers, NAME_NONE, with);
    story_outcome(session, diag, answers, outcome, with);
    diag_help(diags, diag, "mend the rules; or the guarantee, where it promises too much");
    return diag;
}

/* ---- The check ------------------------------------------------------------------------------- */

void guarantees_check(struct guarantee_check *check, const struct proof_check *said,
                      struct session *session)
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
            guarantees_tell(session, guarantee, trials[i].broken, trials[i].outcome);
            continue;
        }
        check->held += trials[i].held > 0;
        struct span when =
            passage_span(&guarantee->when->passage, 0, guarantee->when->passage.text.length);
        if (trials[i].held == 0 && !proofs_is_said(said, when)) {
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
    fputs("  tested    ", out);
    if (check->held < check->count) {
        fprintf(out, "%" PRIu32 " of ", check->held);
    }
    fprintf(out, "%" PRIu32 " guarantee%s held on ", check->count, check->count == 1 ? "" : "s");
    if (check->example_count > 0) {
        fprintf(out, "%" PRIu32 " example%s and ", check->example_count,
                check->example_count == 1 ? "" : "s");
    }
    print_grouped(out, check->people);
    fputs(" random sets of answers; that is no proof\n", out);
}
