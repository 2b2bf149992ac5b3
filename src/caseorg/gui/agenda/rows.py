"""What the agenda says: in which group a clock stands, and its times in words."""

from datetime import datetime, timedelta
from enum import IntEnum, auto

from caseorg.domain.clocks.deadline import Clock, ClockKind, ClockState
from caseorg.domain.moments import BEIJING
from caseorg.i18n import remark_text, tr
from caseorg.jobs.agenda import AgendaItem

_WEEK = timedelta(days=7)
_MANY_DAYS = 10


class AgendaGroup(IntEnum):
    """The headings, in their order."""

    OVERDUE = auto()
    TODAY = auto()
    WEEK = auto()
    LATER = auto()


GROUPS = {
    AgendaGroup.OVERDUE: "Overdue",
    AgendaGroup.TODAY: "Today",
    AgendaGroup.WEEK: "Within seven days",
    AgendaGroup.LATER: "Later",
}


def group_of(clock: Clock, now: datetime) -> AgendaGroup:
    """Days are those of Beijing."""
    if clock.state is ClockState.OVERDUE:
        return AgendaGroup.OVERDUE
    if clock.due.astimezone(BEIJING).date() <= now.astimezone(BEIJING).date():
        return AgendaGroup.TODAY
    return AgendaGroup.WEEK if clock.due <= now + _WEEK else AgendaGroup.LATER


def name_text(clock: Clock) -> str:
    """What falls due; a promise in its own words."""
    return tr("Promise: “{text}”", text=clock.name) if clock.kind is ClockKind.PROMISE else clock.name


def due_text(clock: Clock) -> str:
    """`2026-11-21 23:59`, with the other reading where there are two, and why."""
    due = show_time(clock.due)
    if clock.latest and clock.latest != clock.due:
        due = tr("{due} (or {latest})", due=due, latest=show_time(clock.latest))
    return "　".join((due, *map(remark_text, clock.reasons)))


def show_time(instant: datetime) -> str:
    """Beijing time to the minute."""
    return f"{instant.astimezone(BEIJING):%Y-%m-%d %H:%M}"


def left_text(clock: Clock, now: datetime) -> str:
    """`3 days 2 hours over` or `5 hours left`."""
    end = clock.latest if clock.state is ClockState.OVERDUE and clock.latest else clock.due
    text = span_text(abs(end - now))
    return tr("{span} over", span=text) if end < now else tr("{span} left", span=text)


def span_text(span: timedelta) -> str:
    """The two largest parts: days and hours, or hours and minutes; many days alone."""
    days, hours, minutes = span.days, span.seconds // 3600, span.seconds % 3600 // 60
    if days:
        exact = hours and days < _MANY_DAYS
        return tr("{days} d {hours} h", days=days, hours=hours) if exact else tr("{days} d", days=days)
    if hours:
        return tr("{hours} h {minutes} min", hours=hours, minutes=minutes) if minutes else tr("{hours} h", hours=hours)
    return tr("{minutes} min", minutes=minutes)


def basis_text(clock: Clock) -> str:
    """What the period rests on; a claim is told as one."""
    return "  ".join(filter(None, (tr("claimed") if clock.claimed else "", "、".join(clock.basis))))


def row_text(item: AgendaItem, now: datetime) -> str:
    """The row in one sentence, for those who hear it."""
    clock = item.clock
    return "，".join(
        filter(None, (name_text(clock), left_text(clock, now), due_text(clock), item.title, basis_text(clock)))
    )
