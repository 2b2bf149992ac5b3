"""The clocks of a case and what to do next, by what the knowledge says."""

from dataclasses import replace
from datetime import datetime

from caseorg.domain.case import CaseFile
from caseorg.domain.clocks import advice
from caseorg.domain.clocks.clocks import clocks
from caseorg.domain.clocks.deadline import Clock
from caseorg.domain.clocks.happenings import happenings
from caseorg.domain.clocks.ladder import NextStep, Position
from caseorg.domain.statute import citation
from caseorg.knowledge.drafts import suited_channels
from caseorg.knowledge.library import Knowledge


def clocks_of(knowledge: Knowledge, case: CaseFile, now: datetime) -> tuple[Clock, ...]:
    """All clocks of a case: what is overdue first, then by time, what is done last; their `basis` as it is printed."""
    found = clocks(case, knowledge.deadlines, knowledge.channels, knowledge.calendar, now)
    return tuple(replace(clock, basis=_printed(knowledge, clock.basis)) for clock in found)


def _printed(knowledge: Knowledge, basis: tuple[str, ...]) -> tuple[str, ...]:
    statutes = (knowledge.statutes[key] for key in basis if key in knowledge.statutes)
    return tuple(dict.fromkeys(citation(knowledge.laws[statute.law], statute) for statute in statutes))


def next_step(knowledge: Knowledge, case: CaseFile, now: datetime) -> NextStep:
    """The one thing to do now."""
    position = Position(
        case=case,
        clocks=clocks_of(knowledge, case, now),
        happened=tuple(one for one in happenings(case, knowledge.channels) if one.at.at <= now),
        channels=suited_channels(knowledge, case),
        scenario=knowledge.scenarios.get(case.scenario),
        now=now,
    )
    return advice.next_step(position)
