"""A case file: one dispute frozen at one moment. Everything that reads works on this value."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NewType

from caseorg.domain.annotation import Annotation
from caseorg.domain.moments import Moment, Precision, TimeSource

CaseId = NewType("CaseId", str)
OrderId = NewType("OrderId", str)
EventId = NewType("EventId", str)
EvidenceId = NewType("EvidenceId", str)
MessageId = NewType("MessageId", str)
PromiseId = NewType("PromiseId", str)
DocumentId = NewType("DocumentId", str)
DecisionId = NewType("DecisionId", str)
MOST_PAGES = 1000  # of a document that paper shows
BY_BROWSER = "由浏览器交付"  # the source of what a phone's browser sent, until its user says more


class Platform(StrEnum):
    """Where the purchase was made."""

    PDD = "pdd"
    TAOBAO = "taobao"
    JD = "jd"
    XIANYU = "xianyu"
    SITE = "site"
    OTHER = "other"


class Stage(StrEnum):
    """How far the dispute has come; the order is the usual one."""

    COLLECTING = "collecting"
    CONTACTED = "contacted"
    ESCALATED = "escalated"
    COMPLAINED = "complained"
    CLOSED = "closed"


class Shelf(StrEnum):
    """Where a case is kept: at hand, put away out of the list, or in the trash, where nothing of it runs."""

    AT_HAND = ""
    PUT_AWAY = "put away"
    TRASH = "trash"


class Role(StrEnum):
    """What a party is to the case."""

    MERCHANT = "merchant"
    PLATFORM = "platform"
    OPERATOR = "operator"


class Side(StrEnum):
    """Who acted in an event; UNKNOWN where nobody said so, which a reading of the words then proposes."""

    UNKNOWN = ""
    ME = "me"
    MERCHANT = "merchant"
    PLATFORM = "platform"
    SERVICE = "service"
    SYSTEM = "system"
    AUTHORITY = "authority"


class Part(StrEnum):
    """What an event is in the story (买坏找答诺退办); UNKNOWN where nobody confirmed one.

    REFUSAL and SILENCE are kinds of answer. LOSS is what it cost beside the price. ASIDE is no part of what happened,
    such as a plan or a feeling, and goes into no text that is sent.
    """

    UNKNOWN = ""
    BUY = "buy"
    FAULT = "fault"
    ASKED = "asked"
    ANSWER = "answer"
    REFUSAL = "refusal"
    SILENCE = "silence"
    PROMISE = "promise"
    REFUND = "refund"
    AUTHORITY = "authority"
    LOSS = "loss"
    ASIDE = "aside"


class Payment(StrEnum):
    """How it was paid; UNKNOWN where nobody said so."""

    UNKNOWN = ""
    WECHAT = "wechat"
    ALIPAY = "alipay"
    BANK = "bank"
    BALANCE = "balance"
    OTHER = "other"


class MediaKind(StrEnum):
    """What can be done with a file: shown as a picture, as pages, as text, or only kept."""

    IMAGE = "image"
    PDF = "pdf"
    TEXT = "text"
    AUDIO = "audio"
    VIDEO = "video"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The complainant, as 令121 art. 10(1)1 asks for: name, telephone, postal address."""

    name: str = ""
    phone: str = ""
    address: str = ""
    id_type: str = ""
    id_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A business in the dispute. An empty string means not known.

    `licence` is the number of a licence for the trade, `payee` who the payment went to, as the bill names it.
    """

    role: Role
    name: str = ""
    contact: str = ""
    address: str = ""
    phone: str = ""
    credit_code: str = ""
    licence: str = ""
    website: str = ""
    payee: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One purchase. `paid` is what was really paid and `refunded` what came back since, in yuan.

    `transaction` is the number that the payment service gave it; `account` is where the goods were to arrive.
    """

    id: OrderId
    number: str = ""
    product: str = ""
    paid: Decimal | None = None
    ordered_at: Moment | None = None
    paid_at: Moment | None = None
    refunded: Decimal | None = None
    payment: Payment = Payment.UNKNOWN
    transaction: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class FormerNumber:
    """The number that a piece of evidence had until it was given another."""

    number: int
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A file as it came in; its bytes never change. `number` is of no other piece of the case; `former_numbers` are
    those before it, the oldest first.

    `other_times` are what else the file gives as its time and disagrees with `taken_at` by more than a day, or all
    that it gives where the user typed one. `note` holds message ids, one a line. `shows` holds ids of the knowledge's
    proofs, as the user named them: the order page, the payment, the chat. `annotations` are drawn over copies of it.
    """

    id: EvidenceId
    number: int
    name: str
    sha256: str
    size: int
    kind: MediaKind
    media_type: str
    width: int | None = None
    height: int | None = None
    pages: int | None = None
    taken_at: Moment | None = None
    added_at: datetime
    source: str = ""
    proves: str = ""
    note: str = ""
    withdrawn: bool = False
    shows: tuple[str, ...] = ()
    other_times: tuple[Moment, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    former_numbers: tuple[FormerNumber, ...] = ()

    @property
    def label(self) -> str:
        """`证据3`"""
        return f"证据{self.number}"

    @property
    def printable(self) -> bool:
        """Whether paper can show it; of anything else a page can only tell that it is there."""
        pages = self.kind is MediaKind.PDF and 0 < (self.pages or 0) <= MOST_PAGES
        return pages or self.kind in (MediaKind.IMAGE, MediaKind.TEXT)

    @property
    def unshown(self) -> bool:
        """Whether paper would show it, but cannot: it is damaged, locked or too large."""
        return not self.printable and self.media_type.startswith(("image/", "application/pdf"))

    def hidden(self) -> "Evidence":
        """The same, for a paper on which it cannot be shown."""
        return replace(self, kind=MediaKind.OTHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, in the user's own words.

    `channel` says over which channel of the knowledge one talked, `agent` who answered (number or name), `ticket`
    which number the matter was given, and `milestone` which clock of the knowledge starts or ends here. `part` is
    stored once it was confirmed; until then the story proposes one.
    """

    id: EventId
    at: Moment
    text: str
    side: Side = Side.ME
    evidence: tuple[EvidenceId, ...] = ()
    in_complaint: bool = True
    channel: str = ""
    agent: str = ""
    ticket: str = ""
    milestone: str = ""
    part: Part = Part.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A text composed for a channel, as it was kept or sent, and the evidence that went with it.

    `kind` is a message kind of the knowledge; empty in what the first version kept.
    """

    id: MessageId
    channel: str
    text: str
    made_at: datetime
    sent_at: datetime | None = None
    kind: str = ""
    subject: str = ""
    attached: tuple[EvidenceId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What the other side said it would do, in the event that tells of it.

    `due` is None where no time was named. `kept` is None while that is open.
    """

    id: PromiseId
    side: Side
    text: str
    made_at: Moment
    due: datetime | None = None
    kept: bool | None = None
    event: EventId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper that was exported, by the digest it had then."""

    id: DocumentId
    kind: str
    name: str
    sha256: str
    pages: int
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the user said to a proposal that a reading of evidence makes: it was `accepted`, or dismissed.

    `proposal` is its id. `box` (left, top, right, bottom) of the page, which counts from 0, is where it says `value`.
    `made` is the event or the promise that it became.
    """

    id: DecisionId
    proposal: str
    accepted: bool
    kind: str
    value: str
    evidence: EvidenceId
    page: int
    box: tuple[int, int, int, int]
    made: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSummary:
    """A row of the case list; `demand_said` is when the demand was written, None where there is none. `bought` is when
    the first order was placed, as a text that sorts; empty where that is not known."""

    id: CaseId
    title: str
    platform: Platform
    merchant: str
    order_number: str
    paid: Decimal | None
    stage: Stage
    evidence_count: int
    updated_at: datetime
    refunded: Decimal | None = None
    demand: str = ""
    demand_said: datetime | None = None
    bought: str = ""
    shelf: Shelf = Shelf.AT_HAND


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the user said to a question of the knowledge, such as `yes`, `no` or what was found."""

    question: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDetails:
    """What the user tells about a case in its form. An order whose id is empty is a new one.

    `scenario` is the id of the knowledge's scenario; empty while none was chosen.
    """

    title: str
    platform: Platform = Platform.OTHER
    stage: Stage = Stage.COLLECTING
    demand: str = ""
    parties: tuple[Party, ...] = ()
    orders: tuple[Order, ...] = ()
    scenario: str = ""
    answers: tuple[Answer, ...] = ()


def said_at(demanded_at: datetime | None, created_at: datetime) -> Moment:
    """When a demand was written; with the case where that was not noted."""
    return Moment(demanded_at or created_at, Precision.MINUTE, TimeSource.RECORDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """The whole case. Evidence is in the order of its numbers, withdrawn items included.

    `demanded_at` is when the demand got its present words; None where that was not noted.
    """

    id: CaseId
    title: str
    platform: Platform
    stage: Stage
    demand: str
    complainant: Person
    parties: tuple[Party, ...]
    orders: tuple[Order, ...]
    events: tuple[Event, ...]
    evidence: tuple[Evidence, ...]
    messages: tuple[Message, ...]
    promises: tuple[Promise, ...]
    documents: tuple[Document, ...]
    created_at: datetime
    updated_at: datetime
    revision: int
    scenario: str = ""
    answers: tuple[Answer, ...] = ()
    demanded_at: datetime | None = None
    decisions: tuple[Decision, ...] = ()
    shelf: Shelf = Shelf.AT_HAND

    @property
    def details(self) -> CaseDetails:
        """The part that the user edits in the case's form."""
        return CaseDetails(
            title=self.title,
            platform=self.platform,
            stage=self.stage,
            demand=self.demand,
            parties=self.parties,
            orders=self.orders,
            scenario=self.scenario,
            answers=self.answers,
        )

    def answer(self, question: str) -> str:
        """What the user said to a question of the knowledge; empty where it was not answered."""
        return next((answer.value for answer in self.answers if answer.question == question), "")

    @property
    def merchant(self) -> Party:
        """The merchant, or an empty party where none was named yet."""
        return next((party for party in self.parties if party.role is Role.MERCHANT), Party(role=Role.MERCHANT))

    @property
    def standing_evidence(self) -> tuple[Evidence, ...]:
        """The evidence that was not withdrawn."""
        return tuple(item for item in self.evidence if not item.withdrawn)

    @property
    def gathered_at(self) -> datetime:
        """When the last of the evidence came in; exporting a paper does not change it."""
        return max((self.created_at, *(item.added_at for item in self.standing_evidence)))

    @property
    def paid_amount(self) -> Decimal | None:
        """What was paid over all orders; None where no amount is known."""
        amounts = [order.paid for order in self.orders if order.paid is not None]
        return sum(amounts, Decimal(0)) if amounts else None

    @property
    def demand_said(self) -> Moment:
        """When the demand was written: 下周五前 means a day that is counted from then."""
        return said_at(self.demanded_at, self.created_at)
