"""Where this computer can be reached in the local network, asked of the system alone."""

import socket
from collections.abc import Iterator
from contextlib import suppress

from caseorg.domain.errors import CaseorgError
from caseorg.jobs.receiver.limits import is_private

_ANYWHERE = ("192.0.2.1", 9)  # an address that is nobody's; asking which way goes there sends nothing


def own_address(wanted: str = "") -> str:
    """The wanted address, or the one that this computer would use.

    Raises:
        CaseorgError: the internet could reach the wanted one, or there is none.
    """
    if wanted and not is_private(wanted):
        raise CaseorgError("{address} is no address of a local network.", "Give this computer's own.", address=wanted)
    found = wanted or next(filter(is_private, _candidates()), "")
    if not found:
        raise CaseorgError(
            "This computer is in no local network.",
            "Connect it to the phone's Wi-Fi or hotspot, then open this again.",
        )
    return found


def _candidates() -> Iterator[str]:
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        asked.connect(_ANYWHERE)
        yield str(asked.getsockname()[0])
    with suppress(OSError):
        yield from socket.gethostbyname_ex(socket.gethostname())[2]
