#!/bin/sh
# A print system for the tests alone, unpacked into the folder given and not installed: no service starts, and nothing
# needs root. Where it cannot be had, the tests that print through it are skipped and say so.
set -eu
PATH=$PATH:/usr/sbin:/sbin
have() { command -v "$1" >/dev/null 2>&1; }
if { have cupsd && have lpadmin; } || [ -d "$1" ] || ! have apt-get; then exit 0; fi
echo 'caseorg: Unpacking CUPS for the tests' >&2
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
mkdir -- "$folder/partial"
if apt-get -qq -o Debug::NoLocking=1 -o "Dir::Cache::archives=$folder" --download-only \
    install -y --no-install-recommends cups-daemon cups-client >"$folder/log" 2>&1 </dev/null; then
    for package in "$folder"/*.deb; do dpkg-deb -x "$package" "$1"; done
else
    echo 'caseorg: It cannot be had; the tests that print through it are skipped.' >&2
fi
