"""The clocks of a case and what to do next, by what the knowledge says."""

from datetime import datetime

from caseorg.domain.case import CaseFile
from caseorg.domain.clocks import advice
from caseorg.domain.clocks.clocks import clocks
from caseorg.domain.clocks.deadline import Clock
from caseorg.domain.clocks.happenings import happenings
from caseorg.domain.clocks.ladder import NextStep, Position
from caseorg.knowledge.drafts import suited_channels
from caseorg.knowledge.library import Knowledge


def clocks_of(knowledge: Knowledge, case: CaseFile, now: datetime) -> tuple[Clock, ...]:
    """All clocks of a case: what is overdue first, then by time, what is done last."""
    return clocks(case, knowledge.deadlines, knowledge.channels, knowledge.calendar, now)


def next_step(knowledge: Knowledge, case: CaseFile, now: datetime) -> NextStep:
    """The one thing to do now."""
    position = Position(
        case=case,
        clocks=clocks_of(knowledge, case, now),
        happened=happenings(case, knowledge.channels),
        channels=suited_channels(knowledge, case),
        scenario=knowledge.scenarios.get(case.scenario),
        now=now,
    )
    return advice.next_step(position)
