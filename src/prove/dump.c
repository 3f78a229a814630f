/* A query in the form that every solver reads, so that nobody has to trust ours. */
#include <inttypes.h>

#include "prove/prover.h"

static void name_ordered(FILE *out, const struct question *question, const struct value *value)
{
    switch (question->type) {
    case QUESTION_YES_NO:
        fprintf(out, "`" TEXT_FORMAT "` is yes", TEXT_ARGS(question->id));
        break;
    case QUESTION_CHOICE:
        fprintf(out, "`" TEXT_FORMAT "` is `" TEXT_FORMAT "` or a later choice",
                TEXT_ARGS(question->id),
                TEXT_ARGS(question->choices[__builtin_ctzll(value->choices)].id));
        break;
    case QUESTION_INTEGER:
        fprintf(out, "`" TEXT_FORMAT "` is at least %" PRId64, TEXT_ARGS(question->id),
                value->integer.low);
        break;
    case QUESTION_NUMBER:
        fprintf(out, "`" TEXT_FORMAT "` is at least %.17g", TEXT_ARGS(question->id),
                value->number.low);
        break;
    case QUESTION_MULTIPLE:
    case QUESTION_TEXT:
        break;
    }
}

static void name_option(FILE *out, const struct question *question, const struct raw *raw,
                        uint32_t option)
{
    uint32_t others = 0;
    for (uint32_t i = 0; i <= option; i++) {
        others += (raw->named >> i & 1) == 0;
    }
    if ((raw->named >> option & 1) != 0) {
        fprintf(out, "`" TEXT_FORMAT "` has `" TEXT_FORMAT "`", TEXT_ARGS(question->id),
                TEXT_ARGS(question->choices[option].id));
    } else {
        fprintf(out,
                "`" TEXT_FORMAT "` has at least %" PRIu32 " of the choices that are only counted",
                TEXT_ARGS(question->id), others);
    }
}

static void name_atom(FILE *out, literal atom, const void *context)
{
    const struct prover *prover = context;
    for (uint32_t i = 0; i < prover->questionnaire->question_count; i++) {
        const struct question *question = &prover->questionnaire->questions[i];
        const struct raw *raw = &prover->raws[i];
        for (uint32_t j = 0; j < raw->count; j++) {
            if (raw->holds[j] == atom && raw->is_set) {
                name_option(out, question, raw, j);
            } else if (raw->holds[j] == atom) {
                name_ordered(out, question, &raw->values[j]);
            }
        }
    }
}

bool prove_dump(const struct questionnaire *questionnaire, uint32_t guarantee, FILE *out,
                struct arena *arena, struct diags *diags)
{
    struct prover prover = {
        .questionnaire = questionnaire, .arena = arena, .diags = diags, .ok = true};
    if (!prover_compile(&prover)) {
        return false;
    }
    const struct guarantee *promise = &questionnaire->guarantees[guarantee];
    const literal broken[] = {model_condition(&prover.model, promise->when),
                              literal_not(model_outcome_in(&prover.model, promise->allowed))};
    struct solver *solver = solver_make(&prover.circuit);
    bool ok = solver != NULL && !prover.circuit.exhausted;
    if (ok) {
        fprintf(out, "c answers that break the guarantee `" TEXT_FORMAT "` of " TEXT_FORMAT "#%s\n",
                TEXT_ARGS(promise->id), TEXT_ARGS(questionnaire->id), questionnaire->fingerprint);
        ok = solver_dump(solver, broken, 2, out, name_atom, &prover);
    }
    solver_free(solver);
    return ok || diag_out_of_memory(diags);
}
