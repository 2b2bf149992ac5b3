"""The scam check: a text at the left, what is suspicious about it at the right."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from caseorg.evidence.words import words_of
from caseorg.gui.forms import flat_button, heading
from caseorg.gui.reader import Reader
from caseorg.gui.scam.box import PasteBox
from caseorg.gui.scam.factors import FactorCheck
from caseorg.gui.scam.report import Examined, examine, report_page
from caseorg.gui.tasks import TaskRunner
from caseorg.i18n import tr

_MARGIN = 16
_PANES = [420, 480]
_TYPING_MILLISECONDS = 250
_MOST_BYTES = 1_000_000


class ScamPage(QWidget):
    """Checks while one types; nothing of the text is kept or sent anywhere."""

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._looking = self._again = False
        self.box = PasteBox()
        self.box.textChanged.connect(self._wait)
        self.box.dropped.connect(self.read_file)
        self.factors = FactorCheck()
        self.banner = Banner()
        self.report = Reader(tr("Findings"))
        self._timer = QTimer(self, singleShot=True, interval=_TYPING_MILLISECONDS)
        self._timer.timeout.connect(self.check)
        self._lay_out()

    def _lay_out(self) -> None:
        file, clear = flat_button(tr("Open a text file …")), flat_button(tr("Clear"))
        file.clicked.connect(self._choose_file)
        clear.clicked.connect(self._clear)
        buttons = QHBoxLayout()
        buttons.addWidget(file)
        buttons.addStretch()
        buttons.addWidget(clear)
        left, right = QWidget(), QWidget()
        layout = QVBoxLayout(left)
        layout.setContentsMargins(_MARGIN, 0, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.box, 1)
        layout.addLayout(buttons)
        layout.addWidget(self.factors)
        found = QVBoxLayout(right)
        found.setContentsMargins(12, 0, _MARGIN, 12)
        found.setSpacing(8)
        found.addWidget(self.banner)
        found.addWidget(self.report, 1)
        found.addStretch()
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.setChildrenCollapsible(False)
        panes.setHandleWidth(1)
        for pane, least in ((left, 300), (right, 300)):
            pane.setMinimumWidth(least)
            panes.addWidget(pane)
        panes.setSizes(_PANES)
        title = heading(tr("Scam check"), "title")
        title.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 2)
        notice = heading(tr("The text is checked on this machine; it is neither kept nor sent."), "faint")
        notice.setContentsMargins(_MARGIN, 0, _MARGIN, 10)
        notice.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(title)
        column.addWidget(notice)
        column.addWidget(panes, 1)

    def open_page(self) -> None:
        """Called when the page comes to the front."""
        self.box.setFocus()
        if not self.factors.rows:
            self.check()

    def read_file(self, file: Path, name: str = "") -> None:
        """Puts the words of a file into the box; `name` is what it was called where it came from."""
        self._tasks.compute(self, _text_of, file, name or file.name, then=self._take_file)

    def _take_file(self, text: str | None) -> None:
        if text is None:
            self.banner.show_text(
                tr("That file is not text, or it is too long"), tr("Copy the words out of it and paste them here.")
            )
        else:
            self.box.setPlainText(text)

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Open a text file …"))
        if name:
            self.read_file(Path(name))

    def _clear(self) -> None:
        self.box.clear()
        self.factors.clear()
        self.box.setFocus()

    def _wait(self) -> None:
        self._timer.start()

    def check(self) -> None:
        """Looks at the text as it is now; a long one is looked at to its end before the next look begins."""
        if self._looking:
            self._again = True
            return
        self._looking = True
        text = self.box.toPlainText()
        self._tasks.compute(self, examine, self._tasks.workspace.knowledge, text, then=self._show, fail=self._fail)

    def _fail(self) -> None:
        """The next change of the text is looked at again."""
        self._looking = self._again = False
        self.banner.show_text(tr("The text could not be checked"), tr("Never pay to get a refund; in doubt ask 96110."))

    def _show(self, examined: Examined) -> None:
        """An answer about a text that is no longer there is dropped."""
        self._looking = False
        if self._again:
            self._again = False
            self.check()
        if examined.text != self.box.toPlainText():
            return
        self.box.mark(examined.spans)
        self.banner.show_examined(examined)
        self.factors.show_found(examined.factors, examined.flags)
        self.report.setVisible(examined.alarming or not examined.text.strip())
        self.report.show_page(partial(report_page, examined))


class Banner(QFrame):
    """What it comes to, in two sentences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.title, self.text = heading(""), heading("", "words")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(4)
        for label in (self.title, self.text):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)

    def show_examined(self, examined: Examined) -> None:
        """The rule stands there whatever was found."""
        if examined.alarming:
            count = len({found.flag.id for found in examined.flags}) + len(examined.hosts)
            self.show_text(
                tr("Stop: {count} warning signs", count=count),
                tr(
                    "Anyone who asks for money before a refund is a swindler. Pay nothing, give no code to anyone, and"
                    " continue only in the official app; if you have paid, call 110 or 96110."
                ),
                alarm=True,
            )
        elif examined.text.strip():
            self.show_text(
                tr("No warning sign found"),
                tr(
                    "That proves nothing: new tricks are not in the list. Never pay to get a refund;"
                    " in doubt ask 96110."
                ),
            )
        else:
            self.show_text(
                tr("A real refund costs nothing"),
                tr(
                    "It comes back the way you paid, inside the platform. Anyone who asks for a deposit, a fee, a code"
                    " or to share your screen is not giving you a refund."
                ),
            )

    def show_text(self, title: str, text: str, *, alarm: bool = False) -> None:
        """Shows both sentences."""
        self.title.setText(title)
        self.text.setText(text)
        self.setProperty("alarm", alarm)
        for widget in (self, self.title):
            widget.style().unpolish(widget)
            widget.style().polish(widget)


def _text_of(file: Path, name: str) -> str | None:
    """The words of a file; None for one that has none, or is too long to be a message."""
    try:
        words = words_of(name, file.read_bytes()) if file.stat().st_size <= _MOST_BYTES else None
    except OSError:
        return None
    return words.text if words else None
