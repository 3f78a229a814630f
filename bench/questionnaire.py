#!/usr/bin/env python3
"""Prints a random questionnaire of a given size, always the same for the same numbers: choices of
rising concern, yes/no, multiple and integer questions, a third of them asked only after another
answer; rules that each look at a few of them.

usage: questionnaire.py QUESTIONS RULES [SEED]"""
import random
import sys

questions, rules = int(sys.argv[1]), int(sys.argv[2])
draw = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
KINDS = ["choice", "choice", "choice", "yes_no", "multiple", "integer"]
kinds = [draw.choice(KINDS) for _ in range(questions)]


def literal(q, rising):
    """A condition on question q; a rising one holds the more, the more concerning the answer."""
    kind = kinds[q]
    if kind == "choice":
        return f'q{q}.{"atLeast" if rising else "atMost"}("c{draw.randrange(1, 4)}")'
    if kind == "yes_no":
        return f"q{q}" if rising else f"not q{q}"
    if kind == "multiple":
        return (f'"c{draw.randrange(4)}" in q{q}' if draw.random() < 0.5 else
                f"size(q{q}) {'>=' if rising else '<='} {draw.randrange(1, 5)}")
    return f"q{q} {'>=' if rising else '<'} {draw.randrange(5, 50)}"


def condition(width):
    first = draw.randrange(questions)
    near = [(first + draw.randrange(12)) % questions for _ in range(width)]
    parts = [literal(q, draw.random() < 0.9) for q in near]
    text = parts[0]
    for part in parts[1:]:
        text += (" and " if draw.random() < 0.9 else " or ") + part if draw.random() < 0.7 else f" and ({part} or {literal(first, True)})"
    return text


print(f"""format: 1
id: random
version: "1"
title: Random
language: en
facility: {{name: A, phone: "1"}}
outcomes:
  - {{id: less, recommendation: intake, title: T, message: M}}
  - {{id: iop, recommendation: iop, title: T, message: M}}
  - {{id: talk, recommendation: intake, title: T, message: M}}
  - {{id: inpatient, recommendation: inpatient, title: T, message: M}}
  - {{id: now, recommendation: intake, title: T, message: M}}
start: less
undetermined: talk
sections:
  - id: s
    title: S
    questions:""")
for q, kind in enumerate(kinds):
    print(f"      - id: q{q}\n        ask: A?\n        why: W.\n        type: {kind}")
    if kind in ("choice", "multiple"):
        print("        choices: [" + ", ".join(f"{{id: c{i}, label: L}}" for i in range(4)) + "]")
    if kind == "integer":
        print("        min: 0\n        max: 60")
    if kind != "multiple":
        print("        concern: rising")
    if q > 0 and draw.random() < 0.33:
        print(f"        ask_if: |\n          {literal(draw.randrange(q), True)}")
        if kind != "multiple":
            print("        otherwise: " + {"choice": "c0", "yes_no": "no", "integer": "0"}[kind])
print("rules:")
for r in range(rules):
    outcome = draw.choices(["iop", "talk", "inpatient", "now"], [3, 4, 2, 1])[0]
    print(f"  - id: r{r}\n    outcome: {outcome}\n    because: B\n    when: |\n      {condition(draw.randrange(4, 8))}")
print("guarantees:")
for g in range(10):
    print(f"  - id: g{g}\n    means: M\n    never_recommend: [iop]\n    when: |\n      {condition(2)}")
