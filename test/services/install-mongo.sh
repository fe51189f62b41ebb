#!/usr/bin/env bash
# Debian has no mongod. This puts a server that speaks its protocol (a Python package over WiredTiger, mongod's own engine)
# into a folder outside the tree, once: the tests start it from there. Needs python3 with venv. Prints the program's path.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
list=$here/mongo-requirements.txt
folder=${WAKIL_TEST_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/wakil-tests}/mongo-$(sha256sum "$list" | cut -c1-12)
program=$folder/bin/secantusd-py

# --where: only says where it is, if it is there.
if [ "${1:-}" = --where ]; then [ -x "$folder/complete" ] || exit 1; fi

if [ ! -x "$folder/complete" ]; then
  rm -rf "$folder"
  mkdir -p "$folder"
  python3 -m venv "$folder"
  timeout 170 "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary=:all: --no-deps -r "$list"
  "$program" --help >/dev/null
  printf '#!/bin/sh\n' >"$folder/complete"
  chmod +x "$folder/complete"
fi
printf '%s\n' "$program"
