"""Promises whose time has passed."""

from caseorg.domain.case import Promise
from caseorg.domain.clocks.happenings import HEARD
from caseorg.domain.steps.position import Position


def broken(position: Position) -> Promise | None:
    """The last one that was not kept, as far as is noted, and to which they said nothing since."""
    found = (
        promise
        for promise in position.case.promises
        if _is_broken(promise, position) and not is_answered(position, promise)
    )
    return max(found, key=lambda promise: promise.made_at.at, default=None)


def _is_broken(promise: Promise, position: Position) -> bool:
    passed = promise.due is not None and promise.due < position.now
    return promise.kept is False or (promise.kept is None and passed)


def is_answered(position: Position, promise: Promise) -> bool:
    """They said something else since, such as that they refuse."""
    heard = (answer for answer in position.happened if answer.milestone == HEARD and answer.at.at > promise.made_at.at)
    return any(
        answer.promise != promise.id and (answer.event is None or answer.event != promise.event) for answer in heard
    )
