"""What comes out of the printer are the pages of the PDF: as many as asked for, in their place, grey where asked."""

import ctypes
import sys
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QMarginsF, QRectF, QSizeF, QTimer
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QWidget,
)

from caseorg.domain.errors import CaseorgError
from caseorg.evidence.document import Bitmap, draw_page
from caseorg.gui.export.dialog import ExportDialog
from caseorg.gui.preview import printing
from caseorg.gui.preview.page_order import in_order
from caseorg.gui.preview.printing import chosen_pages, placed
from caseorg.gui.preview.unlocked import draw_image, end
from caseorg.gui.preview.window import PreviewWindow
from caseorg.gui.tasks import Job
from caseorg.gui.window import MainWindow
from gui.hands import click, click_text, dialog, press, type_into, wait
from gui.printer import NAME, Printer, own_printer
from gui.sheets import PACK, difference, dots_per_inch, drawn, preview, rendered, sizes
from waiting import PATIENCE

TO_FILE = "打印到文件(PDF)"
SAME = 1.5  # of 255 on average: other dots, and JPEG
SCALE = 200 / 72
A4 = (595, 842)


def part(form: QPrintDialog, kind: type, name: str) -> QWidget:
    """A part of Qt's own dialog."""
    (found,) = form.findChildren(kind, name)
    return found


def asked(shown: PreviewWindow, window: MainWindow) -> QPrintDialog:
    """The print dialog, reached by the keyboard, with all it has to say."""
    press(shown, "Ctrl+P")
    form = dialog(window, QPrintDialog)
    click_text(form, "选项(&O) >>")
    return form


def printed(window: MainWindow, form: QPrintDialog) -> None:
    click_text(form, "打印(&P)")
    drawn(window)


def to_file(form: QPrintDialog, out: Path) -> None:
    """Chooses the printer that writes a PDF."""
    box = part(form, QComboBox, "printers")
    box.setCurrentIndex(box.findText(TO_FILE))
    box.activated.emit(box.currentIndex())
    type_into(part(form, QLineEdit, "filename"), str(out))


def looked_at(window: MainWindow) -> Path:
    (file,) = window.desk.tasks.workspace.previews.iterdir()
    return file


def assert_same(paper: Path, pages: list[int], out: Path) -> None:
    """The printed pages are these pages of the paper, dot for dot as far as other dots allow, and as large."""
    assert [(round(width), round(height)) for width, height in sizes(out)] == [A4] * len(pages)
    of_paper = cache(lambda page: rendered(paper, page, SCALE))
    for number, page in enumerate(pages):
        wanted, found = of_paper(page), rendered(out, number, SCALE)
        assert difference(wanted, found) < SAME, (number, page)
        others = [of_paper(other) for other in (page - 1, page + 1) if 0 <= other < count(paper)]
        assert all(difference(other, found) > 2 * SAME for other in others)


def count(file: Path) -> int:
    pdf = pypdfium2.PdfDocument(file)
    found = len(pdf)
    pdf.close()
    return found


def text(file: Path, page: int) -> str:
    """What can be copied out of a page."""
    pdf = pypdfium2.PdfDocument(file)
    found: str = pdf[page].get_textpage().get_text_bounded()
    pdf.close()
    return found


def test_a_range_is_printed_as_often_as_asked(sample_window: MainWindow, tmp_path: Path) -> None:
    window = sample_window
    form = asked(preview(window, PACK), window)
    to_file(form, tmp_path / "打印.pdf")
    part(form, QRadioButton, "printRange").click()
    part(form, QSpinBox, "from").setValue(3)
    part(form, QSpinBox, "to").setValue(4)
    part(form, QSpinBox, "copies").setValue(2)
    paper = looked_at(window)
    printed(window, form)

    assert_same(paper, [2, 3, 2, 3], tmp_path / "打印.pdf")
    assert min(dots_per_inch(tmp_path / "打印.pdf")) >= 300
    assert "打印.pdf已生成" in dialog(window, PreviewWindow).notice.text
    assert [file.name for file in tmp_path.iterdir() if file.name != "sample"] == ["打印.pdf"]


def test_the_page_that_is_read_in_grey(sample_window: MainWindow, tmp_path: Path) -> None:
    window = sample_window
    shown = preview(window, PACK)
    shown.pages.go(2)
    drawn(window)
    form = asked(shown, window)
    to_file(form, tmp_path / "灰度.pdf")
    part(form, QRadioButton, "printCurrentPage").click()
    part(form, QRadioButton, "grayscale").click()
    paper = looked_at(window)
    assert colour(paper, 2) > 100, "the screenshot has some"
    printed(window, form)

    assert_same(paper, [2], tmp_path / "灰度.pdf")
    assert colour(tmp_path / "灰度.pdf", 0) == 0


def colour(file: Path, page: int) -> int:
    """The greatest distance of a dot from grey."""
    saturation = rendered(file, page, 1.0).convert("HSV").getchannel("S")
    return int(saturation.getextrema()[1])  # type: ignore[arg-type]


def test_what_is_stopped_leaves_the_older_file(
    sample_window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No page is drawn before the window has stopped it."""
    window, stopped = sample_window, threading.Event()
    out = tmp_path / "打印.pdf"
    form = asked(preview(window, PACK), window)
    to_file(form, out)
    out.write_text("das Ältere", encoding="utf-8")

    def held(*given: Any, **more: Any) -> Bitmap:
        stopped.wait()
        return draw_page(*given, **more)

    def stop(job: Job) -> None:
        job.progressed.connect(lambda _: (job.stop(), stopped.set()))

    monkeypatch.setattr(printing, "draw_page", held)
    window.desk.tasks.started.connect(stop)
    before = set(tmp_path.iterdir())
    accept_overwriting()
    printed(window, form)
    assert out.read_text(encoding="utf-8") == "das Ältere" and set(tmp_path.iterdir()) == before


def accept_overwriting() -> None:
    """Qt's dialog asks in a loop of its own before it writes over a file."""

    def agree() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        click(next(button for button in box.findChildren(QPushButton) if "是" in button.text()))

    QTimer.singleShot(0, agree)


def test_a_folder_that_is_gone_is_told(sample_window: MainWindow, tmp_path: Path) -> None:
    window = sample_window
    shown = preview(window)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "没有" / "打印.pdf"))
    shown.print_wanted.emit(printer, [0])
    drawn(window)
    assert "没有" in shown.notice.text and shown.notice.property("error")


def test_closing_the_preview_does_not_take_the_pages_from_the_printer(
    sample_window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = sample_window
    shown = preview(window)
    paper = tmp_path / "vorher.pdf"
    paper.write_bytes(looked_at(window).read_bytes())
    form = asked(shown, window)
    to_file(form, tmp_path / "打印.pdf")
    click_text(form, "打印(&P)")
    click(shown.close_button)
    drawn(window)
    assert_same(paper, [0, 1, 2], tmp_path / "打印.pdf")
    assert not list(window.desk.tasks.workspace.previews.iterdir())


def test_a_paper_on_the_disk_is_printed_from_its_notice(sample_window: MainWindow, tmp_path: Path) -> None:
    window = sample_window
    press(window, PACK)
    form = dialog(window, ExportDialog)
    form.findChildren(QCheckBox)[0].setChecked(True)
    type_into(form.file, str(tmp_path / "证据包.pdf"))
    click(form.ok)
    wait(window)
    click_text(window.notice, "打印…")
    drawn(window)
    shown = dialog(window, PreviewWindow)
    assert not shown.save.isVisible(), "it is saved"
    form_of_qt = dialog(window, QPrintDialog)
    press(form_of_qt, "Escape")
    click(shown.close_button)
    drawn(window)
    assert (tmp_path / "证据包.pdf").exists(), "it is no preview"


def test_qt_speaks_the_language_of_the_window(sample_window: MainWindow) -> None:
    form = asked(preview(sample_window), sample_window)
    texts = [
        widget.text()
        for kind in (QLabel, QPushButton, QRadioButton, QCheckBox)
        for widget in form.findChildren(kind)
        if widget.text()
    ]
    assert {"打印全部", "当前页面", "份数：", "逐份打印", "页面(&S)："} <= set(texts)
    assert not [text for text in texts if text.isascii() and any(letter.isalpha() for letter in text)]


def test_what_neither_catalogue_nor_qt_translates_stays(qapp: QApplication, sample_window: MainWindow) -> None:
    assert QApplication.translate("QPrintDialog", "A text that nobody has") == "A text that nobody has"


@pytest.mark.parametrize(
    ("pages", "copies", "collated", "both_sides", "order"),
    [
        ([0, 1, 2], 1, True, True, [0, 1, 2]),
        ([0, 1, 2], 2, True, False, [0, 1, 2, 0, 1, 2]),
        ([0, 1, 2], 2, False, False, [0, 0, 1, 1, 2, 2]),
        ([0, 1, 2], 2, True, True, [0, 1, 2, None, 0, 1, 2]),
        ([0, 1, 2], 2, False, True, [0, 1, 0, 1, 2, None, 2]),
        ([4], 3, True, True, [4, None, 4, None, 4]),
    ],
)
def test_each_copy_begins_on_a_sheet_of_its_own(
    pages: list[int], copies: int, collated: bool, both_sides: bool, order: list[int | None]
) -> None:
    assert in_order(pages, copies, collated=collated, both_sides=both_sides) == order


def test_pages_are_taken_from_the_last_where_asked(qapp: QApplication) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    assert chosen_pages(printer, 0, 3) == [0, 1, 2]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    printer.setFromTo(2, 9)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    assert chosen_pages(printer, 0, 3) == [2, 1], "what is beyond the end is not there"
    printer.setFromTo(5, 9)
    with pytest.raises(CaseorgError):
        chosen_pages(printer, 0, 3)


def test_a_point_is_a_point_on_paper_of_the_same_size() -> None:
    page = QSizeF(595.276, 841.890)
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())
    place = placed(page, layout)
    assert (place.x(), place.y(), place.width(), place.height()) == (0, 0, page.width(), page.height())

    layout.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    place = placed(page, layout)
    assert place.height() == pytest.approx(792) and place.width() == pytest.approx(792 * 595.276 / 841.890)
    assert place.center().x() == pytest.approx(306) and place.center().y() == pytest.approx(396)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere PySide paints, and keeps Python's lock")
def test_others_go_on_while_a_page_is_packed(qapp: QApplication, tmp_path: Path) -> None:
    """With a turn that never ends by itself, another thread gets its turn only where the lock is let go."""
    gate, turned = threading.Event(), threading.Event()
    other = threading.Thread(target=lambda: (gate.wait(), turned.set()))
    other.start()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    page = QImage(2480, 3508, QImage.Format.Format_RGB32)
    page.fill(0xFF336699)
    painter = QPainter(printer)
    target, usual = QRectF(0, 0, printer.width(), printer.height()), sys.getswitchinterval()
    sys.setswitchinterval(PATIENCE)
    try:
        gate.set()
        for _ in range(100):  # a busy machine may not wake the other one while one page is packed
            draw_image(painter, target, page)
            if found := turned.is_set():
                break
    finally:
        sys.setswitchinterval(usual)
    other.join()
    assert end(painter)
    assert found
    middle = rendered(tmp_path / "out.pdf", 0, 0.1).getpixel((30, 40))
    assert middle == pytest.approx((0x33, 0x66, 0x99), abs=3)


@pytest.fixture(scope="module")
def printer() -> Iterator[Printer]:
    with own_printer() as found:
        yield found


class TestARealPrinter:
    """Through Qt's plugin for CUPS to a scheduler of the test's own, whose printer keeps what it gets."""

    @pytest.fixture(autouse=True)
    def _served(self, printer: Printer, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        """This thread asks that server, and so does each one that is started."""
        cups = ctypes.CDLL("libcups.so.2")
        monkeypatch.setenv("CUPS_SERVER", printer.server)
        cups.cupsSetServer(None)
        yield
        monkeypatch.undo()
        cups.cupsSetServer(None)

    def test_the_pages_arrive_with_what_was_asked_of_the_printer(
        self, sample_window: MainWindow, printer: Printer
    ) -> None:
        window, before = sample_window, len(printer.jobs())
        press(window, PACK)
        choices = dialog(window, ExportDialog)
        next(box for box in choices.findChildren(QCheckBox) if "双面" in box.text()).setChecked(True)
        press(choices, "Ctrl+P")
        drawn(window)
        form = asked(dialog(window, PreviewWindow), window)
        assert part(form, QComboBox, "printers").currentText() == NAME
        assert part(form, QRadioButton, "duplexLong").isChecked(), "as the pack is bound"
        part(form, QRadioButton, "pagesRadioButton").click()
        type_into(part(form, QLineEdit, "pagesLineEdit"), "2-3,5")
        odd = part(form, QComboBox, "pageSetCombo")
        odd.setCurrentIndex(odd.findText("奇数页面"))
        part(form, QSpinBox, "copies").setValue(2)
        paper = looked_at(window)
        printed(window, form)

        job = printer.arrived(before + 1)[-1]
        assert_same(paper, [2, 4], job.file)
        assert text(job.file, 0) == text(paper, 2) != "", "the text is printed as text"
        assert job.copies == 2, "which the printer makes"
        assert not [option for option in job.options if option.startswith("page-")], "nobody leaves out pages twice"
        assert {"media=A4", "sides=two-sided-long-edge", "Duplex=DuplexNoTumble"} <= set(job.options)
        assert job.title.startswith("证据包_点卡卡密无效")
        assert dialog(window, PreviewWindow).notice.text == f"已向{NAME}发送2页。"

    def test_in_grey_the_pages_are_drawn_for_not_every_printer_does_it(
        self, sample_window: MainWindow, printer: Printer
    ) -> None:
        window = sample_window
        before = len(printer.jobs())
        form = asked(preview(window, PACK), window)
        part(form, QRadioButton, "grayscale").click()
        paper = looked_at(window)
        printed(window, form)
        job = printer.arrived(before + 1)[-1]
        assert_same(paper, [*range(count(paper))], job.file)
        assert min(dots_per_inch(job.file)) >= 300 and text(job.file, 2) == "" and colour(job.file, 2) == 0
        assert list(window.desk.tasks.workspace.previews.glob("*.pdf")) == [paper], "nothing else is left"

    def test_pages_that_are_not_there_are_told(self, sample_window: MainWindow, printer: Printer) -> None:
        window = sample_window
        before = printer.queued()
        shown = preview(window)
        form = asked(shown, window)
        part(form, QRadioButton, "pagesRadioButton").click()
        type_into(part(form, QLineEdit, "pagesLineEdit"), "7-9")
        printed(window, form)
        assert shown.notice.text == "没有这样的页码。共3页。"
        assert printer.queued() == before

    @pytest.mark.parametrize("mode", ["color", "grayscale"])
    def test_nothing_is_sent_of_what_was_stopped(self, sample_window: MainWindow, printer: Printer, mode: str) -> None:
        window = sample_window
        before = printer.queued()
        form = asked(preview(window, PACK), window)
        part(form, QRadioButton, mode).click()
        said = dialog(window, PreviewWindow).notice.text
        window.desk.tasks.started.connect(lambda job: job.stop())
        printed(window, form)
        assert printer.queued() == before
        assert dialog(window, PreviewWindow).notice.text == said

    def test_a_printer_that_takes_nothing_is_told(self, sample_window: MainWindow, printer: Printer) -> None:
        window = sample_window
        printer.run("cupsreject", NAME)
        try:
            form = asked(preview(window), window)
            part(form, QRadioButton, "printCurrentPage").click()
            printed(window, form)
        finally:
            printer.run("cupsaccept", NAME)
        notice = dialog(window, PreviewWindow).notice
        assert NAME in notice.text and "没有接收" in notice.text and notice.property("error")
