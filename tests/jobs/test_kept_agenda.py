"""Clocks that are kept: used as long as nothing they rest on changed, and worked out again once something did."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import chinese_calendar.constants
import pytest

from caseorg.actions.case import edit_case, new_case
from caseorg.actions.event import EventDetails, add_event
from caseorg.actions.promise import PromiseDetails, add_promise
from caseorg.domain.case import CaseDetails, CaseFile, CaseId, Part, Side, Stage
from caseorg.domain.clocks.deadline import ClockState
from caseorg.domain.moments import BEIJING, Moment, Precision, TimeSource, parse_moment
from caseorg.jobs import agenda, kept_clocks
from caseorg.jobs.agenda import AgendaItem, agenda_steps, look, look_again, read_agenda, work_out
from caseorg.jobs.archives.making import archive_case
from caseorg.jobs.backups.making import make_backup
from caseorg.jobs.kept_clocks import FILE
from caseorg.jobs.verify import verify
from caseorg.knowledge.agenda import clocks_of
from caseorg.knowledge.stories import story_of
from caseorg.resources import resource
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace, open_workspace

NOW = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
Worked = list[CaseId]


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> Worked:
    """The cases whose clocks were worked out."""
    found: Worked = []
    dated = agenda.dated_clocks

    def counted(*given: object) -> object:
        assert isinstance(given[1], CaseFile)
        found.append(given[1].id)
        return dated(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(agenda, "dated_clocks", counted)
    return found


@pytest.fixture
def three(workspace: Workspace) -> Workspace:
    """Three cases in which something runs."""
    for number in range(3):
        running(workspace, number)
    return workspace


def running(workspace: Workspace, number: int) -> CaseId:
    """A case with a promise, a contact and a complaint."""
    case_id = workspace.write(new_case, CaseDetails(title=f"点卡未到账{number}"))
    made = Moment(NOW - timedelta(days=3, hours=number), Precision.MINUTE, TimeSource.TYPED)
    given = PromiseDetails(side=Side.SERVICE, text="48小时内退款", made_at=made, due=NOW + timedelta(hours=40 + number))
    workspace.write(add_promise, case_id, given)
    tell(workspace, case_id, "2026-11-20 10:00", "联系客服要求退款", part=Part.ASKED, channel="merchant")
    tell(workspace, case_id, "2026-10-20 10:00", "12315受理", milestone="12315-accepted")
    return case_id


def tell(workspace: Workspace, case_id: CaseId, at: str, text: str, **fields: object) -> None:
    workspace.write(add_event, case_id, EventDetails(at=parse_moment(at), text=text, **fields))  # type: ignore[arg-type]


def read_anew(folder: Path) -> tuple[AgendaItem, ...]:
    """As a new process reads it."""
    with open_workspace(folder) as workspace:
        return read_agenda(workspace, NOW)


def case_ids(items: tuple[AgendaItem, ...]) -> list[CaseId]:
    return sorted({item.case_id for item in items})


def test_what_is_kept_is_told_as_if_it_were_worked_out(three: Workspace, worked: Worked) -> None:
    first = read_agenda(three, NOW)
    assert len(worked) == 3
    assert len({item.clock.name for item in first}) >= 3 and any(item.clock.reasons for item in first)
    for now in (NOW, NOW + timedelta(days=1), NOW + timedelta(days=300), NOW - timedelta(minutes=5)):
        told = read_agenda(three, now)
        for case_id in case_ids(told):
            case = three.read(load_case, case_id)
            anew = clocks_of(three.knowledge, case, story_of(three.knowledge, case), now)
            assert tuple(item.clock for item in told if item.case_id == case_id) == anew
    assert len(worked) == 3


def test_what_was_changed_is_worked_out_again_and_nothing_else(three: Workspace, worked: Worked) -> None:
    case_id, *_ = case_ids(read_agenda(three, NOW))
    worked.clear()
    tell(three, case_id, "2026-11-21 10:00", "客服回复正在处理", part=Part.ANSWER, side=Side.SERVICE)
    items = read_agenda(three, NOW)
    done = {item.case_id for item in items if item.clock.kind == "follow-up" and item.clock.state == "done"}
    assert done == {case_id} and worked == [case_id]


def test_a_closed_case_goes_and_comes_back_when_it_is_opened_again(three: Workspace, worked: Worked) -> None:
    case_id, *others = case_ids(read_agenda(three, NOW))
    worked.clear()
    details = three.read(load_case, case_id).details
    three.write(edit_case, case_id, replace(details, stage=Stage.CLOSED))
    assert case_ids(read_agenda(three, NOW)) == others
    three.write(edit_case, case_id, details)
    assert case_ids(read_agenda(three, NOW)) == [case_id, *others]
    assert worked == [case_id]


def write_deadlines(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = resource("knowledge/deadlines.toml").read_text(encoding="utf-8")
    (folder / "knowledge").mkdir(exist_ok=True)
    (folder / "knowledge/deadlines.toml").write_text(shipped.replace("amount = 60", "amount = 61"), encoding="utf-8")


def write_workdays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = resource("knowledge/workdays.toml").read_text(encoding="utf-8")
    (folder / "knowledge").mkdir(exist_ok=True)
    (folder / "knowledge/workdays.toml").write_text(f"{shipped}\n", encoding="utf-8")


def publish_holidays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    day = datetime(2031, 1, 2, tzinfo=BEIJING).date()
    monkeypatch.setitem(chinese_calendar.constants.holidays, day, "New Year's Day")


def update_the_program(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_clocks, "_ours", lambda: b"other rules")


@pytest.mark.parametrize("change", [write_deadlines, write_workdays, publish_holidays, update_the_program])
def test_other_rules_knowledge_or_holidays_make_all_of_it_anew(
    three: Workspace,
    worked: Worked,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Path, pytest.MonkeyPatch], None],
) -> None:
    read_agenda(three, NOW)
    worked.clear()
    change(three.folder, monkeypatch)
    read_anew(three.folder)
    assert len(worked) == 3
    read_anew(three.folder)
    assert len(worked) == 3


def test_the_rules_are_known_by_their_sources(tmp_path: Path) -> None:
    package = tmp_path / "domain"
    shutil.copytree(Path(agenda.__file__).parents[1] / "domain", package)
    before = list(kept_clocks._stamps(package, (".py",)))
    with (package / "clocks/clocks.py").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert before and list(kept_clocks._stamps(package, (".py",))) != before


def test_what_was_noted_beforehand_comes_true_at_its_time(three: Workspace, worked: Worked) -> None:
    case_id = running(three, 9)
    tell(three, case_id, "2026-11-22 00:00", "退款已到账", milestone="settled")
    read_agenda(three, NOW)
    midnight = datetime(2026, 11, 22, tzinfo=BEIJING)
    for now, settled in ((midnight - timedelta(minutes=1), False), (midnight, True), (NOW, False)):
        worked.clear()
        states = [item.clock.state for item in read_agenda(three, now) if item.case_id == case_id]
        assert all(state is ClockState.DONE for state in states) is settled, now
        assert set(worked) <= {case_id}


def test_a_fill_that_was_stopped_goes_on_where_it_ended_the_newest_first(
    three: Workspace, worked: Worked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agenda, "BATCH", 1)
    newest = running(three, 9)
    steps = agenda_steps(three, NOW)
    first = next(steps)
    steps.close()  # type: ignore[attr-defined]
    assert (first.done, first.total, worked) == (1, 4, [newest])
    worked.clear()
    assert len(case_ids(read_agenda(three, NOW))) == 4
    assert len(worked) == 3 and newest not in worked


def cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def scramble(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for place in range(100, len(content), 7):
        content[place] ^= 0x5A
    file.write_bytes(content)


def write_nonsense(file: Path) -> None:
    file.write_bytes(b"this is no database" * 100)


def put_another_database(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE entries (name TEXT)")
        connection.execute("CREATE TABLE basis (other TEXT)")


def empty(file: Path) -> None:
    file.write_bytes(b"")


def falsify(file: Path) -> None:
    """All that was kept says something else, as a write that was torn might."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE entries SET value = (SELECT value FROM entries LIMIT 1)")


@pytest.mark.parametrize("harm", [cut_off, scramble, write_nonsense, put_another_database, empty, falsify, Path.unlink])
def test_a_file_that_is_no_good_costs_time_alone(
    three: Workspace, worked: Worked, harm: Callable[[Path], object]
) -> None:
    told = read_agenda(three, NOW)
    worked.clear()
    harm(three.folder / FILE)
    assert read_agenda(three, NOW) == told
    assert 2 <= len(worked) <= 3  # of what was falsified, one says the truth
    worked.clear()
    assert read_agenda(three, NOW) == told and not worked


def test_where_nothing_can_be_kept_it_is_worked_out_each_time(three: Workspace, worked: Worked) -> None:
    (three.folder / FILE).mkdir()
    assert read_agenda(three, NOW) == read_agenda(three, NOW)
    assert len(worked) == 6


def test_the_file_is_for_its_user_alone_and_no_record(three: Workspace, tmp_path: Path) -> None:
    told = read_agenda(three, NOW)
    assert "48小时内退款".encode() in (three.folder / FILE).read_bytes()
    if os.name != "nt":
        assert (three.folder / FILE).stat().st_mode & 0o777 == 0o600
    assert not list(three.folder.glob(f"{FILE}-*"))
    for work in (
        verify(three),
        make_backup(three, tmp_path / "backup"),
        archive_case(three, case_ids(told)[0], tmp_path / "case.caseorg"),
    ):
        run_to_the_end(work)
    assert not list((tmp_path / "backup").rglob(FILE))


def run_to_the_end(steps: Iterator[object]) -> None:
    for _ in steps:
        pass


def test_a_change_is_found_by_the_journal(three: Workspace, worked: Worked) -> None:
    first = look(three, "", None, NOW)
    assert first.whole and len(first.missing) == 3
    run_to_the_end(work_out(three, first.basis, first.missing, NOW))
    worked.clear()
    case_id = first.missing[0].id
    nothing = look_again(three, first.basis, first.end, (), NOW)
    assert not nothing.whole and not nothing.known and not nothing.missing
    tell(three, case_id, "2026-11-21 10:00", "客服拒绝退款", part=Part.REFUSAL, side=Side.SERVICE)
    again = look_again(three, first.basis, nothing.end, (), NOW)
    assert [one.case.id for one in again.known] == [case_id] == worked


def test_another_journal_is_read_whole(three: Workspace, tmp_path: Path) -> None:
    end = look(three, "", None, NOW).end
    with open_workspace(tmp_path / "other") as other:
        running(other, 1)
        assert look(other, "", end, NOW).whole
