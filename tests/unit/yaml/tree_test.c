/* Looking things up in the tree of a YAML file. */
#include "yaml_test.h"

static void keys_and_entries_can_be_looked_up(void **state)
{
    (void)state;
    static const char yaml[] = "a: [x, {b: y}]\nc: ~\n";
    struct bench bench;
    const struct yaml_node *root = NULL;

    bench_init(&bench, yaml, sizeof yaml - 1);
    assert_true(yaml_read(&bench.source, &bench.arena, &root, &bench.diags));
    const struct yaml_node *list = yaml_get(root, "a");
    assert_int_equal(list->kind, YAML_SEQUENCE);
    assert_int_equal(list->count, 2);
    assert_int_equal(list->span.offset, 3);
    assert_int_equal(list->span.length, 11);
    assert_true(text_is(yaml_at(list, 0)->text, "x"));
    assert_true(text_is(yaml_get(yaml_at(list, 1), "b")->text, "y"));
    assert_null(yaml_at(list, 2));
    assert_null(yaml_at(root, 0));
    assert_null(yaml_get(root, "z"));
    assert_null(yaml_get(list, "z"));
    assert_true(yaml_is_null(yaml_get(root, "c")));
    assert_false(yaml_is_null(list));
    bench_free(&bench);
}

static void every_word_for_nothing_is_null(void **state)
{
    (void)state;
    struct bench bench;
    const struct yaml_node *root = NULL;

    static const char list[] = "-\n- ~\n- null\n- Null\n- NULL\n- nULL\n- 'null'\n- ''\n- \"~\"\n";
    bench_init(&bench, list, sizeof list - 1);
    assert_true(yaml_read(&bench.source, &bench.arena, &root, &bench.diags));
    for (uint32_t i = 0; i < root->count; i++) {
        assert_int_equal(yaml_is_null(yaml_at(root, i)), i < 5);
    }
    bench_free(&bench);
}

int run_tree_tests(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_and_entries_can_be_looked_up),
        cmocka_unit_test(every_word_for_nothing_is_null),
    };
    return cmocka_run_group_tests_name("yaml: looking things up", tests, NULL, NULL);
}
