/* Conditions that are misspelt, name what there is not, or are refused, and all that is said: code, offset and length in the condition, message, notes
 * (`declared`: where the question is asked), help. Rows of a table in messages_test.c. */
/* clang-format off */
{"substances.contains(\"alcohol\")",
 "E246 11+8 conditions have no `contains`\n"
 "  help to look for a choice in the answer to a multiple question, write `\"id\" in question`"},
{"substances.all(1, true)",
 "E218 15+1 `all` first takes a name for the elements, one by one\n"
 "  help write `.all(x, … x …)`"},
{"substances.all(s)",
 "E206 11+6 `all` takes 2 values, not 1"},
{"substances.all(i, s, true)",
 "E252 11+15 `all` takes one name, for the elements, and not another for their place\n"
 "  help write `.all(x, … x …)`"},
{"substances.while()",
 "E205 11+5 there is no function `while` that can follow a value"},
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
{"no",
 "E202 0+2 `no` has no meaning here\n"
 "  help write `false`"},
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
{"frequency.atleast(\"weekly\")",
 "E205 10+7 there is no function `atleast` that can follow a value\n"
 "  help did you mean `atLeast`?"},
{"frequency.point >= 2",
 "E241 10+5 answers have no parts, so there is no `.point`\n"
 "  help did you mean `points`?"},
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
{"remote ? age",
 "E201 11+1 the condition breaks off: `:` is missing at its end"},
{"remote ? age : 1 : 2",
 "E203 17+1 `:` cannot follow what stands before it\n"
 "  help an operator is missing between them, or the condition should have ended here"},
{"frequency.foo(\"x\")",
 "E205 10+3 there is no function `foo` that can follow a value"},
{"frequency.contains(\"x\")",
 "E246 10+8 conditions have no `contains`\n"
 "  help to look for a choice in the answer to a multiple question, write `\"id\" in question`"},
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
{"[[1], [\"a\"]] == []",
 "E245 0+12 the elements of a list are of one kind, but `[1]` is a list and `[\"a\"]` is a list"},
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
{"remote and null",
 "E251 11+4 conditions have no `null`\n"
 "  help a missing answer is unknown; what follows from it is decided for you"},
{"matches",
 "E220 0+7 nothing is called `matches`"},
{"[1, 2",
 "E201 4+1 the condition breaks off: `]` is missing at its end"},
{"[1.5, 2] == []",
 "E245 0+8 the elements of a list are of one kind, but `1.5` is a number with decimals and `2` is a whole number\n"
 "  help write all of them with decimals"},
{"[\"a\", true] == []",
 "E245 0+11 the elements of a list are of one kind, but `\"a\"` is a text and `true` is a condition"},
{"numbers.map(n, n.foo) == []",
 "E241 17+3 answers have no parts, so there is no `.foo`"},
{"has(",
 "E247 0+3 conditions have no `has`\n"
 "  help a missing answer is unknown; what follows from it is decided for you"},
{"all(",
 "E205 0+3 `all` must be asked of a list or a multiple question\n"
 "  help write `question.all(x, …)`\n"
 "E201 3+1 the condition breaks off: a value is missing at its end"},
{"word.matches(",
 "E246 5+7 conditions have no `matches`\n"
 "  help to look for a choice in the answer to a multiple question, write `\"id\" in question`\n"
 "E201 12+1 the condition breaks off: a value is missing at its end"},
{"word.matches(\"a\"",
 "E246 5+7 conditions have no `matches`\n"
 "  help to look for a choice in the answer to a multiple question, write `\"id\" in question`\n"
 "E201 15+1 the condition breaks off: `)` is missing at its end"},
{"bytes(\"a\") == word",
 "E243 0+5 conditions have no `bytes`"},
{"uint(1) == age",
 "E244 0+4 conditions have no `uint`\n"
 "  help use `int`"},
{"numbers.all(n,",
 "E201 13+1 the condition breaks off: a value is missing at its end"},
{"numbers.all(n, true",
 "E201 18+1 the condition breaks off: `)` is missing at its end"},
{"numbers.all(@, true)",
 "E202 12+1 `@` has no meaning in a condition"},
{"numbers.all(",
 "E218 12+0 `all` first takes a name for the elements, one by one\n"
 "  help write `.all(x, … x …)`"},
{"numbers.all(n)",
 "E206 8+6 `all` takes 2 values, not 1"},
{". == 3",
 "E241 0+1 a name cannot begin with `.`\n"
 "  help leave out the point"},
{"size(1,2,3) > 1",
 "E206 0+11 `size` takes 1 value, not 3"},
{"frequency.atLeast() and remote",
 "E206 10+9 `atLeast` takes 1 value, not 0"},
{"frequency.atLeast(\"a\", \"b\")",
 "E206 10+17 `atLeast` takes 1 value, not 2"},
{"if",
 "E217 0+2 `if` is a reserved word\n"
 "  help write `condition ? value : other value`"},
{"if (remote) true",
 "E217 0+2 `if` is a reserved word\n"
 "  help write `condition ? value : other value`"},
{"import + 3 > 2",
 "E217 0+6 `import` is a reserved word\n"
 "  help choose another name"},
{"while(remote)",
 "E217 0+5 `while` is a reserved word\n"
 "  help choose another name"},
{"age > 3 }",
 "E203 8+1 `}` closes nothing"},
{"age > 3 ]",
 "E203 8+1 `]` closes nothing"},
{"(age > 3]",
 "E201 8+1 `)` is missing before `]`"},
{"[age > 3) == []",
 "E201 8+1 `]` is missing before `)`"},
{"(remote severe) and agee > 3",
 "E203 8+6 `severe` cannot follow what stands before it\n"
 "  help an operator is missing between them, or the condition should have ended here\n"
 "E220 20+4 nothing is called `agee`\n"
 "  help did you mean `age`?"},
{"[remote severe, agee] == []",
 "E203 8+6 `severe` cannot follow what stands before it\n"
 "  help an operator is missing between them, or the condition should have ended here\n"
 "E220 16+4 nothing is called `agee`\n"
 "  help did you mean `age`?"},
{"(remote, severe)",
 "E203 7+1 `,` cannot follow what stands before it\n"
 "  help write `and` or `or`"},
{"weight > 1, 5",
 "E203 10+1 `,` cannot follow what stands before it\n"
 "  help write `and` or `or`"},
{"weight > x,5",
 "E203 10+1 `,` cannot follow what stands before it\n"
 "  help write `and` or `or`"},
{"last-use2-foo > 1",
 "E220 0+4 nothing is called `last`\n"
 "  help did you mean `last_use`?\n"
 "E220 5+4 nothing is called `use2`\n"
 "E220 10+3 nothing is called `foo`"},
{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa > 1",
 "E220 0+101 nothing is called `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…`"},
{"LAST-USE > 1",
 "E220 0+4 nothing is called `LAST`\n"
 "E220 5+3 nothing is called `USE`"},
{"Age > 1",
 "E220 0+3 nothing is called `Age`\n"
 "  help did you mean `age`?"},
{"age > 5e",
 "E216 6+2 `5e` is neither a number nor a name\n"
 "  help put a blank or an operator between the number and the letters"},
{"age > 5e+",
 "E216 6+2 `5e` is neither a number nor a name\n"
 "  help put a blank or an operator between the number and the letters\n"
 "E201 8+1 the condition breaks off: a value is missing at its end"},
{"age > 5E3x",
 "E216 6+4 `5E3x` is neither a number nor a name\n"
 "  help put a blank or an operator between the number and the letters"},
{"age > 0xG",
 "E216 6+3 `0xG` is neither a number nor a name\n"
 "  help put a blank or an operator between the number and the letters"},
{"age > 1.5.3",
 "E203 9+2 `.3` cannot follow what stands before it\n"
 "  help an operator is missing between them, or the condition should have ended here"},
{"age > 1U",
 "E244 6+2 `1U` is an unsigned number, which conditions do not have\n"
 "  help leave out the `u`"},
{"age > 1ux",
 "E216 6+3 `1ux` is neither a number nor a name\n"
 "  help put a blank or an operator between the number and the letters"},
{"B'x' == word",
 "E243 0+4 `B'x'` is a sequence of bytes, which conditions do not have\n"
 "  help leave out the `B`"},
{"br'x' == word",
 "E243 0+5 `br'x'` is a sequence of bytes, which conditions do not have\n"
 "  help leave out the `b`"},
{"b'x",
 "E215 0+3 the text is not closed\n"
 "  help write `'` behind its last letter"},
{"«x» == word",
 "E202 0+2 `«` has no meaning in a condition"},
{"…",
 "E202 0+3 `…` has no meaning in a condition"},
{"“daily\" == frequency",
 "E202 0+9 `“daily\"` stands in curly quotes\n"
 "  help write straight quotes: `\"daily\"`"},
{"“daily' == frequency",
 "E202 0+9 `“daily'` stands in curly quotes\n"
 "  help write straight quotes: `\"daily\"`"},
{"'\\",
 "E215 0+2 the text is not closed\n"
 "  help write `'` behind its last letter"},
{"'\\9' == word",
 "E215 1+2 `\\9` is no escape\n"
 "  help write `\\\\` for a backslash"},
{"'\\u",
 "E215 0+3 the text is not closed\n"
 "  help write `'` behind its last letter"},
{"'\\é' == word",
 "E215 1+3 `\\é` is no escape\n"
 "  help write `\\\\` for a backslash"},
{"'\\xé' == word",
 "E215 1+4 `\\xé` has too few digits\n"
 "  help write `\\\\` for a backslash"},
{"remote ? true",
 "E201 12+1 the condition breaks off: `:` is missing at its end"},
{"? true : false",
 "E201 0+1 a value is missing before `?`"},
{"remote ? : false",
 "E201 9+1 a value is missing before `:`"},
{"!",
 "E201 0+1 the condition breaks off: a value is missing at its end"},
{"-",
 "E201 0+1 the condition breaks off: a value is missing at its end"},
{"not",
 "E201 2+1 the condition breaks off: a value is missing at its end"},
{"in",
 "E201 0+2 a value is missing before `in`"},
{"1 in",
 "E201 3+1 the condition breaks off: a value is missing at its end"},
{"remote ! pregnant",
 "E203 7+1 `!` cannot follow what stands before it\n"
 "  help an operator is missing between them, or the condition should have ended here"},
{"(@ x) and agee",
 "E202 1+1 `@` has no meaning in a condition\n"
 "E220 10+4 nothing is called `agee`\n"
 "  help did you mean `age`?"},
{"{\"a\": [1, {2: 3}], (4): 5} == 3",
 "E242 0+1 `{` begins a map, which conditions do not have"},
{"remote and (age > 3 or (severe and)) and agee",
 "E201 34+1 a value is missing before `)`\n"
 "E220 41+4 nothing is called `agee`\n"
 "  help did you mean `age`?"},
{"[\"a\", 1] == []",
 "E245 0+8 the elements of a list are of one kind, but `\"a\"` is a text and `1` is a whole number"},
{"age in foo",
 "E220 7+3 nothing is called `foo`"},
{"age > 7.x",
 "E241 8+1 answers have no parts, so there is no `.x`"},
{"age – drinks > 2",
 "E202 4+3 `–` has no meaning here\n"
 "  help write `-`"},
{"as",
 "E217 0+2 `as` is a reserved word\n"
 "  help choose another name"},
{"import - 3 > 2",
 "E217 0+6 `import` is a reserved word\n"
 "  help choose another name"},
{"numbers.map(a, b, c, d) == []",
 "E206 8+15 `map` takes at most 3 values, not 4"},
{"remote or 1,",
 "E203 11+1 `,` cannot follow what stands before it\n"
 "  help write `and` or `or`"},
{"frequency == foo",
 "E220 13+3 nothing is called `foo`"},
{"frequency == dayly",
 "E220 13+5 nothing is called `dayly`\n"
 "  help did you mean `\"daily\"`?"},
{"'\\x4\\\\' == word",
 "E215 1+3 `\\x4` has too few digits\n"
 "  help write `\\\\` for a backslash"},
{"age\u00a0< 18",
 "E202 3+2 a non-breaking space, which only looks like a blank\n"
 "  help delete it and type a blank"},
/* clang-format on */
