/* The kiosk's state machine: idling, results and ends, the PIN of staff, sizes of the screen, and any
 * keys in any order. */
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

/* ---- Memory that fails on demand -------------------------------------------------------------- */

void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);

static bool malloc_fails;
static unsigned malloc_left; /* allocations that still succeed */

void *__wrap_malloc(size_t size)
{
    if (malloc_fails) {
        if (malloc_left == 0) {
            return NULL;
        }
        malloc_left--;
    }
    return __real_malloc(size);
}

/* ---- Idling ------------------------------------------------------------------------------------ */

static void without_a_key_there_is_a_warning_and_then_the_end(void **state)
{
    struct fixture *fixture = *state;
    to_questions(fixture);
    type(fixture, "1");
    assert_int_equal(kiosk_due(&fixture->kiosk), fixture->now + WARNING);
    wait_for(fixture, WARNING - 1);
    sees_not(fixture, "Are you still there?");
    wait_for(fixture, 1);
    sees(fixture, "Are you still there?");
    sees(fixture, "In 30 seconds everything here is wiped.");
    sees_not(fixture, "danger");
    assert_int_equal(kiosk_due(&fixture->kiosk), fixture->now + 1000);
    wait_for(fixture, 1000);
    sees(fixture, "In 29 seconds");
    wait_for(fixture, 28000);
    sees(fixture, "In 1 second everything");
    wait_for(fixture, 999);
    assert_int_equal(fixture->next, KIOSK_GOES_ON);
    wait_for(fixture, 1);
    assert_int_equal(fixture->next, KIOSK_OVER);
}

static void any_key_goes_on_after_the_warning_and_does_nothing_else(void **state)
{
    struct fixture *fixture = *state;
    to_questions(fixture);
    type(fixture, "1");
    wait_for(fixture, WARNING + 100);
    press(fixture, KEY_ENTER, 0);
    sees(fixture, "> 1  Yes");
    wait_for(fixture, WARNING - 1);
    sees_not(fixture, "Are you still there?");
}

static void a_hidden_screen_idles_too_and_stays_hidden(void **state)
{
    struct fixture *fixture = *state;
    to_questions(fixture);
    type(fixture, "1*");
    assert_int_equal(kiosk_due(&fixture->kiosk), fixture->now + WARNING + END);
    wait_for(fixture, WARNING + 1000);
    sees_not(fixture, "Are you still there?");
    sees(fixture, "Press Enter to go on.");
    type(fixture, "5");
    assert_true(fixture->kiosk.hidden);
    sees_not(fixture, "danger");
    wait_for(fixture, WARNING + 1000);
    type(fixture, "\n"); /* also where a warning would stand */
    sees(fixture, "> 1  Yes");
    type(fixture, "*");
    wait_for(fixture, WARNING + END);
    assert_int_equal(fixture->next, KIOSK_OVER);
}

static void numbers_of_an_urgent_screen_stay_and_stay_longer(void **state)
{
    struct fixture *fixture = *state;
    to_questions(fixture);
    type(fixture, "1\n");
    wait_for(fixture, WARNING + END);
    assert_int_equal(fixture->next, KIOSK_GOES_ON);
    sees_not(fixture, "Are you still there?");
    sees(fixture, "- 911: in danger");
    assert_int_equal(kiosk_due(&fixture->kiosk), fixture->now + 4 * WARNING - END);
    wait_for(fixture, 4 * WARNING - END);
    sees(fixture, "Are you still there?");
    sees(fixture, "Please see a staff member now.");
    sees(fixture, "- 911: in danger");
    sees(fixture, "In 150 seconds");
    wait_for(fixture, 5 * END - 1);
    sees(fixture, "- 911: in danger");
    press(fixture, KEY_ENTER, 0);
    is_on(fixture, KIOSK_URGENT);
    type(fixture, "\n");
    is_on(fixture, KIOSK_URGENT_END);
    wait_for(fixture, 5 * WARNING);
    sees(fixture, "- 911: in danger");
    wait_for(fixture, 5 * END);
    assert_int_equal(fixture->next, KIOSK_OVER);
}

static void a_hidden_urgent_screen_stays_hidden_and_waits_as_long(void **state)
{
    struct fixture *fixture = *state;
    to_questions(fixture);
    type(fixture, "1\n*");
    wait_for(fixture, 5 * WARNING + 1000);
    sees_not(fixture, "911");
    sees_not(fixture, "still there");
    type(fixture, "\n");
    sees(fixture, "- 911: in danger");
}

static void a_key_that_comes_too_late_changes_nothing(void **state)
{
    struct fixture *fixture = *state;
    to_questions(fixture);
    fixture->now += WARNING + END;
    type(fixture, "1");
    assert_int_equal(fixture->next, KIOSK_OVER);
}

/* ---- Ends -------------------------------------------------------------------------------------- */

static void an_urgent_outcome_is_shown_at_once_and_can_be_undone(void **state)
{
    struct fixture *fixture = *state;
    to_questions(fixture);
    type(fixture, "1\n");
    is_on(fixture, KIOSK_URGENT);
    assert_true(fixture->kiosk.forget_typed);
    sees(fixture, "Please see a staff member now.");
    sees(fixture, "- 911: in danger");
    sees(fixture, "Get help now.");
    sees(fixture, "Your last answer: yes. If that was a slip, press - to change");
    sees_not(fixture, "Recommendation");
    type(fixture, "-");
    sees(fixture, "Are you in danger?");
    type(fixture, "1\n\n");
    is_on(fixture, KIOSK_URGENT_END);
    sees(fixture, "- 911: in danger");
    type(fixture, "\n-.2");
    is_on(fixture, KIOSK_URGENT_END);
    type(fixture, "1");
    assert_int_equal(fixture->next, KIOSK_OVER);
}

/* Up to the result, by answers that lead to IOP. */
static void to_result(struct fixture *fixture)
{
    to_words(fixture);
    type(fixture, ".9");
    is_on(fixture, KIOSK_REVIEW);
    sees(fixture, "That was the last question.");
    sees(fixture, fixture->setup.result == KIOSK_RESULT_FULL ? "Enter leads to the result."
                  : fixture->setup.result == KIOSK_RESULT_NEXT_STEP
                      ? "Enter leads to the next step."
                      : "Enter ends this.");
    sees(fixture, "Enter: go on");
    type(fixture, "\n");
    is_on(fixture, KIOSK_RESULT);
}

static void enter_is_named_by_what_it_does_on_each_page(void **state)
{
    struct fixture *fixture = *state;
    kiosk_resize(&fixture->kiosk, 40, 12);
    type(fixture, "1");
    while (fixture->kiosk.view == KIOSK_ABOUT) {
        look(fixture);
        bool last = strstr(fixture->screen, "first page") != NULL;
        sees(fixture, last ? "Enter: begin" : "Enter: next page");
        type(fixture, "\n");
        assert_int_equal(fixture->kiosk.view, last ? KIOSK_QUESTION : KIOSK_ABOUT);
    }
}

static void the_result_is_as_much_as_is_set(void **state)
{
    struct fixture *fixture = *state;
    to_result(fixture);
    sees(fixture, "Recommendation");
    fixture->setup.result = KIOSK_RESULT_NEXT_STEP;
    again(fixture);
    to_result(fixture);
    sees(fixture, "Next steps");
    sees_not(fixture, "Recommendation");
    fixture->setup.result = KIOSK_RESULT_STAFF;
    again(fixture);
    to_result(fixture);
    sees(fixture, "Please go to the desk now.");
    sees_not(fixture, "Next steps");
    type(fixture, "\n");
    assert_int_equal(fixture->next, KIOSK_OVER);
    assert_int_equal(fixture->kept, 0);
}

static void where_answers_are_kept_the_end_is_a_code(void **state)
{
    struct fixture *fixture = *state;
    fixture->setup.hooks.keep = stub_keep;
    fixture->keeps = true;
    again(fixture);
    to_result(fixture);
    assert_int_equal(fixture->kept, 1);
    type(fixture, "\n");
    is_on(fixture, KIOSK_CODE);
    sees(fixture, "    ABC 234");
    type(fixture, "\n\n");
    is_on(fixture, KIOSK_CODE);
    type(fixture, "1");
    assert_int_equal(fixture->next, KIOSK_OVER);
    assert_int_equal(fixture->kept, 1);
}

static void answers_that_could_not_be_kept_are_said(void **state)
{
    struct fixture *fixture = *state;
    fixture->setup.hooks.keep = stub_keep;
    again(fixture);
    to_result(fixture);
    type(fixture, "\n");
    sees(fixture, "Your answers could not be kept for staff.");
    sees_not(fixture, "ABC");
}

static void on_a_low_screen_the_end_shows_all_its_pages_before_it_ends(void **state)
{
    struct fixture *fixture = *state;
    fixture->setup.hooks.keep = stub_keep;
    fixture->keeps = true;
    again(fixture);
    kiosk_resize(&fixture->kiosk, 30, 12);
    type(fixture, "1\n\n\n\n\n\n\n\n1\n");
    while (fixture->kiosk.view == KIOSK_URGENT) {
        type(fixture, "\n");
    }
    is_on(fixture, KIOSK_URGENT_END);
    sees_not(fixture, "ABC 234");
    while (strstr(fixture->screen, "ABC 234") == NULL) {
        sees(fixture, "- 911: in danger"); /* on every page */
        sees(fixture, "Enter: next page");
        type(fixture, "1");
        assert_int_equal(fixture->next, KIOSK_GOES_ON);
        look(fixture);
    }
    sees(fixture, "- 911: in danger");
    sees(fixture, "1: clear the screen");
    type(fixture, "1");
    assert_int_equal(fixture->next, KIOSK_OVER);
}

static void urgent_answers_are_left_at_once_and_said_to_be(void **state)
{
    struct fixture *fixture = *state;
    fixture->setup.hooks.keep = stub_keep;
    fixture->keeps = true;
    again(fixture);
    type(fixture, "1");
    sees(fixture, "Only if you need urgent help, your answers");
    type(fixture, "\n1\n");
    is_on(fixture, KIOSK_URGENT);
    assert_int_equal(fixture->kept, 1);
    sees(fixture, "left for them, under the code ABC 234.");
    sees(fixture, "what was left for staff is then taken away again.");
    wait_for(fixture, 5 * WARNING);
    sees(fixture, "In 150 seconds this screen is cleared.");
    wait_for(fixture, 5 * END); /* the person walked away */
    assert_int_equal(fixture->next, KIOSK_OVER);
    assert_int_equal(fixture->kept, 1);
    assert_int_equal(fixture->taken_back, 0);
}

static void a_slip_takes_back_what_was_left(void **state)
{
    struct fixture *fixture = *state;
    fixture->setup.hooks.keep = stub_keep;
    fixture->keeps = true;
    again(fixture);
    to_questions(fixture);
    type(fixture, "1\n-");
    assert_int_equal(fixture->taken_back, 1);
    sees(fixture, "Your answer was: yes");
    sees(fixture, "    1  Yes");
    assert_false(fixture->kiosk.has_code);
    assert_string_equal(fixture->kiosk.code, "");
    type(fixture, "1\n\n"); /* no slip: left anew, and once more with the result */
    is_on(fixture, KIOSK_URGENT_END);
    assert_int_equal(fixture->kept, 3);
    assert_int_equal(fixture->taken_back, 1);
    sees(fixture, "    ABC 234");
    again(fixture);
    fixture->sticks = true;
    to_questions(fixture);
    type(fixture, "1\n-");
    sees(fixture, "What was left for staff could not be taken away again.");
    assert_true(fixture->kiosk.has_code); /* and is replaced at the end */
}

static void an_urgent_screen_says_what_could_not_be_left(void **state)
{
    struct fixture *fixture = *state;
    fixture->setup.hooks.keep = stub_keep;
    again(fixture);
    to_questions(fixture);
    type(fixture, "1\n");
    sees(fixture, "Your answers could not be kept for staff.");
    sees_not(fixture, "taken away");
    type(fixture, "-");
    assert_int_equal(fixture->taken_back, 0);
}

static void nothing_is_kept_of_those_who_stop_or_go_away(void **state)
{
    struct fixture *fixture = *state;
    fixture->setup.hooks.keep = stub_keep;
    again(fixture);
    to_words(fixture);
    type(fixture, ".31");
    assert_int_equal(fixture->next, KIOSK_OVER);
    again(fixture);
    to_words(fixture);
    type(fixture, ".9");
    is_on(fixture, KIOSK_REVIEW);
    wait_for(fixture, WARNING + END);
    assert_int_equal(fixture->next, KIOSK_OVER);
    assert_int_equal(fixture->kept, 0);
}

/* ---- Staff ------------------------------------------------------------------------------------- */

static void staff_leave_by_control_x_and_the_pin(void **state)
{
    struct fixture *fixture = *state;
    press(fixture, KEY_CONTROL, 'X');
    sees(fixture, "Staff: the PIN, then Enter");
    type(fixture, "246802");
    sees(fixture, "> ******_");
    type(fixture, "\n");
    assert_int_equal(fixture->next, KIOSK_LEAVES);
}

static void a_keypad_gets_there_by_three_strokes_on_the_hidden_screen(void **state)
{
    struct fixture *fixture = *state;
    to_questions(fixture);
    type(fixture, "1*//1//");
    assert_true(fixture->kiosk.hidden);
    type(fixture, "/");
    is_on(fixture, KIOSK_PIN);
    sees_not(fixture, "danger");
    type(fixture, "\n"); /* nothing typed: back to the hidden screen */
    assert_true(fixture->kiosk.hidden);
    type(fixture, "\n");
    sees(fixture, "> 1  Yes");
}

static void after_three_wrong_pins_one_has_to_wait_ever_longer(void **state)
{
    struct fixture *fixture = *state;
    press(fixture, KEY_CONTROL, 'X');
    type(fixture, "1\n2\n");
    sees(fixture, "That is not the PIN.");
    sees_not(fixture, "Please wait");
    type(fixture, "3\n");
    sees(fixture, "Please wait for 30 seconds.");
    type(fixture, "246802\n"); /* not even tried */
    assert_int_equal(fixture->next, KIOSK_GOES_ON);
    assert_int_equal(fixture->tried, 3);
    wait_for(fixture, 29000);
    sees(fixture, "Please wait for 1 second.");
    assert_int_equal(kiosk_due(&fixture->kiosk), fixture->now + 1000);
    wait_for(fixture, 1000);
    sees_not(fixture, "Please wait");
    type(fixture, "4\n");
    sees(fixture, "Please wait for 60 seconds.");
    /* A new session gives no new tries. */
    again(fixture);
    press(fixture, KEY_CONTROL, 'X');
    sees(fixture, "Please wait for 60 seconds.");
    wait_for(fixture, 59999);
    press(fixture, KEY_CONTROL, 'X');
    type(fixture, "246802\n");
    assert_int_equal(fixture->tried, 4);
    for (int i = 0; i < 20; i++) { /* never longer than a quarter of an hour */
        fixture->now = fixture->lock.locked_until;
        fixture->kiosk.last_key = fixture->now;
        fixture->kiosk.warns = false;
        type(fixture, "5\n");
        assert_true(fixture->lock.locked_until - fixture->now <= 900000);
    }
    fixture->now = fixture->lock.locked_until;
    fixture->kiosk.last_key = fixture->now;
    type(fixture, "246802\n");
    assert_int_equal(fixture->next, KIOSK_LEAVES);
    assert_int_equal(fixture->lock.wrong, 0);
}

static void without_a_pin_no_key_leads_out(void **state)
{
    struct fixture *fixture = *state;
    fixture->setup.hooks.pin_is_right = NULL;
    again(fixture);
    press(fixture, KEY_CONTROL, 'X');
    is_on(fixture, KIOSK_ATTRACT);
    type(fixture, "*///");
    assert_true(fixture->kiosk.hidden);
}

static void the_pin_screen_does_not_hold_the_session_open(void **state)
{
    struct fixture *fixture = *state;
    press(fixture, KEY_CONTROL, 'X');
    type(fixture, "12");
    wait_for(fixture, WARNING + END);
    assert_int_equal(fixture->next, KIOSK_OVER);
}

/* ---- Sizes ------------------------------------------------------------------------------------- */

/* On a page, its numbers pick what stands beside them, whatever the size. */
static void pages_number_what_they_show(void **state)
{
    struct fixture *fixture = *state;
    to_questions(fixture);
    type(fixture, "2\n");
    kiosk_resize(&fixture->kiosk, 30, 14);
    sees(fixture, "Page 1 of 2   +: next page");
    sees(fixture, "1  [ ] Alcohol");
    type(fixture, "7");
    sees(fixture, "There is no such number");
    type(fixture, "+");
    sees_not(fixture, "There is no such number");
    sees(fixture, "Page 2 of 2   +: first page");
    sees(fixture, "2  [ ] Cannabis");
    type(fixture, "2");
    sees(fixture, "2  [x] Cannabis");
    kiosk_resize(&fixture->kiosk, 80, 24);
    sees_not(fixture, "Page");
    sees(fixture, "3  [x] Cannabis");
    kiosk_resize(&fixture->kiosk, 30, 14);
    type(fixture, "++\n"); /* both were shown */
    assert_int_equal(fixture->kiosk.interview.record.answers[2].value.set.in, 4);
}

static void a_tiny_screen_says_that_it_is_too_small(void **state)
{
    struct fixture *fixture = *state;
    to_questions(fixture);
    kiosk_resize(&fixture->kiosk, 20, 5);
    sees(fixture, "Please make");
    sees_not(fixture, "danger");
    type(fixture, "1\n2\n3\n\n\n**");
    kiosk_resize(&fixture->kiosk, 1, 1);
    look(fixture);
    kiosk_resize(&fixture->kiosk, 3, 500);
    look(fixture);
}

/* ---- No memory --------------------------------------------------------------------------------- */

/* A whole session with [left] allocations; whether it came to its end. */
static bool lasts(struct fixture *fixture, unsigned left)
{
    static const char keys[] = "1\n2\n/-1\n3\n4\n1\n.2\n.0-.9\n\n";
    struct frame frame;
    malloc_left = left;
    malloc_fails = true;
    bool ok = kiosk_start(&fixture->kiosk, &fixture->setup, fixture->now, &small_world.diags);
    for (const char *sign = keys; *sign != '\0' && ok; sign++) {
        press(fixture, *sign == '\n' ? KEY_ENTER : KEY_CHARACTER,
              *sign == '\n' ? 0 : (unsigned char)*sign);
        ok = fixture->next != KIOSK_FAILED && kiosk_show(&fixture->kiosk, &frame);
    }
    malloc_fails = false;
    return ok;
}

static void without_memory_a_session_fails_and_nothing_else(void **state)
{
    struct fixture *fixture = *state;
    unsigned left = 0;
    kiosk_end(&fixture->kiosk);
    while (!lasts(fixture, left)) {
        kiosk_end(&fixture->kiosk);
        left++;
        assert_true(left < 10000);
    }
    assert_true(left > 5);
}

/* ---- Any keys ---------------------------------------------------------------------------------- */

/* A generator of our own: the same keys on every machine. */
static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 8;
}

static struct key any_key(uint32_t *seed)
{
    static const char often[] = "111223456789990+-*/..\n\n\n\n\b a";
    uint32_t dice = next(seed);
    if (dice % 8 != 0) {
        char sign = often[dice / 8 % (sizeof often - 1)];
        return sign == '\n'   ? (struct key){KEY_ENTER, 0}
               : sign == '\b' ? (struct key){KEY_BACKSPACE, 0}
               : dice % 3 == 0 && strchr("0123456789+-*/.", sign) != NULL
                   ? (struct key){KEY_PAD, (uint32_t)sign}
                   : (struct key){KEY_CHARACTER, (uint32_t)sign};
    }
    enum key_kind kind = (enum key_kind)(dice / 8 % (KEY_OTHER + 1));
    uint32_t code = next(seed);
    return (struct key){kind, kind == KEY_CHARACTER  ? 0x20 + code % 95
                              : kind == KEY_PAD      ? '0' + code % 10
                              : kind == KEY_FUNCTION ? 1 + code % 12
                              : kind == KEY_CONTROL  ? 'A' + code % 26
                                                     : 0};
}

static void mash(struct fixture *fixture, struct world *world, uint32_t seed, unsigned count)
{
    unsigned over = 0;
    for (unsigned i = 0; i < count; i++) {
        struct frame frame;
        uint32_t dice = next(&seed);
        if (dice % 40 == 0) {
            kiosk_resize(&fixture->kiosk, 10 + next(&seed) % 100, 4 + next(&seed) % 50);
        }
        fixture->now += dice % 500 == 0 ? WARNING + dice % END : dice % 1000;
        fixture->next = kiosk_key(&fixture->kiosk, any_key(&seed), fixture->now);
        assert_int_not_equal(fixture->next, KIOSK_FAILED);
        assert_int_not_equal(fixture->next, KIOSK_LEAVES); /* the PIN is not among these keys */
        if (fixture->next == KIOSK_OVER) {
            kiosk_end(&fixture->kiosk);
            begin(fixture, world);
            over++;
        }
        assert_true(kiosk_show(&fixture->kiosk, &frame));
        assert_true(frame.count <= fixture->kiosk.height);
    }
    assert_true(over > 0);
}

static void any_keys_in_any_order_are_survived(void **state)
{
    struct fixture *fixture = *state;
    fixture->setup.hooks.keep = stub_keep;
    fixture->keeps = true;
    again(fixture);
    for (uint32_t seed = 1; seed <= 4; seed++) {
        mash(fixture, &small_world, seed, SMALL_KEYS);
    }
}

static void the_same_with_the_shipped_questionnaire(void **state)
{
    mash(*state, &shipped_world, 7, SHIPPED_KEYS);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(without_a_key_there_is_a_warning_and_then_the_end, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(any_key_goes_on_after_the_warning_and_does_nothing_else,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_hidden_screen_idles_too_and_stays_hidden, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_key_that_comes_too_late_changes_nothing, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(an_urgent_outcome_is_shown_at_once_and_can_be_undone,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(numbers_of_an_urgent_screen_stay_and_stay_longer, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_hidden_urgent_screen_stays_hidden_and_waits_as_long,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(urgent_answers_are_left_at_once_and_said_to_be, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_slip_takes_back_what_was_left, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_urgent_screen_says_what_could_not_be_left, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(enter_is_named_by_what_it_does_on_each_page, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(the_result_is_as_much_as_is_set, set_up, tear_down),
        cmocka_unit_test_setup_teardown(where_answers_are_kept_the_end_is_a_code, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(answers_that_could_not_be_kept_are_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(on_a_low_screen_the_end_shows_all_its_pages_before_it_ends,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_is_kept_of_those_who_stop_or_go_away, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(staff_leave_by_control_x_and_the_pin, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_keypad_gets_there_by_three_strokes_on_the_hidden_screen,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(after_three_wrong_pins_one_has_to_wait_ever_longer, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(without_a_pin_no_key_leads_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_pin_screen_does_not_hold_the_session_open, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(pages_number_what_they_show, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_tiny_screen_says_that_it_is_too_small, set_up, tear_down),
        cmocka_unit_test_setup_teardown(without_memory_a_session_fails_and_nothing_else, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(any_keys_in_any_order_are_survived, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_same_with_the_shipped_questionnaire, set_up_shipped,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, set_up_all, tear_down_all);
}
