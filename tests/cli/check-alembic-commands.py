#!/usr/bin/python3
"""What athanor-cli leaves to the project's own Alembic: check, revision --autogenerate.

Usage: with-cluster --tcp check-alembic-commands.py ATHANOR-CLI

The Alembic is the real one; it is named by “python”, so that PATH does not matter.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import urllib.parse

CLI = os.path.abspath(sys.argv[1])
PASSWORD = "hun:ter/2@x"

MODELS = """
import sqlalchemy as sa
metadata = sa.MetaData()
users = sa.Table('users', metadata, sa.Column('id', sa.Integer, primary_key=True),
                 sa.Column('name', sa.String(40), nullable=False))
"""
MORE_MODELS = """
books = sa.Table('books', metadata, sa.Column('isbn', sa.String(13), primary_key=True))
"""
# In the sight of everybody, or where children of the child would find it, must be no password.
LOOK = """
import os, stat
word = open(os.environ['PGPASSFILE']).read().rstrip('\\n').partition('*:*:*:*:')[2]
word = word.replace('\\\\:', ':')
assert stat.S_IMODE(os.stat(os.environ['PGPASSFILE']).st_mode) == 0o600
open('password', 'w').write(word)
with open('/proc/self/environ') as environ, open('/proc/self/cmdline') as line:
    shown = environ.read() + line.read()
assert 'ter' + '/2' not in shown and 'ter%2F2' not in shown and word not in shown, shown
print('said', word, flush=True)
print('url', 'postgresql://other:secret@db1/b')
"""


def run(command, folder, status=0, **variables):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True,
                          env={**os.environ, **variables})
    assert done.returncode == status, f"{command}: {done.returncode} {done.stdout}{done.stderr}"
    return done.stdout + done.stderr


class Project:
    def __init__(self, root, name, python="/usr/bin/python3"):
        self.folder = pathlib.Path(root, name)
        self.folder.mkdir()
        run(["/usr/bin/python3", "-m", "alembic", "init", "scripts"], self.folder)
        ini = self.folder / "alembic.ini"
        self.edit(ini, "[post_write_hooks]", f"[athanor]\npython = {python}\n\n[post_write_hooks]")
        self.edit(self.folder / "scripts/env.py", "target_metadata = None",
                  "import models\ntarget_metadata = models.metadata")
        (self.folder / "models.py").write_text(MODELS)
        run(["psql", "-Xq", "-d", "postgres", "-c", f"CREATE DATABASE {name} OWNER app"],
            self.folder)
        password = urllib.parse.quote(PASSWORD, safe="")
        self.url = f"postgresql://app:{password}@127.0.0.1:{os.environ['PGPORT']}/{name}"

    @staticmethod
    def edit(path, old, new):
        text = path.read_text()
        assert old in text, path
        path.write_text(text.replace(old, new, 1))

    def cli(self, *arguments, status=0, **variables):
        # The second would keep the child from what the file says, if it reached it.
        said = run([CLI, *arguments], self.folder, status,
                   **{"DATABASE_URL": self.url, "PGPASSWORD": "wrong", **variables})
        assert PASSWORD not in said and urllib.parse.quote(PASSWORD, safe="") not in said, said
        return said

    def scripts(self):
        return sorted((self.folder / "scripts/versions").glob("*.py"))

    def applied(self, table):
        return run(["psql", "-XAtq", "-d", self.folder.name, "-c",
                    f"SELECT to_regclass('{table}') IS NOT NULL"], self.folder) == "t\n"


def check_differences(root):
    project = Project(root, "differences")
    said = project.cli("check", status=1)
    assert "New upgrade operations detected: [('add_table', Table('users'" in said, said
    assert "The database is not what the models of the project say" in said, said

    said = project.cli("revision", "--autogenerate", "-m", "add users", "--rev-id", "a1")
    assert "Detected added table 'users'" in said, said
    assert [path.name for path in project.scripts()] == ["a1_add_users.py"]
    text = project.scripts()[0].read_text()
    assert "op.create_table('users'" in text and "op.drop_table('users')" in text, text

    said = project.cli("check", status=3)
    assert "1 revision is pending." in said and "New upgrade" not in said, said
    project.cli("upgrade", "head")
    assert project.applied("users")
    said = project.cli("check")
    assert "No new upgrade operations detected." in said, said
    assert project.cli("--quiet", "check") == ""

    with open(project.folder / "models.py", "a", encoding="utf-8") as models:
        models.write(MORE_MODELS)
    said = project.cli("check", status=1)
    assert "'books'" in said and "'users'" not in said, said
    project.cli("revision", "--autogenerate", "-m", "add books", "--rev-id", "b2")
    text = project.scripts()[1].read_text()
    assert "op.create_table('books'" in text and "down_revision = 'a1'" in text, text
    project.cli("upgrade", "head")
    assert project.applied("books")
    project.cli("check")
    assert not list(project.folder.glob("scripts/versions/*.tmp"))


def check_options(root):
    project = Project(root, "options")
    project.edit(project.folder / "scripts/env.py", "import models",
                 "print('word', context.get_x_argument(as_dictionary=True)['word'])\nimport models")
    said = project.cli("-x", "word=seen", "revision", "--autogenerate", "--rev-id", "a1",
                       "--branch-label", "main")
    assert "word seen" in said, said
    assert "branch_labels = ('main',)" in project.scripts()[0].read_text()
    # Alembic's own word where the database is behind.
    said = project.cli("-x", "word=seen", "revision", "--autogenerate", status=1)
    assert "The project’s own Alembic failed: Target database is not up to date." in said, said
    assert len(project.scripts()) == 1


def check_hook(root):
    """A hook of env.py that drops empty revisions is one for “check”, too."""
    project = Project(root, "hook")
    project.edit(project.folder / "scripts/env.py", "def run_migrations_offline",
                 "def drop(context, revision, directives):\n"
                 "    assert config.cmd_opts.autogenerate\n"
                 "    directives[:] = []\n\n\ndef run_migrations_offline")
    project.edit(project.folder / "scripts/env.py",
                 "connection=connection, target_metadata=target_metadata",
                 "connection=connection, target_metadata=target_metadata, "
                 "process_revision_directives=drop")
    assert "No new upgrade operations detected." in project.cli("check")


def check_password(root):
    project = Project(root, "password")
    project.edit(project.folder / "scripts/env.py", "import models", LOOK + "import models")
    said = project.cli("check", status=1)
    assert "New upgrade operations" in said, said
    assert (project.folder / "password").read_text() == PASSWORD
    assert "said ***\n" in said and "postgresql://other:***@db1/b" in said, said
    left = list(pathlib.Path(os.environ["XDG_RUNTIME_DIR"]).glob("athanor/*"))
    assert not left, left


def check_url(root):
    """The URL says what was said, for the driver that was named, and nothing that others trip on.
    """
    project = Project(root, "url")
    project.edit(project.folder / "scripts/env.py", "import models",
                 "import os, sys\nprint('url', os.environ['DATABASE_URL'])\n"
                 "print('options', os.environ['PGOPTIONS'])\nsys.exit()")
    base = f"//app@127.0.0.1:{os.environ['PGPORT']}/url"
    for given, question, expected, more in (
            ("postgresql", "", "postgresql", ""),
            ("postgresql+psycopg2", "?sslmode=disable", "postgresql+psycopg2", "?sslmode=disable"),
            ("postgresql+asyncpg", "?ssl=disable&application_name=x", "postgresql+asyncpg",
             "?ssl=disable"),
            ("postgres", "?options=-c%20work_mem%3D1MB", "postgresql", "")):
        said = project.cli("check", DATABASE_URL=given + project.url[len("postgresql"):] + question)
        assert f"url {expected}:{base}{more}\n" in said, said
        options = "options -c work_mem=1MB -c lock_timeout="
        assert (options in said) == ("work_mem" in question), said
    (project.folder / ".env").write_text(f"DATABASE_URL=postgresql+psycopg{project.url[10:]}\n",
                                         encoding="utf-8")
    environ = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    said = subprocess.run([CLI, "check"], cwd=project.folder, env=environ, capture_output=True,
                          text=True).stderr
    assert f"url postgresql+psycopg:{base}\n" in said, said


def check_no_interpreter(root):
    project = Project(root, "no_interpreter", python="./missing/python")
    for command in (["check"], ["revision", "--autogenerate", "-m", "x"]):
        said = project.cli(*command, status=1)
        assert "The interpreter of the project, “./missing/python”, is not there" in said, said
        assert "alembic.ini" in said and "Correct “python” in “[athanor]”." in said, said
    assert not project.scripts()


def check_no_alembic(root):
    bare = pathlib.Path(root, "bare")
    bare.write_text("#!/bin/sh\nexec /usr/bin/python3 -S \"$@\"\n", encoding="utf-8")
    bare.chmod(0o755)
    project = Project(root, "no_alembic", python=bare)
    said = project.cli("check", status=1)
    assert "The project’s own Alembic failed: ModuleNotFoundError: No module named 'alembic'" \
        in said, said
    said = project.cli("revision", "--autogenerate", status=1)
    assert "No module named 'alembic'" in said and not project.scripts(), said


def check_failures(root):
    project = Project(root, "failures")
    for models, expected in (
            ("import nowhere\n", "failed: ModuleNotFoundError: No module named 'nowhere'"),
            ("import sys\nsys.exit('error: not today')\n", "failed: not today"),
            ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n", "ended by a signal"),
            ("import os\nos._exit(5)\n", "failed with status 5")):
        (project.folder / "models.py").write_text(models, encoding="utf-8")
        said = project.cli("check", status=1)
        assert "The project’s own Alembic" in said and expected in said, said
    (project.folder / "models.py").write_text("metadata = None\n", encoding="utf-8")
    said = project.cli("check", status=1)
    assert "does not provide a MetaData object" in said, said


def check_end(root):
    """What runs ends with athanor-cli, cancelled or killed: nobody holds the other end open then.

    Cancelled, it also takes along what it has started itself.
    """
    for number, status, wait in (
            (signal.SIGINT, 1, "subprocess.run(['sleep', '600'], stdout=end)"),
            (signal.SIGKILL, -signal.SIGKILL, "time.sleep(600)")):
        project = Project(root, f"end_{int(number)}")
        fifo = project.folder / "fifo"
        os.mkfifo(fifo)
        (project.folder / "models.py").write_text(
            "import subprocess, time\nend = open('fifo', 'w')\n"
            f"print('begun', file=end, flush=True)\n{wait}\n", encoding="utf-8")
        with subprocess.Popen([CLI, "check"], cwd=project.folder, stderr=subprocess.PIPE,
                              env={**os.environ, "DATABASE_URL": project.url}) as process:
            with open(fifo, encoding="utf-8") as other:
                assert other.readline() == "begun\n"
                process.send_signal(number)
                assert other.read() == ""
            assert process.wait() == status, process.stderr.read()


CHECKS = [check_differences, check_options, check_hook, check_password, check_url,
          check_no_interpreter, check_no_alembic, check_failures, check_end]


def main():
    with tempfile.TemporaryDirectory() as root:
        os.environ["XDG_RUNTIME_DIR"] = root
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
        run(["psql", "-Xq", "-d", "postgres", "-c", f"CREATE ROLE app LOGIN PASSWORD '{PASSWORD}'"],
            root)
        print(f"1..{len(CHECKS)}")
        for number, check in enumerate(CHECKS, 1):
            name = check.__name__.replace("check_", "").replace("_", "-")
            try:
                check(root)
                print(f"ok {number} /alembic-commands/{name}", flush=True)
            except AssertionError as error:
                print(f"not ok {number} /alembic-commands/{name}")
                print("# " + str(error).replace("\n", "\n# "), flush=True)


main()
