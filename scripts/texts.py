"""The English texts that a person sees: of a questionnaire, as tests/shown prints them, and the
program's own sentences, from its sources. For scripts/reading-level and tests/shown/words.py."""
import glob
import os
import re
import subprocess

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SHIPPED = os.path.join(TOP, "questionnaires", "glendora-iop", "questionnaire.yaml")
STRING = r'"(?:[^"\\\n]|\\.)*"'
SPOKEN = ["src/view/text.c", "src/interview/*.c"]


def of_questionnaire(shown, path=SHIPPED):
    out = subprocess.run([shown, path], check=True, capture_output=True, text=True).stdout
    return [tuple(line.split("\t", 1)) for line in out.splitlines()]


def of_program():
    """Sentences among the string literals; what is filled in counts as a word."""
    found = []
    for pattern in SPOKEN:
        for path in sorted(glob.glob(os.path.join(TOP, pattern))):
            with open(path, encoding="utf-8") as file:
                source = re.sub(r"/\*.*?\*/|^#include.*?$", "", file.read(),
                                flags=re.DOTALL | re.MULTILINE)
            for match in re.finditer(r"%s(?:\s*(?:%s|TEXT_FORMAT))*" % (STRING, STRING), source):
                text = "".join(part[1:-1] for part in re.findall(STRING, match.group(0)))
                text = re.sub(r"%[a-z.*]+|\\.", " ", text)
                if len(text.split()) >= 5:
                    found.append((os.path.relpath(path, TOP), " ".join(text.split())))
    return found
