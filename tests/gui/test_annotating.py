"""Marks in the viewer: drawn by mouse and by keys, taken back, and given out on a copy; the file never changes."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from caseorg.domain.annotation import WHOLE, Annotation, AnnotationShape, next_number
from caseorg.domain.case import CaseId, Evidence
from caseorg.gui.viewer.page import ViewerPage
from caseorg.gui.window import MainWindow
from caseorg.jobs.intake import add_files
from caseorg.jobs.verify import verify
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace
from gui.conftest import OpenWindow
from gui.hands import press, wait

LEFT = Qt.MouseButton.LeftButton
GREY, RED = (210, 210, 210), (179, 38, 30)


@pytest.fixture
def viewer(
    open_window: OpenWindow, workspace: Workspace, case_id: CaseId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> ViewerPage:
    """On a grey picture that was just taken in, with another behind it."""
    files = []
    for number in (1, 2):
        file = tmp_path / f"{number}.png"
        Image.new("RGB", (600, 900 + number), GREY).save(file)
        files.append(file)
    list(add_files(workspace, case_id, files))
    window = open_window(workspace)
    window.resize(1440, 900)
    window.page.view.setFocus()
    window.page.view.select_first()
    wait(window)
    keys(window, "Space")
    assert window.viewer.isVisible()
    return window.viewer


def keys(window: MainWindow, *pressed: str) -> None:
    for one in pressed:
        QTest.keySequence(QApplication.focusWidget() or window, one)
        wait(window)


def home(viewer: ViewerPage) -> MainWindow:
    window = viewer.window()
    assert isinstance(window, MainWindow)
    return window


def item(viewer: ViewerPage, number: int = 1) -> Evidence:
    """As it is stored."""
    desk = home(viewer).desk
    assert desk.case
    return desk.tasks.workspace.read(load_case, desk.case.id).evidence[number - 1]


def point(viewer: ViewerPage, across: int, down: int) -> QPoint:
    """A share of the page, in the view."""
    return viewer.picture.point_of((across, down)).toPoint()


def drag(viewer: ViewerPage, start: tuple[int, int], end: tuple[int, int]) -> None:
    port = viewer.picture.viewport()
    QTest.mousePress(port, LEFT, pos=point(viewer, *start))
    QTest.mouseMove(port, point(viewer, *end))
    QTest.mouseRelease(port, LEFT, pos=point(viewer, *end))
    wait(home(viewer))


def near(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """To two pixels of the view."""
    return all(abs(a - b) < WHOLE // 100 for a, b in zip(one, other, strict=True))


def test_a_box_is_drawn_with_the_mouse_and_taken_back(viewer: ViewerPage) -> None:
    window = home(viewer)
    digest = item(viewer).sha256
    viewer.head.annotations.tools[AnnotationShape.BOX].click()
    drag(viewer, (2000, 3000), (7000, 4000))
    (box,) = item(viewer).annotations
    assert box.shape is AnnotationShape.BOX and near(box.start, (2000, 3000)) and near(box.end, (7000, 4000))
    drag(viewer, (1000, 8000), (2000, 9000))
    assert len(item(viewer).annotations) == 2
    press(window, "Ctrl+Z")
    wait(window)
    assert item(viewer).annotations == (box,)
    press(window, "Ctrl+Z")
    wait(window)
    assert item(viewer).annotations == ()
    press(window, "Ctrl+Shift+Z")
    wait(window)
    assert item(viewer).annotations == (box,) and item(viewer).sha256 == digest
    assert list(verify(window.desk.tasks.workspace))


def test_what_has_no_room_beside_the_tools_is_elided_and_told_in_its_tip(viewer: ViewerPage) -> None:
    home(viewer).resize(1024, 700)
    viewer.head.annotations.tools[AnnotationShape.BOX].click()
    drag(viewer, (2000, 3000), (7000, 4000))
    told = viewer.head._told
    assert told.text().endswith("…") and told.whole.endswith(item(viewer).name) and told.whole in told.toolTip()


def test_what_is_turned_is_marked_where_it_was_touched(viewer: ViewerPage) -> None:
    keys(home(viewer), "R", "M")
    drag(viewer, (2000, 3000), (7000, 4000))
    (box,) = item(viewer).annotations
    assert near(box.start, (2000, 3000)) and near(box.end, (7000, 4000))


def test_every_mark_can_be_made_with_the_keys_alone(viewer: ViewerPage) -> None:
    window = home(viewer)
    keys(window, "M", "Return", "Left", "Left", "Shift+Right", "Return")
    keys(window, "M", "Return", "Return")
    keys(window, "M", "Return", "Return", "Return", "Up", "Up", "Return")
    keys(window, "M", "Return", "Return")
    viewer.annotating.pen.field.insert("这里写着1小时内")
    keys(window, "Return")
    drawn = item(viewer).annotations
    assert [one.shape for one in drawn] == [
        AnnotationShape.BOX,
        AnnotationShape.ARROW,
        AnnotationShape.NUMBER,
        AnnotationShape.NUMBER,
        AnnotationShape.TEXT,
    ]
    assert [one.text for one in drawn] == ["", "", "1", "2", "这里写着1小时内"]
    box = drawn[0]
    assert box.end[0] - box.start[0] > drawn[1].end[0] - drawn[1].start[0]  # was stretched
    keys(window, "M")
    assert viewer.annotating.pen.shape is None
    keys(window, "Right")
    assert viewer.tour.place == 1 and not viewer.picture._annotations  # those of the piece alone


def test_escape_gives_up_the_stroke_then_the_tool_then_the_page(viewer: ViewerPage) -> None:
    window = home(viewer)
    keys(window, "M", "Return", "Esc")
    assert viewer.picture.draft is None and viewer.annotating.pen.shape is AnnotationShape.BOX
    keys(window, "Esc")
    assert viewer.annotating.pen.shape is None and viewer.isVisible()
    keys(window, "Esc")
    assert not viewer.isVisible() and item(viewer).annotations == ()


def test_a_text_without_letters_and_a_mere_click_make_nothing(viewer: ViewerPage) -> None:
    window = home(viewer)
    drag_nowhere = ((5000, 5000), (5010, 5010))
    viewer.head.annotations.tools[AnnotationShape.ARROW].click()
    drag(viewer, *drag_nowhere)
    viewer.head.annotations.tools[AnnotationShape.TEXT].click()
    drag(viewer, *drag_nowhere)
    assert viewer.annotating.pen.field.isVisible()
    keys(window, "Return")
    assert item(viewer).annotations == () and not viewer.annotating.pen.field.isVisible()


def test_what_is_typed_for_a_mark_is_kept_by_whoever_clicks_elsewhere(viewer: ViewerPage) -> None:
    viewer.head.annotations.tools[AnnotationShape.TEXT].click()
    drag(viewer, (3000, 3000), (3000, 3000))
    viewer.annotating.pen.field.insert("已使用")
    viewer.side.fields.setFocus()
    viewer.setFocus()
    wait(home(viewer))
    assert [one.text for one in item(viewer).annotations] == ["已使用"]


def test_the_menu_of_the_field_and_another_program_leave_what_is_typed(viewer: ViewerPage) -> None:
    window = home(viewer)
    viewer.head.annotations.tools[AnnotationShape.TEXT].click()
    drag(viewer, (3000, 3000), (3000, 3000))
    field = viewer.annotating.pen.field
    for reason in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
        QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusOut, reason))
        assert field.isVisible() and viewer.picture.draft
    field.insert("粘贴的字")
    keys(window, "Return")
    assert [one.text for one in item(viewer).annotations] == ["粘贴的字"]


def test_one_that_is_clicked_or_reached_by_keys_is_removed(viewer: ViewerPage) -> None:
    window = home(viewer)
    viewer.head.annotations.tools[AnnotationShape.NUMBER].click()
    for down in (2000, 4000, 6000):
        drag(viewer, (5000, down), (5000, down))
    keys(window, "Esc")
    QTest.mouseClick(viewer.picture.viewport(), LEFT, pos=point(viewer, 5000, 4000))
    assert viewer.head.annotations.remove.isVisible()
    keys(window, "Delete")
    assert [one.text for one in item(viewer).annotations] == ["1", "3"]
    keys(window, "Backspace", "Backspace", "Delete")
    assert [one.text for one in item(viewer).annotations] == ["3"]
    assert next_number(item(viewer).annotations) == "4"


def test_the_copy_shows_the_marks_and_holds_nothing_beside(
    viewer: ViewerPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, out = home(viewer), tmp_path / "给客服.png"
    viewer.head.annotations.tools[AnnotationShape.BOX].click()
    drag(viewer, (2000, 3000), (7000, 4000))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    keys(window, "Ctrl+S")
    with Image.open(out) as copy:
        assert copy.size == (600, 901) and not copy.info
        pixels = copy.convert("RGB")
        assert pixels.getpixel((300, 270)) == RED and pixels.getpixel((300, 315)) == GREY
        assert pixels.getpixel((10, 10)) == GREY
    original = window.desk.tasks.workspace.evidence.path(item(viewer).sha256)
    with Image.open(original) as picture:
        assert picture.getcolors() == [(600 * 901, GREY)]
    assert window.desk.case and [one.kind for one in window.desk.case.documents] == ["annotated"]
    keys(window, "Ctrl+Shift+C")
    copied = QApplication.clipboard().image()
    assert copied.width() == 600 and copied.pixelColor(300, 270).getRgb()[:3] == RED


def test_the_copy_is_not_written_over_the_data_nor_under_another_kind_of_name(
    viewer: ViewerPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = home(viewer)
    viewer.head.annotations.tools[AnnotationShape.NUMBER].click()
    drag(viewer, (5000, 5000), (5000, 5000))
    for out in (window.desk.tasks.workspace.folder / "x.png", tmp_path / "x.jpg"):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, out=out: (str(out), ""))
        keys(window, "Ctrl+S")
        assert not out.exists()
    assert window.desk.case and not window.desk.case.documents


def test_marks_are_those_of_their_page() -> None:
    drawn = [Annotation(AnnotationShape.NUMBER, page, (1, 1), (1, 1), str(page + 1)) for page in (0, 3)]
    assert next_number(drawn) == "5" and next_number(()) == "1"
