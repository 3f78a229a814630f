/* Views of an assessment: rows byte by byte, and what a person is and is not shown. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "view/view.h"

static const char questionnaire_text[] =
    "format: 1\n"
    "id: small\n"
    "version: 1\n"
    "title: A small one\n"
    "language: en\n"
    "facility: {name: Test House, phone: \"555-0100\"}\n"
    "outcomes:\n"
    "  - {id: less, recommendation: intake, title: Talk with our staff, message: Less may do.}\n"
    "  - {id: iop, recommendation: iop, title: A program, message: It fits., next_steps:\n"
    "     [{text: Call us., when: many}, {text: Never shown., when: hurt}]}\n"
    "  - {id: talk, recommendation: intake, title: Talk first, message: A person looks at it.}\n"
    "  - id: today\n"
    "    recommendation: intake\n"
    "    title: Talk today\n"
    "    message: Soon.\n"
    "    urgent: true\n"
    "    lines: [Call the staff., Call 988.]\n"
    "  - id: now\n"
    "    recommendation: intake\n"
    "    title: Talk now\n"
    "    message: At once.\n"
    "    urgent: true\n"
    "    lines: [Call 911., Call 988.]\n"
    "start: less\n"
    "undetermined: talk\n"
    "sections:\n"
    "  - id: all\n"
    "    title: All\n"
    "    questions:\n"
    "      - {id: danger, ask: Are you in danger?, type: yes_no}\n"
    "      - {id: worse, ask: Is it getting worse?, type: yes_no}\n"
    "      - {id: hurt, ask: Does someone hurt you?, type: yes_no}\n"
    "      - {id: many, ask: Do you have many of them?, type: yes_no}\n"
    "      - {id: which, ask: Which one?, type: integer, min: 1, max: 9, ask_if: many,\n"
    "         otherwise: 1}\n"
    "rules:\n"
    "  - {id: danger-now, when: danger, outcome: now, because: You are in danger.}\n"
    "  - {id: soon, when: worse, outcome: today, because: It is getting worse.}\n"
    "  - {id: hurt-at-home, when: hurt, outcome: talk, because: Someone hurts you., note: alone,\n"
    "     private: true}\n"
    "  - {id: fits, when: many and which > 2, outcome: iop, because: You have many.}\n";

struct fixture {
    struct arena arena;
    struct arena messages;
    struct diags diags;
    struct source source;
    const struct questionnaire *questionnaire;
    const struct plan *plan;
    struct record record;
    struct assessment assessment;
    struct view_result result;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    arena_init(&fixture->arena, LIMIT_QUESTIONNAIRE_MEMORY);
    arena_init(&fixture->messages, LIMIT_DIAG_MEMORY);
    diags_init(&fixture->diags, &fixture->messages);
    fixture->source = (struct source){"small.yaml", text_of(questionnaire_text), 1, 0};
    if (!questionnaire_load(&fixture->source, "small.yaml", NULL, &fixture->arena,
                            &fixture->questionnaire, &fixture->diags)) {
        diags_render(stderr, &fixture->diags, (struct diag_style){0});
        fail_msg("the questionnaire of this test does not load");
    }
    fixture->plan = plan_make(fixture->questionnaire, &fixture->arena, &fixture->diags);
    assert_non_null(fixture->plan);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    arena_free(&fixture->arena);
    arena_free(&fixture->messages);
    free(fixture);
    return 0;
}

/* Reads one record from JSON and assesses it. */
static const struct view_result *assessed(struct fixture *fixture, const char *json)
{
    FILE *file = fmemopen((void *)(uintptr_t)json, strlen(json), "r");
    assert_non_null(file);
    struct answers_reader *reader =
        answers_open(file, "answers.json", ANSWERS_JSON, fixture->questionnaire, &fixture->diags);
    assert_non_null(reader);
    assert_int_equal(answers_next(reader, &fixture->arena, &fixture->record, &fixture->diags),
                     ANSWERS_RECORD);
    struct assess_options options = assess_default_options();
    options.want_open = true;
    options.want_rules = true;
    assert_true(assess(fixture->plan, fixture->record.answers, options, &fixture->arena,
                       &fixture->assessment, &fixture->diags));
    answers_close(reader);
    fclose(file);
    fixture->result = (struct view_result){fixture->questionnaire, fixture->plan, &fixture->record,
                                           &fixture->assessment};
    return &fixture->result;
}

/* What a view writes, to be compared and freed. */
struct written {
    FILE *out;
    char *text;
    size_t length;
};

static FILE *begin(struct written *written)
{
    written->out = open_memstream(&written->text, &written->length);
    assert_non_null(written->out);
    return written->out;
}

static void expect(struct written *written, const char *wanted)
{
    assert_int_equal(fclose(written->out), 0);
    assert_string_equal(written->text, wanted);
    free(written->text);
}

/* ---- Strings --------------------------------------------------------------------------------- */

static void expect_json(struct text text, const char *wanted)
{
    struct written written;
    view_json_string(begin(&written), text);
    expect(&written, wanted);
}

static void json_strings_are_escaped(void **state)
{
    (void)state;
    expect_json(TEXT(""), "\"\"");
    expect_json(TEXT("a\"b\\c/d"), "\"a\\\"b\\\\c/d\"");
    expect_json(TEXT("\b\f\n\r\t"), "\"\\b\\f\\n\\r\\t\"");
    expect_json(TEXT("\0\x1f\x7f"), "\"\\u0000\\u001f\\u007f\"");
    expect_json(TEXT("\xc2\x85"), "\"\\u0085\"");
    expect_json(TEXT("señor 日本 \xf0\x9f\x98\x80"), "\"señor 日本 \xf0\x9f\x98\x80\"");
    expect_json(TEXT("a\xff"
                     "b"),
                "\"a\xef\xbf\xbd"
                "b\"");
    expect_json(TEXT("\xed\xa0\x80"), "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
}

static void expect_csv(const char *text, const char *wanted)
{
    struct written written;
    view_csv_field(begin(&written), text_of(text));
    expect(&written, wanted);
}

static void csv_fields_are_quoted_where_they_have_to_be(void **state)
{
    (void)state;
    expect_csv("", "");
    expect_csv("plain;text", "plain;text");
    expect_csv("a,b", "\"a,b\"");
    expect_csv("say \"no\"", "\"say \"\"no\"\"\"");
    expect_csv("two\nlines", "\"two\nlines\"");
    expect_csv("a\r", "\"a\r\"");
    expect_csv(" a", "\" a\"");
    expect_csv("a ", "\"a \"");
}

/* ---- Rows ------------------------------------------------------------------------------------ */

#define FINGERPRINT_ROOM 1024

/* [wanted] with `@F` in the place of the fingerprint. */
static void expect_row(struct fixture *fixture, struct written *written, const char *wanted)
{
    char row[FINGERPRINT_ROOM];
    const char *mark = strstr(wanted, "@F");
    assert_non_null(mark);
    snprintf(row, sizeof row, "%.*s%s%s", (int)(mark - wanted), wanted,
             fixture->questionnaire->fingerprint, mark + 2);
    expect(written, row);
}

static void a_certain_result_as_ndjson(void **state)
{
    struct fixture *fixture = *state;
    struct written written;
    view_row_ndjson(begin(&written),
                    assessed(fixture,
                             "{\"id\":\"a1\",\"danger\":false,\"worse\":false,\"hurt\":false,"
                             "\"many\":true,\"which\":3}"));
    expect_row(fixture, &written,
               "{\"id\":\"a1\",\"recommendation\":\"iop\",\"outcome\":\"iop\",\"certain\":true,"
               "\"exact\":true,\"urgent\":false,\"possible\":[\"iop\"],\"rules\":[\"fits\"],"
               "\"open\":[],\"warnings\":[],\"questionnaire\":\"small@1#@F\"}\n");
}

static void an_open_result_as_ndjson(void **state)
{
    struct fixture *fixture = *state;
    struct written written;
    view_row_ndjson(begin(&written), assessed(fixture, "{\"worse\":false,\"hurt\":false}"));
    expect_row(
        fixture, &written,
        "{\"id\":null,\"recommendation\":\"intake\",\"outcome\":\"talk\",\"certain\":false,"
        "\"exact\":true,\"urgent\":true,\"possible\":[\"less\",\"iop\",\"now\"],\"rules\":[],"
        "\"open\":[\"danger\",\"many\",\"which\"],\"warnings\":[],"
        "\"questionnaire\":\"small@1#@F\"}\n");
}

static void rules_that_call_for_less_are_named_where_none_calls_for_the_outcome(void **state)
{
    struct fixture *fixture = *state;
    struct written written;
    view_row_ndjson(
        begin(&written),
        assessed(fixture, "{\"danger\":false,\"worse\":false,\"many\":true,\"which\":9}"));
    expect_row(
        fixture, &written,
        "{\"id\":null,\"recommendation\":\"intake\",\"outcome\":\"talk\",\"certain\":false,"
        "\"exact\":true,\"urgent\":false,\"possible\":[\"iop\",\"talk\"],\"rules\":[\"fits\"],"
        "\"open\":[\"hurt\"],\"warnings\":[],\"questionnaire\":\"small@1#@F\"}\n");
}

static void an_answer_that_does_not_apply_is_a_warning(void **state)
{
    struct fixture *fixture = *state;
    struct written written;
    const struct view_result *result =
        assessed(fixture, "{\"id\":7,\"danger\":false,\"worse\":false,\"hurt\":false,"
                          "\"many\":false,\"which\":9}");
    view_row_ndjson(begin(&written), result);
    expect_row(fixture, &written,
               "{\"id\":\"7\",\"recommendation\":\"intake\",\"outcome\":\"less\",\"certain\":true,"
               "\"exact\":true,\"urgent\":false,\"possible\":[\"less\"],\"rules\":[],\"open\":[],"
               "\"warnings\":[\"not-applicable:which\"],"
               "\"questionnaire\":\"small@1#@F\"}\n");
    view_row_csv(begin(&written), result);
    expect_row(fixture, &written,
               "7,intake,less,true,true,false,less,,,not-applicable:which,small@1#@F,,,,\n");
}

static void csv_has_the_same_fields_as_columns(void **state)
{
    struct fixture *fixture = *state;
    struct written written;
    view_header_csv(begin(&written));
    expect(&written, "id,recommendation,outcome,certain,exact,urgent,possible,rules,open,warnings,"
                     "questionnaire,error_code,error_message,error_key,error_column\n");
    view_row_csv(begin(&written), assessed(fixture, "{\"worse\":false,\"hurt\":false}"));
    expect_row(fixture, &written,
               ",intake,talk,false,true,true,less;iop;now,,danger;many;which,,small@1#@F,,,,\n");
}

static void an_error_row_has_what_is_known(void **state)
{
    struct fixture *fixture = *state;
    struct source source = {"answers.json", TEXT("ab\ncde"), 1, 0};
    struct record record = {.has_id = true, .id = TEXT("a\"2")};
    struct record nameless = {0};
    struct diag *diag =
        diag_add(&fixture->diags, CODE_A103, span_of(&source, 4, 1), "wrong, `%s`", "so \"it\" is");
    struct diag placeless = {.code = CODE_F004, .message = TEXT("memory is used up")};
    struct written written;
    diag_key(&fixture->diags, diag, TEXT("many"));
    view_error_ndjson(begin(&written), &record, diag);
    expect(&written, "{\"id\":\"a\\\"2\",\"error\":{\"code\":\"A103\",\"message\":\"wrong, `so "
                     "\\\"it\\\" is`\",\"key\":\"many\",\"column\":2}}\n");
    view_error_csv(begin(&written), &record, diag);
    expect(&written, "\"a\"\"2\",,,,,,,,,,,A103,\"wrong, `so \"\"it\"\" is`\",many,2\n");
    view_error_ndjson(begin(&written), &nameless, &placeless);
    expect(&written, "{\"id\":null,\"error\":{\"code\":\"F004\",\"message\":\"memory is used "
                     "up\"}}\n");
    view_error_csv(begin(&written), &nameless, &placeless);
    expect(&written, ",,,,,,,,,,,F004,memory is used up,,\n");
    view_error_text(begin(&written), &record, diag, (struct view_style){.width = 80});
    expect(&written, "Record a\"2 cannot be used\n  wrong, `so \"it\" is`\n");
    view_error_text(begin(&written), &nameless, &placeless, (struct view_style){.width = 80});
    expect(&written, "A record without an id cannot be used\n  memory is used up\n");
}

/* ---- For a person ---------------------------------------------------------------------------- */

static char *text_of_result(struct fixture *fixture, const char *json, bool for_staff)
{
    struct written written;
    const struct view_style style = {.width = 80, .for_staff = for_staff};
    const struct view_result *result = assessed(fixture, json);
    assert_true(view_result_text(begin(&written), result, style, &fixture->arena, &fixture->diags));
    assert_int_equal(fclose(written.out), 0);
    return written.text;
}

static void expect_start(const char *text, const char *wanted)
{
    char start[256];
    snprintf(start, sizeof start, "%.*s", (int)strlen(wanted), text);
    assert_string_equal(start, wanted);
}

static void phone_lines_come_before_any_other_text(void **state)
{
    struct fixture *fixture = *state;
    char *text = text_of_result(fixture, "{\"danger\":true}", false);
    /* What is urgent is said before what is recommended. */
    expect_start(text, "- Call 911.\n- Call 988.\n\nTalk now\n"
                       "Recommendation: Talk with intake staff, now\n");
    free(text);
    /* Also while it is only possible; the highest first, each line once. */
    text = text_of_result(fixture, "{}", false);
    expect_start(text, "- Call 911.\n- Call 988.\n- Call the staff.\n\nRecommendation: ");
    free(text);
    text = text_of_result(fixture, "{\"danger\":false,\"worse\":false}", false);
    expect_start(text, "Recommendation: ");
    free(text);
}

static void a_private_reason_is_for_staff_only(void **state)
{
    struct fixture *fixture = *state;
    const char *json = "{\"danger\":false,\"worse\":false,\"hurt\":true,\"many\":false}";
    char *text = text_of_result(fixture, json, false);
    assert_non_null(strstr(text, "\nWhy\n  - The staff would like to go over this with you.\n\n"));
    assert_null(strstr(text, "hurt"));
    assert_null(strstr(text, "alone"));
    free(text);
    text = text_of_result(fixture, json, true);
    assert_non_null(strstr(text, "\nWhy\n"
                                 "  - Someone hurts you.\n"
                                 "    [hurt-at-home] alone (private)\n"
                                 "      Does someone hurt you? yes\n"));
    free(text);
}

static void open_questions_are_the_reason_where_no_rule_is(void **state)
{
    struct fixture *fixture = *state;
    char *text = text_of_result(
        fixture,
        "{\"danger\":false,\"worse\":false,\"hurt\":\"declined\",\"many\":true,\"which\":9}",
        false);
    assert_non_null(strstr(text, "\nWhy\n"
                                 "  - Some answers are missing that could lead to another "
                                 "recommendation. We do\n"
                                 "    not guess: a person should look at this with you.\n"
                                 "\n"
                                 "What your answers already show\n"
                                 "  - You have many.\n"
                                 "      Do you have many of them? yes\n"
                                 "      Which one? 9\n"
                                 "\n"
                                 "Still open\n"
                                 "  - Does someone hurt you?\n"
                                 "      You preferred not to say.\n"));
    free(text);
}

static void the_end_names_the_facility_and_the_questionnaire(void **state)
{
    struct fixture *fixture = *state;
    char *text = text_of_result(
        fixture, "{\"id\":\"a1\",\"danger\":false,\"worse\":false,\"hurt\":false,\"many\":false}",
        false);
    char wanted[1024];
    snprintf(wanted, sizeof wanted,
             "Recommendation: %s\n"
             "Talk with our staff\n"
             "\n"
             "Less may do.\n"
             "\n"
             "Why\n"
             "  - None of your answers points to another recommendation.\n"
             "\n"
             "Test House\n"
             "555-0100\n"
             "\n"
             "This is a guide for a first conversation. It is not a diagnosis, and it does not\n"
             "replace the judgement of a clinician.\n"
             "Confidential health information: only for the person it is about and for those\n"
             "who care for them.\n"
             "Questionnaire small@1#%s, record a1\n",
             recommendation_title(RECOMMEND_INTAKE, TEXT("en")),
             fixture->questionnaire->fingerprint);
    assert_string_equal(text, wanted);
    free(text);
}

/* ---- Why this and not another ------------------------------------------------------------------ */

static char *text_of_why(struct fixture *fixture, const char *json, bool for_staff)
{
    struct written written;
    struct why why;
    const struct view_style style = {.width = 80, .for_staff = for_staff};
    const struct view_result *result = assessed(fixture, json);
    assert_true(why_find(result->plan, result->record->answers, result->assessment, WHY_STEPS,
                         &fixture->arena, &why, &fixture->diags));
    assert_true(
        view_why_text(begin(&written), result, &why, style, &fixture->arena, &fixture->diags));
    assert_int_equal(fclose(written.out), 0);
    return written.text;
}

static void what_a_private_rule_reads_is_named_to_staff_only(void **state)
{
    struct fixture *fixture = *state;
    const char *json = "{\"danger\":false,\"worse\":false,\"hurt\":true,\"many\":false}";
    char *text = text_of_why(fixture, json, false);
    assert_null(strstr(text, "hurt"));
    assert_non_null(strstr(text, "      (answers that are not shown here: 1)\n"));
    free(text);
    text = text_of_why(fixture, json, true);
    assert_non_null(strstr(text, "      hurt: "));
    assert_null(strstr(text, "not shown here"));
    free(text);
}

static void an_explanation_is_one_json_object_on_a_line(void **state)
{
    struct fixture *fixture = *state;
    struct written written;
    struct why why;
    const struct view_result *result = assessed(fixture, "{\"danger\":true}");
    assert_true(why_find(result->plan, result->record->answers, result->assessment, WHY_STEPS,
                         &fixture->arena, &why, &fixture->diags));
    view_explanation_json(begin(&written), result, &why);
    assert_int_equal(fclose(written.out), 0);
    assert_ptr_equal(strchr(written.text, '\n'), written.text + strlen(written.text) - 1);
    assert_non_null(strstr(written.text, ",\"outcome_reason\":{\"smallest\":true,\"questions\":"
                                         "[\"danger\"]},\"recommendation_reason\":"));
    free(written.text);
}

/* ---- Without memory -------------------------------------------------------------------------- */

typedef bool text_view(FILE *out, const struct view_result *result, struct view_style style,
                       struct arena *scratch, struct diags *diags);

/* With nothing to say about why: the room for that is not the view's. */
static bool view_explanation(FILE *out, const struct view_result *result, struct view_style style,
                             struct arena *scratch, struct diags *diags)
{
    static const struct why why = {.alternative_count = 1};
    return view_explanation_text(out, result, &why, style, scratch, diags);
}

/* Gives a view more and more memory until it is enough: before that it says that there is too
 * little, and never crashes. Returns how often that was. */
static uint32_t sweep(struct fixture *fixture, const struct view_result *result, text_view *view)
{
    const struct view_style style = {.width = 80, .for_staff = true};
    for (size_t limit = 0;; limit += 16) {
        struct arena scratch;
        struct written written;
        arena_init(&scratch, limit);
        bool done = view(begin(&written), result, style, &scratch, &fixture->diags);
        assert_int_equal(fclose(written.out), 0);
        free(written.text);
        arena_free(&scratch);
        assert_int_equal(done, !fixture->diags.exhausted);
        diags_clear(&fixture->diags);
        if (done) {
            return (uint32_t)(limit / 16);
        }
    }
}

/* ---- Only the next steps ----------------------------------------------------------------------- */

static void expect_next_steps(struct fixture *fixture, const char *json, const char *wanted)
{
    struct written written;
    const struct view_style style = {.width = 60, .for_staff = false};
    assert_true(view_next_steps_text(begin(&written), assessed(fixture, json), style,
                                     &fixture->arena, &fixture->diags));
    expect(&written, wanted);
}

static void next_steps_alone_say_no_recommendation_and_no_reason(void **state)
{
    expect_next_steps(*state,
                      "{\"danger\":false,\"worse\":false,\"hurt\":false,\"many\":true,\"which\":5}",
                      "\nNext steps\n  1. Call us.\n\nTest House\n555-0100\n");
}

static void next_steps_alone_lead_to_staff_where_there_are_none(void **state)
{
    expect_next_steps(*state, "{\"danger\":false,\"worse\":false,\"hurt\":true}",
                      "\nNext steps\nPlease talk with our staff about what comes next.\n\nTest "
                      "House\n555-0100\n");
}

static void next_steps_alone_begin_with_the_phone_lines(void **state)
{
    expect_next_steps(*state, "{\"worse\":false}",
                      "- Call 911.\n- Call 988.\n\nNext steps\nPlease talk with our staff about "
                      "what comes next.\n\nTest House\n555-0100\n");
}

static void too_little_memory_is_said(void **state)
{
    struct fixture *fixture = *state;
    const struct view_result *result =
        assessed(fixture, "{\"danger\":true,\"worse\":true,\"many\":true,\"which\":3}");
    assert_true(sweep(fixture, result, view_result_text) > 3);
    assert_true(sweep(fixture, result, view_explanation) > 3);
    result = assessed(fixture, "{\"many\":false,\"which\":3}");
    assert_true(sweep(fixture, result, view_result_text) > 3);
    assert_true(sweep(fixture, result, view_explanation) > 3);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_strings_are_escaped),
        cmocka_unit_test(csv_fields_are_quoted_where_they_have_to_be),
        cmocka_unit_test_setup_teardown(a_certain_result_as_ndjson, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_open_result_as_ndjson, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            rules_that_call_for_less_are_named_where_none_calls_for_the_outcome, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_answer_that_does_not_apply_is_a_warning, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(csv_has_the_same_fields_as_columns, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_error_row_has_what_is_known, set_up, tear_down),
        cmocka_unit_test_setup_teardown(phone_lines_come_before_any_other_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_private_reason_is_for_staff_only, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_a_private_rule_reads_is_named_to_staff_only, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(an_explanation_is_one_json_object_on_a_line, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(open_questions_are_the_reason_where_no_rule_is, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(the_end_names_the_facility_and_the_questionnaire, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(next_steps_alone_say_no_recommendation_and_no_reason,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(next_steps_alone_lead_to_staff_where_there_are_none, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(next_steps_alone_begin_with_the_phone_lines, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(too_little_memory_is_said, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
