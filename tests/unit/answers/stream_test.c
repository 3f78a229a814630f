/* What the formats share: telling them apart, equal records from equal content, writing and reading
 * back, long streams in constant memory, and memory or files that fail. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answers/reader.h"
#include "base/limits.h"
#include "fixture.h"

/* ---- Formats --------------------------------------------------------------------------------- */

static void formats_have_names(void **unused)
{
    (void)unused;
    enum answers_format format = ANSWERS_GUESS;
    assert_true(answers_format_of(TEXT("yaml"), &format));
    assert_int_equal(format, ANSWERS_YAML);
    assert_true(answers_format_of(TEXT("json"), &format));
    assert_int_equal(format, ANSWERS_JSON);
    assert_true(answers_format_of(TEXT("ndjson"), &format));
    assert_int_equal(format, ANSWERS_NDJSON);
    assert_true(answers_format_of(TEXT("csv"), &format));
    assert_int_equal(format, ANSWERS_CSV);
    assert_false(answers_format_of(TEXT("CSV"), &format));
    assert_false(answers_format_of(TEXT("xml"), &format));
    assert_int_equal(format, ANSWERS_CSV);
}

static void the_ending_of_a_name_tells_the_format(void **unused)
{
    (void)unused;
    assert_reads("x.CSV", "age\n3\n", "record: age=3\n");
    assert_reads("x.Yaml", "age: 3\n", "record: age=3\n");
    assert_reads("x.yml", "{\"age\": 3}\n", "record: age=3\n");
    assert_reads("x.JSONL", "{\"age\": 3}\n", "record: age=3\n");
}

static void without_a_name_the_first_bytes_tell_the_format(void **unused)
{
    (void)unused;
    assert_reads("standard input", "id,age\na1,3\n", "record a1: age=3\n");
    assert_reads("standard input", "\n\n\"age\"\n3\n", "record: age=3\n");
    assert_reads("answers.txt", "id\n\n", "");
    assert_reads("standard input", "age: 3\nid: a,b\n", "record a,b: age=3\n");
    assert_reads("standard input", "age:\nsmokes: yes\n", "record: smokes=yes\n");
    assert_reads("standard input", "---\nage: 3\n", "record: age=3\n");
    assert_reads("standard input", "\xEF\xBB\xBF\n [{\"age\": 3},\n{}]",
                 "record: age=3\nrecord:\n");
    assert_reads("standard input", "{\n\"age\": 3}{}", "record: age=3\nrecord:\n");
    assert_reads("standard input", "{\"age\": 3}\n{}\n", "record: age=3\nrecord:\n");
    assert_reads(".csv", "age: 3\n", "record: age=3\n");
}

static void lines_of_json_are_told_from_json_by_the_first_line(void **unused)
{
    (void)unused;
    /* As lines, each broken record ends with its line; as JSON, with its brackets. */
    assert_reads("-", "{\"id\": \"a1\"}\n{\"id\": \"a2\"\n{\"id\": \"a3\"}\n",
                 "record a1:\n"
                 "bad a2:\n"
                 "  -:2:12 A120 the record ends, but a `}` is missing\n"
                 "    note -:2:1 `{` is opened here\n"
                 "record a3:\n");
}

static void lines_of_json_are_told_by_a_whole_one_behind_a_damaged_first(void **unused)
{
    (void)unused;
    static const char torn[] = "bad a1:\n"
                               "  -:1:21 A120 the record ends, but a `}` is missing\n"
                               "    note -:1:1 `{` is opened here\n"
                               "record a2:\n";
    assert_reads("-", "{\"id\":\"a1\",\"age\": 34\n{\"id\":\"a2\"}\n", torn);
    assert_reads("-", "{\"id\":\"a1\",\"age\": 34\n\n\xEF\xBB\xBF{\"id\":\"a2\"}", torn);
    assert_reads("-", "{\"id\":\"a1\",\"age\":\n{\"id\":\"a2\"}\n{\"id\":\"a3\"}\n",
                 "bad a1:\n"
                 "  -:1:18 A120 the record ends, but a `}` is missing\n"
                 "    note -:1:1 `{` is opened here\n"
                 "record a2:\n"
                 "record a3:\n");
    assert_reads("-", "\"age\": 34}\n{\"id\":\"a2\"}\n",
                 "bad:\n"
                 "  -:1:1 A106 a record is a map of answers\n"
                 "    help this is a text\n"
                 "  -:1:6 A122 text after the end of the record\n"
                 "record a2:\n");
    static const char zero[] = "\0{\"id\":\"a1\"}\n{\"id\":\"a2\"}\n";
    assert_bytes_read("-", (struct text){zero, sizeof zero - 1},
                      "bad:\n"
                      "  -:1:1 A112 a zero byte\n"
                      "    help where every line begins like this one, the file is written in "
                      "UTF-16 or UTF-32: save it again and choose UTF-8\n"
                      "  -:1:2 A122 text after the end of the record\n"
                      "record a2:\n");
}

static void a_map_on_a_line_of_its_own_does_not_make_other_formats_lines(void **unused)
{
    (void)unused;
    assert_reads("-", "{\"age\": 34, \"expect\":\n{\"outcome\": \"fits-iop\"}\n}\n",
                 "record: age=34 expect=/fits-iop\n");
    assert_reads("-", "{\n\"age\": 34}\n{\"age\": 35}\n", "record: age=34\nrecord: age=35\n");
    assert_reads("-", "---\n{age: 34}\n---\n{age: 35}\n", "record: age=34\nrecord: age=35\n");
    assert_reads("-", "expect: {outcome: fits-iop}\n---\n{\"age\": 35}\n",
                 "record: expect=/fits-iop\nrecord: age=35\n");
}

static void nothing_at_all_is_a_person_only_where_the_file_says_that_it_is_yaml(void **unused)
{
    (void)unused;
    static const char nothing[] =
        "  - A114 there is nothing to read\n"
        "    help a person who has answered nothing is `{}`; a file that is empty and is meant to "
        "be such a person needs `-i yaml`\n";
    assert_reads("-", "", nothing);
    assert_reads("-", "\xEF\xBB\xBF", nothing);
    assert_reads("-", "\xEF\xBB\xBF \r\n\n\t", nothing);
    assert_reads("x.yaml", "", "record:\n");
    assert_reads("x.yaml", "\xEF\xBB\xBF \n\n", "record:\n");
    assert_reads("-", "# nobody\n", "record:\n");
    assert_reads("-", "\n \n{}\n", "record:\n");
    assert_reads("x.ndjson", "\n", "");
}

static void a_guess_that_makes_a_file_one_bad_record_is_told(void **unused)
{
    (void)unused;
    assert_reads("-", "{\"id\": \"a1\",\n\"smokes\"\n",
                 "bad a1:\n"
                 "  -:3:1 A120 a `:` and a value should follow the key\n"
                 "    note  all of this was read as one record of JSON, which was guessed; the "
                 "option `-i` says what it is\n");
    assert_reads("-", "number;age\n1;2\n",
                 "bad:\n"
                 "  -:1:1 A106 a record is a map of answers\n"
                 "    note  all of this was read as one record of YAML, which was guessed; the "
                 "option `-i` says what it is\n"
                 "    help this is a text; write `question: answer`, a line for each\n");
    assert_reads("x.yaml", "number;age\n1;2\n",
                 "bad:\n"
                 "  x.yaml:1:1 A106 a record is a map of answers\n"
                 "    help this is a text; write `question: answer`, a line for each\n");
    assert_reads("-", "agee: 2\n",
                 "bad:\n"
                 "  -:1:1 A101 [agee] there is no question `agee`\n"
                 "    help did you mean `age`?\n");
}

static void all_formats_give_the_same_record(void **unused)
{
    (void)unused;
    static const char expected[] = "record 17: smokes=no last_use=last_24h "
                                   "substances=+alcohol+cannabis age=unsure weight=70.5 "
                                   "notes=<say \"hi\", é\nbye>\n"
                                   "record b: smokes=declined substances= age=0\n"
                                   "record:\n";
    assert_reads("x.yaml",
                 "id: 17\nsmokes: no\nlast_use: last_24h\nsubstances: [cannabis, alcohol]\n"
                 "age: unsure\nweight: 70.5\nnotes: |-\n  say \"hi\", é\n  bye\n"
                 "---\nid: b\nsmokes: declined\nlast_use:\nsubstances: []\nage: 0\n---\n",
                 expected);
    static const char json[] = "{\"id\": 17, \"smokes\": false, \"last_use\": \"last_24h\", "
                               "\"substances\": [\"cannabis\", "
                               "\"alcohol\"], \"age\": \"unsure\", \"weight\": 70.5, \"notes\": "
                               "\"say \\\"hi\\\", é\\nbye\"}\n"
                               "{\"id\": \"b\", \"smokes\": \"declined\", \"last_use\": null, "
                               "\"substances\": [], \"age\": "
                               "0}\n{}\n";
    assert_reads("x.json", json, expected);
    assert_reads("x.ndjson", json, expected);
    assert_reads("x.csv",
                 "id,smokes,last_use,substances,age,weight,notes\n"
                 "17,no,last_24h,cannabis;alcohol,unsure,70.5,\"say \"\"hi\"\", é\r\nbye\"\n"
                 "b,declined,,none,0,,\n"
                 ",,,,,,\n",
                 expected);
}

/* The next example of the manual, between `.Bd` and `.Ed`; NULL behind the last one. */
static char *next_example(FILE *page)
{
    char line[400];
    char *text = NULL;
    size_t length = 0;
    FILE *out = NULL;
    while (fgets(line, sizeof line, page) != NULL) {
        if (strncmp(line, ".Ed", 3) == 0) {
            break;
        }
        if (out != NULL) {
            fputs(line, out);
        }
        if (strncmp(line, ".Bd", 3) == 0) {
            out = open_memstream(&text, &length);
        }
    }
    if (out != NULL) {
        fclose(out);
    }
    return text;
}

static void the_examples_of_the_manual_give_the_same_records(void **unused)
{
    (void)unused;
    static const char *const names[] = {"x.yaml", "x.json", "x.ndjson", "x.csv"};
    const char *path = getenv("IOPFIT_ANSWERS_PAGE");
    assert_non_null(path); /* meson names the page */
    FILE *page = fopen(path, "r");
    assert_non_null(page);
    for (size_t i = 0; i < 4; i++) {
        char *example = next_example(page);
        assert_non_null(example);
        static const char expected[] =
            "record p-17: smokes=no last_use=last_24h substances=+alcohol+opioids age=34 "
            "notes=<Can come on weekdays, after five.>\n"
            "record p-18: last_use=declined substances= age=unsure\n";
        assert_reads(names[i], example, expected);
        assert_reads("standard input", example, expected);
        free(example);
    }
    assert_null(next_example(page));
    fclose(page);
}

/* ---- Writing --------------------------------------------------------------------------------- */

/* That the one record in [yaml] is written as [expected], which reads as the same record. */
static void assert_written(const char *yaml, const char *expected)
{
    const struct questionnaire *questionnaire = fixture_questionnaire();
    struct arena arena;
    struct diags diags;
    struct record record;
    arena_init(&arena, LIMIT_RECORD_MEMORY);
    diags_init(&diags, &arena);
    FILE *file = fmemopen((void *)(uintptr_t)yaml, strlen(yaml), "r");
    assert_non_null(file);
    struct answers_reader *reader =
        answers_open(file, "x.yaml", ANSWERS_GUESS, questionnaire, &diags);
    assert_int_equal(answers_next(reader, &arena, &record, &diags), ANSWERS_RECORD);
    char *written = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&written, &length);
    answers_write_yaml(out, questionnaire, &record);
    fclose(out);
    assert_string_equal(written, expected);
    char *before = fixture_read(text_of(yaml), "x.yaml", ANSWERS_GUESS, fixture_limits_of(100));
    char *after = fixture_read(text_of(written), "x.yaml", ANSWERS_GUESS, fixture_limits_of(100));
    assert_string_equal(before, after);
    free(before);
    free(after);
    free(written);
    answers_close(reader);
    fclose(file);
    arena_free(&arena);
}

static void a_record_is_written_in_the_order_of_the_questionnaire(void **unused)
{
    (void)unused;
    assert_written(
        "notes: two words\nage: 34\nsubstances: [cannabis, alcohol]\nsmokes: true\n"
        "last_use: unsure\nid: a1\nexpect: {outcome: fits-iop, recommendation: iop}\n",
        "id: a1\nsmokes: yes\nlast_use: unsure\nsubstances: [alcohol, cannabis]\nage: 34\n"
        "notes: two words\nexpect:\n  recommendation: iop\n  outcome: fits-iop\n");
}

static void an_empty_record_is_written_as_an_empty_map(void **unused)
{
    (void)unused;
    assert_written("# nothing\n", "{}\n");
    assert_written("substances: []\n", "substances: []\n");
    assert_written("expect: {outcome: fits-iop}\n", "expect:\n  outcome: fits-iop\n");
    assert_written("id: a1\nage:\n", "id: a1\n");
    assert_written("last_use: last_24h\nage: declined\n", "last_use: last_24h\nage: declined\n");
}

static void what_yaml_would_misread_is_quoted(void **unused)
{
    (void)unused;
    assert_written("id: 007\n", "id: \"007\"\n");
    assert_written("id: 'no'\n", "id: \"no\"\n");
    assert_written("id: 'null'\n", "id: \"null\"\n");
    assert_written("id: '~'\n", "id: \"~\"\n");
    assert_written("notes: 'a: b # c'\n", "notes: \"a: b # c\"\n");
    assert_written("notes: ' x '\n", "notes: \" x \"\n");
    assert_written("notes: 'a  b'\n", "notes: \"a  b\"\n");
    assert_written("notes: \"tab\\tquote\\\" back\\\\ line\\nend\"\n",
                   "notes: \"tab\\tquote\\\" back\\\\ line\\nend\"\n");
    assert_written("notes: \"caf\\u00e9 \\xA0x 日本 😀\"\n", "notes: \"café \\xA0x 日本 😀\"\n");
}

static void numbers_are_written_with_as_many_digits_as_they_need(void **unused)
{
    (void)unused;
    assert_written("weight: 70\n", "weight: 70\n");
    assert_written("weight: 2.50\n", "weight: 2.5\n");
    assert_written("weight: 3.3000000000000003\n", "weight: 3.3000000000000003\n");
    assert_written("weight: 3.3\n", "weight: 3.3\n");
}

static void large_numbers_are_written_as_they_can_be_read(void **unused)
{
    static const struct {
        double number;
        const char *written;
    } cases[] = {{123456789012345670000000.0, "123456789012345670000000"},
                 {-1e23, "-100000000000000000000000"},
                 {9007199254740991.0, "9007199254740991"},
                 {1e15, "1000000000000000"}};
    (void)unused;
    struct arena arena;
    arena_init(&arena, LIMIT_RECORD_MEMORY);
    struct question question = {
        .id = {"free", 4}, .type = QUESTION_NUMBER, .number_min = -1e300, .number_max = 1e300};
    struct questionnaire questionnaire = *fixture_questionnaire();
    questionnaire.questions = &question;
    questionnaire.question_count = 1;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct record record;
        double read = 0;
        assert_true(record_init(&record, &questionnaire, &arena));
        record.answers[0].state = ANSWER_GIVEN;
        record.answers[0].value = value_number(cases[i].number);
        char *text = NULL;
        size_t length = 0;
        FILE *out = open_memstream(&text, &length);
        answers_write_yaml(out, &questionnaire, &record);
        fclose(out);
        char expected[80];
        snprintf(expected, sizeof expected, "free: %s\n", cases[i].written);
        assert_string_equal(text, expected);
        assert_int_equal(text_to_number(text_of(cases[i].written), &read), NUMBER_OK);
        assert_true(read == cases[i].number);
        free(text);
    }
    arena_free(&arena);
}

static void digits_that_would_be_rounded_away_are_refused(void **unused)
{
    (void)unused;
    assert_reads("x.ndjson",
                 "{\"weight\":400.0000000000000000000000000001}\n{\"weight\":90.50000000000001}\n",
                 "bad:\n"
                 "  x.ndjson:1:11 A103 [weight] for `weight`, "
                 "`400.0000000000000000000000000001` has more digits than can be kept without "
                 "rounding; 15 always can\n"
                 "    help `weight` takes a number from 2.5 to 400 kg\n"
                 "record: weight=90.500000000000014\n");
}

/* ---- Long streams ---------------------------------------------------------------------------- */

enum { MANY = 5000 };

struct stream_writer {
    int file;
    enum answers_format format;
};

/* Writes MANY records into a pipe in uneven pieces. */
static void *write_many(void *opaque)
{
    const struct stream_writer *writer = opaque;
    FILE *out = fdopen(writer->file, "w");
    assert_non_null(out);
    setvbuf(out, NULL, _IOFBF, 777);
    if (writer->format == ANSWERS_CSV) {
        fputs("id,age,notes\n", out);
    }
    for (int i = 0; i < MANY; i++) {
        int age = i % 200; /* over 120: a bad record */
        switch (writer->format) {
        case ANSWERS_CSV:
            fprintf(out, "r%d,%d,\"%*s\"\n", i, age, i % 50, "x");
            break;
        case ANSWERS_YAML:
            fprintf(out, "---\nid: r%d\nage: %d\nnotes: '%*s'\n", i, age, i % 50, "x");
            break;
        case ANSWERS_JSON:
            fprintf(out, "%s{\"id\": \"r%d\", \"age\": %d, \"notes\": \"%*s\"}",
                    i == 0 ? "[" : ", ", i, age, i % 50, "x");
            break;
        case ANSWERS_NDJSON:
        case ANSWERS_GUESS:
            fprintf(out, "{\"id\": \"r%d\", \"age\": %d, \"notes\": \"%*s\"}\n", i, age, i % 50,
                    "x");
            break;
        }
    }
    fclose(out); /* JSON: the bracket is missing, which is one more bad record */
    return NULL;
}

static void read_many(enum answers_format format)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    struct stream_writer writer = {ends[1], format};
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, write_many, &writer), 0);
    FILE *file = fdopen(ends[0], "r");
    assert_non_null(file);
    struct arena arena;
    struct arena diag_arena;
    struct diags diags;
    arena_init(&arena, (size_t)64 << 10);
    arena_init(&diag_arena, LIMIT_DIAG_MEMORY);
    diags_init(&diags, &diag_arena);
    struct answers_options options = {.chunk = 4096, .memory = (size_t)64 << 10};
    struct answers_reader *reader =
        answers_open_with(file, "standard input", format, fixture_questionnaire(), options, &diags);
    assert_non_null(reader);
    int records = 0;
    for (;;) {
        struct record record;
        enum answers_status status = answers_next(reader, &arena, &record, &diags);
        if (status == ANSWERS_END) {
            break;
        }
        if (records == MANY) {
            assert_int_equal(format, ANSWERS_JSON);
            assert_int_equal(status, ANSWERS_BAD);
        } else {
            char id[20];
            snprintf(id, sizeof id, "r%d", records);
            assert_true(text_is(record.id, id));
            assert_int_equal(status, records % 200 <= 120 ? ANSWERS_RECORD : ANSWERS_BAD);
        }
        records++;
        diags_clear(&diags);
        arena_reset(&diag_arena);
        arena_reset(&arena);
    }
    /* The buffer may have grown, but not with the number of records. */
    assert_true(reader->stream.own.capacity < 40000);
    assert_true(reader->arena.used < 40000);
    assert_int_equal(records, MANY + (format == ANSWERS_JSON ? 1 : 0));
    answers_close(reader);
    arena_free(&arena);
    arena_free(&diag_arena);
    fclose(file);
    assert_int_equal(pthread_join(thread, NULL), 0);
}

static void long_streams_of_each_format_need_constant_memory(void **unused)
{
    (void)unused;
    read_many(ANSWERS_CSV);
    read_many(ANSWERS_YAML);
    read_many(ANSWERS_JSON);
    read_many(ANSWERS_NDJSON);
}

static void a_record_is_given_before_the_next_one_arrives(void **unused)
{
    (void)unused;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    FILE *file = fdopen(ends[0], "r");
    assert_non_null(file);
    struct arena arena;
    struct diags diags;
    arena_init(&arena, LIMIT_RECORD_MEMORY);
    diags_init(&diags, &arena);
    struct answers_reader *reader =
        answers_open(file, "-", ANSWERS_GUESS, fixture_questionnaire(), &diags);
    static const char line[] = "{\"age\": 3}\n";
    for (int i = 0; i < 3; i++) {
        struct record record;
        assert_int_equal(write(ends[1], line, sizeof line - 1), sizeof line - 1);
        assert_int_equal(answers_next(reader, &arena, &record, &diags), ANSWERS_RECORD);
    }
    close(ends[1]);
    struct record record;
    assert_int_equal(answers_next(reader, &arena, &record, &diags), ANSWERS_END);
    answers_close(reader);
    arena_free(&arena);
    fclose(file);
}

/* What was read stays in the buffer it was read into, whichever the reader goes on with. */
static void a_reader_goes_on_in_another_buffer(void **unused)
{
    (void)unused;
    static const char text[] = "{\"age\": 1}\n{\"age\": 2}\n{\"age\": 3}\n{\"age\": 4}\n";
    enum { LINE = 11 };
    struct arena arena;
    struct diags diags;
    struct record record;
    struct answers_buffer first = {0};
    struct answers_buffer second = {0};
    arena_init(&arena, LIMIT_RECORD_MEMORY);
    diags_init(&diags, &arena);
    FILE *file = fmemopen((void *)(uintptr_t)text, sizeof text - 1, "r");
    assert_non_null(file);
    struct answers_options options = {.chunk = 2 * LINE, .memory = (size_t)1 << 20};
    struct answers_reader *reader =
        answers_open_with(file, "x", ANSWERS_NDJSON, fixture_questionnaire(), options, &diags);
    assert_int_equal(answers_next(reader, &arena, &record, &diags), ANSWERS_RECORD);
    assert_ptr_not_equal(reader->stream.buffer, &first);
    assert_true(answers_use(reader, &first));
    assert_ptr_equal(reader->stream.buffer, &first);
    assert_true(answers_read_more(reader));
    struct text held = answers_peek(reader);
    assert_ptr_equal(held.start, first.bytes);
    assert_int_equal(held.length, 3 * LINE);
    answers_pass(reader, LINE, 1, 1);
    assert_true(answers_use(reader, &second));
    assert_memory_equal(held.start, text + LINE, 3 * LINE);
    held = answers_peek(reader);
    assert_ptr_equal(held.start, second.bytes);
    assert_int_equal(held.length, 2 * LINE);
    assert_memory_equal(held.start, text + 2 * LINE, 2 * LINE);
    assert_true(answers_use(reader, NULL));
    answers_buffer_free(&first);
    answers_buffer_free(&second);
    assert_null(second.bytes);
    assert_int_equal(answers_next(reader, &arena, &record, &diags), ANSWERS_RECORD);
    assert_int_equal(answers_line(reader), 4);
    assert_int_equal(answers_next(reader, &arena, &record, &diags), ANSWERS_RECORD);
    assert_int_equal(answers_next(reader, &arena, &record, &diags), ANSWERS_END);
    assert_int_equal(diags.count, 0);
    answers_close(reader);
    arena_free(&arena);
    fclose(file);
}

/* ---- What can fail --------------------------------------------------------------------------- */

static void a_file_that_cannot_be_read_says_why(void **unused)
{
    (void)unused;
    struct arena arena;
    struct diags diags;
    struct record record;
    arena_init(&arena, LIMIT_RECORD_MEMORY);
    diags_init(&diags, &arena);
    int folder = open("/", O_RDONLY);
    FILE *file = fdopen(folder, "r");
    assert_non_null(file);
    struct answers_reader *reader =
        answers_open(file, "folder", ANSWERS_GUESS, fixture_questionnaire(), &diags);
    assert_int_equal(answers_next(reader, &arena, &record, &diags), ANSWERS_FAILED);
    assert_int_equal(answers_next(reader, &arena, &record, &diags), ANSWERS_END);
    assert_int_equal(diags.count, 1);
    assert_int_equal(diags.items[0].code, CODE_F002);
    assert_string_equal(diags.items[0].file, "folder");
    assert_true(text_is(diags.items[0].message, "cannot be read: Is a directory"));
    answers_close(reader);
    arena_free(&arena);
    fclose(file);
}

static void memory_may_run_out_anywhere(void **unused)
{
    (void)unused;
    static const struct {
        const char *name;
        const char *text;
        const char *expected;
    } files[] = {
        {"x.yaml", "id: a1\nsubstances: [alcohol]\nnotes: x\n---\nage: x\nid: b\n",
         "record a1: substances=+alcohol notes=<x>\n"
         "bad b:\n"
         "  x.yaml:5:6 A103 [age] for `age`, `x` is not a number\n"
         "    help `age` takes a whole number from 0 to 120 years\n"},
        {"x.json",
         "[{\"id\": \"a1\", \"notes\": \"\\n\\u00e9x\", \"substances\": [\"alcohol\"]}, 3]",
         "record a1: substances=+alcohol notes=<\néx>\n"
         "bad:\n"
         "  x.json:1:65 A106 a record is a map of answers\n"
         "    help this is a number\n"},
        {"x.ndjson", "{\"id\": \"a1\", \"expect\": {\"outcome\": \"fits-iop\"}}\n{\"age\": x}\n",
         "record a1: expect=/fits-iop\n"
         "bad:\n"
         "  x.ndjson:2:9 A120 [age] `x` is no value of JSON\n"
         "    help texts stand in double quotes; without them there are only numbers, `true`, "
         "`false` and `null`\n"},
        {"x.csv", "id,notes\na1,\"a \"\"b\"\"\"\nb,\"open",
         "record a1: notes=<a \"b\">\n"
         "bad b:\n"
         "  x.csv:3:3 A132 [notes] the quote that is opened here never closes\n"},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        for (int which = 0; which < 3; which++) {
            bool all = false;
            for (size_t memory = 0; memory < 20000; memory += memory < 6000 ? 16 : 1600) {
                struct fixture_limits limits = fixture_limits_of(16);
                *(which == 0   ? &limits.reader
                  : which == 1 ? &limits.record
                               : &limits.messages) = which == 2 ? memory * 10 : memory;
                char *read =
                    fixture_read(text_of(files[i].text), files[i].name, ANSWERS_GUESS, limits);
                all = strstr(read, "out of memory") == NULL;
                if (all) {
                    assert_string_equal(read, files[i].expected);
                }
                free(read);
            }
            assert_true(all);
        }
    }
}

/* [start], then [fill] up to [size] bytes, then [end]; from malloc. */
static char *filled(const char *start, char fill, const char *end, size_t size)
{
    char *text = malloc(size + 1);
    assert_non_null(text);
    memset(text, fill, size);
    memcpy(text, start, strlen(start));
    memcpy(text + size - strlen(end), end, strlen(end) + 1);
    return text;
}

static void a_record_has_at_most_1_mib(void **unused)
{
    (void)unused;
    static const struct {
        const char *name;
        const char *start;
        char fill;
        const char *end;
        size_t around; /* bytes of the file that are not of the record */
        const char *largest;
        const char *too_large;
    } files[] = {
        {"x.yaml", "age: 3 #", '-', "\n---\nage: 4\n", 11, "record: age=3\nrecord: age=4\n",
         "bad:\n"
         "  x.yaml:1:1 A110 the record that begins here is larger than 1 MiB\n"
         "    help records are separated by lines of `---`; one may be missing\n"
         "record: age=4\n"},
        {"x.json", "[{\"age\": 3", ' ', "},{\"age\": 4}]", 13, "record: age=3\nrecord: age=4\n",
         "bad:\n"
         "  x.json:1:2 A110 the record that begins here is larger than 1 MiB\n"
         "    help a closing brace or quote may be missing\n"
         "record: age=4\n"},
        {"x.ndjson", "{\"age\": 3", ' ', "}\n{\"age\": 4}\n", 12, "record: age=3\nrecord: age=4\n",
         "bad:\n"
         "  x.ndjson:1:1 A110 the record that begins here is larger than 1 MiB\n"
         "    help each record stands on a line of its own; a line end may be missing\n"
         "record: age=4\n"},
        {"x.csv", "age\n\"", ' ', "\"\n4\n", 7, "record:\nrecord: age=4\n",
         "bad:\n"
         "  x.csv:2:1 A110 the record that begins here is larger than 1 MiB\n"
         "    help a line end or a closing quote may be missing\n"
         "record: age=4\n"},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        for (size_t over = 0; over < 2; over++) {
            size_t size = LIMIT_RECORD_BYTES + files[i].around + over;
            char *text = filled(files[i].start, files[i].fill, files[i].end, size);
            assert_bytes_read(files[i].name, (struct text){text, size},
                              over == 0 ? files[i].largest : files[i].too_large);
            free(text);
        }
    }
}

static void a_record_that_does_not_fit_into_memory_does_not_stop_the_stream(void **unused)
{
    (void)unused;
    enum { LENGTH = 30000 };
    char *bytes = malloc(LENGTH + 100);
    assert_non_null(bytes);
    int length = snprintf(bytes, 100, "{\"id\": \"a1\"}\n{\"id\": \"a2\", \"notes\": \"");
    memset(bytes + length, 'x', LENGTH);
    size_t end = (size_t)length + LENGTH;
    end += (size_t)snprintf(bytes + end, 50, "\"}\n{\"id\": \"a3\"}\n");
    struct arena arena;
    struct arena diag_arena;
    struct diags diags;
    arena_init(&arena, 20000);
    arena_init(&diag_arena, LIMIT_DIAG_MEMORY);
    diags_init(&diags, &diag_arena);
    FILE *file = fmemopen(bytes, end, "r");
    struct answers_reader *reader =
        answers_open(file, "x.ndjson", ANSWERS_GUESS, fixture_questionnaire(), &diags);
    struct record record;
    assert_int_equal(answers_next(reader, &arena, &record, &diags), ANSWERS_RECORD);
    arena_reset(&arena);
    assert_int_equal(answers_next(reader, &arena, &record, &diags), ANSWERS_BAD);
    assert_true(diags.exhausted);
    arena_reset(&arena);
    assert_int_equal(answers_next(reader, &arena, &record, &diags), ANSWERS_RECORD);
    assert_true(text_is(record.id, "a3"));
    answers_close(reader);
    fclose(file);
    arena_free(&arena);
    arena_free(&diag_arena);
    free(bytes);
}

static void thousands_of_mistakes_in_one_record_are_counted_not_kept(void **unused)
{
    (void)unused;
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    fputs("{", out);
    for (int i = 0; i < 20000; i++) {
        fprintf(out, "%s\"wrong_%d\": 1", i == 0 ? "" : ", ", i);
    }
    fputs("}\n", out);
    fclose(out);
    struct arena arena;
    struct diags diags;
    struct record record;
    arena_init(&arena, LIMIT_RECORD_MEMORY);
    diags_init(&diags, &arena);
    FILE *file = fmemopen(text, length, "r");
    struct answers_reader *reader =
        answers_open(file, "x.ndjson", ANSWERS_GUESS, fixture_questionnaire(), &diags);
    assert_int_equal(answers_next(reader, &arena, &record, &diags), ANSWERS_BAD);
    assert_int_equal(diags.errors, 20000);
    assert_int_equal(diags.count, LIMIT_DIAGS);
    answers_close(reader);
    fclose(file);
    arena_free(&arena);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats_have_names),
        cmocka_unit_test(the_ending_of_a_name_tells_the_format),
        cmocka_unit_test(without_a_name_the_first_bytes_tell_the_format),
        cmocka_unit_test(lines_of_json_are_told_from_json_by_the_first_line),
        cmocka_unit_test(lines_of_json_are_told_by_a_whole_one_behind_a_damaged_first),
        cmocka_unit_test(a_map_on_a_line_of_its_own_does_not_make_other_formats_lines),
        cmocka_unit_test(nothing_at_all_is_a_person_only_where_the_file_says_that_it_is_yaml),
        cmocka_unit_test(a_guess_that_makes_a_file_one_bad_record_is_told),
        cmocka_unit_test(all_formats_give_the_same_record),
        cmocka_unit_test(the_examples_of_the_manual_give_the_same_records),
        cmocka_unit_test(a_record_is_written_in_the_order_of_the_questionnaire),
        cmocka_unit_test(an_empty_record_is_written_as_an_empty_map),
        cmocka_unit_test(what_yaml_would_misread_is_quoted),
        cmocka_unit_test(numbers_are_written_with_as_many_digits_as_they_need),
        cmocka_unit_test(large_numbers_are_written_as_they_can_be_read),
        cmocka_unit_test(digits_that_would_be_rounded_away_are_refused),
        cmocka_unit_test(long_streams_of_each_format_need_constant_memory),
        cmocka_unit_test(a_record_is_given_before_the_next_one_arrives),
        cmocka_unit_test(a_reader_goes_on_in_another_buffer),
        cmocka_unit_test(a_file_that_cannot_be_read_says_why),
        cmocka_unit_test(memory_may_run_out_anywhere),
        cmocka_unit_test(a_record_has_at_most_1_mib),
        cmocka_unit_test(a_record_that_does_not_fit_into_memory_does_not_stop_the_stream),
        cmocka_unit_test(thousands_of_mistakes_in_one_record_are_counted_not_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
