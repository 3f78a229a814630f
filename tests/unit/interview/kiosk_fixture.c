/* See kiosk_fixture.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "kiosk_fixture.h"
#include "questionnaire/translation.h"

struct world small_world;
struct world shipped_world;

static void add_language(struct world *world)
{
    struct kiosk_language *made = &world->languages[world->count];
    made->plan = plan_make(made->questionnaire, &world->arena, &world->diags);
    assert_non_null(made->plan);
    world->count++;
}

static void load(struct world *world, const char *path, const char *translation)
{
    arena_init(&world->arena, LIMIT_QUESTIONNAIRE_MEMORY);
    arena_init(&world->messages, LIMIT_DIAG_MEMORY);
    diags_init(&world->diags, &world->messages);
    assert_true(source_read(path, LIMIT_QUESTIONNAIRE_BYTES, &world->arena, &world->sources[0],
                            NULL, &world->diags));
    assert_true(questionnaire_load(&world->sources[0], path, NULL, &world->arena,
                                   &world->languages[0].questionnaire, &world->diags));
    add_language(world);
    if (translation != NULL) {
        assert_true(source_read(translation, LIMIT_QUESTIONNAIRE_BYTES, &world->arena,
                                &world->sources[1], NULL, &world->diags));
        assert_true(questionnaire_translate(world->languages[0].questionnaire, TEXT("es"),
                                            &world->sources[1], &world->arena,
                                            &world->languages[1].questionnaire, &world->diags));
        add_language(world);
    }
}

int set_up_all(void **state)
{
    (void)state;
    load(&small_world, SMALL_QUESTIONNAIRE, NULL);
    load(&shipped_world, SHIPPED_QUESTIONNAIRE, SHIPPED_TRANSLATION);
    return 0;
}

int tear_down_all(void **state)
{
    (void)state;
    arena_free(&small_world.arena);
    arena_free(&small_world.messages);
    arena_free(&shipped_world.arena);
    arena_free(&shipped_world.messages);
    return 0;
}

static bool stub_take_back(void *context, const char code[])
{
    struct fixture *fixture = context;
    assert_string_equal(code, "ABC234");
    fixture->taken_back++;
    return !fixture->sticks;
}

static bool stub_result(void *context, const struct interview *interview, enum kiosk_result what,
                        bool lines_only, unsigned width, struct arena *arena, struct text *ret)
{
    (void)context;
    (void)arena;
    (void)width;
    *ret = lines_only ? interview->assessment.urgent ? TEXT("- 911: in danger\n") : TEXT("")
           : what == KIOSK_RESULT_NEXT_STEP ? TEXT("Next steps\n")
                                            : TEXT("Recommendation\n");
    return true;
}

bool stub_keep(void *context, const struct interview *interview, char code[])
{
    struct fixture *fixture = context;
    (void)interview;
    fixture->kept++;
    assert_true(code[0] == '\0' || strcmp(code, "ABC234") == 0);
    if (fixture->keeps) {
        memcpy(code, "ABC234", 7);
    }
    return fixture->keeps;
}

static bool stub_pin(void *context, struct text pin)
{
    struct fixture *fixture = context;
    fixture->tried++;
    return text_is(pin, "246802");
}

static struct fixture *open_in(const struct world *world)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    fixture->now = 5000;
    fixture->setup = (struct kiosk_setup){.languages = world->languages,
                                          .language_count = world->count,
                                          .idle_warning = WARNING,
                                          .idle_end = END,
                                          .lock = &fixture->lock,
                                          .hooks = {.context = fixture,
                                                    .result = stub_result,
                                                    .take_back = stub_take_back,
                                                    .pin_is_right = stub_pin}};
    return fixture;
}

void begin(struct fixture *fixture, struct world *world)
{
    assert_true(kiosk_start(&fixture->kiosk, &fixture->setup, fixture->now, &world->diags));
    kiosk_resize(&fixture->kiosk, 80, 24);
}

int set_up(void **state)
{
    struct fixture *fixture = open_in(&small_world);
    begin(fixture, &small_world);
    *state = fixture;
    return 0;
}

int set_up_shipped(void **state)
{
    struct fixture *fixture = open_in(&shipped_world);
    begin(fixture, &shipped_world);
    *state = fixture;
    return 0;
}

int tear_down(void **state)
{
    struct fixture *fixture = *state;
    kiosk_end(&fixture->kiosk);
    free(fixture);
    return 0;
}

/* Begins anew with what was changed in the setup. */
void again(struct fixture *fixture)
{
    kiosk_end(&fixture->kiosk);
    begin(fixture, &small_world);
}

/* ---- Keys and screens -------------------------------------------------------------------------- */

void press(struct fixture *fixture, enum key_kind kind, uint32_t code)
{
    fixture->next = kiosk_key(&fixture->kiosk, (struct key){kind, code}, fixture->now);
}

/* Types each sign; line ends are Enter, \b Backspace, \t TAB, \033 Escape. */
void type(struct fixture *fixture, const char *keys)
{
    for (; *keys != '\0'; keys++) {
        enum key_kind kind = *keys == '\n'     ? KEY_ENTER
                             : *keys == '\b'   ? KEY_BACKSPACE
                             : *keys == '\t'   ? KEY_TAB
                             : *keys == '\033' ? KEY_ESCAPE
                                               : KEY_CHARACTER;
        press(fixture, kind, kind == KEY_CHARACTER ? (unsigned char)*keys : 0);
        if (keys[1] != '\0') {
            assert_int_equal(fixture->next, KIOSK_GOES_ON);
        }
    }
}

void look(struct fixture *fixture)
{
    struct frame frame;
    assert_true(kiosk_show(&fixture->kiosk, &frame));
    struct text text = frame_text(&frame, &fixture->kiosk.screen_memory);
    snprintf(fixture->screen, sizeof fixture->screen, TEXT_FORMAT, TEXT_ARGS(text));
}

void sees(struct fixture *fixture, const char *text)
{
    look(fixture);
    if (strstr(fixture->screen, text) == NULL) {
        fail_msg("`%s` is not on the screen:\n%s", text, fixture->screen);
    }
}

void sees_not(struct fixture *fixture, const char *text)
{
    look(fixture);
    if (strstr(fixture->screen, text) != NULL) {
        fail_msg("`%s` is on the screen:\n%s", text, fixture->screen);
    }
}

void is_on(const struct fixture *fixture, enum kiosk_view view)
{
    assert_int_equal(fixture->kiosk.view, view);
}

void wait_for(struct fixture *fixture, int64_t milliseconds)
{
    fixture->now += milliseconds;
    fixture->next = kiosk_tick(&fixture->kiosk, fixture->now);
}

/* Up to the first question of the small questionnaire. */
void to_questions(struct fixture *fixture)
{
    type(fixture, "1\n");
    is_on(fixture, KIOSK_QUESTION);
}

/* Up to the question about drinks, which is a whole number from 0 to 60. */
void to_drinks(struct fixture *fixture)
{
    to_questions(fixture);
    type(fixture, "2\n1\n3\n");
    sees(fixture, "How many drinks a day?");
}

/* Up to the last question, which is answered in words. */
void to_words(struct fixture *fixture)
{
    to_drinks(fixture);
    type(fixture, "2\n1\n");
    sees(fixture, "Anything else?");
}
