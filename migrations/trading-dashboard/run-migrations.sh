#!/bin/sh
# Waits until the database of DATABASE_URL answers, then upgrades it.
#
# Usage: run-migrations.sh [TARGET]
#
# SPDX-License-Identifier: GPL-3.0-or-later

set -eu

cd "$(dirname "$0")"
athanor-cli wait --timeout "${WAIT_SECONDS:-60}"
exec athanor-cli upgrade "${1:-head}"
