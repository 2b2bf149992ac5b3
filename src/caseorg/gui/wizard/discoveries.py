"""What the words of the case tell beyond what was noted: promises of the other side, and red flags of fraud."""

from collections.abc import Iterator
from functools import lru_cache

from caseorg.actions.promise import PromiseDetails
from caseorg.domain.case import CaseFile, Event, Side
from caseorg.domain.clocks.promises import find_promises
from caseorg.domain.clocks.workdays import Calendar
from caseorg.domain.scams.scam import Flagged, find_flags
from caseorg.gui.wizard.state import State
from caseorg.knowledge.library import Knowledge


def unnoted_promises(case: CaseFile, calendar: Calendar) -> Iterator[PromiseDetails]:
    """The promises in events of the other side that are not among the case's."""
    for event in case.events:
        if event.side is Side.ME:
            continue
        for found in find_promises(event.text, event.at, calendar):
            if not _noted(case, event, found.text):
                yield PromiseDetails(side=event.side, text=found.text, made_at=event.at, due=found.due, event=event.id)


def _noted(case: CaseFile, event: Event, text: str) -> bool:
    noted = (promise.text for promise in case.promises if promise.event == event.id)
    return any(text in other or other in text for other in noted)


def red_flags(state: State) -> tuple[Flagged, ...]:
    """The flags that the events show, each once."""
    found = (flagged for event in state.case.events for flagged in _flags_of(event.text, state.knowledge))
    return tuple({flagged.flag.id: flagged for flagged in found}.values())


@lru_cache(maxsize=20_000)
def _flags_of(text: str, knowledge: Knowledge) -> tuple[Flagged, ...]:
    """Asked again with every turn of a page."""
    return find_flags(text, knowledge.red_flags.values())
