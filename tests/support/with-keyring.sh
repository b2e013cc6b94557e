#!/bin/sh
# with-keyring.sh PROGRAM [ARGUMENT...]: runs a program with a keyring of its own
#
# The program gets a private session bus with a real gnome-keyring on it, whose
# default keyring is new, unlocked and lies in a folder that ends with the
# program, whose exit status is passed on.  A display is kept when there is one:
# with-display.sh with-keyring.sh PROGRAM.
#
# SPDX-License-Identifier: GPL-3.0-or-later
set -eu

if ! command -v gnome-keyring-daemon >/dev/null || ! command -v dbus-run-session >/dev/null; then
  echo "with-keyring.sh: gnome-keyring-daemon and dbus-run-session are needed" >&2
  exit 77
fi

run_dir=$(mktemp -d "${TMPDIR:-/tmp}/athanor-keyring.XXXXXX")
trap 'rm -rf "$run_dir"' EXIT
trap 'exit 130' INT TERM HUP

mkdir -m 700 "$run_dir/home" "$run_dir/runtime"
export HOME="$run_dir/home" XDG_DATA_HOME="$run_dir/home/.local/share"
export XDG_RUNTIME_DIR="$run_dir/runtime"
unset DBUS_SESSION_BUS_ADDRESS SECRET_BACKEND

# The daemon ends with the bus.  All of its input is the password.  What is fatal
# to the program is not to be so to the services of the bus.
status=0
debug=${G_DEBUG:-}
unset G_DEBUG
# shellcheck disable=SC2016  # the inner shell expands them
dbus-run-session -- sh -c '
  printf athanor | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
  exec env G_DEBUG="$0" "$@"' "$debug" "$@" || status=$?
exit "$status"
