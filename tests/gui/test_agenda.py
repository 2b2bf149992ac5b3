"""The agenda: what is due, how it is told, and what can be done about it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from caseorg.actions.case import edit_case, new_case
from caseorg.actions.promise import PromiseDetails, add_promise
from caseorg.domain.case import CaseDetails, CaseId, PromiseId, Side
from caseorg.domain.clocks.deadline import Clock, ClockKind, ClockState
from caseorg.domain.moments import Moment, Precision, TimeSource
from caseorg.domain.remark import remark
from caseorg.gui.agenda.model import ROW, AgendaModel, key_of
from caseorg.gui.agenda.rows import GROUPS, AgendaGroup, due_text, group_of, left_text, row_text
from caseorg.gui.pages import WindowPage
from caseorg.gui.window import MainWindow
from caseorg.jobs.agenda import AgendaItem
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace
from gui.conftest import OpenWindow
from gui.hands import click, press, wait

NOW = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)  # 12:00 in Beijing
SINCE = Moment(NOW, Precision.MINUTE, TimeSource.TYPED)


def clock(hours: float = 1, state: ClockState = ClockState.RUNNING, **fields: Any) -> Clock:
    due = NOW + timedelta(hours=hours)
    given: dict[str, Any] = {"key": str(hours), "kind": ClockKind.TERM, "name": "答复", "since": SINCE, "due": due}
    return Clock(**{**given, "state": state, **fields})


def item(hours: float = 1, state: ClockState = ClockState.RUNNING, **fields: Any) -> AgendaItem:
    return AgendaItem(CaseId("case"), "点卡无效", clock(hours, state, **fields))


@pytest.mark.parametrize(
    ("hours", "state", "group"),
    [
        (-1, ClockState.OVERDUE, AgendaGroup.OVERDUE),
        (-1, ClockState.SOON, AgendaGroup.TODAY),  # by another reading there is still time
        (11.9, ClockState.SOON, AgendaGroup.TODAY),
        (12.1, ClockState.SOON, AgendaGroup.WEEK),
        (7 * 24, ClockState.RUNNING, AgendaGroup.WEEK),
        (7 * 24 + 1, ClockState.RUNNING, AgendaGroup.LATER),
    ],
)
def test_days_are_those_of_beijing(hours: float, state: ClockState, group: AgendaGroup) -> None:
    assert group_of(clock(hours, state), NOW) is group


def told(model: AgendaModel) -> list[AgendaGroup | AgendaItem]:
    return [model.index(number).data(ROW) for number in range(model.rowCount())]


def test_groups_come_in_their_order_and_what_is_done_is_left_out() -> None:
    items = [item(900), item(-1, ClockState.OVERDUE), item(1, ClockState.DONE), item(2, ClockState.SOON)]
    model = AgendaModel()
    model.show_items(items, NOW)
    rows = told(model)
    assert [row for row in rows if isinstance(row, AgendaGroup)] == [
        AgendaGroup.OVERDUE,
        AgendaGroup.TODAY,
        AgendaGroup.LATER,
    ]
    assert rows[1::2] == [items[1], items[3], items[0]]
    assert model.pressing() == (1, 1)
    assert set(GROUPS) == set(AgendaGroup)


def insert(
    heard: list[AgendaGroup | AgendaItem], at: int, new: list[AgendaGroup | AgendaItem], end: int | None = None
) -> None:
    heard[at : at if end is None else end] = new


CHANGES = st.lists(
    st.tuples(
        st.sampled_from("abcd"),
        st.lists(
            st.tuples(st.sampled_from([-90, -1, 1, 8, 30, 400, 900]), st.sampled_from(ClockState)),
            unique_by=lambda one: one[0],
            max_size=3,
        ),
        st.sampled_from([None, "a", "b"]),
    ),
    max_size=8,
)


@given(CHANGES)
@settings(max_examples=60)
def test_what_changed_of_a_case_is_put_in_place_as_if_all_were_shown_anew(
    changes: list[tuple[str, list[tuple[float, ClockState]], str | None]],
) -> None:
    model, known = AgendaModel(), dict[str, tuple[AgendaItem, ...]]()
    model.show_items((), NOW)
    resets, heard = list[object](), list[AgendaGroup | AgendaItem]()
    model.modelReset.connect(lambda: resets.append(1))
    model.rowsInserted.connect(lambda _, first, last: insert(heard, first, told(model)[first : last + 1]))
    model.rowsRemoved.connect(lambda _, first, last: insert(heard, first, [], last + 1))
    for case_id, clocks, only in changes:
        items = tuple(AgendaItem(CaseId(case_id), "点卡", clock(hours, state)) for hours, state in clocks)
        known[case_id] = items
        model.show_only(CaseId(only) if only else None)
        resets.clear()
        heard[:] = told(model)
        model.replace_cases({CaseId(case_id): items})
        assert not resets and heard == told(model)
        anew = AgendaModel()
        anew.show_items([one for found in known.values() for one in found], NOW)
        assert model.pressing() == anew.pressing()
        anew.show_only(CaseId(only) if only else None)
        assert told(model) == told(anew)
        for row in filter(None, map(key_of, told(model))):
            assert key_of(model.index_of(row).data(ROW)) == row


def test_times_are_told_in_words() -> None:
    assert left_text(clock(27), NOW) == "1 d 3 h left"
    assert left_text(clock(24), NOW) == "1 d left"
    assert left_text(clock(24 * 10 + 5), NOW) == "10 d left"
    assert left_text(clock(1.5), NOW) == "1 h 30 min left"
    assert left_text(clock(0.5), NOW) == "30 min left"
    assert left_text(clock(-2, ClockState.OVERDUE), NOW) == "2 h over"
    late = clock(-50, ClockState.OVERDUE, latest=NOW - timedelta(hours=2))
    assert left_text(late, NOW) == "2 h over"


def test_both_readings_are_told_with_their_reason() -> None:
    one = clock(0, latest=NOW + timedelta(days=2), reasons=(remark("Open."),))
    assert due_text(one) == "2026-11-20 12:00 (or 2026-11-22 12:00)　Open."
    assert due_text(clock(0)) == "2026-11-20 12:00"


def test_a_row_says_everything_in_one_sentence() -> None:
    told = row_text(item(1, basis=("《某法》第一条",), claimed=True), NOW)
    for part in ("答复", "1 h left", "2026-11-20 13:00", "点卡无效", "《某法》第一条", "claimed"):
        assert part in told


@pytest.fixture
def promised(workspace: Workspace, case_id: CaseId) -> PromiseId:
    """A promise in the case that is long overdue."""
    made = Moment(datetime.now(UTC) - timedelta(days=9), Precision.MINUTE, TimeSource.TYPED)
    details = PromiseDetails(side=Side.SERVICE, text="1小时内处理", made_at=made, due=made.at + timedelta(hours=1))
    return workspace.change(add_promise, case_id, details)


@pytest.fixture
def agenda(open_window: OpenWindow, workspace: Workspace, promised: PromiseId) -> MainWindow:
    """The window with its agenda in front."""
    window = open_window(workspace)
    press(window, "Ctrl+2")
    wait(window)
    return window


def rows(window: MainWindow) -> list[AgendaItem]:
    model = window.pages.agenda.model
    found = [model.index(number).data(ROW) for number in range(model.rowCount())]
    return [row for row in found if isinstance(row, AgendaItem)]


def test_an_empty_agenda_teaches(window: MainWindow) -> None:
    press(window, "Ctrl+2")
    wait(window)
    assert window.pages.place is WindowPage.AGENDA
    assert not window.pages.agenda.view.isVisible()
    assert not window.pages.agenda.export.isEnabled()


def test_what_is_overdue_is_counted_beside_the_way_to_it(agenda: MainWindow) -> None:
    assert [row.clock.name for row in rows(agenda)] == ["1小时内处理"]
    assert "1项逾期" in agenda.navigation.buttons[WindowPage.AGENDA].accessibleDescription()
    assert not agenda.inspector.isVisible()


def test_a_promise_is_settled_and_that_is_taken_back(agenda: MainWindow, workspace: Workspace, case_id: CaseId) -> None:
    def kept() -> bool | None:
        return workspace.read(load_case, case_id).promises[0].kept

    click(agenda.pages.agenda.card.broken)
    wait(agenda)
    assert kept() is False
    assert rows(agenda) == []
    assert "未兑现" in agenda.notice.text
    press(agenda, "Ctrl+Z")
    wait(agenda)
    assert kept() is None
    assert len(rows(agenda)) == 1


def test_enter_opens_the_case_of_the_row(agenda: MainWindow, workspace: Workspace, case_id: CaseId) -> None:
    other = workspace.write(new_case, CaseDetails(title="另一案"))
    agenda.desk.open_case(other)
    wait(agenda)
    press(agenda, "Ctrl+2")
    QTest.keyClick(agenda.pages.agenda.view, Qt.Key.Key_Return)
    wait(agenda)
    assert agenda.desk.case
    assert agenda.desk.case.id == case_id
    assert agenda.pages.place is WindowPage.CASE
    assert agenda.inspector.isVisible()


def test_this_case_only(agenda: MainWindow, workspace: Workspace) -> None:
    agenda.desk.open_case(workspace.write(new_case, CaseDetails(title="另一案")))
    wait(agenda)
    press(agenda, "Ctrl+2")
    click(agenda.pages.agenda.this)
    assert rows(agenda) == []
    click(agenda.pages.agenda.every)
    assert len(rows(agenda)) == 1


def test_what_another_process_changes_is_shown_when_the_window_reads_again(
    agenda: MainWindow, workspace: Workspace, case_id: CaseId
) -> None:
    before = workspace.read(load_case, case_id).details
    workspace.write(edit_case, case_id, replace(before, title="新的标题"), before)
    agenda.desk.reload()
    wait(agenda)
    assert rows(agenda)[0].title == "新的标题"


def test_a_change_of_one_case_leaves_the_other_rows_where_they_are(
    agenda: MainWindow, workspace: Workspace, case_id: CaseId
) -> None:
    other = workspace.write(new_case, CaseDetails(title="另一案"))
    made = Moment(datetime.now(UTC), Precision.MINUTE, TimeSource.TYPED)
    resets = list[object]()
    agenda.pages.agenda.model.modelReset.connect(lambda: resets.append(1))
    chosen = key_of(agenda.pages.agenda.view.currentIndex().data(ROW))
    later = PromiseDetails(side=Side.SERVICE, text="3天内处理", made_at=made, due=made.at + timedelta(days=3))
    workspace.write(add_promise, other, later)
    agenda.desk.reload()
    wait(agenda)
    assert [row.clock.name for row in rows(agenda)] == ["1小时内处理", "3天内处理"]
    assert key_of(agenda.pages.agenda.view.currentIndex().data(ROW)) == chosen
    assert not resets


def test_the_calendar_is_written(agenda: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "日程"), ""))
    click(agenda.pages.agenda.export)
    wait(agenda)
    assert (tmp_path / "日程.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert "日程.ics" in agenda.notice.text and "没有写入" in agenda.notice.text


def test_a_calendar_that_cannot_be_written_is_told(
    agenda: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "a.ics"), ""))
    click(agenda.pages.agenda.export)
    wait(agenda)
    assert agenda.notice.property("error")


def test_the_row_of_the_open_case_leads_back_to_it(agenda: MainWindow) -> None:
    view = agenda.cases.view
    QTest.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        view.visualRect(view.model().index(0, 0)).center(),
    )
    wait(agenda)
    assert agenda.pages.place is WindowPage.CASE


def test_the_keyboard_goes_from_the_cases_to_the_pages(window: MainWindow) -> None:
    window.cases.view.setFocus()
    names = []
    for _ in range(3):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        names.append(window.focusWidget())
    assert names == list(window.navigation.buttons.values())
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert window.pages.place is WindowPage.KNOWLEDGE
