#!/usr/bin/env python3
"""The program's own words in other languages: reads po/*.po, which the usual tools of gettext keep.

usage: catalog.py table OUTPUT.c LANGUAGE.po...   the tables that the program is built with
       catalog.py template SOURCE.c...            po/iopfit.pot, on standard output
       catalog.py check LANGUAGE.po SOURCE.c...   is each text of the sources translated, and no other?

In a source, the texts for the person are the literals in certain arguments of the functions below;
TEXT_FORMAT there is `%.*s`. A translation that is empty, fuzzy or has other conversions than its
text is refused, when the program is built.
"""
import os
import re
import sys

# Function: which argument (from 1) is a text; two of them: singular and plural.
FUNCTIONS = {
    "message": (2,), "message_counted": (2, 3),
    "says": (2,), "say_line": (2,), "say_format": (2,),
    "page_write": (3,), "page_heading": (2,), "page_says": (2,),
}
LITERAL = r'"(?:[^"\\]|\\.)*"'
PIECE = re.compile(r"(?:%s|\bTEXT_FORMAT\b)(?:\s*(?:%s|\bTEXT_FORMAT\b))*" % (LITERAL, LITERAL))
CONVERSION = re.compile(r"%(?:%|[-+ #0]*(?:\*|\d+)?(?:\.(?:\*|\d+))?(?:hh|h|ll|l|z|j)?[a-zA-Z])")


def unquote(literal):
    escapes = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
    return re.sub(r"\\(.)", lambda found: escapes[found.group(1)], literal[1:-1])


def quote(text):
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        text = text.replace(plain, escaped)
    return '"' + text + '"'


# ---- Sources --------------------------------------------------------------------------------------

def without_comments(source):
    kept = re.compile(r'(%s)|/\*.*?\*/' % LITERAL, re.S)
    return kept.sub(lambda found: found.group(1) or re.sub(r"[^\n]", " ", found.group(0)), source)


def arguments(source, start):
    """The arguments of a call whose opening bracket stands before [start]."""
    found, depth, begin, at = [], 0, start, start
    while at < len(source):
        if source[at] == '"':
            at = re.compile(LITERAL).match(source, at).end()
            continue
        if source[at] in "([{":
            depth += 1
        elif source[at] in ")]}" and depth > 0:
            depth -= 1
        elif source[at] == ")" or (source[at] == "," and depth == 0):
            found.append(source[begin:at])
            begin = at + 1
            if source[at] == ")":
                return found
        at += 1
    return found


def has_words(text):
    return re.search(r"[^\W\d_]", CONVERSION.sub("", text)) is not None


def texts_in(argument):
    """The texts in an argument; a condition can choose between several. What has been looked up
    already is another call's."""
    if re.search(r"\bmessage(_counted)?\s*\(", argument):
        return
    for run in PIECE.finditer(argument):
        parts = re.findall(r"%s|TEXT_FORMAT" % LITERAL, run.group(0))
        yield "".join("%.*s" if part == "TEXT_FORMAT" else unquote(part) for part in parts)


def texts_of(paths):
    """{text: (plural or None, places)} in the order of the sources."""
    found = {}
    for path in paths:
        with open(path, encoding="utf-8") as file:
            source = without_comments(file.read())
        for call in re.finditer(r"\b(%s)\s*\(" % "|".join(FUNCTIONS), source):
            wanted = FUNCTIONS[call.group(1)]
            given = arguments(source, call.end())
            if len(given) < wanted[-1]:
                continue
            place = "%s:%d" % (path, source.count("\n", 0, call.start()) + 1)
            texts = [list(texts_in(given[at - 1])) for at in wanted]
            plural = texts[1][0] if len(wanted) == 2 and texts[1] else None
            for text in texts[0]:
                if has_words(text):
                    found.setdefault(text, (plural, []))[1].append(place)
    return found


# ---- Catalogues ------------------------------------------------------------------------------------

def read_po(path):
    """{text: [translation, translation of the plural]}, and the head under the empty text."""
    entries, entry, field, fuzzy = {}, {}, None, False

    def close():
        if "msgid" in entry:
            text = entry["msgid"]
            if text in entries:
                sys.exit("%s: %s is there twice" % (path, quote(text)))
            forms = ([entry.get("msgstr[0]", ""), entry.get("msgstr[1]", "")]
                     if "msgid_plural" in entry else [entry.get("msgstr", "")])
            if fuzzy or not all(forms):
                sys.exit("%s: %s is not translated" % (path, quote(text)))
            sources = [text, entry.get("msgid_plural", text)]
            for source, form in zip(sources, forms):
                if text and CONVERSION.findall(source) != CONVERSION.findall(form):
                    sys.exit("%s: %s has other conversions in its translation" % (path, quote(text)))
            entries[text] = forms
        entry.clear()

    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip()
            keyword = re.match(r'(msgid_plural|msgid|msgstr(?:\[\d\])?)\s+(".*")$', line)
            if keyword:
                field = keyword.group(1)
                entry[field] = unquote(keyword.group(2))
            elif line.startswith('"'):
                entry[field] += unquote(line)
            elif not line:
                close()
                fuzzy = False
            elif line.startswith("#,") and "fuzzy" in line:
                fuzzy = True
    close()
    head = entries.pop("", [""])[0]
    if "nplurals=2; plural=(n != 1);" not in head:
        sys.exit("%s: the program counts with `nplurals=2; plural=(n != 1);` only" % path)
    return entries


def write_table(output, paths):
    with open(output, "w", encoding="utf-8") as out:
        out.write('#include "base/catalog.h"\n')
        languages = []
        for path in paths:
            language = os.path.basename(path)[:-len(".po")]
            languages.append(language)
            out.write("\nstatic const struct catalog_entry entries_%s[] = {\n" % language)
            for text, forms in sorted(read_po(path).items(), key=lambda item: item[0].encode()):
                several = quote(forms[1]) if len(forms) == 2 else "0"
                out.write("    {%s,\n     %s,\n     %s},\n" % (quote(text), quote(forms[0]), several))
            out.write("};\n")
        out.write("\nconst struct catalog catalogs[] = {\n")
        for language in languages:
            out.write('    {"%s", entries_%s, sizeof entries_%s / sizeof *entries_%s},\n'
                      % ((language,) * 4))
        out.write("    {0, 0, 0},\n};\n")


def write_template(paths):
    print('msgid ""\nmsgstr ""\n"Project-Id-Version: iopfit\\n"\n"Language: \\n"\n'
          '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
          '"Content-Transfer-Encoding: 8bit\\n"\n'
          '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"')
    for text, (plural, places) in texts_of(paths).items():
        print("\n#: " + " ".join(dict.fromkeys(place.rsplit(":", 1)[0] for place in places)))
        if CONVERSION.search(text):
            print("#, c-format")
        print("msgid " + quote(text))
        if plural:
            print('msgid_plural %s\nmsgstr[0] ""\nmsgstr[1] ""' % quote(plural))
        else:
            print('msgstr ""')


def check(path, sources):
    used, entries = texts_of(sources), read_po(path)
    wrong = ["%s: %s is not in %s" % (places[0], quote(text), path)
             for text, (plural, places) in used.items()
             if text not in entries or (plural is not None) != (len(entries[text]) == 2)]
    wrong += ["%s: %s is not in the sources" % (path, quote(text))
              for text in entries if text not in used]
    print("\n".join(wrong + ["%d passed, %d failed" % (len(used) - len(wrong), len(wrong))]))
    sys.exit(1 if wrong or not used else 0)


def main(words):
    if len(words) >= 3 and words[0] == "table":
        write_table(words[1], words[2:])
    elif len(words) >= 2 and words[0] == "template":
        write_template(words[1:])
    elif len(words) >= 3 and words[0] == "check":
        check(words[1], words[2:])
    else:
        sys.exit(__doc__.strip())


main(sys.argv[1:])
