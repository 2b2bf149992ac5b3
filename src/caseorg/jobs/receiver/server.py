"""Listens on one address of the local network while a session lasts; everything else of it is in its rules."""

import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from socket import create_connection
from threading import Thread
from typing import Any

from caseorg.domain.errors import CaseorgError
from caseorg.evidence.store import EvidenceStore
from caseorg.jobs.receiver.handler import Handler
from caseorg.jobs.receiver.limits import Pace
from caseorg.jobs.receiver.listening import Listening
from caseorg.jobs.receiver.news import End, Fault
from caseorg.jobs.receiver.session import Session

_WAKES = 0.1  # seconds after which it looks whether it is to end


class Receiver(Listening):
    """Runs on threads of its own from `start` until the session ends; then nothing half-taken is left.

    Raises:
        CaseorgError: the address is none of this machine's any more.
    """

    timeout = _WAKES

    def __init__(
        self, address: str, session: Session, store: EvidenceStore, pace: Pace, clock: Callable[[], float]
    ) -> None:
        self._thread = Thread(target=self._serve, name="receiver")
        try:
            super().__init__(address, Handler, session, store, pace, clock)
        except OSError as error:
            raise CaseorgError(
                "This computer cannot be reached at {address}: {reason}.",
                "See whether it is still in the network, then begin again.",
                address=address,
                reason=error.strerror or str(error),
            ) from error
        self.socket.settimeout(_WAKES)  # a connection that is gone before it is taken keeps nobody waiting

    @property
    def url(self) -> str:
        """What the QR code says."""
        return f"http://{self.host}/{self.session.token}/"

    def start(self) -> None:
        """Begins to listen."""
        self._thread.start()

    def close(self) -> None:
        """Ends the session; what was on its way is removed, whatever the phone does."""
        self.session.end(End.CLOSED)
        if self._thread.is_alive():
            self._wake()
            self._thread.join()
        else:
            self.server_close()

    def _wake(self) -> None:
        """Whoever waits for a connection sees at once that it is over."""
        with suppress(OSError), create_connection((self.server_name, self.server_port), _WAKES):
            pass

    def _serve(self) -> None:
        try:
            while not self.session.end_reason:
                self.handle_request()
                self.cut_late()
                self.session.end_in_time()
        finally:
            self.cut_all()
            self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A phone that goes away is no error; anything else is a bug, and is told where the crash net hangs."""
        error = sys.exception()
        if error and not isinstance(error, OSError):
            self.session.tell(Fault(error))
        else:
            logging.getLogger("caseorg").debug("a connection broke off")
