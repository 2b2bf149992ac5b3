#!/bin/sh
# Prepares this checkout: the system packages that Qt needs (system.sh), and .venv with caseorg and the releases that it
# is tested with (python.sh). Once that is done it costs a few milliseconds. run.sh and test.sh source it and call
# set_up; by itself:
#
#     sh packaging/setup.sh [test] [window|window-wanted]
#
#   test            also the test tools
#   window          also what a real window needs; stops when that cannot be had
#   window-wanted   the same, but goes on without

say() { printf 'caseorg: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

# sets $root to the checkout that the script $1 lies in, also when called through a link
find_root() {
    self=$1
    if [ -L "$self" ]; then self=$(readlink -f -- "$self"); fi
    case $self in */*) ;; *) self=./$self ;; esac
    root=$(CDPATH='' cd -- "${self%/*}/.." && pwd -P)
}

case ${0##*/} in setup.sh) set -eu; find_root "$0" ;; esac
# shellcheck source=packaging/system.sh
. "$root/packaging/system.sh"
# shellcheck source=packaging/python.sh
. "$root/packaging/python.sh"

# The stamp in .venv says what was done: four lines, checksum, parts of the system, Python extras, checkout.
read_stamp() {
    stamp_sum=
    stamp_parts=
    stamp_extras=
    stamp_root=
    if [ -f "$stamp" ]; then
        { IFS= read -r stamp_sum; IFS= read -r stamp_parts; IFS= read -r stamp_extras; IFS= read -r stamp_root; } \
            <"$stamp" || true
    fi
}

python_ready() {
    [ "$stamp_sum" = "$sum" ] && [ "$stamp_root" = "$root" ] && [ -x "$venv/bin/python" ] &&
        case " $stamp_extras " in *" $want_test "* | *' test '*) ;; *) false ;; esac
}

system_ready() {
    [ "$stamp_sum" = "$sum" ] || return 1
    for part in $wanted_parts; do
        case " $stamp_parts " in *" $part "*) ;; *) return 1 ;; esac
    done
}

# sets what is wanted from the words of set_up
read_wishes() {
    want_test=
    window_needed=
    wanted_parts=core
    optional_parts=
    for word in "$@"; do
        case $word in
        test) want_test='test'; wanted_parts="$wanted_parts test" ;;
        window) window_needed=yes; wanted_parts="$wanted_parts window" ;;
        window-wanted) wanted_parts="$wanted_parts window" ;;
        *) fail "setup.sh does not know '$word' (it knows: test, window, window-wanted)" ;;
        esac
        optional_parts=printing
    done
    case $wanted_parts:${WAYLAND_DISPLAY:+wayland} in
    *window*:wayland)
        wanted_parts="$wanted_parts wayland"
        window_needed=  # either kind of screen will do: leave it to Qt
        ;;
    esac
}

# One at a time: the folder itself is the lock, so nothing is left behind. Where there is no flock, or the file system
# has none, go on without.
lock() {
    exec 9<"$root/packaging"
    if command -v flock >/dev/null 2>&1 && ! flock -n 9 2>/dev/null; then
        say 'Waiting for another setup of this checkout to end'
        flock 9 2>/dev/null || true
    fi
}

set_up() {
    read_wishes "$@"
    venv=$root/.venv
    stamp=$venv/caseorg-setup
    sum=$(cd -- "$root" && cat pyproject.toml packaging/requirements*.txt packaging/system-packages.txt \
        packaging/setup.sh packaging/system.sh packaging/python.sh | cksum)
    read_stamp
    if python_ready && system_ready; then return 0; fi

    lock
    read_stamp
    parts_done=$stamp_parts
    python=
    bare=
    want_python=
    if ! python_ready; then want_python=yes; fi
    if [ -n "$want_python" ] && [ ! -w "$root" ]; then fail "Cannot set up .venv: no permission to write in $root"; fi
    if [ -n "$want_python" ] || ! system_ready; then set_up_system; fi
    if [ -n "$want_python" ]; then
        if [ "$stamp_root" = "$root" ] && [ -n "$stamp_extras" ]; then want_test='test'; fi  # keep what is installed
        set_up_python "$want_test"
        stamp_extras=$want_test
    fi
    if [ -w "$venv" ]; then  # not where another user set it up
        printf '%s\n' "$sum" "$parts_done" "$stamp_extras" "$root" >"$stamp.new"
        mv -f -- "$stamp.new" "$stamp"
    fi
    exec 9<&-
}

# Qt wants a folder of its own for sockets and complains where nobody made one (containers, cron).
give_runtime_folder() {
    if [ -n "${XDG_RUNTIME_DIR:-}" ]; then return 0; fi
    user=$(id -u)
    XDG_RUNTIME_DIR=${TMPDIR:-/tmp}/caseorg-runtime-$user
    mkdir -m 700 -- "$XDG_RUNTIME_DIR" 2>/dev/null || true
    # Anyone can make a folder of that name: take it only if it is ours alone.
    if [ -z "$(find "$XDG_RUNTIME_DIR" -prune -type d -user "$user" -perm 700 2>/dev/null)" ]; then
        XDG_RUNTIME_DIR=$(mktemp -d)
    fi
    export XDG_RUNTIME_DIR
}

case ${0##*/} in
setup.sh)
    set_up "$@"
    say 'Ready: packaging/run.sh'
    ;;
esac
