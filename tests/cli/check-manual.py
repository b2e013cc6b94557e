"""Checks that the manual tells of every command and every option there is.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import re
import subprocess
import sys


def complete(program, *words):
    """What the program offers to type."""
    output = subprocess.run([program, "--complete", *words], check=True, capture_output=True,
                            text=True).stdout
    return output.split()


def main():
    program = os.path.abspath(sys.argv[1])
    manual = sys.argv[2]
    with open(manual, encoding="utf-8") as file:
        text = file.read()
    commands = complete(program, "")
    options = {(command, option) for command in commands
               for option in complete(program, command, "--")}
    options |= {("", option) for option in complete(program, "--")}

    print(f"1..{len(commands) + len(options)}")
    for command in commands:
        found = re.search(rf"^\.It Cm {command}( |$)", text, re.MULTILINE)
        print("ok" if found else "not ok", "/manual/command/" + command)
    for command, option in sorted(options):
        found = re.search(rf"Fl {re.escape(option[1:])}( |$)", text, re.MULTILINE)
        print("ok" if found else "not ok", f"/manual/option/{command}{option}")


main()
