#!/usr/bin/env python3
"""Makes the shipped questionnaire and its translations C arrays, so that the program runs from
anywhere.

usage: embed.py OUTPUT.c QUESTIONNAIRE.yaml LANGUAGE.yaml...
"""
import os
import sys


def write_array(out, name, path):
    with open(path, "rb") as source:
        content = source.read()
    rows = [content[i:i + 16] for i in range(0, len(content), 16)]
    out.write("%sconst unsigned char %s[] = {\n"
              % ("" if name == "embedded_questionnaire" else "static ", name))
    for row in rows:
        out.write("    " + " ".join("0x%02x," % byte for byte in row) + "\n")
    out.write("};\n")
    return len(content)


def main(arguments):
    if len(arguments) < 2:
        sys.exit(__doc__.strip())
    with open(arguments[0], "w", encoding="ascii") as out:
        out.write('#include "cli/embedded.h"\n\n')
        length = write_array(out, "embedded_questionnaire", arguments[1])
        out.write("const size_t embedded_questionnaire_length = %d;\n\n" % length)
        rows = []
        for number, path in enumerate(arguments[2:]):
            name = "translation_%d" % number
            language = os.path.basename(path)[:-len(".yaml")]
            rows.append('    {"%s", %s, %d},\n' % (language, name, write_array(out, name, path)))
        out.write("const struct embedded_translation embedded_translations[] = {\n%s"
                  "    {0, 0, 0},\n};\n" % "".join(rows))


main(sys.argv[1:])
