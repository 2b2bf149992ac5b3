"""Evidence and event in full: picture or text, times with their source, digest, what it proves."""

from functools import partial

from PySide6.QtCore import QMargins, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from caseorg.domain.case import CaseFile, Evidence, EvidenceId, MediaKind
from caseorg.domain.timeline import TimelineEntry, entries
from caseorg.evidence.thumbnails import has_picture
from caseorg.gui.desk import Desk
from caseorg.gui.flow_layout import FlowLayout
from caseorg.gui.forms import empty, flat_button, heading
from caseorg.gui.inspector.entry_text import EntryText
from caseorg.gui.inspector.evidence_part import EvidencePart
from caseorg.gui.inspector.picture import PictureView
from caseorg.gui.inspector.spot import QuotedSpot, load_event_spot
from caseorg.gui.inspector.text import ShownText, TextView, load_text
from caseorg.gui.parts.parts import Parts
from caseorg.i18n import tr

_PICTURE = 160  # pixels of its height at least


class Inspector(QWidget):
    """Shows what is selected, and changes it; `event_wanted` asks for the form of an event about evidence,
    `play_wanted` for a film or a sound in the system's own program."""

    event_wanted = Signal(object)
    play_wanted = Signal(object)
    redaction_wanted = Signal(object)
    view_wanted = Signal(object, int, object)

    def __init__(self, desk: Desk, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.desk, self._parts, self._tasks = desk, parts, desk.tasks
        self.evidence: Evidence | None = None
        self._spot: QuotedSpot | None = None
        self._case: CaseFile | None = None
        self._entry: TimelineEntry | None = None
        self.entry_text = EntryText(desk, parts)
        parts.read.connect(lambda *_: self.show_story())
        self._shelf = FlowLayout(margins=QMargins(), spacing=4)
        self._on_shelf: tuple[Evidence, ...] = ()
        self._shelf_buttons: list[QWidget] = []
        self.picture = PictureView()
        self.picture.setAccessibleName(tr("Picture"))
        self.picture.opened.connect(self.view)
        self.text = TextView()
        self._nothing = heading("", "faint")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._stage = QStackedWidget()
        for widget in (self.picture, self.text, self._nothing):
            self._stage.addWidget(widget)
        self._evidence_part = EvidencePart(desk)
        self._evidence_part.event_wanted.connect(self.event_wanted)
        self._evidence_part.play_wanted.connect(self.play_wanted)
        self._evidence_part.redaction_wanted.connect(self.redaction_wanted)
        self._stage.setMinimumHeight(_PICTURE)
        column = QVBoxLayout(self._scrolled())
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.entry_text)
        column.addLayout(self._shelf)
        column.addWidget(self._stage, 1)
        column.addWidget(self._evidence_part)
        self.clear()

    def _scrolled(self) -> QWidget:
        """Where the window is low, or its texts are large, all of it still has room."""
        inside, area = QWidget(), QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for plain in (inside, area.viewport()):
            plain.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        return inside

    def view(self) -> None:
        """What is shown, in the whole window."""
        if self.evidence:
            spot = self._spot or QuotedSpot(self.evidence.id)
            self.view_wanted.emit(self.evidence.id, spot.page, spot.box)

    def piece_at(self, place: QPoint) -> Evidence | None:
        """Whose button is there, else the piece that is shown."""
        under = self.childAt(place)
        named = dict(zip(self._shelf_buttons, self._on_shelf, strict=True))
        return named.get(under, self.evidence) if under else self.evidence

    def clear(self) -> None:
        """Nothing is selected."""
        self._case = self._entry = None
        self.entry_text.hide()
        self._fill_shelf(())
        self._show_evidence(None)

    def show_entry(
        self, case: CaseFile, entry: TimelineEntry, chosen: Evidence | None, spot: QuotedSpot | None = None
    ) -> None:
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
            entry = next(entry for entry in entries(case) if evidence in entry.evidence and not entry.message)
        if entry is None:
            self.clear()
            return
        before, self._entry = self._entry, entry
        self._show_words(entry)
        if evidence is None or self.evidence is None:
            self._show_evidence(next(iter(entry.evidence), None))
        elif entry.key != before.key:  # another event tells of it
            self._show_evidence(evidence)
        elif evidence != self.evidence:
            self.evidence = evidence
            self._evidence_part.show_evidence(evidence)
        else:
            self._evidence_part.compare_with(evidence)

    def show_story(self) -> None:
        """What the event is taken for was read again."""
        if self._entry is not None:
            self._show_words(self._entry)

    def _show_words(self, entry: TimelineEntry) -> None:
        alone = entry.event is None and entry.message is None and not entry.promises
        self.entry_text.setVisible(not alone)
        if not alone:
            self.entry_text.show_entry(entry, self._parts.beats(entry.event), self._parts.promised(entry.event))
        self._fill_shelf(entry.evidence if len(entry.evidence) > 1 else ())
        self.entry_text.put_in_order(self._shelf_buttons)

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

    def _show_evidence(self, item: Evidence | None, _checked: bool = False, *, spot: QuotedSpot | None = None) -> None:
        self.evidence, self._spot = item, spot
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
            event = self._entry.event if self._entry else None
            self._tasks.compute(self, load_event_spot, work, item, self._case, event, spot, then=then, fail=fail)
        elif item.kind is MediaKind.TEXT:
            span = spot.span if spot else None
            self._tasks.compute(self, load_text, store, item, span, then=partial(self._show_text, item.id))
        elif item.unshown:
            self._say(tr("This cannot be shown. The file is kept as it is."))
        else:
            self._say(tr("There is no preview for this kind of file. It is kept as it is."))

    def _show_nothing(self, key: EvidenceId) -> None:
        if self.evidence and self.evidence.id == key:
            self._say(tr("This cannot be shown. The file is kept as it is."))

    def _show_image(self, key: EvidenceId, shown: tuple[list[QImage], QRectF | None, QuotedSpot]) -> None:
        if self.evidence and self.evidence.id == key:
            images, box, self._spot = shown
            self.picture.show_image(images)
            self.picture.show_box(box)

    def _show_text(self, key: EvidenceId, shown: ShownText) -> None:
        if self.evidence and self.evidence.id == key:
            self.text.show_text(shown)
            self._stage.setCurrentWidget(self.text)

    def _say(self, text: str) -> None:
        self._nothing.setText(text)
        self._stage.setCurrentWidget(self._nothing)
