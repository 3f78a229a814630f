#!/usr/bin/env python3
"""What `iopfit ask --save` promises when the worst happens: the process is killed at each call that
writes (before it, in the middle of it), and at most the answer that was being typed is lost:
the file is whole, holds every answer that was confirmed, and can be gone on with to the same result. A
full disk and a broken one (at each of these calls) are said to the person, and nothing is lost.

usage: faults.py IOPFIT SHIM.so QUESTIONNAIRE
"""
import errno
import os
import subprocess
import sys
import tempfile

from driver import Terminal

LINES = ["", "no", "40", "1 3", "2", "9", "/note a few", "yes", "/review", "5", "3", "", "0", "bus", "",
         "/override", "3", "11", "shaking", "needs a bed", ""]
# What the file must hold once the prompt after so many lines has been seen.
HOLDS = {2: "danger: no", 3: "age: 40", 4: "substances: [alcohol, cannabis]", 5: "last_use: days_8_30",
         6: "drinks: 9", 8: "alone: yes"}
HELD_UNTIL = {6: 10}  # then the answer is changed
PROMPT = b"> "


def play(program, folder, environment, resume=False):
    """Leads the interview as far as it gets: its terminal, and how many lines were confirmed."""
    terminal = Terminal([program, "ask", "-q", "small.yaml", "--resume" if resume else "--save",
                         "saved.yaml"], environment, folder)
    confirmed = 0
    for line in LINES:
        if not terminal.wait_for(PROMPT):
            break
        if confirmed == 0 and resume:
            return terminal, 0
        terminal.type(line.encode() + b"\r")
        confirmed += 1
    else:
        terminal.wait()
        return terminal, len(LINES)
    return terminal, max(confirmed - 1, 0)


def finish(program, folder):
    """Goes on with what is in the file to its end; the answers and the outcome, or what is wrong."""
    terminal, _ = play(program, folder, {}, True)
    rest = {"danger right now": "no", "How old": "40", "12 months": "1 3", "last drink": "2",
            "how many drinks": "3", "alone at night": "yes", "schedule": "0", "anything else": "bus"}
    for _ in range(40):
        screen = terminal.text()[terminal.text().rfind("> ", 0, -3) + 1:]
        asked = [answer for words, answer in rest.items()
                 if words in screen and "Your answers\n" not in screen]
        terminal.type((asked[0] if asked and "Question " in screen else "").encode() + b"\r")
        if not terminal.wait_for(PROMPT):
            break
    status = terminal.wait()
    text = terminal.text()
    terminal.close()
    return None if status == 0 and "Recommendation: " in text else "resuming ended with %s:\n%s" % (
        status, text[-800:])


def look(program, folder, confirmed):
    """What is wrong with the folder after the process was killed."""
    path = os.path.join(folder, "saved.yaml")
    strays = [name for name in os.listdir(folder) if name.startswith(".iopfit")]
    if len(strays) > 1 or any(os.stat(os.path.join(folder, name)).st_mode & 0o77 for name in strays):
        return "stray files: %s" % strays
    if not os.path.exists(path):
        return None if confirmed == 0 else "there is no file after %d lines" % confirmed
    with open(path, encoding="utf-8") as file:
        saved = file.read()
    if os.stat(path).st_mode & 0o777 != 0o600:
        return "its mode is %o" % os.stat(path).st_mode
    for line, text in HOLDS.items():
        if confirmed >= line and confirmed < HELD_UNTIL.get(line, 99) and text not in saved:
            return "`%s` is lost after %d lines:\n%s" % (text, confirmed, saved)
    scored = subprocess.run([program, "score", "-q", "small.yaml", "saved.yaml"], cwd=folder,
                            capture_output=True, text=True, check=False)
    if scored.returncode != 0:
        return "the file cannot be read: %s" % scored.stderr
    return finish(program, folder)


def fault(program, shim, questionnaire, at, how):
    """One fault: what is wrong, and the calls that were made."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as notes:
        with open(questionnaire, "rb") as source, open(folder + "/small.yaml", "wb") as copy:
            copy.write(source.read())
        log = notes + "/calls"
        options = os.environ.get("ASAN_OPTIONS", "")
        terminal, confirmed = play(program, folder, {
            "LD_PRELOAD": shim, "FAULT_AT": str(at), "FAULT_HOW": how, "FAULT_LOG": log,
            "ASAN_OPTIONS": options + ":verify_asan_link_order=0"})
        status, text = terminal.wait(), terminal.text()
        restored = terminal.is_restored()
        terminal.close()
        calls = open(log, encoding="ascii").read() if os.path.exists(log) else ""
        if at > len(calls):
            return (None if status == 0 else "it ended with %s:\n%s" % (status, text[-800:])), calls
        if how in ("before", "torn"):
            return ("it was not killed but ended with %s" % status if status != -9
                    else look(program, folder, confirmed)), calls
        said = "could NOT be saved" in text or "cannot be written" in text
        silent = calls[at - 1] in "o" or calls[:at].endswith("rs")  # another way is found; the folder
        if not restored:
            return "the terminal is not restored", calls
        if not said and not silent:
            return "it was not said:\n%s" % text[-800:], calls
        if status == 74 and os.strerror(int(how)) in text:
            return None, calls  # before the first question, or in the end
        if status != 0:
            return "it ended with %s:\n%s" % (status, text[-800:]), calls
        return look(program, folder, len(LINES)), calls


def main(program, shim, questionnaire):
    program, shim = os.path.realpath(program), os.path.realpath(shim)
    passed = failed = 0
    for how in ("before", "torn",  # after one call is before the next
                 str(errno.ENOSPC), str(errno.EIO)):
        at, calls = 1, "?"
        while at == 1 or at <= len(calls) + 1:
            wrong, now = fault(program, shim, questionnaire, at, how)
            if at == 1:
                _, calls = fault(program, shim, questionnaire, 10000, how)
                if len(calls) < 40 or set("wslrco") - set(calls):
                    sys.exit("faults.py: the calls are not seen: %s" % calls)
            if wrong and not (at > len(calls) and now != calls):
                print("%s at call %d (%s): %s" % (how, at, calls[at - 1:at], wrong))
            failed, passed = failed + bool(wrong), passed + (not wrong)
            at += 1
    print("%d passed, %d failed" % (passed, failed))
    sys.exit(1 if failed else 0)


if len(sys.argv) != 4:
    sys.exit(__doc__.strip())
main(*sys.argv[1:])
