"""Promises whose time has passed."""

from caseorg.domain.case import Promise
from caseorg.domain.clocks.happenings import HEARD
from caseorg.domain.steps.position import Position


def broken(position: Position) -> Promise | None:
    """The last one that was not kept, as far as is noted, and to which they said nothing since."""
    found = (one for one in position.case.promises if _is_broken(one, position) and not is_answered(position, one))
    return max(found, key=lambda one: one.made_at.at, default=None)


def _is_broken(promise: Promise, position: Position) -> bool:
    passed = promise.due is not None and promise.due < position.now
    return promise.kept is False or (promise.kept is None and passed)


def is_answered(position: Position, promise: Promise) -> bool:
    """They said something else since, such as that they refuse."""
    heard = (one for one in position.happened if one.milestone == HEARD and one.at.at > promise.made_at.at)
    return any(one.promise != promise.id and (one.event is None or one.event != promise.event) for one in heard)
