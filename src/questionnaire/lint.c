/* What an author would want to know of a questionnaire that loads, as far as it can be said without
 * search: things that nothing uses and conditions that always come out the same. Not for errors. */
#include "questionnaire/cursor.h"
#include "questionnaire/room.h"

#define LONGEST_QUOTE 40

struct linter {
    const struct questionnaire *questionnaire;
    struct arena *scratch;
    struct diags *diags;
    struct value *everything; /* by slot */
    bool *reached;            /* by slot: read by any other condition, also through facts */
    bool exhausted;
};

static const char *quote(const struct linter *linter, struct text text)
{
    return diag_quote(linter->diags, text, LONGEST_QUOTE);
}

static void *scratch_array(struct linter *linter, size_t count, size_t size)
{
    void *memory = arena_array(linter->scratch, count, size);
    linter->exhausted = linter->exhausted || !memory;
    return memory;
}

static struct span condition_span(const struct expr *expr)
{
    return passage_span(&expr->passage, 0, expr->passage.text.length);
}

/* ---- What is never used ---------------------------------------------------------------------- */

static void reach(struct linter *linter, const struct expr *expr)
{
    for (uint32_t i = 0; expr && i < expr->variable_count; i++) {
        linter->reached[expr->variables[i]] = true;
    }
}

static void reach_all(struct linter *linter)
{
    const struct questionnaire *made = linter->questionnaire;
    struct condition_cursor cursor = {.questionnaire = made, .fact = made->fact_count};
    const struct expr *expr;
    while ((expr = next_condition(&cursor))) {
        reach(linter, expr);
    }
    /* A fact reads earlier facts only, so that one pass backwards finds all. */
    for (uint32_t i = made->fact_count; i-- > 0;) {
        if (linter->reached[made->question_count + i]) {
            reach(linter, made->facts[i].is);
        }
    }
}

static void lint_facts(struct linter *linter)
{
    const struct questionnaire *made = linter->questionnaire;
    for (uint32_t i = 0; i < made->fact_count; i++) {
        if (linter->reached[made->question_count + i]) {
            continue;
        }
        struct diag *diag =
            diag_add(linter->diags, CODE_Q340, made->facts[i].span, "nothing reads the fact `%s`",
                     quote(linter, made->facts[i].id));
        diag_help(linter->diags, diag, "use it in a rule, or leave it out");
    }
}

static bool is_word_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '_';
}

/* Whether `name.points` stands in [text]. */
static bool reads_points(struct text text, struct text name)
{
    static const struct text points = {".points", 7};
    for (size_t i = name.length; i + points.length <= text.length; i++) {
        struct text rest = {text.start + i, text.length - i};
        struct text before = {text.start + i - name.length, name.length};
        bool whole = i == name.length || !is_word_byte(text.start[i - name.length - 1]);
        if (whole && text_starts(rest, points) && text_equal(before, name)) {
            return true;
        }
    }
    return false;
}

static void lint_points(struct linter *linter, const struct question *question)
{
    const struct choice *with_points = NULL;
    for (uint32_t i = 0; i < question->choice_count && !with_points; i++) {
        with_points = question->choices[i].points != 0 ? &question->choices[i] : NULL;
    }
    if (!with_points) {
        return;
    }
    struct condition_cursor cursor = {.questionnaire = linter->questionnaire};
    const struct expr *expr;
    while ((expr = next_condition(&cursor))) {
        if (reads_points(expr->passage.text, question->id)) {
            return;
        }
    }
    struct diag *diag = diag_add(linter->diags, CODE_Q347, with_points->span,
                                 "nothing reads the points of `%s`", quote(linter, question->id));
    diag_help(linter->diags, diag,
              "write `" TEXT_FORMAT ".points` in a fact or rule, or leave them "
              "out",
              TEXT_ARGS(question->id));
}

static void lint_labels(struct linter *linter, const struct question *question)
{
    for (uint32_t i = 1; i < question->choice_count; i++) {
        const struct choice *choice = &question->choices[i];
        for (uint32_t j = 0; j < i; j++) {
            const struct choice *earlier = &question->choices[j];
            if (!text_equal(choice->label, earlier->label)) {
                continue;
            }
            struct diag *diag = diag_add(linter->diags, CODE_Q333, choice->span,
                                         "the choices `%s` and `%s` of `%s` have the same label",
                                         quote(linter, earlier->id), quote(linter, choice->id),
                                         quote(linter, question->id));
            diag_note(linter->diags, diag, earlier->span, "the other one: %s",
                      quote(linter, earlier->label));
            diag_help(linter->diags, diag, "give each a label that tells them apart");
            break;
        }
    }
}

/* No condition reads a text. */
static void lint_text(struct linter *linter, const struct question *question)
{
    if (question->type != QUESTION_TEXT || question->advice_for != 0) {
        return;
    }
    struct diag *diag =
        diag_add(linter->diags, CODE_Q332, question->span,
                 "`%s` is never asked (but with `ask --all`), since no outcome hangs on a text",
                 quote(linter, question->id));
    diag_help(linter->diags, diag,
              "add `advice_for: […]` with the outcomes for which it is asked, or leave it out");
}

static void lint_questions(struct linter *linter)
{
    const struct questionnaire *made = linter->questionnaire;
    for (uint32_t i = 0; i < made->question_count; i++) {
        const struct question *question = &made->questions[i];
        if (!linter->reached[i] && question->advice_for == 0 && question->type != QUESTION_TEXT) {
            struct diag *diag =
                diag_add(linter->diags, CODE_Q341, question->span,
                         "nothing reads the answer to `%s`", quote(linter, question->id));
            diag_help(linter->diags, diag, "use it in a fact or rule, or leave it out");
        }
        if (question->why.length == 0) {
            struct diag *diag =
                diag_add(linter->diags, CODE_Q346, question->span,
                         "`%s` does not say why it is asked", quote(linter, question->id));
            diag_help(linter->diags, diag, "add `why: …`");
        }
        lint_points(linter, question);
        lint_labels(linter, question);
        lint_text(linter, question);
    }
}

static void lint_outcomes(struct linter *linter)
{
    const struct questionnaire *made = linter->questionnaire;
    uint64_t called = UINT64_C(1) << made->start | UINT64_C(1) << made->undetermined;
    for (uint32_t i = 0; i < made->rule_count; i++) {
        called |= UINT64_C(1) << made->rules[i].outcome;
    }
    for (uint32_t i = 0; i < made->outcome_count; i++) {
        if (called >> i & 1) {
            continue;
        }
        struct diag *diag = diag_add(linter->diags, CODE_Q345, made->outcomes[i].span,
                                     "no rule calls for `%s`", quote(linter, made->outcomes[i].id));
        if (i < made->start) {
            diag_help(linter->diags, diag,
                      "no rule can: it is lower than the start outcome; leave it out, or write "
                      "`start: " TEXT_FORMAT "`",
                      TEXT_ARGS(made->outcomes[i].id));
        } else {
            diag_help(linter->diags, diag,
                      "add a rule with `outcome: " TEXT_FORMAT "`, or leave it out",
                      TEXT_ARGS(made->outcomes[i].id));
        }
    }
    const struct outcome *start = &made->outcomes[made->start];
    if (start->recommendation != RECOMMEND_INTAKE) {
        struct diag *diag =
            diag_add(linter->diags, CODE_Q348, start->span,
                     "`%s` is where everyone starts, and it recommends %s",
                     quote(linter, start->id), recommendation_name(start->recommendation));
        diag_help(linter->diags, diag,
                  "start with a conversation, and let a rule call for `" TEXT_FORMAT "`",
                  TEXT_ARGS(start->id));
    }
}

/* ---- What always comes out the same ---------------------------------------------------------- */

static struct value range_of(struct linter *linter, const struct expr *expr)
{
    struct value value = {.kind = VALUE_ANY};
    struct arena_mark mark = arena_mark(linter->scratch);
    struct value *trace = scratch_array(linter, expr->node_count, sizeof *trace);
    if (trace) {
        value = expr_eval(expr, linter->everything, trace, linter->scratch);
        /* Texts and lists would go with the scratch memory; no warning needs them. */
        if (value.kind == VALUE_STRING || value.kind == VALUE_LIST) {
            value = (struct value){.kind = VALUE_ANY};
        }
        arena_rewind(linter->scratch, mark);
    }
    return value;
}

/* 1: always holds, 0: never, -1: that depends. */
static int constant_truth(struct linter *linter, const struct expr *expr)
{
    if (!expr) {
        return -1;
    }
    struct value value = range_of(linter, expr);
    if (value.kind != VALUE_BOOL || !value_is_known(&value)) {
        return -1;
    }
    return value.truth == TRUTH_TRUE;
}

static void lint_fact_values(struct linter *linter)
{
    const struct questionnaire *made = linter->questionnaire;
    for (uint32_t i = 0; i < made->fact_count; i++) {
        const struct expr *is = made->facts[i].is;
        struct value value = range_of(linter, is);
        /* A fact that reads nothing is a number or word with a name. */
        if (!value_is_known(&value) || (is->variable_count == 0 && value.kind != VALUE_BOOL)) {
            continue;
        }
        const char *name = quote(linter, made->facts[i].id);
        struct diag *diag;
        if (value.kind == VALUE_BOOL) {
            diag = diag_add(linter->diags, CODE_Q343, condition_span(is), "`%s` %s", name,
                            value.truth == TRUTH_TRUE ? "always holds" : "never holds");
        } else {
            diag = diag_add(linter->diags, CODE_Q343, condition_span(is),
                            "`%s` always has the same value", name);
        }
        diag_help(linter->diags, diag, "check the words and numbers in it");
    }
}

static void lint_conditions(struct linter *linter)
{
    const struct questionnaire *made = linter->questionnaire;
    for (uint32_t i = 0; i < made->rule_count; i++) {
        int truth = constant_truth(linter, made->rules[i].when);
        if (truth >= 0) {
            struct diag *diag =
                diag_add(linter->diags, CODE_Q342, condition_span(made->rules[i].when), "`%s` %s",
                         quote(linter, made->rules[i].id), truth ? "always holds" : "never holds");
            diag_help(linter->diags, diag, "check the words and numbers in it");
        }
    }
    for (uint32_t i = 0; i < made->guarantee_count; i++) {
        /* One that always holds is a promise about everyone. */
        if (constant_truth(linter, made->guarantees[i].when) == 0) {
            struct diag *diag = diag_add(
                linter->diags, CODE_Q330, condition_span(made->guarantees[i].when),
                "the `when` of the guarantee `%s` never holds, so that it promises nothing",
                quote(linter, made->guarantees[i].id));
            diag_help(linter->diags, diag, "check the words and numbers in it");
        }
    }
    for (uint32_t i = 0; i < made->question_count; i++) {
        int truth = constant_truth(linter, made->questions[i].ask_if);
        if (truth >= 0) {
            struct diag *diag =
                diag_add(linter->diags, CODE_Q344, condition_span(made->questions[i].ask_if),
                         "`%s` is %s asked", quote(linter, made->questions[i].id),
                         truth ? "always" : "never");
            diag_help(linter->diags, diag, "%s",
                      truth ? "leave out `ask_if` and `otherwise`" : "leave out the question");
        }
    }
    for (uint32_t i = 0; i < made->outcome_count; i++) {
        for (uint32_t j = 0; j < made->outcomes[i].next_step_count; j++) {
            const struct expr *when = made->outcomes[i].next_steps[j].when;
            int truth = constant_truth(linter, when);
            if (truth >= 0) {
                struct diag *diag =
                    diag_add(linter->diags, CODE_Q349, condition_span(when),
                             "this next step is %s shown", truth ? "always" : "never");
                diag_help(linter->diags, diag, "%s",
                          truth ? "leave out its `when`" : "leave it out");
            }
        }
    }
}

void questionnaire_lint(const struct questionnaire *questionnaire, struct arena *scratch,
                        struct diags *diags)
{
    const struct scope *scope = &questionnaire->scope;
    struct linter linter = {.questionnaire = questionnaire, .scratch = scratch, .diags = diags};

    /* The file was read without error before. */
    const struct yaml_node *root = NULL;
    struct arena_mark mark = arena_mark(scratch);
    if (yaml_scan(&questionnaire->source, scratch, &root, diags)) {
        warn_of_texts(root, diags);
    }
    arena_rewind(scratch, mark);

    linter.everything = scratch_array(&linter, scope->count, sizeof *linter.everything);
    linter.reached = scratch_array(&linter, scope->count, sizeof *linter.reached);
    if (!linter.exhausted) {
        for (uint32_t i = 0; i < scope->count; i++) {
            linter.everything[i] = scope->variables[i].everything;
        }
        reach_all(&linter);
        lint_facts(&linter);
        lint_questions(&linter);
        lint_outcomes(&linter);
        lint_fact_values(&linter);
        lint_conditions(&linter);
    }
    if (linter.exhausted) {
        diag_out_of_memory(diags);
    }
}
