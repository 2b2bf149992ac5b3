"""Every sentence has its proof (句句有据): what the complaint tells, which evidence shows it, what shows nothing."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from caseorg.domain.case import CaseFile, Event, EventId, Evidence, Order
from caseorg.domain.checks.shown import NO_PROOFS, PURCHASE, showing
from caseorg.domain.facts import evidence_of, order_sentence
from caseorg.domain.moments import Moment
from caseorg.domain.money import show_yuan
from caseorg.domain.remark import Remark, remark
from caseorg.domain.scenario import Proof
from caseorg.domain.sentences import sentences
from caseorg.domain.sums import sums_of

_LABEL = re.compile(r"证据\s*(\d+)")
_FIGURE = r"(?<![\d,.])(\d{1,12}(?:,\d{3}){0,3}(?:\.\d{1,2})?)(?!\d)"  # longer ones are no amounts
_AMOUNT = re.compile(rf"[¥￥]\s*{_FIGURE}|{_FIGURE}\s*元(?!面值|/)")
_DATES = (
    re.compile(r"(?:(20\d\d)\s*年\s*)?(?<!\d)(1[0-2]|0?[1-9])\s*月\s*(3[01]|[12]\d|0?[1-9])\s*[日号]"),
    re.compile(r"(?<!\d)(20\d\d)[/.-](1[0-2]|0?[1-9])[/.-](3[01]|[12]\d|0?[1-9])(?!\d)"),
)
_BUYING = re.compile(r"下单|购买|付款|支付成功|实付")
_ORDER_NUMBER = re.compile(r"订单(?:编)?号\s*[:：为是]?\s*([0-9A-Za-z][0-9A-Za-z-]{5,})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A sentence of the complaint and the standing evidence for it. `event` is None for the facts of an order."""

    text: str
    event: EventId | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """An amount, a date or a number in a sentence that agrees with no order."""

    text: str
    event: EventId
    says: Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """`unused` is standing evidence that no sentence rests on."""

    claims: tuple[Claim, ...]
    unused: tuple[Evidence, ...]
    strays: tuple[Stray, ...]

    @property
    def unproven(self) -> tuple[Claim, ...]:
        """The sentences without evidence."""
        return tuple(claim for claim in self.claims if not claim.evidence)


def ledger(case: CaseFile, proofs: Mapping[str, Proof] = NO_PROOFS, figures: Iterable[Decimal] = ()) -> Ledger:
    """The complaint's sentences in its order; `proofs` lets evidence be recognised that the user did not name, and
    `figures` are those that the sums of the case are worked out from."""
    claims = (*_order_claims(case, proofs), *_event_claims(case))
    used = {item.id for claim in claims for item in claim.evidence}
    unused = tuple(item for item in case.standing_evidence if item.id not in used)
    return Ledger(claims=claims, unused=unused, strays=tuple(_strays(case, figures)))


def _sentences(text: str) -> tuple[str, ...]:
    """The sentences with their stops; a quotation of several is never cut."""
    found: list[str] = []
    for start, end in sentences(text):
        if found and found[-1].count("“") > found[-1].count("”"):
            found[-1] += text[start:end]
        else:
            found.append(text[start:end])
    return tuple(sentence.strip() for sentence in found if sentence.strip())


def _order_claims(case: CaseFile, proofs: Mapping[str, Proof]) -> Iterator[Claim]:
    """The facts before the events' own are the orders'."""
    evidence = showing(case, PURCHASE, proofs)
    facts = filter(None, map(order_sentence, case.orders))
    return (Claim(text=fact, event=None, evidence=evidence) for fact in facts)


def _event_claims(case: CaseFile) -> Iterator[Claim]:
    for event in case.events:
        if event.in_complaint:
            linked = evidence_of(case, event)
            for sentence in _sentences(event.text):
                yield Claim(text=sentence, event=event.id, evidence=_named(case, sentence) or linked)


def _named(case: CaseFile, sentence: str) -> tuple[Evidence, ...]:
    """The evidence that the sentence itself names, as in `见证据3`."""
    numbers = {int(number) for number in _LABEL.findall(sentence)}
    return tuple(item for item in case.standing_evidence if item.number in numbers)


def _strays(case: CaseFile, figures: Iterable[Decimal]) -> Iterator[Stray]:
    if not case.orders:
        return
    amounts, days = _amounts(case, figures), _days(case)
    numbers = {order.number for order in case.orders if order.number}
    for event in case.events:
        if not event.in_complaint:
            continue
        for sentence in _sentences(event.text):
            for says in (
                *_stray_amounts(sentence, amounts),
                *_stray_days(sentence, days, event),
                *_stray_numbers(sentence, numbers),
            ):
                yield Stray(text=sentence, event=event.id, says=says)


def _stray_amounts(sentence: str, known: frozenset[Decimal]) -> Iterator[Remark]:
    for found in _AMOUNT.finditer(sentence):
        amount = Decimal((found[1] or found[2]).replace(",", ""))
        if known and amount not in known:
            yield remark("{amount} yuan agrees with no order.", amount=show_yuan(amount))


def _stray_days(sentence: str, known: frozenset[date], event: Event) -> Iterator[Remark]:
    """Only where the sentence tells of the purchase; talks later than it have dates of their own."""
    if not known or not _BUYING.search(sentence):
        return
    for year, month, day in (parts for pattern in _DATES for parts in pattern.findall(sentence)):
        try:
            told = date(int(year) if year else event.at.local.year, int(month), int(day))
        except ValueError:
            continue
        if told not in known:
            yield remark("{day} agrees with the time of no order.", day=told.isoformat())


def _stray_numbers(sentence: str, known: set[str]) -> Iterator[Remark]:
    for number in _ORDER_NUMBER.findall(sentence):
        if known and number not in known:
            yield remark("{number} is the number of no order.", number=number)


def _amounts(case: CaseFile, figures: Iterable[Decimal]) -> frozenset[Decimal]:
    """What was paid, came back, is open or claimed, and the figures in the products' names."""
    found = {amount for order in case.orders for amount in _amounts_of(order)}
    sums = sums_of(case)
    totals = {total for total in (sums.paid, sums.open, sums.claimed, sums.back) if total is not None}
    return frozenset((*found, *totals, *figures)) if found else frozenset()


def _amounts_of(order: Order) -> Iterator[Decimal]:
    if order.paid is None:
        return
    yield order.paid
    yield from (Decimal(figure) for figure in re.findall(r"\d+(?:\.\d{1,2})?", order.product))
    if order.refunded is not None:
        yield from (order.refunded, order.paid - order.refunded)


def _days(case: CaseFile) -> frozenset[date]:
    moments: list[Moment | None] = [moment for order in case.orders for moment in (order.ordered_at, order.paid_at)]
    return frozenset(moment.local.date() for moment in moments if moment)
