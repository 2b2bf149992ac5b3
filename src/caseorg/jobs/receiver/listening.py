"""A server that answers no faster than it can and waits for nobody: so many at once, each in time."""

import socket
from collections.abc import Callable
from http.server import ThreadingHTTPServer
from socketserver import TCPServer
from threading import Lock
from typing import Any

from caseorg.evidence.store import EvidenceStore
from caseorg.jobs.receiver.limits import Pace, is_private
from caseorg.jobs.receiver.session import Session


class Listening(ThreadingHTTPServer):
    """Knows its connections and until when each may take. `host` is the one name that it answers to."""

    request_queue_size = 16
    daemon_threads = False  # whoever closes it waits for what is being written
    block_on_close = True

    def __init__(
        self,
        address: str,
        handler: type,
        session: Session,
        store: EvidenceStore,
        pace: Pace,
        clock: Callable[[], float],
    ) -> None:
        self.session, self.store, self.pace = session, store, pace
        self._clock, self._lock = clock, Lock()
        self._deadlines: dict[socket.socket, float] = {}
        super().__init__((address, 0), handler)
        self.host = f"{address}:{self.server_port}"

    def server_bind(self) -> None:
        """Asks no server for our name, as the library would."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def expect(self, connection: socket.socket, seconds: float) -> None:
        """Whoever does not go on in time is cut off."""
        with self._lock:
            self._deadlines[connection] = self._clock() + seconds

    def cut_late(self) -> None:
        """Cuts off connections that are too slow, such as those that send a letter now and then to block others."""
        now = self._clock()
        with self._lock:
            late = [connection for connection, deadline in self._deadlines.items() if deadline <= now]
        for connection in late:
            _cut(connection)

    def cut_all(self) -> None:
        """Nobody is waited for any more."""
        with self._lock:
            rest = list(self._deadlines)
        for connection in rest:
            _cut(connection)

    def verify_request(self, request: Any, client_address: Any) -> bool:
        """Only so many at once, from the local network alone."""
        with self._lock:
            full = len(self._deadlines) >= self.pace.connections
            if not full:
                self._deadlines[request] = self._clock() + self.pace.asking
        return not full and (is_private(client_address[0]) or client_address[0] == self.server_address[0])

    def shutdown_request(self, request: Any) -> None:
        """Called at the end of each connection."""
        with self._lock:
            self._deadlines.pop(request, None)
        super().shutdown_request(request)


def _cut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it is gone already
