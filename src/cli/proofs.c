/* Telling what was proved and what was refuted. */
#include "cli/proofs.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/limits.h"
#include "cli/guarantees.h"
#include "cli/output.h"
#include "cli/story.h"

struct text proofs_subject(const struct questionnaire *questionnaire, const struct finding *finding)
{
    switch (finding->property) {
    case PROPERTY_GUARANTEE:
    case PROPERTY_UNDETERMINED:
    case PROPERTY_PROMISE_LIVE:
        return questionnaire->guarantees[finding->subject].id;
    case PROPERTY_RULE_LIVE:
    case PROPERTY_RULE_SEEN:
    case PROPERTY_RULE_NEEDED:
    case PROPERTY_RULE_APART:
        return questionnaire->rules[finding->subject].id;
    case PROPERTY_REACHED:
    case PROPERTY_STEP:
        return questionnaire->outcomes[finding->subject].id;
    case PROPERTY_FACT:
        return questionnaire->facts[finding->subject].id;
    case PROPERTY_MONOTONE:
    case PROPERTY_EXCEPTION:
    case PROPERTY_ASKED:
    case PROPERTY_MATTERS:
    case PROPERTY_CHOICE:
    case PROPERTY_WITHHELD:
        break;
    }
    return questionnaire->questions[finding->subject].id;
}

/* ---- What has been said already ------------------------------------------------------------------ */

void proofs_skip_said(struct proof_check *check, struct session *session)
{
    const struct diags *diags = &session->messages.diags;
    struct span *said = arena_array(&session->arena, diags->count, sizeof *said);
    for (uint32_t i = 0; said != NULL && i < diags->count; i++) {
        said[i] = diags->items[i].span;
    }
    check->said = said;
    check->said_count = said == NULL ? 0 : diags->count;
}

bool proofs_is_said(const struct proof_check *check, struct span span)
{
    for (uint32_t i = 0; i < check->said_count; i++) {
        if (check->said[i].source == span.source && check->said[i].offset == span.offset) {
            return true;
        }
    }
    return false;
}

/* ---- Messages ------------------------------------------------------------------------------------ */

/* One check at work. */
struct telling {
    struct proof_check *check;
    struct session *session;
    const struct options *options;
    const struct questionnaire *questionnaire;
    struct diags *diags;
};

static struct span condition_span(const struct expr *expr)
{
    return passage_span(&expr->passage, 0, expr->passage.text.length);
}

static void write_witness(struct telling *telling, struct diag *diag, struct text id,
                          const char *ending, const struct answer *answers, uint32_t outcome)
{
    char name[2 * LIMIT_ID_BYTES + 32];
    if (telling->options->witness == NULL || answers == NULL) {
        return;
    }
    snprintf(name, sizeof name, TEXT_FORMAT "%s", TEXT_ARGS(id), ending);
    story_write(telling->session, diag, telling->options->witness, name, answers, outcome);
}

static void tell_guarantee(struct telling *telling, const struct finding *finding)
{
    const struct guarantee *guarantee = &telling->questionnaire->guarantees[finding->subject];
    struct diag *diag =
        guarantees_tell(telling->session, guarantee, finding->answers, finding->outcome);
    write_witness(telling, diag, guarantee->id, "", finding->answers, finding->outcome);
}

static void tell_undetermined(struct telling *telling, const struct finding *finding)
{
    const struct questionnaire *questionnaire = telling->questionnaire;
    const struct guarantee *guarantee = &questionnaire->guarantees[finding->subject];
    struct text id = questionnaire->outcomes[finding->outcome].id;
    char with[STORY_WITH];
    struct diag *diag = diag_add(telling->diags, CODE_C417, guarantee->span,
                                 "the guarantee `" TEXT_FORMAT "` holds, but where an answer is "
                                 "missing `" TEXT_FORMAT "` can be given all the same",
                                 TEXT_ARGS(guarantee->id), TEXT_ARGS(id));
    story_answers(telling->session, diag, finding->answers, NAME_NONE, with);
    story_outcome(telling->session, diag, finding->answers, finding->outcome, with);
    diag_help(telling->diags, diag,
              "let the rules decide without that answer, or take `" TEXT_FORMAT
              "` out of what the guarantee rules out",
              TEXT_ARGS(id));
    write_witness(telling, diag, guarantee->id, "-undetermined", finding->answers,
                  finding->outcome);
}

/* The choice that a step of monotonicity leads to, or "", as part of a file's name. */
static struct text step_name(const struct question *question, const struct finding *finding)
{
    bool has_choice = finding->other < question->choice_count;
    return has_choice ? question->choices[finding->other].id : (struct text){"", 0};
}

/* The message of a step of monotonicity: the two answers, as they stand in files. */
static struct diag *add_fall(struct telling *telling, const struct question *question,
                             const struct value *before, const struct value *after)
{
    struct diags *diags = telling->diags;
    if (question->type == QUESTION_MULTIPLE) {
        uint64_t added = after->set.in & ~before->set.in;
        return diag_add(diags, CODE_C412, question->span,
                        "adding `" TEXT_FORMAT "` to the answer to `" TEXT_FORMAT
                        "` can lead to a lower outcome, though it is of more concern",
                        TEXT_ARGS(question->choices[__builtin_ctzll(added)].id),
                        TEXT_ARGS(question->id));
    }
    if (question->type == QUESTION_CHOICE) {
        return diag_add(diags, CODE_C412, question->span,
                        "`" TEXT_FORMAT "` rather than `" TEXT_FORMAT
                        "` as the answer to `" TEXT_FORMAT
                        "` can lead to a lower outcome, though it is of more concern",
                        TEXT_ARGS(question->choices[__builtin_ctzll(after->choices)].id),
                        TEXT_ARGS(question->choices[__builtin_ctzll(before->choices)].id),
                        TEXT_ARGS(question->id));
    }
    return diag_add(diags, CODE_C412, question->span,
                    "%s rather than %s as the answer to `" TEXT_FORMAT
                    "` can lead to a lower outcome, though it is of more concern",
                    story_words(diags, question, after), story_words(diags, question, before),
                    TEXT_ARGS(question->id));
}

static void tell_monotone(struct telling *telling, const struct finding *finding)
{
    const struct question *question = &telling->questionnaire->questions[finding->subject];
    struct diags *diags = telling->diags;
    struct session *session = telling->session;
    const struct value *before = &finding->answers[finding->subject].value;
    const struct value *after = &finding->worse[finding->subject].value;
    struct diag *diag = add_fall(telling, question, before, after);
    char with[STORY_WITH];
    char sentence[2 * STORY_WITH + 64];
    char ending[LIMIT_ID_BYTES + 32];
    diag_note(diags, diag, question->span, "%s The answers that are compared: %s; and: %s",
              diag_quote(diags, question->ask, STORY_SENTENCE),
              story_words(diags, question, before), story_words(diags, question, after));
    story_answers(session, diag, finding->answers, finding->subject, with);
    snprintf(sentence, sizeof sentence, "with the first of the two answers, and %s",
             with[0] == '\0' ? "the same else, " : with);
    story_outcome(session, diag, finding->answers, finding->outcome, sentence);
    story_outcome(session, diag, finding->worse, finding->worse_outcome,
                  "with the more concerning answer, ");
    diag_help(diags, diag,
              "mend the rules or the order of the choices; where it is meant, say so and why with "
              "`except`");
    struct text step = step_name(question, finding);
    snprintf(ending, sizeof ending, "%s" TEXT_FORMAT "-1", step.length > 0 ? "-" : "",
             TEXT_ARGS(step));
    write_witness(telling, diag, question->id, ending, finding->answers, finding->outcome);
    ending[strlen(ending) - 1] = '2';
    write_witness(telling, diag, question->id, ending, finding->worse, finding->worse_outcome);
}

static void tell_rule(struct telling *telling, const struct finding *finding)
{
    const struct questionnaire *questionnaire = telling->questionnaire;
    const struct rule *rule = &questionnaire->rules[finding->subject];
    struct diags *diags = telling->diags;
    if (finding->property == PROPERTY_RULE_LIVE) {
        if (!proofs_is_said(telling->check, condition_span(rule->when))) {
            struct diag *diag = diag_add(diags, CODE_C406, condition_span(rule->when),
                                         "whatever is answered, `" TEXT_FORMAT "` does not hold",
                                         TEXT_ARGS(rule->id));
            diag_help(diags, diag, "check the words and numbers in it");
        }
        return;
    }
    struct diag *diag = diag_add(
        diags, CODE_C414, rule->span,
        "wherever `" TEXT_FORMAT "` holds, another rule calls for more than `" TEXT_FORMAT "`",
        TEXT_ARGS(rule->id), TEXT_ARGS(questionnaire->outcomes[rule->outcome].id));
    diag_help(diags, diag, "check its condition, or leave the rule out: it decides nothing");
}

static void tell_question(struct telling *telling, const struct finding *finding)
{
    const struct question *question = &telling->questionnaire->questions[finding->subject];
    struct diags *diags = telling->diags;
    if (finding->property == PROPERTY_ASKED) {
        if (!proofs_is_said(telling->check, condition_span(question->ask_if))) {
            struct diag *diag = diag_add(diags, CODE_C407, condition_span(question->ask_if),
                                         "whatever is answered, `" TEXT_FORMAT "` is not asked",
                                         TEXT_ARGS(question->id));
            diag_help(diags, diag, "check the words and numbers in it, or leave out the question");
        }
        return;
    }
    if (proofs_is_said(telling->check, question->span)) {
        return;
    }
    struct diag *diag = diag_add(diags, CODE_C415, question->span,
                                 "no answer to `" TEXT_FORMAT "` changes anyone's outcome",
                                 TEXT_ARGS(question->id));
    if (finding->other != NAME_NONE) {
        const struct question *asked = &telling->questionnaire->questions[finding->other];
        diag_note(diags, diag, asked->span, "it only decides whether `" TEXT_FORMAT "` is asked",
                  TEXT_ARGS(asked->id));
    }
    diag_help(diags, diag, "use it in a rule, give it `advice_for`, or leave it out");
}

static void tell_exception(struct telling *telling, const struct finding *finding)
{
    const struct question *question = &telling->questionnaire->questions[finding->subject];
    struct diag *diag = diag_add(telling->diags, CODE_C413, question->except_span,
                                 "the exception of `" TEXT_FORMAT
                                 "` is not needed: no outcome falls where it holds",
                                 TEXT_ARGS(question->id));
    diag_help(telling->diags, diag, "leave out `except`");
}

static void tell_outcome(struct telling *telling, const struct finding *finding)
{
    const struct outcome *outcome = &telling->questionnaire->outcomes[finding->subject];
    if (!proofs_is_said(telling->check, outcome->span)) {
        struct diag *diag =
            diag_add(telling->diags, CODE_C416, outcome->span,
                     "no answers lead to `" TEXT_FORMAT "`", TEXT_ARGS(outcome->id));
        diag_help(telling->diags, diag, "check the rules that call for it, or leave it out");
    }
}

static void tell_step(struct telling *telling, const struct finding *finding)
{
    const struct outcome *outcome = &telling->questionnaire->outcomes[finding->subject];
    const struct expr *when = outcome->next_steps[finding->other].when;
    if (!proofs_is_said(telling->check, condition_span(when))) {
        struct diag *diag =
            diag_add(telling->diags, CODE_C409, condition_span(when),
                     "nobody who gets `" TEXT_FORMAT "` is shown this next step: where its `when` "
                     "holds, the outcome is another",
                     TEXT_ARGS(outcome->id));
        diag_help(telling->diags, diag,
                  "check the words and numbers in it, move it to the outcome that it is meant for, "
                  "or leave it out");
    }
}

static void tell_promise(struct telling *telling, const struct finding *finding)
{
    const struct guarantee *guarantee = &telling->questionnaire->guarantees[finding->subject];
    if (!proofs_is_said(telling->check, condition_span(guarantee->when))) {
        struct diag *diag =
            diag_add(telling->diags, CODE_C418, condition_span(guarantee->when),
                     "whatever is answered, the `when` of the guarantee `" TEXT_FORMAT
                     "` does not hold, so that it promises nothing",
                     TEXT_ARGS(guarantee->id));
        diag_help(telling->diags, diag, "check the words and numbers in it");
    }
}

static void tell_fact(struct telling *telling, const struct finding *finding)
{
    const struct fact *fact = &telling->questionnaire->facts[finding->subject];
    if (!proofs_is_said(telling->check, condition_span(fact->is))) {
        struct diag *diag =
            diag_add(telling->diags, CODE_C405, condition_span(fact->is),
                     "whatever is answered, `" TEXT_FORMAT "` is the same", TEXT_ARGS(fact->id));
        diag_help(telling->diags, diag, "check the words and numbers in it");
    }
}

static void tell(struct telling *telling, const struct finding *finding)
{
    switch (finding->property) {
    case PROPERTY_GUARANTEE:
        tell_guarantee(telling, finding);
        break;
    case PROPERTY_UNDETERMINED:
        tell_undetermined(telling, finding);
        break;
    case PROPERTY_MONOTONE:
        tell_monotone(telling, finding);
        break;
    case PROPERTY_EXCEPTION:
        tell_exception(telling, finding);
        break;
    case PROPERTY_RULE_LIVE:
    case PROPERTY_RULE_SEEN:
        tell_rule(telling, finding);
        break;
    case PROPERTY_ASKED:
    case PROPERTY_MATTERS:
        tell_question(telling, finding);
        break;
    case PROPERTY_REACHED:
        tell_outcome(telling, finding);
        break;
    case PROPERTY_STEP:
        tell_step(telling, finding);
        break;
    case PROPERTY_PROMISE_LIVE:
        tell_promise(telling, finding);
        break;
    case PROPERTY_FACT:
        tell_fact(telling, finding);
        break;
    case PROPERTY_RULE_NEEDED:
    case PROPERTY_RULE_APART:
    case PROPERTY_CHOICE:
    case PROPERTY_WITHHELD:
        break; /* details, which are no faults */
    }
}

/* ---- The check ----------------------------------------------------------------------------------- */

/* Marks what is named after --allow; says so where nothing of that name was refuted. */
static void allow(struct telling *telling, const struct proofs *proofs, bool *allowed)
{
    const struct options *options = telling->options;
    for (int i = 0; i < options->allow_count; i++) {
        bool is_found = false;
        for (uint32_t j = 0; j < proofs->count; j++) {
            const struct finding *finding = &proofs->findings[j];
            if (finding->property < PROPERTY_RULE_NEEDED && finding->proof == PROOF_FAILS &&
                text_is(proofs_subject(telling->questionnaire, finding), options->allow[i])) {
                allowed[j] = is_found = true;
            }
        }
        if (!is_found) {
            diag_add_file(telling->diags, CODE_C419, telling->questionnaire->path,
                          "`--allow %s` allows nothing: nothing of that name is refuted",
                          diag_quote(telling->diags, text_of(options->allow[i]), LIMIT_ID_BYTES));
        }
    }
}

void proofs_dump(struct session *session, const struct options *options)
{
    const struct questionnaire *questionnaire = session->questionnaire;
    struct diags *diags = &session->messages.diags;
    bool ok = story_folder(session, options->dump);
    for (uint32_t i = 0; ok && i < questionnaire->guarantee_count; i++) {
        struct output output;
        struct arena scratch;
        const char *path =
            story_path(session, options->dump, questionnaire->guarantees[i].id, ".cnf");
        ok = path != NULL && output_open(&output, path, diags);
        if (!ok) {
            break;
        }
        arena_init(&scratch, LIMIT_QUESTIONNAIRE_MEMORY);
        errno = 0;
        if (prove_dump(questionnaire, i, output.file, &scratch, diags)) {
            ok = output_commit(&output, diags);
        } else {
            output_discard(&output);
            ok = false;
        }
        arena_free(&scratch);
    }
}

void proofs_check(struct proof_check *check, struct session *session, const struct options *options)
{
    struct telling telling = {.check = check,
                              .session = session,
                              .options = options,
                              .questionnaire = session->questionnaire,
                              .diags = &session->messages.diags};
    struct prove_options prove_options = prove_default_options();
    if (options->budget > 0) {
        prove_options.budget = options->budget;
    }
    if (!prove(session->questionnaire, session->plan, prove_options, &session->arena,
               &check->proofs, telling.diags)) {
        return;
    }
    bool *allowed = arena_array(&session->arena, check->proofs.count, sizeof *allowed);
    if (allowed == NULL) {
        (void)diag_out_of_memory(telling.diags);
        return;
    }
    allow(&telling, &check->proofs, allowed);
    check->allowed = allowed;
    check->is_detailed = options->details;
    check->is_done = true;
    for (uint32_t i = 0; i < check->proofs.count; i++) {
        const struct finding *finding = &check->proofs.findings[i];
        check->open += finding->proof == PROOF_OPEN;
        if (finding->proof == PROOF_FAILS && !allowed[i]) {
            tell(&telling, finding);
        }
    }
}

uint32_t proofs_count_allowed(const struct proof_check *check)
{
    uint32_t found = 0;
    for (uint32_t i = 0; check->is_done && i < check->proofs.count; i++) {
        found += check->allowed[i];
    }
    return found;
}

/* ---- Lines --------------------------------------------------------------------------------------- */

/* How many findings of [property] have [proof]; those that are allowed apart. */
static uint32_t count(const struct proof_check *check, enum property property, enum proof proof,
                      bool allowed)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < check->proofs.count; i++) {
        const struct finding *finding = &check->proofs.findings[i];
        found += finding->property == property && finding->proof == proof &&
                 check->allowed[i] == allowed;
    }
    return found;
}

/* The subjects of those findings, each once, in backquotes. Returns how many. */
static uint32_t print_subjects(FILE *out, const struct questionnaire *questionnaire,
                               const struct proof_check *check, enum property property,
                               enum proof proof, bool allowed)
{
    uint32_t last = NAME_NONE;
    uint32_t printed = 0;
    for (uint32_t i = 0; i < check->proofs.count; i++) {
        const struct finding *finding = &check->proofs.findings[i];
        if (finding->property != property || finding->proof != proof ||
            check->allowed[i] != allowed || finding->subject == last) {
            continue;
        }
        last = finding->subject;
        fprintf(out, "%s`" TEXT_FORMAT "`", printed > 0 ? ", " : "",
                TEXT_ARGS(proofs_subject(questionnaire, finding)));
        printed++;
    }
    return printed;
}

static const char *plural(uint32_t count)
{
    return count == 1 ? "" : "s";
}

/* A line that lists what of [property] came out so; nothing where nothing did. */
static void print_list(FILE *out, const struct questionnaire *questionnaire,
                       const struct proof_check *check, enum property property, enum proof proof,
                       bool allowed, const char *what)
{
    if (count(check, property, proof, allowed) == 0) {
        return;
    }
    fprintf(out, "  %-9s %s ",
            allowed                             ? "allowed"
            : proof == PROOF_OPEN               ? "undecided"
            : property >= PROPERTY_PROMISE_LIVE ? "dead"
                                                : "refuted",
            what);
    (void)print_subjects(out, questionnaire, check, property, proof, allowed);
    fputc('\n', out);
}

static void print_lists(FILE *out, const struct questionnaire *questionnaire,
                        const struct proof_check *check, enum property property, const char *what)
{
    print_list(out, questionnaire, check, property, PROOF_FAILS, false, what);
    print_list(out, questionnaire, check, property, PROOF_FAILS, true, what);
    print_list(out, questionnaire, check, property, PROOF_OPEN, false, what);
}

static void print_guarantees(FILE *out, const struct questionnaire *questionnaire,
                             const struct proof_check *check)
{
    /* One that promises nothing is not broken, either. */
    uint32_t kept = count(check, PROPERTY_GUARANTEE, PROOF_HOLDS, false) -
                    count(check, PROPERTY_PROMISE_LIVE, PROOF_FAILS, false) -
                    count(check, PROPERTY_PROMISE_LIVE, PROOF_FAILS, true);
    uint32_t all = questionnaire->guarantee_count;
    if (kept > 0) {
        fputs("  proved    ", out);
        if (kept < all) {
            fprintf(out, "%" PRIu32 " of ", kept);
        }
        fprintf(out, "%" PRIu32 " guarantee%s hold%s for every set of answers, complete or not\n",
                all, plural(all), all == 1 ? "s" : "");
    }
    print_lists(out, questionnaire, check, PROPERTY_GUARANTEE, "guarantees:");
    print_lists(out, questionnaire, check, PROPERTY_UNDETERMINED,
                "guarantees that a missing answer leaves open:");
    print_list(out, questionnaire, check, PROPERTY_PROMISE_LIVE, PROOF_FAILS, false,
               "guarantees that are about nobody:");
    print_list(out, questionnaire, check, PROPERTY_PROMISE_LIVE, PROOF_FAILS, true,
               "guarantees that are about nobody:");
    print_list(out, questionnaire, check, PROPERTY_PROMISE_LIVE, PROOF_OPEN, false,
               "whether anyone is meant by the guarantees:");
}

static void print_monotone(FILE *out, const struct questionnaire *questionnaire,
                           const struct proof_check *check)
{
    uint32_t kept = count(check, PROPERTY_MONOTONE, PROOF_HOLDS, false);
    uint32_t excepted = 0;
    uint32_t rising = 0;
    char of[32];
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        rising += questionnaire->questions[i].rising;
        excepted += questionnaire->questions[i].except != NULL;
    }
    snprintf(of, sizeof of, " of %" PRIu32, rising);
    if (kept > 0) {
        fprintf(out,
                "  proved    a more concerning answer never leads to a lower outcome: %" PRIu32
                "%s question%s",
                kept, kept < rising ? of : "", plural(rising));
        if (excepted > 0) {
            fprintf(out, ", %" PRIu32 " exception%s declared", excepted, plural(excepted));
        }
        fputc('\n', out);
    }
    print_lists(out, questionnaire, check, PROPERTY_MONOTONE,
                "a more concerning answer can lead to a lower outcome:");
    print_lists(out, questionnaire, check, PROPERTY_EXCEPTION, "exceptions that are not needed:");
}

/* What is dead of one property. */
struct dead {
    enum property property;
    const char *dead;
    const char *undecided;
};

static void print_dead(FILE *out, const struct questionnaire *questionnaire,
                       const struct proof_check *check)
{
    static const struct dead kinds[] = {
        {PROPERTY_REACHED, "outcomes that nobody gets:", "whether anyone gets the outcomes"},
        {PROPERTY_ASKED, "questions that nobody is asked:", "whether anyone is asked"},
        {PROPERTY_MATTERS,
         "questions whose answer changes nobody's outcome:", "whether any outcome hangs on"},
        {PROPERTY_FACT,
         "facts that are the same for everyone:", "whether there is a difference in"},
        {PROPERTY_RULE_LIVE, "rules that hold for nobody:", "whether anyone is meant by the rules"},
        {PROPERTY_RULE_SEEN,
         "rules that a higher one always hides:", "whether a higher one always hides the rules"},
    };
    bool all = true;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        all = all && count(check, kinds[i].property, PROOF_FAILS, false) +
                             count(check, kinds[i].property, PROOF_FAILS, true) +
                             count(check, kinds[i].property, PROOF_OPEN, false) ==
                         0;
    }
    if (all) {
        fprintf(out,
                "  proved    each of %" PRIu32 " outcome%s, %" PRIu32 " question%s, %" PRIu32
                " fact%s and %" PRIu32 " rule%s counts for someone\n",
                questionnaire->outcome_count, plural(questionnaire->outcome_count),
                questionnaire->question_count, plural(questionnaire->question_count),
                questionnaire->fact_count, plural(questionnaire->fact_count),
                questionnaire->rule_count, plural(questionnaire->rule_count));
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        print_list(out, questionnaire, check, kinds[i].property, PROOF_FAILS, false, kinds[i].dead);
        print_list(out, questionnaire, check, kinds[i].property, PROOF_FAILS, true, kinds[i].dead);
        print_list(out, questionnaire, check, kinds[i].property, PROOF_OPEN, false,
                   kinds[i].undecided);
    }
    print_list(out, questionnaire, check, PROPERTY_STEP, PROOF_FAILS, false,
               "next steps that nobody is shown, of the outcomes:");
    print_list(out, questionnaire, check, PROPERTY_STEP, PROOF_OPEN, false,
               "whether anyone is shown all next steps of the outcomes:");
}

/* ---- Details ------------------------------------------------------------------------------------- */

static void print_detail(FILE *out, const struct questionnaire *questionnaire,
                         const struct finding *finding)
{
    struct text id = proofs_subject(questionnaire, finding);
    const struct question *question = NULL;
    fputs("  detail    ", out);
    switch ((int)finding->property) {
    case PROPERTY_RULE_NEEDED:
        fprintf(
            out,
            "wherever rule `" TEXT_FORMAT "` decides, another rule calls for `" TEXT_FORMAT "` too",
            TEXT_ARGS(id),
            TEXT_ARGS(questionnaire->outcomes[questionnaire->rules[finding->subject].outcome].id));
        break;
    case PROPERTY_RULE_APART:
        fprintf(out,
                "wherever rule `" TEXT_FORMAT "` holds, rule `" TEXT_FORMAT
                "` of the same outcome does",
                TEXT_ARGS(id), TEXT_ARGS(questionnaire->rules[finding->other].id));
        break;
    case PROPERTY_CHOICE:
        question = &questionnaire->questions[finding->subject];
        if (question->type == QUESTION_CHOICE) {
            fprintf(out,
                    "`" TEXT_FORMAT "`: the choices `" TEXT_FORMAT "` and `" TEXT_FORMAT
                    "` lead to the same for everyone",
                    TEXT_ARGS(id), TEXT_ARGS(question->choices[finding->other - 1].id),
                    TEXT_ARGS(question->choices[finding->other].id));
        } else {
            fprintf(out,
                    "`" TEXT_FORMAT "`: the choice `" TEXT_FORMAT "` changes nothing for anyone",
                    TEXT_ARGS(id), TEXT_ARGS(question->choices[finding->other].id));
        }
        break;
    default:
        fprintf(out, "`" TEXT_FORMAT "` withheld leaves `" TEXT_FORMAT "` as it is", TEXT_ARGS(id),
                TEXT_ARGS(questionnaire->outcomes[finding->other].id));
        break;
    }
    fputc('\n', out);
}

static void print_details(FILE *out, const struct questionnaire *questionnaire,
                          const struct proof_check *check)
{
    uint32_t rules = count(check, PROPERTY_RULE_NEEDED, PROOF_FAILS, false);
    uint32_t choices = count(check, PROPERTY_CHOICE, PROOF_FAILS, false);
    for (uint32_t i = 0; check->is_detailed && i < check->proofs.count; i++) {
        const struct finding *finding = &check->proofs.findings[i];
        if (finding->property >= PROPERTY_RULE_NEEDED && finding->proof == PROOF_FAILS &&
            (finding->property <= PROPERTY_RULE_APART || finding->property == PROPERTY_CHOICE ||
             finding->property == PROPERTY_WITHHELD)) {
            print_detail(out, questionnaire, finding);
        }
    }
    if (!check->is_detailed && rules + choices > 0) {
        fputs("  details   ", out);
        if (rules > 0) {
            fprintf(out, "%" PRIu32 " rule%s%s", rules, plural(rules), choices > 0 ? " and " : "");
        }
        if (choices > 0) {
            fprintf(out, "%" PRIu32 " choice%s", choices, plural(choices));
        }
        fprintf(out, " change%s nothing by %s (see --details)\n", rules + choices == 1 ? "s" : "",
                rules + choices == 1 ? "itself" : "themselves");
    }
    uint32_t open = count(check, PROPERTY_RULE_NEEDED, PROOF_OPEN, false) +
                    count(check, PROPERTY_RULE_APART, PROOF_OPEN, false) +
                    count(check, PROPERTY_CHOICE, PROOF_OPEN, false) +
                    count(check, PROPERTY_WITHHELD, PROOF_OPEN, false);
    if (open > 0) {
        fprintf(out, "  undecided %" PRIu32 " detail%s\n", open, plural(open));
    }
}

void proofs_print(FILE *out, const struct questionnaire *questionnaire,
                  const struct proof_check *check)
{
    if (questionnaire != NULL && !prove_is_there()) {
        fputs("  unproved  this program was built without a prover: it tests, and does not prove\n",
              out);
    }
    if (questionnaire == NULL || !check->is_done) {
        return;
    }
    print_guarantees(out, questionnaire, check);
    print_monotone(out, questionnaire, check);
    print_dead(out, questionnaire, check);
    struct text undetermined = questionnaire->outcomes[questionnaire->undetermined].id;
    fprintf(
        out,
        "  proved    withholding an answer leaves the outcome, or moves it towards `" TEXT_FORMAT
        "`\n",
        TEXT_ARGS(undetermined));
    print_details(out, questionnaire, check);
    if (check->open > 0) {
        fprintf(out,
                "  undecided means not proved (%" PRIu32
                " in all): a larger --budget may decide it\n",
                check->open);
    }
}
