/* The limits of yaml/ from both sides, what would be slow or large if it were not stopped, and
 * every amount of memory that is too little. */
#include "yaml_test.h"

#include <cyaml/cyaml.h>

#include "base/limits.h"

/* [count] times [part], then [end]; to be freed. */
static char *repeat(const char *part, size_t count, const char *end)
{
    size_t length = strlen(part);
    char *text = malloc(length * count + strlen(end) + 1);
    assert_non_null(text);
    for (size_t i = 0; i < count; i++) {
        memcpy(text + i * length, part, length);
    }
    strcpy(text + length * count, end);
    return text;
}

/* Reads [text]; the code of its first message, CODE_COUNT where it is accepted. */
static enum code first_code(const char *text, struct place *ret_place)
{
    struct bench bench;
    const struct yaml_node *root = NULL;
    enum code code = CODE_COUNT;

    bench_init(&bench, text, strlen(text));
    if (!yaml_read(&bench.source, &bench.arena, &root, &bench.diags)) {
        assert_int_equal(bench.diags.count, 1);
        code = bench.diags.items[0].code;
        *ret_place = span_place(bench.diags.items[0].span);
    }
    bench_free(&bench);
    return code;
}

static void nesting_is_accepted_up_to_the_limit(void **state)
{
    (void)state;
    struct place place;
    char closing[LIMIT_DEPTH + 1];
    memset(closing, ']', LIMIT_DEPTH);
    closing[LIMIT_DEPTH] = '\0';
    char *text = repeat("[", LIMIT_DEPTH, closing);
    assert_int_equal(first_code(text, &place), CODE_COUNT);
    free(text);
}

static void nesting_beyond_the_limit_is_refused(void **state)
{
    (void)state;
    struct place place;
    char closing[LIMIT_DEPTH + 2];
    memset(closing, ']', LIMIT_DEPTH + 1);
    closing[LIMIT_DEPTH + 1] = '\0';
    char *text = repeat("[", LIMIT_DEPTH + 1, closing);
    assert_int_equal(first_code(text, &place), CODE_Y107);
    assert_int_equal(place.line, 1);
    assert_int_equal(place.column, LIMIT_DEPTH + 1);
    free(text);
}

static void nested_lists_in_block_style_are_limited_the_same(void **state)
{
    (void)state;
    struct place place;
    char *text = repeat("- ", LIMIT_DEPTH, "x\n");
    assert_int_equal(first_code(text, &place), CODE_COUNT);
    free(text);
    text = repeat("- ", LIMIT_DEPTH + 1, "x\n");
    assert_int_equal(first_code(text, &place), CODE_Y107);
    assert_int_equal(place.column, 2 * LIMIT_DEPTH + 1);
    free(text);
}

static void nested_mappings_are_limited_the_same(void **state)
{
    (void)state;
    struct place place;
    char *text = repeat("{a: ", LIMIT_DEPTH + 1, "");
    assert_int_equal(first_code(text, &place), CODE_Y107);
    assert_int_equal(place.column, 4 * LIMIT_DEPTH + 1);
    free(text);
}

static void a_hundred_thousand_brackets_stop_at_the_limit(void **state)
{
    (void)state;
    struct place place;
    static const char *const parts[] = {"[", "- ", "{a: ", "? ", "[\n"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        char *text = repeat(parts[i], 100000, "");
        assert_int_equal(first_code(text, &place), CODE_Y107);
        free(text);
    }
}

static void the_message_about_nesting_says_how_deep(void **state)
{
    (void)state;
    struct bench bench;
    const struct yaml_node *root = NULL;
    char *text = repeat("[", 100000, "");

    bench_init(&bench, text, 40);
    assert_false(yaml_read(&bench.source, &bench.arena, &root, &bench.diags));
    assert_messages(&bench, "f.yaml:1:33: error[Y107]: lists and mappings inside each other more "
                            "than 32 deep\n"
                            "    1 | [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\n"
                            "      |                                 ^\n"
                            "help: check for brackets that are not closed\n");
    bench_free(&bench);
    free(text);
}

static void values_are_accepted_up_to_the_limit(void **state)
{
    (void)state;
    struct place place;
    /* The list itself is one. */
    char *text = repeat("- x\n", LIMIT_YAML_NODES - 1, "");
    assert_int_equal(first_code(text, &place), CODE_COUNT);
    free(text);
}

static void values_beyond_the_limit_are_refused(void **state)
{
    (void)state;
    struct place place;
    char *text = repeat("- x\n", LIMIT_YAML_NODES, "");
    assert_int_equal(first_code(text, &place), CODE_Y108);
    assert_int_equal(place.line, LIMIT_YAML_NODES);
    assert_int_equal(place.column, 3);
    free(text);
}

static void the_message_about_values_says_how_many(void **state)
{
    (void)state;
    struct bench bench;
    const struct yaml_node *root = NULL;
    char *text = repeat("- x\n", LIMIT_YAML_NODES, "");

    bench_init(&bench, text, strlen(text));
    assert_false(yaml_read(&bench.source, &bench.arena, &root, &bench.diags));
    assert_int_equal(bench.diags.count, 1);
    assert_string_equal(bench.diags.items[0].message.start,
                        "more than 400000 keys and values in one file");
    assert_string_equal(bench.diags.items[0].help.start, "check that this is the right file");
    bench_free(&bench);
    free(text);
}

static void an_alias_bomb_is_refused_without_being_expanded(void **state)
{
    (void)state;
    struct bench bench;
    const struct yaml_node *root = NULL;
    static const char bomb[] = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
                               "b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
                               "c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\n"
                               "d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\n"
                               "e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]\n"
                               "f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]\n";

    bench_init(&bench, bomb, sizeof bomb - 1);
    assert_false(yaml_read(&bench.source, &bench.arena, &root, &bench.diags));
    assert_int_equal(bench.diags.errors, 6 + 50);
    assert_int_equal(bench.diags.items[0].code, CODE_Y111);
    assert_int_equal(bench.diags.items[2].code, CODE_Y110);
    assert_true(bench.arena.used < 100000);
    bench_free(&bench);
}

static void a_line_of_ten_megabytes_is_read(void **state)
{
    (void)state;
    struct place place;
    char *text = repeat("x", 10u << 20, "");
    assert_int_equal(first_code(text, &place), CODE_COUNT);
    memcpy(text, "a: \"", 4);
    assert_int_equal(first_code(text, &place), CODE_Y118);
    assert_int_equal(place.column, 4);
    memcpy(text, "a: 'b", 5);
    text[(10u << 20) - 1] = '\'';
    assert_int_equal(first_code(text, &place), CODE_COUNT);
    free(text);
}

static void a_mapping_with_many_keys_is_checked_for_repeated_ones(void **state)
{
    (void)state;
    struct bench bench;
    const struct yaml_node *root = NULL;
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    for (int i = 0; i < 100000; i++) {
        fprintf(out, "k%d: x\n", i);
    }
    fprintf(out, "k777: y\n");
    assert_int_equal(fclose(out), 0);

    bench_init(&bench, text, length);
    assert_false(yaml_read(&bench.source, &bench.arena, &root, &bench.diags));
    assert_int_equal(bench.diags.count, 1);
    assert_int_equal(bench.diags.items[0].code, CODE_Y114);
    assert_int_equal(span_place(bench.diags.items[0].span).line, 100001);
    assert_int_equal(span_place(bench.diags.items[0].notes->span).line, 778);
    bench_free(&bench);
    free(text);
}

/* ---- Too little memory ----------------------------------------------------------------------- */

struct entry {
    const char *id;
};
struct file {
    const char *title;
    struct entry *entries;
    uint32_t entries_count;
};
static const cyaml_schema_field_t entry_fields[] = {
    CYAML_FIELD_STRING_PTR("id", CYAML_FLAG_POINTER, struct entry, id, 1, CYAML_UNLIMITED),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct entry, entry_fields),
};
static const cyaml_schema_field_t file_fields[] = {
    CYAML_FIELD_STRING_PTR("title", CYAML_FLAG_POINTER, struct file, title, 1, CYAML_UNLIMITED),
    CYAML_FIELD_SEQUENCE("entries", CYAML_FLAG_POINTER, struct file, entries, &entry, 1, 100),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t file_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct file, file_fields),
};

/* Reads and binds [text] with every limit from 1 on until it works; each time before it has to say
 * that memory was used up, and nothing else. */
static void sweep(const char *text, bool bind)
{
    for (size_t limit = 1;; limit += 7) {
        struct bench bench;
        const struct yaml_node *root = NULL;
        void *data = NULL;

        bench_init(&bench, text, strlen(text));
        arena_free(&bench.arena);
        arena_init(&bench.arena, limit);
        bool done = yaml_read(&bench.source, &bench.arena, &root, &bench.diags);
        if (done && bind) {
            done = yaml_bind(&bench.source, root, &file_schema, "a test file", &bench.arena, &data,
                             &bench.diags);
            assert_true(done == (data != NULL));
        }
        if (done && !yaml_bind_what_fits(root, &file_schema, &bench.arena, &data)) {
            diag_out_of_memory(&bench.diags);
            done = false;
        }
        assert_true(done != bench.diags.exhausted);
        assert_int_equal(bench.diags.count, 0);
        bench_free(&bench);
        if (done) {
            assert_true(limit > 100);
            return;
        }
        assert_true(limit < 1u << 20);
    }
}

static void any_memory_that_is_too_little_is_said(void **state)
{
    (void)state;
    sweep("title: \"a\\tb\"\nentries:\n  - {id: x}\n  - {id: y}\n  - id: >\n      z\n", true);
}

static void memory_may_run_out_while_a_message_is_made(void **state)
{
    (void)state;
    static const char text[] = "a: \"\\0\"\nb: *x\nb: !y z\n[c]: {d: e, f}\n";
    for (size_t limit = 1; limit < 4096; limit += 3) {
        struct bench bench;
        const struct yaml_node *root = NULL;

        bench_init(&bench, text, sizeof text - 1);
        arena_free(&bench.arena);
        arena_init(&bench.arena, limit);
        assert_false(yaml_read(&bench.source, &bench.arena, &root, &bench.diags));
        assert_true(bench.diags.exhausted || bench.diags.count == 6);
        bench_free(&bench);
    }
}

static void memory_for_messages_may_run_out(void **state)
{
    (void)state;
    static const char text[] = "a: \"\\0\"\nb: *x\nb: !y z\n[c]: {d: e, f}\n";
    for (size_t limit = 1; limit < 100000; limit += 997) {
        struct bench bench;
        const struct yaml_node *root = NULL;

        bench_init(&bench, text, sizeof text - 1);
        arena_free(&bench.diag_arena);
        arena_init(&bench.diag_arena, limit);
        assert_false(yaml_read(&bench.source, &bench.arena, &root, &bench.diags));
        assert_true(bench.diags.errors > 0);
        bench_free(&bench);
    }
}

int run_limit_tests(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nesting_is_accepted_up_to_the_limit),
        cmocka_unit_test(nesting_beyond_the_limit_is_refused),
        cmocka_unit_test(nested_lists_in_block_style_are_limited_the_same),
        cmocka_unit_test(nested_mappings_are_limited_the_same),
        cmocka_unit_test(a_hundred_thousand_brackets_stop_at_the_limit),
        cmocka_unit_test(the_message_about_nesting_says_how_deep),
        cmocka_unit_test(values_are_accepted_up_to_the_limit),
        cmocka_unit_test(values_beyond_the_limit_are_refused),
        cmocka_unit_test(the_message_about_values_says_how_many),
        cmocka_unit_test(an_alias_bomb_is_refused_without_being_expanded),
        cmocka_unit_test(a_line_of_ten_megabytes_is_read),
        cmocka_unit_test(a_mapping_with_many_keys_is_checked_for_repeated_ones),
        cmocka_unit_test(any_memory_that_is_too_little_is_said),
        cmocka_unit_test(memory_may_run_out_while_a_message_is_made),
        cmocka_unit_test(memory_for_messages_may_run_out),
    };
    return cmocka_run_group_tests_name("yaml: limits", tests, NULL, NULL);
}
