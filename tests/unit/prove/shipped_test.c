/* prove/ on the shipped questionnaire, as `iopfit check` does it for the one that is built in, without
 * examples: no guarantee is broken, and each has been tried often; and all is proved. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/limits.h"
#include "prove/prove.h"
#include "prove/sample.h"

static void every_guarantee_is_tried_often_kept_and_proved(void **state)
{
    (void)state;
    struct arena arena;
    struct arena diag_arena;
    struct diags diags;
    struct source source;
    const struct questionnaire *questionnaire = NULL;
    arena_init(&arena, LIMIT_QUESTIONNAIRE_MEMORY);
    arena_init(&diag_arena, LIMIT_DIAG_MEMORY);
    diags_init(&diags, &diag_arena);
    const char *path = getenv("IOPFIT_SHIPPED");
    assert_non_null(path);
    assert_true(source_read(path, LIMIT_QUESTIONNAIRE_BYTES, &arena, &source, NULL, &diags));
    assert_true(questionnaire_load(&source, path, NULL, &arena, &questionnaire, &diags));
    const struct plan *plan = plan_make(questionnaire, &arena, &diags);
    assert_non_null(plan);
    struct trial *trials = arena_array(&arena, questionnaire->guarantee_count, sizeof *trials);
    assert_non_null(trials);
    assert_true(questionnaire->guarantee_count >= 20);

    struct sample_options options = sample_default_options();
    options.complete /= 2;
    options.partial /= 2;
    assert_true(sample_guarantees(questionnaire, plan, NULL, 0, options, &arena, trials, &diags));
    for (uint32_t i = 0; i < questionnaire->guarantee_count; i++) {
        print_message("held %5u times: " TEXT_FORMAT "\n", (unsigned)trials[i].held,
                      TEXT_ARGS(questionnaire->guarantees[i].id));
        assert_null(trials[i].broken);
        assert_true(trials[i].held >= 200);
    }
    struct proofs proofs;
    assert_true(prove(questionnaire, plan, prove_default_options(), &arena, &proofs, &diags));
    assert_int_equal(proofs.loose_count, 0);
    for (uint32_t i = 0; i < proofs.count; i++) {
        assert_int_not_equal(proofs.findings[i].proof, PROOF_OPEN);
        if (proofs.findings[i].property < PROPERTY_RULE_NEEDED) {
            assert_int_equal(proofs.findings[i].proof, PROOF_HOLDS);
        }
    }
    arena_free(&arena);
    arena_free(&diag_arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_guarantee_is_tried_often_kept_and_proved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
