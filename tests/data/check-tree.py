#!/usr/bin/python3
"""Checks what a compiler does not see in the sources; speaks TAP.

Usage: check-tree.py FOLDER

SPDX-License-Identifier: GPL-3.0-or-later
"""

import pathlib
import re
import subprocess
import sys

MAX_WIDTH = 100
MAX_FILE_LINES = 800
MAX_FUNCTION_LINES = 100

CODE = {".c", ".h", ".py", ".sh", ".build", ""}
# Foreign text, kept byte for byte.
FOREIGN = re.compile(r"^(COPYING$|tests/fuzz/corpus/|tests/[^/]+/(data|fixtures)/)")
BINARY = {".png", ".gmo", ".dump"}
PROTOTYPE = re.compile(r"^(?!typedef|static|G_D)\w[\w *]*?(ath_\w+) +\(([^;{]*?)\)"
                       r"(?:\s+G_GNUC_\w+(?: \([^)]*\))?)*;", re.M)
DOC_COMMENT = re.compile(r"^/\*\*\n \* (ath_\w+):\n(.*?)\*/", re.M | re.S)
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX|HA" r"CK)\b")


def list_files(folder):
    command = ["git", "-c", "safe.directory=*", "-C", folder,
               "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    return sorted(name for name in names.split("\0")
                  if name and pathlib.Path(folder, name).is_file())


class Tree:
    """The files under version control and their lines."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.lines = {}
        for name in list_files(folder):
            path = pathlib.PurePath(name)
            if path.suffix not in BINARY and not FOREIGN.match(name):
                text = (self.folder / name).read_text(encoding="utf-8")
                self.lines[name] = text.split("\n")

    def select(self, *suffixes, under=""):
        for name, lines in self.lines.items():
            if name.startswith(under) and pathlib.PurePath(name).suffix in suffixes:
                yield name, lines


def check_blanks(tree):
    for name, lines in tree.lines.items():
        for number, line in enumerate(lines, 1):
            if "\t" in line:
                yield f"{name}:{number}: a tab"
            if line != line.rstrip():
                yield f"{name}:{number}: blanks at the end of the line"
        if lines[-1] != "" or lines[-2:] == ["", ""]:
            yield f"{name}: does not end with one newline"


def check_width(tree):
    for name, lines in tree.select(*CODE):
        for number, line in enumerate(lines, 1):
            if len(line) > MAX_WIDTH:
                yield f"{name}:{number}: {len(line)} columns"


def check_operators(tree):
    for name, lines in tree.select(".c", ".h"):
        for number, line in enumerate(lines, 1):
            if line.endswith((" &&", " ||")):
                yield f"{name}:{number}: the operator belongs on the next line"


def check_unfinished(tree):
    for name, lines in tree.lines.items():
        for number, line in enumerate(lines, 1):
            if UNFINISHED.search(line):
                yield f"{name}:{number}: open an issue instead of a mark"


def check_headers(tree):
    for name, lines in tree.select(".c", ".h"):
        base = pathlib.PurePath(name).name
        if not lines[0].startswith(f"/* {base}: "):
            yield f"{name}:1: does not begin with “/* {base}: ” and what it is for"
        if not any("SPDX-License-Identifier: GPL-3.0-or-later" in line for line in lines[:40]):
            yield f"{name}: no licence identifier"


def check_sizes(tree):
    for name, lines in tree.select(".c", ".h", ".py", ".ui"):
        if len(lines) - 1 > MAX_FILE_LINES:
            yield f"{name}: {len(lines) - 1} lines, split it by concern"
    for name, lines in tree.select(".c"):
        begin = 0
        for number, line in enumerate(lines, 1):
            if line == "{":
                begin = number
            elif line == "}" and number - begin - 1 > MAX_FUNCTION_LINES:
                yield f"{name}:{begin}: a function of {number - begin - 1} lines"


def check_boundary(tree):
    for name, lines in tree.select(".c", ".h", under="src/core/"):
        for number, line in enumerate(lines, 1):
            if re.search(r"#include <(gtk|adwaita|gdk)", line):
                yield f"{name}:{number}: the core knows no GTK"
            if re.search(r"\b(g_print|g_printerr|printf|puts|g_warning|g_message) \(", line):
                yield f"{name}:{number}: the core does not print"


def list_parameters(text):
    text = re.sub(r"\(\*(\w+)\)\s*\(.*?\)", r"\1", text, flags=re.S)
    names = [re.search(r"(\w+|\.\.\.)(?:\[\w*\])?$", part.strip())[1] for part in text.split(",")]
    return [name for name in names if name != "void"]


def check_doc_comments(tree):
    """Public functions of the core have a comment that names their parameters."""
    documented = {}
    for _, lines in tree.select(".c", under="src/core/"):
        for name, text in DOC_COMMENT.findall("\n".join(lines)):
            documented[name] = re.findall(r"^ \* @(\w+|\.\.\.):", text, re.M)
    for path, lines in tree.select(".h", under="src/core/"):
        if path.endswith("-private.h"):
            continue
        header = re.sub(r"/\*.*?\*/", "", "\n".join(lines), flags=re.S)
        for name, parameters in PROTOTYPE.findall(header):
            if name.endswith(("_get_type", "_quark")):
                continue
            if name not in documented:
                yield f"{path}: {name} () has no doc comment"
            elif documented[name] != list_parameters(parameters):
                yield f"{path}: the doc comment of {name} () names other parameters"


CHECKS = [
    ("blanks", check_blanks),
    ("width", check_width),
    ("operators", check_operators),
    ("unfinished", check_unfinished),
    ("headers", check_headers),
    ("sizes", check_sizes),
    ("boundary", check_boundary),
    ("doc-comments", check_doc_comments),
]


def main():
    tree = Tree(sys.argv[1])

    print(f"1..{len(CHECKS)}")
    for number, (name, check) in enumerate(CHECKS, 1):
        problems = list(check(tree))
        for problem in problems:
            print(f"# {problem}")
        print(f"{'not ' if problems else ''}ok {number} /tree/{name}")


main()
