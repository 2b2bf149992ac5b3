# shellcheck shell=sh disable=SC2154  # variables that setup.sh sets
# Finds a Python and makes .venv with caseorg in it, from the releases and digests in packaging/requirements*.txt.
# setup.sh sources it; $root is the checkout, $venv its .venv.

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

tell_python() {
    if [ -n "$bare" ]; then
        say "$bare is here, but it cannot make virtual environments (its module ensurepip is missing)."
    else
        say 'caseorg needs Python 3.11, 3.12 or 3.13, and there is none here.'
    fi
}

pip() {
    PIP_USER=0 PIP_ROOT_USER_ACTION=ignore "$venv/bin/python" -m pip --disable-pip-version-check --no-input \
        install --quiet "$@"
}

# makes .venv, or brings it up to date; with the test tools where $1 is test
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

    say 'Installing the Python packages; the first time this may take some minutes'
    log=$venv/setup.log
    if ! (
        cd -- "$root/packaging" || exit
        unset PYTHONHOME PYTHONPATH PIP_TARGET PIP_PREFIX
        set -- --requirement requirements.txt ${1:+--requirement requirements-test.txt}
        pip --require-hashes "$@" && pip --no-deps --no-build-isolation --editable ..
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
