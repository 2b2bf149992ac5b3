"""What long work yields while it runs."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from caseorg.domain.remark import Remark

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress(Generic[T]):
    """`done` of `total` steps are finished; `item` is what the last step produced, if any.

    `remarks` are what the user should know besides. Where it is `held`, the next step was done along with this one:
    whoever stops the work hears of that one too.
    """

    done: int
    total: int
    label: str = ""
    item: T | None = None
    remarks: tuple[Remark, ...] = ()
    held: bool = False
