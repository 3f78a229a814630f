/* Queries as DIMACS: a solver of our own, which knows nothing but clauses, finds of random
 * questionnaires what the prover says; and the comments name the answers. */
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

enum { QUESTIONNAIRES = 400, MOST_NUMBERS = 40000, MOST_VARIABLES = 4000 };

/* ---- A plain solver ------------------------------------------------------------------------------ */

struct formula {
    int variables;
    int clauses;
    int numbers[MOST_NUMBERS]; /* each clause ends with 0 */
    int length;
    signed char values[MOST_VARIABLES]; /* 1, -1, or 0: open */
    int trail[MOST_VARIABLES];
    int trail_length;
};

static void read_formula(const char *text, struct formula *ret)
{
    int seen = 0;
    *ret = (struct formula){0};
    for (const char *line = text; *line != '\0';) {
        const char *end = strchr(line, '\n');
        assert_non_null(end);
        if (*line == 'p') {
            assert_int_equal(sscanf(line, "p cnf %d %d\n", &ret->variables, &ret->clauses), 2);
            assert_true(ret->variables < MOST_VARIABLES);
        } else if (*line != 'c') {
            char *rest = NULL;
            for (const char *at = line; at < end; at = rest) {
                long number = strtol(at, &rest, 10);
                assert_true(rest > at && ret->length < MOST_NUMBERS);
                assert_true(labs(number) <= ret->variables);
                ret->numbers[ret->length++] = (int)number;
            }
            assert_int_equal(ret->numbers[ret->length - 1], 0);
            seen++;
        }
        line = end + 1;
    }
    assert_int_equal(seen, ret->clauses);
}

static void set(struct formula *formula, int number)
{
    formula->values[abs(number)] = number > 0 ? 1 : -1;
    formula->trail[formula->trail_length++] = abs(number);
}

/* Sets what single open literals force; false where a clause fails. *ret_open: an open variable of a
 * clause that does not hold yet, 0 where all hold. */
static bool propagate(struct formula *formula, int *ret_open)
{
    bool changed = true;
    while (changed) {
        changed = false;
        *ret_open = 0;
        for (int i = 0; i < formula->length; i++) {
            int open = 0;
            int last = 0;
            bool holds = false;
            for (; formula->numbers[i] != 0; i++) {
                int number = formula->numbers[i];
                int value = formula->values[abs(number)] * (number > 0 ? 1 : -1);
                holds = holds || value > 0;
                open += value == 0;
                last = value == 0 ? number : last;
            }
            if (holds) {
                continue;
            }
            if (open == 0) {
                return false;
            }
            *ret_open = abs(last);
            if (open == 1) {
                set(formula, last);
                changed = true;
            }
        }
    }
    return true;
}

static bool satisfy(struct formula *formula)
{
    int before = formula->trail_length;
    int open = 0;
    bool found = propagate(formula, &open) && open == 0;
    for (int sign = -1; !found && open != 0 && sign <= 1; sign += 2) {
        int here = formula->trail_length;
        set(formula, sign * open);
        found = satisfy(formula);
        while (!found && formula->trail_length > here) {
            formula->values[formula->trail[--formula->trail_length]] = 0;
        }
    }
    while (!found && formula->trail_length > before) {
        formula->values[formula->trail[--formula->trail_length]] = 0;
    }
    return found;
}

/* ---- Questionnaires ------------------------------------------------------------------------------- */

struct fixture {
    struct arena arena;
    struct arena diag_arena;
    struct diags diags;
    struct source source;
    const struct questionnaire *questionnaire;
};

static void load(struct fixture *fixture, const char *text)
{
    arena_init(&fixture->arena, LIMIT_QUESTIONNAIRE_MEMORY);
    arena_init(&fixture->diag_arena, LIMIT_DIAG_MEMORY);
    diags_init(&fixture->diags, &fixture->diag_arena);
    fixture->source = (struct source){.name = "f", .text = text_of(text), .first_line = 1};
    assert_true(questionnaire_load(&fixture->source, "f", NULL, &fixture->arena,
                                   &fixture->questionnaire, &fixture->diags));
}

static void unload(struct fixture *fixture)
{
    arena_free(&fixture->arena);
    arena_free(&fixture->diag_arena);
}

static char *dump(struct fixture *fixture, uint32_t guarantee)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    assert_true(
        prove_dump(fixture->questionnaire, guarantee, out, &fixture->arena, &fixture->diags));
    assert_int_equal(fclose(out), 0);
    return text;
}

static void another_solver_says_the_same(void **state)
{
    (void)state;
    struct formula *formula = calloc(1, sizeof *formula);
    uint32_t seen[2] = {0};
    assert_non_null(formula);
    for (uint64_t seed = 1; seed <= QUESTIONNAIRES && prove_is_there(); seed++) {
        struct random random = {seed};
        struct naive naive;
        struct fixture fixture;
        struct proofs proofs;
        char *text = NULL;
        size_t length = 0;
        FILE *out = open_memstream(&text, &length);
        assert_non_null(out);
        naive_make(&naive, &random);
        naive_promise(&naive, &random);
        naive_print(out, &naive);
        assert_int_equal(fclose(out), 0);
        load(&fixture, text);
        const struct plan *plan = plan_make(fixture.questionnaire, &fixture.arena, &fixture.diags);
        assert_non_null(plan);
        assert_true(prove(fixture.questionnaire, plan, prove_default_options(), &fixture.arena,
                          &proofs, &fixture.diags));
        for (uint32_t i = 0; i < fixture.questionnaire->guarantee_count; i++) {
            char *query = dump(&fixture, i);
            read_formula(query, formula);
            bool broken = satisfy(formula);
            assert_int_equal(proofs.findings[i].property, PROPERTY_GUARANTEE);
            assert_int_equal(proofs.findings[i].proof, broken ? PROOF_FAILS : PROOF_HOLDS);
            seen[broken]++;
            free(query);
        }
        unload(&fixture);
        free(text);
    }
    assert_true(!prove_is_there() || (seen[0] > 50 && seen[1] > 50));
    free(formula);
}

static void comments_say_which_answer_a_variable_is(void **state)
{
    (void)state;
    struct fixture fixture;
    load(&fixture, "format: 1\nid: small\nversion: 1\ntitle: T\nlanguage: en\n"
                   "facility: {name: Clinic, phone: \"555\"}\n"
                   "outcomes:\n"
                   "  - {id: less, recommendation: intake, title: Less, message: M}\n"
                   "  - {id: talk, recommendation: intake, title: Talk, message: M}\n"
                   "start: less\nundetermined: talk\n"
                   "sections:\n"
                   "  - id: one\n    title: One\n    questions:\n"
                   "      - id: sick\n        ask: Are you sick?\n        type: choice\n"
                   "        choices: [{id: fine, label: F}, {id: badly, label: B}]\n"
                   "      - {id: drinks, ask: Do you drink?, type: yes_no}\n"
                   "      - {id: amount, ask: How much?, type: integer, min: 0, max: 60}\n"
                   "      - {id: weight, ask: Weight?, type: number, min: 0, max: 300}\n"
                   "      - id: duties\n        ask: Which duties?\n        type: multiple\n"
                   "        choices: [{id: job, label: J}, {id: care, label: C}]\n"
                   "rules:\n"
                   "  - {id: r, when: 'sick == \"badly\" or (drinks and amount >= 8) or "
                   "weight >= 99.5 or (\"job\" in duties and size(duties) > 1)', "
                   "outcome: talk, because: B}\n"
                   "guarantees:\n"
                   "  - {id: g, when: drinks, always: [talk], means: M}\n");
    char *query = dump(&fixture, 0);
    static const char *const comments[] = {
        "c answers that break the guarantee `g` of small#",
        ": `sick` is `badly` or a later choice\n",
        ": `drinks` is yes\n",
        ": `amount` is at least 8\n",
        ": `weight` is at least 99.5\n",
        ": `duties` has `job`\n",
        ": `duties` has at least 1 of the choices that are only counted\n",
    };
    for (size_t i = 0; i < sizeof comments / sizeof *comments; i++) {
        assert_non_null(strstr(query, comments[i]));
    }
    free(query);
    unload(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(another_solver_says_the_same),
        cmocka_unit_test(comments_say_which_answer_a_variable_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
