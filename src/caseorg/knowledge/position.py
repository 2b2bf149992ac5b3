"""Where a case stands, by what the knowledge says; and whether a channel takes its matter."""

from collections.abc import Mapping
from datetime import datetime

from caseorg.domain.case import CaseFile
from caseorg.domain.clocks.deadline import Clock
from caseorg.domain.clocks.happenings import happenings
from caseorg.domain.demands.reading import read_demands
from caseorg.domain.law.footing import footing
from caseorg.domain.messages.channel import Channel, MessageKind
from caseorg.domain.moments import latest_instant
from caseorg.domain.remark import Remark
from caseorg.domain.steps import doors
from caseorg.domain.steps.doors import DoorRules
from caseorg.domain.steps.position import Position
from caseorg.domain.steps.signs import Facts, Signs, holds, lapses_at, read_signs, so_far
from caseorg.domain.story.story import Story
from caseorg.knowledge.channels import suited_channels
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.platforms import platform_operator
from caseorg.knowledge.respondents import as_named


def position_of(
    knowledge: Knowledge, case: CaseFile, story: Story, clocks: tuple[Clock, ...], now: datetime
) -> Position:
    """All that the next step looks at."""
    facts = _facts(knowledge, case, story, now)
    return Position(
        case=facts.case,
        story=facts.story,
        signs=read_signs(facts),
        clocks=clocks,
        happened=facts.happened,
        channels=suited_channels(knowledge, case),
        rules=door_rules(knowledge),
        scenario=facts.scenario,
        footing=facts.footing,
        calendar=knowledge.calendar,
        now=now,
        demanded_by=_demanded_by(case),
    )


def unsuited(
    knowledge: Knowledge, case: CaseFile, story: Story, channel: Channel, now: datetime, kind: MessageKind | None = None
) -> Remark | None:
    """Why the channel does not take the matter of this case, where it goes instead, and when it would be taken."""
    return doors.unsuited(channel, signs_of(knowledge, case, story, now), knowledge.closed_doors.values(), kind)


def closed_channels(
    knowledge: Knowledge, case: CaseFile, story: Story, now: datetime
) -> Mapping[str, doors.ClosedDoor]:
    """The channels that do not take the matter of this case, and by which rule."""
    signs, rules = signs_of(knowledge, case, story, now), tuple(knowledge.closed_doors.values())
    found = {key: doors.closed_door(channel, signs, rules) for key, channel in knowledge.channels.items()}
    return {key: rule for key, rule in found.items() if rule is not None}


def signs_of(knowledge: Knowledge, case: CaseFile, story: Story, now: datetime) -> Signs:
    """What of the case decides which doors are open."""
    return read_signs(_facts(knowledge, case, story, now))


def fraud_urgent(knowledge: Knowledge, case: CaseFile, story: Story, now: datetime) -> tuple[str, ...]:
    """What cannot wait where the events look like a fraud; else nothing."""
    found = knowledge.situations.get("fraud")
    signs = signs_of(knowledge, case, story, now)
    return found.urgent if found and holds(signs, found.signs, found.unless) else ()


def turning_points(knowledge: Knowledge, case: CaseFile, story: Story, now: datetime) -> set[datetime]:
    """When the signs change without anything being noted: what is noted beforehand comes true, or a period ends."""
    beats = {beat.at.at for beat in story.beats if beat.at}
    return beats | set(filter(None, (lapses_at(_facts(knowledge, case, story, now)),)))


def _facts(knowledge: Knowledge, case: CaseFile, story: Story, now: datetime) -> Facts:
    happened = happenings(case, story, knowledge.channels)
    return Facts(
        case=as_named(knowledge, case),
        story=so_far(story, now),
        happened=tuple(happening for happening in happened if happening.at.at <= now),
        footing=footing(case, story, knowledge.footings.values()),
        scenario=knowledge.scenarios.get(case.scenario),
        operator=platform_operator(knowledge, case),
        names={sign.id: sign.words for sign in knowledge.name_signs.values()},
        now=now,
    )


def door_rules(knowledge: Knowledge) -> DoorRules:
    """What the knowledge says about doors."""
    return DoorRules(
        closed=tuple(knowledge.closed_doors.values()),
        situations=tuple(knowledge.situations.values()),
        dangers=tuple(knowledge.dangers.values()),
        waivers=tuple(knowledge.waivers.values()),
    )


def _demanded_by(case: CaseFile) -> datetime | None:
    """The last day that the demand names."""
    days = [latest_instant(demand.by) for demand in read_demands(case.demand, case.demand_said) if demand.by]
    return max(days, default=None)
