"""Clocks: promises, follow-ups, claimed and statutory periods."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from operator import attrgetter

from caseorg.domain.case import EventId, MessageId, PromiseId
from caseorg.domain.known import KnowledgeEntry
from caseorg.domain.moments import Moment
from caseorg.domain.remark import Remark


class Unit(StrEnum):
    """Hours run from the moment, all others from the day after (民法典 art. 201, 令121 art. 45)."""

    HOURS = "hours"
    DAYS = "days"
    WORKDAYS = "workdays"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(KnowledgeEntry):
    """Something an event can be that starts or ends a clock, such as the filing of a complaint."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRule(KnowledgeEntry):
    """So much time after the milestone `starts`, unless one of `ends` comes first; no time: the milestone is the end.

    `mine` says that the user has to act in time, not the other side. `advice` is what to do when it has passed.
    An extension that may be granted is `extension` units more. CLAIMED periods are shown with 声称.
    """

    name: str
    starts: str
    ends: tuple[str, ...]
    amount: int
    unit: Unit
    basis: tuple[str, ...]
    advice: str
    extension: int = 0
    mine: bool = False


class ClockKind(StrEnum):
    """What a clock is about."""

    PROMISE = "promise"
    FOLLOW_UP = "follow-up"
    TERM = "term"


class ClockState(StrEnum):
    """OVERDUE only when it has passed on every reading; SOON from shortly before the first one."""

    OVERDUE = "overdue"
    SOON = "soon"
    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedClock:
    """A clock but for how it stands now, which `clock_at` adds.

    `due` is the earliest end; `latest` is another reading, or an extension, where there is one. It is due soon from
    `lead` before `due` on, and `ended` says that it is done whatever the time.

    `basis` holds ids of statutes, or their citations in what the knowledge answers. `key` stays the same as long as
    what started the clock does. `kept` is what became of a promise, None while that is open. `channel` is where the
    clock was started, empty where that is not known.
    """

    key: str
    kind: ClockKind
    name: str
    since: Moment
    due: datetime
    latest: datetime | None = None
    reasons: tuple[Remark, ...] = ()
    basis: tuple[str, ...] = ()
    claimed: bool = False
    mine: bool = False
    advice: str = ""
    promise: PromiseId | None = None
    event: EventId | None = None
    message: MessageId | None = None
    kept: bool | None = None
    channel: str = ""
    lead: timedelta = timedelta()
    ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock(DatedClock):
    """A clock as it stands at a certain time."""

    state: ClockState


@dataclass(frozen=True, slots=True)
class DatedClocks:
    """The clocks of a case, right for every time from `since` on and before `until`; None: there is no such limit.

    What else a clock says than its state can depend on the time too: an event that is noted for tomorrow settles
    nothing today.
    """

    clocks: tuple[DatedClock, ...]
    since: datetime | None = None
    until: datetime | None = None

    def hold_at(self, now: datetime) -> bool:
        """Whether they are right at this time."""
        return (self.since is None or self.since <= now) and (self.until is None or now < self.until)

    def at(self, now: datetime) -> tuple[Clock, ...]:
        """What is overdue first, then by time, what is done last."""
        return tuple(sorted((clock_at(clock, now) for clock in self.clocks), key=urgency))


def between(turns: Iterable[datetime], now: datetime) -> tuple[datetime | None, datetime | None]:
    """The last of the instants that has come, and the next one."""
    known = tuple(turns)
    since = max((turn for turn in known if turn <= now), default=None)
    return since, min((turn for turn in known if turn > now), default=None)


_FIELDS = tuple(field.name for field in fields(DatedClock))
_values = attrgetter(*_FIELDS)  # thousands of clocks are read at a time


def clock_at(dated: DatedClock, now: datetime) -> Clock:
    """The clock as it stands at this time."""
    return Clock(state=state_at(dated, now), **dict(zip(_FIELDS, _values(dated), strict=True)))


def state_at(dated: DatedClock, now: datetime) -> ClockState:
    """How it stands at this time."""
    if dated.ended:
        return ClockState.DONE
    if now > (dated.latest or dated.due):
        return ClockState.OVERDUE
    return ClockState.SOON if now >= dated.due - dated.lead else ClockState.RUNNING


def urgency(clock: Clock) -> tuple[bool, bool, datetime, str]:
    """By which clocks are ordered."""
    return clock.state is ClockState.DONE, clock.state is not ClockState.OVERDUE, clock.due, clock.key
