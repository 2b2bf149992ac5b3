"""A file that is hashed while it is written."""

import errno
import hashlib
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.output.writing import HashingFile
from waiting import PATIENCE

PARTS = st.lists(st.tuples(st.binary(min_size=1, max_size=9), st.sampled_from([1, 1000, 200_000])), max_size=12)


@given(PARTS)
def test_the_digest_is_that_of_what_is_in_the_file(parts: list[tuple[bytes, int]]) -> None:
    data = [part * times for part, times in parts]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        with HashingFile(path) as file:
            for number, part in enumerate(data):
                assert file.write(memoryview(part) if number % 2 else part) == len(part)
                file.write(b"\n")
            assert file.tell() == sum(map(len, data)) + len(data)
            digest = file.finish()
        content = path.read_bytes()
    assert content == b"".join(part + b"\n" for part in data)
    assert digest == hashlib.sha256(content).hexdigest()


def test_what_was_brought_to_the_disk_is_there_before_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, synced = tmp_path / "file", Event()
    on_disk = []

    def sync(_: int) -> None:
        on_disk.append(path.read_bytes())
        synced.set()

    monkeypatch.setattr(os, "fsync", sync)
    with HashingFile(path) as file:
        file.write(b"a")
        file.sync_behind()
        assert synced.wait(PATIENCE)
        file.write(b"b")
        assert file.finish() == hashlib.sha256(b"ab").hexdigest()
    assert on_disk == [b"a", b"ab"]


def test_what_goes_wrong_on_the_way_to_the_disk_is_told_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        monkeypatch.undo()  # the disk tells it once
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", fail)
    with HashingFile(tmp_path / "file") as file:
        file.write(b"a")
        file.sync_behind()
        file.write(b"b")
        with pytest.raises(OSError, match=os.strerror(errno.EIO)):
            file.finish()


def test_a_part_of_something_large_does_not_hold_all_of_it(tmp_path: Path) -> None:
    large = bytearray(1000)
    with HashingFile(tmp_path / "file") as file:
        with memoryview(large) as whole, whole[:3] as part:
            file.write(part)
        large.clear()  # fails as long as anybody looks into it
        file.finish()
    assert (tmp_path / "file").read_bytes() == b"\0\0\0"


def test_a_file_that_is_there_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(FileExistsError):
        HashingFile(tmp_path / "file")
    assert (tmp_path / "file").read_text() == "mine"


def test_a_disk_that_takes_less_at_a_time_gets_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with HashingFile(tmp_path / "file") as file:
        monkeypatch.setattr(file, "_file", Slow(file._file))
        file.write(b"0123456789" * 200_000)
        file.finish()
    assert (tmp_path / "file").read_bytes() == b"0123456789" * 200_000


class Slow:
    """Takes a third of a million bytes at a time, as a file may."""

    def __init__(self, file: object) -> None:
        self._file = file

    def write(self, data: memoryview) -> int:
        return int(self._file.write(data[:333_333]))  # type: ignore[attr-defined]

    def __getattr__(self, name: str) -> object:
        return getattr(self._file, name)
