"""A file that is hashed while it is written."""

import hashlib
import threading
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.jobs.writing import HashingFile

PARTS = st.lists(st.tuples(st.binary(min_size=1, max_size=9), st.sampled_from([1, 1000, 200_000])), max_size=12)


@given(PARTS)
def test_the_digest_is_that_of_what_is_in_the_file(parts: list[tuple[bytes, int]]) -> None:
    data = [part * times for part, times in parts]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        with HashingFile(path) as file:
            for number, part in enumerate(data):
                file.writelines([memoryview(part), b"\n"]) if number % 2 else file.write(part + b"\n")
            assert file.tell() == sum(map(len, data)) + len(data)
            digest = file.finish()
        content = path.read_bytes()
    assert content == b"".join(part + b"\n" for part in data)
    assert digest == hashlib.sha256(content).hexdigest()


def test_a_file_that_is_there_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(FileExistsError):
        HashingFile(tmp_path / "file")
    assert (tmp_path / "file").read_text() == "mine"


def hashers() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("hasher")]


def test_what_is_left_unfinished_ends_its_thread(tmp_path: Path) -> None:
    with HashingFile(tmp_path / "file") as file:
        file.write(b"x" * 3_000_000)
        assert hashers()
    assert not hashers()


def test_what_goes_wrong_while_hashing_is_told(tmp_path: Path) -> None:
    with HashingFile(tmp_path / "file") as file:
        file._batch.append("no bytes")  # type: ignore[arg-type]
        with pytest.raises(TypeError):
            file.finish()
