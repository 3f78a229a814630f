/* See inlet.h. */
#include "batch/inlet.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 65536 };

/* Reading what is no file, for fopencookie(). */
static ssize_t read_and_digest(void *cookie, char *bytes, size_t size)
{
    struct inlet *inlet = cookie;
    ssize_t got = -1;
    do {
        got = read(inlet->file, bytes, size);
    } while (got < 0 && errno == EINTR);
    if (got > 0) {
        digest_add(&inlet->digest, (struct text){bytes, (size_t)got});
    }
    return got;
}

FILE *inlet_open(struct inlet *inlet, FILE *file)
{
    struct stat status;
    *inlet = (struct inlet){.file = fileno(file)};
    inlet->start = lseek(inlet->file, 0, SEEK_CUR);
    inlet->is_file =
        inlet->start >= 0 && fstat(inlet->file, &status) == 0 && S_ISREG(status.st_mode);
    inlet->size = inlet->is_file && status.st_size > inlet->start
                      ? (uint64_t)(status.st_size - inlet->start)
                      : 0;
    digest_begin(&inlet->digest);
    if (inlet->is_file) {
        return file;
    }
    return fopencookie(inlet, "r", (cookie_io_functions_t){.read = read_and_digest});
}

/* Digests on, up to [most] bytes in all or to the end of the file. */
static bool digest_up_to(struct inlet *inlet, uint64_t most)
{
    char bytes[CHUNK];
    bool good = true;
    while (good && inlet->digest.bytes < most) {
        uint64_t left = most - inlet->digest.bytes;
        size_t size = left < sizeof bytes ? (size_t)left : sizeof bytes;
        ssize_t got = pread(inlet->file, bytes, size, inlet->start + (off_t)inlet->digest.bytes);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        inlet->error = got < 0 ? errno : 0;
        good = got > 0;
        if (good) {
            digest_add(&inlet->digest, (struct text){bytes, (size_t)got});
        }
    }
    explicit_bzero(bytes, sizeof bytes);
    return inlet->error == 0;
}

bool inlet_digest(struct inlet *inlet, uint64_t length, char ret[DIGEST_TEXT_ROOM])
{
    if (!inlet->is_file || !digest_up_to(inlet, length) || inlet->digest.bytes != length) {
        return false;
    }
    memcpy(ret, manifest_file_of(&inlet->digest).sha256, DIGEST_TEXT_ROOM);
    return true;
}

bool inlet_end(struct inlet *inlet, struct manifest_file *ret)
{
    if (inlet->is_file && (!digest_up_to(inlet, UINT64_MAX) || inlet->digest.bytes < inlet->size)) {
        return false;
    }
    *ret = manifest_file_of(&inlet->digest);
    return true;
}

bool inlet_pass(struct inlet *inlet, FILE *read)
{
    char bytes[CHUNK];
    errno = 0;
    while (!inlet->is_file && fread(bytes, 1, sizeof bytes, read) > 0) {
    }
    inlet->error = !inlet->is_file && ferror(read) ? (errno == 0 ? EIO : errno) : 0;
    explicit_bzero(bytes, sizeof bytes);
    return inlet->error == 0;
}

void inlet_close(FILE *read, FILE *file)
{
    if (read != NULL && read != file) {
        fclose(read);
    }
}
