#!/usr/bin/python3
"""Installs a build into a staging folder and looks at what is there; speaks TAP.

Usage: check-install.py BUILD-FOLDER PREFIX with|without

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import pathlib
import subprocess
import sys
import tempfile

ID = "io.github.athanor.Athanor"
COMMAND_LINE = [
    "bin/athanor-cli",
    "share/athanor/samples/bank-statements/alembic/versions/001_initial.py",
    "share/athanor/samples/metrics-platform/.env.template",
    "share/athanor/samples/trading-dashboard/run-migrations.sh",
    "share/athanor/samples/sql/bank-statements/athanor.ini",
    "share/athanor/samples/sql/contract-refund/athanor.ini",
    "share/bash-completion/completions/athanor-cli",
    "share/locale/de/LC_MESSAGES/athanor.mo",
    "share/man/man1/athanor-cli.1",
]
WINDOW = [
    "bin/athanor",
    f"share/applications/{ID}.desktop",
    f"share/glib-2.0/schemas/{ID}.gschema.xml",
    f"share/icons/hicolor/scalable/apps/{ID}.svg",
    f"share/icons/hicolor/symbolic/apps/{ID}-symbolic.svg",
    f"share/metainfo/{ID}.metainfo.xml",
]


def report(number, name, problems):
    for problem in problems:
        print(f"# {problem}")
    print(f"{'not ' if problems else ''}ok {number} /install/{name}")


def list_files(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def run(program, *arguments):
    """The output of a program of the staging folder, or what went wrong."""
    result = subprocess.run([program, *arguments], capture_output=True, text=True)
    return result.stdout if result.returncode == 0 else f"{result.returncode}: {result.stderr}"


def main():
    build, prefix, window = sys.argv[1:]
    expected = COMMAND_LINE + (WINDOW if window == "with" else [])

    with tempfile.TemporaryDirectory(prefix="athanor-install-") as name:
        subprocess.run(["meson", "install", "--no-rebuild", "--quiet", "-C", build], check=True,
                       env={**os.environ, "DESTDIR": name}, stdout=sys.stderr)
        # An absolute prefix would win over the folder it is joined to.
        staged = pathlib.Path(name, *pathlib.Path(prefix).parts[1:])
        there = list_files(pathlib.Path(name))
        inside = list_files(staged)
        version = run(staged / "bin/athanor-cli", "--version")

    print("1..4")
    report(1, "complete", [f"{file} is missing" for file in expected if file not in inside])
    report(2, "inside-prefix", [f"{len(there) - len(inside)} files are outside of {prefix}"]
           if len(there) != len(inside) else [])
    report(3, "no-libraries", [file for file in inside if file.endswith((".a", ".h", ".pc"))])
    report(4, "runs", [] if version.startswith("athanor-cli ") else [version])


main()
