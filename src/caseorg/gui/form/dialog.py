"""Filling in 12315: the site's fields in its order at the left, the text at the right."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from caseorg.domain.case import CaseFile
from caseorg.domain.errors import CaseorgError
from caseorg.domain.forms.sheet import FilledForm
from caseorg.gui.form.rows import CONTENT, FormRows
from caseorg.gui.form.typing import TypedCopy
from caseorg.gui.forms import heading
from caseorg.gui.parts.confirming import ask_to_confirm
from caseorg.gui.parts.parts import Parts
from caseorg.gui.quoting import QuotePane, widened
from caseorg.gui.tasks import TaskRunner
from caseorg.gui.wizard.note_boxes import Notes, NoteTone, WizardNote
from caseorg.gui.wizard.page import scrolled, wrapped
from caseorg.i18n import error_text, remark_text, tr
from caseorg.knowledge.sheets import form_sheet
from caseorg.knowledge.stories import story_of
from caseorg.views.story import open_points

_SIZE = (980, 640)
_LEAST = 860  # pixels that the fields and the text take


class FormFillDialog(QDialog):
    """`filed` carries the channel once its user has submitted the form there, `event_wanted` asks for a new event."""

    filed = Signal(str)
    event_wanted = Signal()

    def __init__(self, parent: QWidget | None, tasks: TaskRunner, parts: Parts, case: CaseFile, channel: str) -> None:
        super().__init__(parent)
        self._tasks, self._parts, self._case = tasks, parts, case
        self._asserted = ""
        self.setWindowTitle(tr("Fill in 12315"))
        widened(self, *_SIZE)
        self.quote = QuotePane(self, tasks, _LEAST)
        self.channel, self.way = QComboBox(), QComboBox()
        for key, form in tasks.workspace.knowledge.forms.items():
            self.channel.addItem(form.name, key)
        self.channel.setCurrentIndex(max(0, self.channel.findData(channel)))
        self.way.addItems([tr("Copy and paste"), tr("Type it there")])
        self.rows, self.text, self.typed = FormRows(), QPlainTextEdit(), TypedCopy()
        self.count, self.notes, self.problem = QLabel(), wrapped(), heading("", "error")
        self.open_points = Notes()
        self.copy_text, self.submitted = (
            QPushButton(tr("Copy the text")),
            QPushButton(tr("Submitted: note it on the timeline")),
        )
        self._lay_out()
        self._connect()
        self._fill()

    def _lay_out(self) -> None:
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("Text of the form"))
        self.channel.setAccessibleName(tr("Complaint or report"))
        self.way.setAccessibleName(tr("Way of filling in"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.text)
        self.stack.addWidget(self.typed)
        head = QHBoxLayout()
        for widget in (self.channel, self.way):
            head.addWidget(widget)
        head.addWidget(heading(tr("Enter copies and goes on, ↑ ↓ move, Ctrl+Enter copies the text"), "faint"))
        head.addStretch(1)
        right = QVBoxLayout()
        title = QHBoxLayout()
        title.addWidget(heading(tr("What happened: facts, request and basis")))
        title.addStretch(1)
        title.addWidget(self.count)
        right.addLayout(title)
        right.addWidget(self.stack, 1)
        right.addWidget(self.copy_text)
        right.addWidget(self.open_points)
        right.addWidget(self.notes)
        body = QHBoxLayout()
        body.addWidget(scrolled(self.rows), 1)
        body.addLayout(right, 1)
        body.addWidget(self.quote)
        foot = QHBoxLayout()
        foot.addWidget(self.quote.button)
        foot.addWidget(self.problem, 1)
        foot.addWidget(self.submitted)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        for layout in (head, body, foot):
            column.addLayout(layout, 1 if layout is body else 0)
        for button in (self.copy_text, self.submitted):
            button.setAutoDefault(False)

    def _connect(self) -> None:
        self.channel.currentIndexChanged.connect(self._fill)
        self.way.currentIndexChanged.connect(self._show_way)
        self.copy_text.clicked.connect(self._copy)
        self.open_points.offered.connect(lambda _: self._confirm())
        self.submitted.clicked.connect(lambda: self.filed.emit(self.channel.currentData()))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(keys, self, self._copy)

    def _fill(self) -> None:
        knowledge = self._tasks.workspace.knowledge
        channel = knowledge.channels[self.channel.currentData()]
        self._tasks.compute(self, form_sheet, knowledge, self._case, channel, datetime.now(UTC), then=self._show)

    def _show(self, sheet: FilledForm) -> None:
        if sheet.form.id != self.channel.currentData():
            return
        self.quote.show_case(self._case)
        self.rows.show_sheet(sheet)
        content = next(entry for entry in sheet.entries if entry.field.key == CONTENT)
        self.text.setPlainText(content.value)
        self.typed.show_text(content.value)
        self.count.setText(f"{len(content.value)}/{content.field.limit}")
        self.notes.setText("\n".join(_notes(sheet)))
        self._asserted = sheet.asserted
        self._show_open_points()
        if self.rows.buttons:
            self.rows.buttons[0].setFocus()

    def show_case(self, case: CaseFile | None) -> None:
        """The case was read again, such as after a confirmation."""
        if case is not None and case.id == self._case.id and case != self._case:
            self._case = case
            self._fill()

    def _show_open_points(self) -> None:
        asserted = "" if self._parts.holds(self._asserted) else self._asserted
        points = open_points(story_of(self._tasks.workspace.knowledge, self._case), asserted)
        self.open_points.show_notes((WizardNote(points, NoteTone.HINT, tr("Con&firm …")),) if points else ())

    def _confirm(self) -> None:
        dialog = ask_to_confirm(self, self._parts, self._asserted)
        dialog.event_wanted.connect(self.event_wanted)
        dialog.accepted.connect(self._show_open_points)

    def _show_way(self, way: int) -> None:
        self.stack.setCurrentIndex(way)
        (self.typed if way else self.text).setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy_text.setText(tr("Copied"))

    def refuse(self, error: CaseorgError) -> None:
        """Says why it was not noted."""
        self.problem.setText(error_text(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 — Qt's name
        """Enter in a field is no reason to close."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)


def _notes(sheet: FilledForm) -> list[str]:
    found = [remark_text(doubt) for doubt in sheet.doubts]
    found += [tr("Left out of the text: {what}", what=piece) for piece in sheet.left_out]
    found.append(tr("Fields and limits as checked on {day}; what the site says counts.", day=sheet.form.checked))
    return found
