"""What a text takes for granted is seen where the text is composed, and confirmed or corrected there."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from caseorg.actions.event import EventDetails, add_event
from caseorg.domain.case import Part
from caseorg.domain.moments import parse_moment
from caseorg.gui.export.dialog import ExportDialog
from caseorg.gui.export.upload import UploadDialog
from caseorg.gui.form.dialog import FormFillDialog
from caseorg.gui.parts.confirming import ConfirmDialog, ask_to_confirm
from caseorg.gui.timeline.event_dialog import EventDialog
from caseorg.gui.window import MainWindow
from caseorg.gui.wizard.dialog import Wizard
from caseorg.gui.wizard.note_boxes import Notes
from caseorg.jobs.sample import SAMPLE
from gui.hands import click, dialog, press, wait

UNSAID = "没有写出了什么问题"


def form(window: MainWindow) -> tuple[QDialog, Notes]:
    press(window, "Ctrl+Shift+F")
    wait(window)
    found = dialog(window, FormFillDialog)
    wait(window)
    return found, found.open_points


def message(window: MainWindow) -> tuple[QDialog, Notes]:
    window.ask.message("pdd-merchant")
    wait(window)
    found = dialog(window, Wizard)
    return found, found.message.preview.notes


def complaint(window: MainWindow) -> tuple[QDialog, Notes]:
    press(window, "Ctrl+P")
    wait(window)
    found = dialog(window, ExportDialog)
    return found, found.open_points


def told(notes: Notes) -> str:
    return "\n".join(note.text for note in notes.notes)


def open_dialog(window: MainWindow, notes: Notes) -> ConfirmDialog:
    (button,) = [button for button in notes.buttons if button.text().startswith("逐条确认")]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    wait(window)
    return dialog(window, ConfirmDialog)


@pytest.mark.parametrize("opened", [form, message, complaint])
def test_the_proposals_are_seen_and_all_confirmed_in_one_step(
    sample_window: MainWindow, opened: Callable[[MainWindow], tuple[QDialog, Notes]]
) -> None:
    window = sample_window
    _, notes = opened(window)
    assert "条经过的环节只是提议：11-01 14:30 我方 · 购买" in told(notes)
    asked = open_dialog(window, notes)
    assert asked.rows
    first = asked.rows[0]
    assert (first.who.currentText(), first.part.currentText()) == ("我方", "购买")
    assert "付" in first.part.accessibleName() or "下单" in first.part.accessibleName()
    first.part.setFocus()
    count = len(asked.edits)
    press(asked, "Ctrl+Return")
    wait(window)
    assert window.desk.case
    assert sum(event.part is not Part.UNKNOWN for event in window.desk.case.events) == count
    assert "条经过的环节只是提议" not in told(notes) or len(asked.rows) > count

    window.desk.history.stack.undo()
    wait(window)
    assert not any(event.part for event in window.desk.case.events)
    assert "条经过的环节只是提议" in told(notes)


def test_one_is_corrected_before_all_are_confirmed(sample_window: MainWindow) -> None:
    """Once the only event of a fault is an aside, the paper is said to lack it, and so is a set to upload."""
    window = sample_window
    asking, notes = complaint(window)
    assert UNSAID not in told(notes)
    asked = open_dialog(window, notes)
    row = next(row for row in asked.rows if row.part.currentText() == "出了什么问题")
    row.part.setFocus()
    while row.part.currentText() != "不属经过":
        QTest.keyClick(row.part, Qt.Key.Key_Down)
    press(asked, "Ctrl+Return")
    wait(window)
    assert window.desk.case
    (event,) = [event for event in window.desk.case.events if event.id == row.event.id]
    assert event.part is Part.ASIDE
    assert UNSAID in told(notes)
    asking.reject()
    window.ask.papers.upload()
    assert UNSAID in dialog(window, UploadDialog).warnings.text()


def test_what_it_says_of_today_is_said_to_be_so_or_corrected(sample_window: MainWindow) -> None:
    window = sample_window
    said = EventDetails(at=parse_moment("2026-11-13 10:00"), text="商家说虚拟商品概不退换")
    window.desk.tasks.workspace.write(add_event, SAMPLE, said)
    window.desk.reload()
    wait(window)
    _, notes = form(window)
    assert "请确认：至今未退款" in told(notes)
    asked = open_dialog(window, notes)
    click(asked.otherwise)
    wait(window)
    event = dialog(window, EventDialog)
    press(event, "Escape")
    for row in asked.rows:
        row.part.setCurrentIndex(0)
    asked.holds.setFocus()
    QTest.keyClick(asked.holds, Qt.Key.Key_Space)
    press(asked, "Ctrl+Return")
    wait(window)
    assert "请确认" not in told(notes)


def test_what_is_not_ticked_or_split_is_told_and_the_button_does_no_more_than_it_says(
    sample_window: MainWindow,
) -> None:
    window = sample_window
    said = EventDetails(at=parse_moment("2026-11-13 10:00"), text="商家说虚拟商品概不退换")
    window.desk.tasks.workspace.write(add_event, SAMPLE, said)
    window.desk.reload()
    wait(window)
    _, notes = form(window)
    asked = open_dialog(window, notes)
    assert asked.focusWidget() is asked.holds
    assert "请勾选“至今未退款”" in asked.left_open.text()
    assert asked.ok.text() == f"确认其中{len(asked.edits)}项"
    for row in asked.rows:
        row.part.setFocus()
        QTest.keyClick(row.part, Qt.Key.Key_End)
        assert row.part.currentText() == "未能判断"
    assert not asked.ok.isEnabled()
    assert f"请选择环节（{len(asked.rows)}条）" in asked.left_open.text()
    press(asked, "Ctrl+Return")
    wait(window)
    assert asked.isVisible() and asked.buttons.isEnabled()
    assert window.desk.case and not any(event.part for event in window.desk.case.events)
    asked.holds.setFocus()
    QTest.keyClick(asked.holds, Qt.Key.Key_Space)
    assert asked.ok.isEnabled() and "至今未退款" not in asked.left_open.text()


def test_an_event_of_several_things_leads_to_the_split(sample_window: MainWindow) -> None:
    window = sample_window
    several = "我付款98元，客服回复说不能退款"
    window.desk.tasks.workspace.write(
        add_event, SAMPLE, EventDetails(at=parse_moment("2026-11-13 10:00"), text=several)
    )
    window.desk.reload()
    wait(window)
    _, notes = complaint(window)
    asked = open_dialog(window, notes)
    count = len(asked.splits)
    assert count and f"请先拆分（{count}条）" in asked.left_open.text()
    click(asked.splits[0])
    wait(window)
    assert len(asked.splits) == count - 1 and asked.isVisible()


def test_however_many_and_long_the_events_are_the_dialog_fits_a_small_screen(sample_window: MainWindow) -> None:
    window = sample_window
    window.resize(960, 600)
    long = "我又联系客服，客服说让我等，" * 30
    for minute in range(35):
        details = EventDetails(at=parse_moment(f"2026-11-13 10:{minute:02}"), text=long)
        window.desk.tasks.workspace.write(add_event, SAMPLE, details)
    window.desk.reload()
    wait(window)
    asked = ask_to_confirm(window, window.ask._parts, "对方仍未退款，" * 12)
    wait(window)
    assert asked.width() <= 960 and asked.height() <= 600
    assert asked.minimumSizeHint().width() <= asked.width()
    assert asked.ok.isVisible() and asked.ok.mapTo(asked, asked.ok.rect().bottomRight()).y() <= asked.height()
    asked.reject()
