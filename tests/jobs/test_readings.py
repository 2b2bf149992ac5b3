"""Reading a case in the background: the newest first, each once, whatever happens over one of them."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from caseorg.actions.case import new_case
from caseorg.actions.evidence import withdraw_evidence
from caseorg.actions.shelf import trash
from caseorg.children.breach import Breach, broken
from caseorg.domain.case import CaseDetails, CaseFile, CaseId
from caseorg.domain.errors import CaseorgError
from caseorg.jobs.archives.making import archive_case
from caseorg.jobs.backups.making import make_backup
from caseorg.jobs.care.doctor import examine_folder
from caseorg.jobs.intake import add_files
from caseorg.jobs.readings import forget_gone, read_case, readable, readings_of, unread
from caseorg.jobs.search import search
from caseorg.jobs.verify import verify
from caseorg.store.journal import journal_end
from caseorg.store.queries import load_case
from caseorg.store.readings import Kept, keep_reading, known_digests, load_readings
from caseorg.workspace import Workspace
from handmade import ENGINE, Hand, reading


def picture(number: int) -> bytes:
    """No two are the same."""
    out = io.BytesIO()
    Image.new("RGB", (40, 80), (number, 20, 30)).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def case(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> CaseFile:
    """Three pictures and a note."""
    names = [tmp_path / f"{number}.png" for number in (1, 2, 3)]
    for number, name in enumerate(names):
        name.write_bytes(picture(number))
    (tmp_path / "note.txt").write_text("退款", encoding="utf-8")
    run(add_files(workspace, case_id, [*names, tmp_path / "note.txt"]))
    return workspace.read(load_case, case_id)


def run(steps: Iterator[object]) -> list[object]:
    return list(steps)


def test_the_newest_comes_first_and_each_is_read_once(workspace: Workspace, case: CaseFile) -> None:
    hand = Hand({case.evidence[2].sha256: reading("退款成功")})
    steps = list(read_case(workspace, readable(case), hand.reader))
    assert [step.item.evidence.number for step in steps if step.item] == [3, 2, 1]
    assert [(step.done, step.total) for step in steps] == [(1, 3), (2, 3), (3, 3)]
    assert readings_of(workspace, case)[case.evidence[2].id] == reading("退款成功")
    assert not list(read_case(workspace, readable(case), hand.reader)) and len(hand.asked) == 3


def test_what_was_withdrawn_or_is_in_the_trash_takes_no_place_of_what_is_found(
    workspace: Workspace, case: CaseFile, tmp_path: Path
) -> None:
    other = workspace.write(new_case, CaseDetails(title="别的"))
    (tmp_path / "4.png").write_bytes(picture(4))
    run(add_files(workspace, other, [tmp_path / "4.png"]))
    first, second = case.evidence[0], case.evidence[1]
    (away,) = workspace.read(load_case, other).evidence
    for item in (first, second, away):  # those looked at last are found first
        keep_reading(workspace.readings, Kept(item.sha256, ENGINE, reading("激活码失效")))
    workspace.change(withdraw_evidence, case.id, (second.id,))
    workspace.change(trash, other)
    for only in (None, case.id):
        assert [hit.item for hit in search(workspace, "激活码失效", 1, only)] == [first.id]


def test_another_engine_reads_all_of_it_anew(workspace: Workspace, case: CaseFile) -> None:
    run(read_case(workspace, readable(case), Hand({}).reader))
    other = Hand({}, "by hand 2")
    assert len(readings_of(workspace, case)) == 3
    run(read_case(workspace, readable(case), other.reader))
    assert len(other.asked) == 3


def test_what_was_read_stays_when_it_is_stopped(workspace: Workspace, case: CaseFile) -> None:
    hand = Hand({})
    steps = read_case(workspace, readable(case), hand.reader)
    next(steps)
    steps.close()  # type: ignore[attr-defined]
    assert known_digests(workspace.readings) == {case.evidence[2].sha256}
    assert unread(workspace, readable(case), ENGINE) == [case.evidence[1], case.evidence[0]]


@pytest.mark.parametrize("breach", list(Breach))
def test_a_crash_costs_one_picture_and_is_remembered(workspace: Workspace, case: CaseFile, breach: Breach) -> None:
    hand = Hand({case.evidence[1].sha256: broken(breach)})
    run(read_case(workspace, readable(case), hand.reader))
    assert len(readings_of(workspace, case)) == 2
    kept = load_readings(workspace.readings, [case.evidence[1].sha256])[case.evidence[1].sha256]
    assert kept.failure == broken(breach).what and kept.reading is None
    run(read_case(workspace, readable(case), hand.reader))
    assert len(hand.asked) == 3
    run(read_case(workspace, readable(case), hand.reader, again=True))
    assert hand.asked[3:] == [case.evidence[1].sha256]


def test_what_the_system_refuses_is_tried_again(workspace: Workspace, case: CaseFile) -> None:
    no_worker = CaseorgError("The process that looks into files cannot be started: {reason}.", reason="memory")
    no_worker.__cause__ = OSError(12, "memory")
    hand = Hand({case.evidence[0].sha256: no_worker, case.evidence[1].sha256: FileNotFoundError(2, "gone")})
    told = [step.item.kept.failure for step in read_case(workspace, readable(case), hand.reader) if step.item]
    assert told == ["", "The file cannot be read.", no_worker.what]
    assert known_digests(workspace.readings) == {case.evidence[2].sha256}


def test_neither_case_nor_journal_nor_evidence_changes(workspace: Workspace, case: CaseFile, tmp_path: Path) -> None:
    end = workspace.read(journal_end)
    run(read_case(workspace, readable(case), Hand({}).reader))
    assert workspace.read(journal_end) == end
    assert workspace.read(load_case, case.id) == case
    run(verify(workspace))
    run(make_backup(workspace, tmp_path / "backup"))
    run(archive_case(workspace, case.id, tmp_path / "case.caseorg"))
    assert not list((tmp_path / "backup").rglob("readings.db"))
    assert not [step for step in examine_folder(workspace.folder) if step.item and "readings" in str(step.item.what)]


def test_withdrawn_evidence_is_not_read_and_keeps_its_reading(workspace: Workspace, case: CaseFile) -> None:
    run(read_case(workspace, readable(case)[:1], Hand({}).reader))
    workspace.write(withdraw_evidence, case.id, (case.evidence[2].id, case.evidence[1].id))
    case = workspace.read(load_case, case.id)
    hand = Hand({})
    run(read_case(workspace, readable(case), hand.reader))
    assert hand.asked == [case.evidence[0].sha256]
    assert case.evidence[2].sha256 in known_digests(workspace.readings)
    assert case.evidence[2].id not in readings_of(workspace, case)


def test_evidence_that_is_gone_takes_its_reading_along(workspace: Workspace, case: CaseFile) -> None:
    keep_reading(workspace.readings, Kept("f" * 64, ENGINE, reading("别人的")))
    run(read_case(workspace, readable(case), Hand({}).reader))
    assert known_digests(workspace.readings) == {item.sha256 for item in case.evidence[:3]}
    assert forget_gone(workspace) == 0
