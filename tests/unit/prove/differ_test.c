/* prove/ against the enumeration of every completion: random small questionnaires with seeds, and
 * every property of each. What is refuted is shown by answers that the naive implementation, which
 * shares no code with src/, decides as they claim. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "naive.h"
#include "prove/prove.h"

enum { QUESTIONNAIRES = 4000 };

struct trial {
    uint64_t seed;
    struct naive naive;
    struct arena arena;
    struct arena diag_arena;
    struct diags diags;
    struct source source;
    char *text;
    const struct questionnaire *questionnaire;
    const struct plan *plan;
    struct proofs proofs;
    /* All completions; stride[i] is the worth of question i's digit in their number. */
    int count;
    int stride[NAIVE_QUESTIONS];
    struct naive_result results[NAIVE_COMPLETIONS];
};

static void fail_finding(const struct trial *trial, const struct finding *finding, const char *what)
{
    fprintf(stderr, "seed %llu: %s: %s of %u, %d, is %d\n%s\n", (unsigned long long)trial->seed,
            what, property_name(finding->property), finding->subject, (int)finding->other,
            (int)finding->proof, trial->text);
    fail();
}

static void enumerate(struct trial *trial)
{
    const struct naive *naive = &trial->naive;
    trial->count = 1;
    for (int i = 0; i < naive->question_count; i++) {
        trial->stride[i] = trial->count;
        trial->count *= naive->questions[i].value_count;
    }
    for (int n = 0; n < trial->count; n++) {
        int64_t raw[NAIVE_QUESTIONS];
        for (int i = 0; i < naive->question_count; i++) {
            const struct naive_question *question = &naive->questions[i];
            raw[i] = question->values[n / trial->stride[i] % question->value_count];
        }
        naive_decide(naive, raw, &trial->results[n]);
    }
}

static struct trial *start(uint64_t seed)
{
    struct trial *trial = calloc(1, sizeof *trial);
    struct random random = {seed};
    size_t length = 0;
    assert_non_null(trial);
    trial->seed = seed;
    naive_make(&trial->naive, &random);
    naive_promise(&trial->naive, &random);
    FILE *out = open_memstream(&trial->text, &length);
    assert_non_null(out);
    naive_print(out, &trial->naive);
    assert_int_equal(fclose(out), 0);
    arena_init(&trial->arena, LIMIT_QUESTIONNAIRE_MEMORY);
    arena_init(&trial->diag_arena, LIMIT_DIAG_MEMORY);
    diags_init(&trial->diags, &trial->diag_arena);
    trial->source = (struct source){.name = "f", .text = {trial->text, length}, .first_line = 1};
    if (!questionnaire_load(&trial->source, "f", NULL, &trial->arena, &trial->questionnaire,
                            &trial->diags)) {
        diags_render(stderr, &trial->diags, (struct diag_style){.colour = false});
        fail();
    }
    trial->plan = plan_make(trial->questionnaire, &trial->arena, &trial->diags);
    assert_non_null(trial->plan);
    assert_true(prove(trial->questionnaire, trial->plan, prove_default_options(), &trial->arena,
                      &trial->proofs, &trial->diags));
    enumerate(trial);
    return trial;
}

static void end(struct trial *trial)
{
    arena_free(&trial->arena);
    arena_free(&trial->diag_arena);
    free(trial->text);
    free(trial);
}

/* ---- What the enumeration says ----------------------------------------------------------------- */

static bool holds(const struct trial *trial, int node, int n)
{
    return naive_evaluate(&trial->naive, node, &trial->results[n]) != 0;
}

static bool is_allowed(const struct naive_guarantee *guarantee, int outcome)
{
    return (guarantee->allowed >> outcome & 1) != 0;
}

/* Which completions a walk over pairs of them looks at. */
typedef bool pair_shows(const struct trial *trial, const struct finding *finding, int from, int to);

/* The value of question [q] in completion [n]. */
static int64_t raw_of(const struct trial *trial, int q, int n)
{
    const struct naive_question *question = &trial->naive.questions[q];
    return question->values[n / trial->stride[q] % question->value_count];
}

/* Whether some two completions that differ in question [q] alone, the second with the greater
 * value, or the same and one option more, show it. */
static bool some_pair(const struct trial *trial, const struct finding *finding, int q,
                      pair_shows *shows)
{
    int stride = trial->stride[q];
    int values = trial->naive.questions[q].value_count;
    for (int n = 0; n < trial->count; n++) {
        int first = n / stride % values;
        for (int v = first + 1; v < values; v++) {
            int m = n + (v - first) * stride;
            int64_t more = raw_of(trial, q, n) ^ raw_of(trial, q, m);
            bool is_step = trial->naive.questions[q].type != NAIVE_MULTIPLE ||
                           ((more & (more - 1)) == 0 && (raw_of(trial, q, m) & more) != 0);
            if (is_step && shows(trial, finding, n, m)) {
                return true;
            }
        }
    }
    return false;
}

static bool is_excepted(const struct trial *trial, const struct finding *finding, int from, int to)
{
    int except = trial->naive.questions[finding->subject].except;
    return except >= 0 && (holds(trial, except, from) || holds(trial, except, to));
}

static bool falls(const struct trial *trial, int from, int to)
{
    return trial->results[to].outcome < trial->results[from].outcome;
}

static bool falls_unexcepted(const struct trial *trial, const struct finding *finding, int from,
                             int to)
{
    return falls(trial, from, to) && !is_excepted(trial, finding, from, to);
}

static bool falls_excepted(const struct trial *trial, const struct finding *finding, int from,
                           int to)
{
    return falls(trial, from, to) && is_excepted(trial, finding, from, to);
}

static bool changes(const struct trial *trial, const struct finding *finding, int from, int to)
{
    (void)finding;
    return trial->results[to].outcome != trial->results[from].outcome;
}

static bool changes_choice(const struct trial *trial, const struct finding *finding, int from,
                           int to)
{
    int q = (int)finding->subject;
    int64_t a = raw_of(trial, q, from);
    int64_t b = raw_of(trial, q, to);
    bool is_choice = trial->naive.questions[q].type == NAIVE_CHOICE
                         ? b == finding->other && a == b - 1
                         : (a ^ b) == INT64_C(1) << finding->other;
    return is_choice && changes(trial, finding, from, to);
}

static bool withheld(const struct trial *trial, const struct finding *finding, int from, int to)
{
    int outcome = (int)finding->other;
    return (trial->results[to].outcome == outcome) != (trial->results[from].outcome == outcome);
}

/* Some line of completions that differ in one answer, for all of which the guarantee's `when` holds,
 * has an outcome below the undetermined one, and another one. */
static bool is_left_open(const struct trial *trial, const struct naive_guarantee *guarantee)
{
    for (int q = 0; q < trial->naive.question_count; q++) {
        int stride = trial->stride[q];
        int values = trial->naive.questions[q].value_count;
        for (int n = 0; n < trial->count; n++) {
            bool all = true;
            bool lower = false;
            bool other = false;
            for (int v = 0; n / stride % values == 0 && v < values; v++) {
                int m = n + v * stride;
                all = all && holds(trial, guarantee->when, m);
                lower = lower || trial->results[m].outcome < trial->naive.undetermined;
                other = other || trial->results[m].outcome != trial->results[n].outcome;
            }
            if (n / stride % values == 0 && all && lower && other) {
                return true;
            }
        }
    }
    return false;
}

/* Whether completion [n] is one that shows a property which one completion shows. */
static bool shows_alone(const struct trial *trial, const struct finding *finding, int n)
{
    const struct naive *naive = &trial->naive;
    const struct naive_result *result = &trial->results[n];
    int subject = (int)finding->subject;
    bool is_higher = false;
    bool is_other = false;
    for (int i = 0; i < naive->rule_count; i++) {
        is_higher = is_higher ||
                    (result->rules[i] &&
                     naive->rule_outcomes[i] > naive->rule_outcomes[subject % naive->rule_count]);
        is_other = is_other ||
                   (i != subject && result->rules[i] &&
                    naive->rule_outcomes[i] == naive->rule_outcomes[subject % naive->rule_count]);
    }
    switch ((int)finding->property) {
    case PROPERTY_PROMISE_LIVE:
        return holds(trial, naive->guarantees[subject].when, n);
    case PROPERTY_RULE_LIVE:
        return result->rules[subject];
    case PROPERTY_RULE_SEEN:
        return result->rules[subject] && !is_higher;
    case PROPERTY_RULE_NEEDED:
        return result->rules[subject] && !is_higher && !is_other;
    case PROPERTY_RULE_APART:
        return result->rules[subject] && !result->rules[finding->other];
    case PROPERTY_ASKED:
        return naive->questions[subject].ask_if < 0 ||
               holds(trial, naive->questions[subject].ask_if, n);
    case PROPERTY_FACT:
        return result->facts[subject] != trial->results[0].facts[subject];
    default:
        return result->outcome == subject;
    }
}

static bool some_completion(const struct trial *trial, const struct finding *finding)
{
    for (int n = 0; n < trial->count; n++) {
        if (shows_alone(trial, finding, n)) {
            return true;
        }
    }
    return false;
}

static bool is_reached(const struct trial *trial, const struct finding *finding)
{
    int u = trial->naive.undetermined;
    bool lower = false;
    bool other = false;
    for (int n = 0; n < trial->count; n++) {
        lower = lower || trial->results[n].outcome < u;
        other = other || trial->results[n].outcome != trial->results[0].outcome;
    }
    return some_completion(trial, finding) || ((int)finding->subject == u && lower && other);
}

static bool is_kept(const struct trial *trial, const struct naive_guarantee *guarantee)
{
    for (int n = 0; n < trial->count; n++) {
        if (holds(trial, guarantee->when, n) && !is_allowed(guarantee, trial->results[n].outcome)) {
            return false;
        }
    }
    return true;
}

static bool is_true(const struct trial *trial, const struct finding *finding)
{
    int subject = (int)finding->subject;
    switch (finding->property) {
    case PROPERTY_GUARANTEE:
        return is_kept(trial, &trial->naive.guarantees[subject]);
    case PROPERTY_UNDETERMINED:
        return !is_left_open(trial, &trial->naive.guarantees[subject]);
    case PROPERTY_MONOTONE:
        return !some_pair(trial, finding, subject, falls_unexcepted);
    case PROPERTY_EXCEPTION:
        return some_pair(trial, finding, subject, falls_excepted);
    case PROPERTY_MATTERS:
        return some_pair(trial, finding, subject, changes);
    case PROPERTY_CHOICE:
        return some_pair(trial, finding, subject, changes_choice);
    case PROPERTY_WITHHELD:
        return some_pair(trial, finding, subject, withheld);
    case PROPERTY_REACHED:
        return is_reached(trial, finding);
    case PROPERTY_PROMISE_LIVE:
    case PROPERTY_RULE_LIVE:
    case PROPERTY_RULE_SEEN:
    case PROPERTY_RULE_NEEDED:
    case PROPERTY_RULE_APART:
    case PROPERTY_ASKED:
    case PROPERTY_FACT:
    case PROPERTY_STEP: /* these questionnaires have no next steps; prove_test.c tries them */
        break;
    }
    return some_completion(trial, finding);
}

/* ---- Witnesses ----------------------------------------------------------------------------------- */

static bool is_of_class(const struct naive_question *question, const struct value *value,
                        int64_t raw)
{
    switch (question->type) {
    case NAIVE_YES_NO:
        return (value->truth == TRUTH_TRUE) == (raw != 0);
    case NAIVE_CHOICE:
        return value->choices == UINT64_C(1) << raw;
    case NAIVE_MULTIPLE:
        return value->set.in == (uint64_t)raw;
    case NAIVE_INTEGER:
        return value->integer.low == raw;
    case NAIVE_NUMBER:
        break;
    }
    /* Numbers are compared with whole ones only. */
    int64_t below = (int64_t)value->number.low;
    return raw == 2 * below + ((double)below < value->number.low ? 1 : 0);
}

/* What the completions of some answers have in common. */
struct box {
    unsigned possible; /* outcomes */
    int given;         /* the outcome given */
    bool certain;
    bool always, never; /* a condition holds for all, for none */
};

static struct box look(const struct trial *trial, const struct answer *answers, int node)
{
    struct box box = {.always = true, .never = true};
    for (int n = 0; n < trial->count; n++) {
        bool is_in = true;
        for (int i = 0; is_in && i < trial->naive.question_count; i++) {
            is_in = answers[i].state != ANSWER_GIVEN ||
                    is_of_class(&trial->naive.questions[i], &answers[i].value, raw_of(trial, i, n));
        }
        if (is_in) {
            box.possible |= 1u << trial->results[n].outcome;
            box.always = box.always && node >= 0 && holds(trial, node, n);
            box.never = box.never && (node < 0 || !holds(trial, node, n));
        }
    }
    assert_true(box.possible != 0);
    int low = __builtin_ctz(box.possible);
    box.certain = (box.possible & (box.possible - 1)) == 0;
    box.given = box.certain || low > trial->naive.undetermined ? low : trial->naive.undetermined;
    return box;
}

static bool is_shown(const struct trial *trial, const struct finding *finding)
{
    const struct naive *naive = &trial->naive;
    int subject = (int)finding->subject;
    if (finding->answers == NULL) {
        return false;
    }
    if (finding->property == PROPERTY_MONOTONE) {
        int except = naive->questions[subject].except;
        struct box before = look(trial, finding->answers, except);
        struct box after = look(trial, finding->worse, except);
        for (int i = 0; i < naive->question_count; i++) {
            bool same = finding->answers[i].state == finding->worse[i].state &&
                        (finding->answers[i].state != ANSWER_GIVEN ||
                         value_equal(&finding->answers[i].value, &finding->worse[i].value));
            if (same == (i == subject)) {
                return false;
            }
        }
        return before.certain && after.certain && before.never && after.never &&
               before.given == (int)finding->outcome &&
               after.given == (int)finding->worse_outcome && after.given < before.given;
    }
    const struct naive_guarantee *guarantee = &naive->guarantees[subject];
    struct box box = look(trial, finding->answers, guarantee->when);
    if (box.given != (int)finding->outcome) {
        return false;
    }
    if (finding->property == PROPERTY_UNDETERMINED) {
        return box.always && !box.certain && box.given == naive->undetermined;
    }
    bool is_excused = !box.certain && box.given == naive->undetermined &&
                      (guarantee->is_never || (box.possible & ~guarantee->allowed) == 0);
    return !is_allowed(guarantee, box.given) && !is_excused &&
           (box.always || (box.certain && !box.never));
}

/* ---- Comparing ----------------------------------------------------------------------------------- */

static void compare(const struct trial *trial, const struct finding *finding)
{
    bool is_refutation = finding->property == PROPERTY_GUARANTEE ||
                         finding->property == PROPERTY_MONOTONE ||
                         finding->property == PROPERTY_UNDETERMINED;
    if (finding->proof == PROOF_OPEN) {
        fail_finding(trial, finding, "not decided");
    }
    if ((finding->proof == PROOF_HOLDS) != is_true(trial, finding)) {
        fail_finding(trial, finding, "the enumeration says otherwise");
    }
    if (is_refutation && finding->proof == PROOF_FAILS && !is_shown(trial, finding)) {
        fail_finding(trial, finding, "the answers do not show it");
    }
}

/* Random partial answers: each question keeps the value that completion [n] gives it, or nothing. */
static void draw(const struct trial *trial, struct random *random, int n, struct answer *ret)
{
    for (int i = 0; i < trial->naive.question_count; i++) {
        const struct naive_question *question = &trial->naive.questions[i];
        int64_t raw = raw_of(trial, i, n);
        ret[i] = (struct answer){.state = ANSWER_NOT_ASKED};
        if (random_chance(random, 60)) {
            ret[i].state = ANSWER_GIVEN;
            ret[i].value = question->type == NAIVE_YES_NO     ? value_truth(raw != 0)
                           : question->type == NAIVE_CHOICE   ? value_choice((uint32_t)raw)
                           : question->type == NAIVE_MULTIPLE ? value_set((uint64_t)raw)
                           : question->type == NAIVE_INTEGER  ? value_integer(raw)
                                                              : value_number((double)raw / 2);
        }
    }
}

/* What was proved of complete answers, as prove.h carries it over to partial ones. */
static bool carries_over(const struct trial *trial, const struct finding *finding,
                         struct random *random)
{
    const struct naive *naive = &trial->naive;
    struct answer answers[NAIVE_QUESTIONS];
    int subject = (int)finding->subject;
    int n = (int)random_below(random, (uint32_t)trial->count);
    draw(trial, random, n, answers);
    if (finding->property == PROPERTY_GUARANTEE || finding->property == PROPERTY_UNDETERMINED) {
        const struct naive_guarantee *guarantee = &naive->guarantees[subject];
        struct box box = look(trial, answers, guarantee->when);
        bool is_excused = finding->property == PROPERTY_GUARANTEE && !box.certain &&
                          box.given == naive->undetermined &&
                          (guarantee->is_never || (box.possible & ~guarantee->allowed) == 0);
        bool counts =
            box.always || (finding->property == PROPERTY_GUARANTEE &&
                           (box.certain || box.given < naive->undetermined) && !box.never);
        return !counts || is_excused || is_allowed(guarantee, box.given);
    }
    /* Monotonicity: neither the lowest nor the highest possible outcome falls. */
    const struct naive_question *question = &naive->questions[subject];
    int64_t more = raw_of(trial, subject, n);
    if (question->type == NAIVE_MULTIPLE || question->except >= 0 || more == question->values[0]) {
        return true;
    }
    int from = n - trial->stride[subject];
    struct answer before[NAIVE_QUESTIONS];
    struct random same = *random;
    struct random keep = *random;
    draw(trial, &same, from, before);
    draw(trial, &keep, n, answers);
    before[subject].state = answers[subject].state = ANSWER_GIVEN;
    for (int i = 0; i < 2; i++) {
        struct answer whole[NAIVE_QUESTIONS];
        struct random all = {.state = 0};
        do {
            draw(trial, &all, i == 0 ? from : n, whole);
        } while (whole[subject].state != ANSWER_GIVEN);
        (i == 0 ? before : answers)[subject] = whole[subject];
    }
    struct box low = look(trial, before, -1);
    struct box high = look(trial, answers, -1);
    return __builtin_ctz(low.possible) <= __builtin_ctz(high.possible) &&
           __builtin_clz(low.possible) >= __builtin_clz(high.possible);
}

static void what_is_proved_of_complete_answers_carries_over_to_partial_ones(void **state)
{
    (void)state;
    uint32_t tried[PROPERTIES] = {0};
    for (uint64_t seed = 1; seed <= QUESTIONNAIRES / 2 && prove_is_there(); seed++) {
        struct trial *trial = start(seed);
        struct random random = {seed};
        for (uint32_t i = 0; i < trial->proofs.count; i++) {
            const struct finding *finding = &trial->proofs.findings[i];
            if (finding->proof != PROOF_HOLDS || finding->property > PROPERTY_MONOTONE) {
                continue;
            }
            for (int j = 0; j < 4; j++) {
                if (!carries_over(trial, finding, &random)) {
                    fail_finding(trial, finding, "partial answers say otherwise");
                }
            }
            tried[finding->property]++;
        }
        end(trial);
    }
    if (prove_is_there()) {
        assert_true(tried[PROPERTY_GUARANTEE] > 300);
        assert_true(tried[PROPERTY_UNDETERMINED] > 50);
        assert_true(tried[PROPERTY_MONOTONE] > 300);
    }
}

/* Pairs of rules that are not listed are those of which the first does not imply the second. */
static void compare_unlisted(const struct trial *trial)
{
    const struct naive *naive = &trial->naive;
    for (uint32_t i = 0; i < (uint32_t)naive->rule_count; i++) {
        for (uint32_t j = 0; j < (uint32_t)naive->rule_count; j++) {
            struct finding pair = {
                .property = PROPERTY_RULE_APART, .proof = PROOF_HOLDS, .subject = i, .other = j};
            struct finding seen = {.property = PROPERTY_RULE_SEEN, .subject = i};
            bool is_listed = i == j || naive->rule_outcomes[i] != naive->rule_outcomes[j] ||
                             !some_completion(trial, &seen);
            for (uint32_t k = 0; k < trial->proofs.count; k++) {
                const struct finding *finding = &trial->proofs.findings[k];
                is_listed = is_listed || (finding->property == PROPERTY_RULE_APART &&
                                          finding->subject == i && finding->other == j);
            }
            if (!is_listed) {
                compare(trial, &pair);
            }
        }
    }
}

/* How many findings of each property there must be, at least. */
static void count_findings(const struct trial *trial, uint32_t seen[PROPERTIES])
{
    const struct naive *naive = &trial->naive;
    uint32_t wanted[PROPERTIES] = {0};
    uint32_t found[PROPERTIES] = {0};
    wanted[PROPERTY_GUARANTEE] = (uint32_t)naive->guarantee_count;
    wanted[PROPERTY_PROMISE_LIVE] = (uint32_t)naive->guarantee_count;
    wanted[PROPERTY_RULE_LIVE] = (uint32_t)naive->rule_count;
    wanted[PROPERTY_ASKED] = wanted[PROPERTY_MATTERS] = (uint32_t)naive->question_count;
    wanted[PROPERTY_REACHED] = (uint32_t)naive->outcome_count;
    wanted[PROPERTY_FACT] = (uint32_t)naive->fact_count;
    wanted[PROPERTY_WITHHELD] = (uint32_t)(naive->question_count * (naive->outcome_count - 1));
    for (int i = 0; i < naive->question_count; i++) {
        wanted[PROPERTY_MONOTONE] += naive->questions[i].rising;
        wanted[PROPERTY_EXCEPTION] += naive->questions[i].except >= 0;
        wanted[PROPERTY_CHOICE] +=
            naive->questions[i].type == NAIVE_MULTIPLE ? (uint32_t)naive->questions[i].options
            : naive->questions[i].type == NAIVE_CHOICE ? (uint32_t)naive->questions[i].options - 1
                                                       : 0;
    }
    for (uint32_t i = 0; i < trial->proofs.count; i++) {
        found[trial->proofs.findings[i].property]++;
        seen[trial->proofs.findings[i].property] |= 1u << trial->proofs.findings[i].proof;
    }
    for (int i = 0; i < PROPERTIES; i++) {
        if (found[i] < wanted[i]) {
            fprintf(stderr, "seed %llu: %u of %u findings: %s\n%s\n",
                    (unsigned long long)trial->seed, found[i], wanted[i],
                    property_name((enum property)i), trial->text);
            fail();
        }
    }
}

static void every_property_of_random_questionnaires_is_what_the_enumeration_says(void **state)
{
    (void)state;
    uint32_t seen[PROPERTIES] = {0};
    if (!prove_is_there()) {
        print_message("built without a prover: nothing to compare\n");
        return;
    }
    for (uint64_t seed = 1; seed <= QUESTIONNAIRES; seed++) {
        struct trial *trial = start(seed);
        assert_int_equal(trial->proofs.loose_count, 0);
        for (uint32_t i = 0; i < trial->proofs.count; i++) {
            compare(trial, &trial->proofs.findings[i]);
        }
        compare_unlisted(trial);
        count_findings(trial, seen);
        end(trial);
    }
    /* Each property held of something and failed of something. */
    for (int i = 0; i < PROPERTIES; i++) {
        uint32_t holds =
            i == PROPERTY_RULE_APART ? 0 : 1u << PROOF_HOLDS; /* those are not listed */
        assert_int_equal(seen[i], i == PROPERTY_STEP ? 0 : holds | 1u << PROOF_FAILS);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_property_of_random_questionnaires_is_what_the_enumeration_says),
        cmocka_unit_test(what_is_proved_of_complete_answers_carries_over_to_partial_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
