"""What happened, written beside the picture that shows it; and what of it the picture itself proposes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caseorg.actions.event import EventDetails, add_event
from caseorg.actions.proposal import accept_proposals
from caseorg.domain.case import CaseFile, CaseId, Event, Evidence, EvidenceId, Part, Side
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import Moment, Precision, TimeSource, show_moment
from caseorg.domain.reading.proposal import Proposal, ProposalKind, SaidPromise
from caseorg.gui.desk import Desk, Reply
from caseorg.gui.drafts import DraftKeeper
from caseorg.gui.fields import put
from caseorg.gui.forms import empty, flat_button, heading, paragraph, wrapped
from caseorg.gui.parts.fields import PartFields
from caseorg.i18n import error_text, tr
from caseorg.store.drafts import write_draft
from caseorg.views.proposals import kind_text, of_piece, plainly_open, value_text

_MOST = 2  # proposals beside a picture; all of them stand where screenshots are sorted
_WIDTH = 280  # pixels of an event that is named
_TOLD = (ProposalKind.EVENT, ProposalKind.PROMISE)


class EventPart(QWidget):
    """`event_wanted` asks for the form of an event that there is. Who acted is proposed from the words alone."""

    event_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._item: Evidence | None = None
        self._case: CaseId | None = None
        self._place: Path | None = None  # of the draft
        self._events, self._offers = QVBoxLayout(), QVBoxLayout()
        self._form = QFormLayout()
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        hint = tr("One sentence: who did what, with amounts and the exact words of errors or replies")
        self.text = paragraph(self._form, tr("What happened"), "", hint, 2)
        self.parts: PartFields | None = None
        self.record = QPushButton(tr("Record the event"))
        self.record.clicked.connect(self._record)
        self.text.textChanged.connect(self._propose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(heading(tr("What happened")))
        column.addLayout(self._events)
        column.addLayout(self._offers)
        column.addLayout(self._form)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.record)
        column.addLayout(row)
        self.drafts = DraftKeeper(self, desk.tell_failure)

    def show_evidence(self, case: CaseFile, item: Evidence) -> None:
        """Another piece begins with an empty sentence, or the one that was left there; the same one keeps what is being
        typed."""
        other = self._item is None or self._item.id != item.id
        self._item, self._case = item, case.id
        empty(self._events)
        for event in case.events:
            if item.id in event.evidence:
                self._events.addWidget(self._link(event))
        if other or self.parts is None:
            self._begin(case)
        if other:
            self._place = self._desk.draft(f"event-beside-{item.id}", case.id)
            self.drafts.open(self._place, compare=False)

    def _begin(self, case: CaseFile) -> None:
        while self._form.rowCount() > 1:
            self._form.removeRow(1)
        if self.parts:
            self.parts.deleteLater()
        self.parts = PartFields(self._form, case, None, self._desk.tasks.workspace.knowledge)
        self.parts.changed.connect(self._propose)
        self.text.clear()
        self._propose()

    def _link(self, event: Event) -> QPushButton:
        label = f"{show_moment(event.at)} {event.text}"
        link = flat_button(self.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, _WIDTH))
        link.setToolTip(label)
        link.setAccessibleName(label)
        link.clicked.connect(lambda: self.event_wanted.emit(event))
        return link

    def take(self, text: str) -> None:
        """Words of the picture go to the end of the sentence."""
        before = self.text.toPlainText()
        put(self.text, f"{before}“{text}”")
        self.text.setFocus()

    def _typed(self) -> EventDetails:
        side, part = self.parts.chosen if self.parts else (Side.UNKNOWN, Part.UNKNOWN)
        evidence = (self._item.id,) if self._item else ()
        return EventDetails(at=self._at(), text=self.text.toPlainText(), side=side, part=part, evidence=evidence)

    def _at(self) -> Moment:
        """When the picture was taken; without that, today."""
        today = Moment(datetime.now(UTC), Precision.DAY, TimeSource.TYPED)
        return (self._item.taken_at if self._item else None) or today

    def _propose(self) -> None:
        self.record.setEnabled(bool(self.text.toPlainText().strip()))
        if self.parts:
            self.parts.propose(self._typed())

    def _record(self) -> None:
        if self.parts is None or self._place is None:
            return
        side, part = self.parts.settled()
        details = replace(self._typed(), side=side, part=part)
        self.record.setEnabled(False)
        reply = Reply(partial(self._recorded, self._place), self._refused)
        self._desk.do(partial(add_event, details=details), reply, case_id=self._case)

    def _recorded(self, place: Path) -> None:
        """What is being typed beside another piece by now stays."""
        if place == self._place:
            self.text.clear()
            self.drafts.drop()
            return
        try:
            write_draft(place, {})
        except CaseorgError as error:
            self._desk.tell_failure(error)

    def _refused(self, error: CaseorgError) -> None:
        """What was typed stays."""
        self.record.setEnabled(bool(self.text.toPlainText().strip()))
        self._desk.notify(error_text(error), error=True)

    # What the picture proposes

    def show_proposals(self, case: CaseFile, known: Sequence[Proposal], key: EvidenceId) -> None:
        """Promises and events that the picture tells and nobody has answered yet."""
        empty(self._offers)
        open_ = [proposal for proposal in plainly_open(of_piece(known, key)) if proposal.kind in _TOLD]
        promised_in = {proposal.value.event: proposal for proposal in open_ if isinstance(proposal.value, SaidPromise)}
        alone = [
            proposal for proposal in open_ if proposal.id not in promised_in
        ]  # the event of a promise goes with it
        for proposal in sorted(alone, key=lambda proposal: proposal.kind is not ProposalKind.PROMISE)[:_MOST]:
            event = next((other for other in open_ if promised_in.get(other.id) is proposal), None)
            self._offers.addWidget(self._offer(case, known, [event, proposal] if event else [proposal]))

    def _offer(self, case: CaseFile, known: Sequence[Proposal], chosen: Sequence[Proposal]) -> QWidget:
        proposal = chosen[-1]
        card, accept = QFrame(), QPushButton(tr("Accept"))
        card.setObjectName("note")
        title = tr("This is a promise") if proposal.kind is ProposalKind.PROMISE else kind_text(proposal)
        accept.setProperty("small", True)
        text = value_text(proposal.value, case, {})
        accept.setAccessibleName(f"{tr('Accept')} {text}")
        accept.clicked.connect(
            lambda: self._desk.do(
                partial(accept_proposals, chosen=chosen, known=known), _disabled(accept), case_id=case.id
            )
        )
        row, words = QHBoxLayout(card), QVBoxLayout()
        row.setContentsMargins(10, 6, 8, 6)
        words.addWidget(heading(title))
        words.addWidget(wrapped(text))
        row.addLayout(words, 1)
        row.addWidget(accept)
        return card


def _disabled(button: QPushButton) -> Reply:
    """Answered once; where that was refused it can be tried again."""
    button.setEnabled(False)
    return Reply(lambda: None, lambda _: button.setEnabled(True))
