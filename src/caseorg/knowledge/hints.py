"""The advice of a place, by what the knowledge says."""

from caseorg.domain.hints import Place, hints_for
from caseorg.domain.messages.channel import Channel
from caseorg.domain.scenario import Scenario
from caseorg.knowledge.library import Knowledge


def about_problem(knowledge: Knowledge, scenario: Scenario) -> tuple[str, ...]:
    """What is good to know of such a problem."""
    return (*scenario.notes, *hints_for(knowledge.hints.values(), Place.PROBLEM, scenario=scenario.id))


def about_channel(knowledge: Knowledge, channel: Channel) -> tuple[str, ...]:
    """What is good to know before one writes there."""
    return (*channel.notes, *hints_for(knowledge.hints.values(), Place.CHANNEL, rung=channel.rung))


def hints_at(knowledge: Knowledge, place: Place) -> tuple[str, ...]:
    """The lines that hold for every case."""
    return hints_for(knowledge.hints.values(), place)
