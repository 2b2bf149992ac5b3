"""What the words of the case tell beyond what was noted: promises of the other side, and red flags of fraud."""

from collections.abc import Iterator
from functools import lru_cache

from caseorg.actions.promise import PromiseDetails
from caseorg.domain.case import CaseFile, Side
from caseorg.domain.clocks.promises import find_promises, is_noted
from caseorg.domain.clocks.workdays import Calendar
from caseorg.domain.scams.scam import Flagged, find_flags
from caseorg.gui.wizard.state import State
from caseorg.knowledge.library import Knowledge


def unnoted_promises(case: CaseFile, calendar: Calendar) -> Iterator[PromiseDetails]:
    """The promises in events of the other side that are not among those of the event, or noted without one."""
    for event in case.events:
        if event.side is Side.ME:
            continue
        noted = [promise for promise in case.promises if promise.event in (event.id, None)]
        for found in find_promises(event.text, event.at, calendar):
            if not is_noted(found, noted):
                yield PromiseDetails(side=event.side, text=found.text, made_at=event.at, due=found.due, event=event.id)


def red_flags(state: State) -> tuple[Flagged, ...]:
    """The flags that the events show, each once."""
    found = (flagged for event in state.case.events for flagged in _flags_of(event.text, state.knowledge))
    return tuple({flagged.flag.id: flagged for flagged in found}.values())


@lru_cache(maxsize=20_000)
def _flags_of(text: str, knowledge: Knowledge) -> tuple[Flagged, ...]:
    """Asked again with every turn of a page."""
    return find_flags(text, knowledge.red_flags.values())
