#!/usr/bin/python3
"""Checks the form of the Flatpak manifest, which needs a network to be built; speaks TAP.

Usage: check-manifest.py MANIFEST

SPDX-License-Identifier: GPL-3.0-or-later
"""

import pathlib
import re
import sys

import yaml

MODULES = ["protobuf-c", "libpg_query", "postgresql-client", "athanor"]
FINISH_ARGS = {
    "--device=dri", "--filesystem=/run/postgresql", "--share=ipc", "--share=network",
    "--socket=fallback-x11", "--socket=wayland", "--talk-name=org.freedesktop.secrets",
}
# What would let the program out of its sandbox.
TOO_WIDE = re.compile(r"--filesystem=(host|home|/)$|org\.freedesktop\.Flatpak|--socket=session-bus")


def check_application(manifest, path):
    if manifest["id"] != path.stem:
        yield f"the file is not named after its id, {manifest['id']}"
    if manifest["command"] != "athanor":
        yield f"it starts {manifest['command']}"
    if manifest["runtime"] != "org.gnome.Platform" or manifest["sdk"] != "org.gnome.Sdk":
        yield "not the runtime of GNOME"
    if int(manifest["runtime-version"]) < 47:
        yield f"the runtime {manifest['runtime-version']} is too old"


def check_permissions(manifest, path):
    arguments = set(manifest["finish-args"])
    for argument in sorted(FINISH_ARGS - arguments):
        yield f"{argument} is missing"
    for argument in sorted(arguments):
        if TOO_WIDE.search(argument):
            yield f"{argument} opens the sandbox"


def check_modules(manifest, path):
    names = [module["name"] for module in manifest["modules"]]
    if names != MODULES:
        yield f"the modules are {names}"
    for module in manifest["modules"]:
        if module["buildsystem"] == "simple" and not module.get("build-commands"):
            yield f"{module['name']}: no commands to build it"


def check_sources(manifest, path):
    for module in manifest["modules"][:-1]:
        for source in module["sources"]:
            if source["type"] != "archive" or not source["url"].startswith("https://"):
                yield f"{module['name']}: not an archive over HTTPS"
            if not re.fullmatch("[0-9a-f]{64}", source.get("sha256", "")):
                yield f"{module['name']}: not pinned by its SHA-256"

    own = manifest["modules"][-1]["sources"]
    if [source["type"] for source in own] != ["dir"]:
        yield "athanor is not built from this checkout"
    elif not (path.parent / own[0]["path"] / "meson.build").exists():
        yield f"{own[0]['path']} is not this checkout"


CHECKS = [check_application, check_permissions, check_modules, check_sources]


def main():
    path = pathlib.Path(sys.argv[1])
    manifest = yaml.safe_load(path.read_text(encoding="utf-8"))

    print(f"1..{len(CHECKS)}")
    for number, check in enumerate(CHECKS, 1):
        problems = list(check(manifest, path))
        for problem in problems:
            print(f"# {problem}")
        name = check.__name__.removeprefix("check_")
        print(f"{'not ' if problems else ''}ok {number} /manifest/{name}")


main()
