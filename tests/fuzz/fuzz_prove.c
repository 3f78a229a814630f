/* Any bytes as a questionnaire of small size, and everything that can be proved of it with a small
 * budget: what is refuted is shown by answers that scoring judges as they claim, and random people
 * break no guarantee that is said to hold. */
#include <assert.h>

#include "base/limits.h"
#include "prove/guarantee.h"
#include "prove/prove.h"
#include "prove/sample.h"

enum { MOST_QUESTIONS = 12, MOST_CONDITIONS = 40, MOST_BYTES = 8000, BUDGET = 300 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct proving {
    const struct questionnaire *questionnaire;
    const struct plan *plan;
    struct arena *arena;
    struct diags *diags;
};

/* Whether all that scoring says of [answers] is exact, and the outcome the one that is claimed. */
static bool decide(const struct proving *proving, const struct answer *answers, uint32_t outcome,
                   struct assessment *ret)
{
    if (!assess(proving->plan, answers, assess_default_options(), proving->arena, ret,
                proving->diags)) {
        return false;
    }
    assert(!ret->exact || ret->outcome == outcome);
    return ret->exact;
}

static void replay(const struct proving *proving, const struct finding *finding)
{
    const struct questionnaire *questionnaire = proving->questionnaire;
    struct assessment before;
    struct assessment after;
    enum verdict verdict;
    const struct guarantee *guarantee;
    if (finding->proof != PROOF_FAILS || finding->answers == NULL) {
        return;
    }
    if (!decide(proving, finding->answers, finding->outcome, &before)) {
        return;
    }
    switch ((int)finding->property) {
    case PROPERTY_GUARANTEE:
    case PROPERTY_UNDETERMINED:
        guarantee = &questionnaire->guarantees[finding->subject];
        /* The second is about answers that leave it open: none are broken by them, and yet the
         * outcome is one that is promised not to be given. */
        if (guarantee_judge(proving->plan, questionnaire, guarantee, finding->answers, &before,
                            proving->arena, &verdict, proving->diags)) {
            assert((verdict == GUARANTEE_BROKEN) == (finding->property == PROPERTY_GUARANTEE));
            assert((guarantee->allowed >> before.outcome & 1) == 0);
        }
        break;
    case PROPERTY_MONOTONE:
        if (decide(proving, finding->worse, finding->worse_outcome, &after)) {
            assert(after.outcome < before.outcome);
        }
        break;
    default:
        break;
    }
}

static void check(const struct proving *proving)
{
    const struct questionnaire *questionnaire = proving->questionnaire;
    struct prove_options options = prove_default_options();
    struct sample_options people = {.seed = 1, .complete = 60, .partial = 30};
    struct proofs proofs;
    struct trial trials[MOST_CONDITIONS];
    options.budget = BUDGET;
    if (!prove(questionnaire, proving->plan, options, proving->arena, &proofs, proving->diags) ||
        !sample_guarantees(questionnaire, proving->plan, NULL, 0, people, proving->arena, trials,
                           proving->diags)) {
        return; /* memory is used up, and that is said */
    }
    for (uint32_t i = 0; i < proofs.count; i++) {
        const struct finding *finding = &proofs.findings[i];
        assert(i == 0 || finding[-1].property <= finding->property);
        replay(proving, finding);
        if (finding->property == PROPERTY_GUARANTEE && finding->proof == PROOF_HOLDS) {
            const struct trial *trial = &trials[finding->subject];
            struct assessment assessment;
            assert(trial->broken == NULL ||
                   !decide(proving, trial->broken, trial->outcome, &assessment));
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct arena diag_arena;
    struct diags diags;
    const struct questionnaire *questionnaire = NULL;
    const struct source source = {
        .name = "fuzz.yaml", .text = {(const char *)data, size}, .first_line = 1};
    if (size > MOST_BYTES) {
        return -1; /* not worth keeping */
    }
    arena_init(&arena, LIMIT_RECORD_MEMORY);
    arena_init(&diag_arena, LIMIT_DIAG_MEMORY);
    diags_init(&diags, &diag_arena);
    if (questionnaire_load(&source, "fuzz.yaml", NULL, &arena, &questionnaire, &diags) &&
        questionnaire->question_count <= MOST_QUESTIONS &&
        questionnaire->fact_count + questionnaire->rule_count + questionnaire->guarantee_count <
            MOST_CONDITIONS) {
        struct proving proving = {.questionnaire = questionnaire,
                                  .plan = plan_make(questionnaire, &arena, &diags),
                                  .arena = &arena,
                                  .diags = &diags};
        if (proving.plan != NULL) {
            check(&proving);
        }
    }
    arena_free(&arena);
    arena_free(&diag_arena);
    return 0;
}
