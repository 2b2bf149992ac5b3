"""Beside the fields of a form: the picture that says what stands in the field where one is, with the line boxed.

A line that is clicked goes into the field where one is, if that takes any: its number, sum, time or words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent
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

from caseorg.domain.case import CaseFile, Evidence, EvidenceId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.reading.reading import Box, Line, PageReading
from caseorg.domain.reading.taken import Takes, taken
from caseorg.evidence.thumbnails import has_picture
from caseorg.gui.fields import LOOKED_AT, TAKES
from caseorg.gui.forms import FormDialog, elided, flat_button, wrapped
from caseorg.gui.inspector.picture import load_image
from caseorg.gui.tasks import TaskRunner
from caseorg.gui.viewer.picture import ViewedPicture
from caseorg.i18n import in_a_row, tr
from caseorg.jobs.search import line_with
from caseorg.store.readings import load_readings
from caseorg.views.evidence_names import WHOLE, told_apart
from caseorg.workspace import Workspace

WIDTH, GAP, _FRAME = 312, 16, 44  # pixels: of the pane, before it, and around a name in its list
_LONGEST = 60  # characters of a field that a picture may say in one line
QUOTED = "quoted"  # the property of a button that stands for a value
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


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
        self.setProperty(LOOKED_AT, True)
        self._dialog, self._tasks, self._least = dialog, tasks, least
        self._items: tuple[Evidence, ...] = ()
        self._first: EvidenceId | None = None
        self._shown: Quoted | None = None
        self._field: QLineEdit | QPlainTextEdit | None = None
        self._value = ""
        self._line = ""
        self._beside = 0
        self._place_of_line = -1
        self.button = flat_button(tr("Pictures beside the fields"))
        self.button.setCheckable(True)
        self.button.setChecked(True)
        self.pieces = QComboBox()
        self.pieces.setAccessibleName(tr("Evidence"))
        self.picture = ViewedPicture()
        self.picture.setAccessibleName(tr("Picture"))
        self.picture.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard in the field
        self.picture.installEventFilter(self)
        self.status = wrapped("", "faint")
        self.copy = QPushButton(tr("Copy this"))
        self.copy.setAutoDefault(False)
        self.copy.setEnabled(False)
        self._lay_out()
        self._connect()
        self.hide()
        self.button.hide()

    def _lay_out(self) -> None:
        self.pieces.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.pieces)
        column.addWidget(self.picture, 1)
        column.addWidget(self.status)
        column.addWidget(self.copy)

    def _connect(self) -> None:
        self.button.toggled.connect(lambda _: self._place())
        self.pieces.activated.connect(self._choose)
        self.picture.zoom_wanted.connect(self.picture.zoom)
        self.picture.line_clicked.connect(self._choose_line)
        self.picture.line_taken.connect(self._take)
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
    def has_pictures(self) -> bool:
        """Whether there is anything to show."""
        return bool(self._items)

    @property
    def lines(self) -> Sequence[Line]:
        """What was read of the page that is shown."""
        return self._shown.reading.lines if self._shown and self._shown.reading else ()

    def show_case(self, case: CaseFile, first: Sequence[EvidenceId] = ()) -> None:
        """Its pictures, with the one of `first` in sight that comes first."""
        items = tuple(item for item in case.standing_evidence if has_picture(item))
        self._first = next((item.id for item in items if item.id in first), None)
        if [item.id for item in items] == [item.id for item in self._items]:
            return
        self._items = items
        self.pieces.clear()
        names = told_apart(items, lambda item: item.name, WHOLE)
        for item in items:
            self.pieces.addItem(elided(self.pieces, names[item.id], WIDTH - _FRAME), item.id)
        self._place()

    def leave_room(self, beside: int) -> None:
        """For something of this width beside the fields, which comes first."""
        self._beside = beside
        self._place()

    def show_piece(self, key: EvidenceId) -> None:
        """Another piece, where it has a picture."""
        item = next((item for item in self._items if item.id == key), None)
        if item and self.isVisible():
            self._load(item, anywhere=False)

    @property
    def _present(self) -> Evidence:
        first = (item for item in self._items if item.id == self._first)
        return self._shown.item if self._shown else next(first, self._items[0])

    def _place(self) -> None:
        fits = bool(self._items) and self._dialog.width() >= self._least + self._beside + WIDTH
        self.button.setVisible(fits)
        self.setVisible(fits and self.button.isChecked())
        if self.isVisible() and self._shown is None:
            self._load(self._present)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if not self.isVisible() or now is None or self.isAncestorOf(now) or not self._dialog.isAncestorOf(now):
            return
        self._field = now if isinstance(now, QLineEdit | QPlainTextEdit) and now.property(TAKES) else None
        value = _value_of(now)
        if value is not None and value != self._value:
            self._value = value
            self._load(self._present)
        elif self._shown:
            self._tell(self._value, self._shown)

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
            self._place_of_line = -1
        self.picture.show_text(found.reading, boxes=True)
        self.picture.mark_now([found.box] if found.box else [])
        self.pieces.setCurrentIndex([item.id for item in self._items].index(found.item.id))
        self._line = value if found.box else ""
        self._tell(value, found)

    def _tell(self, value: str, found: Quoted) -> None:
        unknown = tr("No picture shows what is in this field.") if value and not found.box else ""
        click = tr("A click on a line puts it into the field.") if self._field else ""
        self.status.setText(in_a_row(unknown, click) if found.reading else tr("Nothing was read of it yet."))
        self.status.setVisible(bool(self.status.text()))
        self.copy.setEnabled(bool(self._line))

    def _choose_line(self, number: int) -> None:
        line = self.lines[number]
        self._place_of_line, self._line = number, line.text
        self.picture.mark_now([line.box])
        self.copy.setEnabled(True)

    def _take(self, number: int) -> None:
        """Into the field where one is, in place of what is selected there, or of all where it holds one value; Ctrl+Z
        in the field takes it back."""
        field, page = self._field, self._shown.reading if self._shown else None
        if field is None or page is None:
            return
        takes = Takes(field.property(TAKES))
        text = taken(page, number, takes, self._tasks.workspace.knowledge.reading_words)
        if not text:
            self.status.setText(tr("This line has nothing for the field."))
            return
        if isinstance(field, QPlainTextEdit):
            field.insertPlainText(text)
            return
        if takes is not Takes.NAME:
            field.selectAll()
        field.insert(text)

    def _walk(self, by: int) -> None:
        """From line to line by keyboard."""
        if self.lines:
            place = max(0, min(self._place_of_line + by, len(self.lines) - 1))
            self._choose_line(place)

    def _copy(self) -> None:
        """What was selected in the picture, else the line that is boxed."""
        QGuiApplication.clipboard().setText(self.picture.selected_text() or self._line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 — Qt's name
        if watched is self._dialog and event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._place()
        if watched is self.picture and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._press(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _press(self, key: Qt.Key) -> bool:
        """On the picture: ↑ and ↓ go through its lines, Enter takes one."""
        if key in _STEPS:
            self._walk(_STEPS[key])
        elif key in _ENTER:
            if self._place_of_line >= 0:
                self._take(self._place_of_line)
        else:
            return False
        return True


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


def free_width(dialog: QDialog) -> int:
    """The widest that a dialog may be: as wide as the screen, or as the window below."""
    parent = dialog.parentWidget()
    screen = dialog.screen().availableGeometry().width()
    return max(screen, parent.window().width()) if parent else screen


def widened(dialog: QDialog, width: int, height: int) -> None:
    """As wide as the fields and the picture where there is room for both."""
    wide = width + WIDTH + GAP
    dialog.resize(wide if free_width(dialog) >= wide else width, height)


def quote_beside(form: FormDialog, tasks: TaskRunner, case: CaseFile, first: Sequence[EvidenceId] = ()) -> QuotePane:
    """At the right of a form's fields, with its button below them."""
    width = max(form.minimumWidth(), form.sizeHint().width())
    pane = QuotePane(form, tasks, width)
    form.body.addWidget(pane)
    form.foot.insertWidget(0, pane.button)
    pane.show_case(case, first)
    if pane.has_pictures:
        widened(form, width, form.sizeHint().height())
    return pane
