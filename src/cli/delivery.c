/* See delivery.h. What is kept of a run that was interrupted is judged in kept.c; what is behind the
 * last progress of its manifest is cut off. */
#include "cli/delivery.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/kept.h"

static struct diags *diags_of(struct delivery *delivery)
{
    return &delivery->session->messages.diags;
}

static bool fail(struct delivery *delivery, const char *name, int reason)
{
    diag_add_file(diags_of(delivery), CODE_F005, name, "cannot be written: %s", strerror(reason));
    return false;
}

/* ---- Growing files ------------------------------------------------------------------------------ */

/* Where the files are shorter than the progress tells, a machine went down before all was on its
 * disk: nothing of it is used. */
static bool is_all_there(int file, uint64_t bytes)
{
    struct stat status;
    return fstat(file, &status) == 0 && (uint64_t)status.st_size >= bytes;
}

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
                  delivery->found.state == MANIFEST_STARTED
                      ? "`--resume` goes on where it ended; to start anew, remove it"
                      : "to start anew, remove it");
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
    if (!resumes || !is_all_there(delivery->part_file, delivery->progress.written.bytes) ||
        (errors >= 0 && !is_all_there(errors, delivery->progress.said.bytes))) {
        delivery->progress = (struct manifest_progress){0};
    }
    if (!kept_take_up(delivery)) {
        return STATUS_UNEXPECTED;
    }
    delivery->is_begun = true;
    delivery->has_errors_part = errors >= 0;
    delivery->manifest.unusable = delivery->progress.unusable;
    bool good =
        cut(delivery, delivery->part, delivery->part_file, delivery->progress.written.bytes) &&
        (errors < 0 ||
         cut(delivery, delivery->errors_part, errors, delivery->progress.said.bytes)) &&
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
    bool there = access(delivery->part, F_OK) == 0;
    kept_look(delivery);
    if (options->go_on && there && delivery->found.state != MANIFEST_STARTED) {
        return kept_refuse(delivery);
    }
    if (options->go_on && kept_is_whole(delivery)) {
        delivery->is_done = true;
        delivery->manifest.tally.errors = delivery->found.errors;
        delivery->manifest.unusable = delivery->found.unusable;
        return kept_is_current(delivery);
    }
    int status = open_growing_file(delivery, delivery->part, &delivery->part_file);
    if (status == STATUS_OK) {
        delivery->is_begun = !there;
        status = open_errors_part(delivery);
    }
    if (status != STATUS_OK) {
        return status;
    }
    delivery->progress = delivery->found.progress;
    outlet_open(&delivery->outlet, delivery->part_file, delivery->manifest.rows, delivery->stop,
                true);
    return take_up(delivery, options->go_on && there);
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
                     .input_format = answers_format_name(options->input),
                     .rows = options->format == FORMAT_CSV ? ROWS_CSV : ROWS_NDJSON,
                     .shard = options->shard,
                     .inputs = options->operands,
                     .input_count = (uint32_t)options->operand_count},
    };
    delivery->read = calloc((size_t)options->operand_count, sizeof *delivery->read);
    delivery->manifest.read = delivery->read;
    digest_begin(&delivery->before);
    digest_begin(&delivery->said);
    int status = STATUS_IO;
    if (delivery->read == NULL) {
        (void)diag_out_of_memory(diags_of(delivery));
    } else {
        status = options->manifest == NULL ? STATUS_OK : kept_has_inputs(delivery);
    }
    if (status == STATUS_OK) {
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

bool delivery_say(struct delivery *delivery, struct text errors)
{
    digest_add(&delivery->said, errors);
    if (fwrite(errors.start, 1, errors.length, delivery->errors_file) != errors.length) {
        return fail(delivery, delivery->options->errors, errno);
    }
    return true;
}

void delivery_pass(struct delivery *delivery, const struct manifest_file *read)
{
    digest_add(&delivery->before, text_of(read->sha256));
}

bool delivery_is_behind(const struct delivery *delivery)
{
    struct manifest_file before = manifest_file_of(&delivery->before);
    return strcmp(before.sha256, delivery->progress.before) == 0;
}

bool delivery_progress(struct delivery *delivery, uint32_t number, struct inlet *inlet,
                       uint64_t read, bool used)
{
    if (!delivery->progresses) {
        return true;
    }
    struct manifest_progress next = {
        .input = number, .unusable = delivery->manifest.unusable, .used = used};
    next.read.bytes = read;
    if (!inlet_digest(inlet, read, next.read.sha256)) {
        delivery->progresses = false;
        return true;
    }
    memcpy(next.before, manifest_file_of(&delivery->before).sha256, sizeof next.before);
    next.written = manifest_file_of(&delivery->outlet.digest);
    if (delivery->errors_file != NULL) {
        if (fflush(delivery->errors_file) != 0) {
            return fail(delivery, delivery->errors_part, errno);
        }
        next.said = manifest_file_of(&delivery->said);
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

/* The summary as the name of its file says; in memory, so that it can be digested. NULL when that is
 * used up. */
static char *summary_text(struct delivery *delivery, size_t *ret_length)
{
    char *bytes = NULL;
    FILE *out = open_memstream(&bytes, ret_length);
    if (out == NULL) {
        return NULL;
    }
    const char *ending = strrchr(delivery->options->summary, '.');
    if (ending != NULL && (strcmp(ending, ".html") == 0 || strcmp(ending, ".htm") == 0)) {
        summary_write_html(out, delivery->summary);
    } else {
        summary_write_json(out, delivery->summary);
    }
    if (fclose(out) != 0) {
        free(bytes);
        return NULL;
    }
    return bytes;
}

static bool commit_summary(struct delivery *delivery)
{
    struct output output;
    const char *name = delivery->options->summary;
    if (name == NULL) {
        return true;
    }
    size_t length = 0;
    char *bytes = summary_text(delivery, &length);
    if (bytes == NULL) {
        return diag_out_of_memory(diags_of(delivery));
    }
    struct digest digest;
    digest_begin(&digest);
    digest_add(&digest, (struct text){bytes, length});
    delivery->manifest.has_summary = true;
    delivery->manifest.summary = manifest_file_of(&digest);
    bool good = output_open(&output, name, diags_of(delivery));
    if (good) {
        errno = 0;
        fwrite(bytes, 1, length, output.file);
        good = output_commit(&output, diags_of(delivery));
    }
    free(bytes);
    return good;
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
    delivery->manifest.written = manifest_file_of(&delivery->outlet.digest);
    delivery->manifest.has_said = delivery->options->errors != NULL;
    delivery->manifest.said = manifest_file_of(&delivery->said);
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

/* Whether there is something to go on with. */
static bool has_kept(const struct delivery *delivery)
{
    return delivery->part != NULL && delivery->part_file >= 0 &&
           delivery->manifest.tally.records > 0;
}

void delivery_say_kept(const struct delivery *delivery)
{
    if (has_kept(delivery)) {
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

/* Where the run ended before a single record was scored, nothing is to stand in the way of the next. */
static void leave_nothing(struct delivery *delivery)
{
    if (delivery->part == NULL || !delivery->is_begun || has_kept(delivery)) {
        return;
    }
    unlink(delivery->part);
    if (delivery->has_errors_part) {
        unlink(delivery->errors_part);
    }
    if (delivery->manifest_file >= 0) {
        unlink(delivery->options->manifest);
    }
}

void delivery_close(struct delivery *delivery)
{
    leave_nothing(delivery);
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
