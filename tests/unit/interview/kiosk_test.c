/* The kiosk's state machine: what every key does on the way to the result, and hiding. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "kiosk_fixture.h"

/* ---- Beginning --------------------------------------------------------------------------------- */

static void the_first_screen_invites_and_waits_for_ever(void **state)
{
    struct fixture *fixture = *state;
    sees(fixture, "Is it a good fit?");
    sees(fixture, "For English, press 1.");
    assert_int_equal(kiosk_due(&fixture->kiosk), -1);
    wait_for(fixture, 1000000000);
    assert_int_equal(fixture->next, KIOSK_GOES_ON);
    type(fixture, "7");
    is_on(fixture, KIOSK_ATTRACT);
    type(fixture, "1");
    is_on(fixture, KIOSK_ABOUT);
    sees(fixture, "Who sees your answers: only you.");
    sees(fixture, "You may skip any question.");
}

static void going_back_from_the_beginning_ends_the_session(void **state)
{
    struct fixture *fixture = *state;
    type(fixture, "1-");
    assert_int_equal(fixture->next, KIOSK_OVER);
}

static void where_answers_are_kept_the_beginning_says_for_whom(void **state)
{
    struct fixture *fixture = *state;
    fixture->setup.hooks.keep = stub_keep;
    again(fixture);
    type(fixture, "1");
    sees(fixture, "Who sees your answers: the staff of Test House.");
    sees_not(fixture, "only you");
}

/* ---- Answering --------------------------------------------------------------------------------- */

static void a_number_picks_and_enter_gives(void **state)
{
    struct fixture *fixture = *state;
    to_questions(fixture);
    sees(fixture, "Are you in danger?");
    sees(fixture, "    1  Yes");
    type(fixture, "\n");
    sees(fixture, "Please press a number first, then Enter.");
    type(fixture, "5");
    sees(fixture, "There is no such number here.");
    type(fixture, "1");
    sees(fixture, "  > 1  Yes");
    type(fixture, "2");
    sees(fixture, "  > 2  No");
    sees(fixture, "    1  Yes");
    type(fixture, "\n");
    sees(fixture, "Which do you use?");
}

static void several_numbers_are_marked_and_unmarked(void **state)
{
    struct fixture *fixture = *state;
    to_questions(fixture);
    type(fixture, "2\n");
    type(fixture, "13");
    sees(fixture, "1  [x] Alcohol");
    sees(fixture, "2  [ ] Heroin or pain pills");
    sees(fixture, "3  [x] Cannabis");
    type(fixture, "3");
    sees(fixture, "3  [ ] Cannabis");
    type(fixture, "14");
    sees(fixture, "1  [ ] Alcohol");
    sees(fixture, "4  [x] None of these");
    type(fixture, "2");
    sees(fixture, "4  [ ] None of these");
    type(fixture, "28");
    sees(fixture, "> 8  I am not sure");
    type(fixture, "1\n");
    sees(fixture, "When was the last time?");
    const struct answer *answer = &fixture->kiosk.interview.record.answers[2];
    assert_int_equal(answer->state, ANSWER_GIVEN);
    assert_int_equal(answer->value.set.in, 1);
}

static void one_key_erases_no_marks(void **state)
{
    struct fixture *fixture = *state;
    to_questions(fixture);
    type(fixture, "2\n134");
    sees(fixture, "1  [x] Alcohol");
    sees(fixture, "3  [x] Cannabis");
    sees(fixture, "4  [ ] None of these");
    sees(fixture, "None cannot stand with other marks. Take those away first.");
    type(fixture, "8");
    sees(fixture, "3  [x] Cannabis");
    sees(fixture, "To leave this out, first take the marks away.");
    type(fixture, "9");
    sees(fixture, "3  [x] Cannabis");
    press(fixture, KEY_DOWN, 0);
    type(fixture, " ");
    sees(fixture, "3  [x] Cannabis");
    sees(fixture, "None cannot stand with other marks.");
    type(fixture, "13");
    sees_not(fixture, "cannot stand");
    type(fixture, "4");
    sees(fixture, "4  [x] None of these");
}

static void every_page_says_what_is_marked(void **state)
{
    struct fixture *fixture = *state;
    to_questions(fixture);
    type(fixture, "2\n");
    sees_not(fixture, "Nothing is marked yet.");
    kiosk_resize(&fixture->kiosk, 30, 14);
    sees(fixture, "Nothing is marked yet.");
    sees(fixture, "Enter: next page");
    type(fixture, "1\n");
    sees(fixture, "Page 2 of 2");
    sees(fixture, "Marked (1): Alcohol");
    type(fixture, "1");
    sees(fixture, "Marked (2): Alcohol; Heroi…");
    sees(fixture, "Enter: go on");
    type(fixture, "3");
    sees(fixture, "3  [ ] None of these");
    sees(fixture, "None cannot stand with");
    type(fixture, "2\n");
    assert_int_equal(fixture->kiosk.interview.record.answers[2].value.set.in, 7);
}

static void an_answer_is_taken_once_all_pages_were_shown(void **state)
{
    struct fixture *fixture = *state;
    to_questions(fixture);
    type(fixture, "2\n1\n");
    sees(fixture, "When was the last time?");
    kiosk_resize(&fixture->kiosk, 24, 12);
    sees(fixture, "Page 1 of 2");
    sees_not(fixture, "Today");
    type(fixture, "1");
    sees(fixture, "Your answer: More th…");
    sees(fixture, "Enter: next page");
    type(fixture, "\n");
    sees(fixture, "Page 2 of 2");
    sees(fixture, "Your answer: More th…");
    sees(fixture, "Today");
    sees(fixture, "Enter: go on");
    kiosk_resize(&fixture->kiosk, 25, 12); /* other pages: none of them was shown */
    sees(fixture, "Enter: next page");
    type(fixture, "\n");
    sees(fixture, "Page 1 of 2");
    type(fixture, "\n");
    sees(fixture, "How many drinks a");
    assert_int_equal(fixture->kiosk.interview.record.answers[3].value.choices, 1);
}

static void leaving_a_question_out_needs_no_other_page(void **state)
{
    struct fixture *fixture = *state;
    to_questions(fixture);
    type(fixture, "2\n1\n");
    kiosk_resize(&fixture->kiosk, 30, 14);
    sees(fixture, "When was the last time?");
    type(fixture, "9\n");
    assert_int_equal(fixture->kiosk.interview.record.answers[3].state, ANSWER_DECLINED);
}

static void choices_are_spread_evenly_over_pages(void **state)
{
    struct fixture *fixture = *state;
    type(fixture, "1");
    while (fixture->kiosk.view == KIOSK_ABOUT) {
        type(fixture, "\n");
    }
    type(fixture, "40\n7\n"); /* `none` of the emergency signs */
    kiosk_resize(&fixture->kiosk, 80, 24);
    while (strstr(fixture->screen, "Which of these have you used") == NULL) {
        type(fixture, fixture->kiosk.page == 0 ? "1\n" : "\n");
        look(fixture);
    }
    sees(fixture, "Page 1 of 2");
    type(fixture, "+");
    sees(fixture, "2  [ ]");
    sees(fixture, "None of these");
    sees_not(fixture, "1  [ ] None of these");
    type(fixture, "17"); /* where there is room, a notice takes the place of nothing */
    sees(fixture, "There is no such number here.");
    sees(fixture, "Marked (1): ");
    sees(fixture, "Page 2 of 2");
}

static void arrows_and_the_space_bar_do_the_same(void **state)
{
    struct fixture *fixture = *state;
    to_questions(fixture);
    press(fixture, KEY_DOWN, 0);
    sees(fixture, "> 1  Yes");
    press(fixture, KEY_DOWN, 0);
    press(fixture, KEY_DOWN, 0);
    sees(fixture, "> 2  No");
    type(fixture, "\n");
    press(fixture, KEY_UP, 0); /* from nowhere: the last */
    sees(fixture, "> 4  [ ] None of these");
    press(fixture, KEY_UP, 0);
    type(fixture, " ");
    sees(fixture, "> 3  [x] Cannabis");
    type(fixture, " ");
    sees(fixture, "> 3  [ ] Cannabis");
}

static void eight_and_nine_leave_a_question_out(void **state)
{
    struct fixture *fixture = *state;
    to_questions(fixture);
    type(fixture, "8\n");
    assert_int_equal(fixture->kiosk.interview.record.answers[0].state, ANSWER_UNSURE);
    type(fixture, "9\n");
    assert_int_equal(
        fixture->kiosk.interview.record.answers[fixture->kiosk.interview.path[1]].state,
        ANSWER_DECLINED);
}

static void none_of_these_is_an_answer(void **state)
{
    struct fixture *fixture = *state;
    to_questions(fixture);
    type(fixture, "2\n4\n");
    const struct answer *answer = &fixture->kiosk.interview.record.answers[2];
    assert_int_equal(answer->state, ANSWER_GIVEN);
    assert_int_equal(answer->value.set.in, 0);
}

static void a_number_is_typed_and_checked(void **state)
{
    struct fixture *fixture = *state;
    to_drinks(fixture);
    type(fixture, "\n");
    sees(fixture, "Please type a number.");
    type(fixture, "99\n");
    sees(fixture, "\"99\" is too large.");
    type(fixture, "-");
    sees(fixture, "> 9_");
    sees_not(fixture, "too large");
    type(fixture, "\b\b"); /* the second goes back, since nothing is typed */
    sees(fixture, "When was the last time?");
    type(fixture, "3\n");
    press(fixture, KEY_PAD, '1');
    type(fixture, "2a+*");
    assert_true(fixture->kiosk.hidden);
    type(fixture, "\n");
    sees(fixture, "> 12_");
    type(fixture, "\n");
    assert_int_equal(fixture->kiosk.interview.record.answers[4].value.integer.low, 12);
}

static void a_typed_number_has_room_for_no_more_than_twenty_digits(void **state)
{
    struct fixture *fixture = *state;
    to_drinks(fixture);
    for (int i = 0; i < 40; i++) {
        type(fixture, "7");
    }
    sees(fixture, "There is no room for more.");
    sees(fixture, "> 77777777777777777777_");
}

static void a_number_after_a_refused_one_begins_anew(void **state)
{
    struct fixture *fixture = *state;
    to_drinks(fixture);
    type(fixture, "99\n4");
    sees(fixture, "> 4_");
    type(fixture, "0");
    sees(fixture, "> 40_");
    type(fixture, "0\n-"); /* erasing mends it */
    sees(fixture, "> 40_");
    type(fixture, "-2\n");
    assert_int_equal(fixture->kiosk.interview.record.answers[4].value.integer.low, 42);
}

static void going_back_shows_the_answer_before(void **state)
{
    struct fixture *fixture = *state;
    to_drinks(fixture);
    type(fixture, "2\n-");
    sees(fixture, "How many drinks a day?");
    sees(fixture, "> _");
    sees(fixture, "Your answer was: 2");
    type(fixture, "5");
    sees_not(fixture, "Your answer was");
    type(fixture, "--");
    sees(fixture, "When was the last time?");
    sees(fixture, "Your answer was: Today");
}

static void the_point_opens_the_other_choices_where_a_number_is_typed(void **state)
{
    struct fixture *fixture = *state;
    to_drinks(fixture);
    type(fixture, ".");
    is_on(fixture, KIOSK_MENU);
    type(fixture, "8");
    assert_int_equal(fixture->kiosk.interview.record.answers[4].state, ANSWER_UNSURE);
}

static void words_are_typed_with_every_sign_once_they_have_begun(void **state)
{
    struct fixture *fixture = *state;
    to_words(fixture);
    sees(fixture, "Press . (point)");
    type(fixture, "I - a. 0/9?*");
    sees(fixture, "> I - a. 0/9?*_");
    sees(fixture, "Press Tab.");
    press(fixture, KEY_CHARACTER, 0xf1);
    sees(fixture, "0/9?*ñ_");
    type(fixture, "\b\b");
    sees(fixture, "> I - a. 0/9?_");
    type(fixture, "\033");
    assert_true(fixture->kiosk.hidden);
    type(fixture, "\n\t");
    is_on(fixture, KIOSK_MENU);
    type(fixture, "-");
    sees(fixture, "> I - a. 0/9?_");
    type(fixture, "\n");
    is_on(fixture, KIOSK_REVIEW);
    struct text words = fixture->kiosk.interview.record.answers[7].value.string;
    assert_true(text_is(words, "I - a. 0/9?"));
}

static void before_anything_is_typed_the_signs_are_keys_there_too(void **state)
{
    struct fixture *fixture = *state;
    to_words(fixture);
    type(fixture, "*");
    assert_true(fixture->kiosk.hidden);
    type(fixture, "\n/");
    is_on(fixture, KIOSK_HELP);
    sees(fixture, "Why we ask: To know you.");
    type(fixture, "/.9");
    assert_int_equal(fixture->kiosk.interview.record.answers[7].state, ANSWER_DECLINED);
    is_on(fixture, KIOSK_REVIEW);
}

static void a_keypad_that_tells_so_works_in_the_middle_of_words(void **state)
{
    struct fixture *fixture = *state;
    to_words(fixture);
    type(fixture, "ab");
    press(fixture, KEY_PAD, '*');
    assert_true(fixture->kiosk.hidden);
    type(fixture, "\n");
    press(fixture, KEY_PAD, '-');
    sees(fixture, "> a_");
}

static void words_have_a_longest_length(void **state)
{
    struct fixture *fixture = *state;
    to_words(fixture);
    type(fixture, "a");
    for (unsigned i = 0; i < LIMIT_LINE_BYTES - 2; i++) {
        press(fixture, KEY_CHARACTER, 'b');
    }
    press(fixture, KEY_CHARACTER, 0xf1); /* two bytes */
    sees(fixture, "There is no room for more.");
    assert_int_equal(fixture->kiosk.typed_length, LIMIT_LINE_BYTES - 1);
    press(fixture, KEY_CHARACTER, 'c');
    assert_int_equal(fixture->kiosk.typed_length, LIMIT_LINE_BYTES);
}

/* ---- Help, menu, back -------------------------------------------------------------------------- */

static void help_says_why_and_leads_back_to_what_was_picked(void **state)
{
    struct fixture *fixture = *state;
    to_questions(fixture);
    type(fixture, "2/");
    sees(fixture, "Why we ask: To help at once.");
    sees(fixture, "If somebody comes too close, press * or Esc");
    type(fixture, "\n");
    sees(fixture, "> 2  No");
    press(fixture, KEY_FUNCTION, 1);
    is_on(fixture, KIOSK_HELP);
}

static void back_takes_the_last_answer_back(void **state)
{
    struct fixture *fixture = *state;
    to_questions(fixture);
    type(fixture, "2\n-");
    sees(fixture, "Are you in danger?");
    assert_int_equal(fixture->kiosk.interview.record.answers[0].state, ANSWER_NOT_ASKED);
    type(fixture, "-");
    is_on(fixture, KIOSK_ABOUT);
    type(fixture, "\n");
    sees(fixture, "Are you in danger?");
}

static void stopping_is_asked_once_more(void **state)
{
    struct fixture *fixture = *state;
    to_questions(fixture);
    type(fixture, ".3");
    sees(fixture, "Do you want to stop?");
    type(fixture, "\n");
    is_on(fixture, KIOSK_QUESTION);
    type(fixture, ".32");
    is_on(fixture, KIOSK_QUESTION);
    type(fixture, ".31");
    assert_int_equal(fixture->next, KIOSK_OVER);
}

/* ---- Hiding ------------------------------------------------------------------------------------ */

static void hiding_blanks_the_screen_and_only_enter_brings_it_back(void **state)
{
    struct fixture *fixture = *state;
    to_questions(fixture);
    type(fixture, "1*");
    look(fixture);
    for (const char *byte = fixture->screen; *byte != '\0'; byte++) {
        if (*byte != '\n' && *byte != ' ') {
            assert_string_equal(byte, "Press Enter to go on.\n");
            break;
        }
    }
    type(fixture, "1290-+.*/\033\b\t x");
    assert_true(fixture->kiosk.hidden);
    type(fixture, "\n");
    sees(fixture, "> 1  Yes"); /* as it was */
}

static void what_was_wrong_with_an_answer_is_hidden_too(void **state)
{
    struct fixture *fixture = *state;
    to_drinks(fixture);
    type(fixture, "99\n");
    sees(fixture, "\"99\" is too large.");
    type(fixture, "*");
    sees_not(fixture, "99");
    sees_not(fixture, "too large");
    wait_for(fixture, WARNING);
    sees_not(fixture, "99");
}

static void every_screen_can_be_hidden(void **state)
{
    struct fixture *fixture = *state;
    fixture->setup.hooks.keep = stub_keep;
    fixture->keeps = true;
    again(fixture);
    static const char *const ways[] = {"",   "1",     "\n",    "/",       "/.",
                                       ".3", "\n1\n", "\b2\n", "4\n9\n\n"};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        type(fixture, ways[i]);
        enum kiosk_view view = fixture->kiosk.view;
        type(fixture, "\033");
        assert_true(fixture->kiosk.hidden);
        sees_not(fixture, "danger");
        type(fixture, "\n");
        assert_false(fixture->kiosk.hidden);
        assert_int_equal(fixture->kiosk.view, view);
    }
}

/* ---- Looking over ------------------------------------------------------------------------------ */

static void the_review_lists_the_answers_and_changes_one(void **state)
{
    struct fixture *fixture = *state;
    to_words(fixture);
    type(fixture, "bus\n");
    is_on(fixture, KIOSK_REVIEW);
    sees(fixture, "2  Which do you use?");
    sees(fixture, "Alcohol");
    sees(fixture, "6  Anything else?");
    sees(fixture, "bus");
    type(fixture, "7");
    sees(fixture, "There is no such number here.");
    type(fixture, "3");
    sees(fixture, "When was the last time?");
    sees(fixture, "> 3  Today"); /* as it stands */
    type(fixture, "2\n");
    is_on(fixture, KIOSK_REVIEW);
    sees(fixture, "Some days ago");
    type(fixture, "4");
    sees(fixture, "Your answer now: 2");
    type(fixture, "-");
    is_on(fixture, KIOSK_REVIEW);
    sees(fixture, "2 drinks");
    type(fixture, "6");
    sees(fixture, "Your answer now: bus");
    type(fixture, "tram\n");
    sees(fixture, "tram");
    type(fixture, "\n");
    is_on(fixture, KIOSK_RESULT);
}

static void the_review_can_be_seen_at_any_question(void **state)
{
    struct fixture *fixture = *state;
    to_questions(fixture);
    type(fixture, "1.");
    sees_not(fixture, "Look at my answers"); /* there are none */
    type(fixture, "2");
    is_on(fixture, KIOSK_MENU);
    type(fixture, "-2\n.");
    sees(fixture, "2  Look at my answers, and change one");
    type(fixture, "2");
    is_on(fixture, KIOSK_REVIEW);
    sees(fixture, "To change one, press its number. Enter goes on with the");
    type(fixture, "\n");
    sees(fixture, "Which do you use?");
    type(fixture, ".2-");
    sees(fixture, "Which do you use?");
    type(fixture, "8\n.21");
    sees(fixture, "Are you in danger?");
    type(fixture, "1\n"); /* now it is urgent */
    is_on(fixture, KIOSK_URGENT);
    type(fixture, "-");
    assert_int_not_equal(fixture->kiosk.view, KIOSK_URGENT);
}

static void a_change_can_bring_up_questions_again(void **state)
{
    struct fixture *fixture = *state;
    to_questions(fixture);
    type(fixture, "2\n4\n");
    while (fixture->kiosk.view == KIOSK_QUESTION) {
        type(fixture, "9\n");
    }
    is_on(fixture, KIOSK_REVIEW);
    type(fixture, "2");
    sees(fixture, "4  [x] None of these");
    type(fixture, "1\n");
    sees(fixture, "When was the last time?");
}

/* ---- Language ---------------------------------------------------------------------------------- */

static void zero_changes_the_language_and_keeps_the_answers_and_what_is_picked(void **state)
{
    struct fixture *fixture = *state;
    sees(fixture, "For English, press 1.");
    sees(fixture, "Para español, oprima 2.");
    type(fixture, "2");
    sees(fixture, "0: English");
    while (fixture->kiosk.view == KIOSK_ABOUT) {
        type(fixture, "\n");
    }
    sees(fixture, "¿Cuántos años tiene?");
    type(fixture, "30"); /* a digit here; the language is in the menu */
    type(fixture, ".0-");
    sees(fixture, "How old are you?");
    sees(fixture, "> 30_");
    type(fixture, "\n2");
    sees(fixture, "2  [x] My chest hurts");
    type(fixture, "0");
    sees(fixture, "2  [x] Me duele el pecho");
    assert_int_equal(fixture->kiosk.interview.record.answers[0].value.integer.low, 30);
    type(fixture, "0.2");
    sees(fixture, "How old are you?");
    type(fixture, "0");
    sees(fixture, "¿Cuántos años tiene?");
    sees(fixture, "30 años");
}

static void every_language_is_offered_in_its_own_words(void **state)
{
    struct fixture *fixture = *state;
    type(fixture, "1");
    sees(fixture, "0: Español");
    type(fixture, "0");
    sees(fixture, "0: English");
    type(fixture, "0");
    sees(fixture, "0: Español");
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_first_screen_invites_and_waits_for_ever, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(going_back_from_the_beginning_ends_the_session, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(where_answers_are_kept_the_beginning_says_for_whom, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_number_picks_and_enter_gives, set_up, tear_down),
        cmocka_unit_test_setup_teardown(several_numbers_are_marked_and_unmarked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_key_erases_no_marks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_page_says_what_is_marked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_answer_is_taken_once_all_pages_were_shown, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(leaving_a_question_out_needs_no_other_page, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(choices_are_spread_evenly_over_pages, set_up_shipped,
                                        tear_down),
        cmocka_unit_test_setup_teardown(arrows_and_the_space_bar_do_the_same, set_up, tear_down),
        cmocka_unit_test_setup_teardown(eight_and_nine_leave_a_question_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(none_of_these_is_an_answer, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_number_is_typed_and_checked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_typed_number_has_room_for_no_more_than_twenty_digits,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_number_after_a_refused_one_begins_anew, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(going_back_shows_the_answer_before, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_point_opens_the_other_choices_where_a_number_is_typed,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(words_are_typed_with_every_sign_once_they_have_begun,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(before_anything_is_typed_the_signs_are_keys_there_too,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_keypad_that_tells_so_works_in_the_middle_of_words, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(words_have_a_longest_length, set_up, tear_down),
        cmocka_unit_test_setup_teardown(help_says_why_and_leads_back_to_what_was_picked, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(back_takes_the_last_answer_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(stopping_is_asked_once_more, set_up, tear_down),
        cmocka_unit_test_setup_teardown(hiding_blanks_the_screen_and_only_enter_brings_it_back,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_was_wrong_with_an_answer_is_hidden_too, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(every_screen_can_be_hidden, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_review_lists_the_answers_and_changes_one, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(the_review_can_be_seen_at_any_question, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_change_can_bring_up_questions_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            zero_changes_the_language_and_keeps_the_answers_and_what_is_picked, set_up_shipped,
            tear_down),
        cmocka_unit_test_setup_teardown(every_language_is_offered_in_its_own_words, set_up_shipped,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, set_up_all, tear_down_all);
}
