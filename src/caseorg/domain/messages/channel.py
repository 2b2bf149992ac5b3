"""Where a message can go: what the channel is for, how one gets there, and what it takes."""

from dataclasses import dataclass
from enum import StrEnum

from caseorg.domain.case import Platform
from caseorg.domain.known import KnowledgeEntry


class MessageKind(StrEnum):
    """What a message is for."""

    FIRST = "first"
    FOLLOWUP = "followup"
    UPGRADE = "upgrade"
    HUMAN = "human"
    INTERVENTION = "intervention"
    EMAIL = "email"
    COMPLAINT = "complaint"
    REPORT = "report"
    PUBLIC = "public"
    DEMAND_LETTER = "demand-letter"


class Rung(StrEnum):
    """The steps of the ladder, in their usual order; AUTHORITY is 12315 and its like, SIDE is outside the order."""

    MERCHANT = "merchant"
    UPGRADE = "upgrade"
    PLATFORM = "platform"
    AUTHORITY = "authority"
    COURT = "court"
    SIDE = "side"


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploads:
    """What the channel takes beside the text: so many files of so many megabytes, with these name endings."""

    files: int
    megabytes: float
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel(KnowledgeEntry):
    """`limit` is in characters, line ends included. No platform means any. `kinds` begins with the usual one.

    `claims` are response times and powers that somebody claims, shown with 声称. `masked` says that the text is
    public: personal data is masked before it is shown. `frame` is the id of a frame of the channel's own, which stands
    in for that of the kind. `stops_payments` says that a payment can be stopped there, `consumers` that it is for
    consumers' disputes with businesses alone.
    """

    name: str
    rung: Rung
    suited: str
    entry: tuple[str, ...]
    kinds: tuple[MessageKind, ...]
    limit: int
    platforms: tuple[Platform, ...] = ()
    prerequisites: tuple[str, ...] = ()
    hours: str = ""
    url: str = ""
    phone: str = ""
    claims: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    uploads: Uploads | None = None
    masked: bool = False
    frame: str = ""
    stops_payments: bool = False
    consumers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageFrame(KnowledgeEntry):
    """The customary frame of a kind of message; its id is the kind's value, or what a channel names as its own.

    A line with a slot that has no value is left out. A slot that stands for several lines (such as the facts) has a
    line of its own; a line before it that ends in a colon is its heading and goes with it. A line that begins with `~`
    is not missed where it has no value, and may be left out to keep to a limit, the last such line first. Of several
    lines in `subject` the first that can be filled counts. With `blanks`, a line that is missed stands there with a
    blank to be filled by hand.
    """

    name: str
    when: str
    template: str
    subject: str = ""
    blanks: bool = False
