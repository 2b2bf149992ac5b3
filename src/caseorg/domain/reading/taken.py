"""What of a line that somebody points at goes into a field: its number, its sum, its time, or what its label names."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum

from caseorg.domain.moments import Moment, show_moment
from caseorg.domain.reading.finds import Find, find_values
from caseorg.domain.reading.passage import Passage, passage, row_passage, rows
from caseorg.domain.reading.reading import PageReading
from caseorg.domain.reading.values import AMOUNT, NUMBER, TIME, amount_of, is_sum, time_of
from caseorg.domain.reading.words import AMOUNTS, NUMBERS, TIMES, ReadingWords

_EDGES = " >›〉·|"  # such as the arrow behind the name of a shop


class Takes(StrEnum):
    """What a field takes."""

    NUMBER = "number"
    SUM = "sum"
    TIME = "time"  # or the line, which may say yesterday
    NAME = "name"  # what stands behind a label, or the line
    WORDS = "words"  # the line as it is


def taken(page: PageReading, number: int, takes: Takes, words: ReadingWords) -> str:
    """Empty where the line has none; a label that stands alone leads to what is beside it."""
    line = page.lines[number]
    if takes is Takes.WORDS:
        return line.text.strip()
    for lines in ((line,), next(row for row in rows(page) if line in row)):
        finds = find_values(replace(page, lines=lines), words)
        if found := next(_fitting(takes, finds, row_passage(lines)), ""):
            return found
    return passage(line).raw.strip(_EDGES) if takes in (Takes.NAME, Takes.TIME) else ""


def _fitting(takes: Takes, finds: Sequence[Find], where: Passage) -> Iterator[str]:
    match takes:
        case Takes.NUMBER:
            yield from (str(find.value) for find in finds if find.field in NUMBERS)
            yield from sorted((match[0].replace(" ", "") for match in NUMBER.finditer(where.text)), key=len)[-1:]
        case Takes.SUM:
            yield from (f"{find.value}" for find in finds if find.field in AMOUNTS)
            alone = AMOUNT.fullmatch(where.text.strip())
            sums = [match for match in AMOUNT.finditer(where.text) if is_sum(match)] or ([alone] if alone else [])
            yield from (f"{amount}" for match in sums if (amount := amount_of(match)) is not None)
        case Takes.TIME:
            yield from (_time(find.value) for find in finds if find.field in TIMES)
            times = (time_of(match) for match in TIME.finditer(where.text))
            yield from (show_moment(moment) for moment in times if moment)
        case Takes.NAME:
            yield from (find.where.raw for find in finds if find.label)


def _time(value: str | Decimal | Moment) -> str:
    return show_moment(value) if isinstance(value, Moment) else str(value)
