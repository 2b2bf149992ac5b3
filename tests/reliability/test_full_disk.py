"""The disk is full or reports errors, at every write: a clear error, never a false success, nothing half done."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from reliability.machine import SPREAD, Adder, Ground, records, require_sound, traced

MEGABYTE = 1 << 20


FULL = [("ENOSPC", call) for call in ("write", "pwrite64", "mkdir")]
BROKEN = [("EIO", call) for call in ("write", "fsync", "fdatasync", "rename", "unlink")]
SAID = {"ENOSPC": ["The disk is full", "No space left"], "EIO": ["The disk reports an error", "cannot be written"]}


@pytest.mark.parametrize(("error", "call"), FULL + BROKEN)
def test_the_disk_fails_from_any_such_call_on(ground: Ground, adder: Adder, error: str, call: str) -> None:
    usual = len(adder.calls(call, ground.copy("undisturbed")))
    for number in count(1):
        data = ground.copy(number)
        code, message = adder.add(data, "-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={number}+")
        assert list((data / "evidence" / ".incoming").iterdir()) == []
        require_sound(data, leftovers=1)
        # The last sync is that of the journal's removal: where it fails, it is saved but not known to be.
        assert records(data) == (2 if code == 0 else 1) or (code == 2 and call == "fdatasync" and number == usual)
        ground.add_again(data)
        if code == 0:
            break
        assert code == 2 and any(words in message for words in SAID[error])
    assert number > max(1, usual - SPREAD)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", folder]
    mounted = subprocess.run(command, capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has small disks in memory")
def test_on_a_really_full_disk_what_does_not_fit_fails(ground: Ground, small_disk: Path) -> None:
    data = shutil.copytree(ground.folder / "data", small_disk / "data")
    large = ground.folder / "large.txt"
    large.write_text("too much " * (MEGABYTE // 8))
    done = traced(ground.command(data, large, ground.file), "-e", "trace=none")
    assert [line.split("\t")[0] for line in done.stdout.splitlines()] == ["failed", "added"]
    assert "The disk is full" in done.stdout
    assert (done.returncode, done.stderr) == (2, "1 of 2 files could not be added.\n")
    require_sound(data, leftovers=0)

    filler = small_disk / "filler"
    filler.write_bytes(bytes(shutil.disk_usage(small_disk).free))
    small = ground.folder / "small.txt"
    small.write_text("a line")
    done = traced(ground.command(data, small), "-e", "trace=none")
    assert done.returncode == 2 and "The disk is full" in done.stdout
    filler.unlink()
    require_sound(data, leftovers=0)
    assert records(data) == 2
