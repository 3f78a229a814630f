/* The conversation's state machine: what is asked, going back, stopping, urgent ends, progress, and
 * the property that only the answers count, never the way that led to them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"

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

/* ---- The questionnaires ------------------------------------------------------------------------ */

static struct world small_world;
static struct world shipped_world;

static int set_up(void **state)
{
    (void)state;
    load(&small_world, SMALL_QUESTIONNAIRE);
    load(&shipped_world, SHIPPED_QUESTIONNAIRE);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    unload(&small_world);
    unload(&shipped_world);
    return 0;
}

/* ---- The course of a conversation ------------------------------------------------------------- */

static void a_conversation_begins_with_a_welcome(void **state)
{
    (void)state;
    struct interview interview;
    start(&interview, &small_world, false);
    assert_int_equal(interview.phase, INTERVIEW_WELCOME);
    assert_string_equal(enter(&interview, "3", INTERVIEW_REFUSED),
                        "Please press Enter to begin, or type /quit to stop.");
    assert_string_equal(enter(&interview, "<", INTERVIEW_REFUSED),
                        "There is no answer to go back to yet.");
    assert_string_equal(enter(&interview, "?", INTERVIEW_COMMANDS), "");
    assert_string_equal(enter(&interview, "/h", INTERVIEW_COMMANDS), "");
    assert_string_equal(enter(&interview, "-", INTERVIEW_REFUSED),
                        "Please press Enter to begin, or type /quit to stop.");
    assert_int_equal(interview.phase, INTERVIEW_WELCOME);
    assert_string_equal(enter(&interview, "", INTERVIEW_MOVED), "");
    assert_int_equal(interview.phase, INTERVIEW_QUESTION);
    assert_string_equal(asked(&interview), "danger");
    interview_end(&interview);
}

static void it_asks_in_the_authors_order_what_can_still_matter(void **state)
{
    (void)state;
    struct interview interview;
    start(&interview, &small_world, false);
    (void)enter(&interview, "", INTERVIEW_MOVED);
    assert_string_equal(enter(&interview, "no", INTERVIEW_MOVED), "Your answer: no");
    assert_string_equal(asked(&interview), "substances");
    assert_string_equal(enter(&interview, "1 3", INTERVIEW_MOVED),
                        "Your answer: Alcohol; Cannabis");
    assert_string_equal(asked(&interview), "last_use");
    assert_string_equal(enter(&interview, "some", INTERVIEW_MOVED), "Your answer: Some days ago");
    assert_string_equal(asked(&interview), "drinks");
    assert_string_equal(enter(&interview, "12", INTERVIEW_MOVED), "Your answer: 12 drinks");
    assert_string_equal(asked(&interview), "alone");
    assert_string_equal(enter(&interview, "n", INTERVIEW_MOVED), "Your answer: no");
    assert_string_equal(outcome(&interview), "iop");
    /* Certain; what shapes the advice for it is still asked. */
    assert_true(interview.assessment.certain);
    assert_string_equal(asked(&interview), "commitments");
    assert_string_equal(enter(&interview, "0", INTERVIEW_MOVED), "Your answer: None of these");
    assert_string_equal(asked(&interview), "words");
    assert_string_equal(enter(&interview, "I come by bus", INTERVIEW_MOVED),
                        "Your answer: I come by bus");
    assert_int_equal(interview.phase, INTERVIEW_LAST_LOOK);
    assert_string_equal(asked(&interview), "");
    assert_string_equal(enter(&interview, "yes", INTERVIEW_REFUSED),
                        "\"yes\" is no number of this list. To change an answer, type its number, "
                        "from 1 to 7. To go on, press Enter.");
    assert_string_equal(enter(&interview, "", INTERVIEW_MOVED), "");
    assert_int_equal(interview.phase, INTERVIEW_FINISHED);
    interview_end(&interview);
}

static void it_stops_when_nothing_can_change_the_outcome(void **state)
{
    (void)state;
    struct interview interview;
    start(&interview, &small_world, false);
    static const char *const lines[] = {"", "no", "none", NULL};
    enter_all(&interview, lines);
    /* Without any substance no rule can hold, and advice for iop serves nobody. */
    assert_int_equal(interview.phase, INTERVIEW_LAST_LOOK);
    assert_string_equal(outcome(&interview), "less");
    interview_end(&interview);
}

static void asking_all_asks_everything_that_applies(void **state)
{
    (void)state;
    struct interview interview;
    start(&interview, &small_world, true);
    static const char *const lines[] = {"", "no", "none", NULL};
    enter_all(&interview, lines);
    assert_string_equal(asked(&interview), "alone");
    (void)enter(&interview, "no", INTERVIEW_MOVED);
    assert_string_equal(asked(&interview), "commitments");
    (void)enter(&interview, "-", INTERVIEW_MOVED);
    assert_string_equal(asked(&interview), "words");
    (void)enter(&interview, "/u", INTERVIEW_MOVED);
    assert_int_equal(interview.phase, INTERVIEW_LAST_LOOK);
    interview_end(&interview);
}

static void what_is_left_out_is_not_asked_again_and_stays_unknown(void **state)
{
    (void)state;
    struct interview interview;
    start(&interview, &small_world, false);
    (void)enter(&interview, "", INTERVIEW_MOVED);
    assert_string_equal(enter(&interview, "-", INTERVIEW_MOVED), "Your answer: prefer not to say");
    assert_int_equal(interview.record.answers[0].state, ANSWER_DECLINED);
    assert_string_equal(asked(&interview), "armed"); /* it may apply */
    assert_string_equal(enter(&interview, "/unsure", INTERVIEW_MOVED), "Your answer: not sure");
    assert_int_equal(interview.record.answers[1].state, ANSWER_UNSURE);
    (void)enter(&interview, "unsure", INTERVIEW_MOVED);
    (void)enter(&interview, "declined", INTERVIEW_MOVED);
    assert_int_equal(interview.record.answers[2].state, ANSWER_UNSURE);
    assert_int_equal(interview.record.answers[3].state, ANSWER_DECLINED);
    (void)enter(&interview, "-", INTERVIEW_MOVED);
    (void)enter(&interview, "-", INTERVIEW_MOVED);
    assert_int_equal(interview.phase, INTERVIEW_LAST_LOOK);
    assert_string_equal(outcome(&interview), "talk");
    assert_false(interview.assessment.certain);
    interview_end(&interview);
}

static void what_is_not_understood_changes_nothing(void **state)
{
    (void)state;
    struct interview interview;
    start(&interview, &small_world, false);
    (void)enter(&interview, "", INTERVIEW_MOVED);
    assert_string_equal(enter(&interview, "", INTERVIEW_REFUSED),
                        "Please type an answer. To leave this question out, type - (a minus "
                        "sign).");
    assert_string_equal(enter(&interview, "maybe", INTERVIEW_REFUSED),
                        "\"maybe\" is not on the list. Please type yes or no.");
    assert_string_equal(enter(&interview, "/w", INTERVIEW_REFUSED),
                        "There is no \"/w\" here. After a slash you can type /unsure, /review, "
                        "/note, /quit or /help.");
    assert_string_equal(enter(&interview, "?", INTERVIEW_HELP), "");
    assert_string_equal(enter(&interview, "/help", INTERVIEW_COMMANDS), "");
    assert_int_equal(interview.path_count, 0);
    assert_string_equal(asked(&interview), "danger");
    interview_end(&interview);
}

/* ---- Going back -------------------------------------------------------------------------------- */

static void going_back_asks_the_last_question_again(void **state)
{
    (void)state;
    struct interview interview;
    start(&interview, &small_world, false);
    (void)enter(&interview, "", INTERVIEW_MOVED);
    assert_string_equal(enter(&interview, "<", INTERVIEW_REFUSED),
                        "This is the first question. There is no answer to go back to.");
    static const char *const lines[] = {"no", "1", "days", "9", NULL};
    enter_all(&interview, lines);
    assert_string_equal(asked(&interview), "alone");
    assert_string_equal(enter(&interview, "<", INTERVIEW_MOVED),
                        "Back to the question before. Your answer was: 9 drinks");
    assert_string_equal(asked(&interview), "drinks");
    assert_int_equal(interview.record.answers[interview.question].state, ANSWER_NOT_ASKED);
    assert_string_equal(enter(&interview, "<", INTERVIEW_MOVED),
                        "Back to the question before. Your answer was: Some days ago");
    (void)enter(&interview, "<", INTERVIEW_MOVED);
    assert_string_equal(asked(&interview), "substances");
    (void)enter(&interview, "opioids", INTERVIEW_MOVED);
    (void)enter(&interview, "today", INTERVIEW_MOVED);
    /* No alcohol now: the drinks are not asked. */
    assert_string_equal(asked(&interview), "commitments");
    assert_string_equal(outcome(&interview), "iop");
    interview_end(&interview);
}

static void from_the_end_the_last_answer_can_be_taken_back(void **state)
{
    (void)state;
    struct interview interview;
    start(&interview, &small_world, false);
    static const char *const lines[] = {"", "no", "none", NULL};
    enter_all(&interview, lines);
    assert_int_equal(interview.phase, INTERVIEW_LAST_LOOK);
    assert_string_equal(enter(&interview, "<", INTERVIEW_MOVED),
                        "Back to the question before. Your answer was: None of these");
    assert_int_equal(interview.phase, INTERVIEW_QUESTION);
    assert_string_equal(asked(&interview), "substances");
    interview_end(&interview);
}

/* ---- Urgent ends ------------------------------------------------------------------------------- */

static void a_certain_urgent_outcome_ends_the_questions_at_once(void **state)
{
    (void)state;
    for (int all = 0; all < 2; all++) {
        struct interview interview;
        start(&interview, &small_world, all != 0);
        (void)enter(&interview, "", INTERVIEW_MOVED);
        (void)enter(&interview, "yes", INTERVIEW_MOVED);
        /* `armed` could still raise it from one urgent outcome to another: not worth a question. */
        assert_int_equal(interview.phase, INTERVIEW_URGENT);
        assert_string_equal(asked(&interview), "");
        assert_string_equal(outcome(&interview), "now");
        assert_string_equal(enter(&interview, "no", INTERVIEW_REFUSED),
                            "There are no more questions. Please press Enter to see the result, "
                            "or type < to change your last answer.");
        assert_string_equal(enter(&interview, "<", INTERVIEW_MOVED),
                            "Back to the question before. Your answer was: yes");
        assert_string_equal(asked(&interview), "danger");
        (void)enter(&interview, "y", INTERVIEW_MOVED);
        assert_string_equal(enter(&interview, "", INTERVIEW_MOVED), "");
        assert_int_equal(interview.phase, INTERVIEW_FINISHED);
        interview_end(&interview);
    }
}

static void an_urgent_outcome_that_is_only_possible_does_not_end_them(void **state)
{
    (void)state;
    struct interview interview;
    start(&interview, &small_world, false);
    (void)enter(&interview, "", INTERVIEW_MOVED);
    (void)enter(&interview, "/unsure", INTERVIEW_MOVED);
    assert_true(interview.assessment.urgent);
    assert_int_equal(interview.phase, INTERVIEW_QUESTION);
    interview_end(&interview);
}

/* ---- Stopping ---------------------------------------------------------------------------------- */

static void stopping_is_asked_for_twice(void **state)
{
    (void)state;
    static const char *const stay[] = {"no", "n", "N", "", "<", "2", NULL};
    static const char *const stop[] = {"yes", "y", "1", "/quit", "/q", NULL};
    static const char *const unclear[] = {"maybe", "?", "-",      "/unsure",
                                          "/help", "3", "unsure", NULL};
    struct interview interview;
    for (size_t i = 0; stay[i] != NULL; i++) {
        start(&interview, &small_world, false);
        (void)enter(&interview, "", INTERVIEW_MOVED);
        (void)enter(&interview, "no", INTERVIEW_MOVED);
        assert_string_equal(enter(&interview, "/quit", INTERVIEW_MOVED), "");
        assert_int_equal(interview.phase, INTERVIEW_QUITTING);
        for (size_t j = 0; unclear[j] != NULL; j++) {
            assert_string_equal(enter(&interview, unclear[j], INTERVIEW_REFUSED),
                                "Please type yes to stop, or no to go on.");
        }
        assert_string_equal(enter(&interview, stay[i], INTERVIEW_MOVED), "Good. We go on.");
        assert_int_equal(interview.phase, INTERVIEW_QUESTION);
        assert_string_equal(asked(&interview), "substances");
        interview_end(&interview);
    }
    for (size_t i = 0; stop[i] != NULL; i++) {
        start(&interview, &small_world, false);
        (void)enter(&interview, "/q", INTERVIEW_MOVED);
        assert_string_equal(enter(&interview, stop[i], INTERVIEW_MOVED), "");
        assert_int_equal(interview.phase, INTERVIEW_ABANDONED);
        interview_end(&interview);
    }
}

static void going_on_leads_back_to_where_one_was(void **state)
{
    (void)state;
    struct interview interview;
    start(&interview, &small_world, false);
    static const enum interview_phase phases[] = {INTERVIEW_WELCOME, INTERVIEW_QUESTION,
                                                  INTERVIEW_URGENT};
    static const char *const next[] = {"", "yes"};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(interview.phase, phases[i]);
        (void)enter(&interview, "/quit", INTERVIEW_MOVED);
        (void)enter(&interview, "no", INTERVIEW_MOVED);
        assert_int_equal(interview.phase, phases[i]);
        if (i < 2) {
            (void)enter(&interview, next[i], INTERVIEW_MOVED);
        }
    }
    interview_end(&interview);
}

static void the_end_of_input_asks_whether_to_stop_and_then_stops(void **state)
{
    (void)state;
    struct interview interview;
    struct text says = TEXT("");
    start(&interview, &small_world, false);
    assert_int_equal(interview_enter_end(&interview, &says), INTERVIEW_MOVED);
    assert_int_equal(interview.phase, INTERVIEW_QUITTING);
    (void)enter(&interview, "no", INTERVIEW_MOVED);
    (void)enter(&interview, "", INTERVIEW_MOVED);
    assert_int_equal(interview_enter_end(&interview, &says), INTERVIEW_MOVED);
    assert_int_equal(interview.phase, INTERVIEW_QUITTING);
    assert_int_equal(interview_enter_end(&interview, &says), INTERVIEW_MOVED);
    assert_int_equal(interview.phase, INTERVIEW_ABANDONED);
    interview_end(&interview);
}

static void the_end_of_input_after_the_last_question_asks_whether_to_stop_too(void **state)
{
    (void)state;
    static const char *const urgent[] = {"", "yes", NULL};
    static const char *const calm[] = {"", "no", "none", NULL};
    static const char *const *const ways[] = {urgent, calm};
    for (size_t i = 0; i < 2; i++) {
        struct interview interview;
        struct text says = TEXT("");
        start(&interview, &small_world, false);
        enter_all(&interview, ways[i]);
        assert_int_equal(interview_enter_end(&interview, &says), INTERVIEW_MOVED);
        assert_int_equal(interview.phase, INTERVIEW_QUITTING);
        assert_int_equal(interview_enter_end(&interview, &says), INTERVIEW_MOVED);
        assert_int_equal(interview.phase, INTERVIEW_ABANDONED);
        interview_end(&interview);
    }
}

/* ---- Progress ---------------------------------------------------------------------------------- */

static void progress_counts_what_can_still_come(void **state)
{
    (void)state;
    struct interview interview;
    start(&interview, &small_world, false);
    assert_int_equal(interview_progress(&interview).most_left, 8);
    (void)enter(&interview, "", INTERVIEW_MOVED);
    assert_int_equal(interview_progress(&interview).number, 1);
    assert_int_equal(interview_progress(&interview).most_left, 7);
    (void)enter(&interview, "no", INTERVIEW_MOVED);
    assert_int_equal(interview_progress(&interview).number, 2);
    assert_int_equal(interview_progress(&interview).most_left, 5);
    (void)enter(&interview, "opioids", INTERVIEW_MOVED);
    /* last_use, and for iop the commitments and words; drinks and alone cannot matter. */
    assert_int_equal(interview_progress(&interview).number, 3);
    assert_int_equal(interview_progress(&interview).most_left, 2);
    (void)enter(&interview, "1", INTERVIEW_MOVED);
    assert_int_equal(interview.phase, INTERVIEW_LAST_LOOK);
    assert_int_equal(interview_progress(&interview).most_left, 0);
    interview_end(&interview);
}

/* ---- Properties -------------------------------------------------------------------------------- */

static void assert_same_assessment(const struct interview *a, const struct interview *b)
{
    const struct questionnaire *questionnaire = a->questionnaire;
    assert_int_equal(a->phase, b->phase);
    assert_int_equal(a->question, b->question);
    assert_int_equal(a->path_count, b->path_count);
    for (uint32_t i = 0; i < a->path_count; i++) {
        assert_int_equal(a->path[i], b->path[i]);
    }
    assert_true(a->assessment.possible == b->assessment.possible);
    assert_int_equal(a->assessment.outcome, b->assessment.outcome);
    assert_int_equal(a->assessment.certain, b->assessment.certain);
    assert_int_equal(a->assessment.exact, b->assessment.exact);
    assert_int_equal(a->assessment.urgent, b->assessment.urgent);
    assert_int_equal(a->assessment.open_count, b->assessment.open_count);
    for (uint32_t i = 0; i < a->assessment.open_count; i++) {
        assert_int_equal(a->assessment.open[i].question, b->assessment.open[i].question);
        assert_int_equal(a->assessment.open[i].outcome, b->assessment.open[i].outcome);
    }
    for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
        assert_int_equal(a->assessment.rules[i], b->assessment.rules[i]);
    }
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        assert_int_equal(a->assessment.applies[i], b->assessment.applies[i]);
    }
}

/* Commands at random, typed and called; [most] of them or up to an end. */
static void wander(struct interview *interview, struct dice *dice, uint32_t most,
                   struct world *world)
{
    static const char *const noise[] = {"?",     "/help", "",      "/w", "zzz",
                                        "/quit", "<",     "99999", "9 9"};
    for (uint32_t i = 0; i < most && interview->phase != INTERVIEW_FINISHED; i++) {
        uint32_t what = roll(dice, 10);
        struct text says = TEXT("");
        if (interview->phase == INTERVIEW_QUITTING) {
            interview_confirm_quit(interview, false);
        } else if (what == 0) {
            assert_int_not_equal(
                interview_enter(interview, text_of(noise[roll(dice, sizeof noise / sizeof *noise)]),
                                &says, &world->diags),
                INTERVIEW_FAILED);
        } else if (what < 4 && interview_can_go_back(interview)) {
            assert_true(interview_back(interview, &world->diags));
        } else if (interview->phase == INTERVIEW_WELCOME) {
            interview_begin(interview);
        } else if (interview->phase == INTERVIEW_QUESTION) {
            const struct question *question =
                &interview->questionnaire->questions[interview->question];
            assert_true(interview_answer(interview, draw(question, dice), &world->diags));
        }
    }
    if (interview->phase == INTERVIEW_QUITTING) {
        interview_confirm_quit(interview, false);
    }
    if (interview->phase == INTERVIEW_WELCOME) {
        interview_begin(interview);
    }
}

/* Gives the answers that [model] has, one after the other, and nothing else. */
static void repeat_straight(struct interview *interview, const struct interview *model,
                            struct world *world)
{
    interview_begin(interview);
    while (interview->phase == INTERVIEW_QUESTION &&
           model->record.answers[interview->question].state != ANSWER_NOT_ASKED) {
        assert_true(
            interview_answer(interview, model->record.answers[interview->question], &world->diags));
    }
    if (model->phase == INTERVIEW_FINISHED) {
        interview_finish(interview);
    }
}

static void only_the_answers_count(struct world *world, uint32_t rounds, uint32_t most)
{
    for (uint32_t seed = 0; seed < rounds; seed++) {
        struct dice dice = {seed};
        struct interview wandered;
        struct interview straight;
        bool all = seed % 4 == 3;
        start(&wandered, world, all);
        wander(&wandered, &dice, 1 + roll(&dice, most), world);
        start(&straight, world, all);
        repeat_straight(&straight, &wandered, world);
        assert_same_assessment(&straight, &wandered);
        interview_end(&wandered);
        interview_end(&straight);
    }
}

static void any_way_to_the_same_answers_gives_the_same_assessment(void **state)
{
    (void)state;
    only_the_answers_count(&small_world, 4000, 40);
}

static void so_it_does_with_the_shipped_questionnaire(void **state)
{
    (void)state;
    only_the_answers_count(&shipped_world, SHIPPED_ROUNDS, 60);
}

/* From the first question to the end, the bound falls with each answer and is never broken. */
static void the_bound_on_questions_holds_in(struct world *world, uint32_t rounds)
{
    for (uint32_t seed = 0; seed < rounds; seed++) {
        struct dice dice = {seed * 977u + 5u};
        struct interview interview;
        start(&interview, world, seed % 4 == 3);
        interview_begin(&interview);
        uint32_t bound = interview_progress(&interview).most_left;
        for (uint32_t asked_since = 0; interview.phase == INTERVIEW_QUESTION; asked_since++) {
            struct interview_progress progress = interview_progress(&interview);
            assert_int_equal(progress.number, asked_since + 1);
            assert_true(asked_since == 0 || progress.most_left < bound);
            bound = progress.most_left;
            const struct question *question =
                &interview.questionnaire->questions[interview.question];
            assert_true(interview_answer(&interview, draw(question, &dice), &world->diags));
        }
        interview_end(&interview);
    }
}

static void the_bound_on_questions_holds_whatever_is_answered(void **state)
{
    (void)state;
    the_bound_on_questions_holds_in(&small_world, 4000);
    the_bound_on_questions_holds_in(&shipped_world, SHIPPED_ROUNDS);
}

/* ---- Memory ------------------------------------------------------------------------------------ */

static void when_memory_is_used_up_nothing_has_changed(void **state)
{
    (void)state;
    struct world *world = &small_world;
    bool started = false;
    for (unsigned limit = 0; !started; limit++) {
        struct interview interview;
        malloc_left = limit;
        malloc_fails = true;
        started = interview_start(&interview, world->questionnaire, world->plan,
                                  (struct interview_options){.all = false}, &world->diags);
        malloc_fails = false;
        diags_clear(&world->diags);
        if (started) {
            interview_end(&interview);
        }
        assert_true(limit < 100);
    }
    static const char *const lines[] = {"no", "1", "<", "some words"};
    struct interview interview;
    start(&interview, world, true);
    interview_begin(&interview);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        if (i == 3) {
            interview.question = interview.questionnaire->question_count - 1; /* the text one */
        }
        uint32_t question = interview.question;
        enum interview_reply reply = INTERVIEW_FAILED;
        for (unsigned limit = 0; reply == INTERVIEW_FAILED; limit++) {
            struct text says = TEXT("");
            uint32_t path_count = interview.path_count;
            uint32_t given = interview.assessment.outcome;
            malloc_left = limit;
            malloc_fails = true;
            reply = interview_enter(&interview, text_of(lines[i]), &says, &world->diags);
            malloc_fails = false;
            if (reply == INTERVIEW_FAILED) {
                assert_true(world->diags.errors > 0);
                assert_int_equal(interview.question, question);
                assert_int_equal(interview.path_count, path_count);
                assert_int_equal(interview.assessment.outcome, given);
            }
            diags_clear(&world->diags);
            assert_true(limit < 100);
        }
        assert_int_equal(reply, INTERVIEW_MOVED);
    }
    interview_end(&interview);
}

static void an_answer_left_out_says_whether_it_keeps_an_emergency_possible(void **state)
{
    (void)state;
    struct interview interview;
    struct text line;
    start(&interview, &small_world, false);
    (void)enter(&interview, "", INTERVIEW_MOVED);
    assert_false(interview.keeps_urgent);
    (void)enter(&interview, "-", INTERVIEW_MOVED); /* danger */
    assert_true(interview.keeps_urgent);
    assert_true(interview_urgent_line(&interview, 0, &line));
    assert_true(text_is(line, "911: in danger"));
    assert_false(interview_urgent_line(&interview, 1, &line)); /* two outcomes have the same line */
    (void)enter(&interview, "xyz", INTERVIEW_REFUSED);
    assert_false(interview.keeps_urgent);                /* once */
    (void)enter(&interview, "/unsure", INTERVIEW_MOVED); /* armed */
    assert_true(interview.keeps_urgent);
    (void)enter(&interview, "-", INTERVIEW_MOVED); /* substances lead to nothing urgent */
    assert_false(interview.keeps_urgent);
    interview_end(&interview);
    start(&interview, &small_world, false);
    static const char *const lines[] = {"", "no", "-", NULL};
    enter_all(&interview, lines);
    assert_false(interview.keeps_urgent);
    assert_false(interview_urgent_line(&interview, 0, &line));
    interview_end(&interview);
}

static void the_end_leaves_nothing_behind(void **state)
{
    (void)state;
    struct interview interview;
    start(&interview, &small_world, false);
    static const char *const lines[] = {"", "no", "1", NULL};
    enter_all(&interview, lines);
    interview_end(&interview);
    unsigned char bytes[sizeof interview];
    memcpy(bytes, &interview, sizeof interview);
    for (size_t i = 0; i < sizeof bytes; i++) {
        assert_int_equal(bytes[i], 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_conversation_begins_with_a_welcome),
        cmocka_unit_test(it_asks_in_the_authors_order_what_can_still_matter),
        cmocka_unit_test(it_stops_when_nothing_can_change_the_outcome),
        cmocka_unit_test(asking_all_asks_everything_that_applies),
        cmocka_unit_test(what_is_left_out_is_not_asked_again_and_stays_unknown),
        cmocka_unit_test(what_is_not_understood_changes_nothing),
        cmocka_unit_test(going_back_asks_the_last_question_again),
        cmocka_unit_test(from_the_end_the_last_answer_can_be_taken_back),
        cmocka_unit_test(a_certain_urgent_outcome_ends_the_questions_at_once),
        cmocka_unit_test(an_urgent_outcome_that_is_only_possible_does_not_end_them),
        cmocka_unit_test(stopping_is_asked_for_twice),
        cmocka_unit_test(going_on_leads_back_to_where_one_was),
        cmocka_unit_test(the_end_of_input_asks_whether_to_stop_and_then_stops),
        cmocka_unit_test(the_end_of_input_after_the_last_question_asks_whether_to_stop_too),
        cmocka_unit_test(progress_counts_what_can_still_come),
        cmocka_unit_test(any_way_to_the_same_answers_gives_the_same_assessment),
        cmocka_unit_test(so_it_does_with_the_shipped_questionnaire),
        cmocka_unit_test(the_bound_on_questions_holds_whatever_is_answered),
        cmocka_unit_test(when_memory_is_used_up_nothing_has_changed),
        cmocka_unit_test(an_answer_left_out_says_whether_it_keeps_an_emergency_possible),
        cmocka_unit_test(the_end_leaves_nothing_behind),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
