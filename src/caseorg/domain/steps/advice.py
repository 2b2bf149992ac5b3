"""What to do now in a case: what cannot wait, what is missing, waiting, the doors of the situation, the next rung."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from caseorg.domain.case import Part, Stage
from caseorg.domain.clocks.deadline import ClockState
from caseorg.domain.clocks.happenings import is_settled
from caseorg.domain.remark import remark
from caseorg.domain.steps.dangers import dangers
from caseorg.domain.steps.gaps import FIRST_GAPS, fill
from caseorg.domain.steps.ladder import climb
from caseorg.domain.steps.position import Position, find_clock, has_happened
from caseorg.domain.steps.questions import asks
from caseorg.domain.steps.situations import at_once, in_turn
from caseorg.domain.steps.step import NextStep, Refused
from caseorg.domain.steps.waiting import wait
from caseorg.domain.story.story import Beat
from caseorg.domain.sums.totals import sums_of


def next_step(position: Position) -> NextStep:
    """The one thing to do now, with all that is urgent beside it."""
    if position.case.stage is Stage.CLOSED:
        return NextStep(do=remark("Nothing is left to do."), why=remark("The case is closed."))
    if is_settled(position.happened, position.now):
        return NextStep(do=remark("Close the case."), why=remark("It was noted that the matter is settled."))
    step = _step(position)
    return replace(
        step,
        urgent=(*step.urgent, *dangers(position)),
        asks=tuple(asks(position)),
        refused=refused(position),
    )


def _step(position: Position) -> NextStep:
    return (
        at_once(position)
        or _paid_back(position)
        or _after_sale(position)
        or fill(position, FIRST_GAPS, remark("Whoever answers will ask for it."))
        or wait(position)
        or in_turn(position)
        or climb(position)
    )


def _paid_back(position: Position) -> NextStep | None:
    """What was paid, or what is claimed, came back: whether that settles the matter only the user can say."""
    if not _is_back(position):
        return None
    return NextStep(
        do=remark("Close the case, or note what is still open."),
        why=remark("As recorded, the money has come back."),
    )


def _is_back(position: Position) -> bool:
    """Of a part that is claimed, only what came after the last asking, and was not followed by a no."""
    sums, refunds = sums_of(position.case), position.story.of(Part.REFUND)
    if sums.paid and max(_sum(refunds), sums.refunded) >= sums.paid:
        return True
    asked = max((beat.at.at for beat in position.story.contacts if beat.at), default=None)
    later = tuple(beat for beat in refunds if asked and beat.at and beat.at.at >= asked)
    refusals = (beat.at.at for beat in position.story.of(Part.REFUSAL) if beat.at)
    if any(at > beat.at.at for at in refusals for beat in later if beat.at):
        return False
    return bool(sums.claimed) and bool(later) and _sum(later) >= (sums.claimed or 0)


def _sum(beats: Iterable[Beat]) -> Decimal:
    return sum((charge.amount for beat in beats for charge in beat.charges), Decimal(0))


def _after_sale(position: Position) -> NextStep | None:
    ending = find_clock(position, ("after-sale",), ClockState.SOON)
    if ending is None or has_happened(position, "platform-requested"):
        return None
    return NextStep(
        do=remark("Apply for after-sale service in the order now."),
        why=remark("The after-sale period is ending."),
        until=ending.due,
    )


def refused(position: Position) -> tuple[Refused, ...]:
    """The doors that do not take the matter, what is told of them first."""
    names = {refusal.id: refusal.name for refusal in position.channels}
    found = [
        Refused(
            channel=channel,
            name=names[channel],
            why=rule.why,
            instead=rule.instead,
            opens=rule.opens,
            basis=rule.basis,
            usual=rule.usual,
        )
        for channel, rule in position.closed.items()
    ]
    return tuple(sorted(found, key=lambda refusal: (refusal.usual, refusal.channel != "12315")))
