#!/bin/sh
# Writes requirements.txt (what caseorg needs) and requirements-test.txt (what its tests need besides) anew from
# pyproject.toml: exact releases, also of what is needed only indirectly, with the digests of their files for every
# platform and every Python that pyproject.toml allows; no addresses. Releases stay as they are where they can. Needs uv;
# words given here go to it, such as --upgrade or --upgrade-package NAME.
set -eu
cd -- "$(dirname -- "$0")"

compile() {
    file=$1
    shift
    uv pip compile ../pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
        --group ../pyproject.toml:build --no-annotate --no-header --output-file "$file" "$@" >/dev/null
    grep -v '^#' "$file" >"$file.new"
    { printf '# Made by packaging/lock.sh: exact releases, and the digests of their files.\n' && cat "$file.new"; } >"$file"
    rm -f -- "$file.new"
}

compile requirements.txt "$@"
# shellcheck disable=SC2046  # a list of words
compile requirements-test.txt --extra test --constraint requirements.txt "$@" \
    $(sed -n 's/^\([a-z0-9-]*\)==.*/--no-emit-package \1/p' requirements.txt)
