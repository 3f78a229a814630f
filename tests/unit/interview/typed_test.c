/* What a typed line means: commands, choices by number, id and beginning, several of a multiple
 * choice, numbers; and the exact sentence for each line that is not understood. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "interview/interview.h"
#include "interview/typed.h"

/* A text in a static initializer, where TEXT() is no constant. */
#define T(literal)                                                                                 \
    {                                                                                              \
        "" literal, sizeof(literal) - 1                                                            \
    }

static const struct choice last_use_choices[] = {
    {.id = T("over_30_days"), .label = T("More than 30 days ago")},
    {.id = T("days_8_30"), .label = T("8 to 30 days ago")},
    {.id = T("days_1_3"),
     .label = T("1\xE2\x80\x93"
                "3 days ago")},
    {.id = T("last_24h"), .label = T("In the last 24 hours")},
};
static const struct question last_use = {.id = T("last_use"),
                                         .ask = T("When did you last drink or use?"),
                                         .type = QUESTION_CHOICE,
                                         .choices = last_use_choices,
                                         .choice_count = 4};

static const struct choice daily_choices[] = {
    {.id = T("daily"), .label = T("Daily")},
    {.id = T("daily_mixed"), .label = T("Daily, mixed with alcohol")},
    {.id = T("day_off"), .label = T("On days off, \xC3\x81vila\xE2\x80\x99s way")},
};
static const struct question daily = {
    .id = T("daily"), .type = QUESTION_CHOICE, .choices = daily_choices, .choice_count = 3};

static const struct choice substance_choices[] = {
    {.id = T("cannabis"), .label = T("Cannabis")},
    {.id = T("stimulants"), .label = T("Cocaine, meth or other uppers")},
    {.id = T("opioids"), .label = T("Heroin, fentanyl, pain pills or kratom")},
    {.id = T("alcohol"), .label = T("Alcohol")},
    {.id = T("sedatives"), .label = T("Sleep or nerve pills")},
};
static const struct question substances = {.id = T("substances"),
                                           .type = QUESTION_MULTIPLE,
                                           .choices = substance_choices,
                                           .choice_count = 5,
                                           .none_label = T("None of these")};
static const struct question only_one = {.id = T("only_one"),
                                         .type = QUESTION_MULTIPLE,
                                         .choices = substance_choices,
                                         .choice_count = 1,
                                         .none_label = T("None of these")};

static const struct question remote = {.id = T("remote"), .type = QUESTION_YES_NO};
static const struct question drinks = {
    .id = T("drinks"), .type = QUESTION_INTEGER, .min = 0, .max = 60, .unit = T("drinks")};
static const struct question balance = {
    .id = T("balance"), .type = QUESTION_INTEGER, .min = -5, .max = 5};
static const struct question hours = {
    .id = T("hours"), .type = QUESTION_NUMBER, .number_min = 0.5, .number_max = 24};
static const struct question words = {.id = T("words"), .type = QUESTION_TEXT};

static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, (size_t)1 << 20);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

/* ---- Commands -------------------------------------------------------------------------------- */

struct command_case {
    const char *line;
    enum typed_kind kind;
};

static void expect_kinds(const struct command_case *cases, size_t count, struct text language)
{
    for (size_t i = 0; i < count; i++) {
        struct text says = TEXT("");
        struct text rest = TEXT("");
        enum typed_kind kind =
            typed_command(text_of(cases[i].line), language, &arena, &rest, &says);
        if (kind != cases[i].kind) {
            fail_msg("`%s` is %d, not %d", cases[i].line, (int)kind, (int)cases[i].kind);
        }
        assert_true((says.length > 0) == (kind == TYPED_REFUSED));
    }
}

static void commands_are_told_from_answers(void **state)
{
    (void)state;
    static const struct command_case cases[] = {
        {"", TYPED_NOTHING},        {" \t ", TYPED_NOTHING},    {"?", TYPED_HELP},
        {" ? ", TYPED_HELP},        {"<", TYPED_BACK},          {"-", TYPED_DECLINE},
        {"/unsure", TYPED_UNSURE},  {"/u", TYPED_UNSURE},       {"/U", TYPED_UNSURE},
        {"/ unsure", TYPED_UNSURE}, {"/quit", TYPED_QUIT},      {"/q", TYPED_QUIT},
        {"/QUIT", TYPED_QUIT},      {"/help", TYPED_COMMANDS},  {"/h", TYPED_COMMANDS},
        {"/he", TYPED_COMMANDS},    {"3", TYPED_ANSWER},        {"-3", TYPED_ANSWER},
        {"??", TYPED_ANSWER},       {"<3", TYPED_ANSWER},       {"quit", TYPED_ANSWER},
        {"/review", TYPED_REVIEW},  {"/r", TYPED_REVIEW},       {"/o", TYPED_OVERRIDE},
        {"/note", TYPED_NOTE},      {"/n 3 words", TYPED_NOTE}, {"/override", TYPED_OVERRIDE},
    };
    expect_kinds(cases, sizeof cases / sizeof *cases, TEXT("en"));
}

static void commands_in_spanish_are_understood_with_accents_and_without(void **state)
{
    (void)state;
    static const struct command_case cases[] = {
        {"/excepción", TYPED_OVERRIDE}, {"/excepcion", TYPED_OVERRIDE},
        {"/EXCEPCIÓN", TYPED_OVERRIDE}, {"/exc", TYPED_OVERRIDE},
        {"/override", TYPED_OVERRIDE},  {"/excepcionx", TYPED_REFUSED},
        {"/revisar", TYPED_REVIEW},     {"/ayuda", TYPED_COMMANDS}};
    expect_kinds(cases, sizeof cases / sizeof *cases, TEXT("es"));
}

static void assert_refused(struct text line, const char *expected)
{
    struct text says = TEXT("");
    struct text rest = TEXT("");
    assert_int_equal(typed_command(line, TEXT("en"), &arena, &rest, &says), TYPED_REFUSED);
    char got[400];
    snprintf(got, sizeof got, TEXT_FORMAT, TEXT_ARGS(says));
    assert_string_equal(got, expected);
}

static void a_line_that_cannot_mean_anything_is_refused_with_a_sentence(void **state)
{
    (void)state;
    assert_refused(TEXT("/foo"), "There is no \"/foo\" here. After a slash you can type /unsure, "
                                 "/review, /note, /quit or /help.");
    assert_refused(
        TEXT("/"),
        "There is no \"/\" here. After a slash you can type /unsure, /review, /note, /quit "
        "or /help.");
    assert_refused(TEXT("/quitt"), "There is no \"/quitt\" here. After a slash you can type "
                                   "/unsure, /review, /note, /quit or /help.");
    assert_refused(TEXT("1\n2"), "That was more than one line. Please type one answer.");
    assert_refused(TEXT("a\0b"), "That had signs in it that are no letters or digits. Please type "
                                 "your answer again.");
    assert_refused(TEXT("\033[31m"), "That had signs in it that are no letters or digits. Please "
                                     "type your answer again.");
    assert_refused(TEXT("\xFF"), "That had signs in it that are no letters or digits. Please type "
                                 "your answer again.");
    char *line = malloc(LIMIT_LINE_BYTES + 1);
    memset(line, 'x', LIMIT_LINE_BYTES + 1);
    struct text says = TEXT("");
    struct text rest = TEXT("");
    assert_int_equal(
        typed_command((struct text){line, LIMIT_LINE_BYTES}, TEXT("en"), &arena, &rest, &says),
        TYPED_ANSWER);
    assert_refused((struct text){line, LIMIT_LINE_BYTES + 1},
                   "That is too long to read. Please type a shorter answer.");
    free(line);
}

/* ---- Answers --------------------------------------------------------------------------------- */

static void assert_value(const struct question *question, const char *line, struct value expected)
{
    struct answer answer = {.state = ANSWER_NOT_ASKED};
    struct text says = TEXT("");
    if (!typed_answer(question, text_of(line), &arena, &answer, &says)) {
        fail_msg("`%s` is refused: " TEXT_FORMAT, line, TEXT_ARGS(says));
    }
    assert_int_equal(answer.state, ANSWER_GIVEN);
    if (!value_equal(&answer.value, &expected)) {
        fail_msg("`%s` gives another value", line);
    }
    assert_int_equal(says.length, 0);
}

static void assert_sentence(const struct question *question, const char *line, const char *expected)
{
    struct answer answer = {.state = ANSWER_NOT_ASKED};
    struct text says = TEXT("");
    if (typed_answer(question, text_of(line), &arena, &answer, &says)) {
        fail_msg("`%s` is taken", line);
    }
    assert_int_equal(answer.state, ANSWER_NOT_ASKED);
    char got[400];
    snprintf(got, sizeof got, TEXT_FORMAT, TEXT_ARGS(says));
    assert_string_equal(got, expected);
}

static void a_command_without_its_sign_is_refused_with_how_to_type_it(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        const char *says;
    } cases[] = {
        {"quit", "Type /quit to stop."},
        {"Quit", "Type /quit to stop."},
        {"q", "Type /quit to stop."},
        {"EXIT", "Type /quit to stop."},
        {"stop", "Type /quit to stop."},
        {"back", "Type < to go back."},
        {"<<", "Type < to go back."},
        {"help", "Type ? for help with this question."},
        {"h", "Type ? for help with this question."},
        {"??", "Type ? for help with this question."},
        {"???", "Type ? for help with this question."},
        {"Unsure", "Type /unsure if you are not sure."},
        {"u", "Type /unsure if you are not sure."},
        {"not sure", "Type /unsure if you are not sure."},
        {"DECLINED", "Type - if you would rather not say."},
        {"skip", "Type - to leave this question out."},
        {"--", "Type - to leave this question out."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char expected[300];
        snprintf(expected, sizeof expected,
                 "\"%s\" is not on the list. Please type one number from 1 to 4. %s", cases[i].line,
                 cases[i].says);
        assert_sentence(&last_use, cases[i].line, expected);
    }
    assert_sentence(&remote, "quit",
                    "\"quit\" is not on the list. Please type yes or no. Type /quit to stop.");
    assert_sentence(&drinks, "back",
                    "\"back\" is not a number. Please type a whole number from 0 to 60, in digits. "
                    "Your best guess is fine. Type < to go back.");
    assert_sentence(&hours, "exit",
                    "\"exit\" is not a number. Please type a number from 0.5 to 24, in digits, "
                    "with a point for a fraction, like 2.5. Type /quit to stop.");
    assert_sentence(&only_one, "help",
                    "\"help\" is not on the list. Please type 1 if it fits, or 0 for none. Type "
                    "? for help with this question.");
}

static void a_word_that_begins_a_choice_is_that_choice(void **state)
{
    (void)state;
    assert_value(&substances, "h", value_set(1 << 2)); /* heroin, not help */
}

static void a_choice_is_named_by_number_id_or_beginning(void **state)
{
    (void)state;
    assert_value(&last_use, "1", value_choice(0));
    assert_value(&last_use, " 4 ", value_choice(3));
    assert_value(&last_use, "over_30_days", value_choice(0));
    assert_value(&last_use, "over 30-DAYS", value_choice(0));
    assert_value(&last_use, "more than", value_choice(0));
    assert_value(&last_use, "MORE", value_choice(0));
    assert_value(&last_use, "days_8_30", value_choice(1));
    assert_value(&last_use, "8 to", value_choice(1));
    assert_value(&last_use, "1-3 days", value_choice(2));
    assert_value(&last_use, "in the", value_choice(3));
}

static void a_full_name_wins_over_longer_ones_that_begin_with_it(void **state)
{
    (void)state;
    assert_value(&daily, "daily", value_choice(0));
    assert_value(&daily, "Daily", value_choice(0));
    assert_value(&daily, "daily_mixed", value_choice(1));
    assert_value(&daily, "daily,", value_choice(1));
    assert_value(&daily, "On days off, \xC3\xA1vila's", value_choice(2));
}

static void what_names_no_choice_is_refused_with_the_numbers(void **state)
{
    (void)state;
    assert_sentence(&last_use, "5",
                    "There is no number 5 here. Please type one number from 1 to 4.");
    assert_sentence(&last_use, "0",
                    "There is no number 0 here. Please type one number from 1 to 4.");
    assert_sentence(&last_use, "01",
                    "There is no number 01 here. Please type one number from 1 to 4.");
    assert_sentence(&last_use, "999999999999999999999",
                    "There is no number 999999999999999999999 here. Please type one number from 1 "
                    "to 4.");
    assert_sentence(&last_use, "zzz",
                    "\"zzz\" is not on the list. Please type one number from 1 to 4.");
    assert_sentence(&last_use, "-1",
                    "\"-1\" is not on the list. Please type one number from 1 to 4.");
    assert_sentence(&last_use, "1 2",
                    "\"1 2\" is not on the list. Please type one number from 1 to 4.");
    assert_sentence(&last_use, "\xEF\xBC\x91",
                    "\"\xEF\xBC\x91\" is not on the list. Please type one number from 1 to 4.");
    assert_sentence(&last_use, "mroe than 30 days ago",
                    "\"mroe than 30 days ago\" is not on the list. Did you mean 1 (More than 30 "
                    "days ago)? Please type one number from 1 to 4.");
    assert_sentence(&last_use, "the quick brown fox jumps over it",
                    "\"the quick brown fox jumps over...\" is not on the list. Please type one "
                    "number from 1 to 4.");
}

static void a_beginning_of_several_choices_is_asked_again(void **state)
{
    (void)state;
    assert_sentence(&daily, "d",
                    "\"d\" could be 1 (Daily) or 2 (Daily, mixed with alcohol). "
                    "Please type the number.");
    assert_sentence(&daily, "dail",
                    "\"dail\" could be 1 (Daily) or 2 (Daily, mixed with alcohol). "
                    "Please type the number.");
}

static void what_begins_only_a_hidden_id_is_no_choice(void **state)
{
    (void)state;
    static const struct choice choices[] = {
        {.id = T("no_water"), .label = T("I cannot keep water down")},
        {.id = T("pain"), .label = T("My chest hurts")},
    };
    struct question now = {.type = QUESTION_MULTIPLE,
                           .choices = choices,
                           .choice_count = 2,
                           .none_label = T("Ninguna de estas")};
    assert_value(&now, "no", value_set(0));
    assert_value(&now, "No", value_set(0));
    assert_value(&now, "no_water", value_set(1));
    assert_sentence(
        &now, "no_w",
        "\"no_w\" is not on the list. Did you mean 1 (I cannot keep water down)? Please "
        "type the numbers of all that fit, with blanks between them, like 1 2; or 0 for "
        "none.");
    assert_sentence(&last_use, "days",
                    "\"days\" is not on the list. Please type one number from 1 to 4.");
}

static void of_two_choices_with_one_label_the_number_is_asked_for(void **state)
{
    (void)state;
    static const struct choice choices[] = {
        {.id = T("a"), .label = T("Same words")},
        {.id = T("b"), .label = T("Same words")},
    };
    const struct question twins = {.type = QUESTION_CHOICE, .choices = choices, .choice_count = 2};
    assert_sentence(&twins, "same words",
                    "\"same words\" could be 1 (Same words) or 2 (Same words). Please type the "
                    "number.");
    assert_value(&twins, "b", value_choice(1));
}

static void several_are_named_with_blanks_or_commas_between(void **state)
{
    (void)state;
    assert_value(&substances, "1", value_set(1));
    assert_value(&substances, "1 3", value_set(1 | 4));
    assert_value(&substances, "3,1", value_set(1 | 4));
    assert_value(&substances, " 1 , 3 ;5 ", value_set(1 | 4 | 16));
    assert_value(&substances, "1\t3", value_set(1 | 4));
    assert_value(&substances, "1 1 1", value_set(1));
    assert_value(&substances, "alc can", value_set(8 | 1));
    assert_value(&substances, "alcohol, sleep or nerve", value_set(8 | 16));
    assert_value(&substances, "opioids 5", value_set(4 | 16));
    assert_value(&substances, "1 2 3 4 5", value_set(31));
    assert_value(&substances, "1,", value_set(1));
}

static void none_is_none_and_stands_alone(void **state)
{
    (void)state;
    assert_value(&substances, "0", value_set(0));
    assert_value(&substances, "none", value_set(0));
    assert_value(&substances, "None of these", value_set(0));
    assert_value(&substances, "n", value_set(0));
    assert_sentence(&substances, "0 3",
                    "\"None\" cannot stand together with others. Please type the numbers of all "
                    "that fit, or 0 alone for none.");
    assert_sentence(&substances, "alcohol, none",
                    "\"None\" cannot stand together with others. Please type the numbers of all "
                    "that fit, or 0 alone for none.");
}

static void the_first_of_several_that_is_not_understood_is_named(void **state)
{
    (void)state;
    assert_sentence(&substances, "135",
                    "There is no number 135 here. Please type the numbers of all that fit, with "
                    "blanks between them, like 1 2; or 0 for none.");
    assert_sentence(&substances, "1 beer 77",
                    "\"beer\" is not on the list. Please type the numbers of all that fit, with "
                    "blanks between them, like 1 2; or 0 for none.");
    assert_sentence(&substances, "1 acohol",
                    "\"acohol\" is not on the list. Did you mean 4 (Alcohol)? Please type the "
                    "numbers of all that fit, with blanks between them, like 1 2; or 0 for none.");
    assert_sentence(&substances, ",,",
                    "Please type the numbers of all that fit, with blanks between them, like 1 2; "
                    "or 0 for none.");
    assert_sentence(&only_one, "2",
                    "There is no number 2 here. Please type 1 if it fits, or 0 for none.");
}

static void yes_and_no_are_words_letters_or_numbers(void **state)
{
    (void)state;
    static const char *const yes[] = {"yes", "y", "Y", "YES", "ye", "1"};
    static const char *const no[] = {"no", "n", "N", "2"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        assert_value(&remote, yes[i], value_truth(true));
    }
    for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
        assert_value(&remote, no[i], value_truth(false));
    }
    assert_sentence(&remote, "yes please",
                    "\"yes please\" is not on the list. Did you mean 1 (Yes)? Please type yes or "
                    "no.");
    assert_sentence(&remote, "maybe", "\"maybe\" is not on the list. Please type yes or no.");
    assert_sentence(&remote, "3", "There is no number 3 here. Please type yes or no.");
}

static void a_whole_number_is_digits_within_its_range(void **state)
{
    (void)state;
    assert_value(&drinks, "0", value_integer(0));
    assert_value(&drinks, " 60 ", value_integer(60));
    assert_value(&balance, "-5", value_integer(-5));
#define RANGE " Please type a whole number from 0 to 60, in digits. Your best guess is fine."
    static const struct {
        const char *line;
        const char *says;
    } cases[] = {
        {"many", "\"many\" is not a number." RANGE},
        {"61", "\"61\" is too large." RANGE},
        {"-1", "\"-1\" is too small." RANGE},
        {"999999999999999999999", "\"999999999999999999999\" is too large." RANGE},
        {"3.7", "\"3.7\" is not a whole number." RANGE},
        {"010", "\"010\" begins with a zero." RANGE},
        {"0x10", "\"0x10\" is more than a plain number." RANGE},
        {"12 drinks", "\"12 drinks\" is more than a plain number." RANGE},
        {"12abc", "\"12abc\" is more than a plain number." RANGE},
        {"10-12", "\"10-12\" is more than a plain number." RANGE},
        {"1,5", "\"1,5\" is more than a plain number." RANGE},
        {"1_0", "\"1_0\" is more than a plain number." RANGE},
        {"1e1", "\"1e1\" is more than a plain number." RANGE},
        {"nan", "\"nan\" is not a number." RANGE},
        {"\xEF\xBC\x91", "\"\xEF\xBC\x91\" is not written with the digits 0 to 9." RANGE},
        {"none", "\"none\" is not a number." RANGE},
    };
#undef RANGE
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_sentence(&drinks, cases[i].line, cases[i].says);
    }
}

static void a_number_may_have_a_fraction(void **state)
{
    (void)state;
    assert_value(&hours, "2.5", value_number(2.5));
    assert_value(&hours, "24", value_number(24));
#define RANGE                                                                                      \
    " Please type a number from 0.5 to 24, in digits, with a point for a fraction, like 2.5."
    assert_sentence(&hours, "2,5", "\"2,5\" is more than a plain number." RANGE);
    assert_sentence(&hours, "0.4", "\"0.4\" is too small." RANGE);
    assert_sentence(&hours, "24.5", "\"24.5\" is too large." RANGE);
    assert_sentence(&hours, "inf", "\"inf\" is not a number." RANGE);
#undef RANGE
}

static void a_text_answer_is_taken_as_it_is(void **state)
{
    (void)state;
    struct answer answer = {.state = ANSWER_NOT_ASKED};
    struct text says = TEXT("");
    assert_true(typed_answer(&words, TEXT("  I come by bus, 2 hours  "), &arena, &answer, &says));
    assert_int_equal(answer.state, ANSWER_GIVEN);
    assert_true(text_is(answer.value.string, "I come by bus, 2 hours"));
}

static void the_words_of_answer_files_are_understood(void **state)
{
    (void)state;
    static const struct question *const questions[] = {&last_use, &substances, &remote,
                                                       &drinks,   &hours,      &words};
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        struct answer answer = {.state = ANSWER_NOT_ASKED};
        struct text says = TEXT("");
        assert_true(typed_answer(questions[i], TEXT("unsure"), &arena, &answer, &says));
        assert_int_equal(answer.state, ANSWER_UNSURE);
        assert_true(typed_answer(questions[i], TEXT("declined"), &arena, &answer, &says));
        assert_int_equal(answer.state, ANSWER_DECLINED);
    }
}

static void a_quoted_line_is_short_and_steers_no_terminal(void **state)
{
    (void)state;
    struct text quoted = typed_quote(TEXT(" \033[2Jab\xFF\xC2\x9B "), &arena);
    assert_true(text_is(quoted, "?[2Jab??"));
    quoted = typed_quote(TEXT("\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"
                              "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"
                              "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"
                              "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"),
                         &arena);
    assert_int_equal(quoted.length, 63); /* 30 letters of two bytes, and three points */
}

static void the_options_of_a_question_are_numbered_as_they_are_shown(void **state)
{
    (void)state;
    assert_int_equal(interview_option_count(&last_use), 4);
    assert_int_equal(interview_option_count(&remote), 2);
    assert_int_equal(interview_option_count(&substances), 6);
    assert_int_equal(interview_option_count(&drinks), 0);
    assert_int_equal(interview_option_count(&hours), 0);
    assert_int_equal(interview_option_count(&words), 0);
    struct interview_option none = interview_option(&substances, 5);
    assert_int_equal(none.number, 0);
    assert_true(text_is(none.id, "none"));
    assert_true(text_is(none.label, "None of these"));
    struct interview_option first = interview_option(&last_use, 0);
    assert_int_equal(first.number, 1);
    assert_true(interview_option_begins(&first, TEXT("")));
    assert_true(interview_option_begins(&first, TEXT("more th")));
    assert_true(interview_option_begins(&first, TEXT("over 30")));
    assert_false(interview_option_begins(&first, TEXT("more thing")));
    assert_false(interview_option_begins(&first, TEXT("more than 30 days ago, or so")));
}

static void without_memory_a_line_is_refused_and_nothing_breaks(void **state)
{
    (void)state;
    static const struct question *const questions[] = {&last_use, &daily,  &substances,
                                                       &remote,   &drinks, &hours};
    for (size_t limit = 0; limit < 1200; limit += 16) {
        for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
            struct arena small;
            struct answer answer = {.state = ANSWER_NOT_ASKED};
            struct text says = TEXT("");
            struct text rest = TEXT("");
            arena_init(&small, limit);
            assert_false(typed_answer(questions[i], TEXT("dxxy"), &small, &answer, &says));
            assert_int_equal(typed_command(TEXT("/foo"), TEXT("en"), &small, &rest, &says),
                             TYPED_REFUSED);
            arena_free(&small);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commands_in_spanish_are_understood_with_accents_and_without),
        cmocka_unit_test(commands_are_told_from_answers),
        cmocka_unit_test(a_line_that_cannot_mean_anything_is_refused_with_a_sentence),
        cmocka_unit_test(a_command_without_its_sign_is_refused_with_how_to_type_it),
        cmocka_unit_test(a_word_that_begins_a_choice_is_that_choice),
        cmocka_unit_test(a_choice_is_named_by_number_id_or_beginning),
        cmocka_unit_test(a_full_name_wins_over_longer_ones_that_begin_with_it),
        cmocka_unit_test(what_names_no_choice_is_refused_with_the_numbers),
        cmocka_unit_test(a_beginning_of_several_choices_is_asked_again),
        cmocka_unit_test(what_begins_only_a_hidden_id_is_no_choice),
        cmocka_unit_test(of_two_choices_with_one_label_the_number_is_asked_for),
        cmocka_unit_test(several_are_named_with_blanks_or_commas_between),
        cmocka_unit_test(none_is_none_and_stands_alone),
        cmocka_unit_test(the_first_of_several_that_is_not_understood_is_named),
        cmocka_unit_test(yes_and_no_are_words_letters_or_numbers),
        cmocka_unit_test(a_whole_number_is_digits_within_its_range),
        cmocka_unit_test(a_number_may_have_a_fraction),
        cmocka_unit_test(a_text_answer_is_taken_as_it_is),
        cmocka_unit_test(the_words_of_answer_files_are_understood),
        cmocka_unit_test(a_quoted_line_is_short_and_steers_no_terminal),
        cmocka_unit_test(the_options_of_a_question_are_numbered_as_they_are_shown),
        cmocka_unit_test(without_memory_a_line_is_refused_and_nothing_breaks),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
