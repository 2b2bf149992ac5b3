"""What kind of trouble it is decides the doors before any ladder does: fraud, theft, a shop that is gone."""

from dataclasses import replace
from decimal import Decimal

from caseorg.domain.case import Part
from caseorg.domain.remark import Remark, listing, remark
from caseorg.domain.steps.doors import Situation
from caseorg.domain.steps.position import Position
from caseorg.domain.steps.signs import holds, shown_by
from caseorg.domain.steps.step import NextStep, Urgent
from caseorg.domain.steps.ways import begun, go
from caseorg.domain.sums.totals import sums_of
from caseorg.domain.text.quoting import within

_QUOTED = 2
_LONGEST = 60


def situation_of(position: Position) -> Situation | None:
    """The first that holds; one that begins with a sum needs it."""
    at_stake = _at_stake(position)
    return next(
        (
            situation
            for situation in position.rules.situations
            if at_stake >= situation.at_least and holds(position.signs, situation.signs, situation.unless)
        ),
        None,
    )


def _at_stake(position: Position) -> Decimal:
    """What is claimed, or what was paid and did not come back; where neither is known, what the story says was paid."""
    sums = sums_of(position.case)
    if known := [amount for amount in (sums.claimed, sums.open) if amount is not None]:
        return max(known)
    return sum((charge.amount for beat in position.story.of(Part.BUY) for charge in beat.charges), Decimal(0))


def at_once(position: Position) -> NextStep | None:
    """What cannot wait comes before everything, and is urgent until somebody was told of it."""
    found = situation_of(position)
    if found is None or not found.at_once:
        return None
    step = _go(position, found)
    if step is None or begun(position, found.doors):
        return step
    lines = (remark("{what}", what=line) for line in _lines(position, found))
    return replace(step, urgent=tuple(Urgent(do=line, pressing=True) for line in lines))


def _lines(position: Position, found: Situation) -> tuple[str, ...]:
    """The scenario that the user chose says it best."""
    return position.scenario.urgent if position.scenario and position.scenario.urgent else found.urgent


def in_turn(position: Position) -> NextStep | None:
    """The doors of a situation that can wait for what the case lacks and for answers."""
    found = situation_of(position)
    if found is None or found.at_once:
        return None
    return _go(position, found)


def _go(position: Position, found: Situation) -> NextStep | None:
    step = go(position, found.doors, _why(position, found))
    if step is None or not found.note:
        return step
    then = remark("{then} {note}", then=step.then, note=found.note) if step.then else remark("{what}", what=found.note)
    return replace(step, then=then)


def _why(position: Position, found: Situation) -> Remark:
    quoted = [remark("“{text}”", text=within(_short(beat.text))) for beat in shown_by(position.signs, found.signs)]
    if quoted:
        return remark("{situation}: {facts}.", situation=found.name, facts=listing(quoted[-_QUOTED:]))
    name = position.scenario.name if position.scenario else found.name
    return remark("“{scenario}” cannot wait.", scenario=name) if found.urgent else remark("{what}.", what=name)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
