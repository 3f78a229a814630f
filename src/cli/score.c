/* `iopfit score`: one record in, one row out, in the same order. A record that cannot be used gives
 * a row with its error, and the run goes on. Scoring is batch/, what becomes of rows delivery.c; this
 * is what lies between: which rows are wanted, what is said of errors, the status to end with. */
#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/wrap.h"
#include "batch/batch.h"
#include "cli/delivery.h"
#include "cli/mistakes.h"
#include "cli/progress.h"
#include "cli/targets.h"
#include "view/view.h"

/* Records of which something is said on standard error; about more of them, only how many. */
enum { SAID_MOST = 100 };

struct scoring {
    const struct options *options;
    struct session *session;
    struct delivery delivery;
    struct stop stop;
    struct batch *batch;
    struct summary *summary; /* NULL: none is wanted */
    struct progress progress;
    const char *name;   /* of the present input, in messages */
    uint32_t number;    /* of the present input */
    struct inlet inlet; /* its bytes, with a manifest */
    struct text_room {
        char *bytes;
        size_t length;
    } held; /* with --exit-code: the only row */
    int status;
    uint64_t count;
    uint64_t errors;
    atomic_bool used; /* the present input is written so that some record of it could be read */
    bool spoilt;      /* some record of it could not */
    uint64_t said;    /* records of which something was said on standard error */
    uint64_t unsaid;  /* and of which more would have been */
    bool several;     /* more than one record where --exit-code allows one */
    enum recommendation recommendation; /* of the last record */
};

static struct diags *diags_of(struct scoring *scoring)
{
    return &scoring->session->messages.diags;
}

/* ---- Rows ------------------------------------------------------------------------------------ */

/* With --exit-code nothing is written before it is known that there is only one record. */
static bool hold(struct scoring *scoring, struct text rows)
{
    char *bytes = realloc(scoring->held.bytes, scoring->held.length + rows.length + 1);
    if (bytes == NULL) {
        return diag_out_of_memory(diags_of(scoring));
    }
    memcpy(bytes + scoring->held.length, rows.start, rows.length);
    scoring->held.bytes = bytes;
    scoring->held.length += rows.length;
    return true;
}

static bool write_rows(struct scoring *scoring, struct text rows)
{
    if (rows.length == 0) {
        return true;
    }
    bool good = scoring->options->exit_code ? hold(scoring, rows)
                                            : delivery_write(&scoring->delivery, rows);
    if (!good) {
        scoring->status = STATUS_IO;
        (void)messages_print(&scoring->session->messages);
    }
    return good;
}

/* One line of --errors. False with a message. */
static bool write_error(struct scoring *scoring, const struct batch_entry *entry)
{
    char *bytes = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&bytes, &length);
    if (out == NULL) {
        return diag_out_of_memory(diags_of(scoring));
    }
    mistakes_write(out, scoring->name, entry);
    bool good = fclose(out) == 0 ? delivery_say(&scoring->delivery, (struct text){bytes, length})
                                 : diag_out_of_memory(diags_of(scoring));
    if (bytes != NULL) {
        explicit_bzero(bytes, length);
    }
    free(bytes);
    return good;
}

/* What is said of one record, on standard error or in the file for it. False with a message. */
static bool say(struct scoring *scoring, const struct batch_entry *entry, struct text messages)
{
    if (entry->error != NULL && scoring->delivery.errors_file != NULL) {
        return write_error(scoring, entry);
    }
    if (messages.length > 0 && scoring->said == SAID_MOST) {
        scoring->unsaid++;
    } else if (messages.length > 0) {
        scoring->said++;
        progress_clear(&scoring->progress);
        fwrite(messages.start, 1, messages.length, stderr);
    }
    return true;
}

static struct text part_of(struct text text, size_t start, size_t end)
{
    return (struct text){text.start + start, end - start};
}

/* Counts a row that is wanted. */
static void count(struct scoring *scoring, const struct batch_entry *entry, struct text row)
{
    if (scoring->summary != NULL) {
        bool counted = summary_add(scoring->summary, scoring->delivery.outlet.kind, row);
        assert(counted);
        (void)counted;
    }
    const struct row_head head = {
        .is_error = entry->error != NULL, .certain = entry->certain, .outcome = entry->outcome};
    tally_add(&scoring->delivery.manifest.tally, &head);
    scoring->count++;
    scoring->recommendation = entry->recommendation;
    if (head.is_error) {
        scoring->errors++;
        scoring->status = status_worse(scoring->status, STATUS_NEGATIVE);
    }
}

/* Notes whether the file can be read at all, also by records that are not wanted. */
static void note_use(struct scoring *scoring, const struct batch_entry *entry)
{
    if (entry->error == NULL || !entry->is_unreadable) {
        scoring->used = true;
    } else {
        scoring->spoilt = true;
    }
}

/* Rows and messages leave in the order of their records. Records with errors are sorted into parts
 * here, since batch/ asks about none of them. */
static bool take_entries(struct scoring *scoring, const struct batch_block *block)
{
    size_t row = 0;     /* where the rows that are not yet written begin */
    size_t next = 0;    /* where the row of this entry begins */
    size_t message = 0; /* the same of messages */
    for (uint32_t i = 0; i < block->count; i++) {
        const struct batch_entry *entry = &block->entries[i];
        struct text messages = part_of(block->messages, message, entry->messages_end);
        note_use(scoring, entry);
        bool wanted = entry->error == NULL || shard_has(scoring->options->shard, entry->id);
        if (wanted && scoring->options->exit_code && scoring->count > 0) {
            scoring->several = true;
            return false;
        }
        if (wanted) {
            count(scoring, entry, part_of(block->rows, next, entry->row_end));
        }
        bool said = messages.length > 0 && scoring->delivery.errors_file == NULL;
        if (!wanted || said) {
            size_t end = wanted ? entry->row_end : next;
            if (!write_rows(scoring, part_of(block->rows, row, end))) {
                return false;
            }
            row = entry->row_end;
        }
        if (wanted && !say(scoring, entry, messages)) {
            scoring->status = STATUS_IO;
            (void)messages_print(&scoring->session->messages);
            return false;
        }
        next = entry->row_end;
        message = entry->messages_end;
    }
    bool good = write_rows(scoring, part_of(block->rows, row, block->rows.length));
    struct text rest = part_of(block->messages, message, block->messages.length);
    if (good && rest.length > 0) {
        progress_clear(&scoring->progress);
        fwrite(rest.start, 1, rest.length, stderr);
    }
    return good;
}

/* False where the run has to end. */
static bool take_block(void *context, const struct batch_block *block)
{
    struct scoring *scoring = context;
    bool good = take_entries(scoring, block);
    if (good && block->count > 0 && scoring->options->manifest != NULL &&
        !delivery_progress(&scoring->delivery, scoring->number, &scoring->inlet,
                           block->entries[block->count - 1].input_end, scoring->used)) {
        (void)messages_print(&scoring->session->messages);
        scoring->status = STATUS_IO;
        good = false;
    }
    if (block->count > 0) {
        progress_tell(&scoring->progress, scoring->delivery.manifest.tally.records,
                      block->entries[block->count - 1].input_end);
    }
    return good;
}

static bool is_in_shard(void *context, bool has_id, struct text id)
{
    struct scoring *scoring = context;
    scoring->used = true;
    return shard_has(scoring->options->shard, has_id ? id : TEXT(""));
}

/* ---- Inputs ---------------------------------------------------------------------------------- */

static bool fail_read(struct scoring *scoring, const char *reason)
{
    diag_add_file(diags_of(scoring), CODE_F002, scoring->name, "cannot be read: %s", reason);
    (void)messages_print(&scoring->session->messages);
    scoring->status = STATUS_IO;
    return false;
}

/* Some of the answers are missing: [size] is what there was when it was opened. */
static bool fail_cut(struct scoring *scoring, uint64_t size)
{
    diag_add_file(
        diags_of(scoring), CODE_F002, scoring->name,
        "has become shorter while it was read; when it was opened it had %" PRIu64 " bytes", size);
    (void)messages_print(&scoring->session->messages);
    scoring->status = STATUS_IO;
    return false;
}

/* Bytes of a file; 0 where it is none. */
static uint64_t size_of(FILE *file)
{
    struct stat status;
    bool known = fstat(fileno(file), &status) == 0 && S_ISREG(status.st_mode);
    return known ? (uint64_t)status.st_size : 0;
}

/* What scoring takes from the options; passing over the first [skip] bytes. NULL with a message. */
static struct batch *open_batch(struct scoring *scoring, uint64_t skip)
{
    static const enum batch_format formats[] = {
        [FORMAT_NDJSON] = BATCH_NDJSON, [FORMAT_CSV] = BATCH_CSV, [FORMAT_TEXT] = BATCH_TEXT};
    const struct options *options = scoring->options;
    FILE *output = scoring->delivery.output.file;
    const struct batch_options how = {.format = formats[options->format],
                                      .width = output == NULL ? WRAP_WIDTH_DEFAULT
                                                              : output_width(output),
                                      .style = messages_style_of_people(),
                                      .jobs = options->exit_code ? 1 : options->jobs,
                                      .filter = options->shard.of > 0 ? is_in_shard : NULL,
                                      .filter_context = scoring,
                                      .skip = skip};
    return batch_open(scoring->session->questionnaire, scoring->session->plan, &how,
                      diags_of(scoring));
}

/* Scores what is behind the first [skip] bytes of [file]. False where the run has to end. */
static bool score_file(struct scoring *scoring, FILE *file, uint64_t skip)
{
    const struct options *options = scoring->options;
    struct batch *batch = skip == 0 ? scoring->batch : open_batch(scoring, skip);
    enum batch_status status = BATCH_FAILED;
    uint64_t size = size_of(file);
    if (batch != NULL) {
        status = batch_score(batch, file, scoring->name, options->input, take_block, scoring);
    }
    if (batch != scoring->batch) {
        batch_close(batch);
    }
    (void)messages_print(&scoring->session->messages);
    if (status == BATCH_FAILED) {
        scoring->status = status_worse(scoring->status, STATUS_IO);
    }
    if (status == BATCH_DONE && size_of(file) < size) {
        (void)fail_cut(scoring, size);
        status = BATCH_FAILED;
    }
    return status == BATCH_DONE || (status == BATCH_FAILED && options->manifest == NULL);
}

/* Whether what was scored of this input and those before it, when the run was interrupted, is still what
 * it was. False with a message. */
static bool is_the_same(struct scoring *scoring, const struct manifest_progress *progress)
{
    char sha256[DIGEST_TEXT_ROOM];
    struct diags *diags = diags_of(scoring);
    struct diag *diag = NULL;
    if (scoring->number != progress->input || progress->read.bytes == 0) {
        return true;
    }
    if (!delivery_is_behind(&scoring->delivery)) {
        diag = diag_add_file(diags, CODE_F008, scoring->name,
                             "the files before it are not what was read when the run was "
                             "interrupted");
    } else if (!inlet_digest(&scoring->inlet, progress->read.bytes, sha256) ||
               strcmp(sha256, progress->read.sha256) != 0) {
        diag = diag_add_file(diags, CODE_F008, scoring->name,
                             "is not what was read when the run was interrupted");
    } else {
        return true;
    }
    diag_help(diags, diag, "put it back, or remove `%s` to score from the beginning",
              scoring->delivery.part);
    (void)messages_print(&scoring->session->messages);
    scoring->status = STATUS_UNEXPECTED;
    return false;
}

/* The same with a manifest: what was read is digested, and what an earlier run scored is passed over,
 * once it is sure to be the same. */
static bool score_digested(struct scoring *scoring, FILE *file)
{
    const struct manifest_progress progress = scoring->delivery.progress;
    struct manifest_file *whole = &scoring->delivery.read[scoring->number];
    FILE *read = inlet_open(&scoring->inlet, file);
    if (read == NULL) {
        return fail_read(scoring, strerror(ENOMEM));
    }
    bool done = scoring->number < progress.input; /* all of it was scored before */
    bool begun = scoring->number == progress.input;
    bool good = is_the_same(scoring, &progress);
    if (good && !done) {
        scoring->used = begun && progress.used;
        scoring->spoilt = begun && !progress.used && progress.read.bytes > 0;
        good = score_file(scoring, read, begun ? progress.read.bytes : 0);
    }
    if (good && !inlet_end(&scoring->inlet, whole)) {
        good = scoring->inlet.error == 0 ? fail_cut(scoring, scoring->inlet.size)
                                         : fail_read(scoring, strerror(scoring->inlet.error));
    }
    if (good) {
        delivery_pass(&scoring->delivery, whole);
    }
    if (!scoring->inlet.is_file) {
        scoring->delivery.progresses = false; /* it cannot be read again */
    }
    inlet_close(read, file);
    return good;
}

/* Bytes of all inputs; 0 where some of them are no files. */
static uint64_t size_of_all(const struct options *options)
{
    uint64_t total = 0;
    for (int i = 0; i < options->operand_count; i++) {
        struct stat status;
        bool standard = strcmp(options->operands[i], "-") == 0;
        if ((standard ? fstat(STDIN_FILENO, &status) : stat(options->operands[i], &status)) != 0 ||
            !S_ISREG(status.st_mode)) {
            return 0;
        }
        total += (uint64_t)status.st_size;
    }
    return total;
}

/* At the end of an input that was scored: where nothing in it could be read, somebody has to know. */
static void judge_input(struct scoring *scoring)
{
    if (scoring->spoilt && !scoring->used) {
        progress_clear(&scoring->progress);
        fprintf(stderr,
                "iopfit score: no record of `%s` can be used, for how the file is written\n",
                scoring->name);
        scoring->delivery.manifest.unusable++;
        scoring->status = status_worse(scoring->status, STATUS_BROKEN);
    }
}

/* False where the run has to end. A missing file is said, and the others are scored; not where there
 * is a manifest, which tells of all of them or of none. */
static bool score_input(struct scoring *scoring, const char *path)
{
    FILE *file = open_answers(path, diags_of(scoring));
    if (file == NULL) {
        (void)messages_print(&scoring->session->messages);
        scoring->status = status_worse(scoring->status, STATUS_NO_INPUT);
        return scoring->options->manifest == NULL;
    }
    scoring->name = input_name(path);
    scoring->used = false;
    scoring->spoilt = false;
    bool go_on = scoring->options->manifest != NULL ? score_digested(scoring, file)
                                                    : score_file(scoring, file, 0);
    if (go_on) {
        judge_input(scoring);
    }
    scoring->progress.before += size_of(file);
    if (file != stdin) {
        fclose(file);
    }
    return go_on;
}

static bool write_column_names(struct scoring *scoring)
{
    char *names = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&names, &length);
    if (out == NULL) {
        scoring->status = STATUS_IO;
        return diag_out_of_memory(diags_of(scoring));
    }
    view_header_csv(out);
    bool good = fclose(out) == 0 && write_rows(scoring, (struct text){names, length});
    free(names);
    return good;
}

/* Whether all inputs were scored. */
static bool score_inputs(struct scoring *scoring)
{
    bool names =
        scoring->options->format == FORMAT_CSV && scoring->delivery.progress.written.bytes == 0;
    if (names && !write_column_names(scoring)) {
        return false;
    }
    for (int i = 0; i < scoring->options->operand_count; i++) {
        scoring->number = (uint32_t)i;
        if (!score_input(scoring, scoring->options->operands[i])) {
            return false;
        }
    }
    return true;
}

/* ---- The run --------------------------------------------------------------------------------- */

/* The status of a run with --exit-code in which nothing went wrong. */
static int status_of_recommendation(const struct scoring *scoring)
{
    if (scoring->count == 0) {
        fputs("iopfit score: --exit-code tells of one record, and here is none\n", stderr);
        return STATUS_NEGATIVE;
    }
    switch (scoring->recommendation) {
    case RECOMMEND_INTAKE:
        return STATUS_INTAKE;
    case RECOMMEND_IOP:
        return STATUS_IOP;
    case RECOMMEND_INPATIENT:
        return STATUS_INPATIENT;
    }
    return STATUS_OK;
}

/* Whether what was made is wanted, and all of it is there. */
static bool is_deliverable(const struct scoring *scoring, bool all)
{
    const struct options *options = scoring->options;
    bool nothing = scoring->count == 0 && (scoring->status != STATUS_OK || options->exit_code);
    if (options->manifest != NULL) {
        return all;
    }
    return !scoring->several && !nothing && scoring->status != STATUS_IO;
}

static void end(struct scoring *scoring, bool all)
{
    if (scoring->several) {
        options_wrong(stderr, scoring->options->command,
                      "--exit-code tells of one record, and here are several");
        scoring->status = STATUS_USAGE;
    }
    bool deliverable = is_deliverable(scoring, all);
    if (deliverable && scoring->held.length > 0 &&
        !delivery_write(&scoring->delivery,
                        (struct text){scoring->held.bytes, scoring->held.length})) {
        scoring->status = STATUS_IO;
        deliverable = false;
    }
    if (deliverable && !delivery_commit(&scoring->delivery)) {
        scoring->status = STATUS_IO;
        deliverable = false;
    }
    (void)messages_print(&scoring->session->messages);
    if (scoring->unsaid > 0) {
        fprintf(stderr,
                "iopfit score: %" PRIu64
                " more records cannot be used; `--errors FILE` tells of all "
                "of them\n",
                scoring->unsaid);
    }
    if (scoring->status != STATUS_UNEXPECTED) {
        delivery_say_kept(&scoring->delivery);
    }
    if (scoring->options->errors != NULL && scoring->errors > 0 && deliverable) {
        fprintf(stderr,
                "iopfit score: %" PRIu64 " of %" PRIu64 " records cannot be used; `%s` says why\n",
                scoring->delivery.manifest.tally.errors, scoring->delivery.manifest.tally.records,
                scoring->options->errors);
    }
}

/* At the end of a run that someone watches, or is asked about. */
static void show_summary(struct scoring *scoring, bool all)
{
    progress_clear(&scoring->progress);
    if (scoring->progress.shows && all && scoring->status != STATUS_IO) {
        summary_write_text(stderr, scoring->summary, output_width(stderr));
    }
}

static void run(struct scoring *scoring)
{
    stop_open(&scoring->stop, delivery_stop, &scoring->delivery);
    scoring->batch = open_batch(scoring, 0);
    bool all = false;
    if (scoring->batch == NULL) {
        scoring->status = STATUS_IO;
    } else {
        all = score_inputs(scoring);
    }
    batch_close(scoring->batch);
    stop_close(&scoring->stop); /* what follows is short, and leaves nothing half done */
    progress_clear(&scoring->progress);
    end(scoring, all);
    show_summary(scoring, all);
}

/* A run whose rows go to a file or a pipe is watched where standard error is a terminal. */
static bool is_watched(const struct options *options)
{
    bool to_terminal =
        (options->output == NULL || strcmp(options->output, "-") == 0) && isatty(STDOUT_FILENO);
    return !options->quiet && !options->exit_code && options->format != FORMAT_TEXT && !to_terminal;
}

/* What the numbers of the run go into, where anyone wants them. False with a message. */
static bool open_summary(struct scoring *scoring)
{
    progress_open(&scoring->progress, is_watched(scoring->options));
    scoring->progress.total = scoring->progress.shows ? size_of_all(scoring->options) : 0;
    if (!scoring->progress.shows && scoring->options->summary == NULL) {
        return true;
    }
    scoring->summary = summary_open(scoring->session->questionnaire, &scoring->session->arena);
    if (scoring->summary == NULL) {
        (void)diag_out_of_memory(diags_of(scoring));
        (void)messages_print(&scoring->session->messages);
    }
    return scoring->summary != NULL;
}

static int score(struct scoring *scoring)
{
    if (!open_summary(scoring)) {
        return STATUS_IO;
    }
    int status = delivery_open(&scoring->delivery, scoring->options, scoring->session,
                               &scoring->stop, scoring->summary);
    if (status != STATUS_OK) {
        return status;
    }
    /* Errors that were found before the run was interrupted, or when it was complete. */
    if (scoring->delivery.manifest.tally.errors > 0) {
        scoring->status = STATUS_NEGATIVE;
    }
    if (scoring->delivery.manifest.unusable > 0) {
        scoring->status = STATUS_BROKEN;
    }
    if (!scoring->delivery.is_done) {
        run(scoring);
    }
    if (scoring->held.bytes != NULL) {
        explicit_bzero(scoring->held.bytes, scoring->held.length);
        free(scoring->held.bytes);
    }
    if (scoring->options->exit_code && scoring->status == STATUS_OK) {
        return status_of_recommendation(scoring);
    }
    return scoring->status;
}

/* ---- The command line ------------------------------------------------------------------------ */

/* Whether standard input is named more than once: it can be read only once. */
static bool reads_input_twice(const struct options *options)
{
    int count = 0;
    for (int i = 0; i < options->operand_count; i++) {
        count += strcmp(options->operands[i], "-") == 0 ? 1 : 0;
    }
    return count > 1;
}

/* Standard output is for rows. */
static bool is_standard_output(const char *name)
{
    return name != NULL && strcmp(name, "-") == 0;
}

/* What the options say together. */
static bool options_fit(const struct options *options, const struct session *session)
{
    const char *wrong = NULL;
    if (options->go_on && (options->manifest == NULL || options->output == NULL)) {
        wrong = "--resume needs --output and --manifest, as the run had that was interrupted";
    } else if (options->manifest != NULL && options->format == FORMAT_TEXT) {
        wrong = "--manifest tells of rows: --format is ndjson or csv";
    } else if (options->summary != NULL && options->format == FORMAT_TEXT) {
        wrong = "--summary tells of rows: --format is ndjson or csv";
    } else if (options->manifest != NULL && options->exit_code) {
        wrong = "--exit-code tells of one record, and --manifest of many";
    } else if (options->summary != NULL && options->exit_code) {
        wrong = "--exit-code tells of one record, and --summary of many";
    } else if (is_standard_output(options->errors) || is_standard_output(options->manifest) ||
               is_standard_output(options->summary)) {
        wrong = "standard output is for rows: --errors, --manifest and --summary take the names of "
                "files";
    } else if (reads_input_twice(options)) {
        wrong = "standard input can be read once only: name `-` once";
    }
    if (wrong != NULL) {
        options_wrong(stderr, options->command, "%s", wrong);
        return false;
    }
    return targets_are_apart(options, session->questionnaire->path);
}

/* Whether [expect] is [name], ID@VERSION#FINGERPRINT, or the fingerprint alone, with or without its
 * `#`, in digits of either case. */
static bool names(const char *expect, const char *name, const char *fingerprint)
{
    return strcmp(expect, name) == 0 ||
           strcasecmp(expect[0] == '#' ? expect + 1 : expect, fingerprint) == 0;
}

/* Whether the questionnaire is the one that --expect names, wholly or by its fingerprint. */
static bool is_expected(const struct options *options, struct session *session)
{
    const struct questionnaire *questionnaire = session->questionnaire;
    char *name = NULL;
    if (options->expect == NULL) {
        return true;
    }
    if (asprintf(&name, TEXT_FORMAT "@" TEXT_FORMAT "#%s", TEXT_ARGS(questionnaire->id),
                 TEXT_ARGS(questionnaire->version), questionnaire->fingerprint) < 0) {
        return diag_out_of_memory(&session->messages.diags);
    }
    bool same = names(options->expect, name, questionnaire->fingerprint);
    if (!same) {
        struct diags *diags = &session->messages.diags;
        struct diag *diag = diag_add_file(diags, CODE_F007, questionnaire->path,
                                          "this is `%s`, and `--expect` asks for `%s`", name,
                                          diag_quote(diags, text_of(options->expect), 100));
        diag_help(diags, diag,
                  "`--expect` takes a name as rows have it, ID@VERSION#FINGERPRINT, or the eight "
                  "digits of the fingerprint");
    }
    free(name);
    return same;
}

int command_score(const struct options *options)
{
    struct session session;
    int status = session_open(&session, options->questionnaire);
    if (status == STATUS_OK && !is_expected(options, &session)) {
        (void)messages_print(&session.messages);
        status = STATUS_UNEXPECTED;
    } else if (status == STATUS_OK && !options_fit(options, &session)) {
        status = STATUS_USAGE;
    } else if (status == STATUS_OK) {
        struct scoring scoring = {.options = options, .session = &session};
        status = score(&scoring);
        delivery_close(&scoring.delivery);
    }
    session_close(&session);
    return status;
}
