"""A case goes into the trash and comes back; purged, it is nowhere any more, and the journal says when and why."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from caseorg.actions.case import new_case
from caseorg.actions.event import EventDetails, add_event
from caseorg.actions.promise import PromiseDetails, add_promise
from caseorg.actions.purge import purge_case
from caseorg.actions.shelf import put_away, restore_case, trash
from caseorg.actions.work import UnitOfWork
from caseorg.cli.app import run
from caseorg.domain.case import CaseDetails, CaseId, Evidence, Shelf, Side
from caseorg.domain.errors import BrokenError, CaseorgError
from caseorg.domain.moments import parse_moment
from caseorg.domain.progress import Progress
from caseorg.evidence.store import EvidenceStore
from caseorg.evidence.thumbnails import thumbnail
from caseorg.jobs.agenda import Agenda, look, read_agenda, work_out
from caseorg.jobs.care.doctor import examine_folder
from caseorg.jobs.care.files import evidence_ills
from caseorg.jobs.intake import add_files
from caseorg.jobs.purge import list_purges, purge
from caseorg.jobs.search import search
from caseorg.jobs.verify import verify
from caseorg.store.inboxes import InboxLine, append_lines, read_inboxes, read_lines, store_inboxes
from caseorg.store.queries import list_cases, newest_case
from caseorg.store.readings import Kept, keep_reading, load_readings
from caseorg.store.records import list_evidence
from caseorg.workspace import DATABASE, Workspace, open_workspace
from evidence.material import JPEG, PNG

REASON = "资料录错了人"
TOLD = "客服说二十四小时内处理"


def done(steps: Iterator[Progress[object]]) -> None:
    for _ in steps:
        pass


@pytest.fixture
def filled(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> tuple[Evidence, Evidence]:
    """Two pieces of evidence of the case, the second of which another case has too; an event; a promise."""
    files = [tmp_path / "订单.png", tmp_path / "聊天.jpg"]
    for file, content in zip(files, (PNG, JPEG), strict=True):
        file.write_bytes(content)
    done(add_files(workspace, case_id, files))
    done(add_files(workspace, workspace.write(new_case, CaseDetails(title="会员")), files[1:]))
    own, shared = (item for case, item in workspace.read(list_evidence, case_id))
    at = parse_moment("2026-11-01 14:30")
    workspace.write(add_event, case_id, EventDetails(at=at, text=TOLD, evidence=(own.id,)))
    due = datetime(2026, 11, 2, tzinfo=UTC)
    workspace.write(add_promise, case_id, PromiseDetails(side=Side.SERVICE, text=TOLD, made_at=at, due=due))
    thumbnail(workspace.evidence, own, workspace.thumbnails)
    keep_reading(workspace.readings, Kept(own.sha256, "engine", failure="none"))
    return own, shared


def test_a_case_with_more_entries_than_a_statement_has_places_for(workspace: Workspace, case_id: CaseId) -> None:
    told = EventDetails(at=parse_moment("2026-11-01"), text=TOLD)
    workspace.write(lambda work: [add_event(work, case_id, told) for _ in range(25)])
    workspace.change(trash, case_id)

    def purge_narrowly(work: UnitOfWork) -> None:
        driver = work.session.connection().connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        before = driver.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 20)
        purge_case(work, case_id, REASON)
        driver.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, before)

    workspace.write(purge_narrowly)
    done(verify(workspace))


def test_what_is_put_away_leaves_the_list_and_goes_on_what_is_in_the_trash_does_not(
    workspace: Workspace, case_id: CaseId, filled: object
) -> None:
    now = datetime(2026, 11, 10, tzinfo=UTC)
    other = next(case.id for case in workspace.read(list_cases) if case.id != case_id)
    assert search(workspace, "二十四小时")
    workspace.change(put_away, case_id)
    assert workspace.read(newest_case) == other
    assert [item.case_id for item in read_agenda(workspace, now)] == [case_id]
    change = workspace.write(trash, case_id)
    assert not read_agenda(workspace, now)
    assert not search(workspace, "二十四小时")
    assert workspace.write(trash, case_id).already
    workspace.write(change.undo, case_id)
    assert {case.shelf for case in workspace.read(list_cases) if case.id == case_id} == {Shelf.PUT_AWAY}
    workspace.write(change.redo, case_id)
    with pytest.raises(CaseorgError, match="changed elsewhere"):
        workspace.write(change.redo, case_id)
    workspace.change(restore_case, case_id)
    assert workspace.read(newest_case) == case_id
    assert search(workspace, "二十四小时")
    done(verify(workspace))


def test_a_purged_case_is_nowhere_any_more_but_in_the_entry_that_says_why(
    workspace: Workspace, case_id: CaseId, filled: tuple[Evidence, Evidence]
) -> None:
    own, shared = filled
    agenda = Agenda()
    first = look(workspace, "", None, datetime(2026, 11, 10, tzinfo=UTC))
    agenda.take(first)
    for step in work_out(workspace, first.basis, first.missing, datetime(2026, 11, 10, tzinfo=UTC)):
        agenda.add(step.item or ())
    workspace.change(trash, case_id)
    done(purge(workspace, case_id, f" {REASON}\n"))
    found = look(workspace, first.basis, first.end, datetime(2026, 11, 10, tzinfo=UTC))
    assert case_id in agenda.take(found)
    assert agenda.cases[case_id].dated is None
    done(verify(workspace))
    (told,) = workspace.read(list_purges)
    assert (told.case_id, told.tombstone.title, told.tombstone.reason) == (case_id, "点卡卡密无效", REASON)
    assert told.tombstone.files == (own.sha256, shared.sha256)
    assert told.tombstone.events == 1
    assert not workspace.evidence.path(own.sha256).exists()
    assert workspace.evidence.is_whole(shared.sha256)
    assert not list(workspace.thumbnails.glob(f"{own.sha256}*"))
    assert not load_readings(workspace.readings, [own.sha256])
    kept = [file for file in workspace.folder.rglob("*") if file.is_file()]
    assert not [file.name for file in kept if TOLD.encode() in file.read_bytes()]
    assert len(workspace.read(list_cases)) == 1


def test_nothing_is_purged_that_is_not_in_the_trash_and_nothing_without_a_reason(
    workspace: Workspace, case_id: CaseId
) -> None:
    with pytest.raises(CaseorgError, match="Only what is in the trash"):
        done(purge(workspace, case_id, REASON))
    workspace.change(trash, case_id)
    with pytest.raises(CaseorgError, match="needs a reason"):
        done(purge(workspace, case_id, " \n"))
    done(verify(workspace))


@pytest.mark.parametrize(
    "forged",
    [
        "UPDATE journal SET details = '' WHERE seq = (SELECT max(seq) FROM journal WHERE action = 'evidence.add')",
        "UPDATE journal SET details = replace(details, '录错', '认错') WHERE action = 'case.purge'",
        "UPDATE journal SET digest = replace(digest, '1', '2') WHERE details = ''",
        "UPDATE journal SET case_id = (SELECT id FROM cases) WHERE details = ''",
    ],
)
def test_words_that_another_hand_erased_or_a_forged_purge_are_named(
    workspace: Workspace, case_id: CaseId, filled: object, forged: str
) -> None:
    workspace.change(trash, case_id)
    done(purge(workspace, case_id, REASON))
    with closing(sqlite3.connect(workspace.folder / DATABASE)) as connection:
        assert connection.execute(forged).rowcount
        connection.commit()
    with pytest.raises(BrokenError, match="Journal entry"):
        done(verify(workspace))


def test_files_that_a_kill_left_behind_are_named_by_the_doctor_and_no_sign_of_another_folder(
    workspace: Workspace, case_id: CaseId, tmp_path: Path
) -> None:
    files = [tmp_path / f"{number}.txt" for number in range(3)]
    for file in files:
        file.write_text(file.name, encoding="utf-8")
    done(add_files(workspace, case_id, files))
    workspace.change(trash, case_id)
    workspace.write(purge_case, case_id, REASON)  # and not what follows
    with open_workspace(workspace.folder) as again:
        assert again.refusal is None
    healed = [step.item for step in examine_folder(workspace.folder, heal=True) if step.item and step.item.done]
    assert [finding.what.text for finding in healed] == ["{file} was purged with its case, but is still there."] * 3
    assert not list(workspace.evidence.folder.glob("??/*"))


def test_a_file_that_came_in_again_while_the_doctor_looked_stays(
    workspace: Workspace, case_id: CaseId, filled: tuple[Evidence, Evidence], tmp_path: Path
) -> None:
    own, _ = filled
    other = next(case.id for case in workspace.read(list_cases) if case.id != case_id)
    workspace.change(trash, case_id)
    workspace.write(purge_case, case_id, REASON)
    steps = evidence_ills(workspace.folder, workspace.evidence, workspace.database)
    (ill,) = (step.item for step in steps if step.item)
    done(add_files(workspace, other, [tmp_path / "订单.png"]))
    assert ill.heal
    ill.heal()
    assert workspace.evidence.is_whole(own.sha256)
    done(verify(workspace))


def test_where_the_records_of_evidence_cannot_be_read_the_doctor_takes_no_file_for_a_purged_one(
    workspace: Workspace, case_id: CaseId, filled: object
) -> None:
    workspace.change(trash, case_id)
    done(purge(workspace, case_id, REASON))
    with closing(sqlite3.connect(workspace.database)) as connection:
        connection.execute("ALTER TABLE evidence RENAME TO unreadable")
    steps = evidence_ills(workspace.folder, workspace.evidence, workspace.database)
    assert [step.item.heal for step in steps if step.item] == [None]


def test_a_file_that_cannot_be_removed_keeps_nothing_else_of_the_case(
    workspace: Workspace, case_id: CaseId, filled: tuple[Evidence, Evidence], monkeypatch: pytest.MonkeyPatch
) -> None:
    own, _ = filled
    append_lines(workspace.folder, [InboxLine("2026-11-01", key, "订单.png", "added") for key in (case_id, "other")])
    store_inboxes(workspace.folder, {case_id: workspace.folder.parent / "收件夹"})

    def held(_store: EvidenceStore, _digest: str) -> None:
        raise CaseorgError("It cannot be written.", "Check the disk.")

    monkeypatch.setattr(EvidenceStore, "remove", held)
    workspace.change(trash, case_id)
    with pytest.raises(CaseorgError, match="cannot be written"):
        done(purge(workspace, case_id, REASON))
    assert not list(workspace.thumbnails.glob(f"{own.sha256}*"))
    assert not load_readings(workspace.readings, [own.sha256])
    assert not read_inboxes(workspace.folder)
    assert not read_lines(workspace.folder, case_id)
    assert len(read_lines(workspace.folder, CaseId("other"))) == 1


def test_the_commands_go_the_same_way(
    workspace: Workspace, case_id: CaseId, filled: object, capsys: pytest.CaptureFixture[str]
) -> None:
    def said(*words: str) -> tuple[int, str, str]:
        code = run(["--data", str(workspace.folder), *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    key = case_id[:8]
    assert said("case", "put-away", key)[0] == 0
    assert key not in said("case", "list")[1]
    assert key in said("case", "list", "--put-away")[1]
    assert said("case", "purge", key, "--reason", REASON)[0] == 2
    assert said("case", "trash", key)[0] == 0
    assert key in said("case", "list", "--trash")[1]
    assert said("case", "restore", key)[0] == 0
    assert key in said("case", "list")[1]
    said("case", "trash", key)
    assert "不能撤销" in said("case", "purge", key, "--reason", REASON)[1]
    code, out, _ = said("verify")
    assert code == 0
    assert f"“点卡卡密无效”（2个文件，1条经过）。理由：{REASON}" in out
