"""Receives from one phone for one case: what arrives is taken in at once, and is one step to undo at the end."""

import time
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from caseorg.actions.evidence import Intake
from caseorg.domain.case import CaseId
from caseorg.domain.progress import Progress
from caseorg.evidence.store import Received
from caseorg.gui.desk import Desk
from caseorg.i18n import tr
from caseorg.jobs.intake import Outcome, add_received
from caseorg.jobs.receiver.limits import Pace, ReceiverLimits
from caseorg.jobs.receiver.news import Arrived, Broken, End, Fault, News
from caseorg.jobs.receiver.server import Receiver
from caseorg.jobs.receiver.session import Session

_STATES = {Intake.ADDED: "added", Intake.DUPLICATE: "duplicate"}


class Reception(QObject):
    """`news` carries the receiver's news, `settled` a file and its outcome, where it has one. Once the last file is in,
    `ended` carries the case and all outcomes."""

    news = Signal(object)
    ended = Signal(object, object)
    settled = Signal(object, object)
    _heard = Signal(object, object)

    def __init__(self, desk: Desk, case_id: CaseId, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._case_id = desk, case_id
        self._receiver: Receiver | None = None
        self._waiting: list[tuple[Session, Arrived]] = []
        self._entering: list[tuple[Session, Arrived]] = []
        self._outcomes: list[Outcome] = []
        self._leaving = False
        self._heard.connect(self._tell, Qt.ConnectionType.QueuedConnection)  # it comes from other threads

    @property
    def outcomes(self) -> Sequence[Outcome]:
        """Of all files that were taken in, or could not be."""
        return self._outcomes

    @property
    def session(self) -> Session | None:
        return self._receiver.session if self._receiver else None

    def begin(self, address: str) -> str:
        """Listens there, with a new code; the address of the page.

        Raises:
            CaseorgError: it cannot.
        """
        self.end(End.CLOSED)
        store = self._desk.tasks.workspace.evidence
        session = Session(lambda news: self._heard.emit(session, news), ReceiverLimits(), time.monotonic)
        self._receiver = Receiver(address, session, store, Pace(), time.monotonic)
        self._receiver.start()
        return self._receiver.url

    def end(self, reason: End) -> None:
        """Takes nothing any more; what is on its way is removed."""
        if self._receiver:
            self._receiver.session.end(reason)
            self._receiver.close()

    def leave(self) -> None:
        """Nobody looks any more: what arrived is still taken in, then all of it is told."""
        self.end(End.CLOSED)
        self._heard.emit(None, None)  # after all that is told already

    def close(self) -> None:
        """The window goes: what was not taken in by now is not kept."""
        self.end(End.CLOSED)
        for _, arrived in (*self._waiting, *self._entering):
            self._desk.tasks.workspace.evidence.discard(arrived.received)
        self._waiting.clear()

    def _tell(self, session: Session | None, news: News | None) -> None:
        if isinstance(news, Fault):
            raise news.error
        if isinstance(news, Arrived) and session:
            self._waiting.append((session, news))
            self._go_on()
        if session is None:
            self._leaving = True
            self._go_on()
        elif session is self.session or isinstance(news, Arrived | Broken):  # an older code says nothing else any more
            self.news.emit(news)

    def _go_on(self) -> None:
        """Those that arrived meanwhile come in together."""
        if self._entering:
            return
        if self._waiting:
            self._entering, self._waiting = self._waiting, []
            arrived = [arrival.received for _, arrival in self._entering]
            work = partial(add_received, case_id=self._case_id, arrived=arrived)
            job = self._desk.tasks.run(self, tr("Adding evidence"), work, self._note)
            job.ended.connect(self._note_rest)
        elif self._leaving:
            self._leaving = False
            if self._outcomes:
                self.ended.emit(self._case_id, tuple(self._outcomes))
            self.deleteLater()

    def _note(self, progress: Progress[tuple[Received, Outcome]]) -> None:
        assert progress.item
        received, outcome = progress.item
        session, arrived = self._entering.pop(0)
        assert arrived.received is received
        self._outcomes.append(outcome)
        label = f"证据{outcome.number}" if outcome.number else ""
        session.settle(arrived.offer.number, {"state": _STATES.get(outcome.intake, "rejected"), "label": label})
        self.settled.emit(arrived.offer, outcome)

    def _note_rest(self) -> None:
        """The job ended before it came to these."""
        for session, arrived in self._entering:
            session.settle(arrived.offer.number, {"state": "rejected", "label": ""})
            self.settled.emit(arrived.offer, None)
        self._entering = []
        self._go_on()
