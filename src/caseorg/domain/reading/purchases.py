"""Which pages are about one purchase, and which order of the case that is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from difflib import SequenceMatcher
from itertools import combinations

from caseorg.domain.case import CaseFile, Order, OrderId
from caseorg.domain.moments import Moment
from caseorg.domain.reading.proposal import ProposalKind, Value
from caseorg.domain.reading.sayings import Saying, bare, same

_AT_ONCE = timedelta(minutes=2)
_SAME_DAY = timedelta(days=1)
_SLIP = 0.85  # how alike two numbers are of which one was typed wrongly
_NUMBERS = (ProposalKind.ORDER_NUMBER, ProposalKind.TRANSACTION)
_TIMES = (ProposalKind.PAID_AT, ProposalKind.ORDERED_AT)


@dataclass(frozen=True, slots=True)
class PagePurchase:
    """What one page says of one purchase, and the merchant's own number on its bill."""

    sayings: tuple[Saying, ...]
    merchant_number: str = ""

    def value(self, kind: ProposalKind) -> Value | None:
        """What it says of this kind."""
        return next((saying.value for saying in self.sayings if saying.kind is kind), None)

    @property
    def times(self) -> tuple[Moment, ...]:
        """When it was ordered and paid."""
        return tuple(value for kind in _TIMES if isinstance(value := self.value(kind), Moment))


Purchase = tuple[PagePurchase, ...]


def purchases(pages: Sequence[PagePurchase]) -> tuple[Purchase, ...]:
    """The pages by the purchases that they are about, in the order in which those are first shown."""
    groups: list[list[int]] = [[place] for place in range(len(pages))]
    pairs = ((_apart(pages[one], pages[other]), one, other) for one, other in combinations(range(len(pages)), 2))
    for _, one, other in sorted((apart, one, other) for apart, one, other in pairs if apart is not None):
        first, second = (next(group for group in groups if place in group) for place in (one, other))
        if first is not second and not any(_contradict(pages[a], pages[b]) for a in first for b in second):
            first += second
            groups.remove(second)
    return tuple(tuple(pages[place] for place in sorted(group)) for group in sorted(groups, key=min))


def _contradict(one: PagePurchase, other: PagePurchase) -> bool:
    """Whether they have different numbers."""
    values = [(one.value(kind), other.value(kind)) for kind in _NUMBERS]
    return any(mine is not None and theirs is not None and not _agree(mine, theirs) for mine, theirs in values)


def _agree(one: Value, other: Value) -> bool:
    return same(ProposalKind.ORDER_NUMBER, one, other)


def _apart(one: PagePurchase, other: PagePurchase) -> timedelta | None:
    """How far two pages of one purchase are apart, none where a number joins them; None where they are of two."""
    for kind in _NUMBERS:
        mine, theirs = one.value(kind), other.value(kind)
        if mine is not None and theirs is not None:
            return timedelta() if _agree(mine, theirs) else None
    if _names(one, other) or _names(other, one):
        return timedelta()
    apart = min((abs(a.at - b.at) for a in one.times for b in other.times), default=None)
    equal = one.value(ProposalKind.PAID) == other.value(ProposalKind.PAID) is not None
    near = apart is not None and (apart <= _AT_ONCE or (equal and apart <= _SAME_DAY))
    return apart if near else None


def _names(bill: PagePurchase, order: PagePurchase) -> bool:
    """The number that a merchant gives to a payment often is the order's, or holds it."""
    number = order.value(ProposalKind.ORDER_NUMBER)
    return isinstance(number, str) and bool(bill.merchant_number) and bare(number) in bare(bill.merchant_number)


def key_of(purchase: Purchase, place: int) -> str:
    """What tells it apart: its number, or else its place among the purchases."""
    found = (value for kind in _NUMBERS for page in purchase if isinstance(value := page.value(kind), str))
    return next(found, f"purchase {place + 1}")


def orders_of(case: CaseFile, found: Sequence[Purchase]) -> tuple[OrderId | None, ...]:
    """The order of the case that each purchase is, None for one that the case does not have."""
    taken: dict[int, OrderId] = {}
    for matches in (_by_number, _by_slip, _by_sum, _by_chance):
        for place, purchase in enumerate(found):
            free = [order for order in case.orders if order.id not in taken.values()]
            if place not in taken and (order := next(matches(purchase, free), None)):
                taken[place] = order.id
    return tuple(taken.get(place) for place in range(len(found)))


def _numbers(purchase: Purchase, kind: ProposalKind) -> set[str]:
    return {bare(value) for page in purchase if isinstance(value := page.value(kind), str)}


def _by_number(purchase: Purchase, orders: Iterable[Order]) -> Iterator[Order]:
    numbers, payments = (_numbers(purchase, kind) for kind in _NUMBERS)
    for order in orders:
        number, payment = bare(order.number), bare(order.transaction)
        if (number and number in numbers) or (payment and payment in payments):
            yield order


def _by_slip(purchase: Purchase, orders: Iterable[Order]) -> Iterator[Order]:
    """A number that was typed with a slip of the pen."""
    for order in orders:
        mine = bare(order.number)
        if mine and any(_alike(mine, number) for number in _numbers(purchase, ProposalKind.ORDER_NUMBER)):
            yield order


def _alike(one: str, other: str) -> bool:
    return abs(len(one) - len(other)) <= 1 and SequenceMatcher(None, one, other).ratio() >= _SLIP


def _by_sum(purchase: Purchase, orders: Iterable[Order]) -> Iterator[Order]:
    """An order whose number nobody gave, for the same sum."""
    sums = {page.value(ProposalKind.PAID) for page in purchase} - {None}
    yield from (order for order in orders if _is_open(order, purchase) and order.paid in sums)


def _by_chance(purchase: Purchase, orders: Sequence[Order]) -> Iterator[Order]:
    """The only order there is, where nothing speaks against it."""
    if len(orders) == 1 and _is_open(orders[0], purchase):
        yield orders[0]


def _is_open(order: Order, purchase: Purchase) -> bool:
    """Whether its number is not known, or not on the pictures."""
    return not order.number or not _numbers(purchase, ProposalKind.ORDER_NUMBER)
