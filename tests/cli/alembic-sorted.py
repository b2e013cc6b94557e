"""Runs Debian's Alembic with its scripts loaded by name, as later versions do.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os

listdir = os.listdir
os.listdir = lambda *arguments: sorted(listdir(*arguments))

from alembic.config import main  # noqa: E402: it lists folders

main(prog="alembic")
