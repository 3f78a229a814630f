/* The fast ways of scoring say what the slow one says, byte by byte, whatever the questionnaire, the
 * records and the number of workers; and rows come as soon as their records do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "assess/group.h"
#include "base/limits.h"
#include "batch/batch.h"
#include "batch/slow.h"
#include "both.h"
#include "invent.h"

/* A questionnaire by chance; false where the seed makes one that does not load. */
struct made {
    struct arena arena;
    struct diags diags;
    char *text;
    size_t length;
    const struct questionnaire *questionnaire;
    const struct plan *plan;
};

static bool make(struct made *made, struct chance *chance)
{
    *made = (struct made){.text = NULL};
    arena_init(&made->arena, LIMIT_QUESTIONNAIRE_MEMORY);
    diags_init(&made->diags, &made->arena);
    FILE *out = open_memstream(&made->text, &made->length);
    assert_non_null(out);
    invent_questionnaire(out, chance);
    fclose(out);
    const struct source source = {
        .name = "invented.yaml", .text = {made->text, made->length}, .first_line = 1};
    if (!questionnaire_load(&source, "invented.yaml", NULL, &made->arena, &made->questionnaire,
                            &made->diags)) {
        diags_render(stderr, &made->diags, (struct diag_style){.colour = false});
        return false;
    }
    made->plan = plan_make(made->questionnaire, &made->arena, &made->diags);
    return made->plan != NULL;
}

static void unmake(struct made *made)
{
    arena_free(&made->arena);
    free(made->text);
}

static void assert_same_text(const char *expected, const char *actual)
{
    size_t at = 0;
    while (expected[at] != '\0' && expected[at] == actual[at]) {
        at++;
    }
    if (expected[at] != actual[at]) {
        while (at > 0 && expected[at - 1] != '\n') {
            at--;
        }
        fail_msg("expected: %.400s\nactual: %.400s", expected + at, actual + at);
    }
}

static void compare(const struct questionnaire *questionnaire, const struct plan *plan,
                    struct text text, enum answers_format format, enum batch_format rows,
                    unsigned jobs)
{
    char *slow = score_text(questionnaire, plan, text, format,
                            (struct way){.format = rows, .fast = false, .jobs = 1});
    char *quick = score_text(questionnaire, plan, text, format,
                             (struct way){.format = rows, .fast = true, .jobs = jobs});
    assert_same_text(slow, quick);
    free(slow);
    free(quick);
}

/* How often the invented questionnaires are multiplied, and where chance begins: by the command line. */
static uint32_t times = 1;
static uint64_t seed = UINT64_C(88172645463325252);

/* ---- Tests ----------------------------------------------------------------------------------- */

static void fast_and_slow_agree_on_invented_questionnaires(void **state)
{
    enum { QUESTIONNAIRES = 700, RECORDS = 150 };
    (void)state;
    struct chance chance = {seed};
    uint32_t circuits = 0;
    for (uint32_t i = 0; i < QUESTIONNAIRES * times; i++) {
        struct made made;
        assert_true(make(&made, &chance));
        static const enum answers_format formats[] = {ANSWERS_CSV, ANSWERS_NDJSON, ANSWERS_NDJSON,
                                                      ANSWERS_YAML};
        enum answers_format format = formats[i % 4];
        enum batch_format rows = i % 2 == 0 ? BATCH_NDJSON : BATCH_CSV;
        size_t length = 0;
        char *text = invent_records(made.questionnaire, format, RECORDS, &chance, 0, &length);
        compare(made.questionnaire, made.plan, (struct text){text, length}, format, rows, 1);
        circuits += circuit_make(made.plan, &made.arena) != NULL ? 1 : 0;
        free(text);
        unmake(&made);
    }
    /* Or the fast way would hardly have been tried. */
    assert_true(circuits > QUESTIONNAIRES * times / 2);
}

/* The rule for the start outcome decides nothing; what it alone reads (q6) is not told apart. The search
 * for what is open once took it for something to be chosen. */
static const char start_rule[] =
    "format: 1\nid: found\nversion: 1\ntitle: T\nlanguage: en\n"
    "facility: {name: F, phone: P, address: A}\n"
    "outcomes:\n"
    "  - {id: low, recommendation: intake, title: T, message: M}\n"
    "  - {id: fits, recommendation: iop, title: T, message: M}\n"
    "  - {id: talk, recommendation: intake, title: T, message: M}\n"
    "start: low\nundetermined: talk\n"
    "sections:\n"
    "  - id: s\n"
    "    title: S\n"
    "    questions:\n"
    "      - {id: q0, ask: A, type: choice, choices: [{id: c0, label: A}, {id: c1, label: B}, "
    "{id: c2, label: C}]}\n"
    "      - {id: q1, ask: A, type: choice, choices: [{id: c0, label: A}, {id: c1, label: B}, "
    "{id: c2, label: C}, {id: c3, label: D}]}\n"
    "      - {id: q2, ask: A, type: yes_no}\n"
    "      - {id: q3, ask: A, type: yes_no, ask_if: q2, otherwise: no}\n"
    "      - {id: q4, ask: A, type: number, min: 0, max: 12}\n"
    "      - {id: q5, ask: A, type: yes_no}\n"
    "      - {id: q6, ask: A, type: number, min: 0, max: 12}\n"
    "      - {id: q7, ask: A, type: choice, choices: [{id: c0, label: A}, {id: c1, label: B}, "
    "{id: c2, label: C}, {id: c3, label: D}]}\n"
    "facts:\n"
    "  - {id: f0, is: q1.atLeast(\"c2\")}\n"
    "  - {id: f1, is: q5}\n"
    "rules:\n"
    "  - {id: r0, outcome: fits, because: B, when: '(q2 and q7.atMost(\"c2\") and "
    "q7.atMost(\"c0\")) "
    "or f0 or q0 != \"c2\"'}\n"
    "  - {id: r1, outcome: talk, because: B, when: 'q5 and count(q1 != \"c2\", q3, q0 != \"c2\") "
    ">= 1 "
    "and (q7 != \"c3\" or not f1)'}\n"
    "  - {id: r2, outcome: talk, because: B, when: q7 == \"c1\" or q4 < 6.5}\n"
    "  - {id: r3, outcome: low, because: B, when: 'q6 < 2.5 and (q2 or q6 > 4.5) and (f1 or "
    "q7.atMost(\"c1\"))'}\n"
    "  - {id: r4, outcome: talk, because: B, when: q5}\n";

static void the_start_outcome_hangs_on_no_rule_for_it(void **state)
{
    (void)state;
    struct arena arena;
    struct diags diags;
    const struct questionnaire *questionnaire = NULL;
    const struct source source = {
        .name = "found.yaml", .text = {start_rule, sizeof start_rule - 1}, .first_line = 1};
    arena_init(&arena, LIMIT_QUESTIONNAIRE_MEMORY);
    diags_init(&diags, &arena);
    if (!questionnaire_load(&source, "found.yaml", NULL, &arena, &questionnaire, &diags)) {
        diags_render(stderr, &diags, (struct diag_style){.colour = false});
        fail();
    }
    const struct plan *plan = plan_make(questionnaire, &arena, &diags);
    assert_non_null(plan);
    char *text = invent_ids(300);
    char *rows = score_text(questionnaire, plan, text_of(text), ANSWERS_NDJSON,
                            (struct way){.format = BATCH_NDJSON, .fast = true, .jobs = 1});
    static const char open[] = "\"open\":[\"q0\",\"q1\",\"q2\",\"q4\",\"q5\",\"q7\"]";
    uint32_t found = 0;
    for (const char *at = rows; (at = strstr(at, open)) != NULL; at++) {
        found++;
    }
    assert_int_equal(found, 300);
    free(rows);
    free(text);
    arena_free(&arena);
}

static void odd_and_wrong_records_are_read_the_same(void **state)
{
    (void)state;
    struct chance chance = {seed + 1};
    for (uint32_t i = 0; i < 120 * times; i++) {
        struct made made;
        assert_true(make(&made, &chance));
        static const enum answers_format formats[] = {ANSWERS_CSV, ANSWERS_NDJSON, ANSWERS_YAML,
                                                      ANSWERS_YAML};
        enum answers_format format = formats[i % 4];
        size_t length = 0;
        char *text = invent_records(made.questionnaire, format, 100, &chance, 30, &length);
        compare(made.questionnaire, made.plan, (struct text){text, length}, format, BATCH_NDJSON,
                1 + i / 4 % 3);
        /* A last line that is cut off, too. */
        compare(made.questionnaire, made.plan, (struct text){text, length - length / 50}, format,
                BATCH_CSV, 1);
        free(text);
        unmake(&made);
    }
}

/* The parts of a file of NDJSON, split at its line ends, give what the whole gives. */
static void lines_that_begin_oddly_are_read_the_same_in_any_place(void **state)
{
    static const struct text lines[] = {{"{}\n", 3},
                                        {"\0{}\n", 4},
                                        {"\xFF\xFE{}\n", 5},
                                        {"{\0}\n", 4},
                                        {"\xEF\xBB\xBF\n", 4},
                                        {"\xEF\xBB\xBF{\"id\":\"a\"}\n", 14},
                                        {" \xEF\xBB\xBF{}\n", 7},
                                        {"\xEF\xBB\xBF {\"id\":}\r\n", 13},
                                        {"{\"id\":\"b\"}\n", 11}};
    enum { LINES = sizeof lines / sizeof *lines };
    (void)state;
    struct chance chance = {UINT64_C(6)};
    struct made made;
    assert_true(make(&made, &chance));
    for (size_t first = 0; first < LINES; first++) {
        char text[200];
        size_t length = 0;
        for (size_t i = 0; i < 2 * LINES; i++) {
            struct text line = lines[(first + i) % LINES];
            memcpy(text + length, line.start, line.length);
            length += line.length;
        }
        for (unsigned jobs = 1; jobs < 3; jobs++) {
            compare(made.questionnaire, made.plan, (struct text){text, length}, ANSWERS_NDJSON,
                    BATCH_NDJSON, jobs);
        }
    }
    unmake(&made);
}

static void nothing_is_read_behind_what_ends_a_file(void **state)
{
    static const struct {
        enum answers_format format;
        struct text text;
    } files[] = {
        {ANSWERS_JSON, {"\0\0\0{\n{}\n", 8}}, /* UTF-32 */
        {ANSWERS_CSV, {"nobody,id\n1,2\n", 14}},
        {ANSWERS_CSV, {"\n\n", 2}},
    };
    (void)state;
    struct chance chance = {UINT64_C(5)};
    struct made made;
    assert_true(make(&made, &chance));
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        for (unsigned jobs = 1; jobs < 3; jobs++) {
            compare(made.questionnaire, made.plan, files[i].text, files[i].format, BATCH_NDJSON,
                    jobs);
        }
    }
    unmake(&made);
}

static void any_number_of_workers_gives_the_same_bytes(void **state)
{
    (void)state;
    struct chance chance = {UINT64_C(42)};
    for (uint32_t i = 0; i < 9; i++) {
        struct made made;
        assert_true(make(&made, &chance));
        static const enum answers_format formats[] = {ANSWERS_CSV, ANSWERS_NDJSON, ANSWERS_YAML};
        enum answers_format format = formats[i % 3];
        size_t length = 0;
        char *text = invent_records(made.questionnaire, format, 12000, &chance, i, &length);
        struct way way = {.format = BATCH_NDJSON, .fast = true, .jobs = 1};
        struct text records = {text, length};
        char *alone = score_text(made.questionnaire, made.plan, records, format, way);
        for (way.jobs = 2; way.jobs < 6; way.jobs += i / 3 + 1) {
            char *together = score_text(made.questionnaire, made.plan, records, format, way);
            assert_same_text(alone, together);
            free(together);
        }
        free(alone);
        free(text);
        unmake(&made);
    }
}

/* A little larger than a record may be, so that it still fits into what is read at a time. */
static void a_record_that_is_too_large_is_refused_alike(void **state)
{
    static const struct {
        enum answers_format format;
        const char *before, *begin, *end, *after;
    } files[] = {
        {ANSWERS_NDJSON, "{\"id\":\"a\"}\n", "{\"id\":\"b\",\"x\":\"", "\"}\n", "{\"id\":\"c\"}\n"},
        {ANSWERS_CSV, "id,q0\na,\n", "b,", "\n", "c,\n"},
        {ANSWERS_YAML, "---\nid: a\n", "---\nid: b\n# ", "\n", "---\nid: c\n---\nid: d\n"},
    };
    enum { LARGE = LIMIT_RECORD_BYTES + 5000, RECORDS = 400 };
    (void)state;
    struct chance chance = {UINT64_C(3)};
    struct made made;
    assert_true(make(&made, &chance));
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char *text = NULL;
        size_t length = 0;
        FILE *out = open_memstream(&text, &length);
        assert_non_null(out);
        fputs(files[i].before, out);
        for (uint32_t j = 0; j < RECORDS; j++) {
            fputs(files[i].after, out);
        }
        fprintf(out, "%s%0*d%s", files[i].begin, LARGE, 0, files[i].end);
        fputs(files[i].after, out);
        fclose(out);
        for (unsigned jobs = 1; jobs < 4; jobs++) {
            compare(made.questionnaire, made.plan, (struct text){text, length}, files[i].format,
                    BATCH_NDJSON, jobs);
        }
        free(text);
    }
    unmake(&made);
}

/* ---- A slow writer */

struct conversation {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    uint32_t rows;
    int pipe[2];
    const char *text;
};

static bool count_rows(void *context, const struct batch_block *block)
{
    struct conversation *conversation = context;
    pthread_mutex_lock(&conversation->lock);
    conversation->rows += block->count;
    pthread_cond_broadcast(&conversation->changed);
    pthread_mutex_unlock(&conversation->lock);
    return true;
}

static void write_all(int file, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(file, bytes, length);
        assert_true(written > 0);
        bytes += written;
        length -= (size_t)written;
    }
}

/* Writes many records, then ten one by one, each only when all rows before it have come. */
static void *speak(void *context)
{
    struct conversation *conversation = context;
    uint32_t sent = 0;
    for (const char *at = conversation->text; *at != '\0'; sent++) {
        const char *end = strchr(at, '\n') + 1;
        if (sent >= 1000) {
            pthread_mutex_lock(&conversation->lock);
            while (conversation->rows < sent) {
                pthread_cond_wait(&conversation->changed, &conversation->lock);
            }
            pthread_mutex_unlock(&conversation->lock);
        }
        write_all(conversation->pipe[1], at, (size_t)(end - at));
        at = end;
    }
    close(conversation->pipe[1]);
    return NULL;
}

static void a_row_comes_when_its_record_does(void **state)
{
    (void)state;
    struct chance chance = {UINT64_C(7)};
    char *text = invent_ids(1010);
    for (unsigned jobs = 1; jobs < 4; jobs++) {
        struct made made;
        struct conversation conversation = {.text = text};
        pthread_t speaker;
        assert_true(make(&made, &chance));
        pthread_mutex_init(&conversation.lock, NULL);
        pthread_cond_init(&conversation.changed, NULL);
        assert_int_equal(pipe(conversation.pipe), 0);
        FILE *file = fdopen(conversation.pipe[0], "r");
        const struct batch_options options = {.format = BATCH_NDJSON, .jobs = jobs};
        struct batch *batch = batch_open(made.questionnaire, made.plan, &options, &made.diags);
        assert_non_null(batch);
        batch->enough = 0;
        assert_int_equal(pthread_create(&speaker, NULL, speak, &conversation), 0);
        assert_int_equal(
            batch_score(batch, file, "pipe", ANSWERS_NDJSON, count_rows, &conversation),
            BATCH_DONE);
        pthread_join(speaker, NULL);
        assert_int_equal(conversation.rows, 1010);
        batch_close(batch);
        fclose(file);
        unmake(&made);
    }
    free(text);
}

static bool take_one(void *context, const struct batch_block *block)
{
    *(uint32_t *)context += block->count;
    return false;
}

static bool is_even(void *context, bool has_id, struct text id)
{
    (void)context;
    return has_id && (id.start[id.length - 1] - '0') % 2 == 0;
}

static void a_filter_and_a_sink_that_stops_are_heeded(void **state)
{
    (void)state;
    struct chance chance = {UINT64_C(99)};
    struct made made;
    assert_true(make(&made, &chance));
    size_t length = 0;
    char *text = invent_records(made.questionnaire, ANSWERS_NDJSON, 3000, &chance, 0, &length);
    for (unsigned jobs = 1; jobs < 4; jobs++) {
        struct batch_options options = {.format = BATCH_NDJSON, .jobs = jobs};
        uint32_t rows = 0;
        FILE *file = fmemopen(text, length, "r");
        struct batch *batch = batch_open(made.questionnaire, made.plan, &options, &made.diags);
        batch->enough = 0;
        assert_int_equal(batch_score(batch, file, "all", ANSWERS_NDJSON, take_one, &rows),
                         BATCH_STOPPED);
        assert_int_equal(rows, 1); /* the first record is read alone */
        batch_close(batch);
        fclose(file);

        struct conversation conversation = {.rows = 0};
        pthread_mutex_init(&conversation.lock, NULL);
        pthread_cond_init(&conversation.changed, NULL);
        options.filter = is_even;
        options.skip = (uint64_t)(strchr(text, '\n') - text) + 1; /* the first record */
        file = fmemopen(text, length, "r");
        batch = batch_open(made.questionnaire, made.plan, &options, &made.diags);
        batch->enough = 0;
        assert_int_equal(
            batch_score(batch, file, "even", ANSWERS_NDJSON, count_rows, &conversation),
            BATCH_DONE);
        assert_int_equal(conversation.rows, 1499);
        batch_close(batch);
        fclose(file);
    }
    free(text);
    unmake(&made);
}

int main(int argc, char **argv)
{
    if (argc > 1) {
        times = (uint32_t)strtoul(argv[1], NULL, 10);
    }
    if (argc > 2) {
        seed = strtoull(argv[2], NULL, 10);
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fast_and_slow_agree_on_invented_questionnaires),
        cmocka_unit_test(the_start_outcome_hangs_on_no_rule_for_it),
        cmocka_unit_test(odd_and_wrong_records_are_read_the_same),
        cmocka_unit_test(lines_that_begin_oddly_are_read_the_same_in_any_place),
        cmocka_unit_test(nothing_is_read_behind_what_ends_a_file),
        cmocka_unit_test(any_number_of_workers_gives_the_same_bytes),
        cmocka_unit_test(a_record_that_is_too_large_is_refused_alike),
        cmocka_unit_test(a_row_comes_when_its_record_does),
        cmocka_unit_test(a_filter_and_a_sink_that_stops_are_heeded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
