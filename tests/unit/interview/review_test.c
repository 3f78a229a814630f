/* Changing answers: the list, what a change does to other answers, notes, another language in the
 * middle, overriding the result; and that however the answers came about, they are assessed as if
 * they had been given straight. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"
#include "questionnaire/translation.h"

static struct world small_world;
static struct world shipped_world;
static const struct questionnaire *spanish;
static const struct plan *spanish_plan;

static int set_up(void **state)
{
    (void)state;
    load(&small_world, SMALL_QUESTIONNAIRE);
    load(&shipped_world, SHIPPED_FOLDER "/questionnaire.yaml");
    static struct source source;
    struct world *world = &shipped_world;
    assert_true(source_read(SHIPPED_FOLDER "/es.yaml", LIMIT_QUESTIONNAIRE_BYTES, &world->arena,
                            &source, NULL, &world->diags));
    assert_true(questionnaire_translate(world->questionnaire, TEXT("es"), &source, &world->arena,
                                        &spanish, &world->diags));
    spanish_plan = plan_make(spanish, &world->arena, &world->diags);
    assert_non_null(spanish_plan);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    unload(&small_world);
    unload(&shipped_world);
    return 0;
}

/* The list as `id=answer` joined by `, `. */
static const char *list(const struct interview *interview)
{
    static char text[1000];
    FILE *out = fmemopen(text, sizeof text, "w");
    for (uint32_t i = 0; i < interview_review_count(interview); i++) {
        uint32_t question = interview_review_question(interview, i);
        struct text id = interview->questionnaire->questions[question].id;
        fprintf(out, "%s" TEXT_FORMAT "=", i == 0 ? "" : ", ", TEXT_ARGS(id));
        interview_print_answer(out, interview, question);
    }
    fputc('\0', out);
    fclose(out);
    return text;
}

static const char *const to_the_end[] = {"", "no", "1 3", "days", "12", "no", "0", "bus", NULL};

/* ---- The list -------------------------------------------------------------------------------- */

static void the_review_lists_the_answers_in_the_order_of_asking(void **state)
{
    (void)state;
    struct interview interview;
    start(&interview, &small_world, false);
    assert_string_equal(enter(&interview, "/review", INTERVIEW_REFUSED),
                        "There are no answers yet.");
    static const char *const lines[] = {"", "no", "-", "/u", NULL};
    enter_all(&interview, lines);
    assert_string_equal(asked(&interview), "drinks");
    assert_string_equal(enter(&interview, "/review", INTERVIEW_MOVED), "");
    assert_int_equal(interview.phase, INTERVIEW_REVIEW);
    assert_string_equal(list(&interview),
                        "danger=no, substances=prefer not to say, last_use=not sure");
    assert_string_equal(enter(&interview, "4", INTERVIEW_REFUSED),
                        "\"4\" is no number of this list. To change an answer, type its number, "
                        "from 1 to 3. To go on, press Enter.");
    (void)enter(&interview, "yes", INTERVIEW_REFUSED);
    (void)enter(&interview, "0", INTERVIEW_REFUSED);
    (void)enter(&interview, "-", INTERVIEW_REFUSED);
    assert_string_equal(enter(&interview, "", INTERVIEW_MOVED), "");
    assert_string_equal(asked(&interview), "drinks");
    (void)enter(&interview, "/r", INTERVIEW_MOVED);
    (void)enter(&interview, "<", INTERVIEW_MOVED);
    assert_string_equal(asked(&interview), "drinks");
    interview_end(&interview);
}

static void only_what_the_change_affects_is_asked_again(void **state)
{
    (void)state;
    struct interview interview;
    start(&interview, &small_world, false);
    enter_all(&interview, to_the_end);
    assert_int_equal(interview.phase, INTERVIEW_LAST_LOOK);
    assert_string_equal(outcome(&interview), "iop");
    /* From 12 to 3 drinks: nothing else to ask. */
    (void)enter(&interview, "4", INTERVIEW_MOVED);
    assert_string_equal(asked(&interview), "drinks");
    assert_int_equal(interview_progress(&interview).number, 4);
    assert_string_equal(enter(&interview, "3", INTERVIEW_MOVED), "Your answer: 3 drinks");
    assert_int_equal(interview.phase, INTERVIEW_LAST_LOOK);
    assert_string_equal(list(&interview),
                        "danger=no, substances=Alcohol; Cannabis, last_use=Some days ago, "
                        "drinks=3 drinks, alone=no, commitments=None of these, words=bus");
    /* The nights are not asked again, and count. */
    (void)enter(&interview, "5", INTERVIEW_MOVED);
    (void)enter(&interview, "yes", INTERVIEW_MOVED);
    assert_string_equal(outcome(&interview), "iop");
    (void)enter(&interview, "4", INTERVIEW_MOVED);
    (void)enter(&interview, "9", INTERVIEW_MOVED);
    assert_string_equal(outcome(&interview), "inpatient");
    interview_end(&interview);
}

static void answers_that_do_not_apply_leave_and_come_back(void **state)
{
    (void)state;
    struct interview interview;
    start(&interview, &small_world, false);
    enter_all(&interview, to_the_end);
    (void)enter(&interview, "2", INTERVIEW_MOVED);
    assert_string_equal(enter(&interview, "opioids", INTERVIEW_MOVED),
                        "Your answer: Heroin or pain pills. 1 other answer does not apply any more "
                        "and is set aside");
    assert_string_equal(list(&interview),
                        "danger=no, substances=Heroin or pain pills, last_use=Some days ago, "
                        "alone=no, commitments=None of these, words=bus");
    (void)enter(&interview, "2", INTERVIEW_MOVED);
    assert_string_equal(enter(&interview, "0", INTERVIEW_MOVED),
                        "Your answer: None of these. 1 other answer does not apply any more and is "
                        "set aside");
    assert_string_equal(outcome(&interview), "less");
    assert_int_equal(interview.assessment.surplus_count, 0);
    (void)enter(&interview, "2", INTERVIEW_MOVED);
    assert_string_equal(enter(&interview, "1 3", INTERVIEW_MOVED),
                        "Your answer: Alcohol; Cannabis. 2 answers that you gave before apply "
                        "again");
    assert_string_equal(list(&interview),
                        "danger=no, substances=Alcohol; Cannabis, last_use=Some days ago, "
                        "drinks=12 drinks, alone=no, commitments=None of these, words=bus");
    assert_string_equal(outcome(&interview), "iop");
    interview_end(&interview);
}

static void a_change_that_opens_questions_says_so_and_asks_them(void **state)
{
    (void)state;
    struct interview interview;
    start(&interview, &small_world, false);
    static const char *const lines[] = {"", "no", "none", NULL};
    enter_all(&interview, lines);
    assert_int_equal(interview.phase, INTERVIEW_LAST_LOOK);
    (void)enter(&interview, "2", INTERVIEW_MOVED);
    assert_string_equal(enter(&interview, "1", INTERVIEW_MOVED),
                        "Your answer: Alcohol. Because of it there may be 5 more questions");
    assert_int_equal(interview.effect.more, 5);
    assert_string_equal(asked(&interview), "last_use");
    assert_int_equal(interview_progress(&interview).most_left, 4);
    interview_end(&interview);
}

static void back_from_a_changed_question_returns_to_the_list_unchanged(void **state)
{
    (void)state;
    struct interview interview;
    start(&interview, &small_world, false);
    enter_all(&interview, to_the_end);
    (void)enter(&interview, "4", INTERVIEW_MOVED);
    assert_string_equal(enter(&interview, "<", INTERVIEW_MOVED), "Nothing was changed.");
    assert_int_equal(interview.phase, INTERVIEW_LAST_LOOK);
    (void)enter(&interview, "<", INTERVIEW_MOVED);
    assert_string_equal(asked(&interview), "words");
    (void)enter(&interview, "/review", INTERVIEW_MOVED);
    (void)enter(&interview, "1", INTERVIEW_MOVED);
    assert_string_equal(asked(&interview), "danger");
    (void)enter(&interview, "<", INTERVIEW_MOVED);
    assert_int_equal(interview.phase, INTERVIEW_REVIEW);
    assert_int_equal(interview_review_count(&interview), 6);
    (void)enter(&interview, "1", INTERVIEW_MOVED);
    (void)enter(&interview, "no", INTERVIEW_MOVED);
    assert_int_equal(interview.phase, INTERVIEW_REVIEW);
    (void)enter(&interview, "", INTERVIEW_MOVED);
    assert_string_equal(asked(&interview), "words");
    interview_end(&interview);
}

static void back_after_a_change_brings_the_former_answer_back(void **state)
{
    (void)state;
    struct interview interview;
    start(&interview, &small_world, false);
    enter_all(&interview, to_the_end);
    (void)enter(&interview, "4", INTERVIEW_MOVED);
    (void)enter(&interview, "3", INTERVIEW_MOVED);
    assert_string_equal(enter(&interview, "<", INTERVIEW_MOVED),
                        "Back to the question before. Your answer was: 3 drinks");
    assert_string_equal(asked(&interview), "drinks");
    assert_string_equal(enter(&interview, "<", INTERVIEW_MOVED), "Nothing was changed.");
    assert_int_equal(interview.phase, INTERVIEW_LAST_LOOK);
    assert_non_null(strstr(list(&interview), "drinks=12 drinks"));
    interview_end(&interview);
}

static void a_change_that_makes_it_urgent_can_be_undone(void **state)
{
    (void)state;
    struct interview interview;
    start(&interview, &small_world, false);
    static const char *const lines[] = {"", "no", "1", "/review", "1", "yes", NULL};
    enter_all(&interview, lines);
    assert_int_equal(interview.phase, INTERVIEW_URGENT);
    (void)enter(&interview, "<", INTERVIEW_MOVED);
    assert_string_equal(asked(&interview), "danger");
    assert_string_equal(list(&interview), "danger=no, substances=Alcohol");
    (void)enter(&interview, "yes", INTERVIEW_MOVED);
    assert_int_equal(interview.phase, INTERVIEW_URGENT);
    (void)enter(&interview, "/review", INTERVIEW_MOVED);
    assert_int_equal(interview.phase, INTERVIEW_REVIEW);
    (void)enter(&interview, "", INTERVIEW_MOVED);
    assert_int_equal(interview.phase, INTERVIEW_URGENT);
    interview_end(&interview);
}

static void stopping_in_the_middle_of_a_change_can_be_called_off(void **state)
{
    (void)state;
    struct interview interview;
    start(&interview, &small_world, false);
    static const char *const lines[] = {"", "no", "/review", "1", "/quit", "no", NULL};
    enter_all(&interview, lines);
    assert_int_equal(interview.phase, INTERVIEW_QUESTION);
    assert_true(interview.changing);
    (void)enter(&interview, "<", INTERVIEW_MOVED);
    assert_int_equal(interview.phase, INTERVIEW_REVIEW);
    interview_end(&interview);
}

/* ---- Notes ----------------------------------------------------------------------------------- */

static void notes_stand_beside_answers(void **state)
{
    (void)state;
    struct interview interview;
    start(&interview, &small_world, false);
    (void)enter(&interview, "/note late", INTERVIEW_REFUSED);
    (void)enter(&interview, "", INTERVIEW_MOVED);
    assert_string_equal(enter(&interview, "/note", INTERVIEW_REFUSED),
                        "Type /note and your words behind it.");
    assert_string_equal(enter(&interview, "/note  hesitated long ", INTERVIEW_MOVED),
                        "Noted. Now the question again.");
    assert_string_equal(enter(&interview, "/n", INTERVIEW_REFUSED),
                        "Your note: hesitated long (Type /note - to take it away.)");
    assert_true(text_is(interview.notes[0], "hesitated long"));
    (void)enter(&interview, "no", INTERVIEW_MOVED);
    (void)enter(&interview, "/review", INTERVIEW_MOVED);
    assert_string_equal(enter(&interview, "/note 1 sure now", INTERVIEW_MOVED), "Noted.");
    assert_true(text_is(interview.notes[0], "sure now"));
    (void)enter(&interview, "/note sure", INTERVIEW_REFUSED);
    (void)enter(&interview, "/note 2 x", INTERVIEW_REFUSED);
    (void)enter(&interview, "/note 1", INTERVIEW_REFUSED);
    assert_string_equal(enter(&interview, "/note 1 -", INTERVIEW_MOVED), "The note is taken away.");
    assert_int_equal(interview.notes[0].length, 0);
    interview_end(&interview);
}

static void a_note_is_cut_at_its_limit_and_never_inside_a_character(void **state)
{
    (void)state;
    struct interview interview;
    start(&interview, &small_world, false);
    static char note[LIMIT_NOTE_BYTES + 2];
    memset(note, 'x', sizeof note);
    struct text whole = {note, LIMIT_NOTE_BYTES};
    assert_true(interview_note(&interview, 0, whole, &small_world.diags));
    assert_int_equal(interview.notes[0].length, LIMIT_NOTE_BYTES);
    memcpy(note + LIMIT_NOTE_BYTES - 1, "\xC3\xB1", 2);
    whole.length = LIMIT_NOTE_BYTES + 1;
    assert_true(interview_note(&interview, 0, whole, &small_world.diags));
    assert_int_equal(interview.notes[0].length, LIMIT_NOTE_BYTES - 1);
    interview_end(&interview);
}

/* ---- Another language -------------------------------------------------------------------------- */

static void the_language_can_change_in_the_middle_and_all_answers_stay(void **state)
{
    (void)state;
    struct interview interview;
    start(&interview, &shipped_world, false);
    interview_begin(&interview);
    struct dice dice = {7};
    for (int i = 0; i < 9 && interview.phase == INTERVIEW_QUESTION; i++) {
        assert_true(interview_answer(&interview, draw(interview_asked(&interview), &dice),
                                     &shipped_world.diags));
    }
    uint32_t question = interview.question;
    uint32_t count = interview_review_count(&interview);
    uint64_t possible = interview.assessment.possible;
    enum interview_phase phase = interview.phase;
    assert_true(interview_translate(&interview, spanish, spanish_plan, &shipped_world.diags));
    assert_int_equal(interview.phase, phase);
    assert_int_equal(interview.question, question);
    assert_int_equal(interview_review_count(&interview), count);
    assert_true(interview.assessment.possible == possible);
    assert_string_equal(enter(&interview, "/review", INTERVIEW_MOVED), "");
    assert_string_equal(enter(&interview, "77", INTERVIEW_REFUSED) + 4,
                        " no es un número de esta lista. Para cambiar una respuesta, escriba su "
                        "número, del 1 al 9. Para seguir, presione Enter.");
    assert_true(interview_translate(&interview, shipped_world.questionnaire, shipped_world.plan,
                                    &shipped_world.diags));
    assert_int_equal(interview.phase, INTERVIEW_REVIEW);
    interview_end(&interview);
}

/* ---- Overriding -------------------------------------------------------------------------------- */

static void staff_may_override_and_the_result_stays_beside_it(void **state)
{
    (void)state;
    struct interview interview;
    assert_true(interview_start(&interview, small_world.questionnaire, small_world.plan,
                                (struct interview_options){.stays = true}, &small_world.diags));
    static const char *const lines[] = {"", "no", "none", NULL};
    enter_all(&interview, lines);
    assert_string_equal(enter(&interview, "/override", INTERVIEW_REFUSED),
                        "Staff can decide otherwise after the result, where the answers are kept.");
    (void)enter(&interview, "", INTERVIEW_MOVED);
    assert_int_equal(interview.phase, INTERVIEW_RESULT);
    assert_string_equal(enter(&interview, "<", INTERVIEW_REFUSED),
                        "The result was given. There is no way back from here.");
    (void)enter(&interview, "yes", INTERVIEW_REFUSED);
    assert_string_equal(enter(&interview, "/o", INTERVIEW_MOVED), "");
    assert_int_equal(interview.phase, INTERVIEW_OVERRIDE);
    (void)enter(&interview, "-", INTERVIEW_REFUSED);
    (void)enter(&interview, "unsure", INTERVIEW_REFUSED);
    (void)enter(&interview, "inpatient", INTERVIEW_MOVED);
    assert_int_equal(interview.step, OVERRIDE_REASON);
    assert_string_equal(enter(&interview, "<", INTERVIEW_MOVED),
                        "Back to the question before. Your answer was: Inpatient care");
    assert_int_equal(interview.step, OVERRIDE_RECOMMENDATION);
    (void)enter(&interview, "2", INTERVIEW_MOVED);
    (void)enter(&interview, "wait_list", INTERVIEW_MOVED);
    assert_string_equal(
        enter(&interview, "<", INTERVIEW_MOVED),
        "Back to the question before. Your answer was: The wait for it is too long");
    (void)enter(&interview, "wait_list", INTERVIEW_MOVED);
    (void)enter(&interview, "", INTERVIEW_REFUSED);
    (void)enter(&interview, "full until June", INTERVIEW_MOVED);
    assert_string_equal(enter(&interview, "<", INTERVIEW_MOVED),
                        "Back to the question before. Your answer was: full until June");
    (void)enter(&interview, "full until May", INTERVIEW_MOVED);
    assert_false(interview.override.made);
    assert_string_equal(enter(&interview, "relapse; a call each day", INTERVIEW_MOVED),
                        "Your decision is recorded. The result stays beside it.");
    assert_true(interview.override.made);
    assert_int_equal(interview.override.recommendation, RECOMMEND_IOP);
    assert_string_equal(override_reason_code(interview.override.reason), "wait_list");
    assert_true(text_is(interview.override.words, "full until May"));
    assert_true(text_is(interview.override.harm, "relapse; a call each day"));
    struct visit visit = interview_visit(&interview);
    assert_true(visit.result.made && visit.result.certain);
    assert_true(text_is(visit.result.outcome, "less"));
    assert_true(text_is(visit.result.fingerprint, small_world.questionnaire->fingerprint));
    assert_string_equal(outcome(&interview), "less");
    (void)enter(&interview, "", INTERVIEW_MOVED);
    assert_int_equal(interview.phase, INTERVIEW_FINISHED);
    interview_end(&interview);
}

static void an_override_that_is_left_records_nothing(void **state)
{
    (void)state;
    struct interview interview;
    assert_true(interview_start(&interview, small_world.questionnaire, small_world.plan,
                                (struct interview_options){.stays = true}, &small_world.diags));
    static const char *const lines[] = {"", "yes", "", "/override", "1", "/quit", NULL};
    enter_all(&interview, lines);
    assert_int_equal(interview.phase, INTERVIEW_RESULT);
    (void)enter(&interview, "/override", INTERVIEW_MOVED);
    (void)enter(&interview, "<", INTERVIEW_MOVED);
    assert_int_equal(interview.phase, INTERVIEW_RESULT);
    assert_false(interview.override.made);
    struct text says = TEXT("");
    (void)enter(&interview, "/override", INTERVIEW_MOVED);
    assert_int_equal(interview_enter_end(&interview, &says), INTERVIEW_MOVED);
    assert_int_equal(interview_enter_end(&interview, &says), INTERVIEW_MOVED);
    assert_int_equal(interview.phase, INTERVIEW_FINISHED);
    interview_end(&interview);
}

/* ---- Going on later ---------------------------------------------------------------------------- */

static void what_was_kept_is_taken_over(void **state)
{
    (void)state;
    struct interview interview;
    struct interview later;
    start(&interview, &small_world, false);
    enter_all(&interview, to_the_end);
    (void)enter(&interview, "/note 3 unsure of it", INTERVIEW_MOVED);
    (void)enter(&interview, "2", INTERVIEW_MOVED);
    (void)enter(&interview, "opioids", INTERVIEW_MOVED);
    struct visit visit = interview_visit(&interview);
    start(&later, &small_world, false);
    assert_true(interview_restore(&later, &visit, &small_world.diags));
    interview_end(&interview);
    assert_int_equal(later.phase, INTERVIEW_WELCOME);
    interview_begin(&later);
    assert_int_equal(later.phase, INTERVIEW_LAST_LOOK);
    assert_string_equal(list(&later),
                        "danger=no, substances=Heroin or pain pills, last_use=Some days ago, "
                        "alone=no, commitments=None of these, words=bus");
    assert_true(text_is(later.notes[3], "unsure of it"));
    (void)enter(&later, "2", INTERVIEW_MOVED);
    (void)enter(&later, "1", INTERVIEW_MOVED);
    assert_non_null(strstr(list(&later), "drinks=12 drinks"));
    interview_end(&later);
}

/* ---- Properties -------------------------------------------------------------------------------- */

/* Anything that a person can do, at random. */
static void wander(struct interview *interview, struct dice *dice, uint32_t most,
                   struct world *world)
{
    static const char *const noise[] = {"?",  "/help", "",      "/w",  "zzz", "/quit",
                                        "99", "9 9",   "/note", "- 1", "0",   "/review"};
    for (uint32_t i = 0; i < most && interview->phase != INTERVIEW_FINISHED; i++) {
        uint32_t what = roll(dice, 12);
        uint32_t count = interview_review_count(interview);
        bool listed =
            interview->phase == INTERVIEW_REVIEW || interview->phase == INTERVIEW_LAST_LOOK;
        struct text says = TEXT("");
        if (interview->phase == INTERVIEW_QUITTING) {
            interview_confirm_quit(interview, false);
        } else if (what == 0) {
            const char *line = noise[roll(dice, sizeof noise / sizeof *noise)];
            if (interview->phase != INTERVIEW_LAST_LOOK && interview->phase != INTERVIEW_URGENT) {
                assert_int_not_equal(
                    interview_enter(interview, text_of(line), &says, &world->diags),
                    INTERVIEW_FAILED);
            }
        } else if (what < 3 && interview_can_go_back(interview)) {
            assert_true(interview_back(interview, &world->diags));
        } else if (what == 3 && interview_can_review(interview)) {
            interview_review(interview);
        } else if (interview->phase == INTERVIEW_WELCOME) {
            interview_begin(interview);
        } else if (listed && count > 0 && what < 9) {
            interview_change(interview, interview_review_question(interview, roll(dice, count)));
        } else if (interview->phase == INTERVIEW_REVIEW) {
            interview_go_on(interview);
        } else if (interview->phase == INTERVIEW_QUESTION) {
            uint32_t left = interview_progress(interview).most_left;
            assert_true(
                interview_answer(interview, draw(interview_asked(interview), dice), &world->diags));
            /* The bound never grows without a reason that is shown. */
            assert_true(interview_progress(interview).most_left <= left + interview->effect.more);
        }
    }
    while (interview->phase != INTERVIEW_LAST_LOOK && interview->phase != INTERVIEW_URGENT) {
        if (interview->phase == INTERVIEW_QUITTING) {
            interview_confirm_quit(interview, false);
        } else if (interview->phase == INTERVIEW_WELCOME) {
            interview_begin(interview);
        } else if (interview->phase == INTERVIEW_REVIEW) {
            interview_go_on(interview);
        } else {
            assert_int_equal(interview->phase, INTERVIEW_QUESTION);
            assert_true(
                interview_answer(interview, draw(interview_asked(interview), dice), &world->diags));
        }
    }
}

/* [assessment] of the wandered interview is what anybody would find for its answers. */
static void assert_assessed(const struct interview *interview, const struct assessment *expected)
{
    const struct assessment *got = &interview->assessment;
    assert_true(got->possible == expected->possible);
    assert_int_equal(got->outcome, expected->outcome);
    assert_int_equal(got->certain, expected->certain);
    assert_int_equal(got->exact, expected->exact);
    assert_int_equal(got->urgent, expected->urgent);
    assert_int_equal(expected->surplus_count, 0);
    assert_int_equal(got->open_count, expected->open_count);
    for (uint32_t i = 0; i < got->open_count; i++) {
        assert_int_equal(got->open[i].question, expected->open[i].question);
        assert_int_equal(got->open[i].outcome, expected->open[i].outcome);
    }
    for (uint32_t i = 0; i < interview->questionnaire->rule_count; i++) {
        assert_int_equal(got->rules[i], expected->rules[i]);
    }
    for (uint32_t i = 0; i < interview->questionnaire->question_count; i++) {
        assert_int_equal(got->applies[i], expected->applies[i]);
    }
}

/* Gives the answers that [model] ended with, one after the other, as they are asked. */
static void repeat_straight(struct interview *interview, const struct interview *model,
                            struct world *world)
{
    interview_begin(interview);
    while (interview->phase == INTERVIEW_QUESTION) {
        struct answer answer = model->record.answers[interview->question];
        assert_int_not_equal(answer.state, ANSWER_NOT_ASKED);
        assert_true(interview_answer(interview, answer, &world->diags));
    }
}

static void only_the_answers_count(struct world *world, uint32_t rounds, uint32_t most)
{
    for (uint32_t seed = 0; seed < rounds; seed++) {
        struct dice dice = {seed * 31u + 11u};
        struct interview wandered;
        struct interview straight;
        struct arena arena;
        struct assessment afresh;
        struct assess_options options = assess_default_options();
        options.want_open = true;
        options.want_rules = true;
        bool all = seed % 4 == 3;
        start(&wandered, world, all);
        wander(&wandered, &dice, 1 + roll(&dice, most), world);
        arena_init(&arena, LIMIT_RECORD_MEMORY);
        assert_true(
            assess(world->plan, wandered.record.answers, options, &arena, &afresh, &world->diags));
        assert_assessed(&wandered, &afresh);
        arena_free(&arena);
        start(&straight, world, all);
        repeat_straight(&straight, &wandered, world);
        assert_int_equal(straight.phase, wandered.phase);
        if (straight.phase != INTERVIEW_URGENT) { /* which may have come earlier, from less */
            assert_true(straight.assessment.possible == wandered.assessment.possible);
            assert_int_equal(straight.assessment.outcome, wandered.assessment.outcome);
            assert_int_equal(straight.assessment.certain, wandered.assessment.certain);
        }
        if (all && straight.phase != INTERVIEW_URGENT) {
            assert_assessed(&straight, &wandered.assessment);
        }
        interview_end(&wandered);
        interview_end(&straight);
    }
}

static void any_changes_and_then_the_same_answers_straight_give_the_same_assessment(void **state)
{
    (void)state;
    only_the_answers_count(&small_world, 2000, 60);
}

static void so_they_do_with_the_shipped_questionnaire(void **state)
{
    (void)state;
    only_the_answers_count(&shipped_world, SHIPPED_ROUNDS, 90);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_review_lists_the_answers_in_the_order_of_asking),
        cmocka_unit_test(only_what_the_change_affects_is_asked_again),
        cmocka_unit_test(answers_that_do_not_apply_leave_and_come_back),
        cmocka_unit_test(a_change_that_opens_questions_says_so_and_asks_them),
        cmocka_unit_test(back_from_a_changed_question_returns_to_the_list_unchanged),
        cmocka_unit_test(back_after_a_change_brings_the_former_answer_back),
        cmocka_unit_test(a_change_that_makes_it_urgent_can_be_undone),
        cmocka_unit_test(stopping_in_the_middle_of_a_change_can_be_called_off),
        cmocka_unit_test(notes_stand_beside_answers),
        cmocka_unit_test(a_note_is_cut_at_its_limit_and_never_inside_a_character),
        cmocka_unit_test(the_language_can_change_in_the_middle_and_all_answers_stay),
        cmocka_unit_test(staff_may_override_and_the_result_stays_beside_it),
        cmocka_unit_test(an_override_that_is_left_records_nothing),
        cmocka_unit_test(what_was_kept_is_taken_over),
        cmocka_unit_test(any_changes_and_then_the_same_answers_straight_give_the_same_assessment),
        cmocka_unit_test(so_they_do_with_the_shipped_questionnaire),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
