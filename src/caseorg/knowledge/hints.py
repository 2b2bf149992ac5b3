"""The advice of a place, by what the knowledge says, and what holds instead of what is often said."""

from collections.abc import Iterable, Iterator

from caseorg.domain.case import CaseFile
from caseorg.domain.messages.channel import Channel
from caseorg.domain.scenario import Correction, Guide, Scenario
from caseorg.domain.steps.hints import HintPlace, hints_for
from caseorg.knowledge.library import Knowledge


def about_problem(knowledge: Knowledge, scenario: Scenario) -> tuple[str, ...]:
    """What is good to know of such a problem."""
    hints = hints_for(knowledge.hints.values(), HintPlace.PROBLEM, scenario=scenario.id)
    return (*scenario.notes, *(hint.text for hint in hints))


def about_channel(knowledge: Knowledge, channel: Channel) -> tuple[str, ...]:
    """What is good to know before one writes there."""
    hints = hints_for(knowledge.hints.values(), HintPlace.CHANNEL, rung=channel.rung)
    return (*channel.notes, *(hint.text for hint in hints))


def hints_at(knowledge: Knowledge, place: HintPlace) -> tuple[str, ...]:
    """The lines that hold for every case."""
    return tuple(hint.text for hint in hints_for(knowledge.hints.values(), place))


def guides_for(knowledge: Knowledge, scenario: str, places: Iterable[HintPlace]) -> tuple[Guide, ...]:
    """The pages about such a problem, and those that say more of what is hinted at in these places."""
    hints = (hint for place in places for hint in hints_for(knowledge.hints.values(), place, scenario=scenario))
    named = {hint.guide for hint in hints}
    return tuple(guide for guide in knowledge.guides.values() if scenario in guide.scenarios or guide.id in named)


def corrections_of(knowledge: Knowledge, case: CaseFile, channel: Channel | None = None) -> Iterator[Correction]:
    """What articles say loosely about such a problem or, if there is one, about the channel; nothing about another
    platform or another kind of goods."""
    for correction in knowledge.corrections.values():
        concerns = channel.id in correction.channels if channel else case.scenario in correction.scenarios
        if (
            concerns
            and (not correction.platforms or case.platform in correction.platforms)
            and _of_such_goods(correction, case)
        ):
            yield correction


def _of_such_goods(correction: Correction, case: CaseFile) -> bool:
    """Goods that are not named may be any."""
    named = [order.product for order in case.orders if order.product]
    return not correction.goods or not named or any(word in name for name in named for word in correction.goods)
