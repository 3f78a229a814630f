/* Files that appear whole or not at all, with and without nameless temporary files. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "cli/output.h"

struct fixture {
    char folder[64];
    char path[96];
    struct arena arena;
    struct diags diags;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    strcpy(fixture->folder, "/tmp/iopfit-output-XXXXXX");
    assert_non_null(mkdtemp(fixture->folder));
    snprintf(fixture->path, sizeof fixture->path, "%s/result", fixture->folder);
    arena_init(&fixture->arena, LIMIT_DIAG_MEMORY);
    diags_init(&fixture->diags, &fixture->arena);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    unlink(fixture->path);
    char other[96];
    snprintf(other, sizeof other, "%s/other", fixture->folder);
    unlink(other);
    assert_int_equal(rmdir(fixture->folder), 0); /* fails where something was left behind */
    arena_free(&fixture->arena);
    free(fixture);
    return 0;
}

static void expect_content(const char *path, const char *wanted)
{
    char content[64] = {0};
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    (void)!fread(content, 1, sizeof content - 1, file);
    fclose(file);
    assert_string_equal(content, wanted);
}

static uint32_t files_in(const char *folder)
{
    DIR *opened = opendir(folder);
    assert_non_null(opened);
    uint32_t count = 0;
    for (struct dirent *entry = readdir(opened); entry != NULL; entry = readdir(opened)) {
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    }
    closedir(opened);
    return count;
}

typedef bool open_function(struct output *output, const char *path, struct diags *diags);

static void expect_whole_or_nothing(struct fixture *fixture, open_function *open_output,
                                    uint32_t files_while_writing)
{
    struct output output;
    /* Given up: nothing appears. */
    assert_true(open_output(&output, fixture->path, &fixture->diags));
    fputs("half", output.file);
    assert_int_equal(files_in(fixture->folder), files_while_writing);
    output_discard(&output);
    assert_int_equal(files_in(fixture->folder), 0);
    /* Finished: it appears, and only its owner can read it. */
    assert_true(open_output(&output, fixture->path, &fixture->diags));
    fputs("whole", output.file);
    assert_int_not_equal(access(fixture->path, F_OK), 0);
    assert_true(output_commit(&output, &fixture->diags));
    expect_content(fixture->path, "whole");
    struct stat status;
    assert_int_equal(stat(fixture->path, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0600);
    /* Given up again: the old one stays. */
    assert_true(open_output(&output, fixture->path, &fixture->diags));
    fputs("half", output.file);
    output_discard(&output);
    expect_content(fixture->path, "whole");
    /* Finished again: it is replaced. */
    assert_true(open_output(&output, fixture->path, &fixture->diags));
    fputs("new", output.file);
    assert_true(output_commit(&output, &fixture->diags));
    expect_content(fixture->path, "new");
    assert_int_equal(files_in(fixture->folder), 1);
    assert_int_equal(fixture->diags.errors, 0);
}

static void a_file_appears_whole_or_not_at_all(void **state)
{
    struct fixture *fixture = *state;
    struct output probe;
    assert_true(output_open(&probe, fixture->path, &fixture->diags));
    uint32_t files =
        files_in(fixture->folder); /* 0, or 1 on a file system without nameless files */
    output_discard(&probe);
    expect_whole_or_nothing(fixture, output_open, files);
}

static void the_same_holds_where_temporary_files_need_a_name(void **state)
{
    expect_whole_or_nothing(*state, output_open_named, 1);
}

static void a_link_is_followed_and_stays(void **state)
{
    struct fixture *fixture = *state;
    char other[96];
    snprintf(other, sizeof other, "%s/other", fixture->folder);
    FILE *file = fopen(fixture->path, "w");
    assert_non_null(file);
    fclose(file);
    assert_int_equal(symlink(fixture->path, other), 0);
    struct output output;
    assert_true(output_open(&output, other, &fixture->diags));
    fputs("through", output.file);
    assert_true(output_commit(&output, &fixture->diags));
    expect_content(fixture->path, "through");
    struct stat status;
    assert_int_equal(lstat(other, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
}

static void a_full_device_is_said(void **state)
{
    struct fixture *fixture = *state;
    struct output output;
    assert_true(output_open(&output, "/dev/full", &fixture->diags));
    fputs("text", output.file);
    assert_false(output_commit(&output, &fixture->diags));
    assert_int_equal(fixture->diags.count, 1);
    assert_int_equal(fixture->diags.items[0].code, CODE_F005);
    assert_string_equal(fixture->diags.items[0].file, "/dev/full");
    assert_string_equal(fixture->diags.items[0].message.start,
                        "cannot be written: No space left on device");
}

static void a_full_device_is_noticed_on_the_way(void **state)
{
    struct fixture *fixture = *state;
    struct output output;
    assert_true(output_open(&output, "/dev/full", &fixture->diags));
    errno = 0;
    for (int i = 0; i < 100000; i++) {
        fputc('x', output.file);
    }
    assert_false(output_good(&output, &fixture->diags));
    assert_int_equal(fixture->diags.count, 1);
    output_discard(&output);
}

static void a_folder_that_is_not_there_is_said(void **state)
{
    struct fixture *fixture = *state;
    struct output output;
    assert_false(output_open(&output, "/nowhere/result", &fixture->diags));
    assert_int_equal(fixture->diags.count, 1);
    assert_string_equal(fixture->diags.items[0].file, "/nowhere/result");
    assert_string_equal(fixture->diags.items[0].message.start,
                        "cannot be written: No such file or directory");
}

static void a_folder_is_not_written_to(void **state)
{
    struct fixture *fixture = *state;
    struct output output;
    assert_false(output_open(&output, fixture->folder, &fixture->diags));
    assert_int_equal(fixture->diags.count, 1);
    assert_string_equal(fixture->diags.items[0].message.start, "cannot be written: Is a directory");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_file_appears_whole_or_not_at_all, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_same_holds_where_temporary_files_need_a_name, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_link_is_followed_and_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_full_device_is_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_full_device_is_noticed_on_the_way, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_folder_that_is_not_there_is_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_folder_is_not_written_to, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
