/* See delivery.h. What is kept of a run that was interrupted is believed only where it says so
 * itself: the manifest names what was scored with what, how far it came, and the SHA-256 of the
 * answers up to there; the rows up to there name the questionnaire. What is behind is cut off. */
#include "cli/delivery.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "view/view.h"

/* A manifest is a few kilobytes; what is larger is none of ours. */
enum { MANIFEST_MOST = 1 << 20, KEPT_CHUNK = 1 << 16 };

static struct diags *diags_of(struct delivery *delivery)
{
    return &delivery->session->messages.diags;
}

static bool fail(struct delivery *delivery, const char *name, int reason)
{
    diag_add_file(diags_of(delivery), CODE_F005, name, "cannot be written: %s", strerror(reason));
    return false;
}

/* ---- What an earlier run left ------------------------------------------------------------------- */

static struct manifest_found look_at_manifest(const struct delivery *delivery)
{
    struct manifest_found found = {.state = MANIFEST_FOREIGN};
    FILE *file = fopen(delivery->options->manifest, "re");
    char *bytes = file == NULL ? NULL : malloc(MANIFEST_MOST);
    if (bytes != NULL) {
        size_t length = fread(bytes, 1, MANIFEST_MOST, file);
        found = manifest_compare((struct text){bytes, length}, &delivery->manifest);
    }
    free(bytes);
    if (file != NULL) {
        fclose(file);
    }
    return found;
}

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
    bool same = read == file && inlet_end(&inlet, &found) && found.bytes == written->bytes &&
                strcmp(found.sha256, written->sha256) == 0;
    inlet_close(read, file);
    fclose(file);
    return same;
}

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

/* Counts the rows in the first progress.written bytes of FILE.part. False where they are not rows of
 * this run, or memory is used up. */
static bool count_rows(struct delivery *delivery)
{
    uint64_t left = delivery->progress.written;
    size_t capacity = KEPT_CHUNK;
    size_t held = 0;
    char *bytes = malloc(capacity);
    bool good = bytes != NULL;
    while (good && (left > 0 || held > 0)) {
        size_t size = left < capacity - held ? (size_t)left : capacity - held;
        off_t at = (off_t)(delivery->progress.written - left);
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

/* Where the files are shorter than the progress tells, a machine went down before all was on its
 * disk: nothing of it is used. */
static bool is_all_there(int file, uint64_t bytes)
{
    struct stat status;
    return fstat(file, &status) == 0 && (uint64_t)status.st_size >= bytes;
}

/* ---- Growing files ------------------------------------------------------------------------------ */

/* Opens [name] and keeps other runs out of it. STATUS_OK, or the status to end with. */
static int open_growing_file(struct delivery *delivery, const char *name, int *ret)
{
    int flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY | (delivery->options->go_on ? 0 : O_EXCL);
    *ret = open(name, flags, 0600);
    if (*ret < 0 && errno == EEXIST) {
        struct diag *diag =
            diag_add_file(diags_of(delivery), CODE_F008, name,
                          "is there, from a run that was interrupted or has not ended");
        diag_help(diags_of(delivery), diag,
                  "`--resume` goes on where it ended; to start anew, remove it");
        return STATUS_UNEXPECTED;
    }
    if (*ret < 0) {
        (void)fail(delivery, name, errno);
        return STATUS_IO;
    }
    if (flock(*ret, LOCK_EX | LOCK_NB) != 0) {
        diag_add_file(diags_of(delivery), CODE_F008, name, "another run is still writing it");
        return STATUS_UNEXPECTED;
    }
    return STATUS_OK;
}

/* Cuts [file] to [length] bytes, to be written on from there. */
static bool cut(struct delivery *delivery, const char *name, int file, uint64_t length)
{
    if (ftruncate(file, (off_t)length) != 0 || lseek(file, (off_t)length, SEEK_SET) < 0) {
        return fail(delivery, name, errno);
    }
    return true;
}

static int open_errors_part(struct delivery *delivery)
{
    if (delivery->options->errors == NULL) {
        return STATUS_OK;
    }
    if (asprintf(&delivery->errors_part, "%s.part", delivery->options->errors) < 0) {
        delivery->errors_part = NULL;
        (void)diag_out_of_memory(diags_of(delivery));
        return STATUS_IO;
    }
    int file = -1;
    int status = open_growing_file(delivery, delivery->errors_part, &file);
    delivery->errors_file = file < 0 ? NULL : fdopen(file, "w");
    if (status == STATUS_OK && delivery->errors_file == NULL) {
        close(file);
        (void)diag_out_of_memory(diags_of(delivery));
        status = STATUS_IO;
    }
    return status;
}

static bool write_started(struct delivery *delivery)
{
    const char *name = delivery->options->manifest;
    struct output output;
    if (!output_open(&output, name, diags_of(delivery))) {
        return false;
    }
    errno = 0;
    manifest_write_started(output.file, &delivery->manifest, &delivery->progress,
                           &delivery->progress_at);
    if (!output_commit(&output, diags_of(delivery))) {
        return false;
    }
    delivery->manifest_file = open(name, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    return delivery->manifest_file >= 0 || fail(delivery, name, errno);
}

/* Goes on with what is in the growing files; from nothing where they lack a part of it. */
static int take_up(struct delivery *delivery, bool resumes)
{
    int errors = delivery->errors_file == NULL ? -1 : fileno(delivery->errors_file);
    if (!resumes || !is_all_there(delivery->part_file, delivery->progress.written) ||
        (errors >= 0 && !is_all_there(errors, delivery->progress.said))) {
        delivery->progress = (struct manifest_progress){0};
    }
    if (!count_rows(delivery)) {
        diag_add_file(diags_of(delivery), CODE_F008, delivery->part,
                      "what is in it are not the rows of this run");
        return STATUS_UNEXPECTED;
    }
    bool good =
        cut(delivery, delivery->part, delivery->part_file, delivery->progress.written) &&
        (errors < 0 || cut(delivery, delivery->errors_part, errors, delivery->progress.said)) &&
        write_started(delivery);
    return good ? STATUS_OK : STATUS_IO;
}

static int open_growing(struct delivery *delivery)
{
    const struct options *options = delivery->options;
    if (asprintf(&delivery->part, "%s.part", options->output) < 0) {
        delivery->part = NULL;
        (void)diag_out_of_memory(diags_of(delivery));
        return STATUS_IO;
    }
    bool there = options->go_on && access(delivery->part, F_OK) == 0;
    struct manifest_found found = {.state = MANIFEST_FOREIGN};
    if (options->go_on) {
        found = look_at_manifest(delivery);
    }
    if (there && found.state != MANIFEST_STARTED) {
        diag_add_file(diags_of(delivery), CODE_F008, options->manifest,
                      "is not the manifest of a run of these files, options and questionnaire that "
                      "was interrupted");
        return STATUS_UNEXPECTED;
    }
    if (found.state == MANIFEST_COMPLETE && is_as_written(options->output, &found.written)) {
        delivery->is_done = true;
        delivery->manifest.tally.errors = found.errors;
        return STATUS_OK;
    }
    int status = open_growing_file(delivery, delivery->part, &delivery->part_file);
    if (status == STATUS_OK) {
        status = open_errors_part(delivery);
    }
    if (status != STATUS_OK) {
        return status;
    }
    delivery->progress = found.progress;
    outlet_open(&delivery->outlet, delivery->part_file, delivery->manifest.rows, delivery->stop,
                true);
    return take_up(delivery, there);
}

/* ---- Opening ------------------------------------------------------------------------------------ */

/* Whether --output names a file that can grow as FILE.part. */
static bool grows(const struct options *options)
{
    struct stat status;
    return options->manifest != NULL && options->output != NULL &&
           strcmp(options->output, "-") != 0 &&
           (stat(options->output, &status) != 0 || S_ISREG(status.st_mode));
}

static int open_whole(struct delivery *delivery)
{
    const struct options *options = delivery->options;
    if (!output_open(&delivery->output, options->output, diags_of(delivery))) {
        return STATUS_IO;
    }
    if (options->errors != NULL) {
        if (!output_open(&delivery->errors, options->errors, diags_of(delivery))) {
            return STATUS_IO;
        }
        delivery->errors_file = delivery->errors.file;
    }
    outlet_open(&delivery->outlet, fileno(delivery->output.file), delivery->manifest.rows,
                delivery->stop, options->manifest != NULL);
    return STATUS_OK;
}

int delivery_open(struct delivery *delivery, const struct options *options, struct session *session,
                  struct stop *stop, struct summary *summary)
{
    *delivery = (struct delivery){
        .options = options,
        .session = session,
        .stop = stop,
        .summary = summary,
        .part_file = -1,
        .manifest_file = -1,
        .manifest = {.questionnaire = session->questionnaire,
                     .rows = options->format == FORMAT_CSV ? ROWS_CSV : ROWS_NDJSON,
                     .shard = options->shard,
                     .inputs = options->operands,
                     .input_count = (uint32_t)options->operand_count},
    };
    delivery->read = calloc((size_t)options->operand_count, sizeof *delivery->read);
    delivery->manifest.read = delivery->read;
    int status = STATUS_IO;
    if (delivery->read == NULL) {
        (void)diag_out_of_memory(diags_of(delivery));
    } else {
        status = grows(options) ? open_growing(delivery) : open_whole(delivery);
    }
    delivery->progresses = delivery->part != NULL;
    if (status != STATUS_OK) {
        (void)messages_print(&session->messages);
    }
    return status;
}

/* ---- Writing and ending ------------------------------------------------------------------------- */

bool delivery_write(struct delivery *delivery, struct text rows)
{
    if (outlet_write(&delivery->outlet, rows)) {
        return true;
    }
    return delivery->part != NULL
               ? fail(delivery, delivery->part, delivery->outlet.error)
               : output_fail(&delivery->output, delivery->outlet.error, diags_of(delivery));
}

bool delivery_progress(struct delivery *delivery, uint32_t number, struct inlet *inlet,
                       uint64_t read)
{
    if (!delivery->progresses) {
        return true;
    }
    struct manifest_progress next = {.input = number, .read = read};
    if (!inlet_digest(inlet, read, next.sha256)) {
        delivery->progresses = false;
        return true;
    }
    next.written = delivery->outlet.digest.bytes;
    if (delivery->errors_file != NULL) {
        if (fflush(delivery->errors_file) != 0) {
            return fail(delivery, delivery->errors_part, errno);
        }
        next.said = (uint64_t)ftello(delivery->errors_file);
    }
    char lines[MANIFEST_PROGRESS_ROOM];
    size_t length = manifest_progress_text(&next, lines);
    stop_forbid(delivery->stop);
    ssize_t written = pwrite(delivery->manifest_file, lines, length, (off_t)delivery->progress_at);
    stop_allow(delivery->stop);
    if (written != (ssize_t)length) {
        return fail(delivery, delivery->options->manifest, written < 0 ? errno : EIO);
    }
    delivery->progress = next;
    return true;
}

/* [file], which is [name], becomes [target]. */
static bool commit_growing(struct delivery *delivery, int file, const char *name,
                           const char *target)
{
    if (fsync(file) != 0 || rename(name, target) != 0) {
        return fail(delivery, name, errno);
    }
    output_sync_folder(target);
    return true;
}

static bool commit_errors(struct delivery *delivery)
{
    if (delivery->errors_file == NULL) {
        return true;
    }
    if (delivery->errors_part == NULL) {
        delivery->errors_file = NULL;
        return output_commit(&delivery->errors, diags_of(delivery));
    }
    if (fflush(delivery->errors_file) != 0) {
        return fail(delivery, delivery->errors_part, errno);
    }
    return commit_growing(delivery, fileno(delivery->errors_file), delivery->errors_part,
                          delivery->options->errors);
}

static bool commit_rows(struct delivery *delivery)
{
    if (delivery->part == NULL) {
        return output_commit(&delivery->output, diags_of(delivery));
    }
    if (!commit_growing(delivery, delivery->part_file, delivery->part, delivery->options->output)) {
        return false;
    }
    free(delivery->part);
    delivery->part = NULL; /* nothing is left to go on with */
    return true;
}

static bool commit_summary(struct delivery *delivery)
{
    struct output output;
    const char *name = delivery->options->summary;
    if (name == NULL) {
        return true;
    }
    if (!output_open(&output, name, diags_of(delivery))) {
        return false;
    }
    errno = 0;
    const char *ending = strrchr(name, '.');
    if (ending != NULL && (strcmp(ending, ".html") == 0 || strcmp(ending, ".htm") == 0)) {
        summary_write_html(output.file, delivery->summary);
    } else {
        summary_write_json(output.file, delivery->summary);
    }
    return output_commit(&output, diags_of(delivery));
}

static bool commit_manifest(struct delivery *delivery)
{
    struct output output;
    if (delivery->options->manifest == NULL) {
        return true;
    }
    if (!output_open(&output, delivery->options->manifest, diags_of(delivery))) {
        return false;
    }
    delivery->manifest.written.bytes = delivery->outlet.digest.bytes;
    digest_end(&delivery->outlet.digest, delivery->manifest.written.sha256);
    errno = 0;
    manifest_write_complete(output.file, &delivery->manifest);
    return output_commit(&output, diags_of(delivery));
}

bool delivery_commit(struct delivery *delivery)
{
    /* In this order: what is named is complete, and the manifest tells of what is there. */
    return commit_errors(delivery) && commit_rows(delivery) && commit_summary(delivery) &&
           commit_manifest(delivery);
}

void delivery_say_kept(const struct delivery *delivery)
{
    if (delivery->part != NULL && delivery->part_file >= 0) {
        dprintf(STDERR_FILENO,
                "iopfit score: what was scored is kept in `%s`; `--resume` goes on from there\n",
                delivery->part);
    }
}

void delivery_stop(void *context, int signal)
{
    struct delivery *delivery = context;
    dprintf(STDERR_FILENO, "iopfit score: stopped by %s\n",
            signal == SIGINT    ? "SIGINT"
            : signal == SIGTERM ? "SIGTERM"
                                : "SIGHUP");
    delivery_say_kept(delivery);
    output_abandon(&delivery->output);
    output_abandon(&delivery->errors);
}

void delivery_close(struct delivery *delivery)
{
    if (delivery->output.file != NULL) {
        output_discard(&delivery->output);
    }
    if (delivery->errors.file != NULL) {
        output_discard(&delivery->errors);
    } else if (delivery->errors_file != NULL) {
        fclose(delivery->errors_file);
    }
    if (delivery->part_file >= 0) {
        close(delivery->part_file);
    }
    if (delivery->manifest_file >= 0) {
        close(delivery->manifest_file);
    }
    free(delivery->read);
    free(delivery->errors_part);
    free(delivery->part);
}
