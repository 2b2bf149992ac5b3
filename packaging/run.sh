#!/bin/sh
# Starts caseorg from this checkout, setting it up first where needed.
#
#     packaging/run.sh             the window with the sample case; without a screen the sample case's window as a
#                                  picture, its complaint and its evidence pack in ./caseorg-demo
#     packaging/run.sh <words>     the caseorg command with these words
set -eu

self=$0
if [ -L "$self" ]; then self=$(readlink -f -- "$self"); fi
case $self in */*) ;; *) self=./$self ;; esac
root=$(CDPATH='' cd -- "${self%/*}/.." && pwd -P)
# shellcheck source=packaging/setup.sh
. "$root/packaging/setup.sh"

screen=${WAYLAND_DISPLAY:-}${DISPLAY:-}
if [ -z "$screen" ]; then
    set_up
elif [ $# -eq 0 ]; then
    set_up window
else
    set_up window-wanted
fi
give_runtime_folder

# Qt's wheels carry no plugin for fcitx, but fcitx answers to ibus as well.
case ${XMODIFIERS:-} in
*fcitx*)
    case ${QT_IM_MODULE:-} in '' | fcitx | fcitx5) export QT_IM_MODULE=ibus ;; esac
    # Where this list is set, Qt asks it instead.
    case ${QT_IM_MODULES:-} in '' | *ibus*) ;; *) export QT_IM_MODULES="$QT_IM_MODULES;ibus" ;; esac
    ;;
esac

if [ $# -gt 0 ]; then
    exec "$root/.venv/bin/caseorg" "$@"
elif [ -n "$screen" ]; then
    exec "$root/.venv/bin/caseorg" demo
else
    export QT_QPA_PLATFORM=offscreen
    exec "$root/.venv/bin/caseorg" demo --out caseorg-demo
fi
