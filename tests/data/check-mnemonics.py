#!/usr/bin/python3
"""Checks that a letter of its own leads to every entry of a menu; speaks TAP.

Usage: check-mnemonics.py PO UI...

Looks at the menus of the templates, in English and as PO, the German one, has them.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

ENTRY = re.compile(r'^msgid "(.*)"\nmsgstr "(.*)"$', re.MULTILINE)


def read_translations(po):
    with tempfile.NamedTemporaryFile(suffix=".mo") as compiled:
        subprocess.run(["msgfmt", "-o", compiled.name, po], check=True)
        text = subprocess.run(["msgunfmt", "--no-wrap", compiled.name],
                              check=True, capture_output=True, text=True).stdout

    return dict(ENTRY.findall(text))


def list_menus(templates):
    for template in templates:
        for menu in ElementTree.parse(template).getroot().iter("menu"):
            yield menu.get("id"), [label.text for label in menu.iter("attribute")
                                   if label.get("name") == "label"]


def find_faults(labels):
    letters = {}

    for label in labels:
        match = re.search("_(.)", label)
        if match is None:
            yield f"“{label}” has no mnemonic"
            continue
        other = letters.setdefault(match[1].lower(), label)
        if other != label:
            yield f"“{label}” has that of “{other}”"


def main():
    menus = list(list_menus(sys.argv[2:]))
    translations = read_translations(sys.argv[1])
    number = 0

    print(f"1..{2 * len(menus)}")
    for language, table in (("en", {}), ("de", translations)):
        for name, labels in menus:
            number += 1
            faults = list(find_faults([table.get(label, label) for label in labels]))
            print(f"{'not ' if faults else ''}ok {number} /mnemonics/{language}/{name}")
            for fault in faults:
                print(f"# {fault}")


main()
