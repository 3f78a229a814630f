/* The prover on the shipped questionnaire with one mistake in it, made by a seed: a comparison turned
 * round, `and` for `or`, what follows an `and` left out, a `not` left out, a threshold moved, another
 * outcome. Whatever random people find broken, the proof must refute; and what it refutes, its answers
 * must show. Prints how many mistakes are caught by which property, how many change nobody's outcome
 * (which is proved), and how many nothing guards but, perhaps, a worked example.
 *
 * usage: mutants_test [COUNT]      COUNT mistakes (40), and a list of those that no proof catches */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "people.h"
#include "prove/diff.h"
#include "prove/guarantee.h"
#include "prove/prove.h"
#include "prove/sample.h"

struct swap {
    const char *old;
    const char *new;
};
static const struct swap swaps[] = {
    {".atLeast(\"", ".atMost(\""},
    {".atMost(\"", ".atLeast(\""},
    {" == \"", " != \""},
    {" != \"", " == \""},
    {" and ", " or "},
    {" and ", " and true or false and "}, /* `a and b` becomes `a` */
    {" or ", " and "},
    {"not ", ""},
    {" >= 4", " >= 5"},
    {" >= 2", " >= 3"},
    {" >= 6", " > 6"},
    {" < 18", " <= 18"},
    {" > 0", " > 1"},
    {"outcome: talk\n", "outcome: iop\n"},
    {"outcome: inpatient\n", "outcome: talk\n"},
    {"outcome: talk-now\n", "outcome: talk\n"},
    {"outcome: iop\n", "outcome: inpatient\n"},
};
enum { SWAPS = sizeof swaps / sizeof *swaps, MOST_PLACES = 4000 };

struct mistake {
    size_t offset;
    const struct swap *swap;
};

static int mutant_count = 40;
static bool is_listed; /* those that no proof catches */

/* Whether [offset] stands in a line that holds a condition or an outcome: not in a text. */
static bool is_code(const char *text, size_t offset)
{
    /* A condition over several lines follows `when: >-` or `is: >-`; a text `because: >-` or so. */
    size_t key = offset;
    int indent = -1;
    for (;;) {
        size_t start = key;
        while (start > 0 && text[start - 1] != '\n') {
            start--;
        }
        int spaces = (int)strspn(text + start, " ");
        const char *word = text + start + spaces;
        word += strncmp(word, "- {", 3) == 0 ? 3 : 0;
        if (indent < 0 || spaces < indent) {
            indent = indent < 0 ? spaces : indent;
            if (strncmp(word, "when:", 5) == 0 || strncmp(word, "is:", 3) == 0 ||
                strncmp(word, "outcome:", 8) == 0) {
                return true;
            }
            if (spaces < indent || strchr("abcdefghijklmnopqrstuvwxyz#-", *word) == NULL) {
                return false;
            }
            const char *colon = strchr(word, ':');
            const char *blank = strpbrk(word, " \n");
            if (*word == '#' || (colon != NULL && blank != NULL && colon < blank)) {
                return false;
            }
        }
        if (start == 0) {
            return false;
        }
        key = start - 1;
    }
}

static uint32_t find_places(const char *text, struct mistake *places)
{
    const char *from = strstr(text, "\nfacts:");
    const char *to = strstr(text, "\nguarantees:");
    uint32_t count = 0;
    assert_non_null(from);
    assert_non_null(to);
    for (const char *at = from; at < to; at++) {
        for (size_t i = 0; i < SWAPS && count < MOST_PLACES; i++) {
            if (strncmp(at, swaps[i].old, strlen(swaps[i].old)) == 0 &&
                is_code(text, (size_t)(at - text))) {
                places[count++] = (struct mistake){(size_t)(at - text), &swaps[i]};
            }
        }
    }
    return count;
}

struct mutant {
    struct arena arena;
    struct arena diag_arena;
    struct diags diags;
    struct source source;
    const struct questionnaire *questionnaire; /* NULL: it does not load */
    const struct plan *plan;
    struct proofs proofs;
    char *text;
};

static void make(struct mutant *mutant, const char *text, const struct mistake *mistake)
{
    size_t old = mistake == NULL ? 0 : strlen(mistake->swap->old);
    size_t at = mistake == NULL ? 0 : mistake->offset;
    assert_true(asprintf(&mutant->text, "%.*s%s%s", (int)at, text,
                         mistake == NULL ? "" : mistake->swap->new, text + at + old) > 0);
    arena_init(&mutant->arena, LIMIT_QUESTIONNAIRE_MEMORY);
    arena_init(&mutant->diag_arena, LIMIT_DIAG_MEMORY);
    diags_init(&mutant->diags, &mutant->diag_arena);
    mutant->source = (struct source){.name = "q", .text = text_of(mutant->text), .first_line = 1};
    mutant->questionnaire = NULL;
    if (!questionnaire_load(&mutant->source, "q", NULL, &mutant->arena, &mutant->questionnaire,
                            &mutant->diags)) {
        return;
    }
    struct prove_options options = prove_default_options();
    options.want_withheld = false;
    mutant->plan = plan_make(mutant->questionnaire, &mutant->arena, &mutant->diags);
    assert_non_null(mutant->plan);
    assert_true(prove(mutant->questionnaire, mutant->plan, options, &mutant->arena, &mutant->proofs,
                      &mutant->diags));
}

static void end(struct mutant *mutant)
{
    arena_free(&mutant->arena);
    arena_free(&mutant->diag_arena);
    free(mutant->text);
}

static uint32_t count(const struct mutant *mutant, enum property first, enum property last)
{
    uint32_t failed = 0;
    for (uint32_t i = 0; i < mutant->proofs.count; i++) {
        const struct finding *finding = &mutant->proofs.findings[i];
        failed += finding->property >= first && finding->property <= last &&
                  finding->proof == PROOF_FAILS;
        assert_int_not_equal(finding->proof, PROOF_OPEN);
    }
    return failed;
}

/* What random people break, is refuted; what is refuted, is shown to be broken. */
static void compare(const struct mutant *mutant, const struct mistake *mistake)
{
    const struct questionnaire *questionnaire = mutant->questionnaire;
    struct arena arena;
    struct diags diags = mutant->diags;
    arena_init(&arena, LIMIT_QUESTIONNAIRE_MEMORY);
    struct trial *trials = arena_array(&arena, questionnaire->guarantee_count, sizeof *trials);
    struct sample_options options = {.seed = 7, .complete = 1500, .partial = 500};
    assert_non_null(trials);
    assert_true(
        sample_guarantees(questionnaire, mutant->plan, NULL, 0, options, &arena, trials, &diags));
    for (uint32_t i = 0; i < questionnaire->guarantee_count; i++) {
        const struct finding *finding = &mutant->proofs.findings[i];
        assert_int_equal(finding->property, PROPERTY_GUARANTEE);
        if (trials[i].broken != NULL && finding->proof != PROOF_FAILS) {
            fail_msg("`%s` for `%s` at byte %zu: a guarantee is broken and not refuted",
                     mistake->swap->new, mistake->swap->old, mistake->offset);
        }
        if (finding->proof == PROOF_FAILS) {
            struct assessment assessment;
            enum verdict verdict = GUARANTEE_SILENT;
            assert_non_null(finding->answers);
            assert_true(assess(mutant->plan, finding->answers, assess_default_options(), &arena,
                               &assessment, &diags));
            assert_true(guarantee_judge(mutant->plan, questionnaire, &questionnaire->guarantees[i],
                                        finding->answers, &assessment, &arena, &verdict, &diags));
            assert_int_equal(verdict, GUARANTEE_BROKEN);
        }
    }
    arena_free(&arena);
}

static char *read_shipped(void)
{
    static const char *const variable = "IOPFIT_SHIPPED";
    FILE *file = fopen(getenv(variable), "rb");
    assert_non_null(file);
    char *text = calloc(1, 1 << 20);
    assert_non_null(text);
    assert_true(fread(text, 1, (1 << 20) - 1, file) > 0);
    (void)fclose(file);
    return text;
}

/* What catches a mistake first; or that there is nothing to catch. */
enum catcher { BY_GUARANTEES, BY_CONCERN, EQUIVALENT, AS_DEAD, BY_EXAMPLES, UNGUARDED, CATCHERS };
static const char *const catchers[CATCHERS] = {"guarantees", "rising concern",  "equivalent",
                                               "dead parts", "worked examples", "unguarded"};

/* Whether nobody's outcome is another one by the mistake: proved. */
static bool is_equivalent(const struct mutant *whole, const struct mutant *mutant)
{
    struct arena arena;
    struct joint joint;
    struct diff diff;
    struct diags diags = mutant->diags;
    uint32_t unused;
    const struct plan *const plans[SIDES] = {whole->plan, mutant->plan};
    arena_init(&arena, LIMIT_QUESTIONNAIRE_MEMORY);
    assert_true(joint_make(whole->questionnaire, mutant->questionnaire, NULL, 0, &arena, &joint,
                           &unused, &diags));
    assert_true(diff_find(&joint, plans, (struct diff_options){0}, &arena, &diff, &diags));
    assert_true(diff.is_proved);
    assert_int_not_equal(diff.same, PROOF_OPEN);
    arena_free(&arena);
    return diff.same == PROOF_HOLDS;
}

static bool is_caught_by_example(const struct mutant *mutant, const struct people *people)
{
    bool is_caught = false;
    for (uint32_t i = 0; i < people->example_count && !is_caught; i++) {
        const struct record *example = &people->examples[i];
        struct arena arena;
        struct assessment assessment;
        struct diags diags = mutant->diags;
        arena_init(&arena, LIMIT_RECORD_MEMORY);
        assert_true(assess(mutant->plan, example->answers, assess_default_options(), &arena,
                           &assessment, &diags));
        const struct outcome *outcome = &mutant->questionnaire->outcomes[assessment.outcome];
        is_caught = (example->expect_outcome.length > 0 &&
                     !text_equal(example->expect_outcome, outcome->id)) ||
                    (example->expect_recommendation.length > 0 &&
                     !text_is(example->expect_recommendation,
                              recommendation_name(outcome->recommendation)));
        arena_free(&arena);
    }
    return is_caught;
}

static enum catcher find_catcher(const struct mutant *whole, const struct mutant *mutant,
                                 const struct people *people)
{
    if (count(mutant, PROPERTY_GUARANTEE, PROPERTY_UNDETERMINED) > 0) {
        return BY_GUARANTEES;
    }
    if (count(mutant, PROPERTY_MONOTONE, PROPERTY_EXCEPTION) >
        count(whole, PROPERTY_MONOTONE, PROPERTY_EXCEPTION)) {
        return BY_CONCERN;
    }
    if (is_equivalent(whole, mutant)) {
        return EQUIVALENT;
    }
    if (count(mutant, PROPERTY_RULE_LIVE, PROPERTY_FACT) >
        count(whole, PROPERTY_RULE_LIVE, PROPERTY_FACT)) {
        return AS_DEAD;
    }
    return is_caught_by_example(mutant, people) ? BY_EXAMPLES : UNGUARDED;
}

static void list(const char *text, const struct mistake *mistake, enum catcher catcher)
{
    size_t start = mistake->offset;
    uint32_t line = 1;
    while (start > 0 && text[start - 1] != '\n') {
        start--;
    }
    for (size_t i = 0; i < start; i++) {
        line += text[i] == '\n';
    }
    print_message("%s: line %u: %.*s[%.*s -> %.*s]%.*s\n", catchers[catcher], (unsigned)line,
                  (int)(mistake->offset - start), text + start,
                  (int)strcspn(mistake->swap->old, "\n"), mistake->swap->old,
                  (int)strcspn(mistake->swap->new, "\n"), mistake->swap->new,
                  (int)strcspn(text + mistake->offset + strlen(mistake->swap->old) - 1, "\n"),
                  text + mistake->offset + strlen(mistake->swap->old));
}

static void a_mistake_that_people_would_suffer_from_is_refuted(void **state)
{
    (void)state;
    if (!prove_is_there()) {
        print_message("built without a prover: nothing to compare\n");
        return;
    }
    static struct mistake places[MOST_PLACES];
    struct people *people = people_load();
    char *text = read_shipped();
    uint32_t place_count = find_places(text, places);
    struct random random = {20261123};
    struct mutant whole = {0};
    make(&whole, text, NULL);
    assert_non_null(whole.questionnaire);
    assert_int_equal(count(&whole, PROPERTY_GUARANTEE, PROPERTY_UNDETERMINED), 0);
    assert_true(is_equivalent(&whole, &whole));
    assert_false(is_caught_by_example(&whole, people));
    int refused = 0;
    int caught[CATCHERS] = {0};
    assert_true(place_count > 200);
    mutant_count = mutant_count < (int)place_count ? mutant_count : (int)place_count;
    for (int i = 0; i < mutant_count; i++) {
        /* Each only once: what is drawn goes to the front. */
        uint32_t drawn = (uint32_t)i + random_below(&random, place_count - (uint32_t)i);
        const struct mistake swapped = places[drawn];
        const struct mistake *mistake = &places[i];
        places[drawn] = places[i];
        places[i] = swapped;
        struct mutant mutant = {0};
        make(&mutant, text, mistake);
        if (mutant.questionnaire == NULL) {
            refused++;
        } else {
            compare(&mutant, mistake);
            enum catcher catcher = find_catcher(&whole, &mutant, people);
            caught[catcher]++;
            if (is_listed && catcher >= EQUIVALENT && catcher != AS_DEAD) {
                list(text, mistake, catcher);
            }
        }
        end(&mutant);
    }
    print_message("%d mistakes of %u possible: %d do not load", mutant_count, (unsigned)place_count,
                  refused);
    for (int i = 0; i < CATCHERS; i++) {
        print_message("; %s %d", catchers[i], caught[i]);
    }
    print_message("\n");
    assert_true(caught[BY_GUARANTEES] > 0);
    end(&whole);
    people_free(people);
    free(text);
}

int main(int argc, char **argv)
{
    if (argc > 1) {
        mutant_count = (int)strtol(argv[1], NULL, 10);
        is_listed = true;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mistake_that_people_would_suffer_from_is_refuted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
