"""What to do now, why, and until when."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caseorg.domain.clocks.ladder import NextStep
from caseorg.domain.complaint import Missing
from caseorg.domain.moments import BEIJING
from caseorg.gui.forms import heading
from caseorg.i18n import say, tr


class NextStepCard(QFrame):
    """One step with the button that begins it: `wanted` carries the step."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._do, self._why = heading("", "words"), heading("", "faint")
        for label in (self._do, self._why):
            label.setWordWrap(True)
        self._button = QPushButton()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._do)
        words.addWidget(self._why)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.addLayout(words, 1)
        row.addWidget(self._button)
        self._step: NextStep | None = None
        self._button.clicked.connect(lambda: self.wanted.emit(self._step))
        self.hide()

    def show_step(self, step: NextStep) -> None:
        """Replaces the step."""
        self._step = step
        self._do.setText(say(step.do))
        until = tr("Until {time}.", time=f"{step.until.astimezone(BEIJING):%Y-%m-%d %H:%M}") if step.until else ""
        self._why.setText(" ".join(part for part in (say(step.why), until) if part))
        label = _label(step)
        self._button.setText(label)
        self._button.setVisible(bool(label))
        overdue = step.urgent or (step.until is not None and step.until < datetime.now(BEIJING))
        self.setProperty("state", "urgent" if overdue else "ready" if not label else "open")
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()


def _label(step: NextStep) -> str:
    if step.gap is Missing.EVIDENCE:
        return tr("Add evidence")
    if step.gap:
        return tr("Fill in")
    return tr("Write a message") if step.channel else ""
