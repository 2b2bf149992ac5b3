"""Filling in 12315: field by field with the keyboard, typed by hand, and noted once it was submitted."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caseorg.domain.case import Part
from caseorg.gui.form.dialog import FormFillDialog
from caseorg.gui.window import MainWindow
from caseorg.jobs.sample import SAMPLE
from caseorg.store.queries import load_case
from gui.hands import click, dialog, press, wait


@pytest.fixture
def form(sample_window: MainWindow) -> FormFillDialog:
    press(sample_window, "Ctrl+Shift+F")
    wait(sample_window)
    found = dialog(sample_window, FormFillDialog)
    wait(sample_window)
    return found


def test_enter_copies_a_field_and_goes_on_to_the_next(form: FormFillDialog, sample_window: MainWindow) -> None:
    copied = []
    for button in form.rows.buttons:
        assert button.accessibleName()
        QTest.keyClick(button, Qt.Key.Key_Return)
        copied.append(QApplication.clipboard().text())
    order = sample_window.desk.case.orders[0]  # type: ignore[union-attr]
    assert order.number in copied
    assert "98.00" in copied
    assert form.isVisible(), "Enter is no reason to close"


def test_the_arrows_move_between_the_fields(form: FormFillDialog, sample_window: MainWindow) -> None:
    form.activateWindow()
    first, second, *_ = form.rows.buttons
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Up)
    assert first.hasFocus()


def test_the_text_keeps_to_the_limit_says_what_happened_and_is_copied_by_keyboard(form: FormFillDialog) -> None:
    text = form.text.toPlainText()
    assert "该卡密已被使用" in text
    assert form.count.text() == f"{len(text)}/400"
    press(form, "Ctrl+Return")
    assert QApplication.clipboard().text() == text


def test_where_nothing_can_be_pasted_the_text_is_typed_line_by_line(form: FormFillDialog) -> None:
    form.way.setFocus()
    QTest.keyClick(form.way, Qt.Key.Key_Down)
    assert form.stack.currentWidget() is form.typed
    shown = "".join(form.typed.item(row).text() for row in range(form.typed.count()))
    assert shown.replace("⏎", "\n").rstrip("\n") == form.text.toPlainText()
    QTest.keyClick(form.typed, Qt.Key.Key_Down)
    assert form.typed.currentRow() == 1


def test_the_report_has_its_own_fields(form: FormFillDialog, sample_window: MainWindow) -> None:
    form.channel.setFocus()
    QTest.keyClick(form.channel, Qt.Key.Key_Down)
    wait(sample_window)
    assert "请求：" not in form.text.toPlainText()


def test_what_was_submitted_is_noted_and_can_be_undone(form: FormFillDialog, sample_window: MainWindow) -> None:
    workspace = sample_window.desk.tasks.workspace
    before = len(workspace.read(load_case, SAMPLE).events)
    click(form.submitted)
    wait(sample_window)
    noted = workspace.read(load_case, SAMPLE).events
    assert len(noted) == before + 1
    (filed,) = [event for event in noted if event.milestone == "12315-filed" and event.part is Part.AUTHORITY]
    assert filed.channel == "12315"
    sample_window.desk.history.stack.undo()
    wait(sample_window)
    assert len(workspace.read(load_case, SAMPLE).events) == before
