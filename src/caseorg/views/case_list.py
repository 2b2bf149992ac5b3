"""What a list of cases says of each, and by what it is narrowed and ordered."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from caseorg.domain.case import CaseId, CaseSummary, Platform, Shelf, Stage
from caseorg.domain.clocks.deadline import Clock, ClockState
from caseorg.domain.moments import BEIJING
from caseorg.i18n import tr
from caseorg.jobs.agenda import AgendaItem
from caseorg.views.initials import finder, reading_order

_NEVER = datetime.max.replace(tzinfo=UTC)
_SOON_DAYS = 7
Key = tuple[Any, ...]


class CaseFilter(StrEnum):
    """Which cases are shown."""

    ALL = "all"
    TO_DO = "to do"
    OVERDUE = "overdue"
    CLOSED = "closed"
    PUT_AWAY = "put away"
    TRASH = "trash"


class CaseOrder(StrEnum):
    """By what they are ordered."""

    CHANGED = "changed"
    DUE = "due"
    TITLE = "title"
    BOUGHT = "bought"


class BadgeTone(StrEnum):
    """How much a badge wants to be seen; its words say the same."""

    URGENT = "urgent"
    SOON = "soon"
    CALM = "calm"


KINDS = {
    CaseFilter.ALL: "All",
    CaseFilter.TO_DO: "To do",
    CaseFilter.OVERDUE: "Overdue",
    CaseFilter.CLOSED: "Closed",
    CaseFilter.PUT_AWAY: "Put away",
    CaseFilter.TRASH: "Trash",
}
USUAL_KINDS = (
    CaseFilter.ALL,
    CaseFilter.TO_DO,
    CaseFilter.OVERDUE,
    CaseFilter.CLOSED,
)  # the others are offered where there are such cases
_SHELVES = {
    Shelf.PUT_AWAY: frozenset({CaseFilter.PUT_AWAY}),
    Shelf.TRASH: frozenset({CaseFilter.TRASH}),
}  # under that alone
_CALM = frozenset({CaseFilter.ALL})
_CLOSED = frozenset({CaseFilter.ALL, CaseFilter.CLOSED})
_TO_DO = frozenset({CaseFilter.ALL, CaseFilter.TO_DO})  # whatever has a badge wants something to be done
_OVERDUE = _TO_DO | {CaseFilter.OVERDUE}
ORDERS = {
    CaseOrder.CHANGED: "Last changed",
    CaseOrder.DUE: "Due first",
    CaseOrder.TITLE: "Title",
    CaseOrder.BOUGHT: "Date of purchase",
}


@dataclass(frozen=True, slots=True)
class Badge:
    """The one thing that a case most wants to be known for."""

    text: str
    tone: BadgeTone


class ListedCase(NamedTuple):
    """A case with its most urgent clock, and the headings under which it stands."""

    case: CaseSummary
    clock: Clock | None
    kinds: frozenset[CaseFilter]

    @property
    def words(self) -> str:
        """By which it is found; letters have one size."""
        case = self.case
        return f"{case.title}\n{case.merchant}\n{case.order_number}".casefold()

    @property
    def closed(self) -> bool:
        """Whether nothing is to be done any more."""
        return self.case.stage is Stage.CLOSED


def list_case(case: CaseSummary, clock: Clock | None, now: datetime) -> ListedCase:
    """A case as it is listed now. There are many: nothing is put in words before it is looked at."""
    if case.shelf is not Shelf.AT_HAND:
        return ListedCase(case, clock, _SHELVES[case.shelf])
    if case.stage is Stage.CLOSED:
        return ListedCase(case, clock, _CLOSED)
    if clock and clock.state is ClockState.OVERDUE:
        return ListedCase(case, clock, _OVERDUE)
    pressing = not case.evidence_count or (clock is not None and _days_left(clock, now) <= _SOON_DAYS)
    return ListedCase(case, clock, _TO_DO if pressing else _CALM)


def most_urgent(items: Iterable[AgendaItem]) -> dict[CaseId, Clock]:
    """Of each case the clock that comes first, of items in the order of the agenda; what is done is none."""
    found: dict[CaseId, Clock] = {}
    for item in items:
        if item.clock.state is not ClockState.DONE:
            found.setdefault(item.case_id, item.clock)
    return found


def badge_of(listed: ListedCase, now: datetime) -> Badge | None:
    """What is overdue, else what falls due within seven days, else that there is no evidence; a closed case has none.

    Days are those of Beijing.
    """
    if listed.closed or listed.case.shelf is Shelf.TRASH:
        return None
    if listed.clock and (badge := _due(listed.clock, now)):
        return badge
    return None if listed.case.evidence_count else Badge(tr("No evidence"), BadgeTone.SOON)


def _due(clock: Clock, now: datetime) -> Badge | None:
    if clock.state is ClockState.OVERDUE:
        return Badge(_over(now - (clock.latest or clock.due)), BadgeTone.URGENT)
    days = _days_left(clock, now)
    if days > _SOON_DAYS:
        return None
    names = {0: tr("Due today"), 1: tr("Due tomorrow")}
    return Badge(
        names.get(max(days, 0)) or tr("Due in {days} days", days=days), BadgeTone.SOON if days <= 1 else BadgeTone.CALM
    )


def _days_left(clock: Clock, now: datetime) -> int:
    return (clock.due.astimezone(BEIJING).date() - now.astimezone(BEIJING).date()).days


def _over(span: timedelta) -> str:
    if span.days > 0:
        return tr("{days} days overdue", days=span.days)
    hours = span.seconds // 3600
    return tr("{hours} hours overdue", hours=hours) if hours else tr("Just overdue")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; None for whatever platform."""

    words: str = ""
    kind: CaseFilter = CaseFilter.ALL
    platform: Platform | None = None

    def matcher(self) -> Callable[[ListedCase], bool]:
        """Whether a case is wanted: it holds the words, or their letters begin its characters."""
        words = self.words.strip().casefold()
        find = finder(words) if words else None

        def matches(listed: ListedCase) -> bool:
            if self.platform is not None and listed.case.platform is not self.platform:
                return False
            if self.kind not in listed.kinds:
                return False
            return not words or words in listed.words or bool(find and find(listed.words))

        return matches


def order_key(order: CaseOrder) -> Callable[[ListedCase], Key]:
    """By which the cases are sorted; no two have the same key."""
    return _KEYS[order]


def _changed(listed: ListedCase) -> Key:
    """The one touched last first."""
    return _NEVER - listed.case.updated_at, listed.case.id


def _due_first(listed: ListedCase) -> Key:
    """What is overdue longest first, then what falls due next; then those where nothing runs."""
    clock = None if listed.closed else listed.clock
    overdue = clock is not None and clock.state is ClockState.OVERDUE
    return listed.closed, clock is None, not overdue, clock.due if clock else _NEVER, *_changed(listed)


def _title(listed: ListedCase) -> Key:
    return reading_order(listed.case.title), listed.case.id


def _bought(listed: ListedCase) -> Key:
    """The last purchase first; last those of which it is not known."""
    bought = listed.case.bought
    return not bought, tuple(-ord(text) for text in bought), *_changed(listed)


_KEYS: dict[CaseOrder, Callable[[ListedCase], Key]] = {
    CaseOrder.CHANGED: _changed,
    CaseOrder.DUE: _due_first,
    CaseOrder.TITLE: _title,
    CaseOrder.BOUGHT: _bought,
}
