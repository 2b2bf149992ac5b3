#!/bin/sh
# Prepares this checkout: the system libraries that Qt needs, and .venv with caseorg and its pinned dependencies.
# Once that is done it costs a few milliseconds. run.sh and test.sh source it and call set_up; by itself:
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

# ---- system packages ------------------------------------------------------------------------------------------

# Library or command, and the Debian 12 package that has it. The package name is only used to install: later releases
# renamed some (libglib2.0-0t64), so what counts is whether the library itself is there.
core_needs='
libglib-2.0.so.0:libglib2.0-0
libGL.so.1:libgl1
libEGL.so.1:libegl1
libfontconfig.so.1:libfontconfig1
libdbus-1.so.3:libdbus-1-3
libxkbcommon.so.0:libxkbcommon0
libbrotlidec.so.1:libbrotli1'
window_needs='
libxcb-cursor.so.0:libxcb-cursor0
libxcb-icccm.so.4:libxcb-icccm4
libxcb-image.so.0:libxcb-image0
libxcb-keysyms.so.1:libxcb-keysyms1
libxcb-randr.so.0:libxcb-randr0
libxcb-render-util.so.0:libxcb-render-util0
libxcb-shape.so.0:libxcb-shape0
libxcb-shm.so.0:libxcb-shm0
libxcb-sync.so.1:libxcb-sync1
libxcb-xfixes.so.0:libxcb-xfixes0
libxcb-xkb.so.1:libxcb-xkb1
libX11-xcb.so.1:libx11-xcb1
libxkbcommon-x11.so.0:libxkbcommon-x11-0'
test_needs='
Xvfb:xvfb
ffmpeg:ffmpeg
xauth:xauth
pdftotext:poppler-utils
qpdf:qpdf
openssl:openssl
strace:strace
zbarimg:zbar-tools'

# Without it the window finds no printer and is otherwise whole.
printing_needs='
libcups.so.2:libcups2'

# With a Wayland screen Qt tries these first.
wayland_needs='
libwayland-cursor.so.0:libwayland-cursor0
libwayland-egl.so.1:libwayland-egl1'

list_libraries() {
    machine=$(uname -m)
    case $machine in
    x86_64) abi=,x86-64 ;;
    aarch64) abi=,AArch64 ;;
    *) abi= ;;
    esac
    libraries=$(PATH=$PATH:/usr/sbin:/sbin ldconfig -p 2>/dev/null) || libraries=
}

have() {
    case $1 in
    *.so.*)
        case $libraries in *"	$1 (libc6$abi"*) return 0 ;; esac
        for folder in "/usr/lib/$machine-linux-gnu" /usr/lib64 /usr/lib /usr/local/lib; do
            if [ -e "$folder/$1" ]; then return 0; fi
        done
        return 1
        ;;
    *) PATH=$PATH:/usr/sbin:/sbin command -v "$1" >/dev/null 2>&1 ;;
    esac
}

# sets $missing (what is not there) and $packages (what to install for it), from the needs given
find_missing() {
    missing=
    packages=
    if [ "$(uname -s)" != Linux ]; then return 0; fi
    list_libraries
    for need in $1; do
        if ! have "${need%%:*}"; then
            missing="$missing ${need%%:*}"
            packages="$packages ${need#*:}"
        fi
    done
}

# sets $as_root to the words that make the next command run as root; fails where that needs a password
may_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif command -v sudo >/dev/null 2>&1 && sudo -n true >/dev/null 2>&1; then
        as_root='sudo -n'
    else
        return 1
    fi
}

# apt-get as root, silent unless it fails; without the lock, which a service that it starts would keep
apt() {
    # shellcheck disable=SC2086  # $as_root is no word or two
    $as_root env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 \
        apt-get -o DPkg::Lock::Timeout=300 -qq "$@" </dev/null 9<&-
}

install_packages() {
    apt_log=$(mktemp)
    # A new machine has no package lists, an old one may have stale ones: fetch them only then.
    # shellcheck disable=SC2086  # a list of words
    if apt install -y --no-install-recommends "$@" >"$apt_log" 2>&1 ||
        { apt update && apt install -y --no-install-recommends "$@"; } >"$apt_log" 2>&1; then
        rm -f "$apt_log"
        return 0
    fi
    tail -n 15 "$apt_log" >&2
    rm -f "$apt_log"
    return 1
}

# ---- Python ---------------------------------------------------------------------------------------------------

# Prints the interpreter itself (not a shim, not the python of an active environment). Answers 1 where $1 does not
# run or is too old, 2 where it is right but cannot make environments.
check_python() {
    command -v "$1" >/dev/null 2>&1 || return 1
    "$1" -I -c '
import sys
if sys.version_info < (3, 11): sys.exit(1)
try: import ensurepip, venv
except ImportError: sys.exit(2)
print(getattr(sys, "_base_executable", None) or sys.executable)' 2>/dev/null
}

# sets $python; where there is none, $bare may hold a python that lacks only venv
find_python() {
    python=
    bare=
    for name in python3.13 python3.12 python3.11 python3; do
        state=0
        python=$(check_python "$name") || state=$?
        if [ "$state" = 0 ]; then return 0; fi
        if [ "$state" = 2 ] && [ -z "$bare" ]; then bare=$name; fi
    done
    python=
    return 1
}

# prints the Debian packages that would give a python new enough
python_packages() {
    if [ -n "$bare" ]; then
        "$bare" -I -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
        return 0
    fi
    for minor in 13 12 11; do
        if [ -n "$(apt-cache show "python3.$minor-venv" 2>/dev/null)" ]; then
            echo "python3.$minor python3.$minor-venv"
            return 0
        fi
    done
    echo 'python3 python3-venv'
}

# sets $missing, $packages and $python for all that is wanted
find_all() {
    find_missing "$all_needs"
    if [ -n "$want_python" ] && ! find_python; then
        missing="$missing Python"
        packages="$packages $(python_packages)"
    fi
}

# Installs what is missing where that needs no password, otherwise says what to type: one command for everything.
# Stops where caseorg could not go on. Sets $python where it is needed, and $system_done to the parts that are there.
set_up_system() {
    all_needs=$core_needs
    if [ -n "$want_window" ]; then
        if [ "$window_part" = wayland ]; then
            window_needs="$window_needs $wayland_needs"
            want_window='wanted'  # either kind of screen will do: leave it to Qt
        fi
        all_needs="$all_needs $window_needs $printing_needs"
    fi
    if [ -n "$want_test" ]; then all_needs="$all_needs $test_needs $printing_needs"; fi

    find_all
    tried=
    if [ -n "$packages" ] && may_install; then
        if [ -n "$want_python" ] && [ -z "$python$bare" ] && [ -z "$(apt-cache show python3 2>/dev/null)" ]; then
            say 'Fetching the lists of packages'
            apt update >/dev/null 2>&1 || true  # to know which Python there is
            find_all
        fi
        say "Installing system packages:$packages"
        # shellcheck disable=SC2086  # a list of words
        install_packages $packages || say 'That failed; the reason stands above.'
        tried=yes
        find_all
    fi
    if [ -z "$missing" ]; then
        system_done=$want_system
        return 0
    fi

    if [ -n "$bare" ] && [ -z "$python" ]; then
        say "$bare is here, but it cannot make virtual environments (its module ensurepip is missing)."
    elif [ -n "$want_python" ] && [ -z "$python" ]; then
        say 'caseorg needs Python 3.11, 3.12 or 3.13, and there is none here.'
    fi
    if command -v apt-get >/dev/null 2>&1; then
        say 'System packages are missing. To install them, type:'
        say "    sudo apt-get update && sudo apt-get install -y --no-install-recommends$packages"
    else
        say "Missing on this system:$missing"
        say "    Install them with the system's own package manager. (Debian names the packages:$packages)"
    fi
    again='Start this again when they are installed.'
    if [ -n "$want_python" ] && [ -z "$python" ]; then fail "$again"; fi
    find_missing "$core_needs"
    if [ -n "$missing" ]; then fail "$again"; fi
    system_done=core
    if [ -n "$want_window" ]; then
        find_missing "$window_needs"
        if [ -z "$missing" ]; then
            system_done="$system_done $window_part"
        elif [ "$want_window" = needed ]; then
            fail "The window cannot open without them. $again"
        else
            say 'Going on; a window may not open without them.'
        fi
    fi
    if [ -n "$want_test" ]; then
        find_missing "$test_needs"
        if [ -z "$missing" ]; then
            system_done="$system_done test"
        elif [ -n "$tried" ]; then
            fail "The tests need them."
        else
            say 'Going on; the tests that need them cannot pass.'
        fi
    fi
}

# A print system for the tests alone, unpacked into .venv and not installed: no service starts, and nothing needs root.
# Where it cannot be had, the tests that print through it are skipped and say so.
unpack_cups() {
    if { have cupsd && have lpadmin; } || [ -d "$venv/cups" ] || ! command -v apt-get >/dev/null 2>&1; then
        return 0
    fi
    say 'Unpacking CUPS for the tests'
    folder=$(mktemp -d)
    mkdir -- "$folder/partial"
    if apt-get -qq -o Debug::NoLocking=1 -o "Dir::Cache::archives=$folder" --download-only \
        install -y --no-install-recommends cups-daemon cups-client >"$folder/log" 2>&1 </dev/null; then
        for package in "$folder"/*.deb; do dpkg-deb -x "$package" "$venv/cups"; done
    else
        say 'It cannot be had; the tests that print through it are skipped.'
    fi
    rm -rf -- "$folder"
}

set_up_python() {
    if [ -e "$venv" ] || [ -L "$venv" ]; then
        if [ "$stamp_root" = "$root" ] && [ -x "$venv/bin/python" ]; then
            say 'Bringing .venv up to date'
        else
            say 'Removing .venv: it is unfinished, or was made in another place'
            rm -rf -- "$venv"
        fi
    fi
    rm -f -- "$stamp"  # from here on, until the last line, an interruption means a new start
    if [ ! -d "$venv" ]; then
        say "Making .venv with $python"
        "$python" -I -m venv -- "$venv" || { rm -rf -- "$venv"; fail 'Making .venv failed; the reason stands above.'; }
    fi

    extras=
    if [ -n "$want_test" ]; then extras='[test]'; fi
    say 'Installing the Python packages; the first time this may take some minutes'
    log=$venv/setup.log
    if ! (
        cd -- "$root" || exit
        unset PYTHONHOME PYTHONPATH PIP_TARGET PIP_PREFIX
        PIP_USER=0 PIP_ROOT_USER_ACTION=ignore "$venv/bin/python" -m pip --disable-pip-version-check --no-input \
            install --quiet --constraint packaging/constraints.txt --editable ".$extras"
    ) >"$log" 2>&1 </dev/null; then
        tail -n 25 "$log" >&2
        say 'pip could not install the packages; its last words stand above.'
        fail 'If the network was slow or the package index out of reach: start this again, or set a mirror for pip.'
    fi
    rm -f -- "$log"
    "$venv/bin/python" -I -S -c "$spell_path" "$venv"
}

# The checkout's path stands in a .pth file, which Python before 3.13 reads in the encoding of the locale: with a
# Chinese folder and LC_ALL=C, or a GBK locale, it would not even start. Spelt in ASCII it is read by all.
spell_path='
import pathlib, sys
for file in pathlib.Path(sys.argv[1]).glob("lib*/python3*/site-packages/*caseorg*.pth"):
    path = file.read_text(encoding="utf-8").strip()
    if not path.startswith("import "):
        file.write_text(f"import sys; sys.path.append({path!a})\n", encoding="ascii")
'

# ---- the whole ------------------------------------------------------------------------------------------------

# The stamp in .venv says what was done: four lines, checksum, system parts, Python extras, checkout.
read_stamp() {
    stamp_sum=
    stamp_system=
    stamp_extras=
    stamp_root=
    if [ -f "$stamp" ]; then
        { IFS= read -r stamp_sum; IFS= read -r stamp_system; IFS= read -r stamp_extras; IFS= read -r stamp_root; } \
            <"$stamp" || true
    fi
}

python_ready() {
    [ "$stamp_sum" = "$sum" ] && [ "$stamp_root" = "$root" ] && [ -x "$venv/bin/python" ] &&
        case " $stamp_extras " in *" $want_test "* | *' test '*) ;; *) false ;; esac
}

system_ready() {
    [ "$stamp_sum" = "$sum" ] || return 1
    for part in $want_system; do
        case " $stamp_system " in *" $part "*) ;; *) return 1 ;; esac
    done
}

set_up() {
    want_window=
    want_test=
    want_system='core'
    for word in "$@"; do
        case $word in
        test) want_test='test' ;;
        window) want_window=needed ;;
        window-wanted) want_window=wanted ;;
        *) fail "setup.sh does not know '$word' (it knows: test, window, window-wanted)" ;;
        esac
    done
    window_part=window
    if [ -n "${WAYLAND_DISPLAY:-}" ]; then window_part=wayland; fi
    if [ -n "$want_window" ]; then want_system="$want_system $window_part"; fi
    if [ -n "$want_test" ]; then want_system="$want_system test"; fi

    venv=$root/.venv
    stamp=$venv/caseorg-setup
    sum=$(cat -- "$root/pyproject.toml" "$root/packaging/constraints.txt" "$root/packaging/setup.sh" | cksum)
    read_stamp
    if python_ready && system_ready; then return 0; fi

    # One at a time: the folder itself is the lock, so nothing is left behind. Where there is no flock, or the file
    # system has none, go on without.
    exec 9<"$root/packaging"
    if command -v flock >/dev/null 2>&1 && ! flock -n 9 2>/dev/null; then
        say 'Waiting for another setup of this checkout to end'
        flock 9 2>/dev/null || true
    fi
    read_stamp
    system_done=$stamp_system
    python=
    bare=
    want_python=
    if ! python_ready; then want_python=yes; fi
    if [ -n "$want_python" ] && [ ! -w "$root" ]; then fail "Cannot set up .venv: no permission to write in $root"; fi
    if [ -n "$want_python" ] || ! system_ready; then set_up_system; fi
    if [ -n "$want_python" ]; then
        if [ "$stamp_root" = "$root" ] && [ -n "$stamp_extras" ]; then want_test='test'; fi  # keep what is installed
        set_up_python
        stamp_extras=$want_test
    fi
    if [ -n "$want_test" ] && [ -w "$venv" ]; then unpack_cups; fi
    if [ -w "$venv" ]; then  # not where another user set it up
        printf '%s\n' "$sum" "$system_done" "$stamp_extras" "$root" >"$stamp.new"
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
    set -eu
    find_root "$0"
    set_up "$@"
    say 'Ready: packaging/run.sh'
    ;;
esac
