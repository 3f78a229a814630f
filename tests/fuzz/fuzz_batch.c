/* Whatever bytes come: the fast ways of scoring give the rows, messages and places that the slow one
 * gives, with one worker and with several. The first byte chooses the format, that of the rows and
 * the workers. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/batch/both.h"
#include "base/limits.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char questionnaire_text[] =
    "format: 1\nid: fuzz\nversion: 1\ntitle: T\nlanguage: en\n"
    "facility: {name: F, phone: P, address: A}\n"
    "outcomes:\n"
    "  - {id: less, recommendation: intake, title: T, message: M}\n"
    "  - {id: fits-iop, recommendation: iop, title: T, message: M}\n"
    "  - {id: talk, recommendation: intake, title: T, message: M}\n"
    "start: less\nundetermined: talk\n"
    "sections:\n"
    "  - id: s\n"
    "    title: S\n"
    "    questions:\n"
    "      - {id: smokes, ask: A, type: yes_no}\n"
    "      - {id: last_use, ask: B, type: choice, choices: [{id: over_30_days, label: L}, "
    "{id: last_24h, label: L}]}\n"
    "      - {id: substances, ask: C, type: multiple, choices: [{id: alcohol, label: L}, "
    "{id: opioids, label: L}]}\n"
    "      - {id: age, ask: D, type: integer, min: -20, max: 120, ask_if: smokes, otherwise: 30}\n"
    "      - {id: weight, ask: E, type: number, min: 2.5, max: 400, unit: kg}\n"
    "      - {id: notes, ask: F, type: text}\n"
    "facts:\n"
    "  - {id: severe, is: \"size(substances) >= 2\"}\n"
    "rules:\n"
    "  - {id: seizure-history, when: severe or smokes, outcome: talk, because: A}\n"
    "  - {id: heavy, when: weight > 90.5 and age < 30, outcome: fits-iop, because: A}\n"
    "  - {id: recent, when: last_use == \"last_24h\" or age < 18, outcome: fits-iop, because: B}\n";

static struct arena arena;
static const struct questionnaire *questionnaire;
static const struct plan *plan;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    static const struct source source = {
        .name = "fuzz.yaml",
        .text = {questionnaire_text, sizeof questionnaire_text - 1},
        .first_line = 1};
    struct diags diags;
    arena_init(&arena, LIMIT_QUESTIONNAIRE_MEMORY);
    diags_init(&diags, &arena);
    if (!questionnaire_load(&source, "fuzz.yaml", NULL, &arena, &questionnaire, &diags)) {
        diags_render(stderr, &diags, (struct diag_style){.colour = false});
        abort();
    }
    plan = plan_make(questionnaire, &arena, &diags);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) {
        return 0;
    }
    struct text text = {(const char *)data + 1, size - 1};
    enum answers_format format = (data[0] & 4) != 0   ? ANSWERS_YAML
                                 : (data[0] & 1) != 0 ? ANSWERS_CSV
                                                      : ANSWERS_NDJSON;
    struct way way = {.format = (data[0] & 2) != 0 ? BATCH_CSV : BATCH_NDJSON, .jobs = 1};
    char *slow = score_text(questionnaire, plan, text, format, way);
    way.fast = true;
    way.jobs = (data[0] & 0x38) == 0 ? 3 : 1;
    char *fast = score_text(questionnaire, plan, text, format, way);
    if (strcmp(slow, fast) != 0) {
        fprintf(stderr, "slow:\n%s\nfast:\n%s\n", slow, fast);
        abort();
    }
    free(slow);
    free(fast);
    return 0;
}
