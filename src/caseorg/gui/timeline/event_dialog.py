"""The form of an event."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidgetItem,
    QSizePolicy,
    QWidget,
)

from caseorg.actions.event import EventDetails
from caseorg.domain.case import CaseFile, Event, Evidence, EvidenceId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import BEIJING, Moment, parse_moment, show_moment
from caseorg.domain.reading.taken import Takes
from caseorg.domain.text.told_times import parse_told
from caseorg.gui.fields import takes
from caseorg.gui.forms import FormDialog, evidence_choice, flat_button, grow_to_fit, line, paragraph, text_line
from caseorg.gui.line_list import LineList
from caseorg.gui.parts.fields import PartFields
from caseorg.gui.timeline.to_say import ToSay
from caseorg.i18n import tr
from caseorg.knowledge.library import Knowledge
from caseorg.views.evidence_names import told_apart


class EventDialog(FormDialog):
    """Asks what happened; `details` holds it after it was accepted. `linked` are ticked in the list of evidence.

    Who answered, over which channel, and which clock it starts is asked below, where somebody was talked to.
    `piece_chosen` carries the id of a piece of evidence that one goes to in the list.
    """

    piece_chosen = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        case: CaseFile,
        event: Event | None,
        linked: Sequence[EvidenceId],
        knowledge: Knowledge,
    ) -> None:
        super().__init__(parent, tr("Event") if event else tr("New event"), tr("Save"), self._read)
        self.details: EventDetails
        evidence = case.standing_evidence
        self._before = event.at if event else _time_of(evidence, linked)
        shown = show_moment(self._before) if self._before else f"{datetime.now(BEIJING):%Y-%m-%d %H:%M}"
        hint = tr("2026-11-01 14:30, or 11月3日, 昨天14:05, 11月上旬, 11月3日至5日")
        self.time = line(self.form, tr("Time"), shown, hint)
        self.time.setToolTip(hint)
        self.text = paragraph(
            self.form,
            tr("What happened"),
            event.text if event else "",
            tr("One sentence: who did what, with amounts and the exact words of errors or replies"),
        )
        self.to_say = ToSay(self.form, case, event, knowledge)
        self.parts = PartFields(self.form, case, event, knowledge)
        self.text.setMinimumHeight(self.text.fontMetrics().lineSpacing() * 2 + 18)
        self.evidence = LineList(tr("Evidence"))
        self.evidence.set_lines(2, 4)
        names = told_apart(evidence)
        for item in evidence:
            self.evidence.addItem(evidence_choice(item, item.id in linked, names[item.id]))
        self.form.addRow(tr("Evidence"), self.evidence)
        self.in_complaint = QCheckBox(tr("Tell it in the complaint"))
        self.in_complaint.setChecked(event.in_complaint if event else True)
        self.form.addRow("", self.in_complaint)
        self._ask_for_contact(event, knowledge)
        takes(Takes.TIME, self.time)
        takes(Takes.WORDS, self.text)
        takes(Takes.NAME, self.agent)
        takes(Takes.NUMBER, self.ticket)
        self.evidence.currentItemChanged.connect(self._choose_piece)
        self._propose_as_typed()
        self.text.setFocus()

    def _choose_piece(self, item: QListWidgetItem | None) -> None:
        if item:
            self.piece_chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def _propose_as_typed(self) -> None:
        """Whatever is typed or chosen may change what the event is taken for."""
        self.text.textChanged.connect(self._propose)
        self.evidence.itemChanged.connect(self._propose)
        self.agent.textEdited.connect(self._propose)
        self.ticket.textEdited.connect(self._propose)
        for box in (self.channel, self.milestone):
            box.currentIndexChanged.connect(self._propose)
        self.parts.changed.connect(self._propose)
        self._propose()

    def _propose(self) -> None:
        typed = self._typed(self._before or parse_moment(f"{datetime.now(BEIJING):%Y-%m-%d}"))
        self.parts.propose(typed)
        self.to_say.show_typed(typed)
        if self.isVisible():
            grow_to_fit(self)

    def _ask_for_contact(self, event: Event | None, knowledge: Knowledge) -> None:
        channels = {key: channel.name for key, channel in knowledge.channels.items()}
        milestones = {key: milestone.name for key, milestone in knowledge.milestones.items()}
        self.channel = _choice(channels, event.channel if event else "")
        self.form.addRow(tr("Talked to"), self.channel)
        self.agent = text_line(tr("Who answered"), event.agent if event else "", tr("Staff number or name"))
        self.ticket = text_line(tr("Ticket number"), event.ticket if event else "")
        answered = _pair(self.agent, tr("Ticket number"), self.ticket)
        self.form.addRow(tr("Who answered"), answered)
        self.milestone = _choice(milestones, event.milestone if event else "")
        self.form.addRow(tr("Starts or ends a clock"), self.milestone)
        rows = (self.channel, answered, self.milestone)
        more = flat_button(tr("Customer service, ticket, clock …"))
        more.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.form.addRow("", more)
        more.clicked.connect(self._show_contact)
        self._contact, self._more = rows, more
        is_contact = event is not None and any((event.channel, event.agent, event.ticket, event.milestone))
        for row in rows:
            self.form.setRowVisible(row, is_contact)
        self.form.setRowVisible(more, not is_contact)

    def _show_contact(self) -> None:
        self.reveal(self.channel)
        grow_to_fit(self)
        self.channel.setFocus()

    def reveal(self, field: QWidget) -> None:
        """Channel, answerer, ticket and clock come together."""
        if field in (*self._contact, self.agent, self.ticket):
            for row in self._contact:
                self.form.setRowVisible(row, True)
            self.form.setRowVisible(self._more, False)

    def _read(self) -> None:
        text = self.text.toPlainText().strip()
        if not text:
            raise CaseorgError("An event needs a text.", "Write in one sentence what happened.")
        side, part = self.parts.settled()
        self.details = replace(self._typed(self._moment()), side=side, part=part)

    def _typed(self, at: Moment) -> EventDetails:
        items = [self.evidence.item(row) for row in range(self.evidence.count())]
        side, part = self.parts.chosen
        return EventDetails(
            at=at,
            text=self.text.toPlainText().strip(),
            side=side,
            part=part,
            evidence=tuple(
                item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked
            ),
            in_complaint=self.in_complaint.isChecked(),
            channel=str(self.channel.currentData()),
            agent=self.agent.text(),
            ticket=self.ticket.text(),
            milestone=str(self.milestone.currentData()),
        )

    def _moment(self) -> Moment:
        """A time that was not touched keeps its source and its seconds."""
        text = self.time.text().strip()
        if self._before and text == show_moment(self._before):
            return self._before
        return parse_told(text, datetime.now(BEIJING), self._before)


def _pair(first: QLineEdit, name: str, second: QLineEdit) -> QWidget:
    """Two short fields in one row; the second has its name between them."""
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(first, 1)
    row.addWidget(QLabel(name))
    row.addWidget(second, 1)
    return both


def _choice(names: Mapping[str, str], chosen: str) -> QComboBox:
    """The names behind `none`; an id that the knowledge no longer has is shown as it is."""
    box = QComboBox()
    box.addItem(tr("none"), "")
    for key, name in names.items():
        box.addItem(name, key)
    if chosen and chosen not in names:
        box.addItem(chosen, chosen)
    box.setCurrentIndex(box.findData(chosen))
    return box


def _time_of(evidence: Sequence[Evidence], linked: Sequence[EvidenceId]) -> Moment | None:
    times = [item.taken_at for item in evidence if item.id in linked and item.taken_at]
    return min(times, key=lambda moment: moment.at) if times else None
