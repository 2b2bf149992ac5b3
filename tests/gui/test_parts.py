"""What events are taken for: proposed as such, confirmed, changed and split, each to be taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from caseorg.actions.event import EventDetails, add_event
from caseorg.domain.case import Event, EventId, Part, Side
from caseorg.domain.moments import parse_moment
from caseorg.gui.timeline.event_dialog import EventDialog
from caseorg.gui.window import MainWindow
from caseorg.jobs.sample import SAMPLE
from gui.hands import click, dialog, press, type_into, wait

SEVERAL = "我问客服什么时候处理，客服答应24小时内退款"


def add(window: MainWindow, text: str, **fields: Side) -> EventId:
    """An event that somebody wrote with the command line, selected."""
    details = EventDetails(at=parse_moment("2026-11-12 10:00"), text=text, **fields)
    key = window.desk.tasks.workspace.change(add_event, SAMPLE, details)
    window.desk.reload()
    wait(window)
    window.page.view.select(key)
    wait(window)
    return key


def stored(window: MainWindow, key: str) -> Event | None:
    assert window.desk.case
    return next((event for event in window.desk.case.events if event.id == key), None)


def row(window: MainWindow) -> str:
    """The current row as it is read aloud."""
    return str(window.page.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))


def choose(menu: QMenu, name: str) -> None:
    """Goes down the open menu with the arrow keys."""
    assert menu.isVisible()
    for _ in menu.actions():
        if (active := menu.activeAction()) and active.text() == name:
            QTest.keyClick(menu, Qt.Key.Key_Return)
            return
        QTest.keyClick(menu, Qt.Key.Key_Down)
    raise AssertionError([action.text() for action in menu.actions()])


def test_a_proposal_is_marked_in_words_and_confirmed_and_taken_back_by_keyboard(sample_window: MainWindow) -> None:
    window = sample_window
    key = add(window, "商家说虚拟商品概不退换")
    assert "商家 · 拒绝（提议）" in row(window)
    parts = window.inspector.entry_text.parts
    assert parts.who.accessibleName() == "谁做的：商家（提议）"
    assert parts.part.accessibleName() == "环节：拒绝（提议）"

    press(window.page.view, "Ctrl+J")
    wait(window)
    event = stored(window, key)
    assert event
    assert (event.part, event.side) == (Part.REFUSAL, Side.MERCHANT)
    assert "商家 · 拒绝，" in row(window)
    assert "提议" not in parts.part.text()
    assert not parts.confirm.isVisible()
    assert not window.events.confirm.isEnabled()

    press(window, "Ctrl+Z")
    wait(window)
    event = stored(window, key)
    assert event
    assert (event.part, event.side) == (Part.UNKNOWN, Side.UNKNOWN)
    assert window.notice.text == "已撤销：确认环节：商家 · 拒绝"
    press(window, "Ctrl+Shift+Z")
    wait(window)
    assert window.notice.text == "已重做：确认环节：商家 · 拒绝"


def test_the_part_is_changed_from_the_menu_and_handed_back_to_the_proposal(sample_window: MainWindow) -> None:
    window = sample_window
    key = add(window, "商家说虚拟商品概不退换")
    press(window.page.view, "Ctrl+R")
    choose(window.events.part_menu, "答复")
    wait(window)
    event = stored(window, key)
    assert event
    assert event.part is Part.ANSWER

    window.inspector.entry_text.parts.part.setFocus()
    QTest.keyClick(window.inspector.entry_text.parts.part, Qt.Key.Key_Space)
    choose(window.inspector.entry_text.parts.part_menu, "按提议")
    wait(window)
    event = stored(window, key)
    assert event
    assert event.part is Part.UNKNOWN
    press(window, "Ctrl+Z")
    wait(window)
    assert window.notice.text == "已撤销：改环节：按提议"


def test_who_acted_is_changed_and_stands_against_the_words(sample_window: MainWindow) -> None:
    window = sample_window
    key = add(window, "商家说虚拟商品概不退换")
    press(window.page.view, "Ctrl+Shift+R")
    choose(window.events.side_menu, "平台")
    wait(window)
    event = stored(window, key)
    assert event
    assert event.side is Side.PLATFORM
    assert "平台 · 拒绝，" in row(window)


def test_an_event_of_several_things_says_so_and_is_split_and_put_together_again(sample_window: MainWindow) -> None:
    window = sample_window
    key = add(window, SEVERAL)
    before = len(window.page.model.entries)
    assert "我方联系 ＋ 客服 · 承诺（提议）" in row(window)
    assert "2. 客服 · 承诺：客服答应24小时内退款" in window.inspector.entry_text.parts.beats.text()
    assert not window.events.confirm.isEnabled()

    press(window.page.view, "Ctrl+T")
    wait(window)
    assert stored(window, key) is None
    assert len(window.page.model.entries) == before + 1
    assert window.desk.case
    made = [event for event in window.desk.case.events if event.text in SEVERAL]
    assert [event.part for event in made] == [Part.ASKED, Part.PROMISE]
    assert "我问客服什么时候处理" in row(window), "the first of them is selected"

    press(window, "Ctrl+Z")
    wait(window)
    assert stored(window, key)
    assert len(window.page.model.entries) == before
    assert window.notice.text == "已撤销：拆分这条经过"


def test_the_buttons_beside_the_words_do_the_same(sample_window: MainWindow) -> None:
    window = sample_window
    key = add(window, "商家说虚拟商品概不退换")
    click(window.inspector.entry_text.parts.confirm)
    wait(window)
    event = stored(window, key)
    assert event
    assert event.part is Part.REFUSAL
    assert isinstance(QApplication.focusWidget(), QPushButton | type(window.page.view))
    other = add(window, SEVERAL)
    click(window.inspector.entry_text.parts.divide)
    wait(window)
    assert stored(window, other) is None


def test_nothing_is_changed_while_another_page_is_shown(sample_window: MainWindow) -> None:
    window = sample_window
    add(window, "商家说虚拟商品概不退换")
    press(window, "Ctrl+2")
    assert not window.events.confirm.isEnabled()
    press(window, "Ctrl+1")
    assert window.events.confirm.isEnabled()


def test_the_right_button_offers_the_same_commands(sample_window: MainWindow) -> None:
    view = sample_window.page.view
    view.select_first()
    offered = {action.text() for group in sample_window.row_menus[0].actions() for action in group}
    assert {"确认环节", "改环节…", "改是谁做的…"} <= offered


def test_the_form_proposes_as_it_is_typed_and_nobody_is_me_by_default(sample_window: MainWindow) -> None:
    window = sample_window
    press(window, "Ctrl+E")
    form = dialog(window, EventDialog)
    assert form.parts.side.currentText() == "按提议"
    type_into(form.text, "客服答应24小时内退款")
    assert (form.parts.side.currentText(), form.parts.part.currentText()) == ("按提议：客服", "按提议：承诺")
    type_into(form.text, SEVERAL)
    assert form.parts.part.currentText() == "按提议：讲了2件事"
    assert "2. 客服 · 承诺：客服答应24小时内退款" in form.parts.several.text()
    type_into(form.text, "卖家自动发来卡密")
    assert form.parts.side.currentText() == "按提议：商家"
    click(form.ok)
    wait(window)
    assert window.desk.case
    (event,) = [one for one in window.desk.case.events if one.text == "卖家自动发来卡密"]
    assert (event.side, event.part) == (Side.UNKNOWN, Part.UNKNOWN)


@pytest.mark.parametrize(("side", "part"), [(Side.MERCHANT, Part.UNKNOWN), (Side.PLATFORM, Part.PROMISE)])
def test_who_says_against_the_words_who_acted_is_believed(sample_window: MainWindow, side: Side, part: Part) -> None:
    """`商家` is what the words say as well."""
    window = sample_window
    press(window, "Ctrl+E")
    form = dialog(window, EventDialog)
    type_into(form.text, "商家答应24小时内退款")
    form.parts.side.setFocus()
    while form.parts.side.currentData() != side:
        QTest.keyClick(form.parts.side, Qt.Key.Key_Down)
    click(form.ok)
    wait(window)
    assert window.desk.case
    (event,) = [one for one in window.desk.case.events if one.text == "商家答应24小时内退款"]
    assert (event.side, event.part) == (side, part)


def test_the_row_keeps_within_a_small_window(sample_window: MainWindow) -> None:
    window = sample_window
    window.resize(1024, 700)
    add(window, "商家说虚拟商品概不退换")
    row = window.inspector.entry_text.parts
    assert window.height() <= 700
    assert row.part.geometry().right() <= row.width()
    assert row.who.y() == row.part.y()
