"""What stands on the timeline beside events and evidence, and how it is painted."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caseorg.actions.message import MessageDetails, keep_message
from caseorg.actions.promise import PromiseDetails, add_promise, settle_promise
from caseorg.domain.case import EvidenceId, Side
from caseorg.domain.moments import parse_moment
from caseorg.domain.timeline import TimelineEntry
from caseorg.gui.theme import colours, use_colours
from caseorg.gui.timeline.delegate import ROW_HEIGHT
from caseorg.gui.timeline.event_dialog import EventDialog
from caseorg.gui.timeline.model import ROW
from caseorg.gui.window import MainWindow
from caseorg.jobs.sample import SAMPLE
from gui.hands import NO_KEYS, press, wait

LONG = "请于收到本消息后24小时内全额退款98.00元，原路退回。\n" * 40
AT = parse_moment("2026-11-12 10:00")


def show(window: MainWindow, key: str) -> None:
    window.desk.reload()
    wait(window)
    window.page.view.select(key)
    wait(window)


def send(window: MainWindow, text: str = LONG, attached: tuple[EvidenceId, ...] = ()) -> str:
    """A message that was sent, selected; its id."""
    details = MessageDetails(channel="pdd-merchant", text=text, kind="first", sent_at=AT.at, attached=attached)
    key = window.desk.tasks.workspace.change(keep_message, SAMPLE, details)
    show(window, key)
    return key


def promise(window: MainWindow, text: str, due: datetime | None, kept: bool | None = None) -> None:
    workspace = window.desk.tasks.workspace
    details = PromiseDetails(side=Side.SERVICE, text=text, made_at=AT, due=due)
    key = workspace.change(add_promise, SAMPLE, details)
    if kept is not None:
        workspace.write(settle_promise, SAMPLE, key, kept)
    show(window, key)


def entry(window: MainWindow) -> TimelineEntry:
    found = window.page.view.entry()
    assert found
    return found


def painted(window: MainWindow) -> QImage:
    """The current row as it is on the screen."""
    view = window.page.view
    view.scrollTo(view.currentIndex())
    QApplication.processEvents()
    picture = view.viewport().grab(view.visualRect(view.currentIndex()).intersected(view.viewport().rect()))
    return picture.toImage()


def has_colour(picture: QImage, colour: str, rect: QRect) -> bool:
    dots = picture.copy(rect.intersected(picture.rect())).convertToFormat(QImage.Format.Format_RGB32)
    return QColor(colour).rgb() in memoryview(dots.constBits()).cast("I").tolist()


def test_a_sent_message_stands_with_what_went_with_it_and_is_cut_short(sample_window: MainWindow) -> None:
    window = sample_window
    assert window.desk.case
    attached = window.desk.case.evidence[0].id
    key = send(window, attached=(attached,))

    assert entry(window).key == key
    assert window.page.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole).count("我方发出消息") == 1
    assert window.page.view.visualRect(window.page.view.currentIndex()).height() < 260
    assert "24小时内" in window.inspector.entry_text.text.text()
    assert window.inspector.evidence
    assert window.inspector.evidence.id == attached


def test_a_sent_message_is_neither_deleted_nor_edited(sample_window: MainWindow) -> None:
    window = sample_window
    send(window)
    before = window.desk.case.messages  # type: ignore[union-attr]
    press(window.page.view, "Del")
    wait(window)
    assert "原样" in window.notice.text
    press(window.page.view, "Return")
    place = window.page.view.visualRect(window.page.view.currentIndex()).topLeft() + QPoint(90, 20)
    QTest.mouseDClick(window.page.view.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, place)
    wait(window)

    assert window.desk.case.messages == before  # type: ignore[union-attr]
    assert window.desk.history.stack.count() == 0
    assert not window.findChildren(EventDialog)
    told = window.inspector.entry_text
    assert not told._edit.isVisible()
    assert not told._remove.isVisible()


def test_a_text_that_was_not_sent_is_not_on_the_timeline(sample_window: MainWindow) -> None:
    window = sample_window
    rows = window.page.model.rowCount()
    window.desk.tasks.workspace.write(keep_message, SAMPLE, MessageDetails(channel="merchant", text="草稿"))
    window.desk.reload()
    wait(window)
    assert window.page.model.rowCount() == rows


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    ("hours", "kept", "colour", "state"),
    [
        (48, None, "amber", ""),
        (-48, None, "red", "已逾期"),
        (-48, True, "green", "已兑现"),
        (48, False, "red", "未兑现"),
        (None, None, "amber", "未说时间"),
    ],
)
def test_a_promise_has_its_state_in_colour_and_in_words(
    sample_window: MainWindow, hours: int | None, kept: bool | None, colour: str, state: str, dark: bool
) -> None:
    window = sample_window
    due = datetime.now(UTC) + timedelta(hours=hours) if hours else None
    promise(window, "补发卡密", due, kept)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    use_colours(application, dark=dark)
    try:
        picture = painted(window)
        words = QRect(84, 0, picture.width() - 110, picture.height())
        found = {name for name in ("red", "green") if has_colour(picture, getattr(colours(), name), words)}
        assert found == {colour} - {"amber"}
    finally:
        use_colours(application, dark=False)
    told = str(window.page.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))
    assert state in told
    assert told.count("补发卡密") == 1


def test_every_row_is_of_one_height_and_a_day_stands_once(sample_window: MainWindow) -> None:
    window = sample_window
    view, model = window.page.view, window.page.model
    shown = [row for row in range(model.rowCount()) if isinstance(model.index(row).data(ROW), TimelineEntry)]
    assert {view.visualRect(model.index(row)).height() for row in shown} == {ROW_HEIGHT}
    days = [day for row in shown if (day := model.day_begun(row))]
    assert len(days) == len(set(days)) < len(shown)
    assert "2026年" in str(model.index(0).data(Qt.ItemDataRole.AccessibleTextRole))


def test_home_end_and_pages_go_through_the_rows_and_what_follows_a_removal_is_selected(
    sample_window: MainWindow,
) -> None:
    window = sample_window
    view, told = window.page.view, window.page.model.entries
    press(view, "End")
    assert view.entry() == told[-1]
    press(view, "Home")
    assert view.entry() == told[0]
    press(view, "PgDown")
    press(view, "PgUp")
    assert view.entry() == told[0]
    view.select(told[2].key)
    press(view, "Del")
    wait(window)
    assert view.key() != told[2].key and abs(view.currentIndex().row() - 2) <= 1
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()).center())
    press(window, "Ctrl+Z")
    wait(window)
    assert abs(view.currentIndex().row() - 2) <= 1
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()).center())
