#!/usr/bin/python3
"""Runs every Alembic sample by Athanor and by Alembic and compares; speaks TAP.

Usage: with-cluster check-alembic-samples.py ATHANOR-CLI FOLDER

SPDX-License-Identifier: GPL-3.0-or-later
"""

import dataclasses
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

# What a project finds in its database besides what it makes itself. Fixed ids and times: the
# contents of both databases are compared too.
USERS_OF_OCR = """
INSERT INTO users (id, email, password_hash, created_at, updated_at)
VALUES ('00000000-0000-0000-0000-000000000001', 'ada@company.com', 'x', '2024-01-02', NULL),
       ('00000000-0000-0000-0000-000000000002', 'eve@elsewhere.org', 'x', '2024-01-03', NULL)
"""
USERS_OF_METRICS = """
INSERT INTO users (username, first_name, created_at)
VALUES ('ada', 'Ada', '2024-01-02'), ('eve', NULL, '2024-01-03')
"""
USERS_OF_TRADING = """
INSERT INTO users (id, username, email, created_at)
VALUES (1, 'ada', 'ada@example.com', '2024-01-02'), (2, 'eve', 'eve@example.com', '2024-01-03');
INSERT INTO trades (id, user_id, symbol, side, quantity, price, executed_at)
VALUES (1, 1, 'XAU', 'buy', 2, 2300.5, '2024-01-04')
"""

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


WHOLE_WAY = ["upgrade head", "downgrade base", "upgrade head"]
OCR_STEPS = [
    "upgrade 0001", sql(USERS_OF_OCR), "upgrade 0002", "upgrade head", "downgrade -1",
    "downgrade 0002", "upgrade head", "downgrade 0001", "upgrade +2", "upgrade head",
    "downgrade base", "upgrade head",
]

CASES = [
    Case("bank-statements", ["upgrade 001_initial", "upgrade head", "downgrade -1",
                             *WHOLE_WAY]),
    Case("contract-refund", ["stamp 1a5e0f3c7b92", "upgrade +1", "downgrade -1",
                             "upgrade head", "downgrade -1", "upgrade head",
                             "downgrade 4b60c7f9e213", "downgrade base", "upgrade head"],
         schema="schema.sql"),
    Case("ocr-identity", OCR_STEPS),
    Case("ocr-identity", OCR_STEPS, name="ocr-identity-production",
         variables={"ENVIRONMENT": "production"}),
    Case("metrics-platform", [sql(USERS_OF_METRICS), "upgrade b80c16c4db24", "upgrade +1",
                              "downgrade -1", "upgrade a7b2c4d6e8f1", "upgrade d05e48f7b312",
                              "upgrade heads", "downgrade e16f59a8c423", "upgrade head",
                              "downgrade b80c16c4db24", "upgrade head",
                              "downgrade base", "upgrade head"],
         schema="schema/029_baseline.sql"),
    Case("trading-dashboard", ["upgrade 001_initial_schema", sql(USERS_OF_TRADING),
                               "upgrade +1", "upgrade head", "downgrade -1", "upgrade head",
                               "downgrade 001_initial_schema", "upgrade head",
                               "downgrade base", "upgrade head"],
         offline="001_initial_schema"),
]


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
        """The SQL, with per cent signs as the server sees them.

        Alembic before 1.19 drops the version table at base, but only in its texts.
        """
        text = self.work(*arguments, "--sql").replace("%%", "%")
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


def check_without_python(case, athanor, _alembic):
    """History, pending and plan, where no program is found on PATH at all."""
    athanor.environ = {**athanor.environ, "PATH": "/nowhere"}
    program = [*athanor.command, "--json"]

    def ask(*arguments):
        answer = run([*program, *arguments], cwd=athanor.folder, env=athanor.environ)
        return [entry["revision"] for entry in json.loads(answer)["revisions"]]

    history, pending = ask("history"), ask("pending")
    assert len(history) == len(list(athanor.folder.glob("*/versions/*.py"))), history
    assert sorted(history) == sorted(pending), pending
    text = athanor.work("plan", "--sql", "upgrade", case.offline)
    assert "CREATE TABLE" in text and text.endswith("COMMIT;\n\n"), text


CHECKS = [check_without_python, check_text, check_databases]


def check_env_file(athanor, folder):
    """The address of metrics-platform in .env, where neither option nor variable gives it."""
    case = next(case for case in CASES if case.project == "metrics-platform")
    with tempfile.TemporaryDirectory(prefix="athanor-sample-") as name:
        copy = pathlib.Path(shutil.copytree(folder / case.project, pathlib.Path(name, "project")))
        databases = [Database(case, copy, "env_" + tool, command)
                     for tool, command in commands(athanor)]
        for database in databases:
            url = database.environ.pop("DATABASE_URL")
            template = (copy / ".env.template").read_text(encoding="utf-8")
            text = re.sub(r"^DATABASE_URL=.*", f"DATABASE_URL={url}", template, flags=re.M)
            (copy / ".env").write_text(text, encoding="utf-8")
            database.work("upgrade", "head")
        assert_equal(databases[0].dump(), databases[1].dump(), "upgrade head")
        assert "f27a6bb9d534" in databases[0].dump(), "the database is not at head"


def check_runner(athanor, folder):
    """run-migrations.sh of trading-dashboard, called from another folder."""
    case = next(case for case in CASES if case.project == "trading-dashboard")
    project = folder / case.project
    database = Database(case, project, "runner", [athanor])
    environ = {**database.environ, "PATH": f"{athanor.parent}:{os.environ['PATH']}"}
    for _ in range(2):
        run([project / "run-migrations.sh"], cwd="/", env=environ)
        assert "004_suspend" in database.dump(), "the database is not at head"

    lost = {**environ, "WAIT_SECONDS": "1", "DATABASE_URL": "postgresql://x@/x?host=/nowhere"}
    result = subprocess.run([project / "run-migrations.sh"], env=lost, capture_output=True)
    assert result.returncode == 1, "a database that never answers is no failure"


def commands(athanor):
    return (("athanor", [athanor]), ("alembic", ["/usr/bin/python3", "-B", "-m", "alembic"]))


def run_checks(athanor, folder):
    for case in CASES:
        databases = [Database(case, folder / case.project, tool, command)
                     for tool, command in commands(athanor)]
        for check in CHECKS:
            yield f"{case.name}/{check.__name__[6:]}", lambda: check(case, *databases)
    yield "metrics-platform/env_file", lambda: check_env_file(athanor, folder)
    yield "trading-dashboard/runner", lambda: check_runner(athanor, folder)


def main():
    athanor, folder = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
    number = 0
    for number, (name, check) in enumerate(run_checks(athanor, folder), 1):
        problem = None
        try:
            check()
        except AssertionError as error:
            problem = str(error)
            print("# " + problem.replace("\n", "\n# "))
        print(f"{'not ' if problem else ''}ok {number} /samples/{name}", flush=True)
    print(f"1..{number}")


main()
