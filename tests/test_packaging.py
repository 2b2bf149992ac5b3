"""What setting up installs: exact releases with the digests of their files, and the packages of a list."""

import re
import shutil
import subprocess
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from waiting import PATIENCE

ROOT = Path(__file__).parents[1]
PACKAGING = ROOT / "packaging"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN, TEST = "requirements.txt", "requirements-test.txt"
DIGEST = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def locked(name: str) -> Mapping[str, Requirement]:
    """The releases of a file by name; each has a digest, and there is nothing else in it."""
    lines = (PACKAGING / name).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    found = {}
    for line in lines:
        if line.startswith("#"):
            continue
        words, *digests = re.split(r"\s+(?=--)", line.strip())
        assert digests and all(map(DIGEST.fullmatch, digests)), line
        release = Requirement(words)
        found[release.name] = release
    return found


def named(*texts: str) -> list[Requirement]:
    return [Requirement(text) for text in texts]


def test_what_is_needed_is_locked_at_a_release_that_will_do() -> None:
    run = locked(RUN)
    needed = named(*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"])
    tools = named(*PROJECT["project"]["optional-dependencies"]["test"])
    for releases, wanted in ((run, needed), ({**run, **locked(TEST)}, tools)):
        for one in wanted:
            (pin,) = releases[one.name.lower()].specifier
            assert pin.operator == "==", one
            assert one.specifier.contains(pin.version), (one, pin)


def test_no_release_is_locked_twice() -> None:
    assert locked(RUN).keys() & locked(TEST).keys() == set()


def missing(root: Path, *parts: str) -> tuple[list[str], list[str]]:
    """What packaging/system.sh misses of these parts in a checkout, and the packages for it."""
    script = (
        'root=$1; shift; . "$root/packaging/system.sh"; find_missing "$@"; printf "%s\\n%s\\n" "$missing" "$packages"'
    )
    command = ["sh", "-euc", script, "sh", str(root), *parts]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE)
    needs, packages = done.stdout.splitlines()
    return needs.split(), packages.split()


@pytest.mark.skipif(shutil.which("ldconfig", path="/sbin:/usr/sbin") is None, reason="packages are those of Linux")
def test_what_the_system_lacks_is_named_for_the_parts_that_are_wanted(tmp_path: Path) -> None:
    root = tmp_path / "一份 checkout"
    shutil.copytree(PACKAGING, root / "packaging")
    (root / "packaging/system-packages.txt").write_text(
        "# part need package\n\ncore libc.so.6 libc6\ncore libnowhere.so.1 libnowhere1\n"
        "test no-such-command no-such-package\ntest sh dash\nmatrix /nowhere/at/all nowhere\n"
    )
    assert missing(root, "core") == (["libnowhere.so.1"], ["libnowhere1"])
    assert missing(root, "core", "test") == (["libnowhere.so.1", "no-such-command"], ["libnowhere1", "no-such-package"])
    assert missing(root, "matrix") == (["/nowhere/at/all"], ["nowhere"])
    assert missing(root, "window") == ([], [])


def test_the_list_of_system_packages_has_three_words_a_line() -> None:
    lines = (PACKAGING / "system-packages.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    assert {len(row) for row in rows} == {3}
    assert {part for part, _, _ in rows} == {"core", "window", "wayland", "printing", "test", "matrix"}
