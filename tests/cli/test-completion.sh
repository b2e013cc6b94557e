#!/bin/bash
# test-completion.sh: what bash offers behind athanor-cli
#
# SPDX-License-Identifier: GPL-3.0-or-later

set -eu
completion=$1
PATH=$(dirname "$ATHANOR_CLI"):$PATH
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT

mkdir "$folder/versions"
printf '[athanor]\n' > "$folder/athanor.ini"
printf -- '--@ revision: cafe01\n--@ revises:\n--@ message: first\n--@ upgrade\n--@ downgrade\n' \
  > "$folder/versions/1.sql"

# shellcheck source=/dev/null
source "$completion"
n=0

# check EXPECTED WORD…: the last word is being typed
check ()
{
  local expected=$1
  shift
  COMP_WORDS=(athanor-cli "$@")
  COMP_CWORD=$#
  COMPREPLY=()
  _athanor_cli
  n=$((n + 1))
  if [ "${COMPREPLY[*]}" = "$expected" ]
  then
    echo "ok $n /completion/$*"
  else
    echo "# offered: ${COMPREPLY[*]}"
    echo "not ok $n /completion/$*"
  fi
}

echo 1..7
check 'downgrade' down
check 'heads' --json hea
check '--rev-range' history --rev
check 'cafe01' --project "$folder" show ca
check 'cafe01' --project = "$folder" upgrade ca
check 'head heads' --project "$folder" upgrade hea
check '' --project "$folder" nix ''
