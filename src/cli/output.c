/* Writing results so that a file is whole or not there: into a nameless file of the same folder,
 * which gets its name only at the end. A process that is killed leaves nothing behind; where the
 * file system has no nameless files, a temporary name is used instead. */
#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A closed pipe is no news to whoever closed it. */
bool output_fail(struct output *output, int reason, struct diags *diags)
{
    if (reason == EPIPE && output->target == NULL) {
        output->quiet = true;
    }
    if (!output->quiet) {
        diag_add_file(diags, CODE_F005, output->name, "cannot be written: %s", strerror(reason));
    }
    return false;
}

static void forget(struct output *output)
{
    free(output->target);
    free(output->temporary);
    free(output->folder);
    *output = (struct output){.name = output->name, .quiet = output->quiet};
}

static bool open_direct(struct output *output, const char *path, struct diags *diags)
{
    int file = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    output->file = file < 0 ? NULL : fdopen(file, "w");
    if (output->file == NULL) {
        int reason = errno;
        if (file >= 0) {
            close(file);
        }
        return output_fail(output, reason, diags);
    }
    return true;
}

/* The name that a temporary file has while it is written. It says nothing of what is in it. */
static int open_temporary(struct output *output)
{
    if (asprintf(&output->temporary, "%s/.iopfit-XXXXXX", output->folder) < 0) {
        output->temporary = NULL;
        return -1;
    }
    int file = mkostemp(output->temporary, O_CLOEXEC);
    if (file < 0) {
        free(output->temporary);
        output->temporary = NULL;
    }
    return file;
}

/* The target: [path], or what it points to; and the folder that it is in. */
static bool find_target(struct output *output, const char *path)
{
    char *real = realpath(path, NULL);
    output->target = real != NULL ? real : strdup(path);
    char *copy = output->target == NULL ? NULL : strdup(output->target);
    output->folder = copy == NULL ? NULL : strdup(dirname(copy));
    free(copy);
    return output->folder != NULL;
}

static bool open_plain(struct output *output, const char *path, bool nameless, struct diags *diags)
{
    int file = -1;
    bool found = find_target(output, path);
    if (found && nameless && access("/proc/self/fd", X_OK) == 0) { /* name_it() needs it */
        file = open(output->folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
    }
    if (found && file < 0) {
        file = open_temporary(output);
    }
    output->file = file < 0 ? NULL : fdopen(file, "w");
    if (output->file == NULL) {
        int reason = errno;
        if (file >= 0) {
            close(file);
        }
        if (output->temporary != NULL) {
            unlink(output->temporary);
        }
        forget(output);
        return output_fail(output, reason, diags);
    }
    return true;
}

/* Looks at the file [path], or at the open file [standard] where that is meant. */
static bool look(const char *path, int standard, struct stat *ret)
{
    bool is_standard = path == NULL || strcmp(path, "-") == 0;
    int looked = is_standard ? fstat(standard, ret) : stat(path, ret);
    return looked == 0 && S_ISREG(ret->st_mode);
}

bool output_is_input(const char *path, const char *input)
{
    struct stat written;
    struct stat read;
    return look(path, STDOUT_FILENO, &written) && look(input, STDIN_FILENO, &read) &&
           written.st_dev == read.st_dev && written.st_ino == read.st_ino;
}

bool output_open(struct output *output, const char *path, struct diags *diags)
{
    *output = (struct output){.name = "standard output"};
    if (path == NULL || strcmp(path, "-") == 0) {
        output->file = stdout;
        return true;
    }
    output->name = path;
    struct stat status;
    if (stat(path, &status) == 0 && !S_ISREG(status.st_mode)) {
        return open_direct(output, path, diags);
    }
    return open_plain(output, path, true, diags);
}

bool output_open_named(struct output *output, const char *path, struct diags *diags)
{
    *output = (struct output){.name = path};
    return open_plain(output, path, false, diags);
}

bool output_good(struct output *output, struct diags *diags)
{
    return ferror(output->file) == 0 ? true : output_fail(output, errno == 0 ? EIO : errno, diags);
}

/* Gives a nameless file a temporary name, since a link cannot replace a file and a rename can. */
static bool name_it(struct output *output)
{
    char handle[64];
    snprintf(handle, sizeof handle, "/proc/self/fd/%d", fileno(output->file));
    for (unsigned i = 0; i < 100; i++) {
        char *name = NULL;
        if (asprintf(&name, "%s/.iopfit-%ld-%u", output->folder, (long)getpid(), i) < 0) {
            errno = ENOMEM;
            return false;
        }
        if (linkat(AT_FDCWD, handle, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0) {
            output->temporary = name;
            return true;
        }
        free(name);
        if (errno != EEXIST) {
            return false;
        }
    }
    return false;
}

void output_sync_folder(const char *path)
{
    char *copy = strdup(path);
    int folder = copy == NULL ? -1 : open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        (void)fsync(folder);
        close(folder);
    }
    free(copy);
}

static bool commit_plain(struct output *output)
{
    if (fflush(output->file) != 0 || ferror(output->file) || fsync(fileno(output->file)) != 0) {
        return false;
    }
    if (output->temporary == NULL && !name_it(output)) {
        return false;
    }
    if (rename(output->temporary, output->target) != 0) {
        return false;
    }
    free(output->temporary);
    output->temporary = NULL;
    output_sync_folder(output->target);
    return true;
}

bool output_commit(struct output *output, struct diags *diags)
{
    errno = 0;
    bool written = output->target == NULL ? fflush(output->file) == 0 && !ferror(output->file)
                                          : commit_plain(output);
    int reason = errno == 0 ? EIO : errno;
    if (!written) {
        (void)output_fail(output, reason, diags);
    }
    if (written && output->file != stdout && fclose(output->file) != 0) {
        output->file = NULL;
        written = output_fail(output, errno, diags);
    } else if (written) {
        output->file = NULL;
    }
    output_discard(output);
    return written;
}

void output_abandon(const struct output *output)
{
    if (output->temporary != NULL) {
        unlink(output->temporary);
    }
}

void output_discard(struct output *output)
{
    if (output->temporary != NULL) {
        unlink(output->temporary);
    }
    if (output->file != NULL && output->file != stdout) {
        (void)fclose(output->file);
    }
    forget(output);
}
