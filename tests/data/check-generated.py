#!/usr/bin/python3
"""Runs projects made at random by Athanor and by Alembic and compares; speaks TAP.

Usage: with-cluster check-generated.py ATHANOR-CLI FIRST-SEED SEEDS REVISIONS

SPDX-License-Identifier: GPL-3.0-or-later
"""

import pathlib
import sys
import tempfile

import generated_project
from side_by_side import Case, Database, check_databases, check_text, commands, report

STEPS = ["upgrade +5", "upgrade head", "downgrade -1", "upgrade head", "downgrade base",
         "upgrade head"]


def make_checks(athanor, folder, seeds, count):
    for seed in seeds:
        project = folder / f"project-{seed}"
        generated_project.write_project(project, seed, count)
        case = Case(project.name, STEPS)
        databases = [Database(case, project, tool, command)
                     for tool, command in commands(athanor)]
        for check in (check_text, check_databases):
            yield f"{seed}/{check.__name__[6:]}", lambda: check(case, *databases)


def main():
    athanor = pathlib.Path(sys.argv[1]).resolve()
    first, seeds, count = map(int, sys.argv[2:])
    with tempfile.TemporaryDirectory(prefix="athanor-generated-") as name:
        report("generated", make_checks(athanor, pathlib.Path(name), range(first, first + seeds),
                                        count))


main()
