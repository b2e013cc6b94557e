#!/usr/bin/python3
"""Measures athanor-cli against Alembic, psql and pg_dump.

Usage: with-cluster bench.py ATHANOR-CLI

Both sides run by turns, so that what else the machine does hits both; a figure
is the median of their ratios with its range.  Fails when one misses its target.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import generate
import slow_link

RUNS = 7
SEED = 20261120
ALEMBIC = ["/usr/bin/python3", "-m", "alembic"]
MAX_MEMORY_MB = 40
LINK_DELAY = 0.010  # one way, in seconds

FILL = """
CREATE TABLE readings AS
SELECT n AS id, now() - n * interval '1 minute' AS taken_at, 'meter-' || n % 997 AS meter,
       random() AS value, md5(n::text) AS checksum
FROM generate_series(1, 1200000) AS n;
ALTER TABLE readings ADD PRIMARY KEY (id);
"""


class Run:
    """One run of a command: its seconds, and its peak memory in MB."""

    def __init__(self, command, cwd):
        begin = time.perf_counter()
        process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        self.seconds = time.perf_counter() - begin
        self.memory_mb = usage.ru_maxrss / 1024
        if os.waitstatus_to_exitcode(status) != 0:
            sys.exit(f"bench: failed: {' '.join(map(str, command))}")


class Report:
    def __init__(self):
        self.missed = 0

    def add(self, what, ratios, unit, reached, note=""):
        """@reached tells whether a median is good enough."""
        median = statistics.median(ratios)
        if not reached(median):
            self.missed += 1
            note += "  MISSED"
        print(f"{what:<42} {median:6.2f} {unit:<18} "
              f"{min(ratios):6.2f} – {max(ratios):6.2f}, {len(ratios)} runs{note}", flush=True)


def by_turns(ours, theirs, before=lambda: None, runs=RUNS):
    """Runs both @runs times; the first of each, which warms the caches, is not counted."""
    pairs = []
    for _ in range(runs + 1):
        before()
        our_run = ours()
        before()
        pairs.append((our_run, theirs()))
    return pairs[1:]


def read_output(command, cwd):
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True).stdout


def bench_reading(report, athanor, folder, count):
    project = folder / f"alembic-{count}"
    generate.write_alembic_project(project, count, SEED)

    for command in ("history", "heads"):
        ours = [athanor, "--project", project, command]
        theirs = ALEMBIC + [command]
        if (len(read_output(ours, project).splitlines())
                != len(read_output(theirs, project).splitlines())):
            sys.exit(f"bench: the two do not print the same {command}")

        pairs = by_turns(lambda: Run(ours, project), lambda: Run(theirs, project))
        memory = max(run.memory_mb for run, _ in pairs)
        report.add(f"{command}, {count:,} Alembic scripts",
                   [alembic.seconds / our.seconds for our, alembic in pairs],
                   "times as fast", lambda ratio: ratio >= 15 and memory < MAX_MEMORY_MB,
                   f"; {memory:.0f} MB")


def bench_text(report, athanor, folder, count):
    """Of the project that bench_reading() has made."""
    project = folder / f"alembic-{count}"
    ours = [athanor, "--project", project, "upgrade", "heads", "--sql"]
    theirs = ALEMBIC + ["upgrade", "heads", "--sql"]
    if read_output(ours, project) != read_output(theirs, project):
        sys.exit("bench: the two do not print the same SQL")

    pairs = by_turns(lambda: Run(ours, project), lambda: Run(theirs, project))
    report.add(f"upgrade --sql, {count:,} Alembic scripts",
               [alembic.seconds / our.seconds for our, alembic in pairs],
               "times as fast", lambda ratio: ratio >= 20)


def bench_scripts(report, athanor, folder, count, link, target, runs):
    """@link: (host, port, what it is called)"""
    host, port, name = link
    project = folder / f"run-{count}"
    if not project.exists():
        generate.write_alembic_project(project, count, SEED)
    os.environ["DATABASE_URL"] = (f"postgresql://{os.environ['PGUSER']}@/bench"
                                  f"?host={host}&port={port}")
    ours = [athanor, "--quiet", "--project", project, "upgrade", "heads"]

    theirs = ALEMBIC + ["upgrade", "heads"]

    pairs = by_turns(lambda: Run(ours, project), lambda: Run(theirs, project),
                     before=lambda: new_database("bench"), runs=runs)
    report.add(f"upgrade, {count:,} Alembic scripts{name}",
               [alembic.seconds / our.seconds for our, alembic in pairs],
               "times as fast", lambda ratio: ratio >= target)
    del os.environ["DATABASE_URL"]


def bench_links(report, athanor, folder):
    """Running the same scripts, on the spot and far away."""
    host, port = os.environ["PGHOST"], os.environ["PGPORT"]
    bench_scripts(report, athanor, folder, 1000, (host, port, ""), 1.8, RUNS)
    with slow_link.SlowLink(f"{host}/.s.PGSQL.{port}", LINK_DELAY) as link:
        bench_scripts(report, athanor, folder, 100, ("127.0.0.1", link.port, ", 20 ms away"), 5, 3)


def psql(database, *arguments):
    return ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", database, *arguments]


def new_database(name):
    subprocess.run(psql("postgres", "-c", f"DROP DATABASE IF EXISTS {name} WITH (FORCE)",
                        "-c", f"CREATE DATABASE {name} TEMPLATE template0"),
                   check=True, stderr=subprocess.DEVNULL)


def url(database):
    return (f"postgresql://{os.environ['PGUSER']}@/{database}"
            f"?host={os.environ['PGHOST']}&port={os.environ['PGPORT']}")


def bench_upgrade(report, athanor, folder, count):
    project = folder / f"sql-{count}"
    script = generate.write_sql_project(project, count, SEED)
    ours = [athanor, "--quiet", "--project", project, "--url", url("bench"), "upgrade", "head"]

    pairs = by_turns(lambda: Run(ours, project), lambda: Run(psql("bench", "-f", script), project),
                     before=lambda: new_database("bench"))
    report.add(f"upgrade, {count:,} SQL revisions",
               [our.seconds / other.seconds for our, other in pairs],
               "of psql's time", lambda ratio: ratio <= 1.15)


def bench_backup(report, athanor, folder):
    project = folder / "sql-1"
    generate.write_sql_project(project, 1, SEED)
    new_database("bench")
    subprocess.run(psql("bench", "-c", FILL), check=True)

    os.environ["XDG_DATA_HOME"] = str(folder / "data")
    ours = [athanor, "--quiet", "--project", project, "--url", url("bench"), "backup", "create"]
    theirs = ["pg_dump", "-Fc", "-f", folder / "bench.dump", "bench"]
    pairs = by_turns(lambda: Run(ours, project), lambda: Run(theirs, project))
    report.add("backup, 1,200,000 rows",
               [our.seconds / other.seconds for our, other in pairs],
               "of pg_dump's time", lambda ratio: ratio <= 1.05)


def main():
    athanor = pathlib.Path(sys.argv[1]).resolve()
    report = Report()

    with tempfile.TemporaryDirectory(prefix="athanor-bench-") as name:
        folder = pathlib.Path(name)
        for count in (1000, 5000):
            bench_reading(report, athanor, folder, count)
        bench_text(report, athanor, folder, 1000)
        bench_links(report, athanor, folder)
        bench_upgrade(report, athanor, folder, 1000)
        bench_backup(report, athanor, folder)

    sys.exit(1 if report.missed else 0)


main()
