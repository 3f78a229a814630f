#!/usr/bin/env python3
"""Makes iopfit-clinical(7): the page man/iopfit-clinical.in with the rules of the shipped
questionnaire in place of its line @RULES@, as `shown --rules` prints them.

usage: clinical.py OUTPUT.7 PAGE.in SHOWN QUESTIONNAIRE.yaml
"""
import subprocess
import sys


def main(arguments):
    if len(arguments) != 4:
        sys.exit(__doc__.strip())
    output, page, shown, questionnaire = arguments
    rules = subprocess.run([shown, "--rules", questionnaire], check=True, capture_output=True,
                           text=True).stdout
    with open(page, encoding="ascii") as file:
        text = file.read()
    if text.count("@RULES@\n") != 1:
        sys.exit("%s: the line @RULES@ has to stand in it once" % page)
    with open(output, "w", encoding="utf-8") as out:
        out.write(text.replace("@RULES@\n", rules))


main(sys.argv[1:])
