"""What a list of bills says: each sum that left, with the day and the clock beside it or right below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from caseorg.domain.moments import Moment, Precision
from caseorg.domain.reading.passage import Passage, height, row_passage, rows
from caseorg.domain.reading.reading import Line, PageReading
from caseorg.domain.reading.stamps import find_stamp
from caseorg.domain.reading.values import AMOUNT, SIGNED, amount_of

_FEWEST = 2
_LONGEST_NAME = 30
_BELOW = 1.6  # of a line's height
_AT_ONCE = timedelta(minutes=30)
_PERIODS = tuple(timedelta(days=days) for days in (30, 91, 365))
_ABOUT = timedelta(days=3)


class Repeat(StrEnum):
    """Why the same sum left again: paid once more at once, or for the next month or year."""

    TWICE = "twice"
    RENEWED = "renewed"


@dataclass(frozen=True, slots=True)
class PrintedCharge:
    """`stamp` is when, as it is printed; empty where it is not. `payee` is whose name stands beside the sum."""

    amount: Decimal
    where: Passage
    stamp: str
    payee: Passage | None = None


def find_charges(body: PageReading) -> tuple[PrintedCharge, ...]:
    """Of a page with several sums; one alone is a bill."""
    found = tuple(_charges(rows(body)))
    return found if len(found) >= _FEWEST else ()


def common_payee(charges: Sequence[PrintedCharge]) -> Passage | None:
    """Who was paid each time, where one name stands beside all sums that have one."""
    named = [charge.payee for charge in charges if charge.payee]
    return named[0] if len(named) >= _FEWEST and len({name.text for name in named}) == 1 else None


def repeats(dated: Sequence[tuple[Moment, PrintedCharge]]) -> Iterator[Repeat | None]:
    """For each charge, the first one first, whether it repeats the last one of the same sum for the same payee."""
    for place, (at, charge) in enumerate(dated):
        before = [when for when, other in dated[:place] if _is_alike(charge, other)]
        yield _repeat(before[-1], at) if before else None


def _is_alike(one: PrintedCharge, other: PrintedCharge) -> bool:
    names = {charge.payee.text for charge in (one, other) if charge.payee}
    return one.amount == other.amount and len(names) < 2


def _repeat(before: Moment, at: Moment) -> Repeat | None:
    apart = at.at - before.at
    if Precision.DAY not in (before.precision, at.precision) and apart <= _AT_ONCE:
        return Repeat.TWICE
    return Repeat.RENEWED if any(abs(apart - period) <= _ABOUT for period in _PERIODS) else None


def _charges(table: Sequence[Sequence[Line]]) -> Iterator[PrintedCharge]:
    for number, row in enumerate(table):
        whole = row_passage(row)
        for match in SIGNED.finditer(whole.text):
            figures = AMOUNT.search(match[0])
            amount = amount_of(figures) if figures else None
            if amount is not None and match["direction"] == "-":
                beside = f"{whole.text[: match.start()]} {whole.text[match.end() :]}"
                stamp = find_stamp(beside) or _below(table, number)
                sides = (whole.part(0, match.start()), whole.part(match.end(), len(whole.text)))
                payee = next((name for side in sides if (name := _payee(side))), None)
                yield PrintedCharge(amount, whole.part(*match.span()), stamp, payee)


def _payee(beside: Passage) -> Passage | None:
    """What stands beside a sum and is not when it left."""
    stamp = find_stamp(beside.text)
    name = beside.part(beside.text.index(stamp) + len(stamp), len(beside.text)) if stamp else beside
    return name if 1 < len(name.text) <= _LONGEST_NAME and not name.text.isascii() else None


def _below(table: Sequence[Sequence[Line]], number: int) -> str:
    if number + 1 >= len(table):
        return ""
    here, below = table[number][0].box, table[number + 1][0].box
    text = row_passage(table[number + 1]).text
    near = below.top - here.bottom <= _BELOW * height(here)
    return find_stamp(text) if near and not SIGNED.search(text) else ""
