"""Beside the fields of a form: the picture that says what stands in the field where one is, with the line boxed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caseorg.domain.case import CaseFile, Evidence
from caseorg.domain.errors import CaseorgError
from caseorg.domain.reading.reading import Box, Line, PageReading
from caseorg.evidence.thumbnails import has_picture
from caseorg.gui.forms import elided, flat_button, wrapped
from caseorg.gui.inspector.picture import load_image
from caseorg.gui.tasks import TaskRunner
from caseorg.gui.viewer.picture import ViewedPicture
from caseorg.i18n import tr
from caseorg.jobs.search import line_with
from caseorg.store.readings import load_readings
from caseorg.workspace import Workspace

WIDTH, _FRAME = 312, 44  # pixels: of the pane, and of what stands around a name in its list
_LONGEST = 60  # characters of a field that a picture may say in one line
QUOTED = "quoted"  # the property of a button that stands for a value


@dataclass(frozen=True, slots=True)
class Quoted:
    """A page of a piece of evidence as it is shown: `box` is where it says the value, where it does."""

    item: Evidence
    images: Sequence[QImage]
    page: int = 0
    reading: PageReading | None = None
    box: Box | None = None


def load_quoted(workspace: Workspace, items: Sequence[Evidence], value: str, shown: Evidence) -> Quoted:
    """Where one of the pieces says the value, the one that is shown first; else the one that is shown."""
    by_digest = {item.sha256: item for item in items}
    found = line_with(workspace, value, by_digest.keys(), shown.sha256) if value else None
    item, page, box = (by_digest[found[0].sha256], found[0].page, found[1]) if found else (shown, 0, None)
    kept = load_readings(workspace.readings, [item.sha256]).get(item.sha256)
    pages = kept.reading.pages[page : page + 1] if kept and kept.reading else ()
    try:
        images = load_image(workspace.evidence.path(item.sha256), item, page)
    except CaseorgError:
        images = []
    return Quoted(item, images, page, next(iter(pages), None), box)


class QuotePane(QWidget):
    """Follows the keyboard through the fields of its dialog. It is there where the dialog is wide enough, has a picture
    to show, and `button` is ticked."""

    def __init__(self, dialog: QDialog, tasks: TaskRunner, least: int) -> None:
        super().__init__(dialog)
        self.setFixedWidth(WIDTH)
        self._dialog, self._tasks, self._least = dialog, tasks, least
        self._items: tuple[Evidence, ...] = ()
        self._shown: Quoted | None = None
        self._value = ""
        self._line = ""
        self.button = flat_button(tr("Pictures beside the fields"))
        self.button.setCheckable(True)
        self.button.setChecked(True)
        self.pieces = QComboBox()
        self.pieces.setAccessibleName(tr("Evidence"))
        self.picture = ViewedPicture()
        self.picture.setAccessibleName(tr("Picture"))
        self.told = wrapped("", "faint")
        self.copy = QPushButton(tr("Copy this"))
        self.copy.setAutoDefault(False)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.pieces.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.pieces)
        column.addWidget(self.picture, 1)
        column.addWidget(self.told)
        column.addWidget(self.copy)

    def _connect(self) -> None:
        self.button.toggled.connect(lambda _: self._place())
        self.pieces.activated.connect(self._choose)
        self.picture.zoom_wanted.connect(self.picture.zoom)
        self.picture.line_clicked.connect(self._choose_line)
        self.copy.clicked.connect(self._copy)
        self._dialog.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    @property
    def boxed(self) -> Box | None:
        """Where the picture says what stands in the field."""
        return self._shown.box if self._shown else None

    @property
    def lines(self) -> Sequence[Line]:
        """What was read of the page that is shown."""
        return self._shown.reading.lines if self._shown and self._shown.reading else ()

    def show_case(self, case: CaseFile) -> None:
        """Its pictures, the one that is shown first as long as it stands."""
        items = tuple(item for item in case.standing_evidence if has_picture(item))
        if [item.id for item in items] == [item.id for item in self._items]:
            return
        self._items = items
        self.pieces.clear()
        for item in items:
            self.pieces.addItem(elided(self.pieces, f"{item.label}　{item.name}", WIDTH - _FRAME), item.id)
        self._place()

    def _place(self) -> None:
        fits = bool(self._items) and self._dialog.width() >= self._least + WIDTH
        self.button.setVisible(fits)
        self.setVisible(fits and self.button.isChecked())
        if self.isVisible() and self._shown is None:
            self._load(self._items[0])

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if not self.isVisible() or now is None or self.isAncestorOf(now) or not self._dialog.isAncestorOf(now):
            return
        value = _value_of(now)
        if value is not None and value != self._value:
            self._value = value
            self._load(self._shown.item if self._shown else self._items[0])

    def _choose(self, place: int) -> None:
        """Another piece, whatever it says."""
        self._load(self._items[place], anywhere=False)

    def _load(self, item: Evidence, *, anywhere: bool = True) -> None:
        items = self._items if anywhere else (item,)
        then = partial(self._show, self._value)
        self._tasks.compute(self, load_quoted, self._tasks.workspace, items, self._value, item, then=then)

    def _show(self, value: str, found: Quoted) -> None:
        """What is not asked for any more is dropped; the same page stays as it is looked at."""
        if value != self._value or not any(found.item.id == item.id for item in self._items):
            return
        before, self._shown = self._shown, found
        if before is None or (before.item.id, before.page) != (found.item.id, found.page):
            self.picture.show_image(found.images)
        self.picture.show_text(found.reading, boxes=True)
        self.picture.mark_now([found.box] if found.box else [])
        self.pieces.setCurrentIndex([item.id for item in self._items].index(found.item.id))
        self._line = value if found.box else ""
        self._tell(value, found)

    def _tell(self, value: str, found: Quoted) -> None:
        if found.reading is None:
            self.told.setText(tr("Nothing was read of it yet."))
        elif value and not found.box:
            self.told.setText(tr("No picture shows what is in this field."))
        else:
            self.told.setText("")
        self.told.setVisible(bool(self.told.text()))
        self.copy.setEnabled(bool(self._line))

    def _choose_line(self, number: int) -> None:
        line = self.lines[number]
        self._line = line.text
        self.picture.mark_now([line.box])
        self.copy.setEnabled(True)

    def _copy(self) -> None:
        """What was selected in the picture, else the line that is boxed."""
        QGuiApplication.clipboard().setText(self.picture.selected_text() or self._line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 — Qt's name
        if watched is self._dialog and event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._place()
        return super().eventFilter(watched, event)


def _value_of(field: QWidget) -> str | None:
    """What stands there; None of what is no field, empty of what no line of a picture says."""
    if isinstance(field, QLineEdit):
        text = field.text()
    elif isinstance(field, QPlainTextEdit):
        text = field.toPlainText()
    elif quoted := field.property(QUOTED):
        text = str(quoted)
    else:
        return None
    text = text.strip()
    return text if len(text) <= _LONGEST and "\n" not in text else ""


def widened(dialog: QDialog, width: int, height: int) -> None:
    """As wide as the fields and the picture where the window below leaves room for both."""
    parent = dialog.parentWidget()
    window = parent.window() if parent else None
    wide = width + WIDTH + 12
    dialog.resize(wide if window and window.width() >= wide else width, height)
