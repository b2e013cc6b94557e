"""The same project at work by Athanor and by Alembic, each on a database of its own.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import dataclasses
import os
import re
import subprocess

# Enough that Python has walked through a set of two in either order.
HASH_SEEDS = ["0", "1", "2", "3", "4", "5", "6", "7"]


@dataclasses.dataclass
class Case:
    """A project, what its database holds before, and the way the test goes with it."""
    project: str
    steps: list
    name: str = ""
    schema: str = ""
    variables: dict = dataclasses.field(default_factory=dict)
    # What the offline mode of Alembic can write: the others ask the server.
    offline: str = "head"

    def __post_init__(self):
        self.name = self.name or self.project


def sql(statement):
    return ("psql", statement)


def run(command, **options):
    result = subprocess.run(command, capture_output=True, text=True, **options)
    if result.returncode != 0:
        words = " ".join(map(str, command))
        raise AssertionError(f"{words}: {result.stdout}{result.stderr}")
    return result.stdout


class Database:
    """A database of its own, and one of the two programs at work on it."""

    def __init__(self, case, folder, tool, command):
        self.name = re.sub(r"\W", "_", f"{case.name}_{tool}")
        self.command = command
        self.folder = folder
        run(["psql", "-Xq", "-d", "postgres", "-c",
             f"CREATE DATABASE {self.name} TEMPLATE template0"])
        url = (f"postgresql+psycopg2://{os.environ['PGUSER']}@/{self.name}"
               f"?host={os.environ['PGHOST']}&port={os.environ['PGPORT']}")
        self.environ = {**os.environ, **case.variables, "DATABASE_URL": url}
        if case.schema:
            self.psql("-f", folder / case.schema)

    def psql(self, *arguments):
        run(["psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-d", self.name, *arguments])

    def step(self, step):
        if isinstance(step, tuple):
            self.psql("-c", step[1])
        else:
            self.work(*step.split())

    def work(self, *arguments):
        return run([*self.command, *arguments], cwd=self.folder, env=self.environ)

    def dump(self):
        """Schema, data and sorted version rows, without what is new in every dump."""
        text = re.sub(r"(?<=^COPY public.alembic_version \(version_num\) FROM stdin;\n)[^\\]+",
                      lambda rows: "\n".join(sorted(rows[0].split())) + "\n",
                      run(["pg_dump", self.name]), flags=re.M)
        return [line for line in text.splitlines() if not re.match(r"\\(un)?restrict", line)]

    def text(self, *arguments):
        """The SQL, with per cent signs and backslashes as the server sees them.

        Alembic doubles both, and before 1.19 drops the version table at base, but only in
        its texts.
        """
        text = self.work(*arguments, "--sql").replace("%%", "%").replace("\\\\", "\\")
        return text.replace("DROP TABLE alembic_version;\n\n", "")


def assert_equal(ours, theirs, what):
    if ours == theirs:
        return
    ours, theirs = ([line for line in text if line] for text in (ours, theirs))
    missing = [f"  Alembic: {line}" for line in theirs if line not in ours]
    extra = [f"  Athanor: {line}" for line in ours if line not in theirs]
    raise AssertionError("\n".join([f"{what}: not the same", *missing[:20], *extra[:20]]))


def check_databases(case, athanor, alembic):
    for number, step in enumerate(case.steps, 1):
        athanor.step(step)
        alembic.step(step)
        assert_equal(athanor.dump(), alembic.dump(), f"step {number}, {step}")


def check_text(case, athanor, alembic):
    """Where a merge is taken apart Alembic goes through a set: one of its orders is enough."""
    down = f"{case.offline}:base"
    for arguments in (("upgrade", case.offline), ("downgrade", down)):
        ours = athanor.text(*arguments)
        for seed in HASH_SEEDS:
            alembic.environ["PYTHONHASHSEED"] = seed
            theirs = alembic.text(*arguments)
            if ours == theirs:
                break
        assert_equal(ours.splitlines(), theirs.splitlines(), " ".join(arguments) + " --sql")


def commands(athanor):
    return (("athanor", [athanor]), ("alembic", ["/usr/bin/python3", "-B", "-m", "alembic"]))


def report(suite, checks):
    """Runs pairs of a name and a function, and prints TAP."""
    number = 0
    for number, (name, check) in enumerate(checks, 1):
        problem = None
        try:
            check()
        except AssertionError as error:
            problem = str(error)
            print("# " + problem.replace("\n", "\n# "))
        print(f"{'not ' if problem else ''}ok {number} /{suite}/{name}", flush=True)
    print(f"1..{number}")
