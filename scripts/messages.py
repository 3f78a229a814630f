#!/usr/bin/env python3
"""Makes iopfit-messages(7) from the tables of messages.

usage: messages.py OUTPUT.7 TABLE.def...

The tables (src/diag/codes/*.def) are read strictly: comments and rows
CODE(NAME, ERROR|WARNING, "title", "text") and nothing else; texts may be split into several
literals. What the tables quote in backquotes is set as literal text.
"""
import re
import sys

ROOMS = {
    "F": "Files and the machine",
    "Y": "YAML",
    "E": "Conditions",
    "Q": "Questionnaires",
    "A": "Answers",
    "C": "Worked examples",
    "K": "Kiosks",
}

LITERAL = r'"(?:[^"\\\n]|\\.)*"'
SPACE = r"(?:\s|/\*.*?\*/)*"
ROW = re.compile(
    SPACE + r"(?:CODE\(" + SPACE + r"([A-Z]\d+)" + SPACE + "," + SPACE + "(ERROR|WARNING)" + SPACE
    + "," + SPACE + "((?:" + LITERAL + r"\s*)+)," + SPACE + "((?:" + LITERAL + r"\s*)+)\))?",
    re.DOTALL)
ESCAPES = {"\\": "\\", '"': '"', "n": "\n", "t": "\t"}


def text_of(literals):
    """The text of adjacent C string literals."""
    text = ""
    for literal in re.findall(LITERAL, literals):
        text += re.sub(r"\\(.)", lambda match: ESCAPES[match.group(1)], literal[1:-1])
    return text


def read_table(path):
    with open(path, encoding="utf-8") as file:
        table = file.read()
    rows = []
    at = 0
    while at < len(table):
        match = ROW.match(table, at)
        if match.end() == at or (match.group(1) is None and match.end() < len(table)):
            line = table.count("\n", 0, match.end()) + 1
            sys.exit("%s:%d: not a row of the table" % (path, line))
        if match.group(1) is not None:
            rows.append((match.group(1), match.group(2), text_of(match.group(3)),
                         text_of(match.group(4))))
        at = match.end()
    return rows


def escape(text):
    """A text as roff input that stands for itself."""
    text = text.replace("\\", "\\e").replace("`", "\\(ga").replace("^", "\\(ha")
    text = text.replace("~", "\\(ti")
    for char in sorted(set(text)):
        if ord(char) > 126:
            text = text.replace(char, "\\[u%04X]" % ord(char))
    return text


def inline(text):
    """A text within a line: what stands in backquotes is literal."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        sys.exit("an odd number of backquotes: " + text)
    result = ""
    for index, part in enumerate(parts):
        quoted = escape(part)
        result += "\\(oq\\fB" + quoted.replace("-", "\\-") + "\\fP\\(cq" if index % 2 else quoted
    return result


def lines(text):
    """A text as input lines: a sentence begins a new line, and none looks like a request."""
    result = []
    # A full stop inside a quotation ends no sentence: its blanks are hidden from the split.
    text = re.sub("`[^`]*`", lambda match: match.group(0).replace(" ", "\0"), text)
    for paragraph in text.split("\n"):
        for sentence in re.split(r"(?<=[.:?!])\s+(?=[A-Z`])", paragraph.strip()):
            line = inline(sentence.replace("\0", " "))
            result.append("\\&" + line if line[:1] in ".'" else line)
    return result


def page(rows):
    out = [
        '.\\" Made from the tables of messages when the program is built.',
        ".Dd November 23, 2026",
        ".Dt IOPFIT-MESSAGES 7",
        ".Os",
        ".Sh NAME",
        ".Nm iopfit-messages",
        ".Nd the messages of iopfit and what to do about them",
        ".Sh DESCRIPTION",
        "Each message of",
        ".Xr iopfit 1",
        "carries a code in brackets.",
        "A code always keeps its meaning.",
        ".Ql iopfit help E204",
        "shows the entry of one code.",
        ".Pp",
        "An error stops the file, the record or the command that it is about; a warning does not.",
    ]
    room = None
    for name, severity, title, text in sorted(rows, key=lambda row: order(row[0])):
        if name[0] != room:
            if room is not None:
                out.append(".El")
            room = name[0]
            out.append(".Ss " + ROOMS[room])
            out.append(".Bl -tag -width Ds")
        out.append('.It Sy "%s" Pq %s' % (name, severity.lower()))
        out.extend(lines(title[0].upper() + title[1:] + "."))
        out.append(".Pp")
        out.extend(lines(text))
    out += [
        ".El",
        ".Sh SEE ALSO",
        ".Xr iopfit 1 ,",
        ".Xr iopfit-answers 5 ,",
        ".Xr iopfit-questionnaire 5 ,",
        ".Xr iopfit-expressions 7",
    ]
    return "\n".join(out) + "\n"


def order(name):
    return list(ROOMS).index(name[0]), int(name[1:])


def main(arguments):
    if len(arguments) < 2:
        sys.exit(__doc__.strip())
    rows = []
    for path in arguments[1:]:
        rows += read_table(path)
    names = [row[0] for row in rows]
    for name in names:
        if names.count(name) > 1:
            sys.exit("%s stands twice in the tables" % name)
    manual = page(rows)
    with open(arguments[0], "w", encoding="ascii") as out:
        out.write(manual)


main(sys.argv[1:])
