#!/bin/sh
# with-display.sh PROGRAM [ARGUMENT...]: runs a program on a display of its own
#
# The program gets an X server nobody sees, an empty home and run-time directory
# and a private session bus (with the accessibility bus that GTK starts there),
# so it neither needs nor disturbs the session of whoever runs the tests.  All of
# it ends with the program, whose exit status is passed on.
#
# A program that needs a keyring too is started through with-keyring.sh, behind
# this one: with-display.sh with-keyring.sh PROGRAM.
#
# SPDX-License-Identifier: GPL-3.0-or-later
set -eu

if ! command -v Xvfb >/dev/null || ! command -v dbus-run-session >/dev/null; then
  echo "with-display.sh: Xvfb and dbus-run-session are needed" >&2
  exit 77
fi

run_dir=$(mktemp -d "${TMPDIR:-/tmp}/athanor-display.XXXXXX")
server=

# shellcheck disable=SC2317  # the trap calls it
clean_up ()
{
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$run_dir"
}
trap clean_up EXIT
trap 'exit 130' INT TERM HUP

# The server writes the number of its display into the pipe when it is ready.
mkfifo -m 600 "$run_dir/display"
Xvfb -displayfd 3 -noreset -nolisten tcp -screen 0 1600x1200x24 \
  3>"$run_dir/display" >/dev/null 2>"$run_dir/xvfb.log" &
server=$!
if ! read -r display <"$run_dir/display"; then
  cat "$run_dir/xvfb.log" >&2
  exit 99
fi

mkdir -m 700 "$run_dir/runtime" "$run_dir/home"
export HOME="$run_dir/home"
export XDG_CACHE_HOME="$HOME/.cache" XDG_CONFIG_HOME="$HOME/.config"
export XDG_DATA_HOME="$HOME/.local/share" XDG_STATE_HOME="$HOME/.local/state"
export DISPLAY=":$display" XDG_RUNTIME_DIR="$run_dir/runtime" XDG_SESSION_TYPE=x11
export GDK_BACKEND=x11 GSK_RENDERER="${GSK_RENDERER:-cairo}"
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS

status=0
dbus-run-session -- "$@" || status=$?
exit "$status"
