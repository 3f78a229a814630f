#!/usr/bin/env python3
"""Random keys at `iopfit ask`: thousands of sequences of letters, commands, control and function keys,
broken escape sequences, pastes and other window sizes. It must neither crash nor hang; every end must
be one that the manual knows; and the terminal must be as it was. Prints each sequence that breaks
this, and `N passed, M failed`.

usage: keys.py IOPFIT QUESTIONNAIRE [SEQUENCES [SEED]]
"""
import os
import random
import sys
import tempfile

from driver import Terminal

WORDS = ["yes", "no", "1", "2", "3", "0", "1 3", "40", "9", "-", "<", "?", "/unsure", "/review", "/note a b",
         "/note 1 c", "/note 1 -", "/quit", "/help", "/override", "none", "xyz", "99999999999", "", "", "",
         "bus", "inpatient", "other", "\u00e9\u00f1\u4e2d", "a" * 1100]
KEYS = [b"\r"] * 12 + [b"\t", b"\t", b"\x7f", b"\x08", b"\x01", b"\x02", b"\x05", b"\x06", b"\x0b", b"\x0c",
        b"\x10", b"\x12", b"\x13", b"\x14", b"\x15", b"\x16", b"\x17", b"\x18", b"\x19", b"\x1a", b"\x1d",
        b"\x1e", b"\x1f", b"\x04", b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D", b"\x1b[H", b"\x1b[F",
        b"\x1bOP", b"\x1b[15~", b"\x1b[3~", b"\x1b[5~", b"\x1b", b"\x1b[", b"\x1bO", b"\x1b[1;5C", b"\x1bb",
        b"\x1b[200~pasted\rlines\x1b[201~", b"\x1b[200~half", b"\x1b[201~", b"\x1b[<0;3;3M", b"\xff",
        b"\xc3", b"\x00", b"\xe4\xb8"]
WIDTHS = [(40, 20), (80, 24), (200, 50), (24, 10), (1, 1)]
ENDS = {0, 2, 75, 130, -2, -3}  # -2: Ctrl-C before it has begun, or after its end


def sequence(dice):
    """Some keys, each a piece of bytes, or a window size."""
    for _ in range(dice.randint(1, 40)):
        kind = dice.random()
        if kind < 0.55:
            yield dice.choice(WORDS).encode() + b"\r"
        elif kind < 0.92:
            yield dice.choice(KEYS)
        elif kind < 0.97:
            yield bytes(dice.randrange(256) for _ in range(dice.randint(1, 12)))
        else:
            yield dice.choice(WIDTHS)


def play(program, questionnaire, dice, folder, number):
    """What is wrong; None: nothing."""
    arguments = ["--plain"] if number % 4 == 1 else []
    arguments += ["--save", "saved-%d.yaml" % number] if number % 3 == 0 else []
    arguments += ["--all"] if number % 5 == 0 else []
    arguments += ["--show-outcome"] if number % 7 == 0 else []
    terminal = Terminal([program, "ask", "-q", questionnaire] + arguments, {}, folder)
    typed = []
    if dice.random() < 0.9:
        terminal.wait_for(b"> ", 30)
    for keys in sequence(dice):
        typed.append(keys)
        if isinstance(keys, tuple):
            terminal.resize(*keys)
        else:
            terminal.type(keys)
        terminal.take(0.002)
        if terminal.is_over():
            break
    for _ in range(20):  # Ctrl-C; where a key quoted it, again
        if not terminal.is_over():
            terminal.type(b"\x03")
        if terminal.wait(3) is not None:
            break
    status, restored = terminal.wait(1), terminal.is_restored()
    text = terminal.text()
    terminal.close()
    wrong = ("it hangs" if status is None else "it ended with %s" % status if status not in ENDS
             else None if restored else "the terminal is not restored")
    return wrong and "%s\n  after %s\n%s" % (wrong, typed, text[-600:])


def main(program, questionnaire, sequences="400", seed="1"):
    program, questionnaire = os.path.realpath(program), os.path.realpath(questionnaire)
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(int(sequences)):
            wrong = play(program, questionnaire, random.Random(int(seed) * 1000003 + number), folder, number)
            if wrong:
                print("sequence %d: %s" % (number, wrong))
            failed, passed = failed + bool(wrong), passed + (not wrong)
    print("%d passed, %d failed" % (passed, failed))
    sys.exit(1 if failed else 0)


if len(sys.argv) < 3:
    sys.exit(__doc__.strip())
main(*sys.argv[1:])
