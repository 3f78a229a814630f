/* A tree held against a libcyaml schema: everything that does not fit is named at its place, and
 * what fits is loaded. */
#include "yaml_test.h"

#include <cyaml/cyaml.h>

#include "base/limits.h"

/* ---- A small schema with one of everything --------------------------------------------------- */

struct person {
    const char *id;
    const char *name;
    const char **tags;
    uint32_t tags_count;
};

struct site {
    const char *town;
    const char *street;
};

enum colour { COLOUR_RED = 3, COLOUR_GREEN = 5 };

struct file {
    const char *title;
    const char *note;
    enum colour colour;
    struct site place;
    struct person *people;
    uint32_t people_count;
};

static const cyaml_strval_t colours[] = {{"red", COLOUR_RED}, {"green", COLOUR_GREEN}};

static const cyaml_schema_value_t tag = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, CYAML_UNLIMITED),
};

#define OPTIONAL (CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL)

static const cyaml_schema_field_t person_fields[] = {
    CYAML_FIELD_STRING_PTR("id", CYAML_FLAG_POINTER, struct person, id, 1, CYAML_UNLIMITED),
    CYAML_FIELD_STRING_PTR("name", CYAML_FLAG_POINTER, struct person, name, 1, CYAML_UNLIMITED),
    CYAML_FIELD_SEQUENCE("tags", OPTIONAL, struct person, tags, &tag, 1, 3),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t person = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct person, person_fields),
};
static const cyaml_schema_field_t place_fields[] = {
    CYAML_FIELD_STRING_PTR("town", CYAML_FLAG_POINTER, struct site, town, 1, CYAML_UNLIMITED),
    CYAML_FIELD_STRING_PTR("street", OPTIONAL, struct site, street, 1, CYAML_UNLIMITED),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t file_fields[] = {
    CYAML_FIELD_STRING_PTR("title", CYAML_FLAG_POINTER, struct file, title, 1, CYAML_UNLIMITED),
    CYAML_FIELD_STRING_PTR("note", OPTIONAL, struct file, note, 0, CYAML_UNLIMITED),
    CYAML_FIELD_ENUM("colour", CYAML_FLAG_STRICT | CYAML_FLAG_OPTIONAL, struct file, colour,
                     colours, CYAML_ARRAY_LEN(colours)),
    CYAML_FIELD_MAPPING("place", CYAML_FLAG_OPTIONAL, struct file, place, place_fields),
    CYAML_FIELD_SEQUENCE("people", OPTIONAL, struct file, people, &person, 2, 4),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t file_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct file, file_fields),
};

/* ---- Helpers --------------------------------------------------------------------------------- */

static bool bind(struct bench *bench, struct file **ret)
{
    const struct yaml_node *root = NULL;
    void *data = NULL;
    bool ok = yaml_read(&bench->source, &bench->arena, &root, &bench->diags) &&
              yaml_bind(&bench->source, root, &file_schema, "a test file", &bench->arena, &data,
                        &bench->diags);
    *ret = data;
    return ok;
}

static void refused(const char *yaml, const char *expected)
{
    struct bench bench;
    struct file *file = NULL;

    bench_init(&bench, yaml, strlen(yaml));
    assert_false(bind(&bench, &file));
    assert_null(file);
    assert_messages(&bench, expected);
    bench_free(&bench);
}

/* ---- What fits ------------------------------------------------------------------------------- */

static const char whole[] = "title: Hello\n"
                            "note: ''\n"
                            "colour: green\n"
                            "place: {town: Glendora}\n"
                            "people:\n"
                            "  - id: ann\n"
                            "    name: Ann\n"
                            "    tags: [a, 'no', yes]\n"
                            "  - {id: bob, name: null-free}\n";

static void assert_whole(const struct file *file)
{
    assert_string_equal(file->title, "Hello");
    assert_int_equal(file->colour, COLOUR_GREEN);
    assert_string_equal(file->place.town, "Glendora");
    assert_null(file->place.street);
    assert_int_equal(file->people_count, 2);
    assert_string_equal(file->people[0].id, "ann");
    assert_int_equal(file->people[0].tags_count, 3);
    assert_string_equal(file->people[0].tags[0], "a");
    assert_string_equal(file->people[0].tags[1], "no");
    assert_string_equal(file->people[0].tags[2], "yes");
    assert_string_equal(file->people[1].name, "null-free");
    assert_int_equal(file->people[1].tags_count, 0);
}

static void what_fits_the_schema_is_loaded(void **state)
{
    (void)state;
    struct bench bench;
    struct file *file = NULL;

    bench_init(&bench, whole, sizeof whole - 1);
    assert_true(bind(&bench, &file));
    assert_whole(file);
    assert_string_equal(file->note, "");
    assert_messages(&bench, "");
    bench_free(&bench);
}

static void what_fits_can_be_loaded_without_libcyaml(void **state)
{
    (void)state;
    struct bench bench;
    const struct yaml_node *root = NULL;
    void *data = NULL;

    bench_init(&bench, whole, sizeof whole - 1);
    assert_true(yaml_read(&bench.source, &bench.arena, &root, &bench.diags));
    assert_true(yaml_bind_what_fits(root, &file_schema, &bench.arena, &data));
    assert_whole(data);
    bench_free(&bench);
}

static void a_file_that_does_not_fit_keeps_what_does(void **state)
{
    (void)state;
    static const char yaml[] = "title: [x]\n"
                               "title: Second\n"
                               "colour: blue\n"
                               "place: Glendora\n"
                               "people:\n"
                               "  - text\n"
                               "  - {id: '', name: Bob, tags: x}\n"
                               "  - {id: *x, name: !y z, tags: [a, [b], ~]}\n";
    struct bench bench;
    const struct yaml_node *root = NULL;
    void *data = NULL;

    bench_init(&bench, yaml, sizeof yaml - 1);
    assert_false(yaml_scan(&bench.source, &bench.arena, &root, &bench.diags));
    assert_non_null(root);
    assert_true(yaml_bind_what_fits(root, &file_schema, &bench.arena, &data));
    const struct file *file = data;
    assert_null(file->title);
    assert_int_equal(file->colour, 0);
    assert_null(file->place.town);
    assert_int_equal(file->people_count, 3);
    assert_null(file->people[0].name);
    assert_null(file->people[1].id);
    assert_string_equal(file->people[1].name, "Bob");
    assert_int_equal(file->people[1].tags_count, 0);
    assert_null(file->people[2].id);
    assert_null(file->people[2].name);
    assert_int_equal(file->people[2].tags_count, 3);
    assert_string_equal(file->people[2].tags[0], "a");
    assert_null(file->people[2].tags[1]);
    assert_null(file->people[2].tags[2]);
    bench_free(&bench);
}

static void a_root_that_is_a_text_leaves_an_empty_struct(void **state)
{
    (void)state;
    struct bench bench;
    const struct yaml_node *root = NULL;
    void *data = NULL;

    bench_init(&bench, "x", 1);
    assert_true(yaml_read(&bench.source, &bench.arena, &root, &bench.diags));
    assert_true(yaml_bind_what_fits(root, &file_schema, &bench.arena, &data));
    assert_null(((const struct file *)data)->title);
    bench_free(&bench);
}

struct empty {
    const char *only;
};
static const cyaml_schema_field_t empty_fields[] = {
    CYAML_FIELD_STRING_PTR("only", OPTIONAL, struct empty, only, 0, CYAML_UNLIMITED),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t empty_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct empty, empty_fields),
};

static void a_mapping_without_keys_is_an_empty_struct(void **state)
{
    (void)state;
    struct bench bench;
    const struct yaml_node *root = NULL;
    void *data = NULL;

    bench_init(&bench, "{}", 2);
    assert_true(yaml_read(&bench.source, &bench.arena, &root, &bench.diags));
    assert_true(yaml_bind(&bench.source, root, &empty_schema, "a test file", &bench.arena, &data,
                          &bench.diags));
    assert_non_null(data);
    assert_null(((const struct empty *)data)->only);
    bench_free(&bench);
}

/* A pointer to a mapping inside a mapping is followed as libcyaml follows it. */
struct outer {
    struct site *place;
};
static const cyaml_schema_field_t outer_fields[] = {
    CYAML_FIELD_MAPPING_PTR("place", CYAML_FLAG_POINTER, struct outer, place, place_fields),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t outer_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct outer, outer_fields),
};

static void a_mapping_behind_a_pointer_is_loaded_both_ways(void **state)
{
    (void)state;
    static const char yaml[] = "place: {town: Glendora}\n";
    struct bench bench;
    const struct yaml_node *root = NULL;
    void *data = NULL;

    bench_init(&bench, yaml, sizeof yaml - 1);
    assert_true(yaml_read(&bench.source, &bench.arena, &root, &bench.diags));
    assert_true(yaml_bind(&bench.source, root, &outer_schema, "a test file", &bench.arena, &data,
                          &bench.diags));
    assert_string_equal(((const struct outer *)data)->place->town, "Glendora");
    assert_true(yaml_bind_what_fits(root, &outer_schema, &bench.arena, &data));
    assert_string_equal(((const struct outer *)data)->place->town, "Glendora");
    bench_free(&bench);
}

/* What libcyaml refuses beyond our own checks: here a schema that asks for longer texts. */
static const cyaml_schema_field_t long_fields[] = {
    CYAML_FIELD_STRING_PTR("only", CYAML_FLAG_POINTER, struct empty, only, 5, CYAML_UNLIMITED),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t long_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct empty, long_fields),
};

static void what_libcyaml_alone_refuses_is_said_in_its_words(void **state)
{
    (void)state;
    struct bench bench;
    const struct yaml_node *root = NULL;
    void *data = NULL;

    bench_init(&bench, "only: x\n", 8);
    assert_true(yaml_read(&bench.source, &bench.arena, &root, &bench.diags));
    assert_false(yaml_bind(&bench.source, root, &long_schema, "a test file", &bench.arena, &data,
                           &bench.diags));
    assert_messages(&bench, "f.yaml:1:1: error[Y147]: the YAML library refuses this file: String "
                            "length too short\n"
                            "    1 | only: x\n"
                            "      | ^\n");
    bench_free(&bench);
}

/* ---- What does not fit ----------------------------------------------------------------------- */

static void an_unknown_key_is_refused_with_the_nearest(void **state)
{
    (void)state;
    refused("title: x\n"
            "colur: red\n",
            "f.yaml:2:1: error[Y140]: unknown key `colur`\n"
            "    2 | colur: red\n"
            "      | ^~~~~\n"
            "help: did you mean `colour`?\n");
}

static void an_unknown_key_without_a_near_one_names_all(void **state)
{
    (void)state;
    refused("title: x\n"
            "zzz: 1\n",
            "f.yaml:2:1: error[Y140]: unknown key `zzz`\n"
            "    2 | zzz: 1\n"
            "      | ^~~\n"
            "help: the keys here are `title`, `note`, `colour`, `place` and `people`\n");
}

static void an_unknown_key_further_in_is_refused(void **state)
{
    (void)state;
    refused("title: x\n"
            "place: {town: x, sreet: y}\n",
            "f.yaml:2:18: error[Y140]: unknown key `sreet`\n"
            "    2 | place: {town: x, sreet: y}\n"
            "      |                  ^~~~~\n"
            "help: did you mean `street`?\n");
}

static void every_unknown_key_is_reported(void **state)
{
    (void)state;
    refused("title: x\n"
            "zzz: 1\n"
            "yyy: [2]\n",
            "f.yaml:2:1: error[Y140]: unknown key `zzz`\n"
            "    2 | zzz: 1\n"
            "      | ^~~\n"
            "help: the keys here are `title`, `note`, `colour`, `place` and `people`\n"
            "f.yaml:3:1: error[Y140]: unknown key `yyy`\n"
            "    3 | yyy: [2]\n"
            "      | ^~~\n"
            "help: the keys here are `title`, `note`, `colour`, `place` and `people`\n");
}

static void a_missing_key_is_refused(void **state)
{
    (void)state;
    refused("note: x\n", "f.yaml:1:1: error[Y141]: a test file has no `title`\n"
                         "    1 | note: x\n"
                         "      | ^~~~\n"
                         "help: add `title: …`\n");
}

static void a_missing_key_of_an_empty_mapping_is_refused(void **state)
{
    (void)state;
    refused("{}\n", "f.yaml:1:1: error[Y141]: a test file has no `title`\n"
                    "    1 | {}\n"
                    "      | ^\n"
                    "help: add `title: …`\n");
}

static void a_missing_key_of_a_part_is_refused(void **state)
{
    (void)state;
    refused("title: x\n"
            "place: {street: y}\n",
            "f.yaml:2:9: error[Y141]: `place` has no `town`\n"
            "    2 | place: {street: y}\n"
            "      |         ^~~~~~\n"
            "help: add `town: …`\n");
}

static void a_missing_key_of_an_entry_is_refused_at_its_id(void **state)
{
    (void)state;
    refused("title: x\n"
            "people:\n"
            "  - {name: A, id: ann}\n"
            "  - id: bob\n",
            "f.yaml:4:9: error[Y141]: `bob` in `people` has no `name`\n"
            "    4 |   - id: bob\n"
            "      |         ^~~\n"
            "help: add `name: …`\n");
}

static void a_missing_key_of_an_entry_without_an_id_is_refused_at_its_start(void **state)
{
    (void)state;
    refused("title: x\n"
            "people:\n"
            "  - {id: ann, name: A}\n"
            "  - tags: [x]\n",
            "f.yaml:4:5: error[Y141]: an entry of `people` has no `id`\n"
            "    4 |   - tags: [x]\n"
            "      |     ^~~~\n"
            "help: add `id: …`\n"
            "f.yaml:4:5: error[Y141]: an entry of `people` has no `name`\n"
            "    4 |   - tags: [x]\n"
            "      |     ^~~~\n"
            "help: add `name: …`\n");
}

static void a_list_for_a_text_is_refused(void **state)
{
    (void)state;
    refused("title: [x]\n", "f.yaml:1:8: error[Y142]: `title` takes a text, not a list\n"
                            "    1 | title: [x]\n"
                            "      |        ^~~\n"
                            "help: put a text that begins with a bracket in quotes\n");
}

static void a_list_in_block_style_for_a_text_is_refused(void **state)
{
    (void)state;
    refused("title:\n"
            "  - x\n",
            "f.yaml:2:3: error[Y142]: `title` takes a text, not a list\n"
            "    2 |   - x\n"
            "      |   ^~~\n"
            "help: write the text on the line of its key, or on lines of its own after `|`\n");
}

static void a_mistyped_key_is_not_missing_as_well(void **state)
{
    (void)state;
    refused("tittle: x\n", "f.yaml:1:1: error[Y140]: unknown key `tittle`\n"
                           "    1 | tittle: x\n"
                           "      | ^~~~~~\n"
                           "help: did you mean `title`?\n");
}

static void a_mapping_for_a_text_is_refused(void **state)
{
    (void)state;
    refused("title: {x: 1}\n",
            "f.yaml:1:8: error[Y142]: `title` takes a text, not keys with values\n"
            "    1 | title: {x: 1}\n"
            "      |        ^~~~~~\n"
            "help: put a text that begins with a bracket in quotes\n");
}

static void a_text_for_a_list_is_refused(void **state)
{
    (void)state;
    refused("title: x\n"
            "people: ann\n",
            "f.yaml:2:9: error[Y142]: `people` takes a list, not a text\n"
            "    2 | people: ann\n"
            "      |         ^~~\n"
            "help: write each entry on a line of its own, after `- `\n");
}

static void a_mapping_for_a_list_is_refused(void **state)
{
    (void)state;
    refused("title: x\n"
            "people: {id: ann}\n",
            "f.yaml:2:9: error[Y142]: `people` takes a list, not keys with values\n"
            "    2 | people: {id: ann}\n"
            "      |         ^~~~~~~~~\n"
            "help: write each entry on a line of its own, after `- `\n");
}

static void a_text_for_a_mapping_is_refused(void **state)
{
    (void)state;
    refused("title: x\n"
            "place: Glendora\n",
            "f.yaml:2:8: error[Y142]: `place` takes keys with values, not a text\n"
            "    2 | place: Glendora\n"
            "      |        ^~~~~~~~\n"
            "help: write each key on a line of its own, with its value after `: `\n");
}

static void a_text_for_an_entry_is_refused(void **state)
{
    (void)state;
    refused("title: x\n"
            "people:\n"
            "  - ann\n"
            "  - {id: bob, name: B}\n",
            "f.yaml:3:5: error[Y142]: an entry of `people` takes keys with values, not a text\n"
            "    3 |   - ann\n"
            "      |     ^~~\n"
            "help: write each key on a line of its own, with its value after `: `\n");
}

static void a_list_for_an_entry_is_refused(void **state)
{
    (void)state;
    refused("title: x\n"
            "people:\n"
            "  - {id: ann, name: A, tags: [[x]]}\n"
            "  - {id: bob, name: B}\n",
            "f.yaml:3:31: error[Y142]: an entry of `tags` takes a text, not a list\n"
            "    3 |   - {id: ann, name: A, tags: [[x]]}\n"
            "      |                               ^~~\n"
            "help: put a text that begins with a bracket in quotes\n");
}

static void a_text_as_a_file_is_refused(void **state)
{
    (void)state;
    refused("hello\n", "f.yaml:1:1: error[Y142]: a test file begins with a key, not with a text\n"
                       "    1 | hello\n"
                       "      | ^\n"
                       "help: check that this is the right file\n");
}

static void a_list_as_a_file_is_refused(void **state)
{
    (void)state;
    refused("- title: x\n",
            "f.yaml:1:1: error[Y142]: a test file begins with a key, not with a list\n"
            "    1 | - title: x\n"
            "      | ^\n"
            "help: check that this is the right file\n");
}

static void a_key_without_a_value_is_refused(void **state)
{
    (void)state;
    refused("title:\n", "f.yaml:1:1: error[Y143]: `title` has no value\n"
                        "    1 | title:\n"
                        "      | ^~~~~\n"
                        "help: give the value, or leave the line out\n");
}

static void a_null_for_a_text_is_refused(void **state)
{
    (void)state;
    refused("title: null\n", "f.yaml:1:8: error[Y143]: `title` has no value\n"
                             "    1 | title: null\n"
                             "      |        ^~~~\n"
                             "help: give the value, or leave the line out; if this word is the "
                             "text, put it in quotes\n");
}

static void a_null_for_a_list_is_refused(void **state)
{
    (void)state;
    refused("title: x\n"
            "people: ~\n",
            "f.yaml:2:9: error[Y143]: `people` has no value\n"
            "    2 | people: ~\n"
            "      |         ^\n"
            "help: give the value, or leave the line out; if this word is the text, put it in "
            "quotes\n");
}

static void a_null_entry_is_refused(void **state)
{
    (void)state;
    refused("title: x\n"
            "people:\n"
            "  -\n"
            "  - {id: bob, name: B}\n",
            "f.yaml:3:4: error[Y143]: an entry of `people` has no value\n"
            "    3 |   -\n"
            "      |    ^\n"
            "help: give the value, or leave the line out\n");
}

static void a_value_that_is_a_comment_is_refused(void **state)
{
    (void)state;
    refused("title: # the title\n", "f.yaml:1:1: error[Y143]: `title` has no value\n"
                                    "    1 | title: # the title\n"
                                    "      | ^~~~~\n"
                                    "help: give the value, or leave the line out\n");
}

static void an_empty_text_is_refused(void **state)
{
    (void)state;
    refused("title: ''\n", "f.yaml:1:8: error[Y143]: `title` is empty\n"
                           "    1 | title: ''\n"
                           "      |        ^~\n"
                           "help: give the text, or leave the line out\n");
}

static void a_text_of_blanks_is_refused(void **state)
{
    (void)state;
    refused("title: \"  \"\n", "f.yaml:1:8: error[Y143]: `title` is empty\n"
                               "    1 | title: \"  \"\n"
                               "      |        ^~~~\n"
                               "help: give the text, or leave the line out\n");
}

static void an_unknown_word_is_refused_with_the_nearest(void **state)
{
    (void)state;
    refused("title: x\n"
            "colour: gren\n",
            "f.yaml:2:9: error[Y144]: `colour` cannot be `gren`\n"
            "    2 | colour: gren\n"
            "      |         ^~~~\n"
            "help: did you mean `green`?\n");
}

static void an_unknown_word_without_a_near_one_names_all(void **state)
{
    (void)state;
    refused("title: x\n"
            "colour: ultraviolet\n",
            "f.yaml:2:9: error[Y144]: `colour` cannot be `ultraviolet`\n"
            "    2 | colour: ultraviolet\n"
            "      |         ^~~~~~~~~~~\n"
            "help: it can be `red` or `green`\n");
}

static void a_number_for_a_word_is_refused(void **state)
{
    (void)state;
    refused("title: x\n"
            "colour: 3\n",
            "f.yaml:2:9: error[Y144]: `colour` cannot be `3`\n"
            "    2 | colour: 3\n"
            "      |         ^\n"
            "help: it can be `red` or `green`\n");
}

static void words_are_told_apart_by_case(void **state)
{
    (void)state;
    refused("title: x\n"
            "colour: Red\n",
            "f.yaml:2:9: error[Y144]: `colour` cannot be `Red`\n"
            "    2 | colour: Red\n"
            "      |         ^~~\n"
            "help: did you mean `red`?\n");
}

static void a_word_with_a_null_is_refused(void **state)
{
    (void)state;
    refused("title: x\n"
            "colour: ~\n",
            "f.yaml:2:9: error[Y143]: `colour` has no value\n"
            "    2 | colour: ~\n"
            "      |         ^\n"
            "help: give the value, or leave the line out; if this word is the text, put it in "
            "quotes\n");
}

static void too_few_entries_are_refused(void **state)
{
    (void)state;
    refused("title: x\n"
            "people:\n"
            "  - {id: ann, name: A}\n",
            "f.yaml:3:3: error[Y145]: `people` needs at least 2 entries\n"
            "    3 |   - {id: ann, name: A}\n"
            "      |   ^~~~~~~~~~~~~~~~~~~~\n"
            "help: write each entry on a line of its own, after `- `\n");
}

static void an_empty_list_is_refused(void **state)
{
    (void)state;
    refused("title: x\n"
            "people:\n"
            "  - {id: ann, name: A, tags: []}\n"
            "  - {id: bob, name: B}\n",
            "f.yaml:3:30: error[Y145]: `tags` needs at least 1 entry\n"
            "    3 |   - {id: ann, name: A, tags: []}\n"
            "      |                              ^~\n"
            "help: write each entry on a line of its own, after `- `\n");
}

static void too_many_entries_are_refused_at_the_first_of_them(void **state)
{
    (void)state;
    refused("title: x\n"
            "people:\n"
            "  - {id: ann, name: A, tags: [a, b, c, d, e]}\n"
            "  - {id: bob, name: B}\n",
            "f.yaml:3:40: error[Y146]: `tags` has 5 entries; at most 3 are possible\n"
            "    3 |   - {id: ann, name: A, tags: [a, b, c, d, e]}\n"
            "      |                                        ^\n");
}

static void everything_that_is_wrong_is_reported(void **state)
{
    (void)state;
    refused(
        "titel: x\n"
        "colour: pink\n"
        "place: {street: [y]}\n"
        "people:\n"
        "  - {id: ann, nam: A}\n"
        "  - {id: bob, name: ~, tags: x}\n",
        "f.yaml:1:1: error[Y140]: unknown key `titel`\n"
        "    1 | titel: x\n"
        "      | ^~~~~\n"
        "help: did you mean `title`?\n"
        "f.yaml:2:9: error[Y144]: `colour` cannot be `pink`\n"
        "    2 | colour: pink\n"
        "      |         ^~~~\n"
        "help: it can be `red` or `green`\n"
        "f.yaml:3:9: error[Y141]: `place` has no `town`\n"
        "    3 | place: {street: [y]}\n"
        "      |         ^~~~~~\n"
        "help: add `town: …`\n"
        "f.yaml:3:17: error[Y142]: `street` takes a text, not a list\n"
        "    3 | place: {street: [y]}\n"
        "      |                 ^~~\n"
        "help: put a text that begins with a bracket in quotes\n"
        "f.yaml:5:15: error[Y140]: unknown key `nam`\n"
        "    5 |   - {id: ann, nam: A}\n"
        "      |               ^~~\n"
        "help: did you mean `name`?\n"
        "f.yaml:6:21: error[Y143]: `name` has no value\n"
        "    6 |   - {id: bob, name: ~, tags: x}\n"
        "      |                     ^\n"
        "help: give the value, or leave the line out; if this word is the text, put it in quotes\n"
        "f.yaml:6:30: error[Y142]: `tags` takes a list, not a text\n"
        "    6 |   - {id: bob, name: ~, tags: x}\n"
        "      |                              ^\n"
        "help: write each entry on a line of its own, after `- `\n");
}

int run_bind_tests(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_fits_the_schema_is_loaded),
        cmocka_unit_test(what_fits_can_be_loaded_without_libcyaml),
        cmocka_unit_test(a_file_that_does_not_fit_keeps_what_does),
        cmocka_unit_test(a_root_that_is_a_text_leaves_an_empty_struct),
        cmocka_unit_test(a_mapping_without_keys_is_an_empty_struct),
        cmocka_unit_test(a_mapping_behind_a_pointer_is_loaded_both_ways),
        cmocka_unit_test(what_libcyaml_alone_refuses_is_said_in_its_words),
        cmocka_unit_test(an_unknown_key_is_refused_with_the_nearest),
        cmocka_unit_test(an_unknown_key_without_a_near_one_names_all),
        cmocka_unit_test(an_unknown_key_further_in_is_refused),
        cmocka_unit_test(every_unknown_key_is_reported),
        cmocka_unit_test(a_missing_key_is_refused),
        cmocka_unit_test(a_missing_key_of_an_empty_mapping_is_refused),
        cmocka_unit_test(a_missing_key_of_a_part_is_refused),
        cmocka_unit_test(a_missing_key_of_an_entry_is_refused_at_its_id),
        cmocka_unit_test(a_missing_key_of_an_entry_without_an_id_is_refused_at_its_start),
        cmocka_unit_test(a_list_for_a_text_is_refused),
        cmocka_unit_test(a_list_in_block_style_for_a_text_is_refused),
        cmocka_unit_test(a_mistyped_key_is_not_missing_as_well),
        cmocka_unit_test(a_mapping_for_a_text_is_refused),
        cmocka_unit_test(a_text_for_a_list_is_refused),
        cmocka_unit_test(a_mapping_for_a_list_is_refused),
        cmocka_unit_test(a_text_for_a_mapping_is_refused),
        cmocka_unit_test(a_text_for_an_entry_is_refused),
        cmocka_unit_test(a_list_for_an_entry_is_refused),
        cmocka_unit_test(a_text_as_a_file_is_refused),
        cmocka_unit_test(a_list_as_a_file_is_refused),
        cmocka_unit_test(a_key_without_a_value_is_refused),
        cmocka_unit_test(a_null_for_a_text_is_refused),
        cmocka_unit_test(a_null_for_a_list_is_refused),
        cmocka_unit_test(a_null_entry_is_refused),
        cmocka_unit_test(a_value_that_is_a_comment_is_refused),
        cmocka_unit_test(an_empty_text_is_refused),
        cmocka_unit_test(a_text_of_blanks_is_refused),
        cmocka_unit_test(an_unknown_word_is_refused_with_the_nearest),
        cmocka_unit_test(an_unknown_word_without_a_near_one_names_all),
        cmocka_unit_test(a_number_for_a_word_is_refused),
        cmocka_unit_test(words_are_told_apart_by_case),
        cmocka_unit_test(a_word_with_a_null_is_refused),
        cmocka_unit_test(too_few_entries_are_refused),
        cmocka_unit_test(an_empty_list_is_refused),
        cmocka_unit_test(too_many_entries_are_refused_at_the_first_of_them),
        cmocka_unit_test(everything_that_is_wrong_is_reported),
    };
    return cmocka_run_group_tests_name("yaml: what belongs where", tests, NULL, NULL);
}
