/* assess/lanes on the circuit of the shipped questionnaire: registers say the same whichever instructions
 * worked them out, and whatever they said before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "assess/lanes.h"
#include "people.h"

enum { RUNS = 4000 };

static int load(void **state)
{
    *state = people_load();
    return 0;
}

static int unload(void **state)
{
    people_free(*state);
    return 0;
}

static uint8_t random_class(struct random *random, const struct coding *coding)
{
    return random_chance(random, 30) ? CLASS_UNKNOWN
                                     : (uint8_t)random_below(random, coding->class_count);
}

/* Some answers: of the questions [same] one for all lanes, which is often that of the run before. */
static void draw(struct random *random, const struct circuit *circuit, uint64_t same,
                 struct lanes *lanes)
{
    for (uint32_t i = 0; i < circuit->questionnaire->question_count; i++) {
        const struct coding *coding = &circuit->codings[i];
        if (coding->class_count == 0) {
            continue;
        }
        if ((same >> i & 1) == 0) {
            for (uint32_t lane = 0; lane < LANES; lane++) {
                lanes->cells[i][lane] = random_class(random, coding);
            }
        } else if (random_chance(random, 20)) {
            memset(lanes->cells[i], random_class(random, coding), LANES);
        } else {
            memset(lanes->cells[i], lanes->cells[i][0], LANES);
        }
    }
}

static void expect_same(const struct circuit *circuit, uint32_t count, const struct lanes *expected,
                        const struct lanes *actual)
{
    for (uint32_t i = 0; i < circuit->register_count; i++) {
        for (uint32_t lane = 0; lane < count; lane++) {
            if (lanes_bit(&expected->registers[i], lane) !=
                lanes_bit(&actual->registers[i], lane)) {
                fail_msg("register %u, lane %u of %u", i, lane, count);
            }
        }
    }
}

/* Where the processor has no wider instructions, both are the usual ones. */
static void registers_say_the_same_however_they_were_worked_out(void **state)
{
    struct people *people = *state;
    struct random random = {20261125};
    struct arena arena;
    struct arena fresh_arena;
    struct lanes usual = {0};
    struct lanes best = {0};
    arena_init(&arena, LIMIT_QUESTIONNAIRE_MEMORY);
    arena_init(&fresh_arena, LIMIT_QUESTIONNAIRE_MEMORY);
    const struct circuit *circuit = circuit_make(people->plan, &arena);
    assert_non_null(circuit);
    assert_true(lanes_init(&usual, circuit, &arena));
    assert_true(lanes_init(&best, circuit, &arena));
    usual.wide = false;
    uint64_t same = 0;
    for (uint32_t i = 0; i < RUNS; i++) {
        struct lanes fresh = {0};
        uint32_t count = 1 + random_below(&random, random_chance(&random, 50) ? 64 : LANES);
        if (random_chance(&random, 40)) {
            same = random_chance(&random, 20) ? 0 : random_next(&random) & circuit->all;
        }
        draw(&random, circuit, same, &usual);
        size_t size = circuit->questionnaire->question_count * sizeof *usual.cells;
        memcpy(best.cells, usual.cells, size);
        assert_true(lanes_init(&fresh, circuit, &fresh_arena));
        memcpy(fresh.cells, usual.cells, size);
        fresh.wide = false;
        lanes_run(&fresh, circuit, LANES, 0);
        lanes_run(&usual, circuit, count, same);
        lanes_run(&best, circuit, count, same);
        expect_same(circuit, count, &fresh, &usual);
        expect_same(circuit, count, &fresh, &best);
        arena_reset(&fresh_arena);
    }
    arena_free(&fresh_arena);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(registers_say_the_same_however_they_were_worked_out),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
