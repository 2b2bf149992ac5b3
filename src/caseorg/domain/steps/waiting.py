"""Waiting for what was asked or promised last; asking earlier only starts again from the beginning."""

from caseorg.domain.clocks.deadline import Clock, ClockKind, ClockState
from caseorg.domain.clocks.happenings import REFUSED
from caseorg.domain.remark import Remark, remark
from caseorg.domain.steps.position import Position, find_clock
from caseorg.domain.steps.step import NextStep

_TERMS = ("platform-answer", "wechat-answer", "telecom-operator", "12315-acceptance", "12315-mediation")
_OPEN = (ClockState.RUNNING, ClockState.SOON)


def wait(position: Position) -> NextStep | None:
    """Until the end of what runs; nobody waits for those who cannot be reached any more."""
    waited = max(
        filter(None, (find_clock(position, _TERMS, *_OPEN), _promise(position), _contact(position))),
        key=lambda clock: clock.since.at,
        default=None,
    )
    if waited is None:
        return None
    return NextStep(
        do=remark("Wait for the answer, and keep new replies."),
        why=_why(waited),
        until=waited.due,
        then=_then(waited),
    )


def _promise(position: Position) -> Clock | None:
    """Nobody waits for a promise that they took back since."""
    found = find_clock(position, ("promise",), *_OPEN)
    if found is None or "gone" in position.signs:
        return None
    return (
        None
        if any(happening.milestone == REFUSED and happening.at.at > found.since.at for happening in position.happened)
        else found
    )


def _contact(position: Position) -> Clock | None:
    """The last contact whose time to ask again has not come, unless silence was noted since."""
    found = find_clock(position, ("follow-up",), ClockState.RUNNING)
    if found is None or found.channel in position.closed or "silent" in position.signs:
        return None
    return None if "gone" in position.signs and not found.channel else found


def _why(waited: Clock) -> Remark:
    if waited.kind is ClockKind.PROMISE:
        return remark("They promised: “{promise}”.", promise=waited.name)
    if waited.kind is ClockKind.TERM:
        return remark("The time for “{what}” is still running.", what=waited.name)
    return remark("The last contact is less than a day ago.")


def _then(waited: Clock) -> Remark | None:
    return remark("If nothing comes by then: {advice}", advice=waited.advice) if waited.advice else None
