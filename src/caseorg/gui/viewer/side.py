"""Beside the picture: the fields that belong to the evidence, what happened, and the text that was read."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from caseorg.domain.case import CaseFile, Evidence
from caseorg.domain.reading.proposal import Proposal
from caseorg.gui.desk import Desk
from caseorg.gui.inspector.evidence_part import EvidencePart
from caseorg.gui.viewer.event_part import EventPart
from caseorg.gui.viewer.text_list import TextList

WIDTH = 344  # pixels


class ViewerSidebar(QScrollArea):
    """A pile is described here without leaving the pictures."""

    event_wanted = Signal(object)
    redaction_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fields, self.happened, self.text = EvidencePart(desk), EventPart(desk), TextList()
        self.fields.redaction_wanted.connect(self.redaction_wanted)
        self.fields.write.hide()  # it is written below
        self.happened.event_wanted.connect(self.event_wanted)
        self.text.taken.connect(self.happened.take)
        inside = QWidget()
        inside.setObjectName("inside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        self._above_text = _line()
        column.addWidget(self.fields)
        column.addWidget(self._above_text)
        column.addWidget(self.text, 1)
        column.addWidget(_line())
        column.addWidget(self.happened)
        self.setWidget(inside)
        self.show_text(False)

    def show_text(self, shown: bool) -> None:
        """What was read, between the fields and what happened."""
        self.text.setVisible(shown)
        self._above_text.setVisible(shown)

    def show_evidence(self, case: CaseFile, item: Evidence, known: Sequence[Proposal]) -> None:
        """What is known of this piece."""
        self.fields.show_evidence(item)
        self.happened.show_evidence(case, item)
        self.happened.show_proposals(case, known, item.id)


def _line() -> QFrame:
    line = QFrame()
    line.setObjectName("line")
    line.setFixedHeight(1)
    return line
