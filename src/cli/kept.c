/* See kept.h. What is kept is believed only where it says so itself: the manifest names what was
 * scored with what, and has the SHA-256 of all that was read and written. */
#include "cli/kept.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A manifest is a few kilobytes; what is larger is none of ours. */
enum { MANIFEST_MOST = 1 << 20, KEPT_CHUNK = 1 << 16, TOLD_MOST = 200 };

static struct diags *diags_of(struct delivery *delivery)
{
    return &delivery->session->messages.diags;
}

/* ---- Answers ------------------------------------------------------------------------------------ */

int kept_has_inputs(struct delivery *delivery)
{
    const struct options *options = delivery->options;
    int status = STATUS_OK;
    for (int i = 0; i < options->operand_count; i++) {
        const char *path = options->operands[i];
        struct stat found;
        /* What is no file is not opened: whoever writes into a pipe would take that for a reader. */
        if (strcmp(path, "-") == 0 || (stat(path, &found) == 0 && !S_ISREG(found.st_mode) &&
                                       !S_ISDIR(found.st_mode) && access(path, R_OK) == 0)) {
            continue;
        }
        FILE *file = open_answers(path, diags_of(delivery));
        if (file != NULL) {
            fclose(file);
        } else {
            status = STATUS_NO_INPUT;
        }
    }
    return status;
}

/* The same of one input. */
static int is_current(struct delivery *delivery, const char *path, const struct manifest_file *was)
{
    struct diags *diags = diags_of(delivery);
    FILE *file = open_answers(path, diags);
    if (file == NULL) {
        return STATUS_NO_INPUT;
    }
    struct inlet inlet;
    struct manifest_file now = {0};
    FILE *read = inlet_open(&inlet, file);
    bool good = read != NULL && inlet_pass(&inlet, read) && inlet_end(&inlet, &now);
    int status = STATUS_OK;
    if (read == NULL) {
        (void)diag_out_of_memory(diags);
        status = STATUS_IO;
    } else if (!good) {
        diag_add_file(diags, CODE_F002, input_name(path), "cannot be read: %s",
                      inlet.error == 0 ? "it became shorter meanwhile" : strerror(inlet.error));
        status = STATUS_IO;
    } else if (!manifest_file_equal(&now, was)) {
        struct diag *diag = diag_add_file(diags, CODE_F008, input_name(path),
                                          "has changed since it was scored; `%s` is of what it was",
                                          delivery->options->output);
        diag_help(diags, diag, "leave `--resume` out to score it afresh");
        status = STATUS_UNEXPECTED;
    }
    inlet_close(read, file);
    if (file != stdin) {
        fclose(file);
    }
    return status;
}

int kept_is_current(struct delivery *delivery)
{
    const struct options *options = delivery->options;
    int status = STATUS_OK;
    for (int i = 0; i < options->operand_count; i++) {
        int one = is_current(delivery, options->operands[i], &delivery->read[i]);
        status = status == STATUS_OK ? one : status_worse(status, one);
    }
    return status;
}

/* ---- The manifest ------------------------------------------------------------------------------- */

/* The content of the manifest. NULL, with errno, where it cannot be read. The caller frees it. */
static char *read_manifest(const struct delivery *delivery, size_t *ret_length)
{
    FILE *file = fopen(delivery->options->manifest, "re");
    char *bytes = file == NULL ? NULL : malloc(MANIFEST_MOST);
    if (bytes != NULL) {
        *ret_length = fread(bytes, 1, MANIFEST_MOST, file);
    }
    if (file != NULL) {
        int reason = errno;
        fclose(file);
        errno = reason;
    }
    return bytes;
}

void kept_look(struct delivery *delivery)
{
    size_t length = 0;
    char *bytes = read_manifest(delivery, &length);
    delivery->found = (struct manifest_found){.state = MANIFEST_FOREIGN};
    if (bytes != NULL) {
        delivery->found =
            manifest_compare((struct text){bytes, length}, &delivery->manifest, delivery->read);
    }
    free(bytes);
}

/* A message that grows by what two runs differ in. */
struct told {
    struct diags *diags;
    struct diag *diag;
    uint32_t count;
};

static void tell(void *context, struct text name, struct text there, struct text here)
{
    struct told *told = context;
    static const struct span nowhere = {0};
    told->count++;
    diag_note(told->diags, told->diag, nowhere, "`" TEXT_FORMAT "` was %s then, and is %s now",
              TEXT_ARGS(name), diag_quote(told->diags, there, TOLD_MOST),
              diag_quote(told->diags, here, TOLD_MOST));
}

int kept_refuse(struct delivery *delivery)
{
    const char *name = delivery->options->manifest;
    struct diags *diags = diags_of(delivery);
    size_t length = 0;
    char *bytes = read_manifest(delivery, &length);
    struct told told = {.diags = diags};
    if (bytes == NULL) {
        told.diag = diag_add_file(diags, CODE_F008, name, "cannot be opened: %s", strerror(errno));
    } else {
        told.diag = diag_add_file(diags, CODE_F008, name,
                                  "is not the manifest of this run, of which `%s` would be",
                                  delivery->part);
        bool is_one =
            manifest_differences((struct text){bytes, length}, &delivery->manifest, tell, &told);
        static const struct span nowhere = {0};
        if (!is_one) {
            diag_note(diags, told.diag, nowhere,
                      "it is damaged, or no manifest, or one of another version of iopfit");
        } else if (told.count == 0) {
            diag_note(diags, told.diag, nowhere,
                      delivery->found.state == MANIFEST_COMPLETE
                          ? "it tells of a run that is complete"
                          : "its end is damaged");
        }
    }
    diag_help(diags, told.diag,
              "give the command as it was then, or remove `%s` to score from the beginning",
              delivery->part);
    free(bytes);
    return STATUS_UNEXPECTED;
}

/* ---- Files that were written -------------------------------------------------------------------- */

/* Whether the file has just the bytes that the manifest tells of. */
static bool is_as_written(const char *path, const struct manifest_file *written)
{
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        return false;
    }
    struct inlet inlet;
    struct manifest_file found = {0};
    FILE *read = inlet_open(&inlet, file);
    bool same = read == file && inlet_end(&inlet, &found) && manifest_file_equal(&found, written);
    inlet_close(read, file);
    fclose(file);
    return same;
}

bool kept_is_whole(struct delivery *delivery)
{
    const struct options *options = delivery->options;
    const struct manifest_found *found = &delivery->found;
    return found->state == MANIFEST_COMPLETE && is_as_written(options->output, &found->written) &&
           (options->errors == NULL ||
            (found->has_said && is_as_written(options->errors, &found->said))) &&
           (options->summary == NULL ||
            (found->has_summary && is_as_written(options->summary, &found->summary)));
}

/* ---- Files that grew ---------------------------------------------------------------------------- */

/* Takes one row of FILE.part, or the names of the columns before the first, into the counts. */
static bool count_row(struct delivery *delivery, struct text row)
{
    struct row_head head;
    bool names = delivery->outlet.kind == ROWS_CSV && delivery->outlet.digest.bytes == 0;
    digest_add(&delivery->outlet.digest, row);
    if (names) {
        return true;
    }
    if (!tally_read(delivery->outlet.kind, delivery->session->questionnaire, row, &head)) {
        return false;
    }
    tally_add(&delivery->manifest.tally, &head);
    return delivery->summary == NULL || summary_add(delivery->summary, delivery->outlet.kind, row);
}

/* Counts the rows in the first progress.written.bytes of FILE.part. False where they are not rows of
 * this run, or memory is used up. */
static bool count_rows(struct delivery *delivery)
{
    uint64_t left = delivery->progress.written.bytes;
    size_t capacity = KEPT_CHUNK;
    size_t held = 0;
    char *bytes = malloc(capacity);
    bool good = bytes != NULL;
    while (good && (left > 0 || held > 0)) {
        size_t size = left < capacity - held ? (size_t)left : capacity - held;
        off_t at = (off_t)(delivery->progress.written.bytes - left);
        ssize_t got = pread(delivery->part_file, bytes + held, size, at);
        good = size == 0 || got > 0;
        held += good && got > 0 ? (size_t)got : 0;
        left -= good && got > 0 ? (uint64_t)got : 0;
        struct text rest = {bytes, held};
        struct text row;
        while (good && tally_cut(delivery->outlet.kind, rest, &row)) {
            good = count_row(delivery, row);
            rest = (struct text){rest.start + row.length, rest.length - row.length};
        }
        bool stuck = rest.length == held;
        held = rest.length;
        memmove(bytes, rest.start, held);
        if (stuck && held == capacity) {
            char *larger = realloc(bytes, capacity * 2);
            good = larger != NULL;
            bytes = larger != NULL ? larger : bytes;
            capacity *= good ? 2 : 1;
        } else if (left == 0 && held > 0) {
            good = false; /* half a row */
        }
    }
    if (bytes != NULL) {
        explicit_bzero(bytes, capacity);
    }
    free(bytes);
    return good;
}

/* Whether [digest] is of what [written] tells. */
static bool is_digest_of(const struct digest *digest, const struct manifest_file *written)
{
    struct manifest_file found = manifest_file_of(digest);
    return written->bytes == 0 || manifest_file_equal(&found, written);
}

/* Takes the errors that are kept into their digest. False where they are others. */
static bool digest_errors(struct delivery *delivery)
{
    if (delivery->errors_file == NULL) {
        return true;
    }
    char bytes[4096];
    uint64_t left = delivery->progress.said.bytes;
    bool good = true;
    while (good && left > 0) {
        size_t size = left < sizeof bytes ? (size_t)left : sizeof bytes;
        ssize_t got = pread(fileno(delivery->errors_file), bytes, size,
                            (off_t)(delivery->progress.said.bytes - left));
        good = got > 0;
        if (good) {
            digest_add(&delivery->said, (struct text){bytes, (size_t)got});
            left -= (uint64_t)got;
        }
    }
    explicit_bzero(bytes, sizeof bytes);
    return good && is_digest_of(&delivery->said, &delivery->progress.said);
}

bool kept_take_up(struct delivery *delivery)
{
    struct diags *diags = diags_of(delivery);
    struct diag *diag = NULL;
    const char *name = NULL;
    if (!count_rows(delivery) ||
        !is_digest_of(&delivery->outlet.digest, &delivery->progress.written)) {
        name = delivery->part;
        diag = diag_add_file(diags, CODE_F008, name, "what is in it are not the rows of this run");
    } else if (!digest_errors(delivery)) {
        name = delivery->errors_part;
        diag =
            diag_add_file(diags, CODE_F008, name, "what is in it are not the errors of this run");
    }
    if (name != NULL) {
        diag_help(diags, diag, "remove `%s` to score from the beginning", delivery->part);
    }
    return name == NULL;
}
