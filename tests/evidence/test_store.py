"""Bytes come in whole or not at all, and stay."""

import hashlib
import os
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.errors import CaseorgError
from caseorg.evidence import store as evidence_store
from caseorg.evidence.store import BLOCK, STALE_SECONDS, EvidenceStore, file_digest
from caseorg.workspace import open_workspace
from evidence.material import PNG


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    return EvidenceStore(tmp_path / "evidence")


def keep(store: EvidenceStore, file: Path) -> Path:
    return store.keep(store.receive(file))


def left_over(store: EvidenceStore) -> list[Path]:
    return list(store.incoming.iterdir())


@given(
    size=st.one_of(st.integers(1, 5000), st.sampled_from([BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK])), seed=st.binary()
)
def test_what_is_kept_has_the_same_bytes_and_is_read_only(
    tmp_path_factory: pytest.TempPathFactory, size: int, seed: bytes
) -> None:
    folder = tmp_path_factory.mktemp("same")
    content = (hashlib.shake_256(seed).digest(1000) * (size // 1000 + 1))[:size]
    (folder / "in").write_bytes(content)
    kept = keep(EvidenceStore(folder / "evidence"), folder / "in")
    assert kept.read_bytes() == content
    assert kept.name == hashlib.sha256(content).hexdigest()
    assert not stat.S_IMODE(kept.stat().st_mode) & 0o222


def test_the_source_is_not_touched(store: EvidenceStore, tmp_path: Path) -> None:
    file = tmp_path / "in.png"
    file.write_bytes(PNG)
    os.utime(file, (1e9, 1e9))
    before = file.stat()
    kept = keep(store, file)
    after = file.stat()
    assert (after.st_mtime_ns, after.st_mode, after.st_ino) == (before.st_mtime_ns, before.st_mode, before.st_ino)
    assert kept.stat().st_ino != after.st_ino
    file.write_bytes(b"edited later")
    assert kept.read_bytes() == PNG


def test_keeping_the_same_bytes_twice_leaves_one_file(store: EvidenceStore, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(PNG)
    (tmp_path / "b").write_bytes(PNG)
    first = keep(store, tmp_path / "a")
    number = first.stat().st_ino
    assert keep(store, tmp_path / "b") == first
    assert first.stat().st_ino == number
    assert left_over(store) == []


def test_whoever_was_interrupted_is_not_relied_on_for_any_folder(store: EvidenceStore, tmp_path: Path) -> None:
    """The folder may have been made by an attempt that failed before it was on the disk."""
    (tmp_path / "a").write_bytes(PNG)
    both = store.place(store.receive(tmp_path / "a"))
    assert both == store.place(store.receive(tmp_path / "a"))
    assert store.folder in both and len(both) == 2


def test_a_damaged_kept_file_is_healed_by_a_good_copy(store: EvidenceStore, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(PNG)
    kept = keep(store, tmp_path / "a")
    kept.chmod(0o600)
    kept.write_bytes(PNG[:-20])
    assert not store.is_whole(kept.name)
    keep(store, tmp_path / "a")
    assert kept.read_bytes() == PNG
    assert left_over(store) == []


def test_a_copy_that_is_not_wanted_leaves_nothing(store: EvidenceStore, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(PNG)
    received = store.receive(tmp_path / "a")
    store.discard(received)
    store.discard(received)
    assert left_over(store) == []


@pytest.mark.parametrize("size", [1, 2 * BLOCK, 4 * BLOCK, 5 * BLOCK])
def test_a_file_that_changes_while_it_is_read_is_refused(
    store: EvidenceStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    file = tmp_path / "growing.log"
    file.touch()
    os.truncate(file, 4 * BLOCK)
    really = evidence_store._read

    def changed_meanwhile(source: BinaryIO) -> bytes:
        block = really(source)
        if source.tell() == 2 * BLOCK:
            os.truncate(file, size)
            os.utime(file, ns=(1, 1))  # what wrote to it looked at a finer clock than the disk's
        return block

    monkeypatch.setattr(evidence_store, "_read", changed_meanwhile)
    with pytest.raises(CaseorgError, match="changed while it was read"):
        store.receive(file)
    assert left_over(store) == []


def test_leftovers_of_killed_processes_are_swept_after_an_hour(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with open_workspace(folder) as workspace:
        incoming = workspace.evidence.incoming
    incoming.mkdir(parents=True)
    ages = {"old.part": STALE_SECONDS + 60, "young.part": STALE_SECONDS - 60, "other.txt": STALE_SECONDS * 9}
    for name, age in ages.items():
        (incoming / name).touch(mode=0o444)
        os.utime(incoming / name, (time.time() - age,) * 2)
    with open_workspace(folder):
        assert {file.name for file in incoming.iterdir()} == {"young.part", "other.txt"}


def test_a_folder_that_cannot_be_written_is_told_so(store: EvidenceStore, tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(PNG)
    store.folder.parent.mkdir(exist_ok=True)
    store.folder.write_text("a file where the folder should be")
    with pytest.raises(CaseorgError, match="The data folder cannot be written"):
        store.receive(tmp_path / "in")


def test_a_huge_file_is_taken_in_and_checked_with_little_memory(tmp_path: Path) -> None:
    with (tmp_path / "film.mp4").open("wb") as film:
        film.truncate(512 * BLOCK)
    script = """if True:
        import resource, sys
        from pathlib import Path
        from caseorg.evidence.store import EvidenceStore
        peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        before = peak()
        store = EvidenceStore(Path(sys.argv[1]) / "evidence")
        received = store.receive(Path(sys.argv[1]) / "film.mp4")
        store.keep(received)
        assert store.is_whole(received.sha256)
        print(peak() - before)
    """
    grown = subprocess.check_output([sys.executable, "-c", script, tmp_path], text=True)
    assert int(grown) < 64 * 1024
    kept = next((tmp_path / "evidence").glob("??/*"))
    assert file_digest(kept) == file_digest(tmp_path / "film.mp4") == kept.name
    kept.unlink()
