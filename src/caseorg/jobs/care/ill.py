"""What is wrong with a data folder, and what would make it good."""

from collections.abc import Callable
from dataclasses import dataclass

from caseorg.domain.remark import Remark


@dataclass(frozen=True, slots=True)
class Ill:
    """Something that is wrong, what can be done about it, and what does it; both None where nothing can."""

    what: Remark
    remedy: Remark | None = None
    heal: Callable[[], object] | None = None
