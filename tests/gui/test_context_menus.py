"""Under the right button and by key: what can be done with what is pointed at, wherever it is seen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from caseorg.actions.message import MessageDetails, keep_message
from caseorg.domain.clocks.deadline import ClockKind
from caseorg.domain.moments import parse_moment
from caseorg.gui.agenda.model import ROW
from caseorg.gui.pages import WindowPage
from caseorg.gui.timeline.source_dialog import SourceDialog
from caseorg.gui.window import MainWindow
from caseorg.gui.wizard.versions import VersionsDialog
from caseorg.jobs.sample import SAMPLE
from gui.hands import dialog, press, select_row, wait

PIECE = ["在时间线上查看", "据此记经过", "改来源…", "移到另一个案件…", "脱敏副本…", "复制名称", "撤下"]


@pytest.fixture(autouse=True)
def _closed_menus() -> Iterator[None]:
    yield
    while isinstance(menu := QApplication.activePopupWidget(), QMenu):
        menu.close()


def opened() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def texts(menu: QMenu) -> list[str]:
    return [action.text().partition("\t")[0] for action in menu.actions() if not action.isSeparator()]


def choose(menu: QMenu, text: str) -> None:
    """With the arrow keys and Enter."""
    for _ in range(texts(menu).index(text) + 1):
        QTest.keySequence(menu, "Down")
    QTest.keySequence(menu, "Return")


def point(widget: QWidget, place: QPoint) -> None:
    """Presses the right button there."""
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(widget, QContextMenuEvent(reason, place, widget.mapToGlobal(place)))


def test_a_promise_of_the_agenda_is_settled_by_key(sample_window: MainWindow) -> None:
    window = sample_window
    press(window, "Ctrl+2")
    wait(window)
    view = window.pages.agenda.view
    kinds = [getattr(view.model().index(row, 0).data(ROW), "clock", None) for row in range(view.model().rowCount())]
    promise = next(row for row, clock in enumerate(kinds) if clock and clock.kind is ClockKind.PROMISE)
    view.setCurrentIndex(view.model().index(promise, 0))
    press(window, "Shift+F10")
    assert texts(opened()) == ["打开案件", "已兑现", "未兑现", "复制文字"]
    choose(opened(), "未兑现")
    wait(window)
    assert window.desk.case and [one.kept for one in window.desk.case.promises] == [False]


def test_a_hit_is_copied_looked_at_and_opened_by_key(sample_window: MainWindow) -> None:
    window = sample_window
    press(window, "Ctrl+F")
    QTest.keyClicks(window.commands.search, "Screenshot_20261101-145233")
    wait(window)
    press(window.commands.search, "Shift+F10")
    assert texts(opened()) == ["打开", "查看大图", "复制文字"]
    choose(opened(), "查看大图")
    wait(window)
    assert window.viewer.isVisible() and window.viewer.tour.item and window.viewer.tour.item.number == 3


def test_a_piece_of_the_inspector_and_of_the_viewer_has_the_same_choices(sample_window: MainWindow) -> None:
    window, case = sample_window, sample_window.desk.case
    assert case
    select_row(window, 0)
    second = window.inspector._shelf_buttons[1]
    second.setFocus()
    press(window, "Shift+F10")
    assert texts(opened()) == ["查看大图", *PIECE]
    choose(opened(), "复制名称")
    assert QApplication.clipboard().text() == f"{case.evidence[1].label} {case.evidence[1].name}"

    press(window, "F11")
    wait(window)
    strip = window.viewer.strip
    point(strip.viewport(), strip.visualItemRect(strip.item(2)).center())
    assert texts(opened()) == PIECE
    choose(opened(), "复制名称")
    assert QApplication.clipboard().text().startswith("证据3 ")
    press(window.viewer, "Shift+F10")
    choose(opened(), "复制名称")
    assert QApplication.clipboard().text().startswith("证据1 ")
    point(strip.viewport(), strip.visualItemRect(strip.item(3)).center())
    choose(opened(), "在时间线上查看")
    wait(window)
    assert window.rooms.in_panes and window.pages.place is WindowPage.CASE and window.focusWidget() is window.page.view
    entry = window.page.view.entry()
    assert entry and 4 in [item.number for item in entry.evidence]


def test_the_source_of_a_piece_is_changed_where_it_is_looked_at(sample_window: MainWindow) -> None:
    window = sample_window
    select_row(window, 0)
    press(window, "F11")
    wait(window)
    press(window.viewer, "Shift+F10")
    choose(opened(), "改来源…")
    form = dialog(window, SourceDialog)
    form.accept()
    assert window.viewer.isVisible()


def test_a_text_that_was_sent_is_copied_from_the_history_and_the_timeline(sample_window: MainWindow) -> None:
    window = sample_window
    sent = MessageDetails(
        channel="pdd-merchant", kind="first", text="请退还98元", sent_at=parse_moment("2026-11-02 10:00").at
    )
    window.desk.tasks.workspace.write(keep_message, SAMPLE, sent)
    window.desk.reload()
    wait(window)
    assert window.desk.case
    history = VersionsDialog(window, window.desk.case.messages, "另一份")
    history.open()
    history.list.setFocus()
    press(history, "Shift+F10")
    assert texts(opened()) == ["复制这份内容"]
    choose(opened(), "复制这份内容")
    assert QApplication.clipboard().text() == "请退还98元"
    history.close()

    QApplication.clipboard().setText("")
    window.page.show_entry(window.desk.case.messages[0].id)
    window.page.view.setFocus()
    press(window, "Shift+F10")
    choose(opened(), "复制文字")
    assert QApplication.clipboard().text() == "请退还98元"
