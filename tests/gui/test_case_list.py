"""The list of cases: what was changed is put in its place, and nothing else is touched."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest

from caseorg.actions.case import edit_case, new_case
from caseorg.actions.event import EventDetails, add_event
from caseorg.domain.case import CaseDetails, CaseId, CaseSummary, Platform, Stage
from caseorg.domain.clocks.deadline import Clock, ClockKind, ClockState
from caseorg.domain.moments import Moment, Precision, TimeSource, parse_moment
from caseorg.gui.cases.case_dialog import CaseDialog
from caseorg.gui.cases.model import CASE, CaseModel
from caseorg.gui.cases.purge_dialog import PurgeDialog
from caseorg.jobs.agenda import AgendaItem, by_urgency
from caseorg.store.queries import list_cases, load_case
from caseorg.views.case_list import CaseFilter, CaseOrder, Wanted
from caseorg.workspace import Workspace
from gui.conftest import OpenWindow
from gui.hands import click, dialog, press, type_into, wait

NOW = datetime(2026, 11, 28, tzinfo=UTC)


def summary(key: str, minutes: int, title: str = "点卡") -> CaseSummary:
    return CaseSummary(
        id=CaseId(key),
        title=title,
        platform=Platform.PDD,
        stage=Stage.COLLECTING,
        merchant="",
        order_number="",
        paid=None,
        refunded=None,
        evidence_count=0,
        updated_at=NOW + timedelta(minutes=minutes),
    )


def shown(model: CaseModel) -> list[CaseSummary]:
    return [model.index(row).data(CASE) for row in range(model.rowCount())]


CHANGES = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.integers(0, 9), st.sampled_from(["点卡", "会员"]), st.integers(-2, 9)),
    max_size=12,
)
Told = list[tuple[str, int, str, int]]


def due(key: str, days: int) -> tuple[AgendaItem, ...]:
    """What the agenda says of the case: nothing where it is due in nine days."""
    if days == 9:
        return ()
    state = ClockState.OVERDUE if days < 0 else ClockState.RUNNING
    since = Moment(NOW, Precision.MINUTE, TimeSource.TYPED)
    at = NOW + timedelta(days=days)
    clock = Clock(key="k", kind=ClockKind.PROMISE, name="", since=since, due=at, state=state)
    return (AgendaItem(CaseId(key), "", clock),)


def narrowed(
    model: CaseModel, wanted: Wanted, order: CaseOrder, known: Mapping[str, tuple[CaseSummary, int]]
) -> CaseModel:
    """The model that shows all of it anew."""
    model.sort_by(order)
    model.narrow(wanted)
    model.show_cases(tuple(case for case, _ in known.values()))
    items = [item for key, (_, days) in known.items() for item in due(key, days)]
    model.show_due(sorted(items, key=by_urgency), NOW)
    return model


@given(
    CHANGES,
    CHANGES,
    st.sampled_from([Wanted(), Wanted("hy"), Wanted(kind=CaseFilter.OVERDUE), Wanted("卡", CaseFilter.TO_DO)]),
    st.sampled_from(CaseOrder),
)
@settings(max_examples=80)
def test_what_changed_is_put_in_place_as_if_all_were_shown_anew(
    before: Told, changes: Told, wanted: Wanted, order: CaseOrder
) -> None:
    known = {key: (summary(key, minutes, title), days) for key, minutes, title, days in before}
    model, resets = narrowed(CaseModel(), wanted, order, known), list[object]()
    heard = shown(model)
    model.modelReset.connect(lambda: resets.append(1))
    model.rowsInserted.connect(lambda _, row, __: heard.insert(row, shown(model)[row]))
    model.rowsRemoved.connect(lambda _, row, __: heard.pop(row))
    model.rowsMoved.connect(lambda _, old, __, ___, new: heard.insert(new if new < old else new - 1, heard.pop(old)))
    model.dataChanged.connect(lambda index: heard.__setitem__(index.row(), index.data(CASE)))
    for key, minutes, title, days in changes:
        known[key] = (summary(key, minutes, title), days)
        model.change_cases((known[key][0],))
        assert heard == shown(model)
        model.change_due({CaseId(key): due(key, days)})
        assert heard == shown(model) and not resets
    anew = narrowed(CaseModel(), wanted, order, known)
    assert heard == shown(anew)
    assert [model.count(kind) for kind in CaseFilter] == [anew.count(kind) for kind in CaseFilter]
    assert [model.row_of(CaseId(key)) for key in "abcdef"] == [anew.row_of(CaseId(key)) for key in "abcdef"]


def test_a_case_that_is_touched_comes_first_and_the_open_one_stays_chosen(
    open_window: OpenWindow, workspace: Workspace
) -> None:
    first, *_, last = (workspace.write(new_case, CaseDetails(title=f"案件{number}")) for number in range(5))
    window = open_window(workspace)
    model, view, resets = window.cases.model, window.cases.view, list[object]()
    model.modelReset.connect(lambda: resets.append(1))
    assert view.currentIndex().data(CASE).id == last == window.desk.case_id
    before = workspace.read(load_case, first).details
    workspace.write(edit_case, first, replace(before, title="改过的"), before)
    window.desk.reload()
    wait(window)
    assert tuple(shown(model)) == workspace.read(list_cases)
    assert (shown(model)[0].title, view.currentIndex().row()) == ("改过的", 1)
    assert view.currentIndex().data(CASE).id == last == window.desk.case_id
    assert not resets


def test_the_list_is_narrowed_while_one_types_and_the_keys_lead_into_it_and_back(
    open_window: OpenWindow, workspace: Workspace
) -> None:
    cards, members, accounts = (workspace.write(new_case, CaseDetails(title=one)) for one in ("点卡", "会员", "账号"))
    window = open_window(workspace)
    cases = window.cases
    press(window.page, "/")
    assert window.focusWidget() is cases.filter
    QTest.keyClicks(cases.filter, "hy")
    assert [case.id for case in shown(cases.model)] == [members]
    assert window.desk.case_id == accounts
    QTest.keyClick(cases.filter, Qt.Key.Key_Return)
    wait(window)
    assert window.desk.case_id == members
    assert window.focusWidget() is cases.view
    press(cases.view, "/")
    QTest.keyClick(cases.filter, Qt.Key.Key_Escape)
    assert [case.id for case in shown(cases.model)] == [accounts, members, cards]
    QTest.keyClick(cases.filter, Qt.Key.Key_Down)
    assert (window.focusWidget(), window.desk.case_id) == (cases.view, members)
    type_into(cases.filter, "没有这个")
    assert cases.model.rowCount() == 0
    QTest.keyClick(cases.filter, Qt.Key.Key_Down)
    assert window.focusWidget() is cases.filter
    QTest.keyClick(cases.filter, Qt.Key.Key_Escape)
    QTest.keyClick(cases.filter, Qt.Key.Key_Escape)
    assert window.focusWidget() is cases.view


def test_chips_count_and_narrow_and_the_order_is_remembered(open_window: OpenWindow, workspace: Workspace) -> None:
    workspace.write(new_case, CaseDetails(title="会员", platform=Platform.JD, stage=Stage.CLOSED))
    workspace.write(new_case, CaseDetails(title="点卡", platform=Platform.PDD))
    workspace.write(new_case, CaseDetails(title="账号", platform=Platform.PDD))
    window = open_window(workspace)
    cases = window.cases
    chips = {kind: chip.text() for kind, chip in cases.chips.kinds.items() if chip.isVisible()}
    assert chips == {
        CaseFilter.ALL: "全部 3",
        CaseFilter.TO_DO: "待办 2",
        CaseFilter.OVERDUE: "逾期 0",
        CaseFilter.CLOSED: "已结案 1",
    }
    click(cases.chips.kinds[CaseFilter.CLOSED])
    assert [case.title for case in shown(cases.model)] == ["会员"]
    click(cases.chips.kinds[CaseFilter.ALL])
    _choose(cases.chips.menu().actions(), "拼多多")
    assert [case.title for case in shown(cases.model)] == ["账号", "点卡"]
    press(cases, "/")
    QTest.keyClick(cases.filter, Qt.Key.Key_Escape)
    assert cases.model.rowCount() == 3
    _choose(cases.order.menu().actions(), "标题")
    assert [case.title for case in shown(cases.model)] == ["点卡", "会员", "账号"]
    assert "没有证据" in cases.model.index(0).data()
    assert cases.view.horizontalScrollBar().maximum() == 0
    window.close()
    again = open_window(workspace)
    assert [case.title for case in shown(again.cases.model)] == ["点卡", "会员", "账号"]
    assert again.cases.order.text() == "标题"


def _choose(actions: list[QAction], name: str) -> None:
    next(action for action in actions if action.text().startswith(name)).trigger()


def test_a_case_in_which_nothing_is_due_is_not_shown_again_for_that() -> None:
    model = CaseModel()
    model.show_cases((summary("a", 1), summary("b", 2)))
    touched: list[int] = []
    model.dataChanged.connect(lambda first, _: touched.append(first.row()))
    model.change_due({CaseId("a"): (), CaseId("b"): ()})
    model.show_due((), NOW + timedelta(days=1))
    assert touched == []
    model.change_due({CaseId("a"): due("a", 1)})
    assert touched == [1]


@pytest.mark.parametrize("empty", [True, False])
def test_the_case_that_comes_in_place_of_one_thrown_away_shows_what_is_highlighted(
    open_window: OpenWindow, workspace: Workspace, empty: bool
) -> None:
    cards, members = (workspace.write(new_case, CaseDetails(title=one)) for one in ("点卡", "会员"))
    for case_id in (cards,) if empty else (cards, members):
        workspace.write(add_event, case_id, EventDetails(at=parse_moment("2026-11-01 10:00"), text="付款98元"))
    window = open_window(workspace)
    window.desk.open_case(members)
    wait(window)
    window.page.focus_first()
    window.shelves.trash.trigger()
    wait(window)
    assert window.desk.case_id == cards
    entry = window.page.view.entry()
    assert entry and window.inspector.entry_text.isVisible()


@pytest.mark.parametrize("kind", [CaseFilter.PUT_AWAY, CaseFilter.TRASH])
def test_a_case_that_is_put_back_is_selected_in_the_list(
    open_window: OpenWindow, workspace: Workspace, kind: CaseFilter
) -> None:
    _, members = (workspace.write(new_case, CaseDetails(title=one)) for one in ("点卡", "会员"))
    window = open_window(workspace)
    cases, shelves = window.cases, window.shelves
    (shelves.trash if kind is CaseFilter.TRASH else shelves.put_away).trigger()
    wait(window)
    click(cases.chips.kinds[kind])
    press(cases, "/")
    QTest.keyClick(cases.filter, Qt.Key.Key_Down)
    wait(window)
    assert window.desk.case_id == members
    shelves.restore.trigger()
    wait(window)
    assert (window.desk.case_id, cases.chips.kind) == (members, CaseFilter.ALL)
    assert [case.title for case in shown(cases.model)] == ["会员", "点卡"]
    assert cases.view.currentIndex().data(CASE).id == members


def test_a_case_is_put_away_thrown_away_brought_back_and_at_last_purged(
    open_window: OpenWindow, workspace: Workspace
) -> None:
    cards, members = (workspace.write(new_case, CaseDetails(title=one)) for one in ("点卡", "会员"))
    window = open_window(workspace)
    cases, shelves = window.cases, window.shelves
    chips = cases.chips.kinds

    def titles() -> list[str]:
        return [case.title for case in shown(cases.model)]

    def then(act: Callable[[], object]) -> None:
        act()
        wait(window)

    assert not chips[CaseFilter.TRASH].isVisible() and not shelves.purge.isVisible()
    then(shelves.put_away.trigger)
    assert (titles(), window.desk.case_id, chips[CaseFilter.PUT_AWAY].text()) == (["点卡"], cards, "收起 1")
    then(lambda: press(window, "Ctrl+Z"))
    assert (titles(), window.desk.case_id) == (["会员", "点卡"], members)
    then(shelves.trash.trigger)
    click(chips[CaseFilter.TRASH])
    assert titles() == ["会员"]
    then(lambda: cases.view.setCurrentIndex(cases.model.index(0)))
    assert window.desk.case_id == members and shelves.purge.isVisible() and not shelves.trash.isVisible()
    shelves.purge.trigger()
    form = dialog(window, PurgeDialog)
    assert not form.ok.isEnabled()
    QTest.keyClicks(form.reason, " ")
    assert not form.ok.isEnabled()
    type_into(form.reason, "录入了两次")
    then(lambda: click(form.ok))
    wait(window)
    assert (titles(), window.desk.case_id) == (["点卡"], cards), "an empty trash is left"
    assert cases.chips.kind is CaseFilter.ALL and not chips[CaseFilter.TRASH].isVisible()
    assert "不能撤销" in window.notice.text
    assert not window.desk.history.stack.canUndo()
    window.ask.exports.verify()
    wait(window)
    wait(window)
    assert "录入了两次" in window.notice.text


def test_enter_in_the_title_makes_the_case(open_window: OpenWindow, workspace: Workspace) -> None:
    window = open_window(workspace)
    press(window, "Ctrl+N")
    form = dialog(window, CaseDialog)
    assert not form.more.isDefault() and not form.more.autoDefault()
    type_into(form.title, "激活码无效")
    QTest.keyClick(form.title, Qt.Key.Key_Return)
    wait(window)
    assert window.desk.case and window.desk.case.title == "激活码无效"
