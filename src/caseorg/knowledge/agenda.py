"""The clocks of a case and what to do next, by what the knowledge says."""

from dataclasses import replace
from datetime import datetime

from caseorg.domain.case import CaseFile, Stage
from caseorg.domain.clocks.clocks import clocks
from caseorg.domain.clocks.deadline import Clock, ClockKind, DatedClock, DatedClocks, between
from caseorg.domain.clocks.happenings import happenings
from caseorg.domain.law.statute import citation
from caseorg.domain.messages.channel import Channel, MessageKind, Rung
from caseorg.domain.remark import Remark, remark
from caseorg.domain.steps import advice
from caseorg.domain.steps.doors import closed_door
from caseorg.domain.steps.hints import HintPlace
from caseorg.domain.steps.standing import merchant_refused
from caseorg.domain.steps.step import NextStep
from caseorg.domain.story.story import Story
from caseorg.knowledge.channels import suited_channels
from caseorg.knowledge.hints import hints_at
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.position import position_of, signs_of, turning_points


def clocks_of(knowledge: Knowledge, case: CaseFile, story: Story, now: datetime) -> tuple[Clock, ...]:
    """All clocks of a case: what is overdue first, then by time, what is done last; their `basis` as it is printed."""
    return dated_clocks(knowledge, case, story, now).at(now)


def dated_clocks(knowledge: Knowledge, case: CaseFile, story: Story, now: datetime) -> DatedClocks:
    """The same without their states, and how long they are right."""
    happened = happenings(case, story, knowledge.channels)
    found = clocks(case, happened, knowledge.deadlines, knowledge.calendar, now)
    printed = tuple(replace(clock, basis=_printed(knowledge, clock.basis)) for clock in found)
    turns = {happening.at.at for happening in happened}
    if any(map(_is_waiting, printed)):
        printed = _without_closed_doors(knowledge, case, story, printed, now)
        turns |= turning_points(knowledge, case, story, now)
    return DatedClocks(printed, *between(turns, now))


def _is_waiting(clock: DatedClock) -> bool:
    return clock.kind is ClockKind.FOLLOW_UP and not clock.ended


def _without_closed_doors(
    knowledge: Knowledge, case: CaseFile, story: Story, found: tuple[DatedClock, ...], now: datetime
) -> tuple[DatedClock, ...]:
    """Nobody is sent back to a door that is closed: the follow-up says where to go instead."""
    signs = signs_of(knowledge, case, story, now)
    shop = next((channel for channel in suited_channels(knowledge, case) if channel.rung is Rung.MERCHANT), None)

    def advised(clock: DatedClock) -> DatedClock:
        channel = knowledge.channels.get(clock.channel) or shop
        closed = closed_door(channel, signs, knowledge.closed_doors.values()) if channel else None
        if closed is None or not _is_waiting(clock):
            return clock
        reason = remark("{why} {instead}", why=closed.why, instead=closed.instead)
        return replace(clock, advice=closed.instead, reasons=(reason,))

    return tuple(map(advised, found))


def _printed(knowledge: Knowledge, basis: tuple[str, ...]) -> tuple[str, ...]:
    statutes = (knowledge.statutes[key] for key in basis if key in knowledge.statutes)
    return tuple(dict.fromkeys(citation(knowledge.laws[statute.law], statute) for statute in statutes))


def next_step(knowledge: Knowledge, case: CaseFile, story: Story, now: datetime) -> NextStep:
    """The one thing to do now, with all that is urgent beside it; `basis` of what is refused as it is printed."""
    position = position_of(knowledge, case, story, clocks_of(knowledge, case, story, now), now)
    step = advice.next_step(position)
    refused = tuple(replace(refusal, basis=_printed(knowledge, refusal.basis)) for refusal in step.refused)
    return replace(step, refused=refused, then=step.then or _next_time(knowledge, case))


def _next_time(knowledge: Knowledge, case: CaseFile) -> Remark | None:
    """What to look at before one buys again, once the case is closed."""
    lines = hints_at(knowledge, HintPlace.CLOSED) if case.stage is Stage.CLOSED else ()
    return remark("{what}", what="".join(lines)) if lines else None


def suited_kind(knowledge: Knowledge, case: CaseFile, story: Story, channel: Channel, now: datetime) -> MessageKind:
    """What a message over the channel is for: what the next step asks for where it names the channel, a superior where
    that side refused, a follow-up where the channel was used, as far as it takes them; else its usual kind."""
    position = position_of(knowledge, case, story, clocks_of(knowledge, case, story, now), now)
    step = advice.next_step(position)
    if step.channel == channel.id and step.kind in channel.kinds:
        return step.kind
    used = any(message.sent_at and message.channel == channel.id for message in case.messages) or any(
        event.channel == channel.id and event.at.at <= now for event in case.events
    )
    of_merchant = channel.rung is Rung.MERCHANT or (channel.rung is Rung.UPGRADE and used)
    if of_merchant and MessageKind.UPGRADE in channel.kinds and merchant_refused(position):
        return MessageKind.UPGRADE
    return MessageKind.FOLLOWUP if used and MessageKind.FOLLOWUP in channel.kinds else channel.kinds[0]


def suited_channel(knowledge: Knowledge, case: CaseFile, story: Story, now: datetime) -> Channel:
    """Where a message goes next: the channel that the next step names, else the first suited one."""
    step = next_step(knowledge, case, story, now)
    return knowledge.channels.get(step.channel) or suited_channels(knowledge, case)[0]
