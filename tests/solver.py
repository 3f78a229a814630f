#!/usr/bin/env python3
"""What `check --dump` writes, read as a reviewer would who does not trust our solver: minisat decides
every guarantee, and where it finds answers that break one, the comments alone turn its variables into
a file of answers, for which scoring and `eval` must then show the broken guarantee.

IOPFIT names the program. Skipped, with exit status 77, where minisat is not installed."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.environ.get("IOPFIT", os.path.join(HERE, "..", "build", "iopfit"))
SHIPPED = os.path.join(HERE, "..", "questionnaires", "glendora-iop", "questionnaire.yaml")
OUTCOMES = {"less": "intake", "iop": "iop", "talk": "intake", "now": "inpatient"}
# id: when, kind, list, whether it holds. Every type of question, and choices that are only counted.
GUARANTEES = {
    "bad-talk": ('sick == "badly"', "never_recommend", ["iop"], True),
    "fit-is-iop": ('sick == "fine" and not drinks and weight < 99', "always", ["less"], False),
    "many": ("size(duties) > 3", "always", ["now"], True),
    "some": ("size(duties) > 2", "always", ["now"], False),
    "care": ('"care" in duties', "never", ["iop"], False),
    "heavy": ("drinks and amount >= 9", "never_recommend", ["iop", "inpatient"], False),
    "light": ("weight <= 40", "always_recommend", ["inpatient"], True),
    "lighter": ("weight < 41", "always_recommend", ["inpatient"], False),
    "worse": ('sick.atLeast("so_so")', "never", ["less"], True),
    "dry": ("not drinks", "never", ["now"], False),
}
SMALL = """format: 1
id: small
version: 1
title: T
language: en
facility: {name: Clinic, phone: "555"}
outcomes:
""" + "".join(
    f"  - {{id: {name}, recommendation: {what}, title: T, message: M}}\n"
    for name, what in OUTCOMES.items()) + """start: less
undetermined: talk
sections:
  - id: one
    title: One
    questions:
      - id: sick
        ask: Are you sick?
        type: choice
        choices: [{id: fine, label: F}, {id: so_so, label: S}, {id: badly, label: B}]
      - {id: drinks, ask: Do you drink?, type: yes_no}
      - {id: amount, ask: How much?, type: integer, min: 0, max: 60, ask_if: drinks, otherwise: 0}
      - {id: weight, ask: Weight?, type: number, min: 0, max: 300}
      - id: duties
        ask: Which duties?
        type: multiple
        choices:
          - {id: job, label: J}
          - {id: care, label: C}
          - {id: home, label: H}
          - {id: pets, label: P}
rules:
  - {id: unwell, when: 'sick.atLeast("so_so")', outcome: iop, because: B}
  - {id: bad, when: 'sick == "badly" or (amount >= 8 and amount < 12)', outcome: talk, because: B}
  - {id: thin, when: 'weight <= 40.5', outcome: now, because: B}
  - {id: busy, when: 'size(duties) >= 4 or (drinks and "pets" in duties)', outcome: now, because: B}
guarantees:
""" + "".join(
    f"  - {{id: {name}, when: '{when}', {kind}: [{', '.join(listed)}], means: M}}\n"
    for name, (when, kind, listed, _) in GUARANTEES.items())

passed, failed = 0, 0


def expect(holds, what):
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print("FAILED", what)


def run(*arguments):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=False)
    return done.stdout


def minisat(path):
    """None where it cannot be satisfied, else the numbers of the variables that hold."""
    model = path + ".model"
    done = subprocess.run(["minisat", "-verb=0", path, model], capture_output=True, check=False)
    if done.returncode == 20:
        return None
    assert done.returncode == 10, done
    with open(model, encoding="ascii") as lines:
        assert next(lines).strip() == "SAT"
        return {int(number) for number in next(lines).split() if int(number) > 0}


def answers_of(path, holds):
    """The answers that the comments name; what no variable speaks of is any answer."""
    answers = {"sick": "fine", "drinks": "no", "amount": "0", "weight": "0"}
    named, counted = set(), 0
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            found = re.match(r"c (\d+): `(\w+)` (.*)\n", line)
            if not found or int(found.group(1)) not in holds:
                continue
            question, what = found.group(2), found.group(3)
            word = re.search(r"`(\w+)`", what)
            if what == "is yes":
                answers[question] = "yes"
            elif what.startswith("has at least "):
                counted = max(counted, int(what.split()[3]))
            elif what.startswith("has "):
                named.add(word.group(1))
            elif what.startswith("is at least "):
                answers[question] = str(max(float(answers[question]), float(what.split()[3])))
            else:  # of the choices that it is at least, the last
                order = ["fine", "so_so", "badly"]
                answers[question] = max(answers[question], word.group(1), key=order.index)
    answers["amount"] = str(int(float(answers["amount"])))
    # Named: care and pets, which conditions look for.
    answers["duties"] = "[" + ", ".join(sorted(named) + ["job", "home"][:counted]) + "]"
    return answers


def dumped(questionnaire, folder):
    """By guarantee: its file, and what minisat finds; and the verdicts of check."""
    told = json.loads(run("check", "--json", "--dump", folder, questionnaire))
    verdicts = {finding["of"]: finding["verdict"] for finding in told["findings"]
                if finding["property"] == "guarantee"}
    files = {name[:-4]: os.path.join(folder, name) for name in sorted(os.listdir(folder))
             if name.endswith(".cnf")}
    return {name: (path, minisat(path)) for name, path in files.items()}, verdicts, told["proved"]


def try_shipped(folder):
    found, _, _ = dumped(SHIPPED, os.path.join(folder, "shipped"))
    expect(len(found) >= 20, "the shipped questionnaire's guarantees are written")
    for name, (_, holds) in found.items():
        expect(holds is None, f"minisat proves {name} of the shipped questionnaire")


def try_mistake(folder):
    """Everybody who belongs in hospital is sent to care at home instead."""
    path = os.path.join(folder, "mistake.yaml")
    with open(SHIPPED, encoding="utf-8") as shipped, open(path, "w", encoding="utf-8") as mistake:
        mistake.write(shipped.read().replace("outcome: inpatient\n", "outcome: iop\n"))
    found, verdicts, proved = dumped(path, os.path.join(folder, "mistake"))
    refuted = {name for name, (_, holds) in found.items() if holds is not None}
    expect(0 < len(refuted) < len(found), "a mistake breaks some guarantees")
    if proved:
        expect(refuted == {name for name, verdict in verdicts.items() if verdict == "refuted"},
               f"minisat and check refute the same of it: {refuted} and {verdicts}")


def try_small(folder):
    questionnaire = os.path.join(folder, "small.yaml")
    with open(questionnaire, "w", encoding="utf-8") as file:
        file.write(SMALL)
    found, _, _ = dumped(questionnaire, os.path.join(folder, "small"))
    expect(set(found) == set(GUARANTEES), f"one file for each guarantee: {set(found)}")
    for name, (path, holds) in found.items():
        when, kind, listed, is_kept = GUARANTEES[name]
        expect((holds is None) == is_kept, f"minisat decides {name}")
        if holds is None:
            continue
        answers = answers_of(path, holds)
        person = os.path.join(folder, f"{name}.yaml")
        with open(person, "w", encoding="utf-8") as file:
            file.writelines(f"{question}: {answer}\n" for question, answer in answers.items())
        value = run("eval", "-q", questionnaire, "-a", person, when).strip()
        row = json.loads(run("score", "-q", questionnaire, "--format", "ndjson", person))
        given = row["recommendation" if kind.endswith("recommend") else "outcome"]
        expect(value == "true", f"{name}: `{when}` holds for {answers}: {value}")
        expect((given in listed) == kind.startswith("never"), f"{name}: {answers} get {given}")


def main():
    if not shutil.which("minisat"):
        print("minisat is not installed")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        try_shipped(folder)
        try_mistake(folder)
        try_small(folder)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
