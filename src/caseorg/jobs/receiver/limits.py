"""How much is taken from a phone, and for how long."""

from dataclasses import dataclass
from ipaddress import ip_address

MEGABYTE = 1 << 20
MINUTE = 60


@dataclass(frozen=True, slots=True)
class ReceiverLimits:
    """Bytes of one file and of all, files, seconds without anything new and in all, wrong addresses that are borne."""

    file: int = 2048 * MEGABYTE
    total: int = 8192 * MEGABYTE
    files: int = 500
    idle: float = 10 * MINUTE
    longest: float = 120 * MINUTE
    wrong: int = 50


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a connection has to be: seconds for what is asked, for each `piece` of a file, and for the disk at its
    end; and how many may be open at once."""

    asking: float = 10
    piece: int = 64 << 10
    seconds: float = 20
    settling: float = 600
    connections: int = 24


def is_private(address: str) -> bool:
    """Whether it is one of a local network, which nobody reaches from the internet."""
    try:
        known = ip_address(address)
    except ValueError:
        return False
    return known.version == 4 and known.is_private and not known.is_loopback and not known.is_unspecified
