#!/bin/bash
# demo.sh BUILD-FOLDER: Athanor with a project and three environments on a real server
#
# Starts itself again beside a server and a keyring, and then sets the scene: the
# window, or without a display the command line and a picture of the window.  All
# of it is thrown away at the end; only the picture stays.
#
# SPDX-License-Identifier: GPL-3.0-or-later

set -euo pipefail

here=$(dirname "$(readlink -f "$0")")
build=$(readlink -f "$1")
# Empty, or what the scene is played with: a window or a terminal, and whose keyring.
scene=${2-}
keyring=${3-}

checkout=$(dirname "$(dirname "$here")")
folder=$checkout/.demo
project=$folder/bank-statements
picture=$folder/athanor.png
athanor=$build/src/app/athanor
athanor_cli=$build/src/cli/athanor-cli

# Name, tier, database, how many analyses are in it, the revision it is at.
environments=(
  "Development development bank_statements_dev 240 head"
  "Staging staging bank_statements_staging 2400 004_confidence_score"
  "Production production bank_statements 24000 002_user_preferences"
)

say ()
{
  printf '\n%s\n' "$*"
}

has_keyring ()
{
  [ -n "${DBUS_SESSION_BUS_ADDRESS-}" ] &&
    gdbus wait --session --activate org.freedesktop.secrets --timeout 5 2>/dev/null
}

# The server goes innermost: what is around it is there until its scene is over.
set_up ()
{
  local support=$checkout/tests/support
  local beside_server=("$build/tests/support/with-cluster" --tcp "$0" "$build")

  if [ -z "${WAYLAND_DISPLAY-}${DISPLAY-}" ]
  then
    say "There is no display: the command line shows the same, and a picture is made of the window."
    exec "$support/with-display.sh" "$support/with-keyring.sh" "${beside_server[@]}" \
      terminal private 2> >(grep -vE '^(dbus-daemon|SpiRegistry)' >&2)
  elif has_keyring
  then
    exec "${beside_server[@]}" window running
  else
    say "There is no keyring in this session; the demo brings its own."
    # Its home and run-time folders are others than those that the display is found by.
    export XAUTHORITY=${XAUTHORITY-$HOME/.Xauthority}
    case "${WAYLAND_DISPLAY-}" in
      "" | /*) ;;
      *) export WAYLAND_DISPLAY=${XDG_RUNTIME_DIR-/run}/$WAYLAND_DISPLAY ;;
    esac
    exec "$support/with-keyring.sh" "${beside_server[@]}" window private
  fi
}

psql ()
{
  command psql -X -q -o /dev/null -v ON_ERROR_STOP=1 "$@"
}

upgrade ()
{
  ENVIRONMENT=$1 "$athanor_cli" --quiet --project "$project" \
    --url "postgresql://bank@/$2?host=$PGHOST&port=$PGPORT" upgrade "$3" >/dev/null
}

make_databases ()
{
  local name tier database analyses revision

  password=$(od -An -N12 -tx1 /dev/urandom | tr -d ' ')
  psql -d postgres <<<"CREATE ROLE bank LOGIN PASSWORD '$password'"

  for environment in "${environments[@]}"
  do
    read -r name tier database analyses revision <<<"$environment"
    say "$name: the database $database, with $analyses analyses, at $revision"
    psql -d postgres -c "CREATE DATABASE $database OWNER bank"
    upgrade "$tier" "$database" 001_initial
    psql -U bank -d "$database" -v analyses="$analyses" -f "$here/bank-statements.sql"
    upgrade "$tier" "$database" "$revision"
  done
}

add_profiles ()
{
  local name tier database rest

  for environment in "${environments[@]}"
  do
    read -r name tier database rest <<<"$environment"
    "$athanor_cli" --quiet --project "$project" profile add "$name" \
      --tier "$tier" --variable "ENVIRONMENT=$tier" \
      <<<"postgresql://bank:$password@localhost:$PGPORT/$database"
  done
}

# A private keyring goes as a whole.
remove_profiles ()
{
  [ "$keyring" = running ] || return 0
  for environment in "${environments[@]}"
  do
    "$athanor_cli" --quiet --project "$project" profile remove "${environment%% *}" || true
  done
}

clean_up ()
{
  remove_profiles
  find "$folder" -mindepth 1 -maxdepth 1 ! -path "$picture" -exec rm -rf {} +
  rmdir --ignore-fail-on-non-empty "$folder"
}

# Shows a command as one types it, and runs it.
show ()
{
  printf '\n\033[1m$ athanor-cli %s\033[0m\n' "$*"
  "$athanor_cli" --project "$project" "$@"
}

# The window's own settings, not the user's: only this project, Production in view.
prepare_window ()
{
  mkdir -p "$folder/config/glib-2.0/settings" "$folder/config/gtk-4.0"
  cat >"$folder/config/glib-2.0/settings/keyfile" <<KEYFILE
[io/github/athanor/Athanor]
projects=['file://$project']
selected-project='file://$project'
selected-environment='Production'
window-width=1280
window-height=800
KEYFILE
  export XDG_CONFIG_HOME=$folder/config GSETTINGS_BACKEND=keyfile
  export GSETTINGS_SCHEMA_DIR=$build/data
}

take_picture ()
{
  printf '[Settings]\ngtk-font-name=Cantarell 11\n' >"$folder/config/gtk-4.0/settings.ini"
  /usr/bin/python3 "$here/picture.py" "$picture" "4 pending" "$athanor"
}

play_in_window ()
{
  say "Athanor opens with Production in view: 4 revisions are pending there."
  echo "The server, the profiles and the backups go when its window is closed, or with Ctrl+C."
  "$athanor"
}

play_in_terminal ()
{
  show history
  for environment in "${environments[@]}"
  do
    show --environment "${environment%% *}" pending
  done
  take_picture
  show --environment Production upgrade head
  show --environment Production current
  show --environment Production check
  show --environment Production backup list
  show --environment Production backup verify
  say "The window, before the upgrade: $picture"
}

if [ -z "$scene" ]
then
  set_up
fi

trap clean_up EXIT
trap 'exit 130' INT TERM
mkdir -p "$folder/data"
rm -rf "$project"
cp -r "$checkout/migrations/sql/bank-statements" "$project"
# Where backups go; the keyring is started already, and has its own.
export XDG_DATA_HOME=$folder/data

make_databases
add_profiles
unset PGHOST PGPORT PGUSER
prepare_window
"play_in_$scene"
