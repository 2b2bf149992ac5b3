"""The timeline narrowed by chips and words, and several of its rows at once: by mouse, by key, by dragging."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caseorg.actions.event import EventDetails, add_event, remove_event
from caseorg.domain.case import CaseFile, Event, Evidence, Side
from caseorg.domain.moments import parse_moment
from caseorg.gui.timeline.delegate import fitting_head, head_width
from caseorg.gui.timeline.dragging import Dragged, pack
from caseorg.gui.timeline.model import ROW
from caseorg.gui.timeline.source_dialog import SourceDialog
from caseorg.gui.window import MainWindow
from caseorg.jobs.sample import SAMPLE
from caseorg.views.timeline_filter import FilterMark
from gui.hands import NO_KEYS, click, click_text, dialog, press, type_into, wait

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def case_of(window: MainWindow) -> CaseFile:
    assert window.desk.case
    return window.desk.case


def texts(window: MainWindow) -> list[str]:
    return [entry.text for entry in window.page.model.entries]


def put(window: MainWindow, *told: tuple[str, str]) -> list[str]:
    """Events that somebody else wrote down."""
    workspace = window.desk.tasks.workspace
    keys = [
        workspace.change(add_event, SAMPLE, EventDetails(at=parse_moment(at), text=text, side=Side.ME))
        for at, text in told
    ]
    window.desk.reload()
    wait(window)
    return keys


def loosen(window: MainWindow) -> CaseFile:
    """The last three events go: their evidence stands by itself."""
    for event in case_of(window).events[-4:]:
        window.desk.tasks.workspace.write(remove_event, SAMPLE, event.id)
    window.desk.reload()
    wait(window)
    return case_of(window)


def alone(window: MainWindow) -> list[Evidence]:
    """Evidence by itself, as it stands."""
    found = [entry for entry in window.page.model.entries if not (entry.event or entry.promises or entry.message)]
    return [entry.evidence[0] for entry in found]


def click_row(window: MainWindow, key: str, keys: Qt.KeyboardModifier = NO_KEYS) -> QPoint:
    view, model = window.page.view, window.page.model
    index = model.index(model.row_of(key))
    view.scrollTo(index)
    place = view.visualRect(index).topLeft() + QPoint(80, 20)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, keys, place)
    return place


def drag(window: MainWindow, data: QMimeData, target: str, *, below: bool = False) -> bool:
    """Over a row, and let go there; whether the row took it."""
    view, model = window.page.view, window.page.model
    rect = view.visualRect(model.index(model.row_of(target)))
    place = QPoint(rect.center().x(), rect.center().y() + (10 if below else -10))
    actions, left = Qt.DropAction.LinkAction | Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    over = QDragMoveEvent(place, actions, data, left, NO_KEYS)
    over.ignore()
    QApplication.sendEvent(view.viewport(), QDragEnterEvent(place, actions, data, left, NO_KEYS))
    QApplication.sendEvent(view.viewport(), over)
    QApplication.sendEvent(view.viewport(), QDropEvent(QPointF(place), actions, data, left, NO_KEYS))
    wait(window)
    return over.isAccepted()


def test_chips_narrow_by_who_acted_kind_and_what_is_missing(sample_window: MainWindow) -> None:
    window = sample_window
    put(window, ("2026-11-04 09:00", "再次催促退款，没有截图"))
    bar, model = window.page.filters, window.page.model
    assert bar.all.text() == "全部 7" and bar.chips[FilterMark.BARE].text() == "没有证据 1"
    window.page.view.select(model.entries[0].key)
    held = window.page.view.key()

    bar.chips[FilterMark.ME].click()
    mine = texts(window)
    assert 0 < len(mine) < 7 and all(isinstance(model.index(row).data(ROW).text, str) for row in range(len(mine)))
    assert window.page.view.key() == held
    bar.chips[FilterMark.BARE].click()
    assert texts(window) == ["再次催促退款，没有截图"]
    assert not bar.all.isChecked()
    bar.chips[FilterMark.ME].click()
    bar.chips[FilterMark.PROMISE].click()
    assert texts(window) == []
    click_text(window.page, "全部显示")
    assert len(texts(window)) == 7 and bar.all.isChecked()


def test_words_find_in_events_and_in_what_belongs_to_them(sample_window: MainWindow) -> None:
    window = sample_window
    field = window.page.filters.field
    press(window, "F3")
    assert field.hasFocus()
    type_into(field, "１小时内  客服")  # folded, each word somewhere
    assert len(texts(window)) == 1 and "1小时内" in texts(window)[0]
    type_into(field, "证据3")
    assert [entry.evidence[0].number for entry in window.page.model.entries] == [3]
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.page.view.hasFocus() and window.page.view.entry() == window.page.model.entries[0]
    press(window, "F3")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "" and len(texts(window)) == 6


def test_the_field_that_was_left_empty_by_mouse_makes_room_for_the_views_again(sample_window: MainWindow) -> None:
    window = sample_window
    window.resize(window.minimumWidth(), 700)
    wait(window)
    bar = window.page.filters
    assert bar.views.isVisible() and not bar.field.isVisible()
    press(window, "F3")
    assert bar.field.hasFocus() and not bar.views.isVisible()
    window.page.view.setFocus(Qt.FocusReason.MouseFocusReason)
    assert bar.views.isVisible() and bar.switch.isVisible() and not bar.field.isVisible()
    press(window, "F3")
    click(bar.all)
    assert bar.views.isVisible() and not bar.field.isVisible()
    press(window, "F3")
    type_into(bar.field, "客服")
    window.page.view.setFocus(Qt.FocusReason.MouseFocusReason)
    assert bar.field.isVisible() and not bar.views.isVisible()
    bar.all.click()
    assert bar.views.isVisible() and not bar.field.isVisible()


def test_what_is_new_or_wanted_from_elsewhere_is_shown_though_a_filter_hides_it(sample_window: MainWindow) -> None:
    window = sample_window
    type_into(window.page.filters.field, "没有这几个字")
    assert not texts(window)
    event = case_of(window).events[2]
    window.open_place(SAMPLE, event.id)
    wait(window)
    assert window.page.view.key() == event.id
    assert not window.page.filters.filter


def test_what_has_no_room_as_a_chip_stands_in_the_menu(sample_window: MainWindow) -> None:
    window = sample_window
    window.resize(1024, 700)
    wait(window)
    bar = window.page.filters
    hidden = [mark for mark in FilterMark if bar._counts[mark] and not bar.chips[mark].isVisible()]
    assert hidden and bar.more.isVisible() and bar.width() <= window.page.width()
    menu = bar.menu()
    names = [action.text() for action in menu.actions()]
    assert names == [f"{bar.chips[mark].text()}".replace(" ", "  ") for mark in FilterMark if bar._counts[mark]]
    before = len(texts(window))
    menu.actions()[[mark for mark in FilterMark if bar._counts[mark]].index(hidden[0])].trigger()
    assert len(texts(window)) < before and bar.more.isChecked()
    menu.hide()


def test_several_rows_are_removed_in_one_step_and_one_undo_brings_them_back(sample_window: MainWindow) -> None:
    window = sample_window
    case = loosen(window)
    before = texts(window)
    click_row(window, case.events[0].id)
    click_row(window, case.evidence[-1].id, SHIFT)
    chosen = window.page.view.entries()
    assert len(chosen) > 2 and {bool(entry.event) for entry in chosen} == {True, False}
    press(window.page.view, "Del")
    wait(window)
    assert len(texts(window)) < len(before)
    assert "原件都保留" in window.notice.text
    press(window.page.view, "Ctrl+Z")
    wait(window)
    assert texts(window) == before
    assert window.desk.history.stack.count() == 1


def test_several_rows_stay_selected_while_the_case_is_read_again(sample_window: MainWindow) -> None:
    window = sample_window
    case = loosen(window)
    click_row(window, case.events[0].id)
    click_row(window, case.events[1].id, CONTROL)
    click_row(window, case.evidence[-1].id, CONTROL)
    before = [entry.key for entry in window.page.view.entries()]
    window.desk.reload()
    wait(window)
    assert [entry.key for entry in window.page.view.entries()] == before and len(before) == 3
    assert window.page.view.key() == case.evidence[-1].id


def test_evidence_is_linked_to_the_event_that_is_selected_with_it_or_that_a_menu_offers(
    sample_window: MainWindow,
) -> None:
    window = sample_window
    case = loosen(window)
    event, items, count = case.events[0], alone(window), len(texts(window))
    click_row(window, items[0].id)
    click_row(window, items[1].id, CONTROL)
    click_row(window, event.id, CONTROL)
    press(window.page.view, "Ctrl+Shift+E")
    wait(window)
    linked = {item.id for item in items[:2]}
    assert linked <= set(case_of(window).events[0].evidence)
    assert len(texts(window)) == count - 2
    press(window.page.view, "Ctrl+Z")
    wait(window)
    assert case_of(window).events[0].evidence == event.evidence

    click_row(window, items[0].id)
    press(window.page.view, "Ctrl+Shift+E")
    menu = window.evidence_commands.events_menu
    assert menu.isVisible() and len(menu.actions()) == len(case.events)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    wait(window)
    assert items[0].id in case_of(window).events[1].evidence


def test_the_source_of_several_pieces_is_said_once(sample_window: MainWindow) -> None:
    window = sample_window
    loosen(window)
    items = alone(window)
    for item, keys in zip(items, (NO_KEYS, *[CONTROL] * (len(items) - 1)), strict=True):
        click_row(window, item.id, keys)
    press(window.page.view, "Ctrl+Shift+S")
    form = dialog(window, SourceDialog)
    type_into(form.field, "微信聊天")
    click(form.ok)
    wait(window)

    def sources() -> set[str]:
        return {item.source for item in case_of(window).evidence if item.id in {one.id for one in items}}

    assert len(items) > 1 and sources() == {"微信聊天"}
    press(window.page.view, "Ctrl+Z")
    wait(window)
    assert sources() == {item.source for item in items}


def test_several_events_are_confirmed_at_once(sample_window: MainWindow) -> None:
    window = sample_window
    press(window.page.view, "Ctrl+A")
    assert not window.events.edit.isEnabled() and window.events.confirm.isEnabled()
    press(window.page.view, "Ctrl+J")
    wait(window)
    confirmed = [event for event in case_of(window).events if event.part]
    assert len(confirmed) > 1
    assert window.desk.history.stack.count() == 1


@pytest.mark.parametrize("by_key", [False, True])
def test_the_right_button_and_the_menu_key_offer_what_the_menus_offer(sample_window: MainWindow, by_key: bool) -> None:
    window = sample_window
    case = loosen(window)
    view = window.page.view

    def offered(key: str) -> list[str]:
        place = click_row(window, key)
        reason = QContextMenuEvent.Reason.Keyboard if by_key else QContextMenuEvent.Reason.Mouse
        wanted = view.viewport().rect().bottomRight() if by_key else place
        QApplication.sendEvent(view.viewport(), QContextMenuEvent(reason, wanted, view.viewport().mapToGlobal(wanted)))
        menu = window.row_menus[0].opening.menu
        assert menu and menu.isVisible()
        found = [action.text() for action in menu.actions() if action.text()]
        menu.hide()
        return found

    for_event, for_evidence = offered(case.events[0].id), offered(case.evidence[-1].id)
    assert {"编辑", "确认环节", "删除经过"} <= set(for_event) and "撤下" not in for_event
    assert {"据此记经过", "归入经过…", "改来源…", "撤下"} <= set(for_evidence) and "编辑" not in for_evidence


def test_evidence_that_is_dropped_on_an_event_is_linked_to_it(sample_window: MainWindow) -> None:
    window = sample_window
    case = loosen(window)
    event, item = case.events[0], alone(window)[0]
    assert drag(window, pack(Dragged((item.id,))), event.id)
    assert item.id in case_of(window).events[0].evidence
    assert window.desk.history.stack.count() == 1
    press(window.page.view, "Ctrl+Z")
    wait(window)
    assert case_of(window).events[0].evidence == event.evidence
    assert not drag(window, pack(Dragged((event.evidence[0],))), event.id)  # it stands there already
    assert not drag(window, pack(Dragged((item.id,))), item.id)  # no event


def test_files_that_are_dragged_over_the_timeline_are_the_windows(sample_window: MainWindow, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.png"))])
    view = sample_window.page.view
    entering = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO_KEYS)
    QApplication.sendEvent(view.viewport(), entering)
    assert sample_window.page._drop.isVisible()


def order_at(window: MainWindow, at: str) -> Sequence[Event]:
    return [event for event in case_of(window).events if event.at == parse_moment(at)]


def test_events_of_the_same_minute_change_places_by_dragging_and_by_key(sample_window: MainWindow) -> None:
    window, at = sample_window, "2026-11-04 09:00"
    first, _, third = put(window, (at, "甲"), (at, "乙"), (at, "丙"))
    other = case_of(window).events[0].id
    assert drag(window, pack(Dragged(event=third)), first)  # type: ignore[arg-type]
    assert [event.text for event in order_at(window, at)] == ["丙", "甲", "乙"]
    assert not drag(window, pack(Dragged(event=third)), other)  # type: ignore[arg-type]
    click_row(window, third)
    press(window.page.view, "Alt+Down")
    wait(window)
    assert [event.text for event in order_at(window, at)] == ["甲", "丙", "乙"]
    assert window.page.view.key() == third
    press(window.page.view, "Ctrl+Z")
    wait(window)
    press(window.page.view, "Ctrl+Z")
    wait(window)
    assert [event.text for event in order_at(window, at)] == ["甲", "乙", "丙"]
    click_row(window, first)
    assert not window.events.up.isEnabled() and window.events.down.isEnabled()


def test_the_longest_part_is_told_whole_where_the_words_keep_enough_room(sample_window: MainWindow) -> None:
    view, model = sample_window.page.view, sample_window.page.model
    metrics, longest = view.fontMetrics(), "我方 · 出了什么问题"
    assert longest in model.heads()
    assert head_width(QRect(0, 0, 730, 40), model, metrics) >= metrics.horizontalAdvance(longest)
    narrow = head_width(QRect(0, 0, 620, 40), model, metrics)
    assert narrow < metrics.horizontalAdvance(longest)
    heads = [fitting_head(row, model.beats(row), narrow, metrics) for row in model.entries]
    assert heads[:2] == ["我方 · 购买", "出了什么问题"], "who acted is told by the lane"
    both = (*model.beats(model.entries[1]), *model.beats(model.entries[2]))
    room = metrics.horizontalAdvance(longest)
    assert fitting_head(model.entries[1], both, room, metrics) == "出了什么问题 ＋ 承诺", "of each thing that it tells"
    sample_window.page.show_case(None)
    assert not model.heads()
