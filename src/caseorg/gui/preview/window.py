"""The window in which a paper is looked through, printed and saved."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from caseorg.domain.errors import CaseorgError
from caseorg.domain.files.filenames import safe_name
from caseorg.evidence.document import page_sizes
from caseorg.gui.notice import NoticeBar
from caseorg.gui.preview.cups import restore_grey
from caseorg.gui.preview.printing import chosen_pages
from caseorg.gui.preview.thumbnails import PageThumbnails
from caseorg.gui.preview.view import Fit, PagesView
from caseorg.gui.preview.zoom import ZoomBox
from caseorg.gui.progress import ProgressStrip
from caseorg.gui.tasks import TaskRunner
from caseorg.i18n import error_text, tr

_SIZE = QSize(1080, 860)
_LEAST = QSize(720, 480)
_NUMBER = 56
_BESIDE = QSize(24, 60)  # what a screen needs around a window
Key = QKeySequence.StandardKey


class PreviewWindow(QDialog):
    """Empty until `show_file`; asks whoever opened it to save to a path, and to print pages with a printer.

    `suggested` is where to save, None where it is saved already; with `both_sides` the print dialog proposes that.
    """

    shown = Signal()
    save_wanted = Signal(object)
    print_wanted = Signal(object, object)

    def __init__(
        self, parent: QWidget | None, tasks: TaskRunner, title: str, suggested: Path | None, *, both_sides: bool
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._tasks, self._title, self._both_sides = tasks, title, both_sides
        self.suggested = suggested
        self._count = 0
        self.setWindowTitle(tr("Preview: {title}", title=title))
        self.setMinimumSize(_LEAST)
        self.resize(_SIZE.boundedTo(self.screen().availableSize() - _BESIDE))
        self.pages, self.thumbnails = PagesView(tasks), PageThumbnails(tasks)
        self.number, self.total, self.zoom = QLineEdit(), QLabel(), ZoomBox()
        self.smaller, self.larger = _button("−", tr("Smaller")), _button("+", tr("Larger"))
        self.print, self.save = QPushButton(tr("Print …")), QPushButton(tr("Save as …"))
        self.close_button = QPushButton(tr("Close"))
        self.hint = QLabel(tr("The paper is being drawn …"))
        self.notice = NoticeBar()
        self._lay_out()
        self._connect()
        self._enable(False)

    def _lay_out(self) -> None:
        self.number.setAccessibleName(tr("Page number"))
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setFixedWidth(_NUMBER)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.print.setProperty("primary", True)
        self.save.setVisible(self.suggested is not None)
        top = QHBoxLayout()
        top.setSpacing(8)
        for widget in (self.number, self.total, self.smaller, self.zoom, self.larger):
            top.addWidget(widget)
        top.addStretch()
        for button in (self.print, self.save, self.close_button):
            top.addWidget(button)
        for button in (self.smaller, self.larger, self.print, self.save, self.close_button):
            button.setAutoDefault(False)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.thumbnails)
        middle.addWidget(self.pages, 1)
        middle.addWidget(self.hint, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 8, 12, 8)
        whole.setSpacing(8)
        whole.addLayout(top)
        whole.addLayout(middle, 1)
        whole.addWidget(self.notice)
        whole.addWidget(ProgressStrip(self._tasks), 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        pages = self.pages
        pages.moved.connect(self._show_page)
        pages.zoomed.connect(self.zoom.show_zoom)
        self.thumbnails.chosen.connect(lambda page: pages.go(page) if page != pages.page else None)
        self.number.editingFinished.connect(self._go)
        self.zoom.chosen.connect(pages.set_zoom)
        self.smaller.clicked.connect(lambda: pages.step_zoom(-1))
        self.larger.clicked.connect(lambda: pages.step_zoom(1))
        self.print.clicked.connect(self.ask_printer)
        self.save.clicked.connect(self._ask_file)
        self.close_button.clicked.connect(self.reject)
        keys: dict[str | Key, Callable[[], object]] = {
            Key.Print: self.print.click,
            Key.Save: self.save.click,
            "Ctrl++": self.larger.click,
            "Ctrl+=": self.larger.click,
            "Ctrl+-": self.smaller.click,
            "Ctrl+0": partial(pages.set_zoom, 1.0),
            "Ctrl+1": partial(pages.set_zoom, Fit.PAGE),
            "Ctrl+2": partial(pages.set_zoom, Fit.WIDTH),
        }
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self, act)

    def _enable(self, there: bool) -> None:
        for button in (self.print, self.save):
            button.setEnabled(there)
        for widget in (self.number, self.total, self.smaller, self.zoom, self.larger, self.thumbnails, self.pages):
            widget.setVisible(there)
        self.hint.setVisible(not there)

    def show_file(self, file: Path) -> None:
        """Shows the pages of a document from the first one."""
        self._tasks.compute(self, page_sizes, file, then=partial(self._show, file), fail=self.show_nothing)

    def show_nothing(self) -> None:
        """No pages are coming; a notice tells why."""
        self.hint.setText(tr("There is nothing to show."))

    def _show(self, file: Path, sizes: tuple[tuple[float, float], ...]) -> None:
        self._count = len(sizes)
        self.total.setText(f"/ {self._count}")
        self.thumbnails.show_pages(file, sizes)
        self._enable(True)
        self.pages.show_pages(file, sizes)
        self.zoom.show_zoom(self.pages.zoom)
        self._show_page(0)
        self.pages.setFocus()
        self.shown.emit()

    def _go(self) -> None:
        if self.number.text().isdecimal():
            self.pages.go(int(self.number.text()) - 1)
        self._show_page(self.pages.page)

    def _show_page(self, page: int) -> None:
        self.number.setText(str(page + 1))
        self.thumbnails.go(page)
        self.pages.setAccessibleDescription(tr("Page {number} of {count}", number=page + 1, count=self._count))

    def notify(self, text: str, choices: tuple[tuple[str, Callable[[], object]], ...], error: bool) -> None:
        """Shows a notice here too."""
        self.notice.notify(text, *choices, error=error)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, tr("Save as"), str(self.suggested), "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(lambda name: self.save_wanted.emit(Path(name)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def ask_printer(self) -> None:
        """The system's print dialog; it starts with the printer's own settings, and the paper's sides."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(safe_name(self._title))  # Qt makes a file name of it too
        if self._both_sides:
            printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
        options = QAbstractPrintDialog.PrintDialogOption
        dialog = QPrintDialog(printer, self)
        dialog.setOptions(
            options.PrintToFile | options.PrintPageRange | options.PrintCurrentPage | options.PrintCollateCopies
        )
        dialog.setMinMax(1, self._count)
        dialog.setFromTo(1, self._count)
        dialog.setPrintRange(QAbstractPrintDialog.PrintRange.AllPages)
        dialog.finished.connect(lambda result: self._print(printer, dialog) if result else None)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        QDialog.open(dialog)

    def _print(self, printer: QPrinter, dialog: QPrintDialog) -> None:
        restore_grey(printer, dialog)
        try:
            pages = chosen_pages(printer, self.pages.page, self._count)
        except CaseorgError as error:
            self.notice.notify(error_text(error), error=True)
        else:
            self.print_wanted.emit(printer, pages)


def _button(label: str, name: str) -> QPushButton:
    button = QPushButton(label)
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button
