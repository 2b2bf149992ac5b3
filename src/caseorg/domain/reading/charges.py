"""What a list of bills says: each sum that left, with the day and the clock beside it or right below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from caseorg.domain.reading.passage import Passage, height, row_passage, rows
from caseorg.domain.reading.reading import Line, PageReading
from caseorg.domain.reading.stamps import find_stamp
from caseorg.domain.reading.values import AMOUNT, SIGNED, amount_of

_FEWEST = 2
_BELOW = 1.6  # of a line's height


@dataclass(frozen=True, slots=True)
class Charge:
    """`stamp` is when, as it is printed; empty where it is not."""

    amount: Decimal
    where: Passage
    stamp: str


def find_charges(body: PageReading) -> tuple[Charge, ...]:
    """Of a page with several sums; one alone is a bill."""
    found = tuple(_charges(rows(body)))
    return found if len(found) >= _FEWEST else ()


def _charges(table: Sequence[Sequence[Line]]) -> Iterator[Charge]:
    for number, row in enumerate(table):
        whole = row_passage(row)
        for match in SIGNED.finditer(whole.text):
            figures = AMOUNT.search(match[0])
            amount = amount_of(figures) if figures else None
            if amount is not None and match["direction"] == "-":
                beside = f"{whole.text[: match.start()]} {whole.text[match.end() :]}"
                yield Charge(amount, whole.part(*match.span()), find_stamp(beside) or _below(table, number))


def _below(table: Sequence[Sequence[Line]], number: int) -> str:
    if number + 1 >= len(table):
        return ""
    here, below = table[number][0].box, table[number + 1][0].box
    text = row_passage(table[number + 1]).text
    near = below.top - here.bottom <= _BELOW * height(here)
    return find_stamp(text) if near and not SIGNED.search(text) else ""
