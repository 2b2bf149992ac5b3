"""Whatever is altered, the verification names it; whatever is not, it lets pass."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.actions.case import new_case
from caseorg.actions.evidence import describe_evidence, withdraw_evidence
from caseorg.cli.app import run
from caseorg.domain.case import CaseDetails, CaseId, Evidence
from caseorg.domain.errors import BrokenError
from caseorg.jobs.intake import add_files
from caseorg.jobs.verify import verify
from caseorg.store.queries import list_evidence
from caseorg.workspace import Workspace, open_workspace
from evidence.material import JPEG, PNG

MEGABYTE = 1 << 20


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two cases: the first with three pieces of evidence, the second with one of the same bytes."""
    folder = tmp_path_factory.mktemp("verify")
    files = [folder / name for name in ("a.png", "b.jpg", "c.txt")]
    for file, content in zip(files, (PNG, JPEG, b"chat"), strict=True):
        file.write_bytes(content)
    with open_workspace(folder / "data") as workspace:
        first = workspace.write(new_case, CaseDetails(title="one"), CaseId("a" * 32))
        second = workspace.write(new_case, CaseDetails(title="two"), CaseId("b" * 32))
        outcomes = [progress.item for progress in add_files(workspace, first, files)]
        assert outcomes[0] and outcomes[0].evidence
        workspace.write(describe_evidence, first, outcomes[0].evidence, "App", "what was paid")
        workspace.write(withdraw_evidence, first, (outcomes[0].evidence,))
        for _ in add_files(workspace, second, files[:1]):
            pass
        workspace.write(new_case, CaseDetails(title="three"), CaseId("c" * 32))
    return folder / "data"


@pytest.fixture
def whole(data: Path) -> Iterator[Workspace]:
    """The same, opened; each test puts back what it altered."""
    with open_workspace(data) as workspace:
        before = (data / "caseorg.db").read_bytes()
        yield workspace
        workspace.engine.dispose()
        (data / "caseorg.db").write_bytes(before)


def check(workspace: Workspace, case_id: CaseId | None = None) -> list[Evidence]:
    return [progress.item for progress in verify(workspace, case_id) if progress.item]


def alter(workspace: Workspace, statement: str, *values: Any) -> None:
    """What somebody does to the database with another program."""
    with closing(sqlite3.connect(workspace.folder / "caseorg.db")) as database:
        assert database.execute(statement, values).rowcount > 0
        database.commit()


def broken(workspace: Workspace, case_id: CaseId | None = None) -> str:
    with pytest.raises(BrokenError) as found:
        check(workspace, case_id)
    assert found.value.exit_code == 3 and found.value.advice
    return str(found.value)


def test_what_was_not_altered_passes(whole: Workspace) -> None:
    assert [item.label for item in check(whole)] == ["证据1", "证据2", "证据3", "证据1"]
    assert [item.name for item in check(whole, CaseId("b" * 32))] == ["a.png"]
    assert check(whole, CaseId("c" * 32)) == []


@given(draw=st.data())
def test_any_changed_byte_of_any_file_is_named(data: Path, draw: st.DataObject) -> None:
    with open_workspace(data) as workspace:
        _, item = draw.draw(st.sampled_from(workspace.read(list_evidence, CaseId("a" * 32))))
        kept = workspace.evidence.path(item.sha256)
        content = kept.read_bytes()
        position = draw.draw(st.integers(0, len(content) - 1))
        changed = content[position] ^ draw.draw(st.integers(1, 255))
        kept.chmod(0o600)
        kept.write_bytes(content[:position] + bytes([changed]) + content[position + 1 :])
        try:
            assert broken(workspace).startswith(f"The file of {item.label} ({item.name}) was altered.")
        finally:
            kept.write_bytes(content)


def test_a_lost_and_an_unreadable_file_are_named(whole: Workspace) -> None:
    _, item = whole.read(list_evidence, CaseId("a" * 32))[1]
    kept = whole.evidence.path(item.sha256)
    kept.rename(kept.with_name("away"))
    assert "The file of 证据2 (b.jpg) is missing." in broken(whole)
    kept.mkdir()
    assert "The file of 证据2 (b.jpg) cannot be read: Is a directory." in broken(whole)
    kept.rmdir()
    kept.with_name("away").rename(kept)
    check(whole)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("sha256", "0" * 64),
        ("number", 77),
        ("name", "other.jpg"),
        ("size", 5),
        ("case_id", "b" * 32),
        ("id", "f" * 32),
        ("kind", "painting"),
        ("added_at", "yesterday"),
        ("taken_source", "dream"),
    ],
)
def test_a_changed_record_is_named(whole: Workspace, column: str, value: object) -> None:
    alter(whole, f"UPDATE evidence SET {column} = ? WHERE name = 'b.jpg'", value)
    assert "is not as the journal says." in broken(whole)


@pytest.mark.parametrize(("name", "label"), [("a.png", "证据1"), ("b.jpg", "证据2"), ("c.txt", "证据3")])
def test_a_removed_record_is_named(whole: Workspace, name: str, label: str) -> None:
    alter(whole, "DELETE FROM evidence WHERE name = ? AND case_id LIKE 'a%'", name)
    assert f"The record of {label} ({name}) is missing." in broken(whole)
    assert f"The record of {label} ({name}) is missing." in broken(whole, CaseId("a" * 32))
    check(whole, CaseId("b" * 32))


def test_a_record_put_in_by_hand_is_named(whole: Workspace) -> None:
    columns = "name, sha256, size, kind, media_type, taken_precision, taken_source, added_at, source, proves, note"
    alter(
        whole,
        f"INSERT INTO evidence (id, case_id, number, withdrawn, {columns}) "
        f"SELECT 'new', 'cccccccccccccccccccccccccccccccc', 1, 0, {columns} FROM evidence WHERE name = 'b.jpg'",
    )
    assert "The record of 证据1 (b.jpg) is not as the journal says." in broken(whole)


@pytest.mark.parametrize("seq", range(1, 10))
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "2020-01-01 00:00:00.000000"),
        ("at", "no time"),
        ("case_id", "d" * 32),
        ("action", "case.forget"),
        ("details", "{}"),
        ("details", b"\xff\xfe"),
        ("previous", "1" * 64),
        ("digest", "1" * 64),
        ("seq", 700),
    ],
)
def test_a_changed_journal_entry_is_named_by_number(whole: Workspace, seq: int, column: str, value: object) -> None:
    alter(whole, f"UPDATE journal SET {column} = ? WHERE seq = ?", value, seq)
    assert f"Journal entry {seq} was changed" in broken(whole)
    assert f"Journal entry {seq} was changed" in broken(whole, CaseId("c" * 32))


@pytest.mark.parametrize("seq", range(1, 9))
def test_a_removed_journal_entry_is_named_by_number(whole: Workspace, seq: int) -> None:
    alter(whole, "DELETE FROM journal WHERE seq = ?", seq)
    assert f"Journal entry {seq} was changed, added or removed." in broken(whole)


@pytest.mark.parametrize(("last", "named"), [(2, "证据1 (a.png)"), (3, "证据2 (b.jpg)"), (7, "证据1 (a.png)")])
def test_a_journal_whose_end_is_cut_off_no_longer_covers_the_evidence(whole: Workspace, last: int, named: str) -> None:
    alter(whole, "DELETE FROM journal WHERE seq > ?", last)
    assert f"The record of {named} is not as the journal says." in broken(whole)


def test_a_journal_that_was_emptied_is_noticed(whole: Workspace) -> None:
    alter(whole, "DELETE FROM journal")
    assert "is not as the journal says" in broken(whole)


def test_the_command_ends_with_three_and_names_it(
    whole: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEORG_LANGUAGE", "en")
    command = ["--data", str(whole.folder), "verify"]
    assert run(command) == 0
    assert "the journal and 4 evidence files" in capsys.readouterr().out
    alter(whole, "UPDATE evidence SET name = 'x.jpg' WHERE name = 'b.jpg'")
    assert run(command) == 3
    shown = capsys.readouterr()
    assert shown.out == "" and shown.err.startswith("The record of 证据2 (x.jpg) is not as the journal says.")


def test_verifying_while_another_program_adds_never_cries_wolf(workspace: Workspace, tmp_path: Path) -> None:
    case_id = workspace.write(new_case, CaseDetails(title="x"))
    files = [tmp_path / f"{number}.txt" for number in range(60)]
    for file in files:
        file.write_text(file.name)
    program = subprocess.Popen(
        [sys.executable, "-m", "caseorg", "--data", workspace.folder, "add", case_id, *files], stdout=subprocess.DEVNULL
    )
    rounds = 0
    while program.poll() is None:
        check(workspace)
        rounds += 1
    assert program.returncode == 0 and rounds > 5
    assert len(check(workspace)) == 60


def test_a_huge_file_is_verified_with_little_memory(tmp_path: Path) -> None:
    with (tmp_path / "film.mp4").open("wb") as film:
        film.write(b"\0\0\0\x08ftyp\0\0\0\x08moov\0\0\0\0mdat")
        film.truncate(256 * MEGABYTE)
    script = """if True:
        import resource, sys
        from pathlib import Path
        from caseorg.actions.case import new_case
        from caseorg.domain.case import CaseDetails
        from caseorg.jobs.intake import add_files
        from caseorg.jobs.verify import verify
        from caseorg.workspace import open_workspace
        peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with open_workspace(Path(sys.argv[1]) / "data") as workspace:
            case_id = workspace.write(new_case, CaseDetails(title="x"))
            before = peak()
            outcomes = [progress.item for progress in add_files(workspace, case_id, [Path(sys.argv[1]) / "film.mp4"])]
            assert outcomes[0].number == 1, outcomes
            assert len(list(verify(workspace))) == 1
            print(peak() - before)
    """
    environment = {**os.environ, "CASEORG_LANGUAGE": "en"}
    grown = subprocess.check_output([sys.executable, "-c", script, tmp_path], text=True, env=environment)
    assert int(grown) < 64 * 1024
