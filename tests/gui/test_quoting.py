"""The picture beside the fields of the wizard and of the form: it says what stands in the field, boxed."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from caseorg.actions.case import edit_case
from caseorg.domain.case import CaseDetails, CaseId, Order, OrderId
from caseorg.gui.quoting import QuotePane
from caseorg.gui.window import MainWindow
from caseorg.gui.wizard.dialog import Wizard
from caseorg.workspace import Workspace
from cli.test_proposals import CHAT
from domain.reading.pages import PDD_ORDER
from gui.conftest import OpenWindow
from gui.hands import click, dialog, press, wait
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
