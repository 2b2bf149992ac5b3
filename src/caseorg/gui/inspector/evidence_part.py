"""What is known of a piece of evidence, in fields that say it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QEvent, QMargins, QObject, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from caseorg.actions.evidence import Description, describe_evidence, described, withdraw_evidence
from caseorg.domain.case import CaseId, Evidence, MediaKind
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import Moment, parse_past, show_moment
from caseorg.evidence.thumbnails import has_picture
from caseorg.gui.desk import Desk, Reply
from caseorg.gui.drafts import Clash, DraftKeeper, clash_text
from caseorg.gui.flow_layout import FlowLayout
from caseorg.gui.forms import flat_button, heading, line, paragraph, tip
from caseorg.gui.inspector.proofs import ProofButton
from caseorg.gui.labels import file_size, moment_with_source
from caseorg.i18n import error_text, tr

_SHOWN_DIGITS = 16


class EvidencePart(QWidget):
    """Source and purpose are saved when the field is left; `event_wanted` asks for the form of an event about it,
    `play_wanted` for a film or a sound to be played, `redaction_wanted` for what others are not to see of it."""

    event_wanted = Signal(object)
    play_wanted = Signal(object)
    redaction_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._item: Evidence | None = None
        self._case_id: CaseId | None = None  # of the item; another case may be on its way
        self._told: list[str] = []  # about the draft of the item
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
        self.at.editingFinished.connect(self.save)
        self.shows = ProofButton(desk.tasks.workspace.knowledge.proofs)
        self.shows.ticked.connect(self.save)
        form.addRow(tr("Kind of proof"), self.shows)
        self.source.editingFinished.connect(self.save)
        self.proves.installEventFilter(self)
        self.write, withdraw = flat_button(tr("Write event")), flat_button(tr("Withdraw"))
        withdraw.setToolTip(tr("Takes it out of timeline and papers; the file and its record stay."))
        self.play = flat_button(tr("Play"))
        self.play.setToolTip(tr("Play a copy in this computer's own program"))
        self.play.clicked.connect(lambda: self.play_wanted.emit(self._item))
        self.write.clicked.connect(lambda: self.event_wanted.emit(self._item))
        withdraw.clicked.connect(self._withdraw)
        self.redact = flat_button(tr("Redact"))
        self.redact.setToolTip(tr("Makes a copy for others, with what they are not to see blackened."))
        self.redact.clicked.connect(lambda: self.redaction_wanted.emit(self._item))
        row = FlowLayout(margins=QMargins(), spacing=4)
        for part in (self._head, self.play, self.write, self.redact, withdraw):
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._name)
        column.addWidget(self._facts)
        column.addLayout(form)
        self.drafts = DraftKeeper(self, desk.tell_failure)

    def show_evidence(self, item: Evidence) -> None:
        """Fills the fields; what the user is typing just now is left alone."""
        same = self._item is not None and self._item.id == item.id
        self._item = item
        self._case_id = self._desk.case.id if self._desk.case else None
        self._head.setText(item.label)
        self.play.setVisible(item.kind in (MediaKind.VIDEO, MediaKind.AUDIO))
        self.redact.setVisible(has_picture(item) and item.printable)
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
            self.at.setText(_texts(described(item))["at"])
        self._put_back(item, again=same)

    def _put_back(self, item: Evidence, *, again: bool) -> None:
        """What was typed here and could not be saved; where the case says something else by now, both are told."""
        if not again:
            for text in self._told:
                self._desk.unsaid.emit(text)
            self._told.clear()
        file = self._desk.draft(f"evidence-{item.id}", self._case_id)
        restored, clashes = self.drafts.open(file, _texts(described(item)))
        for clash in clashes:
            self._tell(clash_text(clash), (tr("Use what I typed"), partial(self._take, clash)))
        if restored and not again:
            kept = tr("What you typed last time and did not save stands here again.")
            self._tell(kept, (tr("Save"), self.save), (tr("Discard it"), self.drafts.discard))

    def _tell(self, text: str, *choices: tuple[str, Callable[[], object]]) -> None:
        """About the draft of the item; nothing can be chosen any more once another one is shown."""
        meant = self._item

        def choose(act: Callable[[], object]) -> None:
            if meant and self._item and self._item.id == meant.id:
                act()

        self._told.append(text)
        self._desk.notify(text, *((label, partial(choose, act)) for label, act in choices))

    def _take(self, clash: Clash) -> None:
        self.drafts.take(clash)
        self.save()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.FocusOut:
            self.save()
        return super().eventFilter(watched, event)

    def save(self) -> None:
        """Stores what stands in the fields, where that is something else than before."""
        if self._item is None:
            return
        present = described(self._item)
        description = Description(
            self.source.text().strip(), self.proves.toPlainText().strip(), self.shows.chosen(), self._typed(present)
        )
        if description != present:
            before = self._item
            own = next(iter(before.other_times), None) if present.typed_at else before.taken_at
            taken_at = description.typed_at or own
            self._item = replace(
                before, source=description.source, proves=description.proves, shows=description.shows, taken_at=taken_at
            )
            texts = _texts(description)
            if description.typed_at == present.typed_at and self.at.text().strip() != texts["at"]:
                del texts["at"]  # no time was understood there
            reply = Reply(self.drafts.saving(texts), self._desk.tasks.failed.emit)
            self._desk.do(
                partial(describe_evidence, evidence_id=before.id, description=description, before=present),
                reply,
                case_id=self._case_id,
            )

    def _withdraw(self) -> None:
        if self._item:
            self._desk.do(partial(withdraw_evidence, evidence_ids=(self._item.id,)), case_id=self._case_id)

    def _typed(self, present: Description) -> Moment | None:
        """What stands in the field for the time; where that is none, what was said before."""
        text = self.at.text().strip()
        try:
            typed = parse_past(text, datetime.now(UTC)) if text else None
        except CaseorgError as error:
            self._desk.notify(error_text(error), error=True)
            return present.typed_at
        shown = show_moment(present.typed_at) if present.typed_at else ""
        return present.typed_at if text == shown else typed

    def compare_with(self, item: Evidence) -> None:
        """What is stored, for the next time a field is left; what stands in the fields is left alone."""
        self._item = item


def _texts(description: Description) -> dict[str, str]:
    """What stands in the fields, by their names."""
    return {
        "source": description.source,
        "proves": description.proves,
        "at": show_moment(description.typed_at) if description.typed_at else "",
    }
