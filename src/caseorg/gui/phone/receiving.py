"""The files as they come in, with how many there are."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseorg.domain.errors import CaseorgError
from caseorg.gui.forms import heading, wrapped
from caseorg.gui.phone.arrivals import Arrivals
from caseorg.i18n import tr
from caseorg.jobs.intake import Outcome
from caseorg.jobs.receiver.news import Arrived, Arriving, Broken, Offer


class ReceivingPage(QWidget):
    """Knows how many were dealt with, and how many are left on the phone as it said last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done = self._left = 0
        self._is_over = False
        self.head, self.count, self.arrivals = heading(tr("Receiving")), heading("", "faint"), Arrivals()
        top = QHBoxLayout()
        top.addWidget(self.head)
        top.addStretch(1)
        top.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self.arrivals, 1)
        column.addWidget(wrapped(tr("What arrives is evidence at once; its source is noted as 由浏览器交付."), "faint"))

    @property
    def can_finish(self) -> bool:
        """Whether something came in and nothing is on its way."""
        return bool(self.arrivals.rows) and not self.arrivals.busy

    def show_begin(self) -> None:
        """A phone may send again what broke off."""
        self._is_over = False

    def show_file(self, news: Arriving | Arrived | Broken) -> None:
        """What is new of a file."""
        row = self.arrivals.row(news.offer)
        match news:
            case Arriving(offer, done):
                self._left = offer.left
                row.show_progress(done)
            case Arrived():
                row.show_arrived()
            case Broken(_, reason):
                row.show_broken(reason)
                if self._is_over:
                    row.ask_again()
        self._show_count()

    def show_outcome(self, offer: Offer, outcome: Outcome | None) -> None:
        """What became of a file in the case; None where adding was stopped before it."""
        row = self.arrivals.row(offer)
        if outcome:
            self._done += 1
            row.show_outcome(outcome)
        else:
            row.show_broken(CaseorgError("Adding was stopped before it.", "Send it again."))
        self._show_count()

    def show_end(self, text: str) -> None:
        """Why nothing comes any more; the files stay to be seen."""
        self.head.setText(text)
        self._left, self._is_over = 0, True
        for row in self.arrivals.rows.values():
            row.ask_again()
        self._show_count()

    def _show_count(self) -> None:
        done, left = self._done, self._left
        text = tr("{done} done · {left} more on the phone", done=done, left=left) if left else ""
        self.count.setText(text or tr("{done} done", done=done))
