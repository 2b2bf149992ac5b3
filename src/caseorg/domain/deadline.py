"""Clocks: promises, follow-ups, claimed and statutory periods."""

from dataclasses import dataclass
from enum import StrEnum

from caseorg.domain.known import Known


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
    """So much time after the milestone `starts`, unless one of `ends` comes first.

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
