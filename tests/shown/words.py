#!/usr/bin/env python3
"""Words that no text to a person may hold: what blames, and names of published instruments.

usage: words.py SHOWN
"""
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "scripts"))
import texts  # noqa: E402  (in scripts/)

BLAME = ["abus", "addict", "alcoholic", "junkie", "drunk", "clean", "dirty", "relaps", "denial",
         "noncompliant", "non-compliant", "refuse", "manipulat"]
INSTRUMENTS = ["ASAM", "LOCUS", "LOCADTR", "CIWA", "CIWA-Ar", "AUDIT", "AUDIT-C", "DAST", "DAST-10",
               "PHQ", "PHQ-9", "C-SSRS", "PAWSS", "DSM", "DSM-5", "CAGE", "ASSIST", "GAD-7", "COWS",
               "CONTINUUM"]
DISMISSAL = ["do not need treatment", "don't need treatment", "need no treatment"]


def wrong(text):
    """The first word to avoid in [text], or None."""
    for word in BLAME:
        match = re.search(r"\b%s\w*" % word, text, re.IGNORECASE)
        if match:
            return match.group(0)
    for word in INSTRUMENTS:
        if re.search(r"(?<![\w-])%s(?![\w-])" % re.escape(word), text):
            return word
    return next((words for words in DISMISSAL if words in text.lower()), None)


def main(shown):
    failed = passed = 0
    for text, expected in [("You are an Addict.", "Addict"), ("Stay clean.", "clean"),
                           ("Your AUDIT score", "AUDIT"), ("You do not need treatment.",
                                                           "do not need treatment"),
                           ("Tell us about a drink.", None)]:
        if wrong(text) != expected:
            print("the search itself is wrong about: %s" % text)
            failed += 1
    for where, text in texts.of_questionnaire(shown) + texts.of_program():
        word = wrong(text)
        if word:
            print("%s says `%s`: %s" % (where, word, text))
            failed += 1
        else:
            passed += 1
    if passed < 300:
        print("only %d texts were found" % passed)
        failed += 1
    print("%d passed, %d failed" % (1 if failed == 0 else 0, failed))
    return 1 if failed else 0


sys.exit(main(sys.argv[1]))
