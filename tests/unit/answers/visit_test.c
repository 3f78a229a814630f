/* A conversation as a file: what is written reads back as the same; a questionnaire that has changed
 * loses nothing; what is no such file is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "answers/visit.h"
#include "base/limits.h"
#include "fixture.h"

static struct arena arena;
static struct arena messages;
static struct diags diags;
static struct questionnaire questionnaire;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, LIMIT_RECORD_MEMORY);
    arena_init(&messages, LIMIT_DIAG_MEMORY);
    diags_init(&diags, &messages);
    questionnaire = *fixture_questionnaire();
    questionnaire.version = TEXT("1.0");
    memcpy(questionnaire.fingerprint, "0123abcd", sizeof questionnaire.fingerprint);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    arena_free(&messages);
    return 0;
}

static bool read_visit(const char *text, struct visit *ret)
{
    struct source *source = arena_alloc(&arena, sizeof *source);
    struct visit_origin origin;
    *source = (struct source){"v.yaml", text_of(text), 1, 0};
    return visit_read(source, &questionnaire, &arena, ret, &origin, &diags);
}

static char *written(const struct visit *visit)
{
    static char text[4000];
    FILE *out = fmemopen(text, sizeof text, "w");
    visit_write(out, &questionnaire, visit);
    fputc('\0', out);
    fclose(out);
    return text;
}

/* That [text] reads, and is written again as [expected]. */
static void assert_becomes(const char *text, const char *expected)
{
    struct visit visit;
    bool read = read_visit(text, &visit);
    diags_render(stderr, &diags, (struct diag_style){.colour = false});
    assert_true(read);
    assert_string_equal(written(&visit), expected);
}

static void assert_refused(const char *text, const char *expected)
{
    struct visit visit;
    char got[600];
    FILE *out = fmemopen(got, sizeof got, "w");
    assert_false(read_visit(text, &visit));
    for (uint32_t i = 0; i < diags.count; i++) {
        struct place place = span_place(diags.items[i].span);
        fprintf(out, "%s%u:%u %s " TEXT_FORMAT, i > 0 ? "; " : "", place.line, place.column,
                code_info(diags.items[i].code)->name, TEXT_ARGS(diags.items[i].message));
    }
    fputc('\0', out);
    fclose(out);
    assert_string_equal(got, expected);
    diags_clear(&diags);
}

#define BEGINNING(fingerprint)                                                                     \
    "interview:\n"                                                                                 \
    "  questionnaire: fixture\n"                                                                   \
    "  version: \"1.0\"\n"                                                                         \
    "  fingerprint: \"" fingerprint "\"\n"

static void what_is_written_reads_back_as_the_same(void **state)
{
    (void)state;
    static const char whole[] =
        "id: p-17\n"
        "smokes: unsure\n"
        "substances: [alcohol, opioids]\n"
        "age: 34\n"
        "notes: \"two\\nlines: \\\"so\\\"\"\n" BEGINNING(
            "0123abcd") "  state: finished\n"
                        "  asked: [age, smokes, substances, notes, last_use]\n"
                        "  aside:\n"
                        "    last_use: last_24h\n"
                        "    weight: declined\n"
                        "  notes:\n"
                        "    smokes: \"he said: later\"\n"
                        "    age: \"34\"\n"
                        "  unusable:\n"
                        "    height: \"180\"\n"
                        "    drugs: [a, \"b c!\"]\n"
                        "  result:\n"
                        "    recommendation: iop\n"
                        "    outcome: fits-iop\n"
                        "    certain: no\n"
                        "    time: \"2026-11-25T02:00:00Z\"\n"
                        "    fingerprint: \"0123abcd\"\n"
                        "  override:\n"
                        "    recommendation: inpatient\n"
                        "    reason: declined_medication\n"
                        "    words: no refill\n"
                        "    harm: \"relapse, overdose\"\n"
                        "    time: \"2026-11-25T02:01:00Z\"\n"
                        "    fingerprint: \"0123abcd\"\n";
    assert_becomes(whole, whole);
    static const char bare[] = BEGINNING("0123abcd") "  state: open\n"
                                                     "  asked: []\n";
    assert_becomes(bare, bare);
}

static void every_coded_reason_reads_back(void **state)
{
    (void)state;
    for (int i = 0; i < OVERRIDE_REASONS; i++) {
        struct visit visit;
        char text[600];
        snprintf(text, sizeof text,
                 BEGINNING("0123abcd") "  override: {recommendation: intake, reason: %s, words: a, "
                                       "harm: b, time: c, fingerprint: d}\n",
                 override_reason_code((enum override_reason)i));
        assert_true(read_visit(text, &visit));
        assert_true(visit.override.made);
        assert_int_equal(visit.override.reason, i);
        assert_int_equal(visit.override.recommendation, RECOMMEND_INTAKE);
    }
}

static void under_a_changed_questionnaire_nothing_is_lost(void **state)
{
    (void)state;
    static const char before[] =
        "age: 340\n"
        "substances: [alcohol, tea]\n"
        "smokes: no\n"
        "height: 180\n" BEGINNING("ffffffff") "  state: finished\n"
                                              "  asked: [height, smokes, age]\n"
                                              "  aside: {last_use: yesterday, weight: 70}\n"
                                              "  notes: {height: tall, smokes: left off}\n";
    static const char after[] =
        "smokes: no\n" BEGINNING("0123abcd") "  state: finished\n"
                                             "  asked: [smokes, age]\n"
                                             "  aside:\n"
                                             "    weight: 70\n"
                                             "  notes:\n"
                                             "    smokes: left off\n"
                                             "    height: tall\n"
                                             "  unusable:\n"
                                             "    age: \"340\"\n"
                                             "    substances: [alcohol, tea]\n"
                                             "    height: \"180\"\n"
                                             "    last_use: yesterday\n";
    assert_becomes(before, after);
    struct visit visit;
    assert_true(read_visit(before, &visit));
    assert_int_equal(visit.leftover_count, 5);
    assert_true(text_is(visit.leftovers[2].why, "there is no question `height`"));
    assert_int_equal(diags.count, 0);
}

static void what_fits_again_is_used_again_but_never_over_a_newer_answer(void **state)
{
    (void)state;
    static const char before[] =
        "smokes: no\n" BEGINNING("0123abcd") "  state: open\n"
                                             "  asked: [smokes]\n"
                                             "  unusable: {age: 40, smokes: yes}\n";
    static const char after[] =
        "smokes: no\nage: 40\n" BEGINNING("0123abcd") "  state: open\n"
                                                      "  asked: [smokes]\n"
                                                      "  unusable:\n"
                                                      "    smokes: \"yes\"\n";
    assert_becomes(before, after);
}

static void what_is_no_such_file_is_refused(void **state)
{
    (void)state;
    static const char none[] = "this file holds no interview that could be gone on with";
    char expected[200];
    snprintf(expected, sizeof expected, "1:1 A107 %s", none);
    assert_refused("", expected);
    assert_refused("age: 34\n", expected);
    assert_refused("- 3\n", expected);
    assert_refused("interview: {}\n",
                   "1:12 A107 `interview` does not say which questionnaire was asked");
    assert_refused("interview: {questionnaire: other, version: 1, fingerprint: ab}\n",
                   "1:12 A107 this interview is about another questionnaire: `other`, not "
                   "`fixture`");
    assert_refused("age: 340\n" BEGINNING("0123abcd"), "1:6 A103 for `age`, `340` is out of range");
    assert_refused(BEGINNING("0123abcd") "  note: {age: x}\n",
                   "5:3 A107 `interview` has no `note`");
    assert_refused(BEGINNING("0123abcd") "  state: done\n",
                   "5:10 A107 `state` is `open` or `finished`");
    assert_refused(BEGINNING("0123abcd") "  asked: age\n",
                   "5:10 A107 `asked` must be a list of questions");
    assert_refused(BEGINNING("0123abcd") "  asked: [age, age]\n",
                   "5:16 A107 `asked` names each question once");
    assert_refused(BEGINNING("0123abcd") "  notes: 3\n", "5:10 A107 this must be a map");
    assert_refused(BEGINNING("0123abcd") "  notes: {age: [x]}\n",
                   "5:16 A107 a note must be a text");
    assert_refused(BEGINNING("0123abcd") "  result: {outcome: x}\n",
                   "5:11 A107 this result is not whole");
    assert_refused(BEGINNING("0123abcd") "  override: {reason: x}\n",
                   "5:13 A107 this override is not whole");
    assert_refused(BEGINNING("0123abcd") "  override: {recommendation: iop, reason: x, words: a, "
                                         "harm: b, time: c, fingerprint: d}\n",
                   "5:13 A107 this override has a recommendation or a reason that is none");
    assert_refused("age: {a: 3}\n" BEGINNING("ffffffff"),
                   "1:6 A107 this is neither an answer nor a list of choices");
}

static void where_memory_is_used_up_it_is_said(void **state)
{
    (void)state;
    static const char text[] =
        "age: 34\nheight: 3\n" BEGINNING("ffffffff") "  notes: {age: x, height: y}\n";
    bool read = false;
    for (size_t limit = 0; !read; limit += 512) {
        struct visit visit;
        arena_free(&arena);
        arena_init(&arena, limit + 4096);
        read = read_visit(text, &visit);
        assert_true(read || diags.errors > 0);
        diags_clear(&diags);
        assert_true(limit < 1000000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_written_reads_back_as_the_same, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_coded_reason_reads_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(under_a_changed_questionnaire_nothing_is_lost, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(what_fits_again_is_used_again_but_never_over_a_newer_answer,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_such_file_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(where_memory_is_used_up_it_is_said, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
