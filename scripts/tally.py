"""Counts single tests in meson's log (testlog.json) and shows the output of what failed.

A test program says how many of its tests passed either as cmocka does ("[  PASSED  ] 3 test(s).")
or in a line "3 passed, 0 failed". A program that failed without counting a failure (a crash, a
sanitizer, a time limit), or that passed without counting anything, is one failure of its own.
The last line printed is "N passed, M failed", with ", K skipped" after it where tests were skipped.
"""
import json
import re
import sys

CMOCKA = re.compile(r"^\[  (PASSED|FAILED|SKIPPED) ?\s?\] (?:\S+: )?(\d+) test\(s\)", re.MULTILINE)
PASSED = re.compile(r"^\[ RUN      \] (\S+)\n\[       OK \] \1\n", re.MULTILINE)
SUMMARY = re.compile(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?", re.MULTILINE)


def count(output):
    """The passed, failed and skipped tests that one program reports, or None."""
    found = CMOCKA.findall(output)
    if found:
        total = {"PASSED": 0, "FAILED": 0, "SKIPPED": 0}
        for word, number in found:
            total[word] += int(number)
        return total["PASSED"], total["FAILED"], total["SKIPPED"]
    found = SUMMARY.findall(output)
    if found:
        return tuple(int(number or 0) for number in found[-1])
    return None


def main(path):
    passed = failed = skipped = 0
    try:
        with open(path, encoding="utf-8") as log:
            records = [json.loads(line) for line in log]
    except (OSError, ValueError) as error:
        print(f"no test log: {error}", file=sys.stderr)
        records = []
    for record in records:
        output = record.get("stdout", "") + "\n" + record.get("stderr", "")
        result = record["result"]
        counted = count(output)
        reason = None
        if result == "SKIP":
            skipped += 1
            continue
        if counted is None:
            counted = (0, 1, 0)
            reason = "reported no tests" if result == "OK" else "ended without a count"
        elif result != "OK" and counted[1] == 0:
            counted = (counted[0], 1, counted[2])
            reason = "failed although every test it counted passed"
        passed += counted[0]
        failed += counted[1]
        skipped += counted[2]
        if counted[1]:
            print(f"--- {record['name']}: {result}, exit status {record.get('returncode')}")
            if reason:
                print(f"    {reason}")
            print(PASSED.sub("", output).strip())
    if passed + failed == 0:
        print("no test ran")
        failed = 1
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
