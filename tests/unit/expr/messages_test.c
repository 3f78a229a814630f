/* What is said of conditions that are wrong: the whole message, its place (offset and length in the
 * condition), its notes and its help. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scope.h"

struct row {
    const char *text;
    const char *says;
};

static void check(const struct row *row, struct expr_options options)
{
    struct compiled compiled;
    begin(&compiled, text_of(row->text), options);
    char *says = messages_of(&compiled);
    if (compiled.expr != NULL || strcmp(says, row->says) != 0) {
        print_error("%s\n", row->text);
    }
    assert_string_equal(says, row->says);
    assert_null(compiled.expr);
    free(says);
    end(&compiled);
}

static void every_mistake_is_said_at_its_place_with_its_mend(void **state)
{
    (void)state;
    static const struct row rows[] = {
#include "rows_syntax.h"
#include "rows_types.h"
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        check(&rows[i], as_rule);
    }
}

static void a_line_end_in_quotes_is_refused(void **state)
{
    (void)state;
    static const struct row row = {"word == 'a\nb' and remote",
                                   "E215 8+2 the text is not closed\n"
                                   "  help write `'` behind its last letter"};
    check(&row, as_rule);
}

static void a_carriage_return_in_quotes_is_refused(void **state)
{
    (void)state;
    static const struct row row = {"word == 'a\rb'", "E215 8+5 the text is not closed\n"
                                                     "  help write `'` behind its last letter"};
    check(&row, as_rule);
}

static void curly_quotes_end_with_the_line(void **state)
{
    (void)state;
    static const struct row row = {"“daily\n == frequency",
                                   "E202 0+8 `“daily` stands in curly quotes\n"
                                   "  help write straight quotes: `\"daily\"`"};
    check(&row, as_rule);
}

/* An expression that stands in no file, and a second one whose mistake has the same offset. */
static void a_passage_may_have_no_place(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 1 << 20);
    struct source source = {.name = "test", .text = TEXT("age > and"), .first_line = 1};
    struct source other = {.name = "other", .text = TEXT("age > and"), .first_line = 1};
    struct passage passages[] = {{NULL, source.text, NULL, 0},
                                 {&source, source.text, NULL, 0},
                                 {&other, source.text, NULL, 0}};
    struct diags diags;
    diags_init(&diags, &arena);
    const struct expr *expr = NULL;
    for (int i = 0; i < 3; i++) {
        assert_false(expr_compile(&passages[i], test_scope(), as_rule, &arena, &expr, &diags));
        assert_int_equal(diags.count, i + 1);
        assert_ptr_equal(diags.items[i].span.source, passages[i].source);
    }
    arena_free(&arena);
}

/* What can be suggested where there is one choice, or none; and no place to name. */
static void small_domains_are_named_as_far_as_they_go(void **state)
{
    (void)state;
    static const struct domain_option option = {{"only", 4}, 0};
    static const char *const says[] = {"", "its choices are `\"only\"`"};
    for (uint32_t count = 0; count < 2; count++) {
        struct arena arena;
        arena_init(&arena, 1 << 20);
        struct domain domain = {TEXT("q"), &option, count};
        struct variable variable = {.name = TEXT("q"),
                                    .type = {TYPE_CHOICE, NULL, &domain},
                                    .declared_says = "asked",
                                    .everything = {.kind = VALUE_CHOICE, .choices = 1}};
        struct names names;
        names_init(&names, &arena);
        assert_int_equal(names_add(&names, variable.name), 0);
        struct scope scope = {&variable, 1, &names};
        struct source source = {.name = "test", .text = TEXT("q == 'zz'"), .first_line = 1};
        struct passage passage = {&source, source.text, NULL, 0};
        struct diags diags;
        diags_init(&diags, &arena);
        const struct expr *expr = NULL;
        assert_false(expr_compile(&passage, &scope, as_rule, &arena, &expr, &diags));
        assert_int_equal(diags.count, 1);
        assert_true(text_is(diags.items[0].help, says[count]));
        assert_null(diags.items[0].notes);
        arena_free(&arena);
    }
}

static void what_is_no_utf8_is_refused(void **state)
{
    (void)state;
    static const struct row row = {"remote \xFF", "E234 7+1 the condition is not valid UTF-8 here"};
    check(&row, as_rule);
}

static void the_root_is_of_the_kind_that_its_place_wants(void **state)
{
    (void)state;
    static const struct row row = {"remote",
                                   "E211 0+6 a total must be a whole number, but `remote` is a "
                                   "yes/no question\n  note declared `remote` is asked here"};
    check(&row, (struct expr_options){true, TYPE_INT, "a total"});
}

static void a_nul_has_no_meaning(void **state)
{
    (void)state;
    struct compiled compiled;
    begin(&compiled, (struct text){"remote\0", 7}, as_rule);
    char *says = messages_of(&compiled);
    free(says);
    end(&compiled);
    begin(&compiled, (struct text){"'\\\0' == word", 12}, as_rule);
    says = messages_of(&compiled);
    assert_string_equal(says,
                        "E215 1+2 `\\\\u{0}` is no escape\n  help write `\\\\` for a backslash");
    free(says);
    end(&compiled);
    begin(&compiled, (struct text){"remote\0", 7}, as_rule);
    says = messages_of(&compiled);
    assert_string_equal(says, "E202 6+1 `\\u{0}` has no meaning in a condition");
    free(says);
    end(&compiled);
}

/* Where `yes` or `AND` is the name of a question, it is no slip. */
static void a_slip_that_is_a_name_is_a_name(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 1 << 20);
    struct names names;
    names_init(&names, &arena);
    assert_int_equal(names_add(&names, TEXT("yes")), 0);
    struct variable variable = {.name = TEXT("yes"),
                                .type = {TYPE_BOOL, NULL, NULL},
                                .declared_says = "asked",
                                .everything = open_truth()};
    struct scope scope = {&variable, 1, &names};
    struct source source = {.name = "test", .text = TEXT("not yes"), .first_line = 1};
    struct passage passage = {&source, source.text, NULL, 0};
    struct diags diags;
    diags_init(&diags, &arena);
    const struct expr *expr = NULL;
    assert_true(expr_compile(&passage, &scope, as_rule, &arena, &expr, &diags));
    assert_int_equal(expr->variable_count, 1);
    arena_free(&arena);
}

/* A folded or quoted YAML scalar does not stand in its file letter by letter. */
static void places_follow_the_passage(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 1 << 20);
    struct source source = {.name = "file", .text = TEXT("when: 'agee\n  > 3'"), .first_line = 1};
    static const uint32_t offsets[] = {7, 8, 9, 10, 11, 14, 15, 16, 17};
    struct passage passage = {&source, TEXT("agee > 3"), offsets, 0};
    struct diags diags;
    diags_init(&diags, &arena);
    const struct expr *expr = NULL;
    assert_false(expr_compile(&passage, test_scope(), as_rule, &arena, &expr, &diags));
    assert_int_equal(diags.count, 1);
    assert_int_equal(diags.items[0].span.offset, 7);
    assert_int_equal(diags.items[0].span.length, 4);
    assert_null(expr);
    arena_free(&arena);
}

static void ranges_are_proved_only_where_asked_for(void **state)
{
    (void)state;
    struct compiled compiled;
    begin(&compiled, TEXT("1 / 0 == 1"), as_cel);
    assert_non_null(compiled.expr);
    assert_int_equal(compiled.diags.errors, 0);
    end(&compiled);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_mistake_is_said_at_its_place_with_its_mend),
        cmocka_unit_test(a_line_end_in_quotes_is_refused),
        cmocka_unit_test(a_carriage_return_in_quotes_is_refused),
        cmocka_unit_test(curly_quotes_end_with_the_line),
        cmocka_unit_test(a_passage_may_have_no_place),
        cmocka_unit_test(small_domains_are_named_as_far_as_they_go),
        cmocka_unit_test(what_is_no_utf8_is_refused),
        cmocka_unit_test(the_root_is_of_the_kind_that_its_place_wants),
        cmocka_unit_test(a_nul_has_no_meaning),
        cmocka_unit_test(a_slip_that_is_a_name_is_a_name),
        cmocka_unit_test(places_follow_the_passage),
        cmocka_unit_test(ranges_are_proved_only_where_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
