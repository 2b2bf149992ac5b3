#!/bin/sh
# Runs the tests where the network is cut off, in three locales and two time zones. Words given here go to pytest.
#
# Of the network nothing is left but the machine itself: a namespace of its own, with one for the disks that tests mount.
# The locales C, zh_CN.UTF-8 and tr_TR.UTF-8 (where i is no lower case of I) are made here where the machine has not got
# them, below .venv.
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

find_missing matrix
if [ -n "$missing" ]; then
    may_install || fail "The matrix needs$missing (Debian:$packages)"
    # shellcheck disable=SC2086  # a list of words
    install_packages $packages || fail "The matrix needs$missing"
fi

# Only what glibc reads beside its own: LOCPATH hides the archive of the system, so all three stand there.
locales=$root/.venv/locales
mkdir -p -- "$locales"
for name in zh_CN tr_TR; do
    if [ ! -d "$locales/$name.UTF-8" ]; then
        say "Making the locale $name.UTF-8"
        # It warns of what nobody misses; what counts is whether it is there.
        localedef -i "$name" -f UTF-8 "$locales/$name.UTF-8" >/dev/null 2>&1 || true
        [ -d "$locales/$name.UTF-8" ] || fail "localedef could not make it (Debian: the package locales)."
    fi
done
export LOCPATH="$locales"

without_network() {
    # shellcheck disable=SC2016  # the words are the inner shell's
    unshare -rnm sh -c 'ip link set lo up && exec "$@"' sh "$@"
}

worst=0
for place in C:UTC zh_CN.UTF-8:Asia/Shanghai tr_TR.UTF-8:Asia/Shanghai C:America/New_York; do
    printf '\n== %s, without a network\n' "$place"
    state=0
    LC_ALL=${place%%:*} LANG=${place%%:*} TZ=${place#*:} without_network \
        "$root/.venv/bin/pytest" -n auto --dist worksteal "$@" || state=$?
    [ "$state" = 0 ] || worst=$state
done
exit "$worst"
