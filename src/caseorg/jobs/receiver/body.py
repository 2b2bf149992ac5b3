"""A file on its way: read piece by piece, cut off where it is too slow, told as it grows."""

from io import BufferedIOBase
from socket import socket

from caseorg.domain.errors import CaseorgError
from caseorg.jobs.receiver.listening import Listening
from caseorg.jobs.receiver.news import Arriving, Offer

_BLOCK = 64 << 10
_STEPS = 50  # so often at most is told how much of a file is there


class Body:
    """The body of a file, which must not come slower than the server bears."""

    def __init__(self, server: Listening, connection: socket, stream: BufferedIOBase, offer: Offer) -> None:
        self._server, self._connection, self._stream, self._offer = server, connection, stream, offer
        self._done = self._piece = 0
        server.expect(connection, server.pace.seconds)
        server.session.tell(Arriving(offer, 0))

    def read(self, size: int, /) -> bytes:
        """The next bytes of it.

        Raises:
            CaseorgError: it broke off.
        """
        wanted = min(size, _BLOCK, self._offer.size - self._done)
        if not wanted:
            self._server.expect(self._connection, self._server.pace.settling)
            return b""
        try:
            block = self._stream.read1(wanted)
        except OSError:
            block = b""
        if not block:
            raise CaseorgError("The network broke off in the middle.", "The phone sends the file again by itself.")
        self._note(len(block))
        return block

    def _note(self, length: int) -> None:
        server, step = self._server, max(self._offer.size // _STEPS, _BLOCK)
        self._piece += length
        if self._piece >= server.pace.piece:
            self._piece = 0
            server.expect(self._connection, server.pace.seconds)
        before, self._done = self._done, self._done + length
        if before // step != self._done // step:
            server.session.touch()
            server.session.tell(Arriving(self._offer, self._done))
