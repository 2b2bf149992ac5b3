"""Which channels there are for a case."""

from caseorg.domain.case import CaseFile
from caseorg.domain.errors import CaseorgError
from caseorg.domain.messages.channel import Channel, Rung
from caseorg.knowledge.library import Knowledge

_RUNGS = tuple(Rung)


def suited_channels(knowledge: Knowledge, case: CaseFile) -> tuple[Channel, ...]:
    """The channels for the case's platform: those that its scenario names in their order, then the others by the
    ladder, what is outside the ladder last."""
    scenario = knowledge.scenarios.get(case.scenario)
    named = (*scenario.first, *scenario.later) if scenario else ()
    suited = [channel for channel in knowledge.channels.values() if _suits(channel, case)]

    def rank(channel: Channel) -> tuple[int, int, bool]:
        place = min((number for number, key in enumerate(named) if _stands_for(channel, key)), default=len(named))
        return place, _RUNGS.index(channel.rung), not channel.platforms

    return tuple(sorted(suited, key=rank))


def _suits(channel: Channel, case: CaseFile) -> bool:
    return not channel.platforms or case.platform in channel.platforms


def _stands_for(channel: Channel, key: str) -> bool:
    """A scenario that names the merchant or the platform means those of the case's platform."""
    if not channel.platforms or key not in ("merchant", "platform"):
        return channel.id == key
    return channel.id == key or channel.rung is Rung(key)


def find_channel(knowledge: Knowledge, channel_id: str) -> Channel:
    """The channel of this id.

    Raises:
        CaseorgError: there is none.
    """
    if channel_id not in knowledge.channels:
        raise CaseorgError(
            "There is no channel “{channel}”.",
            "Choose one of: {known}.",
            channel=channel_id,
            known=", ".join(knowledge.channels),
        )
    return knowledge.channels[channel_id]
