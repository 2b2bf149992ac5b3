"""What an action did, with the way back: made where the action is, so that no face has to know an inverse."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from caseorg.actions.work import UnitOfWork
from caseorg.domain.case import CaseId
from caseorg.domain.remark import Remark

T = TypeVar("T")
Made = TypeVar("Made", covariant=True)
Verb = Callable[[UnitOfWork, CaseId], object]


@dataclass(frozen=True, slots=True)
class Change(Generic[Made]):
    """`name` says what was done, for the menu; `undo` and `redo` are actions on the same case, each refused where
    what it would change was changed meanwhile. `made` is what the action made, such as the id of an event.

    `notice` is what the user is told once it is done. Where everything was so `already`, nothing is there to take back.
    """

    name: Remark
    undo: Verb
    redo: Verb
    made: Made
    notice: Remark | None = None
    already: bool = False


# A verb that changes a case, with its arguments filled in: what a face hands on to be done.
Action = Callable[[UnitOfWork, CaseId], Change[T]]


def together(name: Remark, changes: Sequence[Change[T]]) -> Change[tuple[T, ...]]:
    """Several changes as one step: all of them are taken back, the last one first, or none."""
    done = [change for change in changes if not change.already]
    return Change(
        name,
        undo=partial(_each, verbs=tuple(change.undo for change in reversed(done))),
        redo=partial(_each, verbs=tuple(change.redo for change in done)),
        made=tuple(change.made for change in changes),
        already=not done,
    )


def _each(work: UnitOfWork, case_id: CaseId, verbs: Sequence[Verb]) -> None:
    for verb in verbs:
        verb(work, case_id)
