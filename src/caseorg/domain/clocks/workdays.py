"""Working days and public holidays, and what a period comes to where the schedule is not published yet.

The State Council settles each autumn on which weekdays of the next year are off and which weekends are worked for
them (调休). Of a year without that notice only the statutory days are certain; the days around them can go either
way, so that a period has an earliest and a latest end, and the truth lies between.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from caseorg.domain.remark import Remark, remark

DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the schedules went from one holiday: days before and after it that were off or worked (never one of the
    first two after it), and how many of either at most."""

    off_before: int
    off_after: int
    work_before: int
    work_after: int
    most_off: int
    most_worked: int = 2


# The furthest that the schedules of 2008 to 2026 went, the prolonged Spring Festival of 2020 included.
_SPRING = Reach(2, 5, 6, 9, 5)
_LABOUR = Reach(2, 4, 8, 10, 3)
_NATIONAL = Reach(2, 5, 11, 9, 4)
_SINGLE = {  # by the weekday of a holiday of one day: on a Monday or Friday it needs no exchange
    1: Reach(1, 2, 5, 5, 2),
    2: Reach(2, 2, 5, 5, 2),
    3: Reach(0, 1, 5, 5, 1),
    5: Reach(1, 2, 5, 5, 1),
    6: Reach(0, 2, 5, 5, 2),
}
_UNTOUCHED = Reach(0, 0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday of a year whose schedule is not known, by its first day."""

    first: date
    reach: Reach


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """`known` are the years whose schedule is published; `off` and `work` are its days that differ from Monday to
    Friday. `statutory` are the holidays by law; near those of years without a schedule days are doubtful.
    """

    known: frozenset[int]
    off: frozenset[date]
    work: frozenset[date]
    statutory: frozenset[date]


@dataclass(frozen=True, slots=True)
class PeriodEnd:
    """The end of a period; two dates where it can be read or turn out in two ways, and why."""

    earliest: date
    latest: date
    reasons: tuple[Remark, ...] = ()


def make_calendar(
    known: Iterable[int], off: Iterable[date], work: Iterable[date], statutory: Iterable[date]
) -> Calendar:
    """The calendar of these schedules and statutory holidays."""
    return Calendar(known=frozenset(known), off=frozenset(off), work=frozenset(work), statutory=frozenset(statutory))


def doubtful(calendar: Calendar, year: int) -> Mapping[date, tuple[Holiday, ...]]:
    """The days of a year that may be off or worked, with the holidays for which they may be."""
    return _doubtful(calendar.statutory, calendar.known, year)


def _doubts(calendar: Calendar, day: date) -> tuple[Holiday, ...]:
    return doubtful(calendar, day.year).get(day, ())


@lru_cache(maxsize=64)
def _doubtful(statutory: frozenset[date], known: frozenset[int], year: int) -> Mapping[date, tuple[Holiday, ...]]:
    """Of few years, as they are asked for: the statutory holidays are settled until 2100."""
    around = {year - 1, year, year + 1} - known
    found: dict[date, tuple[Holiday, ...]] = {}
    for block in _blocks(day for day in statutory if day.year in around):
        holiday = Holiday(block[0], _reach(block))
        for day in _near(block, holiday.reach):
            if day.year == year and day not in statutory:
                found[day] = (*found.get(day, ()), holiday)
    return found


def _blocks(days: Iterable[date]) -> Iterator[list[date]]:
    """The holidays, each as a row of days."""
    block: list[date] = []
    for day in sorted(days):
        if block and (day - block[-1] > DAY or day.year != block[-1].year):
            yield block
            block = []
        block.append(day)
    if block:
        yield block


def _reach(block: list[date]) -> Reach:
    first = block[0]
    if len(block) > 2:
        return _SPRING if first.month < 4 else _NATIONAL
    if (first.month, first.day) == (5, 1):
        return _LABOUR
    return _SINGLE.get(first.weekday(), _UNTOUCHED)


def _near(block: list[date], reach: Reach) -> Iterator[date]:
    """The weekdays that may be off and the weekend days that may be worked."""
    for distance in range(1, 12):
        before, after = block[0] - distance * DAY, block[-1] + distance * DAY
        if distance <= (reach.work_before if _is_weekend(before) else reach.off_before):
            yield before
        if distance <= reach.work_after and distance > 2 if _is_weekend(after) else distance <= reach.off_after:
            yield after


def _is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def is_holiday(calendar: Calendar, day: date) -> bool:
    """A public holiday for certain, exchanged days included."""
    return day in calendar.statutory or day in calendar.off


def is_workday(calendar: Calendar, day: date) -> bool:
    """As far as is known today; a doubtful day counts as an ordinary one."""
    return not is_holiday(calendar, day) and (not _is_weekend(day) or day in calendar.work)


def add_workdays(calendar: Calendar, start: date, count: int) -> PeriodEnd:
    """The day on which the period of so many working days ends; the first day is not counted (令121 art. 45).

    Within known years n days and then m from there are n + m days; the range of n + m days lies within that of n days
    and then m from either end.
    """
    earliest = _walk(calendar, start, count, hopeful=True)
    latest = _walk(calendar, start, count, hopeful=False)
    return PeriodEnd(earliest, latest, _unpublished(calendar, start + DAY, latest))


def _walk(calendar: Calendar, start: date, count: int, *, hopeful: bool) -> date:
    """`hopeful` lets weekends be worked as early as they can be, otherwise weekdays are off as early as they can be."""
    day, changed = start, Counter[Holiday]()
    while count > 0:
        day += DAY
        worked = is_workday(calendar, day)
        if worked is not hopeful and (holiday := _that_may_change(calendar, day, changed)):
            changed[holiday] += 1
            worked = hopeful
        count -= worked
    return day


def _that_may_change(calendar: Calendar, day: date, changed: Counter[Holiday]) -> Holiday | None:
    """The first holiday for which the day may be off, or worked, beside those that are already."""
    for holiday in _doubts(calendar, day):
        most = holiday.reach.most_worked if _is_weekend(day) else holiday.reach.most_off
        if changed[holiday] < most:
            return holiday
    return None


def _unpublished(calendar: Calendar, first: date, last: date) -> tuple[Remark, ...]:
    """Which years from the first to the last day are without a schedule."""
    days = ((day.year if day.year not in calendar.known else day.year + 1) for day in _touched(calendar, first, last))
    return tuple(
        remark("The holiday schedule of {year} is not known here yet; days near holidays can go either way.", year=year)
        for year in sorted(set(days))
    )


def _touched(calendar: Calendar, first: date, last: date) -> Iterator[date]:
    """The days on which it matters: those of years without schedule, and doubtful ones at the end of a known year."""
    day = first
    while day <= last:
        if day.year not in calendar.known or _doubts(calendar, day):
            yield day
        day += DAY


def add_days(calendar: Calendar, start: date, count: int) -> PeriodEnd:
    """The day on which the period of so many natural days ends; the first day is not counted."""
    return roll(calendar, start + count * DAY)


def add_months(calendar: Calendar, start: date, count: int) -> PeriodEnd:
    """The same day so many months later, or the last one of that month (民法典 art. 202)."""
    return roll(calendar, _months_later(start, count))


def _months_later(start: date, count: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    following = date(year + month // 11, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + (start.day - 1) * DAY, following - DAY)


def roll(calendar: Calendar, raw: date) -> PeriodEnd:
    """A period that ends on a public holiday ends on the first day after it (令121 art. 45).

    Whether an ordinary weekend is such a day is open (民法典 art. 203 says 法定休假日): both readings are given.
    """
    earliest = latest = raw
    while is_holiday(calendar, earliest):
        earliest += DAY
    while _doubts(calendar, latest) or not is_workday(calendar, latest):
        latest += DAY
    reasons = []
    if earliest > raw:
        reasons.append(remark("{day} is a public holiday: the period ends on the first day after it.", day=raw))
    if any(_is_weekend(day) and day not in calendar.work for day in _days(earliest, latest)):
        reasons.append(remark("Whether an end on an ordinary weekend moves to Monday is open."))
    return PeriodEnd(earliest, latest, (*reasons, *_unpublished(calendar, raw, latest)))


def _days(first: date, last: date) -> Iterator[date]:
    """From the first to the day before the last."""
    return (first + number * DAY for number in range((last - first).days))
