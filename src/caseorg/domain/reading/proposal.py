"""What pictures propose for a case: values with the place that says them; in the case only once they were accepted."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from hashlib import blake2b

from caseorg.domain.case import EvidenceId, OrderId, Part, Side
from caseorg.domain.moments import Moment
from caseorg.domain.reading.reading import Box

_DIGEST_SIZE = 5  # bytes; ten characters to type


class ProposalKind(StrEnum):
    """What of the case is proposed, and of what type the value is."""

    PLATFORM = "platform"  # Platform, of the case
    SHOP = "shop"  # str, the merchant's name
    PAYEE = "payee"  # str, of the merchant
    ORDER_NUMBER = "order-number"  # str, as are those that follow, of one order
    PRODUCT = "product"
    ACCOUNT = "account"
    TRANSACTION = "transaction"
    PAYMENT = "payment"  # Payment
    PAID = "paid"  # Decimal
    REFUNDED = "refunded"  # Decimal
    ORDERED_AT = "ordered-at"  # Moment
    PAID_AT = "paid-at"  # Moment
    EVENT = "event"  # ToldEvent
    PROMISE = "promise"  # SaidPromise
    NAME = "name"  # str, of the evidence, as are those that follow
    SOURCE = "source"
    TAKEN_AT = "taken-at"  # Moment
    SHOWS = "shows"  # tuple of ids of the knowledge's proofs
    PROVES = "proves"  # str
    SEQUENCE = "sequence"  # tuple of ids of evidence in the order in which it is to be read
    DUPLICATE = "duplicate"  # str, the id of the evidence that shows the same


class ProposalState(StrEnum):
    """How a proposal stands to the case. In a CONFLICT the case, or another picture, says something else."""

    OPEN = "open"
    HELD = "held"
    CONFLICT = "conflict"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Quote:
    """Where a picture says it: `text` as it was read, in this box of the page, which counts from 0."""

    evidence: EvidenceId
    page: int
    box: Box
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEvent:
    """An event as a chat or a page tells it; `part` is what the story's own words make of it."""

    at: Moment
    side: Side
    text: str
    part: Part = Part.UNKNOWN
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidPromise:
    """A promise in a chat; `event` is the id of the proposal of the event that tells it."""

    side: Side
    text: str
    made_at: Moment
    due: datetime | None = None
    event: str = ""


Value = str | Decimal | Moment | ToldEvent | SaidPromise | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One value for one thing of the case. The first of the `quotes` is where it was found, the others agree with it.

    `order` is the order of the case that a value is of, `purchase` tells apart those that the case does not have yet:
    what belongs together has the same. `present` is what the case holds in its place, `rivals` are the ids of what
    other pictures say instead. What is `doubtful` must be compared with the picture before it is accepted. `flags` are
    ids of the red flags of fraud in the words of an event.
    """

    id: str
    kind: ProposalKind
    value: Value
    quotes: tuple[Quote, ...]
    state: ProposalState = ProposalState.OPEN
    present: Value | None = None
    rivals: tuple[str, ...] = ()
    order: OrderId | None = None
    purchase: str = ""
    doubtful: bool = False
    flags: tuple[str, ...] = ()

    @property
    def evidence(self) -> EvidenceId:
        """The piece that says it; of NAME and what follows it in the kinds, the piece that it is about."""
        return self.quotes[0].evidence


def proposal_id(sha256: str, page: int, box: Box, kind: ProposalKind, value: Value) -> str:
    """The same for the same value at the same place of the same file, whatever else the case holds."""
    corners = (box.left, box.top, box.right, box.bottom)
    content = "\0".join((sha256, str(page), *map(str, corners), kind, written(value)))
    return blake2b(content.encode(), digest_size=_DIGEST_SIZE).hexdigest()


def written(value: Value) -> str:
    """A value as a text, the same for equal values."""
    match value:
        case Moment():
            return f"{value.at.isoformat()} {value.precision} {value.source}"
        case ToldEvent():
            return "\0".join((written(value.at), value.side, value.text))
        case SaidPromise():
            return "\0".join((written(value.made_at), value.side, value.text))
        case tuple():
            return "\0".join(value)
        case Decimal():
            return f"{value:.2f}"
    return str(value)
