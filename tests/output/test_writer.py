"""A file that a process of its own writes."""

import hashlib
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from caseorg.domain.errors import BrokenError, CaseorgError
from caseorg.output.writer import Writer, started_early
from caseorg.pdf.encoding import Encoded
from caseorg.pdf.picture_objects import Numbered
from caseorg.sheets.loading import Stored, load
from waiting import PATIENCE, wait_until


def picture(number: int, data: bytes) -> Numbered:
    return number, partial(Encoded, b"/Width 1", [data, data])


def lost(tmp_path: Path) -> Numbered:
    return 1, partial(load, Stored(tmp_path / "gone", "0" * 64, "image/png", "证据1", "订单.png"), False)


def test_what_is_sent_is_in_the_file_in_its_order(tmp_path: Path) -> None:
    with Writer(tmp_path / "file") as writer:
        writer.write(b"head ")
        lengths = writer.write_pictures([picture(7, b"one"), picture(8, b"x" * 3_000_000)])
        found = list(lengths)
        assert writer.tell() == 5 + sum(found)
        writer.write(memoryview(b" tail"))
        digest = writer.finish()
    content = (tmp_path / "file").read_bytes()
    one = b"7 0 obj\n<< /Width 1 /Length 6 >>\nstream\noneone\nendstream\nendobj\n"
    two = b"8 0 obj\n<< /Width 1 /Length 6000000 >>\nstream\n" + b"x" * 6_000_000 + b"\nendstream\nendobj\n"
    assert found == [len(one), len(two)]
    assert content == b"head " + one + two + b" tail"
    assert digest == hashlib.sha256(content).hexdigest()


def test_more_pictures_than_answers_fit_into_a_pipe(tmp_path: Path) -> None:
    many = [picture(number, b"") for number in range(20_000)]
    with Writer(tmp_path / "file") as writer:
        assert len(list(writer.write_pictures(many))) == len(many)
        writer.finish()
        assert writer.tell() == (tmp_path / "file").stat().st_size


def test_pictures_are_written_before_anybody_asks(tmp_path: Path) -> None:
    with Writer(tmp_path / "file") as writer:
        writer.write_pictures([picture(1, b"one")])
        wait_until(lambda: (tmp_path / "file").exists() and (tmp_path / "file").stat().st_size)


def test_what_is_wrong_with_a_picture_is_told_as_it_is_here(tmp_path: Path) -> None:
    with Writer(tmp_path / "file") as writer:
        lengths = writer.write_pictures([picture(1, b"one"), lost(tmp_path)])
        assert next(lengths)
        with pytest.raises(BrokenError, match=r"证据1 \(订单.png\)") as told:
            next(lengths)
        assert told.value.values.items() >= {"label": "证据1", "name": "订单.png"}.items()


def test_a_bug_there_is_a_bug_here_and_says_where(tmp_path: Path) -> None:
    with Writer(tmp_path / "file") as writer, pytest.raises(ZeroDivisionError) as bug:
        list(writer.write_pictures([(1, partial(divmod, 1, 0))]))
    assert "write_pictures" in "".join(bug.value.__notes__)


def test_what_the_disk_says_is_told(tmp_path: Path) -> None:
    with Writer(tmp_path / "gone" / "file") as writer, pytest.raises(FileNotFoundError):
        writer.finish()


def test_one_that_was_started_early_writes_the_next_file_and_none_is_left(tmp_path: Path) -> None:
    with started_early():
        with Writer(tmp_path / "file") as writer:
            writer.write(b"one")
            assert writer.finish() == hashlib.sha256(b"one").hexdigest()
        with Writer(tmp_path / "another") as writer:
            writer.write(b"two")
            assert writer.finish() == hashlib.sha256(b"two").hexdigest()
    with started_early():  # nobody writes
        pass
    assert sorted(file.name for file in tmp_path.iterdir()) == ["another", "file"]


def test_whoever_goes_on_sending_to_it_is_told_too(tmp_path: Path) -> None:
    with Writer(tmp_path / "file") as writer:
        writer.write_pictures([picture(1, b"one"), picture(2, b"two"), lost(tmp_path)])
        with pytest.raises(BrokenError):
            writer.write(b"x" * 10_000_000)


@pytest.mark.parametrize(
    ("raising", "said"),
    [
        ("class Odd(Exception): pass\nraise Odd('no colours')", "Odd: no colours"),  # of no module that can be loaded
        ("import subprocess\nraise subprocess.CalledProcessError(cmd='x', returncode=7)", "status 7"),  # sent, not read
    ],
)
def test_an_error_that_cannot_be_sent_is_told_in_words(tmp_path: Path, raising: str, said: str) -> None:
    with Writer(tmp_path / "file") as writer, pytest.raises(RuntimeError, match=said):
        list(writer.write_pictures([(1, partial(exec, raising))]))


@pytest.mark.parametrize(
    ("ending", "error", "told"),
    [
        (partial(os.kill, 0, signal.SIGKILL), CaseorgError, "was ended"),
        (partial(os.kill, 0, signal.SIGSEGV), CaseorgError, "crashed"),
        (partial(os._exit, 3), RuntimeError, "ended with 3"),
    ],
)
def test_a_process_that_ends_without_a_word_is_told(
    tmp_path: Path, ending: partial[None], error: type[Exception], told: str
) -> None:
    with Writer(tmp_path / "file") as writer, pytest.raises(error, match=told):
        list(writer.write_pictures([picture(1, b"one"), (2, ending)]))


def test_a_process_that_cannot_start_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone"))
    with pytest.raises(CaseorgError, match="cannot be started: No such file or directory"):
        Writer(tmp_path / "file")


@pytest.mark.parametrize("printed", ["hello\\n", "hello"])
def test_what_start_up_files_and_libraries_print_is_no_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, printed: str
) -> None:
    (tmp_path / "sitecustomize.py").write_text(f"print('{printed}', end='', flush=True)")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    said = partial(exec, "import os; print('said', flush=True); os.write(1, b'said'); raise ArithmeticError")
    with Writer(tmp_path / "file") as writer:
        lengths = writer.write_pictures([picture(1, b"one"), (2, said)])
        assert next(lengths)
        with pytest.raises(ArithmeticError):
            next(lengths)


def test_a_library_that_reads_takes_no_order(tmp_path: Path) -> None:
    reading = partial(exec, "import os\nif os.read(0, 1): raise OSError\nraise ArithmeticError")
    with Writer(tmp_path / "file") as writer:
        lengths = writer.write_pictures([(1, reading)])
        with pytest.raises(ArithmeticError):
            next(lengths)


def test_a_file_that_nobody_waits_for_is_removed(tmp_path: Path) -> None:
    path = tmp_path / "file"
    script = (
        "import os, pathlib; from caseorg.output.writer import Writer; "
        f"Writer(pathlib.Path({str(path)!r})); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False, timeout=PATIENCE).returncode == 9
    wait_until(lambda: not path.exists())


def test_leaving_early_ends_the_process_at_once(tmp_path: Path) -> None:
    slow = f"import pathlib, time; time.sleep({PATIENCE}); pathlib.Path({str(tmp_path / 'waited')!r}).touch()"
    with Writer(tmp_path / "file") as writer:
        writer.write_pictures([(1, partial(exec, slow))])
    assert writer._process.returncode is not None
    assert not (tmp_path / "waited").exists()


@pytest.mark.skipif(os.name == "nt", reason="there are no process groups like these")
def test_ctrl_c_is_for_whoever_started_it(tmp_path: Path) -> None:
    with Writer(tmp_path / "file") as writer:
        assert os.getpgid(writer._process.pid) == writer._process.pid  # a terminal interrupts its own group


def test_a_file_that_is_there_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with Writer(tmp_path / "file") as writer, pytest.raises(FileExistsError):
        writer.finish()
    assert (tmp_path / "file").read_text() == "mine"


def test_modules_in_the_working_folder_are_not_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "hashlib.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    with Writer(tmp_path / "file") as writer:
        assert writer.finish()
