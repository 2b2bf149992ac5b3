"""The form of an event."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QListWidget, QWidget

from caseorg.actions.event import EventDetails
from caseorg.domain.case import Event, Evidence, EvidenceId, Side
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import BEIJING, Moment, parse_moment, show_moment
from caseorg.gui.forms import FormDialog, evidence_choice, line, paragraph
from caseorg.gui.labels import SIDES
from caseorg.i18n import tr


class EventDialog(FormDialog):
    """Asks what happened; `details` holds it after it was accepted. `linked` are ticked in the list of evidence."""

    def __init__(
        self, parent: QWidget | None, evidence: Sequence[Evidence], event: Event | None, linked: Sequence[EvidenceId]
    ) -> None:
        super().__init__(parent, tr("Event") if event else tr("New event"), tr("Save"), self._read)
        self.details: EventDetails
        self._before = event.at if event else _time_of(evidence, linked)
        shown = show_moment(self._before) if self._before else f"{datetime.now(BEIJING):%Y-%m-%d %H:%M}"
        self.time = line(self.form, tr("Time"), shown, "2026-11-01 14:30")
        self.text = paragraph(
            self.form,
            tr("What happened"),
            event.text if event else "",
            tr("One sentence: who did what, with amounts and the exact words of errors or replies"),
        )
        self.side = QComboBox()
        for side, label in SIDES.items():
            self.side.addItem(tr(label), str(side))
        self.side.setCurrentIndex(self.side.findData(str(event.side if event else Side.ME)))
        self.form.addRow(tr("Who acted"), self.side)
        self.evidence = QListWidget()
        self.evidence.setAccessibleName(tr("Evidence"))
        self.evidence.setFixedHeight(130)
        for item in evidence:
            self.evidence.addItem(evidence_choice(item, item.id in linked))
        self.form.addRow(tr("Evidence"), self.evidence)
        self.in_complaint = QCheckBox(tr("Tell it in the complaint"))
        self.in_complaint.setChecked(event.in_complaint if event else True)
        self.form.addRow("", self.in_complaint)
        self.text.setFocus()

    def _read(self) -> None:
        text = self.text.toPlainText().strip()
        if not text:
            raise CaseorgError("An event needs a text.", "Write in one sentence what happened.")
        items = [self.evidence.item(row) for row in range(self.evidence.count())]
        self.details = EventDetails(
            at=self._moment(),
            text=text,
            side=Side(self.side.currentData()),
            evidence=tuple(
                item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked
            ),
            in_complaint=self.in_complaint.isChecked(),
        )

    def _moment(self) -> Moment:
        """A time that was not touched keeps its source and its seconds."""
        text = self.time.text().strip()
        if self._before and text == show_moment(self._before):
            return self._before
        return parse_moment(text)


def _time_of(evidence: Sequence[Evidence], linked: Sequence[EvidenceId]) -> Moment | None:
    times = [item.taken_at for item in evidence if item.id in linked and item.taken_at]
    return min(times, key=lambda moment: moment.at) if times else None
