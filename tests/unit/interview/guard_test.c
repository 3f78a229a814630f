/* What a kiosk shuts in its own process, tried in processes of the tests' own. Nothing here asks what
 * this kernel can do: a guard that is reported as kept keeps, and one that is not says why. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "interview/guard.h"
#include "interview/pin.h"

/* Does [work] in a new process; what it returned, -1 where the process did not live to tell. */
static int in_child(int (*work)(void *context), void *context)
{
    int status = 0;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        _exit(work(context));
    }
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static char *make_folder(void)
{
    static char folder[64];
    snprintf(folder, sizeof folder, "/tmp/iopfit-guard-XXXXXX");
    assert_non_null(mkdtemp(folder));
    return folder;
}

static void each_guard_is_kept_or_says_why(void **state)
{
    (void)state;
    struct guard_state guards[GUARD_COUNT];
    bool worked = false;
    assert_true(guard_try(NULL, NULL, NULL, guards, &worked));
    assert_true(worked);
    for (int i = 0; i < GUARD_COUNT; i++) {
        assert_true(guards[i].kept == (guards[i].why[0] == '\0'));
        assert_true(guard_name((enum guard)i)[0] != '\0');
        assert_true(guard_says((enum guard)i)[0] != '\0');
        /* Where the kernel took it, it has to keep it. */
        assert_null(strstr(guards[i].why, "does not keep it"));
    }
    assert_true(guards[GUARD_CORE_LIMIT].kept);
    assert_true(guards[GUARD_NO_NEW_RIGHTS].kept);
}

static void trying_leaves_the_own_process_alone(void **state)
{
    (void)state;
    struct guard_state guards[GUARD_COUNT];
    bool worked = false;
    assert_true(guard_try(NULL, NULL, NULL, guards, &worked));
    int file = open("/etc/passwd", O_RDONLY | O_CLOEXEC);
    int end = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(file >= 0);
    assert_true(end >= 0);
    close(file);
    close(end);
}

/* ---- What is refused, and what is not ---------------------------------------------------------- */

enum { AS_CLAIMED = 10, NOT_AS_CLAIMED = 11 };

static int files_are_as_claimed(void *context)
{
    const char *folder = context;
    struct guard_state guards[GUARD_COUNT];
    char inside[128];
    char renamed[128];
    char outside[128];
    snprintf(inside, sizeof inside, "%s/answers/a", folder);
    snprintf(renamed, sizeof renamed, "%s/answers/b", folder);
    snprintf(outside, sizeof outside, "%s/c", folder);
    char answers[128];
    snprintf(answers, sizeof answers, "%s/answers", folder);
    int before = open("/etc/passwd", O_RDONLY | O_CLOEXEC);
    guard_process(guards);
    guard_session(answers, guards);
    bool closed = guards[GUARD_FILES].kept;
    bool made = open(inside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600) >= 0 &&
                rename(inside, renamed) == 0;
    bool nameless = open(answers, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600) >= 0;
    bool synced = open(answers, O_RDONLY | O_DIRECTORY | O_CLOEXEC) >= 0;
    bool reads_back = open(renamed, O_RDONLY | O_CLOEXEC) >= 0;
    bool makes_outside = open(outside, O_WRONLY | O_CREAT | O_CLOEXEC, 0600) >= 0;
    bool reads = open("/etc/passwd", O_RDONLY | O_CLOEXEC) >= 0;
    bool moves_out = rename(renamed, outside) == 0;
    char byte = 0;
    bool stays_open = read(before, &byte, 1) == 1;
    bool left = moves_out || unlink(renamed) == 0;
    unlink(outside);
    return made && nameless && synced && stays_open && left && reads_back == !closed &&
                   makes_outside == !closed && reads == !closed && moves_out == !closed
               ? AS_CLAIMED
               : NOT_AS_CLAIMED;
}

static void only_new_files_in_the_folder_of_answers_can_be_opened(void **state)
{
    (void)state;
    char *folder = make_folder();
    char answers[128];
    snprintf(answers, sizeof answers, "%s/answers", folder);
    assert_int_equal(mkdir(answers, 0700), 0);
    assert_int_equal(in_child(files_are_as_claimed, folder), AS_CLAIMED);
    assert_int_equal(rmdir(answers), 0);
    assert_int_equal(rmdir(folder), 0);
}

static int no_file_is_made(void *context)
{
    struct guard_state guards[GUARD_COUNT];
    guard_process(guards);
    guard_session(context, guards);
    bool opened = open("/dev/null", O_WRONLY | O_CLOEXEC) >= 0;
    return opened == !guards[GUARD_FILES].kept ? AS_CLAIMED : NOT_AS_CLAIMED;
}

static void a_folder_that_is_gone_is_no_way_out(void **state)
{
    (void)state;
    char *folder = make_folder();
    assert_int_equal(rmdir(folder), 0);
    assert_int_equal(in_child(no_file_is_made, folder), AS_CLAIMED);
    assert_int_equal(in_child(no_file_is_made, NULL), AS_CLAIMED);
}

static int calls_are_as_claimed(void *context)
{
    (void)context;
    struct guard_state guards[GUARD_COUNT];
    guard_process(guards);
    bool refuses = guards[GUARD_CALLS].kept;
    bool connects = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0) >= 0 || errno != EPERM;
    char name[] = "true";
    char *arguments[] = {name, NULL};
    pid_t child = fork(); /* a process is still made, for the PIN */
    if (child == 0) {
        execv("/bin/true", arguments);
        _exit(errno == EPERM ? AS_CLAIMED : NOT_AS_CLAIMED);
    }
    int status = 0;
    bool came = waitpid(child, &status, 0) == child && WIFEXITED(status);
    bool starts = !came || WEXITSTATUS(status) != AS_CLAIMED;
    return connects == !refuses && starts == !refuses ? AS_CLAIMED : NOT_AS_CLAIMED;
}

static void neither_a_connection_nor_a_program_comes_about(void **state)
{
    (void)state;
    assert_int_equal(in_child(calls_are_as_claimed, NULL), AS_CLAIMED);
}

/* Whether each area of memory that can be written to has `dd`, is not dumped. */
static bool all_memory_is_left_out(FILE *areas)
{
    char line[512];
    bool writable = false;
    unsigned found = 0;
    while (fgets(line, sizeof line, areas) != NULL) {
        unsigned long start = 0;
        unsigned long end = 0;
        char rights[8] = "";
        if (sscanf(line, "%lx-%lx %7s", &start, &end, rights) == 3) {
            writable = strncmp(rights, "rw", 2) == 0;
        } else if (strncmp(line, "VmFlags:", 8) == 0 && writable) {
            found++;
            if (strstr(line, " dd") == NULL) {
                return false;
            }
        }
    }
    return found > 0;
}

static int memory_is_left_out(void *context)
{
    (void)context;
    struct guard_state guards[GUARD_COUNT];
    FILE *areas = fopen("/proc/self/smaps", "re"); /* its buffer is there before … */
    if (areas == NULL || fgetc(areas) == EOF) {
        return NOT_AS_CLAIMED;
    }
    guard_process(guards);
    rewind(areas); /* … and its content is made when it is read */
    return all_memory_is_left_out(areas) || !guards[GUARD_LEFT_OUT].kept ? AS_CLAIMED
                                                                         : NOT_AS_CLAIMED;
}

static void memory_is_left_out_of_dumps(void **state)
{
    (void)state;
    assert_int_equal(in_child(memory_is_left_out, NULL), AS_CLAIMED);
}

/* ---- The PIN ----------------------------------------------------------------------------------- */

/* As on a plain Debian: not root, and no more than 8 MiB of memory to be locked. */
static int pin_is_checked(void *context)
{
    const struct rlimit lockable = {8U << 20, 8U << 20};
    const uid_t nobody = 65534;
    struct guard_state guards[GUARD_COUNT];
    if (setrlimit(RLIMIT_MEMLOCK, &lockable) != 0 || (geteuid() == 0 && setuid(nobody) != 0)) {
        return NOT_AS_CLAIMED;
    }
    guard_process(guards);
    guard_session(NULL, guards);
    return pin_is_right(TEXT("246802"), context) && !pin_is_right(TEXT("246803"), context)
               ? AS_CLAIMED
               : NOT_AS_CLAIMED;
}

static void a_pin_is_checked_where_little_memory_may_be_locked(void **state)
{
    (void)state;
    char hash[PIN_HASH_SIZE];
    assert_true(pin_hash(TEXT("246802"), hash));
    assert_int_equal(in_child(pin_is_checked, hash), AS_CLAIMED);
}

static bool says_no(void *context)
{
    *(bool *)context = true;
    return false;
}

static void work_is_done_in_the_guarded_process_only(void **state)
{
    (void)state;
    struct guard_state guards[GUARD_COUNT];
    bool called = false;
    bool worked = true;
    assert_true(guard_try(NULL, says_no, &called, guards, &worked));
    assert_false(worked);
    assert_false(called); /* here */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_guard_is_kept_or_says_why),
        cmocka_unit_test(trying_leaves_the_own_process_alone),
        cmocka_unit_test(only_new_files_in_the_folder_of_answers_can_be_opened),
        cmocka_unit_test(a_folder_that_is_gone_is_no_way_out),
        cmocka_unit_test(neither_a_connection_nor_a_program_comes_about),
        cmocka_unit_test(memory_is_left_out_of_dumps),
        cmocka_unit_test(a_pin_is_checked_where_little_memory_may_be_locked),
        cmocka_unit_test(work_is_done_in_the_guarded_process_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
