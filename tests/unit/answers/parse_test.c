/* One answer from a text, as a person types it or a cell of CSV says it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "fixture.h"

/* That [text] answers question [id] as [expected] says: ` age=34`, nothing where it is not
 * answered, or the messages. */
static void assert_parses(const char *id, struct text text, const char *expected)
{
    const struct questionnaire *questionnaire = fixture_questionnaire();
    struct arena arena;
    arena_init(&arena, LIMIT_RECORD_MEMORY);
    struct diags diags;
    diags_init(&diags, &arena);
    struct record record;
    assert_true(record_init(&record, questionnaire, &arena));
    struct source source = {.name = "x", .text = text, .first_line = 1};
    uint32_t question = 0;
    while (!text_is(questionnaire->questions[question].id, id)) {
        question++;
        assert_true(question < questionnaire->question_count);
    }
    struct answer before = record.answers[question];
    bool good =
        answer_parse(&questionnaire->questions[question], text, span_of(&source, 0, text.length),
                     &arena, &record.answers[question], &diags);
    assert_int_equal(good, diags.errors == 0);
    if (!good) {
        assert_memory_equal(&before, &record.answers[question], sizeof before);
    }
    char *written = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&written, &length);
    fixture_write_answers(out, &record);
    fixture_write_messages(out, &diags);
    fclose(out);
    assert_string_equal(written, expected);
    free(written);
    arena_free(&arena);
}

static void assert_answers(const char *id, const char *text, const char *expected)
{
    assert_parses(id, text_of(text), expected);
}

static void blank_text_is_no_answer(void **unused)
{
    (void)unused;
    static const char *const ids[] = {"smokes", "last_use", "substances", "age", "weight", "notes"};
    for (size_t i = 0; i < 6; i++) {
        assert_answers(ids[i], "", "");
        assert_answers(ids[i], " \t", "");
    }
}

static void unsure_and_declined_answer_every_question(void **unused)
{
    (void)unused;
    assert_answers("smokes", "unsure", " smokes=unsure");
    assert_answers("last_use", "declined", " last_use=declined");
    assert_answers("substances", "unsure", " substances=unsure");
    assert_answers("age", "declined", " age=declined");
    assert_answers("weight", "unsure", " weight=unsure");
    assert_answers("notes", "declined", " notes=declined");
}

static void yes_no_takes_four_words_and_no_others(void **unused)
{
    (void)unused;
    assert_answers("smokes", "yes", " smokes=yes");
    assert_answers("smokes", "true", " smokes=yes");
    assert_answers("smokes", "no", " smokes=no");
    assert_answers("smokes", "false", " smokes=no");
    assert_answers("smokes", "yes please",
                   "  x:1:1 A103 [smokes] `smokes` is a yes/no question; `yes please` is no answer "
                   "to it\n"
                   "    help write `yes`, `no`, `unsure` or `declined`\n");
    assert_answers("smokes", "1",
                   "  x:1:1 A103 [smokes] `smokes` is a yes/no question; `1` is no answer to it\n"
                   "    help write `yes`, `no`, `unsure` or `declined`\n");
}

static void letter_case_matters_and_the_message_names_the_right_form(void **unused)
{
    (void)unused;
    assert_answers("smokes", "Yes",
                   "  x:1:1 A103 [smokes] `smokes` is a yes/no question; `Yes` is no answer to it\n"
                   "    help did you mean `yes`?\n");
    assert_answers("smokes", "FALSE",
                   "  x:1:1 A103 [smokes] `smokes` is a yes/no question; `FALSE` is no answer to "
                   "it\n"
                   "    help did you mean `false`?\n");
    assert_answers("age", "Unsure",
                   "  x:1:1 A103 [age] for `age`, `Unsure` is not a number\n"
                   "    help did you mean `unsure`?\n");
    assert_answers("last_use", "Declined ",
                   "  x:1:1 A103 [last_use] `last_use` has no choice `Declined `\n"
                   "    help did you mean `declined`?\n");
}

static void on_is_not_taken_for_a_misspelt_no(void **unused)
{
    (void)unused;
    assert_answers("smokes", "on",
                   "  x:1:1 A103 [smokes] `smokes` is a yes/no question; `on` is no answer to it\n"
                   "    help write `yes`, `no`, `unsure` or `declined`\n");
}

static void a_choice_is_named_by_its_id(void **unused)
{
    (void)unused;
    assert_answers("last_use", "over_30_days", " last_use=over_30_days");
    assert_answers("last_use", "last_24h", " last_use=last_24h");
    assert_answers("last_use", "last-24h",
                   "  x:1:1 A103 [last_use] `last_use` has no choice `last-24h`\n"
                   "    help did you mean `last_24h`?\n");
    assert_answers("last_use", " last_week",
                   "  x:1:1 A103 [last_use] `last_use` has no choice ` last_week`\n"
                   "    help did you mean `last_week`?\n");
    assert_answers("last_use", "3",
                   "  x:1:1 A103 [last_use] `last_use` has no choice `3`\n"
                   "    help `last_use` takes one of `over_30_days`, `last_week`, `last_24h`\n");
}

static void several_choices_are_joined_by_semicolons(void **unused)
{
    (void)unused;
    assert_answers("substances", "alcohol", " substances=+alcohol");
    assert_answers("substances", "cannabis;alcohol", " substances=+alcohol+cannabis");
    assert_answers("substances", "none", " substances=");
}

static void every_wrong_choice_of_several_is_reported_at_its_place(void **unused)
{
    (void)unused;
    assert_answers("substances", "alcohol;heroin;opiods;alcohol",
                   "  x:1:9 A103 [substances] `substances` has no choice `heroin`\n"
                   "    help `substances` takes any of `alcohol`, `opioids`, `cannabis`\n"
                   "  x:1:16 A103 [substances] `substances` has no choice `opiods`\n"
                   "    help did you mean `opioids`?\n"
                   "  x:1:23 A103 [substances] `alcohol` is listed twice for `substances`\n");
    assert_answers("substances", "alcohol;",
                   "  x:1:9 A103 [substances] a choice of `substances` is empty\n"
                   "    help `substances` takes any of `alcohol`, `opioids`, `cannabis`\n");
    assert_answers("substances", "none;alcohol",
                   "  x:1:1 A103 [substances] `none` answers all of `substances`; it cannot be one "
                   "of several\n"
                   "    help leave the others out, or leave out `none`\n");
    assert_answers(
        "substances", "alcohol;unsure",
        "  x:1:9 A103 [substances] `unsure` answers all of `substances`; it cannot be one "
        "of several\n"
        "    help write it alone, not in a list\n");
}

static void whole_numbers_are_read_strictly(void **unused)
{
    (void)unused;
    static const struct {
        const char *text;
        const char *says;
    } wrong[] = {
        {"12abc", "`12abc` has something after the number"},
        {"010", "`010` begins with a zero; write it without"},
        {"0x10", "`0x10` is not a decimal number"},
        {"1,5", "`1,5` has a comma; a decimal point is written `.`, thousands are not separated"},
        {"1_000", "`1_000` has an underscore; write the digits alone"},
        {"1e3", "`1e3` is written with an exponent; write out the digits"},
        {"nan", "`nan` is not a number"},
        {"many", "`many` is not a number"},
        {"３", "`３` has signs that are not the digits 0 to 9"},
        {"3.7", "`3.7` has a fraction; a whole number is asked"},
        {"1.0", "`1.0` has a fraction; a whole number is asked"},
        {" 3", "` 3` has blanks in or around the number"},
        {"99999999999999999999", "`99999999999999999999` is too large"},
        {"121", "`121` is out of range"},
        {"-1", "`-1` is out of range"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char expected[400];
        snprintf(expected, sizeof expected,
                 "  x:1:1 A103 [age] for `age`, %s\n"
                 "    help `age` takes a whole number from 0 to 120 years\n",
                 wrong[i].says);
        assert_answers("age", wrong[i].text, expected);
    }
    assert_answers("age", "0", " age=0");
    assert_answers("age", "120", " age=120");
}

static void numbers_have_a_point_and_a_range(void **unused)
{
    (void)unused;
    assert_answers("weight", "70.25", " weight=70.25");
    assert_answers("weight", "2.5", " weight=2.5");
    assert_answers("weight", "400", " weight=400");
    assert_answers("weight", "400.1",
                   "  x:1:1 A103 [weight] for `weight`, `400.1` is out of range\n"
                   "    help `weight` takes a number from 2.5 to 400 kg\n");
    assert_answers("weight", "70,5",
                   "  x:1:1 A103 [weight] for `weight`, `70,5` has a comma; a decimal point is "
                   "written `.`, thousands are not separated\n"
                   "    help `weight` takes a number from 2.5 to 400 kg\n");
    assert_answers("weight", "inf",
                   "  x:1:1 A103 [weight] for `weight`, `inf` is not a number\n"
                   "    help `weight` takes a number from 2.5 to 400 kg\n");
}

static void a_text_is_kept_as_it_is(void **unused)
{
    (void)unused;
    assert_answers("notes", " two  blanks, 3 ; \"q\" ", " notes=< two  blanks, 3 ; \"q\" >");
    assert_answers("notes", "one\r\ntwo\tand\n", " notes=<one\ntwo\tand\n>");
    assert_answers("notes", "日本", " notes=<日本>");
}

static void a_text_holds_no_control_characters(void **unused)
{
    (void)unused;
    assert_answers("notes", "red\033[31m",
                   "  x:1:1 A103 [notes] the text for `notes` has an invisible control character "
                   "(U+001B)\n");
    assert_answers("notes", "a\rb",
                   "  x:1:1 A103 [notes] the text for `notes` has an invisible control character "
                   "(U+000D)\n");
}

static void a_text_has_at_most_16384_bytes(void **unused)
{
    (void)unused;
    size_t length = LIMIT_TEXT_ANSWER_BYTES;
    char *bytes = malloc(length + 1);
    assert_non_null(bytes);
    memset(bytes, 'a', length + 1);
    char *expected = malloc(length + 100);
    assert_non_null(expected);
    snprintf(expected, length + 100, " notes=<%.*s>", (int)length, bytes);
    assert_parses("notes", (struct text){bytes, length}, expected);
    assert_parses("notes", (struct text){bytes, length + 1},
                  "  x:1:1 A103 [notes] the text for `notes` has 16385 bytes\n"
                  "    help `notes` takes a text of at most 16384 bytes\n");
    free(expected);
    free(bytes);
}

static void a_long_list_of_choices_is_cut_in_messages(void **unused)
{
    (void)unused;
    struct choice choices[LIMIT_CHOICES];
    char ids[LIMIT_CHOICES][20];
    for (uint32_t i = 0; i < LIMIT_CHOICES; i++) {
        snprintf(ids[i], sizeof ids[i], "a_rather_long_id_%u", (unsigned)i);
        choices[i] = (struct choice){.id = text_of(ids[i])};
    }
    struct question question = {.id = TEXT("q"),
                                .type = QUESTION_CHOICE,
                                .choices = choices,
                                .choice_count = LIMIT_CHOICES};
    struct arena arena;
    arena_init(&arena, LIMIT_DIAG_MEMORY);
    struct diags diags;
    diags_init(&diags, &arena);
    struct answer answer;
    assert_true(
        answer_parse(&question, text_of(ids[63]), (struct span){0}, &arena, &answer, &diags));
    assert_true(answer.value.choices == UINT64_C(1) << 63);
    assert_false(answer_parse(&question, TEXT("x"), (struct span){0}, &arena, &answer, &diags));
    struct text help = diags.items[0].help;
    assert_true(
        text_starts(help, TEXT("`q` takes one of `a_rather_long_id_0`, `a_rather_long_id_1`, ")));
    assert_memory_equal(help.start + help.length - 9, "_18`, …", 9);
    arena_free(&arena);
}

/* That a number question of this range refuses `x` with [help]. */
static void assert_range(double min, double max, const char *help)
{
    struct question question = {
        .id = TEXT("q"), .type = QUESTION_NUMBER, .number_min = min, .number_max = max};
    struct arena arena;
    arena_init(&arena, LIMIT_DIAG_MEMORY);
    struct diags diags;
    diags_init(&diags, &arena);
    struct answer answer;
    assert_false(answer_parse(&question, TEXT("x"), (struct span){0}, &arena, &answer, &diags));
    assert_true(text_is(diags.items[0].help, help));
    arena_free(&arena);
}

static void a_number_may_have_one_bound_or_none(void **unused)
{
    (void)unused;
    double infinity = (double)INFINITY;
    assert_range(-2.5, 1e6, "`q` takes a number from -2.5 to 1000000");
    assert_range(6, infinity, "`q` takes a number of at least 6");
    assert_range(-infinity, 4, "`q` takes a number of at most 4");
    assert_range(-infinity, infinity, "`q` takes a number");
}

static void hundreds_of_wrong_choices_are_counted(void **unused)
{
    (void)unused;
    char text[1400];
    for (size_t i = 0; i < sizeof text; i++) {
        text[i] = i % 2 == 0 ? 'x' : ';';
    }
    text[sizeof text - 1] = 'x';
    struct arena arena;
    arena_init(&arena, LIMIT_DIAG_MEMORY);
    struct diags diags;
    diags_init(&diags, &arena);
    struct answer answer;
    const struct question *question = &fixture_questionnaire()->questions[2];
    assert_false(answer_parse(question, (struct text){text, sizeof text - 1}, (struct span){0},
                              &arena, &answer, &diags));
    assert_int_equal(diags.errors, sizeof text / 2);
    assert_int_equal(diags.count, LIMIT_DIAGS);
    arena_free(&arena);
}

static void memory_that_is_used_up_is_a_message(void **unused)
{
    (void)unused;
    struct arena arena;
    struct diags diags;
    struct answer answer;
    const struct questionnaire *questionnaire = fixture_questionnaire();
    arena_init(&arena, 0);
    diags_init(&diags, &arena);
    struct record record;
    assert_false(record_init(&record, questionnaire, &arena));
    assert_false(answer_parse(&questionnaire->questions[5], TEXT("words"), (struct span){0}, &arena,
                              &answer, &diags));
    assert_true(diags.exhausted);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blank_text_is_no_answer),
        cmocka_unit_test(unsure_and_declined_answer_every_question),
        cmocka_unit_test(yes_no_takes_four_words_and_no_others),
        cmocka_unit_test(letter_case_matters_and_the_message_names_the_right_form),
        cmocka_unit_test(on_is_not_taken_for_a_misspelt_no),
        cmocka_unit_test(a_choice_is_named_by_its_id),
        cmocka_unit_test(several_choices_are_joined_by_semicolons),
        cmocka_unit_test(every_wrong_choice_of_several_is_reported_at_its_place),
        cmocka_unit_test(whole_numbers_are_read_strictly),
        cmocka_unit_test(numbers_have_a_point_and_a_range),
        cmocka_unit_test(a_text_is_kept_as_it_is),
        cmocka_unit_test(a_text_holds_no_control_characters),
        cmocka_unit_test(a_text_has_at_most_16384_bytes),
        cmocka_unit_test(a_long_list_of_choices_is_cut_in_messages),
        cmocka_unit_test(a_number_may_have_one_bound_or_none),
        cmocka_unit_test(hundreds_of_wrong_choices_are_counted),
        cmocka_unit_test(memory_that_is_used_up_is_a_message),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
