#!/usr/bin/python3
# test-main-job.py: the main job, done by somebody who only hears the window
#
# test-main-job.py ATHANOR ATHANOR-CLI
#
# Starts the program as a user does, finds everything by its role and name on
# the accessibility bus, upgrades a production environment, and then looks at the
# database and at the backup.  Needs a display, a keyring and a server:
# with-display.sh with-keyring.sh with-cluster test-main-job.py …
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

import psycopg2  # noqa: E402

TIMEOUT_S = 60
DATABASE = "bank_statements"
REVISIONS = ["aaaa00000001", "aaaa00000002", "aaaa00000003"]


def wait_for(what, condition):
    """Runs the main loop until `condition` returns something, and returns that."""
    deadline = time.monotonic() + TIMEOUT_S
    source = GLib.timeout_add(100, lambda: True)
    try:
        while True:
            try:
                found = condition()
            except GLib.Error:  # what was looked at is gone
                found = None
            if found:
                return found
            if time.monotonic() > deadline:
                raise TimeoutError(f"waited {TIMEOUT_S} s in vain for {what}")
            GLib.MainContext.default().iteration(True)
    finally:
        GLib.source_remove(source)


def walk(accessible):
    yield accessible
    for index in range(accessible.get_child_count()):
        child = accessible.get_child_at_index(index)
        if child is not None:
            yield from walk(child)


def find(root, role, name):
    """The first that can be used, has this role, and `name` in its name."""
    root.clear_cache()
    for accessible in walk(root):
        if (
            accessible.get_role() == role
            and name in (accessible.get_name() or "")
            and accessible.get_state_set().contains(Atspi.StateType.SENSITIVE)
        ):
            return accessible
    return None


class Window:
    """One window of the program, found by its title."""

    def __init__(self, root):
        self.root = root

    def wait_for(self, role, name):
        return wait_for(f"“{name}”", lambda: find(self.root, role, name))

    def click(self, name):
        button = self.wait_for(Atspi.Role.PUSH_BUTTON, name)
        assert Atspi.Action.do_action(button, 0), f"“{name}” cannot be clicked"

    def choose(self, name):
        """Selects a row of the list that it is in."""
        row = self.wait_for(Atspi.Role.LIST_ITEM, name)
        index = row.get_index_in_parent()
        assert Atspi.Selection.select_child(row.get_parent(), index), f"“{name}” is not chosen"

    def type(self, name, text):
        entry = self.wait_for(Atspi.Role.TEXT, name)
        assert Atspi.EditableText.set_text_contents(entry, text)


class Program:
    """The program and what it has on the accessibility bus."""

    def __init__(self, argv):
        environment = dict(os.environ, GSETTINGS_BACKEND="memory", G_DEBUG="fatal-warnings")
        self.process = subprocess.Popen(argv, env=environment)
        self.root = wait_for("the program", self.find_application)

    def find_application(self):
        assert self.process.poll() is None, "the program ended"
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        for index in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(index)
            if application is not None and application.get_process_id() == self.process.pid:
                return application
        return None

    def wait_for_window(self, title):
        return Window(wait_for(f"the window “{title}”", lambda: self.find_window(title)))

    def find_window(self, title):
        self.root.clear_cache()
        for index in range(self.root.get_child_count()):
            window = self.root.get_child_at_index(index)
            if window is not None and title in window.get_name():
                return window
        return None

    def dump(self):
        for window in walk(self.root):
            if window.get_name():
                print(f"# {window.get_role_name()}: {window.get_name()}")

    def end(self):
        """Closes the program as the session would, and returns its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(TIMEOUT_S)


def write_project(folder):
    versions = folder / "versions"
    versions.mkdir(parents=True)
    (folder / "athanor.ini").write_text("[athanor]\n")
    parent = ""
    for revision in REVISIONS:
        (versions / f"{revision}.sql").write_text(
            f"--@ revision: {revision}\n--@ revises: {parent}\n--@ message: Add t_{revision}\n"
            f"\n--@ upgrade\nCREATE TABLE t_{revision} (id bigint PRIMARY KEY);\n"
            f"\n--@ downgrade\nDROP TABLE t_{revision};\n"
        )
        parent = revision


def query(database, sql):
    connection = psycopg2.connect(dbname=database)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return [row[0] for row in cursor.fetchall()] if cursor.description else []
    finally:
        connection.close()


def prepare(cli, folder):
    """A production environment that holds the first of three revisions."""
    write_project(folder)
    query("postgres", f"CREATE DATABASE {DATABASE}")
    url = "postgresql://{PGUSER}@/{}?host={PGHOST}&port={PGPORT}".format(DATABASE, **os.environ)
    base = [cli, "--project", str(folder)]
    subprocess.run(
        [*base, "profile", "add", "Production", url, "--tier", "production"], check=True
    )
    subprocess.run([*base, "--url", url, "upgrade", REVISIONS[0]], check=True)
    query(DATABASE, f"INSERT INTO t_{REVISIONS[0]} VALUES (1)")


def find_backups():
    data = pathlib.Path(os.environ["XDG_DATA_HOME"])
    return [path for path in data.rglob("*") if path.suffix == ".dump"]


def check_upgraded():
    rows = query(DATABASE, "SELECT version_num FROM alembic_version")
    assert rows == [REVISIONS[-1]], f"the version table holds {rows}"
    tables = query(
        DATABASE, "SELECT tablename FROM pg_tables WHERE tablename LIKE 't_%' ORDER BY 1"
    )
    assert tables == [f"t_{revision}" for revision in REVISIONS], f"there are {tables}"


def check_backup():
    backups = find_backups()
    assert len(backups) == 1, f"there are these backups: {backups}"
    mode = backups[0].stat().st_mode & 0o777
    assert mode == 0o600, f"the backup is readable for others: {mode:o}"
    listing = subprocess.run(
        ["pg_restore", "--list", str(backups[0])], check=True, capture_output=True, text=True
    ).stdout
    assert f"t_{REVISIONS[0]}" in listing, "the backup lacks the table that was there"
    assert f"t_{REVISIONS[1]}" not in listing, "the backup was made after the upgrade"


def do_main_job(program):
    window = program.wait_for_window("bank-statements")
    window.choose("Production")
    window.wait_for(Atspi.Role.LABEL, "2 revisions pending.")
    window.click("Upgrade…")

    run = program.wait_for_window("Upgrade Production")
    run.type("", DATABASE)
    run.click("Back Up and Upgrade")
    run.wait_for(Atspi.Role.LABEL, f"Verified: at {REVISIONS[-1]}")
    run.click("Close")
    window.wait_for(Atspi.Role.LABEL, "The database is up to date.")


def main():
    athanor, cli = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="athanor-main-job.") as folder:
        project = pathlib.Path(folder) / "bank-statements"
        prepare(cli, project)
        program = Program([athanor, str(project)])
        try:
            do_main_job(program)
            check_upgraded()
            check_backup()
        except Exception:
            program.dump()
            program.end()
            raise
        program.end()


main()
