"""A backup is whole or not there; what is altered in it is named; it comes back as it was."""

import json
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseorg.actions.case import new_case
from caseorg.cli.app import run
from caseorg.domain.case import CaseDetails
from caseorg.domain.errors import BrokenError, CaseorgError
from caseorg.domain.progress import Progress
from caseorg.evidence.store import file_digest
from caseorg.jobs.backups.making import Backup, make_backup
from caseorg.jobs.backups.manifest import LIST, read_manifest, write_manifest
from caseorg.jobs.backups.restoring import Restored, rehearse, restore_backup
from caseorg.jobs.backups.shelf import backups_in
from caseorg.jobs.intake import add_files
from caseorg.jobs.sample import SAMPLE
from caseorg.jobs.verify import verify
from caseorg.locking import only_one
from caseorg.store.queries import list_cases, load_case
from caseorg.store.records import list_evidence
from caseorg.workspace import Workspace, open_workspace


def back_up(workspace: Workspace, shelf: Path, keep: int = 10) -> Backup:
    *_, last = make_backup(workspace, shelf, keep)
    assert last.item
    return last.item


def restored(backup: Path, into: Path) -> Restored:
    *_, last = restore_backup(backup, into)
    assert last.item
    return last.item


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_backup_comes_back_as_it_was(sample: Workspace, tmp_path: Path) -> None:
    (sample.folder / "settings.toml").write_text('language = "en"\n', encoding="utf-8")
    (sample.folder / "timestamp-roots").mkdir()
    (sample.folder / "timestamp-roots/root.cer").write_bytes(b"0")
    (sample.folder / "knowledge/channels").mkdir(parents=True)
    (sample.folder / "knowledge/channels/x.toml").write_text("x = 1", encoding="utf-8")
    before = sample.read(load_case, SAMPLE)
    made = back_up(sample, tmp_path / "backups")
    count = len(before.evidence)
    assert (made.cases, made.evidence, made.missing, made.gone, made.same_disk) == (1, count, (), (), True)

    found = restored(made.folder, tmp_path / "new")
    assert (found.cases, found.evidence, found.backup) == (1, count, made.folder)
    with open_workspace(tmp_path / "new") as workspace:
        assert workspace.read(load_case, SAMPLE) == before
        assert len([progress for progress in verify(workspace) if progress.item]) == count
        workspace.write(new_case, CaseDetails(title="仍可写入"))
    assert (tmp_path / "new/settings.toml").read_text(encoding="utf-8") == 'language = "en"\n'
    assert (tmp_path / "new/knowledge/channels/x.toml").is_file()
    assert (tmp_path / "new/timestamp-roots/root.cer").is_file()


def test_without_this_program_a_backup_is_put_together_by_hand(sample: Workspace, tmp_path: Path) -> None:
    made = back_up(sample, tmp_path / "backups")
    shutil.copytree(made.folder, tmp_path / "new")
    shutil.copytree(tmp_path / "backups/evidence", tmp_path / "new/evidence")
    with open_workspace(tmp_path / "new") as workspace:
        list(verify(workspace))
    lines = [line for line in (made.folder / LIST).read_text(encoding="utf-8").splitlines() if "  " in line][:-1]
    listed = tmp_path / "sums"
    listed.write_text("\n".join(lines) + "\n", encoding="utf-8")
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", listed], cwd=made.folder, check=True)


def test_evidence_is_kept_once_and_old_backups_go(sample: Workspace, tmp_path: Path) -> None:
    shelf = tmp_path / "backups"
    first = back_up(sample, shelf, keep=2)
    inodes = {path.name: path.stat().st_ino for path in shelf.glob("evidence/??/*")}
    extra = tmp_path / "extra.txt"
    extra.write_text("聊天", encoding="utf-8")
    for _ in add_files(sample, SAMPLE, [extra]):
        pass
    second, third = back_up(sample, shelf, keep=2), back_up(sample, shelf, keep=2)
    assert (second.gone, third.gone) == ((), (first.folder.name,))
    assert backups_in(shelf) == [second.folder, third.folder]
    kept = {path.name: path.stat().st_ino for path in shelf.glob("evidence/??/*")}
    assert inodes.items() <= kept.items() and len(kept) == len(inodes) + 1


def test_evidence_goes_with_the_last_backup_that_names_it(
    sample: Workspace, workspace: Workspace, tmp_path: Path
) -> None:
    """Two data folders share a shelf; neither pushes out the other's backups."""
    shelf = tmp_path / "backups"
    theirs = back_up(sample, shelf, keep=1)
    case_id = workspace.write(new_case, CaseDetails(title="a"))
    extra = tmp_path / "extra.txt"
    extra.write_text("聊天", encoding="utf-8")
    for _ in add_files(workspace, case_id, [extra]):
        pass
    mine = [back_up(workspace, shelf, keep=1) for _ in range(3)]
    assert backups_in(shelf) == [theirs.folder, mine[-1].folder]
    assert restored(theirs.folder, tmp_path / "theirs").evidence == theirs.evidence
    assert restored(mine[-1].folder, tmp_path / "mine").evidence == 1


def test_where_a_list_cannot_be_read_nothing_goes(sample: Workspace, tmp_path: Path) -> None:
    shelf = tmp_path / "backups"
    first = back_up(sample, shelf, keep=1)
    (first.folder / LIST).write_text("x", encoding="utf-8")
    second = back_up(sample, shelf, keep=1)
    assert second.gone == () and first.folder.is_dir()
    assert list(shelf.glob("evidence/??/*"))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shelf")
    with open_workspace(folder / "data") as workspace:
        case_id = workspace.write(new_case, CaseDetails(title="a"))
        file = folder / "a.txt"
        file.write_text("聊天" * 400, encoding="utf-8")
        for _ in add_files(workspace, case_id, [file]):
            pass
        (workspace.folder / "settings.toml").write_text('language = "en"\n', encoding="utf-8")
        back_up(workspace, folder / "backups")
    return folder


@given(draw=st.data())
@settings(max_examples=60)
def test_any_flipped_byte_of_a_backup_is_named(shelf: Path, draw: st.DataObject) -> None:
    (backup,) = backups_in(shelf / "backups")
    held = sorted(path for path in (*backup.rglob("*"), *shelf.glob("backups/evidence/??/*")) if path.is_file())
    file = draw.draw(st.sampled_from(held))
    content = file.read_bytes()
    position = draw.draw(st.integers(0, len(content) - 1))
    flipped = content[position] ^ draw.draw(st.integers(1, 255))
    mode = file.stat().st_mode
    file.chmod(0o600)
    file.write_bytes(content[:position] + bytes([flipped]) + content[position + 1 :])
    try:
        with pytest.raises(BrokenError) as told:
            list(rehearse(backup))
        assert file.name in str(told.value)
        assert not (shelf / "new").exists()
    finally:
        file.write_bytes(content)
        file.chmod(mode)


def test_the_list_is_read_back_as_it_was(tmp_path: Path) -> None:
    with open_workspace(tmp_path / "data") as workspace:
        manifest = read_manifest(back_up(workspace, tmp_path / "backups").folder)
    (tmp_path / LIST).write_bytes(write_manifest(manifest))
    assert read_manifest(tmp_path) == manifest and manifest.identity == "-"


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "../evidence/../../x", "a\\b", "C:x", "..", "../evidence"]
)
def test_a_list_that_leads_elsewhere_is_refused(sample: Workspace, tmp_path: Path, name: str) -> None:
    made = back_up(sample, tmp_path / "backups")
    known = read_manifest(made.folder)
    forged = replace(known, files={name: "0" * 64})
    (made.folder / LIST).write_bytes(write_manifest(forged))
    with pytest.raises(BrokenError, match="was altered"):
        restored(made.folder, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_link_in_a_backup_is_not_followed(sample: Workspace, tmp_path: Path) -> None:
    made = back_up(sample, tmp_path / "backups")
    file = next((tmp_path / "backups").glob("evidence/??/*"))
    elsewhere = shutil.copy(file, tmp_path / "elsewhere")
    file.unlink()
    file.symlink_to(elsewhere)
    with pytest.raises(BrokenError, match=file.name):
        restored(made.folder, tmp_path / "new")


def test_only_an_absent_or_empty_folder_is_filled(sample: Workspace, tmp_path: Path) -> None:
    made = back_up(sample, tmp_path / "backups")
    full, empty = tmp_path / "full", tmp_path / "empty"
    full.mkdir()
    empty.mkdir()
    (full / "a").touch()
    (empty / ".DS_Store").touch()
    with pytest.raises(CaseorgError, match="is not empty"):
        restored(made.folder, full)
    assert [path.name for path in full.iterdir()] == ["a"]
    restored(tmp_path / "backups", empty)  # the newest of the shelf
    with pytest.raises(CaseorgError, match="There is no folder"):
        restored(made.folder, tmp_path / "no/where")
    with pytest.raises(CaseorgError, match="There is no backup"):
        restored(full, tmp_path / "new")


def test_a_folder_of_other_things_takes_no_backup(sample: Workspace, tmp_path: Path) -> None:
    (tmp_path / "usb").mkdir()
    (tmp_path / "usb/photos").mkdir()
    with pytest.raises(CaseorgError, match="holds other files"):
        back_up(sample, tmp_path / "usb")
    with pytest.raises(CaseorgError, match="lies in the data folder"):
        back_up(sample, sample.folder / "mine")
    assert [path.name for path in (tmp_path / "usb").iterdir()] == ["photos"]


def test_one_backup_at_a_time(sample: Workspace, tmp_path: Path) -> None:
    back_up(sample, tmp_path / "backups")
    with only_one(tmp_path / "backups/.caseorg-backups.lock") as alone:
        assert alone
        with pytest.raises(CaseorgError, match="Another backup is being made"):
            back_up(sample, tmp_path / "backups")
    back_up(sample, tmp_path / "backups")


def test_a_broken_folder_is_not_backed_up_and_names_its_last_backup(sample_folder: Path, tmp_path: Path) -> None:
    with open_workspace(sample_folder) as workspace:
        made = back_up(workspace, tmp_path / "backups")
    with closing(sqlite3.connect(sample_folder / "caseorg.db")) as database:
        database.execute("CREATE TABLE mine (x)")
    with open_workspace(sample_folder) as workspace:
        with pytest.raises(BrokenError, match=f"restore .{made.folder}") as told:
            back_up(workspace, tmp_path / "backups")
        assert f"{made.made_at.astimezone():%Y-%m}" in str(told.value)
    assert backups_in(tmp_path / "backups") == [made.folder]


def test_evidence_that_is_gone_is_told_and_earlier_backups_stay(sample: Workspace, tmp_path: Path) -> None:
    items = [item for _, item in sample.read(list_evidence)]
    file = sample.evidence.path(items[0].sha256)
    file.chmod(0o600)
    file.write_bytes(b"altered")
    made = back_up(sample, tmp_path / "backups", keep=1)
    assert made.missing == (f"证据1 {items[0].name}",) and made.evidence == len(items) - 1
    assert restored(made.folder, tmp_path / "new").missing == made.missing
    with open_workspace(tmp_path / "new") as workspace, pytest.raises(BrokenError, match="证据1"):
        list(verify(workspace))
    again = back_up(sample, tmp_path / "backups", keep=1)
    assert again.gone == () and made.folder.is_dir()
    assert not (sample.folder / "last-backup.json").exists()


def test_evidence_that_rotted_in_the_backups_is_made_good(sample: Workspace, tmp_path: Path) -> None:
    back_up(sample, tmp_path / "backups")
    file = next((tmp_path / "backups").glob("evidence/??/*"))
    file.chmod(0o600)
    file.write_bytes(b"rot")
    made = back_up(sample, tmp_path / "backups")
    assert file_digest(file) == file.name
    restored(made.folder, tmp_path / "new")


def test_a_backup_that_is_stopped_leaves_none(sample: Workspace, tmp_path: Path) -> None:
    for steps in range(12):
        shelf = tmp_path / f"backups-{steps}"
        job = make_backup(sample, shelf)
        if any(progress.item for progress in (next(job) for _ in range(steps))):
            break
        job.close()  # type: ignore[attr-defined]
        assert backups_in(shelf) == [] and not list(shelf.glob(".*.part")) if shelf.exists() else True
    assert steps > 5


def test_a_restoring_that_is_stopped_leaves_nothing(sample: Workspace, tmp_path: Path) -> None:
    made = back_up(sample, tmp_path / "backups")
    job: Iterator[Progress[Restored]] = restore_backup(made.folder, tmp_path / "a/new")
    (tmp_path / "a").mkdir()
    next(job)
    job.close()  # type: ignore[attr-defined]
    assert list((tmp_path / "a").iterdir()) == []


def test_a_rehearsal_leaves_nothing(sample: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = back_up(sample, tmp_path / "backups")
    (tmp_path / "aside").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "aside"))
    *_, last = rehearse(made.folder)
    assert last.item and last.item.cases == 1
    assert list((tmp_path / "aside").iterdir()) == []


def test_a_backup_of_the_released_version_comes_back_upgraded(tmp_path: Path) -> None:
    released = Path(__file__).parents[1] / "data/folder-0.1.0.zip"
    shutil.unpack_archive(released, tmp_path / "old")
    with closing(sqlite3.connect(tmp_path / "old/caseorg.db")) as database:
        cases = database.execute("SELECT count(*) FROM cases").fetchone()[0]
    with open_workspace(tmp_path / "old") as workspace:
        made = back_up(workspace, tmp_path / "backups")
        found = workspace.read(list_cases)
    assert restored(made.folder, tmp_path / "new").cases == cases == len(found)


def test_the_commands(
    sample: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEORG_LANGUAGE", "en")
    monkeypatch.setenv("CASEORG_DATA", str(sample.folder))
    assert run(["backup"]) == 2
    assert "caseorg backup FOLDER" in capsys.readouterr().err
    assert run(["backup", str(tmp_path / "b"), "--keep", "3"]) == 0
    told = capsys.readouterr()
    assert "1 case," in told.out and "read back" in told.out
    assert "personal data" in told.err and "same disk" in told.err
    assert run(["rehearse", str(tmp_path / "b")]) == 0
    assert "can be restored" in capsys.readouterr().out
    assert run(["restore", str(tmp_path / "b"), "--into", str(tmp_path / "new")]) == 0
    assert str(tmp_path / "new") in capsys.readouterr().out
    assert run(["--data", str(tmp_path / "new"), "verify"]) == 0
    (sample.folder / "settings.toml").write_text(
        f'language = "en"\n[backup]\nfolder = {json.dumps(str(tmp_path / "b"))}\ndays = 1\nkeep = 2\n', encoding="utf-8"
    )
    capsys.readouterr()
    assert run(["backup"]) == 0 and run(["backup"]) == 0
    assert "went" in capsys.readouterr().err
    assert len(backups_in(tmp_path / "b")) == 2
