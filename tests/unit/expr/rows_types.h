/* Conditions in which things do not fit together, and all that is said: code, offset and length in the condition, message, notes
 * (`declared`: where the question is asked), help. Rows of a table in messages_test.c. */
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
 "  help its choices are `\"never\"`, `\"monthly\"`, `\"weekly\"` and `\"daily\"`"},
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
 "  note declared `frequency` is asked here\n"
 "  help write `frequency == \"…\"` with one of its choices"},
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
 "  note declared `substances` is asked here\n"
 "  help write `\"…\" in substances` with one of its choices, or `size(substances) > 0`"},
{"substances.exists(s, s == \"alcoholl\")",
 "E208 26+10 `substances` has no choice `alcoholl`\n"
 "  note declared `substances` is asked here\n"
 "  help did you mean `\"alcohol\"`?"},
{"substances.map(s, s == \"alcohol\")",
 "E207 0+10 `substances` is a multiple question, but `map` goes through a list\n"
 "  note declared `substances` is asked here\n"
 "E211 0+33 a rule's `when` must be a condition, but `substances.map(s, s == \"alcohol\")` is a list"},
{"remote == \"yes\"",
 "E219 0+15 `remote` is a yes/no question and `\"yes\"` is a text; they are never equal\n"
 "  note declared `remote` is asked here\n"
 "  help `remote` is a condition by itself: write `remote` or `not remote`"},
{"1 < age < 3",
 "E214 0+11 comparisons cannot be chained: `1 < age` is a condition\n"
 "  help write `1 < age and age < 3`"},
{"(1 < age) < 3",
 "E204 0+13 `(1 < age)` is a condition, but `<` compares numbers\n"
 "  help `(1 < age)` is a condition by itself: write `(1 < age)` or `not (1 < age)`"},
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
{"frequency.atLeast(weekly)",
 "E208 18+6 `weekly` is a choice of `frequency` and stands without quotes\n"
 "  help did you mean `\"weekly\"`?"},
{"frequency.atLeast(word)",
 "E209 0+23 `atLeast` takes one of the choices of `frequency` in quotes\n"
 "  note declared `frequency` is asked here"},
{"age.atLeast(\"daily\")",
 "E204 0+20 `age` is a whole number, but `atLeast` compares choices\n"
 "  note declared `age` is asked here"},
{"age.points >= 2",
 "E204 0+10 `age` is a whole number, but `points` belongs to choices\n"
 "  note declared `age` is asked here"},
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
{"-remote",
 "E204 0+7 `remote` is a yes/no question, but `-` stands before numbers\n"
 "  note declared `remote` is asked here\n"
 "  help `count(remote, …)` says how many of several conditions hold"},
{"remote and age",
 "E204 0+14 `age` is a whole number, but `and` combines conditions\n"
 "  note declared `age` is asked here\n"
 "  help compare it: `age > 0`"},
{"not age",
 "E204 0+7 `age` is a whole number, but `not` stands before conditions\n"
 "  note declared `age` is asked here\n"
 "  help compare it: `age > 0`"},
{"numbers.all(n, n.points > 1)",
 "E204 15+8 `n` is a whole number, but `points` belongs to choices"},
{"[remote].all(x, x > 1)",
 "E204 16+5 `x` is a condition, but `>` compares numbers\n"
 "  help `x` is a condition by itself: write `x` or `not x`"},
{"numbers.filter(n, n) == numbers",
 "E204 0+20 `n` is a whole number, but `filter` asks a condition of each element\n"
 "  help compare it: `n > 0`"},
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
 "  help its choices are `\"never\"`, `\"monthly\"`, `\"weekly\"` and `\"daily\"`"},
{"mood in [mood]",
 "E209 0+14 `mood` is a choice; behind `in` stands a list of its choices in quotes\n"
 "  note declared `mood` is asked here"},
{"[substances] == [substances]",
 "E219 0+28 `[substances]` and `[substances]` are lists of things that do not go together; they are never equal"},
{"[mood] == [mood]",
 "E219 0+16 `[mood]` and `[mood]` are lists of things that do not go together; they are never equal"},
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
 "E211 0+11 a rule's `when` must be a condition, but `int(remote)` is a whole number\n"
 "  help compare it: `int(remote) > 0`"},
{"double(mood)",
 "E204 0+12 `mood` is a choice question, but `double` takes a number or a text\n"
 "  note declared `mood` is asked here\n"
 "  help write `mood.points` for the points of the choice\n"
 "E211 0+12 a rule's `when` must be a condition, but `double(mood)` is a number with decimals\n"
 "  help compare it: `double(mood) > 0`"},
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
{"5 in frequency",
 "E204 0+14 `frequency` is a choice question, but `in` looks into a list or a multiple question\n"
 "  note declared `frequency` is asked here"},
{"size(frequency) > 1",
 "E204 0+15 `frequency` is a choice question, but `size` takes a list, a multiple question or a text\n"
 "  note declared `frequency` is asked here"},
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
{"size([remote] + [1]) > 2",
 "E219 5+14 `[remote]` and `[1]` are lists of things that do not go together; they cannot be put together"},
{"frequency == substances",
 "E210 0+23 `substances` can have several choices at once, which `==` does not compare\n"
 "  note declared `substances` is asked here\n"
 "  help write `\"…\" in substances`"},
{"remote ? frequency : mood",
 "E219 0+25 `frequency` is a choice question and `mood` is a choice question; both sides of `:` must be of one kind\n"
 "  note declared `frequency` is asked here\n"
 "  note declared `mood` is asked here"},
{"(remote ? frequency : \"weakly\") == \"daily\"",
 "E208 22+8 `frequency` has no choice `weakly`\n"
 "  note declared `frequency` is asked here\n"
 "  help did you mean `\"weekly\"`?"},
{"(remote ? \"daily\" : mood) == \"high\"",
 "E208 10+7 `mood` has no choice `daily`\n"
 "  note declared `mood` is asked here\n"
 "  help its choices are `\"low\"`, `\"middle\"` and `\"high\"`"},
{"\"x\" + age == \"x\"",
 "E219 0+9 `\"x\"` is a text and `age` is a whole number; they cannot be put together\n"
 "  note declared `age` is asked here"},
{"age + remote > 2",
 "E204 0+12 `remote` is a yes/no question, but `+` adds numbers\n"
 "  note declared `remote` is asked here\n"
 "  help `count(remote, …)` says how many of several conditions hold"},
{"age * substances > 2",
 "E204 0+16 `substances` is a multiple question, but `*` multiplies numbers\n"
 "  note declared `substances` is asked here\n"
 "  help `size(substances)` says how many were chosen"},
{"substances and remote",
 "E204 0+21 `substances` is a multiple question, but `and` combines conditions\n"
 "  note declared `substances` is asked here\n"
 "  help write `\"…\" in substances` with one of its choices, or `size(substances) > 0`"},
{"frequency and remote",
 "E204 0+20 `frequency` is a choice question, but `and` combines conditions\n"
 "  note declared `frequency` is asked here\n"
 "  help write `frequency == \"…\"` with one of its choices"},
{"frequency or mood",
 "E204 0+17 `mood` is a choice question, but `or` combines conditions\n"
 "  note declared `mood` is asked here\n"
 "  help write `mood == \"…\"` with one of its choices\n"
 "E204 0+17 `frequency` is a choice question, but `or` combines conditions\n"
 "  note declared `frequency` is asked here\n"
 "  help write `frequency == \"…\"` with one of its choices"},
{"frequency >= \"weekly\"",
 "E209 0+21 `frequency` is a choice, which `>=` does not compare\n"
 "  note declared `frequency` is asked here\n"
 "  help write `frequency.atLeast(\"weekly\")`"},
{"frequency < \"weekly\"",
 "E209 0+20 `frequency` is a choice, which `<` does not compare\n"
 "  note declared `frequency` is asked here\n"
 "  help write `not frequency.atLeast(\"weekly\")`"},
{"frequency <= \"weekly\"",
 "E209 0+21 `frequency` is a choice, which `<=` does not compare\n"
 "  note declared `frequency` is asked here\n"
 "  help write `frequency.atMost(\"weekly\")`"},
{"\"weekly\" >= frequency",
 "E209 0+21 `frequency` is a choice, which `>=` does not compare\n"
 "  note declared `frequency` is asked here\n"
 "  help write `frequency.atMost(\"weekly\")`"},
{"\"weekly\" < frequency",
 "E209 0+20 `frequency` is a choice, which `<` does not compare\n"
 "  note declared `frequency` is asked here\n"
 "  help write `not frequency.atMost(\"weekly\")`"},
{"\"weekly\" <= frequency",
 "E209 0+21 `frequency` is a choice, which `<=` does not compare\n"
 "  note declared `frequency` is asked here\n"
 "  help write `frequency.atLeast(\"weekly\")`"},
{"frequency < mood",
 "E209 0+16 `frequency` is a choice, which `<` does not compare\n"
 "  note declared `frequency` is asked here\n"
 "  help write `not frequency.atLeast(\"…\")`"},
{"frequency == (remote ? word : \"daily\")",
 "E209 0+38 `frequency` is a choice; it compares only with its own choices in quotes\n"
 "  note declared `frequency` is asked here"},
{"frequency == (remote ? \"daily\" : word)",
 "E209 0+38 `frequency` is a choice; it compares only with its own choices in quotes\n"
 "  note declared `frequency` is asked here"},
{"frequency in word",
 "E204 0+17 `word` is a text, but `in` looks into a list or a multiple question\n"
 "  note declared `word` is defined here"},
{"frequency in 3",
 "E204 0+14 `3` is a whole number, but `in` looks into a list or a multiple question"},
{"frequency in (remote ? \"daily\" : \"x\")",
 "E204 0+37 `(remote ? \"daily\" : \"x\")` is a text, but `in` looks into a list or a multiple question"},
{"\"daily\" in 3",
 "E204 0+12 `3` is a whole number, but `in` looks into a list or a multiple question"},
{"substances == nothing",
 "E210 0+21 `substances` can have several choices at once, which `==` does not compare\n"
 "  note declared `substances` is asked here\n"
 "  help write `\"…\" in substances`\n"
 "E220 14+7 nothing is called `nothing`"},
{"substances == foo",
 "E210 0+17 `substances` can have several choices at once, which `==` does not compare\n"
 "  note declared `substances` is asked here\n"
 "  help write `\"…\" in substances`\n"
 "E220 14+3 nothing is called `foo`"},
{"word in substances",
 "E209 0+18 `word` is a text, but before `in` stands one of the choices of `substances` in quotes"},
{"age in substances",
 "E209 0+17 `age` is a whole number, but before `in` stands one of the choices of `substances` in quotes"},
{"substances.exists(s, s)",
 "E204 0+23 `s` is a choice, but `exists` asks a condition of each element\n"
 "  help write `s == \"…\"` with one of its choices"},
{"substances.exists(s, size(s) > 1)",
 "E204 21+7 `s` is a choice, but `size` takes a list, a multiple question or a text"},
{"substances.filter(s, true)",
 "E211 0+26 a rule's `when` must be a condition, but `substances.filter(s, true)` is a set of choices\n"
 "  help write `\"…\" in substances.filter(s, true)` with one of its choices, or `size(substances.filter(s, true)) > 0`"},
{"substances.filter(s, true) + [1] == []",
 "E204 0+32 `substances.filter(s, true)` is a set of choices, but `+` adds numbers\n"
 "  help `size(substances.filter(s, true))` says how many were chosen"},
{"(1 < age) == \"x\"",
 "E219 0+16 `(1 < age)` is a condition and `\"x\"` is a text; they are never equal\n"
 "  help `(1 < age)` is a condition by itself: write `(1 < age)` or `not (1 < age)`"},
{"\"x\" == remote",
 "E219 0+13 `\"x\"` is a text and `remote` is a yes/no question; they are never equal\n"
 "  note declared `remote` is asked here\n"
 "  help `remote` is a condition by itself: write `remote` or `not remote`"},
{"\"x\" != (1 < age)",
 "E219 0+16 `\"x\"` is a text and `(1 < age)` is a condition; they are never equal\n"
 "  help `(1 < age)` is a condition by itself: write `(1 < age)` or `not (1 < age)`"},
{"1 < age < \"x\"",
 "E219 0+13 `1 < age` is a condition and `\"x\"` is a text; they cannot be compared"},
{"count(1.5 + age) > 1",
 "E219 6+9 `1.5` is a number with decimals and `age` is a whole number; `+` takes two of one kind\n"
 "  help write `double(age)`"},
{"2 + 1.5 > 1.0",
 "E219 0+7 `2` is a whole number and `1.5` is a number with decimals; `+` takes two of one kind\n"
 "  help write `2.0`"},
{"1.5 + 2 > 1.0",
 "E219 0+7 `1.5` is a number with decimals and `2` is a whole number; `+` takes two of one kind\n"
 "  help write `2.0`"},
{"ratio - age > 1.0",
 "E219 0+11 `ratio` is a number with decimals and `age` is a whole number; `-` takes two of one kind\n"
 "  help write `double(age)`"},
{"double(remote) > 1.0",
 "E204 0+14 `remote` is a yes/no question, but `double` takes a number or a text\n"
 "  note declared `remote` is asked here\n"
 "  help `count(remote, …)` says how many of several conditions hold"},
{"remote.map(n, n) == []",
 "E207 0+6 `remote` is a yes/no question, but `map` goes through a list\n"
 "  note declared `remote` is asked here"},
{"age.all(n, true)",
 "E207 0+3 `age` is a whole number, but `all` goes through a list or a multiple question\n"
 "  note declared `age` is asked here"},
{"frequency.size() > 2",
 "E204 0+16 `frequency` is a choice question, but `size` takes a list, a multiple question or a text\n"
 "  note declared `frequency` is asked here"},
{"age ? 1 : 2",
 "E204 0+11 `age` is a whole number, but `?` asks a condition\n"
 "  note declared `age` is asked here\n"
 "  help compare it: `age > 0`\n"
 "E211 0+11 a rule's `when` must be a condition, but `age ? 1 : 2` is a whole number"},
{"weight > (remote ? 1.0 : 2.0)",
 "E213 0+6 `weight` may only be compared with constants\n"
 "  note declared `weight` is asked here\n"
 "  help write `weight >= 1.5`, or make it a whole number"},
{"2.5 < weight + 1.0",
 "E213 6+6 `weight` may only be compared with constants\n"
 "  note declared `weight` is asked here\n"
 "  help write `weight >= 1.5`, or make it a whole number"},
{"weight",
 "E213 0+6 `weight` may only be compared with constants\n"
 "  note declared `weight` is asked here\n"
 "  help write `weight >= 1.5`, or make it a whole number\n"
 "E211 0+6 a rule's `when` must be a condition, but `weight` is a number with decimals\n"
 "  note declared `weight` is asked here\n"
 "  help compare it: `weight > 0`"},
{"not weight",
 "E204 0+10 `weight` is a number with decimals, but `not` stands before conditions\n"
 "  note declared `weight` is asked here\n"
 "  help compare it: `weight > 0`\n"
 "E213 4+6 `weight` may only be compared with constants\n"
 "  note declared `weight` is asked here\n"
 "  help write `weight >= 1.5`, or make it a whole number"},
{"ratio > weight",
 "E213 8+6 `weight` may only be compared with constants\n"
 "  note declared `weight` is asked here\n"
 "  help write `weight >= 1.5`, or make it a whole number"},
{"huge - 1 > 0",
 "E221 0+8 `huge - 1` can be beyond 9223372036854775807, the largest whole number\n"
 "  note 0+4 `huge` can be anything\n"
 "  note declared `huge` is asked here\n"
 "  help use smaller numbers, or a narrower `min` and `max`"},
{"int(ratio / 0.5 * 1e300) > 1",
 "E224 0+24 `int(ratio / 0.5 * 1e300)` can fail\n"
 "  note 4+19 `ratio / 0.5 * 1e300` can be -2e+300..4e+300\n"
 "  help convert only what surely is such a value"},
{"[ratio].exists(x, 1.0 / x > 0.0)",
 "E222 18+7 `1.0 / x` can divide by 0\n"
 "  note 24+1 `x` can be -1.0..2.0\n"
 "  help give what you divide by a `min` above 0, or compare products: `a > b * c` in place of `a / b > c`"},
{"double(\"1e400\") > 1.0",
 "E224 0+15 `double(\"1e400\")` can fail\n"
 "  help convert only what surely is such a value"},
{"int(word) > 1",
 "E224 0+9 `int(word)` can fail\n"
 "  note 4+4 `word` can be anything\n"
 "  note declared `word` is defined here\n"
 "  help convert only what surely is such a value"},
{"bool(word)",
 "E224 0+10 `bool(word)` can fail\n"
 "  note 5+4 `word` can be anything\n"
 "  note declared `word` is defined here\n"
 "  help convert only what surely is such a value"},
{"double(word) > 1.0",
 "E224 0+12 `double(word)` can fail\n"
 "  note 7+4 `word` can be anything\n"
 "  note declared `word` is defined here\n"
 "  help convert only what surely is such a value"},
{"(remote ? [\"a\"] : [\"b\", \"c\"]).map(x, int(x)) == [1]",
 "E224 37+6 `int(x)` can fail\n"
 "  note 41+1 `x` can be anything\n"
 "  help convert only what surely is such a value"},
{"(remote ? [1] : [0, 2]).all(x, 3 / x > 1)",
 "E222 31+5 `3 / x` can divide by 0\n"
 "  note 35+1 `x` can be anything\n"
 "  help give what you divide by a `min` above 0, or compare products: `a > b * c` in place of `a / b > c`"},
{"-(-9223372036854775808) > 0",
 "E221 0+23 `-(-9223372036854775808)` can be beyond 9223372036854775807, the largest whole number\n"
 "  help use smaller numbers, or a narrower `min` and `max`"},
{"\"a\" + \"b\" + size(substances) == \"x\"",
 "E219 0+28 `\"a\" + \"b\"` is a text and `size(substances)` is a whole number; they cannot be put together"},
{"weight > (1,5)",
 "E213 0+6 `weight` may only be compared with constants\n"
 "  note declared `weight` is asked here\n"
 "  help write `weight >= 1.5`, or make it a whole number\n"
 "E203 11+1 `,` cannot follow what stands before it\n"
 "  help write a decimal point: `1.5`"},
{"count(remote and)",
 "E211 0+17 a rule's `when` must be a condition, but `count(remote and)` is a whole number\n"
 "  help compare it: `count(remote and) > 0`\n"
 "E201 16+1 a value is missing before `)`"},
{"\"x\" in (remote ? substances : substances)",
 "E208 0+3 `substances` has no choice `x`\n"
 "  note declared `substances` is asked here\n"
 "  help its choices are `\"alcohol\"`, `\"opioids\"`, `\"sedatives\"` and `\"cannabis\"`"},
{"remote == (1 < 2 < 3)",
 "E214 10+11 comparisons cannot be chained: `1 < 2` is a condition\n"
 "  help write `1 < 2 and 2 < 3`"},
{"count(remote == \"x\", age)",
 "E204 0+25 `age` is a whole number, but `count` counts conditions\n"
 "  note declared `age` is asked here\n"
 "  help compare it: `age > 0`\n"
 "E211 0+25 a rule's `when` must be a condition, but `count(remote == \"x\", age)` is a whole number\n"
 "  help compare it: `count(remote == \"x\", age) > 0`\n"
 "E219 6+13 `remote` is a yes/no question and `\"x\"` is a text; they are never equal\n"
 "  note declared `remote` is asked here\n"
 "  help `remote` is a condition by itself: write `remote` or `not remote`"},
{"frequency == 'never' ? remote : age",
 "E219 0+35 `remote` is a yes/no question and `age` is a whole number; both sides of `:` must be of one kind\n"
 "  note declared `remote` is asked here\n"
 "  note declared `age` is asked here"},
{"age + word == \"x\"",
 "E219 0+10 `age` is a whole number and `word` is a text; they cannot be put together\n"
 "  note declared `age` is asked here\n"
 "  note declared `word` is defined here"},
{"size(remote) > 1",
 "E204 0+12 `remote` is a yes/no question, but `size` takes a list, a multiple question or a text\n"
 "  note declared `remote` is asked here"},
{"bool(substances)",
 "E204 0+16 `substances` is a multiple question, but `bool` takes a text\n"
 "  note declared `substances` is asked here"},
{"[1] == 2",
 "E219 0+8 `[1]` is a list and `2` is a whole number; they are never equal"},
{"[1] < 2",
 "E204 0+7 `[1]` is a list, but `<` compares numbers"},
{"ratio * 1e307 / 0.001 > 1.0",
 "E223 0+21 `ratio * 1e307 / 0.001` can be too large for any number\n"
 "  note 0+13 `ratio * 1e307` can be -1e+307..2e+307\n"
 "  help use smaller numbers"},
{"ratio * 1e307 / (0.0 - 0.001) > 1.0",
 "E223 0+29 `ratio * 1e307 / (0.0 - 0.001)` can be too large for any number\n"
 "  note 0+13 `ratio * 1e307` can be -1e+307..2e+307\n"
 "  help use smaller numbers"},
{"frequency == (remote ? 1 : 2)",
 "E209 0+29 `frequency` is a choice, and `(remote ? 1 : 2)` is a whole number\n"
 "  note declared `frequency` is asked here\n"
 "  help write `frequency.points` for the points of the choice"},
{"frequency in numbers",
 "E209 0+20 `frequency` is a choice; behind `in` stands a list of its choices in quotes\n"
 "  note declared `frequency` is asked here"},
{"remote in frequency",
 "E204 0+19 `frequency` is a choice question, but `in` looks into a list or a multiple question\n"
 "  note declared `frequency` is asked here"},
{"frequency == \"daily\" or \"weekly\"",
 "E204 0+32 `\"weekly\"` is a text, but `or` combines conditions\n"
 "  help write `frequency in [\"daily\", \"weekly\"]`"},
{"age < \"18\"",
 "E204 0+10 `\"18\"` is a text, but `<` compares numbers\n"
 "  help write `18` without quotes"},
/* clang-format on */
