#!/usr/bin/python3
"""Checks the form of a container file and its compose file; speaks TAP.

Usage: check-compose.py FOLDER

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import pathlib
import re
import sys

import yaml

INSTRUCTIONS = {"FROM", "RUN", "COPY", "USER", "WORKDIR", "ENTRYPOINT"}


def read_instructions(path):
    """The instructions of a container file as (word, rest), continued lines joined."""
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [tuple(line.split(maxsplit=1)) for line in lines]


def check_container(root, folder, compose):
    build = compose["services"]["db_migrations"]["build"]
    context = (folder / build["context"]).resolve()
    if context != root:
        yield f"it is built from {context}, not from the top of the sources"
    instructions = read_instructions(context / build["dockerfile"])
    for word, rest in instructions:
        if word not in INSTRUCTIONS:
            yield f"an instruction of another kind: {word}"
        if word == "COPY" and not rest.startswith("--from="):
            source = rest.split()[0]
            if not (context / source).exists():
                yield f"COPY {source}: there is no such file"
        if word == "RUN" and re.search(r"\bpip\b|\bpython", rest):
            yield f"it needs Python: {rest}"
    words = [word for word, _ in instructions]
    if words[0] != "FROM" or words[-1] != "ENTRYPOINT":
        yield "it does not begin with FROM and end with ENTRYPOINT"
    if "USER" not in words:
        yield "the migrations run as root"


def check_order(_root, _folder, compose):
    services = compose["services"]
    for service, needed, condition in (
            ("db_migrations", "postgres", "service_healthy"),
            ("web_dashboard_backend", "db_migrations", "service_completed_successfully")):
        if services[service]["depends_on"].get(needed) != {"condition": condition}:
            yield f"{service} does not wait for {needed}"
    if "healthcheck" not in services["postgres"]:
        yield "postgres is never found healthy"
    if "DATABASE_URL" not in services["db_migrations"]["environment"]:
        yield "db_migrations is not told its database"


def check_runner(_root, folder, _compose):
    if not os.access(folder / "run-migrations.sh", os.X_OK):
        yield "run-migrations.sh cannot be executed"


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    compose = yaml.safe_load((folder / "compose.yaml").read_text(encoding="utf-8"))
    checks = [check_container, check_order, check_runner]
    print(f"1..{len(checks)}")
    for number, check in enumerate(checks, 1):
        problems = list(check(folder.parent.parent, folder, compose))
        for problem in problems:
            print(f"# {problem}")
        print(f"{'not ' if problems else ''}ok {number} /compose/{check.__name__[6:]}")


main()
