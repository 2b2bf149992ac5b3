"""What one should do oneself beside the next step."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from caseorg.domain.case import Part
from caseorg.domain.clocks.deadline import Clock, ClockKind, ClockState
from caseorg.domain.moments import BEIJING, at_end_of
from caseorg.domain.remark import remark
from caseorg.domain.steps.position import Position, has_happened
from caseorg.domain.steps.signs import holds
from caseorg.domain.steps.step import Urgent

_MONTH = range(27, 33)  # days between two monthly charges


def dangers(position: Position) -> Iterator[Urgent]:
    """What the knowledge warns of in such a case, then periods of the user's own that end soon."""
    for rule in position.rules.dangers:
        if holds(position.signs, rule.signs, rule.unless):
            yield Urgent(do=remark("{what}", what=rule.text), until=_next_charge(position) if rule.monthly else None)
    for clock in position.clocks:
        if _ends_soon(position, clock):
            text = remark("“{what}” ends soon. {advice}", what=clock.name, advice=clock.advice)
            yield Urgent(do=text, until=clock.due, pressing=True)


def _ends_soon(position: Position, clock: Clock) -> bool:
    own = clock.mine and clock.kind is ClockKind.TERM and clock.state is ClockState.SOON
    asked = clock.key.startswith("after-sale") and has_happened(position, "platform-requested")
    return own and not asked


def _next_charge(position: Position) -> datetime | None:
    """The end of the day before the next monthly charge; None where the charges show no month between them."""
    days = sorted({charge.day for beat in position.story.of(Part.FAULT, Part.BUY) for charge in beat.charges})
    if len(days) < 2 or (days[-1] - days[-2]).days not in _MONTH:
        return None
    today, coming = position.now.astimezone(BEIJING).date(), days[-1]
    while coming <= today:
        coming = _month_later(coming, days[-1].day)
    return at_end_of(coming - timedelta(days=1))


def _month_later(day: date, wanted: int) -> date:
    """The wanted day of the next month, or its last."""
    first = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(wanted, last.day))
