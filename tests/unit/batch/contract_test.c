/* What scoring promises to whoever splits, stops and resumes it: parts of an archive, rows that are
 * read back, whole rows whatever happens to the output, manifests. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "batch/inlet.h"
#include "batch/outlet.h"

static const struct outcome outcomes[] = {
    {.id = {"less", 4}, .recommendation = RECOMMEND_INTAKE},
    {.id = {"iop", 3}, .recommendation = RECOMMEND_IOP},
    {.id = {"now", 3}, .recommendation = RECOMMEND_INTAKE},
};
static const struct questionnaire questionnaire = {
    .id = {"desk", 4},
    .version = {"7.1", 3},
    .fingerprint = "1a2b3c4d",
    .outcomes = outcomes,
    .outcome_count = 3,
};

#define ROW(id, recommendation, outcome, certain)                                                  \
    "{\"id\":" id ",\"recommendation\":\"" recommendation "\",\"outcome\":\"" outcome              \
    "\",\"certain\":" certain ",\"exact\":true,\"urgent\":false,\"possible\":[\"" outcome          \
    "\"],\"rules\":[],\"open\":[],\"warnings\":[],\"questionnaire\":\"desk@7.1#1a2b3c4d\"}\n"
#define BAD(id) "{\"id\":" id ",\"error\":{\"code\":\"A103\",\"message\":\"no\",\"column\":3}}\n"
#define CELLS(id, recommendation, outcome, certain)                                                \
    id "," recommendation "," outcome "," certain ",true,false," outcome                           \
       ",,,,desk@7.1#1a2b3c4d,,,,\n"

/* ---- Parts ------------------------------------------------------------------------------------- */

static void a_part_is_read_strictly(void **state)
{
    (void)state;
    struct shard shard;
    assert_true(shard_of(TEXT("2/8"), &shard));
    assert_int_equal(shard.part, 2);
    assert_int_equal(shard.of, 8);
    assert_true(shard_of(TEXT("1/1"), &shard));
    assert_true(shard_of(TEXT("100000/100000"), &shard));
    static const char *const wrong[] = {"",    "2",    "/",     "2/",    "/8",      "0/8",
                                        "9/8", "-1/8", "2/8/9", "2 / 8", "02/8",    "2/08",
                                        "a/b", "1/0",  "2.0/8", "1/1e3", "1/100001"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(shard_of(text_of(wrong[i]), &shard));
    }
}

/* FNV-1a as its authors publish it: the hash of nothing, of "a" and of "foobar". */
static void the_part_of_a_record_never_changes(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint64_t hash;
    } known[] = {{"", UINT64_C(0xcbf29ce484222325)},
                 {"a", UINT64_C(0xaf63dc4c8601ec8c)},
                 {"foobar", UINT64_C(0x85944171f73967e8)}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        for (uint32_t of = 1; of < 100; of++) {
            for (uint32_t part = 1; part <= of; part++) {
                struct shard shard = {.part = part, .of = of};
                assert_int_equal(shard_has(shard, text_of(known[i].name)),
                                 known[i].hash % of + 1 == part);
            }
        }
    }
    assert_true(shard_has((struct shard){0}, TEXT("anyone")));
}

/* ---- Rows -------------------------------------------------------------------------------------- */

static void expect_row(enum row_kind kind, const char *row, const char *id, uint32_t outcome,
                       bool certain)
{
    struct row_head head;
    assert_true(tally_read(kind, &questionnaire, text_of(row), &head));
    assert_false(head.is_error);
    assert_true(text_is(head.id, id));
    assert_int_equal(head.outcome, outcome);
    assert_int_equal(head.certain, certain);
}

static void expect_error(enum row_kind kind, const char *row, const char *id)
{
    struct row_head head;
    assert_true(tally_read(kind, &questionnaire, text_of(row), &head));
    assert_true(head.is_error);
    assert_true(text_is(head.id, id));
}

static void expect_foreign(enum row_kind kind, const char *row)
{
    struct row_head head;
    assert_false(tally_read(kind, &questionnaire, text_of(row), &head));
}

static void a_row_of_json_is_read_back(void **state)
{
    (void)state;
    expect_row(ROWS_NDJSON, ROW("\"a1\"", "iop", "iop", "true"), "\"a1\"", 1, true);
    expect_row(ROWS_NDJSON, ROW("null", "intake", "now", "false"), "null", 2, false);
    /* An id may say what a field would. */
    expect_row(ROWS_NDJSON,
               ROW("\"\\\",\\\"recommendation\\\":\\\"iop\"", "intake", "less", "true"),
               "\"\\\",\\\"recommendation\\\":\\\"iop\"", 0, true);
    expect_error(ROWS_NDJSON, BAD("\"a2\""), "\"a2\"");
    expect_error(ROWS_NDJSON, BAD("null"), "null");
}

static void a_row_of_cells_is_read_back(void **state)
{
    (void)state;
    expect_row(ROWS_CSV, CELLS("a1", "iop", "iop", "true"), "a1", 1, true);
    expect_row(ROWS_CSV, CELLS("", "intake", "now", "false"), "", 2, false);
    expect_row(ROWS_CSV, CELLS("\"a,\"\"1\nx\"", "iop", "iop", "true"), "\"a,\"\"1\nx\"", 1, true);
    expect_error(ROWS_CSV, "a2,,,,,,,,,,,A103,no,age,3\n", "a2");
}

static void what_is_no_row_of_this_questionnaire_is_refused(void **state)
{
    (void)state;
    expect_foreign(ROWS_NDJSON, "");
    expect_foreign(ROWS_NDJSON, "\n");
    expect_foreign(ROWS_NDJSON, "{}\n");
    expect_foreign(ROWS_NDJSON, "{\"id\":\"a1\n");
    expect_foreign(ROWS_NDJSON, "{\"id\":\"a1\\");
    expect_foreign(ROWS_NDJSON, ROW("\"a1\"", "iop", "other", "true"));
    expect_foreign(ROWS_NDJSON, CELLS("a1", "iop", "iop", "true"));
    expect_foreign(ROWS_CSV, ROW("\"a1\"", "iop", "iop", "true"));
    expect_foreign(ROWS_CSV, "a1\n");
    expect_foreign(ROWS_CSV, "a1,iop\n");
    expect_foreign(ROWS_CSV, "\"a1,iop\n");
    struct questionnaire other = questionnaire;
    memcpy(other.fingerprint, "1a2b3c4e", 8);
    struct row_head head;
    assert_false(tally_read(ROWS_NDJSON, &other, TEXT(ROW("\"a1\"", "iop", "iop", "true")), &head));
    assert_false(tally_read(ROWS_CSV, &other, TEXT(CELLS("a1", "iop", "iop", "true")), &head));
}

static void a_row_is_cut_where_it_ends(void **state)
{
    (void)state;
    struct text row;
    assert_true(tally_cut(ROWS_NDJSON, TEXT("a\"b\nc\n"), &row));
    assert_true(text_is(row, "a\"b\n"));
    assert_true(tally_cut(ROWS_CSV, TEXT("a,\"b\nc\"\"\n\",d\ne"), &row));
    assert_true(text_is(row, "a,\"b\nc\"\"\n\",d\n"));
    assert_false(tally_cut(ROWS_NDJSON, TEXT("a"), &row));
    assert_false(tally_cut(ROWS_CSV, TEXT("a,\"b\n"), &row));
    assert_false(tally_cut(ROWS_CSV, TEXT(""), &row));
}

/* ---- The output -------------------------------------------------------------------------------- */

struct fixture {
    char path[64];
    int file;
    struct stop stop;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    strcpy(fixture->path, "/tmp/iopfit-outlet-XXXXXX");
    fixture->file = mkstemp(fixture->path);
    assert_true(fixture->file >= 0);
    pthread_mutex_init(&fixture->stop.gate, NULL); /* no signals are watched */
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    pthread_mutex_destroy(&fixture->stop.gate);
    close(fixture->file);
    unlink(fixture->path);
    free(fixture);
    return 0;
}

static struct outlet open_on(struct fixture *fixture, int file)
{
    struct outlet outlet;
    outlet_open(&outlet, file, ROWS_NDJSON, &fixture->stop, false);
    return outlet;
}

static void expect_file(const struct fixture *fixture, const char *wanted)
{
    char content[4096] = {0};
    assert_true(pread(fixture->file, content, sizeof content - 1, 0) >= 0);
    assert_string_equal(content, wanted);
}

/* Files may not grow beyond [most] bytes while this holds. */
static struct rlimit limit_files(rlim_t most)
{
    struct rlimit before;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    struct rlimit limit = {.rlim_cur = most, .rlim_max = before.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    signal(SIGXFSZ, SIG_IGN);
    return before;
}

static void a_full_disk_keeps_the_rows_that_are_whole(void **state)
{
    struct fixture *fixture = *state;
    struct outlet outlet = open_on(fixture, fixture->file);
    struct rlimit before = limit_files(10);
    assert_true(outlet_write(&outlet, TEXT("one\n")));
    assert_false(outlet_write(&outlet, TEXT("two\nthree\n")));
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(outlet.error, EFBIG);
    expect_file(fixture, "one\ntwo\n");
    /* What failed stays failed: a later row would follow a gap. */
    assert_false(outlet_write(&outlet, TEXT("four\n")));
    expect_file(fixture, "one\ntwo\n");
}

static void nothing_is_cut_behind_which_someone_else_wrote(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(pwrite(fixture->file, "......................", 22, 0), 22);
    struct outlet outlet = open_on(fixture, fixture->file);
    struct rlimit before = limit_files(6);
    assert_false(outlet_write(&outlet, TEXT("one\ntwo\n")));
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    expect_file(fixture, "one\ntw................");
}

/* ---- Signals ----------------------------------------------------------------------------------- */

enum { ROW = 1000, ROWS = 3 };

static void say_last(void *context, int signal)
{
    (void)signal;
    (void)!write(*(int *)context, "last", 4);
}

/* In a process of its own: fills a pipe that nobody reads, and waits for room. */
static void fill(int rows_file, int last_file)
{
    struct stop stop;
    struct outlet outlet;
    char rows[ROWS * ROW];
    memset(rows, 'x', sizeof rows);
    for (size_t i = 1; i <= ROWS; i++) {
        rows[i * ROW - 1] = '\n';
    }
    stop_open(&stop, say_last, &last_file);
    outlet_open(&outlet, rows_file, ROWS_NDJSON, &stop, false);
    while (outlet_write(&outlet, (struct text){rows, sizeof rows})) {
    }
    _exit(1);
}

static void a_reader_that_stops_gets_whole_rows_and_a_signal_ends_the_wait(void **state)
{
    (void)state;
    int rows[2];
    int last[2];
    assert_int_equal(pipe(rows), 0);
    assert_int_equal(pipe(last), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        fill(rows[1], last[1]);
    }
    close(last[1]);
    struct pollfd room = {.fd = rows[1], .events = POLLOUT};
    while (poll(&room, 1, 0) == 1) { /* until it is full: then nothing more can be written */
        usleep(1000);
    }
    close(rows[1]);
    assert_int_equal(kill(child, SIGTERM), 0);
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 128 + SIGTERM);
    char bytes[ROWS * ROW];
    assert_int_equal(read(last[0], bytes, sizeof bytes), 4);
    size_t total = 0;
    char end = 0;
    ssize_t got = 0;
    while ((got = read(rows[0], bytes, sizeof bytes)) > 0) {
        total += (size_t)got;
        end = bytes[got - 1];
    }
    assert_true(total > 0);
    assert_int_equal(total % ROW, 0);
    assert_int_equal(end, '\n');
    close(rows[0]);
    close(last[0]);
}

/* In a process of its own: a signal that comes behind the gate, and one that comes too late. */
static void a_signal_waits_for_the_gate_and_comes_too_late_when_all_is_done(void **state)
{
    (void)state;
    for (int late = 0; late <= 1; late++) {
        int last[2];
        assert_int_equal(pipe(last), 0);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            struct stop stop;
            stop_open(&stop, say_last, &last[1]);
            if (late == 1) {
                stop_close(&stop);
            } else {
                stop_forbid(&stop);
            }
            kill(getpid(), SIGINT);
            (void)!write(last[1], "row ", 4);
            if (late == 1) {
                _exit(0);
            }
            stop_allow(&stop);
            for (;;) {
                pause();
            }
        }
        close(last[1]);
        int status = 0;
        char said[16] = {0};
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_int_equal(WEXITSTATUS(status), late == 1 ? 0 : 128 + SIGINT);
        assert_true(read(last[0], said, sizeof said - 1) > 0);
        assert_string_equal(said, late == 1 ? "row " : "row last");
        close(last[0]);
    }
}

static void a_reader_that_goes_away_is_an_error(void **state)
{
    struct fixture *fixture = *state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    close(ends[0]);
    signal(SIGPIPE, SIG_IGN);
    struct outlet outlet = open_on(fixture, ends[1]);
    assert_false(outlet_write(&outlet, TEXT("one\n")));
    assert_int_equal(outlet.error, EPIPE);
    close(ends[1]);
}

static void what_is_written_is_digested_and_rows_are_counted(void **state)
{
    struct fixture *fixture = *state;
    struct outlet outlet;
    outlet_open(&outlet, fixture->file, ROWS_NDJSON, &fixture->stop, true);
    assert_true(outlet_write(&outlet, TEXT("a")));
    assert_true(outlet_write(&outlet, TEXT("bc")));
    char sha256[DIGEST_TEXT_ROOM];
    digest_end(&outlet.digest, sha256);
    assert_string_equal(sha256, "ba7816bf8f01cfea414140de5dae2223"
                                "b00361a396177a9cb410ff61f20015ad");
    static const struct row_head heads[] = {
        {.certain = true, .outcome = 1}, {.is_error = true}, {.outcome = 2}};
    struct tally tally = {0};
    for (size_t i = 0; i < 3; i++) {
        tally_add(&tally, &heads[i]);
    }
    assert_int_equal(tally.records, 3);
    assert_int_equal(tally.errors, 1);
    assert_int_equal(tally.certain, 1);
    assert_int_equal(tally.outcomes[0], 0);
    assert_int_equal(tally.outcomes[1], 1);
    assert_int_equal(tally.outcomes[2], 1);
}

/* ---- Inputs ------------------------------------------------------------------------------------ */

static void a_file_is_digested_up_to_where_it_was_scored(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(write(fixture->file, "...abcdef", 9), 9);
    FILE *file = fdopen(dup(fixture->file), "r");
    assert_non_null(file);
    assert_int_equal(lseek(fixture->file, 3, SEEK_SET), 3); /* where reading begins */
    struct inlet inlet;
    assert_ptr_equal(inlet_open(&inlet, file), file);
    char sha256[DIGEST_TEXT_ROOM];
    assert_true(inlet_digest(&inlet, 3, sha256));
    assert_string_equal(sha256, "ba7816bf8f01cfea414140de5dae2223"
                                "b00361a396177a9cb410ff61f20015ad");
    assert_false(inlet_digest(&inlet, 7, sha256)); /* there is no more */
    struct manifest_file all;
    assert_true(inlet_end(&inlet, &all));
    assert_int_equal(all.bytes, 6);
    assert_string_equal(all.sha256, "bef57ec7f53a6d40beb640a780a639c8"
                                    "3bc29ac8a9816f1fc6c5c6dcd93c4721");
    fclose(file);
}

static void a_file_that_has_become_shorter_is_not_all_of_it(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(write(fixture->file, "abcdef", 6), 6);
    assert_int_equal(lseek(fixture->file, 0, SEEK_SET), 0);
    FILE *file = fdopen(dup(fixture->file), "r");
    assert_non_null(file);
    struct inlet inlet;
    assert_ptr_equal(inlet_open(&inlet, file), file);
    assert_int_equal(ftruncate(fixture->file, 5), 0);
    struct manifest_file all;
    assert_false(inlet_end(&inlet, &all));
    assert_int_equal(inlet.error, 0);
    assert_int_equal(inlet.size, 6);
    fclose(file);
}

static void what_is_no_file_is_digested_as_it_passes(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "abc", 3), 3);
    close(ends[1]);
    FILE *file = fdopen(ends[0], "r");
    assert_non_null(file);
    struct inlet inlet;
    FILE *read = inlet_open(&inlet, file);
    assert_non_null(read);
    assert_ptr_not_equal(read, file);
    char bytes[8] = {0};
    assert_int_equal(fread(bytes, 1, sizeof bytes, read), 3);
    char sha256[DIGEST_TEXT_ROOM];
    assert_false(inlet_digest(&inlet, 3, sha256)); /* not to be read again */
    struct manifest_file all;
    assert_true(inlet_end(&inlet, &all));
    assert_int_equal(all.bytes, 3);
    assert_string_equal(all.sha256, "ba7816bf8f01cfea414140de5dae2223"
                                    "b00361a396177a9cb410ff61f20015ad");
    inlet_close(read, file);
    fclose(file);
}

/* ---- Manifests --------------------------------------------------------------------------------- */

static char name_one[] = "a \"b\".ndjson";
static char name_two[] = "-";

static struct manifest a_manifest(const struct manifest_file *read)
{
    static char *const inputs[] = {name_one, name_two};
    struct manifest manifest = {
        .questionnaire = &questionnaire,
        .input_format = "csv",
        .rows = ROWS_NDJSON,
        .shard = {.part = 2, .of = 8},
        .inputs = inputs,
        .input_count = 2,
        .tally = {.records = 7, .errors = 1, .certain = 5, .outcomes = {3, 2, 1}},
        .read = read,
        .written = {.bytes = 99},
        .summary = {.bytes = 7},
        .has_summary = true};
    memset(manifest.summary.sha256, 'd', 64);
    memset(manifest.written.sha256, 'c', 64);
    return manifest;
}

#define HEAD                                                                                       \
    "{\n  \"format\": 1,\n  \"program\": \"iopfit " IOPFIT_VERSION "\",\n"                         \
    "  \"questionnaire\": \"desk@7.1#1a2b3c4d\",\n  \"rows\": \"ndjson\",\n"                       \
    "  \"shard\": \"2/8\",\n  \"inputs\": [\"a \\\"b\\\".ndjson\", \"-\"],\n"                      \
    "  \"input_format\": \"csv\",\n"

#define DIGEST(digit) digit digit digit digit digit digit digit digit
#define D8 "dddddddd"
#define E8 "eeeeeeee"
#define F8 "ffffffff"
#define G8 "99999999"
#define STARTED                                                                                    \
    HEAD "  \"state\": \"started\",\n"                                                             \
         "  \"progress\": {\"input\":          1, \"before\": \"" DIGEST(                          \
             E8) "\", "                                                                            \
                 "\"read\": {\"bytes\":                   77, \"sha256\": \"" DIGEST(              \
                     D8) "\"}, "                                                                   \
                         "\"written\": {\"bytes\":                   88, \"sha256\": \"" DIGEST(   \
                             F8) "\"}, "                                                           \
                                 "\"said\": {\"bytes\":                    9, \"sha256\": "        \
                                 "\"" DIGEST(G8) "\"}, "                                           \
                                                 "\"unusable\":          3, \"used\": 1}\n}\n"

static struct manifest_progress a_progress(void)
{
    struct manifest_progress progress = {.input = 1,
                                         .read = {.bytes = 77},
                                         .written = {.bytes = 88},
                                         .said = {.bytes = 9},
                                         .unusable = 3,
                                         .used = true};
    memset(progress.before, 'e', 64);
    memset(progress.read.sha256, 'd', 64);
    memset(progress.written.sha256, 'f', 64);
    memset(progress.said.sha256, '9', 64);
    return progress;
}

/* What is written of a run that has started, or is complete where [progress] is NULL. */
static char *written(const struct manifest *of, const struct manifest_progress *progress,
                     uint64_t *ret_at)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    if (progress == NULL) {
        manifest_write_complete(out, of);
    } else {
        manifest_write_started(out, of, progress, ret_at);
    }
    assert_int_equal(fclose(out), 0);
    return text;
}

static void a_manifest_says_what_was_scored(void **state)
{
    (void)state;
    struct manifest_file read[2] = {{.bytes = 10}, {.bytes = 0}};
    memset(read[0].sha256, 'a', 64);
    memset(read[1].sha256, 'b', 64);
    struct manifest manifest = a_manifest(read);
    char *complete = written(&manifest, NULL, NULL);
    assert_string_equal(
        complete, HEAD "  \"state\": \"complete\",\n  \"records\": 7,\n  \"errors\": 1,\n"
                       "  \"unusable\": 0,\n  \"certain\": 5,\n"
                       "  \"recommendations\": {\"intake\": 4, \"iop\": 2, \"inpatient\": 0},\n"
                       "  \"outcomes\": {\"less\": 3, \"iop\": 2, \"now\": 1},\n"
                       "  \"read\": [{\"bytes\": 10, \"sha256\": "
                       "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}, "
                       "{\"bytes\": 0, \"sha256\": "
                       "\"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\"}],\n"
                       "  \"output\": {\"bytes\": 99, \"sha256\": "
                       "\"cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc\"},\n"
                       "  \"errors_output\": null,\n"
                       "  \"summary_output\": {\"bytes\": 7, \"sha256\": \"" DIGEST(D8) "\"}\n}\n");
    struct manifest_file found_read[2];
    struct manifest_found found = manifest_compare(text_of(complete), &manifest, found_read);
    assert_int_equal(found.state, MANIFEST_COMPLETE);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(found_read[i].bytes, read[i].bytes);
        assert_string_equal(found_read[i].sha256, read[i].sha256);
    }
    assert_false(found.has_said);
    assert_true(found.has_summary);
    assert_int_equal(found.summary.bytes, 7);
    assert_int_equal(found.errors, 1);
    assert_int_equal(found.written.bytes, 99);
    assert_string_equal(found.written.sha256, manifest.written.sha256);
    free(complete);
}

static void a_manifest_of_a_started_run_says_how_far_it_came(void **state)
{
    (void)state;
    struct manifest manifest = a_manifest(NULL);
    struct manifest_progress progress = a_progress();
    uint64_t at = 0;
    char *started = written(&manifest, &progress, &at);
    assert_string_equal(started, STARTED);
    struct manifest_found found = manifest_compare(text_of(started), &manifest, NULL);
    assert_int_equal(found.state, MANIFEST_STARTED);
    assert_int_equal(found.progress.input, 1);
    char found_lines[MANIFEST_PROGRESS_ROOM];
    (void)manifest_progress_text(&found.progress, found_lines);
    assert_string_equal(found_lines, started + at);
    /* Written over, it has the same length. */
    progress = a_progress();
    progress.input = UINT32_MAX;
    progress.read.bytes = UINT64_MAX;
    progress.written.bytes = UINT64_MAX;
    progress.said.bytes = UINT64_MAX;
    progress.unusable = UINT32_MAX;
    char lines[MANIFEST_PROGRESS_ROOM];
    size_t length = manifest_progress_text(&progress, lines);
    assert_int_equal(at + length, strlen(started));
    memcpy(started + at, lines, length);
    found = manifest_compare(text_of(started), &manifest, NULL);
    assert_int_equal(found.state, MANIFEST_STARTED);
    assert_true(found.progress.written.bytes == UINT64_MAX);
    free(started);
    /* One that has just begun has no digest to tell. */
    progress = (struct manifest_progress){0};
    started = written(&manifest, &progress, NULL);
    found = manifest_compare(text_of(started), &manifest, NULL);
    assert_int_equal(found.state, MANIFEST_STARTED);
    assert_int_equal(found.progress.written.bytes, 0);
    free(started);
}

static void note_down(void *context, struct text name, struct text there, struct text here)
{
    char *told = context;
    size_t length = strlen(told);
    snprintf(told + length, 512 - length, TEXT_FORMAT " " TEXT_FORMAT " " TEXT_FORMAT "\n",
             TEXT_ARGS(name), TEXT_ARGS(there), TEXT_ARGS(here));
}

static void a_manifest_of_another_run_is_recognised(void **state)
{
    (void)state;
    struct manifest manifest = a_manifest(NULL);
    struct manifest others[] = {manifest, manifest, manifest, manifest, manifest};
    struct questionnaire changed = questionnaire;
    changed.fingerprint[0] = '2';
    others[0].questionnaire = &changed;
    others[1].rows = ROWS_CSV;
    others[2].shard = (struct shard){0};
    others[3].input_count = 1;
    others[4].input_format = NULL;
    static const char *const differ[] = {
        "questionnaire \"desk@7.1#1a2b3c4d\" \"desk@7.1#2a2b3c4d\"\n", "rows \"ndjson\" \"csv\"\n",
        "shard \"2/8\" null\n", "inputs [\"a \\\"b\\\".ndjson\", \"-\"] [\"a \\\"b\\\".ndjson\"]\n",
        "input_format \"csv\" null\n"};
    struct manifest_file read[2];
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        char told[512] = "";
        assert_int_equal(manifest_compare(TEXT(STARTED), &others[i], read).state, MANIFEST_FOREIGN);
        assert_true(manifest_differences(TEXT(STARTED), &others[i], note_down, told));
        assert_string_equal(told, differ[i]);
    }
    /* Every beginning of a manifest is none, and so is one with something behind it. */
    char told[512] = "";
    struct text all = TEXT(STARTED);
    for (size_t length = 0; length < all.length; length++) {
        struct text beginning = {all.start, length};
        assert_int_equal(manifest_compare(beginning, &manifest, read).state, MANIFEST_FOREIGN);
        assert_int_equal(manifest_differences(beginning, &manifest, note_down, told),
                         length >= sizeof HEAD - 1);
    }
    assert_string_equal(told, "");
    assert_int_equal(manifest_compare(TEXT(STARTED "\n"), &manifest, read).state, MANIFEST_FOREIGN);
    manifest.read = read;
    memset(read, 0, sizeof read);
    memset(read[0].sha256, 'a', 64);
    memset(read[1].sha256, 'b', 64);
    char *complete = written(&manifest, NULL, NULL);
    size_t length = strlen(complete);
    for (size_t i = 0; i < length; i++) {
        assert_int_equal(manifest_compare((struct text){complete, i}, &manifest, read).state,
                         MANIFEST_FOREIGN);
    }
    free(complete);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_part_is_read_strictly),
        cmocka_unit_test(the_part_of_a_record_never_changes),
        cmocka_unit_test(a_row_of_json_is_read_back),
        cmocka_unit_test(a_row_of_cells_is_read_back),
        cmocka_unit_test(what_is_no_row_of_this_questionnaire_is_refused),
        cmocka_unit_test(a_row_is_cut_where_it_ends),
        cmocka_unit_test_setup_teardown(a_full_disk_keeps_the_rows_that_are_whole, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(nothing_is_cut_behind_which_someone_else_wrote, set_up,
                                        tear_down),
        cmocka_unit_test(a_reader_that_stops_gets_whole_rows_and_a_signal_ends_the_wait),
        cmocka_unit_test(a_signal_waits_for_the_gate_and_comes_too_late_when_all_is_done),
        cmocka_unit_test_setup_teardown(a_reader_that_goes_away_is_an_error, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_written_is_digested_and_rows_are_counted, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_file_is_digested_up_to_where_it_was_scored, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_file_that_has_become_shorter_is_not_all_of_it, set_up,
                                        tear_down),
        cmocka_unit_test(what_is_no_file_is_digested_as_it_passes),
        cmocka_unit_test(a_manifest_says_what_was_scored),
        cmocka_unit_test(a_manifest_of_a_started_run_says_how_far_it_came),
        cmocka_unit_test(a_manifest_of_another_run_is_recognised),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
