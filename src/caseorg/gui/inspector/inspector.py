"""Evidence and event in full: picture or text, times with their source, digest, what it proves."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from caseorg.actions.evidence import Description, describe_evidence, described, withdraw_evidence
from caseorg.domain.case import CaseFile, Evidence, EvidenceId, MediaKind
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import Moment, parse_past, show_moment
from caseorg.domain.timeline import Entry, entries
from caseorg.evidence.store import EvidenceStore
from caseorg.evidence.thumbnails import has_picture
from caseorg.gui.desk import Desk
from caseorg.gui.forms import empty, flat_button, heading, line, paragraph, tip
from caseorg.gui.inspector.entry_text import ToldPart
from caseorg.gui.inspector.picture import PictureView
from caseorg.gui.inspector.proofs import ProofButton
from caseorg.gui.inspector.spot import Spot, load_spot
from caseorg.gui.labels import file_size, moment_with_source
from caseorg.gui.parts.parts import Parts
from caseorg.i18n import explain, tr

_SHOWN_DIGITS = 16
_LONGEST_TEXT = 200_000
_LONG_LINE = re.compile(r"[^\n]{2000}(?=[^\n])")


class Inspector(QWidget):
    """Shows what is selected, and changes it; `event_wanted` asks for the form of an event about evidence."""

    event_wanted = Signal(object)

    def __init__(self, desk: Desk, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.desk, self._parts, self._tasks = desk, parts, desk.tasks
        self.knowledge = desk.tasks.workspace.knowledge
        self.evidence: Evidence | None = None
        self._case: CaseFile | None = None
        self._entry: Entry | None = None
        self.told = ToldPart(desk, parts)
        parts.read.connect(lambda *_: self.show_story())
        self._shelf = QHBoxLayout()
        self._on_shelf: tuple[Evidence, ...] = ()
        self._shelf_buttons: list[QWidget] = []
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
        column.addWidget(self.told)
        column.addLayout(self._shelf)
        column.addWidget(self._stage, 1)
        column.addWidget(self._evidence_part)
        self.clear()

    def clear(self) -> None:
        """Nothing is selected."""
        self._case = self._entry = None
        self.told.hide()
        self._fill_shelf(())
        self._show_evidence(None)

    def show_entry(self, case: CaseFile, entry: Entry, chosen: Evidence | None, spot: Spot | None = None) -> None:
        """Shows an event or a message with its evidence, a promise, or evidence alone; of that, one place where it is
        given."""
        self._case, self._entry = case, entry
        self._show_words(entry)
        self._show_evidence(chosen, spot=spot)

    def refresh(self, case: CaseFile) -> None:
        """The case was read again: what is shown takes its new values without losing its place."""
        if self._case is None or self._entry is None:
            return
        self._case = case
        shown = self.evidence.id if self.evidence else None
        evidence = next((item for item in case.standing_evidence if item.id == shown), None)
        entry = next((entry for entry in entries(case) if entry.key == self._entry.key), None)
        if entry is None and evidence is not None:  # it was linked to an event, or set free of one
            entry = next(entry for entry in entries(case) if evidence in entry.evidence)
        if entry is None:
            self.clear()
            return
        self._entry = entry
        self._show_words(entry)
        if evidence is None or self.evidence is None:
            self._show_evidence(next(iter(entry.evidence), None))
        elif evidence != self.evidence:
            self.evidence = evidence
            self._evidence_part.show_evidence(evidence)
        else:
            self._evidence_part.compare_with(evidence)

    def show_story(self) -> None:
        """What the event is taken for was read again."""
        if self._entry is not None:
            self._show_words(self._entry)

    def _show_words(self, entry: Entry) -> None:
        alone = entry.event is None and entry.message is None and not entry.promises
        self.told.setVisible(not alone)
        if not alone:
            self.told.show_entry(entry, self._parts.beats(entry.event), self._parts.promised(entry.event))
        self._fill_shelf(entry.evidence if len(entry.evidence) > 1 else ())
        self.told.put_in_order(self._shelf_buttons)

    def _fill_shelf(self, items: tuple[Evidence, ...]) -> None:
        """What is there already stays, with the keyboard on it."""
        if items == self._on_shelf:
            return
        self._on_shelf = items
        empty(self._shelf)
        self._shelf_buttons.clear()
        for item in items:
            button = flat_button(item.label)
            button.clicked.connect(partial(self._show_evidence, item))
            self._shelf.addWidget(button)
            self._shelf_buttons.append(button)
        if items:
            self._shelf.addStretch()

    def _show_evidence(self, item: Evidence | None, _checked: bool = False, *, spot: Spot | None = None) -> None:
        self.evidence = item
        self._evidence_part.setVisible(item is not None)
        self.picture.show_image(())
        if item is None:
            hint = tr("Select something on the timeline to see it here.") if self._entry is None else ""
            self._say(hint or tr("No evidence goes with it."))
            return
        self._evidence_part.show_evidence(item)
        store = self._tasks.workspace.evidence
        if has_picture(item):
            self._stage.setCurrentWidget(self.picture)
            work, then = self._tasks.workspace, partial(self._show_image, item.id)
            fail = partial(self._show_nothing, item.id)
            self._tasks.compute(self, load_spot, work, item, spot or Spot(item.id), then=then, fail=fail)
        elif item.kind is MediaKind.TEXT:
            self._tasks.compute(self, _load_text, store, item, then=partial(self._show_text, item.id))
        elif item.unshown:
            self._say(tr("This cannot be shown. The file is kept as it is."))
        else:
            self._say(tr("There is no preview for this kind of file. It is kept as it is."))

    def _show_nothing(self, key: EvidenceId) -> None:
        if self.evidence and self.evidence.id == key:
            self._say(tr("This cannot be shown. The file is kept as it is."))

    def _show_image(self, key: EvidenceId, shown: tuple[list[QImage], QRectF | None]) -> None:
        if self.evidence and self.evidence.id == key:
            self.picture.show_image(shown[0])
            self.picture.show_box(shown[1])

    def _show_text(self, key: EvidenceId, text: str) -> None:
        if self.evidence and self.evidence.id == key:
            self._text.setPlainText(text)
            self._stage.setCurrentWidget(self._text)

    def _say(self, text: str) -> None:
        self._nothing.setText(text)
        self._stage.setCurrentWidget(self._nothing)


def _load_text(store: EvidenceStore, item: Evidence) -> str:
    """Qt takes the square of a line's length to lay it out, and the window would stand still meanwhile."""
    from caseorg.evidence.words import read_words  # on a worker's thread: what reads mail and pages takes time to load

    return _LONG_LINE.sub("\\g<0>\n", read_words(store, item).text[:_LONGEST_TEXT])


class _EvidencePart(QWidget):
    """What is known of a piece of evidence; source and purpose are saved when the field is left."""

    def __init__(self, inspector: Inspector) -> None:
        super().__init__(inspector)
        self._desk = inspector.desk
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
        self.at: QLineEdit = line(form, tr("Time"), "", tr("Only if it shows another one, such as 2026-11-01 14:30"))
        self.at.editingFinished.connect(self._save)
        self.shows = ProofButton(inspector.knowledge.proofs)
        self.shows.ticked.connect(self._save)
        form.addRow(tr("Kind of proof"), self.shows)
        self.source.editingFinished.connect(self._save)
        self.proves.installEventFilter(self)
        event, withdraw = flat_button(tr("Write the event")), flat_button(tr("Withdraw"))
        withdraw.setToolTip(tr("Takes it out of timeline and papers; the file and its record stay."))
        event.clicked.connect(lambda: inspector.event_wanted.emit(self._item))
        withdraw.clicked.connect(self._withdraw)
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
        self._name.setToolTip(tip(item.name))
        pixels = f"{item.width} × {item.height}　" if item.width else ""
        pages = tr("{pages} pages", pages=item.pages) + "　" if item.pages else ""
        digest = f"SHA-256 {item.sha256[:_SHOWN_DIGITS]}…"
        note = "".join(f"\n{tr(line)}" for line in item.note.splitlines())
        others = "".join(f"\n{moment_with_source(other)}" for other in item.other_times)
        self._facts.setText(
            f"{moment_with_source(item.taken_at)}{others}\n{pixels}{pages}{file_size(item.size)}　{digest}{note}"
        )
        self._facts.setToolTip(f"SHA-256 {item.sha256}")
        self.shows.show_proofs(item.shows)
        if not (same and self.source.hasFocus()):
            self.source.setText(item.source)
            self.source.setCursorPosition(0)
        if not (same and self.proves.hasFocus()):
            self.proves.setPlainText(item.proves)
        if not (same and self.at.hasFocus()):
            typed = described(item).typed_at
            self.at.setText(show_moment(typed) if typed else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.FocusOut:
            self._save()
        return super().eventFilter(watched, event)

    def _save(self) -> None:
        if self._item is None:
            return
        present = described(self._item)
        said = Description(
            self.source.text().strip(), self.proves.toPlainText().strip(), self.shows.chosen(), self._typed(present)
        )
        if said != present:
            before = self._item
            own = next(iter(before.other_times), None) if present.typed_at else before.taken_at
            taken_at = said.typed_at or own
            self._item = replace(before, source=said.source, proves=said.proves, shows=said.shows, taken_at=taken_at)
            self._desk.do(partial(describe_evidence, evidence_id=before.id, description=said, before=described(before)))

    def _withdraw(self) -> None:
        if self._item:
            self._desk.do(partial(withdraw_evidence, evidence_ids=(self._item.id,)))

    def _typed(self, present: Description) -> Moment | None:
        """What stands in the field for the time; where that is none, what was said before."""
        text = self.at.text().strip()
        try:
            typed = parse_past(text, datetime.now(UTC)) if text else None
        except CaseorgError as error:
            self._desk.say(explain(error), error=True)
            return present.typed_at
        shown = show_moment(present.typed_at) if present.typed_at else ""
        return present.typed_at if text == shown else typed

    def compare_with(self, item: Evidence) -> None:
        """What is stored, for the next time a field is left; what stands in the fields is left alone."""
        self._item = item
