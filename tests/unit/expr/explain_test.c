/* What is read off an expression: its canonical text, the reasons for its value, what it asks of
 * each variable, and where it reads one. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scope.h"

static void expressions_are_printed_in_one_form(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"!remote&&(severe||pregnant)", "not remote and (severe or pregnant)"},
        {"(remote && severe) && pregnant", "remote and severe and pregnant"},
        {"remote && (severe && pregnant)", "remote and severe and pregnant"},
        {"remote || (severe || (pregnant || remote))", "remote or severe or pregnant or remote"},
        {"not(remote==severe)", "not remote == severe"},
        {"(not remote)==severe", "(not remote) == severe"},
        {"!(remote)==severe", "(not remote) == severe"},
        {"not not remote", "not not remote"},
        {"not (remote and severe)", "not (remote and severe)"},
        {"((age+1)*2-(3-age)) > 0", "(age + 1) * 2 - (3 - age) > 0"},
        {"age+(1+2) > age/(2*3)", "age + (1 + 2) > age / (2 * 3)"},
        {"-(5) < - -7", "-(5) < --7"},
        {"-age < -(-age)", "-age < --age"},
        {"-(age+1) < 0", "-(age + 1) < 0"},
        {"-(1.5) < -0.5", "-(1.5) < -0.5"},
        {"(remote?1:2)+1 == 3", "(remote ? 1 : 2) + 1 == 3"},
        {"remote ? severe ? true : false : true", NULL},
        {"remote ? (severe ? true : false) : true", "remote ? (severe ? true : false) : true"},
        {"remote ? true : severe ? true : false", "remote ? true : severe ? true : false"},
        {"(remote?severe:pregnant)?true:false", "(remote ? severe : pregnant) ? true : false"},
        {"frequency in ['daily']", "frequency in [\"daily\"]"},
        {"frequency.atLeast('daily')||frequency.atMost('never')",
         "frequency.atLeast(\"daily\") or frequency.atMost(\"never\")"},
        {"frequency.points+mood.points>2", "frequency.points + mood.points > 2"},
        {"[1,2,].existsOne(x,x==age)", "[1, 2].exists_one(x, x == age)"},
        {"[1].map(x,x>0,x+1)==[2]", "[1].filter(x, x > 0).map(x, x + 1) == [2]"},
        {"('a'+'b').size()>1", "size(\"a\" + \"b\") > 1"},
        {"([1]+[2]).all(x,x>0)", "([1] + [2]).all(x, x > 0)"},
        {"count(remote,severe)>=int(2.0)", "count(remote, severe) >= int(2.0)"},
        {"double(age)>0.5&&string(age)!='1'&&bool('true')",
         "double(age) > 0.5 and string(age) != \"1\" and bool(\"true\")"},
        {"(1 == 1) == (2 == 2)", "1 == 1 == (2 == 2)"},
        {"age >= 0x10 and age % 3 <= 1", "age >= 16 and age % 3 <= 1"},
        {"[] == [1]", "[] == [1]"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct compiled compiled;
        begin(&compiled, text_of(rows[i][0]), as_rule);
        if (rows[i][1] == NULL) {
            assert_null(compiled.expr);
        } else {
            assert_non_null(compiled.expr);
            char *text = text_of_expr(compiled.expr);
            assert_string_equal(text, rows[i][1]);
            free(text);
        }
        end(&compiled);
    }
}

/* The names of the reasons, one after the other. */
static char *reasons_of(const char *text, const struct value *values)
{
    struct compiled compiled;
    begin(&compiled, text_of(text), as_rule);
    if (compiled.expr == NULL) {
        print_error("%s\n", text);
    }
    assert_non_null(compiled.expr);
    struct value *trace = calloc(compiled.expr->node_count, sizeof *trace);
    uint32_t *slots = calloc(compiled.expr->variable_count + 1, sizeof *slots);
    (void)expr_eval(compiled.expr, values, trace, &compiled.arena);
    uint32_t count = expr_reasons(compiled.expr, values, trace, slots);
    char *said = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&said, &length);
    for (uint32_t i = 0; i < count; i++) {
        struct text name = test_scope()->variables[slots[i]].name;
        fprintf(out, "%s" TEXT_FORMAT, i > 0 ? " " : "", TEXT_ARGS(name));
    }
    fclose(out);
    free(trace);
    free(slots);
    end(&compiled);
    return said;
}

static void reasons_are_what_forces_a_value_or_what_it_waits_for(void **state)
{
    (void)state;
    struct value values[VARIABLES];
    test_everything(values);
    values[REMOTE] = value_truth(true);
    values[SEVERE] = value_truth(false);
    values[AGE] = value_integer(30);
    values[DRINKS] = some_integers(5, 9);
    values[FREQUENCY] = value_choice(3);
    values[SUBSTANCES] = some_set(1, 3);
    static const char *const rows[][2] = {
        {"remote or age > 20", "remote"},
        {"pregnant or remote or age > 20", "remote"},
        {"age > 20 and remote", "age remote"},
        {"remote and severe and pregnant", "severe"},
        {"pregnant and severe", "severe"},
        {"severe or age > 40", "severe age"},
        {"severe or pregnant", "pregnant"},
        {"remote and pregnant and last_use > 3", "pregnant last_use"},
        {"not (severe and pregnant)", "severe"},
        {"remote ? age > 20 : last_use > 3", "remote age"},
        {"severe ? last_use > 3 : age > 20", "severe age"},
        {"pregnant ? age > 20 : last_use > 3", "pregnant last_use"},
        {"pregnant ? age > 20 : age > 10", "age"},
        {"drinks > 3", "drinks"},
        {"drinks > 7", "drinks"},
        {"age >= 0", "age"},
        {"last_use >= 0", ""},
        {"last_use + drinks >= 5", "drinks"},
        {"count(remote, severe, age > 20, pregnant) >= 2", "remote age"},
        {"2 <= count(remote, severe, age > 20, pregnant)", "remote age"},
        {"count(severe, age > 40, pregnant) < 2", "severe age"},
        {"2 > count(severe, age > 40, pregnant)", "severe age"},
        {"count(severe, age > 40, pregnant) >= 2", "severe age"},
        {"count(remote, pregnant, last_use > 3) >= 2", "pregnant last_use"},
        {"count(remote, severe) == 1", "remote severe"},
        {"count(remote, severe) > count(severe)", "remote severe"},
        {"\"alcohol\" in substances", "substances"},
        {"\"opioids\" in substances", "substances"},
        {"substances.exists(s, s == \"alcohol\" and age > 20)", "substances age"},
        {"substances.exists(s, s == \"opioids\" and last_use > 3)", "substances last_use"},
        {"frequency == \"daily\" and mood == \"high\"", "mood"},
        {"frequency.atLeast(\"weekly\")", "frequency"},
        {"age > 20 and age < 40", "age"},
        {"true", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *said = reasons_of(rows[i][0], values);
        if (strcmp(said, rows[i][1]) != 0) {
            print_error("%s\n", rows[i][0]);
        }
        assert_string_equal(said, rows[i][1]);
        free(said);
    }
}

/* "read", "every", "c3" for a cut, "p1.5" for a point, "n5" for named options. */
static char *uses_of(const char *text, uint32_t slot)
{
    struct compiled compiled;
    begin(&compiled, text_of(text), as_cel);
    if (compiled.expr == NULL) {
        print_error("%s\n", text);
    }
    assert_non_null(compiled.expr);
    struct variable_use uses[VARIABLES] = {0};
    assert_true(expr_add_uses(compiled.expr, uses, &compiled.arena));
    char *said = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&said, &length);
    const struct variable_use *use = &uses[slot];
    fprintf(out, "%s%s", use->read ? "read" : "", use->every_value ? " every" : "");
    for (uint32_t i = 0; i < use->cut_count; i++) {
        fprintf(out, " c%lld", (long long)use->cuts[i]);
    }
    for (uint32_t i = 0; i < use->point_count; i++) {
        fprintf(out, " p%g", use->points[i]);
    }
    if (use->named != 0) {
        fprintf(out, " n%llu", (unsigned long long)use->named);
    }
    fclose(out);
    end(&compiled);
    return said;
}

static void uses_are_what_an_expression_can_tell_apart(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t slot;
        const char *uses;
    } rows[] = {
        {"remote", REMOTE, "read"},
        {"remote", AGE, ""},
        {"age < 3", AGE, "read c3"},
        {"age <= 3", AGE, "read c4"},
        {"age > 3", AGE, "read c4"},
        {"age >= 3", AGE, "read c3"},
        {"3 > age", AGE, "read c3"},
        {"3 >= age", AGE, "read c4"},
        {"3 < age", AGE, "read c4"},
        {"3 <= age", AGE, "read c3"},
        {"age == 3", AGE, "read c3 c4"},
        {"age != 3 + 4", AGE, "read c7 c8"},
        {"age in [3, 5]", AGE, "read c3 c4 c5 c6"},
        {"age < 2.5", AGE, "read c3"},
        {"age == 2.5", AGE, "read c3"},
        {"age == 2.0", AGE, "read c2 c3"},
        {"age > -0.5", AGE, "read c0"},
        {"age < 1e30", AGE, "read"},
        {"age > -1e30", AGE, "read"},
        {"huge <= 9223372036854775807", HUGE, "read"},
        {"huge >= -9223372036854775808", HUGE, "read"},
        {"huge == -9223372036854775808", HUGE, "read c-9223372036854775807"},
        {"age < 0.0 / 0.0", AGE, "read"},
        {"weight < 0.0 / 0.0", WEIGHT, "read"},
        {"huge < -9223372036854775808", HUGE, "read"},
        {"size([1].map(x, substances)) > 0", SUBSTANCES, "read n15"},
        {"age + 1 > 3", AGE, "read every"},
        {"age > last_use", AGE, "read every"},
        {"[1, age] == [1, 2]", AGE, "read every"},
        {"1 in [age]", AGE, "read every"},
        {"weight >= 2.5 and weight < 100", WEIGHT, "read p2.5 p100"},
        {"weight in [1.0, 2.0]", WEIGHT, "read p1 p2"},
        {"ratio + 1.0 > 2.0", RATIO, "read every"},
        {"frequency == \"daily\"", FREQUENCY, "read"},
        {"\"alcohol\" in substances", SUBSTANCES, "read n1"},
        {"size(substances) > 1", SUBSTANCES, "read"},
        {"substances.exists(s, s == \"opioids\")", SUBSTANCES, "read n2"},
        {"substances.all(s, s in [\"alcohol\", \"sedatives\"])", SUBSTANCES, "read n5"},
        {"substances.exists(s, remote)", SUBSTANCES, "read"},
        {"substances.exists(s, s.points > 1)", SUBSTANCES, "read n15"},
        {"substances.exists(s, s in substances)", SUBSTANCES, "read n15"},
        {"size(substances.filter(s, s != \"opioids\")) > 1", SUBSTANCES, "read n2"},
        {"\"alcohol\" in substances.filter(s, s != \"opioids\")", SUBSTANCES, "read n3"},
        {"substances.filter(s, remote).filter(t, t == \"alcohol\").exists(u, u == \"cannabis\")",
         SUBSTANCES, "read n9"},
        {"size(remote ? substances : substances) > 1", SUBSTANCES, "read n15"},
        {"\"alcohol\" in (remote ? substances : substances)", SUBSTANCES, "read n15"},
        {"[substances].exists(s, size(s) > 1)", SUBSTANCES, "read n15"},
        {"[1].exists(x, substances.exists(s, s == \"opioids\" and age > x))", AGE, "read every"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *said = uses_of(rows[i].text, rows[i].slot);
        if (strcmp(said, rows[i].uses) != 0) {
            print_error("%s\n", rows[i].text);
        }
        assert_string_equal(said, rows[i].uses);
        free(said);
    }
}

static void roots_use_every_value(void **state)
{
    (void)state;
    struct compiled compiled;
    static const char *const roots[] = {"age", "substances"};
    for (size_t i = 0; i < 2; i++) {
        begin(&compiled, text_of(roots[i]), as_any);
        assert_non_null(compiled.expr);
        struct variable_use uses[VARIABLES] = {0};
        assert_true(expr_add_uses(compiled.expr, uses, &compiled.arena));
        assert_true(uses[AGE].every_value == (i == 0));
        assert_int_equal(uses[SUBSTANCES].named, i == 1 ? 15 : 0);
        end(&compiled);
    }
}

static void variables_are_listed_once_and_found_in_the_text(void **state)
{
    (void)state;
    struct compiled compiled;
    begin(&compiled, TEXT("last_use > 3 and remote and (age > 3 or last_use < 1 or remote)"),
          as_rule);
    assert_non_null(compiled.expr);
    static const uint32_t slots[] = {REMOTE, AGE, LAST_USE};
    assert_int_equal(compiled.expr->variable_count, 3);
    for (uint32_t i = 0; i < 3; i++) {
        assert_int_equal(compiled.expr->variables[i], slots[i]);
    }
    struct span span = expr_variable_span(compiled.expr, REMOTE);
    assert_int_equal(span.offset, 17);
    assert_int_equal(span.length, 6);
    span = expr_variable_span(compiled.expr, WEIGHT);
    assert_null(span.source);
    end(&compiled);
}

static void types_have_names(void **state)
{
    (void)state;
    static const char *const says[] = {
        [TYPE_BOOL] = "a yes/no question",
        [TYPE_INT] = "a whole number",
        [TYPE_DOUBLE] = "a number with decimals",
        [TYPE_STRING] = "a text",
        [TYPE_CHOICE] = "a choice question",
        [TYPE_SET] = "a multiple question",
        [TYPE_LIST] = "a list",
        [TYPE_ANY] = "anything",
    };
    for (int kind = TYPE_BOOL; kind <= TYPE_ANY; kind++) {
        struct type type = {(enum type_kind)kind, NULL, NULL};
        assert_string_equal(type_says(&type), says[kind]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(expressions_are_printed_in_one_form),
        cmocka_unit_test(reasons_are_what_forces_a_value_or_what_it_waits_for),
        cmocka_unit_test(uses_are_what_an_expression_can_tell_apart),
        cmocka_unit_test(roots_use_every_value),
        cmocka_unit_test(variables_are_listed_once_and_found_in_the_text),
        cmocka_unit_test(types_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
