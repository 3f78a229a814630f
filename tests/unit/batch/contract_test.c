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
#include <unistd.h>

#include "batch/manifest.h"
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
    stop_open(&fixture->stop);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    stop_close(&fixture->stop);
    close(fixture->file);
    unlink(fixture->path);
    free(fixture);
    return 0;
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
    struct outlet outlet = outlet_open(fixture->file, ROWS_NDJSON, &fixture->stop);
    struct rlimit before = limit_files(10);
    assert_int_equal(outlet_write(&outlet, TEXT("one\n")), OUTLET_GOOD);
    assert_int_equal(outlet_write(&outlet, TEXT("two\nthree\n")), OUTLET_FAILED);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(outlet.error, EFBIG);
    expect_file(fixture, "one\ntwo\n");
    /* What failed stays failed: a later row would follow a gap. */
    assert_int_equal(outlet_write(&outlet, TEXT("four\n")), OUTLET_FAILED);
    expect_file(fixture, "one\ntwo\n");
}

static void nothing_is_cut_behind_which_someone_else_wrote(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(pwrite(fixture->file, "......................", 22, 0), 22);
    struct outlet outlet = outlet_open(fixture->file, ROWS_NDJSON, &fixture->stop);
    struct rlimit before = limit_files(6);
    assert_int_equal(outlet_write(&outlet, TEXT("one\ntwo\n")), OUTLET_FAILED);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    expect_file(fixture, "one\ntw................");
}

static void a_reader_that_stops_gets_whole_rows_and_a_signal_ends_the_wait(void **state)
{
    struct fixture *fixture = *state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    struct outlet outlet = outlet_open(ends[1], ROWS_NDJSON, &fixture->stop);
    char row[1000];
    memset(row, 'x', sizeof row);
    row[sizeof row - 1] = '\n';
    char rows[3 * sizeof row];
    for (size_t i = 0; i < 3; i++) {
        memcpy(rows + i * sizeof row, row, sizeof row);
    }
    /* The pipe fills; nobody reads; then someone asks to stop. */
    struct pollfd room = {.fd = ends[1], .events = POLLOUT};
    while (poll(&room, 1, 0) == 1) {
        assert_int_equal(outlet_write(&outlet, (struct text){rows, sizeof rows}), OUTLET_GOOD);
    }
    raise(SIGTERM);
    assert_int_equal(outlet_write(&outlet, (struct text){rows, sizeof rows}), OUTLET_STOPPED);
    assert_int_equal(fixture->stop.signal, SIGTERM);
    close(ends[1]);
    size_t total = 0;
    char last = 0;
    ssize_t got = 0;
    while ((got = read(ends[0], rows, sizeof rows)) > 0) {
        total += (size_t)got;
        last = rows[got - 1];
    }
    assert_true(total > 0);
    assert_int_equal(total % sizeof row, 0);
    assert_int_equal(last, '\n');
    close(ends[0]);
}

static void a_reader_that_goes_away_is_an_error(void **state)
{
    struct fixture *fixture = *state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    close(ends[0]);
    signal(SIGPIPE, SIG_IGN);
    struct outlet outlet = outlet_open(ends[1], ROWS_NDJSON, &fixture->stop);
    assert_int_equal(outlet_write(&outlet, TEXT("one\n")), OUTLET_FAILED);
    assert_int_equal(outlet.error, EPIPE);
    close(ends[1]);
}

static void rows_are_counted_as_they_are_written(void **state)
{
    struct fixture *fixture = *state;
    struct outlet outlet = outlet_open(fixture->file, ROWS_NDJSON, &fixture->stop);
    outlet_count(&outlet, &questionnaire);
    assert_int_equal(outlet_write(&outlet, TEXT(ROW("\"a\"", "iop", "iop", "true") BAD("null"))),
                     OUTLET_GOOD);
    assert_int_equal(outlet_write(&outlet, TEXT(ROW("\"b\"", "intake", "now", "false"))),
                     OUTLET_GOOD);
    assert_int_equal(outlet.tally.records, 3);
    assert_int_equal(outlet.tally.errors, 1);
    assert_int_equal(outlet.tally.certain, 1);
    assert_int_equal(outlet.tally.outcomes[0], 0);
    assert_int_equal(outlet.tally.outcomes[1], 1);
    assert_int_equal(outlet.tally.outcomes[2], 1);
    assert_false(outlet_recount(&outlet, TEXT("something else\n")));
}

/* ---- Manifests --------------------------------------------------------------------------------- */

static char name_one[] = "a \"b\".ndjson";
static char name_two[] = "-";

static struct manifest a_manifest(const struct manifest_file *read)
{
    static char *const inputs[] = {name_one, name_two};
    struct manifest manifest = {
        .questionnaire = &questionnaire,
        .rows = ROWS_NDJSON,
        .shard = {.part = 2, .of = 8},
        .inputs = inputs,
        .input_count = 2,
        .tally = {.records = 7, .errors = 1, .certain = 5, .outcomes = {3, 2, 1}},
        .read = read,
        .written = {.bytes = 99}};
    memset(manifest.written.sha256, 'c', 64);
    return manifest;
}

#define HEAD                                                                                       \
    "{\n  \"format\": 1,\n  \"program\": \"iopfit " IOPFIT_VERSION "\",\n"                         \
    "  \"questionnaire\": \"desk@7.1#1a2b3c4d\",\n  \"rows\": \"ndjson\",\n"                       \
    "  \"shard\": \"2/8\",\n  \"inputs\": [\"a \\\"b\\\".ndjson\", \"-\"],\n"

static char *written(void (*write)(FILE *, const struct manifest *), const struct manifest *of)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    write(out, of);
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
    char *started = written(manifest_write_started, &manifest);
    assert_string_equal(started, HEAD "  \"state\": \"started\"\n}\n");
    char *complete = written(manifest_write_complete, &manifest);
    assert_string_equal(
        complete,
        HEAD "  \"state\": \"complete\",\n  \"records\": 7,\n  \"errors\": 1,\n  \"certain\": 5,\n"
             "  \"recommendations\": {\"intake\": 4, \"iop\": 2, \"inpatient\": 0},\n"
             "  \"outcomes\": {\"less\": 3, \"iop\": 2, \"now\": 1},\n"
             "  \"read\": [{\"bytes\": 10, \"sha256\": "
             "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}, "
             "{\"bytes\": 0, \"sha256\": "
             "\"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\"}],\n"
             "  \"output\": {\"bytes\": 99, \"sha256\": "
             "\"cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc\"}\n}\n");
    uint64_t errors = 0;
    struct manifest_file output = {0};
    assert_int_equal(manifest_compare(text_of(started), &manifest, &errors, &output),
                     MANIFEST_STARTED);
    assert_int_equal(manifest_compare(text_of(complete), &manifest, &errors, &output),
                     MANIFEST_COMPLETE);
    assert_int_equal(errors, 1);
    assert_int_equal(output.bytes, 99);
    assert_string_equal(output.sha256, manifest.written.sha256);
    free(started);
    free(complete);
}

static void a_manifest_of_another_run_is_recognised(void **state)
{
    (void)state;
    struct manifest manifest = a_manifest(NULL);
    char *started = written(manifest_write_started, &manifest);
    struct manifest others[] = {manifest, manifest, manifest, manifest};
    struct questionnaire changed = questionnaire;
    changed.fingerprint[0] = '2';
    others[0].questionnaire = &changed;
    others[1].rows = ROWS_CSV;
    others[2].shard = (struct shard){0};
    others[3].input_count = 1;
    uint64_t errors = 0;
    struct manifest_file output = {0};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_int_equal(manifest_compare(text_of(started), &others[i], &errors, &output),
                         MANIFEST_FOREIGN);
    }
    assert_int_equal(manifest_compare(TEXT(""), &manifest, &errors, &output), MANIFEST_FOREIGN);
    assert_int_equal(manifest_compare(TEXT(HEAD), &manifest, &errors, &output), MANIFEST_FOREIGN);
    assert_int_equal(manifest_compare(TEXT(HEAD "  \"state\": \"complete\",\n  \"errors\": 1,\n"),
                                      &manifest, &errors, &output),
                     MANIFEST_FOREIGN);
    assert_int_equal(manifest_compare(TEXT(HEAD "  \"state\": \"complete\",\n  \"errors\": 1,\n"
                                                "  \"output\": {\"bytes\": 9, \"sha256\": \"c"),
                                      &manifest, &errors, &output),
                     MANIFEST_FOREIGN);
    free(started);
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
        cmocka_unit_test_setup_teardown(
            a_reader_that_stops_gets_whole_rows_and_a_signal_ends_the_wait, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_reader_that_goes_away_is_an_error, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rows_are_counted_as_they_are_written, set_up, tear_down),
        cmocka_unit_test(a_manifest_says_what_was_scored),
        cmocka_unit_test(a_manifest_of_another_run_is_recognised),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
