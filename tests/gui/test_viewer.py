"""The viewer: evidence in the whole window, described and copied from without leaving the picture."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from errno import ENOSPC
from functools import partial
from itertools import pairwise
from pathlib import Path
from threading import Event
from unittest.mock import patch

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDesktopServices, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from caseorg.actions.case import new_case
from caseorg.actions.event import EventDetails, add_event
from caseorg.actions.evidence import withdraw_evidence
from caseorg.domain.case import CaseDetails, CaseFile, CaseId, Evidence, Side
from caseorg.domain.moments import TimeSource
from caseorg.domain.reading.proposal import ProposalKind
from caseorg.evidence.store import file_digest
from caseorg.gui.review.picture import BoxStyle
from caseorg.gui.viewer.comparison import ComparisonPanel
from caseorg.gui.viewer.loading import Loading
from caseorg.gui.viewer.page import ViewerPage
from caseorg.gui.viewer.picture import ViewedPicture
from caseorg.gui.viewer.text import PageText, read_text
from caseorg.gui.window import MainWindow
from caseorg.i18n import tr
from caseorg.jobs.intake import add_files
from caseorg.jobs.readings import Looked
from caseorg.store.queries import load_case
from caseorg.store.readings import Kept
from caseorg.workspace import Workspace
from cli.test_proposals import CHAT
from domain.reading.pages import PDD_ORDER
from gui.conftest import OpenWindow
from gui.hands import NO_KEYS, click, click_text, press, select_row, type_into, wait
from gui.test_review import add
from handmade import ENGINE

LEFT = Qt.MouseButton.LeftButton


def screenshot(number: int) -> bytes:
    """As large as those of a phone."""
    out = io.BytesIO()
    Image.new("L", (1080, 2400), 200 - number).save(out, "PNG", compress_level=1)
    return out.getvalue()


@pytest.fixture
def window(
    open_window: OpenWindow, workspace: Workspace, case_id: CaseId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> MainWindow:
    """On the timeline of a case with an order page and a chat, which were read."""
    monkeypatch.setattr("gui.test_review.picture", screenshot)
    add(workspace, case_id, tmp_path, PDD_ORDER, CHAT)
    window = open_window(workspace)
    window.resize(1440, 900)
    window.page.view.setFocus()
    window.page.view.select_first()
    wait(window)
    return window


def stored(window: MainWindow) -> CaseFile:
    assert window.desk.case
    return window.desk.tasks.workspace.read(load_case, window.desk.case.id)


def keys(window: MainWindow, *pressed: str) -> None:
    for one in pressed:
        QTest.keySequence(QApplication.focusWidget() or window, one)
        wait(window)


def viewing(window: MainWindow) -> ViewerPage:
    keys(window, "Space")
    assert window.viewer.isVisible()
    return window.viewer


def place(viewer: ViewerPage, line: int, part: float) -> QPoint:
    """A point on a line of the text, so far from its left end."""
    text = viewer._page_text()
    assert text
    box = viewer.picture.mapFromScene(viewer.picture._place(text.page.lines[line].box)).boundingRect()
    return QPoint(round(box.left() + box.width() * part), box.center().y())


def test_space_shows_the_picture_and_brings_one_back_to_the_row(window: MainWindow) -> None:
    view, key = window.page.view, window.page.view.key()
    viewer = viewing(window)
    assert not window.inspector.isVisible() and not window.commands.bar.isVisible()
    assert not window.events.edit.isEnabled()  # nothing is changed unseen
    for back in ("Space", "Esc", "F11"):
        if not viewer.isVisible():
            press(window, "F11")
            wait(window)
        keys(window, back)
        assert not viewer.isVisible() and window.inspector.isVisible()
        assert view.hasFocus() and view.key() == key


@pytest.mark.parametrize("where", ["thumbnail", "inspector", "review", "sheet"])
def test_a_double_click_on_any_picture_opens_it(window: MainWindow, where: str) -> None:
    targets: dict[str, Callable[[], None]] = {
        "thumbnail": lambda: _double_click_thumbnail(window),
        "inspector": lambda: _double_click(window.inspector.picture.viewport()),
        "review": lambda: _double_click(window.review.middle.picture.viewport()),
        "sheet": lambda: _double_click_tile(window),
    }
    if where in ("review", "sheet"):
        press(window, "Ctrl+L")
        wait(window)
    targets[where]()
    wait(window)
    assert window.viewer.isVisible() and window.viewer.tour.item
    keys(window, "Esc")
    assert (window.review if where in ("review", "sheet") else window.inspector).isVisible()


def _double_click(widget: object, at: QPoint | None = None) -> None:
    QTest.mouseDClick(widget, LEFT, NO_KEYS, at or widget.rect().center())  # type: ignore[attr-defined, call-overload]


def _double_click_thumbnail(window: MainWindow) -> None:
    view, entry = window.page.view, window.page.view.entry()
    row = view.visualRect(view.currentIndex())
    points = (QPoint(x, y) for y in range(row.top(), row.bottom(), 4) for x in range(row.left(), row.right(), 4))
    assert entry
    spot = next(one for one in points if view._delegate.look.evidence_at(row, entry, one, view._rows))
    QTest.mouseClick(view.viewport(), LEFT, NO_KEYS, spot)
    _double_click(view.viewport(), spot)


def _double_click_tile(window: MainWindow) -> None:
    sheet = window.review.pile.waiting
    spot = sheet.visualItemRect(sheet.item(0)).center()
    QTest.mouseClick(sheet.viewport(), LEFT, NO_KEYS, spot)
    _double_click(sheet.viewport(), spot)


def test_the_arrows_go_through_all_evidence_and_only_move_a_large_picture(window: MainWindow) -> None:
    viewer = viewing(window)
    first = viewer.tour.item
    keys(window, "Left")
    assert viewer.tour.item == first
    keys(window, "Right")
    assert viewer.tour.place == 1
    keys(window, "Right", "Home", "End")
    assert viewer.tour.place == len(viewer.tour.items) - 1 == 1
    fitted = viewer.picture.transform().m11()
    for _ in range(12):
        keys(window, "+")
    assert viewer.picture.is_wide
    before = viewer.picture.horizontalScrollBar().value()
    keys(window, "Left")
    assert viewer.tour.place == 1 and viewer.picture.horizontalScrollBar().value() < before
    keys(window, "1")
    assert viewer.picture.transform().m11() * viewer.devicePixelRatioF() == pytest.approx(1)
    keys(window, "0")
    assert viewer.picture.transform().m11() == pytest.approx(fitted)


def test_the_wheel_zooms_and_turning_is_for_the_eye_alone(window: MainWindow) -> None:
    viewer = viewing(window)
    item = viewer.tour.item
    assert item
    file = window.desk.tasks.workspace.evidence.path(item.sha256)
    before, upright = file_digest(file), viewer.picture.sceneRect()
    scale = viewer.picture.transform().m11()
    middle = QPointF(viewer.picture.viewport().rect().center())
    wheel = QWheelEvent(
        middle, middle, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, NO_KEYS, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(viewer.picture.viewport(), wheel)
    assert viewer.picture.transform().m11() > scale
    keys(window, "R")
    turned = viewer.picture.sceneRect()
    assert (turned.width(), turned.height()) == (upright.height(), upright.width())
    keys(window, "R", "R", "R")
    assert viewer.picture.sceneRect() == upright
    assert file_digest(file) == before and stored(window).evidence == window.desk.case.evidence  # type: ignore[union-attr]


def test_a_line_clicked_on_either_side_is_marked_on_both_also_when_turned(window: MainWindow) -> None:
    viewer = viewing(window)
    keys(window, "Right", "T")
    text = viewer._page_text()
    assert text
    number = next(number for number, row in enumerate(text.rows) if len(row.lines) > 1 or row.side)
    viewer.side.text.list.setCurrentRow(number)
    now = [mark.rect for mark in viewer.picture._marks if mark.look is BoxStyle.NOW]
    assert now == [viewer.picture._place(text.page.lines[line].box) for line in text.rows[number].lines]
    viewer.side.text.list.setCurrentRow(0)
    keys(window, "Esc", "R")
    QTest.mouseClick(viewer.picture.viewport(), LEFT, NO_KEYS, place(viewer, text.rows[number].lines[0], 0.5))
    assert viewer.side.text.list.currentRow() == number
    assert viewer.side.text.current_text() == text.rows[number].text


@pytest.mark.parametrize("which", [0, 1])
def test_pictures_that_are_read_meanwhile_leave_the_text_alone(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, which: int
) -> None:
    viewer, asked = viewing(window), []
    keys(window, "T")
    viewer.side.text.list.setCurrentRow(2)
    marks = list(viewer.picture._marks)

    def read(workspace: Workspace, item: Evidence) -> tuple[PageText, ...]:
        asked.append(item)
        return read_text(workspace, item)

    monkeypatch.setattr("caseorg.gui.viewer.known.read_text", read)
    item = viewer.tour.items[which]
    window.reading.looked.emit(Looked(item, Kept(item.sha256, ENGINE)))
    wait(window)
    assert asked == [item] * (which == 0)  # another piece is not read off the disk again
    assert viewer.side.text.list.currentRow() == 2 and viewer.picture._marks == marks


def test_text_is_selected_over_the_picture_and_copied(window: MainWindow) -> None:
    viewer = viewing(window)
    keys(window, "T")
    text = viewer._page_text()
    assert text
    number = max(range(len(text.page.lines)), key=lambda one: len(text.page.lines[one].text))
    whole, shown = text.page.lines[number].text, viewer.picture.viewport()
    QTest.mousePress(shown, LEFT, NO_KEYS, place(viewer, number, 0.04))
    QTest.mouseMove(shown, place(viewer, number, 0.5))
    QTest.mouseRelease(shown, LEFT, NO_KEYS, place(viewer, number, 0.5))
    QApplication.clipboard().clear()
    keys(window, "Ctrl+C")
    copied = QApplication.clipboard().text()
    assert copied in whole and 0 < len(copied) < len(whole)


def test_a_piece_is_described_and_its_time_mended_without_leaving_the_picture(window: MainWindow) -> None:
    viewer = viewing(window)
    item = viewer.tour.item
    assert item
    own = item.taken_at
    type_into(viewer.side.fields.source, "拼多多App订单详情页")
    type_into(viewer.side.fields.at, "2026-11-01 14:30")
    keys(window, "Esc")  # out of the field, which is stored
    assert viewer.isVisible() and viewer.hasFocus()
    keys(window, "Right", "Left")
    found = next(one for one in stored(window).evidence if one.id == item.id)
    assert found.source == "拼多多App订单详情页"
    assert found.taken_at and found.taken_at.source is TimeSource.TYPED
    assert own in found.other_times  # what the file says stays beside it


def test_an_event_is_written_beside_its_picture_and_nobody_is_taken_for_the_actor(window: MainWindow) -> None:
    viewer = viewing(window)
    happened = viewer.side.happened
    assert happened.parts and happened.parts.chosen[0] is Side.UNKNOWN
    type_into(happened.text, "客服回复不能退款")
    wait(window)
    assert "客服" in happened.parts.side.itemText(0)
    click_text(viewer, "记为经过")
    wait(window)
    (event,) = stored(window).events
    assert (event.text, event.evidence) == ("客服回复不能退款", (viewer.tour.item.id,))  # type: ignore[union-attr]
    assert event.side is Side.UNKNOWN and not happened.text.toPlainText()
    assert any("客服回复不能退款" in button.text() for button in happened.findChildren(QPushButton))
    press(window, "Ctrl+Z")
    wait(window)
    assert not stored(window).events


@contextmanager
def busy(window: MainWindow) -> Iterator[None]:
    """The queue answers once this is left."""
    go_on = Event()
    window.desk.tasks.read(window, lambda _: go_on.wait(), then=lambda _: None)
    try:
        yield
    finally:
        go_on.set()
    wait(window)


def test_words_for_the_next_piece_stay_when_an_event_of_the_one_before_is_stored(window: MainWindow) -> None:
    viewer = viewing(window)
    happened, (first, second) = viewer.side.happened, viewer.tour.items
    type_into(happened.text, "客服回复不能退款")
    happened.drafts.keep()
    with busy(window):
        click_text(viewer, "记为经过")
        QTest.mouseClick(
            viewer.strip.viewport(), LEFT, NO_KEYS, viewer.strip.visualItemRect(viewer.strip.item(1)).center()
        )
        assert viewer.tour.item == second
        type_into(happened.text, "订单被取消")
    assert [(event.text, event.evidence) for event in stored(window).events] == [("客服回复不能退款", (first.id,))]
    assert happened.text.toPlainText() == "订单被取消" and happened.record.isEnabled()
    keys(window, "Esc", "Left")
    assert viewer.tour.item == first and not happened.text.toPlainText()
    keys(window, "Right")
    assert happened.text.toPlainText() == "订单被取消"


def test_an_event_goes_into_the_case_that_is_shown(window: MainWindow) -> None:
    viewer = viewing(window)
    shown, other = window.desk.case_id, window.desk.tasks.workspace.write(new_case, CaseDetails(title="另一案"))
    type_into(viewer.side.happened.text, "客服回复不能退款")
    with busy(window):
        window.desk.open_case(other)  # which is read only later
        click_text(viewer, "记为经过")
    assert shown
    cases = [window.desk.tasks.workspace.read(load_case, one) for one in (shown, other)]
    assert [[event.text for event in case.events] for case in cases] == [["客服回复不能退款"], []]


def test_a_promise_in_the_picture_is_offered(window: MainWindow) -> None:
    viewer = viewing(window)
    keys(window, "Right")
    assert window.desk.case
    assert any(one.kind is ProposalKind.PROMISE for one in viewer.proposals.of(window.desk.case))
    click_text(viewer.side.happened, "接受")
    wait(window)
    case = stored(window)
    assert len(case.promises) == 1 and case.promises[0].event in {event.id for event in case.events}


def test_an_event_has_its_line_boxed_and_a_click_opens_it_there(window: MainWindow) -> None:
    chat = next(one for one in _proposals(window) if one.kind is ProposalKind.EVENT and "“" in one.value.text)
    quote, text = chat.quotes[0], chat.value.text
    details = EventDetails(at=chat.value.at, text=text, evidence=(quote.evidence,))
    event = window.desk.tasks.workspace.change(add_event, window.desk.case_id, details)  # typed, not accepted
    window.desk.reload()
    wait(window)
    window.page.view.select(event)
    wait(window)
    picture = window.inspector.picture
    assert picture.box
    QTest.mouseClick(picture.viewport(), LEFT, NO_KEYS, picture.mapFromScene(picture.box.center()))
    wait(window)
    box, read = window.viewer.tour.box, window.viewer._page_text()
    assert window.viewer.isVisible() and box and read
    inside = "".join(one.text for one in read.page.lines if box.top <= one.box.top and one.box.bottom <= box.bottom)
    assert inside[:4] in text


def test_two_pieces_stand_side_by_side_and_zoom_together(window: MainWindow) -> None:
    viewer = viewing(window)
    first, second = viewer.tour.items
    keys(window, "D")
    assert viewer.beside.tour.item == first and viewer.tour.item == second
    before = [one.transform().m11() for one in (viewer.picture, viewer.beside.picture)]
    keys(window, "+")
    after = [one.transform().m11() for one in (viewer.picture, viewer.beside.picture)]
    assert [new / old for new, old in zip(after, before, strict=True)] == pytest.approx([1.25, 1.25])
    keys(window, "Shift+Right")
    assert viewer.beside.tour.item == second and viewer.tour.item == second
    keys(window, "D")
    assert not viewer.beside.isVisible()


def test_two_pieces_are_compared_and_move_together_unless_one_says_otherwise(window: MainWindow) -> None:
    viewer = viewing(window)
    first, second = viewer.tour.items
    keys(window, "D")
    wait(window)
    panel, left, right = viewer.comparing.panel, viewer.beside.picture, viewer.picture
    assert panel.isVisible() and not viewer.side.isVisible()
    said = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert said.count("SHA-256") == 1 and tr("Different") in said
    assert any(mark.number for mark in left._marks) == any(mark.number for mark in right._marks)
    panel.left.list.setCurrentRow(0)
    assert any(mark.look is BoxStyle.NOW for mark in left._marks) and not any(
        m.look is BoxStyle.NOW for m in right._marks
    )
    for _ in range(6):
        keys(window, "+")
    here, there = left.verticalScrollBar(), right.verticalScrollBar()
    here.setValue(here.maximum())
    assert there.value() == there.maximum() > 0
    lowest = [one.mapToScene(one.viewport().rect().bottomLeft()).y() for one in (left, right)]
    assert lowest == pytest.approx([2400, 2400], abs=10), "what is drawn moved too"
    QTest.keyClick(panel.together, Qt.Key.Key_Space)
    here.setValue(0)
    assert there.value() == there.maximum()
    before = left.transform().m11()
    keys(window, "+")
    assert left.transform().m11() == before
    click(panel.swap)
    wait(window)
    assert viewer.beside.tour.item == second and viewer.tour.item == first
    keys(window, "I")
    assert not panel.isVisible()
    keys(window, "D", "I")
    assert viewer.side.isVisible() and not panel.isVisible() and not any(mark.number for mark in right._marks)


def test_a_picture_that_arrives_leaves_the_cards_and_the_other_picture_as_they_are(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    viewer, drawn = viewing(window), list[object]()
    show = ComparisonPanel.show_pieces
    monkeypatch.setattr(ComparisonPanel, "show_pieces", lambda *given: (drawn.append(given[1:]), show(*given)))
    keys(window, "D")
    wait(window)
    assert drawn and all(one != other for one, other in pairwise(drawn)), "the same pair is drawn once"
    count, boxed, boxes = len(drawn), list[object](), ViewedPicture.show_values
    monkeypatch.setattr(ViewedPicture, "show_values", lambda *given: (boxed.append(given[0]), boxes(*given)))
    left, right = viewer.tour.items
    viewer.loading.arrived.emit((right, 0))  # as a neighbour would, that nobody looks at yet
    assert not boxed
    viewer.beside._shown = None  # its picture was not there yet
    viewer.loading.arrived.emit((left, 0))
    assert boxed == [viewer.beside.picture] and len(drawn) == count


def test_a_piece_of_another_case_is_never_beside(window: MainWindow, tmp_path: Path) -> None:
    viewer = viewing(window)
    keys(window, "D")
    assert viewer.beside.isVisible()
    open_other_case(window, tmp_path)
    case = window.desk.case
    assert case
    window.rooms.view(case.evidence[0].id)
    wait(window)
    assert not viewer.head.pair.isChecked() and not viewer.beside.isVisible()
    keys(window, "D")
    assert viewer.beside.isVisible() and viewer.beside.tour.item in case.evidence


def test_what_was_withdrawn_does_not_stay_beside(window: MainWindow) -> None:
    viewer = viewing(window)
    first, second = viewer.tour.items
    keys(window, "D")
    assert viewer.beside.tour.item == first
    window.desk.do(partial(withdraw_evidence, evidence_ids=(first.id,)))
    wait(window)
    assert viewer.tour.item == viewer.beside.tour.item == second
    press(window, "Ctrl+Z")
    wait(window)
    assert len(viewer.beside.tour.items) == 2


def test_others_open_a_piece_at_a_place(window: MainWindow) -> None:
    proposal = next(one for one in _proposals(window) if one.kind is ProposalKind.EVENT and one.quotes[0].box.top > 0)
    quote = proposal.quotes[0]
    window.rooms.view(quote.evidence, quote.page, quote.box)
    wait(window)
    picture = window.viewer.picture
    (mark,) = [mark for mark in picture._marks if mark.look is BoxStyle.NOW]
    assert mark.rect == picture._place(quote.box)
    assert picture.viewport().rect().intersects(picture.mapFromScene(mark.rect).boundingRect())


def _proposals(window: MainWindow):  # type: ignore[no-untyped-def]
    from caseorg.jobs.proposals import find_proposals

    assert window.desk.case
    return find_proposals(window.desk.tasks.workspace, window.desk.case)


def test_what_comes_next_is_loaded_before_and_memory_is_bounded(window: MainWindow) -> None:
    viewer = viewing(window)
    following = viewer.tour.items[1]
    assert viewer.loading.of(following, 0)
    small = Loading(window.desk.tasks, most=1, parent=window)
    small.want([(item, 0) for item in viewer.tour.items])
    wait(window)
    assert len(small._kept) == 1 and small.of(viewer.tour.items[0], 0)


def test_in_a_small_window_the_fields_are_a_key_away(window: MainWindow) -> None:
    viewer = viewing(window)
    assert viewer.side.isVisible() and viewer.strip.isVisible()
    window.resize(1024, 700)
    wait(window)
    assert not viewer.side.isVisible() and not viewer.strip.isVisible()
    shown = viewer.picture
    assert shown.mapFromScene(shown.sceneRect()).boundingRect().height() <= shown.viewport().height() + 1
    keys(window, "I")
    assert viewer.side.isVisible()


def sound(window: MainWindow, file: Path, content: bytes) -> Evidence:
    """Adds it to the open case and shows it."""
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"ID3\x03\0\0\0\0\0\0" + content)
    assert window.desk.case
    list(add_files(window.desk.tasks.workspace, window.desk.case.id, [file]))
    window.desk.reload()
    wait(window)
    item = next(item for item in window.desk.case.evidence if item.name == file.name)
    window.rooms.view(item.id)
    wait(window)
    return item


def play(window: MainWindow, label: str = "用电脑自带的程序播放副本") -> list[Path]:
    """What the system is told to open."""
    with patch.object(QDesktopServices, "openUrl", return_value=True) as opened:
        click_text(window.rooms.currentWidget(), label)
        wait(window)
    return [Path(call.args[0].toLocalFile()) for call in opened.call_args_list]


def test_a_sound_is_played_from_a_copy(window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "通话.exe"
    sound(window, file, bytes(400))
    (played,) = play(window)
    assert played.suffix == ".mp3" and window.desk.tasks.workspace.folder not in played.parents
    assert played.read_bytes() == file.read_bytes()


def test_a_sound_is_played_from_the_inspector_too(window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "通话.mp3"
    item = sound(window, file, bytes(400))
    window.viewer.leave()
    window.page.view.select(item.id)
    wait(window)
    (played,) = play(window, "播放")
    assert played.read_bytes() == file.read_bytes()
    select_row(window, 0)
    assert not window.inspector._evidence_part.play.isVisible()


def test_the_same_label_in_another_case_plays_its_own_sound(window: MainWindow, tmp_path: Path) -> None:
    file, other = tmp_path / "a" / "通话.mp3", tmp_path / "b" / "通话.mp3"
    label = sound(window, file, bytes(400)).label
    play(window)
    open_other_case(window, tmp_path)
    assert sound(window, other, bytes(500)).label == label
    (played,) = play(window)
    assert played.read_bytes() == other.read_bytes()


def test_half_a_copy_is_never_played(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill_disk(_source: Path, out: Path) -> None:
        out.write_bytes(b"ID3")
        raise OSError(ENOSPC, "No space left on device")

    file = tmp_path / "通话.mp3"
    sound(window, file, bytes(400))
    with monkeypatch.context() as full:
        full.setattr("shutil.copyfile", fill_disk)
        assert not play(window)
    (played,) = play(window)
    assert played.read_bytes() == file.read_bytes()
    assert list(played.parent.iterdir()) == [played]


def open_other_case(window: MainWindow, folder: Path) -> None:
    """A second case, with as many pictures as the first."""
    if window.viewer.isVisible():
        keys(window, "Esc")
    workspace = window.desk.tasks.workspace
    other = workspace.write(new_case, CaseDetails(title="另一案"))
    (folder / "other").mkdir()
    add(workspace, other, folder / "other", CHAT, PDD_ORDER)
    window.desk.open_case(other)
    wait(window)
