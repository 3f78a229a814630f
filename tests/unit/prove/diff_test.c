/* Comparing two versions, against the enumeration of all joint answers: random small questionnaires
 * and changed copies of them, with the prover and by testing alone; what is which under new ids. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "naive.h"
#include "prove/diff.h"

enum { QUESTIONNAIRES = 2000, JOINT_ANSWERS = 1 << 16 };

/* One version, loaded. */
struct version {
    struct naive naive;
    struct source source;
    char *text;
    const struct questionnaire *questionnaire;
    const struct plan *plan;
};

struct trial {
    uint64_t seed;
    struct version versions[SIDES];
    struct arena arena;
    struct arena diag_arena;
    struct diags diags;
    struct joint joint;
    struct diff diff;
};

static void fail_trial(const struct trial *trial, const char *what, int a, int b)
{
    fprintf(stderr, "seed %llu: %s %d %d\n%s\n%s\n", (unsigned long long)trial->seed, what, a, b,
            trial->versions[SIDE_OLD].text, trial->versions[SIDE_NEW].text);
    fail();
}

static void load_version(struct trial *trial, struct version *version)
{
    size_t length = 0;
    if (version->text == NULL) {
        FILE *out = open_memstream(&version->text, &length);
        assert_non_null(out);
        naive_print(out, &version->naive);
        fclose(out);
    }
    version->source = (struct source){
        .name = "random", .text = {version->text, strlen(version->text)}, .first_line = 1};
    bool loads = questionnaire_load(&version->source, "random", NULL, &trial->arena,
                                    &version->questionnaire, &trial->diags);
    if (!loads) {
        diags_render(stderr, &trial->diags, (struct diag_style){.colour = false});
        fail_trial(trial, "does not load", 0, 0);
    }
    version->plan = plan_make(version->questionnaire, &trial->arena, &trial->diags);
    assert_non_null(version->plan);
}

static void begin_trial(struct trial *trial)
{
    arena_init(&trial->arena, LIMIT_QUESTIONNAIRE_MEMORY);
    arena_init(&trial->diag_arena, LIMIT_DIAG_MEMORY);
    diags_init(&trial->diags, &trial->diag_arena);
}

static void compare_versions(struct trial *trial, const struct renaming *renamings, uint32_t count,
                             struct diff_options options)
{
    uint32_t unused = 0;
    const struct plan *plans[SIDES];
    for (int side = 0; side < SIDES; side++) {
        load_version(trial, &trial->versions[side]);
        plans[side] = trial->versions[side].plan;
    }
    assert_true(joint_make(trial->versions[SIDE_OLD].questionnaire,
                           trial->versions[SIDE_NEW].questionnaire, renamings, count, &trial->arena,
                           &trial->joint, &unused, &trial->diags));
    assert_int_equal(unused, NAME_NONE);
    assert_true(
        diff_find(&trial->joint, plans, options, &trial->arena, &trial->diff, &trial->diags));
}

static void end_trial(struct trial *trial)
{
    for (int side = 0; side < SIDES; side++) {
        free(trial->versions[side].text);
    }
    arena_free(&trial->arena);
    arena_free(&trial->diag_arena);
}

/* ---- A changed copy --------------------------------------------------------------------------- */

/* One more value for a question, where there is room: a choice, an option, a number. */
static void widen(struct naive *naive, struct random *random)
{
    uint32_t index = random_below(random, (uint32_t)naive->question_count);
    struct naive_question *question = &naive->questions[index];
    if (question->type == NAIVE_CHOICE && question->options < 4) {
        question->values[question->value_count++] = question->options++;
    } else if (question->type == NAIVE_MULTIPLE && question->options < 4) {
        question->options++;
        while (question->value_count < 1 << question->options) {
            question->values[question->value_count] = question->value_count;
            question->value_count++;
        }
    } else if (question->type == NAIVE_INTEGER && question->value_count < NAIVE_VALUES) {
        question->max++;
        question->values[question->value_count++] = question->max;
    }
}

static void add_question(struct naive *naive)
{
    if (naive->question_count < NAIVE_QUESTIONS) {
        struct naive_question *question = &naive->questions[naive->question_count++];
        *question = (struct naive_question){
            .type = NAIVE_YES_NO, .value_count = 2, .values = {0, 1}, .ask_if = -1, .except = -1};
    }
}

static void change(struct naive *naive, struct random *random)
{
    uint32_t rule = random_below(random, (uint32_t)naive->rule_count);
    switch (random_below(random, 8)) {
    case 0:
        naive->rules[rule] = naive_expression(naive, random, true);
        break;
    case 1:
        naive->rule_outcomes[rule] =
            naive->start +
            (int)random_below(random, (uint32_t)(naive->outcome_count - naive->start));
        break;
    case 2:
        naive->rule_count -= naive->rule_count > 1;
        break;
    case 3:
        widen(naive, random);
        break;
    case 4:
        add_question(naive);
        naive->rules[rule] = naive_expression(naive, random, true);
        break;
    case 5:
        naive->undetermined = naive->start + 1;
        break;
    case 6:
        if (naive->fact_count > 0) {
            uint32_t fact = random_below(random, (uint32_t)naive->fact_count);
            /* Over questions only: a fact may not read itself. */
            struct naive without = *naive;
            without.fact_count = 0;
            int node = naive_expression(&without, random, naive->fact_is_truth[fact]);
            without.fact_count = naive->fact_count;
            *naive = without;
            naive->facts[fact] = node;
        }
        break;
    default:
        break; /* nothing */
    }
}

/* ---- Enumerating ------------------------------------------------------------------------------ */

struct expected {
    int pairs[NAIVE_OUTCOMES][NAIVE_OUTCOMES];
    bool rule_same[NAIVE_RULES];        /* of rules in both */
    bool rule_part[SIDES][NAIVE_RULES]; /* has a part in a changed outcome */
};

/* The raw answers of one version to joint answers number [n]; false where it does not take them. A
 * question of both is numbered by the values of the one that has more. */
static bool take_answers(const struct trial *trial, int n, enum side side, int64_t *raw)
{
    const struct naive *own = &trial->versions[side].naive;
    const struct naive *other = &trial->versions[1 - side].naive;
    int most =
        own->question_count > other->question_count ? own->question_count : other->question_count;
    for (int i = 0; i < most; i++) {
        const struct naive_question *mine = &own->questions[i];
        const struct naive_question *theirs = &other->questions[i];
        int my_count = i < own->question_count ? mine->value_count : 0;
        int their_count = i < other->question_count ? theirs->value_count : 0;
        const struct naive_question *wide = their_count > my_count ? theirs : mine;
        int64_t value = wide->values[n % wide->value_count];
        n /= wide->value_count;
        if (my_count == 0) {
            continue;
        }
        if (mine->type == NAIVE_MULTIPLE) {
            value &= (1 << mine->options) - 1;
        } else if (value > mine->values[mine->value_count - 1]) {
            return false;
        }
        raw[i] = value;
    }
    return true;
}

static int count_joint(const struct trial *trial)
{
    const struct naive *old = &trial->versions[SIDE_OLD].naive;
    const struct naive *later = &trial->versions[SIDE_NEW].naive;
    int count = 1;
    for (int i = 0; i < old->question_count || i < later->question_count; i++) {
        int a = i < old->question_count ? old->questions[i].value_count : 0;
        int b = i < later->question_count ? later->questions[i].value_count : 0;
        count *= a > b ? a : b;
    }
    return count;
}

static bool is_same_outcome(const struct trial *trial, int old, int later)
{
    return old == later &&
           trial->versions[SIDE_OLD].questionnaire->outcomes[old].recommendation ==
               trial->versions[SIDE_NEW].questionnaire->outcomes[later].recommendation;
}

static void expect(const struct trial *trial, struct expected *ret)
{
    int count = count_joint(trial);
    const struct naive *old = &trial->versions[SIDE_OLD].naive;
    const struct naive *later = &trial->versions[SIDE_NEW].naive;
    *ret = (struct expected){.pairs = {{0}}};
    for (int r = 0; r < NAIVE_RULES; r++) {
        ret->rule_same[r] = true;
    }
    for (int n = 0; n < count; n++) {
        int64_t raw[SIDES][NAIVE_QUESTIONS] = {{0}};
        struct naive_result results[SIDES];
        if (!take_answers(trial, n, SIDE_OLD, raw[SIDE_OLD]) ||
            !take_answers(trial, n, SIDE_NEW, raw[SIDE_NEW])) {
            continue;
        }
        naive_decide(old, raw[SIDE_OLD], &results[SIDE_OLD]);
        naive_decide(later, raw[SIDE_NEW], &results[SIDE_NEW]);
        bool differs =
            !is_same_outcome(trial, results[SIDE_OLD].outcome, results[SIDE_NEW].outcome);
        ret->pairs[results[SIDE_OLD].outcome][results[SIDE_NEW].outcome] += differs;
        for (int r = 0; r < old->rule_count || r < later->rule_count; r++) {
            bool in_both = r < old->rule_count && r < later->rule_count;
            bool changed = !in_both || results[SIDE_OLD].rules[r] != results[SIDE_NEW].rules[r];
            if (in_both && changed) {
                ret->rule_same[r] = false;
            }
            changed =
                changed || !is_same_outcome(trial, old->rule_outcomes[r], later->rule_outcomes[r]);
            for (int side = 0; side < SIDES; side++) {
                const struct naive *own = &trial->versions[side].naive;
                bool bears = r < own->rule_count && results[side].rules[r] &&
                             own->rule_outcomes[r] == results[side].outcome;
                ret->rule_part[side][r] = ret->rule_part[side][r] || (differs && changed && bears);
            }
        }
    }
}

/* ---- Comparing -------------------------------------------------------------------------------- */

static void try_witness(struct trial *trial, const struct diff_pair *pair)
{
    struct answer answers[NAIVE_QUESTIONS];
    for (int side = 0; side < SIDES; side++) {
        struct assessment assessment;
        joint_split(&trial->joint, pair->answers, (enum side)side, answers);
        assert_true(assess(trial->versions[side].plan, answers, assess_default_options(),
                           &trial->arena, &assessment, &trial->diags));
        if (!assessment.certain || assessment.outcome != pair->outcomes[side]) {
            fail_trial(trial, "a witness that shows something else:", side,
                       (int)assessment.outcome);
        }
    }
}

static int compare_pairs(struct trial *trial, const struct expected *expected)
{
    int found = 0;
    for (uint32_t i = 0; i < trial->diff.pair_count; i++) {
        const struct diff_pair *pair = &trial->diff.pairs[i];
        if (pair->proof != PROOF_FAILS ||
            expected->pairs[pair->outcomes[SIDE_OLD]][pair->outcomes[SIDE_NEW]] == 0) {
            fail_trial(trial, "no such pair:", (int)pair->outcomes[SIDE_OLD],
                       (int)pair->outcomes[SIDE_NEW]);
        }
        try_witness(trial, pair);
        found++;
    }
    int wanted = 0;
    for (int a = 0; a < NAIVE_OUTCOMES; a++) {
        for (int b = 0; b < NAIVE_OUTCOMES; b++) {
            wanted += expected->pairs[a][b] > 0;
        }
    }
    if (found != wanted) {
        fail_trial(trial, "pairs found and wanted:", found, wanted);
    }
    if (trial->diff.same == PROOF_FAILS ? wanted == 0 : wanted > 0) {
        fail_trial(trial, "wrong verdict:", (int)trial->diff.same, wanted);
    }
    return wanted;
}

static void compare_rules(const struct trial *trial, const struct expected *expected)
{
    const struct naive *old = &trial->versions[SIDE_OLD].naive;
    const struct naive *later = &trial->versions[SIDE_NEW].naive;
    bool is_listed[NAIVE_RULES] = {false};
    for (uint32_t i = 0; i < trial->diff.rule_count; i++) {
        const struct diff_rule *rule = &trial->diff.rules[i];
        uint32_t r =
            rule->rules[SIDE_OLD] != NAME_NONE ? rule->rules[SIDE_OLD] : rule->rules[SIDE_NEW];
        bool in_both = rule->rules[SIDE_OLD] == rule->rules[SIDE_NEW];
        is_listed[r] = true;
        if (in_both && (rule->same == PROOF_HOLDS) != expected->rule_same[r]) {
            fail_trial(trial, "whether it holds for the same answers: rule", (int)r,
                       (int)rule->same);
        }
        bool has_part = expected->rule_part[SIDE_OLD][r] || expected->rule_part[SIDE_NEW][r];
        if ((rule->idle == PROOF_FAILS) != has_part) {
            fail_trial(trial, "its part in changed outcomes: rule", (int)r, (int)rule->idle);
        }
    }
    for (int r = 0; r < old->rule_count || r < later->rule_count; r++) {
        bool in_both = r < old->rule_count && r < later->rule_count;
        if (!is_listed[r] && (!in_both || !expected->rule_same[r])) {
            fail_trial(trial, "changed, and not listed: rule", r, 0);
        }
    }
}

static struct expected expected; /* large */

static void run_trials(struct diff_options options, uint32_t count, uint32_t *ret_different,
                       uint32_t *ret_same)
{
    for (uint64_t seed = 1; seed <= count; seed++) {
        struct trial *trial = calloc(1, sizeof *trial);
        struct random random = {seed * 15485863};
        assert_non_null(trial);
        trial->seed = seed;
        begin_trial(trial);
        enum side changed = random_chance(&random, 50) ? SIDE_NEW : SIDE_OLD;
        struct naive *original = &trial->versions[1 - changed].naive;
        naive_make(original, &random);
        trial->versions[changed].naive = *original;
        uint32_t changes = 1 + random_below(&random, 2);
        for (uint32_t i = 0; i < changes; i++) {
            change(&trial->versions[changed].naive, &random);
        }
        compare_versions(trial, NULL, 0, options);
        assert_true(count_joint(trial) <= JOINT_ANSWERS);
        expect(trial, &expected);
        int pairs = compare_pairs(trial, &expected);
        *ret_different += pairs > 0;
        *ret_same += pairs == 0;
        assert_int_equal(trial->diff.is_undetermined_same,
                         is_same_outcome(trial, trial->versions[SIDE_OLD].naive.undetermined,
                                         trial->versions[SIDE_NEW].naive.undetermined));
        assert_true(trial->diff.is_order_same);
        if (trial->diff.is_proved) {
            assert_true(trial->diff.same != PROOF_OPEN);
            compare_rules(trial, &expected);
        }
        end_trial(trial);
        free(trial);
    }
}

static void every_changed_outcome_and_rule_is_found_and_shown(void **state)
{
    (void)state;
    uint32_t different = 0;
    uint32_t same = 0;
    /* Without a prover everybody is drawn at random, which takes longer. */
    uint32_t count = prove_is_there() ? QUESTIONNAIRES : 100;
    run_trials((struct diff_options){0}, count, &different, &same);
    assert_true(different > count / 4);
    assert_true(same > count / 4);
}

static void testing_alone_finds_them_too_in_small_questionnaires(void **state)
{
    (void)state;
    uint32_t different = 0;
    uint32_t same = 0;
    run_trials((struct diff_options){.test = true, .people = 50000}, 300, &different, &same);
    assert_true(different > 50);
}

/* ---- Under new ids ---------------------------------------------------------------------------- */

#define HEAD                                                                                       \
    "format: 1\nid: x\nversion: 1\ntitle: T\nlanguage: en\nfacility: {name: A, phone: \"1\"}\n"
#define OUTCOMES(TALK)                                                                             \
    "outcomes:\n"                                                                                  \
    "  - {id: less, recommendation: intake, title: L, message: M}\n"                               \
    "  - {id: " TALK ", recommendation: intake, title: T, message: M}\n"                           \
    "  - {id: stay, recommendation: inpatient, title: S, message: M}\n"                            \
    "start: less\nundetermined: " TALK "\nsections:\n  - id: s\n    title: S\n    questions:\n"

static const char old_text[] =
    HEAD OUTCOMES("talk") "      - id: amount\n"
                          "        ask: A\n"
                          "        why: W\n"
                          "        type: choice\n"
                          "        choices:\n"
                          "          - {id: little, label: N}\n"
                          "          - {id: some, label: S}\n"
                          "          - {id: lots, label: L}\n"
                          "          - {id: gone, label: G}\n"
                          "rules:\n"
                          "  - {id: a, when: amount == \"lots\", outcome: stay, because: B}\n"
                          "  - {id: b, when: amount == \"some\", outcome: talk, because: B}\n"
                          "  - {id: c, when: amount == \"gone\", outcome: stay, because: B}\n";

static const char new_text[] =
    HEAD OUTCOMES("speak") "      - id: quantity\n"
                           "        ask: A\n"
                           "        why: W\n"
                           "        type: choice\n"
                           "        choices:\n"
                           "          - {id: plenty, label: L}\n"
                           "          - {id: some, label: S}\n"
                           "          - {id: little, label: N}\n"
                           "rules:\n"
                           "  - {id: a, when: quantity == \"plenty\", outcome: stay, because: B}\n"
                           "  - {id: bb, when: quantity == \"some\", outcome: speak, because: B}\n";

static void renamed_and_reordered_is_the_same(void **state)
{
    (void)state;
    static const char *const words[] = {"amount=quantity", "amount.lots=plenty", "talk=speak",
                                        "b=bb"};
    struct renaming renamings[4];
    for (size_t i = 0; i < 4; i++) {
        assert_true(renaming_parse(text_of(words[i]), &renamings[i]));
    }
    struct trial *trial = calloc(1, sizeof *trial);
    assert_non_null(trial);
    begin_trial(trial);
    trial->versions[SIDE_OLD].text = strdup(old_text);
    trial->versions[SIDE_NEW].text = strdup(new_text);
    compare_versions(trial, renamings, 4, (struct diff_options){0});
    assert_int_equal(trial->diff.pair_count, 0);
    assert_true(trial->diff.is_undetermined_same);
    assert_int_equal(trial->joint.answered.question_count, 1);
    assert_int_equal(trial->joint.answered.questions[0].choice_count, 3);
    /* An answer that the new version does not have is missing there. */
    struct answer old = {.state = ANSWER_GIVEN, .value = value_choice(3)};
    struct answer carried;
    assert_int_equal(joint_carry(&trial->joint, &old, &carried), 1);
    assert_int_equal(carried.state, ANSWER_NOT_ASKED);
    old.value = value_choice(2);
    assert_int_equal(joint_carry(&trial->joint, &old, &carried), 0);
    assert_int_equal(carried.value.choices, 1);
    end_trial(trial);
    free(trial);
}

static void what_renames_nothing_is_said(void **state)
{
    (void)state;
    struct renaming renamings[2];
    assert_true(renaming_parse(TEXT("talk=speak"), &renamings[0]));
    assert_true(renaming_parse(TEXT("amuont=quantity"), &renamings[1]));
    struct trial *trial = calloc(1, sizeof *trial);
    assert_non_null(trial);
    uint32_t unused;
    begin_trial(trial);
    trial->versions[SIDE_OLD].text = strdup(old_text);
    trial->versions[SIDE_NEW].text = strdup(new_text);
    load_version(trial, &trial->versions[SIDE_OLD]);
    load_version(trial, &trial->versions[SIDE_NEW]);
    assert_true(joint_make(trial->versions[SIDE_OLD].questionnaire,
                           trial->versions[SIDE_NEW].questionnaire, renamings, 2, &trial->arena,
                           &trial->joint, &unused, &trial->diags));
    assert_int_equal(unused, 1);
    end_trial(trial);
    free(trial);
    assert_false(renaming_parse(TEXT("a"), &renamings[0]));
    assert_false(renaming_parse(TEXT("=a"), &renamings[0]));
    assert_false(renaming_parse(TEXT("a="), &renamings[0]));
    assert_false(renaming_parse(TEXT(".a=b"), &renamings[0]));
}

static void too_little_memory_is_said(void **state)
{
    (void)state;
    struct trial *trial = calloc(1, sizeof *trial);
    const struct plan *plans[SIDES];
    assert_non_null(trial);
    begin_trial(trial);
    trial->versions[SIDE_OLD].text = strdup(old_text);
    trial->versions[SIDE_NEW].text = strdup(new_text);
    for (int side = 0; side < SIDES; side++) {
        load_version(trial, &trial->versions[side]);
        plans[side] = trial->versions[side].plan;
    }
    uint32_t refused = 0;
    for (size_t limit = 0;; limit += 4096) {
        struct arena arena;
        uint32_t unused;
        arena_init(&arena, limit);
        bool done = joint_make(trial->versions[SIDE_OLD].questionnaire,
                               trial->versions[SIDE_NEW].questionnaire, NULL, 0, &arena,
                               &trial->joint, &unused, &trial->diags) &&
                    diff_find(&trial->joint, plans, (struct diff_options){0}, &arena, &trial->diff,
                              &trial->diags);
        assert_int_equal(done, !trial->diags.exhausted);
        diags_clear(&trial->diags);
        arena_free(&arena);
        if (done) {
            break;
        }
        refused++;
    }
    assert_true(refused > 3);
    end_trial(trial);
    free(trial);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_changed_outcome_and_rule_is_found_and_shown),
        cmocka_unit_test(testing_alone_finds_them_too_in_small_questionnaires),
        cmocka_unit_test(renamed_and_reordered_is_the_same),
        cmocka_unit_test(what_renames_nothing_is_said),
        cmocka_unit_test(too_little_memory_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
