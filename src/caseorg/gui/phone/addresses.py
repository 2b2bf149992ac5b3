"""Where this computer can be reached in the local network."""

import re
from dataclasses import dataclass

from PySide6.QtNetwork import QNetworkInterface

from caseorg.domain.errors import CaseorgError
from caseorg.jobs.receiver.limits import is_private

Flag = QNetworkInterface.InterfaceFlag
_VIRTUAL = re.compile(r"docker|veth|virbr|vmnet|vboxnet|br-|vethernet|hyper-v|virtual|tailscale|zt|wsl", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NetworkAddress:
    """A network by the name that the system gives it, and our address in it."""

    name: str
    address: str
    wireless: bool = False

    @property
    def rank(self) -> tuple[bool, bool, str]:
        """Wi-Fi first, what only programs of this computer use last."""
        return bool(_VIRTUAL.search(self.name)), not self.wireless, self.name


def local_places() -> tuple[NetworkAddress, ...]:
    """The likeliest first; none that the internet could reach."""
    found = [
        NetworkAddress(interface.humanReadableName(), entry.ip().toString(), _is_wireless(interface))
        for interface in QNetworkInterface.allInterfaces()
        if _is_in_use(interface)
        for entry in interface.addressEntries()
        if is_private(entry.ip().toString())
    ]
    return tuple(sorted(found, key=lambda place: place.rank))


def no_network() -> CaseorgError:
    """What to say where there is none."""
    return CaseorgError(
        "This computer is in no local network.", "Connect it to the phone's Wi-Fi or hotspot, then try again."
    )


def _is_in_use(interface: QNetworkInterface) -> bool:
    flags = interface.flags()
    closed = Flag.IsLoopBack | Flag.IsPointToPoint
    return bool(flags & Flag.IsUp) and bool(flags & Flag.IsRunning) and not flags & closed


def _is_wireless(interface: QNetworkInterface) -> bool:
    return interface.type() is QNetworkInterface.InterfaceType.Wifi
