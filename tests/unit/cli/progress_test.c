/* The line that tells how far a run has come. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "cli/progress.h"

static void expect_line(uint64_t records, double seconds, uint64_t bytes, uint64_t total,
                        const char *wanted)
{
    char line[PROGRESS_ROOM];
    progress_line(records, seconds, bytes, total, line);
    assert_string_equal(line, wanted);
}

static void a_line_says_what_is_known(void **state)
{
    (void)state;
    expect_line(0, 0, 0, 0, "0 records, 0 a second");
    expect_line(999, 1, 0, 0, "999 records, 999 a second");
    expect_line(1234567, 0.5, 250, 1000, "1,234,567 records, 2,469,134 a second, 25 %, 2 s left");
    expect_line(1000, 10, 1000, 1000, "1,000 records, 100 a second, 100 %, 0 s left");
}

static void a_file_that_grew_and_the_largest_numbers_fit(void **state)
{
    (void)state;
    expect_line(5, 1, 2000, 1000, "5 records, 5 a second, 100 %, 0 s left");
    expect_line(UINT64_MAX, 1e9, 1, UINT64_MAX,
                "18,446,744,073,709,551,615 records, 18,446,744,073 a second, 0 %, 1000000 s left");
}

static void nothing_is_shown_where_there_is_no_terminal(void **state)
{
    (void)state;
    struct progress progress;
    progress_open(&progress, false);
    assert_false(progress.shows);
    progress_tell(&progress, 1, 1);
    assert_false(progress.visible);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_says_what_is_known),
        cmocka_unit_test(a_file_that_grew_and_the_largest_numbers_fit),
        cmocka_unit_test(nothing_is_shown_where_there_is_no_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
