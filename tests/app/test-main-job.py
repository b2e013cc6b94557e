#!/usr/bin/python3
# test-main-job.py: the main job, done by somebody who only hears the window
#
# test-main-job.py ATHANOR ATHANOR-CLI SAMPLE
#
# Starts the program with a sample project as a user does, finds everything by
# its role and name on the accessibility bus, upgrades a production environment,
# and then looks at the database and at the backup.  Needs a display, a keyring
# and a server:
# with-display.sh with-keyring.sh with-cluster test-main-job.py …
#
# SPDX-License-Identifier: GPL-3.0-or-later

import dataclasses
import json
import os
import pathlib
import shutil
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
DATABASE = "production"


@dataclasses.dataclass
class Job:
    """What the upgrade of a project finds, and what it makes of that."""

    rows: str  # SQL that fills the tables of the first revision
    query: str  # asks for what became of them
    answer: list  # and this is it
    old: str  # stands in a dump of the database as it was
    new: str  # stands in one only afterwards


JOBS = {
    "bank-statements": Job(
        rows="INSERT INTO analyses (user_id, statement_name, confidence)"
        " VALUES ('00000000-0000-0000-0000-000000000001', 'September', 'medium')",
        query="SELECT confidence_score || ' ' || keep_days FROM analyses, audit_retention"
        " WHERE action = 'login'",
        answer=["0.600 365"],
        old="TABLE public.analyses",
        new="audit_retention",
    ),
    "trading-dashboard": Job(
        rows="INSERT INTO users (id, username, email)"
        " VALUES (1, 'ada', 'ada@example.com'), (2, 'eve', 'eve@example.com');"
        " INSERT INTO trades (id, user_id, symbol, side, quantity, price, executed_at)"
        " VALUES (1, 1, 'XAU', 'buy', 2, 2300.5, now())",
        query="SELECT username || ' ' || status FROM users WHERE phone IS NULL ORDER BY id",
        answer=["ada active", "eve suspended"],
        old="TABLE public.trades",
        new="phone",
    ),
}


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


def query(database, sql):
    connection = psycopg2.connect(dbname=database)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return [row[0] for row in cursor.fetchall()] if cursor.description else []
    finally:
        connection.close()


def ask(base, *arguments):
    """What the other program says about a project, as JSON."""
    return json.loads(subprocess.check_output([*base, "--json", *arguments]))


def prepare(cli, project, job):
    """A production environment that holds the first revision; returns all of them, in order."""
    query("postgres", f"CREATE DATABASE {DATABASE}")
    url = "postgresql://{PGUSER}@/{}?host={PGHOST}&port={PGPORT}".format(DATABASE, **os.environ)
    base = [cli, "--project", str(project)]
    options = ["--tier", "production", "--variable", "ENVIRONMENT=production"]
    subprocess.run([*base, "profile", "add", "Production", url, *options], check=True)
    revisions = [entry["revision"] for entry in ask(base, "history")["revisions"]][::-1]
    subprocess.run([*base, "--url", url, "upgrade", revisions[0]], check=True)
    query(DATABASE, job.rows)
    return revisions


def check_upgraded(job, head):
    rows = query(DATABASE, "SELECT version_num FROM alembic_version")
    assert rows == [head], f"the version table holds {rows}"
    answer = query(DATABASE, job.query)
    assert answer == job.answer, f"the tables hold {answer}"


def find_backups():
    data = pathlib.Path(os.environ["XDG_DATA_HOME"])
    return [path for path in data.rglob("*") if path.suffix == ".dump"]


def check_backup(job):
    backups = find_backups()
    assert len(backups) == 1, f"there are these backups: {backups}"
    mode = backups[0].stat().st_mode & 0o777
    assert mode == 0o600, f"the backup is readable for others: {mode:o}"
    dump = subprocess.check_output(["pg_restore", "--file=-", str(backups[0])], text=True)
    assert job.old in dump, "the backup lacks what was there"
    assert job.new not in dump, "the backup was made after the upgrade"


def do_main_job(program, name, revisions):
    window = program.wait_for_window(name)
    window.choose("Production")
    window.wait_for(Atspi.Role.LABEL, f"{len(revisions) - 1} revisions pending.")
    window.click("Upgrade…")

    run = program.wait_for_window("Upgrade Production")
    run.type("", DATABASE)
    run.click("Back Up and Upgrade")
    run.wait_for(Atspi.Role.LABEL, f"Verified: at {revisions[-1]}")
    run.click("Close")
    window.wait_for(Atspi.Role.LABEL, "The database is up to date.")


def main():
    athanor, cli, sample = sys.argv[1:]
    name = os.path.basename(sample)
    job = JOBS[name]
    with tempfile.TemporaryDirectory(prefix="athanor-main-job.") as folder:
        project = shutil.copytree(sample, pathlib.Path(folder) / name)
        revisions = prepare(cli, project, job)
        program = Program([athanor, str(project)])
        try:
            do_main_job(program, name, revisions)
            check_upgraded(job, revisions[-1])
            check_backup(job)
        except Exception:
            program.dump()
            program.end()
            raise
        program.end()


main()
