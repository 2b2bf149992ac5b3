"""The advice of a place, by what the knowledge says, and what holds instead of what is often said."""

from collections.abc import Iterator

from caseorg.domain.case import CaseFile
from caseorg.domain.hints import Place, hints_for
from caseorg.domain.messages.channel import Channel
from caseorg.domain.scenario import Correction, Scenario
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


def corrections_of(knowledge: Knowledge, case: CaseFile, channel: Channel | None = None) -> Iterator[Correction]:
    """What articles say loosely about such a problem or, if there is one, about the channel; nothing about another
    platform or another kind of goods."""
    for one in knowledge.corrections.values():
        concerns = channel.id in one.channels if channel else case.scenario in one.scenarios
        if concerns and (not one.platforms or case.platform in one.platforms) and _of_such_goods(one, case):
            yield one


def _of_such_goods(correction: Correction, case: CaseFile) -> bool:
    """Goods that are not named may be any."""
    named = [order.product for order in case.orders if order.product]
    return not correction.goods or not named or any(word in name for name in named for word in correction.goods)
