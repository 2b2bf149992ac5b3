# shellcheck shell=sh disable=SC2154  # variables that setup.sh sets
# The system's packages: which of packaging/system-packages.txt are missing, and installing them where that needs no
# password. setup.sh sources it; $root is the checkout.

list_libraries() {
    machine=$(uname -m)
    case $machine in
    x86_64) abi=,x86-64 ;;
    aarch64) abi=,AArch64 ;;
    *) abi= ;;
    esac
    libraries=$(PATH=$PATH:/usr/sbin:/sbin ldconfig -p 2>/dev/null) || libraries=
}

# The package's name is only used to install: later releases renamed some (libglib2.0-0t64), so what counts is whether
# the library, command or file itself is there.
have() {
    case $1 in
    /*) [ -e "$1" ] ;;
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

# sets $missing (what is not there) and $packages (what to install for it), of the parts given
find_missing() {
    missing=
    packages=
    if [ "$(uname -s)" != Linux ]; then return 0; fi
    list_libraries
    while read -r part need package; do
        case " $* " in *" $part "*) ;; *) continue ;; esac
        if ! have "$need"; then
            missing="$missing $need"
            packages="$packages $package"
        fi
    done <"$root/packaging/system-packages.txt"
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

# apt-get as root; without the lock of setup.sh, which a service that it starts would keep
apt() {
    # shellcheck disable=SC2086  # $as_root is no word or two
    $as_root env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 \
        apt-get -o DPkg::Lock::Timeout=300 -qq "$@" </dev/null 9<&-
}

# installs packages, silent unless that fails
install_packages() {
    say "Installing system packages: $*"
    apt_log=$(mktemp)
    state=0
    # A new machine has no package lists, an old one may have stale ones: fetch them only then.
    apt install -y --no-install-recommends "$@" >"$apt_log" 2>&1 ||
        { apt update && apt install -y --no-install-recommends "$@"; } >"$apt_log" 2>&1 || state=$?
    if [ "$state" != 0 ]; then
        tail -n 15 "$apt_log" >&2
        say 'That failed; the reason stands above.'
    fi
    rm -f "$apt_log"
    return "$state"
}

# Says what to type: one command for everything.
tell_missing() {
    if command -v apt-get >/dev/null 2>&1; then
        say 'System packages are missing. To install them, type:'
        say "    sudo apt-get update && sudo apt-get install -y --no-install-recommends$packages"
    else
        say "Missing on this system:$missing"
        say "    Install them with the system's own package manager. (Debian names the packages:$packages)"
    fi
}

# Installs what the parts in $wanted_parts and $optional_parts need, and Python where $want_python says so, as far as that needs no password;
# otherwise says what to type. Stops where caseorg could not go on. Sets $parts_done, and $python where it is wanted.
set_up_system() {
    find_all
    tried=
    if [ -n "$packages" ] && may_install; then
        if [ -n "$want_python" ] && [ -z "$python$bare" ] && [ -z "$(apt-cache show python3 2>/dev/null)" ]; then
            say 'Fetching the lists of packages'
            apt update >/dev/null 2>&1 || true  # to know which Python there is
            find_all
        fi
        # shellcheck disable=SC2086  # a list of words
        install_packages $packages || true
        tried=yes
        find_all
    fi
    if [ -z "$missing" ]; then
        parts_done=$wanted_parts
        return 0
    fi
    if [ -n "$want_python" ] && [ -z "$python" ]; then tell_python; fi
    tell_missing
    keep_what_is_there
}

# all that is missing, Python too
find_all() {
    # shellcheck disable=SC2086  # a list of words
    find_missing $wanted_parts $optional_parts
    if [ -n "$want_python" ] && ! find_python; then
        missing="$missing Python"
        packages="$packages $(python_packages)"
    fi
}

# Goes on with the parts that are whole, or stops where one is needed.
keep_what_is_there() {
    again='Start this again when they are installed.'
    if [ -n "$want_python" ] && [ -z "$python" ]; then fail "$again"; fi
    parts_done=
    for wanted in $wanted_parts; do
        find_missing "$wanted"
        if [ -z "$missing" ]; then
            parts_done="$parts_done $wanted"
            continue
        fi
        case $wanted:$window_needed:$tried in
        core:*) fail "$again" ;;
        window:yes:*) fail "The window cannot open without them. $again" ;;
        test:*:yes) fail 'The tests need them.' ;;
        test:*) say 'Going on; the tests that need them cannot pass.' ;;
        *) say 'Going on; a window may not open without them.' ;;
        esac
    done
}
