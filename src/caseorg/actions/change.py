"""What an action did, with the way back: made where the action is, so that no face has to know an inverse."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from caseorg.actions.work import UnitOfWork
from caseorg.domain.case import CaseId
from caseorg.domain.remark import Remark

T = TypeVar("T")
Verb = Callable[[UnitOfWork, CaseId], object]


@dataclass(frozen=True, slots=True)
class Change(Generic[T]):
    """`name` says what was done, for the menu; `undo` and `redo` are actions on the same case, each refused where
    what it would change was changed meanwhile. `made` is what the action made, such as the id of an event."""

    name: Remark
    undo: Verb
    redo: Verb
    made: T
