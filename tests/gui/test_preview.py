"""A paper is looked through before it is saved: what one sees is what is in the PDF, and nothing is left of it."""

import hashlib
import threading
from pathlib import Path

import pytest
from PIL import ImageChops
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from caseorg.domain.errors import CaseorgError
from caseorg.evidence.document import Bitmap, draw_page
from caseorg.gui.export.dialog import ExportDialog
from caseorg.gui.preview import pictures
from caseorg.gui.preview.stack import stacked
from caseorg.gui.preview.view import Fit, PagesView
from caseorg.gui.preview.window import PreviewWindow
from caseorg.gui.tasks import Job
from caseorg.gui.theme import use_colours
from caseorg.gui.window import MainWindow
from caseorg.jobs.sample import SAMPLE
from caseorg.store.queries import load_case
from gui.hands import NO_KEYS, click, click_text, dialog, press, type_into, wait
from gui.sheets import COMPLAINT, PACK, drawn, preview, rendered, seen

A4 = (595.276, 841.890)


def files(window: MainWindow) -> list[Path]:
    """The previews that are there."""
    folder = window.desk.tasks.workspace.previews
    return list(folder.iterdir()) if folder.exists() else []


def file_of(window: MainWindow) -> Path:
    (file,) = files(window)
    return file


def off(view: PagesView, file: Path) -> int:
    """By how much the page that is read differs from pdfium's own drawing, at most, where both can be seen."""
    whole = rendered(file, view.page, view.factor * view.logicalDpiX() / 72)
    shown = seen(view.viewport())
    left = round(view._stack.width / 2 - whole.width / 2 - view._origin.x())
    top = round(view._stack.tops[view.page] - view._origin.y())
    place = (max(0, left), max(0, top), min(shown.width, left + whole.width), min(shown.height, top + whole.height))
    assert (place[2] - place[0]) * (place[3] - place[1]) > 60_000
    there = whole.crop((place[0] - left, place[1] - top, place[2] - left, place[3] - top))
    assert there.getextrema() != ((255, 255),) * 3
    return max(high for _, high in ImageChops.difference(shown.crop(place), there).getextrema())


@pytest.mark.parametrize("paper", [COMPLAINT, PACK])
def test_every_dot_is_as_pdfium_draws_it(sample_window: MainWindow, paper: str) -> None:
    window = sample_window
    view = preview(window, paper).pages
    for zoom, page in ((Fit.WIDTH, 0), (1.0, 1), (Fit.PAGE, 2), (0.73, 0)):
        view.set_zoom(zoom)
        view.go(page)
        drawn(window)
        assert off(view, file_of(window)) == 0, (zoom, page)


@pytest.mark.parametrize("drawn_at_all", [True, False])
def test_paper_is_white_in_the_dark(
    sample_window: MainWindow, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, drawn_at_all: bool
) -> None:
    if not drawn_at_all:
        monkeypatch.setattr(pictures, "draw_page", lambda *_: refuse())
    use_colours(qapp, dark=True)
    try:
        shown = preview(sample_window)
        assert seen(shown.pages.viewport()).getpixel((100, 60)) == (255, 255, 255)
        assert seen(shown.thumbnails.viewport()).getpixel((50, 20)) == (255, 255, 255)
        assert seen(shown.pages.viewport()).getpixel((2, 2)) != (255, 255, 255)
    finally:
        use_colours(qapp, dark=False)


def refuse() -> None:
    raise CaseorgError("The page cannot be drawn.")


def test_one_finds_ones_way_by_keyboard(sample_window: MainWindow) -> None:
    shown = preview(sample_window, PACK)
    view, last = shown.pages, int(shown.total.text().removeprefix("/ ")) - 1
    assert shown.focusWidget() is view and last > 8
    for key, page in (
        (Qt.Key.Key_PageDown, 1),
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_PageUp, 1),
        (Qt.Key.Key_End, last),
        (Qt.Key.Key_PageDown, last),
        (Qt.Key.Key_Home, 0),
    ):
        QTest.keyClick(view, key)
        assert (view.page, shown.number.text()) == (page, str(page + 1))
        assert shown.thumbnails.currentIndex().row() == page
    for typed, page in (("4", 3), ("999", last), ("", last)):
        type_into(shown.number, typed)
        QTest.keyClick(shown.number, Qt.Key.Key_Return)
        assert (view.page, shown.number.text()) == (page, str(page + 1))
    shown.thumbnails.setFocus()
    QTest.keyClick(shown.thumbnails, Qt.Key.Key_Up)
    assert view.page == last - 1
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert 0 < view.verticalScrollBar().value() <= view.verticalScrollBar().pageStep()


def test_a_thumbnail_leads_to_its_page_and_only_those_in_sight_are_drawn(
    sample_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, float]] = []

    def spy(file: Path, page: int, scale: float) -> Bitmap:
        asked.append((page, scale))
        return draw_page(file, page, scale)

    monkeypatch.setattr(pictures, "draw_page", spy)
    shown = preview(sample_window, PACK)
    small = {page for page, scale in asked if scale < 0.3}
    assert {0, 1} < small <= set(range(6)), "of fourteen"
    place = shown.thumbnails.visualRect(shown.thumbnails.model().index(2, 0)).center()
    QTest.mouseClick(shown.thumbnails.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, place)
    assert shown.pages.page == 2
    drawn(sample_window)

    scale = shown.thumbnails.scale(2)
    whole = rendered(file_of(sample_window), 2, scale)
    left = place.x() - whole.width // 2
    strip = seen(shown.thumbnails.viewport()).crop((left, 0, left + whole.width + 8, shown.thumbnails.height()))
    inner = whole.crop((4, 4, whole.width - 4, whole.height - 4))
    assert any(
        ImageChops.difference(strip.crop((x, y, x + inner.width, y + inner.height)), inner).getbbox() is None
        for x in range(8)
        for y in range(place.y() - 110, place.y() - 40)
    )


def test_zoom_keeps_what_one_looks_at(sample_window: MainWindow) -> None:
    shown = preview(sample_window, PACK)
    view = shown.pages
    view.go(3)
    for keys, zoom, said in (
        ("Ctrl+0", 1.0, "100%"),
        ("Ctrl++", 1.25, "125%"),
        ("Ctrl+=", 1.5, "150%"),
        ("Ctrl+-", 1.25, "125%"),
        ("Ctrl+1", Fit.PAGE, "适合整页"),
        ("Ctrl+2", Fit.WIDTH, "适合宽度"),
    ):
        press(shown, keys)
        assert view.zoom == (pytest.approx(zoom) if isinstance(zoom, float) else zoom)
        assert shown.zoom.currentText() == said and view.page == 3
    press(shown, "Ctrl+0")
    place = QPointF(200, 150)
    before = (view._origin + place) / view.factor
    angle, control = QPoint(0, 240), Qt.KeyboardModifier.ControlModifier
    phase, no_button = Qt.ScrollPhase.NoScrollPhase, Qt.MouseButton.NoButton
    spot = QPointF(view.viewport().mapToGlobal(place.toPoint()))
    wheel = QWheelEvent(place, spot, QPoint(), angle, no_button, control, phase, False)
    QApplication.sendEvent(view.viewport(), wheel)
    assert view.factor == pytest.approx(1.21, abs=0.01) and shown.zoom.placeholderText() == "121%"
    after = (view._origin + place) / view.factor
    assert abs(after.y() - before.y()) < 30, "but for the gaps, which do not grow"


def test_the_width_fits_when_the_window_changes(sample_window: MainWindow) -> None:
    shown = preview(sample_window)
    for width in (720, 900):
        shown.resize(width, 600)
        drawn(sample_window)
        assert shown.pages.horizontalScrollBar().maximum() == 0
        assert off(shown.pages, file_of(sample_window)) == 0
    assert shown.width() == 900 and shown.minimumWidth() <= 1024 and shown.minimumHeight() <= 700


def test_a_quick_scroll_piles_up_no_work(sample_window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = preview(sample_window, PACK)
    view = shown.pages
    gate, pages = threading.Event(), list[int]()

    def slow(file: Path, page: int, scale: float) -> Bitmap:
        if scale == view._scale:
            pages.append(page)
            gate.wait()
        return draw_page(file, page, scale)

    monkeypatch.setattr(pictures, "draw_page", slow)
    for page in range(3, 13):
        view.go(page)
        QApplication.processEvents()
    gate.set()
    drawn(sample_window)
    assert len(pages) <= 5 and 12 in pages, "the one that was begun, what is in sight, and what is next to it"


def test_what_is_out_of_sight_is_forgotten(sample_window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = preview(sample_window, PACK)
    kept = shown.pages._pictures
    kept._most = 3_000_000
    for page in range(10):
        shown.pages.go(page)
        drawn(sample_window)
    in_sight = {page for page, _ in kept._wishes}
    assert {page for page, _ in kept._kept} <= in_sight, "pages of this size take more than that"
    assert len(kept._kept) <= 5


def test_closing_while_pages_are_drawn_leaves_nothing(
    sample_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Event()

    def slow(file: Path, page: int, scale: float) -> Bitmap:
        gate.wait()
        return draw_page(file, page, scale)

    monkeypatch.setattr(pictures, "draw_page", slow)
    window = sample_window
    press(window, PACK)
    press(dialog(window, ExportDialog), "Ctrl+P")
    shown = dialog(window, PreviewWindow)
    while not shown.pages.isVisible():
        QApplication.processEvents()
    QApplication.processEvents()
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    QApplication.processEvents()
    gate.set()
    drawn(window)
    assert files(window) == []
    assert not window.notice.property("error"), window.notice.text


@pytest.mark.parametrize("how", ["Escape", "停止"])
def test_a_paper_that_is_not_waited_for_leaves_nothing(sample_window: MainWindow, how: str) -> None:
    window, jobs = sample_window, list[Job]()
    window.desk.tasks.started.connect(jobs.append)
    press(window, PACK)
    press(dialog(window, ExportDialog), "Ctrl+P")
    shown = dialog(window, PreviewWindow)
    if how == "Escape":
        QTest.keyClick(shown, Qt.Key.Key_Escape)
    else:
        click_text(shown, how)
    drawn(window)
    assert jobs[0].stopped and files(window) == []
    assert dialog(window, ExportDialog).isVisible()
    if how != "Escape":
        assert shown.hint.isVisible() and "没有" in shown.hint.text()
        assert not shown.print.isEnabled() and not shown.save.isEnabled()


def test_the_case_hears_nothing_of_a_preview(sample_window: MainWindow) -> None:
    shown = preview(sample_window)
    assert len(files(sample_window)) == 1
    click(shown.close_button)
    drawn(sample_window)
    assert files(sample_window) == []
    assert sample_window.desk.tasks.workspace.read(load_case, SAMPLE).documents == ()
    assert dialog(sample_window, ExportDialog).isVisible(), "to choose otherwise and look again"


def test_what_was_looked_at_is_what_is_saved(sample_window: MainWindow, tmp_path: Path) -> None:
    window = sample_window
    press(window, COMPLAINT)
    form = dialog(window, ExportDialog)
    form.findChildren(QCheckBox)[1].setChecked(True)
    press(form, "Ctrl+P")
    drawn(window)
    shown = dialog(window, PreviewWindow)
    looked_at = file_of(window).read_bytes()
    press(shown, "Ctrl+S")
    choice = dialog(window, QFileDialog)
    assert Path(choice.selectedFiles()[0]).name == Path(form.file.text()).name
    type_into(choice.findChildren(QLineEdit)[0], str(tmp_path / "我的投诉书"))
    press(choice, "Return")
    drawn(window)

    out = tmp_path / "我的投诉书.pdf"
    assert out.read_bytes() == looked_at
    (document,) = window.desk.tasks.workspace.read(load_case, SAMPLE).documents
    assert (document.kind, document.name, document.pages) == ("complaint", out.name, 3)
    assert document.sha256 == hashlib.sha256(looked_at).hexdigest()
    assert out.name in shown.notice.text and shown.isVisible(), "it may still be printed"
    click(shown.close_button)
    drawn(window)
    assert not isValid(form) and out.name in window.notice.text
    assert files(window) == []

    press(window, COMPLAINT)
    form = dialog(window, ExportDialog)
    form.findChildren(QCheckBox)[1].setChecked(True)
    type_into(form.file, str(tmp_path / "同样.pdf"))
    click(form.ok)
    wait(window)
    assert (tmp_path / "同样.pdf").read_bytes() == looked_at


def test_a_preview_that_was_altered_is_not_saved(sample_window: MainWindow, tmp_path: Path) -> None:
    shown = preview(sample_window)
    with file_of(sample_window).open("ab") as file:
        file.write(b"%")
    shown.save_wanted.emit(tmp_path / "投诉书.pdf")
    drawn(sample_window)
    assert "改动" in shown.notice.text and shown.notice.property("error")
    assert not (tmp_path / "投诉书.pdf").exists()


def test_closing_early_does_not_lose_what_is_being_saved(sample_window: MainWindow, tmp_path: Path) -> None:
    shown = preview(sample_window, PACK)
    looked_at = file_of(sample_window).read_bytes()
    shown.save_wanted.emit(tmp_path / "证据包.pdf")
    click(shown.close_button)
    drawn(sample_window)
    assert (tmp_path / "证据包.pdf").read_bytes() == looked_at
    assert files(sample_window) == []


def test_what_cannot_be_drawn_is_said_where_one_looks(sample_window: MainWindow) -> None:
    window = sample_window
    assert window.desk.case
    path = window.desk.tasks.workspace.evidence.path(window.desk.case.evidence[1].sha256)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    shown = preview(window, PACK)
    assert "证据2" in shown.notice.text and shown.notice.property("error")
    assert shown.hint.isVisible() and files(window) == []


def test_a_page_that_cannot_be_shown_says_so(sample_window: MainWindow) -> None:
    shown = preview(sample_window, PACK)
    file_of(sample_window).write_bytes(b"nothing")
    shown.pages.go(9)
    drawn(sample_window)
    assert shown.pages._pictures.failed(9)
    assert shown.pages._pictures.of(0, shown.pages._scale), "what was drawn stays"


def test_leaving_the_window_removes_what_was_looked_at(sample_window: MainWindow) -> None:
    preview(sample_window).hide()
    sample_window.close()
    wait(sample_window)
    sample_window.close()
    assert files(sample_window) == []


def test_everything_has_a_name_and_takes_the_keyboard(sample_window: MainWindow, qtbot: QtBot) -> None:
    shown = preview(sample_window)
    controls: list[QWidget] = [
        shown.number,
        shown.smaller,
        shown.zoom,
        shown.larger,
        shown.print,
        shown.save,
        shown.close_button,
        shown.thumbnails,
        shown.pages,
    ]
    for control in controls:
        assert control.accessibleName() or control.text()  # type: ignore[attr-defined]
    shown.activateWindow()
    shown.number.setFocus()
    reached = {shown.focusWidget()}
    for _ in controls:
        QTest.keyClick(shown.focusWidget(), Qt.Key.Key_Tab)
        reached.add(shown.focusWidget())
    assert set(controls) <= reached
    assert shown.pages.accessibleDescription() == "第1页，共3页"
    third = shown.thumbnails.model().index(2, 0)
    assert third.data(Qt.ItemDataRole.AccessibleTextRole) == "第3页"


def test_where_pages_stand() -> None:
    stack = stacked([A4, (300, 400), A4], 1.0, 10)
    assert stack.sizes == ((596, 842), (300, 400), (596, 842))
    assert stack.tops == (10, 862, 1272) and (stack.width, stack.height) == (616, 2124)
    assert [stack.at(y) for y in (0, 10, 861, 862, 2123)] == [0, 0, 0, 1, 2]
    assert list(stack.between(853, 1271)) == [1] and list(stack.between(0, 862)) == [0, 1]
    assert [stack.most_of(top, top + 800) for top in (0, 500, 700, 1000)] == [0, 1, 1, 2]
    assert list(stacked([], 1.0, 10).between(0, 100)) == []
