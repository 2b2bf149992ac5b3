"""The words by which pages of apps are understood; data of the knowledge."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from caseorg.domain.case import Payment, Platform, Side
from caseorg.domain.known import KnowledgeEntry


class PageKind(StrEnum):
    """What a page is for."""

    ORDER = "order"
    ORDERS = "orders"  # a list of several
    PAYMENT = "payment"
    REFUND = "refund"
    CHAT = "chat"
    GOODS = "goods"  # card codes as they were delivered
    PRODUCT = "product"
    ERROR = "error"
    REFUSAL = "refusal"
    STATUS = "status"  # of a membership or an account
    MAIL = "mail"
    OTHER = "other"


class PageField(StrEnum):
    """What a value on a page is."""

    ORDER_NUMBER = "order number"
    TRANSACTION = "transaction"
    MERCHANT_NUMBER = "merchant's number"
    REFUND_NUMBER = "refund number"
    OTHER_NUMBER = "other number"
    PAID = "paid"
    REFUNDED = "refunded"
    OTHER_AMOUNT = "other amount"
    ORDERED_AT = "ordered at"
    PAID_AT = "paid at"
    SENT_AT = "sent at"
    DONE_AT = "done at"
    ASKED_AT = "asked at"
    REFUNDED_AT = "refunded at"
    REFUSED_AT = "refused at"
    OTHER_TIME = "other time"
    SHOP = "shop"
    PAYEE = "payee"
    PRODUCT = "product"
    ACCOUNT = "account"
    CARD_CODE = "card code"  # its end alone
    PAYMENT = "payment"
    STATE = "state"
    REASON = "reason"
    REFUSAL_REASON = "refusal reason"
    OTHER_TEXT = "other text"


NUMBERS = (
    PageField.ORDER_NUMBER,
    PageField.TRANSACTION,
    PageField.MERCHANT_NUMBER,
    PageField.REFUND_NUMBER,
    PageField.OTHER_NUMBER,
)
AMOUNTS = (PageField.PAID, PageField.REFUNDED, PageField.OTHER_AMOUNT)
TIMES = (
    PageField.ORDERED_AT,
    PageField.PAID_AT,
    PageField.SENT_AT,
    PageField.DONE_AT,
    PageField.ASKED_AT,
    PageField.REFUNDED_AT,
    PageField.REFUSED_AT,
    PageField.OTHER_TIME,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label(KnowledgeEntry):
    """What stands before a value, or above it. Of several values for a field, that with the least `rank` counts."""

    field: PageField
    words: tuple[str, ...]
    rank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class App(KnowledgeEntry):
    """An application or service by the words on its pages. `words` are regular expressions.

    `platform` is where it was bought, `payment` by what it was paid; `merchant_channel` and `platform_channel` are the
    channels of the knowledge over which one talks there.
    """

    name: str
    words: tuple[str, ...]
    platform: Platform = Platform.OTHER
    payment: Payment = Payment.UNKNOWN
    merchant_channel: str = ""
    platform_channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberForm(KnowledgeEntry):
    """A number that tells by its form alone what it is; `app` gives such ones."""

    app: str
    field: PageField
    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRule(KnowledgeEntry):
    """A page with one of the `titles` at its top, or else with one of the `words`, both regular expressions.

    `proofs` are ids of what such a page proves. `name`, `picture_name`, `source_text`, `proves` and `event` say in
    words what it is, what a picture of it is called, where it is from, what it proves and what happened, with
    {app}, {title} and what was found on it; what stands in [] goes where one of its slots is not known. `done` is
    what happened once the money came back, `refused` once a {refuser} did not pay it back for that {refusal};
    `several` is what a list of payments proves, `each` one of them; `twice` and `renewed` are what happened where the
    same was paid again.
    """

    kind: PageKind
    name: str
    titles: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    proofs: tuple[str, ...] = ()
    picture_name: str = ""
    source_text: str = ""
    proves: str = ""
    event: str = ""
    done: str = ""
    refused: str = ""
    several: str = ""
    each: str = ""
    twice: str = ""
    renewed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker(KnowledgeEntry):
    """Who talks, by the title of a chat or by what stands before a colon; regular expressions.

    `frame` is how an event tells what one of this side `{said}`.
    """

    side: Side
    words: tuple[str, ...]
    frame: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentWords(KnowledgeEntry):
    """How pages call a way of paying, which is the id; regular expressions."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordGroup(KnowledgeEntry):
    """Regular expressions for one purpose, which is the id."""

    words: tuple[str, ...]


class GroupName(StrEnum):
    """The groups that there must be."""

    BUTTONS = "buttons"
    SHOPS = "shops"
    NO_SHOPS = "no-shops"
    STATES = "states"
    FAULTS = "faults"
    REFUSALS = "refusals"
    BARE_REFUSALS = "bare-refusals"  # that tell no reason
    NOTICES = "notices"
    ORDER_SAID = "order-said"
    CARDS = "cards"
    SMALL_TALK = "small-talk"
    REFUND_DONE = "refund-done"
    AUTOMATIC = "automatic"
    RENEWALS = "renewals"
    RECOMMENDED = "recommended"


@dataclass(frozen=True, eq=False)
class ReadingWords:
    """All of them, in their order; the patterns are made when they are first asked for."""

    labels: tuple[Label, ...]
    apps: tuple[App, ...]
    numbers: tuple[NumberForm, ...]
    pages: tuple[PageRule, ...]
    speakers: tuple[Speaker, ...]
    groups: tuple[WordGroup, ...]
    payments: tuple[PaymentWords, ...] = ()

    @cached_property
    def by_label(self) -> dict[str, Label]:
        """Each label's words."""
        return {word: label for label in self.labels for word in label.words}

    @cached_property
    def label(self) -> re.Pattern[str]:
        """A label, the longest that fits, and the marks behind it."""
        ranked = sorted(self.by_label, key=lambda word: (-len(word), word))
        spread = (r" ?".join(map(re.escape, word)) for word in ranked)
        return re.compile(rf"(?P<label>{'|'.join(spread)})(?:\([^()]{{0,8}}\))?(?P<mark> ?[::]+ ?| +|$)?")

    @cached_property
    def forms(self) -> tuple[tuple[NumberForm, re.Pattern[str]], ...]:
        """Each form of a number, where no other figure or letter touches it."""
        return tuple((form, re.compile(rf"(?<![0-9A-Za-z-]){form.pattern}(?![0-9A-Za-z-])")) for form in self.numbers)

    @cached_property
    def _groups(self) -> dict[str, re.Pattern[str]]:
        return {group.id: _either(group.words) for group in self.groups}

    def group(self, group: GroupName) -> re.Pattern[str]:
        """Any of the words of a group."""
        return self._groups[group]

    @cached_property
    def app_patterns(self) -> tuple[tuple[App, re.Pattern[str]], ...]:
        """App → its words."""
        return tuple((app, _either(app.words)) for app in self.apps)

    @cached_property
    def page_patterns(self) -> tuple[tuple[PageRule, re.Pattern[str], re.Pattern[str]], ...]:
        """Rule → its titles, and the words of its pages."""
        return tuple((rule, _either(rule.titles), _either(rule.words)) for rule in self.pages)

    @cached_property
    def speaker_patterns(self) -> tuple[tuple[Speaker, re.Pattern[str]], ...]:
        """Speaker → its words."""
        return tuple((speaker, _either(speaker.words)) for speaker in self.speakers)

    def payment(self, text: str) -> Payment:
        """The way of paying that the words name."""
        named = (way.id for way in self.payments if _either(way.words).search(text))
        return Payment(next(named, Payment.UNKNOWN))

    def app(self, key: str) -> App | None:
        """The app of this id."""
        return next((app for app in self.apps if app.id == key), None)

    def page(self, key: str) -> PageRule | None:
        """The rule for pages of this id."""
        return next((rule for rule in self.pages if rule.id == key), None)


def _either(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{word})" for word in words) or "(?!)")
