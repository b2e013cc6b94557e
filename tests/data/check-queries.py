#!/usr/bin/python3
"""Writes statements made at random by Athanor and by Alembic and compares; speaks TAP.

Usage: check-queries.py ATHANOR-CLI FIRST-SEED SEEDS STATEMENTS

SPDX-License-Identifier: GPL-3.0-or-later
"""

import io
import pathlib
import subprocess
import sys
import tempfile

from alembic.config import Config
from alembic.operations import Operations
from alembic.runtime.environment import EnvironmentContext

import generated_queries
from side_by_side import report

# Of a hundred statements so many are to be understood; the others are refused.
UNDERSTOOD = 95


def write_by_alembic(script):
    """What Alembic prints, or None when it fails."""
    names = {}
    buffer = io.StringIO()
    exec(compile(script, "script", "exec"), names)
    with EnvironmentContext(Config(), None, as_sql=True) as environment:
        environment.configure(url="postgresql://", literal_binds=True, output_buffer=buffer,
                              dialect_opts={"paramstyle": "named"})
        with Operations.context(environment.get_context()):
            try:
                names["upgrade"]()
            except Exception:
                return None
    return buffer.getvalue()


def write_by_athanor(athanor, folder, script):
    """What Athanor prints, or None when it refuses."""
    (folder / "alembic" / "versions" / "r1.py").write_text(script)
    result = subprocess.run([athanor, "--project", folder, "sql", "r1", "upgrade"],
                            capture_output=True, text=True)
    if result.returncode < 0:
        raise AssertionError(f"{script}: {result.stderr}")
    return result.stdout if result.returncode == 0 else None


def check(athanor, folder, seed, count):
    n_refused = 0
    for script in generated_queries.make_scripts(seed, count):
        theirs = write_by_alembic(script)
        ours = write_by_athanor(athanor, folder, script)
        if ours is None or theirs is None:
            n_refused += ours is None and theirs is not None
        elif ours.split() != theirs.split():
            statement = script[len(generated_queries.HEADER):]
            raise AssertionError(f"{statement}Alembic: {theirs}Athanor: {ours}")
    if n_refused > count * (100 - UNDERSTOOD) / 100:
        raise AssertionError(f"{n_refused} of {count} statements are refused")


def main():
    athanor = pathlib.Path(sys.argv[1]).resolve()
    first, seeds, count = map(int, sys.argv[2:])
    with tempfile.TemporaryDirectory(prefix="athanor-queries-") as name:
        folder = pathlib.Path(name)
        (folder / "alembic" / "versions").mkdir(parents=True)
        (folder / "alembic.ini").write_text("[alembic]\nscript_location = %(here)s/alembic\n")
        report("queries", [(str(seed), lambda seed=seed: check(athanor, folder, seed, count))
                           for seed in range(first, first + seeds)])


main()
