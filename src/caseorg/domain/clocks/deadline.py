"""Clocks: promises, follow-ups, claimed and statutory periods."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from caseorg.domain.case import EventId, MessageId, PromiseId
from caseorg.domain.known import Known
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
class Milestone(Known):
    """Something an event can be that starts or ends a clock, such as the filing of a complaint."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRule(Known):
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
class Clock:
    """`due` is the earliest end; `latest` is another reading, or an extension, where there is one.

    `basis` holds ids of statutes, or their citations in what the knowledge answers. `key` stays the same as long as
    what started the clock does. `kept` is what became of a promise, None while that is open. `channel` is where the
    clock was started, empty where that is not known.
    """

    key: str
    kind: ClockKind
    state: ClockState
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
