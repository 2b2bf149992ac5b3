"""What is wrong is told, what is safe is made good; of a broken folder, only read, what is left comes out whole."""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from caseorg.actions.case import set_profile
from caseorg.actions.change import Change
from caseorg.actions.shelf import put_away, trash
from caseorg.actions.work import UnitOfWork
from caseorg.cli.app import run
from caseorg.domain.case import CaseId, Person
from caseorg.domain.errors import CaseorgError
from caseorg.evidence.store import file_digest
from caseorg.i18n import remark_text
from caseorg.jobs.agenda import read_agenda
from caseorg.jobs.backups.making import make_backup
from caseorg.jobs.care.doctor import FolderFinding, examine_folder
from caseorg.jobs.care.salvage import JOURNAL, LEFT_OVER, QUARANTINE, Salvaged, salvage
from caseorg.jobs.sample import SAMPLE
from caseorg.jobs.verify import verify
from caseorg.store.queries import list_cases, load_case, load_profile
from caseorg.store.records import list_evidence
from caseorg.store.salvage import LOST_TITLE
from caseorg.workspace import open_workspace

PAGE = 4096


def examined(folder: Path, *, heal: bool = False, into: Path | None = None) -> list[FolderFinding]:
    return [step.item for step in examine_folder(folder, heal=heal, into=into) if step.item]


def told(findings: list[FolderFinding]) -> str:
    return "\n".join(
        f"{finding.done} {remark_text(finding.what)} {remark_text(finding.healed) if finding.healed else ''}"
        for finding in findings
    )


def tree(folder: Path) -> dict[str, tuple[int, bytes]]:
    found = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {str(path.relative_to(folder)): (path.stat().st_mode, path.read_bytes()) for path in found}


def saved(folder: Path, into: Path) -> Salvaged:
    *_, last = salvage(folder, into)
    assert last.item
    return last.item


@pytest.fixture
def tight(sample_folder: Path, tmp_path: Path) -> Path:
    """A data folder in which nothing is wrong, with a backup."""
    sample_folder.chmod(0o700)
    with open_workspace(sample_folder) as workspace:
        list(make_backup(workspace, tmp_path / "backups"))
    return sample_folder


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "evidence").glob("[0-9a-f][0-9a-f]/*"))


def test_of_a_sound_folder_there_is_nothing_to_say(tight: Path) -> None:
    before = tree(tight)
    assert examined(tight) == examined(tight, heal=True) == []
    assert tree(tight) == before


def test_without_a_backup_that_is_told(sample_folder: Path) -> None:
    sample_folder.chmod(0o700)
    assert "There is no backup of the last 30 days" in told(examined(sample_folder))


def test_what_is_wrong_is_told_and_nothing_is_changed(tight: Path) -> None:
    missing, altered, *_ = kept(tight)
    missing.unlink()
    altered.chmod(0o600)
    altered.write_bytes(b"altered")
    (tight / "evidence/.incoming/old.part").write_bytes(b"half")
    os.utime(tight / "evidence/.incoming/old.part", (1, 1))
    tight.chmod(0o755)
    before = tree(tight)
    said = told(examined(tight))
    assert said.count("is missing") == 1 and said.count("was altered") == 1 and "old.part" in said
    assert "Everybody on this machine" in said and "True" not in said
    assert tree(tight) == before


def test_what_is_missing_or_altered_comes_back_from_the_backup(tight: Path) -> None:
    missing, altered, writable, *_ = kept(tight)
    missing.unlink()
    altered.chmod(0o600)
    altered.write_bytes(b"altered")
    writable.chmod(0o666)
    (tight / "evidence/.incoming/old.part").write_bytes(b"half")
    os.utime(tight / "evidence/.incoming/old.part", (1, 1))
    (tight / "evidence/.incoming/young.part").write_bytes(b"half")
    tight.chmod(0o755)
    said = told(examined(tight, heal=True))
    assert said.count("True") >= 5
    assert [file_digest(path) for path in kept(tight)] == [path.name for path in kept(tight)]
    assert all(not path.stat().st_mode & 0o222 for path in kept(tight))
    (aside,) = (tight / QUARANTINE).iterdir()
    assert aside.name.startswith(altered.name) and aside.read_bytes() == b"altered"
    assert [path.name for path in (tight / "evidence/.incoming").iterdir()] == ["young.part"]
    assert not tight.stat().st_mode & 0o007
    with open_workspace(tight) as workspace:
        assert len([progress for progress in verify(workspace) if progress.item]) == 5


def test_without_a_whole_copy_the_altered_file_stays_where_it_is(tight: Path, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "backups")
    missing, altered, *_ = kept(tight)
    missing.unlink()
    altered.chmod(0o600)
    altered.write_bytes(b"altered")
    said = told(examined(tight, heal=True))
    assert "No whole copy is known" in said and "add it again" in said and "is not there now" in said
    assert altered.read_bytes() == b"altered" and not (tight / QUARANTINE).exists()


def test_strange_files_are_told_and_stay(tight: Path) -> None:
    folder = tight / "evidence/ab"
    folder.mkdir(exist_ok=True)
    content = b"evidence of a newer database"
    whole = folder / f"ab{'0' * 62}"
    whole.write_bytes(content)  # not what its name says
    (folder / "notes.txt").write_text("x")
    (folder / f"ab{'1' * 62}").symlink_to("/etc/passwd")
    orphan = tight / "evidence" / "tmp"
    orphan.write_bytes(content)
    digest = file_digest(orphan)
    (tight / "evidence" / digest[:2]).mkdir(exist_ok=True)
    orphan.rename(tight / "evidence" / digest[:2] / digest)
    said = told(examined(tight, heal=True))
    assert "notes.txt is no file of ours" in said and f"No record names {digest}" in said
    assert (folder / "notes.txt").is_file() and (folder / f"ab{'1' * 62}").is_symlink()
    assert (tight / "evidence" / digest[:2] / digest).is_file()
    (aside,) = (tight / QUARANTINE).iterdir()
    assert aside.name.startswith(whole.name)


def test_a_broken_folder_is_left_as_it_is(tight: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tight / "caseorg.db")) as database:
        database.execute("CREATE TABLE mine (x)")
    kept(tight)[0].chmod(0o666)
    before = tree(tight)
    said = told(examined(tight))
    assert "mine" in said and "The last good backup is of" in said and not (tmp_path / "sample-抢救").exists()
    said = told(examined(tight, heal=True))
    assert "1 case and 5 files of evidence, of which 0 without" in said
    assert tree(tight) == before
    with open_workspace(tmp_path / "sample-抢救") as workspace:
        (case,) = workspace.read(list_cases)
        list(verify(workspace))
    with open_workspace(tight) as broken:
        old, (new_title,) = broken.read(load_case, SAMPLE), (case.title,)
    assert old.title == new_title


@pytest.mark.parametrize("away", [put_away, trash])
def test_a_case_that_was_put_away_or_is_in_the_trash_does_not_come_back(
    tight: Path, tmp_path: Path, away: Callable[[UnitOfWork, CaseId], Change[CaseId]]
) -> None:
    with open_workspace(tight) as workspace:
        workspace.change(away, SAMPLE)
        (before,) = workspace.read(list_cases)
    with closing(sqlite3.connect(tight / "caseorg.db")) as database:
        database.execute("CREATE TABLE mine (x)")
    saved(tight, tmp_path / "new")
    with open_workspace(tmp_path / "new") as workspace:
        (case,) = workspace.read(list_cases)
        assert (case.title, case.shelf) == (before.title, before.shelf) and case.shelf
        list(verify(workspace))


def test_a_lost_database_leaves_all_evidence(tight: Path, tmp_path: Path) -> None:
    (tight / "caseorg.db").unlink()
    bad = kept(tight)[0]
    bad.chmod(0o600)
    bad.write_bytes(b"altered")
    found = saved(tight, tmp_path / "new")
    assert (found.cases, found.evidence, found.unnamed, found.quarantined) == (1, 4, 4, 1)
    with open_workspace(tmp_path / "new") as workspace:
        assert [case.title for case in workspace.read(list_cases)] == [LEFT_OVER]
        digests = {item.sha256 for _, item in workspace.read(list_evidence)}
    assert digests == {path.name for path in kept(tight)[1:]}
    assert (tmp_path / "new" / QUARANTINE / bad.name).read_bytes() == b"altered"


def test_only_an_empty_folder_is_filled(tight: Path, tmp_path: Path) -> None:
    with pytest.raises(CaseorgError, match="is not empty"):
        saved(tight, tmp_path / "backups")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases SET title = x'fffe', platform = 'moon', created_at = 'yesterday'",
        "UPDATE events SET side = 'nobody', at = x'00', in_complaint = 'maybe', text = ''",
        "UPDATE evidence SET kind = 5, size = 'large', taken_at = 'x', width = 9223372036854775807",
        "UPDATE orders SET paid = 'much', payment = 'gold', ordered_at = 7",
        "DELETE FROM cases",
        "DELETE FROM events WHERE position = 1",
        "DROP TABLE alembic_version",
        "DROP TABLE answers",
        "UPDATE journal SET seq = 9223372036854775807 WHERE seq = 3",
        "UPDATE promises SET event_id = 'gone', made_precision = 'fog'",
        "ALTER TABLE cases RENAME COLUMN demand TO wish",
    ],
)
def test_whatever_was_edited_by_hand_what_is_left_is_whole(tight: Path, tmp_path: Path, statement: str) -> None:
    with open_workspace(tight) as workspace:
        workspace.write(set_profile, Person(name="林晓"))
    with closing(sqlite3.connect(tight / "caseorg.db")) as database:
        database.execute(statement)
        database.commit()
    before = tree(tight)
    found = saved(tight, tmp_path / "new")
    assert tree(tight) == before
    assert (found.evidence, found.unnamed) == (5, 0) and found.cases == 1
    with open_workspace(tmp_path / "new") as workspace:
        (case,) = workspace.read(list_cases)
        assert case.title
        assert workspace.read(load_profile).name == "林晓"
        list(verify(workspace))
    if "DELETE FROM cases" in statement:
        assert case.title == LOST_TITLE
    assert len((tmp_path / "new" / JOURNAL).read_text(encoding="utf-8").splitlines()) > 5
    json.loads((tmp_path / "new" / JOURNAL).read_text(encoding="utf-8").splitlines()[0])


def test_of_60_damaged_databases_no_evidence_is_lost(
    tight: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    random, named = Random(5), 0
    good = (tight / "caseorg.db").read_bytes()
    for number in range(60):
        content = bytearray(good)
        if number % 3 == 0:
            content = content[: random.randrange(len(content))]
        else:
            page = random.randrange(len(content) // PAGE) * PAGE
            content[page : page + PAGE] = random.randbytes(PAGE) if number % 3 == 1 else bytes(PAGE)
        (tight / "caseorg.db").write_bytes(content)
        found = saved(tight, tmp_path / f"new-{number}")
        assert found.evidence == 5
        named += 5 - found.unnamed
        shutil.rmtree(tmp_path / f"new-{number}")
    with capsys.disabled():
        print(f"\n60 damaged databases: 300 of 300 files saved, {named} with their records")


def test_a_database_of_the_first_version_is_saved_too(tmp_path: Path) -> None:
    released = Path(__file__).parents[1] / "data/folder-0.1.0.zip"
    shutil.unpack_archive(released, tmp_path / "old")
    with closing(sqlite3.connect(tmp_path / "old/caseorg.db")) as database:
        database.execute("CREATE VIEW mine AS SELECT 1")
        (title,) = database.execute("SELECT title FROM cases").fetchone()
    found = saved(tmp_path / "old", tmp_path / "new")
    assert (found.cases, found.unnamed) == (1, 0)
    with open_workspace(tmp_path / "new") as workspace:
        assert [case.title for case in workspace.read(list_cases)] == [title]


def test_a_salvage_that_is_stopped_leaves_nothing(tight: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    job = salvage(tight, tmp_path / "out/new")
    next(job)
    next(job)
    job.close()  # type: ignore[attr-defined]
    assert list((tmp_path / "out").iterdir()) == []


def test_the_command(
    tight: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEORG_LANGUAGE", "en")
    monkeypatch.setenv("CASEORG_DATA", str(tight))
    assert run(["doctor"]) == 0
    assert capsys.readouterr().out == f"Nothing is wrong in {tight}.\n"
    kept(tight)[0].unlink()
    assert run(["doctor"]) == 3
    shown = capsys.readouterr()
    assert "is missing" in shown.out and "caseorg doctor --heal" in shown.err
    assert run(["doctor", "--heal"]) == 0 and "✓" in capsys.readouterr().out
    assert run(["doctor"]) == 0 and run(["verify"]) == 0
    (tight / "caseorg.db").write_bytes(b"")
    capsys.readouterr()
    assert run(["verify"]) == 3
    assert f"caseorg restore '{tmp_path / 'backups'}" in capsys.readouterr().err
    assert run(["doctor", "--heal", "--into", str(tmp_path / "new")]) == 0
    assert run(["--data", str(tmp_path / "new"), "verify"]) == 0
    assert run(["--data", str(tmp_path / "nothing"), "doctor"]) == 2


def test_a_folder_where_the_database_should_be_is_told(tight: Path, tmp_path: Path) -> None:
    (tight / "caseorg.db").unlink()
    (tight / "caseorg.db").mkdir()
    assert "The file caseorg.db is no database." in told(examined(tight))
    list(examine_folder(tight, heal=True, into=tmp_path / "new"))
    assert len(kept(tmp_path / "new")) == len(kept(tight))


def test_a_database_that_may_not_be_read_is_told(tight: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("caseorg.jobs.care.doctor.examine", refuse)
    with pytest.raises(CaseorgError, match="cannot be used: Permission denied"):
        list(examine_folder(tight))


def test_the_kept_agenda_is_no_concern_of_the_examination(tight: Path) -> None:
    before = told(examined(tight))
    with open_workspace(tight) as workspace:
        read_agenda(workspace, datetime(2026, 11, 28, tzinfo=UTC))
    assert (tight / "agenda.db").exists()
    assert told(examined(tight)) == told(examined(tight, heal=True)) == before
    (tight / "agenda.db").write_bytes(b"not ours")
    assert told(examined(tight)) == before
