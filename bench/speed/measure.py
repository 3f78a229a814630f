#!/usr/bin/env python3
"""Measures `iopfit score` against what people use for such work, and prints a table.

    measure.py BUILD WORK [--records N] [--rounds N] [--scale N] [--only WORD]

scripts/bench runs it. BUILD is the build folder with iopfit and bench-records; WORK holds the records,
the rules that rules.py made, and the peers that were installed. A peer that is missing is named. First
all must give the same recommendations on the same complete records; then they run interleaved, every
round all of them once, and the median counts. CPU time is that of the process and of all that it
started, in user and system mode; output goes to /dev/null. Ratios compare the CPU time of a record
with that of parsing it with simdjson, in the same round.
"""
import argparse
import datetime
import hashlib
import os
import re
import resource
import shlex
import shutil
import statistics
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HERE = os.path.join(TOP, "bench/speed")
SEED = 20261125
MISSING = 5  # percent of the answers
QUESTIONNAIRES = {"bench": (os.path.join(HERE, "questionnaire.yaml"), 55),
                  "shipped": (os.path.join(TOP, "questionnaires/glendora-iop/questionnaire.yaml"), 85)}


class Peer:
    """One row of the table. [share]: it is given so much less of the records, since it is slow; below 1:
    more of them, so that starting up, which workers do not share, does not count."""

    def __init__(self, name, data, command, share=1, needs=(), checked=True, wall_of=None):
        self.name, self.data, self.command, self.share = name, data, command, share
        self.needs, self.checked, self.wall_of = needs, checked, wall_of
        self.runs = []
        self.records = 0

    def missing(self):
        return [need for need in self.needs if not (os.path.exists(need) or shutil.which(need))]


def peers(build, work):
    iopfit = os.path.join(build, "iopfit")
    modules = os.path.join(work, "node_modules")
    node = ["node", os.path.join(work, "peers.js")]

    def rules(name):
        return os.path.join(work, name)

    def score(questionnaire, *more):
        return [iopfit, "score", "--quiet", "-q", QUESTIONNAIRES[questionnaire][0], *more]

    def parse(questionnaire):
        return [os.path.join(work, questionnaire, "parse")]

    return [
        Peer("simdjson, parse only", "bench.0.ndjson", parse("bench"), needs=parse("bench"),
             checked=False),
        Peer("simdjson, parse only, 5 % missing", "bench.5.ndjson", parse("bench"),
             needs=parse("bench"), checked=False),
        Peer("iopfit score", "bench.0.ndjson", score("bench", "--jobs", "1")),
        Peer("iopfit score", "bench.0.csv", score("bench", "--jobs", "1")),
        Peer("iopfit score, 5 % missing", "bench.5.ndjson", score("bench", "--jobs", "1"),
             checked=False),
        Peer("iopfit score, 5 % missing", "bench.5.csv", score("bench", "--jobs", "1"),
             checked=False),
        Peer("iopfit score, --jobs 1", "bench.0.ndjson", score("bench", "--jobs", "1"), 1 / 4,
             checked=False),
        Peer("iopfit score, --jobs 2", "bench.0.ndjson", score("bench", "--jobs", "2"), 1 / 4,
             checked=False, wall_of="iopfit score, --jobs 1"),
        Peer("iopfit score, --jobs 1, 5 % missing", "bench.5.ndjson", score("bench", "--jobs", "1"),
             1 / 4, checked=False),
        Peer("iopfit score, --jobs 2, 5 % missing", "bench.5.ndjson", score("bench", "--jobs", "2"),
             1 / 4, checked=False, wall_of="iopfit score, --jobs 1, 5 % missing"),
        Peer("simdjson, parse only, shipped", "shipped.0.ndjson", parse("shipped"),
             needs=parse("shipped"), checked=False),
        Peer("simdjson, parse only, shipped, 5 % missing", "shipped.5.ndjson", parse("shipped"),
             needs=parse("shipped"), checked=False),
        Peer("iopfit score, shipped questionnaire", "shipped.0.ndjson",
             score("shipped", "--jobs", "1"), checked=False),
        Peer("iopfit score, shipped, 5 % missing", "shipped.5.ndjson",
             score("shipped", "--jobs", "1"), checked=False),
        Peer("libyaml, events only", "bench.0.yaml",
             [os.path.join(build, "bench/speed/bench-events")], 4, checked=False),
        Peer("iopfit score", "bench.0.yaml", score("bench", "--jobs", "1")),
        Peer("iopfit score, 5 % missing", "bench.5.yaml", score("bench", "--jobs", "1"),
             checked=False),
        Peer("mawk, by hand", "bench.0.csv", ["mawk", "-F", ",", "-f", rules("rules.awk")], 2,
             ["mawk"]),
        Peer("Node, by hand", "bench.0.ndjson", [*node, "hand", rules("rules.js")], 2, ["node"]),
        Peer("DuckDB, 1 thread", "bench.0.ndjson", [*node, "duckdb", rules("ndjson.sql")], 1,
             ["node", os.path.join(modules, "@duckdb/node-api")]),
        Peer("DuckDB, 1 thread", "bench.0.csv", [*node, "duckdb", rules("csv.sql")], 1,
             ["node", os.path.join(modules, "@duckdb/node-api")]),
        Peer("jq", "bench.0.ndjson", ["jq", "-r", "-f", rules("rules.jq")], 10, ["jq"]),
        Peer("GoRules Zen", "bench.0.ndjson", [*node, "zen", rules("zen.json")], 10,
             ["node", os.path.join(modules, "@gorules/zen-engine")]),
        Peer("json-rules-engine", "bench.0.ndjson",
             [*node, "json-rules-engine", rules("json-rules-engine.json")], 20,
             ["node", os.path.join(modules, "json-rules-engine")]),
    ]


# ---- Records -------------------------------------------------------------------------------------


def make(build, questionnaire, form, count, missing):
    path, mild = QUESTIONNAIRES[questionnaire]
    return [os.path.join(build, "bench/speed/bench-records"), "make", path, form, str(count),
            str(SEED), str(missing), str(mild)]


def data(build, work, name, count):
    """The file with the first [count] records of [name], made where it is not there yet."""
    questionnaire, missing, form = name.split(".")
    path = os.path.join(work, f"{questionnaire}.{missing}.{count}.{form}")
    if not os.path.exists(path):
        with open(path + ".part", "wb") as out:
            subprocess.run(make(build, questionnaire, form, count, missing), check=True, stdout=out)
        os.rename(path + ".part", path)
    return path


# ---- Running -------------------------------------------------------------------------------------


def run(build, command, stdin=subprocess.DEVNULL):
    """(CPU seconds, wall seconds, peak resident kilobytes) of the whole tree of processes."""
    result, write = os.pipe()
    meter = os.path.join(build, "bench/speed/bench-run")
    # Descriptor 3 is the meter's own; bash gives it that number, whatever ours is.
    subprocess.run(["bash", "-c", f'exec "$@" 3>&{write} {write}>&-', "bash", meter, *command],
                   stdin=stdin, stdout=subprocess.DEVNULL, pass_fds=[write], check=False)
    os.close(write)
    with os.fdopen(result, encoding="ascii") as report:
        words = report.read().split()
    if len(words) != 4 or words[3] != "0":
        sys.exit(f"{shlex.join(command)}: exit status {words[3] if len(words) == 4 else 'unknown'}")
    return float(words[0]), float(words[1]), int(words[2])


def command_of(peer, path):
    threads = ["1"] if "duckdb" in peer.command else []
    return [*peer.command, path, *threads]


def recommendations(peer, path):
    """A digest of the recommendations in their order; None where there are none."""
    output = subprocess.run(command_of(peer, path), check=True, capture_output=True).stdout
    if "score" in peer.command:
        found = re.findall(rb'"recommendation":"([a-z]+)"', output)
    else:
        found = output.split()
    return len(found), hashlib.sha256(b"\n".join(found)).hexdigest()


def check(all_peers, build, work, count):
    """All that decide, decide alike."""
    agreed = None
    for peer in all_peers:
        if not peer.checked:
            continue
        found = recommendations(peer, data(build, work, peer.data, count))
        agreed = agreed or found
        if found != agreed or found[0] != count:
            sys.exit(f"{peer.name}, {peer.data}: other recommendations than `{all_peers[0].name}`")
    return agreed


# ---- The tables ----------------------------------------------------------------------------------


def median(peer, what):
    return statistics.median(run[what] for run in peer.runs)


def table(all_peers, rounds):
    by_name = {(peer.name, peer.data): peer for peer in all_peers}
    bars = {tuple(peer.data.split(".")[:2]): peer for peer in all_peers
            if peer.name.startswith("simdjson")}
    print("| | input | records | records per CPU second | CPU time, parse only = 1 | "
          "records per second | memory, MB |")
    print("|---|---|---:|---:|---:|---:|---:|")
    for peer in all_peers:
        bar = bars.get(tuple(peer.data.split(".")[:2]))
        ratio = "-"
        if bar is not None:
            ratios = [peer.runs[i][0] / peer.records / (bar.runs[i][0] / bar.records)
                      for i in range(rounds)]
            ratio = f"{statistics.median(ratios):.2f}"
        print(f"| {peer.name} | {peer.data.split('.')[2]} | {peer.records:,} | "
              f"{peer.records / median(peer, 0):,.0f} | {ratio} | "
              f"{peer.records / median(peer, 1):,.0f} | {median(peer, 2) / 1024:.1f} |")
    for peer in all_peers:
        alone = by_name.get((peer.wall_of, peer.data))
        if alone is not None:
            print(f"\n{peer.name}: {median(alone, 1) / median(peer, 1):.2f} times as fast by the "
                  f"clock as one worker")


def scale(build, work, most):
    """Time and memory from 20000 records to [most]."""
    print("\n| records | input | CPU, microseconds a record | memory, MB |\n|---:|---|---:|---:|")
    count = 20000
    while count <= most:
        for form, missing in (("ndjson", 0), ("ndjson", MISSING), ("csv", 0)):
            path = data(build, work, f"bench.{missing}.{form}", count)
            cpu, _, memory = run(build, [os.path.join(build, "iopfit"), "score", "--quiet", "-j", "1",
                                         "-q", QUESTIONNAIRES["bench"][0], path])
            print(f"| {count:,} | {form}{', 5 % missing' if missing else ''} | "
                  f"{cpu / count * 1e6:.3f} | {memory / 1024:.1f} |", flush=True)
            if count > 200000:
                os.remove(path)
        count *= 10


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        for line in info:
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return "an unknown processor"


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("build")
    options.add_argument("work")
    options.add_argument("--records", type=int, default=200000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--scale", type=int, default=0)
    options.add_argument("--only", default="")
    chosen = options.parse_args()
    found, absent = [], []
    for peer in peers(chosen.build, chosen.work):
        missing = peer.missing()
        if missing:
            absent.append(f"{peer.name}, {peer.data.split('.')[2]} (no {', '.join(missing)})")
        elif chosen.only in peer.name or "parse only" in peer.name:
            found.append(peer)
    check(found, chosen.build, chosen.work, min(chosen.records, 20000))
    for peer in found:
        peer.records = max(int(chosen.records / peer.share), 1)
        data(chosen.build, chosen.work, peer.data, peer.records)
    load = os.getloadavg()[0]
    for _ in range(chosen.rounds):
        for peer in found:
            path = data(chosen.build, chosen.work, peer.data, peer.records)
            peer.runs.append(run(chosen.build, command_of(peer, path)))
    print(f"{datetime.date.today()}, {os.cpu_count()} x {processor()}, load {load:.1f}; "
          f"{chosen.rounds} rounds, interleaved; the same recommendations from all, on complete "
          f"records\n")
    table(found, chosen.rounds)
    if chosen.scale:
        scale(chosen.build, chosen.work, chosen.scale)
    for name in absent:
        print(f"\nnot measured, since it is not installed (scripts/bench --install): {name}")
    return 1 if absent else 0


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.exit(main())
