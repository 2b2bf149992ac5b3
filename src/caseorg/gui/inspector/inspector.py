"""Evidence and event in full: picture or text, times with their source, digest, what it proves."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from caseorg.domain.case import CaseFile, Event, Evidence, EvidenceId, MediaKind
from caseorg.domain.facts import evidence_of
from caseorg.domain.timeline import Entry
from caseorg.evidence.store import EvidenceStore
from caseorg.evidence.text import read_text
from caseorg.gui.forms import empty, flat_button, heading, line, paragraph
from caseorg.gui.inspector.picture import PictureView, load_image
from caseorg.gui.labels import SIDES, file_size, moment_with_source
from caseorg.gui.tasks import TaskRunner
from caseorg.i18n import tr

_SHOWN_DIGITS = 16
_LONGEST_TEXT = 200_000


class Inspector(QWidget):
    """Shows what is selected; asks the window for every change."""

    described = Signal(object, str, str)
    event_wanted = Signal(object)
    edit_wanted = Signal(object)
    remove_wanted = Signal(object)
    withdraw_wanted = Signal(object)

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._tasks = tasks
        self.evidence: Evidence | None = None
        self._case: CaseFile | None = None
        self._event: Event | None = None
        self._event_part = _EventPart(self)
        self._shelf = QHBoxLayout()
        self._shelf.setSpacing(4)
        self.picture = PictureView()
        self.picture.setAccessibleName(tr("Picture"))
        self._text = QPlainTextEdit(readOnly=True)
        self._text.setAccessibleName(tr("Text of the file"))
        self._nothing = heading("", "faint")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._stage = QStackedWidget()
        for widget in (self.picture, self._text, self._nothing):
            self._stage.addWidget(widget)
        self._evidence_part = _EvidencePart(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self._event_part)
        column.addLayout(self._shelf)
        column.addWidget(self._stage, 1)
        column.addWidget(self._evidence_part)
        self.clear()

    def clear(self) -> None:
        """Nothing is selected."""
        self._case = self._event = None
        self._event_part.hide()
        self._fill_shelf(())
        self._show_evidence(None)

    def show_entry(self, case: CaseFile, entry: Entry, chosen: Evidence | None) -> None:
        """Shows an event with its evidence, or evidence alone."""
        self._case, self._event = case, entry.event
        self._event_part.setVisible(entry.event is not None)
        if entry.event:
            self._event_part.show_event(entry.event)
        items = evidence_of(case, entry.event) if entry.event else entry.evidence
        self._fill_shelf(items if len(items) > 1 else ())
        self._show_evidence(chosen)

    def refresh(self, case: CaseFile) -> None:
        """The case was read again: what is shown takes its new values without losing its place."""
        if self._case is None:
            return
        event = next((event for event in case.events if self._event and event.id == self._event.id), None)
        evidence = next(
            (item for item in case.standing_evidence if self.evidence and item.id == self.evidence.id), None
        )
        if event is None and evidence is None:
            self.clear()
            return
        self._case, self._event = case, event
        self._event_part.setVisible(event is not None)
        if event:
            self._event_part.show_event(event)
        items = evidence_of(case, event) if event else ()
        self._fill_shelf(items if len(items) > 1 else ())
        if evidence is None or self.evidence is None or evidence.id != self.evidence.id:
            self._show_evidence(evidence or (items[0] if items else None))
        elif evidence != self.evidence:
            self.evidence = evidence
            self._evidence_part.show_evidence(evidence)
        else:
            self._evidence_part.compare_with(evidence)

    def _fill_shelf(self, items: tuple[Evidence, ...]) -> None:
        empty(self._shelf)
        for item in items:
            button = flat_button(item.label)
            button.clicked.connect(partial(self._show_evidence, item))
            self._shelf.addWidget(button)
        if items:
            self._shelf.addStretch()

    def _show_evidence(self, item: Evidence | None, _checked: bool = False) -> None:
        self.evidence = item
        self._evidence_part.setVisible(item is not None)
        self.picture.show_image(())
        if item is None:
            hint = tr("Select something on the timeline to see it here.") if self._event is None else ""
            self._say(hint or tr("No evidence is linked to this event."))
            return
        self._evidence_part.show_evidence(item)
        store = self._tasks.workspace.evidence
        if item.kind is MediaKind.IMAGE or (item.kind is MediaKind.PDF and item.pages):
            self._stage.setCurrentWidget(self.picture)
            self._tasks.compute(
                self, load_image, store.path(item.sha256), item, then=partial(self._show_image, item.id)
            )
        elif item.kind is MediaKind.TEXT:
            self._tasks.compute(self, _load_text, store, item, then=partial(self._show_text, item.id))
        else:
            self._say(tr("There is no preview for this kind of file. It is kept as it is."))

    def _show_image(self, key: EvidenceId, levels: list[QImage]) -> None:
        if self.evidence and self.evidence.id == key:
            self.picture.show_image(levels)

    def _show_text(self, key: EvidenceId, text: str) -> None:
        if self.evidence and self.evidence.id == key:
            self._text.setPlainText(text)
            self._stage.setCurrentWidget(self._text)

    def _say(self, text: str) -> None:
        self._nothing.setText(text)
        self._stage.setCurrentWidget(self._nothing)


def _load_text(store: EvidenceStore, item: Evidence) -> str:
    return read_text(store, item)[:_LONGEST_TEXT]


class _EventPart(QWidget):
    """The words of an event."""

    def __init__(self, inspector: Inspector) -> None:
        super().__init__(inspector)
        self._event: Event | None = None
        self._head = heading("")
        self._time = heading("", "faint")
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        edit, remove = flat_button(tr("Edit")), flat_button(tr("Remove"))
        edit.clicked.connect(lambda: inspector.edit_wanted.emit(self._event))
        remove.clicked.connect(lambda: inspector.remove_wanted.emit(self._event))
        row = QHBoxLayout()
        row.addWidget(self._head, 1)
        row.addWidget(edit)
        row.addWidget(remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._time)
        column.addWidget(self._text)

    def show_event(self, event: Event) -> None:
        self._event = event
        self._head.setText(tr(SIDES[event.side]))
        self._time.setText(moment_with_source(event.at))
        self._text.setText(event.text)


class _EvidencePart(QWidget):
    """What is known of a piece of evidence; source and purpose are saved when the field is left."""

    def __init__(self, inspector: Inspector) -> None:
        super().__init__(inspector)
        self._inspector = inspector
        self._item: Evidence | None = None
        self._head = heading("")
        self._name = heading("", "faint")
        self._name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._facts = heading("", "faint")
        self._facts.setWordWrap(True)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.source: QLineEdit = line(form, tr("From"), "", tr("Such as: order page in the app"))
        self.proves: QPlainTextEdit = paragraph(form, tr("Proves"), "", tr("What it shows, in a few words"), 2)
        self.source.editingFinished.connect(self._save)
        self.proves.installEventFilter(self)
        event, withdraw = flat_button(tr("Write the event")), flat_button(tr("Withdraw"))
        withdraw.setToolTip(tr("Takes it out of timeline and papers; the file and its record stay."))
        event.clicked.connect(lambda: inspector.event_wanted.emit(self._item))
        withdraw.clicked.connect(lambda: inspector.withdraw_wanted.emit(self._item))
        row = QHBoxLayout()
        row.addWidget(self._head, 1)
        row.addWidget(event)
        row.addWidget(withdraw)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._name)
        column.addWidget(self._facts)
        column.addLayout(form)

    def show_evidence(self, item: Evidence) -> None:
        """Fills the fields; what the user is typing just now is left alone."""
        same = self._item is not None and self._item.id == item.id
        self._item = item
        self._head.setText(item.label)
        self._name.setText(item.name)
        self._name.setToolTip(item.name)
        pixels = f"{item.width} × {item.height}　" if item.width else ""
        pages = tr("{pages} pages", pages=item.pages) + "　" if item.pages else ""
        digest = f"SHA-256 {item.sha256[:_SHOWN_DIGITS]}…"
        note = f"\n{tr(item.note)}" if item.note else ""
        self._facts.setText(
            f"{moment_with_source(item.taken_at)}\n{pixels}{pages}{file_size(item.size)}　{digest}{note}"
        )
        self._facts.setToolTip(f"SHA-256 {item.sha256}")
        if not (same and self.source.hasFocus()):
            self.source.setText(item.source)
        if not (same and self.proves.hasFocus()):
            self.proves.setPlainText(item.proves)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.FocusOut:
            self._save()
        return super().eventFilter(watched, event)

    def _save(self) -> None:
        if self._item is None:
            return
        source, proves = self.source.text().strip(), self.proves.toPlainText().strip()
        if (source, proves) != (self._item.source, self._item.proves):
            before, self._item = self._item, replace(self._item, source=source, proves=proves)
            self._inspector.described.emit(before, source, proves)

    def compare_with(self, item: Evidence) -> None:
        """What is stored, for the next time a field is left; what stands in the fields is left alone."""
        self._item = item
