"""The next step as both faces show it: what cannot wait, what to do, why, until when, what follows, what is closed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from caseorg.domain.moments import BEIJING
from caseorg.domain.remark import Remark, remark
from caseorg.domain.steps.complaining import CHANNEL as COMPLAINT
from caseorg.domain.steps.step import NextStep, Refused, Urgent


@dataclass(frozen=True, slots=True)
class StepLine:
    """A label and what stands behind it."""

    label: Remark
    text: Remark


def urgent_lines(step: NextStep) -> tuple[Remark, ...]:
    """What cannot wait, one line each, with its day."""
    return tuple(_with_day(urgent) for urgent in step.urgent)


def _with_day(urgent: Urgent) -> Remark:
    if urgent.until is None:
        return urgent.do
    return remark("{what} Until {time}.", what=urgent.do, time=shown(urgent.until))


def step_lines(step: NextStep) -> Iterator[StepLine]:
    """The step itself: now, why, until when, then; what is to be confirmed."""
    yield StepLine(remark("Now"), step.do)
    yield from before_lines(step)
    yield from reason_lines(step)
    yield from then_lines(step)
    yield from question_lines(step)


def before_lines(step: NextStep) -> Iterator[StepLine]:
    """What to do first."""
    if step.before:
        yield StepLine(remark("Before that"), step.before)


def reason_lines(step: NextStep) -> Iterator[StepLine]:
    """Why, and until when."""
    yield StepLine(remark("Why"), step.why)
    if step.until:
        yield StepLine(remark("By when"), remark("{time}", time=shown(step.until)))


def then_lines(step: NextStep) -> Iterator[StepLine]:
    """What follows."""
    if step.then:
        yield StepLine(remark("Then"), step.then)


def question_lines(step: NextStep) -> Iterator[StepLine]:
    """What the user has to confirm."""
    for question in step.asks:
        yield StepLine(remark("Please say"), question)


def closed_briefly(step: NextStep) -> Iterator[StepLine]:
    """Why the complaint that most people think of first is not proposed."""
    for refused in step.refused:
        if refused.channel == COMPLAINT:
            yield StepLine(remark("Not to {channels}", channels=refused.name), remark("{what}", what=refused.why))


def closed_lines(step: NextStep, *, everything: bool = False) -> Iterator[StepLine]:
    """Which channels do not take the matter, those with the same reason together."""
    doors = [refused for refused in step.refused if everything or not refused.usual]
    for why in dict.fromkeys((refused.why, refused.instead, refused.opens) for refused in doors):
        names = "、".join(refused.name for refused in doors if (refused.why, refused.instead, refused.opens) == why)
        yield StepLine(remark("Not to {channels}", channels=names), _reason(*why))


def _reason(why: str, instead: str, opens: str) -> Remark:
    if not opens:
        return remark("{why} {instead}", why=why, instead=instead)
    return remark("{why} {instead} Possible: {opens}", why=why, instead=instead, opens=opens)


def closed_reason(refused: Refused) -> Remark:
    """Why the channel does not take the matter, where it goes instead, and when it would be taken."""
    return _reason(refused.why, refused.instead, refused.opens)


def shown(at: datetime) -> str:
    """Beijing time; the end of a day as the day alone."""
    local = at.astimezone(BEIJING)
    return f"{local:%Y-%m-%d}" if (local.hour, local.minute) == (23, 59) else f"{local:%Y-%m-%d %H:%M}"
