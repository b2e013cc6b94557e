#!/usr/bin/python3
"""Runs programs made at random by the evaluator and by Python; speaks TAP.

Usage: check-differential.py RUN-SNIPPETS FIRST-SEED SEEDS STATEMENTS

What the evaluator refuses is no difference, but most it has to understand.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

from generated_snippets import write_program

BATCH = 100
MAX_REFUSED = 0.5
SEPARATOR = "-" * 8 + "\n"


def run(command, path):
    """The order of sets of texts is that of this seed in the evaluator, too."""
    return json.loads(subprocess.run([*command, path], check=True, text=True, timeout=300,
                                     stdout=subprocess.PIPE,
                                     env={**os.environ, "PYTHONHASHSEED": "0"}).stdout)


def explain(program, want, got):
    yield from program.splitlines()[-40:]
    for line, other in zip(want.splitlines() + [""], got.splitlines() + [""]):
        if line != other:
            yield f"want: {line}"
            yield f"got:  {other}"
            return


def check(runner, folder, seeds, statements, reasons):
    """Yields (seed, program, want, got) of each difference."""
    programs = [write_program(seed, statements) for seed in seeds]
    path = folder / "programs.txt"
    path.write_text(SEPARATOR.join(programs), encoding="utf-8")
    reference = pathlib.Path(__file__).with_name("run-snippets.py")
    results = zip(seeds, programs, run([sys.executable, reference], path), run([runner], path))
    for seed, program, want, got in results:
        if isinstance(got, dict):
            reasons.append((seed, got["reason"], program.splitlines()[got["line"] - 1]))
        elif got != want:
            yield seed, program, want, got


def main():
    runner = pathlib.Path(sys.argv[1]).resolve()
    first, count, statements = map(int, sys.argv[2:5])
    reasons = []
    batches = range(first, first + count, BATCH)
    print(f"1..{len(batches) + 1}")
    with tempfile.TemporaryDirectory(prefix="athanor-differential-") as name:
        for number, start in enumerate(batches, 1):
            seeds = range(start, min(start + BATCH, first + count))
            differences = list(check(runner, pathlib.Path(name), seeds, statements, reasons))
            print(f"{'not ' if differences else ''}ok {number} /differential/{start}", flush=True)
            for seed, program, want, got in differences:
                for line in [f"seed {seed}:", *explain(program, want, got)]:
                    print(f"# {line}")
    refused = len(reasons) / count
    print(f"{'not ' if refused > MAX_REFUSED else ''}ok {len(batches) + 1} /differential/refused")
    print(f"# {refused:.0%} of the programs are refused")
    for seed, reason, line in reasons if "-v" in sys.argv else []:
        print(f"# {seed}: {reason}: {line.strip()}")


main()
