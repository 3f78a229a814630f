/* Translations: what is refused, with its exact message and place, and what the copy is. */
#include "questionnaire_test.h"

#include "base/limits.h"
#include "questionnaire/translation.h"

static const char small[] = "format: 1\n"
                            "id: small\n"
                            "version: 1.0\n"
                            "title: A small one\n"
                            "language: en\n"
                            "facility: {name: Clinic, phone: \"555\"}\n"
                            "outcomes:\n"
                            "  - id: talk\n"
                            "    recommendation: intake\n"
                            "    title: Talk\n"
                            "    message: Let us talk.\n"
                            "    next_steps: [{text: Call.}, {text: Wait.}]\n"
                            "  - id: now\n"
                            "    recommendation: intake\n"
                            "    urgent: yes\n"
                            "    title: Now\n"
                            "    message: Get help.\n"
                            "    lines: [\"911: now\"]\n"
                            "start: talk\n"
                            "undetermined: talk\n"
                            "sections:\n"
                            "  - id: one\n"
                            "    title: One\n"
                            "    questions:\n"
                            "      - id: sick\n"
                            "        ask: What is wrong?\n"
                            "        why: It matters.\n"
                            "        type: multiple\n"
                            "        choices:\n"
                            "          - {id: pain, label: Pain}\n"
                            "          - {id: fever, label: Fever}\n"
                            "rules:\n"
                            "  - id: ill\n"
                            "    when: size(sick) > 0\n"
                            "    outcome: now\n"
                            "    because: You are ill.\n";

static const char spanish[] = "format: 1\n"
                              "id: small\n"
                              "language: es\n"
                              "of: \"a6f33fc9\"\n"
                              "title: Una pequeña\n"
                              "outcomes:\n"
                              "  - id: talk\n"
                              "    of: \"fb2fdadd\"\n"
                              "    title: Hable\n"
                              "    message: Hablemos.\n"
                              "    next_steps: [Llame., Espere.]\n"
                              "  - id: now\n"
                              "    of: \"d6e6a5c3\"\n"
                              "    title: Ahora\n"
                              "    message: Busque ayuda.\n"
                              "    lines: [\"911: ahora\"]\n"
                              "sections:\n"
                              "  - {id: one, of: \"93623506\", title: Uno}\n"
                              "questions:\n"
                              "  - id: sick\n"
                              "    of: \"2646dbe6\"\n"
                              "    ask: ¿Qué tiene?\n"
                              "    why: Es importante.\n"
                              "    choices:\n"
                              "      - {id: fever, label: Fiebre}\n"
                              "      - {id: pain, label: Dolor}\n"
                              "rules:\n"
                              "  - {id: ill, of: \"4a938728\", because: Está mal.}\n";

/* Translates the small questionnaire by the Spanish one with [old] changed into [new]. */
static const struct questionnaire *
translate(struct bench *bench, char **kept, struct source *source, const char *old, const char *new)
{
    const struct change change[] = {{old, new}, {NULL, NULL}};
    const struct questionnaire *made = NULL;
    *kept = changed(spanish, change);
    bench_load(bench, small, sizeof small - 1);
    assert_non_null(bench->questionnaire);
    *source = (struct source){.name = "es.yaml", .text = text_of(*kept), .first_line = 1};
    bool ok = questionnaire_translate(bench->questionnaire, TEXT("es"), source, &bench->arena,
                                      &made, &bench->diags);
    assert_int_equal(ok, made != NULL);
    return made;
}

/* Such a change is refused with these messages. */
static void refused_translation(const char *old, const char *new, const char *expected)
{
    struct bench bench;
    struct source source;
    char *kept = NULL;
    assert_null(translate(&bench, &kept, &source, old, new));
    assert_messages(&bench, expected);
    bench_free(&bench);
    free(kept);
}

static void assert_text(struct text text, const char *expected)
{
    assert_int_equal(text.length, strlen(expected));
    assert_memory_equal(text.start, expected, text.length);
}

static void a_translation_replaces_the_texts_and_nothing_else(void **state)
{
    (void)state;
    struct bench bench;
    struct source source;
    char *kept = NULL;
    const struct questionnaire *made = translate(&bench, &kept, &source, "small", "small");
    assert_messages(&bench, "");
    assert_non_null(made);
    const struct questionnaire *from = bench.questionnaire;
    assert_text(made->language, "es");
    assert_text(made->title, "Una pequeña");
    assert_text(made->id, "small");
    assert_string_equal(made->fingerprint, from->fingerprint);
    assert_text(made->outcomes[0].message, "Hablemos.");
    assert_text(made->outcomes[0].next_steps[1].text, "Espere.");
    assert_text(made->outcomes[1].title, "Ahora");
    assert_text(made->outcomes[1].lines[0], "911: ahora");
    assert_true(made->outcomes[1].urgent);
    assert_text(made->sections[0].title, "Uno");
    assert_text(made->questions[0].ask, "¿Qué tiene?");
    assert_text(made->questions[0].choices[0].id, "pain");
    assert_text(made->questions[0].choices[0].label, "Dolor");
    assert_text(made->questions[0].choices[1].label, "Fiebre");
    assert_text(made->questions[0].none_label, "Ninguna de estas");
    assert_text(made->questions[0].language, "es");
    assert_text(made->rules[0].because, "Está mal.");
    assert_ptr_equal(made->rules[0].when, from->rules[0].when);
    assert_text(from->questions[0].ask, "What is wrong?");
    assert_text(from->questions[0].choices[0].label, "Pain");
    bench_free(&bench);
    free(kept);
}

static void a_stale_text_is_refused_with_the_fingerprint_to_write(void **state)
{
    (void)state;
    refused_translation("of: \"2646dbe6\"", "of: \"12345678\"",
                        "es.yaml:21:9: error[Q352]: the question `sick`: the text has changed "
                        "since it was translated\n"
                        "   21 |     of: \"12345678\"\n"
                        "      |         ^~~~~~~~~~\n"
                        "f.yaml:25:13: note: the text is here\n"
                        "help: once the translation is right, write `of: 2646dbe6`\n");
}

static void the_whole_file_must_have_its_shape(void **state)
{
    (void)state;
    refused_translation("    why: Es importante.", "    wy: Es importante.",
                        "es.yaml:23:5: error[Y140]: unknown key `wy`\n"
                        "   23 |     wy: Es importante.\n"
                        "      |     ^~\n"
                        "help: did you mean `why`?\n");
    refused_translation("id: small", "id: [small]",
                        "es.yaml:2:5: error[Y142]: `id` takes a text, not a list\n"
                        "    2 | id: [small]\n"
                        "      |     ^~~~~~~\n"
                        "help: put a text that begins with a bracket in quotes\n");
    refused_translation("    ask:", "    ask: {}\n    x:",
                        "es.yaml:22:10: error[Y142]: `ask` takes a text, not keys with values\n"
                        "   22 |     ask: {}\n"
                        "      |          ^~\n"
                        "help: put a text that begins with a bracket in quotes\n"
                        "es.yaml:23:5: error[Y140]: unknown key `x`\n"
                        "   23 |     x: ¿Qué tiene?\n"
                        "      |     ^\n"
                        "help: the keys here are `id`, `of`, `ask`, `why`, `help`, `choices`, "
                        "`none_label` and `unit`\n");
}

static void every_text_must_be_translated(void **state)
{
    (void)state;
    refused_translation("    why: Es importante.\n", "",
                        "es.yaml:20:9: error[Q351]: the question `sick`: `why` is not translated\n"
                        "   20 |   - id: sick\n"
                        "      |         ^~~~\n"
                        "f.yaml:25:13: note: it is here\n");
    refused_translation("ask: ¿Qué tiene?", "ask: \"\"",
                        "es.yaml:22:10: error[Y143]: `ask` is empty\n"
                        "   22 |     ask: \"\"\n"
                        "      |          ^~\n"
                        "help: give the text, or leave the line out\n");
    refused_translation("  - {id: ill", "  - {id: il",
                        "es.yaml:27:1: error[Q351]: the rule `ill` is not translated\n"
                        "   27 | rules:\n"
                        "      | ^~~~~\n"
                        "f.yaml:33:9: note: it is here\n"
                        "help: add it to `rules`, with `of: 4a938728`\n"
                        "es.yaml:28:10: error[Q353]: there is no rule `il` to translate\n"
                        "   28 |   - {id: il, of: \"4a938728\", because: Está mal.}\n"
                        "      |          ^~\n"
                        "help: did you mean `ill`?\n");
    refused_translation(
        ", Espere.]", "]",
        "es.yaml:7:9: error[Q351]: the outcome `talk`: 1 of the 2 `next_steps` is not translated\n"
        "    7 |   - id: talk\n"
        "      |         ^~~~\n"
        "f.yaml:8:9: note: it is here\n");
}

static void nothing_else_may_be_translated(void **state)
{
    (void)state;
    refused_translation(", Espere.]", ", Espere., Más.]",
                        "es.yaml:11:35: error[Q353]: there are only 2 `next_steps` to translate\n"
                        "   11 |     next_steps: [Llame., Espere., Más.]\n"
                        "      |                                   ^~~~\n"
                        "help: leave it out\n");
    refused_translation("    ask:", "    unit: x\n    ask:",
                        "es.yaml:22:5: error[Q353]: there is no `unit` to translate\n"
                        "   22 |     unit: x\n"
                        "      |     ^~~~\n"
                        "help: leave it out\n");
    refused_translation("{id: pain, label: Dolor}",
                        "{id: pain, label: Dolor}\n      - {id: pain, label: Mal}",
                        "es.yaml:27:14: error[Q354]: the choice `pain` is translated twice\n"
                        "   27 |       - {id: pain, label: Mal}\n"
                        "      |              ^~~~\n"
                        "es.yaml:26:14: note: first here\n");
}

/* Translates [text] with every limit of memory from 1 on, by steps, until it is translated or
 * refused for another reason. */
static void sweep(const char *text, bool translates)
{
    struct bench bench;
    bench_load(&bench, small, sizeof small - 1);
    const struct source source = {.name = "es.yaml", .text = text_of(text), .first_line = 1};
    for (size_t limit = 1;; limit += 29) {
        struct arena arena;
        struct arena diag_arena;
        struct diags diags;
        const struct questionnaire *made = NULL;
        arena_init(&arena, limit);
        arena_init(&diag_arena, LIMIT_DIAG_MEMORY);
        diags_init(&diags, &diag_arena);
        const bool done = questionnaire_translate(bench.questionnaire, TEXT("es"), &source, &arena,
                                                  &made, &diags);
        assert_true(done == (made != NULL));
        assert_true(done == (diags.errors == 0));
        const bool exhausted = diags.exhausted;
        if (translates && !done) {
            assert_true(exhausted);
            assert_int_equal(diags.count, 0); /* no text is called missing for want of memory */
        }
        arena_free(&arena);
        arena_free(&diag_arena);
        if (!exhausted) {
            assert_true(done == translates);
            break;
        }
        assert_true(limit < 4u << 20);
    }
    bench_free(&bench);
}

static void memory_that_is_too_little_for_a_translation_is_said(void **state)
{
    (void)state;
    sweep(spanish, true);
}

static void memory_may_run_out_in_a_translation_with_errors(void **state)
{
    (void)state;
    static const struct change changes[] = {
        {"    of: \"fb2fdadd\"\n", "    of: \"00000000\"\n"},
        {"      - {id: pain, label: Dolor}\n", "      - {id: pian, label: Dolor}\n"},
        {"    why: Es importante.\n", ""},
        {"    lines: [\"911: ahora\"]\n", "    lines: []\n"},
        {NULL, NULL}};
    char *text = changed(spanish, changes);
    sweep(text, false);
    free(text);
}

int run_translation_tests(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_translation_replaces_the_texts_and_nothing_else),
        cmocka_unit_test(a_stale_text_is_refused_with_the_fingerprint_to_write),
        cmocka_unit_test(the_whole_file_must_have_its_shape),
        cmocka_unit_test(every_text_must_be_translated),
        cmocka_unit_test(nothing_else_may_be_translated),
        cmocka_unit_test(memory_that_is_too_little_for_a_translation_is_said),
        cmocka_unit_test(memory_may_run_out_in_a_translation_with_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
