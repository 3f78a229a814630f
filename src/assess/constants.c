/* Conditions that come out the same whatever is answered, found by deciding them over no answers.
 * Finds what evaluation alone does not see, such as `age < 18 and age > 65`. Not for what
 * questionnaire_lint() has said already. */
#include "assess/assess.h"

#define LONGEST_QUOTE 40

struct search_for_constants {
    const struct plan *plan;
    const struct answer *answers;
    struct arena *arena;
    struct diags *diags;
};

static struct span condition_span(const struct expr *expr)
{
    return passage_span(&expr->passage, 0, expr->passage.text.length);
}

/* Whether a warning stands at [span] that says the same. */
static bool is_reported(const struct diags *diags, struct span span)
{
    for (uint32_t i = 0; i < diags->count; i++) {
        const struct diag *diag = &diags->items[i];
        bool same = diag->code == CODE_Q342 || diag->code == CODE_Q343 || diag->code == CODE_Q344 ||
                    diag->code == CODE_Q349 || diag->code == CODE_Q330;
        if (same && diag->span.source == span.source && diag->span.offset == span.offset) {
            return true;
        }
    }
    return false;
}

/* Sets *ret to the one value that [expr] has; false where it has several, where they could not all
 * be looked through, and where it has been reported. */
static bool find_constant(struct search_for_constants *search, const struct expr *expr,
                          struct value *ret)
{
    struct assess_options options = assess_default_options();
    options.want_open = false;
    struct evaluation evaluation;
    if (!expr || expr->variable_count == 0 || is_reported(search->diags, condition_span(expr))) {
        return false;
    }
    struct arena_mark mark = arena_mark(search->arena);
    bool found = assess_evaluate(search->plan, search->answers, expr, options, search->arena,
                                 &evaluation, search->diags) &&
                 evaluation.exact && value_is_known(&evaluation.value);
    arena_rewind(search->arena, mark);
    if (found) {
        *ret = (struct value){.kind = evaluation.value.kind, .truth = evaluation.value.truth};
    }
    return found;
}

static void look_at_facts(struct search_for_constants *search,
                          const struct questionnaire *questionnaire)
{
    for (uint32_t i = 0; i < questionnaire->fact_count; i++) {
        const struct fact *fact = &questionnaire->facts[i];
        struct value value;
        if (find_constant(search, fact->is, &value)) {
            struct diag *diag = diag_add(search->diags, CODE_C405, condition_span(fact->is),
                                         "whatever is answered, `%s` %s",
                                         diag_quote(search->diags, fact->id, LONGEST_QUOTE),
                                         value.kind != VALUE_BOOL    ? "has the same value"
                                         : value.truth == TRUTH_TRUE ? "holds"
                                                                     : "does not hold");
            diag_help(search->diags, diag, "check the words and numbers in it");
        }
    }
}

static void look_at_rules(struct search_for_constants *search,
                          const struct questionnaire *questionnaire)
{
    for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
        const struct rule *rule = &questionnaire->rules[i];
        struct value value;
        if (find_constant(search, rule->when, &value)) {
            struct diag *diag = diag_add(search->diags, CODE_C406, condition_span(rule->when),
                                         "whatever is answered, `%s` %s",
                                         diag_quote(search->diags, rule->id, LONGEST_QUOTE),
                                         value.truth == TRUTH_TRUE ? "holds" : "does not hold");
            diag_help(search->diags, diag, "check the words and numbers in it");
        }
    }
}

static void look_at_questions(struct search_for_constants *search,
                              const struct questionnaire *questionnaire)
{
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        const struct question *question = &questionnaire->questions[i];
        struct value value;
        if (find_constant(search, question->ask_if, &value)) {
            bool always = value.truth == TRUTH_TRUE;
            struct diag *diag = diag_add(search->diags, CODE_C407, condition_span(question->ask_if),
                                         "whatever is answered, `%s` is %s",
                                         diag_quote(search->diags, question->id, LONGEST_QUOTE),
                                         always ? "asked" : "not asked");
            diag_help(search->diags, diag, "%s",
                      always ? "check the words and numbers in it, or leave out `ask_if` and "
                               "`otherwise`"
                             : "check the words and numbers in it, or leave out the question");
        }
    }
}

static void look_at_next_steps(struct search_for_constants *search,
                               const struct questionnaire *questionnaire)
{
    for (uint32_t i = 0; i < questionnaire->outcome_count; i++) {
        const struct outcome *outcome = &questionnaire->outcomes[i];
        for (uint32_t j = 0; j < outcome->next_step_count; j++) {
            const struct expr *when = outcome->next_steps[j].when;
            struct value value;
            if (find_constant(search, when, &value)) {
                bool always = value.truth == TRUTH_TRUE;
                struct diag *diag = diag_add(search->diags, CODE_C408, condition_span(when),
                                             "whatever is answered, this next step is %s",
                                             always ? "shown" : "not shown");
                diag_help(search->diags, diag, "%s",
                          always ? "check the words and numbers in it, or leave out its `when`"
                                 : "check the words and numbers in it, or leave it out");
            }
        }
    }
}

/* One that always holds is a promise about everyone. */
static void look_at_guarantees(struct search_for_constants *search,
                               const struct questionnaire *questionnaire)
{
    for (uint32_t i = 0; i < questionnaire->guarantee_count; i++) {
        const struct guarantee *guarantee = &questionnaire->guarantees[i];
        struct value value;
        if (find_constant(search, guarantee->when, &value) && value.truth != TRUTH_TRUE) {
            struct diag *diag =
                diag_add(search->diags, CODE_C418, condition_span(guarantee->when),
                         "whatever is answered, the `when` of the guarantee `%s` does not hold, so "
                         "that it promises nothing",
                         diag_quote(search->diags, guarantee->id, LONGEST_QUOTE));
            diag_help(search->diags, diag, "check the words and numbers in it");
        }
    }
}

void assess_find_constants(const struct plan *plan, const struct questionnaire *questionnaire,
                           struct arena *arena, struct diags *diags)
{
    struct record record;
    if (!record_init(&record, questionnaire, arena)) {
        (void)diag_out_of_memory(diags);
        return;
    }
    struct search_for_constants search = {plan, record.answers, arena, diags};
    look_at_facts(&search, questionnaire);
    look_at_questions(&search, questionnaire);
    look_at_rules(&search, questionnaire);
    look_at_next_steps(&search, questionnaire);
    look_at_guarantees(&search, questionnaire);
}
