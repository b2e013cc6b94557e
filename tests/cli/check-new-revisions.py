# check-new-revisions.py: new Alembic scripts, byte for byte as Alembic's
#
# Two copies of a project, one for Alembic and one for athanor-cli, get the same
# revisions; the files must be the same but for the date.
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import re
import subprocess
import sys
import tempfile

CLI = os.path.abspath(sys.argv[1])
DATE = re.compile(rb"(Create Date: )\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}([+-]\d\d:\d\d)?")
TEMPLATES = ["generic", "async", "multidb"]

CALLS = [
    ["revision", "-m", "first one, with “quotes” & more words than a name can hold",
     "--rev-id", "a1"],
    ["revision", "-m", "it's", "--rev-id", "b2", "--branch-label", "billing"],
    ["revision", "--rev-id", "c3"],
    ["revision", "-m", "beside", "--rev-id", "d4", "--head", "b2", "--splice"],
    ["revision", "-m", "own", "--rev-id", "e5", "--head", "base", "--depends-on", "c3"],
    ["revision", "-m", "two", "--rev-id", "f6", "--head", "e5", "--depends-on", "c3",
     "--depends-on", "d4", "--branch-label", "own"],
    ["merge", "-m", "join", "--rev-id", "a7", "c3", "d4"],
    ["merge", "--rev-id", "b8", "f6", "a7"],
]

REFUSED = {
    "tag": "<%def name=\"x()\">\n</%def>\n",
    "filter": "${message | h}\n",
    "name": "${unknown}\n",
    "undefined": "${imports}\n",
    "open": "${message\n",
    "loop": "% for x in [1]:\n",
    "end": "% endif\n",
    "control": "% while True:\n% endwhile\n",
    "says-nothing": "revision = 'other'\ndown_revision = None\n",
}


def run(command, folder, **more):
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, **more)


def alembic(folder, *arguments):
    done = run([sys.executable, "-m", "alembic", *arguments], folder)
    assert done.returncode == 0, done.stdout + done.stderr


def read_scripts(folder):
    scripts = {}
    for name in sorted(os.listdir(os.path.join(folder, "scripts", "versions"))):
        if name.endswith(".py"):
            with open(os.path.join(folder, "scripts", "versions", name), "rb") as file:
                text = file.read()
            scripts[name] = DATE.sub(rb"\1*\2", text)
            assert scripts[name] != text, f"{name} has no date"
    return scripts


def configure(folder, settings):
    path = os.path.join(folder, "alembic.ini")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    text = text.replace("[alembic]\n", "[alembic]\n" + settings, 1)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def check_template(root, template, settings):
    folders = [os.path.join(root, f"{template}-{owner}-{len(settings)}") for owner in "ab"]
    for folder in folders:
        os.mkdir(folder)
        alembic(folder, "init", "-t", template, "scripts")
        configure(folder, settings)

    # Debian's Alembic cannot merge with the template for several databases.
    calls = [call for call in CALLS if template != "multidb" or call[0] != "merge"]
    for call in calls:
        alembic(folders[0], *call)
        done = run([CLI, *call], folders[1])
        assert done.returncode == 0, f"{template} {call}: {done.stderr}"

    theirs, ours = (read_scripts(folder) for folder in folders)
    assert len(theirs) == len(calls), f"{template}: {list(theirs)}"
    assert list(theirs) == list(ours), f"{template}: {list(theirs)} {list(ours)}"
    for name in theirs:
        assert theirs[name] == ours[name], \
            f"{template} {name}:\n{theirs[name].decode()}\n---\n{ours[name].decode()}"


def check_timezone(root):
    folder = os.path.join(root, "timezone")
    os.mkdir(folder)
    alembic(folder, "init", "scripts")
    configure(folder, "timezone = Asia/Kolkata\n")
    done = run([CLI, "revision", "--rev-id", "a1"], folder)
    assert done.returncode == 0, done.stderr
    with open(os.path.join(folder, "scripts", "versions", "a1_.py"), encoding="utf-8") as file:
        assert re.search(r"Create Date: .*\.\d{6}\+05:30\n", file.read())


def check_features(root):
    text = (
        "<%!\n    import re\n\n    word = 'w'\n%>## not shown\n"
        '"""${message | trim}"""\n'
        "revision = ${repr(up_revision)}\n"
        "down_revision = ${down_revision | n,repr}\n"
        "branch_labels = ${repr(branch_labels)}\ndepends_on = ${repr(depends_on)}\n"
        "# ${create_date.year > 2000} \\\n${word}\n"
        "% if message == 'no':\n# no\n% elif imports or message:\n"
        "% for x in re.split(',', 'a,b'):\n# ${x} ${{'}': 1}['}']}\n% endfor\n% else:\n# else\n"
        "% endif\n<%\n    y = [n for n in range(2)]\n    if y:\n        y = 5\n%>\n# ${y} 50% <b>\n"
        "def upgrade():\n    pass\n\ndef downgrade():\n    pass\n"
    )
    texts = []
    for owner in "ab":
        folder = os.path.join(root, "features-" + owner)
        os.mkdir(folder)
        alembic(folder, "init", "scripts")
        with open(os.path.join(folder, "scripts", "script.py.mako"), "w") as file:
            file.write(text)
        program = [sys.executable, "-m", "alembic"] if owner == "a" else [CLI]
        done = run([*program, "revision", "-m", " m ", "--rev-id", "a1"], folder)
        assert done.returncode == 0, done.stdout + done.stderr
        with open(os.path.join(folder, "scripts", "versions", "a1_m.py"), "rb") as file:
            texts.append(file.read())
    assert texts[0] == texts[1], f"{texts[0].decode()}\n---\n{texts[1].decode()}"


def check_refused(root):
    folder = os.path.join(root, "refused")
    os.mkdir(folder)
    alembic(folder, "init", "scripts")
    template = os.path.join(folder, "scripts", "script.py.mako")
    for name, text in REFUSED.items():
        with open(template, "w", encoding="utf-8") as file:
            file.write(("" if name == "says-nothing" else "# one\n") + text)
        done = run([CLI, "revision", "-m", name], folder)
        assert done.returncode == 1, f"{name}: {done.stdout}{done.stderr}"
        assert "script.py.mako" in done.stderr or name == "says-nothing", f"{name}: {done.stderr}"
        assert os.listdir(os.path.join(folder, "scripts", "versions")) == [], name


def check_plan(root):
    folder = os.path.join(root, "plan")
    os.mkdir(folder)
    alembic(folder, "init", "scripts")
    alembic(folder, "revision", "--rev-id", "a1")
    alembic(folder, "revision", "--rev-id", "b2")
    path = os.path.join(folder, "scripts", "versions", "b2_.py")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace("pass", "import ctypes; ctypes.sizeof(ctypes.c_int)", 1))

    done = run([CLI, "--json", "plan", "--from=", "upgrade", "head"], folder)
    steps = json.loads(done.stdout)["steps"]
    assert [step["revision"] for step in steps] == ["a1", "b2"], done.stdout
    assert "needs_alembic" not in steps[0], done.stdout
    assert "b2_.py:" in steps[1]["needs_alembic"], done.stdout
    done = run([CLI, "plan", "--from=", "upgrade", "head"], folder)
    assert done.stdout.count("needs the project") == 1, done.stdout


def main():
    with tempfile.TemporaryDirectory() as root:
        for template in TEMPLATES:
            check_template(root, template, "")
        check_template(root, "generic", "truncate_slug_length = 12\n"
                       "file_template = %%(year)d_%%(month).2d_%%(rev)s_%%(slug)s\n")
        check_timezone(root)
        check_features(root)
        check_refused(root)
        check_plan(root)


main()
