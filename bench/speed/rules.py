#!/usr/bin/env python3
"""The rules of a questionnaire in the languages of what iopfit is compared with.

    rules.py TARGET < MODEL > FILE       MODEL is what `bench-records model` prints

TARGET is one of jq, awk, js, json-rules-engine, zen, sql-ndjson, sql-csv and fields (a C++ table of
keys and choices for parse.cc). Each gives the recommendation of one complete record: the rules from
the highest outcome down, the first that holds decides. Facts are written out where they are read, so
that no language works out more than it must. What is not understood is an error: nothing is left out.
"""
import json
import re
import sys

TOKEN = re.compile(r'\s*("[a-z0-9_]*"|[a-z_][a-zA-Z0-9_]*|-?\d+|==|!=|<=|>=|[<>().,\[\]])')


class Reader:
    """Reads a condition in the canonical form of expr_print()."""

    def __init__(self, text, questions, facts):
        self.tokens = []
        at = 0
        while at < len(text):
            found = TOKEN.match(text, at)
            if not found:
                sys.exit(f"rules.py: cannot read `{text[at:]}`")
            self.tokens.append(found.group(1))
            at = found.end()
        self.tokens.append("")
        self.at = 0
        self.questions = questions
        self.facts = facts

    def peek(self):
        return self.tokens[self.at]

    def take(self, *expected):
        token = self.tokens[self.at]
        if expected and token not in expected:
            sys.exit(f"rules.py: `{token}` where {expected} should stand in {self.tokens}")
        self.at += 1
        return token

    def whole(self):
        tree = self.junction("or")
        self.take("")
        return tree

    def junction(self, word):
        below = (lambda: self.junction("and")) if word == "or" else self.negation
        parts = [below()]
        while self.peek() == word:
            self.take()
            parts.append(below())
        return parts[0] if len(parts) == 1 else (word, parts)

    def negation(self):
        if self.peek() == "not":
            self.take()
            return ("not", self.negation())
        return self.comparison()

    def strings(self):
        self.take("[")
        found = [self.take().strip('"')]
        while self.take(",", "]") == ",":
            found.append(self.take().strip('"'))
        return found

    def comparison(self):
        token = self.take()
        if token == "(":
            tree = self.junction("or")
            self.take(")")
            return tree
        if token.startswith('"'):
            self.take("in")
            return ("has", self.take(), token.strip('"'))
        if token == "size":
            self.take("(")
            name = self.take()
            self.take(")")
            return ("size", name, self.take("<", "<=", ">", ">=", "==", "!="), int(self.take()))
        if token in self.facts:
            return self.facts[token]
        question = self.questions.get(token)
        if question is None:
            sys.exit(f"rules.py: what is `{token}`?")
        if question["type"] == "yes_no":
            return ("yes", token)
        if question["type"] == "integer":
            return ("number", token, self.take("<", "<=", ">", ">=", "==", "!="), int(self.take()))
        return self.choice(token, question["choices"])

    def choice(self, name, choices):
        operator = self.take("==", "!=", "in", ".")
        if operator == "in":
            return ("choice", name, self.strings())
        if operator == ".":
            method = self.take("atLeast", "atMost")
            self.take("(")
            index = choices.index(self.take().strip('"'))
            self.take(")")
            return ("choice", name, choices[index:] if method == "atLeast" else choices[:index + 1])
        one = ("choice", name, [self.take().strip('"')])
        return ("not", one) if operator == "!=" else one


def written(tree, leaf, words):
    """[tree] in a language with infix operators, of which [words] are and, or, not."""
    kind = tree[0]
    if kind in ("and", "or"):
        word = words[0] if kind == "and" else words[1]
        return "(" + f" {word} ".join(written(part, leaf, words) for part in tree[1]) + ")"
    if kind == "not":
        return words[2].format(written(tree[1], leaf, words))
    return leaf(*tree)


def quoted(names, quote='"', between=", "):
    return between.join(f"{quote}{name}{quote}" for name in names)


def any_of(name, values, equal):
    return "(" + " || ".join(f'{name} {equal} "{value}"' for value in values) + ")"


def js_leaf(kind, name, *rest):
    name = f"r.{name}"
    if kind == "yes":
        return name
    if kind == "has":
        return f'{name}.includes("{rest[0]}")'
    if kind == "choice":
        return any_of(name, rest[0], "===")
    operator = {"==": "===", "!=": "!=="}.get(rest[0], rest[0])
    return f"{name}{'.length' if kind == 'size' else ''} {operator} {rest[1]}"


def jq_leaf(kind, name, *rest):
    name = f".{name}"
    if kind == "yes":
        return name
    if kind == "has":
        return f'any({name}[]; . == "{rest[0]}")'
    if kind == "choice":
        return "(" + " or ".join(f'{name} == "{value}"' for value in rest[0]) + ")"
    return f"({name}{' | length' if kind == 'size' else ''}) {rest[0]} {rest[1]}"


def zen_leaf(kind, name, *rest):
    if kind == "yes":
        return name
    if kind == "has":
        return f'("{rest[0]}" in {name})'
    if kind == "choice":
        return f"({name} in [{quoted(rest[0])}])"
    return f"({f'len({name})' if kind == 'size' else name} {rest[0]} {rest[1]})"


def sql_leaf(as_list):
    def leaf(kind, name, *rest):
        if kind == "yes":
            return name
        if kind == "has":
            return f"list_contains({as_list(name)}, '{rest[0]}')"
        if kind == "choice":
            return f"{name} IN ({quoted(rest[0], chr(39))})"
        operator = {"==": "=", "!=": "<>"}.get(rest[0], rest[0])
        return f"{f'len({as_list(name)})' if kind == 'size' else name} {operator} {rest[1]}"
    return leaf


def awk_leaf(columns):
    def leaf(kind, name, *rest):
        name = f"${columns[name]}"
        if kind == "yes":
            return f'{name} == "true"'
        if kind == "has":
            return f'index(";" {name} ";", ";{rest[0]};")'
        if kind == "choice":
            return any_of(name, rest[0], "==")
        return f"{f'size({name})' if kind == 'size' else name} {rest[0]} {rest[1]}"
    return leaf


def engine_tree(tree):
    """For json-rules-engine: nested conditions, with operators that peers.js adds for sizes."""
    names = {"<": "lessThan", "<=": "lessThanInclusive", ">": "greaterThan",
             ">=": "greaterThanInclusive", "==": "equal", "!=": "notEqual"}
    kind, *rest = tree
    if kind in ("and", "or"):
        return {"all" if kind == "and" else "any": [engine_tree(part) for part in rest[0]]}
    if kind == "not":
        return {"not": engine_tree(rest[0])}
    if kind == "yes":
        return {"fact": rest[0], "operator": "equal", "value": True}
    if kind == "has":
        return {"fact": rest[0], "operator": "contains", "value": rest[1]}
    if kind == "choice":
        return {"fact": rest[0], "operator": "in", "value": rest[1]}
    operator = names[rest[1]]
    return {"fact": rest[0], "operator": operator if kind == "number" else f"size:{operator}",
            "value": rest[2]}


def engine_rules(rules):
    found = []
    for rank, (tree, recommendation) in enumerate(rules):
        tree = engine_tree(tree)
        if not {"all", "any", "not"} & tree.keys():
            tree = {"all": [tree]}
        found.append({"conditions": tree, "priority": len(rules) - rank,
                      "event": {"type": recommendation}})
    return found


def zen_table(rules, otherwise):
    rows = [{"_id": f"r{i}", "in": written(tree, zen_leaf, ("and", "or", "not ({})")),
             "out": json.dumps(recommendation)} for i, (tree, recommendation) in enumerate(rules)]
    rows.append({"_id": "else", "in": "", "out": json.dumps(otherwise)})
    table = {"hitPolicy": "first", "inputs": [{"id": "in", "name": "rule"}],
             "outputs": [{"id": "out", "name": "recommendation", "field": "recommendation"}],
             "rules": rows}
    place = {"position": {"x": 0, "y": 0}}
    return {"nodes": [{"id": "a", "name": "in", "type": "inputNode", **place},
                      {"id": "b", "name": "rules", "type": "decisionTableNode", "content": table,
                       **place},
                      {"id": "c", "name": "out", "type": "outputNode", **place}],
            "edges": [{"id": "ab", "type": "edge", "sourceId": "a", "targetId": "b"},
                      {"id": "bc", "type": "edge", "sourceId": "b", "targetId": "c"}]}


def sql(rules, otherwise, questions, csv):
    types = {"integer": "INTEGER", "yes_no": "BOOLEAN", "choice": "VARCHAR",
             "multiple": "VARCHAR" if csv else "VARCHAR[]"}
    columns = ", ".join(["'id': 'VARCHAR'"] + [f"'{question['id']}': '{types[question['type']]}'"
                                               for question in questions])
    leaf = sql_leaf((lambda name: f"(CASE {name} WHEN 'none' THEN [] ELSE "
                                  f"string_split({name}, ';') END)") if csv
                    else lambda name: name)
    cases = "\n".join(f"  WHEN {written(tree, leaf, ('AND', 'OR', '(NOT {})'))}"
                      f" THEN '{recommendation}'" for tree, recommendation in rules)
    read = ("read_csv($INPUT, header = true, auto_detect = false, delim = ',', quote = '\"', "
            if csv else "read_json($INPUT, format = 'newline_delimited', ")
    return f"SELECT CASE\n{cases}\n  ELSE '{otherwise}' END AS r\nFROM {read}columns = {{{columns}}})"


def fields(questions):
    """parse.cc: the keys in the order in which records have them, and the choices."""
    lines = [f"static const field fields[] = {{\n    {{\"id\", kind::text, {{}}}},"]
    kinds = {"integer": "integer", "yes_no": "yes_no", "choice": "choice", "multiple": "multiple"}
    for question in questions:
        lines.append(f"    {{\"{question['id']}\", kind::{kinds[question['type']]}, "
                     f"{{{quoted(question['choices'])}}}}},")
    return "\n".join(lines + ["};"])


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    model = json.load(sys.stdin)
    if sys.argv[1] == "fields":
        print(fields(model["questions"]))
        return
    questions = {question["id"]: question for question in model["questions"]}
    facts = {}
    for fact in model["facts"]:
        facts[fact["id"]] = Reader(fact["is"], questions, facts).whole()
    recommendations = [outcome["recommendation"] for outcome in model["outcomes"]]
    ranked = sorted(model["rules"], key=lambda rule: -rule["outcome"])
    rules = [(Reader(rule["when"], questions, facts).whole(), recommendations[rule["outcome"]])
             for rule in ranked]
    otherwise = recommendations[model["start"]]
    target = sys.argv[1]
    if target == "jq":
        print("if " + "\nelif ".join(f'{written(tree, jq_leaf, ("and", "or", "({} | not)"))} '
                                     f'then "{recommendation}"' for tree, recommendation in rules)
              + f'\nelse "{otherwise}" end')
    elif target == "awk":
        columns = {name: number for number, name in enumerate(questions, 2)}
        leaf = awk_leaf(columns)
        print("function size(list, parts) { return list == \"none\" ? 0 : split(list, parts, \";\") }")
        print("NR == 1 { next }")
        for tree, recommendation in rules:
            print(f'{written(tree, leaf, ("&&", "||", "!({})"))} {{ print "{recommendation}"; next }}')
        print(f'{{ print "{otherwise}" }}')
    elif target == "js":
        print('"use strict";\nmodule.exports = (r) => {')
        for tree, recommendation in rules:
            print(f'  if ({written(tree, js_leaf, ("&&", "||", "!({})"))}) return "{recommendation}";')
        print(f'  return "{otherwise}";\n}};')
    elif target == "json-rules-engine":
        print(json.dumps({"rules": engine_rules(rules), "otherwise": otherwise}, indent=1))
    elif target == "zen":
        print(json.dumps(zen_table(rules, otherwise), indent=1))
    elif target in ("sql-ndjson", "sql-csv"):
        print(sql(rules, otherwise, model["questions"], target == "sql-csv"))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
