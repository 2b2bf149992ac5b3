"""What to do now, why, until when and what follows; what cannot wait stands above it."""

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from caseorg.domain.moments import BEIJING
from caseorg.domain.papers.missing import Missing
from caseorg.domain.steps.step import NextStep
from caseorg.gui.forms import flat_button, heading
from caseorg.i18n import remark_text, tr
from caseorg.views.steps import (
    StepLine,
    before_lines,
    closed_briefly,
    closed_lines,
    question_lines,
    reason_lines,
    then_lines,
    urgent_lines,
)

_LEAST = 60  # pixels of words in a small window
_WIDE = 560  # pixels from which the buttons stand side by side
_BESIDE = QBoxLayout.Direction.LeftToRight


class NextStepCard(QFrame):
    """One step with the button that begins it: `wanted` carries the step. What follows, and which channels are not
    proposed and why, is unfolded."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._urgent, self._do = heading("", "error"), heading("")
        self._why, self._closed = heading("", "faint"), heading("", "faint")
        self._words = _Words((self._urgent, self._do, self._why, self._closed))
        self._more = flat_button("")
        self._more.setCheckable(True)
        self._button = QPushButton()
        self._button.setProperty("primary", True)
        self._buttons, self._row = QBoxLayout(_BESIDE), QBoxLayout(_BESIDE, self)
        self._buttons.setSpacing(4)
        self._row.setContentsMargins(12, 8, 10, 8)
        self._row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)  # low words leave the buttons their height
        self._row.addLayout(self._buttons)
        self._buttons.addWidget(self._more, 0, Qt.AlignmentFlag.AlignCenter)
        self._buttons.addWidget(self._button, 0, Qt.AlignmentFlag.AlignCenter)
        self._step: NextStep | None = None
        self._button.clicked.connect(lambda: self.wanted.emit(self._step))
        self._more.toggled.connect(self._unfold)
        self.hide()

    def show_step(self, step: NextStep) -> None:
        """Replaces the step."""
        self._step = step
        urgent = [f"{number}. {remark_text(line)}" for number, line in enumerate(urgent_lines(step), start=1)]
        _fill(self._urgent, [tr("What cannot wait:"), *urgent] if urgent else [])
        self._do.setText(remark_text(step.do))
        reasons = "　".join(map(_told, reason_lines(step)))
        questions = map(_told, (*question_lines(step), *closed_briefly(step)))
        _fill(self._why, [*map(_told, before_lines(step)), reasons, *questions])
        _fill(self._closed, map(_told, (*then_lines(step), *closed_lines(step))))
        self._more.setVisible(bool(self._closed.text()))
        self._more.setChecked(False)
        label = _label(step)
        self._button.setText(label)
        self._button.setVisible(bool(label))
        overdue = step.pressing or (step.until is not None and step.until < datetime.now(BEIJING))
        self.setProperty("state", "urgent" if overdue else "ready" if not label else "open")
        self.style().unpolish(self)
        self.style().polish(self)
        self._unfold(False)
        self.show()

    def _unfold(self, shown: bool) -> None:
        self._closed.setVisible(shown)
        self._more.setText(tr("Fold") if shown else tr("More"))
        self._words.fit()

    def fit(self, width: int, most: int) -> None:
        """As high as its words, but not higher than that or its buttons."""
        self._buttons.setDirection(_BESIDE if width >= _WIDE else QBoxLayout.Direction.BottomToTop)
        self._words.fit(max(most, _LEAST, self._buttons.sizeHint().height()))


class _Words(QScrollArea):
    """Labels below each other, scrolled where they are too many."""

    def __init__(self, labels: Iterable[QLabel]) -> None:
        super().__init__()
        self.setObjectName("words")
        self.setAccessibleName(tr("What to do now"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self._most = self.maximumHeight()
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(3)
        for label in labels:
            label.setWordWrap(True)
            self._column.addWidget(label)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)  # the card shows through

    def fit(self, most: int | None = None) -> None:
        """As high as the labels, or as it may be at most; then it can be scrolled by keyboard too."""
        self._most = most or self._most
        self.setMaximumHeight(self.sizeHint().height())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._wanted() > self._most else Qt.FocusPolicy.NoFocus)
        self.updateGeometry()

    def _wanted(self) -> int:
        border = self.height() - self.contentsRect().height()
        return max(0, self._column.totalHeightForWidth(self.viewport().width())) + border

    def sizeHint(self) -> QSize:  # noqa: N802 — Qt's names
        return QSize(super().sizeHint().width(), min(self._wanted(), self._most))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(super().minimumSizeHint().width(), min(self._wanted(), _LEAST))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()


def _fill(label: QLabel, lines: Iterable[str]) -> None:
    text = "\n".join(lines)
    label.setText(text)
    label.setVisible(bool(text))


def _told(line: StepLine) -> str:
    return tr("{label}: {text}", label=remark_text(line.label), text=remark_text(line.text))


def _label(step: NextStep) -> str:
    if step.sorts:
        return tr("Sort screenshots")
    if step.gap is Missing.EVIDENCE:
        return tr("Add evidence")
    if step.gap:
        return tr("Fill in")
    return tr("Write a message") if step.channel else ""
