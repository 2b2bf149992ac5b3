"""What is due as a calendar file for a telephone."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from caseorg.domain.case import CaseId
from caseorg.domain.clocks.deadline import Clock, ClockKind, ClockState
from caseorg.domain.moments import BEIJING
from caseorg.domain.privacy.versions import masked
from caseorg.i18n import remark_text, tr
from caseorg.jobs.agenda import AgendaItem, by_urgency, read_agenda
from caseorg.knowledge.agenda import clocks_of
from caseorg.knowledge.stories import story_of
from caseorg.output.targets import require_outside
from caseorg.output.writing import ordinary_file, part_of, replacing
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace

if TYPE_CHECKING:
    from icalendar import Alarm, Event, Timezone

ZONE = "Asia/Shanghai"
_LENGTH = timedelta(minutes=15)
_PAST = timedelta(days=7)  # what passed before is told by the agenda, not by a calendar
_NOTICE = {ClockKind.PROMISE: timedelta(0), ClockKind.FOLLOW_UP: timedelta(0), ClockKind.TERM: timedelta(hours=-14)}


@dataclass(frozen=True, slots=True)
class CalendarCount:
    """How many entries a calendar has, and how many were left out as overdue for long."""

    written: int
    left_out: int


def export_ics(workspace: Workspace, out: Path, now: datetime) -> CalendarCount:
    """Writes what is still open and was not due long ago as a calendar file.

    It leaves the machine: of a case it tells the title and what is due, as everybody may read them.

    Raises:
        CaseorgError: the file cannot be written.
    """
    due = [item for item in read_agenda(workspace, now) if item.clock.state is not ClockState.DONE]
    coming = dict.fromkeys(item.case_id for item in due if _is_coming(item.clock, now))
    items = tuple(sorted((item for key in coming for item in _public(workspace, key, now)), key=by_urgency))
    out = ordinary_file(out)
    require_outside(workspace.folder, out)
    part = part_of(out)
    with replacing(out, part):
        with part.open("xb") as file:
            file.write(ics_text(items, now))
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
    return CalendarCount(len(items), sum(not _is_coming(item.clock, now) for item in due))


def _public(workspace: Workspace, case_id: CaseId, now: datetime) -> Iterator[AgendaItem]:
    """What is coming in a case, as the masked case tells it."""
    case = masked(workspace.read(load_case, case_id), workspace.knowledge.personal_words).case
    clocks = clocks_of(workspace.knowledge, case, story_of(workspace.knowledge, case), now)
    return (AgendaItem(case.id, case.title, clock) for clock in clocks if _is_coming(clock, now))


def _is_coming(clock: Clock, now: datetime) -> bool:
    return clock.state is not ClockState.DONE and max(clock.due, clock.latest or clock.due) >= now - _PAST


def ics_text(items: tuple[AgendaItem, ...], now: datetime) -> bytes:
    """The items as iCalendar with an alarm each where that is not past; importing it again updates the entries."""
    from icalendar import Calendar  # takes time that most commands need not spend

    calendar = Calendar()
    calendar.add("prodid", "-//caseorg//agenda//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_beijing())
    for item in items:
        calendar.add_component(_event(item, now))
    return bytes(calendar.to_ical())


def _beijing() -> "Timezone":
    """Without daylight saving, as in all times of a case."""
    from icalendar import Timezone, TimezoneStandard

    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", ZONE)
    standard.add("dtstart", datetime(1991, 9, 15, 1))  # noqa: DTZ001 (a local time by definition)
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=8))
    zone.add_component(standard)
    return zone


def _event(item: AgendaItem, now: datetime) -> "Event":
    from icalendar import Event

    clock, event = item.clock, Event()
    title = _title(item)
    event.add("uid", f"{item.case_id}-{clock.key.replace(':', '-')}@caseorg")
    event.add("dtstamp", now.astimezone(UTC))
    for name, at in (("dtstart", clock.due), ("dtend", clock.due + _LENGTH)):
        event.add(name, at.astimezone(BEIJING).replace(tzinfo=None), parameters={"TZID": ZONE})
    event.add("summary", title)
    event.add("description", "\n".join(_description(clock)))
    event.add("transp", "TRANSPARENT")
    if clock.due + _NOTICE[clock.kind] > now:
        event.add_component(_alarm(title, _NOTICE[clock.kind]))
    return event


def _alarm(title: str, notice: timedelta) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", notice)
    return alarm


def _title(item: AgendaItem) -> str:
    name = tr("{what} (claimed)", what=item.clock.name) if item.clock.claimed else item.clock.name
    return tr("{case}: {what}", case=item.title, what=name)


def _description(clock: Clock) -> Iterator[str]:
    if clock.latest:
        yield tr("By another reading: {time}.", time=f"{clock.latest.astimezone(BEIJING):%Y-%m-%d %H:%M}")
    yield from map(remark_text, clock.reasons)
    if clock.claimed:
        yield tr("Somebody claims this time; it is no rule.")
    if clock.basis:
        yield tr("Basis: {what}", what="、".join(clock.basis))
    if clock.advice:
        yield clock.advice
