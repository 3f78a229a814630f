/* What can go wrong when a file is written, made to happen: a library that is put before the C
 * library's functions (LD_PRELOAD), counts the calls that write a regular file or its folder, and at
 * the call number FAULT_AT does what FAULT_HOW says:
 *
 *   before   the process is killed before the call
 *   torn     half of what was flushed has reached the file, then the process is killed; in
 *            all other calls, right after them
 *   NUMBER   the call fails with this errno
 *
 * Each call is noted in the file FAULT_LOG, one letter a call, so that the test knows how many there
 * are. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define EXPORT __attribute__((visibility("default")))

EXPORT int fflush(FILE *file);
EXPORT int fsync(int file);
EXPORT int rename(const char *from, const char *to);
EXPORT int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags);
EXPORT int fclose(FILE *file);
EXPORT int open64(const char *path, int flags, ...);

static int calls;

static void die(void)
{
    kill(getpid(), SIGKILL);
    pause();
}

typedef void any_function(void);

/* The C library's own function of that name. */
static any_function *real(const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);
    any_function *function = NULL;
    if (found == NULL) {
        abort();
    }
    memcpy(&function, &found, sizeof function);
    return function;
}

static const char *setting(const char *name)
{
    const char *value = getenv(name);
    return value == NULL ? "" : value;
}

/* Counts this call, and notes it as [letter]. True where it is the one that goes wrong. */
static int is_the_one(char letter)
{
    calls++;
    int log = (int)(((int (*)(const char *, int, ...))real("open"))(
        setting("FAULT_LOG"), O_WRONLY | O_APPEND | O_CREAT, 0600));
    if (log >= 0) {
        if (write(log, &letter, 1) != 1) {
            abort();
        }
        close(log);
    }
    return calls == atoi(setting("FAULT_AT"));
}

static int is_regular(int file)
{
    struct stat status;
    return file >= 0 && fstat(file, &status) == 0 &&
           (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode));
}

/* What goes wrong before the call: 1 where it fails. */
static int fails_before(void)
{
    const char *how = setting("FAULT_HOW");
    if (strcmp(how, "before") == 0) {
        die();
    }
    errno = atoi(how);
    return errno != 0;
}

static void goes_wrong_after(int file)
{
    const char *how = setting("FAULT_HOW");
    struct stat status;
    if (strcmp(how, "torn") == 0 && file >= 0 && fstat(file, &status) == 0 &&
        S_ISREG(status.st_mode) && ftruncate(file, status.st_size / 2) != 0) {
        abort();
    }
    if (strcmp(how, "torn") == 0) {
        die();
    }
}

int fflush(FILE *file)
{
    int (*call)(FILE *) = (int (*)(FILE *))real("fflush");
    int wrong = file != NULL && is_regular(fileno(file)) && is_the_one('w');
    if (wrong && fails_before()) {
        return EOF;
    }
    int result = call(file);
    if (wrong) {
        goes_wrong_after(fileno(file));
    }
    return result;
}

int fsync(int file)
{
    int (*call)(int) = (int (*)(int))real("fsync");
    int wrong = is_the_one('s');
    if (wrong && fails_before()) {
        return -1;
    }
    int result = call(file);
    if (wrong) {
        goes_wrong_after(-1);
    }
    return result;
}

int rename(const char *from, const char *to)
{
    int (*call)(const char *, const char *) = (int (*)(const char *, const char *))real("rename");
    int wrong = is_the_one('r');
    if (wrong && fails_before()) {
        return -1;
    }
    int result = call(from, to);
    if (wrong) {
        goes_wrong_after(-1);
    }
    return result;
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags)
{
    int (*call)(int, const char *, int, const char *, int) =
        (int (*)(int, const char *, int, const char *, int))real("linkat");
    int wrong = is_the_one('l');
    if (wrong && fails_before()) {
        return -1;
    }
    int result = call(from_folder, from, to_folder, to, flags);
    if (wrong) {
        goes_wrong_after(-1);
    }
    return result;
}

int fclose(FILE *file)
{
    int (*call)(FILE *) = (int (*)(FILE *))real("fclose");
    int handle = fileno(file);
    int flags = handle < 0 ? 0 : fcntl(handle, F_GETFL);
    int wrong = is_regular(handle) && (flags & O_ACCMODE) == O_WRONLY && is_the_one('c');
    if (wrong && fails_before()) {
        int reason = errno;
        (void)call(file);
        errno = reason;
        return EOF;
    }
    int result = call(file);
    if (wrong) {
        goes_wrong_after(-1);
    }
    return result;
}

int open64(const char *path, int flags, ...)
{
    int (*call)(const char *, int, ...) = (int (*)(const char *, int, ...))real("open64");
    mode_t mode = 0;
    va_list rest;
    va_start(rest, flags);
    if ((flags & (O_CREAT | O_TMPFILE)) != 0) {
        mode = va_arg(rest, mode_t);
    }
    va_end(rest);
    int writes = (flags & O_ACCMODE) != O_RDONLY && strncmp(path, "/dev/", 5) != 0;
    int wrong = writes && is_the_one('o');
    if (wrong && fails_before()) {
        return -1;
    }
    int result = call(path, flags, mode);
    if (wrong) {
        goes_wrong_after(-1);
    }
    return result;
}
