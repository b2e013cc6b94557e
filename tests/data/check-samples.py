#!/usr/bin/python3
"""Takes every sample project up, down and up again on a real server; speaks TAP.

Usage: with-cluster check-samples.py ATHANOR-CLI CONFIGURATION-FILE…

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import os
import pathlib
import re
import subprocess
import sys


def psql(database, statement):
    command = ["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", statement]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


class Sample:
    """A sample project and a database of its own, empty at first."""

    def __init__(self, athanor, folder):
        self.name = folder.name
        self.database = "sample_" + folder.name.replace("-", "_")
        psql("postgres", f"CREATE DATABASE {self.database} TEMPLATE template0")
        url = (f"postgresql://{os.environ['PGUSER']}@/{self.database}"
               f"?host={os.environ['PGHOST']}&port={os.environ['PGPORT']}")
        self.command = [athanor, "--json", "--project", folder, "--url", url]

    def athanor(self, *arguments):
        result = subprocess.run([*self.command, *arguments], capture_output=True, text=True)
        if result.returncode != 0:
            raise AssertionError(f"{' '.join(arguments)}: {result.stdout}{result.stderr}")
        return json.loads(result.stdout)

    def schema(self):
        """The schema without the version table and without what is new in every dump."""
        command = ["pg_dump", "--schema-only", "--exclude-table=alembic_version", self.database]
        dump = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        return [line for line in dump.splitlines() if not re.match(r"\\(un)?restrict", line)]

    def heads(self):
        return sorted(entry["revision"] for entry in self.athanor("heads")["revisions"])

    def rows(self):
        return sorted(psql(self.database, "SELECT version_num FROM alembic_version").split())


def check_whole_way(sample):
    empty = sample.schema()
    first = sample.athanor("upgrade", "head")
    assert first["result"] == "applied", first
    assert sample.rows() == sample.heads(), sample.rows()
    full = sample.schema()

    sample.athanor("downgrade", "base")
    assert sample.rows() == [], sample.rows()
    assert sample.schema() == empty, "downgrading left something behind"

    sample.athanor("upgrade", "head")
    assert sample.schema() == full, "the second upgrade made another schema"


def check_every_step(sample):
    sample.athanor("downgrade", "base")
    for entry in reversed(sample.athanor("history")["revisions"]):
        revision = entry["revision"]
        rows, schema = sample.rows(), sample.schema()
        sample.athanor("upgrade", revision)
        new_rows, new_schema = sample.rows(), sample.schema()

        # The way back from a merge, or from one of two branches, is not one step.
        if len(rows) > 1 or rows != entry["down_revisions"]:
            continue
        sample.athanor("downgrade", "--", "-1")
        assert sample.rows() == rows, f"downgrading {revision} made other rows"
        assert sample.schema() == schema, f"downgrading {revision} left something behind"
        sample.athanor("upgrade", revision)
        assert sample.rows() == new_rows, f"upgrading {revision} again made other rows"
        assert sample.schema() == new_schema, f"upgrading {revision} again made another schema"


def main():
    athanor = pathlib.Path(sys.argv[1])
    samples = [Sample(athanor, pathlib.Path(file).parent) for file in sys.argv[2:]]
    cases = [(sample, check) for sample in samples for check in (check_whole_way, check_every_step)]

    print(f"1..{len(cases)}")
    for number, (sample, check) in enumerate(cases, 1):
        problem = None
        try:
            check(sample)
        except (AssertionError, subprocess.CalledProcessError) as error:
            problem = str(error)
            print("# " + problem.replace("\n", "\n# "))
        name = check.__name__.removeprefix("check_")
        print(f"{'not ' if problem else ''}ok {number} /samples/{sample.name}/{name}")


main()
