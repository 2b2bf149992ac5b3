"""The inbox of a case: what rests there comes in, moves aside, and is told in one line; nothing else is touched."""

import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

import pytest

from caseorg.actions.evidence import Intake
from caseorg.actions.shelf import restore_case, trash
from caseorg.domain.case import CaseId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.files.resting import RestingState
from caseorg.evidence.store import EvidenceStore
from caseorg.jobs import inbox as module
from caseorg.jobs.inbox import FAILED, TAKEN, Inbox, inboxes, look, stop_watching, take_in, watch_folder
from caseorg.jobs.intake import Outcome
from caseorg.store.inboxes import LOG, read_lines
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace


@pytest.fixture
def inbox(tmp_path: Path, case_id: CaseId) -> Inbox:
    folder = tmp_path / "收件夹"
    folder.mkdir()
    return Inbox(case_id, folder)


def ready(inbox: Inbox) -> dict[str, RestingState]:
    """What has rested, five seconds after it was seen."""
    second = look(inbox, look(inbox, {}, 0).seen, 5)
    return {name: second.seen[name] for name in second.ready}


def taken(
    workspace: Workspace, inbox: Inbox, files: dict[str, RestingState]
) -> Sequence[tuple[Outcome, CaseorgError | None]]:
    return [step.item for step in take_in(workspace, inbox, files) if step.item]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_what_rests_comes_in_and_moves_aside(workspace: Workspace, inbox: Inbox) -> None:
    (inbox.folder / "聊天.txt").write_text("客服：1小时内处理", encoding="utf-8")
    (inbox.folder / "同样.txt").write_text("客服：1小时内处理", encoding="utf-8")
    (inbox.folder / "电影.mp4.crdownload").write_bytes(b"half")
    (inbox.folder / "里面").mkdir()
    (inbox.folder / TAKEN).mkdir()
    (inbox.folder / TAKEN / "聊天.txt").write_text("an earlier one", encoding="utf-8")
    (inbox.folder / "link.txt").symlink_to(inbox.folder / "聊天.txt")
    found = taken(workspace, inbox, ready(inbox))
    assert sorted(one.intake for one, _ in found) == [Intake.ADDED, Intake.DUPLICATE]
    assert names(inbox.folder) == sorted([TAKEN, "电影.mp4.crdownload", "里面", "link.txt"])
    assert names(inbox.folder / TAKEN) == sorted(["同样.txt", "聊天 (2).txt", "聊天.txt"])
    assert (inbox.folder / TAKEN / "聊天.txt").read_text(encoding="utf-8") == "an earlier one"
    assert len(workspace.read(load_case, inbox.case_id).evidence) == 1
    lines = read_lines(workspace.folder, inbox.case_id)
    assert [(line.name, line.outcome, line.number) for line in lines] == [
        (one.file.name, one.intake, 1) for one, _ in reversed(found)
    ]


def test_a_file_that_cannot_be_taken_moves_to_the_failed_ones_and_is_told(
    workspace: Workspace, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    (inbox.folder / "a.txt").write_text("whole", encoding="utf-8")

    def refuse(*_: object) -> object:
        raise CaseorgError("There is no permission to read the file.", "Copy it to a folder of your own.")

    monkeypatch.setattr(EvidenceStore, "receive", refuse)
    taken(workspace, inbox, ready(inbox))
    assert names(inbox.folder / FAILED) == ["a.txt"]
    (line,) = read_lines(workspace.folder, inbox.case_id)
    assert (line.outcome, line.said[:34]) == ("failed", "There is no permission to read the")


def test_a_file_that_cannot_be_moved_says_so_and_is_evidence_all_the_same(
    workspace: Workspace, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    (inbox.folder / "a.txt").write_text("whole", encoding="utf-8")

    def closed(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(module, "_move", closed)
    ((outcome, trouble),) = taken(workspace, inbox, ready(inbox))
    assert outcome.intake is Intake.ADDED
    assert trouble
    assert trouble.what.startswith("{file} cannot be moved")
    assert names(inbox.folder) == sorted(["a.txt", TAKEN])


def test_what_was_written_to_meanwhile_stays_for_the_next_time(workspace: Workspace, inbox: Inbox) -> None:
    file = inbox.folder / "a.txt"
    file.write_text("first", encoding="utf-8")
    files = ready(inbox)
    file.write_text("first and second", encoding="utf-8")
    taken(workspace, inbox, files)
    assert names(inbox.folder) == ["a.txt"]
    assert [one.intake for one, _ in taken(workspace, inbox, ready(inbox))] == [Intake.DUPLICATE]
    assert names(inbox.folder / TAKEN) == ["a.txt"]


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="names are texts there")
def test_a_name_that_is_no_text_comes_in_too(workspace: Workspace, tmp_path: Path, case_id: CaseId) -> None:
    folder = tmp_path / os.fsdecode("收件夹".encode("gbk"))
    folder.mkdir()
    (folder / os.fsdecode("单.txt".encode("gbk"))).write_text("whole", encoding="utf-8")
    assert watch_folder(workspace, case_id, folder, 1) == 1
    (inbox,) = inboxes(workspace)
    assert inbox == Inbox(case_id, folder)
    ((outcome, trouble),) = taken(workspace, inbox, ready(inbox))
    assert (outcome.intake, trouble) == (Intake.ADDED, None)
    assert len(names(folder / TAKEN)) == len(read_lines(workspace.folder, case_id)) == 1


def test_a_file_that_is_renamed_while_the_folder_is_listed_hides_no_other(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt"):
        (inbox.folder / name).write_text("x", encoding="utf-8")
    scan = os.scandir

    def slow(folder: Path) -> object:
        found = list(scan(folder))
        (inbox.folder / "b.txt").rename(inbox.folder / "c.txt")
        return nullcontext(found)

    monkeypatch.setattr(module.os, "scandir", slow)
    found = look(inbox, {}, 0)
    assert (found.trouble, set(found.seen)) == (None, {"a.txt"})


def test_where_no_line_can_be_kept_the_file_is_evidence_all_the_same(workspace: Workspace, inbox: Inbox) -> None:
    (inbox.folder / "a.txt").write_text("whole", encoding="utf-8")
    (workspace.folder / LOG).mkdir()
    ((outcome, trouble),) = taken(workspace, inbox, ready(inbox))
    assert outcome.intake is Intake.ADDED
    assert trouble and trouble.what == "{file} cannot be written: {reason}."


def test_a_folder_that_vanished_is_trouble_and_what_was_seen_is_remembered(inbox: Inbox) -> None:
    (inbox.folder / "a.txt").write_text("x", encoding="utf-8")
    before = look(inbox, {}, 0).seen
    away = inbox.folder.rename(inbox.folder.with_name("away"))
    found = look(inbox, before, 9)
    assert found.trouble
    assert found.trouble.what == "The inbox {folder} is not there."
    away.rename(inbox.folder)
    assert look(inbox, found.seen, 10).ready == ("a.txt",)


def test_where_the_case_is_gone_nothing_is_touched(workspace: Workspace, inbox: Inbox) -> None:
    stray = Inbox(CaseId("gone"), inbox.folder)
    (inbox.folder / "a.txt").write_text("x", encoding="utf-8")
    with pytest.raises(CaseorgError, match="not there any more"):
        taken(workspace, stray, ready(stray))
    assert names(inbox.folder) == ["a.txt"]


def test_a_folder_is_watched_once_its_user_knows_what_lies_in_it(workspace: Workspace, inbox: Inbox) -> None:
    (inbox.folder / "a.txt").write_text("x", encoding="utf-8")
    assert watch_folder(workspace, inbox.case_id, inbox.folder, 0) == 1
    assert inboxes(workspace) == []
    assert watch_folder(workspace, inbox.case_id, inbox.folder, 1) == 1
    assert inboxes(workspace) == [inbox]
    with pytest.raises(CaseorgError, match="another case"):
        watch_folder(workspace, CaseId("other"), inbox.folder, 1)
    stop_watching(workspace, (inbox.case_id,))
    assert inboxes(workspace) == []
    assert not (workspace.folder / "inboxes.json").exists()


def test_nothing_comes_into_a_case_in_the_trash(workspace: Workspace, inbox: Inbox) -> None:
    assert watch_folder(workspace, inbox.case_id, inbox.folder, 0) == 0
    workspace.change(trash, inbox.case_id)
    assert inboxes(workspace) == []
    with pytest.raises(CaseorgError, match="another case"):
        watch_folder(workspace, CaseId("other"), inbox.folder, 0)
    workspace.change(restore_case, inbox.case_id)
    assert inboxes(workspace) == [inbox]


def test_where_caseorg_keeps_its_data_is_no_inbox(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    for folder in (workspace.folder, workspace.folder / "evidence", workspace.folder.parent):
        with pytest.raises(CaseorgError, match="keeps its data"):
            watch_folder(workspace, case_id, folder, 0)
    with pytest.raises(CaseorgError, match="is not there"):
        watch_folder(workspace, case_id, tmp_path.with_name("nowhere"), 0)


def test_lines_that_are_none_of_ours_are_passed_over(workspace: Workspace, case_id: CaseId) -> None:
    (workspace.folder / LOG).write_text('{"at": 1}\nnonsense\n[]\n', encoding="utf-8")
    assert read_lines(workspace.folder, case_id) == []
