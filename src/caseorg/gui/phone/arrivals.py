"""What comes in, a row a file: how far it is, then what became of it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from caseorg.actions.evidence import Intake
from caseorg.domain.errors import CaseorgError
from caseorg.gui.forms import tip
from caseorg.i18n import error_text, tr
from caseorg.jobs.intake import Outcome
from caseorg.jobs.receiver.news import Offer

_BAR = (110, 8)


class Elided(QLabel):
    """A line that is as short as its place is narrow; the tooltip has all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)  # it names files
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str) -> None:
        """Another line."""
        self.whole = text
        self.setToolTip(tip(text))
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 — Qt's name
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self.whole, Qt.TextElideMode.ElideMiddle, self.width()))


class Arrival(QFrame):
    """One file."""

    def __init__(self, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("arrival")
        self.coming, self._size = True, offer.size
        self._broken: CaseorgError | None = None
        self.name, self.detail, self.badge = Elided(), Elided(), QLabel()
        self.detail.setProperty("role", "faint")
        self.name.show_text(offer.name)
        self.badge.setObjectName("outcome")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(*_BAR)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(self.name)
        texts.addWidget(self.detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.addLayout(texts, 1)
        row.addWidget(self.bar)
        row.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        self.show_progress(0)

    def show_progress(self, done: int) -> None:
        """So many bytes are there."""
        self.bar.setRange(0, 100)
        self.bar.setValue(100 * done // self._size)
        self.detail.show_text(tr("{done} of {size}", done=_bytes(done), size=_bytes(self._size)))
        self._show_bar(True)

    def show_arrived(self) -> None:
        """It is whole, and waits to be taken in."""
        self._end(tr("Being added"), "", tr("agrees with the phone"))

    def show_broken(self, reason: CaseorgError) -> None:
        """It is not there, and why."""
        self._end(tr("Broken off"), "compare", error_text(reason))
        self._broken = reason

    def ask_again(self) -> None:
        """Nothing is taken any more: what broke off does not come by itself."""
        if self._broken:
            self.show_broken(CaseorgError(self._broken.what, "Send it again.", **self._broken.values))

    def show_outcome(self, outcome: Outcome) -> None:
        """What became of it in the case."""
        if outcome.intake is Intake.ADDED:
            self._end(tr("Added"), "done", tr("agrees with the phone"))
        elif outcome.intake is Intake.DUPLICATE:
            self._end(tr("Duplicate of {label}", label=f"证据{outcome.number}"), "", tr("agrees with the phone"))
        else:
            self._end(tr("Not added"), "compare", error_text(outcome.reason) if outcome.reason else "")

    def _end(self, badge: str, tone: str, detail: str) -> None:
        self.badge.setText(badge)
        self.badge.setProperty("tone", tone)
        self.badge.style().unpolish(self.badge)
        self.badge.style().polish(self.badge)
        self.detail.show_text(" · ".join(filter(None, (_bytes(self._size), detail))))
        self._show_bar(False)

    def _show_bar(self, wanted: bool) -> None:
        self.coming, self._broken = wanted, None
        self.bar.setVisible(wanted)
        self.badge.setVisible(not wanted)


class Arrivals(QScrollArea):
    """The last one above; nobody scrolls to see what happens."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("arrivals")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Files from the phone"))
        self.rows: dict[tuple[str, str], Arrival] = {}
        inside = QWidget()
        inside.setObjectName("inside-arrivals")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setWidget(inside)

    @property
    def busy(self) -> bool:
        """Whether a file is on its way."""
        return any(row.coming for row in self.rows.values())

    def row(self, offer: Offer) -> Arrival:
        """The row of a file; one that comes again has the same."""
        key = offer.sha256, offer.name
        if key not in self.rows:
            self.rows[key] = Arrival(offer)
            self._column.insertWidget(0, self.rows[key])
        return self.rows[key]


def _bytes(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 100_000 else f"{max(1, round(count / 1e3)) if count else 0} KB"
