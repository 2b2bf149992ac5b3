"""Evidence gets other numbers, or another case, in the window: by drag, by key, by typing."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caseorg.actions.case import new_case
from caseorg.actions.event import remove_event
from caseorg.actions.message import MessageDetails, keep_message
from caseorg.actions.numbering import KeptNumbersError
from caseorg.domain.case import CaseDetails, CaseFile, CaseId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.papers.renumbering import by_time
from caseorg.gui.numbering.dialog import NumberingDialog
from caseorg.gui.numbering.rows import NumberRows
from caseorg.gui.timeline.move_dialog import MoveDialog
from caseorg.gui.window import MainWindow
from caseorg.jobs.sample import SAMPLE
from caseorg.jobs.timestamps import request_timestamp
from caseorg.store.queries import list_cases, load_case
from gui.hands import click, dialog, press, type_into, wait

ALT = Qt.KeyboardModifier.AltModifier


def case_of(window: MainWindow, case_id: CaseId = SAMPLE) -> CaseFile:
    return window.desk.tasks.workspace.read(load_case, case_id)


def numbering(window: MainWindow) -> NumberingDialog:
    window.commands.number.trigger()
    return dialog(window, NumberingDialog)


def names(window: MainWindow) -> list[str]:
    return [item.name for item in case_of(window).evidence]


def test_rows_are_moved_by_key_and_by_drag_and_one_step_takes_it_back(sample_window: MainWindow) -> None:
    window, before = sample_window, names(sample_window)
    form = numbering(window)
    assert not form.ok.isEnabled() and not form.kept.isVisible()
    form.rows.setCurrentRow(2)
    QTest.keyClick(form.rows, Qt.Key.Key_Up, ALT)
    QTest.keyClick(form.rows, Qt.Key.Key_Up, ALT)
    assert form.rows.item(0).text().startswith("证据1 ← 证据3")
    let_go(form.rows, 0, over=1)
    assert form.rows.item(1).text().startswith("证据2 ← 证据3")
    click(form.ok)
    wait(window)
    assert names(window)[:3] == [before[0], before[2], before[1]]
    press(window, "Ctrl+Z")
    wait(window)
    assert names(window) == before
    press(window, "Ctrl+Y")
    wait(window)
    assert names(window)[1] == before[2]


def let_go(rows: NumberRows, row: int, over: int) -> None:
    """What a drag of a row ends with, in the lower half of another."""
    data = rows.model().mimeData([rows.model().index(row, 0)])
    place = QPointF(rows.visualItemRect(rows.item(over)).bottomLeft() - QPoint(0, 4))
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for over_it in (QDragEnterEvent, QDragMoveEvent):
        entering = over_it(place.toPoint(), Qt.DropAction.MoveAction, data, left, none)
        QApplication.sendEvent(rows.viewport(), entering)
        assert entering.isAccepted()
    QApplication.sendEvent(rows.viewport(), QDropEvent(place, Qt.DropAction.MoveAction, data, left, none))


def test_what_was_kept_is_told_before_and_by_time_numbers_all(sample_window: MainWindow) -> None:
    window = sample_window
    workspace = window.desk.tasks.workspace
    workspace.change(keep_message, SAMPLE, MessageDetails(channel="merchant", text="见证据2"))
    window.desk.reload()
    wait(window)
    form = numbering(window)
    form.rows.setCurrentRow(1)
    click(form.down)
    assert form.kept.isVisible() and "证据2" in form.kept.text()
    click(form.by_time)
    assert form.rows.order() == by_time(case_of(window))
    form.rows.put([item.id for item in reversed(case_of(window).evidence)])
    click(form.ok)
    wait(window)
    assert not window.findChildren(NumberingDialog) and case_of(window).evidence[0].former_numbers


def test_why_a_timestamp_holds_the_numbers_is_read_before(sample_window: MainWindow, tmp_path: Path) -> None:
    window = sample_window
    request_timestamp(window.desk.tasks.workspace, SAMPLE, tmp_path / "清单.tsq")
    window.desk.reload()
    wait(window)
    form, before = numbering(window), names(window)
    click(form.down)
    click(form.ok)
    wait(window)
    assert form.problem.isVisible() and names(window) == before
    click(form.ok)
    wait(window)
    assert names(window)[:2] == [before[1], before[0]]


def test_only_who_read_that_numbers_were_kept_may_change_them_anyway(sample_window: MainWindow) -> None:
    form = numbering(sample_window)
    click(form.down)
    form.refuse(CaseorgError("The file is empty."))
    assert not form.anyway
    form.refuse(KeptNumbersError("The file is empty."))
    assert form.anyway


@pytest.mark.parametrize("named", [False, True])
def test_a_piece_goes_to_the_case_that_was_typed(sample_window: MainWindow, *, named: bool) -> None:
    window = sample_window
    workspace = window.desk.tasks.workspace
    targets = [workspace.write(new_case, CaseDetails(title=title)) for title in ("会员自动续费", "充值没有到账")]
    for event in case_of(window).events:
        workspace.write(remove_event, SAMPLE, event.id)
    if named:
        workspace.change(keep_message, SAMPLE, MessageDetails(channel="merchant", text="见证据1"))
    window.desk.reload()
    wait(window)
    item = case_of(window).evidence[0]
    window.page.view.select(item.id)
    assert window.evidence_commands.move.isEnabled()
    window.evidence_commands.move.trigger()
    wait(window)
    form = dialog(window, MoveDialog)
    type_into(form.words, "hyzdxf")
    assert [form.list.item(row).text() for row in range(form.list.count())] == ["会员自动续费"]
    assert form.copied.isChecked() == named and form.copied.isEnabled() != named
    QTest.keyClick(form.words, Qt.Key.Key_Return)
    wait(window)
    assert not window.findChildren(MoveDialog)
    assert case_of(window).evidence[0].withdrawn != named
    assert [one.sha256 for one in case_of(window, targets[0]).standing_evidence] == [item.sha256]
    press(window, "Ctrl+Z")
    wait(window)
    assert not case_of(window).evidence[0].withdrawn
    assert case_of(window, targets[0]).standing_evidence == ()
    press(window, "Ctrl+Y")
    wait(window)
    assert case_of(window, targets[0]).standing_evidence and case_of(window).evidence[0].withdrawn != named


def test_what_an_event_uses_goes_too_and_it_is_said_what_becomes_of_the_event(sample_window: MainWindow) -> None:
    window = sample_window
    target = window.desk.tasks.workspace.write(new_case, CaseDetails(title="会员自动续费"))
    promised = {promise.event for promise in case_of(window).promises}
    event = next(one for one in case_of(window).events if one.id in promised)
    window.page.view.select(event.id)
    assert window.evidence_commands.move.isEnabled() and not window.evidence_commands.withdraw.isEnabled()
    window.evidence_commands.move.trigger()
    wait(window)
    form = dialog(window, MoveDialog)
    assert "条经过用到证据" in form.linked.text() and "移走后经过还在" in form.linked.text()
    click(form.ok)
    wait(window)
    moved = {item.id: item for item in case_of(window).evidence}
    assert all(moved[key].withdrawn for key in event.evidence)
    assert len(case_of(window, target).standing_evidence) == len(event.evidence)
    assert event.id in {one.id for one in case_of(window).events}
    press(window, "Ctrl+Z")
    wait(window)
    assert next(one for one in case_of(window).events if one.id == event.id).evidence == event.evidence
    assert not any(item.withdrawn for item in case_of(window).evidence)


def test_one_piece_is_moved_from_where_it_is_looked_at(sample_window: MainWindow) -> None:
    window = sample_window
    target = window.desk.tasks.workspace.write(new_case, CaseDetails(title="会员自动续费"))
    item = case_of(window).evidence[1]
    window.piece_menus.move(item)
    wait(window)
    form = dialog(window, MoveDialog)
    form.copied.setChecked(True)
    click(form.ok)
    wait(window)
    assert [one.sha256 for one in case_of(window, target).standing_evidence] == [item.sha256]
    assert not case_of(window).evidence[1].withdrawn


def test_arrows_go_through_the_cases_while_one_types(sample_window: MainWindow) -> None:
    window = sample_window
    for title in ("甲", "乙"):
        window.desk.tasks.workspace.write(new_case, CaseDetails(title=title))
    window.evidence_commands._choose_case(
        case_of(window), case_of(window).evidence[:1], window.desk.tasks.workspace.read(list_cases)
    )
    form = dialog(window, MoveDialog)
    assert form.list.count() == 2 and form.list.currentRow() == 0
    QTest.keyClick(form.words, Qt.Key.Key_Down)
    assert form.list.currentRow() == 1
    type_into(form.words, "没有这样的案件")
    assert form.list.count() == 0 and not form.ok.isEnabled() and form.more.isVisible()
