#!/usr/bin/env python3
"""Leads whole interviews in Spanish at a terminal, one to each kind of result, and looks for English:
no text of the questionnaire and none of the program's own may appear. Prints each that does, and
`N passed, M failed`.

usage: spanish.py IOPFIT QUESTIONNAIRE_FOLDER ES.po
"""
import fcntl
import os
import pty
import re
import select
import shutil
import struct
import sys
import tempfile
import termios

# What is answered where it is asked; everything else gets the first choice, or none of them.
CLEAN = {"age": "34", "substances": "1", "drinks_day": "3", "problems": "1 2 3 4 5",
         "other_days": "2", "other_last": "2", "use_soon": "2"}
CASES = {
    "iop": (CLEAN, "Programa ambulatorio intensivo (IOP)"),
    "less-may-do": (dict(CLEAN, problems="0"), "Puede bastar con menos ayuda"),
    "talk": (dict(CLEAN, housing="3"), "Deje que nuestro personal"),
    "talk-unknown": (dict(CLEAN, medical="-", housing="/duda"), "Lo que falta por saber"),
    "inpatient": (dict(CLEAN, medical="4"), "Atención con internamiento"),
    "talk-minor": (dict(CLEAN, age="16"), "Hable con alguien que trabaja con jóvenes"),
    "talk-now": (dict(CLEAN, self_harm="4"), "Por favor, busque ayuda ahora"),
    "private": (dict(CLEAN, home_safety="2"), "El personal quiere hablar de esto con usted"),
}
# Said once in each interview, at its first question: all that the program can answer.
SLIPS = ["?", "/ayuda", "/help", "/nada", "xyz", "", "<", "/salir", "quizás", "no", "cuarenta", "4.5",
         "007", "999"]
KEYS = r"(?:title|intro|message|text|ask|why|help|unit|none_label|label|because)"
NEVER_SHOWN = {"Glendora Recovery Center"}


def texts_of(path):
    """(id of the entry, key, text) of a YAML file as people write it: enough for ours."""
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    found, entry = [], ""
    for number, line in enumerate(lines):
        named = re.match(r"\s*- id: (\S+)", line)
        if named:
            entry = named.group(1)
        for field in re.finditer(r"(?:^\s*(?:- )?|[{,] *)(%s): *(\"(?:[^\"\\]|\\.)*\"|[^\"{}]+)" % KEYS, line):
            text = field.group(2).strip()
            if text in (">-", "|"):
                indent = len(line) - len(line.lstrip(" -"))
                block = []
                for more in lines[number + 1:]:
                    if more.strip() and len(more) - len(more.lstrip()) <= indent:
                        break
                    block.append(more.strip())
                text = " ".join(block)
            found.append((entry, field.group(1), " ".join(text.strip('"').split())))
        if re.match(r"\s+- \"", line):
            found.append((entry, "line", line.strip()[3:-1]))
    return found


def sentences(text):
    return [part for part in re.split(r"(?<=[.?!:]) ", text) if len(part.split()) >= 3]


def program_texts(path):
    """The program's English, cut at its conversions; what is the same in both is no English."""
    with open(path, encoding="utf-8") as file:
        po = file.read()
    for found in re.finditer(r'^msgid(?:_plural)? "(.+)"$', po, re.M):
        for part in re.split(r"%[-.*\d]*(?:ll)?[a-z]", found.group(1).replace('\\"', '"')):
            yield part.strip(" .,:()\"")


class Terminal:
    def __init__(self, command, language="en"):
        environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "dumb",
                       "LANGUAGE": language}
        self.child, self.file = pty.fork()
        if self.child == 0:
            os.execve(command[0], command, environment)
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 100, 0, 0))
        self.seen = ""

    def read_to_prompt(self):
        """What appears up to the next prompt, or to the end of the program."""
        new = b""
        while not new.endswith(b"\n> ") and select.select([self.file], [], [], 60)[0]:
            try:
                more = os.read(self.file, 65536)
            except OSError:
                more = b""
            if not more:
                break
            new += more
        text = new.decode("utf-8").replace("\r", "")
        self.seen += text
        return text

    def enter(self, line):
        os.write(self.file, (line + "\r").encode())
        return self.read_to_prompt()

    def end(self):
        os.close(self.file)
        return os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])


def lead(program, answers, asked):
    terminal = Terminal([program, "ask", "--language", "es"])
    terminal.read_to_prompt()
    screen = terminal.enter("")
    for slip in SLIPS:
        screen = terminal.enter(slip)
        if "¿Quiere parar?" in screen and slip == "/salir":
            screen = terminal.enter("quizás")
    screen = terminal.enter("?")
    for _ in range(100):
        words = " ".join(screen.split())
        if not words.endswith(">"):
            break
        where = max(asked, key=words.rfind)
        current = asked[where] if "Pregunta " in words and words.rfind(where) >= 0 else None
        if current is None:
            screen = terminal.enter("")
        else:
            terminal.enter("?")
            several = "Escriba los números de todas" in words
            screen = terminal.enter(answers.get(current, "0" if several else "1"))
    return terminal.end(), " ".join(terminal.seen.split())


def begins(program, arguments, language):
    """The status, and the first screen, of an interview that is left at once."""
    terminal = Terminal([program, "ask"] + arguments, language)
    seen = terminal.read_to_prompt()
    if seen.endswith("> "):
        terminal.enter("/quit")
        terminal.enter("/quit")
    return terminal.end(), " ".join(seen.split())


def languages(program, folder):
    """What is wrong with how the language is chosen."""
    spanish, english = "Presione Enter", "Press Enter"
    speaks = "iopfit: the questionnaire does not speak `fr`; its languages are: en and es"
    with tempfile.TemporaryDirectory() as broken:
        shutil.copy(folder + "/questionnaire.yaml", broken)
        with open(folder + "/es.yaml", encoding="utf-8") as whole:
            without_rules = whole.read().split("\nrules:")[0]
        with open(broken + "/es.yaml", "w", encoding="utf-8") as part:
            part.write(without_rules + "\n")
        for arguments, language, status, expected in (
                (["--language", "es"], "en", 75, spanish), (["-l", "es-US"], "", 75, spanish),
                ([], "es", 75, spanish), ([], "fr:es_MX.UTF-8:en", 75, spanish),
                ([], "en:es", 75, english), ([], "fr", 75, english), ([], "", 75, english),
                (["-l", "en"], "es", 75, english), (["-l", "fr"], "es", 2, speaks),
                (["-q", folder, "-l", "es"], "", 75, spanish),
                (["-q", broken, "-l", "es"], "", 65, "error[Q351]"),
                (["-q", broken, "-l", "en"], "", 75, english)):
            ended, seen = begins(program, arguments, language)
            if ended != status or expected not in seen:
                yield "%s with LANGUAGE=%s: %d, %s" % (arguments, language, ended, seen[:200])


def main(program, folder, po):
    spanish = texts_of(folder + "/es.yaml")
    same = {text for _, _, text in spanish}
    asked = {text: entry for entry, key, text in spanish if key == "ask"}
    english = {part for _, _, text in texts_of(folder + "/questionnaire.yaml")
               for part in sentences(text) if text not in same}
    english |= {part for part in program_texts(po) if len(part.split()) >= 2}
    english = {part for part in english if part not in NEVER_SHOWN and not part.startswith("(")}
    if len(asked) < 30 or len(english) < 400:
        sys.exit("spanish.py: the texts were not found: %d, %d" % (len(asked), len(english)))
    passed = failed = 0
    for name, (answers, expected) in CASES.items():
        status, seen = lead(os.path.realpath(program), answers, asked)
        wrong = ["`%s` appeared" % part for part in sorted(english) if part in seen]
        if status != 0:
            wrong.append("it ended with %d" % status)
        if expected not in seen:
            wrong.append("`%s` did not appear" % expected)
        for one in wrong:
            print("%s: %s" % (name, one))
        if wrong:
            print(seen[-1500:])
        failed, passed = failed + bool(wrong), passed + (not wrong)
    for wrong in languages(os.path.realpath(program), folder):
        print(wrong)
        failed += 1
    print("%d passed, %d failed" % (passed, failed))
    sys.exit(1 if failed or not passed else 0)


if len(sys.argv) != 4:
    sys.exit(__doc__.strip())
main(*sys.argv[1:])
