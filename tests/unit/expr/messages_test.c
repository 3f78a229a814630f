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
        /* clang-format off */
        {"remote > 3",
         "E204 0+10 `remote` is a yes/no question, but `>` compares numbers\n"
         "  note declared `remote` is asked here\n"
         "  help `remote` is a condition by itself: write `remote` or `not remote`"},
        {"severe > 3",
         "E204 0+10 `severe` is a yes/no fact, but `>` compares numbers\n"
         "  note declared `severe` is defined here\n"
         "  help `severe` is a condition by itself: write `severe` or `not severe`"},
        {"remote + 1 > 2",
         "E204 0+10 `remote` is a yes/no question, but `+` adds numbers\n"
         "  note declared `remote` is asked here\n"
         "  help `count(remote, …)` says how many of several conditions hold"},
        {"frequency > 3",
         "E209 0+13 `frequency` is a choice, which `>` does not compare\n"
         "  note declared `frequency` is asked here\n"
         "  help write `frequency.points` for the points of the choice"},
        {"frequency > \"daily\"",
         "E209 0+19 `frequency` is a choice, which `>` does not compare\n"
         "  note declared `frequency` is asked here\n"
         "  help write `not frequency.atMost(\"daily\")`"},
        {"\"daily\" > frequency",
         "E209 0+19 `frequency` is a choice, which `>` does not compare\n"
         "  note declared `frequency` is asked here\n"
         "  help write `not frequency.atLeast(\"daily\")`"},
        {"frequency == \"dayly\"",
         "E208 13+7 `frequency` has no choice `dayly`\n"
         "  note declared `frequency` is asked here\n"
         "  help did you mean `\"daily\"`?"},
        {"frequency == daily",
         "E208 13+5 `daily` is a choice of `frequency` and stands without quotes\n"
         "  help did you mean `\"daily\"`?"},
        {"frequency == \"zzz\"",
         "E208 13+5 `frequency` has no choice `zzz`\n"
         "  note declared `frequency` is asked here\n"
         "  help its choices are `\"never\"` and others"},
        {"frequency in [daily, weekly]",
         "E208 14+5 `daily` is a choice of `frequency` and stands without quotes\n"
         "  help did you mean `\"daily\"`?\n"
         "E208 21+6 `weekly` is a choice of `frequency` and stands without quotes\n"
         "  help did you mean `\"weekly\"`?"},
        {"frequency in \"daily\"",
         "E204 0+20 `\"daily\"` is a text, but `in` looks into a list or a multiple question\n"
         "  help write `frequency == \"daily\"`"},
        {"frequency == mood",
         "E209 0+17 `frequency` is a choice; it compares only with its own choices in quotes\n"
         "  note declared `frequency` is asked here"},
        {"frequency == word",
         "E209 0+17 `frequency` is a choice; it compares only with its own choices in quotes\n"
         "  note declared `frequency` is asked here"},
        {"frequency == 3",
         "E209 0+14 `frequency` is a choice, and `3` is a whole number\n"
         "  note declared `frequency` is asked here\n"
         "  help write `frequency.points` for the points of the choice"},
        {"frequency == [\"daily\"]",
         "E209 0+22 `frequency` is a choice, and `[\"daily\"]` is a list\n"
         "  note declared `frequency` is asked here\n"
         "  help write `frequency in [\"daily\"]`"},
        {"frequency",
         "E211 0+9 a rule's `when` must be a condition, but `frequency` is a choice question\n"
         "  note declared `frequency` is asked here"},
        {"substances == \"alcohol\"",
         "E210 0+23 `substances` can have several choices at once, which `==` does not compare\n"
         "  note declared `substances` is asked here\n"
         "  help write `\"alcohol\" in substances`"},
        {"substances == alcohol",
         "E210 0+21 `substances` can have several choices at once, which `==` does not compare\n"
         "  note declared `substances` is asked here\n"
         "  help write `\"alcohol\" in substances`"},
        {"substances == []",
         "E210 0+16 `substances` can have several choices at once, which `==` does not compare\n"
         "  note declared `substances` is asked here\n"
         "  help write `size(substances) == 0`"},
        {"substances == [\"alcohol\"]",
         "E210 0+25 `substances` can have several choices at once, which `==` does not compare\n"
         "  note declared `substances` is asked here\n"
         "  help write `\"…\" in substances`"},
        {"\"alcohol\" == substances",
         "E210 0+23 `substances` can have several choices at once, which `==` does not compare\n"
         "  note declared `substances` is asked here\n"
         "  help write `\"alcohol\" in substances`"},
        {"\"alcool\" in substances",
         "E208 0+8 `substances` has no choice `alcool`\n"
         "  note declared `substances` is asked here\n"
         "  help did you mean `\"alcohol\"`?"},
        {"alcohol in substances",
         "E208 0+7 `alcohol` is a choice of `substances` and stands without quotes\n"
         "  help did you mean `\"alcohol\"`?"},
        {"[\"alcohol\"] in substances",
         "E209 0+25 `[\"alcohol\"]` is a list, but before `in` stands one of the choices of `substances` in quotes\n"
         "  help write `substances.exists(x, x in [\"alcohol\"])`"},
        {"frequency in substances",
         "E209 0+23 `frequency` is a choice of another question than `substances`"},
        {"substances",
         "E211 0+10 a rule's `when` must be a condition, but `substances` is a multiple question\n"
         "  note declared `substances` is asked here"},
        {"substances.contains(\"alcohol\")",
         "E246 11+8 conditions have no `contains`\n"
         "  help to look for a choice in the answer to a multiple question, write `\"id\" in question`"},
        {"substances.exists(s, s == \"alcoholl\")",
         "E208 26+10 `substances` has no choice `alcoholl`\n"
         "  note declared `substances` is asked here\n"
         "  help did you mean `\"alcohol\"`?"},
        {"substances.map(s, s == \"alcohol\")",
         "E207 0+10 `substances` is a multiple question, but `map` goes through a list\n"
         "  note declared `substances` is asked here\n"
         "E211 0+33 a rule's `when` must be a condition, but `substances.map(s, s == \"alcohol\")` is a list"},
        {"substances.all(1, true)",
         "E218 15+1 `all` first takes a name for the elements, one by one\n"
         "  help write `.all(x, … x …)`"},
        {"substances.all(s)",
         "E206 11+6 `all` takes 2 values, not 1"},
        {"substances.all(s, true, true)",
         "E206 11+18 `all` takes 2 values, not 3"},
        {"substances.all()",
         "E218 15+1 `all` first takes a name for the elements, one by one\n"
         "  help write `.all(x, … x …)`"},
        {"all(substances, true)",
         "E205 0+3 `all` must be asked of a list or a multiple question\n"
         "  help write `question.all(x, …)`"},
        {"remote = true",
         "E202 7+1 `=` has no meaning here\n"
         "  help write `==`"},
        {"remote & pregnant | severe",
         "E202 7+1 `&` has no meaning here\n"
         "  help write `and`\n"
         "E202 18+1 `|` has no meaning here\n"
         "  help write `or`"},
        {"age <> 3",
         "E202 4+2 `<>` has no meaning here\n"
         "  help write `!=`"},
        {"age =< 3 and age => 4",
         "E202 4+2 `=<` has no meaning here\n"
         "  help write `<=`\n"
         "E202 17+2 `=>` has no meaning here\n"
         "  help write `>=`"},
        {"remote AND pregnant",
         "E202 7+3 `AND` has no meaning here\n"
         "  help write `and`"},
        {"remote == yes",
         "E202 10+3 `yes` has no meaning here\n"
         "  help write `true`"},
        {"remote == \"yes\"",
         "E219 0+15 `remote` is a yes/no question and `\"yes\"` is a text; they are never equal\n"
         "  note declared `remote` is asked here\n"
         "  help `remote` is a condition by itself: write `remote` or `not remote`"},
        {"no",
         "E202 0+2 `no` has no meaning here\n"
         "  help write `false`"},
        {"1 < age < 3",
         "E214 0+11 comparisons cannot be chained: `1 < age` is a condition\n"
         "  help write `1 < age and age < 3`"},
        {"(1 < age) < 3",
         "E204 0+13 `(1 < age)` is a condition, but `<` compares numbers\n"
         "  help `(1 < age)` is a condition by itself: write `(1 < age)` or `not (1 < age)`"},
        {"agee > 3",
         "E220 0+4 nothing is called `agee`\n"
         "  help did you mean `age`?"},
        {"last-use > 3",
         "E220 0+8 nothing is called `last-use`\n"
         "  help did you mean `last_use`?"},
        {"last-user > 3",
         "E220 0+4 nothing is called `last`\n"
         "  help did you mean `last_use`?\n"
         "E220 5+4 nothing is called `user`"},
        {"weight + 1.0 > 3.0",
         "E213 0+6 `weight` may only be compared with constants\n"
         "  note declared `weight` is asked here\n"
         "  help write `weight >= 1.5`, or make it a whole number"},
        {"weight > age",
         "E213 0+6 `weight` may only be compared with constants\n"
         "  note declared `weight` is asked here\n"
         "  help write `weight >= 1.5`, or make it a whole number"},
        {"story == \"x\"",
         "E212 0+5 `story` cannot be read by a condition: it is answered in free words\n"
         "  note declared `story` is asked here"},
        {"frequency.atLeast(\"wekly\")",
         "E208 18+7 `frequency` has no choice `wekly`\n"
         "  note declared `frequency` is asked here\n"
         "  help did you mean `\"weekly\"`?"},
        {"frequency.atleast(\"weekly\")",
         "E205 10+7 there is no function `atleast` that can follow a value\n"
         "  help did you mean `atLeast`?"},
        {"frequency.atLeast(weekly)",
         "E208 18+6 `weekly` is a choice of `frequency` and stands without quotes\n"
         "  help did you mean `\"weekly\"`?"},
        {"frequency.atLeast(word)",
         "E209 0+23 `atLeast` takes one of the choices of `frequency` in quotes\n"
         "  note declared `frequency` is asked here"},
        {"age.atLeast(\"daily\")",
         "E204 0+20 `age` is a whole number, but `atLeast` compares choices\n"
         "  note declared `age` is asked here"},
        {"frequency.point >= 2",
         "E241 10+5 answers have no parts, so there is no `.point`\n"
         "  help did you mean `points`?"},
        {"age.points >= 2",
         "E204 0+10 `age` is a whole number, but `points` belongs to choices\n"
         "  note declared `age` is asked here"},
        {"remote pregnant",
         "E203 7+8 `pregnant` cannot follow what stands before it\n"
         "  help an operator is missing between them, or the condition should have ended here"},
        {"remote,pregnant",
         "E203 6+1 `,` cannot follow what stands before it\n"
         "  help write `and` or `or`"},
        {"weight > 1,5",
         "E203 10+1 `,` cannot follow what stands before it\n"
         "  help write a decimal point: `1.5`"},
        {"age >",
         "E201 4+1 the condition breaks off: a value is missing at its end"},
        {"age > and remote",
         "E201 6+3 a value is missing before `and`"},
        {"(age > 3",
         "E201 7+1 the condition breaks off: `)` is missing at its end"},
        {"age > 3)",
         "E203 7+1 `)` closes nothing"},
        {"[1, , 2] == [1]",
         "E201 4+1 a value is missing before `,`"},
        {"count(remote, , age > ) > 1 and age > \"x\"",
         "E201 14+1 a value is missing before `,`\n"
         "E201 22+1 a value is missing before `)`\n"
         "E204 32+9 `\"x\"` is a text, but `>` compares numbers"},
        {"remote == not pregnant",
         "E203 10+3 `not` cannot stand here without parentheses\n"
         "  help write `(not …)`"},
        {"\"alcohol\" not in substances",
         "E203 10+3 `not` cannot follow what stands before it\n"
         "  help write `not (… in …)`, with `not` in front"},
        {"remote is true",
         "E203 7+2 `is` cannot follow what stands before it\n"
         "  help write `==`"},
        {"“daily” == frequency",
         "E202 0+11 `“daily”` stands in curly quotes\n"
         "  help write straight quotes: `\"daily\"`"},
        {"frequency == ‘daily’",
         "E202 13+11 `‘daily’` stands in curly quotes\n"
         "  help write straight quotes: `\"daily\"`"},
        {"age ≥ 3",
         "E202 4+3 `≥` has no meaning here\n"
         "  help write `>=`"},
        {"age > 3 @ 4",
         "E202 8+1 `@` has no meaning in a condition"},
        {"age > 12abc",
         "E216 6+5 `12abc` is neither a number nor a name\n"
         "  help put a blank or an operator between the number and the letters"},
        {"age > 1_000",
         "E216 6+5 `1_000` is neither a number nor a name\n"
         "  help write the digits without `_`"},
        {"age > 0x",
         "E216 6+2 `0x` is neither a number nor a name\n"
         "  help put a blank or an operator between the number and the letters"},
        {"age > 7.",
         "E216 6+2 `7.` lacks its decimals\n"
         "  help write a digit after the point"},
        {"age > 99999999999999999999",
         "E216 6+20 `99999999999999999999` is too large\n"
         "  help the largest whole number is 9223372036854775807"},
        {"age > 9223372036854775808",
         "E216 6+19 `9223372036854775808` is too large\n"
         "  help the largest whole number is 9223372036854775807"},
        {"'abc",
         "E215 0+4 the text is not closed\n"
         "  help write `'` behind its last letter"},
        {"'a\\qb' == word",
         "E215 2+2 `\\q` is no escape\n"
         "  help write `\\\\` for a backslash"},
        {"'\\u12' == word",
         "E215 1+4 `\\u12` has too few digits\n"
         "  help write `\\\\` for a backslash"},
        {"'\\ud800' == word",
         "E215 1+6 `\\ud800` is no character\n"
         "  help write `\\\\` for a backslash"},
        {"'\\400' == word",
         "E215 1+2 `\\4` is no escape\n"
         "  help write `\\\\` for a backslash"},
        {"if age > 3",
         "E217 0+2 `if` is a reserved word\n"
         "  help write `condition ? value : other value`"},
        {"while",
         "E217 0+5 `while` is a reserved word\n"
         "  help choose another name"},
        {"null == remote",
         "E251 0+4 conditions have no `null`\n"
         "  help a missing answer is unknown; what follows from it is decided for you"},
        {"{1: 2} == 3",
         "E242 0+1 `{` begins a map, which conditions do not have"},
        {"numbers[0] == 1",
         "E240 7+1 the elements of a list cannot be taken by number\n"
         "  help use `in`, `exists` or `all`"},
        {"age.foo > 1",
         "E241 4+3 answers have no parts, so there is no `.foo`"},
        {"word.startsWith(\"a\")",
         "E246 5+10 conditions have no `startsWith`\n"
         "  help to look for a choice in the answer to a multiple question, write `\"id\" in question`"},
        {"matches(word, \"a\")",
         "E246 0+7 conditions have no `matches`\n"
         "  help to look for a choice in the answer to a multiple question, write `\"id\" in question`"},
        {"has(age.x)",
         "E247 0+3 conditions have no `has`\n"
         "  help a missing answer is unknown; what follows from it is decided for you"},
        {"dyn(age) == 1",
         "E248 0+3 conditions have no `dyn`\n"
         "  help every type is known before the condition is used"},
        {"type(age) == int",
         "E249 0+4 conditions have no `type`\n"
         "  help every type is known before the condition is used\n"
         "E249 13+3 `int` is a type, and conditions have no types as values\n"
         "  help every type is known before the condition is used"},
        {"int == 3",
         "E249 0+3 `int` is a type, and conditions have no types as values\n"
         "  help every type is known before the condition is used"},
        {"timestamp(\"x\") > 3",
         "E250 0+9 conditions have no `timestamp`\n"
         "  help ask for a number of days instead"},
        {"word.getHours() > 1",
         "E250 5+8 conditions have no `getHours`\n"
         "  help ask for a number of days instead"},
        {"b\"x\" == word",
         "E243 0+4 `b\"x\"` is a sequence of bytes, which conditions do not have\n"
         "  help leave out the `b`"},
        {"1u == age",
         "E244 0+2 `1u` is an unsigned number, which conditions do not have\n"
         "  help leave out the `u`"},
        {"[1, \"a\"] == [1]",
         "E245 0+8 the elements of a list are of one kind, but `1` is a whole number and `\"a\"` is a text"},
        {"[1, 2.5] == [1]",
         "E245 0+8 the elements of a list are of one kind, but `1` is a whole number and `2.5` is a number with decimals\n"
         "  help write all of them with decimals"},
        {"sum(age) > 1",
         "E205 0+3 there is no function `sum`"},
        {"siz(substances) > 1",
         "E205 0+3 there is no function `siz`\n"
         "  help did you mean `size`?"},
        {"size() > 1",
         "E206 0+6 `size` takes 1 value, not 0"},
        {"size(1, 2) > 1",
         "E206 0+10 `size` takes 1 value, not 2"},
        {"count() > 1",
         "E206 0+7 `count` takes at least 1 value, not 0"},
        {"count(age) > 1",
         "E204 0+10 `age` is a whole number, but `count` counts conditions\n"
         "  note declared `age` is asked here\n"
         "  help compare it: `age > 0`"},
        {"count(substances) > 1",
         "E204 0+17 `substances` is a multiple question, but `count` counts conditions\n"
         "  note declared `substances` is asked here\n"
         "  help write `\"…\" in substances` with one of its choices, or `size(substances) > 0`"},
        {"size(age) > 1",
         "E204 0+9 `age` is a whole number, but `size` takes a list, a multiple question or a text\n"
         "  note declared `age` is asked here"},
        {"age / score > 1",
         "E222 0+11 `age / score` can divide by 0\n"
         "  note 0+3 `age` can be 0..120\n"
         "  note declared `age` is asked here\n"
         "  note 6+5 `score` can be -5..11\n"
         "  note declared `score` is defined here\n"
         "  help give what you divide by a `min` above 0, or compare products: `a > b * c` in place of `a / b > c`"},
        {"age % score > 1",
         "E222 0+11 `age % score` can divide by 0\n"
         "  note 0+3 `age` can be 0..120\n"
         "  note declared `age` is asked here\n"
         "  note 6+5 `score` can be -5..11\n"
         "  note declared `score` is defined here\n"
         "  help give what you divide by a `min` above 0, or compare products: `a > b * c` in place of `a / b > c`"},
        {"huge + 1 > 2",
         "E221 0+8 `huge + 1` can be beyond 9223372036854775807, the largest whole number\n"
         "  note 0+4 `huge` can be anything\n"
         "  note declared `huge` is asked here\n"
         "  help use smaller numbers, or a narrower `min` and `max`"},
        {"huge * 2 > 3",
         "E221 0+8 `huge * 2` can be beyond 9223372036854775807, the largest whole number\n"
         "  note 0+4 `huge` can be anything\n"
         "  note declared `huge` is asked here\n"
         "  help use smaller numbers, or a narrower `min` and `max`"},
        {"-huge > 3",
         "E221 0+5 `-huge` can be beyond 9223372036854775807, the largest whole number\n"
         "  note 1+4 `huge` can be anything\n"
         "  note declared `huge` is asked here\n"
         "  help use smaller numbers, or a narrower `min` and `max`"},
        {"int(ratio * 1e30) > 3",
         "E224 0+17 `int(ratio * 1e30)` can fail\n"
         "  note 4+12 `ratio * 1e30` can be -1e+30..2e+30\n"
         "  help convert only what surely is such a value"},
        {"1.0 / ratio > 2.0",
         "E222 0+11 `1.0 / ratio` can divide by 0\n"
         "  note 6+5 `ratio` can be -1.0..2.0\n"
         "  note declared `ratio` is defined here\n"
         "  help give what you divide by a `min` above 0, or compare products: `a > b * c` in place of `a / b > c`"},
        {"ratio * 1e308 * 10.0 > 2.0",
         "E223 0+13 `ratio * 1e308` can be too large for any number\n"
         "  note 0+5 `ratio` can be -1.0..2.0\n"
         "  note declared `ratio` is defined here\n"
         "  help use smaller numbers"},
        {"[0, age].exists(x, 10 / x > 2)",
         "E222 19+6 `10 / x` can divide by 0\n"
         "  note 24+1 `x` can be 0\n"
         "  help give what you divide by a `min` above 0, or compare products: `a > b * c` in place of `a / b > c`"},
        {"remote ? 1 : 2",
         "E211 0+14 a rule's `when` must be a condition, but `remote ? 1 : 2` is a whole number"},
        {"remote ? age : \"x\"",
         "E219 0+18 `age` is a whole number and `\"x\"` is a text; both sides of `:` must be of one kind\n"
         "  note declared `age` is asked here"},
        {"frequency == (remote ? \"daily\" : \"weakly\")",
         "E208 33+8 `frequency` has no choice `weakly`\n"
         "  note declared `frequency` is asked here\n"
         "  help did you mean `\"weekly\"`?"},
        {"age + 1.5 > 2.0",
         "E219 0+9 `age` is a whole number and `1.5` is a number with decimals; `+` takes two of one kind\n"
         "  help write `double(age)`"},
        {"age + ratio > 2.0",
         "E219 0+11 `age` is a whole number and `ratio` is a number with decimals; `+` takes two of one kind\n"
         "  help write `double(age)`"},
        {"word + age == \"x\"",
         "E219 0+10 `word` is a text and `age` is a whole number; they cannot be put together\n"
         "  note declared `word` is defined here\n"
         "  note declared `age` is asked here"},
        {"age in [\"a\"]",
         "E219 0+12 `age` is a whole number, which is never in `[\"a\"]`\n"
         "  note declared `age` is asked here"},
        {"age in 3",
         "E204 0+8 `3` is a whole number, but `in` looks into a list or a multiple question"},
        {"\"a\" in \"abc\"",
         "E204 0+12 `\"abc\"` is a text, but `in` looks into a list or a multiple question"},
        {"\"daily\" in frequency",
         "E204 0+20 `frequency` is a choice question, but `in` looks into a list or a multiple question\n"
         "  note declared `frequency` is asked here\n"
         "  help write `frequency == \"daily\"`"},
        {"age.size() > 1",
         "E204 0+10 `age` is a whole number, but `size` takes a list, a multiple question or a text\n"
         "  note declared `age` is asked here"},
        {".age > 1",
         "E241 0+1 a name cannot begin with `.`\n"
         "  help leave out the point"},
        {"age > 3 then remote",
         "E203 8+4 `then` cannot follow what stands before it\n"
         "  help a condition has no `then`; it only says when something holds"},
        {"age > 3; remote",
         "E202 7+1 `;` has no meaning in a condition"},
        {"",
         "E200 0+0 the condition is empty\n"
         "  help write `true` for a condition that always holds"},
        {"   ",
         "E200 0+0 the condition is empty\n"
         "  help write `true` for a condition that always holds"},
        {"age > 3 remote",
         "E203 8+6 `remote` cannot follow what stands before it\n"
         "  help an operator is missing between them, or the condition should have ended here"},
        {"-remote",
         "E204 0+7 `remote` is a yes/no question, but `-` stands before numbers\n"
         "  note declared `remote` is asked here\n"
         "  help `count(remote, …)` says how many of several conditions hold"},
        {"remote ? age",
         "E201 11+1 the condition breaks off: `:` is missing at its end"},
        {"remote ? age : 1 : 2",
         "E203 17+1 `:` cannot follow what stands before it\n"
         "  help an operator is missing between them, or the condition should have ended here"},
        {"remote and age",
         "E204 0+14 `age` is a whole number, but `and` combines conditions\n"
         "  note declared `age` is asked here\n"
         "  help compare it: `age > 0`"},
        {"not age",
         "E204 0+7 `age` is a whole number, but `not` stands before conditions\n"
         "  note declared `age` is asked here\n"
         "  help compare it: `age > 0`"},
        {"frequency.foo(\"x\")",
         "E205 10+3 there is no function `foo` that can follow a value"},
        {"frequency.contains(\"x\")",
         "E246 10+8 conditions have no `contains`\n"
         "  help to look for a choice in the answer to a multiple question, write `\"id\" in question`"},
        {"numbers.all(n, n.points > 1)",
         "E204 15+8 `n` is a whole number, but `points` belongs to choices"},
        {"[remote].all(x, x > 1)",
         "E204 16+5 `x` is a condition, but `>` compares numbers\n"
         "  help `x` is a condition by itself: write `x` or `not x`"},
        {"numbers.filter(n, n) == numbers",
         "E204 0+20 `n` is a whole number, but `filter` asks a condition of each element\n"
         "  help compare it: `n > 0`"},
        {"numbers.exists(if, true)",
         "E218 15+2 `exists` first takes a name for the elements, one by one\n"
         "  help write `.exists(x, … x …)`"},
        {"numbers.exists(n true)",
         "E201 17+4 `,` is missing before `true`"},
        {"\"\\x4\" == word",
         "E215 1+3 `\\x4` has too few digits\n"
         "  help write `\\\\` for a backslash"},
        {"\"\\u00g0\" == word",
         "E215 1+5 `\\u00g` has too few digits\n"
         "  help write `\\\\` for a backslash"},
        {"\"\\",
         "E215 0+2 the text is not closed\n"
         "  help write `\"` behind its last letter"},
        {"'''abc",
         "E215 0+6 the text is not closed\n"
         "  help write `'''` behind its last letter"},
        {"r'a",
         "E215 0+3 the text is not closed\n"
         "  help write `'` behind its last letter"},
        {"“daily",
         "E202 0+8 `“daily` stands in curly quotes\n"
         "  help write straight quotes: `\"daily\"`\n"
         "E211 0+8 a rule's `when` must be a condition, but `“daily` is a text"},
        {"‘daily",
         "E202 0+8 `‘daily` stands in curly quotes\n"
         "  help write straight quotes: `\"daily\"`\n"
         "E211 0+8 a rule's `when` must be a condition, but `‘daily` is a text"},
        {"'''",
         "E215 0+3 the text is not closed\n"
         "  help write `'''` behind its last letter"},
        {"age > 1e999",
         "E216 6+5 `1e999` is too large\n"
         "  help the largest number with decimals is about 1.8e308"},
        {"age > 0xFFFFFFFFFFFFFFFF",
         "E216 6+18 `0xFFFFFFFFFFFFFFFF` is too large\n"
         "  help the largest whole number is 9223372036854775807"},
        {"age > 10u",
         "E244 6+3 `10u` is an unsigned number, which conditions do not have\n"
         "  help leave out the `u`"},
        {"1.0u",
         "E216 0+4 `1.0u` is neither a number nor a name\n"
         "  help put a blank or an operator between the number and the letters"},
        {"a.b.c == 1",
         "E241 2+1 answers have no parts, so there is no `.b`\n"
         "E241 4+1 answers have no parts, so there is no `.c`"},
        {"numbers[",
         "E240 7+1 the elements of a list cannot be taken by number\n"
         "  help use `in`, `exists` or `all`"},
        {"numbers[1",
         "E240 7+1 the elements of a list cannot be taken by number\n"
         "  help use `in`, `exists` or `all`"},
        {"{",
         "E242 0+1 `{` begins a map, which conditions do not have"},
        {"{1",
         "E242 0+1 `{` begins a map, which conditions do not have"},
        {"age{x: 1} == 3",
         "E242 3+1 `{` begins a record, which conditions do not have"},
        {"(1",
         "E201 1+1 the condition breaks off: `)` is missing at its end"},
        {"count(",
         "E201 5+1 the condition breaks off: a value is missing at its end"},
        {"count(remote",
         "E201 11+1 the condition breaks off: `)` is missing at its end"},
        {"count(remote,",
         "E201 12+1 the condition breaks off: a value is missing at its end"},
        {"age.",
         "E201 3+1 the condition breaks off: a name is missing at its end"},
        {"age.3",
         "E203 3+2 `.3` cannot follow what stands before it\n"
         "  help an operator is missing between them, or the condition should have ended here"},
        {"weight == age",
         "E213 0+6 `weight` may only be compared with constants\n"
         "  note declared `weight` is asked here\n"
         "  help write `weight >= 1.5`, or make it a whole number"},
        {"weight == \"x\"",
         "E219 0+13 `weight` is a number with decimals and `\"x\"` is a text; they are never equal\n"
         "  note declared `weight` is asked here"},
        {"weight in numbers",
         "E213 0+6 `weight` may only be compared with constants\n"
         "  note declared `weight` is asked here\n"
         "  help write `weight >= 1.5`, or make it a whole number"},
        {"frequency in [\"a\", word]",
         "E209 0+24 `frequency` is a choice; behind `in` stands a list of its choices in quotes\n"
         "  note declared `frequency` is asked here"},
        {"frequency in [remote ? \"daily\" : \"x\"]",
         "E208 33+3 `frequency` has no choice `x`\n"
         "  note declared `frequency` is asked here\n"
         "  help its choices are `\"never\"` and others"},
        {"mood in [mood]",
         "E209 0+14 `mood` is a choice; behind `in` stands a list of its choices in quotes\n"
         "  note declared `mood` is asked here"},
        {"[substances] == [substances]",
         "E219 0+28 `[substances]` and `[substances]` are lists of things that do not go together; they are never equal"},
        {"[mood] == [mood]",
         "E219 0+16 `[mood]` and `[mood]` are lists of things that do not go together; they are never equal"},
        {"[[1], [\"a\"]] == []",
         "E245 0+12 the elements of a list are of one kind, but `[1]` is a list and `[\"a\"]` is a list"},
        {"\"a\" < 1",
         "E204 0+7 `\"a\"` is a text, but `<` compares numbers"},
        {"remote < \"a\"",
         "E219 0+12 `remote` is a yes/no question and `\"a\"` is a text; they cannot be compared\n"
         "  note declared `remote` is asked here"},
        {"[1] < [2]",
         "E204 0+9 `[1]` is a list, but `<` compares numbers\n"
         "E204 0+9 `[2]` is a list, but `<` compares numbers"},
        {"bool(age)",
         "E204 0+9 `age` is a whole number, but `bool` takes a text\n"
         "  note declared `age` is asked here"},
        {"int(remote)",
         "E204 0+11 `remote` is a yes/no question, but `int` takes a number or a text\n"
         "  note declared `remote` is asked here\n"
         "  help `count(remote, …)` says how many of several conditions hold\n"
         "E211 0+11 a rule's `when` must be a condition, but `int(remote)` is a whole number"},
        {"double(mood)",
         "E204 0+12 `mood` is a choice question, but `double` takes a number or a text\n"
         "  note declared `mood` is asked here\n"
         "  help write `mood.points` for the points of the choice\n"
         "E211 0+12 a rule's `when` must be a condition, but `double(mood)` is a number with decimals"},
        {"string(substances)",
         "E204 0+18 `substances` is a multiple question, but `string` takes a number, a text or a condition\n"
         "  note declared `substances` is asked here\n"
         "  help `size(substances)` says how many were chosen\n"
         "E211 0+18 a rule's `when` must be a condition, but `string(substances)` is a text"},
        {"int(\"x\") > 1",
         "E224 0+8 `int(\"x\")` can fail\n"
         "  help convert only what surely is such a value"},
        {"bool(\"maybe\")",
         "E224 0+13 `bool(\"maybe\")` can fail\n"
         "  help convert only what surely is such a value"},
        {"double(\"x\") > 1.0",
         "E224 0+11 `double(\"x\")` can fail\n"
         "  help convert only what surely is such a value"},
        {"0.0 / 0.0 == 1.0",
         "E222 0+9 `0.0 / 0.0` can divide by 0\n"
         "  help give what you divide by a `min` above 0, or compare products: `a > b * c` in place of `a / b > c`"},
        {"1 / 0 == 1",
         "E222 0+5 `1 / 0` can divide by 0\n"
         "  help give what you divide by a `min` above 0, or compare products: `a > b * c` in place of `a / b > c`"},
        {"5 % 0 == 1",
         "E222 0+5 `5 % 0` can divide by 0\n"
         "  help give what you divide by a `min` above 0, or compare products: `a > b * c` in place of `a / b > c`"},
        {"9223372036854775807 + 1 > 0",
         "E221 0+23 `9223372036854775807 + 1` can be beyond 9223372036854775807, the largest whole number\n"
         "  help use smaller numbers, or a narrower `min` and `max`"},
        {"substances.exists(s, s == mood)",
         "E209 21+9 `s` is a choice; it compares only with its own choices in quotes"},
        {"remote and",
         "E201 9+1 the condition breaks off: a value is missing at its end"},
        {"remote or or pregnant",
         "E201 10+2 a value is missing before `or`"},
        {"remote == = pregnant",
         "E202 10+1 `=` has no meaning here\n"
         "  help write `==`"},
        {"age ! = 3",
         "E203 4+1 `!` cannot follow what stands before it\n"
         "  help an operator is missing between them, or the condition should have ended here"},
        {"age === 3",
         "E202 4+3 `===` has no meaning here\n"
         "  help write `==`"},
        {"age !== 3",
         "E202 4+3 `!==` has no meaning here\n"
         "  help write `!=`"},
        {"5 in frequency",
         "E204 0+14 `frequency` is a choice question, but `in` looks into a list or a multiple question\n"
         "  note declared `frequency` is asked here"},
        {"size(frequency) > 1",
         "E204 0+15 `frequency` is a choice question, but `size` takes a list, a multiple question or a text\n"
         "  note declared `frequency` is asked here"},
        {"[age, drinks].exists(x, x > 10 and remot)",
         "E220 35+5 nothing is called `remot`\n"
         "  help did you mean `remote`?"},
        {"age × 2 > 3",
         "E202 4+2 `×` has no meaning here\n"
         "  help write `*`"},
        {"is_severe and has_pain",
         "E220 0+9 nothing is called `is_severe`\n"
         "  help did you mean `severe`?\n"
         "E220 14+8 nothing is called `has_pain`"},
        {"frequncy == \"daily\"",
         "E220 0+8 nothing is called `frequncy`\n"
         "  help did you mean `frequency`?"},
        {"severe == \"x\"",
         "E219 0+13 `severe` is a yes/no fact and `\"x\"` is a text; they are never equal\n"
         "  note declared `severe` is defined here\n"
         "  help `severe` is a condition by itself: write `severe` or `not severe`"},
        {"story",
         "E212 0+5 `story` cannot be read by a condition: it is answered in free words\n"
         "  note declared `story` is asked here"},
        {"story.size() > 1",
         "E212 0+5 `story` cannot be read by a condition: it is answered in free words\n"
         "  note declared `story` is asked here"},
        {"remote and null",
         "E251 11+4 conditions have no `null`\n"
         "  help a missing answer is unknown; what follows from it is decided for you"},
        {"size([remote] + [1]) > 2",
         "E219 5+14 `[remote]` and `[1]` are lists of things that do not go together; they cannot be put together"},
        {"matches",
         "E220 0+7 nothing is called `matches`"},
        {"[1, 2",
         "E201 4+1 the condition breaks off: `]` is missing at its end"},
        {"frequency == substances",
         "E210 0+23 `substances` can have several choices at once, which `==` does not compare\n"
         "  note declared `substances` is asked here\n"
         "  help write `\"…\" in substances`"},
        /* clang-format on */
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

static void what_is_no_utf8_is_refused(void **state)
{
    (void)state;
    static const struct row row = {"remote \xFF", "E234 7+1 the condition is not valid UTF-8 here"};
    check(&row, as_rule);
}

static void a_nul_has_no_meaning(void **state)
{
    (void)state;
    struct compiled compiled;
    begin(&compiled, (struct text){"remote\0", 7}, as_rule);
    char *says = messages_of(&compiled);
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
        cmocka_unit_test(what_is_no_utf8_is_refused),
        cmocka_unit_test(a_nul_has_no_meaning),
        cmocka_unit_test(a_slip_that_is_a_name_is_a_name),
        cmocka_unit_test(places_follow_the_passage),
        cmocka_unit_test(ranges_are_proved_only_where_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
