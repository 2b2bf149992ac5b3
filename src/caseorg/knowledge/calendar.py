"""The calendar: published schedules from chinesecalendar and the user's table, statutory holidays from ours."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from caseorg.domain.clocks.workdays import SATURDAY, Calendar, make_calendar
from caseorg.domain.known import KnowledgeEntry
from caseorg.domain.remark import Remark, remark
from caseorg.knowledge.reader import UnreadableError, in_entry, in_field, read_tables

FILE = "workdays.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statutory(KnowledgeEntry):
    """The holidays by law of some years."""

    days: tuple[date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidaySchedule(KnowledgeEntry):
    """What was published for the year `id`: the days off, and the weekend days that are worked."""

    off: tuple[date, ...]
    work: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """What a file says."""

    statutory: frozenset[date]
    schedules: Mapping[int, HolidaySchedule]


def read_workdays(text: str, statutory: frozenset[date] = frozenset()) -> Tables:
    """A checked file; each of the `statutory` days must be off in the schedule of its year.

    Raises:
        UnreadableError: as read_tables, or a schedule cannot be true.
    """
    read = read_tables(text, {"statutory": Statutory, "year": HolidaySchedule})
    own = frozenset(day for entry in read["statutory"].values() if isinstance(entry, Statutory) for day in entry.days)
    schedules = [entry for entry in read["year"].values() if isinstance(entry, HolidaySchedule)]
    for schedule in schedules:
        for field, fault in _faults(schedule, own | statutory):
            raise UnreadableError(in_entry(schedule.id, in_field(field, fault)))
    return Tables(own, {int(schedule.id): schedule for schedule in schedules})


def _faults(schedule: HolidaySchedule, statutory: frozenset[date]) -> Iterator[tuple[str, Remark]]:
    if not (schedule.id.isascii() and schedule.id.isdigit() and len(schedule.id) == 4):
        yield "id", remark("must be a year such as 2027")
        return
    year = int(schedule.id)
    for field, days in (("off", schedule.off), ("work", schedule.work)):
        for day in days:
            if day.year != year and (day.year, day.month) != (year - 1, 12):  # a New Year can reach into December
                yield field, remark("{day} is not in {year}", day=day, year=year)
    for day in schedule.work:
        if day.weekday() < SATURDAY:
            yield "work", remark("{day} is not a Saturday or Sunday", day=day)
        if day in schedule.off:
            yield "work", remark("{day} is also in “off”", day=day)
    for day in sorted(statutory - set(schedule.off)):
        if day.year == year:
            yield "off", remark("the public holiday {day} is missing", day=day)


def build_calendar(ours: Tables, user: Tables) -> Calendar:
    """The calendar of what is published; a year in the user's table stands in for the published one."""
    from chinese_calendar import constants  # takes time that most commands need not spend

    schedules = {**ours.schedules, **user.schedules}
    off = {day for day in constants.holidays if day.year not in schedules}
    work = {day for day in constants.workdays if day.year not in schedules}
    known = {day.year for day in constants.holidays} | schedules.keys()
    for _, schedule in sorted(schedules.items()):
        off = (off - set(schedule.work)) | set(schedule.off)
        work = (work - set(schedule.off)) | set(schedule.work)
    return make_calendar(known, off, work, ours.statutory | user.statutory)
