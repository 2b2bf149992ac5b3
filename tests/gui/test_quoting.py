"""The picture beside the fields of the wizard and of the form: it says what stands in the field, boxed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from caseorg.actions.case import edit_case
from caseorg.domain.case import CaseDetails, CaseId, Order, OrderId
from caseorg.gui.cases.case_dialog import CaseDialog
from caseorg.gui.quoting import QuotePane
from caseorg.gui.timeline.event_dialog import EventDialog
from caseorg.gui.window import MainWindow
from caseorg.gui.wizard.dialog import Wizard
from caseorg.workspace import Workspace
from cli.test_proposals import CHAT
from domain.reading.pages import PDD_ORDER
from gui.conftest import OpenWindow
from gui.hands import NO_KEYS, click, dialog, press, type_into, wait
from gui.test_review import add

NUMBER = "261101-123456789012345"


@pytest.fixture
def window(open_window: OpenWindow, workspace: Workspace, case_id: CaseId, tmp_path: Path) -> MainWindow:
    """A case with a chat and an order page, which were read, and an order that the page shows."""
    add(workspace, case_id, tmp_path, CHAT, PDD_ORDER)
    order = Order(id=OrderId(""), number=NUMBER)
    workspace.write(edit_case, case_id, CaseDetails(title="点卡", orders=(order,)))
    return open_window(workspace)


def wizard_on_orders(window: MainWindow, width: int) -> Wizard:
    window.resize(width, 800)
    press(window, "Ctrl+M")
    wait(window)
    wizard = dialog(window, Wizard)
    QTest.keySequence(wizard, "Alt+2")
    wait(window)
    return wizard


def shown(pane: QuotePane) -> str:
    return pane.pieces.currentText()


def test_the_picture_that_says_what_stands_in_the_field_comes_up_boxed(window: MainWindow) -> None:
    wizard = wizard_on_orders(window, 1440)
    pane = wizard.quote
    assert pane.isVisible()
    wizard.orders.form.product.setFocus()
    wizard.orders.form.number.setFocus()
    wait(window)
    assert "证据2" in shown(pane) and pane.boxed
    click(pane.copy)
    assert QGuiApplication.clipboard().text() == NUMBER

    pane.picture.line_clicked.emit(next(place for place, line in enumerate(pane.lines) if "专营店" in line.text))
    click(pane.copy)
    assert "星河数码卡券专营店" in QGuiApplication.clipboard().text()

    click(pane.button)
    assert not pane.isVisible()
    wizard.reject()
    wait(window)


def test_where_both_do_not_fit_the_fields_have_the_room(window: MainWindow) -> None:
    wizard = wizard_on_orders(window, 1024)
    assert not wizard.quote.isVisible() and not wizard.quote.button.isVisible()
    wizard.resize(1300, 700)
    wait(window)
    assert wizard.quote.isVisible() and shown(wizard.quote)
    wizard.reject()
    wait(window)


def click_line(pane: QuotePane, words: str) -> None:
    """On the line of the picture that has these words."""
    line = next(line for line in pane.lines if words in line.text)
    place = pane.picture._place(line.box).center()
    where = pane.picture.mapFromScene(place)
    assert pane.picture.viewport().rect().contains(where), "the line is out of sight"
    QTest.mouseClick(pane.picture.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, where)


@pytest.mark.parametrize("size", [(1024, 700), (960, 600)])
def test_a_line_that_is_clicked_goes_into_the_field_of_the_case(window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    press(window, "Ctrl+D")
    form = dialog(window, CaseDialog)
    wait(window)
    assert form.quote.isVisible()
    assert form.width() <= size[0] and form.height() <= size[1]
    form.order_number.setFocus()
    wait(window)
    assert "证据2" in shown(form.quote) and form.quote.boxed
    for field, words, expected in (
        (form.paid, "实付", "98.00"),
        (form.ordered_at, "下单时间", "2026-11-01 14:30:12"),
        (form.merchant, "专营店", "星河数码卡券专营店"),
        (form.product, "100元面值", "100元面值 卡密直发"),
    ):
        field.setFocus()
        click_line(form.quote, words)
        assert field.text() == expected and form.focusWidget() is field
    QTest.keySequence(form.product, "Ctrl+Z")
    assert form.product.text() == ""

    click(form.more)
    assert not form.quote.isVisible() and form.width() <= size[0], "the other side's fields come first"
    click(form.more)
    assert form.quote.isVisible() and form.width() <= size[0]
    press(form, "Escape")
    wait(window)
    press(window, "Ctrl+D")
    assert dialog(window, CaseDialog).paid.text() == "98.00", "kept as if it had been typed"


def test_what_a_picture_says_goes_into_an_event_by_mouse_and_by_keyboard(window: MainWindow) -> None:
    case = window.desk.case
    assert case
    window.resize(1024, 700)
    window.ask.forms.write_event(None, case.evidence[1:])
    wait(window)
    form = dialog(window, EventDialog)
    pane = form.findChildren(QuotePane)[0]
    assert "证据2" in shown(pane), "the piece that it is about"
    type_into(form.text, "付款：")
    click_line(pane, "实付")
    assert form.text.toPlainText() == "付款：实付：¥ 98.00（免运费）"

    form.evidence.setCurrentRow(0)
    wait(window)
    assert "证据1" in shown(pane)
    form.evidence.setCurrentRow(1)
    wait(window)
    form.time.setFocus()
    pane.picture.setFocus()
    place = next(place for place, line in enumerate(pane.lines) if "支付时间" in line.text)
    for _ in range(place + 1):
        QTest.keyClick(pane.picture, Qt.Key.Key_Down)
    QTest.keyClick(pane.picture, Qt.Key.Key_Return)
    assert form.time.text() == "2026-11-01 14:30:25"
    form.reject()


def test_without_a_picture_a_form_is_as_narrow_as_ever(window: MainWindow) -> None:
    press(window, "Ctrl+N")
    form = dialog(window, CaseDialog)
    assert not form.quote.isVisible() and not form.quote.button.isVisible()
    assert form.width() < 600
    form.reject()
