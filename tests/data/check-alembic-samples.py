#!/usr/bin/python3
"""Runs every Alembic sample by Athanor and by Alembic and compares; speaks TAP.

Usage: with-cluster check-alembic-samples.py ATHANOR-CLI FOLDER

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from side_by_side import (Case, Database, assert_equal, check_databases, check_text, commands,
                          report, run, sql)

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


def run_checks(athanor, folder):
    for case in CASES:
        databases = [Database(case, folder / case.project, tool, command)
                     for tool, command in commands(athanor)]
        for check in CHECKS:
            yield f"{case.name}/{check.__name__[6:]}", lambda: check(case, *databases)
    yield "metrics-platform/env_file", lambda: check_env_file(athanor, folder)
    yield "trading-dashboard/runner", lambda: check_runner(athanor, folder)


athanor, folder = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
report("samples", run_checks(athanor, folder))
