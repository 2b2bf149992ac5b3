#!/bin/sh
# Checks this checkout, setting it up first where needed: style, types, layers, tests. Stops at the first step that
# fails, with that step's exit code. Words given here go to pytest.
set -eu

self=$0
if [ -L "$self" ]; then self=$(readlink -f -- "$self"); fi
case $self in */*) ;; *) self=./$self ;; esac
root=$(CDPATH='' cd -- "${self%/*}/.." && pwd -P)
# shellcheck source=packaging/setup.sh
. "$root/packaging/setup.sh"

set_up test window-wanted
sh "$root/tests/gui/unpack_cups.sh" "$root/.venv/cups"
give_runtime_folder
export QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}"

cd -- "$root"
tools=$root/.venv/bin

step() {
    printf '\n== %s\n' "$1"
    shift
    "$@" || exit
}

step 'ruff check' "$tools/ruff" check
step 'ruff format' "$tools/ruff" format --check src tests resources packaging
step 'mypy' "$tools/mypy"
step 'lint-imports' "$tools/lint-imports" --no-logo
step 'pytest' "$tools/pytest" -n auto --dist worksteal "$@"
