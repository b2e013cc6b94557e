#!/usr/bin/python3
# run-snippets.py: runs each snippet of a file and prints what it prints, as JSON
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Snippets are parted by lines of dashes.  An exception that nobody catches is
printed as its class and text."""

import contextlib
import io
import json
import re
import sys
import warnings


def run(source):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(source, "snippet", "exec"), {"__name__": "snippet"})
        except Exception as error:
            print("raises %s: %s" % (type(error).__name__, error))
    return out.getvalue()


warnings.simplefilter("ignore", SyntaxWarning)
with open(sys.argv[1], encoding="utf-8") as file:
    snippets = re.split(r"^-{4,}\n", file.read(), flags=re.M)
json.dump([run(snippet) for snippet in snippets], sys.stdout)
