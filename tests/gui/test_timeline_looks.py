"""Rows, lanes and the wall of pictures: the same entries, the same selection, the same filter."""

from itertools import groupby

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caseorg.actions.event import EventDetails, add_event, remove_event
from caseorg.domain.case import Side
from caseorg.domain.moments import parse_moment
from caseorg.domain.timeline import TimelineEntry
from caseorg.gui.theme import colours, side_colour
from caseorg.gui.timeline.delegate import _rooms, lanes_left
from caseorg.gui.timeline.lanes import lane_rect
from caseorg.gui.timeline.looks import TimelineLook
from caseorg.gui.timeline.model import ROW
from caseorg.gui.window import MainWindow
from caseorg.jobs.sample import SAMPLE
from caseorg.knowledge.stories import story_of
from caseorg.views.timeline_filter import FilterMark
from caseorg.workspace import Workspace
from gui.conftest import OpenWindow
from gui.hands import NO_KEYS, click, press, wait


def loosen(window: MainWindow) -> None:
    """The last event goes: its evidence, which others tell of, stays; that of the first stands by itself."""
    assert window.desk.case
    window.desk.tasks.workspace.write(remove_event, SAMPLE, window.desk.case.events[0].id)
    window.desk.reload()
    wait(window)


def test_blocks_stand_in_the_lane_of_who_acted(sample_window: MainWindow) -> None:
    window = sample_window
    view, model = window.page.view, window.page.model
    view.select_first()
    held = view.key()
    click(window.page.filters.switch.buttons[TimelineLook.LANES])
    assert view.key() == held and window.page._heads.isVisible()
    picture = view.viewport().grab().toImage()
    for entry, side, lane in ((0, Side.ME, 0), (2, Side.SERVICE, 1)):
        index = next(one for one in map(model.index, range(model.rowCount())) if one.data(ROW) == model.entries[entry])
        block = lane_rect(view.visualRect(index), lane, model)
        bar = QColor(picture.pixelColor(block.left() + 2, block.center().y()))
        assert bar.name() == side_colour(side).name()
        other = lane_rect(view.visualRect(index), 2, model)
        assert picture.pixelColor(other.center()).name() == QColor(colours().base).name()
    press(view, "Down")
    assert view.entry() == model.entries[1]
    press(window, "Alt+1")
    assert window.page.look is TimelineLook.LIST and view.entry() == model.entries[1]
    assert window.commands.looks[TimelineLook.LIST].isChecked()


def test_a_lane_in_which_nobody_acted_leaves_its_width_to_the_words_of_the_others(sample_window: MainWindow) -> None:
    window = sample_window
    window.resize(1024, 700)
    wait(window)
    row, model = window.page.view.visualRect(window.page.model.index(0)), window.page.model
    me, other, rest = (lane_rect(row, lane, model) for lane in range(3))
    assert me.width() == other.width() > 2 * rest.width() and me.width() >= 140
    assert me.right() < other.left() and other.right() < rest.left() <= rest.right() <= row.right()
    details = EventDetails(
        at=parse_moment("2026-11-12 10:00"), text="平台介入，要求商家48小时内回复", side=Side.PLATFORM
    )
    window.desk.tasks.workspace.change(add_event, SAMPLE, details)
    window.desk.reload()
    wait(window)
    assert abs(lane_rect(row, 0, model).width() - lane_rect(row, 2, model).width()) <= 1


def test_a_picture_in_the_lanes_is_hit_where_it_is_drawn_and_nowhere_else(sample_window: MainWindow) -> None:
    window = sample_window
    window.resize(1024, 700)
    loosen(window)
    press(window, "Alt+2")
    wait(window)
    view, model = window.page.view, window.page.model

    def hits(entry: TimelineEntry) -> list[int]:
        index = model.index(model.row_of(entry.key))
        view.scrollTo(index)
        rect, look = view.visualRect(index), view._delegate.look
        places = (QPoint(x, rect.center().y()) for x in range(rect.width()))
        return [place.x() for place in places if look.evidence_at(rect, entry, place, model)]

    of_event = next(one for one in model.entries if one.event and one.evidence)
    alone = next(one for one in model.entries if not one.event and one.evidence)
    assert not hits(of_event), "one lane is too narrow for a picture"
    found = hits(alone)
    assert found == list(range(found[0], found[-1] + 1))
    picture = view.viewport().grab().toImage()
    row = view.visualRect(model.index(model.row_of(alone.key)))
    assert len({picture.pixelColor(x, row.center().y()).rgb() for x in found}) > 1


class Paints(QObject):
    """Counts how often a widget is painted."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 — Qt's name
        self.count += event.type() is QEvent.Type.Paint
        return False


def test_the_heads_of_the_lanes_go_along_when_a_lane_or_the_list_gets_wider(sample_window: MainWindow) -> None:
    window, paints = sample_window, Paints()
    window.resize(1024, 700)
    press(window, "Alt+2")
    wait(window)
    window.page._heads.installEventFilter(paints)
    window.page.model.show_case(window.desk.case)
    wait(window)
    assert paints.count
    before = paints.count
    assert window.desk.case
    window.page.show_story(story_of(window.desk.tasks.workspace.knowledge, window.desk.case))
    wait(window)
    assert paints.count > before
    before, width = paints.count, window.page.view.viewport().width()
    window.page.show_compact(True)
    QApplication.processEvents()
    wait(window)
    assert window.page.view.viewport().width() != width and paints.count > before


def test_in_a_narrow_row_time_and_lanes_leave_the_width_to_the_words() -> None:
    narrow, wide = QRect(0, 0, 470, 26), QRect(0, 0, 900, 26)
    assert lanes_left(narrow) <= 110 < lanes_left(wide)
    _, words = _rooms(narrow, 400, 120)
    assert words.width() >= 150 and words.left() < lanes_left(wide) + 120


def bands(picture: QImage, room: QRect) -> list[int]:
    """How high each band of ink in it is, from above."""
    paper = picture.pixelColor(room.topLeft())
    inked = [
        any(picture.pixelColor(column, line) != paper for column in range(room.left(), room.right()))
        for line in range(room.top(), room.bottom() + 1)
    ]
    return [len(list(lines)) for ink, lines in groupby(inked) if ink]


def test_words_that_are_too_long_for_a_line_have_two_where_the_row_is_high_enough(sample_window: MainWindow) -> None:
    window = sample_window
    view, model = window.page.view, window.page.model
    long = next(row for row, entry in enumerate(model.entries) if len(entry.text) > 20 and not entry.promises)
    index = next(one for one in map(model.index, range(model.rowCount())) if one.data(ROW) == model.entries[long])
    view.clearSelection()
    for key, lines in (("Alt+1", 2), ("Alt+0", 1)):
        press(window, key)
        wait(window)
        rect, picture = view.visualRect(index), view.viewport().grab().toImage()
        left = rect.left() + rect.width() // 2  # right of the part, left of the pictures
        found = bands(picture, QRect(left, rect.top() + 1, rect.width() // 6, rect.height() - 2))
        assert len(found) == lines and max(found) < rect.height() // lines, (key, found)


def test_the_wall_has_each_piece_once_in_the_order_of_time_and_says_which_have_an_event(
    sample_window: MainWindow,
) -> None:
    window = sample_window
    loosen(window)
    page = window.page
    page.view.select_first()
    held = page.view.entry()
    press(window, "Alt+3")
    tiles = page.tiles.tiles
    assert [tile.item.number for tile in tiles] == [1, 2, 3, 4, 5]
    told = [str(page.tiles.index(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(5)]
    assert [text.endswith("已写进经过") for text in told] == [False, False, True, True, True]
    assert "2026年11月1日" in told[0]
    days = [page.tiles.day_of(row) for row in range(5)]
    assert [day.begins for day in days] == [
        row == 0 or tiles[row - 1].item.taken_at.local.date() != day.day  # type: ignore[union-attr]
        for row, day in enumerate(days)
    ]
    assert not any(day.new_year for day in days)
    assert held and page.wall.tile() and page.wall.tile().entry == held  # type: ignore[union-attr]

    place = page.wall.visualRect(page.tiles.index(2)).center()
    QTest.mouseClick(page.wall.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, place)
    assert window.inspector.evidence == tiles[2].item and page.view.entry() == tiles[2].entry
    QTest.keyClick(page.wall, Qt.Key.Key_Space)
    wait(window)
    assert window.viewer.isVisible()
    window.viewer.leave()
    press(window, "Alt+1")
    assert page.view.entry() == tiles[2].entry


def test_the_filter_holds_on_the_wall_and_its_selection_is_that_of_the_commands(sample_window: MainWindow) -> None:
    window = sample_window
    loosen(window)
    page = window.page
    page.filters.chips[FilterMark.LOOSE].click()
    press(window, "Alt+3")
    assert [tile.item.number for tile in page.tiles.tiles] == [1, 2]
    page.wall.setFocus()
    press(page.wall, "Ctrl+A")
    assert [item.number for item in window.evidence_commands.items()] == [1, 2]
    corner = page.wall.visualRect(page.tiles.index(0)).topLeft() + QPoint(20, 20)
    page.wall.customContextMenuRequested.emit(corner)
    menu = window.row_menus[1].opening.menu
    assert menu and "改来源…" in [action.text() for action in menu.actions()]
    menu.hide()
    page.filters.clear()
    assert len(page.tiles.tiles) == 5


def test_a_piece_of_the_wall_stays_selected_when_the_case_is_read_again(sample_window: MainWindow) -> None:
    window = sample_window
    page = window.page
    press(window, "Alt+3")
    second = page.tiles.tiles[1]
    assert len(second.entry.evidence) > 1 and second.item == second.entry.evidence[1]
    page.wall.setCurrentIndex(page.tiles.index(1))
    assert window.inspector.evidence == second.item
    window.desk.reload()
    wait(window)
    assert page.wall.key() == second.item.id and page.view.entry() == second.entry


def test_del_on_the_wall_withdraws_what_stands_by_itself_and_no_event_goes_with_it(sample_window: MainWindow) -> None:
    window = sample_window
    loosen(window)
    page = window.page
    press(window, "Alt+3")
    page.wall.setFocus()
    press(page.wall, "Ctrl+A")
    press(page.wall, "Del")
    wait(window)
    case = window.desk.case
    assert case and [item.number for item in case.standing_evidence] == [3, 4, 5] and len(case.events) == 5
    window.desk.history.stack.undo()
    wait(window)
    assert len(page.tiles.tiles) == 5
    page.wall.setCurrentIndex(page.tiles.index(0))
    assert window.evidence_commands.withdraw.isEnabled()
    beside = page.wall.viewport().rect().bottomRight() - QPoint(4, 4)
    QTest.mouseClick(page.wall.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, beside)
    assert not page.wall.chosen_keys() and not window.evidence_commands.withdraw.isEnabled()


def test_the_view_is_remembered(open_window: OpenWindow, sample: Workspace) -> None:
    first = open_window(sample)
    press(first, "Alt+3")
    wait(first)
    first.close()
    wait(first)
    second = open_window(sample)
    assert second.page.look is TimelineLook.WALL and second.page.wall.isVisible()
    assert second.page.filters.switch.buttons[TimelineLook.WALL].isChecked()
    assert [tile.item.number for tile in second.page.tiles.tiles] == [1, 2, 3, 4, 5]
    assert second.inspector.evidence == second.page.tiles.tiles[0].item
