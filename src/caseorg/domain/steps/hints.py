"""One line of advice at the place where it is needed."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from caseorg.domain.known import KnowledgeEntry
from caseorg.domain.messages.channel import Rung


class HintPlace(StrEnum):
    """Where it is shown: with the problem, beside evidence that is missing, with a channel, beside words that could be
    put better, or when a case is closed."""

    PROBLEM = "problem"
    EVIDENCE = "evidence"
    CHANNEL = "channel"
    WORDING = "wording"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint(KnowledgeEntry):
    """`rungs` and `scenarios` say where it holds, empty for everywhere; `guide` is the page that says more."""

    place: HintPlace
    text: str
    rungs: tuple[Rung, ...] = ()
    scenarios: tuple[str, ...] = ()
    guide: str = ""


def hints_for(
    hints: Iterable[Hint], place: HintPlace, *, scenario: str = "", rung: Rung | None = None
) -> tuple[Hint, ...]:
    """Those of this place, in their order."""
    return tuple(
        hint
        for hint in hints
        if hint.place is place
        and (not hint.scenarios or scenario in hint.scenarios)
        and (not hint.rungs or rung in hint.rungs)
    )
