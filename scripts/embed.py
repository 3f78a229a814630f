#!/usr/bin/env python3
"""Makes the shipped questionnaire a C array, so that the program runs from anywhere.

usage: embed.py QUESTIONNAIRE.yaml OUTPUT.c
"""
import sys


def main(arguments):
    if len(arguments) != 2:
        sys.exit(__doc__.strip())
    with open(arguments[0], "rb") as source:
        content = source.read()
    rows = [content[i:i + 16] for i in range(0, len(content), 16)]
    with open(arguments[1], "w", encoding="ascii") as out:
        out.write('#include "cli/embedded.h"\n\n')
        out.write("const unsigned char embedded_questionnaire[] = {\n")
        for row in rows:
            out.write("    " + " ".join("0x%02x," % byte for byte in row) + "\n")
        out.write("};\n")
        out.write("const size_t embedded_questionnaire_length = %d;\n" % len(content))


main(sys.argv[1:])
