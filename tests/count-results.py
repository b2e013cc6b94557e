#!/usr/bin/python3
"""Adds up what `meson test` left in the build trees named as arguments.

A TAP program counts by its cases, any other test as one.  A program that died,
and a tree without results because it did not build, count as one failure each.
Ends with the line "N passed, N failed", and fails when something failed.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import pathlib
import re
import sys

CASE = re.compile(r"^(not )?ok\b([^#]*)(# *SKIP(.*))?", re.IGNORECASE)


def count_test(test):
    """Returns how many cases of one meson test passed and failed, and those skipped."""
    passed, failed, skipped = 0, 0, []

    for line in test.get("stdout", "").splitlines():
        case = CASE.match(line)
        if case is None:
            continue
        not_ok, name, skip, reason = case.groups()
        if skip:
            skipped.append(f"{test['name']}: {name.strip()}: {reason.strip()}")
        elif not_ok:
            failed += 1
        else:
            passed += 1

    if test["result"] == "SKIP":
        skipped = skipped or [test["name"]]
    elif test["result"] != "OK":
        failed = failed or 1
    elif passed == 0 and not skipped:
        passed = 1

    return passed, failed, skipped


def count_tree(tree):
    log = pathlib.Path(tree, "meson-logs", "testlog.json")
    if not log.exists():
        print(f"{tree}: no results, because it did not build")
        return 0, 1

    passed, failed = 0, 0
    for line in log.read_text(errors="replace").splitlines():
        test = json.loads(line)
        n_passed, n_failed, skipped = count_test(test)
        passed += n_passed
        failed += n_failed
        if n_failed:
            print(f"{tree}: {test['name']}: {n_failed} failed ({test['result']})")
        for case in skipped:
            print(f"{tree}: skipped: {case}")

    print(f"{tree}: {passed} passed, {failed} failed")
    return passed, failed


def main():
    counts = [count_tree(tree) for tree in sys.argv[1:]]
    passed = sum(count[0] for count in counts)
    failed = sum(count[1] for count in counts)

    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


main()
