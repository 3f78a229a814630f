/* Runs the tests of questionnaire/, and what they share. */
#include "questionnaire_test.h"

#include "base/limits.h"

const char base_questionnaire[] = "format: 1\n"
                                  "id: small\n"
                                  "version: 1.0\n"
                                  "title: A small one\n"
                                  "language: en\n"
                                  "facility: {name: Clinic, phone: \"555\"}\n"
                                  "outcomes:\n"
                                  "  - id: less\n"
                                  "    recommendation: intake\n"
                                  "    title: Talk\n"
                                  "    message: Let us talk.\n"
                                  "  - id: home\n"
                                  "    recommendation: iop\n"
                                  "    title: Home\n"
                                  "    message: Care at home.\n"
                                  "    next_steps:\n"
                                  "      - text: Ask for evenings.\n"
                                  "        when: size(duties) > 0\n"
                                  "  - id: talk\n"
                                  "    recommendation: intake\n"
                                  "    title: Talk\n"
                                  "    message: Let us talk.\n"
                                  "  - id: now\n"
                                  "    recommendation: intake\n"
                                  "    urgent: yes\n"
                                  "    title: Now\n"
                                  "    message: Get help.\n"
                                  "    lines: [\"911\"]\n"
                                  "start: less\n"
                                  "undetermined: talk\n"
                                  "sections:\n"
                                  "  - id: one\n"
                                  "    title: One\n"
                                  "    questions:\n"
                                  "      - id: sick\n"
                                  "        ask: Are you sick?\n"
                                  "        why: It matters.\n"
                                  "        type: choice\n"
                                  "        choices:\n"
                                  "          - {id: fine, label: Fine}\n"
                                  "          - {id: shaky, label: Shaky, points: 2}\n"
                                  "          - {id: badly, label: Badly, points: 4}\n"
                                  "      - id: drinks\n"
                                  "        ask: Do you drink?\n"
                                  "        why: It matters.\n"
                                  "        type: yes_no\n"
                                  "      - id: amount\n"
                                  "        ask: How much?\n"
                                  "        why: It matters.\n"
                                  "        type: integer\n"
                                  "        min: 0\n"
                                  "        max: 60\n"
                                  "        unit: drinks\n"
                                  "        ask_if: drinks\n"
                                  "        otherwise: 0\n"
                                  "  - id: two\n"
                                  "    title: Two\n"
                                  "    questions:\n"
                                  "      - id: weight\n"
                                  "        ask: What do you weigh?\n"
                                  "        why: It matters.\n"
                                  "        type: number\n"
                                  "        min: 20.5\n"
                                  "        max: 400\n"
                                  "      - id: duties\n"
                                  "        ask: What do you do?\n"
                                  "        why: It matters.\n"
                                  "        type: multiple\n"
                                  "        choices:\n"
                                  "          - {id: job, label: A job}\n"
                                  "          - {id: care, label: Care}\n"
                                  "        advice_for: [home]\n"
                                  "      - id: words\n"
                                  "        ask: Anything else?\n"
                                  "        why: It matters.\n"
                                  "        type: text\n"
                                  "facts:\n"
                                  "  - id: heavy\n"
                                  "    is: drinks and amount >= 8\n"
                                  "  - id: score\n"
                                  "    is: sick.points + amount\n"
                                  "rules:\n"
                                  "  - id: emergency\n"
                                  "    when: sick == \"badly\"\n"
                                  "    outcome: now\n"
                                  "    because: You are sick.\n"
                                  "  - id: check-first\n"
                                  "    when: heavy or score > 5 or weight < 40.0\n"
                                  "    outcome: talk\n"
                                  "    because: A check is needed.\n"
                                  "  - id: fits\n"
                                  "    when: not drinks and sick == \"fine\"\n"
                                  "    outcome: home\n"
                                  "    because: You feel well.\n";

char *changed(const char *text, const struct change *changes)
{
    char *result = strdup(text);
    assert_non_null(result);
    for (; changes->old; changes++) {
        char *found = strstr(result, changes->old);
        assert_non_null(found);
        size_t before = (size_t)(found - result);
        char *next = NULL;
        size_t length = 0;
        FILE *out = open_memstream(&next, &length);
        assert_non_null(out);
        fwrite(result, 1, before, out);
        fputs(changes->new, out);
        fputs(found + strlen(changes->old), out);
        assert_int_equal(fclose(out), 0);
        free(result);
        result = next;
    }
    return result;
}

void bench_load(struct bench *bench, const char *text, size_t length)
{
    arena_init(&bench->arena, LIMIT_QUESTIONNAIRE_MEMORY);
    arena_init(&bench->scratch, LIMIT_RECORD_MEMORY);
    arena_init(&bench->diag_arena, LIMIT_DIAG_MEMORY);
    diags_init(&bench->diags, &bench->diag_arena);
    bench->source = (struct source){.name = "f.yaml", .text = {text, length}, .first_line = 1};
    bench->questionnaire = NULL;
    bool loaded = questionnaire_load(&bench->source, "f.yaml", "folder", &bench->arena,
                                     &bench->questionnaire, &bench->diags);
    assert_true(loaded == (bench->questionnaire != NULL));
    assert_true(loaded == (bench->diags.errors == 0));
}

void bench_free(struct bench *bench)
{
    arena_free(&bench->arena);
    arena_free(&bench->scratch);
    arena_free(&bench->diag_arena);
}

void assert_messages(struct bench *bench, const char *expected)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    diags_sort(&bench->diags);
    diags_render(out, &bench->diags, (struct diag_style){.colour = false});
    assert_int_equal(fclose(out), 0);
    assert_string_equal(text, expected);
    free(text);
}

void refused_all(const struct change *changes, const char *expected)
{
    struct bench bench;
    char *text = changed(base_questionnaire, changes);
    bench_load(&bench, text, strlen(text));
    assert_null(bench.questionnaire);
    assert_messages(&bench, expected);
    bench_free(&bench);
    free(text);
}

void refused(const char *old, const char *new, const char *expected)
{
    const struct change changes[] = {{old, new}, {NULL, NULL}};
    refused_all(changes, expected);
}

void bench_lint(struct bench *bench)
{
    struct diags *diags = &bench->diags;
    uint32_t kept = 0;
    questionnaire_lint(bench->questionnaire, &bench->scratch, diags);
    for (uint32_t i = 0; i < diags->count; i++) {
        if (diags->items[i].code != CODE_Q332) {
            diags->items[kept++] = diags->items[i];
        } else {
            diags->warnings--;
        }
    }
    diags->count = kept;
}

void warned_all(const struct change *changes, const char *expected)
{
    struct bench bench;
    char *text = changed(base_questionnaire, changes);
    bench_load(&bench, text, strlen(text));
    assert_messages(&bench, "");
    assert_non_null(bench.questionnaire);
    bench_lint(&bench);
    assert_int_equal(bench.diags.errors, 0);
    assert_messages(&bench, expected);
    bench_free(&bench);
    free(text);
}

void warned(const char *old, const char *new, const char *expected)
{
    const struct change changes[] = {{old, new}, {NULL, NULL}};
    warned_all(changes, expected);
}

int main(void)
{
    return run_load_tests() + run_refused_tests() + run_condition_tests() + run_guarantee_tests() +
           run_exception_tests() + run_lint_tests() + run_words_tests() + run_limit_tests() +
           run_texts_tests() + run_repair_tests() + run_translation_tests();
}
