"""What the window is told while files come in from a phone."""

from dataclasses import dataclass
from enum import StrEnum

from caseorg.domain.errors import CaseorgError
from caseorg.evidence.store import Received


class End(StrEnum):
    """Why nothing is taken any more; each is a message id of the catalogue."""

    CLOSED = "Receiving was ended."
    REFUSED = "The phone was refused; its code is void now."
    IDLE = "Nothing came for a while, so receiving was ended."
    LONG = "Receiving was open for two hours and was ended."
    PROBED = "Somebody tried wrong addresses, so receiving was ended."


@dataclass(frozen=True, slots=True)
class Device:
    """A phone that asks: what it says it is, where it is, and the four digits that it shows."""

    name: str
    address: str
    code: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A file that the phone wants to send; `number` counts those of this session."""

    number: int
    name: str
    size: int
    sha256: str
    modified: float
    left: int = 0


@dataclass(frozen=True, slots=True)
class TrustRequest:
    """A phone wants to be trusted."""

    device: Device


@dataclass(frozen=True, slots=True)
class Arriving:
    """So many bytes of a file are there."""

    offer: Offer
    done: int


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file is whole, on the disk, and has the digest that the phone worked out."""

    offer: Offer
    received: Received


@dataclass(frozen=True, slots=True)
class Broken:
    """A file broke off, or could not be taken; nothing of it is left."""

    offer: Offer
    reason: CaseorgError


@dataclass(frozen=True, slots=True)
class Ended:
    """Nothing is taken any more."""

    reason: End


@dataclass(frozen=True, slots=True)
class Fault:
    """A bug of ours while a request was answered."""

    error: BaseException


News = TrustRequest | Arriving | Arrived | Broken | Ended | Fault
