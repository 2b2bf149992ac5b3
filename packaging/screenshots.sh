#!/bin/sh
# Draws every page and dialog of the window: in Chinese and English, light and dark, at 1024×700 and 1440×900.
#
#     packaging/screenshots.sh                      the few that README and user guide show, into docs/images
#     packaging/screenshots.sh OUT                  all of them, into a folder
#     packaging/screenshots.sh OUT --events 5000    with so many events in the case
#     packaging/screenshots.sh OUT --only case,agenda --sizes 960x600 --text 130
#
# The pictures are the same on every machine: the day, the data and the fonts are fixed.
set -eu

self=$0
if [ -L "$self" ]; then self=$(readlink -f -- "$self"); fi
case $self in */*) ;; *) self=./$self ;; esac
root=$(CDPATH='' cd -- "${self%/*}/.." && pwd -P)
# shellcheck source=packaging/setup.sh
. "$root/packaging/setup.sh"

set_up
give_runtime_folder
if [ $# -eq 0 ]; then set -- --docs; fi
exec "$root/.venv/bin/python" "$root/packaging/draw_screenshots.py" "$@"
