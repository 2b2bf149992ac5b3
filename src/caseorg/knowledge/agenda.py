"""The clocks of a case and what to do next, by what the knowledge says."""

from dataclasses import replace
from datetime import datetime

from caseorg.domain.case import CaseFile
from caseorg.domain.clocks import advice
from caseorg.domain.clocks.clocks import clocks
from caseorg.domain.clocks.deadline import Clock
from caseorg.domain.clocks.happenings import happenings
from caseorg.domain.clocks.ladder import NextStep, Position
from caseorg.domain.messages.channel import Channel, Kind
from caseorg.domain.statute import citation
from caseorg.domain.story.story import Story
from caseorg.knowledge.drafts import suited_channels
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.respondents import as_named


def clocks_of(knowledge: Knowledge, case: CaseFile, story: Story, now: datetime) -> tuple[Clock, ...]:
    """All clocks of a case: what is overdue first, then by time, what is done last; their `basis` as it is printed."""
    happened = happenings(case, story, knowledge.channels)
    found = clocks(case, happened, knowledge.deadlines, knowledge.calendar, now)
    return tuple(replace(clock, basis=_printed(knowledge, clock.basis)) for clock in found)


def _printed(knowledge: Knowledge, basis: tuple[str, ...]) -> tuple[str, ...]:
    statutes = (knowledge.statutes[key] for key in basis if key in knowledge.statutes)
    return tuple(dict.fromkeys(citation(knowledge.laws[statute.law], statute) for statute in statutes))


def next_step(knowledge: Knowledge, case: CaseFile, story: Story, now: datetime) -> NextStep:
    """The one thing to do now."""
    position = Position(
        case=as_named(knowledge, case),
        clocks=clocks_of(knowledge, case, story, now),
        happened=tuple(one for one in happenings(case, story, knowledge.channels) if one.at.at <= now),
        channels=suited_channels(knowledge, case),
        scenario=knowledge.scenarios.get(case.scenario),
        now=now,
    )
    return advice.next_step(position)


def suited_kind(knowledge: Knowledge, case: CaseFile, story: Story, channel: Channel, now: datetime) -> Kind:
    """What a message over the channel is for: what the next step asks for where it names the channel, a follow-up where
    the channel was used and takes one, else the channel's usual kind."""
    step = next_step(knowledge, case, story, now)
    if step.channel == channel.id and step.kind in channel.kinds:
        return step.kind
    used = any(message.sent_at and message.channel == channel.id for message in case.messages) or any(
        event.channel == channel.id and event.at.at <= now for event in case.events
    )
    return Kind.FOLLOWUP if used and Kind.FOLLOWUP in channel.kinds else channel.kinds[0]


def suited_channel(knowledge: Knowledge, case: CaseFile, story: Story, now: datetime) -> Channel:
    """Where a message goes next: the channel that the next step names, else the first suited one."""
    step = next_step(knowledge, case, story, now)
    return knowledge.channels.get(step.channel) or suited_channels(knowledge, case)[0]
